"""Certificates of a tool that the resume only has as a skill, where its certificates are of others: `a Maya certification` beside `Blender Certified Trainer`.

    of_skill_only(sources, text)   -> the skill that a certificate's name has, of which no line with a paper speaks, or None

Says nothing where the resume lists no certificates, or one by a code or initials alone, which may stand for any tool. Not covered: tools that
the resume does not list among its skills (they are judged as names).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.words import folded, place_of_whole

if TYPE_CHECKING:
    from pipeline.grounding.sources import Documents, Sources
    from pipeline.schema import Fact

_PAPER = re.compile(
    r"[^\n]*\b(?:certif|licen[cs]|accredit|diploma|course|training|trained|badge|credential|exam|qualif|chartered|registered|award|workshop|bootcamp|academy|nanodegree|coursera|udemy|edx|mooc)[^\n]*(?:\n(?!\s*[-•*])[^\n]*)?",
    re.IGNORECASE,
)
"""A line that speaks of a paper, with the one below it."""
_CODE = re.compile(r"\b[A-Z]{1,4}-?\d{2,}")
_WORD = re.compile(r"\b[A-Z]?[a-z]{3,}")
_FEWEST = 2


def of_skill_only(sources: Sources, text: str) -> Fact | None:
    """The skill that a certificate is said to be of, where those of the resume are of other things."""
    papers = _papers(sources.documents)
    if not papers:
        return None
    for skill in sources.facts.skills:
        name = skill.value
        if name[:1].isupper() and place_of_whole(text, name) >= 0:
            return skill if place_of_whole(papers, folded(name)) < 0 else None
    return None


@lru_cache(maxsize=256)
def _papers(documents: Documents) -> str:
    """All that a resume tells of papers, folded; nothing where one is told by letters and numbers that may stand for anything."""
    facts = documents.facts
    named = [fact.value for fact in facts.certifications]
    if not documents.resume.is_english or any(len(_WORD.findall(name)) < _FEWEST or _CODE.search(name) for name in named):
        return ""
    told = [study.degree.value for study in facts.education if study.degree]
    return folded("\n".join((*named, *told, *(match.group() for match in _PAPER.finditer(documents.resume.text))))) if named else ""
