"""The benchmark of the checker: its emails, how it counts, and what it compares with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from benchmarks.truth import cases, rivals, tables
from benchmarks.truth.cases import EVERYDAY, HANDWRITTEN, Labelled, is_development
from benchmarks.truth.score import Finding, Score, count, score
from pipeline.corrupt import Label
from pipeline.schema import Email, EmailRequest, Kind

KEYS = {"id", "case", "direction", "sender", "date", "subject", "body", "false", "traps"}


@pytest.fixture(scope="module", params=[HANDWRITTEN, EVERYDAY], ids=lambda folder: folder.name)
def written(request: pytest.FixtureRequest) -> list[dict[str, object]]:
    """The entries of one of the sets written by hand."""
    return [entry for path in sorted(request.param.glob("*.yaml")) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def test_every_handwritten_email_is_well_formed(written: list[dict[str, object]]) -> None:
    """Ids are used once; each lie is a substring of its part, of a known kind; each case is in the corpus."""
    assert len({entry["id"] for entry in written}) == len(written)
    source = cases.MANIFEST.parent / "seed" / "source"
    for entry in written:
        assert set(entry) <= KEYS, entry["id"]
        assert entry["direction"] in ("application", "outreach"), entry["id"]
        assert (source / f"{entry['case']}.yaml").exists(), entry["id"]
        for claim in entry["false"]:  # type: ignore[attr-defined]  # a list, as the files' format says
            part = str(entry[claim["part"]])
            assert part.count(claim["text"]) >= claim.get("occurrence", 1), entry["id"]
            assert part.count(claim["text"]) == 1 or "occurrence" in claim, entry["id"]
            assert Kind(claim["kind"])


def test_half_of_the_handwritten_emails_are_true(written: list[dict[str, object]]) -> None:
    """A checker that always finds something is worth nothing here."""
    assert len(written) >= 150
    true = sum(not entry["false"] for entry in written)
    assert 0.45 <= true / len(written) <= 0.55


def test_every_kind_of_lie_is_written_by_hand(written: list[dict[str, object]]) -> None:
    """All rows of the claims table are measured on them, but for placeholders, which nobody writes by hand every day."""
    kinds = {claim["kind"] for entry in written for claim in entry["false"]}  # type: ignore[attr-defined]  # a list, as above
    assert kinds >= set(Kind) - {Kind.PLACEHOLDER}


def test_the_halves_share_no_case(written: list[dict[str, object]]) -> None:
    """Both emails of a person are on one side, and both sides have a good share."""
    named = {str(entry["case"]) for entry in written}
    share = sum(map(is_development, named)) / len(named)
    assert 0.3 < share < 0.7


@pytest.mark.slow
def test_a_part_of_the_corpus_gives_labelled_emails_and_shares_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each label stands where it says; no person and no posting on both sides; the whole makes 1,500 emails or more."""
    assert cases.AT_LEAST >= 1500
    triples = cases.read()[:24]
    monkeypatch.setattr(cases, "read", lambda: triples)
    monkeypatch.setattr(cases, "written", lambda folder, by_id: iter(()))
    monkeypatch.setattr(cases, "AT_LEAST", 40)
    loaded = cases.load()
    assert len(loaded.corpus_test) >= 40
    for one in loaded.corpus_test:
        for label in one.false:
            part = one.email.subject if label.part == "subject" else one.email.body
            assert part[label.start : label.end] == label.text
    tested, rest = ({one.request.job.text for one in side} for side in (loaded.corpus_test, loaded.development))
    assert tested
    assert not tested & rest


@pytest.fixture
def labelled(make_request: Callable[..., EmailRequest]) -> Labelled:
    """An email with one lie, `six years`, in its second sentence."""
    body = "Dear Ann,\n\nI bake bread. I have baked for six years in Leeds. You need a baker.\n\nBest,\nTom"
    label = Label(start=body.index("six"), end=body.index("six") + 9, part="body", kind=Kind.TENURE, text="six years")
    request = make_request("Tom\n\nEXPERIENCE\nBaker, Crumb, Leeds\n2021 - 2024\n", "Baker\nFellmill\n\nWe need 2 bakers.", sender="Tom")
    return Labelled("x", request, Email(subject="Baker", body=body), (label,))


def at(labelled: Labelled, words: str, kind: str | None) -> Finding:
    start = labelled.email.body.index(words)
    return Finding(start, start + len(words), "body", kind)


def test_a_finding_on_the_lie_finds_it_strictly_whatever_its_kind(labelled: Labelled) -> None:
    """Overlapping words count; the kind that a checker gives them does not matter."""
    total = Score()
    count(total, labelled, [at(labelled, "years in", "metric")])
    assert (total.recall, total.precision) == ((1.0, 1.0), 1.0)


def test_a_finding_of_the_kind_beside_the_lie_finds_it_leniently(labelled: Labelled) -> None:
    """The same sentence and kind; it is no false alarm."""
    total = Score()
    outcome = count(total, labelled, [at(labelled, "Leeds", "tenure")])
    assert (total.recall, total.precision) == ((0.0, 1.0), 1.0)
    assert outcome.missed == []


def test_another_kind_beside_the_lie_finds_nothing(labelled: Labelled) -> None:
    """It is not counted as a false alarm either, since the sentence is false."""
    total = Score()
    outcome = count(total, labelled, [at(labelled, "Leeds", "place")])
    assert (total.recall, total.precision) == ((0.0, 0.0), 1.0)
    assert outcome.missed == list(labelled.false)


def test_a_finding_in_a_true_sentence_is_a_false_alarm(labelled: Labelled) -> None:
    """Precision falls, and the alarm is handed on to be looked at."""
    total = Score()
    outcome = count(total, labelled, [at(labelled, "bread", "skill"), at(labelled, "six years", "tenure")])
    assert total.precision == 0.5
    assert [one.kind for one in outcome.alarms] == ["skill"]


def test_every_finding_on_a_true_email_is_an_alarm(labelled: Labelled) -> None:
    """Two findings on one of two true emails: one alarm an email, half of them clean."""
    true = Labelled("y", labelled.request, labelled.email)
    found = iter([[at(true, "bread", "skill"), at(true, "Leeds", "place")], []])
    total = score(lambda *_: next(found), [true, true])
    assert (total.alarms_per_true_email, total.clean_share, total.true_emails) == (1.0, 0.5, 2)
    assert len(total.seconds) == 2


def test_the_plain_baseline_flags_new_numbers_and_capitals(labelled: Labelled) -> None:
    """What stands in the sources is left alone; `Leeds` does, `Zurich` and 57 do not."""
    email = Email(subject="Baker", body="Dear Tom,\n\nI baked in Leeds and Zurich from 2021, 57 loaves a day.")
    found = rivals.naive(email, labelled.request)
    assert {email.body[one.start : one.end] for one in found} == {"Zurich", "57"}


def test_the_overlap_baseline_flags_sentences_of_unknown_words(labelled: Labelled) -> None:
    """A sentence half of whose words the sources hold passes."""
    email = Email(subject="Baker", body="Two bakers need Crumb in Leeds. Kubernetes clusters orchestrate distributed pipelines.")
    (one,) = rivals.overlap(email, labelled.request)
    assert email.body[one.start : one.end].strip().startswith("Kubernetes")


def test_the_tables_are_written_between_their_comments(tmp_path: Path) -> None:
    """What a person wrote around them stays, and writing twice changes nothing."""
    path = tmp_path / "truth.md"
    path.write_text(f"before\n{tables.BEGIN}\nold\n{tables.END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        tables.write(path, "new")
        assert path.read_text(encoding="utf-8") == f"before\n{tables.BEGIN}\n\nnew\n\n{tables.END}\nafter\n"


def test_a_document_without_the_comments_is_refused(tmp_path: Path) -> None:
    """Nothing is overwritten by chance."""
    path = tmp_path / "truth.md"
    path.write_text("no place\n", encoding="utf-8")
    with pytest.raises(ValueError, match="put both lines"):
        tables.write(path, "new")


def test_the_documentation_has_a_place_for_the_figures() -> None:
    """`--write-docs` finds its comments in docs/truth.md."""
    text = (cases.MANIFEST.parents[1] / "docs" / "truth.md").read_text(encoding="utf-8")
    assert text.count(tables.BEGIN) == text.count(tables.END) == 1


def test_figures_become_tables(labelled: Labelled) -> None:
    """One table of checkers and one of kinds, both as Markdown."""
    total = Score()
    count(total, labelled, [at(labelled, "six years", "tenure")])
    total.seconds.append(0.004)
    text = tables.markdown({"corpus": {"mailwright": total}})
    assert "| mailwright | 100.0% | 100.0% | 100.0% |" in text
    assert "| tenure | 1 | 100% |" in text
    assert len(list(tables.tables({"corpus": {"mailwright": total}}))) == 2
