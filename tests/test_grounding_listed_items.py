"""Items of a list that give a post, a degree or a certificate without a verb, and other claims in few words: each true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ines Okoro
Hydrologist
Leeds

EXPERIENCE
Hydrologist, Brackwater Survey, Leeds
March 2020 - present
Lead a crew of nine gaugers along the upper river. Collaborate with councils, anglers and mills on the quality of the water.
Junior Hydrologist, Fernley Rivers, Hull
June 2016 - February 2020
Worked on a variety of crew rosters and gauging projects along the lower river, from maps to reports.
Head Boatman, Hull Rowing Club, Hull
May 2012 - May 2016
- Painted boats and kept the boathouse dry, paid from a Series A grant of the council.
Instructor, Tern Sailing School, Hull
2010 - 2012
- Created and taught a weekend course on knots and tides.
- Collaborated in a rescue team to deliver safety talks every season

EDUCATION
University of Hull, MSc in Hydrology, 2012 - 2013
University of York, BSc in Geography, 2009 - 2012
GPA: 3.6/4.0

SKILLS
Delft3D, QGIS, Python

CERTIFICATIONS
QGIS Certified Trainer

MEMBERSHIPS
Society of River Engineers, York
Member since 2018
"""
JOB = """Senior Hydrologist
Company: Marlbank Water
Location: York

Requirements
- A degree in hydrology
- Running and calibrating flood models in HECRAS

We offer
- A fixed-term post of 18 months
- A paid trial day before we decide
"""
_SIDES: dict[str, dict[str, Any]] = {
    "sent": {"resume_text": RESUME, "job_text": JOB, "sender": "Ines Okoro", "recipient": "Ivo Brandt"},
    "sought": {"resume_text": RESUME, "job_text": JOB, "sender": "Ivo Brandt", "recipient": "Ines Okoro", "direction": "outreach"},
}
PAIRS = [
    (
        "sent",
        "At Brackwater Survey I lead a crew of nine gaugers and work with councils, anglers and mills.",
        "At Fernley Rivers I led a variety of crew rosters and gauging projects along the lower river.",
    ),
    (
        "sent",
        "I created and taught a weekend course on knots and tides and served as Head Boatman.",
        "I created and taught a weekend course on knots and tides as Head Boatman.",
    ),
    (
        "sent",
        "I worked in a rescue team responsible for delivering safety talks every season.",
        "I was responsible for delivering safety talks every season.",
    ),
    (
        "sent",
        "In short:\n\n- Fernley Rivers, 2016 to 2020, Junior Hydrologist. Maps and reports.",
        "In short:\n\n- Fernley Rivers, 2016 to 2020, Lead Hydrologist. Maps and reports.",
    ),
    (
        "sent",
        "In short:\n\n- Brackwater Survey: since 2020, Hydrologist",
        "In short:\n\n- Brackwater Survey: since 2020, Chief Hydrologist",
    ),
    ("sent", "In short:\n\n- Junior Hydrologist, Fernley Rivers, 2016", "In short:\n\n- Principal Hydrologist, Fernley Rivers, 2016"),
    (
        "sought",
        "Your side:\n\n- Fernley Rivers | Junior Hydrologist | 2016-2020",
        "Your side:\n\n- Fernley Rivers | Head of Hydrology | 2016-2020",
    ),
    ("sent", "In short:\n\n- University of Hull, MSc in Hydrology, 2013", "In short:\n\n- University of Hull, PhD in Hydrology, 2013"),
    ("sent", "Not on my resume:\n\n- MBA\n- PhD in physics", "What I bring:\n\n- MBA"),
    ("sought", "You would bring:\n\n- MBA or PhD", "Your side, as I read it:\n\n- QGIS\n- MBA"),
    (
        "sent",
        "I hold a QGIS trainer certification.",
        "I hold a Delft3D trainer certification, and I wrote a beginner's book.",
    ),
    ("sent", "I am a certified QGIS trainer.", "I am a certified Delft3D trainer."),
    (
        "sought",
        "You have been with the Society of River Engineers since 2018.",
        "You have chaired the Society of River Engineers since 2018.",
    ),
    (
        "sought",
        "You lead a crew at Brackwater Survey, and at Fernley Rivers you worked on crew rosters.",
        "You lead a crew at Brackwater Survey, and before that you were already heading the mapping group at Fernley Rivers.",
    ),
    ("sought", "A Series A grant paid you at the rowing club.", "Your Series C grant at the rowing club stood out."),
    ("sought", "The last step is a paid trial day.", "The last step is an unpaid trial day."),
    ("sought", "The post is a fixed-term one of 18 months.", "This is a permanent river appointment."),
    ("sought", "You don't seem to have Rust on your resume.", "You don't seem to have QGIS on your resume."),
    ("sought", "That 3.6 at York stood out.", "That perfect 4.0 at York stood out."),
    ("sent", "The job is based in your York office.", "The job is based in your Hull office."),
    (
        "sent",
        "I have been at Brackwater Survey since 2020. Day to day, that work has meant running and calibrating models in Delft3D.",
        "I have been at Brackwater Survey since 2020. Day to day, that work has meant running and calibrating models in HECRAS.",
    ),
]


@pytest.mark.parametrize(("side", "true", "false"), PAIRS)
def test_told_in_few_words(
    side: str, true: str, false: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The true sentence is clean, the false one is found."""
    request, sender = make_request(**_SIDES[side]), str(_SIDES[side]["sender"])
    assert findings_of(_letter(true, sender), request) == []
    assert findings_of(_letter(false, sender), request) != []


def _letter(text: str, sender: str) -> str:
    return f"Hello,\n\n{text}\n\nThank you for reading, and I look forward to hearing from you.\n\nKind regards,\n{sender}"
