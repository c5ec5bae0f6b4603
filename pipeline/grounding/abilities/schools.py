"""Whether the resume has a school that an email names, among its studies or anywhere.

    missing(sources, "University of Bristol", of_study=True)    -> the first word of the name that the studies do not have, or ""

`Georgia Tech` stands for a longer name, `MIT` for its initials; the town alone bears out no university of that town.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import school_names
from pipeline.grounding.names import mentions
from pipeline.grounding.words import folded, has_beginning, place_of_whole
from pipeline.profile.vocabulary import CITIES

if TYPE_CHECKING:
    from pipeline.grounding.sources import Source, Sources

_NO_NAME = frozenset("university the of college i uni institute".split())
_POSSESSIVE = re.compile(r"'s?$")
_SORTS = frozenset("state tech university college institute school of the technology polytechnic national".split())
_U_OF = re.compile(r"U[A-Z][a-z]{2,}")
_SHORT_NAME = 4
_OF_TOWN = re.compile(r"(?P<sort>University|College|Institute) of (?P<town>[A-Z]\w+)")
_BY_TOWN = re.compile(r"(?P<town>[A-Z]\w+) (?P<sort>University)")


def missing(sources: Sources, name: str, *, of_study: bool) -> str:
    """The first capitalised word of a name that the resume does not have, or not among the studies."""
    if any(_names_school(name, study.institution.value) for study in sources.facts.education if study.institution):
        return ""
    if sources.resume.find_glued(name) or school_names.known(sources.resume, name):
        return ""
    if town := _town_of(sources, name):
        return town
    text = folded(of_studies(sources)) if of_study and not sources.resume.is_glued else sources.resume.folded
    words = [
        word
        for word in re.findall(r"[A-Z][\w'’-]*", name)
        if folded(word) not in _NO_NAME and not (word.isupper() and _initials(sources, word)) and not _is_u_of(sources, word)
    ]
    return next((word for word in words if not _stands(text, _POSSESSIVE.sub("", folded(word)))), "")


def _names_school(text: str, school: str) -> bool:
    """Whether a text has a name of a school by more than its sort: `Ohio State` has only the `State` of Oregon State University."""
    return any(not _SORTS.issuperset(folded(text[start:end]).split()) for start, end in mentions(text, school))


def _town_of(sources: Sources, name: str) -> str:
    """The town of `University of Bristol`, where the resume has it only as the town of a university of another name."""
    said = _OF_TOWN.fullmatch(name) or _BY_TOWN.fullmatch(name)
    schools = [study.institution.value for study in sources.facts.education if study.institution]
    if not said or not schools:
        return ""
    if folded(said["town"]) not in CITIES:
        named = [school for school in schools if said["town"] in school]
        sorted_ = [school for school in named if re.search(rf"\b{re.escape(said['town'])} (?:State|Tech|A&M)\b", school)]
        return said["town"] if named and len(named) == len(sorted_) and not sources.resume.find(name) else ""
    if said.re is _OF_TOWN and not any(f"{said['sort']} of " in school for school in schools):
        return ""
    return "" if any(said["town"] in school for school in schools) or sources.resume.find(name) else said["town"]


def _stands(text: str, word: str) -> bool:
    """Whether a word stands in a text, or there begins a longer one as short names do: `Georgia Tech`, `Penn State`."""
    return place_of_whole(text, word) >= 0 or (len(word) >= _SHORT_NAME and has_beginning(text, word))


def of_studies(sources: Sources) -> str:
    """The lines of the education entries with two lines around; the whole resume where there are none."""
    text = sources.resume.text
    facts = [fact for study in sources.facts.education for fact in (study.degree, study.institution) if fact]
    if not facts:
        return text
    around = []
    for fact in facts:
        start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, max(0, text.rfind("\n", 0, fact.start))))) + 1
        around.append(text[start : line_end(sources.resume, line_end(sources.resume, line_end(sources.resume, fact.end) + 1) + 1)])
    return "\n".join(around)


def _initials(sources: Sources, name: str) -> bool:
    """`MIT` for a `Massachusetts Institute of Technology` of the resume."""
    for study in sources.facts.education:
        words = re.findall(r"[A-Z]", study.institution.value) if study.institution else []
        if "".join(words).startswith(name):
            return True
    return False


def _is_u_of(sources: Sources, word: str) -> bool:
    """`UMich` for a University of Michigan of the resume."""
    said = _U_OF.fullmatch(word)
    schools = [folded(study.institution.value) for study in sources.facts.education if study.institution]
    return bool(said) and any("university" in school and has_beginning(school, folded(word[1:])) for school in schools)


def line_end(source: Source, at: int) -> int:
    end = source.text.find("\n", at)
    return len(source.text) if end < 0 else end
