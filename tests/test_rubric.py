"""The rubric: its items as a whole, and those of the form: length, subject, greeting, paragraphs, parts."""

from __future__ import annotations

import pytest

from pipeline.prompt import WORDS
from pipeline.rubric.form import BODY_WORDS
from pipeline.schema import Person, Style
from tests.rubric_case import APPLICATION, OUTREACH, POSTING, document, item, report, rubric


@pytest.mark.parametrize("direction", ["application", "outreach"])
def test_a_good_email_passes_every_item(direction: str) -> None:
    """All items are judged but the claims, which need a report."""
    found = rubric(direction=direction)
    assert [(one.name, one.value) for one in found.items if not one.passed] == []
    assert [one.name for one in found.left_out] == ["claims"]
    assert (found.passed, found.score, found.blocking) == (True, 1.0, ())


def test_items_are_those_of_the_table_in_its_order() -> None:
    """One item for each row."""
    assert [one.name for one in rubric(report=report()).items] == [
        "body_words", "subject", "greeting", "shape", "candidate_facts", "employer_facts", "call_to_action", "reading_grade", "copied",
        "style", "claims", "signature",
    ]  # fmt: skip


def test_score_is_the_share_of_items_that_pass() -> None:
    """Two failures of eleven judged items."""
    found = rubric(subject="Hello there my friend", style=Style.ENTHUSIASTIC)
    assert [one.name for one in found.items if not one.passed] == ["subject", "style"]
    assert found.score == pytest.approx(9 / 11)
    assert not found.passed


@pytest.mark.parametrize(
    ("direction", "words", "passed", "blocking"),
    [
        ("application", 0, False, True),
        ("application", 99, False, False),
        ("application", 100, True, False),
        ("application", 200, True, False),
        ("application", 231, False, False),
        ("application", 250, False, False),
        ("application", 251, False, True),
        ("outreach", 49, False, False),
        ("outreach", 50, True, False),
        ("outreach", 125, True, False),
        ("outreach", 150, False, False),
        ("outreach", 151, False, True),
    ],
)
def test_length_fails_outside_the_range_and_blocks_beyond_the_limit(direction: str, words: int, passed: bool, blocking: bool) -> None:
    """Two severities; an empty body blocks."""
    found = item("body_words", "word " * words, direction=direction)
    assert (found.value, found.passed, found.blocking) == (words, passed, blocking)


def test_a_reason_is_a_sentence_for_people() -> None:
    """It has the figure and the limits."""
    assert item("body_words", "word " * 231).reason == "The body has 231 words; an application has 100 to 200, at most 250."


def test_the_lengths_that_the_prompt_asks_for_pass() -> None:
    """What a writer is told to do is no fault."""
    for (direction, _), (low, high) in WORDS.items():
        assert BODY_WORDS[direction][0] <= low < high <= BODY_WORDS[direction][1]


def test_words_are_not_counted_where_nothing_divides_them() -> None:
    """Japanese has no spaces."""
    found = rubric("株式会社の採用ご担当者様、看護師の求人について応募いたします。" * 5)
    assert "body_words" in [one.name for one in found.left_out]


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        ("Senior Ward Nurse at Moortown", "ok"),
        ("Ward nursing on the stroke unit", "ok"),
        ("Sr. nurse, eleven years on wards", "ok"),
        ("Ward Nurse", "too short"),
        ("Ward nurse who has led twelve beds for seven whole years", "too long"),
        ("Extraordinarily conscientious registered nurse, Brackenfell Care", "too long"),
        ("A letter about my future", "no role"),
        ("Hello", "too short; no role"),
    ],
)
def test_the_subject_is_short_and_names_the_role(subject: str, value: str) -> None:
    """Words of the title in any form; ranks alone do not name a role."""
    assert item("subject", subject=subject).value == value


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Lead Site Reliability Engineer", "A lead SRE role in Gothenburg"),
        ("Residential Service Technician", "HVAC tech for your Katy truck"),
        ("Backend Developer (Go)", "Backend dev with four years"),
        ("General Manager", "Manager for your Leeds branch"),
    ],
)
def test_abbreviations_of_a_title_name_it(title: str, subject: str) -> None:
    """Short forms and initials; a title of ranks alone is named by one of them."""
    job = document("job", POSTING.replace("Senior Ward Nurse", title))
    assert item("subject", subject=subject, job=job).value == "ok"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: your ward nurse future",
        "URGENT ward nurse needed",
        "Your dream job: ward nurse",
        "WARD NURSE WANTED NOW",
        "Ward nurse wanted!!",
    ],
)
def test_an_outreach_does_not_bait(subject: str) -> None:
    """False replies, shouting, promises."""
    assert item("subject", subject=subject, direction="outreach").value == "clickbait"


def test_an_outreach_may_speak_of_the_job_without_its_title() -> None:
    """Two words of the posting tell as much; one does not."""
    assert item("subject", subject="Handover on stroke beds", direction="outreach").passed
    assert not item("subject", subject="An idea about Moortown perhaps", direction="outreach").passed


@pytest.mark.parametrize(
    ("greeting", "value"),
    [
        ("Dear Helen Marsh,", "ok"),
        ("Dear Helen,", "ok"),
        ("Dear Ms. Marsh:", "ok"),
        ("Kia ora Helen,", "ok"),
        ("Dear Hiring Manager,", "no name"),
        ("Dear Sir or Madam,", "no name"),
        ("Dear Helen Smith,", "wrong name"),
        ("Dear Bob Marsh,", "wrong name"),
    ],
)
def test_an_application_greets_a_known_recipient_by_name(greeting: str, value: str) -> None:
    """First or last name, with or without a title."""
    assert item("greeting", APPLICATION.replace("Dear Helen Marsh,", greeting)).value == value


@pytest.mark.parametrize(
    ("greeting", "recipient", "passed"),
    [
        ("Dear Hiring Manager,", None, True),
        ("Dear Brackenfell Care team,", None, True),
        ("Hello Brackenfell,", None, True),
        ("Dear Sir or Madam,", None, False),
        ("Dear Recruitment Team,", "Recruitment, Brackenfell Care", True),
        ("Dear Hiring Manager,", "Brackenfell Careers", True),
        ("Dear Brackenfell team,", "Brackenfell Care", True),
        ("To whom it may concern:", None, False),
    ],
)
def test_an_application_to_nobody_known_greets_the_team(greeting: str, recipient: str | None, passed: bool) -> None:
    """So it does where the recipient is a department."""
    body = APPLICATION.replace("Dear Helen Marsh,", greeting)
    assert item("greeting", body, recipient=Person(name=recipient)).passed is passed


def test_an_email_without_a_greeting_fails() -> None:
    """Its first line is a sentence."""
    assert item("greeting", APPLICATION.partition("\n\n")[2]).value == "none"


@pytest.mark.parametrize(
    ("name", "greeting", "value"),
    [
        ("Ada Mensah", "Hi Ada,", "ok"),
        ("Dr. Ada Mensah, PhD", "Dear Ada,", "ok"),
        ("Mensah, Ada", "Dear Ada,", "ok"),
        ("MENSAH Ada", "Dear Ada,", "ok"),
        ("Līga Ozoliņa", "Hello Liga,", "ok"),
        ("Luz Marina Echeverri Gómez", "Dear Luz Marina,", "ok"),
        ("Jia Yi Koh", "Hi Jia Yi,", "ok"),
        ("Loh Siew Hoon", "Hi Siew Hoon,", "ok"),
        ("Seo-yeon Baek", "Dear Seo-yeon,", "ok"),
        ('Robert "Bob" Smith', "Hi Bob,", "ok"),
        ("J. Robert Smith", "Hi Robert,", "ok"),
        ("Ada Mensah", "Dear Ms Mensah,", "not the first name"),
        ("Ada Mensah", "Dear Ada Mensah,", "not the first name"),
        ("Ada Mensah", "Dear candidate,", "no name"),
        ("Ada Mensah", "Dear Kofi,", "no name"),
        ("Ada Mensah", "Dear [First Name],", "no name"),
    ],
)
def test_an_outreach_greets_by_first_name(name: str, greeting: str, value: str) -> None:
    """Honorifics, letters after the name, either order, accents, compound names."""
    body = OUTREACH.replace("Dear Ada,", greeting)
    assert item("greeting", body, direction="outreach", recipient=Person(name=name)).value == value


def test_the_name_on_the_resume_serves_where_the_request_has_none() -> None:
    """An outreach to an address."""
    assert item("greeting", OUTREACH.replace("Ada", "Kofi"), direction="outreach", recipient=Person()).value == "no name"


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (("\n\nI have also", " I have also"), "ok"),
        (("I have also trained", "- I have also trained"), "bullets"),
        (("I have also trained", "1. Wards\n2. Students\nI have also trained"), "bullets"),
        (("I have also trained", "I **also** trained"), "markdown"),
        (("I have also trained", "## Training\nI trained"), "markdown"),
        ((" You ask", "\n\nYou ask"), "ok"),
    ],
)
def test_an_application_has_two_to_four_paragraphs_without_lists(change: tuple[str, str], value: str) -> None:
    """Bullets, numbers, bold, headings."""
    assert change[0] in APPLICATION
    assert item("shape", APPLICATION.replace(*change)).value == value


@pytest.mark.parametrize(("blocks", "value"), [(1, "too few paragraphs"), (2, "ok"), (4, "ok"), (5, "too many paragraphs")])
def test_paragraphs_are_counted_between_greeting_and_signature(blocks: int, value: str) -> None:
    """Neither of them is one."""
    body = "\n\n".join(["Dear Helen,", *["I would like to work with you."] * blocks, "Kind regards,\nAda Mensah"])
    assert item("shape", body).value == value


@pytest.mark.parametrize(
    ("paragraph", "value"),
    [
        (0, "no pitch"),
        (1, "no opportunity"),
        (2, "no why-you"),
        (3, "no ask"),
    ],
)
def test_an_outreach_misses_each_of_its_four_parts(paragraph: int, value: str) -> None:
    """Take one paragraph out, and its part is missed."""
    blocks = OUTREACH.split("\n\n")
    blocks[paragraph + 1] = "The weather has been fine all summer."
    assert item("shape", "\n\n".join(blocks), direction="outreach").value == value


def test_a_pitch_that_goes_on_is_found() -> None:
    """Three lines are enough about the company."""
    more = "Our own people planned the house, and we think that it is a quiet and well lit place with windows on every side of it. "
    body = OUTREACH.replace(
        "Its dialysis", f"{more}We also have a garden, and we look after it with our own hands all through the year. Its dialysis"
    )
    assert "long pitch" in str(item("shape", body, direction="outreach").value)
