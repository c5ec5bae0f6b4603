"""The pipeline's door: python -m pipeline build | extract | profile."""

from __future__ import annotations

import argparse
import datetime as dt

from pipeline.console import add_recipe, console, load_recipe, run

EXAMPLES = """examples:
  python -m pipeline build --recipe configs/smollm2-135m-cpu.yaml
  python -m pipeline extract cv.pdf
  python -m pipeline profile https://example.com/jobs/17 --as job --json
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    done: int = args.call(args)
    return done


def _build(args: argparse.Namespace) -> int:
    from pipeline.build import build

    build(load_recipe(args))
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
    from pipeline import profile, tenure
    from pipeline.documents import read

    document = read(args.source, args.kind)
    facts = profile.resume(document) if args.kind == "resume" else profile.job(document)
    print(facts.model_dump_json(indent=1))
    months = tenure.months(facts.positions, args.date) if not isinstance(facts, profile.JobFacts) else None
    if months:
        console.print(f"experience in total on {args.date}: {tenure.phrase(months)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m pipeline", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="triples to a dataset")
    add_recipe(build)
    build.set_defaults(call=_build)
    for name, call, text in (("extract", _extract, "a document's clean text"), ("profile", _profile, "a document's facts, as JSON")):
        command = commands.add_parser(name, help=text)
        command.add_argument("source", help="a PDF, DOCX, HTML, markdown or text file, or an http(s) URL")
        command.add_argument(
            "--as", dest="kind", choices=["resume", "job"], default="resume", help="what the document is (default: resume)"
        )
        command.set_defaults(call=call)
        if name == "extract":
            command.add_argument("--json", action="store_true", help="the whole record: text, source, pages, what was removed")
        else:
            command.add_argument("--json", action="store_true", help="accepted for symmetry; facts are always JSON")
            command.add_argument(
                "--date", type=dt.date.fromisoformat, default=dt.date.today(), help="the day that 'present' means (default: today)"
            )
    return parser


if __name__ == "__main__":
    run(main)
