"""The lines of a section with what the entry grammar needs to know of each: its dates, the rest, and whether it is header or body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.profile import classify, dates
from pipeline.profile.line_dates import DateIndex, end_alone, end_below, end_of_note, listed
from pipeline.profile.lines import UNFINISHED, Line, Typography
from pipeline.profile.vocabulary import plain

_DATE_LABEL = re.compile(
    r"(?:dates?|period|duration|when|zeitraum|période|periodo|fechas?|dates? of employment)\s*:\s*$",
    re.IGNORECASE,
)
_EDUCATED = re.compile(r"(?:graduated|graduation|completed):?", re.IGNORECASE)
_DURATION = re.compile(
    r"\(?(?:(?:\d+|one|two|three)\s?\+?\s?(?:years?|yrs?|months?|mos?|ans?|mois|jahre?|monate?|años?|meses|weeks?)\.?(?:,? ?(?:and )?)){1,2}\)?$",
    re.IGNORECASE,
)
_SUBHEADS = frozenset(
    """responsibilities|key responsibilities|duties|achievements|key achievements|accomplishments|highlights|main responsibilities|main duties|key accomplishments|selected achievements|
    technologies|tech stack|environment|responsabilites|realisations|missions|aufgaben|tatigkeiten|erfolge|responsabilidades|logros|funciones|key projects|projects|duties included|role|
    responsibilities included|description|summary|key contributions|contributions|key results|results|impact|tasks|key tasks|main achievements|notable achievements|major achievements|selected accomplishments|
    main tasks|technologies used|tools used|tools|stack|skills applied|skills used|technologies include|achievements include|responsibilities include|duties include|highlights include|responsibilities and achievements|duties and responsibilities|roles and responsibilities""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
VERBS = frozenset(
    """led built wrote ran taught made grew cut won sold drove oversaw kept held brought took gave set spoke chose met found began bought dealt did drew fed hired put rebuilt rewrote
    lead build write run teach make grow manage develop design create provide support maintain assist ensure coordinate collaborate work help prepare perform conduct deliver plan implement own
    leads builds writes runs teaches makes manages develops designs creates provides supports maintains assists ensures coordinates works helps prepares performs conducts delivers plans implements owns cares
    responsible worked spearhead architect mentor improve reduce increase analyze analyse monitor organise organize supervise handle promoted on-call using utilizing used serving named""".split()
)
_URL = re.compile(r"^(?:https?://|www\.)\S+$|^[\w-]+\.(?:com|org|net|io|dev|inc|ai|me)/?\S*$")
_EXPECTED = re.compile(
    r"\b(?:expected|anticipated|graduat(?:ion|ing|es?|ed)(?! (?:diploma|certificate|degree|school))|due)\b", re.IGNORECASE
)
_NOTE = re.compile(r"[ \t,]*\([^()]*(?:\)|$)")
"""A remark behind a date: `(part-time, 20 h/week)`."""
_NARROW = 45
"""Characters in a line of a narrow column, at the most."""
_LONGEST_LINK = 3
"""Letters of `of`, `and`, `für`, which stand small within names."""
_PIECE = re.compile(r",\s|\s[–—-]\s|[|•·\t]|:\s")
_BAR_BEFORE, _BAR_AFTER = re.compile(r"(?:^|[|•·\t])\s*$"), re.compile(r"\s*(?:[|•·\t]|$)")
_BRACKETED_END = re.compile(r"\([^()]*\d{4}[^()]*\)$")
_ASIDE = re.compile(r"\([^()]*\)[.,;]?")
_FATE = re.compile(
    r"\((?:[^()]*\b)?(?:closed|bought|sold|acquired|merged|renamed|defunct|lapsed|founded|est\.?|established|bankrupt|wound up|dissolved)\b[^()]*$",
    re.IGNORECASE,
)
"""Before the year in brackets when something befell an employer: `(ticketing app; closed 2010)`."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SHORT_TITLE = 3
"""Words of `Design engineer`, which begins like a sentence."""
_LEAVE = re.compile(
    r"\W*(?:on |extended )?(?:(?:parental|maternity|paternity|family|adoption|sick|medical|carer['’]?s?|unpaid|childcare)[ -](?:leave|break)|elternzeit|mutterschutz|career break|gap year)\b",
    re.IGNORECASE,
)
"""Time away from work, which is no position."""
_FROM_THEN_ON = re.compile(
    r"(?:\bfrom|\bsince|\bas of|\bas from|\buntil|\btill?|\bab|\bseit|\bdesde|\bdepuis)\s*$|\([^()]*$", re.IGNORECASE
)
"""Before the date of a promotion within a title: `Joiner, then Foreman (from May 2022)`."""
_SINCE = re.compile(r"(?:since|seit|depuis|desde|sinds)\b", re.IGNORECASE)
_STOPPED = re.compile(r"(?:[^\W\d_]{4,}(?<!Corp)(?<!Univ)(?<!Dept)(?<!Inst)(?<!Gebr)|\w\))\.$")
"""A full stop behind a word too long for `Inc.` and its like."""
HEADER_LENGTH = 130


@dataclass
class Row:
    """One line; `rest` holds its pieces outside the dates."""

    line: Line
    dates: dates.Dates | None = None
    rest: list[Line] = field(default_factory=list)
    anchor: bool = False
    body: bool = False

    @property
    def rest_text(self) -> str:
        """What the line says beside its dates."""
        return " ".join(part.text for part in self.rest)


def rows(text: str, lines: list[Line], index: DateIndex, typography: Typography) -> list[Row]:
    """Rows of a section's lines, each marked as an anchor (it dates an entry), body, or neither (a header line)."""
    result: list[Row] = []
    consumed = 0
    unwrapped = _unwrapped(text, lines, index)
    for number, line in enumerate(unwrapped):
        if line.end <= consumed:
            continue
        row = _row(line, index, consumed)
        if row.dates:
            consumed = max(consumed, end_of_note(text, row.dates.stop))
            below = unwrapped[number + 1] if number + 1 < len(unwrapped) else None
            after = unwrapped[number + 2] if number + 2 < len(unwrapped) else None
            if below and (end := end_below(line, row.dates, below, index) or end_alone(line, row.dates, below, after, index)):
                row.dates = replace(row.dates, end=end.end, is_range=True)
                unwrapped[number + 1] = below.part(end.stop - below.start, len(below.text))
                consumed = end.stop
        says_nothing = not (row.rest or row.dates or is_subhead(line.text))  # an address on the web, a duration
        if not says_nothing or (result and typography.continues(result[-1].line, line)):
            result.append(row)
    _set_asides_aside(result)
    _set_promotions_aside(result)
    _mark(result, typography)
    _lift_bullet_headers(result)
    return result


def _unwrapped(text: str, lines: list[Line], index: DateIndex) -> list[Line]:
    """Header lines that a narrow column broke (`University of` / `Applied Sciences`) in one piece."""
    result: list[Line] = []
    column = max((len(line.text) for line in lines), default=0)
    for line in lines:
        above = result[-1] if result else None
        if above and _is_broken(above, line, column) and not index.within(above) and not is_prose(above.text):
            result[-1] = Line(text[above.start : line.end], above.start, line.end, above.mark, above.blank_before)
        else:
            result.append(line)
    return result


def _is_broken(above: Line, line: Line, column: int) -> bool:
    if above.is_bullet or line.mark or line.blank_before or above.mark == "#" or len(above.text) > HEADER_LENGTH:
        return False
    unclosed = above.text.count("(") > above.text.count(")") and ")" in line.text
    if unclosed or line.text[0] == "(" or UNFINISHED.search(above.text):
        return True
    if classify.place(above.text.rsplit(", ", 1)[-1]) >= 2.0:
        return False
    narrow = (
        column <= _NARROW
        and len(above.text) + 1 + len(line.words[0]) > column
        and not above.text.endswith((")", "."))
        and not above.text[-1].isdigit()
    )
    return narrow and not _names(line.text)


def _row(line: Line, index: DateIndex, consumed: int) -> Row:
    begin = max(consumed, line.start) - line.start
    found = [dated for dated in index.within(line) if dated.is_range or not _FATE.search(line.text[: dated.begin - line.start])]
    best = next((dated for dated in found if dated.is_range), listed(line, found))
    if best is None:
        return Row(line, rest=_pieces(line, [(begin, len(line.text))]))
    left, right = best.begin - line.start, min(best.stop, line.end) - line.start
    if note := _NOTE.match(line.text, right):
        right = note.end()
    return Row(line, best, _pieces(line, [(begin, left), (right, len(line.text))]))


def _set_asides_aside(result: list[Row]) -> None:
    """A line in brackets, `(sorting systems, approx. 220 employees)`, names nothing: above a title it is passed over, above a text it is body."""
    for row, below in zip(result, [*result[1:], None], strict=False):
        if _ASIDE.fullmatch(row.line.text) and not row.line.is_bullet and (row.dates is None or row.rest):
            row.rest, row.dates = [], None
            row.body = below is None or below.line.is_bullet or is_prose(below.line.text)


def _set_promotions_aside(result: list[Row]) -> None:
    """A later date within a title, `Teller; Head Teller since May 2020`, is none of the entry where the line above or below has the whole range."""
    for above, row in pairwise(result):
        for one, other in ((above, row), (row, above)):
            if (
                one.dates
                and other.dates
                and other.dates.is_range
                and not row.line.is_bullet
                and _is_promotion(one, alone=not other.rest)
                and not _is_promotion(other, alone=False)
            ):
                within = other.dates.start[:4] <= one.dates.start[:4] <= other.dates.end[:4]
                one.dates, one.rest = (None, _pieces(one.line, [(0, len(one.line.text))])) if within else (one.dates, one.rest)


def _is_promotion(row: Row, *, alone: bool) -> bool:
    """Whether the date of a row says from when on a part of it holds; `alone` tells that the range beside it names nothing."""
    if row.dates is None or not row.rest or not (alone or _names(row.rest_text)):
        return False
    begin = row.dates.begin - row.line.start
    if row.dates.is_range:
        return bool(_SINCE.match(row.line.text, begin)) and begin > 0
    return bool(_FROM_THEN_ON.search(row.line.text[:begin]))


def _pieces(line: Line, spans: list[tuple[int, int]]) -> list[Line]:
    """The stretches of a line, without the brackets and dashes that stood around a date."""
    pieces = []
    for start, end in spans:
        text = line.text[start:end]
        stripped = text.strip(" \t|,;–—-•·●:/~")
        while stripped and (stripped[0] in ")]" or (stripped.startswith(("(", "[")) and _unclosed(stripped[1:], stripped[0]))):
            stripped = stripped[1:].lstrip(" ,;–—-|:")
        while stripped and stripped[-1] in "([":
            stripped = stripped[:-1].rstrip(" ,;–—-|:")
        stripped = _DATE_LABEL.sub("", stripped + ":").rstrip(": ") if _DATE_LABEL.search(stripped + ":") else stripped
        if end < len(line.text) and _STOPPED.search(stripped):
            stripped = stripped[:-1]
        offset = text.find(stripped) if stripped else -1
        if _EDUCATED.fullmatch(stripped):
            continue
        if offset >= 0 and stripped.strip("().,") and not _DURATION.fullmatch(stripped) and not _URL.match(stripped):
            pieces.append(line.part(start + offset, start + offset + len(stripped)))
    return pieces


def _unclosed(text: str, bracket: str) -> bool:
    return ")]"["([".index(bracket)] not in text


def _mark(result: list[Row], typography: Typography) -> None:
    """Marks anchors and body from top to bottom; bullets are anchors only where the section's first dated row is one."""
    candidates = [row for row in result if _may_be_anchor(row)]
    ranges = any(row.dates and row.dates.is_range for row in candidates)
    marks = {candidates[0].line.mark, "", "#"} if candidates else set()
    for previous, row, following in zip([None, *result], result, [*result[1:], None], strict=False):
        rest_of_sentence = previous is not None and previous.body and typography.continues(previous.line, row.line)
        if rest_of_sentence and previous and following and _heads(row, previous, following):
            rest_of_sentence = False
        row.anchor = (
            _may_be_anchor(row) and row.line.mark in marks and _is_anchor(row, previous, ranges=ranges, rest_of_sentence=rest_of_sentence)
        )
        row.body = row.body or (not row.anchor and (rest_of_sentence or _is_body(row)))


def _heads(row: Row, previous: Row, following: Row) -> bool:
    """Whether a line under a bullet without a full stop is a title, degree or employer, since the next line is dated."""
    dated = _may_be_anchor(following) and not following.line.is_bullet
    return (
        dated
        and row.line.text[0].isupper()
        and not UNFINISHED.search(previous.line.text)
        and (_names(row.line.text) or (not following.rest and _is_all_names(row.line.text)))
        and not is_prose(row.line.text)
    )


def _is_all_names(text: str) -> bool:
    """Whether every longer word has a capital: `Lens Grinder, Kestrel Lenses, Jena`, whatever these may be."""
    words = [word for word in text.split() if len(word) > _LONGEST_LINK]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _may_be_anchor(row: Row) -> bool:
    """Whether a dated row may name or date an entry, rather than mention a date in a sentence."""
    if row.dates is None:
        return False
    if not row.rest:
        return True
    if _LEAVE.match(row.line.text):
        return False
    note = _NOTE.match(row.line.text, row.dates.stop - row.line.start)
    before, after = row.dates.begin - row.line.start, row.line.end - (row.line.start + note.end() if note else row.dates.stop)
    edge = 45 if row.dates.is_range or classify.degree(row.line.text[:before]) >= 2.0 else 3
    if not (before <= 12 or after <= edge or _stands_alone(row)):
        return False
    return not _is_sentence(row.rest_text) if _names_something(row) else not is_prose(row.rest_text)


def _stands_alone(row: Row) -> bool:
    """Whether bars set a date off from the rest of its line: `Acme | Leeds | Summer 2018`."""
    if row.dates is None:
        return False
    begin, stop = row.dates.begin - row.line.start, row.dates.stop - row.line.start
    return bool(_BAR_BEFORE.search(row.line.text[:begin]) and _BAR_AFTER.match(row.line.text[stop:]))


def _is_anchor(row: Row, previous: Row | None, *, ranges: bool, rest_of_sentence: bool) -> bool:
    """The last word on a candidate, from its neighbours."""
    in_cell = "\t" in row.line.text or bool(_BRACKETED_END.search(row.line.text)) or (bool(row.rest) and _stands_alone(row))
    if row.dates and row.dates.is_range:
        alone = (
            not row.rest and not row.line.text[0].islower() and not (previous and previous.body and UNFINISHED.search(previous.line.text))
        )
        return in_cell or not rest_of_sentence or alone or _names_something(row) or _is_all_names(row.rest_text)
    if previous and previous.anchor and (_EXPECTED.search(row.line.text) or not _is_complete(previous)):
        return False
    if rest_of_sentence and not (in_cell and _names_something(row)):
        return False
    return not ranges or in_cell or not row.rest or (not row.line.is_bullet and _names_something(row))


def _is_complete(row: Row) -> bool:
    """Whether a dated row with a range names both what was done and where, so that another date begins another entry."""
    if row.dates is None or not row.dates.is_range:
        return True
    pieces = _PIECE.split(row.rest_text)
    names = [piece for piece in pieces if max(classify.title(piece), classify.degree(piece)) > 1.7]
    return bool(names) and any(max(classify.employer(piece), classify.institution(piece)) > 0.5 and piece not in names for piece in pieces)


def _names_something(row: Row) -> bool:
    return _names(row.rest_text)


def _names(text: str) -> bool:
    """Whether a text holds a title, an organisation or a degree."""
    if text[:1].islower():
        return False
    pieces = [text, *_PIECE.split(text)]
    return any(
        max(classify.title(piece), classify.employer(piece), classify.degree(piece), classify.institution(piece)) > 1.7 for piece in pieces
    )


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or a bullet's text rather than a name, title or place."""
    words = _IN_BRACKETS.sub("", text).split()
    if len(text) > HEADER_LENGTH or _is_sentence(text):
        return True
    if text[:1].islower():
        return len(words) > 2
    if classify.degree(text.split(",", maxsplit=1)[0]) >= 2.0:
        return False
    small = sum(word[0].islower() for word in words if word[0].isalpha())
    if len(words) > 2 and small >= 0.5 * len(words) and re.search(r"[a-z]{3}\.$", text):
        return True
    return len(words) >= 9 and small > 0.5 * len(words)


def _is_sentence(text: str) -> bool:
    """Begins with a verb, or ends with a full stop that is no abbreviation's."""
    words = text.split()
    stopped = re.search(r"[a-z0-9)]\.$", text) and not re.search(r"\b(?:Inc|Ltd|Co|Corp)\.$", text)
    return (_starts_with_verb(words) and not (_is_title(text) or _is_school(text))) or (bool(stopped) and len(words) > 5)


def _is_school(text: str) -> bool:
    """`Standing Rock College` begins like a verb and is no sentence."""
    return classify.institution(text) >= 2.0 and _is_all_names(text)


def _starts_with_verb(words: list[str]) -> bool:
    if len(words) < 4:
        return False
    first = words[0].lower().strip(",.;:")
    if first in VERBS:
        return True
    if first.endswith(("ed", "ing")) and len(first) > 4 and "-" not in first:
        return words[1][:1].islower() or words[1][:1].isdigit() or bool({"a", "the", "and", "of", "for", "to"}.intersection(words[1:4]))
    return False


def _is_title(text: str) -> bool:
    """`Lead Structural Engineer, Acme` begins with a verb and is no sentence."""
    first = re.split(r"[,|•·(\t]|\s[–—-]\s", text)[0]
    if text.split()[1][:1].isupper():
        return classify.title(first.strip()) >= 2.0
    return first != text and len(first.split()) <= _SHORT_TITLE and classify.title(first.strip()) >= 3.0


def is_subhead(text: str) -> bool:
    """`Responsibilities:` and its like: they head bullets and say nothing."""
    return plain(text) in _SUBHEADS


def _is_body(row: Row) -> bool:
    if row.line.is_bullet or is_subhead(row.line.text):
        return True
    if not row.rest and not row.dates:
        return False
    if row.dates and _LEAVE.match(row.line.text):
        return True
    return is_prose(row.line.text)


def _lift_bullet_headers(result: list[Row]) -> None:
    """`• Employer — Title` above `o Dates: 2018 - 2020`: the outer bullet is the header of the inner one."""
    listed = len(result) > 1 and result[0].line.is_bullet and not result[0].dates and result[1].anchor and not result[1].line.is_bullet
    for above, row in pairwise(result):
        if listed and row.anchor and not row.line.is_bullet and above.line.is_bullet and not is_prose(above.line.text):
            above.body = False  # each entry of the section is an item of a list: `• Employer`, and under it `Title 2018 - 2020`
        if row.anchor and row.line.is_bullet and not row.rest and above.body and above.line.is_bullet and not is_prose(above.line.text):
            above.body = False
