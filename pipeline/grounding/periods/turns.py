"""Whose beginning or end a date is: `I left Acme in 2019`, `In 2019 I took the post at Acme`, `at Acme, where I started in 2019`, `from 2014 to 2019 I was with Acme`, `in 2017 I was still at Acme`.

    told(text, start, end, employers)   -> the one employer and "start", "end", "within" or "there", or None where a date tells of none
    ended(text, start, end, role)       -> whether a date is told as the end of studies

Verb, employer and date stand in one part of a clause, with no other date and no other employer between. Not covered: promotions, and what began
at an employer in words of its own (`I began to lead the team in 2020`).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pipeline.grounding import names
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.chronicle import LOOSE_YEAR
from pipeline.grounding.periods.when_words import DEGREE

Side = Literal["start", "end", "within", "there"]
"""Of what of the time at an employer a date is told: `within` of either end of a range that lies in it, `there` of a year in the midst of it."""
_NEAR = 90
"""Characters between a date and what it is the date of."""
_BEGAN = (
    r"(?:re)?join(?:ed|ing)|(?:start|beg[au]n|beginn)(?:ed|ing)?(?= (?:out |work(?:ing)? |my (?:job|work) )?(?:at|with|for|in|there|as)\b)|(?:was|were) hired|hired (?:me|you)|took (?:me|you) on|"
    r"(?:took|taken|taking) (?:up |on )?(?:the|a|an|my|your) (?:\w+ )?(?:job|post|position|role)|signed on|(?:moved|came|went) (?:over )?to(?! an? (?:end|close)\b)"
)
_ENDED = r"left|leaving|quit(?:ting)?|departed|resigned|parted(?: ways| company)?|(?:time|days|stint|spell|tenure|years|job|post|work|contract) (?:at|with|for|as)[^,;]{2,60}? (?:ended|finished|was over|came to an end)"
_VERB = compiled(rf"\b(?:(?P<began>{_BEGAN})|(?P<ended>{_ENDED}))\b", re.IGNORECASE)
_ABOUT = r"(?:(?:about|early|late|mid|the|spring|summer|autumn|fall|winter|of|end|start|beginning)[ -])*"
_PREPOSITION = re.compile(
    rf"\b(?:in|during|around|back in|since|as of|by) {_ABOUT}$",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\b(?:from|between) {_ABOUT}$", re.IGNORECASE)
_TO = re.compile(r" (?:to|until|till|and|through)\b[^,;]{0,12}?(?:19|20)\d\d\b|[-–](?:19|20)\d\d\b")
_FROM_TO = re.compile(
    rf"\b(?:from|between) [^,;]{{0,12}}?(?:19|20)\d\d (?:to|until|till|and|through) {_ABOUT}$",
    re.IGNORECASE,
)
_ENDS = 2
"""Dates of a range."""
_FRONTED = re.compile(r",? (?:I|you)\b")
LEANS = re.compile(r"(?:where|which|whom) ")
"""How a clause begins that tells of what the clause before it ends with."""
_WHERE = re.compile(r",? (?:where|which|whom) (?:I|you)(?: (?:had|have))?(?: (?:first|originally|initially|already))? ")
_PARTED = re.compile(r" (?:and (?:I|you) )?(?:\w+ )?")
"""Between an employer and its own verb, or that of both: `Acme took me on`, `Acme and I parted`."""
_BE_THERE = (
    r"(?:(?:was|were|had been) (?:(?:still|already|now|also|back|busy|\w+ly) )*(?:(?:working|employed|based|stationed|an? [^,;]{3,40}?|on the staff|on the books) )?"
    r"|(?:still |already |also )?(?:worked|served) (?:as an? [^,;]{3,40}? )?)(?:at|for|with|in|of|by) (?:the )?"
)
"""What says that somebody was at an employer, up to its name."""
_STOOD = compiled(rf"(?: came| began)?,? (?:(?:I|you) {_BE_THERE}|(?:my|your) employer was (?:still )?(?:the )?)(?=[A-Z\d])", re.IGNORECASE)
_FOUND = compiled(r" (?:found|saw) (?:me|you) (?:still )?(?:(?:working )?at|with) (?:the )?", re.IGNORECASE)
_THROUGH = re.compile(rf"\b(?:in|during|throughout|all through|by|as early as|when|(?:for )?all of) (?:the year )?{_ABOUT}$", re.IGNORECASE)
_STAYED = compiled(
    rf"(?:\b(?:I|you) {_BE_THERE}|^\W*at (?:the )?)(?=[A-Z\d])(?P<name>[^,;:()]{{2,60}}?),? (?:back )?(?:in|during|throughout) {_ABOUT}$",
    re.IGNORECASE,
)
"""`I was at Acme in`, `At Acme in`, before a year."""
_SPENT = re.compile(r"\b(?:I|you)(?: have|['’]ve)? spent (?:(?:all|most|much) of )?$", re.IGNORECASE)
_SPENT_AT = re.compile(r" (?:at|with|in) (?:the )?(?=[A-Z\d])")
_TOLD_ON = re.compile(r"[,;:]| and | when | while | until | before | after | since | from ")
_APART = re.compile(r"[;:]|\b(?:before|after|until|then|later|but|while|whereas)\b|, (?:I|you|and)\b")
_LEFT_SCHOOL = compiled(
    r"\b(?:graduat(?:ed|ing|ion)|out of (?-i:university|college|school)|left (?-i:university|college|school))\b", re.IGNORECASE
)
_COMPLETED = compiled(r"\b(?:earn|complet|finish|obtain|receiv|gain|award|conferr)(?:ed|ing)\b", re.IGNORECASE)
_COURSE = re.compile(rf"{DEGREE.pattern}|(?-i:\b[BM]\.?(?:A|S|E|Tech|Ed|Eng)\b)", re.IGNORECASE)
_ENROLLED = compiled(
    r"\b(?:start|beg[au]n|enrol|enter|admit|took up|embark|matriculat|joined|first year|stud(?:y|ying|ied) (?:from|since))", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince $", re.IGNORECASE)


class Turn(NamedTuple):
    """An employer, and what of the time there a date is told to be."""

    employer: str
    side: Side


def told(text: str, start: int, end: int, employers: tuple[str, ...]) -> Turn | None:
    """The employer whose beginning, end or time `text[start:end]` is a date of."""
    held = tuple(employer for employer in employers if names.find(text, employer))
    if not held:
        return None
    return (
        _behind(text, start, held) or _fronted(text, start, end, held) or _range(text, start, end, held) or _there(text, start, end, held)
    )


def ended(text: str, start: int, end: int, role: str) -> bool:
    """Whether a part of a clause tells of the end of studies and of nothing else that has a date; `role` is that of the date in its own words."""
    done = _LEFT_SCHOOL.search(text) or (_COMPLETED.search(text) if _COURSE.search(text) else None)
    if not done or _ENROLLED.search(text) or LOOSE_YEAR.search(text[:start] + " " + text[end:]):
        return False
    return role != "start" or (done.start() < start and bool(_SINCE.search(text, 0, start)))


def _behind(text: str, start: int, employers: tuple[str, ...]) -> Turn | None:
    """`I left Acme in 2019`, `at Acme, where I started in 2019`, `my time at Acme ended in 2019`."""
    if not _PREPOSITION.search(text, 0, start):
        return None
    verbs = list(_VERB.finditer(text[:start], max(0, start - _NEAR)))
    if not verbs or LOOSE_YEAR.search(text, verbs[-1].start(), start):
        return None
    verb = verbs[-1]
    side: Side = "start" if verb["began"] else "end"
    between = text[verb.start() : start]
    if _APART.search(between):
        return None
    named = _named(between, employers)
    if named is None and not _any_name(between) and (before := _leading(text[: verb.start()], employers)):
        named = before
    return Turn(named, side) if named else None


def _leading(before: str, employers: tuple[str, ...]) -> str | None:
    """The employer that a relative clause is of, that took somebody on, or that somebody parted with."""
    found = [(end, employer) for employer in employers for _, end in names.mentions(before, employer)]
    end, employer = max(found, default=(0, ""))
    return employer if employer and (_WHERE.fullmatch(before, end) or _PARTED.fullmatch(before, end)) else None


def _fronted(text: str, start: int, end: int, employers: tuple[str, ...]) -> Turn | None:
    """`In 2019 I joined Acme`."""
    subject = _FRONTED.match(text, end)
    if not subject or not _PREPOSITION.search(text, 0, start):
        return None
    verb = _VERB.search(text[: end + _NEAR], subject.end())
    if not verb or verb.start() - subject.end() > len(" had then first "):
        return None
    stop = next((match.start() for match in re.finditer(r"[,;:]| and ", text[verb.end() :])), len(text) - verb.end()) + verb.end()
    piece = text[verb.start() : stop]
    if LOOSE_YEAR.search(piece) or _APART.search(piece):
        return None
    named = _named(piece, employers)
    return Turn(named, "start" if verb["began"] else "end") if named else None


def _range(text: str, start: int, end: int, employers: tuple[str, ...]) -> Turn | None:
    """Either date of `from 2014 to 2019 I was with Acme`."""
    first = _FROM.search(text, 0, start) and _TO.match(text, end)
    stop = first or _FROM_TO.search(text, 0, start)
    if not stop or len(LOOSE_YEAR.findall(text)) > _ENDS or _APART.search(text.replace(stop.group(), " ", 1)):
        return None
    named = _named(text, employers)
    return Turn(named, "within") if named else None


def _there(text: str, start: int, end: int, employers: tuple[str, ...]) -> Turn | None:
    """`In 2017 I was still at Acme`, `2017 found me at Acme`: one date, and one employer behind it."""
    if len(LOOSE_YEAR.findall(text)) > 1:
        return None
    if stayed := _STAYED.search(text, 0, start):
        held = _named(stayed["name"], employers)
        return Turn(held, "there") if held and names.find(stayed["name"], held) and stayed["name"][:1].isupper() else None
    if _SPENT.search(text, 0, start):
        stood = _SPENT_AT.match(text, end)
    elif _THROUGH.search(text, 0, start):
        stood = _STOOD.match(text, end)
    else:
        stood = _FOUND.match(text, end) if not text[:start].strip() else None
    if not stood:
        return None
    stop = _TOLD_ON.search(text, stood.end())
    named = _named(text[stood.end() : stop.start() if stop else len(text)], employers)
    at = next(iter(names.mentions(text[stood.end() :], named)), None) if named else None
    return Turn(named, "there") if named and at and at[0] == 0 else None


def _named(text: str, employers: tuple[str, ...]) -> str | None:
    """The one employer of a text."""
    found = {employer for employer in employers if names.find(text, employer)}
    return found.pop() if len(found) == 1 else None


def _any_name(text: str) -> bool:
    return bool(re.search(r" (?:at|with|for|to) (?:the )?[A-Z]", text))
