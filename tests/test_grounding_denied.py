"""Skills, degrees and languages that are denied though the resume names them; what the documents cannot decide is left alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.denials import negative
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Noor Basra
Data Engineer
noor.basra@example.com

Summary
Data engineer with eight years of experience in healthcare and logistics.

Experience
Data Engineer, Fennel Freight, Leeds
2021-03 to present
- Developed a booking chatbot in Python and Django.
- Took turns in weekly release rotations; moved jobs to Kafka and Spark.
Analyst, Wrenfield Hospital Group, York
2018-01 to 2021-02
- Wrote reports in SQL and Tableau.

Education
MSc Computer Science, University of Leeds, 2017

Skills
Python, SQL, Docker & Kubernetes, MongoDB, basic Java

Languages
English (native), Spanish (fluent)
"""
JOB = "Senior Data Engineer\nCompany: Tollgate\nRequirements\n- Python, Kafka, FastAPI\n- Go or Rust\n"

DENIED = [
    "I have never used Spark.",
    "Python is something I have never touched.",
    "I have no experience whatsoever with Kafka.",
    "MongoDB I have not used.",
    "My one gap is Kubernetes.",
    "I haven't had the chance to work with Tableau yet.",
    "Neither Docker nor Kafka is familiar to me.",
    "I have yet to use Django.",
    "I never got around to learning SQL.",
    "I have used neither Spark nor Docker.",
    "My experience does not extend to Kubernetes.",
    "No Docker experience.",
    "What I lack is Kafka.",
    "Go, Rust and Kafka are new to me.",
    "I should mention that I have not worked with Django.",
    "I'm afraid Tableau remains a closed book to me.",
    "MongoDB isn't on my CV.",
    "For completeness: I hold no PMP, and I have never used Kafka or anything like it.",
    "I do not hold a master's degree.",
    "I have no MSc.",
    "I have never worked in healthcare.",
    "I have never taken part in release rotations.",
    "I have never built a chatbot.",
    "I do not speak other languages than English.",
    "I speak only English.",
    "I am new to Kafka.",
    "I'm a complete beginner in Python.",
    "Docker and Kafka would both be new to me.",
]
LEFT = [
    "I have never used Rust.",
    "FastAPI is something I have never touched.",
    "I have never used Spark at this scale.",
    "I have not used Docker for anything but deployment.",
    "I have never broken a Kafka cluster.",
    "I would never use Java where Python will do.",
    "I have not used Java.",
    "I have never regretted choosing Python.",
    "I have not stopped using Python since.",
    "I do not know Kubernetes as well as SQL.",
    "No Kafka queue has ever beaten me.",
    "I could not do without Docker.",
    "I have not used Python 2 in years.",
    "I have not only used Spark but also Kafka.",
    "I did not know Spark when I joined Fennel Freight.",
    "My colleagues had never used Docker.",
    "I have never used Docker Swarm.",
    "I have not used Kubernetes, at least not in production.",
    "FastAPI is new to me, Django is not.",
    "I lack Go. Python I have.",
    "My gaps are Go and Rust (Python I know).",
    "The team had no Docker experience, so I taught it.",
    "Without Kafka the pipeline would not have run.",
    "I do not have a master's in business.",
    "I have no PhD.",
    "I have never worked in finance.",
    "I do not speak French.",
    "I have never seen Python fail.",
    "I don't see Python going away.",
    "There are no gaps in my Python knowledge.",
    "I am new to Kafka at this scale.",
]


findings = found_by(negative.find)


@pytest.mark.parametrize("sentence", DENIED)
def test_what_the_resume_names_is_not_lacking(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """The order of words, a list and an aside do not hide a denial."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize(("sentence", "wrong"), [("A level I have not taught.", False), ("I have never taught.", True)])
def test_an_object_put_in_front_is_all_that_is_denied(make_request: Callable[..., EmailRequest], sentence: str, wrong: bool) -> None:
    """A teacher may not have taught everything."""
    resume = "Noor Basra\nExperience\nMaths Teacher, Hill School, York\n2019-03 to present\n- Teaches years 7 to 11.\n"
    assert bool(findings(make_request(resume, JOB), sentence)) is wrong


@pytest.mark.parametrize("sentence", LEFT)
def test_what_may_be_so_is_left_alone(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """A true lack, a narrower one, one of earlier times or of others, and double negatives are no findings."""
    assert not [claim.reason for claim in findings(make_request(RESUME, JOB), sentence)]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("I don't see Python on your resume.", True),
        ("Your resume does not mention Kafka.", True),
        ("Kafka is missing from your CV.", True),
        ("You have never used Docker.", True),
        ("You don't list MongoDB.", True),
        ("You have no Kubernetes experience.", True),
        ("I have never used Kafka myself.", False),
        ("Your resume does not mention Rust.", False),
        ("I don't see FastAPI on your profile.", False),
        ("We don't use Spark.", False),
    ],
)
def test_in_outreach_the_candidate_is_you(make_request: Callable[..., EmailRequest], sentence: str, wrong: bool) -> None:
    """What the recruiter lacks is not the candidate's."""
    request = make_request(RESUME, JOB, direction="outreach", recipient="Noor Basra")
    assert bool(findings(request, sentence)) is wrong


def test_a_hostile_text_takes_no_longer(make_request: Callable[..., EmailRequest]) -> None:
    """Time is linear in the length."""
    request = make_request(RESUME, JOB)
    for piece in ("never used Kafka, ", "I have not ", "no Docker or ", "Kafka and ", "n't "):
        started = time.process_time()
        findings(request, piece * (100_000 // len(piece)))
        assert time.process_time() - started < 20
