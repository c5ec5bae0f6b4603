"""Times at an employer and in work, told in many words. Each true sentence has a twin whose time the dates do not give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Ines Falk
Lens Grinder

EXPERIENCE
Master Grinder, Morrow Optics, Jena
June 2021 - present
- Led three grinders in two halls
Lens Grinder, Kestrel Lenses, Jena
March 2018 - May 2021
- Moved the coating line to another hall
Apprentice, Harbour Glass, Rostock
June 2013 - February 2018

SKILLS
X-ray inspection, grinding
"""
POSTING = """Grinder
Company: Dune Instruments
Location: Delft

Requirements
- A steady hand with lenses
"""
OWN = (
    ("I have not quite five years behind me at Harbour Glass.", "I have not quite eight years behind me at Harbour Glass."),
    ("I was just short of five years at Harbour Glass.", "I was just short of nine years at Harbour Glass."),
    (
        "I worked at Kestrel Lenses for three years before I moved to Morrow Optics.",
        "I worked at Kestrel Lenses for close to seven years before I moved to Morrow Optics.",
    ),
    (
        "I left Kestrel Lenses for Morrow Optics after three years.",
        "I left Kestrel Lenses for Morrow Optics after the better part of seven years.",
    ),
    ("My stint at Kestrel Lenses ran to three years.", "My stint at Kestrel Lenses ran to six years."),
    (
        "Spanning just over three years, my time at Kestrel Lenses taught me patience.",
        "Spanning six years, my time at Kestrel Lenses taught me patience.",
    ),
    ("I draw on thirteen years of experience.", "I draw on nineteen years of experience."),
    ("Thirteen years in, I still enjoy this work.", "Nineteen years in, I still enjoy this work."),
    ("The first four years of my career were at Harbour Glass.", "The first seven years of my career were at Harbour Glass."),
    ("In my first two years at Harbour Glass I learned to listen.", "In my first eight years at Harbour Glass I learned to listen."),
    ("Five years ago I joined Morrow Optics.", "Half a decade ago I left Harbour Glass."),
    ("Eight years ago I joined Kestrel Lenses.", "Nearly twelve years ago I joined Kestrel Lenses."),
    ("Working at Kestrel Lenses for three years taught me patience.", "Working at Kestrel Lenses for six years taught me patience."),
    ("Morrow Optics hired me five years ago.", "Morrow Optics hired me nine years ago."),
    ("Five years ago Morrow Optics took me on.", "Nine years ago Morrow Optics took me on."),
    ("I began at Morrow Optics five years ago.", "I began at Morrow Optics nine years ago."),
    ("My work at Morrow Optics began five years ago.", "My work at Morrow Optics began nine years ago."),
    ("I know Kestrel Lenses well after three years there.", "I know Kestrel Lenses well after seven years there."),
    ("I speak from thirteen years of experience.", "I speak from nineteen years of experience."),
    (
        "I spent three years there grinding lenses, and for the last five I have been at Morrow Optics.",
        "I began at Morrow Optics ten years ago.",
    ),
    ("My experience adds up to thirteen years.", "My experience adds up to fourteen years."),
    ("I am thirteen years into my career.", "I am nineteen years into my career."),
    ("I was on the payroll of Kestrel Lenses for three years.", "I was on the payroll of Kestrel Lenses for six years."),
    ("As a three-year employee of Kestrel Lenses, I know the work.", "As a six-year employee of Kestrel Lenses, I know the work."),
    ("I was part of Kestrel Lenses for three years.", "I was part of Kestrel Lenses for six years."),
    ("I joined Morrow Optics 5 years ago.", "I joined Morrow Optics 8+ years ago."),
)
THEIRS = (
    ("Morrow Optics has had you for five years.", "Morrow Optics has had you for nine years."),
    ("You were part of Kestrel Lenses for three years.", "You were part of Kestrel Lenses for six years."),
    ("You joined Morrow Optics 5 years ago.", "You joined Morrow Optics 9+ years ago."),
    ("Your three years at Kestrel Lenses are what we look for.", "Your seven years at Kestrel Lenses are what we look for."),
    ("Your background of thirteen years is what we need.", "Your background of nineteen years is what we need."),
    ("Five years ago you joined Morrow Optics.", "Nine years ago you joined Morrow Optics."),
)  # fmt: skip


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[str]]:
    """The kinds of the findings of an email that says this."""

    def kinds(sentence: str, direction: str) -> list[str]:
        sender, recipient = ("Ines Falk", "") if direction == "application" else ("Robin Tester", "Ines Falk")
        request = make_request(RESUME, POSTING, direction, sender=sender, recipient=recipient, date="2026-06-15")
        body = f"Hello,\n\nThank you for reading this.\n\n{sentence} That is all for today.\n\nKind regards,\n{sender}"
        return [str(one.kind) for one in findings_of(body, request)]

    return kinds


@pytest.mark.parametrize(
    ("sentence", "direction"), [*((true, "application") for true, _ in OWN), *((true, "outreach") for true, _ in THEIRS)]
)
def test_a_time_that_the_dates_give_is_no_finding(told: Callable[[str, str], list[str]], sentence: str, direction: str) -> None:
    assert told(sentence, direction) == []


@pytest.mark.parametrize(
    ("sentence", "direction"), [*((false, "application") for _, false in OWN), *((false, "outreach") for _, false in THEIRS)]
)
def test_a_time_that_the_dates_do_not_give_is_found(told: Callable[[str, str], list[str]], sentence: str, direction: str) -> None:
    assert not {"tenure", "date"}.isdisjoint(told(sentence, direction))
