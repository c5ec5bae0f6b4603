"""Elements of a web page that a person does not see: dropped from the tree and counted.

Covers `hidden`, inline styles, and rules of the page's own `<style>` whose selectors are a tag, a class, an id or their
combination: not displayed, invisible, transparent, tiny, off the screen, clipped away, or in the colour of the background.
Does not cover: style sheets that the page loads, selectors with combinators, and what scripts do.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree  # type: ignore[import-untyped]  # ships no types

Declarations = dict[str, str]
RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
AT_BLOCK = re.compile(r"@[^{};]{1,500}+(?:\{(?:[^{}]*\{[^{}]*\})*+[^{}]*\}|;)")
"""`@media` and its like hold for some screens only, so their rules are left out."""
SIMPLE_SELECTOR = re.compile(r"^([a-z][\w-]*)?((?:[.#][\w-]+)*)$", re.I)
SCREEN_READER_ONLY = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "usa-sr-only"}
NOTHING = re.compile(r"^[+-]?0*\.?0*(px|pt|em|rem|%)?$")
FAR_OFF = re.compile(r"^-\d{3,}")
SMALLEST = {"px": 2.0, "pt": 1.5, "em": 0.12, "rem": 0.12, "%": 12.0}
COLOUR_NAMES = {"white": "ffffff", "snow": "fffafa", "ivory": "fffff0", "transparent": "transparent"}
PALE = 0xF0


def drop_hidden(root: etree._Element) -> Counter[str]:
    """Remove what is not seen from the tree; the counts of characters by the way in which they were hidden."""
    sheet = _Sheet(root)
    counts: Counter[str] = Counter()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        reason = sheet.why_hidden(element) if element is not root and element.tag not in ("html", "body", "head") else None
        if reason:
            counts[reason] += len("".join("".join(element.itertext("*")).split()))
            element.drop_tree()
        else:
            waiting += (child for child in element if isinstance(child.tag, str))
    return +counts


class _Sheet:
    """The rules that a page states itself."""

    def __init__(self, root: etree._Element) -> None:
        source = "\n".join(style.text or "" for style in root.iter("style"))
        self._rules: dict[str, list[tuple[int, str, set[str], Declarations]]] = {}
        for place, (tag, parts, declarations) in enumerate(_rules(AT_BLOCK.sub("", _without_comments(source)))):
            self._rules.setdefault(min(parts, default=tag), []).append((place, tag, parts, declarations))
        self._known: dict[tuple[str | None, ...], Declarations] = {}
        self._loads_styles = any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))

    def why_hidden(self, element: etree._Element) -> str | None:
        """How an element is hidden, or None."""
        if element.get("hidden") is not None and element.get("hidden") != "until-found":
            return "hidden attribute"
        if SCREEN_READER_ONLY & set((element.get("class") or "").lower().split()):
            return "for screen readers only"
        style = self._style(element)
        return _why_hidden(style) or ("in the colour of its background" if self._is_unseen_colour(element, style) else None)

    def _style(self, element: etree._Element) -> Declarations:
        """The declarations for one element, later rules over earlier ones; its inline style wins."""
        described = (element.tag, element.get("class"), element.get("id"), element.get("style"))
        if described not in self._known:
            names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
            rules = [rule for name in (*names, element.tag) for rule in self._rules.get(name, ())]
            style: Declarations = {}
            for _, tag, parts, declarations in sorted(rules, key=lambda rule: rule[0]):
                if (not tag or tag == element.tag) and parts <= names:
                    style |= declarations
            self._known[described] = style | _declarations(element.get("style") or "")
        return self._known[described]

    def _is_unseen_colour(self, element: etree._Element, style: Declarations) -> bool:
        """White or nearly, on a background that is known to be white too, or that nothing can have coloured."""
        if not _is_pale(style.get("color")):
            return False
        for ancestor in (element, *element.iterancestors()):
            own = self._style(ancestor)
            background = own.get("background-color") or own.get("background")
            if background and _colour(background) != "transparent":
                return _is_pale(background)
            if self._loads_styles and (ancestor.get("class") or ancestor.get("id")):
                return False
        return not self._loads_styles


def _without_comments(source: str) -> str:
    first, *rest = source.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _rules(source: str) -> Iterator[tuple[str, set[str], Declarations]]:
    for selectors, body in RULE.findall(source):
        for selector in selectors.split(","):
            match = SIMPLE_SELECTOR.match(selector.strip())
            if match and selector.strip():
                yield (match[1] or "").lower(), set(re.findall(r"[.#][\w-]+", match[2])), _declarations(body)


def _declarations(source: str) -> Declarations:
    pairs = (part.partition(":") for part in source.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}


def _why_hidden(style: Declarations) -> str | None:
    if style.get("display") == "none":
        return "not displayed"
    if style.get("visibility") in ("hidden", "collapse"):
        return "invisible"
    if NOTHING.match(style.get("opacity", "1")):
        return "transparent"
    if _is_tiny(style.get("font-size", "")):
        return "tiny font"
    if _is_off_screen(style):
        return "off the screen"
    return "clipped away" if _is_clipped(style) else None


def _is_tiny(size: str) -> bool:
    match = re.match(r"^([\d.]+)(px|pt|em|rem|%)?$", size)
    try:
        return match is not None and float(match[1]) < SMALLEST.get(match[2] or "px", 0)
    except ValueError:
        return False


def _is_off_screen(style: Declarations) -> bool:
    if FAR_OFF.match(style.get("text-indent", "")):
        return True
    placed = style.get("position") in ("absolute", "fixed", "relative")
    return placed and any(FAR_OFF.match(style.get(side, "")) for side in ("left", "top", "right", "bottom"))


def _is_clipped(style: Declarations) -> bool:
    if re.match(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)", style.get("clip", "")):
        return True
    sizes = [style.get(side, "") for side in ("width", "height", "max-height", "max-width")]
    return style.get("overflow") == "hidden" and any(re.match(r"^[01](px)?$", size) for size in sizes)


def _colour(value: str) -> str | None:
    """The first colour of a value as six hexadecimal digits, or `transparent`, or None."""
    short = re.search(r"#([0-9a-f]{3})\b(?![0-9a-f])", value)
    if short:
        return "".join(2 * digit for digit in short[1])
    long = re.search(r"#([0-9a-f]{6})", value)
    if long:
        return long[1]
    channels = re.search(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?", value)
    if channels:
        return "transparent" if channels[4] == "0" else "".join(f"{min(int(channel), 255):02x}" for channel in channels.group(1, 2, 3))
    return next((code for name, code in COLOUR_NAMES.items() if re.search(rf"\b{name}\b", value)), None)


def _is_pale(value: str | None) -> bool:
    colour = _colour(value) if value else None
    return colour is not None and colour != "transparent" and min(bytes.fromhex(colour)) >= PALE
