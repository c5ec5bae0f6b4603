"""The parts of the parity report that need no GGUF: distances, greedy emails out of drafts, rows, limits. A tiny Llama, made in place."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil  # type: ignore[import-untyped]  # ships no types
import pytest
import torch
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM

from export import gguf_tensors, held_out, reading
from export.merge import nf4_size
from export.parity import KNOWN, LIMITS, Found, Limit, Step, Written, _engine, _require_same_model
from export.reading import Reading, coarse_kl, kl
from pipeline.errors import MailwrightError

STEP = Step(of="gguf", against="merged", tokens=200, first_token=1, top_token=0.5, kl=0.01, perplexity_ratio=1.0, limit=Limit(0.05))


@pytest.fixture(scope="module")
def model() -> LlamaForCausalLM:
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=60, hidden_size=32, intermediate_size=32, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
        max_position_embeddings=128, tie_word_embeddings=False,
    )  # fmt: skip
    made = LlamaForCausalLM(config).eval()
    made.lm_head.weight.data *= 20
    return made


def test_distributions_along_an_email_are_those_of_one_pass(model: LlamaForCausalLM) -> None:
    """Prompt read once, email after it, as often as wanted: the same as prompt and email together."""
    prompt, email = [5, 6, 7, 8], [9, 10, 11]
    whole = model(torch.tensor([prompt + email])).logits[0].log_softmax(-1)[len(prompt) - 1 :]
    reading = Reading.of(model, prompt)
    for _ in range(2):
        torch.testing.assert_close(reading.along(email), whole, atol=1e-4, rtol=0)


@pytest.mark.parametrize("same", [0, 3, 12])
def test_a_draft_changes_no_greedy_email(model: LlamaForCausalLM, same: int) -> None:
    """Whether it agrees from the start, for a while, or to the end; and the cache is left as it was."""
    prompt = [5, 6, 7, 8]
    expected = model.generate(torch.tensor([prompt]), max_new_tokens=12, do_sample=False, eos_token_id=None)[0, len(prompt) :].tolist()
    reading = Reading.of(model, prompt)
    before = reading.along([1])
    draft = [*expected[:same], *((token + 1) % 60 for token in expected[same:])]
    assert reading.greedy(draft, ends=(), most=12) == expected
    assert torch.equal(reading.along([1]), before)


SIZE = 2_000_000_000
"""Parameters of a model that is read in 16 bits, with and without a card."""


def with_memory(monkeypatch: pytest.MonkeyPatch, *, card: float, computer: float) -> None:
    """Free memory in GB, of a card that is not there and of this computer."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (int(card * 1e9), int(24e9)))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=int(computer * 1e9)))


@pytest.mark.parametrize(("card", "place"), [(6, {"": 0}), (4, None)])
def test_a_model_whose_weights_are_replaced_lies_in_one_place(
    model: LlamaForCausalLM, monkeypatch: pytest.MonkeyPatch, card: float, place: dict[str, int] | None
) -> None:
    """Spread by accelerate, a part of it would be empty, and take none of the GGUF's weights."""
    asked: dict[str, Any] = {}
    with_memory(monkeypatch, card=card, computer=6)
    monkeypatch.setattr(AutoModelForCausalLM, "from_pretrained", lambda _folder, **options: asked.update(options) or model)
    reading.merged(Path("merged"), SIZE)
    assert asked["device_map"] == place


@pytest.mark.parametrize(("card", "computer", "lacking"), [(6, 1, 0), (1, 6, 0), (3, 3, 2e9)])
def test_memory_of_card_and_computer_does_not_add_up(monkeypatch: pytest.MonkeyPatch, card: float, computer: float, lacking: float) -> None:
    """4 GB of weights and a quarter more lie in one of the two."""
    with_memory(monkeypatch, card=card, computer=computer)
    assert reading.lacking(SIZE) == lacking


def test_four_bits_must_fit_the_card_alone(model: LlamaForCausalLM, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """bitsandbytes refuses a model of which a part is kept in the computer's memory; without a card, nothing is kept in 4 bits."""
    model.save_pretrained(tmp_path)
    assert reading.lacking_in_nf4(tmp_path) == 0
    left = sum(p.numel() for name, p in model.named_parameters() if "proj" not in name)
    coded = sum(p.numel() for p in model.parameters()) - left
    assert nf4_size(tmp_path) == pytest.approx(2 * left + coded * (4 + 0.127) / 8, rel=1e-3)
    with_memory(monkeypatch, card=0, computer=64)
    assert reading.lacking_in_nf4(tmp_path) == int(nf4_size(tmp_path) * 1.25)


def test_an_email_ends_before_the_token_that_ends_it(model: LlamaForCausalLM) -> None:
    """In the draft or after it, and never beyond `most`."""
    reading = Reading.of(model, [5, 6, 7, 8])
    email = reading.greedy([], (), 12)
    end = next(token for n, token in enumerate(email) if n >= 2 and token not in email[:n])
    for draft in ([], email):
        assert reading.greedy(draft, (end,), 12) == email[: email.index(end)]
    assert reading.greedy(email, (), 3) == email[:3]


def test_the_coarse_distance_is_exact_where_all_is_known_and_never_more() -> None:
    """A lower bound of the KL over the whole vocabulary."""
    torch.manual_seed(1)
    p, q = (torch.randn(1, 40).log_softmax(-1) for _ in "pq")
    exact = float(kl(p, q))
    known = [(int(token), float(q[0, token])) for token in q[0].argsort(descending=True)]
    assert coarse_kl(p[0], known) == pytest.approx(exact, abs=1e-4)
    distances = [coarse_kl(p[0], known[:size]) for size in (1, 5, 20)]
    assert 0 <= distances[0] <= distances[1] <= distances[2] <= exact


@pytest.mark.parametrize(
    ("step", "named"), [(replace(STEP, kl=0.06), "KL 0.060"), (replace(STEP, perplexity_ratio=1.2), "perplexity x1.20")]
)
def test_beyond_a_limit_figures_and_cause_are_named(step: Step, named: str, tmp_path: Path) -> None:
    """One line for the step, one for where the rest is."""
    _require_same_model(tmp_path / "model.gguf", [STEP])
    with pytest.raises(MailwrightError) as error:
        _require_same_model(tmp_path / "model.gguf", [STEP, step])
    line, where = str(error.value).splitlines()
    assert line.startswith("model.gguf: gguf is not what merged is: ")
    assert named in line
    assert "converter or quantiser wrote other weights" in line
    assert where == f"all figures: {tmp_path / 'parity.json'}"


@pytest.mark.parametrize(("shift", "ok"), [(0.0, True), (3.0, False)])
def test_llama_cpp_is_judged_along_its_own_email(shift: float, ok: bool) -> None:
    """Right weights and wrong metadata: other probabilities than torch computes of the same weights."""
    torch.manual_seed(2)
    logits = 4 * torch.randn(5, 60)
    engine = (logits + shift * torch.randn(5, 60)).log_softmax(-1)
    known = [[(int(token), float(row[token])) for token in row.argsort(descending=True)[:KNOWN]] for row in engine]
    written = Written([1, 2], [tokens[0][0] for tokens in known], known)
    step = _engine("gguf", [written], Found([], [logits.log_softmax(-1)], []))
    assert (step.ok, step.tokens) == (ok, 5)
    assert ok == (step.kl < 1e-6)


def test_every_way_to_merge_and_every_type_has_its_limit() -> None:
    """A new one without a limit would fail late, after the conversion."""
    from typing import get_args

    from export.settings import ExportSettings

    fields = ExportSettings.model_fields
    assert {*get_args(fields["merge"].annotation), *get_args(fields["gguf"].annotation)} - {"auto"} <= LIMITS.keys()


def test_rows_come_evenly_from_first_to_last(tmp_path: Path) -> None:
    """Both directions with two rows; all where there are fewer; none without emails or without a file."""
    assert held_out.load(tmp_path, 2) == []
    lines = [{"id": str(n), "prompt": [], "completion": [{"role": "assistant", "content": "x"}]} for n in range(20)]
    (tmp_path / "test.jsonl").write_text("\n".join(map(json.dumps, [*lines, {"id": "20", "prompt": []}])))
    assert [row.id for row in held_out.load(tmp_path, 2)] == ["0", "19"]
    assert [row.id for row in held_out.load(tmp_path, 1)] == ["0"]
    assert len(held_out.load(tmp_path, 50)) == 20
    assert held_out.load(tmp_path, 0) == []


@pytest.mark.parametrize("name", ["q_proj", "k_proj", "v_proj"])
def test_rows_go_to_the_gguf_and_back(model: LlamaForCausalLM, name: str) -> None:
    """Queries and keys are reordered, and only they."""
    places = gguf_tensors.Places.of(model.config)
    weight = f"model.layers.0.self_attn.{name}.weight"
    rows = torch.arange(32.0 if name == "q_proj" else 16.0)[:, None]
    there = places.to_gguf(weight, rows)
    assert torch.equal(there, rows) == (name == "v_proj")
    assert torch.equal(places.from_gguf(weight, there), rows)


@pytest.mark.slow
def test_a_vocabulary_larger_than_the_tokenizer_is_padded_and_passes(tmp_path: Path) -> None:
    """As Phi-3's is: 32064 rows in the embedding, 32011 tokens."""
    from transformers import AutoConfig, AutoModelForCausalLM

    from export import convert
    from export.verify import verify
    from pipeline.settings import STOP
    from tests.families import folder

    try:
        tool = convert.converter(None)
    except MailwrightError as error:
        pytest.skip(f"the pinned converter is neither installed nor to be had: {error}")
    shutil.copytree(folder("phi3"), tmp_path / "phi3")
    config = AutoConfig.from_pretrained(tmp_path / "phi3")
    config.vocab_size += 53
    AutoModelForCausalLM.from_config(config).save_pretrained(tmp_path / "phi3")
    gguf = tmp_path / "model.gguf"
    convert.convert(tmp_path / "phi3", gguf, "f16", tool, name="Tiny-Phi-3", metadata={})
    checks = {check.key: check for check in verify(gguf, tmp_path / "phi3", "f16", 512, None, STOP["phi3"])}
    assert checks["length of tokenizer.ggml.tokens"].found == config.vocab_size
