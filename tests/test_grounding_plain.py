"""Plain statements made from the facts of resumes: what is simply said is simply judged, whatever the document looks like."""

from __future__ import annotations

from benchmarks.truth import plain


def test_plain_statements_about_the_corpus() -> None:
    """No true one raises an alarm, and nearly every false one is found."""
    true, alarms, false, found = plain.run(8)
    assert true.total() > 200
    assert not +alarms
    assert found.total() >= 0.98 * false.total()
