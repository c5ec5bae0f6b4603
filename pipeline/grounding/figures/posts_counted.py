"""How many employers, jobs and schools the candidate is said to have had: `I have worked for five employers`, `my resume lists three posts`.

    counted = told(sources, clause, number)    -> how many there may be, or None where a number counts something else
    judged(clause, number, counted)            -> the claim, or none where any number may be right

Nobody counts posts in one way: with the internship or without, a promotion as a post of its own or not, two at once as two or one. A count is false
only where none of them gives it; dates of posts that were not read may be posts too, and whoever worked for clients may count those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import names
from pipeline.grounding.claim import claim
from pipeline.grounding.periods import stretches
from pipeline.grounding.periods.sides import head, is_side
from pipeline.grounding.words import any_in
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Position

_ANY = (
    "employer",
    "compan",
    "firm",
    "organi",
    "business",
    "workplace",
    "job",
    "post",
    "position",
    "role",
    "universit",
    "college",
    "degree",
)
_NOUN = re.compile(
    r"(?: (?:or|to) \w+)?(?P<kind>(?: (?!of\b|in\b|for\b|and\b|my\b|your\b|the\b)[a-z-]+){0,2}?) "
    r"(?:(?P<employers>employers?)|(?P<firms>compan(?:y|ies)|firms?|organi[sz]ations?|business(?:es)?|workplaces?)|(?P<jobs>jobs?|posts?|positions?|roles?)|(?P<schools>universit(?:y|ies)|colleges?)|(?P<degrees>(?:university |academic )?degrees?))\b(?!['’-])",
    re.IGNORECASE,
)
_EVERY = frozenset("different past previous former separate distinct".split())
"""Words beside the noun that leave none out."""
_ALL = ("employers", "firms", "jobs")
_HEDGE = r"(?:(?:a total of|no fewer than|no less than|at least|more than|over|fewer than|less than|under|about|around|some|roughly|nearly|almost|up to|only|just|exactly|all|the|these|as many as|altogether|just over) )*(?:\w+ (?:or|to) )?$"
_ALREADY = r"(?:(?:have|had|has|only|so far|now|already|always|ever|also|myself) )*"
_WHOLE = r"(?P<whole>^\W*(?:(?:and|but) )?(?:(?:So far|In all|In total|Altogether|To date|Until now|In (?:my|your) (?:\w+ )?career|I (?:see|saw) that),? )?)?"


def _led(who: str, mine: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    told = (
        (
            rf"{_WHOLE}\b{who} {_ALREADY}(?:worked (?:for|at)|been employed (?:by|at)|been (?:with|at)) {_HEDGE}",
            ("employers", "firms"),
        ),
        (
            rf"{_WHOLE}\b{who} {_ALREADY}(?:worked (?:for|at|in)|had|held|been (?:in|through)|gone through|changed|known) {_HEDGE}",
            ("employers", "jobs"),
        ),
        (
            rf"{_WHOLE}\b{mine} (?:resume|résumé|CV|profile|record) (?:\w+ly |also |now )?(?:lists?|names?|shows?|has|counts?|gives?|contains?|mentions?) {_HEDGE}",
            _ALL,
        ),
        (
            rf"\b{mine} (?:\w+ )?(?:career|path|(?:working|professional) life|experience|work|time|years?) (?:(?:so far|now|also|has|have|taken|led|been) |(?:me|you) )*(?:spans?|covers?|includes?|runs? (?:through|across)|at|for|across|through|over|between|to|with|from) {_HEDGE}",
            _ALL,
        ),
        (rf"\b{mine} {_HEDGE}", ("employers", "jobs", "degrees")),
        (rf"^(?:(?:across|through|with|over|after|between) )?{_HEDGE}", ("employers",)),
        (rf"[,;:–-] {_HEDGE}", ("employers",)),
        (rf"^(?:with|after|in|through|across) {_HEDGE}", ("jobs",)),
        (rf"\b{who} {_ALREADY}(?:(?:studied|been) at|attended|graduated from|went to) {_HEDGE}", ("schools",)),
        (rf"\b{who} {_ALREADY}(?:hold|have|earned|completed|taken|took|obtained) {_HEDGE}", ("degrees",)),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), nouns) for pattern, nouns in told)


_LED = {Direction.APPLICATION: _led("I(?:['’]ve|['’]d)?", "my"), Direction.OUTREACH: _led("you(?:['’]ve|['’]d)?", "your")}
"""What stands before the number of each sort of thing."""
_BARE = re.compile(
    r"(?: (?:so far|in all|in total|altogether|until now|to date|in (?:my|your) (?:[a-z]+ )?(?:career|life)|(?:my|your) (?:whole|entire) (?:career|life)|all (?:my|your) life))?(?: *[.,;:!)]|\s*$)",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(?:various|several|multiple|temp|temping|locum|(?:staffing|employment|temp\w*) agency)\b", re.IGNORECASE)
"""In the head of a post that was held at any number of employers."""
_CLIENTS = re.compile(r"\b(?:clients?|freelanc\w*|contract(?:or)?|self[- ]employed|independent|owner|agency)\b", re.IGNORECASE)
"""In that of one which was held for clients, who are companies and no employers."""
_MORE = re.compile(r"\b(?:later|then|promot\w+|rotat\w+|acting|second(?:ed|ment)|formerly|previously)\b|[/&;]| and ", re.IGNORECASE)
"""In the lines of a post that may be more than one."""
_SCHOOL = re.compile(r"universi|college|school|institut|academ|polytechn|faculty|[ée]cole|lyc[ée]|hochschule", re.IGNORECASE)
_DEGREE = re.compile(
    r"\b(?:bachelor|master|b\.?sc|m\.?sc|b\.?a\b|m\.?a\b|m\.?b\.?a|ph\.?\s?d|doctor|diploma|degree|b\.?eng|m\.?eng|b\.?ed|m\.?ed|licen|\w\.\w\.)",
    re.IGNORECASE,
)
_STUDIED = {"schools": _SCHOOL, "degrees": _DEGREE}
_DOCTORATE = re.compile(r"\bph\.?\s?d|\bdoctor|\bd\.?phil", re.IGNORECASE)
"""Studies that many hold as a job."""
_AT_LEAST = re.compile(r"\b(?:at least|no fewer than|no less than|as many as)\b[^,;]{0,10}$", re.IGNORECASE)


class Counted(NamedTuple):
    """How many there are by any count, `most` being None where there may be any number; `bare` where the email says that there were no others."""

    what: str
    least: int
    most: int | None
    bare: bool


def told(sources: Sources, clause: Clause, number: Number) -> Counted | None:
    """How many posts or studies there may be of what a number counts."""
    if number.unit or not any_in(clause.text.lower(), _ANY):
        return None
    behind = _NOUN.match(clause.text, number.end)
    kind = behind.lastgroup if behind else None
    if behind is None or kind is None:
        return None
    before = clause.text[: number.start]
    led = next((found for pattern, nouns in _LED[sources.direction] if kind in nouns and (found := pattern.search(before))), None)
    if led is None or any(names.find(clause.text, employer) for employer in sources.employers):
        return None
    if named := _STUDIED.get(kind):
        return Counted(kind, 0, max(len(sources.facts.education), len(named.findall(sources.resume.text))), bare=False)
    every = _EVERY.issuperset(behind["kind"].lower().split()) and " or " not in before[-8:] and " to " not in before[-8:]
    bare = every and led.groupdict().get("whole") is not None and bool(_BARE.match(clause.text, behind.end()))
    loose = kind == "firms" or (kind == "jobs" and behind["jobs"].lower().startswith("job"))
    return Counted("employers" if kind != "jobs" else "posts", *_posts(sources, kind, loose=loose), bare)


def judged(clause: Clause, number: Number, counted: Counted) -> Iterator[Claim]:
    """The claim of such a number; none where the documents leave it open."""
    said, value = clause.text[number.start : number.end].strip(), number.value
    if counted.most is None:
        return
    beyond = number.hedge == "over" and not _AT_LEAST.search(clause.text, 0, number.start)
    too_many = value + beyond > counted.most + (number.hedge == "about") and number.hedge != "under"
    too_few = counted.bare and value < counted.least - (number.hedge == "about") and number.hedge != "over"
    if not (too_many or too_few):
        yield claim(clause, number.start, number.end, Kind.METRIC, Verdict.SUPPORTED, f"The resume has so many {counted.what}.")
        return
    given = counted.most if too_many else counted.least
    reason = f"You wrote '{said}'; the resume has {given} {counted.what}{'' if too_many else ' or more'}."
    yield claim(clause, number.start, number.end, Kind.METRIC, Verdict.CONTRADICTED, reason)


def _posts(sources: Sources, kind: str, *, loose: bool) -> tuple[int, int | None]:
    """The fewest and the most employers, or posts, by any count; `loose` where a client's may be one too."""
    held = [one for one in sources.positions if one.employer or one.title]
    if not held or any(_MANY.search(head(one)) or (loose and _is_for_clients(one)) for one in held):
        return 0, None
    own = [one for one in held if not is_side(sources, one) and not any(_is_within(one, other) for other in held)]
    unread = len(stretches.loose(sources)) + sum(
        bool(one.degree and _DOCTORATE.search(one.degree.value)) for one in sources.facts.education
    )
    if kind != "jobs":
        more = sum(len(_MORE.findall(one.employer.value)) if one.employer else 1 for one in held)
        return len(_employers(own)), len(_employers(held)) + more + unread
    more = sum(len(_MORE.findall(one.title.value)) for one in held if one.title)
    more += sum("romot" in bullet.value for one in held for bullet in one.bullets)
    return len(_employers(own)), len(held) + more + unread


def _is_for_clients(one: Position) -> bool:
    """Whether a post was held for clients: freelance, or as a consultant of whose clients its lines tell."""
    told = "onsult" in head(one) and any("client" in bullet.value.lower() for bullet in one.bullets)
    return told or bool(_CLIENTS.search(head(one)))


def _employers(held: list[Position]) -> list[str]:
    """The names of the employers of some posts, each once, however it is spelled."""
    found: list[str] = []
    for name in (one.employer.value for one in held if one.employer):
        if not any(names.alike(name, other) for other in found):
            found.append(name)
    return found


def _is_within(one: Position, other: Position) -> bool:
    """Whether a post was held beside another all the time, or may have been."""
    if one is other or None in (one.start, one.end, other.start, other.end):
        return False
    ends = ["9999" if end == "present" else end or "" for end in (one.end, other.end)]
    return (other.start or "") <= (one.start or "") and ends[0] <= ends[1]
