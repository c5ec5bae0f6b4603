"""An email with its claims marked, to read or to edit in place: one component for preview, comparison and review.

What a person types comes back half a second after the last key; marks of untouched words stay where they are until the new ones come.
All texts are put into the page as text, never as HTML (see `templates/email.js`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from pipeline.schema import Email
from serve import marking

if TYPE_CHECKING:
    from pipeline.schema import EmailRequest
    from serve.records import Judged

TEMPLATES: Final = Path(__file__).parent / "templates"


def show(judged: Judged, request: EmailRequest, key: str, *, stamp: int = 0, on_edit: Callable[[Email], None] | None = None) -> None:
    """The email with its findings; editable where somebody takes the edits."""

    def changed() -> None:
        if on_edit and (email := _email(st.session_state.get(key))):
            on_edit(email)

    data = told(judged, request, stamp=stamp, editable=on_edit is not None)
    _component()(key=key, data=data, on_edited_change=changed)


def told(judged: Judged, request: EmailRequest, *, stamp: int, editable: bool) -> dict[str, Any]:
    """What the component shows."""
    found = marking.marked(judged, request)
    return {
        "stamp": stamp,
        "editable": editable,
        "subject": [piece._asdict() for piece in found.subject],
        "body": [piece._asdict() for piece in found.body],
        "findings": [reason._asdict() for reason in found.reasons],
        "supported": [reason._asdict() for reason in found.supported],
        "words": judged.report.words,
        "summary": summary(judged),
    }


def summary(judged: Judged) -> str:
    """One sentence for eyes and screen readers."""
    false, unsure = len(judged.false), len(judged.report.findings) - len(judged.false)
    supported = len(judged.report.claims) - len(judged.report.findings)
    parts = [f"{false} false" if false else "", f"{unsure} that cannot be verified" if unsure else ""]
    wrong = " and ".join(filter(None, parts))
    kept = f"{supported} supported by your documents" if supported else "none supported"
    if not judged.report.claims:
        return "No claims that could be checked."
    clean = f"Nothing false was found: all {supported} claims that could be checked are supported by your documents."
    return f"Claims: {wrong}, {kept}." if wrong else clean


def _email(state: Any) -> Email | None:  # noqa: ANN401 - Streamlit's own result type, or a plain dictionary
    got = state.get("edited") if state else None
    if not isinstance(got, dict):
        return None
    subject, body = got.get("subject"), got.get("body")
    if not isinstance(subject, str) or not isinstance(body, str):
        return None
    return Email(subject=" ".join(subject.split()), body=body.replace("\r\n", "\n"))


@cache
def _component() -> Callable[..., Any]:
    css, js = (TEMPLATES / name for name in ("email.css", "email.js"))
    return st.components.v2.component(
        "mailwright_email", html="<div class='email'></div>", css=css.read_text(encoding="utf-8"), js=js.read_text(encoding="utf-8")
    )
