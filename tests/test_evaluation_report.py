"""report.html and what else people read of a comparison: nothing runs in it, nothing is loaded, claims are marked where they stand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from evaluation import held_out, pages, plots, shown, terminal
from evaluation.comparison import compare
from evaluation.figures import Unit
from evaluation.intervals import Estimate
from evaluation.results import Results
from evaluation.scoring import Scored, score
from evaluation.writing import Written
from pipeline import engines, recipe, rubric, stage
from pipeline.recipe import Recipe
from pipeline.schema import Claim, Email, Evidence, Kind, Report, Verdict
from serve import marking
from serve.records import Judged
from tests.evaluation_engines import LIE, NO_EMAIL, PLAIN, Engines, dataset

HOSTILE = (
    'Subject: <script>alert(1)</script>\n\nDear "><img src=x onerror=alert(2)> team,\n\n'
    'I have 25 years of <b onclick="x()">experience</b> as a nurse.\n\n</div></details></style><h1>Owned</h1>\n\n'
    "{{ 7 * 7 }} {% raw %} \u202e \ud83d\ude00 'a' & b"
)


class Page(HTMLParser):
    """What a browser would find: tags, attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def loaded(recipe_file: Callable[..., Path]) -> Recipe:
    found = recipe.load(recipe_file(evaluation={"canaries": 2, "resamples": 200}, serve={"attempts": 2}))
    dataset(found.out / "dataset", 8)
    return found


@pytest.fixture
def made(loaded: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Path, Results]]:
    """The folder and results of a comparison of rules."""

    def make(**rules: Callable[[str], str]) -> tuple[Path, Results]:
        found = Engines(tmp_path, **rules)
        monkeypatch.setattr(engines, "choose", found.choose)
        compared = compare(loaded, [*found.names, "tuned"], "compare", "python -m evaluation compare --models '<b>'")
        return compared.folder, compared.results

    return make


def test_hostile_text_is_only_text(made: Callable[..., tuple[Path, Results]]) -> None:
    """Tags, handlers and template code that a model writes come out as letters; the page's own tags still match."""
    folder, _ = made(hostile=lambda _: HOSTILE)
    html = (folder / "report.html").read_text(encoding="utf-8")
    page = Page(html)
    assert page.open == []
    assert not {"script", "img", "iframe", "link", "object", "form"} & set(page.tags)
    assert page.tags.count("h1") == 1
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }} {% raw %}" in page.text


def test_the_page_needs_nothing_else(made: Callable[..., tuple[Path, Results]]) -> None:
    """No address is loaded, and its own policy forbids it."""
    folder, _ = made(honest=lambda _: PLAIN)
    html = (folder / "report.html").read_text(encoding="utf-8")
    page = Page(html)
    assert not {name for name, _ in page.attributes} & {"src", "href", "srcset", "data", "action"}
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_a_false_claim_is_marked_where_it_stands_and_explained_twice(made: Callable[..., tuple[Path, Results]]) -> None:
    """The words are marked, the reason is on the mark and in the list below."""
    folder, _ = made(liar=lambda _: LIE)
    html = (folder / "report.html").read_text(encoding="utf-8")
    mark = re.search(r'<mark class="false" title="contradicted tenure: ([^"]+)">([^<]*25 years[^<]*)<sup>1</sup></mark>', html)
    assert mark
    assert f"contradicted tenure</b>: {mark[1]}" in html


def test_the_page_has_all_that_was_asked(made: Callable[..., tuple[Path, Results]]) -> None:
    """Sentences, plots, worst emails, every request side by side with its prompt, failures of shape, orders, how to repeat it."""
    folder, results = made(liar=lambda prompt: NO_EMAIL if "an outreach" in prompt else LIE, honest=lambda _: PLAIN)
    page = Page((folder / "report.html").read_text(encoding="utf-8"))
    flat = " ".join(page.text.split())
    assert all(" ".join(one.sentence.split()) in flat for one in results.differences)
    assert page.tags.count("svg") == 4 + 1 + 2  # two planted orders are too few for a plot
    assert "Left out: tuned" in flat
    assert NO_EMAIL in flat
    assert flat.count("what the models were given") == 16
    assert "python -m evaluation compare --models '<b>'" in flat
    assert all(title in flat for title in ("tenure", "call to action", "seconds an email", "four-word sequences", "Planted orders"))
    assert results.provenance.versions["python"] in flat


def test_the_card_is_a_table_of_markdown(made: Callable[..., tuple[Path, Results]]) -> None:
    """As many cells in each row as models and one, no blank line within, and the sentence below."""
    folder, results = made(liar=lambda _: LIE, honest=lambda _: PLAIN)
    text = (folder / "card.md").read_text(encoding="utf-8")
    table = re.search(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert table
    rows = table[0].splitlines()
    assert len(rows) > 8
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {len(results.models) + 2}
    assert "16 requests" in text
    assert "tells no lie" in text


def test_the_terminal_has_a_column_for_each_model(made: Callable[..., tuple[Path, Results]]) -> None:
    """Figures with intervals and denominators, the difference in words, who was left out."""
    _, results = made(liar=lambda _: LIE, honest=lambda _: PLAIN)
    out = Console(width=300, record=True, file=io.StringIO())
    terminal.show(results, out)
    text = out.export_text()
    assert re.search(r"an email without a false claim \(of requests\) +│ 0% \(0 to 21\) +│ 100% \(79 to 100\)", text)
    assert "tells no lie" in text
    assert "left out: out/tiny/gguf/model.gguf" in text


def test_the_worst_come_first_and_the_good_not_at_all(loaded: Recipe) -> None:
    """By false claims, then by failures of the rubric; ten at most."""
    held = held_out.load(loaded, None, 2)

    def scored(number: int, body: str) -> Scored:
        email = Email(subject="Nurse", body=body)
        written = Written(id="", key="", email=email, attempts=(), seconds=1, first_token_seconds=None, writing_seconds=1)
        return score(held[number], written)

    two = scored(1, "Dear team,\n\nI have 25 years of experience as a nurse. I hold a PhD in physics from Harvard University.\n\nAda")
    one = scored(0, "Dear team,\n\nI have 25 years of experience as a nurse.\n\nAda")
    none = scored(2, "Dear team,\n\nGood day.\n\nAda")
    assert pages.worst([none, one, two]) == [two, one, none]
    assert len(pages.worst([none] * 12)) == 10


def test_claims_that_touch_or_overlap_lose_no_letter() -> None:
    """The pieces together are the email, whatever the checker finds."""
    email = Email(subject="ab", body="one two three four")

    def claim(start: int, end: int, verdict: Verdict = Verdict.UNSUPPORTED) -> Claim:
        return Claim(text=email.body[start:end], start=start, end=end, part="body", kind=Kind.SKILL, verdict=verdict, reason="r",
                     evidence=Evidence(source="resume", text="x" * 500))  # fmt: skip

    claims = (claim(0, 3, Verdict.SUPPORTED), claim(3, 7), claim(5, 13), claim(6, 7))
    found = marking.marked(Judged(email=email, report=Report(claims=claims, words=4), rubric=rubric.Rubric(items=())))
    assert "".join(piece.text for piece in found.body) == email.body
    assert "".join(piece.text for piece in found.subject) == email.subject
    assert [piece.number for piece in found.body] == [None, 1, 2, None]
    assert [reason.number for reason in found.reasons] == [1, 2, 3]
    assert max(len(reason.evidence) for reason in found.reasons) < 200


@pytest.mark.parametrize(
    ("estimate", "unit", "value", "interval"),
    [
        (Estimate(value=0.824, low=0.741, high=0.887, n=120), Unit.SHARE, "82%", "74 to 89"),
        (Estimate(value=0.431, low=0.2, high=0.6, n=20), Unit.COUNT, "0.43", "0.20 to 0.60"),
        (Estimate(value=12.34, low=11.0, high=14.0, n=20), Unit.SECONDS, "12.3 s", "11.0 to 14.0"),
        (Estimate(value=0.00012, low=0.0001, high=0.0002, n=20), Unit.MONEY, "0.0001", "0.0001 to 0.0002"),
        (Estimate(value=None, low=None, high=None, n=3), Unit.SHARE, "–", "fewer than 5"),
        (Estimate(value=None, low=None, high=None, n=0), Unit.SHARE, "–", "none"),
        (Estimate(value=3.0, low=None, high=None, n=9), Unit.NUMBER, "3.00", "all equal"),
        (Estimate(value=-0.0001, low=-0.3, high=0.3, n=9), Unit.SHARE, "0%", "-30 to 30"),
    ],
)
def test_figures_as_they_are_read(estimate: Estimate, unit: Unit, value: str, interval: str) -> None:
    """Units, few digits, and words where there is no figure."""
    assert (shown.value(estimate, unit), shown.interval(estimate, unit)) == (value, interval)


def test_plots_stay_in_their_frames(made: Callable[..., tuple[Path, Results]]) -> None:
    """Every dot, whisker and band lies within its drawing."""
    _, results = made(liar=lambda _: LIE, honest=lambda _: PLAIN)
    forests = [plots.shares("t", results.models, "truthful"), plots.differences("d", results.differences[:1])]
    for row in (row for forest in forests for row in forest.rows):
        assert 0 <= row.low <= row.x <= row.high <= plots.WIDTH
    for dot in plots.speed(results.models).dots:
        assert 0 <= dot.x <= plots.WIDTH
        assert 0 <= dot.y <= 190


def test_the_stamp_tells_another_checker(loaded: Recipe, made: Callable[..., tuple[Path, Results]]) -> None:
    """The code that judges is among the inputs of the stage, so a better checker judges the same emails anew."""
    folder, _ = made(honest=lambda _: PLAIN)
    stamp = (folder / stage.STAMP).read_text()
    assert re.search(r'"code": "[0-9a-f]{64}"', stamp)
