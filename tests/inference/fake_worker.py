"""A stand-in for the worker that misbehaves on demand: `fake_worker.py MODE [FLAG_FILE] SCRATCH`.

Modes: `good` answers; `untrue` answers with more than 1 in all; `unnamed` gets ready without a name; `crash_once` dies at the first request unless FLAG_FILE exists, which it makes; `crash` dies at
every request; `hang` never answers; `silent` never gets ready; `garbage` says what is no message; `refuse` is not
ready for a reason that is none; `reveal` writes its environment and current folder into FLAG_FILE.
"""

import json
import os
import sys
from pathlib import Path


def say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


mode, flag = sys.argv[1], Path(sys.argv[2])
if mode == "silent":
    sys.stdin.read()
if mode == "refuse":
    say({"ready": False, "error": ["missing"], "file": 7})
if mode == "reveal":
    flag.write_text(json.dumps({"environment": dict(os.environ), "folder": str(Path.cwd())}))
say(
    {
        "ready": True,
        "model": {"name": "" if mode == "unnamed" else mode, "version": "0.0.0", "sha256": "0" * 64},
        "thresholds": {"emergency": 0.5, "urgent": 0.5, "out_of_list": 0.5},
    }
)
for line in sys.stdin:
    if mode == "crash" or (mode == "crash_once" and not flag.exists()):
        flag.touch()
        os._exit(3)
    if mode == "hang":
        continue
    if mode == "garbage":
        sys.stdout.write("Segmentation fault\n")
        sys.stdout.flush()
        continue
    say(
        {
            "id": json.loads(line)["id"],
            "ranked": [["dengue", 0.9 if mode == "untrue" else 0.75]],
            "other_probability": 0.25,
            "elapsed_ms": 1,
        }
    )
