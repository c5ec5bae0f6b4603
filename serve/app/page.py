"""What Streamlit runs for every tab; `mailwright app` starts it (see `launch.py`). Chooses among the pages, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ICON: Final = Path(__file__).parent / "templates" / "icon.svg"
"""A file of our own: Streamlit would fetch an icon by name from Google."""


def main() -> None:
    """One run of the page."""
    import streamlit as st

    from serve.app import batch, one, outcomes, settings, style, troubles
    from serve.app.desk import desk

    troubles.quiet()
    st.set_page_config(page_title="Mailwright", page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    style.use()
    pages = [
        st.Page(one.show, title="One email", icon=":material/edit:", url_path="write", default=True),
        st.Page(batch.show, title="Many candidates", icon=":material/groups:", url_path="many"),
        st.Page(outcomes.show, title="Outcomes", icon=":material/insights:", url_path="outcomes"),
        st.Page(settings.show, title="Settings", icon=":material/settings:", url_path="settings"),
    ]
    chosen = st.navigation(pages, position="hidden")
    # A row of links at every width: on a phone, Streamlit's own menu stays open over the page that was chosen in it.
    with st.container(horizontal=True, gap="small", key="menu"):
        for page in pages:
            st.page_link(page)
    if (many := desk().many) and many.running:
        batch.attend()
    with troubles.told():
        chosen.run()


if __name__ == "__main__":
    main()
