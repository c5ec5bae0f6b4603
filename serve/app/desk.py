"""What lies on the desk of one tab: uploads, documents as corrected, the email in the works, the versions written so far, a batch.

It lives in Streamlit's session, in memory, and is gone with the tab.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from serve.app.version import Version

if TYPE_CHECKING:
    from pipeline.schema import Document, EmailRequest
    from serve.app.many import Many
    from serve.app.work import Writing
    from serve.records import Draft

_KEY = "mailwright_desk"


class Upload(NamedTuple):
    """A file as the browser gave it, its name cleaned."""

    name: str
    content: bytes
    sha256: str
    """Of the content; names are not unique."""


@dataclass
class Desk:
    """One tab's state."""

    uploads: dict[str, list[Upload]] = field(default_factory=dict)
    """By field. Streamlit forgets the files of a field that another page does not show; these stay until the tab goes."""
    corrected: dict[str, Document] = field(default_factory=dict)
    """By the sha256 of the document as it was read."""
    origins: dict[Document, str] = field(default_factory=dict)
    """The sha256 of what was read, by each correction of it: an email may have been written from an earlier one."""
    versions: list[Version] = field(default_factory=list)
    at: int = 0
    asked: int = 0
    """How many emails were asked for: each gets seeds of its own."""
    work: Writing | None = None
    problem: str | None = None
    partial: str = ""
    many: Many | None = None
    row: int = 0

    @property
    def version(self) -> Version | None:
        """The one in front."""
        return self.versions[self.at] if self.versions else None

    def add(self, draft: Draft, request: EmailRequest) -> None:
        """A new version, in front."""
        self.versions.append(Version(draft, request))
        self.at = len(self.versions) - 1

    def as_read(self, document: Document) -> Document:
        """The document as the person corrected it."""
        return self.corrected.get(document.sha256, document)

    def correct(self, read: str, better: Document) -> None:
        """Puts a correction in the place of the document that was read with this sha256."""
        self.corrected[read] = better
        self.origins[better] = read

    def original(self, document: Document) -> str:
        """The sha256 of the document before any correction."""
        return self.origins.get(document, document.sha256)

    def file(self, resume: Document) -> bytes | None:
        """The upload that a resume was read from, as long as it is there; another of that name is another person's."""
        read = self.original(resume)
        return next((one.content for one in self.uploads.get("resumes", []) if one.sha256 == read), None)


def desk() -> Desk:
    """The desk of this tab."""
    found: Desk = st.session_state.setdefault(_KEY, Desk())
    return found
