"""Compiles llama-cpp-python, the one package that has no wheel on the index, for this machine.

The source is locked by its hash in run.txt; CMake, Ninja and the build backend are locked in build.txt. Only the
library that the program loads is compiled: no server, tools, tests, picture or sound models. That is 78 files and
about 3 minutes on two cores, against 6 for all that the package would compile by itself. The source stays unpacked until the wheel is done, so that an interrupted compile goes on where it
was; the finished wheel is kept in ``build/bootstrap/wheels``, so that a new ``.venv`` needs no new compile.

By default the code is tuned for the processor at hand (GGML_NATIVE). For a wheel that others can run, set
``CMAKE_ARGS=-DGGML_NATIVE=OFF`` (and the instruction sets you want, as -DGGML_AVX2=ON): the variable is passed on,
and the wheel is kept apart from the native one.
"""

import hashlib
import os
import platform
import re
import shutil
import tarfile
from collections.abc import Mapping
from pathlib import Path

from bootstrapping.console import SetupFailed, compile_progress, run_logged, say
from bootstrapping.environment import Environment

PACKAGE = "llama-cpp-python"
# What changes the compiled code; part of the key under which a wheel is kept.
BUILD_VARIABLES = ("CMAKE_ARGS", "CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS")
# llama-cpp-python forces llama.cpp's "common" library on and then installs it; a variable set before its own wins.
ONLY_THE_LIBRARY = "set(LLAMA_BUILD_COMMON OFF)\n"


def locked_engine(run_lock: str) -> str:
    """The lines of run.txt (its text) that lock llama-cpp-python, with their hashes."""
    found = re.search(rf"^{PACKAGE}==.*(?:\n[ \t]+.*)*", run_lock, flags=re.MULTILINE)
    if found is None:
        raise SetupFailed(f"packaging/requirements/run.txt does not lock {PACKAGE}")
    return found.group() + "\n"


def processor(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """What kind of processor this is, as far as native code depends on it."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    flags = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return " ".join([platform.machine(), *sorted(flags.partition(":")[2].split())])


def engine_key(run_lock: str, environ: Mapping[str, str], processor_kind: str) -> str:
    """Names one compiled wheel: by source, processor and build settings."""
    settings = [f"{name}={environ.get(name, '')}" for name in BUILD_VARIABLES]
    return hashlib.sha256(
        "\n".join([locked_engine(run_lock), processor_kind, *settings]).encode()
    ).hexdigest()[:16]


def this_engine_key(environment: Environment) -> str:
    """The key of the wheel that this machine needs now."""
    return engine_key(environment.requirements("run").read_text(encoding="utf-8"), os.environ, processor())


def kept_wheel(environment: Environment, key: str) -> Path | None:
    """The finished wheel for ``key``, where one was compiled before."""
    return next((environment.work / "wheels" / key).glob("*.whl"), None)


def compile_engine(environment: Environment, key: str) -> Path:
    """Compiles the wheel for ``key`` and returns its path. Interrupted, it goes on from there the next time."""
    cores = os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL") or os.cpu_count()
    say(
        f"-- compiling the model engine ({PACKAGE}) on {cores} cores: about 3 to 6 minutes on two cores, once"
    )
    say(f"   the compiler's output: {environment.log('compiling the model engine')}")
    source = _unpacked_source(environment)
    settings = environment.work / "only-the-library.cmake"
    settings.write_text(ONLY_THE_LIBRARY, encoding="utf-8")
    part = environment.work / "wheels" / "part"
    shutil.rmtree(part, ignore_errors=True)
    command: list[str | Path] = [
        environment.python, "-m", "pip", "wheel", "-v", "--no-deps", "--no-build-isolation",
        "--no-input", "--disable-pip-version-check",
        "-C", f"build-dir={source.parent / 'objects' / key}",
        "-C", "build.targets=llama",
        "-C", "cmake.define.LLAVA_BUILD=OFF",
        "-C", f"cmake.define.CMAKE_PROJECT_llama_cpp_INCLUDE={settings.as_posix()}",
        "--wheel-dir", part,
        source,
    ]  # fmt: skip
    run_logged(
        command,
        doing="compiling the model engine",
        log=environment.log("compiling the model engine"),
        environment=_with_tools_first(environment),
        progress=compile_progress,
        keep_open=environment.held(),
    )
    finished = environment.work / "wheels" / key
    shutil.rmtree(finished, ignore_errors=True)
    part.replace(finished)
    shutil.rmtree(source.parent, ignore_errors=True)
    wheel = kept_wheel(environment, key)
    if wheel is None:
        raise SetupFailed(f"The compile ended well but left no wheel in {finished}")
    return wheel


def _unpacked_source(environment: Environment) -> Path:
    """The hash-checked source, unpacked; taken as it is where an interrupted compile left it."""
    lock = locked_engine(environment.requirements("run").read_text(encoding="utf-8"))
    home = environment.work / "engine" / hashlib.sha256(lock.encode()).hexdigest()[:16]
    ready = home / "source"
    if ready.is_dir():
        return ready
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    requirement = home / "engine.txt"
    requirement.write_text(lock, encoding="utf-8")
    fetched = home / "fetched"
    say("   fetching its source (73 MB)")
    environment.pip(
        "fetching the model engine",
        "download",
        "--no-deps",
        "--no-build-isolation",
        "--require-hashes",
        f"--no-binary={PACKAGE}",
        "--dest",
        fetched,
        "-r",
        requirement,
    )
    (archive,) = fetched.iterdir()
    unpacking = home / "unpacking"
    with tarfile.open(archive) as tar:
        # Pythons before 3.11.4 have no filters; the archive's hash was checked just now
        if hasattr(tarfile, "data_filter"):
            tar.extractall(unpacking, filter="data")
        else:
            tar.extractall(unpacking)
    (folder,) = unpacking.iterdir()
    folder.replace(ready)
    shutil.rmtree(fetched)
    return ready


def _with_tools_first(environment: Environment) -> dict[str, str]:
    tools = str(environment.python.parent)
    return {**os.environ, "PATH": tools + os.pathsep + os.environ.get("PATH", "")}
