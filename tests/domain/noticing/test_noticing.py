"""What free text states of the patient now, and what it only seems to state."""

import random

import pytest

from clinic_app.domain.case import TEXT_KEYS, Age, Case
from clinic_app.domain.noticing import Noticed, notice
from clinic_app.services.knowledge import Knowledge

FITS, UNCONSCIOUS, NOT_DRINKING = (
    "convulsions_now_or_history",
    "lethargic_or_unconscious",
    "not_able_to_drink",
)
CHILD = Age(2, "years")


def noticed(knowledge: Knowledge, text: str, key: str = "narrative", age: Age = CHILD) -> tuple[Noticed, ...]:
    return notice(Case("c", age, **{key: text}), knowledge.lexicon)


def said(knowledge: Knowledge, text: str, key: str = "narrative", age: Age = CHILD) -> dict[str, object]:
    return {each.finding: each.value for each in noticed(knowledge, text, key, age)}


def test_a_span_is_the_text_that_says_it(knowledge: Knowledge) -> None:
    text = "Brought by uncle. Child is unconscious"
    [found] = noticed(knowledge, text)
    assert found == Noticed(UNCONSCIOUS, True, "narrative", 27, 38, "unconscious")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("not able to drink", NOT_DRINKING),
        ("can't drink", NOT_DRINKING),
        ("doodh nahi pee raha", NOT_DRINKING),
        ("दूध नहीं पी रहा", NOT_DRINKING),
        ("not conscious", UNCONSCIOUS),
        ("hosh nahi hai", UNCONSCIOUS),
        ("होश नहीं है", UNCONSCIOUS),
        ("saans nahi le raha", "not_breathing_normally"),
    ],
)
def test_an_ability_that_is_denied_is_a_danger_sign(knowledge: Knowledge, text: str, finding: str) -> None:
    assert said(knowledge, text)[finding] is True
    # The denial is part of the sign: it denies nothing before it.
    assert said(knowledge, f"fever hai, {text}") == {"fever": True, **said(knowledge, text)}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("drinking well", NOT_DRINKING),
        ("doodh pee raha hai", NOT_DRINKING),
        ("conscious and alert", UNCONSCIOUS),
        ("hosh mein hai", UNCONSCIOUS),
        ("होश में है", UNCONSCIOUS),
    ],
)
def test_what_is_well_is_the_answer_no(knowledge: Knowledge, text: str, finding: str) -> None:
    assert said(knowledge, text)[finding] is False


@pytest.mark.parametrize(
    "text",
    [
        "no fever, vomiting or fits",
        "denies fever, vomiting, fits",
        "bukhar, ulti, daura kuch nahi",
        "bukhar ya ulti ya daura nahi hai",
        "na bukhar, na ulti, na daura",
        "बुखार, उल्टी, दौरा कुछ नहीं",
        "fever nil, vomiting absent, fits: no",
        "Fever? No. Vomiting? No. Fits? No.",
    ],
)
def test_a_denial_covers_its_list(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text) == {"fever": False, "vomiting": False, FITS: False}


@pytest.mark.parametrize(
    "text",
    [
        "no vomiting but fever",
        "no vomiting, has fever",
        "no vomiting, fever since morning",
        "fever present, no vomiting",
        "bukhar hai ulti nahi",
        "ulti nahi lekin bukhar hai",
        "bukhar hai par ulti nahi hui",
        "उल्टी नहीं है लेकिन बुखार है",
        "no vomiting. Fever",
    ],
)
def test_a_denial_ends(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text) == {"fever": True, "vomiting": False}


@pytest.mark.parametrize(
    "text", ["bukhar nahi utar raha", "fever not subsiding", "no relief from medicine, fever continues"]
)
def test_what_does_not_stop_is_there(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text)["fever"] is True


def test_both_answers_are_left_to_the_user(knowledge: Knowledge) -> None:
    found = noticed(knowledge, "no fits at home. Fits at 3 pm. No fits on the way. Fits again")
    assert [(each.value, each.start) for each in found] == [(False, 3), (True, 17)]


@pytest.mark.parametrize(
    "text",
    [
        "brother has fits",
        "neighbour bitten by snake",
        "padosi ke bachche ko daura pada",
        "भाई को दौरे आते हैं",
        "family history of fits",
        "had fits 5 years ago",
        "3 saal pehle daura pada tha",
        "बचपन में दौरे आते थे",
        "come back if fits",
        "agar daura pade to turant aana",
        "watch for bleeding",
        "to rule out snakebite",
        "अगर दौरा पड़े तो लाएँ",
        "any fits?",
        "kya daura pada",
        "क्या दौरा पड़ा है",
        "fits of coughing",
        "fit for work",
        "gave a cold drink",
        "snake plant in the house",
    ],
)
def test_what_is_not_stated_of_this_patient_now(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text).keys() <= {"cough"}


@pytest.mark.parametrize(
    "text", ["fits since morning", "fit 2 hours ago", "fit last night", "kal raat daura pada"]
)
def test_hours_and_days_ago_is_this_illness(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text)[FITS] is True


def test_whoever_brings_the_child_is_not_meant(knowledge: Knowledge) -> None:
    assert said(knowledge, "mother says child had a fit")[FITS] is True
    assert said(knowledge, "maa ka doodh nahi pee raha")[NOT_DRINKING] is True


def test_the_parent_of_a_grown_child_may_be_the_patient(knowledge: Knowledge) -> None:
    text = "papa ka muh achanak tedha ho gaya"
    assert said(knowledge, text, age=Age(68, "years"))["face_droop_sudden"] is True
    assert said(knowledge, text, age=Age(20, "years")) == {}


def test_whoever_is_addressed_is_not_meant(knowledge: Knowledge) -> None:
    assert said(knowledge, "didi bachche ko daura pada")[FITS] is True
    assert said(knowledge, "didi ko daura pada") == {}


def test_a_thought_of_snakebite_is_a_suspicion(knowledge: Knowledge) -> None:
    assert said(knowledge, "?snakebite") == {"snakebite_suspected": True}
    assert said(knowledge, "?fits") == {}


@pytest.mark.parametrize(
    "text", ["sans phool rahi h", "saas ful rhi hai", "saans bhi fool rhi", "SAANS PHOOLTI HAI"]
)
def test_spelling_variants_are_one_word(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text, age=Age(40, "years")) == {"breathlessness": True}


@pytest.mark.parametrize(
    "text",
    [
        *("palak gir rahi hai", "palke gir gayi", "palken girti hain", "palkon ka girna"),
        *("पलक गिर रही है", "पलकें गिर गईं", "पलकें गिरती हैं", "पलकों का गिरना"),
    ],
)
def test_gender_number_and_tense_make_no_difference(knowledge: Knowledge, text: str) -> None:
    assert said(knowledge, text, age=Age(40, "years")) == {"ptosis": True}


def test_a_wording_inside_another_may_tell_another_side(knowledge: Knowledge) -> None:
    assert said(knowledge, "pair mein saanp ne kaata") == {"snakebite_suspected": True, "bite_site": "foot"}


@pytest.mark.parametrize("no", ["nahi", "nahin", "nhi", "nai", "na"])
def test_every_spelling_of_no_denies(knowledge: Knowledge, no: str) -> None:
    assert said(knowledge, f"daura {no} pada") == {FITS: False}


def test_devanagari_is_compared_without_its_dots_and_keeps_its_places(knowledge: Knowledge) -> None:
    dotted, plain = "बलगम में ख़ून", "बलगम में खून"
    for text in (dotted, plain, dotted.replace("ख़", "ख\u093c")):
        [found] = noticed(knowledge, f"घर पर {text}", age=Age(40, "years"))
        assert (found.finding, found.value, found.text) == ("haemoptysis", True, text)


@pytest.mark.parametrize("typed", ["uncoscious", "unconcious", "unconsious", "uncnscious"])
def test_one_slip_in_a_long_word_is_forgiven(knowledge: Knowledge, typed: str) -> None:
    assert said(knowledge, f"child {typed}") == {UNCONSCIOUS: True}


def test_in_the_history_only_history_is_read(knowledge: Knowledge) -> None:
    text = "known diabetic, had fits, BP 150/90, no hypertension"
    assert said(knowledge, text, "history", Age(50, "years")) == {
        "diabetes_known": True,
        "hypertension_known": False,
    }


def test_the_history_may_tell_of_today(knowledge: Knowledge) -> None:
    assert said(knowledge, "fit 2 hours ago", "history") == {FITS: True}
    assert said(knowledge, "had fits", "history") == {}


def test_a_sign_of_stroke_needs_its_suddenness(knowledge: Knowledge) -> None:
    adult = Age(60, "years")
    assert said(knowledge, "weakness of left arm for 2 years", age=adult) == {}
    assert said(knowledge, "since morning weakness of left arm", age=adult) == {"limb_weakness_sudden": True}
    assert said(knowledge, "muh tedha hai, achanak hua", age=adult) == {"face_droop_sudden": True}


def test_an_ability_behind_unable_is_not_there(knowledge: Knowledge) -> None:
    assert said(knowledge, "unable to walk without support") == {"prostration": True}


def test_the_bare_list_of_what_is_not_there(knowledge: Knowledge) -> None:
    assert said(knowledge, "fever, vomiting, fits", "negatives") == {
        "fever": False,
        "vomiting": False,
        FITS: False,
    }


def test_words_for_feeding_mean_the_sign_of_the_age(knowledge: Knowledge) -> None:
    text = "doodh nahi pee raha"
    assert "not_able_to_feed" in said(knowledge, text, age=Age(5, "days"))
    assert NOT_DRINKING not in said(knowledge, text, age=Age(5, "days"))
    assert "not_able_to_feed" not in said(knowledge, text, age=CHILD)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("98F", {"temperature_c": 36.7}),
        ("temp 102.2 F", {"temperature_c": 39}),
        ("T- 38,5", {"temperature_c": 38.5}),
        ("bukhar 102", {"fever": True, "temperature_c": 38.9}),
        ("BP 90/60", {"systolic": 90, "diastolic": 60}),
        ("BP 90 by 60", {"systolic": 90, "diastolic": 60}),
        ("102 डिग्री", {"temperature_c": 38.9}),
        ("B.P. - 180/110 mmHg", {"systolic": 180, "diastolic": 110}),
        ("Hb 6.5 gm", {"hb_g_dl": 6.5}),
        ("Hb 65 g/l", {"hb_g_dl": 6.5}),
        ("sugar 45", {"glucose_mg_dl": 45}),
        ("sugar 5.5 mmol/L", {"glucose_mg_dl": 99}),
        ("SpO2 88%", {"spo2": 88}),
        ("RR 48/min", {"resp_rate": 48}),
        ("P 120", {"pulse": 120}),
        ("pulse 120/m", {"pulse": 120}),
        ("wt 8.2 kg", {"weight_kg": 8.2}),
        ("weight 8200 g", {"weight_kg": 8.2}),
        ("wajan 8 kilo 200 gram", {"weight_kg": 8.2}),
        ("MUAC 11.2", {"muac_cm": 11.2}),
        ("MUAC 112 mm", {"muac_cm": 11.2}),
        ("GCS 13", {"gcs": 13}),
        ("E3V4M6", {"gcs": 13}),
        ("CRT 4 sec", {"capillary_refill_s": 4}),
        ("वजन ८.२ किलो", {"weight_kg": 8.2}),
    ],
)
def test_measurements_as_clinics_type_them(
    knowledge: Knowledge, text: str, values: dict[str, object]
) -> None:
    assert said(knowledge, text, age=Age(4, "years")) == values


@pytest.mark.parametrize(
    "text",
    ["temp 980", "SpO2 8", "BP 60/90", "pulse 12000", "RR <40", "GCS 45", "fever 40 days old", "98 F 101"],
)
def test_an_impossible_or_inexact_number_is_not_offered(knowledge: Knowledge, text: str) -> None:
    values = said(knowledge, text, age=Age(40, "years"))
    assert values.keys().isdisjoint({"spo2", "systolic", "diastolic", "pulse", "resp_rate", "gcs"})
    assert values.get("temperature_c") in (None, 36.7)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("fever for 5 days", {"fever": True, "fever_days": 5}),
        ("fever x 5 days", {"fever": True, "fever_days": 5}),
        ("5 din se bukhar", {"fever": True, "fever_days": 5}),
        ("५ दिन से बुखार", {"fever": True, "fever_days": 5}),
        ("2 hafte se khansi", {"cough": True, "cough_days": 14}),
        ("do hafte se khansi", {"cough": True, "cough_days": 14}),
        ("fever and cough since 3 days", {"fever": True, "fever_days": 3, "cough": True, "cough_days": 3}),
        (
            "bukhar 3 din se, khansi 5 din se",
            {"fever": True, "fever_days": 3, "cough": True, "cough_days": 5},
        ),
        ("no fever for 3 days", {"fever": False}),
        ("delivery ke 6 din baad bukhar", {"fever": True}),
        ("snake bite 2 hours ago", {"snakebite_suspected": True, "bite_hours": 2}),
    ],
)
def test_how_long(knowledge: Knowledge, text: str, values: dict[str, object]) -> None:
    assert said(knowledge, text) == values


def test_any_text_at_all_can_be_read(knowledge: Knowledge) -> None:
    random_texts = random.Random(20251127)
    words = [
        each
        for text in ("no fits nahi daura agar BP 90/60 ? , . - 5 din se बुखार नहीं ः ़ ँ ‍ 𝟗 ² ₂ É ß ﬁ",)
        for each in text
    ]
    for _ in range(400):
        text = "".join(
            random_texts.choice(words)
            if random_texts.random() < 0.8
            else chr(random_texts.randrange(0x110000))
            for _ in range(random_texts.randrange(120))
        )
        key = random_texts.choice(TEXT_KEYS)
        for each in notice(Case("c", CHILD, **{key: text}), knowledge.lexicon):
            assert (each.key, each.text) == (key, text[each.start : each.end])
            assert each.text


@pytest.mark.parametrize(
    "words", ["no fever ", "nahi ", "agar ", "? ", "1 din ", "a", "saans ", "-", "bp ", "fits, "]
)
def test_a_long_text_is_read_in_pieces(knowledge: Knowledge, words: str) -> None:
    """No search reaches further than a sentence, and a sentence without an end is cut."""
    text = words * (20_000 // len(words))
    assert all(len(each.text) < 400 for each in noticed(knowledge, text))
