"""`mailwright app`: starts the page on this computer and opens the browser.

    mailwright app [--port 8501] [--no-browser] [--host 0.0.0.0] [--backend ollama --model llama3]

Only this computer reaches it: it binds 127.0.0.1 and answers to no other host's name, also where `--host` binds another address, as it
must in a container. Only who knows its address gets in: every path begins with a key, a new one at each start, so that the address of an
earlier start leads nobody to whatever has the port then. Streamlit's usage statistics are off, uploads limited. Does not cover: several
people over a network; put a server of your own with a login before it for that.
"""

from __future__ import annotations

import contextlib
import importlib.util
import secrets
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.console import console
from pipeline.errors import MailwrightError
from serve.app.engine import shared, use
from serve.app.opening import opening
from serve.kept import Asked

if TYPE_CHECKING:
    import argparse

HOST: Final = "127.0.0.1"
"""Where the page is for its person. A container binds 0.0.0.0 inside and publishes this outside; other host names are refused there too."""
PORT: Final = 8501
MEGABYTES: Final = 25
PAGE: Final = Path(__file__).with_name("page.py")
_NAMES: Final = ["127.0.0.1", "localhost"]

_LIGHT: Final = {
    "primaryColor": "#1f6f78", "backgroundColor": "#fcfcfb", "secondaryBackgroundColor": "#f1f3f2", "textColor": "#1d2526",
    "borderColor": "#d4dad9",
}  # fmt: skip
_DARK: Final = {
    "primaryColor": "#4fb3bf", "backgroundColor": "#15191b", "secondaryBackgroundColor": "#1f2528", "textColor": "#e6eaea",
    "borderColor": "#3a4447",
}  # fmt: skip


def app(args: argparse.Namespace) -> int:
    """Serves the page until Ctrl-C. Returns the exit code 0.

    Raises MailwrightError where Streamlit is not installed, or the port is taken.
    """
    if importlib.util.find_spec("streamlit") is None:
        msg = "streamlit is not installed; run `pip install 'mailwright[app]'`"
        raise MailwrightError(msg)
    use(Asked.of(args))
    port = free_port(args.host, args.port)
    threading.Thread(target=_warm, daemon=True).start()
    key = secrets.token_hex(16)
    address = f"http://{HOST}:{port}/{key}/"
    console.print(f"Mailwright: {address} (Ctrl-C ends it)", markup=False)
    try:
        with opening(address) if args.browser else contextlib.nullcontext():
            serve(options(args.host, port, key))
    finally:
        shared.close()
    return 0


def _warm() -> None:
    """Loads the checker's word lists while the person looks for the resume; the first check would wait seconds for them."""
    from pipeline.schema import Direction, Document, Email, EmailRequest, Person
    from serve.guard import judge

    job = Document(kind="job", text="Nurse\nLarch Clinic", source="none", media_type="text/plain", sha256="0" * 64)
    request = EmailRequest(direction=Direction.APPLICATION, job=job, sender=Person())
    judge(Email(subject="Nurse", body="Dear team,\n\nI am a nurse."), request)


def serve(flags: dict[str, Any]) -> None:
    """Runs Streamlit in this process until it is interrupted."""
    from streamlit.web import bootstrap

    bootstrap.load_config_options(flags)
    bootstrap.run(str(PAGE), is_hello=False, args=[], flag_options=flags)


def options(host: str, port: int, key: str) -> dict[str, Any]:
    """Streamlit's settings; they come before those of the user's own Streamlit."""
    found: dict[str, Any] = {
        "server.address": host,
        "server.port": port,
        "server.baseUrlPath": key,
        "server.headless": True,  # it would start the browser with the key for all to see
        "server.maxUploadSize": MEGABYTES,
        "server.fileWatcherType": "none",
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.enableAgentApi": False,
        "server.allowedHosts": _NAMES,
        "server.showEmailPrompt": False,
        "browser.gatherUsageStats": False,
        "browser.serverAddress": HOST,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "runner.magicEnabled": False,
        "logger.hideWelcomeMessage": True,
        "logger.level": "error",
        "logger.enableRich": False,  # it prints an error's words past every logger
        "theme.baseRadius": "0.5rem",
    }
    found |= {f"theme.light.{key}": value for key, value in _LIGHT.items()}
    found |= {f"theme.dark.{key}": value for key, value in _DARK.items()}
    return {key.replace(".", "_"): value for key, value in found.items()}


def free_port(host: str, wanted: int | None) -> int:
    """The port that was asked for; without one the usual one, or, where something else has that, any that is free.

    Raises MailwrightError where the one asked for is taken.
    """
    if wanted is not None:
        if not _is_free(host, wanted):
            msg = f"port {wanted}: something else uses it; choose another with --port, or leave it out"
            raise MailwrightError(msg)
        return wanted
    if _is_free(host, PORT):
        return PORT
    with socket.socket() as any_free:
        any_free.bind((host, 0))
        port: int = any_free.getsockname()[1]
        return port


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
        return True
