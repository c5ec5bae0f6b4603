"""How the kinds of claims report what they find.

A kind is a module with `find(letter: Letter) -> Iterator[Claim]`. It yields a claim for each statement of its kind, supported or not,
with the place in the email, the evidence, and a reason in one sentence that begins with what the email says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.grounding import frames, letter, names, subject
from pipeline.grounding.frames import Side
from pipeline.grounding.patterns import keys, needed_by
from pipeline.grounding.posting import duties
from pipeline.schema import Claim, Kind, Verdict

if TYPE_CHECKING:
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause, Sentence
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Email, Evidence


@dataclass(frozen=True)
class Letter:
    """An email beside its sources: what every kind is given."""

    email: Email
    sources: Sources

    @cached_property
    def clauses(self) -> list[Clause]:
        """All clauses in reading order."""
        return letter.clauses(self.email)

    def may_have(self, *patterns: Pattern) -> bool:
        """Whether one of the patterns may stand in a clause: asked once for the email, so that nobody goes over its clauses in vain."""
        return not needed_by(*patterns).isdisjoint(self._keys)

    def frame(self, clause: Clause) -> Frame:
        """Whom a clause is about, and whether it claims anything."""
        known = self._frames.get(clause)
        if known is None:
            known = frames.read(clause, self.sources.direction)
            if self._company and Side.EMPLOYER not in known.about and subject.tells_of(clause.text, self._company):
                known = replace(known, about=known.about | {Side.EMPLOYER})
            if known.about == frames.BOTH and self._company and clause.heading and names.find(clause.heading.text, self._company):
                known = replace(known, about=frozenset({Side.EMPLOYER}))
            if Side.CANDIDATE in known.about and duties.is_duty(clause, self.sources.job):
                known = replace(known, about=frozenset({Side.EMPLOYER}))
            self._frames[clause] = known
        return known

    @cached_property
    def _keys(self) -> frozenset[str]:
        return keys(self.email.subject) | keys(self.email.body)

    @cached_property
    def _company(self) -> str | None:
        """The hiring company, where it is no past employer too."""
        company = self.sources.job_facts.company
        return company.value if company and not names.find(self.sources.resume.text, company.value) else None

    @cached_property
    def _frames(self) -> dict[Clause, Frame]:
        """Those that were asked for."""
        return {}


def claim(
    piece: Clause | Sentence,
    start: int,
    end: int,
    kind: Kind,
    verdict: Verdict,
    reason: str,
    evidence: Evidence | None = None,
    *,
    verifiable: bool = True,
) -> Claim:
    """The claim at `piece.text[start:end]`."""
    return Claim(
        text=piece.text[start:end],
        start=piece.start + start,
        end=piece.start + end,
        part=piece.part,
        kind=kind,
        verdict=verdict,
        evidence=evidence,
        reason=reason,
        verifiable=verifiable,
    )
