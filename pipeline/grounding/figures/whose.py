"""Whether a number of an email is told of the candidate, so that the resume must bear it out, or of the employer, or is a part of a name.

    is_of_candidate(sources, clause, number, found, sure=frame.candidate_only)

`found` is where the resume gives the number. What the posting gives is the employer's, unless the clause plainly tells it of the candidate.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.figures import context, counted, distances, metric_moved, numbers, owners, worked_out
from pipeline.grounding.figures.figure import FIGURES
from pipeline.grounding.figures.metric_given import derived, same
from pipeline.grounding.posting import anchored, possessed, posting_numbers
from pipeline.grounding.words import folded, has_beginning, stems
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.metric_given import Found
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources

_NEAR = 100
"""Characters before and behind a number that tell whose it is."""
_REACH = 600
"""Characters before a number in which its subject is looked for."""
_OWN = {
    Direction.APPLICATION: re.compile(r"\b(?:I|my|we|our|me|us)\b(?:['’]\w+)?", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:you|your)\b(?:['’]\w+)?", re.IGNORECASE),
}
_ANY = re.compile(r"\b(?:I|my|we|our|me|you|your|us)\b", re.IGNORECASE)
_RESULT = re.compile(
    r"where (?:[a-z-]+ ){1,4}(?:fell|rose|dropped|grew|went (?:up|down)|climbed|shrank|declined|improved) |which (?:[a-z]+ly )?(?:[a-z]+ed|cut|brought|took|grew|led to|won|saved)\b"
)
"""Begins a clause that tells what came of the deed in the clause before."""
_DEED = r"(?:['’]ve| have)? (?!need|want|ask|mention|list|offer|name|requir|hope|expect|quot|describ|advertis|post|seem|look(?!ed after))(?:[a-z]+ed|won|led|ran|wrote|built|made|sold|taught|grew|brought|took|cut|held|raised)\b"
_DONE = {
    Direction.APPLICATION: re.compile(rf"(?: [\w’'-]+){{0,2}},? (?:that |which )?I{_DEED}"),
    Direction.OUTREACH: re.compile(rf"(?: [\w’'-]+){{0,2}},? (?:that |which )?you{_DEED}"),
}
"""Behind a number of the candidate's own: `the £60,000 grant that you won`."""
_NOTED = re.compile(r"\b(?:noticed|impressed|liked?|saw|struck|like the look of|admire)\b[^,;.]*$")
_YOUR_OWN = re.compile(
    r"(?: [\w’'-]+){0,3},? (?:that |which )?you (?:have )?(?!would|will|could|can|might|may|should|need|want|get\b)[a-z]+\b"
)
"""Before and behind a number of what a recruiter says of the reader: `We noticed the twelve students you supervise`."""
_YOU_DID = re.compile(rf"\b[Yy]ou(?:['’]ve| have| had)?(?: \w+ly| also| once)?{_DEED}|\b[Yy]ou(?: also)? hold\b|\b[Yy]our\b")
_OPENS_AT = re.compile(
    r"(?:At|With|For|In) (?:the )?([A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*,? you\b(?! (?:would|will|could|can|may|might|should)\b)"
)
SOMEBODY = re.compile(rf"\b(?:a person|someone|somebody|anyone|anybody|one|a man|a woman|people|hands?) who{_DEED}[^,;.]*", re.IGNORECASE)
"""Before a number of the candidate's, who is meant without a name: `a person who led 12`."""
_NOTICED = re.compile(
    r"(?: \w+)? (?:get|receive|like|love|see|saw|notice|noticed|read|understand|know|appreciate|value|admire|note|noted|gather|learned|heard)\b",
    re.IGNORECASE,
)
_READ = re.compile(
    r"\b(?:number|figure|rate|share|level|percentage|goal|target|one|what|line|thing),? (?:that |which )?I (?:[a-z]+ )?(?:read|saw|see|noticed|noted|know|understand|recogni[sz]e)\b"
)
"""Behind a number of the posting: `41% is a figure that I read with interest`."""
_STATED = frozenset({"currency", "weeks", "days"})
"""What a posting tells by one time and an email by another: `$200 a month` for `$2,400 a year`, 25 days for five weeks."""
_OTHER_SUBJECT = re.compile(r"\b(?:that|which|who|whose|where)\b", re.IGNORECASE)
_TAKEN_ON = re.compile(
    r"\b(?:(?:those|these|your|such)(?: [a-z]+)?|that(?: (?![a-z]+(?:s|ed)\b)[a-z]+)?) (?:\d+ ?[-–] ?)?$|\b(?:fine|happy|comfortable|ready|prepared|willing|open|ok(?:ay)?|glad|able|available|content|flexible|no (?:problem|objection|issue|trouble)|accept|welcome|agree|(?:do not|don['’]t|would not|wouldn['’]t) mind|not afraid|used)(?: [a-z]+)? (?:with|to|for|about|of|on|as)\b[^.;!?]*$|\b(?:can|could|will|would|['’]ll|['’]d|suits?|don['’]t mind|do not mind|accept|mind|understand|noted?|welcome)\b[^.;!?]{0,80}$"
    r"|\b(?:start|basis|foundation|base|preparation|groundwork|grounding) (?:for|to|towards?) [^.;!?]{0,40}$|\b(?:watched|seen|saw|admire[ds]?) others [^.;!?]{0,40}$",
    re.IGNORECASE,
)
"""Before a number of the posting that an applicant takes on: `I am fine with a quarter of travel`, `those 10-12 hour days`."""
DEED_FIRST = re.compile(
    r"(?:(?:to|having|after|by) (?:have |has )?[a-z]+(?: up| down| out)?|[a-z]{3,}ing)\b(?! (?:you|from you|with you)\b)", re.IGNORECASE
)
"""Begins a clause with a deed for its subject: `Producing 400 a week is what our chefs respect`."""
_REASON = re.compile(
    r"\b(?:why (?:I (?!(?:am|['’]m|would be|fit|suit)\b(?! (?:\w+ )?(?:interest|writ|appl|drawn|keen|curious|attract|here)))|(?:this|your|the|it)\b(?! should))|what (?:draws?|drew|attracts?|attracted|appeals?|interests?|excites?|I(?:['’]d| would)? (?:like|want|enjoy|look|love)))[^.:;!?]{0,60}:(?:(?!\b(?:I|my|we|our)\b)[^.!?])*$",
    re.IGNORECASE,
)
"""Before what draws an applicant: `Why I write anyway: 20 to 30 accounts`."""
_PREDICATED = re.compile(r"\b(?:is|are|was|were|would|will|sounds?|looks?|seems?|makes?)\b")
"""In a line that says something of its figure, and does not only give it."""
_PERIODS = frozenset(stems("year yearly annual annually month monthly week weekly day daily total about around"))
"""Words of any rate."""
_NUMBERED_SORT = re.compile(
    r" (?:[Jj]ob |[Oo]ccupational )?(?:[Ss]eries|[Ff]orms?|[Ss]chedule|[Ss]tandard|[Cc]ode|[Mm]odels?|[Rr]oute|[Ll]ine)\b"
)
"""Behind a number that is a name: `the 1102 series`."""
_NAMED_ON = re.compile(r"[ -][A-Z][a-z]+")


def is_of_reader(letter: Letter, clause: Clause) -> bool:
    """Whether a clause of an outreach that names nobody tells of its reader: somebody who did, a deed at an employer of theirs, a figure of theirs."""
    return bool(
        SOMEBODY.search(clause.text)
        or (DEED_FIRST.match(clause.text) and _is_at_own(letter.sources, clause.text))
        or any(anchored.is_of_resume(letter, clause, number) for number in numbers.find(clause.text))
    )


def is_of_house(sources: Sources, text: str, number: Number) -> bool:
    """Whether a number is a part of a name: `10x` of the hiring company's, `Five` of `Five Lakes Council`."""
    company = sources.job_facts.company
    if not text[number.start].islower() and any(
        start < number.end and number.start < end
        for name in _numbered((*sources.employers, company.value) if company else sources.employers)
        for start, end in names.mentions(text, name)
    ):
        return True
    return number.word and text[number.start].isupper() and number.start > 0 and bool(_NAMED_ON.match(text, number.end))


@lru_cache(maxsize=256)
def _numbered(houses: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some names that have a number in them."""
    return tuple(name for name in houses if numbers.find(name) or any(map(str.isdigit, name)))


def is_of_candidate(sources: Sources, clause: Clause, number: Number, found: list[Found], *, sure: bool) -> bool:
    """Whether a number is told of the candidate, so that the resume must bear it out."""
    if not found and (worked_out.in_sentence(clause, number) or _is_glued(sources.resume, clause.text[number.start : number.end].strip())):
        return False
    outreach = sources.direction is Direction.OUTREACH
    done = bool(
        _DONE[sources.direction].match(clause.text[number.end : number.end + _NEAR])
        or (outreach and SOMEBODY.search(clause.text[max(0, number.start - _NEAR) : number.start]))
    )
    done = done or (outreach and bool(_YOUR_OWN.match(clause.text, number.end) and _NOTED.search(clause.text, 0, number.start)))
    sure = sure or done
    if found and sure:
        return True
    if _is_of_employer(sources, clause, number, found):
        return _is_own_too(sources, clause, number, done=done) if sure else _is_told_as_there(sources, clause, number)
    loose = outreach and not (sure or _is_own(sources, clause, number) or _is_there(sources, clause.text))
    return not loose or (not found and bool(DEED_FIRST.match(clause.text)))


def _is_own_too(sources: Sources, clause: Clause, number: Number, *, done: bool) -> bool:
    """Whether a number that the posting gives, and the resume does not, is told of the candidate all the same."""
    if any(distances.is_one(clause.text, other) for other in numbers.find(clause.text)):
        return False  # `22 are eight more than I had`
    if done:
        return True
    before = _said_before(clause, number)
    there = _is_there(sources, clause.text)
    if sources.direction is Direction.OUTREACH and not (there or _YOU_DID.search(before)):
        return False  # `you keep 45% of the commission`
    if _TAKEN_ON.search(before) or _REASON.search(before) or possessed.is_of_firm(sources, before) or _READ.search(clause.text, number.end):
        return False
    if not number.unit and _NUMBERED_SORT.match(clause.text, number.end):
        return False
    moved = number.unit in ("%", "x") and metric_moved.tells(sources.resume, clause.text, number)
    return there or moved or _is_own(sources, clause, number)


def _is_told_as_there(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether a line of an application that names nobody tells a figure of what the resume has another of: `Closed deals: $2M`, of deals of $600k.

    No line of the posting that gives the figure has a word of it.
    """
    if sources.direction is Direction.OUTREACH or number.unit not in FIGURES or _ANY.search(clause.text):
        return False
    words = context.content(clause.sentence.text) - _PERIODS
    theirs = [metric_moved.line_at(sources.job.text, one.place) for one in same(sources.job, number)]
    if not theirs or _PREDICATED.search(clause.text) or any(words & context.content(line) for line in theirs):
        return False
    own = (other for other in sources.resume.numbers if other.unit == number.unit)
    return any(words & context.content(metric_moved.line_at(sources.resume.text, other.start)) for other in own)


def _is_of_employer(sources: Sources, clause: Clause, number: Number, found: list[Found]) -> bool:
    """Whether the posting gives a number."""
    return bool(
        same(sources.job, number, things=counted.counts_things(clause.text, number))
        or any(context.speaks_of(sources.job, clause, one) for one in derived(sources.job, number))
        or (
            not found
            and number.unit in _STATED
            and posting_numbers.stated(sources.job, number, clause.text, money=number.unit == "currency")
        )
    )


def _is_own(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether the subject of a number's verb is the candidate: `I led 12`, and not `a chain that mended 8,400`."""
    subject = _OWN[sources.direction]
    before = clause.text[max(0, number.start - _REACH) : number.start]
    if _RESULT.match(clause.text):
        before = clause.sentence.text[: clause.start - clause.sentence.start][-_REACH:]
        found = list(_ANY.finditer(before))
        return bool(found) and subject.fullmatch(found[-1].group()) is not None
    last = max((match.end() for match in subject.finditer(before)), default=None)
    return last is not None and not _OTHER_SUBJECT.search(before, last) and not _NOTICED.match(before, last)


def _is_there(sources: Sources, text: str) -> bool:
    """Whether a text tells of a past employer, or of a place of the resume's."""
    return _is_at_own(sources, text) or _is_at_known(sources, text)


def _is_at_own(sources: Sources, text: str) -> bool:
    """Whether a text names a past employer, and not the hiring company under a like name."""
    company = sources.job_facts.company
    return bool(owners.named(sources, text)) and not (company and names.find(text, company.value))


def _is_at_known(sources: Sources, text: str) -> bool:
    """Whether a clause to the candidate opens at a place that the resume names and the posting does not: `At Três Barras you answer for`."""
    place = _OPENS_AT.match(text)
    return place is not None and sources.resume.has_word(place[1]) and not sources.job.has_word(place[1])


def _is_glued(resume: Source, said: str) -> bool:
    """Whether a resume that lost its spaces has a number run together with the next word: `sevenhelicopters`."""
    return resume.is_glued and has_beginning(resume.folded, folded(said))


def _said_before(clause: Clause, number: Number) -> str:
    at = clause.start - clause.sentence.start + number.start
    return clause.sentence.text[max(0, at - _REACH) : at]
