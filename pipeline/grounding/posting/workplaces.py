"""Names told of as the place of somebody's own work by what was there: `from X, where I was a splitter`, `I ran the York shop of X`.

Needs a post or a stay told behind `where`, or a part of a house before `of`: that somebody was in a place, or knows a firm's things, is
no work there. Not covered: parts of a house outside the list, a place told of in another sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names, openers
from pipeline.grounding.frames import Mood, Side
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.proper import Name

_NEAR = 120
_FROM = re.compile(r"\b(?:at|from|with|of) (?:the )?$")
_WHERE = re.compile(
    r"^,? where (?:I|you)(?:['’]ve| have| had)? (?:(?:been|was|were) (?:an? |the |your )?(?:[\w-]+ ){1,4}(?:for|from|until|till)\b|worked\b|did my\b|spent\b)"
)
_STAY = r"(?:placement|internship|stint|spell|season|apprenticeship)"
_PART = (
    r"(?:shop|store|branch|desk|counter|office|ward|kitchen|warehouse|plant|site|depot|reception|workshop|laboratory|lab|studio|library)"
)
_PART_OF = {
    direction: re.compile(
        rf"\b{who}(?:['’]ve| have| had)?(?: also| once| then)? (?:(?:ran|run|managed|led|headed|looked after|kept)|(?:did|done|had|served) an? (?:[\w-]+ ){{0,2}}{_STAY}(?: [^,;.]{{1,20}})?) "
        rf"(?:the|an?) (?:[\w-]+ ){{0,3}}?{_PART} of (?:the )?$"
    )
    for direction, who in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
_MY_PAST = re.compile(
    r"^,? (?:is )?where I (?!(?:would|could|hope|want|see|can|will|might|am)\b)|^ (?:was|gave me|has been|became) (?:once )?(?:my|where I) (?:(?:very )?first|old|former|last|previous|earlier|current|present|worked|began|started|learn\w*|train\w*|employer|school|workplace|home|base)\b"
    r"|^ (?:\w+ly |then |first |had |has |once )*(?:(?:hired|employed|trained|promoted|taught|made|paid|took|recruited|headhunted|appointed) me|laid me off|let me go|kept me on)\b",
    re.IGNORECASE,
)
_SUFFIXES = re.compile(r"(?:,? ?(?:Co|Ltd|Inc|LLC|GmbH|B\.V|S\.A|K\.K|d\.o\.o)\b\.?)+")
_SHORT = re.compile(r"\b(?:Co|Ltd|Inc|Corp|Bros|Lda|Ltda|Pty|Pte)$")
_THEN = re.compile(
    r"^\W*(?:(?:and|but|so|then|later|next|after that|before that|in the end|at last|finally|first|in (?:19|20)\d\d),? )*(?:the )?$",
    re.IGNORECASE,
)
_HAD_YOU = re.compile(
    r"^ (?:\w+ly |then |first |had |has |once )*(?:(?:hired|employed|promoted|recruited|headhunted|appointed) you\b|took you on\b|laid you off\b|let you go\b)"
)
_EMPLOYER = {
    Direction.APPLICATION: re.compile(r"\b[Mm]y (?:[a-z]+ ){0,2}(?:employer|company|firm|workplace),? $"),
    Direction.OUTREACH: re.compile(r"\b[Yy]our (?:[a-z]+ ){0,2}(?:employer|company|firm|workplace),? $"),
}
"""`My present employer, X,`."""
_OWN_BEFORE = re.compile(r"\b(?:[Mm]y|[Yy]our) (?:old )?$")
_DAYS = re.compile(r" (?:days|years|stint|spell|chapter|tenure)\b")
"""Around the name of a house by which somebody calls a time there: `your Bellagio days`."""
_AND = re.compile(r"(?:\band|,|\bwith) (?:the )?$")
_BEFORE_THAT = re.compile(r"^,? (?:before|prior to) (?:that|this|them|it)\b(?! \w)")
"""Around one more house: `with Acme, and Siemens before them`."""
_FOR_WHOM = re.compile(r",? (?:for|with|at) (?:whom|which)\b|, where\b")
_CLIENTS = {
    Direction.APPLICATION: re.compile(r"\b(?:[Mm]y clients|[Cc]lients of mine) (?:have )?(?:include|included|are|were) (?:the )?$"),
    Direction.OUTREACH: re.compile(r"\b(?:[Yy]our clients|[Cc]lients of yours) (?:have )?(?:include|included|are|were) (?:the )?$"),
}
YOU_WOULD = re.compile(r"\b[Yy]ou(?:['’](?:d|ll)| (?:would|will|could|can|might|may))\b[^,;:.]{0,60}$")
_WHAT = re.compile(r"\b[Ww]hat (?:the )?$")
_DOES = re.compile(r" (?:does|is doing|do|are doing|has built|have built|stands? for|has done|have done)\b")
_WRITERS_FIRM = re.compile(r"\b(?:[Mm]y|[Oo]ur) (?:own )?(?:company|firm|practice|workshop|shop|business|client),? (?:the )?$")
_BECAME_MINE = re.compile(
    r"^ (?:is|was|has been|became) (?:once )?(?:where (?:I|you) (?:first )?(?:worked|trained|started|began)|(?:my|your) (?:very )?(?:first|second|third|fourth|fifth|last|latest|former|old|present|current|previous|most recent) (?:employer|workplace|job))\b"
)
_LEFT_TO_JOIN = re.compile(
    r"\b(?:I|you)(?:['’]ve| have| had)? (?:\w+ )?(?:left|quit|resigned|moved on|departed|gave up|went on)\b[^;]{0,80}? to join (?:the )?$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:went|moved|came|switched|changed|transferred|path|journey|route|way|road|jump|switch|move|step|transition|career) (?:over )?from (?:the )?$"
)
_ON_TO = re.compile(r"^ (?:over )?to (?:the )?(?P<next>[A-Z].*)")
_WITH_THEIRS = re.compile(
    r"(?:,| and| &| for| meets?| with) (?:the|an?|our|this|these) (?:[\w-]+ ){1,4}(?:at|with|for|in) (?:the )?$", re.IGNORECASE
)
_WITH_ANY = re.compile(r"(?:,| and| &| meets?|:) [\w-]+", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?:^\W*|[.;:!?,–-] ?|\b(?:to|and|you|can|could|would|will|might) )(?:grow|build|start|continue|take|advance|bring|use|put|share|make|begin|launch|further|develop|expand|lend|pursue|elevate|boost|move|invest|apply|shape|find|spend) $",
    re.IGNORECASE,
)
"""Before `your`: what may be done with it in the new place."""
_WE_ARE = re.compile(r"^(?:\W*(?:and|but|here|now) )?[Ww]e(?:['’]re| are) (?:the )?$")


def is_past(letter: Letter, clause: Clause, start: int, end: int) -> bool:
    """Whether the candidate is said to have worked at what is named at a place of a clause."""
    before = clause.text[max(0, start - _NEAR) : start]
    rest = behind(clause.text[start:end], clause.sentence.text[clause.start - clause.sentence.start + end :][:_NEAR])
    had = _MY_PAST if letter.sources.direction is Direction.APPLICATION else _HAD_YOU
    if had.match(rest) and _THEN.match(before):
        return not (start == 0 and " " not in clause.text[:end] and openers.is_word(letter.sources, clause.text, end))
    frame = letter.frame(clause)
    if Side.CANDIDATE not in frame.about or frame.mood is not Mood.CLAIM:
        return False
    direction = letter.sources.direction
    if (
        _EMPLOYER[direction].search(before)
        or _BECAME_MINE.match(rest)
        or _LEFT_TO_JOIN.search(before)
        or _PART_OF[direction].search(before)
    ):
        return True
    if (
        is_time_at(before, rest)
        or (_BEFORE_THAT.match(rest) and _AND.search(before))
        or (_FOR_WHOM.match(rest) and _CLIENTS[direction].search(before))
    ):
        return True
    return bool((_WHERE.match(rest) and _FROM.search(before)) or (_is_known(letter, rest) and _MOVED.search(before)))


def is_time_at(before: str, after: str) -> bool:
    """Whether the words around a name call a time in somebody's life by it: `your Bellagio days`."""
    return bool(_OWN_BEFORE.search(before) and _DAYS.match(after))


def behind(name: str, text: str) -> str:
    """The text behind a name without the legal form that ends the name, and its stop."""
    if text.startswith(".") and _SHORT.search(name):
        text = text[1:]
    form = _SUFFIXES.match(text)
    return text[form.end() :] if form else text


def _is_known(letter: Letter, behind: str) -> bool:
    """Whether a move goes on to a past employer: `from X to Acme`."""
    on = _ON_TO.match(behind)
    return bool(on and any((span := names.find(on["next"], employer)) and span[0] == 0 for employer in letter.sources.employers))


def is_offered(before: str, found: re.Match[str], *, both: bool) -> bool:
    """Whether `your ... at` ends with what is offered there: `grow your career at`, `your skills and the work at`; `both`: also behind a bare `and`."""
    joined = _WITH_THEIRS.search(found.group()) or (both and _WITH_ANY.search(found.group()))
    return bool(joined) or _FURTHER.search(before, 0, found.start()) is not None


def is_writers(before: str) -> bool:
    """Whether the words before a name make it the writer's own house, or that of a client who hires: `We're X`, `my firm, X`."""
    return bool(_WE_ARE.match(before) or _WRITERS_FIRM.search(before))


def is_doer(before: str, after: str) -> bool:
    """Whether the words around a name make it a house at work: `what X does for patients`."""
    return bool(_WHAT.search(before) and _DOES.match(after))


def is_second(letter: Letter, name: Name, before: str) -> bool:
    """Whether a name is another than the hiring company's, which stands before it: `We at X think highly of Y`."""
    company = letter.sources.job_facts.company
    return bool(company and names.find(before, company.value) and not names.find(name.text, company.value))
