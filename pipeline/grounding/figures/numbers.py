"""Numbers in prose: digits, words, idioms, with unit and hedge.

    [number.value for number in find("nearly half a decade, 1.2m users, a third")]    -> [5.0, 1200000.0, 0.3333...]

Covers `4`, `1,250`, `1.250,5` (only where unmistakable), `2.5m`, `£214k`, `14 %`, `four`, `twenty-five`, `three and a half years`, `a dozen`,
`half a decade`, `a quarter`, `two thirds`, `doubled`, `threefold`, ordinals (`third` only where it counts). A `401(k)` and a `21NRCA029` are none. Years such as 2019 are
numbers of unit `year`: dates are read by `pipeline.profile.dates`. English words only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.figures import number_values
from pipeline.grounding.figures.number_values import ONES, OR_SO, PARTS, SCALES, SUFFIXES, TENS
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable


def _choice(words: Iterable[str]) -> str:
    """A pattern of any of some words, by their first letters: most words of a text are none of them by that alone."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


_SMALL = _choice(sorted([*ONES, *TENS], key=len, reverse=True))
_PERIODS = r"seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|seasons?"
_SCALE = "hundred|thousand|lakh|million|crore|billion"
_HOW_FAR = (
    "|nearly |almost |about |around |roughly |some |over |just over |well over |just under |more than |less than |close to |at least "
)
_BY = "|".join(rf"(?<=\bby {hedge})" for hedge in _HOW_FAR.split("|"))
"""Right before a share by which something changed, whatever follows it."""
_ORDINAL = r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
_SIMPLE = rf"(?:(?:{'|'.join(TENS)})[ -](?:{'|'.join(list(ONES)[1:10])})|(?:{_SMALL}))"
_CARDINAL = rf"(?:(?:{_SIMPLE}|an?)(?: (?:{_SCALE})\b)+(?:(?: and)? {_SIMPLE}(?: (?:{_SCALE})\b)+)*(?:(?: and)? {_SIMPLE}\b(?! (?:{_SCALE})))?|{_SIMPLE})"
_SIGNS = "£$€¥₹₦₱₺₩"
_CODE = r"(?=[^\W\d_]{1,3}[.$]? ?\d)(?:USD|EUR|GBP|KES|ZAR|INR|AUD|NZD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|THB|MYR|SGD|NGN|GHS|TRY|JPY|CNY|HKD|BRL|MXN|AED|Rs\.?|R\$|RM|Kč|zł|kr|R(?= ?\d{1,3}[,  ]\d{3}| ?\d{4}| ?[\d.]+ ?(?:million|mn?\b))) ?(?=\d)"
_CURRENCY = rf"[{_SIGNS}]|\b{_CODE}"
_DIGITS = r"\d{1,3}(?:[,  ’']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?"
_HEDGES = {
    "over": ("over", "more than", "above", "beyond", "upwards of", "in excess of", "at least", "no fewer than", "no less than", "north of"),
    "under": (
        "nearly", "almost", "close to", "under", "below", "less than", "fewer than", "short of", "approaching", "nearing", "not quite",
        "up(?<!add up)(?<!adds up)(?<!added up)(?<!adding up) to", "at most", "coming (?:up )?on", "going (?:up )?on", "closing in (?:up )?on",
        "the (?:better|best) part of", "getting on for", "just shy of", "virtually", "practically",
    ),
    "about": ("about", "around", "roughly", "approximately", "circa", r"ca\.?", "some", "an estimated", "something like", "in the region of"),
}  # fmt: skip
_BEFORE = compiled(rf"\b(?:{_choice(word for words in _HEDGES.values() for word in words)}) (?:the |my |a )?$", re.IGNORECASE)
_HEDGED = {name: re.compile(rf"(?:{'|'.join(words)})\b") for name, words in _HEDGES.items()}
_BEGINS = _choice(
    [
        "an?[ -]",
        *"half decade dozen fortnight doubl tripl trebl quadrupl halv twice thrice".split(),
        "quarter of a c",
        "three[ -]q",
        "in half",
        *(*ONES, *TENS),
    ]
)
"""How a number in words begins."""
_NUMBER = re.compile(
    rf"(?=[\d{_SIGNS}]|\b(?:{_BEGINS}|{_CODE}))(?:"  # most places fail here, at once
    rf"(?P<idiom>\b(?:three[ -]quarters|(?:a |one )?quarter) of a century\b|\b(?:(?:an?|one) (?:half|third|quarter|fifth|tenth)|two thirds|three[ -]quarters) of an? (?:hundred|thousand|million|billion)\b|\bhalf (?:a|of a) (?:decade|dozen|century|million|billion|thousand|per ?cent)\b|\b(?:an?|one|two|three|four) (?:decades?(?! and an? half)|centur(?:y|ies)|fortnights?|score(?= (?:of [a-z]|and )))\b|\b(?:an?|{_SMALL}|(?<![\d.,])\d{{1,2}}) dozen\b|(?<!few )(?<!several )(?<!some )(?<!many )(?<!couple )(?<!of )(?<!-day )\b(?:decade(?! and an? half)|dozen|fortnight)\b)"
    r"|(?P<halftime>\bhalf (?:an hour|a year)\b)"
    rf"|(?P<fold>\b(?:(?P<folds>{_SMALL}|\d+)[ -]?fold|doubl(?:ed?|ing)|tripl(?:ed?|ing)|trebl(?:ed?|ing)|quadrupl(?:ed?|ing)|halv(?:ed?|ing)|in half(?= ?(?:[^\w ]|$|the time|(?:in|by|at|on|for|over|within|since|while|when|and|or|but|between|from|to|after|as|because|with|without|through|last|this|again|thanks|during|across|so|year|there|here)\b)))\b)"
    rf"|(?P<times>\b(?:twice|thrice|(?:{_SMALL}|\d+(?:\.\d+)?) times)(?= as (?:fast|quick\w*|many|much|often|long|large|big|high|productive|efficient)\b))"
    rf"|(?P<part>\b(?:two|three|four|five|six|seven|eight|nine)[ -](?:thirds|fifths|sixths|sevenths|eighths|tenths)\b|(?:{_BY})an?[ -](?:half|third|quarter|fifth|sixth|seventh|eighth|tenth)\b|(?:{_BY})three[ -]quarters\b|\bhalf(?= off\b)|\bhalf(?= as (?:much|many|long|often|fast|high|large|big)\b)|\bthree-quarters?(?=[ -](?:time|positions?|posts?|roles?|jobs?|contracts?|appointments?)\b)|\b(?!(?:four|five|six|seven|eight|nine)[ -]quarters)(?:an?|one|two|three|four|five|six|seven|eight|nine)[ -](?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b(?=\W*$|[.,;:!?)]| (?:of|less|more|fewer|faster|lower|higher|cheaper|shorter|off|by|to|from|within|still|already|never|stay|stayed|remain|remained)\b)(?! of (?:my|the) (?:year|month)\b)|(?<!\bother )(?<!\bbetter )\bhalf\b(?= (?:of(?! (?:yours|mine|ours|it|what (?:it|they|was|were|we|you|I|is))\b)|the|our|its|their|my)\b(?! (?:battle|story|job|fun|work)\b))|(?:{_BY})half\b)"
    rf"|(?P<andhalf>\b(?P<wholes>an?|{_SMALL}|\d+)(?: (?:good|full|whole|long|solid|bare|short|busy|hard))? (?P<term>decade|year|month|week|day|hour|minute|hundred|thousand|million)s? and (?:a |an |one )?(?P<bit>half|quarter|three[ -]quarters)\b(?! (?:the\b|an? |of (?:the|them|it|my|our|your|those|these|all|its|their)\b(?! (?:\w+ )?(?:life|career)\b))))"
    rf"|(?P<ratio>\b(?P<of>(?:{_SMALL})(?: parts?(?= in an? (?:hundred|thousand)\b)| times(?= (?:in|out of) ))?|(?<![\d.,/–-])\d{{1,2}}(?= (?:in|out of) \d{{1,3}} (?!(?:stars?|points?|marks?|{_PERIODS})\b)[a-z-]{{3,}}s\b| (?:in|of|out of|from) (?:each|every) |(?<!\bto \d\d) from (?:100|a hundred)\b(?! to\b))) (?:in|(?:out )?of(?= (?:each|every)\b)|out of|from(?= (?:each |every )?(?:100|a hundred|ten|10)\b)) (?:each |every )?(?P<all>{_SMALL}|an? hundred|hundred|\d{{1,3}})\b(?![-.,:]\d| (?:{_PERIODS})\b))"
    rf"|(?P<mixed>\b(?P<whole>{_SMALL}|\d+)(?: and (?:a|one))?[ -](?:half|quarter)\b(?!-)(?: (?P<many>hundred|thousand|million|billion)\b)?)"
    rf"|(?:(?P<currency>{_CURRENCY}) ?)?(?P<digits>(?!\d{{1,2}}(?-i:[C-FIJLN-SUYZ])(?!\w)|\d{{1,3}}[a-z]?['’]s\b)(?!40[13] ?\(?[kb]\b|501 ?\(c\b|\d+(?:(?-i:[A-Z]{{2,}})|-(?-i:[A-Z]{{2,}})-?)\d)(?(currency)|(?:(?<![\w.,/:])(?<!\b\d{{4}}-)(?<![A-Za-z]-)|(?<=[a-z])(?=\d{{1,3}}(?:\.\d+)? ?%)))(?:{_DIGITS}))(?:(?(currency)[ \u00a0]?)(?P<suffix>k|(?<!\dy \d)(?<!\dy \d\d)mn?|bn?)(?:(?!\w)|(?<=(?-i:[KMB]))(?=(?:to|and|in|of|for|per|with)\b))|(?-i:[ \u00a0](?P<far>[KM])(?=\+?[ ][a-z]))|\s(?P<scale>thousand|million|billion|lakh|crore|mn|bn)(?!\w))?(?P<ordinal>st|nd|rd|th)?(?P<plus>\+|(?: (?:or|and) more|[ -]plus)\b)?(?P<percent> ?%| per ?cent\b| percent(?:age points?)?\b)?"
    rf"|(?P<words>\b{_CARDINAL}\b(?!(?<=ty){_ORDINAL})(?:[ -](?:odd|or so))?)(?P<wordplus> (?:or|and) more\b|[ -]plus\b)?(?P<wordpercent> per ?cent\b)?)",
    re.IGNORECASE,
)  # fmt: skip
CALENDAR = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
"""The months, for what stands behind the number of a day."""
_DIGIT = re.compile(r"\d")
_NUMBER_WORDS = frozenset(
    (*ONES, *TENS, *SCALES, *PARTS, *(f"{part}s" for part in PARTS), *(f"{word}fold" for word in (*ONES, *TENS)))
) | frozenset(
    "decade decades dozen century centuries fortnight fortnights score double doubled doubling triple tripled tripling treble trebled trebling quadruple quadrupled quadrupling halve halved halving twice thrice".split()
)
"""Words without one of which, or a digit, there is no number."""
_UNIT = re.compile(
    r"[ -]*(?:\n[ \t]*)?(?:\+ ?)?(?:(?:(?:full|whole|long|good|happy|solid|busy|consecutive|calendar|odd|straight|short|combined|hard|uninterrupted|unbroken|continuous|rewarding|wonderful|enjoyable|productive|successful|fruitful|part-time|full-time|working|professional|paid|home|office|remote|study|vacation|holiday|leave|training),? )+)?(?P<unit>years?(?! ?\d(?!\d? ?(?:months?|mos?)\b))|yrs?|(?:(?<=\d)|(?<=\d ))y(?= ?\d\d? ?m(?:os?)?\b)|months?|mos?|weeks?|days?|hours?|hrs?|minutes?|mins?|(?:(?<=\d)|(?<=\d ))h(?=[ /.,;)]|$)|(?:(?<=\dy \d)|(?<=\dy \d\d))m(?=[ /.,;)]|$)|seconds?|secs?|ms|km|kg|m²|decades?|fortnights?|seasons?|terms?|shifts?|quarters?)\b",
    re.IGNORECASE,
)
_TO = re.compile(r" ?[-–—] ?| to | or ")
_BETWEEN = re.compile(r"\b(?:between|from)(?: (?:US|about|around|roughly|some))?[ $£€]*$", re.IGNORECASE)
_BETWEEN_AT_MOST = 20
_SCALE_LAST = re.compile(r"(hundred|thousand|million|billion|lakh|crore|k|mn?|bn?)$", re.IGNORECASE)
_UNSCALED = 1000
"""From here a number has its scale already: `£1,500 to £2k`."""
_ROUNDED = (0.97, 1.06)
"""How large a value may be beside the round number in words that says it, as shares of that."""
_MOST_ADDED = 12
_EXACT = 1e-6
_FEW_WHOLES = frozenset("two three four five six seven eight nine ten".split())
"""Of so many a share in words is no more exact than that."""
_OF_PART = 0.1
"""What a share in words is told to, as a part of it: `a third` is said of 32 to 35%."""
_TOTAL = 0.05
"""How far `about 170` may lie from the sum of what the sentence gives."""
_THAN = re.compile(
    r"(?: [a-z-]+){0,3},? ?\(?(?:(?:up|down|rising|falling)(?: from)?|from|compared (?:to|with)|against|instead of|rather than|versus|vs\.?|where it was) "
)
"""Between a number and the one that it is compared with."""
_ONWARDS = re.compile(
    r"(?: (?:a|an|per|each|every) [a-z]+)?,? (?:down |up |on |back |all the way )?to (?:about |around |roughly |just |only |under |over )?"
)
_FROM = re.compile(r"\bfrom (?:about |around |roughly |over |under |some |nearly |almost )?$")
"""Before a share that became another: `from six percent a month to 3.1`."""
_OF_PERCENT = re.compile(r" of (?:an? |one |1 )?(?:per ?cent(?:age point)?|%)", re.IGNORECASE)
_OF_HOUR = re.compile(r" of an hour\b", re.IGNORECASE)
_UNIT_NAMES = {"yr": "year", "y": "year", "mo": "month", "m": "month", "hr": "hour", "h": "hour", "min": "minute", "sec": "second"}
_OR_SO_AFTER = compiled(
    r"(?:\W*\w+)? or so\b|-odd\b|[^.;:\d]{0,40}?\b(?:give or take|plus or minus|more or less|or thereabouts)\b(?! than\b)", re.IGNORECASE
)
_HEDGED_BEHIND = 60
"""Characters behind a number in which it is said to be a round one: `five years at Acme, give or take a month`."""
_HEDGED_BEFORE = 30
_SPREAD = re.compile(
    r"\b(?:spread|split|divided|distributed|scattered|stretched|presid\w+|charge|control|authority|command|took|taken?) over\s*$"
)
"""Before a number that `over` makes no bigger: `170 people spread over two mills`."""
_SHORT_YEAR = re.compile(r"(?<![\w'’‘])['’‘]\d\d(?![\w%'’‘]|[.,:/]\d)")
_QUOTED = re.compile(r" (?:[a-z]+ ){0,2}[a-z]{3,}s\b(?<!\bwas)(?<!\bhas)|[^'’‘\n]{0,80}['’‘](?!\w)")
"""Behind a number that a quotation begins with: `'12 shops in a year'`."""
_FOLLOWING = re.compile(r"[\s-]*(?:of )?(?:the |my |our |your |their |its )?([^\W\d_][\w'-]*)")
"""The word that a number counts."""


@dataclass(frozen=True)
class Number:
    """A number as written: `text[start:end]`. `unit` is "%", "currency", "x" (a factor), a unit of time or measure, "year" for 2019, or ""."""

    value: float
    start: int
    end: int
    unit: str = ""
    hedge: str = ""
    """"over", "under", "about" or "" ."""
    word: bool = False
    """Written in words."""
    after: str = ""
    """The word that follows number and unit, in lower case: what is counted."""
    grain: float = 0.0
    """What the last digit told is worth where a scale stands behind the digits: 1000 for `171k`."""


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Number, ...]:
    """Every number of a text in reading order."""
    if not _DIGIT.search(text) and _NUMBER_WORDS.isdisjoint(tokens(text)):
        return ()
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        value, unit = number_values.value(match)
        if _SHORT_YEAR.match(text, match.start() - 1) and not _QUOTED.match(text, match.end()):
            value, unit = number_values.century(match["digits"]), "year"
        if value is not None:
            number = _number(text, match, value, unit)
            if found:
                found[-1] = _ranged(text, found[-1], number)
                number = _compared(text, found[-1], number)
            found.append(number)
    return tuple(found)


def is_rounding(said: Number, value: float) -> bool:
    """Whether a number is a plain way to say a value with more digits: `eleven million` for 11.4 million, `$171k` for 170,800."""
    if said.grain and not said.hedge and value % said.grain:
        return abs(value - said.value) <= said.grain / 2
    if not said.word or said.hedge or said.value < _UNSCALED or not _ROUNDED[0] <= value / said.value <= _ROUNDED[1]:
        return False
    plain = f"{said.value:.0f}"
    return value % float(10 ** (len(plain) - len(plain.rstrip("0")))) != 0


def is_total(text: str, at: int, number: Number) -> bool:
    """Whether other numbers of a sentence that stand one behind another add up to the one at a place: `106 people: 94 here, twelve there`."""
    given = find(text)[:_MOST_ADDED]
    if len(given) < 3 or number.value <= 1:
        return False
    others = [other.value for other in given if other.unit == number.unit and other.start != at]
    near = _TOTAL * number.value if number.hedge == "about" else _EXACT
    return any(
        abs(sum(others[first:last]) - number.value) <= near for first in range(len(others)) for last in range(first + 2, len(others) + 1)
    )


def _ranged(text: str, low: Number, high: Number) -> Number:
    """The first number of `40 to 50 thousand`, `40-50k`, `90-100%` with the scale and the share that stand behind the second."""
    between = text[low.end : high.start]
    if low.unit not in ("", "currency") or not (
        _TO.fullmatch(between) or (between == " and " and _BETWEEN.search(text[max(0, low.start - _BETWEEN_AT_MOST) : low.start]))
    ):
        return low
    if high.unit == "%" and not low.unit:
        return replace(low, unit="%")
    scale = _SCALE_LAST.search(text[high.start : high.end].rstrip("+ "))
    many = SUFFIXES.get(scale[1].lower(), 100.0) if scale else 1.0
    return replace(low, value=low.value * many) if low.value < high.value / many and low.value < _UNSCALED else low


def _compared(text: str, before: Number, number: Number) -> Number:
    """The second number of `92%, up from 75` or `from 6% to 3.1` with the share that stands behind the first."""
    if before.unit != "%" or number.unit or number.after not in ("", "for", "in", "at"):
        return number
    between = text[before.end : number.start]
    became = _ONWARDS.fullmatch(between) and _FROM.search(text, max(0, before.start - _BETWEEN_AT_MOST), before.start)
    return replace(number, unit="%") if became or _THAN.fullmatch(between) else number


def _number(text: str, match: re.Match[str], value: float, unit: str) -> Number:
    start, end = match.end() - len(match.group().lstrip()), match.end()
    if not unit and (found := _UNIT.match(text, end)):
        name = found["unit"].lower()
        name = _UNIT_NAMES.get(name.removesuffix("s"), name.removesuffix("s") if name != "ms" else name)
        value, unit = (
            (value * 10, "years")
            if name == "decade"
            else (value * 2, "weeks")
            if name == "fortnight"
            else (value, f"{name}s" if name[-1].isalpha() and name not in ("ms", "km", "kg") else name)
        )
        end = found.end()
    if match["part"] and (percent := _OF_PERCENT.match(text, end)):
        value, end = value / 100, percent.end()
    if match["part"] and (of_hour := _OF_HOUR.match(text, end)):
        value, unit, end = value * 60 / 100, "minutes", of_hour.end()
    following = _FOLLOWING.match(text[end : end + 40])
    return Number(
        value,
        start,
        end,
        unit,
        _hedge(text, match, start),
        bool(match["words"] or match["idiom"] or match["mixed"] or match["part"]),
        following[1].lower() if following else "",
        number_values.grain(match) if match["digits"] else _OF_PART * value if match["part"] else 0.0,
    )


def _hedge(text: str, match: re.Match[str], begin: int) -> str:
    if match["plus"] or match["wordplus"] or (match["idiom"] and text.startswith(" or more", match.end())):
        return "over"
    if (
        (match["words"] and OR_SO.search(match["words"]))
        or (_OR_SO_AFTER.may_stand(text) and _OR_SO_AFTER.match(text, match.end(), match.end() + _HEDGED_BEHIND))
        or (match["ratio"] and not match["of"].isdigit() and match["all"].lower() in _FEW_WHOLES)  # `four in five` is said of 78% too
    ):
        return "about"
    before = _BEFORE.search(text, max(0, begin - _HEDGED_BEFORE), begin) if _BEFORE.may_stand(text) else None
    if not before:
        return ""
    words = before.group().lower().strip()
    if words == "over" and _SPREAD.search(text, max(0, begin - _HEDGED_BEFORE), begin):
        return ""
    return next((name for name in ("under", "about", "over") if _HEDGED[name].match(words)), "")
