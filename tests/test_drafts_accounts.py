"""serve.drafts.accounts, keys and mailbox, and the command `mailwright mail`: no secret in any file, one line for every mistake."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import MailwrightError
from pipeline.schema import Email, Person
from serve import mail
from serve.drafts import accounts, gmail, imap, keys, mailbox, providers
from serve.drafts.message import compose
from tests import keyring_stand
from tests.dovecot_stand import DRAFTS, PASSWORD, USER, standing

ADA = imap.Account(address="ada@example.org", host="imap.example.org")
MESSAGE = compose(Email(subject="S", body="B"), Person(address="ada@example.org"))


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> keyring_stand.Memory:
    """A keyring in memory, and settings in an empty folder."""
    found = keyring_stand.Memory()
    keyring_stand.lay(monkeypatch, found)
    monkeypatch.setattr(accounts, "file", lambda: tmp_path / "settings" / "accounts.json")
    return found


@pytest.fixture
def no_ring(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.fail import Keyring

    keyring_stand.lay(monkeypatch, Keyring())  # type: ignore[no-untyped-call]  # keyring annotates most of itself


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`mailwright mail` with a line on stdin."""

    def run(*words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        parser = argparse.ArgumentParser()
        mail.add_parser(parser.add_subparsers())
        args = parser.parse_args(["mail", *words])
        done: int = args.call(args)
        return done

    return run


def test_an_account_is_kept_without_its_password(ring: keyring_stand.Memory) -> None:
    """The password is in the keyring, under the address."""
    accounts.add(ADA, "hunter2")
    assert accounts.find(ADA.address) == ADA
    assert "hunter2" not in accounts.file().read_text()
    assert ring.kept == {("mailwright", ADA.address): "hunter2"}
    assert [path.name for path in accounts.file().parent.iterdir()] == ["accounts.json"]


def test_one_account_per_address(ring: keyring_stand.Memory) -> None:
    """Adding it again replaces it; others stay, of whatever kind."""
    accounts.add(ADA)
    accounts.add(gmail.Account(address="zoe@gmail.com"))
    accounts.add(ADA.model_copy(update={"folder": "Entwürfe"}))
    assert accounts.stored() == (gmail.Account(address="zoe@gmail.com"), ADA.model_copy(update={"folder": "Entwürfe"}))


def test_forgetting_leaves_nothing(ring: keyring_stand.Memory) -> None:
    """Neither in the file nor in the keyring."""
    accounts.add(ADA, "hunter2")
    assert accounts.forget(ADA.address)
    assert (accounts.stored(), ring.kept) == ((), {})
    with pytest.raises(MailwrightError, match=r"no such account \(there is none\)"):
        accounts.forget(ADA.address)


def test_forgetting_a_gmail_account_gives_the_consent_back(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says where Google could not be told."""
    monkeypatch.setattr(gmail, "revoke", lambda address: False)
    accounts.add(gmail.Account(address="zoe@gmail.com"))
    assert not accounts.forget("zoe@gmail.com")
    assert accounts.stored() == ()


@pytest.mark.parametrize("account", [ADA, gmail.Account(address="ada@example.org")])
def test_a_locked_keyring_keeps_the_account(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch, account: accounts.Account) -> None:
    """Nothing is said to be forgotten while its secret is there."""
    accounts.add(account)
    keyring_stand.lay(monkeypatch, keyring_stand.Locked())
    with pytest.raises(MailwrightError, match=r"ada@example\.org: stays as it is, .* \(KeyringLocked\); unlock"):
        accounts.forget(ADA.address)
    assert accounts.stored() == (account,)


def test_without_a_keyring_an_account_is_forgotten(no_ring: None) -> None:
    """There is nothing that could stay behind."""
    accounts.add(ADA)
    assert accounts.forget(ADA.address)
    assert accounts.stored() == ()


def test_a_consent_goes_when_the_account_takes_a_password(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Google is told, and where the keyring does not let go of it, the account stays as it was."""
    revoked: list[str] = []

    def revoke(address: str) -> bool:
        keys.find(address)
        revoked.append(address)
        return True

    monkeypatch.setattr(gmail, "revoke", revoke)
    accounts.add(gmail.Account(address=ADA.address))
    keyring_stand.lay(monkeypatch, keyring_stand.Locked())
    with pytest.raises(MailwrightError, match="stays as it is"):
        accounts.keep(ADA, "hunter2")
    assert accounts.stored() == (gmail.Account(address=ADA.address),)
    keyring_stand.lay(monkeypatch, ring)
    accounts.keep(ADA, "hunter2")
    accounts.keep(ADA, "hunter3")
    assert (revoked, accounts.stored()) == ([ADA.address], (ADA,))


def test_a_password_goes_when_the_account_takes_a_consent(ring: keyring_stand.Memory) -> None:
    """Nothing would ever ask for it again."""
    accounts.add(ADA, "hunter2")
    accounts.add(gmail.Account(address=ADA.address))
    assert ring.kept == {}


def test_forgetting_looks_for_a_consent_of_any_account(ring: keyring_stand.Memory) -> None:
    """One that was left by an account before it, or that nobody can read, of which Google cannot be told."""
    accounts.add(ADA, "hunter2")
    ring.kept["mailwright", f"{ADA.address} (Gmail)"] = "{}"
    assert not accounts.forget(ADA.address)
    assert ring.kept == {}


@pytest.mark.parametrize("content", ["", "{}", '[{"kind": "pop3"}]', '[{"kind": "imap", "address": "x", "host": "h", "password": "hush"}]'])
def test_a_damaged_file_is_one_line(ring: keyring_stand.Memory, content: str) -> None:
    """Without its content."""
    accounts.file().parent.mkdir()
    accounts.file().write_text(content)
    with pytest.raises(MailwrightError, match=r"accounts\.json: not a list of accounts; mend it") as caught:
        accounts.stored()
    assert "hush" not in str(caught.value)


def test_a_keyring_that_keeps_nothing_is_found_out(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the user relies on it."""
    keyring_stand.lay(monkeypatch, keyring_stand.Forgetful())
    with pytest.raises(keys.NoKeyringError, match="does not give it back"):
        accounts.add(ADA, "hunter2")
    assert accounts.stored() == ()


def test_no_keyring_is_one_line(no_ring: None) -> None:
    """With what to do."""
    for use in (lambda: keys.find("x"), lambda: keys.keep("x", "y"), lambda: keys.forget("x")):
        with pytest.raises(keys.NoKeyringError, match=r"keyring cannot be used .* give the password each time"):
            use()


def test_without_a_kept_password_it_is_asked_for(no_ring: None) -> None:
    """The error is one of its own, so that a page can ask."""
    with pytest.raises(mailbox.PasswordNeededError, match=r"ada@example\.org: give its password"):
        mailbox.save(ADA, MESSAGE)


def test_a_password_that_is_given_is_not_kept(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is used, and that is all."""
    used: list[str] = []

    def save(account: imap.Account, password: str, message: EmailMessage) -> imap.Saved:
        used.append(password)
        return imap.Saved(folder="Drafts")

    monkeypatch.setattr(imap, "save", save)
    assert mailbox.save(ADA, MESSAGE, "hunter2") == "Drafts"
    assert (used, ring.kept) == (["hunter2"], {})


def test_each_kind_of_account_goes_its_way(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gmail's API knows no folders; its drafts are in Drafts."""
    saved: list[str] = []

    def save(address: str, message: EmailMessage) -> str:
        saved.append(address)
        return "r-17"

    monkeypatch.setattr(gmail, "save", save)
    assert mailbox.save(gmail.Account(address="zoe@gmail.com"), MESSAGE) == "Drafts"
    assert saved == ["zoe@gmail.com"]


def test_a_draft_in_a_mailbox_is_not_marked_as_a_file(ring: keyring_stand.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-Unsent belongs to `.eml`; the caller's message keeps it."""
    saved: list[EmailMessage] = []

    def save(account: imap.Account, password: str, message: EmailMessage) -> imap.Saved:
        saved.append(message)
        return imap.Saved(folder="Drafts")

    monkeypatch.setattr(imap, "save", save)
    message = compose(Email(subject="S", body="B"), Person(address="ada@example.org"))
    message["X-Unsent"] = "1"
    mailbox.save(ADA, message, "hunter2")
    assert "X-Unsent" not in saved[0]
    assert message["X-Unsent"] == "1"


def test_a_mailbox_is_tried_kept_listed_and_forgotten(
    ring: keyring_stand.Memory, command: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The four commands with a real Dovecot."""
    with standing() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.cert))
        with pytest.raises(MailwrightError, match="does not let"):
            command("add", USER, "--host", server.host, "--port", str(server.tls), typed="wrong\n")
        assert (accounts.stored(), ring.kept) == ((), {})
        assert command("add", USER, "--host", server.host, "--port", str(server.tls), typed=f"{PASSWORD}\n") == 0
        assert command("test", USER) == 0
        assert capsys.readouterr().err.count(repr(DRAFTS)) == 2
        assert mailbox.save(accounts.find(USER), MESSAGE) == DRAFTS
    command("list")
    assert capsys.readouterr().out == f"{USER}\t127.0.0.1:{server.tls} tls\n"
    assert command("forget", USER) == 0
    assert (accounts.stored(), ring.kept) == ((), {})


def test_without_a_keyring_the_account_is_kept_all_the_same(
    no_ring: None, command: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its password is asked for at each use."""
    monkeypatch.setattr(mailbox, "check", lambda account, password=None: "Drafts")
    command("add", "ada@gmx.net", typed="hunter2\n")
    assert "its password is not kept" in capsys.readouterr().err
    assert [account.address for account in accounts.stored()] == ["ada@gmx.net"]


def test_gmail_s_api_needs_no_server(ring: keyring_stand.Memory, command: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the client's file; the account is kept when the consent is there."""
    monkeypatch.setattr(gmail, "authorise", lambda file, address: None)
    command("add", "zoe@gmail.com", "--gmail", "client.json")
    assert accounts.stored() == (gmail.Account(address="zoe@gmail.com"),)
    with pytest.raises(MailwrightError, match="--gmail needs no server; leave out --host"):
        command("add", "zoe@gmail.com", "--gmail", "client.json", "--host", "x")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["ada@example.org"], "no server is known for it; ask your provider"),
        (["ada@hotmail.com"], r"takes no passwords from mail programs any more: save the email as \.eml"),
        (["ada@example.org", "--host", "h", "--port", "0"], "ada@example.org: port is 0; give a number from 1 to 65535"),
        (["ada@gmx.net", "--host", ""], "ada@gmx.net: host is ''; give the name of the IMAP server"),
    ],
)
def test_what_cannot_be_added_is_told(ring: keyring_stand.Memory, command: Callable[..., int], words: list[str], reason: str) -> None:
    """Before a password is asked for."""
    with pytest.raises(MailwrightError, match=reason):
        command("add", *words)


def test_starttls_has_a_port_of_its_own() -> None:
    """143, unless another is named, also at a provider that is known."""
    for address, given in (("ada@example.org", {"host": "h"}), ("ada@gmx.net", {})):
        assert providers.account(address, {**given, "security": "starttls"}).port == 143
        assert providers.account(address, {**given, "security": "starttls", "port": 1143}).port == 1143


def test_another_server_has_nothing_of_the_preset() -> None:
    """The name to log in with is the known server's own way."""
    assert providers.account("ada@icloud.com", {}).login == "ada"
    assert providers.account("ada@icloud.com", {"host": "imap.example.org"}).login == "ada@icloud.com"


def test_a_bad_address_is_refused(command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """As everywhere."""
    with pytest.raises(SystemExit):
        command("add", "ada")
    assert "'ada' is not a mail address" in capsys.readouterr().err


def test_the_file_is_plain_json(ring: keyring_stand.Memory) -> None:
    """So that a user can read what is kept."""
    accounts.add(ADA)
    (found,) = json.loads(accounts.file().read_text())
    assert SimpleNamespace(**found).host == "imap.example.org"
