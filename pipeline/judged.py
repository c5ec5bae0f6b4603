"""What `python -m pipeline check` was given, as an email and the request that it must answer to."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr
from typing import TYPE_CHECKING

from pipeline import manifest, profile
from pipeline.documents import Reader
from pipeline.schema import Direction, EmailRequest, Person

if TYPE_CHECKING:
    import argparse

    from pipeline.manifest.letter import Letter
    from pipeline.schema import Document


def judged(args: argparse.Namespace) -> tuple[Letter, EmailRequest]:
    """The email and its request. Who is not named is taken from an .eml's headers, and the candidate from the resume.

    Raises DocumentError or EmailError, in one line, where a file cannot be read.
    """
    letter = manifest.letter.read(args.email, subject_required=False)
    with Reader() as reader:
        resume = reader.read(args.resume, "resume") if args.resume else None
        job = reader.read(args.job, "job")
    direction = Direction(args.direction)
    candidate = _candidate(resume)
    applying = direction is Direction.APPLICATION
    return letter, EmailRequest(
        direction=direction,
        resume=resume,
        job=job,
        sender=_person(args.sender) or letter.sender or (candidate if applying else Person()),
        recipient=_person(args.recipient) or letter.recipient or (Person() if applying else candidate),
        date=args.date or letter.date or dt.date.today(),
    )


def _candidate(resume: Document | None) -> Person:
    facts = profile.resume(resume) if resume else None
    return Person(name=facts.name.value if facts and facts.name else None, address=facts.email.value if facts and facts.email else None)


def _person(text: str | None) -> Person | None:
    """`Ana Ruiz <ana@example.com>` or `Ana Ruiz`."""
    if not text:
        return None
    name, address = parseaddr(text)
    return Person(name=name or None, address=address) if "@" in address else Person(name=" ".join(text.split()))
