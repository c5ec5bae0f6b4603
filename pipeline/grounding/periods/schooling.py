"""How long studies took, in whatever words: `my PhD took six years`, `four years at Princeton`, `a two-year diploma`.

    stretch(sources, clause, duration, frame)   -> the times that the dates give the studies meant, and whether one fits; None where none are told of

Which studies are meant is told by their level (`doctorate`) and by the names on their lines; where these leave several, each may be meant, or all
together. A course may lack some months of its last calendar year. Not covered: courses without both dates, and parts of a course (`two years of my thesis`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.figures import metric_moved
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import stretches
from pipeline.grounding.periods.durations import durations_of, fits
from pipeline.grounding.words import folded, place_of_whole
from pipeline.schema import Direction, Position

if TYPE_CHECKING:
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.periods.durations import Duration
    from pipeline.grounding.periods.stretches import Span
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Study

_DOCTOR = r"ph\.? ?d\b\.?|doctora\w+|d\.?phil\b"
_BUSINESS = r"m\.?b\.?a\b\.?|master of business\b"
_MASTER = r"master(?:['’]?s)?\b(?! (?:class|plan|of business))|m\.?sc\b|m\.?eng\b|m\.?f\.?a\b|(?-i:\bM\.?[AS]\b\.?)"
_BACHELOR = r"bachelor(?:['’]?s)?\b|b\.?sc\b|b\.?eng\b|b\.?f\.?a\b|undergrad\w*|(?-i:\bB\.?[AS]\b\.?)"
_BELOW = r"diploma|certificate|vocational (?:\w+ )?(?:qualification|degree|training)|apprenticeship|qualification"
_LEVELS = tuple(re.compile(rf"\b(?:{words})", re.IGNORECASE) for words in (_DOCTOR, _BUSINESS, _MASTER, _BACHELOR, _BELOW))
_COURSE = rf"\b(?:{_DOCTOR}|{_BUSINESS}|{_MASTER}|{_BACHELOR}|{_BELOW}|degrees?\b|studies\b|graduat\w+)"
_PUPIL = r"\b(?:student\b(?! (?!at\b|of\b|in\b|and\b|there\b|with\b|when\b|before\b|I\b|you\b)[a-z])|(?:university|college)\b(?! (?!(?:and|or|in|at|of|for|to|with|by|on|from|before|after|when|where|who|that|which|then|there|as|but|degrees?|studies|study|students?|courses?|education|life|days|years?|time|first|followed|until|while|is|was|were|are|has|have|had|took|gave|made|left|ended|taught|meant|I|you)\b)[a-z])|universities\b|stud(?:y|ying)\b|graduate (?:school|work|study)\b)"
_FEW = r"(?: [\w'’-]+){0,5}? $"
_TELLS = compiled(rf"{_COURSE}|{_PUPIL}|\b(?:studied|enrolled|attended|attending)\b", re.IGNORECASE)
"""What every clause tells studies by, but for the name of a school."""
_TOOK = re.compile(
    rf"(?P<said>{_COURSE}[^,;]{{0,60}}?)\b(?:took|lasted|cost|needed|required|spanned|filled|kept|ran|stretched|went|meant|covered|(?:ha[sd]|have) taken|(?:was|were)(?: (?:done|finished|completed|over|earned))?)\b{_FEW}",
    re.IGNORECASE,
)
_DONE_IN = re.compile(
    rf"\b(?:earn|finish|complet|wrapp?|gain|g[eo]t|took|obtain|did|receiv|defend|pass|graduat|rac|sail|br[eo][ez]+)\w*\b(?P<said>[^,;]{{0,60}}?{_COURSE}[^,;]{{0,80}}?),? (?:in|within|after|over)(?: [a-z'’-]+){{0,4}}? $",
    re.IGNORECASE,
)
_AFTER = re.compile(r" (?:after|within|over)(?: [a-z'’-]+){0,4} ")
"""Goes on behind a comma with what the course took: `a PhD in July 2014, after a little over four years`."""
_STUDIED = re.compile(
    r"\b(?:stud(?:ied|ying)|enrolled|attended|attending)\b(?P<said>[^;]{0,60}?) (?:for|over|during|through)(?: [a-z'’-]+){0,4}? $",
    re.IGNORECASE,
)
_TO_FINISH = re.compile(
    rf"(?: [a-z'’-]+){{0,3}}? (?:to|before (?:I|you)|until (?:I|you)|till (?:I|you)) (?:\w+ly )?(?P<said>(?:earn|finish|complete|wrap up|gain|get|take|obtain|do|reach|defend|graduat|had|have)\w*\b[^,;]{{0,40}}?{_COURSE}|graduat\w+)",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"\b(?:took|takes?|taken|needed|required|spent)\b(?: [\w'’-]+){0,5} $", re.IGNORECASE)
_OF_COURSE = re.compile(
    rf" (?:straight |full-time |part-time )?(?:of|on|in|for|at|over|as|doing|into|with|studying|reading|towards?|working (?:on|towards?)) (?P<said>(?:(?!I\b|you\b|an? (?:univ|coll)|another\b|one\b|teaching|tutoring|supervising|mentoring|work\b|experience)[\w'’.-]+ ){{0,4}}?(?:{_COURSE}|{_PUPIL})[^,;]{{0,40}})",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(rf"[ -](?P<said>(?:[\w-]+ ){{0,3}}?{_COURSE})", re.IGNORECASE)
_AS_TIME = re.compile(
    rf"\b(?:after|since|before|until|till|following|prior to|beyond|during|while|besides|alongside|when|once|upon|past|with)\b(?: [\w'’-]+){{0,4}}? (?={_COURSE})",
    re.IGNORECASE,
)
"""What makes of a course a time, or something beside which another was done."""
_ELSE = re.compile(
    r" ?(?:ago|earlier|later|after|before(?! (?:I|you))|since|experience|apart|old|short)\b|[^,;]{0,30}\b(?:thesis|dissertation|scholarship|grant|fellowship|funding|research assistant\w*)\b",
    re.IGNORECASE,
)
_THEIRS = {
    Direction.APPLICATION: re.compile(r"\b(?:your) [^,;]*$", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:our|my) [^,;]*$", re.IGNORECASE),
}
_JOB = re.compile(r"\b(?:work\w*|job|taught|teach\w*|tutor\w*|employed|served|serving|ran|led|sold|volunteer\w*)\b", re.IGNORECASE)
"""What somebody did beside the course, before a duration: `my job for two years as a student`."""
_PART = re.compile(r"(?<!\d),(?!\d)|[;:]")
_CAPITAL = re.compile(r"\b(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][\w’'-]{2,}")
_WORD = re.compile(r"\b[a-z]{4,}")
_SLACK = 4
"""Months of a course's last year that the calendar does not have."""


def stretch(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> tuple[list[Span], bool] | None:
    """The times of the studies that may be meant, and whether the duration is a true way to say one of them."""
    studies = sources.facts.education
    if not studies or Side.CANDIDATE not in frame.about or frame.mood not in (Mood.CLAIM, Mood.NEGATIVE):
        return None
    if not _TELLS.may_stand(clause.text) and not any(
        study.institution and names.find(clause.text, study.institution.value) for study in studies
    ):
        return None
    said = _said(sources, clause.text, duration)
    meant = _meant(sources, clause.text, said) if said is not None else []
    if not meant or any(study.start is None or study.end is None for study in meant):
        return None
    spans = stretches.spans(sources, [_as_position(study) for study in meant], " of study")
    if not spans:
        return None
    if _is_given(sources, clause.text, duration) or _is_at_work(sources, clause.text, duration):
        return None
    slack = _SLACK * len(meant)
    return spans, any(fits(duration, span.least - 1, span.most + slack) for span in spans)


def _is_at_work(sources: Sources, text: str, duration: Duration) -> bool:
    """Whether a past employer is named, a school too perhaps, and the time is that of a post there."""
    there = [one for one in sources.positions if one.employer and names.find(text, one.employer.value)]
    return any(fits(duration, span.least, span.most) for span in stretches.spans(sources, there, " at work"))


def _is_given(sources: Sources, text: str, duration: Duration) -> bool:
    """Whether a line of the resume gives the very time with a telling word of the clause: a course outside of the studies."""
    resume, words = sources.resume.text, metric_moved.telling(text)
    alike = (one for one in durations_of(sources.resume) if one.months == duration.months)
    return any(
        words & metric_moved.telling(metric_moved.line_at(resume, one.start).replace(resume[one.start : one.end], " ")) for one in alike
    )


def _said(sources: Sources, text: str, duration: Duration) -> str | None:
    """The words for the course that a duration is told of; None where it is told of none."""
    starts = [0, *(match.end() for match in _PART.finditer(text, 0, duration.start))]
    start = starts[-2] if len(starts) > 1 and _AFTER.fullmatch(text, starts[-1], duration.start) else starts[-1]
    end = next((match.start() for match in _PART.finditer(text, duration.end)), len(text))
    before, after = text[start : duration.start], text[duration.end : end]
    if _ELSE.match(after) or frames.denies(before):
        return None
    match = next((found for pattern in (_TOOK, _DONE_IN) if (found := pattern.search(before))), None)
    if match is None and (studied := _STUDIED.search(before)) and _is_known(sources, studied["said"] + after):
        match = studied
    if match:
        apart = _AS_TIME.search(before[: match.end()]) or _THEIRS[sources.direction].search(before[: match.start("said")])
        return None if apart else match["said"]
    return _behind(sources, text[: duration.end], before, after)


def _behind(sources: Sources, told: str, before: str, after: str) -> str | None:
    """The words for the course that stand behind a duration."""
    if _NEEDED.search(before) and (match := _TO_FINISH.match(after)):
        return match["said"]
    if _JOB.search(before):
        return None
    adjective = told.endswith("year") and _ADJECTIVE.match(after)
    if match := adjective or _OF_COURSE.match(after):
        return None if _THEIRS[sources.direction].search(before) or _AS_TIME.search(match.group()) else match["said"]
    return _at_school(sources, before, after)


def _is_known(sources: Sources, said: str) -> bool:
    """Whether what was studied is of the resume's courses, or was studied at a university: not `I studied the piano for years`."""
    lines = _lines(sources.documents)
    words = {folded(match.group()) for pattern in (_CAPITAL, _WORD) for match in pattern.finditer(said)}
    return bool(re.search(_PUPIL, said, re.IGNORECASE)) or any(place_of_whole(line, word) >= 0 for line in lines for word in words)


def _at_school(sources: Sources, before: str, after: str) -> str | None:
    """The institution that a duration was spent at, where no position was held there: `six years at Princeton`."""
    employers = [position.employer.value for position in sources.positions if position.employer]
    for study in sources.facts.education:
        name = study.institution.value if study.institution else ""
        if not name or any(names.alike(name, employer) for employer in employers):
            continue
        behind = names.find(after, name)
        if behind and re.fullmatch(r" (?:[a-z]+ )?(?:at|in|with) (?:the )?", after[: behind[0]]):
            return after[: behind[1]]
    return None


def _meant(sources: Sources, text: str, said: str) -> list[Study]:
    """The studies of the level told, and of these the ones on whose lines a name of the clause or a word for the course stands that others lack."""
    studies = list(sources.facts.education)
    if levels := [level for level in _LEVELS if level.search(said)]:
        studies = [study for study in studies if study.degree and any(level.search(study.degree.value) for level in levels)]
    lines = _lines(sources.documents)
    named: list[Study] = []
    for match in (*_CAPITAL.finditer(text), *_WORD.finditer(said)):
        having = [study for study in studies if place_of_whole(lines[sources.facts.education.index(study)], folded(match.group())) >= 0]
        named += having if len(having) < len(studies) else []
    return [study for study in studies if study in named] or studies


@lru_cache(maxsize=256)
def _lines(documents: Documents) -> tuple[str, ...]:
    """The lines of each course, folded."""
    return tuple(folded(_line(documents.resume.text, study)) for study in documents.facts.education)


def _line(text: str, study: Study) -> str:
    given = [fact for fact in (study.degree, study.institution) if fact]
    if not given:
        return ""
    start, end = min(fact.start for fact in given), max(fact.end for fact in given)
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


def _as_position(study: Study) -> Position:
    return Position(title=None, employer=None, start=study.start, end=study.end)
