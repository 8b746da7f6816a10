"""Danger signs and other rule inputs read in free text, to be asked back: never taken as answers.

Sources of the meanings: the findings of `assets/knowledge/findings.json`. Wordings and cues are data
(`assets/knowledge/synonyms/rule_inputs.json`, `assets/knowledge/noticing.json`).
"""

from clinic_app.domain.noticing.lexicon import Lexicon
from clinic_app.domain.noticing.reader import Noticed, notice

__all__ = ["Lexicon", "Noticed", "notice"]
