"""What an email says of employer, role and pay is held against the posting."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.claim import Letter
from pipeline.grounding.posting import employer_side
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

RESUME = """Priya Raman
Backend Engineer
Leeds | 206-555-0149 | priya@example.com

Experience
Backend Engineer, Corvid Payments, Leeds, 2020-02 to present
- Built payment services in Go; cut p99 latency from 900 ms to 210 ms.
- Worked remotely for a fast-growing start-up with 40 people, on 12 services.
Software Developer, Tessel Health, York, 2017-06 to 2020-01
- Wrote remote patient monitoring tools in Python for 14 clinics.
"""
TECH = """Senior Backend Engineer
Company: Marrow & Finch
Location: Leeds

Marrow & Finch makes scheduling software for 310 dental practices. Founded in 2011, we are 64 people, of whom 18 are engineers.
We have an office in Leeds.
We were named one of the best workplaces in Yorkshire in 2024, and our customers include Brightwell Dental and Oakhouse.

What we offer
- £62,000 to £74,000, annual bonus of up to 10%
- Hybrid: two days a week in the office
- 27 days of holiday, pension with 6% match, private health insurance
- £1,200 a year for training
We are not able to sponsor visas.

Requirements
- 5+ years of backend development
- Go, PostgreSQL
You will report to the Head of Engineering. On-call one week in eight.
"""
US = """Warehouse Shift Supervisor
Company: Cedar Pass Logistics, Boise, ID
Pay: $24.50 - $29.00 per hour
Full-time, permanent. Second shift, Sunday to Thursday.
Family-owned since 1978. We run 3 warehouses and 45 trucks and employ about 220 people.
Nineteen forklifts and six reach trucks are in our care.
Benefits: medical and dental insurance, 401(k) with 4% match, 10 paid holidays.
Our turnover fell from 38% to 21% in two years.
Requirements: 3 years in a warehouse, forklift certification
Contact: Lou Brandt, Operations Manager
"""
CAPPED = """Principal Software Engineer
Company: Tenfold Studio
Please note the maximum salary available
for this pay system is $191,900.
"""
OUT_FALSE = (
    (TECH, "The role is fully remote."),
    (TECH, "We pay £85,000 to £95,000."),
    (TECH, "The salary is up to £92k."),
    (TECH, "We offer stock options and a pension."),
    (TECH, "There is a sign-on bonus for you."),
    (TECH, "We sponsor visas."),
    (TECH, "We have 128 people in two offices."),
    (TECH, "We were founded in 2001."),
    (TECH, "We make software for 510 dental practices."),
    (TECH, "We recently closed our Series B."),
    (TECH, "We recently acquired a rival in Spain."),
    (TECH, "Marrow & Finch is the market leader in dental software."),
    (TECH, "We offer unlimited holiday."),
    (TECH, "You would have 35 days of holiday with us."),
    (TECH, "We have a four-day week."),
    (TECH, "You would report to the CTO."),
    (TECH, "Our clients include Vodafone and Siemens."),
    (TECH, "We have offices in Berlin and Lisbon."),
    (TECH, "We pay for relocation."),
    (TECH, "You'd get a company car."),
    (TECH, "Childcare vouchers come with the role, plus a free gym."),
    (TECH, "We are a venture-backed start-up."),
    (TECH, "We ask for seven years of backend development."),
    (TECH, "We match pensions at 9%."),
    (TECH, "Would you like to hear about a remote role at £110,000?"),
    (TECH, "We give £5,000 a year for training."),
    (TECH, "The role pays at least £74,000 a year."),
    (TECH, "The role pays at least £72,000 a year."),
    (TECH, "The salary starts at £74,000."),
    (TECH, "The role pays up to £62,000."),
    (US, "The role pays at least $29 an hour."),
    (CAPPED, "The role pays at least $175,000 a year."),
    (US, "The pay is $34 an hour."),
    (US, "Fifty-two trucks wait here for somebody who keeps them rolling."),
    (US, "Drivers in 80 trucks bring the goods."),
    (TECH, "You could work from the office up to 27 days a week."),
    (US, "We employ about 420 people."),
    (US, "We have been family-owned since 1987."),
    (US, "We run 85 trucks."),
    (US, "We are an employee-owned company."),
    (US, "Our turnover fell from 38% to 11%."),
    (US, "There is tuition reimbursement."),
    (US, "The role comes with flexible hours."),
    (US, "We're a publicly traded company, and profitable."),
    (US, "We were ranked among the best places to work by Forbes."),
    (US, "It is a temporary position."),
    (US, "We offer paid parental leave."),
)
OUT_TRUE = (
    (TECH, "We make scheduling software for more than 300 dental practices."),
    (TECH, "We are 64 people in Leeds, 18 of them engineers."),
    (US, "Forty-five trucks wait here for somebody who keeps them rolling."),
    (US, "Seventy in all: forty-five trucks, nineteen forklifts and six reach trucks are in our care."),
    (TECH, "You would go from 12 services to a product for 310 dental practices."),
    (TECH, "The role is hybrid, with two days a week in the office."),
    (TECH, "You could work from home three days a week."),
    (TECH, "The pay is £62k to £74k plus a yearly bonus of up to a tenth."),
    (TECH, "The salary goes up to £74,000."),
    (TECH, "The role pays at least £62,000 and up to £74,000."),
    (TECH, "The salary starts at £62,000."),
    (US, "The role pays at least $24.50 an hour."),
    (CAPPED, "The role pays up to $191,900 a year."),
    (TECH, "We started in 2011."),
    (TECH, "We've been at it for fifteen years."),
    (TECH, "You would report to our Head of Engineering."),
    (TECH, "Our customers include Oakhouse."),
    (TECH, "We were named among the best workplaces in Yorkshire."),
    (TECH, "Could I call you for 20 minutes this week?"),
    (TECH, "We have a pension, health insurance and money for training."),
    (TECH, "You worked remotely for a fast-growing start-up."),
    (TECH, "Your remote patient monitoring work at Tessel Health caught my eye."),
    (TECH, "If you need visa sponsorship, this is not for you."),
    (TECH, "We cannot sponsor visas."),
    (TECH, "I know that your Go skills would be a bonus for us."),
    (TECH, "We ask for five years and more."),
    (TECH, "On call is one week in eight."),
    (TECH, "46 of us are not engineers."),
    (US, "The pay is $24.50 to $29 an hour."),
    (US, "We look after 25 machines, nineteen forklifts among them."),
    (US, "Our turnover dropped by 17 points."),
    (US, "It is a full-time, permanent post on second shift."),
    (US, "We give medical and dental cover and match your 401k."),
    (US, "We're a family firm of about 220 people, started in 1978."),
    (US, "You would start at 10 on Monday."),
    (US, "We have nearly fifty trucks."),
)
APP_FALSE = (
    (TECH, "I admire your recent Series B."),
    (TECH, "Your fully remote culture is what draws me."),
    (TECH, "I would love to join your award-winning start-up, backed by top investors."),
    (TECH, "Your team of 40 engineers is one that I would like to join."),
    (TECH, "Your offices in Berlin appeal to me."),
    (TECH, "As the market leader in dental software, you need people like me."),
    (TECH, "You ask for eight years of backend work."),
    (TECH, "I saw that you recently launched a mobile product in France."),
    (TECH, "Your 700 customers deserve good software."),
    (TECH, "The visa sponsorship you offer would help me."),
    (TECH, "Your rapid growth impressed me."),
    (US, "I like that you are a Fortune 500 company."),
    (US, "The four-day week you offer suits me."),
    (US, "Your 90 trucks need a steady hand."),
    (TECH, "Please accept my application to lead Marrow & Finch and its staff of 90."),
    (TECH, "I would love to run your office and its team of thirty engineers."),
    (TECH, "I would be glad to serve Marrow & Finch and its 900 dental practices."),
    (TECH, "Your 555 practices deserve good software."),
)
APP_TRUE = (
    (TECH, "I have worked remotely for a start-up, and I like hybrid work."),
    (TECH, "I would like to know whether the role can be remote."),
    (TECH, "Your 310 practices deserve good software."),
    (TECH, "Your team has a fine name, and I would love to join it."),
    (TECH, "I am open to relocation."),
    (TECH, "You ask for five years, and I have six."),
    (TECH, "I built payment services for a fast-growing start-up with 40 people."),
    (TECH, "I need no visa sponsorship."),
    (TECH, "Your two days in the office suit me."),
    (TECH, "With 18 engineers, you are about half the size of the team that I know."),
    (TECH, "I could come to your office at 9:30 on any day."),
    (TECH, "I cut latency to 210 ms and would like to do the same for you."),
    (US, "I have run 14 clinics' systems, and your 45 trucks would be a change."),
    (US, "A family firm appeals to me."),
    (TECH, "I am applying to lead Marrow & Finch and its staff of 64."),
    (TECH, "I know Corvid Payments and its 12 services."),
    (US, "You brought turnover down by almost half."),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest]) -> Callable[..., list[Claim]]:
    def find(job: str, sentence: str, direction: str, **fields: str) -> list[Claim]:
        sender, greeting = ("Priya Raman", "Dear Team") if direction == "application" else ("Lou Brandt", "Dear Priya")
        request = make_request(RESUME, job, direction=direction, sender=sender, **fields)
        email = Email(subject="A short letter", body=f"{greeting},\n\n{sentence}\n\nKind regards,\n{sender}")
        return [claim for claim in employer_side.find(Letter(email, Sources.of(request))) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize(("job", "sentence"), OUT_FALSE)
def test_what_the_posting_does_not_say_is_found_in_an_outreach(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """Pay, perks, size, growth and prizes that the posting does not have are findings."""
    assert found_in(job, sentence, "outreach")


@pytest.mark.parametrize(("job", "sentence"), OUT_TRUE)
def test_what_the_posting_says_is_not_found_in_an_outreach(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """Its own words, rounded, added up or in another form, are none."""
    assert not found_in(job, sentence, "outreach")


@pytest.mark.parametrize(("job", "sentence"), APP_FALSE)
def test_flattery_with_made_up_facts_is_found(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """An application must not invent facts about the employer either."""
    assert found_in(job, sentence, "application")


@pytest.mark.parametrize(("job", "sentence"), APP_TRUE)
def test_the_candidates_own_matters_and_plain_praise_are_not_found(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """What the candidate did or would like says nothing of the employer."""
    assert not found_in(job, sentence, "application")


def test_what_the_posting_rules_out_is_contradicted(found_in: Callable[..., list[Claim]]) -> None:
    """`We sponsor visas` against `not able to sponsor`."""
    assert [claim.verdict for claim in found_in(TECH, "We offer visa sponsorship.", "outreach")] == [Verdict.CONTRADICTED]


def test_the_senders_wishes_are_evidence(found_in: Callable[..., list[Claim]]) -> None:
    """What the recruiter asked to be said of the role is known to be so."""
    sentence = "The role is fully remote and pays £90,000."
    assert not found_in(TECH, sentence, "outreach", wishes="Say that it is fully remote and pays £90,000")


def test_hostile_input_takes_linear_time(make_request: Callable[..., EmailRequest]) -> None:
    """A hundred thousand characters are read in seconds, not minutes."""
    sources = Sources.of(make_request(RESUME, TECH, direction="outreach"))
    for piece in ("won ", "our clients include A, ", "48 ", "reports to the ", "we recently won ", "remote-", "paid  ", "\x00 the the "):
        began = time.process_time()
        list(employer_side.find(Letter(Email(subject="x", body=piece * (100_000 // len(piece))), sources)))
        assert time.process_time() - began < 20, piece
