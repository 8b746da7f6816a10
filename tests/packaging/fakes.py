"""A machine whose lacks a test decides."""

from collections.abc import Iterable, Sequence


class FakeMachine:
    """Answers like ``ThisMachine``; ``installed`` records what it was asked to install.

    ``lacks`` names libraries and modules that are missing, and "c++" for a compiler. Installing mends everything,
    unless ``apt_fails``.
    """

    def __init__(
        self, lacks: Iterable[str] = (), *, root: bool = False, apt: bool = True, apt_fails: bool = False
    ) -> None:
        self.lacks = set(lacks)
        self.root = root
        self.apt = apt
        self.apt_fails = apt_fails
        self.installed: list[str] = []

    def has_library(self, soname: str) -> bool:
        return soname not in self.lacks

    def compiles_cpp(self) -> bool:
        return "c++" not in self.lacks

    def has_module(self, name: str) -> bool:
        return name not in self.lacks

    def is_root(self) -> bool:
        return self.root

    def has_apt(self) -> bool:
        return self.apt

    def install(self, packages: Sequence[str]) -> bool:
        self.installed += packages
        if self.apt_fails:
            return False
        self.lacks.clear()
        return True
