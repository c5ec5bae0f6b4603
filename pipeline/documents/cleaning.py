"""Cleaning that all formats share: Unicode normal form, invisible characters, white space, bullets.

Covers: NFC; compatibility forms of ligatures, mathematical letters and spaces; zero-width, bidi, tag, filler and variation
characters (removed and reported, because they can carry text that a person does not see); control characters; icons; soft hyphens;
bullet glyphs at the start of a line, which become `- `; runs of spaces and of blank lines.
Does not cover: hidden text, which only the reader of the format can see; spelling; full-width Latin letters.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.schema import Removed

COMPATIBILITY = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\U0001d400-\U0001d7ff]")
LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
ICONS = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Private-use characters: pictures of icon fonts."""
SOFT_HYPHEN = re.compile("\u00ad(?:[ \t]*\n[ \t]*)?")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufe00-\ufe0f\ufffe\uffff]")
GAP = re.compile(r"[ \t]+")
BULLET_GLYPHS = (
    "\u2022\u2023\u2043\u204c\u204d\u2219\u25a0\u25a1\u25aa\u25ab\u25b6\u25b8\u25ba\u25c6\u25cb\u25cf\u25e6\u2756\u27a2\u27a4\u29bf\u00b7"
)
BULLET = re.compile(f"(?m)^[ \t]*(?:[{BULLET_GLYPHS}][ \t]*|[*\u2013-][ \t]+)")

INVISIBLE: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    # Persian and Indic scripts spell with joiners, so those between their letters stay.
    ("zero-width characters", "", re.compile("[\u200b\u2060-\u2064\ufeff\u180e]|(?<![\u0600-\u0dff])[\u200c\u200d]")),
    ("bidi control characters", "", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    ("tag characters", "", re.compile("[\U000e0000-\U000e007f]+")),
    # What has no shape of its own (the rest of Unicode's Default_Ignorable_Code_Point), and letters that are blank.
    ("variation selectors", "", re.compile("[\U000e0080-\U000e0fff]+|[\ufe00-\ufe0f]{2,}")),
    ("filler characters", "", re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u206a-\u206f\u2800\u3164\uffa0\ufff0-\ufffb"
                                         "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]+")),
)  # fmt: skip


def clean(text: str) -> tuple[str, list[Removed]]:
    """The text as a person reads it, and what was invisible in it."""
    text = LINE_BREAKS.sub("\n", text)
    text, removed = _without_invisible(text)
    text = COMPATIBILITY.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = unicodedata.normalize("NFC", SPACES.sub(" ", ICONS.sub(" ", text)))
    text = CONTROL.sub("", SOFT_HYPHEN.sub("", text))
    return _tidy(text), removed


def _without_invisible(text: str) -> tuple[str, list[Removed]]:
    removed = []
    for what, replacement, pattern in INVISIBLE:
        found = "".join(pattern.findall(text))
        if found:
            removed.append(Removed(what=what, why=_code_points(found), count=len(found)))
            text = pattern.sub(replacement, text)
    return text, removed


def _code_points(characters: str) -> str:
    """At most five distinct code points, so that a report stays one line."""
    distinct = sorted(set(characters))
    names = ", ".join(f"U+{ord(character):04X}" for character in distinct[:5])
    return names + (f" and {len(distinct) - 5} others" if len(distinct) > 5 else "")


def _tidy(text: str) -> str:
    text = BULLET.sub("- ", text)
    text = GAP.sub(lambda gap: "\t" if "\t" in gap[0] or len(gap[0]) > 2 else " ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", text).strip()
