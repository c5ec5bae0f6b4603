"""Places: where the candidate is comes from the resume, where the job is from the posting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter
from tests.grounding_trades import TRADES

FALSE = [
    ("engineer", "I work out of Harborlight's Austin office."),
    ("nurse", "My training in Sheffield was thorough."),
    ("engineer sought", "Our Portland office needs a backend engineer."),
    ("cook sought", "We are a small place on the quay in Kinsale."),
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
    ("engineer", "Working Pacific hours from Mountain time would mean an earlier start."),
    ("nurse", "I work at Larch House in York, England."),
    ("engineer", "I live in Denver."),
    ("engineer", "After that I moved to Quillstone Software in Boulder."),
    ("nurse", "In 2016 I moved to Moorgate Hospital in Bradford."),
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
    ("nurse sought", "Ward-based post, mostly days."),
    ("engineer", "I would keep the post in Denver, which I still hold, until spring."),
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


PARAPHRASED = [
    ("warehouse", "I live in Takoradi, so the depot is close."),
    ("warehouse", "My home is in Cape Coast."),
    ("warehouse", "Being based in Takoradi, I could start at once."),
    ("warehouse", "Tema-born and Sunyani-based, I am used to long drives."),
    ("warehouse", "At Adansi Cold Stores in Tema I kept temperature logs."),
    ("warehouse", "My years in Nigeria taught me patience."),
    ("warehouse", "I have worked in warehouses across Ghana, Togo and Nigeria."),
    ("warehouse", "Your depot in Kumasi would be a short drive."),
    ("warehouse", "I moved from Lagos in 2014."),
    ("warehouse", "Born in Takoradi, I know every shop along the coast."),
    ("warehouse", "The post in Accra suits me well."),
    ("teacher", "I trained as a teacher in London."),
    ("teacher", "I spent a year teaching in Brazil."),
    ("teacher", "Originally from Porto, I moved south in 2012."),
    ("teacher", "Your school in Sintra drew me at once."),
    ("teacher", "Having lived in Cascais for ten years, I know the town."),
    ("accountant", "I recently moved to Hereford."),
    ("accountant", "I live near Hereford, so two days at the mill are easy."),
    ("accountant", "At Yare & Partners in Norwich I kept the purchase ledger."),
    ("accountant", "Your mill near Taunton is a place I would love to see."),
    ("accountant", "I studied in Bristol."),
    ("warehouse sought", "Our depot in Cape Coast needs a manager."),
    ("warehouse sought", "You live in Takoradi already, which helps."),
    ("warehouse sought", "We bottle water in Accra and deliver along the coast."),
    ("teacher sought", "Our school in Porto has 640 pupils."),
    ("teacher sought", "Since you live in Lisbon, the train would take half an hour."),
    ("accountant sought", "We make cider near Taunton."),
    ("accountant sought", "Your base in Ipswich would make two days a week easy."),
    ("warehouse", "From my home in Sekondi I can reach the depot in ten minutes."),
    ("warehouse", "I already live in the Takoradi area."),
    ("warehouse", "I have run docks in Abidjan and Lomé."),
    ("warehouse", "Makola Textiles in Kumasi gave me my start."),
    ("teacher", "I taught physics in Madrid for two years."),
    ("teacher", "I come from Braga and studied in Évora."),
    ("teacher", "A move from Faro to Cascais would be easy."),
    ("teacher", "Ashgrove's campus in Estoril drew me."),
    ("accountant", "I am based in Hereford these days."),
    ("accountant", "I kept the books of a boatyard in Lowestoft."),
    ("accountant", "Your orchards around Ledbury are lovely."),
    ("accountant", "At Yare & Partners in Cambridge I kept ledgers."),
    ("warehouse sought", "You're already in Takoradi, so no move is needed."),
    ("warehouse sought", "The depot sits just outside Tarkwa."),
    ("teacher sought", "We're a day school in Estoril."),
    ("teacher sought", "You trained in Lisbon and Porto."),
    ("accountant sought", "We press apples at our mill in Ledbury."),
    ("accountant sought", "You live just down the road in Leominster."),
]
"""The same lies as strangers put them: as nouns, participles, relative clauses, appositions."""


@pytest.mark.parametrize(("case", "text"), PARAPHRASED)
def test_a_lie_is_found_in_other_words(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    assert findings_of(letter(text, str(TRADES[case]["sender"])), make_request(**TRADES[case]), kinds=("place",))


_TALKS = """Tamar Gelash
Newcastle, UK

Experience
Lecturer, University of Grenmoor, Newcastle, 2021 - present (contract to August 2026)
- Manages four offices across the Midwest.

Recent talks
- Invited lecture on counting mobile workers, Tallinn, 2025
- Keynote to postgraduate conference on care, Graz, 2023
"""
_CHAIR = "Chair of Sociology\nCompany: Lowmoor University\nLocation: Durham\n"


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("In 2023 I gave the keynote at a postgraduate conference on care in Tallinn.", False),
        ("In 2023 I gave the keynote at a postgraduate conference on care in Graz.", True),
        ("In 2025 I gave an invited lecture on counting mobile workers in Tallinn.", True),
        ("I manage four offices across the Southeast.", False),
        ("I manage four offices across the Midwest.", True),
        ("My contract in Newcastle ends in June.", False),
        ("My contract in Newcastle ends in August.", True),
    ],
)
def test_a_place_or_month_belongs_to_the_line_that_tells_of_it(
    sentence: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """The town of another talk, another part of the country and another end of a contract are findings."""
    request = make_request(_TALKS, _CHAIR)
    body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nTamar Gelash"
    assert (not findings_of(body, request)) is true


_PRODUCER = """Owen Talbert
Los Angeles, CA

Experience
Line Producer, Marlow Pictures, Los Angeles, CA
January 2015 - Present
- Ran 14 shoots
Production Assistant, Quill Studio, New York, NY
2012 - 2014
- Booked crews
Intern, Capitol Films, Washington, D.C.
2010 - 2011
- Filed tapes
Usher, Bell Hall, Philadelphia, PA
2008 - 2010
- Sold tickets
"""
_KESTREL = "Producer\nCompany: Kestrel Media\nLocation: Washington, DC\n\nOffices in New York and Las Vegas.\n"


@pytest.mark.parametrize(
    ("sentence", "true"),
    [
        ("I have been with Marlow Pictures in LA since 2015.", True),
        ("I have been with Marlow Pictures in L.A. since 2015.", True),
        ("I live in LA and know the lots.", True),
        ("I am LA-based.", True),
        ("I spent two years at Quill Studio in NYC.", True),
        ("I spent two years at Quill Studio in N.Y.C. and then left.", True),
        ("I interned at Capitol Films in DC.", True),
        ("I sold tickets at Bell Hall in Philly.", True),
        ("Your studio in D.C. drew me in.", True),
        ("I have been with Marlow Pictures in NYC since 2015.", False),
        ("I spent two years at Quill Studio in LA.", False),
        ("I interned at Capitol Films in SF.", False),
        ("I live in DC.", False),
        ("Your studio in LA drew me in.", False),
    ],
)
def test_a_town_by_its_initials_is_that_town(
    sentence: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """`LA`, `D.C.` and `NYC` are held against the towns that the documents spell out."""
    request = make_request(_PRODUCER, _KESTREL)
    body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nOwen Talbert"
    assert (not findings_of(body, request)) is true
