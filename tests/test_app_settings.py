"""The settings page and the outcomes page, run by AppTest: mailboxes that are added and forgotten, and what is remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("streamlit", reason="needs the extra [app]")

from streamlit.testing.v1 import AppTest

from pipeline.errors import MailwrightError
from serve.app.memory import taken as take
from serve.drafts import accounts, gmail, imap, mailbox
from serve.remember.store import Memory, Written
from tests import app_run, keyring_stand
from tests.app_engine import TRUE, Scripted
from tests.app_run import lines, page, texts, with_documents, written


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app_run.alone(tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> keyring_stand.Memory:
    """A keyring in memory."""
    found = keyring_stand.Memory()
    keyring_stand.lay(monkeypatch, found)
    return found


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[imap.Account]:
    """A server that lets everybody in; the accounts that it was asked for."""
    asked: list[imap.Account] = []

    def check(account: imap.Account, password: str) -> str:
        asked.append(account)
        return "Drafts"

    monkeypatch.setattr(mailbox, "check", check)
    return asked


def adding(address: str, server: str | None = None, **advanced: str) -> AppTest:
    """The form for a mailbox, filled in and sent."""
    found = page(app_run.settings)
    found.text_input(key="new_address").set_value(address).run()
    if server is not None:
        found.text_input(key=f"host {address}").set_value(server)
    for name, value in advanced.items():
        found.text_input(key=f"{name} {address}").set_value(value)
    found.text_input(key="new_password").set_value("hunter2")
    return sent(found)


def sent(found: AppTest) -> AppTest:
    next(button for button in found.button if button.label == "Test and add").click().run()
    assert not found.exception
    return found


def test_a_mailbox_is_added_once_it_works(ring: keyring_stand.Memory, tried: list[imap.Account]) -> None:
    """The preset's server is enough; it stands in the list, the form is empty again, the password lies in the keyring."""
    found = adding("ada@icloud.com")
    assert [message.value for message in found.success] == [r"ada\@icloud\.com works. Drafts go to Drafts."]
    assert accounts.stored() == tuple(tried) == (imap.Account(address="ada@icloud.com", host="imap.mail.me.com", user="ada"),)
    assert ring.kept == {("mailwright", "ada@icloud.com"): "hunter2"}
    assert found.text_input(key="new_address").value == ""
    assert [button.key for button in found.button if button.label == "Forget"] == ["forget ada@icloud.com"]


def test_a_mailbox_takes_what_the_command_takes(tried: list[imap.Account]) -> None:
    """Encryption, port, login name and folder; STARTTLS has a port of its own."""
    found = page(app_run.settings)
    found.text_input(key="new_address").set_value("ada@larch.example").run()
    found.selectbox(key="security ada@larch.example").set_value("starttls")
    for name, value in {"host": " imap.larch.example ", "user": "ada", "folder": "Entwürfe"}.items():
        found.text_input(key=f"{name} ada@larch.example").set_value(value)
    sent(found)
    wanted = imap.Account(
        address="ada@larch.example", host="imap.larch.example", port=143, security="starttls", user="ada", folder="Entwürfe"
    )
    assert tried == [wanted]
    found.text_input(key="new_address").set_value("zoe@larch.example").run()
    found.text_input(key="host zoe@larch.example").set_value("imap.larch.example")
    found.number_input(key="port zoe@larch.example").set_value(1993)
    sent(found)
    assert (tried[-1].port, tried[-1].security) == (1993, "tls")


@pytest.mark.parametrize(
    ("server", "advanced", "line"),
    [
        ("", {}, "ada@larch.example: host is ''; give the name of the IMAP server, for example imap.example.org"),
        ("imap.larch.example", {"folder": "a\x07b"}, r"ada@larch.example: folder is 'a\x07b'; give the name of a folder, on one line"),
    ],
)
def test_a_wrong_value_is_one_line(tried: list[imap.Account], server: str, advanced: dict[str, str], line: str) -> None:
    """Field, value and remedy, before anybody is asked to let the user in."""
    found = adding("ada@larch.example", server, **advanced)
    assert lines(found) == [line.replace("\\", "")]
    assert (tried, accounts.stored()) == ([], ())


def test_a_preset_s_server_may_not_be_emptied(tried: list[imap.Account]) -> None:
    """An empty host is no account, also where one was known."""
    assert lines(adding("ada@gmx.net", ""))[0].startswith("ada@gmx.net: host is ''; give the name")
    assert not tried


def test_a_mailbox_that_does_not_answer_is_not_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is shown, without the password, and nothing is kept."""

    def unreachable(*_: object) -> None:
        msg = "imap.example.org:993: not reached; check the server's name"
        raise MailwrightError(msg)

    monkeypatch.setattr(mailbox, "check", unreachable)
    found = adding("ada@example.org", "imap.example.org")
    assert any("not reached" in line for line in lines(found))
    assert not accounts.stored()
    assert "hunter2" not in json.dumps(lines(found))


def test_without_a_keyring_the_mailbox_is_kept_without_its_password(tried: list[imap.Account], monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container; the page says so."""
    keyring_stand.lay(monkeypatch, keyring_stand.Forgetful())
    found = adding("ada@gmx.net")
    assert [account.address for account in accounts.stored()] == ["ada@gmx.net"]
    assert "The password is not kept" in found.warning[0].value


@pytest.mark.parametrize(("address", "form"), [("ada@outlook.com", False), ("ada@proton.me", True), ("ada@tuta.com", False)])
def test_no_form_where_no_password_would_help(address: str, form: bool) -> None:
    """The note says what does help; Proton's bridge is a server of the user's own."""
    found = page(app_run.settings)
    found.text_input(key="new_address").set_value(address).run()
    assert found.info
    assert any(button.label == "Test and add" for button in found.button) == form


@pytest.mark.parametrize("told", [True, False])
def test_a_forgotten_mailbox_says_whether_google_knows(monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    """Where Google could not be told, the page says where to take the consent back."""
    monkeypatch.setattr(gmail, "revoke", lambda address: told)
    accounts.add(gmail.Account(address="zoe@gmail.com"))
    found = page(app_run.settings)
    found.button(key="forget zoe@gmail.com").click().run()
    assert not accounts.stored()
    assert [bool(found.success), bool(found.warning)] == [told, not told]
    assert told or "https://myaccount.google.com/connections" in found.warning[0].value


def test_nothing_is_remembered_until_it_is_turned_on(tmp_path: Path) -> None:
    """No file, and the page of outcomes says where the switch is."""
    assert "Nothing is remembered" in page(app_run.outcomes).info[0].value
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_what_is_remembered_can_be_marked_and_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rating is kept, an outcome counts, and `delete all` empties it."""
    settings = page(app_run.settings)
    settings.toggle(key="remember").set_value(True).run()
    assert Memory().on
    app_run.behind(monkeypatch, Scripted(TRUE))
    found = written(with_documents())
    found.feedback[0].set_value(1).run()
    (kept,) = Memory().all()
    assert (kept.rating, kept.title) == ("up", "Senior Nurse")
    outcomes = page(app_run.outcomes)
    outcomes.selectbox(key=f"outcome {kept.id}").set_value("an interview").run()
    assert "100%" in texts(outcomes)
    again = page(app_run.settings)
    again.button(key="delete_all").click().run()
    assert not Memory().all()


def test_a_second_tab_undoes_nothing() -> None:
    """It shows what the first one did, and acts only on what is clicked in it."""
    memory = Memory()
    tabs = [page(app_run.settings) for _ in range(2)]
    tabs[0].toggle(key="remember").set_value(True).run()
    number = memory.remember(Written.model_validate({"direction": "application", "by": "own", "title": "Nurse"}))
    assert number is not None
    outcomes = [page(app_run.outcomes) for _ in range(2)]
    assert outcomes[1].selectbox(key=f"outcome {number}").value == "not known yet"
    outcomes[0].selectbox(key=f"outcome {number}").set_value("a reply").run()
    tabs[1].run()
    outcomes[1].run()
    assert (memory.on, memory.all()[0].outcome) == (True, "reply")
    assert (tabs[1].toggle(key="remember").value, outcomes[1].selectbox(key=f"outcome {number}").value) == (True, "a reply")
    tabs[0].toggle(key="remember").set_value(False).run()
    tabs[1].run()
    assert not memory.on


def test_an_outcome_of_an_email_that_is_gone_is_one_line() -> None:
    """Another tab deleted it."""
    memory = Memory()
    memory.turn(on=True)
    number = memory.remember(Written.model_validate({"direction": "application", "by": "own", "title": "Nurse"}))
    outcomes = page(app_run.outcomes)
    memory.delete_all()
    outcomes.selectbox(key=f"outcome {number}").set_value("a reply").run()
    assert lines(outcomes) == [f"email {number}: not in the memory; it was deleted, or never remembered"]


def test_a_correction_after_saving_keeps_what_came_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where remembering was turned off in between; and a run of the page without a click tells the memory nothing."""
    memory = Memory()
    memory.turn(on=True)
    app_run.behind(monkeypatch, Scripted(TRUE))
    found = written(with_documents())
    found.feedback[0].set_value(1).run()
    version = app_run.desk(found).version
    assert version is not None
    (kept,) = memory.all()
    memory.mark(kept.id, "interview")
    version.take(version.draft.email.model_copy(update={"subject": "Nurse"}))
    memory.turn(on=False)
    found.run()
    take(version)
    assert [(one.outcome, one.subject) for one in memory.all()] == [("interview", kept.subject)]
    memory.turn(on=True)
    take(version)
    assert [(one.id, one.outcome, one.rating, one.subject) for one in memory.all()] == [(kept.id, "interview", "up", "Nurse")]
    found.feedback[0].set_value(None).run()
    assert [one.rating for one in memory.all()] == [None]
    memory.delete_all()
    memory.turn(on=True)
    found.run()
    assert not memory.all()


def test_what_is_exported_is_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lines as on the command line, and their number."""
    memory = Memory()
    memory.turn(on=True)
    for title in ("Nurse", "Senior Nurse"):
        memory.remember(Written.model_validate({"direction": "application", "by": "own", "title": title}))
    offered: list[tuple[str, str]] = []
    monkeypatch.setattr("streamlit.download_button", lambda label, data, *_, **__: offered.append((label, data)))
    page(app_run.settings)
    assert offered == [("Export 2 emails", memory.lines())]
