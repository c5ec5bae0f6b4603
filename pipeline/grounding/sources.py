"""What an email may rest on: the resume for the candidate, the posting for the employer, the request for names; indexed once.

    sources = Sources.of(request)
    sources.resume.find("renal replacement therapy")   -> Evidence or None
    sources.position_at(evidence.start)                 -> the number of the position in whose lines it stands

The indexes are cached per document, so that checking many emails on the same documents pays for them once.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pipeline import profile
from pipeline.grounding.figures import numbers
from pipeline.grounding.figures.numbers import Number
from pipeline.grounding.people import contact
from pipeline.grounding.words import WORD, folded, stem
from pipeline.profile.skill_names import spellings
from pipeline.schema import Direction, Document, EmailRequest, Evidence, Fact, JobFacts, Position, ResumeFacts

_SAMPLE = 4000
"""Characters at the start of a document that tell its script."""
_ENGLISH = frozenset("the and of for with to from by at on as an is was that this my using".split())
_FOREIGN = frozenset(
    "der die das und mit fur von zum zur bei im del para con una por les des du et pour avec aux sur il della dei gli nel het een voor och att til av og ja na dos das uma ve ile bir los las une dans chez als sowie pelo pela nas nos".split()
)
_STRAY = 10
"""Small foreign words that names and abbreviations may bring."""
_PLAIN_WORD = re.compile(r"(?<![\w@./-])[a-z]+(?![\w@./-])")
_TOO_LONG = 15
_SHORTEST_GLUED = 4
_LOST_SPACE = re.compile(
    r"\b(?:of|and|for|the|with)[A-Z][a-z]{2}|\b(?:New(?:York|Jersey|Orleans|Delhi|Zealand|Mexico)|San(?:Francisco|Diego|Jose|Antonio)|LosAngeles|LasVegas|HongKong)\b"
)
"""`University ofPittsburgh`, `NewYork`."""
_GAP = 2
"""How many words may stand between two words of a phrase that is looked for loosely."""


_BODILY = re.compile(
    r"\b(?:able|ability|fit|strong enough) (?:[\w-]+ ){0,4}?(?:lift|push|pull|stand|climb|walk|bend|kneel)\b", re.IGNORECASE
)
"""`Able to lift 40 pounds and push a loaded cart`."""
FORMALITY = re.compile(
    r"\b(?:background|criminal|credit|reference|pre-employment) (?:investigations?|checks?|screenings?)\b|\bfinancial disclosure\b|\bpublic[- ]trust (?:\w+ )?(?:investigations?|clearances?|checks?)\b|\bdrug (?:tests?|screen\w*)|\bconflicts? of interest\b|\bsuitab(?:le|ility) for (?:\w+ )?employment\b|\b(?:person|job|role) specification\b",
    re.IGNORECASE,
)
"""What whoever is hired goes through: nobody claims it as an ability."""


@dataclass(frozen=True, eq=False)
class Source:
    """One document, ready to be asked. One object is one document: what is known of it is kept by it."""

    kind: Literal["resume", "job"]
    text: str

    @cached_property
    def folded(self) -> str:
        """The text in lower case without accents, place for place."""
        return folded(self.text)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number, in reading order, without the digits of telephones and addresses, which bear out no figure."""
        found = numbers.find(self.text)
        taken = contact.covered(self.text) if found else b""
        return tuple(number for number in found if not any(taken[number.start : number.end]))

    @cached_property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters, in which an email would repeat its names; half of the letters or more."""
        letters = [character for character in self.text[:_SAMPLE] if character.isalpha()]
        return sum(character < "\u0250" or "\u1e00" <= character < "\u1f00" for character in letters) * 2 >= len(letters)

    @cached_property
    def is_english(self) -> bool:
        """Whether an email in English would repeat its words: Latin letters, and no more small words of other languages than of English."""
        low = re.findall(r"[a-z]+", folded(self.text[: 4 * _SAMPLE]))
        return self.is_latin and sum(word in _FOREIGN for word in low) <= sum(word in _ENGLISH for word in low) + _STRAY

    @cached_property
    def is_glued(self) -> bool:
        """Whether it was read without many of its spaces (`annualtalentshowsince 2008`): every twentieth plain word is too long for one."""
        plain = _PLAIN_WORD.findall(self.text[: 4 * _SAMPLE])
        return sum(len(word) >= _TOO_LONG for word in plain) * 20 >= len(plain) > 0

    @cached_property
    def lost_spaces(self) -> bool:
        """Whether spaces before capitals are lost in it here and there: `VarnShutters` may be two words."""
        return _LOST_SPACE.search(self.text) is not None

    def find_glued(self, phrase: str) -> Evidence | None:
        """Where the letters of a phrase stand in a glued document, whatever spaces it has kept."""
        letters = "".join(match.group() for match in WORD.finditer(folded(phrase)))
        if not self.is_glued or len(letters) < _SHORTEST_GLUED:
            return None
        found = re.search(r"[^\w\n]?".join(map(re.escape, letters)), self.folded)
        return self.evidence(*found.span()) if found else None

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """The stems of its words with their places, in order."""
        return [(stem(match.group()), match.start(), match.end()) for match in WORD.finditer(self.text)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for number, (word, _, _) in enumerate(self.words):
            places[word].append(number)
        return places

    def has_word(self, word: str) -> bool:
        """Whether the word stands in the text under any ending."""
        return stem(word) in self._places

    def find(self, phrase: str) -> Evidence | None:
        """Where the words of a phrase stand in order and next to each other, whatever their endings, case, accents and spelling."""
        return self._sequence([stem(match.group()) for match in WORD.finditer(phrase)], gap=0)

    def find_loosely(self, phrase: str) -> Evidence | None:
        """As `find`, with up to two other words between one and the next: `intensive care nurse` in `nurse, adult intensive care` is not found."""
        return self._sequence([stem(match.group()) for match in WORD.finditer(phrase)], gap=_GAP)

    def find_skill(self, name: str) -> Evidence | None:
        """Where a named skill stands under any of its spellings (`k8s` for Kubernetes)."""
        return next((found for spelling in spellings(name) if (found := self.find(spelling))), None)

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence that stands at a span."""
        return Evidence(source=self.kind, text=self.text[start:end], start=start, end=end)

    def of(self, fact: Fact) -> Evidence:
        """The evidence that a fact is."""
        return self.evidence(fact.start, fact.end)

    def _sequence(self, words: list[str], gap: int) -> Evidence | None:
        if not words:
            return None
        for first in self._places.get(words[0], ()):
            last = first
            for word in words[1:]:
                places = self._places.get(word, [])
                at = bisect_right(places, last)
                if at == len(places) or places[at] - last > gap + 1:
                    break
                last = places[at]
            else:
                return self.evidence(self.words[first][1], self.words[last][2])
        return None


@dataclass(frozen=True, eq=False)
class Documents:
    """A resume and a posting as they were read. One object is one pair of them: what is known of it is kept by it, whoever writes to whom."""

    resume: Source
    job: Source
    facts: ResumeFacts
    job_facts: JobFacts

    @classmethod
    def of(cls, resume: Document | None, job: Document, facts: tuple[ResumeFacts, JobFacts] | None = None) -> Documents:
        """With the facts of both documents, read here where none are given; a missing resume is an empty one."""
        found, job_facts = facts or (profile.resume(resume) if resume else ResumeFacts(), profile.job(job))
        return cls(_source(resume) if resume else _NO_RESUME, _source(job), found, job_facts)

    @cached_property
    def employers(self) -> tuple[str, ...]:
        """The names of the past employers, each once."""
        return tuple(dict.fromkeys(position.employer.value for position in self.facts.positions if position.employer))

    @cached_property
    def requirements(self) -> tuple[str, ...]:
        """What the posting asks for, a line each, without bodily strength and formalities, which no resume names."""
        lines = (fact.value for fact in (*self.job_facts.must_have, *self.job_facts.nice_to_have))
        return tuple(line for line in lines if not _BODILY.search(line) and not FORMALITY.search(line))

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        """Where the lines of each position begin, in reading order, with the position's number."""
        return sorted((found[0], number) for number, position in enumerate(self.facts.positions) if (found := extent(position)))

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {number: found[1] for number, position in enumerate(self.facts.positions) if (found := extent(position))}

    def position_at(self, place: int) -> int | None:
        """The number of the position whose lines include a place in the resume's text; None for a summary, skills, education."""
        at = bisect_right(self._starts, (place, len(self.facts.positions))) - 1
        if at < 0:
            return None
        number = self._starts[at][1]
        return number if place < self._ends[number] else None


class Sources:
    """All that is known when an email is checked."""

    def __init__(self, request: EmailRequest, documents: Documents) -> None:
        self.request, self.documents = request, documents
        self.resume, self.job = documents.resume, documents.job
        self.facts, self.job_facts = documents.facts, documents.job_facts
        self.positions, self.employers = documents.facts.positions, documents.employers
        self.position_at = documents.position_at
        self.direction: Direction = request.direction
        self.date: dt.date = request.date

    @classmethod
    def of(cls, request: EmailRequest, facts: tuple[ResumeFacts, JobFacts] | None = None) -> Sources:
        """With the facts of both documents, where the caller has them."""
        return cls(request, Documents.of(request.resume, request.job, facts) if facts else _documents(request.resume, request.job))

    @property
    def requirements(self) -> tuple[str, ...]:
        """What the posting asks for, a line each, without bodily strength and formalities."""
        return self.documents.requirements

    @property
    def month(self) -> int:
        """The months since year 0 on the day of writing."""
        return self.date.year * 12 + self.date.month - 1

    def given(self, text: str | None) -> Evidence | None:
        """Evidence that is a field of the request: a name, an address, a wish."""
        return Evidence(source="request", text=text) if text else None


def extent(position: Position) -> tuple[int, int] | None:
    """From where to where in the resume a position's facts stand; None for one without any."""
    facts = [fact for fact in (position.title, position.employer, position.dates, *position.bullets) if fact]
    return (min(fact.start for fact in facts), max(fact.end for fact in facts)) if facts else None


_NO_RESUME = Source("resume", "")


@lru_cache(maxsize=256)
def _documents(resume: Document | None, job: Document) -> Documents:
    return Documents.of(resume, job)


@lru_cache(maxsize=256)
def _source(document: Document) -> Source:
    return Source(document.kind, document.text)
