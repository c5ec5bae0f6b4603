"""The seed corpus: its sources are valid, its files are what the sources give, and it holds what it should hold."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
import yaml

from data import render
from data.case import Case, Resume, load
from data.layouts import card, posting, view, word
from pipeline import manifest
from pipeline.errors import MailwrightError
from pipeline.prompt import WORDS, parse
from pipeline.schema import Direction, Length, Style

SOURCES = sorted((render.ROOT / "seed" / "source").glob("*.yaml"))
SLACK = 3
"""Words by which a body may miss its range: a reader does not count."""


@cache
def cases() -> dict[str, Case]:
    return {case.id: case for case in render.read(render.ROOT / "seed" / "source")}


@cache
def entries() -> list[manifest.Entry]:
    found, bad = manifest.read(render.ROOT / "triples.jsonl")
    assert not bad
    return found


def one(**wanted: str) -> Case:
    """The first case whose resume layout or posting format is as wanted."""
    return next(c for c in cases().values() if wanted in ({"layout": c.resume.layout}, {"format": c.job.format}))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_source_is_a_case_named_after_its_id(path: Path) -> None:
    """Each YAML file is valid, and its name is its id, so ids are unique."""
    assert load(path).id == path.stem


def test_each_case_has_one_email_in_each_direction() -> None:
    """A case gives two triples."""
    for case in cases().values():
        assert sorted(email.direction for email in case.emails) == [Direction.APPLICATION, Direction.OUTREACH], case.id


def test_the_manifest_lists_every_email_once_sorted_by_id() -> None:
    """Ids are `<case>-<direction>`, unique and in order."""
    ids = [entry.id for entry in entries()]
    assert ids == sorted(f"{case.id}-{email.direction}" for case in cases().values() for email in case.emails)


def test_every_path_of_the_manifest_is_a_file() -> None:
    """Nothing is listed that is not there."""
    assert [path for entry in entries() for path in entry.files(render.ROOT) if not path.is_file()] == []


def test_files_are_what_the_cases_give(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m data.render --check` finds nothing to change, be it a PDF, a Word file, the manifest or the counts in the card."""
    pytest.importorskip("typst", reason="rendering PDFs needs the extra `corpus`")
    assert render.main(["--check"]) == 0, capsys.readouterr().err


def test_manifest_and_card_are_what_the_cases_give() -> None:
    """The same without typst, for the files that need none."""
    for path, data in render.summaries(list(cases().values())).items():
        assert (render.ROOT / path).read_bytes() == data, path


@pytest.mark.parametrize("layout", ["classic", "twocolumn", "sidebar", "academic", "modern", "word-table", "word-plain"])
def test_a_resume_renders_to_the_same_bytes_twice(layout: str) -> None:
    """No time of creation, no random identifier."""
    if not layout.startswith("word"):
        pytest.importorskip("typst", reason="rendering PDFs needs the extra `corpus`")
    case = one(layout=layout)
    first, again = render.files_of(case), render.files_of(case)
    assert first == again


def test_emails_read_back_as_written() -> None:
    """`Subject: ...`, a blank line, the body: the form in which the model writes."""
    for case in cases().values():
        for email in case.emails:
            read = parse((render.ROOT / render.email_path(case, email)).read_text(encoding="utf-8"))
            assert (read.subject, read.body) == (email.subject, email.body.strip()), case.id


def test_each_body_is_as_long_as_the_manifest_says() -> None:
    """The range of words that the prompt will ask for is the one the email keeps."""
    for entry in entries():
        low, high = WORDS[entry.direction, entry.length]
        words = len(parse((render.ROOT / entry.email).read_text(encoding="utf-8")).body.split())
        assert low - SLACK <= words <= high + SLACK, f"{entry.id}: {words} words, {entry.length} is {low} to {high}"


@pytest.mark.parametrize(
    ("direction", "words", "length"),
    [
        (Direction.APPLICATION, 130, Length.SHORT),
        (Direction.APPLICATION, 131, Length.STANDARD),
        (Direction.OUTREACH, 90, Length.SHORT),
        (Direction.OUTREACH, 91, Length.STANDARD),
    ],
)
def test_length_turns_at_130_and_90_words(direction: Direction, words: int, length: Length) -> None:
    """Up to there a body is short."""
    email = next(email for email in next(iter(cases().values())).emails if email.direction == direction)
    assert render.length(email.model_copy(update={"body": "word " * words})) == length


def test_the_corpus_is_large_and_varied_enough() -> None:
    """What a first model needs: enough triples, half each way, many occupations, every layout, format, style and seniority."""
    found = entries()
    directions = Counter(entry.direction for entry in found)
    assert len(found) >= 48
    assert directions[Direction.APPLICATION] == directions[Direction.OUTREACH]
    assert len({case.occupation.lower() for case in cases().values()}) >= 12
    assert len({case.resume.layout for case in cases().values()}) >= 5
    assert {case.job.format for case in cases().values()} == set(posting.SUFFIX)
    assert {entry.style for entry in found} == set(Style)
    assert {case.seniority for case in cases().values()} >= {"entry", "director"}


def test_an_undisclosed_company_is_called_confidential_in_structured_data() -> None:
    """A page with JSON-LD names no company that the posting does not name."""
    case = one(format="html-jsonld")
    hidden = case.model_copy(update={"job": case.job.model_copy(update={"company": None, "agency": "Kestrel Staffing"})})
    assert posting.jsonld(hidden)["hiringOrganization"]["name"] == "confidential"


@pytest.mark.parametrize("job_format", ["html-jsonld", "html", "markdown", "text"])
def test_a_posting_holds_all_its_text(job_format: str) -> None:
    """Templates leave out no duty, requirement, benefit or contact."""
    case = one(format=job_format)
    page = _plain(posting.render(case).decode())
    job = case.job
    lines = [*job.about, *job.role, *job.duties, *job.requirements, *job.nice_to_have, *job.benefits]
    contact = job.contact.name if job.contact else None
    optional = [job.company, job.agency, job.location, job.salary, job.employment, job.how_to_apply, contact]
    assert [line for line in [job.title, *lines, *filter(None, optional)] if _plain(line) not in page] == []


def test_pdf_resumes_hold_all_their_text() -> None:
    """Nothing is clipped, run off the page or lost between columns: every line can be read back."""
    for case in (c for c in cases().values() if render.resume_path(c).endswith(".pdf")):
        with pypdfium2.PdfDocument(render.ROOT / render.resume_path(case)) as document:
            page = _plain("".join(p.get_textpage().get_text_bounded() for p in document))
        assert [line for line in _lines(case.resume) if _plain(line) not in page] == [], case.id


def test_word_resumes_hold_all_their_text() -> None:
    """Body, page header and text box together have every line."""
    for case in (c for c in cases().values() if render.resume_path(c).endswith(".docx")):
        parts = word.members((render.ROOT / render.resume_path(case)).read_bytes())
        text = _plain("".join(data.decode() for name, data in parts.items() if re.fullmatch(r"word/(document|header\d)\.xml", name)))
        assert [line for line in _lines(case.resume) if _plain(line) not in text] == [], case.id


@pytest.mark.parametrize(
    ("start", "end", "style", "printed"),
    [
        ("2021-03", "2024-04", "Mar 2021", "Mar 2021 to Apr 2024"),
        ("2021-03", "present", "March 2021", "March 2021 to now"),
        ("2021-03", "2021-03", "03/2021", "03/2021"),
        ("2019", "2021", "2021-03", "2019 to 2021"),
        ("2021-03", None, "2021-03", "since 2021-03"),
        (None, "2018", "Mar 2021", "2018"),
        (None, None, "Mar 2021", ""),
    ],
)
def test_dates_are_printed_in_the_resume_s_style(start: str | None, end: str | None, style: str, printed: str) -> None:
    """Ranges, single dates, open ends, bare years."""
    assert view.dates(start, end, style, view.Wording(" to ", "now", {})) == printed


@pytest.mark.parametrize(
    ("text", "currency", "low", "high", "unit"),
    [
        ("€78,000 to €92,000 per year", "EUR", 78000, 92000, "YEAR"),
        ("NZ$46 to $54 an hour plus shift allowance", "NZD", 46, 54, "HOUR"),
        ("£8.40 an hour, rising each year", "GBP", 8.4, 8.4, "HOUR"),
    ],
)
def test_pay_becomes_structured_data(text: str, currency: str, low: float, high: float, unit: str) -> None:
    """Currency, range and period of a clear statement of pay."""
    value = {"@type": "QuantitativeValue", "minValue": low, "maxValue": high, "unitText": unit}
    assert posting.salary(text) == {"@type": "MonetaryAmount", "currency": currency, "value": value}


@pytest.mark.parametrize("text", ["$105,000 to $115,000 plus super", "₹9 to 11 lakh per annum", "21 to 25 euros an hour", None])
def test_pay_in_doubt_stays_out_of_structured_data(text: str | None) -> None:
    """A dollar of which country, a lakh, a currency in words: better nothing than a wrong figure."""
    assert posting.salary(text) is None


def test_a_broken_source_is_named_with_its_reason(tmp_path: Path) -> None:
    """All broken files at once, each in one line."""
    (tmp_path / "a.yaml").write_text("id: a\nresume: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(yaml.safe_dump({"id": "b", "ocupation": "nurse"}), encoding="utf-8")
    with pytest.raises(MailwrightError) as error:
        render.read(tmp_path)
    first, second = str(error.value).splitlines()
    assert "a.yaml: no valid YAML" in first
    assert "ocupation: Extra inputs are not permitted" in second


def test_an_unknown_case_is_refused() -> None:
    """`--only` names what it does not find."""
    with pytest.raises(MailwrightError, match="no such case"):
        render.main(["--only", "nobody", "--check"])


def test_a_file_without_a_case_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renamed case leaves no orphan behind."""
    (tmp_path / "seed" / "emails").mkdir(parents=True)
    orphan = tmp_path / "seed" / "emails" / "gone-application.txt"
    orphan.write_text("Subject: x\n\ny\n", encoding="utf-8")
    monkeypatch.setattr(render, "ROOT", tmp_path)
    assert render.leftovers({}) == [orphan]


def test_a_word_file_packed_by_another_zip_library_counts_as_the_same(tmp_path: Path) -> None:
    """Machines compress differently; only the content is compared."""
    import io
    import zipfile

    stored = io.BytesIO()
    rendered = word.resume(one(layout="word-plain"))
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as package:
        for name, data in word.members(rendered).items():
            package.writestr(name, data)
    (tmp_path / "a.docx").write_bytes(stored.getvalue())
    assert render.same(tmp_path / "a.docx", rendered)
    assert not render.same(tmp_path / "a.docx", word.resume(one(layout="word-table")))


def test_a_card_without_markers_is_refused(tmp_path: Path) -> None:
    """The counts have a place of their own; the card is never overwritten."""
    (tmp_path / "README.md").write_text("# Card\n", encoding="utf-8")
    with pytest.raises(MailwrightError, match="is missing"):
        card.with_counts(tmp_path / "README.md", [], [])


def _lines(resume: Resume) -> list[str]:
    """Every text that a resume must show."""
    cv = resume
    work = [text for p in cv.experience for text in (p.title, p.employer, p.location, p.note, *p.bullets)]
    school = [text for s in cv.education for text in (s.degree, s.institution, s.location, *s.details)]
    rest = [text for s in cv.sections for text in (s.heading, *s.entries)] + [text for g in cv.skills for text in (g, *cv.skills[g])]
    contact = [cv.contact.email, cv.contact.phone, cv.contact.location, *cv.contact.links]
    return [text for text in (cv.name, cv.headline, cv.summary, *contact, *work, *school, *cv.certifications, *cv.languages, *rest) if text]


def _plain(text: str) -> str:
    """Letters and digits alone, without scripts, tags and entities: line breaks, hyphens and typography do not matter."""
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"(?s)<script.*?</script>|<[^>]+>", "", text))).casefold()
