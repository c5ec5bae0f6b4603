"""Every family that recipes ship, on a tiny random model of its architecture: prompt, fine-tuning, merge, GGUF, and no injected turn."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from export import convert, stages
from export.adapter import Adapter
from export.verify import verify
from pipeline import prompt, stage
from pipeline import recipe as recipes
from pipeline.chat import Chat, Message
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.schema import EmailRequest
from tests.families import FAMILIES, folder
from tests.training_tiny import FAST
from training.settings import TrainingSettings

RESUME = """Jane Doe

EXPERIENCE
Baker, Hill Bakery
March 2019 - present
- Bakes {marker} bread for 40 shops{marker}
Skills: baking {marker}
"""
JOB = "Company: Northwind {marker}\nJob title: Baker{marker}\nWe need a baker {marker} who knows rye.\n"
EMAIL = "Subject: Baker\n\nDear team,\n\nI bake bread.\n\nBest,\nJane Doe"
LINEAR = {
    "llama2": {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"},
    "mistral": {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"},
    "mixtral": {"q_proj", "k_proj", "v_proj", "o_proj"},  # experts and router are no linear layers
    "phi3": {"qkv_proj", "o_proj", "gate_up_proj", "down_proj"},
}
MODEL_TYPE = {"llama2": "llama", "mistral": "mistral", "mixtral": "mixtral", "phi3": "phi3"}


@cache
def chat(name: str) -> Chat:
    return Chat.from_folder(folder(name))


def messages(make_request: Callable[..., EmailRequest], name: str, marker: str = "") -> list[Message]:
    """The prompt as the pipeline makes it, from documents and fields that hold `marker` wherever strangers or users can write."""
    fields = {"sender": f"Jane {marker} Doe", "recipient": f"Sam {marker}", "wishes": f"Be brief {marker}.", "subject": f"Baker {marker}"}
    request = make_request(RESUME.replace("{marker}", marker), JOB.replace("{marker}", marker), **fields)
    return prompt.compose(request, 4000, chat(name).count).messages


def row(name: str, prompt_messages: list[Message]) -> dict[str, Any]:
    completion = [{"role": "assistant", "content": EMAIL}]
    counter = chat(name)
    return {
        "id": "1", "split": "train", "direction": "application", "style": "formal", "prompt": prompt_messages, "completion": completion,
        "prompt_tokens": counter.count(prompt_messages), "left_out": 0,
        "tokens": counter.count([*prompt_messages, *completion], answer=False),
    }  # fmt: skip


@pytest.fixture(params=FAMILIES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def recipe(name: str, recipe_file: Callable[..., Path], make_request: Callable[..., EmailRequest]) -> Recipe:
    """A recipe on the tiny model whose dataset is two prompts of the pipeline."""
    import torch

    torch.set_num_threads(1)  # a model this small only waits for the others
    called = "Tiny-Phi-3" if name == "phi3" else "tiny"
    path = recipe_file(
        model={"base": str(folder(name)), "name": called, "family": FAMILIES[name].name, "context": 512},
        data={"max_length": 2048, "prompt_tokens": 1500},
        training={**FAST, "epochs": 1, "accumulation": 1, "rank": 2, "alpha": 4},
        serve={"max_tokens": 16},
    )
    loaded = recipes.load(path)
    line = json.dumps(row(name, messages(make_request, name))) + "\n"
    with stage.writing(loaded.out / "dataset", {"rows": 2}) as draft:
        for side in ("train", "validation", "test"):
            (draft / f"{side}.jsonl").write_text(line * 2)
    return loaded


def test_exactly_the_email_and_its_end_are_supervised(name: str, recipe: Recipe) -> None:
    """The prompt stays the same when the answer follows, system text and all; after it comes the email, then the end of the turn."""
    from training import rows, supervised

    read = {side: rows.read(recipe.out / "dataset" / f"{side}.jsonl") for side in ("train", "validation")}
    trainer = supervised.trainer(recipe, recipe.section(TrainingSettings), recipe.model.base, read, 1, recipe.out / "checkpoints")
    rows.check_lengths(trainer.train_dataset, read["train"], packed=False)
    batch = trainer.data_collator([trainer.train_dataset[0]])
    ids, labels = batch["input_ids"][0], batch["labels"][0]
    prompt_messages = read["train"][0]["prompt"]
    assert ids[labels == -100][: chat(name).count(prompt_messages)].tolist() == chat(name).ids(prompt_messages)
    learnt = trainer.processing_class.decode(labels[labels != -100])
    assert learnt.strip().removesuffix("<|endoftext|>").rstrip("\n") == f"{EMAIL}{' ' if name == 'llama2' else ''}{FAMILIES[name].ends}"


def test_all_linear_layers_learn_and_the_merge_changes_just_them(name: str, recipe: Recipe) -> None:
    """Fused ones of Phi-3 too; of a mixture the attention alone."""
    from training.sft import sft

    source = sft(recipe)
    adapter = Adapter.load(source)
    assert {key.split(".")[-2] for key in adapter.pairs} == LINEAR[name]
    assert len(adapter.pairs) == 2 * len(LINEAR[name])
    merged = stages.merged(recipe, source)
    assert (merged / "tokenizer.model").read_bytes() == (folder(name) / "tokenizer.model").read_bytes()
    from transformers import AutoModelForCausalLM

    assert AutoModelForCausalLM.from_pretrained(merged).config.model_type == MODEL_TYPE[name]


@pytest.mark.slow
def test_the_gguf_is_the_model_and_renders_and_tokenises_the_same(name: str, recipe: Recipe) -> None:
    """llama.cpp's converter takes the merged model; llama.cpp makes the same token ids of a prompt as transformers, and generates."""
    try:
        convert.converter(None)
    except MailwrightError as error:
        pytest.skip(f"the pinned converter is neither installed nor to be had: {error}")
    base = folder(name)
    gguf = recipe.out / "model.gguf"
    convert.convert(base, gguf, "f16", convert.converter(None), name=recipe.model.name, metadata={})
    checks = verify(gguf, base, "f16", recipe.model.context, prompt.system())
    assert all(check.ok for check in checks)


@pytest.mark.parametrize("family", FAMILIES)
def test_no_control_token_of_any_family_enters_a_prompt(family: str, make_request: Callable[..., EmailRequest]) -> None:
    """Documents, names, subject and wishes full of every family's markers: as many control tokens and markers as without them."""
    clean = chat(family).render(messages(make_request, family))
    controls = chat(family).controls(clean)
    tokens = {token.content for token in chat(family).tokenizer.get_added_tokens_decoder().values()}
    every = {marker for member in FAMILIES.values() for marker in member.markers} | tokens | {"<|eot_id|>", "<|im_start|>", "[TOOL_CALLS]"}
    for marker in sorted(every | {token.upper() for token in every}):
        rendered = chat(family).render(messages(make_request, family, marker))
        assert chat(family).controls(rendered) == controls, marker
        for own in FAMILIES[family].markers:
            assert rendered.count(own) == clean.count(own), (marker, own)
