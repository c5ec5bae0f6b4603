"""serve.drafts.imap: drafts in a real Dovecot, and servers that are not as they should be."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from pydantic import ValidationError

from pipeline.errors import MailwrightError
from pipeline.schema import Email, Person
from serve.drafts import imap, providers
from serve.drafts.imap import Account
from serve.drafts.message import Attachment, compose
from tests.dovecot_stand import DRAFTS, PASSWORD, USER, Dovecot, standing

BODY = "Dear Ms Reed,\n\nI would like to join you. 😀\n\nZoë Mensah"
CV = Attachment(name="Lebenslauf Zoë.pdf", content=b"%PDF-1.7\r\n\0\xff", media_type="application/pdf")
MESSAGE = compose(Email(subject="Größe zählt", body=BODY), Person(name="Zoë", address=USER), Person(address="jobs@larch.example"), CV)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with standing() as found:
        yield found


def account(server: Dovecot, **change: object) -> Account:
    return Account.model_validate({"address": USER, "host": server.host, "port": server.tls} | change)


def fetched(server: Dovecot, uid: int | None, folder: str = '"Entw&APw-rfe &- mehr"') -> tuple[str, EmailMessage]:
    """Flags and message as another mail program sees them."""
    with server.client() as client:
        client.select(folder, readonly=True)
        _, data = client.uid("FETCH", str(uid), "(FLAGS BODY.PEEK[])")
    head, content = data[0]
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return f"{head.decode()} {data[1].decode() if isinstance(data[1], bytes) else ''}", message


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_draft_appears_where_the_mail_program_looks_for_drafts(server: Dovecot, security: str) -> None:
    """In the folder with the special-use flag, whatever it is called, with its flag; another client reads what was written."""
    port = server.tls if security == "tls" else server.clear
    saved = imap.save(account(server, port=port, security=security), PASSWORD, MESSAGE, context=server.context)
    assert saved.folder == DRAFTS
    assert saved.uid
    flags, found = fetched(server, saved.uid)
    assert "\\Draft" in flags
    assert "\\Seen" in flags
    assert found["Subject"] == "Größe zählt"
    text = found.get_body(("plain",))
    assert isinstance(text, EmailMessage)
    assert text.get_content().splitlines() == BODY.splitlines()
    (file,) = found.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (CV.name, CV.content)


def test_a_named_folder_is_taken_instead(server: Dovecot) -> None:
    """As the user says it."""
    saved = imap.save(account(server, folder="Drafts"), PASSWORD, MESSAGE, context=server.context)
    assert saved.folder == "Drafts"
    assert "\\Draft" in fetched(server, saved.uid, "Drafts")[0]


def test_the_folders_are_listed(server: Dovecot) -> None:
    """With the one for drafts."""
    found = imap.folders(account(server), PASSWORD, context=server.context)
    assert (set(found.names), found.drafts) == ({DRAFTS, "Drafts", "INBOX"}, DRAFTS)


def test_a_folder_that_is_not_there_is_named(server: Dovecot) -> None:
    """When the account is tried, and when a draft is saved."""
    elsewhere = account(server, folder="Elsewhere")
    with pytest.raises(MailwrightError, match="has no folder 'Elsewhere'; it has"):
        imap.folders(elsewhere, PASSWORD, context=server.context)
    with pytest.raises(MailwrightError, match=r"append failed: \[TRYCREATE\].*name another folder with --folder"):
        imap.save(elsewhere, PASSWORD, MESSAGE, context=server.context)


def test_a_wrong_password_says_what_to_do(server: Dovecot) -> None:
    """Without the password."""
    with pytest.raises(MailwrightError, match=r"does not let ada@larch.example in .*app password") as caught:
        imap.save(account(server), "hunter2", MESSAGE, context=server.context)
    assert "hunter2" not in str(caught.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Dovecot) -> None:
    """With both kinds of encryption, before the password goes out: Dovecot hears of no login."""
    before = (server.folder / "log").read_text().count("Login: ")
    for way in (account(server), account(server, port=server.clear, security="starttls")):
        with pytest.raises(MailwrightError, match="its certificate is not trusted"):
            imap.save(way, PASSWORD, MESSAGE)
    assert (server.folder / "log").read_text().count("Login: ") == before


def test_tls_on_a_port_without_it_says_which_ports_there_are(server: Dovecot) -> None:
    """One line."""
    with pytest.raises(MailwrightError, match="993 with tls, 143 with starttls"):
        imap.folders(account(server, port=server.clear), PASSWORD, context=server.context)


def test_the_log_holds_neither_password_nor_text(server: Dovecot, caplog: pytest.LogCaptureFixture) -> None:
    """Even where everything is logged."""
    with caplog.at_level(logging.DEBUG):
        imap.save(account(server), PASSWORD, MESSAGE, context=server.context)
    assert caplog.text
    assert not any(secret in caplog.text for secret in (PASSWORD, "Dear Ms Reed", "jobs@larch.example"))


class Scripted(threading.Thread):
    """A server that says what it is told: each line that comes in is answered by the next of `answers`, `%` being its tag."""

    def __init__(self, *answers: str) -> None:
        super().__init__(daemon=True)
        self.answers, self.heard = answers, list[str]()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.start()

    def run(self) -> None:
        connection, _ = self.socket.accept()
        with connection, connection.makefile("rwb") as stream:
            stream.write(b"* OK ready\r\n")
            stream.flush()
            for answer in self.answers:
                self.heard.append(stream.readline().decode())
                stream.write(answer.replace("%", self.heard[-1].split(" ")[0]).encode())
                stream.flush()


@pytest.mark.parametrize(
    "answers", [["* CAPABILITY IMAP4rev1\r\n% OK done\r\n"], ["* CAPABILITY IMAP4rev1 STARTTLS\r\n% OK\r\n", "% NO\r\n"]]
)
def test_without_encryption_no_password_goes_out(answers: list[str]) -> None:
    """A server, or somebody between, that does not offer STARTTLS or refuses it is left."""
    server = Scripted(*answers)
    way = Account(address=USER, host="127.0.0.1", port=server.socket.getsockname()[1], security="starttls")
    with pytest.raises(MailwrightError, match=r"^127\.0\.0\.1:"):
        imap.folders(way, "hunter2")
    assert server.heard
    assert not any("hunter2" in line or "LOGIN" in line.upper() for line in server.heard)


@pytest.mark.parametrize("host", ["imap..example.org", "x" * 70])
def test_what_is_no_name_of_a_server_is_told(host: str) -> None:
    """Python's resolver has an error of its own for it."""
    with pytest.raises(MailwrightError, match="is no name of a server"):
        imap.folders(Account(address=USER, host=host), "x")


def test_a_silent_server_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while, with what to look at."""
    monkeypatch.setattr(imap, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(MailwrightError, match=r"not reached .* port and security"):
        imap.folders(Account(address=USER, host="127.0.0.1", port=silent.getsockname()[1]), "x")


@pytest.mark.parametrize(
    "change", [{"user": "a\r\nb"}, {"folder": "x\r\n1 DELETE INBOX"}, {"host": "a\nb"}, {"address": "a\nb@c.org"}, {"port": 0}]
)
def test_no_field_can_add_a_command(change: dict[str, object]) -> None:
    """A line break would begin another command."""
    with pytest.raises(ValidationError):
        Account.model_validate({"address": USER, "host": "127.0.0.1"} | change)


@pytest.mark.parametrize("password", ["", "a\r\nb", "a\0b"])
def test_a_password_is_one_line(server: Dovecot, password: str) -> None:
    """Checked before it goes out."""
    with pytest.raises(MailwrightError, match="the password is empty or more than one line"):
        imap.folders(account(server), password, context=server.context)


@pytest.mark.parametrize(
    ("listing", "folder"),
    [
        ([((), b"/", "Drafts"), ((b"\\HasNoChildren", b"\\drafts"), b"/", "Skizzen")], "Skizzen"),
        ([((), b".", "INBOX.Entwürfe"), ((), b".", "INBOX.Gesendet")], "INBOX.Entwürfe"),
        ([((), b"/", "Archiv/Drafts/2024"), ((), b"/", "Brouillons"), ((), b"/", "Old/Brouillons")], "Brouillons"),
        ([((b"\\Noselect",), b"/", "Drafts"), ((b"\\Drafts", b"\\NonExistent"), b"/", "Draft")], None),
        ([((), None, "INBOX")], None),
    ],
)
def test_the_folder_for_drafts(listing: Sequence[tuple[Sequence[bytes], bytes | None, str]], folder: str | None) -> None:
    """The flag decides, then the name in many languages; a folder that cannot be opened never does."""
    assert imap.drafts_folder(listing) == folder


def test_common_providers_need_the_password_only() -> None:
    """Server and user follow from the address."""
    gmx = providers.preset("ada@GMX.net")
    assert gmx
    assert (gmx.host, gmx.login) == ("imap.gmx.net", "ada@GMX.net")
    icloud = providers.preset("ada@icloud.com")
    assert icloud
    assert (icloud.host, icloud.port, icloud.security, icloud.login) == ("imap.mail.me.com", 993, "tls", "ada")
    gmail = providers.preset("ada@gmail.com")
    assert gmail
    assert (gmail.host, gmail.login) == ("imap.gmail.com", "ada@gmail.com")


@pytest.mark.parametrize("address", ["ada@example.org", "ada@outlook.com", "ada@tuta.com"])
def test_no_preset_where_none_would_work(address: str) -> None:
    """Domains of one's own, and providers that take no password."""
    assert providers.preset(address) is None


def test_every_provider_tells_what_to_do() -> None:
    """No domain stands under two."""
    domains = [domain for provider in providers.PROVIDERS for domain in provider.domains]
    assert len(domains) == len(set(domains)) > 40
    assert all(provider.note for provider in providers.PROVIDERS)
