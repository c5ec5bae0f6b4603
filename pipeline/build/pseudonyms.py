"""Other names and contact data for the people of a triple, the same in its resume, posting, email, sender and recipient.

    triple = replaced(triple, facts, seed)

Covers the candidate, sender, recipient and the posting's contact by full name and its parts, mail addresses, web addresses, and telephone
numbers that are marked as such. Everything else stays, since emails speak of it: employers, schools, cities, dates. Does not cover: other
people (referees), postal addresses, dates of birth, numbers of licences, and the id that the manifest gives the triple.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.schema import Document, Email, JobFacts, Person, ResumeFacts, Triple

_FIRST = (
    "Adele Alba Alma Amara Anouk Asel Astrid Ayla Beata Bodil Carys Cleo Dagny Dalia Delphine Edda Elin Elke Esme Etta Fenna Freya "
    "Gerda Gwen Hedda Ilse Imani Ines Ingrid Isolde Jutta Kaia Katya Leila Lena Lorna Maren Mina Nadia Noor Oona Petra Runa Saskia "
    "Selma Sunniva Thea Ursel Vera Wanda Yara Zora Aldo Anton Arvid Bastian Bruno Cormac Dario Elias Emil Enzo Felix Gustav Hamish "
    "Idris Ivo Jonas Kasper Lars Leopold Linus Magnus Matteo Milo Nils Oskar Otto Pavel Rafael Rasmus Rune Sandor Soren Tariq Tibor "
    "Viktor Yannick Zoltan"
).split()
_LAST = (
    "Abenov Adeyinka Ahlgren Albrecht Almqvist Andrade Arslan Backlund Balogh Barzani Bergstrom Bianchi Boateng Bogdanov Brandt "
    "Calloway Castellan Dahlberg Delacroix Demirci Dietrich Dvorak Ekholm Eriksen Fairclough Falkner Farouqi Ferreira Fontaine Friis "
    "Galbraith Gunnarson Haddad Halloran Hashimi Havel Henriksen Holmqvist Horvath Ibarra Ivanova Jankowski Jansson Kaplan Karlsen "
    "Kovacs Kowalczyk Lachance Laurier Lindqvist Lundgren Maccallum Madsen Marchetti Mbeki Moreau Nakamura Nordin Novak Nyberg Oduya "
    "Okonjo Olofsson Osterman Paredes Pettersen Quintero Rahimi Rossetti Sandoval Santoro Schreiber Sedlak Sorensen Stavros Szabo "
    "Takahashi Tanaka Tellefsen Thorne Ulrich Valdez Vandermeer Varga Vasquez Wallin Westergaard Wikstrom Yamada Yilmaz Zielinski"
).split()
_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']*[\w/]"
    r"|\b(?:linkedin\.com|github\.com|gitlab\.com|x\.com|twitter\.com|xing\.com)/[\w./~%+-]*[\w/]",
    re.IGNORECASE,
)
# With a country's code or an area's brackets, or after a word that says so; bare digits may be dates, pay or numbers of licences.
_PHONE = re.compile(
    r"(?:(?<![\w+])\+|(?<!\w)00(?=[1-9])|(?<!\w)(?=\(\d)|\b(?:tel|phone|telephone|mobile|mob|cell|call|fax)\b[.:]*\s*)"
    r"\(?\d[\d ()./\u00a0\u2010-\u2013-]{5,20}\d",
    re.IGNORECASE,
)
_TITLES = frozenset("dr prof professor mr ms mrs miss mx sir phd md jr sr van von de der den la le el al bin da di dos du".split())
_SEASONS = frozenset(
    "january february march april may june july august september october november december spring summer autumn winter".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEFORE = r"\b(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof|Professor|Dear|Hi|Hello|Hey)\b\.?[ \u00a0]+"
_LAST_DIGITS = 7


class _People:
    """New names for all who are called so in a triple. One name has one other name, so that texts keep agreeing with each other.

    `words` are titles and skills, which stay what they are where somebody has the same name.
    """

    def __init__(self, names: Iterable[str], texts: Iterable[str], words: Iterable[str], seed: int) -> None:
        found = [word for text in texts for word in _LETTERS.findall(text)]
        self._seed = seed
        self._taken = {word.casefold() for word in found}
        self._new: dict[str, str] = {}
        self._full = sorted({" ".join(name.split()) for name in names}, key=lambda name: (-len(name), name))
        for name in self._full:
            self._add(_parts(name))
        common = {word for word in found if word.islower()} | _SEASONS | {word for text in words for word in _parts(text)}
        self._patterns = self._compiled(common)

    def text(self, text: str) -> str:
        """A text with the new names: full names everywhere, single parts unless they are words too ("May", "Baker") and stand like one."""
        for pattern in self._patterns:
            text = pattern.sub(lambda found: found["before"] + _WORD.sub(self._word, found["name"]), text)
        return text

    def local_part(self, old: str) -> str:
        """What stands before the @ for an address: the new name of whose it is, or a word that says nothing."""
        folded = old.casefold()
        for name in self._full:
            parts = _parts(name)
            if any(len(part) > 2 and part in folded for part in parts):
                return ".".join(self._new[part].casefold() for part in dict.fromkeys([parts[0], parts[-1]]))
        return f"contact-{_number(self._seed, folded) % 10_000:04}"

    def _add(self, parts: list[str]) -> None:
        for place, part in enumerate(parts):
            pool = _LAST if 0 < place == len(parts) - 1 else _FIRST
            start = _number(self._seed, part) % len(pool)
            used = self._taken | {name.casefold() for name in self._new.values()}
            free = [name for name in (*pool[start:], *pool[:start]) if name.casefold() not in used]
            self._new.setdefault(part, (free or pool)[0])

    def _compiled(self, common: set[str]) -> list[re.Pattern[str]]:
        if not self._new:
            return []
        full = "|".join(r"[\s\u00a0]+".join(re.escape(word) for word in name.split()) for name in self._full)
        every = "|".join(re.escape(part) for part in sorted(self._new, key=lambda part: (-len(part), part)))
        single = "|".join(re.escape(part) for part in sorted(self._new, key=lambda part: (-len(part), part)) if part not in common)
        forms = [
            rf"(?P<before>)(?<![\w@])(?P<name>{full})(?![\w@])",
            rf"(?P<before>{_BEFORE})(?P<name>{every})(?!\w)",
            rf"(?P<before>^[ \t]*)(?P<name>{every})(?=[ \t,.!:–—-]*$)",
        ]
        if single:
            forms.append(rf"(?P<before>)(?<![\w@])(?P<name>{single})(?![\w@])")
        return [re.compile(form, re.IGNORECASE | re.MULTILINE) for form in forms]

    def _word(self, found: re.Match[str]) -> str:
        word = found.group()
        new = self._new.get(word.casefold())
        if new is None or word.islower():
            return word
        return new.upper() if word.isupper() and len(word) > 1 else new


def replaced(triple: Triple, facts: tuple[ResumeFacts, JobFacts], seed: int) -> Triple:
    """The triple with other people. `facts` are those of its documents as they are."""
    request, (resume, job) = triple.request, facts
    names = [resume.name and resume.name.value, job.contact and job.contact.value, request.sender.name, request.recipient.name]
    texts = [request.resume and request.resume.text, request.job.text, triple.email.subject, triple.email.body, request.wishes]
    words = [resume.headline, job.title, *(position.title for position in resume.positions), *resume.skills]
    plain = [_LINK.sub(" ", _ADDRESS.sub(" ", text)) for text in texts if text]
    people = _People([name for name in names if name and name.strip()], plain, [fact.value for fact in words if fact], seed)

    def other(text: str) -> str:
        text = _ADDRESS.sub(lambda found: _address(found.group(), people, seed), text)
        text = _LINK.sub(lambda found: f"https://example.com/{_number(seed, found.group().casefold()) % 16**8:08x}", text)
        return people.text(_PHONE.sub(lambda found: _phone(found.group(), seed), text))

    def person(old: Person) -> Person:
        return Person(name=old.name and other(old.name), address=old.address and other(old.address))

    def document(old: Document) -> Document:
        name = f"{old.kind}-{old.sha256[:12]}{Path(old.source).suffix}"
        return old.model_copy(update={"text": other(old.text), "source": name})

    changed = request.model_copy(
        update={
            "resume": request.resume and document(request.resume),
            "job": document(request.job),
            "sender": person(request.sender),
            "recipient": person(request.recipient),
            "wishes": request.wishes and other(request.wishes),
        }
    )
    email = Email(subject=other(triple.email.subject), body=other(triple.email.body))
    return triple.model_copy(update={"request": changed, "email": email})


def _parts(name: str) -> list[str]:
    """The words of a name that are replaced, in small letters: not titles, nor initials."""
    return [part.casefold() for part in _WORD.findall(name) if part.casefold() not in _TITLES and len(part) > 1]


def _address(old: str, people: _People, seed: int) -> str:
    local, _, domain = old.rpartition("@")
    return f"{people.local_part(local)}@{('example.com', 'example.org', 'example.net')[_number(seed, domain.casefold()) % 3]}"


def _phone(old: str, seed: int) -> str:
    """The number with other last digits, in whatever form it is written: 555-01xx, which nobody has in North America."""
    digits = [at for at, character in enumerate(old) if character.isdigit()][-_LAST_DIGITS:]
    if len(digits) < _LAST_DIGITS:
        return old
    new = f"55501{_number(seed, ''.join(old[at] for at in digits)) % 100:02}"
    characters = list(old)
    for at, digit in zip(digits, new, strict=True):
        characters[at] = digit
    return "".join(characters)


def _number(seed: int, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{text}".encode()).digest()[:8], "big")
