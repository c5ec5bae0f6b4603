"""How an engine is asked: what it samples, and how long it is waited for. Parts of the recipe's `serve` section."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings import Settings


class Sampling(Settings):
    """Sampling. The defaults favour truth over variety."""

    temperature: float = Field(default=0.2, ge=0, le=2, description="0 is greedy; higher: more varied, more inventive")
    top_p: float = Field(default=0.9, gt=0, le=1, description="nucleus sampling: only the likeliest tokens up to this mass")
    repeat_penalty: float = Field(default=1.1, ge=1, le=2, description="small models repeat themselves without it; 1 is off")
    max_tokens: int = Field(default=400, ge=16, description="longest email; a cut one is an error, never silently half")
    seed: int = Field(default=0, description="of sampling")


class Patience(Settings):
    """How long an engine at the other end of a connection is waited for, and how often it is asked again."""

    connect_seconds: float = Field(default=10, gt=0, description="for Ollama or an endpoint to accept the connection")
    first_token_seconds: float = Field(default=600, gt=0, description="for the first token; a large model takes minutes to load")
    between_tokens_seconds: float = Field(default=120, gt=0, description="for each further token")
    tries: int = Field(default=5, ge=1, description="how often an engine that is busy or away is asked; one that began to answer: once")
    pause_seconds: float = Field(default=1, ge=0, description="before the second try; each further pause is twice as long")
    longest_pause_seconds: float = Field(default=60, ge=0, description="an engine that asks for a longer pause is given up")
