"""Denials in any English words, refuted by a sentence of the resume that has all of what is denied; true and narrower ones are left."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.denials import negative
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Ines Falk
Harbour Logistics Manager
ines.falk@example.com

Summary
Logistics manager in shipping. Seeking a role in rail freight.

Experience
Logistics Manager, Sundhavn Shipping, Esbjerg
2020-03 to present
- Leads nine dispatchers; mentored two trainees.
- Opened the first direct import of timber from Latvia.
- Wrote a storm plan for the quay; no plan was ever late.
- On call one weekend in four.
- Taught the forklift course to new crane drivers.
Dispatcher, Vesterhav Lines, Hirtshals
2015-01 to 2020-02
- Audited carriers and fixed invoices in SAP.
- Planned routes in 2D and 3D maps with PostgreSQL and Kubernetes.

Certificates
AWS Certified Developer, 2021
Crane operator licence, 2016
Customs broker certificate, exam not yet taken

Patents
- A lashing ring for timber

Skills
Python, SAP, Docker, PostgreSQL, Kubernetes

Languages
Danish (native), English (fluent), German (A2)
"""
JOB = "Terminal Manager\nCompany: Kattegat Port\nRequirements\n- Kafka, ten years in rail\n- French\n"

REFUTED = [
    "Though I have not worked in 2D, I read plans well.",
    "While I have yet to work with Kubernetes or Kafka, I learn fast.",
    "Importing timber would be new to me.",
    "Supervising others would be a first for me.",
    "I have not had the chance to mentor anyone.",
    "I have never been on call.",
    "My background includes neither Python nor Java.",
    "I hold no cloud certification.",
    "I have no crane licence.",
    "I hold no patents.",
    "None of my jobs has involved databases.",
    "Docker and Kafka are both outside my experience.",
    "I have never audited a carrier.",
    "I have never had to plan routes.",
    "Timber is something I have never handled.",
    "I would be managing a team for the first time.",
    "Not once have I written a storm plan.",
    "I know no German at all.",
    "My CV is silent on Docker.",
    "I have never worked in shipping.",
    "I speak no language other than English.",
    "English is my only language.",
    "I cannot offer a second language.",
    "I have only ever worked at Sundhavn.",
    "I have never worked for anyone but Sundhavn Shipping.",
    "I know no programming language, Python included.",
    "What I do not bring is any Python.",
    "My work has had nothing to do with timber.",
    "I have mentored no one.",
    "Until now I have done without Docker.",
    "I come without any experience of databases.",
    "Kubernetes is all Greek to me.",
]
LEFT = [
    "I have not worked with Kafka.",
    "I have yet to work in rail.",
    "Importing steel would be new to me.",
    "I have not led more than nine people.",
    "I have not led dispatchers on your scale.",
    "I have never worked in a hospital or with children.",
    "I hold no pilot licence.",
    "I have not taken the customs broker exam yet.",
    "I have never been late with a plan.",
    "If I had never used SAP, I would say so.",
    "I have not used SAP beyond invoices.",
    "I do not speak fluent German.",
    "I have never mentored graduates.",
    "I speak no French.",
    "Danish and English are the only languages I speak well.",
    "I have only worked in Denmark.",
    "I know no database but PostgreSQL.",
    "Rail is new to me.",
    "I have never opened a restaurant.",
    "I have never lost a crane.",
    "I have never worked in design.",
    "I have no line management of drivers to show.",
    "Kattegat would be my first employer in a port.",
    "I have never regretted Python.",
    "I hold no SAP certificate.",
    "Sundhavn is the only company I have worked for outside of ferries.",
    "I have only worked at Sundhavn and Vesterhav on the quay.",
    "I have lost no invoice.",
    "What I do not bring is Kafka.",
    "A course I have not taught is tempting.",
]


TEAM = """Bela Kun
Developer

Experience
Developer, Sundhavn Shipping, Esbjerg
2020-03 to present
- Led a team of junior developers and worked with designers and lead analysts.
- Train new support technicians in the use of the planner.
- Deployed ML models to production.
- Helped the audit team complete yearly audits.
- Conducted user research.
- Assessed issues for clients.
- Instructed children in basic swimming skills.

Certificates
Crane Rescue, 2021

Skills
Python, Deep Learning
"""
TEAM_REFUTED = [
    "I have never led other developers.",
    "I have never led engineers.",
    "I have never been in charge of other people.",
    "I have not yet had the chance to train other technicians.",
    "I've never put a model into production myself.",
    "I have never shipped a machine learning model to production.",
    "I have not carried out user research yet.",
    "I have never diagnosed problems for customers.",
    "I have never taught children.",
    "I have never deployed anything.",
    "Putting models into production would be new to me.",
    "I have no experience leading developers.",
    "Nobody has ever reported to me.",
    "I have never held the title of developer.",
    "I have never held a developer's title.",
    "I do not have any experience with user research.",
    "I have no certificate in crane rescue.",
    "My experience does not include deep learning.",
]
TEAM_LEFT = [
    "I have never led a team of designers.",
    "I have never led analysts.",
    "I have never trained developers.",
    "I have never led an audit.",
    "I have never done an audit myself.",
    "Market research would be new to me.",
    "What I cannot offer is ten years of user research.",
    "I have never led more than five developers.",
    "I have never worked as a lead developer.",
    "I have never written for the planner.",
    "I do not have a rescue licence.",
    "I have no experience leading designers.",
    "I have never led an engineering department.",
    "I have never managed a budget or hired anyone.",
]

FIELDS = """Ana Roca
Vineyard worker and cook

Experience
Vineyard Worker, Quinta Alta, Porto, Portugal
2024-03 to present (part-time)
- Pruning and tying on steep slopes.
- Drives the Hyster forklift at harvest.
- Represented nine of them at the water board (WAB).
Cook, Mill Creek Dairy, Leeds, England
2020-01 to 2024-02
- Held the charcoal grill.
- Scaled kitchen team from 3 to 12.
- Wrote advice for 40 or so care plans.

Training
Tractor course, Porto, 2023
- Drove a tractor on slopes.

Book
- Smoke and Salt, 2022

Grants
- Small research grant, 2021
- Member of the village ethics committee.
"""
FIELDS_REFUTED = [
    "I have not yet pruned vines.",
    "I have never driven a forklift outside the course.",
    "I have never represented clients before the WAB.",
    "I have never represented people before WAB.",
    "I have never cooked over charcoal.",
    "I have never worked in a dairy plant.",
    "I have not had the chance to build up a kitchen team.",
    "I have not written any advice for such plans.",
    "I have not yet published a book.",
    "I have not yet won any research funding.",
    "I have never sat on an ethics committee.",
    "I have never worked part-time.",
    "I have never worked outside England.",
    "I have never worked abroad.",
]
FIELDS_LEFT = [
    "I have not yet pruned apple trees.",
    "I have never driven a tractor outside the course.",
    "I have never represented clients before a court.",
    "I have never represented people before 2020.",
    "I have never cooked over gas.",
    "I have never bought charcoal.",
    "I have never worked in a steel plant.",
    "I have never managed a dairy.",
    "I have not had the chance to build up a sales team.",
    "I have not written any advice at such length.",
    "I have not yet published an article.",
    "I have not yet won any travel funding.",
    "I have never sat on a finance committee.",
    "I have never worked full-time.",
    "I have never worked outside Europe.",
]

ROADS = """Harjit Gill
Driver

Experience
Chief of Operations, Gill Freight, Fresno
2019-01 to present
- Scaled the engineering team from 3 to 28.
- Kept my own books as a self-employed haulier.
- Looked after 16 volunteer road guides.
- 21 roadside inspections in two years.
- Ran pressure tests for a reading group.
- Built a dashboard on leaks for depot staff.
Company Driver, Poppy Transport, Bakersfield
2011-01 to 2018-12
- Dry van and doubles on desert routes.
- Rode with 14 new drivers as a road trainer.
- Taught first-year tutorials of 24 students.
Research Intern, Vale Data, Cali
2010-01 to 2010-06
- Checked trailers.

Outside work
- Mentor at the coding club, a monthly evening for new programmers.
"""
ROADS_JOB = "Driver\nCompany: Kattegat Port\nRequirements\n- A clean record\nNice to have\n- Doubles\n- Spanish\n"
ROADS_REFUTED = [
    "I have never managed engineers.",
    "I have never led a team of engineers.",
    "I have also never pulled doubles, which I see is a plus on your list.",
    "I have never driven doubles.",
    "I have never trained new drivers.",
    "I have no experience of training others and have not worked with Spark.",
    "I have no experience of training others and no Spark.",
    "I have never mentored programmers.",
    "I have never been involved in a regulatory inspection.",
    "I never kept my own books.",
    "I have never held a research internship.",
    "I have never tutored students.",
    "I have never looked after volunteers.",
    "I have never worked for myself.",
]
ROADS_LEFT = [
    "I have never managed designers.",
    "I have never repaired doubles.",
    "I have never sold doubles.",
    "I have never taught Spanish.",
    "I have never led testers.",
    "I have never looked after children.",
    "I have never been through an external audit.",
    "I have never kept my own bees.",
    "I have never held a teaching internship.",
    "I have never done an apprenticeship.",
    "I have not trained depot staff in the dashboard.",
    "I have never trained nurses and have not worked with Spark.",
    "I have never mentored graduates.",
]


findings = found_by(negative.find)


@pytest.mark.parametrize(("sentences", "wrong"), [(TEAM_REFUTED, True), (TEAM_LEFT, False)])
def test_a_deed_is_compared_with_the_object_of_its_verb(
    make_request: Callable[..., EmailRequest], sentences: list[str], wrong: bool
) -> None:
    """What was done to developers was not done to the designers of the same line; other words for a deed and its object count."""
    request = make_request(TEAM, JOB)
    assert not [sentence for sentence in sentences if bool(findings(request, sentence)) is not wrong]


@pytest.mark.parametrize(("sentences", "wrong"), [(FIELDS_REFUTED, True), (FIELDS_LEFT, False)])
def test_what_is_denied_may_stand_in_the_resume_in_other_words(
    make_request: Callable[..., EmailRequest], sentences: list[str], wrong: bool
) -> None:
    """In the head of a position, beside `them`, under a heading, or in a post where a course is excepted."""
    request = make_request(FIELDS, JOB)
    assert [sentence for sentence in sentences if bool(findings(request, sentence)) is not wrong] == []


@pytest.mark.parametrize(("sentences", "wrong"), [(ROADS_REFUTED, True), (ROADS_LEFT, False)])
def test_a_line_shows_who_was_guided_and_what_was_used(
    make_request: Callable[..., EmailRequest], sentences: list[str], wrong: bool
) -> None:
    """A trainer rode with drivers, a chief's team grew, a requirement needs no verb in a line; pupils are no staff, tests no testers."""
    request = make_request(ROADS, ROADS_JOB)
    assert [sentence for sentence in sentences if bool(findings(request, sentence)) is not wrong] == []


@pytest.mark.parametrize("sentence", REFUTED)
def test_what_a_sentence_of_the_resume_has_is_not_denied(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """However it is denied: by the verb, the subject, a predicate, a first time, or all but one."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize("sentence", LEFT)
def test_what_the_resume_does_not_have_in_full_may_be_denied(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """One word more than the resume has, a degree or a condition make a denial true."""
    assert not [claim.reason for claim in findings(make_request(RESUME, JOB), sentence)]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Kubernetes seems to be missing from your toolbox.", True),
        ("That you do not speak English yet need not stop us.", True),
        ("There is no cloud platform on your resume.", True),
        ("Neither Python nor Docker appears on your resume.", True),
        ("You would manage a team for the first time.", True),
        ("I have never been on call.", False),
        ("If you have never used SAP, we will teach you.", False),
        ("You have no degree, but that is no obstacle.", False),
        ("You will never be on call here.", False),
        ("Kafka is missing from your resume.", False),
    ],
)
def test_in_outreach_it_is_denied_of_you(make_request: Callable[..., EmailRequest], sentence: str, wrong: bool) -> None:
    """Also where the clause is about the role."""
    request = make_request(RESUME, JOB, direction="outreach", recipient="Ines Falk")
    assert bool(findings(request, sentence)) is wrong


def test_a_hostile_text_takes_no_longer(make_request: Callable[..., EmailRequest]) -> None:
    """Time is linear in the length."""
    request = make_request(RESUME, JOB)
    for piece in ("my only language is Danish, ", "Timber and ", "my first time with ", "no crane licence nor ", "I have never had to "):
        started = time.process_time()
        findings(request, piece * (100_000 // len(piece)))
        assert time.process_time() - started < 20
