"""The training room's door: python -m training sft --recipe configs/smollm2-135m-cpu.yaml"""

from __future__ import annotations

import argparse
import logging
import os
import warnings

from pipeline.console import add_recipe, load_recipe, run
from pipeline.recipe import Recipe

EXAMPLES = """examples:
  python -m training plan --recipe configs/llama3-8b-24gb.yaml --memory 12GiB
  python -m training sft
  python -m training sft --recipe configs/llama3-8b-24gb.yaml --set training.epochs=2
  python -m training sweep --grid training.learning_rate=2e-4,4e-4,8e-4 --grid training.rank=8,16
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    recipe = load_recipe(args)
    result: int = args.run(recipe, args)
    return result


def _plan(recipe: Recipe, args: argparse.Namespace) -> int:
    from training.plan import show

    return show(recipe, args.memory, as_json=args.json)


def _sft(recipe: Recipe, args: argparse.Namespace) -> int:
    _prepare(recipe)
    from training.sft import sft

    sft(recipe, fresh=args.fresh)
    return 0


def _prepare(recipe: Recipe) -> None:
    """What libraries and CUDA read when they load."""
    from training import processes

    _quiet(local=recipe.model.base.startswith("package:"))
    processes.one_card()


def _quiet(*, local: bool) -> None:
    """Nothing leaves the machine unasked: telemetry off, and no hub at all where the base model is a package."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("BITSANDBYTES_NOWELCOME", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # the trainer forks after the tokenizer ran
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")  # TRL still passes names that transformers renamed
    if local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TQDM_DISABLE", "1")  # bars of libraries: of use for downloads only, and there are none


def _prefer(recipe: Recipe, args: argparse.Namespace) -> int:
    _prepare(recipe)
    from training.prefer import prefer

    prefer(recipe, fresh=args.fresh)
    return 0


def _sweep(recipe: Recipe, args: argparse.Namespace) -> int:
    _prepare(recipe)
    from training.sweep import sweep

    sweep(recipe, args.grid)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, run_it, what in (
        ("plan", _plan, "memory and time that a recipe takes, without starting; exit code 1 if it does not fit"),
        ("sft", _sft, "dataset to adapter, by QLoRA"),
        ("prefer", _prefer, "adapter to one that prefers true emails to the same with lies in them, by DPO"),
        ("sweep", _sweep, "a small grid of settings, each trained until it gets no better, and a table of validation losses"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.set_defaults(run=run_it)
        add_recipe(command)
        if name == "plan":
            command.add_argument("--memory", metavar="SIZE", help="plan for a card with so much free memory, e.g. 12GiB")
            command.add_argument("--json", action="store_true", help="machine-readable, on standard output; sizes in bytes")
        elif name == "sweep":
            grid = "values of one setting; repeat it for more. Default: three learning rates by two ranks, around the recipe's own"
            command.add_argument("--grid", action="append", default=[], metavar="SECTION.KEY=VALUE,VALUE", help=grid)
        else:
            command.add_argument("--fresh", action="store_true", help="throw away an interrupted run that was made with other settings")
    return parser


if __name__ == "__main__":
    run(main)
