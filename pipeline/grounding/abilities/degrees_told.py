"""Degrees that an email claims: level, kind and field, beside those of the resume.

The field must stand beside a degree of that level; where it was taken is `institutions`'. Where a resume prints no degree at all, only what is
above a first degree is judged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import institutions, own_list, possession, schools
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import degrees, same
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.places import geography
from pipeline.grounding.words import WORD, folded, has_beginning, place_of_whole
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.abilities.degrees import Degree
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_FIELD = re.compile(
    r"^(?:['’]?s)?(?: degree| \(?(?:with )?hon(?:ou?r)?s?\)?)*(?:,? (?:with honou?rs|cum laude) )?(?: is| was)?(?: (?:in|of) (?:the )?|(?= [A-Z][a-z])(?! From| At) )(?P<field>(?:(?!(?:same|subjects?|disciplines?|(?:field|area)(?! of)|similar|related|relevant|another|that|from|at|with|which|where|who|while|as|by|through|to|for|on|in|under|over|just|less|more|about|around|nearly|almost|only|exactly|plus|before|after|since|then|last|this|spring|summer|autumn|fall|winter|early|late|mid|record|half|barely|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|January|February|March|April|May|June|July|August|September|October|November|December|and (?:I|my|a|an|the|have|am|then|over|more|nearly|\w+ (?:years|months)))\b)[^\W\d_][\w'’-]*[ ]?(?:& )?){1,6})"
)
_TOWN = re.compile(r" (?:degree )?(?:in|at|from) (?P<name>[A-Z][a-z][\w'’-]+)")
"""Where a degree was taken, by the town alone: `your doctorate in Lyon`."""
_NOUN_OF_FIELD = re.compile(
    r"sciences?|engineering|management|studies|administration|design|technology|relations|development|education|law|therapy|nursing|history|literature|economics|physics|chemistry|biology|mathematics|statistics|arts?|psychology|policy|systems|media|communications?|security|analytics|linguistics|finance|marketing|work|health|care|resources|planning|architecture|medicine|production|safety|hygiene"
)
_FIELD_BEFORE = re.compile(
    r"(?P<field>engineering|marketing|accounting|teaching|nursing|computing|finance|law|economics|physics|mathematics|statistics|linguistics|history|chemistry|psychology|biology|geology|sociology|theology|philosophy|journalism) degree",
    re.IGNORECASE,
)
"""A degree by its field alone: of `business`, `science` and `arts` too many are one."""
_LOWER = re.compile(
    r"diploma|certificate|level|gcse|school|secondary|apprentice|nvq|btec|award|course|training|card|licen[cs]e|first aid", re.IGNORECASE
)
"""Studies below a first degree."""
_LOWER_OR_TECHNICAL = re.compile(rf"{_LOWER.pattern}|\b(?:technician|technical|vocational|baccalaureate|trade)\b", re.IGNORECASE)
"""And those that somebody may call a degree, but none of a bachelor's."""
_SMALL = frozenset(
    "of and the in for de da do di la with honours honors science arts degree a an hons international advanced applied".split()
)
_SYNONYMS = {
    "maths": "mathematics",
    "math": "mathematics",
    "computing": "computer",
    "computers": "computer",
    "accountancy": "accounting",
    "informatics": "information",
    "it": "information",
    "cs": "computer",
    "econ": "economics",
    "teaching": "education",
    "bio": "biology",
    "business": "management",
    "politics": "political",
    "comp": "computer",
    "medicine": "medical",
    "law": "legal",
}
_MINOR = re.compile(r"\bminor(?:ed|ing)?(?: in|:) [^,;|()\n]+")
"""A lesser subject, in which the degree is not."""
_BARE = re.compile(r"^(?:[Aa]n?|The|With an?|Holding an?|Armed with an?)(?: \w+)? $")
_GIVEN_BY = re.compile(r"[^.;,]{0,50} (?:from|at) (?:the )?[A-Z]|[^.;,]{0,40} (?:in )?(?:19|20)\d\d\b")
"""The school or the year of a degree, which no posting asks for."""
_REQUIREMENT = re.compile(
    r"[^.;!?]{0,90}?(?:\bor (?:an? |any |in an? )?(?:\w+ly )?(?:related|similar|equivalent|comparable|relevant|adjacent|other)\b|\b(?:is|are) (?:\w+ )?(?:required|preferred|desired|desirable|essential|mandatory|an? (?:must|requirement))\b)"
)
"""Behind a degree of anybody's: `in business, computing or a related field`."""
_STUDIES_ABROAD = re.compile(
    r"\b(?:universi|hochschul|fachhoch|studium|ausbildung|abitur|diplom|ecole|formation|faculte|licence|licencia|estudi|educacion|formacion|grado|ingenier|laurea|facolta|studi\b|formaza|escola|faculdade|uczelni|politech|utbildning|opleiding|hogeschool|master|bachelor)|"
    r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u3040-\u9fff\uac00-\ud7af]{2}"
)
_GLUED = {
    "master": re.compile(
        r"(?<![^\W_])(?:M\.? ?S\.?|M\.? ?A\.?|M\.?Sc\.?|M\.? ?Eng\.?|M\.? ?Tech\.?|M\.?B\.?A\.?)(?:in|of)?(?=\s?[|:–—/-]?\s?(?:Comp|Electr|Mech|Data|Econ|Math|Phys|Chem|Biol|Stat|Engl|Hist|Busin|Financ|Account|Info|Softw|Civil|Educ|Psych|Engin|Machine|Artif|Market|Management|Nurs|Public|Social))|"
        r"(?i:master['’]?s? ?(?:of|in|degree) ?[a-z])|(?:Masters?|MASTERS?)(?=[(,|\t\n]| [–—-] )(?<!Scrum Master)(?<!SCRUM MASTER)"
    ),
    "bachelor": re.compile(
        r"(?<![^\W_])(?:B\.? ?S\.?|B\.? ?A\.?|B\.?Sc\.?|B\.? ?Eng\.?|B\.? ?Tech\.?|B\.?E\.?)(?:in|of)?(?=\s?[|:–—/-]?\s?(?:Comp|Electr|Mech|Data|Econ|Math|Phys|Chem|Biol|Stat|Engl|Hist|Busin|Financ|Account|Info|Softw|Civil|Educ|Psych|Engin|Market|Management|Nurs|Public|Social|Child))|"
        r"(?i:bachelor['’]?s? ?(?:of|in|degree) ?[a-z])|(?:Bachelors?|BACHELORS?)(?=[(,|\t\n]| [–—-] )"
    ),
    "associate": re.compile(r"(?i:associate['’]?s? ?(?:of|in|degree) ?[a-z])"),
    "doctor": re.compile(r"(?<![^\W_])Ph\.? ?D(?!\w{3,}(?<!in)\b)|(?i:doctor(?:ate)? ?(?:of|in) ?[a-z])"),
}
"""How degrees are written where spaces were lost, or a table parts them from their field."""
_LICENCE = re.compile(r"Licen[cs]e (?:in|en|d[eu']) ?[A-Z]|Licenci|Licence (?:fondamentale|professionnelle)")
"""A first degree of French or Spanish universities, and no paper for driving."""
_LONGEST_FIELD = 60
_RANK = {"degree": 0, "associate": 1, "bachelor": 2, "master": 3, "doctor": 4}


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are degrees of the candidate."""
    studied = letter.may_have(institutions.STUDIED)
    for clause in letter.clauses:
        if clause.role is not Role.TEXT:
            continue
        named = degrees(clause.text)
        held = [degree for degree in named if _is_claimed(letter, clause, degree)]
        for degree in held:
            judged = _judged(letter.sources, clause, degree)
            if judged.verdict is Verdict.SUPPORTED or not _foreign(letter.sources.resume):
                yield judged
        if letter.sources.resume.is_english and (held or (studied and not named and institutions.STUDIED.search(clause.text))):
            yield from institutions.find(letter, clause, held)


def _foreign(resume: Source) -> bool:
    """Whether a resume tells of studies in another language, in which a degree may have any name."""
    return not resume.is_english and bool(_STUDIES_ABROAD.search(resume.folded))


def _is_claimed(letter: Letter, clause: Clause, degree: Degree) -> bool:
    """Whether a degree is told of the candidate: also one that begins a clause about nobody, where the posting asks for none such, or an item of a list."""
    if _REQUIREMENT.match(clause.text, degree.end) or possession.is_to_come(clause.text, degree.start):
        return False
    strength = asserted(letter, clause, degree.start, degree.end)
    if strength <= Strength.LOOSE and possession.is_had(letter, clause, degree.start, degree.end):
        return True
    if strength is Strength.LOOSE:
        told = _GIVEN_BY.match(clause.text[degree.end : degree.end + 90]) or not any(
            same(degree, other) for other in degrees(letter.sources.job.text)
        )
        named = letter.sources.direction is Direction.APPLICATION and _GIVEN_BY.match(clause.text[degree.end : degree.end + 90])
        return bool((_BARE.search(clause.text[: degree.start]) and told) or named or own_list.is_own_item(letter, clause, degree.start))
    return strength > Strength.LOOSE


def _judged(sources: Sources, clause: Clause, degree: Degree) -> Claim:
    said = clause.text[degree.start : degree.end]
    if degree.level == "bachelor" and "baccal" in said.lower() and (own := sources.resume.find(said)):
        return claim(clause, degree.start, degree.end, Kind.QUALIFICATION, Verdict.SUPPORTED, "The resume names this degree.", own)
    of_level = [other for other in degrees(sources.resume.text) if same(degree, other)]
    if not of_level and (glued := _glued(sources.resume, degree)):
        return claim(clause, degree.start, degree.end, Kind.QUALIFICATION, Verdict.SUPPORTED, "The resume names this degree.", glued)
    if not of_level and not _unprinted(sources, degree):
        best = max(degrees(sources.resume.text), key=lambda other: _RANK[other.level], default=None)
        given = f"names {sources.resume.text[best.start : best.end]!r}" if best else "names no degree"
        verdict = Verdict.CONTRADICTED if best else Verdict.UNSUPPORTED
        evidence = sources.resume.evidence(best.start, best.end) if best else None
        return claim(clause, degree.start, degree.end, Kind.QUALIFICATION, verdict, f"You wrote '{said}'; the resume {given}.", evidence)
    town = _TOWN.match(clause.text, degree.end)
    if town and (strayed := institutions.of_other_town(sources, town["name"], degree)):
        reason = f"You wrote this degree of '{town['name']}'; the resume gives it of {strayed}."
        return claim(clause, degree.start, town.end("name"), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason)
    if other := _of_other_field(sources, clause, degree, of_level):
        return other
    evidence = sources.resume.evidence(of_level[0].start, of_level[0].end) if of_level else None
    return claim(clause, degree.start, degree.end, Kind.QUALIFICATION, Verdict.SUPPORTED, "The resume names this degree.", evidence)


def _glued(resume: Source, degree: Degree) -> Evidence | None:
    """A degree of a level read nowhere, whose letters run into others or that a table parts from its field."""
    unread = degree.level in _GLUED and not any(other.level == degree.level for other in degrees(resume.text))
    found = _GLUED[degree.level].search(resume.text) if unread else None
    return resume.evidence(*found.span()) if found else None


def _unprinted(sources: Sources, degree: Degree) -> bool:
    """Whether the resume tells of studies without naming any degree, so that a first degree may be one of them."""
    if degree.level not in ("degree", "bachelor", "associate") or degrees(sources.resume.text):
        return False
    lower = _LOWER if degree.level == "degree" else _LOWER_OR_TECHNICAL
    return any(
        study.degree is None or not lower.search(study.degree.value) or _LICENCE.match(study.degree.value)
        for study in sources.facts.education
    )


def _wrong_words(sources: Sources, field: str, of_level: list[Degree]) -> str:
    """The first word of a field of study that does not stand beside a degree of that level in the resume."""
    beside = _MINOR.sub(" ", folded(" ".join(_beside(sources.resume, degree) for degree in of_level))) or sources.resume.folded
    for match in WORD.finditer(field):
        word = folded(match.group())
        if word in _SMALL or len(word) < 3 or is_told(word, beside):
            continue
        if any(degree.kind and word in degree.kind for degree in of_level) or _is_where(sources, field):
            continue
        return match.group()
    return ""


def _of_other_field(sources: Sources, clause: Clause, degree: Degree, of_level: list[Degree]) -> Claim | None:
    """The claim of a degree in a field that the resume does not give of one, told before the word for it or behind."""
    said = clause.text[degree.start : degree.end]
    beside = sources.resume.evidence(of_level[0].start, schools.line_end(sources.resume, of_level[0].end)) if of_level else None
    if wrong := _other_field_before(sources, said, of_level):
        reason = f"You wrote a '{said}'; the resume does not give '{wrong}' of a degree."
        return claim(clause, degree.start, degree.end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, beside)
    field = _FIELD.match(clause.text[degree.end : degree.end + 160])
    studied = _trimmed(field["field"]) if field else ""
    if field and (wrong := _wrong_words(sources, studied, of_level)):
        start = degree.end + field.start("field")
        end = start + len(studied)
        reason = f"You wrote a degree in '{clause.text[start:end]}'; the resume does not give '{wrong}' of it."
        return claim(clause, degree.start, end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, beside)
    return None


def _other_field_before(sources: Sources, said: str, of_level: list[Degree]) -> str:
    """The field in `law degree`, where the degrees that the resume names are all of others."""
    found = _FIELD_BEFORE.fullmatch(said)
    if not found or not any(degree.level != "degree" for degree in of_level):
        return ""
    return _wrong_words(sources, found["field"], of_level)


def _is_where(sources: Sources, field: str) -> bool:
    """Whether what looks like a field of study is the place of the studies: `Master of Social Sciences in Finland`."""
    place = next((found for found in geography.named_in(field[:_LONGEST_FIELD]) if found.start == 0), None)
    if place is None:
        return False
    told = schools.of_studies(sources)
    own = any(geography.named_in(line) for line in told.split("\n"))
    return place_of_whole(folded(told if own else sources.resume.text), folded(field.split(",", maxsplit=1)[0].strip())) >= 0


def is_told(word: str, text: str) -> bool:
    """Whether a folded text has a word of a field of study or one that is used for it."""
    if _near(word, text) or (word in _SYNONYMS and _near(_SYNONYMS[word], text)):
        return True
    return any(said == word and _near(other, text) for other, said in _SYNONYMS.items() if len(other) > 2)


def _beside(resume: Source, degree: Degree) -> str:
    """The line of a degree with its neighbours, up to the next degree."""
    text = resume.text
    start = text.rfind("\n", 0, degree.start) + 1
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    if not degrees(text[above:start]):
        start = above
    end = schools.line_end(resume, schools.line_end(resume, schools.line_end(resume, degree.end) + 1) + 1)
    following = next(
        (other.start for other in degrees(text) if degree.end + 2 < other.start < end and text.find("\n", degree.end, other.start) >= 0),
        end,
    )
    return text[start:following]


def _trimmed(field: str) -> str:
    """The field without what no longer belongs to it: capitals go on as capitals, small letters as `mechanical engineering`."""
    words = field.split()
    kept = words[:1]
    for word in words[1:]:
        goes_on = word[0].isupper() or word in ("and", "&", "of") if words[0][0].isupper() else _NOUN_OF_FIELD.fullmatch(word)
        if not goes_on:
            break
        kept.append(word)
    while kept and kept[-1] in ("and", "&", "of"):
        kept.pop()
    return " ".join(kept)


def _near(word: str, text: str) -> bool:
    return has_beginning(text, word[: max(5, len(word) - 3)])
