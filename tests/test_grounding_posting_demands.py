"""How firmly a posting asks, who pays, and what stands in for what, told as the posting has it and otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim

_RESUME = """Odile Frayne
Clerk, Plumbridge Halls, Hull, Mar 2019 - present
- Kept the books of two dining halls.
"""
_HEAD = """Seed Bank Technician
Company: Tarnbrook Trust
Location: York

"""
_CASES = {
    "Required Qualifications\n- Bachelor's degree in botany\n- 3 years of herbarium work\n- Experience with soil sieving\n\n"
    "Preferred Qualifications\n- Master's degree\n- Two years in seed drying or\ncomparable experience\n- Forklift licence\n": (
        (
            "A bachelor's degree is required.",
            "A master's degree is a plus.",
            "You must have done soil sieving.",
            "A forklift licence is preferred.",
            "We ask for three years of herbarium work.",
        ),
        (
            ("A master's degree is mandatory.", "master's degree is mandatory"),
            ("A bachelor's degree is desirable but not essential.", "bachelor's degree is desirable"),
            ("A forklift licence, which we insist on, can be shown later.", "which we insist on"),
            ("A forklift licence is what we require.", "forklift licence is what we require"),
            ("Seed drying is essential.", "Seed drying is essential"),
            ("Soil sieving is, as you will see, merely a bonus.", "merely a bonus"),
            ("A doctorate is a firm requirement.", "doctorate is a firm requirement"),
            ("Falconry is a must.", "Falconry is a must"),
            ("Five years of herbarium work will do.", "Five years"),
        ),
    ),
    "Preferred Qualifications\tForklift licence; a degree\n": (
        (),
        (("A forklift licence is mandatory.", "forklift licence is mandatory"),),
    ),
    "Desirable criteria (used only where two candidates are level in all the rest):\n- Pollen counting\n": (
        ("Pollen counting is desirable.",),
        (("Pollen counting is compulsory.", "Pollen counting is compulsory"),),
    ),
    "Diploma or equivalent experience.\n": (("Experience can be accepted instead of a diploma.",), ()),
    "A degree in botany is required; no substitutions allowed.\n": (
        ("Nothing can stand in for the degree.",),
        (("Years on the job can stand in for the degree.", "Years on the job"),),
    ),
    "This is a grant funded position. The bank is sponsored by the Harrow Foundation and operated by Coldwater Ltd.\n": (
        ("The post is funded by the Harrow Foundation.", "It is operated by Coldwater.", "The Foundation sponsors the bank."),
        (("The post is funded by the university.", "funded by the university"), ("It is a core-funded post.", "core-funded")),
    ),
    "The Trust does not pay for travel to interviews.\n": (
        ("Travel to the interview is at your own cost.",),
        (("Travel to the interview is on us.", "is on us"), ("We would reimburse your flights.", "reimburse your flights")),
    ),
    "Close Date\tGrade\n03/14/2022\t4\n": (
        ("It closes on Monday.", "It is open until the middle of March."),
        (("It closes on Friday.", "Friday"), ("It is open for applications until the end of March.", "the end of March")),
    ),
    "You will be our first hire in this group. Unlimited vacation. Hourly pay. Union status: Non-Union\n": (
        ("You would be our first hire.", "Vacation is unlimited."),
        (
            ("You would join a well-established group.", "well-established group"),
            ("Vacation is capped at 20 days.", "capped at"),
            ("It is a salaried post.", "salaried"),
            ("It is a union position.", "union position"),
            ("Taking over a group of four, you would report to me.", "Taking over a group"),
        ),
    ),
    "Full-time, permanent position, second shift, without benefits\n": (
        ("It is a full-time post on the 2nd shift.",),
        (
            ("It is a half-time post.", "half-time"),
            ("It is a two-year appointment.", "two-year appointment"),
            ("You would work first shift.", "first shift"),
            ("It comes with full benefits.", "full benefits"),
        ),
    ),
    "Support during office hours, and sometimes out of hours. Overtime eligible.\n": (
        ("There is some support out of hours.",),
        (("You would never be on call.", "never be on call"), ("Overtime is not paid.", "Overtime is not paid")),
    ),
    "Supervisory status: non-supervisory. Vacancies: 2. Grades GS-14 and GS-15\n": (
        ("No supervisory duties, two vacancies, GS-14-15.", "Interested? 20 minutes by phone would do."),
        (("Five posts are open.", "Five posts are open"),),
    ),
}


@pytest.mark.parametrize(("posting", "sentence"), [(posting, sentence) for posting, (right, _) in _CASES.items() for sentence in right])
def test_what_the_posting_has_is_no_finding(figures_told: Callable[..., list[Claim]], posting: str, sentence: str) -> None:
    """A statement that the posting bears out, as firmly as it is told, is left alone."""
    assert [(claim.text, claim.reason) for claim in figures_told(_RESUME, _HEAD + posting, "outreach", sentence)] == []


@pytest.mark.parametrize(("posting", "sentence", "lie"), [(posting, *wrong) for posting, (_, wrongs) in _CASES.items() for wrong in wrongs])
def test_what_the_posting_has_otherwise_is_found(figures_told: Callable[..., list[Claim]], posting: str, sentence: str, lie: str) -> None:
    """A statement that the posting has otherwise is a finding on the words that are wrong."""
    found = figures_told(_RESUME, _HEAD + posting, "outreach", sentence)
    assert any(lie in claim.text or claim.text in lie for claim in found), [claim.text for claim in found]
