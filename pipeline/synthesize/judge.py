"""Whether a teacher's answer may become a triple: an email, nothing false in it, nothing that blocks, and a row that fits.

One reason for each answer, the first that holds, so that counts add up. Reasons quote nothing.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline import grounding, quality, rubric
from pipeline.chat import Chat
from pipeline.engines import Answer
from pipeline.errors import EmailError
from pipeline.prompt import Prompt, facts_of, parse
from pipeline.schema import Email, EmailRequest, Provenance, Triple
from pipeline.settings import DataSettings

CUT: Final = "cut at serve.max_tokens"
NO_EMAIL: Final = "no email"
FALSE: Final = "false claim"
RUBRIC: Final = "rubric"
TOO_LONG: Final = "longer than data.max_length"


class Verdict(NamedTuple):
    """`reason` is None for an answer that may be kept; `found` names what a reason consists of."""

    reason: str | None
    found: tuple[str, ...] = ()
    score: float = 0.0


def judge(answer: Answer, request: EmailRequest, prompt: Prompt, chat: Chat, settings: DataSettings) -> Verdict:
    """Judges an answer to a request, whose prompt it was given."""
    if not answer.complete:
        return Verdict(CUT)
    try:
        email = parse(answer.text)
    except EmailError:
        return Verdict(NO_EMAIL)
    return _judge(email, request, prompt, chat, settings)


def _judge(email: Email, request: EmailRequest, prompt: Prompt, chat: Chat, settings: DataSettings) -> Verdict:
    report = grounding.check(email, request)
    if report.findings:
        return Verdict(FALSE, tuple(claim.kind.value for claim in report.findings))
    judged = rubric.judge(email, request, report)
    if judged.blocking:
        return Verdict(RUBRIC, tuple(item.name for item in judged.blocking))
    if put_aside := unfit(request, email, settings):
        return Verdict(put_aside)
    if _tokens(email, prompt, chat) > settings.max_length or chat.controls(email.text()):
        return Verdict(TOO_LONG)
    return Verdict(None, score=judged.score)


def unfit(request: EmailRequest, email: Email, settings: DataSettings) -> str | None:
    """Why `pipeline build` would put this triple aside, if so."""
    triple = Triple(id="candidate", request=request, email=email, provenance=Provenance(author="teacher", licence="none"))
    rejected = quality.reject(triple, settings, lambda: quality.checked(triple, facts_of(request)).false)
    return f"build: {rejected[0]}, {rejected[1].reason}" if rejected else None


def _tokens(email: Email, prompt: Prompt, chat: Chat) -> int:
    return chat.count([*prompt.messages, {"role": "assistant", "content": email.text()}], answer=False)
