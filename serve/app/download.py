"""A button that saves a file, which is made once the button is pressed, so that it has the last word that was typed.

Streamlit's own button hands out what the page was drawn with: where somebody types and saves at once, the text before. And a file that its
button makes when asked is often gone before it is fetched, since the press itself draws the page anew and drops the maker of the old one.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_SCRIPT: Final = Path(__file__).parent / "templates" / "download.js"


def button(label: str, name: str, media_type: str, make: Callable[[], bytes], *, key: str, row: DeltaGenerator | None = None) -> bool:
    """Draws the button, in a row or where the page is; true when it was pressed and the browser got the file."""
    if not (row or st).button(label, icon=":material/download:", key=key):
        return False
    content = base64.b64encode(make()).decode("ascii")
    _component()(data={"press": uuid.uuid4().hex, "name": name, "type": media_type, "content": content})
    return True


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("mailwright_download", js=_SCRIPT.read_text(encoding="utf-8"))
