"""What the page tells the memory, where the person turned it on (`serve.remember`): that an email was written, taken, rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from serve.app.version import Version
    from serve.remember.store import Memory


def memory() -> Memory:
    """The user's memory, on or off."""
    from serve.remember.store import Memory

    return Memory()


def rated(version: Version, good: bool | None) -> str:
    """Keeps a rating, or takes it back, and says what became of it."""
    try:
        number = version.remembered if good is None else _number(version)
        if number is None:
            return "Thank you. Ratings are kept once “remember” is on in the settings."
        memory().rate(number, None if good is None else "up" if good else "down")
    except MailwrightError as error:
        return f"The rating was not kept: {error}"
    return "Remembered."


def taken(version: Version) -> None:
    """The person saved this email; from now on it counts as sent. What the memory cannot do must not stop that."""
    try:
        if (number := _number(version)) is not None:
            memory().taken(number)
    except MailwrightError:
        return


def _number(version: Version) -> int | None:
    """The version's number in the memory; None where nothing is remembered.

    An edited email is remembered as it is when it is taken or rated, with what was told of it before.
    """
    from serve.remember.store import Written

    found = memory()
    written = Written.of(version.request, version.draft.email, by="mailwright", model=version.draft.model)
    if version.remembered is None or not found.revise(version.remembered, written):
        version.remembered = found.remember(written)
    return version.remembered
