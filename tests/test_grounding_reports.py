"""People told as reporting to somebody: to the candidate, or to the holder of the post."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, Direction, EmailRequest

RESUME = """Marta Oduya
Payroll Officer
Leeds

EXPERIENCE
Payroll Officer, Ashgrove Foods, Leeds
May 2020 - Present
- Run the monthly payroll for 1,200 staff in Sage.
- {line}
Payroll Clerk, Dunmore Textiles, Leeds
Jan 2017 - Apr 2020
- Entered hours and overtime.
"""
JOB = """Payroll Analyst
Company: Fernhill Water
We look for an analyst to check payroll data and to lead cross-functional teams. Non-supervisory.
Requirements
- Excel
"""
LEADS = JOB.replace("Non-supervisory.", "You will supervise two analysts.")
TO_ME = (
    "For the past year I have had three payroll clerks reporting to me.",
    "Since spring I've also had two clerks reporting into me, which I enjoy.",
    "I now have a couple of clerks reporting to me.",
    "I have a small team of clerks reporting to me.",
    "Three clerks now report to me at Ashgrove.",
)
TO_YOU = (
    "You have three payroll clerks reporting to you at Ashgrove.",
    "I saw that several clerks report to you at Ashgrove.",
)
OFFERED = (
    "You'd have two analysts reporting to you.",
    "A small team of analysts will report to this role.",
    "You would have three clerks under you.",
    "You'd have three direct reports.",
)
NOT_TOLD = (
    (Direction.APPLICATION, "A colleague reported to me that your payroll team is growing."),
    (Direction.APPLICATION, "I have never had clerks reporting to me, and I would love to have two clerks reporting to me one day."),
    (Direction.APPLICATION, "The two managers I report to taught me a lot."),
    (Direction.OUTREACH, "The post is non-supervisory, so you'd have nobody reporting to you."),
    (Direction.OUTREACH, "Nobody would report to you."),
    (Direction.OUTREACH, "You'd have two managers to work with."),
    (Direction.OUTREACH, "Have you ever had clerks reporting to you?"),
)


def _is_found(sentence: str, request: EmailRequest, findings_of: Callable[..., list[Claim]]) -> bool:
    return bool(findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", request))


@pytest.mark.parametrize(
    ("direction", "sentence"), [*((Direction.APPLICATION, one) for one in TO_ME), *((Direction.OUTREACH, one) for one in TO_YOU)]
)
def test_people_reporting_to_the_candidate_need_people_led(
    direction: Direction, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _is_found(sentence, make_request(RESUME.format(line="Answer pay queries from managers."), JOB, direction.value), findings_of)
    assert not _is_found(sentence, make_request(RESUME.format(line="Supervise payroll clerks."), JOB, direction.value), findings_of)


@pytest.mark.parametrize("sentence", OFFERED)
def test_people_reporting_to_the_holder_need_a_post_that_supervises(
    sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert _is_found(
        sentence, make_request(RESUME.format(line="Answer pay queries from managers."), JOB, Direction.OUTREACH.value), findings_of
    )
    assert not _is_found(
        sentence, make_request(RESUME.format(line="Answer pay queries from managers."), LEADS, Direction.OUTREACH.value), findings_of
    )


@pytest.mark.parametrize(("direction", "sentence"), NOT_TOLD)
def test_reports_that_are_denied_wished_or_no_people_claim_nothing(
    direction: Direction, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not _is_found(sentence, make_request(RESUME.format(line="Answer pay queries from managers."), JOB, direction.value), findings_of)
