"""Whose something is that a clause names at a place: the candidate's, the employer's, or nobody's.

    whose(letter, clause, start, end)    -> Side.EMPLOYER for `Kafka` in `your Kafka platform`

The nearest pronoun before it tells, else the one behind it, else what the clause is about as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.abilities.ability import ABILITY
from pipeline.grounding.abilities.lacking import behind_list, is_listed
from pipeline.grounding.abilities.nearby import REACH, WINDOW, around, last
from pipeline.grounding.frames import Side
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern

_OWN = {
    Direction.APPLICATION: r"I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|mine|[Mm]yself|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]ur|ours|us",
    Direction.OUTREACH: r"[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Yy]ourself",
}
_OTHER = {
    Direction.APPLICATION: r"[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Tt]hey|[Tt]heir",
    Direction.OUTREACH: r"I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]urs?|us|[Tt]hey|[Tt]heir",
}
_JOB = r"(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+[ -]){0,3}?(?:role|post|position|job|vacancy|posting|advert|advertisement|ad|opening|team|company|client|firm|practice)(?:['’]s)?"
_MARKS = {
    direction: compiled(rf"\b(?:(?P<own>{_OWN[direction]})|(?P<other>{_OTHER[direction]}|{_JOB}))(?![\w’'])") for direction in Direction
}
DATIVE = re.compile(r"\b(?:offer|bring|give|provide|promise|show|lend)(?:s|ing)? (?:you|us)(?![\w'’])")
"""To whom something is given, which is not whose it is: `I can offer you Kafka`."""
_LONGEST_VERB = 20
_OFFERED = re.compile(
    r"[Yy]ou(?: (?:get(?! on\b)|receive|join|start (?:with|on|in|by|at)|begin (?:with|on|in|by|at))\b|['’](?:ll|d (?:have (?:an?|the|your|full|real|plenty|some|several|two|three|four|five|six|seven|eight|nine|ten|\d+)|be|get|own|run|lead|work|join|take|help|build|report|see|find|use|need|do|spend))| (?:would|will|could|can|shall|get to|are to)(?! (?:have \w+(?:ed|en|t)|already|see|recall|remember|say|tell|claim))|['’]re (?:going )?to)\b"
)
"""`You would work on ...`: what the post brings."""
_WOULD = re.compile(r"[Yy]ou(?:['’](?:ll|d)| (?:would|will|could|can|shall|get to|are to))\b(?! (?:have )?\w+ed\b)")
_AS_PART = compiled(r"(?:[Aa]s (?:an? )?(?:part|members?|colleagues?) of|[Ww]ithin|[Ii]nside|[Hh]ere at) ")
_THEIR_OWN = {
    Direction.APPLICATION: re.compile(r" (?:\w+ )?(?:in|of|at|on|across|within|throughout) your\b"),
    Direction.OUTREACH: re.compile(r" (?:\w+ )?(?:in|of|at|on|across|within|throughout) our\b"),
}
_THE = re.compile(r"\bthe (?:[\w-]+ ){0,2}$")
"""`the Macs in your fleet`: before and behind what is theirs."""
_ASIDE = re.compile(r"(?:which|whom?) (?:I|you)\b[^,;]{0,40}, and (?=[a-z]+ )")
"""Behind it the clause before goes on: `we use Docker, which you know, and run it on Kubernetes`."""
_PREDICATED = {
    direction: re.compile(
        rf"^ ?(?:is|are|was|were|has been|have been|remains?|comes?|lies|sits?)(?: (?:all|both|already|now|also|still|long|safely|firmly|very|much|part of|among|within|under|in|on|at|routine|second nature|daily|everyday|familiar|easy|plain|nothing new|old|bread|work|business|to|for)){{0,5}} (?:{pronoun})\b"
    )
    for direction, pronoun in ((Direction.APPLICATION, "my|mine|me"), (Direction.OUTREACH, "your|yours|you"))
}
"""`... are all in my hands`: whose something is by the predicate, when the pronoun before it stands in another part of the sentence."""
_AT = re.compile(r"(?: (?!and\b|or\b|I\b|we\b|you\b)[a-z][\w-]*){0,3}? (?:at|for|with) (?:the )?(?=[A-Z])")
_PORTRAIT = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|an? (?:[\w-]+ ){0,2}(?:person|man|woman|colleague|hand|[a-z]{3,}(?:er|or|ist|ian|ant|se))|she|he)\b[^.;]*\bwho\b|^(?:Does|Can|Is|Has) (?:she|he)\b"
)
"""`an engineer who has signalled for eight years might have an answer`: the candidate as a third person."""
_WORK_TOLD = compiled(
    r"(?:(?:[Dd]ay to day|[Ii]n practice|[Mm]ost days|[Ii]n fact|[Mm]ostly),? )?(?:[Tt]hat|[Tt]his|[Tt]hose|[Tt]he|(?:[Mm]uch|[Mm]ost) of (?:that|this|the)) (?:\w+ )?(?:work|job|role|post|position|years|time|stint)(?: there)? (?:has |have |had )?(?:also |mostly |often )?(?:meant|involved|included|consisted of|covered|revolved around)\b"
)
"""What the candidate's work was made of, behind a sentence that tells of it."""
_PARTED = re.compile(r"[,;:]")
_TO_READER = compiled(
    r"(?<!ed )\b(?:with|for|around|beside|alongside|near|behind|to (?:help|teach|train|support|show)|(?:help|teach|train|support|coach|mentor|guide|assist|join|hand|send|pay|walk|brief|settl)(?:s|es|ing)?|(?:want|ask|need|expect|let)(?:s|ing)?|(?:give|offer|promise|lend)s?|(?:talk|speak|listen|answer|turn|write|report)s?(?: back)? to) you\b(?!['’](?:re|ve|d)| (?:have|had|know|are|were|did|can|could|will|would|use|ran|run|led)\b)",
    re.IGNORECASE,
)
"""The reader as the one who is given something: `with you for demos`, `dietitians teach you`."""
_MOST_GIVEN = 4
"""Pronouns back that are looked at for a subject."""
_HEAD_OFFERS = compiled(
    r"(?:[Yy]ou(?:['’](?:ll|d)| (?:would|will|could|can|shall|get to|are to))\b(?! have (?:\w+ed|done|seen)\b)|\b(?:for|with|around|beside|behind) you\b|"
    r"\b(?:with|for|at|alongside|beside) us\b|\b(?:[Ww]e|[Oo]ur)\b|"
    r"\b(?:[Tt]he|[Tt]his|[Yy]our|[Ff]irst|[Nn]ew|[Hh]ere['’]s the|each|every|a) (?:[\w-]+ ){0,2}?(?:work|day|days|week|weeks|month|months|year|job|role|post|position|team|stack|package|perks|benefits|duties|tasks|rota|brief|plate|desk|agenda|menu|catch|patch|remit|kitchen|shop|toolbox|place|setting)\b|"
    r"^\W*(?:[Dd]ay[- ]to[- ]day|[Dd]uties|[Tt]asks|[Tt]ravel|[Bb]enefits|[Pp]erks|[Rr]equire\w*|[Nn]eeded|[Ww]anted|(?:[Ii]n )?[Ss]hort(?: version)?|[Rr]ole|[Jj]ob|[Pp]ost|[Ss]tack|[Tt]eam|[Tt]ools)\b)"
)
"""What heads a list of what a post brings: `What you'd do with us: `, `Day to day: `."""
_HEAD_OWN = compiled(
    r"\b(?:background|experience|r[eé]sum[eé]|cv|profile|skills?|career|fit|match(?:es)?|overlaps?|stood out|caught|why you|bring|know|have (?:\w+ed|done)|you(?:['’]ve| have| had| did| ran| were| are|['’]re)|past|record|saw|see|so far|current|present|previous|last|at (?-i:[A-Z])\w*)\b",
    re.IGNORECASE,
)
_DOES = compiled(
    r"\b[Yy]ou(?:['’]ve| have| (?!are\b|would\b|will\b|can\b|could\b|may\b|might\b|need\b|get\b|to\b|for\b|with\b|and\b|or\b)[a-z]+)\b|\b[Yy]our (?:\w+ ){0,2}(?:experience|background|skills?|knowledge|years|work)\b"
)
"""The reader as one who does, behind the head of a list."""
_IN_POST = compiled(
    r"(?:^|[,;:] )(?:(?:[Oo]n )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days|[Mm]ornings|[Aa]fternoons|[Ee]venings|[Hh]ere|(?:[Tt]ogether )?[Ww]ith us|[Aa]t first|[Dd]ay to day|[Ee](?:ach|very) \w+|(?:[Ii]n|[Aa]s|[Ff]or) (?:the|this|our|an?) (?:[\w-]+ ){0,3}?(?:role|post|position|job|team|seat|[A-Z]\w+)),? you (?=(?!have\b|had\b|were\b|are\b|did\b|know\b)[a-z]+(?<!ed)(?<!ew)(?<!an)\b)"
)
"""`In the post you look after`: the present of the post."""
_DRAWS = compiled(
    r"^[^,;:.]{0,60}? (?:is|are|was|were) (?:(?:also|exactly|precisely|just|partly|in part|one|two|three|more|part|half|of|among|the|a|my|to|another|main|chief|very) ){0,5}(?:(?:what\b[^,;.]{0,25}? (?:me|I(?:['’]m| am) (?:\w+ )?(?:writ|appl|ask)|I (?:write|wrote|ask|asked) (?:to you )?(?:about|for))|(?:why|reasons?(?: (?:why|that))?)\b[^,;.]{0,25}? (?:me|I(?:['’]m| am)? (?:\w+ )?(?:writ|appl|ask)))|reasons? (?:to|for) (?:writ|appl|ask))"
)
"""What made the candidate write: `The course is what made me write`."""
_LIKENS = re.compile(
    r"\b(?:match\w*|fits?|aligns?|mirrors?|echo\w*|resembl\w*|overlaps?|suits?|meets?|answers?|complements?|corresponds?|maps?|like|close|closer|near|relates?|helps?|(?:c|w)ould|might|may|will)\b"
)
"""What makes a thing of the candidate's one beside another: `my toolkit, which fits a team on Redis`."""


def whose(letter: Letter, clause: Clause, start: int, end: int) -> Side | None:
    """Whose it is: by the nearest pronoun before, else behind, else in the clauses before of the same sentence."""
    direction, (before, after) = letter.sources.direction, around(clause.text, start, end)
    if (
        is_listed(direction, before, after)
        or (direction is Direction.APPLICATION and frames.SOMEONE_GOT.search(clause.text, 0, start))
        or _at_past_employer(letter, after)
        or _is_portrait(letter, clause, start)
        or _is_work_told(letter, clause, start)
        or _is_of_own_thing(letter, clause, start)
    ):
        return Side.CANDIDATE
    if (
        _is_listed_offer(letter, clause, start)
        or _goes_on_before(letter, clause, start)
        or _is_part(letter, clause, start)
        or (_THE.search(before) and _THEIR_OWN[direction].match(after))
    ):
        return Side.EMPLOYER
    marks = _MARKS[direction]
    mark = last(marks, clause.text, start, WINDOW)
    if mark and (given := DATIVE.search(clause.text, max(0, mark.start() - _LONGEST_VERB), mark.end())) and given.end() == mark.end():
        mark = last(marks, clause.text, given.start(), WINDOW) or mark
    if mark and mark["other"] and _PARTED.search(clause.text, mark.end(), start) and _PREDICATED[direction].match(behind_list(after)):
        return Side.CANDIDATE
    subject = _subject_before(marks, clause.text, mark) if mark and direction is Direction.OUTREACH else mark
    if subject is None and (mark or (_DRAWS.may_stand(clause.text) and _DRAWS.match(clause.text[end : end + WINDOW]))):
        return Side.EMPLOYER
    mark = subject
    if mark is None:
        mark = marks.search(clause.text, end, end + WINDOW)
    elif mark["other"] and mark["other"].lower() in ("your", "yours", "our", "ours", "their", "my"):
        return _past_possessive(letter, clause, mark.start(), mark.end(), start)
    return _of_mark(letter, clause, mark)


def _of_mark(letter: Letter, clause: Clause, mark: re.Match[str] | None) -> Side | None:
    """Whose it is by a pronoun; without one, by what the clause is about."""
    if mark is not None:
        return Side.CANDIDATE if mark["own"] else Side.EMPLOYER
    about = letter.frame(clause).about
    return next(iter(about)) if len(about) == 1 else None


def is_offered(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether the last subject before a place is the reader of an outreach, with what the post will bring: `you'd have a say in how the services`."""
    if letter.sources.direction is not Direction.OUTREACH:
        return False
    mark = last(_MARKS[Direction.OUTREACH], clause.text, start, WINDOW)
    if mark is None or not mark["own"]:
        return False
    return bool(_OFFERED.match(clause.text, mark.start()) or (_IN_POST.may_stand(clause.text) and _is_in_post(clause.text, mark)))


def _is_part(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place is in what the reader would be a part of: `As part of Acme's QC group, you would plate cultures`."""
    if letter.sources.direction is not Direction.OUTREACH or not _AS_PART.may_stand(clause.text) or not _AS_PART.match(clause.text[:start]):
        return False
    subject = _MARKS[Direction.OUTREACH].search(clause.sentence.text, clause.start - clause.sentence.start + start)
    return bool(subject and _WOULD.match(clause.sentence.text, subject.start()))


def _is_in_post(text: str, mark: re.Match[str]) -> bool:
    """Whether the reader is told of as the holder of the post: `As a Shift Lead you plan`."""
    return any(found.end() == mark.end() + 1 for found in _IN_POST.finditer(text, max(0, mark.start() - REACH)))


def _subject_before(marks: Pattern, text: str, mark: re.Match[str]) -> re.Match[str] | None:
    """The last pronoun before one to whom something is given that is not such a one itself."""
    before: re.Match[str] | None = mark
    for _ in range(_MOST_GIVEN):
        if before is None or not (before["own"] and _is_given_to(text, before)):
            return before
        before = last(marks, text, before.start(), WINDOW)
    return None


def _is_given_to(text: str, mark: re.Match[str]) -> bool:
    """Whether a pronoun is that of the one whom something is given to, and not of the one who does it."""
    given = last(_TO_READER, text, mark.end())
    return bool(given and given.end() == mark.end())


def _is_listed_offer(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place of an outreach stands in a list behind a head that speaks of the post."""
    sentence, place = clause.sentence.text, clause.start - clause.sentence.start + start
    colon = sentence.rfind(": ", max(0, place - WINDOW), place) if letter.sources.direction is Direction.OUTREACH else -1
    if colon < 0:
        return False
    head = sentence[max(0, colon - REACH) : colon]
    return bool(_HEAD_OFFERS.search(head)) and not (_HEAD_OWN.search(head) or _DOES.search(sentence, colon, place))


def _goes_on_before(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place stands behind an aside where the clause before, of the employer, goes on."""
    aside, before = _ASIDE.match(clause.text), clause.previous
    return bool(aside and aside.end() <= start and before and letter.frame(before).employer_only)


def _is_work_told(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place stands behind the candidate's work, told of just before: `Day to day, that work has meant running Kubernetes`."""
    told, before = _WORK_TOLD.match(clause.text) if _WORK_TOLD.may_stand(clause.text) else None, clause.previous
    if told is None or before is None or before.sentence.paragraph != clause.sentence.paragraph or start < told.end():
        return False
    frame = letter.frame(before)
    return (
        frame.candidate_only
        and frame.claims
        and not last(_MARKS[letter.sources.direction], clause.text[told.end() : start], start - told.end(), WINDOW)
    )


def _is_of_own_thing(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place is told of a thing of the candidate's that the clause before names: `, which spans Docker, fits your stack`."""
    direction = letter.sources.direction
    if not frames.tells_of_own(clause, direction) or _LIKENS.search(clause.text, 0, start):
        return False
    return last(_MARKS[direction], clause.text, start, WINDOW) is None


def _at_past_employer(letter: Letter, after: str) -> bool:
    """Whether what stands at a place is told of a past employer right behind it: `Running the ward at Acme is what ...`."""
    link = _AT.match(after)
    return bool(link) and any(
        link and start == link.end()
        for position in letter.sources.positions
        if position.employer
        for start, _ in names.mentions(after, position.employer.value)
    )


def _is_portrait(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place of an outreach is told of somebody who worked where the candidate did."""
    if letter.sources.direction is not Direction.OUTREACH:
        return False
    text, place = clause.sentence.text, clause.start - clause.sentence.start + start
    portrait = _PORTRAIT.search(text, 0, place)
    if portrait is None or _MARKS[Direction.OUTREACH].search(text, portrait.end(), place):
        return False
    return any(position.employer and names.find(text, position.employer.value) for position in letter.sources.positions)


def _past_possessive(letter: Letter, clause: Clause, at: int, after: int, start: int) -> Side:
    """`your Kafka platform` is theirs; `I bring your team ten years of experience with Kafka` is not."""
    mark = last(_MARKS[letter.sources.direction], clause.text, at, WINDOW)
    if mark and mark["own"] and ABILITY.search(clause.text, after, start):
        return Side.CANDIDATE
    return Side.EMPLOYER
