"""Organisations: past employers and the hiring company are different slots, and a name in neither document is a finding."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter

FALSE = [
    ("engineer", "At Google I built internal dashboards."),
    ("engineer", "Having spent three years with Amazon, I know scale."),
    ("engineer", "Before joining Harborlight Analytics, I worked for Microsoft."),
    ("engineer", "In my role at Northwind Cartography I wrote REST services in Go."),
    ("engineer", "I have been a software engineer at Northwind Cartography since 2021."),
    ("engineer", "I am excited to join your team at Harborlight Analytics."),
    ("engineer", "I am writing to apply for the Senior Backend Engineer position at Quillstone Software."),
    ("engineer", "I am applying for the backend role at Southwind Cartography."),
    ("engineer", "I have long admired Esri's mission to make maps for everyone."),
    ("engineer", "I spent two years at Siemens as an engineer."),
    ("engineer", "My experience at Meta taught me to ship quickly."),
    ("engineer", "I currently work as a software engineer at Harborview Analytics."),
    ("engineer", "After leaving Oracle I joined Harborlight."),
    ("nurse", "At Calder Vale I mentored four student nurses."),
    ("nurse", "I would love to bring my triage experience to Moorgate Hospital and join the team at Moorgate."),
    ("nurse", "Since 2020 I have worked at Guy's Hospital in the emergency department."),
    ("nurse", "I served as a nurse at the Royal Marsden Hospital."),
    ("cook", "I honed my craft at Noma before coming to Valencia."),
    ("cook", "I led the fish station at El Bulli Hotel."),
    ("cook", "My years at The Gannet taught me to run a fish station."),
    ("engineer sought", "Your work at Spotify caught my eye."),
    ("engineer sought", "I'm a recruiter at Palantir and we are hiring."),
    ("engineer sought", "We at Harborlight Analytics are looking for a backend engineer."),
    ("engineer sought", "You have spent three years at Northwind Cartography."),
    ("engineer sought", "I saw that you led the data team at Shopify."),
    ("nurse sought", "You mentored four student nurses at Calder Vale."),
    ("nurse sought", "Here at Moorgate Hospital we have 28 beds."),
    ("cook sought", "Your time at Mugaritz stands out."),
    ("engineer", "Dear Acme team,\n\nI write REST services in Go at Harborlight.\n\nBest,\nMaya Lindqvist"),
]
TRUE = [
    ("engineer", "At Harborlight I cut report time by 40%."),
    ("engineer", "At Harborlight Analytics in Denver, I built dashboards for Siemens."),
    ("engineer", "I am writing to apply for the Senior Backend Engineer position at Northwind Cartography."),
    ("engineer", "I would love to join Northwind and work with Daniel Osei."),
    ("engineer", "Before that I was a Junior Developer at Quillstone Software."),
    ("engineer", "Maps at Northwind Cartography serve emergency services, and I would like to help."),
    ("engineer", "I read about your work at Northwind with interest."),
    ("engineer", "I graduated from CU Boulder, the University of Colorado, in 2018."),
    ("engineer", "I have not worked at Google, and I would not claim to know scale of that sort."),
    ("engineer", "I know that firms like Google and Esri make maps too."),
    ("engineer", "Harborlight's clients rely on my dashboards."),
    ("engineer", "I'd bring to Northwind what I learned at Harborlight and at Quillstone."),
    ("engineer", "I am keen to learn Rust at Northwind, and Kubernetes too."),
    ("engineer", "In May I could start at Northwind."),
    ("engineer", "Dear Northwind Cartography team,\n\nI write Go.\n\nBest,\nMaya Lindqvist"),
    ("nurse", "At St. Oswin's I triage up to 30 patients a shift."),
    ("nurse", "I work in the Emergency Department (A&E) at St Oswin's Infirmary."),
    ("nurse", "I would be proud to work at Calder Vale NHS Trust."),
    ("nurse", "Your wards at Calder Vale need a steady hand, and at Moorgate I kept rotas for 22 staff."),
    ("nurse", "I have worked at both St Oswin's and Moorgate."),
    ("nurse", "I hold a BSc from the University of Ainsty."),
    ("nurse", "On Christmas Eve I was on shift, at Level 3 of care."),
    ("cook", "At Casa Amparo I run the fish station, with 90 covers a night."),
    ("cook", "Cooking at The Gannet, by the harbour in Galway, would suit me."),
    ("cook", "Before Casa Amparo I spent three years at Hotel Miramonte."),
    ("engineer sought", "At Northwind we make maps for emergency services."),
    ("engineer sought", "You've built dashboards at Harborlight, and before that you wrote Go at Quillstone."),
    ("engineer sought", "I hire for Northwind Cartography in Seattle."),
    ("engineer sought", "Would you like to hear about the role at Northwind?"),
    ("nurse sought", "I'm the matron at Calder Vale, and I read that you work at St Oswin's."),
    ("cook sought", "I own The Gannet, a fish restaurant in Galway."),
    ("cook sought", "You run the fish station at Casa Amparo."),
]


@pytest.mark.parametrize(("case", "text"), FALSE)
def test_what_no_document_says_is_found(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("employer",))


@pytest.mark.parametrize(("case", "text"), TRUE)
def test_what_the_documents_say_is_no_finding(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence is true or claims nothing, in words that invite a false alarm."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("employer",)) == []


def test_verdict_tells_a_wrong_slot_from_an_unknown_name(
    make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The hiring company claimed as a past employer is contradicted; a name nobody knows is unsupported."""
    request = make_request(**CASES["engineer"])
    body = letter("At Google I built dashboards. I have worked for Northwind Cartography as well.", "Maya Lindqvist")
    found = {claim.text: claim.verdict.value for claim in findings_of(body, request, kinds=("employer",))}
    assert found == {"Google": "unsupported", "Northwind Cartography": "contradicted"}


def test_a_client_is_no_employer(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """The resume has work for Siemens, not at Siemens."""
    request = make_request(**CASES["engineer"])
    (found,) = findings_of(letter("I worked at Siemens for two winters.", "Maya Lindqvist"), request, kinds=("employer",))
    assert (found.text, found.verdict.value) == ("Siemens", "contradicted")


@pytest.mark.parametrize(
    "text", ["At Acme Foo " * 3000, "Aa " * 12000, "St. " * 9000, "I am " * 9000, "in Berlin, " * 3000, "\x00At\u0416 " * 5000]
)
def test_hostile_text_takes_time_in_proportion(
    text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Endless sentences of names and titles are read in seconds, not minutes."""
    begin = time.perf_counter()
    findings_of(text, make_request(**CASES["engineer"]), kinds=("employer", "title", "person", "place"))
    assert time.perf_counter() - begin < 60
