"""Several accepted emails taken out together: one archive of `.eml` files, or as drafts in a mailbox."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.errors import MailwrightError
from serve.app import download, drafts, escaping, memory
from serve.naming import slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import EmailMessage

    from serve.app.version import Version
    from serve.drafts.accounts import Account


def show(versions: Sequence[Version]) -> None:
    """Both ways, for all accepted emails."""
    st.header(f"Save {len(versions)} accepted", anchor=False)
    try:
        messages = [drafts.composed(version) for version in versions]
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    if download.button("Save all as .eml", "emails.zip", "application/zip", lambda: archive(versions, messages), key="save_all"):
        for version in versions:
            memory.taken(version)
    account, password = drafts.mailbox_of("all_mailbox", "Save all among my drafts")
    if account:
        _save(account, versions, messages, password)


def archive(versions: Sequence[Version], messages: Sequence[EmailMessage]) -> bytes:
    """A zip file of `.eml` files with names of their own."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as found:
        for number, (version, message) in enumerate(zip(versions, messages, strict=True), 1):
            name = slug(version.request.recipient.name or "") or slug(version.draft.email.subject) or "email"
            found.writestr(f"{number:03}-{name}.eml", message.as_bytes())
    return target.getvalue()


def _save(account: Account, versions: Sequence[Version], messages: Sequence[EmailMessage], password: str) -> None:
    """One draft after the other; stops at the first that fails, and says how many lie there."""
    bar = st.progress(0.0, text="Saving …")
    for number, (version, message) in enumerate(zip(versions, messages, strict=True), 1):
        if not drafts.saved(account, message, password):
            st.warning(f"{number - 1} of {len(versions)} are among your drafts.")
            return
        memory.taken(version)
        bar.progress(number / len(versions), text=f"{number} of {len(versions)} saved")
    st.success(f"{len(versions)} drafts saved at {escaping.markdown(account.address)}. Open your mail program to send them.")
