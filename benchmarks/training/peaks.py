"""What `python -m training plan` says of memory beside the peak that a training really had; the table goes into docs/training.md.

    python -m benchmarks.training.peaks [--dry]

Needs what `make train` leaves in out/smollm2-135m-cpu. Each case trains the longest rows of the dataset for a few steps, in a process of
its own, whose peak is what the system says of it (`ru_maxrss`). Memory does not depend on how busy the machine is. Does not cover GPUs,
whose figures no card has confirmed, and what the allocator adds in the course of many minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks import pages
from benchmarks.training.__main__ import OURS, OUT, PAGE, ROOT, Failed, run
from pipeline import recipe as recipes
from training import device, plan

ROWS: Final = 5
RECIPE: Final = ROOT / "configs" / "smollm2-135m-cpu.yaml"
_CHECKPOINTING: Final = "training.gradient_checkpointing=true"
CASES: Final = {
    "bfloat16": (),
    "bfloat16, gradient checkpointing": (_CHECKPOINTING,),
    "bfloat16, two rows at once": ("training.batch_size=2", "training.accumulation=1"),
    "weights kept in NF4, gradient checkpointing": ("training.quantization=nf4", _CHECKPOINTING),
    "float32": ("training.dtype=float32",),
    "float32, gradient checkpointing": ("training.dtype=float32", _CHECKPOINTING),
}
"""Settings of the CPU recipe, each with what it changes; bfloat16 is what `auto` means where the processor multiplies it."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.training.peaks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry", action="store_true", help="print the table instead of writing it into docs/training.md")
    args = parser.parse_args(argv)
    lines = [f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {pages.processor()}, SmolLM2-135M, rows of up to 1,260 tokens.", ""]
    lines += ["| | estimate, MiB | peak of the process, MiB | error |", "| --- | --: | --: | --: |"]
    with tempfile.TemporaryDirectory(prefix="mailwright-peaks-") as name:
        for number, (case, changes) in enumerate(CASES.items()):
            lines.append(row(case, changes, Path(name) / str(number)))
            print(lines[-1], file=sys.stderr)
    print("\n".join(lines))
    if not args.dry:
        pages.rewrite(PAGE, "peaks", "\n".join(lines))
    return 0


def row(case: str, changes: Sequence[str], folder: Path) -> str:
    """One line of the table. Raises RuntimeError where the case does not run."""
    folder.mkdir()
    lines = (OUT / "dataset" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    longest = sorted(lines, key=lambda line: -int(json.loads(line)["tokens"]))[:ROWS]
    (folder / "rows.jsonl").write_text("\n".join(longest) + "\n", encoding="utf-8")
    found = run(OURS, folder / "run", folder / "rows.jsonl", warm=1, changes=changes)
    if isinstance(found, Failed):
        msg = f"{case}: {found.reason}"
        raise RuntimeError(msg)
    estimate = plan.plan(recipes.load(RECIPE, list(changes)), device.here()).total
    return f"| {case} | {estimate / 2**20:,.0f} | {found.peak / 2**20:,.0f} | {estimate / found.peak - 1:+.0%} |"


if __name__ == "__main__":
    sys.exit(main())
