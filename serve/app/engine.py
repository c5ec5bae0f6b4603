"""The engine behind the page: one for every tab, kept until the page ends.

engine.use(Asked(backend="ollama", model="llama3"))     once, before the page starts
engine.shared.chosen()                                  in the thread that writes
"""

from __future__ import annotations

from serve.kept import Asked, Kept

shared = Kept()
"""That of this process: Streamlit runs the page of every tab in it."""


def use(asked: Asked) -> None:
    """Names engine and model for every tab."""
    shared.close()
    shared.asked = asked
