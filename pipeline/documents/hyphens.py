"""Words that a hyphen breaks at the end of a line: joined, with or without the hyphen.

Whether the hyphen belongs to the word (`front-` `end`) or only breaks it (`algo-` `rithm`) is told, in this order, by the
rest of the document, by lists of word parts that form compounds, and by the program that made the file: browsers and word
processors break lines at hyphens that are there, typesetters insert them.
Covers Latin script. Does not cover: other languages' compounds beyond what the document itself shows.
"""

from __future__ import annotations

import re

BROKEN = re.compile(r"(?<![^\W\d_])(?P<before>[^\W\d_]++)-(?P<note>\t[^\n]*)?\n(?P<after>\S+)(?P<space>[ ]?)")
TYPESETTER = re.compile(r"tex|typst|dvips|dvipdfm|indesign|quark|scribus|prince|affinity|framemaker", re.I)
WRITES_AS_TYPED = re.compile(r"skia|chrom|word|google|libreoffice|openoffice|pdf-lib|wkhtmltopdf|quartz|\bqt\b|reportlab|canva", re.I)
FIRST_PART_WORDS = (
    "all anti back best client co cost cross customer cutting data day decision detail e end event ex face fast first five four front "
    "full hands hard high industry know large life long low machine mid multi near non object off on open part peer post pre problem "
    "real result results role self semi server short single six so state sub team test third three time top two up user value web well "
    "wide work world year"
)
SECOND_PART_WORDS = (
    "based building centered centric class depth driven edge effective efficiency end facing first focused friendly functional house "
    "known level life line making oriented page performing person platform quality related scale side solving source specific stack "
    "delta over standing start starter term threaded tier time wide winning year"
)
FIRST_PARTS = frozenset(FIRST_PART_WORDS.split())
"""Words that form compounds with what follows, as in `cross-platform`."""
SECOND_PARTS = frozenset(SECOND_PART_WORDS.split())
"""Words that form compounds with what precedes, as in `data-driven`."""


def join_broken_words(text: str, producer: str) -> str:
    """The text with words that were broken at line ends made whole on the upper line. `producer` is the PDF's own word."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", BROKEN.sub(" ", text))}
    typeset = bool(TYPESETTER.search(producer)) or not WRITES_AS_TYPED.search(producer)

    def join(match: re.Match[str]) -> str:
        before, after = match["before"], match["after"]
        start = re.match(r"[^\W\d_]+", after)
        if start is None:
            return match[0]
        hyphen = "-" if _keeps_hyphen(before, start[0], words, typeset=typeset) else ""
        return f"{before}{hyphen}{after}{match['note'] or ''}\n"

    return BROKEN.sub(join, text)


def _keeps_hyphen(before: str, after: str, words: set[str], *, typeset: bool) -> bool:
    first, second = before.casefold(), after.casefold()
    if f"{first}{second}" in words:
        return False
    if f"{first}-{second}" in words or not after[0].islower() or before.isupper():
        return True
    if first in FIRST_PARTS or second in SECOND_PARTS or len(second) < 3:  # typesetters leave at least three letters
        return True
    return not typeset or (first in words and second in words)
