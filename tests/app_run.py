"""The page run by Streamlit's AppTest, for tests: its parts, with documents, with an email written, and what it shows."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from serve.app import engine
from serve.app.desk import Desk
from tests.app_engine import POSTING, RESUME, chosen

ROOT = Path(__file__).parent.parent
SECONDS = 60


def alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page with neither mailboxes nor memory of whoever runs the tests."""
    monkeypatch.chdir(ROOT)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(folder))
    # AppTest leaves its script as `__main__`, which processes that a later test spawns would run again.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def behind(monkeypatch: pytest.MonkeyPatch, backend: Any) -> None:
    """Puts an engine behind the page, for all tabs."""
    monkeypatch.setattr(engine.shared, "_chosen", chosen(backend))


def one() -> None:
    from serve.app import one

    one.show()


def batch() -> None:
    from serve.app import batch

    batch.show()


def settings() -> None:
    from serve.app import settings

    settings.show()


def outcomes() -> None:
    from serve.app import outcomes

    outcomes.show()


def whole() -> AppTest:
    """The script that Streamlit runs for a tab, all pages included."""
    return AppTest.from_file(str(ROOT / "serve" / "app" / "page.py"), default_timeout=SECONDS).run()


def page(part: Callable[[], None]) -> AppTest:
    """A tab of its own that shows this part."""
    return AppTest.from_function(part, default_timeout=SECONDS).run()


def with_documents(resume: str = RESUME) -> AppTest:
    """The page for one email with a resume and a posting."""
    found = page(one)
    found.file_uploader[0].set_value(("cv.txt", resume.encode(), "text/plain"))
    found.run()
    found.text_area(key="posting_text").set_value(POSTING)
    return found.run()


def written(found: AppTest) -> AppTest:
    """The page once the email in the works is done."""
    found.button(key="write").click().run()
    return settled(found)


def settled(found: AppTest) -> AppTest:
    """The page once nothing is in the works."""
    ends = time.monotonic() + SECONDS
    while (work := desk(found).work) and time.monotonic() < ends:
        work.join(SECONDS)
        found.run()
    return found


def desk(found: AppTest) -> Desk:
    """What lies on the desk of this tab."""
    kept: Desk = found.session_state["mailwright_desk"]
    return kept


def texts(found: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return " ".join(element.proto.body for element in found.get("html"))


def lines(found: AppTest) -> list[str]:
    """The errors that the page shows, without the marks that keep them from being markdown."""
    return [error.value.replace("\\", "") for error in found.error]
