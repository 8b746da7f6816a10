"""What a medical officer must still decide about the clinical content, and what the program does until then."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clinic_app.domain.conditions import Condition, Statement
from clinic_app.domain.text import Text


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One open question. It is about a rule, a part of a condition, or (neither) about all of the content.

    Attributes:
        rule: id of the rule, or "".
        condition, part: id of the condition and the part of its data (`refer_when`, `notifiable`), or "".
        default: what the program does until the question is settled.
        why_safer: why that is the safer reading.
        source: where the question comes from.
    """

    id: str
    question: Text
    default: Text
    why_safer: Text
    source: str
    rule: str = ""
    condition: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class UncertainStatement:
    """A statement of the conditions' data that is not certain; `why` says in English what is not."""

    condition: str
    part: str
    text: Text
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    """All that is open: questions, and statements about conditions; `items` in the order of rules and conditions."""

    items: tuple[ReviewItem, ...]
    statements: tuple[UncertainStatement, ...]

    @property
    def unasked(self) -> tuple[UncertainStatement, ...]:
        """Statements that no question of `items` is about."""
        asked = {(item.condition, item.part) for item in self.items}
        return tuple(each for each in self.statements if (each.condition, each.part) not in asked)

    @property
    def open_questions(self) -> int:
        """How many things are open, each counted once."""
        return len(self.items) + len(self.unasked)

    def of_rule(self, rule: str) -> tuple[ReviewItem, ...]:
        """The questions about a rule; for "" those about all of the content."""
        return tuple(item for item in self.items if item.rule == rule and not item.condition)

    def of_conditions(self) -> tuple[ReviewItem, ...]:
        """The questions about single conditions."""
        return tuple(item for item in self.items if item.condition)

    def behind(self, item: ReviewItem) -> tuple[UncertainStatement, ...]:
        """The statements that a question about a condition is about, as they stand now."""
        place = (item.condition, item.part)
        return tuple(each for each in self.statements if (each.condition, each.part) == place)


def in_order(rules: Iterable[str]) -> list[str]:
    """Rule ids as the rules count: R4, R4b, R5, R10."""
    return sorted(rules, key=lambda rule: [int(part) if part.isdigit() else part for part in _parts(rule)])


def _parts(rule: str) -> Sequence[str]:
    found = re.fullmatch(r"([A-Z]+)(\d+)(\w*)", rule)
    return found.groups() if found else (rule,)


def uncertain_statements(conditions: Mapping[str, Condition]) -> tuple[UncertainStatement, ...]:
    """What the conditions' data itself marks as not certain, in the order of the conditions."""
    return tuple(each for condition in conditions.values() for each in _uncertain(condition))


def _uncertain(condition: Condition) -> Iterator[UncertainStatement]:
    notification = condition.notification
    statements = [
        ("notifiable", Statement(notification.programme, notification.unsure)),
        *(("season_region", each) for each in condition.season_region),
        *(("features", each.statement) for each in condition.features),
        *(("differentiators", each.statement) for each in condition.differentiators),
        *(("phc_tests", each) for each in condition.phc_tests),
        *(("refer_when", each) for each in condition.refer_when),
    ]
    for part, statement in statements:
        if statement.unsure:
            yield UncertainStatement(condition.id, part, statement.text, statement.unsure)
