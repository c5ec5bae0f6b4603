"""Things of the posting that an email tells of the post, of a plan, of a place or of nobody, beside the same told of the candidate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import skill
from pipeline.grounding.abilities.localities import is_locality
from pipeline.grounding.abilities.telling_words import is_telling
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Oda Brekke
Laboratory Technician

Experience
Laboratory Technician, Fjordlab, Bergen
2019-02 to present
- Ran titrations of drinking water and kept the logbook in LabWare.
- Closed the general ledger of the lab each quarter.

Skills
LabWare, titration, Excel
"""
JOB = """Quality Chemist
Company: Halden Brewing
Requirements
- Gas chromatography, Minitab and Empower
- Pasteurizer audits with the HACCP team
- Credentials in brewing, for example IBD
- On Pacific time; visits to the cooperage in San Telmo
- Responsible for AR and GL
"""

OF_THE_POST = [
    "What you'd do with us: run gas chromatography, learn Empower and write up pasteurizer audits beside your colleagues.",
    "Day to day: pasteurizer audits, gas chromatography once you are trained, and Minitab.",
    "You won't be alone: a chemist is there with you for Minitab and HACCP.",
    "What is in it for you: Empower, IBD papers, a free crate.",
    "The cooper wants you to try chromatography before you decide.",
    "Chemists will teach you Empower, the brewer will teach you patience.",
    "We will pay for the IBD and give you time for Minitab.",
    "You get Empower and Minitab in week one.",
    "Fridays you run the pasteurizer audits.",
    "Your titrations and your credentials caught my eye.",
]
OF_THE_READER = [
    "You know Empower and you have run gas chromatography.",
    "Your background: Minitab, Empower and five years of water.",
    "Your experience with chromatography is what we need.",
    "What stood out to me: you have led pasteurizer audits.",
]
OF_NOBODY = [
    "I am open to relocating to San Telmo and comfortable with a start on Pacific time.",
    "I am working my way through the Minitab tutorials.",
    "Empower and Minitab are what I'm teaching myself.",
    "I like that you'd have me talking to brewers as well as the HACCP team.",
    "The IBD course is what made me write.",
    "What I know of chromatography comes from hearsay.",
    "Of LabWare, Minitab and Empower I have the first.",
    "Being one of the HACCP people would suit me.",
    "I am on the way to the IBD.",
    "I remember the pasteurizer tour well.",
    "My credentials are modest.",
    "I have five years of GL and water.",
]
OF_THE_WRITER = [
    "I have run gas chromatography in Empower since 2019.",
    "I am comfortable with Minitab and with Empower.",
    "My experience with Minitab would suit your lab.",
    "I have led pasteurizer audits for five years.",
    "I have five years of AR and water.",
    "I know Minitab from Fjordlab.",
]


findings = found_by(skill.find)


@pytest.mark.parametrize("sentence", OF_THE_POST)
def test_what_the_post_brings_is_no_claim_of_the_reader(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """In a list behind a head that speaks of the post, and where the reader is the one who is given something."""
    assert findings(make_request(RESUME, JOB, "outreach"), sentence) == []


@pytest.mark.parametrize("sentence", OF_THE_READER)
def test_what_the_reader_is_said_to_have_is_found(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Also in a list, where its head speaks of the reader."""
    assert findings(make_request(RESUME, JOB, "outreach"), sentence)


@pytest.mark.parametrize("sentence", OF_NOBODY)
def test_plans_places_and_reasons_claim_nothing(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """What is being learned, where somebody would live, what made somebody write, and words of every posting."""
    assert findings(make_request(RESUME, JOB), sentence) == []


@pytest.mark.parametrize("sentence", OF_THE_WRITER)
def test_what_the_writer_has_is_found(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Whatever it would suit."""
    assert findings(make_request(RESUME, JOB), sentence)


def test_a_name_is_a_place_by_the_words_around_it() -> None:
    """By a word for going there before it, or by one of place or time behind it."""
    assert is_locality("I keep Pacific hours", 7, 14)
    assert is_locality("a move to Santa Clara", 16, 21)
    assert not is_locality("I have used Pacific for years", 12, 19)
    assert not is_locality("I have moved to pacific", 16, 23)


def test_a_contraction_tells_no_trade() -> None:
    """Nor does a word that postings of all trades have."""
    assert not is_telling("isn't")
    assert not is_telling("credentials")
    assert is_telling("centrifuge")
