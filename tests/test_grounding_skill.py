"""Skills: what only the posting asks for is a finding when it is claimed, and none when it is hoped for, denied or the employer's."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification, skill
from pipeline.schema import EmailRequest
from tests.found_by import found_by

DEVELOPER = """Ines Falk
ines.falk@example.com | Graz, Austria

EXPERIENCE
Backend Developer, Nordwerk Payments, Graz
March 2021 - present
- Built REST services in Python (Django) on Postgres; deploys run through GitLab CI.
- Moved 14 jobs from cron to Celery and cut the nightly run from 3 hours to 50 minutes.
Junior Developer, Tischler Media, Linz
June 2018 - February 2021
- Maintained a PHP shop for 40 clients and its jQuery front end.

EDUCATION
BSc Computer Science, University of Linz, 2015 - 2018

SKILLS
Python, Django, PostgreSQL, Redis, Docker, Linux, GitLab CI, MS Office, k8s (basics)

LANGUAGES
German (native), English (C1), French (B1), Slovene
"""
PLATFORM_JOB = """Senior Backend Engineer
Company: Ferrant Cloud
Location: Vienna

About us
Ferrant runs its platform on Kubernetes and Kafka.

Requirements
- Five years of Go or Python
- Experience with Kafka, Terraform and Spark
- Good knowledge of React
- Fluent French and Italian
- Zimbrel or another tracing tool
- CKAD certification is a plus
"""
NURSE = """Tomasz Wrona
Registered Nurse
tomasz.wrona@example.com | Leeds

EXPERIENCE
Staff Nurse, St Hilda's Hospital, Leeds
May 2019 - present
- Cares for post-operative patients on a 28-bed surgical ward; charts in Cerner.
- Trained nine students in wound care and blood samples.

EDUCATION
BSc Nursing, Leeds Metropolitan College, 2016 - 2019

CERTIFICATIONS
- Basic Life Support, 2025

LANGUAGES
Polish (native), English (C1)

OTHER
Full driving licence (category B)
"""
NURSE_JOB = """Charge Nurse, Theatre Recovery
Company: Aireford Clinic
Location: Bradford

Requirements
- Epic
- Experience with tracheostomy suction and liver resection
- Advanced Life Support
- Driving licence, category C1
- Knowledge of hyperbaric oxygenation
- Romanian or Polish
"""
CLERK = """Ana Reyes
Office Assistant
ana.reyes@example.com | San Antonio, TX

EXPERIENCE
Office Assistant, Bluestem Dental, San Antonio, TX
01/2020 - present
- Books 40 patients a day and answers calls in English and Spanish.
- Keeps the supply list in a spreadsheet and the books in QuickBooks.
EDUCATION
Associate of Arts, Alamo Valley College, 2019
SKILLS
QuickBooks, Google Sheets, typing, scheduling, customer service
"""
CLERK_JOB = """Warehouse Administrator
Company: Lone Pine Freight
Location: Austin, TX

Requirements
- SAP and Microsoft Excel
- Forklift experience
- Payroll for 60 staff
- OSHA 30
- Tariff classification
"""

FALSE = [
    (DEVELOPER, PLATFORM_JOB, "I have worked with Kafka in production for three years."),
    (DEVELOPER, PLATFORM_JOB, "My experience with Terraform would let me start at once."),
    (DEVELOPER, PLATFORM_JOB, "At Nordwerk Payments I built REST services in Go."),
    (DEVELOPER, PLATFORM_JOB, "I believe my background in Kafka makes me a good fit."),
    (DEVELOPER, PLATFORM_JOB, "I am confident that I know React well."),
    (DEVELOPER, PLATFORM_JOB, "You ask for Kafka, and I have used it every day since 2021."),
    (DEVELOPER, PLATFORM_JOB, "The role calls for Terraform. I have used it for years."),
    (DEVELOPER, PLATFORM_JOB, "I am proficient in Python, Django and Rust."),
    (DEVELOPER, PLATFORM_JOB, "I would bring deep expertise in Apache Spark to your team."),
    (DEVELOPER, PLATFORM_JOB, "I speak fluent Italian."),
    (DEVELOPER, PLATFORM_JOB, "I am fluent in French and write to customers in it."),
    (DEVELOPER, PLATFORM_JOB, "My French is at C1."),
    (DEVELOPER, PLATFORM_JOB, "I speak German, English and Italian."),
    (DEVELOPER, PLATFORM_JOB, "I trace requests with Zimbrel."),
    (DEVELOPER, PLATFORM_JOB, "My Docker and AWS experience fits what you run."),
    (DEVELOPER, PLATFORM_JOB, "I am experienced in Snowplow and Hasura."),
    (DEVELOPER, PLATFORM_JOB, "Not only have I used Python, I have run Kafka clusters too."),
    (DEVELOPER, PLATFORM_JOB, "I moved 14 jobs from cron to Airflow without a day of downtime."),
    (DEVELOPER, PLATFORM_JOB, "Kafka has been my daily tool for two years."),
    (DEVELOPER, PLATFORM_JOB, "My React skills are strong."),
    (DEVELOPER, PLATFORM_JOB, "I taught myself C++ and use it for side projects."),
    (DEVELOPER, PLATFORM_JOB, "I am excited to apply my expertise in machine learning to your product."),
    (NURSE, NURSE_JOB, "I chart in Epic every shift."),
    (NURSE, NURSE_JOB, "I have experience with Epic and am trained in Advanced Life Support."),
    (NURSE, NURSE_JOB, "I have assisted at more than one liver resection."),
    (NURSE, NURSE_JOB, "I am trained in hyperbaric oxygenation."),
    (NURSE, NURSE_JOB, "I speak Polish and Romanian."),
    (NURSE, NURSE_JOB, "On my ward I look after patients on ECMO."),
    (NURSE, NURSE_JOB, "I perform tracheostomy suction daily."),
    (CLERK, CLERK_JOB, "I run payroll for 60 staff."),
    (CLERK, CLERK_JOB, "I am proficient in SAP."),
    (CLERK, CLERK_JOB, "I have advanced Excel skills."),
    (CLERK, CLERK_JOB, "I drive a forklift when the yard is busy."),
    (CLERK, CLERK_JOB, "I hold the OSHA 30 card."),
    (CLERK, CLERK_JOB, "I have six years of tariff classification behind me."),
    (CLERK, CLERK_JOB, "I also bring experience in Salesforce."),
]
TRUE = [
    (DEVELOPER, PLATFORM_JOB, "I have run services on PostgreSQL and Redis."),
    (DEVELOPER, PLATFORM_JOB, "I know a little Kubernetes."),
    (DEVELOPER, PLATFORM_JOB, "I am keen to learn Kafka."),
    (DEVELOPER, PLATFORM_JOB, "I have not used Terraform."),
    (DEVELOPER, PLATFORM_JOB, "Your Kafka platform is what drew me to Ferrant."),
    (DEVELOPER, PLATFORM_JOB, "The role needs Spark, which would be new to me."),
    (DEVELOPER, PLATFORM_JOB, "Kafka is the one gap in my list."),
    (DEVELOPER, PLATFORM_JOB, "I use Celery rather than Kafka."),
    (DEVELOPER, PLATFORM_JOB, "I would need a month to pick up Go."),
    (DEVELOPER, PLATFORM_JOB, "I react quickly when a job fails and go through the logs."),
    (DEVELOPER, PLATFORM_JOB, "That work sparked my interest in the field, and I excel at finding slow queries."),
    (DEVELOPER, PLATFORM_JOB, "I deploy with CI/CD and write JavaScript when I must."),
    (DEVELOPER, PLATFORM_JOB, "I use Excel for estimates."),
    (DEVELOPER, PLATFORM_JOB, "I speak German, and my French is good enough for meetings."),
    (DEVELOPER, PLATFORM_JOB, "I speak fluent German and English."),
    (DEVELOPER, PLATFORM_JOB, "I like Italian food and the French market."),
    (DEVELOPER, PLATFORM_JOB, "My Italian is non-existent."),
    (DEVELOPER, PLATFORM_JOB, "I have started to read about Kafka and would take a course."),
    (DEVELOPER, PLATFORM_JOB, "You run Kubernetes and Kafka on your own machines."),
    (DEVELOPER, PLATFORM_JOB, "I have experience with leadership, communication and problem solving."),
    (DEVELOPER, PLATFORM_JOB, "Would you like to hear how I use Python?"),
    (DEVELOPER, PLATFORM_JOB, "I read your post on Kafka with interest."),
    (DEVELOPER, PLATFORM_JOB, "I have written Python services at Nordwerk since March 2021."),
    (DEVELOPER, PLATFORM_JOB, "If you need React from day one, I am not your person."),
    (DEVELOPER, PLATFORM_JOB, "My databases were PostgreSQL and Redis, never Oracle."),
    (NURSE, NURSE_JOB, "I chart in Cerner, so Epic is still ahead of me."),
    (NURSE, NURSE_JOB, "I have never assisted at a liver resection."),
    (NURSE, NURSE_JOB, "I hold BLS and want to take ALS this spring."),
    (NURSE, NURSE_JOB, "I have trained students in phlebotomy and wound care."),
    (NURSE, NURSE_JOB, "I would need training in Epic."),
    (NURSE, NURSE_JOB, "I speak Polish with a third of my patients."),
    (NURSE, NURSE_JOB, "Liver resection patients are the part of your work I know least."),
    (CLERK, CLERK_JOB, "I keep books in QuickBooks and lists in Google Sheets."),
    (CLERK, CLERK_JOB, "I answer calls in Spanish."),
    (CLERK, CLERK_JOB, "I have no forklift experience."),
    (CLERK, CLERK_JOB, "I will learn SAP as fast as I learned QuickBooks."),
    (CLERK, CLERK_JOB, "I have six years of experience in San Antonio."),
    (CLERK, CLERK_JOB, "I am willing to sit the OSHA 30 course."),
]


findings = found_by(qualification.find, skill.find)


@pytest.mark.parametrize(("resume", "job", "sentence"), FALSE, ids=[case[2] for case in FALSE])
def test_a_skill_the_resume_does_not_show_is_found(make_request: Callable[..., EmailRequest], resume: str, job: str, sentence: str) -> None:
    """A skill claimed without evidence is a finding, whatever the phrase; a card may count as a qualification."""
    assert findings(make_request(resume, job), sentence)


@pytest.mark.parametrize(("resume", "job", "sentence"), TRUE, ids=[case[2] for case in TRUE])
def test_a_true_sentence_is_left_alone(make_request: Callable[..., EmailRequest], resume: str, job: str, sentence: str) -> None:
    """True claims, hopes, denials and the employer's own tools are no findings."""
    assert not findings(make_request(resume, job), sentence)


OUTREACH_FALSE = [
    "Your five years with Kafka caught my eye.",
    "You have built services in Go and Terraform.",
    "Your experience with React stood out.",
    "You speak Italian, which our Milan office would love.",
    "I was pleased to see Kafka among your skills next to Python.",
]
OUTREACH_TRUE = [
    "We run Kafka and Kubernetes.",
    "You would work with Kafka from the first week.",
    "Your Django work at Nordwerk Payments caught my eye.",
    "Our stack is Go, Kafka and Spark.",
    "Your team would use Terraform.",
    "The role needs Kafka, but your Celery work is close.",
    "I have used Kafka myself for years.",
    "I had hoped to see Kafka among your skills.",
]


@pytest.mark.parametrize("sentence", OUTREACH_FALSE)
def test_outreach_that_invents_a_skill_is_found(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """In outreach the candidate is the one who is written to."""
    request = make_request(DEVELOPER, PLATFORM_JOB, direction="outreach", recipient="Ines Falk")
    assert findings(request, f"Hi Ines,\n\n{sentence}\n\nBest,\nJane Doe")


@pytest.mark.parametrize("sentence", OUTREACH_TRUE)
def test_outreach_may_tell_of_the_employers_tools(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """What the employer uses, and what the candidate would use there, is no claim about the candidate."""
    request = make_request(DEVELOPER, PLATFORM_JOB, direction="outreach", recipient="Ines Falk")
    assert not findings(request, f"Hi Ines,\n\n{sentence}\n\nBest,\nJane Doe")


def test_a_level_above_the_resumes_is_contradicted(make_request: Callable[..., EmailRequest]) -> None:
    """B1 made fluent is contradicted with the place in the resume, not only unsupported."""
    found = findings(make_request(DEVELOPER, PLATFORM_JOB), "I am fluent in French.")
    assert [claim.verdict for claim in found] == ["contradicted"]
    assert found[0].evidence is not None
    assert "French" in found[0].evidence.text


def test_without_a_resume_no_skill_may_be_claimed(make_request: Callable[..., EmailRequest]) -> None:
    """The posting is never evidence about the candidate."""
    assert findings(make_request(None, PLATFORM_JOB), "I have used Kafka for years.")


@pytest.mark.parametrize(
    "piece", ["A ", "Kafka, ", "I use Kafka and ", "Aaa of Bbb ", "certified ", "MSc in Physics from ", "French and ", "A.B-C/", "\0\x01"]
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(make_request: Callable[..., EmailRequest], piece: str) -> None:
    """Four times the text takes about four times as long, not sixteen times; small texts are not timed, they are too quick to tell."""
    request = make_request(DEVELOPER, PLATFORM_JOB)
    findings(request, piece * 200)

    def seconds(length: int) -> float:
        begin = time.process_time()
        findings(request, (piece * length)[:length])
        return time.process_time() - begin

    assert seconds(16_000) < 10 * max(seconds(4_000), 0.02)
