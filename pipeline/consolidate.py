"""Two documents of any length become the lines that matter to each other, ranked, never cut at the end.

Every line of a resume is ranked by what it shares with the posting, and the reverse. Names, employers, titles and dates are
always kept; then the skills, certificates and languages that matter most go in, then the rest by rank, until the budget is full.
Nothing is rewritten, and what is left out is listed.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline import tenure
from pipeline.remainder import remainder
from pipeline.schema import Document, Fact, JobFacts, Position, ResumeFacts, Study

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'-][^\W_]+)+)?")
_STOP = frozenset(
    "a an and are as at be been by for from had has have i in into is it its of on or our out over so such than that the their them "
    "they this to up us was we were what when where which who will with you your".split()
)
_JOINED = frozenset({"Skills:", "Languages:"})
"""Groups whose lines stand on one line, with commas."""
_LISTS = _JOINED | {"Certificates:"}
_FIRST = 30
"""How many of each list go in before all else: a short line that says much. A list of hundreds would leave room for nothing else."""
_BEFORE = 1e-3
"""The highest rank of what goes in before all else."""
_MEASURED = 1.0
"""What a figure adds to a line's relevance: results are what emails speak of, whether or not the other document has the same words."""
WANTED = 1e-6
"""The highest rank of lines that hold what is to be spoken of."""
_CHARACTERS = 4.0
"""A token's length, until a count has told it."""
_GUESSES = 6
"""Counts after which halving takes over: a text whose tokens differ much in length."""


Span = tuple[str, int, int]
"""A piece of a document: `resume` or `job`, and where it starts and ends in the text."""


@dataclass(frozen=True)
class Line:
    """One line of a consolidated document. `rank` is 0 for what is always kept; otherwise lower goes in first.

    `at`, where the line is a piece of the document's text: from which character to which.
    """

    text: str
    group: str = ""
    rank: float = 0.0
    at: tuple[int, int] | None = None


@dataclass(frozen=True)
class Consolidated:
    """What fits, in reading order, and what did not."""

    resume: tuple[str, ...]
    posting: tuple[str, ...]
    left_out: tuple[str, ...]


def consolidate(resume: Sequence[Line], posting: Sequence[Line], fits: Callable[[Consolidated], bool]) -> Consolidated:
    """The longest selection by rank for which `fits` holds, found by bisection (a longer selection is never cheaper).

    If not even the lines that are always kept fit, they are returned all the same: the caller counts and reports.
    """
    cuts = _cuts(resume, posting)
    low, high = 0, len(cuts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_select(resume, posting, cuts[middle])):
            low = middle
        else:
            high = middle - 1
    return _select(resume, posting, cuts[low])


def fill(
    resume: Sequence[Line], posting: Sequence[Line], count: Callable[[Consolidated], int], budget: int, fixed: int = 0
) -> tuple[Consolidated, int]:
    """What `consolidate` returns for `count(selection) <= budget`, and its count, found with about half as many counts.

    A count says how far a selection is from the budget, so the next one is tried where the lines' lengths put the border. `fixed` is about
    how many characters are counted beside the lines; a wrong one costs time, not the result.
    """
    cuts = _cuts(resume, posting)
    lengths = [fixed + length for length in _lengths(cuts, resume, posting)]
    counts: dict[int, int] = {}

    def probe(at: int) -> int:
        counts[at] = count(_select(resume, posting, cuts[at]))
        return counts[at]

    low, high = 0, len(cuts) - 1
    while low < high:
        at = _next(low, high, lengths, counts, budget)
        if probe(at) <= budget:
            low = at
        else:
            high = at - 1
    return _select(resume, posting, cuts[low]), counts[low] if low in counts else probe(low)


def _next(low: int, high: int, lengths: Sequence[int], counts: Mapping[int, int], budget: int) -> int:
    """Where the border between `low`, which fits, and `high + 1`, which does not, is to be expected."""
    if len(counts) > _GUESSES:
        return (low + high + 1) // 2
    known = [at for at in (low, high + 1) if at in counts]
    near = min(known, key=lambda at: abs(counts[at] - budget), default=None)
    if near is None:
        border = budget * _CHARACTERS
    elif len(known) == 2 and counts[high + 1] > counts[low]:
        border = lengths[low] + (budget - counts[low]) * (lengths[high + 1] - lengths[low]) / (counts[high + 1] - counts[low])
    else:
        border = lengths[near] + (budget - counts[near]) * lengths[near] / counts[near]
    return min(max(bisect_right(lengths, border) - 1, low + 1), high)


def _cuts(resume: Sequence[Line], posting: Sequence[Line]) -> list[float]:
    return sorted({line.rank for line in (*resume, *posting)} | {0.0})


def _lengths(cuts: Sequence[float], resume: Sequence[Line], posting: Sequence[Line]) -> list[int]:
    """Characters of the selection at each cut, headings left out."""
    own: Counter[float] = Counter()
    for line in (*resume, *posting):
        own[line.rank] += len(line.text) + 1
    return list(itertools.accumulate(own[cut] for cut in cuts))


def ranked(resume: Sequence[Line], posting: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Gives every optional line (rank > 0) its rank: its place among its own document's lines, by relevance to the other document."""
    weights = _idf([line.text for line in (*resume, *posting)])
    return _rank(resume, _vocabulary(posting), weights), _rank(posting, _vocabulary(resume), weights)


def wanted(lines: Sequence[Line], spans: Collection[tuple[int, int]]) -> list[Line]:
    """The ranked lines, those before all other optional ones that hold a piece of one of the spans."""

    def holds(line: Line) -> bool:
        return line.at is not None and any(start < line.at[1] and line.at[0] < end for start, end in spans)

    return [replace(line, rank=line.rank * WANTED) if line.rank and holds(line) else line for line in lines]


def resume_lines(document: Document, facts: ResumeFacts, on: dt.date) -> list[Line]:
    """The resume as lines: who, each position with its computed tenure, bullets, education, skills, and all that no fact covers."""
    who = [fact.value for fact in (facts.name, facts.headline, facts.location, facts.phone, facts.email) if fact]
    lines = [Line(", ".join(who))] if who else []
    for position in facts.positions:
        lines.append(Line(_position(position, on)))
        lines += [_line(bullet, "", "- ") for bullet in position.bullets]
    lines += [Line(_study(study), "Education:") for study in facts.education]
    lists = (("Certificates:", facts.certifications), ("Skills:", facts.skills), ("Languages:", facts.languages))
    lines += [_line(fact, group) for group, found in lists for fact in found]
    return [line for line in lines if line.text.strip()] + _also(document, _resume_spans(facts), who)


def posting_lines(document: Document, facts: JobFacts) -> list[Line]:
    """The posting as lines: title, company, place, pay, what is asked, what one would do, and what the employer says of itself."""
    head = [fact.value for fact in (facts.title, facts.company, facts.location, facts.salary) if fact]
    head = [", ".join(head)] if head else []
    if facts.contact:
        head.append(f"Contact: {facts.contact.value}")
    lines = [Line(text) for text in head]
    groups = (("About:", facts.pitch), ("Asked:", facts.must_have), ("Welcome:", facts.nice_to_have), ("Duties:", facts.duties))
    for group, found in groups:
        lines += [_line(fact, group, "- ") for fact in found]
    spans = [fact for _, found in groups for fact in found] + [f for f in (facts.title, facts.company) if f]
    return lines + _also(document, spans, head)


def _also(document: Document, facts: Sequence[Fact], said: Sequence[str]) -> list[Line]:
    return [_line(fact, "Also:") for fact in remainder(document.text, document.kind, facts, said, _words)]


def _line(fact: Fact, group: str, mark: str = "") -> Line:
    return Line(mark + fact.value, group, 1, (fact.start, fact.end))


def _position(position: Position, on: dt.date) -> str:
    what = ", ".join(fact.value for fact in (position.title, position.employer) if fact)
    months = tenure.months([position], on)
    when = f"{position.dates.value}: {tenure.phrase(months)}" if position.dates and months else position.dates and position.dates.value
    return f"{what} ({when})" if what and when else what or when or ""


def _study(study: Study) -> str:
    when = "-".join(dict.fromkeys(d[:4] for d in (study.start, study.end) if d))
    return ", ".join([fact.value for fact in (study.degree, study.institution) if fact] + ([when] if when else []))


def _resume_spans(facts: ResumeFacts) -> list[Fact]:
    found: list[Fact | None] = [facts.name, facts.headline, facts.email, facts.phone, facts.location]
    for position in facts.positions:
        found += [position.title, position.employer, position.dates, *position.bullets]
    for study in facts.education:
        found += [study.degree, study.institution]
    found += [*facts.certifications, *facts.skills, *facts.languages]
    return [fact for fact in found if fact]


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Lower-case words without a plural's s, so that `patients` and `patient` meet."""
    found = (word.lower() for word in _WORD.findall(text))
    return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found if word not in _STOP)


def _vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _words(line.text))


def _idf(texts: Sequence[str]) -> dict[str, float]:
    counts = Counter(word for text in texts for word in set(_words(text)))
    return {word: math.log(1 + len(texts) / n) for word, n in counts.items()}


def _rank(lines: Sequence[Line], other: frozenset[str], weights: dict[str, float]) -> list[Line]:
    """Ranks run from just above 0 to 1 in each document, so that a shared budget thins both alike."""

    def relevance(line: Line) -> float:
        words = set(_words(line.text))
        # fsum: a set has another order in every run, and a plain sum would then differ in its last digit.
        shared = math.fsum(weights[word] for word in words & other) / math.sqrt(len(words) or 1)
        return shared + _MEASURED * any(map(str.isdigit, line.text))

    optional = sorted((line for line in lines if line.rank), key=relevance, reverse=True)
    first = [line for group in sorted(_LISTS) for line in [line for line in optional if line.group == group][:_FIRST]]
    early = {id(line) for line in first}
    rest = [line for line in optional if id(line) not in early]
    ranks = _places(sorted(first, key=relevance, reverse=True), _BEFORE) | _places(rest, 1)
    return [replace(line, rank=ranks[id(line)]) if line.rank else line for line in lines]


def _places(lines: Sequence[Line], last: float) -> dict[int, float]:
    """Ranks by `id`, evenly up to `last`."""
    return {id(line): last * (place + 1) / len(lines) for place, line in enumerate(lines)}


def _select(resume: Sequence[Line], posting: Sequence[Line], cut: float) -> Consolidated:
    left_out = tuple(line.text for line in (*resume, *posting) if line.rank > cut)
    return Consolidated(_written(resume, cut), _written(posting, cut), left_out)


def _written(lines: Sequence[Line], cut: float) -> tuple[str, ...]:
    """The kept lines in reading order, each group under its heading."""
    out: list[str] = []
    group = ""
    for line in lines:
        if line.rank > cut:
            continue
        if line.group in _JOINED and line.group == group:
            out[-1] += f", {line.text}"
            continue
        if line.group and line.group != group:
            out.append(line.group)
        group = line.group
        out.append(line.text)
    return tuple(out)
