"""Near-duplicates: the later of two emails that say the same in nearly the same words goes, honest emails of two people stay."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline import manifest
from pipeline.build.duplicates import Signatures, Twin, signature
from pipeline.schema import Direction

ROOT = Path(__file__).parent.parent
WORDS = [f"word{n}" for n in range(400)]
BODY = " ".join(random.Random(0).choices(WORDS, k=120))
Emails = list[tuple[str, Direction, tuple[int, int]]]
A, OUTREACH = Direction.APPLICATION, Direction.OUTREACH


def twins(emails: Emails, threshold: float = 0.9) -> dict[int, Twin]:
    signatures = Signatures()
    for number, (body, direction, pair) in enumerate(emails):
        signatures.add(number, signature(body, direction, pair))
    return signatures.twins(threshold, lambda number: f"Subject: x\n\n{emails[number][0]}")


def changed(body: str, words: int, chance: int = 1) -> str:
    """With some words, far from each other, exchanged."""
    parts = body.split()
    for place in range(words):
        parts[10 + place * (len(parts) // (words + 1))] = f"other{chance}x{place}"
    return " ".join(parts)


def test_the_later_of_two_equal_emails_goes() -> None:
    """Case, punctuation and lines do not make an email another."""
    found = twins(
        [(BODY, A, (1, 1)), ("quite another email, about nothing of that", A, (2, 2)), (BODY.upper().replace(" ", ",\n", 9), A, (3, 3))]
    )
    assert found == {2: Twin(0, 1.0)}
    assert found[2].reason == "equal"


def test_a_word_changed_is_still_the_same_email() -> None:
    """Across candidates too: a copy with another name at its head is a copy."""
    found = twins([(BODY, A, (1, 1)), (changed(BODY, 1), A, (2, 2))])
    assert found.keys() == {1}
    assert found[1].reason == "near"
    assert 0.9 <= found[1].similarity < 1
    assert "95%" in found[1].detail("triple-1")
    assert "triple-1" in found[1].detail("triple-1")


def test_emails_about_two_candidates_stay() -> None:
    """The same letter with other names, numbers and facts: five words of 120 are enough."""
    assert not twins([(BODY, A, (1, 1)), (changed(BODY, 5), A, (2, 2))])


def test_one_candidate_and_posting_are_held_to_more() -> None:
    """There, the same five words make no new email."""
    assert twins([(BODY, A, (1, 1)), (changed(BODY, 5), A, (1, 1))]).keys() == {1}
    assert not twins([(BODY, A, (1, 1)), (changed(BODY, 12), A, (1, 1))])


def test_directions_are_apart() -> None:
    """An application and an outreach are never one."""
    assert not twins([(BODY, A, (1, 1)), (BODY, OUTREACH, (1, 1))])


def test_what_was_put_aside_is_nobodys_twin() -> None:
    """A chain of copies, each a little further, ends where it is far enough from what stays."""
    chain = [(changed(BODY, 1, chance), A, (chance, chance)) for chance in range(4)]
    found = twins(chain)
    assert all(twin.of == 0 for twin in found.values())
    assert twins([(BODY, A, (n, n)) for n in range(50)]) == {n: Twin(0, 1.0) for n in range(1, 50)}


def test_only_equal_emails_where_the_recipe_says_so() -> None:
    """`data.near_duplicate=1`, for one candidate and posting as well."""
    assert not twins([(BODY, A, (1, 1)), (changed(BODY, 1), A, (1, 1))], 1)
    assert twins([(BODY, A, (1, 1)), (BODY, A, (1, 1))], 1).keys() == {1}


def test_the_seed_corpus_repeats_nothing() -> None:
    """No two of its emails are near-duplicates, whoever they are about."""
    entries, _ = manifest.read(ROOT / "data" / "triples.jsonl")
    bodies = [(entry.direction, (ROOT / "data" / entry.email).read_text(encoding="utf-8")) for entry in entries]
    assert len(bodies) > 100
    assert not twins([(body.partition("\n\n")[2], direction, (n, n)) for n, (direction, body) in enumerate(bodies)])


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=12).map(" ".join), max_size=12))
def test_nothing_crashes_and_the_first_always_stays(bodies: list[str]) -> None:
    """Empty bodies and bodies of one word included."""
    found = twins([(body, A, (n, n)) for n, body in enumerate(bodies)])
    assert 0 not in found
    assert all(twin.of < number and twin.of not in found for number, twin in found.items())
    kept = [" ".join(body.split()) for number, body in enumerate(bodies) if number not in found]
    assert len(kept) == len(set(kept))


def test_a_signature_is_the_same_on_every_machine() -> None:
    """It is kept between runs and sent between computers."""
    assert signature(BODY, A, (1, 2)) == signature(BODY, A, (1, 2))
    assert len(signature(BODY, A, (1, 2))) == 224
