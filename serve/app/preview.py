"""The part of the page that shows what was written: the email to edit in place, its claims, the other versions, one click to rate it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from serve import paragraphs
from serve.app import email_view, escaping, memory, writing
from serve.app.desk import Desk, desk

if TYPE_CHECKING:
    from pipeline.schema import EmailRequest
    from serve.app.version import Version
    from serve.records import Draft

_SHORT = 60


def show() -> None:
    """The version in front, with what can be done with it."""
    found = desk()
    version = found.version
    if version is None:
        return
    _choose(found)
    if len(found.versions) > 1 and st.session_state.get("beside"):
        _beside(found)
        return
    version = found.versions[found.at]
    email_view.show(version.draft, version.request, f"email {found.at}", stamp=version.stamp, on_edit=version.take)
    with st.container():  # what stands below keeps its place when parts of it come and go
        _rubric(version.draft)
    _again(version)
    _rate(found.at, version)


def _choose(found: Desk) -> None:
    """Which version is in front, and whether all are shown."""
    if len(found.versions) < 2:
        return
    names = [f"Version {number}" for number in range(1, len(found.versions) + 1)]
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        at = st.selectbox("Version", range(len(names)), index=found.at, format_func=names.__getitem__, key=f"front {found.at} {len(names)}")
    right.toggle("Side by side", key="beside")
    if at != found.at:
        found.at = at
        st.rerun()


def _beside(found: Desk) -> None:
    """The last three versions next to each other; on a narrow screen below each other."""
    shown = list(enumerate(found.versions))[-3:]
    for column, (at, version) in zip(st.columns(len(shown)), shown, strict=True):
        with column:
            kind: Literal["primary", "secondary"] = "primary" if at == found.at else "secondary"
            st.button(f"Use version {at + 1}", key=f"use {at}", type=kind, width="stretch", on_click=_use, args=(found, at))
            email_view.show(version.draft, version.request, f"beside {at} {version.stamp} {version.draft.edited}", stamp=version.stamp)


def _use(found: Desk, at: int) -> None:
    """Puts a version in front; a callback, because only these may change a toggle."""
    found.at = at
    st.session_state["beside"] = False


def _rubric(draft: Draft) -> None:
    """What was taken out, and the rules of a good email that this one breaks."""
    failed = [item for item in draft.rubric.items if not item.passed and item.name != "claims"]
    if draft.removed:
        with st.expander(f"Taken out or corrected because it was false: {len(draft.removed)}", icon=":material/content_cut:"):
            for cut in draft.removed:
                now = f" → {escaping.html(cut.instead)}" if cut.instead else ""
                st.html(f"<p>{escaping.html(cut.text)}{now}<br><small>{escaping.html(' '.join(cut.reasons))}</small></p>")
    if failed:
        passed = len(draft.rubric.items) - len(failed)
        with st.expander(f"Form: {passed} of {len(draft.rubric.items)} rules kept", icon=":material/rule:"):
            items = "".join(f"<li>{escaping.html(item.reason)}</li>" for item in failed)
            st.html(f'<ul class="lines">{items}</ul>')


def _again(version: Version) -> None:
    """Another email, or another paragraph."""
    row = st.container(horizontal=True)
    if row.button("Write another version", icon=":material/refresh:", key="another"):
        _start(version.request)
    with row.popover("Rewrite one paragraph", icon=":material/edit_note:"):
        st.caption("The model writes a whole new email; the paragraph in the same place is taken from it, the rest stays yours.")
        for number, text in enumerate(paragraphs.told(version.draft.email.body)):
            label = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
            if st.button(escaping.markdown(label), key=f"paragraph {number}", width="stretch"):
                _start(version.request, number)


def _start(request: EmailRequest, paragraph: int | None = None) -> None:
    writing.start(request, paragraph=paragraph)
    st.rerun()


def _rate(at: int, version: Version) -> None:
    """One click; kept where the person wants things remembered. Only a click is told to the memory, not every later run of the page."""
    key = f"rate {at} {version.stamp}"

    def changed() -> None:
        vote = st.session_state[key]
        st.session_state[f"told {key}"] = memory.rated(version, None if vote is None else bool(vote))

    with st.container(horizontal=True, vertical_alignment="center"):
        vote = st.feedback("thumbs", key=key, on_change=changed)
        st.caption("Rate it with one click." if vote is None else st.session_state.get(f"told {key}", ""))
