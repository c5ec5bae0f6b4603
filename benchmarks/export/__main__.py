"""How fast an adapter is merged into an 8B-shaped model and the result converted, and in how much memory, against a plain copy.

    python -m benchmarks.export                      four of the 32 layers, small vocabulary: 2.6 GB, twice on disk
    python -m benchmarks.export --layers 32 --vocabulary 128256 --folder /big/disk

Weights are random: the work is the same. All ways take turns, three rounds, of which the median counts. A time ends when what was written
is on the disk, and begins when nothing else waits to be written there: what a system keeps in memory for later makes the first way look
fast and the next one wait. Each is run in a process of its own, whose peak memory is what the system says of it; that holds Python and
torch too (about 0.5 GiB). Conversion is llama.cpp's own, of the base's weights: merged ones take as long. Does not cover the
checks after it.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks import shape

KINDS: Final = ("bf16", "q8_0")
WAYS: Final = ("copy", "base", "nf4", *KINDS)
ROUNDS: Final = 3
MAKE: Final = "make"
MIB: Final = 1 << 20


def main() -> int:
    args = _parser().parse_args()
    if args.run == MAKE:
        folder = Path(args.folder)
        shape.base(folder / "base", args.layers, args.vocabulary)
        shape.adapter(folder / "adapter", folder / "base", args.layers)
        return 0
    if args.run:
        return _run(args.run, Path(args.folder))
    with tempfile.TemporaryDirectory(prefix="mailwright-benchmark-", dir=args.folder) as name:
        folder = Path(name)
        # Apart: a process begins with the peak of the one that started it.
        subprocess.run(_command(MAKE, folder, "--layers", str(args.layers), "--vocabulary", str(args.vocabulary)), check=True)
        size = sum(file.stat().st_size for file in (folder / "base").glob("*.safetensors"))
        print(f"{args.layers} layers, vocabulary {args.vocabulary}: {size / MIB:,.0f} MiB of bfloat16 weights")
        rounds = [{way: _measured(way, folder) for way in WAYS} for _ in range(ROUNDS)]
        taken = {way: statistics.median(one[way][0] for one in rounds) for way in WAYS}
        plain = taken[WAYS[0]]
        for way, seconds in taken.items():
            peak = max(one[way][1] for one in rounds)
            print(
                f"{way:>5}: {seconds:6.1f} s, {size / MIB / seconds:6.0f} MiB/s, {seconds / plain:4.1f} x copy, peak {peak / MIB:,.0f} MiB"
            )
    return 0


def _measured(way: str, folder: Path) -> tuple[float, int]:
    """Seconds and peak bytes of a process that does it."""
    os.sync()
    said = subprocess.run(_command(way, folder), check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    shutil.rmtree(folder / f"by-{way}")
    return float(said[0]), int(said[1])


def _command(way: str, folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.export", "--run", way, "--folder", str(folder), *more]


def _run(way: str, folder: Path) -> int:
    """Imports are not counted."""
    from export import convert
    from export.adapter import Adapter
    from export.merge import merge

    target = folder / f"by-{way}"
    target.mkdir()
    adapter = Adapter.load(folder / "adapter")
    began = time.perf_counter()
    if way == "copy":
        for file in (folder / "base").iterdir():
            shutil.copyfile(file, target / file.name)
    elif way in KINDS:
        convert.convert(folder / "base", target / "model.gguf", way, convert.converter(None), name="benchmark", metadata={})
    else:
        merge(folder / "base", adapter, target, "nf4" if way == "nf4" else "base")
    os.sync()
    seconds = time.perf_counter() - began
    used = resource.RUSAGE_CHILDREN if way in KINDS else resource.RUSAGE_SELF
    print(seconds, resource.getrusage(used).ru_maxrss * 1024)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.export", description="Merging and converting against copying, seconds and peak memory."
    )
    parser.add_argument("--layers", type=int, default=4, help="of an 8B's 32")
    parser.add_argument(
        "--vocabulary", type=int, default=shape.VOCABULARY, help="an 8B of Llama 3 has 128256; at least SmolLM2's, which is the default"
    )
    parser.add_argument("--folder", help="where to work; by default the system's temporary folder")
    parser.add_argument("--run", choices=(MAKE, *WAYS), help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
