"""How many years an employer is said to ask for, where the posting asks for others: `You ask for six years of experience` of five.

    for claim in find(letter, clause): ...

Only a posting that asks for years itself decides, and any number of years or months in it bears out the same number. Sums are no requirement.
The demand stands before the number or behind it (`Five years will do`).
Not covered: years told with `more than` or `about`, and years asked for without a word for asking.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)? for|requires?|required|wants?|needs?|look(?:s|ing)? for|expects?|demands?|seeks?|calls? for)(?: at least| a minimum of| no less than| someone with| somebody with| the)?(?: at least)? $",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(
    r"\+? (?:(?!(?:and|but|that|which|is|are|I|you|we)\b)[\w/-]+ ){0,6}?(?:[\w/-]+,? (?:is|are|being) (?:all |what )?(?:(?:we|you|they) (?:ask|need|want|require)|asked|required|mandatory|essential|needed|enough|sufficient|plenty|expected|(?:the|your|our|an?) (?:minimum|must|requirement))"
    r"|[\w/-]+,? (?:will|would) (?:do\b(?! (?:well|fine|great|nicely)\b)|suffice|be (?:enough|plenty|sufficient|required|needed))|[\w/-]+, (?:as (?:demanded|required|requested|asked)\b|which (?:you|we|they) (?:ask|require|demand|insist|want|need|expect)|(?:your|our|the) (?:minimum|requirement)))",
    re.IGNORECASE,
)
"""Behind a number of years, what makes it a demand: `will do`, `, your minimum`, `are required`."""
_OF = re.compile(
    r" (?:of (?!(?:age|growth|my|your|our|the|history|data|records)\b)|experience|in (?!total\b|business\b)|as an? |or more\b|behind\b)|[.,;!]|$",
    re.IGNORECASE,
)
_REACH = 60
_OF_YEARS = re.compile(r"\+? ?(?:(?:to|or|and|-|–|—) ?[\w.]+\+? ?(?:years|yrs)|of (?:them|those|these|which)|years|yrs)\b", re.IGNORECASE)
"""Behind a number without a unit: `3 to 5 years`, `three of them`."""
_DECADE = re.compile(r"\bdecades?\b", re.IGNORECASE)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The years that a clause says are asked for and the posting does not ask for."""
    if " year" not in clause.text or letter.frame(clause).mood is Mood.QUESTION:
        return
    sources = letter.sources
    given = _years(sources.job)
    if not sources.job_facts.years_required or not given or not sources.job.is_english:
        return
    is_asked = letter.frame(clause).mood is Mood.ASKED and " years" in clause.text
    for number in numbers.find(clause.text):
        before = clause.text[max(0, number.start - _REACH) : number.start]
        if (
            number.unit != "years"
            or number.hedge in ("about", "under")
            or not (
                (is_asked and _ASKED.search(before) and _OF.match(clause.text, number.end))
                or _IS_ASKED.match(_with_next(clause), number.end)
            )
            or frames.denies(before)
        ):
            continue
        if number.value not in given:
            said = clause.text[number.start : number.end]
            reason = f"You wrote '{said}'; the posting asks for {sources.job_facts.years_required:g}."
            yield claim(clause, number.start, number.end, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason)


def _with_next(clause: Clause) -> str:
    """A clause with what follows it in its sentence: a demand may be told as `, which you ask for`."""
    return clause.text + clause.sentence.text[clause.end - clause.sentence.start :]


@lru_cache(maxsize=256)
def _years(job: Source) -> frozenset[float]:
    """All numbers of years and of months of a posting, in years; none of one that counts in decades."""
    if _DECADE.search(job.text):
        return frozenset()
    return frozenset(
        number.value / 12 if number.unit == "months" else number.value
        for number in job.numbers
        if number.unit in ("years", "months") or (not number.unit and _OF_YEARS.match(job.text, number.end))
    )
