"""Resumes in the layouts of public templates, in invented words: headings, orders of title and employer, dates and lists."""

from __future__ import annotations

import pytest

from pipeline.profile import resume
from pipeline.schema import Document, ResumeFacts

HEAD = "Mara Ellison\nmara.ellison@example.com\n\n"
BODY = "- Kept the ledgers of nine branches\n"


def read(text: str) -> ResumeFacts:
    return resume(Document(kind="resume", text=text, source="test.txt", media_type="text/plain", sha256="0"))


def held(text: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Title, employer, start and end of each position under the usual head."""
    found = read(HEAD + text).positions
    return [(p.title.value if p.title else None, p.employer.value if p.employer else None, p.start, p.end) for p in found]


@pytest.mark.parametrize(
    "heading",
    [
        "Where I've worked",
        "Professional Background",
        "Career History",
        "WORK BACKGROUND",
        "Academic Positions",
        "Career Path",
        "What I've done",
    ],
)
def test_headings_in_other_words(heading: str) -> None:
    """Experience is found under the headings that people choose instead of it."""
    text = f"{heading}\n\nClaims Handler, Ostrey Insurance, 2016 - 2019\n{BODY}\nEducation\nBA History, Lund University, 2015\n"
    assert held(text) == [("Claims Handler", "Ostrey Insurance", "2016", "2019")]


def test_a_title_that_ends_in_a_city() -> None:
    """The town behind a title's comma is no employer, whether it is known or not, if the employer has its own line."""
    for town in ("Hull", "Thurle"):
        text = f"EXPERIENCE\n\nAssistant Underwriter, {town}\t2019 - 2022\nBrackwater Mutual\n{BODY}"
        assert held(text) == [("Assistant Underwriter", "Brackwater Mutual", "2019", "2022")]


def test_a_teaching_section_with_positions() -> None:
    """Posts under a bare TEACHING are positions."""
    text = (
        "EDUCATION\nPhD History, Lund University, 2016\n\n"
        "TEACHING\nLecturer, University of Thurle, 2017 - 2020\n- Taught early modern history\n"
    )
    assert held(text) == [("Lecturer", "University of Thurle", "2017", "2020")]


def test_a_teaching_section_with_courses() -> None:
    """Courses are no positions."""
    text = (
        f"EXPERIENCE\nAnalyst, Ostrey Ltd, 2015 - 2018\n{BODY}\n"
        "TEACHING EXPERIENCE\nHI 101: Ships and Trade, 2016 - 2019\nHI 204: Towns, 2017 - 2018\n"
    )
    assert held(text) == [("Analyst", "Ostrey Ltd", "2015", "2018")]


def test_entries_that_are_items_of_a_list() -> None:
    """`• Employer` and under it the title with its dates, then bullets of their own."""
    text = (
        "Experience\n\n- Ostrey\tLeeds, UK\nSenior Claims Handler\tOct 2016 – Present\n- Fraud: Built the register.\n"
        "- Brackwater\tYork, UK\nClaims Handler\tJan 2014 – Oct 2016\n- Intake: Sorted the post.\n"
    )
    assert held(text) == [("Senior Claims Handler", "Ostrey", "2016-10", "present"), ("Claims Handler", "Brackwater", "2014-01", "2016-10")]


def test_an_employer_with_the_dates_of_the_whole_time_above_dated_titles() -> None:
    """Titles that name a department keep it, and take the employer above them."""
    text = (
        f"Experience\n\nOstrey (Thurle Group) Nov 2018 – Present\n\nManager, Network Planning\nMay 2021 – Present\n\n{BODY}\n"
        f"Associate, Fleet Payment\nNov 2018 – May 2021\n\n{BODY}"
    )
    assert held(text) == [
        ("Manager, Network Planning", "Ostrey (Thurle Group)", "2021-05", "present"),
        ("Associate, Fleet Payment", "Ostrey (Thurle Group)", "2018-11", "2021-05"),
    ]


def test_a_label_above_bullets_ends_no_section() -> None:
    """`Key Achievements:` belongs to its position, where the resume's headings have no colons."""
    text = (
        f"Experience\n\nClaims Lead\nOstrey | Leeds, UK | April 2020 – Present\n\n{BODY}\nKey Achievements:\n- Halved the backlog\n\n"
        f"Claims Handler\nBrackwater | York, UK | Summer 2018\n\n{BODY}\nEducation\n\nLund University\nBA History | 2015 | GPA: 3.8/4.0\n"
    )
    assert held(text) == [("Claims Lead", "Ostrey", "2020-04", "present"), ("Claims Handler", "Brackwater", "2018", "2018")]
    assert [(study.start, study.end) for study in read(HEAD + text).education] == [("2015", "2015")]


def test_headings_in_a_margin() -> None:
    """Headings beside the first line of their sections, in small letters too."""
    text = (
        f"Summary\tA clerk who likes ledgers.\n\nExperience\tOstrey Ltd\tJanuary 2019 to Present\nClaims Handler\tLeeds, UK\n{BODY}\n"
        "Education\tLund University\tAugust 2012 to May 2016\nBA History\n"
    )
    assert held(text) == [("Claims Handler", "Ostrey Ltd", "2019-01", "present")]


def test_a_range_broken_over_the_lines_of_its_column() -> None:
    """`July 2015 –` beside the title goes on in the margin of the line below, which it leaves."""
    text = (
        f"EXPERIENCE\nJuly 2015 –\tClaims Handler, Ostrey Ltd, Leeds, UK\nMay 2020\tDeveloped the rules for storm claims.\n{BODY}"
        f"June 2012 –\tAssistant Underwriter, Brackwater Mutual, Hull, UK\nJune 2015\tRead the fine print of policies.\n{BODY}"
    )
    assert held(text) == [
        ("Claims Handler", "Ostrey Ltd", "2015-07", "2020-05"),
        ("Assistant Underwriter", "Brackwater Mutual", "2012-06", "2015-06"),
    ]
    assert read(HEAD + text).positions[0].bullets[0].value == "Developed the rules for storm claims."


def test_deeds_alone_are_no_positions() -> None:
    """A list of deeds under the heading, without a title, an employer or a date, names no position."""
    text = "Experience:\n- Led the handling of claims from first call to payment\n- Worked with brokers, surveyors, and lawyers\n"
    assert held(text) == []


def test_tools_under_languages() -> None:
    """Groups of skills printed like the headings of sections are skills."""
    found = read("Mara Ellison\nLANGUAGES\nPython, Ruby\nTOOLS\nDocker, Git\nINDUSTRIES\nInsurance\n")
    assert [skill.value for skill in found.skills] == ["Python", "Ruby", "Docker", "Git"]


def test_a_column_of_skills_above_a_heading() -> None:
    """The first cell of the line above a heading is no part of it."""
    found = read("Mara Ellison\n\nSKILLS\nPython\tRuby\nAWS\tJenkins\n\nCERTIFICATIONS\nChartered Insurer (ACII)\n")
    assert [skill.value for skill in found.skills] == ["Python", "Ruby", "AWS", "Jenkins"]
    assert [certificate.value for certificate in found.certifications] == ["Chartered Insurer (ACII)"]


def test_two_titles_with_a_stroke() -> None:
    """`Employee / Student` is one title, and a field of work is no employer."""
    text = f"Experience\n\nScientific Employee / Tutor - University of Thurle\t2016 - present\n{BODY}"
    assert held(text) == [("Scientific Employee / Tutor", "University of Thurle", "2016", "present")]


def test_a_field_of_work_behind_a_dash() -> None:
    """`Director – IT Operations` is a title, not a title and an employer."""
    text = f"Experience\n\nDirector – IT Operations\tMay 2012 – June 2015\nMillstone Entertainment – Leeds, UK\n{BODY}"
    assert held(text) == [("Director – IT Operations", "Millstone Entertainment", "2012-05", "2015-06")]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("MARA ELLISON RESUME", "Mara Ellison"),
        ("Mara Ellison (Mari)", "Mara Ellison"),
        ("Mara Ellison, RN, BSN, MEDSURG-BC", "Mara Ellison"),
        ("Mara Ellison M.Sc.", "Mara Ellison"),
    ],
)
def test_names_with_something_behind_them(printed: str, name: str) -> None:
    """What stands behind a name is no part of it."""
    found = read(f"{printed}\nLeeds, UK | mara.ellison@example.com\n\nSkills\nLedgers\n").name
    assert found is not None
    assert found.value == name


def test_contacts_after_references() -> None:
    """Where references are upon request, an address below them is the candidate's: a sidebar came first."""
    text = (
        "Mara Ellison\n\nSkills\nLedgers, Post\n\nReferences\nAvailable upon request\n\nClaims Handler\n"
        "Leeds, UK\t(555) 010-0199\tmara.ellison@example.com\n\nSummary\nA clerk who likes ledgers.\n"
    )
    found = read(text).email
    assert found is not None
    assert found.value == "mara.ellison@example.com"


def test_a_letter_spaced_number_is_no_telephone() -> None:
    """Digits that a PDF drew one by one cannot be joined with certainty, so there is no number."""
    assert read("Mara Ellison\n( 3 2 3 ) 5 5 5 1 4 3 5\n\nSkills\nLedgers\n").phone is None


MISPLACED = (
    "Claims Handler\nOstrey Insurance\n2016 - 2019\tLeeds\n- Kept the ledgers of nine branches\n\n"
    "Clerk\nVarn & Sons\n2014 - 2016\tLeeds\n- Filed 300 claims\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "WORK EXPERIENCE\nMARA ELLISON\n\nmara@example.com\nLeeds\n\nSKILLS\n- Ledgers\n- Post\n\n" + MISPLACED,
        "EXPERIENCE\nMARA ELLISON\nmara@example.com\n\nLANGUAGES\n- English\n- Dutch\n\n" + MISPLACED,
        "Mara Ellison\nmara@example.com\n\nSKILLS\nLedgers\nPost\n\n" + MISPLACED + "\nWORK HISTORY\n",
        "Mara Ellison\nmara@example.com\n\nEXPERIENCE\nEDUCATION\nBA History, Lund University\n2010 - 2013\n\n" + MISPLACED,
    ],
)
def test_a_heading_of_experience_printed_elsewhere(text: str) -> None:
    """Positions below another heading, and a head below theirs, where a PDF's text layer has that heading first or last."""
    found = read(text)
    assert found.name is not None
    assert found.name.value == "Mara Ellison"
    assert [(p.employer.value, p.start, p.end) for p in found.positions if p.employer] == [
        ("Ostrey Insurance", "2016", "2019"),
        ("Varn & Sons", "2014", "2016"),
    ]


def test_studies_with_dates_and_bullets_are_no_positions() -> None:
    """Where positions have no dates, nothing is taken from below the other headings."""
    studies = "EDUCATION\nBA History, Lund University\n2010 - 2013\n- First class\n"
    found = read(f"Mara Ellison\n\nEXPERIENCE\nClaims Handler, Ostrey Insurance\n\n{studies}")
    assert [p.employer.value for p in found.positions if p.employer] == ["Ostrey Insurance"]
    assert len(found.education) == 1


@pytest.mark.parametrize(
    ("lines", "degree", "school"),
    [
        ("Standing Rock College\nAssociate of Arts in nursing", "Associate of Arts in nursing", "Standing Rock College"),
        ("Learning Tree Institute of Ohio\nBachelors in accounting", "Bachelors in accounting", "Learning Tree Institute of Ohio"),
        ("MSc Statistics - University of Texas at Austin\n2020", "MSc Statistics", "University of Texas at Austin"),
        ("BA History, University of North Carolina at Charlotte, 2018", "BA History", "University of North Carolina at Charlotte"),
    ],
)
def test_schools_whose_names_look_like_something_else(lines: str, degree: str, school: str) -> None:
    """A name that begins like a verb is no sentence, and the campus of a university belongs to its name."""
    study = read(f"{HEAD}Education\n\n{lines}\n").education[0]
    assert (study.degree and study.degree.value, study.institution and study.institution.value) == (degree, school)


def test_a_capital_i_that_stands_for_a_bar_before_a_town_is_no_part_of_a_name() -> None:
    """Printed so where a font had no bar; a name with a numeral keeps it."""
    found = read("Mara Ellison\n\nEXPERIENCE\nOstrey Insurance I Denver, CO, June 2021 - Current\nClaims Handler\n- Settled claims\n")
    assert [p.employer.value for p in found.positions if p.employer] == ["Ostrey Insurance"]
