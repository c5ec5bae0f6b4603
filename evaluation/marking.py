"""An email cut into pieces, each plain or one claim, so that a page can mark them; and the reasons, numbered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.marks import label

if TYPE_CHECKING:
    from pipeline.schema import Claim
    from serve.records import Judged

_LONGEST_EVIDENCE: Final = 160


class Piece(NamedTuple):
    """Some of an email. `style` is empty outside of claims; findings have a number and a reason."""

    text: str
    style: str = ""
    number: int | None = None
    reason: str = ""


class Reason(NamedTuple):
    """Why a claim is a finding."""

    number: int
    style: str
    label: str
    text: str
    reason: str
    evidence: str


class Marked(NamedTuple):
    """An email for a page."""

    subject: list[Piece]
    body: list[Piece]
    reasons: list[Reason]


def marked(judged: Judged) -> Marked:
    """Subject and body in pieces, and one line per finding."""
    numbers = {id(claim): number for number, claim in enumerate(judged.report.findings, 1)}
    email = judged.email
    return Marked(
        subject=list(_pieces(email.subject, [claim for claim in judged.report.claims if claim.part == "subject"], numbers)),
        body=list(_pieces(email.body, [claim for claim in judged.report.claims if claim.part == "body"], numbers)),
        reasons=[_reason(number, claim) for number, claim in enumerate(judged.report.findings, 1)],
    )


def _pieces(text: str, claims: list[Claim], numbers: dict[int, int]) -> Iterator[Piece]:
    place = 0
    for claim in claims:
        start = max(claim.start, place)
        if start > place:
            yield Piece(text[place:start])
        if claim.end > start:
            reason = f"{label(claim)} {_kind(claim)}: {claim.reason}"
            yield Piece(text[start : claim.end], _style(claim), numbers.get(id(claim)), reason)
        place = max(place, claim.end)
    if place < len(text):
        yield Piece(text[place:])


def _reason(number: int, claim: Claim) -> Reason:
    shown = " ".join(claim.evidence.text.split())[:_LONGEST_EVIDENCE] if claim.evidence else ""
    evidence = f"{claim.evidence.source}: {shown}" if claim.evidence else ""
    return Reason(number, _style(claim), f"{label(claim)} {_kind(claim)}", claim.text, claim.reason, evidence)


def _kind(claim: Claim) -> str:
    return claim.kind.value.replace("_", " ")


def _style(claim: Claim) -> str:
    """The class of a mark."""
    name = label(claim)
    return "false" if name in {"contradicted", "unsupported"} else "unsure" if name == "cannot verify" else "supported"
