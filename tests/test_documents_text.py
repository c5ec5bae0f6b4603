"""Text, markdown and the cleaning that all formats share."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.cleaning import clean
from pipeline.documents.parse import load, parse
from pipeline.errors import DocumentError


def text(data: bytes, name: str = "a.txt") -> str:
    return parse(data, name, "job").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    """The common encodings are told by their marks or their bytes."""
    assert text("Köchin für Café gesucht, sofort".encode(encoding)) == "Köchin für Café gesucht, sofort"


def test_markdown_becomes_text() -> None:
    """Marks go; headings stand alone, items have dashes, links keep their text."""
    source = """# Cook #
Our **busy** kitchen in *Cork* uses `HACCP` and [a list](https://example.com "x").

Duties
------
* Peel
+ Cook \\*well\\*
1. First
> quoted
***
| Day | Hours |
|-----|:-----:|
| Mon | 8 |
<!-- not shown -->
Write to <ann@example.com>, snake_case stays
```
kept *as is*
```
"""
    assert text(source.encode(), "a.md") == (
        "Cook\nOur busy kitchen in Cork uses HACCP and a list.\n\nDuties\n\n- Peel\n- Cook *well*\n1. First\nquoted\n\n"
        "Day\tHours\nMon\t8\n\nWrite to ann@example.com, snake_case stays\nkept *as is*"
    )


def test_front_matter_becomes_labelled_lines() -> None:
    """Fields between two rules are facts, and comments in them are not."""
    source = "---\n# comment\ntitle: Cook\nmax_hours: 38\nshifts: [early, late]\ndraft: true\npay:\n  min: 10\n---\nWe look for you."
    assert text(source.encode(), "a.md") == "Title: Cook\nMax hours: 38\nShifts: early, late\nPay: Min: 10\n\nWe look for you."


def test_a_list_of_sentences_in_a_front_matter_stays_a_list() -> None:
    """Each item has its line, and so has each of the items inside it, which YAML takes for more of the sentence."""
    long = "You will cook for two hundred guests a day, and for the staff after them."
    source = f"---\ntitle: Cook\nobjectives:\n  - {long}\n    - Keep the stoves clean\n  - Buy the fish\n---\nWe look for you."
    shown = f"Title: Cook\n\nObjectives:\n\n- {long}\n- Keep the stoves clean\n- Buy the fish\n\nWe look for you."
    assert text(source.encode(), "a.md") == shown


def test_template_comments_are_not_text() -> None:
    """Public postings hold instructions to their editors in Liquid comments."""
    assert text(b"{% comment %}write $9,999 here{% endcomment %}\n# Cook\nPay: {% include pay %}$10", "a.md") == "Cook\nPay: $10"


def test_plain_text_keeps_its_marks() -> None:
    """What looks like markdown in a text file is text."""
    assert text(b"Use snake_case and 2 * 3 * 4 # of items") == "Use snake_case and 2 * 3 * 4 # of items"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("e\u0301cole", "école"),
        ("of\ufb01ce", "office"),
        ("\U0001d5db\U0001d5f6\U0001d5ff\U0001d5ee", "Hira"),
        ("a\u00a0b\u2009c", "a b c"),
        ("co\u00adop\u00ad\nerate", "cooperate"),
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a \n\n\n\n b", "a\n\nb"),
        ("\u25aa  item\n\u2013 item\n* item\n- item", "- item\n- item\n- item\n- item"),
        ("a  b   c\t d", "a b\tc\td"),
        ("\uf095 phone", "phone"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("H\u2082O x\u00b2 \u2460", "H\u2082O x\u00b2 \u2460"),
    ],
)
def test_cleaning(raw: str, cleaned: str) -> None:
    """One form for what looks the same; what has a meaning of its own stays."""
    assert clean(raw)[0] == cleaned


@given(st.text())
def test_cleaning_settles(raw: str) -> None:
    """Clean text is normal, and cleaning it again changes nothing."""
    once, _ = clean(raw)
    assert clean(once)[0] == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\x00\r\u200b\u202e\ufeff")


@pytest.mark.parametrize(
    ("data", "name", "reason", "message"),
    [
        (b"", "a.txt", "empty", "the file is empty"),
        (b" \n\x00", "a.txt", "empty", "the file is empty"),
        (b"...", "a.txt", "empty", "no text is left"),
        (b"\x89PNG\r\n\x1a\n", "cv.pdf", "unknown type", "a PNG image"),
        (b"{\\rtf1 hello}", "cv.doc", "unknown type", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "cv.doc", "unknown type", "an old Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "cv.docx", "encrypted", "is encrypted"),
        (b"PK\x03\x04 something else", "cv.docx", "unknown type", "a zip archive"),
        (bytes(range(256)) * 9, "cv.txt", "unknown type", "binary"),
        (b"word " * 110_000, "cv.txt", "too large", "the limit is 500000"),
    ],
)
def test_files_that_are_not_read_say_why(data: bytes, name: str, reason: str, message: str) -> None:
    """Each kind of file that cannot be read has its reason, and the message is one line that names the file."""
    with pytest.raises(DocumentError, match=message) as caught:
        text(data, name)
    assert caught.value.reason == reason
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_large_files_and_folders_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is not read to its end, and a folder is not a file."""
    monkeypatch.setattr("pipeline.documents.parse.MAX_BYTES", 2_000_000)
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_001)
    with pytest.raises(DocumentError, match=r"^a\.txt: the file has more than 2 MB; save a smaller copy$"):
        load(tmp_path / "a.txt", "a.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        load(tmp_path, "here")


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.4 broken", "cv.txt", None),
        (b"<!DOCTYPE html><h1>Cook</h1>", "job.txt", "text/html"),
        (b"<div><h1>Cook</h1></div>", "job", "text/html"),
        (b"# Cook", "job.md", "text/markdown"),
        (b"# Cook", "job.txt", "text/plain"),
        (b"Salary <b>10</b>", "job.html", "text/html"),
    ],
)
def test_type_is_told_by_content(data: bytes, name: str, media_type: str | None) -> None:
    """The extension only decides among texts."""
    if media_type is None:
        with pytest.raises(DocumentError, match="PDF is damaged"):
            text(data, name)
    else:
        assert parse(data, name, "job").media_type == media_type


def test_front_matter_in_toml() -> None:
    """Fields between `+++` become labelled lines."""
    source = '+++\ntitle = "Cook"\norganization = "Blue Door"\nhours = ["day", "night"]\n+++\nWe cook.\n'
    assert text(source.encode(), "a.md") == "Title: Cook\nOrganization: Blue Door\nHours: day, night\n\nWe cook."


def test_front_matter_that_cannot_be_parsed() -> None:
    """Broken YAML stays as it is, without its comments."""
    source = "---\n# how to fill this in\ntitle: Cook\nabout: you will: cook\n---\nWe cook.\n"
    assert text(source.encode(), "a.md").split("\n") == ["title: Cook", "about: you will: cook", "We cook."]


def test_attributes_and_definitions_of_markdown() -> None:
    """`{#id}` behind a heading and `:` before a definition are marks."""
    source = "## Skills {#skills}\n\nBlue Door\n: Cook\n"
    assert text(source.encode(), "a.md") == "Skills\n\nBlue Door\nCook"
