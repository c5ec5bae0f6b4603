"""What is said of the employer: the role, what is asked for, what is offered, and firms that no document names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from benchmarks.truth.plain.statement import Form, Statement, false, forms, line, small, told
from pipeline.corrupt.figures import WORDS as NUMBER_WORDS
from pipeline.schema import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import EmailRequest, JobFacts, ResumeFacts

_ROLE: Final = forms(
    "posting",
    ("I am applying for the {title} position.", "The {title} job interests me."),
    ("We are hiring for the {title} role.", "The {title} position is open."),
)
_ASKED: Final = forms("posting", ("You ask for {thing}.", "Your posting mentions {thing}."), ("We are looking for {thing}.",))
_YEARS: Final = forms("posting", ("You ask for {years} of experience.",), ("We ask for {years} of experience.",))
_FIRM: Final = forms(
    "posting", ("I have long admired the work of {firm}.", "I would be proud to work for {firm}."), ("I am writing on behalf of {firm}.",)
)
_DUTY: Final = forms("posting", ("The job includes this: {duty}.",), ("Among the tasks: {duty}.",))
_NO_ROLE: Final = "Submarine Pilot"
_FIRMS: Final = ("Bluefin Logistics", "Harrowgate Systems")
_YEARS_OFF = 3
_LONGEST = 80
_MOST = 4
"""Lines of a posting that are told."""
_MONEY = r"\$|€|£|salary|pay|wage|eur|usd|gbp|\d\d[,.]?\d\d\d"
_OFFERS: Final[dict[str, tuple[str, ...]]] = {
    r"holiday|vacation|leave|pto": ("We offer [thirty days of paid leave].",),
    r"remote|home|hybrid|anywhere": ("The job can be done [fully remotely].", "We work [from home two days a week]."),
    r"bonus": ("There is a [signing bonus].",),
    r"\bcars?\b|vehicle|van": ("You would get a [company car].",),
    r"series|fund|invest|rais": ("We have just closed our [Series B].", "<Congratulations on your [Series B]."),
    _MONEY: ("The salary is [95,000] euros a year.", "The pay goes up to [$120k].", "<The salary of [95,000] euros is fair."),
    r"health|medical|insur|dental|benefit": ("You would have full [health insurance].",),
    r"pension|retire|401|benefit": ("We pay into a [pension] for you.",),
    r"gym|fitness|sport|benefit": ("There is a [gym] on site.",),
    r"lunch|meal|food|canteen|kitchen|breakfast": ("[Lunch is free] every day.",),
    r"stock|share|equity|option": ("You would receive [stock options].",),
    r"relocat|mov": ("We cover the cost of [relocation].",),
    r"\d\d\d|employ|team|people|staff": ("We are [250 people].",),
    r"visa|sponsor|permit": ("We [sponsor visas].",),
    r"flexib|hours|shift": ("The [hours are flexible].", "<The [flexible hours] you offer would suit me."),
    r"grow|doubl": ("We [doubled in size] last year.", "<I read that you [doubled in size] last year."),
    r"award|prize|best": ("We were named [employer of the year].", "<I saw that you were named [employer of the year]."),
    r"countr|international|global|office": ("We have [offices in nine countries].",),
    r"four|week": ("We have a [four-day week].", "<Your [four-day week] appeals to me."),
    r"found|since|19\d\d|20\d\d": ("We were [founded in 1987].", "<Your company, [founded in 1987], is known to me."),
    r"customer|client|million|user": ("We serve [two million customers].",),
    r"train|course|educat|develop|learn": ("We pay for [training courses].", "<The [training budget] you offer is generous."),
}
"""What no posting says that has none of the words before it; an application's begin with `<`, what is false stands in brackets."""


def statements(facts: ResumeFacts, job: JobFacts, request: EmailRequest) -> Iterator[Statement]:
    """What can be said of a posting; what is false has no word of it in either document."""
    yield from _of_role(job)
    if job.company:
        yield from told(_FIRM, firm=job.company.value)
        for firm in _FIRMS:
            yield from false(_FIRM, firm, firm=firm)
    text = f"{request.job.text}\n{request.resume.text if request.resume else ''}"
    for words, offers in _OFFERS.items():
        if not re.search(words, text, re.IGNORECASE):
            yield from map(_offered, offers)


def _of_role(job: JobFacts) -> Iterator[Statement]:
    """Its title, what it asks for and what is done in it."""
    if job.title and len(job.title.value) < _LONGEST:
        yield from told(_ROLE, title=job.title.value)
    yield from false(_ROLE, _NO_ROLE, title=_NO_ROLE)
    for of, facts, place in ((_ASKED, job.must_have, "thing"), (_DUTY, job.duties, "duty")):
        for said in map(line, facts[:_MOST]):
            if len(said) < _LONGEST and not re.search(r"[.;:]", said):
                yield from told(of, **{place: small(said)})
    if job.years_required and 1 < job.years_required < len(NUMBER_WORDS) - _YEARS_OFF:
        right, wrong = (f"{NUMBER_WORDS[job.years_required + off]} years" for off in (0, _YEARS_OFF))
        yield from told(_YEARS, years=right)
        yield from false(_YEARS, wrong, years=wrong)


def _offered(offer: str) -> Statement:
    direction = Direction.APPLICATION if offer.startswith("<") else Direction.OUTREACH
    text = offer.removeprefix("<")
    wrong = text[text.index("[") + 1 : text.index("]")]
    text = text.replace("[", "").replace("]", "")
    return Statement(Form("posting", direction, text), text, wrong)
