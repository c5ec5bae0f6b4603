"""Which words of a posting tell a trade from another: not those of general use, of departments, of titles, and not numbers.

is_telling("centrifuge")    -> True
is_telling("collaborate")   -> False
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.grounding.career.scope_terms import IDLE
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.words import STOP_WORDS, folded
from pipeline.profile.vocabulary import COMMON_WORDS, DISCIPLINES, ORGANISATION_WORDS, SENIORITY, TITLE_NOUNS

_EVERYDAY = frozenset(
    """
    absence accident adjusting admission afternoon against agreement allowance alongside ambiguous annual apart arrival article artificial atmosphere attendance autonomy autumn batch because began begin behind belong bench beside bid biggest board bonus
    boots bottle bought box branch break brought calendar came cannot category cent central century chart chat checklist children city class classes clothes club coast collect colour colleague commission complaint component comprehensive conference contain
    continuous contribution conversation corner count county curiosity cycle damage dark dataset datasets decade decide depth breadth decimal defect department depot device discharge discount dispute distance dock dozen draw drops email endorsement entry essay everybody exam explanation occasional
    examination example except factory fall fault favourite federal fee fell fifth fifteen flat flow fortnight fourteen fourth framework garden gate gave generous gift glass global goes going grade grant grass green gross grow guidance hair hall happens heat held
    household human humor hundred hybrid image import incident industrial injury inspector instead instrument island joint joy kept kilometre labels land lane laptop largest launch leak length limited link load loan lost lunch luxury mail manual manufacturer margin mark
    meal membership metal meter migration mill million min mix module mood natural neighbour nobody none nonprofit noon ones onward origin outdoor outreach overdue overtime package packed paid pair panel paperwork parents park pass passion path percent permanent plant
    plate platform portal portfolio preparation prevention pride print profit property protected provider pupil purchase qualification quarter queue quiz quote rack rain raise rather reach really received recovery referral refunds regional register rejection
    relentless release remote renew replace residential rest ride river road room roughly sample scale scheme score season seat semester sense series settle shed sheet ship shortlist signal sister sixteen sixth slip smallest somebody split spreadsheet spring square
    startup steep stone survey swap switch table tank temperature terrace text third thirty thousand title tons took total tour town trail transfer tree trial truck turnover twelve twenty twice unlimited usually vacation valid valley version vessel village virtual vision
    voluntary wall warm wet whole won wood workshop wrote yield zero graduation thread analytical resume monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december authorization authorisation authorized citizen citizenship resident permit visa equivalent minimum advanced intermediate ideally preferably elsewhere neither whichever anywhere somewhere
    application applicant candidacy consideration discipline successful went status upon vacancy selection location locality qualify determined exact specialized specialised excellence capability feature enhance foster impactful innovative
    diversity asked lower summary efficient efficiency option dependent done rose competency eligibility unique defined failure throughout exceptional recommend possession verified appearance selected sorry significant sector condition repeatedly
    align contribute located extended extension announcement determination discrepancy participation participate recipient mission taken planned receive exceed everywhere arbitrary scenario committed leverage improvement compensation stakeholder
    latest newest latterly recent subsequent prior initial earlier stint spell afterwards quit program programs programme programmes implement implementation collaborate collaborative findings conflict trend quantitative qualitative negotiation
    credential credentials disclosure disclosed disqualification disqualify eligible ineligible clearance investigation background telework teleworking subsidy subsidies calculator submit submission integrity transparency transparent documentation analysis analyses evaluate evaluation
    recommendation recommendations outcome outcomes assignment assignments peer peers define defining dynamic execute execution empathy empathetic meaningful actionable perspective perspectives choice audience audiences topic topics authoritative official officials incumbent
    minimally diverse inclusive inclusion competitive operational organizational organisational relocation relocate onboarding accessible compelling simultaneously veteran veterans whether longer trying accomplish overall larger educational generally thinker inspire
    gap gaps teammate teammates stipend probation birthday puzzle puzzles concise varied informal evolve conversational acumen uncertain measurable driven focused minded oriented orientated centric centered centred savvy personnel equity addition dealbreaker hybrid onsite
    visual visually constructive constructively academic academics rationale march may
    """.split()
)
_GENERAL = (
    frozenset("on off up in of to and curriculum vitae cover letter letters references referees transcript transcripts".split())
    | COMMON
    | COMMON_WORDS
    | DISCIPLINES
    | ORGANISATION_WORDS
    | SENIORITY
    | TITLE_NOUNS
)
_PLAIN = _EVERYDAY | _GENERAL
_FUNCTION = IDLE | STOP_WORDS | frozenset("three four five six seven eight nine ten eleven twelve louder faster".split())
_ENDING = re.compile(r"(?:ies|es|s|ing|ed|d|ly|ally|ment)$")
_SHIP = re.compile(r"[a-z]{3}ship$")
"""Ends what every trade has: ownership, mentorship."""
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:ll|re|ve|d|m))$")
CHIEF = re.compile(r"(?:C[A-Z]{1,2}O|[A-Z]?VP)(?:['’]?s)?")
"""Initials of an office: `CISOs`."""
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
"""The end of `runn`, of `running`."""
_SHORTEST = 4


@lru_cache(maxsize=8192)
def is_special(word: str) -> bool:
    """Whether a word is of no general use; it may still be one of every trade."""
    return (
        len(word) >= _SHORTEST
        and not word[0].isdigit()
        and word.lower() not in _FUNCTION
        and not all(_among(part, _GENERAL) for part in folded(word).split("-"))
    )


@lru_cache(maxsize=8192)
def is_telling(word: str) -> bool:
    """Whether a word by itself says of which trade a line is."""
    if _CONTRACTED.search(word) or CHIEF.fullmatch(word):
        return False
    word = word.removesuffix("'s").removesuffix("’s")
    return is_special(word) and not _SHIP.search(word) and not all(_among(part, _PLAIN) for part in folded(word).split("-"))


def _among(word: str, words: frozenset[str]) -> bool:
    bare = _ENDING.sub("", word)
    return not {word, bare, bare + "e", bare + "y", _DOUBLED.sub(r"\1", bare)}.isdisjoint(words)
