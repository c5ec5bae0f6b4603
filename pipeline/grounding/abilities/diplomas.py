"""A diploma told as a degree, or a course as a diploma: `my Legal Executive Degree`, `the degree in livestock` where the resume has diplomas.

Only where a line of the resume has all the telling words of the degree beside a lower paper, and none of its lines has them beside a
degree. Holds for papers under way too: what is worked for is called by its name. Not covered: degrees named without field or name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, folded, stem, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_DEGREE = compiled(
    r"\b(?P<name>(?:(?:Level \d|[A-Z][\w&]+) ){1,4}|(?<=\b[Mm]y )(?:(?!first|last|second|other|own|main|only|latest|higher|recent|undergrad|postgrad|university|college)[a-z]{5,} )|(?<=\b[Yy]our )(?:(?!first|last|second|other|own|main|only|latest|higher|recent|undergrad|postgrad|university|college)[a-z]{5,} ))(?P<noun>[Dd]egree)\b(?! course| programme| program)|\b(?P<one>[Dd]egree) in (?P<field>(?:[a-z]{4,}(?: and)? ?){1,3})"
)
_DIPLOMA = compiled(
    r"\b(?P<name>(?:[A-Z][\w&]+ ){1,4})(?P<noun>[Dd]iploma)\b|\b(?P<one>[Dd]iploma) (?:in|for) (?P<field>(?:[A-Za-z]{4,}(?: and)? ?){1,3})"
)
_COURSE = re.compile(r"\b(?:course|workshop|seminar|training|webinar|bootcamp|boot camp|module|\w+-(?:day|hour|week))\b")
_DIPLOMAS = re.compile(r"\b(?:dip|diplom\w*|degree|bachelor\w*|master\w*|certificat\w*|award|level \d|nvq|btec|hnc|hnd)\b")
"""What makes more of a line than a course: one that leads to a certificate is told as it likes."""
_RANKS = frozenset(
    "bachelor bachelors master masters honours honors foundation associate first second higher science arts the my your university college undergraduate graduate postgraduate doctoral".split()
)
"""Words that make a degree of it whatever its field."""
_LOWER = re.compile(r"\b(?:diplom\w*|certificat\w*|nvq|btec|award)\b")
_DEGREES = re.compile(
    r"\b(?:degree|bachelor\w*|master\w*|licen[ct]iat\w*|b\.?a\b|b\.?sc|b\.?eng|b\.?tech|b\.?ed\b|m\.?a\b|m\.?sc|m\.?eng|mba|ll\.?[bm]|ph\.?d|doctor\w*|hons?|university|universi\w*)\b"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that call a lower paper a degree."""
    if not letter.may_have(_DEGREE, _DIPLOMA):
        return
    for clause in letter.clauses:
        frame = letter.frame(clause)
        if clause.role is not Role.TEXT or Side.CANDIDATE not in frame.about or frame.mood in (Mood.ASKED, Mood.QUESTION):
            continue
        degrees = ((match, _LOWER, _DEGREES) for match in _DEGREE.finditer(clause.text))
        diplomas = ((match, _COURSE, _DIPLOMAS) for match in _DIPLOMA.finditer(clause.text))
        for match, lower, higher in (*degrees, *diplomas):
            if frames.denies(clause.text[: match.start()].rpartition(",")[2]):
                continue
            if shown := _lower(letter.sources.resume, match["name"] or match["field"], lower, higher):
                group = "noun" if match["noun"] else "one"
                reason = f"You wrote '{match.group().strip()}'; the resume has '{' '.join(shown.text.split())}'."
                yield claim(clause, *match.span(group), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, shown)


def _lower(resume: Source, what: str, lower: re.Pattern[str], higher: re.Pattern[str]) -> Evidence | None:
    """The line of a lower paper that has the telling words, where no line of a degree has one of them."""
    words = [match.group() for match in WORD.finditer(what) if not _ACRONYM.fullmatch(match.group())]
    telling = frozenset(stem(word) for word in words if folded(word) not in STOP_WORDS)
    if not telling or any(folded(word) in _RANKS for word in words) or telling <= {stem("level")}:
        return None
    found: Evidence | None = None
    for line in re.finditer(r"[^\n]+", resume.text):
        low = folded(line.group())
        own = set(stems(line.group()))
        if higher.search(low) and (lower is _COURSE or not lower.search(low)) and own & telling:
            return None
        if found is None and lower.search(low) and telling <= own:
            found = resume.evidence(*line.span())
    return found
