"""Durations told of the candidate in any words, against the longest time that the dates leave for them.

    longest(sources, clause, duration)   -> the stretch that a duration may not exceed, or None where it is told of something else

What a duration is of is looked for in its sentence: a past employer, a post by its title, a place that one position alone stands at.
Without any of these it must be told of the candidate behind `for`, `with ... behind me`, `spent`, or as a career. No verb has to be
known: that the duration is too long for what it is of makes it false, whatever was done in it. A duration that is too short is left alone here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.figures import counted, numbers
from pipeline.grounding.periods import located, stretches
from pipeline.grounding.periods.durations import Duration, durations_in, durations_of
from pipeline.grounding.periods.shared import is_shared
from pipeline.grounding.periods.tenure_told import EXPERIENCE, is_of_something_else, owner
from pipeline.grounding.periods.told_of import employers_of, named
from pipeline.grounding.periods.when_words import DID, PREDICATE
from pipeline.grounding.words import folded, place_of_whole

if TYPE_CHECKING:
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.stretches import Span
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Position

_HALF_A_YEAR = 6
_RAISED = ("senior", "lead", "principal", "chief", "staff", "head")
"""Ranks at which somebody is still of the trade."""
_TITLE_WORD = 5
"""Letters of a word of a title that names one post of several."""
_LONGEST_LIFE = 60
"""Up to here a bare number may count years."""
_HEDGES = r"(?:(?:well|just|a|an|the|good|full|whole|solid|little|over|more|than|nearly|almost|close|to|about|around|roughly|some|at|least|past|last|all|better|best|part|of|going|getting|coming|on) ){0,5}"
_LASTS = re.compile(rf"\b(?:for|with|having|has|spent|spend|after|came|come|comes|followed) {_HEDGES}$", re.IGNORECASE)
_HELD = re.compile(
    r"^ (?:(?:of|in) [\w ,&-]{2,40} )?(?:behind (?:me|you)|(?:to|under) (?:my|your) (?:name|belt))\b|^ in(?=$|,)|^ into (?:my|your) (?:career|working life|trade|profession)\b",
    re.IGNORECASE,
)
_AS = re.compile(r"\b[Aa]s (?:an? |the |your |[A-Z])")
_HAVING = re.compile(r"\b(?:with|having|and (?:have|has|bring|offer|had))\b", re.IGNORECASE)
"""Between what somebody is and the time that they have behind them."""
_SPENT = re.compile(r"^ (?:(?:that|which) )?(?:I|you)(?: have|['’]ve| had)? (?:spent|worked|served|put in|did)\b", re.IGNORECASE)
"""Behind a duration: `the nearly twelve years I spent as`."""
_CAREER = re.compile(r"[ -](?:long )?(?:[a-z]+ )?(?:career|working life)\b")
_STATE = re.compile(
    r"\b(?:am|was|were|been|be|being|as) (?:an?|the|that|this|one|in)\b[^.;]*$|\b(?:worked|working|served|serving|held|spent|practi[sc](?:ed|ing))\b[^.;]*$|^[^.;]*\bbehind (?:me|you)\b",
    re.IGNORECASE,
)
"""What somebody was, or that somebody worked, before a duration."""
_STATE_AFTER = re.compile(
    r"^,? (?:I|you)(?: have|['’]ve)? (?:worked|served|held|(?:was|were|been) (?:an?\b|the\b|(?-i:[A-Z])))", re.IGNORECASE
)
_OF_OTHERS = re.compile(rf"\b(?:[a-z]{{3,}}s|people|men|women|staff|any\w+|some\w+) (?:with|having|who (?:have|has|had)) {_HEDGES}$")
_OPENS = re.compile(rf"\W*(?:for|in|over) {_HEDGES}$", re.IGNORECASE)
_OPENS_NOUN = re.compile(rf"\W*{_HEDGES}$", re.IGNORECASE)
"""Before a duration that is the subject of its part: `Ten years on the mill have taught me`."""
_PREDICATE = re.compile(r" (?:is|are|was|were|makes?|made|would|will|gives?|gave|says?|tells?|told|must|should|could|can|fits?|suits?)\b")
"""Where the subject of a sentence ends that a duration opens."""
_DID = re.compile(r",? (?:I|you)\b(?! (?:would|will|could|can|may|might|should|lived|studied|wanted|hoped)\b)")
_POINTS_BACK = re.compile(
    r"\b(?:been|worked|served) there\b|\bthere (?:I|you)\b|\bin th(?:e|is|at) (?:post|role|job|position)\b|\bheld (?:it|this|that)\b"
)
_AT_NAME = re.compile(
    r"(?: (?:as|of|in) [^.;]{2,60}?)? (?:at|with|for) (?:the )?(?P<name>[A-Z][\w&.’'-]*(?: (?:(?:of|and|the|&) ){0,2}[A-Z][\w&.’'-]*)*)"
)
_AS_TIME = re.compile(r"\b(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|leaving|joining|left) (?:the )?$")
_SINCE = re.compile(r"^,? since\b")
_PART = re.compile(r"(?<!\d),(?!\d)|[;:]")
_NOT_MINE = re.compile(
    r"\b(?:in business|on the market|record|records|history|lifetime|warranty|guarantee|old|reading|following|customer|volunteer\w*|stud\w+|school|university|college|degree|marr\w+|live[ds]?|living|next|coming|contract|plan|programme|program|first)\b"
)
"""What a time is of that is not the candidate's in work; in small letters, since names hold such words."""
_CAPITAL = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]{3,}")


def longest(sources: Sources, clause: Clause, duration: Duration, frame: Frame, *, surely: bool = False) -> Span | None:
    """The longest time that the dates give what a duration is told of; None where that cannot be told, or is not told by words of one position."""
    part, before, after = _part_of(clause.text, duration)
    opens = _OPENS_NOUN.match(before)
    told = _PREDICATE.split(part, 1)[0] if opens else part
    if _is_apart(duration, before, after) or (surely and EXPERIENCE.match(after)) or frames.asks(told) or frames.wishes(told):
        return None
    one = located.only(sources.documents, part)
    at = clause.start - clause.sentence.start
    if (
        (surely and not (one or _is_in_one_post(sources, clause, duration, before)))
        or (_NOT_MINE.search(part) and not one)
        or (duration.hedge != "nth" and is_of_something_else(sources, clause, duration, within=part))
    ):
        return None
    whose = owner(sources, clause, duration, frame)
    own = whose is True or (whose is None and bool(opens and titled(sources, told)))
    lasts = bool(_LASTS.search(before) or _HELD.match(after) or _HELD.match(clause.text[duration.end :]) or _SPENT.match(after))
    shared = is_shared(clause.sentence.text, at + duration.start, at + duration.end)
    beside = [] if shared else employers_of(sources, clause, duration) or _led(sources, clause, duration) or _there(sources, clause, part)
    beside = _in_post(beside, before) or beside
    held, label = beside, _at(beside) if beside else ""
    general = EXPERIENCE.match(after) is not None
    if not beside and (lasts or opens or duration.hedge == "nth"):
        held, label = _of_experience(sources, told, after) if general else _held(sources, clause, _without_abode(told, before))
    if shared or (surely and one and not beside):
        held = []
    if not held and own and (lasts or opens) and one and not (shared or general):
        held, label = [one], _as([one])
    if not held or not (beside or own or ((opens or whose is not False) and at_place(sources, _without_abode(part, before)))):
        state = _STATE.search(before) or _STATE_AFTER.match(clause.text[duration.end :]) or _HELD.match(after)
        if not (own and ((lasts and state) or _CAREER.match(after))):
            return None
        held, label = stretches.all_of(sources, stretches.loose(sources)), ""
        if any(given.months >= duration.months for given in durations_of(sources.resume)):
            return None
    elif any(position.start is None for position in held) or _has_more(sources, held):
        return None
    return None if _is_given(sources, duration, held) else stretches.whole(sources, held, label)


def _is_given(sources: Sources, duration: Duration, held: list[Position]) -> bool:
    """Whether the lines of some positions give as long a duration themselves."""
    own = [number for number, position in enumerate(sources.positions) if position in held]
    return any(given.months >= duration.months and sources.position_at(given.start) in own for given in durations_of(sources.resume))


def _is_apart(duration: Duration, before: str, after: str) -> bool:
    """Whether a duration is too short, denied, or told of others or of what came since."""
    return bool(duration.months < _HALF_A_YEAR or _SINCE.match(after) or _OF_OTHERS.search(before) or frames.denies(before))


def unread(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> Span | None:
    """The time on the lines that begin with an employer named right behind a duration, of a resume whose positions were not read."""
    match = _AT_NAME.match(clause.text, duration.end) if not sources.positions else None
    if not match or frames.denies(clause.text[: duration.start]) or not owner(sources, clause, duration, frame):
        return None
    name = match["name"].rstrip(".")
    headed = [] if is_of_something_else(sources, clause, duration) else stretches.headed(sources, name)
    return stretches.whole(sources, headed, f" at {name}")


def _is_in_one_post(sources: Sources, clause: Clause, duration: Duration, before: str) -> bool:
    """Whether a duration is told of one of several posts at an employer, by a word of its title."""
    return len(sources.positions) > len(sources.employers) and bool(_in_post(employers_of(sources, clause, duration), before))


def _in_post(held: list[Position], text: str) -> list[Position]:
    """Of several posts at one employer, those of which a text has a word that the other titles lack: `my internship there`."""
    if len({one.employer.value for one in held if one.employer}) != 1:
        return []
    titles = [set(folded(one.title.value).split()) if one.title else set() for one in held]
    said = [word.strip(".,;:'’") for word in folded(text).split()]
    chosen = []
    for number, one in enumerate(held):
        own = titles[number] - {word for other, title in enumerate(titles) if other != number for word in title}
        if any(word.startswith(title) for title in own if len(title) >= _TITLE_WORD for word in said):
            chosen.append(one)
    return chosen


def _led(sources: Sources, clause: Clause, duration: Duration) -> list[Position]:
    """The one employer of a clause that a duration opens, up to the next duration: `For six years I ran the mill and the yard at Acme`."""
    if not (_OPENS.match(clause.text[: duration.start]) and _DID.match(clause.text, duration.end)):
        return []
    end = next((other.start for other in durations_in(clause) if other.start >= duration.end), len(clause.text))
    held = named(sources, clause.text[duration.end : end])
    return held if len({one.employer.value for one in held if one.employer}) == 1 else []


def _there(sources: Sources, clause: Clause, part: str) -> list[Position]:
    """The one employer of the sentence, or of the one before, that `there` and `in the post` point back to."""
    if not _POINTS_BACK.search(part) or named(sources, clause.text):
        return []
    found: list[Position] = []
    at = clause.previous
    while at and not found and at.sentence.number >= clause.sentence.number - 1 and at.sentence.paragraph == clause.sentence.paragraph:
        found = named(sources, at.text)
        at = at.previous
    return found if len({one.employer.value for one in found if one.employer}) == 1 else []


def _part_of(text: str, duration: Duration) -> tuple[str, str, str]:
    """The part of a clause between commas that a duration stands in, and what of it stands before and behind."""
    start = max((match.end() for match in _PART.finditer(text, 0, duration.start)), default=0)
    end = next((match.start() for match in _PART.finditer(text, duration.end)), len(text))
    if (told := PREDICATE.search(text, duration.end, end)) and DID.search(text, start, duration.start):
        end = told.start()
    return text[start:end], text[start : duration.start], text[duration.end : end]


def held(sources: Sources, clause: Clause, duration: Duration) -> list[Position]:
    """The positions that a duration is told of without an employer beside it: by title, by place, or the one employer of the sentence."""
    return _held(sources, clause, _part_of(clause.text, duration)[0])[0]


def _held(sources: Sources, clause: Clause, part: str) -> tuple[list[Position], str]:
    """The positions that a duration is told of without an employer beside it, with how they are called."""
    sentence = clause.sentence.text
    if named_by := titled(sources, part):
        return named_by, _as(named_by)
    if not named(sources, part) and (there := at_place(sources, part)):
        return there, _at(there)
    alone = _is_alone(sentence)
    if alone and (named_by := titled(sources, sentence)):
        return named_by, _as(named_by)
    at = named(sources, sentence) if alone and not named(sources, part) else []
    return (at, _at(at)) if len({one.employer.value for one in at if one.employer}) == 1 else ([], "")


def _of_experience(sources: Sources, part: str, after: str) -> tuple[list[Position], str]:
    """The positions that years of experience are told of: by a title behind `as`, or a place behind them; who somebody is now has no part in it."""
    if named_by := titled(sources, part) if _AS.search(part) else []:
        return named_by, _as(named_by)
    there = at_place(sources, after)
    return there, _at(there) if there else ""


def _is_alone(sentence: str) -> bool:
    """Whether a sentence has no other number that may be a part of the time: `five years: three in Busan and two at Acme`."""
    times = (one for one in numbers.find(sentence) if one.unit in ("", "years", "months") and one.value <= _LONGEST_LIFE)
    return sum(not counted.noun(sentence, number) for number in times) == 1


def _at(held: list[Position]) -> str:
    return f" at {held[0].employer.value}" if held[0].employer else ""


def _as(held: list[Position]) -> str:
    titles = dict.fromkeys(one.title.value for one in held if one.title)
    return f" as {' and '.join(titles)}" if titles else ""


def _has_more(sources: Sources, held: list[Position]) -> bool:
    """Whether the resume has ranges beside the name of an employer that none of its positions holds."""
    others = stretches.loose(sources)
    return bool(others) and any(
        stretches.near(sources, others, *place)
        for position in held
        if position.employer
        for place in names.mentions(sources.resume.text, position.employer.value)
    )


def _without_abode(part: str, before: str) -> str:
    """A part of a clause without what somebody is who has a duration: `I am a cook in Bamberg with ten years` says not where they were spent."""
    parted = max((match.end() for match in _HAVING.finditer(before)), default=0)
    return part[parted:] if len(part) > parted else part


def titled(sources: Sources, text: str) -> list[Position]:
    """The positions whose whole title of two words or more a text has, without those whose title is a part of another there."""
    low = folded(text)
    found = [one for one in sources.positions if one.title and " " in one.title.value and place_of_whole(low, folded(one.title.value)) >= 0]
    titles = {folded(one.title.value) for one in found if one.title}
    whole = {title for title in titles if not any(title in other and title != other for other in titles)}
    raised = {f"{rank} {title}" for title in whole for rank in _RAISED if title in text}  # in small letters, a trade
    return [one for one in sources.positions if one.title and folded(one.title.value) in whole | raised]


def at_place(sources: Sources, text: str) -> list[Position]:
    """The one position in whose headline a capitalised word of a text stands, as `Bamberg` for the brewery there."""
    heads = _heads(sources.documents)
    for match in _CAPITAL.finditer(text):
        if _AS_TIME.search(text[: match.start()]):
            continue
        at = [number for number, head in enumerate(heads) if place_of_whole(head, match.group()) >= 0]
        if at and len({folded(one.employer.value) if (one := sources.positions[number]).employer else "" for number in at}) == 1:
            return [sources.positions[number] for number in at]
    return []


@lru_cache(maxsize=256)
def _heads(documents: Documents) -> tuple[str, ...]:
    """The headline of each position: the lines from its title or employer to its dates."""
    return tuple(_head(documents.resume.text, position) for position in documents.facts.positions)


def _head(text: str, position: Position) -> str:
    given = [fact for fact in (position.title, position.employer, position.dates) if fact]
    if not given:
        return ""
    start, end = min(fact.start for fact in given), max(fact.end for fact in given)
    return text[text.rfind("\n", 0, start) + 1 : max(text.find("\n", end), end)]
