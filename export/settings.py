"""The `export` section of a recipe."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from pipeline.settings import Settings


class ExportSettings(Settings):
    """How the adapter becomes a GGUF."""

    adapter: Literal["sft", "dpo"] = Field(
        default="sft", description="which adapter: sft is the fine-tuned one, dpo the one that `python -m training prefer` made of it"
    )
    merge: Literal["auto", "base", "nf4"] = Field(
        default="auto",
        description="base adds the adapter to the original weights; nf4 to the weights it was trained against (quantised and dequantised); "
        "auto: whichever of the two has the lower loss on held-out emails, nf4 where memory or disk do not suffice to measure it",
    )
    gguf: Literal["q8_0", "f16", "bf16", "q6_k", "q5_k_m", "q5_k_s", "q5_0", "q4_k_m", "q4_k_s", "q4_0", "iq4_nl", "iq4_xs", "q3_k_m"] = (
        Field(
            default="q8_0",
            description="type of the GGUF weights; q8_0 halves the size of f16, q4_k_m thirds it. After bf16: llama-quantize on PATH, "
            "llama-cpp-python or Ollama (`--to-ollama`; q4_k_m, q4_k_s) must do it",
        )
    )
    imatrix: str | None = Field(
        default=None,
        description="importance matrix for the types under 8 bits, better at the same size; prompts: made of the training rows by "
        "llama-imatrix on PATH; or a file that it has written. Needs llama-quantize",
    )
    parity_rows: int = Field(
        default=2,
        ge=0,
        description="held-out rows on which adapter, merged model, GGUF and llama.cpp must agree; more: surer, slower; 0: not compared",
    )
    converter: Path | None = Field(
        default=None, description="a llama.cpp checkout whose converter to use; by default a pinned copy, installed apart"
    )

    @field_validator("gguf", mode="before")
    @classmethod
    def _as_llama_cpp_writes_it(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the recipe says
        """Q4_K_M is q4_k_m."""
        return value.lower() if isinstance(value, str) else value
