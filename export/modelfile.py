"""The Modelfile: what Ollama needs to prompt the model as it was trained.

`templates/FAMILY.tmpl` is the chat template once more, for Go's text/template, which Ollama runs. It writes no BOS: llama.cpp adds it, and
a second one undoes the training. It leaves the turn of a last message from the assistant open, so that the model goes on with it, as the
guard asks (`serve/continuing.py`). Does not cover tools, which these models do not have.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pipeline.errors import MailwrightError
from pipeline.settings import STOP, ModelSettings

TEMPLATES = Path(__file__).parent / "templates"
WHOLE: Final = ("FROM ./model.gguf",)
ADAPTER: Final = "adapter.gguf"


def template(family: str) -> str:
    """The Go template of a model family."""
    return (TEMPLATES / f"{family}.tmpl").read_text(encoding="utf-8")


def modelfile(model: ModelSettings, serve: dict[str, Any], system: str | None, notice: str, weights: tuple[str, ...] = WHOLE) -> str:
    """The text of a Modelfile. `serve` is that section of the recipe; `system` is left out where it is None; `weights` names the files.

    Raises MailwrightError where a text cannot be quoted.
    """
    lines = [*weights, f"TEMPLATE {_quoted('TEMPLATE', template(model.family))}"]
    lines += [f"SYSTEM {_quoted('SYSTEM', system)}"] if system else []
    for key, value in parameters(model, serve).items():
        lines += [f'PARAMETER {key} "{one}"' for one in value] if isinstance(value, list) else [f"PARAMETER {key} {value}"]
    lines += [f"LICENSE {_quoted('LICENSE', notice)}"]
    return "\n".join(lines) + "\n"


def on_base(model: ModelSettings, base: str) -> tuple[str, ...]:
    """The lines that name the weights of a Modelfile for those who have the base already."""
    return (
        f"# FROM is the base, {base}, which you have already: the path of its GGUF, or its name in Ollama.",
        f"# Then: ollama create {model.name} -f Modelfile.adapter",
        "FROM ./base.gguf",
        f"ADAPTER ./{ADAPTER}",
    )


def parameters(model: ModelSettings, serve: dict[str, Any]) -> dict[str, Any]:
    """Ollama's parameters, by name; `stop` is a list."""
    return {
        "num_ctx": model.context,  # Ollama's default is 4096, and it cuts longer prompts in silence
        "num_predict": serve["max_tokens"],
        "temperature": serve["temperature"],
        "top_p": serve["top_p"],
        "repeat_penalty": serve["repeat_penalty"],
        "seed": serve["seed"],
        "stop": list(STOP[model.family]),
    }


def _quoted(what: str, text: str) -> str:
    """Between triple quotes a Modelfile keeps every character, but has no way to write the quotes themselves."""
    if '"""' in text:
        msg = f'{what} of the Modelfile must not contain """; reword it'
        raise MailwrightError(msg)
    return f'"""{text}"""'
