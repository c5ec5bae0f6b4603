"""A line's missing files, looked for by its name in the folders: `17` finds `resumes/17.pdf`, `jobs/17.html`, `emails/17.txt`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pipeline.manifest.folders import PARTS, Files, Key, Part, printable

INCOMPLETE: Final = "incomplete"
AMBIGUOUS: Final = "ambiguous"


class NoEntryError(Exception):
    """Why a line or some files make no entry; `reason` is the short class for counts."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def complete(files: Files, fields: dict[str, Any], key: Key) -> None:
    """Adds the files that the fields do not name, and the direction of the folder they lie in.

    Raises NoEntryError where a part is missing or there twice. A line that names its email may do without a resume.
    """
    named = bool(fields.get("email"))
    if not named:
        key = email_key(files, key)
    missing: list[Part] = []
    for part in PARTS:
        if fields.get(part):
            continue
        if paths := files.find(part, key):
            fields[part] = _one(paths, part)
        elif part != "resume" or not named:
            missing.append(part)
    if missing:
        raise NoEntryError(INCOMPLETE, looked_for(files, missing, key.stem))
    if key.direction:
        fields.setdefault("direction", key.direction.value)


def email_key(files: Files, key: Key) -> Key:
    """The key of the only email of this name; for a line that does not say its direction.

    Raises NoEntryError where there are several.
    """
    keys = files.keys("email", key.stem)
    if key.direction or key in keys or not keys:
        return key
    if len(keys) > 1:
        shown = shown_paths(path for other in keys for path in files.under("email", other))
        raise NoEntryError(AMBIGUOUS, f"several emails ({shown}); say the `direction` of each")
    return keys[0]


def looked_for(files: Files, missing: Iterable[Part], stem: str) -> str:
    """`no job (looked for jobs/17.*)`, for each part that is missing."""
    return ", ".join(f"no {part} (looked for {files.names[part]}/{printable(stem)}.*)" for part in missing)


def shown_paths(paths: Iterable[Path]) -> str:
    return ", ".join(sorted(map(printable, paths)))


def _one(paths: list[Path], part: Part) -> str:
    if len(paths) > 1:
        raise NoEntryError(AMBIGUOUS, f"{len(paths)} files for one {part} ({shown_paths(paths)}); keep one")
    return str(paths[0])
