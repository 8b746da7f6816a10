"""Does anything of the evaluation sets stand in what is shipped or trained on? Looks for shared runs of eight words."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUN_LENGTH = 8
# Vowel signs of Devanagari are no \w, and without them every Hindi word would fall apart.
_WORD = re.compile(r"[\w\u0900-\u0963]+")
_TEXT_SUFFIXES = frozenset({".json", ".jsonl", ".md", ".tsv", ".csv", ".txt", ".ts", ".py", ""})
# Beyond this a file is a model or a picture, whatever its name says.
_LARGEST_TEXT = 20_000_000

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """A file that shares a run of words with an evaluation case."""

    file: Path
    case: str
    words: str


def evaluation_runs(files: Iterable[Path]) -> dict[Run, str]:
    """Every run of eight words of the free texts in the evaluation `files`, with the id of its case."""
    runs: dict[Run, str] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row: Mapping[str, Any] = json.loads(line)
            for key in ("complaint", "narrative", "history", "negatives"):
                for run in _runs(row.get(key) or ""):
                    runs.setdefault(run, str(row["id"]))
    return runs


def find_leaks(runs: Mapping[Run, str], shipped: Iterable[Path]) -> tuple[Leak, ...]:
    """The first leak of each case in each text file among `shipped` (folders are searched)."""
    leaks: dict[tuple[Path, str], Leak] = {}
    for file in _text_files(shipped):
        for run in _runs(file.read_text(encoding="utf-8", errors="replace")):
            if run in runs:
                leaks.setdefault((file, runs[run]), Leak(file, runs[run], " ".join(run)))
    return tuple(leaks.values())


def _runs(text: str) -> Iterator[Run]:
    words = _WORD.findall(text.lower())
    return (tuple(words[at : at + RUN_LENGTH]) for at in range(len(words) - RUN_LENGTH + 1))


def _text_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and file.suffix in _TEXT_SUFFIXES and file.stat().st_size <= _LARGEST_TEXT:
                yield file
