"""Names of files that tell what is in them, in letters that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 40
"""Characters of one part of a name."""
_LETTERS: Final = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})


def slug(text: str) -> str:
    """Small letters, digits and hyphens: `Zoë Ødegård` becomes `zoe-odegard`. Empty where a text has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
