"""A question at a terminal, whose answer is one line even where somebody pastes several: the rest would answer the next questions.

Does not cover: Windows, where the rest stays.
"""

from __future__ import annotations

import os
import select
import sys
from typing import Final, TextIO

from rich.console import Console
from rich.prompt import Prompt
from rich.text import TextType

from pipeline.console import console as shared

_PAUSE: Final = 0.05
"""Seconds without a letter that end a paste; nobody types the next line as fast."""
_CHUNK: Final = 65536


class Question(Prompt):
    """`rich.prompt.Prompt`, with all lines of a paste in one answer."""

    @classmethod
    def get_input(cls, console: Console, prompt: TextType, password: bool, stream: TextIO | None = None) -> str:
        """See `rich.prompt.PromptBase.get_input`."""
        answer = super().get_input(console, prompt, password, stream)
        more = "" if stream else _waiting()
        if more.strip():
            shared.print("\nSeveral lines came at once; they are taken as one answer.", style="yellow")
        return " ".join([answer, *more.split()]) if more.strip() else answer


def _waiting() -> str:
    """What came together with the line that was just read; a line without its end as well, which a terminal holds back."""
    try:
        import termios
    except ImportError:
        return ""
    if not sys.stdin.isatty():
        return ""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    by_letter = [*before[:3], before[3] & ~termios.ICANON, *before[4:]]
    came = bytearray()
    termios.tcsetattr(terminal, termios.TCSANOW, by_letter)
    try:
        while select.select([terminal], [], [], _PAUSE)[0] and (part := os.read(terminal, _CHUNK)):
            came += part
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return came.decode(sys.stdin.encoding, "replace")
