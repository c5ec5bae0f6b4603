"""What `pipeline.profile.resume` reads from resumes in the layouts that people use: positions, education, whole documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.profile import resume
from pipeline.schema import Document

if TYPE_CHECKING:
    from pipeline.schema import ResumeFacts

HEAD = """Nora Lindqvist
Data Engineer
nora.lindqvist@example.com | +46 70 555 01 18 | Malmö, Sweden
"""
BULLETS = """- Built a pipeline that loads 4 million rows an hour.
- Cut the nightly run from six hours to forty minutes.
"""


def read(text: str) -> ResumeFacts:
    return resume(Document(kind="resume", text=text, source="test.txt", media_type="text/plain", sha256="0"))


def held(facts: ResumeFacts) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Title, employer, start and end of each position."""
    return [
        (
            position.title.value if position.title else None,
            position.employer.value if position.employer else None,
            position.start,
            position.end,
        )
        for position in facts.positions
    ]


EXPECTED = [
    ("Senior Data Engineer", "Havsvik Analytics", "2021-03", "present"),
    ("Data Analyst", "Klippan Energy AB", "2017-09", "2021-02"),
]
LAYOUTS = {
    "all on one line": """Senior Data Engineer, Havsvik Analytics, Malmö  Mar 2021 - Present
{b}Data Analyst, Klippan Energy AB, Lund  Sep 2017 - Feb 2021
{b}""",
    "dates in a right-hand column": """Senior Data Engineer\tMarch 2021 – Present
Havsvik Analytics, Malmö
{b}Data Analyst\tSeptember 2017 – February 2021
Klippan Energy AB, Lund
{b}""",
    "employer first, dates beside it": """Havsvik Analytics, Malmö\t03/2021 – now
Senior Data Engineer
{b}Klippan Energy AB, Lund\t09/2017 – 02/2021
Data Analyst
{b}""",
    "employer first, dates beside the title": """Havsvik Analytics, Malmö
Senior Data Engineer\t2021-03 – present
{b}Klippan Energy AB, Lund
Data Analyst\t2017-09 – 2021-02
{b}""",
    "three lines, dates last": """Senior Data Engineer
Havsvik Analytics
March 2021 to Present | Malmö
{b}Data Analyst
Klippan Energy AB
September 2017 to February 2021 | Lund
{b}""",
    "dates on a line of their own above": """Mar 2021 – Present
Senior Data Engineer
Havsvik Analytics, Malmö
{b}Sep 2017 – Feb 2021
Data Analyst
Klippan Energy AB, Lund
{b}""",
    "dates in a left-hand column": """Mar 2021 – Present\tSenior Data Engineer, Havsvik Analytics, Malmö
{b}Sep 2017 – Feb 2021\tData Analyst, Klippan Energy AB, Lund
{b}""",
    "at, with dates in brackets": """Senior Data Engineer at Havsvik Analytics (Mar 2021 - Present)
{b}Data Analyst at Klippan Energy AB (Sep 2017 - Feb 2021)
{b}""",
    "bars": """Senior Data Engineer | Havsvik Analytics | Malmö | Mar 2021 - Present
{b}Data Analyst | Klippan Energy AB | Lund | Sep 2017 - Feb 2021
{b}""",
    "table rows": """| 03/2021 – Present | Senior Data Engineer | Havsvik Analytics |
| 09/2017 – 02/2021 | Data Analyst | Klippan Energy AB |
""",
    "dash, then dates and place": """Senior Data Engineer — Havsvik Analytics
Mar 2021 – Present, Malmö
{b}Data Analyst — Klippan Energy AB
Sep 2017 – Feb 2021, Lund
{b}""",
    "colon, in bullets": """- Havsvik Analytics: Senior Data Engineer (Mar 2021 - Present)
Built a pipeline that loads 4 million rows an hour. Cut the nightly run from six hours to forty minutes.
- Klippan Energy AB: Data Analyst (Sep 2017 - Feb 2021)
Made weekly reports for the board and answered questions of the sales team about them.
""",
    "nested bullets with labels": """• Havsvik Analytics, Malmö, Sweden — Senior Data Engineer
o Dates: March 2021 - Present
o Responsibilities:
§ Built a pipeline that loads 4 million rows an hour.
• Klippan Energy AB, Lund, Sweden — Data Analyst
o Dates: September 2017 - February 2021
o Responsibilities:
§ Made weekly reports for the board.
""",
    "labelled lines": """Position: Senior Data Engineer
Company: Havsvik Analytics
Dates: Mar 2021 - Present
{b}
Position: Data Analyst
Company: Klippan Energy AB
Dates: Sep 2017 - Feb 2021
{b}""",
    "markdown": """### Senior Data Engineer, Havsvik Analytics
*Mar 2021 – Present*, Malmö

{b}
### Data Analyst, Klippan Energy AB
*Sep 2017 – Feb 2021*, Lund

{b}""",
    "dates after the body": """Senior Data Engineer, Havsvik Analytics
{b}Malmö, Sweden
Mar 2021 – Present
5 years 1 month
Data Analyst, Klippan Energy AB
{b}Lund, Sweden
Sep 2017 – Feb 2021
3 years 5 months
""",
    "durations and notes": """Havsvik Analytics
Senior Data Engineer
March 2021 - Present (5 years 1 month)
Malmö
{b}Klippan Energy AB
Data Analyst
September 2017 - February 2021 (part-time, 20 h/week)
Lund
{b}""",
    "wide gaps of spaces": """Senior Data Engineer            Mar 2021 - Present
Havsvik Analytics                      Malmö, Sweden
{b}Data Analyst                    Sep 2017 - Feb 2021
Klippan Energy AB                       Lund, Sweden
{b}""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("heading", ["Experience", "WORK EXPERIENCE", "## Professional Experience", "Employment history:"])
def test_positions_in_every_layout(layout: str, heading: str) -> None:
    """Title, employer and dates are found however the header of a position is set."""
    text = f"{HEAD}\n{heading}\n{LAYOUTS[layout].replace('{b}', BULLETS)}\nEducation\nMSc Statistics, Lund University, 2015 – 2017\n"
    assert held(read(text)) == EXPECTED


@pytest.mark.parametrize("layout", [name for name, text in LAYOUTS.items() if "{b}" in text])
def test_bullets_stay_with_their_position(layout: str) -> None:
    """Each position has its own two bullets, whole and without marks."""
    facts = read(f"{HEAD}\nExperience\n{LAYOUTS[layout].replace('{b}', BULLETS)}")
    expected = [line.removeprefix("- ") for line in BULLETS.splitlines()]
    assert [[bullet.value for bullet in position.bullets] for position in facts.positions] == [expected, expected]


def test_a_bullet_broken_over_lines_is_one() -> None:
    """A PDF breaks a sentence; the fact is the sentence."""
    text = f"""{HEAD}
Experience
Data Analyst, Klippan Energy AB  Sep 2017 - Feb 2021
- Rebuilt the forecast of power use for 40 towns with weather data, which
brought the mean error from 9% to 5% and was later used by the grid operator
in Gothenburg.
- Trained three colleagues in SQL.
"""
    bullets = [bullet.value for bullet in read(text).positions[0].bullets]
    assert bullets == [
        "Rebuilt the forecast of power use for 40 towns with weather data, which brought the mean error from "
        "9% to 5% and was later used by "
        "the grid operator in Gothenburg.",
        "Trained three colleagues in SQL.",
    ]


def test_names_above_a_bare_range_head_a_position() -> None:
    """Right below a bullet too, and though neither title nor employer looks like one."""
    text = f"""{HEAD}
Experience
Master Grinder, Morrow Optics, Jena
June 2021 - present
- Led three grinders in two halls
Lens Grinder, Kestrel Lenses, Jena
March 2018 - May 2021
"""
    assert [(one.title and one.title.value, one.start) for one in read(text).positions] == [
        ("Master Grinder", "2021-06"),
        ("Lens Grinder", "2018-03"),
    ]


def test_several_titles_under_one_employer() -> None:
    """A promotion: the employer stands once, its total time is no position of its own."""
    text = f"""{HEAD}
Experience
Havsvik Analytics, Malmö\t2017 – Present
Lead Data Engineer\tJan 2022 – Present
- Leads a team of four.
Data Engineer\tMay 2017 – Dec 2021
- Built the warehouse.
"""
    assert held(read(text)) == [
        ("Lead Data Engineer", "Havsvik Analytics", "2022-01", "present"),
        ("Data Engineer", "Havsvik Analytics", "2017-05", "2021-12"),
    ]


def test_titles_with_commas_and_departments() -> None:
    """`Staff Nurse, Adult Intensive Care` is one title, and the hospital is the employer."""
    text = f"""{HEAD}
Experience
Staff Nurse, Adult Intensive Care (Band 5), St Brannoc's Teaching Hospital, Leeds\tFeb 2022 – present
- Cares for one ventilated patient or two others a shift.
Software Engineer, Intern, Apple Orchard Systems\tJune 2014 – Aug 2014
- Wrote a search tool.
"""
    assert held(read(text)) == [
        ("Staff Nurse, Adult Intensive Care (Band 5)", "St Brannoc's Teaching Hospital", "2022-02", "present"),
        ("Software Engineer, Intern", "Apple Orchard Systems", "2014-06", "2014-08"),
    ]


def test_employers_with_commas() -> None:
    """`ABC Company, Inc.` is one name."""
    text = f"{HEAD}\nExperience\nJava Developer, ABC Company, Inc., Anywhere, USA, June 2018 - Present\n- Wrote services.\n"
    assert held(read(text)) == [("Java Developer", "ABC Company, Inc.", "2018-06", "present")]


def test_a_freelancer_has_no_employer() -> None:
    """Nobody is named, and the employer of the job above is not borrowed."""
    text = f"""{HEAD}
Experience
Havsvik Analytics
Data Engineer\tMar 2021 - Present
- Built a pipeline.
Freelance Data Engineer\tJan 2019 - Feb 2021
- Advised two shops.
"""
    assert held(read(text))[1] == ("Freelance Data Engineer", None, "2019-01", "2021-02")


def test_positions_without_employers() -> None:
    """What is not printed stays None."""
    text = (
        f"{HEAD}\nPROFESSIONAL EXPERIENCE.\n\nJune 2019 – Present | Software Engineer\nA platform that finds "
        "attacks by itself across large networks.\n- Designed models.\n"
    )
    assert held(read(text)) == [("Software Engineer", None, "2019-06", "present")]


def test_dates_in_sentences_are_no_positions() -> None:
    """A year in a bullet, or at the start of a broken line, dates nothing."""
    text = f"""{HEAD}
Experience
Data Analyst, Klippan Energy AB\tSep 2017 - Feb 2021
- Raised the share of meters that are read by radio from 12% in 2017 to 98% in
2021, and wrote the report on it.
- Preceptor since 2019 to six new colleagues.
"""
    assert held(read(text)) == [("Data Analyst", "Klippan Energy AB", "2017-09", "2021-02")]


@pytest.mark.parametrize("heading", ["Projects", "Volunteering", "RESEARCH EXPERIENCE", "Volunteer Experience", "Publications"])
def test_projects_and_volunteering_are_no_positions(heading: str) -> None:
    """They are kept under `other`, and add no experience."""
    text = (
        f"{HEAD}\nExperience\nData Analyst, Klippan Energy AB\tSep 2017 - Feb 2021\n- Made reports.\n\n"
        f"{heading}\nCreator, Tidewatch\tJan 2020 - Present\n- A map of tides.\n"
    )
    facts = read(text)
    assert len(facts.positions) == 1
    assert any("Tidewatch" in fact.value for fact in facts.other)


def test_education_is_kept_apart() -> None:
    """Degrees, institutions and dates are studies, in either order and without dates too."""
    text = f"""{HEAD}
Experience
Research Assistant, Lund University\tSep 2017 - Feb 2021
- Ran surveys.

Education
MSc in Statistics\tAug 2015 – Jun 2017
Lund University, Lund
Malmö University, BSc Computer Science, 2012 – 2015
- Thesis on sampling.
Diploma in Piano, Skåne School of Music
"""
    facts = read(text)
    assert held(facts) == [("Research Assistant", "Lund University", "2017-09", "2021-02")]
    studies = [(s.degree and s.degree.value, s.institution and s.institution.value, s.start, s.end) for s in facts.education]
    assert studies[:2] == [
        ("MSc in Statistics", "Lund University", "2015-08", "2017-06"),
        ("BSc Computer Science", "Malmö University", "2012", "2015"),
    ]
    assert studies[2:] == [("Diploma in Piano", "Skåne School of Music", None, None)]


def test_degrees_without_dates() -> None:
    """`Institution BSc` on one line is two fields."""
    text = f"{HEAD}\nACADEMIC BACKGROUND.\nMassachusetts Institute of Trades BSc\nAegis Institute MSc\n"
    studies = [(s.degree and s.degree.value, s.institution and s.institution.value) for s in read(text).education]
    assert studies == [("BSc", "Massachusetts Institute of Trades"), ("MSc", "Aegis Institute")]


def test_degrees_on_one_line() -> None:
    """Degrees in a row are a study each; their abbreviations may have dots."""
    text = f"{HEAD}\nACADEMIC BACKGROUND\nM.B.A. Lund University, B.B.A. Malmö University\n"
    studies = [(s.degree and s.degree.value, s.institution and s.institution.value) for s in read(text).education]
    assert studies == [("M.B.A.", "Lund University"), ("B.B.A.", "Malmö University")]


@pytest.mark.parametrize(
    ("line", "degree", "institution"),
    [
        ("M.S. Lund University Computer Science", "M.S.", "Lund University"),
        ("B.S. UC Merrow Computer Engineering", "B.S.", "UC Merrow"),
        ("BSc Imperial College of Science", "BSc", "Imperial College of Science"),
        ("MSc London School of Economics", "MSc", "London School of Economics"),
    ],
)
def test_a_subject_behind_its_school(line: str, degree: str, institution: str) -> None:
    """It is no part of the school's name, unless the name needs it."""
    studies = read(f"{HEAD}\nACADEMIC BACKGROUND\n{line}\n").education
    assert [(s.degree and s.degree.value, s.institution and s.institution.value) for s in studies] == [(degree, institution)]


def test_an_institution_above_several_degrees() -> None:
    """It belongs to each of them."""
    text = (
        f"{HEAD}\nEDUCATION\nFirst American University, Springfield\n- Ph.D. in Geophysics\tDec 2009 – Jul "
        "2014\n- M.B.A.\tNov 2008 – Jun 2009\n"
    )
    studies = [(s.degree and s.degree.value, s.institution and s.institution.value, s.start) for s in read(text).education]
    assert studies == [("Ph.D. in Geophysics", "First American University", "2009-12"), ("M.B.A.", "First American University", "2008-11")]


def test_headings_in_a_margin_and_broken_over_lines() -> None:
    """`OTHER WORK` / `EXPERIENCE` beside the text is one heading."""
    text = f"""{HEAD}
EDUCATION\tLund University, Lund
- MSc in Statistics\tAug 2015 – Jun 2017

OTHER WORK\tAlpha Engineering Firm, Oakland, Ohio, USA
EXPERIENCE
- Project Officer\tOct 2007 – Jan 2008
- Lorem ipsum dolor sit amet.

LANGUAGES\tEnglish (native), Swedish (fluent)
"""
    facts = read(text)
    assert held(facts) == [("Project Officer", "Alpha Engineering Firm", "2007-10", "2008-01")]
    assert [fact.value for fact in facts.languages] == ["English (native)", "Swedish (fluent)"]


def test_an_unforeseen_heading_ends_a_section() -> None:
    """What stands under it is no language, and is kept under `other`."""
    facts = read(
        f"{HEAD}\nExperience\nCook, Blue Inn, 2019 - 2021\n- Cooked.\n\nLanguages\nSwedish, English\n\nThings "
        "I have made\n- A bench of larch for the school garden.\n"
    )
    assert [fact.value for fact in facts.languages] == ["Swedish", "English"]
    assert "A bench of larch for the school garden." in [fact.value for fact in facts.other]


def test_a_french_resume() -> None:
    """Months and headings in French are read, and a warning says that facts may be missing."""
    facts = read("""Alix Moreau - Développeuse Logiciel
Email: alix@example.fr

Expérience professionnelle:
• Messagerie du Midi, Paris, France — Développeuse Logiciel
o Dates: Juillet 2016 - Présent
o Responsabilités:
§ Conception et développement de solutions logicielles pour la messagerie.
• Fabrika SARL, Lyon, France — Développeuse Junior
o Dates: Août 2012 - Juin 2016
o Responsabilités:
§ Réalisation de tests et de documentation pour les clients de la société.

Compétences:
• Langages de programmation: PHP, SQL
Langues:
• Français: Langue maternelle
• Anglais: Courant
""")
    assert held(facts) == [
        ("Développeuse Logiciel", "Messagerie du Midi", "2016-07", "present"),
        ("Développeuse Junior", "Fabrika SARL", "2012-08", "2016-06"),
    ]
    assert [fact.value for fact in facts.languages] == ["Français: Langue maternelle", "Anglais: Courant"]
    assert any("French" in warning for warning in facts.warnings)


def test_a_german_resume() -> None:
    """Dates at the left, `heute`, and German headings."""
    facts = read("""Lebenslauf

Persönliche Daten
Name: Katrin Vogelsang
Anschrift: Lindenweg 4, 24103 Kiel

Berufserfahrung
03/2019 – heute\tTeamleiterin Einkauf
\tNordhafen Logistik GmbH, Kiel
- Leitung eines Teams von 6 Personen und die Verhandlung von Verträgen mit den Lieferanten
08/2014 – 02/2019\tSachbearbeiterin Einkauf
\tFördewerke AG, Flensburg
- Bestellungen für das Werk in SAP

Sprachen
Deutsch (Muttersprache), Dänisch (Grundkenntnisse)
""")
    assert facts.name is not None
    assert facts.name.value == "Katrin Vogelsang"
    assert held(facts) == [
        ("Teamleiterin Einkauf", "Nordhafen Logistik GmbH", "2019-03", "present"),
        ("Sachbearbeiterin Einkauf", "Fördewerke AG", "2014-08", "2019-02"),
    ]


def test_a_resume_in_another_script_yields_a_warning() -> None:
    """Little is read, nothing is wrong, and a line says why."""
    facts = read("履歴書\n氏名 山田太郎\n職歴\n2018年 株式会社サンプル 入社\n")
    assert facts.positions == ()
    assert any("Latin" in warning for warning in facts.warnings)


def test_an_empty_document() -> None:
    """Nothing is said, so nothing is found."""
    facts = read("")
    assert facts.model_dump(exclude={"warnings"}) == type(facts)().model_dump(exclude={"warnings"})


def test_a_sidebar_with_contacts_without_a_heading() -> None:
    """Address and place in a column whose heading is an icon belong to the head, not to the studies."""
    text = """Nora Lindqvist
Data Engineer

Education
MSc in Statistics
Lund University, Lund, 2015 - 2017

+46 70 555 01 18
nora@example.com
Malmö, Sweden

Skills
SQL, Python
"""
    facts = read(text)
    assert facts.location is not None
    assert facts.location.value == "Malmö, Sweden"
    assert len(facts.education) == 1


def test_the_same_document_is_read_once() -> None:
    """The result is cached per document."""
    document = Document(kind="resume", text=HEAD, source="x", media_type="text/plain", sha256="0")
    assert resume(document) is resume(document.model_copy())
