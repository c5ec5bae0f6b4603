"""Text of strangers on a page: from documents, file names, models, error messages. None of it may become markup.

    st.error(escaping.markdown(message))            where Streamlit reads markdown: errors, labels, captions
    st.html(f"<p>{escaping.html(text)}</p>")        where it takes HTML

A picture in markdown would be fetched from a stranger's server the moment it is shown: that is what this prevents.
"""

from __future__ import annotations

import html as _html
import re
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS: Final = re.compile(r"[\r\n\u2028\u2029]+")


def markdown(text: str) -> str:
    """The text as markdown that shows just that text: every mark of ASCII escaped, on one line, no indent that would make it code."""
    return _PUNCTUATION.sub(r"\\\1", _BREAKS.sub(" ", text)).strip()


def html(text: str) -> str:
    """The text as HTML that shows just that text, also inside an attribute."""
    return _html.escape(text, quote=True)
