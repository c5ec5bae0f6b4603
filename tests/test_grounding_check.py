"""The checker as a whole: phrasing changes no verdict, the resume's own sentences are true, hostile text costs no time."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.grounding import check
from pipeline.grounding.letter import Role, clauses, sentences
from pipeline.schema import Direction, Document, DocumentKind, Email, EmailRequest, Person, Verdict

RESUME = """Jane Doe
jane.doe@example.com

EXPERIENCE
Data Engineer, Northlight Ltd, Leeds
Mar 2021 - Apr 2024
- Built pipelines in Python and Airflow for 14 clinics.
- Contributed to a move from Oracle to Postgres.

Analyst, Harbour Freight, York
Jan 2018 - Feb 2021
- Cut reporting time by 40%.

EDUCATION
BSc Computer Science, Northmoor University

SKILLS
Python, SQL, Airflow, Postgres
"""
JOB = """# Senior Data Engineer at Quayside Health

Quayside Health runs 30 clinics in York. Salary: £52,000.

Requirements:
- 5+ years of Python
- Kubernetes
"""
GREETING, SIGNATURE = "Dear Hiring Manager,", "Kind regards,\nJane Doe"
TRUE = [
    "I have been a data engineer for three years, at Northlight Ltd in Leeds.",
    "At Northlight I built pipelines in Python for 14 clinics.",
    "At Harbour Freight I cut the time for reports by 40%.",
    "I have not worked with Kubernetes yet and would be keen to learn it.",
    "You run 30 clinics in York.",
]
FALSE = [
    ("I have been a data engineer at Northlight for five years.", "tenure"),
    ("At Northlight I built pipelines for 140 clinics.", "metric"),
    ("At Globex Industries I built dashboards.", "employer"),
    ("I hold an MSc in Computer Science from Northmoor University.", "qualification"),
    ("I have run Kubernetes in production.", "skill"),
    ("I led the move from Oracle to Postgres.", "scope"),
    ("You offer a four-day week.", "employer_side"),
    ("You can reach me on 07700 900123.", "contact"),
    ("I have lived in Berlin since 2012.", "place"),
    ("As [Your Title], I know the work.", "placeholder"),
]


def document(kind: DocumentKind, text: str) -> Document:
    return Document(kind=kind, text=text, source=kind, media_type="text/plain", sha256="0" * 64)


REQUEST = EmailRequest(
    direction=Direction.APPLICATION,
    resume=document("resume", RESUME),
    job=document("job", JOB),
    sender=Person(name="Jane Doe"),
    date=dt.date(2026, 3, 1),
)


def email(*paragraphs: str) -> Email:
    return Email(subject="Senior Data Engineer", body="\n\n".join([GREETING, *paragraphs, SIGNATURE]))


def lies(given: Email) -> set[str]:
    """The texts of the findings, in lower case and without white space at line ends."""
    return {" ".join(claim.text.lower().split()) for claim in check(given, REQUEST).findings}


def test_a_true_email_has_no_finding() -> None:
    """Tenure, numbers, employers, an admission with a wish, and a fact of the posting."""
    assert lies(email(*TRUE)) == set()


@pytest.mark.parametrize(("sentence", "kind"), FALSE)
def test_each_kind_of_lie_is_found(sentence: str, kind: str) -> None:
    """One of each row of the claims table, among true sentences; offsets are those of the body."""
    given = email(TRUE[0], sentence)
    found = check(given, REQUEST).findings
    assert found, kind
    for claim in found:
        assert given.body[claim.start : claim.end] == claim.text
        assert claim.text in sentence
        assert claim.reason.endswith(".")


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(TRUE + [sentence for sentence, _ in FALSE[:6]]))
def test_the_order_of_paragraphs_changes_no_verdict(order: list[str]) -> None:
    """Each paragraph is judged by the documents, not by its neighbours."""
    assert lies(email(*order)) == lies(email(*TRUE, *(sentence for sentence, _ in FALSE[:6])))


@pytest.mark.parametrize("courtesy", ["Thank you for your time.", "I hope to hear from you.", "I look forward to meeting your team!"])
def test_a_courtesy_changes_no_verdict(courtesy: str) -> None:
    """Nor is it a claim itself."""
    base = [TRUE[0], FALSE[0][0], FALSE[4][0]]
    assert lies(email(*base, courtesy)) == lies(email(*base))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I have five years of experience at Northlight.", "I have 5 years of experience at Northlight."),
        ("I organised work for 60 clinics at Northlight.", "I organized work for 60 clinics at Northlight."),
        ("I organised work for 14 clinics at Northlight.", "I organized work for fourteen clinics at Northlight."),
        ("I was at Northlight since March 2019.", "I was at Northlight since 03/2019."),
        ("I was at Northlight since March 2021.", "I was at Northlight since Mar 2021."),
        ("At Northlight, I built pipelines for 14 clinics.", "at Northlight, I built pipelines for 14 clinics."),
        ("I cut costs by 90%.", "I cut costs by 90 per cent."),
    ],
)
def test_the_same_said_otherwise_has_the_same_verdict(one: str, other: str) -> None:
    """Digits and words, British and American spelling, forms of dates, a capital."""
    assert bool(lies(email(one))) == bool(lies(email(other)))


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_same_evidence_in_every_process(seed: str) -> None:
    """Also where three lines of the resume would do, and Python shuffles its sets by another seed."""
    code = (
        "from tests.test_grounding_check import *\n"
        "text = 'Jane Doe\\n\\nEXPERIENCE\\nClerk, Larch Clinic\\nMarch 2019 - present\\n'\n"
        "text += '- Helped with invoices of the east wing\\n- Helped with rotas at night\\n- Assisted in audits of doors\\n'\n"
        "request = REQUEST.model_copy(update={'resume': document('resume', text)})\n"
        "print(*[claim.evidence.text for claim in check(email('I led invoices, rotas and audits.'), request).findings])"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == "- Assisted in audits of doors\n"


def test_the_resumes_own_sentences_are_true() -> None:
    """Told in the first person, at their employer."""
    bullets = re.findall(r"^- (.*)$", RESUME, re.MULTILINE)
    told = [f"I {bullet[0].lower()}{bullet[1:]}" for bullet in bullets]
    assert lies(email(*told)) == set()


@given(text=st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_checked(text: str) -> None:
    """Control characters, mixed scripts, nothing: claims are in reading order, and each says where it stands."""
    given = Email(subject=text[:80], body=text)
    report = check(given, REQUEST)
    assert [(claim.part == "body", claim.start) for claim in report.claims] == sorted(
        (claim.part == "body", claim.start) for claim in report.claims
    )
    for claim in report.claims:
        assert (given.body if claim.part == "body" else given.subject)[claim.start : claim.end] == claim.text
        assert claim.verdict in set(Verdict)


@pytest.mark.parametrize(
    "piece",
    [
        "I have five years of experience at Northlight and led 40 people in Berlin. ", "a", "1 ", "1,", "I ", "(", "Ab", "Ab ", "and ",
        "years ", "at Acme, ", "\u202e\u0000", "не ", "[Your Name] ", "@a.b ",
        "years of ", "over 5 years and ", "we pay £5 to ", "Ab не 日本 ", "won \"(",
    ],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    """Four times the text takes no more than about four times as long."""

    def seconds(size: int) -> float:
        given = Email(subject="x", body=piece * (size // len(piece)))
        start = time.process_time()
        check(given, REQUEST)
        return time.process_time() - start

    seconds(1_000)
    small, large = seconds(4_000), seconds(16_000)
    assert large < 8 * small + 0.5


@pytest.mark.parametrize("piece", ["word ", "1 ", "over 5 years and ", "Ab "])
def test_a_hundred_thousand_hostile_characters_are_read_in_seconds(piece: str) -> None:
    """One sentence without an end is cut, so that no rule takes the square of its length."""
    start = time.process_time()
    check(Email(subject="x", body=piece * (100_000 // len(piece))), REQUEST)
    assert time.process_time() - start < 40


def test_a_sentence_without_an_end_is_cut_at_spaces() -> None:
    """No text is lost, and what is cut stands where it says."""
    given = Email(subject="x", body="nobody ends this " * 300 + "b" * 2500)
    parts = [sentence for sentence in sentences(given) if sentence.part == "body"]
    assert all(given.body[one.start : one.end] == one.text and len(one.text) <= 1000 for one in parts)
    assert "".join("".join(one.text.split()) for one in parts) == "".join(given.body.split())


def test_an_email_falls_into_its_parts() -> None:
    """Greeting, sentences, clauses and signature, each at its place."""
    given = email("I chart in Cerner, but I have not used Epic. Dr. Lee runs St. Mary's.")
    roles = [(sentence.role, sentence.text) for sentence in sentences(given)]
    assert roles == [
        (Role.SUBJECT, "Senior Data Engineer"),
        (Role.GREETING, "Dear Hiring Manager,"),
        (Role.TEXT, "I chart in Cerner, but I have not used Epic."),
        (Role.TEXT, "Dr. Lee runs St. Mary's."),
        (Role.SIGNATURE, "Kind regards,"),
        (Role.SIGNATURE, "Jane Doe"),
    ]
    parts = [clause.text for clause in clauses(given) if clause.role is Role.TEXT]
    assert parts == ["I chart in Cerner", "but I have not used Epic.", "Dr. Lee runs St. Mary's."]


def test_a_word_of_thanks_is_no_end_where_a_closing_phrase_follows() -> None:
    """What stands between the two, however short, is told; without another closing phrase the thanks are the end."""
    thanked = Email(subject="x", body="Dear Ms Lee,\n\nThank you for reading this.\n\nI led sales.\n\nKind regards,\nJane Doe")
    assert [one.text for one in sentences(thanked) if one.role is Role.TEXT] == ["Thank you for reading this.", "I led sales."]
    ended = Email(subject="x", body="Dear Ms Lee,\n\nI led sales.\n\nThank you for your time.\nJane Doe")
    assert [one.text for one in sentences(ended) if one.role is Role.SIGNATURE] == ["Thank you for your time.", "Jane Doe"]


def test_the_name_of_the_post_claims_nothing() -> None:
    """Credentials, skills and numbers in it are the posting's words; beside it the same words are the candidate's."""
    job = document("job", "Licensed Radiographer (CT and MRI)\nQuayside Health\n\nRequirements:\n- MRI\n")
    request = REQUEST.model_copy(update={"job": job})
    named = email("I am writing about the Licensed Radiographer (CT and MRI) position.")
    assert not check(named, request).findings
    assert check(email("I am writing as someone who has used MRI for years."), request).findings


def test_a_phrase_that_ends_in_an_abbreviation_goes_on() -> None:
    """`At Acme Inc.` is no sentence before its subject; one with a subject is."""
    given = email("At Northlight Ltd. I built pipelines. I worked for Northlight Ltd. I liked it. At Boa Vista Ltda. I learned it.")
    assert [one.text for one in sentences(given) if one.role is Role.TEXT] == [
        "At Northlight Ltd. I built pipelines.",
        "I worked for Northlight Ltd.",
        "I liked it.",
        "At Boa Vista Ltda. I learned it.",
    ]


def test_a_number_in_the_name_of_the_company_is_none() -> None:
    """`10x` says nothing of ten."""
    request = REQUEST.model_copy(update={"job": document("job", "Company: 10x\nJob title: Data Engineer\n\nWe need a data engineer.\n")})
    assert not check(email("I have long admired the work of 10x."), request).findings
