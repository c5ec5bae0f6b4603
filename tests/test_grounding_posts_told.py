"""The order and the number of posts and studies. Each true sentence has a twin that tells it the other way round, or counts others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Ama Owusu
Sous Chef

EXPERIENCE
Sous Chef, Osprey Grill, Leeds
June 2022 - present
- Ran the pass on weekends
Line Cook, Brempong Stores Ltd, Leeds
March 2018 - May 2022
- Moved the dry store to another cellar
Kitchen Porter, Harbor Ltd, York
September 2015 - February 2018
- Washed 400 plates a night
Waiter (part-time), Tilda Cafe, York
June 2012 - August 2014

EDUCATION
BA Catering, Vale University, 2012 - 2015
MA Nutrition, Marsh College, 2019 - 2020
"""
POSTING = """Head Cook
Company: Dune Kitchens
Location: Delft

Requirements
- Three years at a stove
"""
PAIRS = (
    ("After Harbor Ltd I went to Brempong Stores.", "After Brempong Stores I went to Harbor Ltd."),
    ("I came to Brempong Stores from Harbor Ltd.", "I came to Harbor Ltd from Brempong Stores."),
    ("Before I joined Brempong Stores, I worked at Harbor Ltd.", "Before I joined Harbor Ltd, I worked at Brempong Stores."),
    ("From Harbor Ltd I moved to Osprey Grill.", "From Osprey Grill I moved to Harbor Ltd."),
    ("I left Harbor Ltd for Brempong Stores.", "I left Brempong Stores for Harbor Ltd."),
    ("When I left Harbor Ltd, I joined Brempong Stores.", "When I left Brempong Stores, I joined Harbor Ltd."),
    ("I worked at Harbor Ltd and later at Brempong Stores.", "I worked at Brempong Stores and later at Harbor Ltd."),
    ("I was first at Harbor Ltd, then at Brempong Stores.", "I was first at Brempong Stores, then at Harbor Ltd."),
    ("I was at Harbor Ltd until I joined Brempong Stores.", "I was at Brempong Stores until I joined Harbor Ltd."),
    ("I went straight from Harbor Ltd to Brempong Stores.", "I went straight from Brempong Stores to Harbor Ltd."),
    ("I cooked at Brempong Stores; before that, I was at Harbor Ltd.", "I cooked at Harbor Ltd; before that, I was at Brempong Stores."),
    ("I cook at Osprey Grill. Before that I was at Harbor Ltd.", "I was at Harbor Ltd. Before that I cooked at Osprey Grill."),
    ("Having worked at Harbor Ltd, I joined Osprey Grill.", "Having worked at Osprey Grill, I joined Harbor Ltd."),
    ("Since leaving Brempong Stores, I have cooked at Osprey Grill.", "Since leaving Osprey Grill, I have cooked at Brempong Stores."),
    ("Brempong Stores hired me away from Harbor Ltd.", "Harbor Ltd hired me away from Brempong Stores."),
    (
        "I have worked at Harbor Ltd, Brempong Stores and Osprey Grill, in that order.",
        "I have worked at Osprey Grill, Brempong Stores and Harbor Ltd, in that order.",
    ),
    ("My last job before Osprey Grill was at Brempong Stores.", "My last job before Harbor Ltd was at Brempong Stores."),
    ("My first employer was Harbor Ltd.", "My first employer was Brempong Stores."),
    ("In my first job, at Harbor Ltd, I washed plates.", "In my first job, at Osprey Grill, I ran the pass."),
    ("I began my career at Harbor Ltd.", "I began my career at Osprey Grill."),
    ("I started out as a kitchen porter at Harbor Ltd.", "I started out as a sous chef at Osprey Grill."),
    ("My most recent employer is Osprey Grill.", "My most recent employer is Harbor Ltd."),
    ("In my current job at Osprey Grill I run the pass.", "In my current job at Brempong Stores I run the pass."),
    ("My previous employer was Brempong Stores.", "My previous employer was Osprey Grill."),
    ("Before I became a sous chef I was a line cook.", "Before I became a line cook I was a sous chef."),
    ("I rose from kitchen porter to line cook.", "I rose from line cook to kitchen porter."),
    ("After graduating from Vale University I joined Harbor Ltd.", "After graduating from Marsh College I joined Harbor Ltd."),
    ("I joined Harbor Ltd straight from university.", "I joined Tilda Cafe straight from university."),
    ("I studied at Vale University before I joined Brempong Stores.", "I studied at Marsh College before I joined Harbor Ltd."),
)
ALSO_TRUE = (
    "I worked at Osprey Grill and Brempong Stores after Harbor Ltd.",
    "Before Osprey Grill I worked at Brempong Stores and Harbor Ltd.",
    "At Osprey Grill, as at Brempong Stores before it and at Harbor Ltd before that, I kept the books.",
    "I cooked at Harbor Ltd, and after two years there I went to Brempong Stores.",
    "I studied at Marsh College while I worked at Brempong Stores, and after my MA I stayed at Brempong Stores.",
    "From Harbor Ltd I took the habit of clean stations, and Brempong Stores gave me speed.",
    "I worked at Harbor Ltd after Tilda Cafe.",
    "My first post as a cook was at Brempong Stores.",
    "In my last year at Harbor Ltd I washed plates.",
    "I have never left Osprey Grill for Harbor Ltd.",
    "I took what I learned at Brempong Stores with me to Osprey Grill.",
    "My first job was at Tilda Cafe.",
    "I left Harbor Ltd in 2018 to join Brempong Stores.",
    "I moved stock from Osprey Grill to Harbor Ltd.",
    "I went from Osprey Grill to Brempong Stores every Friday.",
    "I have worked at Osprey Grill longer than at Harbor Ltd, and before that at Brempong Stores.",
)

COUNTS = (
    ("I have worked for four employers.", "I have worked for seven employers."),
    ("I have worked for three different companies so far.", "I have worked for two different companies so far."),
    ("My resume lists four posts.", "My resume lists seven posts."),
    ("I have had three jobs in all.", "I have had one job in all."),
    ("Across four employers I have kept clean stations.", "Across six employers I have kept clean stations."),
    ("My four employers would tell you the same.", "My six employers would tell you the same."),
    ("My career has taken me through four jobs.", "My career has taken me through eight jobs."),
    ("I have worked for more than three employers.", "I have worked for more than five employers."),
    ("I have worked for two employers in Leeds.", "I have worked for six employers in Leeds."),
    ("I have worked for one company since 2022.", "I have only worked for one employer."),
    ("I hold two degrees.", "I hold four degrees."),
    ("I have studied at two universities.", "I have studied at five universities."),
)


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    """The kinds of the findings of an email that says this."""

    def kinds(sentence: str, direction: str = "application") -> list[str]:
        sender, recipient = ("Ama Owusu", "") if direction == "application" else ("Robin Tester", "Ama Owusu")
        request = make_request(RESUME, POSTING, direction=direction, sender=sender, recipient=recipient, date="2026-06-15")
        body = f"Hello,\n\nThank you for reading this.\n\n{sentence} That is all about it.\n\nKind regards,\n{sender}"
        return [str(one.kind) for one in findings_of(body, request)]

    return kinds


@pytest.mark.parametrize("sentence", [*(true for true, _ in PAIRS), *ALSO_TRUE])
def test_posts_in_the_order_of_the_resume_are_borne_out(told: Callable[..., list[str]], sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize("sentence", [false for _, false in PAIRS])
def test_posts_turned_round_are_found(told: Callable[..., list[str]], sentence: str) -> None:
    assert told(sentence) == ["date"]


@pytest.mark.parametrize("sentence", [true for true, _ in COUNTS])
def test_any_way_to_count_posts_is_borne_out(told: Callable[..., list[str]], sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize("sentence", [false for _, false in COUNTS])
def test_a_count_that_no_way_gives_is_found(told: Callable[..., list[str]], sentence: str) -> None:
    assert told(sentence) == ["metric"]


def test_a_number_in_the_name_of_an_employer_counts_nothing(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    request = make_request(RESUME.replace("Harbor Ltd", "Nine Lakes Kitchens"), POSTING, sender="Ama Owusu", date="2026-06-15")
    body = "Hello,\n\nThank you for reading this.\n\nAfter Nine Lakes Kitchens I went to Brempong Stores.\n\nKind regards,\nAma Owusu"
    assert not findings_of(body, request)


def test_a_past_employer_that_one_moved_from_is_no_town(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    resume = RESUME.replace("Harbor Ltd", "Kpone Roofing and Building Supplies")
    request = make_request(resume, POSTING, direction="outreach", sender="Robin Tester", recipient="Ama Owusu", date="2026-06-15")
    body = "Hello,\n\nYou moved from Kpone Roofing and Building Supplies to Brempong Stores. I liked that.\n\nKind regards,\nRobin Tester"
    assert not findings_of(body, request)


def test_a_title_with_more_words_is_told_of_the_employer_behind_it(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    resume = RESUME.replace("Line Cook, Brempong", "Teacher of Cookery (Early Career Teacher), Brempong")
    request = make_request(resume, POSTING, sender="Ama Owusu", date="2026-06-15")
    told = (
        "As a Kitchen Porter at Harbor Ltd and later as a Teacher of Cookery (Early Career Teacher) at Brempong Stores I learned to listen."
    )
    assert not findings_of(f"Hello,\n\nThank you for reading this.\n\n{told}\n\nKind regards,\nAma Owusu", request)


def test_words_of_the_order_of_posts_are_no_skills_of_the_posting(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    posting = POSTING + "- Attention to detail: keeps abreast of the latest technology\n"
    request = make_request(RESUME, posting, sender="Ama Owusu", date="2026-06-15")
    body = "Hello,\n\nThank you for reading this.\n\nMy latest post is with Osprey Grill. That is all about it.\n\nKind regards,\nAma Owusu"
    assert not findings_of(body, request)


def test_who_works_for_clients_may_count_them(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """Nobody knows for how many companies a freelancer has worked."""
    request = make_request(RESUME.replace("Sous Chef, Osprey", "Freelance Chef, Osprey"), POSTING, sender="Ama Owusu", date="2026-06-15")
    body = "Hello,\n\nThank you for reading this.\n\nI have worked for seven companies. That is all about it.\n\nKind regards,\nAma Owusu"
    assert not findings_of(body, request)


def test_a_recruiter_may_turn_them_round_too(told: Callable[..., list[str]]) -> None:
    """`You moved from one to the other`, of the reader."""
    assert not told("Harbor Ltd is where you began your career.", "outreach")
    assert not told("Your move from Harbor Ltd to Brempong Stores is why I write.", "outreach")
    assert told("Your move from Brempong Stores to Harbor Ltd is why I write.", "outreach") == ["date"]
