from pathlib import Path

import pytest

from bootstrapping.console import SetupFailed
from bootstrapping.engine import engine_key, kept_wheel, locked_engine, processor
from bootstrapping.environment import Environment

LOCK = """\
jinja2==3 \\
    --hash=sha256:11
llama-cpp-python==0.3.36 \\
    --hash=sha256:22 \\
    --hash=sha256:33
markupsafe==3 \\
    --hash=sha256:44
"""


def test_the_engine_lines_of_the_lock_and_no_others() -> None:
    assert locked_engine(LOCK) == (
        "llama-cpp-python==0.3.36 \\\n    --hash=sha256:22 \\\n    --hash=sha256:33\n"
    )


def test_a_lock_without_the_engine_is_refused() -> None:
    with pytest.raises(SetupFailed, match="llama-cpp-python"):
        locked_engine("jinja2==3\n")


def test_the_real_lock_pins_the_engine_with_a_hash(repository: Path) -> None:
    lines = locked_engine((repository / "packaging" / "requirements" / "run.txt").read_text()).splitlines()
    assert len(lines) >= 2
    assert all("--hash=sha256:" in line for line in lines[1:])


def test_a_wheel_is_reused_only_for_the_same_source_processor_and_settings() -> None:
    key = engine_key(LOCK, {}, "avx2")
    assert engine_key(LOCK.replace("sha256:11", "sha256:99"), {}, "avx2") == key, (
        "other packages do not matter"
    )
    others = {
        engine_key(LOCK.replace("sha256:22", "sha256:99"), {}, "avx2"),
        engine_key(LOCK, {}, "avx2 avx512f"),
        engine_key(LOCK, {"CMAKE_ARGS": "-DGGML_NATIVE=OFF"}, "avx2"),
        engine_key(LOCK, {"CXX": "clang++"}, "avx2"),
    }
    assert len(others | {key}) == 5


def test_the_processor_is_told_by_its_instruction_sets_in_any_order(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    first.write_text("processor: 0\ncpu MHz : 2000\nflags\t\t: fpu avx2 sse\n")
    second.write_text("processor: 0\ncpu MHz : 2400\nflags\t\t: sse fpu avx2\n")
    third.write_text("processor: 0\nflags\t\t: sse fpu\n")
    assert processor(first) == processor(second) != processor(third)
    assert processor(tmp_path / "absent")


def test_a_finished_wheel_is_found_by_its_key(tmp_path: Path) -> None:
    environment = Environment(tmp_path)
    assert kept_wheel(environment, "key") is None
    wheel = environment.work / "wheels" / "key" / "llama_cpp_python-0.3.36-py3-none-linux_x86_64.whl"
    wheel.parent.mkdir(parents=True)
    wheel.touch()
    assert kept_wheel(environment, "key") == wheel
    assert kept_wheel(environment, "other") is None
