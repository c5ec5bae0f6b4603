"""serve.named: the names of reader and sender are set right, everything else stays as the model wrote it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.prompt import parse
from pipeline.schema import Email, EmailRequest
from serve import generate
from serve.continuing import Watch
from serve.guard import judge
from serve.named import corrected
from serve.settings import ServeSettings
from tests import nurse_case
from tests.test_serve_continuing import Script

LIE = f" {nurse_case.LIE}"


def _to(greeting: str, sign: str = "Jane Doe", lie: str = "") -> str:
    text = nurse_case.TRUE if not lie else f"Subject: {nurse_case.SUBJECT}\n\n{nurse_case.BODY.format(lie=lie, ask=nurse_case.ASK)}"
    return text.replace("Dear hiring team,", greeting).replace("Jane Doe", sign)


@pytest.fixture
def to_ignacia(make_request: Callable[..., EmailRequest]) -> EmailRequest:
    return make_request(nurse_case.RESUME, nurse_case.JOB, recipient="Ignacia Sepúlveda Cárcamo")


def mended(email: Email, request: EmailRequest) -> Email:
    return corrected(email, judge(email, request).false)[0]


@pytest.mark.parametrize(
    ("greeting", "right"),
    [
        ("Dear Ignazia,", "Dear Ignacia,"),
        ("Hello Mr. Marta,", "Hello Mr. Ignacia,"),
        ("Dear Marta Sepulvida,", "Dear Ignacia Sepúlveda Cárcamo,"),
        ("Dear Ignacia,", "Dear Ignacia,"),
        ("Dear Ms Sepúlveda,", "Dear Ms Sepúlveda,"),
        ("Dear hiring team,", "Dear hiring team,"),
    ],
)
def test_the_reader_is_greeted_by_the_right_name(greeting: str, right: str, to_ignacia: EmailRequest) -> None:
    """As much of it as there was: one word for one, the whole name for more."""
    assert mended(parse(_to(greeting)), to_ignacia).text() == _to(right)


@pytest.mark.parametrize("sign", ["Janet Doesmith", "Rógil Doe", "Marta Ollivier"])
def test_the_sender_signs(sign: str, to_ignacia: EmailRequest) -> None:
    """With the whole name."""
    assert mended(parse(_to("Dear Ignacia,", sign)), to_ignacia).text() == _to("Dear Ignacia,")


def test_what_was_replaced_is_told(to_ignacia: EmailRequest) -> None:
    """In the order of reading, each with the checker's reason and the name that stands there now."""
    email = parse(_to("Dear Ignazia,", "Rógil Doe"))
    _, replaced = corrected(email, judge(email, to_ignacia).false)
    assert [(cut.text, cut.instead) for cut in replaced] == [("Ignazia", "Ignacia"), ("Rógil Doe", "Jane Doe")]
    assert "the email is to Ignacia Sepúlveda Cárcamo" in replaced[0].reasons[0]


def test_nothing_else_is_reworded(to_ignacia: EmailRequest) -> None:
    """Neither another lie, nor a stranger in the middle of the email."""
    email = parse(_to("Dear Ignacia,", lie=f"{LIE} My manager, Priya Rao, can tell you more."))
    assert {claim.text for claim in judge(email, to_ignacia).false} >= {"Priya Rao"}
    assert mended(email, to_ignacia) == email


def test_without_a_reader_the_greeting_stays(make_request: Callable[..., EmailRequest]) -> None:
    """It is told, as every other finding is."""
    request = make_request(nurse_case.RESUME, nurse_case.JOB)
    email = parse(_to("Dear Ignazia,"))
    assert [claim.text for claim in judge(email, request).false] == ["Ignazia"]
    assert mended(email, request) == email


def test_a_wrong_name_alone_costs_no_other_answer(to_ignacia: EmailRequest) -> None:
    """The draft has the right name and says so; the raw email keeps the wrong one."""
    backend = Script(_to("Dear Ignazia,"))
    draft = generate.email(to_ignacia, backend, ServeSettings(), 1500)
    assert len(backend.asked) == 1
    assert (draft.email.text(), draft.flagged) == (_to("Dear Ignacia,"), False)
    assert [(cut.text, cut.instead) for cut in draft.removed] == [("Ignazia", "Ignacia")]
    assert (draft.raw.email.text(), draft.attempts[0].findings) == (_to("Dear Ignazia,"), 1)


def test_an_unguarded_email_keeps_its_names(to_ignacia: EmailRequest) -> None:
    """What is asked for raw comes raw."""
    draft = generate.email(to_ignacia, Script(_to("Dear Ignazia,")), ServeSettings(), 1500, guard=False)
    assert (draft.email.text(), draft.removed) == (_to("Dear Ignazia,"), ())
    assert draft.flagged


def test_an_email_goes_on_from_under_the_right_name(to_ignacia: EmailRequest) -> None:
    """What is kept holds the right one already: the greeting is no reason to begin anew."""
    start = _to("Dear Ignacia,")[: _to("Dear Ignacia,").index(" I have also")]
    backend = Script(_to("Dear Ignazia,", lie=LIE), _to("Dear Ignacia,").removeprefix(start))
    draft = generate.email(to_ignacia, backend, ServeSettings(), 1500)
    assert backend.prefixes == ["", start]
    assert (draft.email.text(), draft.flagged) == (_to("Dear Ignacia,"), False)


def test_a_wrong_name_does_not_stop_an_email_that_comes(to_ignacia: EmailRequest) -> None:
    """Only the false sentence does, and what was kept before it has the right name."""
    watch = Watch("", to_ignacia)
    start, _, rest = _to("Dear Marta,", lie=LIE).partition(LIE)
    assert not watch(f"{start} ")
    assert watch(f"{start}{LIE}{rest}")
    assert watch.email
    assert watch.email.body.startswith("Dear Ignacia,")
