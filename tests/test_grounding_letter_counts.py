"""Numbers of a letter that are no figures of the candidate's, and shares that the resume gives with a stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Oona Brandt
oona@example.com

EXPERIENCE

Plant Buyer
Greyhollow Nurseries
March 2020 - current
- Met the delivery dates in 11/12 months
- Bought 240 pear trees

Packer
Lumen Seeds
2016 - 2020
- Packed bulbs
"""
JOB = "# Buyer at Corvane Parks\n\nCorvane Parks keeps nine parks.\n\nRequirements\n- Plants\n- Orders\n- Stock\n- Driving licence\n"
TRUE = (
    "I met the delivery dates in 11 of 12 months.",
    "I met the delivery dates in eleven out of twelve months.",
    "I went through the 4 requirements one by one.",
    "I apply for one of the five buyer vacancies.",
    "My plan for the first 90 days: see each park and count the stock.",
    "First 30 days: listen. By day 60: a list of orders.",
    "In my first 100 days I would see each park.",
    "I have a 30-60-90 day plan in mind.",
)
FALSE = (
    "I met the delivery dates in 10 of 12 months.",
    "In my first 90 days at Greyhollow I bought 400 pear trees.",
    "I bought one of the 500 pear trees myself.",
)


@pytest.mark.parametrize("sentence", TRUE)
def test_numbers_of_the_letter(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str) -> None:
    """The posting's lists, days to come, and the parts of a share."""
    body = f"Dear team,\n\n{sentence}\n\nYours,\nOona Brandt"
    assert findings_of(body, make_request(RESUME, JOB, sender="Oona Brandt"), kinds=("metric",)) == []


@pytest.mark.parametrize("sentence", FALSE)
def test_figures_beside_them(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str) -> None:
    """Another share, and figures of days gone by."""
    body = f"Dear team,\n\n{sentence}\n\nYours,\nOona Brandt"
    assert findings_of(body, make_request(RESUME, JOB, sender="Oona Brandt"), kinds=("metric",))
