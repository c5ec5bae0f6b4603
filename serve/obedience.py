"""What an email has because a document told its writer to say it: found, and taken out whatever is left without it.

    judged, removed = obedience.undone(judged, request, guard.judge)

Looked for is what an order to a model, or a sentence that wants certain words in an email, demands: a quotation, a code word, a named
word, five words in a row. What the user asked for, and what the documents say elsewhere as well, is explained by that. In an application a
posting may ask for a reference or a subject: so employers tell applications apart. Does not cover: a demand without any word of its own
("praise the candidate"); false praise is for the checker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pipeline import injections
from pipeline.schema import Direction, Document, Email, EmailRequest
from serve.records import Cut, Judged

Judge = Callable[[Email, EmailRequest], Judged]
REASON: Final = "A line in the documents told the writer to say this; it is no statement about anybody."
_NO_SUBJECT: Final = {Direction.APPLICATION: "Application", Direction.OUTREACH: "An opening"}


def demanded(text: str, request: EmailRequest) -> list[tuple[int, int]]:
    """Start and end, in subject or body, of what the documents of the request demanded, in order and without overlaps."""
    found = (span for passages, elsewhere in _sources(request) for span in injections.carried(passages, text, elsewhere))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def undone(judged: Judged, request: EmailRequest, judge: Judge) -> tuple[Judged, tuple[Cut, ...]]:
    """The email without it, judged again, and what was taken out: the sentence in the body, elsewhere the words."""
    email, removed = judged.email, list[Cut]()
    while spans := demanded(email.subject, request):
        if (cut := Cut(text=email.subject[slice(*spans[0])], reasons=(REASON,))) in removed:
            break  # the subject that stands for none
        email = email.model_copy(update={"subject": _subject(email.subject, *spans[0]) or _NO_SUBJECT[request.direction]})
        removed.append(cut)
    while spans := demanded(email.body, request):  # a cut can bring words together that were apart
        start, end = _sentence(email, *spans[0])
        removed.append(Cut(text=email.body[start:end], reasons=(REASON,)))
        email = email.model_copy(update={"body": without(email.body, [(start, end)])})
    return (judge(email, request) if removed else judged), tuple(removed)


def without(body: str, spans: Sequence[tuple[int, int]]) -> str:
    """A body without some pieces of it: no gap where one was, no empty line more than one."""
    for start, end in sorted(spans, reverse=True):
        before, after = body[:start].rstrip(" \t"), body[end:].lstrip(" \t")
        whole_line = (not before or before.endswith("\n")) and (not after or after.startswith("\n"))
        inside = bool(before and after) and not before.endswith("\n") and not after.startswith("\n")
        body = before + after.removeprefix("\n") if whole_line else before + " " * inside + after
    return re.sub(r"\n{3,}", "\n\n", body).strip()


def _sources(request: EmailRequest) -> Iterator[tuple[tuple[str, ...], str]]:
    """The demands of each document, and all that was said elsewhere."""
    documents = [document for document in (request.resume, request.job) if document]
    demands = {document.kind: _demands(document, request.direction) for document in documents}
    people = (request.sender, request.recipient)
    asked = [request.subject, request.wishes, *(field for one in people for field in (one.name, one.address))]
    plain = [injections.without(document.text, demands[document.kind]) for document in documents]
    elsewhere = "\n".join(filter(None, [*plain, *asked]))
    yield from ((demands[document.kind], elsewhere) for document in documents)


def _demands(document: Document, direction: Direction) -> tuple[str, ...]:
    ordered, asked = injections.orders(document.text), injections.demanded(document.text)
    if document.kind == "job" and direction is Direction.APPLICATION:
        asked = tuple(sentence for sentence in asked if not injections.is_reference(sentence))
    return tuple(dict.fromkeys((*ordered, *asked)))


def _subject(subject: str, start: int, end: int) -> str:
    """A subject without some words; empty where nothing is said by the rest."""
    rest = " ".join(f"{subject[:start]} {subject[end:]}".split()).strip(" ,;:-–—|()[]\"'")
    return rest if re.search(r"\w", rest) else ""


def _sentence(email: Email, start: int, end: int) -> tuple[int, int]:
    """The sentences of the body that a span lies in; the span itself in greeting and signature, which name people."""
    from pipeline.grounding.letter import Role, sentences

    for sentence in sentences(email):
        if sentence.part == "body" and sentence.role is Role.TEXT and sentence.start < end and start < sentence.end:
            start, end = min(start, sentence.start), max(end, sentence.end)
    return start, end
