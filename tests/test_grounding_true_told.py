"""What a true email tells otherwise than the documents do is no finding; the false sentence beside it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.grounding_forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.schema import Claim, EmailRequest

RESUME = """Nadia Kowal
Software Tester

EXPERIENCE
QA Lead, Corvid Payments, Leeds
May 2021 - present
- Led six testers and raised the share of clean releases from 20% to 45%.
- Worked in a team of 10 with two product owners.
- Cooked for 28 guests a night at the charity supper; 60 nights so far.
Software Tester, Tessel Health, York
April 2016 - April 2021
- Manual testing of hospital software; helped with the night release of 40 services.
- Recorded 140 talks on testing,
96 of them transcribed.
Volunteer Tester, Tessel Health, York
September 2014 - March 2016
- Tried the booking page with 34 patients a week in two wards and wrote down what they said.

EDUCATION
Master of Science in Physics, Vale University, Lleida, 2012 - 2014

CERTIFICATES
PMP, 2019

SKILLS
SAP ECC, Jira, Django
"""
DIRECTOR = """Luz Gomez
Machine Learning Engineer

EXPERIENCE
Director of Bridges, Cauce Consulting, Bogota
July 2018 - present
- Lead the unit and answer for its profit and loss. Headcount has grown from 23 to 62 engineers and technicians.
Machine Learning Engineer, Vale Data, Cali
January 2011 - June 2018
- Led a team of nine on forecasts and published two papers at NeurIPS.

EDUCATION
PhD in Computer Science, Vale University, 2006 - 2010
"""
JOB = """QA Tester
Company: Marrow Hearing
Location: Leeds

We sell hearing aids from an old quay on nine islands. The new site opens in August 2026.
We use Django REST on AWS. We give four return tickets a year, and housing help for six months.

Requirements
- Five years of mobile testing
- Real depth in audiology
- SAP TM
- Previous experience of being in charge of a release
- A record with the ministry of government
"""
TOLD = (
    ("application", "I worked with nine colleagues at Corvid Payments.", "I worked with eight colleagues at Corvid Payments."),
    ("application", "I have cooked for some 1,700 guests at the supper.", "I have cooked for some 2,900 guests at the supper."),
    ("application", "I have nearly twelve years of testing behind me.", "I have seventeen years of testing behind me."),
    ("application", "I have not yet been the tester in charge of hospital services.", "I was in charge of the release of 40 services."),
    (
        "application",
        "At Tessel Health, where I began as a volunteer in 2014, I helped with the night release of 40 hospital services.",
        "At Tessel Health, where I began as a volunteer in 2011, I helped with the night release of 40 hospital services.",
    ),
    ("application", "I have tested software in Tessel, Leeds and York.", "I have tested at Tessel Health in Leeds."),
    (
        "application",
        "I know it as a volunteer tester of a page, as a software tester who helped with a night release of 40 services, and as a lead.",
        "As a volunteer tester I helped with the night release of 40 hospital services.",
    ),
    ("application", "Glass and ceramics break in the same way, and I like your products.", "I have fired ceramics for years."),
    ("application", "I use SAP ECC, which is close enough to TM for a start.", "I use SAP TM."),
    ("application", "I bring real depth in testing.", "I bring real depth in audiology."),
    ("application", "I hold a master's from Lleida and the PMP.", "I hold a master's from Girona and the PMP."),
    (
        "application",
        "Before that came Tessel Health. I worked there on the release of 40 services, and now I lead testers at Corvid Payments.",
        "Before that came Tessel Health. I worked there on the release of 70 services, and now I lead testers at Corvid Payments.",
    ),
    (
        "application",
        "My eleven years in testing have included six as a tester at Tessel Health.",
        "My eleven years in testing have included nine as a tester at Tessel Health.",
    ),
    (
        "application",
        "Nearly a third of the talks on testing, 44 of the 140, are not transcribed.",
        "I transcribed 120 of the 140 talks on testing.",
    ),
    (
        "outreach",
        "We give four return tickets a year and half a year of housing help.",
        "We give four return tickets a year and four years of housing help.",
    ),
    ("outreach", "You more than doubled the share of clean releases at Corvid Payments.", "We more than doubled our revenue."),
    ("outreach", "In five months we open our new site.", "In ten months we open our new site."),
    ("outreach", "Five years of leading testers would help our releases.", "Our firm has traded for 31 years."),
    ("outreach", "We ask for five years, and you have about double.", "You tripled the share of clean releases."),
    ("outreach", "The stack is Django REST on AWS.", "You know Django REST on AWS."),
)  # fmt: skip
"""Direction, a true sentence, and a false one like it."""
TOLD_OF_DIRECTOR = (
    (
        "application",
        "Yours sells hearing aids from an old quay on islands.",
        "Bramwell sells hearing aids from an old quay on islands.",
    ),
    (
        "application",
        "I have designed for 15 years, the last eight as director of bridges.",
        "I have designed for 15 years, the last eleven as director of bridges.",
    ),
    ("application", "I lead 62 people.", "I lead 75 people."),
    ("application", "I was an ML engineer at Vale Data.", "I was a QA engineer at Vale Data."),
    ("application", "I know mine is an unusual background for a role in government.", "I have a background in government."),
    ("outreach", "You have run a P&L for eight years.", "You have run a payroll for eight years."),
    ("outreach", "You took your PhD in under five years, published at NeurIPS, and lead a unit.", "You took your PhD in Chemistry."),
)  # fmt: skip


ACCOUNTANT = """Kojo Mensah
Chartered Accountant

EXPERIENCE
Accountant, Brempong Cold Stores, Taunton
January 2023 - present
- Reconcile seven bank accounts in cedis and US dollars.
- Conduct 58 adults in the works choir, and a children's choir of 74.
Audit Associate, Ofori Partners, Taunton
September 2019 - June 2022
- Fieldwork at 23 clients.

EDUCATION
BSc Accounting, Vale University, 2015 - 2018

CERTIFICATES
- Chartered Accountant, ICAG, 2022
- Choir leader, Corvell summer course, 2018
"""
SOLAR = """Accountant
Company: Nsuo Pumps
Location: Taunton

We were founded in 1996, and have 640 pumps to install in 18 months. Fewer than a third still work after five years.

Requirements
- Three years of accounting experience after graduation
- Experience with more than one currency
- Formal supervision of clerks
"""
TOLD_OF_ACCOUNTANT = (
    ("application", "I am an accountant, and a chartered one for three years.", "I am an accountant, and a chartered surveyor."),
    ("application", "I keep seven accounts in two currencies.", "I supervised six clerks."),
    ("application", "Your 640 pumps in 18 months come to about 35 a month.", "Your 640 pumps in 18 months come to about 55 a month."),
    ("application", "I conduct about 130 voices: 58 and 74.", "I conduct about 190 voices: 58 and 74."),
    (
        "application",
        "I hold a BSc from Vale University and a choir certificate from Corvell.",
        "I hold a BSc from Corvell and a choir certificate.",
    ),
    (
        "outreach",
        "We ask for three years after graduation, and you graduated eight years ago.",
        "We ask for three years after graduation, and you graduated from Leeds University.",
    ),
    ("outreach", "Formal supervision of clerks is asked for.", "You have led the supervision of clerks."),
    ("outreach", "Between Ofori Partners and Brempong Cold Stores there are six months.", "You were six years at Ofori Partners."),
    ("outreach", "Add Ofori Partners and it makes six years in the trade.", "You have worked for sixteen years at Ofori Partners."),
    ("outreach", "We turn thirty this year.", "We turn forty this year."),
    ("outreach", "Two thirds of our pumps fail within five years.", "Four fifths of our pumps fail within five years."),
)  # fmt: skip
PLATFORM = """Tove Lind
Platform Engineer

EXPERIENCE
Platform Engineer, Aske Studio, Leeds
06/2016 - 12/2021
- Raised the availability of the booking service from 99.5% to 99.99%.
- Tested the bookings of 34 partners.
Junior Engineer, Corvid Payments, Leeds
March 2014 - May 2016
- Wrote tools for the release.

PROJECTS
Lodestar, a library for maps, 2019: 8,200 stars on GitHub.
Quay, a scheduler, 2021: 4,300 stars on GitHub.

EDUCATION
BSc in Computer Science, Vale University, 2010 - 2014
"""
TOLD_OF_PLATFORM = (
    ("application", "I was at Corvid Payments from 03/2014 to 05/2016.", "I was at Corvid Payments from 03/2011 to 05/2016."),
    (
        "application",
        "I cut the downtime of the booking service fiftyfold, from 0.5% to 0.01%.",
        "I cut the downtime of the booking service fiftyfold, from 0.5% to 0.06%.",
    ),
    (
        "outreach",
        "Going from 99.5% to 99.99% means that you cut the downtime of the booking service fiftyfold.",
        "Going from 99.5% to 99.99% means that you cut the downtime of the booking service ninetyfold.",
    ),
    (
        "application",
        "Between them, Lodestar and Quay have drawn over 12,000 stars on GitHub.",
        "Between them, Lodestar and Quay have drawn over 17,000 stars on GitHub.",
    ),
    (
        "application",
        "My time at Aske Studio lasted five and a half years, from June 2016 to the close of 2021.",
        "My time at Aske Studio lasted five and a half years, from June 2013 to the close of 2021.",
    ),
)  # fmt: skip
ELECTRICIAN = """Mika Horak
Industrial Electrician

EXPERIENCE
Industrial Electrician, Almond & Thyme, Brno
May 2021 - present
- Lead a crew of 5 as head of maintenance, two of them at Almond & Thyme for years.
- Raised the share of planned repairs from 66% to 71%.
Electrician, Tessel Sawmill, Brno
March 2017 - April 2021
- Reads the charts of the dryers and hangs them in the hall.

EDUCATION
Ing. (master's degree) in Power Engineering, Vale University, 2016
Bc. in Economics, Vale University, 2013
Diploma in Instrumentation, Leeds Trade School, 2014

CERTIFICATES
- EWRB registered electrician, current practising licence
- Workplace First Aid (2025)
"""
MILLS = """Maintenance Lead
Company: Copper Pallets
Location: Leeds

Requirements
- Three years as a lead
- Records of contract labour
- Application of the rules of lockout
- Negotiation with suppliers; we ask you for no form

What you get
- Medical from day 31
- 401(k) with 4 percent match
"""
TOLD_OF_ELECTRICIAN = (
    ("application", "I hold EWRB registration and a practising licence.", "I hold NICEIC registration and a practising licence."),
    ("application", "I took first aid at work in 2025.", "I took a course in scaffolding safety and hold the NEBOSH certificate."),
    ("application", "I have a master's in power engineering and a bachelor's in economics.", "I have a doctorate in economics."),
    ("application", "I can send copies of my certificates as needed.", "I can send my certificate in welding."),
    ("application", "The medical cover from day 31 is welcome.", "The dental cover from day 31 is welcome."),
    (
        "application",
        "You ask for three years as a lead; I have just over four, all of them at Almond & Thyme.",
        "You ask for three years as a lead; I have led at Almond & Thyme for nine years.",
    ),
    ("application", "The main job is at Almond & Thyme, a maker of soup.", "My main job is at Copper Pallets."),
    ("application", "Your mills stand in a former quarry, as I read.", "Your form was quick to fill in, as I read."),
    ("application", "Negotiation has been a part of my job.", "I have six years of refrigeration behind me."),
    ("application", "Thank you for considering my application.", "I have overseen the application of the rules of lockout."),
    (
        "outreach",
        "Your degree and your diploma in instrumentation point the same way.",
        "Your degree and your diploma in refrigeration point the same way.",
    ),
    (
        "outreach",
        "Records of contract labour are part of our work, and your resume does not mention them.",
        "Your resume does not mention economics.",
    ),
)  # fmt: skip
PAIRS = (
    (RESUME, JOB, "2026-03-01", TOLD),
    (DIRECTOR, JOB, "2026-08-01", TOLD_OF_DIRECTOR),
    (ACCOUNTANT, SOLAR, "2026-03-01", TOLD_OF_ACCOUNTANT),
    (PLATFORM, JOB, "2026-03-01", TOLD_OF_PLATFORM),
    (ELECTRICIAN, MILLS, "2025-12-01", TOLD_OF_ELECTRICIAN),
    *((resume, job, date, [("application", *case) for case in sentences]) for resume, job, date, sentences in FORMS),
)
"""Resume, posting, day of writing, sentences."""
CASES = [(pair, *case) for pair, (*_, sentences) in enumerate(PAIRS) for case in sentences]


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str, pair: int) -> list[str]:
        resume, job, date, _ = PAIRS[pair]
        name = resume.partition("\n")[0]
        sender, recipient = (name, None) if direction == "application" else ("Ana Ruiz", name)
        request = make_request(resume, job, direction, sender=sender, recipient=recipient, date=date)
        greeting = recipient or "Hiring Manager"
        return [claim.text for claim in findings_of(f"Dear {greeting},\n\n{sentence}\n\nKind regards,\n{sender}", request)]

    return find


@pytest.mark.parametrize(("pair", "direction", "sentence"), [(pair, direction, true) for pair, direction, true, _ in CASES])
def test_what_is_true_is_no_finding_however_it_is_told(told: Callable[..., list[str]], pair: int, direction: str, sentence: str) -> None:
    """A statement that the documents bear out in other words, or that is no claim at all."""
    assert told(sentence, direction, pair) == []


@pytest.mark.parametrize(("pair", "direction", "sentence"), [(pair, direction, false) for pair, direction, _, false in CASES])
def test_what_is_false_in_the_same_words_is_a_finding(told: Callable[..., list[str]], pair: int, direction: str, sentence: str) -> None:
    """The same form with a lie in it."""
    assert told(sentence, direction, pair)
