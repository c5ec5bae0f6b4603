"""Hostile documents in small: known bombs, changes to sound files, and what reaches outside. All of it at length: benchmarks/hostile."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks import pages
from benchmarks.hostile import bombs_docx, bombs_pdf, bombs_text, documents, report
from benchmarks.hostile.sources import BOMBS, Input, Inputs
from benchmarks.hostile.structure import MUTATORS
from pipeline.documents import Reader
from pipeline.documents.parse import parse
from pipeline.errors import DocumentError

QUICK = {
    "pdf": "table stream of 2,000 million entries,tables in a circle,2,000 million pages announced,pages in a circle,page tree 50,000 deep,"
    "glyph that draws itself,dictionaries 100,000 deep,paper of 1e9 points,paper of no size,numbers beyond all measure,"
    "stream whose length is itself,objects kept in themselves,unknown encryption,predictor of 2,000 million columns,100,000 pages",
    "docx": "archive by LZMA,archive by bzip2,archive by an unknown method,elements 100,000 deep,elements 240 deep,tables 80 deep,"
    "text boxes 60 deep,billion laughs,quadratic laughs,entity that is a file,relations to elsewhere,parts in a circle,encoding that lies,"
    "encoding that is unknown",
    "html": "billion laughs,200 comments first,div 900 deep,entities that are files,posting 100,000 deep,posting with mad values,"
    "charset undefined,charset idna,charset rot13,charset unicode_escape,zeros between letters",
    "eml": "parts 200 deep,headers that lie,subject of 100,000 encoded words,comments 100,000 deep in a header",
    "md": "front matter: billion laughs,front matter in a circle,front matter 100,000 deep,front matter: number of 20,000 digits",
}
"""Bombs that are built and read in a moment; the benchmark has them all."""


def names(kind: str) -> list[str]:
    """The names of a kind, which may themselves hold commas before digits."""
    return [name for name in BOMBS[kind] if f",{name}," in f",{QUICK[kind]},"]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=120) as running:  # a machine may be busy with all the other tests
        yield running


def ending(reader: Reader, path: Path) -> str:
    """`text`, or the reason of an error that is one clear line."""
    refused = None
    try:
        text = reader.read(path, "job").text
    except DocumentError as error:
        refused, text = error, ""
    if refused is None:
        return "text" if text else "nothing"
    message = str(refused)
    assert message.startswith(f"{path}: ")
    assert message.isprintable()
    assert len(message) < len(str(path)) + 300
    return refused.reason


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in QUICK for name in names(kind)])
def test_bombs_end_as_text_or_one_line(reader: Reader, tmp_path: Path, kind: str, name: str) -> None:
    """Each within the reader's limits, and a sound document is read after it."""
    path = tmp_path / f"bomb.{kind}"
    path.write_bytes(BOMBS[kind][name]())
    assert ending(reader, path) in ("text", "corrupt", "empty", "too large", "encrypted", "scanned", "unknown type")
    sound = tmp_path / "sound.txt"
    sound.write_text("Jane Roe", encoding="utf-8")
    assert reader.read(sound, "resume").text == "Jane Roe"


def test_the_quick_bombs_are_all_there() -> None:
    """A bomb that is renamed is not silently left out."""
    assert [len(names(kind)) for kind in QUICK] == [15, 14, 11, 4, 4]


def test_form_that_multiplies_meets_the_limit_on_time(tmp_path: Path) -> None:
    """A PDF of 3 KB with ten thousand million texts is stopped, and the program goes on."""
    path = tmp_path / "forms.pdf"
    path.write_bytes(bombs_pdf.forms_that_multiply())
    with Reader(seconds=1.5) as impatient:
        assert ending(impatient, path) in ("timeout", "corrupt", "too large")


@pytest.mark.parametrize("kind", ["html", "eml", "md"])
def test_changed_documents_end_as_text_or_one_line(tmp_path: Path, kind: str) -> None:
    """A few changes of each kind that is quick to read, without the process around it; the same in every run."""
    sound = {
        "html": bombs_text.html(bombs_text.SAID * 5),
        "eml": bombs_text.mail("Content-Type: multipart/mixed; boundary=b\n", "--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n"),
        "md": b"---\ntitle: Cook\n---\n# Cook\n\n- bakes *bread* [daily](http://x)\n" * 3,
    }[kind]
    for number in range(60):
        changed = MUTATORS[kind](random.Random(number), sound, sound)
        with suppress(DocumentError):
            assert parse(changed, f"x.{kind}", "job").text


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[Any]]]:
    """An address of this computer, and what was asked of it or looked up on the way; there must be nothing."""
    server, asked = socket.create_server(("127.0.0.1", 0)), list[Any]()

    def serve() -> None:
        try:
            while True:
                asked.append(server.accept()[1])
        except OSError:
            return

    threading.Thread(target=serve, daemon=True).start()

    def look_up(*place: Any, **_: Any) -> list[Any]:
        asked.append(place)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield f"http://127.0.0.1:{server.getsockname()[1]}/outside", asked
    server.close()


REACHING = {
    "docx": (bombs_docx.outside_entity, bombs_docx.outside_type, bombs_docx.outside_parameter, bombs_docx.outside_inclusion,
             bombs_docx.outside_relations),
    "html": (bombs_text.outside_page, bombs_text.outside_entities),
    "eml": (lambda address: bombs_text.page_in_mail(lambda: bombs_text.outside_page(address))(),
            lambda address: bombs_text.page_in_mail(lambda: bombs_text.outside_entities(address))(),
            lambda address: bombs_text.mail(f'Content-Type: message/external-body; access-type=URL; URL="{address}"\n', "\n\n")),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind, makers in REACHING.items() for number in range(len(makers))])
def test_nothing_outside_is_fetched_or_resolved(outside: tuple[str, list[Any]], tmp_path: Path, kind: str, number: int) -> None:
    """Entities, types, inclusions, relations, style sheets, pictures: no connection, no name looked up, no file of this computer."""
    address, asked = outside
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish", encoding="utf-8")
    for place in (address, secret.as_uri()):
        try:
            text = parse(REACHING[kind][number](place), f"x.{kind}", "job").text
        except DocumentError:
            text = ""
        assert "swordfish" not in text
    assert not asked


def test_email_is_read_as_its_body(tmp_path: Path, reader: Reader) -> None:
    """Subject, people and date as lines, then the plain text, or what the page shows; what is hidden or attached is left out."""
    path = tmp_path / "posting.eml"
    page = "<html><head><title>t</title></head><body><p>We seek a <b>cook</b>.</p><p style='display:none'>obey</p></body></html>"
    path.write_bytes(bombs_text.mail("Content-Type: text/html; charset=utf-8\n", page))
    document = reader.read(path, "job")
    assert document.text == "Subject: Cook\nFrom: Ada <ada@example.com>\nTo: Bo <bo@example.com>\n\nWe seek a cook."
    assert (document.media_type, document.removed[0].why) == ("message/rfc822", "not displayed")
    parts = "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nno\n--b\n\nyes\n--b--\n"
    path.write_bytes(bombs_text.mail("Content-Type: multipart/mixed; boundary=b\n", parts))
    assert reader.read(path, "job").text.endswith("\n\nyes")


def test_email_is_told_by_its_first_header() -> None:
    """What mail programs save begins with their headers; a text that begins with `Subject:` stays a text unless its name says more."""
    saved = b"Received: from a by b; Mon, 2 Mar 2026 09:30:00 +0000\nSubject: =?utf-8?q?Caf=C3=A9?=\n\nWe seek a cook.\n"
    assert parse(saved, "posting", "job").text == "Subject: Caf\u00e9\n\nWe seek a cook."
    assert parse(b"Subject: Cook\n\nWe seek a cook.", "a.txt", "job").media_type == "text/plain"
    assert parse(b"Subject: Cook\n\nWe seek a cook.", "a.eml", "job").media_type == "message/rfc822"


def test_the_same_input_comes_again(tmp_path: Path) -> None:
    """A number of a seed names one input; another seed gives others; every fiftieth is a bomb."""
    folder = tmp_path / "emails"
    folder.mkdir()
    for kind in ("pdf", "docx", "html", "md", "txt"):
        (folder / f"a.{kind}").write_bytes(
            bombs_docx.package(bombs_docx.document(bombs_docx.TEXT)) if kind == "docx" else b"<p>Jane Roe</p>" * 20
        )
    inputs, others = Inputs([tmp_path], 1), Inputs([tmp_path], 2)
    assert [inputs[number] for number in range(40)] == [inputs[number] for number in range(40)]
    assert [inputs[number] for number in range(40)] != [others[number] for number in range(40)]
    assert inputs[99].name == f"bomb: {inputs.bombs[1][1]}"


def test_what_must_not_be_is_found_and_kept(tmp_path: Path) -> None:
    """An error that reaches the program, a message of two lines and a quoting one are findings; the file is kept."""

    path = tmp_path / "input.txt"
    errors = [KeyError("x"), *(DocumentError("corrupt", said) for said in (f"{path}: a\nb", "x" * 999, f"{path}: damaged"))]

    class Broken(Reader):
        def read(self, source: Any, kind: Any) -> Any:
            if Path(source) == path:
                raise errors.pop(0)
            return super().read(source, kind)

    with Broken(seconds=120) as broken:
        trial = documents.Trial(broken, tmp_path, tmp_path / "findings")
        found = [trial.read(number, Input("txt", "a", b"x"))["outcome"] for number in (1, 2, 3, 4)]
    assert found == ["finding", "finding", "finding", "refused"]
    assert sorted(path.name for path in (tmp_path / "findings").iterdir()) == ["1.txt", "2.txt", "3.txt"]


def test_a_run_goes_on_and_its_table_is_rewritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the journal holds is not read again; other code begins anew; the page keeps what is around the table."""
    inputs: Any = [Input("txt", "a", b"Jane Roe")] * 3
    written = tmp_path / "documents.jsonl"
    documents.run(inputs, 2, tmp_path)
    first = written.read_text()
    journal = documents.run(inputs, 3, tmp_path)
    assert written.read_text().startswith(first)
    assert [entry["outcome"] for entry in journal.found.values()] == ["text"] * 3
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- documents: written by the command -->\nold\n<!-- documents: end -->\nafter\n")
    pages.rewrite(page, "documents", report.documents(list(journal.found.values()), 1, {"txt": 1}))
    assert page.read_text().startswith("before\n")
    assert "| txt | 3 | 3 | 0 |" in page.read_text()
    assert "old" not in page.read_text()
    monkeypatch.setattr(documents, "code", lambda: "other")
    assert len(documents.run(inputs, 1, tmp_path).found) == 1
