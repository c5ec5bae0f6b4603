"""The source form of the seed corpus: one YAML file per case, rendered to real documents by `python -m data.render`.

A case is one fictional person's resume, one fictional posting, and the emails written between the two.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pipeline.schema import Direction, Style

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Layout = Literal["classic", "twocolumn", "sidebar", "academic", "modern", "word-table", "word-plain"]
JobFormat = Literal["html-jsonld", "html", "pdf", "markdown", "text"]
Seniority = Literal["entry", "junior", "mid", "senior", "lead", "director"]
Month = Annotated[str, StringConstraints(pattern=r"^((19|20)\d\d(-(0[1-9]|1[0-2]))?|present)$")]


class Model(BaseModel):
    """Unknown keys are errors: a misspelt key would silently vanish from the rendered document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(Model):
    email: Text
    phone: Text | None = None
    location: Text | None = None
    links: list[Text] = []


class Position(Model):
    title: Text
    employer: Text
    location: Text | None = None
    start: Month
    end: Month
    note: Text | None = Field(default=None, description="printed beside the dates, e.g. 'part-time, 20 h/week'")
    bullets: list[Text] = []


class Study(Model):
    degree: Text
    institution: Text
    location: Text | None = None
    start: Month | None = None
    end: Month | None = None
    details: list[Text] = []


class Section(Model):
    heading: Text
    entries: list[Text]


class Resume(Model):
    layout: Layout
    date_style: Literal["Mar 2021", "March 2021", "03/2021", "2021-03"] = "Mar 2021"
    name: Text
    headline: Text | None = None
    contact: Contact
    summary: Text | None = None
    experience: list[Position] = []
    education: list[Study] = []
    certifications: list[Text] = []
    skills: dict[str, list[Text]] = Field(default={}, description="group name to skills; one group named '' prints no group name")
    languages: list[Text] = []
    sections: list[Section] = []


class JobContact(Model):
    name: Text
    title: Text | None = None
    email: Text | None = None


class Job(Model):
    format: JobFormat
    title: Text
    company: Text | None = Field(description="the hiring company; null where the posting does not disclose it")
    agency: Text | None = None
    location: Text | None = None
    salary: Text | None = None
    employment: Text | None = None
    about: list[Text]
    role: list[Text] = []
    duties: list[Text]
    requirements: list[Text]
    nice_to_have: list[Text] = []
    benefits: list[Text] = []
    how_to_apply: Text | None = None
    contact: JobContact | None = None


class Person(Model):
    name: Text
    email: Text | None = None


class SeedEmail(Model):
    direction: Direction
    style: Style
    sender: Person
    recipient: Person | None = None
    subject: Text
    body: Text


class Case(Model):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    occupation: Text
    sector: Text
    seniority: Seniority
    written: dt.date = Field(description="the day the emails were written; 'present' in the resume means this day")
    why: Text = Field(description="what this case teaches")
    resume: Resume
    job: Job
    emails: list[SeedEmail]


def load(path: Path) -> Case:
    """Reads one file.

    Raises yaml.YAMLError or pydantic.ValidationError where it is no case; `data.render` turns these into one line.
    """
    return Case.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
