"""People: who is greeted, who signs, and who is brought in by the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest
from tests.grounding_pairs import CASES, letter
from tests.grounding_trades import TRADES

FALSE = [
    ("engineer", "Priya Rao, Director of Engineering, signs off my work."),
    ("engineer", "Daniel Okafor, your CTO, gave a talk that I liked."),
    ("engineer", "My mentor at Quillstone, Hannah Weiss, taught me Go."),
    ("nurse", "Sister Agnes Doyle at Moorgate will speak for me."),
    ("cook", "Casa Amparo's owner, Pilar Gómez, can vouch for me."),
    ("engineer sought", "Your manager at Harborlight, Priya Nair, speaks well of you."),
    ("nurse sought", "Our matron, Judith Hale, would meet you."),
    ("engineer", "Dear Sarah,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Mr. Johnson,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen Clark,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Hi Maya,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Ms Parker-Bowles,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nI write to you.\n\nKind regards,\nMaya Lindgren"),
    ("engineer", "Dear Helen,\n\nI write to you.\n\nKind regards,\nMaya Lindqvists"),
    ("engineer", "Dear Helen Parker,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nI write to you.\n\nKind regards,\nJane Smith"),
    ("engineer", "Dear Helen,\n\nI write to you.\n\nKind regards,\nHelen Park"),
    ("engineer", "Dear Helen,\n\nI write to you.\n\nKind regards,\nJohn Baker\nSoftware Engineer"),
    ("engineer", "Dear Helen,\n\nI was referred by Tom Hardy.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nMy manager, Laura Stone, can vouch for me.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nI recently spoke with James Cole about the role.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nMy name is Maya Bergman and I write Go.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nDr. Smith taught me databases.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nSarah from your team suggested that I apply.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nI enjoyed my conversation with Rebecca last week.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nYour colleague Ben Mills told me of the post.\n\nKind regards,\nMaya Lindqvist"),
    ("nurse", "Dear Matthew,\n\nI write to you.\n\nKind regards,\nTomasz Wiśniewski"),
    ("nurse", "Dear Mrs Okafor,\n\nI write to you.\n\nKind regards,\nTomasz Wiśniewski"),
    ("nurse", "Dear Ruth,\n\nI write to you.\n\nKind regards,\nTomasz Nowak"),
    ("cook", "Dear Niamh,\n\nI write to you.\n\nKind regards,\nLucía Ferrán"),
    ("cook", "Dear Aoife,\n\nI write to you.\n\nKind regards,\nLucía Ferrer"),
    ("engineer sought", "Hi Michael,\n\nI write to you.\n\nKind regards,\nHelen Park"),
    ("engineer sought", "Hi Maya,\n\nI write to you.\n\nKind regards,\nJessica Park"),
    ("engineer sought", "Hi Maya,\n\nMy name is Jessica Lee and I recruit.\n\nKind regards,\nHelen Park"),
    ("nurse sought", "Dear Tobias,\n\nI write to you.\n\nKind regards,\nRuth Abara"),
    ("nurse sought", "Dear Tomasz,\n\nYou would report to Angela Wright.\n\nKind regards,\nRuth Abara"),
    ("cook sought", "Hola Carmen,\n\nI write to you.\n\nKind regards,\nAoife Mulcahy"),
]
TRUE = [
    ("engineer", "Dear Helen,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Ms. Park,\n\nI write to you.\n\nKind regards,\nMaya"),
    ("engineer", "Dear Helen Park,\n\nI write to you.\n\nKind regards,\nM. Lindqvist"),
    ("engineer", "Dear Hiring Manager,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Hiring Team,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist, BSc"),
    ("engineer", "To whom it may concern,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Sir or Madam,\n\nI write to you.\n\nKind regards,\nMs Maya Lindqvist"),
    ("engineer", "Dear Recruitment Committee,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Northwind Cartography team,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Hello Helen and team,\n\nI write to you.\n\nKind regards,\nMaya Lindqvist\nDenver, CO\nmaya.lindqvist@example.com"),
    ("engineer", "Dear Helen,\n\nI report to Priya Raman.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nI would report to your CTO, Daniel Osei.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nMy name is Maya Lindqvist, and I am a Software Engineer.\n\nKind regards,\nMaya Lindqvist"),
    ("engineer", "Dear Helen,\n\nI'm Maya, and I write Go.\n\nKind regards,\nMaya Lindqvist\nSoftware Engineer, Harborlight Analytics"),
    ("engineer", "Good morning Helen,\n\nI write to you.\n\nKind regards,\nLINDQVIST Maya"),
    ("engineer", "Dear Helen,\n\nI use Go and I'm happy in Denver.\n\nKind regards,\nMaya Lindqvist"),
    ("nurse", "Dear Ruth,\n\nI write to you.\n\nKind regards,\nTomasz Wisniewski"),
    ("nurse", "Dear Ms Abara,\n\nI write to you.\n\nKind regards,\nTomasz Wiśniewski"),
    ("nurse", "Dear Matron,\n\nI write to you.\n\nKind regards,\nTomasz Wiśniewski"),
    ("nurse", "Dear Calder Vale recruitment team,\n\nI write to you.\n\nKind regards,\nTomasz"),
    ("cook", "Dear Aoife,\n\nI write to you.\n\nKind regards,\nLucia Ferran"),
    ("cook", "Dear Chef Mulcahy,\n\nI write to you.\n\nKind regards,\nLucía Ferrán"),
    ("cook", "Dear Ms Mulcahy,\n\nI write to you.\n\nKind regards,\nLucía F."),
    ("engineer sought", "Hi Maya,\n\nI write to you.\n\nKind regards,\nHelen Park\nNorthwind Cartography"),
    ("engineer sought", "Dear Ms Lindqvist,\n\nI write to you.\n\nKind regards,\nHelen"),
    ("engineer sought", "Hi Maya,\n\nI'm Helen, and I recruit for Northwind Cartography.\n\nKind regards,\nHelen Park\nTalent Partner"),
    ("engineer sought", "Hi Maya,\n\nDaniel Osei, our CTO, would like to meet you.\n\nKind regards,\nHelen Park"),
    ("nurse sought", "Dear Tomasz,\n\nYour mentor work with student nurses stood out.\n\nKind regards,\nRuth Abara\nMatron"),
    ("cook sought", "Hola Lucia,\n\nI write to you.\n\nKind regards,\nAoife"),
    ("cook sought", "Dear Lucía,\n\nI write to you.\n\nKind regards,\nAoife Mulcahy\nThe Gannet, Galway"),
]


@pytest.mark.parametrize(("case", "text"), FALSE)
def test_what_no_document_says_is_found(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("person",))


@pytest.mark.parametrize(("case", "text"), TRUE)
def test_what_the_documents_say_is_no_finding(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence is true or claims nothing, in words that invite a false alarm."""
    request = make_request(**CASES[case])
    assert findings_of(letter(text, str(CASES[case]["sender"])), request, kinds=("person",)) == []


PARAPHRASED = [
    ("warehouse", "Kwame Asante, our site manager, has agreed to act as my referee."),
    ("warehouse", "My supervisor Ama Serwaa can tell you more."),
    ("warehouse", "Ama Serwaa, who heads the shift, will vouch for me."),
    ("warehouse", "A friend of mine, Kojo Antwi, works at your depot."),
    ("warehouse", "I was trained by Nana Boateng."),
    ("warehouse", "I owe much to Esi Addo, who taught me to plan loads."),
    ("warehouse", "Under the guidance of Peter Quaye I learned stock control."),
    ("warehouse", "I met your director Samuel Tetteh at a trade fair."),
    ("warehouse", "Kwesi Appiah in your Takoradi office encouraged me to write."),
    ("warehouse", "Working with Linda Ofori on the new racks was a joy."),
    ("warehouse", "My reference is Grace Amoah, who can be reached at any time."),
    ("teacher", "Dear Dr Fergusson,\n\nI write to you.\n\nKind regards,\nInes Carvalho Pinto"),
    ("teacher", "Dear Dr Halloran,\n\nI write to you.\n\nKind regards,\nInes Carvalho Pires"),
    ("teacher", "My head of school, Teresa Nunes, supports this application."),
    ("teacher", "At the open day I spoke to Mrs Whitcombe, who teaches biology."),
    ("teacher", "Your colleague Bárbara Reis urged me to apply."),
    ("accountant", "Delia Stone, who supervised me at Yare & Partners, will give a reference."),
    ("accountant", "References: Oliver Marsh, Broadfen Housing Association."),
    ("accountant", "I helped Joanna Pike move the purchase ledger to Xero."),
    ("accountant sought", "You would report to Simon Fairley, our financial controller."),
    ("accountant sought", "Delia Cross at Yare & Partners speaks highly of you."),
    ("accountant sought", "Our founder, Edwin Tollhouse, pressed the first apples."),
    ("warehouse sought", "Our managing director, Joseph Baidoo, wants a depot manager."),
    ("warehouse", "Mr Yaw Mensah, the auditor, counted stock with me."),
    ("warehouse", "Our auditor, Mr Kweku Boadu, counted stock with me each Friday."),
    ("warehouse", "Emmanuel from your loading team told me about the post."),
    ("warehouse", "A colleague, Abdul Rahman, moved to Pra River last year and speaks well of it."),
    ("warehouse", "Thanks to Regina Opoku I learned to read a load plan."),
    ("warehouse", "As Efua Boateng wrote in the advert, the depot runs on two shifts."),
    ("teacher", "Dear Ms Halloran and Mr Pereira,\n\nI write to you.\n\nKind regards,\nInes Carvalho Pinto"),
    ("teacher", "Dear Dr Callaghan,\n\nI write to you.\n\nKind regards,\nInes Carvalho Pinto"),
    ("teacher", "Dear Dr Halloran,\n\nI write to you.\n\nKind regards,\nInês Carvalho Moreira"),
    ("teacher", "My principal, Rui Matos, knows of this application."),
    ("teacher", "Sofia Lima and I run the science club together."),
    ("accountant", "Delia Frost and her colleague Nigel Webb supervised me."),
    ("accountant", "Dear Mr Penrose,\n\nI write to you.\n\nKind regards,\nHarriet Osei-Lindgren"),
    ("accountant", "Dear Marcus,\n\nI write to you.\n\nKind regards,\nHarriet Lindgren-Owusu"),
    ("warehouse sought", "Your boss Kwabena Nti recommended you."),
    ("warehouse sought", "You were recommended by Yaw Asamoah."),
    ("teacher sought", "I'm Fergus Holloway, principal of Ashgrove."),
    ("teacher sought", "Our deputy, Claire Donnelly, would be your line manager."),
    ("accountant sought", "You'd work beside our bookkeeper, Janet Preece."),
]
"""The same lies as strangers put them: as nouns, participles, relative clauses, appositions."""


@pytest.mark.parametrize(("case", "text"), PARAPHRASED)
def test_a_lie_is_found_in_other_words(
    case: str, text: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Each sentence has one lie of this kind."""
    assert findings_of(letter(text, str(TRADES[case]["sender"])), make_request(**TRADES[case]), kinds=("person",))


OPENERS_TRUE = [
    ("accountant", "Sooner said than later: I have no Sage."),
    ("accountant", "Listing says hybrid, which suits me."),
    ("accountant", "Website mentioned two openings."),
    ("accountant", "Deadline noted."),
    ("warehouse", "Drivers told me the new rota worked."),
    ("warehouse", "Neatly put, that line about pallets."),
    ("teacher", "Parents wrote to me every week."),
    ("teacher", "Necessity taught me to plan ahead."),
]
OPENERS_FALSE = [
    ("accountant", "Rosalind said you were hiring."),
    ("accountant", "Grace told me about the post."),
    ("warehouse", "Emily told me that you need a manager."),
    ("teacher", "Heather suggested that I write to you."),
    ("teacher", "Peter praised my lessons."),
]


@pytest.mark.parametrize(("case", "text", "true"), [(*one, True) for one in OPENERS_TRUE] + [(*one, False) for one in OPENERS_FALSE])
def test_a_word_that_opens_a_sentence_is_not_a_name_for_its_capital(
    case: str, text: str, true: bool, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    """Everyday words, and words that the documents have in small letters, name nobody before `said` or `told`."""
    found = findings_of(letter(text, str(TRADES[case]["sender"])), make_request(**TRADES[case]), kinds=("person",))
    assert (not found) is true
