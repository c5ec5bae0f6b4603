"""`python -m pipeline check`: an email with its claims marked, or as JSON."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.__main__ import main

RESUME = """Jane Doe
jane.doe@example.com

Experience
Data Engineer, Northlight Ltd, Leeds
Mar 2021 - Apr 2024
- Built pipelines in Python and Airflow for 14 clinics.

Skills
Python, Airflow, SQL
"""
JOB = """# Senior Data Engineer at Harbour Health

Harbour Health runs 30 clinics.

Requirements:
- 4+ years of Python
- Kubernetes
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cv.md").write_text(RESUME)
    (tmp_path / "job.md").write_text(JOB)
    return tmp_path


def letter(folder: Path, body: str, name: str = "email.txt") -> list[str]:
    (folder / name).write_text(body)
    return ["check", str(folder / name), "--resume", str(folder / "cv.md"), "--job", str(folder / "job.md"), "--date", "2026-03-01"]


def test_a_true_email_exits_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is found where the documents bear everything out."""
    body = "Subject: Senior Data Engineer\n\nDear team,\n\nI have three years of Python from Northlight.\n\nRegards,\nJane Doe\n"
    assert main(letter(folder, body)) == 0
    assert "1 contradicted" not in capsys.readouterr().out


def test_a_lie_is_marked_and_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal, findings carry the number of their reason; the reason names both sides."""
    body = "Subject: Senior Data Engineer\n\nDear team,\n\nI have four years of Python from Northlight.\n\nRegards,\nJane Doe\n"
    assert main(letter(folder, body)) == 1
    out = capsys.readouterr().out
    assert "four years[1]" in out
    assert "You wrote 'four years'; the resume's dates give 3 years 1 month" in out


def test_json_gives_offsets_into_the_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`part[start:end]` is the claim's text, in subject and body alike."""
    subject, body = "My four years of Python", "Dear team,\n\nI cut costs by 40%.\n\nRegards,\nJane Doe"
    assert main([*letter(folder, f"Subject: {subject}\n\n{body}\n"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["words"] == len(body.split())
    parts = {"subject": subject, "body": body}
    assert {"tenure", "metric"} <= {claim["kind"] for claim in found["claims"] if claim["verdict"] != "supported"}
    for claim in found["claims"]:
        assert parts[claim["part"]][claim["start"] : claim["end"]] == claim["text"]


def test_an_email_without_a_subject_line_is_all_body(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first line may be the subject; it need not."""
    assert main([*letter(folder, "Dear team,\n\nI cut costs by 40%.\n\nRegards,\nJane Doe\n"), "--json"]) == 1
    assert [claim["part"] for claim in json.loads(capsys.readouterr().out)["claims"] if claim["kind"] == "metric"] == ["body"]


def test_an_eml_names_sender_and_recipient(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Headers of an .eml stand for options that were not given."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ana Ruiz <ana@example.com>", "jane.doe@example.com", "A role in Python"
    message.set_content("Hi Jane,\n\nHarbour Health runs 30 clinics. Shall we talk?\n\nBest,\nAna Ruiz\n")
    (folder / "mail.eml").write_bytes(message.as_bytes())
    arguments = [
        "check",
        str(folder / "mail.eml"),
        "--resume",
        str(folder / "cv.md"),
        "--job",
        str(folder / "job.md"),
        "--direction",
        "outreach",
    ]
    assert main(arguments) == 0, capsys.readouterr().out


def test_a_missing_file_is_one_line(folder: Path) -> None:
    """What cannot be read is named with a remedy."""
    from pipeline.errors import MailwrightError

    arguments = letter(folder, "Dear team,\n\nHello.\n\nJane Doe")
    with pytest.raises(MailwrightError, match=r"cv\.pdf"):
        main([part.replace("cv.md", "cv.pdf") for part in arguments])
