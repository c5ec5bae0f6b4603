"""What an employer gives, told in any sentence: who gives, and what is given, each read apart from the other.

    for claim in find(letter, clause): ...

An offer is a verb of giving (`we pay`, `is on us`, `you'd get`) beside a word for what is given (`your fares`, `a flat`), or an item of an
outreach's list (`Lunch provided`); the posting must have some word of that sort of thing. What a posting says there is none of (`still have
no investors`) may not be told as there, and what it has may not be told as absent (`never any weekend work`). Noun phrases that are offers by
themselves (`relocation package`) are read by `employer_terms`, amounts and numbers by `employer_numbers`. Not covered: sorts of things
outside the list, and their conditions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import frames, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded, has_any, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence


class Sort(NamedTuple):
    """A sort of thing that is given: how an email names it, and the words of a posting that speak of it."""

    name: str
    said: str
    given: str


_SORTS = (
    Sort("travel", r"travel(?:ling)? (?:costs?|expenses?)|travel|fares?|(?:train|bus|plane|air|season|rail) tickets?|flights?|mileage|petrol|fuel|commut\w+", r"travel\w*|fares?|tickets?|flights?|air(?:fare)?|mileage|petrol|fuel|diesel|bus|train|tram|transport\w*|shuttle|commut\w+|car|van|rail\w*|expenses|relocat\w+|km|kilomet\w+"),
    Sort("lodging", r"accommodation|lodgings?|hotels?|flat|apartment|room|housing|rent|cottage|board and lodging", r"accommodation|lodg\w+|hotels?|flat|apartment|rooms?|housing|house|rent\w*|cottage|board|quarters|bed|caravan|relocat\w+|expenses|live-in|bunk\w*|chalet|cabin"),
    Sort("meals", r"meals?|lunch(?:es)?|breakfasts?|dinners?|suppers?|food", r"meals?|lunch\w*|breakfasts?|dinners?|supper|food|canteen|cater\w*|fed|eat|board|soup|kitchen|cook\w*"),
    Sort("student loans", r"(?:student|college|education) (?:loans?|debt)", r"(?:student|college|education)(?:al)? (?:loans?|debt)|loan (?:repay|forgiv)\w+"),
    Sort("tuition", r"tuition(?: fees)?|(?:graduate |university |college |doctoral |further |second |bachelor['’]s )?degrees?|master['’]s(?: degree)?|MBA|doctorate", r"tuition|educat\w+ (?:assist\w+|allowance|budget|benefits?|support|reimburs\w*|leave|fund)|(?:study|learning|training|development|education|conference) (?:and \w+ )?(?:budget|allowance|stipend|fund|money|support)|stud(?:y|ies) \w+|(?:pay|paid|fund\w*|cover\w*|reimburs\w*|sponsor\w*|support\w*|help\w*)\b[^.;\n]{0,40} (?:degrees?|master\w*|qualif\w*|stud(?:y|ies)|courses?|education|MBA)|(?:degrees?|master\w*|qualif\w*|courses?|MBA)[^.;\n]{0,20} (?:paid|covered|funded|reimburs\w*)"),
    Sort("courses and exams", r"courses?|stud(?:y|ies)|exams?(?: fees?)?|training|certificat\w+|diploma|licence|qualification\w*", r"courses?|tuition|train\w*|learn\w*|CPD|conferences?|develop\w*|educat\w*|supervision|fees|stud(?:y|ies) \w+|(?:exams?|licen[cs]es?|certif\w*|qualif\w*|degrees?|registration)[^.;\n]{0,20} (?:paid|covered|funded|reimburs\w*|costs?)|(?:pay|paid|fund\w*|cover\w*|reimburs\w*|sponsor\w*|support\w*|help\w*|gain\w*|earn\w*|obtain\w*|get)\b[^.;\n]{0,40} (?:exams?|tests?|licen[cs]e\w*|certif\w*|qualif\w*|degrees?|diploma|master\w*|registration)"),
    Sort("the move", r"(?:the |your )?(?:move|removal|removals|moving costs?|moving|relocation)", r"mov(?:e|es|ing)|remov\w+|relocat\w+|resettl\w+|settl\w+"),
    Sort("childcare", r"child ?care|nursery|cr[eè]che|kindergarten", r"child\w*|nursery|cr[eè]che|kindergarten|day ?care"),
    Sort("insurance", r"(?:health|medical|private|dental|life)? ?insurance|health cover|dentist|dental (?:care|bills)|doctor['’]s bills|glasses", r"insur\w+|health\w*|medical|dent\w+|cover|doctor|optic\w*|glasses|benefits"),
    Sort("a pension", r"pension\w*|retirement", r"pension\w*|retire\w*|401|403|superann\w*|super|provident|fund|benefits"),
    Sort("a bonus", r"bonus(?:es)?|thirteenth month|extra month['’]s (?:pay|salary)", r"bonus\w*|thirteenth|13th|13\.|extra month|commission|incentive|profit|premium"),
    Sort("shares", r"shares|share options|stock|equity|stake", r"shares?|stock|equity|stake|options|own\w*|partner\w*|profit"),
    Sort("a vehicle", r"company car|car|van|company vehicle", r"car|cars|van|vans|vehicle\w*|truck\w*|pick-?up|driv\w+"),
    Sort("equipment", r"laptop|computer|(?:work |mobile )?phone|uniforms?|tools|boots|workwear", r"laptop|computer|macbook|phone|mobile|uniforms?|tools?|boots|workwear|cloth\w+|kit|equip\w*|gear|hardware|overalls|protective|PPE|shoes"),
    Sort("overtime pay", r"overtime|extra hours|time and a half|double time", r"overtime|over-?hours|extra hours|time and a half|double|loading\w*|surcharge|supplement|premium|TOIL|time off"),
    Sort("sport", r"gym|sports? club|swimming|fitness", r"gym\w*|sport\w*|swim\w*|fitness|wellness|wellbeing|benefits"),
    Sort("a season ticket or parking", r"parking|season ticket|bicycle|bike", r"park\w*|season|ticket|bicycle|bike|cycl\w*"),
)  # fmt: skip
"""Sorts of things that employers give."""
_FIRMS = r"(?:company|firm|department|client|school|hospital|trust|university|council|practice|team|group|clinic|hotel|charity|ministry|employer|owners?|family|agency|house)"
_WHO = {
    Direction.OUTREACH: rf"(?:we|they|I|(?:the|our|my) (?:[\w-]+ )?{_FIRMS})",
    Direction.APPLICATION: rf"(?:you|they|your (?:[\w-]+ )?{_FIRMS}|the (?:[\w-]+ )?{_FIRMS})",
}
_GIVES = r"(?:(?:['’]ll|['’]d|will|would|also|even|gladly|happily|do|does|can|always|then|both) ){0,3}(?:pays?(?: for| back| off| down)?|repays?|covers?|funds?|reimburses?|refunds?|meets? the (?:cost|bill)s? of|foots? the bill for|provides?|throws? in|lays? on|subsidi[sz]es?|buys?|puts? you up in|picks? up)"
_ARE_GIVEN = re.compile(
    r"(?: and [\w-]+)?(?: (?:at|in|on|near|by|for|to|from) (?:the |our |your |an? )?[\w-]+){0,2} (?:is|are|be|comes?) (?:(?:also|all|both|fully|always|then|even|half|entirely) ){0,2}(?:paid(?: for| back| off| down| in full)?|repaid|forgiven|covered|reimbursed|refunded|funded|provided|thrown in|subsidi[sz]ed|included|free(?: of charge)?|on us|on the house|at (?:our|your|the firm['’]s) (?:cost|expense)|part of the (?:deal|package|offer))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|[,;:]|\s[–—-]|\b(?:and|plus)(?=\s))[\s*•–-]*(?:(?:and|plus|also|even|with) )?(?P<free>(?:paid|free|company|subsidi[sz]ed) )?\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?: (?:from|to|for|in|at) [^,.;:]{2,25}?)?,? (?:fully |partly |all )?(?:paid(?: for| back| off)?|repaid|forgiven|covered|reimbursed|provided|included|subsidi[sz]ed|free(?: of charge)?|on us)(?: in full)?(?: (?:for|after|from|up to|towards?|within) [^,.;:!]{2,40})?(?=\s*(?:[.,;!]|$))",
    re.IGNORECASE,
)
"""What makes an item of a list an offer without a verb: `Tools provided`, `Travel to Rockford covered`."""
_ENDS = re.compile(r"\s*(?:[.,;!]|$)|(?: and| from day one)\b", re.IGNORECASE)
_YOU_GET = r"you(?:['’]d| would|['’]ll| will)? (?:also )?(?:get|receive|be given|enjoy)"
_LITTLE = r"(?:(?:for|the|a|an|your|you|any|all|most|half|part|some|of|two|both|every|each|free|own|whole|full|new|yearly|annual|monthly|daily|weekly|hot|cost|costs|price|furnished|small|good|staff|back|travel|and|towards|in|to) ){0,5}?"
_DENIED = re.compile(
    r"\b(?:no|without any|never any|not any)[ \t]+(?P<what>(?:(?!(?:longer|more|less|one|two|need|doubt|matter|later|fewer|other|than|experience|work|way|time|end|fear|problem)\b)[a-z-]+ ){0,1}?(?P<noun>(?!line manage)[a-z-]{4,}))\b",
    re.IGNORECASE,
)
_COMMON = frozenset(map(stem, "longer more less need doubt matter later fewer other than experience work way time point person people nobody harm fear problem limit idea calls call phone agencies agency degree previous prior special formal particular machine day days hour hours obligation further extra answer surprise stranger difference secret condition must requirement obstacle hurdle objection exception rush hurry catch frills nonsense pressure guarantee reason single such real help place sign"
    .split()))  # fmt: skip
_NONE_OF = compiled(
    r"\b(?:no|never any|without(?: any)?|free of(?: any)?|never a|(?:never|(?:does|do|will|would)(?: not|n['’]t)|won['’]t) (?:ever )?(?:(?:calls?|asks?) for|requires?|involves?|means?|includes?|demands?)(?: any)?)\s+(?:\w+ )?(?P<what>weekends?|Saturdays?|Sundays?|nights?|night shifts?|evenings?|overtime|travel(?:ling)?|on-call|shift work|shifts|benefits|probation(?:ary period)?|commission|lone working|paperwork|line management)\b"
    r"|\bnever (?:ever )?(?:have to |need to )?(?:be |work |do |go )(?:at |on )?(?P<never>on[- ]call|weekends?|nights?|evenings?|overtime)\b"
    r"|\b(?P<spared>weekend (?:work|shifts?)|night (?:work|shifts?)|overtime|travel(?:ling)?|shift work|lone working) (?:(?:is|are) (?:never|not) (?:ever )?(?:required|needed|expected|asked(?: for)?|part of|paid)|(?:never|does not|doesn['’]t|do not|don['’]t) (?:ever )?(?:comes? up|happens?|occurs?))\b",
    re.IGNORECASE,
)
_SAME_AS = {"on call": r"on[- ]call|stand-?by|out[- ]of[- ](?:office[- ])?hours", "weekend": r"weekends?|saturdays?|sundays?", "saturday": r"saturdays?", "sunday": r"sundays?", "night": r"night (?:shifts?|duty|work)|nights", "evening": r"evenings?|late shifts?", "travel": r"travel\w*"}  # fmt: skip
_RULED_OUT = re.compile(
    r"\b(?:no|not|without|never|none|neither|nor|free of|instead of|rather than|off|except)\b[^.;:\n]{0,40}$|n['’]t\b[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
_RULED_OUT_AFTER = re.compile(r"^(?:: ?|[^.;:\n,]{0,20}\b)(?:off|free|closed|not|none|no)\b", re.IGNORECASE)
_REACH = 60
_CLOSE = 25
_IF = re.compile(r"\bif\b", re.IGNORECASE)
_PART = re.compile(r"[^.;\n]+")


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that the employer gives, has or spares something."""
    frame = letter.frame(clause)
    if frame.mood is Mood.QUESTION:
        return
    if frame.mood is not Mood.ASKED and _THINGS.may_stand(clause.text) and has_any(clause.text, _VERBS):
        yield from _given(letter, clause)
    if Side.EMPLOYER in frame.about or letter.sources.direction is Direction.OUTREACH:
        if _NONE_OF.may_stand(clause.text):
            yield from _spared(letter, clause)
        if frame.mood is Mood.CLAIM and (denied := _denied_nouns(letter.sources.job)) and not denied.keys().isdisjoint(stems(clause.text)):
            yield from _there(letter, clause, denied)


def _given(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What is told as given of which the posting has no word."""
    sources = letter.sources
    for thing in _THINGS.finditer(clause.text):
        start, end = _offer(clause.text, thing, sources.direction)
        if start == end and letter.sources.direction is Direction.OUTREACH and not letter.frame(clause).candidate_only:
            start, end = _item(clause.text, thing)
        if start == end:
            continue
        before = clause.text[max(0, start - _REACH) : start]
        if frames.denies(before[-_CLOSE:]) or frames.denies(clause.text[start:end]) or _IF.search(before):
            continue
        sort = _SORTS[int((thing.lastgroup or "_0")[1:])]
        given = _given_pattern(sort)
        if given.search(sources.request.wishes or ""):
            continue
        if refused := _refused(sources.job, sort, clause.text[start:end]):
            reason = f"You wrote '{clause.text[start:end]}'; the posting says '{' '.join(refused.text.split())}'."
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, refused)
        elif not given.search(sources.job.text):
            reason = f"You wrote '{clause.text[start:end]}'; the posting does not mention {sort.name}."
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


_PAID = re.compile(r"\b(?:pa(?:y|ys|id)|cover\w*|reimburs\w*|provid\w*|fund\w*|offer\w*)\b", re.IGNORECASE)
_NOT_PAID = re.compile(
    r"\b(?:(?:do|does|will|can|is|are) not(?: be)?|cannot|(?:does|do|is|are|wo|ca)n['’]t(?: be)?) (?:\w+ ){0,2}?(?:pay|paid|cover(?:ed)?|reimburs(?:e|ed)|provide[d]?|fund(?:ed)?|offer(?:ed)?)\b[^.;\n]{0,40}|[^.;\n]{0,40}\bat (?:your|their|the (?:candidate|applicant)['’]?s?) own (?:cost|expense)",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def _refused(job: Source, sort: Sort, said: str) -> Evidence | None:
    """Where a posting says that it does not pay for a sort of thing, and nowhere that it does."""
    if not _PAID.search(said) and " us" not in said:
        return None
    given = _given_pattern(sort)
    refused = next((match for match in _NOT_PAID.finditer(job.text) if given.search(match.group())), None)
    paid = any(
        given.search(part.group()) for part in _PART.finditer(job.text) if _PAID.search(part.group()) and not _NOT_PAID.search(part.group())
    )
    return job.evidence(*refused.span()) if refused and not paid else None


def _offer(text: str, thing: re.Match[str], direction: Direction) -> tuple[int, int]:
    """The span of an offer of a thing with its verb of giving; an empty one where nobody gives it."""
    if behind := _ARE_GIVEN.match(text, thing.end()):
        return thing.start(), behind.end()
    before = _GIVERS[direction].search(text, max(0, thing.start() - _REACH), thing.start())
    return (before.start(), thing.end()) if before else (0, 0)


def _item(text: str, thing: re.Match[str]) -> tuple[int, int]:
    """The span of an item of a list that is an offer by itself; an empty one where it is none."""
    opens = _OPENS.search(text, max(0, thing.start() - _CLOSE), thing.start())
    if opens is None:
        return 0, 0
    if behind := _LISTED.match(text, thing.end()):
        return thing.start(), behind.end()
    return (opens.start("free"), thing.end()) if opens["free"] and _ENDS.match(text, thing.end()) else (0, 0)


_VERBS = (
    *"paid repay forgiven provided company paid pays covers covered reimburs refund funds funded foot provide throw thrown laid lays subsidi buys included free picks meets puts receive given enjoy".split(),
    *(" pay ", " get ", " cover ", " fund ", " buy ", " lay on", " meet the", " pick up", " put you", "on us", "on the house", "part of the", "r cost", "r expense"),
)  # fmt: skip
"""Letters without one of which nobody gives anything: a quick look before the patterns."""
_THINGS = compiled(r"\b(?:" + "|".join(f"(?P<_{number}>{sort.said})" for number, sort in enumerate(_SORTS)) + r")(?![\w-])", re.IGNORECASE)
_GIVERS = {
    Direction.OUTREACH: re.compile(rf"\b(?:{_WHO[Direction.OUTREACH]} {_GIVES}|{_YOU_GET}) {_LITTLE}\Z", re.IGNORECASE),
    Direction.APPLICATION: re.compile(rf"\b{_WHO[Direction.APPLICATION]} {_GIVES} {_LITTLE}\Z", re.IGNORECASE),
}


@lru_cache(maxsize=256)
def _given_pattern(sort: Sort) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{sort.given})(?!\w)", re.IGNORECASE)


def _there(letter: Letter, clause: Clause, denied: dict[str, tuple[int, int]]) -> Iterator[Claim]:
    """What is told as there, of which the posting says that there is none."""
    for word in WORD.finditer(clause.text):
        place = denied.get(stem(folded(word.group())))
        if place is None or _is_ruled_out(clause.text, *word.span()) or _is_of_candidate(letter, clause, word):
            continue
        evidence = letter.sources.job.evidence(*place)
        if not any(folded(one).rstrip("s") == folded(word.group()).rstrip("s") for one in WORD.findall(evidence.text)):
            continue  # `a former shop` is no `form`
        reason = f"You wrote '{word.group()}'; the posting says '{evidence.text}'."
        yield claim(clause, *word.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, evidence)
        return


def _is_ruled_out(text: str, start: int, end: int) -> bool:
    """Whether a text says of a thing that there is none of it: `no weekends`, `every weekend off`."""
    return bool(_RULED_OUT.search(text[:start]) or _RULED_OUT_AFTER.match(text[end : end + _REACH]))


def _is_of_candidate(letter: Letter, clause: Clause, word: re.Match[str]) -> bool:
    """Whether the candidate may be meant: the resume has the word, or the nearest subject of an application is `I`."""
    if letter.sources.resume.has_word(word.group()) or letter.frame(clause).candidate_only:
        return True
    application = letter.sources.direction is Direction.APPLICATION
    return application and subject.nearest(clause.text[: word.start()]) is not Side.EMPLOYER


@lru_cache(maxsize=256)
def _denied_nouns(job: Source) -> dict[str, tuple[int, int]]:
    """The nouns of which a posting says that there are none, where it never speaks of them otherwise."""
    found: dict[str, tuple[int, int]] = {}
    for match in _DENIED.finditer(job.text):
        name = stem(folded(match["noun"]))
        if name not in _COMMON and sum(stem(folded(word.group())) == name for word in WORD.finditer(job.text)) == 1:
            found[name] = match.span()
    return found


def _spared(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What is told as absent, of which the posting says that there is some."""
    job = letter.sources.job
    for match in _NONE_OF.finditer(clause.text):
        if letter.frame(clause).candidate_only:
            continue
        what = (match["what"] or match["never"] or match["spared"]).lower().replace("-", " ")
        pattern = next((given for name, given in _SAME_AS.items() if what.startswith(name)), re.escape(what))
        for given in re.finditer(rf"\b(?:{pattern})\b", job.text, re.IGNORECASE):
            if _RULED_OUT.search(job.text[: given.start()][-_REACH:]) or _RULED_OUT_AFTER.match(job.text[given.end() :][:_REACH]):
                continue
            reason = f"You wrote '{match.group()}'; the posting speaks of '{given.group()}'."
            yield claim(clause, *match.span(), Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, job.evidence(*given.span()))
            break
