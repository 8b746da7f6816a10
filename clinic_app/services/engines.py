"""Opens the engine that makes suggestions: the worker process on the installed model package."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from clinic_app import paths
from clinic_app.inference.client import WorkerClient
from clinic_app.inference.package import ModelPackage, load_package
from clinic_app.inference.ranking import Engine


@contextlib.contextmanager
def open_engine(package: Path | None = None) -> Iterator[Engine]:
    """The engine on `package` (default: the one that comes with the program), closed with its process at the end.

    Opening never fails: a missing or damaged package shows when the engine is asked to rank.
    """
    client = WorkerClient(package or paths.bundled_model_package_dir())
    try:
        yield client
    finally:
        client.close()


def installed_package() -> ModelPackage:
    """The package that comes with the program, all checksums verified. Raises ModelUnavailable."""
    return load_package(paths.bundled_model_package_dir())
