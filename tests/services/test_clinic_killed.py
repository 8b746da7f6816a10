"""The program killed at any moment (SIGKILL; the machine itself runs on): nothing acknowledged is lost, nothing shows.

A short version of the drill; every round kills a child that saves as fast as it can and says what it saved.
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from clinic_app.domain.accounts import Role
from clinic_app.domain.ids import EncounterId
from clinic_app.services.clinic import Clinic
from clinic_app.storage.files import ProfileFiles
from tests.clinics import a_case, found_clinic, unlock

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10
MARKERS = (
    "Zxqmarker",
    "ज़क्षमार्कर",
    "Qvillagemark",
    "5550001234",
    "Wcomplaintmark",
    "Jdiagnosismark",
    "Ydraftmark",
)

_SAVING = """
import sys
from dataclasses import replace
from pathlib import Path
from clinic_app.domain.accounts import Role
from tests.clinics import *
session = unlock(Path(sys.argv[1]), Role.HEALTH_WORKER)
number = 0
draft = session.drafts.new()
while True:
    number += 1
    session.drafts.save(replace(draft, form={"number": number}))
    print("draft", number, flush=True)
    patient = session.patients.register(a_patient(f"Patient {number}"))
    encounter = session.encounters.send_to_doctor(None, patient.id, a_case(), a_triage())
    print("encounter", encounter.id, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    found_clinic(tmp_path)
    chance = random.Random(2)
    for _ in range(ROUNDS):
        drafts, encounters = kill_while_saving(tmp_path, lines=chance.randrange(1, 40))
        worker = unlock(tmp_path, Role.HEALTH_WORKER)
        worker.check_storage()
        (draft,) = worker.drafts.mine()
        assert draft.form["number"] >= max(drafts)
        worker.drafts.discard(draft.id)
        for encounter_id in encounters:
            encounter = worker.encounters.get(encounter_id)
            assert encounter.case == a_case()
            assert worker.patients.search(encounter.patient.name)
        worker.close()
        doctor = unlock(tmp_path, Role.DOCTOR)
        assert doctor.audit.first_break() is None
        doctor.close()


def kill_while_saving(folder: Path, lines: int) -> tuple[list[int], list[EncounterId]]:
    drafts: list[int] = []
    encounters: list[EncounterId] = []
    child = subprocess.Popen(
        [sys.executable, "-c", _SAVING, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with child:
        assert child.stdout is not None
        for _ in range(lines):
            kind, said = child.stdout.readline().split()
            drafts.append(int(said)) if kind == "draft" else encounters.append(EncounterId(said))
        child.kill()
    return drafts, encounters


_FOUNDING = """
import os, signal, sys
from pathlib import Path
from tests.clinics import *
steps = int(sys.argv[2])
def count(frame, event, arg):
    global steps
    steps -= 1
    if steps == 0:
        os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(count)
found_clinic(Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_clinic_killed_while_it_is_founded_is_there_or_not(tmp_path: Path) -> None:
    counted = _FOUNDING + "\nsys.setprofile(None)\nprint(-steps)\n"
    calls = int(run_founding(counted, tmp_path / "counted", 0).stdout)
    there: list[bool] = []
    for before_the_end in (20_000, 5_000, 1_000, 400, 200, 100, 50, 25, 12, 6):
        folder = tmp_path / f"killed {before_the_end}"
        run_founding(_FOUNDING, folder, calls - before_the_end)
        there.append(Clinic.exists(folder))
        if not there[-1]:
            found_clinic(folder)
            assert {path.name for path in folder.iterdir()} == {"clinic.lock", "records"}
        for role in Role:
            unlock(folder, role).close()
    assert there == sorted(there)
    assert set(there) == {True, False}


def run_founding(code: str, folder: Path, calls: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(folder), str(calls)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )


_WORKING = """
import sys
from dataclasses import replace
from pathlib import Path
from clinic_app.domain.accounts import Role
from clinic_app.domain.records import *
from tests.clinics import *
folder, markers = Path(sys.argv[1]), sys.stdin.readline().split()
name, hindi, village, phone, complaint, diagnosis, typed = markers
worker = unlock(folder, Role.HEALTH_WORKER)
patient = worker.patients.register(a_patient(f"{name} {hindi}", village=village, phone=phone, note=name))
draft = worker.drafts.save(replace(worker.drafts.new(), form={"complaint": typed * 50}))
encounter = worker.encounters.send_to_doctor(None, patient.id, a_case(complaint), a_triage())
for text in (name[:4], village, hindi):
    assert worker.patients.search(text)
worker.close()
doctor = unlock(folder, Role.DOCTOR)
doctor.encounters.record_impression(encounter.id, Impression(words=diagnosis))
doctor.encounters.record_suggestion(encounter.id, a_differential())
plan = Plan(diagnosis, treatment=name * 3000)
doctor.encounters.close(encounter.id, Decision(DecisionKind.OWN_WORDS, reason=complaint), plan)
assert doctor.patients.search(diagnosis)
print("ready", flush=True)
if sys.stdin.readline() == "close\\n":
    doctor.close()
    print("closed", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("ending", ["killed", "closed"])
def test_no_word_of_a_patient_is_on_the_disk_unencrypted(tmp_path: Path, ending: str) -> None:
    folder, elsewhere = tmp_path / "profile", tmp_path / "elsewhere"
    elsewhere.mkdir()
    found_clinic(folder)
    surroundings = {
        name: str(elsewhere) for name in ("TMPDIR", "TEMP", "TMP", "HOME", "SQLITE_TMPDIR", "XDG_RUNTIME_DIR")
    }
    child = subprocess.Popen(
        [sys.executable, "-c", _WORKING, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **surroundings, "PYTHONUTF8": "1"},
    )
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write((" ".join(MARKERS) + "\n").encode())
        child.stdin.flush()
        assert child.stdout.readline() == b"ready\n", child.stderr.read().decode()
        assert ProfileFiles(folder).database.with_name("clinic.db-wal").stat().st_size > 0
        assert words_found(tmp_path) == []
        if ending == "closed":
            child.stdin.write(b"close\n")
            child.stdin.flush()
            assert child.stdout.readline() == b"closed\n"
            assert words_found(tmp_path) == []
        child.kill()
        assert child.stderr.read() == b""
    assert words_found(tmp_path) == []
    worker = unlock(folder, Role.HEALTH_WORKER)
    assert words_found(tmp_path) == []
    assert "Ydraftmark" in str(worker.drafts.mine()[0].form["complaint"])
    worker.close()
    assert words_found(tmp_path) == []


def words_found(folder: Path) -> list[tuple[str, str]]:
    """Files under `folder` that hold a marker, in UTF-8 or UTF-16, in any case."""
    return [
        (str(path), marker)
        for path in folder.rglob("*")
        if path.is_file()
        for content in [path.read_bytes().lower()]
        for marker in MARKERS
        if any(form in content for form in forms(marker))
    ]


def forms(marker: str) -> Iterable[bytes]:
    return (
        text.encode(encoding)
        for text in (marker, marker.lower())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )


def test_the_search_for_words_would_find_them(tmp_path: Path) -> None:
    (tmp_path / "leak").write_text(f"... {MARKERS[0]} ...", encoding="utf-16")
    (tmp_path / "leak2").write_text(f"... {MARKERS[1]} ...", encoding="utf-8")
    assert {marker for _, marker in words_found(tmp_path)} == {MARKERS[0], MARKERS[1]}
