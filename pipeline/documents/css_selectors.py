"""Whether a selector is for an element, on trees of lxml.

    matcher = Matcher()
    matcher.matches(selector.parsed_tree, element)

Covers what `cssselect` parses of selectors that need nobody to do something; `:hover` and its like match nothing. Results are remembered,
so that deep and long pages take time in proportion. Does not cover: `:has`, pseudo-elements, namespaces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from cssselect import parser

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

_LINKS: Final = {"a", "area", "link"}


class Matcher:
    """For one page, which must not change meanwhile."""

    def __init__(self) -> None:
        self._beyond: dict[tuple[int, str, etree._Element], bool] = {}
        self._classes: dict[etree._Element, set[str]] = {}
        self._places: dict[tuple[etree._Element, str], dict[etree._Element, int]] = {}

    def matches(self, tree: Any, element: etree._Element) -> bool:  # noqa: ANN401 -- one of a dozen classes of the parser
        """One selector."""
        method = _METHODS.get(type(tree))
        return method is not None and bool(getattr(self, method)(tree, element))

    def _element(self, tree: parser.Element, element: etree._Element) -> bool:
        return tree.element is None or tree.element.lower() == element.tag

    def _class(self, tree: parser.Class, element: etree._Element) -> bool:
        classes = self._classes.get(element)
        if classes is None:
            classes = self._classes[element] = set((element.get("class") or "").split())
        return tree.class_name in classes and self.matches(tree.selector, element)

    def _hash(self, tree: parser.Hash, element: etree._Element) -> bool:
        return tree.id == element.get("id") and self.matches(tree.selector, element)

    def _attribute(self, tree: parser.Attrib, element: etree._Element) -> bool:
        there = element.get(tree.attrib.lower())
        wanted = (tree.value.value or "") if tree.value else ""
        if there is None or not self.matches(tree.selector, element):
            return False
        compare = _OPERATORS.get(tree.operator)
        return compare is not None and compare(there, wanted)

    def _negation(self, tree: parser.Negation, element: etree._Element) -> bool:
        return self.matches(tree.selector, element) and not self.matches(tree.subselector, element)

    def _any_of(self, tree: parser.Matching | parser.SpecificityAdjustment, element: etree._Element) -> bool:
        return self.matches(tree.selector, element) and any(self.matches(one, element) for one in tree.selector_list)

    def _combined(self, tree: parser.CombinedSelector, element: etree._Element) -> bool:
        if not self.matches(tree.subselector, element):
            return False
        near = element.getparent() if tree.combinator in (" ", ">") else element.getprevious()
        if tree.combinator in (">", "+"):
            return near is not None and self.matches(tree.selector, near)
        return self._somewhere(tree.selector, tree.combinator, near)

    def _somewhere(self, tree: Any, combinator: str, element: etree._Element | None) -> bool:  # noqa: ANN401 -- as above
        """Whether a selector is for an element, or for any that is above it or before it."""
        passed = []
        found = False
        while element is not None and not found:
            key = (id(tree), combinator, element)
            if key in self._beyond:
                found = self._beyond[key]
                break
            passed.append(key)
            found = self.matches(tree, element)
            element = element.getparent() if combinator == " " else element.getprevious()
        self._beyond.update(dict.fromkeys(passed, found))
        return found

    def _pseudo(self, tree: parser.Pseudo, element: etree._Element) -> bool:
        test = _PSEUDO.get(tree.ident)
        return test is not None and self.matches(tree.selector, element) and test(self, element)

    def _function(self, tree: parser.Function, element: etree._Element) -> bool:
        if tree.name not in ("nth-child", "nth-of-type", "nth-last-child", "nth-last-of-type") or not self.matches(tree.selector, element):
            return False
        step, first = _series(tree.arguments)
        place, count = self._place(element, element.tag if "type" in tree.name else "")
        behind = (count - place if "last" in tree.name else place - 1) + 1 - first
        return behind == 0 if step == 0 else behind % step == 0 and behind // step >= 0

    def _place(self, element: etree._Element, tag: str) -> tuple[int, int]:
        """Which of its parent's children an element is, from 1, and how many they are; of one tag where one is given."""
        parent = element.getparent()
        if parent is None:
            return 1, 1
        places = self._places.get((parent, tag))
        if places is None:
            children = (child for child in parent if isinstance(child.tag, str) and (not tag or child.tag == tag))
            places = self._places[parent, tag] = {child: number for number, child in enumerate(children, 1)}
        return places[element], len(places)

    def is_first(self, element: etree._Element, tag: str = "") -> bool:
        """Of its parent's children, or of those with a tag."""
        return self._place(element, tag)[0] == 1

    def is_last(self, element: etree._Element, tag: str = "") -> bool:
        """Of its parent's children, or of those with a tag."""
        place, count = self._place(element, tag)
        return place == count


def _series(arguments: Any) -> tuple[int, int]:  # noqa: ANN401 -- tokens of the parser
    """`2n+1` as 2 and 1; what is none as a place that no element has."""
    try:
        return parser.parse_series(arguments)
    except ValueError:
        return 0, 0


def is_alone(tree: Any) -> bool:  # noqa: ANN401 -- as above
    """Whether a selector asks for nothing but tag, classes and id of one element."""
    while isinstance(tree, (parser.Class, parser.Hash)):
        tree = tree.selector
    return isinstance(tree, parser.Element)


_METHODS: Final[dict[type, str]] = {
    parser.Element: "_element", parser.Class: "_class", parser.Hash: "_hash", parser.Attrib: "_attribute", parser.Negation: "_negation",
    parser.Matching: "_any_of", parser.SpecificityAdjustment: "_any_of", parser.CombinedSelector: "_combined", parser.Pseudo: "_pseudo",
    parser.Function: "_function",
}  # fmt: skip
_OPERATORS: Final[dict[str, Callable[[str, str], bool]]] = {
    "exists": lambda there, wanted: True,
    "=": lambda there, wanted: there == wanted,
    "~=": lambda there, wanted: wanted in there.split(),
    "|=": lambda there, wanted: there == wanted or there.startswith(f"{wanted}-"),
    "^=": lambda there, wanted: bool(wanted) and there.startswith(wanted),
    "$=": lambda there, wanted: bool(wanted) and there.endswith(wanted),
    "*=": lambda there, wanted: bool(wanted) and wanted in there,
}
_PSEUDO: Final[dict[str, Callable[[Matcher, Any], bool]]] = {
    "root": lambda matcher, element: element.getparent() is None,
    "scope": lambda matcher, element: element.getparent() is None,
    "first-child": lambda matcher, element: matcher.is_first(element),
    "last-child": lambda matcher, element: matcher.is_last(element),
    "only-child": lambda matcher, element: matcher.is_first(element) and matcher.is_last(element),
    "first-of-type": lambda matcher, element: matcher.is_first(element, element.tag),
    "last-of-type": lambda matcher, element: matcher.is_last(element, element.tag),
    "only-of-type": lambda matcher, element: matcher.is_first(element, element.tag) and matcher.is_last(element, element.tag),
    "empty": lambda matcher, element: len(element) == 0 and not element.text,
    "link": lambda matcher, element: element.tag in _LINKS and element.get("href") is not None,
    "any-link": lambda matcher, element: element.tag in _LINKS and element.get("href") is not None,
    "enabled": lambda matcher, element: element.get("disabled") is None,
    "disabled": lambda matcher, element: element.get("disabled") is not None,
    "checked": lambda matcher, element: element.get("checked") is not None or element.get("selected") is not None,
}
