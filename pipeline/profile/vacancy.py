"""The vacancy itself: its title, place and pay.

Covers labelled lines (`Job title: X`), headings, first lines, and sentences (`We are looking for a Front End Engineer to ...`). Place and pay
only where they are labelled, stand in the head of the posting, or are said in so many words.
"""

from __future__ import annotations

import re

from pipeline.profile import classify
from pipeline.profile.lines import Line, fact_of
from pipeline.profile.posting import heading_kind
from pipeline.profile.vocabulary import plain
from pipeline.schema import Fact

_HEAD = 12
"""Labelled lines count as the posting's own within so many lines."""
_TITLE_LABEL = re.compile(
    r"(?:job title|job description|position(?: title)?|role|title|vacancy|job|job posting|job opening|now hiring|we(?:'re| are) hiring|hiring|stellenbezeichnung|intitul[ée](?: du poste)?|poste|puesto|position to be filled|post)\s*[:–—-]\s*",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\s*[\[(](?:[^()\[\]]*\b(?:years?|remote|hybrid|on-?site|full[- ]time|part[- ]time|contract|permanent|temporary|all genders|d/f/m)\b[^()\[\]]*|[mwfdhx](?:/[mwfdhx])+|[^()]*%[^()]*)[\])]|\s+[-–|,]\s+(?:(?:fully )?remote|hybrid|full[- ]time|part[- ]time)\b.*$|\s+[mwfd]/[mwfd](?:/[xmwfd])?$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:(?:looking|searching) (?:for|to hire)|seek(?:s|ing)?|hiring(?: for)?(?: the role of)?|recruiting|wants?|needs?|require[sd]?|to hire|to recruit|in need of|to appoint|appointing|opening for|opportunity for|position (?:of|for)|role (?:of|as)|join (?:us|our team|the team) as|work as)\s+"
    r"(?:our (?:next|first|new) |(?:an?|the|one|another|two|three|\d) )?(?P<title>[^.,;:!?\n(]*(?:\n[^.,;:!?\n(]*)?)"
)
_TITLE_ENDS = re.compile(
    r"\s+(?:to|who|with|for|that|in|at|on|based|located|and (?:help|join|lead|support)|within|whose|ready|eager|looking|capable|able|having|passionate|reporting|as|where|from|of our|of the)\b"
)
_ADJECTIVES = re.compile(
    r"^(?:(?:an?|highly|very|truly|skilled|talented|experienced|passionate|motivated|self-motivated|driven|exceptional|creative|dynamic|enthusiastic|dedicated|ambitious|strong|great|new|reliable|friendly|proactive|detail-oriented|seasoned|innovative|qualified|hands-on|brilliant|"
    r"outstanding|curious|smart|kind|caring|compassionate|organised|organized|part-time|full-time|permanent|committed|energetic|and|&|hard-working|hardworking|results-driven|versatile|additional|suitable|inspiring|excellent|thoughtful|gifted|registered(?= and)|results-oriented|additional),?\s+)+",
    re.IGNORECASE,
)
_PLACE_LABEL = re.compile(
    r"(?:(?:job |work |office |primary )?locations?|place of work|workplace|where|based|city|lieu|standort|arbeitsort|ort|ubicaci[óo]n|lugar)\s*[:–—-]\s*",
    re.IGNORECASE,
)
_BASED = re.compile(
    r"\b(?:(?:is|are|role is|be|position is|job is)\s+(?:based|located)\s+(?:in|at|out of)|our (?:office|team|dynamic team|headquarters) in)\s+(?:our\s+)?(?P<place>[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]+))*)"
)
_PAY_LABEL = re.compile(
    r"(?:(?:base |annual |starting )?salary(?: range| band)?|pay(?: range| rate| scale)?|compensation(?: range)?|hourly rate|rate|wage|remuneration|gehalt|salaire|r[ée]mun[ée]ration|salario|base pay|ote)\s*[:–—-]\s*",
    re.IGNORECASE,
)
_AMOUNT = r"(?:(?:US|CA|AU|NZ|HK|S|A|C)?[$£€¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|INR|ZAR|SGD|R(?=\d))\s?)\s?\d[\d.,'’ ]*\d?(?:\s?[kKmM]\b)?|\b\d{2,3}(?:[.,' ]\d{3})+(?:[.,]\d\d)?\s?(?:€|EUR|euros?|CHF|USD|SEK|NOK|DKK|PLN|kr)|\b\d{2,3}\s?k\s?(?:€|EUR|euros?)?"
_PER = r"(?:\s*(?:gross|base|brutto|brut|bruto))?(?:\s*(?:/|per|an?|pro|par|al|por)\s?(?:year|yr|annum|hour|hr|h|month|week|day|an|jahr|monat|stunde|mois|heure|año|mes|session)\b|\s*(?:p\.?\s?a\.?|p\.?h\.?|pa|annually|hourly|monthly|yearly|annual)(?!\w))?"
_PAY = re.compile(rf"(?:{_AMOUNT})(?:{_PER}\s*(?:-|–|—|to|and|bis|à|a)\s*(?:{_AMOUNT}|\d[\d.,]*\s?[kK]?))?{_PER}", re.IGNORECASE)
_PAY_WORDS = re.compile(
    r"\b(?:salary|salaries|pay|pays|paid|compensation|wage|per (?:year|annum|hour|month|week|day)|a year|an hour|p\.?a\.?|annually|hourly|ote|base|remuneration|gross|gehalt|salaire|brut|salario|bruto|rate|annum|earn)\b|/(?:year|yr|hour|hr|h|month)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:budget|stipend|bonus of|allowance|funding|series [a-e]|raised|revenue|turnover|per month (?:budget|towards)|million|billion|aum|grant|worth|raising|invest|fund|savings?|donat|training|books)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:apply|we(?:'re| are) (?:looking|seeking|hiring|recruiting)|send (?:us|your)|submit|equal opportunit)\b|\bis (?:hiring|seeking|looking for|recruiting)\b",
    re.IGNORECASE,
)


def is_call(sentence: str) -> bool:
    """Whether a sentence asks for applications rather than telling of the employer."""
    return bool(_CALL.search(sentence))


def find_title(front: list[Line], lines: list[Line]) -> Line | None:
    """The title of the vacancy as printed, without remarks such as `(m/f/d)` or `(remote)`."""
    for line in [*front, *lines[:_HEAD]]:
        if (
            (label := _TITLE_LABEL.match(line.text))
            and (found := _clean(line.part(label.end(), len(line.text))))
            and (line in front or _looks_like_title(found))
        ):
            return found
    return _from_head(lines) or _from_sentences(lines)


def _looks_like_title(line: Line) -> bool:
    return 0 < len(line.words) <= 14 and line.text[0].isupper() and not line.text.endswith(".") and classify.title(line.text) >= 0.5


def _clean(line: Line) -> Line | None:
    line = line.part(len(line.text) - len(line.text.lstrip("\"'“* ")), len(line.text.rstrip("\"'”* ")))
    if noise := _NOISE.search(line.text):
        line = line.part(0, noise.start()) if noise.end() >= len(line.text) - 1 or noise.start() > 0 else line
    return line if line.text else None


def _from_head(lines: list[Line]) -> Line | None:
    """A heading or one of the first lines that names an occupation."""
    for number, line in enumerate(lines[:_HEAD]):
        if line.is_bullet or len(line.words) > 14 or (line.text.endswith((".", "!", "?", ",")) and line.mark != "#"):
            if len(line.words) > 14 and not line.is_bullet:
                return None
            continue
        if heading_kind(line.text) in ("pitch", "benefits", "apply", "legal", "must"):
            continue
        found = _without_company(line)
        strong = classify.title(found.text) + (0.8 if line.mark == "#" else 0.0) + (0.5 if number == 0 else 0.0)
        if strong >= 2.3 and not re.search(r":\s", found.text):
            return _clean(found)
    return None


def _without_company(line: Line) -> Line:
    """`Front End Engineer at Tech Solutions`, `Front End Engineer | Tech Solutions`: the title."""
    parts = re.split(r"\s+(?:at|@)\s+|\s*[|•·\t]\s*", line.text)
    if len(parts) < 2:
        return line
    best = max(parts, key=classify.title)
    return line.part(line.text.index(best), line.text.index(best) + len(best))


def _from_sentences(lines: list[Line]) -> Line | None:
    """`We are looking for a talented X to join ...`."""
    text = "\n".join(line.text for line in lines[:40])
    offsets = _offsets(lines[:40])
    for match in _SOUGHT.finditer(text):
        phrase = match["title"].replace("\n", " ")
        if adjectives := _ADJECTIVES.match(phrase):
            start = adjectives.end()
        else:
            start = 0
        words = phrase[start:]
        if end := _TITLE_ENDS.search(words):
            words = words[: end.start()]
        words = words.rstrip()
        if words and words[0].isupper() and len(words.split()) <= 8 and classify.title(words) >= 1.8:
            begin = match.start("title") + start
            return Line(words, offsets[begin], offsets[begin + len(words) - 1] + 1)
    return None


def _offsets(lines: list[Line]) -> list[int]:
    """Where each character of the joined lines stands in the document."""
    result: list[int] = []
    for line in lines:
        result.extend(range(line.start, line.end + 1))
    return result


def find_location(lines: list[Line], title: Line | None, company: Line | None) -> Fact | None:
    """A labelled place, else one beside the title or company in the head, else `based in X`."""
    for line in lines[:40]:
        if (label := _PLACE_LABEL.match(line.text)) and len(line.words) < 20 and label.end() < len(line.text):
            return fact_of(line.part(label.end(), len(line.text)))
    return _place_in_head(lines, company) or _based(lines)


def _place_in_head(lines: list[Line], company: Line | None) -> Fact | None:
    for line in lines[:8]:
        if line.text.endswith(".") or len(line.words) > 16 or re.search(r"[$£€]", line.text):
            continue
        start = company.end - line.start if company and line.start <= company.start < line.end else 0
        for match in re.finditer(r"[^|•·\t–—]+", line.text[start:]):
            part = line.part(start + match.start(), start + match.end())
            part = part.part(len(part.text) - len(part.text.lstrip(" ,-(")), len(part.text.rstrip(" ,-")))
            pieces = part.text.split(", ")
            if (
                part.text
                and classify.title(part.text) < 1.8
                and max(classify.place(part.text), classify.place(pieces[-1])) >= 2.0
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
        if (label := _PAY_LABEL.match(line.text)) and re.search(r"\d", line.text[label.end() :]):
            amount = _PAY.search(line.text, label.end())
            whole = line.part(label.end(), len(line.text))
            return fact_of(whole if len(whole.words) <= 14 or not amount else line.part(amount.start(), amount.end()))
    for line in lines:
        for match in _PAY.finditer(line.text):
            if _is_pay(line.text, match):
                return fact_of(line.part(match.start(), match.end()))
    return None


def _is_pay(text: str, match: re.Match[str]) -> bool:
    if not re.search(r"\d{2}", match.group()) or _NOT_PAY.search(text):
        return False
    return bool(_PAY_WORDS.search(text)) and (
        bool(re.search(r"\d[.,]?\d{3}|\d\s?[kK]\b", match.group()))
        or bool(re.search(r"hour|hr|/h|day|session", match.group() + text[match.end() : match.end() + 12]))
    )


def label_value(lines: list[Line], pattern: re.Pattern[str]) -> Line | None:
    """What follows the first label that a pattern matches in the head of the posting."""
    for line in lines[:_HEAD]:
        if (label := pattern.match(line.text)) and plain(line.text[label.end() :]):
            return line.part(label.end(), len(line.text))
    return None
