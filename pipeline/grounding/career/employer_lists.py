"""A false name among true employers: `My stops were Tumnus Financial and Ernst & Young`, `at Meyer Tech, Revolve and Geek Squad`.

Names that stand side by side are of one sort. Where one of a list is an employer that the resume gives, and another is a name that no
document has, the other is told as an employer too, whatever the words around the list are. Silent on lists of what one likes, compares
or works with, and on names that cannot be an organisation's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names, proper
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.posting.employer_slots import Slot, may_be_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.proper import Name
    from pipeline.grounding.sources import Sources

_COMMA = re.compile(r", (?:the )?", re.IGNORECASE)
_AND = re.compile(r",? (?:and|or|then|and then|&|plus|and also|followed by) (?:the |at |for |with )?", re.IGNORECASE)
_FEWEST = 3
"""Names that only commas join, from which they are a list and no address."""
_NO_EMPLOYERS = re.compile(
    r"\b(?:like|unlike|than|such as|similar to|with|for|between|using|used|uses?|via|through|against|from|including|e\.g\.,?|customers?|clients?|competitors?|read|follow\w*|admire\w*) (?:the )?$",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:clients?|customers?|partners?|competitors?|integrat\w+|companies|firms|we|our|us|compet\w+)\b", re.IGNORECASE)
_NEAR = 60


def strangers(letter: Letter, clause: Clause) -> Iterator[tuple[Name, Slot]]:
    """The names of a clause that stand in a list with an employer of the resume; beside two of them a name of the posting is told as one too."""
    frame = letter.frame(clause)
    if clause.role is not Role.TEXT or Side.CANDIDATE not in frame.about or frame.mood in (Mood.QUESTION, Mood.ASKED):
        return
    for run in _lists(clause.text):
        if _NO_EMPLOYERS.search(clause.text[max(0, run[0].start - _NEAR) : run[0].start]):
            continue
        true = sum(_is_employer(letter.sources, name.text) for name in run)
        sure = true > 1 and frame.mood is Mood.CLAIM and not _OTHERS.search(clause.text)
        for name in run if true else ():
            if may_be_organisation(name.text, clause.text[name.end : name.end + _NEAR]):
                yield name, Slot.PAST if sure and not is_hiring(letter.sources, name.text) else Slot.ANY


def _lists(text: str) -> Iterator[list[Name]]:
    """Runs of names that commas and an `and` join, or three and more that commas do."""
    run: list[Name] = []
    joined = False
    for name in (*proper.names_in(text), None):
        between = text[run[-1].end : name.start] if run and name else ""
        if name and run and (_COMMA.fullmatch(between) or _AND.fullmatch(between)):
            joined = joined or bool(_AND.fullmatch(between))
            run.append(name)
            continue
        if len(run) >= _FEWEST or (joined and len(run) > 1):
            yield run
        run, joined = [name] if name else [], False


def _is_employer(sources: Sources, name: str) -> bool:
    """Whether a name is that of an employer, or a part of it, and no longer: `Google`, not `Google Ads`."""
    words = set(proper.telling(name))
    return any(position.employer and words <= set(proper.words_of(position.employer.value)) for position in sources.positions)


def is_hiring(sources: Sources, name: str) -> bool:
    """Whether a name is the hiring company's."""
    company = sources.job_facts.company
    return bool(company and names.find(name, company.value))
