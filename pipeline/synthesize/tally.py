"""What became of the emails that were wanted and of the answers that came, counted so that nothing is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.synthesize import judge
from pipeline.synthesize.journal import Try


@dataclass
class Tally:
    """Of one run; `already` are emails that were there before."""

    already: int = 0
    written: int = 0
    improved: int = 0
    unchanged: int = 0
    without: int = 0
    answers: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: {judge.FALSE: Counter(), judge.RUBRIC: Counter()})
    """What false claims are about, and which items block: an answer may count under several."""

    @property
    def rejected(self) -> int:
        """Answers that may not be kept."""
        return self.why.total()

    def count(self, answer: Try) -> None:
        """One answer more."""
        self.answers += 1
        if answer.reason is not None:
            self.why[answer.reason] += 1
            if answer.reason in self.kinds:
                self.kinds[answer.reason].update(set(answer.found))

    def end(self, best: Try | None, before: Try | None) -> None:
        """One request is through: with an email, with a better one than before, or without."""
        if best is None:
            self.without += 1
        elif before is None:
            self.written += 1
        elif best is before:
            self.unchanged += 1
        else:
            self.improved += 1

    def skip(self, reason: str) -> None:
        self.skipped[reason] += 1

    def line(self, due: int) -> str:
        """Of all emails that were due: written, without a good answer, skipped, not reached."""
        parts = [f"{self.written} written", f"{self.without} without a good answer"]
        parts += [f"{number} {what}" for what, number in (("improved", self.improved), ("not improved", self.unchanged)) if number]
        parts += [f"{self.skipped.total()} skipped ({_listed(self.skipped)})"] if self.skipped else []
        rest = due - self.written - self.without - self.improved - self.unchanged - self.skipped.total()
        parts += [f"{rest} not reached"] if rest else []
        return f"{due} emails wanted: {', '.join(parts)}; {self.already} were there before"

    def reasons(self) -> list[str]:
        """Of all answers: good ones, and why the others were rejected."""
        lines = [f"{self.answers} answers: {self.answers - self.rejected} good, {self.rejected} rejected"]
        for reason, number in self.why.most_common():
            kinds = self.kinds.get(reason)
            lines.append(f"  {number} {reason}" + (f" ({_listed(kinds)})" if kinds else ""))
        return lines


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.most_common())
