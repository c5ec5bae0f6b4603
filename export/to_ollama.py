"""The exported model into a running Ollama, here or at OLLAMA_HOST, through its API; then asked for one email to see that it is the same.

Run: python -m export --to-ollama            under the recipe's model.name
     python -m export --to-ollama NAME

The GGUF goes up as a blob under its digest, so that a second run uploads nothing. What Ollama read of the prompt must be as many tokens as
were counted here, and its email must begin as the one that llama.cpp wrote here for the parity report. Does not push to a registry:
docs/publish.md says how.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from export import card
from export.held_out import ROWS
from export.modelfile import parameters, template
from export.parity import MOST_TOKENS, REPORT
from export.stages import placed, system_prompt
from pipeline.chat import Chat, Message
from pipeline.console import console, progress
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe

if TYPE_CHECKING:
    import httpx

OLDEST: Final = (0, 5, 5)
"""The first Ollama whose `create` takes files by digest."""
_CHUNK: Final = 1 << 20
_UNRELEASED: Final = (0, 0, 0)
_NAME = re.compile(r"(?:[\w.-]+(?::\d+)?/)*[\w.-]+(?::[\w.-]+)?")


@dataclass(frozen=True)
class Answer:
    """What the model in Ollama made of a held-out prompt: tokens read there, tokens counted here, its email, and llama.cpp's here where the
    parity report has it.
    """

    read: int
    counted: int
    email: str
    ours: str | None = None

    def alike(self) -> int:
        """How many words both emails begin with."""
        pairs = zip(self.email.split(), (self.ours or "").split(), strict=False)
        return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def to_ollama(recipe: Recipe, gguf: Path, name: str, *, replace: bool = False, quantize: str | None = None) -> Answer:
    """Creates `name` in Ollama from the folder `gguf` of an export, asks it for an email and returns that.

    Raises MailwrightError where Ollama is absent, too old or out of disk, where the name is taken (unless `replace`) or not allowed, or
    where it reads another prompt than it was trained on.
    """
    name = name or recipe.model.name
    _check_name(recipe, name)
    file = gguf / "model.gguf"
    with _client() as client:
        _check_version(client)
        digest = _digest(file)
        if not replace:
            _check_free(client, name, digest)
        _upload(client, file, digest)
        _create(client, recipe, gguf, name, digest, quantize)
        answer = _ask(client, recipe, name, gguf)
    if answer.ours and not answer.alike() and not quantize:
        msg = (
            f"{name}: writes another email than llama.cpp here, from the first word on ({_begins(answer.email)} instead of "
            f"{_begins(answer.ours)}); look at the parameters in `ollama show --modelfile`"
        )
        raise MailwrightError(msg)
    console.print(
        f"ollama: {name} reads {answer.read} tokens of a held-out prompt, as counted here{_compared(answer)}; try `ollama run {name}`",
        markup=False,
    )
    return answer


def request(recipe: Recipe, gguf: Path, name: str, digest: str, quantize: str | None = None) -> dict[str, Any]:
    """The body of `POST /api/create`: the same as the Modelfile says."""
    system = system_prompt(recipe.out / "dataset" / "train.jsonl")
    body: dict[str, Any] = {
        "model": name,
        "files": {"model.gguf": digest},
        "template": template(recipe.model.family),
        "parameters": parameters(recipe.model, recipe.dump("serve")["serve"]),
        "license": (gguf / "LICENSE").read_text(encoding="utf-8"),
        "stream": True,
    }
    return body | ({"system": system} if system else {}) | ({"quantize": quantize} if quantize else {})


def _check_name(recipe: Recipe, name: str) -> None:
    """As the base's licence asks; what stands before the last slash is an owner's."""
    if not _NAME.fullmatch(name):
        msg = f"--to-ollama {name}: not a name for a model; write it as name, name:tag or owner/name:tag"
        raise MailwrightError(msg)
    card.licence(recipe.model.model_copy(update={"name": name.rpartition("/")[2].partition(":")[0]}))


@contextlib.contextmanager
def _client() -> Iterator[httpx.Client]:
    """The official client's connection, which knows what OLLAMA_HOST may say; what goes wrong becomes one line."""
    import httpx

    from pipeline.engines import ollama

    client: httpx.Client = ollama.client(timeout=httpx.Timeout(None, connect=10))._client
    address = str(client.base_url).rstrip("/")
    try:
        yield client
    except httpx.ConnectError as error:
        msg = f"Ollama does not answer at {address}; start it with `ollama serve`, or set OLLAMA_HOST"
        raise MailwrightError(msg) from error
    except httpx.HTTPError as error:
        msg = f"the connection to Ollama at {address} broke ({type(error).__name__}); look at its log, then run the same command again"
        raise MailwrightError(msg) from error
    except (ValueError, KeyError) as error:
        msg = f"what answers at {address} does not speak as Ollama does; set OLLAMA_HOST"
        raise MailwrightError(msg) from error
    finally:
        client.close()


def _check_version(client: httpx.Client) -> None:
    said: str = _json(client.get("/api/version"), "Ollama")["version"]
    found = tuple(int(part) for part in re.findall(r"\d+", said)[:3])
    if found < OLDEST and found != _UNRELEASED:
        msg = f"Ollama {said} is too old: {'.'.join(map(str, OLDEST))} or newer takes a model through its API; update it"
        raise MailwrightError(msg)


def _digest(file: Path) -> str:
    with console.status(f"digest of {file}"), file.open("rb") as f:
        return f"sha256:{hashlib.file_digest(f, 'sha256').hexdigest()}"


def _check_free(client: httpx.Client, name: str, digest: str) -> None:
    """A name may be taken by the very model that is uploaded: then it is made again, with today's settings."""
    answer = client.post("/api/show", json={"model": name})
    if answer.status_code == 404:  # not found
        return
    if digest.replace(":", "-") not in str(_json(answer, name).get("modelfile", "")):
        msg = f"{name}: Ollama has another model of that name; give another name, or --replace to replace it"
        raise MailwrightError(msg)


def _upload(client: httpx.Client, file: Path, digest: str) -> None:
    if client.head(f"/api/blobs/{digest}").status_code == 200:
        return

    def chunks() -> Iterator[bytes]:
        with progress() as bar, file.open("rb") as f:
            task = bar.add_task("uploading", total=file.stat().st_size >> 20, note="MiB")
            while chunk := f.read(_CHUNK):
                yield chunk
                bar.advance(task, len(chunk) / _CHUNK)

    # With a length Ollama can refuse at once what does not fit its disk.
    answer = client.post(f"/api/blobs/{digest}", content=chunks(), headers={"Content-Length": str(file.stat().st_size)})
    _refuse(answer.status_code, answer.text, file.name)


def _create(client: httpx.Client, recipe: Recipe, gguf: Path, name: str, digest: str, quantize: str | None) -> None:
    """Follows the events until `success`."""
    status = ""
    body = request(recipe, gguf, name, digest, quantize)
    with console.status(f"creating {name}"), client.stream("POST", "/api/create", json=body) as answer:
        if answer.status_code >= 400:  # an error
            _refuse(answer.status_code, answer.read().decode(errors="replace"), name)
        for event in map(json.loads, filter(None, answer.iter_lines())):
            if "error" in event:
                _refuse(500, json.dumps(event), name)
            status = event.get("status", status)
    if status != "success":
        msg = f"{name}: Ollama ended with {status!r} instead of success; look at its log, then run the same command again"
        raise MailwrightError(msg)


def _ask(client: httpx.Client, recipe: Recipe, name: str, gguf: Path) -> Answer:
    """One held-out prompt, greedily, as for the parity report."""
    prompt, ours = _held_out(recipe, gguf)
    options = {"temperature": 0, "repeat_penalty": 1.0, "num_predict": MOST_TOKENS, "num_ctx": recipe.model.context}
    counted = Chat.from_folder(placed(recipe, "merged")).count(prompt)
    body = {"model": name, "messages": prompt, "stream": False, "options": options}
    with console.status(f"{name} writes an email"):
        said = _json(client.post("/api/chat", json=body), name)
    answer = Answer(said["prompt_eval_count"], counted, said["message"]["content"], ours)
    if answer.read != counted:
        msg = (
            f"{name}: Ollama reads {answer.read} tokens of a prompt that has {counted}; TEMPLATE, BOS or num_ctx differ from "
            "training: look at `ollama show --modelfile`"
        )
        raise MailwrightError(msg)
    if not answer.email.strip():
        msg = f"{name}: answers a held-out prompt with nothing; look at the stop tokens in `ollama show --modelfile`"
        raise MailwrightError(msg)
    return answer


def _held_out(recipe: Recipe, gguf: Path) -> tuple[list[Message], str | None]:
    """The first held-out prompt, and the email that llama.cpp wrote to it here; None where the report has none."""
    path = recipe.out / "dataset" / ROWS
    try:
        with path.open(encoding="utf-8") as f:
            row: dict[str, Any] = json.loads(f.readline())
    except FileNotFoundError:
        msg = f"{path}: not there; make it with `make data`"
        raise MailwrightError(msg) from None
    report = gguf / REPORT
    emails = json.loads(report.read_text(encoding="utf-8"))["emails"] if report.is_file() else []
    return row["prompt"], next((email["gguf"] for email in emails if email["id"] == row.get("id")), None)


def _compared(answer: Answer) -> str:
    if not answer.ours:
        return ""
    words = len(answer.ours.split())
    if answer.alike() == words:
        return ", and writes llama.cpp's email word for word"
    return f", and writes llama.cpp's email up to word {answer.alike()} of {words} (two words that are nearly as probable part them)"


def _begins(email: str) -> str:
    return repr(" ".join(email.split()[:3]))


def _json(answer: httpx.Response, what: str) -> dict[str, Any]:
    _refuse(answer.status_code, answer.text, what)
    found: dict[str, Any] = answer.json()
    return found


def _refuse(status: int, text: str, what: str) -> None:
    """Raises MailwrightError with Ollama's own reason where it answered with an error."""
    if status < 400:  # no error
        return
    try:
        reason = str(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        reason = f"status {status}"
    reason = " ".join(reason.split())[:200]
    full = "no space" in reason.lower() or "disk quota" in reason.lower()
    remedy = "free space where Ollama keeps its models, then run the same command again" if full else "look at its log"
    msg = f"{what}: Ollama refused ({reason}); {remedy}"
    raise MailwrightError(msg)
