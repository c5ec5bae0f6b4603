"""Plain statements made from the facts of documents: what is simply said is simply judged, whatever the documents look like."""

from __future__ import annotations

import pytest

from benchmarks.truth.plain.run import KINDS, run


@pytest.mark.parametrize("kind", KINDS)
def test_plain_statements_about_the_corpus(kind: str) -> None:
    """No true one raises an alarm, and nearly every false one is found."""
    tally = run(6, [kind])
    assert tally.true.total() > 50
    assert tally.false.total() > 50
    assert not +tally.alarms
    assert tally.found.total() >= 0.97 * tally.false.total()
