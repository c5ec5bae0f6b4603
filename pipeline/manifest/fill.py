"""What a line of the user's own folder leaves out, taken from the email where that is certain.

Direction and names come from the headers, the greeting and the signature; the length from the number of words; the day of writing from the
Date header, or else from the file's time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pipeline.errors import DocumentError, EmailError
from pipeline.manifest import guess, letter
from pipeline.manifest.letter import Letter
from pipeline.manifest.match import AMBIGUOUS, NoEntryError
from pipeline.schema import Direction, Person, ResumeFacts

PROVENANCE: Final = {"author": "own data", "licence": "private"}
Resumes = Callable[[Path], ResumeFacts]
"""What the resume at a path says; raises DocumentError where it cannot be read."""
_NEEDED: Final = {"direction", "date", "sender"}
_FROM_EMAIL: Final = _NEEDED | {"recipient", "length"}


def fill(fields: dict[str, Any], root: Path, resumes: Resumes, guessed: Counter[str]) -> dict[str, Any]:
    """All fields of an entry; `guessed` counts what nobody wrote down for this purpose.

    Raises NoEntryError where the direction stays open or a file that would tell cannot be read.
    """
    fields = {name: value for name, value in fields.items() if value is not None}
    given = fields.get("provenance", {})
    fields["provenance"] = {**PROVENANCE, **given} if isinstance(given, dict) else given
    email = fields.get("email")
    if not (_FROM_EMAIL - fields.keys() and isinstance(email, str)):
        return fields
    try:
        text = letter.read(root / email)
        if "direction" not in fields:
            fields["direction"] = _direction(text, fields.get("resume"), root, resumes).value
            guessed["direction"] += 1
    except (DocumentError, EmailError) as error:
        if fields.keys() >= _NEEDED:
            return fields  # the build reports it when it reads the triple
        raise NoEntryError(error.reason if isinstance(error, DocumentError) else "no email", str(error)) from error
    found = _found(text, str(fields["direction"]))
    if "date" not in fields and text.date is None:
        found["date"] = dt.date.fromtimestamp((root / email).stat().st_mtime)
        guessed["date"] += 1
    return {**found, **fields}


def _found(text: Letter, direction: str) -> dict[str, Any]:
    """What the email itself says."""
    found: dict[str, Any] = {
        "sender": _person(text.sender, guess.signed(text.email.body)),
        "recipient": _person(text.recipient, guess.greeted(text.email.body)),
    }
    if direction in set(Direction):
        found["length"] = guess.length(text.email.body, Direction(direction))
    return found | ({"date": text.date} if text.date else {})


def _person(header: Person | None, name: str | None) -> Person:
    """As the header says, else by the name in the email."""
    header = header or Person()
    return Person(name=header.name or name, address=header.address)


def _direction(text: Letter, resume: object, root: Path, resumes: Resumes) -> Direction:
    facts = resumes(root / resume) if isinstance(resume, str) else ResumeFacts()
    found = guess.direction(text, facts)
    if found is None:
        raise NoEntryError(
            AMBIGUOUS,
            "application or outreach? put the email into emails/application or emails/outreach, or say `direction` in triples.csv",
        )
    return found
