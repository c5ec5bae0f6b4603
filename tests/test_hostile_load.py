"""Many emails at once: every user gets their own, the queue is bounded, and an engine that dies comes back into use."""

from __future__ import annotations

import threading

import pytest

from benchmarks.hostile import load
from pipeline.engines.stop import Stop, StoppedError
from serve.turns import FullError, Turns


def test_emails_are_neither_lost_nor_mixed_up() -> None:
    """Sixteen users, four places, and the engine killed in the middle of its answers."""
    tally = load.run(users=16, seconds=3, at_once=4, waiting=16, kills=1)
    assert tally.sound
    assert tally.kills == 1
    assert tally.emails >= 16
    assert tally.most_waiting <= 16


def test_a_full_queue_says_so_at_once() -> None:
    """One in the works, one waiting, a third is told; afterwards all places are free again."""
    turns, inside, go = Turns(1, 1), threading.Event(), threading.Event()

    def work() -> None:
        with turns.taken():
            inside.set()
            go.wait(10)

    threads = [threading.Thread(target=work) for _ in range(2)]
    threads[0].start()
    assert inside.wait(10)
    threads[1].start()
    while not turns.waiting:
        pass
    with pytest.raises(FullError, match="1 emails are waiting already; try again"), turns.taken():
        pass
    go.set()
    for thread in threads:
        thread.join(10)
    with turns.taken():
        assert turns.waiting == 0


def test_who_leaves_the_queue_takes_no_place() -> None:
    """Stopped while waiting: the next one gets the turn."""
    turns, stop = Turns(1, 2), Stop()
    with turns.taken():
        stop.set()
        with pytest.raises(StoppedError), stop.over(), turns.taken():
            pass
        assert turns.waiting == 0
    with turns.taken():
        pass
