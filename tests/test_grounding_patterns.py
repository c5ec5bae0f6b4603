"""What `pipeline.grounding.patterns` reads in a pattern, and that it finds what `re` finds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grounding import patterns

SHAPES = (
    r"\b(?:a|the) lev(?:y|ies)\b",
    r"(?<![\w'’])(?:who|which)(?: have| has)? (?:recently|just) (?:[\w-]+ ){0,3}?(?:won|opened)\b[^,.;]{0,10}",
    r"\b(?:not?|never|n['’]t)\b|n['’]t\b|\b(?:un|in)able to (?=\w+ing)",
    r"(?:co-?)?found(?:ed|er\w*)(?!\w)|since (?P<year>(?:19|20)\d\d)$",
    r"^\W*(?:[\w-]+ )+(?:pays?|salary)\b",
    r"(?<=team )of (?:\d+|ten)(?i: people)\b",
    r"\b(?=\w)(?P<verb>[Ll]ed|[Rr]an) (?:a|the) (?:(?:\w+) )?(?:team|crew)s? (?(verb)here|there)",
    r"r[ée]sum[ée]s?|\d+k(?!\w)|_id\b",
    r"\b(?:I|You) (?-i:may|led) \w+",
    r"\bI led (?!(?-i:The)\b)[A-M]\S+",
    r"(?-i:\bat (?:Company|Firm) [XYZ]\b(?! [A-Z])) for",
    r"(?-i:\bof [^A-M] bank)",
)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\b(?:a|the) lev(?:y|ies)\b", {"levy", "levies"}),
        (r"\bonly (?:\w+ ){0,3}?(?:certified|licen[cs]ed)\b", {"certified", "licenced", "licensed"}),
        (r"\bapprais\w+", {"appra-"}),
        (r"n['’]t\b", {"t"}),
        (r"(?:under)?paid\b", {""}),
        (r"\bpaid|\d", {""}),
    ],
)
def test_words_that_a_match_needs(pattern: str, needed: set[str]) -> None:
    """Of each way to match the word that tells most, its beginning where more may follow, and none where any way needs none."""
    assert patterns.compiled(pattern).needed == needed


@given(st.data())
def test_as_re(data: st.DataObject) -> None:
    """A text in which `re` finds a pattern is read, in any letters, however it goes on before and behind."""
    pattern, flags = data.draw(st.sampled_from(SHAPES)), data.draw(st.sampled_from((re.NOFLAG, re.IGNORECASE)))
    text = data.draw(st.from_regex(re.compile(pattern, flags)))
    spans = [one.span() for one in re.finditer(pattern, text, flags)]
    mine = patterns.compiled(pattern, flags)
    assert spans
    assert [one.span() for one in mine.finditer(text)] == spans
    assert [one.span() for one in mine.finditer(text, 0, len(text))] == spans
    first = mine.search(text)
    assert first is not None
    assert first.span() == spans[0]


def test_letters_of_other_case() -> None:
    """Letters that are one in `re.IGNORECASE` alone are one here."""
    assert patterns.compiled(r"\bfirst\b", re.IGNORECASE).search("FİRſT")


def test_a_text_without_the_words_is_not_read() -> None:
    """The keys of a text are worked out once, and decide."""
    pattern = patterns.compiled(r"\b(?:a|the) lev(?:y|ies)\b")
    assert pattern.search("I ran the kitchen.") is None
    assert not list(pattern.finditer("I ran the kitchen."))
    assert pattern.needed.isdisjoint(patterns.keys("I ran the kitchen."))


def test_a_text_cut_within_a_word_is_read_as_ever() -> None:
    """What is left of a word may be another, which the whole text has not."""
    pattern = patterns.compiled(r"\bask\b")
    assert [one.group() for one in pattern.finditer("You asked.", 0, 7)] == ["ask"]
    assert pattern.search("You asked.", 0, 7)
    assert not pattern.search("You asked.")


def test_no_repeat_is_taken_for_a_value() -> None:
    """In an f-string a repeat needs its braces twice: `{1,3}` would be the tuple, which `re` reads as words."""
    meant = [
        f"{file.name}:{value.lineno}"
        for file in Path(patterns.__file__).parents[1].rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for value in node.values
        if isinstance(value, ast.FormattedValue) and isinstance(value.value, ast.Tuple | ast.Constant)
    ]
    assert not meant
