"""What every engine promises, run on the fake one, on the real model, and on the real model in its process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic_app.domain.errors import ModelUnavailable
from clinic_app.inference.client import WorkerClient
from clinic_app.inference.engine import LlamaEngine
from clinic_app.inference.package import load_package
from clinic_app.inference.ranking import LONGEST_TEXT, Engine
from clinic_app.services.knowledge import load_knowledge
from tests.fakes import FakeEngine

CONDITIONS = tuple(load_knowledge().conditions)
MALARIA = (
    "32-year-old man.\nFever with chills and rigors every other day, sweating, headache.\nmalaria last year."
)


class EngineContract:
    """Subclasses say how to start an engine; the tests share one, but for those that close it."""

    @staticmethod
    def start(package_folder: Path) -> Engine:
        raise AssertionError("a subclass says which engine")

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, bundled: Path) -> Iterator[Engine]:
        engine = cls.start(bundled)
        yield engine
        engine.close()

    def test_ranks_every_condition_once_most_probable_first(self, engine: Engine) -> None:
        ranking = engine.rank(MALARIA)
        assert sorted(condition for condition, _ in ranking.ranked) == sorted(CONDITIONS)
        probabilities = [probability for _, probability in ranking.ranked]
        assert probabilities == sorted(probabilities, reverse=True)
        assert "malaria_vivax" in [condition for condition, _ in ranking.ranked[:5]]

    @pytest.mark.parametrize(
        "text",
        [
            MALARIA,
            "",
            " \n",
            "...",
            "\x00fever\x00",
            "तीन दिन से बुखार और ठंड लगना।",
            "🤒🔥",
            "fever \ud800",
            "a" * LONGEST_TEXT,
        ],
        ids=["case", "empty", "blank", "stops", "nul", "devanagari", "emoji", "surrogate", "one-long-word"],
    )
    def test_sums_to_one_whatever_the_text(self, engine: Engine, text: str) -> None:
        ranking = engine.rank(text, frozenset({"croup"}))
        total = sum(probability for _, probability in ranking.ranked) + ranking.other_probability
        assert total == pytest.approx(1.0, abs=1e-6)
        assert len(ranking.ranked) == len(CONDITIONS)

    def test_excluded_conditions_are_last_and_impossible(self, engine: Engine) -> None:
        excluded = frozenset({"malaria_vivax", "malaria_falciparum", "no_such_condition"})
        ranking = engine.rank(MALARIA, excluded)
        assert {condition for condition, _ in ranking.ranked[-2:]} == {"malaria_vivax", "malaria_falciparum"}
        assert [probability for _, probability in ranking.ranked[-2:]] == [0.0, 0.0]

    def test_excluding_everything_leaves_none_of_these(self, engine: Engine) -> None:
        assert engine.rank(MALARIA, frozenset(CONDITIONS)).other_probability == pytest.approx(1.0)

    def test_same_question_same_answer(self, engine: Engine) -> None:
        first = engine.rank(MALARIA)
        engine.rank("Itching between the fingers at night.")
        assert engine.rank(MALARIA) == first

    def test_refuses_a_text_that_is_too_large(self, engine: Engine) -> None:
        with pytest.raises(ModelUnavailable) as caught:
            engine.rank("a" * (LONGEST_TEXT + 1))
        assert caught.value.reason == "too_large"

    def test_says_what_it_is(self, engine: Engine) -> None:
        assert len(engine.identity().sha256) == 64
        assert engine.identity().version
        assert 0 <= engine.thresholds().emergency <= 1

    def test_a_closed_engine_refuses_and_closes_twice(self, bundled: Path) -> None:
        engine = self.start(bundled)
        engine.close()
        engine.close()
        with pytest.raises(ModelUnavailable) as caught:
            engine.rank(MALARIA)
        assert caught.value.reason == "off"


class TestFakeEngine(EngineContract):
    @staticmethod
    def start(package_folder: Path) -> Engine:
        return FakeEngine(CONDITIONS)


class TestLlamaEngine(EngineContract):
    @staticmethod
    def start(package_folder: Path) -> Engine:
        return LlamaEngine(load_package(package_folder))


class TestWorkerClient(EngineContract):
    @staticmethod
    def start(package_folder: Path) -> Engine:
        return WorkerClient(package_folder, deadline_s=120)


def test_the_process_gives_the_answers_of_the_model(bundled: Path) -> None:
    engine, client = LlamaEngine(load_package(bundled)), WorkerClient(bundled, deadline_s=120)
    assert client.rank(MALARIA) == engine.rank(MALARIA)
    assert client.identity() == engine.identity()
    assert client.thresholds() == engine.thresholds()
    client.close()
    engine.close()
