"""The model card, and what the base model's licence asks of a derived model: its name, its notices.

Covers the licences of the shipped recipes; others are named as the recipe names them, without their terms. No legal advice.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.settings import ModelSettings

TEMPLATES = Path(__file__).parent / "templates"
SPLITS = ("train", "validation", "test")
_PHI_3 = ("phi-3", "phi3")
"""One of these must be part of a Phi-3 derivative's name: by it llama.cpp knows to drop line breaks after control tokens."""
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class Licence:
    """`prefix` is how a derived model's name must begin; `built_with` and `attribution` must be shown with it."""

    title: str
    url: str
    prefix: str = ""
    built_with: str = ""
    attribution: str = ""


LICENCES: Final = {
    "apache-2.0": Licence("Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "mit": Licence("MIT License", "https://opensource.org/license/mit"),
    "llama2": Licence(
        "Llama 2 Community License",
        "https://ai.meta.com/llama/license/",
        attribution="Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.",
    ),
    "llama3": Licence(
        "Meta Llama 3 Community License",
        "https://www.llama.com/llama3/license/",
        prefix="Llama-3",
        built_with="Built with Meta Llama 3",
        attribution="Meta Llama 3 is licensed under the Meta Llama 3 Community License, "
        "Copyright © Meta Platforms, Inc. All Rights Reserved.",
    ),
    "llama3.1": Licence(
        "Llama 3.1 Community License",
        "https://www.llama.com/llama3_1/license/",
        prefix="Llama-3",
        built_with="Built with Llama",
        attribution="Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.",
    ),
}


def licence(model: ModelSettings) -> Licence:
    """Raises MailwrightError where the base's licence, or llama.cpp, asks for another name than the recipe gives the tuned model."""
    found = LICENCES.get(model.licence) or Licence(model.licence, "")
    if not model.name.startswith(found.prefix):
        msg = f"model.name {model.name}: the {found.title} wants names that begin with {found.prefix}, e.g. {found.prefix}-{model.name}"
        raise MailwrightError(msg)
    if model.family == "phi3" and not any(part in model.name.lower() for part in _PHI_3):
        msg = f"model.name {model.name}: llama.cpp knows a Phi-3 tokenizer by the name alone; let it contain Phi-3, e.g. {model.name}-Phi-3"
        raise MailwrightError(msg)
    return found


def notice(model: ModelSettings) -> str:
    """The text for LICENSE and Modelfile: whose work this is, under which terms, and that it was changed."""
    return _render("notice.jinja", model=model, base=base_title(model), licence=licence(model))


def merged_card(recipe: Recipe) -> str:
    """The short card beside the merged weights. The converter takes licence, base model and language from its head."""
    return _render("merged.jinja", recipe=recipe, **_facts(recipe))


def gguf_card(
    recipe: Recipe,
    counts: dict[str, int],
    losses: list[float],
    layers: list[str],
    stored: dict[str, Any],
    parity: dict[str, Any] | None = None,
) -> str:
    """The card beside the GGUF: rows per split, validation losses from before to after training, the layers with an adapter, type and size
    of the weights, and what `export.parity` found.
    """
    found = {"counts": counts, "losses": losses, "layers": layers, "stored": stored, "parity": parity}
    return _render("card.jinja", recipe=recipe, **found, **_facts(recipe))


def row_counts(dataset: Path) -> dict[str, int]:
    """Rows per split; empty where the dataset is not there."""
    return {side: sum(1 for _ in path.open("rb")) for side in SPLITS if (path := dataset / f"{side}.jsonl").is_file()}


def validation_losses(metrics: Path) -> list[float]:
    """In the order of training; empty where nothing was recorded."""
    entries = [json.loads(line) for line in metrics.read_text(encoding="utf-8").splitlines()] if metrics.is_file() else []
    return [entry["eval_loss"] for entry in entries if "eval_loss" in entry]


def _facts(recipe: Recipe) -> dict[str, Any]:
    on_hub = not Path(recipe.model.base).is_dir() and _HUB_ID.fullmatch(recipe.model.base)
    return {
        **recipe.dump("training", "export", "serve"),
        "model": recipe.model,
        "base": base_title(recipe.model),
        "base_model": recipe.model.base if on_hub else "",
        "licence": licence(recipe.model),
    }


def base_title(model: ModelSettings) -> str:
    """The base in words: its id, its folder, or the package that ships it."""
    return f"the model in the Python package {model.base.removeprefix('package:')}" if model.base.startswith("package:") else model.base


def _render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template names
    environment = Environment(  # noqa: S701 - markdown and plain text, nothing to escape
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.get_template(template).render(**values)
