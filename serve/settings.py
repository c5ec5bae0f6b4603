"""The `serve` section of a recipe: how emails are sampled, here and in the Modelfile, how long an engine is waited for, and how often it
is asked for a better email.
"""

from __future__ import annotations

from pydantic import Field

from pipeline.engines.settings import Patience, Sampling


class ServeSettings(Sampling, Patience):
    """Sampling and patience, whatever the engine, and the guard's attempts."""

    attempts: int = Field(
        default=3,
        ge=1,
        le=20,
        description="answers at most for one email that is true and well formed; 1: no repair. An engine that can go on with an email "
        "from where it was true does so up to ten times in place of each answer after the first",
    )

    @property
    def continuations(self) -> int:
        """How often at most an email goes on from where it was true: each ends at the next false sentence, ten cost one or two emails."""
        return 10 * (self.attempts - 1)
