"""Ranks and people told of an employer where the candidate had none: teams, functions, offices in small letters; three invented resumes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim

BUYER = """Priya Nairn
Marketing Executive

EXPERIENCE
Marketing Executive, Fennel & Rye Foods, Leeds
March 2020 - Present
- Managed paid social campaigns across three channels
- Wrote weekly sales reports for the commercial team
- Led a team of 4 copywriters

Junior Buyer, Holt Stores, York
June 2016 - February 2020
- Assisted with supplier negotiations
- Responsible for all buying at two sites

EDUCATION
BA Business, University of York, 2016
"""
SOLE = """Priya Nairn
Web Developer

EXPERIENCE
Web Developer, Corran Software, Leeds
March 2020 - Present
- Built the billing pages in React
- Worked with product managers on the plan

EDUCATION
BSc Computing, University of York, 2019
"""
NURSE = """Priya Nairn
Staff Nurse

EXPERIENCE
Staff Nurse, Cedar Vale Hospital, Boise, ID
June 2018 - Present
- Worked relief charge RN two nights a month
- Cared for six patients at a time

Staff Nurse, Orchard Clinic, Boise, ID
June 2016 - May 2018
- Gave injections

Legal Assistant, Hale & Partners, Boise, ID
June 2012 - May 2016
- Partnered with paralegals on filings; kept the calendar of two partners
"""
JOB = "# Specialist\n\nAcme Widgets needs a Specialist who joins our team.\n"

TRUE = [
    (BUYER, "application", "I led a team of copywriters at Fennel & Rye Foods after four years at Holt Stores."),
    (BUYER, "application", "I ran paid social at Fennel & Rye Foods."),
    (BUYER, "application", "I ran sales reports at Holt Stores."),
    (BUYER, "application", "At Holt Stores I was responsible for buying."),
    (BUYER, "application", "My manager ran operations at Holt Stores and I did the buying."),
    (BUYER, "application", "I have never led operations at Holt Stores."),
    (BUYER, "outreach", "The person who led logistics at Holt Stores told me about you."),
    (BUYER, "outreach", "You would lead marketing at Acme Widgets."),
    (SOLE, "application", "I worked in engineering at Corran Software."),
    (NURSE, "application", "I worked as a relief charge nurse at Cedar Vale Hospital."),
    (NURSE, "application", "I worked with a partner at Hale & Partners."),
    (NURSE, "application", "I partnered with paralegals at Hale & Partners."),
    (NURSE, "application", "- Six patients at a time\n- Staff nurse on nights since 2018\n- Calm"),
]
FALSE = [
    (BUYER, "application", "I led a team of buyers at Holt Stores before I came to Fennel & Rye Foods.", "led a team"),
    (BUYER, "outreach", "You ran the buying team at Holt Stores, then joined Fennel & Rye Foods.", "ran the buying team"),
    (BUYER, "application", "I oversaw logistics at Holt Stores.", "oversaw logistics"),
    (SOLE, "outreach", "I saw that you headed up engineering at Corran Software.", "headed up engineering"),
    (SOLE, "application", "At Corran Software I was at the helm of product.", "at the helm of product"),
    (SOLE, "application", "I was in charge of sales and marketing at Corran Software.", "in charge of sales"),
    (NURSE, "outreach", "Your years as charge nurse at Orchard Clinic stood out.", "charge nurse"),
    (NURSE, "outreach", "As a partner at Hale & Partners, you know the law.", "partner"),
    (NURSE, "application", "I made partner at Hale & Partners.", "partner"),
    (NURSE, "application", "- Six patients at a time\n- Head nurse on nights since 2018\n- Calm", "Head nurse"),
]
KINDS = ("scope", "title")


@pytest.mark.parametrize(("resume", "direction", "sentence"), TRUE)
def test_true(resume: str, direction: str, sentence: str, told: Callable[..., list[Claim]]) -> None:
    """What the resume bears out there, what others led, and what would be led."""
    assert not told(resume, JOB, direction, sentence, KINDS)


@pytest.mark.parametrize(("resume", "direction", "sentence", "lie"), FALSE)
def test_false(resume: str, direction: str, sentence: str, lie: str, told: Callable[..., list[Claim]]) -> None:
    """A lead or an office at an employer where the resume shows none."""
    assert any(lie in claim.text or claim.text in lie for claim in told(resume, JOB, direction, sentence, KINDS))
