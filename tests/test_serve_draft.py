"""serve.draft: emails as files."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Document, Email, EmailRequest, Person
from serve import draft
from serve.drafts.message import check_address

EMAIL = Email(subject="Opérateur de nuit", body="Dear Ms Reed,\n\nI would like to join you.\n\nZoë Mensah")
JOB = Document(kind="job", text="Nurse", source="job.txt", media_type="text/plain", sha256="0" * 64)


def request(sender: Person, recipient: Person | None = None) -> EmailRequest:
    return EmailRequest(direction=Direction.APPLICATION, job=JOB, sender=sender, recipient=recipient or Person())


def test_an_eml_is_a_draft_that_mail_programs_open(tmp_path: Path) -> None:
    """All headers are there, X-Unsent marks it as not sent, lines end as mail wants them, and nothing is lost on the way."""
    target = tmp_path / "to reed.eml"
    people = Person(name="Zoë, Ann Mensah", address="zoe@example.org"), Person(name="Carol Reed", address="jobs@larch.example")
    draft.save(target, request(*people), EMAIL)
    data = target.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    read = message_from_bytes(data, policy=policy.default)
    assert [(a.display_name, a.addr_spec) for a in read["From"].addresses] == [("Zoë, Ann Mensah", "zoe@example.org")]
    assert read["To"] == "Carol Reed <jobs@larch.example>"
    assert read["Subject"] == "Opérateur de nuit"
    assert read["X-Unsent"] == "1"
    assert read.get_content().replace("\r\n", "\n") == EMAIL.body + "\n"


def test_the_date_is_that_of_writing() -> None:
    """With its time zone."""
    when = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
    assert draft.message(request(Person(name="Zoë")), EMAIL, when=when)["Date"] == "Sun, 01 Mar 2026 09:30:00 +0000"
    assert draft.message(request(Person(name="Zoë")), EMAIL)["Date"].datetime.tzinfo is not None


def test_a_name_without_an_address_keeps_its_header() -> None:
    """The mail program asks for the address; none is invented."""
    found = draft.message(request(Person(name="Zoë, Ann"), Person(name="Carol Reed")), EMAIL)
    assert found["To"] == "Carol Reed:;"
    assert found["From"].addresses == ()
    assert found["From"].groups[0].display_name == "Zoë, Ann"


def test_what_is_not_known_is_left_out() -> None:
    """No recipient, no To."""
    assert "To" not in draft.message(request(Person(name="Zoë")), EMAIL)


def test_a_text_file_holds_subject_and_body(tmp_path: Path) -> None:
    """In the form that is printed."""
    draft.save(tmp_path / "a.txt", request(Person(name="Zoë")), EMAIL)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == f"Subject: {EMAIL.subject}\n\n{EMAIL.body}\n"


def test_saving_leaves_nothing_else_behind(tmp_path: Path) -> None:
    """An older file is replaced, and no half-written one stays."""
    target = tmp_path / "a.eml"
    target.write_text("old", encoding="utf-8")
    draft.save(target, request(Person(name="Zoë")), EMAIL)
    assert [p.name for p in tmp_path.iterdir()] == ["a.eml"]
    assert b"old" not in target.read_bytes()


def test_a_failed_save_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk."""
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(MailwrightError, match=r"a\.txt: cannot be written \(No space left on device\); choose another place"):
        draft.save(target, request(Person(name="Zoë")), EMAIL)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(("name", "reason"), [("a.pdf", r"saved as \.eml or \.txt"), ("nowhere/a.eml", "there is no folder")])
def test_a_bad_target_is_refused_before_any_work(tmp_path: Path, name: str, reason: str) -> None:
    """So that no minute of writing is lost to it."""
    with pytest.raises(MailwrightError, match=reason):
        draft.check_target(tmp_path / name)


@pytest.mark.parametrize("text", ["zoe", "zoe@", "@example.org", "a b@example.org", "a@b.org, c@d.org", "a@b.org\nBcc: c@d.org", ""])
def test_what_is_no_address_is_refused(text: str) -> None:
    """Also what would add a header or a second recipient."""
    with pytest.raises(ValueError, match="is not a mail address"):
        check_address(text)


def test_an_international_domain_becomes_ascii() -> None:
    """Headers take no other; blanks around are dropped."""
    assert check_address(" zoe@bücher.example ") == "zoe@xn--bcher-kva.example"
