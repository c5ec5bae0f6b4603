"""A table as HTML: all text escaped, the first cell of a row its head; where it is wider than the screen, it scrolls, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from serve.app import escaping


def html(label: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """`label` says to a screen reader what the table is about."""
    heads = "".join(f"<th scope='col'>{escaping.html(name)}</th>" for name in head)
    body = "".join(f"<tr>{_row(*cells)}</tr>" for cells in rows)
    # A keyboard scrolls only what can have its focus.
    frame = f"class='wide' tabindex='0' role='region' aria-label='{escaping.html(label)}'"
    return f"<div {frame}><table class='rates'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"


def _row(head: str, *cells: str) -> str:
    return f"<th scope='row'>{escaping.html(head)}</th>" + "".join(f"<td>{escaping.html(text)}</td>" for text in cells)
