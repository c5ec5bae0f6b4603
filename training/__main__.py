"""The training room's door: python -m training sft --recipe configs/smollm2-135m-cpu.yaml"""

from __future__ import annotations

import argparse
import logging
import os
import warnings

from pipeline.console import add_recipe, load_recipe, run

EXAMPLES = """examples:
  python -m training sft
  python -m training sft --recipe configs/llama3-8b-24gb.yaml --set training.epochs=2
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    recipe = load_recipe(args)
    _quiet(local=recipe.model.base.startswith("package:"))
    from training.sft import sft

    sft(recipe, fresh=args.fresh)
    return 0


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("sft", help="dataset to adapter, by QLoRA")
    add_recipe(command)
    command.add_argument("--fresh", action="store_true", help="throw away an interrupted run that was made with other settings")
    return parser


if __name__ == "__main__":
    run(main)
