"""Places: where the candidate is comes from the resume, where the job is from the posting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter

FALSE = [
    ("engineer", "I am based in Berlin."),
    ("engineer", "I live in Seattle, close to your office."),
    ("engineer", "I am currently located in Portland, Oregon."),
    ("engineer", "At Harborlight Analytics in Boston I built dashboards."),
    ("engineer", "I would gladly come to your office in Chicago."),
    ("engineer", "I spent three years in Japan as an engineer."),
    ("engineer", "I would be glad to join your team in Denver."),
    ("engineer", "As a Toronto-based engineer, I know winter."),
    ("engineer", "At Harborlight Analytics in Boulder I cut report time by 40%."),
    ("engineer", "I grew up in Springfield and studied computing."),
    ("engineer", "I have worked for clients in Germany and France."),
    ("engineer", "I studied in Chicago."),
    ("nurse", "I live in Manchester."),
    ("nurse", "I worked at Moorgate Hospital in Leicester."),
    ("nurse", "Your trust in Cardiff is known to me."),
    ("nurse", "I have nursed in Australia and in Leeds."),
    ("nurse", "I live in Halifax, ten minutes from the ward."),
    ("cook", "I have cooked in Paris for three years."),
    ("cook", "I am from Madrid."),
    ("cook", "I live in Galway and love the harbour."),
    ("cook", "Your restaurant in Dublin is known for fish."),
    ("cook", "I learned my trade in Lyon."),
    ("engineer sought", "Our office in Austin is small."),
    ("engineer sought", "The role is based in San Francisco."),
    ("engineer sought", "You live in Chicago, so you could work from home."),
    ("engineer sought", "We are a team of 60 in Denver."),
    ("nurse sought", "The post is in Liverpool."),
    ("nurse sought", "You trained in Edinburgh."),
    ("cook sought", "We run a fish restaurant in Cork, by the harbour."),
]
TRUE = [
    ("engineer", "I live in Denver."),
    ("engineer", "I live in Colorado and could move to Seattle."),
    ("engineer", "I am happy to relocate to Seattle, Washington."),
    ("engineer", "Your office in Seattle is a day's drive away."),
    ("engineer", "At Harborlight Analytics in Denver I cut report time by 40%."),
    ("engineer", "I have worked in the United States all my life."),
    ("engineer", "I studied in Boulder."),
    ("engineer", "I am moving to Seattle in May."),
    ("engineer", "I could be based in Seattle or work from Denver."),
    ("engineer", "I built services in Go and tables in Excel."),
    ("engineer", "At Quillstone in Boulder, I wrote Go."),
    ("engineer", "I have German clients."),
    ("engineer", "I saw the post in Denver, and I read about your team in Seattle."),
    ("nurse", "I work in Leeds, in England."),
    ("nurse", "I am a nurse in the UK."),
    ("nurse", "I can be in Halifax in half an hour."),
    ("nurse", "At Moorgate Hospital in Bradford I wrote rotas."),
    ("nurse", "I know West Yorkshire well."),
    ("nurse", "Reading charts is part of my day, and a bath is at hand."),
    ("nurse", "Nurses in Yorkshire work hard."),
    ("cook", "I cook in Valencia, in Spain."),
    ("cook", "I would move to Ireland for this post."),
    ("cook", "Galway in winter does not scare me."),
    ("cook", "Before that I cooked in Alicante, and it was a nice time."),
    ("engineer sought", "We are 60 people in Seattle."),
    ("engineer sought", "You could stay in Denver three days a week."),
    ("engineer sought", "Would you leave Denver for Seattle?"),
    ("nurse sought", "The post is at Calder Vale in Halifax, and you live in Leeds."),
    ("cook sought", "I own a fish restaurant in Galway, and you cook in Valencia."),
    ("cook sought", "Our kitchen is in the west of Ireland."),
]


@pytest.mark.parametrize(("case", "text"), FALSE)
def test_what_no_document_says_is_found(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("place", "employer"))


@pytest.mark.parametrize(("case", "text"), TRUE)
def test_what_the_documents_say_is_no_finding(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence is true or claims nothing, in words that invite a false alarm."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("place", "employer")) == []
