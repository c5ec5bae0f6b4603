"""Manifests as JSON lines, tables and YAML, what an `.eml` adds to them, and where the triples of a recipe come from."""

from __future__ import annotations

import datetime as dt
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import manifest
from pipeline.documents.extraction import MAX_BYTES
from pipeline.errors import DocumentError, EmailError, MailwrightError
from pipeline.manifest import letter, shelf
from pipeline.schema import Document, DocumentKind, Person
from pipeline.settings import DataSettings

LINE: dict[str, Any] = {
    "id": "1", "resume": "r.txt", "job": "j.txt", "email": "e.txt", "direction": "application", "date": "2026-05-04",
    "sender": {"name": "Zoë Ng"}, "provenance": {"author": "me", "licence": "private"},
}  # fmt: skip
HEADER = "id,resume,job,email,direction,date,sender_name,provenance_author,provenance_licence"
CELLS = "1,r.txt,j.txt,e.txt,application,2026-05-04,Zoë Ng,me,private"
ENTRY = manifest.Entry.model_validate(LINE)
EML = (
    "From: =?utf-8?q?Zo=C3=AB?= Ng <zoe@example.com>\nTo: Jo Reed <jo@example.org>, x@example.org\nSubject: =?utf-8?q?Caf=C3=A9?=\n "
    "manager\nDate: Mon, 04 May 2026 23:30:00 -0700\nMIME-Version: 1.0\nContent-Type: {kind}; charset={charset}{more}\n\n"
)


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def eml(path: Path, body: str, kind: str = "text/plain", charset: str = "utf-8", more: str = "") -> Path:
    text = EML.format(kind=kind, charset=charset, more=more) + body
    path.write_bytes(text.replace("\n", "\r\n").encode("cp1252" if charset == "cp1252" else "utf-8"))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_in_every_encoding_and_separator_of_a_spreadsheet(tmp_path: Path, encoding: str, separator: str) -> None:
    """Excel writes CSV with a byte order mark or in Windows' Latin-1, semicolons in half of Europe, and `Unicode text` as UTF-16."""
    path = table(tmp_path / "t.csv", f"{HEADER}\r\n{CELLS}\r\n".replace(",", separator), encoding)
    assert manifest.read(path) == ([ENTRY], [])


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("ID , Resume,JOB,E mail".replace("E mail", "Email") + ",Direction,Date,Sender Name,Provenance Author,provenance-licence", CELLS),
        ("id,CV,Posting,letter,direction,date,Sender,Author,License", CELLS),
        ("id,resume,job,email,direction,date,sender.name,provenance.author,provenance.licence,", CELLS + ","),
        (HEADER, CELLS.replace("application", " Application ").replace("r.txt", ".\\r.txt")),
        (HEADER, CELLS.replace("2026-05-04", "04.05.2026")),
        (HEADER, '1,r.txt,j.txt,e.txt,application,2026-05-04,"Zoë Ng",me,private\n\n,,,,,,,,'),
        ("sep=,\n" + HEADER, CELLS),
    ],
)
def test_a_table_as_people_write_it(tmp_path: Path, header: str, cells: str) -> None:
    """Case, spaces, order, other words for a column, quotes, empty rows and columns, Excel's `sep=` line, Windows' paths."""
    assert manifest.read(table(tmp_path / "t.csv", f"{header}\n{cells}\n")) == ([ENTRY], [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-05-04", "2026-05-04"), ("4.5.2026", "2026-05-04"), ("25/12/2026", "2026-12-25"), ("12/25/2026", "2026-12-25"),
        ("25-12-2026", "2026-12-25"), ("04/05/2026", None), ("31.02.2026", None), ("May 4", None),
    ],
)  # fmt: skip
def test_dates_that_can_mean_one_day_only(tmp_path: Path, written: str, meant: str | None) -> None:
    """4 May and 5 April look the same with slashes: such a row is refused instead of guessed."""
    found, bad = manifest.read(table(tmp_path / "t.csv", f"{HEADER}\n{CELLS.replace('2026-05-04', written)}\n"))
    assert [entry.date.isoformat() for entry in found] == ([meant] if meant else [])
    assert [reason.split(":")[0] for _, reason in bad] == ([] if meant else ["date"])


def test_a_bad_row_does_not_stop_the_rest(tmp_path: Path) -> None:
    """Each has its line in the file and its reason; a column nobody knows is named with the nearest one."""
    rows = [CELLS, CELLS, "2" + CELLS[1:].replace("application", "sideways"), "3" + CELLS[1:].replace("j.txt", ""), CELLS + ",x,extra"]
    path = table(tmp_path / "t.csv", f"{HEADER},recipent_name\n" + "\n".join(rows) + "\n")
    found, bad = manifest.read(path)
    assert found == [ENTRY]
    places = {place.removeprefix(f"{path}:"): reason for place, reason in bad}
    assert sorted(places) == ["1", "3", "4", "5", "6"]
    assert "did you mean recipient_name?" in places["1"]
    assert "used twice" in places["3"]
    assert places["4"].startswith("direction:")
    assert places["5"].startswith("job:")
    assert "11 cells, the header has 10" in places["6"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"id\n", b"\x00\x01\x02" * 50, b'id,"job\n' + b"x" * 200_000])
def test_a_table_that_is_none(tmp_path: Path, content: bytes) -> None:
    """No entry, and no error that stops the program."""
    (tmp_path / "t.csv").write_bytes(content)
    assert manifest.read(tmp_path / "t.csv")[0] == []


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([LINE]),
        json.dumps({"1": {key: value for key, value in LINE.items() if key != "id"}}),
        "all: {direction: application, date: 2026-05-04, author: me, licence: private}\n"
        "1: {cv: r.txt, job: j.txt, email: e.txt, sender_name: Zoë Ng, wishes: null}\n",
    ],
)
def test_a_manifest_in_yaml(tmp_path: Path, text: str) -> None:
    """A list, a mapping of ids, and what holds for all of them; names of fields as in a table."""
    assert manifest.read(table(tmp_path / "t.yaml", text)) == ([ENTRY], [])


@pytest.mark.parametrize("text", ["{", "- 5", "5", "1: x", "1: {colour: red}", "- !!python/object/apply:os.getcwd []", "a: &a [*a]"])
def test_yaml_that_is_no_manifest(tmp_path: Path, text: str) -> None:
    """A line for each fault, no object is built, and nothing raises."""
    found, bad = manifest.read(table(tmp_path / "t.yml", text))
    assert found == []
    assert len(bad) == 1


def test_an_eml_completes_its_line(tmp_path: Path) -> None:
    """From, To and Date where the manifest does not say; the day is the writer's."""
    eml(tmp_path / "e.eml", "Dear Jo,\n\nHello.\n")
    line = {key: value for key, value in LINE.items() if key not in {"sender", "date"}} | {"email": "e.eml"}
    (tmp_path / "t.jsonl").write_text(json.dumps(line))
    (entry,), bad = manifest.read(tmp_path / "t.jsonl")
    assert bad == []
    assert (entry.sender, entry.recipient) == (
        Person(name="Zoë Ng", address="zoe@example.com"),
        Person(name="Jo Reed", address="jo@example.org"),
    )
    assert entry.date == dt.date(2026, 5, 4)


def test_what_the_manifest_says_holds(tmp_path: Path) -> None:
    """The headers of an `.eml` do not replace it."""
    eml(tmp_path / "e.eml", "Dear Jo,\n\nHello.\n")
    (tmp_path / "t.jsonl").write_text(json.dumps(LINE | {"email": "e.eml", "date": "2025-01-01", "recipient": {"name": "Al"}}))
    (entry,), _ = manifest.read(tmp_path / "t.jsonl")
    assert (entry.sender.name, entry.recipient, entry.date) == ("Zoë Ng", Person(name="Al"), dt.date(2025, 1, 1))


def test_a_triple_is_read_from_an_eml(tmp_path: Path) -> None:
    """As from a text file."""
    eml(tmp_path / "e.eml", "Dear Jo,\n\nHello.\n")

    def reader(path: Path, kind: DocumentKind) -> Document:
        return Document(kind=kind, text="x", source=str(path), media_type="text/plain", sha256="0")

    triple = ENTRY.model_copy(update={"email": Path("e.eml")}).triple(tmp_path, reader)
    assert triple.email.text() == "Subject: Café manager\n\nDear Jo,\n\nHello."


@pytest.mark.parametrize(
    ("body", "change"),
    [
        ("Dear Jo,\n\nZoë.\n", {}),
        ("Dear Jo,\n\nZoë.\n", {"charset": "cp1252"}),
        ("Dear Jo,\n\nZoë.\n", {"charset": "x-nonesuch"}),
        ("Dear Jo,\n\nZoë.\n", {"charset": "undefined"}),
        ("Dear Jo,\n\nZoë.\n", {"charset": "a\x00b"}),
        ("Dear \nJo,\n\nZoë.\n", {"more": "; format=flowed"}),
        ("Dear J \no,\n\nZoë.\n", {"more": "; format=flowed; delsp=yes"}),
        ("<title>No</title><body><p>Dear Jo,</p><p>Zoë.</p><p style='display:none'>No</p></body>", {"kind": "text/html"}),
        ("<div>Dear Jo,</div><div><br></div><div>Zoë.</div>", {"kind": "text/html"}),
    ],
)  # fmt: skip
def test_the_text_of_an_eml(tmp_path: Path, body: str, change: dict[str, str]) -> None:
    """In any charset, wrapped by the sender or not, or as HTML without what it hides."""
    assert letter.read(eml(tmp_path / "e.eml", body, **change)).email.body == "Dear Jo,\n\nZoë."


def multipart(*parts: tuple[str, str, str], kind: str = "mixed") -> str:
    pieces = [f"--b\nContent-Type: {kind}; charset=utf-8\nContent-Disposition: {how}\n\n{text}\n" for kind, how, text in parts]
    return f"Subject: S\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{''.join(pieces)}--b--\n"


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ([("text/html", "inline", "<p>html</p>"), ("text/plain", "inline", "plain")], "plain"),
        ([("text/plain", "inline", "  "), ("text/html", "inline", "<p>html</p>")], "html"),
        ([("text/plain", "inline", "plain"), ("text/plain", "attachment; filename=secret.txt", "secret")], "plain"),
        ([("text/plain", "attachment; filename=secret.txt", "secret"), ("text/html", "inline", "<p>html</p>")], "html"),
    ],
)
def test_the_parts_of_an_eml(tmp_path: Path, parts: list[tuple[str, str, str]], body: str) -> None:
    """Plain text first, else HTML, never an attachment."""
    (tmp_path / "e.EML").write_text(multipart(*parts))
    assert letter.read(tmp_path / "e.EML").email.body == body


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n", b"Subject: S\n\n", b"Dear Jo\n", b"\x00\xff" * 99, b"Subject: =?utf-8?b?////?=\n\n",
        multipart(("text/plain", "attachment", "secret")).encode(), multipart(("application/pdf", "inline", "%PDF")).encode(),
        b"Subject: S\nContent-Type: text/html\n\n<p></p>", b"Subject: S\nContent-Type: text/html\n\n<!-- -->",
    ],
)  # fmt: skip
def test_an_eml_without_an_email(tmp_path: Path, content: bytes) -> None:
    """One line that says what is missing."""
    (tmp_path / "e.eml").write_bytes(content)
    with pytest.raises(EmailError, match=r"e\.eml: no subject line or no body; give an \.eml"):
        letter.read(tmp_path / "e.eml")


@pytest.mark.parametrize(
    "headers",
    [
        "From: \nTo: ;\nDate: x\n",
        "From: a@b@c <\nTo: undisclosed-recipients:;\nDate: Mon, 99 May 2026\n",
        "From: =?x?q?=\nDate: 0\n",
        "To: \xff\n",
    ],
)
def test_damaged_headers_say_nothing(tmp_path: Path, headers: str) -> None:
    """They are no error: the email itself can be read."""
    (tmp_path / "e.eml").write_bytes(f"Subject: S\n{headers}\nDear all\n".encode("latin-1"))
    found = letter.read(tmp_path / "e.eml")
    assert found.email.body == "Dear all"
    assert found.date is None
    assert found.recipient is None


def test_html_nested_a_thousand_deep(tmp_path: Path) -> None:
    """No traceback, whatever is read of it."""
    eml(tmp_path / "e.eml", "<p>Dear Jo</p>" + "<div>" * 5000 + "deep", kind="text/html")
    assert letter.read(tmp_path / "e.eml").email.body.startswith("Dear Jo")


@given(st.binary(max_size=400), st.sampled_from([b"", b"Subject: S\n", b"Content-Type: text/html\nSubject: S\n", b"From: ", b"Date: "]))
def test_any_bytes_are_an_email_or_a_line(tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes) -> None:
    """An `.eml` of anything gives an email, or an error of this project in one line."""
    path = tmp_path_factory.getbasetemp() / "any.eml"
    path.write_bytes(start + data)
    try:
        outcome = letter.read(path).email.subject
    except MailwrightError as error:
        outcome = str(error)
    assert outcome
    assert "\n" not in outcome


@given(st.binary(max_size=300), st.sampled_from([".csv", ".yaml", ".jsonl"]))
def test_any_bytes_are_a_manifest_or_lines(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    """Whatever a manifest holds, it is entries and bad lines, and nothing raises."""
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    found, bad = manifest.read(path)
    assert found == []
    assert all("\n" not in reason for _, reason in bad)


@pytest.mark.parametrize(("name", "remedy"), [("e.eml", "without attachments"), ("e.txt", "alone")])
def test_too_large_an_email(tmp_path: Path, name: str, remedy: str) -> None:
    """It is put aside, not read into memory."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(DocumentError, match=rf"more than 25 MB; save the email {remedy}$"):
        letter.read(tmp_path / name)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A manifest of one triple, and a folder of own data with another."""
    (tmp_path / "t.jsonl").write_text(json.dumps(LINE))
    own = tmp_path / "private"
    own.mkdir()
    (own / "triples.jsonl").write_text(json.dumps(LINE | {"id": "own"}))
    return tmp_path / "t.jsonl", own


def ids(sources: manifest.Sources) -> list[tuple[str, str]]:
    return [(entry.id, root.name) for entry, root in sources.found]


def test_manifest_and_own_data_together(places: tuple[Path, Path], tmp_path: Path) -> None:
    """First one, then the other, each with its own folder; a line says how many came from where."""
    sources = manifest.entries(DataSettings(manifest=places[0], private=places[1]))
    assert ids(sources) == [("1", tmp_path.name), ("own", "private")]
    assert sources.problems == []
    assert [note.partition(": ")[2] for note in sources.notes] == ["1 triples", "1 triples from triples.jsonl, 0 problems"]


def test_own_data_alone(places: tuple[Path, Path]) -> None:
    """`manifest: null`."""
    assert ids(manifest.entries(DataSettings(manifest=None, private=places[1]))) == [("own", "private")]


@pytest.mark.parametrize("private", [None, Path("nowhere")])
def test_a_manifest_alone(places: tuple[Path, Path], tmp_path: Path, private: Path | None) -> None:
    """`private: null`, or no such folder: nothing is said about it."""
    sources = manifest.entries(DataSettings(manifest=places[0], private=private and tmp_path / private))
    assert (ids(sources), len(sources.notes)) == ([("1", tmp_path.name)], 1)


def test_a_manifest_in_the_own_folder_is_read_once(places: tuple[Path, Path]) -> None:
    """Naming it in the recipe is not a second source."""
    sources = manifest.entries(DataSettings(manifest=places[1] / "triples.jsonl", private=places[1]))
    assert (ids(sources), list(sources.problems)) == ([("own", "private")], [])


def test_an_id_in_both_sources(places: tuple[Path, Path]) -> None:
    """The second is put aside."""
    (places[1] / "triples.jsonl").write_text(json.dumps(LINE))
    sources = manifest.entries(DataSettings(manifest=places[0], private=places[1]))
    assert len(sources.found) == 1
    assert [(p.reason, p.detail) for p in sources.problems] == [("bad manifest line", "id: '1' is used twice")]


@pytest.mark.parametrize("private", [None, "nowhere", "empty"])
def test_nothing_at_all(tmp_path: Path, private: str | None) -> None:
    """One line that says what to do."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".DS_Store").touch()
    with pytest.raises(MailwrightError, match=r"no triples; name a manifest in data\.manifest or put files into data/private"):
        manifest.entries(DataSettings(manifest=None, private=tmp_path / private if private else None))


@pytest.mark.parametrize(("suffix", "encoding"), [(".jsonl", "utf-8"), (".csv", "utf-8"), (".csv", "utf-16"), (".csv", "cp1252")])
def test_a_long_manifest_takes_no_more_memory(tmp_path: Path, suffix: str, encoding: str) -> None:
    """Entries are read one by one, and again with every iteration, in the manifest's order."""
    peaks = []
    for count in (2000, 5000):
        lines = [json.dumps(LINE | {"id": f"t{n}"}) if suffix == ".jsonl" else f"t{n}{CELLS[1:]}" for n in range(count)]
        table(tmp_path / f"t{suffix}", "\n".join(lines if suffix == ".jsonl" else [HEADER, *lines]) + "\n", encoding)
        tracemalloc.start()
        found = manifest.entries(DataSettings(manifest=tmp_path / f"t{suffix}", private=None)).found
        assert sum(1 for _ in found) == len(found) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert [entry.id for entry, _ in found] == [f"t{n}" for n in range(5000)]
    assert (peaks[1] - peaks[0]) / 3000 < 50


def test_what_is_found_is_like_a_list(places: tuple[Path, Path]) -> None:
    """It has items by number, and is equal to a list of them."""
    found = manifest.entries(DataSettings(manifest=places[0], private=places[1])).found
    assert found == list(found)
    assert found != list(found)[:1]
    assert (found[1].entry.id, found[1].root) == ("own", places[1])
    with pytest.raises(IndexError, match="no item 2 of 2"):
        found[2]


def test_no_room_for_the_temporary_file(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says where it lies."""
    monkeypatch.setattr(shelf, "_PRAGMAS", "PRAGMA max_page_count = 3;")
    with pytest.raises(MailwrightError, match=r"temporary file cannot be written \(database or disk is full\); .*TMPDIR"):
        manifest.entries(DataSettings(manifest=places[0], private=places[1]))
