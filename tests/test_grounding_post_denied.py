"""What an email says that a post does without, against a posting that asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Marta Oduya
Lab Technician
Leeds

EXPERIENCE
Lab Technician, Ashgrove Foods, Leeds
May 2020 - Present
- Test flour and yeast samples.
"""
JOB = """Water Quality Technician
Company: Fernhill Water
You sample and test drinking water across the county.
Requirements
- Two years of experience in maintaining industrial pumps and meters
- Pass a drug screen, a background check and a medical examination
- Occasional travel, up to 10% per year
- A cover letter and two references
"""
SILENT = JOB.replace("- Pass a drug screen, a background check and a medical examination\n", "").replace(
    "- A cover letter and two references\n", ""
)
STEPS = (
    ("outreach", "There's a long form but no drug screen."),
    ("outreach", "There is no background check for remote staff."),
    ("outreach", "You can start without a background check."),
    ("outreach", "We ask for no cover letter."),
    ("outreach", "No references are needed."),
    ("application", "I like that there is no drug test."),
    ("application", "It's nice that there would be no background check."),
)
FALSE = (
    ("outreach", "No experience with industrial pumps is required."),
    ("outreach", "No previous experience in maintaining pumps is needed."),
    ("application", "It suits me that there's no travel."),
)
TRUE = (
    ("outreach", "Nobody starts without a background check and a drug screen."),
    ("outreach", "We can't hire without a drug screen."),
    ("outreach", "No experience with drinking water is required."),
    ("outreach", "No travel experience on your side, but that's fine."),
    ("application", "There is no travel in my present job."),
    ("application", "I have no experience with industrial pumps."),
    ("application", "There is no drug test that I could not pass."),
    ("application", "I would have no problem with a background check."),
)


def _is_found(sentence: str, request: EmailRequest, findings_of: Callable[..., list[Claim]]) -> bool:
    return bool(findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", request))


@pytest.mark.parametrize(("direction", "sentence"), STEPS)
def test_a_step_of_the_hiring_is_spared_only_by_the_posting(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _is_found(sentence, make_request(RESUME, JOB, direction), findings_of)
    assert not _is_found(sentence, make_request(RESUME, SILENT, direction), findings_of)


@pytest.mark.parametrize(("direction", "sentence"), FALSE)
def test_what_the_posting_asks_for_is_not_absent(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _is_found(sentence, make_request(RESUME, JOB, direction), findings_of)


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_what_is_twice_denied_or_the_candidates_own_lack_is_no_absence(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not _is_found(sentence, make_request(RESUME, JOB, direction), findings_of)
