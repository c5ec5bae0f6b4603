"""Studies and examinations that an email calls finished while the resume has them under way.

`completed my diploma`, `with your diploma behind you`, `having passed the oral exam` against `in progress`, `expected 2027`, `not yet taken`,
or a study whose end lies after the day of writing; grades whose results are still to come. Bound by the words of the line. Not covered: a licence that has lapsed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import graduates
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded, stem
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim

_Line = tuple[int, int, str]
"""A line of the resume with its place."""
_NOUN = r"(?:diploma|degree|certificate|certification|apprenticeship|qualification|master['’]?s|bachelor['’]?s|doctorate|PhD|Ph\.D|MSc|BSc|MA|BA|B\.A|B\.S|B\.Sc|M\.A|M\.S|M\.Sc|MBA|LLB|LLM|BEng|MEng|PGCE|course|studies|exams?|examinations?|training|NVQ|HND|licen[cs]e|thesis|(?-i:[A-Z]{3,6}))"
_WORD = r"(?!(?:is|are|was|were|being|lies?|has|have|now|already|just|safely|firmly|behind)\b)[\w'’-]+"
"""A word of what a study is called, not of what is said of it."""
_DEGREE_NOUN = re.compile(
    r"\b(?:degree|master['’]?s|bachelor['’]?s|doctorate|studies|(?-i:PhD|Ph\.D|MSc|BSc|MA|BA|MBA|BEng|MEng|[BM]\.(?:A|S|Sc)))\b",
    re.IGNORECASE,
)
"""A study that no course, no ticket and no exam is."""
_GRADES = re.compile(
    r"\b(?:(?i:one|two|three|four|an?|\d) (?:A\*|[A-E])s?(?:,? (?:and )?(?i:one|two|three|an?|\d) [A-E]s?)*|A\*?[A-E]\*?[A-E]|(?i:straight) As|(?i:top (?:marks|grades)))(?![\w'’-])(?!-?levels?| level| minor| major)"
)
_MARKED = re.compile(
    r"\b(?:A[- ]?levels?|GCSEs?|exams?|examinations?|grades?|results?|finals|marks|diploma|degree|certificate)\b", re.IGNORECASE
)
_SORT = re.compile(r"\b(?:A[- ]?levels?|GCSEs?|finals|diploma|degree)\b", re.IGNORECASE)
_AWAITED = re.compile(
    r"\bresults? (?:\w+ )?(?:due|expected|awaited|pending|to come|out|in|on|to be)\b|\b(?:awaiting|waiting for|await) (?:\w+ )?results?\b",
    re.IGNORECASE,
)
"""In a resume whose grades nobody knows yet."""
_DONE = compiled(
    rf"\b(?:complet(?:ed|ing)|finish(?:ed|ing)|graduat(?:ed|ing) (?:with|from|in)|earn(?:ed|ing)|obtain(?:ed|ing)|gain(?:ed|ing)|pass(?:ed|ing)|clear(?:ed|ing)|achiev(?:ed|ing)|receiv(?:ed|ing)|hold(?:ing)?|holder of|got|took|sat) (?:(?:my|your|the|an?|both|all|and|written|oral|final|own|of) ){{0,3}}(?P<what>(?:[\w'’()-]+ (?:of |in |for |and (?:the )?)?){{0,5}}?{_NOUN}\b(?: (?:of|in|as) [\w'’-]+(?: [\w'’-]+){{0,3}})?)|"
    rf"\b(?:my|your|the|an?|both|all) (?P<behind>(?:[\w'’-]+ ){{0,4}}?{_NOUN}(?: (?:of|in|for|as) {_WORD}(?: (?:and )?{_WORD}){{0,4}}){{0,2}}) (?:is |are |was |were |being |lies |lie |has been |have been )?(?:now |already |just |safely |firmly |at last |finally )*(?:behind (?:me|you|us)|complete[d]?|finished|done|over|passed|in (?:my|your) (?:pocket|bag)|in (?:hand|the bag)|under (?:my|your) belt)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:in progress|under way|underway|ongoing|on-going|expected|anticipated|to be completed|due (?:in |late |early )?\d|not yet (?:taken|sat|passed|completed|finished)|to be taken|begun|began|started|studying|candidate|currently|pending|year (?:one|two|three|\d) of|unfinished|not completed|booked|scheduled|enrolled)\b|\b(?:to|until) date\b",
    re.IGNORECASE,
)
_ADMITTED = re.compile(
    r"\b(?:not yet|yet to|still (?:to|ahead|open|under way|in progress|outstanding)|in progress|under way|remains? open|to come)\b",
    re.IGNORECASE,
)
"""In an email that tells what is open itself: `passed the written part and have not yet taken the oral one`."""
_WHICH_DONE = re.compile(
    r"(?:which|that) (?:I|you)(?:['’]ve| have)? (?:already |just |recently |finally )?(?:passed|took|taken|sat|completed|finished|cleared|earned|obtained)\b"
)
_NAMED_LAST = re.compile(rf"(?P<what>(?:[\w'’()-]+ ){{0,5}}?{_NOUN})$", re.IGNORECASE)
_BY_OTHERS = re.compile(r"\b(?:who|whom|they|he|she|people|(?!always\b|perhaps\b|thus\b)[a-z]{3,}s) (?:have |had |has )?$")
"""Others who got it: `sixteen members got their certificate`."""
_STUDY = re.compile(
    r"diploma|degree|certif|apprentice|qualif|master|bachelor|doctor|ph\.?d|\bcourse|\bexam|licen[cs]e|\b[mb]sc|nvq|hnd", re.IGNORECASE
)
_PAPER_OPEN = re.compile(
    r"\b[A-Z][A-Z&-]{1,6}\b,? (?:[A-Z][\w-]+ )?\(?(?:[Cc]andidate|[Ee]xam|[Ii]n [Pp]rogress|[Ee]xpected|[Pp]ending|[Pp]ursuing|[Ss]cheduled)\b"
)
"""A paper known by its letters: `CPA Candidate (2024)`."""
_RUNS = re.compile(r"\b(?:19|20)\d\d\b")
_RUNS_ON = re.compile(r"\b(?:19|20)\d\d\s{0,2}(?:-|–|—|to)\s{0,2}(?:present|now|today|current|ongoing)\b", re.IGNORECASE)
_SCHOOL = re.compile(r"\b(?:University|College|Institute|Polytechnic|Academy|Universit\w+)\b")
_TO_COME = re.compile(r"\b(?:once|when|until|till|as soon as|if|before|by the time)\b[^,.;]*$", re.IGNORECASE)
_GOING_ON = re.compile(
    r"(?:\b(?:am|are|is|be|still|currently|now|busy|from|before|while|without|until|towards?|finish|keep|close to|short of)|['’](?:m|re|s)) (?:\w+ly )?$",
    re.IGNORECASE,
)
"""Before `completing`: what is under way in the email too."""
_LONGEST = 220
_ENOUGH = 2
"""Words that a sentence with grades shares with the study that they are of."""
_SMALL = frozenset(
    "the a an of in for and my your both all year level course studies training exam exams examination examinations degree certificate diploma".split()
)


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email to have finished what the resume has under way."""
    lines, awaited = _open_lines(letter.sources), _awaited(letter.sources.resume.text)
    if not lines and not awaited:
        return
    yield from graduates.find(letter)
    for clause in letter.clauses:
        if clause.role is not Role.TEXT:
            continue
        yield from _graded(letter, clause, awaited)
        yield from _which(letter, clause, lines)
        for match in _DONE.finditer(clause.text) if lines else ():
            name = "what" if match["what"] else "behind"
            start, end = match.span(name)
            going_on = match.group().split()[0].endswith("ing") and _GOING_ON.search(clause.text, max(0, match.start() - 40), match.start())
            if (
                going_on
                or _ADMITTED.search(clause.sentence.text)
                or _BY_OTHERS.search(clause.text[max(0, match.start() - 40) : match.start()])
                or asserted(letter, clause, start, end) is Strength.NONE
                or _TO_COME.search(clause.text[max(0, match.start() - 40) : match.start()])
            ):
                continue
            if (line := _of(letter.sources, lines, match[name])) and not _part_done(line[2], match.group()):
                reason = f"You wrote '{match.group()}'; the resume has it under way: '{line[2]}'."
                evidence = letter.sources.resume.evidence(line[0], line[1])
                yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, evidence)


def _which(letter: Letter, clause: Clause, lines: tuple[_Line, ...]) -> Iterator[Claim]:
    """`The oral exam, which I passed`: what is finished stands at the end of the clause before."""
    match = _WHICH_DONE.match(clause.text) if lines and clause.previous and clause.previous.sentence is clause.sentence else None
    named = _NAMED_LAST.search(clause.previous.text) if match and clause.previous else None
    line = _of(letter.sources, lines, named["what"]) if named else None
    if match and named and line and not _part_done(line[2], named["what"]):
        reason = f"You wrote '{named['what']}, {match.group()}'; the resume has it under way: '{line[2]}'."
        evidence = letter.sources.resume.evidence(line[0], line[1])
        yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, evidence)


def _part_done(line: str, said: str) -> bool:
    """Whether the part that an email names is the one that the line has done: `written exam passed, oral exam not yet taken`."""
    parts = [part for part in re.split(r"[,;(]", line) if _words(part) & _words(said) & _PARTS]
    return bool(parts) and not any(_OPEN.search(part) for part in parts)


def _graded(letter: Letter, clause: Clause, awaited: tuple[_Line, ...]) -> Iterator[Claim]:
    """Grades of examinations whose results are still to come, told with words of the study that has them."""
    match = _GRADES.search(clause.text) if awaited and _MARKED.search(clause.sentence.text) else None
    if match is None or asserted(letter, clause, *match.span()) is Strength.NONE:
        return
    said, studies = _words(clause.sentence.text), _studies(clause.sentence.text)
    line = next((line for line in awaited if studies & _studies(line[2]) or len(said & _words(line[2])) >= _ENOUGH), None)
    if line:
        reason = f"You wrote '{match.group()}'; the resume has the results still to come: '{line[2]}'."
        yield claim(clause, *match.span(), Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, letter.sources.resume.evidence(*line[:2]))


def _studies(text: str) -> set[str]:
    """The sorts of examinations that a text names."""
    return {re.sub(r"\W|s$", "", match.group().lower()) for match in _SORT.finditer(text)}


@lru_cache(maxsize=256)
def _awaited(text: str) -> tuple[_Line, ...]:
    """Lines of studies that have their results still to come, in the line or right below it."""
    if not _AWAITED.search(text):
        return ()
    lines = [match for match in re.finditer(r"[^\n]+", text) if _STUDY.search(match.group()) or _MARKED.search(match.group())]
    return tuple(
        (match.start(), match.end(), match.group().strip())
        for match in lines
        if _AWAITED.search(text[match.start() : match.end() + _LONGEST].split("\n\n", maxsplit=1)[0])
    )


def _of(sources: Sources, lines: tuple[_Line, ...], said: str) -> _Line | None:
    """The open line that a phrase names better than any other line of the resume does."""
    words = _words(said)
    of_degree = _DEGREE_NOUN.search(said) is not None
    if of_degree and not {word for word in words if word not in _TELLS_NOTHING}:
        return graduates.only_open_study(sources)
    best = max(lines, key=lambda line: len(words & _words(line[2])))
    shared = len(words & _words(best[2]))
    telling = {word for word in words if word not in _TELLS_NOTHING}
    if not shared or (telling and not telling & _words(best[2])):
        return None
    open_ = [line for _, _, line in lines]
    others = [
        line
        for line in sources.resume.text.splitlines()
        if line.strip() and not any(line.strip() in one or one in line for one in open_) and not (of_degree and not _STUDY.search(line))
    ]
    return None if any(len(words & _words(other)) >= shared for other in others) else best


def _words(text: str) -> set[str]:
    return {
        stem(match.group())
        for match in WORD.finditer(text)
        if len(match.group()) > 2 and folded(match.group()) not in ("the", "and", "for", "both", "all")
    }


_PARTS = frozenset(map(stem, "written oral practical theory theoretical clinical first second final".split()))
"""Parts of an examination, of which one may be passed before the other."""
_TELLS_NOTHING = frozenset(map(stem, _SMALL))


def _open_lines(sources: Sources) -> tuple[_Line, ...]:
    """Lines of studies and certificates that are under way on the day of writing."""
    today = f"{sources.date:%Y-%m}"
    found: list[_Line] = []
    for study in sources.facts.education:
        facts = [fact for fact in (study.degree, study.institution) if fact]
        if facts and study.end and (study.end == "present" or study.end > today[: len(study.end)]):
            found.append((facts[0].start, facts[0].end, facts[0].value))
    dated = tuple(position.dates.start for position in sources.positions if position.dates)
    return (*found, *_told_open(sources.resume.text, dated), *_dated_open(sources.resume.text, dated))


@lru_cache(maxsize=256)
def _dated_open(text: str, dated: tuple[int, ...]) -> tuple[_Line, ...]:
    """Lines of a degree beside a school's line that runs to the present, of which no fact was read."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    found: list[_Line] = []
    for above, line in pairwise(lines):
        own = not any(above.start() <= at < line.end() for at in dated)
        if (
            own
            and _RUNS_ON.search(above.group())
            and _SCHOOL.search(above.group())
            and degrees(line.group())
            and not _RUNS.search(line.group())
        ):
            found.append((line.start(), line.end(), line.group().strip()))
    return tuple(found)


@lru_cache(maxsize=256)
def _told_open(text: str, dated: tuple[int, ...]) -> tuple[_Line, ...]:
    """Lines that say so themselves, or in the bullets below them; not those that date a position."""
    found: list[_Line] = []
    named: _Line | None = None
    for match in re.finditer(r"[^\n]+", text):
        bare = match.group().strip()
        if (
            len(bare) < _LONGEST
            and (_STUDY.search(bare) or _PAPER_OPEN.search(bare))
            and not any(match.start() <= at < match.end() for at in dated)
        ):
            named = (match.start(), match.end(), bare)
        elif not bare.startswith(("-", "•", "*", "–", "·")):
            named = None
        if named and _OPEN.search(bare) and named not in found:
            found.append(named)
    return tuple(found)
