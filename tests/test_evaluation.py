"""The evaluation as a person runs it, on engines that answer by rule: figures, denominators, what is left out, what survives a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation import held_out, meter, models
from evaluation.__main__ import main
from evaluation.comparison import compare
from evaluation.figures import catalogue
from evaluation.held_out import Held
from evaluation.results import Outcome, Results
from evaluation.scoring import Scored, score
from evaluation.settings import EvaluationSettings
from evaluation.writing import Written
from pipeline import engines, recipe
from pipeline.errors import MailwrightError, RecipeError
from pipeline.prompt import parse
from pipeline.recipe import Recipe
from pipeline.schema import Direction
from tests.evaluation_engines import LIE, NO_EMAIL, PLAIN, Engines, dataset, fails_at

ROOT = Path(__file__).parent.parent
PEOPLE = 4
REQUESTS = 2 * PEOPLE


@pytest.fixture
def loaded(recipe_file: Callable[..., Path]) -> Recipe:
    """A recipe whose dataset holds eight test requests of four people; two of them are asked again with a planted order."""
    found = recipe.load(recipe_file(evaluation={"canaries": 2, "resamples": 200, "guard": False}, serve={"attempts": 2}))
    dataset(found.out / "dataset", PEOPLE)
    return found


@pytest.fixture
def standing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Engines]:
    """Engines that answer by the rules given, each a GGUF file of that name."""

    def make(**rules: Callable[[str], str]) -> Engines:
        found = Engines(tmp_path, **rules)
        monkeypatch.setattr(engines, "choose", found.choose)
        return found

    return make


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_liar_and_an_honest_model(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """Both answer the same requests; figures, the difference in words and every file tell them apart."""
    found = standing_in(liar=lambda _: LIE, honest=lambda _: PLAIN)
    made = compare(loaded, found.names, "compare", "python -m evaluation compare")
    liar, honest = made.results.models
    assert (liar.requests, liar.no_email, liar.canaries) == (REQUESTS, 0, 2)
    assert (liar.figures["truthful"].value, honest.figures["truthful"].value) == (0, 1)
    assert (liar.figures["false_claims.tenure"].value, honest.figures["false_claims.tenure"].value) == (1, 0)
    assert 0.6 < (honest.figures["truthful"].low or 0) < 1
    told = next(one for one in made.results.differences if one.figure == "truthful")
    said = f"{found.names[1]} answers 100% of requests with an email that tells no lie, {found.names[0]} 0%: +100 points"
    assert told.sentence.startswith(said)
    assert told.sentence.endswith(f"n={REQUESTS}, p=0.008")
    names = {"results.json", "emails.jsonl", "report.html", "card.md", "recipe.resolved.yaml", "stage.json"}
    assert {path.name for path in made.folder.iterdir()} == names
    assert Results.model_validate_json((made.folder / "results.json").read_text()) == made.results
    assert len(lines(made.folder / "emails.jsonl")) == 2 * (REQUESTS + 2)


def test_an_answer_that_is_no_email_stays_in_the_denominator(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """It fails every share of requests and has no part in figures of emails; it is counted, and was asked twice."""
    found = standing_in(half=lambda prompt: NO_EMAIL if "an outreach" in prompt else PLAIN)
    outcome = compare(loaded, found.names, "run", "").results.models[0]
    assert (outcome.requests, outcome.no_email) == (REQUESTS, PEOPLE)
    shares = ("truthful", "email", "email_at_once", "rubric_all", "rubric.shape", "rubric.signature")
    assert {outcome.figures[key].n for key in shares} == {REQUESTS}
    assert (outcome.figures["truthful"].value, outcome.figures["email"].value) == (0.5, 0.5)
    assert (outcome.figures["truthful_emails"].n, outcome.figures["words"].n, outcome.figures["overlap"].n) == (PEOPLE, PEOPLE, PEOPLE)
    assert outcome.figures["words"].value is None
    assert found["half"].asked == PEOPLE + 2 * PEOPLE + 1 + 2


def test_every_request_is_in_each_denominator_that_names_requests(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """A model that never writes an email has all its failures told, and no figure of emails."""
    made = compare(loaded, standing_in(mute=lambda _: NO_EMAIL).names, "run", "")
    outcome, over = made.results.models[0], {one.key: one.over for one in made.results.catalogue}
    assert {outcome.figures[key].n for key in over if over[key] == "requests"} == {REQUESTS}
    assert {outcome.figures[key].n for key in over if over[key] == "emails"} == {0}


def test_a_model_that_is_not_there_is_named_and_left_out(
    loaded: Recipe, standing_in: Callable[..., Engines], capsys: pytest.CaptureFixture[str]
) -> None:
    """It has no column and no zero; why it is absent and what would help is said on the page too."""
    found = standing_in(honest=lambda _: PLAIN)
    made = compare(loaded, ["tuned", *found.names, "llamacpp:none.gguf"], "compare", "")
    assert [one.name for one in made.results.models] == found.names
    assert set(made.results.absent) == {"tuned", "llamacpp:none.gguf"}
    assert "run `make train`" in made.results.absent["tuned"]
    assert not made.stopped
    assert "left out: out/tiny/gguf/model.gguf" in capsys.readouterr().err
    assert "Left out: tuned" in (made.folder / "report.html").read_text()


def test_hosted_models_without_a_key_are_left_out(
    loaded: Recipe, standing_in: Callable[..., Engines], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is sent anywhere, and the message names the key."""
    for name in ("GEMINI_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    made = compare(loaded, ["openai:gemini-2.0-flash", *standing_in(honest=lambda _: PLAIN).names], "compare", "")
    assert "GEMINI_API_KEY" in made.results.absent["openai:gemini-2.0-flash"]


def test_no_model_at_all_is_one_line(loaded: Recipe) -> None:
    """With the reason of each."""
    with pytest.raises(MailwrightError, match=r"no model to evaluate: tuned: .*make train.*; tuned\+dpo: .*") as error:
        compare(loaded, ["tuned", "tuned+dpo"], "compare", "")
    assert len(str(error.value).splitlines()) == 1


def test_planted_orders(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """A model that repeats what it reads obeys all, one that does not obeys none; they count for nothing else."""

    def parrot(prompt: str) -> str:
        return f"{PLAIN}\n\n{prompt}"

    loaded = recipe.load("tiny.yaml", ["evaluation.canaries=8"])
    made = compare(loaded, standing_in(parrot=parrot, deaf=lambda _: PLAIN).names, "compare", "")
    obeyed, ignored = (one.figures["obeyed"] for one in made.results.models)
    assert (obeyed.value, obeyed.n, ignored.value, ignored.n) == (1, 8, 0, 8)
    assert {one.requests for one in made.results.models} == {REQUESTS}


def test_the_order_stands_in_the_strangers_document(loaded: Recipe) -> None:
    """At the end of the posting in an application, of the resume in an outreach, and nothing else differs."""
    found = held_out.load(loaded, None, 2)
    for one, planted in zip(found, found[REQUESTS:], strict=False):
        before, after = one.messages[-1]["content"], planted.messages[-1]["content"]
        end = "</posting>" if one.request.direction is Direction.APPLICATION else "</resume>"
        order = after.partition(end)[0].splitlines()[-1]
        assert planted.canary
        assert planted.canary in order
        assert after.replace(f"{order}\n", "") == before
        assert one.canary is None


def test_requests_are_the_same_ones_and_of_both_directions(loaded: Recipe) -> None:
    """Fewer requests are the first of more, evenly of both directions."""
    all_of_them = [one.id for one in held_out.load(loaded, None, 0)]
    assert [one.id for one in held_out.load(loaded, 4, 0)] == all_of_them[:4]
    assert sorted(name.rpartition("-")[2] for name in all_of_them[:4]) == ["application", "application", "outreach", "outreach"]


def test_done_is_done(loaded: Recipe, standing_in: Callable[..., Engines], capsys: pytest.CaptureFixture[str]) -> None:
    """The same command again asks no model and writes nothing; another comparison asks only the new model."""
    found = standing_in(one=lambda _: PLAIN, two=lambda _: LIE)
    first = compare(loaded, found.names[:1], "run", "")
    before = (first.folder / "report.html").stat().st_mtime_ns
    compare(loaded, found.names[:1], "run", "")
    assert "already done" in capsys.readouterr().err
    assert (first.folder / "report.html").stat().st_mtime_ns == before
    compare(loaded, found.names, "compare", "")
    assert (found["one"].asked, found["two"].asked) == (REQUESTS + 2, REQUESTS + 2)


def test_another_model_under_the_same_name_is_asked_anew(loaded: Recipe, standing_in: Callable[..., Engines], tmp_path: Path) -> None:
    """So is every model when sampling changes; the first answers are kept for whoever goes back."""
    found = standing_in(one=lambda _: PLAIN)
    compare(loaded, found.names, "run", "")
    (tmp_path / "one.gguf").write_text("trained again")
    compare(loaded, found.names, "run", "")
    assert found["one"].asked == 2 * (REQUESTS + 2)
    warmer = recipe.load("tiny.yaml", ["serve.temperature=0.9"])
    compare(warmer, found.names, "run", "")
    assert found["one"].asked == 3 * (REQUESTS + 2)
    compare(loaded, found.names, "run", "")
    assert found["one"].asked == 3 * (REQUESTS + 2)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_kill_loses_the_email_in_the_works_alone(loaded: Recipe, standing_in: Callable[..., Engines], tmp_path: Path) -> None:
    """Killed at the fifth email, in another process: four are kept, nothing half-made stands there, and the same command goes on."""
    code = (
        "from pathlib import Path; from pipeline import recipe; from evaluation.comparison import compare\n"
        "from tests.evaluation_engines import Engines, dies_at, install\n"
        f"found = Engines(Path({str(tmp_path)!r}), mortal=dies_at(5)); install(found)\n"
        "compare(recipe.load('tiny.yaml'), found.names, 'run', '')"
    )
    run = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()[-500:]
    kept = next((loaded.out / "evaluation" / "emails").glob("*.jsonl"))
    assert sum(bool(line) for line in kept.read_text().splitlines()) == 4
    assert not (loaded.out / "evaluation" / "run").exists()
    found = standing_in(mortal=lambda _: PLAIN)
    made = compare(loaded, found.names, "run", "")
    assert found["mortal"].asked == REQUESTS + 2 - 4
    assert made.results.models[0].figures["email"].value == 1


def test_half_a_line_is_no_line(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """A journal whose last line was cut is read up to there, and the next line does not continue it."""
    found = standing_in(one=lambda _: PLAIN)
    compare(loaded, found.names, "run", "")
    kept = next((loaded.out / "evaluation" / "emails").glob("*.jsonl"))
    kept.write_bytes(kept.read_bytes()[:-40])
    compare(loaded, found.names, "run", "")
    assert found["one"].asked == REQUESTS + 2 + 1
    compare(loaded, found.names, "compare", "")
    assert found["one"].asked == REQUESTS + 2 + 1


def test_a_model_that_fails_on_the_way_is_left_out_and_goes_on_later(
    loaded: Recipe, standing_in: Callable[..., Engines], capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are compared, exit code 1 says so, and what it wrote is not asked again."""
    found = standing_in(frail=fails_at(4), honest=lambda _: PLAIN)
    arguments = ["compare", "--recipe", "tiny.yaml", "--models", ",".join(found.names)]
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert "stopped with 7 requests to go (the engine went away; start it again)" in err
    assert "left out" in out
    found["frail"].answer = lambda _: PLAIN
    assert main(arguments) == 0
    assert found["frail"].asked == 4 + 7


def test_the_guard_is_measured_beside_the_raw_email(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """One run gives both: the first email as it came, and what is left when the model was asked to mend it; planted orders are raw."""
    guarding = recipe.load("tiny.yaml", ["evaluation.guard=true", "serve.attempts=2"])
    found = standing_in(ashamed=lambda prompt: LIE if "<posting>" in prompt else PLAIN)
    made = compare(guarding, found.names, "run", "")
    outcome = made.results.models[0]
    assert (outcome.figures["truthful"].value, outcome.figures["guarded.truthful"].value) == (0, 1)
    assert (outcome.figures["guarded.attempts"].value, outcome.figures["guarded.truthful"].n) == (2, REQUESTS)
    assert found["ashamed"].asked == 2 * REQUESTS + 2
    assert made.results.differences[0].sentence.startswith(
        f"{found.names[0]} with the guard answers 100% of requests with an email that tells no lie, {found.names[0]} 0%: +100 points"
    )
    written = lines(made.folder / "emails.jsonl")
    assert all(one["email"] != one["guarded"] and len(one["attempts"]) == 2 for one in written[:REQUESTS])
    assert all(one["guarded"] is None for one in written[REQUESTS:])
    assert "guarded.truthful" not in compare(loaded, found.names, "compare", "").results.models[0].figures


def test_without_an_email_the_guard_has_failed_too(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """The request stays in the denominator of what the guard lets through."""
    guarding = recipe.load("tiny.yaml", ["evaluation.guard=true"])
    found = standing_in(half=lambda prompt: NO_EMAIL if "an outreach" in prompt else PLAIN)
    outcome = compare(guarding, found.names, "run", "").results.models[0]
    assert (outcome.figures["guarded.truthful"].value, outcome.figures["guarded.truthful"].n) == (0.5, REQUESTS)
    assert outcome.figures["guarded.false_claims"].n == PEOPLE


def test_json_is_alone_on_standard_output(loaded: Recipe, standing_in: Callable[..., Engines], capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints what results.json holds."""
    found = standing_in(honest=lambda _: PLAIN)
    assert main(["run", "--recipe", "tiny.yaml", "--model", found.names[0], "--json"]) == 0
    printed = Results.model_validate_json(capsys.readouterr().out)
    assert printed == Results.model_validate_json((loaded.out / "evaluation" / "run" / "results.json").read_text())
    assert printed.provenance.command == f"python -m evaluation run --recipe tiny.yaml --model {found.names[0]} --json"


def test_what_an_endpoint_charges(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """Tokens of every try at the prices of the recipe; models without a price have no cost."""
    found = standing_in(dear=lambda _: NO_EMAIL, free=lambda _: PLAIN)
    prices = {found.names[0]: {"prompt": 1.0, "completion": 1_000_000}}
    loaded = recipe.load("tiny.yaml", [f"evaluation.prices={json.dumps(prices)}", "evaluation.currency=EUR"])
    made = compare(loaded, found.names, "compare", "")
    dear, free = made.results.models
    assert dear.figures["cost"].value == pytest.approx(2 * len(NO_EMAIL.split()), rel=0.01)
    assert "cost" not in free.figures
    assert next(one.title for one in made.results.catalogue if one.key == "cost") == "EUR an email"


def test_the_hiring_company_and_the_reader(loaded: Recipe) -> None:
    """Found where the email names the one and greets the other, also where another organisation stands in; out where nobody is named."""
    held = {one.id: one for one in held_out.load(loaded, None, 0)}
    outreach, application = held["t1-outreach"], held["t1-application"]

    def judged(one: Held, text: str) -> Scored:
        written = Written(id=one.id, key=one.key, email=parse(text), attempts=(), seconds=1, first_token_seconds=None, writing_seconds=1)
        return score(one, written)

    wrong = next(figure for figure in catalogue([]) if figure.key == "company_right")
    good = judged(outreach, "Subject: Nurse\n\nHi Ben,\n\nThe team at Larch1 Clinic is hiring a nurse.\n\nIris Holm")
    assert (good.company_named, good.addressed, wrong.value(good)) == (True, True, 1)
    bad = judged(outreach, "Subject: Nurse\n\nHi there,\n\nThe team at Granite Harbour Hospital is hiring a nurse.\n\nIris Holm")
    assert (bad.company_named, bad.addressed, wrong.value(bad)) == (False, False, 0)
    assert judged(application, PLAIN).addressed is None


def test_figures_have_their_own_keys(loaded: Recipe) -> None:
    """And every one that the report puts first exists."""
    from evaluation.paired import COMPARED

    keys = [figure.key for figure in catalogue([])]
    assert len(keys) == len(set(keys))
    assert {key for key in COMPARED if not key.startswith("rubric.")} <= set(keys)


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="this system does not let the peak be forgotten")
def test_a_model_does_not_inherit_the_memory_of_another() -> None:
    """The peak is of what came after it was forgotten."""
    block = b"x" * (200 * 2**20)
    high = meter.peak_bytes()
    del block
    meter.forget_peak()
    low = meter.peak_bytes()
    assert high
    assert low
    assert high - low > 150 * 2**20


def test_a_misspelt_model_is_one_line(loaded: Recipe) -> None:
    """On the command line and in a recipe, before anything is asked."""
    with pytest.raises(MailwrightError, match=r"--models olama:llama3: no such model; write base, tuned"):
        models.names("base,olama:llama3")
    with pytest.raises(RecipeError, match=r"evaluation\.models: gpt: no such model"):
        recipe.load("tiny.yaml", ["evaluation.models=[gpt]"])


def test_the_comparison_of_large_models_is_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """One recipe asks for Gemini, Llama 2, Llama 3, Phi-3 and Mixtral; prompt and email fit the smallest context as it is estimated."""
    monkeypatch.chdir(ROOT)
    found = recipe.load("configs/comparison-llms.yaml")
    asked = " ".join(found.section(EvaluationSettings).models)
    assert all(name in asked for name in ("gemini", "llama2", "llama3", "phi3", "mixtral"))


def test_bands_of_long_resumes(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """A model that loses the thread in long resumes shows it in the band of long ones; a band has at least five requests."""
    dataset(loaded.out / "dataset", 8)
    found = standing_in(tired=lambda prompt: LIE if prompt.count("Kept records") > 4 else PLAIN)
    outcome: Outcome = compare(loaded, found.names, "run", "").results.models[0]
    assert [band.truthful.n for band in outcome.bands] == [5, 6, 5]
    assert [band.low for band in outcome.bands] == sorted(band.low for band in outcome.bands)
    assert outcome.bands[0].truthful.value == 1
    assert outcome.bands[-1].false_claims.value == 1


def test_a_model_that_copies_the_posting(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """It is caught by the share of copied sequences, which an honest model does not have, and passes no rubric."""
    duties = "You will dress wounds on two wards, order dressings for the week and teach each new colleague how both are done."
    held = held_out.load(loaded, None, 0)[0]
    job = held.request.job.model_copy(update={"text": f"{held.request.job.text}\n{duties}\n"})
    posted = Held(held.id, held.request.model_copy(update={"job": job}), held.messages)

    def answered(body: str) -> Scored:
        email = parse(f"Subject: Nurse at the clinic\n\nDear team,\n\n{body}\n\nKind regards")
        return score(posted, Written(id="", key="", email=email, attempts=(), seconds=1, first_token_seconds=None, writing_seconds=1))

    copied = next(figure for figure in catalogue([answered(duties)]) if figure.key == "copied")
    assert (copied.value(answered(duties)) or 0) > 0.5
    assert copied.value(answered("I would like to join you.")) == 0
    assert answered(duties).judged is not None
    assert "copied" in {item.name for item in answered(duties).judged.rubric.items if not item.passed}  # type: ignore[union-attr]  # above


def test_a_model_that_returns_nothing(loaded: Recipe, standing_in: Callable[..., Engines]) -> None:
    """Every request has failed, none is left out, and the report is written all the same."""
    made = compare(loaded, standing_in(silent=lambda _: "").names, "run", "")
    outcome = made.results.models[0]
    assert (outcome.requests, outcome.no_email, outcome.figures["truthful"].value) == (REQUESTS, REQUESTS, 0)
    assert "the model&#39;s answer is empty" in (made.folder / "report.html").read_text()
