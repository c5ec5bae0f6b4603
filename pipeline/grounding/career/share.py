"""A share in a piece of work that an email tells as the whole of it: `the switch was run by me`, of `One of three developers who moved ...`.

    share.find(letter, clause)   -> `headed the company's move`, of `Member of the project team for the move`

The lines of a resume in which the candidate had a part say so in many ways: others ran it, one contributed or was on the crew, it was done together
with somebody, or what was one's own is told behind a colon (`Relaunch 2022: I wrote the copy`). What an email says of such a piece may be told in
any form: `having steered`, `it was I who`, `a project that I managed`, `was started by you`, `all by myself`. Verbs before their thing are judged
by `scope` as well, by their tiers. Not covered: work told in other words than the resume's, and lines that do not say whose it was.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.career import charge
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.passages import ITEM_END, LINE, NEXT_DEED, telling
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Side
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import any_in
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim


class _Sort(Flag):
    """What a deed claims, and what a line on the same work leaves to others."""

    LEAD = auto()
    MAKE = auto()
    BEGIN = auto()
    ALONE = auto()


class _Share(NamedTuple):
    """A piece of work in which the candidate had a part: its words, the words of the part, those of a heading above, what others had in it, where the resume says so."""

    thing: frozenset[str]
    own: frozenset[str]
    heading: frozenset[str]
    denied: _Sort
    start: int
    end: int


_ENOUGH = 2.0
"""Weight of shared words from which an email tells of the same piece; a number counts for more."""
_PART_OF_SAID = 0.34
"""And their part of the email's words."""
_LONGEST = 1500
_REACH = 160
_PIECE = re.compile(r"(?:[^.;:(\n]|(?<=\d)\.(?=\d)|\.(?=\w)|:(?=\S)|\n(?=\s*[a-z(]))+")
_TEAM = r"(?:team|group|crew|committee|party|squad|force|panel|unit)"
_PEOPLE = r"(?:colleagues?|others?|engineers?|developers?|designers?|nurses?|teachers?|students?|classmates?|researchers?|people|persons?|partners?|friends?|analysts?|technicians?|scientists?|cooks?|chefs?|contractors?|consultants?|suppliers?|(?:copy)?writers?|interns?|postdocs?|authors?)"
_MANY = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|other|fellow|the|my|our)"
_HELPED = compiled(r"^\W*(?:(?:\w+ )?(?:in )?20\d\d:? )?(?:I )?(?:also )?(?:help(?:ed|s|ing)?|assist(?:ed|s|ing)?|support(?:ed|s|ing)|shadow(?:ed|s|ing)|observ(?:ed|es|ing))\b", re.IGNORECASE)  # fmt: skip
_PART = compiled(
    rf"^\W*(?:I )?(?:also )?(?:contribut(?:ed|es|ing|ions?)|took part|taking part|participa(?:ted|nt|ting|tion)|key user|worked (?:on|with)|involved|joined)\b|\bcontribut(?:or|ed|ions?) to\b|\b(?:member|part) of (?:the|an?) (?:[\w-]+ ){{0,3}}{_TEAM} (?:for|on|that|which|behind)\b|\b(?:was|served|sat|been|is|am)? ?(?:on|in) the (?:[\w-]+ ){{0,2}}{_TEAM}\b"
    rf"|^\W*(?:I was |as )?one of (?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several)\b|\bone of (?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several) (?:[\w-]+ )?{_PEOPLE}\b|\b(?:key user|champion) (?:for|of|in)\b|\bin (?:the|an?) (?:pilot|working|project|test|steering) {_TEAM}\b",
    re.IGNORECASE,
)
_DOERS = r"(?!me\b|myself\b|hand\b|us\b|\d|using\b|way\b|means\b|post\b|mail\b)(?:the |an? |our |its |another |my )?[\w&-]+"
_LED_BY_OTHERS = compiled(rf"\b(?:r[au]n|led|managed|headed|organi[sz]ed|directed|coordinated|chaired|driven|steered|owned) (?:by|from|out of) {_DOERS}", re.IGNORECASE)  # fmt: skip
_MADE_BY_OTHERS = compiled(rf"\b(?:design(?:ed)?|built|written|drawn|developed|illustrat(?:ed|ions?)|photograph(?:ed|s|y)|coded|programmed|created|copy|texts?) by {_DOERS}", re.IGNORECASE)  # fmt: skip
_JOINTLY = compiled(
    rf"\b(?:together|jointly|along) (?:with|w/)|\bw/ (?:{_MANY} )?(?:[\w-]+ ){{0,2}}?{_PEOPLE}\b|\bwith (?:{_MANY} )(?:[\w-]+ ){{0,2}}?{_PEOPLE}\b|\bin (?:a pair|pairs)\b|\bin (?:a|an|our) (?:\w+ )?team\b(?: of)?|\bco-?(?:built|wrote|written|author\w*|develop\w+|created|led|design\w+|found\w+|organi[sz]\w+|inventor|inventors)\b|\balongside (?:{_MANY} )",
    re.IGNORECASE,
)
_PAST = r"(?:wrote|ran|built|led|made|did|set up|kept|took|gave|drew|held|won|sold|taught|grew|cut|brought|[a-z]{2,}ed(?! by\b))"
_OBJECT = r"(?= (?:the|an?|all|up|our|its|two|three|four|\d))"
_OWN_PIECE = re.compile(
    rf"\s*(?:(?P<mine>I|[Mm]y (?:own )?(?:part|share|role|contribution)s?)\b|(?i:(?:(?:and|then|also) )?{_PAST}){_OBJECT}|[-•*\s]*(?:Wrote|Ran|Built|Led|Made|Set up|Kept|Drew|Taught|Sold|[A-Z][a-z]+ed)(?! by\b) )"
)
"""A piece that tells what the candidate did, behind one that tells of a share."""
_AND_DID = re.compile(rf",? and (?={_PAST}{_OBJECT})")
_WHOLE = re.compile(r"\b(?:led|lead|headed|responsible|charge|whole|all|everything|entire|alone|myself|(?:ran|run|managed|directed|owned|did|built|organi[sz]ed|coordinated|planned) (?:it|this|both|them|the (?:project|lot|launch|event|roll-?out|programme|program|campaign|move)))\b", re.IGNORECASE)  # fmt: skip
"""In the part behind a colon that is the whole after all: `Move to new offices: I ran the project`."""
_LEADS_TOO = re.compile(
    r"(?<!project )\b(?:lead(?:s|ing)?|(?-i:[Ll]ed)|direct(?:s|ing|ed)?|manag(?:es?|ing|ed)|supervis(?:es?|ing|ed)|head(?:s|ing|ed)|chair(?:s|ing|ed)|oversees?|oversaw|in charge of|responsible for)\b(?! (?:by|from|out of)\b)",
    re.IGNORECASE,
)
"""In a line with a share: the candidate led some of it after all."""
_VERBAL = compiled(r"^\W*(?:[A-Z]?[a-z]+(?:ed|s)\b(?= (?:the|an?|our|all|its|\d|up|out|in))|(?:Led|Ran|Built|Wrote|Made|Set|Gave|Took|Kept|Held|Drew|Won|Grew|Cut|Sold|Taught)\b)")  # fmt: skip
"""A piece that tells what the candidate did, so that what follows it limits nothing."""
_ADVERB = r"(?: (?:also|then|once|later|even|first|personally|myself|just|now|recently|previously|successfully|already|still|\w+ly))*"
_LEAD = r"(?:led(?! to\b)|lead(?:ing)?(?! to\b)|head(?:ed|ing)?(?: up)?|steer(?:ed|ing)?|r[au]n(?:ning)?|manag(?:ed|e|ing)|project[- ]managed|direct(?:ed|ing)?|overs(?:aw|ee|een|eeing)|supervis(?:ed|e|ing)|spearhead(?:ed|ing)|chair(?:ed|ing)?|masterminded|captain(?:ed|ing)|fronted|fronting|orchestrated|commanded|commanding|own(?:ed|ing)?|drove|driven|driving|(?:was|were|am|are|been|being) (?:in charge of|at the helm of|responsible for|the lead (?:on|for|of))|(?:took|taken|had|held) (?:charge of|the lead (?:on|in|for|of)))"
_MAKE = r"(?:(?:re)?design(?:ed|ing)|(?:re)?built|(?:re)?building|created|creating|wrote|written|writing|developed|developing|authored|drew up|drawn up|devised|invented|engineered|architected|composed|illustrate[ds]?|conceived|rewrote|rewritten|drawn|drew|coded|programmed|organi[sz]ed|planned|thought up|came up with|set up|launched)"
_BEGIN = r"(?:started|founded|initiated|established|originated|pioneered|brought into being)"
_DEED = rf"(?:(?P<lead>{_LEAD})|(?P<make>{_MAKE})|(?P<begin>{_BEGIN}))"
_BARE = re.compile(r"lead|head(?: up)?|steer|run|manage|direct|oversee|supervise|chair|own|illustrate")
"""Deeds that are no past form: in a list they may be another's."""
_HAS = re.compile(r"(?: have| had|['’]ve|['’]d)$")
_ME = {Direction.APPLICATION: "(?:me|myself|yours truly)", Direction.OUTREACH: "(?:you|yourself)"}
_SUBJECT = {Direction.APPLICATION: r"\bI", Direction.OUTREACH: r"\b[Yy]ou"}
_ACTIVE = {
    direction: compiled(
        rf"(?:(?P<self>{who}(?:['’](?:ve|d))?(?: have| had| was the (?:one|person|engineer|\w+) (?:who|that))?)|(?:\b[Ii]t was (?:I|me|you) (?:who|that)(?: had| has| have)?)|(?P<clause>(?:^|, |\b[Aa]nd |– )(?:[Hh]aving|[Aa]fter(?: having)?|[Bb]y|[Ww]hile|[Ss]ince|[Ii]n))|(?P<role>\b[Aa]s (?:the|an?) (?:[\w-]+ ){{1,3}}?(?:who|that)(?: had| has)?)|(?P<list>,|,? and|,? then)|\b(?:[Mm]y|[Yy]our) (?:name is on|years of)){_ADVERB} (?P<deed>{_DEED})(?![\w-])",
    )
    for direction, who in _SUBJECT.items()
}
_PASSIVE = {
    direction: compiled(rf"(?:\b(?:is|was|are|were|been|being|got)\b|,|^|(?<=\w)){_ADVERB} (?P<deed>{_DEED})(?: (?!by\b)[\w’'-]+){{0,5}}? by {who}\b(?! the\b)")
    for direction, who in _ME.items()
}  # fmt: skip
_BY_OTHERS = re.compile(r"(?: (?!by\b)[\w’'-]+){0,3}? by (?!me\b|myself\b|you\b|yourself\b|\d)")
_NOUN = {
    direction: compiled(rf"\b(?P<deed>(?P<lead>{own} (?:\w+ )?(?:leadership|direction|management|stewardship|command|handling) of|(?:lead|head|leader|owner|manager) (?:on|of|for|behind)))(?![\w-])")
    for direction, own in ((Direction.APPLICATION, "[Mm]y"), (Direction.OUTREACH, "[Yy]our"))
}  # fmt: skip
_ALONE = {
    direction: compiled(rf"\b(?P<deed>(?:[Aa]ll |[Ee]ntirely |[Cc]ompletely )?(?:[Bb]y|[Oo]n) (?:{own} own|{self})\b(?! (?:account|initiative|time|behalf|terms|feet|merits?|idea)\b)|[Ss]ingle-?handed(?:ly)?|[Uu]naided|[Uu]nassisted|[Ww]ithout (?:any )?(?:outside )?help|{self})")
    for direction, own, self in ((Direction.APPLICATION, "my", "myself"), (Direction.OUTREACH, "your", "yourself"))
}  # fmt: skip
_DONE = re.compile(
    r"\b(?:[a-z]+ed|buil[dt]|wr[io]te?|written|did|do|made|r[au]n|took|brought|drew|set|cut|put|led|kept|won|illustrates?|organi[sz]e|design)\b"
)
_OPEN = re.compile(r"\b(?:not|never|no|nobody|would|will|could|can|might|may|should|shall|hope|want|like|keen|if|whether|help(?:ed|ing)?|assist\w*|support\w*|contribut\w*|part|partly|with|together|alongside|jointly)\b|n['’]t\b|['’](?:d|ll)\b|\bto(?: \w+ly)? ?$", re.IGNORECASE)  # fmt: skip
"""Before a deed or around it: not done, still to come, or told as a share."""
_NEARBY = 30
_SHORT = 60
"""Characters of a line that may be a heading."""
_REPORTED = re.compile(r"\b(?:that|how)\b")
_GENERIC = telling(
    "the whole full entire project projects work job start finish beginning end company's company firm team thing years year new own first second lot great"
)
_NEEDS = ("led", "lead", "head", "steer", "run", "ran ", "manag", "direct", "overs", "supervis", "chair", "master", "captain", "front", "orchestr", "command", "own", "drove", "driv", "charge", "helm", "responsible", "design", "buil", "creat", "wrote", "writ", "develop", "author", "drew", "drawn", "devis", "invent", "engineer", "architect", "compos", "illustr", "conceiv", "rewr", "coded", "programm", "organi", "planned", "thought up", "came up", "start", "found", "launch", "set up", "initiat", "establish", "originat", "pioneer", "began", "begun", "being", "single", "unaided", "unassisted", "without", "myself", "yourself")  # fmt: skip


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The first deed of each form in a clause that is more than the candidate's share."""
    shares = _shares(letter.sources.resume)
    text = clause.text[:_LONGEST]
    if (
        not shares
        or not any_in(text.lower(), _NEEDS)
        or not (Side.CANDIDATE in letter.frame(clause).about or _own_pronoun(letter.sources.direction, text))
    ):
        return
    for match, sort, said in _deeds(letter, clause, text):
        share = _same(shares, said, sort)
        if share is None or _is_done_elsewhere(letter.sources.resume, said, share):
            continue
        shown = letter.sources.resume.evidence(share.start, share.end)
        reason = f"You wrote '{match['deed']}'; for this the resume says '{' '.join(shown.text.split())[:90]}'."
        yield claim(clause, match.start("deed"), match.end("deed"), Kind.SCOPE, Verdict.CONTRADICTED, reason, shown)
        return


def _deeds(letter: Letter, clause: Clause, text: str) -> Iterator[tuple[re.Match[str], _Sort, frozenset[str]]]:
    """What a clause says that the candidate led, made, began, or did alone, with the words for it."""
    direction = letter.sources.direction
    for match in _ACTIVE[direction].finditer(text):
        before = text[max(0, match.start("deed") - _REACH) : match.start("deed")]
        if _HAS.search(match["self"] or "") and match["deed"] != "run" and _BARE.fullmatch(match["deed"]):
            continue  # `I have direct experience`
        listed = match["list"] and (_BARE.fullmatch(match["deed"]) or not _own_pronoun(direction, text[: match.start()]))
        if listed or _BY_OTHERS.match(text, match.end()) or _is_open(before) or _is_another(direction, match, before):
            continue
        yield match, _sort(match), _thing(clause, text, match)
    for match in _PASSIVE[direction].finditer(text):
        if not _is_open(text[max(0, match.start() - _NEARBY) : match.end()]):
            sort = _sort(match)
            yield match, sort | _Sort.ALONE if match["make"] else sort, _words(_REPORTED.split(text[: match.start("deed")])[-1]) - _GENERIC
    for match in _NOUN[direction].finditer(text):
        before = text[: match.start()]
        if not _is_open(before[-_NEARBY:]) and (match["deed"][0] in "mMyY" or terms.is_own(direction, text, *match.span("deed"))):
            yield match, _Sort.LEAD, _thing(clause, text, match)
    for match in _ALONE[direction].finditer(text):
        told = _told_alone(text, match)
        own = _own_pronoun(direction, text) or letter.frame(clause).candidate_only
        if own and _DONE.search(told) and not _OPEN.search(told) and not terms.NOT_DONE.search(text[: match.start()]):
            yield match, _Sort.ALONE, _words(told) - _GENERIC


def _told_alone(text: str, match: re.Match[str]) -> str:
    """The deed of a clause that was done alone, without the words for that: up to the nearest marks between deeds that leave it a verb."""
    ends = [one.start() for one in NEXT_DEED.finditer(text, match.end())]
    end = next(iter(ends), len(text))
    for start in (*(one.end() for one in reversed(list(NEXT_DEED.finditer(text, 0, match.start())))), 0):
        told = f"{text[start : match.start()]}{text[match.end() : end]}"
        if _DONE.search(told):
            return told
    return f"{text[: match.start()]}{text[match.end() :]}"


def _sort(match: re.Match[str]) -> _Sort:
    return _Sort.LEAD if match["lead"] else _Sort.BEGIN if match["begin"] else _Sort.MAKE


def _own_pronoun(direction: Direction, text: str) -> bool:
    return re.search(_SUBJECT[direction] + r"\b", text) is not None


def _is_open(text: str) -> bool:
    """Whether the words before a deed leave it undone, or with others."""
    return _OPEN.search(text[-_NEARBY:]) is not None


def _is_another(direction: Direction, match: re.Match[str], before: str) -> bool:
    """Whether somebody else did it: the nearest pronoun before is another's."""
    return (
        not match["self"]
        and not (match["clause"] or match["role"] or terms.is_cleft(direction, before))
        and not terms.is_subject(direction, before)
    )


def _thing(clause: Clause, text: str, match: re.Match[str]) -> frozenset[str]:
    """The words for what was done behind a deed; where there are none, those before it."""
    end = ITEM_END.search(text, match.end(), match.end() + _REACH)
    behind = text[match.end() : end.start() if end else match.end() + _REACH]
    marks = [(one.start(), one.group()) for one in NEXT_DEED.finditer(behind)]
    first = next((start for start, _ in marks), len(behind))
    following = next((start for start, mark in marks if mark != ", "), len(behind))
    if _words(behind[:first]) - _GENERIC:
        return _words(behind[:following]) - _GENERIC
    before = _words(text[max(0, match.start() - _REACH) : match.start()]) - _GENERIC
    if len(before) < _ENOUGH and clause.previous and clause.previous.sentence is clause.sentence:
        before |= _words(clause.previous.text[-_REACH:]) - _GENERIC
    return before


def _same(shares: tuple[_Share, ...], said: frozenset[str], sort: _Sort) -> _Share | None:
    """The share that the words of a deed are about, in which others had what the deed claims."""
    best: tuple[float, _Share] | None = None
    for share in shares:
        if not sort & share.denied or (said & share.own) - share.thing:
            continue
        shared = [word for word in said if word in share.thing or not share.thing.isdisjoint(charge.other_words(word))]
        weight = sum(1.5 if word[:1].isdigit() else 1.0 for word in shared) + bool(said & share.heading)
        letters = any(not word[:1].isdigit() for word in shared)
        if letters and weight >= _ENOUGH and weight >= _PART_OF_SAID * len(said) and (best is None or weight > best[0]):
            best = weight, share
    return best[1] if best else None


def _is_done_elsewhere(resume: Source, said: frozenset[str], share: _Share) -> bool:
    """Whether another line of the resume has as many of the words as the share's: then the deed may be that one."""
    said -= share.heading
    wanted = max(int(_ENOUGH), len(said & share.thing))
    return any(
        len(said & words) >= wanted and not (start < share.end and share.start < end)
        for start, end, words, shared in _lines(resume)
        if not shared
    )


@lru_cache(maxsize=256)
def _lines(resume: Source) -> tuple[tuple[int, int, frozenset[str], bool], ...]:
    """The lines of a resume with their words, and whether one is a share."""
    shares = _shares(resume)
    return tuple(
        (line.start(), line.end(), _words(line.group()), any(line.start() <= one.start < line.end() for one in shares))
        for line in LINE.finditer(resume.text)
    )


@lru_cache(maxsize=256)
def _shares(resume: Source) -> tuple[_Share, ...]:
    """The pieces of work of a resume in which the candidate only had a part."""
    if not resume.is_english:
        return ()
    found = (_share(resume.text, *line.span()) for line in LINE.finditer(resume.text))
    return tuple(one for one in found if one)


def _share(text: str, start: int, end: int) -> _Share | None:
    """A line as a share, if it is one: which of its pieces tell of the work, and which of the part in it."""
    denied, thing, own, mark = _Sort(0), frozenset[str](), frozenset[str](), (start, end)
    verbal = _VERBAL.search(text[start:end]) is not None
    for said in (one for piece in _PIECE.finditer(text, start, end) for one in _AND_DID.split(piece.group())):
        sort = _marked(said)
        if not sort and (mine := _OWN_PIECE.match(said)):
            own |= _words(said)
            if mine["mine"] and thing and not verbal and not _WHOLE.search(said):
                denied |= _Sort.LEAD | _Sort.ALONE
        else:
            denied |= sort
            thing |= _words(said)
    if _LEADS_TOO.search(text, start, end):
        denied &= ~_Sort.LEAD
    return _Share(thing, own, _heading(text, start) - thing, denied, *mark) if denied and len(thing) > 1 else None


def _heading(text: str, start: int) -> frozenset[str]:
    """The words of a short line right above one that is no item of a list: the name of a project."""
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    is_item = not text[start : start + 1].isalnum()
    return frozenset() if is_item or not 0 < len(above) <= _SHORT or above.endswith(".") else _words(above)


def _words(text: str) -> frozenset[str]:
    """The telling words of a text; those of more than one part count as their parts."""
    return telling(text.replace("-", " "))


def _marked(piece: str) -> _Sort:
    """What a piece of a line leaves to others."""
    found = _Sort(0)
    if _HELPED.search(piece):
        found |= _Sort.LEAD | _Sort.MAKE | _Sort.BEGIN | _Sort.ALONE
    if _PART.search(piece):
        found |= _Sort.LEAD | _Sort.BEGIN | _Sort.ALONE
    if _LED_BY_OTHERS.search(piece):
        found |= _Sort.LEAD | _Sort.ALONE
    if _MADE_BY_OTHERS.search(piece):
        found |= _Sort.MAKE | _Sort.ALONE
    if _JOINTLY.search(piece):
        found |= _Sort.ALONE
    return found
