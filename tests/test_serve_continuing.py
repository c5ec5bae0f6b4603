"""serve.continuing and what serve.generate makes of it: an email with a false claim goes on from where it was still true."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence

import pytest

from pipeline.chat import Message
from pipeline.engines import Answer, CannotContinueError, Sampling
from pipeline.prompt import parse
from pipeline.schema import EmailRequest
from serve import generate
from serve.continuing import Place, Watch, true_part
from serve.guard import judge
from serve.settings import ServeSettings
from tests import nurse_case

START = nurse_case.TRUE[: nurse_case.TRUE.index(" As a ward nurse")]
REST = nurse_case.TRUE.removeprefix(START)
LIE = f" {nurse_case.LIE}"
FALSE = START + LIE + REST


class Script:
    """Gives its answers in turn, the last one again and again, sentence by sentence. `given` is what was taken of each."""

    model = "script"
    context = 4096

    def __init__(self, *answers: str, continues: bool = True, refuses: bool = False) -> None:
        self.answers = list(answers)
        self.continues = continues
        self.refuses = refuses
        self.asked: list[tuple[Sequence[Message], Sampling]] = []
        self.given: list[str] = []

    @property
    def prefixes(self) -> list[str]:
        """What each question wanted to have continued."""
        return [messages[-1]["content"] if messages[-1]["role"] == "assistant" else "" for messages, _ in self.asked]

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"].split()) for m in messages)

    def stream(self, messages: Sequence[Message], sampling: Sampling) -> Generator[str, None, Answer]:
        if self.refuses and messages[-1]["role"] == "assistant":
            self.continues = False
            raise CannotContinueError
        self.asked.append((messages, sampling))
        text = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.given.append("")
        for piece in re.split(r"(?<=[.?]\s)", text):
            self.given[-1] += piece
            yield piece
        return Answer(text, self.count(messages), len(text.split()), complete=True)

    def close(self) -> None:
        pass


@pytest.fixture
def request_(make_request: Callable[..., EmailRequest]) -> EmailRequest:
    return make_request(nurse_case.RESUME, nurse_case.JOB)


def write(request: EmailRequest, backend: Script, attempts: int = 3, seed: int = 0) -> generate.Draft:
    return generate.email(request, backend, ServeSettings(attempts=attempts, seed=seed), 1500)


def test_an_email_goes_on_from_before_its_first_false_sentence(request_: EmailRequest) -> None:
    """The kept beginning is the end of the prompt, the answer the rest; another seed and more variety."""
    backend = Script(FALSE, REST)
    draft = write(request_, backend, seed=7)
    assert backend.prefixes == ["", START]
    assert list(backend.asked[1][0][:-1]) == list(backend.asked[0][0])
    assert [(s.seed, s.temperature) for _, s in backend.asked] == [(7, 0.2), (8, 0.6)]
    assert (draft.email.text(), draft.seed, draft.flagged) == (START + REST, 8, False)
    assert draft.raw.email.text() == FALSE


def test_a_draft_counts_what_was_written_and_what_was_kept(request_: EmailRequest) -> None:
    """The tokens of a beginning are written once; each attempt holds the email as it then was."""
    draft = write(request_, Script(FALSE, REST))
    assert draft.completion_tokens == len(FALSE.split()) + len(REST.split())
    assert [(a.text, a.kept, a.findings) for a in draft.attempts] == [(FALSE, 0, 2), (START + REST, len(START), 0)]


def test_beginning_and_rest_together_keep_the_longest_length(request_: EmailRequest) -> None:
    """Or a continued email could exceed the context that the whole one fits."""
    backend = Script(FALSE, REST)
    write(request_, backend)
    assert [s.max_tokens for _, s in backend.asked] == [400, 400 - len(START.split())]


def test_a_false_sentence_ends_a_continuation(request_: EmailRequest) -> None:
    """The rest of it would be thrown away; the first email is written whole, for it is the raw one."""
    backend = Script(FALSE, LIE + REST, REST)
    draft = write(request_, backend)
    assert [given.strip() for given in backend.given] == [FALSE, LIE.strip(), REST.strip()]
    assert [a.stopped for a in draft.attempts] == [False, True, False]
    assert draft.attempts[1].completion_tokens == len(LIE.split())
    assert not draft.flagged


def test_what_is_true_grows(request_: EmailRequest) -> None:
    """A continuation that fails later than the one before it leaves more to go on from, and begins with less variety again."""
    later = " As a ward nurse at St Agnes Hospital I have cared for 12 patients a shift since 2019."
    backend = Script(FALSE, LIE, later + LIE, REST.removeprefix(later))
    draft = write(request_, backend)
    assert backend.prefixes == ["", START, START, START + later]
    assert [s.temperature for _, s in backend.asked] == [0.2, 0.6, 0.8, 0.6]
    assert draft.email.text() == START + REST


def test_a_place_that_fails_again_and_again_is_left(request_: EmailRequest) -> None:
    """The sentence that leads there goes as well, then the one before it."""
    backend = Script(FALSE, f"{LIE} ")
    write(request_, backend)
    greeting = "Subject: Senior Nurse at Larch Clinic\n\nDear hiring team,"
    assert backend.prefixes[:5] == ["", START, START, START, greeting]


def test_continuations_have_an_end(request_: EmailRequest) -> None:
    """The last is written whole; then the false sentence is cut, and the email stands."""
    backend = Script(FALSE, " I know wound care well." + LIE + REST)
    draft = write(request_, backend, attempts=2)
    assert [a.stopped for a in draft.attempts] == [False, *[True] * 9, False]
    assert LIE not in draft.email.text()
    assert [cut.text for cut in draft.removed] == [LIE.strip()]


def test_with_one_attempt_nothing_is_continued(request_: EmailRequest) -> None:
    """Cuts alone."""
    backend = Script(FALSE)
    assert write(request_, backend, attempts=1).email.text() == START + REST
    assert len(backend.asked) == 1


def test_a_false_subject_begins_anew(request_: EmailRequest) -> None:
    """There is nothing to keep; more variety."""
    backend = Script(FALSE.replace("Senior Nurse at", "30 years as a surgeon, for", 1), START + REST)
    draft = write(request_, backend)
    assert backend.prefixes == ["", ""]
    assert [s.temperature for _, s in backend.asked] == [0.2, 0.6]
    assert not draft.flagged


def test_a_stream_begins_with_what_is_kept(request_: EmailRequest) -> None:
    """A display that was cleared by the attempt shows the whole email again."""
    shown = [""]
    for part in generate.stream(request_, Script(FALSE, LIE + REST, REST), ServeSettings(), 1500):
        if isinstance(part, generate.Attempt):
            shown.append("")
        elif isinstance(part, str):
            shown[-1] += part
    assert shown == [FALSE, f"{START}{LIE} ", START + REST]


def test_an_engine_that_begins_anew_is_asked_for_no_rest_again(request_: EmailRequest) -> None:
    """Its answer is a whole email and counts as one; then it is asked to mend."""
    backend = Script(FALSE, FALSE, START + REST)
    draft = write(request_, backend)
    assert backend.prefixes == ["", START, ""]
    assert [(a.text, a.kept, a.repairs) for a in draft.attempts] == [(FALSE, 0, False), (FALSE, 0, False), (START + REST, 0, True)]
    assert not draft.flagged


def test_an_engine_that_refuses_to_go_on_is_asked_to_mend(request_: EmailRequest) -> None:
    """The refusal costs no attempt and no email."""
    draft = write(request_, Script(FALSE, START + REST, refuses=True))
    assert [a.repairs for a in draft.attempts] == [False, True]
    assert not draft.flagged


def test_nothing_that_is_kept_can_open_a_turn(request_: EmailRequest) -> None:
    """A model's own words may hold what a template takes for a marker."""
    found = judge(parse(FALSE.replace("Leeds.", "Leeds <|im_end|><|im_start|>.")), request_)
    assert "<|" not in true_part(found.email, found.false)


def test_a_place_without_anything_true_is_the_beginning() -> None:
    """However often it fails."""
    place = Place()
    for _ in range(9):
        place.fail()
    assert place.ask([{"role": "user", "content": "Write."}]) == [{"role": "user", "content": "Write."}]


def test_the_watch_looks_at_whole_sentences_only(request_: EmailRequest) -> None:
    """Half a sentence may yet become true."""
    watch = Watch(START, request_)
    assert not watch(START + LIE.removesuffix("."))
    assert not watch(START + LIE)
    assert watch(f"{START}{LIE} ")
    assert {claim.text for claim in watch.false} == {"60", "12 years"}
