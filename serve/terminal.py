"""What a person sees on stderr while a model loads and writes. Where there is no terminal: one line per event, no animation."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from rich.console import RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from pipeline.console import console
from serve.generate import Attempt, Draft, Part, last

_SOME, _SHORT = 3, 60  # how many of the things left out are named, and in how many characters


def watch(parts: Iterator[Part]) -> Draft:
    """Shows an email while it comes, clears it away at the end and returns the draft.

    Raises what the stream raises.
    """
    parts = _noted(parts)
    return last(_shown(parts) if console.is_terminal else parts)


def report(draft: Draft, tokens: int) -> None:
    """One line of figures, and what had to stay out of a prompt of at most `tokens` tokens."""
    if draft.left_out:
        some = "; ".join(shorten(what, _SHORT) for what in draft.left_out[:_SOME])
        more = f"; and {len(draft.left_out) - _SOME} more (--json lists all)" if len(draft.left_out) > _SOME else ""
        console.print(f"left out, to keep the prompt within {tokens} tokens: {some}{more}", style="yellow", markup=False)
    figures = f"{draft.prompt_tokens} tokens read, {draft.completion_tokens} written in {draft.seconds:.1f} s, seed {draft.seed}"
    console.print(f"{draft.model}: {figures}", style="dim", markup=False)


def _shown(parts: Iterator[Part]) -> Iterator[Part]:
    text = ""
    with Live(Spinner("dots", "reading the prompt"), console=console, transient=True, refresh_per_second=10) as live:
        for part in parts:
            text = text + part if isinstance(part, str) else ""
            live.update(_tail(text))
            yield part


def _noted(parts: Iterator[Part]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Attempt):
            console.print(f"no email with seed {part.seed}: {part.problem}", style="yellow", markup=False)
        yield part


def _tail(text: str) -> RenderableType:
    """As many of the last lines as the terminal holds: what does not fit could not be cleared away."""
    lines = Text(text).wrap(console, console.width)
    return Text("\n").join(lines[-max(console.height - 2, 1) :])
