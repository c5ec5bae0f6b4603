"""The export room's door: python -m export --recipe configs/smollm2-135m-cpu.yaml"""

from __future__ import annotations

import argparse
import logging
import os
import warnings

from pipeline.console import add_recipe, load_recipe, run

EXAMPLES = """examples:
  python -m export
  python -m export --recipe configs/llama3-8b-24gb.yaml --set export.gguf=f16
  python -m export --set export.gguf=q4_k_m --to-ollama
"""


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    recipe = load_recipe(args)
    # Nothing leaves the machine unasked, and libraries say only what a user must know.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")
    from export.quantize import plan
    from export.stages import export, trained

    recipe, in_ollama = plan(recipe, to_ollama=args.to_ollama is not None)
    gguf = export(recipe)
    if args.to_ollama is not None:
        from export.to_ollama import to_ollama

        to_ollama(trained(recipe, gguf), gguf, args.to_ollama, replace=args.replace, quantize=in_ollama)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m export", description="The adapter of a recipe becomes merged weights, a checked GGUF, a Modelfile and a model card.",
        epilog=EXAMPLES, formatter_class=argparse.RawTextHelpFormatter,
    )  # fmt: skip
    add_recipe(parser)
    parser.add_argument(
        "--to-ollama",
        nargs="?",
        const="",
        metavar="NAME",
        help="upload to Ollama (OLLAMA_HOST); default: the recipe's model.name",
    )
    parser.add_argument("--replace", action="store_true", help="with --to-ollama: replace another model of that name")
    return parser


if __name__ == "__main__":
    run(main)
