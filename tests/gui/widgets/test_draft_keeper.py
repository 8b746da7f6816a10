"""Saving while typing: at most one save on the way, the newest text last, nothing after the end."""

from dataclasses import replace

import pytest

from clinic_app.domain.errors import DiskFull
from clinic_app.domain.ids import DraftId
from clinic_app.domain.records import Draft
from clinic_app.gui.widgets.draft_keeper import DraftKeeper


class MemoryDrafts:
    """Drafts in memory; `full` makes saving fail, `broken` is a bug in it."""

    def __init__(self):
        self.saves = []
        self.full = False
        self.broken = False

    def save(self, draft):
        if self.broken:
            raise ZeroDivisionError
        if self.full:
            raise DiskFull
        self.saves.append(dict(draft.form))
        return replace(draft, saved_at="2026-11-23T08:15:30.123Z")


@pytest.fixture
def drafts():
    return MemoryDrafts()


@pytest.fixture
def form():
    return {}


@pytest.fixture
def keeper(drafts, background, form, looks):
    made = DraftKeeper(drafts, background, Draft(DraftId("d1"), {}), lambda: form)
    yield made
    made.end()
    background.drain()


def test_it_saves_after_a_pause_and_says_when(keeper, drafts, form, qtbot):
    assert not keeper.in_use
    form["name"] = "S"
    keeper.changed()
    assert keeper.has_unsaved
    with qtbot.waitSignal(keeper.saved) as saved:
        pass
    assert saved.args[0].count(":") == 2
    assert drafts.saves == [{"name": "S"}]
    assert not keeper.has_unsaved


def test_a_save_on_the_way_does_not_lose_what_is_typed_meanwhile(keeper, drafts, form, background, qtbot):
    form["name"] = "S"
    keeper.changed()
    keeper.flush()
    form["name"] = "Si"
    keeper.changed()
    qtbot.waitUntil(lambda: drafts.saves[-1:] == [{"name": "Si"}])
    qtbot.waitUntil(lambda: not keeper.has_unsaved)


def test_trouble_is_told_and_the_newest_text_is_tried_again(keeper, drafts, form, qtbot):
    drafts.full = True
    form["name"] = "S"
    keeper.changed()
    with qtbot.waitSignal(keeper.failed):
        keeper.flush()
    assert keeper.has_unsaved
    drafts.full = False
    form["name"] = "Sita"
    keeper.changed()
    qtbot.waitUntil(lambda: drafts.saves == [{"name": "Sita"}])


def test_nothing_is_saved_after_the_end(keeper, drafts, form, background):
    form["name"] = "S"
    keeper.changed()
    keeper.end()
    keeper.changed()
    keeper.flush()
    background.drain()
    assert drafts.saves == []
    assert not keeper.has_unsaved


def test_a_bug_in_a_save_does_not_end_the_saving(keeper, drafts, form, background, qtbot):
    drafts.broken = True
    form["name"] = "S"
    keeper.changed()
    with qtbot.captureExceptions() as exceptions:
        keeper.flush()
        background.drain()
    assert [raised[0] for raised in exceptions] == [ZeroDivisionError]
    assert keeper.has_unsaved
    drafts.broken = False
    qtbot.waitUntil(lambda: drafts.saves == [{"name": "S"}])
    qtbot.waitUntil(lambda: not keeper.has_unsaved)


def test_it_goes_on_when_sending_failed(keeper, drafts, form, background):
    form["name"] = "S"
    keeper.changed()
    keeper.end()
    form["name"] = "of another form by now"
    keeper.go_on()
    keeper.flush()
    background.drain()
    assert drafts.saves == [{"name": "S"}]


def test_an_empty_form_is_not_kept_because_throwing_it_away_failed(keeper):
    keeper.end()
    keeper.go_on()
    assert not keeper.has_unsaved


def test_what_is_not_saved_is_handed_on(keeper, drafts, form):
    drafts.full = True
    form["name"] = "S"
    keeper.changed()
    assert keeper.hand_on() == Draft(DraftId("d1"), {"name": "S"})
    assert not keeper.has_unsaved
