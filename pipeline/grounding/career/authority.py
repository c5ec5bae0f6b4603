"""Who decided, by an email: that the candidate chose, designed, hired, signed off, or built from nothing what the resume has in other hands.

    for pattern, rule in authority.rules(is_read=True): rule(letter, clause) where the pattern may stand in the clause

A choice and a design are measured by the lines on the same thing: where these only run, keep, teach or help with it, somebody else chose it.
To hire, to dismiss and to sign off need a word for it in the resume, or a title whose holder does so of right. What was built from nothing
needs a beginning in the lines on it; a department or a team needs one of such a body. Not covered: a choice of something that the resume
does not name, verbs in no list, resumes in other languages.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.career import crew, people_terms
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.passages import NEXT_DEED, has_subject, object_of, passages, same_piece
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import told_of
from pipeline.grounding.words import place_of_whole, stem
from pipeline.profile.vocabulary import ORGANISATION_WORDS, TITLE_NOUNS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.career.passages import Passage
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Position

    Rule = Callable[[Letter, Clause], Iterator[Claim]]

_MOST = 4
"""Deeds of one sort that are read in a clause."""
_CHOSE = compiled(
    r"\b(?:chose|chosen|(?:hand-?)?picked(?! up\b| at random\b)|selected|opted for|decided (?:on|to|that|for|upon|which)|(?:made|took) the (?:final )?(?:decision|choice|call) (?:to|for|on|about)|bought|purchased|"
    r"(?:co-?)?designed|invented|architected|devised|conceived|composed|authored|engineered|came up with|thought up)(?= )",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"chose|(?:hand-?)?pick|select|opted|decided|made|took|bought|purchased|ordered", re.IGNORECASE)
"""What falls to a rank, as a design does not."""
_STAFFED = compiled(r"\b(?<!self-)(?<!self )(?:hired?|employed|recruit(?:ed)?|head-?hunted|hand-?picked|appoint(?:ed)?|dismissed|fired)\b(?! (?:me|you|by|as|into|out|up)\b)", re.IGNORECASE)  # fmt: skip
_TAUGHT = compiled(r"\b(?<!self-)(?:trained|mentored|coached|tutored|onboarded|inducted|trains?|mentors?|coach|tutor|training|mentoring|coaching|onboarding)\b(?! (?:in|as|by|with|at|to|for|on|me|you)\b)", re.IGNORECASE)  # fmt: skip
_TAUGHT_BARE = re.compile(r"(?:trains?|mentors?|coach|tutor|training|mentoring|coaching|onboarding)$", re.IGNORECASE)
_ALSO_DO = re.compile(r"\b(?:I|[Yy]ou)(?:['’]ve| have)?(?: (?:now|also|still|already|even|currently|regularly|been|\w+ly))* $")
"""Before a form that is a noun or an adjective elsewhere: `I mentor`, `I have been training`."""
_TAUGHT_SHOWN = re.compile(
    r"\b(?:train(?:ed|ing|er|ers|s)?(?! in\b)|mentor\w*|coach\w*|tutor\w*|taught|teach\w*|instruct\w*|lectur\w*|on-?board\w*|induct\w*|precept\w*|orient(?:ed|ing|ation)|guid(?:ed|ing|ance)|supervis\w*|workshops?|seminars?|upskill\w*|knowledge[- ](?:sharing|transfer)|"
    r"(?<!mis)lead(?:er|ers|ing|s|ership)?|led|head(?:ed|ing)|manag\w* (?:[\w-]+ ){0,4}(?:team|staff|people|crew)|(?:team|staff|line) manag\w*|develop\w* (?:[\w-]+ ){0,2}(?:staff|people|colleagues|juniors|talent)|apprentices?|trainees?|interns?(?! *$)|buddy|sessions?|educat(?:ed|ing|or))\b",
    re.IGNORECASE | re.MULTILINE,
)
_WHOM = re.compile(r"\b(?P<whom>[\w-]+) (?:that |whom |who )?(?:I|[Yy]ou)(?:['’]ve| have)? (?:\w+ly |also |then )?$")
"""`the juniors I`, before `recruited`."""
_LIST = 300
_IN_LIST = re.compile(r",(?: and)? (?:then |also |later |even )?$")
_DID_I, _DID_YOU = (
    re.compile(rf"\b{who}(?:(?:['’]ve| have) (?:\w+ly |also )?[a-z]+| (?:\w+ly |also )?[a-z]+(?:ed|t|ook|ote|an))\b")
    for who in ("I", "[Yy]ou")
)
_OTHER_SUBJECT = re.compile(r"[.;:!?]|\b(?:who|which|that|where|when|while|it|they|he|she|we|I|you|manager|boss|team)\b", re.IGNORECASE)
_NO_MORE = re.compile(r"[.,;:]| (?:in|on|at|to|for|with|from|by|so|who|that|how)\b")
_STAFFING_SHOWN = re.compile(
    r"\b(?:hir(?:e|es|ed|ing)|re?-?hir\w+|recruit\w*|staffing|on-?board\w*|head-?hunt\w*|hand-?pick\w*|talent|appoint(?:ed|s|ing)|dismiss\w*|(?:interview|select)\w* (?:[\w-]+ ){0,2}(?:candidates?|applicants?|staff|people)|build\w* (?:\w+ ){0,4}teams?|"
    r"built (?:\w+ ){0,4}teams?|(?:gr[eo]w|scal|expand|doubl|tripl)\w*\b[^.;\n]{0,60}\b(?:team|staff|people|crew|department|headcount)|headcount|from \d+ to \d+ (?:people|staff|employees|engineers)|founder|owner(?!-)|proprietor|self-employed|human resources|HR|personnel|employ(?:s|ed|ing) [\w-]+|managing director|chief|CEO|president)\b",
    re.IGNORECASE,
)
_SIGNED = compiled(
    r"\b(?:sign(?:ed|s)?[ -]off|approved?(?! of\b)|authori[sz]ed?|green-?lit|ratified|(?:had|have|held|hold) the (?:final|last) (?:say|word)|gave the (?:final )?(?:go-ahead|green light|approval|sign-?off))\b",
    re.IGNORECASE,
)
_SIGNING_SHOWN = re.compile(
    r"\b(?:approv\w+|sign(?:ed|s|ing)?[ -]?off|sign-?offs?|signator\w+|authori[sz]\w+|authority|budgets?|accountab\w+|p&l|validat\w+|grant(?:ed|s|ing)|releas(?:ed|es|ing))\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"say|word", re.IGNORECASE)
_REVIEWED = re.compile(r"\b(?:code|pull|merge|batch(?:es)?|lots?|materials?|products?|parts?|premises|applications?|establishments?|loans?|permits?|payments?|leave|expenses|changes?|designs?|drawings?|drafts?|articles?|reports?|invoices?|claims?|requests?|timesheets?|orders?)\b", re.IGNORECASE)  # fmt: skip
"""What is approved in the daily work of whoever reviews or handles it."""
_FRESH = compiled(
    r"\b(?P<verb>built|creat(?:ed|e)|set up|establish(?:ed)?|started|grew|develop(?:ed)?|wrote|launched|made|design(?:ed)?|put together|assembled|raised|founded|build|building|creating|brought up|formed) (?P<what>[^.;,]{3,80}?)(?: up)? "
    r"(?:from (?:scratch|nothing|zero|the ground(?: up)?|a blank (?:page|sheet|slate)|day one|a standing start)|out of nothing)\b",
    re.IGNORECASE,
)
_BEHIND_HEAD = re.compile(r"(?<=\w) (?:at|in|for|of|with|on|from|that|which)\b")
_BODY = r"(?:departments?|divisions?|teams?|units?|functions?|practices?|groups?|branch(?:es)?|offices?|sections?|desks?|business(?:es)?|compan(?:y|ies)|firms?|schools?|clinics?|choirs?|studios?|labs?|programmes?|programs?|networks?)"
_BODY_AT_END = re.compile(rf"\b{_BODY}(?= (?:at|in|for|of|within|that|which|where|who|I)\b|['’]?\W*$)", re.IGNORECASE)
BODY_BEGUN = re.compile(
    rf"\b(?:(?:co-?)?found(?:ed|ing|er)|establish\w*|set(?:ting)? up|creat(?:ed|es|ing)|start(?:ed|ing|-up)|launch\w*|buil[dt]\w*|gr[eo]w\w*|scal(?:ed|es|ing)|form(?:ed|ing)|assembl\w+|open(?:ed|ing))\b[^.;\n]{{0,60}}?\b{_BODY}\b"
    r"|\b(?:founder|owner|proprietor|self-employed)\b",
    re.IGNORECASE,
)
_FOUNDER = re.compile(r"\b(?:co-?)?(?:founder|owner|proprietor|partner)\b|\bself-employed\b|\b(?:founding|managing) (?:director|partner)\b", re.IGNORECASE)  # fmt: skip
_BEGINS = re.compile(
    r"(?:co-?)?founded\b|started with\b|(?:started|established|set up|launched|built|created|formed) (?:(?:the|this|a|an|my|our|own) )+(?:[\w-]+ ){0,3}?(?:compan(?:y|ies)|business|firm|practice|choir|club|group|studio|school|shop|ensemble|band|charity|agency|nursery|clinic|bakery|restaurant)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|got|get|['’](?:m|re))(?: \w+ly| also| then| first| later| soon)* $")
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
_HEADED = compiled(
    r"\b(?:in charge of|at the (?:head|helm) of|ran|run|headed|head|led(?! to\b)|lead(?! to\b)|managed|manage|directed|own|owned) (?P<house>(?!(?:at|in|for|with|on|by|from|to|as)\b)(?:the |all of |the whole |the entire )?(?:[\w'’&-]+ ){0,4}?[\w'’&-]+)(?=[.,;]|$| (?:at|in|for|as|since|from|until|with|and|before|after|on|through|during|while|when|where|which|alone|myself)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:run|head|lead|manage|own) ", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(r"\b(?:I|[Yy]ou)(?: (?:now|also|still|already|currently|\w+ly))* $")
"""Before a verb that is one of the present only there: `you run`, not `and then run`."""
_OF_HOUSE = re.compile(r"(?:the |all of |the whole |the entire )", re.IGNORECASE)
_FOLLOWED = frozenset(
    map(
        stem,
        """
        run runs ran running diagnose diagnosed operate operated operates use used uses using utilized utilised maintain maintained maintains keep kept keeps service serviced drive drove machine machined test tested measure measured handle handled process
        processed perform performed serve served sell sold support supported assist assisted help helped contribute contributed participate participated collaborate collaborated work worked works join joined shadow shadowed observe observed
        teach taught teaches train trained mentor mentored inspect inspected inspects visit visited host hosted attend attended monitor monitored repair repaired replace replaced serviced clean cleaned commission commissioned supervise
        supervised learn learned learnt study studied assemble assembled install installed load loaded answer answered answers count counted pack packed book booked books sign signed clear cleared label labelled carry carried accompany accompanied check checked checks
        wash washed sort sorted weigh weighed greet greeted seat seated wait waited collect collected file filed enter entered record recorded log logged exposure involved part member follow followed
        """.split(),
    )
)
"""Verbs of those who work with what others chose and designed."""


def rules(*, is_read: bool) -> Iterator[tuple[Pattern, Rule]]:
    """What finds the decisions that a clause gives the candidate and the resume does not, each with the pattern of its words.

    `is_read`: whether the resume has a text in English, so that what it does not say can be told.
    """
    yield _CHOSE, _chosen
    if is_read:
        yield from ((_STAFFED, _staffed), (_TAUGHT, _taught), (_SIGNED, _signed), (_HEADED, _headed), (_FRESH, _fresh))


def is_begun(house: list[Position]) -> bool:
    """Whether the candidate began a house, by the titles and lines of the posts held there."""
    return any(
        (position.title and _FOUNDER.search(position.title.value)) or any(_BEGINS.search(bullet.value) for bullet in position.bullets)
        for position in house
    )


def is_body(what: str) -> bool:
    """Whether a thing that was begun is a body of people: a department, a team, a studio."""
    return _BODY_AT_END.search(what) is not None


def _is_own(sources: Sources, clause: Clause, match: re.Match[str]) -> bool:
    """Whether the candidate did what a verb says."""
    if not match.group().lower().startswith(("in ", "at ")) and _PASSIVE.search(clause.text, max(0, match.start() - 30), match.start()):
        return False
    return terms.is_own(sources.direction, clause.text, *match.span()) and (has_subject(clause, match) or _goes_on(sources, clause, match))


def _goes_on(sources: Sources, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a verb is a further one of a list whose subject stands far before it: `where you have kept the books, paid the bills, and hired`."""
    before = clause.text[max(0, match.start() - _LIST) : match.start()]
    told = list((_DID_YOU if sources.direction is Direction.OUTREACH else _DID_I).finditer(before)) if _IN_LIST.search(before) else []
    return bool(told) and not _OTHER_SUBJECT.search(before, told[-1].end())


def _told_of(sources: Sources, clause: Clause) -> str:
    """What the resume tells of the employer that a clause names, or all of it."""
    facts = [fact for position in crew.positions_named(sources, clause) for fact in (position.title, *position.bullets) if fact]
    return "\n".join(fact.value for fact in facts) or sources.resume.text


def _chosen(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A choice or a design of what the resume's lines on it only have in use."""
    sources = letter.sources
    lines = passages(sources)
    for match in islice(_CHOSE.finditer(clause.text), _MOST):
        if not _is_own(sources, clause, match):
            continue
        _, words = object_of(clause, match, NEXT_DEED.search(clause.text, match.end()))
        near = same_piece(lines, words) or _of_name(sources, clause.text[match.end() : match.end() + 60], lines)
        found = [line for line in near if line.tier]
        ranked = _CHOICE.match(match.group()) and any(line.ranked for line in found)
        if found and not ranked and all(line.verbs <= _FOLLOWED for line in found):
            evidence = sources.resume.evidence(found[0].start, found[0].end)
            reason = f"You wrote '{match.group()}'; for this the resume has no choice of yours: '{' '.join(evidence.text.split())[:90]}'."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.CONTRADICTED, reason, evidence)


def _of_name(sources: Sources, behind: str, lines: tuple[Passage, ...]) -> list[Passage]:
    """The lines that have the first name behind a verb: `the Hermle`."""
    name = _NAME.search(behind)
    return [line for line in lines if name and place_of_whole(sources.resume.text[line.start : line.end], name.group()) >= 0]


def _staffed(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """People hired or dismissed, where no word of the resume tells of it."""
    sources = letter.sources
    for match in islice(_STAFFED.finditer(clause.text), _MOST):
        whom = _WHOM.search(clause.text[max(0, match.start() - 60) : match.start()])
        near = re.findall(r"[\w-]+", re.split(r"[,.;:]", clause.text[match.end() : match.end() + 70])[0])[:7]
        people = any(
            people_terms.is_staff(word) or people_terms.is_staff(f"{word}s") or word.lower() in TITLE_NOUNS
            for word in (*near, *([whom["whom"]] if whom else ()))
        )
        if people and _is_own(sources, clause, match) and not _STAFFING_SHOWN.search(_told_of(sources, clause)):
            reason = f"You wrote '{match.group()}'; nothing in the resume tells of hiring or dismissing anybody."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _taught(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """People at work trained or mentored, where no word of the resume tells of anybody taught or led, nor any rank."""
    sources = letter.sources
    for match in islice(_TAUGHT.finditer(clause.text), _MOST):
        if _TAUGHT_BARE.match(match.group()) and not _ALSO_DO.search(clause.text[max(0, match.start() - 40) : match.start()]):
            continue
        near = re.findall(r"[\w-]+", _NO_MORE.split(clause.text[match.end() : match.end() + 70])[0])[:5]
        if not any(map(people_terms.is_staff, near)) or not _is_own(sources, clause, match) or _TAUGHT_SHOWN.search(sources.resume.text):
            continue
        if not any(position.title and people_terms.RANKED_TITLE.search(position.title.value) for position in sources.positions):
            reason = f"You wrote '{match.group()}'; nothing in the resume tells of anybody trained, taught or led."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _headed(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A whole house led, by its name or by what it is called at the end of its name, where no title there has the rank."""
    sources = letter.sources
    for match in islice(_HEADED.finditer(clause.text), _MOST):
        positions, named = _house(sources, match["house"]), told_of.named(sources, clause.sentence.text)
        if named and not any(position in named for position in positions):
            continue
        bare = _BARE.match(match.group()) and not _RIGHT_BEHIND.search(clause.text[max(0, match.start() - 30) : match.start()])
        if bare or not positions or not _is_own(sources, clause, match) or is_begun(positions):
            continue
        if match.group().lower().startswith("own") or not any(map(_leads, positions)):
            reason = f"You wrote '{match.group()}'; the resume gives you no rank over all of it."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _leads(position: Position) -> bool:
    """Whether the title or a line of a post leads anything."""
    titled = position.title and (
        people_terms.RANKED_TITLE.search(position.title.value) or people_terms.LEADING_TITLE.search(position.title.value)
    )
    return bool(titled) or any(people_terms.LEAD_SHOWN.match(bullet.value) for bullet in position.bullets)


def _house(sources: Sources, said: str) -> list[Position]:
    """The positions at the employer that a phrase names to its end, or calls by the last words of its name: `the maternity centre`.

    What a sentence that names another employer calls so is none of it.
    """
    bare = _OF_HOUSE.sub("", said)
    words = [stem(word) for word in re.findall(r"[\w-]+", bare)]
    found = [
        position
        for position in sources.positions
        if position.employer
        and (
            any(end == len(said) for _, end in names.mentions(said, position.employer.value))
            or (
                (len(words) > 1 or bare in ORGANISATION_WORDS)
                and words == [stem(word) for word in re.findall(r"[\w-]+", position.employer.value)][-len(words) :]
            )
        )
    ]
    return found if len({position.employer.value for position in found if position.employer}) == 1 else []


def _signed(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The last word on something, where neither a title nor a line gives any."""
    sources = letter.sources
    for match in islice(_SIGNED.finditer(clause.text), _MOST):
        daily = not _LAST_WORD.search(match.group()) and _REVIEWED.search(clause.text, match.end(), match.end() + 40)
        if daily or not _is_own(sources, clause, match) or _SIGNING_SHOWN.search(_told_of(sources, clause)):
            continue
        held = crew.positions_named(sources, clause) or sources.positions
        if not any(position.title and people_terms.RANKED_TITLE.search(position.title.value) for position in held):
            reason = f"You wrote '{match.group()}'; nothing in the resume gives you the last word on anything."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _fresh(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What was built from nothing, where no line on it tells of a beginning."""
    sources = letter.sources
    lines = passages(sources)
    for match in islice(_FRESH.finditer(clause.text), _MOST):
        if not _is_own(sources, clause, match):
            continue
        if is_body(match["what"]):
            begun = bool(BODY_BEGUN.search(sources.resume.text))
        else:
            head = stem(re.findall(r"[\w-]+", _BEHIND_HEAD.split(match["what"])[0])[-1])
            found = [line for line in lines if head in line.words]
            begun = not found or any(line.tier and not line.verbs <= _FOLLOWED for line in found)
        if not begun:
            reason = f"You wrote '{match.group()}'; nothing in the resume says that you began it."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, reason)
