"""What stands with a figure: the time by which it is told, its setting, its bound; counts of two and three; what is left of a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Jane Doe
Operations Engineer

EXPERIENCE
Operations Engineer, Networks Fennel, York
Mar 2020 - present
- Runs a message bus that carries about 90,000 events a
minute, and answers 400 tickets a month.
- Shortened recovery by over 60% in simulated outages.
- Mentored four junior analysts and gave evidence in five audits.
- Wrote 6 of the 11 playbooks; on call one week in six.
- Held a stock of up to 480 spare disks.
- Cut page load by 73% against the baseline.
- Brought open faults from 41 to 23; grade 0 to 2 counts as a fault.
- Led the renewal of the shared order
platform, improving checkout conversion by
25% and trust.
- Redesigned the front page, resulting in a
44% increase in reader engagement.
- Tuned the dashboards, improving alert quality
by 30
- Used Ansible, Nagios, Perl, Bash, Puppet, Vault, Consul, Kafka and Redis for engineering of networks.
- Managed a yearly spend of GBP 148 million with 3 depots.

Technician, Larch Hosting, Leeds
Jan 2016 - Feb 2020
- Doe, J. (2018). Cooling by night. Rack Monthly, 12(3), 45-50.
"""
JOB = "# Lead Engineer\n\nQuarry Trust has a budget of GBP 210 million.\n\nPay: £41,200 to £52,000, with £200/month for travel.\n"


@pytest.fixture
def figures(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str = "application") -> list[str]:
        request = make_request(RESUME, JOB, direction, sender="Jane Doe", date="2026-03-01")
        body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nJane Doe"
        return [claim.text for claim in findings_of(body, request, kinds=("metric",))]

    return find


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I run a bus that carries 90,000 events a minute.", []),
        ("I run a bus that carries 90,000 events per minute.", []),
        ("I run a bus that carries 90,000 events.", []),
        ("I run a bus that carries 90,000 events an hour.", ["90,000 events an hour"]),
        ("I run a bus that carries 90,000 events daily.", ["90,000 events daily"]),
        ("I answer some 400 tickets monthly.", []),
        ("I answer some 400 tickets every week.", ["400 tickets every week"]),
        ("I answer 4,800 tickets a year.", []),
    ],
)
def test_a_figure_keeps_its_time(figures: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """A rate told by another time is another rate, unless it comes to the same."""
    assert figures(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I shortened recovery by over 60% in simulated outages.", []),
        ("I shortened recovery by more than 60%.", []),
        ("I shortened recovery by over 60% in real-world outages.", ["60% in real-world"]),
        ("In live outages I shortened recovery by over 60%.", ["live outages I shortened recovery by over 60%"]),
        ("I shortened recovery by nearly 60%.", ["60%"]),
        ("I held as many as 480 spare disks.", []),
        ("I held more than 480 spare disks.", ["480"]),
    ],
)
def test_a_figure_keeps_its_setting_and_its_bound(figures: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """What was simulated was not live, and what is over a number is not nearly it."""
    assert figures(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I mentored two junior analysts.", ["two"]),
        ("I gave evidence in three audits.", ["three"]),
        ("I mentored four junior analysts, two of them to promotion.", []),
        ("Two analysts taught me a great deal.", []),
        ("I ran three depots.", []),
    ],
)
def test_two_and_three_are_false_only_beside_another_count(figures: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Of the same thing, in a line that tells the same."""
    assert figures(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I brought page load down to just over a quarter of the baseline.", []),
        ("Page load now takes about 27% of what it did.", []),
        ("Page load is down to a quarter of what it was.", []),
        ("I brought page load down to half of the baseline.", ["half"]),
        ("My change took almost three quarters off the page load.", []),
        ("My change took a fifth off the page load.", ["a fifth"]),
        ("I more than halved the page load.", []),
        ("I nearly halved the open faults.", []),
        ("I more than halved the open faults.", ["halved"]),
        ("The written half of the exam is behind me.", []),
        ("I built over 45 racks.", ["45"]),
    ],
)
def test_shares_are_set_beside_what_fell(figures: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """What is left, what came off, and a halving, of the two ends of the change itself; pages of a paper are no figure."""
    assert figures(sentence) == found


def test_an_amount_in_thousands_is_rounded(figures: Callable[..., list[str]]) -> None:
    """Of the posting's pay, and at the candidate's own employer the posting's amount is no excuse."""
    assert figures("A band of £41k to £52k works for me.") == []
    assert figures("At Fennel you look after a spend of about GBP 190 million.", "outreach") == ["GBP 190 million"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I led the renewal of the order platform, which improved checkout conversion by 25%.", []),
        ("As lead I gave the order platform a 44% better checkout conversion.", ["44%"]),
        ("The new front page brought 44% more reader engagement.", []),
        ("I improved alert quality by 30%.", []),
        ("I improved alert quality by a fifth.", ["a fifth"]),
        ("I lead a team of nine network engineers.", ["nine"]),
    ],
)
def test_a_line_that_wraps_is_one(figures: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """Also before a figure; and what a line lists are no people."""
    assert figures(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I wrote six of the eleven playbooks.", []),
        ("I wrote nine of the eleven playbooks.", ["nine"]),
        ("I am on call every six weeks.", []),
        ("I am on call every three weeks.", ["every three weeks"]),
    ],
)
def test_parts_of_a_small_whole_and_turns_are_the_resumes(figures: Callable[..., list[str]], sentence: str, found: list[str]) -> None:
    """`Six of the 11`, and one week in six."""
    assert figures(sentence) == found
