"""The export room's door: python -m export --recipe configs/smollm2-135m-cpu.yaml"""

from __future__ import annotations

import argparse
import logging
import os

from pipeline.console import add_recipe, load_recipe, run

EXAMPLES = """examples:
  python -m export
  python -m export --recipe configs/llama3-8b-24gb.yaml --set export.gguf=f16
"""


def main(argv: list[str] | None = None) -> int:
    recipe = load_recipe(_parser().parse_args(argv))
    # Nothing leaves the machine unasked, and libraries say only what a user must know.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    from export.stages import export

    export(recipe)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m export", description="The adapter of a recipe becomes merged weights, a checked GGUF, a Modelfile and a model card.",
        epilog=EXAMPLES, formatter_class=argparse.RawTextHelpFormatter,
    )  # fmt: skip
    add_recipe(parser)
    return parser


if __name__ == "__main__":
    run(main)
