"""The page for one email: documents, wishes, the email, and where it goes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.schema import Direction
from serve import preferences
from serve.app import documents, drafts, facts, preview, wishes, writing
from serve.app.desk import desk

if TYPE_CHECKING:
    from pipeline.schema import EmailRequest

_EMPTY = """<div class="empty"><h2>Your email appears here</h2>
<p>Give a resume and a job posting, and press <b>Write the email</b>. Every claim in it is checked against your documents: what they do not
support is marked, with the reason.</p><p>You edit it, you save it, you send it. Mailwright never sends anything.</p></div>"""


def show() -> None:
    """The whole page."""
    st.title("Write an email", anchor=False)
    left, right = st.columns([5, 6], gap="large")
    with left, st.container(key="asked"):
        request = _asked()
        _write(request)
    with right, st.container(key="written"):
        _written()


def _asked() -> EmailRequest | None:
    """Documents and wishes; None as long as something is missing."""
    own = preferences.load().values
    way = wishes.direction()
    resume = documents.resume()
    if resume:
        facts.of_resume(resume, dt.date.today())
    job = documents.posting()
    if job is None:
        return None
    facts.of_posting(job)
    request = wishes.request(way, resume, job, own)
    if request:
        facts.of_prompt(request)
    return request if resume or way is Direction.APPLICATION else None


def _write(request: EmailRequest | None) -> None:
    idle = request is None or desk().work is not None
    pressed = st.button("Write the email", type="primary", icon=":material/edit:", disabled=idle, width="stretch", key="write")
    if pressed and request:
        writing.start(request)
        st.rerun()
    if request is None:
        st.caption("Still missing: a posting and, for a candidate, their resume, and who signs.")
    elif request.resume is None:
        st.caption("Without a resume the email claims nothing about you.")


def _written() -> None:
    found = desk()
    if found.work:
        writing.watch()
        return
    writing.outcome()
    if found.version is None:
        if not found.problem:
            st.html(_EMPTY)
        return
    preview.show()
    drafts.show(found.version)
