"""Papers that the resume has as past or unfinished, and skills that it bounds itself, told as held, worked with or denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities.limits import Bound, limits
from pipeline.grounding.abilities.standing import unheld
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, EmailRequest

FABRICATOR = """Odhran Kessling
Fabricator, Barrowby

EXPERIENCE
Lead Fabricator, Tarn Steelworks, Barrowby
2019 - present
- MIG welding of stair strings and balustrades
- Robot cell: programming done by the supplier
- annual budget of £40,000
- Coordination of two apprentices
Welder, Penholt Trailers, Louthby
2014 - 2019
- Chassis rails

CERTIFICATES
- CSCS card, valid to 2027
- IPAF 3a/3b: expired March 2023
- ISO 9606 coding for TIG: failed first attempt, resit booked for May
- First aid at work, ran out last year
- Slinger signaller ticket, not renewed
- CPP: exam scheduled for October 2025
- D5L boat licence: theory passed, practical exam planned for spring 2026

EDUCATION
M.S. Metallurgy, online, Cascade Rim University: 12 of 36 credits, expected 2027
B.S., Mathematics (minor in Spanish), Cholla State University, 2010 - 2014

SKILLS
MIG, plasma cutting, Excel. SolidWorks: tried a trial copy at home only. AutoCAD from an evening class only. No stainless experience so far.
No Paycom yet. Moodle as a teacher user.
Portuguese A1
"""
JOB = "Yard Foreman\nCompany: Taff Steel\nRequirements\n- Stainless, SolidWorks, AutoCAD\n- Paycom, Moodle, IPAF\n"
APPLICATION = (
    ("I carry an IPAF card.", "I carry a CSCS card."),
    ("With my IPAF ticket I can work at height.", "I would be glad to renew my IPAF."),
    ("I keep my first aid certificate valid.", "My first aid certificate ran out last year."),
    ("I am a trained first aider with a valid certificate.", "I would need to renew my first aid certificate."),
    ("My slinger ticket is still good.", "I let my slinger ticket go."),
    ("I also have the slinger signaller ticket.", "I did not renew my slinger signaller ticket."),
    ("I hold ISO 9606 for TIG.", "I do not have the ISO 9606 coding for TIG yet."),
    ("My TIG coding to ISO 9606 is in hand.", "My resit for ISO 9606 is booked for May."),
    ("I am a CPP.", "I do not have the CPP yet, but the exam is scheduled."),
    ("I earned my CPP this year.", "I sit the CPP exam in October."),
    ("I passed the D5L practical.", "I have passed the D5L theory."),
    ("My master's in metallurgy is finished.", "My master's in metallurgy is under way."),
    ("I have a master's in metallurgy.", "I am studying for an M.S. in Metallurgy."),
    ("Stainless is what I have years of.", "I have not worked in stainless yet."),
    ("I have used Paycom for years.", "Paycom would be new to me."),
    ("I know SolidWorks inside out.", "SolidWorks I have only tried at home."),
    ("AutoCAD was part of my daily work there.", "I know AutoCAD from an evening class."),
    ("My time at Tarn included running its Moodle site.", "I have used Moodle as a teacher."),
    ("I programmed the robot cell myself.", "The supplier programmed the robot cell."),
    ("Spanish was my major at Cholla State.", "Spanish was my minor at Cholla State."),
    ("I majored in Spanish.", "I majored in mathematics."),
    ("I negotiate in Portuguese.", "I know a little Portuguese."),
    ("I have never had apprentices to guide.", "I have never had engineers to guide."),
    ("I have never managed a budget.", "I have never managed a merger."),
)
OUTREACH = (
    ("You already hold the CPP.", "You sit the CPP exam in October."),
    ("The Paycom payrolls you have run show that you do not stand still.", "Paycom is what we run, and we would teach it."),
    ("The Portuguese that you speak in business meetings would be handy.", "Your Portuguese would find a use."),
)
SCIENTIST = """Ingvild Aamodt
Trondheim

EXPERIENCE
Researcher, Institute of Marine Ecology, Trondheim
2021 - present
- Field sampling of kelp forests

EDUCATION
2014 - 2018  PhD, Marine Biology, University of Gothenburg
2012 - 2014  Master, Ecology, Universite de Brest
2009 - 2012  Licence, Biology, Universite de Nantes
"""
TRAINEE = """Priya Halder
Accountant

EXPERIENCE
Audit Trainee, Cotter LLP, Leeds
2015 - 2018
- All 15 exams passed, all but one (Tax) at the first attempt
"""
OTHERS = (
    (SCIENTIST, "I took my doctorate in Brest.", "I took my doctorate in Gothenburg."),
    (SCIENTIST, "After my doctorate in Nantes I worked at sea.", "After my master's in Brest I worked at sea."),
    (TRAINEE, "I passed all of my exams at the first sitting.", "I passed all of my exams but one at the first sitting."),
)


CASES = (
    *((FABRICATOR, "application", *pair) for pair in APPLICATION),
    *((FABRICATOR, "outreach", *pair) for pair in OUTREACH),
    *((resume, "application", *pair) for resume, *pair in OTHERS),
)


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    def find(resume: str, direction: str, sentence: str) -> list[Claim]:
        request = make_request(resume, JOB, direction=direction)
        return findings_of(f"Hello,\n\n{sentence}\n\nKind regards,\nJane Doe", request, kinds=("negative", "qualification", "skill"))

    return find


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[2])
def test_what_a_resume_takes_back_itself_is_not_told_as_held(told: Callable[..., list[Claim]], case: tuple[str, str, str, str]) -> None:
    """A paper past or unfinished, a skill never worked with, a degree of another place: claimed it is a finding, owned up it is none."""
    resume, direction, false, true = case
    assert told(resume, direction, false)
    assert not told(resume, direction, true)


def test_the_standing_of_papers_is_read_from_their_items(make_request: Callable[..., EmailRequest]) -> None:
    """Whether each was held once, by the first word of its standing."""
    papers = {paper.name: paper.ended for paper in unheld(Sources.of(make_request(FABRICATOR, JOB)).documents)}
    assert papers["IPAF 3a/3b"]
    assert not papers["ISO 9606 coding for TIG"]
    assert "CSCS card" not in papers


def test_the_bounds_of_skills_are_read_from_their_items(make_request: Callable[..., EmailRequest]) -> None:
    """None at all, only tried, only used, done by others."""
    found = {limit.name: limit.kind for limit in limits(Sources.of(make_request(FABRICATOR, JOB)).resume)}
    assert found["SolidWorks"] is Bound.TOUCHED
    assert found["stainless"] is Bound.NONE
    assert found["Moodle"] is Bound.USER
    assert "MIG" not in found
