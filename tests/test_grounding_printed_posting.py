"""What a posting printed from a web page gives in shorthand: days with dashes, tables of pay, names cut short, names in addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Tomas Iversen
Archivist

Experience
Archivist, Norrvik Town Archive, Bergen, 2018-03 to present
- Catalogues maps and letters
"""
JOB = """Map Librarian | Calder University	https://jobs.calder.example/4411
Department	Inst For Hist Cartography - 014
Posted: 07/28/2023
Salary Range	Close Date
$41,200 - $49,600; DOE	17-August-2023
Interviews: 9/5/23
Scheduled Hours Per Pay Period	70
Evening cover: 12 hours a week at $21.50/hour
For a Level I post 0 years of experience is required; a Level II post asks for three years.
GRADE	MIN
B	24.79
C	27.74
- 25.5 days of leave plus 9 bank holidays
- Life insurance
- Occasional lifting
A not for profit body. Questions to ann.brook@calder.example.
Applications close: Aug 17 2023 Eastern Standard Time
"""
TRUE = (
    "Applications close on August 17.",
    "The closing date is 17 August 2023.",
    "Calder posted this on July 28, 2023.",
    "Interviews are on 5 September 2023.",
    "The salary range is $41,200 to $49,600, with a midpoint of about $45,400.",
    "The range is $8,400 wide.",
    "Grade B pays $24.79 an hour.",
    "The job is 35 hours a week.",
    "The evening cover comes to $258 a week.",
    "Leave comes to 34.5 days a year with the bank holidays.",
    "We offer life cover.",
    "The role sits in the Institute for Historical Cartography.",
    "The first level calls for no experience.",
    "We are a not-for-profit body.",
    "There is some lifting, up to a few pounds, and that isn't a million miles off desk work.",
    "Applications received by August 17 will have the best consideration.",
    "Closing: Aug 17, 2023. Full details below.",
)
FALSE = (
    "Applications close on August 27.",
    "The closing date is 12 August 2023.",
    "Calder posted this on July 8, 2023.",
    "The salary range is $41,200 to $49,600, with a midpoint of about $52,400.",
    "The range is $5,400 wide.",
    "Grade B pays $26.19 an hour.",
    "The job is 42 hours a week.",
    "The evening cover comes to $358 a week.",
    "Leave comes to 38.5 days a year with the bank holidays.",
    "The role sits in the Institute for Molecular Cartography.",
    "We have a million customers.",
)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_page_gives_in_short_is_borne_out(told: Callable[..., list[Claim]], sentence: str) -> None:
    """The days, amounts and names of a posting are those that it prints, in whatever form."""
    assert not told(RESUME, JOB, "outreach", sentence, ())


@pytest.mark.parametrize("sentence", FALSE)
def test_what_the_page_does_not_give_is_found(told: Callable[..., list[Claim]], sentence: str) -> None:
    """Another day, amount or name is a finding as before."""
    assert told(RESUME, JOB, "outreach", sentence, ())


@pytest.mark.parametrize(("name", "found"), [("Ann Brook", False), ("Eva Brandt", True)])
def test_a_person_is_known_by_an_address(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], name: str, found: bool
) -> None:
    """`ann.brook@` says whom an application may greet."""
    letter = f"Dear {name},\n\nI would be glad to hear from you.\n\nKind regards,\nTomas Iversen"
    assert bool(findings_of(letter, make_request(RESUME, JOB, "application", sender="Tomas Iversen"))) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Two years for II are out of reach for me.", False),
        ("The library has been with Calder University since 2011, I read.", False),
        ("I have been with Calder University since 2019.", True),
    ],
)
def test_a_level_is_no_employer(told: Callable[..., list[Claim]], sentence: str, found: bool) -> None:
    """`II` is a level; whoever has been with the hiring company is employed there only where the candidate is."""
    assert any(claim.kind == "employer" for claim in told(RESUME, JOB, "application", sentence, ())) is found
