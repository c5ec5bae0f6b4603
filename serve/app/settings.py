"""The page of settings: engine and model in use, mailboxes, and what is remembered."""

from __future__ import annotations

import streamlit as st

from pipeline.errors import MailwrightError
from serve.app import accounts, engine, escaping, troubles
from serve.app.memory import memory


def show() -> None:
    """The whole page."""
    st.title("Settings", anchor=False)
    with st.container(key="settings"):
        _engine()
        accounts.show()
        _memory()


def _engine() -> None:
    st.header("Model", anchor=False)
    asked = engine.shared.asked
    state = "loaded" if engine.shared.loaded else "loaded with the first email"
    model = asked.model or "the recipe’s own model"
    st.markdown(f"Engine {escaping.markdown(asked.backend)}, {escaping.markdown(model)}, {state}.")
    st.caption("Change it with `mailwright app --backend … --model …` or in your settings file; `mailwright doctor` says what is missing.")


def _memory() -> None:
    st.header("Remember", anchor=False)
    found = memory()
    try:
        st.session_state["remember"] = found.on  # another tab may have turned it
        st.toggle("Remember the emails I write, on this computer", key="remember", on_change=_turn)
        lines = found.lines()
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    st.caption("Kept are the email, its style, company and title, your rating and what came of it; never a resume or a posting.")
    if not lines:
        return
    many = lines.count("\n")
    what = f"{many} email{'' if many == 1 else 's'}"
    st.download_button(f"Export {what}", lines, "mailwright-emails.jsonl", "application/jsonl", icon=":material/download:")
    with st.popover("Delete all", icon=":material/delete:"):
        st.markdown(f"This deletes {what} for good.")
        if st.button("Delete all of them", type="primary", key="delete_all"):
            found.delete_all()
            st.rerun()


@troubles.told()
def _turn() -> None:
    """What the person just clicked."""
    memory().turn(on=st.session_state["remember"])
