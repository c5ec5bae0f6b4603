"""What an email says of the name of an organisation: that the candidate worked there, or that it is hiring.

    slot_of(letter, clause, name)   -> Slot.PAST for `my years at X`, Slot.HIRING for `the role at X`, None where nothing is said

Reads the words before and after a name, with the frame of its clause. English patterns; a name in small letters is none.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names, proper, subject
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.posting import dealings, posts_told, workplaces
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.profile.skill_names import spellings
from pipeline.profile.vocabulary import (
    CITIES,
    COMPANY_SUFFIX,
    DEGREE,
    DISCIPLINES,
    ORGANISATION_WORDS,
    REGIONS,
    SENIORITY,
    STATE_CODES,
    TITLE_NOUNS,
)
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.proper import Name


class Slot(StrEnum):
    """Whose name stands there."""

    PAST = "past"
    """A past or present employer of the candidate, told in plain words: `my years at X`."""
    WORK = "work"
    """Where the candidate did something: `At X I cut costs`."""
    HIRING = "hiring"
    """The company that has the vacancy."""
    ANY = "any"
    """Somebody that one of the documents must know."""
    LOOSE = "loose"
    """The same, but behind words that a tool or a method may follow too."""


_NEAR = 120
"""Letters before a name in which its slot is decided."""
_NOUNS = r"(?:time|years?|months|weeks|days|tenure|career|stint|spell|work|role|roles|job|position|post|experience|background|internship|placement|apprenticeship|manager|supervisor|boss|colleagues|projects?|achievements?|accomplishments?|success|record|history)"
SOUGHT = r"application|interest|candidacy|candidature|enquiry|inquiry|wish|hope|desire|intention|motivation|enthusiasm|reasons?|eagerness|excitement|letter|future|next|ideal|dream"
"""What one has in a post that one wants, and not in one that one holds."""
_AT = r"(?:at|with|for|in|from|within) (?:the )?$"
_MINE = {
    Direction.APPLICATION: re.compile(
        rf"\b(?:my|our) (?!(?:\w+ ){{0,3}}(?:{SOUGHT})\b)(?:[\w-]+ ){{0,4}}?{_NOUNS} (?:as an? )?(?:[\w-]+ ){{0,4}}?{_AT}", re.IGNORECASE
    ),
    Direction.OUTREACH: re.compile(
        rf"\byour (?:[\w-]+ ){{0,4}}?(?:{_NOUNS}|team|colleagues) (?:as an? )?(?:[\w-]+ ){{0,4}}?{_AT}", re.IGNORECASE
    ),
}
_EMPLOYED = compiled(
    r"\b(?:(?:worked|interned|volunteered|freelanced|employed|hired|promoted|apprenticed|seconded|spent [^,;]{2,40}|(?:years?|months|weeks|fortnight|decade|seasons?|summers?) (?:[\w-]+ ){0,3}?) ?(?:as [^,;]{2,50}? )?(?:at|for|with|by|in) (?:the )?$"
    r"|(?:went|gone|came|come|began|begun|started|stayed|continued|returned|moved|hired|recruited|employed|taken) (?:[\w-]+ ){0,4}to work (?:at|for|with) (?:the )?$"
    r"|(?:(?<!has )been|(?<=to )be|was|were) (?:with|(?:a |an \w+ )?part of) (?:the )?$|(?:while|when|whilst|after|from|since|before) working (?:[\w-]+ ){0,2}?(?:at|for|with) (?:the )?$|(?:formerly|previously|lately|fresh|straight) (?:of|at|with|from|out of) (?:the )?$|(?:stint|spell|placement|internship|secondment|apprenticeship|traineeship|fellowship|residency|engagement|assignment|an? (?:\w+ )?contract|gig) (?:at|with|for|in) (?:the )?$"
    r"|(?:former|ex-?|past|previous|one-time) ?(?:employee|intern|apprentice|volunteer|trainee|contractor|member of staff|staff member|pupil|student) (?:of|at|with) (?:the )?$"
    r"|having (?:\w+ly )?(?:\w{2,}ed|led|run|built|taught|grown|written|sold|driven|kept|spent|done|made|cut|brought)\b[^,;.]{0,50}? (?:at|for|with) (?:the )?$"
    r"|(?:days|weeks|fortnight|months|years?|seasons?|summers?|decade) (?:\w+ ){0,2}(?:at|with|for) (?:the )?$"
    r"|(?:(?:i|you|i['’]ve|you['’]ve|have|since|after|before|having) (?:\w+ )?(?:joined|left)|(?:before|after|since) (?:joining|leaving)|recruited by|employed by|hired by|(?:led|ran|run|managed)) (?:the )?$"
    r"|(?:my|your) (?:[\w-]+ ){0,3}(?:employers?|stops?|compan(?:y|ies)|firms?|workplaces?) (?:was|were|is|are|has been|have been|being|includ(?:e|es|ed)) (?:the )?$"
    r"|(?:i|you)(?:['’]ve| have)? (?:came|come|rose|risen|worked (?:my|your) way) (?:up )?(?:through|out of) (?:the )?$|(?:that|it|this|which) was at (?:the )?$|(?:started|began|launched) (?:my|your) (?:\w+ )?career (?:at|with|in) (?:the )?$)",
)
"""It and the others without `re.IGNORECASE` are for small letters: they are read four times as fast."""
_CAME = re.compile(r"\b(?:came|come|rose|risen|worked your way|joined|left|recruited by|hired by) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_RATE = re.compile(r"\b(?!(?:was|is|has|as|this|plus|less|his|its|us)\b)[a-z]+s (?:a|an|per|each|every) (?:week|month|season|summer|winter|year) (?:in|at|for|with|by) (?:the )?$", re.IGNORECASE)  # fmt: skip
_TURNED_TO = re.compile(
    r"\b(?:contact|writ|reach|approach|email|messag|tell|ask|invit|consider|thought|think|thinking)\w*\b[^.;]{0,20} you\b", re.IGNORECASE
)
_YOURS = re.compile(r"\b(?:your|you(?:['’](?:re|ve))?(?: all)?) (?:[\w-]+ ){0,5}?(?:at|with|within) (?:the )?$", re.IGNORECASE)
_JOIN = compiled(
    r"\b(?:(?:to|by|of|in|about|for|can|could|would|consider|and) join(?:ing)?|join(?:ing)?(?= (?:us|me|our|the team))|(?:appl(?:y|ying|ication)) (?:to|at|with)|(?<!been )(?<!was )(?<!were )(?<!am )(?<!are )part of|contribut(?:e|ing) to|"
    r"interest(?:ed)? in|(?:draws?|drew|attracts?|attracted|brings?|pulls?|leads?) me to|(?:drawn|attracted) to|(?:to (?:\w+ )?work|(?:to|for|of|about|love|like|enjoy) (?:\w+ )?working) (?:at|for)) (?:us at |me at |(?:our|your|the) (?:\w+ )?team (?:at|of) |the )?$|^\W*joining (?:the )?$",
)
_SENDERS = re.compile(
    r"\b(?:we|us|here|I['’]m|I am|me(?= (?:at|with|here))|my team|our (?:[\w-]+ ){0,4}?(?:team|office|company|group|practice|clinic|school|hospital|firm)|myself|name is [^,;]{2,40}|on behalf)\b ?,? ?(?:[^;.]{0,40} )??(?:at|with|from|for) (?:the )?$|"
    r"\b(?:we|here|I['’]m|I am|name is [^,;]{2,40}|on behalf)\b ?,? ?(?:(?!.*\b(?:see|meet|find|read|author)\b)[^;.]{0,40} )??of (?:the )?$|"
    r"\bI(?:['’]ve)? (?:[\w-]+ )?(?:lead|run|head|manage|work|recruit|hire|own|look after|chair|oversee|direct|founded|joined|represent|recruiting|hiring)\b[^;.]{0,50}? ?(?:at|for|with|of|on behalf of) (?:the )?$|"
    r"\bI (?:run|own|chair|represent|head|founded|lead)\b (?:the )?$|\b(?:I['’]m|I am|am|we are|we['’]re) (?:helping|recruiting for|hiring for|working with|supporting|assisting) (?:the )?$",
    re.IGNORECASE,
)
_US_AT = re.compile(r"\b(?:here|we),? (?:(?:over|back) )?at (?:the )?$", re.IGNORECASE)
"""`Your resume made the rounds here at X`: the nearest words decide."""
_HIRES = re.compile(
    r"^(?: Team| is| are|['’]re|['’]s| has| have)? (?:currently |now |actively )?(?:hiring|looking for|looking to|seeking|recruiting|searching for|in search of|expanding its|(?:wants|hopes|plans|intends|aims|needs|would like) to (?:hire|employ|recruit))\b"
)
_COMPOUND = re.compile(
    r"^ (?:hiring|recruiting|seeking) (?:is|are|was|has|can|should|process\w*|decisions?|managers?|practices?|team|at|in)\b"
)
"""`Fair hiring is a problem`: no firm that is hiring."""
_OWNED = re.compile(
    r"^['’]s? (?:[\w-]+ ){0,3}?(?:mission|vision|values|commitment|reputation|culture|goals?|growth|dedication|focus|approach|emphasis|work|customers|clients|products?|platform|team|engineering|innovation|success|"
    r"leadership|expansion|future|needs|plans?|ethos|standards?|investment)\b"
)
_RUNS = re.compile(
    r"^,?(?: (?:now|also|currently|alone|here|already))? (?:(?:is|are)(?! (?:where|what|how|why|who)\b)|has|have|makes?|runs?|sells?|builds?|keeps?|needs?|wants?|serves?|works?|employs?|operates?|owns?|designs?|develops?|provides?|offers?|helps?|gives?|looks? after|"
    r"checks?|brings?|buys?|cares? for|teaches|trains?|stores?|moves?|ships?|supports?|treats?|supplies|manages?|hosts?|prints?|grows?|roasts?|brews?|bakes?|welcomes?|delivers?|manufactures?|creates?|publishes)\b"
)
_BECAME = re.compile(r"^,?(?: (?:now|also|then|first|once))? (?:was|were|had|did|will|would|can|lost|won|rose|fell|grew|went|\w+ed|\w+s)\b")
_PREPOSITION = re.compile(r"\b(?P<word>at|for|with|from|by) (?:the |an? )?(?:[a-z]+ ){0,1}$", re.IGNORECASE)
_BEGINS = re.compile(
    r"^(?:\W*(?:here|earlier|later|now|and|but|then|today|previously|currently|most recently|while|when I was|during [^,;]{2,30}))*\W*(?:at|with|for|in) (?:the )?$",
    re.IGNORECASE,
)
_LIKENED = re.compile(
    r"\b(?:like|unlike|than|similar to|such as|as) (?:the |those |that |people |teams? |ones? |what (?:you|I) \w+ )*(?:at |of |with )?(?:the )?$",
    re.IGNORECASE,
)
_YOURS_TOO = re.compile(r"\b(?:your|you|we|our)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"^,? (?:I|you)(?:['’]ve)?\b(?! (?:would|will|could|can|might|may|should|shall|saw(?! (?:how|what|that|why))|see|read|noticed|found(?! (?:how|out|that))|want|hope|['’]d|['’]ll))(?!['’](?:d|ll))",
    re.IGNORECASE,
)
"""`At X I learned`: where the candidate does or did something."""
_THINGS = re.compile(r"^,? (?:\w+ ){1,6}?(?:was|were|had|took|rose|fell|grew|went|\w{3,}ed)\b")
_YOUR_THING = re.compile(
    r"\byour (?!next|new|interview|application|place|visit|future|first|start|chance|opportunity|own)(?:[\w-]+ ){1,5}?(?:at|with|for) (?:the )?$",
    re.IGNORECASE,
)
_YOU_DID = re.compile(
    r"\b(?:you|I)(?:['’]ve| have| had)? (?!(?:would|will|could|can|might|may|should|shall|are|am|have)\b)(?:\w+ ){0,2}?"
    + posts_told.DONE
    + r"\b[^;:]{0,70}? (?:at|for|with|from) (?:the )?$",
    re.IGNORECASE,
)
_I_DID = re.compile(
    r"\bI(?:['’]ve| have| had)? (?:once |often |already |first |also |recently |previously |even )?"
    + posts_told.DONE
    + r"\b[^;:,]{0,50}? (?:at|for|with|through|around|inside|within) (?:the )?$|"
    r"\bas an? [^,;:]{3,40},? I (?:\w+ )?" + posts_told.DONE + r"\b[^;:,]{0,50}? (?:at|for|with|through|to|around|inside|in) (?:the )?$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:return(?:ing|ed)?|c[oa]m(?:e|ing) back|go(?:ing)? back) to (?:the )?$|\bre-?join(?:ing)? (?:the )?(?:team (?:at|of) )?$",
    re.IGNORECASE,
)
_TO_BE_MINE = re.compile(r"^,? (?:as )?my (?:next |future |new )?(?:employer|workplace)\b")
_LAST_PART = re.compile(r",|\b(?:while|when|whilst)\b", re.IGNORECASE)
_ONCE_A = re.compile(r"\b(?:as|am|was|were|are|being|been|['’]m|['’]re) an? (?:\w+ )?$|\b(?:former|old|ex|one-time)[ -]$", re.IGNORECASE)
_MEMBER = re.compile(
    r"^ (?:pupil|student|alumn\w+|graduate|intern|employee|trainee|apprentice|veteran|volunteer|employee|worker|man|woman|hand)\b"
)
"""`as an old Ashgrove pupil`."""
_MET = re.compile(
    r"\b(?:look(?:ed)?|asked|searched|read|watched|hoped|wanted|wished|heard|planned|prepared|appl\w+|decided|chosen?|chose|turned|reached|longed|aimed|cared?|attached|enclosed|included|sent|used|bought|shopped|stayed|"
    r"eaten|been impressed|impressed|struck|moved|noticed|ordered|travelled|enjoyed|lived|loved|liked|valued|thought|dreamed|dreamt|waited|called|emailed|phoned|written to|wrote to)\b",
    re.IGNORECASE,
)
"""What a reader or a customer does, who never worked there."""
_DRAWN = re.compile(
    r"\b(?:why I(?: would|['’]d| am|['’]m)? (?:\w+ )?(?:want|like|love|wish|hope|apply|applying|keen|eager|write|writing|chose)|(?:draws?|drew|attracts?|attracted) me|appeals? to me|want to (?:join|be part)|makes? me want)\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"^[ -]*(?:levels?|stages?|grade|steps?|time|speed|scale|pace|events?|conference|meetups?|certifi\w+|exam\w*|courses?|degrees?|licen[cs]e|day|days|week|season|users|software|systems?|machines?|tools?|framework|standards?|"
    r"customers|method\w*|skills?|experience|training|awards?|app|apps|certificate)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{0,4}\d[\w.-]{0,4}$|[IVX]{2,4}$|[A-Z]$|[A-Z]\.$")
_DOTTED = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]\.?")
"""`D.C.`, `L.A.`: initials of a town or a state."""
_NUMBERED = re.compile(r"[ -/]?\d")
"""`ISO 22000`: a standard, a form, a model."""
_NOBODYS = {"self employed", *"freelance freelancer hq headquarters reception everyone everybody someone somebody anyone nobody".split()}
_NO_HOUSES = CITIES | REGIONS | _NOBODYS | {"hr", "human resources"}
_STEPS = frozenset(
    "series fortune level grade year stage band class step phase tier version unit section room key part chapter week day".split()
)
_SCOPE = re.compile(
    r",|\b(?:since|because|as|where|when|while|and|but|(?<!not )(?<!claim )(?<!say )(?<!mean )(?<!pretend )that) (?=(?:I|you|we|my|your)\b)",
    re.IGNORECASE,
)
"""Up to here a denial reaches: `it is no secret that I worked for`."""
_STRONG = frozenset(
    """
    hospital clinic bank bancorp group holdings holding partners associates agency consulting consultancy solutions technologies studio studios labs laboratories industries enterprises council ministry foundation trust
    charity airlines airways logistics freight motors foods brewery bakery cafe hotel hotels supermarket supermarkets insurance ventures railways telecom pharmaceuticals university college institute academy school museum library
    """.split()
)


def slot_of(letter: Letter, clause: Clause, name: Name) -> Slot | None:
    """What an email says of a name, or None where it is no organisation's or nothing is claimed."""
    after = workplaces.behind(name.text, clause.text[name.end : name.end + 60])
    before = clause.text[max(0, name.start - _NEAR) : name.start]
    denied = frames.denies(before.lower()) and frames.denies(_SCOPE.split(before)[-1])
    if denied or not may_be_organisation(name.text, "" if workplaces.is_time_at(before, after) else after):
        return None
    application = letter.sources.direction is Direction.APPLICATION
    hires = _HIRES.match(after)
    ours = not application and workplaces.is_writers(before)
    if (hires and not (name.first and _COMPOUND.match(after))) or _TO_BE_MINE.match(after) or ours:
        return Slot.HIRING
    mine = workplaces.is_past(letter, clause, name.start, name.end)
    if mine or (_ONCE_A.search(before) and _MEMBER.match(after)):
        return Slot.PAST
    if name.first:
        return _of_subject(letter, clause, name, after)
    near = proper.around(clause.text, name.start, name.end).replace(name.text, "")  # `Institute of Inquiry` asks for nothing
    if name.start < _NEAR and _BEGINS.match(before) and (_TELLS.match(after) or (_THINGS.match(after) and not _YOURS_TOO.search(near))):
        return Slot.PAST
    return (
        (_of_application(letter, clause, name, before, near) if application else _of_outreach(letter, clause, name, before, near))
        or _of_dealings(letter, clause, name, before, after)
        or (Slot.ANY if (_OWNED.match(after) and not _LIKENED.search(before)) or workplaces.is_doer(before, after) else None)
        or _plain(letter, clause, name, before, near)
    )


def _of_dealings(letter: Letter, clause: Clause, name: Name, before: str, after: str) -> Slot | None:
    """A name behind words of dealings with a house: of the candidate's own employment, or of anybody's regard."""
    frame = letter.frame(clause)
    if clause.role is not Role.TEXT or frame.mood is Mood.QUESTION:
        return None
    if Side.CANDIDATE in frame.about and frame.mood is Mood.CLAIM and dealings.is_employed(name.text, before, after):
        return Slot.PAST
    return Slot.ANY if dealings.is_house(name.text, before, after) else None


def is_past(letter: Letter, clause: Clause, name: Name) -> bool:
    """Whether plain words before a name tell of work there: `at`, `with` or `for` it."""
    before = clause.text[max(0, name.start - _NEAR) : name.start]
    mine = _is_mine(letter, clause, name, before) or _EMPLOYED.search(before.lower())
    return (
        bool(mine and not frames.denies(_SCOPE.split(before)[-1]) and not posts_told.seeks(before))
        and letter.frame(clause).mood is Mood.CLAIM
    )


def _is_mine(letter: Letter, clause: Clause, name: Name, before: str) -> bool:
    """`My years at`, in an outreach `your years at`; not what is offered there."""
    found = _MINE[letter.sources.direction].search(before)
    return found is not None and not (letter.sources.direction is Direction.OUTREACH and _is_offered(letter, clause, name, before, found))


def _is_offered(letter: Letter, clause: Clause, name: Name, before: str, found: re.Match[str]) -> bool:
    both = clause.role is Role.SUBJECT and not proper.knows(letter.sources.resume, name.text)
    return workplaces.is_offered(before, found, both=both and proper.knows(letter.sources.job, name.text) is not None)


def _of_subject(letter: Letter, clause: Clause, name: Name, after: str) -> Slot | None:
    """A name that begins a sentence; one word counts only where what follows leaves no doubt."""
    if posts_told.WHERE_DONE.match(after):
        return Slot.PAST
    if letter.sources.direction is Direction.APPLICATION and _OWNED.match(after) and _DRAWN.search(clause.sentence.text):
        return Slot.HIRING
    if " " not in name.text:
        return Slot.ANY if _OWNED.match(after) else None
    first, _, rest = name.text.partition(" ")
    named = first.endswith("ed") and any(proper.knows(source, rest) for source in (letter.sources.resume, letter.sources.job))
    if named or first.endswith("ing") or sum(word.isalpha() for word in name.text.split()) < 2:
        return None
    if letter.sources.direction is Direction.OUTREACH and _RUNS.match(after) and not posts_told.HAD_YOU.match(after):
        return Slot.HIRING
    return Slot.ANY if (_RUNS.match(after) or _BECAME.match(after)) else None


def _of_application(letter: Letter, clause: Clause, name: Name, before: str, near: str) -> Slot | None:
    if (
        _MINE[Direction.APPLICATION].search(before)
        or (
            _EMPLOYED.search(before.lower())
            and not posts_told.seeks(_LAST_PART.split(before)[-1])
            and not (_is_of_others(before) or (letter.frame(clause).mood is Mood.ASKED and subject.nearest(before) is Side.EMPLOYER))
        )
        or ((again := _AGAIN.search(before)) and subject.nearest(before[: again.start()]) is not Side.EMPLOYER)
        or posts_told.holds(letter, clause, before, clause.text[name.end : name.end + 60])
    ):
        return Slot.PAST
    if _JOIN.search(before.lower()) or (_YOURS.search(before) and not re.search(r"\bI\b", before)):
        return Slot.HIRING
    if _is_told(letter, clause, name, before):
        return Slot.PAST
    return Slot.HIRING if posts_told.is_sought(letter, clause, before, near) and not _LIKENED.search(before) else None


def _is_of_others(before: str) -> bool:
    """Whether the words before a name tell of the addressee (`you came through X`) or of how often a thing happens (`two concerts a year in X`)."""
    came = _CAME.search(before)
    return bool((came and subject.addressed(before)) or _RATE.search(before))


def _is_told(letter: Letter, clause: Clause, name: Name, before: str) -> bool:
    """`I led groups through X` of the hiring company: done there, and not as its reader or customer."""
    did, company = _I_DID.search(before), letter.sources.job_facts.company
    return bool(
        did
        and company
        and names.find(name.text, company.value)
        and not (_MET.search(did.group()) or posts_told.seeks(did.group()))
        and letter.frame(clause).mood is not Mood.QUESTION
        and not (frames.wishes(did.group()) or frames.asks(did.group()) or frames.denies(did.group()))
    )


def _of_outreach(letter: Letter, clause: Clause, name: Name, before: str, near: str) -> Slot | None:
    yours = re.search(r"\byou(?:rs?|['’]\w+)?\b", before, re.IGNORECASE)
    did = _YOU_DID.search(before) if yours else None
    if beside := _beside_yours(before, did):
        return beside
    if _is_mine(letter, clause, name, before) or (yours and posts_told.holds(letter, clause, before, "")):
        return Slot.PAST
    offered = posts_told.THE_JOB.search(before.lower()) and (not yours or _TURNED_TO.search(before))
    if (
        (not yours and _SENDERS.search(before) and not workplaces.is_second(letter, name, before))
        or offered
        or (_JOIN.search(before.lower()) and not _EMPLOYED.search(before.lower()))
    ):
        return Slot.HIRING
    if (did and letter.frame(clause).mood in (Mood.CLAIM, Mood.NEGATIVE)) or (
        yours
        and (
            (_EMPLOYED.search(before.lower()) and not workplaces.YOU_WOULD.search(before))
            or ((thing := _YOUR_THING.search(before)) and not _is_offered(letter, clause, name, before, thing))
        )
    ):
        return Slot.PAST
    if clause.role is Role.SUBJECT and re.search(r"\b(?:at|for|with) (?:[Tt]he )?$", before) and not posts_told.OWN_SUBJECT.search(near):
        return Slot.ANY if clause.text.startswith("?", name.end) else Slot.HIRING  # `Developer at X?` may ask after the reader
    return None


def _beside_yours(before: str, did: re.Match[str] | None) -> Slot | None:
    """Of a name behind `your`: the sender's, where `here` or `we` stands next to it, or anybody's, where a resume has gone round there."""
    if _US_AT.search(before) and (not did or _MET.search(did.group())):
        return Slot.HIRING
    thing = _YOUR_THING.search(before)
    return Slot.ANY if thing and posts_told.WENT.search(thing.group()) else None


def _plain(letter: Letter, clause: Clause, name: Name, before: str, near: str) -> Slot | None:
    """A name after a bare `at`, `for`, `with`: of the candidate where the clause is about nobody else."""
    if _LIKENED.search(before):
        return None
    preposition = _PREPOSITION.search(before)
    at = bool(preposition) and preposition["word"].lower() == "at" if preposition else False
    frame = letter.frame(clause)
    if clause.role is Role.SUBJECT:
        return Slot.ANY if at or _is_strong(name.text) else None
    if not at:
        own = frame.candidate_only and frame.mood is Mood.CLAIM and preposition and " " in name.text
        if (_BEGINS.match(before) and frame.candidate_only) or _is_strong(name.text):
            return Slot.ANY
        return Slot.LOOSE if own else None
    if (
        frame.candidate_only
        and frame.mood in (Mood.CLAIM, Mood.NEGATIVE)
        and not posts_told.seeks(near)
        and not posts_told.FUTURE.search(near)
    ):
        return Slot.WORK
    return Slot.ANY


def _is_strong(name: str) -> bool:
    """Whether a name says itself that it is an organisation's."""
    words = proper.words_of(name)
    return len(words) > 1 and (
        words[-1] in _STRONG or bool(COMPANY_SUFFIX.search(name)) or (" & " in name and words[-1] in ("co", "sons", "partners"))
    )


def may_be_organisation(name: str, after: str = "") -> bool:
    """Whether a capitalised name can be an organisation's, and not a level, a language, a title, a city or a degree."""
    return _may_be_house(name) and not (_STAGE.match(after) or (name.isupper() and _NUMBERED.match(after)))


@lru_cache(maxsize=4096)
def _may_be_house(name: str) -> bool:
    """The same of a name by itself. Kept, since several rules ask of the names of each clause."""
    words = proper.words_of(name)
    if not words or _CODE.match(name) or words[0] in _STEPS:
        return False
    if " ".join(words) in _NO_HOUSES or name in STATE_CODES or _DOTTED.fullmatch(name) or (name.isupper() and DEGREE.fullmatch(name)):
        return False
    if all(
        word in LANGUAGES or word in TITLE_NOUNS or word in SENIORITY or word in DISCIPLINES or word in ORGANISATION_WORDS for word in words
    ):
        return False
    if posts_told.is_post(words) or (words[-1] in TITLE_NOUNS and words[-1] not in ("partners", "foundry", "potter", "cook", "miller")):
        return False
    return len(spellings(name)) == 1
