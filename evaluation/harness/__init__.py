r"""A task for lm-evaluation-harness: the same held-out requests and the same scores, for whoever compares models there.

    python -m evaluation harness --recipe configs/smollm2-135m-cpu.yaml
    lm_eval --include_path evaluation/harness --tasks mailwright --model ... --apply_chat_template \
        --metadata '{"requests": "out/smollm2-135m-cpu/evaluation/harness/requests.jsonl"}'

The harness must be installed beside Mailwright; it is no dependency of it. One answer is asked for each request: what the guard would make
of it, seconds and memory are measured by `python -m evaluation` alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluation import held_out
from evaluation.settings import EvaluationSettings
from pipeline import stage
from pipeline.schema import EmailRequest, Record

if TYPE_CHECKING:
    from pipeline.recipe import Recipe

FILE: Final = "requests.jsonl"
VERSION: Final = 1


class Row(Record):
    """A request as the harness reads it: what the model is given, and what its answer is judged by."""

    id: str
    system: str
    user: str
    request: EmailRequest


def lay(recipe: Recipe) -> str:
    """Writes the recipe's requests into `out/<recipe>/evaluation/harness`; returns the command that has them scored.

    Raises MailwrightError where there is no dataset.
    """
    settings = recipe.section(EvaluationSettings)
    target = recipe.out / "evaluation" / "harness"
    held = held_out.load(recipe, settings.requests, 0)
    inputs = {"version": VERSION, "requests": [one.key for one in held]}
    if not stage.done(target, inputs):
        with stage.writing(target, inputs) as folder:
            (folder / FILE).write_text("".join(f"{_line(one)}\n" for one in held), encoding="utf-8")
    file = (target / FILE).resolve()
    return (
        f"{len(held)} requests -> {target / FILE}\nlm_eval --include_path {Path(__file__).parent} --tasks mailwright --apply_chat_template "
        f'--metadata \'{{"requests": "{file}"}}\' --model ...'
    )


def _line(held: held_out.Held) -> str:
    system, user = (message["content"] for message in held.messages)
    return Row(id=held.id, system=system, user=user, request=held.request).model_dump_json()
