"""The one prompt, for training and use: a request becomes chat messages, and a model's answer becomes an email.

The wording lies in `prompts/*.jinja`. Documents go in as data between tags; nothing in them, nor in a name or a wish, can close a tag or
open a turn, and lines that order a model about stay out (`pipeline/neutral.py`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline import neutral, profile, tenure
from pipeline.chat import Message
from pipeline.consolidate import WANTED, Consolidated, Line, Span, fill, posting_lines, ranked, resume_lines, wanted
from pipeline.errors import EmailError
from pipeline.neutral import UNSEEN, one_line, value
from pipeline.schema import Direction, Email, EmailRequest, JobFacts, Length, Person, ResumeFacts

WORDS: Final = {
    (Direction.APPLICATION, Length.SHORT): (100, 140),
    (Direction.APPLICATION, Length.STANDARD): (130, 190),
    (Direction.OUTREACH, Length.SHORT): (60, 95),
    (Direction.OUTREACH, Length.STANDARD): (80, 122),
}
"""Words in the body, from published reply-rate studies."""

_PROMPTS: Final = Path(__file__).parent / "prompts"

# A model's answer, line by line: the subject, with markdown around it or not, and what may stand before it.
_SUBJECT = re.compile(r"[\s*#>]*subject(?:\s+line)?[\s*]*:(?P<subject>.*)", re.IGNORECASE)
_BEFORE = re.compile(
    r"\s*$|```|[\s*#]*(?:sure|certainly|of course|absolutely|here(?:['’]s| is| are)|below is|email|draft)\b", re.IGNORECASE
)
_FENCE = "```"
_MAX_SUBJECT = 200
_POSTING_SHARE: Final = 0.35
"""Of the tokens that the rules leave, what a posting may take that every outreach of a batch begins with."""


@dataclass(frozen=True)
class Prompt:
    """Chat messages that fit the budget, and what had to stay out."""

    messages: list[Message]
    tokens: int
    left_out: tuple[str, ...]
    unsaid: tuple[str, ...] = ()
    """What had to stay out although the email rests on it."""


def compose(
    request: EmailRequest,
    tokens: int,
    count: Callable[[Sequence[Message]], int],
    facts: tuple[ResumeFacts, JobFacts] | None = None,
    evidence: Collection[Span] = (),
) -> Prompt:
    """The prompt of a request in at most `tokens` tokens, as `count` counts them; `facts` where they are known already.

    `evidence` is what an email that is written already rests on: those lines go in first, lest a model learn to say what it was not told.

    Raises EmailError where even names, employers and dates alone are too many.
    """
    resume, job = facts or facts_of(request)
    candidate = resume_lines(request.resume, resume, request.date) if request.resume else []
    told, aside = neutral.lines(candidate, request.resume.text if request.resume else "")
    asked, also = neutral.lines(posting_lines(request.job, job), request.job.text)
    spans = {name: [(start, end) for document, start, end in evidence if document == name] for name in ("resume", "job")}
    lines = [wanted(ranks, spans[name]) for ranks, name in zip(ranked(told, asked), spans, strict=True)]

    def messages(kept: Consolidated) -> list[Message]:
        return [
            {"role": "system", "content": system()},
            {"role": "user", "content": _user(request, resume, job, kept)},
        ]

    fixed = sum(len(message["content"]) for message in messages(Consolidated((), (), ())))
    kept, n = fill(lines[0], lines[1], lambda c: count(messages(c)), tokens, fixed)
    if kept.left_out and request.direction is Direction.OUTREACH:
        own = _posting_alone(wanted(ranked((), asked)[1], spans["job"]), count, tokens)
        beside, needs = fill(lines[0], [Line(text) for text in own.posting], lambda c: count(messages(c)), tokens, fixed)
        if needs <= tokens:
            kept, n = replace(beside, left_out=(*beside.left_out, *own.left_out)), needs
    if n > tokens:
        msg = f"the prompt needs {n} tokens with names, employers and dates alone, the budget is {tokens}; raise data.prompt_tokens"
        raise EmailError(msg)
    needed = {line.text for side in lines for line in side if 0 < line.rank <= WANTED}
    return Prompt(messages(kept), n, (*aside, *also, *kept.left_out), tuple(text for text in kept.left_out if text in needed))


def _posting_alone(posting: Sequence[Line], count: Callable[[Sequence[Message]], int], tokens: int) -> Consolidated:
    """As much of a posting as gets into the prompt of an outreach, the same beside any resume."""

    def beginning(kept: Consolidated) -> list[Message]:
        return [{"role": "system", "content": system()}, {"role": "user", "content": "\n".join(kept.posting)}]

    rules = count(beginning(Consolidated((), (), ())))
    most = rules + int(_POSTING_SHARE * (tokens - rules))
    return fill((), posting, lambda c: count(beginning(c)), most, len(system()))[0]


def facts_of(request: EmailRequest) -> tuple[ResumeFacts, JobFacts]:
    """What the two documents of a request say."""
    return profile.resume(request.resume) if request.resume else ResumeFacts(), profile.job(request.job)


@cache
def system() -> str:
    """The system message, the same for every request."""
    return templates().get_template("system.jinja").render().strip()


def parse(answer: str) -> Email:
    """Reads `Subject: ...`, a blank line, the body.

    Raises EmailError, in one line, for an answer that has no subject line or no body.
    """
    lines = _readable(answer).strip().split("\n")
    at = next((number for number, line in enumerate(lines) if not _BEFORE.match(line)), len(lines) - 1)
    found = _SUBJECT.match(lines[at])
    subject = " ".join(found["subject"].split()).strip(" *")[:_MAX_SUBJECT].strip(" *") if found else ""
    if not subject:
        raise EmailError("the model's answer has no subject line" if any(lines) else "the model's answer is empty")
    body = lines[at + 1 :]
    if any(line.lstrip().startswith(_FENCE) for line in lines[:at]):
        body = list(itertools.takewhile(lambda line: line.strip() != _FENCE, body))
    text = "\n".join(body).strip()
    if not text:
        msg = "the model's answer has a subject line and no body"
        raise EmailError(msg)
    return Email(subject=subject, body=text)


def hopeless(beginning: str) -> bool:
    """Whether an answer that begins like this can no longer be an email: a whole line stands where the subject should."""
    lines = _readable(beginning).lstrip().split("\n")
    first = next((line for line in lines[:-1] if not _BEFORE.match(line)), None)
    return first is not None and not _SUBJECT.match(first)


def strangers(content: str, direction: Direction) -> tuple[str, list[str], str] | None:
    """The user's message of a prompt, apart: before, the lines of, and after the document whose author did not write the email.

    None where there is no such document, which only a prompt of another version can lack.
    """
    tag = "posting" if direction is Direction.APPLICATION else "resume"
    before, opened, rest = content.partition(f"<{tag}>\n")
    document, closed, after = rest.rpartition(f"\n</{tag}>")
    return (before + opened, document.split("\n"), closed + after) if opened and closed else None


def _readable(answer: str) -> str:
    """An answer whose lines end in a line feed, without what an email cannot show."""
    lines = answer.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(UNSEEN.sub(" ", line) for line in lines)


def _user(request: EmailRequest, resume: ResumeFacts, job: JobFacts, kept: Consolidated) -> str:
    months = tenure.months(resume.positions, request.date)
    employers = dict.fromkeys(value(p.employer.value) for p in resume.positions if p.employer)
    return templates().get_template("request.jinja").render(
        direction=request.direction.value,
        sender=Person(name=one_line(request.sender.name)),
        recipient=Person(name=one_line(request.recipient.name)),
        style=request.style.value,
        words=WORDS[request.direction, request.length],
        language=one_line(request.language) or "en",
        subject=one_line(request.subject),
        wishes=one_line(request.wishes),
        company=job.company and value(job.company.value),
        role=job.title and value(job.title.value),
        candidate=resume.name and value(resume.name.value),
        experience=tenure.phrase(months) if months else None,
        years_required=job.years_required,
        employers=[employer for employer in employers if employer],
        resume=kept.resume,
        posting=kept.posting,
    )  # fmt: skip


@cache
def templates() -> Environment:
    """What lies in `prompts/`."""
    # StrictUndefined: a misspelt name in a template is an error, not an empty string. A prompt is plain text, not HTML.
    return Environment(loader=FileSystemLoader(_PROMPTS), undefined=StrictUndefined, autoescape=False)  # noqa: S701
