"""The title that begins at a place of a text: `a part-time Medical Receptionist at` is the title Medical Receptionist.

    title_at("I am a nurse at Acme", 5)   -> Said("nurse", 7, 12, capitals=False)

It goes up to the last title noun before a preposition or a mark. In small letters it needs an article, a rank or an office; how somebody
works (`a hard worker`) is none. Who holds it is `title_told`'s.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.grounding.career import title_words
from pipeline.grounding.words import WORD

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


class Said(NamedTuple):
    """A title as an email gives it: `clause.text[start:end]`."""

    text: str
    start: int
    end: int
    capitals: bool
    """Written as a title: a word with a capital, other than the first of the sentence."""
    formal: bool = False
    """Given as what one was made or left as: without the `assistant` it is another."""


def title_at(text: str, at: int) -> Said | None:
    """The title that begins at a place: up to the last title noun before a preposition or a mark; `of` may go on once."""
    article = _ARTICLE.match(text, at)
    begin = article.end() if article else at
    begin, end = _extent(text, begin)
    if end == begin:
        return None
    begin = _without_adjectives(text, begin, end)
    said = text[begin:end]
    first_upper = said[:1].isupper() and bool(re.search(r"\w", text[:begin]))
    capitals = first_upper or any(word[0].isupper() for word in said.split()[1:])
    words = said.split()
    heads = text[end:].startswith(" of ") and (words[-1].lower() == "head" or words[-1].lower() not in title_words.SOFT)
    ranked = any(word.lower() in title_words.RANKS | title_words.DEPUTIES for word in words)
    office = not article and text[max(0, at - 3) : at].lower() == "as " and words[-1].lower() not in title_words.SOFT
    bare = heads or office or (len(words) > 1 and (ranked or words[-1].lower() in title_words.MANAGERS))
    if (not article and not capitals and not bare) or re.match(r"(?:members?|part|supporter|fan|friend|fellow)\b", said):
        return None
    if not capitals and len(words) > 1 and _PRAISE.search(said):
        return None
    if (
        not capitals
        and words[-1].lower() in title_words.SOFT
        and not (bare or any(word.lower() in title_words.LOWER for word in words[:-1]))
    ):
        return None
    return Said(said, begin, end, capitals)


def _extent(text: str, begin: int) -> tuple[int, int]:
    """Where a title begins and ends; nothing where no title noun comes before a mark or a preposition."""
    end = last = begin
    for count, match in enumerate(WORD.finditer(text, begin, begin + _REACH)):
        word = match.group().lower()
        if count >= _LONGEST or word in _STOP or (count and re.search(r"[,.;:!?()–—]", text[last : match.start()])):
            break
        if word == "of" and end == begin:
            break
        after_of = text[last - 3 : last] == " of" and text[begin:end].rpartition(" ")[2][:1].isupper()
        last = match.end()
        if word.endswith("-based"):
            begin = end = match.end() + 1
        elif title_words.is_title_noun(word) or (after_of and end > begin and match.group()[0].isupper()):
            end = match.end()
    return begin, end


def _without_adjectives(text: str, begin: int, end: int) -> int:
    """`part-time Medical Receptionist` without what stands in small letters before, ranks excepted."""
    words = list(WORD.finditer(text, begin, end))
    capital = next((number for number, match in enumerate(words) if match.group()[0].isupper()), 0)
    while capital and words[capital - 1].group().lower() in title_words.RANKS | title_words.LOWER:
        capital -= 1
    return words[capital].start() if words else begin
