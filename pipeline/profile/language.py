"""Which language a document seems to be in, for the warning that facts may be missing.

Counts the commonest small words of five languages. Does not tell apart languages it does not list: they yield the general warning.
"""

from __future__ import annotations

import re
from collections import Counter

_SMALL_WORDS = {
    "English": "the and of to in for with is on at by from as our we you your will be are that this",
    "French": "le la les des du et en pour dans avec une un est sur au aux par vous nous votre qui",
    "German": "der die das und in für mit von zu im den ein eine auf ist sie wir als bei des",
    "Spanish": "el la los las de y en para con una un es por del que al se su nuestro como",
    "Italian": "il lo gli di e per con una un del della che nel sono al alla dei nella come da",
}
_LANGUAGES_OF = {
    word: [name for name, words in _SMALL_WORDS.items() if word in words.split()]
    for words in _SMALL_WORDS.values()
    for word in words.split()
}
_SAMPLE = 20_000
"""Characters that are looked at."""
_LEAST = 6
_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")


def warning(text: str) -> str | None:
    """A line for `warnings` where the document is not English, else None."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if letters and len(_LATIN.findall(sample)) < 0.5 * letters:
        return "the document is not in the Latin alphabet: facts may be missing"
    counts = Counter(name for word in re.findall(r"[^\W\d_]+", sample.lower()) for name in _LANGUAGES_OF.get(word, ()))
    best, hits = max(counts.items(), key=lambda item: item[1], default=("English", 0))
    if best != "English" and hits > 1.2 * counts["English"] + _LEAST:
        return f"the document seems to be in {best}: facts may be missing"
    return None
