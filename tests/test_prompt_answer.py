"""How a model's answer becomes an email, and an email text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import EmailError
from pipeline.prompt import hopeless, parse
from pipeline.schema import Email

EMAIL = Email(subject="Ward Manager at Larch Clinic", body="Dear Ms Reed,\n\nI lead a ward.\n\nAda")
TEXT = EMAIL.text()


@pytest.mark.parametrize(
    "answer",
    [
        TEXT,
        f"\n\n{TEXT}\n",
        f"\ufeff{TEXT}".lstrip("\ufeff"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.replace("\n\n", "\n", 1),
        TEXT.replace("\n\n", "\n\n\n\n", 1),
        TEXT.replace("\n\n", "\n \t\n", 1),
        TEXT.replace("Subject: ", "subject:"),
        TEXT.replace("Subject: ", "SUBJECT :  "),
        TEXT.replace("Subject: ", "Subject line: "),
        TEXT.replace("Subject: ", "**Subject:** "),
        TEXT.replace("Subject: ", "**Subject**: "),
        TEXT.replace("Subject: Ward Manager at Larch Clinic", "**Subject: Ward Manager at Larch Clinic**"),
        TEXT.replace("Subject: ", "## Subject: "),
        TEXT.replace("Subject: ", "> Subject: "),
        f"Here is the email:\n\n{TEXT}",
        f"Here’s your email:\n{TEXT}",
        f"Sure!\n\nHere is the email you asked for:\n\n{TEXT}",
        f"**Email:**\n\n{TEXT}",
        f"```\n{TEXT}\n```",
        f"```text\n{TEXT}\n```\n\nLet me know if you want changes.",
        f"Here is the email:\n\n```markdown\n{TEXT}\n```",
        TEXT.replace("Ward Manager at", "Ward\x00Manager\tat\x1b"),
        TEXT.replace("Ward Manager at", "Ward\u202eManager \x07 at"),
    ],
)
def test_forms_of_an_answer(answer: str) -> None:
    """Markdown, fences, a preamble, other line ends and control characters all give the same email."""
    assert parse(answer) == EMAIL


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("", "empty"),
        (" \n\t\r\n", "empty"),
        ("Dear Ms Reed,\n\nI lead a ward.", "no subject line"),
        ("Dear Ms Reed,\n\nSubject: late\n\nI lead a ward.", "no subject line"),
        ("The subject matter: wards\n\nI lead one.", "no subject line"),
        ("Here is my application.", "no subject line"),
        ("Subject:\n\nDear Ms Reed,", "no subject line"),
        ("Subject: \x00\x1b\n\nDear Ms Reed,", "no subject line"),
        ("**Subject:** **\n\nDear Ms Reed,", "no subject line"),
        ("Subject: Ward Manager", "no body"),
        ("Subject: Ward Manager\n\n \x00 \n", "no body"),
        ("```\nSubject: Ward Manager\n```\nDear", "no body"),
        ("```\n```", "no subject line"),
    ],
)
def test_what_is_no_email(answer: str, problem: str) -> None:
    """One line that says what is missing."""
    with pytest.raises(EmailError, match=problem) as error:
        parse(answer)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("line", ["Dear Ms Reed,", "Sure!\n\nI lead a ward.", "The subject matter: wards"])
def test_an_answer_without_a_subject_is_hopeless_after_its_first_line(line: str) -> None:
    """And not before, as the line may still become one; what may stand before a subject is no such line."""
    assert hopeless(f"{line}\nI")
    assert not hopeless(line)


@settings(max_examples=100, deadline=None)
@given(text=st.lists(st.sampled_from(["Subject: x", "Sure!", "```", "Dear all,", "\n", " ", "I lead a ward."]), max_size=8).map("".join))
def test_no_beginning_of_an_email_is_hopeless(text: str) -> None:
    """Whatever can be parsed could be parsed from its beginning on."""
    try:
        parse(text)
    except EmailError:
        return
    assert not any(hopeless(text[:end]) for end in range(len(text) + 1))


def test_a_fence_in_the_body_stays() -> None:
    """Only a fence around the whole email is taken away."""
    body = "Dear all,\n\n```\ncode\n```"
    assert parse(f"Subject: x\n\n{body}").body == body


def test_a_subject_is_at_most_200_characters() -> None:
    """A model that forgets the line break does not make a header of the whole email."""
    subject = parse(f"Subject: {'word ' * 100}\n\nDear all").subject
    assert 190 < len(subject) <= 200
    assert subject == subject.strip()


def test_a_long_answer_is_read_in_time() -> None:
    """Nothing grows with the square of the length."""
    many = 200_000
    for answer in ("Sure" + "\n" * many + "x", "Subject: " + "a " * many + "b", "Subject:" + " *" * many + "x\n" * many, "*" * many):
        try:
            parse(answer)
        except EmailError:
            continue


parts = st.sampled_from(["Subject:", "**", "```", "\n", "\r\n", "Here is", "Sure", " ", "\x00", ">", "#", "x", "\u2028", "\x1c", "\ud800"])
answers = st.text(max_size=60) | st.lists(parts | st.text(max_size=5), max_size=20).map("".join)


@settings(max_examples=400, deadline=None)
@given(answer=answers | answers.map("Subject: {}".format))
def test_any_answer_is_an_email_or_an_email_error(answer: str) -> None:
    """An email has a subject on one line and a body; written out and read again it is the same."""
    try:
        email = parse(answer)
    except EmailError:
        return
    assert email.subject.split() == email.subject.split(" ")
    assert email.body == email.body.strip() != ""
    assert "\r" not in email.text()
    email.text().encode()
    assert parse(email.text()) == email


subjects = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="*"), min_size=1, max_size=200)


@settings(max_examples=200, deadline=None)
@given(subject=subjects, body=st.text("ab \n`*>:", min_size=1))
def test_what_an_email_says_is_read_back(subject: str, body: str) -> None:
    """`parse` undoes `Email.text`."""
    if body.strip():
        email = Email(subject=subject, body=body.strip())
        assert parse(email.text()) == email
