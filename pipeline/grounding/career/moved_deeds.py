"""One deed among others, told of the wrong post: `At X I cook, bake bread and drive the van` where the van was another's.

    find(letter)    -> the deeds that another post's line has, and no line of the post that they are told of

The post is the one past employer that a clause names, that of `there`, `where` and `in that role`, `my current` or `my first job`. The deeds
told of it are taken one by one, as a list joins them. A deed is a finding where a line of another post has nearly all of its telling
words, of which the lines of its own post, and any line outside of the posts, lack at least two. `employer_deeds` judges a statement as
a whole; what this adds is the single deed that hides among true ones. Silent on clauses with two employers, or another time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import names
from pipeline.grounding.abilities.telling_words import is_telling
from pipeline.grounding.career import entry_told
from pipeline.grounding.career.passages import NEXT_DEED
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import told_of
from pipeline.grounding.posting import employer_deeds
from pipeline.grounding.words import WORD, any_in
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Documents, Source, Sources
    from pipeline.schema import Claim, Position

_FEWEST = 2
"""Telling words of the deed that the other post's line has, and nothing of its own post."""
_ALL = 3
"""Up to so many telling words the line must have all of a deed; of more, all but a third."""
_FARTHEST = 4
"""Clauses back in a paragraph in which the post of `there` is looked for."""
_POINTS = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|will|would|has|have)\b)"
    r"|\b(?:in|during|throughout|under|with) (?:that|this|the same) (?:role|job|post|position|capacity|time|stint|spell|work)\b"
    r"|\b(?:that|this) (?:role|job|post|position) (?:had me|involve[sd]|meant|include[sd]|saw me)\b",
    re.IGNORECASE,
)
_POINTS_NEED = ("there", "that ", "this ", "the same ")
_RANKED = re.compile(
    r"\b(?:in|at|from|with|for|is|was|during|of) my (?:very )?(?:(?P<now>current|present|today['’]s)|(?P<first>first|earliest)|(?P<last>last|previous|former|most recent)) "
    r"(?:[\w-]+ )?(?:role|job|post|position|employer|company|firm|workplace)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:I|[Yy]ou)\b")
_WHERE = re.compile(r"where(?:, [^,;]{2,60},)? (?:I|you)\b")
"""With an aside: `where, among other things, I`."""
_THING_DONE = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]hose|[Tt]hese|[Tt]hat|[Tt]his|[Mm]y|[Yy]our) (?:[\w’'-]+ ){1,6}?(?:(?:that|which) )?(?:I|you)(?:['’](?:ve|d)| had| have)?|\b[Ww]hat (?:I|you))"
    r"(?: \w+ly)? (?!(?:could|would|can|will|may|might|do|want|have|need|like|hope|plan|see|saw)\b)[a-z]+ [^,;?]{0,60}$"
)
"""Before the employer's name, a thing that somebody did there: `the handbook you wrote for`; a question takes it for granted, too."""
_OF_IT = re.compile(
    r"\W*(?:which|that|whom|(?:(?:all|both|each|much|most|some|part) (?:of )?)?(?:this|that|these|those|it|which|them)(?: (?:is|was|are|were))?(?: all)?(?: (?:what|something|things?|work))?(?: that)?) (?:I|you)(?:['’]ve| have| had)? [a-z]"
)
"""Begins a clause on what the clause before it names: `SEC filings, which you prepared at`, `bills paid on time: all that you did at`."""
_DID_TO = re.compile(r"(?:[\w’'-]+ ){0,4}?(?P<thing>[\w’-]+) (?:(?:that|which) )?(?:I|you)(?:['’]ve| have| had)? ")
_WHAT_DID = re.compile(r"\W*[Ww]hat (?:I|you)(?: have)? (?:did|do|done|achieved|built)\b")
_THING = compiled(r"\b(?:[Yy]our|[Mm]y) (?P<name>[A-Z][\w&'’-]+(?: [A-Z][\w&'’-]+){0,3}) (?P<thing>[a-z][\w-]+(?: [a-z][\w-]+){1,3})")
_SHORTEST = 15
"""Characters of a deed that are shown at least."""
_THING_NEAR = 160
"""Characters before an employer's name in which a thing stands that was done there."""
_NEAR_END = 70
"""Characters behind a name in which a clause ends that `where` goes on from: `Acme in 2015 as a cook, where I`."""
_ELSEWHERE = re.compile(
    r"\b(?:now|later|then|today|before|(?<!look )(?<!looks )(?<!looked )(?<!looking )after|since|earlier|previously|still|elsewhere|next|meanwhile|outside|currently|afterwards|moved|would|will|both|like|unlike|than|as well|too|again|similar\w*|same|hope|want|bring|wish)\b",
    re.IGNORECASE,
)
"""Another time or place than that of the post: what stands behind it need not be of it."""
_OPENING = re.compile(r"\W*(?:(?:[Aa]fter|[Ss]ince)(?= [a-z]+ing\b)|[Ss]ince (?=(?:I|you)\b))")
"""Begins a clause of what was done, by which another is explained: `Since you wrote the guide at Acme, I`."""
_OTHER_YEARS = re.compile(r"(?:from|between|since) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
"""Begins an item of a list with years of its own: `and from 2018 to 2023 I led`."""
_ALSO_OF = re.compile(r"(?:by|with|about|in|to|at|of|for|from) (?:my|your)\b")
"""Begins the next thing that pleases, wherever it was done: `impressed by your time at Acme and by your published research`."""


class _Line(NamedTuple):
    words: frozenset[str]
    start: int
    end: int
    position: int | None


class _Post(NamedTuple):
    """What the deeds of a clause from `start` to `end` are told of."""

    name: str
    numbers: frozenset[int]
    start: int = 0
    end: int = -1
    told_up_to: int = 0
    """Where its name ends that stands behind the deed."""


def find(letter: Letter, told: list[Claim]) -> Iterator[Claim]:
    """The deeds of an email that the resume has at another post, outside of the sentences that `told` has judged."""
    sources = letter.sources
    if len(sources.positions) < 2 or not sources.resume.is_english:
        return
    for clause in letter.clauses:
        if clause.role is not Role.TEXT:
            continue
        frame = letter.frame(clause)
        if is_judged(clause, told):
            continue
        if Side.CANDIDATE not in frame.about or frame.mood not in (Mood.CLAIM, Mood.WISH):
            noted = entry_told.employer_above(sources, clause) if frame.mood is Mood.CLAIM else None
            post = _by_name(sources, noted) if noted else _of_thing_done(sources, clause)
        else:
            post = _post(sources, clause)
            yield from _things(sources, clause)
        if post:
            yield from _moved(sources, clause, post)


def is_judged(clause: Clause, told: list[Claim]) -> bool:
    """Whether one of some claims stands in the sentence of a clause."""
    sentence = clause.sentence
    return bool(told) and any(one.part == clause.part and sentence.start <= one.start < sentence.end for one in told)


def _post(sources: Sources, clause: Clause) -> _Post | None:
    before = clause.previous
    if before and before.sentence is clause.sentence and _WHERE.match(clause.text):
        return _went_on(sources, before.text, clause.text)
    if any(names.mentions(clause.text, employer) for employer in sources.employers):
        return _named(sources, clause.text, told_of.mentions(sources, clause.text))
    low = clause.text.lower()
    if "my " in low and (ranked := _RANKED.search(clause.text)):
        return _by_rank(sources, ranked)
    if any_in(low, _POINTS_NEED) and _POINTS.search(clause.text):
        return _pointed(sources, clause)
    taken = employer_deeds.place_taken_over(sources, clause)
    noted = None if taken else entry_told.employer_above(sources, clause)
    return _Post(taken.name, taken.positions) if taken else _by_name(sources, noted) if noted else None


def _went_on(sources: Sources, before: str, text: str) -> _Post | None:
    """The post that ends the clause before one of `where I`, up to the deed that names another."""
    there = told_of.mentions(sources, before)
    last = max((end for _, end, _ in there), default=0)
    post = _of(sources, [one for _, end, one in there if last == end > len(before) - _NEAR_END])
    named = told_of.mentions(sources, text)
    if not post or not named:
        return post
    first = min(start for start, _, _ in named)
    return post._replace(end=max(start for start, _ in _items(text) if start <= first))


def _of_thing_done(sources: Sources, clause: Clause) -> _Post | None:
    """The post of a thing that a question or a demand tells as done: `Is the handbook you wrote for Acme in use?`."""
    place = employer_deeds.place_named(sources, clause.text)
    if place is None or not _THING_DONE.search(clause.text, max(0, place.start - _THING_NEAR), place.start):
        return None
    return _named(sources, clause.text, told_of.mentions(sources, clause.text))


def _by_name(sources: Sources, employer: str) -> _Post | None:
    return _of(sources, [position for position in sources.positions if position.employer and position.employer.value == employer])


def _things(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The things that a clause calls by an employer's name: `your Tallowgate settlement report`."""
    for match in _THING.finditer(clause.text):
        held = [one for one in sources.positions if one.employer and names.find(one.employer.value, match["name"])]
        post = _of(sources, held) if held else None
        words = match["thing"].split(" ")
        if post and (only := _only_there(sources, post, words[0])):
            yield from _claim(sources, clause, post, match.start("name"), match.start("thing") + len(words[0]), only)
            return
        for many in range(_FEWEST, len(words) + 1) if post else ():
            if post and (line := _elsewhere(sources, post, " ".join(words[:many]))):
                yield from _claim(sources, clause, post, match.start("name"), match.start("thing") + len(" ".join(words[:many])), line)
                return


def _only_there(sources: Sources, post: _Post, word: str) -> _Line | None:
    """The line of one other post, of all lines the only one with a telling word: `my Acme hedgehog work`."""
    roots = employer_deeds.telling(word) if is_telling(word) else frozenset()
    where = [line for line in _all_lines(sources.documents) if roots and roots <= line.words]
    return where[0] if len(where) == 1 and where[0].position is not None and where[0].position not in post.numbers else None


def _named(sources: Sources, text: str, here: list[tuple[int, int, Position]]) -> _Post | None:
    """The employer that a clause names; where it does so behind its subject (`I cooked at X`) or without any, of the deed beside the name alone."""
    place = employer_deeds.place_named(sources, text)
    post = _of(sources, [one for _, _, one in here]) if place else None
    if place is None or post is None:
        return post
    subject = _SUBJECT.search(text)
    if subject and subject.start() > place.start:
        return post
    item = next(((start, end) for start, end in _items(text) if start <= place.start < end), None)
    if item is None:
        return None
    near = max(0, place.start - _THING_NEAR)
    thing = _THING_DONE.search(text, max(item[0], near), place.start) or _THING_DONE.search(text, near, place.start)
    said = employer_deeds.SAID_OF_IT.search(text, place.end, item[1]) if thing else None
    return post._replace(start=thing.start() if thing else item[0], end=said.start() if said else item[1], told_up_to=place.end)


def _pointed(sources: Sources, clause: Clause) -> _Post | None:
    """The post of the nearest clause before that names one."""
    at = clause.previous
    for _ in range(_FARTHEST):
        if at is None or at.sentence.paragraph != clause.sentence.paragraph:
            return None
        if found := told_of.mentions(sources, at.text):
            return _of(sources, [one for _, _, one in found])
        at = at.previous
    return None


def _of(sources: Sources, held: list[Position]) -> _Post | None:
    """The post that positions at one employer are."""
    employers = {position.employer.value for position in held if position.employer}
    if not employers or any(not names.alike(one, other) for one in employers for other in employers):
        return None
    name = min(employers, key=len)
    numbers = frozenset(
        number for number, position in enumerate(sources.positions) if position.employer and names.alike(position.employer.value, name)
    )
    return _Post(name, numbers)


def _by_rank(sources: Sources, ranked: re.Match[str]) -> _Post | None:
    """The present post, the first one or the one before the present, where every position has a date."""
    dated = sorted((position.start, number) for number, position in enumerate(sources.positions) if position.start)
    if len(dated) < len(sources.positions):
        return None
    present = [number for _, number in dated if sources.positions[number].end == "present"]
    past = [number for _, number in dated if number not in present]
    only = present if len(present) == 1 else []
    meant = only if ranked["now"] else [dated[0][1]] if ranked["first"] else past[-1:]
    return _of(sources, [sources.positions[number] for number in meant])


def _moved(sources: Sources, clause: Clause, post: _Post) -> Iterator[Claim]:
    last: tuple[int, int, _Line] | None = None
    of_it = (
        f"{clause.previous.text} " if clause.previous and clause.previous.sentence is clause.sentence and _OF_IT.match(clause.text) else ""
    )
    for start, end in _deeds(clause.text, post):
        line = _elsewhere(sources, post, clause.text[start:end]) or (
            _elsewhere(sources, post, of_it + clause.text[start:end]) if of_it and not start else None
        )
        if last and line is last[2]:
            last = (last[0], end, line)
            continue
        if last:
            yield from _claim(sources, clause, post, *last)
        last = (start, end, line) if line else None
    if last:
        yield from _claim(sources, clause, post, *last)


def _claim(sources: Sources, clause: Clause, post: _Post, start: int, end: int, line: _Line) -> Iterator[Claim]:
    held = sources.positions[line.position] if line.position is not None else None
    if held and held.employer:
        shown = " ".join(sources.resume.text[line.start : line.end].split())
        reason = f"You wrote this of '{post.name}'; the resume has it at '{held.employer.value}': '{shown[:90]}'."
        evidence = sources.resume.evidence(line.start, line.end)
        stop = employer_deeds.DEED_END.search(clause.text, start + _SHORTEST, end)
        upto = max(stop.start() if stop else end, post.told_up_to)
        yield claim(clause, start, upto, Kind.EMPLOYER, Verdict.CONTRADICTED, reason, evidence)


def _elsewhere(sources: Sources, post: _Post, text: str) -> _Line | None:
    """The line of another post that has nearly all of a deed's words, where every other line lacks two of those."""
    said = employer_deeds.telling(text) - employer_deeds.telling(post.name)
    if len(said) < _FEWEST:
        return None
    lines = _all_lines(sources.documents)
    own = frozenset(word for line in lines if line.position in post.numbers for word in line.words & said)
    if len(said) - len(own) < _FEWEST:
        return (_compound(sources, post, text, lines) or _by_thing(post, text, said, lines)) if said - own else None
    others = (line for line in lines if line.position is not None and line.position not in post.numbers)
    best = max(others, key=lambda line: len(line.words & said), default=None)
    shared = len(best.words & said) if best else 0
    if best is None or shared < (len(said) if len(said) <= _ALL else len(said) * 2 / 3) or len(best.words & said - own) < _FEWEST:
        return None
    near = max((len(line.words & said) for line in lines if line.position is None or line.position in post.numbers), default=0)
    return best if shared >= near + _FEWEST else None


def _compound(sources: Sources, post: _Post, text: str, lines: tuple[_Line, ...]) -> _Line | None:
    """The line of another post that has two words of a deed side by side, the first of which no other line has: `feature films`."""
    for first, second in pairwise(WORD.finditer(text)):
        sort = employer_deeds.telling(first.group())
        if not sort or not employer_deeds.telling(second.group()) or not (first.group() + second.group()).islower():
            continue
        where = [line for line in lines if sort <= line.words]
        said = f"{first.group()} {second.group()}"
        if where and all(line.position is not None and line.position not in post.numbers for line in where):
            return next((line for line in where if said in " ".join(sources.resume.text[line.start : line.end].lower().split())), None)
    return None


def _by_thing(post: _Post, text: str, said: frozenset[str], lines: tuple[_Line, ...]) -> _Line | None:
    """The line of another post that has the thing of `the monolith that you broke up into services` as the only one, and another word of the deed."""
    thing = _DID_TO.match(text)
    roots = employer_deeds.telling(thing["thing"]) if thing and is_telling(thing["thing"]) else frozenset()
    where = [line for line in lines if roots and roots <= line.words]
    other = len(where) == 1 and where[0].position is not None and where[0].position not in post.numbers
    return where[0] if other and len(where[0].words & said) >= _FEWEST else None


def _deeds(text: str, post: _Post) -> Iterator[tuple[int, int]]:
    """The items of a clause that are told of the post, up to where it goes over to another time."""
    for start, end in _items(text):
        begin = max(start, min(post.start, end))
        opening = _OPENING.match(text) if not begin else None
        if _ELSEWHERE.search(text, opening.end() if opening else begin, end) or (
            start and (_OTHER_YEARS.match(text, start) or _ALSO_OF.match(text, start))
        ):
            return
        stop = min(end, post.end) if post.end >= 0 else end
        if begin < stop:
            what = _WHAT_DID.match(text, begin, stop)
            yield what.end() if what else begin, stop


def _items(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in NEXT_DEED.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text.rstrip(" .!"))


def lines_beside(resume: Source, told: list[tuple[int, int, int]]) -> list[tuple[int, int, None]]:
    """The lines of a resume that none of some places in it, each with the number of its post, lies in."""
    return [
        (match.start(), match.end(), None)
        for match in re.finditer(r"[^\n]+", resume.text)
        if not any(match.start() < end and start < match.end() for start, end, _ in told)
    ]


@lru_cache(maxsize=256)
def _all_lines(documents: Documents) -> tuple[_Line, ...]:
    """Every line of the resume, the posts' as they were read."""
    resume, facts = documents.resume, documents.facts
    told = [
        (fact.start, fact.end, number)
        for number, position in enumerate(facts.positions)
        for fact in (position.title, position.employer, *position.bullets)
        if fact
    ]
    rest = lines_beside(resume, told)
    return tuple(_Line(employer_deeds.telling(resume.text[start:end]), start, end, number) for start, end, number in (*told, *rest))
