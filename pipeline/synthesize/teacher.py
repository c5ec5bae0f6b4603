"""`--teacher ENGINE:MODEL`: who writes, and the name under which the dataset remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engines import NAMES, Backend, BackendName, choose
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pipeline.recipe import Recipe


@dataclass(frozen=True)
class Teacher:
    """An engine and a model; without a model the recipe's own tuned one."""

    engine: BackendName = "auto"
    model: str | None = None

    @classmethod
    def of(cls, text: str) -> Teacher:
        """Reads `ollama:llama3`, `openai:gemini-2.0-flash`, `llamacpp:FILE.gguf`, or an engine alone.

        Raises MailwrightError where the engine is none of those known.
        """
        name, _, model = text.partition(":")
        engine = next((known for known in NAMES if known == name), None)
        if engine is None:
            msg = f"--teacher {text}: no such engine; write ollama:NAME, openai:NAME or llamacpp:FILE.gguf"
            raise MailwrightError(msg)
        return cls(engine, model or None)

    def name(self, recipe: Recipe) -> str:
        """As it stands in `provenance.teacher`: of a file its name, without the folders that lead to it."""
        if self.model is None:
            return recipe.model.name
        path = Path(self.model)
        return path.stem if path.suffix.lower() == ".gguf" else self.model

    def load(self, recipe: Recipe) -> Backend:
        """Raises MailwrightError where it cannot be asked."""
        try:
            return choose(self.engine, self.model, recipe)
        except MailwrightError as error:
            if self.model is not None:
                raise
            msg = f"{error}; or name a teacher: --teacher ollama:llama3"
            raise MailwrightError(msg) from error
