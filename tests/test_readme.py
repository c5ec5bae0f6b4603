"""The README tells the truth about commands: every make target, every program option and every file that it names exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "configs" / "README.md", ROOT / "data" / "README.md"]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def test_make_targets_exist() -> None:
    """Each `make something` is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))
    assert {"train", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Relative links and recipe paths point to files of the repository."""
    text = page.read_text(encoding="utf-8")
    links = [page.parent / link for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text)]
    recipes = [ROOT / path for path in re.findall(r"configs/[\w.-]+\.yaml", text)]
    assert [str(path) for path in links + recipes if not path.exists()] == []


def test_options_of_the_email_builder_exist() -> None:
    """Each option in a `mailwright write` line is one that its help names."""
    run = subprocess.run([sys.executable, "-m", "serve", "write", "--help"], capture_output=True, text=True, check=True, cwd=ROOT)
    lines = [line for line in TEXT.splitlines() if "bin/mailwright write" in line]
    options = {word for line in lines for word in shlex.split(line) if word.startswith("--")}
    assert lines
    assert {option for option in options if option not in run.stdout} == set()


def test_make_refuses_a_stray_override() -> None:
    """`make train training.epochs=2` would be ignored by make; it is an error that says how to write it."""
    run = subprocess.run(["make", "-n", "train", "training.epochs=2"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.returncode == 2
    assert 'write ARGS="--set section.key=value"' in run.stderr


def test_make_help_lists_every_target() -> None:
    """A target without a help line would be invisible."""
    run = subprocess.run(["make", "help"], capture_output=True, text=True, check=True, cwd=ROOT)
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    assert all(f"make {target} " in run.stdout for target in phony[1].split())
