"""Makes true emails false in the ways in which models do, with a label on each lie: to measure the checker, and to train preferences.

    corrupted = corrupt(triple.email, triple.request, seed=1, n=2)
    corrupted.email, [(label.text, label.kind) for label in corrupted.false]

Two ways: words of a true sentence exchanged (four years become six, a past employer another one, `helped to` becomes `led`), or a
sentence added. What is said must be false: no document, nor the rest of the email, gives it, under another name, by rounding, or as a
sum. Knows nothing of `pipeline.grounding`, so that the two fail apart. English only; does not make lies that take two sentences.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pipeline.corrupt import figures, insertion, wording
from pipeline.corrupt.draft import Draft
from pipeline.corrupt.records import Corrupted, Edit, Label, apply
from pipeline.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.schema import Email, EmailRequest

__all__ = ["Corrupted", "Label", "corrupt"]

_EXCHANGES: dict[Kind, tuple[Callable[[Draft, random.Random], Iterator[Edit]], ...]] = {
    Kind.TENURE: (figures.tenures,),
    Kind.METRIC: (figures.metrics, figures.moved_metrics),
    Kind.EMPLOYER: (wording.employers,),
    Kind.TITLE: (wording.titles,),
    Kind.SCOPE: (wording.scopes,),
    Kind.QUALIFICATION: (wording.qualifications,),
    Kind.SKILL: (wording.skills, wording.admissions),
    Kind.DATE: (figures.dates,),
    Kind.PLACE: (wording.places,),
    Kind.CONTACT: (figures.contacts,),
    Kind.PERSON: (wording.people,),
    Kind.EMPLOYER_SIDE: (figures.metrics,),
    Kind.NEGATIVE: (),
    Kind.PLACEHOLDER: (insertion.gaps,),
}
_EXCHANGED = 0.65
"""The share of lies that are exchanged words, where an email has such words."""


def corrupt(email: Email, request: EmailRequest, seed: int, n: int = 1, kinds: Sequence[Kind] | None = None) -> Corrupted:
    """The email with up to `n` false claims, each of another kind, of `kinds` or of any; the same for the same arguments.

    Fewer where its words allow no more, so look at `false`.
    """
    rng = random.Random(f"{seed}\n{email.text()}")  # noqa: S311 -- chance that can be repeated, no secret
    draft = Draft(email, request)
    chosen = list(kinds or Kind)
    rng.shuffle(chosen)
    edits: list[Edit] = []
    for kind in chosen:
        if len(edits) == n:
            break
        if edit := _edit(draft, rng, kind, edits):
            edits.append(edit)
    return apply(email, edits)


def _edit(draft: Draft, rng: random.Random, kind: Kind, others: list[Edit]) -> Edit | None:
    """An edit of a kind in a sentence that no other touches."""
    exchanged = [edit for make in _EXCHANGES[kind] for edit in make(draft, rng) if edit.kind is kind and _is_free(draft, edit, others)]
    added = [edit for edit in insertion.added(draft, rng, kind) if _is_free(draft, edit, others)]
    if exchanged and (not added or rng.random() < _EXCHANGED):
        return rng.choice(exchanged)
    return added[0] if added else None


def _is_free(draft: Draft, edit: Edit, others: list[Edit]) -> bool:
    return all(edit.part != other.part or _line(draft, edit) != _line(draft, other) for other in others)


def _line(draft: Draft, edit: Edit) -> int:
    """Where the sentence of an edit begins, or its line outside the sentences."""
    for sentence in draft.sentences:
        if sentence.start <= edit.start <= sentence.end:
            return sentence.start
    return draft.email.body.rfind("\n", 0, edit.start) + 1
