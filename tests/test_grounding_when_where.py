"""Dates and places in other words: of the world, of life, of what is to come, of others, and of the resume's and the posting's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_trades import DEVELOPER_WORK

RESUME = f"""{DEVELOPER_WORK}CERTIFICATIONS
AWS Solutions Architect, 2021
AWARDS
Hackathon winner (2018)
SKILLS
Java, Python, SQL, React, PHP, testing, Docker
"""
JOB = """# Senior Platform Engineer at Quayside Health

Quayside Health runs 30 clinics. The role is in Denver, Colorado, three days a week in the office.

Requirements:
- Right to work in the UK or US
- 5+ years of Python
- Kafka
"""
GLUED = """TEACHER
ProfessionalExperience
Teacher Jul 2005 to Current
CompanyName City , State
- Currentassignment: 4th grade BilingualTeacher withstrong classroommanagement.
- Launched and haveexecuted an annualtalentshowsince 2008 which results in apositive,energeticevent.
- Participated asculturalliaison and secretary boardmember forthecommittee inCharlestonTrident.

Salesand Marketing Manager Mar 1999 to Sep 2002
CompanyName City , State
- Delivered anannualevent thatmarketed thehotel asa destination withinTexasand Arizona.
Education
Bachelor ofBusiness 1999 University ofTexas
"""


@pytest.fixture
def found(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, kind: str, direction: str = "application", resume: str = RESUME) -> list[str]:
        request = make_request(resume, JOB, direction, sender="A B", date="2026-11-01")
        body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nA B"
        return [claim.text for claim in findings_of(body, request, kinds=(kind,))]

    return find


DATE_TRUE = [
    "Since the pandemic of 2020, remote work has been normal to me.",
    "I know SQL Server 2016, Windows 2019 and Office 2013.",
    "My systems were ISO 27001:2013 certified.",
    "I am free to start from 12 January 2027.",
    "By the end of 2026 I will have moved to Denver.",
    "As 2027 approaches, I want a change.",
    "I read your annual report of 2025 with interest.",
    "In 2019 I moved from Corelight to Brightwave.",
    "I left Corelight in May 2019 and joined Brightwave in June.",
    "Class of 2013, University of Texas at Dallas.",
    "Brightwave: 2019 to today. Corelight: 2016-2019.",
    "I graduated in 2013 and began at Tiny Mill in January 2014.",
    "I earned my AWS certification in 2021 while at Brightwave.",
    "I've been writing code for a living since 2014.",
    "My AWS certificate (2021) is still valid until 2027.",
    "During my time at Corelight (03/2016-05/2019) I wrote Python.",
    "From early 2014 to early 2016 I fixed PHP sites.",
    "In the summer of 2019 I started at Brightwave.",
    "Since mid-2019 I have built Java services.",
    "I won a hackathon in 2018.",
    "In 2020 I rebuilt the React pages at Brightwave.",
    "My passport expires in 2031.",
    "I wrote to you in September about another job.",
    "I saw your posting on 3 October.",
    "The Log4j scare of December 2021 taught me to patch fast.",
    "Java 17 came out in 2021, and I use it daily.",
    "I can come on the 14th or 15th of November.",
    "Ever since 2013, when I took my degree, I have worked in Dallas or San Francisco.",
    "I was born in 1991.",
    "The 2008 crisis made my parents careful.",
    "My last review, in August, was good.",
    "At Corelight until 2019, I owned SQL jobs; from then on, Java.",
    "I have been employed without a gap since 2014.",
]
DATE_FALSE = [
    "I joined Brightwave in 2017.",
    "I have been at Brightwave since March 2016.",
    "I left Corelight in 2021.",
    "I graduated in 2011.",
    "I won a hackathon in 2022.",
    "From 2012 to 2016 I worked at Tiny Mill.",
    "Since 2011 I have been a professional developer.",
    "I started at Tiny Mill in 2015.",
    "My degree in computer science dates from 2016.",
]
DATE_OUT_TRUE = [
    "We were founded before the crash of 2008.",
    "You joined Brightwave in June 2019.",
    "We closed our series B in March.",
    "You have been at Brightwave since 2019, and we like loyalty.",
    "I would like to fill this by January 2027.",
    "We opened our newest clinic last month.",
]
DATE_OUT_FALSE = [
    "You joined Brightwave in 2021.",
    "You graduated in 2015.",
    "You have been with Corelight since 2017.",
]
PLACE_TRUE = [
    "I understand that the right to work in the US is required; I have it.",
    "I am authorised to work in the UK.",
    "I would need a visa to work in the UK.",
    "I can work in Denver three days a week.",
    "I plan to move to Denver in the new year.",
    "I have family in Denver.",
    "My sister lives in Denver.",
    "Working in Denver would suit me.",
    "I have visited Denver many times.",
    "I love skiing in Colorado.",
    "I was happy to read that the role is in Denver.",
    "I live in Austin, Texas.",
    "I am based in Austin and would move to Denver.",
    "I worked in Dallas for Tiny Mill and Corelight.",
    "At Brightwave in San Francisco I build Java services.",
    "From Texas I would relocate to Colorado.",
    "I studied at the University of Texas at Dallas.",
    "I look forward to working in Denver.",
    "It takes two hours to fly from Austin to Denver.",
    "I have long wanted to work in Colorado.",
    "The Denver tech scene interests me.",
    "I could start remotely from Austin before moving to Denver.",
    "I'm in Austin now, but Denver calls.",
    "Austin > Denver: I would relocate at my own cost.",
    "I am applying to work in Denver.",
    "Nobody I know in Denver speaks ill of you.",
    "I use Paris, a Java library, daily.",
    "Rome was not built in a day.",
    "My manager, Milan Petrov, taught me.",
    "I use Amsterdam-style sprint boards.",
    "My hero is Florence Nightingale.",
    "I read the Boston Globe.",
    "We used the Manchester encoding.",
    "I like Hamburg steaks.",
    "I worked on the Oslo project at Brightwave.",
    "Our Berlin release slipped.",
    "My colleague Israel taught me SQL.",
    "The Stockholm syndrome is real.",
    "I know the Delphi and Dublin Core standards.",
    "We followed the Helsinki Declaration and the Geneva Convention.",
    "I maintained the Phoenix framework app.",
    "My code runs on Vienna, our build server.",
    "I can overlap with New York hours.",
    "I work Pacific time, three hours behind New York.",
    "I follow GDPR, the law of the European Union, and California's CCPA.",
    "I know HIPAA and the Texas privacy rules.",
]
PLACE_FALSE = [
    "I live in Denver.",
    "I am based in Seattle.",
    "I worked in Denver for Tiny Mill.",
    "At Brightwave in Chicago I build Java services.",
    "I moved from Portland to Austin last year.",
    "I'm a Houston-based engineer.",
    "Your office in Seattle appeals to me.",
    "I live in San Francisco.",
    "I reside in Dallas with my dog.",
    "As a resident of Miami, I know heat.",
    "I have worked in Denver for years.",
    "I grew up in Ohio.",
    "I spent a semester in Spain.",
    "I speak with customers in Japan daily.",
    "We shipped to clients in Germany and Brazil.",
    "My Spanish helps with callers from Mexico.",
    "I took a boot camp in Boston.",
    "My team is spread over India, Poland and Texas.",
]
PLACE_OUT_TRUE = [
    "Our office is in Denver.",
    "You live in Austin; Denver is a short flight.",
    "We would help you move to Denver.",
    "You worked in Dallas before San Francisco.",
    "Have you ever worked in Denver?",
    "Could you see yourself in Colorado?",
    "I am writing from Denver.",
]
PLACE_OUT_FALSE = [
    "You live in Seattle.",
    "Our office in Chicago has room for you.",
    "Since you live in San Francisco, a move would be needed.",
    "You were at Corelight in Houston.",
    "We are based in Boston.",
    "Our investors are in New York.",
    "You would travel to clinics in Utah.",
]


@pytest.mark.parametrize("sentence", DATE_TRUE)
def test_date_true(found: Callable[..., list[str]], sentence: str) -> None:
    """No finding in a true sentence with a date, in an application."""
    assert found(sentence, "date", "application") == []


@pytest.mark.parametrize("sentence", DATE_FALSE)
def test_date_false(found: Callable[..., list[str]], sentence: str) -> None:
    """A lie about a date, in an application."""
    assert found(sentence, "date", "application") != []


@pytest.mark.parametrize("sentence", DATE_OUT_TRUE)
def test_date_out_true(found: Callable[..., list[str]], sentence: str) -> None:
    """No finding in a true sentence with a date, in an outreach."""
    assert found(sentence, "date", "outreach") == []


@pytest.mark.parametrize("sentence", DATE_OUT_FALSE)
def test_date_out_false(found: Callable[..., list[str]], sentence: str) -> None:
    """A lie about a date, in an outreach."""
    assert found(sentence, "date", "outreach") != []


@pytest.mark.parametrize("sentence", PLACE_TRUE)
def test_place_true(found: Callable[..., list[str]], sentence: str) -> None:
    """No finding in a true sentence with a place, in an application."""
    assert found(sentence, "place", "application") == []


@pytest.mark.parametrize("sentence", PLACE_FALSE)
def test_place_false(found: Callable[..., list[str]], sentence: str) -> None:
    """A lie about a place, in an application."""
    assert found(sentence, "place", "application") != []


@pytest.mark.parametrize("sentence", PLACE_OUT_TRUE)
def test_place_out_true(found: Callable[..., list[str]], sentence: str) -> None:
    """No finding in a true sentence with a place, in an outreach."""
    assert found(sentence, "place", "outreach") == []


@pytest.mark.parametrize("sentence", PLACE_OUT_FALSE)
def test_place_out_false(found: Callable[..., list[str]], sentence: str) -> None:
    """A lie about a place, in an outreach."""
    assert found(sentence, "place", "outreach") != []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("I have been at my present school since July 2005.", "date"),
        ("I sold rooms from March 1999 to September 2002.", "date"),
        ("I have taught in Texas.", "place"),
        ("I was a representative in the Charleston Trident area.", "place"),
        ("I have been a teacher for over two decades.", "tenure"),
        ("I was a marketing manager for three and a half years.", "tenure"),
    ],
)
def test_a_document_that_lost_its_spaces_still_bears_out(found: Callable[..., list[str]], sentence: str, kind: str) -> None:
    """What stands in its letters is known, and ranges that no position holds count."""
    assert found(sentence, kind, resume=GLUED) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In 2003 I launched a talent show.", "date"),
        ("I have taught in Seattle.", "place"),
        ("I have forty years of experience.", "tenure"),
    ],
)
def test_a_document_that_lost_its_spaces_still_denies(found: Callable[..., list[str]], sentence: str, kind: str) -> None:
    """What it plainly tells otherwise, or does not have."""
    assert found(sentence, kind, resume=GLUED) != []
