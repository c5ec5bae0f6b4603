"""The `export` section of a recipe."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from pipeline.settings import Settings


class ExportSettings(Settings):
    """How the adapter becomes a GGUF."""

    adapter: Literal["sft", "dpo"] = Field(
        default="sft", description="which adapter: sft is the fine-tuned one, dpo the one that `python -m training prefer` made of it"
    )
    merge: Literal["base", "nf4"] = Field(
        default="nf4",
        description="base adds the adapter to the original weights; nf4 to the weights it was trained against (quantised and dequantised)",
    )
    gguf: Literal["q8_0", "f16", "bf16"] = Field(default="q8_0", description="type of the GGUF weights; q8_0 halves the size of f16")
    parity_rows: int = Field(
        default=2,
        ge=0,
        description="held-out rows on which adapter, merged model, GGUF and llama.cpp must agree; more: surer, slower; 0: not compared",
    )
    converter: Path | None = Field(
        default=None, description="a llama.cpp checkout whose converter to use; by default a pinned copy, installed apart"
    )
