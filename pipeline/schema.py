"""The records that every room passes around: documents, their facts, requests, emails and how they were judged, triples.

All are frozen and refuse unknown keys. Sequences are tuples, so that a record can be a cache key.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

DocumentKind = Literal["resume", "job"]
Split = Literal["train", "validation", "test"]
PartialDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]))?|present)$")]
"""A date as a resume gives it: "2021", "2021-03" or "present"."""


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Direction(StrEnum):
    """Who writes to whom."""

    APPLICATION = "application"
    OUTREACH = "outreach"


class Style(StrEnum):
    """Five ways to write, each defined by what can be measured (see `pipeline/prompts/request.jinja`)."""

    FORMAL = "formal"
    FRIENDLY = "friendly"
    CONCISE = "concise"
    ENTHUSIASTIC = "enthusiastic"
    DIRECT = "direct"


class Length(StrEnum):
    """Body length; the word ranges per direction are in `pipeline.prompt.WORDS`."""

    SHORT = "short"
    STANDARD = "standard"


class Removed(Record):
    """Text that was in the file but is not in the document."""

    what: str = Field(description="the class: hidden text, injected instruction, zero-width characters, ...")
    why: str = Field(description="how it was recognised, e.g. 'white on white, page 1'")
    count: int = Field(description="how many characters", ge=0)


class Document(Record):
    """A resume or a posting as clean text."""

    kind: DocumentKind
    text: str
    source: str = Field(description="path or URL as the user gave it")
    media_type: str
    sha256: str = Field(description="of the file's bytes")
    pages: int | None = None
    removed: tuple[Removed, ...] = ()
    warnings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Of the text alone, which keeps its own hash: caches per document ask for it on every look."""
        return hash(self.text)


class Fact(Record):
    """A value and where it stands: `document.text[start:end]` is the evidence."""

    value: str
    start: int
    end: int


class Position(Record):
    """One job held. `start` and `end` are None where the document does not say."""

    title: Fact | None
    employer: Fact | None
    start: PartialDate | None = None
    end: PartialDate | None = None
    dates: Fact | None = Field(default=None, description="the date range as printed")
    bullets: tuple[Fact, ...] = ()


class Study(Record):
    """A degree or course."""

    degree: Fact | None
    institution: Fact | None
    start: PartialDate | None = None
    end: PartialDate | None = None


class ResumeFacts(Record):
    """What a resume says. Nothing here is guessed: what the document does not say is None or empty."""

    name: Fact | None = None
    headline: Fact | None = None
    email: Fact | None = None
    phone: Fact | None = None
    location: Fact | None = None
    positions: tuple[Position, ...] = ()
    education: tuple[Study, ...] = ()
    certifications: tuple[Fact, ...] = ()
    skills: tuple[Fact, ...] = ()
    languages: tuple[Fact, ...] = ()
    other: tuple[Fact, ...] = Field(default=(), description="lines of all further sections: summary, projects, volunteering, awards")
    warnings: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Of the first lines alone, since caches ask for it on every look, and all positions take long."""
        return hash((self.name, self.headline, self.email, len(self.positions), len(self.skills), len(self.other)))


class JobFacts(Record):
    """What a posting says. `company` is the hiring one, None where it is undisclosed."""

    title: Fact | None = None
    company: Fact | None = None
    location: Fact | None = None
    salary: Fact | None = None
    years_required: int | None = None
    must_have: tuple[Fact, ...] = ()
    nice_to_have: tuple[Fact, ...] = ()
    duties: tuple[Fact, ...] = ()
    pitch: tuple[Fact, ...] = Field(default=(), description="sentences about the employer")
    contact: Fact | None = Field(default=None, description="the person to write to")
    contact_email: Fact | None = None
    warnings: tuple[str, ...] = ()


class Person(Record):
    """One end of an email."""

    name: str | None = None
    address: str | None = None


class EmailRequest(Record):
    """Everything that decides one email. The resume may be missing in an application: then nothing may be claimed."""

    direction: Direction
    job: Document
    resume: Document | None = None
    sender: Person
    recipient: Person = Person()
    style: Style = Style.FORMAL
    subject: str | None = None
    language: str = "en"
    length: Length = Length.STANDARD
    wishes: str | None = None
    date: dt.date = Field(default_factory=dt.date.today, description="the day of writing; 'present' in the resume means this day")


class Email(Record):
    subject: str
    body: str

    def text(self) -> str:
        """The form in which the model writes it and `pipeline.prompt.parse` reads it back."""
        return f"Subject: {self.subject}\n\n{self.body}"


class Provenance(Record):
    """Who wrote the email of a triple, and under which licence."""

    author: str
    licence: str
    teacher: str | None = Field(default=None, description="the model that wrote the email, which makes it synthetic; None: a person")


class Triple(Record):
    """One example: a request and the email that answers it."""

    id: str
    request: EmailRequest
    email: Email
    provenance: Provenance
    split: Split | None = None


class Kind(StrEnum):
    """What a claim is about; the rows of the claims table in `docs/truth.md`."""

    TENURE = "tenure"
    METRIC = "metric"
    EMPLOYER = "employer"
    TITLE = "title"
    SCOPE = "scope"
    QUALIFICATION = "qualification"
    SKILL = "skill"
    DATE = "date"
    PLACE = "place"
    CONTACT = "contact"
    PERSON = "person"
    EMPLOYER_SIDE = "employer_side"
    NEGATIVE = "negative"
    PLACEHOLDER = "placeholder"


class Verdict(StrEnum):
    """What the documents say about a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


class Evidence(Record):
    """Where a source speaks of a claim: `text` is `document.text[start:end]`, or a field of the request as given."""

    source: Literal["resume", "job", "request"]
    text: str
    start: int | None = None
    end: int | None = None


class Claim(Record):
    """One checkable statement of an email: `part[start:end] == text`."""

    text: str
    start: int
    end: int
    part: Literal["subject", "body"]
    kind: Kind
    verdict: Verdict
    evidence: Evidence | None = None
    reason: str = Field(description="one sentence that a person understands")
    verifiable: bool = Field(default=True, description="False where a source was read too uncertainly to tell: shown apart from a lie")


class Report(Record):
    """Every claim of an email in reading order, and the number of words of its body."""

    claims: tuple[Claim, ...]
    words: int

    @property
    def findings(self) -> tuple[Claim, ...]:
        """The claims that no document supports."""
        return tuple(claim for claim in self.claims if claim.verdict is not Verdict.SUPPORTED)


class Item(Record):
    """One rule of the rubric, and how an email fares under it."""

    name: str
    value: float | str = Field(description="a number, or the broken rules as short codes joined by '; ', or 'ok'")
    threshold: str
    passed: bool
    blocking: bool = Field(default=False, description="the email must not go out like this; never True where `passed` is")
    reason: str = Field(description="a sentence that a person understands")


class Omission(Record):
    """A rule of the rubric that was not judged, and why."""

    name: str
    reason: str


class Rubric(Record):
    """How an email fares under the rubric: all items in the order of the table in `docs/truth.md`."""

    items: tuple[Item, ...]
    left_out: tuple[Omission, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every judged item passes. What was not judged is in `left_out`."""
        return all(item.passed for item in self.items)

    @property
    def blocking(self) -> tuple[Item, ...]:
        """The failures that must stop an email."""
        return tuple(item for item in self.items if item.blocking)

    @property
    def score(self) -> float:
        """The share of judged items that pass, 0 to 1."""
        return sum(item.passed for item in self.items) / len(self.items) if self.items else 1.0
