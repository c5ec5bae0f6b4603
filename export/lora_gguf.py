"""The adapter alone as a GGUF, for those who have the base already: `ADAPTER` in a Modelfile, `--lora` in llama.cpp.

Writes what llama.cpp's `convert_lora_to_gguf.py` writes (the pinned converter comes without that script): the pairs A and B under the
names of the weights they add to, in 16 bits, and `alpha`, from which llama.cpp takes the scale alpha / rank. Does not cover the rounding to
NF4 that the adapter was trained against: on a base in 16 bits it does a little worse than the merged model.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from export.adapter import Adapter
from export.gguf_tensors import Places

if TYPE_CHECKING:
    from transformers import PretrainedConfig


def size(adapter: Adapter) -> int:
    """Bytes of the tensors in 16 bits, so that room for them can be checked first."""
    return sum(2 * math.prod(entry.shape) for entry in adapter.file.entries.values())


def write(adapter: Adapter, config: PretrainedConfig, target: Path, *, name: str, licence: str) -> int:
    """Writes the GGUF `target` and returns how many tensors it has. `config` is the base's."""
    import torch
    from gguf import GGUFWriter

    places = Places.of(config)
    writer = GGUFWriter(target, places.architecture)
    writer.add_type("adapter")
    writer.add_name(name)
    writer.add_license(licence)
    writer.add_string("adapter.type", "lora")
    rank = adapter.file.entries[next(iter(adapter.pairs.values()))[0]].shape[0]
    writer.add_float32("adapter.lora.alpha", adapter.scale * rank)
    for weight, (a, b) in sorted(adapter.pairs.items()):
        place = places.name(weight)
        assert place is not None  # every linear layer of these architectures has one
        rows = places.to_gguf(weight, adapter.file.read(b))
        for end, tensor in (("lora_a", adapter.file.read(a)), ("lora_b", rows)):
            writer.add_tensor(f"{place}.{end}", tensor.to(torch.float16).contiguous().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return 2 * len(adapter.pairs)
