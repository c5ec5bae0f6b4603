"""What a letter says in passing: others than the two sides, bywords, hours, closing days; and the same words told of the candidate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim

BAKER = """Nora Feld
Head Baker
nora.feld@example.org | Tucson, AZ

SKILLS
Sourdough
Bilingual (Portuguese)
Stock control

EXPERIENCE
Head Baker
CactusBakery
May 2019 - Present / Tucson, AZ
- Lead a crew of four bakers
- Facilitated sprint planning for the new ordering tool

Baker, Mesa Mills, Tucson, AZ
January 2015 - April 2019
- Baked 300 loaves a day

EDUCATION
Bachelor of Arts in History, Saguaro College, 2014
Ridge High School, Tucson, AZ, 2010

ACTIVITIES
Captain of the volleyball team, Ridge High School
- Helped the team reach the county semifinals

CERTIFICATIONS
Certified Master Baker, June 2021
Food Safety Manager Professional, March 2020
"""
LECTURER = """Nora Feld
Lecturer

EXPERIENCE
Teaching Fellow, Harbour Institute of Social Inquiry, Hull
2020 - 2023
- Taught methods to groups of 30
"""
JOB = """# Production Lead at Orrin Foods

Location: Omaha, NE (on site, 4:00pm-2:00am)
Closes: 2024-07-21

Orrin Foods is hiring a production lead. All United States citizens and nationals may apply.
The post does not supervise. We use DevOps methods and Grafana.
A certificate in design systems is a plus. You must know the bakery trade.
"""
KINDS = ("place", "employer", "employer_side", "person", "title", "negative", "qualification", "date", "scope", "metric", "skill")

TRUE = [
    ("application", "I promise I've only got about a hundred questions."),
    ("application", "Separate office for the books, separate ovens for the loaves: I know that."),
    ("outreach", "I'll be upfront, because you'd spot it in about four seconds: this is no desk job."),
    ("outreach", "We hire, train and pay, and one of those three verbs is mine."),
    ("outreach", "You have a BA in History, which covers the degree line."),
    ("outreach", "We've just opened up a production spot."),
    ("application", "I could be in Lincoln by Tuesday if you would like to meet."),
    ("application", "I would gladly take the train up to Chicago for an interview."),
    ("application", "My grandfather in Lisbon taught me to knead."),
    ("application", "A friend of mine in Dallas told me about the opening."),
    ("application", "Wall Street taught my father nothing about bread."),
    ("application", "Silicon Valley is a long way from my oven."),
    ("application", "I live in Tucson and you take US citizens and nationals."),
    ("application", "I understand that the post is on site and that it is based in Omaha."),
    ("application", "A DevOps engineer I am not."),
    ("application", "I am up by four Mountain Time."),
    ("application", "As a head baker at Cactus Bakery, I am eager to bring a steady hand to Orrin Foods."),
    ("application", "As a proud graduate of Ridge High School, I believe in practice, and I am excited to join a team."),
    ("application", "I was first at Mesa Mills and then at Cactus Bakery."),
    ("application", "I don't own Mesa Mills."),
    ("application", "I run ceremonies for the new ordering tool."),
    ("application", "I have been a Certified Master Baker since June 2021."),
    ("application", "As captain I saw our team reach the county semifinals."),
    ("application", "Your night shift would suit me."),
    ("outreach", "From loaves to lines? Bear with me."),
    ("outreach", "Nobody on Broadway rises as early as you do."),
    ("outreach", "Even folks on the Hill eat bread."),
    ("outreach", "My own baking is strictly Betty Crocker."),
    ("outreach", "The early bird gets the worm, as Franklin might have said."),
    ("outreach", "If you are ever in Denver, say hello."),
    ("outreach", "I grew up in Ohio, where bread came in bags."),
    ("outreach", "We make bread, in case you have not heard of us in Tucson."),
    ("outreach", "There is a call on Thursday at noon Eastern."),
    ("outreach", "One post, on site, closes Sunday."),
    ("outreach", "There is one opening, and it carries no supervisory duties."),
    ("outreach", "You are the best judge of that."),
    ("outreach", "You are the only one who can tell."),
    ("outreach", "That Food Safety Manager paper you picked up back in 2020 helps."),
    ("outreach", "I like the FSMP you earned in 2020."),
    ("outreach", "You have zero experience with Grafana, which is fine."),
    ("outreach", "Your resume does not list work on design systems."),
    ("application", "My sister took her Master of Science in Nursing at Harbour University."),
    ("application", "A colleague of mine swears by his PMP certification."),
    ("application", "I watched others receive the Golden Crust Award with admiration."),
    ("application", "I have read of bakeries where a 54% cut in waste was the talk of the town."),
    ("application", "People who know Grafana have my respect."),
    ("application", "My mentor once won the Golden Crust Award."),
    ("application", "I've heard good things about Grafana."),
    ("application", "I know several people with a PMP certification."),
    ("application", "Your need for Stock control makes sense to me."),
    ("application", 'I have been reading "Bread at Scale".'),
    ("outreach", "You might one day go for a degree."),
    ("outreach", "Don't worry if you have no Bachelor of Arts from Saguaro College."),
    ("outreach", "You'd have time to pick up Grafana."),
]
FALSE = [
    ("application", "I sold about a hundred loaves an hour.", "a hundred"),
    ("outreach", "We just opened a bakery for pilots.", "just opened a bakery for pilots"),
    ("application", "I run a stall in Dallas on weekends.", "Dallas"),
    ("application", "I would gladly come to your Chicago plant.", "Chicago"),
    ("application", "I worked with my brother in Dallas for a year.", "Dallas"),
    ("application", "I worked at Boeing before that.", "Boeing"),
    ("application", "I have been living in Omaha since May.", "Omaha"),
    ("application", "At Bisbee Bakehouse I baked for the whole county.", "Bisbee Bakehouse"),
    ("application", "I speak no other language.", "no other language"),
    ("application", "I captained a team that won the state championship.", "won the state championship"),
    ("application", "As captain I led us to the county title.", "led us to the county title"),
    ("outreach", "You would be based in Denver.", "Denver"),
    ("outreach", "Our plant in Lincoln is small.", "Lincoln"),
    ("outreach", "Our lines run on Kubernetes.", "Kubernetes"),
    ("outreach", "We are closed on Mondays.", "closed on Mondays"),
    ("outreach", "One post, on site, closes Friday.", "closes Friday"),
    ("outreach", "It's a shame you don't speak another language.", "you don't speak another language"),
    ("outreach", "And then the volleyball: captain of a team that took the county title.", "took the county title"),
    ("outreach", "I liked that FSMP you picked up back in 2018.", "2018"),
    ("outreach", "You earned your FSMP in 2017.", "2017"),
    ("outreach", "You have no supervisory experience.", "no supervisory experience"),
    ("outreach", "You are the plant manager there.", "plant manager"),
    ("application", "I took my Master of Science in Nursing at Boston University.", "Boston"),
    ("application", "A colleague of mine and I hold the PMP certification.", "PMP"),
    ("application", "I received the Golden Crust Award with admiration.", "Golden Crust Award"),
    ("application", "I know Grafana and have earned respect.", "Grafana"),
    ("outreach", "You could one day a week work from home.", "one day"),
    ("outreach", "You have no Bachelor of Arts from Saguaro College.", "no Bachelor"),
    ("outreach", "It was at Mesa Mills that you baked 700 loaves a day, wasn't it?", "700"),
    ("outreach", "You picked up Grafana in no time.", "Grafana"),
]


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_what_is_said_in_passing_is_no_claim(direction: str, sentence: str, told: Callable[..., list[Claim]]) -> None:
    """Relatives and friends, trips, sayings, hours of other zones, and what is told of the post."""
    assert not told(BAKER, JOB, direction, sentence, KINDS)


@pytest.mark.parametrize(("direction", "sentence", "lie"), FALSE)
def test_what_is_told_of_the_two_sides_is_found(direction: str, sentence: str, lie: str, told: Callable[..., list[Claim]]) -> None:
    """The same words where they tell of the candidate or the firm."""
    assert any(lie in claim.text or claim.text in lie for claim in told(BAKER, JOB, direction, sentence, KINDS))


def test_a_name_says_not_what_is_sought(told: Callable[..., list[Claim]]) -> None:
    """`Inquiry` within a name is no word of applying."""
    assert not told(LECTURER, JOB, "application", "In 2020 I took a job at Harbour Institute of Social Inquiry.", KINDS)
    assert told(LECTURER, JOB, "application", "I am writing about a job at Harbour Institute of Social Inquiry.", KINDS)
