"""The commands of the training side, in their order: convert, encode, calibrate, package, evaluate; and leaks.

From nothing to a package, with the figures in its card:

    python -m quantize convert
    python -m quantize encode
    python -m quantize calibrate --ddxplus shared/data/ddxplus
    python -m quantize package
    python -m quantize evaluate shared/data/dev_vignettes.jsonl shared/data/phc_vignettes.jsonl
    python -m quantize package
"""

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from clinic_app import paths
from clinic_app.inference.engine import LlamaEncoder, LlamaEngine
from clinic_app.inference.package import MANIFEST, load_package
from clinic_app.inference.scoring import Blend, ConditionTable
from clinic_app.services.knowledge import load_knowledge
from quantize import base_model, convert, evaluate, leaks
from quantize.calibrate import score
from quantize.ddxplus import read_ddxplus
from quantize.encode import encode_conditions
from quantize.exam import write_exam
from quantize.fitting import fit_all
from quantize.package import (
    ENCODINGS_FILE,
    EXAM_FILE,
    MODEL_FILE,
    WEIGHTS,
    WINDOW_TOKENS,
    draft,
    manifest,
    write_json,
    write_texts,
)
from quantize.texts import digest, entry_texts
from quantize.vignettes import english_labels, read_vignettes

_EXAM_SOURCE = Path(__file__).parent / "exam_vignettes.jsonl"
_CALIBRATION = "calibration.json"
_DIGEST = "encoded_texts.sha256"

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_work = click.option(
    "--work", type=_FOLDER, default=Path("build/model"), show_default=True, help="Folder of the parts."
)


@click.group()
def main() -> None:
    """Make, measure and pack a model. Run the commands in the order: convert, encode, calibrate, package, evaluate."""


@main.command("convert")
@_work
def convert_command(work: Path) -> None:
    """The base model to GGUF in 8 bits, and its agreement with the original."""
    base = base_model.installed_folder()
    files = {precision: work / f"minilm-{precision}.gguf" for precision in ("f16", "q8_0")}
    for precision, target in files.items():
        click.echo(f"Converting to {precision} ...")
        convert.convert(base, target, precision)
    texts = [text for entry in entry_texts(load_knowledge().conditions) for text in (entry.name, entry.entry)]
    click.echo(f"Encoding {len(texts)} texts three times (about a minute) ...")
    vectors = {name: convert.encode_with_llama(path, texts) for name, path in files.items()}
    vectors["original"] = convert.encode_with_torch(base, texts)
    pairs = (("original", "f16"), ("original", "q8_0"), ("f16", "q8_0"))
    agreements = {
        f"{a} / {b}": dataclasses.asdict(convert.agreement(vectors[a], vectors[b])) for a, b in pairs
    }
    sizes = {name: path.stat().st_size for name, path in files.items()}
    if sizes["q8_0"] > convert.LARGEST_MODEL:
        raise click.ClickException(f"the model has {sizes['q8_0']} bytes, more than {convert.LARGEST_MODEL}")
    shutil.copyfile(files["q8_0"], work / MODEL_FILE)
    write_json(work / "agreement.json", {"bytes": sizes, "cosine": agreements})
    click.echo(json.dumps({"bytes": sizes, "cosine": agreements}, indent=1))


@main.command("encode")
@_work
def encode_command(work: Path) -> None:
    """The knowledge entries to conditions.npz, with the encoder of the product."""
    conditions = load_knowledge().conditions
    with _encoder(work) as encoder, _progress("Encoding conditions", len(conditions)) as advance:
        table = encode_conditions(encoder, conditions, advance)
    (work / ENCODINGS_FILE).write_bytes(table.to_bytes())
    (work / _DIGEST).write_text(digest(conditions) + "\n", encoding="ascii")
    click.echo(
        f"{len(table.conditions)} conditions, {len(table.features)} features -> {work / ENCODINGS_FILE}"
    )


@main.command("calibrate")
@_work
@click.option("--ddxplus", type=_FOLDER, required=True, help="Folder of the DDXPlus files and their mapping.")
def calibrate_command(work: Path, ddxplus: Path) -> None:
    """Temperature, none-of-these logit and thresholds, from DDXPlus patients only."""
    knowledge = load_knowledge()
    vignettes = read_ddxplus(ddxplus, knowledge)
    table = ConditionTable.from_bytes((work / ENCODINGS_FILE).read_bytes())
    with _encoder(work) as encoder, _progress("Scoring patients", len(vignettes)) as advance:
        scored = score(
            encoder,
            table,
            Blend(WEIGHTS),
            vignettes,
            knowledge.conditions,
            english_labels(knowledge),
            advance,
        )
    click.echo("Fitting ...")
    fitted = fit_all(scored, table, knowledge.conditions)
    write_json(work / _CALIBRATION, fitted)
    click.echo(json.dumps(fitted, indent=1))


@main.command("package")
@_work
@click.option(
    "--target", type=_FOLDER, help="Folder of the package; default: the one that comes with the program."
)
def package_command(work: Path, target: Path | None) -> None:
    """Put the parts together. Figures of earlier evaluations in the work folder go into the card."""
    target = target or paths.bundled_model_package_dir()
    target.mkdir(parents=True, exist_ok=True)
    calibration = _read_json(work / _CALIBRATION)
    evaluations = {path.stem: _read_json(path) for path in sorted((work / "evaluations").glob("*.json"))}
    for name in (MODEL_FILE, ENCODINGS_FILE):
        _copy_if_changed(work / name, target / name)
    texts_sha256 = (work / _DIGEST).read_text(encoding="ascii").strip()
    knowledge = load_knowledge()
    engine = LlamaEngine(draft(target, calibration))
    total = len(_EXAM_SOURCE.read_text(encoding="utf-8").splitlines())
    with _progress("Sitting the exam", total) as advance:
        pass_marks = write_exam(target / EXAM_FILE, _EXAM_SOURCE, engine, knowledge, advance)
    engine.close()
    write_texts(target, calibration, evaluations)
    write_json(target / MANIFEST, manifest(target, texts_sha256, calibration, evaluations, pass_marks))
    package = load_package(target)
    click.echo(
        f"{package.identity.name} {package.identity.version} -> {target}; pass marks {dict(pass_marks)}"
    )


@main.command("evaluate")
@_work
@click.argument("vignette_files", nargs=-1, required=True, type=_FILE)
@click.option("--package", "folder", type=_FOLDER, help="Default: the package that comes with the program.")
def evaluate_command(work: Path, vignette_files: tuple[Path, ...], folder: Path | None) -> None:
    """A package on vignettes: a table here, JSON in WORK/evaluations."""
    knowledge = load_knowledge()
    engine = LlamaEngine(load_package(folder or paths.bundled_model_package_dir()))
    for path in vignette_files:
        vignettes = read_vignettes(path, knowledge)
        with _progress(f"Ranking {path.name}", len(vignettes)) as advance:
            answers = evaluate.answer_all(engine, vignettes, knowledge, advance)
        figures = evaluate.report(answers, knowledge, engine.thresholds())
        write_json(work / "evaluations" / f"{path.stem}.json", figures)
        click.echo(f"\n{path.name}, {engine.identity().version}\n{evaluate.table(figures)}")


@main.command("leaks")
@click.option(
    "--evaluation", "evaluation_files", multiple=True, required=True, type=_FILE, help="A vignette file."
)
@click.argument("shipped", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def leaks_command(evaluation_files: tuple[Path, ...], shipped: tuple[Path, ...]) -> None:
    """Fail if a shipped file shares eight words in a row with an evaluation case."""
    found = leaks.find_leaks(leaks.evaluation_runs(evaluation_files), shipped)
    for leak in found:
        click.echo(f"{leak.file}: {leak.case}: {leak.words}")
    if found:
        raise click.ClickException(f"{len(found)} leaks")
    click.echo("No leak found.")


@contextmanager
def _encoder(work: Path) -> Iterator[LlamaEncoder]:
    encoder = LlamaEncoder(work / MODEL_FILE, WINDOW_TOKENS)
    try:
        yield encoder
    finally:
        encoder.close()


@contextmanager
def _progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    with click.progressbar(length=length, label=label) as bar:
        yield bar.update


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _copy_if_changed(source: Path, target: Path) -> None:
    if not target.exists() or base_model.sha256_of(source) != base_model.sha256_of(target):
        shutil.copyfile(source, target)


if __name__ == "__main__":
    main()
