"""Figures that a writer works out and no line prints: sums, means, shares, factors and rests of what the documents give of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.grounding.figures import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim

_RESUME = """Ingrid Solvang
Nursery Manager

EXPERIENCE
Nursery Manager, Fernhollow Plants, Ghent, Jan 2022 - present
- Sold 52 wedding orders from 2022 to 2025, together worth EUR 182,000.
- 33 of those orders came through past customers.
- Raised the number of beds under glass from 12 to 18 of 24.
- Run a 40-bench house with six trainees; four of them passed the exam in 2024.
- Compost mixing (75 to 90 tonnes a month) with a new screen; a 3.5x speedup of the potting line.
- On-time deliveries rose from 76% to 92%; answered 1,140 letters in 2024.
- Plant clinic for allotment holders; around 260 visitors came in 18 months. Hold about 14 talks a day in spring.
- Brought the sorting of new seed trays down from five hours to two.
- Wrote 500 plant passports; spent 4,000 hours at the bench. Send each customer a planting plan within five days.
- Rewrote the label printer; it reduces waste by 75%.
- Keep 2 seed stores, 1 cold store and 1 bulb store.
Grower, Oldmere Gardens, Bruges, Jan 2020 - Dec 2021
- Looked after a 10-bench house; the plant health visit of 2021 raised no objections.
- Passed on all but what 13 of 15 checks asked for.

PROJECTS
- Mossbook, 6,400+ readers
- Fernlist, 2,100+ readers
"""
_JOB = """Head Grower
Company: Tarnbrook Estate
Location: Ghent

Tarnbrook Estate grows 90,000 plants a year on 30 hectares, with 45 gardeners. A travel grant of EUR 200 a month and 25 days of leave.
Orders leave by the fourth working day.
The rooms 9x's crew uses are heated. 70% of the glass has been renewed.
"""
_TRUE = {
    "application": (
        "From 2022 to 2025 I sold thirteen wedding orders a year on average, at EUR 3,500 each.",
        "From 2022 to 2025 I sold twelve or thirteen wedding orders a year on average.",
        "More than six in ten of my wedding orders came through past customers.",
        "Of the 52 wedding orders, 33 came through past customers. That is more than six in ten.",
        "The number of beds under glass went from 12 to 18 of 24. That is a move from half of them to three quarters.",
        "My present house has four times as many benches as the one in Bruges.",
        "Two thirds of my trainees passed the exam.",
        "Compost mixing rose by a fifth.",
        "The potting line runs 3.5 times as fast as it did.",
        "Mossbook and Fernlist have drawn 8,500 readers between them.",
        "I keep four stores.",
        "Six trainees learned with me, and the two others pass next year.",
        "I took my orders out on the third day, one day inside the limit that your advertisement sets.",
        "You have renewed 70% of the glass. I would like to help with the other thirty.",
        "You grow 90,000 plants a year, about 2,000 for each of your 45 gardeners.",
        "You grow 90,000 plants a year, some 250 a day.",
        "For every hectare you grow some 3,000 plants.",
        "Each of my six trainees looked after nearly seven benches.",
        "With 80 tonnes of compost a month we mix some 18 a week.",
        "Of your 45 gardeners one leads; forty-four do not.",
        "Four of my six trainees passed, so a third of them did not.",
        "I helped to get the sorting of new seed trays done in two hours rather than five.",
        "Late deliveries went from 24% to 8%.",
        "I wrote some 120 plant passports a year.",
        "I wrote about ten plant passports a month.",
        "My 4,000 hours in five years come to 800 a year.",
        "Late deliveries fell by two thirds.",
        "I averaged 95 answered letters a month in 2024.",
        "On average some fourteen visitors a month came to my plant clinic.",
        "The beds under glass rose from half to three quarters of their number.",
        "A travel grant of EUR 2,400 a year is a thoughtful touch.",
        "At least five working weeks of leave actually taken tell me a lot.",
        "About two thirds of that time was at Fernhollow Plants and the rest at Oldmere Gardens.",
    ),
    "outreach": (
        "Between them, Mossbook and Fernlist have drawn over 8,400 readers.",
        "The label printer brings waste down to a quarter of what it was.",
        "We grow 90,000 plants a year, close to 250 a day.",
        "Your compost screen took the mixing up by a fifth.",
    ),
}
_FALSE = {
    "application": (
        ("From 2022 to 2025 I sold twenty wedding orders a year on average.", "twenty"),
        ("From 2022 to 2025 I sold wedding orders at EUR 4,900 each.", "EUR 4,900"),
        ("Some four in ten of my wedding orders came through past customers.", "four in ten"),
        ("Of the 52 wedding orders, 33 came through past customers. That is about 45%.", "45%"),
        ("My present house has eight times as many benches as the one in Bruges.", "eight times"),
        ("Half of the trainees passed the exam.", "Half"),
        ("Compost mixing rose by a half.", "half"),
        ("The potting line runs 5.5 times as fast as it did.", "5.5 times"),
        ("Mossbook and Fernlist have drawn 11,500 readers between them.", "11,500"),
        ("You grow 90,000 plants a year, about 3,500 for each of your 45 gardeners.", "3,500"),
        ("You grow 90,000 plants a year, some 600 a day.", "600"),
        ("For every hectare you grow some 5,000 plants.", "5,000"),
        ("Each of my six trainees looked after nearly twelve benches.", "twelve"),
        ("Late deliveries went from 31% to 8%.", "31%"),
        ("I wrote some 260 plant passports a year.", "260"),
        ("I send each customer a planting plan within two days.", "two days"),
        ("Late deliveries fell by nine tenths.", "nine tenths"),
        ("I averaged 60 answered letters a month in 2024.", "60"),
        ("On average some thirty-five visitors a month came to my plant clinic.", "thirty-five"),
        ("A travel grant of EUR 3,900 a year is a thoughtful touch.", "EUR 3,900"),
        ("The plant health visit of 2021 raised two objections.", "two"),
        ("About a third of that time was at Fernhollow Plants and the rest at Oldmere Gardens.", "a third"),
    ),
    "outreach": (
        ("Between them, Mossbook and Fernlist have drawn over 9,900 readers.", "9,900"),
        ("It is the compost mixing, at 140 tonnes a month with a new screen, that made me write.", "140"),
    ),
}


@pytest.mark.parametrize(("direction", "sentence"), [(side, one) for side, given in _TRUE.items() for one in given])
def test_what_the_figures_of_a_line_come_to_is_no_finding(figures_told: Callable[..., list[Claim]], direction: str, sentence: str) -> None:
    """A number is true that two or three come to, which the document, or the sentence itself, gives of what is told."""
    assert figures_told(_RESUME, _JOB, direction, sentence) == []


@pytest.mark.parametrize(("direction", "sentence", "lie"), [(side, *one) for side, given in _FALSE.items() for one in given])
def test_what_no_figures_of_a_line_come_to_is_a_finding(
    figures_told: Callable[..., list[Claim]], direction: str, sentence: str, lie: str
) -> None:
    """A wrong sum, mean, share or factor is false, and so is a count of what the resume says there was none of."""
    assert any(lie in claim.text or claim.text in lie for claim in figures_told(_RESUME, _JOB, direction, sentence))


@pytest.mark.parametrize("text", ["18F engineers", "at 18F.", "10x's core languages", "the 10x’s team"])
def test_a_name_with_digits_is_no_number(text: str) -> None:
    """What goes on with a letter, or owns something, is a name."""
    assert numbers.find(text) == ()
