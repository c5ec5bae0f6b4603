"""The user's mailboxes: `accounts.json` in the user's settings folder, without any secret.

    add(account, password)     keeps it, the password in the keyring
    keep(account, password)    as `add`, where there may be no keyring
    stored()                   all of them
    find("ada@example.org")
    forget("ada@example.org")  with password or consent

One account per address; adding it again replaces it. Does not cover: several programs that write the file in one moment.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, TypeAdapter, ValidationError

from pipeline.console import console
from pipeline.errors import MailwrightError
from serve.drafts import gmail, imap, keys

Account = imap.Account | gmail.Account
_LIST: Final = TypeAdapter(tuple[Annotated[Account, Field(discriminator="kind")], ...])


def file() -> Path:
    """Where the accounts stand."""
    import platformdirs

    return platformdirs.user_config_path("mailwright", appauthor=False) / "accounts.json"


def stored() -> tuple[Account, ...]:
    """All accounts, as they were added. Raises MailwrightError where the file is not as it was written."""
    try:
        return _LIST.validate_json(file().read_bytes())
    except FileNotFoundError:
        return ()
    except ValidationError:
        msg = f"{file()}: not a list of accounts; mend it, or delete it and add them again"
        raise MailwrightError(msg) from None


def find(address: str) -> Account:
    """The account of this address. Raises MailwrightError where there is none."""
    accounts = stored()
    found = next((account for account in accounts if account.address == address), None)
    if found is None:
        known = ", ".join(account.address for account in accounts) or "none"
        msg = f"{address}: no such account (there is {known}); run `mailwright mail add {address}`"
        raise MailwrightError(msg)
    return found


def add(account: Account, password: str | None = None) -> None:
    """Keeps the account. A password goes into the keyring; without one it is asked for at each use.

    An account that takes another way than before leaves no secret of that way behind.
    Raises NoKeyringError where there is no keyring, MailwrightError where the file cannot be written or that secret not be removed.
    """
    if any(other.address == account.address and other.kind != account.kind for other in stored()):
        _replaced(account)
    if password is not None:
        keys.keep(account.address, password)
    _write((*(other for other in stored() if other.address != account.address), account))


def keep(account: Account, password: str) -> keys.NoKeyringError | None:
    """Keeps the account, and its password where there is a keyring; where there is none, why the password is not kept.

    Raises MailwrightError where the file cannot be written.
    """
    try:
        add(account, password)
    except keys.NoKeyringError as error:
        add(account)
        return error
    return None


def forget(address: str) -> bool:
    """Deletes the account and what the keyring has for it, and gives a consent back; False where Google could not be told of that.

    Raises MailwrightError where there is no such account, and where its secret cannot be removed; then the account stays too.
    """
    find(address)
    told = True
    with _secrets(address):
        told = gmail.revoke(address)  # whatever the account is now: it may have been Gmail's before
        keys.forget(address)
    _write(tuple(other for other in stored() if other.address != address))
    return told


def _replaced(account: Account) -> None:
    """Removes the secret of the way that the account took before."""
    with _secrets(account.address):
        if isinstance(account, gmail.Account):
            keys.forget(account.address)
        elif not gmail.revoke(account.address):
            console.print(gmail.UNTOLD, style="yellow", markup=False)


@contextlib.contextmanager
def _secrets(address: str) -> Iterator[None]:
    """Removes secrets inside the block. Without a keyring there are none; one that is locked may hold some, which is an error."""
    try:
        yield
    except keys.AbsentKeyringError:
        return
    except keys.NoKeyringError as error:
        reason = type(error.__cause__).__name__
        msg = f"{address}: stays as it is, because the keyring does not give its secret up ({reason}); unlock the keyring and try again"
        raise MailwrightError(msg) from error


def _write(accounts: tuple[Account, ...]) -> None:
    target = file()
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_LIST.dump_json(accounts, indent=1))
        os.replace(partial, target)  # noqa: PTH105 - pathlib's replace reads as if it edited text
    except OSError as error:
        msg = f"{target}: cannot be written ({error.strerror}); make its folder writable"
        raise MailwrightError(msg) from error
