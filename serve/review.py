"""What a person at a terminal does with an email: accept, edit, regenerate, save, quit.

An edited email is judged again, so that the marks follow. Does not send.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.prompt import Confirm
from rich.text import Text

from pipeline.console import console
from pipeline.errors import EmailError, MailwrightError
from pipeline.schema import Email, EmailRequest
from serve import draft as files
from serve import guard, terminal
from serve.asking import Question
from serve.naming import slug

if TYPE_CHECKING:
    from serve.records import Draft

_QUESTION: Final = "[a]ccept, [e]dit, [r]egenerate, [s]ave as a file, [q]uit"
_EDITORS: Final = ("nano", "vim", "vi")
"""Tried in turn where neither VISUAL nor EDITOR is set."""

_AT_ONCE: Final = 1.0
"""Seconds in which nobody reads an email and leaves the editor again."""


def possible() -> bool:
    """Whether a person sees the email and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def review(draft: Draft, request: EmailRequest, again: Callable[[int], Draft]) -> Draft | None:
    """Asks until the email is accepted, and returns it; None where the person quits.

    `again(n)` writes the n-th other email. Raises KeyboardInterrupt where the person leaves with Ctrl-C.
    """
    written = 0
    while True:
        match _answer():
            case "a":
                return draft
            case "q":
                return None
            case "s":
                _save(draft, request)
            case "e":
                draft = _shown(_edited(draft, request), before=draft)
            case _:
                written += 1
                draft = _shown(_tried(again, written) or draft, before=draft)


def edit(draft: Draft, request: EmailRequest) -> Draft:
    """The draft after the person's editor, its claims and rubric those of the changed email.

    Raises EmailError where no body comes back, MailwrightError where there is no editor or it fails.
    """
    changed = _in_editor(f"{draft.email.text()}\n")
    if changed.strip() == draft.email.text().strip():
        return draft
    judged = guard.judge(_email(changed, draft.email), request)
    return draft.model_copy(update={**dict(judged), "edited": True})


def _email(changed: str, before: Email) -> Email:
    """What the person made of an email. Where the subject line is gone, all that came back is the body, under the old subject."""
    from pipeline.prompt import parse

    first, _, rest = changed.strip().partition("\n")
    named, colon, subject = first.partition(":")
    there = bool(colon) and named.strip().lower() == "subject"
    if not (rest if there else first).strip():
        msg = "the editor left no text below the subject; write the body there"
        raise EmailError(msg)
    if there and subject.strip():
        return parse(changed)
    console.print(f"no subject came back, so the old one stays: {before.subject}", style="yellow", markup=False)
    return parse(Email(subject=before.subject, body=rest if there else changed).text())


def _answer() -> str:
    try:
        return Question.ask(Text(_QUESTION), console=console, choices=list("aersq"), show_choices=False, default="a", case_sensitive=False)
    except EOFError:
        return "q"


def _shown(draft: Draft, before: Draft) -> Draft:
    if draft is not before:
        terminal.show(draft)
        terminal.findings(draft)
    return draft


def _tried(again: Callable[[int], Draft], written: int) -> Draft | None:
    try:
        return again(written)
    except MailwrightError as error:  # also an engine that has gone meanwhile: the email that is there may hold a person's work
        console.print(str(error), style="red", markup=False)
        return None


def _edited(draft: Draft, request: EmailRequest) -> Draft:
    try:
        return edit(draft, request)
    except MailwrightError as error:
        console.print(f"{error}; the email is as it was", style="red", markup=False)
        return draft


def _save(draft: Draft, request: EmailRequest) -> None:
    try:
        name = Question.ask("File", console=console, default=f"{slug(draft.email.subject) or 'email'}.eml")
        target = Path(name.strip()).expanduser()
        files.check_target(target)
        if target.exists() and not Confirm.ask(Text(f"{target} is there already; overwrite it?"), console=console, default=False):
            console.print("not saved")
            return
        files.save(target, request, draft.email)
    except EOFError:
        console.print("not saved")
    except (MailwrightError, RuntimeError) as error:  # RuntimeError: ~ before a name that is no user's
        console.print(f"{error}; not saved", style="red", markup=False)
    except OSError as error:  # a name too long to be looked up
        console.print(f"{error.strerror}; not saved, choose another name", style="red", markup=False)
    else:
        console.print(f"saved as {target}", markup=False)


def _in_editor(text: str) -> str:
    command = _editor()
    with tempfile.TemporaryDirectory(prefix="mailwright-") as folder:
        file = Path(folder) / "email.txt"
        file.write_text(text, encoding="utf-8")
        started = time.monotonic()
        try:
            code = subprocess.run([*command, str(file)], check=False).returncode
        except OSError as error:
            msg = f"{command[0]}: cannot be started ({error.strerror}); set EDITOR to another"
            raise MailwrightError(msg) from error
        if code:
            msg = f"{command[0]}: ended with an error ({code})"
            raise MailwrightError(msg)
        if time.monotonic() - started < _AT_ONCE and file.is_file() and file.read_text(encoding="utf-8", errors="replace") == text:
            _wait_for_window(command[0])
        if not file.is_file():
            msg = f"{command[0]}: left no file; save the email under the name that it has"
            raise MailwrightError(msg)
        return file.read_text(encoding="utf-8", errors="replace")


def _wait_for_window(editor: str) -> None:
    """An editor with a window of its own may return before anybody wrote a word; the file is there until the person says so."""
    console.print(f"{editor}: returned at once; if its window is open, save the email there", style="yellow", markup=False)
    with contextlib.suppress(EOFError):
        console.input("Press Enter when you are done: ")


def _editor() -> list[str]:
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if given:
        try:
            return shlex.split(given)
        except ValueError:
            return [given]
    found = next(filter(None, map(shutil.which, _EDITORS)), None)
    if found is None:
        msg = "no editor: set EDITOR to one"
        raise MailwrightError(msg)
    return [found]
