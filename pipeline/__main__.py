"""The pipeline's door: python -m pipeline build | extract | profile | check | synthesize."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from pipeline.console import add_recipe, console, load_recipe, run
from pipeline.schema import Direction
from pipeline.synthesize import door

EXAMPLES = """examples:
  python -m pipeline build --recipe configs/smollm2-135m-cpu.yaml
  python -m pipeline extract cv.pdf
  python -m pipeline profile https://example.com/jobs/17 --as job --json
  python -m pipeline check letter.txt --resume cv.pdf --job posting.html --direction application
  python -m pipeline synthesize --recipe configs/llama3-8b-24gb.yaml --teacher ollama:llama3 --n 3
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    done: int = args.call(args)
    return done


def _build(args: argparse.Namespace) -> int:
    from pipeline.build import build

    build(load_recipe(args), args.engine)
    return 0


def _extract(args: argparse.Namespace) -> int:
    from pipeline.documents import read

    document = read(args.source, args.kind)
    print(document.model_dump_json(indent=1) if args.json else document.text)
    for removed in document.removed:
        console.print(f"removed {removed.what}: {removed.count} characters ({removed.why})", style="yellow", markup=False)
    for warning in document.warnings:
        console.print(warning, style="yellow", markup=False)
    return 0


def _profile(args: argparse.Namespace) -> int:
    from pipeline import profile
    from pipeline.documents import read
    from pipeline.overview import overview

    document = read(args.source, args.kind)
    facts = profile.resume(document) if args.kind == "resume" else profile.job(document)
    print(facts.model_dump_json(indent=1) if args.json else "\n".join(overview(facts, args.date or dt.date.today())))
    return 0


def _check(args: argparse.Namespace) -> int:
    import json

    from rich.console import Console

    from pipeline import marks
    from pipeline.grounding import check
    from pipeline.judged import judged

    letter, request = judged(args)
    report = check(letter.email, request)
    if args.json:
        print(json.dumps(marks.as_json(report), ensure_ascii=False, indent=1))
    else:
        out = Console(highlight=False, soft_wrap=True)
        out.print(marks.marked(letter.email, report, colour=out.is_terminal))
        out.print(marks.reasons(report, colour=out.is_terminal), end="")
        out.print(marks.counts(report))
    return 1 if report.findings else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m pipeline", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="triples to a dataset")
    add_recipe(build)
    build.add_argument(
        "--engine",
        choices=["local", "ray"],
        default="local",
        help="all cores of this computer (default), or Ray (docs/scale.md)",
    )
    build.set_defaults(call=_build)
    extract = commands.add_parser("extract", help="a document's clean text")
    _add_source(extract, "the whole record: text, source, pages, what was removed")
    extract.set_defaults(call=_extract)
    profile = commands.add_parser("profile", help="a document's facts")
    _add_source(profile, "the facts with their places in the text, as JSON")
    _add_date(profile)
    profile.set_defaults(call=_profile)
    check = commands.add_parser("check", help="the claims of an email, judged against its documents; exit code 1 if any is not supported")
    check.add_argument("email", type=Path, metavar="EMAIL", help="a text file, whose first line may be `Subject: ...`, or an .eml")
    check.add_argument("--resume", metavar="FILE", help="the candidate's; without it nothing about the candidate is supported")
    check.add_argument("--job", metavar="FILE", required=True, help="the posting: a file or an http(s) URL")
    check.add_argument(
        "--direction", choices=[d.value for d in Direction], default=Direction.APPLICATION.value, help="who writes (default: application)"
    )
    check.add_argument("--sender", metavar="NAME", help="`Name` or `Name <address>`; by default the candidate in an application")
    check.add_argument("--recipient", metavar="NAME", help="to whom; by default the candidate in an outreach, and whom an .eml names")
    check.add_argument("--json", action="store_true", help="claims with offsets, kinds, verdicts, evidence and reasons")
    _add_date(check)
    check.set_defaults(call=_check)
    door.add(commands)
    return parser


def _add_source(command: argparse.ArgumentParser, json_help: str) -> None:
    command.add_argument("source", help="a PDF, DOCX, HTML, markdown or text file, or an http(s) URL")
    command.add_argument("--as", dest="kind", choices=["resume", "job"], default="resume", help="what the document is (default: resume)")
    command.add_argument("--json", action="store_true", help=json_help)


def _add_date(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--date",
        type=dt.date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day of writing: 'present' in a resume (default: today)",
    )


if __name__ == "__main__":
    run(main)
