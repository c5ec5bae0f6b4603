"""The item about the call to action: what an email asks its reader to do. English only.

An ask is a question to the reader, a request (`Please tell me which day`), or a wish in the closing (`I would welcome an interview`).
A question with `why`, and one to nobody in the middle of the text, is rhetoric. Does not cover asks between the lines.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.rubric.anatomy import sentences
from pipeline.rubric.case import Case
from pipeline.schema import Item, Omission

_READER = re.compile(r"\b(?:you|your|we|us|I|me|my)\b|\bI['’]", re.IGNORECASE)
_RHETORIC = re.compile(r"\W*(?:and |but |so )?(?:why|who knows|what if|sounds?)\b", re.IGNORECASE)
_REQUEST = re.compile(
    r"^\W*(?:(?:so|and|then|just|simply|if [^,]{1,60},|do)\s+)*(?:please\b|"
    r"(?:give|tell|drop|send|call|ring|phone|email|mail|message|text|contact) (?:me|us)\b|"
    r"(?:reply|feel free|book|pick|choose|get in touch|reach out|apply)\b)|\blet (?:me|us) know\b|"
    r"\bplease (?:let|tell|send|call|contact|reply|choose|get|reach|feel|visit|apply|give|say|write)\b",
    re.IGNORECASE,
)
_NO_REQUEST = re.compile(r"\bplease (?:find|note|see|be aware)\b", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:(?:would|should|['’]d)\s+(?:\w+\s+){0,2}(?:welcome|appreciate|value|love|like|prefer|"
    r"be\s+(?:\w+\s+){0,2}(?:glad|happy|grateful|pleased|delighted|keen|honou?red|available|free|willing))|"
    r"gladly|look(?:ing)? forward to|hope (?:to|that|we|you)|"
    r"(?:am|['’]m) (?:\w+ )?(?:happy|glad|available|free|keen|eager)|at your convenience)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:(?:meet|talk|speak|call|phon|ring|interview|discuss|chat|hear|visit|show|tell|join|explor|start|consider|arrang|invit)\w*|"
    r"conversation|reply|chance|opportunity|come|see you|time)\b",
    re.IGNORECASE,
)
"""What a wish must speak of to be an ask: `I would like to learn` is none."""
_EFFORT = re.compile(
    r"\b(?:send|share|forward|submit|upload|e?mail|provide|attach)\b(?: (?:me|us|over|along|back|in))? (?:\w+ ){0,3}"
    r"(?:cv|r[ée]sum[ée]|portfolio|references?|transcripts?|cover letter|certificates?|samples?)\b|"
    r"\b(?:apply|submit|fill (?:in|out|it)|complete (?:the|a|an|our|this)|"
    r"register|sign up|prepare|upload|take (?:a|an|our) (?:test|assessment))\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\W*(?:(?:may|can|could|shall|should|might) (?:I|we)|would you like (?:me|us) to)\b", re.IGNORECASE)
"""Where the sender offers to do it."""
_THANKS: Final = 15
"""Words: a last paragraph that only says thank you has no more."""


class Asks(NamedTuple):
    """The asks of a text: those that want an answer, and wishes."""

    direct: tuple[str, ...]
    wishes: tuple[str, ...]


def call_to_action(case: Case) -> Item | Omission:
    """An application closes with one ask; an outreach has one in all, and it costs the reader little."""
    if not case.english:
        return Omission(name="call_to_action", reason="An ask is recognised by English words; the email is in another language.")
    return _outreach(asked(case)) if case.outreach else _application(asked(case))


def asked(case: Case) -> Asks:
    """The asks of an outreach, or of the closing of an application."""
    closing = _closing(case.parts.paragraphs)
    earlier = [sentence for paragraph in case.parts.paragraphs[: -len(closing) or None] for sentence in sentences(paragraph)]
    last = [sentence for paragraph in closing for sentence in sentences(paragraph)]
    direct = [sentence for sentence in last if _direct(sentence, closing=True)]
    if case.outreach:
        direct = [sentence for sentence in earlier if _direct(sentence, closing=False)] + direct
    wishes = [sentence for sentence in last if not _direct(sentence, closing=True) and _wish(sentence)]
    return Asks(tuple(direct), tuple(wishes))


def _closing(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The last paragraph, with the one before where the last is one line without an ask."""
    if len(paragraphs) < 2:
        return paragraphs
    last = sentences(paragraphs[-1])
    bare = len(paragraphs[-1].split(None, _THANKS + 1)) <= _THANKS
    asks = any(_direct(sentence, closing=True) or _wish(sentence) for sentence in last)
    return paragraphs[-2:] if bare and not asks else paragraphs[-1:]


def _direct(sentence: str, *, closing: bool) -> bool:
    if sentence.rstrip("\"”’') ").endswith("?"):
        return not _RHETORIC.match(sentence) and (closing or bool(_READER.search(sentence)))
    return bool(_REQUEST.search(sentence)) and not _NO_REQUEST.search(sentence)


def _wish(sentence: str) -> bool:
    return bool(_WISH.search(sentence) and _CONTACT.search(sentence))


def _application(asks: Asks) -> Item:
    count = len(asks.direct) or bool(asks.wishes)
    said = {0: "The email closes without an ask; an application has one.", 1: "The email closes with one ask."}
    return Item(
        name="call_to_action",
        value=int(count),
        threshold="one closing ask",
        passed=count == 1,
        reason=said.get(int(count), f"The closing has {count} asks; an application has one."),
    )


def _outreach(asks: Asks) -> Item:
    found = asks.direct or asks.wishes[:1]
    effort = any(_EFFORT.search(ask) and not _OURS.match(ask) for ask in found)
    reason = f"The email has {len(found)} asks; an outreach has exactly one."
    if len(found) == 1:
        reason = "The one ask wants work from a person who has not applied." if effort else "The email has one ask that costs little."
    return Item(
        name="call_to_action",
        value="much effort" if effort else len(found),
        threshold="exactly one low-effort ask",
        passed=len(found) == 1 and not effort,
        reason=reason,
    )
