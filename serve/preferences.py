"""What a user wants wherever nothing else is said: `settings.toml` in the user's configuration folder; `mailwright doctor` shows where.

    backend = "ollama"                      # or auto, llamacpp, openai
    model = "llama3"                        # a name in Ollama or at an endpoint, or a GGUF file
    sender = "Ada Okafor"
    sender_address = "ada@example.org"      # goes with this sender only
    style = "friendly"
    ollama_host = "http://127.0.0.1:11434"
    first_token_seconds = 600               # also connect_seconds, between_tokens_seconds

The command line comes before the environment (MAILWRIGHT_BACKEND and so on; OLLAMA_HOST), that before the file, that before the defaults.
MAILWRIGHT_SETTINGS names another file. Keys of endpoints do not belong here: they live in the environment. Only the command line and
the MCP server read this; the generation module does as its caller says.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field, ValidationError, field_validator

from pipeline.engines import BackendName
from pipeline.errors import MailwrightError
from pipeline.schema import Style
from pipeline.settings import Settings

if TYPE_CHECKING:
    import argparse

FILE: Final = "MAILWRIGHT_SETTINGS"
"""The variable that names another file."""
OLLAMA: Final = "OLLAMA_HOST"
DEFAULT: Final = "default"
_TIMEOUTS: Final = ("connect_seconds", "first_token_seconds", "between_tokens_seconds")


class Preferences(Settings):
    """The settings of a user. None is what the recipe, the documents or the person at the terminal decide."""

    backend: BackendName = Field(default="auto", description="the engine where none is named")
    model: str | None = Field(default=None, min_length=1, description="the model where none is named; else the recipe's own")
    sender: str | None = Field(default=None, min_length=1, description="who signs; in a batch, outreach only")
    sender_address: str | None = Field(default=None, description="the sender's mail address")
    style: Style | None = Field(default=None, description="of an email")
    ollama_host: str | None = Field(default=None, min_length=1, description="where Ollama runs")
    connect_seconds: float | None = Field(default=None, gt=0, description="see `serve.connect_seconds` of a recipe")
    first_token_seconds: float | None = Field(default=None, gt=0, description="see `serve.first_token_seconds` of a recipe")
    between_tokens_seconds: float | None = Field(default=None, gt=0, description="see `serve.between_tokens_seconds` of a recipe")

    @field_validator("sender")
    @classmethod
    def _one_line(cls, name: str | None) -> str | None:
        return name and " ".join(name.split())

    @field_validator("sender_address")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        from serve.drafts.message import check_address

        return address and check_address(address)


@dataclass(frozen=True)
class Loaded:
    """The settings, and where each comes from: a file, a variable, or `DEFAULT`."""

    path: Path
    values: Preferences
    sources: Mapping[str, str]

    @property
    def overrides(self) -> list[str]:
        """The timeouts as `--set` takes them."""
        chosen = {key: getattr(self.values, key) for key in _TIMEOUTS}
        return [f"serve.{key}={value}" for key, value in chosen.items() if value is not None]


def load(environment: Mapping[str, str] | None = None) -> Loaded:
    """The settings of file and environment; a file that is not there is an empty one.

    Raises MailwrightError with one line per unknown key or wrong value.
    """
    found = os.environ if environment is None else environment
    path, given = _file(found)
    sources = dict.fromkeys(given, str(path))
    for key in Preferences.model_fields:
        if value := found.get(name := variable(key), "").strip():
            given[key], sources[key] = value, name
    try:
        values = Preferences.model_validate(given)
    except ValidationError as error:
        raise MailwrightError("\n".join(_problems(error, sources))) from error
    return Loaded(path, values, {key: sources.get(key, DEFAULT) for key in Preferences.model_fields})


def variable(key: str) -> str:
    """The variable that holds a setting: Ollama's own name for its address, ours for the others."""
    return OLLAMA if key == "ollama_host" else f"MAILWRIGHT_{key.upper()}"


def connect(args: argparse.Namespace) -> Loaded:
    """Lets the timeouts and the address of Ollama hold for a command, unless `--set` or the environment say otherwise.

    Raises MailwrightError as `load` does.
    """
    loaded = load()
    args.overrides = [*loaded.overrides, *args.overrides]
    if loaded.values.ollama_host:
        os.environ[OLLAMA] = loaded.values.ollama_host  # where every client of Ollama looks
    return loaded


def fill(args: argparse.Namespace, *keys: str) -> None:
    """Gives a command the settings that its options did not.

    Raises MailwrightError as `load` does.
    """
    values = connect(args).values
    if getattr(args, "sender", None) not in {None, values.sender}:
        values = values.model_copy(update={"sender_address": None})  # that of somebody else
    for key in keys:
        if getattr(args, key) is None:
            setattr(args, key, getattr(values, key))


def _file(environment: Mapping[str, str]) -> tuple[Path, dict[str, Any]]:
    """Raises MailwrightError where the file is no TOML, or was named and is not there."""
    import platformdirs

    named = environment.get(FILE, "").strip()
    path = Path(named).expanduser() if named else platformdirs.user_config_path("mailwright", appauthor=False) / "settings.toml"
    try:
        return path, tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named:
            msg = f"{path}: no such file; {FILE} names it"
            raise MailwrightError(msg) from None
        return path, {}
    except ValueError as error:  # no TOML, or no UTF-8
        msg = f"{path}: not valid TOML: {' '.join(str(error).split())}"
        raise MailwrightError(msg) from error


def _problems(error: ValidationError, sources: Mapping[str, str]) -> list[str]:
    lines = []
    for one in error.errors():
        key = str(one["loc"][0])
        if one["type"] == "extra_forbidden":
            near = difflib.get_close_matches(key, Preferences.model_fields, n=1, cutoff=0)[0]
            lines.append(f"{sources[key]}: {key}: unknown setting; did you mean {near}?")
        else:
            where = sources[key] if sources[key] == variable(key) else f"{sources[key]}: {key}"
            lines.append(f"{where}: {one['msg'].removeprefix('Value error, ')} (is {one['input']!r})")
    return lines
