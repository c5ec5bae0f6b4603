"""False numbers in true sentences: years of experience, figures, dates, telephone numbers and addresses."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.corrupt.draft import plain, with_article
from pipeline.corrupt.records import Edit
from pipeline.schema import Kind, Position

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from pipeline.corrupt.draft import Draft, Sentence

WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_WORD = "|".join(WORDS[1:])
_TENURE = re.compile(
    rf"\b(?P<n>{_WORD}|\d{{1,2}})(?P<half> and a half)?(?P<plus>\+)?(?P<sep>[ -])(?P<unit>years?)\b(?! (?:to|ago|old|later|of study|degree|contract|diploma|course|plan|running)|-old)",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(over|more than|at least|just over|well over|nearly|almost|just under|close to|about|around)(?: the)? $", re.IGNORECASE
)
_FIGURE = re.compile(
    r"(?<![\w.,/:+#-])(?P<cur>[£$€])?(?P<num>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<tail>%| per ?cent|k\b| million)?(?![\w/:-]|[.,]\d| ?(?:years?|months?|[ap]\.?m\b|o'clock|January|February|March|April|May|June|July|August|September|October|November|December))"
)
_LABEL_BEFORE = re.compile(
    r"\b(?:level|band|grade|step|class|year|no\.?|number|part|iso|type|group|key stage|tier|phase|act|section|form|days?|category|unit|room|version|(?-i:\b[A-Z]{2,}))\W*$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?P<n>{'|'.join(WORDS[4:])})\b(?![ -](?:years?|months?|hundred|thousand|o'clock|in the|minutes?|and a|and))(?= [a-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\w.,/:£$€#’'-])(?P<year>(?:19[6-9]|20[0-4])\d)(?![\w/:%-]|[.,]\d)")
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTH_YEAR = re.compile(rf"\b(?P<month>{'|'.join(_MONTH_NAMES)}) (?P<year>(?:19[6-9]|20[0-4])\d)\b")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|\(?0|\(\d{3}\))[\d ()-]{6,20}\d(?!\w)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SOON = 6
"""Months by which a false duration must be beyond any true one."""


def tenures(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """Years of experience raised, or now and then lowered, by one to five."""
    for sentence in draft.about_candidate:
        for match in _TENURE.finditer(sentence.text):
            said = _value(match["n"])
            if 1 <= said < len(WORDS) and (edit := _other_tenure(draft, rng, sentence, match, said)):
                yield edit


def _other_tenure(draft: Draft, rng: random.Random, sentence: Sentence, match: re.Match[str], said: int) -> Edit | None:
    steps = [1, 2, 3, 4, 5] if rng.random() < 0.8 else [-2, -3, 1]
    rng.shuffle(steps)
    hedge = _HEDGE.search(sentence.text[: match.start()])
    spans = _spans(draft, sentence.text)
    for new in (said + step for step in steps):
        if 2 <= new < len(WORDS) and _is_false(draft, new, bool(match["half"]), hedge[1].lower() if hedge else "", spans, said):
            return _tenure_edit(draft, rng, sentence, match, new)
    return None


def _spans(draft: Draft, text: str) -> list[int]:
    """Months that a true duration of the sentence might be: at the employer that it names, else of any stretch of work or study."""
    named = draft.employer_in(text)
    positions = draft.positions_at(named) if named else [position for position in draft.facts.positions if position.start][:6]
    stretches = [list(some) for size in range(1, len(positions) + 1) for some in combinations(positions, size)]
    stretches += [[Position(title=None, employer=None, start=study.start, end=study.end)] for study in draft.facts.education if study.start]
    return [months for some in stretches if (months := tenure.months(some, draft.request.date))]


def _is_false(draft: Draft, years: int, half: bool, hedge: str, spans: list[int], said: int) -> bool:
    """Whether no stretch can be meant by so many years, however it is rounded."""
    months = years * 12 + (6 if half else 0)
    if draft.resume_says(f"{years} years") or (years < len(WORDS) and draft.resume_says(f"{WORDS[years]} years")):
        return False
    if hedge in ("over", "more than", "at least", "just over", "well over"):
        return years > said and all(span < months - 1 or span > 2 * months for span in spans)
    return all(span < months - _SOON or span > months + 12 + _SOON for span in spans)


def _tenure_edit(draft: Draft, rng: random.Random, sentence: Sentence, match: re.Match[str], new: int) -> Edit:
    as_word = not match["n"].isdigit()
    number = WORDS[new] if as_word else str(new)
    if match["n"][0].isupper():
        number = number.capitalize()
    unit = "year" if match["sep"] == "-" else "years"
    text = f"{number}{match['half'] or ''}{match['plus'] or ''}{match['sep']}{unit}"
    if as_word and not match["half"] and match["sep"] == " " and new in (5, 10) and not match["n"][0].isupper() and rng.random() < 0.4:
        text = "half a decade" if new == 5 else "a decade"
    return _swap(draft, sentence.start + match.start(), sentence.start + match.end(), text, Kind.TENURE)


def _swap(draft: Draft, start: int, end: int, text: str, kind: Kind) -> Edit:
    """The replacement of words of the body, with the article before them made right."""
    original = draft.email.body[start:end]
    begin, before = with_article(draft.email.body, start, text)
    return Edit("body", begin, end, before + text, kind, (len(before), len(before) + len(text)), original)


def _value(text: str) -> int:
    return int(text) if text.isdigit() else WORDS.index(text.lower())


def metrics(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """Figures of the candidate changed, or those of the employer, which then are of its kind."""
    asked = {sentence.start for sentence in draft.about_candidate}
    for sentence in draft.sentences:
        for match in _FIGURE.finditer(sentence.text):
            kind = _whose(draft, match["num"], own=sentence.start in asked)
            if kind and not _is_label(sentence.text, match) and (new := _other_figure(draft, rng, match)):
                text = f"{match['cur'] or ''}{new}{match['tail'] or ''}"
                yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), text, kind)
        for match in _COUNT.finditer(sentence.text):
            if sentence.start in asked and (draft.resume_says(match["n"]) or draft.resume_says(str(_value(match["n"])))):
                yield from _other_count(draft, rng, sentence, match)


def _is_label(text: str, match: re.Match[str]) -> bool:
    number = float(match["num"].replace(",", ""))
    bare = not (match["cur"] or match["tail"])
    if re.match(r" (?:to|and|or|-) [£$€]?\d", text[match.end() :]) or re.search(r"\d\S* (?:to|and|or) $", text[: match.start()]):
        return True  # one end of a range
    return bool(_LABEL_BEFORE.search(text[: match.start()])) or (bare and (number <= 3 or 1950 <= number <= 2049))


def _whose(draft: Draft, number: str, *, own: bool) -> Kind | None:
    """The kind of claim that a number makes, by the only document that gives it."""
    resume, job = (bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text)) for text in (draft.resume_text, draft.job_text))
    if resume and not job:
        return Kind.METRIC
    return Kind.EMPLOYER_SIDE if job and not resume and not own else None


def _other_figure(draft: Draft, rng: random.Random, match: re.Match[str]) -> str | None:
    number = match["num"]
    value = float(number.replace(",", ""))
    decimals = len(number.partition(".")[2])
    percent = (match["tail"] or "").strip() in ("%", "percent", "per cent")
    factors = [1.4, 1.5, 1.7, 2.1, 2.6, 3.2, 0.6, 0.45]
    rng.shuffle(factors)
    for factor in factors:
        new = round(value * factor, decimals)
        if percent and new > 97:
            continue
        if value >= 100 and not decimals:
            new = float(f"{new:.{len(number.replace(',', '').rstrip('0')) or 1}g}")
        text = f"{new:,.{decimals}f}" if "," in number or (new >= 1000 and not decimals) else f"{new:.{decimals}f}"
        if abs(new - value) >= 0.25 * value and new > 3 and _is_new(draft, text, new):
            return text
    return None


def _is_new(draft: Draft, text: str, value: float) -> bool:
    """Whether no document gives a number, and no line of the resume gives two from which it follows."""
    given = re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d|[.,]\d)", draft.known)
    if given or (value == int(value) and value < len(WORDS) and draft.says(WORDS[int(value)])):
        return False
    for line in draft.resume_text.split("\n"):
        numbers = [float(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", line)][:10]
        for a, b in combinations(numbers, 2):
            follows = [a + b, abs(a - b), *([100 * abs(a - b) / a, 100 * abs(a - b) / b, 100 * a / b, 100 * b / a] if a and b else [])]
            if any(abs(value - one) <= 0.02 * value for one in follows):
                return False
    return not any(
        abs(value - float(found.replace(",", ""))) < 0.05 * value for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", draft.known)
    )


def _other_count(draft: Draft, rng: random.Random, sentence: Sentence, match: re.Match[str]) -> Iterator[Edit]:
    value = _value(match["n"])
    choices = [n for n in range(4, len(WORDS)) if abs(n - value) >= max(2, value // 4) and _is_new(draft, str(n), n)]
    if choices:
        new = WORDS[rng.choice(choices)]
        new = new.capitalize() if match["n"][0].isupper() else new
        yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), new, Kind.METRIC)


def moved_metrics(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A figure that is true at another employer, put where this one's stood."""
    for sentence in draft.about_candidate:
        home = draft.employer_in(sentence.text)
        if not home:
            continue
        here = plain("\n".join(bullet.value for position in draft.positions_at(home) for bullet in position.bullets))
        others = [position for position in draft.facts.positions if position.employer and position.employer.value != home]
        elsewhere = [found for position in others for bullet in position.bullets for found in _FIGURE.finditer(bullet.value)]
        for match in _FIGURE.finditer(sentence.text):
            if _is_label(sentence.text, match) or match["num"] not in here:
                continue
            fitting = [one for one in elsewhere if _fits(match, one) and one["num"] not in here and not _is_label(one.string, one)]
            fitting = [one for one in fitting if one["num"] not in draft.job_text and one["num"] not in draft.email.body]
            if fitting:
                text = rng.choice(fitting).group()
                yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), text, Kind.METRIC)


def _fits(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two figures have the same unit and about the same size."""
    a, b = (float(match["num"].replace(",", "")) for match in (one, other))
    same = (one["cur"] or "") == (other["cur"] or "") and (one["tail"] or "").strip() == (other["tail"] or "").strip()
    return same and 0.2 < a / max(b, 0.1) < 5 and abs(a - b) > 0.1 * a


def dates(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """Years and months changed; a year that another line gives only where an employer's name binds it."""
    for sentence in draft.sentences:
        bound = draft.employer_in(sentence.text)
        for match in _MONTH_YEAR.finditer(sentence.text):
            if draft.says(match["year"]) and (new := _other_month(draft, rng, match)):
                yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), new, Kind.DATE)
        for match in _YEAR.finditer(sentence.text):
            given = match["year"] in draft.resume_text or match["year"] in draft.job_text
            if given and (year := _other_year(draft, rng, int(match["year"]), bound)):
                yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), str(year), Kind.DATE)


def _other_month(draft: Draft, rng: random.Random, match: re.Match[str]) -> str | None:
    """The month changed: another in which nothing of that year stands in the documents under any form of the month."""
    year = match["year"]
    names = [name for name in _MONTH_NAMES if abs(_MONTH_NAMES.index(name) - _MONTH_NAMES.index(match["month"])) >= 2]
    rng.shuffle(names)
    for name in names:
        number = _MONTH_NAMES.index(name) + 1
        forms = (f"{name[:3].lower()}[a-z]*[ .,-]*{year}", f"0?{number}[/.-]{year}", f"{year}[/.-]0?{number}\\b")
        if not any(re.search(form, draft.known) for form in forms):
            return f"{name} {year}"
    return None


def _other_year(draft: Draft, rng: random.Random, year: int, bound: str | None) -> int | None:
    steps = [-4, -3, -2, -1, 1, 2, 3]
    rng.shuffle(steps)
    held = draft.positions_at(bound) if bound else []
    lines = plain(" ".join(f"{p.start} {p.end} {' '.join(bullet.value for bullet in p.bullets)}" for p in held))
    for new in (year + step for step in steps):
        if year <= draft.request.date.year < new or new == draft.request.date.year:
            continue
        if str(new) not in draft.known or (held and str(new) not in lines and str(new) not in draft.email.body and rng.random() < 0.5):
            return new
    return None


def contacts(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A digit or a letter of a contact changed."""
    body = draft.email.body
    for match in _PHONE.finditer(body):
        places = [at for at in range(match.start(), match.end()) if body[at].isdigit()]
        at = rng.choice(places[-4:])
        digit = rng.choice([one for one in "0123456789" if one != body[at]])
        new = body[match.start() : at] + digit + body[at + 1 : match.end()]
        yield Edit("body", match.start(), match.end(), new, Kind.CONTACT, (0, len(new)), match.group())
    for match in _MAIL.finditer(body):
        new = _other_address(rng, match.group())
        if not draft.says(new):
            yield Edit("body", match.start(), match.end(), new, Kind.CONTACT, (0, len(new)), match.group())


def _other_address(rng: random.Random, address: str) -> str:
    local, _, domain = address.partition("@")
    return rng.choice(
        [
            f"{local.replace('.', '')}{rng.randint(1, 99)}@{domain}",
            f"{local}@gmail.com",
            f"{local.replace('.', '_')}@{domain}",
            f"info@{domain}",
        ]
    )
