"""Who decided, hired, signed off and began, by an email; deeds that only the posting has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Tomas Berg
Lathe Operator

EXPERIENCE

Lathe Operator, Skarn Tools, Leeds
March 2020 - present
- Set up and run a Weiler E90 lathe and two Haas mills.
- Machine pump shafts; scrap went from 4% to 2%.
- Contributed to the move of nine machines to a second hall.
- Mentored three apprentices, under a supervisor with 14 operators.
- Served 40 orders a week, and gave evidence in two customer audits.

Storeman, Brook Depot, Hull
June 2016 - February 2020
- Kept the stock sheets of the cutting oil store.
- Wrote the handbook for new drivers.
"""
JOB = """# Workshop Lead at Quayside Gears
Duties
- Draw up the maintenance plan for worn spindles
- Advise shipyards on gearbox noise

Quayside Gears restores planetary gearboxes for shipyards. Quayside Gears was founded in 2016.
"""
FALSE = (
    "I was the one who chose the Weiler lathe.",
    "It was I who decided to move the nine machines to a second hall.",
    "At Skarn I bought the Weiler E90.",
    "I designed the stock sheets of the cutting oil store.",
    "I hired and mentored three apprentices.",
    "The apprentices I recruited at Skarn have stayed.",
    "I dismissed two operators.",
    "I signed off every delivery at Brook Depot.",
    "I had the final say on all purchases.",
    "I built the training department at Skarn from scratch.",
    "I founded the apprentice school of the works.",
    "I led two customer audits.",
    "I already direct operators at Skarn.",
    "I ran Brook Depot.",
    "At Brook Depot I was in charge of the depot and signed off its purchases.",
    "I founded Skarn Tools.",
    "I built the cutting oil store from the ground up.",
    "I own Skarn Tools.",
    "I supervised operators at Skarn.",
    "I employed four drivers at the depot.",
    "I have drawn up the maintenance plan for worn spindles.",
    "I have advised shipyards on gearbox noise.",
)
TRUE = (
    "I began as a storeman in June 2016, the year Quayside Gears was founded, and moved to lathes in 2020.",
    "I chose turning because I like to see metal move.",
    "I would have chosen the Weiler lathe too.",
    "I set up and run the Weiler E90.",
    "I wrote the handbook for new drivers from scratch.",
    "I was hired by Skarn in 2020.",
    "I ran Brook Depot's stock sheets.",
    "I run mills at Skarn Tools.",
    "I have run nearly 1,200 orders a year over two mills.",
    "Skarn hired me as a lathe operator.",
    "I mentored three apprentices.",
    "I helped to move nine machines.",
    "I gave evidence in two customer audits.",
    "I would draw up the maintenance plan for worn spindles with you.",
    "I read that you advise shipyards on gearbox noise.",
    "You advised shipyards on gearbox noise, and I liked that.",
    "I warmed at once to planetary gearboxes for shipyards.",
    "Leading people is new to me.",
)
LED = """Dana Lind

EXPERIENCE

Support Agent, Hollin Desk, Leeds
May 2019 - present
- Answers tickets.

Team Lead, Marlow Grid, York
May 2015 - April 2019
- Led a team of 6 agents.
"""


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, resume: str = RESUME) -> list[str]:
        body = f"Dear Hiring Team,\n\n{sentence}\n\nKind regards,\nTomas Berg"
        return [claim.text for claim in findings_of(body, make_request(resume, JOB, sender="Tomas Berg"), kinds=("scope", "skill"))]

    return find


@pytest.mark.parametrize("sentence", FALSE)
def test_authority_that_the_resume_does_not_give_is_found(found_in: Callable[..., list[str]], sentence: str) -> None:
    """A choice of what one only runs, people that nobody hired, the last word, a department out of nothing, the posting's own duties."""
    assert found_in(sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_no_authority_claimed_or_one_that_is_borne_out(found_in: Callable[..., list[str]], sentence: str) -> None:
    """The same verbs of oneself, of the reader, of what would be, or with a line for them."""
    assert found_in(sentence) == []


def test_people_led_since_leaving_an_employer_are_not_led_there(found_in: Callable[..., list[str]]) -> None:
    """An employer that only says when is no place."""
    assert found_in("Before Hollin Desk I led a team of agents.", LED) == []
    assert found_in("At Hollin Desk I led a team of agents.", LED)
