"""Durations that an email claims of the candidate: `four years`, `over 3.5 years of Python`, `half a decade at Acme`.

What a claim may rest on is counted by `pipeline.tenure` from the resume's dates: the years at the employer named in the same sentence,
with the skill or in the trade named behind the number, or any stretch of the career where nothing is named. A duration that stands in
the resume as such is supported too. Where the resume has date ranges that no position holds, it was read in part: then only what is
longer than all of it is false for sure (see `pipeline.grounding.periods.stretches`), and what cannot be told is left alone.

A verb before the number (`I ran the payroll for four years`) says only that it took no longer than the career, or the time at the employer.

Not covered: whether a degree or a register is as old as said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tenure
from pipeline.grounding import frames, names
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import metric_moved, numbers
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.periods import anchored, compared, elapsed, fields, schooling, seasons, stretches
from pipeline.grounding.periods.durations import Duration, durations, fits, least_of, running_years, said_before
from pipeline.grounding.periods.stretches import Span
from pipeline.grounding.periods.tenure_told import EXPERIENCE, LABEL, SCOPED, employers_of, is_deed, is_fragment, is_told, named, segment
from pipeline.grounding.periods.trades import OFFICES, head_of, in_trade, is_akin, telling
from pipeline.grounding.words import has_any, has_beginning
from pipeline.profile.skill_names import mentions, spellings
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.frames import Frame
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Position

_NAME = re.compile(r"\b[A-Z][\w+#.]*\w")
_STUDY = re.compile(
    r"\b(?:stud(?:y|ied|ies|ying|ent)|degree|universit\w+|college|course|school|training|apprentice\w*|bachelor\w*|master\w*|phd|doctora\w+|diploma|thesis|residency|internship)\b",
    re.IGNORECASE,
)
_POST = re.compile(r"(?:an? |the |your |my )?((?:[A-Z][\w'’&/-]*(?: of| and)? ){1,5}[A-Z][\w'’&/-]*)")
"""A post named with capitals: `as Engineering Supervisor`."""
_BEEN = re.compile(
    r"\b(?:am|was|were|are|been|being|['’]m|['’]re|became|become)(?: (?:now|also|already|currently|myself))* an? (?P<what>(?:[\w’'-]+ ){1,4}?)(?:(?:now|by now|already) )?(?:for|these|over|some)(?: [\w-]+){0,4} $",
    re.IGNORECASE,
)
_YOURS = re.compile(r"\byou", re.IGNORECASE)
"""Without it the subject line of an outreach may be about the employer: `Thirty years of cold stores`."""
_ROOT = 4
"""Letters of a trade by which its words are known: `bakery` for `baker`."""
_GERUND = re.compile(r"[a-z]+ing\b")
_MOST_FIELDS = 4
_BULLET = re.compile(r"\n\s*[-*•–▪◦] ")
_BULLET_END = re.compile(r"\n\s*[-*•–▪◦] |\n(?=[A-Z][^\n]*\n)|\n\s*\n|$")
_LASTED = re.compile(
    r"\b(?:for|lasted|through|stretch of)(?: (?:the|a|last|some|more|than|over|about|nearly|almost|at|least|another|full|just|well))* $"
)
_APART = re.compile(r" (?:ago|later|earlier|after|before|since|of experience|at|with|as)\b")
"""Behind a time that lies between something and another, or that somebody spent somewhere."""
_DATED = frozenset({"year", "years", "months"})
_PAST_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|\b\d{1,2}[/.]\d\d\b")
_SHARED = 4
"""Words by which a line tells of what an email tells."""
_LINE = 200
"""Characters of a line that are read with a duration in it."""


class _Scope(NamedTuple):
    """What a duration is said of, and the stretches of time by which it may be true."""

    label: str
    spans: list[Span]
    loose: list[Position]
    """Date ranges that no position holds and that may belong here: they can make a claim true, and leave none false for sure."""
    held: tuple[Position, ...] = ()
    """The positions at the employer or in the trade that is named, if one is."""


def find(letter: Letter) -> Iterator[Claim]:
    """The tenure claims of an email."""
    for clause in letter.clauses:
        if clause.role in (Role.TEXT, Role.SUBJECT):
            frame = letter.frame(clause)
            headline = clause.role is Role.SUBJECT and letter.sources.direction is Direction.OUTREACH and not _YOURS.search(clause.text)
            yield from compared.find(letter, clause)
            yield from seasons.find(letter.sources, clause)
            told = durations(clause.text, said_before(clause)) if numbers.find(clause.text) or " year" in clause.text else ()
            for duration in (*told, *running_years(clause.text)):
                judged = _claimed(letter.sources, clause, duration, frame)
                if judged and not (headline and judged.verdict is not Verdict.SUPPORTED):
                    yield judged


def _claimed(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> Claim | None:
    if frame.mood is Mood.QUESTION and not is_fragment(sources, clause, duration):
        return None
    if since := schooling.stretch(sources, clause, duration, frame) or elapsed.stretch(sources, clause, duration, frame):
        return _since(clause, duration, *since)
    if too_long := _too_long(sources, clause, duration, frame, surely=True):
        return too_long
    if duration.hedge != "nth" and not (frame.mood is Mood.NEGATIVE and frames.denies(clause.text[: duration.start])):
        if is_told(sources, clause, duration, frame):
            return _judged(sources, clause, duration) or _too_long(sources, clause, duration, frame)
        if is_deed(sources, clause, duration, frame) and (found := _exceeding(sources, clause, duration)):
            return found
    return _too_long(sources, clause, duration, frame) or _of_result(sources, clause, duration, frame)


def _since(clause: Clause, duration: Duration, spans: list[Span], fitting: bool) -> Claim:
    """The claim of the time that studies took, or of that from something that the resume dates."""
    if fitting:
        return _claim(clause, duration, Verdict.SUPPORTED, f"The resume's dates give {tenure.phrase(spans[0].months)}{spans[0].what}.")
    said = clause.text[duration.start : duration.end]
    reason = f"You wrote '{said}'; the resume's dates give {tenure.phrase(spans[0].months)}{spans[0].what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason)


def _too_long(sources: Sources, clause: Clause, duration: Duration, frame: Frame, *, surely: bool = False) -> Claim | None:
    """The claim of a duration that no time of what it is told of can hold, in whatever words; `surely` where words of one position alone tell of it."""
    span = anchored.longest(sources, clause, duration, frame, surely=surely) or anchored.unread(sources, clause, duration, frame)
    if span is None or least_of(duration) <= span.most:
        return None
    reason = f"You wrote '{clause.text[duration.start : duration.end]}'; the resume's dates give {tenure.phrase(span.most)}{span.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, span.evidence)


def _of_result(sources: Sources, clause: Clause, duration: Duration, frame: Frame) -> Claim | None:
    """The claim of how long something held that the candidate brought about, where a line that tells of it gives another duration."""
    lasted = _LASTED.search(clause.text, 0, duration.start) and not _APART.match(clause.text, duration.end)
    if not lasted or frame.employer_only or frame.mood is Mood.WISH or duration.hedge == "nth":
        return None
    words = metric_moved.telling(clause.text)
    told = [(given, evidence) for given, shown, evidence in _told(sources.resume) if len(words & shown) >= _SHARED]
    if not told or any(fits(duration, given.months, given.months) for given, _ in told):
        return None
    evidence = told[0][1]
    reason = f"You wrote '{clause.text[duration.start : duration.end]}'; where the resume tells of this it says '{evidence.text}'."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, evidence)


@lru_cache(maxsize=256)
def _told(resume: Source) -> tuple[tuple[Duration, frozenset[str], Evidence], ...]:
    """The durations of a resume that are no experience, each with the telling words of its bullet."""
    found = []
    for given in durations(resume.text):
        begins = max((match.end() for match in _BULLET.finditer(resume.text, max(0, given.start - 2 * _LINE), given.start)), default=None)
        ends = _BULLET_END.search(resume.text, given.end)
        if begins is not None and ends and not EXPERIENCE.match(resume.text[given.end : given.end + _LINE]):
            words = metric_moved.telling(resume.text[begins : ends.start()][: 3 * _LINE])
            found.append((given, words, resume.evidence(given.start, given.end)))
    return tuple(found)


def _exceeding(sources: Sources, clause: Clause, duration: Duration) -> Claim | None:
    """The claim of a deed that took longer than the candidate was at the employer named, or has worked and studied at all."""
    if at_employer := employers_of(sources, clause, duration):
        scope = _at_employer(sources, at_employer, "")
        spans = [] if scope.loose else scope.spans
    else:
        spans = stretches.spans(sources, stretches.everything(sources), "")
    longer = any(found.months >= duration.months for found in durations(sources.resume.text))
    if not spans and not _tells_time(sources.resume):
        reason = f"You wrote '{clause.text[duration.start : duration.end]}'; the resume gives no dates from which to count."
        return _claim(clause, duration, Verdict.UNSUPPORTED, reason)
    if not spans or longer or least_of(duration) <= max(span.most for span in spans):
        return None
    best = max(spans, key=lambda span: span.most)
    reason = f"You wrote '{clause.text[duration.start : duration.end]}'; the resume's dates give {tenure.phrase(best.most)}{best.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, best.evidence)


def _judged(sources: Sources, clause: Clause, duration: Duration) -> Claim | None:
    """The verdict; None where ranges that were not read as positions leave it open."""
    scope = _scope(sources, clause, duration)
    said = clause.text[duration.start : duration.end]
    if fitting := _fitting(duration, scope.spans):
        reason = f"The resume's dates give {tenure.phrase(fitting.months)}{fitting.what}."
        return _claim(clause, duration, Verdict.SUPPORTED, reason, fitting.evidence)
    if literal := _literal(sources, clause, duration, scope):
        return _claim(clause, duration, Verdict.SUPPORTED, "The resume says so.", literal)
    if scope.loose:
        everything = stretches.spans(sources, stretches.all_of(sources, scope.loose), "")
        if fitting := _fitting(duration, everything):
            reason = f"The resume's dates give {tenure.phrase(fitting.months)}."
            return _claim(clause, duration, Verdict.SUPPORTED, reason, fitting.evidence)
        if least_of(duration) <= _beyond_doubt(sources, scope.loose):
            return None
        scope = _Scope("", everything, [])
    if not scope.spans:
        reason = f"You wrote '{said}'; the resume gives no dates from which to count{scope.label}."
        return _claim(clause, duration, Verdict.UNSUPPORTED, reason, verifiable=not _tells_time(sources.resume))
    best = max(scope.spans, key=lambda span: span.months)
    doubt = " at most" if best.most != best.least else ""
    reason = f"You wrote '{said}'; the resume's dates give {tenure.phrase(best.most if doubt else best.months)}{doubt}{best.what}."
    return _claim(clause, duration, Verdict.CONTRADICTED, reason, best.evidence)


def _tells_time(resume: Source) -> bool:
    """Whether a resume has anything from which time in work may be counted, had it been read better; an empty one was not read."""
    return not resume.text.strip() or any(number.unit in _DATED for number in resume.numbers) or _PAST_YEAR.search(resume.text) is not None


def _beyond_doubt(sources: Sources, loose: Sequence[Position]) -> int:
    """Months that no career of a resume with loose ranges can exceed: all of them and its positions, where those are more and begin earlier; else all since its first date."""
    dated = [position for position in sources.positions if position.start]
    if len(dated) <= len(loose) or any(one.start and one.start < (min(dated, key=_start).start or "") for one in loose):
        return stretches.longest(sources) or 0
    return max((span.most for span in stretches.spans(sources, stretches.all_of(sources, loose), "")), default=0)


def _start(position: Position) -> str:
    return position.start or ""


def _fitting(duration: Duration, spans: Sequence[Span]) -> Span | None:
    return next((span for span in spans if fits(duration, span.least, span.most)), None)


def _claim(
    clause: Clause, duration: Duration, verdict: Verdict, reason: str, evidence: Evidence | None = None, *, verifiable: bool = True
) -> Claim:
    return claim(clause, duration.start, duration.end, Kind.TENURE, verdict, reason, evidence, verifiable=verifiable)


def _literal(sources: Sources, clause: Clause, duration: Duration, scope: _Scope) -> Evidence | None:
    """The same duration in the resume's own words: in a line about what the email tells of, where it names an employer or a trade."""
    text = sources.resume.text
    for found in durations(text):
        if found.months == duration.months and (not scope.held or _is_line_of(sources, clause, scope.held, found)):
            return sources.resume.evidence(found.start, found.end)
    return None


def _is_line_of(sources: Sources, clause: Clause, held: Sequence[Position], found: Duration) -> bool:
    """Whether a duration of the resume stands among the lines of these positions, or in one that shares a telling word with the clause."""
    number = sources.position_at(found.start)
    if number is not None:
        return sources.positions[number] in held
    text = sources.resume.text
    line = text[text.rfind("\n", 0, found.start) + 1 :][: found.end - found.start + _LINE].split("\n")[0]
    if any(position.employer for position in held) and named(sources, clause.text):
        return any(position in held for position in named(sources, line))
    return not set(telling(line)).isdisjoint(telling(clause.text))


def _scope(sources: Sources, clause: Clause, duration: Duration) -> _Scope:
    """What the claim is of: the employer named beside it, else the skill or the trade behind it, else the career."""
    after = segment(clause, duration)[1]
    scoped = SCOPED.match(after)
    if at_employer := employers_of(sources, clause, duration):
        return _at_employer(sources, at_employer, scoped["what"] if scoped else "")
    loose = stretches.loose(sources)
    if scoped and (
        known := _narrowed(sources, scoped["what"], loose)
        or _titled(sources, scoped["what"], loose)
        or _with_skill(sources, scoped["what"], loose)
    ):
        return known
    if scoped and (held := in_trade(sources.positions, scoped["what"])):
        label = f" as {held[0].title.value}" if held[0].title else ""
        field = not (after.lstrip().startswith("as ") or _GERUND.match(scoped["what"]))  # `of food service`: any post may have been in it
        doing = {word[:_ROOT] for word in telling(head_of(scoped["what"]))} if _GERUND.match(scoped["what"]) else ()
        akin = [
            position
            for position in sources.positions
            if field
            or position in held
            or is_akin(position, scoped["what"])
            or any(has_beginning(fields.lines_of(position), root) for root in doing)
        ]
        wider = stretches.spans(sources, akin, label) if len(akin) > len(held) else []
        return _Scope(label, [*stretches.spans(sources, held, label), *wider], loose, tuple(held))
    if not scoped and (in_post := _in_post(sources, clause, duration, loose)):
        return in_post
    if (EXPERIENCE.match(after) and not scoped) or LABEL.search(clause.text[: duration.start]):
        return _Scope(" in total", stretches.spans(sources, sources.positions, " in total"), loose)
    studied = stretches.of_studies(sources) if _STUDY.search(clause.sentence.text) else []
    return _Scope("", [*stretches.spans(sources, sources.positions, ""), *studied], loose)


def _narrowed(sources: Sources, what: str, loose: list[Position]) -> _Scope | None:
    """Time in a field that leaves some posts out."""
    some, label = fields.narrowed(sources, what) or ([], "")
    return _Scope(label, stretches.spans(sources, some, label), loose, tuple(some)) if some else None


def _titled(sources: Sources, what: str, loose: list[Position]) -> _Scope | None:
    """The ranges that stand by a post's name, of a resume whose ranges no position holds."""
    post = _POST.match(what) if loose else None
    titled = stretches.titled(sources, loose, post[1]) if post else []
    return _Scope(f" as {post[1]}", stretches.spans(sources, titled, f" as {post[1]}"), []) if post and titled else None


def _with_skill(sources: Sources, what: str, loose: list[Position]) -> _Scope | None:
    """Time with the skill that the words behind a number begin with."""
    skill = _skill(sources, what)
    if not skill:
        return None
    joined = stretches.spans(sources, _of_all(sources, what), f" with {skill}")
    return _Scope(f" with {skill}", [*_of_skill(sources, skill, what), *joined], loose)


def _in_post(sources: Sources, clause: Clause, duration: Duration, loose: list[Position]) -> _Scope | None:
    """The time in the positions that a trade before the number may mean (`I have been a buyer for four years`): by title, kind of work, or a word of it in their lines."""
    said = _BEEN.search(clause.text[: duration.start])
    what = said["what"].strip() if said else ""
    held = in_trade(sources.positions, what) if what else []
    if not held:
        return None
    roots = [word[:_ROOT] for word in telling(what) if word not in OFFICES]
    akin = [
        position
        for position in sources.positions
        if position in held or is_akin(position, what) or any(has_beginning(fields.lines_of(position), root) for root in roots)
    ]
    there = anchored.at_place(sources, said.group()) if said else []
    akin = [position for position in akin if position in there] or akin
    label = f" as {held[0].title.value}" if held[0].title else ""
    return _Scope(label, stretches.spans(sources, akin, label), loose, tuple(akin))


def _at_employer(sources: Sources, at_employer: list[Position], what: str) -> _Scope:
    """Time at one employer, in one post there if that is named; ranges beside the employer's name may be of it too."""
    held = in_trade(at_employer, what) if what else []
    label = f" at {_employer(at_employer[0])}"
    akin = [position for position in at_employer if position in held or is_akin(position, what)] if held else at_employer
    spans = [*(stretches.spans(sources, held, label) if held else []), *stretches.spans(sources, akin, label)]
    if _heads_more_lines(sources, at_employer):
        spans += stretches.spans(sources, sources.positions, "")
    return _Scope(label, spans, _beside(sources, at_employer), tuple(held or at_employer))


def _beside(sources: Sources, at_employer: list[Position]) -> list[Position]:
    """The ranges that stand by the employer's name and are not of its positions."""
    own = {(position.start, position.end) for position in at_employer}
    others = [one for one in stretches.ranges(sources) if (one.start, one.end) not in own]
    if not others:
        return []
    held = {(position.start, position.end) for position in sources.positions}
    employer = at_employer[0].employer
    places = names.mentions(sources.resume.text, employer.value) if employer else ()
    return [one for place in places for one in stretches.near(sources, others, *place) if (one.start, one.end) not in held]


def _heads_more_lines(sources: Sources, held: list[Position]) -> bool:
    """Whether the resume has lines that begin with an employer and belong to none of its positions: then a position was misread."""
    employer = held[0].employer
    known = {position.employer.start for position in sources.positions if position.employer}
    text = sources.resume.text
    return employer is not None and any(
        start not in known and text[:start].endswith("\n") for start, _ in names.mentions(text, employer.value)
    )


def _employer(position: Position) -> str:
    return position.employer.value if position.employer else "this employer"


def _skill(sources: Sources, what: str) -> str | None:
    """The skill that the words behind the number begin with: one of the resume's or posting's, or a name that a position shows."""
    head = " ".join(what.split()[:6])
    known = [
        *(fact.value for fact in sources.facts.skills),
        *(fact.value for fact in sources.job_facts.must_have if len(fact.value.split()) <= 3),
    ]
    listed = [skill for skill in known if len(skill) > 1 and has_any(head, _beginnings(skill)) and mentions(head, skill)]
    capitals = [word for word in _NAME.findall(head) if any(tenure.shows(position, word) for position in sources.positions)]
    return max([*listed, *capitals], key=len, default=None)


def _of_all(sources: Sources, what: str) -> list[Position]:
    """The positions in any of several fields: `of DevOps and SRE titles`."""
    pieces = [piece for piece in re.split(r"\s*(?:,|&|/|\band\b|\bor\b)\s*", what[:_LINE]) if piece][:_MOST_FIELDS]
    if len(pieces) < 2:
        return []
    skills = [skill for piece in pieces if (skill := _skill(sources, piece))]
    held = [position for piece in pieces for position in in_trade(sources.positions, piece)]
    said = set(_NAME.findall(what[:_LINE]))
    held += [one for one in sources.positions if one.title and "".join(re.findall(r"\b[A-Z]", one.title.value)) in said]
    return [one for one in sources.positions if one in held or any(tenure.shows(one, skill) for skill in skills)]


@lru_cache(maxsize=4096)
def _beginnings(skill: str) -> tuple[str, ...]:
    """The first words of a skill's spellings."""
    return tuple(re.split(r"[\s-]+", spelling)[0].lower() for spelling in spellings(skill))


def _of_skill(sources: Sources, skill: str, what: str) -> list[Span]:
    """Time with a skill: the positions that name it; one that only the list of skills names may have been used in any of them.

    What is written small (`of sales`, `in testing`) is a field of work, in which a position may be without naming it.
    """
    shown = [position for position in sources.positions if tenure.shows(position, skill)]
    listed = any(mentions(fact.value, skill) for fact in sources.facts.skills)
    spans = stretches.spans(sources, shown, f" with {skill}")
    begins = what.lower().find(skill.lower())
    small = begins >= 0 and what[begins : begins + len(skill)].islower()
    return [*spans, *stretches.spans(sources, sources.positions, "")] if (listed and not shown) or (small and shown) else spans
