"""What a sentence leaves out because another says it, or the reader knows it: a percent sign, a pet name, how a town is spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ana Maria P. Reyes ("Anmar")
St. Louis, Missouri | anmar.reyes@example.net

EXPERIENCE
Floor Lead, Pinewater Contact Services, St. Louis, MO
March 2019 - present
- Monthly attrition from 7% to 2.9%
- First-year turnover of new clerks from 35% to 24% in two years, through stay interviews and a new rota
- Coach 14 clerks
- Form for refunds: 58 fields reduced to 37
- Share of calls solved at once by quarter: Q1 64%, Q2 58%, Q3 71%
- First-call rate 93% in 2024 (floor average 86%)
- 9 audits to date; four weeks' secondment to the opening of the Joplin floor

Clerk, Ozark Freight, Tulsa, OK
May 2015 - February 2019
- Answered 40 calls a day

Teller, Salem Savings Union, Rolla, MO
June 2012 - April 2015
- 3rd of 26 in the referrals of 2014
"""
JOB = """# Team Manager at Birch Harbor

Birch Harbor runs a night desk in Kansas City. Turnover on the night shift stands at 43%.

Expect three to four audits a year. Coach two juniors, no line management. An essential-car-user allowance of $963.

Requirements
- Coaching
"""
TRUE = [
    ("application", "At Pinewater monthly attrition went from seven percent a month to 2.9."),
    (
        "application",
        "We lost 35 percent of new clerks in their first year. Stay interviews and a new rota brought that to 24 in two years.",
    ),
    ("application", "First-year turnover stood at 35 percent of new clerks; it fell to 24 within two years."),
    ("application", "Forty-three percent turnover on a night shift is a number I read with interest."),
    ("application", "My form for refunds lost more than a third of its fields."),
    ("application", "I took more than a third of the fields out of the form for refunds."),
    ("application", "I work at Pinewater Contact Services in St. Louis."),
    ("application", "I have been with Pinewater Contact Services in Saint Louis since 2019."),
    ("application", "By quarter my floor solved 64% at once, then 58, then 71."),
    ("application", "We used to lose 35 in every hundred clerks a year, and now it is 24."),
    (
        "application",
        "Before that I was a clerk at Ozark Freight, and earlier still I served members at a credit union, where I came third of 26.",
    ),
    ("application", "The opening line that I wrote for cold calls is now used by all."),
    ("outreach", "A first-call rate of 93 percent against 86 for the floor is no accident."),
    ("outreach", "Nine audits, and a form that a whole floor uses: your resume made me stop."),
    ("outreach", "You spent four weeks helping with the opening in Joplin."),
    ("outreach", "You would have a desk by the window and a car allowance of $963."),
    ("outreach", "Hi Anmar,"),
    ("outreach", "Hi Ana Maria,"),
]
FALSE = [
    ("application", "At Pinewater monthly attrition went from seven percent a month to 1.9.", "1.9"),
    (
        "application",
        "We lost 35 percent of new clerks in their first year. Stay interviews and a new rota brought that to 19 in two years.",
        "19",
    ),
    ("application", "At Pinewater I brought turnover down to 43 percent.", "43 percent"),
    ("application", "By quarter my floor solved 64% at once, then 58, then 77.", "77"),
    ("outreach", "Twelve audits a year are what we do here.", "Twelve"),
    ("outreach", "Our opening in Joplin is for a lead.", "Joplin"),
    ("application", "My form for refunds lost three quarters of its fields.", "three quarters"),
    ("application", "I work at Pinewater Contact Services in Tulsa.", "Tulsa"),
    ("outreach", "Hi Marlo,", "Marlo"),
]


@pytest.fixture
def found(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[Claim]]:
    """The findings in a letter of one sentence, or of one greeting."""

    def findings(direction: str, said: str) -> list[Claim]:
        request = make_request(RESUME, JOB, direction=direction)
        return findings_of(f"{said}\n\n" if said.endswith(",") else f"Hello,\n\n{said}\n\n", request)

    return findings


@pytest.mark.parametrize(("direction", "said"), TRUE)
def test_what_another_place_makes_plain_is_no_finding(found: Callable[[str, str], list[Claim]], direction: str, said: str) -> None:
    """The share goes on with its percent, the posting's figure is read, the town and the name have another spelling."""
    assert not found(direction, said)


@pytest.mark.parametrize(("direction", "said", "wrong"), FALSE)
def test_another_figure_town_or_name_is_found(found: Callable[[str, str], list[Claim]], direction: str, said: str, wrong: str) -> None:
    """None of these stands so in the resume."""
    assert [claim.text for claim in found(direction, said)] == [wrong]
