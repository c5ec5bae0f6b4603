"""All plain statements about the corpus' documents, and what the checker makes of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import track

from benchmarks.truth import cases
from benchmarks.truth.plain import abilities, dates, deeds, posting, posts
from benchmarks.truth.plain.statement import Statement, Tally, is_found
from pipeline import profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.schema import EmailRequest, JobFacts, ResumeFacts

    Maker = Callable[[ResumeFacts, JobFacts, EmailRequest], Iterator[Statement]]

KINDS: Final[dict[str, Maker]] = {
    "dates": dates.statements,
    "posts": posts.statements,
    "deeds": deeds.statements,
    "abilities": abilities.statements,
    "posting": posting.statements,
}


def run(resumes: int | None, kinds: Sequence[str] = tuple(KINDS), look: Console | None = None) -> Tally:
    """The statements about the first `resumes` of the corpus, or about all, each with the posting of a triple of its own."""
    tally = Tally.empty()
    given = {case.request.resume: case.request for case in cases.read() if case.request.resume}
    for resume, request in track(list(islice(given.items(), resumes)), "Statements", console=look or Console(stderr=True), transient=True):
        facts = (profile.resume(resume), profile.job(request.job))
        for statement in (one for kind in kinds for one in KINDS[kind](*facts, request)):
            hit = is_found(statement, request, facts)
            tally.add(statement, hit=hit)
            if look and hit is (statement.false is None):
                look.print(f"{'alarm ' if hit else 'missed'} {statement.text}", markup=False, highlight=False, soft_wrap=True)
    return tally
