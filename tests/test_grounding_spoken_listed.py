"""A language that the resume lacks beside one that it has; what is set aside before a statement; a thing told in a relative clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import skill
from pipeline.grounding.posting import employer_side
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Marta Quill
Physiotherapist

Experience
Physiotherapist, Aire Valley Clinic, Leeds
2019-03 to present
- Treated 25 patients a week, with notes in Cliniko.

Skills
Cliniko, Excel, ultrasound

Languages
English (native), Spanish (fluent), Catalan (basic)
"""
JOB = "Physiotherapist\nCompany: Brightwater Health\nWe treat patients in a pool.\nRequirements\n- French or Polish welcome\n- SystmOne\n"

FALSE = [
    "My fluency in Spanish and Polish helps patients who travel.",
    "I grew up with Spanish and Portuguese at home.",
    "Being fluent in both Spanish and Italian means I reach most of my patients.",
    "Apart from English, I speak both Spanish and French.",
    "With Spanish and French on top of my clinic work, I meet many patients.",
    "I record each treatment, always using SystmOne.",
    "My everyday toolkit, which spans Excel, Cliniko and daily work with SystmOne, fits your clinic.",
]
TRUE = [
    "My fluency in English and Spanish helps patients who travel.",
    "Apart from English, I speak both Spanish and Catalan.",
    "My clients were Spanish and French.",
    "I sold Spanish and French wines to restaurants.",
    "I do not speak French or Polish, but my Spanish is fluent.",
    "Instead of Polish, I can offer Spanish.",
    "My everyday toolkit, which spans Excel and Cliniko, fits your clinic.",
    "My everyday toolkit, which is close to your SystmOne, is Cliniko.",
]

findings = found_by(skill.find, employer_side.find)


@pytest.mark.parametrize("sentence", FALSE)
def test_what_the_resume_lacks_is_found_beside_what_it_has(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """In a list, behind an exception, and in a clause that goes on with a thing of the candidate's."""
    assert findings(make_request(RESUME, JOB), sentence)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_resume_has_and_names_of_people_are_no_findings(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Also where the posting's tool is only likened, and where names of languages are adjectives."""
    assert not findings(make_request(RESUME, JOB), sentence)


def test_a_list_headed_languages_is_the_candidates_where_only_the_resume_has_one_of_it(make_request: Callable[..., EmailRequest]) -> None:
    """Though the line has no subject."""
    request = make_request(RESUME, JOB)
    assert [found.text for found in findings(request, "Languages: English, Spanish, German")] == ["German"]
    assert not findings(request, "Languages: English, Spanish, Catalan")
