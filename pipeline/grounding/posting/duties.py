"""What an email tells of the job behind a head for its duties: `Among the tasks: lead a team of 18 advisers`.

    is_duty(clause, job)   -> whether a clause stands behind such a head and repeats the posting

The head alone does not tell, for a task may be one that the candidate had; the posting's own words do. Not covered: heads that stand in a sentence before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.words import STOP_WORDS, WORD

if TYPE_CHECKING:
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source

_DUTIES = r"(?:tasks?|dut(?:y|ies)|responsibilit(?:y|ies)|work|job|role|post|position)"
_HEAD = re.compile(
    rf"\W*(?:(?:in short|so|and),? )?(?:among (?:your|the|its|our) (?:[\w-]+ ){{0,2}}{_DUTIES}|(?:one|some|two|three|most|part) of (?:your|the|its) (?:[\w-]+ ){{0,2}}{_DUTIES}|(?:what )?(?:your|the|this|its) (?:[\w-]+ ){{0,2}}?{_DUTIES}|day[- ]to[- ]day|(?:main|key|core|daily) {_DUTIES})"
    r"(?: (?:here|in one line|in short|in brief|itself|day to day|with us|for you|of this role|of the (?:job|post|role)|in this (?:job|post|role)))?"
    r"(?:(?: (?:would |will |also )?(?:be|is|are|includes?|involves?|means?|covers?|compris\w+|consists? of|entails?|asks? for|run|reads?))?(?: (?:this|these|the following|as follows))?: | (?:is|are|would be|will be|includes?|involves?|means) (?:to )?)",
    re.IGNORECASE,
)
"""What says that the job's tasks follow."""
_LEAST = 2


def is_duty(clause: Clause, job: Source) -> bool:
    """Whether a clause stands behind a head for the job's duties, with no more than every fourth telling word that the posting has not."""
    sentence = clause.sentence.text
    head = _HEAD.match(sentence)
    if head is None or clause.end - clause.sentence.start <= head.end():
        return False
    told = sentence[max(head.end(), clause.start - clause.sentence.start) : clause.end - clause.sentence.start]
    words = [word for match in WORD.finditer(told) if (word := match.group()).lower() not in STOP_WORDS and len(word) > 1]
    return len(words) >= _LEAST and 4 * sum(job.has_word(word) for word in words) >= 3 * len(words)
