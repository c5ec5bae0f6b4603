"""Named skills and degrees that a clause denies the candidate though the resume names them: `PyTorch I have not used`, `no MBA`.

What stands around the list that a name belongs to decides: a denial with a word of use or mastery before it (`haven't had the chance to work with ...`),
a predicate behind it (`... is something I have never touched`), `my one gap is ...`, `no ... experience`, `I don't see ... on your resume`. The
denial must end there: `never used Docker in production`, `at your scale` or `when I joined` leave the documents nothing to decide. A name that
the resume qualifies (`basic Python`) or gives by something else only (`Django` for Python) is passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import degrees, skill_terms
from pipeline.grounding.abilities.lacking import before_list, behind_list
from pipeline.grounding.claim import claim
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import place_of_whole, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_WINDOW = 200
"""Characters to either side of a name that are read."""
_LONGEST = 1500
"""Characters of a clause in which classes and deeds are looked for."""
_NEAR = 16
"""Characters to either side of a name in the resume in which it may be called a weak one."""
_TO = {Direction.APPLICATION: r"(?:to me|for me)", Direction.OUTREACH: r"(?:to you|for you)"}
_I = {Direction.APPLICATION: "I", Direction.OUTREACH: "[Yy]ou"}
_NOT = r"(?:(?i:never|not|no)(?! only| just| merely| simply)|n['’]t|zero|yet to|lack(?:s|ing)?|neither|nor|without|unable to|short of)"
_BETWEEN = r"(?: (?:have|had|has|ever|yet|once|really|actually|personally|the|an?|any|chance|opportunity|occasion|luck|pleasure|to|of|been|able|got|gotten|around|time|prior|previous|much|hands-on|professional|formal|real|direct|practical|commercial|working|whatsoever|at|all|do|done|did|myself|very|particularly|used to|way)){0,7}?"
_CONTACT = (
    r"(?:us(?:e|ed|ing)|touch(?:ed|ing)?|work(?:ed|ing)? (?:with|in|on)|writ(?:e|ten|ing)|wrote|cod(?:e|ed|ing)(?: in)?|program(?:med|ming)?(?: in)?|know(?:n|ing)?|speak(?:ing)?|spoken|learn(?:ed|t|ing)?|stud(?:y|ied)|seen|tr(?:y|ied)|open(?:ed)?|handled?|"
    r"r[ua]n(?:ning)?|operat(?:e|ed|ing)|deploy(?:ed)?|administer(?:ed)?|encounter(?:ed)?|come across|me?et|buil[dt] (?:anything )?(?:with|in|on)|experienced?(?: whatsoever| at all)?(?: (?:with|in|of|using))?|knowledge(?: of| in)?|exposure(?: to)?|familiar(?:ity)?(?: with)?|unfamiliar with|background(?: in| with)|"
    r"train(?:ed|ing)(?: in| on| with)|skill(?:s|ed)?(?: in| with)|proficien(?:t|cy)(?: in| with)|fluent(?: in)|versed(?: in)|expertise(?: in| with)|certified (?:in|on)|comfortable (?:with|in)|extends? to|includes?|covers?|master(?:ed)?|acquainted with|practice (?:with|in))"
)
_GOT = r"(?:have|had|hold|held|holding|possess|earn(?:ed)?|finish(?:ed)?|complet(?:e|ed)|got|gotten|obtain(?:ed)?|done|do)"
_DET = r"(?: (?:any|an?|the|much|either|my|your|both|that|neither|formal|university))?"
_CLOSED = re.compile(
    r"\s*(?:$|[.;!)]|,(?!\s*(?:not? |at least|or at|only (?:in|at|on|for|as)|except|though only|just )|\s*[a-z]+ing\b)|[–—]|(?:\s(?:so far|at all|yet|before(?=\s*(?:$|[.,;!]))|myself|either|to date|whatsoever|until now|in my (?:career|life|work)|in any (?:role|job|capacity|form)|(?:or|nor|and) (?:anything|something|any) (?:like|similar|of)\b.*|or (?:the )?(?:like|similar)\b.*|I (?:must|have to|should|will|['’]ll)\b.*))\s*(?:$|[.,;!)]))"
)
_SAID_BEHIND = r"(?: (?:both|all|themselves|itself))? ?(?:is|are|remains?|stays?|(?:would|will) (?:both |all |also )?be|['’]s)(?: (?:all|also|still|both|quite|very|entirely|completely|totally|largely|frankly|honestly|simply|rather|unfortunately))*"
_NAMES_PAPER = r"(?:resume|r[ée]sum[ée]|CV|cv|profile|skills?(?: list| section)?|list|background|application)"
_EXPERIENCE = re.compile(r"(?: \w+)?[ -](?:experience|knowledge|skills?|exposure|expertise|training|practice|background|familiarity)\b")
_KNOWN = re.compile(rf"{_SAID_BEHIND} (?:familiar|known|in my|something I|part of my|a strength|on my)\b")
_FREE = r"(?:^|[,;:(–—] ?|\b(?:and|but|though|although|that|with|while|so|because|since|as|however|now|yet|honest|afraid|admit|confess|fear|say|true|admittedly|[Ff]rankly|[Hh]onestly|[Ss]till|or) )"
_HAVING = r"(?:['’](?:ve|d|m|re)|['’](?:ll)? ?| (?:have|do|did|am|are|had|can|could|has|be|would|[a-z]+ly|also|still|myself|simply|just|must (?:admit|say|confess)(?: that)?|should (?:say|admit|add|mention)(?: that)?|say|state))*"
_ENDED = re.compile(
    r"\b(?:when|until|while|by the time|before) (?:I|you)\b|\bat (?:your|this|that|such)\b|\bhad (?:never|not)\b|\bdid(?: not|n['’]t) know\b"
)
_WEAK = re.compile(
    r"\b(?:basic|beginner|elementary|(?<!machine )(?<!deep )(?<!reinforcement )learning|studying|interest(?:s|ed)?|curious|seeking|eager|A1|A2|novice|no|not|want|towards?|intro\w*|familiar\w*|exposure|limited|some)\b",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(
    r"expected|in progress|unfinished|incomplete|not (?:completed|finished)|candidate|ongoing|pursuing|withdr|no degree", re.IGNORECASE
)
_DEEDS = (
    (r"taught|tutored", r"\b(?:teaching (?!hospital)|teacher|taught|instructor|lectur(?:er|ed)|tutor(?:ed|ing)?\b)"),
    (r"mentored", r"\bmentor(?:ed|ing|s)?\b(?! by)"), (r"coached", r"\bcoach(?:ed|ing|es)?\b"),
    (r"trained", r"\btrain(?:ed|s|ing) (?:and \w+ )?(?:over |more than |up to )?(?:\d+|new|junior|staff|team|colleagues|employees|volunteers|interns)\b"),
    (r"cold[- ]called", r"\bcold[- ]call(?:ed|ing|s)?\b"), (r"sold", r"\b(?:sold|sales (?:rep\w*|executive|associate|manager|consultant)|account executive)\b"),
    (r"volunteered", r"\bvolunteer(?:ed|ing)?\b"), (r"interned", r"\bintern(?:ship|ships)?\b"), (r"freelanced", r"\bfreelanc(?:e|er|ed|ing)\b"),
)  # fmt: skip
_DEED = tuple((compiled(rf"\b(?:{said})\b"), re.compile(given)) for said, given in _DEEDS)
_ANY_DEED = compiled(rf"\b(?:{'|'.join(said for said, _ in _DEEDS)})\b")
_ANYBODY = re.compile(
    r"(?: (?:or|nor) (?:\w+)(?: in| at| with)?)?(?: (?:an? |any |the |junior |new |younger )?(?:anything|class(?:es)?|course|lessons?|anyone|anybody|others|other people|people|students?|pupils|somebody|someone|team|colleagues?|staff|interns?|juniors?))?(?: else)?"
)
"""An object that says no more than the verb."""
_SOUGHT = re.compile(r"\b(?:seek\w*|looking|objective|aspir\w*|interest\w*|hop\w+|want\w*|hobb\w*|no|not|never|by)\b", re.IGNORECASE)
_RULED_OUT = (
    re.compile(r"\b(?:no|zero|0|without|never|not|none|free (?:of|from)|eliminat\w+|prevent\w+|avoid\w+)\b[^,;.]{0,40}$", re.IGNORECASE),
    re.compile(r"[- ]free\b|:? ?(?:0|zero|none)\b", re.IGNORECASE),
)
_NO_TRADE = re.compile(r"\b(?:no|zero|any) (?:[\w-]+ ){1,3}?(?:experience|background)\b|\b(?:experience|background) in\b")
_IN_FIELD = re.compile(
    r"\b(?:experience|years|worked|career|background)\b[^.;\n]{0,90}\b(?:in|across|within) (?:the )?(?:[\w-]+,? (?:and |& )?){0,2}$",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:seek\w*|looking|objective|interest\w*|aspir\w*|eager|hop\w+|transition\w*|goal|to obtain|pursu\w*|no)\b", re.IGNORECASE
)
_NEED = compiled(
    r"\b(?:no|only|not|never|neither|nor|without|zero|gaps?|lack\w*|miss\w*|yet to|new|un(?:able|acquainted|charted|familiar|known)|foreign|alien|short of|blind|closed book|mystery|Greek|beginner|novice|newcomer|absent|nowhere)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words without which nothing is denied."""


_BEGINS = re.compile(_FREE + r"$")
"""Before the person of a denial, where nothing stands that it may deny: `A level I have not taught` denies a level."""


_SEEM = r"(?: (?:seem|appear) to)?"
"""Before what is denied only as far as one can see: `You don't seem to have Git`."""


class _Patterns:
    """The shapes of a denial for the candidate of one direction: `I` or `you`."""

    def __init__(self, direction: Direction) -> None:
        me, to_me, paper = _I[direction], _TO[direction], r"(?:my|your|the)"
        subject = rf"(?:{_FREE}|\b{me}{_HAVING} ?)"
        denial = rf"(?:{subject}{_NOT}{_BETWEEN}|\b{me}{_HAVING}(?:n['’]t| not){_BETWEEN}{_SEEM}|\b{me} (?:(?:do|did|have|am|are|can|could|has|had)n['’]t|(?:do|did) not){_BETWEEN}{_SEEM}|\b{me} (?:seem|appear) not to|\b(?:[Mm]y|[Yy]our) [\w ]{{2,30}}? (?:does not|doesn['’]t|do not|don['’]t|has never|never))"
        self.before = re.compile(
            rf"{denial} {_CONTACT}{_DET} $|\b{me}{_HAVING} {_CONTACT} neither $|{_FREE}[Uu]nfamiliar with {_DET}$|\b{me}(?:['’]m| am|['’]re| are)(?: \w+)? (?:new to|(?:an? )?(?:\w+ )?(?:beginner|novice|newcomer) (?:in|with|to|at)) $"
        )
        self.never = re.compile(
            rf"\b{me}{_HAVING} (?:never|not)(?: (?:yet|ever|once|actually|really|formally))? $|\b{me} (?:have|had)n['’]t(?: (?:yet|ever))? $"
        )
        self.degree = re.compile(rf"{denial}(?: {_GOT})?{_DET} $|(?:{_FREE}|\b{me}{_HAVING} )(?:no|without|lack(?:ing)?){_DET} $")
        self.noun = re.compile(
            rf"(?:{_FREE}|\b{me}{_HAVING} ?)(?:[Nn]o|[Zz]ero|[Ww]ithout(?: any)?|[Ll]ack(?:s|ing)?(?: of)?(?: any)?|(?:n['’]t|not)(?: have| bring| possess)?(?: any)?)(?: (?:real|prior|hands-on|professional|formal|practical|direct|commercial|actual|previous))* $"
        )
        self.gap = re.compile(
            rf"\b(?:(?:my|your) (?:\w+ ){{0,2}}?(?:gaps?|blind spots?)|what {me} (?:still |do )?(?:lack|miss)|(?:missing|absent) (?:from|on|in) {paper} {_NAMES_PAPER}|\b{me} (?:still )?lack)(?: here| so far)?(?: is| are|:| would be| remains?)?(?: only| mainly| probably)? ?$",
            re.IGNORECASE,
        )
        nothing_done = rf"(?:{me}(?:['’](?:ve|d))?(?: have| had| do| did| am| are| can)?(?: \w+ly| also| still)? ?(?:never|not(?! only| just)|n['’]t|yet to|lack)|{me} (?:have|do|did|am|are|can)n['’]t){_BETWEEN}(?: {_CONTACT})?\b"
        self.behind = re.compile(
            rf"{_SAID_BEHIND} (?:new(?: ground| territory)? {to_me}|(?:unfamiliar|unknown|foreign|alien|uncharted)(?: territory| ground)?(?: {to_me})?|(?:a closed book|a mystery|all Greek)(?: {to_me})?|(?:one of )?(?:my|a) (?:\w+ )?gaps?|(?:something|things?|what|an? [\w-]+|one(?: [\w-]+)?|[\w-]+s)(?: that| which)? {nothing_done})"
            rf"|,? {nothing_done}"
        )
        self.paper = re.compile(
            rf"(?:{_SAID_BEHIND}(?:n['’]t| not|)| (?:(?:does|do)n['’]t|(?:does|do) not) (?:seem|appear) to be) ?(?:(?:on|in|among) |missing from |absent from |nowhere (?:on|in) ){paper} (?:own )?{_NAMES_PAPER}\b"
        )
        self.unseen = re.compile(
            rf"\b(?:I|[Ww]e) (?:did not|didn['’]t|do not|don['’]t|cannot|can['’]t|could not|couldn['’]t) (?:\w+ )?(?:see|find|spot|notice) (?:any )?$|\b(?:{_NAMES_PAPER}) (?:does not|doesn['’]t|did not|didn['’]t|makes no|do not|don['’]t) (?:\w+ )?(?:mention(?: of)?|list|show|name|include|have|say|contain) (?:any )?$|\b{me} (?:do not|don['’]t|did not|didn['’]t) (?:list|mention) $|\b{me} (?:(?:do|did)(?:n['’]t| not) (?:seem|appear) to|(?:seem|appear) not to) (?:have|list|mention|show|include|name)(?: any)? $"
        )


_SHAPES = {direction: _Patterns(direction) for direction in Direction}


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The first thing of a clause that is denied though the resume names it."""
    text = clause.text
    if not _NEED.search(text) or _ENDED.search(text):
        return
    shapes = _SHAPES[letter.sources.direction]
    resume = letter.sources.resume
    for term in skill_terms.named(text):
        if (shown := plainly(resume, term.name, text[term.start : term.end])) and _is_denied(shapes, text, term.start, term.end):
            yield _claim(clause, term.start, term.end, shown)
            return
    yield from _of_deed(letter, clause, shapes)
    for degree in degrees.degrees(text):
        if (held := _held(resume, degree)) and _is_denied_degree(shapes, text, degree):
            yield _claim(clause, degree.start, degree.end, held)
            return


def is_of_field(resume: Source, found: Evidence) -> bool:
    """Whether a line outside of the positions tells of years or work in a field: `15 years of experience in healthcare`."""
    start = found.start or 0
    before = resume.text[resume.text.rfind("\n", 0, start) + 1 : start]
    return bool(_IN_FIELD.search(before)) and not _AIMED.search(before)


def ruled_out(resume: Source, found: Evidence) -> bool:
    """Whether the resume itself says that there was none of it: `zero line infections`."""
    start, end = found.start or 0, found.end or 0
    line = max(resume.text.rfind("\n", 0, start) + 1, start - _WINDOW)
    return bool(_RULED_OUT[0].search(resume.text[line:start]) or _RULED_OUT[1].match(resume.text, end, end + _NEAR))


def in_title(sources: Sources, item: str, said: str) -> Evidence | None:
    """A position whose title begins with a trade of which no experience is said to be there: `no sales experience`, Sales Representative."""
    words = stems(item)
    if not words or not _NO_TRADE.search(said):
        return None
    titles = (position.title for position in sources.positions if position.title)
    return next(
        (sources.resume.of(title) for title in titles if words == stems(title.value)[: len(words)] and words != stems(title.value)), None
    )


def _of_deed(letter: Letter, clause: Clause, shapes: _Patterns) -> Iterator[Claim]:
    """`I have never taught` against a teaching assistant."""
    text, resume = clause.text, letter.sources.resume
    for verb, given in _DEED if _ANY_DEED.may_stand(text) else ():
        for match in verb.finditer(text[:_LONGEST]):
            object_ = _ANYBODY.match(text, match.end())
            never = shapes.never.search(text[max(0, match.start() - _WINDOW) : match.start()])
            if (
                never
                and _BEGINS.search(text[: max(0, match.start() - _WINDOW) + never.start()])
                and object_
                and _CLOSED.match(text[object_.end() :])
                and (shown := _line_with(resume, given))
            ):
                yield _claim(clause, *match.span(), shown)
                return


def _line_with(resume: Source, given: re.Pattern[str]) -> Evidence | None:
    """The first line of a resume that tells of a deed, not of a wish for it."""
    for match in given.finditer(resume.folded):
        start = resume.folded.rfind("\n", 0, match.start()) + 1
        if not _SOUGHT.search(resume.folded[max(start, match.start() - _WINDOW) : match.end() + _NEAR].partition("\n")[0]):
            return resume.evidence(*match.span())
    return None


def _claim(clause: Clause, start: int, end: int, shown: Evidence) -> Claim:
    reason = f"You wrote that '{clause.text[start:end]}' is lacking; the resume shows '{shown.text}'."
    return claim(clause, start, end, Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)


def _is_denied(shapes: _Patterns, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    lead, rest = before_list(before), behind_list(after)
    if shapes.paper.match(rest) and re.search(r"n['’]t|\b(?:not|missing|absent|nowhere)\b", rest[:60]):
        return True
    if shapes.unseen.search(lead):
        return _goes_on_as_list(after) and bool(re.match(r"\s*(?:$|[.,;!?]| (?:on|in|among|anywhere|at all|there)\b)", rest))
    listed = after[: len(after) - len(rest)]
    if shapes.noun.search(lead) and (noun := _EXPERIENCE.match(after) or _EXPERIENCE.search(listed)):
        return noun.end() >= len(listed.rstrip(".")) and bool(_CLOSED.match(after[noun.end() :]))
    if shapes.before.search(lead) or shapes.gap.search(lead):
        return bool(_CLOSED.match(rest) or _CLOSED.match(after)) and _goes_on_as_list(after)
    if lead.lower().endswith("neither ") and _KNOWN.match(rest):
        return True
    heads = re.search(rf"{_FREE}$|\b(?:[Nn]either|[Bb]oth) $", lead)
    said = shapes.behind.match(rest) if heads else None
    return bool(said and _CLOSED.match(rest[said.end() :]) and _goes_on_as_list(listed + "."))


def _goes_on_as_list(after: str) -> bool:
    """Whether a name stands by itself, not before a noun of its own: `Docker` in `Docker Swarm`, `a Kafka migration`."""
    return not re.match(
        r"[ -](?!(?:and|or|nor|so|at|yet|before|either|to|in|on|among|from|anywhere|there|myself|whatsoever|until|I|is|are|would)\b)[\w.]",
        after,
    )


def plainly(resume: Source, name: str, said: str) -> Evidence | None:
    """Where the resume names a skill itself, and not as a weak one."""
    found = skill_terms.evidence(resume, name) or skill_terms.evidence(resume, said)
    if not found or found.start is None or found.end is None:
        return None
    if not any(term.name == name for term in skill_terms.named(f"with {found.text} ")) and place_of_whole(resume.folded, said.lower()) < 0:
        return None
    first = max(resume.text.rfind(mark, 0, found.start) for mark in "\n,;|•:")
    last = min(at if (at := resume.text.find(mark, found.end)) >= 0 else len(resume.text) for mark in "\n,;|•")
    return None if _WEAK.search(resume.text[max(first + 1, found.start - _NEAR) : min(last, found.end + _NEAR)]) else found


def _held(resume: Source, degree: degrees.Degree) -> Evidence | None:
    """Where the resume names a degree of that level, finished."""
    if degree.level == "degree":
        return None
    for other in degrees.degrees(resume.text):
        if degrees.same(degree, other):
            line = resume.text[resume.text.rfind("\n", 0, other.start) + 1 : other.end + 90]
            return None if _BROKEN_OFF.search(line) else resume.evidence(other.start, other.end)
    return None


def _is_denied_degree(shapes: _Patterns, text: str, degree: degrees.Degree) -> bool:
    before = before_list(text[max(0, degree.start - _WINDOW) : degree.start])
    after = re.sub(r"^(?: degree| diploma)", "", text[degree.end : degree.end + _WINDOW])
    return bool(shapes.degree.search(before) and _CLOSED.match(after))
