"""Words of titles: ranks, what lowers a title, trades that people use for one another.

words("Sr. Backend Developer")   -> the stems of senior, sr, backend, developer
kin(stem("developer"))           -> the stems of developer, engineer, programmer
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.grounding.words import WORD, stem
from pipeline.profile.vocabulary import FOREIGN_TITLE_NOUNS, TITLE_NOUNS

_OF_SCHOOL = re.compile(r"(?<!\w)[A-Z][\w.'’]+-(?:trained|educated|schooled|based|born|bred) ")
"""Before a trade, where somebody learned it or lives: `Vale-trained lawyer`."""
_AND = re.compile(r" ?[+|&;] ?| ?/ ?")
RANKS = frozenset(
    "senior sr lead principal staff head chief director vp president executive master distinguished supervising managing general regional national global charge".split()
)
"""Words that raise a title."""
STRICT_RANKS = frozenset("senior sr lead principal head chief director vp president staff distinguished charge".split())
LOWER = frozenset("assistant deputy junior jr trainee apprentice intern student vice sous associate acting aide helper".split())
"""Words without which a title is higher than with them."""
DEPUTIES = frozenset("deputy vice sous assistant".split())
"""Words of whoever stands right below another: a rank over those without it."""
KIN = (
    frozenset("developer engineer programmer".split()), frozenset("teacher educator instructor tutor lecturer".split()), frozenset("attorney lawyer counsel solicitor advocate barrister".split()),
    frozenset("doctor physician".split()), frozenset("leader lead".split()), frozenset("adviser advisor consultant".split()), frozenset("salesperson salesman saleswoman seller".split()),
    frozenset("chef cook".split()), frozenset("waiter waitress server".split()), frozenset("chair chairman chairperson chairwoman".split()), frozenset("vp president".split()), frozenset("rn nurse".split()),
    frozenset("scientist researcher".split()), frozenset("sre engineer".split()), frozenset("cofounder co-founder founder".split()), frozenset("driver operator".split()), frozenset("maker creator".split()),
    frozenset("journalist reporter correspondent".split()), frozenset("carer caregiver".split()), frozenset("technician mechanic".split()), frozenset("freelancer freelance".split()),
)  # fmt: skip
"""Heads of titles that people use for one another."""
_ABBREVIATED = {
    "sr": "senior",
    "jr": "junior",
    "vp": "president",
    "swe": "engineer",
    "sde": "engineer",
    "sre": "engineer",
    "pm": "manager",
    "rn": "nurse",
    "ceo": "chief",
    "cto": "chief",
    "cfo": "chief",
    "coo": "chief",
    "cio": "chief",
    "cmo": "chief",
    "ciso": "chief",
    "dba": "administrator",
    "ta": "assistant",
    "ra": "assistant",
}
SOFT = frozenset(
    "member members supporter fighter reader leader mentor coach driver owner maker host partner expert specialist generalist helper hand supporter believer listener author writer keeper volunteer advocate ambassador student guide head lead fellow".split()
)
"""Words that describe a person as often as they name a post; in small letters and alone they are no title."""
OFFICES = frozenset({"partner"})
"""Soft words that name an office where a house stands right behind them: `a partner at Acme`."""
MANAGERS = frozenset(
    "manager director head chief president superintendent controller principal headteacher headmaster ceo cto cfo coo".split()
)
"""Words of command: in small letters and without an article they are a title too, behind another word."""
RANK_STEMS = frozenset(stem(word) for word in RANKS)
STRICT_RANK_STEMS = frozenset(stem(word) for word in STRICT_RANKS)
MANAGER_STEMS = frozenset(stem(word) for word in MANAGERS)
DEPUTY_STEMS = frozenset(stem(word) for word in DEPUTIES)
OFFICE_STEMS = frozenset(stem(word) for word in OFFICES)
LOWER_STEMS = frozenset(stem(word) for word in LOWER)
_KIN_STEMS = tuple(frozenset(stem(word) for word in group) for group in KIN)


def kin(word: str) -> frozenset[str]:
    """A stem and those that people use for it."""
    return frozenset({word}).union(*(group for group in _KIN_STEMS if word in group))


SUITS = re.compile(
    r"\b(?:lend|speak|relate|appl[iy]|transfer|translate|map|match|answer|fit|cater|carr[iy])\w*(?: [\w’'-]+){0,2} (?:as|is|was|to|of) $"
)
"""What a background is good for: `My background lends itself to`."""
IS_WHAT = re.compile(r"[^,;.]{3,80}? (?:sounds?|seems?|would|will|is|means?|must|looks?|feels?|might|can|could)\b")
"""Behind a title that is the subject of what it is like: `Being the first lead there sounds good`."""
NOUNS = TITLE_NOUNS | FOREIGN_TITLE_NOUNS
"""Without one of these words there is no title."""


def is_title_noun(word: str) -> bool:
    """Whether a word is the noun of a title, in singular."""
    plain = word.lower()
    return plain in TITLE_NOUNS or plain in FOREIGN_TITLE_NOUNS or plain.rsplit("-", maxsplit=1)[-1] in TITLE_NOUNS


def parts(title: str) -> tuple[str, ...]:
    """The titles of one that is several: `Fellow + Engineering Intern`, `Producer / Editor`; none where a part has no title noun."""
    found = tuple(_AND.split(title))
    whole = all(any(is_title_noun(match.group()) for match in WORD.finditer(part)) for part in found)
    return found if len(found) > 1 and whole else ()


@lru_cache(maxsize=1024)
def initials(text: str) -> dict[str, frozenset[str]]:
    """The initials of two to four words of a title that stand side by side, as stems, with the stems of the words: `ml` for `Machine Learning`, `cx` for `Customer Experience`."""
    said = [match.group().lower() for match in WORD.finditer(text)]
    runs = [said[first : first + many] for many in (2, 3, 4) for first in range(len(said) - many + 1)]
    spelled = (("".join(first(word) for word in run), run) for run in runs for first in (_first, _sounded))
    return {stem(letters): frozenset(map(stem, run)) for letters, run in spelled}


def _first(word: str) -> str:
    return word[0]


def _sounded(word: str) -> str:
    """What a word is called by at its beginning where that is not its first letter: `x` for `experience`, `sw` for `software`."""
    return "x" if word.startswith("ex") else "sw" if word == "software" else word[0]


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The stems of a title's words, with what its abbreviations stand for."""
    found = {match.group().lower().rstrip(".") for match in WORD.finditer(_OF_SCHOOL.sub("", text).replace("/", " ").replace("-", " "))} - {
        "of",
        "the",
        "and",
        "for",
        "a",
        "an",
        "in",
        "at",
    }
    return frozenset(stem(word) for word in found | {_ABBREVIATED[word] for word in found if word in _ABBREVIATED})
