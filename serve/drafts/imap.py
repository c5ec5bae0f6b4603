r"""A draft over IMAP: TLS, login, APPEND with the flag `\Draft` to the folder that the server marks as that of drafts.

    account = Account(address="ada@example.org", host="imap.example.org")
    folders(account, password).drafts         "Entwürfe"
    save(account, password, message)          Saved(folder="Entwürfe", uid=17)

The connection is encrypted and the certificate checked before the password goes out, always; a server of your own with a private
certificate authority is trusted through SSL_CERT_FILE. Nothing is read from the mailbox but the names of its folders. Does not cover:
OAuth (Outlook.com takes nothing else), making a folder, changing a draft that is there.
"""

from __future__ import annotations

import contextlib
import re
import ssl
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import Field, field_validator

from pipeline.errors import MailwrightError
from pipeline.schema import Record
from serve.drafts.message import check_address

if TYPE_CHECKING:
    from imapclient import IMAPClient  # type: ignore[import-untyped]  # the library has no annotations

SECONDS: Final = 30.0
"""How long a server may be silent."""
_DRAFTS: Final = b"\\drafts"
_CLOSED: Final = {b"\\noselect", b"\\nonexistent"}
_NAMES: Final = (
    "drafts", "draft", "entwürfe", "brouillons", "borradores", "bozze", "rascunhos", "concepten", "utkast", "kladder", "luonnokset",
    "wersje robocze", "szkice", "koncepty", "rozepsané", "piszkozatok", "ciorne", "taslaklar", "πρόχειρα", "черновики", "чернетки",
    "draftbox", "下書き", "草稿箱", "草稿", "임시보관함", "טיוטות", "مسودات",
)  # fmt: skip
"""What servers without special-use flags (RFC 6154) call the folder, the likeliest first."""
_UID: Final = re.compile(rb"\[APPENDUID \d+ (\d+)\]", re.IGNORECASE)
_Listing = Sequence[tuple[Sequence[bytes], bytes | None, str]]


class Account(Record):
    """How a mailbox is reached. The password is not part of it."""

    kind: Literal["imap"] = "imap"
    address: str = Field(description="whose mailbox it is")
    host: str = Field(min_length=1)
    port: int = Field(default=993, ge=1, le=65535)
    security: Literal["tls", "starttls"] = Field(default="tls", description="starttls begins in the clear, mostly on port 143")
    user: str = Field(default="", description="the name to log in with; empty: the address")
    folder: str | None = Field(default=None, min_length=1, description="where drafts go; None: the folder that the server marks")

    @field_validator("address")
    @classmethod
    def _address(cls, address: str) -> str:
        return check_address(address)

    @field_validator("host", "user", "folder")
    @classmethod
    def _printable(cls, text: str | None) -> str | None:
        if text and not text.isprintable():  # a line break would begin another command
            msg = "must be one line of printable characters"
            raise ValueError(msg)
        return text

    @property
    def login(self) -> str:
        """The name to log in with."""
        return self.user or self.address


class Saved(Record):
    """Where a draft lies. `uid` is None where the server does not tell (no UIDPLUS, RFC 4315)."""

    folder: str
    uid: int | None = None


class Folders(Record):
    """The folders of a mailbox, and the one for drafts where it could be told."""

    names: tuple[str, ...]
    drafts: str | None


def save(account: Account, password: str, message: EmailMessage, *, context: ssl.SSLContext | None = None) -> Saved:
    """Puts the message among the drafts. `context` is for tests and private certificate authorities.

    Raises MailwrightError where the server cannot be reached or trusted, does not let the user in, has no such folder, or is full.
    """
    with _connected(account, password, context) as client:
        folder = account.folder or drafts_folder(client.list_folders())
        if folder is None:
            msg = f"{account.host}: no folder of {account.address} is marked or named as that of drafts; name one with --folder"
            raise MailwrightError(msg)
        # \Seen, or the mail program would show the user's own draft as unread.
        answer: bytes = client.append(folder, message.as_bytes(), flags=(b"\\Draft", b"\\Seen"))
        uid = _UID.search(answer)
        return Saved(folder=folder, uid=int(uid[1]) if uid else None)


def folders(account: Account, password: str, *, context: ssl.SSLContext | None = None) -> Folders:
    """Logs in and lists the folders. Raises MailwrightError as `save` does, and where the account names a folder that is not there."""
    with _connected(account, password, context) as client:
        listing = client.list_folders()
    names = tuple(name for flags, _, name in listing if not _closed(flags))
    if account.folder and account.folder not in names:
        msg = f"{account.host}: {account.address} has no folder {account.folder!r}; it has {', '.join(map(repr, names))}"
        raise MailwrightError(msg)
    return Folders(names=names, drafts=account.folder or drafts_folder(listing))


def drafts_folder(listing: _Listing) -> str | None:
    """The folder with the special-use flag, else one that is called so in some language, whatever folder it lies in; None: neither."""
    there = [(flags, _last(delimiter, name), name) for flags, delimiter, name in listing if not _closed(flags)]
    marked = [name for flags, _, name in there if _DRAFTS in _lower(flags)]
    named = sorted((_NAMES.index(last), len(name), name) for _, last, name in there if last in _NAMES)
    return marked[0] if marked else named[0][2] if named else None


def _last(delimiter: bytes | None, name: str) -> str:
    return (name.rpartition(delimiter.decode())[2] if delimiter else name).casefold()


def _closed(flags: Sequence[bytes]) -> bool:
    return bool(_CLOSED & _lower(flags))


def _lower(flags: Sequence[bytes]) -> set[bytes]:
    return {flag.lower() for flag in flags}


@contextlib.contextmanager
def _connected(account: Account, password: str, context: ssl.SSLContext | None) -> Iterator[IMAPClient]:
    """A client that is logged in, and everything that goes wrong as one line."""
    from imaplib import IMAP4

    where = f"{account.host}:{account.port}"
    try:
        with _client(account, context or ssl.create_default_context()) as client:
            _login(client, account, password)
            if client.has_capability("ID"):
                client.id_({"name": "Mailwright"})  # 163.com and its sisters refuse programs that do not say who they are
            yield client
    except ssl.SSLCertVerificationError as error:
        msg = f"{where}: its certificate is not trusted ({error.verify_message}); check the name of the server"
        raise MailwrightError(msg) from error
    except ssl.SSLError as error:
        msg = f"{where}: no encrypted connection ({error.reason}); check port and security (993 with tls, 143 with starttls)"
        raise MailwrightError(msg) from error
    except UnicodeError as error:  # from Python's resolver; a password is not the cause, see _login
        msg = f"{where}: is no name of a server; write it as imap.example.org"
        raise MailwrightError(msg) from error
    except OSError as error:
        msg = f"{where}: not reached ({error.strerror or error}); check the server's name, port and security, and your connection"
        raise MailwrightError(msg) from error
    except IMAP4.error as error:
        msg = f"{where}: {_told(error, password)}; see in the mailbox whether it is full, or name another folder with --folder"
        raise MailwrightError(msg) from error


def _client(account: Account, context: ssl.SSLContext) -> IMAPClient:
    try:
        from imapclient import IMAPClient
        from imapclient.exceptions import CapabilityError  # type: ignore[import-untyped]  # as above
    except ImportError:
        msg = "imapclient is not installed; run `pip install 'mailwright[app]'`"
        raise MailwrightError(msg) from None
    if account.security == "tls":
        return IMAPClient(account.host, account.port, ssl_context=context, timeout=SECONDS)
    client = IMAPClient(account.host, account.port, ssl=False, timeout=SECONDS)
    try:
        client.starttls(context)
    except BaseException as error:  # before any password went out
        with contextlib.suppress(OSError):  # a failed handshake has closed it
            client.shutdown()
        if isinstance(error, CapabilityError):
            msg = f"{account.host}:{account.port}: does not offer encryption there; use port 993 with tls"
            raise MailwrightError(msg) from None
        raise
    return client


def _login(client: IMAPClient, account: Account, password: str) -> None:
    from imapclient.exceptions import LoginError

    if not password or not set(password).isdisjoint("\r\n\0"):
        msg = f"{account.address}: the password is empty or more than one line; give it as the provider shows it"
        raise MailwrightError(msg)
    try:
        # Passwords with letters outside ASCII go through AUTHENTICATE only.
        way: Any = client.plain_login if client.has_capability("AUTH=PLAIN") else client.login
        way(account.login, password)
    except (LoginError, UnicodeEncodeError) as error:
        told = _told(error, password)
        msg = f"{account.host}: does not let {account.login} in ({told}); most providers want an app password, see docs/drafts.md"
        raise MailwrightError(msg) from None


def _told(error: Exception, password: str) -> str:
    """What the server said, on one line, without the password if it should repeat it."""
    if isinstance(error, UnicodeEncodeError):
        return "it takes plain letters only"
    text = " ".join(str(error).split()).removeprefix("b'").removesuffix("'")
    return text.replace(password, "***")[:200] if password else text[:200]
