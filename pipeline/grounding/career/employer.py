"""Organisations that an email names: where the candidate worked, and who is hiring.

Past employers and the hiring company are different slots. `At X I built`, `my years with X`, `joined X` (in an outreach `your work at X`)
need X in the resume; `your team at X`, `the role at X`, `we at X`, `X is hiring` need it in the posting or the request. A name in neither
document is a finding in either slot; a name from the wrong document is contradicted. An organisation for which the resume tells only
that work was done (`for Siemens`) is no employer of the candidate.

Not covered: a name in small letters, one word that begins a sentence (except before `is hiring`, `'s mission`), organisations named only
to compare with, and whether two names belong to one group of companies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names, proper
from pipeline.grounding.abilities import skill_terms
from pipeline.grounding.career import (
    employer_lists,
    employer_mentioned,
    employer_misnamed,
    employer_not,
    employer_ties,
    moved_deeds,
    moved_lines,
)
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import owners
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.posting import employer_deeds, employer_swapped
from pipeline.grounding.posting.employer_slots import Slot, is_past, may_be_organisation, slot_of
from pipeline.grounding.words import folded
from pipeline.profile.vocabulary import DISCIPLINES, ORGANISATION_WORDS, SENIORITY, TITLE_NOUNS
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.proper import Name
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_WORKED = re.compile(
    r"\b(?:work(?:ed|ing)?|employed|hired|interned|internship|placement|apprenticeship|traineeship|years?|months|seasons?|summers?|winters?|stint|spell|time|tenure|career|joined|left|joining|leaving|as an? (?:(?! (?:I|you) )[^,;]){3,50}|spent [^,;]{2,40}) (?:(?!(?:I|you) )[\w-]+ ){0,3}?(?:(?:at|for|with|by) )?(?:the )?$",
    re.IGNORECASE,
)
"""What says that one was employed, and not only that one worked on something."""
_DONE_AT = re.compile(
    r"\b(?:I|[Yy]ou)(?:['’]ve| have| had)? (?:\w+ly |also |then |once |first )?(?!am\b|was\b|are\b|were\b)[a-z]+\b(?:[^;:.]|\.(?=\w)){3,90} at (?:the )?$"
)
"""`I built web applications at X`."""
_NOT_EMPLOYED = re.compile(r"\bwork(?:ed|ing)? (?:[\w-]+ ){0,3}?with [^;:.]{0,60}$|\b(?:trained|studied|qualified|graduated|schooled|certified) (?:[a-z]+ )?as an? [^,;]{3,40} (?:at|by) (?:the )?$", re.IGNORECASE)  # fmt: skip
"""What one does with a tool or with a client's people, or at a school: `I trained as a welder at`."""
_NEAR = 120
_JOINED = re.compile(r"\b[A-Z][\w’'-]+(?: (?:for|of|and|the|in|to) [A-Z][\w’'-]+)+")
_CODE = re.compile(r"[A-Z]{1,6}[-/]?\d[\d/-]+")
"""`WT-2207`: a reference, no organisation."""
_OWN_EMPLOYER = re.compile(r",? \(?(?:which (?:is|was) )?(?:my|your) (?:\w+ )?(?:employers?|company|workplace|firm|school|hospital)\b")
"""Behind a name: `Nordwerk, my employer since`."""
_NUMBERED = re.compile(r"(?<![\w$€£.,-])\d{1,2}[A-Z][A-Za-z]{0,9}(?!\w)")
"""`18F`, `3M`."""
_COMPANY = re.compile(
    r"\b(?:team|teams|family|crew|recruit\w*|hiring|hr|people|talent|staff|department|committee|panel|board)\b", re.IGNORECASE
)
_OPENS_AT = re.compile(r"\W*(?:\w+ ){0,2}?at (?:the )?", re.IGNORECASE)
_OPENER = re.compile(r"\W*[^\W\d_]+\s+")
"""The first word of a greeting."""
_SIGNED_PIECE = re.compile(r"[^,|·•\n]+")
_NO_COMPANY = re.compile(r"[@\d]|https?:|\w\.\w")
"""In a piece of a signature that is an address, a telephone or a date."""
_TURNING = re.compile(r"(?:Joining|Leaving|Quitting|Representing|Following|Visiting|Admiring|Rejoining) (?=[A-Z])")
_FORMS = frozenset(
    "dear hello hi members member sir madam sirs hiring all everyone selection search manager managers to whom concern".split()
)


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that name an organisation."""
    for clause in letter.clauses:
        if clause.role in (Role.TEXT, Role.SUBJECT):
            yield from _named(letter, clause)
            yield from _numbered(letter, clause) if _NUMBERED.search(clause.text) else ()
        elif clause.role is Role.GREETING and _COMPANY.search(clause.text):
            yield from _greeted(letter.sources, clause)
        elif clause.role is Role.SIGNATURE and letter.sources.direction is Direction.OUTREACH:
            yield from _signed(letter, clause)
    moved = [*employer_deeds.find(letter)]
    moved += moved_deeds.find(letter, moved)
    yield from moved
    yield from moved_lines.find(letter, moved)
    yield from employer_swapped.find(letter)
    yield from employer_ties.find(letter)


def _named(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause by the names in it."""
    last: tuple[int, Slot | None] = (-1, None)
    found = proper.names_in(clause.text)
    listed = dict(employer_lists.strangers(letter, clause)) if len(found) > 1 else {}
    for name in map(_bare, found):
        slot = slot_of(letter, clause, name)
        if slot is not Slot.PAST and last[1] is Slot.PAST and _goes_on(clause.text, last[0], name):
            slot = Slot.PAST
        last = (name.end, slot)
        slot = slot or (listed.get(name) if listed else None)
        if slot is Slot.PAST:
            if _is_asked_for(letter, clause, name) or employer_not.is_asked_openly(letter, clause):
                continue
        elif _is_own_employer(clause, name) or employer_ties.is_inside(letter, clause, name):
            slot = Slot.PAST
        if slot and not _CODE.fullmatch(name.text) and (judged := _judged(letter, clause, name, slot)):
            yield judged


def _is_own_employer(clause: Clause, name: Name) -> bool:
    """Whether a sentence goes on behind a name with `my employer`."""
    return _OWN_EMPLOYER.match(clause.sentence.text, name.end + clause.start - clause.sentence.start) is not None


def _bare(name: Name) -> Name:
    """A name without the verb that begins its sentence: `Acme` of `Joining Acme would`."""
    verb = _TURNING.match(name.text) if name.first else None
    return proper.Name(name.text[verb.end() :], name.start + verb.end(), name.end, first=False) if verb else name


def _numbered(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """Names that begin with a digit, told as past work, that only the posting has."""
    for match in _NUMBERED.finditer(clause.text):
        said = match.group()
        if letter.sources.resume.find(said) or not (known := letter.sources.job.find(said)):
            continue
        name = proper.Name(said, match.start(), match.end(), first=False)
        if is_past(letter, clause, name):
            reason = f"You wrote '{said}' as a place of past work; the posting names it, the resume does not."
            yield _claim(clause, name, Verdict.CONTRADICTED, reason, known)


def _is_asked_for(letter: Letter, clause: Clause, name: Name) -> bool:
    """Whether a name ends what the employer asks for, before any word of the candidate: `Your listing asks for four years in SaaS`."""
    before = clause.text[: name.start]
    return letter.frame(clause).mood is Mood.ASKED and frames.asks(before) and not frames.names_candidate(before, letter.sources.direction)


def _goes_on(text: str, end: int, name: Name) -> bool:
    """Whether a name is the next in a list: `at Acme, Brightwell and Corvid`."""
    return text[end : name.start] in (", ", " and ", ", and ", " & ", " or ") and may_be_organisation(
        name.text, text[name.end : name.end + 60]
    )


def _judged(letter: Letter, clause: Clause, name: Name, slot: Slot) -> Claim | None:
    sources, said = letter.sources, name.text
    if not (sources.resume.is_latin and sources.job.is_latin):
        return None
    resume, other = _known(sources, said, slot)
    if (resume or other) and (meant := employer_misnamed.other_name(sources.documents, said)):
        return _claim(clause, name, Verdict.CONTRADICTED, f"You wrote '{said}'; the documents have '{meant[0]}'.", meant[1])
    if not resume and not other:
        return _unknown(sources, clause, name, slot)
    if slot is Slot.HIRING:
        return _hiring(sources, clause, name, resume, other, own=Side.EMPLOYER in letter.frame(clause).about)
    if slot in (Slot.PAST, Slot.WORK):
        return _past(sources, clause, name, slot, resume, other)
    return None


def _known(sources: Sources, said: str, slot: Slot) -> tuple[Evidence | None, Evidence | None]:
    """Where the resume has a name, and where the posting or the request does; the latter only matters of who is hiring where the resume has it."""
    resume, job = proper.knows(sources.resume, said), proper.knows(sources.job, said)
    if (
        (resume or job)
        and slot in (Slot.PAST, Slot.WORK, Slot.HIRING)
        and employer_misnamed.is_unnamed(sources.documents, said)
        and not _in_request(sources, said)
    ):
        return None, None
    job = job or (sources.job.find(said) if " " in said else None)  # `Application for Employment Opportunities`
    asked = slot is Slot.HIRING or not resume
    return resume, job or (_in_request(sources, said) if asked else None)


def _unknown(sources: Sources, clause: Clause, name: Name, slot: Slot) -> Claim | None:
    if any(names.is_short_for(name.text, employer) for employer in sources.employers):
        return None
    if _is_initialled(sources, clause.text, name) or employer_not.is_known_otherwise(sources, clause.text, name):
        return None
    if slot is Slot.LOOSE and any(
        proper.knows(source, word) for source in (sources.resume, sources.job) for word in proper.telling(name.text)
    ):
        return None  # `Amazon S3` where the resume has `AWS S3`
    reason = f"You wrote '{name.text}'; neither the resume nor the posting knows this name."
    return _claim(clause, name, Verdict.UNSUPPORTED, reason)


def _is_initialled(sources: Sources, text: str, name: Name) -> bool:
    """Whether a name is a part of a longer one that a document has by its initials: `Relay` of `Relay for Life` for RFL."""
    for whole in _JOINED.finditer(text):
        if whole.start() <= name.start < whole.end():
            initials = "".join(word[0].upper() for word in whole.group().split())
            return any(re.search(rf"(?<![A-Z]){initials}(?![A-Z]{{2}})", source.text) for source in (sources.resume, sources.job))
    return False


def _hiring(
    sources: Sources, clause: Clause, name: Name, resume: Evidence | None, other: Evidence | None, *, own: bool = True
) -> Claim | None:
    """`own`: whether the clause tells of the employer at all, where a name of the resume may be a product or a school."""
    if other:
        return _claim(clause, name, Verdict.SUPPORTED, "The posting or the request has this name.", other)
    if any(position.employer and names.find(name.text, position.employer.value) for position in sources.positions):
        reason = f"You wrote '{name.text}' of the employer; the candidate worked there, by the resume, and the posting does not name it."
        return _claim(clause, name, Verdict.CONTRADICTED, reason, resume)
    if resume and (not own or resume.text.islower()):
        return None  # a product, a school, or a word in capitals only for standing first
    reason = f"You wrote '{name.text}' of the employer; the posting does not name it."
    return _claim(clause, name, Verdict.UNSUPPORTED, reason)


def _past(sources: Sources, clause: Clause, name: Name, slot: Slot, resume: Evidence | None, other: Evidence | None) -> Claim | None:
    if resume:
        if slot in (Slot.PAST, Slot.WORK) and employer_mentioned.is_wished(sources.documents, name.text):
            reason = f"You wrote '{name.text}' as a place of past work; the resume only names it as what is sought."
            return _claim(clause, name, Verdict.CONTRADICTED, reason, resume)
        if (
            slot in (Slot.PAST, Slot.WORK)
            and _says_employed(sources, clause, name)
            and _is_only_mentioned(sources, clause, name)
            and not employer_not.is_school_left(sources, clause.text, name)
        ):
            reason = f"You wrote '{name.text}' as an employer; the resume tells only of work for it."
            return _claim(clause, name, Verdict.CONTRADICTED, reason, resume)
        return _claim(clause, name, Verdict.SUPPORTED, "The resume has this name.", resume)
    tool = clause.text.endswith(" with ", 0, name.start) and skill_terms.named(name.text)  # `if you have worked with Python`
    if (slot is Slot.PAST and not tool) or employer_lists.is_hiring(sources, name.text):
        whose = "the hiring company's name" if employer_lists.is_hiring(sources, name.text) else "a name from the posting"
        reason = f"You wrote '{name.text}' as a place of past work; it is {whose}, and the resume does not have it."
        return _claim(clause, name, Verdict.CONTRADICTED, reason, other)
    return None


def _is_only_mentioned(sources: Sources, clause: Clause, name: Name) -> bool:
    """Whether the resume tells only of work for a house, and the clause of no pastime there."""
    works = _WORKED.search(clause.text[max(0, name.start - _NEAR) : name.start]) is not None
    if not employer_mentioned.is_client(sources, name.text, honours=works):
        return False
    return works or not employer_mentioned.is_of_pastime(sources, name.text, clause.text[: name.start] + clause.text[name.end :])


def _says_employed(sources: Sources, clause: Clause, name: Name) -> bool:
    """`I worked at X`, or `At X I ...` in a sentence that names no employer."""
    before = clause.text[max(0, name.start - _NEAR) : name.start]
    if _WORKED.search(before):
        return not (before.endswith((" in ", " on ", " in the ")) or _NOT_EMPLOYED.search(before))
    if _DONE_AT.search(before) and not owners.named(sources, clause.sentence.text):
        return True
    at = _OPENS_AT.match(clause.text)
    return bool(at and at.end() == name.start) and not any(
        position.employer and names.find(clause.sentence.text, position.employer.value) for position in sources.positions
    )


def _in_request(sources: Sources, name: str) -> Evidence | None:
    """A name in a field of the request: an agency's, a department's as recipient, a wish."""
    request = sources.request
    telling = proper.telling(name)
    words, squeezed = set(telling), "".join(telling)
    for text in (
        request.sender.name,
        request.sender.address,
        request.recipient.name,
        request.recipient.address,
        request.subject,
        request.wishes,
    ):
        said = proper.words_of(text) if text else ()
        if text and (words.issubset(said) or ("@" in text and squeezed in "".join(said))):
            return sources.given(text)
    return None


def _greeted(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The company in `Dear Brightwell team`."""
    opener = _OPENER.match(clause.text)
    begin = opener.end() if opener else 0
    for found in proper.names_in(clause.text[begin:]):
        words = [word for word in proper.telling(found.text) if not _COMPANY.fullmatch(word) and word not in _FORMS]
        if (
            not words
            or employer_lists.is_hiring(sources, found.text)
            or all(word in TITLE_NOUNS | ORGANISATION_WORDS | SENIORITY | DISCIPLINES for word in words)
        ):
            continue
        said = " ".join(words)
        known = proper.knows(sources.job, said) or skill_terms.initials(sources.job, found.text) or _in_request(sources, said)
        if not known and may_be_organisation(said):
            worked = proper.knows(sources.resume, said)
            reason = f"You greet '{found.text}'; the posting does not have this name."
            verdict = Verdict.CONTRADICTED if worked else Verdict.UNSUPPORTED
            yield claim(clause, begin + found.start, begin + found.end, Kind.EMPLOYER, verdict, reason, worked)


def _signed(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The company below the sender's name: `Talent Partner, Brightwell`."""
    sources = letter.sources
    for piece in _SIGNED_PIECE.finditer(clause.text):
        if _NO_COMPANY.search(piece.group()):
            continue
        for found in proper.names_in(piece.group().rstrip()):
            words = proper.words_of(found.text)
            if len(found.text) < len(piece.group().strip()) - 5 or len(words) < 2 or any(word in TITLE_NOUNS for word in words):
                continue
            if any(word in folded(sources.request.sender.name or "") for word in words) or not may_be_organisation(found.text):
                continue
            name = proper.Name(found.text, piece.start() + found.start, piece.start() + found.end, first=False)
            worked = any(position.employer and names.find(found.text, position.employer.value) for position in sources.positions)
            if (worked or _looks_like_company(found.text)) and (judged := _judged(letter, clause, name, Slot.HIRING)):
                yield judged


def _looks_like_company(name: str) -> bool:
    """An organisation's word or three words: two alone may be a person."""
    words = proper.words_of(name)
    return len(words) > 2 or any(word in ORGANISATION_WORDS for word in words)


def _claim(clause: Clause, name: Name, verdict: Verdict, reason: str, evidence: Evidence | None = None) -> Claim:
    return claim(clause, name.start, name.end, Kind.EMPLOYER, verdict, reason, evidence)
