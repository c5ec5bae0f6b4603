"""Words that an email has from the posting and tells of the candidate: `the croissants were mine`, `I went from repmgr to Patroni`.

A telling word of the posting, of which the resume has nothing under any ending, stands where a clause tells what the candidate did, knows
or holds. A word of the requirements is enough, or one where skills stand; of the rest of the posting it takes two in one clause. What the candidate read, likes or
would meet is told of the employer: so are words behind a verb of reading and liking, words before any `I` that are nobody's deed, and
verbs. Names of languages are `spoken`'s: `my clients were French`. Counted things (`130 hours of audio`) are the figures' business. Not covered: the posting's thing told in words that neither has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import proper
from pipeline.grounding.abilities import skill_terms
from pipeline.grounding.abilities.ability import skilled
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import is_in_name
from pipeline.grounding.abilities.localities import is_locality
from pipeline.grounding.abilities.telling_words import is_telling
from pipeline.grounding.abilities.whose import DATIVE
from pipeline.grounding.periods import deeds
from pipeline.grounding.sources import FORMALITY
from pipeline.grounding.words import WORD, folded, has_beginning, stem, stems
from pipeline.profile.languages import NAMES
from pipeline.profile.vocabulary import ORGANISATION_WORDS
from pipeline.schema import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Source

_SHORTEST = 4
_MEMBERS = {stem("currencies"): re.compile(r"[£$€₵₦₹¥]|\b(?:[A-Z]{2} )?(?:euros?|dollars?|pounds sterling|cedis?|naira|rupees?|pesos?|kron\w{1,2}|crowns|francs?|yen|USD|EUR|GBP|GHS)\b")}  # fmt: skip
"""What shows a kind of thing that a resume does not call by its name."""
_ROOT = 6
"""Letters of a long word by which its kin are known: `registration` and `registered`."""
_ENOUGH = 2
"""What the words of a clause must weigh together: one of the requirements, or two of the rest."""
_KNOWN = 2
"""Words of a thing that the resume has, behind which the last only says what sort of thing it is."""
_REACH = 110
_OWN = {
    Direction.APPLICATION: re.compile(r"(?<![\w'’])(?:I|I['’](?:m|ve|d)|[Mm]y|[Mm]ine|[Mm]yself|me)(?![\w’'])"),
    Direction.OUTREACH: re.compile(
        r"(?<![\w'’])(?:[Yy]ou(?! (?:for|to|as|about|from|with|in|an?|the|and)\b)|[Yy]ou['’](?:re|ve)|[Yy]ours?|[Yy]ourself)(?![\w’'])"
    ),
}
_HOUSES = ORGANISATION_WORDS | {"center", "centre"}
_VERBS = deeds.IRREGULAR | deeds.PARTICIPLES
"""A verb names no thing that one has: `a unit now taught by all six`."""
_HOLD = re.compile(r"(?:command|grasp|mastery|fluency|grounding|familiarity) (?=(?:of|in|with|over)\b)", re.IGNORECASE)
"""The having of an ability, and no ability."""
_FEELING = re.compile(
    r"\b(?:appreciation|admiration|affection|affinity|awe|compassion|curiosity|enthusiasm|excitement|eagerness|fascination|fondness|gratitude|hunger|love|passion|respect|reverence|sympathy|taste|thirst|zeal|zest)(?:$| (?:for|of|towards?|with|in|about) (?:[\w'’-]+ ){0,5}$)"
    r"|\b(?:taught|show(?:ed|n|s)?|learn(?:ed|t)?|kn[eo]w|saw|seen|underst(?:an|oo)d|reali[sz]ed?) (?:me |us |you )?(?:(?:about|early|well|soon) )?the (?:\w+ )?(?:value|worth|importance|point|weight) of (?:[\w'’-]+ ){0,4}$",
    re.IGNORECASE,
)
"""Up to what is felt or thought of something, and is no ability: `my appreciation for pedagogy`, `taught me the value of pedagogy`."""
_ADJECTIVE = re.compile(r"ical(?:ly)?$")
_POSSESSIVE = re.compile(r"(?:my|your)\b", re.IGNORECASE)
_OF_OWN = re.compile(r"(?:[Mm]y|[Yy]our)\b[^,;]*$")
"""From a possessive to what it owns."""
_THEIRS = {
    Direction.APPLICATION: re.compile(r"\b(?:[Yy]our|[Yy]ou|[Tt]heir)\b"),
    Direction.OUTREACH: re.compile(
        r"\b(?:[Oo]urs?|[Ww]e|[Tt]hey|[Tt]heir|us)\b|\b[Yy]ou(?:['’](?:d|ll)| (?:would|will|can|could|may|might|must|shall|need|get to|are to))\b"
    ),
}
_TAKEN_IN = re.compile(
    r"\b(?:underst(?:and|ood)|sees?|saw|seen|reads?|hear[d]?|likes?|liked|loved?|lov(?:e|ing)|appreciate|gather|expect|note[ds]?|noticed?|impressed|asks?|asked|writ(?:e|ing)(?: to (?:you|apply))? (?:about|because|for)|(?:contacting|apply\w*|application|think\w*|care|ask\w*|enthusiastic|excited|passionate) (?:about|for|to)|"
    r"suppose|prefer|admire|(?:fine|happy|content|okay|OK|ease) with|ready for|open to|remember|imagine|(?:know|see|tell) (?:why|what)|look(?:ed|ing)? (?:up|at|into)|visit(?:ed|ing)?|follow(?:ed|ing)|mention\w*|aware|moved by|warmed|reckon|assume|attracted|drawn|(?:drew|draws?|struck|strikes?|tempt(?:s|ed)) me|(?:caught|catch(?:es)?) my|stop(?:ped|s)? (?:at|on|over)|idea of|thought of|respect for|interest\w*|ambition|wish|please|send|on behalf of|nothing|hole|gap|(?:that|this) is (?:why|what|where))\b",
    re.IGNORECASE,
)
_BUT_OWN = re.compile(r"\b(?:I have|I['’]ve|my|[Yy]ou have|[Yy]ou['’]ve|your|having)\b")
_LABEL = re.compile(r" (?:side|competenc(?:y|ies)|requirements?|criteri(?:on|a)|front|box|line|bit|aspect|element|dimension|half)\b")
"""Behind a word that only says which part of the requirements is spoken of: `well qualified on the curatorial side`."""
_SAID_THAT = re.compile(r"\b(?:know|see|gather|believe|think|suppose|understand|sure|aware|say|says|note)(?: that)? [^,;]*$", re.IGNORECASE)
_HAS_VERB = re.compile(r" (?:is|are|was|were|can|will|would|may|might|must|do|does|has|have)\b")
"""Before and behind the subject of what somebody only says: `I know such maps are among the tools`."""
_VERB_BEFORE = re.compile(r"\b(?:I|[Yy]ou|[Ww]e|would|will|can|could|may|not|never|less|more|most)(?:['’]\w+)? (?:\w+ly )?$")
_PARTICIPLE_BEFORE = re.compile(r"(?:^|[,;:–—] |\b(?:and|while|am|are|been|was|were|by|not|still|now) )$")
_TO_BEFORE = re.compile(r"\bto (?:\w+ly )?$")
_TWO_BEFORE = re.compile(r"\b[a-z][\w-]{3,} [a-z][\w-]{3,} $")
_COUNTED = re.compile(r"\b\d[\d.,]*\+?(?: (?!and\b)[\w-]+){0,2} $")
_TAKEN_UP = re.compile(
    r"(?:,? (?!and\b|or\b|but\b|which\b)[\w'’-]+){0,3}?,? (?:(?:that |which )?(?:I|[Yy]ou)(?:['’]ve| have)? (?:\w+ly )?(?!would|will|could|can|might|may|should|am\b|are\b|do\b|have (?:no|not|yet|never|nothing|little)\b)\w+|(?:(?:is|are|was|were|has been|have been|comes?|remains?) (?:(?:all|both|already|now|also|still|long|safely|firmly|very|much|part of|among|within|under|in|on|at) ){0,4}?(?:mine|yours|second nature|daily|routine|(?:my|your)(?! (?:next|future|dream|list|wish|goal|aim|weak|gap))|something (?:I|you) (?:know|have|do)))\b)"
)
"""What makes a thing before any `I` the candidate's: `Ethylene oxide I know`, `the croissants were mine`."""
_CONTINUES = re.compile(
    r"(?:and |then |while |by |after |or |all while )?(?:(?:also|always|often|even|still|later|then|now|\w+ly) ){0,2}\w{3,}(?:ing|ed)\b"
)
_NOT_TOLD = re.compile(rf"{FORMALITY.pattern}|\S+@\S+|https?://\S+", re.IGNORECASE)
"""Formalities and addresses, which nobody claims as abilities."""


def find(letter: Letter, clause: Clause, taken: set[int]) -> tuple[int, int] | None:
    """The place of the first borrowed word of a clause, where its borrowed words are enough."""
    required, borrowable = _lacking(letter.sources.documents)
    if borrowable.isdisjoint(stems(clause.text)):
        return None
    said = _NOT_TOLD.sub(lambda match: " " * len(match.group()), clause.text)
    words = [match for match in WORD.finditer(said) if stem(match.group()) in borrowable]
    told = {stem(match.group()): match for match in reversed(words) if _is_told(letter, clause, match, taken)}
    if sum(_ENOUGH if word in required or skilled(clause, *match.span()) else 1 for word, match in told.items()) < _ENOUGH:
        return None
    return min(match.span() for match in told.values())


@lru_cache(maxsize=256)
def _lacking(documents: Documents) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of a posting's requirements, and of all of it, of which a resume has nothing, without those of its own name and place."""
    resume, facts = documents.resume, documents.job_facts
    if not resume.is_english or not resume.text:
        return frozenset(), frozenset()
    asked = "\n".join(documents.requirements)
    named = {word for fact in (facts.company, facts.location) if fact for word in stems(fact.value)}
    required = frozenset(_telling(asked, resume)) - _heads_of_known(asked, resume) - named
    return required, required | (frozenset(_telling(documents.job.text, resume)) - named)


def _heads_of_known(text: str, resume: Source) -> frozenset[str]:
    """The plain words that everywhere in a text stand behind two words of which the resume has both: the circuits of `motor control circuits`."""
    apart: set[str] = set()
    behind: set[str] = set()
    words = list(WORD.finditer(text))
    for number, match in enumerate(words):
        before = words[max(0, number - _KNOWN) : number]
        joined = len(before) == _KNOWN and all(a.end() + 1 == b.start() and text[a.end()] == " " for a, b in pairwise((*before, match)))
        known = joined and all(len(one.group()) >= _SHORTEST and resume.has_word(one.group()) for one in before)
        (behind if known and match.group().islower() else apart).add(stem(match.group()))
    return frozenset(behind - apart)


def _telling(text: str, resume: Source) -> Iterator[str]:
    for match in WORD.finditer(text):
        word = match.group()
        if is_telling(word) and not resume.has_word(word):
            yield stem(word)


def held(resume: Source, word: str) -> bool:
    """Whether the resume has a word, one that begins alike (`welding` for `welder`), another spelling of it, or what it stands for."""
    if resume.has_word(word) or skill_terms.evidence(resume, word):
        return True
    if (members := _MEMBERS.get(stem(word))) and members.search(resume.text):
        return True
    root = _ADJECTIVE.sub("", folded(word))
    if len(root) >= _SHORTEST and root != folded(word) and has_beginning(resume.folded, root):
        return True  # `clerical` for `clerk`
    parts = [part for part in folded(word).split("-") if len(part) >= _SHORTEST]
    if word.islower() and parts and all(has_beginning(resume.folded, part[: max(_SHORTEST, min(len(part) - 3, _ROOT))]) for part in parts):
        return True
    return (word.isupper() and proper.knows(resume, word) is not None) or resume.find_glued(word) is not None


def _is_told(letter: Letter, clause: Clause, match: re.Match[str], taken: set[int]) -> bool:
    """Whether a word stands where something is told of the candidate as done, known or held."""
    word, before = match.group(), clause.text[max(0, match.start() - _REACH) : match.start()]
    if (
        not is_telling(word)
        or word.endswith("ed")
        or word.lower() in _VERBS
        or (word[0].isupper() and word.lower() in NAMES)
        or _HOLD.match(clause.text, match.start())
        or _FEELING.search(before + word)
        or _FEELING.search(before)
        or held(letter.sources.resume, word)
        or _is_counted_or_verb(before, word)
        or _ends_known(letter.sources.resume, before, word)
    ):
        return False
    if not taken.isdisjoint(range(*match.span())) or clause.text.startswith(":", match.end()) or is_in_name(clause.text, *match.span()):
        return False
    if is_locality(clause.text, *match.span()) or _is_of_house(clause.text, match) or _LABEL.match(clause.text, match.end()):
        return False
    if _HAS_VERB.match(clause.text, match.end()) and _SAID_THAT.search(before):
        return False
    reading = max((found.end() for found in _TAKEN_IN.finditer(before)), default=None)
    if reading is not None and not _BUT_OWN.search(before, reading):
        return False
    return _is_own(letter.sources.direction, clause, match, before) and asserted(letter, clause, *match.span()) > Strength.LOOSE


def _is_of_house(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands in the name of a house: the `Biodiversity` of a Biodiversity Knowledge Center."""
    if match.group().islower():
        return False
    named = (name for name in proper.names_in(text) if name.start <= match.start() and match.end() < name.end)
    return any(folded(name.text.rsplit(" ", 1)[-1]) in _HOUSES for name in named)


def _ends_known(resume: Source, before: str, word: str) -> bool:
    """Whether a plain noun only ends a thing whose two words before it stand side by side in the resume: a summer reading program."""
    named = _TWO_BEFORE.search(before) if word.islower() else None
    return bool(named and resume.find(named.group()))


def _is_own(direction: Direction, clause: Clause, match: re.Match[str], before: str) -> bool:
    """Whether the candidate is the subject before a word, or takes it up behind it."""
    before = DATIVE.sub("", before)
    own = max((found.start() for found in _OWN[direction].finditer(before)), default=None)
    if own is None:
        subjectless = (
            clause.start > clause.sentence.start and _CONTINUES.match(clause.text) and _OWN[direction].search(clause.sentence.text)
        )
        return bool(subjectless or _TAKEN_UP.match(clause.text[match.end() : match.end() + _REACH]))
    if (_POSSESSIVE.match(before, own) and not _OF_OWN.match(before, own)) or _THEIRS[direction].search(before, own):
        return False
    return direction is Direction.APPLICATION or not _THEIRS[direction].search(before[:own])


def _is_counted_or_verb(before: str, word: str) -> bool:
    return bool(
        (word.endswith("ing") and _PARTICIPLE_BEFORE.search(before))
        or _VERB_BEFORE.search(before)
        or _COUNTED.search(before)
        or (word.islower() and _TO_BEFORE.search(before))
    )
