"""What an email needs on this computer, what of it is there, and how to mend the rest: python -m serve doctor.

Looks at recipe, model file, Ollama, endpoint, memory and graphics card; loads no model and sends nothing anywhere but to the local Ollama.
Does not judge whether a model writes well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pipeline.console import console
from pipeline.engines import own_gguf
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import argparse

    from pipeline.recipe import Recipe

State = Literal["ok", "mend", "none"]
_STYLES: Final = {"ok": "green", "mend": "yellow", "none": "dim"}
_GIB: Final = 2**30
_BESIDE: Final = 1.2
"""Memory that a model takes beside its file: context and buffers, roughly, as a share of the file."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `none` is absent, and not needed; `remedy` is what mends it."""

    what: str
    state: State
    text: str
    remedy: str = ""


def doctor(args: argparse.Namespace) -> int:
    """Prints one line per thing. Returns 1 where no email can be written as things are.

    Raises RecipeError where the recipe is wrong.
    """
    from serve.chosen import recipe as choose

    recipe = choose(args.recipe, None, args.overrides)
    file, ollama = model_file(recipe), in_ollama(recipe)
    for finding in (of_recipe(recipe), file, memory(recipe), ollama, endpoint(), graphics_card()):
        remedy = f"; {finding.remedy}" if finding.remedy else ""
        console.print(f"{finding.what:<10} {finding.state:<5} {finding.text}{remedy}", style=_STYLES[finding.state], markup=False)
    able = "ok" in {file.state, ollama.state}
    console.print("an email can be written here" if able else "no email can be written here yet", markup=False)
    return int(not able)


def of_recipe(recipe: Recipe) -> Finding:
    """Which recipe holds, and where its settings come from."""
    return Finding("recipe", "ok", f"{recipe.name}, settings from {recipe.source.absolute()}")


def model_file(recipe: Recipe) -> Finding:
    """The recipe's own model, for llama.cpp in this process."""
    gguf = own_gguf(recipe)
    if not gguf.is_file():
        return Finding("model", "mend", f"{gguf} is not there", "run `make train`, or name another with --model")
    try:
        version = metadata.version("xllamacpp")
    except metadata.PackageNotFoundError:
        return Finding("model", "mend", f"{gguf} is there, xllamacpp is not installed", "install it, or run the model in Ollama")
    with gguf.open("rb") as file:
        if file.read(4) != b"GGUF":
            return Finding("model", "mend", f"{gguf} is no GGUF file", "run `python -m export` again")
    return Finding("model", "ok", f"{gguf}, {gguf.stat().st_size / _GIB:.2f} GiB, for llama.cpp (xllamacpp {version})")


def memory(recipe: Recipe) -> Finding:
    """Whether the recipe's own model fits, roughly; a file that is not there needs none."""
    free, gguf = _available(), own_gguf(recipe)
    if free is None:
        return Finding("memory", "none", "not known on this system")
    need = gguf.stat().st_size * _BESIDE if gguf.is_file() else 0
    text = f"{free / _GIB:.1f} GiB available, about {need / _GIB:.1f} GiB needed"
    return Finding("memory", "ok", text) if free > need else Finding("memory", "mend", text, "close programs, or take a smaller model")


def in_ollama(recipe: Recipe) -> Finding:
    """Whether Ollama answers and has the recipe's model."""
    from pipeline.engines import ollama

    where = os.environ.get("OLLAMA_HOST") or "http://127.0.0.1:11434"
    names = _models_in_ollama()
    if names is None:
        return Finding("Ollama", "none", f"does not answer at {where}", "start it with `ollama serve`, or set OLLAMA_HOST")
    own = recipe.model.name
    if ollama.made(own) is None:
        remedy = f"run `ollama create {own} -f {own_gguf(recipe).with_name('Modelfile')}`, or name another with --model"
        return Finding("Ollama", "mend", f"answers at {where} with {len(names)} models, without {own}", remedy)
    return Finding("Ollama", "ok", f"answers at {where} and has {own}")


def endpoint() -> Finding:
    """Which endpoint the environment names. Keys are not shown, and nothing is asked."""
    names = [name for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "GEMINI_API_KEY") if os.environ.get(name, "").strip()]
    if not names:
        return Finding("endpoint", "none", "none is set", "only --backend openai needs one: OPENAI_BASE_URL and OPENAI_API_KEY")
    from pipeline.engines import openai

    try:
        host = openai.endpoint("gemini-" if names == ["GEMINI_API_KEY"] else "a model", os.environ).host
    except MailwrightError as error:
        return Finding("endpoint", "mend", str(error))
    return Finding("endpoint", "ok", f"{host}, by {', '.join(names)}; not asked")


def graphics_card() -> Finding:
    """NVIDIA cards with their free memory. An email needs none."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return Finding("GPU", "none", "no NVIDIA driver; the processor writes the emails")
    command = [program, "--query-gpu=name,memory.free,memory.total", "--format=csv,noheader"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return Finding("GPU", "mend", "nvidia-smi does not answer", "look at the driver")
    cards = [" ".join(line.split()) for line in run.stdout.splitlines() if line.strip()]
    if run.returncode or not cards:
        return Finding("GPU", "mend", "nvidia-smi finds no card", "look at the driver")
    return Finding("GPU", "ok", f"{'; '.join(cards)} (name, free, total); used by Ollama and for training")


def _models_in_ollama() -> list[str] | None:
    import httpx
    import ollama

    from pipeline.engines.ollama import PROBE_SECONDS

    client = ollama.Client(timeout=PROBE_SECONDS)
    try:
        return [model.model or "" for model in client.list().models]
    except (ConnectionError, httpx.HTTPError, ollama.ResponseError, ValueError):
        return None
    finally:
        client.close()  # type: ignore[no-untyped-call]  # the client annotates everything else


def _available() -> int | None:
    """Bytes that programs can still take; Linux tells."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
