"""The `serve` section of a recipe: how emails are sampled, here and in the Modelfile."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings import Settings


class ServeSettings(Settings):
    """Sampling. The defaults favour truth over variety."""

    temperature: float = Field(default=0.2, ge=0, le=2, description="0 is greedy; higher: more varied, more inventive")
    top_p: float = Field(default=0.9, gt=0, le=1, description="nucleus sampling: only the likeliest tokens up to this mass")
    repeat_penalty: float = Field(default=1.1, ge=1, le=2, description="small models repeat themselves without it; 1 is off")
    max_tokens: int = Field(default=400, ge=16, description="longest email; a cut one is an error, never silently half")
    seed: int = Field(default=0, description="of sampling")
