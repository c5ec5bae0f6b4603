"""Prints what the checker makes of plain statements: a line per form, and the sums.

python -m benchmarks.truth.plain                      every resume of the corpus, a few minutes
python -m benchmarks.truth.plain --resumes 10         the first ten
python -m benchmarks.truth.plain --kind dates         only statements of one kind
python -m benchmarks.truth.plain --show               with the statements that went wrong
"""

from __future__ import annotations

import argparse
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


def main(argv: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.truth.plain", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--resumes", type=int, metavar="N", help="only so many resumes of the corpus")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only statements of this kind; may be given more than once")
    parser.add_argument("--show", action="store_true", help="print the statements that went wrong")
    arguments = parser.parse_args(argv)
    console = Console(width=120)
    tally = run(arguments.resumes, arguments.kind or tuple(KINDS), console if arguments.show else None)
    console.print("alarms / true   found / false   form", highlight=False)
    for form in dict.fromkeys((*tally.true, *tally.false)):
        line = f"{tally.alarms[form]:6} / {tally.true[form]:<6} {tally.found[form]:5} / {tally.false[form]:<6}  {form.text}"
        console.print(line, markup=False, highlight=False)
    for kind in dict.fromkeys(form.kind for form in (*tally.true, *tally.false)):
        true, alarms, false, found = (sum(many for form, many in one.items() if form.kind == kind) for one in tally)
        console.print(f"{kind}: {alarms} alarms on {true} true ones, {found} of {false} false ones found", highlight=False)
    share, rate = tally.found.total() / max(1, tally.false.total()), tally.alarms.total() / max(1, tally.true.total())
    sums = f"{tally.true.total()} true statements, {rate:.2%} with an alarm; {tally.false.total()} false ones, {share:.1%} found"
    console.print(sums, highlight=False)


if __name__ == "__main__":
    main()
