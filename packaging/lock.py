"""Renews the lock files: ``python packaging/lock.py [--upgrade]``, with ``uv`` on the path.

From each ``requirements/NAME.in`` it makes ``NAME.txt``: every package that is needed on any platform from Python
3.11 up, pinned, with the hashes of all its files. An existing lock's versions are kept unless ``--upgrade`` is
given. The locks name no index: from where packages come is for whoever installs to say (pip's own settings).
"""

import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent / "requirements"
# In this order: each may take its versions from those before it.
NAMES = ("run", "build", "test", "train")
# What torch's GPU builds for Linux bring with them; left out together with torch (the reason is in train.in).
WITH_TORCH = (
    "torch", "triton", "cuda-bindings", "cuda-pathfinder", "cuda-toolkit", "nvidia-cublas", "nvidia-cuda-cupti",
    "nvidia-cuda-nvrtc", "nvidia-cuda-runtime", "nvidia-cudnn-cu13", "nvidia-cufft", "nvidia-cufile",
    "nvidia-curand", "nvidia-cusolver", "nvidia-cusparse", "nvidia-cusparselt-cu13", "nvidia-nccl-cu13",
    "nvidia-nvjitlink", "nvidia-nvshmem-cu13", "nvidia-nvtx",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Makes the four lock files; returns uv's exit status."""
    for name in NAMES:
        command = [
            "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate",
            *(f"--no-emit-package={package}" for package in WITH_TORCH),
            *arguments,
            f"{name}.in", "--output-file", f"{name}.txt",
        ]  # fmt: skip
        outcome = subprocess.run(command, cwd=REQUIREMENTS, check=False)
        if outcome.returncode != 0:
            return outcome.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
