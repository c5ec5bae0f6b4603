"""When a paper was come by, counted from the day of writing: `I earned my PMP last year`, of `PMP (2019)`.

    papers_got.find(letter)   -> `last year`

The resume must give the years of every certificate that the words may mean; a paper is known by a name with two capitals (`CSM`, `ScrumMaster`), by its
initials or by two telling words, none of which names an employer or a school. Of years told in digits `when` reads those beside words of the paper's line. Not covered: renewals, and papers whose line only says until when they are valid.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.passages import has_subject
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.moments import index, moments
from pipeline.grounding.words import STOP_WORDS, WORD, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.moments import Moment
    from pipeline.grounding.sources import Documents
    from pipeline.schema import Claim, Fact

_MOST = 4
_GOT = compiled(
    r"\b(?:picked up|earned|obtained|gained|got|passed|received|acquired|achieved|landed|finished|completed|did|took|became|sat|added|cleared|(?:was|got|were) (?:awarded|given|certified(?: as)?)) ",
    re.IGNORECASE,
)
_REACH = 90
_PARTED = re.compile(
    r"[;.:]|\b(?:before|after|while|when|which|that|because|for|at|with|and (?:then|I|you|in|at|since|later)|then|since)\b"
)
"""What parts a paper from a time behind it."""
_OPENS = re.compile(r",? (?:I|you)(?:['’]ve| have)? (?:(?:also|only|finally|just|even|then|\w+ly) )?", re.IGNORECASE)
"""Between a time that opens a clause and what was got then."""
_WHICH = re.compile(
    r"\b(?:the|that|your|my|an?) (?P<what>(?:[\w+’'&-]+ ){0,6}?[\w+’'&-]+),?(?: (?:that|which))?,? (?:I|you)(?:['’]ve| have| had)? (?:\w+ )?\Z"
)
"""A paper before what tells when it was got: `that PMP you picked up back in`."""
_FORMS = frozenset({"relative", "ago", "year", "month"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VALID = re.compile(r"\b(?:expir\w*|exp\b|valid|until|through|renew\w*|recertif\w*|current|present)\b|(?:19|20)\d\d ?[-–—]", re.IGNORECASE)
"""In a line whose years are not those in which the paper was got."""
_NAME = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")
_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){2,5}")
_IDLE = STOP_WORDS | frozenset(
    "certified certificate certification certifications licence license course exam diploma professional level".split()
)
_LONG = 4
_TWO = 2


class _Paper(NamedTuple):
    """A certificate of the resume, with what it may be called and the years of its line."""

    fact: Fact
    names: frozenset[str]
    words: frozenset[str]
    years: tuple[int, ...]


def find(letter: Letter) -> Iterator[Claim]:
    """The times at which an email has the candidate get a paper of the resume, and the resume another year."""
    papers = _papers(letter.sources.documents)
    if not any(paper.years for paper in papers) or not letter.may_have(_GOT):
        return
    for clause in letter.clauses:
        if clause.role is not Role.TEXT or letter.frame(clause).mood is Mood.QUESTION:
            continue
        for match in islice(_GOT.finditer(clause.text), _MOST):
            moment = _time_of(letter, clause, match)
            if moment and terms.is_own(letter.sources.direction, clause.text, *match.span()) and has_subject(clause, match):
                end = moment.start if moment.start > match.end() else match.end() + _REACH
                meant = _meant(papers, clause.text[match.end() : end])
                if not meant and (before := _WHICH.search(clause.text, max(0, match.start() - _REACH), match.start())):
                    meant = _meant(papers, before["what"])
                yield from _judged(letter, clause, moment, meant)


def _time_of(letter: Letter, clause: Clause, match: re.Match[str]) -> Moment | None:
    """The time told of a deed: behind what was got, or at the beginning of the clause."""
    for moment in moments(clause.text, letter.sources.date):
        if moment.form not in _FORMS or moment.role != "point":
            continue
        behind = match.end() < moment.start <= match.end() + _REACH and not _PARTED.search(clause.text, match.end(), moment.start)
        if behind or _OPENS.fullmatch(clause.text, moment.end, match.start()):
            return moment
    return None


def _meant(papers: tuple[_Paper, ...], said: str) -> list[_Paper]:
    """The papers that some words may mean."""
    names, words = frozenset(_NAME.findall(said)), _words(said)
    return [paper for paper in papers if names & paper.names] or [paper for paper in papers if len(words & paper.words) >= _TWO]


def _judged(letter: Letter, clause: Clause, moment: Moment, meant: list[_Paper]) -> Iterator[Claim]:
    spans = [(moment.first, moment.last), *([moment.other] if moment.other else ())]
    if not meant or not all(paper.years for paper in meant):
        return
    years = [year for paper in meant for year in paper.years]
    if any(first <= index(year, 12) and index(year) <= last for first, last in spans for year in years):
        return
    said = clause.text[moment.start : moment.end]
    reason = f"You wrote '{said}'; the resume says '{meant[0].fact.value}'."
    shown = letter.sources.resume.of(meant[0].fact)
    yield claim(clause, moment.start, moment.end, Kind.DATE, Verdict.CONTRADICTED, reason, shown)


@lru_cache(maxsize=256)
def _papers(documents: Documents) -> tuple[_Paper, ...]:
    text, facts, found = documents.resume.text, documents.facts, []
    houses = [one.employer for one in facts.positions] + [one.institution for one in facts.education]
    elsewhere = _words(" ".join(house.value for house in houses if house))
    for fact in facts.certifications:
        line = text[text.rfind("\n", 0, fact.start) + 1 : (text + "\n").find("\n", fact.end)]
        years = () if _VALID.search(line) else tuple(int(year) for year in _YEAR.findall(fact.value) or _YEAR.findall(line))
        found.append(_Paper(fact, frozenset((*_NAME.findall(fact.value), *_initials(fact.value))), _words(fact.value) - elsewhere, years))
    return tuple(found)


def _initials(text: str) -> list[str]:
    """`PMP` of `Project Management Professional, November 2020`."""
    return ["".join(word[0] for word in run.group().split()) for run in _CAPITALS.finditer(text)]


def _words(text: str) -> frozenset[str]:
    words = (match.group().lower() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in words if len(word) >= _LONG and word not in _IDLE and not word[0].isdigit())
