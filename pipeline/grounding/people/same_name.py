"""Whether two words of names are the same person's: in full, as an initial, cut, drawn out or under a usual short form.

    same("Bob", all_parts(["Robert Brandom"]))     -> True

Accents, hyphens and apostrophes do not count. Not covered: names in another alphabet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:['’ʻ-][^\W\d_]+)*")
AFTER_NAME = frozenset(
    "phd md rn bsc ba msc ma mba cpa jr sr ii iii iv esq dds dvm llb llm rgn rm mbbs frcs pe pmp acca cfa bsn msn np cissp shrm ms bs he she they him her them".split()
)
_SHORT = {
    "bob": "robert", "rob": "robert", "robbie": "robert", "bill": "william", "will": "william", "billy": "william", "liam": "william", "dick": "richard", "rick": "richard", "rich": "richard", "tom": "thomas", "tommy": "thomas",
    "mike": "michael", "mick": "michael", "jim": "james", "jimmy": "james", "jamie": "james", "joe": "joseph", "joey": "joseph", "jack": "john", "johnny": "john", "kate": "katherine", "katie": "katherine", "kathy": "katherine", "cathy": "catherine",
    "liz": "elizabeth", "beth": "elizabeth", "lizzie": "elizabeth", "betty": "elizabeth", "eliza": "elizabeth", "lisa": "elizabeth", "peggy": "margaret", "maggie": "margaret", "meg": "margaret", "greta": "margaret", "ted": "edward", "ed": "edward", "eddie": "edward",
    "tony": "anthony", "andy": "andrew", "drew": "andrew", "dave": "david", "steve": "stephen", "harry": "harold", "hank": "henry", "chuck": "charles", "charlie": "charles", "becky": "rebecca", "sue": "susan", "susie": "susan", "jen": "jennifer",
    "jenny": "jennifer", "bella": "isabella", "sasha": "alexander", "lex": "alexander", "sandy": "alexandra", "nick": "nicholas", "nicky": "nicholas", "pat": "patricia", "patty": "patricia", "trish": "patricia", "paddy": "patrick",
    "peter": "pete", "gus": "augustus", "larry": "lawrence", "jerry": "gerald", "gerry": "gerald", "pepe": "jose", "paco": "francisco", "pancho": "francisco", "nacho": "ignacio", "memo": "guillermo", "lupe": "guadalupe", "debbie": "deborah",
    "mandy": "amanda", "tina": "christina", "terry": "teresa", "molly": "mary", "polly": "mary", "nan": "nancy", "dot": "dorothy", "vicky": "victoria", "tori": "victoria", "ginny": "virginia", "hal": "henry", "ron": "ronald", "don": "donald",
    "nate": "nathaniel", "jake": "jacob", "frank": "francis", "frankie": "francis", "abe": "abraham", "kit": "christopher", "xander": "alexander", "alec": "alexander", "lexi": "alexandra", "nell": "eleanor", "ellie": "eleanor", "nellie": "eleanor",
    "nora": "eleanor", "lottie": "charlotte", "hattie": "harriet", "tess": "theresa", "tessa": "theresa", "cindy": "cynthia", "sally": "sarah", "daisy": "margaret", "rosie": "rosemary", "annie": "anna", "nina": "antonina", "misha": "mikhail",
    "kolya": "nikolai", "vova": "vladimir", "volodya": "vladimir", "dima": "dmitry", "zhenya": "evgeny", "pasha": "pavel", "vanya": "ivan", "lyosha": "aleksei", "alyosha": "aleksei", "katya": "ekaterina", "masha": "maria", "dasha": "daria",
    "nastya": "anastasia", "sveta": "svetlana", "kasia": "katarzyna", "gosia": "malgorzata", "asia": "joanna", "basia": "barbara", "kuba": "jakub", "tomek": "tomasz", "jurek": "jerzy", "pepa": "josefa", "lola": "dolores", "chema": "jose",
    "quique": "enrique", "kike": "enrique", "charo": "rosario", "concha": "concepcion", "chus": "jesus", "toni": "antonio", "ze": "jose", "chico": "francisco", "beppe": "giuseppe", "pippo": "filippo", "gigi": "luigi", "hans": "johannes",
    "jan": "johannes", "uli": "ulrich", "fritz": "friedrich", "seppi": "josef", "mimi": "maria", "mo": "mohammed", "memed": "mehmet", "beto": "alberto", "josie": "josephine", "susy": "susan", "davey": "david",
}  # fmt: skip
"""Short forms that are no beginning of the name they stand for, or that the rule of beginnings would miss."""
_SHORTEST_BEGINNING = 3
_SHORTEST_END, _LONGEST_CUT = 4, 5
_PET_ENDING = re.compile(r"(?:ie|ey|y|i|ita|ito|inha|inho|ek|ka|usha|sha)$")
FULL_NAME = 2


def all_parts(names: Iterable[str | None]) -> frozenset[str]:
    """The parts of all words of some names."""
    return frozenset().union(*(_parts_of(name) for name in names if name))


@lru_cache(maxsize=1024)
def _parts_of(name: str) -> frozenset[str]:
    return frozenset(part for match in WORD.finditer(name) for part in parts(match.group()))


@lru_cache(maxsize=8192)
def parts(word: str) -> frozenset[str]:
    """A word as it is compared: whole, and hyphened or with an apostrophe, its pieces too."""
    plain = folded(word)
    return frozenset({plain, plain.replace("-", "").replace("'", ""), *re.split(r"[-'ʻ]", plain)} - {""})


def same(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of those of a name, in full, as an initial, or as a short form."""
    plain = folded(word).removesuffix("'s").strip("'.")
    if plain in known or plain.replace("-", "").replace("'", "") in known:
        return True
    pieces = re.split(r"[-'ʻ]", plain)
    if len(pieces) > 1 and all(piece in known for piece in pieces):
        return True
    if len(plain) == 1:
        return any(other.startswith(plain) for other in known)
    long = _SHORT.get(plain)
    return any(
        other == long
        or _is_pet_form(plain, other)
        or _SHORT.get(other) == plain
        or (len(plain) >= _SHORTEST_BEGINNING and other.startswith(plain))
        or (len(other) >= _SHORTEST_BEGINNING and plain.startswith(other) and len(plain) - len(other) < 6 and len(other) > 3)
        for other in known
    )


def _is_pet_form(short: str, name: str) -> bool:
    """Whether a name was cut and given an ending, or is the end of the full one: `Timmy` for Timothy, `Lena` for Elena, `Beto` for Alberto."""
    base = _PET_ENDING.sub("", short)
    if base != short:
        doubled = len(base) > _SHORTEST_BEGINNING and base[-1] == base[-2]
        stem = base[:-1] if doubled else base
        if ((doubled or len(stem) > _SHORTEST_BEGINNING) and name.startswith(stem)) or _SHORT.get(f"{base}y") == name:
            return True
    return len(short) >= _SHORTEST_END and len(name) - len(short) <= _LONGEST_CUT and name.endswith(short)


def outgrows(word: str, known: frozenset[str]) -> bool:
    """Whether a surname only begins like a known name: `Dr Fergusson` for Fergus."""
    plain = folded(word).removesuffix("'s")
    return plain not in known and not any(part in known for part in parts(word)) and not any(other.startswith(plain) for other in known)


def misspelt(words: list[str], known: frozenset[str], names: Iterable[str | None]) -> list[str]:
    """The surname of a full name that is nearly the known one: a first name may be cut or drawn out, a surname only shortened to its initial."""
    word = words[-1]
    if len(words) < FULL_NAME or len(word) == 1 or not parts(word).isdisjoint(known):
        return []
    split = ([one for one in WORD.findall(name) if folded(one) not in AFTER_NAME] for name in names if name)
    surnames = all_parts(one[-1] for one in split if len(one) >= FULL_NAME)
    return [word] if surnames and not same(word, known - surnames) else []
