"""Items about the form of an email: length, subject, signature, words copied from the posting.

Does not cover: whether a subject is dull.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline import profile
from pipeline.rubric import names
from pipeline.rubric.case import Case
from pipeline.rubric.words import fold, keys, split, stem
from pipeline.schema import Direction, Document, Item, Omission

BODY_WORDS: Final = {Direction.APPLICATION: (100, 200, 250), Direction.OUTREACH: (50, 125, 150)}
"""Least and most words of a body, and the hard limit: published reply-rate studies, see the table in `docs/truth.md`."""
SUBJECT_WORDS: Final = (3, 9)
SUBJECT_LETTERS: Final = 60
COPIED: Final = 0.05
_GRAM: Final = 5

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

_CLICKBAIT = re.compile(
    r"^\s*(?:re|fwd?)\s*:|[!?]{2,}|\$\$|[\u2600-\u27bf\U0001f300-\U0001faff]|"
    r"\b(?:urgent|act (?:now|fast)|last chance|limited time|don['’]?t miss|won['’]?t believe|dream (?:job|role|career)|life[- ]changing|"
    r"once in a lifetime|opportunity of a lifetime|(?:amazing|incredible|exciting|unmissable) (?:opportunity|role|news|job)|quick question|"
    r"guaranteed|top secret|make money|congratulations|you(?:['’]ve| have) been (?:selected|chosen)|open me|hot job)\b",
    re.IGNORECASE,
)
_RANKS = frozenset(
    stem(word)
    for word in "senior junior lead principal staff chief head deputy assistant associate entry level trainee graduate intern "
    "i ii iii iv jr sr general manager director officer specialist coordinator supervisor executive part full time permanent temporary "
    "remote hybrid".split()
)
_SHORT_FORMS: Final = {
    "acct": "accountant", "admin": "administrator", "asst": "assistant", "coord": "coordinator", "dev": "developer", "eng": "engineer",
    "exec": "executive", "hr": "human resources", "mgr": "manager", "ops": "operations", "pm": "product project manager",
    "prof": "professor", "qa": "quality assurance", "rep": "representative", "rn": "registered nurse", "ta": "teaching assistant",
    "tech": "technician", "ux": "user experience",
}  # fmt: skip

_PLACEHOLDER = re.compile(
    r"\[(?=[^\[\]\n]{0,60}[^\W\d_])[^\[\]\n]{1,80}\]|\{\{?[^{}\n]{1,60}\}|<[A-Za-z][A-Za-z _-]{0,40}>|"
    r"\b(?:Your|Candidate(?:['’]s)?|Company|Recipient(?:['’]s)?|Sender(?:['’]s)?|Hiring Manager(?:['’]s)?) (?:Full |First )?Name\b|"
    r"\bXXX+\b|\b_{3,}|\bINSERT\b|\b[Ll]orem [Ii]psum\b|\bTB[DC]\b"
)
"""What a writer meant to fill in. In capitals, so that `your name stays with me` is a sentence."""


def body_words(case: Case) -> Item | Omission:
    """Length of the body; beyond the hard limit, or empty, it blocks."""
    if len(_UNSPACED.findall(case.body)) * 3 > len(case.body):
        return Omission(name="body_words", reason="The body is in a script that puts no spaces between words, so they cannot be counted.")
    low, high, limit = BODY_WORDS[case.request.direction]
    return Item(
        name="body_words",
        value=case.words,
        threshold=f"{low} to {high} words, at most {limit}",
        passed=low <= case.words <= high,
        blocking=not 0 < case.words <= limit,
        reason=f"The body has {case.words} words; {case.kind} has {low} to {high}, at most {limit}.",
    )


def subject(case: Case) -> Item:
    """Length, the role, and in an outreach no bait."""
    given = " ".join(case.email.subject.split())
    count = len(given.split())
    low, high = SUBJECT_WORDS
    broken = [code for code, is_broken in (
        ("too short", count < low),
        ("too long", count > high or len(given) > SUBJECT_LETTERS),
        ("no role", case.english and not _names_role(given, case)),
        ("clickbait", case.outreach and bool(_CLICKBAIT.search(given) or (given.isupper() and count > 2))),
    ) if is_broken]  # fmt: skip
    role = "" if case.english else " Whether it names the role was not judged: the email is not in English."
    return Item(
        name="subject",
        value="; ".join(broken) or "ok",
        threshold=f"{low} to {high} words, at most {SUBJECT_LETTERS} characters, about the role{', no clickbait' if case.outreach else ''}",
        passed=not broken,
        reason=f"The subject has {count} words and {len(given)} characters{_subject_faults(broken)}.{role}",
    )


def signature(case: Case) -> Item:
    """The sender's name at the end, and nothing left to fill in anywhere."""
    name = case.request.sender.name or (None if case.outreach else case.candidate)
    broken = [code for code, is_broken in (
        ("no signature", not case.parts.signature),
        ("no name", bool(case.parts.signature and name and not _signed(case.parts.signature, name))),
        ("placeholder", bool(_PLACEHOLDER.search(case.body) or _PLACEHOLDER.search(case.email.subject))),
    ) if is_broken]  # fmt: skip
    said = {
        "no signature": "the email ends without one",
        "no name": "it lacks the sender's name",
        "placeholder": "something is left to fill in",
    }
    return Item(
        name="signature",
        value="; ".join(broken) or "ok",
        threshold="the sender's name, no placeholder",
        passed=not broken,
        reason=f"The signature is not right: {', and '.join(said[code] for code in broken)}."
        if broken
        else "The email is signed and nothing is left to fill in.",
    )


def copied(case: Case) -> Item:
    """The share of the body's five-word sequences that stand in the posting, its title, company, place, pay and contact aside."""
    grams = _grams(case.body)
    rate = sum(gram in _posting_grams(case.request.job) for gram in grams) / len(grams) if grams else 0.0
    return Item(
        name="copied",
        value=round(rate, 3),
        threshold=f"at most {COPIED:.0%} of 5-word sequences",
        passed=rate <= COPIED,
        reason=f"{rate:.1%} of the body's {len(grams)} five-word sequences stand in the posting; at most {COPIED:.0%} may.",
    )


def _subject_faults(broken: list[str]) -> str:
    said = {
        "too short": f"it needs {SUBJECT_WORDS[0]} words",
        "too long": f"it may have {SUBJECT_WORDS[1]} words and {SUBJECT_LETTERS} characters",
        "no role": "it does not say what job it is about",
        "clickbait": "it shouts or baits",
    }
    return "; " + ", and ".join(said[code] for code in broken) if broken else ""


def _names_role(given: str, case: Case) -> bool:
    """Whether a subject has a telling word of the posting's title, or two of its words.

    An outreach may also speak of the job without its title: then two words of the posting must be in it.
    """
    if case.job.title is None:
        return True
    title = keys_of_title(case.job.title.value)
    words = {stem(word) for word in split(_spelled_out(given))}
    shared = {word for word in title if any(_alike(word, other) for other in words)}
    initials = "".join(word[0] for word in split(fold(case.job.title.value)))
    acronym = any(len(word) > 2 and word.isupper() and fold(word) in initials for word in split(given))
    telling = title - _RANKS
    if acronym or len(shared) > 1 or shared & telling or (shared and not telling):
        return True
    return case.outreach and len(keys(given) & _posting_words(case.request.job)) > 1


@lru_cache(maxsize=256)
def keys_of_title(title: str) -> frozenset[str]:
    """The stems of a job title; ranks such as `senior` are among them."""
    small = {"a", "an", "the", "of", "in", "for", "to", "and", "with", "at", "on"}
    return frozenset(stem(word) for word in split(_spelled_out(title)) if word.lower() not in small)


def _spelled_out(text: str) -> str:
    """With the long form behind each abbreviation that people use for jobs."""
    return " ".join(f"{word} {_SHORT_FORMS.get(word.lower(), '')}" for word in split(text))


def _alike(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= 4 and (word.startswith(other) or other.startswith(word)))


def _signed(lines: tuple[str, ...], name: str) -> bool:
    """Whether a signature has the first name and one more, in any order."""
    wanted, found = names.tokens(name), set(names.tokens(" ".join(lines)))
    return len(found & set(wanted)) >= min(2, len(set(wanted)))


def _grams(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return list(zip(*(words[start:] for start in range(_GRAM)), strict=False))


@lru_cache(maxsize=256)
def _posting_grams(document: Document) -> frozenset[tuple[str, ...]]:
    """A posting's five-word sequences, without those that run through what an email has to quote."""
    facts = profile.job(document)
    found: set[tuple[str, ...]] = set()
    start = 0
    quoted = [fact for fact in (facts.title, facts.company, facts.location, facts.salary, facts.contact) if fact]
    for fact in sorted(quoted, key=lambda fact: fact.start):
        found.update(_grams(document.text[start : fact.start]))
        start = max(start, fact.end)
    return frozenset(found.union(_grams(document.text[start:])))


@lru_cache(maxsize=256)
def _posting_words(document: Document) -> frozenset[str]:
    return keys(document.text)
