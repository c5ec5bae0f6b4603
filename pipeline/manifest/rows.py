"""The lines of a manifest as fields, whatever file holds them: JSON lines, a table (CSV, TSV), or YAML.

A table's header names the manifest's fields, nested ones as `sender_name`; case, spaces, order, separator (`,` `;` tab `|`), byte order
mark and the encodings of Excel do not matter. YAML is a list of entries, or a mapping of ids to fields, in which `all` holds for each.
JSON lines and tables are read line by line; YAML, and a table in UTF-16 without a mark, are held in memory.
Does not cover: .xlsx and .ods (save them as CSV), and dates like 04/05/2026, which mean two days.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import difflib
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, TextIO

from pydantic_core import from_json

from pipeline.documents.encoding import MARKS, decode
from pipeline.errors import MailwrightError

TABLES: Final = (".csv", ".tsv")
YAML: Final = (".yaml", ".yml")
_SAMPLE: Final = 65_536
"""Bytes that are read at once."""

_NESTED: Final = {
    "sender_name": ("sender", "name"),
    "sender_address": ("sender", "address"),
    "recipient_name": ("recipient", "name"),
    "recipient_address": ("recipient", "address"),
    "provenance_author": ("provenance", "author"),
    "provenance_licence": ("provenance", "licence"),
    "provenance_teacher": ("provenance", "teacher"),
}
_PLAIN: Final = (
    "id", "resume", "job", "email", "direction", "style", "length", "language", "date", "wishes", "occupation", "seniority",
)  # fmt: skip
_ALSO: Final = {
    "cv": "resume", "posting": "job", "job_description": "job", "mail": "email", "letter": "email", "sender": "sender_name",
    "recipient": "recipient_name", "author": "provenance_author", "licence": "provenance_licence", "license": "provenance_licence",
    "provenance_license": "provenance_licence", "teacher": "provenance_teacher",
}  # fmt: skip
_COLUMNS: Final = (*_PLAIN, *_NESTED)
_CHOICES: Final = ("direction", "style", "length")
_PATHS: Final = ("resume", "job", "email")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


class Row(NamedTuple):
    """One line: where it stands, and its fields, not yet checked."""

    place: str
    fields: Any


class Bad(NamedTuple):
    """A line that cannot be read: its place, and what is wrong with it."""

    place: str
    detail: str


def read(path: Path) -> Iterator[Row | Bad]:
    """The lines of a manifest one by one, those that cannot be read among them.

    Raises MailwrightError where the file itself cannot be read.
    """
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        msg = f"{path}: the manifest cannot be read ({reason}); data.manifest names it in the recipe"
        if isinstance(error, FileNotFoundError) and not path.is_absolute():
            msg = f"{path}: no such file in {Path.cwd()}; run this in the folder that has it, or write its whole path into data.manifest"
        raise MailwrightError(msg) from error
    with file:
        if path.suffix.lower() in TABLES:
            yield from _table(file, path)
        elif path.suffix.lower() in YAML:
            yield from _yaml(file.read(), path)
        else:
            yield from _json_lines(file, path)


def _json_lines(file: BinaryIO, path: Path) -> Iterator[Row | Bad]:
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)
    lines = itertools.chain.from_iterable(map(bytes.splitlines, file))  # a file's own lines do not end at a carriage return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Row(f"{path}:{number}", from_json(line))
        except ValueError as error:
            yield Bad(f"{path}:{number}", f"line: Invalid JSON: {error}")


def _table(file: BinaryIO, path: Path) -> Iterator[Row | Bad]:
    text = _text(file)
    first = text.readline().lstrip("\ufeff")
    named = re.fullmatch(r"sep=(.)\r?\n?", first, re.IGNORECASE)  # Excel's own way to name the separator
    separator = named[1] if named else max(",;\t|", key=first.count)
    table = csv.reader(text if named else itertools.chain([first], text), delimiter=separator)
    try:
        columns = [_column(name) for name in next(table, [])]
        for name in columns:
            if name and name not in _COLUMNS:
                yield Bad(f"{path}:1", f"column {name!r} is not read; {_near(name)}")
        for cells in table:
            if any(map(str.strip, cells)):
                yield _row(cells, columns, f"{path}:{table.line_num + bool(named)}", separator)
    except csv.Error as error:
        yield Bad(f"{path}:{table.line_num}", f"not a table ({error}); save it as CSV again")


def _row(cells: list[str], columns: list[str], place: str, separator: str) -> Row | Bad:
    if any(map(str.strip, cells[len(columns) :])):
        return Bad(place, f"{len(cells)} cells, the header has {len(columns)}; quote cells that hold {separator!r}")
    return Row(place, _fields(dict(zip(columns, cells, strict=False))))


def _text(file: BinaryIO) -> TextIO:
    """The characters of a table, read as they are asked for. The encoding is the one that `decode` finds for the whole."""
    start = file.read(_SAMPLE)
    mark, encoding = next(((mark, name) for mark, name in MARKS if start.startswith(mark)), (b"", "utf-8"))
    if not mark and not _is_utf8(start, file):
        if b"\0" in start:  # UTF-16 without a mark, perhaps: too rare for a second way to tell
            file.seek(0)
            return io.StringIO(decode(file.read()), newline="")
        encoding = "cp1252"
    file.seek(len(mark))
    return io.TextIOWrapper(file, encoding, "replace", newline="")


def _is_utf8(start: bytes, rest: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for data in itertools.chain([start], iter(lambda: rest.read(_SAMPLE), b"")):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _column(name: str) -> str:
    plain = re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
    return _ALSO.get(plain, plain)


def _near(name: str) -> str:
    near = difflib.get_close_matches(name, _COLUMNS, n=1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(_COLUMNS)}"


def _fields(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row's cells as the manifest's fields; an empty cell says nothing."""
    fields: dict[str, Any] = {}
    for column, cell in cells.items():
        value = cell.strip()
        if not value or column not in _COLUMNS:
            continue
        if column in _NESTED:
            outer, inner = _NESTED[column]
            fields.setdefault(outer, {})[inner] = value
        else:
            fields[column] = _value(column, value)
    return fields


def _value(column: str, cell: str) -> str:
    """Paths as this system writes them, choices in lower case, dates as `2026-05-04` where they can mean one day only."""
    if column in _PATHS:
        return cell.replace("\\", "/")
    if column in _CHOICES:
        return cell.casefold()
    found = _DAY_FIRST.fullmatch(cell) if column == "date" else None
    if found and (found[2] == "." or int(found[3]) > 12 or int(found[1]) > 12):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        day, month = (second, first) if second > 12 else (first, second)
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            return cell
    return cell


def _yaml(data: bytes, path: Path) -> Iterator[Row | Bad]:
    import yaml

    try:
        # Everything stays text, so that an id like 017 is no octal number and `no` no boolean. BaseLoader builds no objects.
        found = yaml.load(decode(data), Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        yield Bad(str(path), f"not valid YAML: {' '.join(str(error).split())[:200]}")
        return
    for name, fields in _named(found):
        place = f"{path}: {name}"
        yield Row(place, fields) if isinstance(fields, dict) else Bad(place, "an entry is a mapping of fields to values")


def _named(found: object) -> Iterator[tuple[str, Any]]:
    """Each entry of a YAML file with its name: its place in a list, or its id."""
    if isinstance(found, list):
        yield from ((str(number), _flat(fields)) for number, fields in enumerate(found, 1))
    elif isinstance(found, dict):
        shared = _flat(found.get("all") or {})
        shared = shared if isinstance(shared, dict) else {}
        for name, fields in found.items():
            own = _flat(fields or {})
            if name != "all":
                yield str(name), {"id": str(name), **shared, **own} if isinstance(own, dict) else own
    elif found:
        yield "1", found


def _flat(fields: object) -> object:
    """Fields that a table would know, `sender_name` and `sender: {name: ...}` alike; others stay, to be refused."""
    if not isinstance(fields, dict):
        return fields
    cells = {_column(str(key)): value for key, value in fields.items() if isinstance(value, str) and value not in ("null", "~")}
    known = _fields(cells)
    rest = {_column(str(key)): value for key, value in fields.items() if not isinstance(value, str)}
    unknown = {key: value for key, value in cells.items() if key not in _COLUMNS}
    return {**known, **_renested(rest), **unknown}


def _renested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """`sender` with a mapping is the person, not a name."""
    return {_NESTED[key][0] if key in _NESTED else key: value for key, value in fields.items()}
