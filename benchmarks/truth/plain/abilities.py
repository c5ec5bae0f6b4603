"""What somebody knows, holds and where he lives: skills, languages, papers, schools, prizes, places, and the lack of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from benchmarks.truth.plain.statement import Statement, false, forms, told
from pipeline.corrupt.draft import article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import EmailRequest, JobFacts, ResumeFacts

_HAS: Final = forms(
    "abilities",
    ("I have worked with {thing}.", "I used {thing} daily in my last job.", "I know {thing} well."),
    ("Your work with {thing} stood out.", "You know {thing} well."),
)
_HAS_NOT: Final = forms(
    "abilities",
    ("I have not worked with {thing}.", "I have never worked with {thing}.", "{thing} would be new to me."),
    ("You have not used {thing} yet.",),
)
_LEARNS: Final = forms("abilities", ("I would like to learn {thing}.",))
_HOLDS: Final = forms(
    "abilities", ("I am {paper} certified.", "I hold the {paper} certification."), ("Your {paper} certification caught my eye.",)
)
_SPEAKS: Final = forms("abilities", ("I speak {language}.", "My {language} is fluent."), ("You speak {language}.",))
_MUTE: Final = forms("abilities", ("I do not speak {language}.",))
_LIVES: Final = forms("abilities", ("I live in {town}.", "I am based in {town}."), ("You are based in {town}.",))
_STUDIED: Final = forms(
    "abilities", ("I hold {degree} from {school}.", "I studied at {school}.", "I am a graduate of {school}."), ("You studied at {school}.",)
)
_WON: Final = forms("abilities", ("I received an industry award.", "My work has won prizes."), ("You won an award for your work.",))
_WROTE: Final = forms("abilities", ("I have published three papers.", "I hold a patent."))

_TOOLS: Final = ("COBOL", "Ansible", "Tableau", "Figma", "Salesforce", "MATLAB", "SAP", "AutoCAD", "Terraform", "Photoshop")
_PAPERS: Final = ("PMP", "CISSP", "CPA", "Six Sigma Black Belt")
_LANGUAGES: Final = ("Danish", "Korean", "Swahili")
_TOWNS: Final = ("Oslo", "Lisbon", "Toronto", "Nairobi")
_SCHOOLS: Final = ("the University of Leeds", "Stanford University")
_PRIZED = re.compile(r"award|prize|honou?r|medal|winn|\bwon\b|recogni|best ", re.IGNORECASE)
_WRITTEN = re.compile(r"publi|paper|journal|article|patent|author|book|wrote|written", re.IGNORECASE)
_PUNCTUATED = re.compile(r"[,;(|]")
_SKILLS = 4
"""Skills of a resume that are told."""
_LONGEST = 25


def statements(facts: ResumeFacts, job: JobFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of a resume outside its positions; what is false has no word of it in the resume or the posting."""
    del job
    resume = request.resume.text if request.resume else ""
    own, both = resume.lower(), f"{resume}\n{request.job.text}".lower()
    for skill in [one.value for one in facts.skills if 2 < len(one.value) < _LONGEST and "(" not in one.value][:_SKILLS]:
        yield from told(_HAS, thing=skill)
        yield from false(_HAS_NOT, skill, thing=skill)
    for tool in _absent(_TOOLS, own):
        yield from false(_HAS, tool, thing=tool)
        yield from told((*_HAS_NOT, *_LEARNS), thing=tool)
    for paper in _absent(_PAPERS, own):
        yield from false(_HOLDS, paper, paper=paper)
    for language in _absent(_LANGUAGES, own):
        yield from false(_SPEAKS, language, language=language)
        yield from told(_MUTE, language=language)
    if facts.location and (town := facts.location.value.split(",")[0].strip()).isalpha():
        yield from told(_LIVES, town=town)
    for town in _absent(_TOWNS, both):
        yield from false(_LIVES, town, town=town)
    yield from _studied(facts, own)
    for of, shown in ((_WON, _PRIZED), (_WROTE, _WRITTEN)):
        if not shown.search(resume):
            yield from false(of)


def _studied(facts: ResumeFacts, own: str) -> Iterator[Statement]:
    for study in facts.education:
        if not (study.degree and study.institution) or study.end == "present" or _PUNCTUATED.search(study.degree.value):
            continue
        degree = f"{article(study.degree.value)} {study.degree.value}"
        yield from told(_STUDIED, degree=degree, school=study.institution.value)
        for school in _SCHOOLS:
            name = school.removeprefix("the ")
            if name.lower() not in own:
                yield from false(_STUDIED, name, degree=degree, school=school)


def _absent(things: tuple[str, ...], text: str) -> list[str]:
    return [thing for thing in things if thing.lower() not in text]
