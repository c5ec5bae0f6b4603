"""What an email needs on this computer, what of it is there, and how to mend the rest: python -m serve doctor.

Looks at recipe, model file, Ollama, endpoint, memory, graphics card, the page, a browser for postings, mailboxes and the user's settings;
loads no model and sends nothing anywhere but to the local Ollama.
Does not judge whether a model writes well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pipeline.console import console
from pipeline.engines import Patience, own_gguf
from pipeline.errors import MailwrightError
from pipeline.schema import Style

if TYPE_CHECKING:
    import argparse

    from pipeline.recipe import Recipe
    from serve.preferences import Loaded

State = Literal["ok", "mend", "none"]
_STYLES: Final = {"ok": "green", "mend": "yellow", "none": "dim"}
OLLAMA: Final = "http://127.0.0.1:11434"
"""Where Ollama runs when nobody says otherwise."""
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
    from serve import preferences
    from serve.chosen import recipe as choose

    given = list(args.overrides)
    loaded = preferences.connect(args)
    model, backend = loaded.values.model, loaded.values.backend
    recipe = choose(args.recipe, model, args.overrides)
    file, ollama, other = model_file(recipe, model), in_ollama(recipe, model), endpoint()
    beside = (page(), browser(), mail(), settings_file(loaded))
    for finding in (of_recipe(recipe), file, memory(recipe, model), ollama, other, graphics_card(), *beside):
        remedy = f"; {finding.remedy}" if finding.remedy else ""
        console.print(f"{finding.what:<10} {finding.state:<5} {finding.text}{remedy}", style=_STYLES[finding.state], markup=False)
    for line in settings(loaded, recipe, given):
        console.print(f"{'':<16} {line}", style="dim", markup=False)
    ways = {"llamacpp": (file,), "ollama": (ollama,), "openai": (other,), "auto": (file, ollama)}
    able = any(finding.state == "ok" for finding in ways[backend])
    console.print("an email can be written here" if able else "no email can be written here yet", markup=False)
    return int(not able)


def of_recipe(recipe: Recipe) -> Finding:
    """Which recipe holds, and where its settings come from."""
    return Finding("recipe", "ok", f"{recipe.name}, settings from {recipe.source.absolute()}")


def settings_file(loaded: Loaded) -> Finding:
    """Where the user's settings lie."""
    if loaded.path.is_file():
        return Finding("settings", "ok", str(loaded.path))
    return Finding("settings", "none", f"{loaded.path} is not there", "only defaults of your own need it")


def settings(loaded: Loaded, recipe: Recipe, overrides: Sequence[str]) -> Iterator[str]:
    """Every setting with its value, and where that comes from."""
    own: dict[str, object] = {"style": Style.FORMAL, "ollama_host": OLLAMA, **recipe.section(Patience).model_dump()}
    for key, source in loaded.sources.items():
        value = getattr(loaded.values, key)
        if said := [item.partition("=")[2] for item in overrides if item.partition("=")[0].strip() == f"serve.{key}"]:
            yield f"{key} = {said[-1]} (--set)"
        elif value is not None:
            yield f"{key} = {value} ({'settings' if source == str(loaded.path) else source})"
        else:
            yield f"{key} = {own.get(key, 'not set')} ({'recipe' if key in Patience.model_fields else 'default'})"


def model_file(recipe: Recipe, model: str | None = None) -> Finding:
    """The GGUF for llama.cpp in this process: the recipe's own, or the user's."""
    gguf = _gguf(recipe, model)
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


def memory(recipe: Recipe, model: str | None = None) -> Finding:
    """Whether that model fits, roughly; a file that is not there needs none."""
    free, gguf = _available(), _gguf(recipe, model)
    if free is None:
        return Finding("memory", "none", "not known on this system")
    need = gguf.stat().st_size * _BESIDE if gguf.is_file() else 0
    text = f"{free / _GIB:.1f} GiB available, about {need / _GIB:.1f} GiB needed"
    return Finding("memory", "ok", text) if free > need else Finding("memory", "mend", text, "close programs, or take a smaller model")


def in_ollama(recipe: Recipe, model: str | None = None) -> Finding:
    """Whether Ollama answers and has the recipe's model, or the user's."""
    from pipeline.engines import ollama

    where = os.environ.get("OLLAMA_HOST") or OLLAMA
    try:
        names = _models_in_ollama()
    except MailwrightError as error:
        return Finding("Ollama", "mend", str(error))
    if names is None:
        return Finding("Ollama", "none", f"does not answer at {where}", "start it with `ollama serve`, or set OLLAMA_HOST")
    own = recipe.model.name if model is None or _is_file(model) else model
    if ollama.made(own) is None:
        create = f"create {own} -f {own_gguf(recipe).with_name('Modelfile')}" if own == recipe.model.name else f"pull {own}"
        remedy = f"run `ollama {create}`, or name another with --model"
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


def page() -> Finding:
    """Whether `mailwright app` can start."""
    if find_spec("streamlit") is None:
        return Finding("page", "none", "streamlit is not installed", "only `mailwright app` needs it: pip install 'mailwright[app]'")
    return Finding("page", "ok", "`mailwright app` can start")


def browser() -> Finding:
    """Whether postings can be read that show their text only in a browser."""
    from pipeline.documents import browser as rendering
    from pipeline.errors import DocumentError

    try:
        return Finding("browser", "ok", f"{rendering.executable('a posting')}, for postings that need one")
    except DocumentError as error:
        why = str(error).partition("in a browser: ")[2]
        return Finding("browser", "none", "postings that show their text only in a browser are not read", why)


def mail() -> Finding:
    """The mailboxes for drafts. Their passwords are not looked at, and no server is asked."""
    from serve.drafts import accounts

    try:
        known = accounts.stored()
    except MailwrightError as error:
        return Finding("mail", "mend", str(error))
    if not known:
        return Finding("mail", "none", "no mailbox for drafts", "add one with `mailwright mail add ADDRESS`")
    names = ", ".join(account.address for account in known)
    return Finding("mail", "ok", f"drafts go to {names}", f"try it with `mailwright mail test {known[0].address}`")


def _gguf(recipe: Recipe, model: str | None) -> Path:
    return Path(model).expanduser() if model and _is_file(model) else own_gguf(recipe)


def _is_file(model: str) -> bool:
    path = Path(model).expanduser()
    return path.suffix.lower() == ".gguf" or path.is_file()


def _models_in_ollama() -> list[str] | None:
    import httpx

    from pipeline.engines.ollama import PROBE_SECONDS, client

    probe = client(timeout=PROBE_SECONDS)
    import ollama

    try:
        return [model.model or "" for model in probe.list().models]
    except (ConnectionError, httpx.HTTPError, ollama.ResponseError, ValueError):
        return None
    finally:
        probe.close()  # type: ignore[no-untyped-call]  # the client annotates everything else


def _available() -> int | None:
    """Bytes that programs can still take; Linux tells."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)
