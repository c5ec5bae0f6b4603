"""The settings with which a model is asked for another email in place of one: new seeds, and enough variety to differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from serve.settings import ServeSettings

VARIED: Final = 0.6
"""The least temperature of an email that a person asks for instead of another."""


def other(settings: ServeSettings, number: int) -> ServeSettings:
    """The settings of the `number`-th other email, with seeds that no attempt before it had; as they are for number 0."""
    if not number:
        return settings
    more = {"seed": settings.seed + number * (settings.attempts + settings.continuations), "temperature": max(settings.temperature, VARIED)}
    return settings.model_copy(update=more)
