"""Adapter + base -> merged weights, tensor by tensor.

Each shard of the base is copied, then the tensors that the adapter targets are overwritten in the copy: one tensor is in memory at a time,
and what is not targeted stays as it was by construction (and is compared all the same).

Two sound ways: `base` adds the adapter to the original weights, `nf4` to the weights it was trained against, i.e. rounded to NF4 and back
(QLoRA, arXiv:2305.14314). Never into 4-bit weights: the sum would be rounded again.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from export.adapter import Adapter
from export.safetensors_file import Tensors
from pipeline.console import track
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import torch

Mode = Literal["base", "nf4"]
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
    edits = {shard.path: sorted(shard.entries.keys() & (adapter.pairs.keys() | rounded)) for shard in shards}
    steps = track(_merged(shards, edits, target, adapter, rounded), sum(map(len, edits.values())), f"merging ({mode})")
    idle = [name for name, changed in steps if name in adapter.pairs and not changed]
    if idle:
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
    """The weights that bitsandbytes quantises when transformers loads the base in 4 bits, by transformers' own rules."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM
    from transformers.quantizers.base import get_keys_to_not_convert
    from transformers.quantizers.quantizers_utils import should_convert_module

    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(base))
    skipped = get_keys_to_not_convert(model)
    linear = {n for n, module in model.named_modules() if type(module) is torch.nn.Linear and should_convert_module(n, skipped)}
    found = frozenset(f"{name}.weight" for name in linear)
    if missing := sorted(found - names):
        msg = f"{base}: cannot round to NF4 what is stored under other names than in the model, e.g. {missing[0]}; use export.merge=base"
        raise MailwrightError(msg)
    return found


def _merged(
    shards: list[Tensors], edits: Mapping[Path, list[str]], target: Path, adapter: Adapter, rounded: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    """Writes shard after shard; yields each edited tensor's name and whether the adapter changed it."""
    for shard in shards:
        draft = target / f"{shard.path.name}.partial"
        shutil.copyfile(shard.path, draft)
        copy = Tensors(draft, shard.entries)
        for name in edits[shard.path]:
            before = shard.read(name)
            start = _through_nf4(before) if name in rounded else before.float()
            after = start + adapter.delta(name).to(start.device) if name in adapter.pairs else start
            if not bool(after.isfinite().all()):
                msg = f"{adapter.folder}: makes {name} not finite, training diverged; lower training.learning_rate and run `make sft`"
                raise MailwrightError(msg)
            copy.write(name, after.cpu())
            yield name, not bool((after.to(before.dtype) == start.to(before.dtype)).all())
        draft.rename(target / shard.path.name)


def _through_nf4(weight: torch.Tensor) -> torch.Tensor:
    """NF4 with double quantisation and back, as float32. The codes do not depend on the type that training computed in."""
    import torch
    from bitsandbytes import functional

    device = "cuda" if torch.cuda.is_available() else "cpu"  # seconds instead of minutes for 8B
    codes, state = functional.quantize_4bit(weight.to(device, torch.float32), quant_type="nf4", compress_statistics=True)
    restored: torch.Tensor = functional.dequantize_4bit(codes, state)
    return restored


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
