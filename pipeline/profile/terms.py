"""Where the work is and what it pays.

Covers labelled lines, the line under the title, amounts with a currency, and `based in X`. What is not said in so many words stays None: the
employer's home town is no place of work, a funding round is no salary.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.profile import classify
from pipeline.profile.lines import TO_VALUE, Line, fact_of
from pipeline.profile.posting import is_running_text

if TYPE_CHECKING:
    from pipeline.schema import Fact

_HEAD = 14
_PLACE_LABEL = re.compile(
    rf"(?:(?:job |work |office |primary )?locations?|place of work|place|work ?place|where|based(?: at| in)?|city|region|lieu(?: de travail)?|standort|arbeitsort|ort|ubicaci[óo]n|lugar){TO_VALUE}",
    re.IGNORECASE,
)
_PLACE_HEADING = re.compile(r"\W*(?:(?:job |work )?locations?|place of work|where)\W*", re.IGNORECASE)
_PLACE_ENDS = re.compile(r"\s+[-–—]\s+|\s+\(|[.;](?:\s|$)|\s+(?:preferred|or|but|with|servicing)\b")
_BASED = re.compile(
    r"\b(?:(?:is|are|role is|be|position is|job is)\s+(?:based|located)\s+(?:in|at|out of)|our (?:office|team|dynamic team|headquarters) in)\s+(?:our\s+)?(?P<place>[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]+))*)"
)
_PAY_LABEL = re.compile(
    rf"(?:(?:base |annual |starting )?salary(?: range| band)?|pay(?: range| rate| scale)?|compensation(?: range)?|hourly rate|rate|wage|remuneration|gehalt|salaire|r[ée]mun[ée]ration|salario|base pay|ote){TO_VALUE}",
    re.IGNORECASE,
)
_CODES = "USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|RSD|UAH|TRY|ILS|AED|SAR|QAR|KWD|EGP|MAD|TND|NGN|GHS|KES|UGX|TZS|ETB|ZAR|INR|PKR|BDT|LKR|NPR|CNY|HKD|TWD|JPY|KRW|SGD|MYR|IDR|PHP|THB|VND|MXN|COP|CLP|PEN|ARS|BRL|UYU|RM|R|Rs"
_SIGN = rf"(?:(?:US|CA|AU|NZ|HK|S|A|C|R)?[$£€¥₹₩₦₱₺₫]|(?<![A-Za-z])(?:{_CODES})(?=\s?\d))"
_DIGITS = r"\d[\d.,'’ ]{0,14}\d(?:\s?[kK]\b)?|\d{1,3}\s?[kK]\b|\d{1,3}"
_SCALE = r"(?:\s?(?:million|lakh|lac|m)\b)?"
_AMOUNT = rf"(?:{_SIGN}\s?(?:{_DIGITS}){_SCALE}|(?<![\d.,])(?:{_DIGITS}){_SCALE}\s?(?:€|£|\$|(?:{_CODES}|euros?|dollars|kr)\b))"
_PER = (
    r"(?:\s*(?:gross|net|base|brutto|brut|bruto|before tax))?(?:\s*(?:/|per|an?|pro|par|al|por)\s?(?:year|yr|annum|hour|hr|h|month|week|day|an|jahr|monat|stunde|mois|heure|año|mes|session)\b"
    r"|\s*(?:p\.?\s?a\.?|p\.?h\.?|pa|annually|hourly|monthly|yearly|annual)(?!\w))?"
)
_PAY = re.compile(
    rf"(?:{_AMOUNT}|(?:{_DIGITS})(?=\s*(?:-|–|—|to)\s*{_AMOUNT})){_PER}(?:\s*(?:-|–|—|to|and|bis|à|a)\s*(?:{_AMOUNT}|(?:{_DIGITS}){_SCALE}){_PER})?",
    re.IGNORECASE,
)
_PAY_WORDS = re.compile(
    r"\b(?:salary|salaries|pay|pays|paid|compensation|wage|per (?:year|annum|hour|month|week|day)|a year|an hour|a month|p\.?a\.?|annually|hourly|ote|base|remuneration|gross|gehalt|salaire|brut|salario|bruto|rate|annum|earn)\b|/(?:year|yr|hour|hr|h|month)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:budget|stipend|bonus of|allowance|funding|series [a-e]|raised|revenue|turnover|per month (?:budget|towards)|billion|aum|grant|worth|raising|invest|fund|savings?|donat|training|books)\b",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"[$£€]|\b(?:vacancy|careers?|jobs?|join|about|home|hiring|posted|apply)\b", re.IGNORECASE)
_LONGEST_VALUE = 20
_CONTEXT = 200
"""Characters around an amount that can say what it is."""
_NEAR_TOP = 40
"""Further down, `Location:` must be followed by a place that is known."""


def find_location(lines: list[Line], title: Line | None, company: Line | None) -> Fact | None:
    """A labelled place, else one beside the title or company in the head, else `based in X`."""
    for number, line in enumerate(lines):
        label = _PLACE_LABEL.match(line.text)
        if (
            label
            and len(line.words) < _LONGEST_VALUE
            and label.end() < len(line.text)
            and ((number < _NEAR_TOP and _names_a_place(line.text[label.end() :])) or _has_place(line.text[label.end() :]))
        ):
            return fact_of(_without_company(line.part(label.end(), len(line.text)), company))
    beside = _beside_company(lines[:_HEAD], company)
    if beside and _has_place(beside.value):
        return beside
    return (
        _below_heading(lines[:_NEAR_TOP]) or _place_in_head(lines[:8], title) or beside or _under_title(lines[:8], title) or _based(lines)
    )


def _below_heading(lines: list[Line]) -> Fact | None:
    """`Location` on a line of its own, then `- Seguin, Texas - on site, second shift`: the place."""
    for heading, line in pairwise(lines):
        if _PLACE_HEADING.fullmatch(heading.text):
            ending = _PLACE_ENDS.search(line.text)
            place = line.part(0, ending.start() if ending else len(line.text))
            if len(place.words) <= _LONGEST_VALUE and _has_place(place.text):
                return fact_of(place)
    return None


def _names_a_place(value: str) -> bool:
    """Whether a value can be a place: `near Thurle`, but not `comfort of your own home`."""
    return not value[:1].islower() or any(word[:1].isupper() for word in value.split()[:3]) or _has_place(value)


def _has_place(text: str) -> bool:
    return any(classify.place(piece) >= 2.0 for piece in re.split(r"[,;|]\s", text))


def _without_company(value: Line, company: Line | None) -> Line:
    """`Rabat, Technopolis - Voluta Contact`: the place."""
    if company and value.text.endswith(company.text) and len(value.text) > len(company.text):
        rest = value.text[: -len(company.text)].rstrip(" ,-–—|·•")
        return value.part(0, len(rest))
    return value


def _beside_company(head: list[Line], company: Line | None) -> Fact | None:
    """`Tech Solutions, San Francisco, CA` on a line of the head: what follows the company."""
    for line in head:
        if company is None or not line.text.startswith(company.text) or line.text.endswith(".") or len(line.words) > _LONGEST_VALUE:
            continue
        if is_running_text(line):
            continue
        separator = re.match(r"\s*[,|·•–—\t-]\s*|\s+\(", line.text[len(company.text) :])
        rest = line.part(len(company.text) + (separator.end() if separator else 0), len(line.text))
        if (
            separator
            and rest.text
            and classify.title(rest.text) < 1.8
            and classify.employer(rest.text) < 2.0
            and not _NO_PLACE.search(rest.text)
        ):
            return fact_of(rest)
    return None


def _under_title(head: list[Line], title: Line | None) -> Fact | None:
    """`Namsan Legal Search, Pohang, with an office day in Seoul` right under the title: what follows the name."""
    for above, line in pairwise(head):
        match = re.match(r"[^\W\d_][^,|·•\t]{1,50}?\s*[,|·•\t]\s*(?=[A-Z]|near\b|based\b)", line.text)
        if is_running_text(line):
            continue
        if title and above.start <= title.start < above.end and match and len(line.words) <= _LONGEST_VALUE and not line.text.endswith("."):
            rest = line.part(match.end(), len(line.text))
            if classify.title(rest.text) < 1.8 and classify.employer(rest.text) < 2.0 and not _NO_PLACE.search(rest.text):
                return fact_of(rest)
    return None


def _place_in_head(head: list[Line], title: Line | None) -> Fact | None:
    for line in head:
        if (
            line.text.endswith(".")
            or len(line.words) > (6 if line.is_bullet else 16)
            or re.search(r"[$£€]", line.text)
            or (title and line.start == title.start)
        ):
            continue
        for match in re.finditer(r"[^|•·\t–—]+", line.text):
            begin = match.start() + len(re.match(r"[^\w(]*", match.group()).group())  # type: ignore[union-attr]  # it always matches
            part = line.part(begin, match.end())
            if (
                part.text
                and classify.title(part.text) < 1.8
                and max(classify.place(part.text), classify.place(part.text.split(", ")[-1])) >= 2.0
                and len(part.words) <= 12
            ):
                return fact_of(part)
    return None


def _based(lines: list[Line]) -> Fact | None:
    for line in lines:
        if match := _BASED.search(line.text):
            place = match["place"].rstrip(" .,")
            if max(classify.place(place), *(classify.place(piece) for piece in place.split(", "))) >= 2.0:
                return fact_of(line.part(match.start("place"), match.start("place") + len(place)))
    return None


def find_salary(lines: list[Line]) -> Fact | None:
    """The pay as printed: labelled, or an amount said to be pay."""
    for line in lines:
        label = _PAY_LABEL.match(line.text)
        if label and re.search(r"\d", line.text[label.end() :]):
            return _labelled_pay(line.part(label.end(), len(line.text)))
    for number, line in enumerate(lines):
        for match in _PAY.finditer(line.text):
            if _is_pay(line, match, in_head=number < _HEAD):
                return fact_of(line.part(match.start(), match.end()))
    return None


def _labelled_pay(value: Line) -> Fact | None:
    if len(value.words) <= _LONGEST_VALUE:
        return fact_of(value)
    amount = max(_PAY.finditer(value.text), key=lambda match: len(match.group()), default=None)
    return fact_of(value.part(amount.start(), amount.end())) if amount else None


def _is_pay(line: Line, match: re.Match[str], *, in_head: bool) -> bool:
    around = line.text[max(0, match.start() - _CONTEXT) : match.end() + _CONTEXT]
    if not re.search(r"\d{2}", match.group()) or _NOT_PAY.search(around):
        return False
    whole_cell = in_head and any(cell.strip() == match.group().strip() for cell in re.split(r"[|·•\t]", around))
    large = re.search(r"\d[.,' ]?\d{3}|\d\s?[kK]\b|million|lakh", match.group())
    timed = re.search(r"hour|hr|/h|day|session", match.group() + line.text[match.end() : match.end() + 12])
    return whole_cell or (bool(_PAY_WORDS.search(around)) and bool(large or timed))
