"""States in which an email says that the candidate is licensed or admitted, of which the resume has nothing: `admitted in New York and in Oregon as well`.

    jurisdictions.find(letter)   -> `Oregon`, `multistate`

The posting names its own state, which bears out the place and not the licence. A state counts as the resume's where any line of it has the state, its
code or a town there; where it names the state of any licence, only those lines count. A licence for several states (`multistate`, `compact`) needs
a word for it. Not covered: countries.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.places import geography
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.places.geography import Place
    from pipeline.schema import Claim

_MOST = 6
_REACH = 120
_PAPER = r"(?:licen[cs](?:es?|ed|ure)|admitted(?! (?:to|into) (?!practi|the (?:[\w-]+ ){0,3}bar\b))|barred|bar admissions?|called to the bar|credentialed|RN|LPN|LVN|CRNA|APRN|CPA|PE)"
_LICENSED = compiled(rf"\b{_PAPER}\b", re.IGNORECASE)
_BOARD = re.compile(r"\b[Bb]oard of|\b[Rr]egistered (?:[A-Z][a-z]+ )?[Nn]urse\b|\b[Cc]ertificate\b")
_LEADS_ON = re.compile(
    r"(?:(?!\b(?:but|where|which|who|when|while|so|because|would|could|will|look\w*|seek\w*|posts?|roles?|jobs?|positions?|work\w*|live|lives|living|based|moved?|moving|experience|years?|since|from|at|hospital|clinic|firm|office|near|around|graduat\w+|stud\w+|offices?|to(?! practi| the (?:[\w-]+ )?bar\b))\b)[^.;:!?])*"
    r"(?:\b(?:in|for|by|of|and|or|both|plus)|[,/&(]) (?:the )?(?:[Ss]tate of )?$|\(?$"
)
"""Between a licence and a state that it is for."""
_LEADS_IN = re.compile(
    r" (?:(?:and|&|,) (?:[A-Z][a-z]+ ){1,2})?(?:[Ss]tate )?(?:(?:nursing|law|RN|PE|CPA|driver['’]s|teaching|real estate|insurance|contractor['’]?s?|medical|pharmacy|active|full) ){0,2}(?:licen[cs](?:es?|ure)|bars?\b(?! (?:and|&) grill)|(?:RN|LPN)\b(?! (?:at|in|for)\b))"
)
"""Behind a state whose licence it is: `an Oregon nursing license`, `the Ohio bar`."""
_NOT_YET = re.compile(
    r"\b(?:pending|appl(?:y|ied|ying|ication)|eligible|endorse\w*|reciproc\w*|transfer\w*|waiv\w+|expect\w*|soon|process|sit(?:ting)?|exam|study\w*|pursu\w+|plan\w*|need\w*|get|getting|obtain\w*|help\w*|would|will|if|must|should|require\w*|prefer\w*)\b",
    re.IGNORECASE,
)
_SEVERAL = compiled(r"\b(?:multi-?state|compact(?= (?:[\w-]+ )?(?:licen[cs]e|RN|state))|e?NLC)\b", re.IGNORECASE)
_SEVERAL_SHOWN = re.compile(r"multi-?state|\bcompact\b|\be?NLC\b", re.IGNORECASE)


def find(letter: Letter) -> Iterator[Claim]:
    """The states and the reach of licences that an email claims and the resume does not know."""
    resume = letter.sources.resume
    if not resume.is_english or not resume.text or not letter.may_have(_LICENSED):
        return
    for clause in letter.clauses:
        if clause.role is Role.TEXT and letter.frame(clause).mood is Mood.CLAIM and Side.CANDIDATE in letter.frame(clause).about:
            yield from _states(letter, clause)
            yield from _several(letter, clause)


def _states(letter: Letter, clause: Clause) -> Iterator[Claim]:
    text = clause.text
    if not _licensed_in(text) or _NOT_YET.search(text):
        return
    for place in islice(geography.named_in(text), _MOST):
        paper = _paper_of(text, place) if _is_state(place) and not _is_known(letter, place) else None
        if paper and _is_own(letter, clause, *paper):
            said = text[place.start : place.end]
            reason = f"You wrote '{said}' of a licence; the resume has nothing of this state."
            yield claim(clause, place.start, place.end, Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


def _licensed_in(text: str) -> bool:
    return bool(_LICENSED.search(text) or " bar" in text)


def _is_state(place: Place) -> bool:
    return place.is_region and place.name not in geography.COUNTRIES


def _is_known(letter: Letter, place: Place) -> bool:
    """Whether the resume has a state: of a licence, where it names the state of any; else anywhere."""
    text = letter.sources.resume.text
    papers = "\n".join(line for line in text.split("\n") if _LICENSED.search(line) or _BOARD.search(line))
    of_papers = any(_is_state(one) for one in islice(geography.named_in(papers), _MOST)) and not _SEVERAL_SHOWN.search(text)
    known = geography.covered_by(papers if of_papers else text)
    return place.name in known or f"{place.name} state" in known or place.name.removesuffix(" state") in known


def _paper_of(text: str, place: Place) -> tuple[int, int] | None:
    """Where the licence stands that a state is the one of: before the state, or right behind it with the state."""
    if behind := _LEADS_IN.match(text, place.end):
        return place.start, behind.end()
    start = max(0, place.start - _REACH)
    paper = _LICENSED.search(text[start : place.start])
    return (start + paper.start(), start + paper.end()) if paper and _LEADS_ON.fullmatch(text, start + paper.end(), place.start) else None


def _is_own(letter: Letter, clause: Clause, start: int, end: int) -> bool:
    """Whether something is told of the candidate: in a list of an application nobody need be named."""
    least = Strength.LOOSE if letter.sources.direction is Direction.APPLICATION else Strength.PLAIN
    return asserted(letter, clause, start, end) >= least


def _several(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A licence for several states; in a clause that goes on with it as well: `Ohio RN, and it's a multistate one`."""
    match = _SEVERAL.search(clause.text)
    if not match or _NOT_YET.search(clause.text) or _SEVERAL_SHOWN.search(letter.sources.resume.text):
        return
    if _LICENSED.search(clause.sentence.text) and _is_own(letter, clause, *match.span()):
        reason = f"You wrote '{match.group()}'; the resume has no licence for several states."
        yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)
