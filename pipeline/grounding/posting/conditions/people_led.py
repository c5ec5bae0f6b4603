"""People that a post brings to lead, as an outreach offers it, or an application hopes for it: `you'd supervise a small team`, `a couple of writers reporting to you`.

    for claim in find(letter, clause): ...

The posting bears it out with any word of leading people; of a post without one, and of one that says `non-supervisory`, it is a finding. What is told of
the candidate's past is `scope`'s. A bare `Five direct reports` may be either's: then the resume bears it out too, with the number. Not covered: how many they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import frames
from pipeline.grounding.abilities.whose import is_offered
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.patterns import compiled
from pipeline.profile.vocabulary import TITLE_NOUNS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence

_GROUP = r"(?:teams?|groups?|crews?|squads?|staff|handful|couple|pair|people|colleagues|direct reports|apprentices|interns|juniors|trainees|clerks|nurses|cooks)"
_PERSONS = rf"(?:{_GROUP}|(?:[\w-]+ )?[a-z]+(?:ers|ors|ists|ians|yees|nts))"
_MANY = r"(?:an? |the |your own |our |two |three |four |five |six |seven |eight |nine |ten |twelve |\d+ |several |some |other )"
_LED = compiled(
    rf"\b(?:supervis(?:e|ing)|manag(?:e|ing)|lead(?:ing)?|run(?:ning)?|overse(?:e|eing)|head(?:ing)? up|line[- ]manag(?:e|ing)|be in charge of|look(?:ing)? after|tak(?:e|ing) over|inherit(?:ing)?) {_MANY}?(?:small |growing |large |whole |local |young |little |(?:customer|client) [a-z]+ |[a-z]+ (?=(?:team|group|crew)s? of \w)){{0,2}}{_GROUP}\b(?![ -](?:meetings?|projects?|budgets?|rota|calendar|efforts?|leads?|level))"
    rf"|\b(?:supervis(?:e|ing)|line[- ]manag(?:e|ing)) {_MANY}{_PERSONS}\b"
    rf"|\b(?:{_MANY}(?:of )?(?:[\w-]+ ){{0,3}})?(?:direct reports\b|(?:who (?:will |would )?)?(?:will |would )?report(?:s|ing)? (?:directly |straight )?(?:in)?to (?:you|th(?:e|is) (?:role|post|position))\b)"
    rf"|\b{_MANY}(?:small |growing |couple of |handful of |team of )?(?:[\w-]+ )?{_PERSONS} (?:working )?(?:under you\b|(?:for you )?to (?:supervise|manage|lead|look after|line[- ]manage)\b)",
    re.IGNORECASE,
)
PATTERNS = (_LED,)
_GIVEN = re.compile(
    r"\b(?<!non-)(?<!non )(?<!no )(?:supervis(?:e[sd]?|ing|ion of)|supervisory (?!status)|direct reports|report(?:s|ing)? to (?:you|this)|line[- ]manag\w+|people (?:management|leader|manager)|team lead\w*|head of|in charge of|"
    r"responsible for (?:\w+ ){0,3}(?:team|staff|people|crew)|your (?:own )?(?:team of|staff|crew|reports)|"
    r"(?:lead|manag|head|run|overse|direct|build|grow|coach|mentor|develop|hir|guid|train)(?:e|es|s|ing|ning|eing|ement of)? (?:and \w+ )?(?:(?!with )[\w,-]+ ){0,5}?(?:(?:teams?|staff|people|crews?|employees|reports|apprentices|interns|juniors?|colleagues)\b|(?P<persons>[a-z]+(?:ers|ors|ists|ians|nts|ses)\b)))",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:supervisor|head|director|chief|lead|leader|foreman|superintendent|principal|captain|(?:team|shift|store|general|branch|restaurant|ward|nurse|plant|kitchen|office|operations|regional|production|warehouse|site) manager)\b",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"\bsupervisory status:? ?(?:no\b|non)|\bnon-? ?supervisory\b|\bno (?:direct reports|supervisory|line[- ]management|people[- ]management)\b|\bindividual contributor\b|\bwithout (?:any )?direct reports\b",
    re.IGNORECASE,
)
"""In a posting whose holder has nobody under him, whatever he leads."""
_BY_RIGHT = re.compile(r"\breport|\bsupervis|\bline[- ]manag|\bunder you\b", re.IGNORECASE)
_PROSPECT = re.compile(r"\b(?:chance|opportunity|prospect|possibility|task|challenge) (?:to|of) (?:[\w-]+ )?$", re.IGNORECASE)
"""Before what a post brings, whoever is spoken of: `the chance to supervise a team`."""
_YOU_WOULD = re.compile(r"[^.;,]{5,80}, you(?:['’]d|['’]ll| would| will)\b", re.IGNORECASE)
"""What opens a sentence that goes on with what the reader would do: `Taking over a group of four, you would`."""
_NOBODY = re.compile(r"\b(?:nobody|no one|no-one)\b", re.IGNORECASE)
_BARE = re.compile(r"\W*(?:[\w'’-]+ ){0,3}direct reports\W*$", re.IGNORECASE)
_NEAR = 40


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The claim of a clause that the post has people to lead."""
    if letter.frame(clause).mood in (Mood.QUESTION, Mood.ASKED):
        return
    for match in _LED.finditer(clause.text):
        start, end = match.span()
        near = clause.text[max(0, start - _NEAR) : end]
        if frames.denies(near) or _NOBODY.search(near) or not _is_of_post(letter, clause, start):
            continue
        said, job = match.group().strip(), letter.sources.job
        if _BY_RIGHT.search(said) and (ruled := ruled_out(job)):
            reason = f"You wrote '{said}'; the posting says '{ruled.text}'."
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.CONTRADICTED, reason, ruled)
        elif found := job.find(said) or _given(job):
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.SUPPORTED, "The posting speaks of people to lead.", found)
        elif not _is_post_of_leader(letter):
            reason = f"You wrote '{said}'; the posting speaks of nobody to lead."
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


def _is_of_post(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether it is the post that brings people: offered to the reader, told of the employer, or a number that the resume has not."""
    if _PROSPECT.search(clause.text[max(0, start - _NEAR) : start]):
        return True
    if letter.sources.direction is not Direction.OUTREACH:
        return False
    if (
        is_offered(letter, clause, start)
        or letter.frame(clause).employer_only
        or (not start and _YOU_WOULD.match(clause.sentence.text, clause.end - clause.sentence.start - len(clause.text)))
    ):
        return True
    if not _BARE.match(clause.text) or letter.frame(clause).candidate_only:
        return False
    own = {number.value for number in letter.sources.resume.numbers}
    return any(number.value not in own for number in numbers.find(clause.text))


def _is_post_of_leader(letter: Letter) -> bool:
    """Whether the name of the post is a leader's, who has people to lead though no line says so."""
    title = letter.sources.job_facts.title
    return bool(title and _LEADS.search(title.value))


@lru_cache(maxsize=256)
def _given(job: Source) -> Evidence | None:
    """Where a posting speaks of leading people."""
    found = (match for match in _GIVEN.finditer(job.text) if not match["persons"] or _is_trade(match["persons"].lower()))
    return next((job.evidence(*match.span()) for match in found), None)


@lru_cache(maxsize=256)
def ruled_out(job: Source) -> Evidence | None:
    """Where a posting says that its holder has nobody under him."""
    found = _RULED_OUT.search(job.text)
    return job.evidence(*found.span()) if found else None


def _is_trade(persons: str) -> bool:
    """Whether a plural is one of people in a trade: `technicians`, and not `accounts` or `partners`."""
    return not {persons.removesuffix("s"), persons.removesuffix("es")}.isdisjoint(TITLE_NOUNS) and persons != "partners"
