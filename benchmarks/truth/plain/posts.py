"""What somebody was, where, and in which order: titles and titles raised, the order of employers, how many there were, people led."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Final

from benchmarks.truth.plain.statement import Statement, false, forms, told
from pipeline.corrupt.draft import article
from pipeline.corrupt.figures import WORDS as NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import EmailRequest, JobFacts, Position, ResumeFacts

_TITLES: Final = forms(
    "posts",
    ("As {title} at {employer}, I learned to listen first.", "My title at {employer} {was} {title}.", "{employer} made me {title}."),
    ("You {were} {title} at {employer}.",),
)
_ORDER: Final = forms(
    "posts",
    (
        "After {first} I went to {second}.",
        "I came to {second} from {first}.",
        "From {first} I moved to {second}.",
        "Before I joined {second}, I worked at {first}.",
    ),
    ("You went from {first} to {second}.",),
)
_COUNTS: Final = forms(
    "posts", ("I have worked for {count} employers.", "My resume lists {count} employers."), ("You have worked for {count} companies.",)
)
_LEAD: Final = forms(
    "posts",
    ("I led a team of eight.", "I managed five people.", "I was in charge of the whole department.", "Twelve people reported to me."),
    ("You led a team of eight.", "Your experience leading teams stood out."),
)
_RANKS: Final = ("Senior", "Head")
_RANKED = re.compile(
    r"(?i)\b(senior|sr|lead\w*|head|chief|principal|director|manager|staff|junior|trainee|intern|apprentice|master|fore\w+|deputy|assistant|associate|"
    r"supervisor|president|vp|owner|partner|i{1,3}v?|founder|co|captain|professor)\b"
)
"""A title before which no rank is put."""
_PEOPLE_LED = re.compile(
    r"(?i)\b(led|lead\w*|manag\w*|head\w*|supervis\w*|team\w*|report\w*|train\w*|mentor\w*|overs[ae]\w+|direct\w*|crew|staff|charge|responsible|"
    r"instruct\w*|coach\w*|coordinat\w*|apprentic\w*|fore\w+|taught|people|chief|captain)\b"
)
_PUNCTUATED = re.compile(r"[,(/|&]| at | of ")
_MOST = 3
"""Employers more than there were, in a false count."""
_LONGEST = 50


def statements(facts: ResumeFacts, job: JobFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of the positions of a resume."""
    del job
    text = request.resume.text if request.resume else ""
    named = [one for one in facts.positions if one.title and one.employer]
    employers = [one.employer.value for one in named if one.employer]
    once = [one for one in named if one.employer and employers.count(one.employer.value) == 1]
    for position in once[:3]:
        yield from _titles(position, raised=not re.search(r"(?i)senior|chief|head", text))
    for before, after in permutations(once, 2):
        yield from _order(before, after, once)
    if 1 < len(employers) == len(set(employers)) == len(facts.positions) < len(NUMBER_WORDS) - _MOST:
        right, wrong = (NUMBER_WORDS[len(employers) + off] for off in (0, _MOST))
        yield from told(_COUNTS, count=right)
        yield from false(_COUNTS, wrong, count=wrong)
    if not _PEOPLE_LED.search(text):
        yield from false(_LEAD)


def _titles(position: Position, *, raised: bool) -> Iterator[Statement]:
    title, employer = position.title.value if position.title else "", position.employer.value if position.employer else ""
    if len(title) > _LONGEST or _PUNCTUATED.search(title):
        return
    now = position.end == "present"
    for form in _TITLES:
        for rank in ("", *(_RANKS if raised and not _RANKED.search(title) else ())):
            said = f"{rank} {title}".strip()
            title_told = said if " title " in form.text else f"{article(said)} {said}"
            words = {"title": title_told, "employer": employer, "was": "is" if now else "was", "were": "are" if now else "were"}
            yield Statement(form, form.text.format(**words), said if rank else None)


def _order(before: Position, after: Position, all_of_them: list[Position]) -> Iterator[Statement]:
    """Two posts of which one ended, by month, before the other began; only neighbours came right after each other."""
    end, start = before.end or "", after.start or ""
    if not (before.employer and after.employer and "-" in end and "-" in start and end < start):
        return
    between = [one for one in all_of_them if (before.start or "") < (one.start or "") < start]
    for form in _ORDER:
        first, second = before.employer.value, after.employer.value
        if "Before" in form.text or not between:
            yield from told((form,), first=first, second=second)
        yield from false((form,), first=second, second=first)
