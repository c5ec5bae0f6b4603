"""What a number is worth, by the form in which it is written: digits, words, idioms, shares.

    value(match)    -> (0.5 * 10, "years") for `half a decade`, (214_000.0, "currency") for `£214k`
    grain(match)    -> 1000.0 for `171k`
    century("98")   -> 1998.0 for `'98`

`match` is one of the pattern of `numbers`, which names the forms as its groups.
"""

from __future__ import annotations

import re

ONES = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000, "billion": 1_000_000_000}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9, "lakh": 1e5, "crore": 1e7}
_PLURAL = re.compile(r" [a-z-]{2,20}s\b")
_THOUSANDS = re.compile(
    r"(?<=\d)[  ’'](?=\d{3})|,(?=\d{3}(?!\d))|(?<=[1-9])\.(?=\d{3}$)|(?<=[1-9]\d)\.(?=\d{3}$)|(?<=[1-9]\d\d)\.(?=\d{3}$)"
)
"""What parts thousands in digits."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_THIS_CENTURY = 50
"""Below it two digits are a year of this century."""
OR_SO = re.compile(r"[ -](?:odd|or so)$")


def value(match: re.Match[str]) -> tuple[float | None, str]:
    """Value and unit, as far as the number itself tells."""
    return next(read(match) for name, read in _FORMS.items() if match[name])


def _idiom(match: re.Match[str]) -> tuple[float, str]:
    text = match["idiom"].lower()
    size = next(
        (
            n
            for name, n in (
                ("decade", 10),
                ("dozen", 12),
                ("centur", 100),
                ("fortnight", 2),
                ("score", 20),
                ("million", 1e6),
                ("billion", 1e9),
                ("thousand", 1e3),
                ("hundred", 1e2),
            )
            if name in text
        ),
        1,
    )
    many = _portion(text)
    if text.endswith("cent"):
        return many, "%"
    return many * size, "year" + "s" if "decade" in text or "centur" in text else "weeks" if "fortnight" in text else ""


def _half_time(match: re.Match[str]) -> tuple[float, str]:
    return (30, "minutes") if "hour" in match["halftime"].lower() else (6, "months")


def _portion(text: str) -> float:
    """How many of its larger unit an idiom tells: `half a`, `a third of a`, `three`, none before a bare `decade`."""
    share, of, _ = text.partition(" of ")
    words = re.split(r"[ -]", share)
    if of:
        return (1 if len(words) == 1 or words[0] in ("a", "an", "one") else _cardinal(words[0])) / PARTS[words[-1].removesuffix("s")]
    return 0.5 if words[0] == "half" else 1 if words[0] in ("a", "an") or words[0] == text else _cardinal(words[0])


def _fold(match: re.Match[str]) -> tuple[float, str]:
    text = match["fold"].lower()
    if match["folds"]:
        return _cardinal(match["folds"].lower()), "x"
    return next(
        n
        for stem, n in (("doubl", 2), ("tripl", 3), ("trebl", 3), ("quadrupl", 4), ("halv", 0.5), ("in half", 0.5))
        if text.startswith(stem)
    ), "x"


def _times(match: re.Match[str]) -> tuple[float, str]:
    """`Twice as many`, `three times as fast`."""
    many = match["times"].lower().split()[0]
    return {"twice": 2.0, "thrice": 3.0}.get(many) or (float(many) if many[0].isdigit() else _cardinal(many)), "x"


def _part(match: re.Match[str]) -> tuple[float, str]:
    """In percent."""
    words = re.split(r"[ -]", match["part"].lower())
    many = 1 if len(words) == 1 or words[0] in ("a", "an") else ONES[words[0]]
    return 100 * many / PARTS[words[-1].removesuffix("s") if words[-1] != "half" else "half"], "%"


def _mixed(match: re.Match[str]) -> tuple[float, str]:
    """`three and a half`."""
    part = 0.5 if "half" in match["mixed"].lower() else 0.25
    return (_cardinal(match["whole"].lower()) + part) * SCALES.get((match["many"] or "").lower(), 1), ""


def _and_half(match: re.Match[str]) -> tuple[float, str]:
    """`a good year and a half`, `a million and a quarter`."""
    bit = 0.5 if match["bit"].lower() == "half" else 0.25 if match["bit"].lower() == "quarter" else 0.75
    many = (1 if match["wholes"].lower() in ("a", "an") else _cardinal(match["wholes"].lower())) + bit
    term = match["term"].lower()
    if term == "decade":
        return 10 * many, "years"
    return (many * SCALES[term], "") if term in SCALES else (many, f"{term}s")


def _ratio(match: re.Match[str]) -> tuple[float | None, str]:
    """`four in five`, in percent."""
    part, whole = _cardinal(match["of"].lower().split(" part")[0].removesuffix(" times")), _cardinal(match["all"].lower())
    return (100 * part / whole, "%") if 0 < part < whole else (None, "")


def _digits(match: re.Match[str]) -> tuple[float, str]:
    raw = match["digits"]
    if not raw.isdigit():
        raw = _THOUSANDS.sub("", raw).replace(",", ".")
    value = float(raw) if raw.count(".") <= 1 else float(raw.replace(".", ""))
    scale = match["suffix"] or match["far"] or match["scale"]
    value *= SUFFIXES[scale.lower()] if scale else 1
    if match["percent"]:
        return value, "%"
    if match["currency"]:
        return value, "currency"
    plain = not (scale or match["ordinal"] or (match["plus"] and (match["plus"] != " plus" or _PLURAL.match(match.string, match.end()))))
    return value, "year" if plain and _YEAR.fullmatch(match["digits"]) else ""


def _in_words(match: re.Match[str]) -> tuple[float, str]:
    return _cardinal(OR_SO.sub("", match["words"].lower())), "%" if match["wordpercent"] else ""


def _cardinal(text: str) -> float:
    """`three hundred and twelve` as 312."""
    if text.isdigit():
        return float(text)
    if text in ONES:
        return float(ONES[text])
    total = current = 0
    for word in re.split(r"[ -]", text):
        if word in ("a", "an"):
            current = 1
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if SCALES[word] > 100:
                total, current = total + current, 0
        elif word != "and":
            current += ONES.get(word, TENS.get(word, 0))
    return float(total + current)


def century(digits: str) -> float:
    """The year that two digits behind an apostrophe tell: 1998 for `'98`."""
    return float(digits) + (2000 if int(digits) < _THIS_CENTURY else 1900)


def grain(match: re.Match[str]) -> float:
    """What the last digit told is worth where a scale stands behind the digits."""
    scale = match["suffix"] or match["far"] or match["scale"]
    return SUFFIXES[scale.lower()] / float(10 ** len(match["digits"].partition(".")[2])) if scale else 0.0


_FORMS = {
    "digits": _digits,
    "words": _in_words,
    "idiom": _idiom,
    "halftime": _half_time,
    "fold": _fold,
    "times": _times,
    "part": _part,
    "andhalf": _and_half,
    "ratio": _ratio,
    "mixed": _mixed,
}
"""How each form of a number is read, by the group of the pattern that finds it; the commonest first."""
