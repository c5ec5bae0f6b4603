"""PDF through typst: resumes and postings.

Only typst's embedded fonts are used and no date of creation is written, so that every machine makes the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from data.case import Case
from data.layouts import view
from data.layouts.posting import posting

HERE: Final = Path(__file__).parent


def resume(case: Case) -> bytes:
    """The PDF of a case's resume in its layout."""
    return compiled(HERE / "resumes" / f"{case.resume.layout}.typ", view.resume(case))


def job(case: Case) -> bytes:
    """The PDF of a case's posting."""
    return compiled(HERE / "postings" / "posting.typ", posting(case))


def compiled(template: Path, data: dict[str, Any]) -> bytes:
    """A template filled with data that it reads as JSON from `sys.inputs.data`."""
    import typst

    pdf = typst.compile(
        template,
        root=HERE,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,  # the PDF's dates are set to none in the templates; this keeps the document id fixed as well
    )
    if not isinstance(pdf, bytes):
        msg = f"{template}: typst gave {type(pdf).__name__}, not one file's bytes"
        raise TypeError(msg)
    return pdf
