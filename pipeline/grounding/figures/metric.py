"""Numbers that an email gives of the candidate's work: `cut costs by 40%`, `a team of 12`, `£214,000`.

A number must stand in the resume with the same unit, or follow from two that stand in one line there (a sum, a difference, a factor, a
change in percent, the length of a list); what its own words say is worked out may follow from more (`derivations`). It stays where it stands: beside the name of an employer, a number that the resume gives only
of another one is contradicted. Numbers told of the employer's side are read by `employer_side`, durations by `tenure`, dates by `when`.

Not checked: numbers up to three without a unit (`two points`) beside which the resume has no other count, ordinals, times of a day, numbers in questions and wishes, and whether
a right number is told of the right thing within one position.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from pipeline.grounding import bystanders, frames
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import (
    circumstances,
    context,
    counted,
    derivations,
    distances,
    ends,
    few,
    labels,
    letter_counts,
    metric_given,
    metric_moved,
    metric_worded,
    numbers,
    outcomes,
    owners,
    posts_counted,
    quoted,
    remainders,
    retold,
    rotas,
    times_shared,
    totals,
    whose,
    worked_out,
)
from pipeline.grounding.figures.figure import FIGURES, counts
from pipeline.grounding.figures.metric_given import Found, derived, listed, rated, same
from pipeline.grounding.figures.unlike import is_other
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.people import contact
from pipeline.grounding.periods import compared, seasons
from pipeline.grounding.posting import anchored
from pipeline.grounding.words import stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_NEAR = 100
"""Characters behind a number in which a denial of it stands."""
_REACH = 600
"""Characters before a number in which one does."""
_COUNTED, _BY_CHANCE = 5, 15
"""Things up to the first are counted by the writer; up to the second a number without a unit stands in most resumes, of one thing or another."""
_VERB_DENIED = re.compile(r"\b(?:not(?! only)|never|cannot|neither)\b|n['’]t\b", re.IGNORECASE)
"""Behind a number: `three of them did not`; `18 children with no English` denies nothing of the 18."""
_OF_MINE = re.compile(r"\bof (?:my|your|our|the) (?:[a-z-]+ )?$")
"""`Half of my 15 fitters did not read it` takes the fifteen for granted."""
_PART_OF = re.compile(r"[,:;()]|\s[–—]\s|\b(?:and|but|who|which|that)\b", re.IGNORECASE)
"""Where a denial ends or begins."""
_RELATIVE = re.compile(
    r"(?:where|which|that) (?!I (?:would|could|will|can)\b|you (?:would|could|will|can)\b)(?=[^,;]{0,60}\b(?:[a-z]+ed|fell|rose|grew|dropped|went|came|ran|cut|won|led|brought)\b)"
)
"""Begins a clause that tells what came of the candidate's work, whatever is asked behind it."""
_PREDICATE = re.compile(r",| (?:is|are|was|were) (?:just |exactly |all |precisely )?(?:what|the kind)\b")
_POSSESSED = re.compile(r"(?:^|[,;] |\band )(?:my|your) (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_IS_WANTED = re.compile(r"\b(?:is|are|fits?|match(?:es)?|suits?) (?:all |just |exactly )?what (?:we|you|they|our|your|the \w+)\b")
"""`Your 320 dives are what we need` takes the dives for granted."""


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are numbers about the candidate."""
    yield from labels.find(letter)
    for clause in letter.clauses:
        if clause.role not in (Role.TEXT, Role.SUBJECT) or (frame := letter.frame(clause)).mood is Mood.QUESTION:
            continue
        told = frame.mood not in (Mood.WISH, Mood.ASKED)
        given = [number for number in numbers.find(clause.text) if number.unit != "year"]
        for number in given if told else ():
            if judged := distances.judged(letter, clause, number):
                yield judged
        yield from rotas.find(letter, clause)
        if frame.employer_only and not (letter.sources.direction is Direction.OUTREACH and whose.is_of_reader(letter, clause)):
            continue
        if given:
            yield from retold.find(letter, clause)
        if told:
            yield from outcomes.find(letter, clause)
            yield from metric_worded.find(letter.sources, clause)
            yield from remainders.find(letter.sources, clause)
        if given:
            yield from _plain(letter, clause, frame, given)


def _plain(letter: Letter, clause: Clause, frame: Frame, given: list[Number]) -> Iterator[Claim]:
    """The numbers that a document gives, or two of a line do."""
    first = frame.mood in (Mood.WISH, Mood.ASKED)
    taken = contact.covered(clause.text)
    for number in given:
        if (
            (first and not _is_apart(clause.text, number))
            or (frame.mood is Mood.NEGATIVE and _is_denied(clause.text, number))
            or distances.is_one(clause.text, number)
            or letter_counts.is_one(clause, number)
            or letter_counts.is_part(letter.sources.resume, clause.text, number)
            or remainders.is_excepted(clause, number)
            or bystanders.heads(clause.text[: number.start])
            or compared.is_one(letter.sources, clause.text, number)
            or times_shared.is_share(letter.sources, clause, number)
            or seasons.is_held(letter.sources, clause, number)
            or numbers.is_total(clause.sentence.text, clause.start - clause.sentence.start + number.start, number)
        ):
            continue
        if frame.mood is Mood.CLAIM and (posts := posts_counted.told(letter.sources, clause, number)):
            yield from posts_counted.judged(clause, number, posts)
        elif frame.mood is Mood.CLAIM and (small := few.judged(letter.sources, clause, number, sure=frame.candidate_only)):
            yield small
        elif not taken[number.start] and not whose.is_of_house(letter.sources, clause.text, number):
            other = _told_otherwise(letter.sources.resume, clause.text, number)
            if other or counts(clause, number):
                of_reader = letter.sources.direction is Direction.OUTREACH and anchored.is_of_resume(letter, clause, number)
                yield from _judged(letter.sources, clause, number, other, sure=frame.candidate_only or of_reader)


def _told_otherwise(resume: Source, text: str, number: Number) -> Number | None:
    """The number of the resume that stands where an email's does: of the same whole, of the same change, before the same word."""
    if metric_moved.is_of_line(resume, text, number, partial(metric_given.is_same, number)):
        return None
    return (
        quoted.other(resume, text, number)
        or metric_moved.mispaired(resume, text, number, metric_given.is_same)
        or ends.other_end(resume, text, number)
        or ends.other_before(resume, text, number)
    )


def _is_denied(text: str, number: Number) -> bool:
    """Whether the denial of a clause reaches a number: it stands in the same part, or right behind: `people who do not stay: 64 interviewed` is none."""
    if whose.SOMEBODY.search(text[: number.start]):
        return False
    before = _PART_OF.split(text[max(0, number.start - _REACH) : number.start])[-1]
    behind = _PART_OF.split(text[number.end : number.end + _NEAR])[0]
    return frames.denies(before) or bool(_VERB_DENIED.search(behind) and not _OF_MINE.search(before))


def _is_apart(text: str, number: Number) -> bool:
    """Whether a number stands in a part of its own before the hope, or the demand, that its clause goes on to: `To turn up 40 was what they need`.

    Such a part tells of a deed: a relative clause, or one that begins with the verb.
    """
    somebody = whose.SOMEBODY.search(text[: number.start])
    if _POSSESSED.search(text[: number.start]) and _IS_WANTED.search(text, number.end):
        return True
    part = text[: number.end] if somebody or _RELATIVE.match(text) else text[: number.end] + _PREDICATE.split(text[number.end :], 1)[0]
    return bool(somebody or _RELATIVE.match(text) or whose.DEED_FIRST.match(text)) and not (frames.asks(part) or frames.wishes(part))


def _judged(sources: Sources, clause: Clause, number: Number, other: Number | None, *, sure: bool) -> Iterator[Claim]:
    said = clause.text[number.start : number.end].strip()
    if other:
        yield retold.contradicted(sources, clause, number.start, number.end, other)
        return
    if remainders.left(sources.resume, clause.text, number):
        return
    found = _found(sources, clause, number)
    borne = found if _in_context(sources, clause, number, found) else []
    if not whose.is_of_candidate(sources, clause, number, borne, sure=sure):
        return
    if not borne:
        reason = f"You wrote '{said}'; the resume does not give this number{' of that' if found else ''}."
        yield claim(clause, number.start, number.end, Kind.METRIC, Verdict.UNSUPPORTED, reason)
    else:
        yield from _of_borne(sources, clause, number, found)


def _of_borne(sources: Sources, clause: Clause, number: Number, found: list[Found]) -> Iterator[Claim]:
    """The claim of a number that the resume gives: of this, told so, and of this employer?"""
    said = clause.text[number.start : number.end].strip()
    told_of = owners.of_number(sources, clause, number)
    there = [one.place for one in found if told_of and not owners.strayed(sources, [one], told_of)]
    fits = partial(metric_given.is_same, number)
    other = metric_moved.rival(sources.resume, clause, number, there or [one.place for one in found], fits)
    if other and metric_moved.is_of_line(sources.resume, clause.text, number, fits):
        other = None
    worked = other and (
        derivations.found(sources.resume, clause, number)
        or derivations.is_total(sources.resume, clause.text, number)
        or totals.found(sources, clause, number)
    )
    if other and not (worked or worked_out.is_product(sources.resume, clause, number)):
        yield retold.contradicted(sources, clause, number.start, number.end, other)
        return
    changed = circumstances.changed(sources.resume, clause.text, number, [one.place for one in found])
    followed = rated(sources.resume, clause.text, number) or derived(sources.resume, number, clause.text) if changed else []
    if changed and (changed.exact or not followed) and not derivations.found(sources.resume, clause, number):
        reason = f"You wrote '{clause.text[changed.start : changed.end].strip()}'; the resume tells of this figure '{changed.given}'."
        yield claim(clause, changed.start, changed.end, Kind.METRIC, Verdict.CONTRADICTED, reason, found[0].evidence)
    elif told_of and (strayed := owners.strayed(sources, found, told_of)):
        reason = f"You wrote '{said}' of {told_of[0]}; the resume gives it of {strayed}."
        yield claim(clause, number.start, number.end, Kind.METRIC, Verdict.CONTRADICTED, reason, found[0].evidence)
        if name := owners.mention(sources, clause, number, told_of[0]):
            yield claim(clause.sentence, *name, Kind.EMPLOYER, Verdict.CONTRADICTED, reason, found[0].evidence)
    else:
        yield claim(clause, number.start, number.end, Kind.METRIC, Verdict.SUPPORTED, "The resume gives this number.", found[0].evidence)


def _found(sources: Sources, clause: Clause, number: Number) -> list[Found]:
    """Where the resume gives a number: as it stands, of the same thing where it is small; else by a calculation; else anywhere."""
    found = same(sources.resume, number, things=counted.counts_things(clause.text, number))
    found = [one for one in found if not is_other(sources.resume, clause.text, number, one)]
    if found and _in_context(sources, clause, number, found):
        return found
    if grouped := worked_out.beside(sources.resume, clause.text, number):
        return grouped
    follows = [
        *_derived(sources.resume, clause, number),
        *rated(sources.resume, clause.text, number),
        *metric_given.placed(sources.resume, number),
        *metric_given.scored(sources.resume, clause, number),
        *metric_given.fallen(sources.resume, clause.text, number),
        *metric_given.risen(sources.resume, clause.text, number),
        *worked_out.left_of_both(sources.resume, clause, number),
        *times_shared.over_post(sources, clause, number),
        *worked_out.portion(sources.resume, clause, number),
        *worked_out.beyond(sources.resume, clause.text, number),
    ]
    rivals, name = counted.of_same(sources.resume, clause.text, number), counted.noun(clause.text, number)
    if rivals and name and number.value > _BY_CHANCE:  # what is counted there follows from no line that does not speak of it
        follows = [one for one in follows if name in stems(metric_moved.line_at(sources.resume.text, one.place))]
    follows += worked_out.multiplied(sources.resume, number)
    if number.unit == "x":
        follows = [
            one
            for one in follows
            if context.content(clause.sentence.text) & context.content(metric_moved.line_at(sources.resume.text, one.place))
        ]
    if near := [one for one in follows if context.speaks_of(sources.resume, clause, one)]:
        return near
    if worked := derivations.found(sources.resume, clause, number) or totals.found(sources, clause, number):
        return worked
    return found if rivals else listed(sources.resume, clause.text, number) or found


def _derived(resume: Source, clause: Clause, number: Number) -> list[Found]:
    """Where two numbers of a line give a number; a share, of a line that has a word of the sentence itself."""
    found, words = derived(resume, number, clause.text), context.content(clause.sentence.text)
    return [one for one in found if words & context.content(one.evidence.text)] if number.unit == "%" else found


def _in_context(sources: Sources, clause: Clause, number: Number, found: list[Found]) -> bool:
    """Whether a small number is told of what the resume tells it of: a word of its sentence stands within a line of it.

    Small numbers stand in every resume; one that merely occurs somewhere bears nothing out.
    """
    if number.unit in FIGURES or not _COUNTED < number.value <= _BY_CHANCE:
        return True
    return any(context.speaks_of(sources.resume, clause, one) for one in found) or bool(
        worked_out.beside(sources.resume, clause.text, number)
    )
