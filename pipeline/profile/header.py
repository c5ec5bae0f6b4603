"""The head of a resume: name, headline, contacts, place.

Covers names in capitals or spaced letters, `Resume: Name`, `Name - Headline`, letters after the name (`PhD`, `RN`), labelled lines
(`Email:`), and names that a PDF's text layer puts last. Contacts of referees are not the candidate's. Does not cover names in
scripts without capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile import classify
from pipeline.profile.headings import heading_kind
from pipeline.profile.lines import PRIVATE_USE, Line, fact_of
from pipeline.profile.vocabulary import plain
from pipeline.schema import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+\b")
PHONE = re.compile(r"(?<![\w/.@-])(?:\+|\(\+?|00)?\d[\d ().\u00a0/-]{5,20}\d(?![\w/@])(?:\s?(?:ext|x)\.? ?\d{1,5})?")
_URL = re.compile(r"https?://|www\.|linkedin|github\.|gitlab|\.(?:com|org|net|io|dev|me)\b")
_SEPARATOR = re.compile(r"\s*[|•·●◦▪⋄♦✉☎✆⌂§ð#]\s*|\s+//+\s+|\t+|\s{2,}|\s+[—–]\s+|\s+-\s+|\s*[\ue000-\uf8ff]+\s*|\s+/\s+|\s+\+\s+(?=[A-Z])")
_LABEL = re.compile(
    r"(?:e-?mail|phone|tel(?:ephone|efon|éfono)?|t[ée]l[ée]phone|mobile|cell|address|adresse|direcci[óo]n|anschrift|location|city|based in|linkedin|github|website|name|nom|nombre|wohnort|contact)\s*[:.]\s*",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"^[^\w(]+")
"""Emoji and their like in front of an address."""
_PLACE_LABEL = re.compile(
    r"(?:address|adresse|direcci[óo]n|anschrift|location|city|based in|wohnort|home address|ort)\s*[:.]?\s+", re.IGNORECASE
)
_PLACE_COLUMN = re.compile(r"(?:(?:home |postal )?address|adresse|anschrift|location|based in|wohnort)(?:\t|[ ]{2,})\s*", re.IGNORECASE)
"""The label of a table whose cells white space sets apart."""
_NO_PLACE = re.compile(
    r"\b(?:citizens?|nationality|visa|permit|married|single|available|notice|birth|licen[cs]e|references)\b", re.IGNORECASE
)
_SURNAME_FIRST = re.compile(
    r"(?:surnames?|family names?|last names?)\s*(?:\(s\))?\s*[/,&]\s*(?:first|given|fore|other)[ -]?names?(?:\(s\))?\s*[:\t ]\s*",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(
    r"(?:resume|résumé|curriculum vitae|cv|name|full name|nom|nombre|lebenslauf)(?: of| de| von)?\s*[:–—-]?\s+", re.IGNORECASE
)
_NAME_ENDING = re.compile(r"(?:\s*[–—:|-]\s*|\s+)(?:resume|résumé|curriculum vitae|cv|lebenslauf)$", re.IGNORECASE)
_CREDENTIALS = re.compile(
    r"(?:,\s*|\s+)(?:(?:Ph\.?D|M\.?D|RN|BSN|MSN|[A-Z]{3,8}-BC|MBA|CPA|PMP|PE|P\.Eng|Esq|Jr|Sr|II|III|M\.?S[Cc]|B\.?S[Cc]|M\.?A|B\.?A|DDS|RDH|LCSW|CFA|ACCA|FCCA|CEng|MRCP|QTS|DPT|PT|OT|CCRN|FNP|NP|LPN|CISSP|SHRM-CP)\b\.?(?:,\s*|\s*$|\s+|-BC)?)+$"
)
_HONORIFIC = re.compile(r"(?:Dr|Prof|Mr|Mrs|Ms|Miss|Herr|Frau|Dipl\.-Ing)\.?\s+")
_CONTACT_WORDS = frozenset(
    "email e-mail mail phone telephone tel mobile cell address linkedin github website web name contact fax skype portfolio".split()
)
_TITLES_OF_DOCUMENTS = frozenset(
    "resume|cv|curriculum vitae|curriculum|vitae|lebenslauf|hoja de vida|personal details|contact|profile|portfolio|confidential".split("|")
)
_PARTICLES = frozenset("de da do dos das del della di la le van der den von zu zur af al bin ibn e y ten ter du".split())
_NO_NAME_WORDS = frozenset("your my our location address phone email mobile linkedin github website username profile page".split())
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*\.?$")


def find_name(header: list[Line], all_lines: list[Line], email: str | None) -> Line | None:
    """The candidate's name as printed, or None. `all_lines` serves text layers that end with the name."""
    for line in header[:12]:
        if label := _SURNAME_FIRST.match(line.text):
            return line.part(label.end(), len(line.text))
    candidates = [*_name_candidates(header[:12], bonus=1.0), *_name_candidates(all_lines[-3:] if _scrambled(header) else [], bonus=0.0)]
    scored = [(score + _email_agreement(line.text, email), -number, line) for number, (score, line) in enumerate(candidates)]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best and best[0] >= 2.0:
        return best[2]
    return _name_by_email(all_lines, email)


def _scrambled(header: list[Line]) -> bool:
    return not any(score >= 2.5 for score, _ in _name_candidates(header[:3], bonus=1.0))


def _name_candidates(lines: list[Line], bonus: float) -> list[tuple[float, Line]]:
    found = []
    for number, line in enumerate(lines):
        for part in [line] if unspaced(line.text) != line.text else _parts(line)[:2]:
            bare = _bare_name(part)
            score = name_score(bare.text)
            if score > 0:
                found.append((score + bonus - 0.25 * number + (0.5 if line.mark == "#" else 0.0), bare))
        if number + 1 < len(lines) and len(line.words) == 1 == len(lines[number + 1].words) and _adjoin(line, lines[number + 1]):
            both = Line(f"{line.text} {lines[number + 1].text}", line.start, lines[number + 1].end)
            found.append((name_score(both.text) + bonus - 0.25 * number - 0.5, both))
    return found


def _adjoin(line: Line, below: Line) -> bool:
    """Whether nothing but line ends stands between them: no mark, no line left out."""
    return below.start - line.end == (2 if below.blank_before else 1)


def _parts(line: Line) -> list[Line]:
    """The pieces of a header line; an address or number is one, whatever stands around it."""
    parts, start = [], 0
    for match in _SEPARATOR.finditer(line.text):
        parts.append(line.part(start, match.start()))
        start = match.end()
    parts.append(line.part(start, len(line.text)))
    return [piece for part in parts for piece in _around_contacts(part) if piece.text]


def _around_contacts(part: Line) -> list[Line]:
    """`name@example.com, 07700 900418, Leeds, UK` as three."""
    if _LABEL.match(part.text):
        return [part]
    pieces, start = [], 0
    for match in sorted([*EMAIL.finditer(part.text), *PHONE.finditer(part.text)], key=lambda found: found.start()):
        pieces += [part.part(start, match.start()), part.part(match.start(), match.end())]
        start = match.end()
    pieces.append(part.part(start, len(part.text)))
    return [_without_commas(piece) for piece in pieces] if start else [part]


def _without_commas(piece: Line) -> Line:
    left = len(piece.text) - len(piece.text.lstrip(" ,;:"))
    return piece.part(left, len(piece.text.rstrip(" ,;:")))


def _bare_name(part: Line) -> Line:
    """Without `Resume:`, `Dr` and letters after the name."""
    if label := _NAME_LABEL.match(part.text):
        part = part.part(label.end(), len(part.text))
    if honorific := _HONORIFIC.match(part.text):
        part = part.part(honorific.end(), len(part.text))
    if credentials := _CREDENTIALS.search(part.text):
        part = part.part(0, credentials.start())
    if nickname := re.search(r"\s*\([^()]{2,20}\)$", part.text):
        part = part.part(0, nickname.start())
    if ending := _NAME_ENDING.search(part.text):
        part = part.part(0, ending.start())
    return part.part(0, len(part.text.rstrip(",;:")))


def name_score(text: str) -> float:
    """Evidence for a person's name: two to five capitalised words that are no title, place or heading."""
    text = unspaced(text)
    words = text.split()
    if not 2 <= len(words) <= 6 or plain(text) in _TITLES_OF_DOCUMENTS or heading_kind(text):
        return 0.0
    if not all(_NAME_WORD.match(word) for word in words) or not all(word[0].isupper() or word.lower() in _PARTICLES for word in words):
        return 0.0
    score = (
        (0.5 if _NO_NAME_WORDS.intersection(word.lower() for word in words) else 2.5)
        - max(0.0, classify.title(text))
        - max(0.0, classify.place(text))
        - 0.8 * max(0.0, classify.employer(text) - 0.6)
    )
    return score - (0.3 if len(words) > 3 else 0.0)


def _email_agreement(name: str, email: str | None) -> float:
    """Evidence from an address that spells the name."""
    if not email:
        return 0.0
    local = re.sub(r"[^a-z]", "", plain(email.split("@")[0]))
    words = [re.sub(r"[^a-z]", "", plain(word)) for word in unspaced(name).split()]
    hits = [word for word in words if len(word) > 2 and word in local]
    return 2.0 if len(hits) > 1 else 1.2 if hits else 0.0


def _name_by_email(lines: Iterable[Line], email: str | None) -> Line | None:
    for line in lines:
        bare = _bare_name(line)
        if len(line.words) <= 4 and name_score(bare.text) > 1.0 and _email_agreement(bare.text, email) >= 2.0:
            return bare
    return None


def unspaced(text: str) -> str:
    """`J O H N  D O E` as JOHN DOE."""
    if re.fullmatch(r"[^\W\d_](?: [^\W\d_])+(?:\s{2,}[^\W\d_](?: [^\W\d_])*)+", text):
        return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", text))
    return text


def name_fact(line: Line) -> Fact:
    """The name's fact; capitals become `John McDonald`, `Ana de la Cruz`."""
    words = unspaced(line.text).split()
    value = " ".join(words)
    if value.isupper() and len(value) > 4:
        value = " ".join(_cased(word, first=number == 0) for number, word in enumerate(words))
    return Fact(value=value, start=line.start, end=line.end)


def _cased(word: str, *, first: bool) -> str:
    if not first and word.lower() in _PARTICLES and len(word) > 1:
        return word.lower()
    if len(word) <= 2 and not re.search(r"[AEIOUYÀ-Ü]", word):
        return word
    parts = [part.capitalize() for part in re.split(r"(?<=[-'’.])", word)]
    return re.sub(r"(?<![^\W\d_])Mc([a-z])", lambda match: "Mc" + match.group(1).upper(), "".join(parts))


def find_headline(header: list[Line], name: Line | None) -> Line | None:
    """The line by which candidates call themselves: beside or below the name."""
    if name is None:
        return None
    after = [part for line in header for part in _parts(line) if part.start >= name.end]
    for part in after:
        if _is_headline(part):
            return _whole(header, name, part)
    beside = next((part for part in after if any(line.start <= name.start and part.end <= line.end for line in header)), None)
    if (
        beside
        and not _is_contact(beside.text)
        and not _is_place(beside.text)
        and not re.fullmatch(r"(?:[A-Z][\w.]{0,5}(?:,\s)?)+", beside.text)
    ):
        return beside
    return _headline_above(header, name) or _headline_below(header, name)


def _whole(header: list[Line], name: Line, part: Line) -> Line:
    """A title that a narrow column broke before its last word, with the line above it: `Creative and Innovative Web`, `Developer`."""
    number = next((number for number, line in enumerate(header) if line == part), 0)
    above = header[number - 1] if number else None
    if above is None or len(part.words) > 1 or above.start < name.end or not _adjoin(above, part) or part.blank_before:
        return part
    broken = len(above.words) > 1 and above.text[0].isupper() and above.words[-1].isalpha() and name_score(above.text) <= 2.0
    return (
        Line(f"{above.text} {part.text}", above.start, part.end)
        if broken and not _is_contact(above.text) and not _is_place(above.text)
        else part
    )


def _headline_below(header: list[Line], name: Line) -> Line | None:
    """The line under the name, if it is no sentence, place or contact: `Hotel management graduate`."""
    below = next((line for line in header if line.start >= name.end), None)
    if below is None or len(below.words) > 8 or below.text.endswith((".", ":")) or _is_contact(below.text) or re.search(r"\d", below.text):
        return None
    return None if _is_place(below.text) or heading_kind(below.text) or name_score(below.text) > 2.0 else below


def _headline_above(header: list[Line], name: Line) -> Line | None:
    """A text layer that ends with the name starts with the headline."""
    first = header[0] if header else None
    return first if first and first.end <= name.start and _is_headline(first) else None


def _is_headline(part: Line) -> bool:
    text = part.text
    if _is_contact(text) or re.search(r"\d{3}", text) or len(part.words) > 14 or heading_kind(text):
        return False
    return classify.title(text) >= 1.8 and classify.place(text) < 2.0 and not text.endswith(".")


def _is_contact(text: str) -> bool:
    return bool(EMAIL.search(text) or _URL.search(text) or _LABEL.match(text) or PHONE.search(text))


def find_email(header: list[Line], lines: list[Line]) -> Fact | None:
    """The first address in the header, else before the references."""
    return _first(EMAIL, header) or _first(EMAIL, lines)


def find_phone(header: list[Line], lines: list[Line]) -> Fact | None:
    """The first telephone number of 7 to 15 digits that is no date range."""
    for line in [*header, *lines]:
        for match in PHONE.finditer(line.text):
            digits = re.sub(r"\D", "", match.group())
            if (
                7 <= len(digits) <= 15
                and not re.search(r"(?:\b\d ){4}", match.group())
                and not re.match(r"(?:19|20)\d\d\s*[-/.–]|\d{1,2}/(?:19|20)\d\d", match.group())
                and not _in_url(line.text, match.start())
            ):
                return fact_of(line.part(match.start(), match.end()))
    return None


def _in_url(text: str, position: int) -> bool:
    word = re.search(r"\S*$", text[max(0, position - 120) : position])
    return bool(word and _URL.search(word.group()))


def _first(pattern: re.Pattern[str], lines: list[Line]) -> Fact | None:
    for line in lines:
        if match := pattern.search(line.text):
            return fact_of(line.part(match.start(), match.end()))
    return None


def find_location(header: list[Line], name: Line | None) -> Fact | None:
    """A labelled address, else the first part that ends in a known place, else what stands beside the telephone or e-mail."""
    parts = [part for line in header for part in _parts(line)]
    for line in header:
        if (label := _PLACE_COLUMN.match(line.text)) and not _is_contact(line.text):
            return fact_of(line.part(label.end(), len(line.text)))
    for part in parts:
        if label := _PLACE_LABEL.match(part.text):
            return fact_of(part.part(label.end(), len(part.text)))
    parts = [part.part(len(part.text) - len(_PICTURES.sub("", part.text)), len(part.text)) for part in parts]
    for part in parts:
        if _is_place(part.text) and (name is None or part.start >= name.end or part.end <= name.start):
            return fact_of(_with_street(header, part))
    return _beside_contacts(header)


def _beside_contacts(header: list[Line]) -> Fact | None:
    for line in header:
        parts = _parts(line)
        contacts = [part for part in parts if _is_contact(part.text)]
        if contacts and (beside := next((part for part in parts if part not in contacts and _may_be_place(part)), None)):
            return fact_of(beside)
    for above, line, below in zip(header, header[1:], header[2:], strict=False):
        if _may_be_place(line) and _is_contact(below.text) and (_is_contact(above.text)):
            return fact_of(line)
    last = header[-1] if len(header) > 2 and _is_contact(header[-2].text) else None
    return fact_of(last) if last and _may_be_place(last) else None


def _may_be_place(part: Line) -> bool:
    """A proper name that is no contact, title or person: `Inverness`."""
    if (
        len(part.words) > 5
        or not part.text[:1].isupper()
        or re.search(r"\d|[.:]$|:/|--", part.text)
        or _is_contact(part.text)
        or heading_kind(part.text)
        or plain(part.text) in _CONTACT_WORDS
    ):
        return False
    if _NO_PLACE.search(part.text):
        return False
    return classify.title(part.text) < 1.0 and name_score(part.text) < 2.4


def _is_place(text: str) -> bool:
    if EMAIL.search(text) or _URL.search(text) or len(text) > 90:
        return False
    pieces = [piece.strip() for piece in PRIVATE_USE.sub(" ", text).split(",")]
    last = max(classify.place(text), classify.place(pieces[-1]))
    return last >= 2.0 and classify.title(text) < 2.5 and not text.endswith(".")


def _with_street(header: list[Line], part: Line) -> Line:
    """A street on the line above belongs to the address."""
    number = next(number for number, line in enumerate(header) if line.start <= part.start < line.end)
    above = header[number - 1] if number else None
    if above and re.match(r"\d+\w? [^\W\d_]", above.text) and len(above.words) <= 7 and not PHONE.fullmatch(above.text):
        return Line(f"{above.text} {part.text}", above.start, part.end)
    return part
