"""Institutions that an email names of the candidate's studies, and the degrees that it gives of them.

Each must stand anywhere among the studies; a degree of an institution that gave another level only is contradicted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import possession, schools
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import degrees, is_in_name, same
from pipeline.grounding.claim import claim
from pipeline.grounding.figures.numbers import CALENDAR
from pipeline.grounding.names import covers, is_short_for, mentions
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded, place_of_whole
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.abilities.degrees import Degree
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_INSTITUTION = re.compile(
    r"\b(?:from|at|of) (?:the )?(?P<name>(?:[A-Z][\w.'’-]*)(?:,? (?:[A-Z][\w.'’-]*|of|de|da|do|di|and(?! (?:the|an?|my)\b)|for|the|&|in(?= [A-Z]))(?= |$|[,.;)])){0,8})"
)
_NO_NAME = re.compile(rf"(?:University|College|Institute|[IVX\d]+|(?i:{CALENDAR})(?: \d+)?)$")
"""What no institution is named by itself."""
_NO_SCHOOL = re.compile(r"\b(?:Awards?|Prizes?|Scholarships?|Medals?|Honou?rs|Competition|Fund)$")
_OF_ELSE = re.compile(
    r"\b(?:members?|fellow|associate|president|chair\w*|trustee|treasurer|secretary|director|head|winner|holder|part|list|register|recipient|knowledge|understanding|command|grasp|mastery|experience)s?,? of$|\b(?:and|but|who|plus) (?:(?:also|now|then|since|have|has|had|\w+ly) )*(?:am|is|are|was|were|been|be|hold|held|serve[ds]?|work(?:ed)?|joined|won|received|sit|sat|became|volunteer(?:ed)?|co-\w+)\b[^.;]*$|\band (?:an? |the |my |your )?(?:[\w-]+ ){0,3}(?:certificate|certification|course|licen[cs]e|award|badge)s?,?(?: [a-z]+)*$|, (?:and |then )?(?!(?:earned|completed|obtained|awarded|received|finished|gained|granted|conferred|accredited|based|validated)\b)[a-z]+ed\b[^.;]*$",
    re.IGNORECASE,
)
"""Between studies and a name: another thing that the name is of."""
_NAMED_SCHOOL = re.compile(
    r"\b(?:[A-Z][\w.'’-]* ){0,4}(?:University|Polytechnic|College|Institute)(?: of (?:the )?[A-Z][\w.'’-]*(?: (?:and |of )?[A-Z][\w.'’-]*)*)?"
)
STUDIED = compiled(
    r"\b(?:graduat(?:ed?|ing)|alumn\w+|educated|studied|studies|attended|degree|diploma|trained (?:as an? [\w ]{3,30} )?at|my time at|years at|read \w+ at|class of)\b"
    r"|\b(?:went|gone) to (?:the )?(?:[\w.'’-]+ ){0,4}?(?:university|college|institute|polytechnic)\b(?: of(?: [\w'’-]+){1,3})?(?=[.,;]|$)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:,? \(|, | — | – | - )(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:of (?:the )?)?[A-Z][\w'’-]*){0,4})(?=,? \(?(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d\b|(?<=State)[,.)]|(?<=Tech)[,.)])"
)
"""A school as an item of a line, behind a degree and its field: `PhD, Physics, Ohio State, 2018`."""
_NO_ITEM = re.compile(
    r"\b(?:First|Second|Upper|Lower|Class|Hons|Honou?rs|Distinction|Merit|Cum|Laude|GPA|Dean|Minor|Major|Grade|Expected|Thesis)\b"
)
_OF_DEGREE = re.compile(r"\b[Yy]our (?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3} (?:State|Tech)) (?=degree|diploma|B|M|Ph)")
_OF_FAMOUS = re.compile(
    r"\b(?:[Aa]n?|[Mm]y|[Yy]our) (?P<name>Harvard|Yale|Princeton|Stanford|Oxford|Cambridge|MIT|Columbia|Cornell|Dartmouth|Duke|Berkeley|Caltech|UCLA|NYU|Oxbridge|Georgetown|Wharton|INSEAD) (?=(?:[a-z]+ )?(?:doctorate|degree|diploma|education|MBA|Ph\.?D|JD|LLM|MSc|BSc|[Mm]aster['’]?s|[Bb]achelor['’]?s)\b)"
)
"""A school that nobody takes for a field, right before a degree: `a Harvard doctorate`."""
_OTHER_DEGREE = re.compile(r"(?:[,;]|\band\b)[^,;]* (?:degrees?|diplomas?)\b")
"""Between a degree and a school, another study without a level: `an MBA, physics degrees from Vale`."""
_ITEM_WITHIN = 90
_AND_THEN = re.compile(r"\b(?:and|then|before|but|while|to)\b|[,;]")
"""Between a school and a degree of which something else is told."""


def find(letter: Letter, clause: Clause, held: list[Degree]) -> Iterator[Claim]:
    """Where the studies were, as far as the clause says."""
    sources = letter.sources
    text = clause.text
    seen: set[int] = set()
    anchor = held[0].start if held else (found.start() if (found := STUDIED.search(text)) else 0)
    for match in (*_NAMED_SCHOOL.finditer(text), *_INSTITUTION.finditer(text, anchor), *_items(text, held)):
        start, end = match.span("name") if "name" in match.re.groupindex else match.span()
        name = text[start:end].strip(" ,.")
        end = start + len(name)
        if not seen.isdisjoint(range(start, end)) or _NO_NAME.match(name):
            continue
        nearest = max((degree.end for degree in held if degree.end <= start), default=anchor)
        if match.re is _INSTITUTION and (_NO_SCHOOL.search(name) or _OF_ELSE.search(text[nearest : match.start() + 2])):
            continue
        seen.update(range(start, end))
        if is_in_name(text, start, end) or _is_employer(sources, text, start, end):
            continue
        least = Strength.LOOSE if held and not sources.job.find(name) else Strength.PLAIN
        if asserted(letter, clause, start, end) < least and not _is_of_had(letter, clause, held, start):
            continue
        if missing := schools.missing(sources, name, of_study=bool(held)):
            named = [study.institution for study in sources.facts.education if study.institution]
            given = f"; the resume names {named[0].value!r}" if named else "; the resume does not name it"
            verdict = Verdict.CONTRADICTED if named else Verdict.UNSUPPORTED
            evidence = sources.resume.of(named[0]) if named else None
            yield claim(clause, start, end, Kind.QUALIFICATION, verdict, f"You wrote '{name}'{given} ('{missing}' is not in it).", evidence)
        elif elsewhere := strayed(sources, name, _degree_of(text, held, start)):
            reason = f"You wrote this degree of '{name}'; the resume gives it of {elsewhere}."
            yield claim(clause, start, end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason)


def _items(text: str, held: list[Degree]) -> Iterator[re.Match[str]]:
    """The schools that stand as items behind the degrees of a line, or right before the word for one."""
    for degree in held:
        following = (match for match in _LISTED.finditer(text, degree.end, degree.end + _ITEM_WITHIN) if not _NO_ITEM.search(match["name"]))
        yield from list(following)[:1]
    yield from _OF_DEGREE.finditer(text)
    yield from _OF_FAMOUS.finditer(text)


def _is_of_had(letter: Letter, clause: Clause, held: list[Degree], at: int) -> bool:
    """Whether a school stands right behind a degree that is had, whatever the clause asks or hopes."""
    before = [degree for degree in held if degree.end <= at]
    near = bool(before) and at - before[-1].end <= _ITEM_WITHIN and not _AND_THEN.search(clause.text, before[-1].end, at)
    return near and possession.is_had(letter, clause, before[-1].start, before[-1].end)


def _is_employer(sources: Sources, text: str, start: int, end: int) -> bool:
    """Whether a name is the hiring company's or that of a past employer."""
    known = [sources.job_facts.company, *(position.employer for position in sources.positions)]
    first = text[start:end].split(maxsplit=1)[0].rstrip(".,’'")
    return any(covers(text, start, end, fact.value) or is_short_for(first, fact.value) for fact in known if fact)


def _degree_of(text: str, held: list[Degree], at: int) -> Degree | None:
    """The degree to which an institution at a place belongs: the last one named before it, else the only one."""
    before = [degree for degree in degrees(text) if degree.end <= at]
    if before and held:
        return None if _OTHER_DEGREE.search(text, before[-1].end, at) else before[-1]
    return held[0] if len(held) == 1 and not _AND_THEN.search(text, at, held[0].start) else None


def strayed(sources: Sources, name: str, degree: Degree | None) -> str:
    """The institution of whose degree it is, where the named one gave another level only."""
    if degree is None or degree.level == "degree":
        return ""
    studies = [study for study in sources.facts.education if study.degree and study.institution and degrees(study.degree.value)]
    own = [study for study in studies if study.degree and any(same(degree, other) for other in degrees(study.degree.value))]
    named = [study for study in studies if study.institution and _is_named(name, study.institution.value)]
    if not own or not named or any(study in own for study in named) or len(studies) != len(sources.facts.education):
        return ""
    return next(study.institution.value for study in own if study.institution)


def of_other_town(sources: Sources, town: str, degree: Degree) -> str:
    """The line of a degree, where a town that is not in it stands in that of another level."""
    text = sources.resume.text
    own: list[str] = []
    others: list[str] = []
    for study in sources.facts.education:
        lines = [
            text[text.rfind("\n", 0, fact.start) + 1 : schools.line_end(sources.resume, fact.end)]
            for fact in (study.degree, study.institution)
            if fact
        ]
        level = study.degree and any(same(degree, other) for other in degrees(study.degree.value))
        (own if level else others).append(" ".join(dict.fromkeys(lines)))
    strays = own and not any(town in line for line in own) and any(place_of_whole(line, town) >= 0 for line in others)
    return f"'{own[0].strip()}'" if strays else ""


def _is_named(name: str, institution: str) -> bool:
    return folded(name) in folded(institution) or bool(mentions(name, institution))
