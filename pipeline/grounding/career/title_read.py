"""The title that begins at a place of a text: `a part-time Medical Receptionist at` is the title Medical Receptionist.

    title_at("I am a nurse at Acme", 5)   -> Said("nurse", 7, 12, capitals=False)

It goes up to the last title noun before a preposition or a mark. In small letters it needs an article, a rank or an office; how somebody
works (`a hard worker`) is none. Who holds it is `title_told`'s.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.career import title_words
from pipeline.grounding.words import WORD

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources

_ARTICLE = re.compile(r"(?:an?|the|my|our|one of (?:the|two|three|our)|both|their|its|his|her)\s+", re.IGNORECASE)
_STOP = frozenset(
    "about your next future new any at with beside besides alongside for in on who that which since from and or but where when while by under to after before during responsible via as between until through across over than because so based whose within i you we not yet never no".split()
)
_LONGEST = 9
_REACH = 120
"""Characters in which a title ends."""
_PRAISE = re.compile(
    r"^(?:(?:very|really|truly|and|but) )*(?:(?:hard|good|fast|quick|slow|strong|great|excellent|tireless|diligent|reliable|careful|efficient|dedicated|conscientious|steady|honest|willing|keen|loyal|punctual|committed|independent|solo|flexible|hard-?working|detail-oriented|motivated|team|collaborative|smart|creative|natural|clear|effective|confident|lifelong|born|precise|thorough|patient|productive|skilled|serious|solid|tough),? (?:and )?)+(?:workers?|players?|learners?|communicators?|leaders?|listeners?|thinkers?|performers?|speakers?|writers?|doers?|organi[sz]ers?|helpers?|starters?|planners?|presenters?)$",
    re.IGNORECASE,
)
"""How somebody works, in small letters: `a hard worker`, `a quick and careful learner`."""
_RATED = re.compile(r"(?:best|better|ideal|perfect|right|obvious|natural|likely|likeliest|strongest|finest|surest|final|sole|only) ")
_OF_SOMETHING = re.compile(r" of (?:whether|how|what|when|where|which|that|this|it|your|my)\b")
"""Around a noun in small letters that says what somebody is good for: `the best judge of whether`."""
_WORD_BEFORE = re.compile(r"\w")
_MARK = re.compile(r"[,.;:!?()–—]")
_HOUSE = re.compile(r" (?:at|with|in|of) (?:the )?[A-Z]")
_BELONGS = re.compile(r"(?:members?|part|supporter|fan|friend|fellow)\b")
"""Who belongs to something, and holds no post."""
_RANKED = title_words.RANKS | title_words.DEPUTIES
_LEADERS = frozenset({"leader", "lead", "head"})
"""Soft words that name a post behind another word, where somebody was promoted to it: `promoted me to team leader`."""
_RANKS_AND_LOWER = title_words.RANKS | title_words.LOWER


class Said(NamedTuple):
    """A title as an email gives it: `clause.text[start:end]`."""

    text: str
    start: int
    end: int
    capitals: bool
    """Written as a title: a word with a capital, other than the first of the sentence."""
    formal: bool = False
    """Given as what one was made or left as: without the `assistant` it is another."""


def title_at(text: str, at: int, *, office: bool = False) -> Said | None:
    """The title that begins at a place: up to the last title noun before a preposition or a mark; `of` may go on once.

    `office`: whether a title must follow there, so that it needs no article.
    """
    article = _ARTICLE.match(text, at)
    begin, end = _extent(text, article.end() if article else at)
    if end == begin:
        return None
    begin = _without_adjectives(text, begin, end)
    said = text[begin:end]
    words = said.split()
    low = said.lower().split()
    housed = low[-1] in title_words.OFFICES and _HOUSE.match(text, end) is not None
    raised = office and len(words) > 1 and low[-1] in _LEADERS
    soft = low[-1] in title_words.SOFT and not housed and not raised
    capitals = (said[:1].isupper() and _WORD_BEFORE.search(text, 0, begin) is not None) or any(word[0].isupper() for word in words[1:])
    heads = text.startswith(" of ", end) and (low[-1] == "head" or not soft)
    office = not soft and not article and (office or text[max(0, at - 3) : at].lower() == "as ")
    bare = heads or housed or office or (len(words) > 1 and (low[-1] in title_words.MANAGERS or not _RANKED.isdisjoint(low)))
    if (not article and not capitals and not bare) or _BELONGS.match(said):
        return None
    if (
        not capitals
        and not raised
        and ((len(words) > 1 and _PRAISE.search(said)) or (_RATED.match(said) and _OF_SOMETHING.match(text, end)))
    ):
        return None
    if not capitals and soft and not bare and title_words.LOWER.isdisjoint(low[:-1]):
        return None
    return Said(said, begin, end, capitals)


def is_asked(sources: Sources, text: str, at: int) -> bool:
    """Whether the title at a place is one that the posting has and the resume lacks: without a subject, what is asked for."""
    said = title_at(text, at)
    return bool(said and sources.job.find(said.text) and not sources.resume.find(said.text))


def _extent(text: str, begin: int) -> tuple[int, int]:
    """Where a title begins and ends; nothing where no title noun comes before a mark or a preposition."""
    end = last = begin
    for count, match in enumerate(WORD.finditer(text, begin, begin + _REACH)):
        said = match.group()
        word = said.lower()
        if count >= _LONGEST or word in _STOP or (count and _MARK.search(text, last, match.start())) or (word == "of" and end == begin):
            break
        before, last = last, match.end()
        if word.endswith("-based"):
            begin = end = last + 1
        elif title_words.is_title_noun(word) or (end > begin and said[0].isupper() and _is_of_name(text, begin, end, before)):
            end = last
    return begin, end


def _is_of_name(text: str, begin: int, end: int, at: int) -> bool:
    """Whether a title in capitals goes on with a name behind `of`: `Head of Product`."""
    return text.endswith(" of", 0, at) and text[begin:end].rpartition(" ")[2][:1].isupper()


def _without_adjectives(text: str, begin: int, end: int) -> int:
    """`part-time Medical Receptionist` without what stands in small letters before, ranks excepted."""
    words = list(WORD.finditer(text, begin, end))
    capital = next((number for number, match in enumerate(words) if match.group()[0].isupper()), 0)
    while capital and words[capital - 1].group().lower() in _RANKS_AND_LOWER:
        capital -= 1
    return words[capital].start() if words else begin
