"""mailwright purge: everything that Mailwright ever stored outside the folders you chose, listed, then removed.

    mailwright purge            lists it and asks
    mailwright purge --yes      removes it without asking

Settings, accounts with their passwords and consents in the keyring, remembered emails, caches, and temporary files that a killed program
left. End other Mailwrights first. Not removed: what stands where you told it to (`out/`, `--out`, `data/private/`, the file that
MAILWRIGHT_SETTINGS names), mails among a mailbox's drafts, models that Hugging Face's or Ollama's own programs keep.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.console import console
from pipeline.errors import MailwrightError
from serve.app import opening

if TYPE_CHECKING:
    import argparse

_TEMPORARY: Final = "mailwright-*"
_YES: Final = frozenset({"y", "yes"})


class Stored(NamedTuple):
    """One thing to remove: how it is called for a person, and how it goes away."""

    what: str
    remove: Callable[[], object]


def purge(args: argparse.Namespace) -> int:
    """Lists, asks unless `--yes` was given, removes. Returns the exit code: 1 where something could not be removed or nobody agreed."""
    found = list(stored())
    if not found:
        console.print("nothing is stored outside the folders you chose", markup=False)
        return 0
    for one in found:
        print(one.what)
    if not (args.yes or _agreed()):
        console.print("nothing was removed", markup=False)
        return 1
    left = [problem for one in found if (problem := _removed(one))]
    for problem in left:
        console.print(problem, style="red", markup=False)
    console.print(f"{len(found) - len(left)} of {len(found)} removed", markup=False)
    return int(bool(left))


def stored() -> Iterator[Stored]:
    """All of it, what needs another part of it first: a keyring cannot be asked for names that only a file has."""
    yield from _accounts()
    for folder, what in _folders():
        if folder.is_dir():
            yield Stored(f"{folder}: {what} ({_sizes(folder)})", lambda folder=folder: _clear(folder))  # type: ignore[misc]  # mypy and defaults
    for folder in _temporary():
        yield Stored(f"{folder}: left by a program that was killed", lambda folder=folder: shutil.rmtree(folder))  # type: ignore[misc]  # the same
    for file in sorted(Path.home().glob("*".join(opening.NAMES))):
        yield Stored(f"{file}: left by a page that was killed", file.unlink)


def _accounts() -> Iterator[Stored]:
    from serve.drafts import accounts

    try:
        known = accounts.stored()
    except MailwrightError:
        what = f"{accounts.file()}: damaged; look into your keyring for entries of `mailwright` yourself"
        yield Stored(what, lambda: None)
        return
    for account in known:
        yield Stored(f"{account.address}: account, with what the keyring has for it", lambda name=account.address: _forget(name))  # type: ignore[misc]  # the same


def _forget(address: str) -> None:
    from serve.drafts import accounts, gmail

    if not accounts.forget(address):
        console.print(f"{address}: {gmail.UNTOLD}", style="yellow", markup=False)


def _folders() -> list[tuple[Path, str]]:
    import platformdirs

    found: dict[Path, list[str]] = {}
    for path, what in (
        (platformdirs.user_data_path("mailwright", appauthor=False), "remembered emails"),
        (platformdirs.user_cache_path("mailwright", appauthor=False), "caches"),
        (platformdirs.user_state_path("mailwright", appauthor=False), "state"),
        (platformdirs.user_log_path("mailwright", appauthor=False), "logs"),
        (platformdirs.user_config_path("mailwright", appauthor=False), "settings and accounts"),
    ):  # macOS has one folder for several of them
        found.setdefault(path, []).append(what)
    outer = [path for path in found if not any(other in path.parents for other in found)]
    return [(path, ", ".join(found[path])) for path in outer]


def _clear(folder: Path) -> None:
    """Raises MailwrightError where an account in it could not be forgotten: without its name, nobody finds its secret again."""
    from serve.drafts import accounts

    try:
        left = accounts.stored() if folder in accounts.file().parents else ()
    except MailwrightError:  # damaged: its names are lost already
        left = ()
    if left:
        msg = f"not removed: the accounts of {', '.join(account.address for account in left)} stand in it; forget them first, as said above"
        raise MailwrightError(msg)
    shutil.rmtree(folder)


def _temporary() -> Iterator[Path]:
    """Those of this user; a link is nobody's folder."""
    for place in dict.fromkeys(map(Path, (tempfile.gettempdir(), "/tmp"))):  # noqa: S108 - where sockets go if the other path is too long
        for folder in sorted(place.glob(_TEMPORARY)):
            if folder.is_dir() and not folder.is_symlink() and (not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()):
                yield folder


def _sizes(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files)} bytes"


def _removed(one: Stored) -> str | None:
    """None, or why it is still there."""
    try:
        one.remove()
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"{one.what}: not removed ({error.strerror}); remove it yourself"
    except MailwrightError as error:
        return f"{one.what}: {error}"
    return None


def _agreed() -> bool:
    """Raises MailwrightError where nobody can be asked."""
    if not sys.stdin.isatty():
        msg = "nobody is there to ask; run `mailwright purge --yes` to remove all of this"
        raise MailwrightError(msg)
    return console.input("Remove all of this? [y/N] ").strip().casefold() in _YES
