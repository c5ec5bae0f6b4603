"""Papers that an email tells as held, though the resume has them as past or unfinished (see `standing`).

`I still carry my Series 6` against `lapsed 2018`, `my ALS certificate is current` against `booked for September`, `a graduate of tourism` against
`completed third year`, in any words that hold a paper. Of one that was held once only what holds it now is false: `I passed it in 2013` is true.
An email that owns it up in the sentence claims nothing. Of an examination that is passed in part only all of it, or its open part, is false.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import standing
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import degrees, same
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, stem, stems
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.abilities.standing import Paper
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.schema import Claim

_NOUN = re.compile(
    r"\b(?:certificat\w+|certs?|licen[cs]\w+|tickets?|cards?|diplomas?|degrees?|master['’]?s?|bachelor['’]?s?|graduat\w+|exams?|courses?|certified|qualifi\w+|registered|registration|coded|coding|training|trained|papers?|commission|credentials?|accredited|accreditation)\b",
    re.IGNORECASE,
)
_IN_FORCE = compiled(
    r"\b(?:in date|up[- ]to[- ]date|current(?:ly)?|valid|active|in force|renewed|kept|keep(?:s|ing)?|maintain(?:ed|s)?|hold(?:s|ing)?|carry|carrying|remain(?:s)?|still|to this day|is covered|are covered|good (?:to|until|till|through|for)|is in hand|am an?|are an?|as an?|am|have|with (?:my|your|an?|the|both)|bring|possess|own|certified|licen[cs]ed|qualified|registered)\b|['’]m\b|['’]ve\b|\b(?:is|are) (?:\w+ )?good\b",
    re.IGNORECASE,
)
_GOT = compiled(
    r"\b(?:pass(?:ed|ing)?|cleared|complet(?:ed|e|ing)|finish(?:ed|ing)|earn(?:ed|ing)|obtain(?:ed|ing)|gain(?:ed|ing)|got|achieved|received|awarded|done|took|taken|behind (?:me|you)|in (?:the )?(?:hand|bag)|graduat(?:e[d]?|ing)|coded|own)\b|\byour (?:[\w-]+ ){1,4}?(?:(?:is|are)(?! (?:set|in|on|for|at|to|coming|next)\b)|makes?|shows?|tells?|means?|gives?)\b",
    re.IGNORECASE,
)
_OWNED_UP = compiled(
    r"\b(?:not(?! only| just)|never|no longer|nor|neither|none|cannot|without|yet|laps\w+|expir\w+|r[au]n out|running out|renewal|renewing|(?:to|would|will|could|can|must|should|may|might|shall) (?:\w+ )?(?:renew|finish|pass|complete|hold|sit|take|get|earn|do)|resit\w*|retak\w+|second attempt|fail\w*|book(?:ed|ing)?|schedul\w+|plan(?:s|ned|ning)?|study|studying|studies for|in progress|progress|under ?way|working (?:on|towards?)|work towards?|expect\w*|soon|nearly|almost|half ?way|part ?way|start(?:ed|ing)?|begun|began|hop(?:e|es|ing)|sit|sits|(?<!first )(?<!one )(?<!single )sitting|candidate|eligible|inactive|former(?:ly)?|used to|old|credits|so far|set for|coming up|rest of|remainder|let (?:my|the|your|it|that|this|go|lapse)|pending|due|first year|third year|one year|second year|years? of|left|broke off|dropped|aim\w*|prepar\w+|revis\w+|learning|doing|taking|enrol\w*|ahead|open|missing|remains? to|to come|to go|next (?:year|month|week|spring|summer|autumn|fall|winter)|needs?|once (?:held|had)|past|would have to|waiting|await\w*|interrupted|unfinished|incomplete|percent|per cent|away|short of|till|until|if|when|whether)\b|n['’]t\b|%",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:once|as soon as|if|when|until|before)\b[^,.;]*$", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|every|whole|entire|both|each|in full|full)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|half|most|some|part|the (?:first|theory|written|practical|oral)) (?:\w+ )?(?:of|out of)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|half|most|some) (?:units|sections|modules|papers|parts)\b",
    re.IGNORECASE,
)
_PASSED = re.compile(r"\b(?:passed|done|completed|finished)\b", re.IGNORECASE)
_PARTS = frozenset(map(stem, "written oral practical theory theoretical clinical case choice".split()))
_STUDENT_BEHIND = re.compile(
    r"(?: (?:degree|course|programme|program))? (?:students?|undergraduates?|undergrads?|postgraduates?|majors?|juniors?|sophomores?|freshm[ae]n|trainees?|apprentices?|pupils?|learners?)\b",
    re.IGNORECASE,
)
_STUDENT_BEFORE = re.compile(
    r"\b(?:student|undergraduate|undergrad|trainee|apprentice|major(?:ing)?|junior|sophomore) (?:of|in|for) (?:the |an? )?$", re.IGNORECASE
)
_ENOUGH = 2


def find(letter: Letter) -> Iterator[Claim]:
    """The papers of an email that the resume has as past or unfinished."""
    papers = standing.unheld(letter.sources.documents) if letter.sources.resume.is_english else ()
    if not papers:
        return
    known = frozenset[str]().union(*(paper.words for paper in papers))
    for clause in letter.clauses:
        if clause.role is not Role.TEXT or (known.isdisjoint(stems(clause.text)) and not degrees(clause.text)):
            continue
        taken: set[int] = set()
        for paper in papers:
            if (span := _named(letter, clause, paper)) and taken.isdisjoint(range(*span)) and _is_told(letter, clause, paper, span):
                taken.update(range(*span))
                how = "as past" if paper.ended else "as unfinished"
                reason = f"You wrote '{clause.text[slice(*span)]}'; the resume has it {how}: '{paper.told}'."
                shown = standing.item_of(letter.sources.resume, paper)
                yield claim(clause, *span, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, shown)


def _named(letter: Letter, clause: Clause, paper: Paper) -> tuple[int, int] | None:
    """Where a clause names a paper, by enough of its words, and no other paper of the resume by the same."""
    found = [match for match in WORD.finditer(clause.text) if stem(match.group()) in paper.words]
    words = frozenset(stem(match.group()) for match in found)
    level = paper.level and next(
        (degree for degree in degrees(clause.text) if degree.level == paper.level.level and same(degree, paper.level)), None
    )
    noun = _NOUN.search(clause.text)
    if level is None:
        if not words:
            return None
        by_code = any(stem(match.group()) in paper.codes and match.group().upper() == match.group() for match in found)
        by_name = words == paper.words and (noun or any(match.group()[0].isupper() for match in found))
        by_most = 2 * len(words) >= len(paper.words) and _is_name(clause.text, found, noun=bool(noun))
        if not (by_code or by_name or by_most):
            return None
    elif not words and (not paper.words or standing.shown_elsewhere(letter.sources.documents, frozenset(), level.level)):
        return None
    if words and standing.shown_elsewhere(letter.sources.documents, words, None if level is None else level.level):
        return None
    places = [match.span() for match in found] + ([(level.start, level.end)] if level else [])
    return min(start for start, _ in places), max(end for _, end in places)


def _is_name(text: str, found: list[re.Match[str]], *, noun: bool) -> bool:
    """Whether some of a paper's words call it by name: two with a noun or capitals, or one right before its noun."""
    if len({stem(match.group()) for match in found}) >= _ENOUGH:
        return noun or any(match.group()[0].isupper() and match.start() for match in found)
    return any(_NOUN.match(text, match.end() + 1) for match in found)


def _is_told(letter: Letter, clause: Clause, paper: Paper, span: tuple[int, int]) -> bool:
    """Whether a clause tells a paper as held now, and nothing around it owns up what is not so."""
    text = clause.text
    held = _IN_FORCE.search(text) or (not paper.ended and _GOT.search(text))
    at = clause.start - clause.sentence.start
    around = f"{clause.sentence.text[: at + span[0]]} {clause.sentence.text[at + span[1] :]}"
    if not held or _OWNED_UP.search(around) or _TO_COME.search(text[: span[0]]):
        return False
    if not paper.ended and (_is_of_student(text, span) or not _is_open_part(text, paper)):
        return False
    return asserted(letter, clause, *span) > Strength.LOOSE


def _is_of_student(text: str, span: tuple[int, int]) -> bool:
    """Whether a study is only told as what somebody is a student of: `a Business Administration student`."""
    return bool(_STUDENT_BEHIND.match(text, span[1]) or _STUDENT_BEFORE.search(text, 0, span[0]))


def _is_open_part(text: str, paper: Paper) -> bool:
    """Whether what is told is all of a paper, or that part of it which is open: `passed the practical`, where the theory is."""
    told = _PASSED.search(paper.told)
    parts = _PARTS.intersection(stems(text))
    if parts:
        return any(parts.intersection(stems(piece)) and not _PASSED.search(piece) for piece in re.split(r"[,;(]", paper.told))
    return not _PART.search(text) or bool(_ALL.search(text)) or not told
