"""Reads the facts of a posting: title, hiring company, place, pay, years, requirements, duties, pitch, contact.

No model, no network; every fact carries its span in `document.text`. An agency's undisclosed client stays None, and so does everything
else the posting does not say. Covers English, with the commonest French, German and Spanish headings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.profile import company, contacts, language, posting, requirements, terms, vacancy, years
from pipeline.profile.lines import Line, Typography, cut, fact_of, paragraphs, scannable
from pipeline.schema import Document, Fact, JobFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%\"”’][.!?])\s+(?=[A-Z\"“'])")

_CALL = re.compile(
    r"\b(?:apply|we(?:'re| are) (?:looking|seeking|hiring|recruiting)|send (?:us|your)|submit|equal opportunit)\b|\bis (?:hiring|seeking|looking for|recruiting)\b",
    re.IGNORECASE,
)
"""Sentences that ask for applications rather than tell of the employer."""


@lru_cache(maxsize=256)
def job(document: Document) -> JobFacts:
    """The facts of a posting; cached per document."""
    text = scannable(document.text)
    front, start = posting.front_matter(text)
    lines = posting.body_lines(text, start)
    parts = posting.split(lines)
    typography = Typography.of(lines)
    title = vacancy.find_title(front, lines)
    employer = company.find(text, [*front, *lines], parts, title)
    must, nice = requirements.items(text, parts, typography)
    return JobFacts(
        title=fact_of(title) if title else None,
        company=fact_of(employer) if employer else None,
        location=terms.find_location([*front, *lines], title, employer),
        salary=terms.find_salary(_outside_lists(lines, parts)),
        years_required=years.years_required(text, lines, parts, must),
        must_have=must,
        nice_to_have=nice,
        duties=requirements.duties(text, parts, typography),
        pitch=tuple(_pitch(text, parts, employer, typography)),
        contact=contacts.person(text, lines),
        contact_email=contacts.email(lines),
        warnings=_warnings(text, title, parts),
    )


def _outside_lists(lines: list[Line], parts: list[posting.Part]) -> list[Line]:
    """The lines that are no requirement or duty: sums named there are budgets, not pay."""
    listed = {line.start for part in parts if part.kind in ("must", "nice", "duties") for line in part.lines}
    return [line for line in lines if line.start not in listed]


def _pitch(text: str, parts: list[posting.Part], employer: Line | None, typography: Typography) -> Iterator[Fact]:
    """Sentences of the sections about the employer, and those elsewhere that say what it is or does."""
    name = re.escape(employer.text) if employer else None
    about = re.compile(
        rf"(?:{name}|We|Our \w+) (?:is|are|was|were|has|have|had|build|make|help|serve|run|provide|treat|work|employ|own|believe)\b"
        if name
        else r"We (?:are|build|make|help|serve|run|provide)\b"
    )
    for part in parts:
        for group in paragraphs(part.lines, typography):
            for sentence in sentences(text, group):
                if (
                    (part.kind == "pitch" or (part.kind in ("lead", "role") and about.match(sentence.value)))
                    and len(sentence.value.split()) > 3
                    and not _CALL.search(sentence.value)
                ):
                    yield sentence


def sentences(text: str, group: list[Line]) -> Iterator[Fact]:
    """The sentences of a paragraph."""
    whole = cut(text, group[0].start, group[-1].end)
    start = 0
    for match in [*_SENTENCE_END.finditer(whole.text), None]:
        end = match.start() if match else len(whole.text)
        yield fact_of(whole.part(start, end))
        start = match.end() if match else end


def _warnings(text: str, title: Line | None, parts: list[posting.Part]) -> tuple[str, ...]:
    found = [line for line in [language.warning(text)] if line]
    if title is None:
        found.append("no job title recognised")
    if len(parts) == 1:
        found.append("no section headings recognised: requirements may be missing")
    return tuple(found)
