"""The one prompt, for training and use: a request becomes chat messages, and a model's answer becomes an email.

The wording lies in `prompts/*.jinja`. Documents go in as data between tags; nothing in them can close a tag or open a turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline import profile, tenure
from pipeline.chat import Message
from pipeline.consolidate import Consolidated, Line, consolidate, posting_lines, ranked, resume_lines
from pipeline.errors import EmailError
from pipeline.schema import Direction, Email, EmailRequest, JobFacts, Length, ResumeFacts

WORDS: Final = {
    (Direction.APPLICATION, Length.SHORT): (100, 140),
    (Direction.APPLICATION, Length.STANDARD): (130, 190),
    (Direction.OUTREACH, Length.SHORT): (60, 95),
    (Direction.OUTREACH, Length.STANDARD): (80, 122),
}
"""Words in the body, from published reply-rate studies."""

# What a chat template or our own tags would take for structure: <|im_end|>, </resume>, [INST], <<SYS>>.
_STRUCTURE = re.compile(r"<(?=[/|!<\w])|\[(?=/?INST\])")
_SUBJECT = re.compile(r"\A[\s*#>]*subject(?:\s+line)?\s*:[ \t*]*(?P<subject>[^\n]*?)[ \t*]*(?:\n|\Z)", re.IGNORECASE)
_PREAMBLE = re.compile(r"\A(?:sure|certainly|of course|here(?:'s| is| are)|below is)\b[^\n]*\n+(?=[\s*#>]*subject)", re.IGNORECASE)
_MAX_SUBJECT = 200


@dataclass(frozen=True)
class Prompt:
    """Chat messages that fit the budget, and what had to stay out."""

    messages: list[Message]
    tokens: int
    left_out: tuple[str, ...]


def compose(request: EmailRequest, tokens: int, count: Callable[[Sequence[Message]], int]) -> Prompt:
    """The prompt of a request in at most `tokens` tokens, as `count` counts them.

    Raises EmailError where even names, employers and dates alone are too many.
    """
    resume = profile.resume(request.resume) if request.resume else ResumeFacts()
    job = profile.job(request.job)
    candidate = resume_lines(request.resume, resume, request.date) if request.resume else []
    lines = ranked(_neutral(candidate), _neutral(posting_lines(request.job, job)))

    def messages(kept: Consolidated) -> list[Message]:
        return [
            {"role": "system", "content": system()},
            {"role": "user", "content": _user(request, resume, job, kept)},
        ]

    kept = consolidate(*lines, lambda c: count(messages(c)) <= tokens)
    prompt = messages(kept)
    if (n := count(prompt)) > tokens:
        msg = f"the prompt needs {n} tokens with names, employers and dates alone, the budget is {tokens}; raise data.prompt_tokens"
        raise EmailError(msg)
    return Prompt(prompt, n, kept.left_out)


@cache
def system() -> str:
    """The system message, the same for every request."""
    return _environment().get_template("system.jinja").render().strip()


def parse(answer: str) -> Email:
    """Reads `Subject: ...`, a blank line, the body.

    Raises EmailError, in one line, for an answer that has no subject line or no body.
    """
    text = _PREAMBLE.sub("", answer.replace("\r\n", "\n").strip().removeprefix("```").removesuffix("```").strip())
    found = _SUBJECT.match(text)
    if not found or not found["subject"].strip():
        msg = "the model's answer has no subject line"
        raise EmailError(msg if text else "the model's answer is empty")
    body = text[found.end() :].strip()
    if not body:
        msg = "the model's answer has a subject line and no body"
        raise EmailError(msg)
    subject = " ".join("".join(c if c.isprintable() else " " for c in found["subject"]).split())
    return Email(subject=subject[:_MAX_SUBJECT], body=body)


def _user(request: EmailRequest, resume: ResumeFacts, job: JobFacts, kept: Consolidated) -> str:
    months = tenure.months(resume.positions, request.date)
    employers = dict.fromkeys(_quote(p.employer.value) for p in resume.positions if p.employer)
    return _environment().get_template("request.jinja").render(
        direction=request.direction.value,
        sender=request.sender,
        recipient=request.recipient,
        style=request.style.value,
        words=WORDS[request.direction, request.length],
        language=request.language,
        subject=request.subject,
        wishes=request.wishes,
        company=job.company and _quote(job.company.value),
        role=job.title and _quote(job.title.value),
        candidate=resume.name and _quote(resume.name.value),
        experience=tenure.phrase(months) if months else None,
        years_required=job.years_required,
        employers=list(employers),
        resume=kept.resume,
        posting=kept.posting,
    )  # fmt: skip


def _neutral(lines: Sequence[Line]) -> list[Line]:
    return [Line(_quote(line.text), line.group, line.rank) for line in lines]


def _quote(text: str) -> str:
    """Text of a document that cannot be taken for a control token or a closing tag."""
    return _STRUCTURE.sub("(", text)


@cache
def _environment() -> Environment:
    # StrictUndefined: a misspelt name in a template is an error, not an empty string. A prompt is plain text, not HTML.
    return Environment(loader=FileSystemLoader(Path(__file__).parent / "prompts"), undefined=StrictUndefined, autoescape=False)  # noqa: S701
