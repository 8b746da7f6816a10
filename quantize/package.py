"""The manifest of a package: what is in it, how it scores, what it needs."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import clinic_app
from clinic_app.domain.differential import ModelIdentity
from clinic_app.inference.package import SCHEMA, Calibration, ModelPackage, PackageFile
from clinic_app.inference.prompt import PROMPT_VERSION
from clinic_app.inference.ranking import Thresholds
from clinic_app.inference.scoring import PARTS, Blend
from quantize import base_model
from quantize.card import model_card, notice

NAME = "minilm-l6-knowledge"
VERSION = "0.1.1-untuned"
MODEL_FILE = "model.gguf"
ENCODINGS_FILE = "conditions.npz"
EXAM_FILE = "exam.jsonl"
CARD_FILE = "card.md"
NOTICE_FILE = "NOTICE"
QUANTISATION = "Q8_0"
# Tokens of a window: 256, which the base model was made for, less one at each end.
WINDOW_TOKENS = 254
# All alike: nothing was tuned, and figures on evaluation cases must not choose them.
WEIGHTS = dict.fromkeys(PARTS, 1.0)
CAPABILITIES = ("rank",)


def manifest(
    folder: Path,
    texts_sha256: str,
    calibration: Mapping[str, Any],
    evaluations: Mapping[str, Any],
    pass_marks: Mapping[str, float],
) -> dict[str, Any]:
    """The content of `package.json` for the files in `folder`; `texts_sha256` is of the texts that were encoded."""
    files = (MODEL_FILE, ENCODINGS_FILE, EXAM_FILE, CARD_FILE, NOTICE_FILE)
    return {
        "schema": SCHEMA,
        "name": NAME,
        "version": VERSION,
        "base": {
            "name": base_model.NAME,
            "sha256": base_model.WEIGHTS_SHA256,
            "licence": base_model.LICENCE,
            "from": base_model.SOURCE,
        },
        "model": {"file": MODEL_FILE, "quantisation": QUANTISATION},
        "files": {name: _entry(folder / name) for name in files},
        "prompt_version": PROMPT_VERSION,
        "passes": [
            {
                "kind": "compare",
                "encodings": ENCODINGS_FILE,
                "encoded_texts_sha256": texts_sha256,
                "window_tokens": WINDOW_TOKENS,
                "weights": WEIGHTS,
            }
        ],
        "calibration": calibration["calibration"],
        "thresholds": calibration["thresholds"],
        "exam": {"file": EXAM_FILE, "pass_marks": dict(pass_marks)},
        "metrics": {name: _short(figures) for name, figures in evaluations.items()},
        "training_data": None,
        "training_data_card_sha256": None,
        "minimum_app_version": clinic_app.__version__,
        "capabilities": list(CAPABILITIES),
    }


def draft(folder: Path, calibration: Mapping[str, Any]) -> ModelPackage:
    """The package in `folder` as it will load, before it has an exam and a manifest."""
    files = tuple(PackageFile(name=name, **_entry(folder / name)) for name in (MODEL_FILE, ENCODINGS_FILE))
    return ModelPackage(
        folder=folder,
        identity=ModelIdentity(NAME, VERSION, files[0].sha256),
        files=files,
        model_file=MODEL_FILE,
        encodings_file=ENCODINGS_FILE,
        window_tokens=WINDOW_TOKENS,
        blend=Blend(WEIGHTS),
        calibration=Calibration(**calibration["calibration"]),
        thresholds=Thresholds(**calibration["thresholds"]),
        capabilities=frozenset(CAPABILITIES),
    )


def write_json(path: Path, content: Any) -> None:
    """Write `content` as readable UTF-8 JSON; equal contents give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_texts(folder: Path, calibration: Mapping[str, Any], evaluations: Mapping[str, Any]) -> None:
    """Write the model card and the notice."""
    (folder / CARD_FILE).write_text(model_card(VERSION, calibration, evaluations), encoding="utf-8")
    (folder / NOTICE_FILE).write_text(notice(), encoding="utf-8")


def _short(figures: Mapping[str, Any]) -> dict[str, Any]:
    """What of an evaluation goes into the manifest; the card has the rest."""
    return {
        "cases": figures["cases"],
        "accuracy": figures["accuracy"]["all"],
        "urgency": figures["urgency"],
        "none_of_these": figures["none_of_these"],
    }


def _entry(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
