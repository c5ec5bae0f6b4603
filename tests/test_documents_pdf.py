"""PDF: what is read, in which order, and what each broken file says. The last test uses real files if they are there."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from pipeline.documents.parse import load, parse
from pipeline.errors import DocumentError
from tests.documents_files import image, pdf, show

SHARED = Path(__file__).parents[2] / "shared" / "documents"


def read(data: bytes) -> str:
    return parse(data, "a.pdf", "resume").text


def lines(data: bytes) -> list[str]:
    return [line for line in read(data).split("\n") if line]


def column(x: float, top: float, texts: list[str], pitch: float = 14) -> list[str]:
    return [show(x, top - number * pitch, text) for number, text in enumerate(texts)]


LEFT = [f"left line {number} of the first column" for number in range(8)]
RIGHT = [f"right line {number} of the second one" for number in range(8)]


def test_lines_stay_lines() -> None:
    """Each printed line is one line of text."""
    assert lines(pdf(show(72, 700, "John Doe") + show(72, 680, "Engineer"))) == ["John Doe", "Engineer"]


def test_order_on_the_page_wins_over_order_in_the_file() -> None:
    """A file that draws its last line first is read from top to bottom."""
    assert lines(pdf(show(72, 600, "third") + show(72, 700, "first") + show(72, 650, "second"))) == ["first", "second", "third"]


def test_columns_drawn_row_by_row_are_read_column_by_column() -> None:
    """Two columns with different line heights are two texts, though the file draws them in rows."""
    rows = [row for pair in zip(column(72, 700, LEFT), column(330, 697, RIGHT, 13), strict=True) for row in pair]
    assert lines(pdf("".join(rows))) == LEFT + RIGHT


def test_columns_on_common_baselines_are_read_column_by_column() -> None:
    """Running text in two columns is told from a table, though its lines stand on common baselines."""
    left = ["We build the tools that", "our customers use every", "day and that they like", "to recommend to others."]
    right = ["You will write code that", "runs on a thousand hosts", "and you will be on call", "one week out of eight."]
    rows = [row for pair in zip(column(72, 700, left), column(330, 700, right), strict=True) for row in pair]
    assert lines(pdf("".join(rows))) == left + right


def test_notes_of_the_same_length_at_the_right_margin() -> None:
    """A place over a date beside bullets annotate their title, though both are nearly as wide."""

    def right(y: float, text: str, width: float) -> str:
        return show(549 - width, y, text)

    rows = []
    for top, date, width in ((700.0, "May 2023 to now", 76.15), (640.0, "January 2013 to May 2023", 118.4)):
        rows += [show(44, top, "Ostrey, Claims Handler"), right(top, "Leeds in England", 77.27), right(top - 12, date, width)]
        rows += [show(56, top - 15.4 - 14 * number, f"- Sorted pile {number}") for number in range(3)]
    assert lines(pdf("".join(rows)))[:1] == ["Ostrey, Claims Handler\tLeeds in England\tMay 2023 to now"]


def test_a_space_and_a_hyphen_that_map_to_several_characters() -> None:
    """Files printed on a Mac map one space to four kinds of white space and one hyphen to three: they are one space and one hyphen."""
    pairs = "<41> <0041> <42> <0042> <43> <0009000D002000A0> <44> <002D00AD2010>"
    codes = b"1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar " + pairs.encode() + b" endbfchar"
    to_unicode = b"<</Length %d>>stream\n%s\nendstream" % (len(codes), codes)
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 3 0 R>>"
    assert read(pdf("BT /L 12 Tf 72 700 Td (ACBDA) Tj ET", fonts={"L": font}, extra=(to_unicode,))) == "A B-A"


def test_full_width_header_comes_first() -> None:
    """A name and an address over both columns are read before them."""
    header = show(250, 750, "Jane Roe", 24) + show(150, 730, "jane@example.com, +1 555 0100, Springfield, Oregon, USA")
    assert lines(pdf("".join([*column(330, 697, RIGHT, 13), *column(72, 700, LEFT), header])))[:3] == [
        "Jane Roe",
        "jane@example.com, +1 555 0100, Springfield, Oregon, USA",
        LEFT[0],
    ]


def test_name_over_the_main_column_comes_before_the_sidebar() -> None:
    """A sidebar beside the name does not push the name down."""
    sidebar = column(40, 740, ["SKILLS", "Python", "Go", "SQL", "LANGUAGES", "English", "French", "Dutch"], 15)
    main = show(220, 745, "Jane Roe", 26) + "".join(column(220, 700, [f"Main column text, line {number}, goes on" for number in range(9)]))
    found = lines(pdf("".join(sidebar) + main))
    assert found[0] == "Jane Roe"
    assert " ".join(found).count("SKILLS Python Go SQL LANGUAGES English French Dutch") == 1


@pytest.mark.parametrize("dates", [["Jan 2020 - Present", "Mar 2018 - Dec 2019", "2012 - 2018"], ["Oslo, Norway", "Rome", "Cork"]])
def test_notes_at_the_right_margin_stay_on_the_line_of_their_title(dates: list[str]) -> None:
    """A page of one column with right-aligned dates or places is not taken for two columns."""
    content = ""
    for number, date in enumerate(dates):
        top = 700 - 60 * number
        content += show(72, top, f"Engineer {number}") + show(540 - 4.9 * len(date), top, date)
        content += show(72, top - 14, "Did a thing that mattered") + show(72, top - 28, "and another thing that mattered more")
    found = lines(pdf(content))
    for number, date in enumerate(dates):
        title = next(line for line in found if line.startswith(f"Engineer {number}"))
        assert title.split("\t") == [f"Engineer {number}", date]


def test_notes_stacked_beside_bullets_move_to_the_title() -> None:
    """A place and a date set beside a title and its first bullet both belong to the title."""
    content = show(72, 700, "Acme Corp, Engineer") + show(486, 700, "Oslo, Norway")
    content += show(72, 686, "\x95 Built a thing") + show(461.6, 686, "2019 to 2021 or so")
    content += show(72, 672, "\x95 Built another thing") + show(72, 658, "Next Corp, Intern") + show(479.3, 658, "Paris, France")
    found = lines(pdf(content))
    assert found[:3] == ["Acme Corp, Engineer\tOslo, Norway\t2019 to 2021 or so", "- Built a thing", "- Built another thing"]


def test_title_that_breaks_beside_its_date_is_whole() -> None:
    """A title of two lines is one line, with its date; the next line is not taken for its end."""
    content = show(72, 700, "Licence in Structural Engineering, Technical University of the Upper") + show(
        400, 700, "September 2003 to June 05"
    )
    content += (
        show(72, 688, "Segre, Lleida") + show(72, 664, "Short title") + show(476.7, 664, "June 2001") + show(72, 652, "Some employer")
    )
    assert lines(pdf(content)) == [
        "Licence in Structural Engineering, Technical University of the Upper Segre, Lleida\tSeptember 2003 to June 05",
        "Short title\tJune 2001",
        "Some employer",
    ]


def test_date_that_breaks_in_the_left_margin_is_whole() -> None:
    """`2021 -` over `Present` beside a title is one date."""
    rows = [("2021 -", "Engineer, Acme"), ("Present", "Did this and that and other things"), ("2018 - 2020", "Intern, Beta")]
    content = "".join(show(72, 700 - 14 * n, a) + show(160, 700 - 14 * n, b) for n, (a, b) in enumerate(rows))
    assert lines(pdf(content))[0] == "2021 - Present\tEngineer, Acme"


def test_table_is_read_row_by_row() -> None:
    """Labels and values of a table stay together."""
    rows = [("Languages", "Python, Go, SQL"), ("Tools", "Docker, Git"), ("Clouds", "AWS"), ("Spoken", "English, Dutch")]
    content = "".join(show(72, 700 - 16 * n, a) + show(200, 700 - 16 * n, b) for n, (a, b) in enumerate(rows))
    assert lines(pdf(content)) == [f"{a}\t{b}" for a, b in rows]


def test_small_grid_drawn_cell_by_cell_is_read_cell_by_cell() -> None:
    """Cells of two lines side by side are told from a table by the order in which the file draws them."""
    cells = [(72, ["Docker", "Advanced"]), (230, ["Python", "Expert"]), (400, ["Go", "Beginner"])]
    content = "".join("".join(column(x, 700, texts)) for x, texts in cells)
    assert lines(pdf(content)) == ["Docker", "Advanced", "Python", "Expert", "Go", "Beginner"]


def test_paragraph_gaps_become_empty_lines() -> None:
    """A gap that stands out is kept, a usual distance between lines is not."""
    content = "".join(column(72, 700, ["one", "two", "three", "four"])) + "".join(column(72, 610, ["five", "six"]))
    assert read(pdf(content)) == "one\ntwo\nthree\nfour\n\nfive\nsix"


def test_bullet_glyphs_begin_lines_as_dashes() -> None:
    """Whatever glyph a file uses, a list item begins with a dash."""
    assert lines(pdf(show(72, 700, "\x95 Led a team") + show(72, 686, "\xb7 Cut costs"))) == ["- Led a team", "- Cut costs"]


def test_bullets_far_from_their_text_are_no_column() -> None:
    """Bullets with a wide indent after them stay on their lines."""
    content = "".join(show(72, 700 - 14 * n, "\x95") + show(92, 700 - 14 * n, text) for n, text in enumerate(LEFT))
    assert lines(pdf(content)) == [f"- {text}" for text in LEFT]


def test_bullets_that_are_drawn_begin_lines_as_dashes() -> None:
    """Small shapes left of lines are bullets; larger ones and those between words are not."""
    content = show(72, 720, "Engineer") + "62 722 8 8 re f 62 622 8 8 re f " + show(72, 620, "Other")
    content += "".join(show(84, 700 - 14 * n, f"Did thing {n}") + f"74 {702 - 14 * n} 3 3 re f " for n in range(3))
    content += "".join(
        show(72, 560 - 14 * n, "Cork") + f"95 {562 - 14 * n} 3 3 re f " + show(101, 560 - 14 * n, "Ireland") for n in range(2)
    )
    assert lines(pdf(content)) == ["Engineer", "- Did thing 0", "- Did thing 1", "- Did thing 2", "Other", "Cork Ireland", "Cork Ireland"]


def test_letter_spaced_heading_is_words() -> None:
    """Letters set apart are one word, and a gap that stands out ends it."""
    spaced = "q BT /F 12 Tf 6 Tc 72 700 Td (WORK EXPERIENCE) Tj ET Q\n"
    assert lines(pdf(spaced + show(72, 670, "E D U C A T I O N"))) == ["WORK EXPERIENCE", "EDUCATION"]


def test_pieces_that_touch_are_one_word() -> None:
    """A word drawn in two fonts is not split."""
    content = show(72, 700, "Scikit", 12) + show(72 + 28.67, 700, "-learn", 12, font="B")
    bold = {"B": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>"}
    assert lines(pdf(content, fonts=bold)) == ["Scikit-learn"]


def test_small_capitals_are_one_word() -> None:
    """A large initial and smaller capitals after it are one word."""
    assert lines(pdf(show(72, 700, "E", 14) + show(72 + 9.4, 700, "DUCATION", 10))) == ["EDUCATION"]


def test_superscript_stays_on_its_line() -> None:
    """A raised ordinal belongs to its number."""
    content = show(72, 700, "On the 19", 12) + show(72 + 51.4, 704.5, "th", 7) + show(72 + 61, 700, "of May", 12)
    assert lines(pdf(content)) == ["On the 19th of May"]


def test_text_turned_upright_reads_like_any_other() -> None:
    """A rotated page is read in the order in which a person sees it."""
    turned = "".join(f"BT /F 10 Tf 0 1 -1 0 {100 + 14 * n} 72 Tm (line {n} of the page) Tj ET\n" for n in range(3))
    assert lines(pdf(turned, page="/Rotate 90")) == ["line 0 of the page", "line 1 of the page", "line 2 of the page"]


def test_ligatures_are_letters() -> None:
    """Glyphs named as ligatures are letters, though the font has no map to Unicode."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[1/f_i 2/f_f_i 66/one.lnum 67/uni00E9]>>>>"
    content = "BT /L 12 Tf 72 700 Td (Scienti\\001c o\\002ce B9 caf\\103) Tj ET"
    assert read(pdf(content, fonts={"L": font})) == "Scientific office 19 café"


def test_tex_ligatures_without_any_names_are_letters() -> None:
    """Control codes of a font that says nothing are read by TeX's encodings."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[28/g28 29/g29]>>>>"
    assert read(pdf("BT /L 12 Tf 72 700 Td (Scienti\\034c work\\035ow) Tj ET", fonts={"L": font})) == "Scientific workflow"


def test_codes_that_nothing_explains_are_reported() -> None:
    """Text of a font without any map is kept as it is, with a warning."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[65/g1/g2/g3]>>>>"
    document = parse(pdf("BT /L 12 Tf 72 700 Td (ABCABC) Tj ET", fonts={"L": font}), "a.pdf", "resume")
    assert document.text == "ABCABC"
    assert document.warnings == ("6 characters have no known meaning in this PDF; check the text",)


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("a prediction algo-", "rithm that works", "a prediction algorithm\nthat works"),
        ("a full-stack e-", "commerce platform", "a full-stack e-commerce\nplatform"),
        ("modern front-", "end tools", "modern front-end\ntools"),
        ("in Jan-", "Baptiste there", "in Jan-Baptiste\nthere"),
    ],
)
def test_words_broken_at_line_ends_are_whole(upper: str, lower: str, joined: str) -> None:
    """A hyphen that only breaks a word goes, one that belongs to it stays."""
    assert read(pdf(show(72, 700, upper) + show(72, 686, lower))) == joined


def test_words_of_the_document_decide_about_a_hyphen() -> None:
    """A word that the document writes whole elsewhere is whole."""
    content = show(72, 700, "our cross-") + show(72, 686, "country skiing") + show(72, 672, "more crosscountry")
    assert "our crosscountry" in read(pdf(content))


def test_pages_follow_each_other() -> None:
    """All pages are read, and counted."""
    document = parse(pdf(show(72, 700, "one"), show(72, 700, "two")), "a.pdf", "resume")
    assert (document.text, document.pages, document.media_type) == ("one\ntwo", 2, "application/pdf")


def test_encrypted_file_says_so() -> None:
    """A file that needs a password has its own reason and remedy."""
    from pypdf import PdfReader, PdfWriter

    writer, locked = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(show(72, 700, "secret"))))), io.BytesIO()
    writer.encrypt("password", algorithm="RC4-128")
    writer.write(locked)
    with pytest.raises(DocumentError, match=r"^a\.pdf: the PDF is encrypted; save a copy without password and try again$") as caught:
        read(locked.getvalue())
    assert caught.value.reason == "encrypted"


def test_file_with_an_owner_password_only_is_read() -> None:
    """A file that anyone may open is read, though printing it may be forbidden."""
    from pypdf import PdfReader, PdfWriter

    writer, locked = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(show(72, 700, "open"))))), io.BytesIO()
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(locked)
    assert read(locked.getvalue()) == "open"


def test_scan_says_so() -> None:
    """A page that is a picture has its own reason, though a page number stands on it."""
    content = "q 612 0 0 792 0 0 cm /I Do Q " + show(300, 20, "Page 1")
    with pytest.raises(DocumentError, match="scan without text") as caught:
        read(pdf(content, resources="/XObject<</I 3 0 R>>", extra=(image(),)))
    assert caught.value.reason == "scanned"


@pytest.mark.parametrize(("data", "reason"), [(pdf(""), "empty"), (b"%PDF-1.7\nnothing else", "corrupt"), (pdf("")[:60], "corrupt")])
def test_file_without_text_says_why(data: bytes, reason: str) -> None:
    """An empty page and a damaged file have different reasons."""
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value)


def test_too_many_pages_are_refused() -> None:
    """The limit on pages is named."""
    with pytest.raises(DocumentError, match="101 pages, the limit is 100") as caught:
        read(pdf(*[show(72, 700, "x")] * 101))
    assert caught.value.reason == "too large"


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit on text counts all characters, hidden ones too, before they are laid out."""
    monkeypatch.setattr("pipeline.documents.pdf.MAX_CHARACTERS", 100)
    with pytest.raises(DocumentError, match="more than 100 characters"):
        read(pdf("".join(column(72, 700, LEFT))))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared sample documents are not beside this checkout")
def test_words_of_real_resumes_are_found() -> None:
    """Of the words that a person noted in each sample, at least 97 of 100 are in its text, and 99 on average."""
    shares = {}
    for truth in sorted((SHARED / "truth").glob("*.json")):
        facts = json.loads(truth.read_text(encoding="utf-8"))
        path = SHARED / facts["file"]
        if path.suffix == ".pdf" and facts.get("name", "").isascii():
            wanted = [word for text in _strings(facts) for word in _words(text)]
            found = set(_words(parse(load(path, path.name), path.name, "resume").text))
            shares[path.name] = sum(word in found for word in wanted) / len(wanted)
    assert min(shares.values()) >= 0.97, shares
    assert sum(shares.values()) / len(shares) >= 0.99, shares


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in ("notes", "iso", "truth_from", "file") for text in _strings(inner)]
    return [text for inner in value for text in _strings(inner)] if isinstance(value, list) else [value] if isinstance(value, str) else []


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w[\w.+#@/-]*\w|\w", text)]
