"""Awards and publications that an email claims: `won the best paper award`, `published two papers in Nature`, `hold a patent`.

The resume must have a word of the kind, and each of the names around it. How an award was come by is `laurels`'.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.grounding.abilities import paper_words
from pipeline.grounding.abilities.paper_words import Mention
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import folded, has_beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.sources import Source

_PUBLIC = r"publish|publi[ck]a[tçcz]"
_AWARD = compiled(
    rf"\b(?:won|win|winning|received(?! by\b)|earned|awarded|given|named|voted|gained|collected|elected|selected(?: as)?|chosen(?: as)?|crowned|presented with|honou?red (?:as|with|by)|recogni[sz]ed (?:as|with)|nominated for|shortlisted for)\b (?P<what>(?:\w[\w'’-]* ){{0,6}}?(?:(?i:awards?|prizes?|medals?|trophy|scholarships?)|(?:best|top|outstanding) [a-z]+|(?i:of the (?:month|year|quarter))))\b|(?P<name>\b(?!(?:My|Your|Our|The|These|Those|Other|Both|Among)\b){paper_words.CAPITALS} (?i:award|prize|medal|scholarship|of the (?:month|year|quarter))s?)\b|\b(?P<adjective>award-winning)\b",
)
_HOLDER = re.compile(r"(?:(?:Winner|Recipient|Holder|Finalist|Awardee) of|Winning|Receiving|Earning) (?:the )?")
"""Before the name of an award, that it was won: `Winner of the Golden Hammer Award`."""
_CAPITAL = re.compile(r"[A-Z][\w'’-]+")
_NONE = re.compile(r"\w+ (?:no|neither|zero|none of) ")
"""Behind the verb of what was not won or written: `published no papers`."""
_AWARDED = compiled(
    r"\b(?P<what>(?:[\w'’-]+[ -]){0,3}(?:awards?|prizes?|medals?|trophy|trophies|scholarships?))(?:,? (?:that|which))? (?:I|you)(?:['’]ve)? (?:\w+ )?(?:won|received|earned|got|were (?:given|awarded)|took|collected|gained|picked up)\b"
)
"""`the best-paper award you won`."""
_CONTEST = compiled(
    r"\b(?:(?:won|win|winning|took|taken|taking|claimed|captured|clinched|lifted|carried off|brought home) (?P<what>(?:the|an?|our|its|their|your|my|two|three|back-to-back|consecutive) (?:(?!of\b)[\w’'-]+ ){0,4}?(?:championships?|titles?|cups?|pennants?|crown|tournament|league))|(?:won|winning) (?:the|a|our|their) (?:[\w’'-]+ ){0,2}?finals?|(?P<led>(?:led|took|captained|coached|carried|steered) (?:the|a|an|our|its|their|your|my|us|it|them)(?: [\w’'-]+){0,2}? (?:to|all the way to) (?:the|an?|two|its) (?:[\w’'-]+ ){0,3}?(?:championships?|titles?|cup|crown)))\b(?! (?:of|deeds?|search|insurance|to|game|match|role|contract|account|business|finals?|semi\w*|quarter\w*)\b)"
)
"""`took the district title`, `led us to the championship`."""
_WON = re.compile(r"champion|\bwon\b|\bwinn(?:er|ing)|\b(?:1st|first) (?:place|prize)|\bgold\b|\btitles?\b|\bcups?\b|troph|\bcrown")
_BEST = re.compile(r"\bbest[ -](?!(?:of|in|and|possible|ever|award|prize)\b)(?P<thing>[a-z]{3,})", re.IGNORECASE)
_PUBLISHED = compiled(
    r"\b(?P<what>(?:published|(?:co-?)?authored) (?:[\w-]+ ){0,4}?(?:papers?|articles?|books?|chapters?|stud(?:y|ies)|research|thesis|findings|work)|(?:co-?)?(?:wrote|written|writing) (?:an?|two|three|four|five|several|many|\d+) (?:[\w-]+ ){0,3}?(?:books?|textbooks?|(?:research|scientific|academic|journal) (?:papers?|articles?))|my (?:[\w-]+ )?(?:publications?|patents?)|peer-reviewed (?:\w+ )?(?:papers?|articles?|publications?|journals?)|(?:hold|holding|have|with|filed|granted|own) (?:[\w-]+ ){0,2}?patents?|keynotes?|(?:[\w-]+ ){0,2}(?:papers?|articles?) in (?=(?-i:[A-Z]))(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b))",
    re.IGNORECASE,
)
_WORK = compiled(
    r"\b(?:(?:[Mm]y|[Yy]our) (?:[\w-]+ )?(?P<thing>(?:article|paper|piece|essay|book|chapter|study|thesis|dissertation|story),? )|(?:author of|wrote|published|authored) (?:the )?(?:[a-z]+ )?)[\"“](?P<title>[A-Z][^\"“”\n]{3,120}?)[,.]?[\"”]"
)
"""`my article "Queues Under Pressure"`."""
PATTERNS = (_AWARD, _AWARDED, _CONTEST, _PUBLISHED, _WORK)
"""One of them stands where an award or a publication is named."""
_PATENTS = re.compile(r"patent")
_TALKS = re.compile(r"keynote|talk|speaker|spoke|conference|present")
_BOOKS = re.compile(_PUBLIC + r"|\bauthor(?:s|ed|ship)?\b|books?\b|isbn")
_PAPERS = re.compile(
    rf"{_PUBLIC}|(?m:^\W*papers?\b)|\b(?:research|conference|journal|white|working|scientific|academic|review|reviewed|first|short|joint) papers?\b|\bpapers? (?:on|about|at|with|presented|accepted)\b"
    r"|\bjournals? of\b|\bin (?:[\w-]+ ){0,3}journals?\b|\barticles?\b|proceeding|chapter|\bauthor(?:s|ed|ship)?\b|doi\b|\bstories|essay|arxiv|et al\b|(?:text|hand|cook|work)books?\b|\b(?:an?|my|the|first|second|two|three) books?\b|(?m:^\W*books?\b)|\bwrote (?:for|about)\b"
)
"""Not the papers and books of a trade: `excise papers`, `paper files`, `bookings`, `recorded in the stock journal`."""
_THESES = re.compile(_PUBLIC + r"|thesis|dissertation")
_SHOWN_BY = (("patent", _PATENTS), ("keynote", _TALKS), ("book", _BOOKS), ("thesis", _THESES))
"""What in a resume bears out a patent, a keynote or a book; all else that was published, what is like papers."""
_AWARDS = re.compile(
    r"award|\bprizes?\b|medal|(?m:^\W*honou?rs\b)|honou?red|honou?rs? (?:roll|list|society|and|&)|scholar(?:s|ships?)?\b|\bwinn(?:er|ing)|\bwon\b|troph|\brecogni[sz]ed (?:as|for|by|with|twice)\b|recognition|employee of|finalist"
    r"|shortlist|nominat|commend|\bbest (?!sell|practi|before|of breed)|(?<!day )(?<!end )of the (?:year|month|quarter)\b|\btop |distinction|certificate of (?:merit|excellence|appreciation|achievement|distinction)|\b(?:1st|2nd|3rd|first|second|third) (?:place|prize)"
)
_RANK = re.compile(
    r"(?P<first>\b(?:first|1st|gold|winner)\b)(?= (?:prize|place|medal|award)|\b(?<=winner))|(?P<second>\b(?:second|2nd|silver|runner-up)\b)(?= (?:prize|place|medal|award)|\b(?<=up))|(?P<third>\b(?:third|3rd|bronze)\b)(?= (?:prize|place|medal|award))",
    re.IGNORECASE,
)


def find(resume: Source, text: str) -> Iterator[Mention]:
    """Where a text names awards and publications, with where the resume has them."""
    for mention in chain(_contests(resume, text), _awards(resume, text), _papers(resume, text)):
        if not _NONE.match(text, mention.start, mention.end):
            yield mention


def _contests(resume: Source, text: str) -> Iterator[Mention]:
    for match in _CONTEST.finditer(text):
        shown = _WON.search(resume.folded)
        yield Mention(match.start(), match.end(), resume.evidence(*shown.span()) if shown else None)


def _awards(resume: Source, text: str) -> Iterator[Mention]:
    for match in chain(_AWARDED.finditer(text), _AWARD.finditer(text)):
        shown = _AWARDS.search(resume.folded)
        groups = match.groupdict()
        named = _CAPITAL.findall(_HOLDER.sub("", groups["what"] or groups.get("name") or ""))
        missing = [word for word in named if not (paper_words.place_of(resume, folded(word), whole=True) or resume.find_glued(word))]
        if (best := _BEST.search(match.group())) and not _best(resume, best["thing"]):
            missing.append(best.group())
        if (rank := _RANK.search(match.group())) and not _ranked(resume, rank.lastgroup or ""):
            missing.append(rank.group())
        yield Mention(match.start(), match.end(), resume.evidence(*shown.span()) if shown and not missing else None)


def _best(resume: Source, thing: str) -> bool:
    """Whether a line of the resume that tells of an award names what was the best of its sort."""
    return any(has_beginning(line, folded(thing)[: max(4, len(thing) - 2)]) for line in resume.folded.split("\n") if _AWARDS.search(line))


def _ranked(resume: Source, rank: str) -> bool:
    """Whether a line of the resume with a prize in it gives the rank, or no rank stands in any."""
    lines = [line for line in resume.folded.split("\n") if re.search(r"prize|place|medal|award|competition|contest|won\b|winner", line)]
    given = {found.lastgroup for line in lines for found in _RANK.finditer(line)}
    return not given or rank in given


def _papers(resume: Source, text: str) -> Iterator[Mention]:
    for match in _WORK.finditer(text):
        yield Mention(
            match.start("thing") if match["thing"] else match.start(),
            match.end(),
            resume.find(match["title"]) or resume.find_glued(match["title"]),
        )
    for match in _PUBLISHED.finditer(text):
        said = match.group().lower()
        family = next((shown for word, shown in _SHOWN_BY if word in said), _PAPERS)
        shown = family.search(resume.folded)
        venue = (
            re.match(rf"\s?(?:in |by )?(?:the )?({paper_words.CAPITALS})", text[match.end() : match.end() + 120])
            if "patent" not in said
            else None
        )
        missing = venue and not paper_words.all_of(resume, venue[1], whole=True)
        end = match.end() + (venue.end() if venue else 0)
        yield Mention(match.start(), end, None if missing or not shown else resume.evidence(*shown.span()))
