"""The rubric: what an email must say, of the candidate and of the employer, and what it asks for."""

from __future__ import annotations

import pytest

from pipeline.schema import Evidence, Kind
from tests.rubric_case import APPLICATION, OUTREACH, claim, document, item, report, rubric


def test_facts_of_the_candidate_are_counted_without_a_report() -> None:
    """Words that the email shares with the resume, each piece of evidence once."""
    assert item("candidate_facts").value >= 2  # type: ignore[operator]  # this item's value is a number
    assert item("candidate_facts", "Dear Helen,\n\nI am a hard worker and a quick learner, and I like people.\n\nAda Mensah").value == 0


def test_facts_of_another_resume_are_no_facts() -> None:
    """The same email against the resume of somebody else."""
    other = document("resume", "Ada Mensah\n\nEXPERIENCE\nBaker, Rye House\nMay 2018 - present\n- Bake 320 loaves a night\n")
    assert not item("candidate_facts", resume=other).passed


def test_a_report_decides_the_facts_of_the_candidate() -> None:
    """Supported claims that answer the posting count; the same evidence counts once."""
    falls, students = claim(Kind.METRIC, "from 31 to 19"), claim(Kind.SKILL, "wound care")
    assert item("candidate_facts", report=report(falls)).value == 1
    assert item("candidate_facts", report=report(falls, falls)).value == 1
    assert item("candidate_facts", report=report(falls, students)).passed


def test_a_supported_claim_that_answers_nothing_does_not_count_in_an_application() -> None:
    """Oncology was not asked for."""
    body = APPLICATION.replace("because my past work", "I fear. My past work")
    assert item("candidate_facts", body, report=report(claim(Kind.EMPLOYER, "Hill Clinic", body=body))).value == 0
    outreach = report(claim(Kind.EMPLOYER, "St Agnes Hospital", body=OUTREACH))
    assert item("candidate_facts", report=outreach, direction="outreach").value == 1


def test_claims_about_the_employer_are_no_facts_of_the_candidate() -> None:
    """Their evidence is the posting."""
    found = claim(Kind.PLACE, "Moortown", evidence=Evidence(source="job", text="Moortown", start=1, end=9))
    assert item("candidate_facts", report=report(found)).value == 0


def test_without_a_resume_nothing_need_be_said_of_the_candidate() -> None:
    """The rule is left out, with its reason."""
    found = rubric(resume=None)
    assert "candidate_facts" in [one.name for one in found.left_out]


def test_the_name_of_the_employer_is_no_fact_about_it() -> None:
    """Neither is the title."""
    body = "Dear Helen,\n\nI want to be a Senior Ward Nurse at Brackenfell Care. You would be glad of me.\n\nMay I call?\n\nAda Mensah"
    assert item("employer_facts", body).value == 0


def test_an_outreach_needs_two_facts_of_the_employer() -> None:
    """One is too few; what the resume says of the candidate is none, even if the posting asks for it."""
    blocks = OUTREACH.split("\n\n")
    body = "\n\n".join([blocks[0], "I need a nurse for a dialysis unit that opened in 2021.", *blocks[3:]])
    assert item("employer_facts", body, direction="outreach").value == 1
    assert not item("employer_facts", body, direction="outreach").passed


@pytest.mark.parametrize(
    ("closing", "value"),
    [
        ("May I come to Moortown for an interview?", 1),
        ("I would welcome an interview at any time that suits you.", 1),
        ("Please tell me which day you could show me round.", 1),
        ("I gladly come to Moortown and show you. When could we meet?", 1),
        ("I look forward to hearing from you.", 1),
        ("Why a new job? I want to learn. May I visit?", 1),
        ("Thank you for your time.", 0),
        ("Could we meet? Which day suits you? Shall I call?", 3),
    ],
)
def test_an_application_closes_with_one_ask(closing: str, value: int) -> None:
    """A question, a request or a wish; rhetoric is none."""
    assert item("call_to_action", APPLICATION.replace("May I come to Moortown for an interview?", closing)).value == value


def test_an_ask_before_a_word_of_thanks_is_in_the_closing() -> None:
    """One short last line may follow it."""
    body = APPLICATION.replace("interview?", "interview?\n\nThank you for reading this letter with patience and care today.")
    assert item("call_to_action", body).passed


@pytest.mark.parametrize(
    ("closing", "passed"),
    [
        ("Could I call you one day this week?", True),
        ("I would be glad to tell you more on a short call.", True),
        ("May I send you the application form?", True),
        ("Could you send me your CV and references?", False),
        ("Would you apply on our site by Friday?", False),
        ("Could I call you? Or would you rather write?", False),
        ("Have a good week.", False),
    ],
)
def test_an_outreach_has_exactly_one_small_ask(closing: str, passed: bool) -> None:
    """Work for the reader is too much, two asks are too many."""
    body = OUTREACH.replace("Could I call you one day this week?", closing)
    assert item("call_to_action", body, direction="outreach").passed is passed


def test_a_question_at_the_start_counts_in_an_outreach() -> None:
    """The reader has two things to answer."""
    body = OUTREACH.replace("Brackenfell Care runs", "Are you happy where you are? Brackenfell Care runs", 1)
    assert item("call_to_action", body, direction="outreach").value == 2
