"""The languages a person speaks, with the level printed beside each.

An item counts only if it names a human language, so that `Languages: Python, Go` yields none. Covers the names of common languages in
English, and of the commonest in French, German, Spanish and their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.profile.lines import Line, Typography, cut, fact, fact_of, paragraphs
from pipeline.profile.vocabulary import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.sections import Section
    from pipeline.schema import Fact

NAMES = frozenset(
    """
    english french german spanish italian portuguese dutch flemish danish swedish norwegian finnish icelandic irish welsh gaelic scots polish czech slovak hungarian romanian bulgarian greek turkish ukrainian
    russian belarusian estonian latvian lithuanian croatian serbian bosnian slovene slovenian macedonian albanian maltese catalan basque galician luxembourgish arabic hebrew persian farsi dari pashto kurdish
    urdu hindi bengali punjabi gujarati marathi tamil telugu kannada malayalam sinhala nepali chinese mandarin cantonese hokkien hakka teochew japanese korean vietnamese thai lao khmer burmese malay indonesian
    javanese sundanese tagalog filipino cebuano ilocano swahili kiswahili amharic tigrinya oromo somali hausa yoruba igbo twi akan ewe ga fante zulu xhosa isizulu isixhosa afrikaans sesotho setswana shona ndebele kinyarwanda
    luganda kikuyu gikuyu luo kalenjin wolof fula fulani bambara lingala malagasy georgian armenian azerbaijani kazakh uzbek kyrgyz tajik turkmen mongolian tibetan maori māori samoan tongan fijian hawaiian quechua aymara guarani nahuatl
    latin esperanto yiddish breton sami inuktitut creole kreyol bsl asl auslan punjabi sylheti mizo assamese odia konkani kashmiri sindhi berber tamazight
    anglais français allemand espagnol italien portugais néerlandais russe arabe chinois japonais englisch französisch deutsch spanisch italienisch portugiesisch niederländisch dänisch schwedisch norwegisch finnisch ungarisch rumänisch kroatisch serbisch griechisch ukrainisch persisch japanisch koreanisch vietnamesisch suédois polonais roumain turc grec rumano polaco sueco russisch arabisch chinesisch polnisch türkisch
    inglés francés alemán español castellano italiano portugués ruso árabe chino japonés catalán inglese francese tedesco spagnolo nederlands svenska norsk dansk suomi polski português rumantsch romansh
    """.split()
)
_PLAIN_NAMES = frozenset(plain(name) for name in NAMES)
_LEVEL = re.compile(
    r"\b(?:native|fluent|basic|good|conversational|intermediate|advanced|beginner|working|professional|mother tongue|bilingual|proficient|elementary|limited|excellent|spoken|written|read|[abc][12]|muttersprache|flie(?:ß|ss)end|courant|"
    r"langue maternelle|nativo|nativa|fluido|grundkenntnisse|verhandlungssicher|notions|débutant|intermédiaire|básico|avanzado|intermedio)\b",
    re.IGNORECASE,
)
_VARIETY = frozenset(
    "british american australian brazilian european mexican latin canadian swiss modern standard classical ancient levantine egyptian moroccan northern southern scottish business technical sign simplified".split()
)
_SEPARATOR = re.compile(r"\s*[,;|•·\t\n]\s*(?![^()]*\))|\s+(?:and|und|et|y|/)\s+(?![^()]*\))|\.\s+(?=[^\W\d_a-z])")
_LONGEST = 5
"""Words of an item outside brackets and before a colon."""


def spoken(text: str, sections: list[Section], typography: Typography) -> Iterator[tuple[Fact | None, Fact | None]]:
    """Each item of the language sections: as a language, or as a remark that names none."""
    for section in sections:
        groups = [_split(cut(text, group[0].start, group[-1].end)) for group in paragraphs(section.lines, typography)]
        sure = any(is_language(part.text) for parts in groups for part in parts)
        for parts in groups:
            found = [part for part in parts if is_language(part.text) or (sure and _may_be_name(part))]
            yield from ((fact_of(part), None) for part in found)
            if not found and sum(len(part.words) for part in parts) > 2:
                yield None, fact(text, parts[0].start, parts[-1].end)


def _may_be_name(part: Line) -> bool:
    """Of an unknown language beside known ones; a level on a line of its own is none."""
    return len(part.words) == 1 and part.text[:1].isupper() and not _LEVEL.fullmatch(part.text)


def is_language(text: str) -> bool:
    """Whether an item of a list is a language, perhaps with its level."""
    head = plain(re.split(r"[(:–—]|\s-\s", text)[0]).split()
    if not head or len(head) > _LONGEST:
        return False
    named = next((number for number, word in enumerate(head) if word in _PLAIN_NAMES), None)
    if named is None:
        return len(head) <= 2 and text[:1].isupper() and bool(_LEVEL.search(text[len(head[0]) :])) and not _LEVEL.search(" ".join(head))
    if len(head) <= 3 and not head[0].endswith(("ed", "ing")):
        return True
    return all(word in _VARIETY or word in ("in", "of", "mother", "tongue") or _LEVEL.fullmatch(word) for word in head[:named])


def _split(line: Line) -> list[Line]:
    """Items; a level that stands by itself stays with the language before it."""
    starts = [0]
    for match in _SEPARATOR.finditer(line.text):
        end = _SEPARATOR.search(line.text, match.end())
        item = line.text[match.end() : end.start() if end else len(line.text)]
        if is_language(item) or not _LEVEL.search(item) or "\n" in match.group():
            starts.append(match.end())
    parts = [line.part(start, end) for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)]
    return [part.part(0, len(re.sub(r"[\s,;|•·/.]+$|\s+(?:and|und|et|y)\s*$", "", part.text))) for part in parts]
