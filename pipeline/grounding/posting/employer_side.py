"""What an email says of the employer, the role and the pay: it must stand in the posting or in the request.

Numbers in clauses about the employer stand in the posting with a unit that fits, or follow from numbers of one paragraph there; perks,
kinds of contract, funding, growth, prizes, rank and ownership (`employer_terms`) in the posting's words for them; what the firm
`recently` did, clients and offices by their names. Chiefs, tools, rhythms, marks, steps of the hiring, things of a list and conditions
have modules of their own (`chiefs`, `told_names`, `rates`, `marks`, `hiring_steps`, `listed`, `conditions`). In an application this catches flattery with facts in it
(`your recent Series B`); plain praise is no claim. What the posting rules out (`no sponsorship`) is contradicted.

Not covered: numbers up to three that the posting does not count, lengths of calls, what the firm makes, duties, and whether a right number is told of
the right thing. Statements in the negative are read by `negative`, years and months of a calendar by `moments`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames, proper, subject
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import digits, numbers
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled, keys
from pipeline.grounding.places import geography
from pipeline.grounding.posting import (
    chiefs,
    employer_numbers,
    employer_onset,
    listed,
    marks,
    possessions,
    role_named,
    told_names,
    unheard,
)
from pipeline.grounding.posting.conditions import hiring_steps, offers, openings, rates, years_asked
from pipeline.grounding.posting.conditions import told as conditions
from pipeline.grounding.posting.employer_terms import TERMS
from pipeline.grounding.words import WORD, any_in, folded, has_any, stem, stems
from pipeline.profile.skill_names import spellings
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
_OF_IT = re.compile(r"\b(?:the|this) (?:\w+ ){0,2}$", re.IGNORECASE)
_RULED_OUT = re.compile(
    r"(?:\b(?:no|not|without|unable to|cannot|never|neither|nor|don['’]t|do not|doesn['’]t|can['’]t|won['’]t|isn['’]t|aren['’]t|rather than|instead of)\b|n['’]t\b)[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
_RULED_OUT_AFTER = re.compile(
    r"^(?: \w+)? ?[:?–-] ?(?:no|none|not|n/a|false)\b|^[^.;:\n,]{0,30}\b(?:not|n['’]t|cannot|unavailable)\b(?! only)", re.IGNORECASE
)
_DONE = (
    "acquired bought merged launched opened expanded raised secured closed won announced signed moved released completed introduced unveiled partnered celebrated earned received landed rebranded "
    "relocated doubled tripled hired built finished entered joined added started became set created rolled shipped published passed reached invested appointed"
)
_RECENT = re.compile(
    rf"(?<![\w'’])(?P<who>we|we['’]ve|you|you['’]ve|they|they['’]ve|it|it['’]s|who|which|company|team|client|firm|school|hospital)(?: have| has|['’]s)? (?:also )?(?P<adverb>recently|just|newly|lately) (?P<verb>{_DONE.replace(' ', '|')})\b(?P<what>[^,.;]{{0,60}})",
    re.IGNORECASE,
)
_RECENT_NOUN = re.compile(
    r"\b(?:[Yy]our|[Oo]ur|[Tt]he company['’]s|[Ii]ts|[Tt]heir|(?:[A-Z][\w&.]+ ){1,3}?(?<=s )|[A-Z]\w+['’]s?) (?:team['’]s |company['’]s )?(?P<adverb>recent|latest|upcoming|newest|newly announced|brand[- ]new) (?P<what>(?:[\w-]+ ){0,3}?(?P<noun>acquisition|merger|launch|expansion|funding|partnership|award|growth|success|announcement|round|investment|opening|move|product|release|rebrand\w*|"
    r"office|headquarters|campus|contract|deal|win|IPO|[Ss]eries [A-F]|article|paper|report|blog post|talk|podcast|campaign|project|store|plant|hire|results|entry into))\b",
)
_NAME = r"(?:[A-Z][\w&'’.-]*\w|[A-Z]{2,})"
_NAMES = rf"{_NAME}(?: (?:of |and |& |the |de )?{_NAME}){{0,3}}"
_LISTED = compiled(
    rf"\b(?:clients?|customers?|partners?|investors?|sponsors?|users|brands?|competitors|offices?|headquarters|headquartered|HQ|branches|hubs?|stores?|studios?|sites?|labs?|plants?|warehouses?|campus(?:es)?|presence|operations|locations?|teams?)\b"
    rf"(?: (?:such as|include|includes|including|like|are|is|ranging from|in|across|at|from|both in|and operations in|located in|based in)| ?[,:(]| (?:already |currently )?(?:include|including))+ (?:the likes of |both |in |places like |cities like )?(?P<names>{_NAMES}(?:(?:, (?:and |or )?| and | or | & | to ){_NAMES}){{0,5}})"
)
_FUNDED = compiled(
    rf"\b(?:(?:backed|funded|financed|owned|acquired|bought) by|(?:round|[Ss]eries [A-H]|investment|funding|capital)(?: \w+){{0,2}} (?:led by|from|by)) (?:investors? (?:like|such as|including) |the likes of )?(?P<names>{_NAMES}(?:(?:, (?:and |or )?| and | & ){_NAMES}){{0,3}})"
)
_SPLIT = re.compile(r", (?:and |or )?| and | or | & | to ")
_CAPITAL = re.compile(r"\b[A-Z][\w&.-]+")
_FROM_AFAR = re.compile(r"\b(?:remote|hybrid|telework|telecommut|home[- ]?office|(?:from|at) home)", re.IGNORECASE)
_AFAR_ABROAD = re.compile(
    r"remot|h[iy]brid|tele-?(?:trab|trav|lavor|arb)|home-?\s?office|mobiles arbeiten|smart working|a distan[cz]|desde casa|de casa|zu hause|thuis"
)
"""How other languages say, without accents, that work is done from afar."""
_COMMON = frozenset("i we you our your my it the a an this that there here monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december both europe english".split())  # fmt: skip


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email about employer, role and pay; what a posting in another language would say in words of its own is left unsure."""
    for found in _found(letter):
        sure = letter.sources.job.is_english or found.verdict is not Verdict.UNSUPPORTED or _would_stand(letter.sources.job, found.text)
        yield found if sure else found.model_copy(update={"verifiable": False})


def _would_stand(job: Source, said: str) -> bool:
    """Whether a posting in another language would have what is said in words that can be seen: numbers, names, work from afar."""
    if _FROM_AFAR.search(said):
        return not _AFAR_ABROAD.search(job.folded)
    return bool(numbers.find(said)) or bool(_CAPITAL.search(said))


def _found(letter: Letter) -> Iterator[Claim]:
    """The claims as if every posting were in English."""
    words = keys(letter.email.subject) | keys(letter.email.body)
    terms = [(term, there) for term in TERMS if (there := term.said.needed & words)]
    for clause in letter.clauses:
        if clause.role in (Role.TEXT, Role.SUBJECT):
            yield from employer_numbers.judged(letter, clause)
            yield from _terms(letter, clause, terms)
            yield from offers.find(letter, clause)
            yield from unheard.find(letter, clause)
            yield from possessions.find(letter, clause)
            yield from conditions.find(letter, clause)
            yield from digits.find(letter, clause)
            yield from role_named.find(letter, clause)
            if letter.frame(clause).mood is not Mood.QUESTION:
                yield from _news(letter, clause)
                yield from chiefs.find(letter, clause)
                yield from _named(letter, clause)
                yield from employer_onset.find(letter, clause)
                yield from told_names.find(letter, clause)
                yield from rates.find(letter, clause)
                yield from hiring_steps.find(letter, clause)
                yield from listed.find(letter, clause)
                yield from marks.find(letter, clause)
                yield from openings.find(letter, clause)
                yield from years_asked.find(letter, clause)


def _terms(letter: Letter, clause: Clause, terms: list[tuple[Term, frozenset[str]]]) -> Iterator[Claim]:
    """The claims of a clause that are terms, each given with the words that it needs and the email has."""
    low, words = clause.text.lower(), keys(clause.text)
    for term, needed in terms:
        if needed.isdisjoint(words) or not any_in(low, term.needs):
            continue
        for match in term.said.finditer(clause.text):
            if _is_told(letter, clause, match) and not _of_candidate(letter, clause, match, term):
                if judged := _term(letter.sources, clause, match, term):
                    yield judged
                break


def _is_told(letter: Letter, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a term is stated of the employer here, and not denied, asked for or made a condition."""
    before, after = clause.text[max(0, match.start() - _REACH) : match.start()], clause.text[match.end() : match.end() + 60]
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
    return any(letter.sources.job.has_word(word) and not letter.sources.resume.has_word(word) for word in _telling(before))


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


def _news(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What the employer is said to have done of late."""
    sources = letter.sources
    if not has_any(clause.text, ("recent", "just", "newly", "lately", "latest", "upcoming", "newest", "brand")):
        return
    for match in _RECENT.finditer(clause.text):
        if match["who"].lower().startswith("you") and sources.direction is Direction.OUTREACH:
            continue
        yield _borne_out(sources, clause, match.span(), _telling(f"{match['verb']} {match['what']}"))
    for match in _RECENT_NOUN.finditer(clause.text):
        if match.group().lower().startswith("your") and sources.direction is Direction.OUTREACH:
            continue
        yield _borne_out(sources, clause, match.span(), _telling(match["what"]))


def _telling(text: str) -> list[str]:
    return [word for match in WORD.finditer(text) if len(word := match.group()) > 3 and folded(word) not in _IDLE]


_IDLE = frozenset("with from into that this their your have been just also which where when them they over more than about some very and the for our new recent first".split())  # fmt: skip


def _borne_out(sources: Sources, clause: Clause, span: tuple[int, int], words: list[str]) -> Claim:
    """Supported where half of the telling words stand in the posting."""
    there = [word for word in words if sources.job.has_word(word)]
    said = clause.text[slice(*span)]
    if there and 2 * len(there) >= len(words):
        return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting tells of it.", sources.job.find(there[0]))
    return claim(clause, *span, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{said}'; the posting does not tell of it.")


def _named(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """Clients, partners, offices, investors and owners by name."""
    sources = letter.sources
    frame = letter.frame(clause)
    if Side.EMPLOYER not in frame.about:
        return
    for match in (*_LISTED.finditer(clause.text), *_FUNDED.finditer(clause.text)):
        start = match.start("names")
        for piece in _SPLIT.split(match["names"]):
            at = clause.text.index(piece, start)
            start = at + len(piece)
            if not piece[:1].isupper() or folded(piece) in _COMMON or len(spellings(piece)) > 1:
                continue
            known = _known(sources, piece)
            if known:
                yield claim(clause, at, start, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "A source names it.", known)
            else:
                yield claim(clause, at, start, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, f"You wrote '{piece}' of the employer; the posting does not name it.")  # fmt: skip


def _known(sources: Sources, name: str) -> Evidence | None:
    """Where a name, or its first telling word, stands in any source."""
    words = [match.group() for match in WORD.finditer(name)]
    for phrase in (name, *words):
        if found := sources.job.find(phrase) or sources.resume.find(phrase):
            return found
    if found := proper.knows(sources.job, name) or proper.knows(sources.resume, name):
        return found
    request = sources.request
    wanted = {stem(word) for word in words}
    for text in (request.wishes, request.subject, request.sender.name, request.recipient.name):
        if text and wanted & set(stems(text)):
            return sources.given(text)
    return None
