"""Nouns that look like verbs, people led in a list, and what moves a writer: none of them is a larger part in something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Amara Osei
Community Midwife
amara@example.org | Cardiff

Experience
Community Midwife, Taff Valley Health, Cardiff
2019-03 to present
- Collaborated with dietitians to develop feeding plans for new mothers.
- Assisted with ward designs and rota plans.
- Mentor students and supervise their visits.
- Cut missed visits by 18%.
"""
JOB = """Lead Midwife
Company: Severn Birth Trust
Severn Birth Trust gives families calm, safe access to maternity care through one local team.
Requirements
- Manage a budget
"""


@pytest.fixture
def found(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(sentence: str, direction: str) -> list[str]:
        request = make_request(RESUME, JOB, direction, sender="A B", date="2024-09-16")
        body = f"Dear Hiring Manager,\n\n{sentence}\n\nKind regards,\nA B"
        return [claim.text for claim in findings_of(body, request, kinds=("scope",))]

    return find


TRUE = [
    ("I collaborated with dietitians on feeding plans.", "application"),
    ("My work with dietitians covered feeding plans for new mothers.", "application"),
    ("You have worked with dietitians on feeding plans and on ward designs.", "outreach"),
    ("You assisted with ward designs and with rota plans.", "outreach"),
    ("Why you: Taff Valley since 2019, students under your supervision, missed visits down 18%.", "outreach"),
    ("In short: Taff Valley since 2019; students under my supervision.", "application"),
    ("I am inspired by the aim of giving families calm, safe access to maternity care through one local team.", "application"),
    ("I am deeply moved by a trust that gives families calm, safe access to maternity care.", "application"),
]
FALSE = [
    ("I led the feeding plans for new mothers with dietitians.", "application", "led"),
    ("You designed the ward designs and rota plans.", "outreach", "designed"),
    ("Plans the ward designs and rotas.", "application", "Plans"),
    ("I have given families calm, safe access to maternity care through one local team.", "application", "given families calm"),
]


@pytest.mark.parametrize(("sentence", "direction"), TRUE)
def test_true(found: Callable[..., list[str]], sentence: str, direction: str) -> None:
    assert found(sentence, direction) == []


@pytest.mark.parametrize(("sentence", "direction", "said"), FALSE)
def test_false(found: Callable[..., list[str]], sentence: str, direction: str, said: str) -> None:
    assert any(text.startswith(said) for text in found(sentence, direction))
