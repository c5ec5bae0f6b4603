"""Cuts a resume into its sections.

Covers headings on their own line in any capitalisation, headings in a margin or broken over lines (`RESEARCH` / `EXPERIENCE`), `Heading: text`
and `HEADING text` on one line, headings nobody foresaw when they are printed like the known ones, and a block of contacts without a
heading in a sidebar. Does not cover headings in languages that `headings` does not know: then everything stays in the header and the caller warns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline.profile import classify
from pipeline.profile.headings import KNOWN, LONGEST, WEAK, begins_with_kind, heading_kind, is_capitals
from pipeline.profile.languages import is_language
from pipeline.profile.lines import Line, parse
from pipeline.profile.rows import is_subhead
from pipeline.profile.vocabulary import plain

_WINDOW = 5
_EMAIL_LINE = re.compile(r"(?:[^@]{0,60}[|•·\t]\s*)?\S+@\S+\.\w+(?:\s*[|•·\t][^@]*)?|.{0,30}:\s*\S+@\S+")
_UPON_REQUEST = re.compile(r"\b(?:up)?on request\b", re.IGNORECASE)
_SKILL_GROUPS = frozenset("tools software technologies programming details technical other languages".split()) | {
    "programming languages",
    "soft skills",
    "other skills",
}
_INLINE = {name.upper(): kind for name, kind in KNOWN.items() if " " not in name and name.isascii() and len(name) > len("who")}
_LABEL = re.compile(r"([^:|,]{3,40}?)\s*:\s+(?=\S)")
_TONGUES = re.compile(
    r"(?:mother tongues?|native languages?|first languages?|other languages?|(?:spoken |foreign )?languages?(?: spoken)?|muttersprache|langues?)",
    re.IGNORECASE,
)
_NO_SKILLS = re.compile(
    r"(?:driving|driver['’]?s?)[ -]licen[cs]e|outside(?: of)? work|hobbies|interests|portfolio|website|social skills|artistic skills|references|availability|notice(?: period)?|right to work|nationality",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"(?:(?:fully |currently )?registered (?:with|as|by|teacher|nurse|midwife|engineer|architect|electrician|dental|pharmacist|practitioner)|(?:state )?licensed (?:as|by)|certified |chartered |admitted (?:as|to)|(?:student |associate )?member of|membership of|fellow of)",
    re.IGNORECASE,
)
"""How a line begins that tells of a registration, a certificate or a membership."""
_DECORATED = re.compile(r"([^\w\s]{2,4}) ?([^\W\d_][^|:]{1,30}?) ?([^\w\s]{2,4})")
_UNTOUCHED = frozenset(("header", "references", "other"))
"""Sections whose short lines are not taken for unforeseen headings."""


@dataclass
class Section:
    """Lines under one heading. `kind` is one of `headings`, or "header" for what stands before the first heading."""

    kind: str
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Printing:
    """How a resume prints its headings, seen from the known ones."""

    capitals: bool
    spaced: bool
    """White space stands above them."""
    colons: bool = False
    """They end with colons."""
    inline: bool = False
    """They stand in capitals in front of their text: `CERTS CKA, 2020`."""
    margin: bool = False
    """They stand in a margin of their own, beside their section's first line."""

    @classmethod
    def of(cls, lines: list[Line]) -> Printing:
        """Measured on a document's lines."""
        known = [line for line in lines if plain(line.text) in KNOWN and plain(line.text) not in WEAK and not line.is_bullet]
        beside = {kind for line in lines if "\t" in line.text and (kind := KNOWN.get(plain(line.text.partition("\t")[0])))}
        margin = {"experience", "education"} <= beside
        inline = sum(line.words[0] in _INLINE and len(line.words) > 2 and "\t" not in line.text for line in lines) > 2
        if len(known) < 2:
            return cls(capitals=False, spaced=False, margin=margin, inline=inline)
        return cls(
            capitals=sum(is_capitals(line.text) for line in known) > 0.7 * len(known),
            spaced=sum(line.blank_before for line in known) > 0.7 * len(known),
            colons=sum(line.text.endswith(":") for line in known) > 0.5 * len(known),
            margin=margin,
            inline=inline,
        )


@dataclass(frozen=True)
class Heading:
    """A heading: how many lines it takes, and what follows it on them; of a `single` one no more than that."""

    kind: str
    title: str
    taken: int = 1
    rest: tuple[Line, ...] = ()
    single: bool = False


def split(text: str, lines: list[Line]) -> list[Section]:
    """Sections in order; the first is the header, possibly empty."""
    printing = Printing.of(lines)
    sections = [Section("header", "")]
    index = 0
    while index < len(lines):
        heading = _heading(text, lines[index : index + _WINDOW], sections[-1], printing)
        if heading:
            above = sections[-1]
            sections.append(Section(heading.kind, heading.title, list(heading.rest)))
            if heading.single:
                sections.append(Section(above.kind, above.title))
        else:
            sections[-1].lines.append(lines[index])
        index += heading.taken if heading else 1
    return sections


def _heading(text: str, window: list[Line], section: Section, printing: Printing) -> Heading | None:
    """The heading at the first of the lines, if there is one."""
    line = window[0]
    if found := _margin(text, window, printing) or _broken(window) or _contacts(window, section):
        return found
    if not line.is_bullet or line.mark in "■●▪◆❖":
        kind = _on_its_own(window, section, printing) or _unforeseen(window, section, printing)
        if kind:
            return Heading(kind, line.text)
    if line.is_bullet:
        return None
    return _single(line, section) or _labelled(line, section) or _capitals_before_text(line, printing)


def _margin(text: str, window: list[Line], printing: Printing) -> Heading | None:
    """Capitals in a margin of their own, often over several lines: `RESEARCH<tab>Institute` / `EXPERIENCE`."""
    first, tab, _ = window[0].text.partition("\t")
    if printing.margin and tab and not window[0].is_bullet and (kind := KNOWN.get(plain(first))):
        return Heading(kind, first.strip(), rest=(parse(text, window[0].start + len(first) + 1, window[0].end),))
    cells = [line.text.partition("\t") for line in window]
    for taken in (3, 2, 1):
        group, titles = window[:taken], [cell.strip() for cell, _, _ in cells[:taken]]
        if (
            len(group) < taken
            or any(line.blank_before for line in group[1:])
            or not all(_may_be_in_margin(line, title) for line, title in zip(group, titles, strict=True))
        ):
            continue
        kind = heading_kind(" ".join(titles))
        several = all(heading_kind(title) for title in titles) and all(tab for _, tab, _ in cells[1:taken])
        if kind and (taken == 1 or not several) and any(tab for _, tab, _ in cells[:taken]):
            rest = [parse(text, line.start + len(cell) + 1, line.end) for line, (cell, tab, _) in zip(group, cells, strict=False) if tab]
            return Heading(kind, " ".join(titles), taken, tuple(rest))
    return None


def _may_be_in_margin(line: Line, title: str) -> bool:
    return not line.is_bullet and is_capitals(title) and len(title.split()) <= 3


def _broken(window: list[Line]) -> Heading | None:
    """A heading that a narrow column broke: `TRAINING AND` / `CERTIFICATIONS`."""
    for taken in (3, 2):
        group = window[:taken]
        if (
            len(group) < taken
            or any(line.is_bullet or line.blank_before for line in group[1:])
            or any("\t" in line.text or len(line.words) > 3 for line in group)
        ):
            continue
        title = " ".join(line.text for line in group)
        hangs = all(line.text.endswith((" and", " AND", "&", " und", " et", " y")) for line in group[:-1])
        capitals = all(is_capitals(line.text) for line in group) and not all(heading_kind(line.text) for line in group)
        if (hangs or (capitals and not _is_whole(group, title))) and (kind := heading_kind(title)):
            return Heading(kind, title, taken)
    return None


def _is_whole(group: list[Line], title: str) -> bool:
    """Whether the first line is a heading by itself and what follows it is none, nor the rest of a known one: `WORK EXPERIENCE` above a name."""
    return plain(group[0].text) in KNOWN and plain(title) not in KNOWN and not heading_kind(group[-1].text)


def _contacts(window: list[Line], section: Section) -> Heading | None:
    """An address and what stands around it, set off in a sidebar whose heading is an icon."""
    referees = section.kind == "references" and not any(_UPON_REQUEST.search(line.text) for line in section.lines)
    if section.kind in ("header", "contact") or referees or not window[0].blank_before:
        return None
    block = [window[0], *takewhile(lambda line: not line.blank_before, window[1:])]
    if any(_EMAIL_LINE.fullmatch(line.text) for line in block[:4]) and all(
        len(line.words) <= 6 or _EMAIL_LINE.fullmatch(line.text) for line in block[:4]
    ):
        return Heading("contact", "", len(block), tuple(block))
    return None


def _on_its_own(window: list[Line], section: Section, printing: Printing) -> str | None:
    """A known heading that fills its line."""
    line, following = window[0], window[1] if len(window) > 1 else None
    text = line.text
    if len(text) > 80 or text.endswith((",", ";")) or "@" in text or text[0].islower():
        return None
    kind = _kind_of(window, section)
    if section.kind == "experience" and is_subhead(text) and text.endswith(":") and not printing.colons:
        return None  # `Key achievements:` of one position
    if kind == section.kind == "experience" and not (line.blank_before or line.mark or is_capitals(text)):
        return None  # a title such as `Internship`
    if section.kind == "skills" and not line.blank_before and _is_group_of_skills(text, kind, printing):
        return None
    if kind == "languages" and following and not is_language(re.split(r"[,;|\t]|\.\s|\s+and\s", following.text)[0]):
        return "skills" if plain(text) == "languages" and section.kind != "skills" else None
    plain_mark = line.mark == "#" and len(line.words) <= LONGEST and section.kind not in ("experience", "education", "header")
    return kind or ("other" if plain_mark and not re.search(r"\d", text) else None)


def _kind_of(window: list[Line], section: Section) -> str | None:
    """What a line announces as a heading: by its words, by the frame around them, or by the first of them above a text."""
    line, below = window[0], window[1:]
    if (frame := _DECORATED.fullmatch(line.text)) and frame.group(1) == frame.group(3)[::-1]:
        return heading_kind(frame.group(2)) or "other"
    name = plain(line.text)
    if name in WEAK and not (line.blank_before or line.mark == "#"):
        return None
    if name == "school" and not any(max(classify.degree(other.text), classify.institution(other.text)) >= 2.0 for other in below):
        return "other"
    text_below = bool(below) and not below[0].blank_before and line.blank_before and section.kind != "header"
    return heading_kind(line.text) or (begins_with_kind(line.text) if text_below else None)


def _is_group_of_skills(text: str, kind: str | None, printing: Printing) -> bool:
    return kind in ("skills", "other", "summary") and (printing.spaced or plain(text) in _SKILL_GROUPS or text.endswith(":"))


def _unforeseen(window: list[Line], section: Section, printing: Printing) -> str | None:
    """A heading nobody foresaw, known by its print: in capitals like the others, or set off above a list or a text."""
    line, following = window[0], window[1] if len(window) > 1 else None
    text = line.text
    if (
        following is None
        or section.kind in _UNTOUCHED
        or len(line.words) > 5
        or re.search(r"[\d,.;|\t@()]", text)
        or not text[:1].isupper()
    ):
        return None
    alike = is_capitals(text) == printing.capitals
    set_off = printing.spaced and line.blank_before and not line.is_bullet
    if section.kind in ("experience", "education"):
        if text.endswith(":") and not printing.colons:
            return None
        named = max(classify.title(text), classify.employer(text), classify.degree(text), classify.institution(text))
        return "other" if set_off and alike and following.is_bullet and named < 1.5 else None
    if printing.capitals and alike and len(text) > 4:
        return "skills" if section.kind == "skills" and plain(text) in _SKILL_GROUPS else "other"
    if section.kind in ("languages", "certifications") and following.is_bullet and not line.is_bullet:
        return "other"
    below = following.is_bullet or (len(following.words) > 7 and following.text.count(",") < 0.25 * len(following.words))
    return "other" if set_off and alike and not following.blank_before and below else None


def _labelled(line: Line, section: Section) -> Heading | None:
    """`Profile: text`; inside skills such labels are groups, inside positions only a few are headings."""
    match = re.match(r"([^:|]{3,40}?)\s*:\s+(?=\S)", line.text)
    kind = KNOWN.get(plain(match.group(1))) if match else None
    if not match or kind in (None, "contact") or section.kind == "skills":
        return None
    outside = section.kind not in ("experience", "education", "other") or plain(match.group(1)) in (
        "education",
        "languages",
        "interests",
        "certifications",
        "references",
        "hobbies",
    )
    return Heading(kind, match.group(1), rest=(line.part(match.end(), len(line.text)),)) if kind and outside else None


def _single(line: Line, section: Section) -> Heading | None:
    """A line of its own kind between others: a labelled one, or a registration among studies and tools."""
    if section.kind not in ("skills", "other", "education"):
        return None
    label = _LABEL.match(line.text)
    if label and _TONGUES.fullmatch(label.group(1)):
        spoken = is_language(re.split(r"[,;|(]| and ", line.text[label.end() :])[0])
        return Heading("languages", label.group(1), rest=(line.part(label.end(), len(line.text)),), single=True) if spoken else None
    if label and section.kind == "skills" and is_language(label.group(1)):
        return Heading("languages", "", rest=(line,), single=True)
    if label and section.kind == "skills" and _NO_SKILLS.fullmatch(label.group(1)):
        return Heading("other", label.group(1), rest=(line,), single=True)
    registered = section.kind != "other" and _REGISTERED.match(line.text) and classify.degree(line.text) < 3.0
    return Heading("certifications", "", rest=(line,), single=True) if registered else None


def _capitals_before_text(line: Line, printing: Printing) -> Heading | None:
    """`SKILLS text` on one line."""
    if printing.inline and line.words[0] in _INLINE and len(line.words) > 1 and "\t" not in line.text:
        first = line.words[0]
        return Heading(_INLINE[first], first, rest=(line.part(len(first), len(line.text)),))
    capitals = re.match(r"((?:[A-Z&][A-Z&]+\s+){1,3})(?=\W{0,2}\s?[A-Z][A-Za-z]*[a-z,]|[A-Z]+,)", line.text)
    words = capitals.group(1).split() if capitals else []
    for count in range(len(words), 0, -1):
        title = " ".join(words[:count])
        if len(title) > 4 and (kind := KNOWN.get(plain(title))):
            start = re.match(r"\s+".join(map(re.escape, words[:count])), line.text)
            return Heading(kind, title, rest=(line.part(start.end() if start else 0, len(line.text)),))
    return None
