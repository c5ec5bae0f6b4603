"""The part of the page that starts an email, shows it as it is written, and stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from serve.app import doing, engine, escaping, troubles
from serve.app.desk import desk
from serve.app.work import Writing

if TYPE_CHECKING:
    from pipeline.schema import EmailRequest
    from serve.records import Attempt

EVERY: Final = 0.4
"""Seconds between two looks at an email in the works."""


def start(request: EmailRequest, *, paragraph: int | None = None) -> None:
    """Begins another email for a request, or another wording of one of its paragraphs."""
    found = desk()
    if found.work:
        found.work.stop()
    found.problem, found.partial = None, ""
    found.work = Writing(request, engine.shared.chosen, found.asked, paragraph)
    found.asked += 1
    found.work.start()


@st.fragment(run_every=EVERY)
@troubles.told()
def watch() -> None:
    """The email in the works; when it is done, the page shows what came of it."""
    work = desk().work
    if work is None:
        return
    if not work.running:
        _take(work)
        st.rerun()
    line, button = st.columns([4, 1], vertical_alignment="center")
    with line:
        doing.show(_step(work), work.seconds)
    if button.button("Stop", key="stop", width="stretch"):
        work.stop()
        _take(work)
        st.rerun()
    if work.attempts:
        st.caption(escaping.markdown(_note(work.attempts[-1])))
    st.html(f'<div class="coming">{escaping.html(work.text) or "&nbsp;"}</div>')


def outcome() -> None:
    """Why the last email did not come about, and what there is of it."""
    found = desk()
    if found.problem:
        st.error(escaping.markdown(found.problem), icon=":material/error:")
    if found.partial:
        with st.expander("What was written so far; it was not checked"):
            st.html(f'<div class="coming">{escaping.html(found.partial)}</div>')


def _take(work: Writing) -> None:
    """Moves what came of the work onto the desk."""
    found = desk()
    found.work = None
    if work.draft is None:
        found.problem = None if work.stopped else work.problem
        found.partial = work.text
    elif work.paragraph is None:
        found.add(work.draft, work.request)
    elif found.version and not found.version.take_paragraph(work.draft, work.paragraph):
        found.problem = "the new email has no other paragraph in that place; try again, or write the whole email anew"


def _step(work: Writing) -> str:
    what = f"{work.doing} a new paragraph" if work.paragraph is not None and work.text else work.doing
    return what.capitalize()


def _note(attempt: Attempt) -> str:
    """Why another attempt follows one."""
    if attempt.stopped:
        return "Checked: a sentence that your documents do not support. Going on from before it."
    if attempt.problem:
        return f"The answer was no email: {attempt.problem}. Asking again."
    false = f"{attempt.findings} claim{'s' if attempt.findings != 1 else ''} that your documents do not support" if attempt.findings else ""
    shape = ", ".join(name.replace("_", " ") for name in attempt.blocking)
    return f"Checked: {' and '.join(filter(None, (false, shape)))}. Asking for a better one."
