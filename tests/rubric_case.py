"""A nurse's resume, a posting, a good email in each direction, and the rubric of what a test makes of them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from pipeline.rubric import Item, Rubric, judge
from pipeline.schema import (
    Claim,
    Direction,
    Document,
    DocumentKind,
    Email,
    EmailRequest,
    Evidence,
    Kind,
    Person,
    Report,
    Style,
    Verdict,
)

RESUME = """\
Ada Mensah
Leeds | ada@example.org

EXPERIENCE
Charge Nurse, St Agnes Hospital
March 2019 - present
- Led a ward of 12 beds and its handover rounds
- Cut falls from 31 to 19 a year with hourly checks
- Trained 6 students in wound care

Staff Nurse, Hill Clinic
March 2015 - February 2019
- Gave infusions in oncology
"""
POSTING = """\
Senior Ward Nurse

Company: Brackenfell Care
Location: Moortown
Salary: £41,000 to £44,500

About us
Brackenfell Care runs 7 small hospitals in Yorkshire. Our wards have 240 beds in all, and we opened a dialysis unit in 2021.

Responsibilities
- Lead handover on a stroke ward of 18 beds
- Teach students

Requirements
- Five years as a registered nurse
- Experience in falls prevention
- Wound care
"""
APPLICATION = """\
Dear Helen Marsh,

At St Agnes Hospital I lead a ward of 12 beds, and I changed how we check on people at night. Falls there went from 31 to 19 a year. \
You ask for somebody who knows falls prevention, so I put this first. I have been a Charge Nurse there since March 2019.

I have also trained six students in wound care. Your stroke ward of 18 beds would be new to me, because my past work at Hill Clinic \
was in oncology. I would need a few weeks beside your team, and I say so now. The dialysis unit that you opened in 2021 is one more \
reason for me to write, as I would like to learn from the people in it.

May I come to Moortown for an interview?

Yours sincerely,
Ada Mensah
"""
OUTREACH = """\
Dear Ada,

Brackenfell Care runs seven small hospitals in Yorkshire, with 240 beds. Its dialysis unit dates from 2021.

I am looking for a senior nurse for a stroke ward, where each shift begins with a handover. The pay is £41,000 to £44,500.

At St Agnes Hospital you lead a ward of 12 beds, and falls there went from 31 to 19 a year. You also trained six students in wound care.

Could I call you one day this week?

Kind regards,
Helen Marsh
"""


def document(kind: DocumentKind, text: str) -> Document:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Document(kind=kind, text=text, source="made here", media_type="text/plain", sha256=digest)


def request(direction: str = "application", **changes: Any) -> EmailRequest:
    helen, ada = Person(name="Helen Marsh"), Person(name="Ada Mensah")
    fields: dict[str, Any] = {
        "direction": direction,
        "resume": document("resume", RESUME),
        "job": document("job", POSTING),
        "sender": ada if direction == "application" else helen,
        "recipient": helen if direction == "application" else ada,
        "style": Style.FORMAL,
        "date": dt.date(2026, 3, 1),
    }
    return EmailRequest(**fields | changes)


def rubric(body: str | None = None, subject: str = "Senior Ward Nurse at Moortown", report: Report | None = None, **wanted: Any) -> Rubric:
    asked = request(**wanted)
    usual = APPLICATION if asked.direction is Direction.APPLICATION else OUTREACH
    return judge(Email(subject=subject, body=usual if body is None else body), asked, report)


def item(name: str, *args: Any, **wanted: Any) -> Item:
    return next(one for one in rubric(*args, **wanted).items if one.name == name)


def claim(kind: Kind, text: str, verdict: Verdict = Verdict.SUPPORTED, body: str = APPLICATION, **fields: Any) -> Claim:
    start = body.index(text)
    place = RESUME.find(text)
    evidence = Evidence(source="resume", text=text, start=place, end=place + len(text)) if verdict is Verdict.SUPPORTED else None
    made: dict[str, Any] = {"text": text, "start": start, "end": start + len(text), "part": "body", "kind": kind, "verdict": verdict}
    return Claim(**made | {"evidence": evidence, "reason": "made here"} | fields)


def report(*claims: Claim) -> Report:
    return Report(claims=claims, words=1)
