"""The evaluation's door: python -m evaluation run | compare.

Prints a short table on stdout; the report lies in out/<recipe>/evaluation/.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from typing import TYPE_CHECKING

from pipeline.console import add_recipe, console, load_recipe, run

if TYPE_CHECKING:
    from pipeline.recipe import Recipe

EXAMPLES = """examples:
  python -m evaluation run --recipe configs/smollm2-135m-cpu.yaml
  python -m evaluation run --model ollama:llama3
  python -m evaluation compare --models base,tuned,tuned+dpo,ollama:llama3,openai:gemini-2.0-flash
  python -m evaluation compare --recipe configs/comparison-llms.yaml --set evaluation.requests=20
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    command = shlex.join(["python", "-m", "evaluation", *(sys.argv[1:] if argv is None else argv)])
    recipe = load_recipe(args)
    return _compare(recipe, _names(args, recipe), args, command)


def _names(args: argparse.Namespace, recipe: Recipe) -> list[str]:
    from evaluation import models
    from evaluation.settings import EvaluationSettings

    if args.part == "run":
        return models.names(args.model)
    return models.names(args.models) if args.models is not None else list(recipe.section(EvaluationSettings).models)


def _compare(recipe: Recipe, names: list[str], args: argparse.Namespace, command: str) -> int:
    from rich.console import Console

    from evaluation import terminal
    from evaluation.comparison import compare

    found = compare(recipe, names, args.part, command)
    if args.json:
        print(found.results.model_dump_json(indent=1))
    else:
        terminal.show(found.results, Console())
    console.print(f"report: {found.folder / 'report.html'}", markup=False)
    return 1 if found.stopped else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m evaluation", description="Scores models on requests that none was trained on, and sets them side by side.",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="part")
    one = commands.add_parser("run", help="one model", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    one.add_argument("--model", default="tuned", metavar="NAME", help="base, tuned (default), tuned+dpo, or ENGINE:NAME")
    many = commands.add_parser(
        "compare", help="several models on the same requests", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    many.add_argument("--models", metavar="A,B,...", help="default: the recipe's evaluation.models; those that are not there are left out")
    for command in (one, many):
        command.add_argument("--json", action="store_true", help="print all figures as JSON instead of a table")
        add_recipe(command)
    return parser


if __name__ == "__main__":
    run(main)
