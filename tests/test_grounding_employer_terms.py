"""Perks, kinds of contract, counts and conditions in other trades: what a posting has words like, and what it really offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.claim import Letter
from pipeline.grounding.posting import employer_side
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

RESUME = """Odile Marchetti
Pastry Chef

Experience
Pastry Chef, Hotel Bellavita, Trieste, 2019-04 to present
- Makes desserts for 180 guests a day with a team of five; a kitchen budget of €140,000.
Commis, Osteria Tre Ponti, Udine, 2016-06 to 2019-03
"""
BAKERY = """Head Pastry Chef
Company: Molino Garbin, Gorizia
Type: Part-time, 28 hours a week, fixed-term contract for one year
Molino Garbin bakes for 14 shops and 60 cafés. Started in 1952, it employs 41 bakers and runs 9 vans.
We maintain two distributed ovens and check the van stock each evening. Most of our flour is ground in the house.
Duties
- Lead training of younger staff, write the display options for the shops
- Raise quality; grow the range; take part in the trade fair
What we offer
- A room in the staff house for 120 euros a month
- Health insurance after six months, bread at a staff discount
- 24 days of leave
Shifts from 4 am, Tuesday to Sunday
"""
CLINIC = """Veterinary Surgeon (small animals)
Company: Harrowgate Vets Group, Calgary, AB
Full-time, permanent. Salary CAD 118,000 to 134,000
Harrowgate has six clinics with 38 veterinarians and 95 technicians, and sees 52,000 animals a year. 16 of the veterinarians are partners.
On-call one weekend in seven.
Benefits
- Dental and medical from day one, RRSP matching at 5%
- CAD 2,500 a year for courses; licence fees paid
- Relocation support of CAD 4,000
- Laptop
Reports to the Medical Director.
"""
SETTLED = CLINIC.replace("- Relocation support of CAD 4,000\n", "")
FALSE = (
    (BAKERY, "You could work remotely on two days."),
    (BAKERY, "There are stock options for every baker."),
    (BAKERY, "We'd pay for your training courses."),
    (BAKERY, "You get a company car."),
    (BAKERY, "We are the market leader in the region."),
    (BAKERY, "We are a fast-growing start-up."),
    (BAKERY, "We have just closed a funding round."),
    (BAKERY, "We offer a bonus after each season."),
    (BAKERY, "The post is full-time and permanent."),
    (BAKERY, "You would work Monday to Friday."),
    (BAKERY, "A free room in the staff house comes with it."),
    (BAKERY, "Health insurance is yours from day one."),
    (BAKERY, "We run 14 vans."),
    (BAKERY, "Our 60 bakers would welcome you."),
    (BAKERY, "We work in three countries."),
    (BAKERY, "The pay is €140,000 a year."),
    (BAKERY, "We pay a 13th salary."),
    (BAKERY, "We give free lunch to all."),
    (BAKERY, "You would have a four-day week with us."),
    (BAKERY, "We are an employee-owned bakery, owned by our staff, a co-operative."),
    (CLINIC, "We have 95 veterinarians."),
    (CLINIC, "Our nearly sixty veterinarians share one rota."),
    (CLINIC, "We have four clinics."),
    (CLINIC, "The pay is CAD 52,000."),
    (CLINIC, "You would be on call one weekend in three, at a salary of CAD 150,000."),
    (CLINIC, "We cover a free flat near the clinic."),
    (CLINIC, "There is a sign-on bonus and a company car."),
    (CLINIC, "We are a family-run practice, started by two brothers."),
    (CLINIC, "We give a CAD 6,000 course budget."),
    (CLINIC, "We'd fly you in: annual flights home are paid."),
    (CLINIC, "The role carries a 12% pay rise after a year."),
    (CLINIC, "Our clinics treat 72,000 animals a year."),
    (BAKERY, "We sponsor visas."),
    (BAKERY, "You get a training budget."),
    (SETTLED, "About a third of the time you would travel."),
    (BAKERY, "Our headcount has doubled since the spring."),
    (BAKERY, "Last year we grew by half."),
    (BAKERY, "We were named employer of the year."),
    (BAKERY, "We lease you a bicycle."),
    (BAKERY, "You would have a company phone."),
    (BAKERY, "There is a nursery for your children, and we help with childcare."),
    (BAKERY, "You can bring your dog to work."),
    (CLINIC, "Staff get a discount on everything we make."),
    (SETTLED, "Housing comes with the job."),
    (SETTLED, "We would find you a flat."),
    (BAKERY, "Holidays are unlimited."),
    (BAKERY, "Everybody here owns shares in the company."),
    (BAKERY, "We pay by the collective agreement."),
    (BAKERY, "There are three rounds of interviews."),
    (CLINIC, "Both mothers and fathers get six months of leave."),
    (CLINIC, "The work is in three shifts."),
)
TRUE = (
    (BAKERY, "The post is part-time, 28 hours a week, for one year to begin with."),
    (BAKERY, "There's a room in the staff house at 120 euros a month."),
    (BAKERY, "After six months you get health insurance."),
    (BAKERY, "We have 41 bakers and nine vans."),
    (BAKERY, "Our nine vans serve 14 shops and some sixty cafés."),
    (BAKERY, "We started in 1952 and have 24 days of leave."),
    (BAKERY, "Your desserts for 180 guests a day are close to what our 60 cafés want."),
    (BAKERY, "Shifts begin at 4 in the morning, from Tuesday on."),
    (BAKERY, "Your kitchen budget of €140,000 shows that you can count."),
    (BAKERY, "You worked evening shifts and on a hotel's bonus scheme for years."),
    (CLINIC, "We are 38 veterinarians in six clinics; 16 of them are partners."),
    (CLINIC, "Medical and dental cover you from your first day."),
    (CLINIC, "We pay CAD 118,000 to 134,000, help with the move, and CAD 2,500 a year for courses."),
    (CLINIC, "You would be on call one weekend in seven."),
    (CLINIC, "You would report to our Medical Director."),
    (CLINIC, "You have been with your hotel for six months more than we ask."),
    (CLINIC, "Nobody reports to this post."),
    (CLINIC, "You can reach me on (403) 555-0142 or +1 403 555 0142."),
    (CLINIC, "We match 5% for your retirement and pay the licence fees."),
    (CLINIC, "Our technicians, 95 in all, are a patient lot."),
    (CLINIC, "Roughly one animal in forty comes back to us within a week."),
    (BAKERY, "Two of us plan a room from start to finish."),
    (BAKERY, "Under you the kitchen team of the hotel doubled."),
    (BAKERY, "Your award for the best dessert would hang well here."),
    (BAKERY, "We will find you a place in the team."),
    (BAKERY, "The contract is limited to one year."),
    (CLINIC, "You can bring your dog to our clinic."),
    (CLINIC, "We help you move here."),
    (CLINIC, "We pay for courses."),
)
APPLIED_FALSE = (
    (BAKERY, "I read that you doubled in size last year."),
    (BAKERY, "I saw that you sponsor visas."),
    (BAKERY, "I read about your funding round."),
    (BAKERY, "The company bicycle you mention would suit me."),
    (CLINIC, "I like the flexible hours."),
    (CLINIC, "I saw that you were voted best place to work."),
    (BAKERY, "The free parking you offer would suit me."),
    (BAKERY, "Your fully remote set-up appeals to me."),
    (BAKERY, "Your 90 vans are known to everyone here."),
    (CLINIC, "I admire your recent Series C."),
    (CLINIC, "Your 72 veterinarians would be fine colleagues."),
)
APPLIED_TRUE = (
    (BAKERY, "I have a company phone and a bicycle that I lease from my employer."),
    (BAKERY, "I like the flexible hours of my present post."),
    (CLINIC, "The team doubled while I was there."),
    (BAKERY, "Over that 14-month contract at the hotel I wrote two menus."),
    (BAKERY, "Complaints have more than halved there, thanks to a second oven."),
    (BAKERY, "Your nine vans and 41 bakers tell me how early the day begins."),
    (CLINIC, "I am on call one week in five, so your one in seven would be lighter."),
    (CLINIC, "From day one I would listen before I change anything."),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest]) -> Callable[..., list[Claim]]:
    def find(job: str, sentence: str, direction: str) -> list[Claim]:
        sender, greeting = ("Odile Marchetti", "Dear Team") if direction == "application" else ("Sam Garbin", "Dear Odile")
        request = make_request(RESUME, job, direction=direction, sender=sender)
        email = Email(subject="A short letter", body=f"{greeting},\n\n{sentence}\n\nKind regards,\n{sender}")
        return [claim for claim in employer_side.find(Letter(email, Sources.of(request))) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize(("job", "sentence"), FALSE)
def test_words_that_only_look_alike_bear_nothing_out(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """`display options` are no share options, `distributed ovens` no home office, `14 shops` no 14 vans."""
    assert found_in(job, sentence, "outreach")


@pytest.mark.parametrize(("job", "sentence"), TRUE)
def test_what_is_offered_may_be_said_in_other_words(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """Numbers of the same things, conditions as given, and what the candidate has are no findings."""
    assert not found_in(job, sentence, "outreach")


@pytest.mark.parametrize(("job", "sentence"), APPLIED_FALSE)
def test_an_application_may_not_make_up_offers(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """What the employer is praised for must stand in the posting."""
    assert found_in(job, sentence, "application")


@pytest.mark.parametrize(("job", "sentence"), APPLIED_TRUE)
def test_an_application_may_tell_of_its_own_numbers(found_in: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """Own contracts, own rates and plans are nothing of the employer."""
    assert not found_in(job, sentence, "application")
