"""The rubric: how an email reads, its style, what blocks it, and how a body comes apart."""

from __future__ import annotations

import pytest

from pipeline.prompt import WORDS
from pipeline.rubric.anatomy import dissect, sentences
from pipeline.rubric.reading import grade, syllables
from pipeline.rubric.style import CONCISE_WORDS
from pipeline.rubric.words import stem
from pipeline.schema import Kind, Length, Style, Verdict
from tests.rubric_case import APPLICATION, OUTREACH, POSTING, claim, item, report, rubric

SYLLABLES = {
    1: "care makes called team through wards asked strength moved",
    2: "table handled wanted houses being nation client ratings lovely movement couldn't HR every",
    3: "area video hospital manager annual radio company general",
    4: "experience technology community certificate",
    5: "university opportunity refrigeration evaluation",
}
WRONG = {"area", "every", "experience"}
"""Of 37 words three are miscounted, by one syllable each."""


def test_syllables_are_counted_with_a_known_error() -> None:
    """A small table from the CMU Pronouncing Dictionary's counts; what is miscounted is named."""
    table = {word: count for count, words in SYLLABLES.items() for word in words.split()}
    assert {word for word, count in table.items() if syllables(word) != count} == WRONG
    assert sum(abs(syllables(word) - count) for word, count in table.items()) / len(table) < 0.1


def test_the_grade_is_flesch_and_kincaid_s() -> None:
    """Ten words of one syllable in one sentence: 0.39 * 10 + 11.8 - 15.59."""
    assert grade(["I came to the ward and I saw the nurse."]) == pytest.approx(0.39 * 10 + 11.8 - 15.59)
    assert grade([]) == 0


def test_an_outreach_must_read_more_easily_than_an_application() -> None:
    """Grade 8 against grade 10."""
    hard = (
        "I would gladly discuss the administration of that particular department with you and several colleagues next week, if convenient."
    )
    for direction, highest in (("application", 10), ("outreach", 8)):
        found = item("reading_grade", f"Dear Ada,\n\n{hard}\n\nHelen Marsh", direction=direction)
        assert found.threshold == f"at most {highest}"
        assert found.passed is (float(found.value) <= highest)
        assert not found.passed


def test_words_copied_from_the_posting_are_counted() -> None:
    """Five in a row; what has to be quoted, such as pay, is not."""
    assert item("copied").passed
    pasted = "\n".join(line.lstrip("- ") for line in POSTING.splitlines()[8:])
    assert item("copied", pasted).value > 0.8  # type: ignore[operator]  # this item's value is a number
    assert item("copied", "Pay is £41,000 to £44,500 here").value == 0


@pytest.mark.parametrize(
    ("style", "change", "value"),
    [
        (Style.FORMAL, ("I have also", "I've also"), "contraction"),
        (Style.FORMAL, ("to write,", "to write!"), "exclamation mark"),
        (Style.FRIENDLY, ("I have also", "I've also"), "ok"),
        (Style.FRIENDLY, ("I have also", "I have also"), "no contraction"),
        (Style.ENTHUSIASTIC, ("interview?", "interview! I hope so!"), "ok"),
        (Style.ENTHUSIASTIC, ("interview?", "interview!!!"), "exclamation marks"),
        (Style.DIRECT, ("interview?", "interview?"), "ok"),
        (Style.CONCISE, ("interview?", "interview?"), "ok"),
        (Style.CONCISE, ("interview?", "interview" + " and a walk" * 60), "long sentences; too many words"),
    ],
)
def test_a_style_is_what_can_be_counted(style: Style, change: tuple[str, str], value: str) -> None:
    """Contractions, exclamation marks, words a sentence."""
    body = APPLICATION.replace("so I put this first. ", "so I put this first. ").replace(
        "as I would like to learn from the people in it", "as I learn"
    )
    assert item("style", body.replace(*change), style=style).value == value


def test_a_possessive_is_no_contraction() -> None:
    """`Board's` and `o'clock` stay formal."""
    assert item("style", APPLICATION.replace("your team", "the Board's team at nine o'clock")).passed


def test_a_concise_email_can_be_as_long_as_a_short_one() -> None:
    """The two limits that a writer may be given at once agree."""
    for direction, most in CONCISE_WORDS.items():
        assert WORDS[direction, Length.SHORT][1] <= most


@pytest.mark.parametrize("verdict", [Verdict.UNSUPPORTED, Verdict.CONTRADICTED])
def test_a_false_claim_blocks(verdict: Verdict) -> None:
    """One is enough."""
    found = rubric(report=report(claim(Kind.METRIC, "from 31 to 19", verdict), claim(Kind.SKILL, "wound care")))
    assert [(one.name, one.value) for one in found.blocking] == [("claims", 1)]
    assert not found.passed


def test_a_claim_that_cannot_be_verified_is_told_and_does_not_block() -> None:
    """It may be true."""
    found = item("claims", report=report(claim(Kind.METRIC, "from 31 to 19", Verdict.UNSUPPORTED, verifiable=False)))
    assert (found.value, found.passed, found.blocking) == (0, True, False)
    assert "1 more could not be verified" in found.reason


@pytest.mark.parametrize(
    ("ending", "value"),
    [
        ("Yours sincerely,\nAda Mensah", "ok"),
        ("Yours sincerely,\n\nAda Mensah\n07700 900142", "ok"),
        ("Hormat saya,\nADA MENSAH", "ok"),
        ("Until then, greetings from Leeds!\nAda K. Mensah, RN", "ok"),
        ("Ada Mensah", "ok"),
        ("Yours sincerely,\nAda", "no name"),
        ("Yours sincerely,\nHelen Marsh", "no name"),
        ("Yours sincerely,\n[Your Name]", "no name; placeholder"),
        ("Yours sincerely,\n{{name}}", "no name; placeholder"),
        ("Thank you.", "no name"),
        ("", "no signature"),
    ],
)
def test_the_sender_signs(ending: str, value: str) -> None:
    """First and last name in any spelling, with lines beneath."""
    assert item("signature", APPLICATION.replace("Yours sincerely,\nAda Mensah", ending)).value == value


@pytest.mark.parametrize("text", ["[Company]", "<your phone>", "Your Name", "XXX", "INSERT DATE", "{role}"])
def test_a_placeholder_anywhere_is_found(text: str) -> None:
    """In the body or the subject."""
    assert "placeholder" in str(item("signature", APPLICATION.replace("Moortown", text)).value)
    assert "placeholder" in str(item("signature", subject=f"Ward nurse {text}").value)


def test_your_name_in_a_sentence_is_no_placeholder() -> None:
    """A recruiter keeps it secret."""
    body = OUTREACH.replace("Could I", "Your name stays with me [as agreed 1]. Could I").replace(" [as agreed 1]", "")
    assert item("signature", body, direction="outreach").value == "ok"


def test_what_only_english_tells_is_left_out_of_other_languages() -> None:
    """Left out with a reason, not failed."""
    found = rubric(
        "Liebe Ada,\n\nwir suchen eine Pflegekraft.\n\nDarf ich Sie anrufen?\n\nHelen Marsh", direction="outreach", language="de"
    )
    assert {one.name for one in found.left_out} == {
        "candidate_facts", "employer_facts", "call_to_action", "reading_grade", "style", "claims",
    }  # fmt: skip
    assert all(one.reason.endswith(".") for one in found.left_out)
    assert [one.name for one in found.items] == ["body_words", "subject", "greeting", "shape", "copied", "signature"]


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", "English"])
def test_english_goes_by_many_names(language: str) -> None:
    """Tags and the word itself."""
    assert len(rubric(language=language).left_out) == 1


def test_a_body_comes_apart() -> None:
    """Greeting, paragraphs, signature, wherever the lines break."""
    found = dissect("\n\nDear Ada,\r\nOne line\r\nruns on.\r\n\r\nTwo.\r\nBest,\r\nHelen Marsh\r\nMatron\r\n\r\nP.S. Three.", "Helen Marsh")
    assert found.greeting == "Dear Ada,"
    assert found.paragraphs == ("One line runs on.", "Two.", "P.S. Three.")
    assert found.signature == ("Best,", "Helen Marsh", "Matron")


def test_a_greeting_may_stand_before_the_first_sentence() -> None:
    """On the same line."""
    found = dissect("Dear Ada, I have read your resume with care and would like to talk.\n\nHelen", "Helen Marsh")
    assert found.greeting == "Dear Ada,"
    assert found.paragraphs == ("I have read your resume with care and would like to talk.",)


def test_an_abbreviation_ends_no_sentence() -> None:
    """`Dr.`, `e.g.`, initials."""
    assert len(sentences("I met Dr. Marsh, e.g. at J. Smith Ltd. in June. It was fine.")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("planning", "plans"), ("inspector", "inspections"), ("five", "5"), ("Ōtaki", "otaki"), ("11,200", "11200"), ("company", "companies")],
)
def test_words_of_one_family_meet(one: str, other: str) -> None:
    """Endings, accents, number words."""
    assert stem(one) == stem(other)
