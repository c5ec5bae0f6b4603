"""The page of outcomes: what came of the emails that were remembered, and how often each way of writing was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pipeline.errors import MailwrightError
from serve.app import escaping, tables, troubles
from serve.app.memory import memory

if TYPE_CHECKING:
    from serve.remember.rates import By, Rate, Share
    from serve.remember.store import Memory, Outcome, Remembered

_NAMES: Final[dict[Outcome | None, str]] = {
    None: "not known yet",
    "reply": "a reply",
    "interview": "an interview",
    "rejection": "a rejection",
    "none": "no answer",
}
_OUTCOMES: Final = {name: outcome for outcome, name in _NAMES.items()}
_BY: Final[dict[By, str]] = {"by": "Author", "style": "Style", "length": "Length", "direction": "Direction"}
_GROUPS: Final = {"mailwright": "Mailwright", "own": "myself"}
_LATEST: Final = 20


def show() -> None:
    """The whole page."""
    st.title("What came of it", anchor=False)
    found = memory()
    try:
        emails = found.all()
        on = found.on
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    if not on and not emails:
        st.info("Nothing is remembered. Turn on “Remember” in the settings to see here which emails are answered.", icon=":material/info:")
        return
    _rates(emails)
    _emails(emails)
    if on:
        _own(found)


def _emails(emails: tuple[Remembered, ...]) -> None:
    st.header("Emails", anchor=False)
    for email in emails[:_LATEST]:
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.markdown(escaping.markdown(f"{email.written:%d %B %Y}, {title(email)}"))
        key = f"outcome {email.id}"
        st.session_state[key] = _NAMES[email.outcome]  # another tab may have marked it
        right.selectbox(
            f"What came of {escaping.markdown(title(email))}?", list(_OUTCOMES), key=key, label_visibility="collapsed",
            on_change=_mark, args=(email.id, key),
        )  # fmt: skip
    if not emails:
        st.caption("No email yet. The next one that you write is remembered when you save or rate it.")


@troubles.told()
def _mark(number: int, key: str) -> None:
    """What the person just chose."""
    memory().mark(number, _OUTCOMES[st.session_state[key]])


def title(email: Remembered) -> str:
    """What an email is called in a list."""
    told = " at ".join(filter(None, (email.title, email.company)))
    return told or email.subject or f"email {email.id}"


def _rates(emails: tuple[Remembered, ...]) -> None:
    from serve.remember.rates import rates

    if not any(email.taken for email in emails):
        return
    st.header("How often they were answered", anchor=False)
    by = st.segmented_control("Compare by", list(_BY), default="by", format_func=_BY.__getitem__, key="rates_by", wrap=True) or "by"
    found = rates(emails, by)
    st.html(table(found))
    if by == "by":
        _difference(found)
    st.caption(
        "In brackets, where the true share may lie with 95% confidence: wide as long as there are few emails. An email without a word for "
        "30 days counts as not answered. Ways of writing are not compared with the same employers, so this shows no cause."
    )


def table(found: tuple[Rate, ...]) -> str:
    """The rates as an HTML table."""
    head = ("Of", "Emails", "Answered", "Interviews", "Still waiting")
    return tables.html("How often they were answered", head, map(_cells, found))


def _cells(rate: Rate) -> tuple[str, ...]:
    group = _GROUPS.get(rate.group or "", rate.group or "not known")
    return group, str(rate.answered.n), _share(rate.answered), _share(rate.interviews), str(rate.waiting)


def _share(share: Share) -> str:
    return f"{share.share:.0%} ({share.low:.0%} to {share.high:.0%})" if share.share is not None else "–"


def _difference(found: tuple[Rate, ...]) -> None:
    from serve.remember.rates import difference

    groups = {rate.group: rate.answered for rate in found}
    if {"mailwright", "own"} <= groups.keys() and (gap := difference(groups["mailwright"], groups["own"])):
        told = "the numbers tell a difference" if gap.told else "the numbers are too small to tell which is answered more often"
        st.markdown(f"Mailwright less your own: {gap.value:+.0%} ({gap.low:+.0%} to {gap.high:+.0%}); {told}.")


def _own(found: Memory) -> None:
    """An email that the person wrote alone, to compare with."""
    from pipeline.schema import Direction
    from serve.app.wishes import DIRECTIONS
    from serve.remember.store import Written

    with st.expander("Add an email that I wrote myself"), st.form("own", border=False, clear_on_submit=True):
        way = st.segmented_control(
            "Direction", list(Direction), default=Direction.APPLICATION, required=True, wrap=True, format_func=DIRECTIONS.__getitem__
        )
        role, company = st.text_input("Job title"), st.text_input("Company")
        if st.form_submit_button("Add"):
            number = found.remember(Written(direction=way, by="own", title=role.strip() or None, company=company.strip() or None))
            if number is not None:
                found.taken(number)
            st.rerun()
