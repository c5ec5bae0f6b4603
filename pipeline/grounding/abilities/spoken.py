"""Spoken languages that an email claims of the candidate, and at what level.

`fluent French` must rest on a resume that names French, and not at B1. A resume that gives no level bears out any. English is not
asked for in an email in English, except where its level is given. `French cuisine` and `the German market` are no claims.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.abilities import skill_terms
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded
from pipeline.profile.languages import NAMES
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_LISTED = skill_terms.vocabulary((name,) for name in NAMES)
_NAME = re.compile(r"(?<![^\W_])(?:[A-Z][^\W\d_]{1,12}|BSL|ASL)(?![^\W_])")
_BEFORE = re.compile(
    r"\b(?:speak(?:s|ing)?|spoke|spoken|fluent(?:ly)?(?: in)?|fluency in|native|bilingual(?: in)?|trilingual(?: in)?|conversational|proficien(?:t|cy) in|written|read(?:s|ing)?|learn(?:ed|t)|know|basic|some|good|business|working|professional|intermediate|advanced|excellent|strong|"
    r"mother tongue(?: is)?|first language(?: is)?|second language(?: is)?|translat(?:e|ed|ing|or) (?:\w+ ){0,2}(?:from|into)|interpret(?:ed|ing)? (?:\w+ ){0,2}(?:from|into|in)|my|your|(?:toolkit|languages?|repertoire) (?:now |also )?(?:include[sd]?|is|are|covers?)|(?:command|knowledge) of|user of|speaker of)(?: (?:both|and|or|in))* $",
    re.IGNORECASE,
)
_PRACTISED = re.compile(r"\b(?:relied on|experience (?:with|in)|practice in|use[sd]?|using|work(?:ed|ing|s)? (?:with|in)) $")
_BY_ITSELF = re.compile(r"^(?:[.,;!?)]|$| (?:at|every|for|in|on|daily|with (?:my|your|our|the)) )")
"""Behind a language that is used, and not `Portuguese tiles`."""
_READING = re.compile(r"\b(?:read(?:s|ing)?|write|writing|wrote|draft(?:s|ed|ing)?|translat(?:e|ed|ing)|proofread) $", re.IGNORECASE)
_WRITING = re.compile(
    r" (?:documents?|texts?|papers?|contracts?|drawings|manuals?|letters|e-?mails?|sources|literature|correspondence|reports?)\b"
)
"""What one reads or writes in a language: `I read French contracts`."""
_IN = re.compile(r"\b(?:in|into|from) (?:both )?$", re.IGNORECASE)
_LEVELS = (
    (
        6,
        r"native(?:ly)?|mother[ -]tongue|first language|bilingual|muttersprache|langue maternelle|c2|near[- ]native|native[- ]level|(?:like|as) (?:an? )?(?:native|local)|as if born to it",
    ),
    (
        5,
        r"fluen(?:t|tly|cy)|advanced|full professional|c1|excellent|very good|flie(?:ß|ss)end|courant|verhandlungssicher|proficien(?:t|cy)|professional|expert",
    ),
    (4, r"b2|good|working|upper[- ]intermediate|business|professional working|strong|competent"),
    (3, r"b1|intermediate|conversational|everyday"),
    (2, r"a2|basics?|elementary|limited|some|simple|pre[- ]intermediate|grundkenntnisse|school"),
    (1, r"a1|beginner|beginning|notions|novice"),
)
_LEVEL = re.compile("|".join(rf"(?P<l{n}>\b(?:{words})\b)" for n, words in _LEVELS), re.IGNORECASE)
_OWN_LEVEL = re.compile(rf"(?:{_LEVEL.pattern.replace('?P<', '?P<_')}) (?:in )?$", re.IGNORECASE)
"""A level right before a language: `Native English • Conversational Spanish`."""
_USES = (
    (
        4,
        re.compile(
            r"\b(?:negotiat\w+|(?:business|client|board|sales) meetings|contracts|presentations?|interpret(?:s|ed|ing)?|lectur\w+|in court)\b",
            re.IGNORECASE,
        ),
    ),
    (3, re.compile(r"\b(?:speak|spoke|work|working|use)\b.*\b(?:all day(?: long)?|every ?day|daily)\b", re.IGNORECASE)),
)
"""What is done in a language from a level on."""
_NEAR = 24
_LONGEST_LIST = 90
_PREDICATE = r"(?:is|was|has been|comes|came|remains?|stands?|stood|caught|catches|struck|strikes|made|makes|helps|helped|counts|matters|impress(?:ed|es)|would|could|might|will)"
"""What is said of a language, and not a noun behind its adjective."""
_AFTER = re.compile(
    r"^(?:-speaking\b| (?:that |which )?(?:I|you) (?:speak|write|use)\b|[ -]speakers?\b| (?:language )?skills\b| \(?(?:at |to |is |was |of )?(?:an? |level |my )?(?:[ABC][12]\b|native|fluent|mother tongue|first language|good|basic|strong|conversational|professional)| (?:fluently|well|daily|every day)\b| on (?:my|your) (?:resume|r[ée]sum[ée]|CV|profile)\b| (?:is|are|was|has been|comes?|came) (?:\w+ )?(?:my (?:\w+ )?(?:language|tongue)\b|(?:one )?of (?:my|your) (?:strengths|languages)\b|familiar to (?:me|you)\b|(?:easily|naturally|readily) to (?:me|you)\b|second nature\b)|, (?:[ABC][12]\b|native|fluent|my (?:mother|first)))",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"^(?:(?:, and|,| and) [A-Z][a-z]+){0,3},? (?:I|you) (?:also |both )?(?:speak|read|write|know|understand)\b(?! (?:no|not|little)\b)"
)
"""`Urdu and Hindi I speak`."""
_ENDS = re.compile(r"^(?:[.,;:!?)]|$| (?:and|or|at|to|with|for|as|every|on|since|by|too|daily|well|when|both)\b)")
_LIST = re.compile(r"(?:[A-Z][^\W\d_]{2,12}(?: \([^)]{1,20}\)| at [ABC][12])?(?:, (?:and |or )?| and | or | & | as well as )){1,4}$")
_LIST_ON = re.compile(r"(?:(?:, (?:and |or )?| and | or | & | as well as )[A-Z][^\W\d_]{2,12}){1,4}")
_NO_NOUN = re.compile(
    rf"\s*(?:[.,;:!?)]|$)| (?:{_PREDICATE}|are|were|have been|mean(?:s|ing)?|and|or|on|over|at|to|with|for|as|every|since|by|beside|besides|alongside|plus|too|both|when|whenever|where|wherever|while|because|before|after|behind|among|daily|well|which|that|together)\b"
)
"""Behind names that are no adjectives: `Spanish and French on top of`, and not `Spanish and French wines`."""
_OF_PEOPLE = re.compile(r"(?<!anguages )\b(?:is|are|was|were|be|been|between|the|of|half|part|among) (?:both )?$")
"""Before names of people: `my clients were Dutch and French`."""
_HEADED = re.compile(r"^\W*(?:spoken |my |your )?languages?(?: skills| spoken)?: ?$", re.IGNORECASE)
_TONGUE = r"[A-Z][^\W\d_]*(?:['’][^\W\d_]+)*['’]?"
_TONGUES = compiled(
    rf"\b(?:(?:interpret(?:s|ed|ing)?|translat(?:e|es|ed|ing)) (?:\w+ ){{0,2}}?(?:from|into)|speak(?:s|ing)?|fluent in|bilingual in|(?:mother tongue|first language) is) (?:both )?(?P<names>{_TONGUE}(?:(?:, (?:and )?| and | or ){_TONGUE}){{0,4}})(?=\s*(?:[.,;!?]|$| (?:and|as|with|at|too|daily|well|to|from|into|for|since|but|every)\b))"
)
_NO_TONGUES = frozenset("i we he she they it god".split())
_TO_LEARN = re.compile(
    r"\b(?:learn\w*|start\w*|reach\w*|stud\w+|course|lessons?|exam|classes|until|towards?|get|bring (?:my|it)|improve|not|no|if)\b|n['’]t\b",
    re.IGNORECASE,
)
_CODED = re.compile(r" \(?(?:at |is |is at |to )?(?:a |an )?(?:level )?[ABC][12]\b(?: level)?")
_SAME = {
    "mandarin": "chinese",
    "farsi": "persian",
    "kiswahili": "swahili",
    "castilian": "spanish",
    "tagalog": "filipino",
    "flemish": "dutch",
    "gaelic": "irish",
    "slovene": "slovenian",
    "isizulu": "zulu",
    "putonghua": "chinese",
}
_OWN_NAMES = {
    "french": "francais",
    "german": "deutsch",
    "spanish": "espanol",
    "italian": "italiano",
    "portuguese": "portugues",
    "dutch": "nederlands",
    "polish": "polski",
    "swedish": "svenska",
    "norwegian": "norsk",
}
_NO_LANGUAGE = frozenset("latin ga ewe twi akan sami lao creole malay".split())
_NATIVE, _FLUENT = 6, 5


class _Level(NamedTuple):
    """From 1 (A1) to 6 (C2, native); `coded` where the email gives the letter and digit."""

    value: int
    coded: bool


def find(letter: Letter) -> Iterator[Claim]:
    """The spoken languages that an email claims."""
    plain = letter.email.subject.isascii() and letter.email.body.isascii()
    for clause in letter.clauses if not plain or letter.may_have(_LISTED, _TONGUES) else ():
        if clause.role not in (Role.TEXT, Role.SUBJECT):
            continue
        if skill_terms.may_name(_LISTED, clause.text):
            yield from _heard(letter, clause)
        if _TONGUES.may_stand(clause.text):
            yield from _unheard(letter, clause)


def _heard(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The languages that have a name in the list."""
    for match in _NAME.finditer(clause.text):
        name = folded(match.group())
        if name not in NAMES or name in _NO_LANGUAGE:
            continue
        beside = _beside_own(letter.sources.resume, clause.text, match)
        if not (beside or _is_spoken(clause.text, *match.span()) or _is_headed(clause, match.start())):
            continue
        strength = asserted(letter, clause, *match.span())
        least = Strength.NONE if beside and _is_own_list(letter, clause, beside) else Strength.LOOSE
        if strength <= least and not _is_given_level(letter, clause, match):
            continue
        yield from _judged(letter.sources.resume, clause, match, name)


def _unheard(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A language that no list has, where only languages stand: `I interpret from Mam`."""
    for listed in _TONGUES.finditer(clause.text):
        for match in re.finditer(_TONGUE, listed["names"]):
            start = listed.start("names") + match.start()
            end = start + len(match.group())
            name = folded(match.group()).strip("'")
            known = name in NAMES or letter.sources.resume.folded.find(name) >= 0 or skill_terms.named(f"with {match.group()} ")
            if known or name in _NO_TONGUES or asserted(letter, clause, start, end) <= Strength.LOOSE:
                continue
            reason = f"You wrote '{match.group()}'; the resume does not name this language."
            yield claim(clause, start, end, Kind.SKILL, Verdict.UNSUPPORTED, reason)


def _is_given_level(letter: Letter, clause: Clause, match: re.Match[str]) -> bool:
    """`Hungarian at B1 may be of use` hopes for a use, not for the language."""
    frame = letter.frame(clause)
    if (
        frame.mood not in (Mood.WISH, Mood.CLAIM)
        or frame.employer_only
        or _TO_LEARN.search(clause.text[max(0, match.start() - 160) : match.end() + 20])
    ):
        return False
    return bool(
        re.match(r" \(?(?:at |is |stands at )?[ABC][12]\b", clause.text[match.end() : match.end() + 20])
        or re.search(r"\b[ABC][12] $", clause.text[max(0, match.start() - 4) : match.start()])
    )


def _is_spoken(text: str, start: int, end: int) -> bool:
    """Whether a name stands where languages stand."""
    before, after = text[max(0, start - 90) : start], text[end : end + 30]
    if _AFTER.match(after) or _FRONTED.match(after):
        return True
    if listed := _LIST.search(before):
        before = before[: listed.start()]
        return bool(_BEFORE.search(before) or _IN.search(before)) and bool(_ENDS.match(after))
    if _READING.search(before) and _WRITING.match(after):
        return True
    if re.search(r"\b[ABC][12] $", before) or (_PRACTISED.search(before) and _BY_ITSELF.match(after)):
        return True
    return bool(
        _BEFORE.search(before)
        and re.match(r"[^\w]|$", after)
        and not re.match(
            rf" (?!(?:with|from|{_PREDICATE})\b)(?:[a-z]{{4,}}|law|tax|art)\b(?! level)",
            after,
        )
    ) or bool(_IN.search(before) and _ENDS.match(after))


def _beside_own(resume: Source, text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The list of names in which one stands beside a language that the resume has: `With Spanish and French on top of`."""
    start, end = match.span()
    behind = _LIST_ON.match(text, end)
    listed = _LIST.search(text, max(0, start - _LONGEST_LIST), start) or behind
    if listed is None or not _NO_NOUN.match(text, behind.end() if behind else end):
        return None
    if _OF_PEOPLE.search(text, max(0, start - _LONGEST_LIST), min(start, listed.start())):
        return None
    mates = (folded(mate.group()) for mate in _NAME.finditer(listed.group()))
    return listed if any(mate in NAMES and _named(resume, mate) for mate in mates) else None


def _is_own_list(letter: Letter, clause: Clause, listed: re.Match[str]) -> bool:
    """Whether a list without a subject is the candidate's: under the heading of languages, with one that only the resume has."""
    start = min(listed.start(), next(match.start() for match in _NAME.finditer(clause.text)))
    job = letter.sources.job
    mates = (folded(match.group()) for match in _NAME.finditer(clause.text))
    return _is_headed(clause, start) and any(
        mate in NAMES and _named(letter.sources.resume, mate) and not _named(job, mate) for mate in mates
    )


def _is_headed(clause: Clause, start: int) -> bool:
    """Whether the heading of languages stands right before a place."""
    return bool(_HEADED.match(clause.text[:start] or clause.sentence.text[: clause.start - clause.sentence.start]))


def _judged(resume: Source, clause: Clause, match: re.Match[str], name: str) -> Iterator[Claim]:
    found = _named(resume, name)
    said = _level(clause.text[max(0, match.start() - 30) : match.start()], clause.text[match.end() : match.end() + 30])
    said = said or _of_use(clause.text[max(0, match.start() - 30) : match.end() + 60])
    if not found:
        if name != "english":
            reason = f"You wrote '{match.group()}'; the resume does not name this language."
            yield claim(clause, *match.span(), Kind.SKILL, Verdict.UNSUPPORTED, reason)
        return
    given = max((level for one in found if (level := _given(resume, one))), default=None)
    if said and given and not _fits(said, given):
        given_text = resume.text[found[0].start or 0 : (found[0].end or 0) + 25].split("\n")[0].strip()
        reason = f"You wrote a higher level of {match.group()} than the resume gives ('{given_text}')."
        coded = _CODED.match(clause.text, match.end())
        yield claim(clause, match.start(), coded.end() if coded else match.end(), Kind.SKILL, Verdict.CONTRADICTED, reason, found[0])
        return
    yield claim(clause, *match.span(), Kind.SKILL, Verdict.SUPPORTED, "The resume names this language.", found[0])


def _fits(said: _Level, given: int) -> bool:
    """A code must not be above the resume's. Words are looser by one step, but nobody is native by a step."""
    return said.value <= given or (not said.coded and said.value == given + 1 and said.value != _NATIVE)


def _level(before: str, after: str) -> _Level | None:
    """The level that stands right before or behind a language."""
    close = re.split(r"[,;.]| and ", before)[-1]
    found = list(_LEVEL.finditer(close))
    if behind := _LEVEL.search(re.split(r"[,;.](?! ?(?:[ABC][12]|native|fluent)(?! in\b))| and ", after)[0]):
        found.append(behind)
    best = max(found, key=_value, default=None)
    if best and best.group().lower() == "bilingual":
        return _Level(_FLUENT, coded=False)  # who is fluent in two languages
    return _Level(_value(best), best.group()[-1].isdigit()) if best else None


def _of_use(text: str) -> _Level | None:
    """The level without which a language has no such use: `the Dutch that you speak in business meetings`."""
    return next((_Level(value, coded=False) for value, use in _USES if use.search(text)), None)


def _value(match: re.Match[str]) -> int:
    return next(n for n, _ in _LEVELS if match[f"l{n}"])


def _named(resume: Source, name: str) -> list[Evidence]:
    """Where the resume names a language."""
    return [resume.evidence(*match.span()) for match in _spelled(name).finditer(resume.folded)]


@lru_cache(maxsize=256)
def _spelled(name: str) -> re.Pattern[str]:
    """A language under all its names."""
    wanted = {name, _SAME.get(name, name), *(other for other, same in _SAME.items() if same == name), _OWN_NAMES.get(name, name)}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wanted)))})(?!\w)")


def _given(resume: Source, found: Evidence) -> int | None:
    """The level that the resume prints beside a language."""
    start, end = found.start or 0, found.end or 0
    if own := _OWN_LEVEL.search(resume.text[max(0, start - _NEAR) : start]):
        return _value(next(_LEVEL.finditer(own.group())))
    behind = re.match(r"[\s:(,–—|·•-]{0,5}(?:[^\n,;|)]{0,28})", resume.text[end : end + 34])
    near = behind.group() if behind else ""
    if re.match(r"\s*[,;|]\s*[A-Z][a-z]{3,}", near) and not _LEVEL.match(near.strip(" ,;|")):
        near = ""
    if level := _LEVEL.search(near):
        return _value(level)
    before = re.search(r"(?:^|[,;\n.(]|\band )([^,;\n.(]{0,30})$", resume.text[max(0, start - 32) : start])
    level = _LEVEL.search(before.group(1)) if before else None
    return _value(level) if level else None
