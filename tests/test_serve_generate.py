"""serve.generate with a backend that answers from a script."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.chat import Message
from pipeline.engines import Answer, Sampling
from pipeline.errors import EmailError
from pipeline.prompt import Prompt, compose
from pipeline.schema import Direction, Document, EmailRequest, Person
from serve import generate
from serve.settings import ServeSettings

EMAIL = "Subject: Nurse at Larch Clinic\n\nDear team,\n\nI would like to join you.\n\nAda Mensah"
NO_EMAIL = "I am a helpful assistant."


class Script:
    """Gives its answers one after the other and keeps what it was asked."""

    model = "script"
    context = 2048
    continues = False

    def __init__(self, *answers: str, complete: bool = True, pause: float = 0) -> None:
        self.pause = pause
        self.yielded = 0
        self.answers = list(answers)
        self.complete = complete
        self.asked: list[tuple[Sequence[Message], Sampling]] = []
        self.closed = 0

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"].split()) for m in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        self.asked.append((messages, sampling))
        text = self.answers.pop(0)
        try:
            for line in text.splitlines(keepends=True):
                time.sleep(self.pause)
                self.yielded += 1
                yield line
        finally:
            self.closed += 1
        return Answer(text, self.count(messages), len(text.split()), self.complete)

    def close(self) -> None:
        pass


@pytest.fixture
def request_() -> EmailRequest:
    posting = "Nurse\nLarch Clinic, Leeds\n\nRequirements\n" + "\n".join(f"- point {n}: wound care, medication rounds" for n in range(60))
    job = Document(kind="job", text=posting, source="job.txt", media_type="text/plain", sha256="0" * 64)
    return EmailRequest(direction=Direction.APPLICATION, job=job, sender=Person(name="Ada Mensah"))


def test_an_email_at_once(request_: EmailRequest) -> None:
    """The draft tells the email, how it came about and what it cost."""
    backend = Script(EMAIL)
    draft = generate.email(request_, backend, ServeSettings(seed=4), 1500)
    assert (draft.email.subject, draft.email.body[:10]) == ("Nurse at Larch Clinic", "Dear team,")
    (attempt,) = draft.attempts
    assert (attempt.text, attempt.seed, attempt.temperature, attempt.problem, attempt.findings) == (EMAIL, 4, 0.2, None, 0)
    assert (draft.model, draft.seed, draft.completion_tokens) == ("script", 4, len(EMAIL.split()))
    assert draft.prompt_tokens == backend.count(backend.asked[0][0])
    assert draft.seconds >= attempt.seconds > 0
    assert draft.first_token_seconds is not None


def test_the_prompt_is_the_pipelines(request_: EmailRequest) -> None:
    """What the model meets is what it was trained on, within the budget and with what was left out named."""
    backend = Script(EMAIL)
    draft = generate.email(request_, backend, ServeSettings(), 300)
    prompt = compose(request_, 300, backend.count)
    assert backend.asked[0][0] == prompt.messages
    assert draft.prompt_tokens <= 300
    assert draft.left_out == prompt.left_out != ()


def test_an_answer_that_is_no_email_is_asked_again(request_: EmailRequest) -> None:
    """With another seed and more variety; both attempts are kept."""
    backend = Script(NO_EMAIL, EMAIL)
    draft = generate.email(request_, backend, ServeSettings(seed=4, temperature=0), 1500)
    assert [(s.seed, s.temperature) for _, s in backend.asked] == [(4, 0), (5, 0.6)]
    assert [a.problem for a in draft.attempts] == ["the model's answer has no subject line", None]
    assert draft.seed == 5
    assert draft.completion_tokens == len(NO_EMAIL.split()) + len(EMAIL.split())


def test_a_high_temperature_is_not_lowered_for_the_second_try(request_: EmailRequest) -> None:
    """The second try is never less varied than the first."""
    backend = Script(NO_EMAIL, EMAIL)
    generate.email(request_, backend, ServeSettings(temperature=1.2), 1500)
    assert backend.asked[1][1].temperature == 1.2


def test_only_answers_that_are_no_email_are_an_error(request_: EmailRequest) -> None:
    """One line with each reason; the answers travel with it; each try has more variety than the one before."""
    backend = Script(NO_EMAIL, "", NO_EMAIL)
    with pytest.raises(
        EmailError, match=r"^script: no email in 3 tries \(seed 0: .* no subject line; seed 1: .* empty; .*\); try"
    ) as caught:
        generate.email(request_, backend, ServeSettings(), 1500)
    assert isinstance(caught.value, generate.NoEmailError)
    assert [a.text for a in caught.value.attempts] == [NO_EMAIL, "", NO_EMAIL]
    assert [s.temperature for _, s in backend.asked] == [0.2, 0.6, 0.8]


def test_a_cut_answer_is_no_email(request_: EmailRequest) -> None:
    """Even where it parses: half an email is never handed out."""
    with pytest.raises(EmailError, match=r"cut at \d+ tokens \(serve\.max_tokens\)"):
        generate.email(request_, Script(EMAIL, complete=False), ServeSettings(attempts=1), 1500)


def test_streams_text_as_it_comes_and_then_the_draft(request_: EmailRequest) -> None:
    """A failed attempt ends with itself, so that a display can start afresh."""
    parts = list(generate.stream(request_, Script(NO_EMAIL, EMAIL), ServeSettings(), 1500))
    kinds = [type(p) for p in parts]
    assert kinds == [str, generate.Attempt, *[str] * len(EMAIL.splitlines()), generate.Draft]
    assert "".join(p for p in parts[2:] if isinstance(p, str)) == EMAIL


def test_closing_a_stream_stops_the_engine(request_: EmailRequest) -> None:
    """The backend's generator is closed with ours, not when it is collected some day."""
    backend = Script(EMAIL)
    parts = generate.stream(request_, backend, ServeSettings(), 1500)
    next(parts)
    assert backend.closed == 0
    parts.close()
    assert backend.closed == 1


def test_answers_a_prompt_that_is_already_made() -> None:
    """A test row of the dataset reaches the model in the very words of training."""
    backend = Script(EMAIL)
    messages = [{"role": "user", "content": "as it was in training"}]
    draft = generate.last(generate.answer(Prompt(messages, 5, ()), backend, ServeSettings()))
    assert backend.asked[0][0] == messages
    assert draft.email.subject == "Nurse at Larch Clinic"


def test_an_unchecked_answer_is_asked_for_twice_at_most() -> None:
    """Evaluation compares models by it: the guard's attempts do not count here."""
    backend = Script(NO_EMAIL, NO_EMAIL)
    with pytest.raises(generate.NoEmailError, match="no email in 2 tries"):
        generate.last(generate.answer(Prompt([], 5, ()), backend, ServeSettings(attempts=5)))


async def _cancelled(request: EmailRequest, backend: Script) -> None:
    writing = asyncio.create_task(generate.email_async(request, backend, ServeSettings(), 1500))
    while not backend.asked:
        await asyncio.sleep(0.001)
    writing.cancel()
    await writing


def test_writes_in_an_event_loop(request_: EmailRequest) -> None:
    """The same draft, from a thread."""
    draft = asyncio.run(generate.email_async(request_, Script(EMAIL), ServeSettings(), 1500))
    assert draft.email.subject == "Nurse at Larch Clinic"


def test_cancelling_stops_the_engine(request_: EmailRequest) -> None:
    """At its next token, and before the caller goes on."""
    backend = Script("Subject: a\n\n" + "line\n" * 10_000, pause=0.001)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(_cancelled(request_, backend))
    assert backend.closed == 1
    assert backend.yielded < 9_000


def test_the_example_of_the_module_runs(monkeypatch: pytest.MonkeyPatch, recipe_file: Callable[..., Path]) -> None:
    """Word by word, with an engine that answers from a script, and no argument but the request."""
    lines = str(generate.__doc__).split("\n\n", 1)[1].split("`pipeline.documents.read`")[0]
    recipe = recipe_file()
    monkeypatch.setattr("pipeline.console.automatic", lambda: recipe)
    backend = Script(EMAIL.replace("Nurse at", "Ward Nurse at"))
    monkeypatch.setattr("pipeline.engines.choose", lambda name, model, recipe: backend)
    names: dict[str, Any] = {}
    exec(textwrap.dedent(lines), names)
    assert names["draft"].email.subject == "Ward Nurse at Larch Clinic"
    assert "Write an application as the candidate Ada Mensah, to Larch Clinic." in backend.asked[0][0][-1]["content"]


def test_a_prompt_that_cannot_be_made_short_enough_is_an_error(request_: EmailRequest) -> None:
    """Names, employers and dates stay in; a budget below them is refused."""
    with pytest.raises(EmailError, match=r"raise data\.prompt_tokens"):
        generate.email(request_, Script(EMAIL), ServeSettings(), 20)


def test_importing_is_light() -> None:
    """Neither torch nor transformers, nor any engine, nor an HTTP client comes with the import."""
    code = "import sys, serve.generate; print(*{'torch', 'transformers', 'xllamacpp', 'ollama', 'httpx', 'pandas'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_importing_is_quick() -> None:
    """Under 0.3 seconds of processor time, the best of five: other programs must not make this red."""
    code = "import time, serve; began = time.process_time(); from serve import generate; print(time.process_time() - began)"
    took = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(5)]
    assert min(took) < 0.3


def test_a_whole_generation_needs_no_torch() -> None:
    """Also composing and parsing stay light, at any point of a normal run."""
    code = (
        "import sys, serve.__main__, serve.ask, serve.held_out, serve.terminal, pipeline.prompt\n"
        "import pipeline.engines.llamacpp, pipeline.engines.ollama, ollama, xllamacpp\n"
        "print(*{'torch', 'transformers'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
