"""At which employer something was done: pointed to with an aside, by a thing done there, by the heading of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Oona Brandt
oona@example.com

EXPERIENCE

Head Gardener
GreyHollow Estate
March 2020 - current
- Planted an orchard of 240 trees, raising visitor income by 17%
- Introduced drip irrigation in the walled garden

Gardener
Lumen Arts Trust
2016 - 2020
- Restored the sunken fernery, cutting water use by 32%
- Wrote the volunteer manual

EDUCATION
Diploma in Horticulture, University ofKent, 2016
"""
JOB = "# Head Gardener at Corvane Parks\n\nCorvane Parks keeps nine parks.\n\nRequirements\n- Plants\n"
FALSE = (
    "Before that I was a gardener at Lumen Arts, where, among other things, I introduced drip irrigation.",
    "It was at Lumen Arts, too, that I raised visitor income by 17%.",
    "The volunteer manual that I wrote at GreyHollow is still in use.",
    "Shall I bring the volunteer manual I wrote for GreyHollow?",
    "In my Lumen Arts days I planted an orchard.",
    "I was a gardener at Lumen Arts, where I introduced drip irrigation, and I look after trees at GreyHollow.",
    "Before: Gardener, Lumen Arts, 2016-2020.\n- Visitor income up 17%",
    "Earlier: Lumen Arts, four years. Volunteer manual written; drip irrigation introduced.",
)
TRUE = (
    "Before that I was a gardener at Lumen Arts, where, among other things, I restored the sunken fernery.",
    "It was at Grey Hollow, too, that I raised visitor income by 17%.",
    "The volunteer manual that I wrote at Lumen Arts is still in use.",
    "Shall I bring the volunteer manual I wrote for Lumen Arts?",
    "In my Lumen Arts days I restored a fernery.",
    "I was a gardener at Lumen Arts, where I restored the fernery, and I introduced drip irrigation at Grey Hollow.",
    "Before: Gardener, Lumen Arts, 2016-2020.\n- Water use down 32%",
    "Earlier: Lumen Arts, four years. Volunteer manual written; sunken fernery restored.\n\nI have introduced drip irrigation as well.",
    "Before I came to Grey Hollow I was with LAT, and my LAT team wrote the manual.",
    "I could join the session tomorrow at noon Eastern or at 3 pm Pacific.",
)


@pytest.mark.parametrize("sentence", FALSE)
def test_told_of_the_other_employer(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str
) -> None:
    """A deed or a figure of one post, told of the other."""
    assert findings_of(f"Dear team,\n\n{sentence}\n\nYours,\nOona Brandt", make_request(RESUME, JOB, sender="Oona Brandt"))


@pytest.mark.parametrize("sentence", TRUE)
def test_told_of_its_own_employer(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]], sentence: str
) -> None:
    """The same of its own post, and names with the spaces that a text layer has lost."""
    assert findings_of(f"Dear team,\n\n{sentence}\n\nYours,\nOona Brandt", make_request(RESUME, JOB, sender="Oona Brandt")) == []
