"""What `mailwright.yaml` calls: lm-evaluation-harness finds this file beside it and imports no more of this package than it needs.

Does not cover: figures of emails alone, such as false claims of each, whose denominators a mean over requests cannot have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

METRICS: Final = ("truthful", "email", "rubric_all", "company_right")


def requests(requests: str = "", **_: object) -> dict[str, Any]:
    """The split `test` of the file that `--metadata` names; the request itself is kept as JSON, for its fields differ from row to row.

    Raises MailwrightError where the metadata names no file.
    """
    import json
    from pathlib import Path

    import datasets

    from evaluation.harness import Row
    from pipeline.errors import MailwrightError

    if not Path(requests).is_file():
        named = requests or "--metadata"
        msg = f"{named}: no requests; write --metadata '{{\"requests\": FILE}}', the file of `python -m evaluation harness`"
        raise MailwrightError(msg)
    rows = [Row.model_validate(json.loads(line)) for line in Path(requests).read_text(encoding="utf-8").splitlines()]
    columns = [{"id": row.id, "system": row.system, "user": row.user, "request": row.request.model_dump_json()} for row in rows]
    return {"test": datasets.Dataset.from_list(columns)}


def scores(doc: Mapping[str, Any], results: Sequence[str]) -> dict[str, float]:
    """The figures of one answer, by the code that judges a comparison; what is no email has failed all."""
    from evaluation import figures
    from evaluation.held_out import Held
    from evaluation.scoring import score
    from evaluation.writing import Written
    from pipeline.errors import EmailError
    from pipeline.prompt import parse
    from pipeline.schema import EmailRequest

    try:
        email = parse(results[0])
    except EmailError:
        email = None
    held = Held(doc["id"], EmailRequest.model_validate_json(doc["request"]), [])
    written = Written(id=doc["id"], key="", email=email, attempts=(), seconds=0, first_token_seconds=None, writing_seconds=0)
    found = score(held, written)
    return {figure.key: float(figure.value(found) or 0) for figure in figures.catalogue([found]) if figure.key in METRICS}
