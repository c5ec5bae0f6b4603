"""The subcommand `synthesize` of `python -m pipeline`: its options, and the call. Imports what it needs when it is called."""

from __future__ import annotations

import argparse

from pipeline.schema import Direction

BOTH = "both"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the subcommand."""
    from pipeline.console import add_recipe

    parser = commands.add_parser("synthesize", help="emails for resumes and postings that have none, by a teacher model")
    add_recipe(parser)
    parser.add_argument(
        "--teacher", metavar="ENGINE:MODEL", default="auto", help="ollama:llama3, openai:gemini-2.0-flash or llamacpp:FILE.gguf; "
        "default: the recipe's tuned model. openai takes OPENAI_BASE_URL and OPENAI_API_KEY, or GEMINI_API_KEY, from the environment",
    )  # fmt: skip
    parser.add_argument(
        "--n", type=_positive, default=3, metavar="N", help="answers for one email at most, of which the best stays (default: 3)"
    )
    parser.add_argument(
        "--temperature", type=_temperature, default=0.8, metavar="T", help="higher: more varied, more inventive (default: 0.8)"
    )
    parser.add_argument("--direction", choices=[*(d.value for d in Direction), BOTH], default=BOTH, help="default: both")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most so many pairs in this run (default: all)")
    parser.add_argument("--recruiter", metavar="NAME", help="who signs an outreach whose posting names nobody")
    parser.set_defaults(call=call)


def call(args: argparse.Namespace) -> int:
    """0, or 1 where something was asked and nothing good came."""
    from pipeline.console import load_recipe
    from pipeline.synthesize.run import Options, synthesize
    from pipeline.synthesize.teacher import Teacher

    directions = tuple(Direction) if args.direction == BOTH else (Direction(args.direction),)
    options = Options(Teacher.of(args.teacher), args.n, args.temperature, directions, args.limit, args.recruiter)
    tally = synthesize(load_recipe(args), options)
    return int(tally.answers > 0 and not (tally.written or tally.improved))


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        msg = f"{text} is less than 1"
        raise argparse.ArgumentTypeError(msg)
    return number


def _temperature(text: str) -> float:
    if not 0 <= (number := float(text)) <= 2:
        msg = f"{text} is not between 0 and 2"
        raise argparse.ArgumentTypeError(msg)
    return number
