"""Things of the employer's that an email says to have heard or read of, or to have seen on its list, without a word of them in the posting.

    `I was pleased to read of your hydrotherapy pool`       `free parking on your list of benefits`

Read is a noun behind a verb of hearing, where no verb can be mistaken for a part of it. It is a finding by a telling word of it, of no
general use and no word of praise, that neither document nor the request has under any ending. Not covered: things told in common words, and
what is only called the employer's (`at your convenience`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.abilities.telling_words import is_special, is_telling
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.grounding.posting import unheard
from pipeline.grounding.words import WORD, folded
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_WHOSE = {Direction.APPLICATION: "your", Direction.OUTREACH: "our"}
_HEARD = r"(?:(?:read|hear|heard|learn(?:ed|t)?|know|knew|told|dream\w*|think|thought|pleased|glad|happy|delighted|excited|curious|enthusiastic|talk|spoke|joy|idea|sound|prospect|mention|promise) (?:\w+ ){0,3}?(?:of|about)|see|saw|seen|notice[d]?|spot(?:ted)?|like[d]?|love[d]?|admire[d]?|visit(?:ed)?)"
_STOP = r"(?:and|or|but|which|that|who|whose|where|when|while|to|from|by|is|are|was|were|with|on|in|at|so|because|if|as|for|of|has|have|had|I|we|you|would|will|can|could|should|may|about|than|into|since|before|after|during|through|without|within|across|under|over|near|not|also|already|here|there|though|although|alone|too|again|every|each|next|last|this|these|the|a|an|my|me|like|such|sounds?|looks?|seems?|feels?|appeals?|suits?|makes?|made|means?|meant|fits?|matches|interests?|attracts?|reads?|draws?|drew|caught|tells?|gives?|needs?|wants?|asks?|runs?|works?|goes|does|did|went|came|comes?)"
_NOUN = rf"(?P<what>(?:(?!{_STOP}\b)[\w'’&-]+ ){{0,4}}?(?!{_STOP}\b)[\w'’&-]+)(?=[.,;:!?)–—]|$| {_STOP}\b)"
_THEIRS = {direction: compiled(rf"\b{_HEARD} {whose} {_NOUN}") for direction, whose in _WHOSE.items()}
_ON_LIST = {
    direction: compiled(
        rf"\b(?:see|saw|seen|read|notice[d]?|f[io]u?nd|spot(?:ted)?|note[d]?|like[d]?|appreciate[d]?|of|about|by) (?:that |about |of |the |an? )?(?P<what>(?:(?!{_STOP}\b)[\w'’&-]+ ){{0,3}}(?!{_STOP}\b)[\w'’&-]+) (?:(?:listed |named |mentioned )?(?:on|in|among) ){whose} (?:\w+ )?(?:list of )?(?:benefits|perks|offers?|package|conditions|extras)\b"
    )
    for direction, whose in _WHOSE.items()
}
PATTERNS = (*_THEIRS.values(), *_ON_LIST.values())
"""One of them stands in any clause with a finding."""
_OF_LETTERS = frozenset(
    """
    advert adverts advertisement advertising advertised announcement announced vacancy vacancies description descriptions emphasis convenience disposal search text calendar attention consideration inbox website webpage homepage linkedin posting postings
    email emails mailbox ad ads listing listings bulletin shortlist candidate candidates applicant applicants hiring recruitment recruiting recruiter headline desk ethos clientele premises philosophy footsteps newcomer newcomers newest doorstep table
    limit limits window deadline threshold range criteria minimum maximum shoes wavelength mind heart eyes hopes behalf favour favor judgement judgment footing helm radar wishlist wish-list checklist newsletter readers colleague coworkers workforce employees staff crew customers clientele guests
    """.split()
)
"""What is called somebody's in any letter, whatever the posting says."""
_PRAISE = re.compile(
    r"(?:ous|ful|ive|ing|ed|able|ible|less|est|ly|ary|ish|ent|ant|al|ern|term|wide|based|led|driven|minded|sized|facing|quality|class|\d)$|^(?:non|anti|self|well|long|short|high|low)|^.{1,6}y$|['’]s?$"
)
"""Ends of words that say how something is, not what."""
_ABSTRACT = re.compile(
    r"(?:ship|ity|ness|ment|tion|sion|ance|ence|ism|phy|ure|age|cy|ing|ings|tions|ments|ties|er|ers|or|ors|ists?|ians?|ees?|folk|men|man|women)$"
)
"""Ends of nouns for what nobody can see, and for people, whom a letter calls by many names."""
_PLAIN = frozenset(
    "spare quiet proud steady whole loyal humble honest polite gentle clever brave usual casual story stories vision culture values words remarks example examples style spirit tone habit habits way ways reasons heart side stage choice plans idea ideas future history news lines corner house place places".split()
)
"""Words for any firm and its letter, and plain words of praise."""
_SHORTEST = 4
_ROOT = 5
_LONGEST = 1500


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things called the employer's of which no source has a word."""
    sources, text = letter.sources, clause.text[:_LONGEST]
    if letter.frame(clause).mood is Mood.QUESTION:
        return
    for match in _THEIRS[sources.direction].finditer(text):
        if not frames.denies(text[: match.start()][-40:]) and (thing := _missing(sources, match["what"])):
            reason = f"You wrote '{match['what']}'; the posting says nothing of '{thing}'."
            yield claim(clause, *match.span("what"), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)
    for match in _ON_LIST[sources.direction].finditer(text):
        if unheard.is_unheard(sources, match["what"]):
            reason = f"You wrote '{match['what']}'; the posting does not speak of it."
            yield claim(clause, *match.span("what"), Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


def _missing(sources: Sources, what: str) -> str:
    """The first telling word of a noun that no source has, or the noun itself where nothing of it is there."""
    words = [match.group() for match in WORD.finditer(what)]
    if any(folded(word) in _OF_LETTERS or word[0].isdigit() for word in words):
        return ""
    named = [word for word in words if not _is_loose(word, head=word is words[-1])]
    gone = [word for word in named if not _stands(sources, folded(word))]
    if named and gone == named and named[-1] is words[-1] and is_special(words[-1]):
        return words[-1]
    return next((word for word in gone if is_telling(word)), "")


def _is_loose(word: str, *, head: bool) -> bool:
    """Whether a word names no thing that would have its word in the posting."""
    plain = folded(word)
    return (
        len(plain) < _SHORTEST
        or word[0].isupper()
        or "-" in word
        or plain in _PLAIN
        or bool((_ABSTRACT if head else _PRAISE).search(plain))
    )


def _stands(sources: Sources, word: str) -> bool:
    """Whether a source has a word, or its beginning within any word."""
    root = word.rstrip("s")[: max(_ROOT, len(word) - 3)]
    given = folded(f"{sources.request.wishes or ''} {sources.request.subject or ''}")
    return any(root in text for text in (sources.job.folded, sources.resume.folded, given)) or (
        sources.job.has_word(word) or sources.resume.has_word(word)
    )
