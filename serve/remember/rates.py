"""How often emails were answered, by style, length, direction and author, with what small numbers leave open.

    for rate in rates(memory.all(), by="style"):
        print(rate.group, rate.answered.share, rate.answered.low, rate.answered.high, rate.answered.n)
    difference(ours.answered, own.answered)       how much more often, with its interval

An email counts once the user took it and told what came of it, or `patience` has passed without a word, which counts as no answer: people
mark answers and forget silences. Intervals are Wilson's, 95% (JASA 1927); the difference has Newcombe's (Statistics in Medicine 1998,
method 10), which is built from them. Does not cover: causes. Who writes formally may write to other employers; nothing here corrects for
that.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from statistics import NormalDist
from typing import Final, Literal

from pipeline.schema import Record
from serve.remember.store import Remembered

By = Literal["style", "length", "direction", "by"]
PATIENCE: Final = dt.timedelta(days=30)
_Z: Final = NormalDist().inv_cdf(0.975)
_ANSWERS: Final = frozenset({"reply", "interview", "rejection"})


class Share(Record):
    """`hits` of `n`, and the 95% interval. Of no emails there is no share, and anything is possible: 0 to 1."""

    hits: int
    n: int
    share: float | None
    low: float
    high: float


class Rate(Record):
    """The emails of one group. `answered` by a person in any way, `interviews` among all; `waiting` are too young to count."""

    group: str | None
    answered: Share
    interviews: Share
    waiting: int


class Difference(Record):
    """One share less another, with its 95% interval: where that holds 0, the numbers do not tell which is higher."""

    value: float
    low: float
    high: float

    @property
    def told(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def rates(emails: Iterable[Remembered], by: By, now: dt.datetime | None = None) -> tuple[Rate, ...]:
    """One rate per value that occurs, the most frequent first; emails that the user did not take are left out."""
    groups: dict[str | None, list[Remembered]] = {}
    for email in emails:
        if email.taken:
            groups.setdefault(getattr(email, by), []).append(email)
    found = [_rate(group, members, now or dt.datetime.now(dt.UTC)) for group, members in groups.items()]
    return tuple(sorted(found, key=lambda rate: (-rate.answered.n, str(rate.group))))


def share(hits: int, n: int) -> Share:
    """The share with Wilson's score interval, which holds for few emails and for shares near 0 and 1."""
    if n == 0:
        return Share(hits=0, n=0, share=None, low=0.0, high=1.0)
    found, square = hits / n, _Z * _Z
    middle = (found + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * math.sqrt(found * (1 - found) / n + square / (4 * n * n))
    return Share(hits=hits, n=n, share=found, low=max(0.0, middle - half), high=min(1.0, middle + half))


def difference(one: Share, other: Share) -> Difference | None:
    """How much higher the first share is; None where either has no emails."""
    if one.share is None or other.share is None:
        return None
    value = one.share - other.share
    below = math.hypot(one.share - one.low, other.high - other.share)
    above = math.hypot(one.high - one.share, other.share - other.low)
    return Difference(value=value, low=value - below, high=value + above)


def _rate(group: str | None, emails: Sequence[Remembered], now: dt.datetime) -> Rate:
    told = [email for email in emails if email.outcome or (email.taken and now - email.taken > PATIENCE)]
    return Rate(
        group=group,
        answered=share(sum(email.outcome in _ANSWERS for email in told), len(told)),
        interviews=share(sum(email.outcome == "interview" for email in told), len(told)),
        waiting=len(emails) - len(told),
    )
