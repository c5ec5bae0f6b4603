"""An email with its claims marked for eyes, and the reasons below.

At a terminal claims have colours: green supported, yellow cannot be verified, red false. Elsewhere findings carry `[n]`, the number of
their reason. Never prints more of the documents than the evidence of a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from pipeline.schema import Claim, Report, Verdict

if TYPE_CHECKING:
    from pipeline.schema import Email

_LONGEST_EVIDENCE = 120


def label(claim: Claim) -> str:
    """What a finding is called: a lie and what nobody can tell from the documents are two things."""
    if claim.verdict is Verdict.SUPPORTED:
        return "supported"
    return claim.verdict.value if claim.verifiable else "cannot verify"


def marked(email: Email, report: Report, *, colour: bool) -> Text:
    """Subject and body as one text with every claim styled, and, without colour, findings numbered."""
    numbers = {id(claim): number for number, claim in enumerate(report.findings, 1)}
    text = Text("Subject: ")
    for part, content in (("subject", email.subject), ("body", email.body)):
        place = 0
        for claim in [claim for claim in report.claims if claim.part == part]:
            text.append(content[place : claim.start])
            text.append(content[claim.start : claim.end], _style(claim) if colour else "")
            if id(claim) in numbers:
                text.append(f"[{numbers[id(claim)]}]", "bold" if colour else "")
            place = claim.end
        text.append(content[place:])
        text.append("\n\n" if part == "subject" else "\n")
    return text


def reasons(report: Report, *, colour: bool) -> Text:
    """One numbered line per finding: what is wrong, and where the documents speak of it."""
    text = Text()
    for number, claim in enumerate(report.findings, 1):
        text.append(f"[{number}] ", "bold" if colour else "")
        text.append(f"{label(claim)} {claim.kind.value.replace('_', ' ')}: ", _style(claim) if colour else "")
        text.append(claim.reason)
        if claim.evidence:
            shown = " ".join(claim.evidence.text.split())
            text.append(f" ({claim.evidence.source}: {shown[:_LONGEST_EVIDENCE]!r})", "dim" if colour else "")
        text.append("\n")
    return text


def counts(report: Report) -> str:
    """One line of counts: `11 claims: 9 supported, 1 contradicted, 1 cannot verify`."""
    names = [label(claim) for claim in report.claims]
    found = [f"{names.count(name)} {name}" for name in ("supported", "contradicted", "unsupported", "cannot verify") if name in names]
    return f"{len(names)} claim{'' if len(names) == 1 else 's'}" + (f": {', '.join(found)}" if found else "")


def as_json(report: Report) -> dict[str, object]:
    """The report as `--json` prints it: offsets are characters into the claim's part."""
    return {"claims": [claim.model_dump(mode="json") for claim in report.claims], "words": report.words}


def _style(claim: Claim) -> str:
    if claim.verdict is Verdict.SUPPORTED:
        return "green"
    return "bold red" if claim.verifiable else "bold yellow"
