"""What a date of an email is the date of: two dates in a sentence, titles, days, lines below a course, postscripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.grounding.claim import Letter
from pipeline.grounding.periods import when
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

RESUME = """Rosalind Achterberg
Utrecht, Netherlands

Experience
Lead Bike Mechanic, Fietsfabriek Oudwijk, Utrecht
June 2021 - present
- Trained four apprentices; warranty cases fell from 31 in 2022 to 12 in 2024
Bike Mechanic, Fietsfabriek Oudwijk, Utrecht
March 2018 - May 2021
- Kept the cargo bike line running
Shop Assistant, Wielerhuis Zeist, Zeist
2014 - 2017

Education
Diploma in Teaching, Vechtstad College, September 2025 - present
- Evening course, to be completed in July 2027
BSc Physics, Vechtstad University, 2014
MSc Materials, Maas Institute of Technology, 2016

Certificates
Electric drive licence, 2022
Welding certificate, 2025
- Scaffolding, 2024
Safety examiner, final assessment booked for November 2026
"""
POSTING = """Workshop Manager
Tandem & Trike Cooperative, Amersfoort

Tandem & Trike was started by my late aunt in 1996 with one stand and a very old radio. We moved to the canal in autumn 2021.
The workshop repairs 4,000 bikes a year.
Closing date Friday 3rd July 2026. Results are sent out on 17 July 2026. Contact: Bram Koster
"""
FALSE = (
    ("application", "I passed the scaffolding in 2021."),
    ("application", "My scaffolding goes back to 2021."),
    ("application", "I have been Lead Bike Mechanic at Fietsfabriek Oudwijk since March 2018."),
    ("application", "I joined Fietsfabriek Oudwijk in 2015."),
    ("application", "As a lead bike mechanic since 2018, I train apprentices."),
    ("application", "My safety examiner's final assessment is booked for September."),
    ("application", "Warranty cases fell from 31 in 2019 to 12 in 2024."),
    ("application", "The diploma in teaching will keep me busy until the summer of 2029."),
    ("application", "I earned my MSc in Materials in 2019."),
    ("application", "I have held the welding certificate since 2018."),
    ("application", "The closing date is 13 July."),
    ("outreach", "My late aunt started it in 1986 with one stand and an old radio."),
    ("outreach", "We moved to the canal in autumn 2012."),
    ("outreach", "Results are sent out on 27 July 2026."),
    ("outreach", "The start date is 1 September."),
    ("outreach", "The post begins on 1 October."),
    ("outreach", "The cooperative moves in March, to a shop by the canal."),
    ("application", "I have been with Fietsfabriek Oudwijk since the summer of 2017."),
    ("application", "I earned my MSc in Materials in 2018 and joined Fietsfabriek Oudwijk afterwards."),
    ("application", "Between March 2016 and May 2021 I kept the cargo bike line running at Fietsfabriek Oudwijk."),
    ("application", "In May 2020, two years after leaving Wielerhuis Zeist, I joined Fietsfabriek Oudwijk."),
    ("application", "I took the scaffolding course in 2019."),
    ("application", "For most of the 1990s I worked at Wielerhuis Zeist."),
    ("outreach", "Between May 2018 and June 2019 you kept the cargo bikes running at Fietsfabriek Oudwijk and liked it there."),
)
TRUE = (
    ("application", "My earliest start date is 1 September."),
    ("application", "I could start on 1 October."),
    ("application", "I passed the scaffolding in 2024."),
    ("application", "My work for Fietsfabriek Oudwijk goes back to 2018."),
    ("application", "I kept cargo bikes running from March 2018 and, since June 2021, lead the workshop."),
    ("application", "I hold the electric drive licence and, since last year, the welding certificate."),
    ("application", "I hold a BSc from Vechtstad University (2014) and an MSc from the Maas Institute of Technology (2016)."),
    ("application", "The Diploma in Teaching will keep me busy until the summer of 2027."),
    ("application", "Warranty cases came down, from 31 in 2022 to twelve in 2024."),
    ("application", "I was Bike Mechanic from March 2018 and have been Lead Bike Mechanic since June 2021."),
    ("application", "My final assessment as a safety examiner is in November."),
    ("application", "I began as a bike mechanic in March 2018, straight after three years at Wielerhuis Zeist."),
    ("application", "I saw that applications close on 3rd July."),
    ("application", "I hold a diploma and, from 2022, the electric drive licence, which came out of two courses at Fietsfabriek Oudwijk."),
    ("application", "Since June 2021 I have trained four apprentices, and I look forward to the role."),
    ("application", "Two courses between 2014 and 2016 gave the role's physics to me."),
    ("outreach", "We have been going since 1996 and moved to the canal in the autumn of 2021."),
    ("outreach", "You are Lead Bike Mechanic since June 2021 and were Bike Mechanic from March 2018."),
    ("application", "I graduated as a master of materials in 2016 and sold bikes at Wielerhuis Zeist until 2017."),
    ("application", "In March 2018, two years after taking my MSc in Materials, I began at Fietsfabriek Oudwijk."),
    ("application", "For all of the 2020s so far I have been at Fietsfabriek Oudwijk."),
    ("application", "I began with bikes in March 2018, two years after my MSc at the Maas Institute of Technology."),
    ("application", "Between March 2018 and May 2021 I kept the cargo bike line running at Fietsfabriek Oudwijk."),
    ("application", "I keep bikes in order at Fietsfabriek Oudwijk, scaffolding since 2024."),
    ("application", "My studies, first at Vechtstad University and then at the Maas Institute of Technology, ended in 2016."),
    ("outreach", "Between March 2018 and May 2021 you kept the cargo bikes running at Fietsfabriek Oudwijk and were liked there."),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest]) -> Callable[..., list[Claim]]:
    def find(direction: str, sentence: str, body: str = "Dear Team,\n\n{}\n\nKind regards,\nRosalind Achterberg") -> list[Claim]:
        sender = "Rosalind Achterberg" if direction == "application" else "Bram Koster"
        request = make_request(RESUME, POSTING, direction=direction, sender=sender, date="2026-05-20")
        letter = Letter(Email(subject="A short letter", body=body.format(sentence)), Sources.of(request))
        return [claim for claim in when.find(letter) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize(("direction", "sentence"), FALSE)
def test_a_date_of_something_else_is_found(found_in: Callable[..., list[Claim]], direction: str, sentence: str) -> None:
    """A date that stands somewhere must also be told of what it is the date of."""
    assert found_in(direction, sentence)


@pytest.mark.parametrize(("direction", "sentence"), TRUE)
def test_a_date_goes_with_its_own_part_of_the_sentence(found_in: Callable[..., list[Claim]], direction: str, sentence: str) -> None:
    """Two dates in one sentence are each of their own matter."""
    assert not found_in(direction, sentence)


@pytest.mark.parametrize(
    "body",
    [
        "Dear Team,\n\nI like bikes.\n\nKind regards,\nRosalind Achterberg\n\nP.S. {}",
        "Here is a friendly email:\n\nDear Team,\n\n{}\n\nKind regards,\nRosalind Achterberg",
    ],
)
def test_lies_outside_the_usual_frame_are_found(found_in: Callable[..., list[Claim]], body: str) -> None:
    """A postscript, and a letter behind a stray first line, are read like the rest."""
    assert found_in("application", "I joined Fietsfabriek Oudwijk in 2015.", body)
