"""Adapter + base -> merged weights, tensor by tensor.

Each shard of the base is written once more in one pass, the tensors that the adapter targets changed on the way: one tensor is in memory at
a time, some rows of it in float32, and what is not targeted stays as it was by construction (and is compared all the same).

Two sound ways: `base` adds the adapter to the original weights, `nf4` to the weights it was trained against, i.e. rounded to NF4 and back
(QLoRA, arXiv:2305.14314). Never into 4-bit weights: the sum would be rounded again.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from export.adapter import Adapter
from export.safetensors_file import Tensors
from pipeline.console import progress
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import torch

Mode = Literal["base", "nf4"]
_PIECE = 1 << 20
"""Weights at a time."""
_BLOCK, _SCALES = 64, 256
"""Weights that share a scale in NF4, and scales that share one in their turn: bitsandbytes' own (`compress_statistics`)."""
_NF4_BYTES = 1 / 2 + 1 / _BLOCK + 4 / (_BLOCK * _SCALES)
"""Per weight: its code, its share of a scale of a byte, and of that one's of four."""
WEIGHTS, INDEX = "model.safetensors", "model.safetensors.index.json"
VERBATIM = (
    "tokenizer.json", "tokenizer_config.json", "tokenizer.model", "special_tokens_map.json", "added_tokens.json", "vocab.json",
    "merges.txt", "chat_template.jinja", "generation_config.json", INDEX, "LICENSE*", "NOTICE*", "USE_POLICY*",
)  # fmt: skip


@dataclass(frozen=True)
class Merged:
    """Counts of tensors."""

    total: int
    adapted: int
    rounded: int


def merge(base: Path, adapter: Adapter, target: Path, mode: Mode) -> Merged:
    """Writes the merged model into the existing folder `target`, in the base's own type and shards.

    Raises MailwrightError where adapter and base do not belong together, or the adapter adds nothing or no finite numbers.
    """
    shards = _shards(base)
    names = {name for shard in shards for name in shard.entries}
    _check_pair(base, adapter, {name: shard.entries[name].shape for shard in shards for name in shard.entries})
    rounded = _quantised(base, names) if mode == "nf4" else frozenset()
    edits = {shard.path: shard.order(shard.entries.keys() & (adapter.pairs.keys() | rounded)) for shard in shards}
    if idle := _write(shards, edits, target, adapter, rounded, f"merging ({mode})"):
        what = f"adds nothing to {len(idle)} of its {len(adapter.pairs)} weights, e.g. {idle[0]}"
        msg = f"{adapter.folder}: {what}; it was not trained: run `make sft`"
        raise MailwrightError(msg)
    _check_untouched(shards, edits, target)
    _copy_rest(base, target)
    return Merged(len(names), len(adapter.pairs), len(rounded))


def size(base: Path) -> int:
    """Bytes of weights, so that room for them can be checked first."""
    return sum(shard.path.stat().st_size for shard in _shards(base))


def parameters(base: Path) -> int:
    """How many numbers the weights are."""
    return sum(math.prod(entry.shape) for shard in _shards(base) for entry in shard.entries.values())


def nf4_size(base: Path) -> int:
    """Bytes of the weights where bitsandbytes holds the base in 4 bits, and in 16 what it does not quantise."""
    sizes = {name: math.prod(entry.shape) for shard in _shards(base) for name, entry in shard.entries.items()}
    coded = sum(sizes[name] for name in _linear(base) & sizes.keys())
    return int(coded * _NF4_BYTES + (sum(sizes.values()) - coded) * 2)


def _shards(base: Path) -> list[Tensors]:
    index = base / INDEX
    files = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())) if index.is_file() else [WEIGHTS]
    try:
        return [Tensors.open(base / file) for file in files]
    except (FileNotFoundError, ValueError) as error:
        msg = f"{base}: its weights cannot be read ({error}); remove the folder, then fetch it or run `make sft` again"
        raise MailwrightError(msg) from error


def _check_pair(base: Path, adapter: Adapter, shapes: Mapping[str, tuple[int, ...]]) -> None:
    odd = [name for name in adapter.pairs if shapes.get(name) != adapter.shape(name)]
    if odd:
        there = "x".join(map(str, shapes[odd[0]])) if odd[0] in shapes else "missing"
        wanted = "x".join(map(str, adapter.shape(odd[0])))
        msg = (
            f"{adapter.folder}: was trained on another base than {base}: {len(odd)} of {len(adapter.pairs)} weights do not fit, "
            f"e.g. {odd[0]} ({wanted} in the adapter, {there} in the base); train again with `make sft`"
        )
        raise MailwrightError(msg)


def _quantised(base: Path, names: set[str]) -> frozenset[str]:
    """The weights that are rounded to NF4. Raises MailwrightError where `names` lack one of them."""
    found = _linear(base)
    if missing := sorted(found - names):
        msg = f"{base}: cannot round to NF4 what is stored under other names than in the model, e.g. {missing[0]}; use export.merge=base"
        raise MailwrightError(msg)
    return found


def _linear(base: Path) -> frozenset[str]:
    """The weights that bitsandbytes quantises when transformers loads the base in 4 bits, by transformers' own rules."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM
    from transformers.quantizers.base import get_keys_to_not_convert
    from transformers.quantizers.quantizers_utils import should_convert_module

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(base))
    skipped = get_keys_to_not_convert(model)
    linear = {n for n, module in model.named_modules() if type(module) is torch.nn.Linear and should_convert_module(n, skipped)}
    return frozenset(f"{name}.weight" for name in linear)


def _write(
    shards: list[Tensors], edits: Mapping[Path, list[str]], target: Path, adapter: Adapter, rounded: frozenset[str], what: str
) -> list[str]:
    """Writes shard after shard; returns the tensors of the adapter that it does not change."""
    idle: list[str] = []
    with progress() as bar:
        task = bar.add_task(what, total=sum(map(len, edits.values())), note="")

        def edited(shard: Tensors) -> Iterator[tuple[str, torch.Tensor]]:
            for name in edits[shard.path]:
                weight = shard.read(name)
                if not _add(weight, name, adapter, rounded=name in rounded) and name in adapter.pairs:
                    idle.append(name)
                yield name, weight
                bar.advance(task)

        for shard in shards:
            draft = target / f"{shard.path.name}.partial"
            shard.copy(draft, edited(shard))
            draft.rename(target / shard.path.name)
    return idle


def _add(weight: torch.Tensor, name: str, adapter: Adapter, *, rounded: bool) -> bool:
    """Replaces `weight` by what it becomes, rounded to its own type; returns whether the adapter changed it."""
    pieces = _pieces(weight)
    start = _through_nf4(weight, pieces) if rounded else lambda number: weight[pieces[number]].float()
    a, b = adapter.factors(name) if name in adapter.pairs else (None, None)
    changed = False
    for number, rows in enumerate(pieces):
        before = start(number)
        if a is None or b is None:
            weight[rows] = before.cpu()
            continue
        after = before.addmm(b[rows].to(before.device), a.to(before.device), alpha=adapter.scale).to(weight.dtype).cpu()
        # A sum is finite where all of it is, and costs one pass without memory.
        if not bool(after.sum(dtype=before.dtype).isfinite()):
            msg = f"{adapter.folder}: makes {name} not finite, training diverged; lower training.learning_rate and run `make sft`"
            raise MailwrightError(msg)
        changed = changed or not bool((after == before.to(weight.dtype).cpu()).all())
        weight[rows] = after
    return changed


def _pieces(weight: torch.Tensor) -> list[slice]:
    """Rows that fit a processor's cache in float32, so that no step of the way there and back goes through memory; all at once where they
    do not divide into the blocks of NF4.
    """
    rows, width = weight.shape
    step = max(1, _PIECE // width) if width % _BLOCK == 0 else rows
    return [slice(first, min(first + step, rows)) for first in range(0, rows, step)]


def _through_nf4(weight: torch.Tensor, pieces: list[slice]) -> Callable[[int], torch.Tensor]:
    """NF4 with double quantisation and back: piece by piece in float32. The codes do not depend on the type that training computed in.

    The second quantisation, that of the blocks' scales, is over the whole tensor, so all codes come first.
    """
    import torch
    from bitsandbytes import functional

    device = "cuda" if torch.cuda.is_available() else "cpu"  # seconds instead of minutes for 8B
    coded = [functional.quantize_4bit(weight[rows].to(device, torch.float32), quant_type="nf4", blocksize=_BLOCK) for rows in pieces]
    scales = [state.absmax for _, state in coded]
    whole = torch.cat(scales)
    mean = whole.mean()
    quantised, second = functional.quantize_blockwise(whole - mean, blocksize=_SCALES)
    restored = (functional.dequantize_blockwise(quantised, second) + mean).split([len(part) for part in scales])

    def piece(number: int) -> torch.Tensor:
        codes, state = coded[number]
        state.absmax = restored[number]
        found: torch.Tensor = functional.dequantize_4bit(codes, state)
        return found

    return piece


def _check_untouched(shards: list[Tensors], edits: Mapping[Path, list[str]], target: Path) -> None:
    for shard in shards:
        written = Tensors.open(target / shard.path.name)
        for name in shard.entries.keys() - set(edits[shard.path]):
            if not written.same(name, shard):
                msg = f"{written.path}: {name} should equal the base's and does not; check the disk and export again"
                raise MailwrightError(msg)


def _copy_rest(base: Path, target: Path) -> None:
    """Tokenizer files byte for byte: converters recognise a tokenizer by what it does to a fixed text."""
    for pattern in VERBATIM:
        for file in base.glob(pattern):
            shutil.copyfile(file, target / file.name)
    config: dict[str, Any] = json.loads((base / "config.json").read_text(encoding="utf-8"))
    # transformers 5 writes only `rope_parameters`; Ollama's import of safetensors reads only `rope_theta`, else takes 10000 in silence.
    rope = config.get("rope_parameters") or {}
    if "rope_theta" in rope:
        config.setdefault("rope_theta", rope["rope_theta"])
    (target / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
