"""Driving licences that an email claims, and their classes.

`a full licence` needs a licence in the resume that is not provisional; `category C+E`, `a Class A CDL` need that class beside it. A resume in another language
that names none under a known word decides nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_CLASS = r"(?:[Cc]lass|[Cc]ategory|[Cc]at\.?|[Gg]roup|[Tt]ype) (?P<class{n}>[A-Z]{{1,2}}\d?(?: ?\+ ?E)?|\d{{1,2}})\b"
_LICENCE = compiled(
    r"(?:"
    + _CLASS.format(n=1)
    + r" )?\b(?:[Cc]lean |[Ff]ull |[Vv]alid |[Cc]urrent |UK |EU )*(?:[Dd]riv(?:ing|er['’]?s?) (?:licen[cs]e|permit)|HGV(?: licen[cs]e)?|LGV(?: licen[cs]e)?|PCV(?: licen[cs]e)?|CDL\b|(?:truck|lorry|motorcycle|forklift|bus|telehandler) licen[cs]e|licen[cs]e(?= (?:in |of |for )?(?:[Cc]lass|[Cc]ategory|[Cc]at\.?) ))"
    r"(?:,? \(?(?:in |of |for |with )?" + _CLASS.format(n=2) + r")?"
)
_HELD = re.compile(
    r"(?:car|vehicle|motor|automobile|automotive)\w*[^.\n]{0,25}(?:licen[cs]e|permit)|driv\w*['’]?s? (?:licen[cs]e|permit)|licen[cs]e|\bcdl\b|\bhgv\b|\blgv\b|\bpcv\b|permis|führerschein|carnet de conducir|carta de condu"
)


def find(letter: Letter) -> Iterator[Claim]:
    """The licences that an email claims."""
    for clause in letter.clauses if letter.may_have(_LICENCE) else ():
        if clause.role is not Role.TEXT:
            continue
        for match in _LICENCE.finditer(clause.text):
            if asserted(letter, clause, *match.span()) > Strength.LOOSE:
                judged = _judged(letter.sources.resume, clause, match)
                if judged:
                    yield judged


def _judged(resume: Source, clause: Clause, match: re.Match[str]) -> Claim | None:
    said = match.group()
    held = _held(resume, said)
    if not held and not resume.is_english:
        return None
    if not held:
        return claim(clause, *match.span(), Kind.SKILL, Verdict.UNSUPPORTED, f"You wrote '{said}'; the resume names no such licence.")
    wanted = match["class1"] or match["class2"]
    if wanted and not re.search(
        rf"(?<![\w+]){re.escape(wanted).replace(' ', '')}(?![\w+])", resume.text.replace(" +", "+").replace("+ ", "+")
    ):
        return claim(
            clause, *match.span(), Kind.SKILL, Verdict.CONTRADICTED, f"You wrote '{said}'; the resume does not give class {wanted}.", held
        )
    line = resume.text[resume.text.rfind("\n", 0, held.start or 0) + 1 : held.start]
    if re.search(r"\b(?:full|clean)\b", said, re.IGNORECASE) and re.search(r"\b(?:provisional|learner)", line, re.IGNORECASE):
        return claim(
            clause, *match.span(), Kind.SKILL, Verdict.CONTRADICTED, f"You wrote '{said}'; the resume names a provisional one.", held
        )
    return claim(clause, *match.span(), Kind.SKILL, Verdict.SUPPORTED, "The resume names a licence.", held)


def _held(resume: Source, said: str) -> Evidence | None:
    """The place of the licence in the resume: of the same vehicle where one is named."""
    special = re.search(r"HGV|LGV|PCV|CDL|truck|lorry|motorcycle|forklift|bus|telehandler", said)
    if special:
        words = {
            "HGV": r"hgv|lgv|\bclass [12]\b|c\+e|\bcat(?:egory)? c",
            "LGV": r"hgv|lgv|c\+e|\bcat(?:egory)? c",
            "CDL": r"cdl|commercial driv",
        }.get(special.group(), special.group())
        found = re.search(words, resume.folded)
    else:
        found = _HELD.search(resume.folded)
    return resume.evidence(*found.span()) if found else None
