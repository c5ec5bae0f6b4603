"""One employer and no other, a degree or a post never held: denied in any words, refuted by the resume's own posts and studies."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding import check
from pipeline.schema import Email, EmailRequest, Verdict

TWO = """Ines Falk
Harbour Logistics Manager
ines.falk@example.com

Experience
Logistics Manager, Sundhavn Shipping, Esbjerg
2020-03 to present
- Leads nine dispatchers and 14 permanent staff; answers questions on late trains.
- Taught children; planned the rail yard and the HP pumps in PHP.
Dispatcher, Vesterhav Lines, Hirtshals
2015-01 to 2020-02
- Audited carriers and let out 40 wagons in AA class.

Education
BSc Logistics, University of Aarhus, 2011-09 to 2014-12

Certificates
GWO Basic Technical Training, mechanical (2023)
"""
ONE = """Ines Falk
ines.falk@example.com

Experience
Logistics Manager, Sundhavn Shipping, Esbjerg
2020-03 to present
- Leads nine dispatchers.
Dispatcher, Sundhavn Shipping, Esbjerg
2015-01 to 2020-02
- Audited carriers.
Student Assistant, University of Aarhus
2013-01 to 2014-06

Education
BSc Logistics, University of Aarhus, not completed
"""
JOB = "Terminal Manager\nCompany: Kattegat Port\nRequirements\n- Kafka, ten years in rail\n"

OF_ONE = [
    "I have always worked for the same employer.",
    "I have only ever worked at one company.",
    "All my working life I have been with one employer.",
    "I have spent my whole career at Sundhavn Shipping.",
    "My entire career has been with a single firm.",
    "I have never changed employers.",
    "I have had one employer only.",
    "I have only had one employer so far.",
    "I have never worked anywhere else than at Sundhavn Shipping.",
    "Sundhavn Shipping is the only place I have worked at.",
    "Apart from Sundhavn Shipping I have worked nowhere.",
    "I have worked for nobody but Sundhavn Shipping.",
]
UNFINISHED = [
    "I did not finish my degree.",
    "I never completed my studies.",
    "I never graduated.",
    "I am not a graduate.",
    "I dropped out of university.",
    "I hold no academic qualification.",
    "A degree is something I do not have.",
    "I have no formal education beyond school.",
    "My resume does not mention a degree.",
]
NEVER_HELD = [
    "This would be my first job as a Dispatcher.",
    "My resume shows no post as a Logistics Manager.",
    "I have no experience as a dispatcher.",
    "The GWO Basic Technical Training is one I do not have.",
    "This would be my first time leading dispatchers.",
    "So far nobody has let me audit carriers.",
    "You will not find the GWO Basic Technical Training on my resume.",
]
LEFT = [
    "Since 2020 I have always worked for the same employer.",
    "I have worked for the same employer since 2020.",
    "I have never changed employers without a good reason.",
    "My whole career has been at sea.",
    "I have spent my whole career in logistics.",
    "I have always worked for one company at a time.",
    "I did not finish my degree with honours.",
    "I never graduated in law.",
    "I have never been out of work.",
    "I have never been employed by a hotel.",
    "My resume shows no hull proposals.",
    "I am new to preparing hull proposals.",
    "I have won no awards.",
    "I have published no papers.",
    "I hold no patents.",
    "I have never led a project.",
    "I have no children.",
    "I have no questions for now.",
    "I have never been late.",
    "I have never held a permanent post.",
    "My career has no gaps.",
    "I have always been in work.",
    "The GWO Basic Safety Training is one I do not have.",
    "I have never worked in an airport.",
    "This would be my first job as a Submarine Pilot.",
    "This would be my first time leading porters on a night train.",
]


def _found(request: EmailRequest, sentence: str) -> list[str]:
    body = f"Dear Team,\n\nThank you for reading this.\n\n{sentence}\n\nKind regards,\nInes Falk"
    return [one.reason for one in check(Email(subject="A note", body=body), request).claims if one.verdict is not Verdict.SUPPORTED]


@pytest.mark.parametrize("sentence", [*OF_ONE, *UNFINISHED, *NEVER_HELD])
def test_what_the_posts_and_studies_show_is_not_denied(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """A second employer, a degree that is finished, a title that was held."""
    assert _found(make_request(TWO, JOB, sender="Ines Falk"), sentence)


@pytest.mark.parametrize("sentence", LEFT)
def test_what_is_narrower_than_the_posts_may_be_said(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """A time, a manner, another trade; two letters are the initials of too much."""
    assert not _found(make_request(TWO, JOB, sender="Ines Falk"), sentence)


@pytest.mark.parametrize("sentence", [*OF_ONE, *UNFINISHED[:-1]])
def test_of_one_employer_and_a_degree_broken_off_it_is_true(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """A job beside the studies is no other employer."""
    assert not _found(make_request(ONE, JOB, sender="Ines Falk"), sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You have spent your whole career at Sundhavn Shipping.",
        "You have always worked for the same employer.",
        "You never graduated.",
        "I could find no degree on your profile.",
        "This would be your first job as a Dispatcher.",
        "Your resume shows no post as a Logistics Manager.",
    ],
)
def test_in_outreach_it_is_denied_of_you(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """And true of whom it is true."""
    assert _found(make_request(TWO, JOB, direction="outreach", recipient="Ines Falk"), sentence)


@pytest.mark.parametrize("sentence", ["My career has no gaps.", "I have always been in work.", "I went straight from one job to the next."])
def test_a_career_with_a_gap_has_gaps(make_request: Callable[..., EmailRequest], sentence: str) -> None:
    """Though no word of the sentence denies anything."""
    late = TWO.replace("2020-03 to present", "2021-09 to present")
    assert _found(make_request(late, JOB, sender="Ines Falk"), sentence)
    assert not _found(make_request(TWO, JOB, sender="Ines Falk"), sentence)


def test_a_hostile_text_takes_no_longer(make_request: Callable[..., EmailRequest]) -> None:
    """Time is linear in the length."""
    request = make_request(TWO, JOB)
    for piece in ("I have always worked for ", "all my career ", "I never graduated from a ", "only one employer, "):
        started = time.process_time()
        _found(request, piece * (50_000 // len(piece)))
        assert time.process_time() - started < 10
