"""Renders the seed corpus: each case of data/seed/source becomes a resume, a posting and two emails, listed in data/triples.jsonl.

    python -m data.render              write what is missing or differs
    python -m data.render --only ID    render one case's files anew
    python -m data.render --check      write nothing; exit 1 where a file differs from what would be written

Needs the extra `corpus` (typst). Does not judge the emails: `python -m pipeline build` does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml
from pydantic import ValidationError

from data.case import Case, SeedEmail, load
from data.layouts import card, posting, typeset, word
from pipeline.console import console, run, track
from pipeline.errors import MailwrightError
from pipeline.manifest import Entry
from pipeline.schema import Direction, Length, Person, Provenance

ROOT: Final = Path(__file__).parent
PROVENANCE: Final = Provenance(author="Mailwright authors", licence="Apache-2.0")
SHORT: Final = {Direction.APPLICATION: 130, Direction.OUTREACH: 90}
"""The most words of a short body; longer ones are of standard length. Both lie in the overlap of `pipeline.prompt.WORDS`."""
RENDERED: Final = ("resumes", "jobs", "emails")


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    cases = read(ROOT / "seed" / "source")
    if args.only and args.only not in {case.id for case in cases}:
        msg = f"--only {args.only}: no such case in data/seed/source; its files are named after the ids"
        raise MailwrightError(msg)
    wanted = [case for case in cases if args.only in (None, case.id)]
    files = dict(rendered(wanted)) | {ROOT / path: data for path, data in summaries(cases).items()}
    differing = [path for path, data in files.items() if not same(path, data)]
    stale = [] if args.only else leftovers(files)
    if args.check:
        return report(differing, stale)
    write({path: files[path] for path in differing}, stale)
    console.print(f"{len(cases)} cases, {len(wanted)} rendered: {len(files)} files, {len(differing)} written, {len(stale)} removed")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.render", description="Renders the seed corpus to real files and its manifest.")
    parser.add_argument("--only", metavar="ID", help="render only this case's files (and the manifest)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not what would be written")
    return parser


def read(folder: Path) -> list[Case]:
    """All cases, sorted by id.

    Raises MailwrightError with a line for each file that is no case.
    """
    cases, problems = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            case = load(path)
        except (ValidationError, yaml.YAMLError) as error:
            problems.append(f"{path}: {_reason(error)}")
            continue
        if case.id != path.stem:
            problems.append(f"{path}: id is {case.id!r}; a case's file is named after its id")
        cases.append(case)
    if problems:
        raise MailwrightError("\n".join(problems))
    return sorted(cases, key=lambda case: case.id)


def _reason(error: ValidationError | yaml.YAMLError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
    return "no valid YAML: " + " ".join(str(error).split())


def rendered(cases: list[Case]) -> Iterator[tuple[Path, bytes]]:
    """Every file of the cases with its bytes."""
    for case in track(cases, len(cases), "render"):
        for path, data in files_of(case).items():
            yield ROOT / path, data


def files_of(case: Case) -> dict[str, bytes]:
    """One case's files: path relative to `data/` and bytes."""
    return {
        resume_path(case): word.resume(case) if case.resume.layout.startswith("word") else typeset.resume(case),
        job_path(case): typeset.job(case) if case.job.format == "pdf" else posting.render(case),
        **{email_path(case, email): f"Subject: {email.subject}\n\n{email.body.strip()}\n".encode() for email in case.emails},
    }


def summaries(cases: list[Case]) -> dict[str, bytes]:
    """The manifest and the data card."""
    return {"triples.jsonl": manifest(cases).encode(), "README.md": card.with_counts(ROOT / "README.md", cases, entries(cases)).encode()}


def manifest(cases: list[Case]) -> str:
    """One line per email, sorted by id."""
    return "".join(entry.model_dump_json(exclude_none=True) + "\n" for entry in entries(cases))


def entries(cases: list[Case]) -> list[Entry]:
    """The manifest's entries, sorted by id."""
    return sorted((entry(case, email) for case in cases for email in case.emails), key=lambda e: e.id)


def entry(case: Case, email: SeedEmail) -> Entry:
    """The manifest's line of one email."""
    return Entry(
        id=f"{case.id}-{email.direction}",
        resume=Path(resume_path(case)),
        job=Path(job_path(case)),
        email=Path(email_path(case, email)),
        direction=email.direction,
        style=email.style,
        length=length(email),
        date=case.written,
        sender=Person(name=email.sender.name, address=email.sender.email),
        recipient=Person(name=email.recipient.name, address=email.recipient.email) if email.recipient else Person(),
        provenance=PROVENANCE,
        occupation=case.occupation,
        seniority=case.seniority,
    )


def length(email: SeedEmail) -> Length:
    """Which range of `pipeline.prompt.WORDS` the body was written to."""
    return Length.SHORT if len(email.body.split()) <= SHORT[email.direction] else Length.STANDARD


def resume_path(case: Case) -> str:
    return f"seed/resumes/{case.id}{'.docx' if case.resume.layout.startswith('word') else '.pdf'}"


def job_path(case: Case) -> str:
    return f"seed/jobs/{case.id}{posting.SUFFIX[case.job.format]}"


def email_path(case: Case, email: SeedEmail) -> str:
    return f"seed/emails/{case.id}-{email.direction}.txt"


def same(path: Path, data: bytes) -> bool:
    """Whether a file holds these bytes. Word packages are compared by content: zlib packs differently from build to build."""
    if not path.is_file():
        return False
    old = path.read_bytes()
    return old == data or (path.suffix == ".docx" and word.members(old) == word.members(data))


def leftovers(files: dict[Path, bytes]) -> list[Path]:
    """Rendered files that no case accounts for any more."""
    there = {path for folder in RENDERED for path in (ROOT / "seed" / folder).glob("*") if path.is_file()}
    return sorted(there - set(files))


def write(files: dict[Path, bytes], stale: list[Path]) -> None:
    """Writes the files and removes the stale ones."""
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for path in stale:
        path.unlink()


def report(differing: list[Path], stale: list[Path]) -> int:
    """Names each file that is not as it should be; the exit code."""
    for path in differing:
        console.print(f"{path.relative_to(ROOT.parent)}: not what the case gives; run `python -m data.render`", markup=False)
    for path in stale:
        console.print(f"{path.relative_to(ROOT.parent)}: no case gives this file; run `python -m data.render`", markup=False)
    return 1 if differing or stale else 0


if __name__ == "__main__":
    run(main)
