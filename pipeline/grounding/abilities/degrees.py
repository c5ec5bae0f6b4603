"""Degrees that a text names: where, of which level, and of which kind.

    [degree.level for degree in degrees("an MSc in Physics and a bachelor's")]    -> ["master", "bachelor"]

`master's` may rest on any master's, `MSc` on an MSc, M.S. or Master of Science (see `same`). What an email claims of them is `degrees_told`'s.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.grounding.abilities.nearby import meets
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import has_any

_LEVELS = {
    "doctor": r"(?-i:PHD|Ph\.?\s?D\.?|D\.?Phil|Ed\.?D|PharmD|DNP|DVM|DBA|J\.?D\.?(?= (?:from|at|in|degree)))|doctorate|doctoral degree|(?:juris )?doctor of \w+|juris doctor|doctorado|doctorat|promotion zum",
    "master": r"(?-i:M(?:ENG|SC|TECH|PHIL|ED|ARCH)(?= (?:IN|OF)\b|[,.;:)|\n]|$)|M\.?\s?Sc\.?|MBA|M\.B\.A\.|EMBA|M\.?Eng|MRes|M\.?Phil|M\.?Ed|MPH|MPA|MSW|MSN|M\.?Arch|LL\.M|(?<=hold an )LLM|(?<=have an )LLM(?=[,.;]|$| in\b| from\b)|LLM(?=(?: \([^()]{3,40}\))?,? (?:(?:in|from|at|degree)\b|[\w ,-]{0,40}(?:Law|University|College|School)\b))|MFA|MCA|M\.?\s?Tech|M\.?Com|MLIS|MFin|M\.S\.|M\.A\.|Mgr\.(?= )|(?:MA(?!,? (?:U\.?S\b|USA|United States|\d{5}))|MS(?!\s(?:Office|Word|Excel|Power\w*|Outlook|Access|Project|Teams|Visio|SQL|Windows|Azure|Dynamics|SharePoint|Visual|Server|Suite|Exchange|OneNote|Publisher)\b))(?=\s(?:in|of|from|degree|at|is|was|comes|came|took|dates|[A-Z]\w+)|[,.;)]|$))|"
    r"master(?:['’]?s)(?: degree)?|(?:executive )?master of (?:\w+ )?\w+|master(?= (?:in|degree)\b)|postgraduate degree|graduate degree|magister|ma[iî]trise|maestr[ií]a|m[áa]ster en|laurea magistrale",
    "bachelor": r"(?-i:B(?:ENG|SC|TECH|COM|ED|ARCH)(?= (?:IN|OF)\b|[,.;:)|\n]|$)|B\.?\s?Sc\.?|B\.?Eng|B\.?Ed|B\.?Com|B\.?\s?Tech|LL\.?B|BFA|BBA|BSN|BSW|B\.?Arch|BCA|MBBS|MBChB|BN|B\.S\.|B\.A\.|Bc\.(?= )|(?:BA|BS|BE)(?=/(?:M\.?[AS]|B\.?[AS]|Ph\.?D)\b|\s(?:in|of|from|degree|at|is|was|comes|came|took|dates|\(Hons|Hons|[A-Z]\w+)|[,.;)]|$))|"
    r"bachelor(?:['’]?s)?(?: degree)?(?: of \w+)?|undergraduate degree|licenciatura|licence en|grado en|laurea(?! magistrale)|(?=baccal)(?<!technical )(?<!international )(?<!french )(?<!general )(?<!european )(?<!vocational )(?<!professional )(?<!scientific )baccalaureate",
    "associate": r"higher national (?:diploma|certificate)|(?-i:HND|HNC|FdSc|FdA|A\.?A\.?S\.?(?= in)|A\.O\.S\.?|A\.A\.|A\.S\.|A[AS](?= in\b| degree))|associate(?:['’]?s)? degree|associate['’]?s (?:of|in) \w+|(?<!senior )(?<!junior )(?<!managing )(?<!research )(?<!sales )(?<!summer )associate (?:of \w+|in (?-i:(?!(?:an?|the|our|your|my|this|that|one)\b)[a-z])\w+)|(?-i:(?<!Senior )(?<!Junior )(?<!Managing )(?<!Research )(?<!Sales )(?<!Summer )Associate in [A-Z]\w+)|associate['’]s|foundation degree",
    "degree": r"(?=degree)(?:(?<=\ba )degree|(?<=\bmy )degree|(?<=\bthe )degree(?! (?:of|to)\b)|(?<=\bevening )degree|(?<=Level \d )degree|(?<=\bfirst )degree|(?<=\bhonours )degree|(?<=\bhonors )degree|(?<=\buniversity )degree|(?<=\bcollege )degree|(?<=\btwo )degrees|(?<=\bboth )degrees|(?<=\bsecond )degree)|\w+ degree(?:"
    + "|".join(rf"(?<=\w{end} degree)" for end in ("ing", "ics", "ry", "sign", "ness", "gy", "ce", "ality", "management", "tion", "ism"))
    + r"|(?<=\blaw degree))",
}
_DEGREE = compiled(rf"(?<![\w.])(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _LEVELS.items())})(?!\w)", re.IGNORECASE)
_NEEDED = (
    "degree",
    "doct",
    "master",
    "máster",
    "bachelor",
    "associate",
    "higher national",
    "promotion",
    "magister",
    "trise",
    "maestr",
    "laurea",
    "licenc",
    "grado",
    "baccal",
)
_ACRONYM = re.compile(r"[ABDEFHJLMP][a-z]{0,4}\.?\s?[A-Z]")
"""What a degree's name has: one of these words, or two capitals."""
_TYPES = (
    ("business", r"mba|emba|m\.b\.a|bba|dba|business admin"), ("engineering", r"[bm]\.?eng|[bm]\.?\s?tech|^be$|of engineering|of technology"), ("nursing", r"bsn|msn|\bbn\b|of nursing|dnp"),
    ("law", r"ll\.?[bm]|of laws?|j\.?d|juris"), ("education", r"[bm]\.?ed|ed\.?d|of education"), ("science", r"[bm]\.?\s?sc|^[bm]\.?s\.?$|of science"), ("fine arts", r"[bm]fa|of fine"), ("arts", r"^[bm]\.?a\.?$|of arts"),
    ("commerce", r"[bm]\.?com|of commerce"), ("health", r"mph|of public"), ("social work", r"[bm]sw|of social"), ("architecture", r"[bm]\.?arch|of architecture"),
)  # fmt: skip
_ALIKE = (frozenset({"science", "nursing"}), frozenset({"fine arts", "arts"}))


class Degree(NamedTuple):
    """A degree at `text[start:end]`: level, and kind where the name gives it (`BSc`: science)."""

    level: str
    kind: str | None
    start: int
    end: int


@lru_cache(maxsize=4096)
def degrees(text: str) -> tuple[Degree, ...]:
    """Every degree that a text names."""
    if not _DEGREE.may_stand(text) or not (has_any(text, _NEEDED) or _ACRONYM.search(text)):
        return ()
    found = []
    for match in _DEGREE.finditer(text):
        level = match.lastgroup or "degree"
        said = match.group().strip(" .").lower()
        kind = next((name for name, pattern in _TYPES if re.search(pattern, said)), None)
        found.append(Degree(level, kind, *match.span()))
    return tuple(found)


def same(said: Degree, given: Degree) -> bool:
    """Whether a degree is of the level of another and of its kind, as far as both name one."""
    if said.level == "degree":
        return True
    alike = said.kind is None or given.kind is None or said.kind == given.kind or any({said.kind, given.kind} <= pair for pair in _ALIKE)
    return said.level == given.level and alike


def is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a place of a text is part of the name of a degree."""
    return meets(degrees(text), start, end)
