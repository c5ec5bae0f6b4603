"""How large a part the candidate had is held against the resume's own verbs."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.career import scope
from pipeline.grounding.claim import Letter
from pipeline.grounding.sources import Sources
from pipeline.schema import Claim, Email, EmailRequest, Verdict

JUNIOR = """Tomasz Reid
Software Developer

Experience
Software Developer, Alder Rail, Derby
2021-04 to present
- Contributed to the migration of 38 timetable services to Kubernetes.
- Assisted with the rollout of a crew scheduling app to 2,400 conductors.
- Built the seat reservation importer in Go, which reads 90,000 rows a night.
- Worked with two colleagues on a fares calculator in Rust.
- Supported the audit of signalling data by the safety board.
Junior Developer, Fennel Maps, Derby
2019-09 to 2021-03
- Wrote map tiles code in C++; helped design the offline search index.
- Shadowed the release engineer for weekly deployments.
- Started a lunchtime reading club on compilers.
"""
NURSE = """Adaeze Okoro
Ward Nurse

Experience
Staff Nurse, St Hilda Infirmary, Hull
2018-05 to present
- Took part in a trial of bedside handover on four wards.
- Helped to rewrite the falls protocol, after which falls dropped by 18%.
- Ran the medication stock check each Friday.
- Participated in recruitment days at the university.
- Member of the infection control committee.
"""
LEAD = """Sofia Lindqvist
Engineering Manager

Experience
Engineering Manager, Tundra Pay, Malmo
2020-01 to present
- Managed a team of nine engineers on the card platform.
- Rebuilt the settlement ledger in Kotlin, cutting reconciliation from six hours to 40 minutes.
- Founded the company's accessibility guild, now 60 members.
- Sole developer of the refund tool for two years.
Senior Developer, Kelp Bank, Lund
2015-03 to 2019-12
- Led the move of 14 branch systems to one core.
- Set up a graduate programme for six trainees a year.
"""
JOB = "Senior Developer\nCompany: Brackwater\nWe need a person to lead a team of five.\nRequirements\n- Go"
FALSE = (
    (JUNIOR, "I built the seat importer in Go, brought each of its many documents up to date and led the audit of signalling data."),
    (JUNIOR, "I led the migration of 38 timetable services to Kubernetes."),
    (JUNIOR, "At Alder Rail I built and ran the migration of timetable services to Kubernetes."),
    (JUNIOR, "I spearheaded the rollout of a crew scheduling app to 2,400 conductors."),
    (JUNIOR, "I delivered the crew scheduling app to 2,400 conductors."),
    (JUNIOR, "I directed the audit of signalling data."),
    (JUNIOR, "The migration of timetable services to Kubernetes, which I led, went well."),
    (JUNIOR, "I designed the offline search index at Fennel Maps."),
    (JUNIOR, "I single-handedly built the seat reservation importer."),
    (JUNIOR, "I managed a team of developers at Alder Rail."),
    (JUNIOR, "Under my leadership, 38 timetable services moved to Kubernetes."),
    (JUNIOR, "I was in charge of the rollout of the crew scheduling app."),
    (JUNIOR, "My team of eight built the importer."),
    (JUNIOR, "The ten-person team I managed at Alder Rail taught me a lot."),
    (JUNIOR, "I learned from the crew of six that I led."),
    (JUNIOR, "I headed the fares calculator in Rust."),
    (JUNIOR, "I ran weekly deployments as the release engineer at Fennel Maps."),
    (JUNIOR, "Four developers reported directly to me."),
    (JUNIOR, "I founded the fares calculator project in Rust with colleagues."),
    (NURSE, "I led a trial of bedside handover on four wards."),
    (NURSE, "I rewrote the falls protocol, after which falls dropped by 18%."),
    (NURSE, "I headed the infection control committee."),
    (NURSE, "I supervised recruitment days at the university."),
    (NURSE, "I have strong leadership experience on four wards."),
    (NURSE, "I founded the infection control committee at St Hilda Infirmary."),
    (NURSE, "I directed the bedside handover trial on four wards."),
    (NURSE, "I created the falls protocol that brought falls down by 18%."),
    (NURSE, "As head of the infection control committee I saw much."),
    (LEAD, "I founded the graduate platform for the card ledger in Kotlin, with reconciliation in 40 minutes."),
)
TRUE = (
    (LEAD, "I rebuilt the settlement ledger in Kotlin, brought six trainees up to date and led the move of 14 branch systems."),
    (JUNIOR, "I built the seat importer for people who plan crews, who sell seats, and who led the audit of signalling data."),
    (JUNIOR, "I contributed to the migration of 38 timetable services to Kubernetes."),
    (JUNIOR, "I took part in moving 38 timetable services to Kubernetes."),
    (JUNIOR, "I worked on the migration of timetable services to Kubernetes."),
    (JUNIOR, "I helped with the rollout of the crew scheduling app."),
    (JUNIOR, "I wrote the seat reservation importer in Go."),
    (JUNIOR, "I created an importer in Go that reads 90,000 rows a night."),
    (JUNIOR, "I developed map tiles code in C++ and helped design the search index."),
    (JUNIOR, "I started a reading club on compilers."),
    (JUNIOR, "I founded a lunchtime reading club on compilers."),
    (JUNIOR, "I would love to lead a migration to Kubernetes."),
    (JUNIOR, "I have not led a team."),
    (JUNIOR, "I want to lead a team of developers some day."),
    (JUNIOR, "You lead a team of five, and I would like to join it."),
    (JUNIOR, "That work led to fewer complaints."),
    (JUNIOR, "My manager led the migration of timetable services to Kubernetes, and I helped."),
    (JUNIOR, "The safety board led the audit of signalling data."),
    (JUNIOR, "I was one of three who wrote a fares calculator in Rust."),
    (JUNIOR, "I assisted our head of platform with the rollout."),
    (NURSE, "I took part in a bedside handover trial on four wards."),
    (NURSE, "I run the stock check of medication every Friday."),
    (NURSE, "I sit on the infection control committee."),
    (NURSE, "I helped rewrite the falls protocol."),
    (NURSE, "I look after patients and their families."),
    (LEAD, "I led nine engineers on the card platform."),
    (LEAD, "I lead a team of nine."),
    (LEAD, "I led the rebuilding of the settlement ledger in Kotlin."),
    (LEAD, "I was the sole developer of the refund tool."),
    (LEAD, "I directed the move of 14 branch systems to one core."),
    (LEAD, "I launched the accessibility guild, which has 60 members."),
    (LEAD, "I established a graduate programme for six trainees a year."),
)


@pytest.fixture
def found_in(make_request: Callable[..., EmailRequest]) -> Callable[..., list[Claim]]:
    def find(resume: str, sentence: str, direction: str = "application") -> list[Claim]:
        request = make_request(resume, JOB, direction=direction)
        email = Email(subject="A short letter", body=f"Dear Team,\n\n{sentence}\n\nKind regards,\nJane Doe")
        return [claim for claim in scope.find(Letter(email, Sources.of(request))) if claim.verdict is not Verdict.SUPPORTED]

    return find


@pytest.mark.parametrize(("resume", "sentence"), FALSE)
def test_a_larger_part_than_the_resume_gives_is_found(found_in: Callable[..., list[Claim]], resume: str, sentence: str) -> None:
    """`led` for `contributed to`, people led by nobody, work done alone."""
    assert found_in(resume, sentence)


@pytest.mark.parametrize(("resume", "sentence"), TRUE)
def test_the_same_part_in_other_words_is_not_found(found_in: Callable[..., list[Claim]], resume: str, sentence: str) -> None:
    """Verbs of one tier, smaller words, hopes and other people's deeds are none."""
    assert not found_in(resume, sentence)


@pytest.mark.parametrize(
    "sentence",
    ["You led the migration of 38 timetable services to Kubernetes.", "Under your leadership 38 timetable services moved to Kubernetes."],
)
def test_an_outreach_must_not_raise_the_candidate_either(found_in: Callable[..., list[Claim]], sentence: str) -> None:
    """In an outreach the candidate is `you`."""
    assert found_in(JUNIOR, sentence, "outreach")


@pytest.mark.parametrize(
    "sentence",
    [
        "You would lead a team of five.",
        "You helped to move 38 timetable services to Kubernetes.",
        "I lead a team of twelve developers here.",
        "We need a developer to lead our migration of timetable services to Kubernetes.",
    ],
)
def test_the_role_to_come_is_not_the_candidates_past(found_in: Callable[..., list[Claim]], sentence: str) -> None:
    """What `you would lead` and what the writer leads says nothing of the candidate."""
    assert not found_in(JUNIOR, sentence, "outreach")


def test_hostile_input_takes_linear_time(make_request: Callable[..., EmailRequest]) -> None:
    """Twenty thousand characters are read in a few seconds."""
    sources = Sources.of(make_request(JUNIOR, JOB))
    for piece in ("led ", "I led the migration ", "my team of ", "managed a b c ", "\x00 ran "):
        began = time.process_time()
        list(scope.find(Letter(Email(subject="x", body=piece * (20_000 // len(piece))), sources)))
        assert time.process_time() - began < 6, piece
