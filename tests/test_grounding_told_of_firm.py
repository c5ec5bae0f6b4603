"""What is told of the hiring firm, its post and its terms in ordinary words: names, numbers, rhythms, chiefs, steps, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.schema import Claim, EmailRequest

_RESUME = """Odile Frayne
Hull

Survey Technician, Plumbridge Halls, Hull, Mar 2019 - present
- Kept the books of two dining halls in Django and QGIS.
- Counted 640 trees in batches of 40 to 90 poles.
"""
_JOB = """Wetland Surveyor
Company: Tarnbrook Trust
Location: York

Tarnbrook Trust looks after 31 marshes and has 12 wardens. Two former teachers founded it in 1996. It keeps its half-hourly water
readings in PostgreSQL. A new visitor centre is planned for 2029. It mends sluice gates for rice farmers.
Seven in ten of our members live nearby. The batches of samples
are small, usually one to 15 bottles. We do not pay overtime; two boats were lost this spring.

The post
- Report on water levels each month
- Two walks for schools in Askham a year for children from 8 to 14
- Advise farmers on drainage law and river birds
- On call every sixth week

You report to the director of field science. The post is graded TR-5 and is our second surveyor post.
Thousands of birds winter here. We work Tuesday to Saturday.
The appointment is for two years and may be extended by another year.
After an intro call there is a practical test on the marsh.

What you get
- $200/month for travel, one home day a week
"""
_FALSE = {
    "reported": (
        ("application", "I see that the appointment is for four years.", "four years"),
        ("application", "As I understand it, the trust has 20 wardens.", "20"),
        ("application", "I am aware that a trial period of six months comes first.", "six months"),
    ),
    "chiefs": (
        ("outreach", "You would answer straight to our CTO.", "CTO"),
        ("application", "I note that the surveyor reports to the art director.", "art director"),
        ("outreach", "Your line manager would be the president of the trust.", "president"),
        ("outreach", "You would be supervised by the head of finance.", "head of finance"),
    ),
    "names": (
        ("outreach", "All of our maps run on Esri Online.", "Esri Online"),
        ("application", "I see that the trust keeps its readings in Django.", "Django"),
        ("outreach", "The marshes lie along the Derwent.", "Derwent"),
        ("outreach", "Your walks in and around Whitby have the style we like.", "Whitby"),
    ),
    "rates": (
        ("application", "The way you take quarter-hourly water readings interests me.", "quarter-hourly"),
        ("outreach", "You would report on water levels every week.", "every week"),
        ("outreach", "You would be on call every third week.", "every third week"),
        ("application", "I like that your team holds fortnightly walks.", "fortnightly"),
        ("outreach", "There is $200 a year for travel.", "a year"),
    ),
    "steps": (
        ("application", "I look forward to the take-home assignment.", "take-home assignment"),
        ("application", "I am ready for the drug test and the intro call.", "drug test"),
        ("outreach", "The process ends with a panel interview.", "panel interview"),
    ),
    "lists": (),
    "numbers": (
        ("application", "The three walks in Askham a year are work that I would love to plan.", "three"),
        ("application", "That four in ten of your members live nearby says a lot.", "four in ten"),
        ("outreach", "The batches there are small, 40 to 90 bottles.", "90"),
        ("outreach", "Three boats were lost this spring.", "Three"),
        ("outreach", "The work is on site with three home days.", "three home days"),
        ("application", "The thought of joining a trust with more than 80 wardens appeals to me.", "80"),
        ("application", "I read that the appointment may be extended to nine years in all.", "nine years"),
        ("application", "Three days a week at home would suit my family.", "Three days"),
        ("application", "I would enjoy leading three walks for schools.", "three"),
        ("application", "I like that two days a week can be worked at home.", "two days"),
        ("outreach", "We ask for thirteen wardens who know the marsh.", "thirteen"),
        ("application", "Help of up to £9,000 with the move is generous.", "£9,000"),
        ("outreach", "We will have a new visitor centre next spring.", "next spring"),
    ),
    "marks": (
        ("application", "I understand that the post is graded TR-7.", "TR-7"),
        ("outreach", "It would be our fourth surveyor post.", "fourth surveyor"),
        ("outreach", "Millions of birds winter here.", "Millions of birds"),
        ("outreach", "The walks are for children from 6 to 14.", "6"),
        ("application", "The week from Tuesday to Friday that you work would suit me.", "Tuesday to Friday"),
    ),
    "asked and valued": (
        ("application", "You ask for at least four years of surveying.", "four years"),
        ("outreach", "Pay goes up to $250 a month for travel, depending on where you live.", "$250"),
        ("application", "I would be happy to join the trust's thirty wardens.", "thirty"),
        ("application", "The chance to work fully remotely is why I am applying.", "fully remotely"),
        ("application", "The TR-7 grade and the river birds both appeal to me.", "TR-7"),
    ),
    "terms": (
        ("outreach", "The job can be done entirely from your home in Hull.", "entirely from your home"),
        ("application", "That wardens may work from anywhere in the country is attractive.", "work from anywhere"),
        ("application", "I noticed the gym membership among the benefits.", "gym membership"),
    ),
}
_TRUE = {
    "reported": (
        ("application", "I see that my own work with QGIS is what you ask for."),
        ("application", "I know that 31 marshes need more than 12 wardens."),
        ("application", "I understand that the appointment is for two years."),
    ),
    "chiefs": (
        ("outreach", "You would answer to our director of field science."),
        ("outreach", "You would report to the field science director."),
        ("outreach", "You would answer questions from schools and report to nobody else."),
    ),
    "names": (
        ("outreach", "Our readings are kept in Postgres."),
        ("outreach", "You can work in QGIS, and that is rare."),
        ("application", "I see that QGIS is not on your list, though I use it."),
        ("outreach", "We could talk on Zoom or by phone."),
        ("outreach", "Missing so far: Oracle and Kafka."),
    ),
    "rates": (
        ("outreach", "Every month you would report on the water levels."),
        ("outreach", "You would be on call about one week in six."),
        ("outreach", "There is a travel budget of $2,400 a year."),
        ("application", "My weekly counts at Plumbridge Halls taught me patience."),
    ),
    "steps": (
        ("application", "I look forward to the practical test and the intro call."),
        ("application", "I would be glad to do a small task or a trial day."),
    ),
    "lists": (
        ("outreach", "You would advise on drainage law and river birds."),
        ("outreach", "You would know river birds and keep the boats dry."),
        ("application", "My time with river birds and forestry was short."),
    ),
    "numbers": (
        ("application", "Two walks for schools a year are what I would love to plan."),
        ("application", "Having counted 640 trees, I would enjoy the marshes."),
        ("outreach", "Your 640 trees in batches of 40 poles made me smile."),
        ("outreach", "A new visitor centre is about three years off."),
        ("application", "Five days a week on site would be hard for me."),
        ("application", "A two-year appointment that may be extended by a year suits me."),
    ),
    "marks": (
        ("application", "I understand that the post is graded TR-5."),
        ("outreach", "The walks are for children from 8 to 14, and it is our second surveyor post."),
        ("application", "My own week ran from Monday to Friday."),
        ("outreach", "TR-7 would be the step after TR-5."),
    ),
    "terms": (
        ("application", "York is close to my home, so I could be on the marsh early."),
        ("outreach", "Our birds need monthly and half-hourly readings."),
        ("application", "One day a week from home would be welcome."),
    ),
}


def _cases(kinds: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[tuple[str, ...]]:
    return [case for cases in kinds.values() for case in cases]


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[str, str], list[Claim]]:
    """The findings in a letter of one sentence."""

    def find(sentence: str, direction: str) -> list[Claim]:
        sender, greeting = ("Odile Frayne", "Dear Team") if direction == "application" else ("Sam Tarn", "Dear Odile")
        request = make_request(_RESUME, _JOB, direction=direction, sender=sender)
        return findings_of(f"{greeting},\n\n{sentence}\n\nKind regards,\n{sender}", request)

    return find


@pytest.mark.parametrize(("direction", "sentence", "lie"), _cases(_FALSE))
def test_what_the_posting_does_not_say_is_found(
    found_in: Callable[[str, str], list[Claim]], direction: str, sentence: str, lie: str
) -> None:
    """A fact told of the firm that the posting has otherwise or not at all is a finding."""
    assert any(lie in claim.text or claim.text in lie for claim in found_in(sentence, direction))


@pytest.mark.parametrize(("direction", "sentence"), _cases(_TRUE))
def test_what_the_posting_says_is_not(found_in: Callable[[str, str], list[Claim]], direction: str, sentence: str) -> None:
    """What the posting bears out in other words, or what is told of the candidate, is none."""
    assert found_in(sentence, direction) == []
