"""What every resume layout prints: the case's resume with its dates as words and its headings chosen.

Nothing is added or left out here; layouts only arrange it. Choices between wordings hang on the case's id alone, so that a
case always renders to the same bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeVar

from data.case import Case, Position, Resume, Study

T = TypeVar("T")
MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEPARATORS: Final = {
    "classic": (" – ", " to "),
    "twocolumn": ("–", " – "),
    "sidebar": (" - ", " – "),
    "academic": ("–", " to "),
    "modern": (" – ", " — "),
    "word-table": (" to ", " - "),
    "word-plain": (" - ", " – "),
}
EXPERIENCE: Final = ("Experience", "Work experience", "Employment history", "Professional experience", "Career history", "Employment")
HEADINGS: Final = {
    "summary": ("Profile", "Summary", "About me", "Personal statement"),
    "education": ("Education", "Education and training", "Qualifications"),
    "certifications": ("Certifications", "Licences and certificates", "Certificates", "Training and certifications"),
    "skills": ("Skills", "Key skills", "Core skills"),
    "languages": ("Languages",),
}
PRESENT: Final = ("present", "Present", "present", "today", "now")
_US_STATE = re.compile(r", [A-Z]{2}$")


@dataclass(frozen=True)
class Wording:
    """The words of one resume that are its writer's habit rather than content."""

    separator: str
    present: str
    headings: dict[str, str]


def pick(case_id: str, about: str, options: Sequence[T]) -> T:
    """One of the options, always the same for the same case and question."""
    return options[zlib.crc32(f"{case_id}/{about}".encode()) % len(options)]


def wording(case: Case) -> Wording:
    """The headings, range separator and word for today of a case."""
    headings = {name: pick(case.id, name, options) for name, options in HEADINGS.items()}
    experience = EXPERIENCE if case.resume.layout != "academic" else ("Appointments", "Academic appointments", "Employment")
    return Wording(
        separator=pick(case.id, "separator", SEPARATORS[case.resume.layout]),
        present=pick(case.id, "present", PRESENT),
        headings={**headings, "experience": pick(case.id, "experience", experience)},
    )


def month(value: str, style: str) -> str:
    """`2021-03` in a date style that is named after its example; a bare year stays one."""
    year, _, number = value.partition("-")
    if not number:
        return year
    name = MONTHS[int(number) - 1]
    return {"Mar 2021": f"{name[:3]} {year}", "March 2021": f"{name} {year}", "03/2021": f"{number}/{year}", "2021-03": value}[style]


def dates(start: str | None, end: str | None, style: str, words: Wording) -> str:
    """A range as printed; one date where start and end are the same or only the end is given; empty without either."""
    if start and not end:
        return f"since {month(start, style)}"
    if end == "present" and start:
        return f"{month(start, style)}{words.separator}{words.present}"
    ends = [month(value, style) for value in (start, end) if value]
    return words.separator.join(dict.fromkeys(ends))


def resume(case: Case) -> dict[str, Any]:
    """The resume as plain data for a template."""
    cv, words = case.resume, wording(case)
    return {
        **cv.model_dump(include={"name", "headline", "summary", "certifications", "languages"}),
        "contact": cv.contact.model_dump(),
        "experience": [_position(p, cv, words) for p in cv.experience],
        "education": [_study(s, cv, words) for s in cv.education],
        "skills": [{"group": group, "items": items} for group, items in cv.skills.items()],
        "sections": [section.model_dump() for section in cv.sections],
        "headings": asdict(words)["headings"],
        "education_first": education_first(case),
        "paper": "us-letter" if _US_STATE.search(cv.contact.location or "") else "a4",
        "variant": zlib.crc32(case.id.encode()) % 1000,
    }


def education_first(case: Case) -> bool:
    """Whether the degree stands before the jobs: with academics and with people who have hardly worked."""
    return case.resume.layout == "academic" or case.seniority == "entry" or not case.resume.experience


def _position(position: Position, cv: Resume, words: Wording) -> dict[str, Any]:
    printed = dates(position.start, position.end, cv.date_style, words)
    return {**position.model_dump(exclude={"start", "end"}), "dates": printed}


def _study(study: Study, cv: Resume, words: Wording) -> dict[str, Any]:
    return {**study.model_dump(exclude={"start", "end"}), "dates": dates(study.start, study.end, cv.date_style, words)}
