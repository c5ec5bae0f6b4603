"""The order of things: adapter -> merged/ -> gguf/, each written once and checked before it gets its name.

What is exported is what was trained: model, data and training settings come from the recipe beside the adapter, `export` and `serve` from
the recipe given now.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from export import card, convert, held_out, lora_gguf, parity, quantize, reading
from export.adapter import CONFIG, WEIGHTS, Adapter
from export.gguf_tensors import Contents
from export.merge import Merged, Mode, merge, parameters, size
from export.modelfile import ADAPTER, modelfile, on_base, template
from export.settings import ExportSettings
from export.verify import Check, verify
from pipeline import recipe as recipes
from pipeline import stage
from pipeline.console import console
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.settings import STOP

VERSION = 2  # raised whenever the same input would give another output
_GGUF_VERSION = 5
SUMS = "SHA256SUMS"
_MODEL = "model.gguf"
_SIXTEEN = "sixteen-bits.gguf"
_MERGE = "merge.json"
_DECIDE: Final = 4
"""Held-out emails by which the way of merging is chosen: about a thousand tokens."""
_ADAPTERS = {"sft": ("adapter", "make sft"), "dpo": ("adapter-dpo", "python -m training prefer")}
_FROM_TRAINING = ("model", "data", "training")
_SET_BY_THE_RUN: Final = {
    f"training.{key}" for key in ("batch_size", "accumulation", "packing", "packing_length", "gradient_checkpointing", "offload")
}
"""What a training changes by itself, where memory runs out or because pairs are not packed: it says nothing of how the weights are used,
and nobody could put it right."""
_HUB_FILES = ["*.json", "*.jinja", "model*.safetensors", "tokenizer.model", "merges.txt", "LICENSE*", "NOTICE*", "USE_POLICY*"]


def export(given: Recipe) -> Path:
    """Makes `out/<recipe>/merged` and `out/<recipe>/gguf` from the adapter, or says that they are already done.

    Raises MailwrightError where the adapter is missing, does not fit its base, or what was written fails a check.
    """
    folder, producer = _ADAPTERS[given.section(ExportSettings).adapter]
    source = stage.require(given.out / folder, producer)
    recipe = trained(given, source)
    card.licence(recipe.model)
    whole = merged(recipe, source)
    mode = recipes.load(whole / recipes.RESOLVED).section(ExportSettings).merge
    gguf = to_gguf(_merging(recipe, mode), whole, source)
    console.print(f"to use it in Ollama: `make ollama`, or ollama create {recipe.model.name} -f {gguf / 'Modelfile'}")
    return gguf


def placed(recipe: Recipe, name: str) -> Path:
    """Where a stage writes: `merged` and `gguf`, or `merged-dpo` and `gguf-dpo` for the adapter that preferences trained."""
    adapter = recipe.section(ExportSettings).adapter
    return recipe.out / (name if adapter == "sft" else f"{name}-{adapter}")


def trained(given: Recipe, adapter: Path) -> Recipe:
    """The recipe that the adapter was trained with, with `export` and `serve` as given. Says where the two differ."""
    recorded = recipes.load(adapter / recipes.RESOLVED)
    there, here = recorded.dump(*_FROM_TRAINING), given.dump(*_FROM_TRAINING)
    for section, values in there.items():
        for key, value in values.items():
            now = here[section].get(key)  # left out where it is null, as patience is
            if now != value and f"{section}.{key}" not in _SET_BY_THE_RUN:
                line = f"{section}.{key}: the adapter was trained with {value} and is exported so; `make sft` trains with {now}"
                console.print(line, style="yellow", markup=False)
    kept = {name: recorded.sections[name] for name in _FROM_TRAINING}
    return dataclasses.replace(given, sections={**given.sections, **kept})


def merged(recipe: Recipe, source: Path) -> Path:
    """The stage adapter -> merged/."""
    settings = recipe.section(ExportSettings)
    adapter = Adapter.load(source)
    base, identity = base_folder(recipe, adapter)
    target = placed(recipe, "merged")
    files = {name: stage.sha256(source / name) for name in (CONFIG, WEIGHTS)}
    inputs = {"version": VERSION, "adapter": files, "base": identity, "mode": settings.merge, **recipe.dump("model", "training")}
    if stage.done(target, inputs):
        console.print(f"merged: already done, {target}")
        return target
    rows = _deciding(recipe, base)
    _require_room(recipe.out, size(base) * (2 if rows else 1))
    with stage.writing(target, inputs) as draft:
        if rows:
            mode, counts = _better(base, adapter, draft, rows, STOP[recipe.model.family])
        else:
            mode = _either(settings.merge)
            counts = merge(base, adapter, draft, mode)
        recipe = _merging(recipe, mode)
        (draft / "README.md").write_text(card.merged_card(recipe), encoding="utf-8")
        recipe.write(draft)
    how = f"onto weights rounded to NF4 ({counts.rounded})" if mode == "nf4" else "onto the original weights"
    console.print(f"merged: {counts.total} tensors, {counts.adapted} adapted, {how}, {_mib(size(target))} -> {target}")
    return target


def _merging(recipe: Recipe, mode: str) -> Recipe:
    settings = recipe.section(ExportSettings)
    return dataclasses.replace(recipe, sections={**recipe.sections, "export": settings.model_copy(update={"merge": mode})})


def _either(mode: str) -> Mode:
    """What was asked for; for `auto`, the weights that the adapter was trained against."""
    return "base" if mode == "base" else "nf4"


def _deciding(recipe: Recipe, base: Path) -> list[held_out.Row]:
    """The emails by whose loss `auto` chooses; none where it need not, or cannot, and a line that says why."""
    if recipe.section(ExportSettings).merge != "auto":
        return []
    rows = held_out.load(recipe.out / "dataset", _DECIDE, held_out.VALIDATION)
    why = None
    if not rows:
        why = "there are no validation rows to compare it by"
    elif missing := reading.lacking(parameters(base)):
        why = f"{_mib(missing)} of memory are missing to compare it"
    elif (missing := 2 * size(base) - shutil.disk_usage(recipe.out).free) > 0:
        why = f"{_mib(missing)} of disk are missing to compare it"
    if why:
        console.print(f"merging: onto NF4 as in training; {why} with the original weights", style="yellow", markup=False)
    return [] if why else rows


def _better(base: Path, adapter: Adapter, draft: Path, rows: list[held_out.Row], stop: Iterable[str]) -> tuple[Mode, Merged]:
    """Merges in the way that gives the lower loss; `merge.json` tells both losses."""
    modes: tuple[Mode, Mode] = ("nf4", "base")
    losses: dict[Mode, float] = {}
    counts: dict[Mode, Merged] = {}
    for mode in modes:
        trial = draft / mode
        shutil.rmtree(trial, ignore_errors=True)
        trial.mkdir()
        counts[mode] = merge(base, adapter, trial, mode)
        with console.status(f"merging: the loss on {len(rows)} held-out emails ({mode})"):
            losses[mode] = parity.loss(rows, trial, base, stop)
    best = min(modes, key=lambda mode: losses[mode])
    for file in (draft / best).iterdir():
        file.rename(draft / file.name)
    for mode in modes:
        shutil.rmtree(draft / mode)
    found = {"merge": best, "loss": losses, "rows": [row.id for row in rows]}
    (draft / _MERGE).write_text(json.dumps(found, indent=1), encoding="utf-8")
    told = ", ".join(f"{mode} {loss:.4f}" for mode, loss in losses.items())
    console.print(f"merging: loss on {len(rows)} held-out emails: {told} nats per token")
    return best, counts[best]


def to_gguf(recipe: Recipe, source: Path, adapter: Path) -> Path:
    """The stage merged/ -> gguf/."""
    settings = recipe.section(ExportSettings)
    tool, quantizer = convert.converter(settings.converter), quantize.quantizer(settings)
    system = system_prompt(recipe.out / "dataset" / "train.jsonl")
    counts, losses = card.row_counts(recipe.out / "dataset"), card.validation_losses(adapter / "metrics.jsonl")
    target = placed(recipe, "gguf")
    inputs = {
        "version": _GGUF_VERSION, "merged": stage.sha256(source / stage.STAMP), "type": settings.gguf, "converter": tool.version,
        "system": system, "template": template(recipe.model.family), "counts": counts, "losses": losses,
        "parity_rows": settings.parity_rows, **quantize.inputs(settings, quantizer), **recipe.dump("model", "serve"),
    }  # fmt: skip
    if stage.done(target, inputs):
        console.print(f"gguf: already done, {target}")
        return target
    lora = Adapter.load(adapter)
    _require_room(recipe.out, int(parameters(source) * _bytes_per_weight(quantizer, settings.gguf)) + lora_gguf.size(lora))
    with stage.writing(target, inputs) as draft:
        _write_gguf(recipe, source, draft, tool, quantizer)
        checks = _checked(recipe, source, lora, draft, system)
        stored = _stored(settings, draft / _MODEL, quantizer)
        found = _parity(recipe, source, lora, draft, stored)
        _texts(recipe, source, draft, system)
        (draft / "README.md").write_text(card.gguf_card(recipe, counts, losses, lora.layers, stored, found), encoding="utf-8")
        recipe.write(draft)
        _write_sums(draft)
    how = f"{settings.gguf}, {_mib(stored['bytes'])}, {stored['bits_per_weight']:.1f} bits per weight"
    console.print(f"gguf: {how}, {len(checks)} checks passed -> {target / _MODEL}")
    return target


def _bytes_per_weight(quantizer: quantize.Quantizer | None, kind: str) -> float:
    """On disk at once: a quantiser reads a second GGUF."""
    return quantize.BYTES_PER_WEIGHT + convert.BYTES_PER_WEIGHT[quantize.SOURCE] if quantizer else convert.BYTES_PER_WEIGHT[kind]


def _write_gguf(recipe: Recipe, source: Path, draft: Path, tool: convert.Converter, quantizer: quantize.Quantizer | None) -> None:
    """Converted, and quantised where the converter cannot. What an interrupted run had finished is not made again."""
    settings, gguf, sixteen = recipe.section(ExportSettings), draft / _MODEL, draft / _SIXTEEN
    if not gguf.exists() and quantizer is None:
        _convert(recipe, source, gguf, tool, settings.gguf)
    elif not gguf.exists() and quantizer is not None:
        if not sixteen.exists():
            _convert(recipe, source, sixteen, tool, quantize.SOURCE)
        matrix = quantize.importance(settings, sixteen, source, recipe.out / "dataset" / "train.jsonl")
        part = draft / f"{_MODEL}.partial"
        quantize.quantize(sixteen, part, settings.gguf, quantizer, matrix)
        part.rename(gguf)
    for passing in (sixteen, draft / quantize.IMATRIX):
        passing.unlink(missing_ok=True)


def _convert(recipe: Recipe, source: Path, gguf: Path, tool: convert.Converter, kind: str) -> None:
    part = gguf.with_name(f"{gguf.name}.partial")
    convert.convert(source, part, kind, tool, name=recipe.model.name, metadata=_sampling(recipe.dump("serve")["serve"]))
    part.rename(gguf)


def _stored(settings: ExportSettings, gguf: Path, quantizer: quantize.Quantizer | None) -> dict[str, Any]:
    """For report and card: as what the weights are stored. Says so where that is not what was asked for."""
    contents = Contents.of(gguf)
    if quantizer and (odd := quantize.misfits(contents.rows, settings.gguf)):
        console.print(
            f"{settings.gguf}: rows of {odd} of {len(contents.rows)} matrices do not divide by 256, llama.cpp gave those another type; "
            f"{contents.bits:.1f} bits per weight in all",
            style="yellow", markup=False,
        )  # fmt: skip
    found = {"type": settings.gguf, "bytes": gguf.stat().st_size, "bits_per_weight": round(contents.bits, 3)}
    made = {"quantised_by": quantizer and quantizer.name, "importance_matrix": settings.imatrix}
    return {**found, "weights_by_type": contents.shares(), **made}


def _checked(recipe: Recipe, source: Path, lora: Adapter, draft: Path, system: str | None) -> list[Check]:
    """The GGUF, checked, and the adapter as one."""
    from transformers import AutoConfig

    kind, gguf = recipe.section(ExportSettings).gguf, draft / _MODEL
    with console.status("checking the GGUF against the merged model, and that llama.cpp generates with it"):
        checks = verify(gguf, source, kind, recipe.model.context, system, STOP[recipe.model.family])
    config = AutoConfig.from_pretrained(source)
    lora_gguf.write(lora, config, draft / ADAPTER, name=recipe.model.name, licence=recipe.model.licence)
    return checks


def _parity(recipe: Recipe, source: Path, lora: Adapter, draft: Path, stored: dict[str, Any]) -> dict[str, Any] | None:
    """Whether the exported model is the trained one, on held-out rows; None, and a line, where that cannot be compared."""
    settings = recipe.section(ExportSettings)
    rows = held_out.load(recipe.out / "dataset", settings.parity_rows)
    if why := _not_comparable(recipe, source, rows):
        console.print(f"parity: not measured, {why}", style="yellow", markup=False)
        return None
    base, _ = base_folder(recipe, lora)
    found = parity.measure(
        rows, draft / _MODEL, source, base, lora.folder, mode=settings.merge, kind=settings.gguf, stop=STOP[recipe.model.family],
        context=recipe.model.context, stored=stored,
    )  # fmt: skip
    worst = max(found["steps"], key=lambda step: step["kl"] / step["limit"]["kl"])
    console.print(
        f"parity: the same model on {len(rows)} held-out rows; widest apart: {worst['of']} against {worst['against']}, "
        f"KL {worst['kl']:.4f} nats per token (limit {worst['limit']['kl']})"
    )
    return found


def _not_comparable(recipe: Recipe, source: Path, rows: list[held_out.Row]) -> str | None:
    """What is in the way of comparing, and the remedy."""
    if recipe.section(ExportSettings).parity_rows == 0:
        return "export.parity_rows is 0"
    if not rows:
        return f"no emails in {recipe.out / 'dataset' / held_out.ROWS}; `make data` makes it"
    remedy = f"free memory, then remove {placed(recipe, 'gguf')} and run again"
    if missing := reading.lacking_in_nf4(source):
        return f"{_mib(missing)} of the card's memory are missing for the adapter on its base in 4 bits; {remedy}"
    missing = reading.lacking(parameters(source))
    return f"{_mib(missing)} of memory are missing for it; {remedy}" if missing else None


def _texts(recipe: Recipe, source: Path, draft: Path, system: str | None) -> None:
    """Modelfiles and licence."""
    serve, notice = recipe.dump("serve")["serve"], card.notice(recipe.model)
    (draft / "Modelfile").write_text(modelfile(recipe.model, serve, system, notice), encoding="utf-8")
    weights = on_base(recipe.model, card.base_title(recipe.model))
    (draft / "Modelfile.adapter").write_text(modelfile(recipe.model, serve, system, notice, weights), encoding="utf-8")
    (draft / "LICENSE").write_text(_licence_text(notice, source), encoding="utf-8")


def base_folder(recipe: Recipe, adapter: Adapter) -> tuple[Path, str]:
    """The folder of the base that the adapter names, and what identifies its content.

    Raises MailwrightError where it is not the recipe's base, not there, or cannot be fetched.
    """
    packaged = recipe.model.base.startswith("package:")
    if not packaged and adapter.base != recipe.model.base:
        msg = f"{adapter.folder}: was trained on {adapter.base}, the recipe's model.base is {recipe.model.base}; run `make sft`"
        raise MailwrightError(msg)
    folder = Path(adapter.base)
    if folder.is_dir():
        with console.status(f"reading {folder}"):
            return folder, stage.sha256(folder)
    if packaged:
        msg = f"{folder}: the base that the adapter was trained on is not there; make it again with `make sft`"
        raise MailwrightError(msg)
    return _from_hub(adapter.base, adapter.revision or recipe.model.revision)


def system_prompt(rows: Path) -> str | None:
    """The system message that the model was trained with; None where the dataset is gone, and it says so."""
    if not rows.is_file():
        console.print(f"{rows}: not there, so the Modelfile gets no SYSTEM; `make data` brings it back", style="yellow", markup=False)
        return None
    with rows.open(encoding="utf-8") as f:
        messages: list[dict[str, str]] = json.loads(f.readline())["prompt"]
    return next((m["content"] for m in messages if m["role"] == "system"), None)


def _from_hub(name: str, revision: str | None) -> tuple[Path, str]:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, revision=revision, allow_patterns=_HUB_FILES))
    except GatedRepoError as error:
        msg = f"{name}: access is gated; accept the licence on its page, then run `hf auth login`"
        raise MailwrightError(msg) from error
    except (HfHubHTTPError, LocalEntryNotFoundError) as error:
        msg = f"{name}: cannot be fetched; check the name and the network, or train on a local folder as model.base"
        raise MailwrightError(msg) from error
    return folder, f"{name}@{folder.name}"  # a snapshot's folder is named after its commit


def _sampling(serve: dict[str, Any]) -> dict[str, Any]:
    """llama.cpp takes these from the GGUF where its user says nothing; otherwise the base's own would stay in it."""
    return {
        "general.sampling.temp": serve["temperature"],
        "general.sampling.top_p": serve["top_p"],
        "general.sampling.penalty_repeat": serve["repeat_penalty"],
    }


def _licence_text(notice: str, source: Path) -> str:
    """The notice, then the base's own licence files in full where it has some."""
    files = sorted(p for pattern in ("LICENSE*", "NOTICE*", "USE_POLICY*") for p in source.glob(pattern))
    return "\n\n".join([notice.strip(), *(f.read_text(encoding="utf-8", errors="replace").strip() for f in files)]) + "\n"


def _write_sums(folder: Path) -> None:
    """As `sha256sum -c SHA256SUMS` reads it."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in {SUMS, stage.STAMP})
    (folder / SUMS).write_text("".join(f"{stage.sha256(path)}  {path.name}\n" for path in files), encoding="utf-8")


def _require_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        msg = f"{folder}: {_mib(needed)} needed, {_mib(free)} free; free space or choose another disk, then run the same command again"
        raise MailwrightError(msg)


def _mib(size_in_bytes: float) -> str:
    return f"{size_in_bytes / 1048576:,.0f} MiB"
