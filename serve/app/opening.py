"""Opens the browser at the page's address, without telling it to the other accounts of the computer.

Every account can read what a program was started with, and the address holds the key of the page. So the browser is started with a file
that only this account can read, and the file leads on. It lies in the home folder, openly: browsers that come as a snap see neither `/tmp`
nor hidden folders.
"""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pipeline.console import console

NAMES: Final = ("mailwright-open-", ".html")
"""How the file's name begins and ends; `mailwright purge` looks for what a killed program left."""
_SECONDS: Final = 60
_LEAVE: Final = 5
_LEADS: Final = (
    '<!doctype html>\n<meta http-equiv="refresh" content="0; url={0}">\n<title>Mailwright</title>\n<a href="{0}">Mailwright</a>\n'
)


@contextlib.contextmanager
def opening(address: str) -> Iterator[None]:
    """Meanwhile the browser is opened, as soon as the address answers."""
    over = threading.Event()
    opener = threading.Thread(target=_open, args=(address, over), daemon=True)
    opener.start()
    try:
        yield
    finally:
        over.set()
        opener.join(_LEAVE)


def _open(address: str, over: threading.Event) -> None:
    from streamlit.cli_util import open_browser

    while not _answers(address):
        if over.wait(0.1):
            return
    try:
        with leading_to(address) as file:
            open_browser(file.as_uri())
            over.wait(_SECONDS)
    except OSError as error:
        console.print(f"the browser cannot be opened ({error.strerror}); open that address in it yourself", markup=False)


def _answers(address: str) -> bool:
    place = urlsplit(address)
    with socket.socket() as tried:
        return tried.connect_ex((place.hostname, place.port)) == 0


@contextlib.contextmanager
def leading_to(address: str) -> Iterator[Path]:
    """A file that leads a browser to the address; only this account can read it, and it is gone afterwards."""
    before, after = NAMES
    descriptor, name = tempfile.mkstemp(prefix=before, suffix=after, dir=Path.home())
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_LEADS.format(address))
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
