"""Things that an email denies by a noun alone, though a line of the resume has all of its words: `no PVG membership yet`, `without a work permit`.

Also what is denied of the thing named just before (`apricots and raisins. These you have never handled`), and a charge that was never held
(`money is something I have never been responsible for`) against a line that has the thing, or a usual other word for it, and a charge.

Every telling word of the noun must stand in one line of the resume outside of the positions' lines, or side by side within them; a line that
is itself a denial, a wish or a thing under way shows nothing. Not covered: things that the resume has in other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.career import charge
from pipeline.grounding.claim import claim
from pipeline.grounding.denials import guided
from pipeline.grounding.denials.passages import root
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded, has_beginning, place_of_whole, stem, stems
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_I = {Direction.APPLICATION: "I", Direction.OUTREACH: "[Yy]ou"}
_LACKING = r"(?:(?:['’]ve| have|['’]ve got| have got| hold| had| own| possess) (?:so far |still |as yet |also |to date )?no|(?: do not| don['’]t|do not) (?:yet |currently |even )?(?:have|hold|own|possess) (?:an?|any|the|my|your)|(?: have not|haven['’]t) (?:got )?(?:an?|any|the)|(?: (?:still|also|currently))? lack (?:an?|any|the)?|(?:['’]m| am|['’]re| are) (?:still |so far |as yet )?without (?:an?|any|the|my|your)?|(?:['’]m| am|['’]re| are) not(?: yet| currently| so far)?(?: an?| the)?|(?:['’]ve| have)? never (?:had|held|owned) (?:an?|any|the|my|your))"
_NOUN = r"(?P<what>(?:(?!(?:but|and|or|yet|so|to|that|which|who|in|on|at|with)\b)[\w'’&./-]+ ){0,4}?(?!(?:but|and|or|yet|so|to)\b)[\w'’&./-]+(?: (?:of|for|from|with|in) (?:the |a |an )?(?:[\w'’-]+ ){0,3}?[\w'’-]+)?)"
_ENDS = r"(?=\s*(?:[.;!?)–—]|$|, (?:but|and|so|which|though|yet|as|nor|or|I|you)\b| (?:yet|so far|at all|either|myself|yourself|to my name|to your name|but|though|as yet|for now|at the moment|at present|behind (?:me|you)|on my (?:CV|list))\b))"
_DENIED = {direction: re.compile(rf"\b{pronoun}(?P<lacking>{_LACKING})(?!\w) ?{_NOUN}{_ENDS}") for direction, pronoun in _I.items()}
_SAME = {
    direction: re.compile(
        rf"\b(?P<which>[Tt]h(?:is|at|ese|ose)|[Bb]oth|[Nn]either)(?: (?:last|first|latter))?(?: (?:two|three|one|ones|things?))?,? {pronoun}(?:['’]ve| have)(?: (?:so far|as yet|yet|still|also))? (?:(?:never|not)(?: (?:so far|yet|once|ever))? )?[a-z]{{3,}}\b(?P<rest>[^,.;]*)"
    )
    for direction, pronoun in _I.items()
}
_CHARGE = r"(?:been (?:responsible for|in charge of|trusted with|entrusted with|given)|had (?:charge|control|responsibility) (?:of|over|for)|managed|looked after|handled|held|controlled|kept|been accountable for)"
_NO_CHARGE = {
    direction: compiled(
        rf"\b(?:(?P<front>[\w'’-]+) (?:is|are|was|were) (?:something|a thing|one thing|what) {pronoun}(?:['’]ve| have) never {_CHARGE}{_ENDS}"
        rf"|{pronoun}(?:['’]ve| have) never {_CHARGE} (?:an? |any |the |other people['’]s |anybody['’]s |large |real )*(?P<behind>[\w'’-]+){_ENDS})"
    )
    for direction, pronoun in _I.items()
}
_NO_DUTY = compiled(
    r"\b[Nn]o (?:(?P<front>[a-z-]+) (?:responsibilit(?:y|ies)|duties|accountability|oversight)|responsibility for (?:an? |the |any )?(?P<behind>[a-z-]+))\b(?= (?:so far|yet|as yet|to date|to (?:my|your) name|on (?:my|your)))"
)
"""`No budget responsibility so far`: who has had none so far is a person, and no post."""
_NONE_TO_LEAD = {
    direction: compiled(
        rf"\b{pronoun}(?:['’]ve| have| had)? never had (?:an? |any )?(?P<whom>[\w'’-]+(?: [\w'’-]+){{0,3}}) to (?P<verb>guide|lead|manage|supervise|direct|teach|train|mentor|coach|look after)\b"
    )
    for direction, pronoun in _I.items()
}
"""`you have never had juniors to guide`."""
_DETERMINED = re.compile(r"\b(?:no|an?|any|the|my|your|lack|without)$")
"""The end of a denial behind which a noun must follow: `I am not ...` goes on with anything."""
_LIST_END = re.compile(r"(?:^|[ (])(?P<items>(?:[\w'’-]+(?: [\w'’-]+)?, )*[\w'’-]+(?: [\w'’-]+)? and [\w'’-]+|[\w'’-]+)\W*$")
_IN_CHARGE = re.compile(
    r"\b(?:look(?:ed|s|ing)? after|held|hold(?:s|ing)?|kept|keep(?:s|ing)?|manag(?:e[ds]?|ing|er)|responsible|r[au]n|control(?:led|s|ling)?|handl(?:ed|es|ing)|treasurer|in charge|account(?:ed|able|s) for|administer\w*)\b",
    re.IGNORECASE,
)
_OWN_BUDGET = re.compile(
    r"(?:^\W*|[;:,] )(?:an? )?(?:(?:annual|yearly|own|total|department|marketing|team) )*budgets?(?: of|:)? (?:(?:about|around|approx\.?|over|up to) )*(?:[$£€₹]|[A-Z]{3} ?)\d",
    re.IGNORECASE,
)
"""A budget that a line gives with its sum, and with nobody else's name."""
_SHOWS_NOTHING = re.compile(
    r"\b(?:no|not|never|without|zero|none|n['’]t|looking|first (?:paid|job|post|role)|seek\w*|want\w*|wish\w*|hope|hoping|goals?|aim\w*|learning|studying|interest\w*|required?|in progress|expected|pending|applied|applying|eligible|lapsed|expired|planned|due)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-Z](?=[a-z])")
_SMALL = frozenset("the and for with from any own such this that these those valid yet of in a an at on to as own kind sort".split())
_VAGUE = frozenset(
    """
    experience idea plan plans wish intention reason doubt doubts question questions problem problems trouble time need news way ways answer chance hope fear regret regrets objection objections knowledge skills skill interest place access job work
    role team people office boss business company family children one thing things office home
    """.split()
)
_PAPERS = frozenset(
    "certificate certification licence license ticket card membership qualification training credential diploma registration".split()
)
"""What a line of a resume may leave unsaid: `First Aid, 2024` for a first aid certificate."""
_FEW = 2
_TELLING = 4
"""Letters from which a single small-letter word may tell a thing."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things of a clause that are denied by a noun though the resume has them."""
    direction, sources = letter.sources.direction, letter.sources
    for match in _DENIED[direction].finditer(clause.text):
        bare = not _DETERMINED.search(match["lacking"])
        if not (bare and match["what"].islower()) and (shown := _in_line(sources, match["what"])):
            yield _claim(clause, match.span(), shown)
    for match in _SAME[direction].finditer(clause.text):
        if ("never" in match.group() or " not " in match.group() or match["which"] in ("Neither", "neither")) and not match["rest"].strip():
            found = [_in_position(sources, item) for item in _items_before(clause, match.start())]
            if found and all(found):
                yield _claim(clause, match.span(), found[0])
    for match in _NONE_TO_LEAD[direction].finditer(clause.text):
        whom = guided.object_of(match["whom"])
        if whom and (led := guided.told(sources.resume, root(match["verb"]), whom)):
            yield _claim(clause, match.span(), led)
    for match in (*_NO_CHARGE[direction].finditer(clause.text), *_NO_DUTY.finditer(clause.text)):
        if shown := _in_charge(sources.resume, match["front"] or match["behind"]):
            yield _claim(clause, match.span(), shown)


def _claim(clause: Clause, span: tuple[int, int], shown: Evidence | None) -> Claim:
    told = " ".join(shown.text.split()) if shown else ""
    reason = f"You wrote '{clause.text[slice(*span)]}'; the resume shows '{told}'."
    return claim(clause, *span, Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)


def _in_line(sources: Sources, what: str) -> Evidence | None:
    """A line outside of the positions' that has every telling word of a noun; within them, where its words stand side by side."""
    words = [match.group() for match in WORD.finditer(what) if folded(match.group()) not in _SMALL]
    paper = (len(words) > _FEW or (len(words) == _FEW and words[0].isupper())) and folded(words[-1]).rstrip("s") in _PAPERS
    if paper:
        words.pop()
    if len(words) == 1 and (language := _language(sources, words[0])):
        return language
    named = [word for word in words if word[:1].isupper()]
    if not words or folded(words[-1]) in _VAGUE or (len(words) == 1 and not (words[0].isupper() and len(words[0]) > 2)):
        return None
    resume = sources.resume
    for line in re.finditer(r"[^\n]+", resume.text):
        whole = all(_has(line.group(), word) for word in words) and not _SHOWS_NOTHING.search(line.group())
        if paper and whole and not _is_paper(sources, line):
            continue  # `AWS EC2` among the skills is no AWS certificate
        if whole and (sources.position_at(line.start()) is None or (named and resume.find(what))):
            return resume.evidence(*line.span())
    return None


def _is_paper(sources: Sources, line: re.Match[str]) -> bool:
    """Whether a line stands among the certificates, or calls itself one."""
    listed = any(fact.start < line.end() and line.start() < fact.end for fact in sources.facts.certifications)
    return listed or any(has_beginning(folded(line.group()), paper) for paper in _PAPERS)


def _language(sources: Sources, word: str) -> Evidence | None:
    """The fact of a language that the resume lists."""
    known = folded(word) in LANGUAGES and word[:1].isupper()
    found = next((fact for fact in sources.facts.languages if known and folded(word) in folded(fact.value)), None)
    return sources.resume.of(found) if found else None


def _has(line: str, word: str) -> bool:
    """Whether a line has a word under any ending, an abbreviation by its initials or as it is."""
    if word.isupper():
        return any(place_of_whole(line, form) >= 0 for form in (word, f"{word}s")) or word in "".join(_INITIALS.findall(line))
    return has_beginning(folded(line), folded(word)[: max(_TELLING, len(word) - 4)])


def _items_before(clause: Clause, at: int) -> list[str]:
    """The things named last before a place: at the end of the clause's own text, or of the one before it."""
    before = clause.text[:at].rstrip(" ,;:–—") or (clause.previous.text if clause.previous else "")
    found = _LIST_END.search(before)
    items = re.split(r", | and ", found["items"]) if found else []
    return [item for item in (one.split(" ")[-1] for one in items) if len(item) >= _TELLING and folded(item) not in _SMALL | _VAGUE]


def _in_position(sources: Sources, item: str) -> Evidence | None:
    """Where the lines of a position have a thing, not as denied."""
    found = sources.resume.find(item)
    if not found or found.start is None or sources.position_at(found.start) is None:
        return None
    line = sources.resume.text[sources.resume.text.rfind("\n", 0, found.start) + 1 : found.start]
    return None if _SHOWS_NOTHING.search(line) else found


def _in_charge(resume: Source, item: str) -> Evidence | None:
    """The line of a resume that has a thing or another word for it, and a charge of it."""
    others = charge.other_words(item)
    for line in re.finditer(r"[^\n]+", resume.text) if others else ():
        shows = (_IN_CHARGE.search(line.group()) or _OWN_BUDGET.search(line.group())) and not _SHOWS_NOTHING.search(line.group())
        if shows and not (others | {stem(item)}).isdisjoint(stems(line.group())):
            return resume.evidence(*line.span())
    return None
