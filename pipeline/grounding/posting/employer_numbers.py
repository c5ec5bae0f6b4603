"""Numbers that an email tells of the employer and the role, against those of the posting.

A number is borne out by one of the posting with a unit that fits, by the same digits (`9.500` for `9,500`, `48 to 58 lakh`), by the
same time in another unit (`half a year`), or by a sum, difference or share of numbers in one paragraph. `over`, `nearly` and `about`
widen it to that side. Amounts of money must stand as such: they are never worked out. Where the posting counts the same thing with
another number (`45 trucks`), a number that stands there of something else (`220 people`) is none of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import counted, distances, letter_counts, metric_moved, numbers, worked_out
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.people import contact
from pipeline.grounding.posting import (
    ahead,
    anchored,
    careers,
    elsewhere,
    figures_or_labels,
    own_numbers,
    possessed,
    posting_numbers,
    posting_sums,
)
from pipeline.grounding.posting.ages import is_age
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_TIMES = frozenset({"days", "hours", "weeks", "minutes"})
_FEW = 9
"""Up to here a number of the posting may be mistaken for a small one: `two sites` of four is no way to speak."""
_SMALL = 3
"""Up to here a number without a unit is a way of speaking more often than a figure."""
_MONEY = re.compile(r"^\s*(?:(?:US|U\.S\.|American|Canadian|Australian|Hong Kong|Singapore|New Zealand) )?(?:euros?|dollars?|pounds?|kronor|kroner|złoty|zloty|rupees?|pesos?|shillings?|cents?|lakh|crore|EUR|USD|GBP|PLN|RON|CHF|SEK|NOK|DKK|net|gross)\b", re.IGNORECASE)  # fmt: skip
_HEADED = re.compile(r"^\W*(?:[\w-]+ ){0,2}[\w-]+: ?(?:about |around |over |up to |from |nearly |almost )?$", re.IGNORECASE)
"""`Team: 12 engineers`: a line that names what it tells of."""
_TURNS = re.compile(r",| (?:where|which|depending|as|so|if|and) ")
_ASKED_UP_TO = re.compile(r",|\b(?:and|but|while|where) (?:I|my|mine|you)\b|\bI (?:\w+ )?(?:have|bring|hold|am|had|offer)\b|;")
_ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|want(?:s|ed)?|need(?:s|ed)?|requir\w+|look(?:s|ing)?|seek(?:s|ing)?|expect(?:s|ed)?|call(?:s|ed)? for|specif\w+|demand\w*)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:tell|show|give|ask|remind|assure|spare|promise) you\b(?! (?:are|were|have|had|can|will)\b)", re.IGNORECASE)
"""`Let me tell you`, where `you` is no subject."""
_THAN_YOURS = re.compile(r"\b(?:than|like|unlike|as|from|to) (?:yours?|you)\b(?=,| to\b|;|$)", re.IGNORECASE)
"""`Larger than yours, 210 beds`, where the hiring firm is what is compared with."""
_HERE = re.compile(r" (?:[\w-]+ ){1,4}here\b")
_WEIGHT = re.compile(r"\b(?:lift\w*|carry\w*|mov(?:e|ing)|push\w*|pull\w*|transport\w*|weigh\w*|heavy|loads?)\b[^.;]{0,30}$", re.IGNORECASE)
_MOST = 100
"""Numbers of one clause that are read: a hostile text of one endless clause costs no more."""
_REACH = 150
_I_COUNT = re.compile(
    r"\bI (?:count|make (?:it|that)|see|find|reckon|get to|come to)(?: (?:only|just|about|around|some|roughly|nearly|almost|perhaps|maybe))*[ ~]*$"
)
"""Characters before a number in which its subject is looked for."""
_NEAR = 16
"""Characters before a number that may say of it what it counts."""
_OURS_OR_YOURS = re.compile(
    r"\b(?:(?P<ours>we|here|we['’](?:re|ve|d|ll)|our|ours|you(?:['’](?:d|ll)| (?:would|will|can|could|get))|(?:the|this) (?:\w+ ){0,2}?(?:role|post|position|job|company|firm|team|client|salary|pay|package)|salary|it pays)|(?P<yours>you|you['’](?:re|ve)|yours?))\b",
    re.IGNORECASE,
)
_YOU_DID = re.compile(
    r"\b(?:your(?: [\w-]+){1,4}|you(?:['’]ve| have| had| also| then| once| first)*) (?!need|exceed|succeed)(?:\w+ed|led|ran|built|made|took|cut|grew|brought|kept|wrote|drove|won|held|set|did|taught|put|got|sped)\b",
    re.IGNORECASE,
)
_SOME_TEAM = re.compile(r"(?:the|this) (?:\w+ ){0,2}?(?:team|company|firm|client)", re.IGNORECASE)
"""Behind a deed of the candidate, `the team` is the one that the candidate had."""
_ANYBODY = re.compile(r"\b(?:you|your|yours|you['’]\w+|he|she|his|her)\b", re.IGNORECASE)
_WRITER = re.compile(r"\b(?:I|my|me)\b", re.IGNORECASE)
_WRITER_OF_FIRM = re.compile(
    r"\b(?:I(?:['’]m| am)?(?: also| now)? (?:the |an? )?(?:run|own|head|lead|manage|hir(?:e|ing)|recruit(?:ing)?|look(?:ing)? for|want|need|(?:[\w-]+ ){1,3}(?:manager|director|matron|owner|head|chief|lead))|my (?:client|company|firm|team|employer|sister|brother|wife|husband|partner|father|mother))\b",
    re.IGNORECASE,
)
"""The writer of an outreach as one of the firm: `I run a bakery with 12 ovens`, unlike `I have read 40 letters`."""
_TIME_OFF = re.compile(r"\b(?:holidays?|vacation|annual leave|parental leave|notice|probation)\b", re.IGNORECASE)
_OF_POST = compiled(
    r"\b(?:FTE|rates?|raises?|pay|salary|wages?|travel|hours|shifts?|contract|post|role|position|appointment|ward|holidays?|leave|notice|probation|bonus|allowance|rota|on call|pension|vacancy|day week|from home|remotely|in the office|on[- ]?site|a week|weekly|interviews?|rounds|here)\b",
    re.IGNORECASE,
)
_OF_FIRM = compiled(
    r"\b(?:join(?:ing)?|company|firm|team|department|agency|council|people|staff|employees|colleagues|customers|clients)\b", re.IGNORECASE
)
_SMALL_COUNT = re.compile(r"\b(?:have|has|run|runs|operate[sd]?|own|owns|with|our|your|across)\s+$", re.IGNORECASE)
"""What stands before a small number that is a count and no way of speaking."""
_TURNING = re.compile(r"\bturn(?:s|ed|ing)? (?:just )?$", re.IGNORECASE)
"""Before an age: `we turn thirty this year`."""
_BENEFITS = re.compile(
    r"\W*(?:the|your|those|these|all the|such) (?:[a-z-]+ ){0,2}(?:benefits?|perks?|package|terms|conditions|schedule|holidays?|leave|pay|hours)\b",
    re.IGNORECASE,
)
_SHOWN = 30
"""Characters behind a number that are shown with it."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that are numbers about the employer."""
    for said in numbers.find(clause.text)[:_MOST]:
        number = (
            replace(said, unit="years") if not said.unit and _TURNING.search(clause.text[max(0, said.start - _NEAR) : said.start]) else said
        )
        if figures_or_labels.is_figure(clause, number) and (claimed := _claimed(letter, clause, number)):
            yield claimed


def _is_explained(sources: Sources, clause: Clause, number: Number) -> bool:
    """Whether an address, another number of the sentence, a career or a day ahead explains a number."""
    return (
        any(contact.covered(clause.text)[number.start : number.end])
        or own_numbers.is_base(clause.text, number)
        or careers.is_elliptic(clause.text, number)
        or distances.is_one(clause.text, number)
        or numbers.is_total(clause.sentence.text, clause.start - clause.sentence.start + number.start, number)
        or (sources.direction is Direction.OUTREACH and careers.is_career(sources, clause, number))
        or ahead.is_dated(sources, clause, number)
        or worked_out.in_sentence(clause, number)
        or letter_counts.is_of_reading(clause, number)
    )


def _claimed(letter: Letter, clause: Clause, number: Number) -> Claim | None:
    """The claim of a figure, where it is told of the employer."""
    frame, outreach = letter.frame(clause), letter.sources.direction is Direction.OUTREACH
    before = clause.text[max(0, number.start - _REACH) : number.start]
    money = number.unit == "currency" or bool(_MONEY.match(clause.text[number.end : number.end + 20]) and not _WEIGHT.search(before))
    theirs = _is_theirs(letter, clause, number, before)
    told = _is_told(frame, clause, number, money=money and outreach, theirs=theirs, outreach=outreach)
    told = told or (frame.mood is Mood.CLAIM and is_age(clause.text, number))
    of_firm = not outreach and possessed.is_of_firm(letter.sources, before)
    fixed = (outreach or not told or number.unit == "%") and (
        anchored.is_fixed(letter, clause, number) or (number.unit == "currency" and not outreach and _names_nobody(frame, clause))
    )
    asked = frame.mood is Mood.ASKED and _is_asked(clause, number) and not (outreach and own_numbers.is_possessed(before))
    loose = fixed and not (told or of_firm)
    told = told or fixed or of_firm or (not outreach and not frame.candidate_only and anchored.leads(clause, number))
    theirs = theirs or of_firm or (outreach and (fixed or _is_counted(letter, clause, number)))
    if (
        not told
        or not (_is_figure(number) or _is_other_count(letter.sources.job, clause, number))
        or _is_part(letter.sources.job, clause, number)
    ):
        return None
    if _is_explained(letter.sources, clause, number) or (outreach and _is_counted_off(letter.sources, before, number)):
        return None
    lacked = frame.mood is Mood.NEGATIVE and frames.denies(before)  # `nobody here has trained over 10k GPUs`, as the candidate has
    if not (outreach or frame.employer_only) and (lacked or frames.denies(before.rpartition(",")[2])):
        return None
    return _judge(
        letter.sources, clause, number, money=money, sure=frame.employer_only, theirs=theirs and not lacked, fixed=fixed, asked=asked, loose=loose
    )  # fmt: skip


def _is_counted_off(sources: Sources, before: str, number: Number) -> bool:
    """Whether a recruiter says how many years a post of the resume lasts: `I count about 6 in the title`."""
    year = sources.date.year
    return bool(_I_COUNT.search(before)) and any(
        abs((year if one.end == "present" else int((one.end or "0")[:4])) - int(one.start[:4]) - number.value) <= 1
        for one in sources.positions
        if one.start
    )


def _is_theirs(letter: Letter, clause: Clause, number: Number, before: str) -> bool:
    """Whether the words before a number give it to the employer."""
    sources, company = letter.sources, letter.sources.job_facts.company
    if company and names.find(clause.text, company.value) and subject.of_company(before, company.value):
        return True
    if sources.direction is Direction.OUTREACH:
        return _is_ours(sources, clause, number, before)
    if _is_faced(clause.text) or _is_headed(clause):
        return True
    return "you" in before.lower() and subject.addressed(_OBJECT.sub("", _THAN_YOURS.sub(" ", before)))


def _names_nobody(frame: Frame, clause: Clause) -> bool:
    """Whether a clause of an application states something and neither names the candidate nor goes on about one: `Help of up to £9,000 is generous`."""
    return frame.mood in (Mood.CLAIM, Mood.WISH) and not frame.candidate_only and not subject.has_candidate(frames.unreported(clause.text))


def _is_faced(text: str) -> bool:
    """Whether a clause of an application sets a thing of the post before `me`: `The five rounds of interviews suit me`."""
    return bool(_OF_POST.search(text) or _OF_FIRM.search(text)) and subject.of_impersonal(text)


def _is_headed(clause: Clause) -> bool:
    """Whether a sentence of an application has the benefits as its subject and names no candidate: `The package of 28 days is fine`."""
    return bool(_BENEFITS.match(clause.sentence.text)) and not subject.has_candidate(clause.sentence.text)


def _is_counted(letter: Letter, clause: Clause, number: Number) -> bool:
    """Whether the posting counts what a clause of an outreach counts that asks for it, or tells of the employer and names no candidate."""
    frame, sources = letter.frame(clause), letter.sources
    asked = frame.mood is Mood.ASKED and _is_asked(clause, number)
    told = frame.employer_only and not frames.names_candidate(clause.text, sources.direction)
    return (asked or told) and not number.unit and bool(counted.of_same(sources.job, clause.text, number))


def _is_told(frame: Frame, clause: Clause, number: Number, *, money: bool, theirs: bool, outreach: bool) -> bool:
    """Whether a number is stated of the employer."""
    if frame.mood is Mood.QUESTION:
        return money
    if frame.candidate_only and not outreach and not theirs:
        return False
    if frame.mood is Mood.ASKED and not frame.employer_only:
        return _is_asked(clause, number)
    if (
        number.unit in posting_numbers.PERIODS
        and posting_numbers.is_term(clause.text, number)
        and (not frame.candidate_only or (not outreach and anchored.heads(clause, number)))
    ):
        return frame.mood is not Mood.WISH and (
            outreach or frame.employer_only or not subject.has_candidate(frames.unreported(clause.text[: number.start]))
        )
    if number.unit in ("years", "months") and not outreach:
        return (theirs and frame.mood is Mood.ASKED) or (
            frame.employer_only and frame.mood is Mood.CLAIM and frames.unreported(clause.text) != clause.text
        )
    loose = frame.mood in (Mood.WISH, Mood.NEGATIVE) and not frame.candidate_only and number.unit not in posting_numbers.PERIODS
    return frame.employer_only or theirs or loose or (outreach and not frame.candidate_only and _goes_on(clause, number))


def _goes_on(clause: Clause, number: Number) -> bool:
    """Whether a clause of an outreach that names nobody goes on about the post: `Travel stays below 5%`, `It is £50,000 a year`."""
    text = clause.text[max(0, number.start - _REACH) : number.end + _REACH]
    text = text[: number.end - max(0, number.start - _REACH) + len(_TURNS.split(clause.text[number.end :], maxsplit=1)[0])]
    if clause.role is not Role.TEXT or _ANYBODY.search(text) or (number.unit in ("years", "months") and not _TIME_OFF.search(text)):
        return False
    if _WRITER.search(text) and not _WRITER_OF_FIRM.search(text):
        return False
    headed = clause.start == clause.sentence.start and _HEADED.match(clause.text[max(0, number.start - _REACH) : number.start])
    counts = number.value > _SMALL and bool(counted.noun(clause.text, number))
    return bool(headed or _OF_POST.search(text)) or number.unit in ("currency", "%") or counts


def _is_figure(number: Number) -> bool:
    """Whether a number is more than a way of speaking."""
    return number.value > _SMALL or bool(number.unit) or number.after == "fte" or number.value % 1 > 0


def _is_other_count(job: Source, clause: Clause, number: Number) -> bool:
    """Whether a small number counts what the posting counts with another one: `we have two plants` of three."""
    if number.value <= 1 or number.hedge:
        return False
    rivals = counted.of_same(job, clause.text, number)
    few = any(other.value <= _FEW for other in rivals)
    return bool(rivals) and (few or bool(_SMALL_COUNT.search(clause.text[max(0, number.start - 30) : number.start])))


def _is_part(job: Source, clause: Clause, number: Number) -> bool:
    """Whether a number counts only some of what the posting counts, or the others beside one."""
    return not number.unit and posting_sums.is_some_of(job, clause.text, number, counted.of_same(job, clause.text, number))


def _is_ours(sources: Sources, clause: Clause, number: Number, before: str) -> bool:
    """In an outreach: whether the last subject of the text before a number is the employer, or the number is of something `here`."""
    if _HERE.match(clause.text, number.end):
        return True
    for match in reversed(list(_OURS_OR_YOURS.finditer(before))):
        of_past = _SOME_TEAM.fullmatch(match.group()) and (done := _YOU_DID.search(before)) and done.start() < match.start()
        if not of_past:
            return bool(match["ours"]) and _past_named(sources, before) <= match.start()
    return False


def _past_named(sources: Sources, text: str) -> int:
    """Where the last past employer of a text is named, at more length than the hiring company is there; -1 for none."""
    company = sources.job_facts.company
    hiring = dict(names.mentions(text, company.value)) if company else {}
    held = (position.employer.value for position in sources.positions if position.employer)
    return max((start for employer in held for start, end in names.mentions(text, employer) if end > hiring.get(start, -1)), default=-1)


def _is_asked(clause: Clause, number: Number) -> bool:
    """Whether a number belongs to what is asked for, not to what the candidate sets beside it."""
    before = clause.text[max(0, number.start - _REACH) : number.start]
    asks = _ASKS.search(before)
    return bool(asks and not _ASKED_UP_TO.search(before, asks.end()))


def _judge(
    sources: Sources, clause: Clause, number: Number, *, money: bool, sure: bool, theirs: bool, fixed: bool, asked: bool, loose: bool
) -> Claim | None:
    job, span = sources.job, (number.start, number.end)
    rivals = () if money or number.unit else counted.of_same(job, clause.text, number)
    people = sure and counted.counts_people(clause.text, number) and not number.unit
    found = (
        posting_numbers.stated_of(job, clause.text, number, rivals)
        if rivals
        else posting_numbers.same_share(job, number, clause.text)
        if fixed and number.unit == "%"
        else posting_numbers.stated(job, number, clause.text, money=money, people=people, year=sources.date.year)
    )
    if loose and rivals and number.value > own_numbers.OFTEN:
        found = found or posting_numbers.same(job, number)
    found = found or posting_numbers.beside(job, number, rivals)
    if found:
        return _against_context(sources, clause, number, found)
    if borne := elsewhere.given(sources, clause, number, sure=sure):
        return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, *borne)
    if own_numbers.is_of_past(sources, clause, number):
        return None
    if not asked and (own := own_numbers.own(sources, clause, number, money=money, theirs=theirs, fixed=fixed, loose=loose)):
        return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The resume gives this number.", own)
    said = clause.text[slice(*span)].strip()
    if rivals:
        given = job.evidence(rivals[0].start, min(len(job.text), rivals[0].end + _SHOWN))
        reason = f"You wrote '{said}'; the posting says '{' '.join(given.text.split())}'."
        return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, given)
    what = "this amount" if money else "this number"
    where = "the posting does not give" if sure else "neither posting nor resume gives"
    return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{said}'; {where} {what}.")


def _against_context(sources: Sources, clause: Clause, number: Number, found: Evidence) -> Claim:
    """The claim of a number that the posting gives: of this, or of something else."""
    span = (number.start, number.end)
    if other := _told_otherwise(sources, clause, number, found):
        reason = f"You wrote '{clause.text[slice(*span)].strip()}'; where the posting tells of this it says '{other.text}'."
        return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, other)
    return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting gives this number.", found)


def _told_otherwise(sources: Sources, clause: Clause, number: Number, found: Evidence) -> Evidence | None:
    """What the posting says of the very thing, where it gives the number of something else: `three days at home` of `three days of travel`."""
    if number.unit not in _TIMES or found.start is None:
        return None

    def fits(given: Number) -> bool:
        return posting_numbers.comparable(number, given) and posting_numbers.within(number, given.value)

    other = metric_moved.told(sources.job, clause, number, frozenset({found.start}), fits)
    return sources.job.evidence(other.start, other.end) if other else None
