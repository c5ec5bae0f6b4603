"""Outcomes without a number, ranks of two prizes in one line, figures of bare lines, and what a question takes for granted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification, skill
from pipeline.grounding.denials import negative
from pipeline.grounding.figures import metric
from pipeline.grounding.posting import employer_side
from pipeline.schema import Direction, EmailRequest
from tests.found_by import found_by

RESUME = """Ryan Abara
Sales Representative

Experience
Sales Representative, Marlow Software, Dallas
2021-01 to present
- Exceeded monthly quotas by 15%
- Closed deals worth $600k+ annually
- Kept satisfaction at 93%+
- Delivered the catalogue project 2 weeks ahead of schedule
- 1st place in 2021 Texas Pitch Day, 2nd place in 2022 Southwest Sales Contest

Skills
Salesforce, Python
"""
PLAIN = RESUME.replace(" 2 weeks ahead of schedule", "")
JOB = "Enterprise Account Executive\nCompany: Corvid Security\nEquity: 0.05% - 0.15%\nRequirements\n- Track record of $2M+ quota\n- Kafka\n"

findings = found_by(qualification.find, metric.find, skill.find, negative.find)


@pytest.mark.parametrize(
    "sentence",
    [
        "I delivered the catalogue project two months ahead of schedule.",
        "I took first place at the 2022 Southwest Sales Contest.",
        "Closed deals: just over $2M a year.",
        "As I have six years of Kafka, would you be open to a call?",
    ],
)
def test_what_the_resume_tells_otherwise_is_found(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Another amount of the outcome, another rank, a figure of the posting's, a lie before a question."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I delivered the catalogue project two weeks ahead of schedule.",
        "I took second place at the 2022 Southwest Sales Contest.",
        "I took first place at the 2021 Texas Pitch Day.",
        "Closed deals: just over $600k a year.",
        "Quota: $2M.",
        "As I have worked in Salesforce for years, would you be open to a call?",
        "As Kafka is part of your stack, would you be open to a call?",
    ],
)
def test_what_the_resume_tells_is_no_finding(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Nor a figure of the posting that is told of nothing the resume has."""
    assert not findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize("outcome", ["ahead of schedule", "a month early", "well under budget"])
def test_an_outcome_needs_a_word_of_it_in_the_resume(make_request: Callable[..., EmailRequest], outcome: str) -> None:
    """Told as done by the candidate, and not as hoped."""
    assert findings(make_request(PLAIN, JOB), f"I delivered the catalogue project {outcome}.")
    assert not findings(make_request(PLAIN, JOB), f"I would love to deliver your project {outcome}.")


def test_what_a_share_leaves_bears_out_no_other_share(make_request: Callable[..., EmailRequest]) -> None:
    """98% is not what 0.05% leaves."""
    request = make_request(RESUME, JOB, direction=Direction.OUTREACH)
    both = found_by(metric.find, employer_side.find)
    assert both(request, "Satisfaction scores of 98% and up.")
    assert not both(request, "Satisfaction scores of 93% and up.")


def test_a_resume_said_to_name_nothing_of_a_class_is_asked_for_it(make_request: Callable[..., EmailRequest]) -> None:
    """Also where a question follows."""
    request = make_request(RESUME, JOB, direction=Direction.OUTREACH)
    assert findings(request, "As your resume names no programming languages, could you tell me which ones you use?")
    assert not findings(request, "As your resume names no spoken languages, could you tell me which ones you speak?")
