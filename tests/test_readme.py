"""README and docs tell the truth about commands: every make target, command, option and file that they name exists."""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
from pathlib import Path

import pytest

from pipeline import recipe as recipes

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", ROOT / "configs" / "README.md", ROOT / "data" / "README.md", *ROOT.glob("docs/*.md")]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
COMMAND = re.compile(
    r"(?:python -m (?P<room>pipeline|training|export|evaluation|serve)|(?:^|`|\.venv/bin/| {3})mailwright)(?P<rest>(?: [^ `\n#]+)+)",
    re.MULTILINE,
)
"""A command up to the first gap of two spaces, behind which pages explain."""


def test_make_targets_exist() -> None:
    """Each `make something` is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^ *|`)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert {"train", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Relative links and recipe paths point to files of the repository."""
    text = page.read_text(encoding="utf-8")
    links = [page.parent / link for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text)]
    recipes = [ROOT / path for path in re.findall(r"configs/[\w.-]+\.yaml", text)]
    assert [str(path) for path in links + recipes if not path.exists()] == []


def test_commands_and_their_options_exist() -> None:
    """Each word that chooses a command, and each option after it, is one that the program's parser knows."""
    found = [(match["room"] or "serve", match["rest"].split()) for match in COMMAND.finditer(TEXT)]
    assert {"pipeline", "training", "export", "evaluation", "serve"} == {room for room, _ in found}
    assert [f"{room} {' '.join(words)}" for room, words in found if not _known(room, words)] == []


def _known(room: str, words: list[str]) -> bool:
    parser: argparse.ArgumentParser = importlib.import_module(f"{room}.__main__")._parser()
    while chosen := next((action for action in parser._actions if isinstance(action, argparse._SubParsersAction)), None):
        if not words or any(word not in chosen.choices for word in words[0].split("|")):
            return False
        parser, words = chosen.choices[words[0].split("|")[0]], words[1:]
    return all(word.partition("=")[0] in parser._option_string_actions for word in words if word.startswith("--"))


def test_settings_exist() -> None:
    """Each `--set section.key=value` names a setting of a recipe."""
    sections = recipes.load(ROOT / "configs" / "smollm2-135m-cpu.yaml").sections
    named = set(re.findall(r"--set\s+(\w+)\.(\w+)=", TEXT)) - {("section", "key")}
    assert ("training", "epochs") in named
    assert {(section, key) for section, key in named if key not in type(sections[section]).model_fields} == set()


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
