"""Postings as HTML pages, markdown and text (the PDF is set in `typeset`).

An undisclosed company is written nowhere: pages of such postings carry the agency's name.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
import zlib
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from data.case import Case, Job
from data.layouts.view import pick

TEMPLATES: Final = {
    "html-jsonld": "careers.html.jinja",
    "html": "board.html.jinja",
    "markdown": "posting.md.jinja",
    "text": "posting.txt.jinja",
}
SUFFIX: Final = {"html-jsonld": ".html", "html": ".html", "pdf": ".pdf", "markdown": ".md", "text": ".txt"}
HEADINGS: Final = {
    "about": ("About us", "Who we are", "The company", "About the company"),
    "about_client": ("About our client", "The client", "The company"),
    "role": ("The role", "Your role", "The position", "About the job"),
    "duties": ("What you will do", "Responsibilities", "Your tasks", "Main duties", "The work"),
    "requirements": ("What you bring", "Requirements", "What we ask for", "Your profile", "You have"),
    "nice_to_have": ("Nice to have", "A plus", "Also welcome", "Desirable"),
    "benefits": ("What we offer", "Benefits", "What you get", "We offer"),
    "how_to_apply": ("How to apply", "Apply", "Your application", "Interested?"),
    "contact": ("Contact", "Questions?", "Your contact"),
}
_SALARY = re.compile(
    r"(?P<currency>£|€|NZ\$|[A-Z]{3} )(?P<low>\d[\d,]*(?:\.\d+)?)(?: (?:to|-) (?:£|€|(?:NZ)?\$|[A-Z]{3} )?(?P<high>\d[\d,]*(?:\.\d+)?))?"
    r"(?! (?:to|-|lakh) )(?: (?:gross )?(?:per|an|a) (?P<unit>hour|month|year))?(?=$|[ ,])"
)
_CURRENCIES: Final = {"£": "GBP", "€": "EUR", "NZ$": "NZD"}


def render(case: Case) -> bytes:
    """The posting as a UTF-8 file of its format (not PDF)."""
    template = _environment().get_template(TEMPLATES[case.job.format])
    return (template.render(posting(case)).strip() + "\n").encode()


def posting(case: Case) -> dict[str, Any]:
    """The posting as plain data for a template."""
    job = case.job
    headings = {name: pick(case.id, f"job {name}", options) for name, options in HEADINGS.items()}
    if job.agency:
        headings["about"] = headings["about_client"]
    return {
        "job": job.model_dump(),
        "host": job.company or job.agency or "",
        "headings": headings,
        "posted": posted(case),
        "variant": zlib.crc32(f"{case.id}/posting".encode()) % 1000,
        "jsonld": json.dumps(jsonld(case), ensure_ascii=False, indent=2).replace("</", "<\\/"),
    }


def posted(case: Case) -> str:
    """A day in the fortnight before the emails were written, as YYYY-MM-DD."""
    return str(case.written - dt.timedelta(days=pick(case.id, "posted", range(3, 17))))


def jsonld(case: Case) -> dict[str, Any]:
    """The posting as schema.org JobPosting: https://schema.org/JobPosting."""
    job = case.job
    place = {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": job.location}}
    found = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": job.title,
        "description": _environment().get_template("description.html.jinja").render(job=job),
        "datePosted": posted(case),
        "employmentType": _employment(job.employment),
        "hiringOrganization": {"@type": "Organization", "name": job.company or "confidential"},
        "jobLocation": place if job.location else None,
        "baseSalary": salary(job.salary),
        "applicationContact": _contact(job),
        "directApply": False,
    }
    return {key: value for key, value in found.items() if value is not None}


def _employment(text: str | None) -> str | None:
    lower = (text or "").lower().replace("-", " ")
    return next((name for words, name in (("part time", "PART_TIME"), ("full time", "FULL_TIME")) if words in lower), None)


def salary(text: str | None) -> dict[str, Any] | None:
    """Currency and range where the posting says them without doubt; a bare `$` could be several currencies."""
    match = _SALARY.match(text or "")
    if not match:
        return None
    low, high = (float(value.replace(",", "")) for value in (match["low"], match["high"] or match["low"]))
    amount: dict[str, Any] = {"@type": "QuantitativeValue", "minValue": low, "maxValue": high}
    if match["unit"]:
        amount["unitText"] = match["unit"].upper()
    currency = _CURRENCIES.get(match["currency"], match["currency"].strip())
    return {"@type": "MonetaryAmount", "currency": currency, "value": amount}


def _contact(job: Job) -> dict[str, Any] | None:
    if job.contact is None:
        return None
    return {"@type": "ContactPoint", **{key: value for key, value in job.contact.model_dump().items() if value and key != "title"}}


def _wrap(text: str, width: int, indent: str = "") -> str:
    """Lines of at most `width` characters, the later ones indented. A width of 0 leaves one long line."""
    if not width:
        return text
    return textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _environment() -> Environment:
    folder = Path(__file__).parent / "postings"
    environment = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=select_autoescape(["html.jinja"]),
    )
    environment.filters["wrap"] = _wrap
    return environment
