"""Whether a place of a clause is one where abilities stand: `experience with ...`, `proficient in ...`, `... certified`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.nearby import REACH, last
from pipeline.grounding.patterns import compiled

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause

ABILITY = compiled(
    r"\b(?:experienced?|expertise|background(?! (?:check|investigation|screening))|proficien(?:t|cy)|skill(?:s|ed)?|knowledge|command|mastery|fluen(?:t|cy)|expert|specialist|familiar(?:ity)?|versed|adept|competen(?:t|ce|cy)|comfortable|at home|"
    r"hands[- ]on|trained|qualified|certified|certification|certificate|accredited|licen[sc]ed|training|grounding|track record|years?|months?|decade|specialis(?:ing|ed|e)|specializ(?:ing|ed|e)|strengths?|tools?|toolkit|stack)"
    r"\b(?: \w+){0,4}? (?:in|with|of|on|using|as|includes?|included|including|across|such as|like|at|around)\b|"
    r"\b(?:proficient|skilled|trained|certified|fluent|expert|experienced) (?=[A-Z])",
    re.IGNORECASE,
)
_VERB = compiled(
    r"\b(?:us(?:e[sd]?|ing)|buil[dt]|building|wr(?:ite|ote|itten|iting)|r(?:un|an|unning)|manag(?:e|ed|es|ing)|administer\w*|deploy\w*|maintain\w*|develop(?:ed|s|ing)?|cod(?:e[sd]?|ing)|programm?(?:ed|ing)?|design(?:ed|ing)?|master(?:ed|ing)?|kn[oe]w|"
    r"operat(?:e[sd]?|ing)|implement\w*|configur\w*|automat(?:ed|ing)|migrat\w*|orchestrat\w*|leverag\w*|utili[sz]\w*|employ(?:ed|ing)|hold|held|ha(?:ve|s|d)|bring|brought|possess|offer|own(?:ed)?|earned|obtained|completed|gained|"
    r"perform(?:ed|ing|s)?|handl(?:e[sd]?|ing)|process(?:ed|ing)|t(?:each|aught)|introduc(?:ed|ing)|set up|rolled out|worked (?:with|in|on)|working (?:with|in|on)|learn(?:ed|t)|picked up|passed|driven?|dr(?:ive|ove)) (?:\w+ ){0,5}?$",
    re.IGNORECASE,
)
_AFTER_ABILITY = re.compile(
    r"(?:[ -][\w-]+)?[ -](?:experience|expertise|skills?|knowledge|background|proficiency|certifications?|certified|certificate|training|fluency|developer|engineer|specialist|expert|user|practitioner|qualification|licen[cs]e|speaker)\b",
    re.IGNORECASE,
)
_WELL = re.compile(r" (?:very |quite )?(?:well|inside out|thoroughly|in depth)\b")
BREAKS = re.compile(
    r"\b(?:I|you|we|they|he|she|it|which|that|who|is|are|was|were|your|our|their|will|would|can|could|might|because|when|while|if)\b",
    re.IGNORECASE,
)
"""What begins another statement."""
_JOINT = re.compile(r", (?:and |or )?| and | or | & ")
_PLACED = re.compile(r"\b(?:at|around)$")


def skilled(clause: Clause, start: int, end: int) -> bool:
    """Whether a place is where skills stand, not only the object of a verb: `experience with ...`, `... certified`."""
    lead = _lead(clause.text, start)
    return bool(lead and not _PLACED.search(lead.group())) or bool(_AFTER_ABILITY.match(clause.text, end))


def ability(text: str, start: int, end: int) -> bool:
    """Whether the words around a place make it something that somebody knows, uses or holds."""
    if _WELL.match(text, end) or _AFTER_ABILITY.match(text, end) or _lead(text, start):
        return True
    return _VERB.may_stand(text) and bool(_VERB.search(_without_list(text[max(0, start - REACH) : start])))


def _lead(text: str, start: int) -> re.Match[str] | None:
    """The words of an ability that lead to a place, with no other statement between."""
    lead = last(ABILITY, text, start)
    return lead if lead and not BREAKS.search(text, lead.end(), start) else None


def _without_list(before: str) -> str:
    """What stands before the first item of a list that a text ends in: `I use Go, Rust and ` as `I use `."""
    items = _JOINT.split(before)
    if len(items) == 1 or any(BREAKS.search(item) or len(item.split()) > 3 for item in items[1:]):
        return before
    words = items[0].split(" ")
    return " ".join(words[: max(1, len(words) - 1)]) + " "
