"""The evaluation's door: python -m evaluation run | compare | quick | rate | judge | ratings | harness.

Prints what was found on stdout; everything else lies in out/<recipe>/evaluation/.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from typing import TYPE_CHECKING

from pipeline.console import add_recipe, console, load_recipe, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.recipe import Recipe

EXAMPLES = """examples:
  python -m evaluation run --recipe configs/smollm2-135m-cpu.yaml
  python -m evaluation run --model ollama:llama3
  python -m evaluation compare --models base,tuned,tuned+dpo,ollama:llama3,openai:gemini-2.0-flash
  python -m evaluation compare --recipe configs/comparison-llms.yaml --set evaluation.requests=20
  python -m evaluation quick
  python -m evaluation rate --models base,tuned --guarded
  python -m evaluation ratings
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    command = shlex.join(["python", "-m", "evaluation", *(sys.argv[1:] if argv is None else argv)])
    parts: dict[str, Callable[[Recipe, argparse.Namespace, str], int]] = {
        "run": _compare, "compare": _compare, "quick": _quick, "rate": _rate, "judge": _judge, "ratings": _ratings, "harness": _harness,
    }  # fmt: skip
    return parts[args.part](load_recipe(args), args, command)


def _compare(recipe: Recipe, args: argparse.Namespace, command: str) -> int:
    from rich.console import Console

    from evaluation import terminal
    from evaluation.comparison import compare

    found = compare(recipe, _names(args, recipe), args.part, command)
    if args.json:
        print(found.results.model_dump_json(indent=1))
    else:
        terminal.show(found.results, Console())
    console.print(f"report: {found.folder / 'report.html'}", markup=False)
    return 1 if found.stopped else 0


def _names(args: argparse.Namespace, recipe: Recipe) -> list[str]:
    from evaluation import models
    from evaluation.settings import EvaluationSettings

    if args.part == "run":
        return models.names(args.model)
    return models.names(args.models) if args.models is not None else list(recipe.section(EvaluationSettings).models)


def _quick(recipe: Recipe, args: argparse.Namespace, _: str) -> int:
    from evaluation import baseline, quick

    if args.update:
        quick.update(recipe)
        console.print(f"baseline: {baseline.path(recipe.name)}", markup=False)
        return 0
    moves = quick.check(recipe, args.model, args.asked)
    for line in quick.told(moves):
        print(line)
    return 1 if any(move.beyond for move in moves) else 0


def _rate(recipe: Recipe, args: argparse.Namespace, _: str) -> int:
    import contextlib

    from evaluation import duels, models
    from evaluation.rate import Room

    arena = duels.load(recipe, models.names(args.models) if args.models else None, guarded=args.guarded)
    with Room(arena, duels.path(recipe, duels.PEOPLE), args.port) as room, contextlib.suppress(KeyboardInterrupt):
        console.print(
            f"{len(arena.duels)} pairs to judge at {room.address} (Ctrl-C ends it; ratings are kept in {room.file})", markup=False
        )
        room.serve_forever()
    return 0


def _judge(recipe: Recipe, args: argparse.Namespace, _: str) -> int:
    from evaluation import duels, judging, models

    arena = duels.load(recipe, models.names(args.models) if args.models else None, guarded=args.guarded)
    found = judging.judge(recipe, arena, models.names(args.by)[0], args.pairs)
    console.print(f"{args.by}: {len(found)} pairs judged; `python -m evaluation ratings` shows what they add up to", markup=False)
    return 0


def _ratings(recipe: Recipe, args: argparse.Namespace, _: str) -> int:
    from rich.console import Console

    from evaluation import terminal, verdicts

    found = verdicts.of(recipe)
    if args.json:
        print(found.model_dump_json(indent=1))
    else:
        terminal.show_ratings(found, Console())
    return 0


def _harness(recipe: Recipe, _: argparse.Namespace, __: str) -> int:
    from evaluation.harness import lay

    console.print(lay(recipe), markup=False)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m evaluation", description="Scores models on requests that none was trained on, and sets them side by side.",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="part")

    def part(name: str, told: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=told, description=told, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
        add_recipe(made)
        return made

    one = part("run", "one model")
    one.add_argument("--model", default="tuned", metavar="NAME", help="base, tuned (default), tuned+dpo, or ENGINE:NAME")
    many = part("compare", "several models on the same requests")
    many.add_argument("--models", metavar="A,B,...", help="default: the recipe's evaluation.models; those that are not there are left out")
    _add_quick(part("quick", "a few minutes: figures against the committed baseline; exit code 1 where one is beyond its interval"))
    page, judge = part("rate", "a blind page for people who judge pairs of emails"), part("judge", "a model judges the pairs, kept apart")
    page.add_argument("--port", type=int, default=8640, help="of the page on this computer; 0: any (default: 8640)")
    judge.add_argument("--by", required=True, metavar="NAME", help="the model that judges: ollama:NAME, openai:NAME or llamacpp:FILE")
    judge.add_argument("--pairs", type=int, metavar="N", help="at most so many (default: all)")
    for command in (page, judge):
        command.add_argument("--models", metavar="A,B,...", help="whose emails (default: all of the last comparison)")
        command.add_argument("--guarded", action="store_true", help="emails as the guard let them through, not the raw ones")
    ratings = part("ratings", "what people's ratings add up to, and apart from them those of models")
    part("harness", "writes the requests for a task of lm-evaluation-harness that has these scores")
    for command in (one, many, ratings):
        command.add_argument("--json", action="store_true", help="print all figures as JSON instead of a table")
    return parser


def _add_quick(quick: argparse.ArgumentParser) -> None:
    quick.add_argument("--model", default="base", metavar="NAME", help="which model of the baseline answers anew (default: base)")
    quick.add_argument("--asked", type=int, default=5, metavar="N", help="how many requests it answers (default: 5); fewer give no figure")
    quick.add_argument("--update", action="store_true", help="take the last `compare` as the new baseline")


if __name__ == "__main__":
    run(main)
