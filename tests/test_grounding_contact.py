"""Phone numbers, addresses and links of an email, beside those of invented documents."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.claim import Letter
from pipeline.grounding.people import contact
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Person, Verdict

RESUMES = {
    "uk": "Owen Prys\n07700 900417 | owen.prys@example.net | linkedin.com/in/owen-prys\nCardiff\n\nSKILLS\nNode.js, ASP.NET, socket.io",
    "us": "Dana Whitfield\n"
    "(415) 555-0132 • dana@whitfield.example • https://www.github.com/dwhitfield/ • dwhitfield.example.org/work\nOakland, CA",
    "de": "Jörg Köhler\nTel.: +49 (0)30 90182 55\njoerg.koehler@example.de\nBerlin\nTwitter: @jkoehler_dev",
}
JOBS = {
    "uk": "Joiner\nDerwen Frames\n\nRing Rhian on 01550 960 123 or write to jobs@derwen.example.com. See www.derwen.example.com/joinery.",
    "us": "Analyst\nTidewell, Inc.\n\nApply at https://tidewell.example.com/careers/4471 or email talent@tidewell.example.com.",
    "de": "Entwickler\nNordlicht GmbH\n\nContact: people@nordlicht.example.de",
}


@pytest.fixture
def wrong(make_request: Callable[..., EmailRequest]) -> Callable[[str, str], list[Claim]]:
    """The findings of the kind in an email of one of the three invented people."""

    def find(body: str, who: str) -> list[Claim]:
        request = make_request(RESUMES[who], JOBS[who], sender="Sender", wishes="Mention that I can be called on 020 7946 0018.")
        request = request.model_copy(update={"sender": Person(name="Sender", address="direct@sender.example.com")})
        letter = Letter(Email(subject="The post", body=f"Dear team,\n\n{body}"), Sources.of(request))
        return [claim for claim in contact.find(letter) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize(
    ("body", "who", "lie"),
    [
        ("Please call me on 07700 900418.", "uk", "07700 900418"),
        ("Please call me on 07700 900 471.", "uk", "07700 900 471"),
        ("I look forward to hearing from you.\n\nRegards,\nOwen Prys\n07700 900411", "uk", "07700 900411"),
        ("I look forward to hearing from you.\n\nRegards,\nOwen Prys\n+44 7700 900499", "uk", "+44 7700 900499"),
        ("You can reach me at owen.pryce@example.net.", "uk", "owen.pryce@example.net"),
        ("You can reach me at owen.prys@example.com.", "uk", "owen.prys@example.com"),
        ("Write to owenprys@example.net at any time.", "uk", "owenprys@example.net"),
        ("My profile is at linkedin.com/in/owenprys.", "uk", "linkedin.com/in/owenprys"),
        ("My profile is at https://www.linkedin.com/in/owen-prys-42.", "uk", "https://www.linkedin.com/in/owen-prys-42"),
        ("See my work at www.owenprys.example.org.", "uk", "www.owenprys.example.org"),
        ("I rang 01550 960 132 yesterday.", "uk", "01550 960 132"),
        ("I wrote to hr@derwen.example.com last week.", "uk", "hr@derwen.example.com"),
        ("I read www.derwen.example.com/oak with care.", "uk", "www.derwen.example.com/oak"),
        ("Call me at (415) 555-0133.", "us", "(415) 555-0133"),
        ("Call me at 415-555-0123.", "us", "415-555-0123"),
        ("My cell is 510.555.0132.", "us", "510.555.0132"),
        ("Reach me at +1 415 555 0199.", "us", "+1 415 555 0199"),
        ("My code is at github.com/danawhitfield.", "us", "github.com/danawhitfield"),
        ("My code is at https://github.com/dwhitfield/forecasts.", "us", "https://github.com/dwhitfield/forecasts"),
        ("I applied at https://tidewell.example.com/careers/4472.", "us", "https://tidewell.example.com/careers/4472"),
        ("Write to dana.whitfield@gmail.com.", "us", "dana.whitfield@gmail.com"),
        ("Best,\nDana Whitfield\n(415) 555-0132\ndana@whitfield.test", "us", "dana@whitfield.test"),
        ("My number is +49 30 90182 56.", "de", "+49 30 90182 56"),
        ("My number is +43 30 90182 55.", "de", "+43 30 90182 55"),
        ("You can find me as @jkohler_dev.", "de", "@jkohler_dev"),
        ("Write to joerg.kohler@example.de.", "de", "joerg.kohler@example.de"),
        ("My site is koehler-dev.com.", "de", "koehler-dev.com"),
    ],
)
def test_a_false_contact_is_found(wrong: Callable[[str, str], list[Claim]], body: str, who: str, lie: str) -> None:
    """One changed digit, letter or domain is a finding at its own place."""
    assert [claim.text for claim in wrong(body, who)] == [lie]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Please call me on 07700 900417.", "uk"),
        ("Please call me on 07700 900 417.", "uk"),
        ("Please call me on +44 7700 900417.", "uk"),
        ("Please call me on +44 (0)7700 900-417.", "uk"),
        ("Please call me on 0044 7700 900417.", "uk"),
        ("Regards,\nOwen Prys\n07700\u00a0900417", "uk"),
        ("Write to Owen.Prys@example.net.", "uk"),
        ("My profile is at https://www.linkedin.com/in/owen-prys/.", "uk"),
        ("I rang (01550) 960123.", "uk"),
        ("I wrote to jobs@derwen.example.com and read derwen.example.com/joinery.", "uk"),
        ("I write Node.js, ASP.NET and socket.io.", "uk"),
        ("You can call 020 7946 0018 or write to direct@sender.example.com.", "uk"),
        ("Between 2018-2021 we sold 1 250 000 frames, from 2018 - 2021, on 12.03.2021.", "uk"),
        ("The reference is CSH-2026-118 and the job number 4471/2026.", "uk"),
        ("We paid £1,250,000 for 10 000 000 bricks.", "uk"),
        ("Call me at 415-555-0132.", "us"),
        ("Call me at +1 (415) 555-0132, or 415.555.0132 if you prefer.", "us"),
        ("Call me at 555-0132.", "us"),
        ("My code is at github.com/dwhitfield, and my work at https://dwhitfield.example.org/work.", "us"),
        ("I applied at tidewell.example.com/careers/4471, the page tidewell.example.com shows.", "us"),
        ("Best,\nDana\nDANA@WHITFIELD.EXAMPLE", "us"),
        ("It grew from 1,204,331 to 2,100,450 rows a day, 24/7, 1920x1080.", "us"),
        ("My number is 030 9018255.", "de"),
        ("My number is +49 30 90182 55.", "de"),
        ("Find me on Twitter as @jkoehler_dev.", "de"),
        ("I am at home in e.g. Berlin, i.e. the U.S. office or St. Pölten.", "de"),
        ("Write to people@nordlicht.example.de or to me.I reply fast.", "de"),
    ],
)
def test_a_known_contact_is_left_alone(wrong: Callable[[str, str], list[Claim]], body: str, who: str) -> None:
    """Other ways to write a number, other contacts of the documents and the request, and figures are no findings."""
    assert [(claim.text, claim.reason) for claim in wrong(body, who)] == []


def test_a_reason_names_the_known_number(wrong: Callable[[str, str], list[Claim]]) -> None:
    """A person sees which number the documents give."""
    (claim,) = wrong("Please call me on 07700 900418.", "uk")
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.reason == "You wrote '07700 900418'; the documents give '07700 900417' and no such phone number."


@pytest.mark.parametrize(
    "hostile", ["1 " * 50000, "a.b." * 25000, "@" * 100000, "+0(" * 33000, "a-" * 50000, "http://" * 14000, "x@y." * 25000]
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    """A hundred thousand characters of near-contacts take a few seconds at most."""
    started = time.process_time()
    contact.contacts(hostile)
    assert time.process_time() - started < 5
