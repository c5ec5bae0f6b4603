"""serve.remember.store: nothing is kept unless the user wants it, and all of it goes when the user says so."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Email, EmailRequest, Length, Person, Style
from serve.remember import store
from serve.remember.store import Memory, Written

OWN = Written(direction=Direction.APPLICATION, by="own", company="Larch Clinic")
DRAFT = Written(
    direction=Direction.OUTREACH, by="mailwright", style=Style.FRIENDLY, length=Length.SHORT, company="Larch Clinic", title="Nurse",
    recipient="Zoë", model="tiny", subject="Nachtdienst 😀", body="Dear Zoë,\n\nHello.",
)  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "data" / "memory.sqlite3")


@pytest.fixture
def remembering(memory: Memory) -> Memory:
    memory.turn(on=True)
    return memory


def kept(memory: Memory, written: Written = DRAFT) -> int:
    number = memory.remember(written)
    assert number is not None
    return number


def test_nothing_is_kept_unless_it_is_turned_on(memory: Memory, tmp_path: Path) -> None:
    """Not even a file: looking, turning off and deleting make none."""
    assert memory.remember(DRAFT) is None
    assert memory.all() == ()
    memory.turn(on=False)
    memory.delete_all()
    assert not memory.revise(1, DRAFT)
    assert not memory.on
    assert list(tmp_path.iterdir()) == []


def test_an_email_comes_back_as_it_was(remembering: Memory) -> None:
    """The newest first, each with a number and the time of writing."""
    first, second = kept(remembering), kept(remembering, OWN)
    found = remembering.all()
    assert [one.id for one in found] == [second, first]
    assert Written(**found[1].model_dump(include=set(Written.model_fields))) == DRAFT
    assert found[1].written.tzinfo is not None
    assert (found[1].taken, found[1].rating, found[1].outcome) == (None, None, None)


def test_turned_off_it_keeps_what_is_there_and_nothing_more(remembering: Memory) -> None:
    """Outcomes of what is there can still be told."""
    number = kept(remembering)
    remembering.turn(on=False)
    assert remembering.remember(DRAFT) is None
    remembering.mark(number, "interview")
    assert [one.outcome for one in remembering.all()] == ["interview"]


def test_rating_and_outcome_can_be_changed_and_taken_back(remembering: Memory) -> None:
    """As often as the user likes."""
    number = kept(remembering)
    remembering.rate(number, "up")
    remembering.rate(number, "down")
    remembering.mark(number, "reply")
    (found,) = remembering.all()
    assert (found.rating, found.outcome) == ("down", "reply")
    assert found.marked
    remembering.rate(number, None)
    remembering.mark(number, None)
    (found,) = remembering.all()
    assert (found.rating, found.outcome, found.marked) == (None, None, None)


def test_the_first_time_that_it_was_taken_counts(remembering: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    """An outcome says that it was sent, so it counts as taken."""
    number, other = kept(remembering), kept(remembering)
    monkeypatch.setattr(store, "_now", lambda: "2026-03-01T09:00:00+00:00")
    remembering.taken(number)
    monkeypatch.setattr(store, "_now", lambda: "2026-03-09T09:00:00+00:00")
    remembering.taken(number)
    remembering.mark(other, "none")
    assert [one.taken.day for one in remembering.all() if one.taken] == [9, 1]


@pytest.mark.parametrize("change", [lambda m: m.rate(7, "up"), lambda m: m.mark(7, "reply"), lambda m: m.taken(7)])
def test_what_is_not_there_cannot_be_marked(remembering: Memory, change: Callable[[Memory], None]) -> None:
    """One line, also where there is no file."""
    for memory in (remembering, Memory(remembering.path.with_name("other"))):
        with pytest.raises(MailwrightError, match="email 7: not in the memory"):
            change(memory)


def test_delete_all_leaves_no_byte(remembering: Memory) -> None:
    """The file is gone, and remembering is off."""
    kept(remembering)
    remembering.delete_all()
    assert list(remembering.path.parent.iterdir()) == []
    assert not remembering.on


def test_a_revised_email_keeps_what_is_known_of_it(remembering: Memory) -> None:
    """Its older words are not in the file any more; the others stay."""
    number, other = kept(remembering), kept(remembering, OWN)
    remembering.rate(number, "up")
    remembering.mark(number, "interview")
    assert b"Nachtdienst" in remembering.path.read_bytes()
    assert remembering.revise(number, DRAFT.model_copy(update={"subject": "Nurse"}))
    assert b"Nachtdienst" not in remembering.path.read_bytes()
    untouched, found = remembering.all()
    assert (untouched.id, untouched.subject) == (other, None)
    assert (found.id, found.subject, found.rating, found.outcome) == (number, "Nurse", "up", "interview")
    assert found.taken


def test_turned_off_it_keeps_the_older_words(remembering: Memory) -> None:
    """The email is still there, but nothing more of it is kept."""
    number = kept(remembering)
    remembering.turn(on=False)
    assert remembering.revise(number, OWN)
    assert [one.subject for one in remembering.all()] == [DRAFT.subject]


def test_no_number_is_given_again(remembering: Memory) -> None:
    """A tab that still holds one from before everything was deleted must not find another email under it."""
    first = kept(remembering)
    remembering.delete_all()
    remembering.turn(on=True)
    assert kept(remembering) > first
    assert not remembering.revise(first, OWN)


def test_only_the_user_can_read_it(remembering: Memory) -> None:
    """Whatever others may do on this computer."""
    kept(remembering)
    assert stat.S_IMODE(remembering.path.stat().st_mode) == 0o600


def test_the_export_is_one_email_a_line(remembering: Memory, tmp_path: Path) -> None:
    """The oldest first, with all that is known; nothing half-written stays beside it."""
    kept(remembering)
    kept(remembering, OWN)
    folder = tmp_path / "export"
    folder.mkdir()
    file = remembering.export(folder)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [(row["by"], row["subject"]) for row in rows] == [("mailwright", "Nachtdienst 😀"), ("own", None)]
    assert list(folder.iterdir()) == [file]
    with pytest.raises(MailwrightError, match="cannot be written"):
        remembering.export(tmp_path / "nowhere")


def test_a_damaged_file_is_one_line_and_can_be_deleted(memory: Memory) -> None:
    """With the path."""
    memory.path.parent.mkdir()
    memory.path.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(MailwrightError, match=r"memory\.sqlite3: the memory cannot be used .* move it away"):
        memory.all()
    memory.delete_all()
    assert not memory.path.exists()


def test_a_newer_file_is_left_alone(remembering: Memory) -> None:
    """A program that does not know it would spoil it."""
    with sqlite3.connect(remembering.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(MailwrightError, match="written by a newer Mailwright"):
        remembering.remember(DRAFT)


def test_many_tabs_share_it(remembering: Memory) -> None:
    """No email is lost, no number is given twice."""
    numbers: list[int] = []
    threads = [threading.Thread(target=lambda: numbers.append(kept(Memory(remembering.path)))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == sorted(one.id for one in remembering.all())
    assert len(set(numbers)) == 12


def test_the_facts_of_a_request(make_request: Callable[..., EmailRequest]) -> None:
    """Company and title as the posting gives them; neither resume nor posting themselves, nor any address."""
    request = make_request(
        "Ada Mensah\nada@example.org\nNurse, St Agnes, 2019 - 2024\n", "Nurse\nLarch Clinic, Leeds\n\nRequirements:\n- Wound care"
    )
    request = request.model_copy(update={"recipient": Person(name="Carol Reed", address="carol@larch.example")})
    found = Written.of(request, Email(subject="Nurse", body="Dear Carol"), by="mailwright", model="tiny")
    assert (found.direction, found.title, found.recipient, found.style) == (Direction.APPLICATION, "Nurse", "Carol Reed", Style.FORMAL)
    assert found.company == "Larch Clinic"
    assert not any(word in found.model_dump_json() for word in ("Wound care", "St Agnes", "@"))


def test_it_lies_in_the_user_s_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the system keeps such things."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *args, **options: tmp_path)
    assert Memory().path == tmp_path / "memory.sqlite3"
