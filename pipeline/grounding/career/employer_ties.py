"""A past with the hiring company that the resume does not have: `my summer at your depot`, `since you left us`.

The company by its pronoun: `you`, `your plant` in an application, `us`, `our plant`, `here` in an outreach (by its name it is read with
the other names). Silent where the resume names the company. What would be, questions, visits and meetings are no past work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names, proper
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.posting import employer_slots
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.proper import Name
    from pipeline.schema import Claim

_HOUSE = (
    r"(?:company|firm|business|organi[sz]ation|institution|team|staff|crew|group|office|depot|warehouse|plant|factory|mill|mine|site|yard|dock|store|shop|branch|salon|bakery|kitchen|restaurant|cafe|café|bar|brewery|hotel|school|college|"
    r"university|faculty|department|classrooms?|nursery|hospital|clinic|surgery|practice|ward|lab|laboratory|library|museum|gallery|theatre|theater|studio|newsroom|farm|estate|garden|zoo|park|garage|workshop|agency|bank|charity|foundation|trust|programme|program)s?"
)
_STAY = (
    r"(?:internship|placement|apprenticeship|traineeship|secondment|stint|spell|work experience|employment|(?:teaching |nursing |student |training )?practice|career|contract|studentship|residency|tenure|time|years?|months|weeks|summers?|winters?|seasons?|"
    r"harvests?|terms?|shifts?|decade|holiday job|summer job|first job|school years)"
)
_WORKED = (
    r"(?:worked|interned|volunteered|trained|freelanced|temped|served|taught|apprenticed|nursed|cooked|started (?:my|your) career|began (?:my|your) career|(?:been|was|were) (?:employed|on placement|an? (?:intern|apprentice|trainee|temp|volunteer|student|pupil|member))|held a post|did (?:a |my |your )?(?:\w+ )?"
    + _STAY
    + r"|completed (?:an? |my |your )?(?:\w+ ){0,2}"
    + _STAY
    + r"|spent [^,;.]{2,30}?)"
)
_PAST = {
    Direction.APPLICATION: compiled(
        rf"\b(?P<a>my (?:[\w-]+ ){{0,3}}?{_STAY} (?:\w+ ){{0,2}}?(?:at|with|in) (?:you\b(?! (?:would|will|could))|your (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<b>I(?:['’]ve| have| had| also| once| first| previously| already)* (?:used to (?:work|intern|volunteer|train|teach)|{_WORKED}) (?:\w+ ){{0,3}}?(?:at|with|for|in|under|on) (?:you\b(?!r)|your (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<c>(?:an? |during an? )(?:[\w-]+ ){{0,2}}?(?:internship|placement|apprenticeship|traineeship|secondment|stint|summer job|holiday job) (?:at|with|in) (?:you\b(?!r)|your (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<s>{_STAY} (?:on|at|in|with|behind|under) your (?:[\w-]+ ){{0,3}}?[\w-]+ (?:taught|gave|showed|made|left|brought|have taught|has taught) me\b)"
        rf"|\b(?P<d>(?:as an? )?(?:former|ex-|past|previous|one-time) ?(?:employee|intern|apprentice|trainee|volunteer|pupil|student|member|colleague)s? (?:of|at|with|in) (?:yours|your (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<e>(?:when|while|since|before|after) I (?:left|joined|worked (?:for|with|at)|was (?:at|with)|interned (?:with|at)) (?:you\b(?!r)|your (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<f>(?:re-?join(?:ing)?|return(?:ing)? to|com(?:e|ing) back to|be back (?:at|with|in)) (?:you\b(?!r| with| on| by| soon| as)|your (?:[\w-]+ ){{0,2}}?(?:team|company|firm|staff|crew)\b))",
        re.IGNORECASE,
    ),
    Direction.OUTREACH: compiled(
        rf"\b(?P<a>your (?:[\w-]+ ){{0,3}}?{_STAY} (?:(?:here )?(?:with|among) us\b|here\b|at our (?:[\w-]+ ){{0,3}}?{_HOUSE}\b|in our (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<b>you(?:['’]ve| have| had| also| once| first| previously| already)* (?:used to (?:work|intern|volunteer|train|teach)|{_WORKED}) (?:\w+ ){{0,3}}?(?:(?:at|with|for|in|under) (?:us\b|our (?:[\w-]+ ){{0,3}}?{_HOUSE}\b)|here\b))"
        rf"|\b(?P<s>{_STAY} (?:here|(?:on|at|in|with|behind|under) our (?:[\w-]+ ){{0,3}}?[\w-]+) (?:taught|gave|showed|made|left|brought|have taught|has taught) you\b)"
        rf"|\b(?P<c>(?:when|while|since|before|after) you (?:left|joined|worked (?:for|with)|were (?:at|with)|interned (?:with|at)) (?:us\b|here\b|our (?:[\w-]+ ){{0,3}}?{_HOUSE}\b))"
        rf"|\b(?P<d>(?:re-?join(?:ing)?|return(?:ing)? to|com(?:e|ing) back to) (?:us\b|our (?:[\w-]+ ){{0,3}}?{_HOUSE}\b)|have you back|welcome you back|welcome back)"
        rf"|\b(?P<e>(?:one of )?our (?:own )?(?:former|ex-|past) ?(?:employee|intern|apprentice|trainee|volunteer|pupil|colleague)s?)",
        re.IGNORECASE,
    ),
}
_CUES = {
    Direction.APPLICATION: compiled(r"\byou(?:r|rs)?\b", re.IGNORECASE),
    Direction.OUTREACH: compiled(r"\b(?:us|our|here|back)\b", re.IGNORECASE),
}
_TO_COME = re.compile(
    r"\b(?:would|will|could|can|may|might|shall|should|if|next|future|first (?:\w+ ){0,2}(?:days?|weeks?|months?|year)|coming|whole|remaining|rest of|hope|want|love|like|look(?:ing)? forward|happy|glad|interview|trial)\b|['’](?:d|ll)\b",
    re.IGNORECASE,
)
_THERE = {
    Direction.APPLICATION: re.compile(
        rf"\bI(?:['’]ve| have| had| also| once| first| previously| already| myself)* (?:used to work|{_WORKED}) there\b", re.IGNORECASE
    ),
    Direction.OUTREACH: re.compile(
        rf"\byou(?:['’]ve| have| had| also| once| first| previously| already| yourself)* (?:used to work|{_WORKED}) there\b", re.IGNORECASE
    ),
}
_INSIDE = re.compile(
    rf"(?:\b(?:[Mm]y|[Yy]our) (?:[\w-]+ ){{0,2}}?{_STAY}|\b(?:I|you|who|has|have|had|having)(?:['’]ve)?(?: (?:also|once|already|even|previously|\w+ly))* (?:{_WORKED}|helped(?: out)?|stood|packed|sold|waited|swept|filled in|lent a hand))"
    r"(?: [^,;.]{0,30})? (?:in|at|behind|on|under|inside|backstage|front of house) (?:the |a |an )?(?:[\w-]+ ){0,2}?[\w-]+ (?:of|at|for) (?:the )?$"
)
"""`your season in the wardrobe of X`, `helped out behind the counter of X`: work inside a house."""
_ITS = compiled(
    rf"\bI(?:['’]ve| have| had)?(?: (?:also|once|already|even|previously|first))* (?:{_WORKED}|helped(?: out)?|stood|packed|sold|waited) (?:\w+ ){{0,3}}?(?:in|at|on|behind|inside) (?:its|their) (?:[\w-]+ ){{0,2}}?[\w-]+",
    re.IGNORECASE,
)
"""`I stood at its goods-in`, of a company named before."""
_WHOSE = compiled(r"\b(?:its|their)\b", re.IGNORECASE)
"""In every match of it."""
_BACK = re.compile(r"re-?join|return|back", re.IGNORECASE)
_PERSON = {
    Direction.APPLICATION: re.compile(r"\b(?:I|my|me|we)\b"),
    Direction.OUTREACH: re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE),
}
"""Who must be named where somebody comes back: `the plates that come back to you` are not the candidate."""
_SUPPOSED = re.compile(
    r"\b(?:thought|assumed|supposed|presumed|figured|guessed|believed|imagined?|pictured?|pretend(?:ed)?|wish(?:ed)?|dream(?:ed|t)?|(?:friends|people|others|colleagues) (?:think|assume|believe)|as though|as if|whether|have sworn|(?:was|were) (?:sure|certain|convinced))(?: (?:was|at first|for a (?:second|moment)|perhaps|maybe|once))?(?: that)?,? $",
    re.IGNORECASE,
)
"""Before what somebody took to be so, and was not: `I thought you already worked here`."""
_NEAR = 60


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that the candidate has been with the hiring company."""
    direction, sources = letter.sources.direction, letter.sources
    company = sources.job_facts.company
    yield from _there(letter)
    if company and names.find(sources.resume.text, company.value):
        return
    yield from _within(letter)
    for clause in letter.clauses if letter.may_have(_CUES[direction]) else ():
        if clause.role is not Role.TEXT or not _CUES[direction].search(clause.text):
            continue
        match = _PAST[direction].search(clause.text)
        if (
            match is None
            or letter.frame(clause).mood is Mood.QUESTION
            or frames.denies(clause.text[max(0, match.start() - _NEAR) : match.end()])
        ):
            continue
        if match.group().lower().startswith("com") and not _PERSON[direction].search(clause.text, 0, match.end()):
            continue
        if _SUPPOSED.search(clause.sentence.text, 0, clause.start - clause.sentence.start + match.start()):
            continue
        if not _BACK.match(match.group()) and _TO_COME.search(clause.text[max(0, match.start() - _NEAR) : match.end()]):
            continue
        reason = f"You wrote '{match.group()}'; the resume has no work with the hiring company."
        yield claim(clause, match.start(), match.end(), Kind.EMPLOYER, Verdict.UNSUPPORTED, reason)


def is_inside(letter: Letter, clause: Clause, name: Name) -> bool:
    """Whether the words before a name tell of work done in a part of the house so named."""
    before = clause.text[max(0, name.start - 2 * _NEAR) : name.start]
    told = _INSIDE.search(before)
    return bool(
        told
        and letter.frame(clause).mood is not Mood.QUESTION
        and employer_slots.may_be_organisation(name.text)
        and not (frames.denies(before) or _TO_COME.search(told.group()))
    )


def _within(letter: Letter) -> Iterator[Claim]:
    """`Brightwell is no stranger to me, because I stood at its goods-in`: the hiring company by `its`."""
    company = letter.sources.job_facts.company
    if company is None or letter.sources.direction is not Direction.APPLICATION or not letter.may_have(_WHOSE):
        return
    for clause in letter.clauses:
        match = _ITS.search(clause.text) if clause.role is Role.TEXT else None
        if match is None or letter.frame(clause).mood is Mood.QUESTION or frames.denies(match.group()):
            continue
        place = clause.start - clause.sentence.start + match.start()
        if names.find(clause.sentence.text[:place], company.value):
            reason = f"You wrote '{match.group()}' of '{company.value}'; the resume has no work with the hiring company."
            yield claim(clause, match.start(), match.end(), Kind.EMPLOYER, Verdict.UNSUPPORTED, reason)


def _there(letter: Letter) -> Iterator[Claim]:
    """`Your work with Brightwell caught my eye, as I interned there`: a name from the posting that the resume does not have."""
    pattern, sources = _THERE[letter.sources.direction], letter.sources
    for clause in letter.clauses:
        if clause.role is not Role.TEXT or " there" not in clause.text or not (match := pattern.search(clause.text)):
            continue
        if letter.frame(clause).mood is Mood.QUESTION or frames.denies(clause.text[max(0, match.start() - _NEAR) : match.end()]):
            continue
        place = clause.sentence.text.find(clause.text) + match.start()
        found = [name for name in proper.names_in(clause.sentence.text[:place]) if employer_slots.may_be_organisation(name.text)]
        if not found or clause.sentence.text[: found[-1].start].endswith((" in ", " to ")):
            continue
        if proper.knows(sources.resume, found[-1].text) is None and (known := proper.knows(sources.job, found[-1].text)):
            reason = f"You wrote '{match.group()}' of '{found[-1].text}'; the posting names it, the resume does not."
            yield claim(clause, match.start(), match.end(), Kind.EMPLOYER, Verdict.CONTRADICTED, reason, known)
