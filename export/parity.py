"""The same model all the way: the adapter as trained, the merged weights, the GGUF, and llama.cpp running it, on held-out rows.

    export.parity_rows=8    how many rows; 0 leaves it out

Each is compared with the one it was made from, so that a failure names the step that broke it:

- merged against adapter, GGUF against merged: in torch, over the whole vocabulary, at each token of the held-out email. The GGUF's weights
  are read back, dequantised, and put into the merged model.
- llama.cpp against the GGUF's weights: at each token of the email that llama.cpp writes. It tells the `KNOWN` most probable tokens; the
  others count as one, so that this KL is a lower bound. This is where metadata shows: rope base, BOS, special tokens.

The prompt's token ids must be those that the base's own tokenizer and chat template give in transformers.
Covers models of `export.gguf_tensors`; of a mixture (Mixtral) not the second comparison, and llama.cpp is compared with the merged model.
The share of emails without a false claim comes from a handful of emails: it shows a collapse, not a quality; `evaluation` measures that.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from export.held_out import Row
from export.llama import Ask, llama
from pipeline.console import console
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

REPORT: Final = "parity.json"
KNOWN: Final = 50
MOST_TOKENS: Final = 150
ADAPTER, MERGED, GGUF, ENGINE = "adapter", "merged", "gguf", "llama.cpp"


@dataclass(frozen=True)
class Limit:
    """Beyond either a step fails: mean KL per token in nats, and perplexity as a multiple of the other's."""

    kl: float
    perplexity: float | None = 1.1


LIMITS: Final[dict[str, Limit]] = {
    "nf4": Limit(0.02),
    "base": Limit(0.5, 1.5),
    "f16": Limit(0.01),
    "bf16": Limit(0.03),
    "q8_0": Limit(0.05),
    "q6_k": Limit(0.05),
    **dict.fromkeys(("q5_k_m", "q5_k_s", "q5_0"), Limit(0.1)),
    **dict.fromkeys(("q4_k_m", "q4_k_s", "iq4_nl", "iq4_xs"), Limit(0.25, 1.2)),
    "q4_0": Limit(0.35, 1.3),
    "q3_k_m": Limit(0.5, 1.5),
    ENGINE: Limit(0.03, None),
}
"""By way of merging and type of weights: several times what was measured on sound models, a fraction of what a wrong rope base does."""
CAUSES: Final = {
    MERGED: "the base or its configuration changed after training (rope base, tied head), or export.merge=base where nf4 is closer",
    GGUF: "too few bits for this model, or converter or quantiser wrote other weights than they were given: try q8_0, then f16, "
    "then another llama.cpp as export.converter",
    ENGINE: "the GGUF's metadata (rope base, scaling, BOS) or this llama.cpp; compare checks.json with the base's config.json",
}


@dataclass(frozen=True)
class Step:
    """One comparison. `first_token` counts rows whose email begins with the same token; `top_token` is the share of all tokens."""

    of: str
    against: str
    tokens: int
    first_token: int
    top_token: float
    kl: float
    perplexity_ratio: float | None
    limit: Limit

    @property
    def ok(self) -> bool:
        above = self.limit.perplexity is not None and (self.perplexity_ratio or 1) > self.limit.perplexity
        return self.kl <= self.limit.kl and not above


@dataclass(frozen=True)
class Case:
    """A row in tokens: prompt, the held-out email with its end."""

    row: Row
    prompt: list[int]
    email: list[int]


@dataclass(frozen=True)
class Written:
    """llama.cpp's greedy email: its tokens, and before each of them the most probable ones with their log probabilities."""

    prompt: list[int]
    tokens: list[int]
    known: list[list[tuple[int, float]]]


@dataclass
class Found:
    """What one torch model makes of every case: distributions along the held-out email and along llama.cpp's, and its own email.

    The last one stands for llama.cpp: it follows llama.cpp's email and writes none.
    """

    held: list[torch.Tensor]
    along: list[torch.Tensor]
    emails: list[list[int]]


def measure(rows: Sequence[Row], gguf: Path, merged: Path, base: Path, adapter: Path, *, mode: str, kind: str, stop: Iterable[str],
            context: int, stored: dict[str, Any] | None = None) -> dict[str, Any]:  # fmt: skip
    """Compares all four, writes `parity.json` beside the GGUF and returns what it holds, `stored` (type and size) among it.

    Raises MailwrightError with one line for each step that went beyond its limit: figures, limit, likely cause.
    """
    from transformers import AutoTokenizer

    # The base's own: what the model was trained with, whatever lies beside the merged weights by now.
    tokenizer = AutoTokenizer.from_pretrained(base)
    ends = _ends(tokenizer, stop)
    cases = [_case(tokenizer, row, ends) for row in rows]
    _require_room(cases, context)
    with console.status("parity: llama.cpp writes"), llama(gguf, context) as ask:
        written = [_ask(ask, case, min(MOST_TOKENS, context - len(case.prompt))) for case in cases]
    _require_same_prompts(gguf, cases, written)
    found = _in_torch(cases, written, ends, gguf, merged, base, adapter)
    steps = _steps(cases, written, found, mode, kind)
    report = {"gguf": stored or {}, **_report(rows, cases, tokenizer, written, found, steps)}
    (gguf.parent / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    _require_same_model(gguf, steps)
    return report


def loss(rows: Sequence[Row], model: Path, base: Path, stop: Iterable[str]) -> float:
    """Of a merged model on the rows' emails, in nats per token, their end included."""
    from transformers import AutoTokenizer

    from export import reading
    from export.merge import parameters

    tokenizer = AutoTokenizer.from_pretrained(base)
    ends = _ends(tokenizer, stop)
    cases = [_case(tokenizer, row, ends) for row in rows]
    return math.log(_perplexity(cases, _read(reading.merged(model, parameters(model)), cases)))


def _ends(tokenizer: PreTrainedTokenizerBase, stop: Iterable[str]) -> set[int]:
    vocabulary = tokenizer.get_vocab()
    return {tokenizer.eos_token_id, *(vocabulary[token] for token in stop if token in vocabulary)}


def _case(tokenizer: PreTrainedTokenizerBase, row: Row, ends: set[int]) -> Case:
    prompt: list[int] = tokenizer.apply_chat_template(row.prompt, add_generation_prompt=True, return_dict=True)["input_ids"]
    whole: list[int] = tokenizer.apply_chat_template([*row.prompt, row.email], return_dict=True)["input_ids"]
    email = whole[len(prompt) :]
    end = next((n for n, token in enumerate(email) if token in ends), len(email) - 1)
    return Case(row, prompt, email[: end + 1])


def _require_room(cases: Sequence[Case], context: int) -> None:
    longest = max(cases, key=lambda case: len(case.prompt) + len(case.email))
    needed = len(longest.prompt) + len(longest.email)
    if needed > context:
        msg = f"model.context {context}: held-out row {longest.row.id} has {needed} tokens, engines would cut it; train with a larger one"
        raise MailwrightError(msg)


def _ask(ask: Ask, case: Case, most: int) -> Written:
    text = ask("/apply-template", {"messages": case.row.prompt})["prompt"]
    ids = ask("/tokenize", {"content": text, "add_special": True, "parse_special": True})["tokens"]
    body = {"prompt": ids, "n_predict": most, "temperature": 0, "n_probs": KNOWN, "return_tokens": True, "cache_prompt": False}
    answer = ask("/completion", body)
    known = [[(one["id"], one["logprob"]) for one in token["top_logprobs"]] for token in answer.get("completion_probabilities", [])]
    return Written(ids, answer["tokens"], known)


def _require_same_prompts(gguf: Path, cases: Sequence[Case], written: Sequence[Written]) -> None:
    for case, one in zip(cases, written, strict=True):
        if case.prompt != one.prompt:
            at = next((n for n, pair in enumerate(zip(case.prompt, one.prompt, strict=False)) if pair[0] != pair[1]), -1)
            msg = (
                f"{gguf.name}: row {case.row.id}: llama.cpp makes {len(one.prompt)} tokens of its prompt, transformers with the base's "
                f"tokenizer {len(case.prompt)}, first different at {at}; likely: tokenizer, chat template or BOS changed after training"
            )
            raise MailwrightError(msg)


def _in_torch(
    cases: Sequence[Case], written: Sequence[Written], ends: set[int], gguf: Path, merged: Path, base: Path, adapter: Path
) -> dict[str, Found]:
    """One model after the other, so that only one is in memory. Each takes the email before it as the draft of its own."""
    from export import gguf_tensors, reading
    from export.merge import parameters

    size = parameters(merged)
    found: dict[str, Found] = {}

    tokens = [one.tokens for one in written]
    with console.status(f"parity: {len(cases)} held-out rows, the adapter on its base"):
        found[ADAPTER] = _read(reading.adapted(base, adapter, size), cases, tokens, ends)
    with console.status(f"parity: {len(cases)} held-out rows, the merged model"):
        model = reading.merged(merged, size)
        found[MERGED] = _read(model, cases, found[ADAPTER].emails, ends)
    with console.status(f"parity: {len(cases)} held-out rows, the weights of the GGUF"):
        if model.config.model_type == "mixtral":
            found[MERGED].along = _read(model, cases, along=tokens).along
        else:
            gguf_tensors.load_into(model, gguf)
            found[GGUF] = _read(model, cases, along=tokens)
    return found


def _read(
    model: PreTrainedModel,
    cases: Sequence[Case],
    drafts: Sequence[list[int]] = (),
    ends: Collection[int] = (),
    *,
    along: Sequence[list[int]] = (),
) -> Found:
    """With `drafts` the model writes emails of its own, with `along` it follows those."""
    from export.reading import Reading

    found = Found([], [], [])
    for case, draft, other in itertools.zip_longest(cases, drafts, along):
        reading = Reading.of(model, case.prompt)
        found.held.append(reading.along(case.email)[:-1])
        if draft is not None:
            found.emails.append(reading.greedy(draft, ends, MOST_TOKENS))
        if other is not None:
            found.along.append(reading.along(other))
    return found


def _steps(cases: Sequence[Case], written: Sequence[Written], found: dict[str, Found], mode: str, kind: str) -> list[Step]:
    last = GGUF if GGUF in found else MERGED
    steps = [_compared(MERGED, ADAPTER, cases, found, LIMITS[mode])]
    if last == GGUF:
        steps.append(_compared(GGUF, MERGED, cases, found, LIMITS[kind]))
    return [*steps, _engine(last, written, found[last])]


def _compared(of: str, against: str, cases: Sequence[Case], found: dict[str, Found], limit: Limit) -> Step:
    import torch

    from export.reading import kl

    p, q = torch.cat(found[against].held), torch.cat(found[of].held)
    same = p.argmax(-1) == q.argmax(-1)
    pairs = zip(found[against].held, found[of].held, strict=True)
    first = sum(int(a[0].argmax() == b[0].argmax()) for a, b in pairs)
    ratio = _perplexity(cases, found[of]) / _perplexity(cases, found[against])
    return Step(of, against, len(p), first, float(same.float().mean()), float(kl(p, q).mean()), ratio, limit)


def _engine(against: str, written: Sequence[Written], found: Found) -> Step:
    from export.reading import coarse_kl

    pairs = [
        (distribution, known)
        for one, along in zip(written, found.along, strict=True)
        for distribution, known in zip(along, one.known, strict=False)
    ]
    divergences = [coarse_kl(p, known) for p, known in pairs]
    same = [int(p.argmax()) == known[0][0] for p, known in pairs]
    first = sum(int(along[0].argmax()) == one.known[0][0][0] for one, along in zip(written, found.along, strict=True) if one.known)
    mean = sum(divergences) / max(1, len(divergences))
    return Step(ENGINE, against, len(pairs), first, sum(same) / max(1, len(same)), mean, None, LIMITS[ENGINE])


def _perplexity(cases: Sequence[Case], found: Found) -> float:
    """Of the held-out emails, per token, their end included."""
    import torch

    each = torch.cat([p[range(len(case.email)), case.email] for case, p in zip(cases, found.held, strict=True)])
    return float((-each.mean()).exp())


def _report(
    rows: Sequence[Row], cases: Sequence[Case], tokenizer: PreTrainedTokenizerBase, written: Sequence[Written], found: dict[str, Found],
    steps: Sequence[Step],
) -> dict[str, Any]:  # fmt: skip
    said = {name: one.emails for name, one in found.items() if name != GGUF} | {GGUF: [one.tokens for one in written]}
    emails = {name: [str(tokenizer.decode(tokens, skip_special_tokens=True)).strip() for tokens in each] for name, each in said.items()}
    return {
        "rows": [row.id for row in rows],
        "tokens": sum(len(case.email) for case in cases),
        "same_prompt_ids": True,  # else nothing else is measured
        "perplexity": {name: _perplexity(cases, one) for name, one in found.items()},
        "steps": [{**asdict(step), "ok": step.ok} for step in steps],
        "no_false_claim": {name: _truthful(rows, each) for name, each in emails.items()},
        "emails": [{"id": row.id, **{name: each[n] for name, each in emails.items()}} for n, row in enumerate(rows)],
    }


def _truthful(rows: Sequence[Row], emails: Sequence[str]) -> dict[str, int]:
    """Emails that state nothing false, of those that can be judged; what is no email counts as one that does."""
    judged = [_true(email, row) for row, email in zip(rows, emails, strict=True) if row.request is not None]
    return {"emails": sum(judged), "of": len(judged)}


def _true(text: str, row: Row) -> bool:
    from pipeline import held_out

    assert row.request is not None
    found = held_out.judged(text, row.request)
    return found is not None and not any(claim.verifiable for claim in found[1].findings)


def _require_same_model(gguf: Path, steps: Sequence[Step]) -> None:
    lines = [
        f"{gguf.name}: {step.of} is not what {step.against} is: KL {step.kl:.3f} nats per token (limit {step.limit.kl}), "
        + (f"perplexity x{step.perplexity_ratio:.2f} (limit x{step.limit.perplexity}), " if step.perplexity_ratio else "")
        + f"same most probable token in {step.top_token:.0%} of {step.tokens}; likely: {CAUSES[step.of]}"
        for step in steps
        if not step.ok
    ]
    if lines:
        raise MailwrightError("\n".join([*lines, f"all figures: {gguf.parent / REPORT}"]))
