"""What a person sees while a model loads and writes, and of the email in the end.

The email goes to stdout: with its claims marked where that is a terminal, else plain. All else goes to stderr; where there is no terminal,
one line per event, no animation.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import TypeVar

from rich.console import Console, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from pipeline import marks
from pipeline.console import console
from serve.generate import last
from serve.records import Attempt, Draft, Unchecked

D = TypeVar("D", bound=Unchecked)

_SOME, _SHORT = 3, 60  # how many of the things left out are named, and in how many characters


def watch(parts: Iterator[str | Attempt | D]) -> D:
    """Shows an email while it comes, clears it away at the end and returns the draft.

    Raises what the stream raises.
    """
    parts = _noted(parts)
    return last(_shown(parts) if console.is_terminal else parts)


def show(draft: Draft) -> None:
    """Prints the email on stdout."""
    out = Console(highlight=False, soft_wrap=True)
    if out.is_terminal:
        out.print(marks.marked(draft.email, draft.report, colour=not out.no_color), end="")
    else:
        print(draft.email.text())


def findings(draft: Draft) -> None:
    """What was taken out, what is wrong with each finding that remains, and what the rubric says."""
    for cut in draft.removed:
        what = f'corrected: "{cut.text}" to "{cut.instead}"' if cut.instead else f'taken out: "{cut.text}"'
        console.print(f"{what} ({' '.join(cut.reasons)})", style="yellow", markup=False)
    console.print(marks.reasons(draft.report, colour=console.is_terminal), end="")
    console.print(marks.counts(draft.report), markup=False)
    failed = [item for item in draft.rubric.items if not item.passed]
    if failed:
        told = " ".join(item.reason for item in failed)
        console.print(f"rubric: {len(draft.rubric.items) - len(failed)} of {len(draft.rubric.items)} pass; {told}", markup=False)


def report(draft: Unchecked, tokens: int) -> None:
    """One line of figures, and what had to stay out of a prompt of at most `tokens` tokens."""
    if draft.left_out:
        some = "; ".join(shorten(what, _SHORT) for what in draft.left_out[:_SOME])
        more = f"; and {len(draft.left_out) - _SOME} more (--json lists all)" if len(draft.left_out) > _SOME else ""
        console.print(f"left out, to keep the prompt within {tokens} tokens: {some}{more}", style="yellow", markup=False)
    tries = f" in {len(draft.attempts)} attempts" if len(draft.attempts) > 1 else ""
    figures = f"{draft.prompt_tokens} tokens read, {draft.completion_tokens} written{tries} in {draft.seconds:.1f} s, seed {draft.seed}"
    console.print(f"{draft.model}: {figures}", style="dim", markup=False)


def refusal(draft: Draft) -> str:
    """One line that says why an email is not handed out, without a word of it."""
    count = len(draft.report.findings)
    wrong = [f"{count} claim{'s' if count > 1 else ''} that the documents do not support"] if count else []
    wrong += [item.name.replace("_", " ") for item in draft.broken]
    tries = f"{len(draft.attempts)} attempt{'s' if len(draft.attempts) > 1 else ''}"
    return f"refused after {tries}: {', '.join(wrong)}; leave out --strict to see it, or raise serve.attempts"


def _shown(parts: Iterator[str | Attempt | D]) -> Iterator[str | Attempt | D]:
    text = ""
    with Live(Spinner("dots", "reading the prompt"), console=console, transient=True, refresh_per_second=10) as live:
        for part in parts:
            text = text + part if isinstance(part, str) else ""
            live.update(_tail(text))
            yield part


def _noted(parts: Iterator[str | Attempt | D]) -> Iterator[str | Attempt | D]:
    for part in parts:
        if isinstance(part, Attempt):
            console.print(_note(part), style="yellow", markup=False)
        yield part


def _note(attempt: Attempt) -> str:
    if attempt.stopped:
        return f"{'rest' if attempt.kept else 'email'} with seed {attempt.seed}: stopped at a false sentence"
    if attempt.problem:
        return f"no email with seed {attempt.seed}: {attempt.problem}"
    wrong = [f"{attempt.findings} false claim{'s' if attempt.findings != 1 else ''}"] if attempt.findings else []
    wrong += [f"{name.replace('_', ' ')} is broken" for name in attempt.blocking]
    what = "repair" if attempt.repairs else "rest" if attempt.kept else "email"
    return f"{what} with seed {attempt.seed}: {', '.join(wrong)}"


def _tail(text: str) -> RenderableType:
    """As many of the last lines as the terminal holds: what does not fit could not be cleared away."""
    lines = Text(text).wrap(console, console.width)
    return Text("\n").join(lines[-max(console.height - 2, 1) :])
