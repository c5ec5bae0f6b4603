"""Resumes as people of many trades type them, in invented words: promotions within a title, dates on lines of their own, odd headings."""

from __future__ import annotations

import pytest

from pipeline.profile import resume
from pipeline.schema import Document, ResumeFacts

HEAD = "Mara Ellison\nmara.ellison@example.com\n\n"
BODY = "- Kept the ledgers of nine branches\n"
Held = tuple[str | None, str | None, str | None, str | None]


def read(text: str) -> ResumeFacts:
    return resume(Document(kind="resume", text=HEAD + text, source="test.txt", media_type="text/plain", sha256="0"))


def held(text: str) -> list[Held]:
    """Title, employer, start and end of each position under the usual head."""
    found = read(text).positions
    return [(p.title.value if p.title else None, p.employer.value if p.employer else None, p.start, p.end) for p in found]


def studied(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Degree, institution and end of each study."""
    found = read(text).education
    return [(s.degree.value if s.degree else None, s.institution.value if s.institution else None, s.end) for s in found]


def test_a_promotion_within_a_title() -> None:
    """`A, then B (from DATE)` above the range of the whole time is two posts; the employer's line above is theirs."""
    text = (
        f"JOBS\n\nOstrey Glazing, Leeds\nImprover, then Foreman Glazier (from May 2021)\nJune 2018 - present\n{BODY}\n"
        f"Brackwater Windows, York\nApprentice glazier, 3rd year\n8/2016 - 5/2018\n{BODY}"
    )
    assert held(text) == [
        ("Foreman Glazier", "Ostrey Glazing", "2021-05", "present"),
        ("Improver", "Ostrey Glazing", "2018-06", "2021-05"),
        ("Apprentice glazier", "Brackwater Windows", "2016-08", "2018-05"),
    ]


@pytest.mark.parametrize(
    ("title", "later", "earlier"),
    [
        ("Teller, later Head Teller (since 2012)", ("Head Teller", "2012", "2014"), ("Teller", "2010", "2012")),
        ("Chemist, from 06/2012 senior chemist", ("senior chemist", "2012-06", "2014"), ("Chemist", "2010", "2012-06")),
        ("Science teacher; Head of Year since May 2011", ("Head of Year", "2011-05", "2014"), ("Science teacher", "2010", "2014")),
    ],
)
def test_promotions_in_other_words(title: str, later: tuple[str, str, str], earlier: tuple[str, str, str]) -> None:
    """The later post begins on the date in the title; the earlier ends then, unless it was kept."""
    found = [(name, start, end) for name, _, start, end in held(f"EXPERIENCE\n\nOstrey Ltd\n{title}\n2010 - 2014\n{BODY}")]
    assert found == [later, earlier]


def test_a_promotion_outside_the_range_is_none() -> None:
    """A date in a title that the range does not hold divides nothing."""
    assert len(held(f"EXPERIENCE\n\nOstrey Ltd\nTeller, then Head Teller (from 2019)\n2010 - 2014\n{BODY}")) == 1


def test_dates_that_each_fill_a_line() -> None:
    """`03/2019` above `05/2021` is a range; a shift is no employer."""
    text = (
        f"WORK\n\nLine Lead, 2nd shift\nOstrey Bottling, Thurle\n06/2021\nto present\n{BODY}\n"
        f"Machine Operator\nOstrey Bottling, Thurle\n03/2019\n05/2021\n{BODY}"
    )
    assert held(text) == [
        ("Line Lead, 2nd shift", "Ostrey Bottling", "2021-06", "present"),
        ("Machine Operator", "Ostrey Bottling", "2019-03", "2021-05"),
    ]


def test_three_dates_in_a_column_are_no_range() -> None:
    """Years in a column of their own stay single dates."""
    assert all(start == end for *_, start, end in held("EXPERIENCE\n\nClerk, Ostrey Ltd\n2019\n2020\n2021\n"))


def test_a_full_stop_before_a_date() -> None:
    """`..., Postnatal Ward. Sept 2014 - Feb 2019` is a header, and a bullet with a year is none."""
    text = (
        "EMPLOYMENT\n\nThurle Maternity Hospital\nMidwife, Band 6, Postnatal Ward. Sept 2014 to date\n* 28 beds\n"
        "* Super-user for our ward when the hospital brought in new pumps (2021)\n"
    )
    assert held(text) == [("Midwife, Band 6, Postnatal Ward", "Thurle Maternity Hospital", "2014-09", "present")]


def test_a_full_stop_between_employer_and_title() -> None:
    """`Cafe Ostrey, York. Commis Chef` is employer, place and title; a remark in brackets below is neither."""
    text = (
        "WORK\n\nCafe Ostrey, York. Commis Chef   April 2016 - May 2018\n(also the summer of 2015)\n"
        "45 seats, plain dishes. Soups first, then grill.\n"
    )
    assert held(text) == [("Commis Chef", "Cafe Ostrey", "2016-04", "2018-05")]


def test_what_an_employer_is() -> None:
    """Remarks in brackets and a line about the employer are no part of names; its dates hold those of the posts below."""
    text = (
        "CAREER HISTORY\n\nOSTREY & VANE LLP, Leeds      Sept 2013 - Dec 2017\nTop-30 firm of accountants, 9 offices\n\n"
        "Audit Senior (09/2015 - 12/2017)\n- Led fieldwork\n\nAudit Trainee (09/2013 - 08/2015)\n- Sat exams\n\n"
        "BRACKWATER FOODS LTD, York      May 2011 - Aug 2013\nFamily-owned maker of chilled ready meals, turnover £8m, two sites\n\n"
        "Bookkeeper (May 2011 - Aug 2013)\n- Kept the books\n\nTidemark (ticketing app; closed 2010), Hull\nClerk, 2009 - 2010\n- Filed\n"
    )
    assert held(text) == [
        ("Audit Senior", "OSTREY & VANE LLP", "2015-09", "2017-12"),
        ("Audit Trainee", "OSTREY & VANE LLP", "2013-09", "2015-08"),
        ("Bookkeeper", "BRACKWATER FOODS LTD", "2011-05", "2013-08"),
        ("Clerk", "Tidemark", "2009", "2010"),
    ]


def test_lines_that_name_no_employer() -> None:
    """An account, a leave, the same firm, a company in small letters: none is an employer."""
    text = (
        "EXPERIENCE\n\nOSTREY CONNECT, INC. – Thurle\n\nQuality Analyst (March 2020 – May 2022)\n"
        "Account: British airline, voice\n- Scored calls\n"
        "(parental leave April - November 2021)\n\n"
        "Team Lead (March 2018 – March 2020)\nAccount: hotel bookings\n- Led ten\n"
    )
    assert held(text) == [
        ("Quality Analyst", "OSTREY CONNECT, INC.", "2020-03", "2022-05"),
        ("Team Lead", "OSTREY CONNECT, INC.", "2018-03", "2020-03"),
    ]
    army = (
        f"EXPERIENCE\n\nOperations Officer, 31st Ostrey Battalion, Thurle, TX | Jul 2022 - present\n{BODY}\n"
        f"Battery Commander, training battery, same battalion | May 2020 - Jun 2022\n{BODY}\n"
        f"Supply Officer, deployed to Poland | Sep 2018 - Apr 2020\n{BODY}"
    )
    assert [employer for _, employer, _, _ in held(army)] == ["31st Ostrey Battalion", "31st Ostrey Battalion", None]


def test_a_town_under_an_employer() -> None:
    """Below `OSTREY BANK`, what stands behind a title's comma is the branch, and `Before that:` begins anew."""
    text = (
        f"JOBS\n\nOstrey Electric, Greeley CO\nElectrician\n6/2015 - 7/2017\n{BODY}\n"
        "Before that: dairy farm hand, family place near Kersey (2011-2015)\n"
    )
    assert held(text) == [("Electrician", "Ostrey Electric", "2015-06", "2017-07"), ("dairy farm hand", None, "2011", "2015")]


def test_branches_under_an_employer() -> None:
    """`Assistant Manager, Ostford` on one line under `BRACKWATER BANK` is a post in a branch of that bank."""
    text = (
        f"EXPERIENCE\n\nBRACKWATER BANK, Kent\n\nBranch Manager, West Hills   04/2019 - Present\n{BODY}\n"
        f"Assistant Manager, Ostford   08/2015 - 03/2019\n{BODY}"
    )
    assert [employer for _, employer, _, _ in held(text)] == ["BRACKWATER BANK", "BRACKWATER BANK"]


def test_titles_that_begin_like_sentences() -> None:
    """`Design engineer, quality department` is a title, and a long remark in brackets makes no name a sentence."""
    text = (
        "EXPERIENCE\n\n10/2019 - today   Ostrey Conveyors GmbH, Hull\n(sorting systems for parcel hubs, approx. 220 employees)\n"
        f"Design engineer, quality department\n{BODY}"
    )
    assert held(text) == [("Design engineer, quality department", "Ostrey Conveyors GmbH", "2019-10", "present")]
    text = f"EXPERIENCE\n\nTillmark (booking and till software for hair and beauty salons), Hull\nAgent / July 2023 - Present\n{BODY}"
    assert held(text) == [("Agent", "Tillmark", "2023-07", "present")]


@pytest.mark.parametrize("mark", [">", "»", "~", "->"])
def test_other_bullets(mark: str) -> None:
    """Arrows and tildes are bullets, which keep dates in them from being positions."""
    text = (
        f"Experience\n\nOstrey (till software), Hull\nClerk / May 2020 - Present\n{mark} Marker for the exam in 2021\n{mark} Keeps the till"
    )
    assert held(text) == [("Clerk", "Ostrey", "2020-05", "present")]
    assert [bullet.value for bullet in read(text).positions[0].bullets] == ["Marker for the exam in 2021", "Keeps the till"]


@pytest.mark.parametrize("heading", ["TRAINING / SCHOOL", "TRAINING", "STUDY", "COURSES AND EDUCATION"])
def test_headings_of_studies(heading: str) -> None:
    """Studies are found under other words than education."""
    head = f"JOBS\n\nClerk, Ostrey Ltd, 2016 - 2019\n{BODY}\n"
    text = f"{head}{heading}\nDiploma in Glazing, Thurle College, 2012 - 2014\n\nCOMPUTER\nExcel, Word\n"
    assert studied(text) == [("Diploma in Glazing", "Thurle College", "2014")]
    assert [skill.value for skill in read(text).skills] == ["Excel", "Word"]


def test_training_without_schools_is_no_study() -> None:
    """Courses of a day under TRAINING stay other matters."""
    assert studied("JOBS\n\nClerk, Ostrey Ltd, 2016 - 2019\n\nTRAINING\nManual handling, 2018\nFire warden, 2019\n") == []


def test_grades_behind_the_year() -> None:
    """A grade or a thesis behind the year keeps it the year of that degree; a degree not taken is none."""
    text = (
        "EDUCATION\nBA (Hons) Photography, Thurle School of Art, 2014, 2:1\nMSc Hydrology, Thurle University, 2016 - thesis on weirs\n"
        "Ostrey College / Diploma in Cookery, 2:2 / 2019 - 2021\nBrackwater College, two semesters of welding, 2015-16, no degree\n"
        "College: BS Nursing, Talisay State College, 2008 – 2012\n"
    )
    assert studied(text) == [
        ("BA (Hons) Photography", "Thurle School of Art", "2014"),
        ("MSc Hydrology", "Thurle University", "2016"),
        ("Diploma in Cookery, 2:2", "Ostrey College", "2021"),
        (None, "Brackwater College", "2016"),
        ("BS Nursing", "Talisay State College", "2012"),
    ]


def test_lines_of_their_own_kind() -> None:
    """Languages among skills are languages, a registration among studies is a certificate, and a licence to drive no skill."""
    found = read(
        "EDUCATION\nBSc Midwifery, Thurle University, 2011\nRegistered with the NMC since October 2011\n\n"
        "SKILLS\nExcel (pivot tables, no VBA), Kafka (kept one cluster alive, one upgrade). No SAP\n"
        "Spanish: conversational\nOther languages: English C1; Swedish B2\n"
        "Driving licence: B\n"
    )
    assert [skill.value for skill in found.skills] == ["Excel", "pivot tables", "Kafka"]
    assert [tongue.value for tongue in found.languages] == ["Spanish: conversational", "English C1", "Swedish B2"]
    assert [certificate.value for certificate in found.certifications] == ["Registered with the NMC since October 2011"]


def test_programming_languages_stay_skills() -> None:
    """`Languages: Go, Python` among skills are no tongues."""
    found = read("SKILLS\nLanguages: Go, Python\nTools: Git\n")
    assert not found.languages
    assert [skill.value for skill in found.skills] == ["Go", "Python", "Git"]


def test_headings_in_front_of_their_text() -> None:
    """`CERTS a | b` in a resume whose headings all stand so."""
    found = read("STACK  Kubernetes, Terraform\nTALKS Small clusters, Cork\nCERTS CKA, 2021 | First Aid at Work 2020\nELSE kayaking\n")
    assert [skill.value for skill in found.skills] == ["Kubernetes", "Terraform"]
    assert [certificate.value for certificate in found.certifications] == ["CKA, 2021", "First Aid at Work 2020"]


def test_a_framed_heading() -> None:
    """`::: Also :::` ends the section before it."""
    found = read("::: Languages :::\nEnglish, Irish\n\n::: Also :::\nMentor, sailing club\n")
    assert [tongue.value for tongue in found.languages] == ["English", "Irish"]


def test_accomplishments_are_no_skills() -> None:
    """Deeds under SKILLS AND ACCOMPLISHMENTS are told whole."""
    found = read("SKILLS AND ACCOMPLISHMENTS\n- Brought errors from 6% to 2%, together with training\n")
    assert not found.skills
    assert "Brought errors" in found.other[0].value


def test_a_table_of_personal_data() -> None:
    """Labels in a column of their own, and a surname before the first name."""
    table = resume(
        Document(
            kind="resume",
            text="Personal data\nName                 Mara Ellison\nAddress              Am Deich 4, 26382 Thurle\n"
            "Date of birth        3 May 1985 in Jever\n",
            source="test.txt",
            media_type="text/plain",
            sha256="0",
        )
    )
    assert table.location
    assert table.location.value == "Am Deich 4, 26382 Thurle"
    form = resume(
        Document(
            kind="resume",
            text="PERSONAL INFORMATION\nSurname / First name: Ellison, Mara\n",
            source="t",
            media_type="text/plain",
            sha256="0",
        )
    )
    assert form.name
    assert form.name.value == "Ellison, Mara"
