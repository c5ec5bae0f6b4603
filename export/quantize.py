"""A GGUF in 16 bits -> a smaller type: by llama.cpp's `llama-quantize` on PATH, else llama-cpp-python, else Ollama as it creates the model.

    python -m export --set export.gguf=q4_k_m
    python -m export --set export.gguf=q4_k_m --set export.imatrix=prompts      weighted by what the training rows make of each column

None of the three comes with this project. The first two write the GGUF here, where it is checked as any other; what Ollama quantises is not
read back. Does not cover types under three bits: they need more than a small model has to spare.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from export import child
from export.held_out import evenly
from export.settings import ExportSettings
from pipeline import stage
from pipeline.console import console
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pipeline.recipe import Recipe

FILE_TYPES: Final = {
    "q4_0": 2, "q5_0": 8, "q3_k_m": 12, "q4_k_s": 14, "q4_k_m": 15, "q5_k_s": 16, "q5_k_m": 17, "q6_k": 18, "iq4_nl": 25, "iq4_xs": 30,
}  # fmt: skip
"""llama.cpp's LLAMA_FTYPE of every type that the converter cannot write."""
BYTES_PER_WEIGHT: Final = 0.9
"""At most, of all these: where rows do not fit, many weights get 5 or 8 bits instead of 4."""
SOURCE: Final = "bf16"
"""What is quantised; the 16 bits of most bases, so that nothing is lost on the way."""
PROMPTS: Final = "prompts"
IMATRIX: Final = "imatrix.gguf"
"""Beside the source, for as long as it is needed."""
_BY_OLLAMA: Final = {"q4_k_s": "q4_K_S", "q4_k_m": "q4_K_M"}
"""What Ollama makes of a GGUF in 16 bits (fs/ggml/type.go of its sources), by the names that it gives them."""
_FOR_OLLAMA: Final = "f16"
"""Its older versions refuse to quantise bf16."""
_PROGRAM, _IMATRIX, _MODULE, _PACKAGE = "llama-quantize", "llama-imatrix", "llama_cpp", "llama-cpp-python"
_CALIBRATION: Final = 40
"""Rows: some 50,000 tokens; an 8B on a processor reads them in an hour or more."""
_BLOCK: Final = 256
"""Weights of a row that share their scales in every type but those ending in _0 and _nl."""
_LIBRARY: Final = """
import sys, llama_cpp
params = llama_cpp.llama_model_quantize_default_params()
params.ftype = int(sys.argv[3])
sys.exit(min(1, llama_cpp.llama_model_quantize(sys.argv[1].encode(), sys.argv[2].encode(), params)))
"""
"""Its low-level interface, in a process of its own: two llama.cpp in one would share symbols, and an abort would take us along."""


@dataclasses.dataclass(frozen=True)
class Quantizer:
    """What quantises; `program` is None for the Python library. `version` identifies it to the stage."""

    name: str
    version: str
    program: str | None = None

    def command(self, source: Path, target: Path, kind: str, imatrix: Path | None) -> list[str]:
        """What to run."""
        if self.program is None:
            return [sys.executable, "-c", _LIBRARY, str(source), str(target), str(FILE_TYPES[kind])]
        weighted = ["--imatrix", str(imatrix)] if imatrix else []
        return [self.program, *weighted, str(source), str(target), kind.upper()]


def quantizer(settings: ExportSettings) -> Quantizer | None:
    """The first one that is there; None where the converter writes the wanted type itself.

    Raises MailwrightError where none is there, or it cannot take the importance matrix that the recipe asks for.
    """
    if settings.gguf not in FILE_TYPES:
        if settings.imatrix:
            msg = f"export.imatrix: {settings.gguf} takes no importance matrix; leave it out, or set export.gguf to q4_k_m, say"
            raise MailwrightError(msg)
        return None
    found = _found()
    if found is None:
        msg = (
            f"export.gguf {settings.gguf}: {_missing()}; `pip install {_PACKAGE}` (compiles for some minutes), put llama.cpp's programs "
            f"on PATH, or take q8_0{_ollama_too(settings.gguf)}"
        )
        raise MailwrightError(msg)
    _check_imatrix(settings, found)
    return found


def inputs(settings: ExportSettings, tool: Quantizer | None) -> dict[str, str | None]:
    """What of it decides over the GGUF, for the stage's stamp."""
    named = settings.imatrix if settings.imatrix in (None, PROMPTS) else stage.sha256(Path(settings.imatrix))
    return {"quantizer": tool.version if tool else None, "imatrix": named}


def plan(recipe: Recipe, *, to_ollama: bool) -> tuple[Recipe, str | None]:
    """The recipe to export, and the type that Ollama is to make of it where nothing here can. Says in a line what quantises, and why.

    Raises MailwrightError as `quantizer` does, before anything is computed.
    """
    settings = recipe.section(ExportSettings)
    if to_ollama and settings.gguf in _BY_OLLAMA and _found() is None:
        console.print(f"{settings.gguf}: by Ollama as it creates the model, for {_missing()}; the GGUF here is {_FOR_OLLAMA}", markup=False)
        sixteen = settings.model_copy(update={"gguf": _FOR_OLLAMA, "imatrix": None})
        return dataclasses.replace(recipe, sections={**recipe.sections, "export": sixteen}), _BY_OLLAMA[settings.gguf]
    if chosen := quantizer(settings):
        instead = "" if chosen.program else f", as {_PROGRAM} is not on PATH"
        console.print(f"{settings.gguf}: by {chosen.name}{instead}", markup=False)
    return recipe, None


def quantize(source: Path, target: Path, kind: str, tool: Quantizer, imatrix: Path | None = None) -> None:
    """Writes the GGUF `target` of type `kind` from `source`, one in 16 bits.

    Raises MailwrightError with the quantiser's last line and the path of its whole log.
    """
    log = target.with_name("quantize.log")
    if child.run(tool.command(source, target, kind, imatrix), log, f"quantising ({kind})") != 0 or not target.is_file():
        msg = f"{source.name}: {tool.name} failed: {child.last_line(log.read_text(encoding='utf-8'))}; whole log: {log}"
        raise MailwrightError(msg)
    log.unlink()


def importance(settings: ExportSettings, source: Path, merged: Path, rows: Path) -> Path | None:
    """The file of the importance matrix: the one that the recipe names, or one made of the training rows; None where none is asked for.

    Raises MailwrightError with the last line of llama-imatrix where it fails.
    """
    if settings.imatrix != PROMPTS:
        return Path(settings.imatrix) if settings.imatrix else None
    text, target, log = source.with_name("imatrix.txt"), source.with_name(IMATRIX), source.with_name("imatrix.log")
    text.write_text(_as_trained(merged, rows), encoding="utf-8")
    program = shutil.which(_IMATRIX)
    assert program is not None  # `quantizer` has looked
    command = [program, "-m", str(source), "-f", str(text), "-o", str(target), "--parse-special", "--no-ppl"]
    if child.run(command, log, "importance matrix") != 0 or not target.is_file():
        msg = f"export.imatrix: {_IMATRIX} failed: {child.last_line(log.read_text(encoding='utf-8'))}; whole log: {log}"
        raise MailwrightError(msg)
    text.unlink()
    log.unlink()
    return target


def misfits(rows: list[int], kind: str) -> int:
    """How many matrices with rows of these lengths get another type than `kind`, as llama.cpp cannot divide them into blocks."""
    return 0 if kind.endswith(("_0", "_nl")) else sum(length % _BLOCK != 0 for length in rows)


def _found() -> Quantizer | None:
    if program := shutil.which(_PROGRAM):
        return Quantizer(_PROGRAM, f"{_PROGRAM} {stage.sha256(Path(program))}", program)
    if importlib.util.find_spec(_MODULE) is not None:
        version = f"{_PACKAGE} {metadata.version(_PACKAGE)}"
        return Quantizer(version, version)
    return None


def _missing() -> str:
    return f"{_PROGRAM} is not on PATH and {_PACKAGE} is not installed"


def _ollama_too(kind: str) -> str:
    return ", or add --to-ollama and Ollama quantises" if kind in _BY_OLLAMA else ""


def _check_imatrix(settings: ExportSettings, found: Quantizer) -> None:
    if not settings.imatrix:
        return
    if found.program is None:
        msg = f"export.imatrix: {found.name} takes none here; put llama.cpp's programs on PATH ({_PROGRAM}, {_IMATRIX}), or leave it out"
        raise MailwrightError(msg)
    if settings.imatrix == PROMPTS and shutil.which(_IMATRIX) is None:
        msg = f"export.imatrix {PROMPTS}: {_IMATRIX} is not on PATH; put it there, or name a file that it has written"
        raise MailwrightError(msg)
    if settings.imatrix != PROMPTS and not Path(settings.imatrix).is_file():
        msg = f"export.imatrix {settings.imatrix}: no such file; name one that {_IMATRIX} has written, or {PROMPTS}"
        raise MailwrightError(msg)


def _as_trained(merged: Path, rows: Path) -> str:
    """Prompts and emails as the model reads them. The training rows only: the held-out ones judge the result."""
    from pipeline.chat import Chat

    if not rows.is_file():
        msg = f"{rows}: not there, and export.imatrix={PROMPTS} is made of it; `make data` brings it back"
        raise MailwrightError(msg)
    chat = Chat.from_folder(merged)
    with rows.open(encoding="utf-8") as file:
        lines = evenly([json.loads(line) for line in file], _CALIBRATION)
    return "\n".join(chat.render([*line["prompt"], *line.get("completion", [])], answer=False) for line in lines)
