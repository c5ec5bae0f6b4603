"""The terms of `employer_terms` that an email tells of the employer, against the posting's words for them: `health cover`, `hybrid work`.

    for claim in find(letter, clause): ...

A term counts where the employer is its subject, and it is neither denied nor asked for. What the posting rules out (`no sponsorship`) is
contradicted, what only the request says is supported. Not covered: for whom of the staff a term is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.places import geography
from pipeline.grounding.posting import employer_onset, employer_terms, news
from pipeline.grounding.words import folded
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.posting.employer_terms import Term
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_REACH = 150
"""Characters before and behind a statement that decide about it."""
_OF_ROLE = re.compile(r"\b(?:role|position|post|opportunity|job|team|company|firm|we|our|my client|client|salary)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:(?:if|unless|in case)\b[^,]*$|whether|(?<!position is )(?<!role is )(?<!post is )(?<!job is )open to|prefer(?:red)?|interested in|looking for|want(?:ing)?|would like|asked? (?:about|whether)|depending)(?!\w)",
    re.IGNORECASE,
)
_LONG = 5
"""Letters from which a word that stands within another is no chance."""
_WE = re.compile(r"\b(?:we|our|the role|it)\b", re.IGNORECASE)
_YOUR_PAST = re.compile(
    r"\b(?:you(?:['’]ve| have| had| were| also| then| once| first| later| already|,)* (?:(?!need|exceed|proceed|succeed|feed|speed)\w+ed|ran|led|built|held|taught|wrote|took|made|kept|spent|did|been|worked|drove|sold|grew)|your (?:\w+ ){0,6}(?:years|time|work|experience|background|shifts|record|days|months))\b",
    re.IGNORECASE,
)
_YOU_DID = re.compile(r"you(?:['’]ve)?\b[^,.;]*\w{3}ed$", re.IGNORECASE)
"""A term that has the candidate for its subject: `you more than doubled`."""
_NOT_SO = re.compile(
    r"[^.;,]{0,45}\b(?:is|are|was|be|were|remains?) (?:\w+ly )?(?:not|out(?! (?:of|on))|off|excluded|ruled out|unavailable|impossible|no longer)\b|[^.;,]{0,12}n['’]t\b|[^.;,]{0,20}\bcannot\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:there(?:['’]s| is| are)|pays?|offers?|get|earn|receive|have|has) (?:also )?(?:no|neither|never)\b", re.IGNORECASE)
"""A term that is told as absent by a word of its own: `There is no bonus`."""
_TURN = re.compile(r".*\b(?:but|instead|however|though|just)\b", re.IGNORECASE | re.DOTALL)
"""Up to here a denial reaches: `no bonus, but we help with the move`."""
_SOME_PLACE = re.compile(r"[^.;:\n]{0,25}\b(?:from|in|outside(?: of)?) (?:the )?[A-Z]")
"""`Unable to accommodate remote work from Hawaii` leaves it possible elsewhere."""
_LIKED = re.compile(r"\b(?:love|like|admire|enjoy|value|appreciate|by|to|of|in|about) (?:the|that|how|a|an) (?:\w+ ){0,2}$")
_POINTS_BACK = re.compile(r"\b(?:that|those)\s+$", re.IGNORECASE)
"""`over that 14-month contract`: what was told before is meant."""
_VALUED = re.compile(
    r"[^.;:]{0,60}? (?:is|are|sounds?|looks?|seems?|makes?) (?:all |both |also |very |most |more than |a |an |\w+ly )*(?:welcome|generous|attractive|good|great|fair|fine|appealing|reassuring|ideal|perfect|unusual|rare|kind|tempting|bonus|plus|pleasure|draw)\b",
    re.IGNORECASE,
)
"""What is valued before anybody is named: `Private health cover and a pension are welcome`."""
_ADDRESSED = re.compile(r"you(?:r|['’]ve)?\b", re.IGNORECASE)
"""A term that has the employer for its subject: `I read that you doubled`."""
_LIKES = re.compile(
    r"^\W*(?:and |but )?I (?:also |really |particularly |do )?(?:like|love|appreciate|value|welcome) (?:the|that there (?:is|are) an?) $"
)
_ENDS = re.compile(r"\W*$| (?:and|too|as well)\b")
"""What is liked and told of nobody is the post's: `I like the flexible hours`."""
_PROSPECT = re.compile(
    r"\b(?:(?:prospect|offer|promise|chance|possibility|option) of (?:an? |the )?|(?:chance|option|freedom|possibility|opportunity) to (?:\w+ )?)$",
    re.IGNORECASE,
)
_LIKENED = re.compile(
    r"\b(?:as \w+ as|(?<!\bI )(?<!\byou )(?<!\bwe )(?<!\bto )(?<!['’]d )(?<!would )like|than) (?:an? |the )?$", re.IGNORECASE
)
"""Before what something is only likened to: `as rare as a unicorn`."""
_OF_IT = re.compile(r"\b(?:the|this) (?:\w+ ){0,2}$", re.IGNORECASE)
_RULED_OUT = re.compile(
    r"(?:\b(?:no|not|without|unable to|cannot|never|neither|nor|don['’]t|do not|doesn['’]t|can['’]t|won['’]t|isn['’]t|aren['’]t|rather than|instead of)\b|n['’]t\b)[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
_RULED_OUT_AFTER = re.compile(
    r"^(?: \w+)? ?[:?–-] ?(?:no|none|not|n/a|false)\b|^[^.;:\n,]{0,30}\b(?:not|n['’]t|cannot|unavailable)\b(?! only)", re.IGNORECASE
)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claims of a clause that are terms."""
    for term in employer_terms.that_may_stand(clause.text):
        for match in term.said.finditer(clause.text):
            if _is_told(letter, clause, match) and not _of_candidate(letter, clause, match, term):
                if judged := _term(letter.sources, clause, match, term):
                    yield judged
                break


def _is_told(letter: Letter, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a term is stated of the employer here, and not denied, asked for or made a condition."""
    before, after = clause.text[max(0, match.start() - _REACH) : match.start()], clause.text[match.end() : match.end() + 60]
    if _LIKENED.search(before):
        return False
    if (
        frames.denies(_TURN.sub("", before[-40:]))
        or _NONE.search(match.group())
        or (_OPEN.search(before) and not _WE.search(before))
        or _NOT_SO.match(after)
    ):
        return False
    frame = letter.frame(clause)
    outreach = letter.sources.direction is Direction.OUTREACH
    if frame.mood is Mood.QUESTION and not (outreach and _OF_ROLE.search(before[-60:] + after[:30])):
        return False
    named = Side.EMPLOYER in frame.about or frame.mood is Mood.WISH or _is_of_company(letter, before) or bool(_PROSPECT.search(before))
    named = named or bool(_LIKES.match(before) and _ENDS.match(after))
    return outreach or subject.of_impersonal(clause.text) or (named and _is_theirs(letter, clause, *match.span()))


def _is_of_company(letter: Letter, before: str) -> bool:
    """Whether the hiring company's name is the last subject before a piece."""
    company = letter.sources.job_facts.company
    return company is not None and subject.of_company(before, company.value)


def _is_theirs(letter: Letter, clause: Clause, start: int, end: int) -> bool:
    """In an application: whether the nearest subject is the employer."""
    before = clause.text[max(0, start - _REACH) : start]
    if _is_of_company(letter, before) or _ADDRESSED.match(clause.text, start):
        return True
    side = subject.nearest(before)
    if side is None and _VALUED.match(clause.text, end):
        return True
    if side is None:
        if _POINTS_BACK.search(before):
            return False
        side = subject.first(clause.text[end : end + _REACH])
        return (
            _OF_IT.search(before) is not None
            or _PROSPECT.search(before) is not None
            or (side is Side.EMPLOYER if side else letter.frame(clause).employer_only or _is_posting_s(letter, clause.text[:start]))
        )
    return side is Side.EMPLOYER or _LIKED.search(before) is not None


def _is_posting_s(letter: Letter, before: str) -> bool:
    """Whether a term has a subject that the posting has and the resume has not: `fellows may work from`."""
    return any(letter.sources.job.has_word(word) and not letter.sources.resume.has_word(word) for word in news.telling(before))


def _of_candidate(letter: Letter, clause: Clause, match: re.Match[str], term: Term) -> bool:
    """Whether the candidate is meant by an outreach's `you`: what is past is told, or the resume has the words."""
    frame = letter.frame(clause)
    if letter.sources.direction is not Direction.OUTREACH or frame.employer_only:
        return False
    if _YOU_DID.match(match.group()):
        return True
    if frame.candidate_only and (_YOUR_PAST.search(clause.text) or _stands_in(letter.sources.resume, match.group())):
        return True
    return bool(term.said.search(letter.sources.resume.text))


def _stands_in(resume: Source, said: str) -> bool:
    """Whether the long words of a term stand in a resume, be they run together with the next (`bonusesand pay`)."""
    words = [word for word in folded(said).split() if len(word) >= _LONG]
    return bool(words) and all(word in resume.folded for word in words)


def _term(sources: Sources, clause: Clause, match: re.Match[str], term: Term) -> Claim | None:
    said, job = match.group(), sources.job
    given = _given(job, term)
    kept = next((span for span in given if not _denied(job.text, *span)), None) or _same_words(job, said)
    verdict, reason, found = Verdict.SUPPORTED, "The posting says so.", job.evidence(*kept) if kept else None
    if kept and employer_onset.is_paid(said, job.text, *kept):
        verdict, reason = Verdict.CONTRADICTED, f"You wrote '{said}'; the posting gives a price."
    elif not kept and (found := _countries(job, said)):
        pass
    elif not kept and (found := _in_request(sources, term)):
        reason = "The request says so."
    elif not kept and (other := _against(job, term, given)):
        verdict, reason, found = Verdict.CONTRADICTED, f"You wrote '{said}'; the posting rules out {term.name}.", job.evidence(*other)
    elif not kept and (term.against or given):
        return None
    elif not kept:
        verdict, reason = Verdict.UNSUPPORTED, f"You wrote '{said}'; the posting does not mention {term.name}."
    return claim(clause, *match.span(), Kind.EMPLOYER_SIDE, verdict, reason, found)


@lru_cache(maxsize=4096)
def _given(job: Source, term: Term) -> tuple[tuple[int, int], ...]:
    """Where a posting speaks of a term."""
    return tuple(one.span() for one in term.given.finditer(job.text))


def _countries(job: Source, said: str) -> Evidence | None:
    """The first of as many countries as a text counts, where the posting names them: `in two countries`."""
    if "countr" not in said:
        return None
    named = {place.name: place for place in geography.named_in(job.text) if place.name in geography.COUNTRIES}
    many = [number for number in numbers.find(said) if number.value == len(named)]
    first = next(iter(named.values()), None)
    return job.evidence(first.start, first.end) if many and first else None


def _against(job: Source, term: Term, given: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Where the posting rules a term out, be it by another; not where it does so for some places only."""
    if term.against:
        return next((one.span() for one in term.against.finditer(job.text) if not _denied(job.text, *one.span())), None)
    return given[0] if given and not any(_SOME_PLACE.match(job.text, end) for _, end in given) else None


def _same_words(job: Source, said: str) -> tuple[int, int] | None:
    """Where the posting has the very words, not ruled out."""
    found = job.find(said)
    if found is None or found.start is None or found.end is None or _denied(job.text, found.start, found.end):
        return None
    return found.start, found.end


def _denied(text: str, start: int, end: int) -> bool:
    """Whether a text denies what stands at a place."""
    before = _TURN.sub("", text[max(0, start - 60) : start])
    return bool(_RULED_OUT.search(before) or _RULED_OUT_AFTER.match(text[end : end + 60]))


def _in_request(sources: Sources, term: Term) -> Evidence | None:
    request = sources.request
    found = (text for text in (request.wishes, request.subject) if text and (term.given.search(text) or term.said.search(text)))
    return next((sources.given(text) for text in found), None)
