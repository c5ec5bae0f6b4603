"""How findings are counted against labels.

A false claim is found strictly where a finding overlaps its words, and leniently also where one of its kind lies in its sentence. A
finding is a false alarm where it overlaps no false claim and no false claim stands in its sentence. A checker that names no kinds
finds leniently whatever lies in the same sentence.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.truth.cases import Labelled
from pipeline.corrupt import Label
from pipeline.schema import Email, EmailRequest

_BOUNDARY = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z\"'“‘\[{«ÀÁÉÓÖÜÍÚÇÑŠŽ])|\n+")


class Finding(NamedTuple):
    """What a checker says is not supported; `kind` is None where it does not say what kind."""

    start: int
    end: int
    part: str
    kind: str | None = None


Checker = Callable[[Email, EmailRequest], list[Finding]]


@dataclass
class Score:
    """Counts of one checker on one set of emails."""

    lies: Counter[str] = field(default_factory=Counter)
    strict: Counter[str] = field(default_factory=Counter)
    lenient: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    """On false emails, by the kind that the checker names."""
    alarms: Counter[str] = field(default_factory=Counter)
    """Those of them that are false alarms."""
    true_emails: int = 0
    clean: int = 0
    true_alarms: Counter[str] = field(default_factory=Counter)
    """On true emails, where every finding is one."""
    seconds: list[float] = field(default_factory=list)

    @property
    def recall(self) -> tuple[float, float]:
        """Strict and lenient, over all lies."""
        total = max(self.lies.total(), 1)
        return self.strict.total() / total, self.lenient.total() / total

    @property
    def precision(self) -> float:
        """Over all findings on false emails."""
        return 1 - self.alarms.total() / max(self.findings.total(), 1)

    @property
    def alarms_per_true_email(self) -> float:
        return self.true_alarms.total() / max(self.true_emails, 1)

    @property
    def clean_share(self) -> float:
        """Of the true emails, those without any finding."""
        return self.clean / max(self.true_emails, 1)

    @property
    def milliseconds(self) -> tuple[float, float]:
        """Median and 95th percentile of an email."""
        spread = quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else sum(self.seconds)
        return 1000 * median(self.seconds or [0.0]), 1000 * spread

    def dump(self) -> dict[str, object]:
        """For JSON."""
        strict, lenient = self.recall
        typical, slow = self.milliseconds
        kinds = sorted({*self.lies, *self.findings, *self.true_alarms})
        return {
            "emails": len(self.seconds), "true_emails": self.true_emails, "lies": self.lies.total(),
            "recall_strict": strict, "recall_lenient": lenient, "precision": self.precision,
            "alarms_per_true_email": self.alarms_per_true_email, "true_emails_without_finding": self.clean_share,
            "ms_median": typical, "ms_p95": slow,
            "kinds": {
                kind: {
                    "lies": self.lies[kind], "strict": self.strict[kind], "lenient": self.lenient[kind], "findings": self.findings[kind],
                    "alarms": self.alarms[kind], "alarms_on_true": self.true_alarms[kind],
                }
                for kind in kinds
            },
        }  # fmt: skip


class Outcome(NamedTuple):
    """What one email adds: the lies that were not found, and the findings that are no lies."""

    missed: list[Label]
    alarms: list[Finding]


def score(check: Checker, emails: Sequence[Labelled], look: Callable[[Labelled, Outcome], None] | None = None) -> Score:
    """Counts over emails; `look` is shown what went wrong in each."""
    total = Score()
    for email in emails:
        started = time.perf_counter()
        found = check(email.email, email.request)
        total.seconds.append(time.perf_counter() - started)
        outcome = count(total, email, found)
        if look:
            look(email, outcome)
    return total


def count(total: Score, email: Labelled, found: list[Finding]) -> Outcome:
    """Adds one email to the counts."""
    places = {"subject": _sentences(email.email.subject), "body": _sentences(email.email.body)}
    missed: list[Label] = []
    for label in email.false:
        total.lies[label.kind] += 1
        strict = any(_overlaps(one, label) for one in found)
        near = [one for one in found if one.part == label.part and _sentence(places, one) & _sentence(places, label)]
        lenient = strict or any(one.kind in (label.kind, None) for one in near)
        total.strict[label.kind] += strict
        total.lenient[label.kind] += lenient
        if not lenient:
            missed.append(label)
    alarms = [one for one in found if not _is_right(places, one, email.false)]
    kinds, wrong = Counter(one.kind or "any" for one in found), Counter(one.kind or "any" for one in alarms)
    if email.false:
        total.findings += kinds
        total.alarms += wrong
    else:
        total.true_emails += 1
        total.clean += not found
        total.true_alarms += kinds
    return Outcome(missed, alarms)


def _is_right(places: dict[str, list[tuple[int, int]]], one: Finding, false: Sequence[Label]) -> bool:
    return any(_overlaps(one, label) or (one.part == label.part and _sentence(places, one) & _sentence(places, label)) for label in false)


def _overlaps(one: Finding, label: Label) -> bool:
    return one.part == label.part and one.start < label.end and label.start < one.end


def _sentences(text: str) -> list[tuple[int, int]]:
    """The places of sentences and lines."""
    ends = [match.span() for match in _BOUNDARY.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(text)], strict=True))


def _sentence(places: dict[str, list[tuple[int, int]]], one: Finding | Label) -> set[int]:
    """The numbers of the sentences that a span touches."""
    return {number for number, (start, end) in enumerate(places[one.part]) if one.start < end and start < one.end}
