"""What a name is to a resume that does not have it as an employer: a client's, a wish, a pastime, a prize.

    is_client(sources, "Siemens", honours=False)     -> True: the resume tells only of work for it
    is_wished(documents, "Acme")                     -> True: it is only what is sought
    is_of_pastime(sources, "Code Club", said)        -> True: words of the line under `Interests` that has it are told with it

Not covered: a name that stands both under a post and among the clients.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.career import passages

if TYPE_CHECKING:
    from pipeline.grounding.sources import Documents, Sources

_FOR_WORK = re.compile(
    r"(?:\b(?:for|with|of|by|to|including|serving|supporting|like|as|from)\b|clients?|customers?|partners?|accounts?|vendors?)[\s:(]*(?:[\w&.'’-]+(?:, | and |/| & )){0,6}$|"
    r"\b(?:clients?|customers?|accounts?|among (?:them|which|others)|including|such as|namely)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_HONOUR = re.compile(
    r"\b(?:hack\w*|talks?|speaker|keynote|awards?|awarded|prizes?|scholarships?|conferences?|workshops?|competitions?|contests?|challenges?|olympiads?|certifi\w+|courses?|summits?|meet-?ups?|adjudged|runner-up|finalist)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR = 120
_SENTENCE = 300
_SOUGHT = re.compile(
    r"\b(?:seek(?:s|ing)|looking (?:to|for)|aspir\w+|aim(?:s|ing) to|hop(?:e|es|ing) to|eager to|wish(?:es|ing)? to|want(?:s|ing)? to|interested in|objective|to (?:obtain|secure|join|land) an?)\b[^;•]*\b(?:at|with|for|join|joining)\s(?:the\s)?$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[ \t]*([A-Z][A-Za-z&,/ ]{3,40}):?[ \t]*$", re.MULTILINE)
_PASTIMES = re.compile(
    r"\b(?:interests?|hobb(?:y|ies)|pastimes?|leisure|spare|free time|outside (?:of )?work|off duty|away from)\b", re.IGNORECASE
)
_STOP = re.compile(r"\.\s")


def is_client(sources: Sources, name: str, *, honours: bool) -> bool:
    """Whether every mention of a name in the resume is of somebody that work was done for, of a skill, a prize or an event."""
    if any(position.employer is None or names.find(name, position.employer.value) for position in sources.positions):
        return False
    spans = list(names.mentions(sources.resume.text, name))
    bullets = [bullet for position in sources.positions for bullet in position.bullets]
    lists = [*sources.facts.certifications, *sources.facts.skills]
    return bool(spans) and all(
        any(fact.start <= start < fact.end for fact in lists)
        or _is_pastime(sources, start)
        or (honours and _is_honour(sources.resume.text, start, end))
        or any(
            bullet.start <= start < bullet.end
            and _FOR_WORK.search(sources.resume.text[bullet.start : start])
            and not _is_dated(sources.resume.text, end)
            for bullet in bullets
        )
        for start, end in spans
    )


@lru_cache(maxsize=4096)
def is_wished(documents: Documents, name: str) -> bool:
    """Whether every mention of a name in the resume stands in a sentence of what the candidate seeks, outside of the posts held."""
    text = documents.resume.text
    spans = names.mentions(text, name)
    return bool(spans) and all(
        documents.position_at(start) is None and _SOUGHT.search(_STOP.split(text[max(0, start - _SENTENCE) : start])[-1])
        for start, _ in spans
    )


def is_of_pastime(sources: Sources, name: str, said: str) -> bool:
    """Whether the line of a pastime that has a name has another telling word of what is said with it: `you mentor new programmers at X`."""
    text = sources.resume.text
    lines = (
        text[text.rfind("\n", 0, start) + 1 : start] + text[end:].split("\n", maxsplit=1)[0]
        for start, end in names.mentions(text, name)
        if _is_pastime(sources, start)
    )
    return any(passages.telling(line) & passages.telling(said) for line in lines)


def _is_pastime(sources: Sources, at: int) -> bool:
    """Whether a place of a resume stands under a heading of pastimes: `Interests`, `Outside work`."""
    if sources.position_at(at) is not None:
        return False
    headings = _HEADING.findall(sources.resume.text[:at])
    return bool(headings and _PASTIMES.search(headings[-1]))


def _is_dated(text: str, end: int) -> bool:
    """Whether the line goes on with years behind a name: a post that was read as a line of another one."""
    return bool(_DATED.search(text[end : min(end + _NEAR, len(text))].split("\n", maxsplit=1)[0]))


def _is_honour(text: str, start: int, end: int) -> bool:
    """Whether a line tells of a prize, an event or a course, and the name stands in it."""
    line = text[max(0, text.rfind("\n", 0, start), start - _NEAR) : end] + text[end : end + _NEAR].split("\n", maxsplit=1)[0]
    return bool(_HONOUR.search(line))
