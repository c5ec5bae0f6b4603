"""A number that is true of something else in the resume, in two trades; and figures without a number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

MIDWIFE = """Jane Doe
Community Midwife

EXPERIENCE
Community Midwife, Fennel Street Health Centre, York
Mar 2020 - present
- Reduced missed appointments by 32% with text reminders in four languages.
- Shortened waiting time for home visits by 18%.
- Coordinated 12 volunteers in a breastfeeding support group.
- Wrote 75 care plans a year; the unit received 40 referrals a month.
- Complaints about the clinic fell from 9 to 2 in one season.

Midwife, Larchmont Hospital, Leeds
Jan 2016 - Feb 2020
- Won a grant of £18,000 for a birth pool; managed a supplies budget of £46,000.
- Attended 310 births, the third highest number on the ward.
- Published 6 posters and gave 75 talks.
- Regional finalist, Nightingale Prize, 2017
- Regional finalist, Nightingale Prize, 2018
- Regional finalist, Nightingale Prize, 2019
- Regional finalist, Nightingale Prize, 2020
"""
JOINER = """Jane Doe
Joiner and Site Supervisor

EXPERIENCE
Site Supervisor, Brackwell Homes, Derby
Mar 2020 - present
- Cut timber waste on site by 22% by reusing formwork.
- Lowered accident rate by 35% after weekly toolbox talks.
- Led 8 joiners; the yard keeps 60 machines.
- Fitted 140 staircases a year.
- Harbour Quay Apartments - Value: $3M
- Mill Lane School - Value: $11M
- Late deliveries went from 7 to none in the second year.

Joiner, Pellow & Sons, Matlock
Jan 2016 - Feb 2020
- Started with 6 customers; 42 now come back every year.
- Highest number of finished doors in the firm, 2018
- Ranked in the "top5%" of the trade exam.
"""
JOB = "# Lead\n\nQuarry Trust looks for a lead.\n\nPay: £41,000 to £52,000. Apply by 30 April.\n"

TRUE = [
    (MIDWIFE, "I cut missed appointments by 32% and waiting time for home visits by 18%."),
    (MIDWIFE, "Text reminders brought missed appointments down by 32%."),
    (MIDWIFE, "I coordinated a dozen volunteers in a breastfeeding group."),
    (MIDWIFE, "At Larchmont I looked after £46,000 of supplies and won £18,000 for a birth pool."),
    (MIDWIFE, "I write some six care plans a month."),
    (MIDWIFE, "Home visits now come 18% sooner."),
    (MIDWIFE, "Complaints about the clinic dropped from nine to two."),
    (MIDWIFE, "I was a finalist for the Nightingale Prize, four finals in a row."),
    (MIDWIFE, "Three mothers in five came back to us."),
    (MIDWIFE, "I gave 75 talks and wrote as many care plans in a year."),
    (JOINER, "I cut timber waste by 22%, and the accident rate fell by 35%."),
    (JOINER, "I ran the $3M Harbour Quay Apartments and the $11M school in Mill Lane."),
    (JOINER, "Reused formwork saved 22% of our timber."),
    (JOINER, "Late deliveries went from seven to none."),
    (JOINER, "Customers have grown sevenfold since I began."),
    (JOINER, "In 2018 I finished more doors than anyone else in the firm."),
    (JOINER, "I finished the trade exam in the top five percent."),
    (JOINER, "I worked on sites worth between $3M and $11M."),
    (JOINER, "Eight joiners work with me, and the other half of my week goes to the yard."),
    (JOINER, "I keep well over forty machines in order."),
]
FALSE = [
    (MIDWIFE, "I cut missed appointments by 18% with text reminders.", "18%"),
    (MIDWIFE, "Waiting time for home visits is 32% shorter.", "32%"),
    (MIDWIFE, "I coordinated 75 volunteers in a breastfeeding support group.", "75"),
    (MIDWIFE, "I won a grant of £46,000 for a birth pool at Larchmont Hospital.", "£46,000"),
    (MIDWIFE, "Complaints about the clinic dropped from nine to none.", "to none"),
    (MIDWIFE, "I attended more births than any other midwife on the ward.", "more births than any other midwife"),
    (MIDWIFE, "I gave 75 care plans to 310 volunteers in a breastfeeding support group.", "310"),
    (MIDWIFE, "There is proof: at Fennel Street Health Centre, I attended 310 births.", "310"),
    (JOINER, "I brought the accident rate down by 22% with weekly toolbox talks.", "22%"),
    (JOINER, "Timber waste on site fell 35% by reusing formwork.", "35%"),
    (JOINER, "I ran the $11M Harbour Quay Apartments.", "$11M"),
    (JOINER, "I led 60 joiners on site.", "60"),
    (JOINER, "Accidents went from five to zero.", "to zero"),
    (JOINER, "Customers have doubled since I began.", "doubled"),
]


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(resume: str, sentence: str, direction: str = "application") -> list[str]:
        request = make_request(resume, JOB, direction, recipient=None if direction == "application" else "Jane Doe")
        body = f"Dear {'Hiring Manager' if direction == 'application' else 'Jane'},\n\n{sentence}\n\nKind regards,\nJane Doe"
        return [claim.text for claim in findings_of(body, request, kinds=("metric", "scope"))]

    return find


@pytest.mark.parametrize(("resume", "sentence"), TRUE)
def test_a_number_told_of_what_it_counts_is_no_finding(found_in: Callable[..., list[str]], resume: str, sentence: str) -> None:
    """In other words, in another order, as a rate, as the length of a list, rounded, beside other numbers."""
    assert found_in(resume, sentence) == []


@pytest.mark.parametrize(("resume", "sentence", "said"), FALSE)
def test_a_number_told_of_something_else_is_found(found_in: Callable[..., list[str]], resume: str, sentence: str, said: str) -> None:
    """Where a line of the resume plainly gives another number for it, or where nothing was brought to nothing."""
    assert any(said in text for text in found_in(resume, sentence))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The grant of nearly £60,000 that you won fits what our pay of £41,000 and our mothers need.", ["£60,000"]),
        ("The £52,000 that we offer is more than you earn now.", []),
    ],
)
def test_in_an_outreach_what_you_won_is_yours(found_in: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Also in a sentence that speaks of the employer, and where the posting has a number close to it."""
    assert [text for text in found_in(MIDWIFE, sentence, "outreach") if "£" in text] == found


OTHER_WORDS_FALSE = [
    (MIDWIFE, "application", "Missed appointments came down by a half with text reminders in four languages."),
    (MIDWIFE, "application", "Waiting time for home visits was cut by two-thirds in a year."),
    (MIDWIFE, "application", "The trust gave us £71,000 for a birth pool."),
    (MIDWIFE, "application", "The births that I attended were the second highest number on the ward."),
    (MIDWIFE, "application", "Coordinating 37 volunteers in a breastfeeding support group is what taught me patience, I think."),
    (MIDWIFE, "outreach", "Attending 460 births, then running a clinic of your own, is the kind of path our midwives respect."),
    (MIDWIFE, "outreach", "At Larchmont Hospital, I gather, 57 posters came out."),
]
OTHER_WORDS_TRUE = [
    (MIDWIFE, "application", "Missed appointments came down by nearly a third with text reminders in four languages."),
    (MIDWIFE, "application", "The trust gave us £18,000 for a birth pool."),
    (MIDWIFE, "application", "The births that I attended were the third highest number on the ward."),
    (MIDWIFE, "application", "Coordinating 12 volunteers in a breastfeeding support group is what taught me patience, I think."),
    (MIDWIFE, "application", "I wrote 75 care plans a year and saw 40 referrals a month, so about 2 plans a referral."),
    (MIDWIFE, "application", "I want the 2:30 to 11 shift."),
    (MIDWIFE, "outreach", "Attending 310 births, then running a clinic of your own, is the kind of path our midwives respect."),
]


@pytest.mark.parametrize(("resume", "direction", "sentence"), OTHER_WORDS_FALSE)
def test_a_wrong_number_is_found_whatever_subject_its_clause_has(
    found_in: Callable[..., list[str]], resume: str, direction: str, sentence: str
) -> None:
    """A participle, a passive, a thing or an employer may be what a clause begins with."""
    assert found_in(resume, sentence, direction)


@pytest.mark.parametrize(("resume", "direction", "sentence"), OTHER_WORDS_TRUE)
def test_a_right_number_is_no_finding_whatever_subject_its_clause_has(
    found_in: Callable[..., list[str]], resume: str, direction: str, sentence: str
) -> None:
    """The same with the resume's numbers, or with what follows from two others of the sentence."""
    assert found_in(resume, sentence, direction) == []


_ANALYST = """Jane Doe
Operations Analyst
Harbor Freight Lines, Oakland, Jan 2021 - Present
- Cut late deliveries from 12% to 9% across 14 depots.
- Built a dashboard that is used by 70 dispatchers.
- Mentor four junior analysts.
Junior Analyst
Pelican Foods, San Jose, June 2018 - Dec 2020
- Prepared stock reports for 22 shops; waste fell from 9 to 4 tonnes a month.
- Answered 40 supplier queries a week.
"""


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("I shaved nearly a tenth off late deliveries.", False),
        ("I shaved a quarter off late deliveries.", True),
        ("My dashboard reaches well over a hundred dispatchers.", False),
        ("My dashboard reaches some seventy dispatchers.", True),
        ("I have given a hundred reasons for that.", True),
        ("My reports served some three dozen shops.", False),
        ("My reports served nearly two dozen shops.", True),
        ("I covered a score of depots.", False),
        ("I answered upwards of sixty supplier queries weekly.", False),
        ("Nine junior analysts look to me for guidance.", False),
        ("My dashboard made dispatching twice as fast.", False),
        ("Four out of five dispatchers use my dashboard.", False),
        ("Late deliveries dropped by a half.", False),
        ("Late deliveries dropped by a quarter.", True),
    ],
)
def test_a_figure_in_words_needs_one_of_the_same_thing(found_in: Callable[..., list[str]], sentence: str, true: bool) -> None:
    """Shares by which something changed are no levels, and what is only about as large is of the thing that is counted."""
    assert (not found_in(_ANALYST, sentence)) is true


def test_the_day_of_a_deadline_is_no_figure_of_the_posting(found_in: Callable[..., list[str]]) -> None:
    """`30 April` bears out no thirty depots."""
    sentence = "The thirty depots you looked after are a good match for us."
    assert found_in(_ANALYST, sentence, "outreach")
    assert not found_in(_ANALYST, sentence.replace("thirty", "fourteen"), "outreach")


ENGINEER = """Jane Doe
EXPERIENCE
Threat Engineer, Fintech Group, Austin
2019-01 - Present
- Led team of 8 engineers developing behavioral analysis models for zero-day identification
- Reduced deployment time by 40% and release time with it
- Reduced manual testing by 65% and false alarms by 30%
- Integrated Prometheus monitoring, improving mean time to recovery (MTTR) by 20%

Architect, Kelp Bank, Austin
2014-01 - 2018-12
- Cut review time of vendor tools by 30%; ran penetration tests for Fortune 500 clients
- Mentored 12 junior engineers in advanced threat modeling techniques
"""
GRADUATE = """Jane Doe
Austin, TX | 206-555-0149
EXPERIENCE
Data Scientist, Fintech Group, Austin
2021-05 - Present
- Developed fraud detection model using ensemble methods with 95% accuracy

EDUCATION
B.Tech, Computer Science, Delhi
GPA: 9.5/10
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("In that post I led a team of 12 engineers modeling behavior to spot zero-day attacks.", ["12"]),
        ("In that post I led a team of 8 engineers modeling behavior to spot zero-day attacks.", []),
        ("I mentored 12 engineers in threat modeling.", []),
        ("At Fintech Group I cut deployment time by 30%.", ["30%"]),
        ("At Kelp Bank I cut deployment time by 30%.", []),
        ("I ran 500 penetration tests.", ["500"]),
        ("I reduced mean time to recovery by 40%.", ["40%"]),
        ("I reduced mean time to recovery by 20%.", []),
        ("I cut the time of deployments by 40%.", []),
        ("I shortened releases by 40%, and mean time to recovery fell by 20%.", []),
    ],
)
def test_a_number_of_one_line_told_with_the_words_of_another_is_found(
    found_in: Callable[..., list[str]], sentence: str, found: list[str]
) -> None:
    """A count of the same people, and a share of the same sort, each of which the resume gives of something else."""
    assert found_in(ENGINEER, sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I took my B.Tech with a GPA of 9.5 out of 10.", []),
        ("I took my B.Tech with a GPA of 9.5 out of 20.", ["20"]),
        ("I developed a fraud detection model that achieves 95% accuracy.", []),
        ("I developed a fraud detection model that achieves 99% accuracy.", ["99%"]),
        ("I trained 555 analysts.", ["trained", "555"]),
        ("I am applying under announcement 21NRCA029LB-DHA and 24-DHA-118.", []),
    ],
)
def test_a_full_mark_and_a_reference_are_no_figures_of_work(found_in: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """What a grade is out of stands in the resume; codes name a thing; the digits of a telephone bear out nothing."""
    assert found_in(GRADUATE, sentence) == found


def test_both_halves_of_a_wrong_pair_are_shown(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """A number of one employer told of another is marked, and so is the employer that the sentence names, also in another clause."""
    request = make_request(JOINER, JOB, sender="Jane Doe")
    text = "Dear Hiring Manager,\n\nAt Pellow & Sons, where I learned a lot, I cut timber waste by 22%.\n\nKind regards,\nJane Doe"
    assert {(found.kind.value, found.text) for found in findings_of(text, request)} >= {("metric", "22%"), ("employer", "Pellow & Sons")}
