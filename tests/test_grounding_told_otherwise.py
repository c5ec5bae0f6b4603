"""Claims and denials told by the structure of a sentence: as a predicate, beside a wish, with people as the subject, by a noun alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Claim, EmailRequest

BINDER = """Ines Varga
Bookbinder, Graz
ines@example.com

EXPERIENCE
Bookbinder
Morland Bindery, Graz
March 2021 - present
- Supervises two apprentices and co-supervises one doctoral student in paper conservation.
- Restored 300 church registers with a crew of three that she hired in Leoben.
- Leads Thursday volunteers, usually eight to ten people.
- Trade shows in the old town.
Workshop Technician
University of Arlen, Linz
May 2012 - June 2018
- Washed and mended maps under the supervision of the head librarian.
- Looked after the supplies budget of the studio.

CAREER BREAK
- July 2018 to February 2021, at home with two children

EDUCATION
Diploma in Paper Conservation, since 2025
Danube College, Vienna
- In progress by distance, due to finish in 2027
School leaving examination with A levels in Art and Chemistry (results due in August)
BA Art History, University of Arlen, Linz, 2008 - 2012

CERTIFICATES
- RBA scheme member
- First Aid at Work, 2024
- Austrian residence permit, free to work in the European Economic Area
- CCNA (lapsed in 2023)

SKILLS
leather, vellum, KOHA

LANGUAGES
German (native), English (fluent), Czech (good)

INTERESTS
- Has walked every line of the Tumnus Railway
"""
JOB = """Head Binder
Company: Halden Library
Location: Salzburg

Requirements
- Confident in gilding and marbling
- Experience with ARKIVO
- RBA membership
- Budget responsibility
"""
FALSE_APPLICATION = (
    "I have no RBA membership yet.",
    "I hold no first aid certificate.",
    "I have no permit for the European Economic Area.",
    "I am not a member of the RBA scheme.",
    "I have no Czech, I am sorry to say.",
    "Money is something I have never been responsible for.",
    "I have restored registers and maps. These I have never mended.",
    "I haven't been away from the workshop since 2012.",
    "Your two gilding days are no worry, marbling and edges are all in my hands already.",
    "Having catalogued, lent and recalled books in ARKIVO, I would settle in quickly.",
    "ARKIVO is where I keep my records every day.",
    "ARKIVO holds no terrors for me.",
    "With a Diploma in Paper Conservation now behind me, I feel ready for your registers.",
    "As the holder of a Diploma in Paper Conservation, I would settle in quickly.",
    "My A levels brought me an A and two Bs.",
    "I keep my CCNA in date.",
    "Five doctoral students write under my sole supervision.",
    "In Leoben my crew of eight restored 300 registers.",
    "The whole payroll of the studio at Morland is mine to decide.",
    "I have been a bookbinder for more than eleven years.",
    "At Morland Bindery, after nine years of mending registers, I know vellum.",
    "For nine years, all of them at Morland Bindery, I have mended registers.",
    "As Head Librarian of University of Arlen I washed maps.",
    "I was the head librarian in Linz.",
    "From Eisenstadt, where Morland Bindery has me, I travel by train.",
    "I helped out behind the counter of Halden Library for a summer.",
    "I worked a season for Tumnus Railway.",
)
TRUE_APPLICATION = (
    "I have no passport at hand just now.",
    "I have no membership of a guild.",
    "I have no Italian, I am sorry to say.",
    "I have no fear of dust.",
    "I have not used ARKIVO.",
    "Gilding is new to me, and marbling I would have to learn.",
    "ARKIVO I know by name, and gilding not at all.",
    "With leather and vellum behind me, I would like to learn gilding.",
    "The diploma in paper conservation is still under way; I have finished the BA.",
    "My A level results come in August; I hope for two As.",
    "My CCNA lapsed in 2023.",
    "Two apprentices work under my supervision.",
    "I co-supervise one doctoral student.",
    "In Leoben I hired a crew of three.",
    "I have been a bookbinder for five years.",
    "At Morland Bindery, with eleven years in the trade behind me, I restored 300 registers.",
    "I have worked since 2012, leaving out the break of 32 months between Arlen and Morland Bindery.",
    "I am fluent in English, native in German and good in Czech.",
    "I hold a BA in Art History and am a certified member of the RBA.",
    "From Graz, where Morland Bindery has me, I travel by train.",
    "I have walked every line of the Tumnus Railway.",
)
FALSE_OUTREACH = (
    "You've no RBA membership yet, but we can arrange that.",
    "As a former Head Librarian of University of Arlen you may find us small.",
    "It is not every day that University of Arlen's Head Librarian writes to us.",
    "Running a team of binders at University of Arlen is what tips it for me, as you'd have four of ours.",
    "Your season in the workshop of Halden Library tells me that you know our shelves.",
)
TRUE_OUTREACH = (
    "A person who has bound books at Morland Bindery might have an answer for us.",
    "You would lead a team with us.",
    "As a technician of University of Arlen you know our maps.",
)


@pytest.fixture(name="request_of")
def _request_of(make_request: Callable[..., EmailRequest]) -> Callable[[str], EmailRequest]:
    def make(direction: str) -> EmailRequest:
        return make_request(BINDER, JOB, direction=direction)

    return make


@pytest.mark.parametrize("sentence", FALSE_APPLICATION)
def test_falsehoods_of_an_application_are_found(
    sentence: str, findings_of: Callable[..., list[Claim]], request_of: Callable[[str], EmailRequest]
) -> None:
    """What the applicant is said to have, lack or have done, against the resume, whatever part of the sentence says it."""
    assert findings_of(sentence, request_of("application"))


@pytest.mark.parametrize("sentence", TRUE_APPLICATION)
def test_truths_of_an_application_are_left_alone(
    sentence: str, findings_of: Callable[..., list[Claim]], request_of: Callable[[str], EmailRequest]
) -> None:
    """The same structures with what the resume bears out, or with hopes and open admissions."""
    assert not findings_of(sentence, request_of("application"))


@pytest.mark.parametrize("sentence", FALSE_OUTREACH)
def test_falsehoods_of_an_outreach_are_found(
    sentence: str, findings_of: Callable[..., list[Claim]], request_of: Callable[[str], EmailRequest]
) -> None:
    """The same of a candidate who is written to."""
    assert findings_of(sentence, request_of("outreach"))


@pytest.mark.parametrize("sentence", TRUE_OUTREACH)
def test_truths_of_an_outreach_are_left_alone(
    sentence: str, findings_of: Callable[..., list[Claim]], request_of: Callable[[str], EmailRequest]
) -> None:
    """What the candidate would do in the new post, or did in the old one, is no falsehood."""
    assert not findings_of(sentence, request_of("outreach"))
