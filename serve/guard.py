"""The guard: judges an email, says what to ask for next, and takes out the sentences that stay false.

    judged = guard.judge(email, request)
    messages = guard.repair(prompt.messages, judged)
    kept, removed = guard.cut(judged, request)

A sentence goes only where the rest stands without it: greeting, signature and the only call to action stay, so do the last sentence about
the candidate and the last about the employer, and enough words for an email. What cannot go stays and is in the report. Cuts are made in
English only, the language that the checker covers.

One thing never stays, in any language, whatever is left without it: what a document told the writer to say (`serve/obedience.py`). Does not
talk to any engine, and does not reword anything: names are put right by `serve/named.py`, and where an email goes on is
`serve/continuing.py`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.schema import Direction, Email, EmailRequest, Kind
from serve import obedience
from serve.obedience import without
from serve.records import Cut, Judged

if TYPE_CHECKING:
    from pipeline.chat import Message
    from pipeline.grounding.letter import Sentence

_FLOOR: Final = {Direction.APPLICATION: 60, Direction.OUTREACH: 40}
"""Words of a body below which nothing more is cut: what is left would be no email. The rubric's own limits are higher, and still told."""
_MOST_NAMED: Final = 6
"""Findings named in a repair: a model that got more wrong is better asked anew."""
_LONGEST: Final = 300
"""Characters of a finding that are quoted."""
_KEPT: Final = ("greeting", "signature")
_COUNTED: Final = ("call_to_action", "candidate_facts", "employer_facts")
"""Items of the rubric whose value is a number that a cut must not bring down to none."""
_OF_NOBODY: Final = frozenset({Kind.CONTACT, Kind.PERSON, Kind.PLACEHOLDER})
_LEANS: Final = re.compile(
    r"(?:this|that|these|those|it|they|he|she|such|both|each of (?:these|them)|which|there,|the (?:former|latter|same|result)|"
    r"(?:in|during|with|through|because of|thanks to|alongside|beyond|from|at) (?:this|that|these|those|it|them|both)|"
    r"as a result|therefore|thus|so|hence|however|but|yet|still|even so|for (?:example|instance)|likewise|similarly)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on about the one before it."""


def judge(email: Email, request: EmailRequest) -> Judged:
    """The claims of an email and how it fares under the rubric; takes some hundredths of a second."""
    from pipeline import grounding, rubric

    report = grounding.check(email, request)
    return Judged(email=email, report=report, rubric=rubric.judge(email, request, report))


def badness(judged: Judged) -> tuple[int, int]:
    """Orders the best first: what must stop an email, then what fails without stopping it."""
    return (len(judged.false) + len(judged.broken), sum(not item.passed for item in judged.rubric.items))


def repair(messages: Sequence[Message], judged: Judged) -> list[Message]:
    """The conversation after an answer: the model's own email, and the request to write it without what was found."""
    from pipeline.neutral import one_line  # what may not close a tag or open a turn in a prompt may not do so here
    from pipeline.prompt import templates

    wrong = [(claim.text, claim.reason) for claim in judged.false] + [("", item.reason) for item in judged.broken]
    named = [{"text": one_line(text[:_LONGEST]), "reason": one_line(reason[:_LONGEST])} for text, reason in wrong[:_MOST_NAMED]]
    own = "\n".join(one_line(line) or "" for line in judged.email.text().split("\n"))
    return [
        *messages,
        {"role": "assistant", "content": own},
        {"role": "user", "content": templates().get_template("repair.jinja").render(found=named).strip()},
    ]


def cut(judged: Judged, request: EmailRequest) -> tuple[Judged, tuple[Cut, ...]]:
    """The email without its false sentences, as far as the rest stands without them, judged again; and what was taken out.

    Checks once per false sentence.
    """
    from pipeline.rubric.case import english

    judged, ordered = obedience.undone(judged, request, judge)
    removed = list(ordered)
    kept: set[str] = set()
    again = partial(judge, request=request)
    while english(request) and (group := _next(judged, kept)):
        found = _tried(judged, group, again, _FLOOR[request.direction])
        if found is None:
            kept.add(group[0].text)
        else:
            removed += _told(group, judged)
            judged = found
    return judged, tuple(removed)


def _next(judged: Judged, kept: set[str]) -> list[Sentence]:
    """The first false sentence that was not tried yet, and those after it that lean on it."""
    from pipeline.grounding.letter import Role, sentences

    told = [sentence for sentence in sentences(judged.email) if sentence.role is Role.TEXT]
    for place, sentence in enumerate(told):
        if sentence.text in kept or not _reasons(sentence, judged):
            continue
        if place and told[place - 1].text.endswith(":"):  # what it announces would be missing
            kept.add(sentence.text)
            continue
        end = next((at for at in range(place + 1, len(told)) if not _LEANS.match(told[at].text)), len(told))
        return told[place:end]
    return []


def _tried(judged: Judged, group: Sequence[Sentence], again: Callable[[Email], Judged], floor: int) -> Judged | None:
    """The email without these sentences; None where it does not stand without them."""
    body = without(judged.email.body, [(sentence.start, sentence.end) for sentence in group])
    if len(body.split()) < floor:
        return None
    found = again(Email(subject=judged.email.subject, body=body))
    return found if _stands(found, judged) else None


def _stands(after: Judged, before: Judged) -> bool:
    """Whether a cut made an email truer and took nothing that an email needs."""
    items = {item.name: item for item in after.rubric.items}
    for item in before.rubric.items:
        found = items.get(item.name)
        if found and item.name in _KEPT and item.passed and not found.passed:
            return False
        if found and item.name in _COUNTED and item.value != 0 and found.value == 0:
            return False
    last = any(_spoken(before, of_employer=side) and not _spoken(after, of_employer=side) for side in (True, False))
    return len(after.false) < len(before.false) and len(after.broken) <= len(before.broken) and not last


def _spoken(judged: Judged, *, of_employer: bool) -> bool:
    """Whether the body claims anything about the employer, or about the candidate, true or false."""
    told = [claim for claim in judged.report.claims if claim.part == "body" and claim.kind not in _OF_NOBODY]
    if of_employer:
        return any(claim.kind is Kind.EMPLOYER_SIDE for claim in told)
    return any(claim.kind is not Kind.EMPLOYER_SIDE and (claim.evidence is None or claim.evidence.source == "resume") for claim in told)


def _reasons(sentence: Sentence, judged: Judged) -> list[str]:
    return [
        claim.reason for claim in judged.false if claim.part == sentence.part and claim.start < sentence.end and sentence.start < claim.end
    ]


def _told(group: Sequence[Sentence], judged: Judged) -> list[Cut]:
    leaning = "It goes on about the sentence before it, which was taken out."
    return [Cut(text=sentence.text, reasons=tuple(_reasons(sentence, judged)) or (leaning,)) for sentence in group]
