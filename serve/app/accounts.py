"""The part of the settings with the mailboxes: which there are, adding one once it was tried, forgetting one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import streamlit as st

from pipeline.errors import MailwrightError
from serve.app import escaping

if TYPE_CHECKING:
    from serve.drafts.accounts import Account
    from serve.drafts.imap import Account as ImapAccount
    from serve.drafts.keys import NoKeyringError

_SECURITY: Final = {"tls": "TLS, mostly on port 993", "starttls": "STARTTLS, mostly on port 143"}
_CONNECTIONS: Final = "https://myaccount.google.com/connections"
_TOLD: Final = "mailbox_told"
"""What became of the last change, shown by the run of the page that follows it."""


def show() -> None:
    """All mailboxes, and a form for another one."""
    from serve.drafts import accounts

    st.header("Mailboxes", anchor=False)
    for kind, text in st.session_state.pop(_TOLD, ()):
        (st.success if kind == "success" else st.warning)(text)
    try:
        stored = accounts.stored()
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    for account in stored:
        _stored(account)
    with st.expander("Add a mailbox", expanded=not stored):
        _add()


def _stored(account: Account) -> None:
    left, right = st.columns([3, 1], vertical_alignment="center")
    way = "Gmail’s API" if account.kind == "gmail" else f"{account.host}, {account.folder or 'its drafts folder'}"
    left.markdown(f"{escaping.markdown(account.address)}  \n:small[{escaping.markdown(way)}]")
    if right.button("Forget", key=f"forget {account.address}", help=f"Forget {escaping.markdown(account.address)}", width="stretch"):
        _forget(account.address)


def _forget(address: str) -> None:
    from serve.drafts import accounts

    try:
        told = accounts.forget(address)
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    shown = escaping.markdown(address)
    if told:
        _then("success", f"{shown} is forgotten, with what the keyring had for it.")
    else:
        _then("warning", f"{shown} is forgotten here, but Google could not be told: remove the program [at Google]({_CONNECTIONS}).")
    st.rerun()


def _then(kind: Literal["success", "warning"], text: str) -> None:
    """To be told by the next run of the page."""
    st.session_state.setdefault(_TOLD, []).append((kind, text))


def _add() -> None:
    from serve.drafts import providers

    st.caption("Drafts are saved over IMAP. Gmail’s own interface, without IMAP: `mailwright mail add ADDRESS --gmail CLIENT.json`.")
    if st.session_state.pop("mailbox_added", False):
        st.session_state["new_address"] = ""
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
        if not known.takes_password:
            return
    _form(address, preset)


def _form(address: str, preset: ImapAccount | None) -> None:
    with st.form("new mailbox", border=False):
        host = st.text_input("IMAP server", value=preset.host if preset else "", key=f"host {address}", placeholder="imap.example.org")
        password = st.text_input("Password or app password", type="password", key="new_password", autocomplete="off")
        keep = st.checkbox("Keep the password in this computer’s keyring", value=True, key="new_keep")
        with st.expander("Advanced: encryption, port, login name, folder"):
            given = _advanced(address, preset)
        if st.form_submit_button("Test and add", type="primary"):
            _test(address, {"host": host.strip(), **given}, password, keep=keep)


def _advanced(address: str, preset: ImapAccount | None) -> dict[str, object]:
    """What `mailwright mail add` takes besides; what is left empty is not part of it."""
    security = st.selectbox("Encryption", list(_SECURITY), format_func=_SECURITY.__getitem__, key=f"security {address}")
    port = st.number_input("Port", 1, 65535, None, step=1, key=f"port {address}", placeholder="The usual one")
    user = st.text_input("Login name", value=preset.user if preset else "", key=f"user {address}", placeholder="The mail address")
    folder = st.text_input("Folder", key=f"folder {address}", placeholder="The one that the server names")
    given = {"security": security, "port": port, "user": user.strip(), "folder": folder.strip()}
    return {name: value for name, value in given.items() if value}


def _test(address: str, given: dict[str, object], password: str, *, keep: bool) -> None:
    """Tries the mailbox before it is kept."""
    from serve.drafts import mailbox, providers

    try:
        account = providers.account(address, given)
        with st.spinner("Logging in …"):
            folder = mailbox.check(account, password)
        lost = _keep(account, password if keep else None)
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    _then("success", f"{escaping.markdown(account.address)} works. Drafts go to {escaping.markdown(folder)}.")
    if lost:
        _then("warning", f"The password is not kept: {escaping.markdown(str(lost))}.")
    st.session_state["mailbox_added"] = True
    st.rerun()


def _keep(account: Account, password: str | None) -> NoKeyringError | None:
    from serve.drafts import accounts

    if password is not None:
        return accounts.keep(account, password)
    accounts.add(account)
    return None
