"""A draft in an account's mailbox, whichever way it is reached: save(account, message).

Looks the password or token up in the keyring; a password that the caller gives is used and not kept.
"""

from __future__ import annotations

import copy
from email.message import EmailMessage

from pipeline.errors import MailwrightError
from serve.drafts import gmail, imap, keys
from serve.drafts.accounts import Account


class PasswordNeededError(MailwrightError):
    """No password is kept for this account: ask for it, and call again with it."""


def save(account: Account, message: EmailMessage, password: str | None = None) -> str:
    """Puts the message among the drafts; the name of the folder.

    Raises PasswordNeededError where no password is kept or given, MailwrightError as `imap.save` and `gmail.save` do.
    """
    message = copy.copy(message)
    del message["X-Unsent"]  # which tells a mail program to open a file for editing; among the drafts it would go out with the email
    if isinstance(account, gmail.Account):
        gmail.save(account.address, message)
        return "Drafts"
    return imap.save(account, password or _kept(account), message).folder


def check(account: Account, password: str | None = None) -> str:
    """Tries whether a draft could be saved, without saving one; the name of the folder. Raises as `save` does."""
    if isinstance(account, gmail.Account):
        gmail.check(account.address)
        return "Drafts"
    found = imap.folders(account, password or _kept(account))
    if found.drafts is None:
        msg = f"{account.host}: no folder is marked or named as that of drafts; name one with --folder: {', '.join(found.names)}"
        raise MailwrightError(msg)
    return found.drafts


def _kept(account: imap.Account) -> str:
    try:
        kept = keys.find(account.address)
    except keys.NoKeyringError as error:
        msg = f"{account.address}: give its password ({error})"
        raise PasswordNeededError(msg) from error
    if kept is None:
        msg = f"{account.address}: no password is kept; give it, or run `mailwright mail add {account.address}`"
        raise PasswordNeededError(msg)
    return kept
