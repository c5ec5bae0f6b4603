"""The part of the page that asks what the email should be: who writes to whom, style, length, subject, language, anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pipeline import profile
from pipeline.prompt import WORDS
from pipeline.schema import Direction, EmailRequest, Length, Person, Style

if TYPE_CHECKING:
    from pipeline.schema import Document, Fact
    from serve.preferences import Preferences

DIRECTIONS: Final = {Direction.APPLICATION: "I apply for a job", Direction.OUTREACH: "I recruit a candidate"}
LANGUAGES: Final = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch"}
_MOST_WISHES: Final = 500


def direction() -> Direction:
    """Who writes to whom."""
    return st.segmented_control(
        "What do you want to do?", list(DIRECTIONS), default=Direction.APPLICATION, format_func=DIRECTIONS.__getitem__, required=True,
        key="direction", wrap=True, persist_state="session",
    )  # fmt: skip


def style(preferred: Style | None, key: str) -> Style:
    """One of the five styles."""
    default = preferred or Style.FORMAL
    return st.pills(
        "Style",
        list(Style),
        default=default,
        format_func=lambda one: one.value.title(),
        required=True,
        key=key,
        persist_state="session",
    )


def length(way: Direction, key: str) -> Length:
    """Short or standard, with the words that means."""
    names = {one: f"{one.value.title()}, {WORDS[way, one][0]} to {WORDS[way, one][1]} words" for one in Length}
    return st.pills(
        "Length",
        list(Length),
        default=Length.STANDARD,
        format_func=names.__getitem__,
        required=True,
        key=key,
        persist_state="session",
    )


def request(way: Direction, resume: Document | None, job: Document, preferences: Preferences) -> EmailRequest | None:
    """The request; None as long as nobody signs, or an address is none, which is said beside the field."""
    sender, recipient = people(way, resume, job, preferences)
    chosen_style, chosen_length = style(preferences.style, "style"), length(way, "length")
    with st.expander("Subject, language, extra wishes"):
        subject = st.text_input("Subject", key="subject", max_chars=120, placeholder="The model suggests one", persist_state="session")
        language = st.selectbox("Language", list(LANGUAGES), format_func=LANGUAGES.__getitem__, key="language", persist_state="session")
        if language != "en":
            st.caption("The shipped models were trained on English, and claims are checked in English only: read it with more care.")
        wishes = st.text_area("Anything the email should say", key="wishes", max_chars=_MOST_WISHES, height=80, persist_state="session")
    if sender is None or recipient is None:
        return None
    return EmailRequest(
        direction=way,
        resume=resume,
        job=job,
        sender=sender,
        recipient=recipient,
        style=chosen_style,
        length=chosen_length,
        subject=" ".join(subject.split()) or None,
        language=language,
        wishes=" ".join(wishes.split()) or None,
    )


def people(way: Direction, resume: Document | None, job: Document, preferences: Preferences) -> tuple[Person | None, Person | None]:
    """Sender and recipient, filled in from the documents and the settings; None for one that cannot be used as it is."""
    candidate, posting = profile.resume(resume) if resume else None, profile.job(job)
    of_candidate = (candidate.name if candidate else None, candidate.email if candidate else None)
    own = Person(name=preferences.sender, address=preferences.sender_address)
    if way is Direction.APPLICATION:
        sender, recipient = _filled(*of_candidate, own), _filled(posting.contact, posting.contact_email, Person())
    else:
        sender, recipient = own, _filled(*of_candidate, Person())
    left, right = st.columns(2)
    with left:
        signs = person("Your", sender, "sender")
        if not signs or not signs.name:
            st.caption("Who signs the email? Fill in your name.")
            signs = None
    with right:
        greeted = person("Recipient’s", recipient, "recipient")
    return signs, greeted


def person(whose: str, suggested: Person, key: str) -> Person | None:
    """A name and an address; a suggestion that changes, because another document was read, replaces what stands there."""
    name = st.text_input(
        f"{whose} name", value=suggested.name or "", key=f"{key} name {suggested.name}", max_chars=120, persist_state="session"
    )
    address = st.text_input(
        f"{whose} mail address", value=suggested.address or "", key=f"{key} address {suggested.address}", max_chars=200,
        persist_state="session",
    )  # fmt: skip
    return _person(name, address)


def _person(name: str, address: str) -> Person | None:
    from serve.drafts.message import check_address

    plain = " ".join(name.split()) or None
    if not address.strip():
        return Person(name=plain)
    try:
        return Person(name=plain, address=check_address(address))
    except ValueError:
        st.error("This is not a mail address; correct it, or leave it empty.", icon=":material/error:")
        return None


def _filled(name: Fact | None, address: Fact | None, otherwise: Person) -> Person:
    """What the document says, else the settings; an address belongs to its name."""
    said = Person(name=" ".join(name.value.split()) if name else None, address=address.value if address else None)
    return said if said.name or said.address else otherwise
