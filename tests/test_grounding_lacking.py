"""Skills that are named as lacking, as asked for or as still to come are no claims, wherever in a list they stand; mastery is one."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.abilities.lacking import lacking
from pipeline.schema import Claim, EmailRequest, Kind

WEB = """Ana Ruiz
ana@example.com | Porto

EXPERIENCE
Web Developer, Brightloom, Porto
March 2019 - present
- Built shops in PHP and JavaScript on MySQL.

EDUCATION
BSc Informatics, University of Porto, 2015 - 2018

SKILLS
PHP, JavaScript, MySQL, Rust, Bash, Git
"""
WEB_JOB = """Platform Engineer
Company: Kestova
Location: Lisbon

Requirements
- Golang and Python
- React, Laravel, GraphQL, Node and AWS
- Terraform and Open Policy Agent
- Salesforce, React Native
- Agile teams
- Familiarity with CRM systems is a plus
"""
LAB = """Mei Tan
mei@example.com | Boston

EXPERIENCE
Laboratory Technician, Corvale Biotech, Boston
June 2018 - present
- Runs HPLC and ELISA assays; keeps records in LabWare.

EDUCATION
MSc Biochemistry, Tufts University, 2016 - 2018

SKILLS
HPLC, ELISA, PCR, LabWare, Excel
"""
LAB_JOB = """Lab Manager
Company: Ondine Diagnostics
Location: Cambridge, MA

Requirements
- Flow cytometry, CRISPR, qPCR
- LIMS such as LabVantage, STARLIMS
- Knowledge of GxP, CAP and CLIA
- Spanish is a plus
"""
CLERK = """Dana Holt
dana@example.com | Leeds

EXPERIENCE
Payroll Clerk, Morland Mills, Leeds
March 2019 - present
- Ran payroll for 300 in Sage and Excel.

SKILLS
Excel, Sage, bookkeeping
"""
CLERK_JOB = """Orrin looks after bridges. With Orrin's flex-time environment you choose your hours.

We need an accountant.

Requirements
- QuickBooks and Xero
- SAP, Power BI
- ORRIN-wide reporting, Harbour Preschool accounts
- GASB and IRS compliance
- HGV licence
"""
Case = tuple[str, str, str, str]
APPLICATION, OUTREACH = "application", "outreach"


def _cases(resume: str, job: str, direction: str, text: str) -> list[Case]:
    return [(resume, job, direction, line) for line in text.strip().splitlines()]


TRUE = [
    *_cases(WEB, WEB_JOB, APPLICATION, """Golang stands on my to-do list for the winter.
Python and Terraform I must still learn.
Python and Terraform I have yet to pick up, the same for GraphQL and Open Policy Agent.
React, Laravel (PHP I do know), GraphQL, Node and AWS would all be new.
Though React Native and Salesforce are unknown ground to me, I learn fast.
React Native, GraphQL and Salesforce are foreign to me.
AWS I know only from reading.
Python: none. Terraform: none. PHP: seven years.
Terraform and AWS remain on the list for next year.
Of your stack, I bring PHP; Python, React and AWS I would have to learn on the job.
What I still lack is Terraform.
My gaps are Terraform, GraphQL and AWS.
Not yet in my toolbox: Golang, Terraform, AWS.
Golang and Python, I confess, are a closed book to me.
With PHP I am at home; with Python and AWS I am a beginner.
Terraform, GraphQL: no practice so far.
I write PHP daily, whereas Golang is a language I have only read about.
I know PHP and JavaScript but Golang, React and AWS are outside my experience.
For me Terraform is uncharted ground.
Agile is essential there.
Python and Golang come first in your list, PHP in mine.
Experience with React and GraphQL is what I miss.
I noticed Terraform and AWS in the posting, which I have not touched.
If Golang is a must, I am perhaps not the right person.
My application for the Platform Engineer position working with Terraform and AWS is attached.
Terraform I leave to colleagues at present.
What I cannot tick is Golang, which I only read, and Terraform, which I have not used.
The closest I come to AWS is a rented server."""),
    *_cases(WEB, WEB_JOB, OUTREACH, """Agile is essential there, and knowledge of Terraform is desirable.
A CRM is only a plus.
Terraform would be new to you, I think.
On Terraform your CV is silent.
Your resume says nothing about Terraform.
I did not find React or GraphQL in your profile.
The team codes in Golang, and PHP people like you have switched before.
Golang is a must, AWS an advantage.
Salesforce and React Native are the tools."""),
    *_cases(LAB, LAB_JOB, APPLICATION, """CRISPR is not something I can offer today.
I come from HPLC and ELISA; STARLIMS and LabVantage I would meet for the first time.
LabWare yes, STARLIMS no.
Your LIMS, STARLIMS, differs from my LabWare.
GxP and CLIA I know only from the outside.
CRISPR excites me.
I do PCR every day, so qPCR should not be hard.
CRISPR sits outside what I have done.
STARLIMS, I am told, works much like LabWare.
In 2018 I finished my master's."""),
    *_cases(LAB, LAB_JOB, OUTREACH, """STARLIMS we can teach.
CRISPR is what the team does; you bring ELISA.
CRISPR and flow cytometry are daily bread there."""),
    *_cases(CLERK, CLERK_JOB, APPLICATION, """Please consider my application for the Accountant position supporting Harbour Preschool.
My interest in the post at Harbour Preschool is strong.
I appreciate Orrin's flex-time environment.
QuickBooks and Xero I have seen only in training videos.
SAP and Power BI are still unknown to me.
SAP, honestly, I never touched; Sage I know by heart.
An HGV licence is not in my pocket."""),
]  # fmt: skip
FALSE = [
    *_cases(WEB, WEB_JOB, APPLICATION, """Golang is my main language.
Python and Terraform are my daily tools.
React, GraphQL and AWS are second nature to me.
Python I know well, the same goes for Terraform.
AWS I have run in production since 2020.
Terraform and AWS are familiar ground for me.
GraphQL is still my favourite, I have built ten schemas.
I know Golang like the back of my hand.
Golang has been at the heart of my work at Brightloom.
I am fluent in Python, and PHP is no problem either.
Not only PHP but also Golang is in my toolbox.
I am well versed in Open Policy Agent.
If you want Golang, I have written it for years.
As for Terraform, I have used it since 2020."""),
    *_cases(WEB, WEB_JOB, OUTREACH, """You know Golang inside out.
The Golang and Terraform work you do is what we need.
The Golang services you wrote at Brightloom impressed us."""),
    *_cases(LAB, LAB_JOB, APPLICATION, """I run CRISPR screens and HPLC every week.
STARLIMS and LabVantage are both systems I have administered.
CRISPR has been part of my work since 2019.
I am well acquainted with STARLIMS.
Like your team, I work with LabVantage."""),
    *_cases(LAB, LAB_JOB, OUTREACH, """Your CRISPR work stands out.
The CRISPR screens you ran at Corvale impressed us."""),
    *_cases(CLERK, CLERK_JOB, APPLICATION, """I prepare GASB-compliant statements.
QuickBooks and Xero are programs I use every day.
The stock system is SAP, as with you.
I hold a full HGV licence."""),
]  # fmt: skip
FOREIGN = """Lukas Brandt
lukas@example.com | Graz

BERUFSERFAHRUNG
Entwickler bei der Nordwerk GmbH in Graz, seit März 2019
- Entwicklung von Diensten mit Java und Pflege der Datenbank für die Abteilung
- Zusammenarbeit mit dem Team für den Betrieb und die Dokumentation der Dienste

AUSBILDUNG
Studium der Informatik an der Technischen Universität Graz, mit Auszeichnung, 2014 bis 2019

SONSTIGES
Führerschein der Klasse B, Mitglied im Verein für freie Software
"""


def _findings(
    findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], case: Case, kinds: tuple[str, ...] = ()
) -> list[Claim]:
    resume, job, direction, sentence = case
    request = make_request(resume, job, direction=direction, sender=resume.split("\n")[0] if direction == APPLICATION else "Bo Ek")
    return findings_of(f"Dear team,\n\nI write about the post. {sentence}\n\nKind regards,\nAna", request, kinds=kinds)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[3])
def test_what_is_lacking_or_asked_for_is_no_claim(
    findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], case: Case
) -> None:
    """A skill said to be new, unknown, wanted by the employer or still to be learned is not claimed."""
    assert not _findings(findings_of, make_request, case, (Kind.SKILL,))


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[3])
def test_mastery_of_what_the_resume_lacks_is_found(
    findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], case: Case
) -> None:
    """A skill told as the candidate's own is a claim, also where it is the subject of its sentence."""
    assert _findings(findings_of, make_request, case)


@pytest.mark.parametrize(
    "sentence",
    ["I hold a driving licence.", "I have a master's degree from Graz University of Technology, with distinction.",
     "I am a member of the Free Software Society."],
)  # fmt: skip
def test_a_resume_in_another_language_is_given_the_benefit(
    findings_of: Callable[..., list[Claim]], make_request: Callable[..., EmailRequest], sentence: str
) -> None:
    """What a resume in another language may say in other words is no finding."""
    request = make_request(FOREIGN, WEB_JOB, sender="Lukas Brandt")
    assert not findings_of(f"Dear team,\n\n{sentence}\n\nLukas", request, kinds=(Kind.SKILL, Kind.QUALIFICATION))


@pytest.mark.parametrize("piece", [" and a", ", A b c d", " (a", "A, ", " I", "x", " a ", "if "])
def test_a_long_text_takes_no_longer_than_its_beginning(piece: str) -> None:
    """Only so much of a text is read, whatever it holds."""
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    lacking(text, "Go", text)
    assert time.process_time() - start < 0.5
