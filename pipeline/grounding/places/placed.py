"""Which unlisted names of an email are places, by the words around them: `based in X`, `X-based`, `at Acme in X`, `From X, where I live`.

Not covered: names that stand bare, and towns of a region that a document names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names, proper
from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.frames import Mood
from pipeline.grounding.places import geography
from pipeline.grounding.places import place_words as words
from pipeline.grounding.words import folded
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.profile.skill_names import spellings
from pipeline.profile.vocabulary import DISCIPLINES, ORGANISATION_WORDS, TITLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Sources

_IN = ("in ", "in the ")
_IN_BEHIND = (" in ", " in the ")
_TO = re.compile(r"\b(?:in|from|near|to) (?:the )?$")
_IN_LIST = re.compile(r" ?[(:,–]")
"""What parts a listed skill from what is said of it."""
_THING_IN = re.compile(r"([\w'’]+) in (?:the )?$")


def leads(letter: Letter) -> list[Pattern]:
    """The patterns for what stands before a place that may stand in an email."""
    direction = letter.sources.direction
    before = (words.HOME[direction], words.PLACED, words.CLOSE_TO, words.THEIRS[direction])
    return [pattern for pattern in before if letter.may_have(pattern)]


def is_placed(letter: Letter, clause: Clause, name: proper.Name, before: Sequence[Pattern]) -> bool:
    """Whether the words around an unlisted name make it a place; `before` are the email's `leads`."""
    start, after = max(0, name.start - words.NEAR), clause.text[name.end : name.end + 40]
    led = any(pattern.may_stand(clause.text) and pattern.search(clause.text, start, name.start) for pattern in before)
    told = led or _is_told(letter, clause, name, after)
    if not told or (name.first and folded(name.text) in COMMON) or not _can_be_place(name.text) or _is_skill(letter.sources, name.text):
        return False
    return not words.NO_PLACE.match(after) or words.DASHED.match(after) is not None


def _is_told(letter: Letter, clause: Clause, name: proper.Name, after: str) -> bool:
    """Whether what somebody did there, or the sort of name that it is, makes a name a place."""
    before = clause.text[max(0, name.start - words.NEAR) : name.start]
    return bool(
        _is_where(letter.sources, before, clause.sentence.text, clause.start - clause.sentence.start + name.end)
        or words.DWELLS.match(after)
        or (words.DASHED.match(after) and not (name.text.isupper() or (name.first and " " not in name.text)))
        or _did_there(letter, clause, name, before)
        or _is_known_sort(letter.sources, name, before, after)
    )


def is_house(letter: Letter, clause: Clause, name: proper.Name) -> bool:
    """Whether a name is an employer's to whom one went (`I moved to Acme in Leeds`), or a part of one: the `Regatta` of Aqaba Spring Regatta."""
    whole = (span for employer in letter.sources.employers for span in names.mentions(clause.text, employer))
    if any(start <= name.start and name.end <= end and end - start > len(name.text) for start, end in whole):
        return True
    went = clause.text[max(0, name.start - words.NEAR) : name.start].lower().endswith((" to ", " to the "))
    return went and any(names.covers(clause.text, name.start, name.end, employer) for employer in letter.sources.employers)


def _is_where(sources: Sources, before: str, sentence: str, end: int) -> bool:
    """`From X, where Acme has me`, `in X, where I live`: a place by what somebody did there; `end` is that of the name in its sentence."""
    link = words.WHERE.match(sentence, end)
    if not link or not words.IN.search(before):
        return False
    after = sentence[link.end() :]
    return bool(words.DONE_THERE.match(after)) or any(
        start == 0 for name in sources.employers for start, _ in names.mentions(after[: words.NEAR], name)
    )


def _can_be_place(name: str) -> bool:
    spelled = proper.words_of(name)
    return bool(spelled) and not (
        any(word in TITLE_NOUNS or word in DISCIPLINES or word in LANGUAGES or word in ORGANISATION_WORDS for word in spelled)
        or len(spellings(name)) > 1
    )


def _is_skill(sources: Sources, name: str) -> bool:
    """Whether a name is a skill that the resume lists: `your need for Epic` names no place."""
    said = folded(name)
    return any(f"{folded(_IN_LIST.split(fact.value, maxsplit=1)[0]).strip()} ".startswith(f"{said} ") for fact in sources.facts.skills)


def _is_known_sort(sources: Sources, name: proper.Name, before: str, after: str) -> bool:
    """`in X, Ohio`; the town of the posting; `the shop in X`; `at Acme in X`."""
    if name.text.isupper() and any(before[degree.end :] in _IN_BEHIND for degree in degrees(before)):
        return False  # `B.S. in PR, UT Austin`
    if after.startswith(", ") and after[2:3].isupper() and _TO.search(before):
        following = geography.named_in(after)
        return bool(following) and following[0].start <= 2 and following[0].is_region
    if not before.endswith(_IN):
        return False
    location = sources.job_facts.location
    if location and name.text in location.value and words.INSIDE.search(before):
        return True
    house = _THING_IN.search(before)
    return at_employer(sources, before) or bool(house and (house[1].lower() in words.HOUSES or house[1].lower() in ORGANISATION_WORDS))


def _did_there(letter: Letter, clause: Clause, name: proper.Name, before: str) -> bool:
    """`I have run docks in Abidjan and Lomé`; not the parts of the world, which bear a town out unseen."""
    if not words.DID_IN.search(before) or words.WIDE.search(name.text) or before.endswith(" the ") or name.text.isupper():
        return False
    frame = letter.frame(clause)
    return (
        frame.candidate_only and frame.mood is Mood.CLAIM and not words.LATER.search(before) and not _lies_about(letter.sources, name.text)
    )


def _lies_about(sources: Sources, name: str) -> bool:
    """Whether a document has a word that the name only lengthens or shortens: `Herefordshire` for Hereford."""
    plain, joined = folded(name)[: words.STEM], folded(name).replace(" ", "")
    return any(plain in source.folded or joined in source.folded.replace(" ", "") for source in (sources.resume, sources.job))


def at_employer(sources: Sources, before: str) -> bool:
    """Whether what stands before is a past employer's name and `in`."""
    place = next((len(before) - len(link) for link in _IN_BEHIND if before.endswith(link)), None)
    return place is not None and any(end == place for employer in sources.employers for _, end in names.mentions(before, employer))
