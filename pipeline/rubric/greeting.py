"""The item about the greeting: the recipient by name where it is known, else the team; in an outreach the candidate's first name.

Does not cover: whether a title (`Ms`, `Dr`) is the right one.
"""

from __future__ import annotations

import re

from pipeline.rubric import names
from pipeline.rubric.anatomy import GREETS
from pipeline.rubric.case import Case
from pipeline.rubric.words import fold
from pipeline.schema import Item, Omission


def greeting(case: Case) -> Item | Omission:
    """Who is spoken to."""
    line = case.parts.greeting
    called = names.tokens(GREETS.sub("", line, count=1))
    if case.outreach:
        return _outreach(line, called, case.candidate)
    known = case.request.recipient.name or (case.job.contact.value if case.job.contact else None)
    if known and not names.is_organisation(known, case.company):
        return _person(line, called, known, required=bool(case.request.recipient.name))
    if not case.english:
        return Omission(name="greeting", reason="No recipient's name is known, and words for a team are known in English only.")
    return _team(line, called, " ".join(filter(None, (known, case.company))))


def _outreach(line: str, called: list[str], candidate: str | None) -> Item:
    threshold = "the candidate by first name"
    if not line:
        return _item("none", threshold, "The email has no greeting.")
    if candidate is None:
        return _item("ok", threshold, "The candidate's name is not known, so any greeting will do.", passed=True)
    ways = names.given(candidate)
    if any(called[-len(way) :] == list(way) and _no_stranger(line, called[: -len(way)]) for way in ways if way):
        return _item("ok", threshold, "The greeting calls the candidate by the first name.", passed=True)
    if set(called) & set(names.tokens(candidate)):
        return _item("not the first name", threshold, "The greeting uses the surname or the full name; an outreach uses the first name.")
    return _item("no name", threshold, "The greeting does not have the candidate's name.")


def _person(line: str, called: list[str], known: str, *, required: bool) -> Item:
    threshold = "the recipient by name"
    own = set(names.tokens(known))
    if not line:
        return _item("none", threshold, "The email has no greeting.")
    if not required and names.is_team(line):
        return _item("ok", threshold, "The greeting speaks to the team.", passed=True)
    if not own & set(called):
        return _item("no name", threshold, "The recipient's name is known, and the greeting does not have it.")
    first = next(place for place, word in enumerate(called) if word in own)
    last = max(place for place, word in enumerate(called) if word in own)
    if not _no_stranger(line, [*called[:first], *called[last + 1 :]]):
        return _item("wrong name", threshold, "The greeting has a name beside the recipient's own.")
    return _item("ok", threshold, "The greeting has the recipient's name.", passed=True)


def _team(line: str, called: list[str], known: str) -> Item:
    threshold = "the team or the hiring manager"
    if not line:
        return _item("none", threshold, "The email has no greeting.")
    if names.is_team(line) or set(called) & set(names.tokens(known)):
        return _item("ok", threshold, "No person's name is known, and the greeting speaks to the team.", passed=True)
    return _item("nobody", threshold, "No person's name is known; the greeting should speak to the team or the hiring manager.")


def _no_stranger(line: str, others: list[str]) -> bool:
    """Whether the words of a greeting that are no part of the name look like none: small letters, or a form of address before it.

    A greeting in words not known here may begin with a capital, so only names after a known greeting are strange.
    """
    capitals = {fold(word) for word in re.findall(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)*", line) if word[0].isupper()}
    return not GREETS.match(line) or not set(others) & capitals


def _item(value: str, threshold: str, reason: str, *, passed: bool = False) -> Item:
    return Item(name="greeting", value=value, threshold=threshold, passed=passed, reason=reason)
