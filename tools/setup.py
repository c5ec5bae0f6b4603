"""Makes the virtual environment that the Makefile runs in.

Run: python3 tools/setup.py .venv

Every package is installed as requirements.lock names it, without its dependencies, which stand there too, and only if its hash is right.
torch is the exception, because its version stands for several builds: it comes exactly as constraints.txt names it, since on its own pip
takes the newest build with several GB of CUDA packages, also where there is no GPU. A lock cannot hold the editable package itself.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINIMUM = (3, 11)


def main() -> int:
    folder = Path(sys.argv[1])
    if sys.version_info < MINIMUM:
        print(f"Python {sys.version.split()[0]} is too old; Mailwright needs 3.11 or newer: make PYTHON=python3.11", file=sys.stderr)
        return 2
    print(f"setting up {folder} (once; a few minutes)", flush=True)
    venv.create(folder, with_pip=True, clear=not (folder / "pyvenv.cfg").exists())
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    steps = [  # Python compiles what is imported, once; compiling all of torch and transformers takes half the time of setting up
        ["install", "--no-compile", "--require-hashes", "--no-deps", "-r", str(ROOT / "requirements.lock")],
        ["install", "--no-compile", "-c", str(ROOT / "constraints.txt"), "torch"],
        ["install", "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]
    for number, step in enumerate(steps, 1):
        shown = " ".join(word.replace(str(ROOT), ".") for word in step if word[0] != "-" and "constraints" not in word)
        print(f"  {number}/{len(steps)} pip {shown}", flush=True)
        if subprocess.run([*pip, *step], check=False).returncode:
            print("setting up failed, see above; run the same command again", file=sys.stderr)
            return 2
    (folder / ".ready").touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
