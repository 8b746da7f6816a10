"""What the rules read beside the case: thresholds, sentences, sources. One `RuleData` a rule, from data files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clinic_app.domain.text import Text, plain_number
from clinic_app.domain.triage import FiredRule, Sign


@dataclass(frozen=True, slots=True)
class RuleData:
    """The data of one rule.

    Attributes:
        title: short name of the rule.
        source: the guideline the thresholds come from.
        trust: how far the source was verified: V (seen), K (from knowledge), ENG (engineering default).
        excludes_danger: while this rule is incomplete, nothing may read like "no danger sign" (R28.3).
        thresholds: the numbers, in the shape the rule's module documents.
        sentences: a sentence for each sign, with named fields filled from the sign's values.
    """

    id: str
    title: Text
    source: str
    trust: str
    excludes_danger: bool
    thresholds: Mapping[str, Any]
    sentences: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rule data of one content version; `readings` puts a measurement and its unit into words."""

    version: str
    rules: Mapping[str, RuleData]
    readings: Mapping[str, Text]

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
        """Every sign of a fired rule in words, worst first."""
        return " ".join(self.sentence(fired.rule, sign, language) for sign in fired.signs)
