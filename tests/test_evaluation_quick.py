"""Against the baseline: a checker that moved, a model that broke, a baseline of other requests; and the task for lm-evaluation-harness."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation import baseline, harness, held_out, quick
from evaluation.comparison import compare
from evaluation.harness import task
from pipeline import build, engines, recipe
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from serve import guard
from tests.evaluation_engines import LIE, NO_EMAIL, PLAIN, Engines, dataset

PEOPLE = 4


@pytest.fixture
def loaded(recipe_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recipe:
    """A recipe with a dataset that stays as it is, and a place of its own for baselines."""
    found = recipe.load(recipe_file(evaluation={"canaries": 0, "resamples": 200, "guard": False}))
    dataset(found.out / "dataset", PEOPLE)
    counts = {"stages": {"found": [2 * PEOPLE, 0]}, "rows": [2 * PEOPLE, 0]}
    (found.out / "dataset" / "stats.json").write_text(json.dumps(counts))
    monkeypatch.setattr(build, "build", lambda _: found.out / "dataset")
    monkeypatch.setattr(baseline, "path", lambda name: tmp_path / f"baseline-{name}.json")
    return found


@pytest.fixture
def known(loaded: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engines:
    """A baseline of a model that never lies and of one that always does."""
    found = Engines(tmp_path, honest=lambda _: PLAIN, liar=lambda _: LIE)
    monkeypatch.setattr(engines, "choose", found.choose)
    compare(loaded, found.names, "compare", "")
    quick.update(loaded)
    return found


def beyond(loaded: Recipe, model: str) -> set[tuple[str, str]]:
    return {(move.source.rpartition("/")[2], move.figure) for move in quick.check(loaded, model, 6) if move.beyond}


def test_nothing_moved(loaded: Recipe, known: Engines) -> None:
    """The same code and the same model are within every interval, and many figures were compared."""
    moves = quick.check(loaded, known.names[0], 6)
    assert [move for move in moves if move.beyond] == []
    assert {move.source for move in moves} >= {"people", *known.names, f"{known.names[0]}, asked anew"}
    assert "0 beyond" in quick.told(moves)[-1]


def test_a_blind_checker_shows_in_the_emails_of_a_liar(loaded: Recipe, known: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept emails are the same for ever, so what looks like an improvement is none."""
    real = guard.judge
    monkeypatch.setattr("evaluation.scoring.judge", lambda email, request: real(email.model_copy(update={"body": "Dear team,"}), request))
    assert ("liar.gguf", "truthful") in beyond(loaded, known.names[0])


def test_a_model_that_broke_shows_when_asked_anew(loaded: Recipe, known: Engines) -> None:
    """One that writes no email any more fails every share; one that lies now, those of truth."""
    known["honest"].answer = lambda _: NO_EMAIL
    assert ("honest.gguf, asked anew", "email") in beyond(loaded, known.names[0])
    known["honest"].answer = lambda _: LIE
    assert ("honest.gguf, asked anew", "truthful") in beyond(loaded, known.names[0])
    known["honest"].answer = lambda _: ""
    assert ("honest.gguf, asked anew", "text") in beyond(loaded, known.names[0])


def test_a_model_that_got_better_is_no_failure(loaded: Recipe, known: Engines) -> None:
    """A liar that tells the truth now: what fell is only that it claims less."""
    known["liar"].answer = lambda _: PLAIN
    assert beyond(loaded, known.names[1]) == {("liar.gguf, asked anew", "supported")}


def test_a_build_that_refuses_true_emails_shows(loaded: Recipe, known: Engines) -> None:
    """A checker that cries wolf quarantines what people wrote."""
    stats: dict[str, Any] = {"stages": {"found": [2 * PEOPLE, 0]}, "rows": [PEOPLE, 0]}
    (loaded.out / "dataset" / "stats.json").write_text(json.dumps(stats))
    assert ("people", "accepted") in beyond(loaded, known.names[0])


def test_a_baseline_of_other_requests_is_one_line(loaded: Recipe, known: Engines) -> None:
    """So is a recipe without one, and a model that the baseline does not have."""
    with pytest.raises(MailwrightError, match="the baseline has no emails of it"):
        quick.check(loaded, "tuned", 6)
    file = baseline.path(loaded.name)
    file.write_text(file.read_text().replace('"id": "t', '"id": "u'))
    with pytest.raises(MailwrightError, match=f"0 of {2 * PEOPLE} requests are left"):
        quick.check(loaded, known.names[0], 6)
    file.unlink()
    with pytest.raises(MailwrightError, match="no baseline that can be read"):
        quick.check(loaded, known.names[0], 6)


def test_every_baseline_in_the_repository_can_be_read() -> None:
    """And holds emails and figures."""
    for file in Path(baseline.__file__).parent.glob("baseline-*.json"):
        found = baseline.load(file.stem.removeprefix("baseline-"))
        assert found.answers
        assert found.figures["people"]["accepted"].value


def test_the_harness_gets_the_same_requests_and_scores(loaded: Recipe, known: Engines) -> None:
    """Each row has the prompt in two parts; an answer scores there what it scores here."""
    assert str(loaded.out) in harness.lay(loaded)
    rows = [harness.Row.model_validate_json(line) for line in (loaded.out / "evaluation" / "harness" / harness.FILE).open()]
    held = held_out.load(loaded, None, 0)
    assert [[row.system, row.user] for row in rows] == [[message["content"] for message in one.messages] for one in held]
    doc = {"id": rows[0].id, "request": rows[0].request.model_dump_json()}
    assert task.scores(doc, [PLAIN])["truthful"] == 1
    assert task.scores(doc, [LIE]) == {**task.scores(doc, [PLAIN]), "truthful": 0}
    assert set(task.scores(doc, [NO_EMAIL]).values()) == {0}


def test_the_task_names_functions_and_metrics_that_exist() -> None:
    """The YAML's `!function` tags lead to functions beside it, and its metrics are what those return."""
    named: list[str] = []

    class Loader(yaml.SafeLoader):
        """Knows the harness' own tag."""

    Loader.add_constructor("!function", lambda _, node: named.append(str(node.value)))
    found = yaml.load((Path(harness.__file__).parent / "mailwright.yaml").read_text(), Loader)
    assert {name.partition(".")[0] for name in named} == {"task"}
    assert all(callable(getattr(task, name.partition(".")[2])) for name in named)
    assert tuple(metric["metric"] for metric in found["metric_list"]) == task.METRICS
