"""The titles that an email says the candidate holds or held, and the employer at which.

    for said in claimed(letter, clause): said.text, bound(letter.sources, clause, said)

A title stands behind words such as `I am`, `my years as`, `promoted to`, `became`, or begins the sentence (`As an auditor`, `A baker by
trade`). What is applied for, wished or asked is none. English patterns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.career import title_words
from pipeline.grounding.career.title_read import Said, is_asked, title_at
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import tokens
from pipeline.schema import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Sources

_MINE = {Direction.APPLICATION: r"(?:my|our)", Direction.OUTREACH: "your"}
_SELF = {
    Direction.APPLICATION: r"\b(?:I am|I['’]m|I was|I['’]ve been|I have been|I had been|I became|I remain)",
    Direction.OUTREACH: r"\b(?:you are|you['’]re|you were|you['’]ve been|you have been|you became)",
}
_ADVERB = (
    r"(?!(?:\w+ )?(?:appointed|named|elected|made|hired as|taken on as) )"
    r"(?:(?:now|currently|also|still|presently|already|previously|formerly|first|then|both|once|originally|most recently|today|by now) )?"
)
_SOUGHT = r"application|interest|candidacy|candidature|enquiry|inquiry|wish|hope|desire|intention|motivation|enthusiasm|next|future|ideal|dream|goal|aim|ambition"
_SPENT = r"(?:decades?(?:-plus)?|service|enlistment|deployment|tour|residency|internship|apprenticeship|time|years?|months|weeks|days|seasons?|summers?|winters?|autumns?|springs?|terms?|evenings|nights|weekends|work|experience|stint|spell|career|tenure|role|job)"
_TRIGGERS = {
    direction: compiled(
        rf"(?:^|\b(?=\w))(?:(?P<sure>\b{_MINE[direction]} (?!(?:[\w’'-]+ ){{0,4}}(?:{_SOUGHT})\b)(?:[\w’'-]+ ){{0,4}}?(?:(?:role|position|job|title|post|rank) (?:at|with|in|for) (?-i:[A-Z])[^,;]{{1,60}}? (?:is|was|has been|had been) (?:that of )?|(?:role|roles|time|years?|work|experience|position|job|career|background|capacity|tenure|stint|days|success|title|post|promotion)(?: [\w’'-]+){{0,3}}? (?:as|is|was|to|of) |(?:role|position|job|title|post), |{_SPENT}(?: [\w’'.&-]+){{0,7}}?(?<! well)(?<! such)(?<! much)(?<! soon)(?<! long)(?<! far) as (?!well|such|much|soon|long|far)))"
        r"|(?P<years>\b(?:years?|decades?|months|seasons|summers?|winters?|terms?|weekends|shifts) (?:\w+ ){0,3}?as )"
        rf"|(?P<self>{_SELF[direction]} {_ADVERB})"
        r"|(?P<lead>^(?:(?:where|and|there|then|later|earlier|before that|now) )?(?:[\w’' ]{0,25}, )?as |[\w’']+, as (?=[^,;]{3,60}? (?:at|for|with|of) (?-i:[A-Z])[^,;]{1,50}, (?:I|you)\b))"
        r"|(?P<now>^(?:currently|now|today|at present|presently|formerly|previously|most recently),? (?=an? |the |[A-Z])|^(?=an? [\w -]{3,60}?(?:, (?:I|you)\b|(?: by trade| by training| by profession| at heart| with | for )[^;]{0,60}?, (?:I|you)\b))|^(?=(?-i:(?:[A-Z][\w/&-]+ ){1,4})(?:at|of|for|with|since) [^;]{2,60}?, (?:I|you)\b))"
        r"|(?P<as>\b(?=\w)(?:work(?:ed|ing|s)?|serv(?:ed|ing|es?)|years?|months|employed|hired|joined|came|entered|returned|left|leaving|departed|retired|experience|career|began|started|acted|acting|spent|time|led|lead|run|ran|manage|done|held|now|currently|first|later|then|and|since|rose|here|there|role|position|capacity|qualified|engaged|act|in charge|ended|ending|finished|finishing|wound) (?:(?!that\b|which\b|known\b|such\b|described\b|as\b)[\w’'&,.-]+ ){0,10}?as )"
        r"|(?P<raised>\b(?:promot(?:ed|ion)|advanc(?:ed|ement|ing)|rose|ris(?:en|ing)|rise|moved up|stepped up|made it|elevated|way up|progress(?:ed|ing|ion)|climb(?:ed|ing)?|grew|went|moved|career|journey|path)\b[^,;.:]{0,40}? to (?!(?:the|our|your|their|its|his|her) (?!(?:role|position|post|rank)\b))(?:the (?:role|position|post|rank) of )?)"
        r"|(?P<made>\b(?:made|appointed|named|elected|promoted|hired|chose|engaged|had|took|kept|employed|knew|taken) (?:me|you) (?:on )?(?:to |as )?(?:be )?|\bmade (?=(?:\w+ )?partner\b)|\b(?:was|been|got|were) (?:\w+ )?(?:appointed|named|elected|made|hired as|taken on as) (?:to be |as )?|\b(?:I|you|I['’]ve|you['’]ve|have) (?:\w+ )?(?:became|become) |\b(?:hold|held|holding|occupy|occupied) (?:the |an? )?(?:\w+ )?(?:post|position|title|role|rank|office|job) of )"
        r"|(?P<being>\b(?:having been|being|having worked as|having served as) ))",
        re.IGNORECASE,
    )
    for direction in Direction
}
_PLAIN = frozenset({"self", "years", "lead", "now", "as"})
_IN_CHARGE = re.compile(r"[ -]in[ -]charge\b|[ -]on[ -](?:duty|call)\b")
"""Behind a word for whoever has the watch: `I am the officer in charge when she is away`."""
_TRYING = re.compile(r"[a-z]+ing (?:the|an?|my|your|our|this|that|their|its|it) ")
"""What one does, and not what one is: `I have been trying the new assistant`."""
_RAISED_TO = re.compile(r"(?:[\w-]+ ){0,3}[\w-]+(?= (?:at|with|in|of|for|within|there|by|after|before|last|this)\b|[.,;]|$)")
"""What somebody rose to, where nothing but a place or a time follows: a title without an article."""
_LEFT_AS = re.compile(r"\b(?:left|leaving|departed|retired)\b", re.IGNORECASE)
_FULL = re.compile(r"(?:full|fully[- ]fledged|proper) (?=[a-z])")
"""Before a title without the `assistant` or the `junior` of the one held."""
_POST = re.compile(r" (?:role|position|post|opening|vacancy|job|opportunity|seat)\b", re.IGNORECASE)
"""Behind a title that is only spoken of: `I am writing about the Senior Buyer position`."""
_ANY_PRONOUN = re.compile(r"\b(?:I|me|my|we|us|our|you|your|he|she|they|their|his|her|it|its)\b", re.IGNORECASE)
_ITEM = re.compile(r"[-–•*+]\s+(?:[^:,;\n]{0,20}\b(?:19|20)\d\d\b[^:,;\n]{0,20}: )?")
_GOES_ON = re.compile(r",? (?:at|in|of|for|with|since|from|until|to)\b|, |\W*$")
_WITH_TIME = re.compile(
    r"[^,;.:]{0,40}?,? \(?(?:since|from|until|for (?:the (?:last|past) )?(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten)\b|(?:in )?(?:19|20)\d\d)\b"
)
_AS_THERE = re.compile(
    r"\b(?:at|for|with|by|of|joined|in) (?P<where>[^,;]{2,60}?),? (?:as|where (?:I|you) (?:was|were|am|are|became)) (?:an? |the |its |their )?$"
)
"""`I worked at X as a`."""
_SECOND = re.compile(r"(?:an? |the |its |their )?(?:[\w-]+ ){1,4}?(?:and|&) (?=[A-Z])")
_ENDS = re.compile(r" (?:at|of|for|with)\b|[,.;]|$")
"""Around the second of two titles: `co-founder and CEO of Acme`."""
_REST = re.compile(
    r"(?:[/,]? ?(?:\([^()]{1,40}\)|[A-Z0-9][\w.’'-]*|\w['’])| (?:of|in|and|&|for)(?= [A-Z(])){0,7}? (?:at|with|for) (?:the )?"
)
"""From a title to its employer, where the email gives more of it than what was read: `Teacher of Mathematics (Early Career) at Acme`."""
_LIKE_YOU = re.compile(
    r"\b(?=an? (?P<what>[\w -]{3,60}?) (?:(?:like|such as) (?:you|me|myself|yourself)|(?:with|of) your (?:[\w-]+ )?(?:record|background|experience|skills?|standing|calib(?:re|er)|talents?|gifts?))\b)",
    re.IGNORECASE,
)
"""`a warehouse manager like you`, `a buyer with your record`."""
_STEP_FOR = compiled(
    r"\b(?:steps?|stop|moves?|turn|change|path|leap|jump|switch|message|e-?mail|direction)\b(?: [\w’'-]+){0,2}? (?:for|to) (?=an? [a-z])"
)
"""`not an obvious next stop for a senior data analyst`."""
_FARTHEST = 120
_SLACK = 4
"""Letters between `at` and an employer's name, for an article."""
_NOT_HELD = re.compile(
    r"\b(?:(?:the|this|that|an?|your|any|next|new) (?:\w+ ){0,3}?(?:role|position|post|job|opening|vacancy|opportunity|place) $|apply\w*|application|consider\w*|interest\w*|hop(?:e|ing)|dream\w*|aspir\w*|like|such|same|well|known|far|seen?|regard\w*|think|look(?:ed|ing)?|treat\w*|describ\w*|train(?:ing)? to become|serv\w+ (?!as|(?-i:[A-Z])))\b(?:[^,;]{0,30})$|\b(?:as well|such|as far|as soon|as much|as long|same|just|known|seen|regarded|described|so) (?:as )?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:I|me|my|we|our|you|your|he|she|they|their|his|her)(?![\w-])", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:you|I|we)(?:['’](?:ll|d)| (?:will|would|could|can|might|may|shall|should))\b", re.IGNORECASE)
_LINK = re.compile(
    r"(?: (?:days|years|time|stint|spell|role|job|post|work|experience))?(?: (?:at|with|for|of|in)|,)(?: the)? (?=[^ ]*$)|(?: (?:at|with|for|of|in)|,)(?: the)? $"
)
_OWNED = re.compile(r"['’]s? (?:former |then |new |own |long-time |one-time )*(?=[A-Z])")
"""`Acme's Head of Product`: a title behind an employer's name."""
_OWNER = re.compile(r"(?P<name>[^,;]{2,60}?)['’]s? (?:(?:former|then|new|own|first) )*(?=[A-Z])")
_OWNED_BY = re.compile(r"(?P<name>[A-Z][^,;]{1,60}?)['’]s? (?:(?:former|then|new|own|first) )*$")
_CAPITALS = re.compile(
    r"(?<![\w’'-])(?!(?:I|My|We|Our|You|Your|He|She|They|It|As|At|In|On|From|For|To|With|By|The|An?|And|But|Or|Then|Now|Today|Later|Before|After|Since|While|When|Once|Currently|Formerly|Previously|Being|Having)(?:['’]\w+)?\b)[A-Z][\w/&.+’'-]*(?: (?:(?:of|and|&) )?[A-Z][\w/&.+’'-]*){0,7}$"
)
_OTHER_HOLDER = re.compile(
    r"\b(?:by|with|under|for|alongside|beside|than|like|unlike|via|through|between|about) (?:an? |the |our |my |its |their )?$"
    r"|\b(?:report|answer|assist|present|spoke|speak|talk|listen|next|close|advis|deput|hand|right|secretar|aide|apply|appl(?:ied|ication)|interview)[\w-]*(?: [\w’'-]+){0,3} (?:to|as|for) (?:an? |the |our |my |its |their )?$"
    r"|\b(?:report|direct|answer)\w*(?: directly| straight)? to\b[^.;]*$"
    r"|(?-i:(?P<person>[A-Z][\w’'-]+ [A-Z][\w’'-]+),? )$",
    re.IGNORECASE,
)
"""Before a title that somebody else holds, or that the letter only speaks of."""
_WITH_ARTICLE = re.compile(r"\b(?:an?|the|our|its|their|his|her|this|that|any|every|each|another)(?: [a-z-]+){0,2} $", re.IGNORECASE)
_HOLDS = re.compile(
    r"(?:\b(?:as|am|was|were|is|are|be|been|being|became|become|becoming|remain\w*|made|named|appointed|elected|hired|promoted to|currently|now|today|formerly|previously|once)|\b(?:I|you)['’](?:m|re)) (?:an?|the|our|its|their)(?: [a-z-]+){0,2} $",
    re.IGNORECASE,
)
"""Before a title with an article that the candidate holds."""
_POSSESSIVE = re.compile(r"['’]s?$")
_AFTER_NAME = re.compile(r"(?:['’]s?)? (?=\w)")
_THAT = re.compile(r"\b(?:see|saw|read|note|noticed|know) (?:that |how )?(?=you\b)", re.IGNORECASE)
_CANNOT_SHOW = re.compile(r"^[^,]{3,60}? (?:I|you) (?:cannot|can['’]t|could not|do not|don['’]t|have not|haven['’]t|lack)\b")
_TO_COME = re.compile(r"\b(?:next|first|coming|future|would|will|want|hope|like|few|if)\b|['’](?:d|ll)\b", re.IGNORECASE)
_MAY_BE = re.compile(r"\b(?:could|would|might|may|can|will)\b")
_FIRST_TO_COME = re.compile(
    r"(?:\b(?:would|will|could|might|may)|['’](?:d|ll)) (?:\w+ )?(?:be|become|mark) (?:my|your) (?:very )?first\b", re.IGNORECASE
)
"""`This would be my first job as`: what was never held."""
_SUBJECT_BEHIND = re.compile(r", (?P<who>I|[Ww]e|[Yy]ou)\b")
"""Who is told of behind `As a TITLE`."""
_WITH_PAST = re.compile(
    r"[^,.;]{3,60} (?:with (?:an? |your )?(?:[\w-]+ ){0,2}(?:background|years|experience|past|record|history|decade)|who(?:['’](?:s|ve)| has| have)(?: already| also| long)? (?:[a-z]+ed|led|run|built|spent|taught|held|kept|sold|written))\b"
)
"""`As a TITLE with a background in ...`: what somebody is, whatever the sentence goes on to hope."""


def claimed(letter: Letter, clause: Clause) -> Iterator[Said]:
    """The titles that a clause says the candidate holds or held."""
    if title_words.NOUNS.isdisjoint(tokens(clause.text)):
        return
    frame = letter.frame(clause)
    if frame.mood in (Mood.QUESTION, Mood.ASKED):
        return
    for match in _TRIGGERS[letter.sources.direction].finditer(clause.text):
        kind = match.lastgroup
        before = clause.text[max(0, match.start() - 40) : match.end()]
        if frames.denies(before) or _FIRST_TO_COME.search(before):
            continue
        if not _is_claim(letter, clause, match, str(kind)):
            continue
        formal = kind in ("made", "raised") or _LEFT_AS.search(match.group()) is not None
        named = _RAISED_TO.match(clause.text, match.end()) if kind == "raised" or "promoted" in match.group() else None
        told = _behind(letter.sources, clause.text, match.end(), plain=kind in _PLAIN, office=named is not None)
        yield from (one._replace(formal=formal) for one in told)
    if said := _fragment(letter, clause):
        yield said
    yield from _beside(letter.sources, clause)
    if letter.sources.direction is Direction.OUTREACH:
        yield from _of_reader(letter.sources, clause, claims=frame.claims)


def _of_reader(sources: Sources, clause: Clause, *, claims: bool) -> Iterator[Said]:
    """The titles by which an outreach speaks of its reader in passing; a step `for a TITLE` is one for the reader where the trade is the resume's."""
    for match in _LIKE_YOU.finditer(clause.text) if claims else ():
        if said := title_at(clause.text, match.start()):
            yield said
    for match in _STEP_FOR.finditer(clause.text):
        said = title_at(clause.text, match.end())
        trades = [title_words.words(position.title.value) for position in sources.positions if position.title]
        if said and not all((title_words.words(said.text) - title_words.RANK_STEMS).isdisjoint(trade) for trade in trades):
            yield said


def _behind(sources: Sources, text: str, at: int, *, plain: bool, office: bool = False) -> Iterator[Said]:
    """The title at a place, and the second of two."""
    if second := _SECOND.match(text, at):
        joined = _without_employer(sources, text, title_at(text, second.end()))
        if joined and joined.capitals and _ENDS.match(text, joined.end):
            yield joined
    if plain and _TRYING.match(text, at):
        return
    said = _without_employer(sources, text, title_at(text, at, office=office))
    if said and (full := _FULL.match(said.text)):
        said = said._replace(text=said.text[full.end() :], start=said.start + full.end(), capitals=True)
    if said and not (plain and _POST.match(text, said.end)) and not (not said.capitals and _IN_CHARGE.match(text, said.end)):
        yield said


def _fragment(letter: Letter, clause: Clause) -> Said | None:
    """The title that begins a sentence without a subject, where it names a past employer: `Staff Nurse at St Oswin's, then Larch House.`"""
    if clause.start != clause.sentence.start or not letter.frame(clause).claims or has_pronoun(clause.sentence.text):
        return None
    item = _ITEM.match(clause.text)
    begin = item.end() if item else 0
    said = title_at(clause.text, begin)
    if not said or said.start != begin:
        return None
    sources = letter.sources
    if housed := _behind_name(sources, said):
        return housed if _GOES_ON.match(clause.text, housed.end) and not housed.text.endswith("s") else None
    at_employer = item and not said.capitals and bound(sources, clause, said) and not _is_hiring(sources, clause)
    if item and (at_employer or _is_ranked_item(sources, clause, said)):
        return said
    if not said.capitals or not _GOES_ON.match(clause.text, said.end):
        return None
    named = any(position.employer and names.find(clause.text, position.employer.value) for position in sources.positions)
    return said if named and not _is_hiring(sources, clause) else None


def _is_hiring(sources: Sources, clause: Clause) -> bool:
    """Whether a clause names the one who is hiring."""
    company = sources.job_facts.company
    return company is not None and names.find(clause.text, company.value) is not None


def _is_ranked_item(sources: Sources, clause: Clause, said: Said) -> bool:
    """Whether an item of an application's list is a title with a rank and a time, and not the post: `- Lead driver on nights since 2019`."""
    words = title_words.words(said.text)
    return (
        sources.direction is Direction.APPLICATION
        and not words.isdisjoint(title_words.STRICT_RANK_STEMS)
        and _WITH_TIME.match(clause.text, said.end) is not None
        and not (sources.job_facts.title and words <= title_words.words(sources.job_facts.title.value))
    )


def has_pronoun(text: str) -> bool:
    """Whether a fragment has a subject of some kind after all."""
    return _ANY_PRONOUN.search(text[: 3 * _FARTHEST]) is not None


def _beside(sources: Sources, clause: Clause) -> Iterator[Said]:
    """The titles that stand right before a past employer's name, whatever brings them in: `from Analyst at X to Head of Data at Y`."""
    for name in sources.employers:
        for start, end in names.mentions(clause.text, name):
            if (owned := _OWNED.match(clause.text, end)) and sources.direction is Direction.OUTREACH:
                said = title_at(clause.text, owned.end())
                if said and said.capitals and not _OTHER_HOLDER.search(clause.text[max(0, start - _FARTHEST) : start]):
                    yield said
            link = _LINK.search(clause.text, max(0, start - _FARTHEST), start)
            title = _CAPITALS.search(clause.text, max(0, start - _FARTHEST), link.start()) if link else None
            if not link or not title:
                continue
            said, before = title_at(clause.text, title.start()), clause.text[max(0, title.start() - _FARTHEST) : title.start()]
            if said and said.end == link.start() and said.capitals and not _is_of_other(sources, before):
                yield said


def _is_of_other(sources: Sources, before: str) -> bool:
    """Whether the words before a title give it to somebody else, deny it or only wish for it."""
    other = _OTHER_HOLDER.search(before)
    own = sources.request.sender.name if sources.direction is Direction.APPLICATION else sources.request.recipient.name
    return bool(
        (other and not (other["person"] and own and own.startswith(other["person"])))
        or _FUTURE.search(before)
        or _NOT_HELD.search(before[-40:])
        or frames.denies(before[-60:])
        or (_WITH_ARTICLE.search(before) and not _HOLDS.search(before))
        or _speaker(before, sources.direction) is Side.EMPLOYER
    )


def _is_claim(letter: Letter, clause: Clause, match: re.Match[str], kind: str) -> bool:
    """Whether the words before a title say that it is or was held."""
    frame, before = letter.frame(clause), clause.text[max(0, match.start() - _FARTHEST) : match.end()]
    if kind == "sure":
        return not (title_words.SUITS.search(match.group()) or _MAY_BE.search(match.group()))
    asked = kind == "years" and frame.about == frames.BOTH and is_asked(letter.sources, clause.text, match.end())
    if asked or (kind == "being" and not clause.text[: match.start()].strip() and title_words.IS_WHAT.match(clause.text, match.end())):
        return False  # `Being the first lead there sounds good`
    if kind == "years":
        to_come = _TO_COME.search(before[-40 - len(match.group()) :])
        return Side.CANDIDATE in frame.about and not to_come and not _CANNOT_SHOW.search(clause.text[match.end() : match.end() + 80])
    if kind == "lead":
        return _leads(letter.sources, clause, match)
    return (
        Side.CANDIDATE in frame.about
        and _speaker(before, letter.sources.direction) is not Side.EMPLOYER
        and not (_FUTURE.search(before) or _NOT_HELD.search(_THAT.split(before[-40 - len(match.group()) :])[-1]))
        and (frame.mood is not Mood.WISH or kind in ("self", "being"))
    )


def _leads(sources: Sources, clause: Clause, match: re.Match[str]) -> bool:
    """`As a TITLE, I ...`: what is held, unless the sentence is of what would be; beside a past employer's name always."""
    if _at_past_employer(sources, clause, match.end()):
        return True
    subject = _SUBJECT_BEHIND.search(clause.sentence.text, clause.start - clause.sentence.start + match.end())
    if subject and (subject["who"].lower() == "you") is not (sources.direction is Direction.OUTREACH):
        return False
    whole = clause.sentence.text if subject or len(clause.text) <= len(match.group()) + 60 else clause.text
    own = re.search(r"\b(?:I|my|I['’](?:ve|m))\b" if sources.direction is Direction.APPLICATION else r"\byou(?:r|['’](?:ve|re))?\b", whole)
    past = _WITH_PAST.match(clause.text, match.end())
    to_come = not past and _FUTURE.search(whole) and (sources.direction is Direction.OUTREACH or _is_sought(sources, clause, match.end()))
    return bool(own) and not to_come


def _at_past_employer(sources: Sources, clause: Clause, at: int) -> bool:
    """Whether the title at a place is told of a past employer: `As Quality Manager at X you'd know`."""
    said = _without_employer(sources, clause.text, title_at(clause.text, at))
    return bool(said and bound(sources, clause, said))


def _without_employer(sources: Sources, text: str, said: Said | None) -> Said | None:
    """`Finance Director of Acme` and `Acme's Finance Director` as the title that it is: without the employer."""
    if said and (owner := _OWNER.match(said.text)) and (_named_in(sources, owner["name"]) or sources.resume.find(owner["name"])):
        said = Said(said.text[owner.end() :], said.start + owner.end(), said.end, said.capitals)
    if said and (housed := _behind_name(sources, said)):
        said = housed
    title, of, _ = said.text.partition(" of ") if said else ("", "", "")
    name = text[said.start + len(title) + len(of) :][:_FARTHEST] if said and of else ""
    begins = (names.find(name, one.employer.value) for one in sources.positions if one.employer)
    if not said or not name or not any(found and found[0] <= _SLACK for found in begins):
        return said
    return said._replace(text=title, end=said.start + len(title))


def _behind_name(sources: Sources, said: Said) -> Said | None:
    """`Acme engineer` and `Acme's engineer` as the title that it is, where it begins with the name of a past employer."""
    found = (
        _AFTER_NAME.match(said.text, end) for name in sources.employers for start, end in names.mentions(said.text, name) if start == 0
    )
    begin = max((after.end() for after in found if after), default=0)
    return said._replace(text=said.text[begin:], start=said.start + begin, capitals=said.text[begin].isupper()) if begin else None


def _named_in(sources: Sources, name: str) -> list[int]:
    """The positions at an employer that a text names."""
    held = ((number, position.employer.value) for number, position in enumerate(sources.positions) if position.employer)
    return [number for number, employer in held if names.find(name, employer)]


def _speaker(before: str, direction: Direction) -> Side | None:
    """Whose pronoun stands nearest before a title."""
    nearest = max(_PRONOUN.finditer(before), key=lambda match: match.start(), default=None)
    if not nearest:
        return None
    first = nearest.group().lower()[0] in "im"
    return Side.CANDIDATE if first is (direction is Direction.APPLICATION) else Side.EMPLOYER


def _is_sought(sources: Sources, clause: Clause, at: int) -> bool:
    """Whether a title is that of the post, with the hiring company beside it or in a sentence of what would be."""
    said = title_at(clause.text, at)
    title, company = sources.job_facts.title, sources.job_facts.company
    return bool(
        said
        and (
            (title and title_words.words(said.text) <= title_words.words(title.value))
            or (company and names.find(clause.text[at : at + 2 * _FARTHEST], company.value))
        )
    )


def _ends_in(text: str, employer: str) -> bool:
    """Whether the last name of a text is an employer's, up to two words behind it."""
    spans = list(names.mentions(text, employer))
    return bool(spans) and len(text[spans[-1][1] :].split()) <= 2


def bound(sources: Sources, clause: Clause, said: Said) -> list[int]:
    """The positions at the employer that a title is told of: right behind it, or the only one named before it."""
    after = clause.text[said.end : said.end + 90]
    link = re.match(r"(?: (?!and\b|then\b|or\b)[\w’'-]+){0,4}? (?:at|with|for|of|in) (?:the )?|, ", after)
    begins = re.match(r"(?:[\w’' ]{0,20}[, ])?at (?:the )?", clause.text, re.IGNORECASE)
    employers = [(number, position.employer.value) for number, position in enumerate(sources.positions) if position.employer]
    employer_of = dict(employers)
    behind = [
        number for number, name in employers if link and any(abs(start - link.end()) <= _SLACK for start, _ in names.mentions(after, name))
    ]
    behind = behind or [
        number for number, name in employers if any(_REST.fullmatch(after, 0, start) for start, _ in names.mentions(after, name))
    ]
    if behind:
        return behind
    if (as_there := _AS_THERE.search(clause.text[max(0, said.start - _FARTHEST) : said.start])) and (
        there := [number for number, name in employers if _ends_in(as_there["where"], name)]
    ):
        return there
    owner = _OWNED_BY.search(clause.text, max(0, said.start - _FARTHEST), said.start)
    if owner and (owned := [number for number in _named_in(sources, owner["name"]) if _ends_in(owner["name"], employer_of[number])]):
        return owned
    named = _POSSESSIVE.sub("", clause.text[max(0, said.start - _FARTHEST) : said.start].rstrip())
    if before := [number for number, name in employers if any(end == len(named) for _, end in names.mentions(named, name))]:
        return before
    opening = clause.text[: min(said.start, _FARTHEST)]
    if re.search(r"\b(?:me|you) (?:on )?(?:to |as )?(?:be )?(?:its |an? |the |their )?$", opening):
        return [number for number, name in employers if any(start <= _SLACK for start, _ in names.mentions(opening, name))]
    return [
        number
        for number, name in employers
        if begins and any(abs(start - begins.end()) <= _SLACK for start, _ in names.mentions(opening, name))
    ]
