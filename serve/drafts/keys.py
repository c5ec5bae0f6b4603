"""App passwords and tokens, in the system's own keyring: Keychain, Windows' Credential Manager, GNOME's or KDE's wallet.

    keep("ada@example.org", password)
    find("ada@example.org")
    forget("ada@example.org")

They lie under the service "mailwright", where the keyring's own program shows them. A keyring that only looks like one (a plain file, or
one that keeps nothing) is not taken unless the user chose it in `keyringrc.cfg` or PYTHON_KEYRING_BACKEND. Does not cover: a place for
secrets on machines without a keyring, such as containers; there the caller asks each time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "mailwright"


class NoKeyringError(MailwrightError):
    """There is no keyring, or it is locked: ask for the password each time instead."""


class AbsentKeyringError(NoKeyringError):
    """There is none at all, so nothing can be in it; a locked one may hold secrets."""


def keep(name: str, secret: str) -> None:
    """Stores a secret. Raises NoKeyringError."""
    with _keyring() as ring:
        ring.set_password(SERVICE, name, secret)
        kept = ring.get_password(SERVICE, name) == secret
    if not kept:
        msg = f"{name}: the keyring took the secret and does not give it back; look at its settings"
        raise NoKeyringError(msg)


def find(name: str) -> str | None:
    """The secret, or None where none is kept. Raises NoKeyringError."""
    with _keyring() as ring:
        return ring.get_password(SERVICE, name)


def forget(name: str) -> bool:
    """Deletes a secret; False where there was none. Raises NoKeyringError."""
    with _keyring() as ring:
        if ring.get_password(SERVICE, name) is None:
            return False
        ring.delete_password(SERVICE, name)
    return True


@contextlib.contextmanager
def _keyring() -> Iterator[KeyringBackend]:
    try:
        from keyring import errors
    except ImportError:
        msg = "keyring is not installed; run `pip install 'mailwright[app]'`"
        raise AbsentKeyringError(msg) from None
    try:
        yield _backend()
    except errors.KeyringError as error:
        msg = (
            f"this computer's keyring cannot be used ({type(error).__name__}); unlock or install one (on Linux: GNOME Keyring or "
            "KWallet), or give the password each time, which keeps it nowhere"
        )
        kind = AbsentKeyringError if isinstance(error, errors.NoKeyringError) else NoKeyringError
        raise kind(msg) from error


@lru_cache(maxsize=1)
def _backend() -> KeyringBackend:
    import keyring
    from keyring.core import init_backend, recommended

    init_backend(limit=recommended)
    return keyring.get_keyring()
