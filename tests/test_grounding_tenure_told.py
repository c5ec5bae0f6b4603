"""Whose time a duration is, what it is of, and what can be told where the resume was read in part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.periods.durations import durations
from pipeline.schema import Claim, EmailRequest
from tests.grounding_trades import DEVELOPER_WORK

DEVELOPER = f"""{DEVELOPER_WORK}SKILLS
Java, Python, SQL, React, PHP, testing, Docker
"""
DIETITIAN = """PRIYA NAIR
Registered Dietitian
Chicago, IL
WORK EXPERIENCE
Clinical Dietitian - Lakeview Hospital - Chicago, IL
Jan 2020 - Present
* Counsel 20 patients a day
Food Service Supervisor - Parkside Schools - Chicago, IL
Aug 2016 - Dec 2019
* Planned menus
Barista - Bean There
2014 - 2016
EDUCATION
BS Nutrition, State University, 2016
"""
UNREAD = """Tom Becker
Sales professional with over 15 years of experience.

Sales Manager
2015Present
NORTHERN SUPPLY CO, City, ST
Grew the region.

20092015
Account Executive
PALE RIVER INC, City, ST

20052009
Retail Associate
SHOE BARN, City, ST

Education
BA Communication, State College, 2005
"""
JOB = """# Senior Platform Engineer at Quayside Health

Quayside Health runs 30 clinics in Denver, CO.

Requirements:
- 5+ years of Python
- Kafka
"""


@pytest.fixture
def tenures(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, resume: str, direction: str = "application") -> list[str]:
        request = make_request(resume, JOB, direction, sender="A B", date="2026-11-01")
        body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nA B"
        return [claim.text for claim in findings_of(body, request, kinds=("tenure", "qualification"))]

    return find


DEVELOPER_TRUE = [
    "At Brightwave I have been building Java services for over seven years.",
    "I bring more than ten years as a software developer.",
    "Ten years of developing software stand behind me, the last seven at Brightwave.",
    "At Brightwave: seven years, Java, React.",
    "I am programmer since more than twelve years.",
    "Three years of Python at Corelight and a bit taught me patience.",
    "I work 12+ years in software, 7 of them on Java.",
    "Over a decade of hands-on engineering, counting my time at Tiny Mill.",
    "I'd spent a good two years at Tiny Mill before Corelight took me on for another three.",
    "I have twelve years of testing behind me.",
    "I have followed Quayside's work for fifteen years.",
    "I have lived in Austin for twenty years.",
    "I have been a customer of Quayside for nineteen years.",
    "I have wanted to work in health for fifteen years.",
    "I have been reading your blog for the last 14 years.",
    "Your 25 years in the business impressed me.",
    "I have loved maps for twenty years.",
    "I have been a member of the local choir for sixteen years.",
    "My wife and I have been married for eighteen years.",
    "I have spent fifteen years as a volunteer at the food bank.",
    "A company with forty years of experience behind it does not need flattery.",
    "It would be my first job search in seventeen years.",
    "I have been speaking Spanish for thirty years.",
    "I have been a US citizen for twenty years.",
    "Your team brings together over a hundred years of experience.",
    "For 15 years your clinics have been part of Denver.",
    "I have known Dr. Lee for fifteen years.",
    "After eighteen years in Texas, I am ready for Colorado.",
    "Quayside has been serving Denver for twenty years.",
    "My mother was a nurse for thirty years.",
    "I have been playing the cello for 25 years.",
    "My former manager has 30 years in the industry.",
    "I was raised on a farm and spent eighteen years there.",
    "The product was in its fifteenth year when I joined; a code base of twenty years.",
    "I maintained a system that had been running for twenty years.",
    "I worked on legacy code with over 20 years of history.",
    "My driving licence has been clean for twenty years.",
    "I hope to stay for twenty years.",
    "I've been sober for fifteen years.",
    "I helped clients with up to 30 years of records.",
    "I migrated 20 years of data to the cloud.",
    "We served customers who had been with the bank for thirty years.",
    "I have 15 years until retirement.",
    "I've used Linux at home for twenty years.",
    "At 20 years old I built my first site.",
    "My father ran this shop for forty years and I helped him.",
    "A 30-year-old code base was my first assignment.",
    "I taught people with 25 years of experience more than they taught me.",
    "I mentored engineers with 20 years in the trade.",
    "I bring ten years of experience, most recently at Brightwave.",
    "I have twelve years of software engineering and currently work at Brightwave.",
    "A developer at Brightwave with twelve years of experience, I know Java.",
    "As a software engineer at Brightwave Inc with over a decade in the field, I know Java.",
    "I work at Brightwave and have twelve years of experience.",
    "Twelve years of experience led me from Tiny Mill to Brightwave.",
    "From Tiny Mill through Corelight to Brightwave I have twelve years behind me.",
    "I have twelve years of experience at companies such as Brightwave and Corelight.",
    "I have been a developer for twelve years, at Brightwave since 2019.",
    "Currently at Brightwave, I've been a programmer for over twelve years.",
    "My twelve years as a developer at Tiny Mill, Corelight and Brightwave taught me care.",
    "At Brightwave I work with people who have twenty years of experience.",
    "Before Brightwave I spent five years at two Dallas companies.",
    "I have over ten years across Corelight and Brightwave.",
    "At Brightwave I cut a backlog of two years to zero.",
    "At Brightwave I have built services for over seven years.",
    "At Corelight Systems I wrote Python for three years and at Tiny Mill PHP for two.",
]
DEVELOPER_FALSE = [
    "I have been at Brightwave for more than nine years.",
    "For six years I wrote Python at Corelight Systems.",
    "I bring 20 years of software engineering experience.",
    "Five years at Tiny Mill made me careful.",
    "At Corelight Systems I spent half a decade.",
    "With nearly two decades in the industry, I have seen most things.",
    "I have ten years of Java.",
    "I have ten years of experience at Brightwave.",
    "At Brightwave I have ten years of experience.",
    "For ten years I have built services at Brightwave.",
    "As a Backend Developer at Corelight for seven years, I wrote SQL.",
    "I have twenty years of experience, most recently at Brightwave.",
    "My decade at Brightwave taught me care.",
    "At Tiny Mill I fixed PHP sites for eight years.",
    "I worked for Corelight Systems for six years.",
]
DIETITIAN_TRUE = [
    "I am a registered dietitian with nearly seven years of clinical experience.",
    "Almost seven years at Lakeview Hospital and over three at Parkside Schools: that is my career.",
    "Since ten years I work with food, first in schools, now in a hospital.",
    "- 10 years food and nutrition\n- 6+ years hospital",
    "With a decade of food service behind me, I know kitchens.",
    "My six-plus years at Lakeview have made me patient.",
    "I've counselled patients for more than six years.",
    "I admire how your hospital has fed Denver for ninety years.",
    "My grandmother cooked for forty years and I learned from her.",
    "Having worked in hospitals and schools for over ten years, I can adapt.",
    "I bring a dozen years of hard work, counting the coffee bar.",
    "I have supervised staff with thirty years of experience.",
    "I lived abroad for eight years as a child.",
    "I've wanted this since I was a girl; it has been eighteen years.",
    "I do not have fifteen years in management, only three.",
    "You want fifteen years of experience; I have ten.",
    "If you need someone with twenty years of experience, I am not her.",
    "Your patients have trusted you for fifty years.",
    "The cafeteria I ran was forty years old.",
    "I would like to spend the next twenty years with you.",
    "My license is valid for two years.",
]
DIETITIAN_FALSE = [
    "I have been with Lakeview Hospital for a decade.",
    "I have nineteen years of experience as a dietitian.",
    "- 18 years of experience in nutrition",
    "As a dietitian with over fifteen years of clinical experience, I would fit.",
    "I spent six years at Parkside Schools.",
    "My nine years at Lakeview have made me patient.",
    "Twenty years in the field have taught me much.",
    "I have worked in hospitals for seventeen years.",
    "In my 16-year career I have planned menus.",
]
UNREAD_TRUE = [
    "I have over 21 years in sales and retail.",
    "I've been Sales Manager at Northern Supply for eleven years.",
    "Six years as Account Executive at Pale River taught me to listen.",
    "I was a retail associate for four years.",
    "More than two decades of selling, six years of it with Pale River.",
]
UNREAD_FALSE = [
    "I have thirty-five years of experience.",
    "Twelve years as Account Executive taught me to listen.",
]
OUTREACH_DEVELOPER_TRUE = [
    "You would join a founder with thirty years in health care.",
    "Our CTO has 25 years of experience.",
    "I have been recruiting for twenty years.",
    "Our team has been together for fifteen years.",
    "The clinic has served Denver for 30 years, and you would lead its platform.",
    "We have over 40 years of experience between us.",
    "Our engineers have been with us for twelve years on average.",
    "With twenty years in the market, Quayside is stable.",
    "After 30 years of paper, our clinics go digital.",
    "You would work beside people with twenty years at Quayside.",
    "My twenty years as a recruiter tell me you would fit.",
    "I know from 18 years of hiring that resumes hide things.",
]
OUTREACH_TRUE = [
    "You have spent nearly seven years at Lakeview.",
    "Your ten years in food caught my eye.",
    "I have been a recruiter for nineteen years.",
    "We have been feeding Denver for thirty years.",
    "You would report to a chef with 30 years of experience.",
    "Our dietitians stay for fifteen years on average.",
    "We need someone with twelve years of experience, and you come close.",
]
OUTREACH_FALSE = [
    "You have been at Lakeview for ten years.",
    "Your fifteen years as a dietitian caught my eye.",
    "With eighteen years of experience, you know hospitals.",
    "I was struck by your nine years at Lakeview Hospital.",
    "You bring 20+ years of nutrition experience.",
]


@pytest.mark.parametrize("sentence", DEVELOPER_TRUE)
def test_a_developers_true_durations(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Nor time that is told of anyone or anything else, or of life outside work."""
    assert tenures(sentence, DEVELOPER) == []


def test_time_before_the_next_stage_is_not_of_its_employer(tenures: Callable[..., list[str]]) -> None:
    """`After two years of that I joined Corelight` tells of two years before."""
    assert tenures("After two years of that I joined Corelight Systems, and I stayed until 2019.", DEVELOPER) == []


def test_the_age_of_a_thing_is_no_ones_tenure(tenures: Callable[..., list[str]]) -> None:
    """Numbers of thirty years are the firm's."""
    assert tenures("Thirty years of numbers are waiting here for you.", DIETITIAN, "outreach") == []


@pytest.mark.parametrize("sentence", DEVELOPER_FALSE)
def test_a_developers_false_durations(tenures: Callable[..., list[str]], sentence: str) -> None:
    """At an employer, in total, with a skill."""
    assert tenures(sentence, DEVELOPER) != []


@pytest.mark.parametrize("sentence", DIETITIAN_TRUE)
def test_a_dietitians_true_durations(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Lists, telegrams and foreign English among them."""
    assert tenures(sentence, DIETITIAN) == []


@pytest.mark.parametrize("sentence", DIETITIAN_FALSE)
def test_a_dietitians_false_durations(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Lists, telegrams and foreign English among them."""
    assert tenures(sentence, DIETITIAN) != []


@pytest.mark.parametrize("sentence", UNREAD_TRUE)
def test_ranges_that_no_position_holds_bear_out_durations(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Dates that lost their dash, under employers that were not read."""
    assert tenures(sentence, UNREAD) == []


@pytest.mark.parametrize("sentence", UNREAD_FALSE)
def test_what_is_longer_than_all_ranges_or_than_those_of_the_post_is_found(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Though no position was read."""
    assert tenures(sentence, UNREAD) != []


@pytest.mark.parametrize("sentence", OUTREACH_DEVELOPER_TRUE)
def test_time_on_the_employers_side_of_an_outreach(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Of the company, its people, or the writer."""
    assert tenures(sentence, DEVELOPER, "outreach") == []


@pytest.mark.parametrize("sentence", OUTREACH_TRUE)
def test_true_durations_of_an_outreach(tenures: Callable[..., list[str]], sentence: str) -> None:
    """The candidate is you."""
    assert tenures(sentence, DIETITIAN, "outreach") == []


@pytest.mark.parametrize("sentence", OUTREACH_FALSE)
def test_false_durations_of_an_outreach(tenures: Callable[..., list[str]], sentence: str) -> None:
    """The candidate is you."""
    assert tenures(sentence, DIETITIAN, "outreach") != []


LONG_IN_ANY_WORDS = [
    "With seventeen years at Lakeview Hospital to my name, I know its kitchens.",
    "Having been a dietitian for nearly twenty years, I should like to stay one.",
    "I was one for a good fifteen years, all of them at Lakeview Hospital.",
    "For more than two decades I have been Clinical Dietitian in Chicago.",
    "I am now in my ninth year at Lakeview Hospital.",
    "A woman who has spent eleven years counselling at Lakeview Hospital, I thought, might ask.",
    "As Food Service Supervisor, a post I held for over twelve years, I planned menus.",
    "With three full decades of practice behind me, I would need little introduction.",
    "With nearly two dozen years of dietetics to my name, I am ready.",
    "After fourteen years and counting as a dietitian, I am ready.",
    "Half of my thirty-year career went into schools.",
    "I have been in nutrition for the better part of two decades.",
    "My Parkside Schools chapter lasted close to five years.",
    "I bring upwards of twenty years of hospital experience.",
    "I have worked since my graduation in 2016, for six years at Parkside Schools.",
]
TRUE_IN_ANY_WORDS = [
    "With six years at Lakeview Hospital to my name, I know its kitchens.",
    "Having been a dietitian for nearly seven years, I should like to stay one.",
    "I was one for a good three years, all of them at Parkside Schools.",
    "For more than six years I have been Clinical Dietitian in Chicago.",
    "I am now in my seventh year at Lakeview Hospital.",
    "With nearly a dozen years of work to my name, I am ready.",
    "My Parkside Schools chapter lasted a little over three years.",
    "Twenty years from now I would still like to plan menus.",
    "It is twenty years since I first saw Lakeview Hospital.",
    "Before Lakeview Hospital came nine years of school.",
    "The kitchen at Lakeview Hospital had a ten-year plan.",
]


@pytest.mark.parametrize("sentence", LONG_IN_ANY_WORDS)
def test_a_duration_longer_than_what_it_is_told_of_is_found_in_any_words(tenures: Callable[..., list[str]], sentence: str) -> None:
    """Whatever the verb, an employer, a title or a career cannot hold more years than it had."""
    assert tenures(sentence, DIETITIAN)


@pytest.mark.parametrize("sentence", TRUE_IN_ANY_WORDS)
def test_a_duration_that_fits_is_left_alone_in_any_words(tenures: Callable[..., list[str]], sentence: str) -> None:
    """The same sentences with the years that the dates give, and times of something else."""
    assert not tenures(sentence, DIETITIAN)


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("It has been almost seven years since I joined Lakeview Hospital.", True),
        ("It has been almost four years since I joined Lakeview Hospital.", False),
        ("In the eleven years since leaving Parkside Schools, I have counselled patients.", False),
        ("In the nearly seven years since leaving Parkside Schools, I have counselled patients.", True),
        ("Since graduating ten years ago, I have planned menus.", True),
        ("Since graduating sixteen years ago, I have planned menus.", False),
        ("I joined Parkside Schools ten years ago.", True),
        ("I joined Parkside Schools five years ago.", False),
        ("It is twenty years since he joined Lakeview Hospital.", True),
    ],
)
def test_years_since_something_dated_are_counted_from_there(tenures: Callable[..., list[str]], sentence: str, true: bool) -> None:
    """The beginning and the end of a post, and the end of the studies."""
    assert (not tenures(sentence, DIETITIAN)) is true


def test_the_time_that_a_degree_took_is_that_of_the_studies(tenures: Callable[..., list[str]]) -> None:
    """`In a brisk two years` of studies that the resume dates."""
    resume = DIETITIAN.replace("State University, 2016", "State University, Aug 2012 - May 2016")
    assert tenures("I finished my degree in a brisk two years.", resume)
    assert not tenures("I took my degree at State University in just under four years.", resume)


def test_the_end_of_a_decade_is_a_date_and_no_tenure(tenures: Callable[..., list[str]]) -> None:
    """`Since the end of the last decade` is no ten years."""
    assert not tenures("I have been at Lakeview Hospital since the end of the last decade.", DIETITIAN)


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("For the past ten years I have worked in nutrition, more than six of them at Lakeview Hospital.", True),
        ("For the past ten years I have worked in nutrition, more than eight of them at Lakeview Hospital.", False),
        ("Over the past ten years I have led kitchens and trained cooks.", True),
        ("Over the past twenty years I have led kitchens and trained cooks.", False),
        ("For twenty years I have worked in kitchens and wards.", False),
        ("For twenty years I have lived near your clinic.", True),
        ("Seven years at Lakeview Hospital, give or take a month or two, taught me patience.", True),
        ("I will complete seven years at Lakeview Hospital this January.", True),
        ("I will complete nine years at Lakeview Hospital this January.", False),
        ("I will reach four years at Lakeview Hospital this January.", False),
    ],
)
def test_the_time_told_with_a_deed_or_ahead_is_counted(tenures: Callable[..., list[str]], sentence: str, true: bool) -> None:
    """What was done behind an opening duration, the part of it at one employer, and years that are full only on a day to come."""
    assert (not tenures(sentence, DIETITIAN)) is true


def test_what_a_posting_asks_for_is_no_time_of_a_word_in_a_title(tenures: Callable[..., list[str]]) -> None:
    """`Our requirements for this Dietitian start with nine or more years`."""
    sentence = "Our requirements for this Senior Dietitian position start with nine or more years of counselling."
    assert not tenures(sentence, DIETITIAN, "outreach")


def test_years_that_an_undated_resume_does_not_tell_are_found(tenures: Callable[..., list[str]]) -> None:
    """A resume without a single date bears out no number of years; one with years in it may have been misread."""
    sentence = "With seven years of product management behind me, I am writing to you."
    undated = "Taylor Lee\nProduct Manager\n\nExperience:\n- Led products from idea to launch\n\nEducation:\nB.B.A. in Business\n"
    assert tenures(sentence, undated) == ["seven years"]
    assert tenures("For the past six years I have led products.", undated) == ["six years"]
    assert not tenures("For six years I have followed your products.", undated)
    assert not tenures(sentence, undated.replace("launch", "launch in seven years"))


def test_a_bare_number_behind_months_goes_on_in_months() -> None:
    """`Fifteen months as a trainee, then fourteen as a clerk`, and no count of things."""
    assert [one.months for one in durations("fifteen months as a trainee, then fourteen as a clerk")] == [15, 14]
    assert [one.months for one in durations("fifteen months as a trainee, then fourteen clerks")] == [15]
    assert [one.months for one in durations("I was at Acme for three years, then eight at Bolt")] == [36, 96]
