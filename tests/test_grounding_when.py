"""Dates that an email gives, beside those of invented documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.claim import Letter
from pipeline.grounding.periods import when
from pipeline.grounding.periods.moments import moments
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

PLANNER = """Ines Carvalho
ines.carvalho@example.com
Porto, Portugal

SUMMARY
Transport planner who likes timetables that hold.

EXPERIENCE
Senior Transport Planner, Lagoa Mobility, Porto
March 2021 - present
- Redesigned 14 night bus routes in 2023; ridership rose by 22%
- Lead the accessibility audit of tram stops since September 2024
- Mentor two junior planners

Transport Planner, Brunhilde Consulting, Vienna
July 2017 - February 2021
- Built the demand model for the Danube crossing
- Surveyed 40 cycle junctions in the summer of 2019

EDUCATION
MSc Transport Engineering, University of Aveiro, 2015 - 2017
BSc Civil Engineering, University of Minho, 2012 - 2015

CERTIFICATIONS
PTV Visum Expert, 2022
First Aid, valid until June 2027

AWARDS
Young Planner of the Year, Iberian Transport Society, 2020
"""
TRAM = """Principal Transport Planner
Meridian Tramways, Lisbon

Meridian Tramways has run trams on four lines since 1998. In 2024 we carried 31 million passengers. A fifth line opens in May 2028.
We moved to our new depot in autumn 2022.

REQUIREMENTS
- Five years in transport planning

Apply by 24 April 2026 to jobs@meridian.example.com. The post starts on 1 September.
"""
BAKER = """Tom Askew
07700 900123, tom.askew@example.net, Leeds

WORK HISTORY
Head Baker | Crumb & Sons | 2019 - Present
- Opened the second shop on Mill Street in 2022
- Halved flour waste
Baker | Hollis Bakery | 2014 - 2018
- Won gold for rye at the county show, 2016

EDUCATION
Level 3 Diploma in Professional Bakery, Thomas Danby College, 2013
"""
MILL = """Bakery Production Manager
Fellmill Breads, Bradford

Fellmill began in a garage in 2009 and moved into a mill in 2015. Every autumn we bake for the harvest fair.

You will plan two shifts. Closing date: 3 April.
"""

Findings = Callable[[str, str, str], list[Claim]]


@pytest.fixture
def dates(make_request: Callable[..., EmailRequest]) -> Findings:
    """The findings of the kind in an email's body between two invented people."""

    def find(body: str, who: str, direction: str) -> list[Claim]:
        resume, job, name = (PLANNER, TRAM, "Ines Carvalho") if who == "planner" else (BAKER, MILL, "Tom Askew")
        request = make_request(resume, job, direction, sender=name if direction == "application" else "Rita Gomes", date="2026-03-16")
        text = f"Dear Rita,\n\n{body}\n\nKind regards,\n{name}"
        letter = Letter(Email(subject="The post", body=text), Sources.of(request))
        return [claim for claim in when.find(letter) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize(
    ("body", "who", "direction", "lie"),
    [
        ("I have been at Lagoa Mobility since 2019.", "planner", "application", "2019"),
        ("I joined Lagoa Mobility in March 2020 as a planner.", "planner", "application", "March 2020"),
        ("I have worked at Lagoa Mobility since July 2017.", "planner", "application", "July 2017"),
        ("From 2015 to 2021 I was a Transport Planner at Brunhilde Consulting.", "planner", "application", "2015"),
        ("I stayed with Brunhilde Consulting until 2022.", "planner", "application", "2022"),
        ("I redesigned 14 night bus routes in 2022.", "planner", "application", "2022"),
        ("In 2020 I redesigned the night bus routes, and ridership rose by 22%.", "planner", "application", "2020"),
        ("I have led the accessibility audit of tram stops since January 2023.", "planner", "application", "January 2023"),
        ("I graduated in 2018 with an MSc in Transport Engineering.", "planner", "application", "2018"),
        ("My PTV Visum Expert certificate dates from 2020.", "planner", "application", "2020"),
        ("I was named Young Planner of the Year in 2021.", "planner", "application", "2021"),
        ("In the winter of 2019 I surveyed 40 cycle junctions.", "planner", "application", "winter of 2019"),
        ("My First Aid certificate is valid until June 2029.", "planner", "application", "June 2029"),
        ("I have been in transport planning since 2009.", "planner", "application", "2009"),
        ("Thirty years ago I drove trams.", "planner", "application", "Thirty years ago"),
        ("Your trams have run since 1989.", "planner", "application", "1989"),
        ("I read that you carried 31 million passengers in 2023.", "planner", "application", "2023"),
        ("We opened our first line in 1995.", "planner", "outreach", "1995"),
        ("Our fifth line opens in May 2029.", "planner", "outreach", "May 2029"),
        ("You have been with Lagoa Mobility since 2018.", "planner", "outreach", "2018"),
        ("You surveyed 40 cycle junctions in 2021.", "planner", "outreach", "2021"),
        ("Applications close on 30 April.", "planner", "outreach", "30 April"),
        ("I have been Head Baker at Crumb & Sons since 2017.", "baker", "application", "2017"),
        ("I opened our second shop on Mill Street in 2020.", "baker", "application", "2020"),
        ("In 2018 I won gold for rye at the county show.", "baker", "application", "2018"),
        ("I left Hollis Bakery in 2020.", "baker", "application", "2020"),
        ("Since graduating in 2011 with a Level 3 Diploma I have never stopped baking.", "baker", "application", "2011"),
        ("Fellmill began in a garage in 2001.", "baker", "outreach", "2001"),
        ("We moved into our mill in 2019.", "baker", "outreach", "2019"),
        ("The closing date is 13 April.", "baker", "outreach", "13 April"),
        ("I joined Crumb & Sons in June 2019.", "baker", "application", "June 2019"),
    ],
)
def test_a_false_date_is_found(dates: Findings, body: str, who: str, direction: str, lie: str) -> None:
    """A date that the documents do not give of what it is told of is a finding, at its own place."""
    assert [claim.text.removeprefix("the ") for claim in dates(body, who, direction)] == [lie]


@pytest.mark.parametrize(
    ("body", "who", "direction"),
    [
        ("I have been at Lagoa Mobility since 2021.", "planner", "application"),
        ("Since March 2021 I have planned night buses at Lagoa Mobility.", "planner", "application"),
        ("I have been a planner in Porto since spring 2021.", "planner", "application"),
        ("I joined Lagoa in early 2021, after more than three years at Brunhilde Consulting.", "planner", "application"),
        ("From 2017 to 2021 I worked in Vienna.", "planner", "application"),
        ("Between July 2017 and February 2021 I built the demand model for the Danube crossing.", "planner", "application"),
        ("In the summer of 2019 I surveyed 40 cycle junctions.", "planner", "application"),
        ("I redesigned 14 night bus routes in 2023.", "planner", "application"),
        ("I graduated from Aveiro in 2017.", "planner", "application"),
        ("My MSc dates from 2017 and my BSc from 2015.", "planner", "application"),
        ("After leaving Brunhilde in 2021, I returned to Porto.", "planner", "application"),
        ("My first aid certificate runs until June 2027.", "planner", "application"),
        ("I could start on 1 September 2026.", "planner", "application"),
        ("I am free to start from June.", "planner", "application"),
        ("Could we talk before 24 April?", "planner", "application"),
        ("I would welcome a call in the week of 6 April 2026.", "planner", "application"),
        ("I noticed that Meridian has run trams since 1998.", "planner", "application"),
        ("Your fifth line opens in May 2028, and the post starts on 1 September.", "planner", "application"),
        ("You carried 31 million passengers in 2024.", "planner", "application"),
        ("Since 1998 our trams have run on four lines, and in autumn 2022 we moved to a new depot.", "planner", "outreach"),
        ("Applications close on April 24.", "planner", "outreach"),
        ("You were Young Planner of the Year in 2020 and have led the tram stop audit since September 2024.", "planner", "outreach"),
        ("About nine years ago you finished your MSc.", "planner", "outreach"),
        ("Since late 2024 I have led the accessibility audit.", "planner", "application"),
        ("In a team of 2000 people I would not get lost.", "planner", "application"),
        ("I have baked at Crumb & Sons since 2019 and before that at Hollis Bakery from 2014.", "baker", "application"),
        ("My rye won gold at the county show in 2016, a decade ago.", "baker", "application"),
        ("In 2022 we opened a second shop.", "baker", "application"),
        ("I finished my Level 3 Diploma in 2013.", "baker", "application"),
        ("You moved into the mill in 2015, and each autumn you bake for the harvest fair.", "baker", "application"),
        ("May I visit before the closing date of 3 April?", "baker", "application"),
        ("I may be new to shifts, but I march on.", "baker", "application"),
        ("Last year I spent my holiday visiting mills.", "baker", "application"),
        ("You've been Head Baker there since 2019.", "baker", "outreach"),
    ],
)
def test_a_true_date_is_left_alone(dates: Findings, body: str, who: str, direction: str) -> None:
    """Dates in other forms, seasons, offers, and facts of the right side are no findings."""
    assert [(claim.text, claim.reason) for claim in dates(body, who, direction)] == []


def test_a_reason_names_what_the_resume_says(dates: Findings) -> None:
    """A person sees at once which line speaks against a date."""
    (claim,) = dates("I have been at Lagoa Mobility since 2019.", "planner", "application")
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.reason.startswith("You wrote '2019'; the resume says 'Senior Transport Planner")
    assert claim.evidence is not None
    assert claim.evidence.source == "resume"


def test_moments_carry_the_months_they_may_mean() -> None:
    """Seasons, parts of a year and relative dates become stretches of months."""
    import datetime as dt

    found = moments("since spring 2021, in late 2022, last March, two years ago, in 2024/25", dt.date(2026, 3, 1))
    assert [(divmod(one.first, 12), divmod(one.last, 12), one.role) for one in found] == [
        ((2021, 2), (2021, 4), "start"),
        ((2022, 7), (2022, 11), "point"),
        ((2025, 2), (2025, 2), "point"),
        ((2023, 3), (2025, 1), "point"),
        ((2024, 0), (2025, 11), "point"),
    ]


def test_an_era_is_a_stretch_about_a_round_year() -> None:
    """`The turn of the century` is about 2000, `the last decade` the one before that of writing."""
    import datetime as dt

    found = moments("since the turn of the century, since the middle of the last decade", dt.date(2026, 3, 1))
    assert [(one.first // 12, one.last // 12, one.role) for one in found] == [(1999, 2001, "start"), (2013, 2016, "start")]


@pytest.mark.parametrize(
    "hostile", ["2019" * 25000, "since March " * 9000, "1/" * 50000, "\x00 May 3 " * 12000, "in 2020 я в мае 2021 " * 5000, "1 " * 50000]
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    """A hundred thousand characters of dates take about a second at most."""
    import datetime as dt
    import time

    started = time.process_time()
    moments(hostile, dt.date(2026, 3, 1))
    assert time.process_time() - started < 5
