"""Titles beside past employers, parts of the work, counted people, ranks and shares: each class of sentence, true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
Support Engineer

Experience

Support Engineer
Marlow Systems | Leeds | March 2020 - Present
- Core contributor to billing-platform training infrastructure, tuning it for 400 sites
- Worked under the guidance of 9 lead software engineers and architects
- Manage four office locations and their office printers
- Wrote office manuals and kept the office stock
- Kept 98% of service deadlines
- Placed 3rd out of over 3,000 teams in the Northern Robotics Challenge, with 16 teammates

Junior Analyst
Brightwater Foods | York | June 2016 - February 2020
- Supported HR department with onboarding and office moves
- Filed 3 patents on cold-chain sensors with colleagues
- Prepared weekly office reports for the patents office

Skills
- Python, SQL, office software
"""
JOB = """Platform Engineer
Norwell Labs, Leeds

We look for a platform engineer with Python.
"""

FALSE = [
    ("title", "I write as a Principal Engineer at Marlow Systems."),
    ("title", "My journey went from Junior Analyst at Brightwater Foods to Engineering Manager at Marlow Systems."),
    ("title", "Jane Doe, Head of Support at Marlow Systems, at your service."),
    ("title", "My path: Junior Analyst, Brightwater Foods; Support Director, Marlow Systems."),
    ("title", "Work took me from Senior Analyst at Brightwater Foods to Support Engineer at Marlow Systems."),
    ("title", "Few go from Junior Analyst at Brightwater Foods to VP of Support at Marlow Systems."),
    ("title", "I joined in 2016 and left as a Finance Director of Brightwater Foods."),
    ("title", "Since then: Chief Engineer at Marlow Systems."),
    ("title", "At present, Support Manager at Marlow Systems and happy there."),
    ("title", "I moved on from Operations Manager at Brightwater Foods."),
    ("scope", "I led the training infrastructure of the billing platform."),
    ("scope", "At Brightwater Foods, I headed the HR department and looked after its files."),
    ("scope", "I directed the HR department at Brightwater Foods."),
    ("scope", "At Marlow Systems I headed a team of 9 software engineers."),
    ("scope", "I led nine engineers at Marlow Systems."),
    ("scope", "I supervised 9 architects."),
    ("scope", "There I managed a team of nine engineers."),
    ("metric", "I look after six office locations."),
    ("metric", "I brought costs down and filed five patents."),
    ("metric", "Our team placed 1st out of more than 3,000."),
    ("metric", "We came second among 3,000 teams in the challenge."),
    ("metric", "I won first prize in the robotics challenge."),
    ("metric", "We finished in fifth place."),
    ("metric", "I kept 89 out of 100 deadlines."),
]
TRUE = [
    "I write as a Support Engineer at Marlow Systems.",
    "My journey went from Junior Analyst at Brightwater Foods to Support Engineer at Marlow Systems.",
    "Jane Doe, Support Engineer at Marlow Systems, at your service.",
    "I reported to the Chief Engineer at Marlow Systems.",
    "I sat beside the Head of Support at Marlow Systems.",
    "The Support Director at Brightwater Foods trained us well.",
    "The head of the department knew me at Marlow Systems.",
    "My desk stood next to the Head of Finance at Marlow Systems.",
    "I was never a Support Manager at Marlow Systems.",
    "I would have made a fine Support Manager at Marlow Systems.",
    "I worked for the Operations Manager of Brightwater Foods.",
    "I am no Principal Engineer at Marlow Systems, only a Support Engineer.",
    "I contributed to the training infrastructure of the billing platform.",
    "I worked on a training infrastructure for the billing platform.",
    "I supported the HR department at Brightwater Foods.",
    "I worked under nine lead engineers and architects.",
    "Nine lead engineers and architects guided me.",
    "I look after four office locations.",
    "I filed three patents.",
    "Our team placed third out of more than 3,000.",
    "The 17 of us took third place in the robotics challenge.",
    "We were 17 people, me included, in the robotics challenge.",
    "I did not come first in the challenge.",
    "I kept 98 out of 100 deadlines.",
    "I have nearly six years at Marlow Systems and nearly four before that at Brightwater Foods.",
    "I was at Brightwater Foods for three-plus years.",
]


def _letter(text: str) -> str:
    return f"Dear team,\n\n{text}\n\nBest regards,\nJane Doe"


@pytest.mark.parametrize(("kind", "text"), FALSE)
def test_a_lie_is_found(kind: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """Each sentence has one lie; whatever kind names it, it is named."""
    assert findings_of(_letter(text), make_request(RESUME, JOB)), kind


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_is_left_alone(
    text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """No kind objects."""
    assert not findings_of(_letter(text), make_request(RESUME, JOB))
