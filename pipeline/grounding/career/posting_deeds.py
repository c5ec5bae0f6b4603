"""Deeds that only the posting has, told as done: `I drew up the recovery plan for overdue inspections` where that is what the post is for.

Looks at a past deed of the candidate. Where most of its telling words are nowhere in the resume, under any ending or in a usual other
word, and two of those stand side by side in the deed and together in one sentence of the posting, the deed was borrowed. What a resume
says in words of its own keeps enough of them to be known. The deeds of a list are taken one by one as well (`I cook and ran audits`):
there most of the words must stand in one sentence of the posting, two of them nowhere in the resume. A deed in the present is looked
at where the posting has its very verb. Not covered: deeds that neither document has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import frames, subject
from pipeline.grounding.career import charge
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.passages import NEXT_DEED
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.periods import deeds
from pipeline.grounding.words import STOP_WORDS, WORD, folded, has_beginning, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_FEWEST = 2
"""Words that the resume lacks and one sentence of the posting has together."""
_SHARE = 0.6
"""How much of the deed the resume must lack."""
_ADVERBS = r"(?: (?:also|already|then|once|since|previously|personally|often|always|even|long|just|recently|repeatedly|regularly|\w+ly))*"
_OF_THEIRS = re.compile(
    r"(?: \w+){0,2} (?:to|that|how|what|about)\b| (?:applying|writing|contacting|interested|replying|responding|looking|excited|drawn)\b"
    r"|(?: \w+ly| most| also)? (?:[a-z]{3,}ed|drawn|struck|taken|driven|won|sold|bought) by\b"
    r"|(?: \w+ly| most| also)? (?:inspired|moved|motivated|impressed|encouraged|heartened|intrigued|fascinated|attracted|compelled|captivated|persuaded|touched|delighted|thrilled|proud|energi[sz]ed|committed|struck) (?:with|at|in|to)\b"
)
"""Behind a verb of what one thinks of a thing: `warmed at once to a chain`, or of what the letter is for: `am applying for`, or what others did: `am inspired by`."""
_SENTENCE = re.compile(r"[^\n.!?;]+(?:\.(?=\w)[^\n.!?;]+)*")
_UNTIL = re.compile(r"\b(?:until|till|before|once|if|unless|as soon as|by the time|the moment|whenever) $", re.IGNORECASE)
"""Before a present that is still to come."""
_TO_WHOM = re.compile(r" (?:to|for|with) (?:an?|the|my|your|our|their|its)\b")
"""Where a deed goes on with whom it was done for."""
_SUBJECT = {
    Direction.APPLICATION: re.compile(rf"\bI(?P<has>['’]ve| have| had)?{_ADVERBS} (?P<verb>[a-z]{{2,}})\b"),
    Direction.OUTREACH: re.compile(rf"\b[Yy]ou(?P<has>['’]ve| have| had)?{_ADVERBS} (?P<verb>[a-z]{{2,}})\b"),
}
_OTHERS = {
    Direction.APPLICATION: re.compile(r"\b(?:your|you|they|we|our|it|which|who|would|will|could|can|hope|want|need)\b", re.IGNORECASE),
    Direction.OUTREACH: re.compile(
        r"\b(?:(?:the|this) (?:role|job|post|position)|my|me|I|they|we|our|us|it|which|who|would|will|could|can|hope|want|need)\b",
        re.IGNORECASE,
    ),
}
"""What makes an item of a list another's, or a wish."""
_ROOT = 5
"""Letters at least by which a word is known under another ending: with four, a `contact` would be `content`."""
_TIME = re.compile(
    r"(?:in |during |about |around )?(?:the|that|this)(?: same| very| first| last)? (?:year|month|week|day|summer|winter|spring|autumn|fall|season|decade|time|moment)\b"
)
"""An item that sets what somebody else did beside a date: `in 2014, the year Acme was founded`."""
_TO_ME = re.compile(r"[a-z]+ (?:me|you)\b")
"""An item that tells what something else did for the candidate: `a placement, in which I sold bread, prepared me to`."""
_STUDIED = re.compile(
    r"[a-z]+ (?:my|an?|the|your) (?:[\w'’.-]+ ){0,2}(?:degree|bachelor|master|diploma|doctorate|certificate)(?:['’]?s)?\b"
)
"""A study, which other kinds read: `took my associate's degree there`."""
_CAREER = frozenset("job jobs post posts role roles position positions employer employers".split())
"""What everybody has held: `I have held three jobs`."""
_NO_DEED = frozenset(
    """
    read seen saw heard noticed noted learned learnt found felt thought understood known knew met wanted wished hoped looked asked applied attached enclosed included described mentioned admired followed liked loved enjoyed wrote written
    been had got come came gone went been interested decided considered dreamed waited watched visited used studied lived moved grown said told spoke spoken attended missed needed lacked tried imagined believed agreed chose chosen called
    stopped ceased quit avoided refused declined skipped
    posted listed advertised offered required asked stated explained closed opened received sent
    """.split()
)
"""Verbs behind which a thing of the employer's may stand."""
_NO_DEED_NOW = frozenset(
    """
    would will could can cannot might may should shall must want need hope wish like love enjoy value admire respect share understand know believe think feel see hear read find expect look bring offer appreciate welcome support agree
    seek prefer plan intend aim live come go still bring follow care trust guess suppose recognise recognize notice note gather apply
    """.split()
)
"""Verbs that tell nothing done in the present."""
_EVER = re.compile(r"(?:ever|never|just|also|already|once|recently|first) ")
_NOWHERE: set[int] = set()


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The deeds of a clause's list that only the posting has, each by itself."""
    sources, mood = letter.sources, letter.frame(clause).mood
    if mood not in (Mood.CLAIM, Mood.WISH) or not sources.resume.is_english or not sources.resume.text:
        return
    reason_given = frames.REASON.match(clause.text)
    if not _SUBJECT[sources.direction].search(clause.text, reason_given.end() if reason_given else 0):
        return
    company = sources.job_facts.company
    for start, end, past in _told(clause.text, sources.direction):
        what = clause.text[start:end]
        if not ((past and _is_borrowed(sources.resume, sources.job, what)) or _is_listed(sources.resume, sources.job, what, past=past)):
            continue
        if _STUDIED.match(what):
            continue
        beside = company and subject.tells_of(what, company.value)  # `the year Acme was founded`: what a deed is set beside
        if not beside and not (mood is Mood.WISH and frames.wishes(clause.text[:end])):
            reason = f"You wrote '{what}'; the posting has it, no line of the resume does."
            yield claim(clause, start, end, Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _told(text: str, direction: Direction) -> Iterator[tuple[int, int, bool]]:
    """Where the deeds of a clause's list stand, each from its verb on, and whether they are of the past."""
    start, past, verb = 0, None, -1  # `verb`: of verbs that share an object, where the first begins
    stops = [(match.start(), match.end()) for match in NEXT_DEED.finditer(text)]
    for end, following in (*stops, (len(text.rstrip(" .!")), len(text))):
        own = next(iter(reversed(list(_SUBJECT[direction].finditer(text, start, end)))), None)
        if own:
            past = _is_past(own) if _is_told(text, own) else None
            if (past is False or own["has"] in (" have", "'ve", "’ve")) and _UNTIL.search(text, 0, own.start()):
                past = None  # `until you say yes`, `once you have passed probation`
        first = own.start("verb") if own else start
        if past is not None and _OTHERS[direction].search(text, first, end):
            past = None
        if (
            past is not None
            and _EVER.sub("", text[first:end]).partition(" ")[0] not in _NO_DEED
            and (own or not (_TIME.match(text, first) or _TO_ME.match(text, first)))
        ):
            if " " not in text[first:end].strip() and text[first:end].isalpha():  # `solicit` of `I solicit and award contracts`
                verb = first if verb < 0 else verb
            else:
                yield (verb if verb >= 0 else first), end, past
                verb = -1
        start = following


def _is_told(text: str, own: re.Match[str]) -> bool:
    """Whether a verb behind the candidate's pronoun tells of a deed, and not of a thought, a wish or nothing."""
    verb = own["verb"]
    idle = verb in _NO_DEED or (not _is_past(own) and (verb in STOP_WORDS or verb in terms.IDLE or verb in _NO_DEED_NOW))
    return not (idle or _OF_THEIRS.match(text, own.end()) or terms.NOT_DONE.search(text[max(0, own.start() - 40) : own.start()]))


def _is_listed(resume: Source, job: Source, what: str, *, past: bool) -> bool:
    """Whether one sentence of the posting has most words of a deed, two of which the resume lacks, and no line of the resume has nearly as many."""
    deed = _TO_WHOM.split(what, maxsplit=1)[0]
    words = _content(deed)
    lacking = {stem(word) for word in words if job.has_word(word) and not _known(resume, word)}
    if len(lacking) < _FEWEST:
        return False
    verb, said = stem(words[0]) if what.startswith(words[0]) else "", frozenset(map(stem, words))
    line = max(_sentences(job), key=lambda one: len(one & said), default=frozenset())
    shared = line & said
    if len(shared & lacking) < _FEWEST or not (past or verb in shared):
        return False
    if len(shared) < _SHARE * len(said - ({verb} - shared)):
        return False
    return max((len(said & one) for one in _sentences(resume)), default=0) <= len(shared) - _FEWEST


def _known(resume: Source, word: str) -> bool:
    """Whether the resume has a word, one of the same root, or a usual other word for it."""
    if resume.has_word(word) or any(resume.has_word(other) for other in charge.other_words(word)):
        return True
    return len(word) > _ROOT and has_beginning(resume.folded, folded(word)[: max(_ROOT, len(word) - 3)])


def _is_past(match: re.Match[str]) -> bool:
    verb = match["verb"]
    past = verb.endswith("ed") or verb in deeds.IRREGULAR or (match["has"] and verb in deeds.PARTICIPLES)
    return bool(past) and verb not in _NO_DEED


def _is_borrowed(resume: Source, job: Source, what: str) -> bool:
    """Whether the resume lacks most of a deed's words, and the posting has some of them side by side."""
    words, sentences = _content(what), _sentences_with(job)
    placed = [(word, sentences.get(stem(word), _NOWHERE)) for word in words]
    pairs = [(one, other) for (one, here), (other, there) in pairwise(placed) if here & there]
    if not pairs:
        return False
    lacking = {word for word in words if not charge.held(resume, word)}
    return len(lacking) >= max(_FEWEST, _SHARE * len(words)) and any(lacking.issuperset(pair) for pair in pairs)


def _content(text: str) -> list[str]:
    """The words of a text that tell a deed."""
    return list(filter(_is_content, WORD.findall(text)))


@lru_cache(maxsize=8192)
def _is_content(word: str) -> bool:
    low = folded(word)
    return (
        len(low) > 2
        and not terms.digits(low)
        and low not in STOP_WORDS
        and low not in terms.IDLE
        and low not in _CAREER
        and not low.endswith("ly")
    )


@lru_cache(maxsize=256)
def _sentences(source: Source) -> tuple[frozenset[str], ...]:
    """The stems of each sentence of a document."""
    return tuple(frozenset(stems(line.group())) for line in _SENTENCE.finditer(source.text))


@lru_cache(maxsize=256)
def _sentences_with(source: Source) -> dict[str, set[int]]:
    """The numbers of the sentences of a document that have each stem."""
    found: dict[str, set[int]] = {}
    for number, sentence in enumerate(_sentences(source)):
        for word in sentence:
            found.setdefault(word, set()).add(number)
    return found
