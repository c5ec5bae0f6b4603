"""What a triple must be like before it becomes a row: one function for each stage, and the list of them.

A stage takes a triple, the recipe's data section and a way to ask for the email's false claims, and says why the triple is put aside, or
nothing. Reasons quote only an unsupported claim: its few words, and those that the document has instead. Does not judge whether an email is
good; what concerns two triples at once stands in `pipeline.build.duplicates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline import injections
from pipeline.consolidate import Span
from pipeline.grounding import check
from pipeline.schema import Direction, JobFacts, ResumeFacts, Triple
from pipeline.settings import DataSettings

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]  # has no stubs

LONGEST: Final = {Direction.APPLICATION: 250, Direction.OUTREACH: 150}
"""Words in the body that no reader forgives; `pipeline.prompt.WORDS` has the range to aim at."""

_SAMPLE = 2_000
"""Characters that are looked at."""
_ENOUGH = 12
"""Words in small letters; fewer do not tell a language."""
_SURE = 0.9
"""The detector's probability, which its authors calibrated for short texts."""
_ALIKE = [set(group.split()) for group in ("no nb nn da sv", "hr sr bs sl", "id ms jv", "cs sk", "es gl ca an", "nl af")]
"""Languages that a detector takes for each other."""
_SMALL_WORD = re.compile(r"(?<![\w@./-])(?![a-z]*\.[a-z])[^\W\d_A-Z]{1,20}(?![\w@/])")
_GREETING = re.compile(
    r"(?:dear|hello|hi|hey|greetings|good\s+(?:morning|afternoon|evening|day)|to\s+(?:whom|the)\b|bonjour|bonsoir|cher|chère|madame|monsieur|"
    r"sehr\s+geehrte|liebe|guten\s+\w+|hallo|hola|buen\w*\s+\w+|estimad|querid|gentile|buongiorno|salve|ciao|egregi|spettabile|prezad|olá|ol[aá]\b|beste|geachte|szanown|"
    r"ms|mr|mrs|mx|dr|prof)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?:[^\W\d_][\w'’.-]*\s*){1,5}[,:!–—-]")
_PLACEHOLDER = re.compile(
    r"\[\s*[A-Za-z][^\]\n]{0,60}\]|\{\{?\s*[A-Za-z][^}\n]{0,60}\}"
    r"|<\s*(?:your|insert|enter|name|company|candidate|role|date|position)\b[^>\n]{0,40}>",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[ \t]*(?:[-*+•‣▪·–]|\d{1,2}[.)])[ \t]+\S", re.MULTILINE)
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*[^*\n]+\*\*|^```", re.MULTILINE)


class Rejection(NamedTuple):
    """Why a triple is put aside: a class to count by, and a sentence for a person."""

    reason: str
    detail: str


class FalseClaim(NamedTuple):
    """A claim of the email that its documents do not bear out."""

    kind: str
    reason: str


class Checked(NamedTuple):
    """The claims of an email that are false, and where the documents bear the others out."""

    false: list[FalseClaim]
    evidence: list[Span]


Facts = tuple[ResumeFacts, JobFacts]
Findings = Callable[[], list[FalseClaim]]
Stage = Callable[[Triple, DataSettings, Findings], Rejection | None]


def language(triple: Triple, _: DataSettings, __: Findings) -> Rejection | None:
    """Email and documents are in the language that the triple states."""
    stated = triple.request.language.split("-")[0].lower()
    for what, text in _texts(triple):
        found = detected(text)
        if found and found != stated and not any({found, stated} <= alike for alike in _ALIKE):
            return Rejection("another language", f"the {what} seems to be in {found!r}, the triple says {stated!r}; set its language")
    return None


@lru_cache(maxsize=256)
def detected(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code, or None where it does not tell surely.

    Words with a capital are left out, so that names, places and products of another language do not count.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < 2 * (sum(map(str.islower, sample)) + sum(map(str.isupper, sample))):
        words = _SMALL_WORD.findall(sample)
        if len(words) < _ENOUGH:
            return None
        sample = " ".join(words)
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else None


def shape(triple: Triple, _: DataSettings, __: Findings) -> Rejection | None:
    """The body is a letter: a greeting, no list, no placeholder, not longer than anybody reads."""
    body, most = triple.email.body, LONGEST[triple.request.direction]
    if (words := len(body.split())) > most:
        return Rejection("too many words", f"the email's body has {words} words, at most {most} are read; shorten it")
    if hit := _PLACEHOLDER.search(f"{triple.email.subject}\n{body}"):
        line = f"{triple.email.subject}\n{body}".count("\n", 0, hit.start())
        place = f"line {line} of the body" if line else "the subject"
        return Rejection("placeholder", f"the email has a placeholder in brackets in {place}; fill it in")
    if len(_BULLET.findall(body)) > 1 or _MARKDOWN.search(body):
        return Rejection("markdown", "the email's body has list items or markdown; write sentences")
    first = body.lstrip().split("\n", 1)[0].strip()
    if not (_GREETING.match(first) or _ADDRESSED.match(first)):
        return Rejection("no greeting", "the email's body does not begin with a greeting; address the reader in its first line")
    return None


def injected(triple: Triple, settings: DataSettings, _: Findings) -> Rejection | None:
    """No document gives orders to a model; with `data.injected: keep`, none whose orders the email obeys."""
    for what, text in _texts(triple):
        if found := injections.instructions(text):
            if what == "email" or injections.obeyed(found, triple.email):
                return Rejection("obeyed", f"the {what} gives orders to a language model, and the email carries them out; write it anew")
            if settings.injected == "quarantine":
                return Rejection("present", f"the {what} gives orders to a language model; remove them, or set data.injected=keep")
    return None


def checked(triple: Triple, facts: Facts) -> Checked:
    """What the checker says of the email; the longest part of judging a triple. `facts` are those of its documents."""
    report = check(triple.email, triple.request, facts)
    found = [claim.evidence for claim in report.claims if claim.evidence]
    spans = [(one.source, one.start, one.end) for one in found if one.start is not None and one.end is not None]
    return Checked(
        [FalseClaim(claim.kind.value, claim.reason) for claim in report.findings if claim.verifiable],
        list(dict.fromkeys(spans)),
    )


def is_checked(triple: Triple, settings: DataSettings) -> bool:
    """Whether the claims of this email are looked at: the checker reads English."""
    return settings.unsupported != "keep" and triple.request.language.startswith("en")


def unsupported(triple: Triple, settings: DataSettings, findings: Findings) -> Rejection | None:
    """Every claim of the email that can be checked stands in the documents."""
    if not is_checked(triple, settings):
        return None
    found = findings()
    return Rejection(", ".join(sorted({claim.kind for claim in found})), " ".join(claim.reason for claim in found)) if found else None


STAGES: dict[str, Stage] = {
    "language": language,
    "shape": shape,
    "injected": injected,
    "unsupported claim": unsupported,
}
"""The stages of one triple in order, by the name that counts and quarantine files carry."""


def reject(triple: Triple, settings: DataSettings, findings: Findings) -> tuple[str, Rejection] | None:
    """The first stage that puts the triple aside, and why; None for a triple that may become a row. `findings` is asked once at most."""
    return next(((name, why) for name, stage in STAGES.items() if (why := stage(triple, settings, findings))), None)


def _texts(triple: Triple) -> Iterator[tuple[str, str]]:
    if triple.request.resume:
        yield "resume", triple.request.resume.text
    yield "posting", triple.request.job.text
    yield "email", triple.email.body


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, and numpy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
