"""What the rules read beside the case: thresholds, sentences, sources. One `RuleData` a rule, from data files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic_app.domain.growth import GrowthTables
from clinic_app.domain.rules.limits import met
from clinic_app.domain.text import Text, plain_number
from clinic_app.domain.triage import FiredRule, Sign, TriageLevel

_SENTENCE_END = re.compile("(?<=[.।]) ")


@dataclass(frozen=True, slots=True)
class RuleData:
    """The data of one rule.

    Attributes:
        title: short name of the rule.
        source: the guideline the thresholds come from.
        trust: how far the source was verified: V (seen), K (from knowledge), ENG (engineering default).
        excludes_danger: while this rule is incomplete, nothing may read like "no danger sign" (R28.3).
        ages: whom it concerns, as `limits.in_ages` reads it; empty for every age.
        thresholds: the numbers, in the shape the rule's module documents; `levels`, the level of each sign.
        sentences: a sentence for each sign, with named fields filled from the sign's values.
        sign_trust: signs whose trust differs from the rule's.
        reads: the data of other rules whose scores this one reads, by their ids.
    """

    id: str
    title: Text
    source: str
    trust: str
    excludes_danger: bool
    thresholds: Mapping[str, Any]
    sentences: Mapping[str, Text]
    ages: Mapping[str, int] = field(default_factory=dict)
    sign_trust: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, "RuleData"] = field(default_factory=dict)

    def met(self, name: str, value: float | None) -> bool | None:
        """Whether `value` is on the side of the threshold `name`; None where it is not known."""
        return met(self.thresholds[name], value)

    def sign(self, name: str, values: Mapping[str, Any], limits: Mapping[str, Any] | None = None) -> Sign:
        """The sign `name` at the level the data gives it. Raises KeyError for a sign without a level."""
        return Sign(TriageLevel[self.thresholds["levels"][name]], name, values, limits or {})

    def trust_of(self, fired: FiredRule) -> str:
        """How far the sources of the signs that fired were verified, each tag once: "V" or "V, ENG"."""
        return ", ".join(
            dict.fromkeys(self.sign_trust.get(sign.sentence, self.trust) for sign in fired.signs)
        )


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rule data of one content version.

    `readings` puts a measurement and its unit into words; `growth` are the tables of WHO's growth standards.
    """

    version: str
    rules: Mapping[str, RuleData]
    readings: Mapping[str, Text]
    growth: GrowthTables = field(default_factory=dict)

    def sentence(self, rule: str, sign: Sign, language: str = "en") -> str:
        """One sign in words a health worker understands; `{readings}` lists its measurements by name."""
        template = self.rules[rule].sentences[sign.sentence].in_language(language)
        fields = {name: plain_number(value) for name, value in (*sign.values.items(), *sign.limits.items())}
        return template.format(**fields, readings=", ".join(self._readings(sign, language)))

    def _readings(self, sign: Sign, language: str) -> Iterator[str]:
        for name, value in sign.values.items():
            if name in self.readings:
                yield self.readings[name].in_language(language).format(value=plain_number(value))

    def reason(self, fired: FiredRule, language: str = "en") -> str:
        """Every sign of a fired rule in words, worst first; what several ask for is said once, after the last of them."""
        words = " ".join(self.sentence(fired.rule, sign, language) for sign in fired.signs)
        backwards = dict.fromkeys(reversed(_SENTENCE_END.split(words)))
        return " ".join(reversed(backwards))
