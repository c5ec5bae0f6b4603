"""Several accepted emails taken out together: one archive of `.eml` files, or as drafts in a mailbox."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import streamlit as st

from pipeline.errors import MailwrightError
from serve.app import drafts, escaping, memory
from serve.naming import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from serve.app.version import Version
    from serve.drafts.accounts import Account


def show(versions: Sequence[Version]) -> None:
    """Both ways, for all accepted emails."""
    st.header(f"Save {len(versions)} accepted", anchor=False)
    try:
        data = archive(versions)
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    st.download_button(
        "Save all as .eml",
        data,
        "emails.zip",
        "application/zip",
        icon=":material/download:",
        key="save_all",
        on_click=_taken,
        args=(versions,),
    )
    account, password = drafts.mailbox_of("all_mailbox", "Save all among my drafts")
    if account:
        _save(account, versions, password)


def _taken(versions: Sequence[Version]) -> None:
    for version in versions:
        memory.taken(version)


def archive(versions: Sequence[Version]) -> bytes:
    """A zip file of `.eml` files with names of their own. Raises MailwrightError where one cannot be made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as found:
        for number, version in enumerate(versions, 1):
            name = slug(version.request.recipient.name or "") or slug(version.draft.email.subject) or "email"
            found.writestr(f"{number:03}-{name}.eml", drafts.composed(version).as_bytes())
    return target.getvalue()


def _save(account: Account, versions: Sequence[Version], password: str) -> None:
    """One draft after the other; stops at the first that fails, and says how many lie there."""
    bar = st.progress(0.0, text="Saving …")
    for number, version in enumerate(versions, 1):
        if not drafts.saved(account, drafts.composed(version), password):
            st.warning(f"{number - 1} of {len(versions)} are among your drafts.")
            return
        memory.taken(version)
        bar.progress(number / len(versions), text=f"{number} of {len(versions)} saved")
    st.success(f"{len(versions)} drafts saved at {escaping.markdown(account.address)}. Open your mail program to send them.")
