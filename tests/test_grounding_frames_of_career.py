"""Deeds, titles, people led and time told in relative clauses, fragments and behind colons, false and true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim

RESUME = """Oda Brandvik
Bridge Inspector
Bergen, Norway

EXPERIENCE

Bridge Inspector, Fjellbro Engineering, Bergen
March 2019 - present
- Inspects steel bridges by rope and drone for rust and cracks.
- Drafts repair contracts, including tender papers and joint bids.
- Takes part in planning the closures by proofreading established timetables.

Junior Surveyor, Nordkart Mapping, Oslo
August 2015 - February 2019
- Migrated a monolithic archive of maps to small tile services.
- Measured coastal parcels for 12 harbour towns.

EDUCATION
BSc Surveying, University of Bergen, 2015
"""
CLERK = """Oda Brandvik
Archive Clerk with 12 years of experience

EXPERIENCE

Archive Clerk, Sandvik Records, Bergen
March 2019 - present
- Files letters and deeds, and digitises 300 pages a day.
- Answers questions of readers.
"""
JOB = """# Bridge Engineer at Stavnes Rail

Stavnes Rail keeps rail bridges safe in Stavanger. You will run the Bridge Asset Register.
Two years as archive manager is a plus.
"""
FALSE = (
    ("outreach", "The tender papers and joint bids you drafted for Nordkart Mapping are close to what we do."),
    ("outreach", "The monolith that you broke into tile services at Fjellbro Engineering caught my attention."),
    ("application", "Steel bridges, which I inspected by rope at Nordkart Mapping, taught me to look up."),
    ("application", "- Nordkart Mapping: steel bridges inspected by rope and drone"),
    ("outreach", "Nordkart Mapping, August 2015 to February 2019\n- Hired as a junior, Head of Surveying by the end"),
    ("application", "Started at Fjellbro as Bridge Inspector; title since May 2022: Director of Bridges."),
    ("application", "As head of the rope team, I wrote the safety rules."),
    ("outreach", "With the inspectors you supervise, the bridges are in good hands."),
    ("outreach", "With two surveyors under you at Fjellbro, you have done your share of coaching."),
    ("application", "I head the planning of the closures, with proofreading of the timetables."),
    ("application", "Fjellbro promoted me to team leader after a year."),
    ("outreach", "Your path from Statkraft to Fjellbro tells me that you like heights."),
    ("outreach", "Your old Multiconsult days must have been busy."),
    ("application", "The fourteen years I have spent inspecting bridges taught me patience."),
    ("application", "Two decades at the drawing board have taught me patience."),
)
TRUE = (
    ("outreach", "The tender papers and joint bids you drafted for Fjellbro Engineering are close to what we do."),
    ("outreach", "The monolith that you broke into tile services at Nordkart Mapping caught my attention."),
    ("application", "Steel bridges, which I inspect by rope at Fjellbro Engineering, taught me to look up."),
    ("application", "- Nordkart Mapping: coastal parcels measured for harbour towns"),
    ("outreach", "Nordkart Mapping, August 2015 to February 2019\n- Hired as a junior, Junior Surveyor by the end"),
    ("application", "My ten years in the trade began at Nordkart Mapping, in the summer of 2015."),
    ("application", "I have been in surveying and bridges since the summer of 2015."),
    ("outreach", "What led me to write: years as a surveyor at Nordkart Mapping, your present post at Fjellbro, and your degree."),
    ("outreach", "You would run the Bridge Asset Register."),
    ("outreach", "You'd also be part of the Stavnes Rail bridge team."),
    ("outreach", "- Needs a degree. Or two years as archive manager."),
    ("application", "I am a bridge inspector in Bergen, Norway, and I would like to learn about rails."),
    ("application", "The ten years I have spent measuring and inspecting taught me patience."),
)  # fmt: skip


KINDS = ("employer", "title", "scope", "tenure", "date", "person")


@pytest.mark.parametrize(("direction", "text"), FALSE)
def test_a_false_claim_in_an_unusual_frame_is_found(told: Callable[..., list[Claim]], direction: str, text: str) -> None:
    """A deed at another employer, a title, people led, a time in work, wherever in the sentence it stands."""
    assert told(RESUME, JOB, direction, text, KINDS)


@pytest.mark.parametrize(("direction", "text"), TRUE)
def test_a_true_claim_in_the_same_frame_is_no_finding(told: Callable[..., list[Claim]], direction: str, text: str) -> None:
    """Nor is what the post would bring, or the posting asks for."""
    assert not told(RESUME, JOB, direction, text, KINDS)


def test_over_a_decade_of_twelve_years(told: Callable[..., list[Claim]]) -> None:
    """A round time that the resume's own words bear out, whatever its dates give."""
    assert not told(CLERK, JOB, "outreach", "As an archive clerk with over a decade of experience, you know your way.", ("tenure",))
    assert told(CLERK, JOB, "outreach", "As an archive clerk with over two decades of experience, you know your way.", ("tenure",))
