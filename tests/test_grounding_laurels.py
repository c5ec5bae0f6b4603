"""Awards won or only mentioned, who gave them, the order of a paper's authors, and the formalities of hiring."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification, skill
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Ines Falk
Marine Biologist
ines.falk@example.com

Experience
Marine Biologist, Sundhavn Institute, Esbjerg
2020-03 to present
- Counts seals in R.

Publications
Seals of the Wadden Sea, May 2021
Tove Lind, Ines Falk
Journal of Coasts
Feeding in Shallow Water, June 2023
Ines Falk, Jon Ek, Mia Roe
Journal of Tides

Awards
- Nordic Thesis Award, Honorable Mention (2019)
- Coastal Photo Contest, Winner, Science College (2022)

Education
MSc Biology, GPA 3.9/4.0, University of Esbjerg, 2019
"""
JOB = """Field Biologist
Company: Kattegat Trust
Requirements
- Kafka
- Undergo and pass a background investigation
- Complete a financial disclosure report
"""

FALSE = [
    "I won the Nordic Thesis Award in 2019.",
    "I am the recipient of the Nordic Thesis Award.",
    "I was runner-up in the Coastal Photo Contest.",
    "The Nordic Thesis Award that I received from NASA made me proud.",
    "I was first author of the paper on seals of the Wadden Sea.",
    "As sole author of the 2023 paper on feeding, I know shallow water.",
]
TRUE = [
    "I received an honorable mention for the Nordic Thesis Award.",
    "I won the Coastal Photo Contest.",
    "I won the Coastal Photo Contest, given by Science College.",
    "I was first author of the paper on feeding in shallow water.",
    "I was second author of the paper on seals.",
    "My GPA was 0.1 short of perfect.",
    "I will gladly go through the background investigation and file the financial disclosure report.",
    "I know that a background investigation has to be passed before day one.",
]


findings = found_by(qualification.find, skill.find)


@pytest.mark.parametrize("sentence", FALSE)
def test_an_award_or_paper_otherwise_come_by_is_found(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """The resume has the award or the paper, but in another rank, from others, or in another order."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_resume_tells_alike_is_not(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Nor what whoever is hired goes through."""
    assert not [claim.reason for claim in findings(make_request(RESUME, JOB), sentence)]
