"""What an email says of the employer, the role and the pay: it must stand in the posting or in the request.

Each sort of statement has a module of its own: numbers with a unit that fits (`employer_numbers`), perks, kinds of contract, funding, growth,
prizes, rank and ownership in the posting's words for them (`terms_told`), what the firm `recently` did (`news`), clients and offices by
their names (`partners`), chiefs, tools, rhythms, marks, steps of the hiring, conditions. In an application this catches
flattery with facts in it (`your recent Series B`); plain praise is no claim.

Not covered: numbers up to three that the posting does not count, lengths of calls, what the firm makes, duties, and whether a right number is told of
the right thing. Statements in the negative are read by `negative`, years and months of a calendar by `moments`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.grounding.figures import digits, numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import keys, needed_by
from pipeline.grounding.posting import (
    agents,
    chiefs,
    employer_numbers,
    employer_onset,
    marks,
    news,
    partners,
    possessions,
    role_named,
    terms_told,
    told_names,
    unheard,
)
from pipeline.grounding.posting.conditions import demanded, hiring_steps, offers, openings, people_led, rates, stand_ins, years_asked
from pipeline.grounding.posting.conditions import told as conditions
from pipeline.schema import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim

_CAPITAL = re.compile(r"\b[A-Z][\w&.-]+")
_REACH = 100
_UNSAID = re.compile(
    r"(?:(?:\b(?:not|never|cannot|nobody)\b|n['’]t\b)(?: \w+){0,2}? (?:pretend(?:ing)?|promis(?:e|ing)|say(?:ing)?|said|tell(?:ing)? (?:you|anyone)|claim(?:ing)?|swear|guarantee|as if|as though|true)|\blying (?:if I|to) (?:said|told you|say|tell you|claimed))(?: that)?"
    r"(?: (?:you|we|it|they|this|there|our|the|is|are|will|would|have|has|be|job|role|post|work|an?|(?:you|we|it|this|there|that)['’](?:s|ll|d|re|ve))){0,5} $",
    re.IGNORECASE,
)
"""What the writer will not say ends here."""
_FROM_AFAR = re.compile(r"\b(?:remote|hybrid|telework|telecommut|home[- ]?office|(?:from|at) home)", re.IGNORECASE)
_AFAR_ABROAD = re.compile(
    r"remot|h[iy]brid|tele-?(?:trab|trav|lavor|arb)|home-?\s?office|mobiles arbeiten|smart working|a distan[cz]|desde casa|de casa|zu hause|thuis"
)
"""How other languages say, without accents, that work is done from afar."""


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email about employer, role and pay; what a posting in another language would say in words of its own is left unsure."""
    for found in _found(letter):
        sure = letter.sources.job.is_english or found.verdict is not Verdict.UNSUPPORTED or _would_stand(letter.sources.job, found.text)
        yield found if sure else found.model_copy(update={"verifiable": False})


def _would_stand(job: Source, said: str) -> bool:
    """Whether a posting in another language would have what is said in words that can be seen: numbers, names, work from afar."""
    if _FROM_AFAR.search(said):
        return not _AFAR_ABROAD.search(job.folded)
    return bool(numbers.find(said)) or bool(_CAPITAL.search(said))


def _found(letter: Letter) -> Iterator[Claim]:
    """The claims as if every posting were in English."""
    for clause in letter.clauses:
        if clause.role not in (Role.TEXT, Role.SUBJECT):
            continue
        words, asked = keys(clause.text), letter.frame(clause).mood is Mood.QUESTION
        for sort in _OF_QUESTIONS if asked else _SORTS:
            if not (sort.patterns and sort.needed.isdisjoint(words)):
                for found in sort.find(letter, clause):
                    if not _is_unsaid(clause, found):
                        yield found


def _is_unsaid(clause: Clause, found: Claim) -> bool:
    """Whether a finding stands in what the writer will not say: `I won't pretend it's never a weekend`."""
    if found.verdict is Verdict.SUPPORTED:
        return False
    end = found.start - clause.sentence.start
    before = clause.sentence.text[max(0, end - _REACH) : end]
    return _UNSAID.search(before) is not None


@dataclass(frozen=True)
class _Sort:
    """A sort of statements, and the patterns one of which stands in any clause with one of them; none where no pattern says so."""

    find: Callable[[Letter, Clause], Iterator[Claim]]
    patterns: tuple[Pattern, ...] = ()

    @cached_property
    def needed(self) -> frozenset[str]:
        """Keys of which a clause with such a statement has one at least."""
        return needed_by(*self.patterns)


_OF_QUESTIONS = (
    _Sort(employer_numbers.find),
    _Sort(terms_told.find),
    _Sort(offers.find),
    _Sort(unheard.find, unheard.PATTERNS),
    _Sort(possessions.find, possessions.PATTERNS),
    _Sort(conditions.find),
    _Sort(digits.find),
    _Sort(role_named.find, role_named.PATTERNS),
)
"""Those that a question makes too."""
_SORTS = (
    *_OF_QUESTIONS,
    _Sort(news.find, news.PATTERNS),
    _Sort(chiefs.find, chiefs.PATTERNS),
    _Sort(partners.find, partners.PATTERNS),
    _Sort(employer_onset.find, employer_onset.PATTERNS),
    _Sort(told_names.find),
    _Sort(rates.find),
    _Sort(hiring_steps.find),
    _Sort(marks.find),
    _Sort(openings.find),
    _Sort(years_asked.find),
    _Sort(demanded.find, (demanded.TOLD,)),
    _Sort(stand_ins.find, stand_ins.PATTERNS),
    _Sort(agents.find, agents.PATTERNS),
    _Sort(people_led.find, people_led.PATTERNS),
)
"""All in order: of two claims on the same words, the first stays."""
