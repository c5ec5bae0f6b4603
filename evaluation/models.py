"""The models that are compared: from a name as a person writes it to an engine that answers.

`base`, `tuned` and `tuned+dpo` are the recipe's own GGUF files; `ollama:NAME`, `openai:NAME` and `llamacpp:FILE` any others. A model that
is not there is an AbsentError: it is named and left out. Does not make models: `python -m export` does.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluation.settings import OWN, EvaluationSettings, check_name
from pipeline import engines, stage
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pipeline.engines import Backend, BackendName
    from pipeline.recipe import Recipe

DPO_GGUF: Final = Path("gguf-dpo") / "model.gguf"
"""Below `out/<recipe>/`: the export of the adapter that preferences trained further."""
_MIB: Final = 2**20


class AbsentError(MailwrightError):
    """A model that cannot be asked here; the message says why and what would help."""


@dataclass(frozen=True)
class Model:
    """A model that is there. `identity` differs between two versions of one name; `about` is for people."""

    name: str
    engine: BackendName
    model: str
    identity: str
    about: str

    @property
    def local(self) -> bool:
        """Whether it runs in this process, so that its memory can be measured."""
        return self.engine == "llamacpp"


def names(text: str) -> list[str]:
    """The names of `--models a,b,c`, each once.

    Raises MailwrightError where one is of no known form.
    """
    found = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in found:
        try:
            check_name(name)
        except ValueError as error:
            msg = f"--models {error}"
            raise MailwrightError(msg) from None
    if not found:
        msg = f"--models: names no model; write {', '.join(OWN)} or ENGINE:NAME, with commas between"
        raise MailwrightError(msg)
    return found


def find(name: str, recipe: Recipe) -> Model:
    """The model of that name, not loaded yet.

    Raises AbsentError where it is not there.
    """
    if name in OWN:
        return _file(name, _own(name, recipe))
    engine, _, model = name.partition(":")
    if engine == "llamacpp":
        return _file(name, Path(model).expanduser())
    return _in_ollama(name, model) if engine == "ollama" else _at_endpoint(name, model)


def load(model: Model, recipe: Recipe) -> Backend:
    """The engine with the model loaded. Raises AbsentError where it does not load."""
    try:
        return engines.choose(model.engine, model.model, recipe)
    except MailwrightError as error:
        raise AbsentError(str(error)) from error


def _own(name: str, recipe: Recipe) -> Path:
    if name == "base":
        return _base(recipe)
    return engines.own_gguf(recipe) if name == "tuned" else recipe.out / DPO_GGUF


def _base(recipe: Recipe) -> Path:
    """The GGUF of the base: the one given, or the one a package ships."""
    from pipeline.chat import packaged_gguf

    if given := recipe.section(EvaluationSettings).base_gguf:
        return given.expanduser()
    base = recipe.model.base
    if not base.startswith("package:"):
        msg = f"base: no GGUF of {base} is at hand; give one as evaluation.base_gguf, or compare ollama:NAME"
        raise AbsentError(msg)
    try:
        return packaged_gguf(base)
    except MailwrightError as error:
        raise AbsentError(str(error)) from error


def _file(name: str, path: Path) -> Model:
    if not path.is_file():
        remedy = {"tuned": "run `make train`", "tuned+dpo": "run `make prefer`"}.get(name, "check the path")
        msg = f"{path}: no such model; {remedy}"
        raise AbsentError(msg)
    digest = stage.sha256(path)
    return Model(name, "llamacpp", str(path), digest, f"{path.name}, {path.stat().st_size / _MIB:.0f} MiB, sha256 {digest[:12]}")


def _in_ollama(name: str, model: str) -> Model:
    from pipeline.engines import ollama

    made = ollama.made(model)
    if made is None:
        msg = f"{name}: Ollama does not answer or does not have it; run `ollama serve` and `ollama pull {model}`"
        raise AbsentError(msg)
    version = "" if math.isinf(made) else f" of {made:.0f}"
    return Model(name, "ollama", model, f"{model}{version}", f"{model} in Ollama")


def _at_endpoint(name: str, model: str) -> Model:
    from pipeline.engines import openai

    try:
        host = openai.endpoint(model, os.environ).host
    except MailwrightError as error:
        raise AbsentError(str(error)) from error
    return Model(name, "openai", model, f"{model} at {host}", f"{model} at {host}")
