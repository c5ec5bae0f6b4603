"""People that an email says the candidate led: whether the resume shows people led there, and so many.

`my crew of six` needs a line of the resume with a lead and people in it, or a title that leads; where the email names the employer, among
the lines of that position. `Team of six` alone is membership. Where the resume counts the people led, the email's number must be one of
the numbers of those lines, or a sum of them. Not covered: whether the people led had the trade that the email gives them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.career import people_terms
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import counted, numbers
from pipeline.grounding.figures.metric_moved import line_at
from pipeline.grounding.periods import told_of
from pipeline.grounding.words import WORD, place_of_whole, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence, Position

_MOST_NUMBERS = 6
"""Numbers of a resume's lines about people led whose sums are tried."""
_PERSONS_NEAR = re.compile(
    r"\b(?:teams?|staff|(?<!young )(?<!older )(?<!elderly )(?<!local )people|colleagues|crew|volunteers|starters|assistants?|reports|shift|squad|hired|mentor\w*|delegat\w+|rota|supervis\w+)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^;.\n]+(?:\n(?=\s*[a-z])[^;.\n]+)*")
_MANY = re.compile(
    r" of (?:about |some |over |up to |more than )?[\w-]+(?: (?!and\b|or\b|at\b|in\b|on\b|who\b|that\b|which\b|for\b|with\b|to\b|by\b|from\b|across\b|when\b|where\b|before\b|since\b|during\b)[\w-]+){0,2}"
)
_AT_MOST = re.compile(r"\b(?:up to|as many as|at most|to) \S+$")
"""Before the highest number of people led at a time."""
_OWN = {
    Direction.APPLICATION: re.compile(
        r"^[Mm]y\b|\b(?:by|to|under|beneath|below) me$|\bI(?:['’]ve| have| had)?(?: now| also| still)? [a-z]+$"
    ),
    Direction.OUTREACH: re.compile(
        r"^[Yy]our\b|\b(?:by|to|under|beneath|below) you$|\byou(?:['’]ve| have| had)?(?: now| also| still)? [a-z]+$"
    ),
}
"""At the beginning or the end of people led, whose they are."""
_THIRD = re.compile(r"(?:leads|runs|manages|heads|directs|supervises|oversees|steers|captains|chairs)\b", re.IGNORECASE)
"""What neither `I` nor `you` does: `the head chef leads the team`."""
_REACH = 90
_BEFORE = 80
"""Characters before people led in which their lead is denied, hoped for or given as a duty."""
_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w’'-]{3,}")
_ABOVE = re.compile(
    r"\b(?:under|by|to|for|with|(?:[Aa]ssist|[Ss]upport|[Hh]elp|[Ss]hadow|[Aa]dvis)(?:ed|s|es|ing)?) (?:an?|the|my|our|its|his|her) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
"""Before somebody who leads the candidate: `under a supervisor`, `reported to the head of`."""
_UNDER = re.compile(r"(?:under|beneath|below|report|answer)", re.IGNORECASE)
_SORT = 40
"""Characters behind a number that name what it counts."""
_NUMBER = r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)"
_SUBJECT = re.compile(
    rf"\b(?P<many>{_NUMBER}) (?P<sort>(?:(?!are\b|is\b|were\b|was\b|and\b|or\b|of\b|in\b|at\b|for\b|with\b|to\b|on\b)[\w’'-]+ ){{1,3}}?)(?:(?!\b(?:I|you|we|where|which|when|that)\b)[^,;.]){{0,60}}$",
    re.IGNORECASE,
)
"""People that are told as the subject: `three doctoral candidates are now writing`, before `under my supervision`."""
_ONE = re.compile(r"\b(?:is|was|has been) $")
"""Before `under my supervision` where the subject is no number of people: `an outreach to four centres was`."""
_JOINED = re.compile(r"-((?!person|people|man|woman|member|head|strong|employee|staff|nurse)[a-z]{3,})\b", re.IGNORECASE)
"""Behind the number of `a 36-bed unit`."""
_LONGEST_TITLE = 90
"""Characters up to which a line may be a title."""
_BESIDE = re.compile(
    r"\b(?:under|guid(?:ed|ance)|worked (?:with|alongside|closely|in|among)|working (?:with|alongside|closely|in)|works? (?:with|alongside|closely|in)|collaborat\w+|cooperat\w+|part of|member of|one of|report(?:ed|ing|s)? to|help(?:ed|ing|s)?|assist(?:ed|ing|s)?|support(?:ed|ing|s)?|alongside|together with|joined|in an? (?:\w+ )?team)\b",
    re.IGNORECASE,
)
"""In a line on people who are not led."""
_LEARNERS = re.compile(r"\b(?:students?|pupils?|interns?|trainees?|apprentices?|learners?|juniors)$", re.IGNORECASE)
_LEARNERS_NEAR = re.compile(r"\b(?:students?|pupils?|interns?|trainees?|apprentices?|graduates?|juniors?)\b", re.IGNORECASE)
_PERSONS = (
    frozenset(map(stem, people_terms.STAFF))
    | frozenset(map(stem, "persons men women members students pupils volunteers partners clients residents doctors others heads".split()))
) - {stem("offices")}
"""Stems of people; `officers` and `offices` have the same."""
_ANY_PEOPLE = frozenset(map(stem, "team teams crew staff people employees colleagues workforce reports workers".split()))
_MEMBER = re.compile(r"\b(?:in|part of|member of|within) an? (?:[\w-]+ )?$", re.IGNORECASE)
_HEADCOUNT = re.compile(r"\b(?:headcount|workforce)\b", re.IGNORECASE)
"""In a line on how many there are, who are led by the line before it."""
_HEADLINES = 4
_LONGEST = 1500
"""Characters of a clause that are read."""
_MOST_CLAIMS = 4
"""Claims of people led that are read in one clause."""
_IN_GENERAL = re.compile(r" (?:is|are|was|were|would be|comes|has been) ")
"""Behind the people of a deed that opens a clause: `Leading staff is familiar to me`, wherever that was."""
_IN_CHARGE = re.compile(r"\bin[ -]charge$", re.IGNORECASE)
_STOOD_IN = re.compile(
    r"\b(?:(?:[Ss]t(?:an|oo)d(?:s|ing)? in|[Cc]over(?:s|ed|ing)?|[Dd]eputi[sz](?:es?|ed|ing)|[Aa]ct(?:s|ed|ing)?) (?:for|as|up)\b|acting\b|OIC\b|[Ii]n[- ]charge\b)"
)
"""Who has somebody's watch for a time is in charge then."""
HAVING = re.compile(r"\b(?:[Hh]aving|[Aa]fter)(?: \w+ly| also| once)? ")
"""Before what was led, whatever the clause goes on to promise: `Having managed a team of six, you would ...`."""
_AT = re.compile(r"(?: of (?:\w+ ){0,3}[a-z]+s)? (?:at|for|with|in|of) (?:the )?(?P<where>[A-Z][^,;.]{1,40})")
_SAME_PLACE = re.compile(r"\b[Tt]here\b|^[Ww]here\b")
"""In a clause of the place that the clause before it names."""
_TEAMS = frozenset(map(stem, "teams crews groups squads".split()))
_NAMED_BACK = 3
"""Clauses back of the same paragraph in which the employer is looked for that a clause with `there` or `where` goes on with."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause to have led people."""
    at = 0
    for _ in range(_MOST_CLAIMS):
        span = people_terms.people(clause.text[:_LONGEST], at)
        if span is None:
            return
        at = span[1]
        yield from _judged(letter, clause, span)


def _is_duty(sources: Sources, clause: Clause, span: tuple[int, int]) -> bool:
    """Whether an outreach names nobody beside people led whom the posting has in all their words."""
    told = (match.group() for match in WORD.finditer(clause.text, *span))
    return not frames.names_candidate(clause.text, Direction.OUTREACH) and all(map(sources.job.has_word, told))


def _is_told(letter: Letter, clause: Clause, span: tuple[int, int]) -> bool:
    """Whether people led are told as the candidate's."""
    direction, before = letter.sources.direction, clause.text[max(0, span[0] - _BEFORE) : span[0]]
    if _THIRD.match(clause.text, span[0]) and not terms.is_third(clause.text[: span[0]]):
        return False
    if terms.NOT_DONE.search(before[-40:]) and not terms.is_duty(direction, before):
        return False
    own = _OWN[direction].search(clause.text[slice(*span)]) or terms.is_own(direction, clause.text, *span)
    if letter.frame(clause).claims and (
        people_terms.is_apposed(direction, clause.text, *span) or (own and _is_relative(letter, clause, span))
    ):
        return True
    return bool(own) and asserted(letter, clause, *span) is not Strength.NONE


def _is_relative(letter: Letter, clause: Clause, span: tuple[int, int]) -> bool:
    """Whether people led are `the three assistants you supervise`; not those that an outreach may mean of the post, for which the posting has a word."""
    match = people_terms.THOSE.match(clause.text, *span)
    post = letter.sources.direction is Direction.OUTREACH and not positions_named(letter.sources, clause)
    return bool(match) and not (match and post and letter.sources.job.has_word(match["who"]))


def _judged(letter: Letter, clause: Clause, span: tuple[int, int]) -> Iterator[Claim]:
    sources = letter.sources
    if not _is_told(letter, clause, span):
        return
    having = HAVING.search(clause.text[max(0, span[0] - 20) : span[0]])
    if sources.direction is Direction.OUTREACH and not having and _is_duty(sources, clause, span):
        return
    positions = (
        [] if _IN_GENERAL.match(clause.text, span[1]) and not clause.text[: span[0]].strip() else positions_behind(sources, clause, span[1])
    )
    if sources.direction is Direction.OUTREACH and not positions and not having and terms.FUTURE.search(clause.text):
        return
    span = span[0], span[1] + (len(many.group()) if (many := _MANY.match(clause.text[span[1] : span[1] + 80])) else 0)
    under = _UNDER.match(clause.text, span[0])
    if subject := under and not _ONE.search(clause.text, 0, span[0]) and _SUBJECT.search(clause.text[max(0, span[0] - _REACH) : span[0]]):
        span = span[0] - len(subject.group()), span[1]
    learners = _LEARNERS_NEAR.search(clause.text[slice(*span)]) is not None
    stood_in = _IN_CHARGE.search(clause.text[slice(*span)]) and _STOOD_IN.search(sources.resume.text)
    shown = _shown_at(sources, positions, learners) if positions else _shown(sources, learners)
    if stood_in and not shown:
        shown = sources.resume.evidence(*stood_in.span())
    said = clause.text[slice(*span)]
    if shown and _is_elsewhere(sources, said, shown):
        shown = None
    if not shown:
        where = f" at {positions[0].employer.value}" if positions and positions[0].employer else ""
        yield claim(clause, *span, Kind.SCOPE, Verdict.UNSUPPORTED, f"You wrote '{said}'; the resume shows nobody led{where}.")
        return
    if wrong := _fewer(sources, subject) if subject else _wrong_count(sources, clause.text, *span):
        reason = f"You wrote '{said}'; where the resume tells of people led it does not give {wrong}."
        yield claim(clause, *span, Kind.SCOPE, Verdict.CONTRADICTED, reason, shown)
        return
    yield claim(clause, *span, Kind.SCOPE, Verdict.SUPPORTED, "The resume shows people led.", shown)


def anybody_led(sources: Sources, clause: Clause, end: int | None = None) -> bool:
    """Whether the resume shows people led at the employer that a clause names, right behind a place first, or anywhere where it names none."""
    positions = positions_named(sources, clause) if end is None else positions_behind(sources, clause, end)
    return (_shown_at(sources, positions, learners=False) if positions else _shown(sources, learners=False)) is not None


def positions_behind(sources: Sources, clause: Clause, end: int) -> list[Position]:
    """The positions at the employer right behind people led, whatever else the clause names; else at the one that it names."""
    behind = _AT.match(clause.text, end)
    there = [position for start, _, position in told_of.mentions(sources, clause.text) if behind and start == behind.start("where")]
    return there or positions_named(sources, clause)


def _is_elsewhere(sources: Sources, said: str, shown: Evidence) -> bool:
    """Whether people are only led outside the positions, and the very people of a claim stand in a position's line: a captain who tells volunteers."""
    if shown.start is None or sources.position_at(shown.start) is not None or not sources.positions:
        return False
    if shown.start < min((fact.start for one in sources.positions for fact in (one.title, one.employer) if fact), default=0):
        return False  # a profile tells of the positions
    people = {stem(word) for word in re.findall(r"[\w-]+", said) if people_terms.is_staff(word)} - _ANY_PEOPLE
    if not people.isdisjoint(stems(line_at(sources.resume.text, shown.start))):
        return False
    bullets = [bullet for position in sources.positions for bullet in position.bullets]
    return any(not people.isdisjoint(stems(bullet.value)) for bullet in bullets)


def positions_named(sources: Sources, clause: Clause) -> list[Position]:
    """The positions at the employer that the clause names, or the one before it where it says `there` or begins with `where`."""
    at: Clause | None = clause
    for _ in range(_NAMED_BACK):
        if at is None or at.sentence.paragraph != clause.sentence.paragraph:
            return []
        named = told_of.named(sources, at.text)
        if named:
            return named if len({position.employer.value for position in named if position.employer}) == 1 else []
        if at is clause and not _SAME_PLACE.search(clause.text):
            return []
        at = at.previous
    return []


def _shown_at(sources: Sources, positions: list[Position], learners: bool) -> Evidence | None:
    """A lead in the title or the lines of positions."""
    for position in positions:
        if position.title and people_terms.RANKED_TITLE.search(position.title.value):
            return sources.resume.of(position.title)
        for bullet in position.bullets:
            for piece in _PIECE.finditer(bullet.value):
                if found := _led_in(piece.group(), learners):
                    start = bullet.start + piece.start()
                    return sources.resume.evidence(start + found[0], start + found[1])
    covered = any(position.bullets for position in positions)
    return None if covered else _shown(sources, learners)


def _led_in(text: str, learners: bool) -> tuple[int, int] | None:
    """Where a line tells of people led; a lead of something else does not count, nor one of learners unless they are claimed."""
    if (found := people_terms.people(text)) and (learners or not _LEARNERS.search(text[slice(*found)])):
        return found
    lead = next((found for found in people_terms.LEAD_SHOWN.finditer(text) if not _ABOVE.search(text, 0, found.start())), None)
    near = _PERSONS_NEAR.search(text) or (learners and _LEARNERS_NEAR.search(text))
    return lead.span() if lead and near else None


def _shown(sources: Sources, learners: bool) -> Evidence | None:
    for position in sources.positions:
        if position.title and people_terms.RANKED_TITLE.search(position.title.value):
            return sources.resume.of(position.title)
    found = _first_shown(sources.resume, learners=learners, read=bool(sources.positions))
    return sources.resume.evidence(*found) if found else None


@lru_cache(maxsize=256)
def _first_shown(resume: Source, *, learners: bool, read: bool) -> tuple[int, int] | None:
    """The first people led in a resume; a title counts in its first lines, or anywhere in one whose positions were not `read`."""
    for number, piece in enumerate(_PIECE.finditer(resume.text)):
        titled = len(piece.group()) < _LONGEST_TITLE and (number < _HEADLINES or not read)
        ranked = people_terms.RANKED_TITLE.search(piece.group()) if titled else None
        if found := ranked.span() if ranked else _led_in(piece.group(), learners):
            return piece.start() + found[0], piece.start() + found[1]
    return None


def _wrong_count(sources: Sources, text: str, start: int, end: int) -> str:
    """The email's number of people, where the resume counts the people led and that is none of them."""
    stop = re.search(r"[,.;:]|\b(?:at|in|on|who|that|which|and|with|for|from|to|across)\b", text[end : end + 40])
    behind = text[start : end + (min(stop.start(), 30) if stop else 30)]
    said = [number for number in numbers.find(behind) if number.value == int(number.value) and 1 < number.value < 2000 and not number.unit]
    if (
        len(said) == 1
        and _AT_MOST.search(behind[: said[0].end])
        and (most := max((n for line in _counts(sources.resume) for n in line), default=0))
    ):
        return str(int(said[0].value)) if said[0].value > most + 1 else ""
    if len(said) != 1 or re.search(
        r"\b(?:over|more than|up to|about|around|some|nearly|almost|roughly|at least|years?|months?|weeks?)\b|%|\+|\bto\b|[-–]\d", behind
    ):
        return ""
    given = _counts_beside(sources.resume, text) or _counts(sources.resume)
    wanted = int(said[0].value)
    if (thing := counted.noun(behind, said[0])) and thing not in _PERSONS and _counts_of(sources.resume, wanted, thing):
        return ""  # `a division of 130 hectares`
    if thing in _TEAMS and wanted <= sum(map(len, _counts(sources.resume))):
        return ""  # `two teams` of so many whose people are counted
    if not given:
        return str(wanted) if _counts_things(sources.resume, wanted) or _counts_equals(sources.resume, wanted) else ""
    return "" if any(_fits(wanted, counts) for counts in given) else str(wanted)


def _fewer(sources: Sources, subject: re.Match[str]) -> str:
    """The number of people told as a subject (`three doctoral candidates are under my supervision`), where a line that leads some of that sort has fewer."""
    said = next((number for number in numbers.find(subject["many"]) if not number.unit and number.value == int(number.value)), None)
    sort = [stem(word) for word in subject["sort"].split()]
    given: list[float] = list(_led_of_sort(sources.resume.text, set(sort[:-1] or sort))) if said else []
    if not given and _ANY_PEOPLE.issuperset(sort):
        given = [float(sum(counts)) for counts in _counts(sources.resume)]
    return subject["many"] if said and given and max(given) + 1 < said.value else ""


def _led_of_sort(text: str, sort: set[str]) -> Iterator[float]:
    """In each line the sum of the numbers of a sort of people in a resume's pieces about people led: 1 for `co-supervises one doctoral student`."""
    for piece in _PIECE.finditer(text):
        if not sort.isdisjoint(stems(piece.group())) and _led_in(piece.group(), learners=True):
            found = [number for number in numbers.find(piece.group()) if not number.unit]
            of_sort = [one.value for one in found if not sort.isdisjoint(stems(piece.group()[one.end : one.end + _SORT])[:2])]
            if of_sort:
                yield sum(of_sort)


def _counts_things(resume: Source, wanted: int) -> bool:
    """Whether a resume has a number, and only to count what is no people: `9 offices` bears out no department of nine."""
    given = [_counted(resume.text, number) for number in resume.numbers if number.value == wanted and not number.unit]
    return bool(given) and all(noun is not None and noun not in _PERSONS for noun in given)


def _counts_of(resume: Source, wanted: int, thing: str) -> bool:
    """Whether a resume counts so many of a thing."""
    return any(number.value == wanted and _counted(resume.text, number) == thing for number in resume.numbers)


def _counted(text: str, number: Number) -> str | None:
    """The stem of what a number counts, also of `42-bed`."""
    joined = _JOINED.match(text, number.end)
    return stem(joined[1]) if joined else counted.noun(text, number)


def _counts_equals(resume: Source, wanted: int) -> bool:
    """Whether the number stands only in lines that put those people beside or above the candidate: `under 9 engineers`, `with a team of 10`."""
    lines = [line_at(resume.text, number.start) for number in resume.numbers if number.value == wanted and not number.unit]
    return bool(lines) and all(_BESIDE.search(line) and not _led_in(line, learners=True) for line in lines)


def _fits(wanted: int, counts: tuple[int, ...]) -> bool:
    """Whether a number is one of those of a line, a sum of them, or one more or less: with or without the one who leads."""
    sums = {sum(some) for size in (1, 2, 3) for some in combinations(counts[:_MOST_NUMBERS], size)}
    return bool(sums & {wanted - 1, wanted, wanted + 1}) or (len(counts) > 1 and counts[0] <= wanted <= counts[1])


def _tells_of_led(piece: str) -> bool:
    return (
        people_terms.people(piece) is not None
        or any(_is_own_team(piece, team) for team in people_terms.TEAM_OF.finditer(piece))
        or _HEADCOUNT.search(piece) is not None
    )


def _is_own_team(text: str, team: re.Match[str]) -> bool:
    """Whether a `team of` is none that the candidate only stood in: `in a team of six`."""
    return not _MEMBER.search(text, max(0, team.start() - 30), team.start())


def _counts_people(text: str, number: Number) -> bool:
    """Whether a number stands before people at work, or behind `team of`."""
    if people_terms.TEAM_OF.search(text[max(0, number.start - 12) : number.start]) or re.match(
        r" (?:to|or|and|-|–) ?\w+ ", text[number.end : number.end + 12]
    ):
        return True
    behind = re.split(r"[,;.:(]|\b(?:on|in|at|for|with|to|by|from|across|of)\b", text[number.end : number.end + 60])[0].split()
    return any(people_terms.is_staff(word) for word in behind[:5])


def _counts_beside(resume: Source, text: str) -> list[tuple[int, ...]]:
    """The numbers of people in the lines about people led that have a name of a text: those led `in Colares`."""
    named = [match.group() for match in _NAME.finditer(text)]
    return [counts for line, counts in _counted_lines(resume) if any(place_of_whole(line, name) >= 0 for name in named)]


def _counts(resume: Source) -> list[tuple[int, ...]]:
    return [counts for _, counts in _counted_lines(resume)]


@lru_cache(maxsize=256)
def _counted_lines(resume: Source) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The lines of a resume that tell of people led, with the numbers of people in each."""
    found = []
    for piece in _PIECE.finditer(resume.text):
        if _tells_of_led(piece.group()):
            counted = [
                number
                for number in numbers.find(piece.group())
                if number.value == int(number.value) and _counts_people(piece.group(), number)
            ]
            found.append((piece.group(), tuple(int(number.value) for number in counted)))
    return tuple((line, counts) for line, counts in found if counts)
