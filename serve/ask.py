"""Asks at the terminal for what the command line did not give, one question after the other.

Questions go to stderr, so that stdout holds nothing but the email.
"""

from __future__ import annotations

import dataclasses
import difflib
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline import profile
from pipeline.console import console
from pipeline.documents.fetch import is_address
from pipeline.errors import DocumentError
from pipeline.schema import Direction, Document, DocumentKind, Fact, Length, Style
from serve.asking import Question
from serve.wanted import Wanted, document, pasted

END_OF_PASTE = "."
_LONGEST_NAME = 255  # bytes of a file's name; what is longer and no file is a text that somebody pasted
_TERMINAL_LINE = 4095  # bytes; a terminal silently drops the rest of a longer line


def possible() -> bool:
    """Whether a person sits at the other end."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def complete(wanted: Wanted) -> Wanted:
    """Asks for everything that was not given, with defaults from the documents.

    Raises KeyboardInterrupt where the person leaves, with Ctrl-C or Ctrl-D.
    """
    try:
        return _complete(wanted)
    except EOFError:
        raise KeyboardInterrupt from None


def _complete(wanted: Wanted) -> Wanted:
    direction = Direction(wanted.direction or _choose("Which email: an application, or an outreach to a candidate", list(Direction)))
    resume = document(wanted.resume, "resume") if wanted.resume else _resume(direction)
    job = document(wanted.job, "job") if wanted.job else _posting()
    candidate = _value(profile.resume(resume).name) if resume else ""
    contact = _value(profile.job(job).contact)
    sender, recipient = (candidate, contact) if direction is Direction.APPLICATION else ("", candidate)
    return dataclasses.replace(
        wanted,
        direction=direction.value,
        resume=resume,
        job=job,
        sender=wanted.sender or _name(sender),
        recipient=wanted.recipient or _line("Who is it addressed to (empty: not known)", recipient) or None,
        style=wanted.style or _choose("Style", list(Style)),
        length=wanted.length or _choose("Length", list(Length), Length.STANDARD),
        wishes=wanted.wishes or _line("Anything it should say (empty: nothing)") or None,
    )


def _value(fact: Fact | None) -> str:
    return fact.value if fact else ""


def _line(question: str, default: str = "") -> str:
    answer = Question.ask(question, console=console, default=default, show_default=bool(default))
    return " ".join(answer.split())


def _choose(question: str, values: Sequence[str], default: str | None = None) -> str:
    return Question.ask(
        question, console=console, choices=[str(v) for v in values], default=str(default or values[0]), case_sensitive=False
    )


def _name(default: str) -> str:
    while not (name := _line("Your full name, as you sign", default)):
        console.print("The email needs a signature.")
    return name


def _resume(direction: Direction) -> Document | None:
    optional = direction is Direction.APPLICATION
    question = "Resume (a PDF, DOCX, HTML or text file, or an address" + ("; empty: none)" if optional else ")")
    while answer := _line(question) or not optional:
        if answer is True:
            console.print("An outreach needs the candidate's resume or profile.")
        elif found := _try(str(answer), "resume"):
            return found
    return None


def _posting() -> Document:
    while True:
        answer = _line("Job posting (a file or an address; empty: paste its text)")
        if found := _try(answer, "job") if answer else _paste():
            return found


def _try(answer: str, kind: DocumentKind) -> Document | None:
    path = plain_path(answer)
    if len(answer.encode("utf-8", "replace")) > _LONGEST_NAME and not (is_address(answer) or _exists(path)):
        how = "leave the answer empty, then paste it" if kind == "job" else "save it in a file and give that"
        # Said without the text, which may be private.
        console.print(f"There is no file of that name; to give the text itself, {how}.", style="red")
        return None
    try:
        return document(path, kind)
    except DocumentError as error:
        near = _near(Path(path)) if error.reason == "missing" else None
        console.print(f"{error}" + (f"; did you mean {near}?" if near else ""), style="red", markup=False)
        return None


def plain_path(answer: str) -> str:
    """A path as a person types or drags it into a terminal: with ~, in quotes, with escaped spaces. Addresses stay as they are."""
    if "://" in answer or _exists(answer):
        return answer
    try:
        words = shlex.split(answer)
    except ValueError:  # an apostrophe that opens no quotation
        words = []
    path = Path(words[0] if len(words) == 1 else answer)
    try:
        return str(path.expanduser())
    except RuntimeError:  # ~ before a name that is no user's
        return str(path)


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:  # e.g. longer than a name can be
        return False


def _near(path: Path) -> Path | None:
    try:
        names = [p.name for p in path.parent.iterdir()]
    except OSError:
        return None
    found = difflib.get_close_matches(path.name, names, n=1)
    return path.with_name(found[0]) if found else None


def _paste() -> Document | None:
    console.print(f"Paste the posting. End with a line that holds only a dot ({END_OF_PASTE}), or with Ctrl-D.")
    lines = _lines_until_dot()
    if not any(line.strip() for line in lines):
        console.print("Nothing was pasted.")
        return None
    if any(len(line.encode()) >= _TERMINAL_LINE for line in lines):
        console.print("A line is longer than a terminal can take, so its end is lost; save the text in a file and give that.", style="red")
        return None
    try:
        return pasted("\n".join(lines), "job")
    except DocumentError as error:
        console.print(str(error), style="red", markup=False)
        return None


def _lines_until_dot() -> list[str]:
    lines: list[str] = []
    try:
        while (line := console.input()).strip() != END_OF_PASTE:
            lines.append(line)
    except EOFError:
        pass
    return lines
