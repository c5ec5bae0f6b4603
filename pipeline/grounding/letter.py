"""An email as the checker reads it: greeting, sentences, clauses, signature, each with its place.

A clause is the smallest piece that can be a claim of its own: `I have not used Epic` and `I chart in Cerner` are two, also in one
sentence. Works line by line with patterns, in time linear in the text. Covers English punctuation; other scripts come out as
longer sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import Email

Part = Literal["subject", "body"]


class Role(StrEnum):
    """What a piece of an email is for."""

    SUBJECT = "subject"
    GREETING = "greeting"
    TEXT = "text"
    SIGNATURE = "signature"


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence: `part[start:end] == text`. `number` counts the sentences of the email, `paragraph` its paragraphs."""

    text: str
    start: int
    end: int
    part: Part
    role: Role
    number: int
    paragraph: int


@dataclass(frozen=True, eq=False)
class Clause:
    """A piece of a sentence that can be true or false by itself. One object is one clause: what is known of it is kept by it."""

    text: str
    start: int
    end: int
    part: Part
    role: Role
    sentence: Sentence
    previous: Clause | None = field(default=None, repr=False)
    """The clause before it in the email, whose subject a clause without one goes on with."""

    @cached_property
    def heading(self) -> Clause | None:
        """The heading of the list that the clause is a line of: `What we offer:` above `- 28 days of leave`."""
        at: Clause | None = self
        for _ in range(_LONGEST_LIST):
            if at is None or not _LIST_LINE.match(at.sentence.text) or (at is not self and at.is_item_and_heading):
                break
            while at is not None and at.previous is not None and at.previous.sentence is at.sentence:
                at = at.previous
            at = at.previous if at else None
        return at if at and at is not self and at.role is Role.TEXT and at.text.endswith(":") else None

    @property
    def is_item_and_heading(self) -> bool:
        """Whether it ends a list line that the heading of the next list follows without a blank line."""
        return self.text.endswith(":") and "\n" in self.sentence.text


_GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|to whom|kia ora|annwyl|dia (?:duit|dhuit)|a chara|bonjour|hola|ciao|liebe[rs]?|sehr geehrte[rs]?|"
    r"ol[aá]|salam|namaste|merhaba|mabuhay|aloha|talofa|bula|t[eē]n[aā] koe|shalom|salut|cara|caro|chère|cher|estimad[oa])\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*(?: [^\W\d_a-zà-öø-ÿ][\w.'’-]*){0,4}[,:!–—-]$")
"""A first line that is a name and a comma: `Amira,`."""
_CLOSING = re.compile(
    r"^(?:(?:with|many|most|warm(?:est)?|kind(?:est)?|best|very|all|my|in|much) )*(?:regards|wishes|thanks|thank you(?: (?:so much|very much|again|both|all|kindly|for [^.!?]{3,60}))?|sincerely|faithfully|"
    r"respectfully|gratefully|truly|cheers|best|cordially|yours|gratitude|greetings|anticipation|warmly|the best|appreciation)"
    r"(?: (?:yours|regards|wishes|sincerely|faithfully|truly|from .{2,40}|again|and .{3,30}))*[,.!]?$|"
    r"^(?:yours|sincerely|respectfully|faithfully)\b.{0,25}$|^[^\W\d_][\w' ]{2,28},$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|mx|dr|prof|st|sr|jr|no|nr|vs|etc|e\.g|i\.e|inc|ltda?|lda|pty|pte|bros|co|corp|llc|dept|approx|est|a\.m|p\.m|u\.s|u\.k|u\.s\.a|ph\.d|m\.sc|b\.sc|b\.a|m\.a|rev|hon|gen|col|sgt|capt|fig|vol|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[a-z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_BEGINS = re.compile(r"(?:I|We|You|My|Our|Your|The|This|That|It|There|In|At|As|Before|After|Since)\b")
_PHRASE = re.compile(
    r"\s*(?:At|With|For|During|Before|After|Since|From|Through) (?:(?!\b(?:I|you|we|it|they|who|which|is|are|was|were|has|have|had)\b)[^;:\n]){2,80}"
)
"""What is no sentence, though an abbreviation ends it: `At Acme Inc.` before `I wrote`."""
_CONJUNCTION = (
    r"but|yet|while|whereas|although|though|because|since(?! (?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|this|then|my|i\b|the|early|late|spring|summer|autumn|fall|winter))|so|which|who|whose|where|if|unless|"
    r"however|nor|and (?=(?:i|i'm|i've|i'd|i'll|we|we're|we've|you|you've|you're|you'd|your|my|our|the|it|they|he|she|this|that|there|have|has|had|hold|held|am|would)\b)|"
    r"and (?=(?:because|although|though|while|whereas|if|when) (?:i|i'm|i've|you|you're|you've|you'd|we|we're|it|they|the|your|my|our|nobody|there)\b)|"
    r"and (?=since (?:you|you're|you've|we|we're|they|your|our|nobody|there)\b)"
)
_BREAK = re.compile(
    rf"(?=[\s;:—,])(?:\s*;\s+|\s*:\s+(?=[a-z])|\s+[–—]\s+|\s*—\s*|,\s+(?=(?:{_CONJUNCTION})\b)|\s+(?=(?:but|although|though|whereas|because)\b))",
    re.IGNORECASE,
)
"""Its first characters are named at its beginning, so that within a word none of its forms is tried."""
GROUND = re.compile(
    r"(?:And |But |So )?(?:As|Since(?! when)|Because|Given(?: that)?|Now that|Although|Though|While|Seeing that|With) (?:your|you|I|my|we|our|the|this|that)\b",
    re.IGNORECASE,
)
"""Begins what a question takes for granted: `As your resume names no languages, could you tell me`."""
_ASKS = re.compile(
    r",\s+(?=(?:could|would|can|may|might|do|does|did|are|is|have|has|shall|will|won['’]t|wouldn['’]t|what|how|when|where|which|who|why) )",
    re.IGNORECASE,
)
_LIST_LINE = re.compile(r"[-*•·–] ?\S")
_LONGEST_LIST = 10
"""Lines of a list up to its heading."""
_SHORTEST_CLAUSE = 8
_PREAMBLE = 3
"""Lines within which the greeting stands; a machine may have put its own words before it."""
_POSTSCRIPT = re.compile(r"\s*(?:P\.? ?S\b|PPS\b)")
_LONGEST = 1000
"""Characters from which a sentence without an end is cut at a space: no letter has such a one, and rules that look at all of a sentence for
each of its words would take the square of a hostile text's length."""
_LONG_LINE = 8
"""Words of a line that ends as a sentence does, from which it is no part of a signature."""


def clauses(email: Email) -> list[Clause]:
    """Every clause of subject and body in reading order."""
    found: list[Clause] = []
    for sentence in sentences(email):
        for start, end in _pieces(sentence):
            text, place = sentence.text[start:end], sentence.start
            last = found[-1] if found else None
            found.append(Clause(text, place + start, place + end, sentence.part, sentence.role, sentence, last))
    return found


def sentences(email: Email) -> list[Sentence]:
    """Every sentence of subject and body in reading order; greeting and signature line by line."""
    found: list[Sentence] = []

    def add(part: Part, role: Role, start: int, end: int, text: str, paragraph: int) -> None:
        for a, b in (_trimmed(text, *piece) for piece in _cut(text, start, end) if text[slice(*piece)].strip()):
            found.append(Sentence(text[a:b], a, b, part, role, len(found), paragraph))

    add("subject", Role.SUBJECT, 0, len(email.subject), email.subject, 0)
    for number, (role, start, end) in enumerate(_blocks(email.body), 1):
        pieces = _sentences(email.body, start, end) if role is Role.TEXT else [(start, end)]
        for a, b in pieces:
            add("body", role, a, b, email.body, number)
    return found


def _blocks(body: str) -> list[tuple[Role, int, int]]:
    """Greeting line, paragraphs, and the lines of the signature."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", body) if match.group().strip()]
    if not lines:
        return []
    at = next((number for number, line in enumerate(lines[:_PREAMBLE]) if _is_greeting(body[slice(*line)], first=not number)), None)
    first = 0 if at is None else at + 1
    last = _signature(body, lines, first)
    blocks = [(Role.TEXT, start, end) for start, end in _paragraphs(body, lines[: at or 0])]
    blocks += [(Role.GREETING, *lines[at])] if at is not None else []
    blocks += [(Role.TEXT, start, end) for start, end in _paragraphs(body, lines[first:last])]
    return blocks + [(Role.TEXT if _is_afterthought(body[start:end]) else Role.SIGNATURE, start, end) for start, end in lines[last:]]


def _is_afterthought(line: str) -> bool:
    """Whether a line below the closing phrase goes on telling: `P.S. I also ...`."""
    return bool(_POSTSCRIPT.match(line)) or (line.rstrip().endswith((".", "!", "?")) and len(line.split()) >= _LONG_LINE)


def _is_greeting(line: str, *, first: bool = False) -> bool:
    return (
        (first and bool(_ADDRESSED.match(line.strip())))
        or (bool(_GREETING.match(line.strip())) and len(line) < 120 and line.rstrip()[-1:] in (",", ":", "!", ".", "-", "–", "—"))
        or (bool(_GREETING.match(line.strip())) and len(line.split()) <= 6)
    )


def _signature(body: str, lines: list[tuple[int, int]], first: int) -> int:
    """The number of the line at which the signature begins: the closing phrase within the last eight lines, else a short last block.

    A sentence of thanks is no closing phrase where another follows: more may be told between the two.
    """
    closing = [number for number in range(max(first, len(lines) - 8), len(lines)) if _closes(body[slice(*lines[number])].strip())]
    for number in closing:
        if number == closing[-1] or not body[slice(*lines[number])].rstrip().endswith((".", "!")):
            return number
    last = len(lines)
    while last > first and len(lines) - last < 5:
        start, end = lines[last - 1]
        line = body[start:end].strip()
        if line.endswith((".", "!", "?", ":", ";")) or len(line.split()) > 7:
            break
        last -= 1
    return last


def _closes(line: str) -> bool:
    return len(line) < 60 and bool(_CLOSING.match(line)) and not _is_greeting(line)


def _paragraphs(body: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines that follow each other without a blank line are one paragraph; a list item is one by itself."""
    start: int | None = None
    end = 0
    for a, b in lines:
        apart = start is not None and (body.count("\n", end, a) > 1 or re.match(r"\s*[-*•]\s", body[a:b]))
        if apart and start is not None:
            yield start, end
            start = None
        start = a if start is None else start
        end = b
    if start is not None:
        yield start, end


def _sentences(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(body, start, end):
        if (
            match.group() == "."
            and _ABBREVIATION.search(body, max(begin, match.start() - 12), match.end())
            and (_goes_on(body, match.end(), end) or _PHRASE.fullmatch(body, begin, match.end()))
        ):
            continue
        yield begin, match.end()
        begin = match.end()
    if begin < end:
        yield begin, end


def _goes_on(body: str, at: int, end: int) -> bool:
    """Whether the sentence goes on after an abbreviation: more follows that is not plainly a new one."""
    rest = body[at : min(end, at + 40)].lstrip()
    return bool(rest) and not _BEGINS.match(rest)


def _pieces(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Clauses within a sentence; what would be too short to say anything stays with what follows."""
    if sentence.role is not Role.TEXT:
        yield 0, len(sentence.text)
        return
    begin = 0
    for match in _joints(sentence.text):
        if match.start() - begin < _SHORTEST_CLAUSE or len(sentence.text) - match.end() < _SHORTEST_CLAUSE:
            continue
        yield begin, match.start()
        begin = match.end()
    yield begin, len(sentence.text)


def _joints(text: str) -> Iterator[re.Match[str]]:
    """Where clauses meet; in a question, also where what it takes for granted ends."""
    asks = _ASKS.search(text) if text.endswith("?") and GROUND.match(text) else None
    for match in _BREAK.finditer(text):
        if asks and asks.start() < match.start():
            yield asks
        if asks and asks.start() <= match.start():
            asks = None
        yield match
    if asks:
        yield asks


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is longer than any is."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = space if space >= 0 else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
