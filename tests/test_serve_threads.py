"""serve.threads: cancelling ends a question at once, whatever its engine is waiting for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Generator, Iterator, Sequence

import httpx
import pytest

from pipeline.chat import Message
from pipeline.engines import Backend, Patience, Sampling
from pipeline.engines.llamacpp import LlamaCpp
from pipeline.engines.ollama import Ollama
from pipeline.engines.openai import Endpoint, OpenAI
from pipeline.engines.stop import ONCE, Stop, StoppedError, current
from serve import threads
from tests.engine_stand import PIECES, Reply, Stand, standing

MESSAGES = [{"role": "user", "content": "Write an application from Ada Mensah to Larch Clinic in Leeds."}]
LONG = 20.0
"""Seconds that an engine would be silent."""
SOON = 3.0
"""Seconds in which a cancelled call is over, its thread included: far below LONG, far above what a busy machine needs."""
SILENCES = {
    "before an answer": Reply(first=LONG),
    "before the first token": Reply(first=LONG, headers_first=True),
    "between two tokens": Reply(between=LONG),
}


class Connected(LlamaCpp):
    """llama.cpp's own client before a server that stands in for the engine."""

    def __init__(self, address: str) -> None:
        self.model = "m"
        self.context = 1024
        self._places = None
        self._http = httpx.Client(base_url=address, timeout=None, headers=ONCE)

    def count(self, messages: Sequence[Message]) -> int:
        return 30


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as server:
        yield server


@pytest.fixture(params=["ollama", "openai", "llamacpp"])
def backend(request: pytest.FixtureRequest, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Backend:
    monkeypatch.setenv("OLLAMA_HOST", stand.address)
    if request.param == "ollama":
        return Ollama("m", 1024, Patience(), remedy="make it")
    if request.param == "openai":
        return OpenAI("m", Endpoint(f"{stand.address}/v1", None, ""), Patience())
    return Connected(stand.address)


async def cancelled(backend: Backend, stand: Stand, pieces: list[str], wanted: int) -> float:
    """Cancels when the engine was asked and gave as many pieces; the seconds that this took."""

    def take(parts: Iterator[str]) -> None:
        pieces.extend(parts)

    writing = asyncio.create_task(threads.in_thread(kept(backend.stream(MESSAGES, Sampling()), pieces), take))
    while not stand.asked or len(pieces) < wanted:
        assert not writing.done(), writing.exception()
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    began = time.monotonic()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    return time.monotonic() - began


def kept(parts: Generator[str, None, object], pieces: list[str]) -> Generator[str, None, None]:
    for part in parts:
        pieces.append(part)
        yield part


@pytest.mark.parametrize("silence", SILENCES.values(), ids=SILENCES)
def test_cancelling_does_not_wait_for_a_token(backend: Backend, stand: Stand, silence: Reply) -> None:
    """The caller goes on, and the thread with the connection ends, too: `asyncio.run` waits for it."""
    stand.replies = [silence]
    began = time.monotonic()
    took = asyncio.run(cancelled(backend, stand, [], wanted=1 if silence.between else 0))
    assert took < 1
    assert time.monotonic() - began < SOON
    assert len(stand.asked) == 1


def test_cancelling_ends_a_pause_between_two_tries(backend: Backend, stand: Stand) -> None:
    """A busy server may ask for a minute."""
    if isinstance(backend, LlamaCpp):
        pytest.skip("in this process nothing is tried again")
    stand.replies = [Reply(status=503, headers={"Retry-After": str(LONG)})]
    began = time.monotonic()
    asyncio.run(cancelled(backend, stand, [], wanted=0))
    assert time.monotonic() - began < SOON
    assert len(stand.asked) == 1


def test_an_engine_answers_after_a_cancellation(backend: Backend, stand: Stand) -> None:
    """Only the connection of that question was cut."""
    stand.replies = [Reply(first=LONG), Reply()]
    asyncio.run(cancelled(backend, stand, [], wanted=0))
    assert list(backend.stream(MESSAGES, Sampling())) == PIECES


def test_others_are_left_alone(backend: Backend, stand: Stand) -> None:
    """Two questions at once through one engine; the one that nobody cancels is answered."""
    stand.answer = lambda body: Reply(first=LONG) if len(stand.asked) == 1 else Reply(first=0.5)

    async def both() -> list[str]:
        first = asyncio.create_task(threads.in_thread(kept(backend.stream(MESSAGES, Sampling()), []), list))
        while not stand.asked:
            assert not first.done(), first.exception()
            await asyncio.sleep(0.01)
        second = asyncio.create_task(threads.in_thread(kept(backend.stream(MESSAGES, Sampling()), []), list))
        while len(stand.asked) < 2:
            assert not second.done(), second.exception()
            await asyncio.sleep(0.01)
        first.cancel()
        return await second

    assert asyncio.run(both()) == PIECES


def test_parts_come_one_by_one_in_an_event_loop(backend: Backend, stand: Stand) -> None:
    """Not all at the end; leaving the loop early stops the engine at once."""
    stand.replies = [Reply(), Reply(between=LONG)]

    async def read(most: int) -> list[str]:
        found: list[str] = []
        parts = threads.as_they_come(kept(backend.stream(MESSAGES, Sampling()), []))
        async for part in parts:
            found.append(part)
            if len(found) == most:
                break
        await parts.aclose()
        return found

    assert asyncio.run(read(99)) == PIECES
    began = time.monotonic()
    assert asyncio.run(read(1)) == PIECES[:1]
    assert time.monotonic() - began < SOON


def test_an_error_of_the_stream_reaches_the_event_loop() -> None:
    """After the parts that came before it."""

    def failing() -> Generator[int, None, None]:
        yield 1
        msg = "out of luck"
        raise ValueError(msg)

    async def read(found: list[int]) -> None:
        async for part in threads.as_they_come(failing()):
            found.extend([part])  # one by one: what came before the error counts

    found: list[int] = []
    with pytest.raises(ValueError, match="out of luck"):
        asyncio.run(read(found))
    assert found == [1]


def test_a_question_after_the_stop_is_not_asked(backend: Backend, stand: Stand) -> None:
    """A repair, for instance, that was about to follow."""
    stop = Stop()
    stop.set()
    with stop.over(), pytest.raises(StoppedError):
        next(backend.stream(MESSAGES, Sampling()))
    assert stand.asked == []


def test_a_stop_holds_for_its_thread_only() -> None:
    """Another thread has its own."""
    found: list[bool] = []
    stop = Stop()
    stop.set()
    with stop.over():
        other = threading.Thread(target=lambda: found.append(current().is_set()))
        other.start()
        other.join()
        assert current().is_set()
    assert found == [False]
