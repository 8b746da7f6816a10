"""The exact version of the clinical content: every byte of every knowledge file counts."""

import hashlib
from pathlib import Path

_SHOWN_DIGITS = 8


def content_version(folder: Path, version: str) -> str:
    """`version` and the beginning of the SHA-256 over all files below `folder`, such as "0.2.0+1a2b3c4d".

    Names, lengths and bytes count, in the order of the names; hidden files, which editors and file managers leave,
    do not. Raises OSError.
    """
    digest = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files):
        if not any(part.startswith(".") for part in name.split("/")):
            content = files[name].read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{version}+{digest.hexdigest()[:_SHOWN_DIGITS]}"
