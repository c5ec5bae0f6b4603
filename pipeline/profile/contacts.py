"""The person and address to write to about a vacancy.

Covers labelled lines (`Contact: Helen Stansfield, Matron`), a name above or beside an address at the end, and sentences (`send your CV to Helen
Stansfield`). A person named elsewhere (a founder, a team lead) is not the contact.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.profile.header import EMAIL, name_score
from pipeline.profile.lines import Line, cut, fact_of

if TYPE_CHECKING:
    from pipeline.schema import Fact

_HONORIFIC = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Sr|Sra|Herr|Frau|Mme|M)\.?[ ]+)?"
_PART = r"[^\W\d_a-zß-öø-ÿ](?:\.|[^\W\d_]*(?:['’-][^\W\d_]+)*)"
_PERSON = rf"{_HONORIFIC}(?P<name>{_PART}(?:[ \n](?:(?:de|da|van|von|der|del|la|di|bin|al|el|ten)[ ])?{_PART}){{1,3}})"
_LABEL = re.compile(
    r"(?:contact(?: person| name)?|hiring manager|recruiter|your contact|questions|enquiries|ansprechpartner(?:in)?|(?:personne à )?contact(?:er)?|contacto|for (?:an )?informal (?:chat|discussion|conversation))\s*\??\s*(?:[:–—-]\s*|\t\s*|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"{_PERSON}(?=\s*(?:,|\(|[|·•–—-]\s|\t|$))")
_ASKED = re.compile(
    rf"(?i:\b(?:contact|write to|e-?mail|call|(?:send|submit|address|email|cv|resume|application|apply)\b[^.;:!?]{{0,80}}?\bto|reach(?: out)?(?: to)?|speak (?:to|with)|talk to|questions\? (?:ask|contact|write to|email)|chat with|get in touch with|"
    rf"ask for|message|ring|phone))[ \n]+{_PERSON}"
)
_OFFICE = re.compile(r"(?:Human|Hiring|HR|Talent|People|Recruit\w*|Our|The|Customer|Office|Personnel|Career\w*)\b")
_NO_NAME = re.compile(
    r"[ \n](?:If|Please|Applicants?|Applications?|We|The|Do|Send|By|For|Before|Closing|Interviews?|Include|Quote|No|Your|Our|A|An|In|On|Or|And|Tel|Phone|Email|At|Head|Manager|Director|Human|Hiring|HR)\b.*",
    re.DOTALL,
)


def person(text: str, lines: list[Line]) -> Fact | None:
    """The person to write to, or None."""
    for line, below in pairwise([*lines, Line("", len(text), len(text))]):
        label = _LABEL.match(line.text)
        if label and (found := _at_start(line.part(label.end(), len(line.text)))):
            return fact_of(found)
        if (label and label.end() == len(line.text)) and (found := _at_start(below)):
            return fact_of(found)
    return _beside_address(lines) or _in_sentence(text)


def _at_start(line: Line) -> Line | None:
    match = _NAMED.match(line.text)
    return _trimmed(line.part(match.start("name"), match.end("name"))) if match else None


def _trimmed(name: Line) -> Line | None:
    """The name without the next sentence's first word, if it can be a person's."""
    if more := _NO_NAME.search(name.text):
        name = name.part(0, more.start())
    if _OFFICE.match(name.text):
        return None
    return name if name_score(" ".join(name.words)) > 1.0 else None


def _beside_address(lines: list[Line]) -> Fact | None:
    """`Tess Garraway, Production Manager` above or before an address."""
    for line, below in pairwise([*lines, Line("", 0, 0)]):
        if (
            (EMAIL.search(line.text) or EMAIL.fullmatch(below.text))
            and "," in line.text
            and len(line.words) <= 14
            and (found := _at_start(line))
        ):
            return fact_of(found)
    return None


def _in_sentence(text: str) -> Fact | None:
    for match in _ASKED.finditer(text):
        if found := _trimmed(cut(text, match.start("name"), match.end("name"))):
            return fact_of(found)
    return None


def email(lines: list[Line]) -> Fact | None:
    """The first address of the posting."""
    for line in lines:
        if match := EMAIL.search(line.text):
            return fact_of(line.part(match.start(), match.end()))
    return None
