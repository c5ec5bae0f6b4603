"""Names told of the employer that no document has: `our services run on Google Cloud`, `the works are in Lempäälä`.

    for claim in find(letter, clause): ...

Read are capitalised names and the skills that `skill_terms` lists, in clauses that name no candidate, and behind the employer as the nearest
subject. A skill that the resume alone has is a finding only where a clause without a candidate says it of the firm. Not covered: names of
people, posts and firms, which other kinds read, initials that no list has, and names in small letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import bystanders, frames, proper, subject
from pipeline.grounding.abilities import skill_terms
from pipeline.grounding.claim import claim
from pipeline.grounding.common_words import COMMON
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.places import geography
from pipeline.grounding.posting.conditions import feasts
from pipeline.grounding.words import STOP_WORDS, WORD, folded, place_of_whole
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.profile.vocabulary import COMMON_WORDS, DISCIPLINES, ORGANISATION_WORDS, SENIORITY, TITLE_NOUNS
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_REACH, _FAR = 150, 300
_SHORTEST = 4
_ROOT = 5
_PLAIN = COMMON | COMMON_WORDS | DISCIPLINES | ORGANISATION_WORDS | SENIORITY | TITLE_NOUNS | LANGUAGES
_SOME_TRADE = re.compile(
    r"\W*(?:An?|One) (?:[\w./+#-]+ ){1,3}?(?P<trade>[a-z]+)(?= (?:with|who|writing|applying|by|from|in|for|like|looking)\b)"
)
"""Opens a sentence of somebody of a trade, whom an application means by it: `A DevOps engineer writing in about`."""
_SORT_OF = re.compile(r"(?<=\w)-(?:trained|educated|schooled|based|born|bred|raised|made|style)$")
"""What makes of a name the sort of somebody or something: `Vale-trained`."""
_WORLD = frozenset(
    "zoom teams skype whatsapp linkedin indeed glassdoor google meet gmail calendar calendly telegram signal internet web pdf facetime earth god bible european american states british congress capitol".split()
)
"""Where people find and meet each other, and what everybody knows: no document has to name it."""
_USES = re.compile(
    r"\b(?:(?:runs?|running|built|build|sits?|rel(?:y|ies)|work(?:s|ing)?) (?:on|in|with|through)|uses?|using|written in|switch(?:ed|ing)? to|moving to|stored in|keeps? [\w ]{1,20} in) \Z"
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|nobody|nowhere|neither|nor|without|unlike|rather than|instead of|in place of|as opposed to|free of|cannot)\b|n['’]t\b)(?! (?:only|just|secret|wonder|doubt)\b)(?:(?!\bbut\b|\b(?:and|that|because) (?:we|our|you|your)\b)[^,;:]|, (?=[A-Z]|n?or\b))*$",
    re.IGNORECASE,
)
"""Before a name that is said not to be the employer's: `Python rather than `."""
_AGAINST = re.compile(
    r"\b(?:against|for|towards?|versus|vs\.?|beside|match(?:es|ing)?|meets?|meeting) your (?:[\w-]+ ){0,3}?(?:list|requirements?|needs?|asks?|criteria|must-haves|posting|ad|advert|bullets?|spec)\b[^:]{0,30}: [^:]*$",
    re.IGNORECASE,
)
"""Before what an applicant sets beside the demands: `Against your list: AutoCAD`."""
_OWN_TALK = re.compile(
    r"\W*(?:(?:and|but|so|well|oh|ps|p\.s\.)[,:]? )*(?:my (?!teams?\b|compan|firm\b|client|department|group\b|shop\b|employer|office|colleagues?\b|staff\b)|I\b|mine\b|(?:say|call|give|grab|think|imagine|picture|forget|trust|believe|pardon|forgive|excuse|bear|blame|humou?r|bring|drop|send|ping|ring|shoot|ask|google|check) )",
    re.IGNORECASE,
)
"""What begins a clause of the writer's own person, or one that bids the reader do something."""
_FIRM = re.compile(r"\b(?:we|our|us|here|teams?|company|firm|client|platform|stack|product)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\W*(?:as well as|along with|alongside|together with|in addition to|plus)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\W*which\b", re.IGNORECASE)
"""A clause behind which what stands `as well as` something else goes on with what was before it."""
_DOING = re.compile(r"\W*[A-Z][a-z]+ing (?!is\b|are\b|was\b|(?:at|with|for) )")
"""Opens a clause with a deed that is the writer's: `Writing Unix scripts is close to what you call`."""
_LIKENED = re.compile(
    r"\b(?:like|than|as \w+ as|(?:call|think of) (?:it|us|this|them)(?: as)?|sort of|kind of|not quite|no|not exactly|hardly) (?:an? |the )?$",
    re.IGNORECASE,
)
"""Before what something is only likened to, or is not: `as rare as a`, `it's no`."""
_SAYS = re.compile(r"(?:['’]\w+)?(?: \w+){0,6}? (?:said|says|say|put it|puts it|wrote|writes|has it|had it|knew)\b")
"""Behind the name of whoever is quoted: `as Twain once said`."""
_OURS = {
    Direction.OUTREACH: re.compile(
        r"\b(?:we|our|they|their|(?:the|this|my) (?:[\w-]+ ){0,2}?(?:company|firm|client|team|platform|stack|product|services?|site|office|works|factory|plant|shop|systems?))\b",
        re.IGNORECASE,
    ),
    Direction.APPLICATION: re.compile(
        r"\b(?:you|your|(?:the|this) (?:[\w-]+ ){0,2}?(?:company|firm|client|team|role|position|post|job|platform|stack|product|services?|site|office|works|factory|plant|shop|systems?|catalog(?:ue)?|department|school|hospital|council|agency|program(?:me)?))\b",
        re.IGNORECASE,
    ),
}
"""Whose the firm is, by direction."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The names of a clause about the employer that no document has."""
    sources, frame = letter.sources, letter.frame(clause)
    if (
        clause.text[1:].islower()
        or frame.mood is Mood.QUESTION
        or frame.candidate_only
        or not (sources.job.is_latin and sources.resume.is_latin)
    ):
        return
    headline = clause.role is Role.SUBJECT and _is_headline(clause.text)
    for start, end, skill in _named(clause.text, asked=frame.mood is Mood.ASKED):
        said = _SORT_OF.sub("", clause.text[start:end])
        if (headline and not skill) or _is_in_passing(clause, start, said):
            continue
        alone = not frames.names_candidate(clause.text, sources.direction)
        sure = alone and (frame.employer_only or _is_plain(letter, clause))
        if not (sure or _is_theirs(letter, clause, start)) or _knows(sources.job, said, skill=skill) or _is_given(sources, said):
            continue
        if _DENIED.search(clause.text[max(0, start - _REACH) : start]) or _is_own(letter, clause, start):
            continue
        if not _knows(sources.resume, said, skill=skill) or (alone and _is_of_firm(letter, clause, start, skill=skill)):
            reason = f"You wrote '{said}' of the employer; the posting does not name it."
            yield claim(clause, start, end, Kind.EMPLOYER_SIDE, Verdict.UNSUPPORTED, reason)


def _is_in_passing(clause: Clause, start: int, said: str) -> bool:
    """Whether a name is a byword, a likeness, or of what is said of the writer, of others or to the reader: `My own cooking is strictly`."""
    before = clause.text[max(0, start - _REACH) : start]
    talk = _OWN_TALK.match(clause.text) if frames.unreported(clause.text) == clause.text else None
    return bool(
        bystanders.is_byword(said)
        or bystanders.told_of(before)
        or _LIKENED.search(before)
        or (before.endswith(("as ", "As ")) and _SAYS.match(clause.text, start + len(said)))
        or (talk and talk.end() <= start and not _FIRM.search(clause.text[talk.end() : start]))
    )


def _is_headline(text: str) -> bool:
    """Whether all words of a subject have capitals, which then tell no names: `An Opportunity to Steer Public Services`."""
    words = [match.group() for match in WORD.finditer(text) if len(match.group()) >= _SHORTEST and match.group().lower() not in STOP_WORDS]
    return not any(word[0].islower() for word in words) and sum(folded(word) in _PLAIN for word in words[1:]) > 0


def _is_plain(letter: Letter, clause: Clause) -> bool:
    """Whether a clause of an outreach is a statement of its own: `The works are in Lempäälä`."""
    outreach = letter.sources.direction is Direction.OUTREACH
    return outreach and letter.frame(clause).mood is Mood.CLAIM and clause.start == clause.sentence.start


def _is_of_firm(letter: Letter, clause: Clause, start: int, *, skill: bool) -> bool:
    """Whether the firm is said to have or to use what stands at a place."""
    frame, before = letter.frame(clause), clause.text[:start]
    if frame.mood is not Mood.CLAIM or Side.EMPLOYER not in frame.about:
        return False
    company = letter.sources.job_facts.company
    ours = _OURS[letter.sources.direction].search(before) or subject.of_company(before, company.value if company else None)
    if _AGAINST.search(clause.sentence.text[: clause.start - clause.sentence.start + start]):
        return False
    ours = ours or (frame.employer_only and letter.sources.direction is Direction.APPLICATION and not _DOING.match(clause.text))
    return bool(ours) and (skill or bool(_USES.search(before)))


def _named(text: str, *, asked: bool) -> Iterator[tuple[int, int, bool]]:
    """Where the skills and the other names of a text stand, and which it is; the languages of one that says what is asked."""
    taken: set[int] = set()
    for term in skill_terms.named(text):
        if any(letter.isupper() for letter in text[term.start : term.end]) and text[term.start : term.end].lower() not in _WORLD:
            taken.update(range(term.start, term.end))
            yield term.start, term.end, True
    places = geography.named_in(text)
    for name in proper.names_in(text):
        here = range(name.start, name.end)
        if (
            taken.isdisjoint(here)
            and not any(place.start < name.end and name.start < place.end for place in places)
            and (_tells(name, text) or (asked and folded(name.text) in LANGUAGES))
        ):
            yield name.start, name.end, False


def _tells(name: proper.Name, text: str) -> bool:
    """Whether a name is one that a document must have: no plain word that only begins the sentence, no initials, no post."""
    words, asked_before = proper.words_of(name.text), text[: name.start].rstrip().endswith(("?", "!"))
    if name.first or asked_before or name.text.isupper() or len(name.text) < _SHORTEST or (words and words[-1] in TITLE_NOUNS):
        return False
    return not all(word in _PLAIN or word in _WORLD for word in words)


def _is_theirs(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether the nearest subject before a name in an application is the employer."""
    if letter.sources.direction is Direction.OUTREACH:
        return False
    return subject.nearest(clause.text[max(0, start - _REACH) : start]) is Side.EMPLOYER


def _is_own(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether an application tells what stands at a place of a thing of the candidate's own: `my planner, and it runs on`."""
    at = clause.start - clause.sentence.start + start
    before = clause.sentence.text[max(0, at - _FAR) : at]
    if letter.sources.direction is not Direction.APPLICATION:
        return False
    trade = _SOME_TRADE.match(clause.text)
    if clause.previous and _BESIDE.match(clause.text) and _RELATIVE.match(clause.previous.text):
        return True
    return subject.of_own_thing(before) or bool(trade and trade.start("trade") > start and trade["trade"].lower() in TITLE_NOUNS)


def _knows(source: Source, said: str, *, skill: bool) -> bool:
    if (skill and skill_terms.evidence(source, said)) or feasts.dated(source, said):
        return True
    if proper.knows(source, said) or source.find(said):
        return True
    initials = "".join(word[0].upper() for word in proper.words_of(said))
    if len(initials) > 1 and place_of_whole(source.text, initials) >= 0:
        return True
    words = [word for word in proper.words_of(said) if word not in _PLAIN]
    return bool(words) and all(source.has_word(word) or (len(word) > _ROOT and word[:_ROOT] in source.folded) for word in words)


def _is_given(sources: Sources, said: str) -> bool:
    """Whether the request has a word of a name."""
    request = sources.request
    given = folded(" ".join(text for text in (request.wishes, request.subject, request.sender.name, request.recipient.name) if text))
    return any(word in given for word in proper.words_of(said))
