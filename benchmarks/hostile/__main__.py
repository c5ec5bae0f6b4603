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

DOORS = ("documents", "injected", "kills", "load")


def main() -> int:
    """Hands the options to the door that is named."""
    if len(sys.argv) < 2 or sys.argv[1] not in DOORS:
        print(__doc__)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    found: int = importlib.import_module(f"benchmarks.hostile.{sys.argv[1]}").main(sys.argv[2:])
    return found


if __name__ == "__main__":
    sys.exit(main())
