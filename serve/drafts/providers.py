"""Mail servers of common providers, and what they want of a user.

    preset("ada@gmx.net")                                  server and user, from the address alone
    account("ada@larch.example", {"host": "imap.larch.example"})    the same with what the user says, every value checked

Server names, ports and pages as the providers publish them. Does not cover: domains of one's own, where the user asks the provider for the
IMAP server's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError

from pipeline.errors import MailwrightError
from pipeline.schema import Record
from serve.drafts.imap import Account
from serve.drafts.message import check_address


class Provider(Record):
    """A mail provider. `note` tells the user what to do first."""

    name: str
    domains: tuple[str, ...]
    host: str | None
    note: str
    page: str | None = None
    local_user: bool = False
    """Whether the name to log in with is the address without its domain."""
    bridge: bool = False
    """Whether a program of the provider's, on the user's computer, is the server."""

    @property
    def takes_password(self) -> bool:
        """Whether a password opens a mailbox there."""
        return self.host is not None or self.bridge


_OWN: Final = "your own password works"
_APP: Final = "make an app password, and use it here instead of your own"
_SWITCH: Final = "allow IMAP in the mailbox's settings first; with two-factor login, make an app password"

PROVIDERS: Final = (
    Provider(
        name="Gmail", domains=("gmail.com", "googlemail.com"), host="imap.gmail.com",
        note="turn on 2-Step Verification, then make an app password; or use Gmail's API, see docs/drafts.md",
        page="https://myaccount.google.com/apppasswords",
    ),
    Provider(
        name="Outlook.com", domains=("outlook.com", "outlook.de", "outlook.fr", "outlook.es", "hotmail.com", "hotmail.co.uk", "hotmail.de",
        "hotmail.fr", "live.com", "live.co.uk", "live.fr", "live.nl", "msn.com"), host=None,
        note="Microsoft takes no passwords from mail programs any more: save the email as .eml and open it in Outlook",
    ),
    Provider(
        name="iCloud Mail", domains=("icloud.com", "me.com", "mac.com"), host="imap.mail.me.com", local_user=True,
        note=_APP, page="https://account.apple.com",
    ),
    Provider(
        name="Yahoo Mail", domains=("yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.it", "yahoo.es", "yahoo.ca", "yahoo.co.in",
        "yahoo.com.br", "ymail.com", "rocketmail.com"), host="imap.mail.yahoo.com",
        note=_APP, page="https://login.yahoo.com/account/security",
    ),
    Provider(name="AOL Mail", domains=("aol.com", "aim.com"), host="imap.aol.com", note=_APP, page="https://login.aol.com/account/security"),
    Provider(
        name="Fastmail", domains=("fastmail.com", "fastmail.fm", "fastmail.net", "fastmail.org", "fastmail.co.uk", "sent.com"),
        host="imap.fastmail.com", note=_APP, page="https://app.fastmail.com/settings/security",
    ),
    Provider(name="GMX", domains=("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.org", "gmx.info"), host="imap.gmx.net", note=_SWITCH),
    Provider(name="GMX", domains=("gmx.com", "gmx.us", "gmx.co.uk", "gmx.fr", "gmx.es", "mail.com", "email.com"),
             host="imap.gmx.com", note=_SWITCH),
    Provider(name="WEB.DE", domains=("web.de",), host="imap.web.de", note=_SWITCH),
    Provider(name="mailbox.org", domains=("mailbox.org",), host="imap.mailbox.org", note=_OWN),
    Provider(name="Posteo", domains=("posteo.de", "posteo.net", "posteo.org", "posteo.eu", "posteo.at", "posteo.ch"),
             host="posteo.de", note=_OWN),
    Provider(name="Zoho Mail", domains=("zoho.com", "zohomail.com"), host="imap.zoho.com", note=_SWITCH,
             page="https://accounts.zoho.com/home#security/app_password"),
    Provider(name="Zoho Mail", domains=("zoho.eu", "zohomail.eu"), host="imap.zoho.eu", note=_SWITCH,
             page="https://accounts.zoho.eu/home#security/app_password"),
    Provider(name="Zoho Mail", domains=("zoho.in", "zohomail.in"), host="imap.zoho.in", note=_SWITCH,
             page="https://accounts.zoho.in/home#security/app_password"),
    Provider(name="T-Online", domains=("t-online.de", "magenta.de"), host="secureimap.t-online.de",
             note="make a password for mail programs in the customer centre, and use it here"),
    Provider(name="freenet", domains=("freenet.de",), host="mx.freenet.de", note=_SWITCH),
    Provider(name="Orange", domains=("orange.fr", "wanadoo.fr"), host="imap.orange.fr", note=_OWN),
    Provider(name="Free", domains=("free.fr",), host="imap.free.fr", note=_OWN),
    Provider(name="Libero", domains=("libero.it",), host="imapmail.libero.it", note=_APP),
    Provider(name="Yandex Mail", domains=("yandex.com", "yandex.ru", "ya.ru"), host="imap.yandex.com",
             note="allow IMAP in the mailbox's settings, then make an app password", page="https://id.yandex.com/security/app-passwords"),
    Provider(
        name="Proton Mail", domains=("proton.me", "protonmail.com", "pm.me"), host=None, bridge=True,
        note="start Proton Mail Bridge, and give the server, port, user and password that it shows (127.0.0.1, 1143, starttls)",
    ),
    Provider(
        name="Tuta", domains=("tuta.com", "tutanota.com", "tutanota.de", "tutamail.com", "keemail.me"), host=None,
        note="Tuta has no IMAP: save the email as .eml",
    ),
)  # fmt: skip
_REMEDIES: Final = {
    "address": "write it as name@example.org",
    "host": "give the name of the IMAP server, for example imap.example.org",
    "port": "give a number from 1 to 65535: mostly 993 with tls, 143 with starttls",
    "security": "give tls or starttls",
    "user": "give the name to log in with, on one line",
    "folder": "give the name of a folder, on one line",
}
_STARTTLS: Final = 143
_BY_DOMAIN: Final = {domain: provider for provider in PROVIDERS for domain in provider.domains}


def provider(address: str) -> Provider | None:
    """Who keeps the mailbox of this address, where that can be told from its domain."""
    return _BY_DOMAIN.get(address.strip().rpartition("@")[2].lower())


def preset(address: str) -> Account | None:
    """The account with everything but the password; None where the user has to name the server, or none takes a password.

    Raises ValueError where the address is none.
    """
    address = check_address(address)
    found = provider(address)
    if found is None or found.host is None:
        return None
    user = address.partition("@")[0] if found.local_user else ""
    return Account(address=address, host=found.host, user=user)


def account(address: str, given: Mapping[str, object]) -> Account:
    """The account with what the user says of it; the rest is the preset's, unless the user names another server.

    Raises MailwrightError where no server is known or named, and where a value is wrong.
    """
    known, found = preset(address), provider(address)
    host = given.get("host", known and known.host)
    if host is None:
        told = found.note if found else "ask your provider for the name of the IMAP server, and give it with --host"
        msg = f"{address}: no server is known for it; {told}"
        raise MailwrightError(msg)
    start: dict[str, object] = known.model_dump() if known and known.host == host else {"address": address}
    if given.get("security") == "starttls":
        start["port"] = _STARTTLS
    try:
        return Account.model_validate(start | dict(given))
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0])
        msg = f"{address}: {name} is {wrong['input']!r}; {_REMEDIES[name]}"
        raise MailwrightError(msg) from None
