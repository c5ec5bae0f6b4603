"""A keyring in memory, for tests: nothing of the user's own is read or written.

A program of its own takes it by PYTHON_KEYRING_BACKEND=tests.keyring_stand.Memory; within a test, the fixture below lays it in.
"""

from __future__ import annotations

from typing import Any

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class Memory(KeyringBackend):
    """As good as the system's."""

    priority: Any = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring annotates most of itself
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        try:
            del self.kept[service, username]
        except KeyError:
            raise PasswordDeleteError from None


class Forgetful(Memory):
    """Takes everything and keeps nothing, as keyring's own null backend does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Locked(Memory):
    """Gives nothing until its user unlocks it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


def lay(monkeypatch: Any, backend: KeyringBackend) -> None:
    """Makes this the keyring of the test."""
    from serve.drafts import keys

    keyring.set_keyring(backend)
    monkeypatch.setattr(keys, "_backend", keyring.get_keyring)
