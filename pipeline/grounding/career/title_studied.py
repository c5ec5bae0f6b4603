"""Students by what they study: `a Business Administration student`, `as a PhD student`.

    studied(sources, text, said)   -> where the resume has the degree or the field, or None

A student of now must have a study of the field that has not ended; of who was one any study of it bears it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import degrees_told
from pipeline.grounding.abilities.degrees import degrees, same
from pipeline.grounding.words import WORD, folded

if TYPE_CHECKING:
    from pipeline.grounding.career.title_read import Said
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence, Study

_STUDENT = re.compile(r" (?:students?|candidate|researcher)$", re.IGNORECASE)
_DOCTORAL = re.compile(r"^doctoral\b", re.IGNORECASE)
_OF_FIELD = re.compile(r" students?$", re.IGNORECASE)
_SORTS = frozenset(
    """
    undergraduate undergrad graduate postgraduate master masters master's bachelor bachelors bachelor's degree honours honors junior senior sophomore freshman final first second third fourth last year first-year second-year third-year fourth-year final-year
    full-time part-time current former college university school mature international law-school and of in the a an
    """.split()
)
"""What says how far a student is, and not what is studied."""
_NOW = re.compile(r"(?:\b(?:am|are|currently|still|now)|['’](?:m|re))\b[^,.;]{0,40}$", re.IGNORECASE)


def studied(sources: Sources, text: str, said: Said) -> Evidence | None:
    """The degree in the resume for which somebody studies, or the study whose field a student has."""
    level = degrees(_DOCTORAL.sub("PhD", said.text)) if _STUDENT.search(said.text) else ()
    given = (other for other in degrees(sources.resume.text) if same(level[0], other)) if level else ()
    found = next((sources.resume.evidence(other.start, other.end) for other in given), None)
    return found or (_of_field(sources, text, said) if _OF_FIELD.search(said.text) else None)


def _of_field(sources: Sources, text: str, said: Said) -> Evidence | None:
    words = [folded(match.group()) for match in WORD.finditer(_OF_FIELD.sub("", said.text))]
    words = [word for word in words if word not in _SORTS and not degrees(word)]
    now = _NOW.search(text, max(0, said.start - 60), said.start) is not None
    today = f"{sources.date:%Y-%m}"
    for study in sources.facts.education if words else ():
        if now and study.end and study.end != "present" and study.end < today[: len(study.end)]:
            continue
        told = folded(_line(sources, study))
        shown = study.degree or study.institution
        if shown and all(degrees_told.is_told(word, told) for word in words):
            return sources.resume.of(shown)
    return None


def _line(sources: Sources, study: Study) -> str:
    """The lines of the resume in which a study's degree and school stand."""
    text = sources.resume.text
    facts = [fact for fact in (study.degree, study.institution) if fact]
    if not facts:
        return ""
    end = text.find("\n", max(fact.end for fact in facts))
    return text[text.rfind("\n", 0, min(fact.start for fact in facts)) + 1 : end if end >= 0 else len(text)]
