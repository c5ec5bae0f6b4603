"""The employer told in other forms than the documents': hours of part of a week, initials of a town, several people greeted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

KINDS = ("employer", "employer_side", "person")
RESUME = """Ilse Vandamme
Seeking to bring clinical and commercial sense to a senior post at Corwin Harbour Clinics.
Leuven, NYC

Experience
Account Manager, Tessaro Labs, Leuven, 2019-04 to present
- Won 42 net-new laboratory accounts; led 120+ field engineers.
Volunteer, Gleaner Open Source, Ghent, 2016-06 to 2019-03
- Gleaner is used daily by Tessaro Labs, Fjordmark, Quillon and more.
- Wrote the importer with a team from Ghent and Delft.
"""
CLINIC = """Practice Coordinator
Company: Corwin Harbour Clinics
Location: San Francisco, California
Salary: $48,750 - $51,000 for a 30h/week, 0.75 FTE
The 18F office works with us; we came out of Y-Combinator in the W20 batch.
Remote Position: No. This is an in-person position.
Visa sponsorship: No
Union Position: Yes
We give $200 a month for courses and 10 paid holidays per year.
People
- Marta Ollivier (CEO)
- Tomas Gill (CTO)
- Henrike Sund, Chief Financial Officer
"""
SHOP = """Store Lead
Company: Bexley Rowan
0.6 FTE (24 hours), office in New York
Chief Executive Officer Paula Renn and our CTO, Idris Vale, founded the firm.
Ability to work independently and remotely
"""
APPLICATION = (
    (CLINIC, "A 0.75 position of thirty hours a week would suit me beautifully."),
    (CLINIC, "Your three-quarter position is what I look for."),
    (CLINIC, "The post of 30 hours a week fits my family."),
    (CLINIC, "You offer thirty hours at $48,750 or more."),
    (CLINIC, "Thirty hours a week suit me."),
    (CLINIC, "Your 75% position is what I want."),
    (SHOP, "Your 24-hour week suits me, as does the 60% contract."),
    (SHOP, "The 0.6 FTE you offer suits me."),
    (SHOP, "You mention twenty-four hours a week."),
    (CLINIC, "Gleaner, where I wrote the importer, is used every day by Tessaro Labs, Fjordmark and Quillon."),
    (CLINIC, "Gleaner, whose importer I wrote with a team from Ghent and Delft, is used daily by Tessaro Labs."),
    (CLINIC, "I wrote the importer of Gleaner, adopted by Tessaro Labs for daily use."),
    (CLINIC, "I'm an account manager in New York City who would like to move."),
    (CLINIC, "I am an engineer in New York City and a friend of open source."),
    (CLINIC, "I work as a consultant from New York City, mostly."),
    (CLINIC, "I'd like to work with 18F in the office next door."),
    (CLINIC, "The work of 18F interests me."),
    (CLINIC, "Your CTO Tomas Gill speaks of it."),
    (CLINIC, "Your CEO, Marta Ollivier, says as much."),
    (CLINIC, "I read what Henrike Sund, your CFO, wrote."),
    (CLINIC, "I know of your CEO Marta Ollivier, CTO Tomas Gill and CFO Henrike Sund."),
    (CLINIC, "I have heard Marta Ollivier, your CEO, Tomas Gill, your CTO, and Henrike Sund, your CFO."),
    (SHOP, "Your chief executive Paula Renn founded it."),
    (SHOP, "I read what Idris Vale, your CTO, wrote."),
    (CLINIC, "I'd bring clinical sense to a senior post at Corwin Harbour Clinics."),
    (CLINIC, "The benefits, with 10 paid holidays per year, look fine."),
    (CLINIC, "My summary says that I seek a senior post at Corwin Harbour Clinics."),
)
APPLICATION_LIES = (
    (CLINIC, "A 0.75 position of thirty-six hours a week would suit me.", "thirty-six"),
    (CLINIC, "Your half-time post of 20 hours a week suits me.", "20 hours"),
    (SHOP, "The 0.8 FTE you offer suits me.", "0.8"),
    (SHOP, "You mention thirty-two hours a week.", "thirty-two"),
    (CLINIC, "During a previous contract with 18F I became familiar with agile delivery.", "18F"),
    (CLINIC, "I worked at 18F for a year.", "18F"),
    (CLINIC, "My years at 18F taught me plain language.", "18F"),
    (CLINIC, "I spent two summers with 18F.", "18F"),
    (CLINIC, "Your CTO Marta Ollivier speaks of it.", "Marta"),
    (CLINIC, "Your CEO, Tomas Gill, says as much.", "Tomas"),
    (CLINIC, "I read what Henrike Sund, your CTO, wrote.", "Henrike"),
    (SHOP, "Your CTO Paula Renn founded it.", "Paula"),
    (SHOP, "I read what Idris Vale, your chief executive, wrote.", "Idris"),
    (CLINIC, "My years at Corwin Harbour Clinics taught me patience.", "Corwin"),
    (CLINIC, "I worked at Corwin Harbour Clinics as a coordinator.", "Corwin"),
    (CLINIC, "The benefits, with 30 paid holidays per year and training, look very generous.", "30"),
    (CLINIC, "Your perks, among them 25 paid holidays, look generous.", "25"),
    (CLINIC, "The package of 28 paid holidays looks very good.", "28"),
)
OUTREACH = (
    (CLINIC, "It's thirty hours a week and pays roughly 49 to 51 thousand dollars."),
    (CLINIC, "The clinic offers a three-quarter position with $48,750 at the lower end."),
    (CLINIC, "We offer a three-quarter post of 30 hours."),
    (CLINIC, "The job is three-quarters time."),
    (CLINIC, "We need someone who has sold to laboratories before. Forty-two net-new laboratory logos at Tessaro suggest you can."),
    (CLINIC, "Our profile asks for a person who leads, and somebody who led more than a hundred engineers at Tessaro Labs surely does."),
    (CLINIC, "Our client needs a closer: 42 net-new accounts at Tessaro Labs speak for themselves."),
    (CLINIC, "We came out of YC's W20 batch."),
    (CLINIC, "We were in YC and in its W20 batch."),
    (CLINIC, "We have a role in SF that may suit you."),
    (CLINIC, "Our office in SF is small."),
    (CLINIC, "We are hiring in SF for Corwin Harbour Clinics."),
    (SHOP, "Our NYC office needs a lead."),
    (SHOP, "We have a role in NYC."),
    (CLINIC, "You would report to our CEO Marta Ollivier."),
    (CLINIC, "Our union position comes with $200 a month for courses."),
)
OUTREACH_LIES = (
    (CLINIC, "The role is fully remote and pays $48,750.", "remote"),
    (CLINIC, "It is a fully remote post.", "remote"),
    (CLINIC, "We offer visa sponsorship.", "sponsorship"),
    (CLINIC, "Our staff of 200 lives in ten countries.", "200"),
    (CLINIC, "We are a team of 200 people.", "200"),
    (CLINIC, "Our crew of 200 is growing.", "200"),
    (CLINIC, "You'd talk with our CTO Marta Ollivier.", "Marta"),
    (CLINIC, "Our CFO, Tomas Gill, will call you.", "Tomas"),
    (SHOP, "You'd meet Paula Renn, our CTO.", "Paula"),
    (CLINIC, "We pay for a 36-hour week.", "36"),
    (CLINIC, "Your years at Corwin Harbour Clinics caught my eye.", "Corwin"),
)
GREETINGS = (
    ("Dear Marta, dear Tomas,", True),
    ("Dear Marta and Tomas,", True),
    ("Hi Marta, hi Tomas,", True),
    ("Dear Ms Ollivier, dear Mr Gill,", True),
    ("Dear Marta Ollivier and Tomas Gill,", True),
    ("Hello Marta & Henrike,", True),
    ("Hi Marta, Tomas and Henrike,", True),
    ("Dear Marta, dear Oliver,", False),
    ("Dear Marta and Beatrix,", False),
    ("Dear Tomas and Henrike,", False),
    ("Dear Tomas,", False),
)


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[Claim]]:
    """The findings on a sentence in the middle of a letter, of the kinds that this file is about."""

    def findings(
        direction: str, job: str, sentence: str, greeting: str = "Hello,", recipient: str | None = None, kinds: tuple[str, ...] = KINDS
    ) -> list[Claim]:
        sender = "Ilse Vandamme" if direction == "application" else "Rob Arne"
        request = make_request(RESUME, job, direction=direction, sender=sender, recipient=recipient)
        return findings_of(f"{greeting}\n\n{sentence}\n\nKind regards\n", request, kinds=kinds)

    return findings


@pytest.mark.parametrize(("job", "sentence"), APPLICATION)
def test_an_application_says_it_in_another_form(told: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """What a posting gives in hours, shares, initials or labels is no finding in other words."""
    assert told("application", job, sentence) == []


@pytest.mark.parametrize(("job", "sentence", "lie"), APPLICATION_LIES)
def test_an_application_says_something_else(told: Callable[..., list[Claim]], job: str, sentence: str, lie: str) -> None:
    """Other hours, another officer, and an employer that was only wished for are findings."""
    assert any(lie in claim.text or claim.text in lie for claim in told("application", job, sentence, kinds=()))


@pytest.mark.parametrize(("job", "sentence"), OUTREACH)
def test_an_outreach_says_it_in_another_form(told: Callable[..., list[Claim]], job: str, sentence: str) -> None:
    """The candidate's own figures are none of the employer's, and a town may be called by its initials."""
    assert told("outreach", job, sentence) == []


@pytest.mark.parametrize(("job", "sentence", "lie"), OUTREACH_LIES)
def test_an_outreach_says_something_else(told: Callable[..., list[Claim]], job: str, sentence: str, lie: str) -> None:
    """What a posting denies by a label is denied, and an amount of money counts no people."""
    assert any(lie in claim.text or claim.text in lie for claim in told("outreach", job, sentence))


@pytest.mark.parametrize(("greeting", "right"), GREETINGS)
def test_several_people_may_be_greeted(told: Callable[..., list[Claim]], greeting: str, right: bool) -> None:
    """Beside the recipient, people of the posting may be greeted; nobody else."""
    assert (told("application", CLINIC, "I would like to help.", greeting, "Marta Ollivier") == []) is right
