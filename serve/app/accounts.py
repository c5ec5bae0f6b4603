"""The page of settings: engine and model in use, mailboxes, and what is remembered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.errors import MailwrightError
from serve.app import engine, escaping
from serve.app.memory import memory

if TYPE_CHECKING:
    from serve.drafts.imap import Account


def show() -> None:
    """The whole page."""
    st.title("Settings", anchor=False)
    _engine()
    _mailboxes()
    _memory()


def _engine() -> None:
    st.subheader("Model", anchor=False)
    asked = engine.shared.asked
    state = "loaded" if engine.shared.loaded else "loaded with the first email"
    model = asked.model or "the recipe’s own model"
    st.markdown(f"Engine {escaping.markdown(asked.backend)}, {escaping.markdown(model)}, {state}.")
    st.caption("Change it with `mailwright app --backend … --model …` or in your settings file; `mailwright doctor` says what is missing.")


def _mailboxes() -> None:
    from serve.drafts import accounts

    st.subheader("Mailboxes", anchor=False)
    try:
        stored = accounts.stored()
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    for account in stored:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(escaping.markdown(account.address))
        if right.button("Forget", key=f"forget {account.address}", width="stretch"):
            accounts.forget(account.address)
            st.rerun()
    with st.expander("Add a mailbox", expanded=not stored):
        _add()


def _add() -> None:
    from serve.drafts import providers

    st.caption("Drafts are saved over IMAP. Gmail’s own interface, without IMAP: `mailwright mail add ADDRESS --gmail CLIENT.json`.")
    address = st.text_input("Mail address", key="new_address", autocomplete="email").strip()
    if not address:
        return
    try:
        preset, known = providers.preset(address), providers.provider(address)
    except ValueError:
        st.error("This is not a mail address; correct it.", icon=":material/error:")
        return
    if known:
        st.info(escaping.markdown(f"{known.name}: {known.note}."), icon=":material/info:")
        if known.page:
            st.link_button("Make an app password", known.page)
    if known and preset is None:
        return
    with st.form("new mailbox"):
        host = st.text_input("IMAP server", value=preset.host if preset else "", key=f"host {address}")
        password = st.text_input("Password or app password", type="password", key="new_password", autocomplete="off")
        keep = st.checkbox("Keep the password in this computer’s keyring", value=True, key="new_keep")
        if st.form_submit_button("Test and add"):
            _test(address, host, password, preset, keep=keep)


def _test(address: str, host: str, password: str, preset: Account | None, *, keep: bool) -> None:
    """Tries the mailbox before it is kept."""
    from pydantic import ValidationError

    from serve.drafts import accounts, mailbox
    from serve.drafts.imap import Account

    try:
        account = preset.model_copy(update={"host": host.strip()}) if preset else Account(address=address, host=host.strip())
        with st.spinner("Logging in …"):
            folder = mailbox.check(account, password)
        accounts.add(account, password if keep else None)
    except ValidationError:
        st.error("Fill in the name of the IMAP server, for example imap.example.org.", icon=":material/error:")
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
    else:
        st.success(f"Works. Drafts go to {escaping.markdown(folder)}.")


def _memory() -> None:
    st.subheader("Remember", anchor=False)
    found = memory()
    try:
        on = st.toggle("Remember the emails I write, on this computer", value=found.on, key="remember")
        if on != found.on:
            found.turn(on=on)
        emails = found.all()
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    st.caption("Kept are the email, its style, company and title, your rating and what came of it; never a resume or a posting.")
    if not emails:
        return
    lines = "".join(f"{json.dumps(one.model_dump(mode='json'), ensure_ascii=False)}\n" for one in reversed(emails))
    st.download_button(f"Export {len(emails)} emails", lines, "mailwright-emails.jsonl", "application/jsonl", icon=":material/download:")
    with st.popover("Delete all", icon=":material/delete:"):
        st.markdown(f"This deletes {len(emails)} emails for good.")
        if st.button("Delete all of them", type="primary", key="delete_all"):
            found.delete_all()
            del st.session_state["remember"]
            st.rerun()
