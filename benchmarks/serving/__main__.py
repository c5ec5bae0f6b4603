"""How much time Mailwright adds to its engine, and what many emails at once are worth; the tables go into docs/speed.md.

    python -m benchmarks.serving [--model out/smollm2-135m-cpu/gguf/model.gguf] [--emails 12] [--batch 48] [--dry]
    python -m benchmarks.serving --layers 2 --batch 16     the batches alone, by so many layers of an 8B with random weights

Three parts, each with both sides in one run, so that their ratio holds on any machine: one email through `serve.generate` beside the same
messages given to llama.cpp alone (xllamacpp's own call, its own server), in turn; reading, facts, prompt and check of real documents, each
for the first time; two batches, one posting with many candidates and one resume with many postings, one email at a time beside as many at
once as `mailwright batch` takes, each twice, in turns. Candidates are those of the corpus, in its PDF files.
Random weights do not end an answer, so each of theirs has 220 tokens, as a usual email.
Does not cover: Ollama, whose own overhead is not ours, and a GPU.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks import pages, shape
from export import convert
from pipeline import profile
from pipeline.documents import Reader
from pipeline.engines import tokens
from pipeline.engines.llamacpp import LlamaCpp, most_places, question
from pipeline.prompt import compose, parse
from pipeline.schema import Direction, EmailRequest, Person
from serve import generate, guard
from serve.settings import ServeSettings

if TYPE_CHECKING:
    from pipeline.chat import Message

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = pages.DOCS / "speed.md"
DATE: Final = dt.date(2026, 11, 2)
CONTEXT: Final = 2048
TOKENS: Final = 960
USUAL: Final = 220


@dataclass(frozen=True)
class Timed:
    """Seconds until the first word and in all, and the tokens of the answer."""

    first: float
    whole: float
    tokens: int


class Bare:
    """llama.cpp as its Python package offers it."""

    def __init__(self, path: Path) -> None:
        import xllamacpp  # type: ignore[import-untyped]  # ships no types

        params = xllamacpp.CommonParams()
        params.model.path, params.n_ctx, params.n_parallel = str(path), CONTEXT, 1
        params.cache_ram_mib, params.warmup, params.verbosity = 0, False, -1
        self._server = xllamacpp.Server(params)

    def time(self, messages: Sequence[Message], settings: ServeSettings) -> Timed:
        """One answer, asked for with the same sampling as ours."""
        first, written, began = list[float](), 0, time.perf_counter()

        def take(event: dict[str, Any]) -> bool:
            nonlocal written
            written = (event.get("usage") or {}).get("completion_tokens", written)
            if not first and any(choice["delta"].get("content") for choice in event["choices"]):
                first.append(time.perf_counter() - began)
            return False

        self._server.handle_chat_completions({**question(messages, settings), "cache_prompt": False}, take)
        return Timed(first[0], time.perf_counter() - began, written)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.serving", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=ROOT / "out" / "smollm2-135m-cpu" / "gguf" / "model.gguf", metavar="GGUF")
    parser.add_argument("--emails", type=int, default=12, metavar="N", help="in the first part (default: 12)")
    parser.add_argument(
        "--batch", type=int, default=48, metavar="N", help="documents that are read, and emails of each batch (default: 48)"
    )
    parser.add_argument("--layers", type=int, metavar="N", help="only the batches, by a model in the shape of an 8B with N layers")
    parser.add_argument("--dry", action="store_true", help="print the tables instead of writing them into docs/speed.md")
    args = parser.parse_args(argv)
    requests, read = documents(args.batch)
    machine = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {pages.processor()}"
    if args.layers:
        lines = [f"{machine}, {args.layers} layers of an 8B.", "", *batches_of_8b(args.layers, requests)]
    else:
        lines = [f"{machine}, {args.model.name} of {args.model.stat().st_size / 2**20:.0f} MiB.", ""]
        lines += [*overhead(args.model, requests[: args.emails]), "", *read, "", *batches(args.model, requests, ServeSettings(attempts=1))]
    table = "\n".join(lines)
    print(table)
    if not args.dry:
        pages.rewrite(PAGE, "serving an 8B" if args.layers else "serving", table)
    return 0


def documents(count: int) -> tuple[list[EmailRequest], list[str]]:
    """Requests about the first PDF resumes of the corpus, and what reading, facts, prompt and check of each took, in a row of a table."""
    steps: dict[str, list[float]] = {"resume read": [], "posting read": [], "facts": [], "prompt": [], "check": [], "in all": []}
    requests, (another, *entries) = list[EmailRequest](), list(_entries(count + 1))
    with Reader() as reader:
        reader.read(ROOT / "data" / another["resume"], "resume")  # starts the process that reads, and loads what finds facts
        for entry in entries:
            marks = [time.perf_counter()]
            resume = reader.read(ROOT / "data" / entry["resume"], "resume")
            marks.append(time.perf_counter())
            job = reader.read(ROOT / "data" / entry["job"], "job")
            marks.append(time.perf_counter())
            facts = profile.resume(resume), profile.job(job)
            marks.append(time.perf_counter())
            name = facts[0].name.value if facts[0].name else "Ada Mensah"
            request = EmailRequest(direction=Direction.APPLICATION, resume=resume, job=job, sender=Person(name=name), date=DATE)
            compose(request, TOKENS, tokens.estimate, facts)
            marks.append(time.perf_counter())
            guard.judge(entry["email"], request)
            marks.append(time.perf_counter())
            for step, (start, end) in zip(steps, itertools.pairwise(marks), strict=False):
                steps[step].append(1000 * (end - start))
            steps["in all"].append(1000 * (marks[-1] - marks[0]))
            requests.append(request)
    cells = [f"{statistics.median(took):.0f} ({max(took):.0f})" for took in steps.values()]
    title = f"Around the engine, {len(requests)} pairs of a PDF resume and a posting, each for the first time, milliseconds, median (most):"
    return requests, [title, "", f"| {' | '.join(steps)} |", f"|{' --: |' * len(steps)}", f"| {' | '.join(cells)} |"]


def overhead(model: Path, requests: Sequence[EmailRequest]) -> list[str]:
    """Ours and the bare engine on the same messages, in turn, who comes first in turn as well."""
    settings, bare = ServeSettings(attempts=1), Bare(model)
    with contextlib.closing(LlamaCpp(model, CONTEXT)) as backend:
        prompts = [compose(request, TOKENS, backend.count) for request in requests]
        bare.time(prompts[0].messages, settings)
        _ours(requests[0], backend, settings)  # both have loaded all now
        pairs = []
        for number, (request, prompt) in enumerate(zip(requests, prompts, strict=True)):
            sides = (partial(_ours, request, backend, settings), partial(bare.time, prompt.messages, settings))
            took = [side() for side in (sides if number % 2 else sides[::-1])]
            pairs.append(took if number % 2 else took[::-1])
    same = [(ours, alone) for ours, alone in pairs if ours.tokens == alone.tokens]
    ratio = statistics.median(ours.whole / alone.whole for ours, alone in same)
    later = statistics.median(1000 * (ours.first - alone.first) for ours, alone in same)
    seconds = statistics.median(alone.whole for _, alone in same)
    return [
        f"One email through `serve.generate` beside llama.cpp alone, {len(same)} of {len(pairs)} requests with equally long answers:",
        "", "| ours / bare engine, whole time | ours later with the first word, ms | bare engine, s an email |", "| --: | --: | --: |",
        f"| {ratio:.3f} | {later:.0f} | {seconds:.1f} |",
    ]  # fmt: skip


def batches_of_8b(layers: int, pairs: Sequence[EmailRequest]) -> list[str]:
    """The batches by a model in its shape, in Q8_0."""
    with tempfile.TemporaryDirectory(prefix="mailwright-benchmark-") as name:
        base, model = Path(name) / "base", Path(name) / "model.gguf"
        shape.base(base, layers, shape.VOCABULARY)
        convert.convert(base, model, "q8_0", convert.converter(None), name="benchmark", metadata={})
        shutil.rmtree(base)
        return batches(model, pairs, ServeSettings(attempts=1, max_tokens=USUAL))


def batches(model: Path, pairs: Sequence[EmailRequest], settings: ServeSettings) -> list[str]:
    """Emails a minute of two batches, one at a time and as many at once as a batch takes."""
    outreach = [one.model_copy(update={"direction": Direction.OUTREACH, "job": pairs[0].job, "sender": Person()}) for one in pairs]
    application = [one.model_copy(update={"resume": pairs[0].resume, "sender": pairs[0].sender}) for one in pairs]
    places = most_places(CONTEXT)
    title = f"Batches of {len(pairs)} emails, one at a time and {places} at once, each twice, in turns; emails a minute:"
    lines = [title, "", f"| a batch | one at a time | {places} at once | times as many |", "| --- | --: | --: | --: |"]
    for name, requests in {"one posting, many candidates": outreach, "one resume, many postings": application}.items():
        took = {1: 0.0, places: 0.0}
        for at_once in (1, places, places, 1):  # a machine that gets slower or faster meanwhile does so to both
            took[at_once] += _minutes(model, requests, settings, at_once)
        alone, together = (2 * len(requests) / minutes for minutes in took.values())
        lines.append(f"| {name} | {alone:.1f} | {together:.1f} | {together / alone:.2f} |")
    return lines


def _minutes(model: Path, requests: Sequence[EmailRequest], settings: ServeSettings, at_once: int) -> float:
    with contextlib.closing(LlamaCpp(model, CONTEXT, places=at_once)) as backend, ThreadPoolExecutor(at_once) as pool:
        began = time.perf_counter()
        list(pool.map(lambda request: _ours(request, backend, settings), requests))
        return (time.perf_counter() - began) / 60


def _ours(request: EmailRequest, backend: LlamaCpp, settings: ServeSettings) -> Timed:
    """The prompt, the answer and its check; an answer that is no email took its time all the same."""
    first, began, written = list[float](), time.perf_counter(), 0
    try:
        for part in generate.stream(request, backend, settings, TOKENS, guard=False):
            if isinstance(part, generate.Draft):
                written = part.completion_tokens
            elif not first:
                first.append(time.perf_counter() - began)
    except generate.NoEmailError as error:
        written = error.attempts[-1].completion_tokens
    return Timed(first[0] if first else 0.0, time.perf_counter() - began, written)


def _entries(count: int) -> Iterator[dict[str, Any]]:
    """Triples of applications whose resume is a PDF."""
    found = 0
    for line in (ROOT / "data" / "triples.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["direction"] == "application" and entry["resume"].endswith(".pdf") and found < count:
            found += 1
            yield entry | {"email": parse((ROOT / "data" / entry["email"]).read_text(encoding="utf-8"))}


if __name__ == "__main__":
    sys.exit(main())
