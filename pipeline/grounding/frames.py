"""What a clause is about, and whether it claims anything: hopes, questions, admissions and requirements claim nothing.

    frame = read(clause, direction)
    frame.claims and Side.CANDIDATE in frame.about

The candidate is `I` in an application and `you` in an outreach. Where a clause names both sides, or neither, `about` holds both:
then either document may support it, and only what neither says is a finding. Patterns in English; no parsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.grounding.lacked import is_asked, is_hoped, is_lacked
from pipeline.grounding.letter import GROUND, Clause, Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction


class Side(StrEnum):
    """Whom a statement is about; the resume speaks for the first, the posting for the second."""

    CANDIDATE = "candidate"
    EMPLOYER = "employer"


class Mood(StrEnum):
    """What a clause does."""

    CLAIM = "claim"
    NEGATIVE = "negative"
    """Says that something is not so: `I have not used Epic`."""
    WISH = "wish"
    """Hope, interest, courtesy, offer, condition: `I would welcome a call`, `if you need ...`, `I am keen to learn Rust`."""
    ASKED = "asked"
    """What the employer asks for, wants or needs: `You ask for five years`, `the role needs Kafka`; also an item of what is lacking."""
    QUESTION = "question"


@dataclass(frozen=True)
class Frame:
    """How a clause is to be taken."""

    about: frozenset[Side]
    mood: Mood

    @property
    def claims(self) -> bool:
        """Whether it states something that must be true now or of the past."""
        return self.mood is Mood.CLAIM

    @property
    def candidate_only(self) -> bool:
        return self.about == _CANDIDATE

    @property
    def employer_only(self) -> bool:
        return self.about == _EMPLOYER


BOTH = frozenset(Side)
_CANDIDATE, _EMPLOYER = frozenset({Side.CANDIDATE}), frozenset({Side.EMPLOYER})
_NEITHER: frozenset[Side] = frozenset()
_OWN_HEAD = {
    Direction.APPLICATION: re.compile(
        r"\W*(?:[Aa]nd |[Ss]o |[Bb]ut |[Ii]n |[Ww]ith |[Tt]hanks to )?my (?:(?!\w+(?:ed|es)\b)[\w/&-]+ ?){1,6}", re.IGNORECASE
    ),
    Direction.OUTREACH: re.compile(
        r"\W*(?:[Aa]nd |[Ss]o |[Bb]ut |[Ii]n |[Ww]ith |[Tt]hanks to )?your (?:(?!\w+(?:ed|es)\b)[\w/&-]+ ?){1,6}", re.IGNORECASE
    ),
}
"""A clause that is only a thing of the candidate's: `My technical toolkit` before `, which spans`."""
_RELATIVE = re.compile(r"which\b")
_STATEMENT = re.compile(
    r"\W*(?:(?:so|and|but|then|ok|okay|well|wait)\W+)?(?:I|you)(?:['’](?:ve|re|m|d))?\s+(?!(?:know|mean|see|think|guess|wonder|say|ask|want|need|would|could|can|will|might|may|should)\b)[a-z]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:(?:my|key|main|core|relevant|technical|other|further) )*(?:education|languages?|skills|certifications?|certificates?|certified|licen[cs](?:es?|ed)|awards?|honou?rs|publications)(?: (?:and|&) \w+)?(?::|$)",
    re.IGNORECASE,
)
"""Heads a terse line of an application that is a line of a resume: `Education: BSc in Physics`."""
SOMEONE_GOT = re.compile(
    r"\b[Yy]ou(?:['’](?:d|ll)| would| will)? (?:be )?(?:get(?:ting)?|gain(?:ing)?|find|hir(?:e|ing)|have|bring(?:ing)? in)(?: in me)? (?:someone|somebody|an? (?:person|colleague|candidate|hire|teammate|team[- ]?mate|pair of hands|(?!chance|look|call)[a-z]+(?:er|or|ist|ian)|nurse)) (?:who|with|at|fluent|versed|skilled|trained|certified|experienced|comfortable|used|that)\b"
)
"""The candidate as whom the reader would gain: `You'd get someone at home with`."""
_TAG = re.compile(
    r", (?:(?:is|was|are|were|do|does|did|have|has|had|would|ca|wo|could)n['’]t (?:it|you|they|that|there|he|she|we)|(?:is|was|are|were) (?:it|they|that) not|(?:is|am) I right|right|correct|no|yes|true)\s*\?[\"”’)]*$",
    re.IGNORECASE,
)
"""What makes a question of a statement only for courtesy: `It was at Acme that you ran the mill, wasn't it?`"""
REASON = re.compile(r"^\W*(?:[Aa]nd )?[Ww]hy (?:I|we)\b[^:.;!?]{0,40}:")
"""The heading of what made somebody write, which may be of either side."""
_FARTHEST = 6
"""Clauses back in a sentence in which a subject is looked for."""
_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
_FIRST_PLURAL = compiled(r"\b(?:we|we['’](?:re|ve|d|ll)|our|ours|us)\b", re.IGNORECASE)
_SECOND = compiled(r"\b(?:you|you['’](?:re|ve|d|ll)|your|yours|yourself)\b", re.IGNORECASE)
_FUTURE_SECOND = compiled(
    r"\byou(?:['’](?:d|ll)| (?:would|will|can|could|might|may|shall|get to|are to))\b|\b(?:would|will|could)\b[^.;,]{0,40}\b(?:to|with|for|under|from|by|beside|behind) you\b",
    re.IGNORECASE,
)
_CLIENT = compiled(r"\b(?:my (?:client|team)|[Tt]he client)\b")
_JOB = compiled(
    r"\b(?:the|this|that|our|a|an|your) (?:\w+[ -]){0,4}?(?:role|post|position|job|vacancy|posting|advert|advertisement|ad|opening|opportunity|salary|pay|package)\b|"
    r"\b(?:this|our|your) (?:\w+[ -]){0,4}?(?:company|firm|team|client|practice|contract)\b|"
    r"\b(?:pays?|salary|the pay)\b",
    re.IGNORECASE,
)
_WISH = compiled(
    r"\b(?=[\w'’])(?:keen|eager|hop(?:e|es|ing)|wish(?:es)?|want(?:s|ed)? to|would (?:like|love|welcome|be|gladly|happily|need|have to|appreciate|enjoy|value|relish|allow|help|let|give|mean|make|bring|use|please)|"
    r"['’]d (?:like|love|welcome|be|gladly|happily|need|have to|appreciate|enjoy|value|relish|bring)|"
    r"look(?:ing)? forward|interest(?:ed|s)? (?:me|in)|curious|(?:inspired|motivated|tempted|energi[sz]ed|intrigued) by the (?:chance|opportunity|prospect|idea|thought)|(?:draws?|drew|grab(?:s|bed)|hook(?:s|ed)|tempt(?:s|ed)|intrigue[sd]|fascinate[sd]) me|drawn to|attract(?:s|ed)? (?:me|to)|appeal(?:s|ed)? to me|(?:catch(?:es)?|caught) my (?:eye|attention)|like the (?:idea|thought|prospect|look|sound) of|excite[sd]?|ready to (?:learn|train|study|sit|take|do|start)|willing|happy to|glad to|prepared to|able to start|"
    r"plan(?:ning)? to|intend(?:ing)? to|aim(?:ing)? to|(?:will|shall|['’]ll) (?:\w+ ){0,3}(?:learn|study|train|take|sit|be|bring|need|start|help|do|call|ring|send|follow|arrive|reach)|(?:could|can|(?<!this )(?<!last )(?<!in )(?<!of )(?<!since )(?<!until )may|might|should) (?:I|we|you)\b|"
    r"(?:I|you|it|that|this|which|he|she|they) (?:could|might|(?-i:may)|should)\b|"
    r"learn(?:ing)? (?:more about|from)|to learn\b|let me know|please|thank(?:s(?! to)| you)|grateful|if (?:you|I|we|it|that|this|the|there)\b|should you\b|were I\b|"
    r"would (?:you|I)|imagine|picture(?= (?:you|your|me|my|us|this|that|how|an?|the|it)\b)|believe|think|feel|sure|confident)\b",
    re.IGNORECASE,
)
_DRAWN = compiled(
    r"\b(?:interest(?:ed|s)? me|(?:draws?|drew) me|drew my|attract(?:s|ed)? me|appeal(?:s|ed)? to me|(?:catch(?:es)?|caught) my (?:eye|attention))\b",
    re.IGNORECASE,
)
"""What a recruiter says of a past that is thereby told: `Your six years at Acme caught my eye`; of a candidate it is a wish."""
_ASKED = compiled(
    r"\byou['’]re (?:also |now |still )?(?:looking|seeking|after|asking|hiring|searching)\b|"
    r"\b(?:you|your (?:\w+ ){0,3}(?:advert|advertisement|ad|posting|post|role|listing|notice|description|team|list|spec|brief|specification|criteria)|the (?:\w+ ){0,2}(?:advert|advertisement|ad|posting|role|post|position|job|listing|notice|description|list|spec|brief|specification|criteria)|it) "
    r"(?:also |still |first |really |clearly |may |will |would |do |does |did )?(?:ask(?:s|ed)?|look(?:s|ed)? for|are (?:looking|seeking|after|asking|hiring|searching)|(?:is|are) after|(?:is|are) (?:looking|asking) for|seek(?:s)?|want(?:s|ed)?|need(?:s|ed)?|"
    r"require(?:s|d)?|call(?:s|ed)? for|mention(?:s|ed)?|list(?:s|ed)?|prefer(?:s|red)?|hope(?:s|d)? for|expect(?:s|ed)?|say(?:s)? you (?:want|need)|specif(?:y|ies|ied)|demand(?:s|ed)?|name(?:s|d)?)\b|^\W*(?:the|this|our) (?:[\w-]+ ){1,3}(?:needs|requires|demands|calls for|asks for)\b|"
    r"\b(?:we|our client|my client|they|the (?:team|client|practice|company|school|hospital|firm))(?:['’]re| are| is)? (?:also |now |still |currently )?(?:ask(?:s|ing)? for|look(?:s|ing)? for|need(?:s|ing)?|seek(?:s|ing)?|want(?:s|ing)?|require[s]?|hiring|recruiting|searching for)\b|"
    r"\b(?:must-haves?|musts|requirements|essentials|deal-?breakers|(?:top|head) of (?:the|your|our) list|(?:the|your|our) (?:wish )?list)\b[^,.;:!?]{0,30}?(?: (?:(?:include|name|list|cover)s?|(?:start|begin)s? with|are|is)\b|:)|"
    r"(?<=[a-z]) (?:is|are) (?:also |all |both |absolutely )?(?:an? (?:firm |hard |strict |absolute )?(?:must|must-have|requirement|prerequisite)|mandatory|compulsory|obligatory|non-negotiable)\b|"
    r"\bthe (?:minimum|(?:basic |formal |minimum )?(?:requirement|qualification)s?) (?:is|are)\b|\b(?:you|your) (?:\w+ ){0,3}(?:required|requirement|requested|asked for)\b|\bas (?:you|the (?:posting|advert|ad|role)) (?:ask|asks|asked|require|requires|required)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\W*or (?!(?:I|you|we|so)\b)", re.IGNORECASE)
_NEGATIVE = compiled(
    r"\b(?=\w)(?:not|never|n['’]t|cannot|no|none|nor|neither|without|lack(?:s|ed|ing)?|yet to|new to me|be new|new for me|have yet|short of|gap|missing|unfamiliar|less than|fewer than|nothing|outside my|zero(?= (?:[\w-]+ ){0,3}(?:experience|background|knowledge|exposure|training)\b))\b|n['’]t\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\W*(?:(?:and|but) )?(?:I(?:['’]m| am|['’]ve| have| was)? (?:also |now |well |fully |do |certainly )*"
    r"(?:(?P<told>(?:(?:glad|happy|pleased|delighted|excited|impressed|struck|intrigued|surprised|sorry) to )?(?:see|saw|read|hear|heard|note|noted|notice|noticed|gather|gathered|understand|understood)|(?:am )?(?:well )?aware|take it|like|love|admire|appreciate)|know|learn(?:ed|t)|reali[sz]ed?)"
    r"(?: (?:from|in|on) [^,;.]{3,40}?)? (?:(?:that|how)\b|(?:of|about)(?= (?:your|the)\b)|(?=it(?:['’]s| is| will be) )|(?=(?:the|your|this) (?:[\w-]+ ){0,2}(?:team|post|role|position|job|company|firm|school|client|trust|council|board|department|agency|office|appointment|contract) (?:has|is|was|will|can|may|would|[a-z]+s)\b))|(?P<as>as|from what|as far as) I (?:understand|understood|read|see|saw|gather|know|hear|can (?:see|tell))(?: it| that)?,?)(?: |(?<= ))(?!(?:I|my|we|our)\b)",
    re.IGNORECASE,
)
"""What opens a statement about somebody else: `I see that your team`, `As I understand it, the role`."""
_NOT_NEGATIVE = compiled(
    r"\b(?=\w)(?:not only|not just|no doubt|no longer|not quite (?=(?:an?|half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]*teen|twenty|thirty|\d+)\b(?![ -](?:good|fit|match)\b)[ -](?:an? )?(?:\w+[ -]){0,2}(?:years?|months?|decades?|weeks?)\b)|(?:just|only|little|not far|a little|a bit|a month|a few months|weeks) short of|no (?:stranger|problem|surprise|matter|wonder|fewer|less)|not least|why not|nothing (?:but|less)|if not|not to mention|(?:does|do|did|would|wo)n['’]t (?:hurt|harm|go amiss|go unnoticed)|(?:does|do|did|would|will) not (?:hurt|harm|go amiss|go unnoticed)|without (?:doubt|exception|question|fail))\b",
    re.IGNORECASE,
)


def read(clause: Clause, direction: Direction) -> Frame:
    """The frame of a clause."""
    text = _reported(clause.text, direction)[0]
    return Frame(_about(clause, direction), _mood(clause, _DRAWN.sub(" ", text) if direction is Direction.OUTREACH else text))


def wishes(text: str) -> bool:
    """Whether a text holds the words of a hope, an offer or a courtesy."""
    return bool(_WISH.search(text))


def asks(text: str) -> bool:
    """Whether a text says what the employer asks for, wants or needs."""
    return bool(_ASKED.search(text))


def declares(text: str) -> bool:
    """Whether a question has the order of a statement: `You ran the mill for six years?`"""
    return bool(_STATEMENT.match(text))


def denies(text: str) -> bool:
    """Whether a text holds a word that turns what follows into its opposite."""
    return bool(_NEGATIVE.search(text) and _NEGATIVE.search(_NOT_NEGATIVE.sub(" ", text)))


@lru_cache(maxsize=1024)
def names_candidate(text: str, direction: Direction) -> bool:
    """Whether a text has a pronoun of the candidate's."""
    return Side.CANDIDATE in _named(_reported(text, direction)[0], direction)


def unreported(text: str) -> str:
    """An application's text without the words that only say that it was read: `your team has six` of `I see that your team has six`."""
    opening = _REPORT.match(text)
    return text[opening.end() :] if opening else text


def _reported(text: str, direction: Direction) -> tuple[str, bool]:
    """An application's clause without the words that only say that it was read, and whether there were such words."""
    opening = _REPORT.match(text) if direction is Direction.APPLICATION else None
    return (text[opening.end() :], bool(opening["told"] or opening["as"])) if opening else (text, False)


def _mood(clause: Clause, text: str) -> Mood:
    if clause.sentence.text.endswith("?") and not (_is_ground(clause) or _TAG.search(clause.sentence.text)):
        return Mood.QUESTION
    if _ASKED.search(text) or is_lacked(clause, len(clause.text)) or is_asked(clause) or _is_alternative(clause):
        return Mood.ASKED
    if _WISH.search(text) or is_hoped(clause):
        return Mood.WISH
    if denies(_TAG.sub("", text)):
        return Mood.NEGATIVE
    return Mood.CLAIM


def _is_alternative(clause: Clause) -> bool:
    """Whether a clause goes on with what the one before it asks for: `or a certificate in horticulture`."""
    for _ in range(_FARTHEST):
        if not _OR.match(clause.text) or clause.previous is None or clause.previous.sentence is not clause.sentence:
            return False
        clause = clause.previous
        if _ASKED.search(clause.text):
            return True
    return False


def _is_ground(clause: Clause) -> bool:
    """Whether a clause is what a question takes for granted, and not the question."""
    return clause.start == clause.sentence.start and clause.end < clause.sentence.end and bool(GROUND.match(clause.text))


def _about(clause: Clause, direction: Direction) -> frozenset[Side]:
    """The sides a clause names; without a subject of its own it goes on with that of the clause before it in its sentence."""
    if clause.role is not Role.TEXT:
        return BOTH
    at: Clause | None = clause
    for _ in range(_FARTHEST):
        if at is None or at.sentence is not clause.sentence:
            break
        text, reported = _reported(REASON.sub(" ", at.text), direction)
        if named := _named(text, direction) or (_EMPLOYER if reported else None):
            return BOTH if named == _EMPLOYER and tells_of_own(at, direction) else named
        at = at.previous
    named = _named(clause.heading.text, direction) if clause.heading and not denies(clause.heading.text) else _NEITHER
    return named if len(named) == 1 else BOTH


def tells_of_own(clause: Clause, direction: Direction) -> bool:
    """Whether a clause goes on with a thing of the candidate's that is all of the clause before: `, which spans Docker, fits your stack`."""
    before = clause.previous
    if before is None or before.sentence is not clause.sentence or not _RELATIVE.match(clause.text):
        return False
    return bool(_OWN_HEAD[direction].fullmatch(before.text))


def _named(text: str, direction: Direction) -> frozenset[Side]:
    """The sides whose pronouns stand in the text."""
    if direction is Direction.APPLICATION:
        if SOMEONE_GOT.search(text):
            return _CANDIDATE
        own = _FIRST.search(text) or _FIRST_PLURAL.search(text) or _LABEL.match(text)
        other = _SECOND.search(text) or _JOB.search(text)
    else:
        future = _FUTURE_SECOND.search(text)
        own = _SECOND.search(_FUTURE_SECOND.sub(" ", text) if future else text)
        other = future or _FIRST_PLURAL.search(text) or _JOB.search(text) or _CLIENT.search(text)
    if own:
        return BOTH if other else _CANDIDATE
    return _EMPLOYER if other else _NEITHER
