"""The parts of an email: greeting, paragraphs, signature, sentences.

Covers greetings on a line of their own or before the first sentence, sign-offs of up to eight short lines, a postscript.
Does not cover quoted replies and HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.rubric.words import fold

_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_OPENING = (
    r"(?:dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|kia ora|t[ēe]n[āa] koe|annwyl|salaam?|salam|namaste|"
    r"to whom it may concern|hola|estimad[oa]|bonjour|cher|ch[èe]re|madame|monsieur|hallo|guten tag|sehr geehrte[rs]?|liebe[rs]?|ciao|"
    r"gentile|ol[áa]|prezad[oa])"
)
GREETS = re.compile(rf"\s*{_OPENING}\b", re.IGNORECASE)
_INLINE = re.compile(rf"\s*{_OPENING}\b[^,:!\n]{{0,60}}[,:!]", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"\s*(?:(?:with |kindest |kind |best |warm(?:est)? |many |all (?:the |my )?|yours |very |most |take )*"
    r"(?:regards|wishes|best|thanks|thank you|sincerely|faithfully|truly|respectfully|cheers|warmly|"
    r"cordially|care|greetings|gratefully|looking forward)\b|"
    r"(?:mit freundlichen|viele|herzliche|liebe) gr[üu][ßs]+e|cordialement|bien [àa] vous|(?:un )?saludos?\b|atentamente|ng[āa] mihi)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.? ?s\b", re.IGNORECASE)
_BREAK = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+")
_ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Sra?|Ltd|Inc|Co|No|Nos|approx|vs|cf|[A-Za-z])|\be\.g|\bi\.e)\.$")
LISTED = re.compile(r"\s*(?:[-*•·‣▪●–—]\s|\d{1,2}[.)]\s)")
_SHORT = 8
"""Words: what a line of a greeting or a signature has at most. Also the most lines that a signature has."""
_BRIEF = 4
"""Words: what a line of a signature has at most if it ends with a full stop."""


@dataclass(frozen=True)
class Anatomy:
    """An email's body taken apart. All but the text between greeting and signature may be empty."""

    greeting: str
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Of all paragraphs, in reading order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in sentences(paragraph))


def readable(body: str) -> str:
    """A body with line feeds alone and without what nobody sees."""
    return _UNSEEN.sub(" ", body.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def dissect(body: str, sender: str | None) -> Anatomy:
    """Takes a body apart, in time linear in its length. `sender` tells a signature without a sign-off."""
    lines = [line.strip() for line in readable(body).split("\n")]
    greeting, lines = _greeting(lines)
    postscript: list[str] = []
    while lines and not lines[-1]:
        lines.pop()
    if lines and _POSTSCRIPT.match(lines[-1]):
        postscript = ["", lines.pop()]
    cut = _signature(lines, sender)
    return Anatomy(greeting, _paragraphs(lines[:cut] + postscript), tuple(line for line in lines[cut:] if line))


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; a title such as `Dr.` ends none."""
    found: list[str] = []
    held = ""
    for piece in _BREAK.split(paragraph):
        held = f"{held} {piece}" if held else piece
        if not _ABBREVIATION.search(held[-12:]):
            found.append(held)
            held = ""
    return [sentence for sentence in (*found, held) if sentence.strip()]


def _greeting(lines: list[str]) -> tuple[str, list[str]]:
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    if first == len(lines):
        return "", []
    line, rest = lines[first], lines[first + 1 :]
    if len(line.split(None, _SHORT + 1)) <= _SHORT and (GREETS.match(line) or line.endswith((",", ":"))):
        return line, rest
    inline = _INLINE.match(line)
    return (inline.group().strip(), [line[inline.end() :].strip(), *rest]) if inline else ("", lines[first:])


def _signature(lines: list[str], sender: str | None) -> int:
    """Where the signature begins; the number of lines where there is none."""
    name = set(re.findall(r"\w+", fold(sender or "")))
    cut = number = len(lines)
    seen = 0
    while number and seen < _SHORT:
        number -= 1
        if not lines[number]:
            continue
        count = len(lines[number].split(None, _SHORT + 1))
        if count > _SHORT or lines[number][-1] == "?" or LISTED.match(lines[number]):
            break
        signs = _SIGN_OFF.match(lines[number]) or name & set(re.findall(r"\w+", fold(lines[number])))
        if lines[number][-1] == "." and not (signs and count <= _BRIEF):
            break
        seen += 1
        if signs:
            cut = number
    return _with_sign_off(lines, cut)


def _with_sign_off(lines: list[str], cut: int) -> int:
    """A sign-off of any wording is the line above the name, if it ends like one."""
    above = next((number for number in range(cut - 1, max(cut - 3, -1), -1) if lines[number]), None)
    if cut == len(lines) or above is None or len(lines[above].split(None, _SHORT + 1)) > _SHORT:
        return cut
    if above == cut - 1:
        return cut if lines[above][-1] in ".?" or LISTED.match(lines[above]) else above
    return above if lines[above][-1] == "," else cut


def _paragraphs(lines: list[str]) -> tuple[str, ...]:
    """Blocks between blank lines; a list keeps its lines apart."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return tuple(("\n" if any(LISTED.match(line) for line in block) else " ").join(block) for block in blocks if block)
