"""That the candidate has one of a class and no other, where the resume has more: `English is my only language`, `no database but MySQL`.

The class is spoken languages, employers, or one of `classes`, whose members the resume names. What is excepted is read by its names; one that
the resume does not have excepts nothing. Not covered: degrees and certificates, whose lines a resume may break as it likes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.denials import classes, denied, one_employer
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.schema import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence

SIGNS = r"only|(?:an)?other|apart from|aside from|besides|except|second|foreign|additional|sole|single|monolingual|nowhere|(?:(?<=the )|(?<=my )|(?<=your )|(?<=very ))one|(?<= )(?:but|bar|save)"
"""Of whole words: one of them stands in everything that is read here."""
_SPOKEN = r"(?:(?:spoken |foreign |human |modern |working )?languages?|tongues?)"
_WORKPLACE = r"(?:compan(?:y|ies)|employers?|firms?|organi[sz]ations?|workplaces?|places? of work|house|shop)"
_CLASS = rf"(?P<class>{_SPOKEN}|{_WORKPLACE}|(?:programming|scripting|coding) languages?|(?:[\w-]+ )?(?:frameworks?|databases?|librar(?:y|ies)|tools?|systems?|software|platforms?)|cloud(?: (?:platforms?|providers?|services?))?)"
_BUT = r"(?:other than|but|except(?: for)?|besides|apart from|aside from|beyond|outside(?: of)?|save|bar|than)"
_NAME = r"[A-Z][\w+#.'’&-]*(?:(?:,? and |, |,? or | )[A-Z][\w+#.'’&-]*){0,5}"
_NAMES = rf"(?P<known>{_NAME})"
_VERBS = r"(?:speak|know|have|hold|use|used|write|read|understand|learned|learnt|work(?:ed)? (?:with|in|for|at)|offer|bring|master(?:ed)?|command|list|claim)"
_LONGEST = 600
"""Characters that are read from the beginning of a clause."""
_CLOSED = r"(?=\s*(?:[.,;!]|$| (?:but|so|though)\b| and (?![A-Z](?!\b))))"
"""Where nothing narrows what was said."""
_ONE = r"(?:only|sole|one|single)"


_SPOKEN_TOO = re.compile(
    r"\b(?:(?:bilingual|trilingual|multilingual|fluent|fluency|native|conversational|proficient|proficiency|advanced|intermediate|speaks?|spoken)(?: \w+)?(?: in|:|,)? ?\(?(?:(?:English|in) ?(?:and|/|&|,) ?)?(?P<language>[A-Z][a-z]+)\b)",
    re.IGNORECASE,
)
"""A language in a line of other things: `Bilingual (Spanish)`, `Fluent in English and Hindi`."""


class _Shapes:
    """The shapes for the candidate of one direction; each names what is excepted, its class, or both."""

    def __init__(self, direction: Direction) -> None:
        me, my = ("I", "[Mm]y") if direction is Direction.APPLICATION else ("[Yy]ou", "[Yy]our")
        has = rf"\b{me}(?:['’]ve| have| do| can)?(?: \w+ly| also| ever| still)*"
        self.all = tuple(
            compiled(shape)
            for shape in (
                rf"{has} (?:(?:not|n['’]t|never)(?: \w+ly| ever)? )?{_VERBS} (?:no|not any|any|not a|a|nothing of a) (?:other |further |second )?{_CLASS},? {_BUT} {_NAMES}",
                rf"{has}(?:n['’]t| not| never)(?: ever)? {_VERBS} (?:any |an? )?(?:other )?{_CLASS},? {_BUT} {_NAMES}",
                rf"\b[Nn]o (?:other )?{_CLASS},? {_BUT} {_NAMES}",
                rf"{_NAMES} is (?:the|{my}) (?:very )?{_ONE} {_CLASS}(?:(?: that| which)? {me}(?:['’]ve)?(?: (?:have|ever|can|do|know|speak|use|used|worked|work|for|at|with|in|hold|write|read|been))+{_CLOSED}|(?= (?:so far|yet|at all)\b)|(?=\s*(?:[.,;!]|$| (?:but|and|so|though)\b)))",
                rf"\b(?:{my}|[Tt]he) {_ONE} {_CLASS}(?:(?: that| which)? {me}(?:['’]ve)?(?: \w+){{1,4}}| of (?:mine|yours))? is {_NAMES}",
                rf"\b(?:[Oo]ther than|[Aa]part from|[Aa]side from|[Bb]esides|[Ee]xcept(?: for)?|[Bb]eyond) {_NAMES},? {me}(?:['’]ve| have)? (?:(?:do not|don['’]t|not|can not|cannot) )?{_VERBS} (?:no|not an?|not any|any|a)(?: other| second| further)? {_CLASS}",
                rf"{has} (?:only|just|solely) (?:speak|know|read|write) (?P<known>[A-Z]\w+)(?=\s*(?:[.,;!]|$| (?:but|and|so|though|yet)\b))",
                rf"{has} (?:speak|know|read|write)(?:s)? (?:only|nothing but|nothing other than|just|solely) (?P<known>[A-Z]\w+)(?=\s*(?:[.,;!]|$| (?:but|and|so|though|yet)\b))",
                rf"{has} (?:(?:only|solely)(?: ever)? worked|worked (?:only|solely|nowhere {_BUT}|for nobody {_BUT}|for no one {_BUT}))(?: so far)? (?:at|for|with)? ?(?P<place>{_NAME}){_CLOSED}",
                rf"{has}(?:n['’]t| not| never)(?: ever)? worked (?:anywhere|for anyone|for anybody) {_BUT} (?:at |for )?(?P<place>{_NAME}){_CLOSED}",
                rf"{has} (?:(?:only|solely)(?: ever)? worked|worked only) (?:at|for|with) (?P<place>one|a single) {_WORKPLACE}",
                rf"{has}(?:n['’]t| not| never| cannot| can['’]t)? {_VERBS} (?:(?:no|an?|any) )?(?P<further>second|other|another|further|additional|foreign) {_CLASS}",
                rf"{has} {_VERBS} (?:only |just )(?P<further>one|a single) {_CLASS}",
                rf"\b{me}(?: am|['’]m| are|['’]re) (?P<further>monolingual)(?P<class>)",
            )
        )


_SHAPES = {direction: _Shapes(direction) for direction in Direction}
_DENIES = re.compile(r"\b(?:no|not|never|cannot|only|just)\b|n['’]t\b")


def find(sources: Sources, clause: Clause) -> Iterator[tuple[tuple[int, int], Evidence]]:
    """Where a clause says that there is one and no other, and what else the resume has."""
    text = clause.sentence.text[clause.start - clause.sentence.start :][:_LONGEST]  # `no language but English` ends in another clause
    for shape in _SHAPES[sources.direction].all:
        for match in shape.finditer(text):
            if match.start() < len(clause.text) and (shown := _other(sources, match)):
                yield (match.start(), min(match.end(), len(clause.text))), shown


def _other(sources: Sources, match: re.Match[str]) -> Evidence | None:
    said = match.groupdict()
    known, kind = said.get("known") or "", said.get("class") or ""
    if place := said.get("place"):
        return _employer(sources, place if place[0].isupper() else "")
    spoken = not kind or re.fullmatch(_SPOKEN, kind)
    if further := said.get("further"):
        return _language(sources, "english") if spoken and (further == "monolingual" or _DENIES.search(match.group())) else None
    if spoken and any(word in LANGUAGES for word in re.findall(r"\w+", folded(known))):
        return _language(sources, folded(known))
    return _employer(sources, known) if re.fullmatch(_WORKPLACE, kind) else _member(sources, known, kind)


def _member(sources: Sources, known: str, kind: str) -> Evidence | None:
    """Another member of a class of tools than those excepted, of which the class must have one."""
    names_of = classes.members("programming language" if re.fullmatch(_SPOKEN, kind) else kind)
    if not any(folded(name) in folded(known) for name in names_of):
        return None
    shown = (denied.plainly(sources.resume, name, name) for name in names_of if folded(name) not in folded(known))
    return next((one for one in shown if one and folded(one.text) not in folded(known)), None)


def _language(sources: Sources, excepted: str) -> Evidence | None:
    """Another language than those excepted; that an email in English goes without saying that of English is no lie."""
    for fact in sources.facts.languages:
        own = [word for word in re.findall(r"\w+", folded(fact.value)) if word in LANGUAGES]
        if own and not any(word in excepted for word in own) and "english" not in own:
            return sources.resume.of(fact)
    spoken = next((match for match in _SPOKEN_TOO.finditer(sources.resume.text) if _is_other(match["language"], excepted)), None)
    return sources.resume.evidence(*spoken.span()) if spoken else None


def _is_other(word: str, excepted: str) -> bool:
    """Whether a word is a language other than English and those excepted."""
    return folded(word) in LANGUAGES and folded(word) not in (*excepted.split(), "english")


def _employer(sources: Sources, named: str) -> Evidence | None:
    """An employer beside the one that is named, or beside the first."""
    held = [position.employer for position in sources.positions if position.employer]
    if named and not any(names.find(named, one.value) for one in held):
        return None
    return one_employer.other_than(sources, named)
