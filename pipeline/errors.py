"""What can go wrong, each as one line that names the thing, the value and the remedy. The doors turn these into exit codes."""

from __future__ import annotations


class MailwrightError(Exception):
    """Something the user must change; the message is one line: what, where, the remedy. Exit code 2."""


class DocumentError(MailwrightError):
    """A document cannot become text.

    `reason` is the short class that build counts group by, e.g. "encrypted" or "scanned".
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class RecipeError(MailwrightError):
    """A recipe has problems; the message holds all of them, one line each."""


class EmailError(MailwrightError):
    """A model's answer is not an email, e.g. it is empty or has no subject line."""


class DivergedError(MailwrightError):
    """A training whose loss is no longer one: nothing that comes after `step` would be of use."""

    def __init__(self, step: int, message: str) -> None:
        super().__init__(message)
        self.step = step
