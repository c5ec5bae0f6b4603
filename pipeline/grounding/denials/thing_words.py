"""The words around and within what an email denies the candidate: which of them tell nothing, leave it open, or stand for one another.

English. The roots are those of `passages`.
"""

from __future__ import annotations

import re

from pipeline.grounding.denials.passages import root, roots, roots_of

SIGNS = r"never|not|cannot|no|yet to|still to|none|neither|nor|new|newcomers?|lack(?:s|ed|ing)?|missing|miss(?= (?:is|are)\b)|absent|without|unfamiliar|unknown|foreign|strangers?|strange|outside|outsider|beyond|first|gaps?|blind|nothing|nobody|learn|zero|unable|beginners?|novices?|silent|alien|nowhere|fail(?:s|ed)?|(?:non)?existent|short of|remains?|mystery|closed book|greek|(?<=n['’])t"
"""Of whole words: one of them stands in every denial."""
_OPENS = r"(?:(?:any|an?|the|my|your|some|either|both|single|one|of|in|with|on|at|for|to|as|by|from|under|about|into|through|over|across|anything|something|prior|previous|practical|hands-on|direct|real|actual|first-hand|neither|kind|sort|type|form)(?: |$)|anything (?:to do )?(?:with|like|in|on|about) )*"
_HEADS = r"(?:experience|knowledge|background|training|practice|expertise|skills?|exposure|familiarity|involvement|participation|work|dealings|contact|command|understanding)"
_HEADED = re.compile(rf"{_OPENS}{_HEADS} (?:with|in|of|on|using|as|at|about) ", re.IGNORECASE)
_OPENED = re.compile(_OPENS, re.IGNORECASE)
HEAD_BEHIND = re.compile(rf" (?:{_HEADS}|projects?|jobs?|roles?|work|speakers?|language)$", re.IGNORECASE)
TAIL = re.compile(
    r"(?:,? (?:yet|ever|so far|before|at all|either|to date|until now|till now|as yet|once|whatsoever|anywhere|here|too|as well|first|to show(?: for it)?|to speak of|to offer|to (?:my|your) name|in (?:my|your|any) (?:\w+ )?(?:career|life|work|job|role|jobs|roles|past)|of any (?:kind|sort)|for now|at (?:the moment|present)))+$|^(?:yet|before|so far|at all|either|once)$",
    re.IGNORECASE,
)
"""Behind a denial, what makes it no narrower."""
PLACED_BEHIND = re.compile(r" (?:in|on|at|for|with|under|outside|from) .*$")
LEAVES_OPEN = frozenset(
    """
    formal formally official officially professional professionally commercial commercially extensive deep deeply enough great advanced proper full fully fluent fluently well alone own myself yourself solely single-handed single-handedly large larger largest
    big bigger such this that these those same similar like more less fewer than beyond above over only just daily regularly often long again anymore since until during recently lately yours your our ours scale level size independently independent scratch
    whole entire full-time part-time without not never no another other others' who whom which whose where when while whether if because much many directly closely so very really exactly every each all most least alongside except before after once as
    """.split()
)
"""Words by which a denial may be true of a thing that the resume has."""
VAGUE = frozenset(
    """
    experience knowledge background training skill skills exposure familiarity work working practice job jobs role roles position positions post posts project projects environment environments setting settings field fields industry industries sector trade area areas kind kinds sort type types
    thing things stuff matter matters topic subject task tasks side part parts case cases way ways line world and or of in with on at for to as by from under about into through across the a an any a some one my me you i it its real actual prior previous practical hands-on first-hand specific particular related relevant
    certain various time times course there here anything something either both neither two three four five six seven eight nine ten several few couple dozen far yet ever place places expertise understanding terms command out off away
    """.split()
)
WHO_DOES = frozenset("speaker speakers user users".split())
"""Words that tell nothing behind a thing, but before one: `Docker user`, `user research`."""
PERSONS = frozenset(
    map(
        root,
        "people others anyone anybody someone somebody staff team teams colleague colleagues crew crews employee employees person persons subordinates reports group groups individuals juniors junior everyone nobody else me under reporting".split(),
    )
)
ROLE_OF_LEAD = re.compile(
    r"(?:(?:management|leadership|supervisory|managerial|supervision|line management|people management|team leadership)(?: (?:role|position|post|job|responsibilit(?:y|ies)|duties|task|experience))?|people to (?:lead|manage|supervise)|(?:direct|line) reports?)"
)


LEAD = roots_of("led lead managed headed directed oversaw ran supervised line-managed commanded looked")
HAVING = roots_of("had have")
LIGHT = roots_of(
    """
    worked used touched handled dealt had have done do known know seen tried experienced encountered met practised practiced learned learnt studied held earned got gained obtained passed taken received owned operated speak spoken spoke read
    been seen found included involved did made offered shown show given claimed understood understand explored dabbled possess won attended joined contributed entered
    """
)
"""Verbs of a deed that is told by its object."""
OF_LIFE = roots_of("children child kids family families partner questions question mentor mentors late permanent pets sick doubts")
"""What is denied of a life or a post, whatever a line says of those of others: `I have no children`, of a teacher."""
FAILS = roots_of(
    "lost missed failed broken broke stopped refused regretted dropped doubted cancelled canceled forgotten forgot cut left quit ceased exceeded breached delayed neglected hated disliked feared rejected"
)
"""Verbs of what somebody may deny of anything that he does."""
TOOLED = roots_of(
    "built written coded programmed program developed deployed administered installed configured maintained managed taught set ran drawn designed edited animated modelled"
)
"""Verbs that say no more of a named tool than that it was used."""
LONE = roots_of("freelanced volunteered interned interpreted translated lectured managed")
"""Deeds that need no object."""
ALIKE = tuple(
    map(
        roots_of,
        (
            "built developed created designed made implemented written constructed set coded programmed produced published authored",
            "led managed headed directed oversaw ran supervised chaired coordinated spearheaded",
            "taught tutored instructed lectured trained coached mentored",
            "sold", "bought procured sourced", "repaired fixed serviced maintained", "moved migrated relocated", "audited inspected assessed checked",
            "planned organised organized arranged coordinated", "negotiated agreed concluded", "drafted wrote written prepared drew drawn compiled assembled", "won awarded received earned",
            "wrote written drafted defined specified", "deployed shipped released launched delivered rolled", "diagnosed assessed troubleshot troubleshoot solved resolved fixed",
            "met spoke spoken talked consulted", "conducted performed executed undertook ran",
            "set implemented integrated introduced established installed configured",
            "grown grew grow scaled expanded enlarged built",
        ),
    )
)  # fmt: skip
"""Verbs of which one may stand for another."""
GUIDE = {
    **dict.fromkeys(roots_of("mentored coached tutored"), re.compile(r"(?<!\w)(?:mentor(?:ed|ing|s)?|coach(?:ed|es|ing)?|tutor(?:ed|ing|s)?)(?!\w| by)")),
    **dict.fromkeys(roots_of("taught lectured instructed"), re.compile(r"(?<!\w)(?:teaching(?! hospital)|teach(?:es|er)?|taught|instructor|lectur(?:er|ed|es)|tutor(?:ed|ing)?)(?!\w| by)")),
    root("supervise"): re.compile(r"(?<!\w)supervis(?:e[sd]?|ing)(?!\w| by)"),
    root("train"): re.compile(r"(?<!\w)(?:(?:train(?:ed|s|ing)?|taught|teach(?:es)?) (?:over |about |up )?(?:[\w-]+ ){0,3}?(?:staff|colleagues|employees|volunteers|interns|helpers|apprentices|trainees|starters|juniors|students|people|nurses|assistants|operators|technicians|engineers|developers)|teach(?:es)? the [\w ]{2,20} to new colleagues|trainers? (?:in|of|for)|(?:master|lead|peer|staff|in-house|certified) trainer)(?!\w)"),
}  # fmt: skip
"""Deeds that are done to people, by the root of their verb, and what shows them."""
PAPER = re.compile(
    r"\b(?:certifications?|certificates?|licen[cs]es?|tickets?|cards?|credentials?|accreditations?|registrations?|badges?)$", re.IGNORECASE
)
PAPER_IN = re.compile(
    r"(?:certifications?|certificates?|licen[cs]es?|credentials?|accreditations?) (?:in|for|as|of) (?:an? |the )?(?P<of>[\w &'’-]{4,50})$",
    re.IGNORECASE,
)
SHOWS_PAPER = re.compile(r"certif|licen[cs]|ticket|\bcard\b|credential|accredit|registr|training", re.IGNORECASE)
LISTED = roots_of(
    "patents talks awards prizes scholarships fellowships grants publications papers articles books honours honors recordings exhibitions presentations"
)
"""Things that a resume lists wherever it has them."""


def bare(item: str) -> str:
    """A thing without what leads in to it: `any experience with the Docker platform` as `Docker platform`."""
    while headed := _HEADED.match(item):
        item = item[headed.end() :]
    opened = _OPENED.match(item)
    return item[opened.end() :] if opened else item


def telling(words: list[str]) -> list[str]:
    """The roots of those words of a thing that tell it."""
    if len(words) > 1 and words[-1].lower() in WHO_DOES and words[-2].lower() not in VAGUE:
        words = words[:-1]
    return [one for word in words if word.lower() not in VAGUE for one in roots(word)]
