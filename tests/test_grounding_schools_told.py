"""Where degrees were taken, however a letter tells it: as an item, before the word for the degree, as where somebody stayed on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

SCIENTIST = """Marta Oduya
Data Scientist

EXPERIENCE
Data Scientist, Ashgrove Foods, Leeds
May 2020 - Present
- Forecast flour demand in Python.

EDUCATION
2014 - 2018\tPhD in Physics, Oregon State University, Corvallis, USA
2012 - 2014\tMaster of Science in Physics, MIT, Cambridge, USA
2008 - 2012\tBachelor of Science in Physics, UC San Diego, San Diego, USA
"""
ENGINEER = """James Okafor
Plant Engineer

EDUCATION
B.S. Mechanical Engineering, University of Michigan, Ann Arbor, MI (Sep 2015 - May 2019)

EXPERIENCE
Plant Engineer, Rowan Axles, Detroit, MI
Jun 2019 - Present
- Design axles in SolidWorks.
"""
JOB = "Data Scientist\nCompany: Fernhill Water\nYou forecast demand for drinking water.\nRequirements\n- Python\n- A master's degree\n"
FALSE = (
    (SCIENTIST, "application", "I did a master's at MIT, where I stayed on for my PhD until 2018."),
    (SCIENTIST, "application", "After my master's I stayed on at MIT for my PhD."),
    (SCIENTIST, "outreach", "You have a master's from MIT, and you stayed there for your PhD."),
    (SCIENTIST, "outreach", "You stayed on at UC San Diego for a master's."),
    (SCIENTIST, "application", "- PhD Physics, MIT, 2018"),
    (SCIENTIST, "application", "- PhD, Ohio State, 2018"),
    (SCIENTIST, "application", "My PhD is from Ohio State."),
    (SCIENTIST, "application", "I hold a PhD in Physics from the University of Oregon."),
    (ENGINEER, "application", "- B.S. Mechanical Engineering, Michigan State, 2019."),
    (ENGINEER, "outreach", "Your Michigan State degree stood out."),
    (ENGINEER, "application", "- B.S., Eastern Michigan, 2019"),
)
TRUE = (
    (SCIENTIST, "application", "After my master's at MIT I went on to a PhD at Oregon State."),
    (SCIENTIST, "application", "I stayed on at Oregon State until my PhD was done."),
    (SCIENTIST, "application", "I could have stayed on at MIT for my PhD, but went to Oregon."),
    (SCIENTIST, "application", "- PhD Physics, Oregon State, 2018"),
    (SCIENTIST, "application", "- PhD, Physics, Corvallis, 2018"),
    (SCIENTIST, "application", "- B.S. Physics, UCSD, 2012"),
    (SCIENTIST, "outreach", "Your PhD at Oregon State and your master's at MIT would help."),
    (ENGINEER, "application", "- B.S. Mechanical Engineering, Michigan, 2019."),
    (ENGINEER, "application", "- B.S. Mechanical Engineering, UMich, 2019."),
    (ENGINEER, "application", "- B.S. Mechanical Engineering, University of Michigan, May 2019"),
    (ENGINEER, "application", "I know Michigan state rules for axles."),
)


def _findings(
    resume: str, direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> list[Claim]:
    return findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", make_request(resume, JOB, direction))


@pytest.mark.parametrize(("resume", "direction", "sentence"), FALSE)
def test_a_degree_told_of_another_school_is_found(
    resume: str, direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _findings(resume, direction, sentence, make_request, findings_of)


@pytest.mark.parametrize(("resume", "direction", "sentence"), TRUE)
def test_a_degree_told_of_its_school_is_borne_out(
    resume: str, direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not _findings(resume, direction, sentence, make_request, findings_of)
