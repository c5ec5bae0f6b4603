"""Capitalised names in a sentence, and whether a document has them.

    [name.text for name in names_in("In May I tested raisins at Körfez Gıda Analiz for Ayşe")]   -> ["Körfez Gıda Analiz", "Ayşe"]
    knows(source, "Körfez Gıda")                                                                  -> Evidence or None

A document knows a name that stands in it with capitals: all its telling words within two lines, its initials, its capitals spelled
out, or its letters in an address. Pronouns, days, months and the small words that begin a sentence are no part of a name. Names in
scripts without capitals are not found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import school_names
from pipeline.grounding.periods.calendar_words import weekdays_in_row
from pipeline.grounding.words import WORD, folded
from pipeline.profile.vocabulary import CITIES, COMMON_WORDS, DISCIPLINES, ORGANISATION_WORDS, REGIONS, TITLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_JOINTS = frozenset("of the de du des da do di del della dei der die das den von van la le les el los las y e al bin ibn".split())
"""Small words that may stand within a name. `and` is none: of two names each is looked at by itself."""
_OPENERS = frozenset(
    """
    i i'm i've i'd i'll you you're you've you'd you'll we we're we've we'd we'll he she it it's they they're this that that's these those there there's here here's my your our his her its their the a an
    at in on by for from with without within to into of off over under after before since until till during between among through across around about above below near beside besides despite against along
    and but or nor so yet as if when while where whereas although though because once unless whether than then thus hence therefore however moreover furthermore meanwhile otherwise instead still also too
    what who whom whose which why how whatever whenever wherever am is are was were be been being have has had do does did can could may might must shall should will would let lets let's
    not no none never nothing nobody each every either neither both all any some many much more most several few fewer such another other others same one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen dozens hundreds thousands half twice
    today tomorrow yesterday now next last later earlier recently currently previously formerly originally finally first second third lastly again always often usually sometimes soon perhaps maybe
    please thanks thank yes well just only even like unlike given having being apart aside beyond throughout upon via per plus outside inside alongside mostly mainly largely partly chiefly primarily
    """.split()
)
_WITHIN = frozenset("who without with like us our your every".split())
"""Small words that in capitals go on with a name: `Women Who Build`, `Doctors Without Borders`."""
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday mondays
    tuesdays wednesdays thursdays fridays saturdays sundays spring summer autumn fall winter christmas easter ramadan eid diwali passover thanksgiving hogmanay new-year feb apr jul aug sept nov dec lent covid covid-19 cv cvs resume am pm q1 q2 q3 q4
    """.split()
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? ?['’]?\d", re.IGNORECASE)
_SHORT_DAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
_ZONES = frozenset("eastern central mountain pacific atlantic alaska hawaii greenwich".split())
_CLOCK = re.compile(
    r"\b(?:noon|midnight|midday|morning|afternoon|evening|o['’]clock|[ap]\.?m\.?|\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve),? \(?\Z",
    re.IGNORECASE,
)
_SHORT_OF_CLOCK = 14
"""Letters before the zone of a clock's hour: `at noon Eastern`."""
_LONGEST_NAME = 8
_OF_TIME = re.compile(r"\+|[ -](?:plus |odd |full |long |good )?(?:years?|months|weeks|decades)\b")
"""Behind digits that go on with no name: `I joined Acme 8+ years ago`."""
_AROUND = 300
_SHORT = 6
_SHORTEST_CUT, _LONGEST_CUT = 3, 6
"""Letters of a word that may be cut short: `Eng`, `Maint`."""
_MOST_CUT = 4
_VOWEL = re.compile(r"[aeiouy]")
_CUT_SHORT = re.compile(r"(?<![^\W_])[^\W\d_]{1,5}\Z")
_BEGINS = re.compile(r"[?!]['\"”’)]* +['\"“‘(]*\Z")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_PARTS = re.compile(r"[^\W_]+")
_INNER = re.compile(r"[A-Z][a-z]+(?=[A-Z])|(?<=[a-z])[A-Z][a-z]+")
"""The words of `VarnShutters`."""
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}|\b[\w-]{2,64}(?:\.[\w-]{2,64}){1,4}\b(?:/[\w./-]{1,80})?")
_SHORTEST_IN_ADDRESS = 4
_PLURAL = 2
"""Letters of a word up to which an `s` makes another one of it: `LA` and `Las Vegas`."""
_LEGAL = frozenset(
    "inc ltd limited llc llp plc corp gmbh ag sa srl bv nv ab oy as pty pvt kk and board team committee staff hr dept department division branch site plant campus ward unit office".split()
)
_SCHOOLS = frozenset({"university", "college", "institute", "school"})
_TOWNS = CITIES | REGIONS
_PLAIN = ORGANISATION_WORDS | COMMON_WORDS | DISCIPLINES | _LEGAL | _JOINTS
"""Words that tell no organisation from another."""


@dataclass(frozen=True)
class Name:
    """A run of capitalised words: `text[start:end]` of the text it was found in, without a possessive ending."""

    text: str
    start: int
    end: int
    first: bool
    """Whether it begins the sentence, where any word has a capital."""


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Name, ...]:
    """Every run of capitalised words, in reading order."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Name]:
    run: list[tuple[int, int]] = []
    joints: list[tuple[int, int]] = []
    days = {at for span in weekdays_in_row(text) for at in range(*span)} if _SHORT_DAY.search(text) else ()
    for match in WORD.finditer(text):
        start, end = match.span()
        near = bool(run) and _joined(text, (joints or run)[-1][1], start) and len(run) < _LONGEST_NAME
        if start in days:
            if run:
                yield _name(text, run)
            run, joints = [], []
        elif _can_begin(text, match) or (
            near and not joints and text[start].isdigit() and end - start < 4 and not _OF_TIME.match(text, end)
        ):
            if run and (not near or _is_possessive(text, run)):
                yield _name(text, run)
                run, joints = [], []
            run, joints = [*run, *joints, (start, end)], []
        elif near and not joints and folded(match.group()) in _WITHIN and match.group()[0].isupper():
            joints = [(start, end)]
        elif near and len(joints) < 3 and match.group() in _JOINTS and not _is_possessive(text, run) and not _is_post(text, run):
            joints = [*joints, (start, end)]
        elif run:
            yield _name(text, run)
            run, joints = [], []
    if run:
        yield _name(text, run)


def _can_begin(text: str, match: re.Match[str]) -> bool:
    """A capitalised word that is neither a pronoun, a day or month, nor a small word at the start of a sentence."""
    word = match.group()
    if not word[0].isupper():
        return False
    plain = folded(word)
    if plain in _CALENDAR or _MONTH.match(text, match.start()) or plain in ("i", "i'm", "i've", "i'd", "i'll"):
        return False
    if plain in _ZONES and _CLOCK.search(text, max(0, match.start() - _SHORT_OF_CLOCK), match.start()):
        return False
    return plain not in _OPENERS or (word.isupper() and len(word) > 1)


def _joined(text: str, end: int, start: int) -> bool:
    """Whether what stands between two words joins them to a name; a stop does behind what is cut short: `Univ. Hospital`."""
    between = text[end:start]
    return between in (" ", " & ", "&", "/", "-", " + ", "’ ", "' ") or (
        between == ". " and _CUT_SHORT.search(text, max(0, end - _SHORT), end) is not None
    )


def _is_possessive(text: str, run: list[tuple[int, int]]) -> bool:
    """Whether the run so far ends in `'s` behind two words or an acronym: what follows belongs to the name's owner."""
    word = text[run[-1][0] : run[-1][1]]
    return bool(re.search(r"['’]s$", word)) and len(run) > 2


def _is_post(text: str, run: list[tuple[int, int]]) -> bool:
    """Whether the run so far ends in a title: `General Manager of Sironet Farms` is a post and a name."""
    return text[slice(*run[-1])].lower() in TITLE_NOUNS


def _name(text: str, run: list[tuple[int, int]]) -> Name:
    start, end = run[0][0], run[-1][1]
    bare = _POSSESSIVE.sub("", text[start:end])
    return Name(
        bare,
        start,
        start + len(bare),
        first=_BEGINS.search(text, max(0, start - _SHORT), start) is not None or not re.search(r"\w", text[:start]),
    )


@dataclass
class _Capitals:
    """The capitalised words of a document: in which lines each stands, and where it stands first."""

    lines: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    place: dict[str, tuple[int, int]] = field(default_factory=dict)
    initials: str = ""
    """The first letters of its capitalised words in a row, a space where other words stand between; place by place as `starts`."""
    starts: list[tuple[int, int]] = field(default_factory=list)
    addresses: list[tuple[str, int, int]] = field(default_factory=list)


@lru_cache(maxsize=512)
def _capitals(source: Source) -> _Capitals:
    found = _Capitals()
    initials: list[str] = []

    def add(letter: str, start: int, end: int) -> None:
        initials.append(letter)
        found.starts.append((start, end))

    for number, line in enumerate(re.finditer(r"[^\n]+", source.text)):
        for match in _PARTS.finditer(line.group()):
            word, start, end = match.group(), line.start() + match.start(), line.start() + match.end()
            if word[0].isupper() or word[0].isdigit():
                key = folded(word)
                found.lines[key].add(number)
                found.place.setdefault(key, (start, end))
                add(key[0], start, end)
                for inner in _INNER.finditer(word) if source.lost_spaces else ():
                    found.lines[folded(inner.group())].add(number)
                    found.place.setdefault(folded(inner.group()), (start + inner.start(), start + inner.end()))
            elif (owner := _dotted(line.group(), match.start())) and owner[0].isupper():
                found.lines[word].add(number)  # `Cloud.gov`
                found.place.setdefault(word, (start, end))
            elif word not in _JOINTS and word not in ("and", "for", "at", "in", "s"):
                add(" ", start, end)
        add(" ", line.end(), line.end())
    found.initials = "".join(initials)
    found.addresses = [(re.sub(r"[^\w@]", "", match.group()), *match.span()) for match in _ADDRESS.finditer(source.folded)]
    return found


def _dotted(line: str, at: int) -> str:
    """The word that a dot joins to the one at a place."""
    return line[line.rfind(" ", max(0, at - _AROUND), at) + 1 : at - 1] if line[at - 1 : at] == "." else ""


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, hyphenated and dotted ones apart, without possessives."""
    return tuple(_PARTS.findall(re.sub(r"'s\b|'$", "", folded(name))))


def capitalised(name: str) -> list[str]:
    """The words of a name as they are written."""
    return _PARTS.findall(name)


def telling(name: str) -> Sequence[str]:
    """Those of its words that tell it from others; all, where none does."""
    words = words_of(name)
    short = {folded(word) for word in _PARTS.findall(name) if word.isupper() and len(word) < _SHORTEST_IN_ADDRESS}
    return (
        [word for word in words if word not in _PLAIN and word not in short]
        or [word for word in words if word not in _PLAIN]
        or [word for word in words if word not in _JOINTS]
        or words
    )


def around(text: str, start: int, end: int) -> str:
    """The words about a place: rules read no more, so that a hostile text of one endless sentence costs no more than its length."""
    return text[max(0, start - _AROUND) : end + _AROUND]


_SMALL_PART = re.compile(r"-[a-z]")
"""What tells nothing by capitals: `X-ray`, `Cloud-native Development`."""


@lru_cache(maxsize=8192)
def knows(source: Source, name: str) -> Evidence | None:
    """Where a document has a name."""
    words = telling(name)
    if not source.text or not words:
        return None
    capitals = _capitals(source)
    lines = [
        capitals.lines.get(word)
        or capitals.lines.get(word.removesuffix("s"))
        or (capitals.lines.get(word + "s") if len(word) > _PLURAL else None)
        for word in words
    ]
    near = {number + step for number in lines[0] or () for step in (-1, 0, 1)}
    if all(lines) and all(not near.isdisjoint(other or ()) for other in lines[1:]):
        first = next(word for word in (words[0], words[0].removesuffix("s"), words[0] + "s") if word in capitals.place)
        return source.evidence(*capitals.place[first])
    return (
        source.find_glued(name)
        or _by_initials(source, capitals, name)
        or _by_address(source, capitals, name)
        or _of_school(source, capitals, words)
        or _cut_short(source, name)
        or _written_short(source, name)
        or school_names.known(source, name)
        or (source.find(name) if _SMALL_PART.search(name) else None)
    )


def _by_initials(source: Source, capitals: _Capitals, name: str) -> Evidence | None:
    """`UCSF` where the document spells it out, and `University College London` where it has `UCL`."""
    words = words_of(name)
    if len(words) == 1 and name.isupper() and 2 < len(name) <= 8 and (at := capitals.initials.find(folded(name))) >= 0:
        return source.evidence(capitals.starts[at][0], capitals.starts[at + len(name) - 1][1])
    if found := _by_school(source, capitals, name) if len(name) == _PLURAL and name.isupper() else None:
        return found
    if found := _by_town(source, name) if name.isupper() and 1 < len(name) <= 3 else _by_owner(source, name):
        return found
    if len(words) > 2:
        for short in ("".join(word[0] for word in words), "".join(word[0] for word in words if word not in _JOINTS and word != "and")):
            if len(short) > 2 and short in capitals.place and source.text[slice(*capitals.place[short])].isupper():
                return source.evidence(*capitals.place[short])
    return None


def _by_school(source: Source, capitals: _Capitals, name: str) -> Evidence | None:
    """`UW` for the University of Washington: two letters alone say as much only of a school."""
    at = capitals.initials.find(folded(name))
    while at >= 0:
        (start, _), (_, end) = capitals.starts[at : at + 2]
        if not _SCHOOLS.isdisjoint(words_of(source.text[start:end])):
            return source.evidence(start, end)
        at = capitals.initials.find(folded(name), at + 1)
    return None


def _by_town(source: Source, name: str) -> Evidence | None:
    """`SF` where the document has San Francisco, `NYC` where it has New York, `YC` where it has Y-Combinator."""
    short = folded(name)
    span = _short_towns(source).get(short) or _short_towns(source).get(short.removesuffix("c"))
    return source.evidence(*span) if span else None


@lru_cache(maxsize=512)
def _short_towns(source: Source) -> dict[str, tuple[int, int]]:
    """The initials of towns of two words, and of two words with a hyphen between them."""
    found: dict[str, tuple[int, int]] = {}
    for first, second in pairwise(_PARTS.finditer(source.text)):
        between = source.text[first.end() : second.start()]
        capitals = first.group()[0].isupper() and second.group()[0].isupper()
        if capitals and (between == "-" or (between == " " and folded(f"{first.group()} {second.group()}") in _TOWNS)):
            found.setdefault(folded(first.group()[0] + second.group()[0]), (first.start(), second.end()))
    return found


def _by_owner(source: Source, name: str) -> Evidence | None:
    """`YC's W20` where the document has each of the two."""
    pieces = re.split(r"['’]s ", name)
    found = [knows(source, piece) for piece in pieces] if len(pieces) > 1 else []
    return found[-1] if found and all(found) else None


def _of_school(source: Source, capitals: _Capitals, words: Sequence[str]) -> Evidence | None:
    """`Penn` for the University of Pennsylvania: the beginning of a word in the name of a school."""
    if len(words) != 1 or len(words[0]) < _SHORTEST_IN_ADDRESS:
        return None
    schools = set().union(*(capitals.lines.get(word, set()) for word in _SCHOOLS))
    longer = (word for word, lines in capitals.lines.items() if word.startswith(words[0]) and not schools.isdisjoint(lines))
    return next((source.evidence(*capitals.place[word]) for word in longer), None)


def _cut_short(source: Source, name: str) -> Evidence | None:
    """`Maint Tech II` where the document has Maintenance Technician II: words in a row that begin so, or that keep these letters (`Mgr`)."""
    words = capitalised(name)
    if not 1 < len(words) <= _MOST_CUT or not any(_SHORTEST_CUT <= len(word) <= _LONGEST_CUT for word in words):
        return None
    found = re.search(r"\b" + r"\.?[ \t-]{1,3}".join(map(_uncut, words)) + r"\b", source.folded)
    return source.evidence(*found.span()) if found and source.text[found.start()].isupper() else None


def _written_short(source: Source, name: str) -> Evidence | None:
    """`Comparative Genomics` where the document has Comp Genomics: words in a row, of which some are cut there and one is not."""
    words = capitalised(name)
    if not 1 < len(words) <= _MOST_CUT or not any(source.has_word(word) for word in words):
        return None
    found = re.search(r"\b" + r"\.?[ \t-]{1,3}".join(map(_perhaps_cut, words)) + r"\b", source.folded)
    return source.evidence(*found.span()) if found and source.text[found.start()].isupper() else None


def _perhaps_cut(word: str) -> str:
    """A pattern for a word in full, or for its first letters."""
    low = folded(word)
    if not low.isalpha() or len(low) <= _LONGEST_CUT:
        return re.escape(low)
    kept = low[_SHORTEST_CUT:_LONGEST_CUT]
    return f"(?:{low}|{low[:_SHORTEST_CUT]}{''.join(f'(?:{letter}' for letter in kept)}{')?' * len(kept)})"


def _uncut(word: str) -> str:
    """A pattern for a word and for what it may be short for; initials are what they are."""
    low = folded(word)
    if not low.isalpha() or word.isupper() or len(low) > _LONGEST_CUT:
        return re.escape(low)
    kept = low if _VOWEL.search(low, 1) else low[0] + "".join(f"[^\\W\\d_{letter}]{{0,6}}{letter}" for letter in low[1:]) + "[a-z]{0,4}"
    return f"(?:{kept}|{low}[a-z]{{0,12}})" if len(low) >= _SHORTEST_CUT else kept


def _by_address(source: Source, capitals: _Capitals, name: str) -> Evidence | None:
    squeezed = "".join(words_of(name))
    if len(squeezed) < _SHORTEST_IN_ADDRESS:
        return None
    return next((source.evidence(start, end) for address, start, end in capitals.addresses if squeezed in address), None)
