"""Papers, languages and deeds that an email denies the candidate though the resume has them: `still without a forklift certification`.

A paper is shown by a line with its telling words and a word for a paper in it; languages by any of the resume beyond those that the email
excepts (`apart from English I have none`); a thing by its noun (see `absent`); a deed by the two or more telling words of its object side by
side in the lines of a position.
Not covered: objects told in other words than the resume's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import credential_status
from pipeline.grounding.abilities.telling_words import is_special
from pipeline.grounding.claim import claim
from pipeline.grounding.denials import absent
from pipeline.grounding.patterns import compiled
from pipeline.grounding.sources import extent
from pipeline.grounding.words import WORD, folded, has_beginning
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source
    from pipeline.schema import Claim, Evidence, Position

_PAPER_NOUN = r"(?:certifications?|certificates?|licen[cs]es?|tickets?|cards?|credentials?|diplomas?|qualifications?|accreditations?)"
_NO_PAPER = compiled(
    rf"\b(?:without|no|lack(?:ing)?|not (?:yet )?(?:have|hold|got|own)|n['’]t (?:yet )?(?:have|hold|got|own)|yet to (?:get|earn|obtain|hold|gain|take|pass)) (?:an? |any |the |my |your )?(?P<what>(?!driv)(?:[\w-]+ ){{1,3}}){_PAPER_NOUN}\b(?! for )",
    re.IGNORECASE,
)
_SHOWS_PAPER = re.compile(r"certif|licen[cs]|ticket|\bcard\b|credential|diploma|qualif|accredit|training|trained")
_NO_LANGUAGE = compiled(
    r"\b(?:(?:[Aa]part|[Aa]side) from|[Bb]esides|[Bb]eyond|[Oo]ther than|[Ee]xcept(?: for)?) (?P<known>[A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+){0,3}),? (?:(?:I|[Yy]ou) (?:have|speak|know) (?:no|not a|not any)(?: other| second| further)? language|(?:I|[Yy]ou) (?:do not|don['’]t) (?:speak|have|know) (?:any )?(?:other )?language)|"
    r"\b(?:I|[Yy]ou) (?:only speak|speak only|speak nothing but) (?P<only>[A-Z]\w+)\b(?! (?:at|with|to|in)\b)|\b(?P<one>[A-Z]\w+) is (?:my|your) only language\b"
)
_YET_TO = re.compile(
    r"\b(?:(?:have|['’]ve|has) (?:yet|still) to|(?:have|['’]ve|has|had)(?:n['’]t| not| never)(?: so far| yet| ever| once)?|(?:I|[Yy]ou)(?: have)?(?: so far| still)* never) (?!(?:had|been|be|have)\b)[a-z]{3,} (?:an? |any |the |with |in |on |for )?(?P<what>[\w-]+(?: [\w-]+){1,3}?)(?=\s*(?:[.;!?]|$|, (?:so|but|and|which|though)\b| (?:so|but|yet|before|either|though)\b))",
)
_NO_WORK = re.compile(
    r"\b(?:I|[Yy]ou)(?: have|['’]ve| had)?(?: not(?: yet)?(?: ever)?| never(?: yet| once)?| yet to) (?:had|held|have|hold|been in) (?:an?|any|one)(?: single)? (?:paid |proper |real |steady )?(?:job|position|post|role|employment|work)\b(?=\s*(?:[.,;!]|$|(?:so far|yet|before|but|and|until|in (?:my|your) life)\b))"
)
_UNPAID_WORK = re.compile(r"unpaid|without pay|honorary")
_VOLUNTARY = re.compile(r"volunt")
_VOLUNTARY_HEADING = re.compile(r"^\W{0,4}(?:[a-z&]+ ){0,3}volunt[a-z]*(?: [a-z&]+){0,3}\W{0,4}$", re.MULTILINE)
"""Below it stands work without pay, up to a heading that cannot be told from its lines."""
_LEARNS = re.compile(r"intern\b|internship|student|placement|trainee|apprentice|work experience|pupil|school", re.IGNORECASE)
_PAIR = 2
"""Words of an object that are no chance."""
_NARROWING = frozenset("alone myself production scale yourself own commercially professionally your this that abroad yet".split())


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things of a clause that are denied though the resume has them."""
    resume = letter.sources.resume
    for match in _NO_PAPER.finditer(clause.text):
        if shown := _paper(resume, match["what"]):
            yield _claim(clause, match, shown)
    for match in _NO_LANGUAGE.finditer(clause.text):
        excepted = folded(match["known"] or match["only"] or match["one"])
        other = next((fact for fact in letter.sources.facts.languages if not _is_among(fact.value, excepted)), None)
        if other and any(word in LANGUAGES for word in excepted.replace(",", " ").split()):
            yield _claim(clause, match, resume.of(other))
    for match in _YET_TO.finditer(clause.text):
        if shown := _deed(letter, match["what"]):
            yield _claim(clause, match, shown)
    for match in _NO_WORK.finditer(clause.text):
        if paid := _work(letter):
            yield _claim(clause, match, paid)
    yield from absent.find(letter, clause)


def _work(letter: Letter) -> Evidence | None:
    """The title of a dated position that is no learner's and no volunteer's, in a resume that speaks of nothing unpaid."""
    resume = letter.sources.resume
    if _UNPAID_WORK.search(resume.folded):
        return None
    held = ((position, position.title) for position in letter.sources.positions if position.title and position.start)
    return next((resume.of(title) for one, title in held if not (_LEARNS.search(title.value) or _is_voluntary(resume, one))), None)


def _is_voluntary(resume: Source, position: Position) -> bool:
    """Whether the lines of a position, or a heading anywhere above it, speak of volunteers."""
    first, end = extent(position) or (0, 0)
    start = resume.text.rfind("\n", 0, first) + 1
    return bool(_VOLUNTARY.search(resume.folded, start, end) or _VOLUNTARY_HEADING.search(resume.folded[:start]))


def _is_among(language: str, excepted: str) -> bool:
    return any(word in excepted for word in folded(language).replace("(", " ").split() if word in LANGUAGES)


def _paper(resume: Source, what: str) -> Evidence | None:
    """A line of the resume that has a paper of that name, held."""
    wanted = [folded(match.group()) for match in WORD.finditer(what) if is_special(match.group())]
    for line in re.finditer(r"[^\n]+", resume.folded) if wanted else ():
        kept = all(has_beginning(line.group(), word[: max(5, len(word) - 3)]) for word in wanted)
        if kept and _SHOWS_PAPER.search(line.group()):
            shown = resume.evidence(*line.span())
            return None if credential_status.unsure(resume, shown) or credential_status.pending(resume, shown) else shown
    return None


def _deed(letter: Letter, what: str) -> Evidence | None:
    """Where the lines of a position have the object of a deed, word by word."""
    words = what.split()
    if _NARROWING.intersection(map(str.lower, words)) or sum(is_special(word) for word in words) < 1 or len(words) < _PAIR:
        return None
    found = letter.sources.resume.find(what)
    if not found or found.start is None or letter.sources.position_at(found.start) is None:
        return None
    line = letter.sources.resume.text[letter.sources.resume.text.rfind("\n", 0, found.start) + 1 : found.start]
    return None if re.search(r"\b(?:no|not|never|without|zero)\b", line, re.IGNORECASE) else found


def _claim(clause: Clause, match: re.Match[str], shown: Evidence) -> Claim:
    reason = f"You wrote '{match.group()}'; the resume shows '{' '.join(shown.text.split())}'."
    return claim(clause, *match.span(), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)
