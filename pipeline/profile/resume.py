"""Reads the facts of a resume: who, where, which positions when, education, certifications, skills.

No model, no network; every fact carries its span in `document.text`, and what the text does not say stays None. Covers English, with
the headings and months of French, German and Spanish; other languages yield little and a warning, not wrong facts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.profile import classify, entries, fields, header, language, languages, misplaced
from pipeline.profile.certificates import certificates
from pipeline.profile.education import studies
from pipeline.profile.line_dates import DateIndex
from pipeline.profile.lines import Line, Typography, fact, fact_of, joined, paragraphs, scannable, split_lines
from pipeline.profile.promotions import divided
from pipeline.profile.rows import rows
from pipeline.profile.sections import Section, split
from pipeline.profile.skills import split_skills
from pipeline.schema import Document, Fact, Position, ResumeFacts

_LONGEST_HEAD = 40
"""Lines; where no heading is recognised, the whole document is header."""
_SHORT_HEAD = 6
_TEACHING = re.compile(r"(?:university |college |academic )?teaching(?: experience| positions| appointments)?", re.IGNORECASE)
_TRAINING = re.compile(r"(?:education(?:al)? |professional |further )?(?:training|courses)(?:\W+.*)?", re.IGNORECASE)
_SELF_EMPLOYED = re.compile(r"(?:freelancer?|self-employed|independent)\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def resume(document: Document) -> ResumeFacts:
    """The facts of a resume; cached per document."""
    text = scannable(document.text)
    lines = split_lines(text)
    sections = split(text, lines)
    typography = Typography.of(lines)
    index = DateIndex(text)
    misplaced.take_head(sections, index)
    own = _own_lines(sections)
    head = [line for section in sections if section.kind in ("header", "contact") for line in section.lines][:_LONGEST_HEAD]
    email = header.find_email(head, own)
    name = header.find_name(head, lines, email.value if email else None)
    head = [*head, *_lifted(sections, name)]
    headline = header.find_headline(head, name)
    _take_teaching(text, sections, index, typography)
    _take_training(sections)
    misplaced.take(sections, index)
    positions = _positions(text, _of(sections, "experience"), index, typography)
    spoken = list(languages.spoken(text, _of(sections, "languages"), typography))
    found_studies = studies(text, _of(sections, "education"), index, typography)
    return ResumeFacts(
        name=header.name_fact(name) if name else None,
        headline=fact_of(headline) if headline else None,
        email=email,
        phone=header.find_phone(head, own if not head else []),
        location=header.find_location(head, name),
        positions=positions,
        education=found_studies,
        certifications=certificates(text, _of(sections, "certifications"), typography),
        skills=tuple(split_skills(text, [line for section in _of(sections, "skills") for line in section.lines], typography)),
        languages=tuple(fact for fact, _ in spoken if fact),
        other=(*_items(text, _of(sections, "summary", "other"), typography), *(rest for _, rest in spoken if rest)),
        warnings=_warnings(text, sections, positions),
    )


def _of(sections: list[Section], *kinds: str) -> list[Section]:
    return [section for section in sections if section.kind in kinds]


def _own_lines(sections: list[Section]) -> list[Line]:
    """Lines about the candidate: not those of referees."""
    return [line for section in sections if section.kind != "references" for line in section.lines]


def _lifted(sections: list[Section], name: Line | None) -> list[Line]:
    """The lines from a name to the end of its section, taken out of it: a sidebar came before the real head."""
    for section in sections:
        number = next((number for number, line in enumerate(section.lines) if name and line.start <= name.start < line.end), None)
        if number is not None and section.kind not in ("header", "contact"):
            lifted = section.lines[number:] if len(section.lines) - number <= _SHORT_HEAD else section.lines[number : number + 1]
            section.lines = [line for line in section.lines if line not in lifted]
            return lifted
    return []


def _warnings(text: str, sections: list[Section], positions: tuple[Position, ...]) -> tuple[str, ...]:
    found = [line for line in [language.warning(text)] if line]
    if len(sections) == 1:
        found.append("no section headings recognised: facts may be missing")
    if _of(sections, "experience") and not positions:
        found.append("an experience section without a recognisable position")
    return tuple(found)


def _positions(text: str, sections: list[Section], index: DateIndex, typography: Typography) -> tuple[Position, ...]:
    return tuple(
        step
        for section in sections
        for found in fields.resolve(entries.group(rows(text, section.lines, index, typography), fields.POSITION.evidence), fields.POSITION)
        for step in divided(text, _position(text, found, typography))
    )


def _position(text: str, found: fields.Resolved, typography: Typography) -> Position:
    dated = found.entry.dates
    title = fact(text, *found.name) if found.name else None
    own_boss = found.inherited and title is not None and _SELF_EMPLOYED.match(title.value)
    return Position(
        title=title,
        employer=fact(text, *found.organisation) if found.organisation and not own_boss else None,
        start=dated.start if dated else None,
        end=dated.end if dated else None,
        dates=fact(text, dated.begin, dated.stop) if dated else None,
        bullets=tuple(joined(text, group) for group in paragraphs(found.entry.body, typography)),
    )


def _take_teaching(text: str, sections: list[Section], index: DateIndex, typography: Typography) -> None:
    """Makes a section about teaching one of experience if it holds positions, and one of other matters if it holds courses."""
    for section in sections:
        if section.kind in ("experience", "other") and _TEACHING.fullmatch(section.title.strip(" :")):
            found = _positions(text, [section], index, typography)
            titled = [position for position in found if position.title and position.dates and classify.title(position.title.value) >= 1.8]
            section.kind = "experience" if found and len(titled) >= 0.5 * len(found) else "other"


def _take_training(sections: list[Section]) -> None:
    """Makes `Training` the studies of a resume that has no others, where its lines name degrees and schools."""
    if any(section.kind == "education" and section.lines for section in sections):
        return
    for section in sections:
        named = [classify.degree(line.text) >= 2.0 or classify.institution(line.text) >= 2.4 for line in section.lines]
        if section.kind == "other" and _TRAINING.fullmatch(section.title.strip(" :")) and sum(named) >= 0.5 * max(1, len(named)):
            section.kind = "education"


def _items(text: str, sections: list[Section], typography: Typography) -> tuple[Fact, ...]:
    return tuple(joined(text, group) for section in sections for group in paragraphs(section.lines, typography))
