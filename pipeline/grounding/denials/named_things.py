"""What a resume has by its name though an email denies it: a language, a named skill, a member of a class of tools, a certificate.

named(sources, "Docker", said)    -> `Docker` among the skills
paper(sources, "cloud")           -> the line `AWS Certified Developer`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.abilities import credential_status, skill_terms
from pipeline.grounding.denials import classes, denied, passages
from pipeline.grounding.denials import negative_terms as terms
from pipeline.grounding.denials import thing_words as things
from pipeline.grounding.words import folded, place_of_whole
from pipeline.profile.languages import NAMES as LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Sources
    from pipeline.schema import Evidence

_ENGLISH = re.compile(r"\b(?:english|anglais|englisch|ingles|inglese|engels|engelska|englanti)\b")
_TOOLS = re.compile(r" (?:tools?|software|systems?|platforms?|packages?|databases?)$", re.IGNORECASE)
_LISTS_TOOLS = re.compile(
    r"(?<![\w ])(?: )?(?P<of>[A-Za-z][\w -]{1,40}?)(?: (?:systems?|tools?|software))? ?[(:] ?(?=[A-Z])[^()\n]{2,60}\)?"
)
_WHOLLY = re.compile(r"\b(?:at all|no word|not a word|non-?existent|nothing)\b|^no ")


def named(sources: Sources, bare: str, said: str) -> Evidence | None:
    """Where the resume has a language, a named skill or a member of a class that is the whole of a thing."""
    plain = things.HEAD_BEHIND.sub("", bare)
    if folded(plain) in LANGUAGES and plain[:1].isupper():
        return _language(sources, folded(plain), said)
    if members := classes.members(plain):
        found = (shown for name in members if (shown := denied.plainly(sources.resume, name, name)))
        return next((shown for shown in found if not any(names.find(shown.text, one) for one in sources.employers)), None)
    terms_named = skill_terms.named(f"with {plain} ")
    if len(terms_named) == 1 and terms_named[0].start == 5 and terms_named[0].end >= 5 + len(plain):
        return denied.plainly(sources.resume, terms_named[0].name, plain)
    listed = (fact for fact in sources.facts.skills if folded(fact.value) == folded(plain))
    return next((sources.resume.of(fact) for fact in listed), None) or _certified(sources, folded(bare)) or _tools(sources, plain)


def _tools(sources: Sources, name: str) -> Evidence | None:
    """A skill that lists its tools behind it: `legal research tools` of `Legal Research (Westlaw/Lexis)`."""
    said = _TOOLS.search(name)
    if not said:
        return None
    lines = (match for match in _LISTS_TOOLS.finditer(sources.resume.text) if folded(match["of"]) == folded(name[: said.start()]))
    return next((sources.resume.evidence(*match.span()) for match in lines), None)


def paper(sources: Sources, of: str) -> Evidence | None:
    """A certificate whose words, or a member of whose class, a line has: `cloud certification`."""
    if not of.strip() and sources.facts.certifications:
        return sources.resume.of(sources.facts.certifications[0])
    members, wanted = frozenset(classes.members(of.strip())), things.telling(of.split())
    lines = [*(sources.resume.of(fact) for fact in sources.facts.certifications), *_first_of_papers(sources, wanted)]
    for line in lines:
        of_class = members and any(term.name in members for term in skill_terms.named(f"with {line.text} "))
        if _is_held(sources, line) and (of_class or (wanted and set(wanted) <= set(passages.roots(line.text)))):
            return line
    return None


def _certified(sources: Sources, name: str) -> Evidence | None:
    """The certificate that begins with two words or more, whatever they say of its level: `Basic Technical Training`."""
    named = (fact for fact in sources.facts.certifications if " " in name and place_of_whole(folded(fact.value), name) == 0)
    return next((line for line in map(sources.resume.of, named) if _is_held(sources, line)), None)


def _is_held(sources: Sources, line: Evidence) -> bool:
    """Whether a certificate is not called unsure, or still to come."""
    return not (credential_status.unsure(sources.resume, line) or credential_status.pending(sources.resume, line))


def _language(sources: Sources, name: str, said: str) -> Evidence | None:
    """A language that the resume lists; one of which there is little is denied only by who denies it altogether."""
    fact = next((fact for fact in sources.facts.languages if name in folded(fact.value)), None)
    if fact:
        weak = terms.BEGUN.search(fact.value) or terms.LITTLE.search(fact.value)
        return None if weak and not _WHOLLY.search(said) else sources.resume.of(fact)
    found = _ENGLISH.search(sources.resume.folded) if name == "english" else None
    return sources.resume.evidence(*found.span()) if found else None


def _first_of_papers(sources: Sources, wanted: list[str]) -> Iterator[Evidence]:
    found = passages.telling(sources.resume, wanted) if wanted else ()
    yield from (one for one in found if things.SHOWS_PAPER.search(one.text))
