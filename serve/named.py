"""Greeting and signature name the people of the request: any other name there, mostly a misspelt one, is replaced by theirs.

    email, replaced = named.corrected(email, judged.false)

Who writes to whom stands in the request, so no model need be asked for it again. What stands between greeting and signature is not
touched, and a greeting stays where nobody knows whom the email is to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema import Kind
from serve.records import Cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.schema import Claim, Email


def corrected(email: Email, false: Sequence[Claim]) -> tuple[Email, tuple[Cut, ...]]:
    """The email with the right names, and what was replaced; the same one where no name is `false`."""
    body, replaced = email.body, list[Cut]()
    for claim, name in reversed(list(_wrong(email, false))):
        body = body[: claim.start] + name + body[claim.end :]
        replaced.insert(0, Cut(text=claim.text, reasons=(claim.reason,), instead=name))
    return (email.model_copy(update={"body": body}) if replaced else email), tuple(replaced)


def _wrong(email: Email, false: Sequence[Claim]) -> Iterator[tuple[Claim, str]]:
    """The names that are not those of the request, in reading order, each with the right one."""
    from pipeline.grounding.letter import Role, sentences

    claims = [(claim, name) for claim in false if claim.kind is Kind.PERSON and claim.part == "body" and (name := _right(claim))]
    for sentence in sentences(email) if claims else ():
        for claim, name in claims:
            if sentence.part == "body" and sentence.start <= claim.start < sentence.end:
                if sentence.role is Role.GREETING:
                    yield claim, name if " " in claim.text else name.split()[0]
                elif sentence.role is Role.SIGNATURE:
                    yield claim, name


def _right(claim: Claim) -> str:
    """The name that the request gives instead; empty where it gives none."""
    return claim.evidence.text.strip() if claim.evidence and claim.evidence.source == "request" else ""
