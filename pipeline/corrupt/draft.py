"""An email beside its documents, as the corruptions need it: sentences with their places, and what the documents say.

Reads an email more simply than the checker does, and on purpose by code of its own: an error in one is then none in the other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline import profile
from pipeline.profile.skill_names import mentions, spellings
from pipeline.schema import Direction, JobFacts, ResumeFacts

if TYPE_CHECKING:
    from pipeline.schema import Email, EmailRequest, Position

_SENTENCE = re.compile(
    r"[^\s].*?(?:(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bLtd)(?<!\bInc)(?<!\bCo)(?<!\bNo)(?<!\b[A-Z])[.!?]+[\"'”’)]*(?=\s|$)|$)",
    re.DOTALL,
)
_GREETING = re.compile(r"(?:dear|hi|hello|hey|good \w+|greetings|kia ora|to whom)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:ask|asks|asked|require\w*|need|needs|look(?:ing)? for|want|wants|seek\w*|prefer\w*|minimum)\b", re.IGNORECASE)
_LONGEST_SIGN_OFF = 60


@dataclass(frozen=True)
class Sentence:
    """`body[start:end]`."""

    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Draft:
    """An email, its request and the facts of both documents."""

    email: Email
    request: EmailRequest

    @property
    def application(self) -> bool:
        return self.request.direction is Direction.APPLICATION

    @cached_property
    def facts(self) -> ResumeFacts:
        return profile.resume(self.request.resume) if self.request.resume else ResumeFacts()

    @cached_property
    def job(self) -> JobFacts:
        return profile.job(self.request.job)

    @cached_property
    def resume_text(self) -> str:
        return plain(self.request.resume.text) if self.request.resume else ""

    @cached_property
    def job_text(self) -> str:
        return plain(self.request.job.text)

    @cached_property
    def known(self) -> str:
        """Everything that the documents, the request and the email itself say."""
        people = [self.request.sender, self.request.recipient]
        given = [part for person in people for part in (person.name, person.address) if part]
        return "\n".join([self.resume_text, self.job_text, *map(plain, [*given, self.request.wishes or "", self.email.text()])])

    def says(self, phrase: str) -> bool:
        """Whether any document, the request or the email holds a phrase."""
        return bool(re.search(rf"(?<!\w){re.escape(plain(phrase))}(?!\w)", self.known))

    def resume_says(self, phrase: str) -> bool:
        """Whether the resume holds a phrase, or a skill under any of its names."""
        text = self.request.resume.text if self.request.resume else ""
        if any(mentions(text, name) for name in spellings(phrase)):
            return True
        return bool(re.search(rf"(?<!\w){re.escape(plain(phrase))}s?(?!\w)", self.resume_text))

    @cached_property
    def employers(self) -> list[str]:
        return list(dict.fromkeys(position.employer.value for position in self.facts.positions if position.employer))

    def employer_in(self, text: str) -> str | None:
        """The past employer that a text names, in full or by its first words."""
        return next((name for name in self.employers if _short(name) in plain(text)), None)

    def positions_at(self, employer: str) -> list[Position]:
        return [position for position in self.facts.positions if position.employer and position.employer.value == employer]

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The paragraphs between greeting and sign-off."""
        blocks = [match.span() for match in re.finditer(r"[^\n](?:[^\n]|\n(?!\s*\n))*", self.email.body)]
        if blocks and _GREETING.match(self.email.body[slice(*blocks[0])]):
            first = self.email.body[slice(*blocks[0])].partition("\n")
            blocks[0:1] = [(blocks[0][0] + len(first[0]) + 1, blocks[0][1])] if first[2].strip() else []
        while blocks and self._signs_off(*blocks[-1]):
            blocks.pop()
        return blocks

    def _signs_off(self, start: int, end: int) -> bool:
        lines = [line for line in self.email.body[start:end].split("\n") if line.strip()]
        return all(len(line) < _LONGEST_SIGN_OFF and not line.rstrip().endswith((".", "?")) for line in lines)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the paragraphs in reading order."""
        return [
            Sentence(text, start + match.start(), start + match.start() + len(text), number)
            for number, (start, end) in enumerate(self.paragraphs)
            for match in _SENTENCE.finditer(self.email.body[start:end])
            if (text := match.group().rstrip())
        ]

    @cached_property
    def about_candidate(self) -> list[Sentence]:
        """Statements that have the candidate as a subject, none that asks or tells what is asked for."""
        own = re.compile(r"\b(?:I|my|me|I['’]\w+)\b" if self.application else r"\b(?:[Yy]ou|[Yy]our|[Yy]ou['’]\w+)\b")
        return [one for one in self.sentences if own.search(one.text) and not one.text.endswith("?") and not _ASKS.search(one.text)]

    @cached_property
    def signature(self) -> int:
        """Where the sign-off begins."""
        return self.paragraphs[-1][1] if self.paragraphs else 0


def plain(text: str) -> str:
    """Lower case without accents and with one kind of apostrophe, for comparing."""
    base = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(character for character in base if not unicodedata.combining(character)).casefold()


def _short(name: str) -> str:
    words = plain(name).split()
    return " ".join(words[:2]) if len(words) > 2 else " ".join(words)


_VOWEL_SOUND = re.compile(r"(?:[aeiou8]|11\b|18\b|hono|hones|hour|heir)(?<!\bu)", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"(?:uni|use|usu|eu|one\b|once|ut)", re.IGNORECASE)
_SPELLED = re.compile(r"[FHLMNRSX][A-Z0-9]")


def article(word: str) -> str:
    """`a` or `an`, by how a word begins when it is spoken."""
    if _SPELLED.match(word) or re.match(r"[AEIO][A-Z]{1,3}\b", word):
        return "an"
    if word[:2].isupper() and word[0] == "U":
        return "a"
    if re.match(r"un(?!i)|up|ur|us(?!e|u)|ul|um", word, re.IGNORECASE):
        return "an"
    return "an" if _VOWEL_SOUND.match(word) and not _CONSONANT_SOUND.match(word) else "a"


def with_article(body: str, start: int, new: str) -> tuple[int, str]:
    """The start of an edit and its text, with the article before it made right."""
    match = re.search(r"\b([Aa]n?) $", body[max(0, start - 4) : start])
    if not match:
        return start, ""
    right = article(new)
    right = right.capitalize() if match[1][0] == "A" else right
    return start - len(match.group()), right + " "
