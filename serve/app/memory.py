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
    """Keeps a rating, and says what became of it."""
    if good is None:
        return "Rate it with one click."
    try:
        number = _number(version)
        if number is None:
            return "Thank you. Ratings are kept once “remember” is on in the settings."
        memory().rate(number, "up" if good else "down")
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
    """The version's number in the memory; None where nothing is remembered. An edited email is remembered as it is when it is taken."""
    from serve.remember.store import Written

    text = version.draft.email.text()
    if version.remembered is None or version.remembered_text != text:
        found = memory()
        if version.remembered is not None:
            found.delete(version.remembered)
        written = Written.of(version.request, version.draft.email, by="mailwright", model=version.draft.model)
        version.remembered, version.remembered_text = found.remember(written), text
    return version.remembered
