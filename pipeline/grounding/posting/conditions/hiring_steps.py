"""Steps of the way to a post that the posting does not have: `the take-home assignment`, `after a drug test`.

    for claim in find(letter, clause): ...

An application presupposes a step with `the` or `your` before it; an outreach tells of one also where it speaks of the process. The posting
must have some word of that sort of step. Not covered: how many rounds there are, which are numbers, and how long each takes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim


class Step(NamedTuple):
    """A sort of step: how an email names it, and the words of a posting that speak of it."""

    said: str
    given: str


_STEPS = (
    Step(r"take-?home(?: (?:assignment|task|test|exercise|project|challenge|work))?|home(?:work)? (?:assignment|task|exercise)", r"take-?home|assignment|homework|(?:coding|written|short|small|home) (?:\w+ )?(?:task|test|exercise|challenge|project)"),
    Step(r"(?:coding|programming) (?:test|task|challenge|exercise|interview|round|assessment)|live[- ]coding(?: (?:session|interview|round|test))?|pair[- ]programming (?:session|interview|round|exercise)|white-?board(?:ing)? (?:session|interview|round|exercise|test)|technical (?:test|task|assessment|exercise)", r"(?:coding|programming) \w+|(?:technical|practical) (?:test|task|assessment|exercise|challenge)|pair|white-?board|take-?home|assignment"),
    Step(r"technical (?:interview|screen(?:ing)?|round)", r"technical|technology|engineer\w*"),
    Step(r"(?:interview|selection|hiring) panel|panel interview|panel", r"panel|board|committee|jury"),
    Step(r"assessment (?:cent(?:re|er)|day)s?", r"assessment|selection (?:cent|day)|open day"),
    Step(r"(?:psychometric|aptitude|personality|reasoning|numeracy|literacy|IQ|cognitive|language|typing|written|online|entrance) (?:test|exam|assessment)s?", r"psychometric|aptitude|personality|reasoning|numeracy|literacy|cognitive|typing|tests?|exams?|assess\w*"),
    Step(r"trial (?:day|shift|lesson|week)s?|(?:working|work) trial|taster day", r"trial|taster|probation\w*|paid day|SuperDay|try\w*"),
    Step(r"(?:work|writing) samples?|portfolio review|case (?:study|interview)", r"samples?|portfolio|case\w*|work you"),
    Step(r"(?:group|second|final|third|video|telephone|phone) (?:interview|round)|phone screen(?:ing)?|screening call", r"interviews?|rounds?|call|talk|stages?|screen\w*|conversation|meet\w*"),
    Step(r"(?:top[- ]secret|TS(?:/SCI)?|SCI|DV)(?:/SCI)?(?:[- ]level)?(?: security)? clearance", r"top[- ]secret|TS|SCI|DV|developed vetting"),
    Step(r"(?:secret|SC)(?:[- ]level)?(?: security)? clearance", r"secret|TS|SCI|DV|SC|security check"),
    Step(r"(?:background|criminal record|police|credit|DBS|security) (?:check|screening|vetting)s?|security clearance", r"background|criminal|police|credit|DBS|disclosure|vett\w+|clearance|checks?|screen\w*|investigation"),
    Step(r"(?:drug|alcohol) (?:test|screen)(?:ing)?s?(?! (?:programs?|programmes?|labs?|laborator\w+|kits?|compan\w+|services?|systems?|tools?|results?))", r"drugs?|alcohol|substance"),
    Step(r"(?:reference|references) checks?|checks? of (?:my|your) references", r"references?|referees?|recommend\w*"),
    Step(r"(?:medical|health|physical|fitness|eye) (?:check(?:-?up)?|exam(?:ination)?|test|screening)s?", r"medical|health|physical|fitness|vision|examination"),
    Step(r"audition|demo(?:nstration)? (?:lesson|class)|teaching demo(?:nstration)?|tasting", r"audition\w*|demo\w*|lesson|class|recordings?|tast\w+"),
    Step(r"polygraph(?: test)?|lie detector", r"polygraph|lie detector"),
)  # fmt: skip
_SAID = compiled(
    r"(?<![\w-])(?:" + "|".join(f"(?P<_{number}>{step.said})" for number, step in enumerate(_STEPS)) + r")(?![\w-])", re.IGNORECASE
)
_DEFINITE = re.compile(
    r"\b(?:the|your|this|that|our|both|each|every)(?: (?!and\b|or\b)[\w-]+){0,2} $|\b(?:the|your|our) [^,.;]{3,40} and (?:an? |the )?(?:[\w-]+ )?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:ready|prepared|set) for\b|\b(?:fine|comfortable|at ease|happy|ok|okay) with\b|\bno (?:trouble|problem|objection)\b|\bopen to\b|\bagree\w* to\b",
    re.IGNORECASE,
)
_PROCESS = re.compile(r"\b(?:process|stages?|steps?|rounds?|followed by|pass(?:es|ing)?|undergo\w*|hiring|selection|candidates|applicants|everyone|everybody|then|after|before|begins? with|starts? with|consists?|includes?|need\w*|requires?|required|expect|there(?:['’]s| is| are| will be)|on top|comes?|must)\b", re.IGNORECASE)  # fmt: skip

_STERN = re.compile(r"polygraph|lie detector|drug|alcohol|top|secret", re.IGNORECASE)
"""Steps of which nobody tells but as ahead."""


_ADDRESS = re.compile(r"(?:To|Dear|Attention|Attn)\b[^.!?]*[:,]?")
"""Those who are written to: `To the hiring panel:`."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The steps that a clause tells of and the posting does not have."""
    if not _SAID.may_stand(clause.text) or letter.frame(clause).mood is Mood.QUESTION or _ADDRESS.fullmatch(clause.sentence.text):
        return
    sources, outreach = letter.sources, letter.sources.direction is Direction.OUTREACH
    for match in _SAID.finditer(clause.text):
        before = clause.text[: match.start()][-60:]
        presupposed = _DEFINITE.search(before) or (outreach and (_PROCESS.search(clause.text) or _STERN.match(match.group())))
        if not presupposed or frames.denies(before) or sources.resume.find(match.group()):
            continue
        if letter.frame(clause).candidate_only and letter.frame(clause).mood is Mood.CLAIM and not _AHEAD.search(before):
            continue
        given = _given(int((match.lastgroup or "_0")[1:]))
        if not (given.search(sources.job.text) or given.search(sources.request.wishes or "") or sources.job.find(match.group())):
            reason = f"You wrote '{match.group()}'; the posting does not speak of such a step."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


@lru_cache(maxsize=256)
def _given(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_STEPS[number].given})(?!\w)", re.IGNORECASE)
