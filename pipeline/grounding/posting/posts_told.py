"""Posts in the words before the name of a house: held there, or wished and applied for.

    holds(letter, clause, before, after)      -> True for `I've been a barista at X`
    is_sought(letter, clause, before, near)   -> True for `I am writing about the role at X`
    is_post(words)                            -> True for `Senior Analyst Position`, the words of a name

A post that is held has the noun of a title. Not covered: posts told behind the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, proper
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.profile.vocabulary import TITLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause

_HELD = re.compile(
    r"(?:\bas (?:an? |the )?|\b(?:am|was|been|are|were|became|['’]m|['’]re) (?:now |currently |an? |the ){0,3})(?P<what>[^,;.:]{3,60}?) (?:at|with|for|of) (?:the )?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|for|regarding|role|position|post|opening|vacancy|writing|contacting|looking|hiring|recruiting|seeking)\b", re.IGNORECASE
)
"""`as an Auditor at X`, `I've been a barista at X`; counts where a title stands in between."""
DONE = r"(?:\w{2,}ed|led|built|ran|grew|wrote|made|taught|took|brought|cut|held|won|set|drove|sold|kept|oversaw|began|did|spent|done|written|taken|driven|run|found|put)"
WHERE_DONE = re.compile(rf" (?:is|was) where (?:I|you)(?:['’]ve| have| had)? (?:\w+ly |also |first )?{DONE}\b")
"""`X is where I learned my trade`."""
HAD_YOU = re.compile(r" (?:has|have) (?:had|employed|kept|held|trained|trusted|promoted|paid|known|given|taught|made) you\b")
"""What a house has done with somebody who works there."""
WENT = re.compile(
    r"\b(?:resume|résumé|CV|profile|name|portfolio|application|GitHub|note|message|story|background|work|talk|post|experience|record) (?:has |have |had |just |recently |really |also |\w+ly )*(?:\w{2,}ed|made|came|caught|got|went|found|stood|struck|set|drew|won|fell|hit|sat)\b",
    re.IGNORECASE,
)
"""`Your resume made the rounds at X`: what came of it there, and no work."""
_DID_THERE = re.compile(rf",? I(?:['’]ve| have| had)? (?:\w+ly )?{DONE}\b")
_VACANCY = r"(?:role|roles|position|positions|post|opening|openings|vacancy|vacancies|job|jobs|opportunity|opportunities|advert|advertisement|ad|posting|listing)"
_SEEKS = re.compile(
    r"\b(?:appl(?:y|ied|ying|ication|icant)|interest(?:ed|s)?|writing|write|contacting|reaching out|getting in touch|emailing|messaging|advertised|advert|saw|seen|see|read|found|noticed|came across|consider(?:ed|ing)?|candidate|regarding|enquir\w+|inquir\w+|know|knew|met|"
    r"visit(?:ed)?|spoke|talk(?:ed)?|admire[ds]?|heard|attended|toured|follow(?:ed|ing)?|learned|understand|understood|imagine|picture|like[ds]?|drawn|excited|noted|vacancy|opening|opportunity)\b",
)
THE_JOB = re.compile(
    rf"\b(?:the|this|an?|your|our|that) (?:[^\s,;]+ ){{0,7}}?{_VACANCY} (?:[\w-]+ )?(?:at|with|within|for|in|of) (?:the )?$"
)
_POST_OF = re.compile(r"\bas (?:an? |the |your )?(?P<what>[^,;.:]{3,60}?) (?:at|with|for|of) (?:the )?$", re.IGNORECASE)
_SO_FAR = re.compile(
    r"\b(?:(?<!coming )(?<!next )years?|(?<!coming )(?<!next )months|learn(?:ed|t)|(?:have|has|had|['’]ve) been|was|were|worked|served|[Mm]y (?:time|work|experience|days))(?: \w+)? $"
)
"""Before `as`, where the post was held: `in three years as chief of`."""
_SELF_TOLD = re.compile(
    r"\W*As (?:an? |the )?(?:[^,;.]|\.(?=\w)){3,90}(?:, [^,;.]{2,40})?, I(?:['’](?:m|ve)|(?: \w+ly)? (?:am|have|bring|offer|believe|know|understand|\w{2,}ed))\b"
)
"""`As a buyer at X, I am eager`: what somebody is, whatever is hoped then."""
_BRINGS = re.compile(
    r"\b(?:bring|offer|give|add|contribute|lend|put|devote|dedicate)\b[^,;.]{2,60}? to (?:work (?:at|for) )?(?:the )?$", re.IGNORECASE
)
_STAYS = re.compile(
    r"\b(?:notice|leave|leaving|left|current|now|still|present|already|\w{3,}ed|was|were|had|did|led|built|ran|my)\b", re.IGNORECASE
)
FUTURE = re.compile(
    r"\b(?:would|could|will|might|may)\b|['’](?:d|ll)\b|^\W*(?:come and |so )?(?:grow|build|start|continue|take|advance|bring|use|put|share|make|begin|launch|further|develop|expand|pursue|move|shape|spend) (?:all )?your\b",
    re.IGNORECASE,
)
"""What is not yet so, or is urged: `Grow your career at`."""
OWN_SUBJECT = re.compile(r"\b(?:your|you|my|from|ex|former|years|experience)\b", re.IGNORECASE)
_POSTS = frozenset("position positions role roles vacancy vacancies opening internship apprenticeship traineeship".split())
_POSTS_OR_NAMES = frozenset("post job jobs seat opportunity application candidate".split())
"""What ends the name of a post and no organisation's; the latter, which end newspapers' and sites' too, only behind a title."""


def is_post(words: Sequence[str]) -> bool:
    """Whether the folded words of a name are a post's: `Senior Analyst Position`."""
    return len(words) > 1 and (words[-1] in _POSTS or (words[-1] in _POSTS_OR_NAMES and not TITLE_NOUNS.isdisjoint(words)))


def seeks(text: str) -> bool:
    """Whether a text has words of applying, or of hearing of a house."""
    return bool(_SEEKS.search(text.lower()))


def holds(letter: Letter, clause: Clause, before: str, after: str) -> bool:
    """`I've been a barista at X`: a post that is or was held, not one that is sought; a deed right behind says so, whatever is wished then."""
    held = _HELD.search(before)
    told = letter.frame(clause).mood in (Mood.CLAIM, Mood.NEGATIVE) or _DID_THERE.match(after)
    if not held or not told or seeks(before):
        return False
    return any(word in TITLE_NOUNS for word in proper.words_of(held["what"])) and not _ABOUT.search(held["what"])


def is_sought(letter: Letter, clause: Clause, before: str, near: str) -> bool:
    """Whether the words before a name are those of a post that is applied for or wished."""
    if THE_JOB.search(before.lower()) and seeks(near) and not re.search(r"\bmy\b", before):
        return True
    if clause.role is Role.SUBJECT and re.search(r"\b(?:at|for|with) (?:[Tt]he )?$", before) and not OWN_SUBJECT.search(before):
        return True
    mood = letter.frame(clause).mood
    if (
        (mood is Mood.QUESTION or (mood is Mood.WISH and frames.wishes(before)))
        and before.endswith((" at ", " at the "))
        and not _STAYS.search(near)
    ):
        return True
    wanted = _is_wanted_post(before) and not _SELF_TOLD.match(clause.sentence.text, clause.start - clause.sentence.start)
    return (mood is Mood.WISH or bool(FUTURE.search(before))) and (wanted or bool(_BRINGS.search(before)))


def _is_wanted_post(before: str) -> bool:
    """`to spend the coming years as business manager of`."""
    post = _POST_OF.search(before)
    return (
        post is not None
        and not _SO_FAR.search(before[: post.start()])
        and any(word in TITLE_NOUNS for word in proper.words_of(post["what"]))
    )
