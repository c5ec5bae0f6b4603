"""serve.completion: the scripts, and bash at work with one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def script(shell: str) -> str:
    run = subprocess.run([sys.executable, "-m", "serve", "completion", shell], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stderr == ""
    return run.stdout


@pytest.fixture(scope="module")
def bash_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("completion") / "mailwright.bash"
    file.write_text(script("bash"), encoding="utf-8")
    return file


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["do"], {"doctor"}),
        (["write", "--dir"], {"--direction"}),
        (["write", "--direction", "out"], {"outreach"}),
        (["batch", "--style", "f"], {"formal", "friendly"}),
        (["completion", ""], {"bash", "zsh"}),
        (["write", "--resume", "c"], {"cv.pdf"}),
    ],
)
def test_bash_completes(words: list[str], found: set[str], bash_script: Path, tmp_path: Path) -> None:
    """Commands, options, their choices, and files where a file is wanted, through the function that bash itself would call."""
    (tmp_path / "cv.pdf").touch()
    line = " ".join(f"'{word}'" for word in ["mailwright", *words])
    code = (
        f"source '{bash_script}'\n"
        f"COMP_WORDS=({line}); COMP_CWORD={len(words)}; COMP_TYPE=9; COMP_KEY=9\n"
        "\"$(complete -p mailwright | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\" mailwright '"
        + words[-1]
        + "' '"
        + (["mailwright", *words])[-2]
        + "'\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    run = subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert set(run.stdout.split()) == found


def test_zsh_gets_a_function_of_its_own() -> None:
    """Named so that zsh takes the file from a folder of $fpath; read by zsh itself where that is installed."""
    text = script("zsh")
    assert text.startswith("#compdef mailwright")
    assert "--direction" in text
    if zsh := shutil.which("zsh"):
        subprocess.run([zsh, "-n"], input=text, text=True, check=True)
