"""How firmly a posting asks for a thing, told otherwise: `the MBA is mandatory` of one that is only preferred, `a degree is a mere plus` of a must.

    for claim in find(letter, clause): ...

The pieces of a posting's requirements are firm or soft by their heading and by what they say (`preferred`, `is a plus`). A degree told as
demanded must not be above the lowest that a firm piece names; another thing is known by its telling words, all of which must stand in one piece.
What no piece and no other word of the posting has is demanded by nobody. Not covered: things told in common words, and demands told as verbs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames
from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.abilities.telling_words import is_special, is_telling
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, begins_alike, folded, stem
from pipeline.profile.requirements import PLUS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Source
    from pipeline.schema import Claim, Evidence

_FIRM = (
    r"(?:required|mandatory|essential|compulsory|obligatory|non-negotiable|indispensable|(?:an? |the |our |your )?(?:absolute |definite )?(?:must(?:-haves?)?|deal-?breakers?)\b|"
    r"(?:an? |the |our |your |one of (?:the|your|our) )?(?:(?:firm|hard|strict|absolute|basic|minimum|formal|fixed|real|key) ){0,2}(?:requirements?|conditions?|prerequisites?|preconditions?|minimum))(?! (?:work|of|to)\b)"
)
_SOFT = r"(?:(?:only|merely|just|simply|purely|no more than|at most|strictly|a mere|but) ){0,2}(?:an? |the )?(?:(?:mere|welcome|real|big) )?(?:plus(?!,? (?:an?|the|our|oh|some|\d+|[a-z]+ing)\b)|bonus|nice[- ]to[- ]haves?|preferred|desirable|optional|advantage|asset|wish(?:es)?\b|not required|not essential|not mandatory|not a must)"
_THING = r"(?<![\w'’-])(?P<{0}>(?:(?!(?:that|because|if|whether|where|which|who|is|are|I|you|we|not|only|merely)\b)[\w'’+#./&-]+,? ){{0,9}}?(?!(?:that|which|it|this|what|there)\b)[\w'’+#.&-]+)"
_IS = r"(?: (?:is|are|being|remains?)|['’]s)(?:, (?:as )?[^,.;]{2,30},)?(?: (?:also|all|both|absolutely|really|definitely|of course|then|now|strictly))*"
_WE = r"(?:we|you|they|our client)(?: (?:do|all|also|firmly|strictly|really))?"
_NEED = (
    r"\b(?:(?:[Yy]ou|I|[Oo]ne|[Aa]pplicants?|[Cc]andidates?)(?:['’]d|['’]ll| would| will)?(?: also| really| absolutely| definitely| certainly| do)* (?:need|must have|must hold|must know|need to have|must bring)"
    r"|(?:[Ww]e|[Yy]ou|[Tt]he (?:role|job|post|position)|[Ii]t)(?: do| does| also| firmly)? (?:requires?|insists? on|demands?|can['’]t do without|won['’]t do without)|\b(?:requirement|demand|insistence|condition) (?:of|for|on)) "
)
_BEHIND = {
    True: compiled(
        rf"{_THING.format('what')}(?:{_IS} (?:what (?:the [\w-]+|{_WE}) (?:takes?|asks? for|wants?|needs?|has|have|sets?) as )?{_FIRM}|,? (?:\(|: ?|being |as ){_FIRM}|, (?:your|our|the) (?:minimum|(?:firm |hard )?requirement|condition)\b|, (?:on )?which {_WE} (?:insist(?: on)?|demand|require)\b|,? as (?:demanded|required)\b)"
        rf"|{_THING.format('other')}{_IS} what (?:the [\w-]+|{_WE}) (?:requires?|demands?|insists? on)(?![\w-])",
        re.IGNORECASE,
    ),
    False: compiled(rf"{_THING.format('what')}(?:{_IS} {_SOFT}|,? (?:\(|: ?|as ){_SOFT})(?![\w-])", re.IGNORECASE),
}
_AFTER = {
    True: compiled(
        rf"(?:{_NEED}|(?:^|[•*–-] ?)(?:[Rr]equired|[Ee]ssential|[Mm]andatory|[Mm]ust-haves?|[Aa] must|[Nn]on-negotiable)(?: is| are)?:? ){_THING.format('what')}(?=[,.;:!)–—]|$| (?:for|to|and|or|in|from|with|here|at)\b)"
    ),
    False: compiled(
        rf"(?:^|[•*–-] ?)(?:[Mm]erely |[Oo]nly )?(?:[Pp]referred|[Oo]ptional|[Dd]esirable|[Nn]ice to have|[Aa] plus)(?: is| are)?:? {_THING.format('what')}(?=[,.;:!)–—]|$| (?:for|to|and|or|in|from|with|here|at)\b)"
    ),
}
_WHICH = compiled(rf"^(?:which|that) {_WE} (?:insist on|demand|require|make a condition)\b", re.IGNORECASE)
"""A clause that makes a demand of what stands before it."""
TOLD = compiled(
    r"\b(?:requir(?:es?|ed|ements?)|mandatory|essential|compulsory|obligatory|negotiable|indispensable|must|deal-?breakers?|conditions?|prerequisites?|preconditions?|minimum|insist(?:s|ence)?|demand(?:s|ed)?|needs?|without|"
    r"plus|bonus|nice|preferred|desirable|optional|advantage|asset|wish(?:es)?)\b",
    re.IGNORECASE,
)
"""The words one of which stands in any of these."""
_VERB = re.compile(r"\b(?:treats?|lists?|names?|regards?|counts?|calls?|makes?|takes?|puts?|marks?)\b", re.IGNORECASE)
"""Before what is told `as essential`."""
_BARE = re.compile(rf"{_NEED}|(?:required|essential|mandatory)\b", re.IGNORECASE)
"""A demand told by a verb, or without one: that the posting has nothing of it may be for its words."""
_PARTS = re.compile(r",|;|/| (?:and|or|plus|as well as) ")
_PIECE = re.compile(r"[;().]\s*|\n")
_IN_TEXT = re.compile(r"\b(?:must|requires?|required|mandatory|essential)\b", re.IGNORECASE)
_NOT_SO = re.compile(r"\b(?:not|no|n['’]t|nor|without)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|whether|unless|when|should you)\b", re.IGNORECASE)
_HIGHER = re.compile(r"\b(?:advanced|higher|graduate|post-?graduate) (?:\w+ )?degrees?\b", re.IGNORECASE)
_STUDIED = re.compile(r"degree|diploma|graduat|universit|bachelor|\bmaster['’]?s|doctora|\bph\.?d", re.IGNORECASE)
_IN_ITS_STEAD = re.compile(r"\bor\b|equivalent|comparable|in lieu|substitut|similar", re.IGNORECASE)
_RANKS = {"degree": 1, "associate": 1, "bachelor": 2, "master": 3, "doctor": 4}
_LOOSE = frozenset(
    map(
        stem,
        "experience knowledge skill skills ability background years year degree degrees requirement use using familiarity understanding expertise competence proficiency command fluency work working least minimum prior previous".split(),
    )
)
_PHRASE = 2


class _Piece(NamedTuple):
    """A piece of what a posting asks for, and whether it does so firmly."""

    text: str
    start: int
    end: int
    is_firm: bool


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things that a clause tells as demanded, or as merely liked, and the posting has otherwise."""
    if letter.frame(clause).mood is Mood.QUESTION or _IF.search(clause.text):
        return
    for start, end, thing, is_firm in _told(clause):
        for part in _PARTS.split(thing):
            judged = _judged(letter, clause, part, is_firm=is_firm)
            if judged and (judged[0] is Verdict.CONTRADICTED or not _BARE.match(clause.text, start)):
                verdict, says, evidence = judged
                reason = f"You wrote '{clause.text[start:end]}'; {says}."
                yield claim(clause, start, end, Kind.EMPLOYER_SIDE, verdict, reason, evidence)
                break


def _told(clause: Clause) -> Iterator[tuple[int, int, str, bool]]:
    """What a clause tells as demanded or as liked: its place, the thing, and whether it is told as demanded."""
    for is_firm in (True, False):
        for pattern in (_BEHIND[is_firm], _AFTER[is_firm]):
            for match in pattern.finditer(clause.text):
                what = match["what"] or match.groupdict().get("other") or ""
                if not frames.denies(clause.text[: match.start()][-40:]) and not _NOT_SO.search(what):
                    yield *match.span(), _VERB.split(what)[-1], is_firm
    before = clause.previous
    if before and before.sentence is clause.sentence and (which := _WHICH.search(clause.text)):
        yield *which.span(), before.text.rpartition(",")[2] or before.text, True


def _judged(letter: Letter, clause: Clause, thing: str, *, is_firm: bool) -> tuple[Verdict, str, Evidence | None] | None:
    job = letter.sources.job
    pieces = _pieces(letter.sources.documents)
    if rank := _rank(thing):
        return _of_degree(job, pieces, rank) if is_firm else _softened(job, pieces, rank)
    words = [match.group() for match in WORD.finditer(thing) if _names(match.group())] or _phrase(thing)
    if not words:
        return None
    alike = [piece for piece in pieces if piece.is_firm is is_firm and any(begins_alike(piece.text, word) for word in words)]
    if alike:
        return None
    for piece in pieces:
        if all(begins_alike(piece.text, word) for word in words):
            return _against(job, piece)
    sided = letter.sources.direction is Direction.OUTREACH or Side.EMPLOYER in letter.frame(clause).about
    telling = any(map(is_telling, words)) and not any(" " in word for word in words)
    texts = (job.folded, letter.sources.resume.folded)
    if is_firm and sided and pieces and telling and not any(begins_alike(text, word) for text in texts for word in words):
        return Verdict.UNSUPPORTED, "the posting does not ask for it", None
    return None


def _phrase(thing: str) -> list[str]:
    """Two words and more in common use that name a thing together: `project management`."""
    words = [match.group() for match in WORD.finditer(thing)]
    while words and (stem(words[-1]) in _LOOSE or folded(words[-1]) in STOP_WORDS):
        words.pop()
    while words and (stem(words[0]) in _LOOSE or folded(words[0]) in STOP_WORDS):
        words.pop(0)
    return [" ".join(words)] if len(words) == _PHRASE else []


def _of_degree(job: Source, pieces: tuple[_Piece, ...], rank: int) -> tuple[Verdict, str, Evidence | None] | None:
    """What is wrong with a degree of a rank that is told as demanded."""
    asked = [(other, piece) for piece in pieces if (other := _rank(piece.text))]
    firm = min((one for one in asked if one[1].is_firm), default=None)
    found = firm if firm and firm[0] < rank else next((one for one in asked if not firm and not one[1].is_firm), None)
    if found:
        return _against(job, found[1])
    if not firm and pieces and not _STUDIED.search(job.text):
        return Verdict.UNSUPPORTED, "the posting asks for no degree", None
    return None


def _softened(job: Source, pieces: tuple[_Piece, ...], rank: int) -> tuple[Verdict, str, Evidence | None] | None:
    """What is wrong with a degree of a rank that is told as merely liked: the posting demands it, with nothing in its stead."""
    asked = [piece for piece in pieces if _rank(piece.text) == rank]
    if not asked or any(not piece.is_firm or _IN_ITS_STEAD.search(piece.text) for piece in asked):
        return None
    return _against(job, asked[0])


def _against(job: Source, piece: _Piece) -> tuple[Verdict, str, Evidence | None]:
    """A piece of the posting that says otherwise."""
    return Verdict.CONTRADICTED, f"the posting says '{' '.join(piece.text.split())[:80]}'", job.evidence(piece.start, piece.end)


def _rank(text: str) -> int:
    """The rank of the lowest degree that a text names; 0 for none."""
    named = [_RANKS[degree.level] for degree in degrees(text)]
    return 3 if _HIGHER.search(text) else min(named, default=0)


def _names(word: str) -> bool:
    return (is_special(word) and stem(word) not in _LOOSE) or (word.isupper() and len(word) > 1)


@lru_cache(maxsize=256)
def _pieces(documents: Documents) -> tuple[_Piece, ...]:
    """What a posting asks for, in pieces; what softens one piece of a line says nothing of its others."""
    facts, text = documents.job_facts, documents.job.text
    found = [piece for fact in facts.must_have for piece in _cut(text, fact.start, fact.end, is_firm=True)]
    for fact in facts.nice_to_have:
        cut = [*_cut(text, fact.start, fact.end, is_firm=False)]
        found += cut if not PLUS.search(text, fact.start, fact.end) else [piece for piece in cut if PLUS.search(piece.text)]
    taken = [(fact.start, fact.end) for fact in (*facts.must_have, *facts.nice_to_have)]
    for match in re.finditer(r"[^.\n;]+", text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if PLUS.search(match.group()):
            found.append(_Piece(match.group(), *match.span(), is_firm=False))
        elif _IN_TEXT.search(match.group()) and not _NOT_SO.search(match.group()):
            found.append(_Piece(match.group(), *match.span(), is_firm=True))
    return tuple(found)


def _cut(text: str, start: int, end: int, *, is_firm: bool) -> Iterator[_Piece]:
    """The pieces of an item that say anything."""
    begin = start
    for stop in (*(match.span() for match in _PIECE.finditer(text, start, end)), (end, end)):
        if WORD.search(text, begin, stop[0]):
            soft = PLUS.search(text, begin, stop[0]) is not None
            yield _Piece(text[begin : stop[0]], begin, stop[0], is_firm=is_firm and not soft)
        begin = stop[1]
