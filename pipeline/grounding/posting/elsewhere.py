"""Where else than in a line of the posting a number told of the employer is given: in the request, or by a calculation from a document.

given(sources, clause, number, sure=False)   -> the reason and the evidence, or None
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding.figures import derivations, metric_given, numbers, remainders
from pipeline.grounding.posting import posting_numbers
from pipeline.grounding.posting.conditions import pay_sums

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence


def given(sources: Sources, clause: Clause, number: Number, *, sure: bool) -> tuple[str, Evidence] | None:
    """Why a number is borne out, and by what; one that is told `sure`ly of the employer follows from nothing in the resume."""
    if wished := _in_request(sources, number):
        return "The request gives this number.", wished
    for source in (sources.job,) if sure else (sources.job, sources.resume):
        if found := derivations.found(source, clause, number) or metric_given.rated(source, clause.text, number):
            return "The document comes to this number.", found[0].evidence
    if paid := pay_sums.given(sources.job, number):
        return "The posting's pay and hours come to this number.", paid
    left = [] if sure else remainders.left(sources.resume, clause.text, number)
    return ("The resume says what is left.", sources.resume.evidence(left[0].start, left[0].end)) if left else None


def _in_request(sources: Sources, number: Number) -> Evidence | None:
    """Where the sender gave the number."""
    for text in (sources.request.wishes, sources.request.subject):
        if text and any(
            posting_numbers.comparable(number, other) and posting_numbers.within(number, other.value) for other in numbers.find(text)
        ):
            return sources.given(text)
    return None
