"""Other ways to find invented claims, on the same emails: two plain ones, and packages of PyPI that need no model.

    python -m pip install rapidfuzz corroborate ancora-rag

Only those that are installed are run. All are given the resume, the posting and the names of the request as one pool of sources, as none
of them tells the candidate's evidence from the employer's. Those that answer with sentences or with words are placed where these stand.
Left out are neural checkers (MiniCheck, AlignScore, SummaC, HHEM, LettuceDetect), which download weights; those that ask a language model,
which are neither offline nor the same twice; and groundcheck 1.0.0, whose wheel lacks a data file that it opens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from benchmarks.truth.score import Checker, Finding
from pipeline.schema import Email, EmailRequest

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]?")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_CAPITALS = re.compile(r"(?<![.!?:]\s)(?<!^)(?<!\n)\b[A-ZÀ-Þ][\w'’&-]+(?: [A-ZÀ-Þ][\w'’&-]+)*")
_WORD = re.compile(r"\w{3,}")
_SMALL = frozenset(
    """the and for with that this have has had you your our are was were from about would could can will not but who what when how one
    all any more than into there their been also they its his her she him out over just like""".split()
)
_SHORTEST = 4
"""Words below which a sentence tells nothing."""
ENOUGH_WORDS = 0.5
"""The share of a sentence's words that the sources must hold."""
ENOUGH_LIKENESS = 60
"""Of 100, rapidfuzz's `partial_ratio` between a sentence and the sources."""


class Rival(NamedTuple):
    """A checker with its name and the module that it needs."""

    name: str
    module: str | None
    make: Callable[[], Checker]


def installed() -> Iterator[tuple[str, Checker]]:
    """The rivals that can be run here."""
    for rival in RIVALS:
        if rival.module is None or find_spec(rival.module):
            yield rival.name, rival.make()


@lru_cache(maxsize=512)
def sources(request: EmailRequest) -> str:
    """Everything that a rival may look in."""
    people = [request.sender.name, request.recipient.name, request.sender.address, request.recipient.address, f"{request.date:%d %B %Y}"]
    return "\n".join(part for part in (request.resume.text if request.resume else "", request.job.text, *people) if part)


@lru_cache(maxsize=512)
def _folded(request: EmailRequest) -> str:
    return " ".join(sources(request).casefold().replace("’", "'").split())


def _sentences(email: Email) -> Iterator[re.Match[str]]:
    for match in _SENTENCE.finditer(email.body):
        if len(match.group().split()) >= _SHORTEST:
            yield match


def naive(email: Email, request: EmailRequest) -> list[Finding]:
    """Every number and every phrase in capitals must stand in the sources as it is."""
    known = _folded(request)
    numbers = set(_NUMBER.findall(known))
    found = [
        Finding(match.start(), match.end(), "body") for match in _NUMBER.finditer(email.body) if match.group().rstrip(".,") not in numbers
    ]
    unknown = (match for match in _CAPITALS.finditer(email.body) if match.group().casefold().replace("’", "'") not in known)
    return found + [Finding(match.start(), match.end(), "body") for match in unknown]


def overlap(email: Email, request: EmailRequest) -> list[Finding]:
    """ROUGE-1 precision of each sentence: the share of its words that the sources hold."""
    known = set(_WORD.findall(_folded(request)))
    found = []
    for match in _sentences(email):
        words = [word for word in _WORD.findall(match.group().casefold()) if word not in _SMALL]
        if words and sum(word in known for word in words) / len(words) < ENOUGH_WORDS:
            found.append(Finding(match.start(), match.end(), "body"))
    return found


def _rapidfuzz() -> Checker:
    from rapidfuzz import fuzz  # type: ignore[import-not-found]  # the same

    def check(email: Email, request: EmailRequest) -> list[Finding]:
        known = _folded(request)
        return [
            Finding(match.start(), match.end(), "body")
            for match in _sentences(email)
            if fuzz.partial_ratio(match.group().casefold().strip(), known) < ENOUGH_LIKENESS
        ]

    return check


def _corroborate() -> Checker:
    import corroborate  # type: ignore[import-not-found]  # compared only where it is installed

    def check(email: Email, request: EmailRequest) -> list[Finding]:
        report = corroborate.check_answer("", [sources(request)], email.body)
        return _placed(email, [span for finding in report.findings for span in finding.spans])

    return check


def _ancora() -> Checker:
    from ancora.grounding import GroundingChecker, is_checkable_claim  # type: ignore[import-not-found]  # the same
    from ancora.types import Chunk  # type: ignore[import-not-found]  # the same

    checker = GroundingChecker()

    @lru_cache(maxsize=512)
    def chunks(request: EmailRequest) -> tuple[Any, ...]:
        parts = [part for part in re.split(r"\n\s*\n", sources(request)) if part.strip()]
        return tuple(Chunk(id=str(number), doc_id="", text=part, start=0, end=len(part)) for number, part in enumerate(parts))

    def check(email: Email, request: EmailRequest) -> list[Finding]:
        return [
            Finding(match.start(), match.end(), "body")
            for match in _sentences(email)
            if is_checkable_claim(match.group()) and not checker.check_claim(match.group(), chunks(request)).supported
        ]

    return check


def _placed(email: Email, texts: list[str]) -> list[Finding]:
    """Where what a rival names stands in the body."""
    body = email.body.casefold()
    found = []
    for text in dict.fromkeys(texts):
        at = body.find(text.casefold())
        if text and at >= 0:
            found.append(Finding(at, at + len(text), "body"))
    return found


RIVALS = (
    Rival("numbers and capitals", None, lambda: naive),
    Rival("word overlap (ROUGE-1)", None, lambda: overlap),
    Rival("rapidfuzz", "rapidfuzz", _rapidfuzz),
    Rival("corroborate", "corroborate", _corroborate),
    Rival("ancora-rag", "ancora", _ancora),
)
