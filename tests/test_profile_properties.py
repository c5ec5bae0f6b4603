"""What holds of every fact of every document: evidence, order, speed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.profile import job, resume
from pipeline.schema import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = st.sampled_from(
    "Experience|Education|Skills|Languages|Senior Engineer, Acme Ltd, Leeds|Mar 2021 - Apr 2024|2018 - "
    "2021|- Led a team of 12|• Cut costs by 40%|BSc, University of Leeds|Python, Go|English (fluent)|"
    "JANE DOE|jane@example.com|+44 20 7946 0018|Requirements:|5+ years of experience|About Acme|Acme is "
    "a bank.|**bold**|# Heading|\t|(|)|,|–|https://example.com/x|Wrapped line that goes on and on and "
    "has no end\n"
    "and then ends.".split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map("\n".join) | st.lists(PIECES, max_size=40).map(" ".join)


def facts_of(text: str) -> Iterator[dict[str, Any]]:
    for read, kind in ((resume, "resume"), (job, "job")):
        document = Document.model_validate({"kind": kind, "text": text, "source": "x", "media_type": "text/plain", "sha256": "0"})
        yield from nested(read(document).model_dump())


def nested(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.keys() == {"value", "start", "end"}:
            yield node
        for child in node.values():
            yield from nested(child)
    elif isinstance(node, (list, tuple)):
        for child in node:
            yield from nested(child)


def folded(text: str) -> str:
    """Without white space and capitals, which names in capitals and broken lines lose."""
    return "".join(text.split()).casefold()


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_fact_is_what_stands_at_its_span(text: str) -> None:
    """`text[start:end]` says what the value says, whatever the document."""
    for fact in facts_of(text):
        assert fact["value"]
        assert 0 <= fact["start"] < fact["end"] <= len(text)
        assert folded(text[fact["start"] : fact["end"]]) == folded(fact["value"])


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "1 ",
        "A ",
        "a@",
        "Aa, ",
        "(",
        "- ",
        "A\t",
        "+1 555 ",
        "AB\n",
        "- Led a team\n",
        "Mar 2019 - Apr 2020\n",
        "$100,000 - ",
        "At Acme Corp, we ",
        "looking for a ",
        "5 years ",
        "1,234.5 ",
        "Engineer, ",
        "contact Jo ",
    ],
)
def test_hostile_repetition_is_no_trap(piece: str) -> None:
    """40,000 characters of anything are read in seconds, not minutes."""
    began = time.process_time()
    list(facts_of(piece * (40_000 // len(piece))))
    assert time.process_time() - began < 10


def test_a_long_encoded_word_is_no_fact() -> None:
    """An embedded image breaks no span."""
    text = f"Jane Doe\njane@example.com\n\nExperience\nCook, Blue Inn\t2019 - 2021\n- Cooked {'x' * 500} daily.\n"
    for fact in facts_of(text):
        assert folded(text[fact["start"] : fact["end"]]) == folded(fact["value"])
