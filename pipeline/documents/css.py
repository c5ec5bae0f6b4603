"""The rules of a page's own style sheets, and which elements they are for.

    sheet = Sheet(root)
    sheet.style(element)        the declarations that hold for an element, by name, in lower case; its inline style is among them

Covers at-rules that hold on an ordinary screen, nested rules, comments, strings, escapes, `!important`, specificity and custom properties,
and selectors as far as `css_selectors.py` does. Does not cover: style sheets that the page loads, inheritance, `@scope`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cssselect import SelectorError
from cssselect import parse as parse_selectors

from pipeline.documents.css_media import holds
from pipeline.documents.css_selectors import Matcher

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

Declarations = dict[str, str]

_TOKEN: Final = re.compile(r"""/\*.*?(?:\*/|\Z)|<!--|-->|"(?:\\.|[^"\\\n])*+"?|'(?:\\.|[^'\\\n])*+'?|\\.|[{};]|[^/<\-"'\\{};]++|.""", re.S)
_SIMPLE: Final = re.compile(r"^([a-z][\w-]*)?((?:[.#][\w-]+)*)$", re.I)
_NAMED: Final = re.compile(r"(?<![\w\\-])[.#]([\w-]+)")
_FUNCTION: Final = re.compile(r":[\w-]+\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
_BETWEEN: Final = re.compile(r",(?![^()]*\))")
_LAST: Final = re.compile(r"[^\s>+~]*+$")
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.I | re.S)
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_TRANSPARENT_RULES: Final = ("@media", "@supports", "@layer", "@container", "@document", "@-moz-document")
_DEEPEST: Final = 20
_LONGEST_VALUE: Final = 1000
"""Characters of a value in which variables are looked up; they multiply."""
_LONGEST_SELECTOR: Final = 1000
"""Characters of one without commas; its parts call each other."""


class _Rule(NamedTuple):
    """What holds for the elements of a selector. `rank`: specificity, then place."""

    rank: tuple[int, int, int, int]
    declarations: Declarations
    important: Declarations


class Sheet:
    """The style sheets that a page states itself."""

    def __init__(self, root: etree._Element) -> None:
        self._simple: dict[str, list[tuple[str, set[str], _Rule]]] = {}
        self._others: dict[str, list[tuple[Any, _Rule]]] = {}
        self._matcher = Matcher()
        self._variables: Declarations = {}
        self._known: dict[tuple[str | None, ...], Declarations] = {}
        self._names = _names(root)
        source = "\n".join("".join(style.itertext()) for style in root.iter("style"))
        for place, (selectors, body) in enumerate(_rules(source)):
            self._add(selectors, place, *declarations(body))

    def style(self, element: etree._Element) -> Declarations:
        """The declarations for one element: more specific over others, later over earlier, the inline style and what is important last."""
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        keys = (*names, element.tag, "")
        others = [rule for key in keys for tree, rule in self._others.get(key, ()) if self._matcher.matches(tree, element)]
        described = (element.tag, element.get("class"), element.get("id"), element.get("style"))
        if not others and described in self._known:
            return self._known[described]
        candidates = [one for key in keys for one in self._simple.get(key, ())]
        rules = [rule for tag, parts, rule in candidates if (not tag or tag == element.tag) and parts <= names] + others
        style = self._merged(sorted(rules, key=lambda rule: rule.rank), element.get("style") or "")
        if not others:
            self._known[described] = style
        return style

    def _merged(self, rules: list[_Rule], inline: str) -> Declarations:
        own, important = declarations(inline)
        style: Declarations = {}
        for part in (*(rule.declarations for rule in rules), own, *(rule.important for rule in rules), important):
            style |= part
        return {name: self._without_variables(value) for name, value in style.items()}

    def _without_variables(self, value: str) -> str:
        for _ in range(5):  # a variable may name another, or itself
            if "var(" not in value or len(value) > _LONGEST_VALUE:
                break
            value = _VARIABLE.sub(lambda found: self._variables.get(found[1], found[2] or ""), value)
        return value.strip()

    def _add(self, selectors: str, place: int, normal: Declarations, important: Declarations) -> None:
        if not normal and not important:
            return
        self._variables |= {name: value for name, value in (normal | important).items() if name.startswith("--")}
        for part in map(str.strip, _BETWEEN.split(selectors)):
            simple = _SIMPLE.match(part)
            if simple and part:
                self._add_simple((simple[1] or "").lower(), re.findall(r"[.#][\w-]+", simple[2]), place, normal, important)
            elif part and len(part) < _LONGEST_SELECTOR:
                self._add_other(part, place, normal, important)

    def _add_simple(self, tag: str, parts: list[str], place: int, normal: Declarations, important: Declarations) -> None:
        identifiers = sum(part.startswith("#") for part in parts)
        rule = _Rule((identifiers, len(parts) - identifiers, bool(tag), place), normal, important)
        self._simple.setdefault(min(parts, default=tag), []).append((tag, set(parts), rule))

    def _add_other(self, part: str, place: int, normal: Declarations, important: Declarations) -> None:
        """Where all that it names is in the page at all, and under what its last part names."""
        bare = _FUNCTION.sub("", part)
        if not set(_NAMED.findall(bare)) <= self._names:
            return
        try:
            selector = parse_selectors(part)[0]
            rank = (*selector.specificity(), place)
        except (SelectorError, ValueError, RecursionError):  # a selector that is none, or of no browser that we know
            return
        if selector.pseudo_element is None:
            last = _LAST.search(bare.strip())
            name = re.search(r"[.#][\w-]+|^[a-z][\w-]*", last[0], re.I) if last else None
            key = (name[0] if name[0][0] in ".#" else name[0].lower()) if name and "\\" not in bare else ""
            self._others.setdefault(key, []).append((selector.parsed_tree, _Rule(rank, normal, important)))


def _names(root: etree._Element) -> set[str]:
    """All classes and ids of a page."""
    found = {name for element in root.iter() for name in (element.get("class") or "").split()} if root is not None else set()
    return found | {element.get("id") for element in root.iter() if element.get("id")}


def declarations(source: str) -> tuple[Declarations, Declarations]:
    """The declarations of a block, and those of them that are important."""
    normal: Declarations = {}
    important: Declarations = {}
    for token in "".join(part for part in _TOKEN.findall(source) if not part.startswith("/*")).split(";") if source else ():
        name, colon, value = token.partition(":")
        if colon:
            kind = important if "!" in value and value.rpartition("!")[2].strip().lower() == "important" else normal
            kind[_plain(name)] = _plain(value.rpartition("!")[0] if kind is important else value)
    return normal, important


def _plain(text: str) -> str:
    return _ESCAPE.sub(_character, text).strip().lower() if "\\" in text else text.strip().lower()


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code < 0x110000 else escape[2] or ""


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that hold on a screen; selectors of nested ones are written out."""
    stack: list[str | None] = []  # the selectors around, empty for at-rules that hold, None for what is passed over
    prelude, body = "", ""
    for piece in _TOKEN.findall(source):
        if piece == "{":
            stack.append(_opened(prelude.strip(), stack))
            prelude = ""
        elif piece == "}":
            body += prelude
            if stack and (selectors := stack[-1]):
                yield selectors, body
            prelude, body = "", ""
            del stack[-1:]
        elif piece == ";":
            body += f"{prelude};" if stack and stack[-1] else ""
            prelude = ""
        elif not piece.startswith("/*") and (piece not in ("<!--", "-->") or stack):
            prelude += piece
        if piece == "{" and body and (outer := next(filter(None, reversed(stack[:-1])), None)):
            yield outer, body  # what stands before a nested rule
            body = ""


def _opened(prelude: str, stack: list[str | None]) -> str | None:
    """What a block is for."""
    if len(stack) >= _DEEPEST or (stack and stack[-1] is None):
        return None
    around = next(filter(None, reversed(stack)), "")
    if prelude.startswith("@"):
        name, _, condition = prelude.partition(" ")
        return around if name.lower().startswith(_TRANSPARENT_RULES) and holds(prelude[: len(name)].lower(), condition) else None
    if not around:
        return prelude
    return prelude.replace("&", f":is({around})") if "&" in prelude else f":is({around}) {prelude}"
