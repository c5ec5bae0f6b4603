"""Whether a duration in an email is told of the candidate's time in work, and which part of its clause it is said of.

Told of work is a duration at one of the candidate's employers; one that the candidate `has`, `brings` or opens a clause with, and that goes
on with `of experience`, `as a buyer`, `in logistics`; and one that ends `I worked`, `I have been a buyer`, `it has been my job`. What is
said of anyone else (`my father ran the shop for forty years`, `people with 20 years in the trade`), of a place, of a club, of a thing
(`20 years of records`) or of any other verb (`I have followed you for years`) is not: the dates of the resume cannot tell it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.deeds import is_done, is_done_behind, is_lesson
from pipeline.grounding.periods.durations import PART, Duration, durations_of
from pipeline.grounding.periods.told_of import employers_of
from pipeline.grounding.places import geography
from pipeline.grounding.words import stems
from pipeline.profile.vocabulary import TITLE_NOUNS
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources

_LINE = 200
"""Characters behind a duration that are read with it."""
_AT = re.compile(r" (?:(?!beg[au]n\b|started\b)\w+ ){0,4}?(?:at|with|for) (?:the )?", re.IGNORECASE)
_AT_ANOTHER = re.compile(r"(?: [a-z&][\w-]*){0,4}? at (?:the )?[A-Z]")
"""An employer that the resume's positions do not have, right behind a duration: which dates are its own cannot be told."""
_REFERENCE = {
    Direction.APPLICATION: re.compile(r"\b(?:the|your|those|these|that|short of) (?:\w+ )?$", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:the|our|those|these|that|short of) (?:\w+ )?$", re.IGNORECASE),
}
"""Before a number that is spoken of as known: `a little under the four years that are asked for`."""
_NOT_TENURE = re.compile(
    r"^\W*(?:from now|hence|short|less|shy|too|under the|old|olds|ago|later|earlier|notice|contract|plan|project|programme|program|warranty|course|diploma|degree|apprenticeship|lease|guarantee|\w+ ago|before|(?:have|had|has) (?:passed|gone)|of [\w-]+s (?:are|were|have been|wait|await|lie)\b|passed|went by|without|(?:or so |in )?between (?=the\b|my\b|your\b|[A-Z])|to (?:run|go|come|spare)|left|remaining|until|away|running|of (?:funds|funding|notice|delay|neglect|growth|silence)|that (?:are|is) asked|asked|required|you (?:ask|want|need|require))\b|^\W*['’]?\W*(?:notice|old)\b",
    re.IGNORECASE,
)
_WENT_ON = re.compile(
    r"\b(?:for|spent|gave \S+)(?: (?:a|an|the|some|only|just|about|around|roughly|over|well|under|nearly|almost|not quite|more|less|than|another|good|full|close to|shy of|short of|going on|better part of|best part of|all of|little|at least))* $"
)
"""Before a duration that something went on for, whatever came behind it: `I was there for two years before I moved`."""
_BEFORE_NEXT = re.compile(
    r" before (?:(?:all )?(?:that|this|then)(?=[.,;!?)]|$| and\b)|(?:the |a )?(?:[A-Z][\w’'-]{2,}|joining|moving|leaving|going|becoming|starting|coming|taking|switching)|(?:I|you) (?:then |finally |eventually )?(?:joined|moved|left|went|became|started|came|took|switched|changed|returned|began|crossed)\b)"
)
_RATE = re.compile(
    r"\b(?:(?<!speak )(?<!speaking )from|by|(?<!close )(?<!ran )(?<!runs )(?<!came )(?<!comes )(?<!stretched )(?<!extended )(?<!amounted )(?<!amounts )(?<!add up )(?<!adds up )(?<!added up )(?<!point )to|fell|rose|grew|dropped|cut|reduced|increased|within|every|each|per|once|twice|times?|next|first)\s+(?:the |a |an )?$",
    re.IGNORECASE,
)
_NEWS = compiled(
    r"\b(?:fell|rose|grew|dropped|went (?:up|down|from [^A-Z]{0,12}\d)|came down|cut|reduced|increased|doubled|halved|took|raised|lifted|improved|lowered|turnover|from \S+ to)\b",
    re.IGNORECASE,
)
_STAYED = re.compile(r"\b(?:been|stayed|worked|served) (?:at|with|for|in) (?:[^,;:.]{2,60} )?for(?: [\w-]+){0,4} $", re.IGNORECASE)
"""`You have been with Acme for`, whatever is told behind it."""
_INTO = re.compile(r" in(?:to)? (?:my|your|the) (?:[a-z]+ )?(?:post|job|role|position|time|work|stint|years?)\b")
_DATED = re.compile(r"\b(?:19|20)\d\d(?:,| and)? (?:(?:just|only|barely|not quite|less than|about|some|almost|nearly) ){0,2}$")
"""Around a time from the beginning of a post to a date: `I got it in May 2020, half a year into my post`."""
_ITEM = re.compile(r"\d[%\w ]{0,20}, (?:and )?$")
"""Before a duration that is an item of a list, and not the time that the item before it took."""
_BREAKS = re.compile(
    r"\b(?:(?:leav(?:e|es|ing)|left) (?:out|aside)|apart from|except(?: for)?|minus|not counting|discount(?:s|ing)?|but for|break|gap|pause|sabbatical|leave|maternity|parental|illness|unemployment)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b[Bb]etween (?:(?:the|my|your|your time at|leaving) )?(?:[A-Z][^.;]*? and (?:the )?[A-Z][^.;]*|[a-z][^.;]*? and [^.;]*\b(?:l(?:ie|ies|ay)|passed|c[ao]me|(?:is|are|was|were)(?: just)?)(?: (?:about|some|roughly|almost|nearly|over|just|a))*) ?$"
)
"""Before the time that lay between two employers."""
_OF_THE_POST = compiled(
    r"\b(?:is|are) (?:also )?(?:required|needed|expected|asked)\b|\b(?:contract|appointment|term) (?:is|runs|can|may|lasts)\b|\bcannot show\b|\bextended\b",
    re.IGNORECASE,
)
_SINCE_ADMISSION = re.compile(
    r"\b(?:registered|qualified|chartered|licensed|certified|admitted|accredited|a member(?: of [\w ]{2,30})?|counting)(?: for| since)? "
    r"(?:(?:well over|just over|over|more than|nearly|almost|about) )?$",
    re.IGNORECASE,
)
"""Time on a register, which begins with no position: `you have been registered for seventeen years`."""
SCOPED = re.compile(r"^\W*(?:(?:['’]s?|worth)\s+)?(?:of |in |with |as |using |on |doing )(?P<what>.+)$", re.IGNORECASE | re.DOTALL)
_CALENDAR = re.compile(r"(?:(?:early|late|mid|the|spring|summer|autumn|fall|winter)[ -])*(?:of )?(?:19|20)\d\d\b")
"""Behind `in`, a time of the calendar and no field of work."""
_FILLERS = frozenset(
    """well just a an little bit over more than nearly almost about around roughly approximately close to at least some upwards north slightly comfortably going coming getting
    on up good solid full the these those last past first another further additional combined under less not quite approaching now already only far excess above beyond closer
    whole entire total professional relevant proven hands-on working rich long far better part nearing up-to""".split()
)
"""What may stand between a duration and the word that says whose it is."""
_POSSESSES = frozenset(
    "built build gathered accumulated collected amassed clocked back have has had having bring brings bringing brought offer offers offering with after over for in during through across of my your see saw count found read noted noticed possess possessing gained gaining boast boasting spent spending spend dedicated devoted count counting "
    "point pointing speak speaking draw draws drawing drew rely relying relies rest resting rests carry carrying come comes coming arrive arriving show own pooled plus work worked working serve served serving behind include including and or since as by between from combining following held beyond".split()
)
"""What may stand before a duration that somebody has."""
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
EXPERIENCE = re.compile(
    r"^['’]?s?(?:[ -](?!for\b|since\b|when\b|where\b|who\b|that\b|which\b)[\w&/,'’+#.-]+){0,6}?[ -](?:experience|expertise|career|background|seniority|tenure|practice)\b|"
    r"^\W{0,3}(?:in total|in all|altogether|all told|overall|combined|all in all)\b|^ (?:in|of|on) (?:the|this|that|our|my|your) (?:\w+ )?(?:field|industry|trade|profession|sector|business|job|craft|line of work)\b",
    re.IGNORECASE,
)
"""What follows a duration that is one of work: `of hands-on experience`, `in the trade`, `in total`."""
LABEL = re.compile(
    r"(?:^|[^\w'’])(?:(?:total|overall|work|working|professional|relevant|my|your|years of) )*(?:experience|career|background|seniority): *(?:(?:over|more than|nearly|almost|about|around|some) )?$",
    re.IGNORECASE,
)
"""`Experience: 20 years`."""
_SHORT = 4
_OF_CAREER = re.compile(r" of (?:my|your) (?:\w+ )?(?:career|working life|life in work)\b")
_NO_QUESTION = re.compile(r"^\W*(?:[\w-]+ ){0,3}$")
_ASKS = re.compile(
    r"\b(?:what|how|why|who|where|when|which|do|does|did|is|are|have|has|had|would|could|can|will|need|want|after|for|only|if)\b",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?<!['’]s )(?<!your )(?:(?:work|worked|working|serve|served|serving|employed|practi[sc](?:ed|ing|e)|freelanc(?:ed|ing)|self-employed|on the job|in (?:the |this )?(?:trade|field|industry|profession|business|work))\b[^.;:]{0,60}?|"
    r"my (?:[\w-]+ ){0,2}(?:work|job|profession|trade|craft|career|living|calling|occupation)) (?:for|since|already|now)(?: [\w-]+){0,5} $",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:am|['’]m|are|['’]re|was|were|been|being|became|become|as)(?: (?:an?|the|your|also|now|currently|already)){0,3}(?: [\w&/,'’-]+){0,5}?[^\w;:]+$",
    re.IGNORECASE,
)
"""`I was a branch manager for`, `I am a developer with`: what the candidate is, right before the duration."""
_WITH = re.compile(
    r"(?:^|\W)(?P<whose>(?!(?:upwards?|excess|north|part|best|total|shy|short|sum)\b)[\w'’-]+) (?:with|having|of|who|had) (?:[\w-]+ ){0,6}$",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:volunteer\w*|hobby|hobbies|spare time|at home|customer|client|member|citizen|resident|fan|reader|subscriber|married|student|friend)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
"""What somebody is or does outside work, before a duration."""
_AWAY_AFTER = re.compile(
    r"^ (?:as|of) (?:an? |the )?(?:\w+ )?(?:volunteer\w*|hobby\w*|customer|client|member|citizen|resident|fan|reader|subscriber|student|friend|parent|mother|father)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:(?:see|picture|imagine) (?:my|your)self\b[^.;]{0,60} in $|(?:to \w+|will|would|could|can|['’]d|['’]ll|shall)(?: (?!have\b|bring\b)\w+){0,4} (?:for|in)(?: \w+){0,4} $)",
    re.IGNORECASE,
)
_CAREER_NOUNS = (
    "experience|career|work|background|time|tenure|years|role|job|position|post|record|practice|trade|profession|craft|living|days|life|own|last|first|current|present|previous|first|"
    "name|belt|resume|cv|chapter|stint|spell|stretch|stay|combined|total|nearly|almost|over|more|whole|entire|roughly|about|some|full|professional|working|\\w+ years"
)
_OF_THEM = re.compile(r"(?:^|, (?:\w+ )?\w+) of (?:them|these|those|which|whom)\b")
_PERSON = re.compile(
    rf"\b(?P<own_i>(?:I|me|myself)\b|my (?=(?:\w+ )?(?:{_CAREER_NOUNS})\b|(?:(?:well|over|more|than|nearly|almost|about|around|roughly|some|just|good|full|a|little|close|to|at|least|past) ){{0,4}}$|(?-i:[A-Z])))|\b(?P<own_you>you|yourself|your)\b|"
    r"\b(?P<other>my(?! (?:attention|eye|interest|mind)\b| (?:[\w-]+ )?(?:graduation|training|apprenticeship|promotion|arrival|move|start|beginning|return|time|days|own|work)\b)|he|she|they|them|their|his|her|we|us|our|ours|it|its|who|whom|whose|which|(?:that|and|but) (?=(?:had|has|have|was|were|is|are|ran|runs|would|will)\b))(?![\w'’]*\w)",
    re.IGNORECASE,
)


_CAREER = re.compile(
    r"\b(?:my|your) (?:\w+ ){0,2}(?:career|working life|(?:work|working|employment|job|career|professional)[ -]histor(?:y|ies)|dated work|working years|experience|background|track record)(?: \w+)? (?:of|spans?|covers?|(?:goes|reaches|dates|stretches) back|stretches over|runs to|adds up to|comes to|amounts to|totals)(?: [\w-]+){0,3} $",
    re.IGNORECASE,
)
"""`Your career of`, `my career now spans`, before a duration."""
_READ_OFF = re.compile(r"^\W*(?:[Aa]nd )?I (?:also )?(?:see|saw|count(?:ed)?|found|read|noted?|noticed)\b(?! (?:him|her|them|us)\b)")
"""What opens a statement of what a recruiter read: `I see six years of nursing on your resume`."""
_SPENT = re.compile(
    r"^ (?:(?:that|which) )?(?:I|you)(?: have|['’]ve| had)?(?: \w+ly| already| now| so far)? (?:spent|put in|(?:put into|(?:g[ai]ven?|devoted|dedicated) to)(?= [a-z])) (?P<how>[a-z]+ing\b|(?:in|on) (?!(?:\w+ )?(?:school|college|university|training|studies|prison|hospital)\b)|(?<=to )(?!(?:the |a |an |my |your )?(?:school|college|university|family|children|cause|church|country)\b))(?P<what>[^,.;]*)"
)
"""Behind a duration, how it was spent: `the three years you have spent freelancing`."""
_BEHIND = re.compile(r"^ (?:of \w+ )?behind (?:me|you)\b", re.IGNORECASE)


def is_told(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> bool:
    """Whether a duration is told of the candidate's time in work, and not of a result, a plan, an offer or what is asked for."""
    before, after = clause.text[: duration.start], clause.text[duration.end :]
    reference = _REFERENCE[sources.direction].search(before) and _in_posting(sources, duration)
    if reference or is_of_something_else(sources, clause, duration, asked=frame.mood is Mood.ASKED):
        return False
    own = owner(sources, clause, duration, frame)
    if _is_at_own(sources, after):
        return own is not False or not _PERSON.search(before[-_LINE:])
    if _AT_ANOTHER.match(after):
        return False
    near = before[-_LINE:]
    known = frame.candidate_only or not _in_posting(sources, duration)
    if not (known if own is None else own) or _AWAY.search(near) or _AWAY_AFTER.match(after) or _TO_COME.search(near):
        return False
    career = LABEL.search(near) or _CAREER.search(near) or _BEHIND.match(after) or _is_spent(after)
    if career or employers_of(sources, clause, duration) or _is_possessed(clause, before, after):
        return known or bool(_PERSON.search(near))
    subject = _PERSON.search(near) or (frame.candidate_only and not _PERSON.search(after))
    return bool(subject) and (bool(_WORKED.search(near)) or _is_in_post(sources, near))


def _is_spent(after: str) -> bool:
    """Whether a duration goes on with the work that it was spent on."""
    spent = _SPENT.match(after)
    if spent and spent["how"].endswith("ing"):
        return is_done(f"I have been {spent['how']} for ")
    return bool(spent) and not (spent and _is_place(spent["what"]))


def is_deed(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> bool:
    """Whether a duration is how long the candidate did something: which part of a career that was, dates do not tell."""
    before, after = clause.text[: duration.start], clause.text[duration.end :]
    near = before[-_LINE:]
    if frame.mood is Mood.WISH or (frame.mood is Mood.ASKED and not is_done(near)) or _AWAY.search(near) or _BREAKS.search(before[-30:]):
        return False
    if _NOT_TENURE.match(after.split(",")[0]) or (duration.months < 6 and duration.exact):
        return False
    apart = (
        _AWAY_AFTER.match(after) or (_AT_ANOTHER.match(after.split(" and ")[0]) and not _is_at_own(sources, after)) or _TO_COME.search(near)
    )
    return (
        not apart
        and (is_done(near) or is_done_behind(before, after) or is_lesson(before, after))
        and bool(owner(sources, clause, duration, frame))
    )


def is_fragment(sources: Sources, clause: Clause, duration: Duration) -> bool:
    """`Eight years at Acme?`, `You ran it for six years?`: a question in form only."""
    before = clause.text[: duration.start]
    if frames.declares(clause.text):
        return True
    return bool(_NO_QUESTION.match(before) and not _ASKS.search(before) and _is_at_own(sources, clause.text[duration.end :]))


def owner(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> bool | None:
    """Whether the person named last before a duration, or right behind it, is the candidate; of none, the first one behind it.

    None where a clause names nobody and may be of the candidate.
    """
    before, after = clause.text[max(0, duration.start - _LINE) : duration.start], _OF_THEM.sub("", clause.text[duration.end :][:_LINE])
    mine = "own_i" if sources.direction is Direction.APPLICATION else "own_you"
    before = _READ_OFF.sub("", before) if sources.direction is Direction.OUTREACH else before
    if relative := re.match(r" (?:that |which )?(I|you)\b", after):
        return ("own_i" if relative[1] == "I" else "own_you") == mine
    if person := _person(before, after):
        return person == mine
    company = sources.job_facts.company
    if frame.employer_only or (clause.role is not Role.SUBJECT and company and names.find(clause.text, company.value)):
        return False
    return None


@lru_cache(maxsize=1024)
def _person(before: str, after: str) -> str | None:
    """Which person is named last in a text, or first in the one behind it."""
    persons = list(_PERSON.finditer(before)) or list(islice(_PERSON.finditer(after), 1))
    return persons[-1].lastgroup if persons else None


def _has(sources: Sources, before: str) -> bool:
    """`I have` or `you bring`, before a duration in a clause that tells what is asked for."""
    if sources.direction is Direction.APPLICATION and LABEL.search(before[-_LINE:]):
        return True
    if sources.direction is Direction.OUTREACH and re.search(r"\byour (?:\w+ ){0,2}$", before, re.IGNORECASE):
        return True
    return bool(re.search(r"\bI(?:['’]ve| have| bring| had| offer)\b|\byou(?:['’]ve| have| bring| had)\b[^,;]*$", before, re.IGNORECASE))


def _is_possessed(clause: Clause, before: str, after: str) -> bool:
    """Whether somebody has the duration, and it is one of work: of experience, as something, in a field."""
    words = _WORD.findall(before[-_LINE:])
    while words and words[-1].lower() in _FILLERS:
        words.pop()
    if words and words[-1].isalnum() and words[-1].lower() not in _POSSESSES and not words[-1].endswith(("'ve", "’ve")):
        return False
    near = before[-_LINE:]
    holder = _WITH.search(near)
    own = not holder or _BEING.search(near[: holder.end("whose")] + " ") or holder["whose"].lower() in _POSSESSES
    if not own and clause.role is not Role.SUBJECT:
        return False
    scoped = SCOPED.match(after)
    return bool(EXPERIENCE.match(after)) or bool(scoped and not (_CALENDAR.match(scoped["what"]) or _is_place(scoped["what"])))


def _is_place(what: str) -> bool:
    """`ten years in Texas`, `in this country`, `at home`."""
    bare = re.sub(r"^(?:the|this|that|our|my|your) ", "", what)
    places = geography.named_in(bare[:_LINE])
    return (bool(places) and places[0].start == 0) or bool(
        re.match(r"(?:country|city|town|area|region|state|house|home|marriage|school)\b", bare)
    )


def _is_in_post(sources: Sources, before: str) -> bool:
    """`I was a branch manager for`, `I have been teaching for`: a title or a verb of the resume's or the language's titles."""
    being = _BEING.search(before)
    if not being:
        return False
    said = [word.strip(",'’").lower() for word in being.group().split()]
    held = {word for position in sources.positions if position.title for word in stems(position.title.value)}
    titles = {word.lower() for position in sources.positions if position.title for word in position.title.value.split()}
    return any(word in TITLE_NOUNS or (len(word) > _SHORT and word in titles) for word in said) or (
        any(word.endswith("ing") for word in said[:2]) and not held.isdisjoint(stems(being.group()))
    )


def _is_at_own(sources: Sources, after: str) -> bool:
    link = _AT.match(after)
    return bool(link) and any(
        start == link.end()
        for position in sources.positions
        if position.employer and link
        for start, _ in names.mentions(after[: link.end() + _LINE], position.employer.value)
    )


def is_of_something_else(sources: Sources, clause: Clause, duration: Duration, *, asked: bool = False, within: str = "") -> bool:
    """A requirement, a rate, a result, a break, a plan, or too short a time to be a tenure; `within` is the part of the clause to be read."""
    before, after, within = clause.text[: duration.start], clause.text[duration.end :], within or clause.text
    return bool(
        (asked and not _has(sources, before))
        or (_NOT_TENURE.match(after) and not (_BEFORE_NEXT.match(after) and _WENT_ON.search(before)))
        or (_INTO.match(after) and _DATED.search(before))
        or (_RATE.search(before) and not (PART.match(after) or _is_beginning(sources, duration, after)))
        or _BREAKS.search(before[-30:])
        or _OF_THE_POST.search(within)
        or _SINCE_ADMISSION.search(before[-60:])
        or _GAP.search(before[-_LINE:])
        or (duration.months < 6 and duration.exact)
        or (_NEWS.search(within) and not SCOPED.match(after) and not (_ITEM.search(before) or _STAYED.search(before)))
    )


def _is_beginning(sources: Sources, duration: Duration, after: str) -> bool:
    """Whether a duration is the first part of a career or of the time at an employer: `the first four years of my career`."""
    return duration.hedge == "first" and bool(_OF_CAREER.match(after) or _is_at_own(sources, after))


def _in_posting(sources: Sources, duration: Duration) -> bool:
    """Whether the posting gives this duration: then a mere mention of it may be of the employer's side."""
    return any(found.months == duration.months for found in durations_of(sources.job)) or (
        sources.job_facts.years_required is not None and 12 * sources.job_facts.years_required == duration.months
    )
