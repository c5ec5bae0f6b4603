"""A person sends, the program never does: no code of any room could."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "serve").rglob("*.py")) + sorted((ROOT / "pipeline").rglob("*.py"))
LIBRARIES = {"smtplib", "aiosmtplib", "smtpd", "yagmail", "googleapiclient", "sendgrid", "mailbox"}
"""What sends mail; Google's client library too, which makes `messages.send` and `drafts.send` of its discovery document."""
NAMES = {"sendmail", "send_message", "send_mail"}
WORDS = ("smtp:", "/messages/send", "/drafts/send", "gmail.send", "messages.send", "drafts.send", "/usr/sbin/sendmail")


def ways_to_send(code: str) -> Iterator[str]:
    """Whatever in a module could send mail: libraries, methods, addresses."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from LIBRARIES & {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from LIBRARIES & {str(node.module).partition(".")[0]}
        elif isinstance(node, ast.Attribute):
            if node.attr in NAMES or (node.attr == "send" and ast.unparse(node.value).removesuffix("()").endswith(("messages", "drafts"))):
                yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (word for word in WORDS if word in node.value)


def test_no_module_can_send() -> None:
    """Neither by SMTP nor by Gmail's API."""
    found = {str(path.relative_to(ROOT)): list(ways_to_send(path.read_text(encoding="utf-8"))) for path in MODULES}
    assert {path: ways for path, ways in found.items() if ways} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import smtplib",
        "def f():\n    from smtplib import SMTP",
        "server.send_message(message)",
        "service.users().drafts().send(userId='me', body=body)",
        "service.users().messages().send(userId='me')",
        "post('https://gmail.googleapis.com/gmail/v1/users/me/messages/send')",
        "SCOPE = 'https://www.googleapis.com/auth/gmail.send'",
    ],
)
def test_a_way_to_send_would_be_found(code: str) -> None:
    """Imports anywhere, calls, addresses and permissions."""
    assert list(ways_to_send(code))


def test_the_modules_that_save_drafts_are_looked_at() -> None:
    """The list above is not empty by mistake."""
    names = {str(path.relative_to(ROOT)) for path in MODULES}
    assert {"serve/drafts/gmail.py", "serve/drafts/imap.py", "serve/mail.py"} <= names
