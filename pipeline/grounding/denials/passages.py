"""The sentences of a resume by the roots of their words: which of them has all the words of a thing that somebody denies.

    told(resume, {root("taught"), root("pupils")})    -> the sentence `Taught 26 pupils a week`

A sentence that is itself a denial, a wish or an aim tells nothing. Irregular verbs and nouns of doing share a root with their verb.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.words import WORD, folded, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_IRREGULAR = """
    used:use using:use uses:use tried:try tries:try had:have has:have having:have done:do did:do does:do doing:do been:be was:be seen:see saw:see heard:hear knew:know known:know got:get gotten:get taught:teach led:lead wrote:write written:write built:build ran:run kept:keep sold:sell sale:sell sales:sell bought:buy purchase:buy purchased:buy purchasing:buy drove:drive driven:drive made:make held:hold oversaw:oversee
    overseen:oversee spent:spend dealt:deal brought:bring began:begin begun:begin caught:catch chose:choose chosen:choose drew:draw drawn:draw fed:feed fought:fight flew:fly flown:fly gave:give given:give laid:lay lent:lend
    met:meet paid:pay payment:pay rode:ride ridden:ride sent:send shot:shoot swept:sweep took:take taken:take told:tell threw:throw thrown:throw undertook:undertake undertaken:undertake won:win winner:win wove:weave woven:weave
    dug:dig sang:sing sung:sing spoke:speak spoken:speak speech:speak swam:swim wore:wear worn:wear stood:stand sat:sit grew:grow grown:grow bred:breed struck:strike sewn:sew publications:publish publication:publish
    analysis:analyse analyses:analyse analyzed:analyse analyze:analyse analysed:analyse analyzing:analyse analysing:analyse problem:issue problems:issue customer:client customers:client coworker:colleague coworkers:colleague co-worker:colleague co-workers:colleague certified:certify certificate:certify certification:certify certificates:certify certifications:certify
"""
_BASE = dict(pair.split(":") for pair in _IRREGULAR.split())
_NOUN_OF_DOING = re.compile(r"(?<=[a-z]{4})at$")
"""What `stem` leaves of `installation` beyond the stem of `installed`."""
_AGAIN = re.compile(
    r"re((?:negotiat|design|buil[dt]|writ|wrote|organi[sz]|structur|train|develop|open|plan|work|count|tun|engineer|model)\w*)$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?:[^\n.!?]|[.!?](?=\S))+(?:\n(?=\s*[a-z])(?:[^\n.!?]|[.!?](?=\S))+)*")
"""A sentence, or a line with those that go on with it in small letters."""
_BARE = frozenset("open free clean clear present correct own light direct complete separate live close".split())
"""Adjectives that are a deed only where they begin a sentence: `Open the shop`."""
_DEED_AS_ADJECTIVE = re.compile(rf"(?<=[\w,] )(?:{'|'.join(sorted(_BARE))})\b")
_PART = re.compile(r"[^,;:()]+")
_DENIES = re.compile(
    r"\b(?:no|not|never|without|zero(?!-)|none|nor|yet|cannot|free of|avoid\w*|prevent\w*|eliminat\w*|away from)\b|n['’]t\b|\b0\b",
    re.IGNORECASE,
)
_TELLS_NOTHING = re.compile(
    r"\b(?:looking (?:for|to)|seek\w*|wants?|wish\w*|hop(?:e|es|ing)|eager|interested|expected|pending|applied for|to apply my|aspir\w*|currently learning|exposure|familiar\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"\b(?:basics?|beginner|novice|introduct\w+|intro)\b", re.IGNORECASE)
"""How little is known of something, except in what was done: `Taught basic swimming skills`."""
_DONE = re.compile(r"\W*(?:[A-Z][a-z]+ed|Taught|Led|Gave|Wrote|Ran|Built|Held)\b")


_HEADING = re.compile(r"^[^\w\n]{0,4}((?:[A-Z][\w’'-]*(?: |&| and | of )*){1,4})[:.]?[ \t]*$", re.MULTILINE)


class _Piece(NamedTuple):
    start: int
    end: int
    roots: frozenset[str]


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """What the forms of a word have in common: `installing`, `installation`; `taught`, `teacher`."""
    plain = folded(word)
    return _NOUN_OF_DOING.sub("", stem(stem(_BASE.get(plain, plain))))  # twice: `mentored` to `mentor`, and `mentor` as `stem` has it


def roots_of(words: str) -> frozenset[str]:
    """The roots of a list of words, parted by spaces."""
    return frozenset(map(root, words.split()))


def roots(text: str) -> list[str]:
    """The roots of the words of a text, of hyphened ones also those of their parts."""
    found: list[str] = []
    for match in WORD.finditer(text):
        found.append(root(match.group()))
        if again := _AGAIN.match(match.group()):
            found.append(root(again[1]))
        if "-" in match.group():
            found.extend(root(part) for part in match.group().split("-") if part)
    return found


def telling(resume: Source, wanted: Sequence[str]) -> Iterator[Evidence]:
    """The sentences of a resume that have all of some roots."""
    pieces, places = _indexed(resume)
    common: set[int] | None = None
    for one in wanted:
        found = places.get(one)
        if not found:
            return
        common = set(found) if common is None else common & found
    for number in sorted(common or ()):
        piece = resume.text[pieces[number].start : pieces[number].end]
        if not _DENIES.search(piece) or set(wanted) <= {
            one for part in _PART.finditer(piece) if not _DENIES.search(part.group()) for one in roots(part.group())
        }:
            yield resume.evidence(pieces[number].start, pieces[number].end)


def knows(resume: Source, one: str) -> bool:
    """Whether a root stands in any sentence that tells something."""
    return one in _indexed(resume)[1]


def told(resume: Source) -> Iterator[tuple[int, int]]:
    """The sentences that tell something and deny nothing, by their places."""
    for piece in _indexed(resume)[0]:
        if not _DENIES.search(resume.text, piece.start, piece.end):
            yield piece.start, piece.end


def heading(resume: Source, wanted: str) -> Evidence | None:
    """The heading that has a root: `Patents`, `Invited Talks`."""
    for match in _HEADING.finditer(resume.text):
        if wanted in roots(match.group(1)):
            return resume.evidence(*match.span(1))
    return None


def is_past(verb: str) -> bool:
    """Whether a verb is told as done, by its ending or as an irregular one."""
    return verb.endswith("ed") or verb in _BASE


@lru_cache(maxsize=256)
def _indexed(resume: Source) -> tuple[tuple[_Piece, ...], dict[str, frozenset[int]]]:
    pieces = tuple(
        _Piece(*match.span(), frozenset(roots(_DEED_AS_ADJECTIVE.sub("", match.group()))))
        for match in _PIECE.finditer(resume.text)
        if not _TELLS_NOTHING.search(match.group()) and (_DONE.match(match.group()) or not _BEGUN.search(match.group()))
    )
    places: dict[str, set[int]] = defaultdict(set)
    for number, piece in enumerate(pieces):
        for one in piece.roots:
            places[one].add(number)
    return pieces, {one: frozenset(found) for one, found in places.items()}
