"""What the page says when something goes wrong: never an error's own words, unless they were written for its person.

    with troubles.told(): ...        around a part of the page; `@troubles.told()` on a fragment or a callback, which run without the rest
    troubles.quiet()                 before anything else: what reaches Streamlit all the same is logged without its words

Streamlit logs an error that it catches with all its words, which may quote a document.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Final

import streamlit as st

from pipeline import crash
from pipeline.errors import MailwrightError
from serve.app import escaping

_LOGGER: Final = "streamlit.error_util"


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Shows an error of the block where it happened. What Streamlit raises to stop or rerun a page is no `Exception` and passes."""
    try:
        yield
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
    except Exception as error:  # whatever it is: its words must not reach the log
        what, *places = crash.lines(type(error), error.__traceback__)
        st.error(escaping.markdown(what), icon=":material/error:")
        st.code("\n".join(places), language=None, wrap_lines=True)


def quiet() -> None:
    """From now on Streamlit logs kind and places of an error. May be called again."""
    logging.getLogger(_LOGGER).addFilter(_without_words)


def _without_words(record: logging.LogRecord) -> bool:
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = "\n".join(crash.lines(record.exc_info[0], record.exc_info[2])), ()
        record.exc_info = record.exc_text = None
    return True
