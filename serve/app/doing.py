"""The line that says what the program is doing while a person waits, to eyes and to screen readers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

_SCRIPT: Final = Path(__file__).parent / "templates" / "doing.js"
_HTML: Final = '<p style="margin: 0; font-weight: 600"><span role="status"></span> <span class="seconds" aria-hidden="true"></span></p>'


def show(step: str, seconds: float) -> None:
    """The step, and for how long it has gone on."""
    _component()(key="doing", data={"step": f"{step} …", "seconds": f"{seconds:.0f} s"})


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("mailwright_doing", html=_HTML, js=_SCRIPT.read_text(encoding="utf-8"))
