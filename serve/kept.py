"""An engine for a program that runs on: loaded by the first email, kept for the next ones, whichever thread asks.

A failure is not kept: the next email tries again, so that an Ollama that was started in between is found.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from serve.chosen import Chosen, recipe

if TYPE_CHECKING:
    import argparse

    from pipeline.chat import Message
    from pipeline.engines import BackendName
    from pipeline.recipe import Recipe


@dataclass(frozen=True)
class Asked:
    """Engine and model as the command line and the user's settings name them."""

    backend: BackendName = "auto"
    model: str | None = None
    recipe: str = "auto"
    overrides: tuple[str, ...] = ()
    verbose: bool = False

    @classmethod
    def of(cls, args: argparse.Namespace) -> Asked:
        """The options of a command."""
        return cls(args.backend or "auto", args.model, args.recipe, tuple(args.overrides), args.verbose)

    def found(self) -> Recipe:
        """Raises RecipeError."""
        return recipe(self.recipe, self.model, self.overrides)


@dataclass
class Kept:
    """One engine for all who ask, whichever thread they are in."""

    asked: Asked = field(default_factory=Asked)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _chosen: Chosen | None = None

    def chosen(self) -> Chosen:
        """The engine with its settings; loads it where that was not done. Raises MailwrightError where engine or model is absent."""
        from pipeline import engines
        from serve.settings import ServeSettings

        with self._turn:
            if self._chosen is None:
                found = self.asked.found()
                backend = engines.choose(self.asked.backend, self.asked.model, found, verbose=self.asked.verbose)
                self._chosen = Chosen(backend, found.section(ServeSettings), found.data.prompt_tokens)
            return self._chosen

    @property
    def loaded(self) -> bool:
        return self._chosen is not None

    def budget(self) -> tuple[int, Callable[[Sequence[Message]], int]]:
        """The tokens that a prompt may have, and a count of them: the engine's own once it is loaded, until then an upper estimate."""
        from pipeline.engines import tokens

        if self._chosen:
            return self._chosen.tokens, self._chosen.backend.count
        return self.asked.found().data.prompt_tokens, tokens.estimate

    def close(self) -> None:
        """Gives the engine's memory back."""
        with self._turn:
            if self._chosen:
                self._chosen.backend.close()
            self._chosen = None
