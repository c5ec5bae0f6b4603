"""How a resume speaks of a certificate that it names: as held, as under way (`CISA, expected 2027`), or of examinations and firms (`CPA track`).

    pending(resume, evidence)   -> "CISA, expected 2027"
    unsure(resume, evidence)    -> True where the line cannot be taken for one held

Reads the item or the line in which a name stands that an email has too, in English. It answers for names of the vocabulary and of capitals, at
the place that bears them out; papers in any other words are read from the resume's side, by `standing`, and judged by `unheld`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Evidence

_PENDING = re.compile(
    r"\b(?:in[- ]progress|expected|anticipated|pending|ongoing|underway|under way|studying|scheduled|to be completed|not yet|in preparation|candidate|pursuing|working towards?|(?<!re-)eligible(?! for renewal))\b"
)
_PIECE = re.compile(r"[^\n,;|•]+(?:, ?(?=expected|anticipated|in progress|pending|ongoing)[^\n,;|•]+)?", re.IGNORECASE)
"""An item of a line."""
_UNSURE = (
    re.compile(
        r"\b(?:with|under|for|by|to|towards?|of|exams?|prep\w*|assist\w*|support\w*|lapsed|expired|formerly) (?:[\w&-]+ ){0,3}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\)?:? (?:[\w-]+ ){0,2}?\(?(?:exams?|examinations?|sections?|eligible|track|firms?|prep\w*|training|courses?|candidate|lapsed|expired|inactive)\b",
        re.IGNORECASE,
    ),
)
"""Words before and behind a credential's name in a resume that make it no credential held."""
_OWNED_UP = re.compile(
    r"\b(?:in progress|progress|working|studying|towards?|expected|expect|due|soon|nearly|almost|finish\w*|complet(?:e|ing)|pursuing|preparing|exam|currently|underway|under way|pending|on the way|assessments?|candida(?:te|cy)|booked|scheduled|eligible|eligibility|set for|sit|sitting)\b",
    re.IGNORECASE,
)


_STILL_TO_COME = re.compile(
    r"^\W{0,3}(?:[\w'’-]+[ ,]{1,2}){0,6}?(?:in progress|under ?way|pending|scheduled|booked|expected|not yet|to come|eligible|ongoing|unfinished|exam)\b",
    re.IGNORECASE,
)
"""What owns it up right behind the clause: `NE-BC: listed as in progress`."""
_PASSED = re.compile(r"\b(?:passed|cleared|taken) (?:[\w-]+ ){0,4}?exam\w*", re.IGNORECASE)
_LAPSED = re.compile(r"\b(?:lapsed|expired|inactive|no longer (?:held|valid|active)|not renewed|surrendered)\b", re.IGNORECASE)
_IN_FORCE = re.compile(
    r"\b(?:in date|up to date|current(?:ly)?|valid|active|in force|renewed|kept|keep|maintain(?:ed)?|hold(?:ing)?|ever since|still|to this day|am|are|have)\b",
    re.IGNORECASE,
)
_OWNS_IT = re.compile(
    r"\b(?:lapsed?|expired?|ran out|run out|used to|let (?:it|that|my|the) |once (?:held|had)|formerly|no longer|not renewed|out of date|would renew|inactive|old|past)\b",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    r"\b(?:(?:going|go|gunning|shooting|reading|revising|cramming|training|heading|headed|sitting|registered|enrolled|signed up) (?:for|towards?)|aim(?:ing|s)? (?:for|at)|(?:am|are|['’]m|['’]re) after|chas(?:e|ing)|seek(?:ing)?|missing|lack(?:ing)?|want(?:s|ing)?|future|aspiring|would-be|prospective|"
    r"(?:path|road|way|track|route|journey|steps?|course|halfway|part-?way|close|closer|progress) (?:to(?:wards?)?|for|through|into)|(?:sights?|eyes?|heart|mind) (?:set )?on|started (?:on|down)|down|short of|candida(?:te|cy) (?:for|in|of)|next (?:is|comes|up(?: is)?))"
    r"(?: (?:the|my|your|an?|own|full|both|and|next|(?-i:[A-Z]\w*)|certified|licen[cs]ed|chartered|be|become|becoming|earn(?:ing)?|get(?:ting)?|hold(?:ing)?|obtain(?:ing)?|pass(?:ing)?|complet(?:e|ing))){0,5} $",
    re.IGNORECASE,
)
"""Before a credential that somebody works for."""
_AHEAD = re.compile(
    r"(?: [\w-]+){0,2}?(?: candida(?:te|cy|cies)s?\b|-to-be\b| hopeful\b| aspirant\b| (?:path|road|track|journey|route|plans?|goal|aims?|ambitions?)\b| (?:in|within|on) (?:my|your) sights?\b| (?:on|over) the horizon\b| in the works\b|"
    r" (?:is |are |is still |still )?(?:ahead of (?:me|you)|the next step|(?:next|on) (?:on )?(?:my|your|the) (?:list|agenda|plan)|on (?:its|the|my|your) way)\b)",
    re.IGNORECASE,
)
"""Behind it."""
_NEXT = re.compile(r"\n\s*(?:\n|[-•*·–+>]\s)")
"""Where another item begins."""
_IN_STAGES = frozenset("CFA CAIA CMT FRM CMA CPA USMLE".split())
"""Papers of which each examination has a stage of its own."""
_STAGE = re.compile(r"\b(?:[Ll]evels?|[Pp]arts?|[Ss]teps?|[Ss]tages?|[Ss]ections?) (?:[IVX\d]+|[Oo]ne|[Tt]wo|[Tt]hree)\b")
_WHOLE = re.compile(
    r"(?:['’]s)?[ -](?:charter(?:holder|ed)?|holder|certified|certification|certificate|designation|credential|qualified|licen[cs]ed?)\b",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    r"\b(?:(?:am|are|['’]m|['’]re|became|as) an? (?:\w+ )?|(?:hold|holding|have|earned|earn|got) (?:the |an? |my |your )?)$"
)
_GRADE = re.compile(r"(?<=\w )(?:associate|professional|expert|foundation|practitioner|fundamentals)\b", re.IGNORECASE)
_NEAR = 60
"""Characters to either side of a name that are read."""


def otherwise(resume: Source, shown: Evidence, clause: Clause, span: tuple[int, int], behind: str) -> str:
    """How a resume has a credential that a clause tells at `span` as held, if otherwise: under way or past. `behind` is what follows the clause."""
    owned = _OWNED_UP.search(_PASSED.sub(" ", clause.text)) or is_ahead(clause.text, *span) or _STILL_TO_COME.search(behind)
    if not owned and (open_ := pending(resume, shown)):
        return f"under way: '{open_}'"
    if stage := only_stage(resume, shown, clause.text, *span):
        return f"only in part: '{stage}'"
    if graded := other_grade(resume, shown, clause.text[slice(*span)]):
        return f"of another grade: '{graded}'"
    ended = lapsed(resume, shown, clause.sentence.text)
    return f"as past: '{ended}'" if ended else ""


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether the words about a credential tell of one that is still to be had: `going for the CPA`, `my CPA candidacy`."""
    return bool(_TOWARDS.search(text, max(0, start - _NEAR), start) or _AHEAD.match(text, end, end + _NEAR))


def is_open(resume: Source, shown: Evidence) -> bool:
    """Whether a resume names a credential without having it: as under way, or only of its examination."""
    return bool(pending(resume, shown)) or unsure(resume, shown)


def pending(resume: Source, shown: Evidence) -> str:
    """The piece of a line that calls a credential unfinished, if the resume nowhere names it without."""
    pieces = [piece for piece in _PIECE.findall(resume.text) if shown.text and shown.text in piece]
    telling = [piece.strip() for piece in pieces if _PENDING.search(piece.lower())]
    return telling[0] if telling and len(telling) == len(pieces) else ""


def only_stage(resume: Source, shown: Evidence, text: str, start: int, end: int) -> str:
    """The stage at which a resume stands wherever it names a paper that is earned in stages, where an email tells the whole paper."""
    if shown.text not in _IN_STAGES or _STAGE.search(text) or not (_WHOLE.match(text, end) or _IS_ONE.search(text, 0, start)):
        return ""
    pieces = [piece for piece in _PIECE.findall(resume.text) if shown.text in piece]
    stages = [piece.strip() for piece in pieces if _STAGE.search(piece) and not _WHOLE.search(piece)]
    return stages[0] if len(stages) == len(pieces) and stages else ""


def lapsed(resume: Source, shown: Evidence, said: str) -> str:
    """The words by which a resume ends a credential that an email tells as in force: `CCNA (lapsed in March)` against `I keep my CCNA in date`."""
    if not shown.text or not _IN_FORCE.search(said) or _OWNS_IT.search(said):
        return ""
    for found in re.finditer(rf"(?<!\w){re.escape(shown.text)}(?!\w)", resume.text):
        behind = _NEXT.split(resume.text[found.end() : found.end() + _NEAR])[0]
        end = _LAPSED.search(behind)
        if end and behind[: end.start()].count("\n") <= 1:
            return " ".join(behind[: end.end()].split())
    return ""


def other_grade(resume: Source, shown: Evidence, said: str) -> str:
    """The line of a credential that gives another grade of it than an email does: `Acme Certified Associate` against `Acme Certified Professional`."""
    told = {match.group().lower() for match in _GRADE.finditer(said)}
    start, end = shown.start or 0, shown.end or 0
    last = resume.text.find("\n", end)
    line = resume.text[resume.text.rfind("\n", 0, start) + 1 : None if last < 0 else last]
    given = {match.group().lower() for match in _GRADE.finditer(line)}
    if not (told and given) or told & given or any(f"certified {grade}" in resume.folded for grade in told):
        return ""
    return line.strip() if "certif" in line.lower() else ""


def in_force(said: str) -> int:
    """Where the words end that call something in force, or 0."""
    return max((match.end() for match in _IN_FORCE.finditer(said)), default=0)


def unsure(resume: Source, shown: Evidence) -> bool:
    """Whether the line of a credential speaks of an examination or of others: `CPA candidate`, `worked with CPA firms`."""
    start, end = shown.start or 0, shown.end or 0
    first, last = resume.text.rfind("\n", 0, start) + 1, resume.text.find("\n", end)
    before, after = resume.text[first:start], resume.text[end : None if last < 0 else last]
    return bool(_PENDING.search((before[-_NEAR:] + after[:_NEAR]).lower()) or _UNSURE[0].search(before[-_NEAR:]) or _UNSURE[1].match(after))
