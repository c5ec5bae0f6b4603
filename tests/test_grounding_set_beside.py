"""What is set beside a thing is not claimed as had; schools, titles, grades and initials in other words; denials that end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

RESUME = """Runa Halvorsen
Certified Medical Assistant
Denver, CO

EXPERIENCE
Brightlake Clinic I Denver, CO, June 2021 - Current
Medical Assistant
- Kept an inventory of slides and drew blood from forty patients a day.
- Built the rota with a MERN app.

EDUCATION
AOS Laboratory Arts, Colorado Fjord Academy, 2019
Juris Doctor, Yale University, 2021

CERTIFICATIONS
- Vandor Certified Associate Phlebotomist
- ACLS Certification (2022)

SKILLS
Phlebotomy, Vitals, Record Keeping

LANGUAGES
English (fluent), Norwegian (fluent)
"""
JOB = """Collection Technician
Company: Fernhill Museum
Questions to ola.brandt@fernhill.example

Requirements
- Fabrication of mounts, taxidermy and cataloging of archives
- Skills in presenting design rationale; Specimax and Arctofile databases
- Work in a Bio-safety Level 2 laboratory, beside our CISOs
- Two years for II and four for III
"""
TRUE = (
    ("application", "Drawing blood is a transferable skill for fabricating mounts."),
    ("application", "Record keeping is a skill that aligns closely with the cataloging of an archive."),
    ("application", "An inventory of slides is the nearest I come to taxidermy."),
    ("application", "I am well qualified on the taxidermy side, I believe, by what I hope to learn."),
    ("application", "I would gladly apply these skills in a Bio-safety Level 2 laboratory."),
    ("application", "I'm a CMA and certified in advanced cardiac life support."),
    ("application", "I hold the Vandor Certified Associate credential."),
    ("application", "MongoDB and React were under the rota that I built."),
    ("application", "I trained as a laboratory artist at the Colorado Fjord Academy."),
    ("application", "A Yale-trained lawyer is perhaps not whom you had in mind."),
    ("application", "I have not used Specimax, I have kept an inventory of slides."),
    ("application", "Two years for II and four for III are out of reach."),
    ("outreach", "You're bilingual in English and Norwegian."),
    ("outreach", "You have a Yale degree and phlebotomy."),
    ("outreach", "Nice to have: patience."),
)
FALSE = (
    ("application", "I have fabricated mounts and done taxidermy for years."),
    ("application", "My taxidermy aligns with your list."),
    ("application", "I'm a CPA and certified in pediatric life support."),
    ("application", "I hold the Vandor Certified Professional credential."),
    ("application", "I trained as a laboratory artist at Boulder Glass College."),
    ("application", "A Princeton-trained lawyer is perhaps not whom you had in mind."),
    ("application", "Although I have not mounted birds, I have kept a collection in Specimax."),
    ("application", "I use Arctofile every week."),
    ("application", "Specimax is a system I know well."),
    ("outreach", "You're bilingual in English and Portuguese."),
    ("outreach", "You have a Harvard doctorate behind you."),
)


LEADING_TO = (
    ("application", "I am eager to bring my record keeping to {}."),
    ("application", "I have a real respect for {}."),
    ("application", "I value {} and the people who do it."),
    ("application", "I find {} fascinating."),
    ("application", "I am excited about {}, a craft I have long followed."),
    ("application", "I see a clear parallel between drawing blood and {}."),
    ("application", "My record keeping mirrors the attention needed for {}."),
    ("application", "I have the patience that goes with {}."),
    ("application", "I enjoy the kind of patience that {} takes."),
    ("application", "I thrive in settings where {} matters."),
    ("application", "Though new to {}, I pick things up quickly."),
    ("application", "Good records are the heart of {}, and records are what I do."),
    ("application", "Drawing blood gave me a calm hand for {}."),
    ("application", "My slides position me to assist with {}."),
    ("application", "My skills fit well with the {} in your posting."),
    ("application", "You had me at “{}.”"),
    ("application", "The thought of spending my days with {} made me sit up."),
    ("application", "I recognise that the person specification lists {} as essential."),
    ("application", "I am deeply inspired by the museum's {}."),
    ("application", "Where I'd be useful first: records (slides too), {} and phones."),
    ("outreach", "Your record keeping suggests the patience that {} takes."),
    ("outreach", "Drawing blood has much in common with {}."),
    ("outreach", "The order you keep is valuable for {}."),
    ("outreach", "Your skills are a strong match for the {} side of the job."),
)
"""What leads from the candidate to a thing of the posting's without a claim to it."""
LEADING_FROM = (
    ("application", "I value the {} that I have done for years."),
    ("application", "My proficiency in {} translates well to your museum."),
    ("application", "I am eager to bring my {} to your museum."),
    ("application", "I thrive in settings where I do {} every day."),
    ("outreach", "Your {} has much in common with ours."),
)


@pytest.mark.parametrize("thing", ["taxidermy", "mount fabrication"])
@pytest.mark.parametrize(("direction", "frame"), LEADING_TO)
def test_what_something_leads_to_is_not_claimed(
    direction: str, frame: str, thing: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not findings_of(f"Hello,\n\n{frame.format(thing)}\n\nBest,\nJane Doe", make_request(RESUME, JOB, direction))


@pytest.mark.parametrize(("direction", "frame"), LEADING_FROM)
def test_what_leads_to_something_is_claimed(
    direction: str, frame: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert findings_of(f"Hello,\n\n{frame.format('taxidermy')}\n\nBest,\nJane Doe", make_request(RESUME, JOB, direction))


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_what_the_resume_has_in_other_words_or_nobody_claims_is_no_finding(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert not findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", make_request(RESUME, JOB, direction))


@pytest.mark.parametrize(("direction", "sentence"), FALSE)
def test_what_nobody_has_is_found_in_the_same_words(
    direction: str, sentence: str, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert findings_of(f"Hello,\n\n{sentence}\n\nBest,\nJane Doe", make_request(RESUME, JOB, direction))


@pytest.mark.parametrize(("name", "found"), [("Ola Brandt", 0), ("Ola Krogh", 1)])
def test_who_is_greeted_may_be_named_by_an_address_of_the_posting(
    name: str, found: int, make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]
) -> None:
    assert len(findings_of(f"Dear {name},\n\nI keep records.\n\nBest,\nJane Doe", make_request(RESUME, JOB, "application"))) == found
