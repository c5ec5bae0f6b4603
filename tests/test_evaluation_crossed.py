"""Crossed requests: where a test split is smaller than the wish, its candidates meet its other postings, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evaluation import crossed, held_out
from evaluation.comparison import compare
from evaluation.intervals import SHARE, Bootstrap
from pipeline import chat, engines, recipe
from pipeline.chat import Message
from pipeline.recipe import Recipe
from pipeline.schema import Direction, EmailRequest
from tests.evaluation_engines import LIE, PLAIN, Engines, Rule, dataset, triple

PEOPLE = 5
OWN = 2 * PEOPLE
ALL = OWN * PEOPLE


class Counter:
    """Stands in for a tokenizer, which takes seconds to load; counts how often it was asked for."""

    loaded = 0

    @classmethod
    def of(cls, _: object) -> Counter:
        cls.loaded += 1
        return cls()

    def count(self, messages: Sequence[Message]) -> int:
        return Rule("count", str).count(messages)


@pytest.fixture
def loaded(recipe_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Recipe:
    monkeypatch.setattr(chat, "Chat", Counter)
    monkeypatch.setattr(Counter, "loaded", 0)
    found = recipe.load(recipe_file(evaluation={"canaries": 0, "resamples": 200, "guard": False}, data={"prompt_tokens": 500}))
    dataset(found.out / "dataset", PEOPLE)
    return found


def requests(direction: Direction, people: int = PEOPLE) -> dict[str, EmailRequest]:
    return {one.id: one.request for one in (triple(number, direction) for number in range(people))}


def test_own_pairs_come_first_then_crossed_ones_of_both_directions(loaded: Recipe) -> None:
    """So many as were asked for; fewer are the first of more."""
    found = held_out.load(loaded, 20, 0)
    assert [one.crossed for one in found] == [False] * OWN + [True] * 10
    assert [one.request.direction for one in found[OWN:]] == list(Direction) * 5
    assert held_out.load(loaded, 12, 0) == found[:12]
    assert held_out.load(loaded, None, 0) == found[:OWN]


def test_every_candidate_meets_every_posting_once(loaded: Recipe) -> None:
    """In either direction; more than there are cannot be had."""
    found = held_out.load(loaded, 1000, 0)
    assert len(found) == ALL
    assert len({(one.request.direction, one.candidate, one.posting) for one in found}) == ALL
    assert len({one.key for one in found}) == ALL


def test_an_application_is_written_by_the_candidate_to_the_other_contact() -> None:
    """Sender, style and date come with the candidate, recipient and posting with the other case."""
    own = requests(Direction.APPLICATION, 2)
    of, to = own.values()
    found = crossed.cross(of, to)
    assert (found.sender, found.resume, found.date, found.style) == (of.sender, of.resume, of.date, of.style)
    assert (found.recipient, found.job) == (to.recipient, to.job)


def test_an_outreach_is_written_by_the_other_recruiter_to_the_candidate() -> None:
    """And the day of writing is the candidate's, from which tenures are counted."""
    of, to = requests(Direction.OUTREACH, 2).values()
    found = crossed.cross(of, to.model_copy(update={"wishes": "mention the canteen", "subject": "Nurse"}))
    assert (found.sender, found.job) == (to.sender, to.job)
    assert (found.recipient, found.resume, found.date) == (of.recipient, of.resume, of.date)
    assert (found.wishes, found.subject) == (None, None)


def test_prompts_are_composed_once_within_the_budget(loaded: Recipe) -> None:
    """They are kept beside the emails; a dataset that was built anew has them made anew."""
    found = held_out.load(loaded, 20, 0)
    assert max(Rule("count", str).count(one.messages) for one in found) <= loaded.data.prompt_tokens
    held_out.load(loaded, 20, 0)
    assert Counter.loaded == 1
    dataset(loaded.out / "dataset", PEOPLE + 1)
    held_out.load(loaded, 20, 0)
    assert Counter.loaded == 2


def test_a_crossing_that_does_not_fit_is_named_and_left_out(loaded: Recipe, capsys: pytest.CaptureFixture[str]) -> None:
    """A budget that no prompt fits leaves the test split itself."""
    small = recipe.load("tiny.yaml", ["data.prompt_tokens=64"])
    assert len(held_out.load(small, 12, 0)) == OWN
    assert "left out (the prompt needs" in capsys.readouterr().err


def test_the_report_tells_how_many_are_crossed(loaded: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the main figures of either part, which add up to those of all."""
    found = Engines(tmp_path, mixed=lambda prompt: LIE if "Ada Larsen" in prompt else PLAIN)
    monkeypatch.setattr(engines, "choose", found.choose)
    made = compare(recipe.load("tiny.yaml", [f"evaluation.requests={ALL}"]), found.names, "run", "")
    outcome = made.results.models[0]
    own, others = outcome.parts
    assert (outcome.requests, outcome.crossed, own.requests, others.requests) == (ALL, ALL - OWN, OWN, ALL - OWN)
    assert {own.figures["truthful"].value, others.figures["truthful"].value, outcome.figures["truthful"].value} == {0.8}
    html = (made.folder / "report.html").read_text(encoding="utf-8")
    assert f"{OWN} are cases of the test split, {ALL - OWN} are crossed" in html


def test_intervals_over_people_are_wider_where_people_differ(loaded: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person of five is lied about in every email: 50 requests then say no more than five people do."""
    found = Engines(tmp_path, mixed=lambda prompt: LIE if "Ada Larsen" in prompt else PLAIN)
    monkeypatch.setattr(engines, "choose", found.choose)
    outcome = compare(recipe.load("tiny.yaml", [f"evaluation.requests={ALL}"]), found.names, "run", "").results.models[0]
    plain, by_person = outcome.figures["truthful"], outcome.grouped["truthful"]
    assert (plain.value, plain.n) == (by_person.value, by_person.n)
    assert plain.low is not None
    assert by_person.low is not None
    assert by_person.low < plain.low - 0.1


def test_groups_of_one_are_the_plain_bootstrap() -> None:
    """And fewer than five groups give no interval."""
    values = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0]
    bootstrap = Bootstrap(500, 0)
    assert bootstrap.grouped(values, range(6), SHARE) == bootstrap.mean(values, SHARE)
    assert bootstrap.grouped(values, [1, 1, 2, 2, 3, 4], SHARE).value is None
    assert bootstrap.grouped([1.0] * 50, list(range(5)) * 10, SHARE) == bootstrap.mean([1.0] * 5, SHARE).model_copy(update={"n": 50})
