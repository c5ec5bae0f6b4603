"""The `model` and `data` sections of a recipe. Each field's description is its documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

STOP: Final = {
    "smollm2": ("<|im_end|>", "<|im_start|>"),
    "llama3": ("<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>"),
    "llama3.1": ("<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>"),
    "llama2": ("</s>", "[INST]", "[/INST]", "<<SYS>>"),
    "mistral": ("</s>", "[INST]", "[/INST]"),
    "phi3": ("<|end|>", "<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>"),
}
"""Where a turn ends, per family of models: the same in the Modelfile and in a request to Ollama."""


class Settings(BaseModel):
    """Base of every recipe section: unknown keys are errors, values do not change after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelSettings(Settings):
    """Which model is tuned."""

    base: str = Field(description="a Hugging Face id, a local folder, or `package:NAME` for a GGUF that an installed Python package ships")
    revision: str | None = Field(default=None, description="commit of the Hugging Face repository; fixed in every shipped recipe")
    name: str = Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="name of the tuned model in Ollama; Llama derivatives begin with Llama-3"
    )
    family: Literal["smollm2", "llama3", "llama3.1", "llama2", "mistral", "phi3"] = Field(
        description="decides TEMPLATE and stop tokens of the Modelfile; mistral is also Mixtral 8x7B"
    )
    licence: str = Field(description="the base model's licence, repeated in GGUF, Modelfile and model card")
    context: int = Field(default=2048, ge=256, description="context length in tokens, num_ctx in Ollama; higher: more memory")


class DataSettings(Settings):
    """Which triples become the dataset, and how long a row may be."""

    manifest: Path | None = Field(
        default=Path("data/triples.jsonl"), description="one JSON object or table row per triple; its paths are relative to it; null: none"
    )
    private: Path | None = Field(
        default=Path("data/private"), description="your own triples, used as well where the folder is there and not empty; null: not used"
    )
    max_length: int = Field(default=1024, ge=128, description="longest row in tokens, prompt and email together; higher: slower")
    prompt_tokens: int = Field(default=700, ge=64, description="budget of the prompt; what does not fit is left out by relevance")
    validation: float = Field(default=0.1, gt=0, lt=0.5, description="share of candidates whose emails measure the loss during training")
    test: float = Field(default=0.1, gt=0, lt=0.5, description="share of candidates the model never sees")
    seed: int = Field(default=0, description="of the split and of pseudonyms; another seed puts other candidates aside")
    near_duplicate: float = Field(
        default=0.9,
        gt=0.5,
        le=1,
        description="two emails that share this part of their word triples are one, the later goes; 1: only equal ones",
    )
    injected: Literal["quarantine", "keep"] = Field(
        default="quarantine",
        description="triples whose documents give orders to a model; keep: those whose email ignores the orders, as examples",
    )
    planted: float = Field(
        default=0.1,
        ge=0,
        le=1,
        description="share of training rows that get an order to a model into a stranger's document, which the email ignores; 0: none",
    )
    unsupported: Literal["quarantine", "keep"] = Field(
        default="quarantine",
        description="triples whose email claims what its documents do not say; keep: nobody checks (only English is)",
    )
    pseudonymise: bool = Field(
        default=False,
        description="other names, mail addresses, phone numbers and links for candidate, sender and recipient, the same in all texts",
    )

    @model_validator(mode="after")
    def _prompt_leaves_room(self) -> Self:
        if self.prompt_tokens >= self.max_length:
            msg = f"prompt_tokens ({self.prompt_tokens}) leaves no room for an email in max_length ({self.max_length})"
            raise ValueError(msg)
        return self
