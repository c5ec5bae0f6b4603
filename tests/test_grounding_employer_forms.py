"""Pay, perks, contracts and names of employers said in other forms than the documents have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.grounding.career import employer
from pipeline.grounding.claim import Letter
from pipeline.grounding.posting import employer_side
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

PRODUCT_JOB = """Product Manager, Analytics
Telentic

Telentic is building the future of hiring. YC-backed (W24), fully remote team of 12.
Founded in 2021. Seed round of $4M led by Initialized. Our clients include Brightwell and Oakhouse.

Compensation

- Base Salary: $150,000 - $190,000
- Equity: 0.1% - 0.25%
- Benefits: Premium health/dental/vision, 401k match, unlimited PTO
- $150/month for wellness
- Duration: 24 months with possible extension
We do NOT offer sponsored Visas for employment purposes.
You will report to the VP of Product. The team has 6 engineers and 2 designers.
Interview: recruiter screen, two technical interviews, final round with the CEO.

Requirements
- 5+ years of product management
- SQL, Figma
"""
PRODUCT_RESUME = """Maria Costa
Product Manager

Summary
Product manager with 8 years of experience.

Experience
Product Manager, Greenhouse, Boston, MA, Jan 2020 - Present
- Led Insights, a dashboard product; NPS from 32 to 48.
- Contributed to the Carbon Design System.
- Managed 14 vendors and bonus payouts for 230 employees.
Analyst, Lever, Boston, MA, Jun 2016 - Dec 2019
- Rolled out Tableau at three sites on two continents.

Projects
- Papr: a mobile app with 50k downloads

Awards
- Best hack, Google Hash Code 2018

Skills
SQL, Tableau, Figma, Snowflake
"""
WARD_JOB = """Ward Pharmacist (Band 7)
St Brannoc's Teaching Hospital, Leeds

Salary: £43,742 to £50,056 per annum
Contract: Fixed term, 12 months (maternity cover), full time, 37.5 hours per week
Hybrid working: up to two days a week from home is possible after the induction period.
St Brannoc's has 850 beds across three sites and employs 6,200 staff. Part of the Northern Alliance.
We are unable to offer sponsorship for this post. Unable to support remote work from outside the UK.
Benefits
- 27 days annual leave rising to 33, plus bank holidays
- NHS pension
- Cycle to work scheme, on-site nursery, staff discounts
- Flex-time; protected study time of 4 hours a month
You will be accountable to the Lead Pharmacist, Emergency Medicine.
You should have at least 3 years of post-registration experience. Closing date 14 April 2026.
"""
WARD_RESUME = """Tom Adeyemi
Pharmacist, GPhC registered

Employment
Clinical Pharmacist, Calder Valley Hospital, Halifax    2021 - present
- Ran medicines reconciliation for 45 patients a week with colleagues from Pfizer and Oakdale Hospice
Pharmacist, Wellbourne Chemists, Halifax    2018 - 2021
- Trained 9 dispensers; used ProScript and EMIS
- Earlier: Saturday Assistant, Ridley Stores, (2014-2016)

Skills: EMIS, ProScript, SystmOne
Awards: Young Pharmacist prize, Boots Foundation 2019
"""
PRODUCT_TRUE = (
    "We offer a 401k, unlimited PTO and premium health, dental and vision.",
    "Base runs from 150 to 190 thousand dollars.",
    "The base is somewhere between 150 and 190 thousand US dollars a year.",
    "Base $150-190k, equity 0.1-0.25%.",
    "Equity goes from a tenth to a quarter of a percent.",
    "Perks: 401(k) with a match, PTO without limit, dental, vision.",
    "There is a retirement plan with a match.",
    "You get a matched 401(k).",
    "It is a two-year appointment that may be extended.",
    "It is a 24-month contract.",
    "The post runs for two years.",
    "It runs for two years, with a chance of extension.",
    "We are a dozen people, all remote.",
    "The team is twelve people, six of them engineers.",
    "They are backed by YC.",
    "We are a Y Combinator company from the W24 batch.",
    "We went through YC in winter 2024.",
    "I must be honest: we cannot sponsor visas.",
    "Visa sponsorship is not available.",
    "Sadly, sponsoring a visa is out.",
    "There's $150 a month for wellness.",
    "You'd report to the VP of Product.",
    "We raised a $4M seed round.",
    "Our seed round was led by Initialized.",
    "Half the team, six people, are engineers.",
    "No office: everybody works remotely.",
    "On-site work isn't needed here.",
    "We're fully remote, so no on-site days.",
    "The pay is up to 190k.",
    "It pays 150 and up.",
    "You manage 14 vendors and run bonus payouts for 230 employees, I read.",
    "Your rollout of Tableau at three sites on two continents stood out.",
    "You have worked with Snowflake and Tableau.",
    "Your contributions to Carbon caught my eye.",
    "Your Papr app with its 50k downloads is neat.",
    "Remote, 401k, unlimited PTO, equity.",
    "Telentic: remote, seed-funded, 12 people.",
    "At Telentic: 401k, health, dental, vision.",
    "Salary band 150k to 190k USD.",
    "If you need a visa, I am afraid we cannot help.",
    "If you are open to remote work, read on.",
    "We will not ask you to come to an office.",
    "The contract is for 24 months.",
    "Wellness money: 150 dollars monthly.",
    "After the recruiter screen come two technical interviews, then the CEO.",
)
PRODUCT_FALSE = (
    "Base runs from 180 to 220 thousand dollars.",
    "The base is somewhere between 160 and 200 thousand US dollars a year.",
    "Base $170-210k, equity 0.1-0.25%.",
    "Equity of up to 0.5%.",
    "Equity goes up to half a percent.",
    "Equity is one percent for the right person.",
    "It is a three-year appointment.",
    "It is a 12-month contract.",
    "The post runs for three years.",
    "It runs for one year.",
    "It's a permanent role.",
    "We are forty people.",
    "Fresh off a Series A led by Sequoia.",
    "We closed our Series A last spring.",
    "They are backed by Andreessen Horowitz.",
    "If you need a visa, the company will sponsor it.",
    "We sponsor H-1B visas.",
    "We'd take care of your visa.",
    "Sponsorship is available.",
    "There's $300 a month for wellness.",
    "You'd report to the CTO.",
    "We raised a $9M seed round.",
    "The role is on-site in Boston, five days a week.",
    "You would be in the office three days a week.",
    "It's a hybrid role.",
    "The team has 15 engineers.",
    "Which is $210,000 a year.",
    "They pay 210k.",
    "Compensation is $210,000 plus equity.",
    "The interviews come to four rounds in 10 days.",
    "There is a sign-on bonus of $10,000.",
    "401k with a 6% match.",
    "The firm offers relocation help.",
    "Our clients include Siemens.",
    "Your years at Workday impressed us.",
    "Your time at Google impressed us.",
)
PRODUCT_OWN_TRUE = (
    "Your seed round and the YC batch tell me you move fast.",
    "Being fully remote suits me.",
    "I have worked with Tableau and Snowflake.",
    "I contributed to Carbon, an open source design system.",
    "With contributions to Carbon, I learned design systems.",
    "Your 401k match and unlimited PTO are welcome.",
    "A two-year appointment suits me well.",
    "I built Papr, a mobile app.",
    "At Greenhouse I led Insights.",
    "After Lever I joined Greenhouse.",
    "I won the best hack at Google Hash Code 2018.",
    "I do not need visa sponsorship.",
    "I will not need a visa.",
    "The 24 months of the contract are long enough for me.",
    "A base of 150 to 190 thousand works for me.",
)
PRODUCT_OWN_FALSE = (
    "After two years at Google I joined Lever.",
    "I worked at Snowflake before.",
    "Your partner Brightwell is close to my heart, as I worked there as an analyst.",
    "Your recent Series B tells me you move fast.",
    "Your offices in Berlin appeal to me.",
    "My time at Brightwell taught me a lot.",
)
WARD_TRUE = (
    "I am contacting you about the Ward Pharmacist (Band 7) role at St Brannoc's Teaching Hospital.",
    "Pay is between 43 and 50 thousand pounds.",
    "The salary is roughly £44k to £50k.",
    "It is a one-year post to cover maternity leave.",
    "A twelve-month fixed-term contract, 37.5 hours.",
    "It is a fixed-term contract for a year.",
    "Part of the week, up to two days, can be done from home.",
    "Hybrid is possible after induction.",
    "We have 850 beds on three sites.",
    "Some 6,200 people work here.",
    "27 days of leave, going up to 33.",
    "NHS pension, cycle scheme, staff discount, nursery on site.",
    "Flexible hours are possible.",
    "Flexitime, nursery, pension.",
    "We are sorry that we cannot sponsor anybody for this post.",
    "Sponsorship is off the table for this one.",
    "Working from abroad is not possible.",
    "You would answer to the Lead Pharmacist for Emergency Medicine.",
    "You would report to the Lead Pharmacist.",
    "Four hours of study time a month are protected.",
    "At St Brannoc's: NHS pension, 27 days leave, flexitime.",
    "You have worked with EMIS, ProScript and SystmOne.",
    "Your work with Pfizer and Oakdale Hospice is interesting.",
    "At Ridley Stores you once started out as a Saturday assistant.",
    "Your Boots Foundation prize is something.",
    "The week is 37.5 hours, the contract one year.",
    "Leave starts at 27 days.",
    "Is hybrid work of interest to you?",
    "If remote work from Spain is what you hope for, I must disappoint you.",
    "The posting asks for three years after registration.",
    "You have trained nine dispensers.",
)
WARD_FALSE = (
    "Pay is between 50 and 58 thousand pounds.",
    "The salary is roughly £54k to £60k.",
    "It is a two-year post.",
    "An eighteen-month fixed-term contract.",
    "It is a permanent contract.",
    "It's a fully remote job.",
    "Up to four days a week can be done from home.",
    "We have 1,200 beds on three sites.",
    "Some 9,000 people work here.",
    "35 days of leave.",
    "We can sponsor your visa.",
    "Should you need a visa, we will sponsor you.",
    "Private health insurance is included.",
    "You would report to the Chief Pharmacist.",
    "A gym is free for staff.",
    "There is a relocation package.",
    "The week is 32 hours.",
    "Eight hours of study time a month are protected.",
    "A 10% annual bonus is paid.",
    "We are rated Outstanding by the CQC.",
    "We have 850 beds on five sites.",
    "The contract runs for three years.",
    "The post pays £62,500 a year.",
    "We recently opened a cancer centre in York.",
    "Leave starts at 30 days.",
    "It comes to £4,900 a month.",
    "You once worked for Pfizer.",
)
WARD_OWN_TRUE = (
    "Your 850 beds on three sites would be a change from Halifax.",
    "I have used EMIS and ProScript at Wellbourne Chemists.",
    "At Ridley Stores, I had a Saturday job.",
    "I have worked with SystmOne.",
    "The 12 months suit me.",
    "A fixed-term contract of a year is fine with me.",
    "I welcome flexitime and the NHS pension.",
    "I trained nine dispensers at Wellbourne.",
    "Two days a week from home would help me.",
    "I have the three years after registration that you ask for.",
    "I received the Boots Foundation prize.",
)
WARD_OWN_FALSE = (
    "Your 1,200 beds would be a change.",
    "I worked at Pfizer for years.",
    "At Bradford Royal I ran a ward.",
    "Your fully remote setup suits me.",
    "Your permanent contract suits me.",
    "Your free gym and your bonus of 10% are welcome.",
    "I was a pharmacist at Northern Alliance.",
    "The four-day week you offer suits me.",
)
CASES = (
    (PRODUCT_JOB, PRODUCT_RESUME, "outreach", PRODUCT_TRUE, PRODUCT_FALSE),
    (PRODUCT_JOB, PRODUCT_RESUME, "application", PRODUCT_OWN_TRUE, PRODUCT_OWN_FALSE),
    (WARD_JOB, WARD_RESUME, "outreach", WARD_TRUE, WARD_FALSE),
    (WARD_JOB, WARD_RESUME, "application", WARD_OWN_TRUE, WARD_OWN_FALSE),
)


def _findings(body: str, request: EmailRequest) -> list[Claim]:
    letter = Letter(Email(subject="A note", body=f"Hi Robin,\n\n{body}\n\nSam Lee"), Sources.of(request))
    return [claim for kind in (employer, employer_side) for claim in kind.find(letter) if claim.verdict is not Verdict.SUPPORTED]


@pytest.mark.parametrize(
    ("job", "resume", "direction", "said"), [(job, resume, way, said) for job, resume, way, true, _ in CASES for said in true]
)
def test_the_same_in_other_words_is_no_finding(
    make_request: Callable[..., EmailRequest], job: str, resume: str, direction: str, said: str
) -> None:
    """A true statement in words or figures that the documents do not use."""
    assert not _findings(said, make_request(resume, job, direction=direction))


@pytest.mark.parametrize(
    ("job", "resume", "direction", "said"), [(job, resume, way, said) for job, resume, way, _, false in CASES for said in false]
)
def test_another_thing_in_other_words_is_a_finding(
    make_request: Callable[..., EmailRequest], job: str, resume: str, direction: str, said: str
) -> None:
    """A false statement in words or figures that the documents do not use."""
    assert _findings(said, make_request(resume, job, direction=direction))


SPANISH = """Desarrollador
Empresa: Banco Cima
Somos una institución líder en el sector bancario de Lima, con un equipo de 300 personas para el desarrollo de los sistemas.
Beneficios
- Remuneración competitiva y capacitación para todos
Requisitos
- Experiencia en el manejo de las bases de datos y de los lenguajes de programación
- Capacidad para trabajar con el equipo y con los analistas de la empresa
"""


@pytest.mark.parametrize(
    ("posting", "said", "sure"),
    [
        (SPANISH, "I understand that the role offers room to grow within a leading bank.", False),
        (SPANISH, "Your team of 900 people is an attraction.", True),
        (SPANISH, "I understand that the role is fully remote.", True),
        (SPANISH + "- Teletrabajo\n", "I understand that the role is fully remote.", False),
    ],
)
def test_a_posting_in_another_language_leaves_words_unsure(
    make_request: Callable[..., EmailRequest], posting: str, said: str, sure: bool
) -> None:
    """What it says of the employer cannot be compared with English words; numbers, and work from afar of which it has no word, can."""
    found = _findings(said, make_request(PRODUCT_RESUME, posting))
    assert found
    assert {claim.verifiable for claim in found} == {sure}
