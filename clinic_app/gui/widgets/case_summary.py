"""The whole case to read, on one screen: complaint, measurements, danger answers, story; what is not known too."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTextBrowser, QWidget

from clinic_app.domain.case import VITAL_NAMES, Case
from clinic_app.domain.ids import UserId
from clinic_app.domain.records import NO_IDEA, DecisionKind, Encounter, Impression, VisitSummary
from clinic_app.domain.text import plain_number
from clinic_app.domain.triage import Triage
from clinic_app.gui.i18n import current_language
from clinic_app.gui.widgets.clinical_words import (
    answer_words,
    consciousness_words,
    labelled,
    unit_words,
    vital_label,
    yes_no_words,
)
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.questions import OTHER_SIGNS, asking_of, needed_by_rules, questions_for

_IN_A_ROW = 2
_ALARM = "#8c0d17"
_ALWAYS_EXPECTED = ("temperature_c", "pulse", "resp_rate", "spo2", "systolic", "consciousness", "on_oxygen")


class CaseSummary(QTextBrowser):
    """Read-only. Yes comes before not known, not known before no."""

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self.setAccessibleName(self.tr("The case"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(8)

    def show_encounter(
        self,
        encounter: Encounter,
        earlier: Sequence[VisitSummary],
        staff: Mapping[UserId, str],
        rehydration: Sequence[str] = (),
    ) -> None:
        """Show an encounter; of a closed one also what was decided.

        `staff` has names by user id; `rehydration` are sentences about it, if there are any.
        """
        case = encounter.case
        parts = [
            *self._decided(encounter, staff),
            *self._complaint(case),
            *self._rehydration(rehydration),
            *self._measurements(case),
            *self._answers(case, encounter.triage),
            *self._story(case),
            *self._earlier(earlier, encounter),
        ]
        self.setHtml("".join(parts))

    def _complaint(self, case: Case) -> list[str]:
        complaint = case.complaint or self.tr("No complaint was written.")
        if case.duration_days is not None:
            days = self.tr("{days} days").format(days=plain_number(case.duration_days))
            complaint = f"{complaint} ({days})"
        return [_heading(self.tr("Complaint")), _paragraph(complaint, strong=True)]

    def _rehydration(self, sentences: Sequence[str]) -> list[str]:
        if not sentences:
            return []
        return [_heading(self.tr("Rehydration")), *map(_paragraph, sentences)]

    def _story(self, case: Case) -> list[str]:
        parts: list[str] = []
        for title, text in (
            (self.tr("Story and examination"), case.narrative),
            (self.tr("Past illness, medicines, allergies"), case.history),
            (self.tr("Denied"), case.negatives),
        ):
            if text:
                parts += [_heading(title), _paragraph(text)]
        return parts

    def _measurements(self, case: Case) -> list[str]:
        cells = [
            labelled(escape(label), f"<b>{escape(value)}</b>")
            for label, value in measured_words(case, self._knowledge)
        ]
        missing = [vital_label(name) for name in _ALWAYS_EXPECTED if getattr(case.vitals, name) is None]
        parts = [_heading(self.tr("Measurements")), _grid(cells)]
        if missing:
            parts.append(_paragraph(self.tr("Not measured: {names}").format(names=", ".join(missing))))
        return parts

    def _answers(self, case: Case, triage: Triage) -> list[str]:
        language = current_language()
        asked = [
            finding
            for section, findings in questions_for(
                asking_of(case), self._knowledge, needed=needed_by_rules(triage)
            )
            for finding in findings
            if section != OTHER_SIGNS or finding in case.findings
        ]
        every = list(dict.fromkeys([*case.findings, *asked]))
        yes, no, open_questions = [], [], []
        for finding in every:
            # A record from another version may hold a finding that this one has no words for.
            entry = self._knowledge.vocabulary.get(finding)
            label = entry.label.in_language(language) if entry else finding.replace("_", " ")
            answer = case.findings.get(finding)
            if answer is None:
                open_questions.append(label)
            elif answer is False:
                no.append(label)
            elif answer is True:
                yes.append(label)
            else:
                yes.append(labelled(label, answer_words(finding, answer, entry.unit if entry else "")))
        parts = [_heading(self.tr("Danger signs and other answers"))]
        if case.pregnant is not None or case.postpartum_days is not None:
            parts.append(_paragraph(self._obstetric(case)))
        if yes:
            parts.append(
                f'<p style="color:{_ALARM}; margin:2px 0"><b>{escape(yes_no_words(True))}:</b>'
                f" <b>{escape('; '.join(yes))}</b></p>"
            )
        if open_questions:
            not_known = self.tr("NOT KNOWN")
            parts.append(
                f'<p style="margin:2px 0"><b>{escape(not_known)}:</b> {escape(" · ".join(open_questions))}</p>'
            )
        if no:
            parts.append(_paragraph(f"{yes_no_words(False)}: {'; '.join(no)}"))
        return parts

    def _obstetric(self, case: Case) -> str:
        if case.pregnant and case.gestation_weeks is not None:
            return self.tr("Pregnant, {weeks} weeks").format(
                weeks=plain_number(round(case.gestation_weeks, 1))
            )
        if case.pregnant:
            return self.tr("Pregnant, weeks not known")
        if case.postpartum_days is not None:
            return self.tr("{days} days after delivery").format(days=case.postpartum_days)
        return self.tr("Not pregnant")

    def _decided(self, encounter: Encounter, staff: Mapping[UserId, str]) -> list[str]:
        plan, decision = encounter.plan, encounter.decision
        if plan is None or decision is None:
            return []
        code = f" ({plan.icd10})" if plan.icd10 else ""
        rows = [(self.tr("Diagnosis"), f"{plan.diagnosis}{code}")]
        rows += [
            (self.tr("Treatment"), plan.treatment),
            (self.tr("Investigations"), plan.investigations),
            (self.tr("Advice"), plan.advice),
            (self.tr("Referral"), plan.referral),
            (self.tr("Follow-up"), plan.follow_up.strftime("%d-%m-%Y") if plan.follow_up else ""),
            (self.tr("First impression"), impression_words(encounter.impression, self._knowledge)),
            (self.tr("Suggestion"), self._followed(decision.kind)),
            (self.tr("Reason"), decision.reason),
            (self.tr("Decided by"), staff.get(encounter.current.author, "")),
        ]
        return [
            _heading(self.tr("Decision")),
            *(
                _paragraph(f"{label}: {text}", strong=place == 0)
                for place, (label, text) in enumerate(rows)
                if text
            ),
        ]

    def _followed(self, kind: DecisionKind) -> str:
        return {
            DecisionKind.ACCEPTED: self.tr("accepted"),
            DecisionKind.OTHER_LISTED: self.tr("another condition of the list was chosen"),
            DecisionKind.OWN_WORDS: self.tr("own diagnosis"),
        }[kind]

    def _earlier(self, visits: Sequence[VisitSummary], encounter: Encounter) -> list[str]:
        others = [visit for visit in visits if visit.encounter != encounter.id]
        if not others:
            return []
        lines = [
            f"{day_words(visit.sent_at)}: {visit.diagnosis or visit.complaint or self.tr('not decided yet')}"
            for visit in others[:5]
        ]
        return [_heading(self.tr("Earlier visits")), *(_paragraph(line) for line in lines)]


def measured_words(case: Case, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Every measurement of a case with its label and unit; both pressures as one."""
    vitals = case.vitals
    rows = []
    for name in VITAL_NAMES:
        value = getattr(vitals, name)
        if value is None or (name == "diastolic" and vitals.systolic is not None):
            continue
        if name == "consciousness":
            rows.append((vital_label(name), consciousness_words(value)))
        elif isinstance(value, bool):
            rows.append((vital_label(name), yes_no_words(value)))
        elif name == "systolic" and vitals.diastolic is not None:
            both = f"{plain_number(float(value))}/{plain_number(float(vitals.diastolic))}"
            rows.append((QCoreApplication.translate("Vital", "BP"), f"{both} mmHg"))
        else:
            rows.append((vital_label(name), f"{plain_number(float(value))} {unit_words(knowledge, name)}"))
    return rows


def impression_words(impression: Impression | None, knowledge: Knowledge) -> str:
    """The doctor's own impression: names of conditions, then own words."""
    if impression is None:
        return ""
    names = [
        knowledge.conditions[condition].name.in_language(current_language())
        for condition in impression.conditions
        if condition in knowledge.conditions
    ]
    words = impression.words
    if words == NO_IDEA:
        words = QCoreApplication.translate("Impression", "no idea yet")
    return "; ".join([*names, words] if words else names)


def day_words(moment: str) -> str:
    """The day of a stored moment."""
    return datetime.fromisoformat(moment).astimezone().strftime("%d-%m-%Y")


def _heading(text: str) -> str:
    return f'<p style="margin:8px 0 2px 0; color:#0f4c81"><b>{escape(text)}</b></p>'


def _paragraph(text: str, *, strong: bool = False) -> str:
    inner = escape(text).replace("\n", "<br>")
    return f'<p style="margin:2px 0">{f"<b>{inner}</b>" if strong else inner}</p>'


def _grid(cells: Sequence[str]) -> str:
    rows = [cells[start : start + _IN_A_ROW] for start in range(0, len(cells), _IN_A_ROW)]
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellpadding="2">{lines}</table>'
