"""Skills that an email claims of the candidate: technologies, tools, systems, methods, techniques, spoken languages, driving licences.

A skill is known by the vocabulary, by the posting's requirements, or by where it stands (`proficient in X`). It must stand in the
resume under any spelling, or something there must show it (`Django` shows Python). What the candidate wants to learn, what the employer
uses and what is denied are no claims. Concept words (`communication`, `leadership`) are never gated.

Not checked: lower-case skills outside vocabulary and posting, and how well something is known (but see `spoken` for languages).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import names, school_names
from pipeline.grounding.abilities import asked, beyond, driving, skill_terms, spoken
from pipeline.grounding.abilities.ability import ability, skilled
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import is_in_name
from pipeline.grounding.abilities.localities import is_locality
from pipeline.grounding.abilities.telling_words import CHIEF
from pipeline.grounding.claim import claim
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.letter import Role
from pipeline.grounding.posting import own_names
from pipeline.grounding.words import folded, place_of_whole
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.profile.vocabulary import (
    CITIES,
    COMMON_WORDS,
    DEGREE,
    DEPARTMENT_WORDS,
    DISCIPLINES,
    ORGANISATION_WORDS,
    REGIONS,
    SENIORITY,
    TITLE_NOUNS,
)
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Source, Sources
    from pipeline.schema import Claim, Evidence

_RUN = re.compile(
    r"(?<![^\W_])(?<![@/.])(?:[A-Z][\w+#]*|\d*[A-Z][\w+#]+|[a-z]{1,2}[A-Z][\w+#]+)(?:[-./&][A-Z0-9][\w+#]*){0,4}(?: (?:[A-Z][\w+#]*(?:[-./&][A-Z0-9][\w+#]*)*|\d[\d.]*\b(?! ?%))){0,6}"
)
_NO_SKILL = frozenset(
    """
    i i'm i've i'd i'll cv hr it uk us usa eu nhs ceo cto cfo coo phd msc bsc ba ma mba bs ms mr mrs ms dr am pm gcse tv pr id ok faq usp kpi kpis roi b2b b2c saas r&d q1 q2 q3 q4 ppe vip diy pa ph
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
    european american british english asian african western eastern northern southern christmas easter ramadan covid covid-19 bachelor master masters doctorate diploma certificate degree university the a an my your our we you
    one two three four five six seven eight nine ten several both another second third fourth
    america americas europe asia africa oceania year level grade key stage team head new internet web english maths science christian muslim jewish olympic north south east west
    """.split()
)
_QUALIFYING = re.compile(
    r"\b(?:University|College|Institute|School|Academy|Diploma|Certificate|Certification|Degree|Award|Prize|Medal|Bachelor|Master|Licen[cs]e|Member|Fellow|Board|Society|Association|Council|Hospital|Ltd|Inc|Street|Road)\b"
)
_GENERIC = (
    _NO_SKILL | TITLE_NOUNS | SENIORITY | DEPARTMENT_WORDS | DISCIPLINES | COMMON_WORDS | ORGANISATION_WORDS | CITIES | REGIONS | LANGUAGES
)
_MEANS = re.compile(r"\b(?:with|in|on|using|via|through) $")
_OTHER_ITEMS = re.compile(r"(?:[A-Z][\w+#.-]*(?: [A-Z][\w+#.-]*)?(?:, (?:and |or )?| and | or | & )){1,5}$")
_MATE = re.compile(r"(?:such as|like|including|with|in|using) (?:[A-Z][\w+#.-]*, )*(?P<mate>[A-Z][\w+#.-]*),? (?:and|or) $")
_MATE_MASTERED = re.compile(
    r"\b(?:I|[Yy]ou)(?:['’]ve| have)? (?:also |both )?(?:know|use|used|run|ran|operate|operated|program|programmed|master|mastered)(?: both)? (?:[A-Z][\w+#.-]*, )*(?P<mate>[A-Z][\w+#.-]*),? and $"
)
"""Before the last of the things that somebody masters alike: `both Heidenhain and Siemens`."""
_MATE_BEHIND = re.compile(r",? (?:and|or|as well as) (?P<mate>[A-Z][\w+#.-]*)(?! [A-Z])")
_PREFIX = re.compile(r"Anti|Bio|Co|Cross|Cyber|Eco|Geo|Inter|Micro|Multi|Neuro|Non|Post|Pre|Re|Self|Semi|Sub")
"""The first part of a word with a hyphen, which is no name: `Bio-safety`."""
_USED = re.compile(
    r"\b(?:I|[Yy]ou)(?:['’]ve| have)? (?:already |also |often |now )?(?:use|used|administer|administered|operate|operated|configure|configured) (?:both )?$"
)
_IS_USED = re.compile(
    r" (?:is|was) (?:the |an? )?(?:[a-z]+ )?(?:system|tool|program|software|platform|database|language|application) (?:that |which )?(?:I|you)(?:['’]ve| have)? (?:already |also |now )?(?:know|use|used|administer|administered|worked)\b"
)
_INNER = re.compile(r"[a-z][A-Z]")
_JOINT = re.compile(r"[-./&]")
_LONGEST_UNIT = 4
_SUFFIX = re.compile(r"[ /-]([A-Z][A-Z0-9]{1,4}|[A-Z]?\d{2,4}[A-Z]?)(?![\w+#])")
"""Initials or a model behind a name."""
_LONGEST_WORD = 30
_BEGINNING = 6000
"""Characters of a posting in which its company is looked for."""
_WORK_AT = re.compile(r"(?<!skilled )(?<!proficient )(?<!expert )\b(?:[Aa]t|[Jj]oin(?:ing|s|ed)?|[Ww]ork(?:ing)? for|About|[Cc]ompany:) $")
_WORKPLACE = re.compile(r"['’]s? (?!own\b)[a-z]| (?:is (?:hiring|looking|seeking|a (?:\w+ )?(?:company|firm|leader|provider|team))|team)\b")
_IN_NAME = re.compile(r"[\w+#]")
_COUNTED = re.compile(r"\d[\d.,]* $")
"""A number before letters that are its unit: `2.3 MW`."""
_THE = re.compile(r"\b(?:the|our|an?|this|new) $")
_TEAM = re.compile(r" (?:team|role|position|group|department|function|job|post|hire|opening|guild|crew)\b")
_ON_THE = re.compile(r"\b(?:on|off) (?:the|its|their|your|our) $")
_THE_THING = re.compile(r"\b(?:with|of|like|do|does|did|done|about) the $")
_PRESENT = re.compile(
    r" (?!(?:is|are|was|were)\b)[a-z]{3,}(?: [a-z]+ly)? (?:in|as|at|by|to|on|for|like|when|only|into|with|well|the|an?)\b"
)
"""A verb behind a noun in what holds for all of its kind."""
_FIRST_NAME = re.compile(r"\W*([A-Z][\w+#]+)")
_SHAPED = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Z]\d|[+#]")


class _Mention(NamedTuple):
    """Something that may be a skill, at `clause.text[start:end]`."""

    name: str
    start: int
    end: int


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are skills of the candidate."""
    yield from _named(letter)
    yield from spoken.find(letter)
    yield from beyond.find(letter)
    yield from driving.find(letter)


def _named(letter: Letter) -> Iterator[Claim]:
    """Skills by their names: those of the vocabulary, those in capitals, and those that the posting asks for."""
    asked_for = _asked_names(letter.sources.documents)
    for clause in letter.clauses:
        if clause.role not in (Role.TEXT, Role.SUBJECT):
            continue
        terms = skill_terms.named(clause.text)
        taken = {place for term in terms for place in range(term.start, term.end)}
        for term in terms:
            yield from _of_vocabulary(letter, clause, term)
        for mention in _runs(clause, taken):
            yield from _of_run(letter, clause, mention, asked_for)
        yield from asked.find(letter, clause, taken)


def _of_vocabulary(letter: Letter, clause: Clause, term: skill_terms.Term) -> Iterator[Claim]:
    strength = asserted(letter, clause, term.start, term.end)
    sources = letter.sources
    if strength is Strength.NONE or _is_name(sources, clause.text, term.start, term.end):
        return
    said = clause.text[term.start : term.end]
    if _is_the_thing(sources, clause.text, term):
        return
    if sources.direction is Direction.OUTREACH and _is_of_team(clause.text, term.start, term.end):
        return
    if _is_title(clause.text, term.start, term.end) or (clause.role is Role.SUBJECT and sources.job.find(said)):
        return
    if strength > Strength.LOOSE and (module := _module(sources, clause.text, term)):
        yield _claim(sources, clause, term.start, module, None)
        return
    found = skill_terms.evidence(sources.resume, term.name) or skill_terms.evidence(sources.resume, said) or _wished(sources, said)
    if not found and strength is Strength.LOOSE and (skill_terms.evidence(sources.job, term.name) or _is_of_the_world(clause.text, term)):
        return
    yield _claim(sources, clause, term.start, term.end, found)


def _is_the_thing(sources: Sources, text: str, term: skill_terms.Term) -> bool:
    """Whether a common noun names a thing: who is paid is on the payroll, and where no posting asks for it the plumbing is pipes or a picture."""
    said = text[term.start : term.end]
    if said.lower() == "payroll":
        return _ON_THE.search(text, 0, term.start) is not None
    return said.islower() and bool(_THE_THING.search(text, 0, term.start)) and not sources.job.has_word(said)


def _is_of_the_world(text: str, term: skill_terms.Term) -> bool:
    """Whether a common noun is the subject of a present that names nobody: `Glass and ceramics break in the same way`."""
    said = text[term.start : term.end]
    return said.islower() and bool(_PRESENT.match(text, term.end)) and not ability(text, term.start, term.end)


def _module(sources: Sources, text: str, term: skill_terms.Term) -> int | None:
    """Where the name of a part of a system ends that only the posting has: `SAP TM`, where the resume has SAP with another one."""
    suffix = _SUFFIX.match(text, term.end)
    if not suffix or sources.resume.has_word(suffix[1]) or not sources.job.find(text[term.start : suffix.end()]):
        return None
    return suffix.end()


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether a name is the head of a title in capitals: `Pastry Sous Chef`."""
    before = re.search(r"([A-Z][\w'’-]+) $", text[max(0, start - _LONGEST_WORD) : start])
    return bool(before and folded(text[start:end]) in TITLE_NOUNS and (folded(before[1]) not in COMMON or folded(before[1]) in SENIORITY))


def _is_of_team(text: str, start: int, end: int) -> bool:
    """Whether a name only says which team or post is spoken of: `the SRE team`."""
    return bool(_THE.search(text[max(0, start - 20) : start]) and _TEAM.match(text[end : end + 20]))


def _runs(clause: Clause, taken: set[int]) -> Iterator[_Mention]:
    """Capitalised words in the middle of a sentence, without those that no skill is made of."""
    heads = clause.start == clause.sentence.start
    for match in _RUN.finditer(clause.text):
        said, start = match.group(), match.start()
        if said.lower() in _NO_SKILL:
            continue
        words = said.split()
        begins = heads and not clause.text[max(0, start - 5) : start].strip(" \"'“‘(")
        while words and (words[0].lower() in _NO_SKILL or (begins and not _SHAPED.search(words[0]))):
            start += len(words.pop(0)) + 1
            begins = False
        while words and words[-1].lower() in _NO_SKILL:
            words.pop()
        name = " ".join(words)
        end = start + len(name)
        if (
            not words
            or CHIEF.fullmatch(name)
            or (_PREFIX.fullmatch(name) and clause.text.startswith("-", end))
            or _is_generic(name)
            or not taken.isdisjoint(range(start, end))
            or is_locality(clause.text, start, end)
        ):
            continue
        if len(said) > _LONGEST_UNIT or not _COUNTED.search(clause.text, max(0, match.start() - 4), match.start()):
            yield _Mention(name, start, end)


@lru_cache(maxsize=4096)
def _is_generic(name: str) -> bool:
    return all(part.lower() in _GENERIC or part.isdigit() or len(part) == 1 for word in name.split(" ") for part in _JOINT.split(word))


def _of_run(letter: Letter, clause: Clause, mention: _Mention, asked_for: frozenset[str]) -> Iterator[Claim]:
    """The claim that a name in capitals is, which most are not: where it stands is looked at before whose it is told to be."""
    sources, place = letter.sources, (mention.start, mention.end)
    stands = skilled(clause, *place)
    if not (
        stands
        or _is_used(sources, clause.text, mention)
        or not asked_for.isdisjoint(folded(mention.name).split())
        or _is_listed(sources, clause.text, mention)
    ):
        return
    if (
        _QUALIFYING.search(mention.name)
        or DEGREE.match(mention.name)
        or is_in_name(clause.text, *place)
        or _is_name(sources, clause.text, *place)
    ):
        return
    if clause.role is Role.SUBJECT and sources.job.find(mention.name):
        return
    strength = asserted(letter, clause, *place)
    if strength <= Strength.LOOSE:
        return
    found = _shown(sources, mention.name) or _wished(sources, mention.name)
    if found:
        if stands:
            yield _claim(sources, clause, *place, found)
    elif not _is_organisation(letter, mention.name) and (
        stands
        or _is_listed(sources, clause.text, mention)
        or strength is Strength.ABILITY
        or _SHAPED.search(mention.name)
        or _MEANS.search(_OTHER_ITEMS.sub("", clause.text[max(0, mention.start - 60) : mention.start]))
    ):
        yield _claim(sources, clause, *place, None)


def _is_used(sources: Sources, text: str, mention: _Mention) -> bool:
    """Whether somebody is said to use what the posting names anywhere: `I use Arctos`, `EMu is a system I know well`."""
    used = _USED.search(text, max(0, mention.start - 40), mention.start) or _IS_USED.match(text, mention.end)
    return bool(used) and sources.job.find(mention.name) is not None


def _is_listed(sources: Sources, text: str, mention: _Mention) -> bool:
    """Whether a name is one of the posting's that things comply with, or stands in a list beside what the resume has."""
    compliant = text.startswith("-compliant", mention.end) and sources.job.find(mention.name)
    return bool(compliant) or _is_mate(sources, text, mention)


def _is_organisation(letter: Letter, name: str) -> bool:
    """Whether the email or the posting speaks of a name as of a place of work, or it is named like one: `Orrin Museum`, `at Orrin`, `Orrin's projects`, `join Orrin`, `Orrin is hiring`."""
    if " " in name and folded(name.rsplit(" ", 1)[-1]) in ORGANISATION_WORDS:
        return True
    return any(_is_worked_at(text, name) for text in (letter.email.body, letter.email.subject, letter.sources.job.text[:_BEGINNING]))


def _is_worked_at(text: str, name: str) -> bool:
    """Whether a text has a name behind `at` or `join`, or before `is hiring` and the like."""
    at = text.find(name)
    while at >= 0:
        before, end = text[max(0, at - _LONGEST_WORD) : at], at + len(name)
        if _WORK_AT.search(before) and not _IN_NAME.match(text, end):
            return True
        if _WORKPLACE.match(text, end) and not before.endswith("-") and not _IN_NAME.match(before[-1:]):
            return True
        at = text.find(name, at + 1)
    return False


def _is_mate(sources: Sources, text: str, mention: _Mention) -> bool:
    """Whether a name stands in a list with one that the resume has, and has a capital inside, is the posting's, or is used alike: `Stripe and PayPal`."""
    before = text[max(0, mention.start - 60) : mention.start]
    joined = before.endswith(("and ", "or "))
    mastered = _MATE_MASTERED.search(before) if joined else None
    if mastered and any(mastered["mate"] in fact.value for fact in sources.facts.skills):
        return True
    listed = (_MATE.search(before) if joined else None) or _MATE_BEHIND.match(text, mention.end)
    if not listed:
        return False
    known = _INNER.search(mention.name) or sources.job.find(mention.name)
    return bool(known and sources.resume.find_skill(listed["mate"]))


def _shown(sources: Sources, name: str) -> Evidence | None:
    """Where the resume has a name, or each of its words somewhere."""
    if (
        found := skill_terms.evidence(sources.resume, name)
        or skill_terms.two_initials(sources.resume, name)
        or school_names.known(sources.resume, name)
    ):
        return found
    parts = [
        skill_terms.evidence(sources.resume, word) for word in re.split(r"[\s/&]+", name) if len(word) > 1 and word.lower() not in _NO_SKILL
    ]
    return parts[0] if parts and all(parts) else None


@lru_cache(maxsize=256)
def _asked_names(documents: Documents) -> frozenset[str]:
    """The names in a posting's requirements and duties."""
    lines = (*documents.requirements, *(fact.value for fact in documents.job_facts.duties))
    first = (match[1] for line in lines if (match := _FIRST_NAME.match(line)))
    words = {folded(name).strip(" -*•") for name in (*(name for line in lines for name in skill_terms.listed(line)), *first)}
    return frozenset(word for word in words if word not in _GENERIC and word not in COMMON and word.removesuffix("s") not in COMMON)


def _is_name(sources: Sources, text: str, start: int, end: int) -> bool:
    """Whether the words are part of the name of a person or organisation of this request."""
    said, company = text[start:end], sources.job_facts.company
    if place_of_whole("\n".join(_people(sources)), said) >= 0:
        return True
    if company is not None and names.covers(text, start, end, company.value):
        return True
    return _is_posting_name(sources.job, said)


@lru_cache(maxsize=4096)
def _is_posting_name(job: Source, said: str) -> bool:
    """Whether a posting has words as the name of one of its people or places."""
    return own_names.is_person(job.text, said) or own_names.is_place(job.text, said)


def _people(sources: Sources) -> list[str]:
    request, facts, job = sources.request, sources.facts, sources.job_facts
    known = (
        request.sender.name,
        request.recipient.name,
        facts.name and facts.name.value,
        job.contact and job.contact.value,
        job.location and job.location.value,
    )
    return [name for name in known if name]


def _wished(sources: Sources, said: str) -> Evidence | None:
    """The candidate's own word in the request's wishes."""
    wishes = sources.request.wishes
    if sources.direction is Direction.APPLICATION and wishes and folded(said) in folded(wishes):
        return sources.given(wishes)
    return None


def _claim(sources: Sources, clause: Clause, start: int, end: int, found: Evidence | None) -> Claim:
    if found:
        return claim(clause, start, end, Kind.SKILL, Verdict.SUPPORTED, "The resume shows it.", found)
    said = clause.text[start:end]
    asks = sources.job.find(said)
    who = "the posting asks for it, the resume does not name it" if asks else "the resume does not name it"
    return claim(clause, start, end, Kind.SKILL, Verdict.UNSUPPORTED, f"You wrote '{said}'; {who}.")
