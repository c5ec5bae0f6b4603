"""Mailboxes for drafts: mailwright mail add | list | test | forget.

    mailwright mail add ada@gmx.net                              asks for the password, tries it, keeps it in the keyring
    mailwright mail add ada@example.org --host imap.example.org --folder Entwürfe
    mailwright mail add ada@gmail.com --gmail client.json        Gmail's API, with an OAuth client of your own
    mailwright mail test ada@gmx.net                             logs in and names the folder; saves nothing
    mailwright mail forget ada@gmx.net

Without a terminal the password is the first line of stdin. docs/drafts.md tells where app passwords are made. Sends nothing, ever.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.console import console
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from serve.drafts.imap import Account

_SERVER: Final = ("host", "port", "security", "user", "folder")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `mail` to the commands of a door."""
    mail = commands.add_parser(
        "mail", help="mailboxes in which drafts are saved", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    deeds = mail.add_subparsers(required=True, metavar="COMMAND")
    add = deeds.add_parser("add", help="a mailbox, tried before it is kept")
    add.add_argument("address", type=_address)
    add.add_argument("--host", help="the IMAP server; known for common providers")
    add.add_argument("--port", type=int, help="default: 993, or 143 with --security starttls")
    add.add_argument("--security", choices=["tls", "starttls"], help="default: tls")
    add.add_argument("--user", help="the name to log in with (default: the address)")
    add.add_argument("--folder", help="where drafts go (default: the folder that the server marks)")
    add.add_argument("--gmail", type=Path, metavar="CLIENT.json", help="Gmail's API instead of IMAP, with this OAuth client")
    add.set_defaults(call=_add)
    deeds.add_parser("list", help="all mailboxes, one a line").set_defaults(call=_list)
    for name, call, told in (
        ("test", _test, "whether a draft could be saved there; saves none"),
        ("forget", _forget, "a mailbox, with its password or consent"),
    ):
        deed = deeds.add_parser(name, help=told)
        deed.add_argument("address", type=_address)
        deed.set_defaults(call=call)


def _add(args: argparse.Namespace) -> int:
    from serve.drafts import accounts, gmail, mailbox

    if args.gmail:
        if given := [f"--{name}" for name in _SERVER if getattr(args, name) is not None]:
            msg = f"--gmail needs no server; leave out {', '.join(given)}"
            raise MailwrightError(msg)
        gmail.authorise(args.gmail, args.address)
        accounts.add(gmail.Account(address=args.address))
        console.print(f"{args.address}: drafts can be saved by Gmail's API; the consent is in the keyring", markup=False)
        return 0
    account = _account(args)
    password = _password(account.address)
    folder = mailbox.check(account, password)
    console.print(f"{account.address}: drafts go to {folder!r}; {_keep(account, password)}", markup=False)
    return 0


def _list(args: argparse.Namespace) -> int:
    from serve.drafts import accounts, gmail

    for account in accounts.stored():
        way = "Gmail's API" if isinstance(account, gmail.Account) else f"{account.host}:{account.port} {account.security}"
        print(f"{account.address}\t{way}")
    return 0


def _test(args: argparse.Namespace) -> int:
    from serve.drafts import accounts, mailbox

    account = accounts.find(args.address)
    try:
        folder = mailbox.check(account)
    except mailbox.PasswordNeededError:
        folder = mailbox.check(account, _password(args.address))
    console.print(f"{args.address}: ok, drafts go to {folder!r}", markup=False)
    return 0


def _forget(args: argparse.Namespace) -> int:
    from serve.drafts import accounts, gmail

    told = accounts.forget(args.address)
    console.print(f"{args.address}: forgotten, with what the keyring had for it", markup=False)
    if not told:
        console.print(gmail.UNTOLD, style="yellow", markup=False)
    return 0


def _account(args: argparse.Namespace) -> Account:
    """Raises MailwrightError where no server is known or named, or a value is wrong."""
    from serve.drafts import providers

    account = providers.account(args.address, {name: value for name in _SERVER if (value := getattr(args, name)) is not None})
    provider = providers.provider(args.address)
    if provider and provider.host and sys.stdin.isatty():
        console.print(f"{provider.name}: {provider.note}{f' ({provider.page})' if provider.page else ''}", markup=False)
    return account


def _password(address: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {address} (an app password, where the provider has them): ")
    return sys.stdin.readline().rstrip("\n")


def _keep(account: Account, password: str) -> str:
    """Keeps the account; the password too where there is a keyring. What became of the password."""
    from serve.drafts import accounts

    lost = accounts.keep(account, password)
    return f"its password is not kept: {lost}" if lost else "its password is in the keyring"


def _address(text: str) -> str:
    from serve.drafts.message import check_address

    try:
        return check_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
