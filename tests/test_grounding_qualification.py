"""Qualifications: degrees, schools, certificates, memberships, awards, papers and grades must stand in the resume."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification, skill
from pipeline.schema import EmailRequest
from tests.found_by import found_by

ENGINEER = """Oyelaran Bright
oyelaran.bright@example.com | Bristol

EXPERIENCE
Mechanical Engineer, Severn Pumps, Bristol
September 2017 - present
- Redesigned an impeller that raised flow by 12%.

EDUCATION
MSc Mechanical Engineering, University of Bath, 2016 - 2017
Thesis on cavitation in slurry pumps
BEng Mechanical Engineering (2:1), University of Hull, 2013 - 2016

SKILLS
SolidWorks, ANSYS, GD&T
"""
ENGINEER_JOB = """Senior Mechanical Engineer
Company: Kestrel Turbines
Location: Derby

Requirements
- Degree in mechanical engineering
- Chartered status (CEng)
- PMP or PRINCE2
- First Aid at Work is a plus
"""
ANALYST = """MARGARET OLSEN
Denver, CO | margaret.olsen@example.com

EDUCATION
Bachelor of Science in Economics, Colorado Plains State University, Denver, CO, May 2018
GPA: 3.6

EXPERIENCE
Financial Analyst, Redstone Outdoor Gear, Denver, CO | June 2018 - Present
- Built the monthly forecast for 14 stores.
- Named Employee of the Quarter twice.

CERTIFICATIONS
CFA Level I

SKILLS
Excel, SQL, Tableau
"""
ANALYST_JOB = """Finance Manager
Company: Alder Health
Location: Boulder, CO

Requirements
- MBA or CPA preferred
- Bachelor's degree in finance or economics
"""
CARER = """Blessing Achterberg
Care Assistant
Hull

EXPERIENCE
Care Assistant, Humber View Care Home, Hull
February 2020 - present
- Supports 22 residents with personal care and medication rounds.

QUALIFICATIONS
Level 2 Diploma in Adult Social Care, Hull Trinity College, 2021
First Aid at Work, 2024

VOLUNTEERING
Member of the Hull Choral Society
"""
CARER_JOB = """Senior Carer
Company: Marfleet Lodge
Location: Hull

Requirements
- Level 3 in health and social care
- Registered nurse (RN) or experienced carer
- Driving licence
"""
SCHOLAR = """Dr Ilse Vandamme
ilse.vandamme@example.com

EDUCATION
Ph.D. in Marine Biology, Ghent Coastal University, 2014 - 2018
Master of Science, Biology, Leuven Science University, 2012 - 2014
Bachelor of Science, Biology, Leuven Science University, 2009 - 2012, magna cum laude

EXPERIENCE
Research Fellow, Ostend Sea Institute
2018 - present
- Runs the plankton survey.

PUBLICATIONS
- Vandamme, I. (2019). Winter plankton. Journal of Coastal Ecology.

AWARDS
- Young Scientist Prize, 2019
"""
SCHOLAR_JOB = """Lecturer in Marine Science
Company: University of Ardglass
Location: Ardglass

Requirements
- PhD
- A licence to fly drones
"""
FALSE = [
    (ENGINEER, ENGINEER_JOB, "I hold a PhD in Mechanical Engineering from the University of Bath."),
    (ENGINEER, ENGINEER_JOB, "I have already been granted a public trust clearance."),
    (ENGINEER, ENGINEER_JOB, "With an MBA behind me, I look at cost as well as flow."),
    (ENGINEER, ENGINEER_JOB, "My MSc in Electrical Engineering taught me patience."),
    (ENGINEER, ENGINEER_JOB, "I have a master's degree in aerospace engineering."),
    (ENGINEER, ENGINEER_JOB, "I have an MSc in Mechanical Engineering from Imperial College London."),
    (ENGINEER, ENGINEER_JOB, "I graduated from the University of Cambridge in 2017."),
    (ENGINEER, ENGINEER_JOB, "I studied at Stanford before joining Severn Pumps."),
    (ENGINEER, ENGINEER_JOB, "My MSc from the University of Hull dealt with pumps."),
    (ENGINEER, ENGINEER_JOB, "I am a chartered engineer with seven years of pumps."),
    (ENGINEER, ENGINEER_JOB, "As a certified PMP, I plan my own projects."),
    (ENGINEER, ENGINEER_JOB, "I hold PRINCE2 Practitioner and First Aid at Work."),
    (ENGINEER, ENGINEER_JOB, "You ask for a CEng, which I hold."),
    (ENGINEER, ENGINEER_JOB, "I took a first-class honours degree."),
    (ENGINEER, ENGINEER_JOB, "I am a Fellow of the Institution of Mechanical Engineers."),
    (ENGINEER, ENGINEER_JOB, "I received the Whittle Medal for my impeller."),
    (ENGINEER, ENGINEER_JOB, "I hold two patents on impellers."),
    (ANALYST, ANALYST_JOB, "I have an MBA from Colorado Plains State University."),
    (ANALYST, ANALYST_JOB, "I am a CPA with seven years in retail."),
    (ANALYST, ANALYST_JOB, "I am a Certified Public Accountant."),
    (ANALYST, ANALYST_JOB, "My bachelor's degree in finance fits your list."),
    (ANALYST, ANALYST_JOB, "I hold a Master of Science in Economics."),
    (ANALYST, ANALYST_JOB, "I graduated with a GPA of 3.9."),
    (ANALYST, ANALYST_JOB, "I graduated summa cum laude."),
    (ANALYST, ANALYST_JOB, "I believe my CPA and seven years of forecasting fit the post."),
    (ANALYST, ANALYST_JOB, "I am an AWS Certified Solutions Architect."),
    (ANALYST, ANALYST_JOB, "I was named Employee of the Year in 2023."),
    (ANALYST, ANALYST_JOB, "I made the dean's list every term."),
    (CARER, CARER_JOB, "I am a registered nurse."),
    (CARER, CARER_JOB, "I hold a Level 3 Diploma in Health and Social Care."),
    (CARER, CARER_JOB, "I have a degree in nursing."),
    (CARER, CARER_JOB, "I am NMC registered."),
    (CARER, CARER_JOB, "I have a diploma in dementia nutrition."),
    (CARER, CARER_JOB, "I am a member of the Royal College of Nursing."),
    (SCHOLAR, SCHOLAR_JOB, "I published in Nature in 2021, and my paper in Nature was widely read."),
    (SCHOLAR, SCHOLAR_JOB, "My PhD in Chemistry began in 2014."),
    (SCHOLAR, SCHOLAR_JOB, "I won the Darwin Medal in 2020."),
    (SCHOLAR, SCHOLAR_JOB, "My PhD from Leuven Science University took four years."),
    (SCHOLAR, SCHOLAR_JOB, "I am a licensed drone pilot."),
    (ENGINEER, ENGINEER_JOB, "I hold the FLOW certificate and know pumps."),
]
TRUE = [
    (ENGINEER, ENGINEER_JOB, "I hold an MSc in Mechanical Engineering from the University of Bath."),
    (ENGINEER, ENGINEER_JOB, "Once I have been granted a public trust clearance, I can start."),
    (ENGINEER, ENGINEER_JOB, "I have a master's in mechanical engineering from Bath."),
    (ENGINEER, ENGINEER_JOB, "My two degrees, from Hull and Bath, are both in mechanical engineering."),
    (ENGINEER, ENGINEER_JOB, "I have a 2:1 from the University of Hull."),
    (ENGINEER, ENGINEER_JOB, "I do not hold a CEng yet."),
    (ENGINEER, ENGINEER_JOB, "I am working towards chartered status."),
    (ENGINEER, ENGINEER_JOB, "I would happily take First Aid at Work."),
    (ENGINEER, ENGINEER_JOB, "You ask for PMP or PRINCE2, and I have neither."),
    (ENGINEER, ENGINEER_JOB, "I am studying for the PMP exam."),
    (ENGINEER, ENGINEER_JOB, "My thesis at Bath was on cavitation."),
    (ENGINEER, ENGINEER_JOB, "To a degree, pumps are all alike."),
    (ENGINEER, ENGINEER_JOB, "Your first-class workshop is known all over Derby."),
    (ENGINEER, ENGINEER_JOB, "My bachelor's degree is a BEng."),
    (ENGINEER, ENGINEER_JOB, "I will be ready to sit the CEng interview next year."),
    (ENGINEER, ENGINEER_JOB, "My engineering degree and seven years at Severn Pumps fit your list."),
    (ANALYST, ANALYST_JOB, "I have a BS in Economics from Colorado Plains State."),
    (ANALYST, ANALYST_JOB, "My economics degree helps with the forecast."),
    (ANALYST, ANALYST_JOB, "I passed CFA Level I."),
    (ANALYST, ANALYST_JOB, "I was twice named Employee of the Quarter."),
    (ANALYST, ANALYST_JOB, "I finished with a GPA of 3.6."),
    (ANALYST, ANALYST_JOB, "My GPA was 0.4 short of perfect."),
    (ANALYST, ANALYST_JOB, "I finished my bachelor's in spring 2018."),
    (ANALYST, ANALYST_JOB, "I finished my bachelor's in four years."),
    (ANALYST, ANALYST_JOB, "I do not have an MBA or a CPA."),
    (ANALYST, ANALYST_JOB, "I won back two suppliers and won the trust of 14 store managers."),
    (ANALYST, ANALYST_JOB, "I am willing to start an MBA in the evenings."),
    (ANALYST, ANALYST_JOB, "Margaret Olsen, CFA Level I, at your service; I build forecasts."),
    (CARER, CARER_JOB, "I hold the Level 2 Diploma in Adult Social Care."),
    (CARER, CARER_JOB, "I have a Level 2 diploma in social care from Hull Trinity College."),
    (CARER, CARER_JOB, "I hold First Aid at Work, renewed in 2024."),
    (CARER, CARER_JOB, "I am a member of the Hull Choral Society."),
    (CARER, CARER_JOB, "I am not a registered nurse."),
    (CARER, CARER_JOB, "At Indigo Funeral Cover I registered 40 claims a day."),
    (CARER, CARER_JOB, "Level 3 is what I want to do next."),
    (CARER, CARER_JOB, "I work beside registered nurses every day."),
    (CARER, CARER_JOB, "I finished the diploma in June."),
    (SCHOLAR, SCHOLAR_JOB, "I have a PhD in Marine Biology from Ghent Coastal University."),
    (SCHOLAR, SCHOLAR_JOB, "My doctorate is in marine biology."),
    (SCHOLAR, SCHOLAR_JOB, "I hold an MSc and a BSc in Biology from Leuven Science University."),
    (SCHOLAR, SCHOLAR_JOB, "I graduated magna cum laude from Leuven."),
    (SCHOLAR, SCHOLAR_JOB, "My paper in the Journal of Coastal Ecology is on winter plankton."),
    (SCHOLAR, SCHOLAR_JOB, "I won the Young Scientist Prize in 2019."),
    (SCHOLAR, SCHOLAR_JOB, "I would need a licence to fly drones."),
]


findings = found_by(qualification.find, skill.find)


@pytest.mark.parametrize(("resume", "job", "sentence"), FALSE, ids=[case[2] for case in FALSE])
def test_a_qualification_nobody_holds_is_found(make_request: Callable[..., EmailRequest], resume: str, job: str, sentence: str) -> None:
    """A degree, school, certificate, prize or grade that the resume does not name is a finding."""
    assert findings(make_request(resume, job), sentence)


@pytest.mark.parametrize(("resume", "job", "sentence"), TRUE, ids=[case[2] for case in TRUE])
def test_a_true_qualification_is_left_alone(make_request: Callable[..., EmailRequest], resume: str, job: str, sentence: str) -> None:
    """Other spellings of what is held, and what is planned or denied, are no findings."""
    found = findings(make_request(resume, job), sentence)
    assert not [claim.reason for claim in found]


def test_an_invented_certificate_in_the_signature_is_found(make_request: Callable[..., EmailRequest]) -> None:
    """Letters behind the candidate's name are a claim."""
    found = findings(make_request(ANALYST, ANALYST_JOB), "Dear team,\n\nI build forecasts.\n\nBest regards,\nMargaret Olsen, CPA")
    assert [claim.text for claim in found if claim.kind == "qualification"] == ["CPA"]


def test_outreach_claims_of_the_candidates_degree_are_read(make_request: Callable[..., EmailRequest]) -> None:
    """In outreach `your MBA` is a claim and `we ask for a CPA` is none."""
    request = make_request(ANALYST, ANALYST_JOB, direction="outreach", recipient="Margaret Olsen")
    found = findings(request, "Hi Margaret,\n\nYour MBA stood out. We ask for a CPA later on.\n\nBest,\nJane")
    assert [claim.text for claim in found] == ["MBA"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("I hold a full driving licence.", False), ("I hold a category B licence.", False), ("I hold a category C+E driving licence.", True)],
)
def test_a_licence_needs_its_class(make_request: Callable[..., EmailRequest], said: str, wrong: bool) -> None:
    """A licence of another class than the resume's is contradicted."""
    request = make_request(CARER + "\nOTHER\nFull driving licence (category B)\n", CARER_JOB)
    assert bool(findings(request, said)) is wrong
