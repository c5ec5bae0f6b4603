"""Phone numbers, mail addresses, links and handles of an email: each must stand in the resume, the posting or the request.

Phone numbers are compared by their digits: `+44 7700 900417`, `(0)7700 900 417` and `07700900417` are one. Links are compared without
scheme, `www.` and a closing slash, and a link to the start of a known one is known. Whose contact it is, is not checked, nor whether
a profile that is only spoken of (`my LinkedIn`) exists.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.words import folded
from pipeline.schema import Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_SAME_WIDTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\u2010": "-", "\u2012": "-", "–": "-"})
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LINK = re.compile(
    r"(?<![\w@./-])(?:https?://|www\.)[^\s<>()\"“”]{3,200}"
    r"|(?<![\w@./-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12}/[^\s<>()\"“”]{1,200}"
    r"|(?<![\w@./-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:com|org|net|dev|edu|gov|info|app|co\.uk|org\.uk|com\.au|co\.nz|co\.za|ca|de|fr|uk|eu)(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_SITE, _PRODUCT = re.compile(r"[A-Z]+(?:\.[A-Z]+)+"), re.compile(r" (?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+")
"""A name in capitals that a product's name goes on: `GOV.UK Notify`."""
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_]\w{2,30}\b(?!\.\w)")
_PHONE = re.compile(r"(?<![\w.,/:#£$€-])(?:\+|00)?\(?\+?\d[\d ().-]{5,22}\d(?!\w|[.,]\d|%)")
_PHONE_WORD = re.compile(
    r"\b(?:call|phone|tel|telephone|mobile|cell|ring|reach|text|whatsapp|sms|number|on|at|dial)\b[^.!?\n]{0,30}$", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+$")
_NORTH_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}$")
_DATES = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)?\d\d$|(?:19|20)\d\d[-.]\d\d[-.]\d\d|\d{1,2}[-.]\d{1,2}[-.](?:19|20)?\d\d$")
_DOT = re.compile(r"\.[A-Za-z]|://")
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_LONG = 12
"""Characters of a link from which a document may break it over two lines."""
_NAMES = {"mail": "mail address", "link": "link", "phone": "phone number", "handle": "handle"}


class Contact(NamedTuple):
    """A contact as written at `text[start:end]`, and in the form in which it is compared."""

    kind: str
    start: int
    end: int
    plain: str


def find(letter: Letter) -> Iterator[Claim]:
    """The contacts of an email."""
    for clause in letter.clauses:
        for contact in contacts(clause.text, signed=clause.role is Role.SIGNATURE):
            yield _judged(letter.sources, clause, contact)


@lru_cache(maxsize=2048)
def contacts(text: str, *, signed: bool = False) -> tuple[Contact, ...]:
    """Every contact of a text, in reading order; in a signature a line of digits is a phone number."""
    even = text if text.isascii() else text.translate(_SAME_WIDTH)
    found: list[Contact] = []
    if "@" in even:
        found += [Contact("mail", *match.span(), match.group().casefold()) for match in _MAIL.finditer(even)]
        found += [Contact("handle", *match.span(), match.group().casefold()) for match in _HANDLE.finditer(even)]
    if _DOT.search(even):
        found += _links(even)
    if len(_DIGIT.findall(even)) >= _FEWEST_DIGITS:
        numbers = (match for match in _PHONE.finditer(even) if _is_phone(even, match, signed=signed))
        found += [Contact("phone", *match.span(), _digits(match.group())) for match in numbers]
    kept: list[Contact] = []
    for contact in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or contact.start >= kept[-1].end:
            kept.append(contact)
    return tuple(kept)


@lru_cache(maxsize=512)
def covered(text: str) -> bytes:
    """Which characters of a text belong to contacts: numbers in them are no figures."""
    taken = bytearray(len(text))
    for contact in contacts(text):
        taken[contact.start : contact.end] = b"\1" * (contact.end - contact.start)
    return bytes(taken)


def _links(text: str) -> Iterator[Contact]:
    for match in _LINK.finditer(text):
        written = match.group().rstrip(".,;:!?'’\"]*_")
        if not (_SITE.fullmatch(written) and _PRODUCT.match(text, match.start() + len(written))):
            yield Contact("link", match.start(), match.start() + len(written), _bare_link(written))


def _bare_link(written: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", written.casefold()).rstrip("/")


def _digits(written: str) -> str:
    """The digits, with `+` before a country's code."""
    abroad = re.match(r"\(?\+|00", written)
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    return "+" + digits.removeprefix("00") if abroad else digits


def _is_phone(text: str, match: re.Match[str], *, signed: bool) -> bool:
    written = match.group()
    count = sum(character.isdigit() for character in written)
    if not _FEWEST_DIGITS <= count <= _MOST_DIGITS or _DATES.match(written.removeprefix("(")):
        return False
    if written[0] in "+(" or _NORTH_AMERICAN.match(written):
        return True
    spoken = bool(_PHONE_WORD.search(text[max(0, match.start() - 45) : match.start()]))
    if _GROUPED.match(written) and not spoken and not signed:
        return False
    return written[0] == "0" or signed or (spoken and bool(re.search(r"[ -]", written)))


def _judged(sources: Sources, clause: Clause, contact: Contact) -> Claim:
    if evidence := _known(sources, contact):
        return claim(clause, contact.start, contact.end, Kind.CONTACT, Verdict.SUPPORTED, "The documents give this contact.", evidence)
    said, name = clause.text[contact.start : contact.end], _NAMES[contact.kind]
    if other := _another(sources, contact.kind):
        reason = f"You wrote '{said}'; the documents give '{other.text}' and no such {name}."
        return claim(clause, contact.start, contact.end, Kind.CONTACT, Verdict.CONTRADICTED, reason, other)
    reason = f"You wrote '{said}'; no document gives this {name}."
    return claim(clause, contact.start, contact.end, Kind.CONTACT, Verdict.UNSUPPORTED, reason)


def _known(sources: Sources, contact: Contact) -> Evidence | None:
    for source in (sources.resume, sources.job):
        for other in _contacts(source):
            if other.kind == contact.kind and _same(contact, other):
                return source.evidence(other.start, other.end)
        if at := _stands(source.text, contact):
            return source.evidence(*at)
    for given in _given(sources):
        if any(other.kind == contact.kind and _same(contact, other) for other in contacts(given, signed=True)) or _stands(given, contact):
            return sources.given(given)
    return None


def _given(sources: Sources) -> list[str]:
    """The words of the request."""
    request = sources.request
    parts = (
        request.sender.address,
        request.sender.name,
        request.recipient.address,
        request.recipient.name,
        request.subject,
        request.wishes,
    )
    return [part for part in parts if part]


@lru_cache(maxsize=256)
def _contacts(source: Source) -> tuple[Contact, ...]:
    """The contacts of a document, read line by line as a signature is, since labels and neighbours vary."""
    found: list[Contact] = []
    for match in re.finditer(r"[^\n]+", source.text):
        found += [
            one._replace(start=one.start + match.start(), end=one.end + match.start()) for one in contacts(match.group(), signed=True)
        ]
    return tuple(found)


def _same(said: Contact, given: Contact) -> bool:
    if said.kind == "phone":
        return _same_number(said.plain, given.plain)
    if said.kind == "link":
        return given.plain == said.plain or given.plain.startswith((said.plain + "/", said.plain + "?"))
    return said.plain == given.plain


def _same_number(said: str, given: str) -> bool:
    """Whether two numbers are one, of which one may have a country's code, or neither the area's."""
    if said == given:
        return True
    if said[0] == "+" == given[0]:
        return False
    shorter, longer = sorted((said.lstrip("+"), given.lstrip("+")), key=len)
    shorter = shorter.lstrip("0")
    return len(shorter) >= _FEWEST_DIGITS and longer.endswith(shorter)


def _stands(text: str, contact: Contact) -> tuple[int, int] | None:
    """Where a link or address stands in a text that writes it as a part of something else, or breaks it over two lines."""
    if contact.kind == "phone":
        return None
    letters = map(re.escape, contact.plain)
    spelled = (r"\s*" if len(contact.plain) > _LONG else "").join(letters)
    match = re.search(rf"(?<![\w-]){spelled}(?![\w-])", folded(text))
    return match.span() if match else None


def _another(sources: Sources, kind: str) -> Evidence | None:
    """Another contact of the kind in the documents, the candidate's first."""
    for source in (sources.resume, sources.job):
        for other in _contacts(source):
            if other.kind == kind:
                return source.evidence(other.start, other.end)
    return None
