"""Studies told without a degree, prizes under any verb, what `As a ...` takes for granted, and names that only look like claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import driving, qualification, skill
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Ida Cole
Accountant
ida.cole@example.com

Summary
Accountant with a Summary of ledgers.

Experience
Accountant, Harrow Money Management, Leeds
2020-03 to present
- Prepared balance sheets; moved files to cloud storage.

Education
Bachelor of Business Administration in accounting, Georgia Institute of Technology, 2019

Certifications
Certified Public Accountant (CPA)
"""
JOB = """Executive Assistant
Company: Hollin Works
Requirements
- SQL, Google Cloud, SRE
- Bachelor's degree
- A valid driver's license
"""

FALSE = [
    "I majored in economics.",
    "I minored in statistics and accounting.",
    "A Wharton graduate, I know my numbers.",
    "I am a Yale graduate.",
    "I am Harvard-educated.",
    "I passed the bar exam in 2020.",
    "I hold the CMA.",
    "My credentials include the CPA and the CMA.",
    "I was honoured with the Accountant of the Year award.",
    "I was named Accountant of the Year.",
    "I received the firm's Employee Excellence Award.",
    "I was presented with the Golden Ledger Prize.",
    "I graduated summa cum laude.",
    "I have valid lifeguard certificate.",
    "I earned a diving certificate.",
    "I am equally experienced with Google Cloud.",
]
TRUE = [
    "I majored in accounting.",
    "My major was accounting.",
    "I majored in business administration with a focus on accounting.",
    "I am a Georgia Tech graduate.",
    "My degree is from Georgia Tech.",
    "I am a recent graduate.",
    "I passed the CPA exam.",
    "I have not passed the bar exam.",
    "I would be proud to be the Accountant of the Year one day.",
    "I know my SQL needs work.",
    "Once I have learned SQL, I could help with reports.",
    "I understand that a valid driver's license and your own car are part of the job.",
    "I like the SQL reports in your files.",
    "I hope to be your EA.",
    "Two certifications stand behind my name.",
    "You ask for two years, which I have, and a master's degree, which I lack.",
]
OUTREACH = [
    ("As a certified welding inspector with an MBA, you would be a great fit.", True),
    ("As an AWS Solutions Architect with a PhD, you are an ideal match.", True),
    ("As a Certified Public Accountant, you would be a great fit.", False),
    ("As a registered nurse here, you would work nights.", False),
    ("You would help recruit the SRE team.", False),
    ("Hollin Works is hiring an EA.", False),
    ("The posting wants two years of work, which you passed long ago, and a master's degree, which we could discuss.", False),
]


TRADE = """Ida Cole

Experience
Clerk, Harrow Binders, Leeds
2020-03 to present
- Booked couriers; recognised smut on 40 samples; filed 2,600 papers and the excise papers of our third best seller.
- Kept the stock journal and the public price list.

Education
BA (Honours), Georgia Institute of Technology, 2019
"""
LETTERS = """Ida Cole

Experience
Clerk, Harrow Binders, Leeds
2020-03 to present
- Wrote the binders' handbook; won second prize in the county fair.

Publications
Glue in old bindings, 2021
"""
PUBLIC = ["I received an industry award.", "My work has won prizes.", "I wrote a book on bindings.", "I hold a patent."]

findings = found_by(qualification.find, skill.find, driving.find)


@pytest.mark.parametrize("sentence", FALSE)
def test_what_the_resume_lacks_is_found(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """A subject, school, examination, prize or certificate of no line of the resume."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_is_held_or_not_claimed_is_left_alone(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Short names of schools, conditions, admissions and what is the employer's."""
    assert not [claim.reason for claim in findings(make_request(RESUME, JOB), sentence)]


@pytest.mark.parametrize(("sentence", "wrong"), OUTREACH, ids=[case[0] for case in OUTREACH])
def test_what_an_outreach_takes_for_granted(make_request: Callable[..., EmailRequest], sentence: str, wrong: bool) -> None:
    """`As a ..., you would be a fit` says what the candidate is; what the post will be says nothing."""
    request = make_request(RESUME, JOB, direction="outreach", recipient="Ida Cole")
    assert bool(findings(request, sentence)) is wrong


@pytest.mark.parametrize("sentence", PUBLIC)
def test_words_of_a_trade_are_no_prize_and_no_book(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """`Recognised smut`, `third best seller`, `excise papers`, `booked couriers`, `a BA with honours`."""
    assert findings(make_request(TRADE, JOB), sentence)


@pytest.mark.parametrize("sentence", ["My work has won prizes.", "I wrote a handbook.", "I have published two papers."])
def test_prizes_and_publications_that_stand_there_are_left_alone(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Under their heading, or in a line of a post."""
    assert not [claim.reason for claim in findings(make_request(LETTERS, JOB), sentence)]
