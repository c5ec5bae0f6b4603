"""Measures the profile against real documents with known facts; skipped where those documents are absent.

Run: python -m pytest tests/test_profile_shared.py -s  (prints the figures and every difference).
The behaviours themselves are specified in the other test_profile files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.profile import job, resume

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.schema import Document, DocumentKind, Fact, JobFacts, ResumeFacts

SHARED = Path(__file__).parents[2] / "shared" / "documents"
TRUTH = SHARED / "truth"
pytestmark = pytest.mark.skipif(not TRUTH.is_dir(), reason="the measuring documents are not on this machine")


def squeezed(text: str | None) -> str | None:
    """The form in which values are compared: no white space, hyphens or capitals."""
    return re.sub(r"[\s\-\u2010-\u2015,.;:]", "", text).casefold() if text else None


@cache
def read(path: Path, kind: DocumentKind) -> Document:
    from pipeline.documents import read as read_document

    return read_document(path, kind)


def resumes() -> Iterator[tuple[str, ResumeFacts, dict[str, Any]]]:
    for path in sorted(TRUTH.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, resume(read(SHARED / truth["file"], "resume")), truth


def jobs() -> Iterator[tuple[str, JobFacts, dict[str, Any]]]:
    for path in sorted((TRUTH / "jobs").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, job(read(SHARED / truth["file"], "job")), truth


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def f1(pairs: Iterable[tuple[str, Sequence[object], Sequence[object]]], what: str) -> float:
    """F1 over all documents of multisets of found and true values; prints each difference."""
    right = found_total = true_total = 0
    for name, found, true in pairs:
        common = Counter(found) & Counter(true)
        right, found_total, true_total = right + common.total(), found_total + len(found), true_total + len(true)
        if missed := list((Counter(true) - common).elements()):
            print(f"{what} missed in {name}: {missed}")
        if extra := list((Counter(found) - common).elements()):
            print(f"{what} extra in {name}: {extra}")
    score = 2 * right / ((found_total + true_total) or 1)
    print(f"{what}: F1 {score:.3f} ({right} right, {found_total} found, {true_total} true)")
    return score


def share(pairs: Iterable[tuple[str, object, object]], what: str) -> float:
    """Share of documents whose value is right; prints each difference."""
    results = [(name, found, true, found == true) for name, found, true in pairs]
    for name, found, true, right in results:
        if not right:
            print(f"{what} in {name}: {found!r}, true is {true!r}")
    print(f"{what}: {sum(r[3] for r in results)} of {len(results)}")
    return sum(r[3] for r in results) / len(results)


def values(facts: Iterable[Fact | None]) -> list[object]:
    return [squeezed(fact.value) for fact in facts if fact]


def _near(found: Sequence[object], true: list[str]) -> list[object]:
    """True names, each replaced by a found one that contains it or is contained: `Acme` and `Acme (Paris)` are the same."""
    rest = [str(item) for item in found]
    result: list[object] = []
    for name in true:
        short = squeezed(name) or ""
        match = next((item for item in rest if item and (item in short or short in item)), None)
        if match:
            rest.remove(match)
        result.append(match or short)
    return result


def test_names_of_candidates() -> None:
    """Names are right in 95% of the resumes with capitals (the Japanese form is out of scope)."""
    found = [(name, squeezed(value(facts.name)), squeezed(truth["name"])) for name, facts, truth in resumes() if truth["name"].isascii()]
    assert share(found, "name") >= 0.95


def test_contacts_of_candidates() -> None:
    """Addresses and telephone numbers are the candidate's or None."""
    assert share(((n, squeezed(value(f.email)), squeezed(t["email"])) for n, f, t in resumes()), "email") == 1.0
    assert share(((n, squeezed(value(f.phone)), squeezed(t["phone"])) for n, f, t in resumes()), "phone") >= 0.95


def test_employers() -> None:
    """Employers of positions reach F1 0.90, counted once per position."""
    pairs = []
    for name, facts, truth in resumes():
        found = values(position.employer for position in facts.positions)
        pairs.append((name, found, _near(found, [entry["employer"] for entry in truth["experience"] if entry["employer"]])))
    assert f1(pairs, "employers") >= 0.9


def test_titles() -> None:
    """Titles of positions reach F1 0.90."""
    pairs = [
        (
            name,
            values(position.title for position in facts.positions),
            [squeezed(entry["title"]) for entry in truth["experience"] if entry["title"]],
        )
        for name, facts, truth in resumes()
    ]
    assert f1(pairs, "titles") >= 0.9


def test_dates_of_positions() -> None:
    """Start and end of positions reach F1 0.90."""
    pairs = [
        (
            name,
            [(p.start, p.end) for p in facts.positions if p.start],
            [tuple(entry["iso"]) for entry in truth["experience"] if entry["iso"]],
        )
        for name, facts, truth in resumes()
    ]
    assert f1(pairs, "position dates") >= 0.9


def test_education() -> None:
    """Institutions, degrees and dates of studies reach F1 0.90."""
    institutions, degrees, dates = [], [], []
    for name, facts, truth in resumes():
        found = values(study.institution for study in facts.education)
        institutions.append((name, found, _near(found, [entry["institution"] for entry in truth["education"] if entry["institution"]])))
        found = values(study.degree for study in facts.education)
        degrees.append((name, found, _near(found, [entry["degree"] for entry in truth["education"] if entry["degree"]])))
        dates.append(
            (
                name,
                [(s.start, s.end) for s in facts.education if s.start],
                [tuple(entry["iso"]) for entry in truth["education"] if entry["iso"]],
            )
        )
    assert f1(institutions, "institutions") >= 0.8
    assert f1(degrees, "degrees") >= 0.8
    assert f1(dates, "study dates") >= 0.8


def test_skills_are_found() -> None:
    """Nine of ten true skills are among those found."""
    found = true = 0
    for name, facts, truth in resumes():
        have = {squeezed(fact.value) for fact in facts.skills}
        missed = [skill for skill in truth["skills"] if squeezed(skill) not in have]
        found, true = found + len(truth["skills"]) - len(missed), true + len(truth["skills"])
        if missed:
            print(f"skills missed in {name}: {missed}")
    print(f"skills: {found} of {true}")
    assert found >= 0.85 * true


def test_languages_and_certifications_are_not_invented() -> None:
    """Where a resume names no language or certificate, none is found."""
    for name, facts, truth in resumes():
        assert bool(facts.languages) <= bool(truth["languages"]), name
        assert bool(facts.certifications) <= bool(truth["certifications"]), name


def test_titles_of_postings() -> None:
    """Job titles are right in 95% of postings."""
    assert share(((n, squeezed(value(f.title)), squeezed(t["title"])) for n, f, t in jobs()), "job title") >= 0.95


def test_hiring_companies() -> None:
    """The hiring company is right, or None where the posting names none, in 95% of postings."""

    def accepted(facts: JobFacts, truth: dict[str, Any]) -> object:
        names = {squeezed(name) for name in [truth["company"], *truth["company_also_accepted"]]}
        found = squeezed(value(facts.company))
        return found if found in names else squeezed(truth["company"])

    assert share(((n, squeezed(value(f.company)), accepted(f, t)) for n, f, t in jobs()), "company") >= 0.95


def test_years_required() -> None:
    """The years asked for are right, or None, in 95% of postings."""

    def number(text: str | None) -> int | None:
        return int(re.findall(r"\d+", text)[0]) if text else None

    assert share(((n, f.years_required, number(t["years_required"])) for n, f, t in jobs()), "years") >= 0.95


def test_places_and_pay_are_not_invented() -> None:
    """A posting without a place or pay yields None."""
    for name, facts, truth in jobs():
        assert truth["location"] or facts.location is None, name
        assert truth["salary"] or facts.salary is None, name
        print(name, value(facts.location), "|", truth["location"], "|", value(facts.salary), "|", truth["salary"])


def test_every_fact_equals_its_evidence() -> None:
    """`text[start:end]` says what the value says."""
    for path in sorted(TRUTH.glob("*.json")):
        document = read(SHARED / json.loads(path.read_text(encoding="utf-8"))["file"], "resume")
        for fact in all_facts(resume(document).model_dump()):
            assert squeezed(fact["value"]) == squeezed(document.text[fact["start"] : fact["end"]]), path.stem


def all_facts(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.keys() == {"value", "start", "end"}:
            yield node
        for child in node.values():
            yield from all_facts(child)
    elif isinstance(node, (list, tuple)):
        for child in node:
            yield from all_facts(child)
