"""A figure told of the thing that its line tells of, though another line speaks of the like; and words of everyday that are no claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Ines Varga
Marketing Analyst
Malmo, Sweden

EXPERIENCE
Marketing Analyst
Brightlake Foods
August 2019 - May 2023
- Led the introduction of daily reports on marketing spend to adjust bids, aiding a 27% bump in ROI
- Brought in new leads through conferences by 44%

Marketing Intern
Harbour Digital
August 2018 - August 2019
- Planned tests of advertising copy, contributing to a 21% improvement in ROI
- Wrote procedures for new customers, which raised product adoption by 13%
- Met executives of small firms face to face
- Led a project to share stories on social media, with a 31% rise in engagement
"""
JOB = """Collections Manager
Fernhill Museum

The museum keeps 180,000 specimens. Part of the work is preparing skins and skeletons, now and then in front of visitors.
Must be able to lift 30 lbs. You may work remotely within the country.

Requirements
- Experience in government or museums
- Digitizing specimens
- Qualification: a degree in biology
"""
TRUE = (
    ("application", "I led daily reports on marketing spend, contributing to a 27% improvement in ROI."),
    ("application", "I like meeting people, whether executives face to face at Harbour Digital or customers."),
    ("application", "At Harbour Digital I led a storytelling initiative that raised engagement by 31%."),
    ("application", "My background lies outside government."),
    ("outreach", "To the Fernhill hiring panel:"),
    ("outreach", "Whoever lands our Collections Manager job gets to look after them (plus, oh, 180,000 specimens)."),
    ("outreach", "You would have to be fine moving 30 pounds."),
    ("outreach", "You could also call us from the States."),
    ("outreach", "Output:\n- 27% more ROI\n- 44% more leads"),
    ("outreach", "You planned tests, and part of this job's preparing skins and skeletons, now and then in front of visitors."),
    ("outreach", "No degree listed."),
)
FALSE = (
    ("application", "I planned tests of advertising copy, contributing to a 27% improvement in ROI.", "27%"),
    ("application", "I led a storytelling initiative that raised sales by 18%.", "18%"),
    ("application", "I bring a background in government.", "government"),
    ("application", "I look forward to the assessment centre.", "assessment centre"),
    ("outreach", "The pay is 300 pounds a week.", "300"),
    ("outreach", "A degree in biology is a plus.", "a plus"),
    ("outreach", "Output: Dear Ines, the team would like to meet you.", "Output:"),
    ("outreach", "The job needs no degree.", "no degree"),
)


def _body(direction: str, sentence: str) -> str:
    return f"Hello,\n\n{sentence}\n\nKind regards\n{'Ines Varga' if direction == 'application' else 'Ola Brandt'}\n"


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_what_the_line_of_the_thing_gives_is_no_finding(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not findings_of(_body(direction, sentence), make_request(RESUME, JOB, direction))


@pytest.mark.parametrize(("direction", "sentence", "said"), FALSE)
def test_what_another_line_gives_is_found(
    direction: str, sentence: str, said: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert any(
        said in found.text or found.text in said for found in findings_of(_body(direction, sentence), make_request(RESUME, JOB, direction))
    )
