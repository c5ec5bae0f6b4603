"""Titles: what was held there, no rank more and no `assistant` less; the title applied for is not one that was held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter

FALSE = [
    ("engineer", "As a senior engineer, I reduced report time by 40%."),
    ("engineer", "I am a Senior Software Engineer at Harborlight Analytics."),
    ("engineer", "As Lead Developer at Quillstone, I wrote REST services."),
    ("engineer", "I have worked as a Data Scientist at Harborlight."),
    ("engineer", "In my role as Engineering Manager, I reduced report time."),
    ("engineer", "I was promoted to Principal Engineer at Harborlight."),
    ("engineer", "As a Senior Backend Engineer, I have built dashboards."),
    ("engineer", "I am currently the CTO of Harborlight Analytics."),
    ("engineer", "I served as Software Engineer at Quillstone Software."),
    ("engineer", "I started my career as an architect at Quillstone."),
    ("engineer", "My years as a product manager taught me to listen."),
    ("engineer", "I'm an experienced lead engineer who writes Go."),
    ("nurse", "As Ward Manager at Moorgate Hospital, I wrote rotas for 22 staff."),
    ("nurse", "I have been a Senior Staff Nurse at St Oswin's since 2020."),
    ("nurse", "I am a Ward Manager with years of experience."),
    ("nurse", "As a Charge Nurse at St Oswin's, I triage patients."),
    ("nurse", "I began as a Staff Nurse at Larch House Care Home."),
    ("nurse", "Having worked as a Head Nurse, I know rotas."),
    ("cook", "As Head Chef at Casa Amparo, I run the fish station."),
    ("cook", "I have been Executive Chef at Casa Amparo since 2021."),
    ("cook", "I worked as Sous Chef at Hotel Miramonte."),
    ("cook", "My experience as a Pastry Chef at Hotel Miramonte helps."),
    ("engineer sought", "You are a Staff Engineer at Harborlight."),
    ("engineer sought", "Your work as a Senior Engineer at Harborlight stood out."),
    ("nurse sought", "You've been a Ward Manager at Moorgate Hospital."),
    ("cook sought", "You have been Head Chef at Casa Amparo since 2021."),
    ("nurse", "I would like to apply for the Senior Ward Manager position."),
]
TRUE = [
    ("engineer", "As a software engineer at Harborlight, I reduced report time by 40%."),
    ("engineer", "I am an engineer who likes clear code."),
    ("engineer", "I was a Junior Developer at Quillstone."),
    ("engineer", "I started as a developer at Quillstone Software."),
    ("engineer", "I would love to work as a senior engineer one day."),
    ("engineer", "I am applying for the position of Senior Backend Engineer."),
    ("engineer", "As a Senior Backend Engineer at Northwind I would report to Daniel Osei."),
    ("engineer", "I have not worked as a Senior Engineer."),
    ("engineer", "I report to Priya Raman, Director of Engineering."),
    ("engineer", "I'm a Software Engineer in Denver."),
    ("engineer", "You ask for a lead, and I am not one yet."),
    ("engineer", "I have worked with senior engineers and as part of a team."),
    ("engineer", "I am a quick learner and a team player."),
    ("engineer", "I see myself as a problem solver."),
    ("engineer", "I am as much a writer as an engineer."),
    ("nurse", "I am a registered nurse and have been a Staff Nurse at St Oswin's Infirmary since 2020."),
    ("nurse", "As Assistant Ward Manager at Moorgate Hospital, I wrote rotas for 22 staff."),
    ("nurse", "As a nurse, I know how a night on call feels."),
    ("nurse", "I began as a Healthcare Assistant at Larch House."),
    ("nurse", "I am a mentor to four student nurses."),
    ("nurse", "I was an assistant ward manager until 2020."),
    ("nurse", "As your Ward Manager, I would start with the rotas."),
    ("nurse", "Ward Manager is the post I want next."),
    ("cook", "I am Sous Chef at Casa Amparo, and I was Chef de Partie at Hotel Miramonte."),
    ("cook", "As a cook, I care about fish."),
    ("cook", "I am a chef who has run a fish station for five years."),
    ("cook", "I would be a good Head Chef for you."),
    ("engineer sought", "You are a Software Engineer at Harborlight, and we need a Senior Backend Engineer."),
    ("engineer sought", "As a Senior Backend Engineer you would report to our CTO."),
    ("engineer sought", "I work as a recruiter, and your years as a developer stood out."),
    ("nurse sought", "You were Assistant Ward Manager at Moorgate."),
    ("cook sought", "You've been Sous Chef at Casa Amparo since 2021. We want a Head Chef."),
]


@pytest.mark.parametrize(("case", "text"), FALSE)
def test_what_no_document_says_is_found(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("title",))


@pytest.mark.parametrize(("case", "text"), TRUE)
def test_what_the_documents_say_is_no_finding(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence is true or claims nothing, in words that invite a false alarm."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("title",)) == []
