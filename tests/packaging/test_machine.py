import sys

import pytest

from bootstrapping.commands import provide
from bootstrapping.console import SetupFailed
from bootstrapping.machine import (
    Machine,
    Need,
    ThisMachine,
    apt_line,
    compiler_needs,
    display_is_missing,
    packages_of,
    qt_needs,
    venv_needs,
)
from tests.packaging.fakes import FakeMachine

BARE_SERVER = FakeMachine(
    lacks=["libEGL.so.1", "libGL.so.1", "libxcb-cursor.so.0", "libwayland-cursor.so.0", "c++"]
)


class MachineContract:
    """What set-up relies on, whichever machine answers."""

    machine: Machine

    def test_says_whether_a_library_is_there(self) -> None:
        assert self.machine.has_library("libc.so.6")
        assert not self.machine.has_library("libno-such-library.so.0")

    def test_says_whether_a_module_is_there(self) -> None:
        assert self.machine.has_module("venv")
        assert not self.machine.has_module("no_such_module")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shared library names are Linux ones")
class TestThisMachine(MachineContract):
    machine = ThisMachine()

    def test_a_compiler_that_does_not_exist_does_not_compile(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CXX", "no-such-compiler")
        assert not self.machine.compiles_cpp()

    def test_a_compiler_that_fails_does_not_compile(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CXX", "false")
        assert not self.machine.compiles_cpp()


class TestFakeMachine(MachineContract):
    machine = FakeMachine(lacks=["libno-such-library.so.0", "no_such_module"])


def test_a_whole_machine_needs_nothing() -> None:
    machine = FakeMachine()
    desktop = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert venv_needs(machine) == compiler_needs(machine) == qt_needs(machine, desktop, window=True) == []


def test_tests_need_no_display_libraries() -> None:
    assert packages_of(qt_needs(BARE_SERVER, {}, window=False)) == ["libegl1", "libgl1"]


def test_a_window_needs_the_libraries_of_its_display() -> None:
    on_x11 = qt_needs(BARE_SERVER, {"DISPLAY": ":0"}, window=True)
    assert packages_of(on_x11) == ["libegl1", "libgl1", "libxcb-cursor0"]
    on_wayland = qt_needs(BARE_SERVER, {"WAYLAND_DISPLAY": "wayland-0"}, window=True)
    assert packages_of(on_wayland) == ["libegl1", "libgl1", "libwayland-cursor0"]


def test_debian_without_ensurepip_needs_the_venv_package_of_this_very_python() -> None:
    (need,) = venv_needs(FakeMachine(lacks=["ensurepip"]))
    assert need.package == f"python3.{sys.version_info.minor}-venv"


def test_one_line_mends_everything_and_names_each_package_once() -> None:
    needs = [
        Need("libglib-2.0.so.0", "libglib2.0-0"),
        Need("libgthread-2.0.so.0", "libglib2.0-0"),
        Need("c", "g++"),
    ]
    assert apt_line(needs, root=True) == "apt-get update && apt-get install -y g++ libglib2.0-0"
    assert apt_line(needs, root=False) == "sudo apt-get update && sudo apt-get install -y g++ libglib2.0-0"


@pytest.mark.parametrize(
    ("environ", "platform", "missing"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ""}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "win32", False),
        ({}, "darwin", False),
    ],
)
def test_where_no_window_can_open(environ: dict[str, str], platform: str, missing: bool) -> None:
    assert display_is_missing(environ, platform) is missing


def needs_of(machine: FakeMachine) -> list[Need]:
    return compiler_needs(machine) + qt_needs(machine, {}, window=False)


def test_root_installs_what_is_missing() -> None:
    machine = FakeMachine(lacks=["c++", "libEGL.so.1"], root=True)
    provide(lambda: needs_of(machine), machine, may_install=True)
    assert machine.installed == ["g++", "libegl1"]


@pytest.mark.parametrize(("root", "may_install"), [(False, True), (True, False)])
def test_others_are_told_the_line_and_nothing_is_installed(root: bool, may_install: bool) -> None:
    machine = FakeMachine(lacks=["c++", "libEGL.so.1"], root=root)
    with pytest.raises(SetupFailed, match=r"apt-get install -y g\+\+ libegl1") as failure:
        provide(lambda: needs_of(machine), machine, may_install)
    assert "a C++ compiler, libEGL.so.1" in str(failure.value)
    assert machine.installed == []


def test_a_failed_apt_is_reported_with_the_line_to_try() -> None:
    machine = FakeMachine(lacks=["c++"], root=True, apt_fails=True)
    with pytest.raises(SetupFailed, match=r"apt-get install -y g\+\+"):
        provide(lambda: needs_of(machine), machine, may_install=True)


def test_a_system_without_apt_is_told_what_is_missing() -> None:
    machine = FakeMachine(lacks=["libEGL.so.1"], root=True, apt=False)
    with pytest.raises(SetupFailed, match=r"libEGL\.so\.1"):
        provide(lambda: needs_of(machine), machine, may_install=True)
    assert machine.installed == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shared library names are Linux ones")
def test_a_machine_that_runs_these_tests_has_what_set_up_asks_for() -> None:
    assert qt_needs(ThisMachine(), {}, window=False) == []
