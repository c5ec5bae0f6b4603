"""Titles: what was held there, no rank more and no `assistant` less; the title applied for is not one that was held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter
from tests.grounding_trades import TRADES

FALSE = [
    ("nurse", "For three years I was Ward Manager at Moorgate."),
    ("engineer", "I joined Harborlight Analytics in Denver in March 2021 as Principal Engineer for data."),
    ("engineer", "I was treasurer of the chess club."),
    ("nurse", "During my summers as Ward Manager I wrote rotas."),
    ("nurse", "As shift foreman at Moorgate, I wrote rotas for 22 staff."),
    ("nurse", "I am Deputy Matron at St Oswin's."),
    ("cook", "I have been Head Chef since the spring."),
    ("engineer sought", "As tech lead at Harborlight you'd feel at home."),
    ("nurse sought", "As ward manager at St Oswin's you keep a rota."),
    ("cook sought", "Your years as head chef at Casa Amparo show."),
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
    ("engineer", "As junior developer at Quillstone, I wrote REST services."),
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


PARAPHRASED = [
    ("warehouse", "As Depot Manager at Volta Crest, I plan loads."),
    ("warehouse", "For five years I have held the post of Operations Manager at Volta Crest."),
    ("warehouse", "I hold the title of Warehouse Manager."),
    ("warehouse", "My current position, Warehouse Manager at Volta Crest, has taught me to plan."),
    ("warehouse", "Since 2020 I have been the warehouse manager at Volta Crest."),
    ("warehouse", "In my capacity as logistics director I plan the loads."),
    ("warehouse", "After nine years as a warehouse manager, a depot would be a good next step."),
    ("warehouse", "A depot manager by trade, I plan loads."),
    ("warehouse", "Working my way up from porter to operations manager has taught me patience."),
    ("warehouse", "I rose from porter to Head of Logistics in six years."),
    ("warehouse", "I currently serve as Senior Shift Supervisor at Volta Crest."),
    ("warehouse", "Currently Logistics Manager at Volta Crest, I lead 14 pickers."),
    ("warehouse", "I joined Adansi Cold Stores as Warehouse Supervisor."),
    ("warehouse", "At Adansi Cold Stores I was the warehouse manager."),
    ("warehouse", "Volta Crest made me head of operations in 2022."),
    ("warehouse", "I was appointed depot manager in 2022."),
    ("warehouse", "Last year I became the operations manager."),
    ("teacher", "As Head of Science at Escola Secundária do Sado, I lead the department."),
    ("teacher", "I have been head of department for chemistry since 2019."),
    ("teacher", "Being deputy head at my school, I know timetables."),
    ("teacher", "I work as Head of Chemistry at the Escola Secundária do Sado."),
    ("teacher", "My time as a research chemist at Tejo Water Analysis shaped me."),
    ("teacher", "In my ten years as a headteacher I saw many lessons."),
    ("teacher", "At Tejo Water Analysis I was the laboratory manager."),
    ("accountant", "I am Finance Manager at Broadfen Housing Association."),
    ("accountant", "I have been the management accountant at Broadfen since 2022."),
    ("accountant", "In my role of Senior Accountant I close the books."),
    ("accountant", "As the financial controller of a housing association, I close eleven accounts."),
    ("accountant", "Yare & Partners promoted me to practice manager."),
    ("warehouse sought", "As Warehouse Manager at Volta Crest you'd know exactly what to look for."),
    ("warehouse sought", "After nine years as logistics director this would be a change."),
    ("warehouse sought", "Your post as Operations Manager at Volta Crest caught my eye."),
    ("warehouse sought", "You lead as head of warehousing at Volta Crest."),
    ("warehouse sought", "A warehouse manager like you knows the dock."),
    ("teacher sought", "As head of chemistry at Escola Secundária do Sado, you lead a department."),
    ("teacher sought", "Few heads of department have your background as a laboratory manager at Tejo Water Analysis."),
    ("accountant sought", "You're a finance manager at Broadfen, and I wonder if a mill would tempt you."),
    ("accountant", "As a Hereford resident, I have passed the mill often."),
    ("warehouse", "As the current warehouse manager of Volta Crest, I answer for the whole dock."),
    ("warehouse", "Ten years ago I was operations director for a cold store."),
    ("warehouse", "Promotion to Senior Shift Manager followed in 2022."),
    ("warehouse", "I lead as site manager a shift of 14."),
    ("warehouse", "Having been warehouse manager since 2020, I know the dock."),
    ("warehouse", "I am the one they call depot manager at Volta Crest."),
    ("warehouse", "Depot Manager at Volta Crest since 2020, I know the coast road."),
    ("teacher", "I am currently Head of Chemistry, with four colleagues under me."),
    ("teacher", "My title is Lead Teacher of Science."),
    ("teacher", "I act as deputy headteacher at Escola Secundária do Sado."),
    ("teacher", "I worked at Tejo Water Analysis as a Senior Laboratory Technician."),
    ("accountant", "I have spent four years as a management accountant."),
    ("accountant", "Having qualified as finance manager, I lead month end."),
    ("accountant", "My promotion to Finance Business Partner came last spring."),
    ("warehouse sought", "You're Logistics Manager at Volta Crest, and that's what we need."),
    ("warehouse sought", "Your career from porter to operations manager is remarkable."),
    ("teacher sought", "As Head of Department at Escola Secundária do Sado you know timetables."),
    ("accountant sought", "As financial controller at Broadfen, you close the books each month."),
]
"""The same lies as strangers put them: as nouns, participles, relative clauses, appositions."""


@pytest.mark.parametrize(("case", "text"), PARAPHRASED)
def test_a_lie_is_found_in_other_words(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    assert findings_of(letter(text, str(TRADES[case]["sender"])), make_request(**TRADES[case]), kinds=("title",))
