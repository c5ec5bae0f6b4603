"""Organisations: past employers and the hiring company are different slots, and a name in neither document is a finding."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter
from tests.grounding_trades import TRADES

FALSE = [
    ("engineer", "I shipped REST services at Harborlight Analytics in Go."),
    ("engineer", "A summer with Northwind in 2019 showed me how maps are made."),
    ("engineer", "I'd be proud to call Northgate Cartography my employer."),
    ("engineer", "At Quillstone I reduced report time by 40% for Siemens."),
    ("nurse", "I nursed at Leeds General before St Oswin's."),
    ("nurse", "Moorgate Infirmary made me what I am."),
    ("nurse", "At Larch House I triaged up to 30 patients a shift."),
    ("nurse", "I was on placement with your acute ward in 2015."),
    ("cook", "I ran the fish station at Hotel Miramonte, 90 covers a night."),
    ("cook", "The Gannet was where I first cooked as a student."),
    ("engineer sought", "You wrote REST services at Harborlight."),
    ("nurse sought", "You did your training with us at Calder Vale."),
    ("cook sought", "You cooked at Mugaritz before Valencia."),
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
    ("engineer", "As a Software Engineer at Harborlight I built dashboards with Siemens."),
    ("engineer", "Your listing asks for at least four years in Rust."),
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


@pytest.mark.parametrize(
    ("subject", "wrong"), [("Software Engineer at Harborlight? Let's talk", False), ("Backend Engineer at Harborlight", True)]
)
def test_a_subject_may_ask_after_the_reader(
    subject: str, wrong: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """`Developer at X?` names where the reader works as often as who is hiring."""
    request = make_request(**CASES["engineer sought"])
    found = findings_of("Hi Maya,\n\nCould we talk?\n\nBest,\nHelen Park", request, subject=subject, kinds=("employer",))
    assert bool(found) is wrong


def test_a_name_with_a_dot_is_known(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> None:
    """`gov` has no capital in `Cloud.gov`, and is a part of the name all the same."""
    request = make_request("Maya Lindqvist", "Site Engineer\nCloud.gov - Site Engineer\nWe run servers.")
    for team, wrong in (("Cloud.gov Hiring Team", False), ("Login.gov Hiring Team", True)):
        assert bool(findings_of(f"Dear {team},\n\nI write Go.\n\nBest,\nMaya Lindqvist", request, kinds=("employer",))) is wrong


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
    "text", ["At Acme Foo " * 800, "Aa " * 3000, "St. " * 2000, "I am " * 2000, "in Berlin, " * 800, "\x00At\u0416 " * 1200]
)
def test_hostile_text_takes_time_in_proportion(
    text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Endless sentences of names and titles are read in seconds, not minutes."""
    begin = time.process_time()
    findings_of(text, make_request(**CASES["engineer"]), kinds=("employer", "title", "person", "place"))
    assert time.process_time() - begin < 20


PARAPHRASED = [
    ("warehouse", "Having run the night shift for Accra Breweries, I know what a peak season asks."),
    ("warehouse", "A stint with Unilever taught me to plan loads."),
    ("warehouse", "Much of what I know about cold storage I picked up at Nestlé."),
    ("warehouse", "Hired by Maersk straight out of school, I learned to unload containers."),
    ("warehouse", "Prior to Volta Crest, I was with Tema Port Authority."),
    ("warehouse", "I cut my teeth at Guinness Ghana before moving to Volta Crest."),
    ("warehouse", "Between Adansi Cold Stores and Volta Crest I spent a year at Kasapreko."),
    ("warehouse", "I already know your depot, having delivered for Pra River Beverages as a student."),
    ("warehouse", "As a former employee of Pra River Beverages, I would slot in quickly."),
    ("warehouse", "I once completed a placement at your depot."),
    ("warehouse", "During my internship with you in 2015 I saw how the loads are planned."),
    ("warehouse", "I used to work for your company as a loader."),
    ("warehouse", "My two summers with your team showed me the route plan."),
    ("warehouse", "It was at Pra River Beverages that I first drove a forklift."),
    ("warehouse", "Returning to Pra River would feel like coming home after my time there."),
    ("warehouse", "At Volta Crest Logistics I lead a shift of 14 pickers."),
    ("warehouse", "At Adansi Cold Stores I brought picking errors down from 2.1% to 0.6%."),
    ("warehouse", "At Makola Textiles I kept temperature logs for frozen fish and poultry."),
    ("warehouse", "It was at Adansi that I trained seasonal staff on the handheld scanners."),
    ("warehouse", "I am keen to bring this to Ankobra Beverages."),
    ("warehouse", "I would be proud to manage the depot at Pra River Breweries."),
    ("warehouse", "It would be an honour to spend the next years as depot manager of Adansi."),
    ("warehouse", "The chance to lead two shifts at Coastal Drinks Ltd is exactly what I want."),
    ("warehouse", "Volta Crest's growth along the coast is why I want to join."),
    ("teacher", "At Colégio da Arrábida I started a science club that now has 60 members."),
    ("teacher", "At Tejo Water Analysis I ran the homework room."),
    ("teacher", "I have examined for Cambridge International."),
    ("teacher", "After graduating I joined Águas de Portugal as a technician."),
    ("teacher", "Ashgrove, where I did my teaching practice, has never left me."),
    ("teacher", "I would love to lead science at Ashford International School."),
    ("teacher", "I want to spend the next decade at Oakwood International."),
    ("teacher", "It was through my work with the Gulbenkian Foundation that I came to science clubs."),
    ("accountant", "At Lowther Boatyard I kept the purchase ledger for two years."),
    ("accountant", "I worked at Gorse Farm Shop before joining Broadfen."),
    ("accountant", "Having trained with Deloitte, I know audit files."),
    ("accountant", "At Broadfen Housing Trust I do the VAT return."),
    ("accountant", "At Broadfen I chased subscriptions and kept the books of the rowing club."),
    ("accountant", "I spent a harvest pressing apples with you at the mill in 2018."),
    ("accountant", "I look forward to contributing to Westons Cider."),
    ("accountant", "Tollhouse was my first employer, and I would gladly return."),
    ("warehouse sought", "Your scanning fix at Adansi Cold Stores, which took errors to 0.6%, caught my eye."),
    ("warehouse sought", "It was your temperature logs at Volta Crest that made me write."),
    ("warehouse sought", "You already know us from your summer at our depot."),
    ("warehouse sought", "Since you left us in 2016 we have grown."),
    ("warehouse sought", "When you were at Olam, you ran a similar dock."),
    ("warehouse sought", "I came across your profile while looking for people from Barry Callebaut."),
    ("warehouse sought", "I run operations at Volta Crest and we need a depot manager."),
    ("warehouse sought", "Pra Valley Beverages bottles mineral water in Takoradi."),
    ("teacher sought", "Ashgrove Academy is looking for a head of science."),
    ("teacher sought", "You tested drinking water at Águas do Tejo."),
    ("teacher sought", "As you have taught at our sister school Oakmere College, you know the IB."),
    ("accountant sought", "Your move from Sage to Xero at Yare & Partners is the sort of thing we need."),
    ("accountant sought", "I lead finance at Tolbury Cider near Hereford."),
    ("accountant sought", "Your time with Grant Thornton would help."),
    ("warehouse", "Please contact Abena Owusu at Volta Crest for a reference."),
    ("warehouse", "As a resident of Takoradi I know the roads."),
    ("warehouse", "Three seasons of harvest logistics at Olam taught me how trucks queue."),
    ("warehouse", "Shoprite, where I spent my first two years, drilled stock counts into me."),
    ("warehouse", "I came to Volta Crest from Tesco Logistics in 2020."),
    ("warehouse", "Formerly of Meridian Port Services, I know what a queue of trucks looks like."),
    ("warehouse", "I left Cocoa Abrabopa to join Volta Crest."),
    ("warehouse", "The handheld scanners I rolled out at Makola Textiles are still used."),
    ("warehouse", "While at Adansi, I supervised two forklift drivers and 14 pickers."),
    ("warehouse", "I grew up professionally at Pra River Beverages."),
    ("warehouse", "Pra River Bottling deserves a depot that runs like a clock."),
    ("warehouse", "The depot you run at Adansi Cold Stores needs a steady hand."),
    ("warehouse", "I am applying to lead the depot of Pra River Logistics."),
    ("teacher", "I spent 2015 to 2017 at the Lisbon International School."),
    ("teacher", "Before Sado I taught at Colégio Moderno."),
    ("teacher", "Escola Secundária de Palmela is where I teach five classes."),
    ("teacher", "The science club I began at Colégio da Arrábida has 60 members now."),
    ("teacher", "I calibrated balances at Escola Secundária do Sado."),
    ("teacher", "As an old Ashgrove pupil, I know the school song."),
    ("teacher", "I would be glad to take over science at Ashgrove College."),
    ("accountant", "Ernst & Young trained me."),
    ("accountant", "My career began with Larking Gowen in 2017."),
    ("accountant", "I audited accounts for Price Bailey during two busy seasons."),
    ("accountant", "At Wensum Rowing Club I did bank reconciliations for 11 accounts and the VAT return."),
    ("accountant", "My eleven bank reconciliations at Yare & Partners each month taught me order."),
    ("accountant", "I helped out at Tollhouse during the pressing last autumn."),
    ("accountant", "I would like to bring my ledgers to Tollhouse Brewery."),
    ("warehouse sought", "You cut picking errors to 0.6% while at Makola Textiles."),
    ("warehouse sought", "Your spell at Maersk shows that you know ports."),
    ("warehouse sought", "Having led the dock at Adansi Cold Stores with 14 pickers, you would fit."),
    ("warehouse sought", "We remember you fondly from your first job here."),
    ("warehouse sought", "You worked for us in 2016, so you know the yard."),
    ("warehouse sought", "I am writing from Volta River Beverages in Takoradi."),
    ("teacher sought", "Ashgrove Grammar School is a day school in Cascais."),
]
"""The same lies as strangers put them: as nouns, participles, relative clauses, appositions."""


@pytest.mark.parametrize(("case", "text"), PARAPHRASED)
def test_a_lie_is_found_in_other_words(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    assert findings_of(letter(text, str(TRADES[case]["sender"])), make_request(**TRADES[case]), kinds=("employer",))
