"""The page's own style, on top of Streamlit's theme: narrow screens, documents as tables, text as it comes. Works in light and dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st


def use() -> None:
    """Puts the style into the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    return (Path(__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")
