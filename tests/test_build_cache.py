"""A build makes nothing twice, survives being killed, and comes out the same in one process, in many, and on Ray."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import build as building
from pipeline import quality, recipe, stage
from pipeline.build import local
from pipeline.build.outcome import Worker
from pipeline.chat import Chat
from pipeline.documents import Reader
from pipeline.errors import DocumentError, MailwrightError
from pipeline.schema import Triple

ROOT = Path(__file__).parent.parent
MANY = local.FEW + 2 * local.CHUNK
"""Enough for a pool."""
LONG = 500
"""Enough for longer than the time between two commits."""
RESUME = "{name}\n\nEXPERIENCE\nNurse, St Agnes Hospital\nMarch 2019 - present\n- Led a ward of {beds} beds\n"
JOB = "Company: Clinic {number}\nJob title: Nurse {number}\n\nWe look for a nurse who has led a ward.\nContact: Ms Reed\n"
EMAIL = "Subject: Nurse\n\nDear Ms Reed,\n\nClinic {number} interests me. I lead a ward of {beds} beds.\n\n{name}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[[int], Path]:
    """Writes a manifest of so many triples, each of its own person and posting."""

    def write(count: int) -> Path:
        lines = []
        for number in range(count):
            name = f"{chr(65 + number % 26)}da {chr(65 + number // 26)}arsen"
            for kind, text in (("resume", RESUME), ("job", JOB), ("email", EMAIL)):
                path = tmp_path / f"{kind}{number}.txt"
                if not path.exists():
                    path.write_text(text.format(number=number, name=name, beds=12 + number))
            line = {kind: f"{kind}{number}.txt" for kind in ("resume", "job", "email")}
            line |= {"id": f"triple-{number}", "direction": "application", "date": "2026-03-01"}
            lines.append(json.dumps({**line, "sender": {"name": name}, "provenance": {"author": "us", "licence": "CC0"}}))
        (tmp_path / "triples.jsonl").write_text("\n".join(lines) + "\n")
        return tmp_path / "triples.jsonl"

    return write


@pytest.fixture
def build(recipe_file: Callable[..., Path]) -> Callable[..., Path]:
    def build(manifest: Path | None, engine: str = "local", **data: Any) -> Path:
        given = {"manifest": manifest and str(manifest), "private": None, "max_length": 900, "prompt_tokens": 640, **data}
        return building.build(recipe.load(recipe_file(data=given)), engine)

    return build


class Counted:
    """How many documents were read and outcomes made, in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.documents, self.outcomes, self.tokenizers = 0, 0, 0
        read, outcome, of = Reader.read, Worker.outcome, Chat.of

        def reading(*given: Any) -> Any:
            self.documents += 1
            return read(*given)

        def making(*given: Any) -> Any:
            self.outcomes += 1
            return outcome(*given)

        def loading(*given: Any) -> Any:
            self.tokenizers += 1
            return of(*given)

        monkeypatch.setattr(Reader, "read", reading)
        monkeypatch.setattr(Worker, "outcome", making)
        monkeypatch.setattr(Chat, "of", loading)

    def since(self) -> tuple[int, int, int]:
        """(documents, outcomes, tokenizers), counted from zero again."""
        found = self.documents, self.outcomes, self.tokenizers
        self.documents = self.outcomes = self.tokenizers = 0
        return found


def rows(dataset: Path) -> dict[str, Any]:
    lines = [line for side in building.SPLITS for line in (dataset / f"{side}.jsonl").read_text().splitlines()]
    return {row["id"]: row for row in map(json.loads, lines)}


def test_one_more_triple_costs_one_triple(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its two documents and its row; the tokenizer is known as well."""
    counted = Counted(monkeypatch)
    before = rows(build(corpus(5)))
    assert counted.since() == (10, 5, 1)
    after = rows(build(corpus(6)))
    assert counted.since() == (2, 1, 0)
    assert {name: row["prompt"] for name, row in after.items() if name in before} == {name: row["prompt"] for name, row in before.items()}
    assert after.keys() - before.keys() == {"triple-5"}


def test_other_settings_read_no_document_again(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another budget makes other rows from the same texts and facts; another share of test rows not even that."""
    counted = Counted(monkeypatch)
    build(corpus(5))
    counted.since()
    build(corpus(5), prompt_tokens=600)
    assert counted.since() == (0, 5, 0)
    build(corpus(5), prompt_tokens=600, test=0.3, near_duplicate=0.8)
    assert counted.since() == (0, 0, 0)


def test_a_changed_email_reads_no_document_again(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And only its row is made anew."""
    counted = Counted(monkeypatch)
    build(corpus(4))
    counted.since()
    (tmp_path / "email2.txt").write_text("Subject: New\n\nDear Ms Reed,\n\nThis one is new.\n\nAda\n")
    assert rows(build(corpus(4)))["triple-2"]["completion"][0]["content"].startswith("Subject: New")
    assert counted.since() == (0, 1, 0)


def test_claims_are_checked_once_for_all_settings(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An email is checked again where it changed, and what was found then is found again."""
    checked: list[str] = []
    check = quality.checked

    def counting(triple: Triple, facts: quality.Facts) -> quality.Checked:
        checked.append(triple.id)
        found = check(triple, facts)
        return found._replace(false=[quality.FalseClaim("skill", "Made up.")]) if triple.id == "triple-1" else found

    monkeypatch.setattr(quality, "checked", counting)
    first = rows(build(corpus(3)))
    assert (sorted(checked), "triple-1" in first) == (["triple-0", "triple-1", "triple-2"], False)
    assert rows(build(corpus(3), prompt_tokens=600)).keys() == first.keys()
    (tmp_path / "email2.txt").write_text("Subject: New\n\nDear Ms Reed,\n\nThis one is new.\n\nAda\n")
    build(corpus(3), prompt_tokens=600)
    assert checked[3:] == ["triple-2"]


def test_what_took_too_long_is_tried_again(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timeout may be the fault of a busy computer; a missing file stays missing until it is there."""
    manifest, late = corpus(4), Path("email1.txt")
    with monkeypatch.context() as patch:

        def slow(_: Reader, source: Path, kind: str) -> Any:
            raise DocumentError("timeout", f"{source}: reading took more than 20 seconds")

        patch.setattr(Reader, "read", slow)
        with pytest.raises(MailwrightError, match="4 unreadable"):
            build(manifest)
    late.unlink()
    assert rows(build(manifest)).keys() == {"triple-0", "triple-2", "triple-3"}
    corpus(4)
    assert len(rows(build(manifest))) == 4


def test_processes_make_the_same_dataset(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Byte for byte, in the manifest's order, whether one process made it or several."""
    manifest = corpus(MANY)
    with monkeypatch.context() as patch:
        patch.setattr(local, "cores", lambda: 1)
        alone = stage.sha256(build(manifest))
    for file in (tmp_path / "out" / "cache").iterdir():
        file.unlink()
    shutil.rmtree(tmp_path / "out" / "tiny" / "dataset")
    monkeypatch.setattr(local, "cores", lambda: 2)
    dataset = build(manifest)
    assert stage.sha256(dataset) == alone
    order = [json.loads(line)["id"] for line in (dataset / "triples.jsonl").read_text().splitlines()]
    assert order == [f"triple-{number}" for number in range(MANY)]


def test_ray_makes_the_same_dataset(corpus: Callable[[int], Path], build: Callable[..., Path], tmp_path: Path) -> None:
    """On a local Ray of two workers with a chunk each, which start in another folder than the build."""
    ray = pytest.importorskip("ray", reason="needs the extra `ray`")
    manifest = corpus(local.CHUNK + 4)
    here = stage.sha256(build(manifest))
    for file in (tmp_path / "out" / "cache").iterdir():
        file.unlink()
    shutil.rmtree(tmp_path / "out" / "tiny" / "dataset")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        assert stage.sha256(build(manifest, "ray")) == here
    finally:
        ray.shutdown()


def test_without_ray_one_line_says_how_to_get_it(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And an engine that does not exist is named with those that do."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MailwrightError, match=r"Ray is not installed; run `pip install .*\[ray\]"):
        build(corpus(1), "ray")
    with pytest.raises(MailwrightError, match="--engine spark: unknown; known: local, ray"):
        build(corpus(1), "spark")


def test_a_damaged_cache_is_made_anew(corpus: Callable[[int], Path], build: Callable[..., Path], tmp_path: Path) -> None:
    """It holds nothing that the files do not."""
    cache = tmp_path / "out" / "cache" / "build.sqlite3"
    cache.parent.mkdir(parents=True)
    cache.write_text("this is no database, but long enough to be taken for one" * 100)
    assert len(rows(build(corpus(3)))) == 3
    assert outcomes(cache) == 3


def test_what_no_build_uses_is_dropped(corpus: Callable[[int], Path], build: Callable[..., Path], tmp_path: Path) -> None:
    """Rows of settings that the recipe no longer has, so that the cache does not grow with every try."""
    for tokens in (640, 630, 620):
        build(corpus(3), prompt_tokens=tokens)
    assert outcomes(tmp_path / "out" / "cache" / "build.sqlite3") == 3


def test_killed_at_any_moment(corpus: Callable[[int], Path], recipe_file: Callable[..., Path], tmp_path: Path) -> None:
    """Kill -9 while processes read: nothing half-made, no process left behind, and the same command gives the same dataset from there."""
    manifest = corpus(LONG)
    path = recipe_file(data={"manifest": str(manifest), "private": None, "max_length": 900, "prompt_tokens": 640})
    command = [sys.executable, "-m", "pipeline", "build", "--recipe", str(path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    cache = tmp_path / "out" / "cache" / "build.sqlite3"
    process = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    until(lambda: outcomes(cache))
    started = descendants(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < outcomes(cache) < LONG
    assert not (tmp_path / "out" / "tiny" / "dataset").exists()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    resumed = stage.sha256(tmp_path / "out" / "tiny" / "dataset")
    (tmp_path / "out" / "tiny").rename(tmp_path / "out" / "before")
    cache.unlink()
    assert stage.sha256(building.build(recipe.load(path))) == resumed


def outcomes(cache: Path) -> int:
    """How many the cache holds."""
    if not cache.exists():
        return 0
    with contextlib.closing(sqlite3.connect(cache)) as database:
        try:
            return int(database.execute("SELECT count(*) FROM outcomes").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet
            return 0


def until(holds: Callable[[], object]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("nothing happened for a minute")


def descendants(pid: int) -> list[int]:
    """Those of a process on Linux; empty elsewhere."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found + [further for child in found for further in descendants(child)]


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A folder of three triples whose direction only the resume tells."""
    for number, name in enumerate(("Ada Larsen", "Ben Larsen", "Cai Larsen")):
        for folder, text in (("resumes", RESUME), ("jobs", JOB), ("emails", EMAIL)):
            path = tmp_path / "private" / folder / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(number=number, name=name, beds=12 + number))
    return tmp_path / "private"


def test_a_resume_that_tells_the_direction_is_read_once(private: Path, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """For the manifest and for its row, and not in the next build."""
    counted = Counted(monkeypatch)
    build(None, private=str(private))
    assert counted.since() == (6, 3, 1)
    build(None, private=str(private))
    assert counted.since() == (0, 0, 0)
    (private / "resumes/1.txt").write_text((private / "resumes/1.txt").read_text() + "- Taught six students\n")
    build(None, private=str(private))
    assert counted.since() == (1, 1, 0)


def test_a_resume_that_cannot_be_read_is_tried_again_when_it_changes(
    private: Path, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before: a folder may hold hundreds of scans."""
    good = (private / "resumes/1.txt").read_text()
    (private / "resumes/1.txt").write_text("")
    assert rows(build(None, private=str(private))).keys() == {"0", "2"}
    counted = Counted(monkeypatch)
    build(None, private=str(private))
    assert counted.since() == (0, 0, 0)
    (private / "resumes/1.txt").write_text(good)
    assert rows(build(None, private=str(private))).keys() == {"0", "1", "2"}


def test_a_file_that_is_too_large_is_not_read_for_its_digest(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is put aside by its size."""
    manifest = corpus(3)
    with (tmp_path / "resume1.txt").open("r+b") as file:
        file.truncate(30_000_000)
    digested, sha256 = [], stage.sha256

    def digest(path: Path) -> str:
        digested.append(path.name)
        return sha256(path)

    monkeypatch.setattr(stage, "sha256", digest)
    assert rows(build(manifest)).keys() == {"triple-0", "triple-2"}
    assert "resume0.txt" in digested
    assert "resume1.txt" not in digested


def test_other_builds_may_write_while_one_reads(
    corpus: Callable[[int], Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The cache is free while the dataset is put together."""
    write = building._write

    def writing(*given: Any) -> Any:
        with contextlib.closing(sqlite3.connect(tmp_path / "out" / "cache" / "build.sqlite3", timeout=0)) as other, other:
            other.execute("DELETE FROM parts")
        return write(*given)

    monkeypatch.setattr(building, "_write", writing)
    assert len(rows(build(corpus(3)))) == 3
