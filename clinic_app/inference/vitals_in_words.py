"""Measurements in the words that knowledge entries use: a sentence encoder does not read 39.2 as fever.

Only what is clearly abnormal is worded, with its value. These are words for a comparison of texts, not rules:
no triage level depends on them. Limits [ENG]; fast breathing by age as in WHO IMCI.
"""

from clinic_app.domain.case import Case

# Completed months of age from which each limit of breaths per minute holds.
_FAST_BREATHING = ((0, 60), (2, 50), (12, 40), (60, 30), (144, 24))
_CONSCIOUSNESS = {
    "C": "confused",
    "V": "drowsy, responds only to voice",
    "P": "responds only to pain",
    "U": "unconscious",
}


def vitals_in_words(case: Case) -> tuple[str, ...]:
    """What is clearly abnormal among the vitals of `case`; empty where nothing is."""
    return (*_temperature(case), *_circulation(case), *_breathing(case), *_blood(case), *_state(case))


def _temperature(case: Case) -> list[str]:
    temperature = case.vitals.temperature_c
    if temperature is None or 35.5 <= temperature < 38:
        return []
    word = "low body temperature" if temperature < 35.5 else "high fever" if temperature >= 39 else "fever"
    return [f"{word} {temperature:g} C"]


def _circulation(case: Case) -> list[str]:
    vitals, words = case.vitals, []
    adult = case.age.years >= 15
    if adult and vitals.pulse is not None and vitals.pulse > 110:
        words.append(f"fast pulse {vitals.pulse:g}")
    if adult and vitals.pulse is not None and vitals.pulse < 50:
        words.append(f"slow pulse {vitals.pulse:g}")
    if adult and vitals.systolic is not None and vitals.systolic < 90:
        words.append(f"low blood pressure {vitals.systolic:g}, shock")
    high = (vitals.systolic or 0) >= 140 or (vitals.diastolic or 0) >= 90
    if adult and high:
        pressures = [f"{value:g}" for value in (vitals.systolic, vitals.diastolic) if value is not None]
        very = (vitals.systolic or 0) >= 180 or (vitals.diastolic or 0) >= 120
        words.append(f"{'very ' if very else ''}high blood pressure {'/'.join(pressures)}")
    if vitals.capillary_refill_s is not None and vitals.capillary_refill_s > 3:
        words.append("slow capillary refill")
    return words


def _breathing(case: Case) -> list[str]:
    vitals, words = case.vitals, []
    limit = [breaths for months, breaths in _FAST_BREATHING if case.age.months >= months][-1]
    if vitals.resp_rate is not None and vitals.resp_rate >= limit:
        words.append(f"fast breathing {vitals.resp_rate:g}")
    if vitals.spo2 is not None and vitals.spo2 < 94:
        words.append(f"low oxygen saturation {vitals.spo2:g}%")
    return words


def _blood(case: Case) -> list[str]:
    vitals, words = case.vitals, []
    if vitals.glucose_mg_dl is not None and vitals.glucose_mg_dl >= 200:
        words.append(f"high blood sugar {vitals.glucose_mg_dl:g}")
    if vitals.glucose_mg_dl is not None and vitals.glucose_mg_dl < 70:
        words.append(f"low blood sugar {vitals.glucose_mg_dl:g}")
    if vitals.hb_g_dl is not None and vitals.hb_g_dl < 11 and case.age.months >= 6:
        words.append(f"{'severe ' if vitals.hb_g_dl < 7 else ''}anaemia, low haemoglobin {vitals.hb_g_dl:g}")
    return words


def _state(case: Case) -> list[str]:
    vitals, words = case.vitals, []
    if vitals.consciousness in _CONSCIOUSNESS:
        words.append(_CONSCIOUSNESS[vitals.consciousness])
    if vitals.muac_cm is not None and 6 <= case.age.months < 60 and vitals.muac_cm < 12.5:
        words.append(f"thin arm, MUAC {vitals.muac_cm:g} cm")
    return words
