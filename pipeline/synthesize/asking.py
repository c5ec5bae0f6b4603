"""One request to a teacher: its documents read, its prompt made as for training, its answers judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from pipeline import documents
from pipeline.chat import Chat
from pipeline.errors import DocumentError, EmailError
from pipeline.prompt import Prompt, compose, facts_of
from pipeline.schema import Direction, Email, EmailRequest, Person
from pipeline.synthesize import judge, wanted
from pipeline.synthesize.journal import Try

if TYPE_CHECKING:
    from pipeline.engines import Answer, Backend, Sampling
    from pipeline.recipe import Recipe
    from pipeline.schema import JobFacts, ResumeFacts
    from pipeline.synthesize.wanted import Wanted

_ANY: Final = Email(subject="Any", body="Dear reader,\n")
"""An email that nothing can be said against: what a build puts aside all the same, it does for the documents."""


class SkipError(Exception):
    """What is wanted cannot be asked for; `reason` is the class that counts group by."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True)
class Prepared:
    """A request as the teacher meets it. `asked` is what becomes the manifest's line."""

    item: Wanted
    request: EmailRequest
    asked: dict[str, Any]
    prompt: Prompt


class Asking:
    """A teacher and all that its answers are made and judged with. Prompts are counted with the recipe's tokenizer, as in training."""

    def __init__(self, recipe: Recipe, backend: Backend, teacher: str, sampling: Sampling, recruiter: str | None) -> None:
        """Raises MailwrightError where the recipe's tokenizer is missing."""
        self.teacher = teacher
        self.sampling = sampling
        self._settings = recipe.data
        self._backend = backend
        self._recruiter = recruiter
        self._chat = Chat.of(recipe.model)

    def prepare(self, item: Wanted, asked: dict[str, Any] | None) -> Prepared:
        """Reads the documents and makes the prompt; `asked` is how this email was asked for before, if it was.

        Raises SkipError where a document cannot be read, nobody is there to sign, or a build would refuse the documents.
        """
        if problem := item.problem():
            raise SkipError("who writes", problem)
        try:
            request, asked, facts = self._request(item, asked)
            if put_aside := judge.unfit(request, _ANY, self._settings):
                raise SkipError(put_aside, f"a dataset would not take its documents ({put_aside.removeprefix('build: ')})")
            return Prepared(item, request, asked, compose(request, self._settings.prompt_tokens, self._chat.count, facts))
        except DocumentError as error:
            raise SkipError(f"unreadable document ({error.reason})", str(error)) from error
        except EmailError as error:
            raise SkipError("prompt too long", str(error)) from error
        except ValidationError as error:
            fields = ", ".join(dict.fromkeys(".".join(map(str, e["loc"])) for e in error.errors()))
            raise SkipError("bad manifest line", f"{item.pair.place}: {fields}: not a value that this field takes") from error

    def answer(self, request: Prepared, seed: int) -> Try:
        """One answer, judged.

        Raises MailwrightError where the teacher fails.
        """
        sampling = self.sampling.model_copy(update={"seed": seed})
        answer = self._whole(request, sampling)
        verdict = judge.judge(answer, request.request, request.prompt, self._chat, self._settings)
        return Try(
            key=request.item.key,
            teacher=self.teacher,
            temperature=sampling.temperature,
            seed=seed,
            asked=request.asked,
            text=answer.text,
            **verdict._asdict(),
        )

    def _whole(self, request: Prepared, sampling: Sampling) -> Answer:
        stream = self._backend.stream(request.prompt.messages, sampling)
        while True:
            try:
                next(stream)
            except StopIteration as end:
                answer: Answer = end.value
                return answer

    def _request(self, item: Wanted, asked: dict[str, Any] | None) -> tuple[EmailRequest, dict[str, Any], tuple[ResumeFacts, JobFacts]]:
        resume, job = documents.read(item.pair.resume, "resume"), documents.read(item.pair.job, "job")
        bare = EmailRequest(direction=item.direction, job=job, resume=resume, sender=Person())
        facts = facts_of(bare)
        asked = asked or wanted.draw(item, self.sampling.seed, facts, self._recruiter)
        entry = item.entry(asked, self.teacher, resume.source, job.source, "email")
        if not entry.sender.name:
            raise SkipError("nobody to sign", _unsigned(item))
        return entry.request(resume, job), asked, facts


def _unsigned(item: Wanted) -> str:
    if item.direction is Direction.APPLICATION:
        return "the resume gives no name; say `sender_name` in a table"
    return "the posting names nobody who could write; give --recruiter NAME, or say `sender_name` in a table"
