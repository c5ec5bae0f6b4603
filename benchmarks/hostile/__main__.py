"""What strangers and accidents can do to Mailwright, tried and counted; the figures go into docs/reliability.md.

    python -m benchmarks.hostile documents --inputs 20000 --seed 1 [--also FOLDER]
    python -m benchmarks.hostile injected [--model base|tuned --emails 40]
    python -m benchmarks.hostile kills --stages build,batch --kills 50
    python -m benchmarks.hostile load --minutes 10 --users 64

`documents`: known bombs and changes to sound files, through the reader. `injected`: orders to a model in resumes and postings. `kills`:
runs that are killed, starved or doubled. `load`: many users at once. Each has a --help, and exit code 1 where something did not hold.
"""

from __future__ import annotations

import importlib
import sys

from pipeline import console

DOORS = ("documents", "injected", "kills", "load")


def main(argv: list[str] | None = None) -> int:
    """Hands the options to the door that is named."""
    given = sys.argv[1:] if argv is None else argv
    if not given or given[0] not in DOORS:
        print(__doc__)
        return 0 if given in (["-h"], ["--help"]) else 2
    found: int = importlib.import_module(f"benchmarks.hostile.{given[0]}").main(given[1:])
    return found


if __name__ == "__main__":
    console.run(main)
