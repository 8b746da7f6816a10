"""The demo is a clinic like any other, with synthetic patients, and goes when it is closed."""

from clinic_app.domain.accounts import Role
from clinic_app.domain.records import EncounterStatus
from clinic_app.domain.triage import TriageLevel
from clinic_app.services.clinic import Clinic
from clinic_app.services.demo import demo_clinic


def test_the_demo_has_everything_to_show_and_leaves_nothing_behind():
    with demo_clinic() as demo:
        assert {person.role for person in Clinic.staff(demo.folder)} == set(Role)
        session = demo.unlock(Role.DOCTOR)
        queue = session.encounters.queue()
        assert {entry.level for entry in queue} == set(TriageLevel)
        assert all("(demo)" in entry.name for entry in queue)
        hits = session.patients.search("demo")
        assert len(hits) == 8
        closed = [hit for hit in hits if hit.last_visit and hit.last_visit.status is EncounterStatus.CLOSED]
        assert len(closed) == 2
        session.close()
        folder = demo.folder
        assert folder.exists()
    assert not folder.exists()
