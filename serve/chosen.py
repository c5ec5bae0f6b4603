"""Which recipe, engine and settings hold where a caller names none: as the doors choose them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from serve.turns import Turns

if TYPE_CHECKING:
    from pipeline.engines import Backend, BackendName
    from pipeline.recipe import Recipe
    from serve.settings import ServeSettings


@dataclass(frozen=True)
class Chosen:
    """An engine with its model, and how it is asked. `tokens` is the budget of a prompt, `turns` the queue where several people ask it."""

    backend: Backend
    settings: ServeSettings
    tokens: int
    turns: Turns = field(default_factory=Turns)


def recipe(path: str = "auto", model: str | None = None, overrides: Sequence[str] = ()) -> Recipe:
    """The recipe as the model was made with it, where one lies beside the model; later edits of the file do not change the model.

    Raises RecipeError.
    """
    from pipeline import recipe as recipes
    from pipeline.console import named

    if model and path == "auto" and (beside := Path(model).expanduser().with_name(recipes.RESOLVED)).is_file():
        return recipes.load(beside, list(overrides), recipes.home())
    found = named(path, list(overrides))
    resolved = found.out / "gguf" / recipes.RESOLVED
    return recipes.load(resolved, list(overrides), found.root) if resolved.is_file() else found


@contextlib.contextmanager
def engine(
    backend: Backend | BackendName | None, model: str | None, settings: ServeSettings | None, tokens: int | None
) -> Iterator[Chosen]:
    """What was given, the rest from the recipe. An engine that was named, not given, is closed at the end.

    Raises MailwrightError where the engine or its model is absent.
    """
    from pipeline import engines

    if backend is None or isinstance(backend, str):
        found = recipe(model=model)
        with contextlib.closing(engines.choose(backend or "auto", model, found)) as own:
            yield _completed(own, settings, tokens, found)
    else:
        yield _completed(backend, settings, tokens, None)


def _completed(backend: Backend, settings: ServeSettings | None, tokens: int | None, found: Recipe | None) -> Chosen:
    from serve.settings import ServeSettings

    if settings is None or tokens is None:
        found = found or recipe(model=backend.model)
        settings = settings or found.section(ServeSettings)
        tokens = found.data.prompt_tokens if tokens is None else tokens
    return Chosen(backend, settings, tokens)
