"""Figures told of things of another sort, or by another time than a shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim

_RESUME = """Nora Quist
EXPERIENCE
Ward Manager, Larch Hospital, Mar 2019 - Present
- Trained 34 nurses in the use of infusion pumps
- Admitted 48 patients a shift and answered about 60 calls a morning
- Bought 26 trucks for the transport team, which served 18 shops
"""
_JOB = "Head of Nursing at Alder Clinics\nYou lead doctors and teachers.\n"

_FALSE = [
    "I trained 34 doctors in the use of infusion pumps.",
    "The 34 teachers that I trained taught me patience.",
    "At Larch Hospital I dealt with 48 patients a month.",
    "I answered 60 calls a week.",
    "My 18 hotels were served by the transport team.",
]
_TRUE = [
    "I trained 34 nurses in the use of infusion pumps.",
    "I trained 34 colleagues in the use of infusion pumps.",
    "I admitted 48 patients a day.",
    "I admitted 48 people a shift.",
    "I answered 60 calls every morning.",
    "I bought 26 lorries.",
    "We served 18 stores with them.",
    "I trained 34 carers in the use of infusion pumps.",
]


@pytest.mark.parametrize("sentence", _FALSE)
def test_another_sort_or_another_time_is_found(figures_told: Callable[..., list[Claim]], sentence: str) -> None:
    """The number itself is the resume's."""
    assert figures_told(_RESUME, _JOB, "application", sentence)


@pytest.mark.parametrize("sentence", _TRUE)
def test_another_word_for_the_same_is_not(figures_told: Callable[..., list[Claim]], sentence: str) -> None:
    """A word that may mean the same thing, and a shift that is a day's."""
    assert not figures_told(_RESUME, _JOB, "application", sentence)
