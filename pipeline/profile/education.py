"""Studies: degree, institution and dates of each entry of the education sections.

Covers the layouts of positions, and entries without dates. A single printed date fills both start and end; an expected date of
graduation counts only where there is no other. Does not cover grades.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.profile import classify, entries, fields
from pipeline.profile.line_dates import DateIndex
from pipeline.profile.lines import Line, Typography, fact
from pipeline.profile.rows import rows
from pipeline.profile.vocabulary import LEADING_DEGREE, TRAILING_DEGREE
from pipeline.schema import Study

if TYPE_CHECKING:
    from pipeline.profile.sections import Section

_NO_FIELD = re.compile(
    r"(?:expected|anticipated|graduat(?:ion|ing|ed)|gpa|cgpa|grade|cumulative|thesis|dissertation|adviser|advisor|supervisor|coursework|relevant|concentration:|major:|minor:|specialisation:|specialization:|final (?:grade|project)|minor\b|\d+(?:[.,]\d+)?(?:\s?/\s?\d+(?:[.,]\d+)?)?$|\d{4}|started\b|will\b|defended\b|no (?:degree|diploma)\b|not completed|unfinished|incomplete\b)",
    re.IGNORECASE,
)
_ROW = re.compile(rf"{LEADING_DEGREE.pattern}.*,\s+{LEADING_DEGREE.pattern}")
_SUBJECT = re.compile(
    r"(?<!\bof)(?<!\band)(?<!&)(?<!\bfor)(?<!\bin)\s+(?=(?:(?:[A-Z][a-z]+ing|Computer|Software|Electrical|Mechanical|Civil|Chemical|Industrial|Data|Information|Political|Social|Environmental|Materials|Business) )?(?:Engineering|Sciences?|Mathematics|Statistics|Physics|Chemistry|Biology|Economics|Psychology|History|Philosophy|Linguistics|Informatics|Administration)$)"
)
"""Where a subject begins that follows its school without a mark: `Lund University Computer Science`."""
_NEXT_DEGREE = re.compile(rf",\s+(?={LEADING_DEGREE.pattern})")


def _degree(text: str) -> float:
    """An unknown name beside an institution may be a course: `Mechanical Engineering`."""
    known = classify.degree(text)
    if known > 0:
        return known
    return 0.5 if text[:1].isupper() and classify.place(text) < 2.0 and classify.institution(text) < 2.0 else -0.5


def _more(text: str) -> float:
    """A field of study goes on with its degree: `Bachelor of Science, Computer Science`."""
    if re.match(r"(?:first|second|upper|lower|third|with|cum|magna|summa|hons?|honou?rs|distinction|major|level|\()", text, re.IGNORECASE):
        return 0.8
    return -2.5 if classify.institution(text) >= 2.0 else 0.1


def _halves(line: Line) -> list[Line]:
    """`BS University of Pennsylvania` and `MIT BSc` hold two fields each, `BS Lund University Physics` three."""
    leading, trailing = LEADING_DEGREE.match(line.text), TRAILING_DEGREE.search(line.text)
    if leading and classify.institution(line.text[leading.end() :]) >= 2.0:
        subject = _SUBJECT.search(line.text, leading.end())
        ends = [subject.start()] if subject and classify.institution(line.text[leading.end() : subject.start()]) >= 2.0 else []
        cuts = [0, leading.end(), *ends, len(line.text)]
        return [line.part(start, end) for start, end in pairwise(cuts)]
    if trailing and classify.institution(line.text[: trailing.start()]) >= 2.0:
        return [line.part(0, trailing.start()), line.part(trailing.start(), len(line.text))]
    return [line]


def _one_each(lines: list[Line]) -> list[Line]:
    """`M.S. Lund University, B.S. Uppsala University` lists two studies on one line."""
    return [
        replace(part, mark=line.mark, blank_before=line.blank_before)
        for line in lines
        for part in (fields.split_at(line, _NEXT_DEGREE) if _ROW.match(line.text) else [line])
    ]


STUDY = fields.Kind(_degree, _more, classify.institution, _halves, _NO_FIELD, sure=2.0)


def studies(text: str, sections: list[Section], index: DateIndex, typography: Typography) -> tuple[Study, ...]:
    """The studies of the education sections, in printed order."""
    return tuple(
        _study(text, found)
        for section in sections
        for found in fields.resolve(entries.group(rows(text, _one_each(section.lines), index, typography), STUDY.evidence), STUDY)
    )


def _study(text: str, found: fields.Resolved) -> Study:
    dated = found.entry.dates
    return Study(
        degree=fact(text, *found.name) if found.name else None,
        institution=fact(text, *found.organisation) if found.organisation else None,
        start=dated.start if dated else None,
        end=dated.end if dated else None,
    )
