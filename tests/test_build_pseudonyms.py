"""Pseudonyms: other people in the same story, the same in every text of a triple, and nothing that was true becomes false."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import build as building
from pipeline import profile, recipe
from pipeline.build.pseudonyms import replaced
from pipeline.prompt import facts_of
from pipeline.schema import Direction, Document, DocumentKind, Email, EmailRequest, Person, Provenance, Triple

ROOT = Path(__file__).parent.parent
RESUME = (
    "KWABENA AMANKWAH\nAccra | +233 30 555 0142 | kwabena.amankwah@mail.test | linkedin.com/in/kamankwah\n\n"
    "EXPERIENCE\nBaker, Baker & May Foods\nMay 2019 - present\n- Cut waste by 14% over 1200 orders\n"
    "Accountant, Old Mill Bakery\nMarch 2015 - April 2019\n- As baker's accountant, kept the books\n"
)
JOB = (
    "Company: Nsuo Foods\nJob title: Accountant\nContact: May Baker, jobs@nsuo.test, https://nsuo.test/jobs/17\nTel. 030 555 0199\n"
    "Start in May 2026."
)
BODY = (
    "Dear May,\n\nI have kept books at Baker & May Foods since May 2019 and cut waste by 14%. Call me on +233 (30) 555-0142 or write to "
    "kwabena.amankwah@mail.test.\n\nKind regards,\nKwabena\nKwabena  Amankwah"
)


def document(kind: DocumentKind, text: str) -> Document:
    return Document(kind=kind, text=text, source=f"private/amankwah.{kind}.txt", media_type="text/plain", sha256="5" * 64)


def triple(body: str = BODY, resume: str = RESUME) -> Triple:
    request = EmailRequest(
        direction=Direction.APPLICATION,
        resume=document("resume", resume),
        job=document("job", JOB),
        sender=Person(name="Kwabena Amankwah", address="kwabena.amankwah@mail.test"),
        recipient=Person(name="May Baker", address="jobs@nsuo.test"),
        date=dt.date(2026, 3, 1),
    )
    return Triple(
        id="t",
        request=request,
        email=Email(subject="Accountant: Kwabena Amankwah", body=body),
        provenance=Provenance(author="us", licence="CC0"),
    )


def other(given: Triple, seed: int = 0) -> Triple:
    return replaced(given, facts_of(given.request), seed)


def texts(given: Triple) -> str:
    return json.dumps(given.model_dump(mode="json"), ensure_ascii=False)


def test_nobody_is_left() -> None:
    """Name in any case and spacing, address, link, telephone number in two forms, and the path of the file."""
    found = texts(other(triple()))
    assert not re.search(r"kwabena|amankwah|mail\.test|nsuo\.test|0142|0199|linkedin", found, re.IGNORECASE)
    assert "May Baker" not in found


def test_texts_still_agree() -> None:
    """One person has one name, address and number in resume, email and sender."""
    given = other(triple())
    name = given.request.sender.name
    assert name
    assert given.request.resume
    assert given.request.resume.text.startswith(name.upper())
    assert given.email.body.endswith(f"{name.split()[0]}\n{name.replace(' ', '  ')}")
    assert given.email.subject == f"Accountant: {name}"
    address = given.request.sender.address
    assert address == f"{name.replace(' ', '.').lower()}@{address.split('@')[1] if address else ''}"
    assert address in given.email.body
    assert address in given.request.resume.text
    digits = [re.sub(r"\D", "", found) for found in re.findall(r"\+233[\d ()-]+\d", given.request.resume.text + given.email.body)]
    assert len(digits) == 2
    assert len(set(digits)) == 1
    recipient = given.request.recipient.name
    assert recipient
    assert given.email.body.startswith(f"Dear {recipient.split()[0]},")
    assert recipient in given.request.job.text


def test_what_emails_speak_of_stays() -> None:
    """Employers, titles, dates and figures, also where a name is a word: May, Baker."""
    given = other(triple())
    assert given.request.resume
    for part in ("Baker & May Foods\nMay 2019 - present", "14% over 1200 orders", "As baker's accountant", "March 2015 - April 2019"):
        assert part in given.request.resume.text
    assert "Baker & May Foods since May 2019 and cut waste by 14%" in given.email.body
    assert "Start in May 2026" in given.request.job.text


def test_it_depends_on_names_and_seed_alone() -> None:
    """The same person gets the same name in every triple, another seed gives others."""
    assert other(triple()) == other(triple())
    assert other(triple()).request.sender == other(triple(resume=RESUME + "\nReferences on request")).request.sender
    assert other(triple(), seed=1).request.sender != other(triple()).request.sender


def test_a_pseudonym_is_nobody_in_the_texts() -> None:
    """A name that the documents hold already is not given out."""
    first = other(triple()).request.sender.name
    assert first
    again = other(triple(resume=f"{RESUME}\nWorked with {first}")).request.sender.name
    assert again != first
    assert not set(first.split()) & set((again or "").split())


def test_facts_are_those_of_before(seed_triples: list[Triple]) -> None:
    """On the seed corpus: the same positions, dates, skills and requirements are read from the documents with other people in them."""
    for given in seed_triples:
        changed = other(given)
        assert given.request.resume
        assert changed.request.resume
        before, after = profile.resume(given.request.resume), profile.resume(changed.request.resume)
        assert [(p.start, p.end, len(p.bullets)) for p in after.positions] == [(p.start, p.end, len(p.bullets)) for p in before.positions]
        assert [skill.value for skill in after.skills] == [skill.value for skill in before.skills]
        assert (after.name and after.name.value.casefold()) != (before.name and before.name.value.casefold())
        assert profile.job(changed.request.job).years_required == profile.job(given.request.job).years_required
        name = given.request.sender.name
        assert name
        assert name not in texts(changed)


@pytest.fixture(scope="module")
def seed_triples() -> list[Triple]:
    """Twenty triples of the seed corpus."""
    from pipeline import manifest
    from pipeline.documents import Reader

    entries, _ = manifest.read(ROOT / "data" / "triples.jsonl")
    with Reader() as reader:
        return [entry.triple(ROOT / "data", reader.read) for entry in entries[:40:2]]


def test_a_recipe_turns_them_on(recipe_file: Callable[..., Path], tmp_path: Path) -> None:
    """`data.pseudonymise: true`: no row, triple or file of the dataset names the person, and the rows are as many."""
    line = {
        "id": "one", "resume": "r.txt", "job": "j.txt", "email": "e.txt", "direction": "application", "date": "2026-03-01",
        "sender": {"name": "Kwabena Amankwah"}, "recipient": {"name": "May Baker"}, "provenance": {"author": "us", "licence": "CC0"},
    }  # fmt: skip
    (tmp_path / "r.txt").write_text(RESUME)
    (tmp_path / "j.txt").write_text(JOB)
    (tmp_path / "e.txt").write_text(f"Subject: Accountant\n\n{BODY}\n")
    (tmp_path / "triples.jsonl").write_text(json.dumps(line))
    path = recipe_file(data={"manifest": "triples.jsonl", "private": None, "pseudonymise": True})
    dataset = building.build(recipe.load(path))
    written = "".join(file.read_text() for file in dataset.rglob("*.jsonl"))
    assert written.count('"id": "one"') == 2
    assert not re.search("kwabena|amankwah", written, re.IGNORECASE)
