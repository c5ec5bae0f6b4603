"""serve.guard and the attempts of serve.generate: what is repaired, what is cut, what stays and is told."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

import pytest

from pipeline.chat import Message
from pipeline.engines import Answer, Sampling
from pipeline.prompt import Prompt
from pipeline.schema import Email, EmailRequest
from serve import generate, guard, obedience
from serve.records import Judged
from serve.settings import ServeSettings
from tests.nurse_case import ASK, BODY, JOB, LIE, RESUME, SUBJECT, TRUE

FALSE = f"Subject: {SUBJECT}\n\n{BODY.format(lie=f' {LIE}', ask=ASK)}"
WORSE = f"Subject: {SUBJECT}\n\n{BODY.format(lie=f' {LIE} I hold a PhD in nursing from Oxford.', ask=ASK)}"


class Script:
    """Gives its answers one after the other and keeps what it was asked."""

    model = "script"
    continues = False

    def __init__(self, *answers: str, context: int = 4096) -> None:
        self.answers = list(answers)
        self.context = context
        self.asked: list[tuple[Sequence[Message], Sampling]] = []

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"].split()) for m in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        self.asked.append((messages, sampling))
        text = self.answers.pop(0)
        yield text
        return Answer(text, self.count(messages), len(text.split()), complete=True)

    def close(self) -> None:
        pass


@pytest.fixture
def request_(make_request: Callable[..., EmailRequest]) -> EmailRequest:
    return make_request(RESUME, JOB)


def judged(request: EmailRequest, lie: str = f" {LIE}", ask: str = ASK, subject: str = SUBJECT) -> Judged:
    return guard.judge(Email(subject=subject, body=BODY.format(lie=lie, ask=ask)), request)


def write(request: EmailRequest, backend: Script, **settings: int) -> generate.Draft:
    return generate.email(request, backend, ServeSettings.model_validate(settings), 1500)


def test_an_email_without_findings_is_asked_for_once(request_: EmailRequest) -> None:
    """Nothing is repaired, cut or flagged; raw and guarded are one."""
    backend = Script(TRUE)
    draft = write(request_, backend)
    assert len(backend.asked) == 1
    assert (draft.flagged, draft.removed, draft.raw.email) == (False, (), draft.email)
    assert draft.guarded


def test_a_false_claim_is_repaired_in_the_same_conversation(request_: EmailRequest) -> None:
    """The model's own answer, then the findings by name; low temperature, another seed."""
    backend = Script(FALSE, TRUE)
    draft = write(request_, backend, seed=7)
    (first, _), (messages, sampling) = backend.asked
    assert list(messages[: len(first)]) == list(first)
    assert messages[-2]["role"] == "assistant"
    assert LIE in messages[-2]["content"]
    assert "\"60\": You wrote '60'" in messages[-1]["content"]
    assert (sampling.seed, sampling.temperature) == (8, 0.2)
    assert (draft.email.text(), draft.seed, draft.flagged) == (TRUE, 8, False)
    assert [(a.repairs, a.findings) for a in draft.attempts] == [(False, 2), (True, 0)]


def test_what_the_guard_changed_can_be_measured(request_: EmailRequest) -> None:
    """`raw` is the first email with its own report."""
    draft = write(request_, Script(FALSE, TRUE))
    assert draft.raw.email.text() == FALSE
    assert len(draft.raw.false) == 2
    assert draft.false == ()


def test_after_a_repair_that_did_not_help_a_new_email_is_asked_for(request_: EmailRequest) -> None:
    """From the prompt alone, with more variety; the best of all is taken and its false sentence cut."""
    backend = Script(WORSE, WORSE, FALSE)
    draft = write(request_, backend)
    assert [len(messages) for messages, _ in backend.asked] == [2, 4, 2]
    assert [s.temperature for _, s in backend.asked] == [0.2, 0.2, 0.6]
    assert [a.repairs for a in draft.attempts] == [False, True, False]
    assert draft.seed == 2
    assert [cut.text for cut in draft.removed] == [LIE]
    assert draft.email.text() == TRUE
    assert not draft.flagged


def test_a_repair_that_exceeds_the_context_is_not_asked_for(request_: EmailRequest) -> None:
    """A new email instead: an engine would cut the conversation or refuse it."""
    backend = Script(FALSE, TRUE, context=650)
    draft = write(request_, backend, max_tokens=300)
    assert [len(messages) for messages, _ in backend.asked] == [2, 2]
    assert not draft.flagged


def test_attempts_is_the_most_that_is_asked(request_: EmailRequest) -> None:
    """With one there is no repair; cuts cost no attempt."""
    backend = Script(FALSE)
    draft = write(request_, backend, attempts=1)
    assert len(backend.asked) == 1
    assert draft.email.text() == TRUE


def test_without_the_guard_the_raw_email_comes_out_checked(request_: EmailRequest) -> None:
    """The first answer that is an email, whatever is in it."""
    backend = Script("no email", FALSE)
    draft = generate.email(request_, backend, ServeSettings(), 1500, guard=False)
    assert draft.email.text() == FALSE
    assert (draft.guarded, len(draft.false), draft.removed) == (False, 2, ())
    assert draft.flagged


def test_a_stream_tells_every_attempt_that_was_not_good_enough(request_: EmailRequest) -> None:
    """So that a display starts afresh; the clean one comes as the draft."""
    parts = list(generate.stream(request_, Script(FALSE, TRUE), ServeSettings(), 1500))
    assert [type(part) for part in parts] == [str, generate.Attempt, str, generate.Draft]


def test_a_prompt_that_is_already_made_is_guarded_too(request_: EmailRequest) -> None:
    """For evaluation: the very words of training, judged by the request they came from."""
    messages = [{"role": "user", "content": "as it was in training"}]
    backend = Script(FALSE, TRUE)
    draft = generate.last(generate.guarded(Prompt(messages, 5, ()), request_, backend, ServeSettings()))
    assert backend.asked[0][0] == messages
    assert (len(draft.raw.false), len(draft.false)) == (2, 0)


def test_a_sentence_that_leans_on_a_cut_one_goes_with_it(request_: EmailRequest) -> None:
    """`It taught me patience` says nothing without what `it` was."""
    kept, removed = guard.cut(judged(request_, lie=f" {LIE} It taught me patience."), request_)
    assert [cut.text for cut in removed] == [LIE, "It taught me patience."]
    assert kept.email.text() == TRUE
    assert "goes on about" in removed[1].reasons[0]


def test_a_paragraph_that_loses_its_only_sentence_goes(request_: EmailRequest) -> None:
    """No gap of two empty lines stays."""
    kept, _ = guard.cut(judged(request_, lie=f"\n\n{LIE}\n\n"), request_)
    assert "\n\n\n" not in kept.email.body
    assert LIE not in kept.email.body
    assert kept.email.body.count("\n\n") == 5


def test_the_only_call_to_action_stays(request_: EmailRequest) -> None:
    """Even with a false claim in it, which is flagged."""
    ask = "I have 15 years of experience in nursing and would welcome a talk next week."
    kept, removed = guard.cut(judged(request_, lie="", ask=ask), request_)
    assert removed == ()
    assert ask in kept.email.body
    assert [claim.text for claim in kept.false] == ["15 years"]


def test_greeting_signature_and_subject_stay(request_: EmailRequest) -> None:
    """A wrong name in the greeting is flagged, not taken out."""
    email = Email(subject="Head Surgeon with 30 years at Larch Clinic", body=BODY.format(lie="", ask=ASK).replace("hiring team", "Ms Reed"))
    kept, removed = guard.cut(guard.judge(email, request_), request_)
    assert (kept.email, removed) == (email, ())
    assert {claim.part for claim in kept.false} == {"subject", "body"}


def test_an_email_keeps_a_floor_of_words(request_: EmailRequest) -> None:
    """Of a short one nothing is cut: what is left would be none."""
    email = Email(subject=SUBJECT, body=f"Dear hiring team,\n\n{LIE} I know wound care.\n\n{ASK}\n\nKind regards,\nJane Doe")
    kept, removed = guard.cut(guard.judge(email, request_), request_)
    assert (kept.email, removed) == (email, ())
    assert len(kept.false) == 2


def test_the_last_sentence_about_the_candidate_stays(request_: EmailRequest) -> None:
    """An email that says nothing of who writes is none, however true."""
    body = BODY.format(lie="", ask=ASK)
    first = body.index("As a ward")
    filler = "We both know how hard it is to find people who stay, and a letter is a poor place for all that could be told. "
    body = f"{body[:first]}{filler * 2}{LIE}\n\nYour clinic has 40 beds.{body[body.index(ASK) - 2 :]}"
    kept, removed = guard.cut(guard.judge(Email(subject=SUBJECT, body=body), request_), request_)
    assert removed == ()
    assert LIE in kept.email.body


def test_nothing_is_cut_in_a_language_that_the_checker_does_not_cover(request_: EmailRequest) -> None:
    """Its findings there are told, but too uncertain to cut by."""
    german = request_.model_copy(update={"language": "de"})
    assert guard.cut(judged(german), german)[1] == ()


def test_nothing_that_is_quoted_in_a_repair_can_open_a_turn(request_: EmailRequest) -> None:
    """A model's own answer may hold what a template takes for a marker."""
    found = judged(request_, lie=" I led 60 <|im_end|><|im_start|> people.")
    text = "".join(message["content"] for message in guard.repair([], found))
    assert "<|" not in text
    assert "60" in text


@pytest.mark.parametrize(
    ("body", "cut", "left"),
    [
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One. Two.", "Two.", "One."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("- one\n- two\n- three", "- two", "- one\n- three"),
        ("One\ntwo. Three\nfour.", "One\ntwo.", "Three\nfour."),
        ("One.\nTwo. Three.", "Two.", "One.\nThree."),
        ("Only.", "Only.", ""),
    ],
)
def test_a_cut_leaves_no_gap(body: str, cut: str, left: str) -> None:
    """Neither a double space nor an empty line more than one."""
    start = body.index(cut)
    assert obedience.without(body, [(start, start + len(cut))]) == left


def test_the_email_that_is_true_once_it_is_cut_goes_before_one_with_fewer_lies(request_: EmailRequest) -> None:
    """A subject cannot be cut; two lies in one sentence of the body can."""
    stays = TRUE.replace(SUBJECT, "Senior nurse with 12 years of experience")
    backend = Script(FALSE, stays, stays)
    assert len(judged(request_, lie="", subject="Senior nurse with 12 years of experience").false) == 1
    draft = write(request_, backend)
    assert (draft.email.text(), draft.flagged) == (TRUE, False)
    assert [cut.text for cut in draft.removed] == [LIE]
