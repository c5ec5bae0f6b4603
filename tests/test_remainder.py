"""What a document says beside its facts: whole sentences, no headings, nothing twice."""

from __future__ import annotations

import re
import time

from pipeline.remainder import remainder
from pipeline.schema import DocumentKind, Fact


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def rest(text: str, *, kind: DocumentKind = "job", covered: str = "", said: tuple[str, ...] = ()) -> list[str]:
    at = text.index(covered)
    facts = [Fact(value=covered, start=at, end=at + len(covered))] if covered else []
    return [fact.value for fact in remainder(text, kind, facts, said, words)]


def test_a_sentence_that_printing_broke_is_whole_again() -> None:
    """Each sentence stands alone, so that one can go into a prompt without the other."""
    broken = (
        "Kaptumo Ridge buys green leaf from growers in three valleys,\n"
        "dries it in its own factories and sells most of it at auction.\n"
        "The company began as one factory and has a thousand employees.\n"
        "It still belongs to the growers who founded it in those years.\n"
    )
    assert rest(broken) == [
        "Kaptumo Ridge buys green leaf from growers in three valleys, dries it in its own factories and sells most of it at auction.",
        "The company began as one factory and has a thousand employees.",
        "It still belongs to the growers who founded it in those years.",
    ]


def test_what_a_fact_has_said_is_not_said_again() -> None:
    """A sentence that lies inside a fact is accounted for; the next one is not."""
    text = "Run the tasting room on Saturdays.\n\nLunch is cooked for all who work that day."
    assert rest(text, covered="Run the tasting room on Saturdays.") == ["Lunch is cooked for all who work that day."]


def test_headings_stay_out() -> None:
    """A known heading on a line of its own says nothing."""
    assert rest("Professional experience\n\nMentor of two apprentices each year", kind="resume") == ["Mentor of two apprentices each year"]


def test_a_line_that_repeats_the_first_ones_stays_out() -> None:
    """With a label or without; a word more, and it stays."""
    said = ("Ward Nurse, Larch Clinic, Leeds, full time",)
    assert rest("Location: Leeds, Larch Clinic\n\nLarch Clinic · Ward Nurse\n\nLarch Clinic, Leeds Infirmary", said=said) == [
        "Larch Clinic, Leeds Infirmary"
    ]


def test_of_two_lines_that_say_the_same_the_fuller_stays() -> None:
    """Also where the shorter one comes first; of two equal ones, the first."""
    short, full = "Contact: Iris Holm, iris@example.org", "Contact: Iris Holm, Head of Ward, iris@example.org"
    assert rest(f"{short}\n\n{full}\n\n{full}") == [full]


def test_a_place_in_the_text_comes_with_each() -> None:
    """Start and end cover the sentence in the document, without the mark of its point."""
    text = "- Treasurer of the harbour choir since 2022"
    (found,) = remainder(text, "resume", [], [], words)
    assert (found.value, text[found.start : found.end]) == (text, text[2:])


def test_time_grows_with_the_text_not_with_its_square() -> None:
    """Ten thousand lines made of the same few words, each another choice of them."""
    names = [f"Word{number}" for number in range(16)]
    lines = [" ".join(name for bit, name in enumerate(names) if number >> bit & 1) for number in range(1, 10_001)]
    began = time.process_time()
    rest("\n\n".join(line for line in lines if len(line) > 20))
    assert time.process_time() - began < 5
