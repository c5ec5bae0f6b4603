"""Whether what stands at a place is what something of the candidate's is good for, or is set beside of the other side's.

    is_beside_theirs("My work prepares me for the kiosks", 30, "")                       -> True: what it prepares for is not had
    is_beside_theirs("Your typography reflects the craft", 29, " that our team values")  -> True: theirs, beside what is had

What is good for something is told whoever has it, and so is what somebody values or what is needed for something; what only fits something must be told of the other side behind it (`you describe`,
`our team values`). Where an ability stands between (`matches my experience with`), it is had.
"""

from __future__ import annotations

import re

from pipeline.grounding.abilities.ability import ABILITY
from pipeline.grounding.abilities.nearby import last
from pipeline.grounding.patterns import compiled

_GOOD_FOR = compiled(
    r"\b(?:(?:offer|give|provide|form|make|build|lend|is|are)(?:s|ing)?(?: (?:me|you))? (?:an? |the |some )?(?:[\w-]+ ){0,2}?(?:foundation|basis|base|grounding|start|springboard|preparation|footing|head start|bridge|match|fit|asset) (?:for|on|in|to|with)"
    r"|(?:gives?|gave|given|lends?|lent) (?:me|you) (?:an? |the |some )?(?:[\w-]+ ){1,3}?for"
    r"|(?:prepar(?:e|es|ed|ing)|equip(?:s|ped|ping)?|fit(?:s|ted)?) (?:me|you) (?:\w+ )?for|(?:position|enable|equip)(?:s|ed|ing)? (?:me|you) (?:\w+ )?to (?:contribute to|(?:support|help|assist)(?: with)?|take on|step into)"
    r"|lend(?:s|ing)? (?:itself|themselves) (?:\w+ )?to|(?:relevant|transferable|transferrable|applicable|useful|good|right|essential|ideal) (?:skills?|training|practice|preparation|experience|schooling|background) for|(?:relevant|transferable|transferrable|applicable|of use|useful|valuable|helpful) (?:for|to|in)|transfers? (?:\w+ )?(?:in)?to|carr(?:y|ies) over (?:in)?to|translates? (?:\w+ )?(?:in)?to"
    r"|(?:bring|apply|lend|carry|take)(?:ing)? (?:my|this|that|these|those|the same) (?:[\w'’-]+ ){1,5}?(?:in)?to)\b",
    re.IGNORECASE,
)
_ASKED_BY = compiled(
    r"\b(?:needed|required|demanded|necessary|essential|expected|called for|wanted) (?:for|in|by|of|to)\b|\bthat (?:goes|comes) (?:along )?with\b|\b(?:heart|core|soul|backbone|essence|root) of\b"
    r"|\b(?:settings?|environments?) where (?:(?!I\b|my\b|you\b|your\b)[\w-]+ ){0,3}$|\b(?:[Nn]ew|newcomer|stranger) to\b"
)
"""Before what asks for a thing, has it at its heart, or is new to somebody."""
_REGARDED = compiled(
    r"\b(?:respect|admiration|appreciation|reverence|regard|enthusiasm|passion|love|feeling) for\b|\b(?:inspired|moved|struck|impressed|intrigued|fascinated|encouraged|heartened) by\b(?! (?:your|my)\b)|(?<![\w'’])(?:I|[Yy]ou|[Ww]e) (?:(?:also|do|\w+ly) )?(?:value|admire|respect|appreciate|cherish|applaud|find(?! (?:and|or|out)\b)|recogni[sz]e in|see in)\b",
)
"""Before what somebody has a feeling for, or an opinion of."""
_BESIDE = compiled(
    r"\b(?:reflect|echo|mirror|match|fit|suit|complement|resemble|parallel|answer|serve|speak to|resonate with|align(?: \w+)? with|overlap(?: \w+)? with)(?:s|e[sd]|ed|ing)?\b|\b(?:similar|akin|close|comparable|not unlike) to\b"
)
_AKIN = compiled(
    r"\b(?:align(?:s|ed|ing)?(?: (?:well|closely|nicely|directly|naturally|neatly|with))? with|(?:similar|akin|close|closest|nearest|comparable|not unlike|related|parallel) to|(?:parallels?|likeness|link|overlap|kinship) (?:with|to|between)|(?:much|plenty|something|a lot|a good deal|more) in common with|complements?|resembl(?:e|es|ing)|not (?:so |that |all that |very )?(?:far|different|unlike|removed) from"
    r"|(?:nearest|closest|near|close) (?:thing )?(?:that )?(?:I|you) (?:\w+ )?(?:come|came|get|got|have|['’]ve (?:come|got)) to|as near (?:to|as))\b",
    re.IGNORECASE,
)
"""What sets one thing beside another, whoever has that one."""
_THEIRS = re.compile(
    r",?(?: that| which)? (?:you(?:['’]ve| have)?|we(?:['’]ve| have)?|they|(?:your|our|the|this|their|its) (?:(?!I\b|you\b|my\b)[\w-]+ ){1,4}?)(?: ?(?!would\b|will\b|can\b|know\b)[a-z]{3,})"
)
"""Behind the list that a name belongs to: whose it is by what they do with it."""
_TAKEN_UP = re.compile(
    r" (?:that |which )?(?:I|you)(?:(?:['’]ve| have) (?!long\b|always\b|never\b|not\b|no\b|yet\b)| (?:do|did|use|ran|run|built|made|kept|held)\b)"
)
"""Behind a thing, that it is done after all: `the taxidermy that I have done`."""
_OWNED = re.compile(r"\b(?:my|mine|I|I['’]\w+)\b")
_LONGEST = 90


def is_beside_theirs(text: str, start: int, rest: str) -> bool:
    """Whether words lead to a place that tell what something is good for, or beside what of the other side's it is set."""
    if _GOOD_FOR.may_stand(text) and _leads(last(_GOOD_FOR, text, start), text, start):
        return True
    if any(pattern.may_stand(text) and _leads(last(pattern, text, start), text, start) for pattern in (_AKIN, _ASKED_BY, _REGARDED)):
        return not _TAKEN_UP.match(rest)
    return _BESIDE.may_stand(text) and _leads(last(_BESIDE, text, start), text, start) and bool(_THEIRS.match(rest))


def _leads(found: re.Match[str] | None, text: str, start: int) -> bool:
    if found is None or start - found.end() > _LONGEST or _OWNED.search(text, found.end(), start):
        return False
    return not ABILITY.search(text, found.end(), start)
