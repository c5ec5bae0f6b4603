"""Degrees, diplomas and certificates told with their school, town, subject and year, in the orders in which letters put them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.abilities import qualification
from pipeline.schema import EmailRequest
from tests.found_by import found_by

RESUME = """Noor Haddad
Sound Engineer
noor.haddad@example.org

Experience
Sound Engineer, Lantern Theatre, Galway
2019-03 to present
- Runs LLM inference for subtitles; mixes forty shows a year.
- Seats school groups and manages the hotel desk at festivals.

Education
MA in Acoustics, Corrib University, Galway, Ireland, 2018
BS in Physics, Thessaly State University, Volos, Greece, 2014
Licence in Applied Languages (French and Arabic), Université Mont Rouge, 2012
Técnico en Organización de Eventos (two-year diploma), Instituto Paso Largo, 2016

Certificates
Graduate Certificate in University Teaching, Corrib University, 2020
Stage Rigging Safety Level 2, 2021
Certificate III in Stage Lighting, 2017
Agricultural diploma, livestock, 2010

Languages
English, C2 certificate, 2011
Makaton, Levels 1 to 4
"""
JOB = """Head of Sound
Company: Harbour Stage
Harbour Stage was founded in 2014 and named among the best small theatres twice.
Requirements
- Five years with live sound
- A degree in acoustics
"""
TRUE = [
    "My graduate certificate in university teaching dates from 2020.",
    "My certificate in university teaching comes from Corrib University.",
    "My diploma in event organisation took two years.",
    "I took my Master of Arts in Ireland and my BS in Greece.",
    "I did my physics degree in Volos, Greece, in 2014.",
    "I studied physics at Thessaly State University and wrote my master's thesis at Corrib University.",
    "My first degree is in French and Arabic.",
    "I studied acoustics at Corrib University and physics at Thessaly State University.",
    "I read French and Arabic at Université Mont Rouge.",
    "I studied hard at Corrib University.",
    "My BS was in physics.",
    "My BS in Volos was in physics.",
    "Harbour Stage has been named among the best small theatres, which I like.",
    "I hold the Certificate III in stage lighting and Level 2 in stage rigging safety.",
    "After my Level 2 in rigging I hope to take a Level 3 in crane work.",
    "I have Makaton, Levels 1 to 3.",
    "I passed my English at C2.",
    "My agricultural diploma is from 2010.",
    "I earned your attention, I hope, with my certificate in stage lighting.",
]
FALSE = [
    ("My graduate certificate in university management dates from 2020.", "university management"),
    ("My certificate in crane driving comes from Corrib University.", "crane driving"),
    ("My diploma in event marketing took two years.", "event marketing"),
    ("I took my Master of Arts in Sweden.", "Master of Arts in Sweden"),
    ("I did my physics degree in Lisbon, Portugal.", "Lisbon"),
    ("I hold the Certificate IV in stage lighting.", "Certificate IV"),
    ("I gained my level 3 rigging safety certificate in 2021.", "level 3"),
    ("I have taken Makaton up to Level 6.", "Level 6"),
    ("I passed my English exam at C1.", "C1"),
    ("My agricultural degree is from 2010.", "degree"),
    ("My BS is from Galway University.", "Galway"),
    ("My BS was in chemistry.", "chemistry"),
    ("I studied geology at Thessaly State University.", "geology"),
    ("I read marine law at Corrib University.", "marine law"),
    ("I hold an LLM in media law from Corrib University.", "LLM"),
    ("My first degree is a doctorate.", "doctorate"),
]
findings = found_by(qualification.find)


@pytest.mark.parametrize("sentence", TRUE)
def test_a_paper_of_the_resume_is_no_finding(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Whatever verb stands behind its name, and whether a school, a town or a country is told with it."""
    assert not [claim.reason for claim in findings(make_request(RESUME, JOB), sentence)]


@pytest.mark.parametrize(("sentence", "said"), FALSE)
def test_a_paper_that_the_resume_lacks_is_found(make_request: Callable[..., EmailRequest], sentence: str, said: str) -> None:
    """In the same words, without the verb behind them."""
    assert any(said in claim.text for claim in findings(make_request(RESUME, JOB), sentence))
