"""The rules of a page's own style sheets, and which elements they are for.

    sheet = Sheet(root)
    sheet.style(element)        the declarations that hold for an element, by name, in lower case; its inline style is among them

Covers what `tinycss2` parses: at-rules that hold on an ordinary screen, nested rules, `!important`, specificity and custom properties; and
selectors as far as `css_selectors.py` does. Does not cover: style sheets that the page loads, inheritance, `@scope`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tinycss2  # type: ignore[import-untyped]  # ships no types
from cssselect import SelectorError
from cssselect import parse as parse_selectors

from pipeline.documents.css_media import holds
from pipeline.documents.css_selectors import Matcher, is_alone

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

Declarations = dict[str, str]

_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_COMBINATORS: Final = (">", "+", "~")
_DEEPEST: Final = 20
_LONGEST_VALUE: Final = 1000
"""Characters of a value in which variables are looked up; they multiply."""
_LONGEST_SELECTOR: Final = 500
"""Characters of one without commas; its parts call each other, and nested ones multiply."""


class _Selector(NamedTuple):
    """One without commas. `key`: a class, an id or a tag that its elements have, if it tells one."""

    text: str
    key: str


class _Rule(NamedTuple):
    """What holds for the elements of a selector, as parsed. `rank`: specificity, then place."""

    tree: Any
    rank: tuple[int, int, int, int]
    declarations: Declarations
    important: Declarations


class Sheet:
    """The style sheets that a page states itself."""

    def __init__(self, root: etree._Element) -> None:
        self._alone: dict[str, list[_Rule]] = defaultdict(list)
        self._others: dict[str, list[_Rule]] = defaultdict(list)
        self._matcher = Matcher()
        self._variables: Declarations = {}
        self._known: dict[tuple[str | None, ...], Declarations] = {}
        self._names = {name for element in root.iter() for name in _names(element)}
        source = "\n".join("".join(style.itertext()) for style in root.iter("style"))
        nodes = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
        for place, (selectors, declared) in enumerate(self._rules(nodes, [])):
            self._add(selectors, place, *_declarations(declared))

    def style(self, element: etree._Element) -> Declarations:
        """The declarations for one element: more specific over others, later over earlier, the inline style and what is important last."""
        keys = _names(element) | {element.tag, ""}
        others = self._matching(self._others, keys, element)
        described = (element.tag, element.get("class"), element.get("id"), element.get("style"))
        if not others and described in self._known:
            return self._known[described]
        rules = sorted(self._matching(self._alone, keys, element) + others, key=lambda rule: rule.rank)
        style = self._merged(rules, element.get("style") or "")
        if not others:
            self._known[described] = style
        return style

    def _matching(self, table: dict[str, list[_Rule]], keys: Iterable[str], element: etree._Element) -> list[_Rule]:
        return [rule for key in keys for rule in table.get(key, ()) if self._matcher.matches(rule.tree, element)]

    def _merged(self, rules: list[_Rule], inline: str) -> Declarations:
        own, important = _declarations(_parsed(inline)) if inline else ({}, {})
        style: Declarations = {}
        for part in (*(rule.declarations for rule in rules), own, *(rule.important for rule in rules), important):
            style |= part
        return {name: self._without_variables(value, style) for name, value in style.items()}

    def _without_variables(self, value: str, own: Declarations) -> str:
        for _ in range(5):  # a variable may name another, or itself
            if "var(" not in value or len(value) > _LONGEST_VALUE:
                break
            value = _VARIABLE.sub(lambda found: own.get(found[1]) or self._variables.get(found[1], found[2] or ""), value)
        return value.strip()

    def _rules(self, nodes: list[Any], around: list[_Selector], depth: int = 0) -> Iterator[tuple[list[_Selector], list[Any]]]:
        """Selectors and declarations of the rules that hold on a screen; selectors of nested ones are written out."""
        for declared, group in groupby(nodes, key=lambda node: node.type == "declaration"):
            if declared and around:
                yield around, list(group)
            for node in () if declared or depth == _DEEPEST else group:
                if node.type == "at-rule" and node.content and holds(node.lower_at_keyword, _text(node.prelude)):
                    yield from self._rules(_parsed(node.content), around, depth + 1)
                elif node.type == "qualified-rule" and (selectors := list(self._selectors(node.prelude, around))):
                    yield from self._rules(_parsed(node.content), selectors, depth + 1)

    def _selectors(self, prelude: list[Any], around: list[_Selector]) -> Iterator[_Selector]:
        """Those of which all classes and ids are in the page."""
        outer = f":is({','.join(selector.text for selector in around)})"
        for comma, part in groupby(prelude, key=lambda one: one == ","):
            tokens = [] if comma else list(part)
            text = _text(tokens)
            if around and text:
                text = text.replace("&", outer) if "&" in text else f"{outer} {text}"
            if not text or len(text) >= _LONGEST_SELECTOR:
                continue
            names, key = _wanted(tinycss2.parse_component_value_list(text) if around else tokens)
            if names <= self._names:
                yield _Selector(text, key)

    def _add(self, selectors: list[_Selector], place: int, normal: Declarations, important: Declarations) -> None:
        self._variables |= {name: value for name, value in (normal | important).items() if name.startswith("--")}
        for text, key in selectors:
            try:
                selector = parse_selectors(text)[0]
                rule = _Rule(selector.parsed_tree, (*selector.specificity(), place), normal, important)
            except (SelectorError, ValueError, RecursionError):  # a selector that is none, or of no browser that we know
                continue
            if selector.pseudo_element is None:
                (self._alone if is_alone(rule.tree) else self._others)[key].append(rule)


def _names(element: etree._Element) -> set[str]:
    """Classes and id, as selectors name them."""
    return {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}


def _wanted(selector: list[Any]) -> tuple[set[str], str]:
    """Classes and ids that a selector cannot do without, and its key."""
    names: set[str] = set()
    key, begins, before = "", True, None
    for token in selector:
        if token.type == "whitespace" or token in _COMBINATORS:
            begins = True
            continue
        key = "" if begins else key
        if token.type == "hash" or (token.type == "ident" and before == "."):
            name = f"{'#' if token.type == 'hash' else '.'}{token.value}"
            names.add(name)
            key = key if key.startswith((".", "#")) else name
        elif token.type == "ident" and (begins or before == "|"):
            key = token.lower_value
        begins, before = False, token
    return names, key


def _parsed(block: str | list[Any]) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True)
    return nodes


def _declarations(nodes: list[Any]) -> tuple[Declarations, Declarations]:
    """Those of a block, and the important ones."""
    found: tuple[Declarations, Declarations] = ({}, {})
    for node in nodes:
        if node.type == "declaration":
            found[node.important][node.lower_name] = _text(node.value).lower()
    return found


def _text(tokens: list[Any]) -> str:
    try:
        return str(tinycss2.serialize(tokens)).strip()
    except RecursionError:  # brackets within brackets, of which no browser makes sense
        return ""
