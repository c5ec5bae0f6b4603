"""A career told in unusual turns: the true form is no finding, the false one beside it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Orla Benn
orla@example.com

EXPERIENCE

Senior Planner, Tamblin Ceramics, Leeds
March 2021 - present
- Wrote the handbook of the kiln schedule.
- Supervise 3 clerks.

Planner, Osprey Glassworks, Hull
June 2017 - February 2021
- Contributed to the rollout of barcode scanning.
- Taught stock counts to night crews.

EDUCATION
BA History, Vale University, 2017

SKILLS
SQL (since 2019), Excel
"""
JOB = """# Planning Manager at Corrow Tileworks

Corrow Tileworks makes tiles for 300 shops.

Requirements
- Lead a team of 14 planners
- 10 years of planning
"""
LEARNED = (
    ("application", "I have six years of SQL.", "I have ten years of SQL."),
    ("application", "I see myself as a planning manager in five years.", "I was at Osprey Glassworks for seven years."),
    ("outreach", "I see nearly nine years of experience on your resume.", "I see fourteen years of experience on your resume."),
    ("outreach", "Someone with your nine years in planning would do well here.", "A candidate with 12 years in planning will do."),
)
NAMED = (
    ("outreach", "We at Corrow Tileworks think highly of Tamblin Ceramics.", "We at Tamblin Ceramics think highly of you."),
    ("outreach", "Osprey Glassworks is where you taught stock counts.", "Corrow Tileworks is where you taught stock counts."),
    (
        "outreach",
        "Your days at Osprey Glassworks came to an end in 2021.",
        "Your days at Osprey Glassworks came to an end in 2023.",
    ),
    ("application", "Corrow Tileworks is where I hope to work.", "Corrow Tileworks is where I learned my trade."),
    (
        "application",
        "I imagine the days at Corrow Tileworks are as full as those at Tamblin Ceramics.",
        "My days at Corrow Tileworks were as full as those at Tamblin Ceramics.",
    ),
    (
        "application",
        "Whether at Tamblin Ceramics or at Corrow Tileworks, people come first.",
        "I worked at Tamblin Ceramics and at Corrow Tileworks.",
    ),
)
TITLED = (
    ("application", "I was made a senior planner in 2021.", "I was made a planning manager in 2021."),
    ("outreach", "Your planner background could lead to Planning Manager here.", "Your background as Planning Manager is a fit."),
    ("outreach", "Osprey Glassworks made you a planner.", "Osprey Glassworks made you a planning manager."),
    (
        "application",
        "My Planner days at Osprey Glassworks taught me order.",
        "My Senior Planner days at Osprey Glassworks taught me order.",
    ),
)
DONE = (
    (
        "application",
        "Osprey Glassworks, where I contributed to the rollout of barcode scanning, taught me patience.",
        "At Osprey Glassworks I led the rollout of barcode scanning.",
    ),
    (
        "outreach",
        "Since you wrote the handbook of the kiln schedule at Tamblin Ceramics, I think you would like it here.",
        "Since you wrote the handbook of the kiln schedule at Osprey Glassworks, I think you would like it here.",
    ),
)
SIZED = (
    ("application", "I have not yet led a team of 14.", "I have never supervised anyone."),
    ("application", "My work at Tamblin Ceramics is a good start for leading 14 planners.", "At Tamblin Ceramics I lead 14 planners."),
    ("application", "I have watched others lead 14 planners.", "I lead 14 planners."),
)


@pytest.mark.parametrize(("direction", "true", "false"), LEARNED + NAMED + TITLED + DONE + SIZED)
def test_true_turn_is_no_finding_and_the_false_one_is(
    make_request: Callable[..., EmailRequest],
    findings_of: Callable[..., list[Claim]],
    direction: str,
    true: str,
    false: str,
) -> None:
    """How long, where, as what and how many, each in one turn with a true filling and a false one."""
    own, other = ("Orla Benn", "Ann Lee") if direction == "application" else ("Ann Lee", "Orla Benn")
    request = make_request(RESUME, JOB, direction, sender=own, recipient=other, date="2026-03-01")

    def found(sentence: str) -> list[str]:
        return [claim.text for claim in findings_of(f"Hello {other.split()[0]},\n\n{sentence}\n\nKind regards,\n{own}", request)]

    assert found(true) == []
    assert found(false)
