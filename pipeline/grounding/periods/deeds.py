"""A past deed with the time it took: `I led a team of nurses for 12 years`, `you ran payroll for six years`.

What the candidate did for so long was work, whatever the verb, unless the verb is no work (`I have known you for ten years`). Which part
of a career it took up, dates cannot tell: such a duration is false only where it is longer than the resume leaves room for.
"""

from __future__ import annotations

import re

_NEAR = 200
_PERSON = re.compile(r"\b(?:I|[Yy]ou)(?:['’](?P<has>ve|d))?\W+")
_FOR = re.compile(
    r"(?<!\bwith )(?<!\bof )\b(?:for|over|during|through|throughout|across|these|those|the)"
    r"(?: (?:the|a|an|these|those|past|last|first|full|whole|good|solid|more|than|well|over|nearly|almost|about|around|just|under|roughly|"
    r"some|at|least|up|to|all|of|my|your|entire|close|next|following)){0,5} $",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:and |but |so )?(?:for|over|in|during|throughout|across)(?: (?:the|these|those|my|your|past|last|first|full|whole|more|than|well|over|nearly|almost|about|around|just|under|roughly|some|at|least|good|solid))* ",
    re.IGNORECASE,
)
"""Before a duration that opens a clause: `over the past six years I have run`."""
_SUBJECT = re.compile(r"\W*(?:(?:and|but|the|these|those|my|your|past|last|first|full|whole|more|than|well|over|nearly|almost|about|around|just|roughly|some|at|least|good|solid) )*", re.IGNORECASE)  # fmt: skip
_TAUGHT = re.compile(
    r" (?:at|on|in|behind|inside|among|around|with) (?!(?:[\w'’-]+ ){0,3}(?:school|college|university|classes|home|marriage|country|city|town)\b)[^,.;]{2,70}? (?:(?:has|have|had) )?(?:\w+ly )?(?:taught|show(?:ed|n)|g[ai]ven?|made|left|prepared|trained|turned|kept|equipped) (?:me|you)\b"
)
"""Behind a time that has taught somebody something: `A decade at the front desk has taught me`."""
_SOMEBODY_DID = re.compile(r",? (?:I|you)(?:['’]ve| have| had| [a-z])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,:;]")
_AUXILIARIES = frozenset("have had was were been".split())
_ADVERBS = frozenset("also then first since now already once even just always there still".split())
_SAME_PERSON = frozenset("and then but later , afterwards also have had".split())
_OTHERS = frozenset("he she they we it who which that whose whom his her their our".split())
IRREGULAR = frozenset(
    """ran built led taught wrote kept sold bought drove made did held oversaw spent dealt brought began caught chose drew fed fought flew found
    gave laid lent met paid rode sent shot swept took told threw understood undertook won wove dug forgave hung cut put set shut split spread cast""".split()
)
PARTICIPLES = frozenset(
    "run driven written chosen drawn overseen done flown given taken undertaken thrown woven ridden worn spoken".split()
)
_NO_WORK = frozenset(
    """known knew lived living resided residing followed following loved liked wanted wished hoped dreamed dreamt dreaming admired admiring enjoyed
    enjoying owned rented volunteered volunteering played playing singing sung studied studying attended attending learned learning learnt needed
    waited waiting looked looking searched searching thought considered believed belonged stayed suffered struggled remained respected watched
    watching listened listening signed agreed asked required retired moved travelled traveled travelling traveling spoken
    speaking committed danced dancing hiked hiking jogging swimming climbed climbing smoked married dated cared caring reading
    trying going coming telling dreaming hoping""".split()
)


_TO_PLAN = frozenset("to on a an my this it".split())
"""Behind `planned`, where it is no work: `I have planned to write`, `I have been planning my move`."""


def is_done(before: str) -> bool:
    """Whether a text up to a duration tells what somebody did, or has been doing, for so long."""
    near = before[-_NEAR:]
    persons = list(_PERSON.finditer(near))
    if not persons or not _FOR.search(near):
        return False
    perfect = persons[-1]["has"] is not None
    words = [match.group().lower() for match in _WORD.finditer(near, persons[-1].end())]
    if not _OTHERS.isdisjoint(words) or ";" in words:
        return False
    verb, rest = _verb(words, perfect=perfect)
    if verb is None:
        return False
    for place in range(len(rest) - 1, 0, -1):  # a later verb of the same person: `trained as a nurse and ran a ward for`
        if rest[place - 1] in _SAME_PERSON and _is_past(rest[place], perfect=perfect):
            return _is_work(rest[place], rest[place + 1 :])
    return _is_work(verb, rest)


def is_done_behind(before: str, after: str) -> bool:
    """Whether a duration opens a clause that goes on with what was done in it: `Over the past six years I have run payrolls`."""
    return bool(_OPENING.fullmatch(before) and _SOMEBODY_DID.match(after)) and is_done(f"{after[:_NEAR].partition(';')[0]} for ")


def is_lesson(before: str, after: str) -> bool:
    """Whether a duration is the subject of what it taught: `Ten years behind the counter have made me patient`."""
    return bool(_SUBJECT.fullmatch(before) and _TAUGHT.match(after))


def _is_work(verb: str, rest: list[str]) -> bool:
    """`I used SAP` and `I trained nurses` are; `I used your shop`, `I trained as a nurse` and `I sang` are not."""
    if (verb in {"used", "using", "bought"} and "your" in rest) or (verb.startswith("plann") and rest[:1] and rest[0] in _TO_PLAN):
        return False
    return verb not in _NO_WORK and not (
        verb.startswith("train") and rest[:1] and rest[0] in {"as", "at", "to", "in", "under", "for", "with"}
    )


def _verb(words: list[str], *, perfect: bool) -> tuple[str | None, list[str]]:
    """The verb of the person that stands before these words, where it tells of the past, and the words behind it."""
    being = False
    for place, word in enumerate(words):
        if word in _AUXILIARIES:
            perfect, being = perfect or word in {"have", "had"}, being or word in {"been", "was", "were"}
        elif word not in _ADVERBS and not (word.endswith("ly") and len(word) > 4):
            done = word.endswith("ing") if being else _is_past(word, perfect=perfect)
            return (word if done else None), words[place + 1 :]
    return None, []


def _is_past(word: str, *, perfect: bool) -> bool:
    return (word.endswith("ed") and len(word) > 3) or word in IRREGULAR or (perfect and word in PARTICIPLES)
