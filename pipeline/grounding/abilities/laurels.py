"""How an award, prize or paper was come by: won or only mentioned, from whom, and as which of its authors.

    `I won the Doctoral Award`            against `Doctoral Award Honorable Mention`
    `the research award from NASA`        against a resume without NASA
    `Best Paper Award at ICML 2022`       against a line that has it of another year or place
    `I was first author of the paper`     against authors of whom the candidate is the second

A paper is known by the words that an email shares with the lines about its authors; of two that fit alike, one that bears the email out is
enough. Not covered: lists of authors by surname and initials (`Doe, J., Liu, K.`), and the rank of a prize whose name the resume lacks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import calendar_words
from pipeline.grounding.words import STOP_WORDS, folded, stem, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_NAME = r"[A-Z][\w’'&.-]*(?: (?:(?:of|the|and|for|in|&) ){0,2}[A-Z0-9][\w’'&.-]*){0,8}"
_NAMED = re.compile(rf"(?<![\w’'-]){_NAME}")
_WON = compiled(
    r"\b(?:won|winner of|winning|recipient of|received|been awarded|was awarded|were awarded|(?:was|were) given|earned|took|collected|(?:first|1st|top) (?:prize|place)|came first)\b",
    re.IGNORECASE,
)
_SECOND = r"hono(?:u)?rable mention|special mention|runners?[- ]up|(?:semi-?)?finalist|nomin(?:ated|ee|ation)|shortlist(?:ed)?|(?:highly )?commended|(?:second|third|2nd|3rd|fourth|fifth) (?:prize|place|award)|(?:silver|bronze) medal"
_LESSER = compiled(rf"\b(?:{_SECOND})\b", re.IGNORECASE)
_LESSER_SAID = compiled(
    rf"\b(?:{_SECOND}|mention(?:ed)?|came (?:second|third|close|in)|second|third|2nd|3rd|silver|bronze)\b", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:winners?|won|(?:first|1st|top) (?:prize|place)|gold medal)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"[,;|]\s+(?:and )?|\s+and\s+(?=(?:won|took|placed|first|second|third|\d(?:st|nd|rd|th)|runner|a finalist|finalist)\b)", re.IGNORECASE
)
"""Between two prizes of a line: `1st place in A, 2nd place in B`."""
_OF_AWARDS = frozenset("winning receiving earning award awards prize prizes medal the honor honour honors honours i you my your".split())
_LAUREL = r"(?:awards?|prizes?|medals?|scholarships?|fellowships?|grants?|bursar(?:y|ies)|certificates?|certification|badges?|honou?rs?|trophy|trophies|distinctions?)"
_GIVEN_BY = compiled(
    rf"\b(?i:{_LAUREL})\b(?:(?!\b(?:I|you|we) (?:use|work|learn|had|have been)\b)[^.;]){{0,50}}? (?:from|by) (?:the )?(?P<who>{_NAME})"
)
_AT = compiled(
    r"(?P<what>(?:[A-Z][\w’'-]+ ){1,6}(?:Award|Prize|Medal|Scholarship|Fellowship)),? (?:at|in|of|from) (?:the )?(?P<when>(?P<where>(?:[A-Z]{3,}\b ?)?)(?P<year>(?:(?:19|20)\d\d)?))"
)
"""An award with the initials of where it was given, and the year."""
_INITIALS = re.compile(r"\b[A-Z]{3,}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AUTHOR = compiled(r"\b(?P<rank>first|lead|principal|sole|only|single|second|third|last|senior)[ -]author(?:ed)?\b", re.IGNORECASE)
_PERSON = re.compile(r"(?:[A-Z][\w’'-]*\.? ){1,3}[A-Z][\w’'-]+")
_HEAD = re.compile(r"^\W*(?:\[?\d+[\].]\s*)?([^“\"”(\d\t]{5,200})")
_PARTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|;\s*|\s*&\s*")
_TIMES_OF_YEAR = frozenset((*calendar_words.MONTHS, *calendar_words.SEASONS))
_SHORTEST = 3


class _Paper(NamedTuple):
    """A paper of a resume: where its authors stand, how many they are, which of them the candidate is, and the words around."""

    start: int
    end: int
    authors: int
    place: int
    words: frozenset[str]


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email on how awards and papers were come by."""
    readers = [reader for reader, patterns in _READERS if letter.may_have(*patterns)]
    for clause in letter.clauses if readers else ():
        if clause.role is Role.TEXT:
            for reader in readers:
                yield from reader(letter, clause)


def _placed(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A prize called won of which the resume has a lesser rank, or the other way about."""
    lines = _ranked_lines(letter.sources.resume)
    won, lesser = (_WON.search(clause.text), _LESSER.search(clause.text)) if lines else (None, None)
    if not (won or lesser):
        return
    for named in _NAMED.finditer(clause.text):
        words = {stem(word) for word in re.findall(r"[\w’'-]+", named.group()) if word.lower() not in _OF_AWARDS | STOP_WORDS}
        if all(word.isdigit() for word in words) or asserted(letter, clause, *named.span()) is Strength.NONE:
            continue
        for line in lines:
            if not words <= set(stems(line.text)):
                continue
            raised = won and not _LESSER_SAID.search(clause.sentence.text) and _LESSER.search(line.text) and not _FIRST.search(line.text)
            lowered = lesser and not won and _FIRST.search(line.text) and not _LESSER.search(line.text)
            if told := (won if raised else lesser if lowered else None):
                start, end = min(told.start(), named.start()), max(told.end(), named.end())
                reason = f"You wrote '{clause.text[start:end]}'; the resume says '{' '.join(line.text.split())}'."
                yield claim(clause, start, end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, line)
                return


@lru_cache(maxsize=256)
def _ranked_lines(resume: Source) -> tuple[Evidence, ...]:
    """The lines of a resume that give the rank of a prize; of a line with two ranks, its parts."""
    found = [part for line in re.finditer(r"[^\n]+", resume.text) for part in _ranked(resume.text, *line.span())]
    return tuple(resume.evidence(*part) for part in found)


def _ranked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a line gives a rank: all of it, or each part that has one of its own."""
    first, lesser = _FIRST.search(text, start, end), _LESSER.search(text, start, end)
    if not (first and lesser):
        if first or lesser:
            yield start, end
        return
    at = start
    for joint in (*_JOINT.finditer(text, start, end), None):
        stop = joint.start() if joint else end
        if _FIRST.search(text, at, stop) or _LESSER.search(text, at, stop):
            yield at, stop
        at = joint.end() if joint else end


def _given(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """Who gave an award or paper, where the resume has no such name."""
    resume = letter.sources.resume
    for match in _GIVEN_BY.finditer(clause.text) if resume.is_english else ():
        words = [
            word
            for word in re.findall(r"[^\W\d_][\w’'-]*", match["who"])
            if folded(word) not in STOP_WORDS | _TIMES_OF_YEAR and len(word) >= _SHORTEST
        ]
        missing = [word for word in words if not resume.has_word(word)]
        company = letter.sources.job_facts.company
        if not missing or (company and missing[0] in company.value) or len(missing) * 2 < len(words):
            continue
        if asserted(letter, clause, *match.span("who")) is not Strength.NONE:
            reason = f"You wrote '{match['who']}'; the resume does not name it."
            yield claim(clause, *match.span("who"), Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


def _dated(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """Where and when an award was given, against the lines that name it: `Best Paper Award at ICML 2022` for one of ICLR 2021."""
    resume = letter.sources.resume
    for match in _AT.finditer(clause.text):
        words = {stem(word) for word in re.findall(r"[\w’'-]+", match["what"]) if word.lower() not in STOP_WORDS}
        lines = [line for line in re.finditer(r"[^\n]+", resume.text) if words <= set(stems(line.group()))]
        if not match["when"].strip() or not lines or asserted(letter, clause, *match.span("what")) is Strength.NONE:
            continue
        if not any(_is_given(line.group(), match["where"].strip(), match["year"]) for line in lines):
            end = match.start("when") + len(match["when"].rstrip())
            shown = resume.evidence(*lines[0].span())
            reason = (
                f"You wrote '{clause.text[match.start('when') : end]}' of this award; the resume says '{' '.join(shown.text.split())}'."
            )
            yield claim(clause, match.start("when"), end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, shown)


def _is_given(line: str, where: str, year: str) -> bool:
    """Whether a line about an award gives it so, or gives no initials and no year to speak against."""
    others, years = _INITIALS.findall(line), [int(found) for found in _YEAR.findall(line)]
    there = not where or not others or where in others
    return there and (not year or not years or min(years) <= int(year) <= max(years))


def _authored(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """Which of a paper's authors the candidate is."""
    name = letter.sources.facts.name
    for match in _AUTHOR.finditer(clause.text) if name else ():
        if asserted(letter, clause, *match.span()) is Strength.NONE or not name:
            continue
        papers = _papers(letter.sources.resume, folded(name.value).split()[-1])
        said = {stem(word) for word in re.findall(r"[\w’'-]{3,}", clause.sentence.text) if word.lower() not in STOP_WORDS}
        most = max((len(said & paper.words) for paper in papers), default=0)
        fits = [paper for paper in papers if len(said & paper.words) == most] if most or len(papers) == 1 else []
        if fits and not any(_is_rank(paper, match["rank"].lower()) for paper in fits):
            shown = letter.sources.resume.evidence(fits[0].start, fits[0].end)
            reason = f"You wrote '{match.group()}'; the resume gives the authors as '{shown.text.strip()}'."
            yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, shown)


def _is_rank(paper: _Paper, rank: str) -> bool:
    if rank in ("sole", "only", "single"):
        return paper.authors == 1
    if rank in ("last", "senior"):
        return paper.place == paper.authors - 1
    return paper.place == ({"second": 1, "third": 2}.get(rank, 0))


@lru_cache(maxsize=256)
def _papers(resume: Source, surname: str) -> tuple[_Paper, ...]:
    """The papers of a resume whose lines list two authors or more, the candidate among them."""
    lines = list(re.finditer(r"[^\n]+", resume.text))
    found: list[_Paper] = []
    for number, line in enumerate(lines):
        head = _HEAD.match(line.group())
        authors = [part for part in _PARTED.split(head[1].strip(" ,.")) if part] if head else []
        places = [place for place, author in enumerate(authors) if surname in folded(author).split()]
        if len(authors) > 1 and places and all(_PERSON.fullmatch(author.strip()) for author in authors):
            around = " ".join(other.group() for other in lines[max(0, number - 2) : number + 2])
            words = frozenset(stem(word) for word in re.findall(r"[\w’'-]{3,}", around) if word.lower() not in STOP_WORDS)
            found.append(_Paper(*line.span(), len(authors), places[0], words))
    return tuple(found)


_READERS: tuple[tuple[Callable[[Letter, Clause], Iterator[Claim]], tuple[Pattern, ...]], ...] = (
    (_authored, (_AUTHOR,)),
    (_placed, (_WON, _LESSER)),
    (_dated, (_AT,)),
    (_given, (_GIVEN_BY,)),
)
"""Readers of a clause, each with the patterns of which it needs one."""
