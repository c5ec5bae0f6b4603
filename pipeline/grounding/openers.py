"""Whether the one word that opens a sentence is any word with the capital of its place, and nobody's name.

    is_word(sources, "Listing says remote.", 7)          -> True
    is_word(sources, "Rosalind says you are hiring.", 8) -> False

A word is one of everyday use, one that a document has in small letters, or what a verb without an object is said of: `Caveat noted.`
Those that are also given names (`Grace`, `Will`) stay names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.common_words import COMMON
from pipeline.grounding.words import place_of_whole
from pipeline.profile.vocabulary import COMMON_WORDS, DISCIPLINES, ORGANISATION_WORDS, TITLE_NOUNS

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources

_SPEAKING = frozenset(
    """
    ad ads advert advertisement announcement article banner blog blurb brief brochure bulletin caption cv description email flyer footer graph guideline header heading headline homepage inbox label leaflet link listing logo mail map
    memo notice opening page poll portal post poster posting preview quote rating rumor rumour scorecard sheet sign site spec statement subtitle summary survey tagline text title transcript tweet url vacancy website wiki
    adversity boredom bosses chaos critics curiosity everybody failure folk folks fear habit hardship honesty hunger instinct kids life locals logic love luck money nobody parents peers people pride rivals somebody strangers tradition travel truth
    viewers visitors war wisdom
    duly easier later less nuff rather rarely safer seldom shorter simpler sooner sweeter worse
    """.split()
)
"""What speaks, teaches or tells without being a person of that name, and what is said better or sooner."""
_GIVEN = frozenset(
    """
    abby april art august autumn bill bob brandy brook brooks buck carol chance chase cher chip christian cliff clay colt crystal daisy dale dawn dean destiny dick drew duke dusty earl eve faith fern flora frank gene ginger glen grace grant guy hazel
    heath heather holly hope iris ivy jack jade jasmine jay jean jewel joy june justice lance lily mark mason matt max may melody mercy miles misty nick norm olive opal pat pearl peg penny pierce precious ray red reed rich rob robin rod rose ruby
    rusty sage sandy serenity skip sky star stone sue summer terry tony trinity victor violet ward wade will wren
    """.split()
)
_MADE = ("tion", "sion", "ness", "ment", "ship", "ity")
_MADE_GIVEN = frozenset("charity felicity trinity verity serenity unity amity chastity clement".split())
"""Given names with the ending of a noun that is made from another word."""
_WITHOUT_OBJECT = re.compile(
    r" (?:(?:noted|recommended|mentioned|suggested|introduced|encouraged|referred|praised|told|urged|put|explained|pointed out)(?=\s*(?:[.,:;!?)]|$)| (?:and|but|though|than)\b)|(?<=ly )said(?=\s*(?:[.,:;!?]|$)))"
)


def is_word(sources: Sources, sentence: str, end: int) -> bool:
    """Whether `sentence[:end]`, one word at its beginning, is no name."""
    word = sentence[:end].lower()
    if word in _GIVEN:
        return False
    return (
        any(one in _SPEAKING or _is_everyday(one) for one in (word, word.removesuffix("s")))
        or (word.removesuffix("s").endswith(_MADE) and word not in _MADE_GIVEN)
        or _WITHOUT_OBJECT.match(sentence, end) is not None
        or any(place_of_whole(source.text, word) >= 0 for source in (sources.resume, sources.job))
    )


def _is_everyday(word: str) -> bool:
    return word in COMMON or word in COMMON_WORDS or word in DISCIPLINES or word in ORGANISATION_WORDS or word in TITLE_NOUNS
