"""A corpus of any size, made from the seed corpus: each copy of a case has other names, companies and numbers in all of its texts.

What the emails say stays as true as it was, since a name or number changes to the same other one in resume, posting and both emails.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import documents, profile
from pipeline.schema import DocumentKind

_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS = re.compile(r"\S*[@/]\S*")
_NUMBER = re.compile(r"(?<![\w./:,+-])(?!(?:19|20)\d\d)[1-9]\d{1,5}(?![\w/:,-]|\.\d)")
_ONSETS, _VOWELS, _ENDS = "b d f g h j k l m n p r s t v br dr gr kl pr st tr".split(), "aeiou", "l n r s t nd rk".split()


class Case(NamedTuple):
    """A resume, a posting, the emails between them as (manifest line, text), and the words that name people and companies."""

    name: str
    resume: str
    job: str
    emails: list[tuple[dict[str, Any], str]]
    names: frozenset[str]


def cases(data: Path) -> list[Case]:
    """The cases of a manifest, read once."""
    lines = [json.loads(line) for line in (data / "triples.jsonl").read_text(encoding="utf-8").splitlines()]
    grouped = itertools.groupby(lines, lambda line: (line["resume"], line["job"]))
    return [_case(data, list(group)) for _, group in grouped]


def write(folder: Path, size: int, known: list[Case]) -> None:
    """Writes a manifest of `size` triples and the files that are not there yet."""
    kinds: tuple[str, ...] = ("resume", "job", "email")
    for kind in kinds:
        (folder / kind).mkdir(exist_ok=True)
    with (folder / "triples.jsonl").open("w", encoding="utf-8") as lines:
        for line in itertools.islice(_lines(folder, known), size):
            lines.write(json.dumps(line) + "\n")


def _lines(folder: Path, known: list[Case]) -> Any:  # noqa: ANN401 - an endless iterator of JSON objects
    for copy, case in ((copy, case) for copy in itertools.count() for case in known):
        name = f"{case.name}-{copy}"
        change = _changed(case.names, name)
        for kind, text in (("resume", case.resume), ("job", case.job)):
            _write(folder / kind / f"{name}.txt", text, change)
        for line, email in case.emails:
            own = f"{line['id']}-{copy}"
            _write(folder / "email" / f"{own}.txt", email, change)
            people = {end: {k: v and change(v) for k, v in line.get(end, {}).items()} for end in ("sender", "recipient")}
            files = {"resume": f"resume/{name}.txt", "job": f"job/{name}.txt", "email": f"email/{own}.txt"}
            yield line | files | people | {"id": own}


def _write(path: Path, text: str, change: Any) -> None:  # noqa: ANN401 - a function of a text
    if not path.exists():
        path.write_text(change(text), encoding="utf-8")


def _case(data: Path, lines: list[dict[str, Any]]) -> Case:
    def text(path: str, kind: DocumentKind) -> Any:  # noqa: ANN401 - a Document
        return documents.read(data / path, kind)

    resume, job = text(lines[0]["resume"], "resume"), text(lines[0]["job"], "job")
    emails = [(line, (data / line["email"]).read_text(encoding="utf-8")) for line in lines]
    facts, posting = profile.resume(resume), profile.job(job)
    values = [facts.name, posting.company, posting.contact]
    values += [*(position.employer for position in facts.positions), *(study.institution for study in facts.education)]
    given = [line.get(end, {}).get("name") for line in lines for end in ("sender", "recipient")]
    spelt = " ".join([value.value for value in values if value] + [name for name in given if name])
    texts = " ".join([resume.text, job.text, *(email for _, email in emails)])
    common = {word for word in _WORD.findall(_ADDRESS.sub(" ", texts)) if word.islower()}
    names = frozenset(word for word in _WORD.findall(spelt) if word[0].isupper() and word.lower() not in common)
    return Case(Path(lines[0]["resume"]).stem, resume.text, job.text, emails, names)


def _changed(names: frozenset[str], seed: str) -> Any:  # noqa: ANN401 - a function of a text
    """The same name and number becomes the same other one wherever it stands."""
    pick = random.Random(seed)
    new = {name.casefold(): _name(pick) for name in sorted(names)}
    more = pick.randrange(1, 40)

    def word(found: re.Match[str]) -> str:
        other = new.get(found.group().casefold())
        return found.group() if other is None else other.upper() if found.group().isupper() else other

    def change(text: str) -> str:
        return _NUMBER.sub(lambda found: str(int(found.group()) + more), _WORD.sub(word, text))

    return change


def _name(pick: random.Random) -> str:
    syllables = [pick.choice(_ONSETS) + pick.choice(_VOWELS) for _ in range(pick.choice((2, 3)))]
    return ("".join(syllables) + pick.choice(_ENDS)).capitalize()


if __name__ == "__main__":
    raise SystemExit("run: python -m benchmarks.scale")
