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
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames, names, title_words
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.words import WORD, folded
from pipeline.profile.vocabulary import DISCIPLINES
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Evidence, Fact, ResumeFacts

_MINE = {Direction.APPLICATION: r"(?:my|our)", Direction.OUTREACH: "your"}
_SELF = {
    Direction.APPLICATION: r"\b(?:I am|I['’]m|I was|I['’]ve been|I have been|I had been|I became|I remain)",
    Direction.OUTREACH: r"\b(?:you are|you['’]re|you were|you['’]ve been|you have been|you became)",
}
_ADVERB = r"(?:(?:now|currently|also|still|presently|already|previously|formerly|first|then|both|once|originally|most recently) )?"
_TRIGGERS = {
    direction: re.compile(
        rf"(?P<sure>\b{_MINE[direction]} (?:[\w’'-]+ ){{0,4}}?(?:role|roles|time|years?|work|experience|position|job|career|background|capacity|tenure|stint|days|success|title|post|promotion)(?: [\w’'-]+){{0,3}}? (?:as|is|was|to|of) )"
        rf"|(?P<self>{_SELF[direction]} {_ADVERB})"
        r"|(?P<lead>^(?:[\w’' ]{0,25}, )?as )"
        rf"|(?P<as>\b(?:work(?:ed|ing|s)?|serv(?:ed|ing|es?)|years?|months|employed|hired|joined|experience|career|began|started|acted|acting|spent|time|led|done|held|now|currently|first|later|then|and|since|rose|here|there|role|position) (?:[\w’'&,.-]+ ){{0,6}}?as )"
        r"|(?P<raised>\b(?:promot(?:ed|ion)|advanc(?:ed|ement)|rose|risen|moved up|stepped up|elevated) (?:\w+ ){0,3}?to (?:the (?:role|position|post|rank) of )?)"
        r"|(?P<being>\b(?:having been|being|having worked as|having served as) )",
        re.IGNORECASE,
    )
    for direction in Direction
}
_ARTICLE = re.compile(r"(?:an?|the|my|our|one of (?:the|two|three|our)|both|their|its|his|her)\s+", re.IGNORECASE)
_STOP = frozenset(
    "your next future new any at with for in on who that which since from and or but where when while by under to after before during responsible via as between until through across over than because so based whose within i you we not yet never no".split()
)
_LONGEST = 9
_FARTHEST = 120
_SLACK = 4
"""Letters between `at` and an employer's name, for an article."""
_NOT_HELD = re.compile(
    r"\b(?:(?:the|this|that|an?|your|any|next|new) (?:\w+ ){0,3}?(?:role|position|post|job|opening|vacancy|opportunity|place) $|apply\w*|application|consider\w*|interest\w*|hop(?:e|ing)|dream\w*|aspir\w*|like|such|same|well|known|far|seen?|regard\w*|think|look(?:ed|ing)?|treat\w*|describ\w*|train(?:ing)? to become|act(?:ed|ing)?|serv\w+ (?!as))\b(?:[^,;]{0,30})$|\b(?:as well|such|as far|as soon|as much|as long|same|just|known|seen|regarded|described|so) (?:as )?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:I|me|my|we|our|you|your|he|she|they|their|his|her)(?![\w-])", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:you|I|we)(?:['’](?:ll|d)| (?:will|would|could|can|might|may|shall|should))\b", re.IGNORECASE)
_ADVERTISED = re.compile(
    r"\b(?:the|your|this|our|an?|my) (?P<title>(?:[A-Z][\w/&'’+-]*[ ,]+(?:of |and |& )?){1,6}?)(?:role|position|post|opening|vacancy|job|opportunity)\b"
)
_APPLIED = re.compile(
    r"\b(?:application|applying|apply|applicant|candidate|interest|interested|opening|hiring|seeking|looking|position|role)\b[^.;]{0,20}? (?:for|in|as|of|:|–|-) ?(?:the |an? |our |your )?(?P<title>(?:[A-Z][\w/&'’+-]*(?: (?:of|and|&) |[ ])?){1,7})",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """A title as an email gives it: `clause.text[start:end]`."""

    text: str
    start: int
    end: int
    capitals: bool
    """Written as a title: a word with a capital, other than the first of the sentence."""


class Held(NamedTuple):
    """A title of the resume."""

    words: frozenset[str]
    fact: Fact
    position: int | None


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are titles."""
    for clause in letter.clauses:
        if clause.role is Role.TEXT:
            seen: set[int] = set()
            for said in _claimed(letter, clause):
                if said.start not in seen:
                    seen.add(said.start)
                    yield from _judged(letter.sources, clause, said)
        if clause.role in (Role.TEXT, Role.SUBJECT):
            yield from _advertised(letter.sources, clause)


def _claimed(letter: Letter, clause: Clause) -> Iterator[Said]:
    """The titles that a clause says the candidate holds or held."""
    frame = letter.frame(clause)
    if frame.mood in (Mood.QUESTION, Mood.ASKED):
        return
    for match in _TRIGGERS[letter.sources.direction].finditer(clause.text):
        kind = match.lastgroup
        if frames.denies(clause.text[max(0, match.start() - 40) : match.end()]):
            continue
        if not _is_claim(letter, clause, match, str(kind)):
            continue
        if said := _title_at(clause.text, match.end()):
            yield said


def _is_claim(letter: Letter, clause: Clause, match: re.Match[str], kind: str) -> bool:
    frame = letter.frame(clause)
    if kind == "sure":
        return True
    if kind == "lead":
        whole = clause.text if len(clause.text) > len(match.group()) + 60 else clause.sentence.text
        own = re.search(
            r"\b(?:I|my|I['’](?:ve|m))\b" if letter.sources.direction is Direction.APPLICATION else r"\byou(?:r|['’](?:ve|re))?\b", whole
        )
        return bool(own) and not (
            _FUTURE.search(whole) and (letter.sources.direction is Direction.OUTREACH or _is_sought(letter.sources, clause, match.end()))
        )
    if _speaker(clause.text[max(0, match.start() - _FARTHEST) : match.end()], letter.sources.direction) is Side.EMPLOYER:
        return False
    if (
        Side.CANDIDATE not in frame.about
        or _FUTURE.search(clause.text[max(0, match.start() - _FARTHEST) : match.end()])
        or _NOT_HELD.search(clause.text[max(0, match.start() - 40) : match.end()])
    ):
        return False
    return frame.mood is not Mood.WISH or kind in ("self", "being")


def _speaker(before: str, direction: Direction) -> Side | None:
    """Whose pronoun stands nearest before a title."""
    nearest = max(_PRONOUN.finditer(before), key=lambda match: match.start(), default=None)
    if not nearest:
        return None
    first = nearest.group().lower()[0] in "im"
    return Side.CANDIDATE if first is (direction is Direction.APPLICATION) else Side.EMPLOYER


def _is_sought(sources: Sources, clause: Clause, at: int) -> bool:
    """Whether a title is that of the post, with the hiring company beside it or in a sentence of what would be."""
    said = _title_at(clause.text, at)
    title, company = sources.job_facts.title, sources.job_facts.company
    return bool(
        said
        and (
            (title and title_words.words(said.text) <= title_words.words(title.value))
            or (company and names.find(clause.text[at : at + 2 * _FARTHEST], company.value))
        )
    )


def _title_at(text: str, at: int) -> Said | None:
    """The title that begins at a place: up to the last title noun before a preposition or a mark; `of` may go on once."""
    article = _ARTICLE.match(text, at)
    begin = article.end() if article else at
    begin, end = _extent(text, begin)
    if end == begin:
        return None
    begin = _without_adjectives(text, begin, end)
    said = text[begin:end]
    first_upper = said[:1].isupper() and bool(re.search(r"\w", text[:begin]))
    capitals = first_upper or any(word[0].isupper() for word in said.split()[1:])
    if (not article and not capitals) or re.match(r"(?:members?|part|supporter|fan|friend|fellow)\b", said):
        return None
    if (
        not capitals
        and said.split()[-1].lower() in title_words.SOFT
        and not any(word.lower() in title_words.STRICT_RANKS for word in said.split()[:-1])
    ):
        return None
    return Said(said, begin, end, capitals)


def _extent(text: str, begin: int) -> tuple[int, int]:
    """Where a title begins and ends; nothing where no title noun comes before a mark or a preposition."""
    end = last = begin
    for count, match in enumerate(WORD.finditer(text, begin, begin + _FARTHEST)):
        word = match.group().lower()
        if count >= _LONGEST or word in _STOP or (count and re.search(r"[,.;:!?()–—]", text[last : match.start()])):
            break
        if word == "of" and end == begin:
            break
        after_of = text[last - 3 : last] == " of"
        last = match.end()
        if word.endswith("-based"):
            begin = end = match.end() + 1
        elif title_words.is_title_noun(word) or (after_of and end > begin and match.group()[0].isupper()):
            end = match.end()
    return begin, end


def _without_adjectives(text: str, begin: int, end: int) -> int:
    """`part-time Medical Receptionist` without what stands in small letters before, ranks excepted."""
    words = list(WORD.finditer(text, begin, end))
    capital = next((number for number, match in enumerate(words) if match.group()[0].isupper()), 0)
    while capital and words[capital - 1].group().lower() in title_words.RANKS | title_words.LOWER:
        capital -= 1
    return words[capital].start() if words else begin


@lru_cache(maxsize=256)
def _held(facts: ResumeFacts) -> tuple[Held, ...]:
    held = [
        Held(title_words.words(position.title.value), position.title, number)
        for number, position in enumerate(facts.positions)
        if position.title
    ]
    if facts.headline:
        held.append(Held(title_words.words(facts.headline.value), facts.headline, None))
    return tuple(held)


def _fits(said: Said, held: Held) -> bool:
    """Whether a title says no more than one that was held."""
    words = title_words.words(said.text)
    if said.capitals and (held.words & title_words.LOWER_STEMS) - words:
        return False
    return all(
        word in held.words or (word not in title_words.STRICT_RANK_STEMS and bool(title_words.kin(word) & held.words)) for word in words
    )


def _judged(sources: Sources, clause: Clause, said: Said) -> Iterator[Claim]:
    held = _held(sources.facts)
    bound = _bound(sources, clause, said)
    fitting = [one for one in held if _fits(said, one)]
    if bound and (there := [one for one in held if one.position in bound]):
        if any(_fits(said, one) for one in there):
            yield _claim(clause, said, Verdict.SUPPORTED, "The resume has this title there.", sources.resume.of(there[0].fact))
            return
        if _is_other(sources, said, there, fitting):
            employer = sources.positions[bound[0]].employer
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
        yield _claim(clause, said, verdict, reason, sources.resume.of(held[0].fact) if held else None, verifiable=bool(held))


def _bound(sources: Sources, clause: Clause, said: Said) -> list[int]:
    """The positions at the employer that a title is told of: right behind it, or the only one named before it."""
    after = clause.text[said.end : said.end + 90]
    link = re.match(r"(?: [\w’'-]+){0,4}? (?:at|with|for|of|in) (?:the )?|, ", after)
    begins = re.match(r"(?:[\w’' ]{0,20}[, ])?at (?:the )?", clause.text, re.IGNORECASE)
    found: list[int] = []
    for number, position in enumerate(sources.positions):
        if not position.employer:
            continue
        behind = link and any(abs(start - link.end()) <= _SLACK for start, _ in names.mentions(after, position.employer.value))
        before = begins and any(
            abs(start - begins.end()) <= _SLACK
            for start, _ in names.mentions(clause.text[: min(said.start, _FARTHEST)], position.employer.value)
        )
        if behind or before:
            found.append(number)
    return found


def _is_other(sources: Sources, said: Said, there: list[Held], fitting: list[Held]) -> bool:
    """Whether a title is not just a plain word for the one held there."""
    words = title_words.words(said.text)
    if words & title_words.STRICT_RANK_STEMS - frozenset().union(*(one.words for one in there)):
        return not sources.resume.find(said.text) or bool(fitting)
    if fitting:
        return said.capitals or len(words) > 1
    return said.capitals and not sources.resume.find(said.text)


def _objection(sources: Sources, said: Said, held: tuple[Held, ...]) -> str | None:
    """Why a title that fits none held cannot stand, if so."""
    words = [word for word in (match.group().lower() for match in WORD.finditer(said.text)) if word not in ("of", "the", "and", "for")]
    raised = [word for word in words if word in title_words.STRICT_RANKS]
    best = _nearest(said, held)
    has = f"the resume says '{best.fact.value}'" if best else "the resume names no such title"
    if lowered := _lowered(said, held):
        return f"You wrote '{said.text}'; the resume says '{lowered.fact.value}'."
    if sources.resume.find(said.text):
        return None
    if raised and not _stands_in_line(sources, said):
        return f"You wrote '{said.text}'; {has}."
    noun = next((word for word in reversed(words) if title_words.is_title_noun(word)), words[-1])
    if not _has_kind(sources, noun):
        return f"You wrote '{said.text}'; {has}."
    if said.capitals and not _stands_in_line(sources, said):
        return f"You wrote '{said.text}'; {has}."
    strange = [word for word in words if word in DISCIPLINES | _title_words(sources) and word != noun and not _has_kind(sources, word)]
    return f"You wrote '{said.text}'; {has}." if strange else None


def _lowered(said: Said, held: tuple[Held, ...]) -> Held | None:
    """The title held that an email raises by leaving out `assistant`, `deputy` or the like."""
    words = title_words.words(said.text)
    return next((one for one in held if said.capitals and words < one.words and (one.words & title_words.LOWER_STEMS) - words), None)


def _title_words(sources: Sources) -> frozenset[str]:
    title = sources.job_facts.title
    return frozenset(match.group().lower() for match in WORD.finditer(title.value)) if title else frozenset()


def _has_kind(sources: Sources, word: str) -> bool:
    """Whether the resume has a word of the same kind: `nursing` for `nurse`, `developer` for `engineer`."""
    plain = folded(word)
    for other in {plain, *(kin for group in title_words.KIN if plain in group for kin in group)}:
        if sources.resume.has_word(other) or (
            len(other) > 4 and re.search(rf"\b{re.escape(other[: max(4, len(other) - 3)])}", sources.resume.folded)
        ):
            return True
    return False


def _stands_in_line(sources: Sources, said: Said) -> bool:
    """Whether all the words of a title stand in one line of the resume."""
    words = title_words.words(said.text)
    return any(words <= line for line in _lines(sources.resume.text))


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[frozenset[str], ...]:
    return tuple(title_words.words(line) for line in text.splitlines() if line.strip())


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
    return sources.resume.find(title) is not None


def _claim(
    clause: Clause, said: Said, verdict: Verdict, reason: str, evidence: Evidence | None = None, *, verifiable: bool = True
) -> Claim:
    return claim(clause, said.start, said.end, Kind.TITLE, verdict, reason, evidence, verifiable=verifiable)
