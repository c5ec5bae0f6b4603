"""A share in a piece of work told as the whole of it, line management that a resume rules out, titles at leaving: each true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.grounding_pairs import letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Nora Hallam
Technician
York

EXPERIENCE
Technician, Kestrel Optics, York
March 2020 - present
- Technical team lead for the coating line, functional only, no disciplinary responsibility.
- Contributed to the change from paper job cards to tablets; the project was run by head office.
- Clean room refit 2022: I did the air filters and the labels.
- One of three technicians who rebuilt the vacuum oven.
- Lens polishing guide, written together w/ a colleague.
- Fewer rejects: 9% instead of 14%.
- Annual budget of GBP 40,000 for consumables.
Deputy Stores Manager, Ferris Glass, Hull
June 2016 - February 2020
- Kept stock of 900 parts; helped draft the fire plan.
- Stood in for the stores manager during holidays.
"""
JOB = """Senior Technician
Company: Marlbank Lenses
Location: York

Requirements
- Lead a team of four
"""
_SIDES: dict[str, dict[str, Any]] = {
    "sent": {"resume_text": RESUME, "job_text": JOB, "sender": "Nora Hallam", "recipient": "Ivo Brandt"},
    "sought": {"resume_text": RESUME, "job_text": JOB, "sender": "Ivo Brandt", "recipient": "Nora Hallam", "direction": "outreach"},
}
PAIRS = [
    ("sent", "I took part in the change from paper job cards to tablets.", "The change from paper job cards to tablets was run by me."),
    ("sent", "The change to tablets was run by head office.", "Having steered the change from paper cards to tablets, I know it."),
    ("sent", "For the clean room refit I did the air filters.", "It was I who led the clean room refit in 2022."),
    ("sent", "The air filters were mine.", "The 2022 clean room refit, a project that I managed to the end, was hard."),
    ("sent", "With two others I rebuilt the vacuum oven.", "The vacuum oven was rebuilt by me on my own."),
    ("sent", "A colleague and I wrote the lens polishing guide.", "All by myself I wrote the lens polishing guide."),
    ("sent", "I kept stock of 900 parts and helped draft the fire plan.", "The fire plan was drafted and written by me alone."),
    ("sent", "I am technical lead of the coating line.", "Five technicians report to me."),
    ("sent", "I have no disciplinary responsibility.", "I have disciplinary responsibility for five technicians."),
    ("sent", "I left Ferris Glass as deputy stores manager.", "I left Ferris Glass as stores manager."),
    ("sent", "When the stores manager was away I was in charge.", "In 2018 the firm made me stores manager."),
    ("sought", "Under your technical lead rejects fell from 14% to 9%.", "You led the change from paper job cards to tablets."),
    ("sought", "Your technicians would report to you.", "Your five direct reports are what we look for."),
    ("sought", "You have a budget of GBP 40,000 for consumables.", "You have never managed a budget."),
]  # fmt: skip

"""The side that writes, a true sentence, a false one about the same."""


@pytest.mark.parametrize(("side", "true", "false"), PAIRS)
def test_a_share_is_not_the_whole(
    side: str, true: str, false: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The true sentence is clean, the false one is found."""
    request, sender = make_request(**_SIDES[side]), str(_SIDES[side]["sender"])
    assert findings_of(letter(true, sender), request) == []
    assert findings_of(letter(false, sender), request) != []
