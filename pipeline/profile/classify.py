"""How much a fragment of a header line looks like a title, an employer, a place, a degree or an institution.

Scores are evidence in tenths of certainty, added up by `entries`; none of them decides alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.profile.vocabulary import (
    CITIES,
    COMMON_WORDS,
    COMPANY_SUFFIX,
    DEGREE,
    DEPARTMENT_WORDS,
    DISCIPLINES,
    FOREIGN_TITLE_NOUNS,
    INSTITUTION_WORDS,
    ORGANISATION_WORDS,
    REGIONS,
    REMOTE,
    SELF_EMPLOYED,
    SENIORITY,
    STATE_CODES,
    TITLE_NOUNS,
    WEAK_INSTITUTION_WORDS,
    tokens,
)

_LEVEL = re.compile(
    r"(?:\s*(?:(?:and|/|,)\s+(?=GS))?(?:\([^()]*\)|\bGS[ -]?\d{1,2}|\b(?:I{1,3}|IV|V|[1-5]|L\d|[mwfdh]/[mwfdh](?:/[xmwfd])?|l{2,3}|CDI|CDD)|\s+[-–]))+$"
)
_AFTER_HEAD = re.compile(
    r"\s+(?:of|for|in|to|on|with|and|&|de|du|des|der|des|im|für|von|del|para|en|at|-|–|/)\s|,\s|\s[-–—:]\s|/", re.IGNORECASE
)
_GERMAN_NOUNS = (
    "entwickler", "leiter", "ingenieur", "berater", "manager", "kraft", "kaufmann", "kauffrau", "fachmann", "fachfrau", "techniker", "mechaniker", "elektroniker", "meister", "arbeiter", "verkäufer",
    "assistent", "erzieher", "pfleger", "arzt", "ärztin", "lehrer", "helfer", "sachbearbeiter", "schreiber", "fahrer", "forscher", "planer", "prüfer", "betreuer", "spezialist", "referent",
    "entwicklerin", "leiterin", "beraterin", "managerin", "technikerin", "mechanikerin", "arbeiterin", "verkäuferin", "assistentin", "erzieherin", "pflegerin", "lehrerin", "helferin", "fahrerin", "referentin",
)  # fmt: skip
"""How German compounds for occupations end."""
_IS_ORGANISATION = re.compile(r"[^,(]*\b(?:firm|company|group|chain|network|maker|provider|supplier|practice|agency) of\b", re.IGNORECASE)
"""`Top-30 firm of accountants` tells what an employer is."""
_STATE_BEHIND = re.compile(r"((?:[A-Z][\w.'’-]+ ){1,3})([A-Z]{2,3})")
_NO_STATE = frozenset("MA MS MD PA ME AB NV".split())
"""Codes that more often are a degree, an occupation or a legal form behind a name."""
_AMOUNT_OF_STUDY = re.compile(
    r"\d[\d,]* (?:of \d+ )?(?:credits?|units?|hours?|hrs?|yrs?|days?|weeks?|papers?|modules?|semesters?)\b|(?:one|two|three) (?:years?|semesters?)\b",
    re.IGNORECASE,
)
_NO_DEGREE = re.compile(r"\b(?:no|not|without(?: a)?|unfinished|incomplete)\s*$", re.IGNORECASE)
_FROM_WHEN = re.compile(r"\s*\(?\b(?:from|since|as of|until)\s[^,;()]{0,15}\d{4}\)?$", re.IGNORECASE)
_RANKS = frozenset("senior junior sr jr confirmé confirmée".split())
"""Words that may stand behind an occupation: `Data Engineer Senior`."""
_OF_A_FIELD = frozenset(("vp", "svp", "evp", "avp"))
"""Titles that their field follows: `VP Corporate Development`."""
_HEADS_OF_NAMES = frozenset(
    "university college institute université universität universidad universidade università universitat ministry bank".split()
)
"""With these a name may begin: `University of Lund`."""
_DEPARTMENT = re.compile(
    r"^(?:department|division|faculty|office|school) of |\b(?:department|dept|division|team|unit|ward|section|faculty|suite|shifts?|crew)$",
    re.IGNORECASE,
)


def head_words(text: str) -> list[str]:
    """The last word before each preposition or the end: where an English title has its noun."""
    text = _FROM_WHEN.sub("", text)
    text = _LEVEL.sub("", re.sub(r"\s*\([^\W\d_](?:/[^\W\d_])+\)", "", text))
    heads = []
    for piece in [*_AFTER_HEAD.split(text)]:
        words = tokens(_LEVEL.sub("", piece))
        if len(words) > 1 and words[-1] in _RANKS and words[-2] not in DISCIPLINES:  # `Audit Senior` is a title
            words.pop()
        if words:
            heads.append(words[-1])
    return heads


@lru_cache(maxsize=4096)
def title(text: str) -> float:
    """Evidence for a job title."""
    words = tokens(text)
    if not words or len(words) > 14 or _IS_ORGANISATION.match(text):
        return -2.0
    heads = head_words(text)
    score = 0.0
    if (heads and (_is_title_noun(heads[0]) or heads[0] == "senior")) or _opens_title(words):
        score += 3.0
    elif any(_is_title_noun(head) for head in heads[1:]):
        score += 1.8
    elif words[0] in FOREIGN_TITLE_NOUNS or any(word in FOREIGN_TITLE_NOUNS for word in words):
        score += 2.5
    elif any(_is_title_noun(word) for word in words):
        score += 0.6
    if words[0] in SENIORITY or words[0] in ("head", "vice"):
        score += 0.8
    if _has_suffix(text) and not score >= 3.0:
        score -= 2.0
    if _place_score(text) >= 2.0:
        score -= 2.0
    return score - (1.0 if text[:1].islower() else 0.0)


def _opens_title(words: list[str]) -> bool:
    """`VP Corporate Development`, `Vice President Sales`, `Head Binder`: titles by their first word, whatever the trade."""
    return (
        words[0] in _OF_A_FIELD
        or words[:2] == ["vice", "president"]
        or (words[0] == "head" and len(words) == 2 and words[1].endswith("er"))
    )


def _capitalised(text: str) -> bool:
    return text.lstrip("\"“'‘(")[:1].isupper() or text[:1].isdigit()


def _has_suffix(text: str) -> bool:
    """`ABC Ltd`, but not the state in `Aurora, CO`."""
    return bool(COMPANY_SUFFIX.search(text)) and text.rsplit(maxsplit=1)[-1] not in STATE_CODES


def _is_title_noun(word: str) -> bool:
    return (
        word in TITLE_NOUNS
        or word in FOREIGN_TITLE_NOUNS
        or word.rsplit("-", maxsplit=1)[-1] in TITLE_NOUNS
        or word.rsplit("/", maxsplit=1)[-1] in TITLE_NOUNS
        or word.endswith(_GERMAN_NOUNS)
    )


@lru_cache(maxsize=4096)
def department(text: str) -> float:
    """Evidence that a fragment after a title goes on with it: `Staff Nurse, Adult Intensive Care`."""
    words = tokens(re.sub(r"\s*\([^()]*\)$", "", text))
    if not words or _place_score(text) >= 2.0:
        return -1.0
    if _DEPARTMENT.search(text):
        return 2.0
    if words[-1].isdigit() or words[0] in ("later", "then", "previously", "formerly"):
        return 1.0
    if words[-1] in DEPARTMENT_WORDS | DISCIPLINES and all(
        word in DEPARTMENT_WORDS or word in DISCIPLINES or word in COMMON_WORDS for word in words
    ):
        return 2.0 if words[-1] in DEPARTMENT_WORDS else 1.0
    return 0.4 if title(text) >= 1.8 else -0.1


@lru_cache(maxsize=4096)
def employer(text: str) -> float:
    """Evidence for the name of an organisation."""
    words = tokens(text)
    if not words or len(words) > 12:
        return -2.0
    if SELF_EMPLOYED.fullmatch(text):
        return 3.0
    if len(words) == 1 and words[0] in ORGANISATION_WORDS and text[1:].islower() and words[0] in INSTITUTION_WORDS:
        return -1.0
    score = 0.6 if _capitalised(text) else -0.3
    if _has_suffix(text):
        score += 3.0
    elif len(words) > 1 and text.split(maxsplit=1)[0].islower() and text[:1].isalpha():  # `distribution company`, `deployed to Kuwait`
        score -= 1.2
    elif words[-1] in ORGANISATION_WORDS or (len(words) > 2 and words[0] in _HEADS_OF_NAMES):
        score += 2.2
    elif any(word in ORGANISATION_WORDS for word in words):
        score += 1.2
    return score - _unlike_employer(text)


def _unlike_employer(text: str) -> float:
    """Evidence that a name is a place's, a title or a department."""
    return (2.2 if _place_score(text) >= 2.0 else 0.0) + (1.6 if title(text) >= 3.0 else 0.0) + (0.8 if department(text) >= 1.0 else 0.0)


def place(text: str) -> float:
    """Evidence for a place: a known city or region, `City, ST`, or remote."""
    return _place_score(text)


@lru_cache(maxsize=4096)
def _place_score(text: str) -> float:
    bare = text.strip(" .()")
    lower = bare.lower()
    if lower in REGIONS or lower in CITIES or bare in STATE_CODES or REMOTE.match(bare) or re.fullmatch(r"[A-Z]{2} \d{5}(?:-\d{4})?", bare):
        return 3.0
    if behind := _STATE_BEHIND.fullmatch(bare):
        return _before_state(behind)
    several = re.split(r"\s+(?:&|/|or|and)\s+", bare)
    if len(several) > 1 and all(_place_score(part) >= 2.0 for part in several):
        return 3.0
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) > 1 and (parts[-1].lower() in REGIONS or _is_state(parts[-1])):
        return 3.0
    first = re.match(r"([^\d,()]+?)[ ,(]+(?:\(?(?:remote|hybrid|on-?site).*|\d{1,2}|\d{4,5}.*|[A-Z]{1,2}\d{1,2}.*)$", bare, re.IGNORECASE)
    if first and first.group(1).strip().lower() in CITIES:
        return 2.5
    return -0.6 if len(tokens(bare)) > 3 else 0.0


def _before_state(behind: re.Match[str]) -> float:
    """`Greeley CO`, but not `Biljettsund AB` or `Front Range Brewery CO`."""
    words = tokens(behind.group(1))
    named = any(word in ORGANISATION_WORDS or word in INSTITUTION_WORDS or _is_title_noun(word) for word in words)
    return 2.2 if behind.group(2) in STATE_CODES - _NO_STATE and not named else 0.0


def _is_state(text: str) -> bool:
    """`CA`, `CA 94588`."""
    return bool(re.fullmatch(r"[A-Z]{2,3}(?: \d{4,5}(?:-\d{4})?)?", text)) and text.split(maxsplit=1)[0] in STATE_CODES


@lru_cache(maxsize=4096)
def degree(text: str) -> float:
    """Evidence for a degree or course."""
    match = DEGREE.search(text)
    if not match or _NO_DEGREE.search(text[: match.start()]):
        return -0.2
    return 3.0 if match.start() == 0 else 2.0


@lru_cache(maxsize=4096)
def institution(text: str) -> float:
    """Evidence for a school or university."""
    words = tokens(text)
    if not words:
        return -2.0
    if len(words) == 1 and words[0] in INSTITUTION_WORDS and text[1:].islower():
        return -1.0  # `University`: the rest of a name that a line break cut off
    score = 0.5 if _capitalised(text) and not _AMOUNT_OF_STUDY.match(text) else -0.3
    if any(word in INSTITUTION_WORDS for word in words):
        score += 2.4
    elif words[-1] in WEAK_INSTITUTION_WORDS:
        score += 1.0
    if degree(text) >= 3.0:
        score -= 1.2
    if _place_score(text) >= 2.0:
        score -= 2.2
    return score
