"""Durations that an email claims of the candidate: `four years`, `over 3.5 years of Python`, `half a decade at Acme`.

What a claim may rest on is counted by `pipeline.tenure` from the resume's dates: the years at the employer named in the same sentence,
with the skill or in the trade named behind the number, or any stretch of the career where nothing is named. A duration that stands in
the resume as such is supported too.

"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tenure
from pipeline.grounding import frames, names
from pipeline.grounding.claim import claim
from pipeline.grounding.durations import Duration, durations, durations_of, fits, said_before
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.words import STOP_WORDS, stem, stems
from pipeline.profile.skill_names import mentions
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Position, Study

_LONGEST_STRETCH = 4
"""Positions of which any combination is tried; of a longer career, only neighbours."""
_TENURE = re.compile(
    r"\b(?:experience|career|background|tenure|track record|practice|working|worked|spent|been|have|has|had|held|hold|served|serving|bring|brought|with|after|for|over|my|your|their|his|her|in|as|of|boast|offer|count|gained)\b|['’]ve\b|^\W*$",
    re.IGNORECASE,
)
_HAVE = re.compile(r"\bI(?:['’]ve| have| bring| had| offer)\b|\byou(?:['’]ve| have| bring| had)\b[^,;]*$", re.IGNORECASE)
_OWN = {
    Direction.APPLICATION: re.compile(r"\b(?:I|my)\b", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:you|your)\b", re.IGNORECASE),
}
_REFERENCE = {
    Direction.APPLICATION: re.compile(r"\b(?:the|your|those|these|that|short of) (?:\w+ )?$", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:the|our|those|these|that|short of) (?:\w+ )?$", re.IGNORECASE),
}
"""Before a number that is spoken of as known: `a little under the four years that are asked for`."""
_NOT_TENURE = re.compile(
    r"^\W*(?:short|less|shy|too|under the|old|olds|ago|later|earlier|notice|contract|plan|project|programme|program|warranty|course|diploma|degree|apprenticeship|lease|guarantee|\w+ ago|before|(?:have|had|has) (?:passed|gone)|passed|went by|without|to (?:run|go|come|spare)|left|remaining|until|away|running|of (?:funds|funding|notice|delay|neglect|growth|silence)|that (?:are|is) asked|asked|required|you (?:ask|want|need|require))\b|^\W*['’]?\W*(?:notice|old)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:from|by|to|fell|rose|grew|dropped|cut|reduced|increased|within|every|each|per|once|twice|times?|next|first)\s+(?:the |a |an )?$",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:fell|rose|grew|dropped|went|came down|cut|reduced|increased|doubled|halved|took|raised|lifted|improved|lowered|turnover|from \S+ to)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\b(?:break|gap|pause|sabbatical|leave|maternity|parental|illness|unemployment)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*(?:(?:with|after|over|across|for|in|following|through|bringing|offering|having)\b)?(?: (?:more than|over|nearly|almost|about|around|close to|well over|just over))?\W*",
    re.IGNORECASE,
)
"""What stands before a duration that opens its clause: then it is told of whoever the email is about."""
_AS_TIME = re.compile(r"\b(?:before|after|since|until|following)(?: (?:joining|leaving|my time at|that at|the|my))? $", re.IGNORECASE)
_OF_THE_POST = re.compile(
    r"\b(?:is|are) (?:also )?(?:required|needed|expected|asked)\b|\b(?:contract|appointment|term) (?:is|runs|can|may|lasts)\b|\bcannot show\b|\bextended\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w+#.]*\w")
_SINCE_ADMISSION = re.compile(
    r"\b(?:registered|qualified|chartered|licensed|certified|admitted|accredited|a member(?: of [\w ]{2,30})?|counting)(?: for| since)? "
    r"(?:(?:well over|just over|over|more than|nearly|almost|about) )?$",
    re.IGNORECASE,
)
"""Time on a register, which begins with no position: `you have been registered for seventeen years`."""
_STUDY = re.compile(
    r"\b(?:stud(?:y|ied|ies|ying|ent)|degree|universit\w+|college|course|school|training|apprentice\w*|bachelor\w*|master\w*|phd|doctora\w+|diploma|thesis|residency|internship)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:(?:have|has|had) (?:taken|led|brought|made|taught|given|shown|prepared|shaped)|took|brought|taught|gave|led) me\b", re.IGNORECASE
)
_TRADE = re.compile(
    r"(?:an? |the )?(?:[\w-]+ ){0,3}?[\w-]+(?= (?:at|with|for|in|and|on|to|of|by|from|where|who|across|under|behind)\b|[.,;:!?]|$)",
    re.IGNORECASE,
)
_RANKS = frozenset(
    stem(word)
    for word in "senior junior lead principal chief head deputy assistant staff qualified certified registered professional experienced hands-on commercial".split()
)
_TOTAL = re.compile(
    r"\b(?:experience|career|in total|altogether|overall|professional|in the (?:field|industry|trade|profession|sector|business))\b",
    re.IGNORECASE,
)
_SCOPED = re.compile(r"^\W*(?:(?:['’]s?|worth)\s+)?(?:of |in |with |as |using |on |doing )(?P<what>.+)$", re.IGNORECASE | re.DOTALL)
_SEGMENT = re.compile(r",? (?=(?:since|after|before|following|having|then|and (?:then|before|after))\b)|, ")


class Span(NamedTuple):
    """Months that the dates give, with what they are of; `least` and `most` differ where the resume gives bare years."""

    what: str
    months: int
    least: int
    most: int
    evidence: Evidence | None


def find(letter: Letter) -> Iterator[Claim]:
    """The tenure claims of an email."""
    for clause in letter.clauses:
        if clause.role in (Role.TEXT, Role.SUBJECT):
            frame = letter.frame(clause)
            if frame.mood is Mood.QUESTION:
                continue
            for duration in durations(clause.text, said_before(clause)):
                if frame.employer_only and not _OPENING.fullmatch(clause.text[: duration.start]):
                    continue
                denied = frame.mood is Mood.NEGATIVE and frames.denies(clause.text[: duration.start])
                if not denied and _is_tenure(letter.sources, clause, duration, frame):
                    yield _judged(letter.sources, clause, duration)


def _is_tenure(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> bool:
    """Whether a duration is told of the candidate's time in work, and not of a result, a plan, an offer or what is asked for."""
    before, after = clause.text[: duration.start], clause.text[duration.end :]
    if _is_of_something_else(clause, duration, asked=frame.mood is Mood.ASKED):
        return False
    if _REFERENCE[sources.direction].search(before) and _in_posting(sources, duration):
        return False
    if not (_TENURE.search(before) or _SCOPED.match(after)):
        return False
    if (
        named(sources, _segment(clause, duration)[0])
        or frame.candidate_only
        or _OWN[sources.direction].search(before)
        or _TOTAL.search(clause.text)
    ):
        return True
    return (clause.role is Role.SUBJECT or bool(_OPENING.fullmatch(before))) and not _in_posting(sources, duration)


def _is_of_something_else(clause: Clause, duration: Duration, *, asked: bool) -> bool:
    """A requirement, a rate, a result, a break, a plan, or too short a time to be a tenure."""
    before, after = clause.text[: duration.start], clause.text[duration.end :]
    return bool(
        (asked and not _HAVE.search(before))
        or _NOT_TENURE.match(after)
        or _RATE.search(before)
        or _BREAKS.search(before[-30:])
        or _OF_THE_POST.search(clause.text)
        or _SINCE_ADMISSION.search(before[-60:])
        or (duration.months < 6 and duration.exact)
        or (_NEWS.search(clause.text) and not _SCOPED.match(after))
    )


def _in_posting(sources: Sources, duration: Duration) -> bool:
    """Whether the posting gives this duration: then a mere mention of it may be of the employer's side."""
    return any(found.months == duration.months for found in durations_of(sources.job.text)) or (
        sources.job_facts.years_required is not None and 12 * sources.job_facts.years_required == duration.months
    )


def _judged(sources: Sources, clause: Clause, duration: Duration) -> Claim:
    what, spans = _scope(sources, clause, duration)
    said = clause.text[duration.start : duration.end]
    fitting = next((span for span in spans if fits(duration, span.least, span.most)), None)
    if fitting:
        return _claim(
            clause, duration, Verdict.SUPPORTED, f"The resume's dates give {tenure.phrase(fitting.months)}{fitting.what}.", fitting.evidence
        )
    if literal := _literal(sources, duration):
        return _claim(clause, duration, Verdict.SUPPORTED, "The resume says so.", literal)
    if not spans:
        reason = f"You wrote '{said}'; the resume gives no dates from which to count{what}."
        return _claim(clause, duration, Verdict.UNSUPPORTED, reason, verifiable=False)
    best = max(spans, key=lambda span: span.months)
    doubt = " at most" if best.most != best.least else ""
    reason = f"You wrote '{said}'; the resume's dates give {tenure.phrase(best.most if doubt else best.months)}{doubt}{best.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, best.evidence)


def _claim(
    clause: Clause, duration: Duration, verdict: Verdict, reason: str, evidence: Evidence | None = None, *, verifiable: bool = True
) -> Claim:
    return claim(clause, duration.start, duration.end, Kind.TENURE, verdict, reason, evidence, verifiable=verifiable)


def _literal(sources: Sources, duration: Duration) -> Evidence | None:
    """The same duration in the resume's own words."""
    for found in durations_of(sources.resume.text):
        if found.months == duration.months:
            return sources.resume.evidence(found.start, found.end)
    return None


def _scope(sources: Sources, clause: Clause, duration: Duration) -> tuple[str, list[Span]]:
    """What the claim is of, and the stretches of time by which it may be true."""
    segment, after = _segment(clause, duration)
    scoped = _SCOPED.match(after)
    if at_employer := named(sources, segment):
        held = _in_trade(at_employer, scoped["what"]) if scoped else []
        label = f" at {_employer(at_employer[0])}"
        spans = _stretches(sources, held or at_employer, label)
        return label, [*spans, *_stretches(sources, sources.positions, "")] if _heads_more_lines(sources, at_employer) else spans
    if scoped and (skill := _skill(sources, scoped["what"])):
        return f" with {skill}", _of_skill(sources, skill)
    if scoped and (held := _in_trade(sources.positions, scoped["what"])):
        label = f" as {held[0].title.value}" if held[0].title else ""
        return label, _stretches(sources, held, label)
    if _TOTAL.search(clause.text) and not scoped:
        return " in total", _stretches(sources, sources.positions, " in total")
    studied = _studies(sources) if _STUDY.search(clause.sentence.text) else []
    return "", [*_stretches(sources, sources.positions, ""), *studied]


def _in_trade(positions: Sequence[Position], what: str) -> list[Position]:
    """The positions whose titles name the trade behind the number (`as a product manager`, `of teaching`), where some do and some do not."""
    head = _TRADE.match(what)
    words = [word for word in stems(head.group()) if len(word) > 2 and word not in STOP_WORDS and word not in _RANKS] if head else []
    if not words:
        return []
    held = [position for position in positions if position.title and set(words) <= set(stems(position.title.value))]
    return held if len(held) < len(positions) else []


def named(sources: Sources, text: str) -> list[Position]:
    """The positions at the employers that a text names, other than as a time: `before Acme`, `since joining Acme`."""
    return [
        position
        for position in sources.positions
        if position.employer and any(not _AS_TIME.search(text[:start]) for start, _ in names.mentions(text, position.employer.value))
    ]


def _heads_more_lines(sources: Sources, held: list[Position]) -> bool:
    """Whether the resume has lines that begin with an employer and belong to none of its positions: then a position was misread."""
    employer = held[0].employer
    known = {position.employer.start for position in held if position.employer}
    text = sources.resume.text
    return employer is not None and any(
        start not in known and text[:start].endswith("\n") for start, _ in names.mentions(text, employer.value)
    )


def _segment(clause: Clause, duration: Duration) -> tuple[str, str]:
    """The part of a clause that a duration is said of, and what of it follows: up to `, since ...`, `, after ...` or another duration."""
    text = clause.text
    others = [other for other in durations(text, said_before(clause)) if other.start != duration.start]
    left = max((other.end for other in others if other.end <= duration.start), default=0)
    right = min((other.start for other in others if other.start >= duration.end), default=len(text))
    start = max((match.end() for match in _SEGMENT.finditer(text, left, duration.start)), default=left)
    if left and start == left:
        start = max((match.end() for match in re.finditer(r" and ", text[: duration.start]) if match.end() > left), default=left)
    end = next((match.start() for match in _SEGMENT.finditer(text, duration.end, right)), right)
    if verb := _VERB.search(text, duration.end, end):  # `ten years of turning data into decisions have taken me to Acme`
        end = verb.start()
    return text[start:end], text[duration.end : end]


def _employer(position: Position) -> str:
    return position.employer.value if position.employer else "this employer"


def _skill(sources: Sources, what: str) -> str | None:
    """The skill that the words behind the number begin with: one of the resume's or posting's, or a name that a position shows."""
    head = " ".join(what.split()[:6])
    known = [
        *(fact.value for fact in sources.facts.skills),
        *(fact.value for fact in sources.job_facts.must_have if len(fact.value.split()) <= 3),
    ]
    listed = [skill for skill in known if len(skill) > 1 and mentions(head, skill)]
    capitals = [word for word in _NAME.findall(head) if any(tenure.shows(position, word) for position in sources.positions)]
    return max([*listed, *capitals], key=len, default=None)


def _of_skill(sources: Sources, skill: str) -> list[Span]:
    """Time with a skill: the positions that name it; one that only the list of skills names may have been used in any of them."""
    shown = [position for position in sources.positions if tenure.shows(position, skill)]
    if shown:
        return _stretches(sources, shown, f" with {skill}")
    return _stretches(sources, sources.positions, "") if any(mentions(fact.value, skill) for fact in sources.facts.skills) else []


def _stretches(sources: Sources, positions: Iterable[Position], label: str) -> list[Span]:
    """The union of all positions first, then of every combination of them, or of neighbours where there are many."""
    dated = [position for position in positions if position.start]
    if len(dated) <= _LONGEST_STRETCH:
        chosen = [list(some) for size in range(len(dated), 0, -1) for some in combinations(dated, size)]
    else:
        chosen = [
            dated[first:last] for size in range(len(dated), 0, -1) for first in range(len(dated) - size + 1) for last in [first + size]
        ]
    spans = []
    for some in chosen:
        counted = tenure.tenure(some, sources.date)
        if counted:
            what = (
                label
                if len(some) == len(dated) or label.startswith(" at ")
                else f" as {some[0].title.value}"
                if len(some) == 1 and some[0].title
                else label
            )
            spans.append(Span(what or " in total", *counted, _dates(sources, some)))
    return spans


def _dates(sources: Sources, positions: list[Position]) -> Evidence | None:
    fact = next((position.dates for position in positions if position.dates), None)
    return sources.resume.of(fact) if fact else None


def _studies(sources: Sources) -> list[Span]:
    """Time in education, which an email may tell of in the same words."""
    found = []
    for study in sources.facts.education:
        counted = tenure.tenure([_as_position(study)], sources.date)
        fact = study.degree or study.institution
        if counted and fact:
            found.append(Span(" of study", *counted, sources.resume.of(fact)))
    return found


def _as_position(study: Study) -> Position:
    from pipeline.schema import Position

    return Position(title=None, employer=None, start=study.start, end=study.end)
