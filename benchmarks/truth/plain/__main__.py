"""Prints what the checker makes of plain statements: a line per form, and the sums.

python -m benchmarks.truth.plain                      every resume of the corpus, a few minutes
python -m benchmarks.truth.plain --resumes 10         the first ten
python -m benchmarks.truth.plain --kind dates         only statements of one kind
python -m benchmarks.truth.plain --show               with the statements that went wrong
"""

from __future__ import annotations

import argparse

from rich.console import Console

from benchmarks.truth.plain.run import KINDS, run


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
