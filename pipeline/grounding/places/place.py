"""Places that an email names: where the candidate lives or worked, and where the job is.

Read are the cities, states and countries that `pipeline.grounding.places.geography` lists, and any capitalised name that words such as `based in`,
`our office in` or `at Acme in` make a place. Where the candidate lives or worked must be borne out by the resume, the job's place by the
posting or the request; a city bears out its country and state. A country is a finding only where the documents' places lie in others.

Not covered: neighbourhoods and towns that no list has where no such word stands by, adjectives (`German clients`), and distances.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pipeline.grounding import frames, names, proper
from pipeline.grounding.claim import claim
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.places import geography, moved, passing, placed, regions, whereabouts
from pipeline.grounding.places import place_words as words
from pipeline.grounding.words import folded, place_of_whole
from pipeline.profile.vocabulary import COMMON_WORDS, ORGANISATION_WORDS
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.places.geography import Place
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_STATE = re.compile(r"^, (?:D\.? ?C\.?|[A-Z]{2}\b),?")
"""The state behind a town, before its `office`."""
_WORKPLACES = frozenset(
    "ward field web cloud community home land sea shore desk lab ship classroom farm yard depot theatre plant mill forest garden court vessel boat bench".split()
)
"""What work is based in, beside towns."""
Known: TypeAlias = "tuple[Evidence | None, Evidence | None, Evidence | None]"
"""Where the resume, the posting and the request have a place."""
_HELD = {
    Direction.APPLICATION: re.compile(r"(?:,? (?:that|which))? I(?:['’]\w+)? (?!see\b|saw\b|read\b|found\b|would\b|could\b|want\b|hope\b)"),
    Direction.OUTREACH: re.compile(r"(?:,? (?:that|which))? you(?:['’]\w+)? (?!would\b|will\b|could\b|can\b|might\b|['’]d\b)"),
}
"""Behind the place of a post that the candidate has: `the post in Braga which I still hold`."""
_OWN = {
    Direction.APPLICATION: re.compile(r"\bmy\b[^,;]{0,30}$", re.IGNORECASE),
    Direction.OUTREACH: re.compile(
        r"\byour?\b[^,;]{0,30}$|\byou (?:also |once |even )?(?:spent|helped|worked|ran|took|led|supported|assisted|covered|trained)\b[^,;]{0,70}$",
        re.IGNORECASE,
    ),
}
"""What makes of a place before it the candidate's: `the post in Leeds that I hold`."""
_ITS_HOUSE = re.compile(r"['’]s? (?:[\w-]+ ){1,4}(?:in|near|outside) (?:the )?$")
"""Between a firm's name and a place: `'s depot in`."""
_TURNS = re.compile(
    r"\b(?:and|but|while|whereas|so|as|since|because) (?:you|we|I|the|your|our|it|this|they|that|know|see|realise|realize|understand|gather|note)\b"
)
_THING_IS = re.compile(
    r"\b(?:it|which|role|position|post|job|appointment|contract|offices?|team|company|firm|you|opening|vacancy|opportunity|agency|headquarters|service|program(?:me)?)(?: (?:is|are|was|were|will be|would be|being)|['’](?:s|re))?(?: \w+ly| mainly| currently)? $",
    re.IGNORECASE,
)
"""Before `based in`, `located in`: what lies there is no person."""
_OF_PEOPLE = re.compile(r" (?:and \w+ )?(?:citizens?(?:hip)?|nationals?|residents?|persons?|passports?|dollars?|time ?zones?|holidays?)\b")
"""Behind a country, of whose people and things the word is: `US citizens`."""
_ROW_GOES_ON = re.compile(r"\W*(?:where|or)\b[^,;]*, or in (?:the )?[A-Z]|\W*or in (?:the )?[A-Z]")
"""What goes on with the places of an offer: `you could sit in Leeds, where you are, or in`."""
_IN_CASE = re.compile(r"\b(?:in case|if|unless|whether)\b[^;:]*$|\b(?:even|out|over) in (?:the )?$|\breach(?:ed|es)? ", re.IGNORECASE)
"""Before the reader's place in what an outreach does not say of the firm: `in case you have not heard of us in Quito`."""
_SUBJECT = re.compile(r"\b(?:I|my|we|our|you|your)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:rs?|['’]\w+)?\b", re.IGNORECASE)
_GLUED_BEFORE = re.compile(r"[\w&'’-]$")
_GLUED_BEHIND = re.compile(r"[\w&]|['’]s? [A-Z]|-(?!based|area)")
_NAME_BEFORE = re.compile(r"(?:^|\s)(?!I\b)[A-Z][\w.'’&-]*(?: of| de| &)? $")
_NAME_GOES_ON = re.compile(r" (?:of |& |and the )?[A-Z]\w")
_CAPITAL_NEXT = re.compile(r" [A-Z]\w")
_LAST_WORD = re.compile(r"([\w'’]+) $")
_IN_ROW = re.compile(r"\b(?:in|from|to|at|near|for|across|over|between|throughout) [A-Z][\w'’-]+(?:,? [A-Z][\w'’-]+)*,? (?:and|or) $")
_MARK = re.compile(r"[,(] ?$|[\w)] ?[–-] ?$")
"""A comma or a bracket, behind which a place is one of a row or goes with what stands before."""
Judgement: TypeAlias = "tuple[Verdict, str, Evidence | None]"


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that name a place."""
    yield from moved.areas(letter)
    leads, dwells = placed.leads(letter), letter.may_have(words.DWELLS)
    for clause in letter.clauses:
        if clause.role not in (Role.TEXT, Role.SUBJECT):
            continue
        taken: set[int] = set()
        for place in geography.named_in(clause.text):
            if _stands_alone(clause.text, place):
                taken.update(range(place.start, place.end))
                if judged := _listed(letter, clause, place):
                    yield judged
        for name in (*proper.names_in(clause.text), *(_dwellings(clause.text) if dwells else ())):
            if (
                taken.isdisjoint(range(name.start, name.end))
                and placed.is_placed(letter, clause, name, leads)
                and not placed.is_house(letter, clause, name)
                and (judged := _unlisted(letter, clause, name))
            ):
                yield judged


def _dwellings(text: str) -> Iterator[proper.Name]:
    """The place in `Sunyani-based`, which is one word to others."""
    for match in words.DWELLS.finditer(text):
        start = text.rfind(" ", 0, match.start()) + 1
        word = text[start : match.start()]
        if word[:1].isupper() and not word.isupper() and not (start == 0 and _is_common(word)):
            yield proper.Name(text[start : match.start()], start, match.start(), first=start == 0)


def _of_house(job: Source, name: str) -> Evidence | None:
    """Where a posting has the house of which a name tells a part that it has elsewhere: `Herbarium of California Botanic Garden`."""
    part, _, house = name.partition(" of ")
    return proper.knows(job, house) if len(house.split()) > 1 and proper.knows(job, part) else None


def _is_common(word: str) -> bool:
    """Whether a word with a capital only for standing first may be any noun: `Ward-based`, `Office-based`."""
    return folded(word) in COMMON_WORDS | ORGANISATION_WORDS | COMMON | words.HOUSES | _WORKPLACES


def _stands_alone(text: str, place: Place) -> bool:
    """Whether the words name a place here and are no part of a longer name."""
    before, after = text[max(0, place.start - words.NEAR) : place.start], text[place.end : place.end + 12]
    if _GLUED_BEFORE.search(before) or _GLUED_BEHIND.match(after):
        return False
    if _NAME_GOES_ON.match(after) or _NAME_BEFORE.search(before):
        opener = _LAST_WORD.search(before)
        if not (opener and opener[1].lower() in words.OPENERS and not _CAPITAL_NEXT.match(after)):
            return False
    return folded(place.name) not in words.HOMOGRAPHS or _is_located(before)


def _is_located(before: str) -> bool:
    """Whether what stands before a name puts something there: `in X`, `from Y and X`, `(X`, `Y, X`."""
    return any(pattern.search(before) for pattern in (words.IN, _MARK, _IN_ROW))


def _listed(letter: Letter, clause: Clause, place: Place) -> Claim | None:
    sources = letter.sources
    said = clause.text[place.start : place.end]
    resume, job = _borne_out(sources.resume, said, place), _borne_out(sources.job, said, place)
    given = _in_request(sources, said)
    if not (sources.resume.is_latin and sources.job.is_latin):
        return None
    if not resume and not job and not given:
        before, after = clause.text[max(0, place.start - words.NEAR) : place.start], clause.text[place.end :]
        state = place.is_region or geography.lies_in(f"{place.name} state")
        if (
            (place.is_region and not _can_tell(sources, place))
            or (state and regions.is_around(sources, before))
            or (letter.frame(clause).mood is Mood.NEGATIVE and words.NOWHERE.search(before))
            or not (_is_located(before) or words.DWELLS.match(after) or words.OFFICE.match(_STATE.sub("", after)))
            or (not words.OFFICE.match(_STATE.sub("", after)) and passing.is_passing(letter, clause, place))
        ):
            return None
        reason = f"You wrote '{said}'; neither the resume nor the posting has this place."
        return claim(clause, place.start, place.end, Kind.PLACE, Verdict.UNSUPPORTED, reason)
    return _typed(letter, clause, place, (resume, job, given))


def _typed(letter: Letter, clause: Clause, place: Place, known: Known) -> Claim | None:
    """A place that some document has, against the side it is told of."""
    resume, job, given = known
    verdict, reason, evidence = (
        _at_home(letter, clause, place, known)
        or _at_job(letter, clause, place, known)
        or _at_work(letter, clause, place, known)
        or (Verdict.SUPPORTED, "The documents have this place.", resume or job or given)
    )
    return claim(clause, place.start, place.end, Kind.PLACE, verdict, reason, evidence)


def _at_home(letter: Letter, clause: Clause, place: Place, known: Known) -> Judgement | None:
    """`I live in X`."""
    resume, job, given = known
    said, before = clause.text[place.start : place.end], clause.text[max(0, place.start - words.NEAR) : place.start]
    home = not placed.at_employer(letter.sources, before) and words.HOME[letter.sources.direction].search(before)
    dwells = home or words.DWELLS.match(clause.sentence.text, place.end + clause.start - clause.sentence.start)
    lead = clause.text[max(0, place.start - 4 * words.NEAR) : place.end]
    if (
        not dwells
        or (home and _is_of_other(clause.text[: place.start], home))
        or _OF_PEOPLE.match(clause.text, place.end)
        or _is_office_of_theirs(letter, clause, place, before)
        or any(names.covers(clause.text, place.start, place.end, employer) for employer in letter.sources.employers)
        or letter.frame(clause).mood in (Mood.QUESTION, Mood.ASKED)
        or words.LATER.search(lead)
        or frames.wishes(lead)
        or frames.denies(lead)
    ):
        return None
    if resume and home and whereabouts.has_moved(letter.sources, home.group(), place):
        return Verdict.SUPPORTED, "The resume has this move.", resume
    if not resume and not given:
        return (
            Verdict.CONTRADICTED,
            f"You wrote that the candidate is in '{said}'; that is the job's place, and the resume does not have it.",
            job,
        )
    if elsewhere := whereabouts.lives_elsewhere(letter.sources, place, dwells=bool(home and words.LIVES.search(home.group()))):
        return Verdict.CONTRADICTED, f"You wrote that the candidate is in '{said}'; the resume says '{elsewhere.text}'.", elsewhere
    return Verdict.SUPPORTED, "The resume has this place.", resume or given


def _is_of_other(before: str, home: re.Match[str]) -> bool:
    """Whether words of a home are those of a post (`it is based in`), or another subject follows on them (`I live in York and you take`)."""
    return _TURNS.search(home.group()) is not None or _THING_IS.search(before[: len(before) - len(home.group())]) is not None


def _at_job(letter: Letter, clause: Clause, place: Place, known: Known) -> Judgement | None:
    """`your office in X`; in an outreach `we are in X`."""
    resume, job, given = known
    said, before = clause.text[place.start : place.end], clause.text[max(0, place.start - words.NEAR) : place.start]
    found = words.THEIRS[letter.sources.direction].search(before)
    if found and found.group().lower().startswith(("its ", "their ")) and frames.names_candidate(before, letter.sources.direction):
        return None  # `you brought a line into series, with its first plant in X`
    theirs = found and not words.SAW.search(before) and not _is_own(letter.sources, before)
    theirs = theirs and not _HELD[letter.sources.direction].match(clause.sentence.text, clause.start - clause.sentence.start + place.end)
    theirs = theirs or _is_office_of_theirs(letter, clause, place, before)
    if not theirs and not _of_company(letter.sources, before) and not _of_sender(letter, clause, place, before):
        return None
    if said in letter.sources.employers:
        return None  # `my main job is at Acme` names no town
    if not job and not given:
        return Verdict.CONTRADICTED, f"You wrote '{said}' of the job; the posting does not have this place, only the resume.", resume
    return Verdict.SUPPORTED, "The posting has this place.", job or given


def _at_work(letter: Letter, clause: Clause, place: Place, known: Known) -> Judgement | None:
    """`at Acme in X`, `I worked in X`."""
    resume, job, given = known
    said, before = clause.text[place.start : place.end], clause.text[max(0, place.start - words.NEAR) : place.start]
    if strayed := whereabouts.misplaced(letter.sources, clause, place):
        return Verdict.CONTRADICTED, strayed, resume
    frame = letter.frame(clause)
    if frame.candidate_only and frame.mood is Mood.CLAIM and (line := moved.of_other_line(letter.sources, clause, place)):
        said = clause.text[place.start : place.end]
        return Verdict.CONTRADICTED, f"You wrote '{said}'; where the resume tells of this it says '{' '.join(line.text.split())}'.", line
    own = frame.candidate_only and frame.mood is Mood.CLAIM and _worked_there(clause, place, before)
    if not resume and not given and (own or placed.at_employer(letter.sources, before)):
        return Verdict.CONTRADICTED, f"You wrote '{said}' of the candidate; only the posting has this place.", job
    return None


def _worked_there(clause: Clause, place: Place, before: str) -> bool:
    near = proper.around(clause.text, place.start, place.end)
    subject = _SUBJECT.search(near[: near.find(clause.text[place.start : place.end])])
    there = words.INSIDE.search(before) and not words.TO_DO.search(before)
    said = clause.sentence.text[: clause.start - clause.sentence.start] if _ROW_GOES_ON.match(clause.text) else ""
    return (
        bool(subject and there)
        and not any(words.LATER.search(text) for text in (near, said[-words.NEAR :]))
        and not words.SEEN.search(near)
    )


def _is_office_of_theirs(letter: Letter, clause: Clause, place: Place, before: str) -> bool:
    """Whether a place is that of the employer's house: `your New York office`."""
    return bool(words.WHOSE[letter.sources.direction].search(before) and words.OFFICE.match(clause.text, place.end))


def _of_sender(letter: Letter, clause: Clause, place: Place, before: str) -> bool:
    """In an outreach, `in X` of a clause about the employer alone, or that names the company."""
    near = proper.around(clause.text, place.start, place.end)
    if (
        letter.sources.direction is not Direction.OUTREACH
        or not words.INSIDE.search(before)
        or _YOU.search(near)
        or _IN_CASE.search(before)
    ):
        return False
    company = letter.sources.job_facts.company
    return letter.frame(clause).employer_only or bool(company and names.find(near, company.value))


def _of_company(sources: Sources, before: str) -> bool:
    """`Brightwell's depot in X`."""
    company = sources.job_facts.company
    if not company or not _ITS_HOUSE.search(before):
        return False
    return any(_ITS_HOUSE.match(before, end) for _, end in names.mentions(before, company.value))


def _is_own(sources: Sources, before: str) -> bool:
    """`the post in Leeds that I hold`, `you helped with the opening in Leeds` and the like: about the candidate after all."""
    return bool(_OWN[sources.direction].search(before))


@lru_cache(maxsize=4096)
def _borne_out(source: Source, said: str, place: Place) -> Evidence | None:
    """Where a document has a place under any of its names, or one that lies in it; `Herefordshire` is borne out by Hereford."""
    if not source.text:
        return None
    if geography.is_short(said) and not place.is_region:
        return _by_initials(source, said)
    town = folded(said).removesuffix("shire")
    spelled = (folded(said), *((town, f"{town}s", f"{town}e") if town in source.folded else ()))
    stands = [(at, at + len(name)) for name in spelled if (at := place_of_whole(source.folded, name)) >= 0]
    if span := min(stands, default=None):
        return source.evidence(*span)
    otherwise = geography.written_otherwise(said, source.text)
    if glued := source.find_glued(said) or (source.evidence(*otherwise) if otherwise else None):
        return glued
    for other in geography.named_in(source.text):
        if other.name in (place.name, f"{place.name} state") or {place.name, f"{place.name} state"} & geography.lies_in(other.name):
            return source.evidence(other.start, other.end)
    return None


def _by_initials(source: Source, said: str) -> Evidence | None:
    """Where a document has a town by the same initials, or one that they shorten: `LA` is neither the article nor Louisiana."""
    at = place_of_whole(source.text, said)
    if at >= 0 and not source.text.endswith(", ", 0, at):
        return source.evidence(at, at + len(said))
    short = geography.shortened(said, source.text)
    return source.evidence(short.start, short.end) if short else None


def _in_request(sources: Sources, said: str) -> Evidence | None:
    request = sources.request
    for text in (request.wishes, request.subject, request.recipient.name, request.sender.name):
        if text and place_of_whole(folded(text), folded(said)) >= 0:
            return sources.given(text)
    return None


def _can_tell(sources: Sources, place: Place) -> bool:
    """Whether the documents' places lie in countries that are known: else a country may be that of a town nobody lists."""
    known = geography.covered_by(sources.resume.text) | geography.covered_by(sources.job.text)
    return bool(
        known & geography.COUNTRIES
        if place.name in geography.COUNTRIES
        else known & geography.lies_in(place.name) or known & words.WITH_STATES
    )


def _unlisted(letter: Letter, clause: Clause, name: proper.Name) -> Claim | None:
    """A place that no list has: in one of the documents by name, or a finding."""
    sources = letter.sources
    meant = geography.is_short(name.text) and next(
        (place for source in (sources.resume, sources.job) if (place := geography.shortened(name.text, source.text))), None
    )
    if meant:
        return _listed(letter, clause, geography.Place(meant.name, name.start, name.end))
    town = name.text.removesuffix("shire")
    resume, job = (proper.knows(source, name.text) or proper.knows(source, town) for source in (sources.resume, sources.job))
    known = (resume, job or _of_house(sources.job, name.text), _in_request(sources, name.text))
    if not any(known) and any(geography.written_otherwise(name.text, source.text) for source in (sources.resume, sources.job)):
        return None
    if not (sources.resume.is_latin and sources.job.is_latin):
        return None
    if not any(known):
        nowhere = letter.frame(clause).mood is Mood.NEGATIVE and words.NOWHERE.search(
            clause.text[max(0, name.start - words.NEAR) : name.start]
        )
        if nowhere or passing.is_passing(letter, clause, geography.Place(folded(name.text), name.start, name.end)):
            return None
        reason = f"You wrote '{name.text}'; neither the resume nor the posting has this place."
        sure = folded(name.text) not in regions.PROVINCES
        return claim(clause, name.start, name.end, Kind.PLACE, Verdict.UNSUPPORTED, reason, verifiable=sure)
    return _typed(letter, clause, geography.Place(folded(name.text), name.start, name.end), known)
