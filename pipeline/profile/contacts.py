"""The person and address to write to about a vacancy.

Covers labelled lines (`Contact: Helen Stansfield, Matron`) and sentences (`send your CV to Helen Stansfield`, `questions? Ask Sam Ortiz`). A person
named elsewhere (a founder, a team lead) is not the contact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile.header import EMAIL, name_score
from pipeline.profile.lines import Line, fact, fact_of

if TYPE_CHECKING:
    from pipeline.schema import Fact

_PERSON = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Sr|Sra|Herr|Frau|Mme|M)\.?\s+)?(?P<name>[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’-][^\W\d_]+)*\.?(?:\s+(?:(?:de|da|van|von|der|del|la|di|bin|al|el|ten|O['’])\s+){0,2}[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?){1,3})"
_LABELLED = re.compile(
    rf"(?:contact(?: person| name)?|hiring manager|recruiter|your contact|ansprechpartner(?:in)?|personne à contacter|contacto|reports? to|questions\??)\s*[:–—-]\s*{_PERSON}",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"(?i:\b(?:contact|write to|e-?mail|call|(?:send|submit|address|email)\b[^.;:]{{0,80}}?\bto|reach(?: out)?(?: to)?|speak (?:to|with)|talk to|questions\? (?:ask|contact|write to|email)|chat with|get in touch with|ask for|apply to|message|ring|phone|an))\s+{_PERSON}"
)


def person(text: str, lines: list[Line]) -> Fact | None:
    """The person to write to, or None."""
    for line in lines:
        label = re.match(
            r"(?i:contact(?: person| name)?|hiring manager|recruiter|your contact|ansprechpartner(?:in)?|contacto)\s*[:–—-]\s*", line.text
        )
        if label and (match := re.match(_PERSON, line.text[label.end() :])) and name_score(match["name"]) > 1.0:
            return fact_of(line.part(label.end() + match.start("name"), label.end() + match.end("name")))
    for match in _ASKED.finditer(text):
        if name_score(" ".join(match["name"].split())) > 1.0:
            return fact(text, match.start("name"), match.end("name"))
    return None


def email(lines: list[Line]) -> Fact | None:
    """The first address of the posting."""
    for line in lines:
        if match := EMAIL.search(line.text):
            return fact_of(line.part(match.start(), match.end()))
    return None
