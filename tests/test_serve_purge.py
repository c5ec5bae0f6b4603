"""`mailwright purge`: what was stored outside the chosen folders is listed, and gone when somebody agrees."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest

from pipeline.errors import MailwrightError
from serve import purge
from serve.app import opening
from serve.drafts import accounts, imap
from serve.remember.store import Memory
from tests import keyring_stand


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with settings, remembered emails, a cache, a folder and a file that killed programs left."""
    for folder in ("config", "data", "cache", "state"):
        monkeypatch.setenv(f"XDG_{folder.upper()}_HOME", str(tmp_path / folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(purge, "_temporary", lambda: iter(sorted((tmp_path / "tmp").glob("mailwright-*"))))
    for folder in ("config/mailwright", "cache/mailwright", "tmp/mailwright-x", "chosen"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config/mailwright/settings.toml").write_text('sender = "Ada Mensah"\n')
    (tmp_path / "tmp/mailwright-x/upload.pdf").write_text("Ada Mensah")
    (tmp_path / "chosen/email.eml").write_text("Ada Mensah")
    (tmp_path / "a".join(opening.NAMES)).touch()
    Memory().turn(on=True)
    return tmp_path


def asked(*, yes: bool) -> argparse.Namespace:
    return argparse.Namespace(yes=yes)


def holding(home: Path) -> list[str]:
    return sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())


def test_everything_goes_but_what_was_chosen(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of it is listed first, by its place."""
    assert purge.purge(asked(yes=True)) == 0
    assert holding(home) == ["chosen/email.eml"]
    listed = capsys.readouterr().out
    assert all(name in listed for name in ("config", "data", "cache", "mailwright-x", "mailwright-open-a.html"))
    assert "Ada" not in listed
    assert purge.purge(asked(yes=True)) == 0


def test_without_a_yes_nothing_goes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where nobody can be asked."""
    before = holding(home)
    with pytest.raises(MailwrightError, match="--yes"):
        purge.purge(asked(yes=False))
    monkeypatch.setattr("sys.stdin", argparse.Namespace(isatty=lambda: True))
    monkeypatch.setattr("pipeline.console.console.input", lambda _: "n")
    assert purge.purge(asked(yes=False)) == 1
    assert holding(home) == before


def test_what_cannot_be_removed_is_said(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One that fails does not keep the others."""

    def refuse(path: Path) -> None:
        if "cache" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        real(path)

    real = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", refuse)
    assert purge.purge(asked(yes=True)) == 1
    assert "not removed (Permission denied)" in capsys.readouterr().err
    assert not (home / "config/mailwright").exists()
    assert (home / "cache/mailwright").is_dir()


def test_accounts_stay_with_a_locked_keyring(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the file of their names nobody would find their secrets again; all the rest goes."""
    accounts.add(imap.Account(address="ada@example.org", host="imap.example.org"))
    keyring_stand.lay(monkeypatch, keyring_stand.Locked())
    assert purge.purge(asked(yes=True)) == 1
    assert holding(home) == ["chosen/email.eml", "config/mailwright/accounts.json", "config/mailwright/settings.toml"]
    said = capsys.readouterr().err
    assert "KeyringLocked" in said
    assert "the accounts of ada@example.org stand in it" in said


@pytest.mark.usefixtures("home")
def test_a_consent_that_google_was_not_told_of_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Only its person can take it back then."""
    accounts.add(imap.Account(address="ada@example.org", host="imap.example.org"))
    monkeypatch.setattr(accounts, "forget", lambda _: False)
    monkeypatch.setattr(purge, "_clear", lambda _: None)
    purge.purge(asked(yes=True))
    assert "ada@example.org: Google could not be told" in " ".join(capsys.readouterr().err.split())
