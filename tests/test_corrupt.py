"""Lies put into true emails: labelled exactly, false against the documents, still well said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.corrupt import Corrupted, corrupt
from pipeline.corrupt.draft import Draft, article
from pipeline.corrupt.records import marked
from pipeline.corrupt.sentences import APPLICATION, OUTREACH
from pipeline.schema import Email, EmailRequest, Kind

RESUME = """Nora Feldman
nora.feldman@example.com | 020 7946 0321
Bristol, England

SUMMARY
Logistics coordinator with a calm hand.

EXPERIENCE
Logistics Coordinator, Harbourway Freight, Bristol
March 2021 - present
- Cut late deliveries by 14% in 2023
- Helped to plan the move of 320 pallets to a new hall
- Run the weekly stock count in SAP for 45 lanes

Warehouse Assistant, Pellow Stores, Bath
June 2017 - February 2021
- Packed 90 orders a day
- Reduced damage by 38%

EDUCATION
BSc Supply Chain Management, University of Exeter, 2014 - 2017

CERTIFICATIONS
IOSH Working Safely, 2022

SKILLS
SAP, Excel, route planning

LANGUAGES
English (native), Polish (B2)
"""
JOB = """Transport Planner
Calder Lines Ltd, Cardiff

Calder Lines moves 700 containers a week and was founded in 1996. We are a team of 26.

REQUIREMENTS
- Three years in transport planning
- Experience with Descartes and Power BI
- IOSH certificate

We pay £34,000 a year.

Contact: Huw Bevan, jobs@calder.example.com
"""
APPLY = Email(
    subject="Transport Planner at Calder Lines",
    body="""Dear Huw,

I have been a Logistics Coordinator at Harbourway Freight for five years. In 2023 I cut late deliveries there by 14%. \
I helped to plan the move of 320 pallets.

Before that I was at Pellow Stores in Bath from June 2017. I hold a BSc from the University of Exeter and \
use SAP every week. I have not used Descartes.

Your 700 containers a week would keep me busy. I live in Bristol. May I call you on Monday?

Kind regards,
Nora Feldman
020 7946 0321""",
)
REACH = Email(
    subject="Planning at Calder Lines",
    body="""Hi Nora,

I hire for Calder Lines in Cardiff. We move 700 containers a week with a team of 26, and we pay £34,000.

You have been a Logistics Coordinator at Harbourway Freight since March 2021, and you cut late deliveries by 14%. You also know SAP well.

Would a short call suit you?

Best,
Huw Bevan""",
)
SEEDS = range(24)


@pytest.fixture
def requests(make_request: Callable[..., EmailRequest]) -> list[tuple[Email, EmailRequest]]:
    """A true application and a true outreach with their requests."""
    apply = make_request(RESUME, JOB, "application", sender="Nora Feldman", recipient="Huw Bevan", date="2026-04-10")
    reach = make_request(RESUME, JOB, "outreach", sender="Huw Bevan", recipient="Nora Feldman", date="2026-04-10")
    return [(APPLY, apply), (REACH, reach)]


def lies(requests: list[tuple[Email, EmailRequest]], kind: Kind) -> Iterator[tuple[Email, EmailRequest, Corrupted]]:
    """Corruptions of one kind under many seeds."""
    for email, request in requests:
        for seed in SEEDS:
            yield email, request, corrupt(email, request, seed, 1, [kind])


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_made_in_both_directions(requests: list[tuple[Email, EmailRequest]], kind: Kind) -> None:
    """Each kind of the claims table has lies, and no two seeds need give the same."""
    made = [made for _, _, made in lies(requests, kind)]
    assert all(len(one.false) == 1 and one.false[0].kind is kind for one in made)
    assert len({one.email.body for one in made}) >= 8


@pytest.mark.parametrize("kind", list(Kind))
def test_a_label_is_exactly_the_lie(requests: list[tuple[Email, EmailRequest]], kind: Kind) -> None:
    """Taking the label's words out, or putting back what they replaced, leaves only the rest of an added sentence or an article."""
    for email, _, made in lies(requests, kind):
        (label,) = made.false
        part = made.email.body if label.part == "body" else made.email.subject
        assert part[label.start : label.end] == label.text
        assert label.text not in email.body or label.original
        if label.original:
            assert label.original in email.body
            restored = part[: label.start] + label.original + part[label.end :]
            assert re.sub(r"\ban? ", "a ", restored) == re.sub(r"\ban? ", "a ", email.body)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_same_seed_gives_the_same_lie(requests: list[tuple[Email, EmailRequest]], kind: Kind) -> None:
    """A corruption is repeated by its arguments alone."""
    for email, request in requests:
        assert corrupt(email, request, 7, 2, [kind, Kind.TENURE]) == corrupt(email, request, 7, 2, [kind, Kind.TENURE])


@pytest.mark.parametrize("kind", list(Kind))
def test_a_corrupted_email_still_reads_well(requests: list[tuple[Email, EmailRequest]], kind: Kind) -> None:
    """Articles fit, sentences begin with a capital and end, and no slot or mark is left."""
    for _, _, made in lies(requests, kind):
        body = made.email.body
        assert "«" not in body
        assert not re.search(r"(?<!\{)\{\w+\}(?!\})", body)
        assert "  " not in body
        assert not re.search(r"\b[Aa] (?:[aeio]\w|MBA|MSc\b)|\b[Aa]n [bcdfgjklpqtvwyz]\w", body), body
        assert not re.search(r"[.!?] [a-z]", body), body
        assert len(re.findall(r"\n\n", body)) == body.count("\n\n")
        assert body.startswith(("Dear ", "Hi "))


FACTS = RESUME + JOB + APPLY.text() + REACH.text()


@pytest.mark.parametrize(
    "kind", [Kind.EMPLOYER, Kind.PERSON, Kind.PLACE, Kind.CONTACT, Kind.PLACEHOLDER, Kind.SKILL, Kind.TITLE, Kind.QUALIFICATION]
)
def test_a_false_name_is_nowhere_in_the_resume(requests: list[tuple[Email, EmailRequest]], kind: Kind) -> None:
    """What is claimed of the candidate does not stand there under its own name."""
    for _, _, made in lies(requests, kind):
        (label,) = made.false
        about_employer = kind is Kind.EMPLOYER and label.original
        assert label.text.casefold() not in RESUME.casefold() or about_employer


def test_false_years_are_beyond_rounding(requests: list[tuple[Email, EmailRequest]]) -> None:
    """With 5 years 1 month, 3 years 8 months, 8 years 9 months and 3 years of study, none of 3, 4, 5, 8 and 9 years is surely false."""
    email, request = requests[0]
    unbound = Email(subject=email.subject, body=email.body.replace("at Harbourway Freight for five years", "for five years"))
    told = {corrupt(unbound, request, seed, 1, [Kind.TENURE]).false[0].text for seed in range(60)}
    numbers = {word for text in told for word in re.findall(r"\w+(?= ?\+? years)|decade", text)}
    assert len(numbers) >= 4
    assert not numbers & {"three", "four", "five", "eight", "nine", "3", "4", "5", "8", "9"}


def test_false_years_at_an_employer_are_measured_there(requests: list[tuple[Email, EmailRequest]]) -> None:
    """Nine years are true in total, and false at an employer of five."""
    told = {corrupt(*requests[0], seed, 1, [Kind.TENURE]).false[0] for seed in range(60)}
    exchanged = {label.text for label in told if label.original}
    assert "nine years" in exchanged
    assert "five years" not in exchanged


def test_a_false_figure_follows_from_no_other(requests: list[tuple[Email, EmailRequest]]) -> None:
    """A changed number is none of the documents', except one that is moved here from another employer."""
    for _, _, made in lies(requests, Kind.METRIC):
        (label,) = made.false
        number = re.search(r"\d[\d,]*", label.text)
        if number and label.text.rstrip("%") not in ("38", "90"):
            assert not re.search(rf"(?<!\d){number.group()}(?!\d)", FACTS)


def test_a_false_perk_is_not_the_posting_s(requests: list[tuple[Email, EmailRequest]]) -> None:
    """No word of an invented perk or piece of news stands in the posting, and a changed figure is another one."""
    for _, _, made in lies(requests, Kind.EMPLOYER_SIDE):
        assert made.false[0].text.casefold() not in JOB.casefold()


def test_a_skill_is_never_one_that_the_resume_has_under_another_name(make_request: Callable[..., EmailRequest]) -> None:
    """A resume with k8s and Postgres is not made false by Kubernetes or PostgreSQL."""
    resume = RESUME.replace("SAP, Excel, route planning", "k8s, Postgres, golang, MS Excel")
    job = JOB.replace("Descartes and Power BI", "Kubernetes, PostgreSQL, Go and Microsoft Excel")
    request = make_request(resume, job, sender="Nora Feldman", recipient="Huw Bevan", date="2026-04-10")
    told = {corrupt(APPLY, request, seed, 1, [Kind.SKILL]).false[0].text for seed in range(60)}
    assert told
    assert not told & {"Kubernetes", "PostgreSQL", "Go", "Microsoft Excel"}


def test_an_admission_can_be_turned_into_a_claim(requests: list[tuple[Email, EmailRequest]]) -> None:
    """`I have not used Descartes` becomes `I have used Descartes`."""
    bodies = [corrupt(*requests[0], seed, 1, [Kind.SKILL]).email.body for seed in range(60)]
    assert any("I have used Descartes." in body for body in bodies)


def test_lies_of_one_email_are_of_different_kinds_and_sentences(requests: list[tuple[Email, EmailRequest]]) -> None:
    """Three lies are three kinds, with labels in reading order that do not overlap."""
    for email, request in requests:
        for seed in SEEDS:
            made = corrupt(email, request, seed, 3)
            assert len({label.kind for label in made.false}) == 3
            spans = [(label.part, label.start, label.end) for label in made.false]
            for label in made.false:
                part = made.email.body if label.part == "body" else made.email.subject
                assert part[label.start : label.end] == label.text
            assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


def test_an_email_that_holds_nothing_to_change_is_told_by_fewer_labels(make_request: Callable[..., EmailRequest]) -> None:
    """No lie is made up where no resume says what would be one."""
    request = make_request(None, JOB, sender="A", date="2026-04-10")
    made = corrupt(Email(subject="Hello", body="Dear team,\n\nGood day.\n\nA"), request, 1, 1, [Kind.TENURE])
    assert made.false == ()
    assert made.email.body == "Dear team,\n\nGood day.\n\nA"


@pytest.mark.parametrize("table", [APPLICATION, OUTREACH])
def test_added_sentences_vary(table: dict[Kind, str]) -> None:
    """Each kind has eight sentences or more, each with exactly one marked lie, capital and full stop."""
    for kind in Kind:
        templates = table[kind].strip().split("\n")
        assert len(set(templates)) >= 8
        for template in templates:
            text, (start, end) = marked(template)
            assert end > start
            assert text.rstrip().endswith((".", ":"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("eight", "an"), ("one", "a"), ("university", "a"), ("MBA", "an"), ("BSc", "a"), ("18", "an"), ("honest", "an"),
        ("Senior", "a"), ("umbrella", "an"), ("user", "a"), ("AWS licence", "an"), ("PMP", "a"), ("unpaid", "an"),
        ("European", "a"), ("hour", "an"), ("UX", "a"),
    ],
)  # fmt: skip
def test_articles_follow_the_sound(word: str, expected: str) -> None:
    """`an MBA`, `a university`, `an 18%`."""
    assert article(word) == expected


def test_a_draft_tells_who_speaks_of_whom(requests: list[tuple[Email, EmailRequest]]) -> None:
    """Questions and what is asked for are no statements about the candidate."""
    draft = Draft(*requests[0])
    texts = [sentence.text for sentence in draft.about_candidate]
    assert "I live in Bristol." in texts
    assert "May I call you on Monday?" not in texts
    assert draft.employer_in("at Harbourway Freight for five years") == "Harbourway Freight"


def test_corruption_shares_no_rule_with_the_checker() -> None:
    """No module of the package imports the checker, so that an error in one is none in the other."""
    import pipeline.corrupt

    for path in Path(pipeline.corrupt.__file__).parent.glob("*.py"):
        assert not re.search(r"^\s*(?:from|import) pipeline\.grounding", path.read_text(encoding="utf-8"), re.MULTILINE), path.name
