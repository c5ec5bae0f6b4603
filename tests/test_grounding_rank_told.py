"""Titles in fragments and glued resumes, work done alone, things begun, departments with a size, short names: two invented resumes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

CHEMIST = """Timothy Vandermeer
Analytical Chemist

EXPERIENCE
Senior Lecturer, Ardmoor University, Perth
Mar 2019 - present
- Built the Halcyon spectrometer with three colleagues.
- Open-source contributor to Peakfinder.
- Conducted A/B testing of solvents; supported senior chemists in managing a reagent audit across 11 sites.

QualityAnalyst, Tallow Works, Derby
Jan 2014 - Feb 2019
- Wrote the Glassfinder catalogue.
- Ran the night bench.
"""
ALONE = """Timothy Vandermeer
Freelance Baker

EXPERIENCE
Head Baker and owner, Crumb Lane, Hull
Mar 2019 - present
- Sole baker on weekdays; opened a second shop in 2022 with nine staff under me.
- Led a team of nine.
- Creator of the Hullmark sourdough course.
"""
WEAVER = """Timothy Vandermeer

EXPERIENCE
Weaver, Loom House of Hull, Hull
Mar 2019 - present
- Wove linen for 14 shops.
"""
JOB = "# Senior Assay Chemist\n\nCorrie Labs needs a Senior Assay Chemist. Experience with run-in experiments is welcome.\n"

TRUE = [
    (CHEMIST, "application", "I am writing about the Senior Assay Chemist position in your assay group."),
    (CHEMIST, "application", "My service at Tallow Works as Quality Analyst taught me patience."),
    (CHEMIST, "application", "I run A/B experiments on solvents."),
    (CHEMIST, "application", "Of your three methods, titration is the only one that is new to me."),
    (CHEMIST, "application", "I built the Halcyon spectrometer with three colleagues."),
    (CHEMIST, "application", "I contribute to Peakfinder, whose creator works next door."),
    (CHEMIST, "outreach", "Senior Lecturer at Ardmoor University, and before that Tallow Works: a fine path."),
    (CHEMIST, "outreach", "You are the only person I have written to."),
    (CHEMIST, "outreach", "We opened a new lab in Leith last year."),
    (ALONE, "application", "I was the only baker on weekdays, and I did it alone."),
    (ALONE, "application", "I opened a second shop in 2022."),
    (ALONE, "application", "As the creator of the Hullmark sourdough course I teach as well."),
    (ALONE, "application", "I run a nine-person team."),
    (CHEMIST, "application", "My title at Ardmoor University was Senior Lecturer."),
    (WEAVER, "application", "My role at Loom House of Hull was Weaver."),
    (WEAVER, "application", "I worked as a weaver beside the senior weaver, and as well as the senior weaver could."),
    (WEAVER, "application", "I would like to come back as a senior weaver."),
]
FALSE = [
    (CHEMIST, "application", "At Ardmoor University, where as Full Professor I taught spectroscopy, I stayed long.", "Full Professor"),
    (CHEMIST, "application", "My service at Tallow Works as Principal Chemist taught me patience.", "Principal Chemist"),
    (CHEMIST, "application", "I built the Halcyon spectrometer entirely on my own.", "on my own"),
    (CHEMIST, "application", "I wrote the catalogue alone.", "alone"),
    (CHEMIST, "application", "I was the only chemist who could run the bench, as I was the only one on nights.", "the only one"),
    (CHEMIST, "application", "As the creator of Peakfinder I know peaks.", "creator of"),
    (CHEMIST, "application", "I opened two new labs in Leith.", "opened two new labs"),
    (CHEMIST, "application", "I headed a reagent audit across 11 sites.", "headed"),
    (CHEMIST, "outreach", "Full Professor at Ardmoor University, then Tallow Works.", "Full Professor"),
    (CHEMIST, "application", "My title at the University of Ardmoor was Full Professor.", "Full Professor"),
    (CHEMIST, "application", "Tallow Works made me a senior analytical chemist.", "senior analytical chemist"),
    (WEAVER, "application", "I worked as a Senior Weaver at Loom House.", "Senior Weaver"),
    (WEAVER, "application", "As a lead weaver I learned to listen.", "lead weaver"),
    (WEAVER, "outreach", "Your experience leading teams stood out.", "leading teams"),
    (CHEMIST, "outreach", "You manage a department of eleven chemists.", "department of eleven"),
    (CHEMIST, "outreach", "You are head of a 40-person assay department.", "head"),
    (CHEMIST, "outreach", "You are the inventor of Peakfinder.", "inventor"),
]


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[..., list[str]]:
    def find(resume: str, direction: str, sentence: str, name: str = "Timothy") -> list[str]:
        applies = direction == "application"
        sender = "Timothy Vandermeer" if applies else "Ana Ruiz"
        request = make_request(resume, JOB, direction, sender=sender, recipient=None if applies else "Timothy Vandermeer")
        body = f"Dear {'Hiring Manager' if applies else name},\n\n{sentence}\n\nKind regards,\n{sender}"
        return [claim.text for claim in findings_of(body, request, kinds=("title", "scope", "person", "metric"))]

    return find


@pytest.mark.parametrize(("resume", "direction", "sentence"), TRUE)
def test_what_the_resume_bears_out_is_no_finding(found_in: Callable[..., list[str]], resume: str, direction: str, sentence: str) -> None:
    """Titles of the vacancy, glued titles, shared work told as shared, the only one of some things, work that was done alone."""
    assert found_in(resume, direction, sentence) == []


@pytest.mark.parametrize(("resume", "direction", "sentence", "said"), FALSE)
def test_what_it_does_not_is_found(found_in: Callable[..., list[str]], resume: str, direction: str, sentence: str, said: str) -> None:
    """Raised titles, work shared by others told as one's own, contributors called creators, sizes that count other things."""
    assert any(said in text for text in found_in(resume, direction, sentence))


@pytest.mark.parametrize("name", ["Tim", "Timmy", "Timothy", "Mr Vandermeer", "Timmie"])
def test_a_pet_form_is_the_same_person(found_in: Callable[..., list[str]], name: str) -> None:
    """Cut and given an ending."""
    assert found_in(CHEMIST, "outreach", "Would you like to talk?", name) == []


@pytest.mark.parametrize("name", ["Tina", "Jimmy", "Tomasz", "Terry"])
def test_another_first_name_is_found(found_in: Callable[..., list[str]], name: str) -> None:
    """Also one that begins with the same letter."""
    assert found_in(CHEMIST, "outreach", "Would you like to talk?", name) == [name]
