"""Titles and times that a letter tells in passing: as whom a step is for, behind `As a ...`, as a part of years told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Marta Oduya
Payroll Officer
Leeds

EXPERIENCE
Payroll Officer, Ashgrove Foods, Leeds
May 2020 - Present
- Run the monthly payroll for 1,200 staff in Sage.
Social Media Intern, Local Coffee Shop, Leeds
Mar 2019 - Apr 2020
- Wrote posts for Instagram.
Payroll Clerk, Dunmore Textiles, Leeds
Jan 2014 - Feb 2019
- Entered hours and overtime.
"""
JOB = "Payroll Analyst\nCompany: Fernhill Water\nYou check payroll data.\nRequirements\n- Excel\n"
FALSE = (
    ("outreach", "You have been in work for more than ten years, and it is the seven of them spent at Dunmore that convinced me to write."),
    ("application", "I have eleven years behind me, eight of which were spent at Dunmore Textiles."),
    ("application", "Eleven years in work, of which three with Ashgrove Foods, taught me care."),
    ("outreach", "As a Social Media Manager for a local coffee shop in the north, you wrote posts for Instagram."),
    ("outreach", "Not an obvious next stop for a senior payroll officer, I'll grant you, but hear me out."),
    ("outreach", "A senior payroll officer with your record would do well here."),
)
TRUE = (
    ("outreach", "You have been in work for eleven years, and it is the five of them spent at Dunmore that convinced me."),
    ("application", "I have eleven years behind me, five of which were spent at Dunmore Textiles."),
    ("application", "Eleven years in work, of which five with Ashgrove Foods, taught me care."),
    ("application", "I run payroll for many sites, three of them at Ashgrove Foods in Leeds."),
    ("outreach", "As a Social Media Intern for a local coffee shop in the north, you wrote posts for Instagram."),
    ("outreach", "As the hiring manager for a small payroll team in the north of England, I read what you wrote."),
    ("outreach", "Not an obvious next stop for a payroll officer, I'll grant you, but hear me out."),
    ("outreach", "The post is a good move for a senior analyst or for an officer."),
)


def _findings(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> list[Claim]:
    request = make_request(RESUME, JOB, direction, date="2025-09-01")
    return findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", request)


@pytest.mark.parametrize(("direction", "sentence"), FALSE)
def test_titles_and_times_told_in_passing_are_held_against_the_resume(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _findings(direction, sentence, make_request, findings_of)


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_titles_and_times_as_the_resume_has_them_are_borne_out(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not _findings(direction, sentence, make_request, findings_of)
