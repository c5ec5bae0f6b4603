"""People as judges: the page is blind, hears only this computer, keeps every answer; what ratings add up to; a model judges apart."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from evaluation import duels, judging, verdicts
from evaluation.comparison import compare
from evaluation.duels import Arena, Rating
from evaluation.intervals import Bootstrap
from evaluation.rate import Room
from pipeline import engines, recipe
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from tests.evaluation_engines import LIE, PLAIN, Engines, dataset

PEOPLE = 3
REQUESTS = 2 * PEOPLE
BOOTSTRAP = Bootstrap(300, 0)


@pytest.fixture
def loaded(recipe_file: Callable[..., Path]) -> Recipe:
    found = recipe.load(recipe_file(evaluation={"canaries": 1, "resamples": 200, "guard": False}))
    dataset(found.out / "dataset", PEOPLE)
    return found


@pytest.fixture
def standing_in(loaded: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Engines]:
    """Engines by rule; the first two are compared."""

    def make(**rules: Callable[[str], str]) -> Engines:
        found = Engines(tmp_path, **rules)
        monkeypatch.setattr(engines, "choose", found.choose)
        compare(loaded, found.names[:2], "compare", "")
        return found

    return make


@pytest.fixture
def arena(loaded: Recipe, standing_in: Callable[..., Engines]) -> Arena:
    standing_in(liar=lambda _: LIE, honest=lambda _: PLAIN)
    return duels.load(loaded, None, guarded=False)


@pytest.fixture
def room(arena: Arena, tmp_path: Path) -> Iterator[Room]:
    with Room(arena, tmp_path / "ratings" / "people.jsonl", 0) as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.01,))
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def ask(room: Room, method: str, path: str, form: dict[str, str] | None = None, host: str | None = None) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", room.server_port, timeout=10)
    headers = {"Host": host or f"127.0.0.1:{room.server_port}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, urlencode(form or {}), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def rating(rater: str, number: int, winner: str | None, a: str = "one", b: str = "two") -> Rating:
    return Rating(rater=rater, duel=f"d{number}{a}{b}", request=f"r{number}", a=a, b=b, winner=winner, left=a)


def test_a_duel_is_made_of_each_request_that_two_models_answered(arena: Arena) -> None:
    """Planted orders are no duels."""
    assert len(arena.duels) == REQUESTS
    assert set(arena.requests) == {duel.request for duel in arena.duels}


def test_equal_emails_are_no_duel(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """There is nothing to prefer; that is one line."""
    standing_in(one=lambda _: PLAIN, two=lambda _: PLAIN)
    with pytest.raises(MailwrightError, match="no request with different emails"):
        duels.load(loaded, None, guarded=False)


def test_the_page_does_not_tell_who_wrote_which(room: Room) -> None:
    """No name of a model, and each stands first for some of the raters."""
    status, page = ask(room, "GET", "/?rater=Ada")
    assert status == 200
    assert "25 years at St Agnes" in page
    assert not [name for name in ("liar", "honest", "llamacpp") if name in page]
    duel = room.arena.duels[0]
    assert {duel.left(f"rater {number}") for number in range(20)} == {duel.a, duel.b}


def test_an_answer_is_kept_with_the_model_that_it_means(room: Room) -> None:
    """And the next pair comes, until all are judged."""
    for number in range(REQUESTS):
        duel, done = room.next("Ada")
        assert duel
        assert done == number
        choice = "left" if "honest" in duel.left("Ada") else "right"
        form = {"token": room.token, "duel": duel.id, "rater": " Ada ", "choice": choice, "reason": "no\nlie"}
        assert ask(room, "POST", "/", form)[0] == 303
    kept = duels.read(room.file)
    assert len(kept) == REQUESTS
    assert all(one.winner and "honest" in one.winner and one.reason == "no lie" for one in kept)
    assert "You have judged all" in ask(room, "GET", "/?rater=Ada")[1]
    assert "0 of 6 done" in ask(room, "GET", "/?rater=Ben")[1]


@pytest.mark.parametrize("wrong", [{"token": "x"}, {"duel": "x"}, {"rater": " "}, {"choice": "both"}])
def test_a_form_of_another_site_is_refused(room: Room, wrong: dict[str, str]) -> None:
    """Nothing is stored without the page's own token, a name, a known pair and a choice."""
    form = {"token": room.token, "duel": room.arena.duels[0].id, "rater": "Ada", "choice": "left", **wrong}
    assert ask(room, "POST", "/", form)[0] == 400
    assert duels.read(room.file) == []


def test_another_name_for_this_computer_is_refused(room: Room) -> None:
    """A stranger's domain that leads to 127.0.0.1 reads nothing."""
    status, text = ask(room, "GET", "/?rater=Ada", host="example.com")
    assert status == 403
    assert "St Agnes" not in text


def test_names_and_emails_are_only_text(room: Room) -> None:
    """A rater's name is escaped."""
    assert "<script>" not in ask(room, "GET", "/?" + urlencode({"rater": "<script>alert(1)</script>"}))[1]


def test_a_taken_port_is_one_line(room: Room) -> None:
    """With the remedy."""
    with pytest.raises(MailwrightError, match="take another with --port"):
        Room(room.arena, room.file, room.server_port)


def test_half_a_line_is_no_rating_and_the_last_one_counts(tmp_path: Path) -> None:
    """A kill loses one rating at most; whoever judges again has changed their mind."""
    file = tmp_path / "people.jsonl"
    for winner in ("one", "two"):
        duels.keep(file, rating("Ada", 1, winner))
    file.write_bytes(file.read_bytes() + b'\n{"rater": "Ben"')
    assert [one.winner for one in duels.read(file)] == ["two"]


def test_win_rates_are_those_of_bradley_and_terry() -> None:
    """Of two models the plain share of wins, nearly; of three, strengths 4:2:1 are found again from the wins they imply."""
    found = verdicts.standings([rating("Ada", n, "one" if n < 15 else "two") for n in range(20)], BOOTSTRAP)
    assert found.rates["one"].value == pytest.approx(15.5 / 21)
    assert found.rates["one"].n == 20
    assert (found.rates["one"].low or 0) < 0.6
    assert (found.rates["one"].high or 0) > 0.85
    import numpy as np

    strength = np.array([4.0, 2.0, 1.0])
    wins = 6000 * strength[:, None] / (strength[:, None] + strength[None, :]) * (1 - np.eye(3))
    assert verdicts.strengths(wins) == pytest.approx(strength / 7, abs=1e-3)


def test_no_preference_is_half_a_win_and_few_ratings_are_no_figure() -> None:
    """Four requests are too few."""
    even = verdicts.standings([rating("Ada", n, None) for n in range(8)], BOOTSTRAP)
    assert even.rates["one"].value == pytest.approx(0.5)
    assert even.undecided == 8
    assert verdicts.standings([rating("Ada", n, "one") for n in range(4)], BOOTSTRAP).rates["one"].value is None


def test_agreement_is_krippendorffs_alpha() -> None:
    """1 where raters agree, about 0 by chance, and 0.095 in the worked example of nominal data, two observers and ten units."""
    same = [rating(rater, n, "one" if n % 2 else "two") for n in range(8) for rater in ("Ada", "Ben")]
    assert verdicts.agreement(same, BOOTSTRAP).value == pytest.approx(1)
    ada, ben = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    told = [rating(rater, n, "one" if value else "two") for rater, own in (("Ada", ada), ("Ben", ben)) for n, value in enumerate(own)]
    assert verdicts.agreement(told, BOOTSTRAP).value == pytest.approx(0.095, abs=5e-4)
    assert verdicts.agreement([one for one in told if one.rater == "Ada"], BOOTSTRAP).value is None


def judge_of(loaded: Recipe, standing_in: Callable[..., Engines], answer: Callable[[str], str]) -> list[Rating]:
    found = standing_in(liar=lambda _: LIE, honest=lambda _: PLAIN, judge=answer)
    return judging.judge(loaded, duels.load(loaded, None, guarded=False), found.names[2], None)


def test_a_model_that_sees_the_lie_in_either_order(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """Its preference is kept, apart from those of people, and is not asked for twice."""
    said = judge_of(loaded, standing_in, lambda prompt: "2" if "25 years" in prompt.partition('number="2"')[0] else "Email 1.")
    assert len(said) == REQUESTS
    assert all(one.winner and "honest" in one.winner for one in said)
    assert not duels.path(loaded, duels.PEOPLE).exists()
    found = verdicts.of(loaded)
    assert found.people.ratings == 0
    assert [one.ratings for one in found.models.values()] == [REQUESTS]


@pytest.mark.parametrize(("answer", "reason"), [("1", "prefers a place"), ("both are fine", "no answer")])
def test_a_model_that_prefers_a_place_prefers_nothing(
    loaded: Recipe, standing_in: Callable[..., Engines], answer: str, reason: str
) -> None:
    """Nor does one that does not answer."""
    said = judge_of(loaded, standing_in, lambda _: answer)
    assert {(one.winner, one.reason) for one in said} == {(None, reason)}
