"""The pieces of work of a resume, and which of them an email's words are about: what the rules on somebody's part in them compare.

    same_piece(passages(sources), telling("the move of all services"))   -> the lines that tell of the move, with their verbs' tiers

Two passages are about the same piece where they share enough of their telling words, numbers counting most; of several such lines those
that share nearly as much as the best one count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.career import people_terms
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.scope_terms import Tier
from pipeline.grounding.words import WORD, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Position

_ENOUGH = 2.0
"""Weight of shared words from which two passages are about the same piece of work."""
_SHARE = 0.34
"""And their share of the email's telling words."""
_BEST = 0.75
"""Lines that share this part of what the best one shares count as well: the highest verb among them is taken."""
_LONGEST = 24
"""Words behind a verb that may name its object."""
_TELLING_LENGTH = 3
_REACH = 200
"""Characters behind a verb in which its object is looked for."""
_PIECE = re.compile(
    r"[^;]+?(?:(?<!\b[A-Z])[.](?=\s)|;|,(?=\s+and (?:[a-z]{2,}ed|gave|took|wrote|ran|led|built|made|did|kept|held|sold|bought|taught|spoke|met|sat|won|cut|set|grew|drew|found|brought)\b)|$)"
)
"""A sentence of a line, or a part of one with a verb of its own behind a comma."""
LINE = re.compile(r"[^\n]+(?:\n(?=\s*[a-z(])[^\n]+)*")
"""A line with those that go on in small letters."""
NEXT_DEED = re.compile(r",? (?:and|but|or|plus|as well as|while|then)\b |[,;:] ")
"""Between the deeds of a list."""
ITEM_END = re.compile(
    r"[.;!?]|,? (?:and|but|so|where|when|while|because|after|before) (?:I|you|we|they|he|she|it)\b|, (?:I|you|we)\b|,? and having\b|, (?:just |exactly |much )?the (?:very )?(?:kind|sort|type|thing|same)s?\b"
)
_PRONOUN = re.compile(r"(?<![\w'’])(?:I|[Yy]ou|[Mm]y|[Yy]our|[Ww]e|[Mm]e)(?![\w’'-])|(?<![\w'’])(?:I|[Yy]ou|[Ww]e)['’](?:ve|m|re)\b")
_PLACED = re.compile(r"(?:at|with|for|in) (?:the )?[A-Z][^,;]{1,40}? (?:I|you)\b")
"""Begins a clause that tells of a place of its own: `at Acme I lead`."""
_NO_SUBJECT = re.compile(
    r"\W*(?:(?:and|also|then|later|there|have|has|had|been|recently|first|[Ww]ho|[Bb]y|[Aa]fter|[Ss]ince|[Aa]s|the|an?) )*\W*",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b(?:my|mine|your|yours)\b", re.IGNORECASE)
"""Within a verb that names its subject: `under my leadership`, `mine to lead`."""
_FIRST = re.compile(r"\W*(?P<word>[A-Z][a-z]+)\b")
_DEED = re.compile(
    r"(?:(?!Registered\b|Certified\b|Chartered\b|Licen[sc]ed\b|Accredited\b|Qualified\b|Retired\b)[A-Z][a-z]+ed|Gave|Took|Did|Sat|Stood|Spoke|Met|Drove|Cut|Put|Got|Saw|Went|Fed|Bred|Dug|Hung|Swept|Shot|Sang)\b(?! by\b)"
    r"|(?:[A-Z][a-z]+s|Diagnose|Repair|Maintain|Operate|Machine|Service|Handle|Process|Serve|Support|Test|Measure|Inspect|Check|Cook|Bake|Drive|Clean|Interpret|Translate|Perform|Answer|Monitor|Review|Use|Install|Assemble|Replace|Care for|Look after)(?: and [a-z]+)? (?:an?|the|about|up to|all|any|our|its|their|\d+|two|three|four|five|six|both|each|every)\b"
)
"""A line that begins with what was done, whatever the verb: `Served 27 notices`, `Inspects about 190 businesses`."""
_SET_AND_RUN = re.compile(r"set(?:ting|s)? up and (?:r[au]n|operat)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\W*(?P<word>(?:Honorary )?(?:Treasurer|Secretary|Trustee|(?:Committee |Board |Ordinary )?[Mm]ember))(?:,| of| at|:| [-–—])[^\n]*?\b(?i:association|society|club|guild|committee|union|council|board|charity|foundation|federation|church|trust|network|cooperative|co-operative)\b"
)
"""A line that gives an office below the chair, and no verb."""
_OF_ANOTHER = re.compile(r"\b(?:with|to|by|for|under|from) (?:the|an?|our|its|his|her)\s(?:[\w-]+\s)?$")
"""Before the rank of somebody else: `together with the head of transport`."""
_RANK_IN_LINE = re.compile(
    r"\W*(?:(?:[Ss]ince|[Ff]rom) [\w/. ]{2,14},? )?(?:[Tt]he )?(?:[\w-]+ )?(?:[Pp]roject|[Tt]eam|[Tt]ech|[Tt]echnical|[Ss]quad|[Ss]hift|[Gg]roup) (?:[Pp]roject )?(?:[Ll]ead|[Ll]eader)\b(?! to\b)"
)
_PAST = re.compile(r"\b[a-z]{2,}ed\b")


@dataclass(frozen=True)
class Passage:
    """A line of the resume, or a part of one: its telling words and the tier of its verbs; `ranked` where the position's title leads."""

    start: int
    end: int
    words: frozenset[str]
    tier: Tier | None
    verb: str
    ranked: bool
    verbs: frozenset[str]
    """The stems of all its verbs and of its first word."""


def has_subject(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a pronoun stands before the verb, or nothing that could be its subject."""
    before = clause.text[max(0, match.start() - 60) : match.start()]
    return bool(_PRONOUN.search(before) or _OWNED.search(match.group()) or _NO_SUBJECT.fullmatch(before))


def object_of(clause: Clause, match: re.Match[str], following: re.Match[str] | None) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of what a verb is said of: behind it; and with those before it where they are few (`the migration that I led`)."""
    text = clause.text
    end = ITEM_END.search(text, match.end(), match.end() + _REACH)
    stop = min(end.start() if end else match.end() + _REACH, following.start() if following else len(text), len(text))
    behind = telling(text[match.end() : stop])
    if len(behind) >= _TELLING_LENGTH:
        return behind, behind
    words = behind | telling(text[max(0, match.start() - 80) : match.start()])
    goes_on = clause.previous and clause.previous.sentence is clause.sentence and not _PLACED.match(text)
    if len(words) < _TELLING_LENGTH and clause.previous and goes_on:
        words |= telling(clause.previous.text[-120:])
    return behind or words, words


def telling(text: str) -> frozenset[str]:
    """The stems of the words and numbers of a text that can tell one piece of work from another."""
    return frozenset(map(_told, WORD.findall(text)[:_LONGEST])) - {""}


@lru_cache(maxsize=8192)
def _told(word: str) -> str:
    """The stem of a word, or a number in digits; nothing for a word that tells nothing."""
    tells = len(word) > 2 or word.isdigit() or (len(word) == 2 and word.isupper())
    return terms.digits(word) or stem(word) if tells and word.lower() not in terms.IDLE else ""


@lru_cache(maxsize=8192)
def _weight(word: str) -> float:
    return 1.5 if word[:1].isdigit() else 1.0


def same_piece(lines: tuple[Passage, ...], words: frozenset[str]) -> list[Passage]:
    """The passages that are about what the words name; those that share nearly as much as the best one."""
    scored = [(sum(map(_weight, shared)), line) for line in lines if (shared := words & line.words)]
    best = max((score for score, _ in scored), default=0.0)
    if best < _ENOUGH or best < _SHARE * len(words):
        return []
    return [line for score, line in scored if score >= _BEST * best and score >= _ENOUGH - 0.5]


def only_piece(lines: tuple[Passage, ...], words: frozenset[str]) -> list[Passage]:
    """The passages that do something to one of the words, where in all of them somebody only helped."""
    for word in sorted(word for word in words if not word[0].isdigit()):
        found = [line for line in lines if word in line.words and line.tier is not None]
        if found and all(line.tier in (Tier.HELPED, Tier.JOINED) and not line.ranked for line in found):
            return found
    return []


def passages(sources: Sources) -> tuple[Passage, ...]:
    """The resume in pieces."""
    return _passages(sources.documents)


def _is_ranked(position: Position) -> bool:
    """Whether the title of a post leads, or a line of it that gives a rank: `since 2022 technical project leader of ...`."""
    titled = position.title and people_terms.LEADING_TITLE.search(position.title.value)
    return bool(titled) or any(_RANK_IN_LINE.match(bullet.value) for bullet in position.bullets)


@lru_cache(maxsize=256)
def _passages(documents: Documents) -> tuple[Passage, ...]:
    text = documents.resume.text
    ranked = [
        (min(fact.start for fact in facts), max(fact.end for fact in facts))
        for position in documents.facts.positions
        if (facts := [fact for fact in (position.title, *position.bullets) if fact]) and _is_ranked(position)
    ]
    found: list[Passage] = []
    for bullet in _bullets(text):
        inherited: Tier | None = None
        verb = ""
        for match in _PIECE.finditer(text, *bullet):
            words = telling(match.group())
            verbs = [one for one in terms.verbs(match.group()) if not _OF_ANOTHER.search(match.group(), 0, one[0].start())]
            first = _FIRST.match(match.group())
            if verbs:
                highest, inherited = max(verbs, key=lambda one: one[1])
                verb = highest.group().strip()
            if first and _is_deed(match.group(), first, verbs) and (not verbs or (inherited or Tier.HELPED) < Tier.BUILT):
                inherited, verb = Tier.BUILT, first["word"]
            if not verbs and inherited is None and (office := _OFFICE.match(match.group())):
                inherited, verb = Tier.BUILT, office["word"]
            if len(words) > 1:
                leads = any(a <= match.start() < b for a, b in ranked)
                found.append(Passage(*match.span(), words, inherited, verb, leads, _verbs_of(match.group(), verbs, first)))
    return tuple(found)


def _is_deed(text: str, first: re.Match[str], verbs: list[tuple[re.Match[str], Tier]]) -> bool:
    """Whether a piece begins with a deed that is in no list."""
    listed = verbs and verbs[0][0].start() <= first.start("word")
    return not listed and first["word"].lower() not in terms.NEUTRAL and _DEED.match(text, first.start("word")) is not None


def _verbs_of(text: str, verbs: list[tuple[re.Match[str], Tier]], first: re.Match[str] | None) -> frozenset[str]:
    """The stems of the verbs of a piece; `set up and run` is to run."""
    given = [(match.start(), match.group().split()[0]) for match, _ in verbs] + ([(first.start("word"), first["word"])] if first else [])
    listed = ("run" if _SET_AND_RUN.match(text, start) else word for start, word in given)
    return frozenset(map(stem, (*listed, *_PAST.findall(text))))


def _bullets(text: str) -> Iterator[tuple[int, int]]:
    """Lines joined where the next goes on in small letters."""
    start: int | None = None
    end = 0
    for match in re.finditer(r"[^\n]+", text):
        goes_on = start is not None and match.group().lstrip()[:1].islower() and match.start() - end <= 1
        if not goes_on:
            if start is not None:
                yield start, end
            start = match.start()
        end = match.end()
    if start is not None:
        yield start, end
