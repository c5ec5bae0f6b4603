"""An email cut into pieces, each plain or one claim, so that a page can mark them; and what each claim rests on.

    found = marking.marked(judged, request)         pieces of subject and body, findings, supported claims

Pieces put together are the email again, letter by letter. Makes no HTML: whoever shows the pieces escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.marks import label
from pipeline.schema import Verdict

if TYPE_CHECKING:
    from pipeline.schema import Claim, Document, EmailRequest, Evidence
    from serve.records import Judged

_LONGEST_EVIDENCE: Final = 160
_SOURCES: Final = {"resume": "resume", "job": "posting", "request": "what you filled in"}


class Piece(NamedTuple):
    """Some of an email. `style` is empty outside of claims; findings have a number and a reason."""

    text: str
    style: str = ""
    number: int | None = None
    reason: str = ""


class Reason(NamedTuple):
    """Why a claim is a finding, or, without a number, what it rests on."""

    number: int | None
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
    supported: list[Reason]


def marked(judged: Judged, request: EmailRequest | None = None) -> Marked:
    """Subject and body in pieces, one line per finding and per supported claim; with the request, evidence is the document's whole line."""
    numbers = {id(claim): number for number, claim in enumerate(judged.report.findings, 1)}
    email = judged.email
    supported = [claim for claim in judged.report.claims if claim.verdict is Verdict.SUPPORTED]
    return Marked(
        subject=list(pieces(email.subject, [claim for claim in judged.report.claims if claim.part == "subject"], numbers)),
        body=list(pieces(email.body, [claim for claim in judged.report.claims if claim.part == "body"], numbers)),
        reasons=[_reason(number, claim, request) for number, claim in enumerate(judged.report.findings, 1)],
        supported=_once(_reason(None, claim, request) for claim in supported),
    )


def pieces(text: str, claims: Sequence[Claim], numbers: Mapping[int, int]) -> Iterator[Piece]:
    """A part of an email, with its claims in order; `numbers` are those of the findings, by identity."""
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


def _reason(number: int | None, claim: Claim, request: EmailRequest | None) -> Reason:
    shown = " ".join(_line(claim.evidence, request).split())[:_LONGEST_EVIDENCE] if claim.evidence else ""
    evidence = f"{_SOURCES[claim.evidence.source]}: {shown}" if claim.evidence else ""
    return Reason(number, _style(claim), f"{label(claim)} {_kind(claim)}", claim.text, claim.reason, evidence)


def _line(evidence: Evidence, request: EmailRequest | None) -> str:
    """The line of the document in which the evidence stands."""
    documents: dict[str, Document | None] = {"resume": request.resume, "job": request.job} if request else {}
    document = documents.get(evidence.source)
    if document is None or evidence.start is None or evidence.end is None or "\n" in evidence.text:
        return evidence.text
    end = document.text.find("\n", evidence.end)
    return document.text[document.text.rfind("\n", 0, evidence.start) + 1 : end if end >= 0 else None]


def _once(reasons: Iterable[Reason]) -> list[Reason]:
    """The same words resting on the same line are said once."""
    return list({(one.text, one.evidence): one for one in reasons}.values())


def _kind(claim: Claim) -> str:
    return claim.kind.value.replace("_", " ")


def _style(claim: Claim) -> str:
    """The class of a mark."""
    name = label(claim)
    return "false" if name in {"contradicted", "unsupported"} else "unsure" if name == "cannot verify" else "supported"
