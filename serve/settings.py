"""The `serve` section of a recipe: how emails are sampled, here and in the Modelfile, and how long an engine is waited for."""

from __future__ import annotations

from pipeline.engines.settings import Patience, Sampling


class ServeSettings(Sampling, Patience):
    """Sampling and patience, whatever the engine."""
