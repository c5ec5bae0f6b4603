"""Titles that an email gives the candidate, and the rank it gives the advertised post.

`as a senior engineer`, `I am Head Chef at X`, `my years as an auditor`, `promoted to manager` must fit a title held, the headline or a
line of the resume: no rank more (`senior`, `lead`, `head`), no `assistant` less, no other trade. Beside an employer's name the title must be
one held there. A plain trade in small letters (`a nurse`) needs only a word of its kind in the resume. The title applied for is none that
was held. In `the Senior Baker position` the rank must be the posting's.

Not covered: trades told by a verb alone (`I cook`), degrees as titles (`a chemist`) beyond their word in the resume, ranks of the military.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.career import title_items, title_raised, title_studied, title_told, title_words
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, any_in, folded, has_beginning, stem
from pipeline.profile.vocabulary import DISCIPLINES, TITLE_NOUNS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.career.title_read import Said
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Source, Sources
    from pipeline.schema import Claim, Evidence, Fact

_GRADE = re.compile(r"\b(?P<kind>Band|Grade|Level|Tier|Class|Step|Scale) ?(?:\d{1,2}[a-d]?|[IVX]{1,4})\b")
_GRADES = ("Band", "Grade", "Level", "Tier", "Class", "Step", "Scale")
_NOT_OWN_GRADE = re.compile(
    r"\b(?:role|post|position|job|vacancy|pupils?|students?|patients?|staff|colleagues|nurses|next|to (?:a )?$)\b", re.IGNORECASE
)
_SECOND = frozenset({"sous", "vice"})
"""Ranks below the first, which others have in a resume as well: `I stand in for the junior sous`."""
_POSSESSIVE = re.compile(r"['’]s? ")
"""`the head chef's two days off`: somebody else's title in a resume."""
_OTHERS = re.compile(
    r"\b(?:seeking|aspir\w*|objective|looking (?:for|to)|hop(?:e|ing) to)\b[^.;]*$|\b(?:by|to|with|under|assist\w*|support\w*|help\w*|alongside|for|(?:supervision|direction|guidance|leadership|eye) of)(?: (?:the|our|a|an|his|her|their))? $",
    re.IGNORECASE,
)
_ADVERTISED = compiled(
    r"\b(?:the|your|this|our|an?|my) (?P<title>(?:[A-Z][\w/&'’+-]*[ ,]+(?:of |and |& )?){1,6}?)(?:role|position|post|opening|vacancy|job|opportunity)\b"
)
_APPLIED = compiled(
    r"\b(?:application|applying|apply|applicant|candidate|interest|interested|opening|hiring|seeking|looking|position|role)\b[^.;]{0,20}? (?:for|in|as|of|:|–|-) ?(?:the |an? |our |your )?(?P<title>(?:[A-Z][\w/&'’+-]*(?: (?:of|and|&) |[ ])?){1,7})",
    re.IGNORECASE,
)

_RANKED = title_words.RANK_STEMS | title_words.MANAGER_STEMS | title_words.LOWER_STEMS
_HOUSE = re.compile(r" (?:at|with|for|in)\b")
_STAYED = re.compile(r"[\w-]+[- ]year (?:employee|member)", re.IGNORECASE)
"""`a four-year employee of`: how long, and no title."""
_REGARD = re.compile(
    r"(?:best|worst|own|harshest|toughest|better|poor|good|fair|fine) (?:\w+ )?(?:judge|critic|advocate|ambassador|editor|coach|teacher|manager|host|driver)\b",
    re.IGNORECASE,
)
"""`the best judge of that`, `your own worst critic`: regard, and no post."""
_PAPER = re.compile(r"certif|licen[cs]e|diploma", re.IGNORECASE)


class Held(NamedTuple):
    """A title of the resume."""

    words: frozenset[str]
    fact: Fact
    position: int | None


_CERTIFIED = re.compile(r"[A-Z][A-Z-]+[- ](?:certified|licensed|accredited|qualified) ")  # a credential, judged as such


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are titles."""
    graded = any_in(letter.email.body, _GRADES)
    advertised = letter.may_have(_ADVERTISED, _APPLIED)
    for clause in letter.clauses:
        if clause.role is Role.TEXT:
            seen: list[Said] = []
            told = ((said, title_told.bound(letter.sources, clause, said)) for said in title_told.claimed(letter, clause))
            for said, positions in chain(told, title_items.find(letter, clause)):
                if not any(said.start < one.end and one.start < said.end for one in seen):
                    seen.append(said)
                    yield from _judged(letter.sources, clause, said, positions)
            yield from _graded(letter, clause) if graded else ()
        if advertised and clause.role in (Role.TEXT, Role.SUBJECT):
            yield from _advertised(letter.sources, clause)
    yield from title_raised.find(letter)


def _graded(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """`As a Band 6` where the titles held are of Band 5."""
    match = _GRADE.search(clause.text)
    if not match or not letter.frame(clause).claims or not letter.frame(clause).candidate_only or _NOT_OWN_GRADE.search(clause.text):
        return
    for position in letter.sources.positions:
        held = _GRADE.search(position.title.value) if position.title else None
        if held and held["kind"].lower() == match["kind"].lower():
            if letter.sources.resume.find(match.group()):
                return
            reason = f"You wrote '{match.group()}'; the resume says '{held.group()}'."
            yield claim(
                clause,
                *match.span(),
                Kind.TITLE,
                Verdict.CONTRADICTED,
                reason,
                letter.sources.resume.of(position.title) if position.title else None,
            )
            return


@lru_cache(maxsize=256)
def _held(documents: Documents) -> tuple[Held, ...]:
    facts = documents.facts
    held = [
        Held(title_words.words(text), position.title, number)
        for number, position in enumerate(facts.positions)
        if position.title
        for text in (position.title.value, *title_words.parts(position.title.value))
    ]
    if facts.headline:
        held.append(Held(title_words.words(facts.headline.value), facts.headline, None))
    return tuple(held)


def _fits(said: Said, held: Held) -> bool:
    """Whether a title says no more than one that was held."""
    words = title_words.words(_CERTIFIED.sub("", said.text))
    if (held.words & _lowering(said)) - words:
        return False
    short, spelled = title_words.initials(held.fact.value), title_words.initials(said.text)
    told = held.words.union(short, *(spelled[name] for name in spelled.keys() & held.words))
    if not said.capitals and said.text.endswith(" lead") and held.words & title_words.MANAGER_STEMS:
        told |= {stem("lead")}  # a creative director is a creative lead
    return all(word in told or (word not in title_words.STRICT_RANK_STEMS and bool(title_words.kin(word) & held.words)) for word in words)


def _lowering(said: Said) -> frozenset[str]:
    """The words that a title must not leave out of the one held."""
    return title_words.LOWER_STEMS if said.capitals else title_words.DEPUTY_STEMS if said.formal else frozenset()


def _is_printed(clause: Clause, said: Said, held: Held) -> bool:
    """Whether a title is a piece of one that stands there as the resume prints it: `Software Engineer, Intern`."""
    at = clause.text.find(held.fact.value)
    return 0 <= at <= said.start < at + len(held.fact.value)


def _judged(sources: Sources, clause: Clause, said: Said, positions: list[int]) -> Iterator[Claim]:
    if _STAYED.fullmatch(said.text) or (not said.capitals and _REGARD.match(said.text)):
        return
    if _is_glued(sources, said):
        yield _claim(clause, said, Verdict.SUPPORTED, "The resume has this title, without its spaces.")
        return
    if studied := title_studied.studied(sources, clause.text, said):
        yield _claim(clause, said, Verdict.SUPPORTED, "The resume has this study.", studied)
        return
    held = _held(sources.documents)
    fitting = [one for one in held if _fits(said, one) or _is_printed(clause, said, one)]
    if positions and (there := [one for one in held if one.position in positions]):
        if any(_fits(said, one) or _is_printed(clause, said, one) for one in there):
            yield _claim(clause, said, Verdict.SUPPORTED, "The resume has this title there.", sources.resume.of(there[0].fact))
            return
        if headline := _is_headed(said, there, fitting):
            yield _claim(
                clause, said, Verdict.SUPPORTED, "The resume has this title above its positions.", sources.resume.of(headline.fact)
            )
            return
        if _is_other(sources, said, there, fitting):
            employer = sources.positions[positions[0]].employer
            where = f" at {employer.value}" if employer else ""
            yield _claim(
                clause,
                said,
                Verdict.CONTRADICTED,
                f"You wrote '{said.text}'{where}; the resume says '{there[0].fact.value}'.",
                sources.resume.of(there[0].fact),
            )
            return
    if fitting:
        yield _claim(clause, said, Verdict.SUPPORTED, "The resume has this title.", sources.resume.of(fitting[0].fact))
    elif reason := _objection(sources, said, held):
        verdict = Verdict.CONTRADICTED if held else Verdict.UNSUPPORTED
        sure = bool(held) or _is_nowhere(sources.resume, said)
        yield _claim(clause, said, verdict, reason, sources.resume.of(held[0].fact) if held else None, verifiable=sure)


def _is_headed(said: Said, there: list[Held], fitting: list[Held]) -> Held | None:
    """The headline that has a title of which the post gives all but the field: `Tax Accountant` above, `Accountant` there."""
    words = title_words.words(said.text)
    more = [words - one.words for one in there if one.words < words]
    if not any(extra.isdisjoint(_RANKED) for extra in more):
        return None
    return next((one for one in fitting if one.position is None), None)


def _is_nowhere(resume: Source, said: Said) -> bool:
    """Whether a resume of which no title was read has none of the title's words anywhere: then it has not this title either."""
    readable = resume.is_english and not resume.is_glued and bool(resume.text)
    return readable and not any(resume.has_word(match.group()) for match in WORD.finditer(said.text))


def _is_other(sources: Sources, said: Said, there: list[Held], fitting: list[Held]) -> bool:
    """Whether a title is not just a plain word for the one held there."""
    words = title_words.words(said.text)
    there_words = frozenset().union(*(one.words for one in there))
    if words & title_words.OFFICE_STEMS - there_words and not fitting:
        return True  # a line has the word of others, or of the house: `Hale & Partners`
    if raised := words & title_words.STRICT_RANK_STEMS - there_words:
        if _is_shown(sources, there, raised, words - raised):
            return False
        found = sources.resume.find(said.text)
        return not found or _is_of_another(sources, found) or bool(fitting)
    unknown = said.formal and _is_unknown_there(sources, said, there)
    if fitting or unknown:
        return unknown or said.capitals or len(words) > 1
    if said.capitals:
        return not sources.resume.find(said.text)
    return (
        len(words) > 1
        and bool((words & (title_words.RANK_STEMS | title_words.MANAGER_STEMS | _sought(sources))) - there_words)
        and not sources.resume.find(said.text)
    )


def _is_unknown_there(sources: Sources, said: Said, there: list[Held]) -> bool:
    """Whether no title and no line of the positions has the noun of what somebody rose to there."""
    noun = WORD.findall(said.text)[-1]
    lines = (bullet.value for one in there if one.position is not None for bullet in sources.positions[one.position].bullets)
    told = frozenset().union(*(one.words for one in there), *map(title_words.words, lines))
    return title_words.is_title_noun(noun) and title_words.kin(stem(noun)).isdisjoint(told)


def _is_shown(sources: Sources, there: list[Held], ranks: frozenset[str], trade: frozenset[str]) -> bool:
    """Whether a line of the positions has the ranks beside another word for the trade: `relief charge RN`."""
    kin = frozenset().union(*map(title_words.kin, trade))
    lines = (bullet.value for one in there if one.position is not None for bullet in sources.positions[one.position].bullets)
    return any(ranks <= words and kin & words for words in map(title_words.words, lines))


def _objection(sources: Sources, said: Said, held: tuple[Held, ...]) -> str | None:
    """Why a title that fits none held cannot stand, if so. Titles of a resume in another language bear out nothing and deny nothing."""
    if (held and not any(_is_english(one) for one in held) and not (said.formal and sources.resume.is_english)) or (
        not held and _is_scattered(sources, said)
    ):
        return None
    if lowered := _lowered(said, held):
        return f"You wrote '{said.text}'; the resume says '{lowered.fact.value}'."
    found = sources.resume.find(said.text)
    others = found is not None and _is_of_another(sources, found)
    if not others and (found or not _is_strange(sources, said, held)):
        return None
    best = _nearest(said, held)
    return f"You wrote '{said.text}'; " + (f"the resume says '{best.fact.value}'." if best else "the resume names no such title.")


def _is_scattered(sources: Sources, said: Said) -> bool:
    """Whether a resume that lost its spaces and its titles has all the words of a title somewhere."""
    words = [folded(match.group()) for match in WORD.finditer(said.text)]
    return sources.resume.is_glued and all(word in sources.resume.folded for word in words)


def _is_strange(sources: Sources, said: Said, held: tuple[Held, ...]) -> bool:
    """Whether a title has a rank, a trade or a field of work that the resume has nowhere, or stands in capitals as no line has it."""
    words = [word for word in (match.group().lower() for match in WORD.finditer(said.text)) if word not in ("of", "the", "and", "for")]
    raised = any(word in title_words.STRICT_RANKS or word in _SECOND for word in words)
    if (raised or said.capitals) and not _stands_in_line(sources, said):
        return True
    noun = next((word for word in reversed(words) if title_words.is_title_noun(word)), words[-1])
    if not _has_kind(sources, noun) or (noun in title_words.MANAGERS and len(words) > 1 and not _is_managed(sources, noun, held)):
        return True
    fields = DISCIPLINES | _title_words(sources)
    return any(word in fields and word != noun and not _has_kind(sources, word) for word in words)


def _lowered(said: Said, held: tuple[Held, ...]) -> Held | None:
    """The title held that an email raises by leaving out `assistant`, `deputy` or the like."""
    words = title_words.words(said.text)
    return next((one for one in held if words < one.words and (one.words & _lowering(said)) - words), None)


def _sought(sources: Sources) -> frozenset[str]:
    title = sources.job_facts.title
    return title_words.words(title.value) if title else frozenset()


def _title_words(sources: Sources) -> frozenset[str]:
    title = sources.job_facts.title
    return frozenset(match.group().lower() for match in WORD.finditer(title.value)) if title else frozenset()


def _has_kind(sources: Sources, word: str) -> bool:
    """Whether the resume has a word of the same kind: `nursing` for `nurse`, `developer` for `engineer`."""
    plain = folded(word)
    if plain == "management":
        return plain in sources.resume.folded  # not `manager`, whose stem is the same
    for other in {plain, *(kin for group in title_words.KIN if plain in group for kin in group)}:
        if sources.resume.has_word(other) or (len(other) > 4 and has_beginning(sources.resume.folded, other[: max(4, len(other) - 3)])):
            return True
    return False


def _is_english(held: Held) -> bool:
    return any(match.group().lower() in TITLE_NOUNS for match in WORD.finditer(held.fact.value))


def _is_of_another(sources: Sources, found: Evidence) -> bool:
    """Whether the line has the title for somebody else (`supervised by the practice manager`), or as one sought."""
    line = sources.resume.text[max(0, (found.start or 0) - 160) : found.start]
    owns = _POSSESSIVE.match(sources.resume.text, (found.end or 0) - 2) or _POSSESSIVE.match(sources.resume.text, found.end or 0)
    return bool(_OTHERS.search(line) or owns) and sources.resume.text.lower().count(found.text.lower()) == 1


def _is_managed(sources: Sources, noun: str, held: tuple[Held, ...]) -> bool:
    """Whether a title held, or a line outside the positions, has the word of command that an email uses; not for what superiors are called."""
    kin = title_words.kin(stem(noun))
    return (
        not sources.positions
        or any(kin & one.words for one in held)
        or any(kin & title_words.words(fact.value) for fact in sources.facts.other)
    )


def _stands_in_line(sources: Sources, said: Said) -> bool:
    """Whether all the words of a title stand in one line of the resume."""
    words = title_words.words(said.text)
    return any(words <= line for line in (*_lines(sources.resume.text), *_papers_in_two(sources)))


def _papers_in_two(sources: Sources) -> Iterator[frozenset[str]]:
    """The words of certificates whose giver stands in the line above: `Amazon Web Services` over `Certified Solutions Architect`."""
    for giver, paper in pairwise(sources.facts.certifications):
        if not sources.resume.text[giver.end : paper.start].strip() and not _PAPER.search(giver.value) and _PAPER.search(paper.value):
            yield title_words.words(giver.value) | title_words.words(paper.value)


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[frozenset[str], ...]:
    return tuple(title_words.words(line) for line in text.splitlines() if line.strip())


def _is_glued(sources: Sources, said: Said) -> bool:
    """Whether the title stands in a resume that lost its spaces: `HRCoordinator`."""
    if " " not in said.text or sources.resume.find(said.text):
        return False
    words = folded(said.text).split()
    if not all(word in sources.resume.folded for word in words):
        return False
    return bool(re.search(rf"(?<!\w){' ?'.join(map(re.escape, words))}", sources.resume.folded))


def _nearest(said: Said, held: tuple[Held, ...]) -> Held | None:
    words = title_words.words(said.text)
    return max(held, key=lambda one: len(one.words & words), default=None)


def _advertised(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The rank of the post: `the Senior Baker position` where the posting has no `senior`."""
    for pattern in (_ADVERTISED, _APPLIED) if clause.role is Role.SUBJECT or sources.direction is Direction.OUTREACH else (_ADVERTISED,):
        for match in pattern.finditer(clause.text):
            words = [found.group() for found in WORD.finditer(match["title"])]
            ranks = [word for word in words if word[0].isupper() and word.lower() in title_words.STRICT_RANKS]
            if not ranks or not any(title_words.is_title_noun(word) for word in words) or re.search(r"\bmy\b", match.group()):
                continue
            title = sources.job_facts.title
            if not any(sources.job.has_word(rank) for rank in ranks) and not _names_own(sources, match["title"]):
                reason = (
                    f"You wrote '{match['title'].strip()}' of the post; the posting says '{title.value}'."
                    if title
                    else f"You wrote '{match['title'].strip()}' of the post; the posting has no such rank."
                )
                start = match.start("title")
                yield claim(
                    clause,
                    start,
                    start + len(match["title"].rstrip(" ,")),
                    Kind.TITLE,
                    Verdict.CONTRADICTED,
                    reason,
                    sources.job.of(title) if title else None,
                )
                return


def _names_own(sources: Sources, title: str) -> bool:
    """Whether the resume has a title: `Senior Engineer` of `your role as Senior Engineer at Acme`."""
    return sources.resume.find(_HOUSE.split(title)[0]) is not None


def _claim(
    clause: Clause, said: Said, verdict: Verdict, reason: str, evidence: Evidence | None = None, *, verifiable: bool = True
) -> Claim:
    return claim(clause, said.start, said.end, Kind.TITLE, verdict, reason, evidence, verifiable=verifiable)
