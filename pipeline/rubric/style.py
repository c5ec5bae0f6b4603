"""Items about the manner of an email: the style that was asked for, as far as it can be counted, and the reading grade. English only.

Does not cover warmth, nor whether the strongest fact comes first.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.rubric import reading
from pipeline.rubric.case import Case
from pipeline.schema import Direction, Item, Omission, Style

GRADES: Final = {Direction.APPLICATION: 10.0, Direction.OUTREACH: 8.0}
"""The highest Flesch-Kincaid grade."""
CONCISE_WORDS: Final = {Direction.APPLICATION: 140, Direction.OUTREACH: 95}
CONCISE_SENTENCE: Final = 14
DIRECT_SENTENCE: Final = 17
EXCLAMATIONS: Final = (1, 2)

_CONTRACTION = re.compile(
    r"\b[^\W\d_]+['’](?:m|re|ve|ll|d|t)\b|\b(?:it|that|there|here|what|let|he|she|who|where|how)['’]s\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


THRESHOLDS: Final = {
    Style.FORMAL: "no contractions, no exclamation marks",
    Style.FRIENDLY: "at least one contraction",
    Style.CONCISE: f"at most {CONCISE_SENTENCE} words a sentence, {CONCISE_WORDS[Direction.APPLICATION]} words in all"
    f" ({CONCISE_WORDS[Direction.OUTREACH]} in an outreach), no exclamation marks",
    Style.ENTHUSIASTIC: f"{EXCLAMATIONS[0]} or {EXCLAMATIONS[1]} exclamation marks",
    Style.DIRECT: f"at most {DIRECT_SENTENCE} words a sentence, no exclamation marks",
}
"""Each style as a reader can check it; sentences are those between greeting and signature."""


def style(case: Case) -> Item | Omission:
    """The requested style: contractions, exclamation marks, words a sentence."""
    if not case.english:
        return Omission(name="style", reason="What makes a style can be counted in English only; the email is in another language.")
    wanted = case.request.style
    broken = [(code, said) for code, said, is_broken in _rules(case) if is_broken]
    return Item(
        name="style",
        value="; ".join(code for code, _ in broken) or "ok",
        threshold=THRESHOLDS[wanted],
        passed=not broken,
        reason=f"The email has {', and '.join(said for _, said in broken)}." if broken else f"The email keeps the {wanted.value} style.",
    )


def _rules(case: Case) -> list[tuple[str, str, bool]]:
    """Of the requested style each rule: its code, what to say where it is broken, and whether it is."""
    wanted = case.request.style
    loud = case.body.count("!")
    silent = ("exclamation mark", f"{loud} exclamation marks; a {wanted.value} email has none", loud > 0)
    if wanted is Style.FORMAL:
        count = len(_CONTRACTION.findall(case.body))
        return [("contraction", f"{count} contractions; a formal email has none", count > 0), silent]
    if wanted is Style.FRIENDLY:
        return [("no contraction", "no contraction; a friendly email has at least one", not _CONTRACTION.search(case.body))]
    if wanted is Style.ENTHUSIASTIC:
        low, high = EXCLAMATIONS
        return [("exclamation marks", f"{loud} exclamation marks; an enthusiastic email has {low} or {high}", not low <= loud <= high)]
    length = _sentence_length(case)
    longest = CONCISE_SENTENCE if wanted is Style.CONCISE else DIRECT_SENTENCE
    found = [("long sentences", f"{length:.1f} words a sentence; a {wanted.value} email has at most {longest}", length > longest), silent]
    if wanted is Style.CONCISE:
        most = CONCISE_WORDS[case.request.direction]
        found.append(("too many words", f"{case.words} words; {case.kind} in the concise style has at most {most}", case.words > most))
    return found


def reading_grade(case: Case) -> Item | Omission:
    """Flesch-Kincaid of what stands between greeting and signature."""
    if not case.english:
        return Omission(name="reading_grade", reason="The Flesch-Kincaid formula is made for English; the email is in another language.")
    found = round(reading.grade(case.parts.sentences), 1)
    highest = GRADES[case.request.direction]
    return Item(
        name="reading_grade",
        value=found,
        threshold=f"at most {highest:.0f}",
        passed=found <= highest,
        reason=f"The text reads at grade {found:.1f} (Flesch-Kincaid); {case.kind} has at most {highest:.0f}.",
    )


def _sentence_length(case: Case) -> float:
    sentences = case.parts.sentences
    return sum(len(_WORD.findall(sentence)) for sentence in sentences) / len(sentences) if sentences else 0.0
