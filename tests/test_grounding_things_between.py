"""What stands between a claim and whose it is: an offer, another owner, a list; the false sentence beside it is a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Ilse Maron
Senior Backend Developer

EXPERIENCE
Senior Backend Developer, Halden Freight, Ghent
March 2020 - present
- Built tracking services in Go and PostgreSQL; cut failed scans by 35%.
- Published two papers on routing.
Co-Founder & CTO, Lumen Parcels, Ghent
June 2016 - February 2020
- Raised 2 million euros and hired a team of 8; a migration took 10 months.
Web Developer, Brook Studio, Lille
May 2014 - May 2016
- Collaborated in a team of six on web applications with React and Node.
- Wired the checkout to Stripe.

EDUCATION
MSc in Computer Science, Ghent University, 2012 - 2014
BSc in Computer Science, Ghent University, 2009 - 2012

SKILLS
Go, PostgreSQL, React, Docker
"""
JOB = """Platform Engineer
Company: Northern River Wardens
Location: Bruges, Ghent, Saint Omer, Virtual (100% remote)

Pay:
- Grade 12, Step 1 - $61,000 to Grade 12, Step 10 - $80,000
- Grade 13, Step 1 - $72,000 to Grade 13, Step 10 - $96,000

We watch rivers. Call for the information evening: 1:00pm - 2:00pm ET.
To apply, send your resume and a brief explanation of your experience.

Requirements
- Kafka, ClickHouse and Kubernetes in production
- Running and troubleshooting clusters
- Five years in the trade
- Experience with microservices
- Angular is a plus
- A sense of ownership, mentorship and a public trust investigation
- Management of a team of field wardens
"""
CASES = (
    (
        "outreach",
        "You would work on our releases, on security, on the automation of deployments, and on the scaling of ClickHouse and Kafka.",
        "You have worked on releases, on security, on the automation of deployments, and on the scaling of ClickHouse and Kafka.",
    ),
    ("outreach", "You'd have a real say in how the microservices are cut.", "You have designed microservices for years."),
    (
        "outreach",
        "Please send your resume and a short explanation of your experience.",
        "Please send your resume, and tell me more of your experience with Kafka.",
    ),
    (
        "outreach",
        "Your current role as Senior Backend Developer at Halden Freight is what made me write.",
        "Your current role as Principal Backend Developer at Halden Freight is what made me write.",
    ),
    (
        "outreach",
        "I was taken by your time at Brook Studio, where you wired the checkout to Stripe, and by your published papers on routing.",
        "At Brook Studio you wired the checkout to Stripe and published papers on routing.",
    ),
    ("outreach", "And you have dealt with the plumbing too, the checkout via Stripe.", "You bring years of experience with Kubernetes."),
    ("outreach", "The information evening starts at 1 pm Eastern.", "The information evening is run by Waterford Partners."),
    (
        "application",
        "I hold an MSc in Computer Science and, from the same university, a BSc in the same subject.",
        "I hold an MSc in Computer Science and a BSc in Economics.",
    ),
    (
        "application",
        "I bring an MSc from Ghent University and a working knowledge of Docker.",
        "I bring an MSc from Lille University and a working knowledge of Docker.",
    ),
    (
        "application",
        "I ran my own firm, Lumen Parcels, which I co-founded and which raised 2 million euros.",
        "I like Brook Studio, which I co-founded and which works in Lille.",
    ),
    (
        "application",
        "At Brook Studio I worked in a team of six on web applications built with React and Node.",
        "At Brook Studio I led the team of six on web applications with React and Node.",
    ),
    (
        "application",
        "I have spent the last years running Halden's tracking services in Go.",
        "I have spent the last years on Kafka in production.",
    ),
    (
        "application",
        "Your posting asks for five years in the trade, and at my own firm I got to under four (Lumen Parcels, co-founder, since 2016).",
        "I spent nine years at my own firm, Lumen Parcels.",
    ),
    (
        "application",
        "I gave four talks on routing at three schools. Two hours each, 6 hours in all.",
        "I gave talks on routing. Seven papers each, 30 in all.",
    ),
    ("application", "My resume is headed Senior Backend Developer.", "I headed the tracking services at Brook Studio."),
    (
        "application",
        "I cut failed scans by 35% in Go, and since you watch rivers, I would like to join.",
        "I cut failed scans by 55% in Go, and since you watch rivers, I would like to join.",
    ),
    ("outreach", "If you have worked with Kafka, so much the better.", "You have worked with Kafka at Halden Freight."),
    ("outreach", "Okay, I know this email comes out of the blue.", "Okay, here is the email:"),
    ("outreach", "I am writing on behalf of the Wardens.", "I am writing on behalf of Waterford Partners."),
    (
        "application",
        "I am used to ownership and mentorship, and fine with a public trust investigation.",
        "I am used to Kubernetes and fine with clusters.",
    ),
    ("outreach", "The pay starts at $72,000 in grade 13.", "The pay starts at $96,000 in grade 13."),
    ("outreach", "Where: Bruges, Ghent, Saint Omer, or fully virtual.", "The post is in Lille."),
    ("outreach", "Duties: management of a team of field wardens.", "At Brook Studio you had the management of a team of field wardens."),
    (
        "application",
        "Kafka and ClickHouse, not on my resume; same for Kubernetes and Angular.",
        "I use Kafka and ClickHouse daily; same for Kubernetes and Angular.",
    ),
    (
        "application",
        "I would like to show how my background might serve your wardens and their Kafka clusters.",
        "I would like to show how my background in Kafka clusters might serve your wardens.",
    ),
    (
        "application",
        "I completed my MSc in Computer Science at Ghent University in 2014, after some two years.",
        "I completed my MSc in Computer Science at Ghent University in 2014, after some four years.",
    ),
)
"""Direction, a true sentence, and a false one like it."""


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[str]]:
    def find(direction: str, sentence: str) -> list[str]:
        candidate = "Ilse Maron"
        sender, recipient = (candidate, None) if direction == "application" else ("Ana Ruiz", candidate)
        request = make_request(RESUME, JOB, direction, sender=sender, recipient=recipient)
        return [claim.text for claim in findings_of(f"Dear {recipient or 'NRW team'},\n\n{sentence}\n\nKind regards,\n{sender}", request)]

    return find


@pytest.mark.parametrize(("direction", "sentence"), [(direction, true) for direction, true, _ in CASES])
def test_what_stands_between_makes_no_claim(told: Callable[[str, str], list[str]], direction: str, sentence: str) -> None:
    """The posting's, somebody else's, or borne out; the greeting names the firm by its initials."""
    assert told(direction, sentence) == []


@pytest.mark.parametrize(("direction", "sentence"), [(direction, false) for direction, _, false in CASES])
def test_what_is_claimed_all_the_same_is_a_finding(told: Callable[[str, str], list[str]], direction: str, sentence: str) -> None:
    """The same words with a lie in them."""
    assert told(direction, sentence)
