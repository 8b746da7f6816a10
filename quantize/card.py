"""The words of the model card and the notice; the figures come from evaluation files."""

from collections.abc import Mapping
from typing import Any

from quantize import base_model
from quantize.metrics import Share

_TOPS = ("top_1", "top_3", "top_5")


def model_card(version: str, calibration: Mapping[str, Any], evaluations: Mapping[str, Any]) -> str:
    """The card in Markdown. `evaluations` maps the name of a vignette file to its figures."""
    parts = [
        _ABOUT.format(
            version=version, base=base_model.NAME, source=base_model.SOURCE, sha256=base_model.WEIGHTS_SHA256
        ),
        _calibration(calibration),
        "## Figures\n\nShares in percent with 95 % Wilson intervals, cases whose diagnosis is on the list.\n",
        *(_evaluation(name, figures) for name, figures in evaluations.items()),
        _LIMITS,
    ]
    return "\n".join(parts)


def notice() -> str:
    """The attribution that travels with the model file."""
    return _NOTICE.format(name=base_model.NAME, source=base_model.SOURCE, sha256=base_model.WEIGHTS_SHA256)


def _calibration(calibration: Mapping[str, Any]) -> str:
    values, thresholds, fit = calibration["calibration"], calibration["thresholds"], calibration["fit"]
    return _CALIBRATION.format(
        temperature=values["temperature"],
        logit=values["none_of_these_logit"],
        cases=fit["cases"],
        log_loss=fit["log_loss"],
        share_out=fit["share_out"],
        largest_missed=fit["largest_missed"],
        out_of_list=thresholds["out_of_list"],
        withheld=fit["largest_withheld"],
        rows="\n".join(
            f"| {level} | {thresholds[level]} | {100 * fit[level]['missed']:.1f} | {100 * fit[level]['raised']:.1f} |"
            for level in ("emergency", "urgent")
        ),
    )


def _evaluation(name: str, figures: Mapping[str, Any]) -> str:
    rows = "\n".join(_row(group, accuracy) for group, accuracy in figures["accuracy"].items())
    none, calibration = figures["none_of_these"], figures["calibration"]
    urgency = "\n".join(
        f"| {level} | {_share(row['missed'])} | {_share(row['raised_without_need'])} |"
        for level, row in figures["urgency"].items()
    )
    return _EVALUATION.format(
        name=name,
        **figures["cases"],
        rows=rows,
        urgency=urgency,
        mean_out=none["mean_on_out"],
        mean_in=none["mean_on_in_list"],
        auc=none["separation_auc"],
        withheld_out=_share(none["withheld_on_out"]),
        withheld_in=_share(none["withheld_on_in_list"]),
        first=100 * calibration["mean_first_probability"],
        error=100 * calibration["error_of_first"],
    )


def _row(group: str, accuracy: Mapping[str, Any]) -> str:
    cells = " | ".join(_share(accuracy[top]) for top in _TOPS)
    return f"| {group} | {accuracy['top_1']['total']} | {cells} |"


def _share(stored: Mapping[str, Any]) -> str:
    return str(Share(stored["hits"], stored["total"])).strip()


_ABOUT = """# Model card: minilm-l6-knowledge {version}

**Untuned.** A general English sentence encoder compares the text of a case with the entries of the knowledge file. It
was not trained on any medical case. It is the first link of a chain that has yet to be trained, not a clinical tool.

* **Does:** gives each of the 190 conditions of the closed list, and "none of these", a probability. Writes no text.
* **For:** a doctor at a primary health centre who has already formed an impression, as a list to check against.
* **Not for:** deciding alone; excluding a disease; judging how urgent a case is (the fixed rules do that).
* **How:** all-MiniLM-L6-v2, 22.7 M parameters, 8-bit (Q8_0) GGUF in llama.cpp. Four equally weighted cosines: whole
  case against whole entry, against the condition's name, features found in the case, sentences explained by features.
  Softmax over them. Conditions impossible by age, sex or pregnancy get 0.
* **Base:** {base}, Apache-2.0, from {source}; SHA-256 of the weights {sha256}.
* **Data:** the knowledge entries (190 names with their positive features). DDXPlus for the calibration only.
"""

_CALIBRATION = """## Calibration and thresholds

Temperature {temperature} and the none-of-these logit {logit} minimise the log-loss on {cases} patients of DDXPlus (Fansi
Tchango et al., NeurIPS 2022, CC BY, https://github.com/mila-iqia/ddxplus; questions turned into statements,
conditions mapped to our list, cases off the list weighted to a share of {share_out} in all): {log_loss} nats there. These
patients are synthetic, of 48 conditions of North American urgent care, without vital signs and without tropical
disease. The probabilities are soft and must be read as an order, not as a risk.

Each urgency threshold is the largest that misses at most {largest_missed:.0%} of the cases of that urgency on the same patients.
They are not held out from the calibration, so this is the best case.

| asks for | from probability mass | missed there, % | raised without need there, % |
| --- | --- | --- | --- |
{rows}

The list is withheld as out of list from a none-of-these probability of {out_of_list}: the smallest at which at most
{withheld:.0%} of the listed DDXPlus cases are withheld.
"""

_EVALUATION = """### {name}

{all} cases: {in_list} on the list, {out} off it, {insufficient} that say too little. Never used for training, calibration or thresholds.

| group | n | top-1 | top-3 | top-5 |
| --- | --- | --- | --- | --- |
{rows}

None of these: mean {mean_out} on cases off the list, {mean_in} on listed ones, AUC {auc}; withheld: {withheld_out} of those off the
list, {withheld_in} of the listed. The first answer has a mean probability of {first:.0f} % and a calibration error of {error:.0f} points.

| the model alone asks for | missed | raised without need |
| --- | --- | --- |
{urgency}
"""

_LIMITS = """## Limits

* The form of comparison was chosen among 28 variants by their figures on the development vignettes, so those
  figures are a little flattering; the weights are all equal and were not tuned. Whether and how to take off a case's
  average before the softmax was chosen among four forms, looking at the log-loss on both vignette files: it changes
  probabilities, never the order. The PHC vignettes are self-written and no independent evidence.
* The thresholds do not keep their promise on other cases than those they were set on: see "missed" above. An
  urgency is the rules' and the doctor's to judge.
* English only. Hindi and Hinglish are nearly lost on it.
* What is denied is left out of the text, so "no fever" cannot speak against a fever.
* India's endemic and rural diseases are almost absent from the independent vignettes: nothing is known of how well
  they are ranked, beyond the self-written ones.
* No clinician has signed off the knowledge entries that it compares with.
"""

_NOTICE = """model.gguf is derived from {name}
(https://huggingface.co/{name}), licensed under the Apache License, Version 2.0
(https://www.apache.org/licenses/LICENSE-2.0). Obtained from {source}.
SHA-256 of the original weights: {sha256}
Changes: converted to the GGUF format; weights rounded to 8 bits (Q8_0). Nothing was trained.

The calibration of this package was fitted on DDXPlus: A New Dataset For Automatic Medical Diagnosis.
Arsene Fansi Tchango, Rishab Goel, Zhi Wen, Julien Martel, Joumana Ghosn. NeurIPS 2022, Datasets and Benchmarks.
https://github.com/mila-iqia/ddxplus, CC BY (https://creativecommons.org/licenses/by/4.0/).
Changes: questions turned into statements, conditions mapped to another list. No part of it is in this package.
"""
