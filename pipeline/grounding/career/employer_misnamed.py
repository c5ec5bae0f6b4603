"""Half a right name: `Volta Crest Logistics` where the documents have only Volta Crest Distribution.

The word that says what sort of house it is must be the name's own. Shortened names are right, legal forms do not count, and a pair of
words that a document has in a row is right too. A house without such a word in its name may be called by what it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import proper
from pipeline.grounding.words import WORD, folded, stem
from pipeline.profile.vocabulary import CITIES, COMMON_WORDS, DISCIPLINES, ORGANISATION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Documents
    from pipeline.schema import Evidence

_SORTS = ORGANISATION_WORDS - frozenset("co company corporation service services group holding holdings firm".split())
_GENERIC = ORGANISATION_WORDS | DISCIPLINES | COMMON_WORDS
_SAME = tuple(
    frozenset(group.split())
    for group in (
        "lab labs laboratory laboratories", "tech technology technologies", "store stores shop", "school schule escuela escola ecole colegio lycee", "university universidad universitat universite universidade",
        "hotel inn resort", "health healthcare", "system systems", "solution solutions", "studio studios", "mill mills", "clinic clinics", "hospital klinikum krankenhaus hopital", "farm farms estate",
    )
)  # fmt: skip
_ASIDE = re.compile(r"\([^)]*\)|['’]s\b")
"""What is no word of a name."""


@lru_cache(maxsize=4096)
def other_name(documents: Documents, said: str) -> tuple[str, Evidence] | None:
    """The name that the documents have in place of one that differs from it in its last word, if so."""
    words = _words(said)
    if len(words) < 2 or words[-1] not in _SORTS or words[0] in _GENERIC or documents.resume.find(said) or documents.job.find(said):
        return None
    stems = {stem(word) for word in words}
    rivals = [(name, evidence) for name, evidence in _names(documents) if _words(name)[:1] == words[:1]]
    if any(stems <= {stem(word) for word in _words(name)} for name, _ in rivals):
        return None
    return next(((name, evidence) for name, evidence in rivals if _differs(documents, words[-1], name, evidence)), None)


@lru_cache(maxsize=4096)
def is_unnamed(documents: Documents, said: str) -> bool:
    """Whether the documents have only a place or the like of a name: `Tema Port Authority` where Tema is a town in the resume."""
    words, telling = _words(said), proper.telling(said)
    house = words[-1] in _SORTS or (words[0] in CITIES and _GENERIC.issuperset(words[1:]))
    if len(words) < 2 or not house or len(telling) != 1 or telling[0] not in words:
        return False
    if any(telling[0] in _words(name) for name, _ in _names(documents)) or documents.resume.find(said) or documents.job.find(said):
        return False
    sorts = next((group for group in _SAME if words[-1] in group), frozenset({words[-1]}))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorts))})(?!\w)")
    lines = (*documents.resume.folded.splitlines(), *documents.job.folded.splitlines())
    return not any(telling[0] in line and pattern.search(line) for line in lines)


def _differs(documents: Documents, sort: str, name: str, evidence: Evidence) -> bool:
    """Whether a name has another word of its sort where the email has its last one."""
    own = _words(name)[1:]
    if not own or any(sort in group and word in group for group in _SAME for word in own):
        return False
    source = documents.resume if evidence.source == "resume" else documents.job
    return own[-1] in _GENERIC or not source.has_word(sort)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(folded(match.group()) for match in WORD.finditer(_ASIDE.sub("", name)))


def _names(documents: Documents) -> Iterator[tuple[str, Evidence]]:
    for position in documents.facts.positions:
        if position.employer:
            yield position.employer.value, documents.resume.of(position.employer)
    if company := documents.job_facts.company:
        yield company.value, documents.job.of(company)
