"""Job postings that a page states for machines: schema.org's JobPosting in JSON-LD, as labelled lines and the description.

Covers single objects, lists and `@graph`; of several postings, the one that the page's title names. Property names and
values are those of https://schema.org/JobPosting. Does not cover: microdata and RDFa; a page that lists several postings.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree  # type: ignore[import-untyped]  # ships no types

Node = dict[str, Any]

EMPLOYMENT = {
    "FULL_TIME": "full-time", "PART_TIME": "part-time", "CONTRACTOR": "contractor", "TEMPORARY": "temporary",
    "INTERN": "internship", "VOLUNTEER": "volunteer", "PER_DIEM": "per diem", "OTHER": "other",
}  # fmt: skip
SHORT_DESCRIPTION = 200
"""A shorter description is a teaser; the page's own text follows it."""
LONG_FIELDS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
    ("jobBenefits", "Benefits"),
    ("incentiveCompensation", "Incentives"),
    ("employerOverview", "About the employer"),
)
"""Fields that often repeat a part of the description; they are added where they do not."""


def find_posting(root: etree._Element) -> Node | None:
    """The JobPosting that a page is about."""
    postings = [node for script in root.iter("script") for node in _nodes(_json(script)) if _is_posting(node)]
    title = " ".join(" ".join(heading.itertext()) for heading in root.iter("title", "h1")).casefold()
    named = [posting for posting in postings if (name := _text(posting.get("title"))) and name.casefold() in title]
    if len(postings) > 1 and len(named) != 1:
        return None
    return next(iter(named or postings), None)


def employer_name(posting: Node) -> str:
    """The hiring organisation of a posting; empty if it names none."""
    return _name(posting.get("hiringOrganization"))


class Rendered(NamedTuple):
    """A posting as text."""

    text: str
    complete: bool
    """Whether the description is more than a teaser."""


def render(posting: Node, to_text: Callable[[str], str]) -> Rendered:
    """A posting as labelled lines and its description. `to_text` turns the HTML in its values into lines."""
    description = to_text(_text(posting.get("description")))
    lines = [f"{label}: {value}" for label, value in _short_fields(posting) if value]
    extra = [_titled(label, value) for label, value in _long_fields(posting, to_text) if _is_new(value, description)]
    text = "\n\n".join(filter(None, ("\n".join(lines), description, *extra)))
    return Rendered(text, complete=len(description) >= SHORT_DESCRIPTION)


def _json(script: etree._Element) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if "ld+json" not in (script.get("type") or "").lower():
        return None
    source = re.sub(r"^\s*+(<!--|<!\[CDATA\[|//.*\n)|(-->|\]\]>)\s*+;?\s*+$", "", script.text or "")
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int = 6) -> Iterator[Node]:  # noqa: ANN401 -- whatever JSON holds
    """All objects in a value, outer ones first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values() if depth else ():
            yield from _nodes(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth)


def _is_posting(node: Node) -> bool:
    kinds = node.get("@type")
    return any(str(kind).rpartition("/")[2] == "JobPosting" for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _short_fields(posting: Node) -> Iterator[tuple[str, str]]:
    yield "Job title", _text(posting.get("title") or posting.get("name"))
    yield "Company", employer_name(posting)
    yield "Location", _location(posting)
    yield "Salary", _salary(posting.get("baseSalary")) or _salary(posting.get("estimatedSalary"))
    yield "Employment type", ", ".join(EMPLOYMENT.get(kind, kind) for kind in _texts(posting.get("employmentType")))
    yield "Working hours", _text(posting.get("workHours"))
    yield "Industry", ", ".join(_texts(posting.get("industry")))
    yield "Posted", _text(posting.get("datePosted"))[:10]
    yield "Apply by", _text(posting.get("validThrough"))[:10]
    yield "Contact", _contact(posting.get("applicationContact"))


def _long_fields(posting: Node, to_text: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for key, label in LONG_FIELDS:
        texts = _texts(posting.get(key))
        plain = not any("<" in text or "\n" in text for text in texts)
        yield label, ", ".join(texts) if plain else to_text("\n".join(f"<div>{text}</div>" for text in texts))


def _titled(label: str, value: str) -> str:
    return f"{label}:\n{value}" if "\n" in value else f"{label}: {value}"


def _is_new(value: str, description: str) -> bool:
    words = re.sub(r"\W+", " ", value).casefold().strip()
    return bool(words) and words not in re.sub(r"\W+", " ", description).casefold()


def _text(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """One value as text: of a list its first, of an object its name."""
    return next(iter(_texts(value)), "")


def _texts(value: Any) -> list[str]:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    if isinstance(value, dict):
        months = value.get("monthsOfExperience")
        if isinstance(months, int | float | str) and str(months).strip():
            return [f"{months} months"]
        return _texts(value.get("name") or value.get("description") or value.get("credentialCategory") or value.get("@value"))
    return [str(value).strip()] if isinstance(value, int | float | str) and str(value).strip() else []


def _name(organisation: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    return ", ".join(dict.fromkeys(_texts(organisation)))


def _location(posting: Node) -> str:
    places = posting.get("jobLocation")
    found = [_place(place) for place in (places if isinstance(places, list) else [places])]
    if "TELECOMMUTE" in _texts(posting.get("jobLocationType")):
        areas = ", ".join(dict.fromkeys(_texts(posting.get("applicantLocationRequirements"))))
        found.append(f"Remote ({areas})" if areas else "Remote")
    return "; ".join(dict.fromkeys(filter(None, found)))


def _place(place: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    address = place.get("address") if isinstance(place, dict) else None
    if not isinstance(address, dict):
        return _text(address or place)
    parts = [_text(address.get(key)) for key in ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")]
    return ", ".join(dict.fromkeys(filter(None, parts))) or _text(place)


def _salary(salary: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """`USD 100,000 - 120,000 per year`."""
    if isinstance(salary, list):
        return next(filter(None, map(_salary, salary)), "")
    if not isinstance(salary, dict):
        return _amount(salary)
    value = salary.get("value")
    quantity = value if isinstance(value, dict) else salary
    low, high = (_amount(quantity.get(key)) for key in ("minValue", "maxValue"))
    amount = " - ".join(dict.fromkeys(filter(None, (low, high)))) or _amount(quantity.get("value"))
    unit = _text(quantity.get("unitText") or salary.get("unitText")).lower()
    currency = _text(salary.get("currency") or salary.get("salaryCurrency") or quantity.get("currency"))
    return " ".join(filter(None, (currency, amount, f"per {unit}" if unit else ""))) if amount else ""


def _amount(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    """A number with its thousands set off; other text as it is. Zero means that the page does not say."""
    text = _text(value)
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return text
    whole, _, fraction = text.partition(".")
    return f"{int(whole):,}" + (f".{fraction}" if fraction.strip("0") else "") if float(text) else ""


def _contact(contact: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(contact, dict):
        return _text(contact)
    return ", ".join(filter(None, (_text(contact.get(key)) for key in ("name", "email", "telephone"))))
