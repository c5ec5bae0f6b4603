"""Names that stand where an employer's would, and are none: tools, schools that one left, what is only asked, people, degrees, bywords, titles of papers.

`I am interested in COBOL`, `I left Hill High School with a certificate`, `Have you ever worked with Arbor?`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import bystanders, names, proper
from pipeline.grounding.abilities import skill_terms
from pipeline.grounding.frames import Mood

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.proper import Name
    from pipeline.grounding.sources import Source, Sources

_NEAR = 60
_ASKED_OPENLY = re.compile(
    r"\W*(?:(?:and|but|so|also),? )?(?:[Hh]ave|[Dd]id|[Dd]o) you (?:(?:ever|also|already|perhaps|by any chance) )?(?:work|use|tr(?:y|ied)|come across|deal|spen[dt])"
)
"""A question after a past, which takes none for granted: `Have you ever worked with`."""
_OF_TOOL = re.compile(
    r"\b(?:interest(?:ed)?|curious|keen|eager|passionate|enthusiastic|excited) (?:in|about|on)(?: (?:learning|using|mastering|working with))? (?:the )?$"
)
"""What one is drawn to, be it a firm or a tool."""
_STILL_MISSING = re.compile(r" (?:\w+ )?(?:is|are|remains?|would be) (?:\w+ )?(?:missing|lacking|absent|new to me|new to you)\b")
_DEGREE = re.compile(r"(?:Bachelor|Master|Doctor|Associate)(?:['’]s)? (?:of|in) (?=[A-Z])")
_SCHOOL_LEFT = re.compile(r"\b(?:left|leaving|joined|joining|quit) (?:the )?$", re.IGNORECASE)
_COURSE = re.compile(r"\b(?:certificates?|diplomas?|degrees?|course|coursework|studies|studied|graduat\w+|apprenticeship)\b", re.IGNORECASE)
_SCHOOL = re.compile(r"\b(?:College|University|School|Institute|Academy|Polytechnic)\b")
_TITLE = re.compile(r"(?<!\w)[\"“][A-Z][^\"“”\n]{1,100}[\"”]")
_PEOPLE = re.compile(
    r" (?:employees?|staff|members?|workers?|contractors?|fellows?|colleagues|people|applicants?|candidates|students?|pupils|alumni|graduates|teams?|customers|clients|users|partners|volunteers|managers|engineers|nurses|teachers)\b"
)


def is_asked_openly(letter: Letter, clause: Clause) -> bool:
    """Whether a clause asks for a past and takes none for granted."""
    return letter.frame(clause).mood is Mood.QUESTION and bool(_ASKED_OPENLY.match(clause.text))


def is_known_otherwise(sources: Sources, text: str, name: Name) -> bool:
    """Whether an unknown name is a known tool's, a known house's with a word before it or without its spaces, words of a document that stand first (`Viral TikTok campaigns`), or said in passing."""
    return (
        _is_of_people(sources, text, name)
        or _is_tool(text, name)
        or _is_in_title(text, name)
        or bystanders.is_byword(name.text)
        or (_SCHOOL.search(name.text) is not None and bystanders.heads(text[: name.start]))
        or _DEGREE.match(name.text) is not None
        or (name.first and any(_begins_with_a_word(source, name.text) for source in (sources.resume, sources.job)))
        or any((spaced := names.spaced(employer)) != employer and names.find(name.text, spaced) for employer in sources.employers)
    )


def _begins_with_a_word(source: Source, name: str) -> bool:
    """Whether a name is one of a document's behind a word of it, which has its capital from standing first: `Viral TikTok campaigns`."""
    first, _, rest = name.partition(" ")
    return bool(rest and source.has_word(first) and source.find(rest))


def _is_tool(text: str, name: Name) -> bool:
    """Whether a name is a known tool or method where only an interest in it, or the lack of it, is told."""
    before = text[max(0, name.start - _NEAR) : name.start]
    if not (_OF_TOOL.search(before) or _STILL_MISSING.match(text, name.end)):
        return False
    return any(term.start == name.start for term in skill_terms.named(text))


def _is_in_title(text: str, name: Name) -> bool:
    """Whether a name is a part of a title in quotation marks: `"Clusters at Scale"`."""
    return any(
        title.start() < name.start and name.end < title.end() and name.end - name.start < len(title.group()) - 2
        for title in _TITLE.finditer(text)
    )


def _is_of_people(sources: Sources, text: str, name: Name) -> bool:
    """Whether a sentence begins with some of a known house's people: `Current NHS staff`."""
    first, _, rest = name.text.partition(" ")
    if not (name.first and rest and _PEOPLE.match(text, name.end)) or proper.knows(sources.job, first):
        return False
    return any(proper.knows(source, rest) for source in (sources.job, sources.resume))


def is_school_left(sources: Sources, text: str, name: Name) -> bool:
    """Whether a school of the resume is left or joined, as pupils do too, or told with what was learned there."""
    if _COURSE.search(text) and _SCHOOL.search(name.text):
        return True
    if not _SCHOOL_LEFT.search(text[max(0, name.start - _NEAR) : name.start]):
        return False
    schools = (study.institution for study in sources.facts.education if study.institution)
    return any(names.find(name.text, school.value) for school in schools)
