"""The page for recruiters: many resumes, one posting, an email to each candidate; read one by one, accepted ones saved together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from pipeline.schema import Direction
from serve import preferences
from serve.app import bundle, documents, email_view, engine, escaping, facts, tables, troubles, wishes
from serve.app.desk import desk
from serve.app.many import Many, Wish, named

if TYPE_CHECKING:
    from pipeline.schema import Person
    from serve.app.many import Row

EVERY: Final = 0.7
"""Seconds between two looks at the table."""
ATTEND: Final = 30.0
"""Seconds between two signs of life of a tab that shows another page."""
_STATES: Final = {
    "waiting": "waiting", "reading": "reading the resume …", "writing": "writing and checking …", "written": "written",
    "problem": "no email", "stopped": "stopped",
}  # fmt: skip
_KEYS: Final = {"accept": "Alt+A", "skip": "Alt+S", "next": "Alt+N", "back": "Alt+B"}


def show() -> None:
    """The whole page."""
    st.title("Write to many candidates", anchor=False)
    many = desk().many
    if many is None:
        _ask()
    elif many.running:
        _progress()
    else:
        _done(many)


def _ask() -> None:
    st.html('<p class="lead">Many resumes, one posting: an email to each candidate, every claim checked. You read them one by one.</p>')
    own = preferences.load().values
    left, right = st.columns(2, gap="large")
    with left, st.container(key="asked"):
        files = documents.upload("Resumes", "many_resumes", several=True, hint="Drop as many files as you like: PDF, Word, HTML, text.")
        job = documents.posting()
        if job:
            facts.of_posting(job)
    with right, st.container(key="written"):
        sender = _sender(own)
        wish = Wish(sender, wishes.style(own.style, "style"), wishes.length(Direction.OUTREACH, "many_length")) if sender else None
        ready = bool(files and job and wish)
        label = f"Write to {len(files)} candidate{'' if len(files) == 1 else 's'}" if files else "Write to all candidates"
        if st.button(label, type="primary", disabled=not ready, width="stretch", key="many_start") and job and wish:
            _start(Many(named((one.name, one.content) for one in files), job, wish, engine.shared.chosen))
        if not ready:
            st.caption("Still missing: resumes, a posting, or your name.")


def _sender(own: preferences.Preferences) -> Person | None:
    from pipeline.schema import Person

    sender = wishes.person("Your", Person(name=own.sender, address=own.sender_address), "many_sender")
    return sender if sender and sender.name else None


def _start(many: Many) -> None:
    desk().many, desk().row = many, 0
    many.start()
    st.rerun()


@st.fragment(run_every=EVERY)
@troubles.told()
def _progress() -> None:
    """The table as it fills."""
    many = desk().many
    if many is None or not many.running:
        st.rerun()
    left, right = st.columns([4, 1], vertical_alignment="center")
    text = f"{many.done} of {len(many.rows)} done" if any(row.state != "waiting" for row in many.rows) else "Loading the model …"
    left.progress(many.done / max(len(many.rows), 1), text=text)
    if right.button("Stop", key="many_stop", width="stretch"):
        many.stop()
    st.html(table(many.rows))


@st.fragment(run_every=ATTEND)
def attend() -> None:
    """Keeps the emails going while their tab shows another page."""
    if many := desk().many:
        many.look()


def _done(many: Many) -> None:
    if many.problem:
        st.error(escaping.markdown(many.problem), icon=":material/error:")
    written = [row for row in many.rows if row.version]
    left, right = st.columns([4, 1], vertical_alignment="center")
    accepted = [row for row in written if row.accepted]
    left.markdown(f"{len(written)} of {len(many.rows)} written, {len(accepted)} accepted.")
    if right.button("Start anew", key="many_anew", width="stretch"):
        desk().many = None
        st.rerun()
    with st.expander("All candidates", expanded=len(written) < len(many.rows)):
        st.html(table(many.rows))
    if written:
        _review(written)
    if accepted:
        bundle.show([row.version for row in accepted if row.version])


def _review(rows: list[Row]) -> None:
    """One email at a time, with keys."""
    found = desk()
    found.row = min(found.row, len(rows) - 1)
    row = rows[found.row]
    if row.version is None:
        return
    st.header(f"{found.row + 1} of {len(rows)}: {escaping.markdown(row.candidate or row.name)}", anchor=False)
    _buttons(rows, row)
    email_view.show(
        row.version.draft, row.version.request, f"many {found.row} {row.name}", stamp=row.version.stamp, on_edit=row.version.take
    )


def _buttons(rows: list[Row], row: Row) -> None:
    found = desk()
    keys = st.container(horizontal=True)
    last = found.row == len(rows) - 1
    kind: Literal["primary", "secondary"] = "primary" if row.accepted is None else "secondary"
    if keys.button("Accepted" if row.accepted else "Accept", type=kind, shortcut=_KEYS["accept"], key="many_accept"):
        _decide(row, accepted=True, last=last)
    if keys.button("Skipped" if row.accepted is False else "Skip", shortcut=_KEYS["skip"], key="many_skip"):
        _decide(row, accepted=False, last=last)
    if keys.button("Back", shortcut=_KEYS["back"], disabled=found.row == 0, key="many_back"):
        found.row -= 1
        st.rerun()
    if keys.button("Next", shortcut=_KEYS["next"], disabled=last, key="many_next"):
        found.row += 1
        st.rerun()


def _decide(row: Row, *, accepted: bool, last: bool) -> None:
    row.accepted = accepted
    desk().row += not last
    st.rerun()


def table(rows: list[Row]) -> str:
    """The rows as an HTML table."""
    return tables.html("All candidates", ("Candidate", "File", "State", "Claims", "You"), map(_cells, rows))


def _cells(row: Row) -> tuple[str, ...]:
    claims = email_view.summary(row.version.draft) if row.version else ""
    state = f"{_STATES[row.state]}: {row.problem}" if row.problem else _STATES[row.state]
    return row.candidate or "–", row.name, state, claims, {True: "accepted", False: "skipped", None: ""}[row.accepted]
