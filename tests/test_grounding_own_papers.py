"""Papers, languages and tools of a letter without `I have`: terse lines, titles in quotation marks, somebody whom the reader would get."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim

NURSE = """Ines Dahl, RN
Fargo, ND | ines.dahl@example.org

EXPERIENCE
Charge Nurse, Birchmere Hospital, Moorhead, MN
June 2018 - Present
- Train new staff on Epic

EDUCATION
B.S. in Nursing, minor in Music, Prairie College, 2016

LICENSES
Registered Nurse, North Dakota Board of Nursing

SKILLS
Epic, wound care, Excel (basic)

LANGUAGES
Norwegian

PUBLICATIONS
"Falls by Night", Ward Review, 2021
Prairie Nursing Award, 2020
Northern Ward Award (honorable mention), 2022
"""
JOB = """# Nurse Manager at Orrin Health

Requirements
- Cerner and ventilator management
- CCRN certification
- Master of Science in Nursing
- Somali a plus
"""
KINDS = ("qualification", "skill", "employer_side", "employer")

TRUE = [
    ("application", "Education: B.S. in Nursing, Prairie College, 2016."),
    ("application", "Languages: Norwegian."),
    ("application", "You'd get someone at home with Epic."),
    ("application", 'I am the author of "Falls by Night".'),
    ("application", 'I have read your article "Wards at Rest".'),
    ("application", "My North Dakota nursing license is current."),
    ("application", "You'd get someone at home with wound care and eager to learn Cerner."),
    ("outreach", "I noticed the B.S. degree on your resume."),
    ("outreach", "Epic seems to be a strength of yours."),
    ("outreach", "Languages: Somali."),
    ("outreach", "Winning the Prairie Nursing Award, as you did, says a lot."),
    ("outreach", 'I enjoyed your piece "Falls by Night".'),
]
FALSE = [
    ("outreach", "Winning the Northern Ward Award, as you did, says a lot.", "Winning the Northern Ward Award"),
    ("outreach", "Winning the Northern Ward Award in 2022 is a testament to your care.", "Winning the Northern Ward Award"),
    ("application", "Education: Master of Science in Nursing, Prairie College, 2016.", "Master of Science"),
    ("application", "Languages: Somali.", "Somali"),
    ("application", "You'd get someone at home with Cerner.", "Cerner"),
    ("application", "You would gain a nurse versed in Cerner.", "Cerner"),
    ("application", "I would call myself an expert in Excel.", "Excel"),
    ("application", 'I am the author of "Wards at Rest".', "Wards at Rest"),
    ("application", "My Minnesota nursing license is current.", "Minnesota"),
    ("application", "I hold a B.S. in Music from Prairie College.", "Music"),
    ("outreach", "I noticed the CCRN certification on your resume.", "CCRN"),
    ("outreach", "Cerner seems to be a strength of yours.", "Cerner"),
    ("outreach", 'I enjoyed your piece "Wards at Rest".', "Wards at Rest"),
]


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_what_the_resume_has_is_no_finding(direction: str, sentence: str, told: Callable[..., list[Claim]]) -> None:
    """However tersely or indirectly it is told, and whatever is told of the reader."""
    assert not told(NURSE, JOB, direction, sentence, KINDS)


@pytest.mark.parametrize(("direction", "sentence", "lie"), FALSE)
def test_what_the_resume_lacks_is_found(direction: str, sentence: str, lie: str, told: Callable[..., list[Claim]]) -> None:
    """In the same turns of phrase."""
    assert any(lie in claim.text or claim.text in lie for claim in told(NURSE, JOB, direction, sentence, KINDS))
