"""The positions of the resume that a text names by their employers, and those that a duration is told of: `I left Acme after four years`.

named(sources, text), mentions(sources, text)         -> positions, with the places of their employers' names
employers_of(sources, clause, duration)               -> the positions at whose employers a duration was spent
segment(clause, duration)                             -> what stands before and behind a duration in its part of a clause
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.periods.durations import durations_in
from pipeline.grounding.periods.shared import is_added, is_shared, is_sum

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.durations import Duration
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Position

_LINE = 200
"""Characters beside a duration that are read for whose it is."""
_PARTED_BEFORE = re.compile(
    r"\bwith\b|\b(?:it|that|this|which|all|they) (?:all )?(?:makes?|comes? to|gives?|adds? up to|totals?)\b|\band (?:\w+ )?(?:have|bring|had|offer)\b",
    re.IGNORECASE,
)
_PARTED_AFTER = re.compile(
    r"\b(?:and|now|currently|presently|recently|latterly|lastly|such as|includ\w+|like|incl|(?:beg[au]n|started) (?:at|with|in))\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:by the time|when|before|until|once|as soon as) (?:I|you) (?:\w+ )?(?:left|joined|moved|came|went|started|switched|began|quit|reached|got)(?: over)?(?: to| at| with)? (?:the )?$",
    re.IGNORECASE,
)
"""Before an employer that is a time: `by the time you moved to Acme you had four years`."""
_LIST_GOES_ON = re.compile(r"['’]?s?(?:, (?:and |then )?| and | & | ?/ ?)(?:at )?(?=[A-Z])")
_AS_TIME = re.compile(r"\b(?:before|after|since|until|following)(?: (?:joining|leaving|my time at|that at|the|my))? $", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:(?:have|has|had) (?:taken|led|brought|made|taught|given|shown|prepared|shaped)|took|brought|taught|gave|led) me\b", re.IGNORECASE
)
_SEGMENT = re.compile(r",? (?=(?:since|after|before|following|having|then|and (?:then|before|after))\b)|, ")
_TURNED = re.compile(
    r" (?:I|[Yy]ou) (?:then |next )?(?:became|joined|moved|went|took|left|switched|crossed|came|started|began|changed)\b"
    r"|(?<=[a-z]) (?:I am|I['’]m|[Yy]ou are|[Yy]ou['’]re) (?:now |today |currently )?(?:an?|the)\b"
)
"""Where the next stage begins: `After four years of that I became a manager at Acme`."""
_OPENS = re.compile(r"\W*(?:(?:and|but|then|now|today|here) )?(?:at|with) (?:the )?", re.IGNORECASE)
_LASTED = re.compile(r",? (?:\(?[^,;.]{0,30}\)?, )?(?:after|for|over|in|during|through) (?:\w+ ){0,4}")
_ELSEWHERE = re.compile(r"[^,;.]{0,60}\b(?:at|in|with|for) (?:the )?[A-Z]|[^,;.]{0,40}\bbehind (?:me|you)\b")
_ALL_OF_IT = re.compile(
    r"[^,;.]{0,60}, (?:and )?(?:all|each|every one)(?: of (?:them|it|those|that))?(?: spent)? (?:at|with|for) (?:the )?"
)
_IN_TURN = re.compile(
    r"[^,;.]{0,80}, (?:all of (?:it|them) )?(?:first|initially|originally|starting(?: out)?|beginning) (?:at|with|for) (?:the )?"
)
"""Between a duration and the first of the employers that it is shared by: `ten years, first at Acme and now at Bolt`."""
_BEEN_WITH = re.compile(
    r"(?: now)?,? (?:I|you)(?:['’]ve| have) (?:now )?(?:been|worked|served|taught) (?:here )?(?:with|at|for|in) (?:the )?"
)
"""Between a duration and the one employer that it was spent with: `For six years now I have been with Acme`."""
_LEFT = re.compile(
    r"\b(?:left|leaving|quit|quitting|departed|resigned from|moved on from|parted (?:ways|company) with|said goodbye to|walked away from|retired from) (?:the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[’'s]*(?: (?:for|to join|to go to|and (?:joined|went to|moved to)) [^,;.]{2,60}?)? (?:again )?after (?:[\w-]+ ){0,5}")
_FRONTED = re.compile(r"\bafter (?:\w+ ){0,4}$", re.IGNORECASE)
_I = re.compile(r",? (?:I|you) (?:\w+ ){0,2}?(?:left|quit|departed|resigned from|moved on from|retired from) (?:the )?")
_LASTING = re.compile(
    r"\W*(?:spanning|lasting|covering|totall?ing|running to|stretching (?:over|across|to)|at) (?:[\w-]+ ){0,5}", re.IGNORECASE
)
_MY_TIME = re.compile(
    r", (?:my|your) (?:[\w-]+ ){0,2}?(?:time|years|stint|tenure|spell|stay|service|career|work|chapter|run) (?:at|with|for|in) (?:the )?"
)
"""Around a duration of what follows: `Spanning six years, my time at Acme`."""
_BACK = re.compile(r"\bback (?:[\w-]+ ){0,3}$", re.IGNORECASE)
"""Before a time that only begins at an employer: `my work goes back eleven years to Acme`."""
_ENTRY = re.compile(r"(?:, (?:since|from) (?:[A-Z][a-z]+ )?(?:19|20)\d\d)?,? ?\(?")
_ENDS = re.compile(r"\)?\s*(?:[.,;)]|$)")
"""Around a duration that goes with the employer of an entry: `Acme, since May 2019 (2 yrs 9 mos)`."""
_WHERE = re.compile(r"where (?:I|you)\b", re.IGNORECASE)


_POST = r"(?P<what>role|position|post|job|employer|company|firm)\b"
_NOW_IN = re.compile(
    rf"(?: or so)?(?: now| already| so far)? (?:in|at|with) (?:my|your) (?:current|present) (?:[\w-]+ )?{_POST}", re.IGNORECASE
)
_NOW_FOR = re.compile(
    rf"\b(?:in|at|with|held|had|been in) (?:my|your) (?:current|present) (?:[\w-]+ )?{_POST}(?: now)? (?:for|these|over)(?: [\w-]+){{0,3}} $",
    re.IGNORECASE,
)
"""Around a duration of the present post: `four years in my current role`."""
_NEAR = 80


def named(sources: Sources, text: str) -> list[Position]:
    """The positions at the employers that a text names, other than as a time: `before Acme`, `since joining Acme`."""
    return _in_order(sources, [position for _, _, position in mentions(sources, text)])


def _in_order(sources: Sources, meant: list[Position]) -> list[Position]:
    """Positions as the resume has them, each once."""
    return [position for position in sources.positions if any(position is one for one in meant)] if meant else []


def mentions(sources: Sources, text: str) -> list[tuple[int, int, Position]]:
    """Where a text names employers; of two that share a word (`Legit Labs`, `Legit Solutions`), the one that stands there at more length."""
    return list(_mentions(sources.documents, text))


@lru_cache(maxsize=1024)
def _mentions(documents: Documents, text: str) -> tuple[tuple[int, int, Position], ...]:
    found = [
        (start, end, position)
        for position in documents.facts.positions
        if position.employer
        for start, end in names.mentions(text, position.employer.value)
        if not _AS_TIME.search(text, 0, start)
    ]
    return tuple(
        one for one in found if not any(start <= one[0] and one[1] <= end and end - start > one[1] - one[0] for start, end, _ in found)
    )


def employers_of(sources: Sources, clause: Clause, duration: Duration) -> list[Position]:
    """The positions at the employers that a duration is said of: named in its part of the clause, with nothing between that parts them.

    `A developer at Acme with ten years` and `ten years in all and now at Acme` are no ten years at Acme; `at Acme, Bolt and Cray` is all three.
    """
    if left := _left(sources, clause.text, duration) or _present(sources, clause.text, duration):
        return left
    at = clause.start - clause.sentence.start
    if is_shared(clause.sentence.text, at + duration.start, at + duration.end) or _reaches_back(clause.text, duration):
        return []
    part, after = segment(clause, duration)
    before = part[: len(part) - len(after) - (duration.end - duration.start)]
    if employers := [one for one in mentions(sources, after) if not (_PARTED_AFTER.search(after[: one[0]]) or is_added(after[: one[0]]))]:
        rest = clause.text[duration.end :][: max(end for _, end, _ in employers) + _LINE]
        goes_on = _LIST_GOES_ON.match(rest, max(end for _, end, _ in employers))
        return named(sources, rest if goes_on else after)
    beside = [
        position
        for start, end, position in mentions(sources, before)
        if not (_PARTED_BEFORE.search(before[end:]) or _WHEN.search(before[:start]))
    ]
    if beside and is_sum(before[mentions(sources, before)[-1][1] :]):
        return []
    if not beside:
        beside = [position for start, end, position in mentions(sources, clause.text) if _is_frame(clause.text, start, end, duration)]
    if not beside and any(
        between.fullmatch(clause.text, duration.end, start)
        for start, _, _ in mentions(sources, clause.text)
        for between in (_IN_TURN, _BEEN_WITH)
    ):
        return named(sources, clause.text[duration.end :])
    if not beside and _LASTING.fullmatch(clause.text, 0, duration.start) and (time := _MY_TIME.match(clause.text, duration.end)):
        beside = [position for start, _, position in mentions(sources, clause.text) if start == time.end()]
    if not beside and after.startswith(" there") and len({one.employer for one in named(sources, clause.text[: duration.start])}) == 1:
        beside = named(sources, clause.text[: duration.start])  # `I know Acme well after six years there`
    beside = beside or _of_entry(sources, clause, duration) or _where(sources, clause)
    return _in_order(sources, beside)


def _left(sources: Sources, text: str, duration: Duration) -> list[Position]:
    """The employer that was left after a duration: `I quit Acme after two years`, `After two years I quit Acme`."""
    places = [(start, end, one) for start, end, one in mentions(sources, text) if _LEFT.search(text[:start])]
    fronted = _FRONTED.search(text, 0, duration.start)
    return [
        one
        for start, end, one in places
        if _AFTER.fullmatch(text, end, duration.start) or (fronted and start > duration.end and _I.fullmatch(text[duration.end : start]))
    ]


def _present(sources: Sources, text: str, duration: Duration) -> list[Position]:
    """The one present post, or all posts at its employer, that a text names as the current one."""
    post = _NOW_IN.match(text, duration.end) or _NOW_FOR.search(text, max(0, duration.start - _NEAR), duration.start)
    present = [position for position in sources.positions if position.end == "present"] if post else []
    if post is None or len(present) != 1 or (employer := present[0].employer) is None:
        return []
    if post["what"].lower() in ("role", "position", "post", "job"):
        return present
    return [one for one in sources.positions if one.employer and names.alike(one.employer.value, employer.value)]


def _reaches_back(text: str, duration: Duration) -> bool:
    """Whether a time only begins at what is named behind it: `goes back eleven years to Acme`."""
    return text.startswith(" to ", duration.end) and _BACK.search(text, max(0, duration.start - _LINE), duration.start) is not None


def _of_entry(sources: Sources, clause: Clause, duration: Duration) -> list[Position]:
    """The employer of an entry that a duration stands in: `Acme, since May 2019 (2 yrs 9 mos)`."""
    if not _ENDS.match(clause.text, duration.end):
        return []
    return [one for _, end, one in mentions(sources, clause.text) if _ENTRY.fullmatch(clause.text, end, duration.start)]


def _where(sources: Sources, clause: Clause) -> list[Position]:
    """The employer that a clause goes on to tell of: `at Acme, where I have been a buyer for four years`."""
    before = clause.previous
    if before is None or before.sentence is not clause.sentence or not _WHERE.match(clause.text):
        return []
    return [position for _, end, position in mentions(sources, before.text) if end == len(before.text)]


def _is_frame(text: str, start: int, end: int, duration: Duration) -> bool:
    """Whether an employer opens the sentence that a duration goes on in (`At Acme, after six years of`), or takes all of it: `ten years, all at Acme`."""
    if end <= duration.start:
        return bool(
            _OPENS.fullmatch(text[:start]) and _LASTED.fullmatch(text[end : duration.start]) and not _ELSEWHERE.match(text[duration.end :])
        )
    return bool(_ALL_OF_IT.fullmatch(text[duration.end : start]))


def segment(clause: Clause, duration: Duration) -> tuple[str, str]:
    """The part of a clause that a duration is said of, and what of it follows: up to `, since ...`, `, after ...` or another duration."""
    text = clause.text
    others = [other for other in durations_in(clause) if other.start != duration.start]
    left = max((other.end for other in others if other.end <= duration.start), default=0)
    right = min((other.start for other in others if other.start >= duration.end), default=len(text))
    start = max((match.end() for match in _SEGMENT.finditer(text, left, duration.start)), default=left)
    if left and start == left:
        start = max((match.end() for match in re.finditer(r" and ", text[: duration.start]) if match.end() > left), default=left)
    end = next((match.start() for match in _SEGMENT.finditer(text, duration.end, right)), right)
    if turned := _TURNED.search(text, duration.end, end):
        end = turned.start()
    if verb := _VERB.search(text, duration.end, end):  # `ten years of turning data into decisions have taken me to Acme`
        end = verb.start()
    return text[start:end], text[duration.end : end]
