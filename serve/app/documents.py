"""The part of the page that takes the two documents: resumes by drag and drop, the posting pasted, by address or as a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

import streamlit as st

from pipeline.errors import DocumentError
from pipeline.schema import Document, DocumentKind
from serve import uploads
from serve.app import escaping
from serve.app.desk import Upload, desk

ENDINGS: Final = ["pdf", "docx", "html", "htm", "md", "txt"]
MEGABYTES: Final = 25
"""Of one upload; `pipeline.documents` reads no more."""
_WAYS: Final = ("Paste it", "Web address", "File")
_PLACEHOLDER: Final = "Paste the whole posting here"


def resume() -> Document | None:
    """The resume that the email is about, corrections included; None where there is none, or none that can be read."""
    files = upload("Resume", "resumes", several=True, hint="PDF, Word, HTML, markdown or text; the file stays on this computer.")
    if not files:
        return None
    names = [one.name for one in files]
    at = 0
    if len(files) > 1:
        at = st.selectbox("Which resume is this email about?", range(len(files)), format_func=names.__getitem__, key="which_resume")
    return _of_file(files[at], "resume")


def posting() -> Document | None:
    """The posting, corrections included; None where there is none, or none that can be read."""
    way = st.segmented_control("Job posting", _WAYS, default=_WAYS[0], required=True, key="posting_way", wrap=True, persist_state="session")
    if way == _WAYS[0]:
        text = st.text_area("Text of the posting", key="posting_text", height=160, placeholder=_PLACEHOLDER, persist_state="session")
        return _kept(f"paste:{text}", lambda: uploads.pasted(text, "job")) if text.strip() else None
    if way == _WAYS[1]:
        address = st.text_input("Address of the posting", key="posting_address", placeholder="https://…", persist_state="session").strip()
        return _kept(f"address:{address}", lambda: _fetched(address), f"Fetching {address}") if address else None
    files = upload("Posting", "posting_file", several=False, hint="PDF, Word, HTML, markdown or text.")
    return _of_file(files[0], "job") if files else None


def upload(label: str, key: str, *, several: bool, hint: str) -> list[Upload]:
    """The uploaded files, also those from before another page was shown."""

    def changed() -> None:
        found = st.session_state[key]
        files = found if isinstance(found, list) else [found] if found else []
        desk().uploads[key] = [_upload(one.name, one.getvalue()) for one in files]

    shown = st.file_uploader(
        label, ENDINGS, accept_multiple_files=several, key=key, max_upload_size=MEGABYTES, help=hint, on_change=changed
    )
    st.caption(f"Up to {MEGABYTES} MB each. A file in red is larger or of another kind: save it as a smaller PDF.")
    kept = desk().uploads.get(key, [])
    if kept and not shown:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(f"Still in use: {escaping.markdown(', '.join(one.name for one in kept))}")
        if right.button("Remove", key=f"remove {key}", width="stretch"):
            desk().uploads.pop(key)
            st.rerun()
    return kept


def _upload(name: str, content: bytes) -> Upload:
    return Upload(uploads.shown(name), content, hashlib.sha256(content).hexdigest())


def _of_file(file: Upload, kind: DocumentKind) -> Document | None:
    return _kept(f"{kind}:{file.name}:{file.sha256}", lambda: uploads.read(file.name, file.content, kind))


def _fetched(address: str) -> Document:
    from pipeline.documents import read
    from pipeline.documents.fetch import is_address

    return read(address if is_address(address) else f"https://{address}", "job")


def _kept(key: str, reading: Callable[[], Document], doing: str = "Reading the document") -> Document | None:
    """A document read once per tab; an error is shown, and tried again when the person asks."""
    place = f"read {key}"
    if place not in st.session_state:
        with st.spinner(f"{escaping.markdown(doing)} …"):
            try:
                st.session_state[place] = reading()
            except DocumentError as error:
                st.session_state[place] = error
    found = st.session_state[place]
    if isinstance(found, DocumentError):
        st.error(escaping.markdown(str(found)), icon=":material/error:")
        if st.button("Try again", key=f"again {place}"):
            del st.session_state[place]
            st.rerun()
        return None
    return desk().as_read(found)
