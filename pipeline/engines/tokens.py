"""How many tokens a prompt has where the engine does not tell before it answers, and whether it read all of them.

Some engines cut a prompt that is too long and answer as if nothing had happened. Their own count, afterwards, gives that away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.chat import Message

Count = Callable[[Sequence["Message"]], int]
_BYTES_PER_TOKEN: Final = 3
"""English needs about 4, so an estimate by this is high rather than low."""
_MARKERS: Final = 8
"""Tokens that a chat template puts around a message, at most."""


def estimate(messages: Sequence[Message]) -> int:
    """More tokens than the prompt has, as a rule, whatever the tokenizer."""
    return sum(_MARKERS - (-len(message["content"].encode()) // _BYTES_PER_TOKEN) for message in messages)


def fewest(messages: Sequence[Message]) -> int:
    """Fewer tokens than the prompt has: no tokenizer in use joins words that white space separates."""
    return sum(len(message["content"].split()) for message in messages)


def exact(gguf: Path) -> Count | None:
    """Counts with the tokenizer of a GGUF, where it is there and of a kind that can be read."""
    from pipeline.chat import Chat

    if not gguf.is_file():
        return None
    try:
        return Chat.from_gguf(gguf).count
    except MailwrightError:
        return None


def was_cut(read: int, messages: Sequence[Message], counted: int, *, is_exact: bool) -> bool:
    """Whether an engine that read so many tokens cannot have read the whole prompt."""
    return read < (counted if is_exact else fewest(messages))


def quotes(reason: str, messages: Sequence[Message]) -> bool:
    """Whether an engine's error repeats a piece of the prompt: four words in a row. Then it is not for a message."""
    prompt = " ".join(word for message in messages for word in message["content"].split())
    words = reason.split()
    return any(" ".join(words[at : at + 4]) in prompt for at in range(len(words) - 3))
