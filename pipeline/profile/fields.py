"""Which part of an entry's header is what: cuts header lines at their separators and finds the best labelling.

Every division of the fragments into one `name` run (title, degree), one `organisation` run (employer, institution) and the rest is
scored with `classify`; the order most entries of the section have (title first or employer first) counts as evidence for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.profile import classify
from pipeline.profile.vocabulary import SELF_EMPLOYED, STATE_CODES, SUFFIX_ALONE, plain

if TYPE_CHECKING:
    from pipeline.profile.dates import Dates
    from pipeline.profile.entries import Entry
    from pipeline.profile.lines import Line

Score = Callable[[str], float]
Span = tuple[int, int]
"""Start and end in the document's text."""
_CAPITAL = r"(?=[^\W\d_a-z])"
_STRONG = re.compile(
    rf"\s*\t\s*|\s{{3,}}|\s*[|●•·◦▪⋅]\s*|\s+[—–]\s+|\s+[-―]\s+|\s*[—]\s*|\s+(?:at|@|bei|chez)\s+{_CAPITAL}|:\s+(?![^()]*\))|;\s+(?![^()]*\))|(?<=[^\W\d_]{{4}})(?<!Assoc)(?<!Prof)(?<!Dept)(?<!Corp)(?<!Univ)(?<!Inst)(?<!Capt)(?<!Gebr)(?<!Dipl)\.\s+(?=[A-Z])(?![^()]*\))|\s+//\s+|\s+/\s+|\s+I\s+(?=[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,2}}, [A-Z]{{2}}\b)|(?<=\w)\*{{1,2}},?\s+"
)
_OF_PLACE = re.compile(r"\b(?:University|College) of (?:[A-Z]\w+ ?){1,3}$")
"""Before `at` and a town, the campus of a school: `University of Texas at Austin`."""
_DASHES = frozenset("-–—")
_WEAK = re.compile(rf",\s+(?![^()]*\))|,{_CAPITAL}(?![^()]*\))")
_THEN = re.compile(r"(?:then|later|now|afterwards|subsequently|from|since)\b", re.IGNORECASE)
_EARLIER = re.compile(r"(?:and )?(?:before (?:that|this)|earlier|prior to (?:that|this)|previously|formerly|also)\s*:\s+", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:college|tertiary|university|secondary|primary|elementary|(?:senior |junior )?high school|vocational|graduate school|(?:post|under)?-?graduate)\s*:\s+(?=[^,]+,)",
    re.IGNORECASE,
)
"""The level of a school in front of what was done there: `College: BS Nursing, Talisay State College`."""
_NO_HEADER = re.compile(
    r"(?:accounts?|projects?|teams?|reports? to|reporting to|line manager|supervisor|industry|sector|hours|contract|salary|reason for leaving|website|products?)\s*:\s",
    re.IGNORECASE,
)
"""Lines under a title that give neither title nor employer."""
_SAME = re.compile(r"(?:at |in )?(?:the )?same (?:\w+ )?\w+", re.IGNORECASE)
_NOTE = re.compile(r"\s*\((?:[^\W\dA-Z_]|[\d~]|(?=[^()]*(?:,|\d)))[^()]*\)$")
"""What an organisation is, behind its name: `(online grocery)`, `(Series A, 34 people)`."""
_LABELS = {
    "name": "position|title|job title|role|degree|qualification|course|poste|fonction|puesto|cargo|funktion",
    "organisation": "company|employer|organisation|organization|institution|school|university|client|entreprise|firma|arbeitgeber|empresa|college",
    "place": "location|place|city|lieu|ort|lugar|ubicacion",
}
_LABEL_OF = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_PREFERENCE = 0.9
_DESCRIPTION = 3
"""Lines, at the most, that tell what an employer does."""


@dataclass(frozen=True)
class Fragment:
    """A piece of a header line. `strong` tells that a line break or a strong separator stands before it."""

    line: Line
    strong: bool
    label: str | None = None


@dataclass(frozen=True)
class Labels:
    """The best division of one entry's fragments."""

    name: Span | None
    organisation: Span | None
    score: float
    name_first: bool | None = None


@dataclass(frozen=True)
class Kind:
    """How the fragments of one kind of entry are scored."""

    name: Score
    name_more: Score
    """Of a fragment after a comma that may go on with the name."""
    organisation: Score
    cut: Callable[[Line], list[Line]] = lambda line: [line]
    """Divides a fragment that holds name and organisation without a separator."""
    no_field: re.Pattern[str] = re.compile(r"(?!)")
    """Fragments that are neither."""
    sure: float = 0.0
    """How much an organisation must look like one to lose the remark in brackets behind it."""

    def evidence(self, text: str) -> frozenset[str]:
        """Which of the two fields a header line surely shows."""
        pieces = [text, *(piece for piece in re.split(r"\t|,\s|\s[–—-]\s|[|•·]", text) if piece)]
        return frozenset(
            field
            for field, score in (("name", self.name), ("organisation", self.organisation))
            if any(score(piece) >= 2.0 for piece in pieces)
        )


_SIZE = re.compile(
    r"(?:approx\.?|about|around|over|some|c\.|~)?\s*(?:[£$€]?\d[\d,.]*[km+]?|one|two|three|four|five|six|seven|eight|nine|ten|several)\s?(?:people|employees|staff|partners|offices|sites|shops|stores|branches|countries|beds|seats|rooms|ppl)\b|turnover\b|[^,(]*\b(?:firm|maker|provider|supplier) of\b",
    re.IGNORECASE,
)
"""What and how large an employer is: `9 offices`, `maker of ready meals`."""
POSITION = Kind(classify.title, classify.department, classify.employer, no_field=_SIZE)


def fragments(entry: Entry, kind: Kind) -> list[Fragment]:
    """The fragments of all header lines, in order."""
    result: list[Fragment] = []
    for row in entry.header:
        for piece in row.rest:
            result.extend(part for part in _cut(piece, kind) if not kind.no_field.match(part.line.text))
    return result


def _cut(piece: Line, kind: Kind) -> list[Fragment]:
    found: list[Fragment] = []
    if _NO_HEADER.match(piece.text):
        return []
    lead = _EARLIER.match(piece.text) or _LEVEL.match(piece.text)
    if lead and (lead.re is _EARLIER or any(kind.organisation(part) >= 2.0 for part in piece.text[lead.end() :].split(", "))):
        piece = piece.part(lead.end(), len(piece.text))
    for segment, strong in _segments(piece, kind):
        parts = [half for part in _merged(segment, split_at(segment, _WEAK)) for half in kind.cut(part)]
        for number, part in enumerate(parts):
            found.extend(_bracketed_place(Fragment(_without_note(part, kind), strong=strong and number == 0)))
    return _labelled(found) if ":" in piece.text else found


def _segments(piece: Line, kind: Kind) -> list[tuple[Line, bool]]:
    """The stretches between strong separators, and whether they stand for themselves: `Nurse / Midwife` is one title, and
    in `Director – IT Operations` the field of work goes on with it.
    """
    segments: list[tuple[Line, bool]] = []
    for part in split_at(piece, _STRONG):
        above = segments[-1][0] if segments else None
        between = piece.text[above.end - piece.start : part.start - piece.start].strip() if above else ""
        if above and (_is_one_title(above, between, part, kind) or _is_campus(above.text, between, part.text)):
            segments[-1] = (piece.part(above.start - piece.start, part.end - piece.start), segments[-1][1])
        else:
            goes_on = above and between in _DASHES and kind.name(above.text) >= 1.8 and kind.name_more(part.text) >= 1.0
            segments.append((part, not goes_on))
    return segments


def _is_one_title(above: Line, between: str, part: Line, kind: Kind) -> bool:
    return between in ("/", ";") and min(kind.name(above.text), kind.name(part.text)) >= 1.8


def _is_campus(above: str, between: str, town: str) -> bool:
    return between == "at" and bool(_OF_PLACE.search(above)) and classify.place(town.split(",", maxsplit=1)[0]) >= 2.0


def split_at(line: Line, separator: re.Pattern[str]) -> list[Line]:
    """The pieces of a line between separators, without empty ones."""
    parts, start = [], 0
    for match in separator.finditer(line.text):
        parts.append(line.part(start, match.start()))
        start = match.end()
    parts.append(line.part(start, len(line.text)))
    return [part for part in parts if part.text]


def _without_note(part: Line, kind: Kind) -> Line:
    """An organisation or a place without the remark in brackets behind it."""
    note = _NOTE.search(part.text)
    outside = part.part(0, note.start()) if note else part
    if not outside.text or classify.place(part.text[outside.end - part.start :].strip(" ()")) >= 2.0:
        return part
    if SELF_EMPLOYED.fullmatch(note.group().strip(" ()")) if note else True:
        return part
    return outside if max(kind.organisation(outside.text), classify.place(outside.text)) > max(kind.name(outside.text), kind.sure) else part


def _merged(segment: Line, parts: list[Line]) -> list[Line]:
    """`ABC Company, Inc.` is one part, and so is `Porter, then Cook`."""
    merged: list[Line] = []
    for part in parts:
        if merged and ((SUFFIX_ALONE.match(part.text) and part.text not in STATE_CODES) or _THEN.match(part.text)):
            merged[-1] = segment.part(merged[-1].start - segment.start, part.end - segment.start)
        else:
            merged.append(part)
    return merged


def _bracketed_place(fragment: Fragment) -> list[Fragment]:
    """`Graphic Design Institute (Minneapolis, MN)`: the bracket is a place of its own."""
    match = re.search(r"\s*\(([^()]+)\)$", fragment.line.text)
    if not match or classify.place(match.group(1)) < 2.0 or match.start() == 0:
        return [fragment]
    outside = Fragment(fragment.line.part(0, match.start()), fragment.strong)
    return [outside, Fragment(fragment.line.part(match.start(1), match.end(1)), strong=True)]


def _labelled(found: list[Fragment]) -> list[Fragment]:
    """`Company: X`: the label names the field of what follows and goes."""
    if len(found) > 1 and (label := _LABEL_OF.get(plain(found[0].line.text))):
        return [Fragment(found[1].line, strong=True, label=label), *found[2:]]
    return found


def resolve(found: list[Entry], kind: Kind) -> list[Resolved]:
    """Name and organisation of each entry; an organisation that heads several names is given to each of them."""
    parts = [fragments(entry, kind) for entry in found]
    votes = [labels.name_first for labels in (label(part, kind) for part in parts) if labels.name_first is not None]
    prefer = None if sum(votes) * 2 == len(votes) else sum(votes) * 2 > len(votes)
    result: list[Resolved] = []
    heading: Span | None = None
    whole: Dates | None = None  # the dates of a heading that stands for itself
    for number, entry in enumerate(found):
        labels = label(parts[number], kind, name_first=prefer)
        if result and any(_SAME.fullmatch(part.line.text) for part in parts[number]):
            result.append(Resolved(entry, labels.name, result[-1].organisation, inherited=True))
            continue
        if entry.header and _EARLIER.match(entry.header[0].line.text):
            heading = None
        own = labels.organisation
        if own and labels.name is None and _heads_others(entry, found[number + 1 : number + 2], parts[number + 1 : number + 2], kind):
            heading, whole = own, entry.dates
            continue
        if own and labels.name and _within_dates(whole, entry.dates) and _is_department(parts[number], own, kind):
            labels = replace(labels, name=(labels.name[0], own[1]), organisation=None)
            own = None
        branch = heading and own and labels.name and len(entry.header) == 1 and _is_department(parts[number], own, kind)
        if branch and labels.name and labels.name[1] < (own or heading or labels.name)[0]:
            own = None  # the town behind a title, under an employer: `Assistant Manager, Maryville`
        if own:
            whole = None
            heading = own if entry.dated and own[1] <= entry.dated.line.start else None
        if labels.name or own:
            result.append(Resolved(entry, labels.name, own or heading, inherited=own is None))
    return result


def _heads_others(entry: Entry, others: list[Entry], following: list[list[Fragment]], kind: Kind) -> bool:
    """An organisation with the dates of the whole time there, above the names of what was done there."""
    within = bool(others) and _within_dates(entry.dates, others[0].dates)
    described = within and len(entry.body) <= _DESCRIPTION and not any(line.is_bullet for line in entry.body)
    if not following or (entry.body and not described):
        return False
    below = label(following[0], kind)
    if below.organisation is None:
        return True
    named = below.name is not None and _is_department(following[0], below.organisation, kind)
    return named and within


def _within_dates(whole: Dates | None, part: Dates | None) -> bool:
    """Whether the years of a range hold those of another; `present` comes after all years."""
    return bool(whole and part and whole.is_range and whole.start[:4] <= part.start[:4] and part.end[:4] <= whole.end[:4])


def _is_department(parts: list[Fragment], organisation: Span, kind: Kind) -> bool:
    """`Associate, Network Planning` under an organisation: what stands behind the comma goes on with the name."""
    part = next((part for part in parts if part.line.start == organisation[0]), None)
    return part is not None and not part.strong and kind.organisation(part.line.text) <= 0.6


@dataclass(frozen=True)
class Resolved:
    """An entry with its name (title, degree) and organisation (employer, institution)."""

    entry: Entry
    name: Span | None
    organisation: Span | None
    inherited: bool
    """The organisation was printed above an earlier entry."""


def label(parts: list[Fragment], kind: Kind, *, name_first: bool | None = None) -> Labels:
    """The best labelling; `name_first` is what the rest of the section prefers."""
    parts = parts[:12]
    runs = _runs(parts)
    best = Labels(None, None, float("-inf"))
    for name in [None, *runs]:
        for organisation in [None, *runs]:
            if name and organisation and name[0] < organisation[1] and organisation[0] < name[1]:
                continue
            score = _score(parts, kind, name, organisation)
            order = name[0] < organisation[0] if name and organisation else None
            if name_first is not None and order is not None:
                score += _PREFERENCE if order == name_first else -_PREFERENCE
            if score > best.score:
                best = Labels(_span(parts, name), _span(parts, organisation), score, order)
    return best


Run = tuple[int, int]
"""First fragment and the one after the last."""


def _runs(parts: list[Fragment]) -> list[Run]:
    """Stretches of fragments with only commas between them."""
    runs = []
    for start in range(len(parts)):
        for end in range(start + 1, min(start + 4, len(parts)) + 1):
            if end - start > 1 and parts[end - 1].strong:
                break
            runs.append((start, end))
    return runs


def _score(parts: list[Fragment], kind: Kind, name: Run | None, organisation: Run | None) -> float:
    score = 0.0
    if name:
        score += _name_score(parts, kind, name, organisation)
    if organisation:
        score += _organisation_score(parts, kind, organisation) - _place_like(parts, kind, organisation)
    for number, part in enumerate(parts):
        if not _within(number, name) and not _within(number, organisation):
            follows = number > 0 and not part.strong
            score += max(0.5 * classify.place(part.line.text), 0.1 if follows and organisation and organisation[1] <= number else -0.3)
            score -= 1.0 if number == 0 and classify.place(part.line.text) < 2.0 else 0.0  # a header begins with one of the two
    adjacent = name and organisation and (name[1] == organisation[0] or organisation[1] == name[0])
    return score + (0.35 if adjacent else 0.0)


def _within(number: int, run: Run | None) -> bool:
    return run is not None and run[0] <= number < run[1]


def _crosses(parts: list[Fragment], first: Run, second: Run) -> bool:
    """Whether a line break or strong separator stands between two runs."""
    start, end = min(first[1], second[1]), max(first[0], second[0])
    return any(part.strong for part in parts[start : end + 1])


def _name_score(parts: list[Fragment], kind: Kind, run: Run, organisation: Run | None) -> float:
    first, *more = parts[run[0] : run[1]]
    alone = organisation is None or _crosses(parts, run, organisation)
    if first.label:
        return 6.0 - 0.1 * len(more) * (-1 if alone else 1) if first.label == "name" else -6.0
    evidence = kind.name(first.line.text)
    score = evidence - 0.3
    if evidence < 1.0 and organisation and organisation[1] == run[0] and not first.strong:
        score -= 1.0  # `Lund University, Lund`: a place, not a name
    ends_segment = run[1] == len(parts) or parts[run[1]].strong
    for part in more:
        tail = kind.name_more(part.line.text)
        if ends_segment and tail < 0.8 and (organisation is None or -0.5 < tail < 0):
            tail -= 0.5  # nothing is left of this line that could be the organisation or place
        score += tail + (0.4 if alone and tail > 0 else 0.0) - max(0.0, classify.place(part.line.text))
    return score


def _organisation_score(parts: list[Fragment], kind: Kind, run: Run) -> float:
    first, *more = parts[run[0] : run[1]]
    if first.label:
        return 6.0 - sum(max(0.1, classify.place(part.line.text)) for part in more) if first.label == "organisation" else -6.0
    score = kind.organisation(first.line.text)
    if run[1] < len(parts) and not parts[run[1]].strong and parts[run[1]].line.text in STATE_CODES:
        score -= 0.9 if kind.organisation(first.line.text) > 1.0 else 2.2 if run[0] > 1 else 1.3  # `Aurora, CO`
    if more and classify.department(first.line.text) >= 1.0:
        score -= 1.5  # a department at the name, not the organisation
    for part in more:
        unit = kind.organisation(part.line.text) >= 1.2 or classify.department(part.line.text) >= 1.0
        score += (0.3 if unit and kind.organisation(first.line.text) >= 1.2 else -0.7) - max(0.0, classify.place(part.line.text))
    return score


def _place_like(parts: list[Fragment], kind: Kind, run: Run) -> float:
    """In `Underwriter, Thurle` above `Brackwater Mutual`, the one word behind the comma is a place rather than the organisation."""
    first = parts[run[0]]
    if first.strong or first.label or run[1] - run[0] > 1 or len(first.line.words) > 1 or kind.organisation(first.line.text) > 1.0:
        return 0.0
    own_line = [part for part in parts[run[1] :] if part.strong and len(part.line.words) > 1 and not part.label]
    rivals = [part for part in own_line if kind.organisation(part.line.text) >= 0.5 and kind.name(part.line.text) < 1.0]
    return 0.9 if any(classify.place(part.line.text) < 2.0 for part in rivals) else 0.0


def _span(parts: list[Fragment], run: Run | None) -> Span | None:
    return (parts[run[0]].line.start, parts[run[1] - 1].line.end) if run else None
