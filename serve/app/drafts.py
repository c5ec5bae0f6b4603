"""The part of the page that takes an email out: a file, the clipboard, the mail program, a draft in a mailbox. Nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pipeline.errors import MailwrightError
from serve import draft
from serve.app import download, escaping, memory
from serve.app.desk import desk
from serve.naming import slug

if TYPE_CHECKING:
    from email.message import EmailMessage

    from serve.app.version import Version
    from serve.drafts.accounts import Account
    from serve.drafts.message import Attachment

_TYPES: Final = {".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def show(version: Version) -> None:
    """All ways out of the page for one email."""
    st.header("Take it with you", anchor=False)
    with st.container():  # what stands below keeps its place when this comes and goes
        _warn(len(version.draft.false))
    attachment = _attachment(version)
    try:
        message = composed(version, attachment)
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    _files(version, message)
    _mailbox(version, message)


def _warn(false: int) -> None:
    if false:
        them = "it" if false == 1 else "them"
        st.warning(f"Still marked as false: {false} claim{'s' if false > 1 else ''}. Mend or delete {them} first.")


def composed(version: Version, attachment: Attachment | None = None) -> EmailMessage:
    """The email as a message that a mail program opens for sending. Raises MailwrightError where a header cannot be made."""
    return draft.message(version.request, version.draft.email, attachment)


def _attachment(version: Version) -> Attachment | None:
    """The very file that the email was written from; the tick is this version's, since another may be about another person."""
    from serve.drafts.message import Attachment

    resume = version.request.resume
    content = desk().file(resume) if resume else None
    if resume is None or content is None or not st.checkbox(f"Attach {escaping.markdown(resume.source)}", key=f"attach {desk().at}"):
        return None
    ending = resume.source[resume.source.rfind(".") :].lower()
    return Attachment(name=resume.source, content=content, media_type=_TYPES.get(ending, "application/octet-stream"))


def _files(version: Version, message: EmailMessage) -> None:
    from serve.drafts.message import mailto

    email = version.draft.email
    row = st.container(horizontal=True)
    name = f"{slug(email.subject) or 'email'}.eml"
    if download.button("Save as .eml", name, "message/rfc822", message.as_bytes, key="save_eml", row=row):
        memory.taken(version)
    with row.popover("Copy the text", icon=":material/content_copy:"):
        st.code(email.text(), language=None, wrap_lines=True)
    if link := mailto(email, version.request.recipient):
        row.link_button("Open in mail program", link, icon=":material/outgoing_mail:")
    else:
        row.button("Open in mail program", disabled=True, help="Too long for a mail link; save the file instead.")


def _mailbox(version: Version, message: EmailMessage) -> None:
    """A draft in one of the person's mailboxes."""
    account, password = mailbox_of("mailbox", "Save among my drafts")
    if account and (folder := saved(account, message, password)):
        memory.taken(version)
        st.success(f"Saved in {escaping.markdown(folder)} of {escaping.markdown(account.address)}. Open your mail program to send it.")


def mailbox_of(key: str, action: str) -> tuple[Account | None, str]:
    """The mailbox that was chosen, once the person presses the button, and the password where it was typed."""
    from serve.drafts import accounts

    try:
        stored = accounts.stored()
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return None, ""
    if not stored:
        st.caption("To find emails among your drafts, add your mailbox under Settings.")
        return None, ""
    with st.form(key, border=False):
        addresses = [account.address for account in stored]
        at = st.selectbox("Mailbox", range(len(stored)), format_func=addresses.__getitem__, key=f"{key} account")
        password = st.text_input("Password, if it is not in your keyring", type="password", key=f"{key} password", autocomplete="off")
        pressed = st.form_submit_button(action, icon=":material/drafts:")
    return (stored[at], password) if pressed else (None, "")


def saved(account: Account, message: EmailMessage, password: str) -> str | None:
    """The folder where the draft now lies; None where it could not be saved, which is said."""
    from serve.drafts import mailbox

    with st.spinner(f"Saving at {escaping.markdown(account.address)} …"):
        try:
            return mailbox.save(account, message, password or None)
        except mailbox.PasswordNeededError:
            st.error("No password is kept for this mailbox: type it above. It is used once and not kept.", icon=":material/key:")
        except MailwrightError as error:
            st.error(escaping.markdown(str(error)), icon=":material/error:")
    return None
