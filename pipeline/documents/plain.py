"""Text and markdown files to text.

Markdown's marks are taken away: headings stand on their own lines, list items begin with `- `, links keep their text, and
the fields of a front matter (`title: Engineer` between two `---`) become labelled lines.
Does not cover: numbered lists keep their numbers; code blocks keep their text as it is; footnotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.documents.detection import Format
from pipeline.documents.encoding import decode
from pipeline.documents.extraction import MAX_CHARACTERS, Extraction, limit
from pipeline.schema import Removed

if TYPE_CHECKING:
    from collections.abc import Iterator

FRONT_MATTER = re.compile(r"\A\s*(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|\Z)", re.S)
"""YAML between `---`, or TOML between `+++`."""
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|\{%-?\s*comment\b.*?endcomment.*?%\}", re.S)
"""Comments of HTML, and of Liquid, in which many public postings are written."""
LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
HTML_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|table|tr|td|th|h[1-6]|details|summary|section|span|strong|em|b|i|a|img|su[bp])\b[^>]*>", re.I
)
HIDDEN_TAG = re.compile(
    r"<(?P<tag>[a-z][a-z0-9]*)\b(?=[^<>]{0,2000}\s(?:hidden(?=[\s=>/])|style\s*=\s*[\"'][^\"'<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0|opacity\s*:\s*0[;\"'])))[^<>]*>|<(?P<unread>template|script|style|noscript|svg|iframe|object|dialog)\b[^<>]*>",
    re.I,
)
"""The beginning of an element of HTML that no reader of the rendered text sees."""
FENCE = re.compile(r"^ {0,3}(```|~~~)")
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?(?:[ \t]*\{[#.:][^{}]*\})?[ \t]*$")
"""A heading may carry attributes: `## Skills {#skills}`."""
DEFINITION = re.compile(r"^ {0,3}:[ \t]+(?=\S)")
UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
ITEM = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[([^\]]{0,40})\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"!\[[^\]]{41,}\](?:\([^)]*\)|\[[^\]]*\])"), ""),
    (re.compile(r"\[([^\]]+)\]\(<?(?:mailto:)?([^)\s>]*)>?(?:[ \t]+[\"'(][^)]*)?\)(?:\{[^}]*\})?"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)?[^\s<>]+[@/.][^\s<>]*)>"), r"\1"),
    (re.compile(r"(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)"), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(`+)[ ]?(.+?)[ ]?\1"), r"\2"),
)
"""Marks inside a line, each with what is left of it, in this order; a picture's text is what it says where it is short, as a badge is."""
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
PRIVATE_USE = 0xE000
LONGEST_LINE = 10_000
"""Characters; marks in a longer line stay, because looking for their ends takes time that grows with its square."""
LONGEST_FRONT = 20_000
"""Characters of a front matter; a longer one is text."""
_LONGEST_NAME = 60
"""Characters of an item in a list of names or labels; a longer one is a sentence."""
_SUB_ITEM = re.compile(r"\s+-\s+(?=[A-Z])")
"""YAML folds the lines of an item, and with them the dashes of a list inside it."""
LINK_TARGET = re.compile(r"^\[[^\]]+\]:[ \t]+\S+.*$")


def extract(data: bytes, found: Format, charset: str | None = None) -> Extraction:
    """The file's text, without marks if it is markdown."""
    text = decode(data, charset).replace("\r\n", "\n").replace("\r", "\n")
    limit(text, 2 * MAX_CHARACTERS)
    hidden: list[str] = []
    text = "\n".join(_markdown(text, hidden)) if found is Format.MARKDOWN else text
    count = len("".join("".join(hidden).split()))
    return Extraction(text, found.value, removed=[Removed(what="hidden text", why="not displayed", count=count)] if count else [])


def _without_hidden(text: str, hidden: list[str]) -> str:
    """The text without elements that are hidden, each up to its own end, or to its paragraph's where it has none."""
    kept, place, endless = [], 0, set()
    while match := HIDDEN_TAG.search(text, place):
        name = (match["tag"] or match["unread"]).lower()
        end = None if name in endless else re.compile(rf"</{name}\s*>", re.I).search(text, match.end())
        endless |= set() if end else {name}  # looked for once: a text of nothing but beginnings would take time that grows with its square
        after = end.end() if end else text.find("\n\n", match.end())
        kept.append(text[place : match.start()])
        hidden.append(text[match.end() : end.start() if end else after if after >= 0 else len(text)])
        place = after if after >= 0 else len(text)
    return "".join([*kept, text[place:]])


def _markdown(text: str, hidden: list[str]) -> Iterator[str]:
    match = FRONT_MATTER.match(text)
    if match:
        yield from _front_matter(match["yaml"] or match["toml"] or "", is_toml=match["toml"] is not None)
        text = text[match.end() :]
    fenced = False
    for line in LIQUID.sub("", _without_hidden(COMMENT.sub("", text), hidden)).split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif fenced:
            yield line
        else:
            yield from _line(line)


def _line(line: str) -> Iterator[str]:
    """What is left of one line of markdown; nothing of a rule or an underline."""
    line = QUOTE.sub("", line)
    heading = HEADING.match(line)
    if heading:
        yield ""
        yield _inline(heading[1])
    elif "|" in line and TABLE_RULE.match(line):
        return
    elif RULE.match(line) or UNDERLINE.match(line) or LINK_TARGET.match(line):
        yield ""
    elif line.lstrip().startswith("|"):
        yield "\t".join(_inline(cell.strip()) for cell in line.strip().strip("|").split("|"))
    else:
        yield _inline(ITEM.sub("- ", DEFINITION.sub("", line)))


def _inline(text: str) -> str:
    """A line without marks. Escaped characters wait in the private-use area, where no mark finds them."""
    if len(text) > LONGEST_LINE:
        return text
    text = ESCAPE.sub(lambda escape: chr(PRIVATE_USE + ord(escape[1])), text)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    text = HTML_TAG.sub("", text).rstrip()
    return "".join(chr(ord(letter) - PRIVATE_USE) if 0 < ord(letter) - PRIVATE_USE < 128 else letter for letter in text)


def _front_matter(source: str, *, is_toml: bool) -> Iterator[str]:
    """`title: Engineer` as `Title: Engineer`; lists of names are joined, lists of sentences stay lists, and what cannot be parsed
    stays as it is, without comments.
    """
    import tomllib

    import yaml

    try:
        fields = tomllib.loads(source) if is_toml else _yaml(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        yield from (line for line in source.split("\n") if not line.lstrip().startswith("#"))
        return
    for key, value in fields.items():
        if isinstance(value, list) and any(isinstance(item, str) and len(item) > _LONGEST_NAME for item in value):
            yield from ("", f"{_label(str(key))}:", "")
            yield from (f"- {part}" for item in value for part in _SUB_ITEM.split(_value(item)) if part)
            yield ""
        elif shown := _value(value):
            yield f"{_label(str(key))}: {shown}"
    yield ""


def _yaml(source: str) -> Any:  # noqa: ANN401 -- whatever YAML holds
    """What a YAML text says. Aliases multiply or go in circles, so a text that has any is not read."""
    import yaml

    if len(source) > LONGEST_FRONT or any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(source, yaml.SafeLoader)):
        return None
    return yaml.safe_load(source)


def _label(key: str) -> str:
    words = re.sub(r"[_-]+", " ", key).strip()
    return words[:1].upper() + words[1:]


def _value(value: Any) -> str:  # noqa: ANN401 -- whatever YAML holds
    if isinstance(value, dict):
        return "; ".join(f"{_label(str(key))}: {shown}" for key, inner in value.items() if (shown := _value(inner)))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_value, value)))
    return "" if value is None or isinstance(value, bool) else " ".join(str(value).split())
