"""What holds for every engine at the other end of a connection: patience, tries, and no text that comes twice."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest

from pipeline.engines import Answer, Backend, Patience, Sampling, retry
from pipeline.engines.ollama import Ollama
from pipeline.engines.openai import Endpoint, OpenAI
from pipeline.errors import MailwrightError
from tests.engine_stand import PIECES, Reply, Stand, standing

MESSAGES = [{"role": "user", "content": "Write an application from Ada Mensah to Larch Clinic in Leeds."}]
HASTY: dict[str, Any] = {"tries": 3, "pause_seconds": 0.01}
Make = Callable[..., Backend]


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as server:
        yield server


@pytest.fixture(params=["ollama", "openai"])
def make(request: pytest.FixtureRequest, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Builds either engine with this patience."""
    monkeypatch.setenv("OLLAMA_HOST", stand.address)

    def build(**patience: Any) -> Backend:
        asked = Patience(**{**HASTY, **patience})
        if request.param == "ollama":
            return Ollama("m", 1024, asked, remedy="make it")
        return OpenAI("m", Endpoint(f"{stand.address}/v1", "sk-secret", "OPENAI_API_KEY"), asked)

    return build


def run(backend: Backend) -> tuple[list[str], Answer]:
    stream: Generator[str, None, Answer] = backend.stream(MESSAGES, Sampling())
    pieces = []
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as end:
            return pieces, end.value


def test_streams_pieces_and_counts(stand: Stand, make: Make) -> None:
    """As they come, and whole at the end, with the engine's own counts."""
    assert run(make()) == (PIECES, Answer("".join(PIECES), prompt_tokens=30, completion_tokens=3, complete=True))


def test_an_answer_at_the_limit_is_not_complete(stand: Stand, make: Make) -> None:
    """Half an email never passes for a whole one."""
    stand.replies = [Reply(finish="length")]
    assert not run(make())[1].complete


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(stand: Stand, make: Make, status: int) -> None:
    """It said itself that it did not begin."""
    stand.replies = [Reply(status=status), Reply(status=status), Reply()]
    assert run(make())[0] == PIECES
    assert len(stand.asked) == 3


def test_a_server_that_stays_busy_is_an_error(stand: Stand, make: Make) -> None:
    """After so many tries as the recipe allows, with their number."""
    stand.replies = [Reply(status=503)]
    with pytest.raises(MailwrightError, match=r"tried 3 times"):
        run(make())
    assert len(stand.asked) == 3


def test_waits_as_long_as_the_server_asks(stand: Stand, make: Make) -> None:
    """Retry-After counts more than our own pause."""
    stand.replies = [Reply(status=429, headers={"Retry-After": "1"}), Reply()]
    run(make())
    assert stand.at[1] - stand.at[0] >= 0.99


def test_a_pause_that_is_too_long_is_an_error_at_once(stand: Stand, make: Make) -> None:
    """Nobody sits through an hour without a word."""
    stand.replies = [Reply(status=429, headers={"Retry-After": "3600"})]
    with pytest.raises(MailwrightError, match=r"asks for a pause of 3600 s"):
        run(make())
    assert len(stand.asked) == 1


def test_another_error_is_not_asked_again(stand: Stand, make: Make) -> None:
    """A 500 may come after half the work, and comes again."""
    stand.replies = [Reply(status=500, error="out of luck")]
    with pytest.raises(MailwrightError, match="out of luck"):
        run(make())
    assert len(stand.asked) == 1


def test_a_reset_before_the_first_byte_is_asked_again(stand: Stand, make: Make) -> None:
    """Nothing of an answer was there."""
    stand.replies = [Reply(resets="at once"), Reply()]
    assert run(make())[0] == PIECES
    assert len(stand.asked) == 2


def test_a_reset_after_text_is_an_error(stand: Stand, make: Make) -> None:
    """The two pieces that came were handed out; they must not come twice."""
    stand.replies = [Reply(resets="in the middle"), Reply()]
    stream = make().stream(MESSAGES, Sampling())
    assert [next(stream), next(stream)] == PIECES[:2]
    with pytest.raises(MailwrightError, match="broke"):
        next(stream)
    assert len(stand.asked) == 1


def test_a_stream_that_just_ends_is_an_error(stand: Stand, make: Make) -> None:
    """Without a reason to finish, however politely."""
    stand.replies = [Reply(finish=None)]
    with pytest.raises(MailwrightError, match="ended the answer early"):
        run(make())


@pytest.mark.parametrize("headers_first", [False, True])
def test_a_slow_first_token_is_waited_for(stand: Stand, make: Make, headers_first: bool) -> None:
    """Longer than the pause between tokens may be: a large model has to be loaded."""
    stand.replies = [Reply(first=0.6, headers_first=headers_first)]
    assert run(make(first_token_seconds=5, between_tokens_seconds=0.2))[0] == PIECES


@pytest.mark.parametrize("headers_first", [False, True])
def test_a_first_token_that_does_not_come_is_an_error(stand: Stand, make: Make, headers_first: bool) -> None:
    """Named with the setting that allows more; the request is not repeated, the engine is still at it."""
    stand.replies = [Reply(first=5, headers_first=headers_first)]
    start = time.monotonic()
    with pytest.raises(MailwrightError, match=r"no token in 0\.3 s; .* raise serve\.first_token_seconds"):
        run(make(first_token_seconds=0.3))
    assert time.monotonic() - start < 3
    assert len(stand.asked) == 1


def test_a_stream_that_stalls_is_an_error(stand: Stand, make: Make) -> None:
    """After the first token the shorter limit holds."""
    stand.replies = [Reply(between=5)]
    start = time.monotonic()
    with pytest.raises(MailwrightError, match=r"no token for 0\.3 s"):
        run(make(between_tokens_seconds=0.3))
    assert time.monotonic() - start < 3


def test_steady_tokens_may_take_as_long_as_they_like(stand: Stand, make: Make) -> None:
    """The limit is for each token, not for all."""
    stand.replies = [Reply(pieces=["word "] * 8, between=0.15)]
    assert len(run(make(between_tokens_seconds=0.6, first_token_seconds=0.6))[0]) == 8


def test_closing_the_stream_closes_the_connection(stand: Stand, make: Make) -> None:
    """At once: the engine stops computing when its caller leaves."""
    stand.replies = [Reply(pieces=["word " * 2000] * 20_000)]
    stream = make().stream(MESSAGES, Sampling())
    next(stream)
    start = time.monotonic()
    stream.close()
    assert time.monotonic() - start < 1
    assert stand.left.wait(5)


def test_nobody_there_is_tried_and_then_an_error(stand: Stand, make: Make) -> None:
    """Connection refused is as safe as it gets."""
    backend = make()
    stand.shutdown()
    stand.server_close()
    with pytest.raises(MailwrightError, match=r"does not answer.*tried 3 times"):
        run(backend)


def test_a_server_that_comes_back_is_found(stand: Stand, make: Make) -> None:
    """Restarted while we pause."""
    backend = make(tries=4, pause_seconds=0.3)
    port = stand.server_port
    stand.shutdown()
    stand.server_close()
    timer = threading.Timer(0.3, lambda: Stand(port).serve_forever(poll_interval=0.01))
    timer.daemon = True
    timer.start()
    assert run(backend)[0] == PIECES


def test_a_cut_prompt_is_an_error(stand: Stand, make: Make) -> None:
    """Fewer tokens read than the prompt has words: no tokenizer explains that."""
    stand.replies = [Reply(prompt_tokens=5)]
    with pytest.raises(MailwrightError, match=r"read 5 tokens of a prompt .*cut it"):
        run(make())


def test_an_error_that_repeats_the_prompt_is_not_shown(stand: Stand, make: Make) -> None:
    """Documents do not end up on a terminal or in a log."""
    stand.replies = [Reply(status=500, error="cannot parse 'Write an application from Ada Mensah to Lar...'")]
    with pytest.raises(MailwrightError, match="repeats the prompt") as caught:
        run(make())
    assert "Mensah" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7), ("0", 0), ("-3", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("soon", None), (None, None)]
)
def test_reads_retry_after(value: str | None, seconds: float | None) -> None:
    """Seconds or a date; a date that is past asks for nothing."""
    assert retry.retry_after(value) == seconds


def test_pauses_grow_and_differ() -> None:
    """Doubled each time, up to the longest, and shortened by chance by at most half."""
    patience = Patience(pause_seconds=1, longest_pause_seconds=5)
    for tried, most in ((1, 1), (2, 2), (3, 4), (4, 5), (9, 5)):
        pauses = {retry._pause(tried, patience) for _ in range(50)}
        assert most / 2 <= min(pauses) < max(pauses) <= most


def test_a_free_port_is_really_refused() -> None:
    """The tests above that expect a refusal would prove nothing if closed ports hung."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
