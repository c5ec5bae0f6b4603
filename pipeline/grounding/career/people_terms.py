"""People who were led: where a text says that they were, which words name people at work, and which titles have people under them."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.grounding.patterns import compiled
from pipeline.profile.vocabulary import TITLE_NOUNS
from pipeline.schema import Direction

LEADING_TITLE = re.compile(
    r"\b(?:manager|head|lead(?:er)?|director|chief|chair(?:man|woman|person)?|supervisor|captain|foreman|forewoman|president|owner|founder|principal|partner|charge|coordinator|co-ordinator|c[eotf]o|vp|sister|matron|dean|superintendent|conductor|self-employed|freelance\w*|sole|editor|sergeant|investigator|executive|warden|registrar|master|senior)\b",
    re.IGNORECASE,
)
_GROUPS = r"teams?|crews?|brigades?|squads?|staff|gangs?|workforce|cohort of staff|watch|shift of|platoon|section of|sub-?team"
STAFF = frozenset(
    """
    team teams crew crews brigade squad squads staff gang gangs workforce people employees colleagues reports workers hands juniors interns trainees apprentices graduates volunteers seasonals pickers pluckers labourers laborers helpers recruits
    salespeople reps bakers therapists specialists subordinates freelancers contractors subcontractors ambassadors stewards operatives starters hires heads leads physios techs devs admins execs TAs profs reps carers
    """.split()
) | frozenset(plural for noun in TITLE_NOUNS - frozenset("ha gp ta pa ba lead head hand model printer processor monitor ranger host guide judge chair notary planner producer packer".split()) for plural in (noun + "s", re.sub(r"y$", "ie", noun) + "s", re.sub(r"man$", "men", noun)) if plural != noun)  # fmt: skip
_LEAD_VERB = compiled(
    r"\b(?=\w)(?:lead(?:er)? (?:for|of|to)|(?:line[- ]|people[- ]|co-?)?(?:manag(?:ed|es?|ing)|led|leads?|leading|supervis(?:ed|es?|ing)|head(?:ed|s|ing)(?: up)?|direct(?:ed|s|ing)|(?:(?<=\bI )|(?<=\byou )|(?<= now )|(?<= also )|(?<= already )|(?<= currently ))(?:direct|head|command|captain|chair)(?: up)?|(?<= to )(?:direct|head|command|captain|chair)(?: up)?(?= (?:the|an?|our|its|their|all|both)\b)|overs(?:aw|ees?|een|eeing)|command(?:ed|ing)|captain(?:ed|ing)|steer(?:ed|s|ing)?|marshal(?:led|s|ling)?|chair(?:ed|s|ing)(?= (?:the|an?|our|its|their) (?:[\w-]+ )?team\b))|r[au]ns?|running|look(?:ed|ing)? after(?= an? (?:[\w-]+ )?(?:team|crew|squad|staff)\b)|built and led|(?:in|with|had|have|having|took|taken|taking) charge of|t(?:ook|aken|aking) over|(?:responsible|accountable|responsibility|answered|answering|answerable) for|"
    r"appraised|at the head of|boss of|leader of|leadership of|supervision of|management of|supervisor (?:of|to)|manager (?:of|to)|hired|recruited(?! [^.;\n]{0,60}?\bto\s(?:attend|take|try|test|complete|participate|enroll?|sign|volunteer|donate)\b)|employed|employing) (?=\w)",
    re.IGNORECASE,
)
_PLAIN_LEAD = compiled(
    rf"\b(?:my|your) (?:own )?(?:\w+ )?(?:(?:{_GROUPS}) of|direct reports|leadership of)|\b(?:with|of|had|have) (?:\w+ )?direct reports\b|\b(?:have|had|lead|led|run|ran) an? (?:[\w-]+ ){{0,2}}(?:team|crew|staff) of (?:my|your) own\b|\b(?:report(?:ed|s|ing)?|answer(?:ed|s|ing)?) (?:directly |straight )?(?:in)?to (?:me|you)\b|"
    r"\b(?:under|beneath|below) (?:me\b|you\b|(?:my|your) (?:(?:sole|direct|own|full|daily|overall|close|joint) )?(?:leadership|management|command|direction|supervision|charge)\b)|\b(?:to|under) whom (?:[\w-]+ ){1,6}?(?:report|answer)s?\b|"
    r"\b(?:my|your|extensive|proven|strong|\w+ years of) (?:\w+ )?(?:people[- ]management|team[- ]management|management|leadership|supervisory|line[- ]management) (?:experience|background|track record|role)\b|\b(?:as|was|were|am|are|been|being|became|become) (?:an? |the )?(?:head of|team lead(?:er)?(?: of)?|line manager|people manager)\b|\b(?:nurse|person|officer|cook|chef|clerk|doctor|midwife|teacher|engineer|one)[ -]in[ -]charge\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"(?:and|for|with|in|to|at|by|on|from|into|that|which|where|when|while|who|,|as|through|over|under|but|or|than|caseloads?|pipelines?|portfolios?)$",
    re.IGNORECASE,
)
_UNITS = frozenset(
    "department division unit group function organisation organization office practice branch kitchen ward studio bureau desk section chapter faculty workshop business operation site".split()
)
_WHOLE_UNITS = frozenset({"department", "division"})
"""Units that are led as a whole, with the people in them."""
_DIRECT = re.compile(
    r"\b(?:(?:in)?direct|line|solid|dotted|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty)(?:[- ]line)? $",
    re.IGNORECASE,
)
"""Before `reports` that are people: `six direct reports`, and not `the sales reports`."""
_OF_MANY = re.compile(
    r" of (?:about |some |over |up to |more than )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|\w+ty)(?![\d,.]*\d|%)(?: (?:people|staff|employees|engineers|persons|colleagues)|(?=[.,;]| and| in| at| who| with|$))"
)
_WORDS_TO_PERSON = 6
_BASE = re.compile(r"(?:lead|head|direct|supervisor|command) ", re.IGNORECASE)
_OF_NOUN = re.compile(
    r"(?:\d\+?|\b(?:an?|the|its|our|their|of|with|by|from|under|for|and|or|senior|junior|several|many|other|both|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) $",
    re.IGNORECASE,
)
"""Before `lead` where it is the rank of somebody: `9 lead engineers`."""
_PHRASE_ENDS = re.compile(
    r"(?=$|[.,;:!?()–—-]| (?:[A-Z]|and|or|of|for|with|in|to|at|by|on|from|into|that|which|where|when|while|who|whom|as|through|over|under|but|than|across|during|since|until|after|before|there|here|so|within|between|about|each|every|per|is|are|was|were|have|has|had|too|also|daily|myself|alone|st(?:an|oo)ds?|str(?:ikes?|uck)|ca(?:tch(?:es)?|ught)|made|makes?|gave|gives?|taught|brought|brings?|came|comes?|drew|draws?|fits?|suits?|means?|meant|speaks?|spoke|tells?|told|seems?|looks?|took|kept|left|went|will|would|can|could|may|might|did|does|do|[a-z]+(?:ing|ed|ly)\b)|  |\n)"
)
"""Behind a noun that is the last of its phrase: `the staff choir` is no staff."""
_SIZED = compiled(
    rf"\b(?:(?:manag(?:e[ds]?|ing)|led|leads?|leading|supervis(?:e[ds]?|ing)|head(?:ed|s|ing)?(?: up)?|direct(?:ed|s|ing)|r[au]n|running|oversaw|oversee[ns]?)|(?:head|lead|leader|manager|director|chief|boss|in charge) of) (?:a |an |the |its |their |our |your |my )?(?:\d+|[a-z]+(?:-[a-z]+)?)-(?:person|people|strong|member|man|woman|head|employee) (?:[\w-]+ ){{0,3}}?(?:{_GROUPS}|{'|'.join(sorted(_UNITS))})\b",
    re.IGNORECASE,
)
"""`a 30-person department` with a lead before it."""
_LED_BY = compiled(
    rf"\b(?:(?:an?|the|that|your|my) )?(?:(?:\d+|[a-z]+)-(?:person|people|strong|member|man|woman|head|employee) )?(?:{_GROUPS}|branch|department|division)(?: of (?:\w+ ){{1,4}}?)? (?:that |which |who |whom )?(?:I|you)(?:['’]ve| have| had)?(?: also| once| then| now| still)? (?:managed?|led|lead|supervised?|head(?:ed)?|direct(?:ed)?|oversaw|oversee[n]?|ran|run|guided?|coach(?:ed)?)\b"
    rf"|\b(?:the |that |our |its |an? )?(?:[\w-]+ )?(?:{_GROUPS}) (?:is|are|was|were|has been|have been) (?:now |then |also )?(?:managed|led|supervised|headed|directed|overseen|run) by (?:me|you)\b",
    re.IGNORECASE,
)
"""`The ten-person team you managed`, `the night crew is run by me`, where the people stand before the lead."""
_THOSE = r"(?:the|these|those|all) (?:[\w-]+ ){0,3}?(?P<who>[\w’-]+)(?: of [\w-]+)? (?:that |who |whom )?(?:I|you)"
_WHOM_LED = compiled(
    rf"\b{_THOSE}(?:['’]ve| have| had)?(?: also| now| still)? (?:managed?|led|lead|supervised?|head(?:ed)?|direct(?:ed)?|oversaw|oversee[n]?|coach(?:ed)?)\b"
)
"""`the three assistants you supervise`; who they are tells whether they are people at work."""
_SUBJECT_BEHIND = re.compile(r"[^,;.:]{0,60}, (?P<who>I|you)\b(?!['’](?:d|ll)| (?:would|will|could|can|might|may)\b)")
THOSE = re.compile(rf"{_THOSE}\b", re.IGNORECASE)
PEOPLE_LED = (_LEAD_VERB, _SIZED, _PLAIN_LEAD, _LED_BY, _WHOM_LED)
"""The patterns of `people`."""
_SORT_OF_TEAM = r"(?!(?:\w+ed|with|in|for|of|at|to|on|by|from|as|the|an?|who|which|that|where|ran|wrote|led|kept|made|took)\b)[\w’'&/-]+"
_LISTED = re.compile(
    rf"(?:(?:both |all )?(?:the |our |its |their )(?:entire |whole )?|both |all |(?=[A-Z])){_SORT_OF_TEAM}(?: {_SORT_OF_TEAM})?(?:,\s{_SORT_OF_TEAM}(?:\s{_SORT_OF_TEAM})?){{0,4}},?\s(?:and|&)\s(?:the\s)?{_SORT_OF_TEAM}(?: {_SORT_OF_TEAM})?? (?:teams|crews|squads|departments|divisions|brigades)\b"
)
"""`the Marketing, PR, and Social Media teams`: people at the end of a list of what sorts they are."""
TEAM_OF = re.compile(rf"\b(?:{_GROUPS}) of\b", re.IGNORECASE)
RANKED_TITLE = re.compile(
    r"\b(?:manager|head|lead(?:er)?|director|chief|chair(?:man|woman|person)?|supervisor|captain|foreman|forewoman|president|owner|founder|principal|(?<!business )partner|charge|coordinator|co-ordinator|c[eotf]o|vp|sister|matron|dean|superintendent|sergeant|warden|(?:head|quarter|station|harbou?r)master|executive chef|sous|bosun|steward)\b",
    re.IGNORECASE,
)
"""Titles of those who have people under them."""
LEAD_SHOWN = re.compile(
    r"\b(?:manag(?:er|ers|ing|e[ds]?)|(?<!mis)lead(?:er|ers|ing|s|ership)?(?! (?:generation|time|to\b))|led(?! to\b)|supervis(?:ed?|es|ing|ors?|ion of (?:\w+ ){0,3}(?:staff|people|students))|head(?:ed|ing)?(?= of\b|teacher|master|mistress|ed\b|ing\b| chef| nurse| coach)|director|directed|directing|overs(?:aw|ee|ees|eeing)|foreman|forewoman|captain|chief|chair\w*|in charge|charge nurse|president|vp|c[etof]o|"
    r"founder|co-?founder|owner|principal|gangs|direct reports|reports? to me|reporting to me|hired|sergeant|sous|superintendent|in command|preceptor|coordinator|co-ordinator|delegat\w+|line-manage\w*|shift lead)\b",
    re.IGNORECASE,
)


def people(text: str, start: int = 0) -> tuple[int, int] | None:
    """Where a text says that people were led: the verb and its people, or `my team of`."""
    for verb in _LEAD_VERB.finditer(text, start):
        if _BASE.match(verb.group()) and _OF_NOUN.search(text, max(0, verb.start() - 20), verb.start()):
            continue
        for word in islice(re.finditer(r"[\w'’-]+|,", text[verb.end() : verb.end() + 80]), _WORDS_TO_PERSON):
            if _NO_PERSON.match(word.group()):
                if listed := _LISTED.match(text, verb.end()):
                    return verb.start(), listed.end()
                break
            if word.group().lower() in _UNITS and _OF_MANY.match(text, verb.end() + word.end()):
                return verb.start(), verb.end() + word.end()
            if word.group().lower() == "reports" and not _DIRECT.search(text, verb.start(), verb.end() + word.start()):
                break
            if (word.group().lower() in STAFF or word.group().lower() in _WHOLE_UNITS) and _PHRASE_ENDS.match(
                text, verb.end() + word.end()
            ):
                return verb.start(), verb.end() + word.end()
    plain = ("-" in text and _SIZED.search(text, start)) or _PLAIN_LEAD.search(text, start) or _LED_BY.search(text, start)
    whom = plain or next((one for one in islice(_WHOM_LED.finditer(text, start), _WORDS_TO_PERSON) if is_staff(one["who"])), None)
    return whom.span() if whom else None


def is_apposed(direction: Direction, text: str, start: int, end: int) -> bool:
    """Whether people led are told of the subject that follows: `as head of the mobile team, I shipped the app`."""
    subject = _SUBJECT_BEHIND.match(text, end) if text[start : start + 3].lower() == "as " else None
    return subject is not None and (subject["who"] == "I") is (direction is Direction.APPLICATION)


def is_staff(word: str) -> bool:
    """Whether a word names people at work, in the plural."""
    return word.lower() in STAFF
