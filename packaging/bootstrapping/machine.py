"""What the operating system has to bring, how to see whether it does, and the one line that mends it.

The library names were read with ``ldd`` and ``objdump -p`` off the Qt libraries and plugins of the
PySide6-Essentials 6.11.3 wheel; everything else they need comes with the wheel.
"""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

# soname -> Debian package. Debian 13 and Ubuntu 24.04 renamed some (libglib2.0-0t64); apt finds them by these names.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# Printing on paper; without it a note can still be saved as PDF.
PRINTER_LIBRARIES = {"libcups.so.2": "libcups2"}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

_TINY_PROGRAM = "#include <vector>\nint main() { return static_cast<int>(std::vector<int>().size()); }\n"


@dataclass(frozen=True)
class Need:
    """Something that the operating system must bring: what a person calls it, and its Debian package."""

    what: str
    package: str


class Machine(Protocol):
    """What can be asked of the machine this runs on."""

    def has_library(self, soname: str) -> bool: ...

    def compiles_cpp(self) -> bool: ...

    def has_module(self, name: str) -> bool: ...

    def is_root(self) -> bool: ...

    def has_apt(self) -> bool: ...

    def install(self, packages: Sequence[str]) -> bool: ...


class ThisMachine:
    """The real one."""

    def has_library(self, soname: str) -> bool:
        """Whether the dynamic loader finds the library: asked of the loader itself, not of a list of folders."""
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    def compiles_cpp(self) -> bool:
        """Whether a C++ compiler compiles a program that uses the standard library (a compiler alone is not enough)."""
        compiler = os.environ.get("CXX") or next(filter(shutil.which, ("c++", "g++", "clang++")), None)
        if compiler is None:
            return False
        try:
            outcome = subprocess.run(
                [*compiler.split(), "-fsyntax-only", "-x", "c++", "-"],
                input=_TINY_PROGRAM.encode(),
                capture_output=True,
                check=False,
            )
        except OSError:
            return False
        return outcome.returncode == 0

    def has_module(self, name: str) -> bool:
        importlib.invalidate_caches()  # it may have been installed a moment ago
        return importlib.util.find_spec(name) is not None

    def is_root(self) -> bool:
        return hasattr(os, "geteuid") and os.geteuid() == 0

    def has_apt(self) -> bool:
        return shutil.which("apt-get") is not None

    def install(self, packages: Sequence[str]) -> bool:
        """Runs ``apt-get update`` and ``apt-get install``, its output on stderr. True where both succeed."""
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        return all(
            subprocess.run(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
            ).returncode
            == 0
            for command in (["apt-get", "-q", "update"], ["apt-get", "-q", "install", "-y", *packages])
        )


def venv_needs(machine: Machine) -> list[Need]:
    """What is missing to make a virtual environment: Debian keeps ``ensurepip`` in a package of its own."""
    if machine.has_module("venv") and machine.has_module("ensurepip"):
        return []
    return [Need("Python's venv module", f"python{sys.version_info.major}.{sys.version_info.minor}-venv")]


def compiler_needs(machine: Machine) -> list[Need]:
    """What is missing to compile llama-cpp-python: CMake and Ninja come as wheels, so a C++ compiler at most."""
    return [] if machine.compiles_cpp() else [Need("a C++ compiler", "g++")]


def qt_needs(machine: Machine, environ: Mapping[str, str], window: bool) -> list[Need]:
    """Which of Qt's system libraries are missing: the common ones, and for a ``window`` those of its display."""
    wanted = dict(QT_LIBRARIES)
    if window:
        wanted |= PRINTER_LIBRARIES
        if environ.get("DISPLAY"):
            wanted |= X11_LIBRARIES
        if environ.get("WAYLAND_DISPLAY"):
            wanted |= WAYLAND_LIBRARIES
    return [Need(soname, package) for soname, package in wanted.items() if not machine.has_library(soname)]


def packages_of(needs: Iterable[Need]) -> list[str]:
    """The Debian packages that bring all of ``needs``, each once, sorted."""
    return sorted({need.package for need in needs})


def apt_line(needs: Iterable[Need], root: bool) -> str:
    """The one line that mends all of ``needs``, ready to paste."""
    sudo = "" if root else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(packages_of(needs))}"


def display_is_missing(environ: Mapping[str, str], platform: str) -> bool:
    """Whether no window can open here: no display on Linux, and nobody asked for another Qt platform."""
    if not platform.startswith("linux"):
        return False
    return not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
