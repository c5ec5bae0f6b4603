"""Honours, ranks of a class and grade averages: `with distinction`, `a first in`, `a GPA of 3.9`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.paper_words import Mention
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import any_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Source

_HONOURS: tuple[tuple[str, str], ...] = (
    (r"first[- ]class (?:honou?rs|degree|BSc|BA|BEng|MEng|LLB|bachelor)|\ba first in (?=[A-Z])|with (?:a )?first[- ]class\b|first[- ]class hons", r"first[- ]class|\b1st\b|class i\b|first(?: class)? hon|[(,:] ?first\b(?! [a-z])"),
    (r"\b2[:.]1\b(?! (?:million|billion|m\b|%))(?= |[,.;)]|$)(?<=2:1)|upper[- ]second", r"2[:.]1|upper|grade one|2i\b|second class.{0,12}(?:upper|first)"),
    (r"\bsumma cum laude\b", r"\bsumma\b"), (r"\bmagna cum laude\b", r"\bmagna\b"), (r"(?<!summa )(?<!magna )\bcum laude\b", r"cum laude"),
    (r"\bwith (?:a )?(?:distinction|merit)\b|\ba (?:distinction|merit) in\b", r"distinction|merit|hons|honou?rs|cum laude"),
    (r"\bwith (?:first[- ]class |full )?honou?rs\b", r"hon(?:ou?rs|s)\b|cum laude|first[- ]class|2[:.][12]|upper second|distinction"),
    (r"\btop of (?:my|the|her|his|your) (?:class|year|cohort)\b|\bbest in (?:my|your) (?:class|year)\b", r"top|first in|best|valedict|rank|1st|highest|prize|award"),
    (r"\b(?:perfect|flawless|immaculate) (?:GPA|grade (?:point )?average|grades)\b|\bstraight[- ]As?\b(?= (?:student|record|average|grades|transcript)|[,.;!]|$)", r"4\.00? ?/ ?4|(?<![/\d] )(?<![/\d])4\.00?\b(?! scale)|straight[- ]a|perfect\b|summa\b|valedict|top of|best in|100 ?%"),
)  # fmt: skip
_HONOUR = tuple((compiled(said, re.IGNORECASE), re.compile(given)) for said, given in _HONOURS)
_HONOURED = (
    "first",
    "2:1",
    "2.1",
    "upper",
    "laude",
    "distinction",
    "merit",
    "hono",
    "top of",
    "best in",
    "perfect",
    "flawless",
    "immaculate",
    "straight",
)
"""Letters without which nothing is said of honours."""
_GPA = compiled(
    r"\b(?:GPA|grade point average)(?: of| was|:)? (?P<value>\d(?:[.,]\d{1,2})?)(?![\d.,]*\d| (?:points? )?(?:short|shy|below|under|off|away))|(?P<value2>\d[.,]\d{1,2})(?:/4(?:\.0)?)? GPA\b"
    r"|\b(?:perfect|flawless|immaculate) (?P<value3>[34]\.\d{1,2})(?= (?:at|from|in|average|throughout|all|to)\b|[,.;!]|$)|\b(?:an?|your|my|that|the) (?P<value4>[1-4]\.\d{1,2})(?=(?:/4(?:\.00?)?)? (?:at|from) (?:the )?[A-Z])"
)
_AVERAGES = ("gpa", "grade", "perfect", "flawless", "immaculate", " 1.", " 2.", " 3.", " 4.")
_SHORT_OF = re.compile(r" ?(?:(?:of a )?points? )?(?:short|shy|below|off|under|away|from)\b")
"""Behind how far an average lies from another: `0.04 short of perfect`."""


def find(resume: Source, text: str) -> Iterator[Mention]:
    """Where a text names honours or an average, with where the resume has them."""
    low = text.lower()
    for said, given in _HONOUR if any_in(low, _HONOURED) else ():
        for match in said.finditer(text):
            shown = given.search(resume.folded)
            yield Mention(*match.span(), resume.evidence(*shown.span()) if shown else None)
    for match in _GPA.finditer(text) if any_in(low, _AVERAGES) else ():
        if _SHORT_OF.match(text, match.end()):
            continue
        value = next(filter(None, match.groups())).replace(",", ".")
        shown = re.search(rf"(?<![\d./]){re.escape(value)}0?(?![\d])", resume.text.replace(",", "."))
        yield Mention(*match.span(), resume.evidence(*shown.span()) if shown else None)
