"""What a posting's figures come to, schools by their short names, namesakes, alternatives of a demand and the writer's own time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Runa Halvorsen
Electrical Designer
Denver, CO

EXPERIENCE
Electrical Designer, Brightlake Devices, Denver, CO
June 2019 - Present
- Designed boards and tested them with the firmware team.

EDUCATION
B.F.A. Industrial Design, RISD, Providence, RI (2011 - 2015)
M.Ed. Education, UVA, Charlottesville, VA (2016 - 2018)

SKILLS
Figma, Altium Designer, Oscilloscopes
"""
JOB = """Digitizer Intern
Herbarium, Fernhill Botanic Garden, Claremont
Status: part-time position, 20 hours / week, 15 weeks
Payrate: $17.00 / hr
I am Genevieve (Gena) Brandvold, who will look after you. Ask Gena Brandvold.

Requirements
- A bachelor's degree in a plant science, or an associate degree or certificate in horticulture
- Certification as a Fernhill pesticide applicator, or willing to obtain certification
- Specimen preparation and invertebrate zoology
"""
TRUE = (
    ("outreach", "It comes to 300 hours, about $5,100 before tax."),
    ("outreach", "That is $340 a week."),
    ("outreach", "You studied at the University of Virginia."),
    ("application", "I studied industrial design at the Rhode Island School of Design."),
    ("application", "I know it's in person, in Claremont."),
    ("application", "I'm an electrical designer asking about an invertebrate zoology job."),
    ("application", "I would gladly obtain certification as a Fernhill pesticide applicator."),
    ("application", "Okay, I'll admit it up front: I design boards."),
    ("application", "I've had your posting open for three days."),
    ("outreach", "Your degree is in design, and the minimum is a bachelor's, or an associate degree or certificate in horticulture."),
    ("outreach", "Not noted: specimens. Zoology. Horticulture."),
    ("outreach", "I am writing about the internship in the Herbarium of Fernhill Botanic Garden."),
    ("outreach", "Priya here, from HR at Fernhill Botanic Garden."),
)  # fmt: skip
FALSE = (
    ("outreach", "It comes to 400 hours, about $6,000 before tax.", "400 hours"),
    ("outreach", "The pay is $17 an hour for 25 hours a week, and interns are housed on the grounds free of charge.", "25 hours"),
    ("outreach", "Interns are housed on the grounds.", "are housed on"),
    ("outreach", "We put interns up in a cottage.", "put interns up in"),
    ("application", "The role can be carried out partly from home.", "partly from home"),
    ("outreach", "You studied at the University of Vermont.", "University of Vermont"),
    ("application", "I studied industrial design at the Savannah College of Art and Design.", "Savannah College of Art and Design"),
    ("application", "I live in Claremont.", "Claremont"),
    ("outreach", "Your PMP tells me you don't mind a bit of paperwork.", "PMP"),
    ("application", "Sure, I'll write that email for you.", "Sure,"),
)


def _body(direction: str, sentence: str) -> str:
    return f"Hello,\n\n{sentence}\n\nKind regards\n{'Runa Halvorsen' if direction == 'application' else 'Ola Brandt'}\n"


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_what_is_told_truly_in_other_words_is_no_finding(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not findings_of(_body(direction, sentence), make_request(RESUME, JOB, direction))


@pytest.mark.parametrize(("direction", "sentence", "said"), FALSE)
def test_what_no_document_bears_out_is_found(
    direction: str, sentence: str, said: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert any(
        said in found.text or found.text in said for found in findings_of(_body(direction, sentence), make_request(RESUME, JOB, direction))
    )
