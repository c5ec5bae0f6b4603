"""The item about the shape of an email: paragraphs, no lists, no markdown; in an outreach also its four parts.

Each part is a sentence that can be found by code. Pitch: speaks of the company (its name, `we`, `my client`) with a fact of the posting;
its length is that of the sentences about nothing else. Opportunity: names the role, what it pays, or that somebody is sought.
Why you: a fact of the resume in a paragraph that says `you`. Ask: see `asks.py`.
Does not cover: whether the parts follow in a good order, or persuade. The parts are found in English only.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.rubric import asks, content
from pipeline.rubric.anatomy import LISTED
from pipeline.rubric.case import Case
from pipeline.rubric.form import keys_of_title
from pipeline.rubric.words import keys, split, stem
from pipeline.schema import Item

PARAGRAPHS: Final = (2, 4)
PITCH_LINES: Final = 3
LINE: Final = 100
"""Characters of a line in a mail window."""

_MARKDOWN = re.compile(
    r"\*\*\S|__\w|^ {0,3}(?:#{1,6} |> |\|.{1,200}\|)|```|`[^`\n]{1,80}`|\]\(\w|(?<![\w*])\*\w[^*\n]{0,80}\w\*(?![\w*])", re.MULTILINE
)
_COMPANY = re.compile(r"\b(?:we|our|us|ours|client|they|it|its|their|firm|company|business|agency|team|here)\b|\bwe['’]", re.IGNORECASE)
_READER = re.compile(r"\byour?\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:role|post|position|job|opening|opportunity|vacancy|seat|place for|look(?:ing)? for|search(?:ing)? for|seek(?:s|ing)?|"
    r"hir(?:e|es|ing)|recruit\w*|(?:need|want)(?:s|ed)? (?:an?|one|two|three|four|our|its|someone|somebody|people|to|the|another)|"
    r"pay|pays|salary|you(?:['’]d| would|['’]ll| will))\b",
    re.IGNORECASE,
)
_SAID: Final = {
    "too few paragraphs": f"it has fewer than {PARAGRAPHS[0]} paragraphs",
    "too many paragraphs": f"it has more than {PARAGRAPHS[1]} paragraphs",
    "bullets": "it has a list",
    "markdown": "it has markdown",
    "no pitch": "it does not say what the company is",
    "long pitch": f"it speaks of the company for more than {PITCH_LINES} lines",
    "no opportunity": "it does not say what the role is",
    "no why-you": "it does not say why this person",
    "no ask": "it asks for nothing",
}


def shape(case: Case) -> Item:
    """Paragraphs between greeting and signature, and what an outreach consists of."""
    count = len(case.parts.paragraphs)
    low, high = PARAGRAPHS
    broken = [code for code, is_broken in (
        ("too few paragraphs", count < low),
        ("too many paragraphs", count > high),
        ("bullets", _has_list(case.body)),
        ("markdown", bool(_MARKDOWN.search(case.body))),
    ) if is_broken]  # fmt: skip
    if case.outreach and case.english:
        broken += _missing(case)
    parts = "" if case.english or not case.outreach else " Its parts were not judged: the email is not in English."
    return Item(
        name="shape",
        value="; ".join(broken) or "ok",
        threshold=f"{low} to {high} paragraphs, no list, no markdown" + ("; pitch, opportunity, why you, ask" if case.outreach else ""),
        passed=not broken,
        reason=(
            f"The email is out of shape: {', and '.join(_SAID[code] for code in broken)}."
            if broken
            else f"The email has {count} paragraphs."
        )
        + parts,
    )


def _has_list(body: str) -> bool:
    """A line with a bullet, or two with a number: one may be a sentence's end that ran over."""
    marks = [line.lstrip()[0] for line in body.split("\n") if LISTED.match(line)]
    return any(not mark.isdigit() for mark in marks) or len(marks) > 1


def _missing(case: Case) -> list[str]:
    """The parts of an outreach that are not there, and a pitch that goes on."""
    told = {match.sentence for match in content.told_of_employer(case)}
    pitch = [sentence for sentence in told if _is_company(sentence, case)]
    alone = [sentence for sentence in case.parts.sentences if _is_company(sentence, case) and not _is_role(sentence, case)]
    broken = {
        "no pitch": not pitch,
        "long pitch": sum(len(sentence) for sentence in alone if not _READER.search(sentence)) > PITCH_LINES * LINE,
        "no opportunity": not any(_is_role(sentence, case) for sentence in case.parts.sentences),
        "no why-you": case.request.resume is not None and not content.told_of_candidate(case),
        "no ask": not any(asks.asked(case)),
    }
    return [code for code, is_broken in broken.items() if is_broken]


def _is_company(sentence: str, case: Case) -> bool:
    return bool(_COMPANY.search(sentence) or keys(sentence) & keys(case.company or ""))


def _is_role(sentence: str, case: Case) -> bool:
    title = keys_of_title(case.job.title.value) if case.job.title else frozenset()
    shared = title & {stem(word) for word in split(sentence)}
    return bool(_ROLE.search(sentence)) or bool(shared and len(shared) >= min(2, len(title)))
