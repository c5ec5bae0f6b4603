"""How much of known documents is read, and how fast, beside other PDF libraries.

    python -m benchmarks.extraction data/seed

The folder holds what its documents say, either as `source/<name>.yaml` with a `resume` and a `job` for `resumes/<name>.*` and
`jobs/<name>.*`, or as `truth/**/<name>.json` with the document's path under `file`. For each library that is installed,
over the PDF files: the share of words found (mean and worst), the share of strings found whole, i.e. in reading order and
with words and lines joined rightly, and milliseconds for each file. A word of a script without spaces may stand within others.
Does not cover: invented text, hidden text, memory.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rich.console import Console
from rich.table import Table

from pipeline.documents import read
from pipeline.documents.parse import parse

NOT_PRINTED = {"notes", "iso", "truth_from", "file", "language", "layout", "date_style", "start", "end", "company_also_accepted"}
"""Fields that tell about a document and do not stand in it as they are."""


class Case(NamedTuple):
    """A document and strings that it prints."""

    path: Path
    strings: list[str]


class Score(NamedTuple):
    """How well one document was read."""

    words: float
    whole: float
    seconds: float


def ours(path: Path) -> str:
    """`pipeline.documents`, without the process around it."""
    return parse(path.read_bytes(), path.name, "resume").text


def isolated(path: Path) -> str:
    """The same in its process with limits, as everything here reads documents."""
    return read(path, "resume").text


def with_pypdf(path: Path) -> str:
    """The default extraction of pypdf."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def with_pypdfium2(path: Path) -> str:
    """The order in which pdfium gives text."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def with_pdfminer(path: Path) -> str:
    """pdfminer.six with its layout analysis."""
    from pdfminer.high_level import extract_text  # type: ignore[import-not-found]  # compared only where it is installed

    return str(extract_text(path))


def with_pdf_oxide(path: Path) -> str:
    """pdf_oxide, page by page."""
    import pdf_oxide  # type: ignore[import-not-found]  # compared only where it is installed

    document = pdf_oxide.PdfDocument(str(path))
    return "\n".join(document.extract_text(page) for page in range(document.page_count()))


def with_markitdown(path: Path) -> str:
    """markitdown, whose PDF reader is pdfminer.six with tables of its own."""
    from markitdown import MarkItDown  # type: ignore[import-not-found]  # compared only where it is installed

    return str(MarkItDown().convert(path).text_content)


READERS: tuple[tuple[str, str, Callable[[Path], str]], ...] = (
    ("mailwright", "pypdfium2", ours),
    ("mailwright, isolated", "pypdfium2", isolated),
    ("pypdfium2", "pypdfium2", with_pypdfium2),
    ("pypdf", "pypdf", with_pypdf),
    ("pdfminer.six", "pdfminer", with_pdfminer),
    ("pdf_oxide", "pdf_oxide", with_pdf_oxide),
    ("markitdown", "markitdown", with_markitdown),
)
"""Each reader with the module that it needs."""


def cases(folder: Path) -> Iterator[Case]:
    """The PDF files of a folder with what they print."""
    for source in sorted((folder / "source").glob("*.yaml")):
        facts = yaml.safe_load(source.read_text(encoding="utf-8"))
        for kind in ("resume", "job"):
            path = folder / f"{kind}s" / f"{source.stem}.pdf"
            if path.exists():
                yield Case(path, list(_strings(facts[kind])))
    for source in sorted((folder / "truth").rglob("*.json")):
        facts = json.loads(source.read_text(encoding="utf-8"))
        path = folder / facts["file"]
        if path.suffix == ".pdf":
            yield Case(path, list(_strings(facts)))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever JSON or YAML holds
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_PRINTED:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield " ".join(value.split()).casefold()


def score(reader: Callable[[Path], str], case: Case) -> Score:
    """One document by one reader."""
    started = time.perf_counter()
    text = " ".join(reader(case.path).split()).casefold()
    seconds = time.perf_counter() - started
    found, wanted = set(_words(text)), [word for string in case.strings for word in _words(string)]
    whole = sum(string in text for string in case.strings) / len(case.strings)
    return Score(sum(word in found or (not word.isascii() and word in text) for word in wanted) / len(wanted), whole, seconds)


def _words(text: str) -> list[str]:
    return re.findall(r"\w[\w.+#@/-]*\w|\w", text)


def table(scores: dict[str, list[Score]]) -> Table:
    """The figures of all readers."""
    shown = Table("reader", "words found", "worst file", "strings whole", "ms a file")
    for name, found in scores.items():
        count = len(found)
        words, whole, seconds = (sum(part) / count for part in zip(*found, strict=True))
        shown.add_row(name, f"{words:.2%}", f"{min(one.words for one in found):.2%}", f"{whole:.2%}", f"{1000 * seconds:.1f}")
    return shown


def main() -> None:
    """Read the folder's documents with every reader that is installed."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("folder", type=Path, help="where the documents and what they say lie, e.g. data/seed")
    folder = arguments.parse_args().folder
    logging.disable()  # libraries warn of what they repair, quoting the file
    known = list(cases(folder))
    if not known:
        arguments.error(f"{folder}: no PDF file with a source/*.yaml or truth/*.json; give a folder that has them")
    readers = [(name, reader) for name, module, reader in READERS if find_spec(module)]
    for _, reader in readers:
        reader(known[0].path)  # libraries load before the clock runs
    console = Console()
    console.print(table({name: [score(reader, case) for case in known] for name, reader in readers}))
    console.print(f"{len(known)} PDF files")


if __name__ == "__main__":
    main()
