"""The title of the vacancy.

Covers labelled lines (`Job title: X`), front matter, headings and first lines, and sentences (`We are looking for a Front End Engineer to ...`).
Remarks such as `(m/f/d)`, `(remote)` or `(2 years of experience)` are left out. Does not cover postings for several vacancies: the first counts.
"""

from __future__ import annotations

import re

from pipeline.profile import classify
from pipeline.profile.lines import TO_VALUE, UNFINISHED, Line
from pipeline.profile.posting import heading_kind
from pipeline.profile.vocabulary import plain

HEAD = 12
"""Labelled lines count as the posting's own within so many lines."""
_LABEL = re.compile(
    r"(?:(?:job|position|role|vacancy|post) title|(?:job|position|role|performance) (?:description|profile|designation)|job role|designation|position offered|puesto de trabajo|cargo|vacante|position|role|title|vacancy|job|job posting|job opening|now hiring|we(?:'re| are) hiring|hiring|stellenbezeichnung|"
    r"intitul[ée](?: du poste)?|poste|puesto|position to be filled|post)" + TO_VALUE,
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\s*[\[(](?:[^()\[\]]*\b(?:years?|remote|hybrid|on-?site|full[- ]time|contract|permanent|temporary|all genders|d/f/m)\b[^()\[\]]*|[mwfdhx](?:/[mwfdhx])+|[^()]*%[^()]*)[\])]|"
    r"\s+[-–|,]\s+(?:confidential|(?:fully )?remote|hybrid|full[- ]time|part[- ]time)\b.*$|\s+[mwfdh]/[mwfdh](?:/[xmwfd])?$",
    re.IGNORECASE,
)
_OF_DOCUMENT = re.compile(
    r"\s*[-–—:|]?\s+(?:performance profile|(?:job|position|role) (?:description|profile|specification|posting|summary))$", re.IGNORECASE
)
"""What a document calls itself behind the title."""
_TWICE = re.compile(r"(?P<title>\S.{6,}?)\s?(?P=title)")
"""Text copied from a page where the title stands a second time for screen readers."""
_SOUGHT = re.compile(
    r"\b(?:(?:looking|searching) (?:for|to hire)|seek(?:s|ing)?|hiring(?: for)?(?: the role of)?|recruiting|wants?|needs?|require[sd]?|to hire|to recruit|in need of|to appoint|appointing|opening for|opportunity for|"
    r"position (?:of|for)|role (?:of|as)|join (?:us|our team|the team) as|work as)\s+"
    r"(?:our (?:next|first|new) |(?:an?|the|one|another|two|three|\d) )?(?P<title>[^.,;:!?\n(]*(?:\n[^.,;:!?\n(]*)?)"
)
_ENDS = re.compile(
    r"\s+(?:to|who|with|for|that|in|at|on|based|located|and (?:help|join|lead|support)|within|whose|ready|eager|looking|capable|able|having|passionate|reporting|as|where|from|of our|of the)\b"
)
_ADJECTIVES = re.compile(
    r"^(?:(?:an?|highly|very|truly|skilled|talented|experienced|passionate|motivated|self-motivated|driven|exceptional|creative|dynamic|enthusiastic|dedicated|ambitious|strong|great|new|reliable|friendly|"
    r"proactive|detail-oriented|seasoned|innovative|qualified|hands-on|brilliant|outstanding|curious|smart|kind|caring|compassionate|organised|organized|part-time|full-time|permanent|committed|energetic|and|&|"
    r"hard-working|hardworking|results-driven|versatile|additional|suitable|inspiring|excellent|thoughtful|gifted|results-oriented),?\s+)+",
    re.IGNORECASE,
)
_THRESHOLD = 2.3


def find_title(front: list[Line], lines: list[Line]) -> Line | None:
    """The title as printed, or None."""
    lines = _unwrapped_title(lines)
    for line in [*front, *lines[:HEAD]]:
        label = _LABEL.match(line.text)
        found = clean(line.part(label.end(), len(line.text))) if label else None
        if found and (line in front or line is lines[0] or _looks_like_title(found)):
            return found
    return _from_head(lines) or _from_sentences(lines[:40])


def _looks_like_title(line: Line) -> bool:
    return 0 < len(line.words) <= 14 and line.text[0].isupper() and not line.text.endswith(".") and classify.title(line.text) >= 0.5


def clean(line: Line) -> Line | None:
    """A title without quotation marks and remarks."""
    line = line.part(len(line.text) - len(line.text.lstrip("\"'“ ")), len(line.text.rstrip("\"'” ")))
    if twice := _TWICE.fullmatch(line.text):
        line = line.part(0, twice.end("title"))
    line = _bare(line)
    noise = _NOISE.search(line.text)
    if noise and noise.start() > 0 and noise.end() >= len(line.text) - 1:
        line = line.part(0, noise.start())
    return line if line.text else None


def _bare(line: Line) -> Line:
    """A title without what the document calls itself."""
    ending = _OF_DOCUMENT.search(line.text)
    return line.part(0, ending.start()) if ending else line


def _unwrapped_title(lines: list[Line]) -> list[Line]:
    """The lines with a title that was broken over the first two or three of them in one piece."""
    count = next((number for number, line in enumerate(lines[1:4], 1) if line.blank_before or line.is_bullet), 0)
    block = lines[:count]
    if count < 2 or any(line.text.endswith((".", "!", "?")) or line.mark for line in block) or sum(len(line.words) for line in block) > 14:
        return lines
    whole = Line(" ".join(line.text for line in block), block[0].start, block[-1].end)
    unclosed = block[0].text.count("(") > block[0].text.count(")") or bool(UNFINISHED.search(block[0].text)) or block[0].text.endswith(":")
    of_its_own = any(classify.title(line.text) >= 1.8 and len(line.words) > 1 for line in block)
    named = classify.title(_OF_DOCUMENT.sub("", whole.text)) >= 2.5
    return [whole, *lines[count:]] if named and (unclosed or not of_its_own) else lines


def _from_head(lines: list[Line]) -> Line | None:
    """The first lines, of which one names an occupation, is printed as a heading, or is printed twice."""
    head = lines[:HEAD]
    best: tuple[float, Line] | None = None
    for number, line in enumerate(head):
        if not line.is_bullet and len(line.words) > 14 and line.mark != "#":
            break
        if (
            line.is_bullet
            or len(line.words) > 14
            or (line.text.endswith((".", "!", "?", ",")) and line.mark != "#")
            or (re.match(r"[\w ]{3,25}:(?:\s|$)", line.text) and number > 0)
        ):
            continue
        found = _without_company(line)
        score = _title_score(found, line, number, head)
        if best is None or score > best[0]:
            best = (score, found)
    return clean(best[1]) if best and best[0] >= _THRESHOLD else None


def _title_score(found: Line, line: Line, number: int, head: list[Line]) -> float:
    evidence = classify.title(found.text)
    if evidence < 1.8 and heading_kind(line.text) not in (None, "role"):
        return 0.0
    repeated = sum(plain(other.text) == plain(line.text) for other in head) > 1
    return evidence + (0.8 if line.mark == "#" else 0.0) + (0.5 if number == 0 else 0.0) + (1.5 if repeated else 0.0) - 0.1 * number


def _without_company(line: Line) -> Line:
    """`Front End Engineer at Tech Solutions`, `Front End Engineer | Tech Solutions`: the title."""
    parts = re.split(r"(?:\s+(?:at|@)\s+(?=[^\W\d_a-z])|\s*[|•·\t]\s*)(?![^()]*\))", line.text)
    if len(parts) < 2:
        return _bare(line)
    best = max(parts, key=classify.title)
    start = line.text.index(best)
    return _bare(line.part(start, start + len(best)))


def _from_sentences(lines: list[Line]) -> Line | None:
    """`We are looking for a talented X to join ...`."""
    text = "\n".join(line.text for line in lines)
    offsets = [position for line in lines for position in range(line.start, line.end + 1)]
    for match in _SOUGHT.finditer(text):
        phrase = match["title"]
        adjectives = _ADJECTIVES.match(phrase)
        start = adjectives.end() if adjectives else 0
        end = _ENDS.search(phrase, start)
        words = phrase[start : end.start() if end else len(phrase)].rstrip()
        if (
            words
            and len(words.split()) <= 8
            and classify.title(words[0].upper() + " ".join(words[1:].split())) >= (1.8 if words[0].isupper() else 2.7)
        ):
            begin = match.start("title") + start
            return Line(words, offsets[begin], offsets[begin + len(words) - 1] + 1)
    return None
