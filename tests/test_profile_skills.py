"""How skills are split, and how a named skill is found in a text."""

from __future__ import annotations

import pytest

from pipeline.profile.lines import Typography, split_lines
from pipeline.profile.skill_names import mentions
from pipeline.profile.skills import split_skills


def skills(text: str) -> list[str]:
    lines = split_lines(text)
    return [fact.value for fact in split_skills(text, lines, Typography.of(lines))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, Go, SQL", ["Python", "Go", "SQL"]),
        ("Languages: Python, Go\nTools: Git, Docker", ["Python", "Go", "Git", "Docker"]),
        ("- Java and J2EE\n- Spring Boot, Spring MVC, and Hibernate", ["Java", "J2EE", "Spring Boot", "Spring MVC", "Hibernate"]),
        ("SQL and NoSQL databases (MySQL, MongoDB)", ["SQL and NoSQL databases", "MySQL", "MongoDB"]),
        ("- Proficient in Maya, Blender, and Cinema 4D.", ["Maya", "Blender", "Cinema 4D"]),
        ("- Experienced in software such as Toon Boom, Flash, and Animate", ["Toon Boom", "Flash", "Animate"]),
        ("Go\tPython\tNode.js", ["Go", "Python", "Node.js"]),
        ("Clinical\nCRRT, Tracheostomy care\nSystems\nPrismaflex, ICCA", ["CRRT", "Tracheostomy care", "Prismaflex", "ICCA"]),
        ("Clinical\tCRRT, Tracheostomy care", ["CRRT", "Tracheostomy care"]),
        ("Excel | Word | Outlook", ["Excel", "Word", "Outlook"]),
        ("Web Technologies\nAdvanced\nHTML5, PHP\nTools\nIntermediate\nGit, Docker", ["Web Technologies", "HTML5", "PHP", "Git", "Docker"]),
        ("KYC and AML checks, typing", ["KYC and AML checks", "typing"]),
        ("Python, python, SQL", ["Python", "SQL"]),
    ],
)
def test_skills_sections(text: str, expected: list[str]) -> None:
    """Lists, groups, brackets and sentences are split into their skills, each once."""
    found = skills(text)
    assert [skill for skill in expected if skill not in found] == []
    assert [skill for skill in found if skill not in expected] in ([], ["Tools"])


def test_a_skill_broken_over_two_lines_is_one() -> None:
    """`Natural` / `Language Processing` is one skill."""
    text = "Agile and Scrum, Statistics, Data visualization, Deep Learning, Natural\nLanguage Processing"
    assert "Natural Language Processing" in skills(text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Ran k8s clusters", "Kubernetes"),
        ("tuned Postgres queries", "PostgreSQL"),
        ("Wrote services in Go.", "Golang"),
        ("Go services", "go"),
        ("React components", "React"),
        ("built with React.js", "react"),
        ("Python, R, SQL", "R"),
        ("ANSI C", "C"),
        ("C++ and C#", "C++"),
        ("C++ and C#", "C#"),
        ("Node.js", "Node"),
        (".NET services", ".NET"),
        ("JAVASCRIPT", "JavaScript"),
        ("Spark jobs", "Apache Spark"),
        ("care of ventilated patients", "Ventilated patients"),
        ("a REST API", "REST"),
    ],
)
def test_skill_is_named(text: str, skill: str) -> None:
    """Aliases count, and homographs count in their own capitals."""
    assert mentions(text, skill)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("let it go", "Go"),
        ("Go to market", "Go"),
        ("React to alarms within minutes", "React"),
        ("a swift answer", "Swift"),
        ("R&D budget", "R"),
        ("C++ and C#", "C"),
        ("javascript", "Java"),
        ("Excel at teamwork", "Excel"),
        ("the rest of the team", "REST"),
        ("sparked a debate", "Spark"),
        ("MongoDB", "Go"),
    ],
)
def test_skill_is_not_named(text: str, skill: str) -> None:
    """Plain English words and parts of other names are no skills."""
    assert not mentions(text, skill)
