"""Preference tuning: pairs from the right splits, the fine-tuned model as reference, an adapter that tells true from false better."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import recipe as recipes
from pipeline import stage
from pipeline.chat import Chat
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.schema import Email, EmailRequest, Provenance, Split, Triple
from tests.training_tiny import Rows, tiny_recipe
from training import held_out
from training.pairs import pairs

RESUME = """Jane Doe

EXPERIENCE
Ward nurse, St Agnes Hospital
March 2019 - present
- Led a ward of 12 beds and trained 5 colleagues
Skills: triage, wound care
"""
JOB = "Company: Hill Clinic\nJob title: Nurse\nWe need a nurse who knows triage.\n"
BODY = (
    "Dear team,\n\nI have led a ward of 12 beds at St Agnes Hospital since March 2019. I trained 5 colleagues.\n\nKind regards,\nJane Doe"
)


@pytest.fixture
def tuned(
    recipe_file: Callable[..., Path], tiny_llama: Path, dataset_rows: Rows, make_request: Callable[..., EmailRequest]
) -> Callable[..., Recipe]:
    """A recipe whose dataset of two rows per split has its triples, and with `sft` an adapter."""

    def make(*, sft: bool = False, **training: Any) -> Recipe:
        recipe = tiny_recipe(recipe_file, tiny_llama, dataset_rows, rows=2, learning_rate=1e-3, **training)
        triples(recipe.out / "dataset", make_request(RESUME, JOB), Chat.from_folder(tiny_llama))
        if sft:
            from training.sft import sft as train

            train(recipe)
        return recipe

    return make


def triples(dataset: Path, request: EmailRequest, chat: Chat) -> None:
    """Gives every row of a dataset a letter with claims, and writes the triples that belong to the rows."""
    lines = []
    for side in ("train", "validation", "test"):
        path = dataset / f"{side}.jsonl"
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        for number, row in enumerate(rows):
            email = Email(subject=f"Nurse {number}", body=BODY)
            row["completion"] = [{"role": "assistant", "content": email.text()}]
            row["tokens"] = chat.count([*row["prompt"], *row["completion"]], answer=False)
            split: Split = side
            lines.append(Triple(id=row["id"], request=request, email=email, provenance=Provenance(author="us", licence="mit"), split=split))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (dataset / "triples.jsonl").write_text("".join(triple.model_dump_json() + "\n" for triple in lines))


def test_a_pair_is_a_rows_email_and_the_same_with_lies(tuned: Callable[..., Recipe]) -> None:
    """The prompt is the row's own; what is rejected says something else; another seed tells other lies."""
    dataset = tuned().out / "dataset"
    made = pairs(dataset, lies=1, seed=0)
    row = json.loads((dataset / "train.jsonl").read_text().splitlines()[0])
    pair = made.rows["train"][0]
    assert (pair["prompt"], pair["chosen"]) == (row["prompt"], row["completion"])
    assert pair["rejected"][0]["role"] == "assistant"
    assert pair["rejected"][0]["content"].startswith("Subject: ")
    assert pair["rejected"] != pair["chosen"]
    assert pairs(dataset, lies=1, seed=0) == made
    assert any(pairs(dataset, lies=1, seed=seed) != made for seed in range(1, 6))


def test_held_out_emails_are_never_among_the_pairs(tuned: Callable[..., Recipe]) -> None:
    """Train and validation only: the test split stays unseen."""
    made = pairs(tuned().out / "dataset", lies=1, seed=0)
    assert {side: len(rows) for side, rows in made.rows.items()} == {"train": 2, "validation": 2}


def test_no_more_rows_are_taken_than_asked_for(tuned: Callable[..., Recipe]) -> None:
    """And a quarter as many of the validation rows, at least one; which, the seed says."""
    dataset = tuned().out / "dataset"
    made = pairs(dataset, lies=1, seed=0, most=1)
    assert {side: len(rows) for side, rows in made.rows.items()} == {"train": 1, "validation": 1}
    assert pairs(dataset, lies=1, seed=0, most=1) == made
    assert pairs(dataset, lies=1, seed=0, most=99) == pairs(dataset, lies=1, seed=0)


def test_what_is_no_email_is_not_true_either(tuned: Callable[..., Recipe]) -> None:
    """Of a true email, one with a lie, and a ramble: one is without a false claim, two are emails, the third passes nothing."""
    (held, *_) = held_out.load(tuned().out / "dataset", 5)
    three = [dataclasses.replace(held, id=name) for name in ("true", "false", "ramble")]
    lie = BODY.replace("12 beds", "90 beds")
    found = held_out.judge(three, {"true": f"Subject: Nurse\n\n{BODY}", "false": f"Subject: Nurse\n\n{lie}", "ramble": "I can help!"})
    assert (found.requests, found.emails, found.true) == (3, 2, 1)
    assert 0 < found.rubric < 2 / 3


def test_emails_written_at_once_are_those_written_one_by_one(tiny_llama: Path) -> None:
    """Prompts of different lengths, filled up on the left."""
    from transformers import AutoModelForCausalLM

    from training import base, watching

    model, tokenizer = AutoModelForCausalLM.from_pretrained(tiny_llama), base.tokenizer(str(tiny_llama), None)
    prompts = [[{"role": "user", "content": text}] for text in ("Write.", "Write an email about a nurse who knows triage.")]
    sampling = {"max_tokens": 12, "repeat_penalty": 1.1}
    assert watching.answers(model, tokenizer, prompts, sampling) == [watching.answer(model, tokenizer, one, sampling) for one in prompts]


def test_emails_without_room_for_a_lie_are_counted(tuned: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch) -> None:
    """And a split that is left empty is an error that names it."""
    from pipeline.corrupt import Corrupted, corrupt

    dataset = tuned().out / "dataset"
    seen: list[Email] = []

    def some(email: Email, *arguments: Any, **options: Any) -> Corrupted:
        seen.append(email)
        return Corrupted(email=email, false=()) if len(seen) == 1 else corrupt(email, *arguments, **options)

    monkeypatch.setattr("training.pairs.corrupt", some)
    made = pairs(dataset, lies=1, seed=0)
    assert (len(made.rows["train"]), made.skipped) == (1, 1)
    monkeypatch.setattr("training.pairs.corrupt", lambda email, *_, **__: Corrupted(email=email, false=()))
    with pytest.raises(MailwrightError, match=r"train\.jsonl: no email in which a claim could be made false"):
        pairs(dataset, lies=1, seed=0)


def test_without_an_adapter_it_says_which_command_makes_one(tuned: Callable[..., Recipe]) -> None:
    """One line with the remedy."""
    from training.prefer import prefer

    with pytest.raises(MailwrightError, match="make sft"):
        prefer(tuned())


@pytest.mark.slow
def test_the_tuned_adapter_prefers_the_true_email_and_its_reference_is_the_fine_tuned_one(
    tuned: Callable[..., Recipe], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before: no reward, as model and reference are one, which the bare base would not be. After: the true email gains more, and the
    folder holds one adapter with its record; a second run is already done.
    """
    import torch
    from safetensors.torch import load_file

    from training import prefer

    recipe = tuned(sft=True, epochs=2)
    recipe = recipes.load(recipe.source, ["prefer.learning_rate=5e-3", "prefer.epochs=8", "prefer.lies=1"])
    folder = prefer.prefer(recipe)
    measured = [e["preference"] for e in map(json.loads, (folder / "metrics.jsonl").read_text().splitlines()) if "preference" in e]
    before, after = measured
    assert before["margin"] == pytest.approx(0, abs=1e-5)
    assert before["loss"] == pytest.approx(-torch.nn.functional.logsigmoid(torch.zeros(())).item() + 0.2 * nats(recipe, before), rel=0.05)
    assert after["margin"] > before["margin"]
    assert after["accuracy"] == 1
    assert before["validation_loss"] == pytest.approx(nats(recipe, before), rel=1e-3)
    assert before["held_out"].keys() == after["held_out"].keys() == {"requests", "emails", "true", "rubric"}
    assert "held-out requests: 0 of 2 emails without a false claim" in " ".join(capsys.readouterr().err.split())
    assert after["chosen"] - after["rejected"] > before["chosen"] - before["rejected"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "adapter_config.json",
        "adapter_model.safetensors",
        "emails-after.json",
        "emails-before.json",
        "metrics.jsonl",
        "recipe.resolved.yaml",
        "stage.json",
    ]
    first, tuned_weights = (load_file(f / "adapter_model.safetensors") for f in (recipe.out / "adapter", folder))
    assert first.keys() == tuned_weights.keys()
    assert any(not torch.equal(first[name], tuned_weights[name]) for name in first)
    monkeypatch.setattr("training.preferred.train", None)  # a second run must not come so far
    assert stage.sha256(prefer.prefer(recipe)) == stage.sha256(folder)


def nats(recipe: Recipe, measured: dict[str, float]) -> float:
    """The ordinary loss per token of the good emails, from their log probability."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(recipe.model.base)
    rows = [json.loads(line) for line in (recipe.out / "dataset" / "validation.jsonl").read_text().splitlines()]
    tokens = [len(tokenizer(row["completion"][0]["content"] + "<|im_end|>\n")["input_ids"]) for row in rows]
    return -measured["chosen"] * len(tokens) / sum(tokens)
