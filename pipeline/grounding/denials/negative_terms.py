"""The words of negative statements that documents can decide: no people led, no licence, no degree, no visa needed, no travel.

Patterns of the email on one side, of resume or posting on the other. English.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.grounding.patterns import Pattern, compiled
from pipeline.profile.languages import NAMES as LANGUAGES

_HAVE = r"(?:have|had|hold|bring|do not have|don['’]t have|did not have|possess|lack|of|with|has)"
_PERSONS = r"(?:people|a person|others|anyone|anybody|a team|teams|a staff|staff|employees|direct reports|reports)"


class Paper(NamedTuple):
    """Something that is held or not."""

    name: str
    said: Pattern
    given: Pattern


class Absence(NamedTuple):
    """Something that a role may do without; `denied` finds that in a posting, `given` the opposite."""

    said: Pattern
    given: Pattern
    denied: Pattern
    of_hiring: bool = False
    """Whether it is a step of the hiring, of which a posting need not speak."""


def _find(pattern: str) -> Pattern:
    return compiled(pattern, re.IGNORECASE)


NO_PEOPLE = _find(
    rf"\b(?:{_HAVE}(?:n['’]t| not)? |lack |with |without )?(?:no|zero|never had|not had|lack(?:ing)?|without)(?: any)? (?:prior |previous |formal |real |direct |actual )*(?:management|managerial|leadership|supervisory|people[- ]management|line[- ]management|team[- ]lead(?:ership)?|managing|supervision) (?:experience|background|responsibilit(?:y|ies)|role|duties)\b|"
    rf"\b(?:never|not|haven['’]t|hasn['’]t|hadn['’]t|n['’]t)(?: yet| ever)? (?:managed|led|supervised|overseen|directed|headed) {_PERSONS}(?=\s*(?:[.,;!]|$|before\b|but\b|and\b|yet\b|so\b))|"
    r"\bnever (?:had|have had) (?:an? |any |one |a single )?(?:[\w-]+ ){0,3}?(?:under me\b|reporting to (?:me|you)\b|in my charge\b|to (?:supervise|lead|manage)\b)|"
    r"\b(?:nobody|no one|no-one|no staff|no people)(?: has| have| had)?(?: ever| yet)? (?:report(?:ed|s)?|answer(?:ed|s)?) (?:directly )?to (?:me|you)\b|"
    r"\bno experience (?:of |in |with )?(?:managing|leading|supervising|running|heading|directing) (?:people|others|teams?|a team|staff|a crew|crews)\b|\b(?:do not|don['’]t|did not|didn['’]t) have (?:any )?(?:management|leadership|supervisory|people management) experience\b"
)
PEOPLE = _find(
    r"\b(?:manag(?:e[sd]?|ing)|lead(?:s|ing)?|led|supervis(?:e[sd]?|ing)|head(?:ed|s|ing)|direct(?:ed|s|ing)|oversaw|oversee(?:s|ing)?|line[- ]manag\w+|r(?:an|un|uns)) (?:an? |the |our |all |up to |over |about |some )?(?:[\w-]+ ){0,3}?(?:teams?|crews?|brigade|squad|staff|people|employees|engineers|developers|nurses|analysts|teachers|officers|technicians|designers|"
    r"workers|operators|buyers|cooks|agents|advisers|advisors|drivers|clerks|assistants|associates|reps|managers|guards|testers|scientists|carers|mechanics)\b|(?<!\bin a )(?<!\bpart of a )(?<!\bmember of a )\bteam of (?:\w+ )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty)\b|\bdirect reports\b|\breport(?:s|ed|ing)? to me\b|\bline manager\b|\bteam lead(?:er)?\b|\bshift (?:lead(?:er)?|supervisor)\b|\bhead of\b"
)

PAPERS = (
    Paper(
        "a driving licence",
        _find(r"\b(?:no|not|n['’]t|without|never|lack)\b[^.;,]{0,25}? (?:full |clean |valid |UK |US |category B |class \w )?(?:driving licen[cs]e|driver['’]?s['’]? licen[cs]e|driver licen[cs]e)\b(?! \w*for)|\b(?:cannot|can['’]t|do not|don['’]t) drive(?=\s*(?:[.,;!]|$|and\b|but\b|so\b))"),
        _find(r"\b(?:driving licen[cs]e|driver['’]?s['’]? licen[cs]e|driver licen[cs]e|category B(?: licen[cs]e)?|(?:full|clean|B|class B) (?:UK |EU |driving )?licen[cs]e|drivers? licen[cs]e|CDL|clean driving record)\b"),
    ),
    Paper(
        "a degree",
        _find(r"\b(?:no|not|n['’]t|without|lack)\b(?: have| hold| finished| completed| got| earned| a| an| any| my| university| college| formal| academic)* (?:university |college |bachelor['’]?s? |undergraduate )?degree(?=\s*(?:[.,;!]|$|and\b|but\b|so\b|yet\b))|\b(?:never|not|didn['’]t|did not)(?: went| go| been| gone| attend(?:ed)?)+ (?:to )?(?:a )?(?:university|college)\b"),
        _find(r"\b(?:bachelor|master of|master['’]?s|B\.?Sc\b|B\.?A\b\.?|M\.?Sc\b|M\.?A\b\.|M\.?Eng|B\.?Eng|B\.?Tech|Ph\.?D|LL\.?[BM]|MBA|associate (?:degree|of)|licentiate|dipl\.?-ing)"),
    ),
    Paper(
        "a certificate",
        _find(r"\b(?:no|not (?:have|hold|hold any|have any)|n['’]t (?:have|hold)(?: any)?|without(?: any)?) (?:professional |formal |industry |technical )?(?:certifications?|certificates)(?=\s*(?:[.,;!]|$|and\b|but\b|so\b|yet\b|at all))"),
        _find(r"\b(?:certified|certification|certificate)s?\b"),
    ),
    Paper(
        "publications",
        _find(r"\b(?:never|not|n['’]t)(?: yet)? published(?=\s*(?:[.,;!]|$|anything|a paper|any|papers))|\bno (?:publications|published (?:work|papers))\b"),
        _find(r"(?m:^\W*publications?\b)|\bpublished (?:in|\w+ (?:papers|articles))|\bfirst author\b|\bproceedings of\b"),
    ),
    Paper(
        "work held",
        _find(r"\b(?:have|had|with|bring) no (?:work|professional|job|employment|prior work|previous work) experience(?=\s*(?:[.,;!]|$|and\b|but\b|so\b|yet\b|at all))|\bnever (?:had|held) a (?:job|paid job)\b|\bnever been employed(?=\s*(?:[.,;!]|$|and\b|but\b|so\b|yet\b|at all|anywhere))"),
        _find(r"(?:(?:19|20)\d\d|\d{4}-\d\d)\s*(?:-|–|—|to)\s*(?:present|now|(?:19|20)\d\d)[^\n]*\n?[^\n]*\b(?:engineer|manager|analyst|developer|consultant|director|officer|nurse(?! intern)|accountant|lead|designer|architect|scientist|supervisor)\b(?! (?:intern|trainee|student))"),
    ),
)  # fmt: skip

NO_VISA = _find(
    r"\b(?:no|not|never|\w{2,6}n['’]t|without)\b[^.;,]{0,20}?(?:\b(?:need|require|requiring|needing|in need of)\b[^.;,]{0,20}?)?\b(?:visa(?: sponsorship)?|sponsorship|work permit|work visa|immigration support)\b|\b(?:visa|sponsorship|work permit) (?:is |are )?(?:not|n['’]t) (?:needed|required|necessary)\b|"
    r"\b(?:authori[sz]ed|eligible|entitled|permitted|cleared|free|legally able|allowed) to work\b|\bright to work\b|\b(?:hold|have) (?:a |full |valid |the )*(?:work(?:ing)? (?:permit|visa|rights|authori[sz]ation)|unrestricted work|residence permit|settled status|green card)\b|\bcitizen of\b|\bpermanent resident\b"
)
_BEHIND = r"(?: (?:\w+ ){0,4})?$"
RIGHT_OF_OTHERS = _find(
    r"\b(?:people|persons?|those|anyone|everyone|someone|somebody|candidates?|applicants?|hires?|staff|who(?:ever)? (?:is|are)|requirements?|whether|if|unless|about|regarding|on the|question|subject|matter|ask(?:s|ed)? (?:for|about)|there (?:is|was|will be)|offer\w*|provid\w*|sponsor\w*)"
    + _BEHIND
)
"""Words before a right to work, or before the lack of a need for one, that make it somebody else's or a question."""
RIGHT_AHEAD = _find(
    r"\b(?:must|need to|needs|require[sd]?|proof of|evidence of|not|never|n['’]t|without|lack|no|yet|once|until|obtain|get|getting|apply for|applying for|sort out|arrange)"
    + _BEHIND
)
"""Words before a right to work that deny it or put it off."""
RIGHT_ASKED = _find(
    r"[^,;.]{0,30}?\b(?:is|are|was|would be|will be|being|remains?) (?:\w+ ){0,2}?(?:required|needed|necessary|requested|mandatory|essential|a must|a condition|a question|an issue|a requirement|asked|expected|missing|pending|open|unclear|something)\b|[^,;.]{0,40}\?|[^,;.]{0,20} (?:(?:must|should|could|would|will|may|might) be|has to be|to be (?:discussed|clarified|settled|checked))\b"
)
"""What makes it the employer's demand or an open question behind it."""
MAY_WORK = _find(
    r"\b(?:visa|sponsor\w*|authori[sz]ed to work|authori[sz]ation|right to work|citizen(?:ship)?|passport|work(?:ing)? (?:permit|rights|status)|permanent resident\w*|residen(?:t|ce|cy) (?:permit|card|status)|green card|nationality|eligible to work|settled status|pre-settled|indefinite leave|free to work|EU national|dual national|authori[sz]ed)\b"
)
_NO = r"(?:no|without|zero|never any|free of|nor|don['’]t (?:do|have|ask for|need|require|work)(?: any)?|do not (?:do|have|ask for|need|require|work)(?: any)?|doesn['’]t (?:involve|need|require|include|have)(?: any)?|does not (?:involve|need|require|include|have)(?: any)?|not any)"
_ANY = r"(?:[\w-]+ (?:and|or|,) )?(?:prior |previous |specific |relevant |formal |particular |required |overnight |international |business |regular |weekly |daily )*"


def _absence(said: str, given: str, denied: str) -> Absence:
    """The usual denials before `said`, and behind it where it is `not needed`."""
    return Absence(
        _find(
            rf"\b{_NO} {_ANY}(?:{said})\b(?! (?:in|with|of|on|as|for|at) (?!this|the role|the job|us)| (?:experience|background|history)\b)|\b{_ANY}(?:{said}) (?:(?:is|are) not|isn['’]t|aren['’]t) (?:needed|required|necessary|expected|involved)\b"
        ),
        _find(given),
        _find(
            rf"\b(?:no|not|without|never|none|zero|nor|n['’]t|off|free)\b[^.;\n]{{0,40}}?(?:{said}|{given})|(?:{said}|{given})[^.;\n]{{0,30}}\b(?:not|n['’]t|free|closed|off|never|no\b|optional)|{denied}"
        ),
    )


def _hurdle(said: str) -> Absence:
    """A step of the hiring that somebody is spared, for whomever: `no background check for remote staff`."""
    return Absence(
        _find(
            rf"\b{_NO} (?:an? |any )?{_ANY}(?:{said})(?:s|ing)?\b(?= ?(?:[.,;:!)–—-]|$)| (?:for|at|before|is|are|in this|with us|here|either|needed|required|involved|and|or|but|to worry)\b)|\b(?:{said})(?:s|ing)? (?:(?:is|are) not|isn['’]t|aren['’]t) (?:needed|required|necessary|involved)\b"
        ),
        _find(said),
        _find(
            rf"\b(?:no|not|without|never|none|nor|n['’]t)\b[^.;\n]{{0,40}}?(?:{said})|(?:{said})[^.;\n]{{0,30}}\b(?:not|n['’]t|never|no\b|optional|waived)"
        ),
        of_hiring=True,
    )


ABSENT = ("drug", "background", "vetting", "clearance", "letter", "reference", "medical", "exam", "disclosure", "travel", "trip", "weekend", "saturday", "sunday", "night", "shift", "evening", "call", "overtime", "experience", "degree", "diploma", "qualification", "licen", "probation", "relocation", "commut", "deadline")  # fmt: skip
"""Letters of the things below."""
ABSENCES = (
    _absence(r"travel(?:l?ing)?|trips", r"\btravel|\btrips?\b|on the road|site visits|stranded|overnight stay", r"\boffice[- ]based only\b"),
    _absence(r"weekends?(?: work(?:ing)?| shifts?| duty)?|Saturdays?|Sundays?", r"weekends?|saturday|sunday|seven[- ]day|7[- ]day", r"mon(?:day)?s?\s*(?:to|-|–|through)\s*(?:thu|fri)|weekdays"),
    _absence(r"nights?(?: shifts?| work| duty)?|night[- ]shifts?|shift work|shifts|evenings?(?: work| shifts?)?", r"\bnights?\b|shifts?\b|evening|on[- ]call|24/7|rota", r"mon(?:day)?s?\s*(?:to|-|–|through)\s*(?:thu|fri)|\b(?:8|9)[^\n]{0,12}(?:to|-|–) ?(?:4|5|16|17)|5 ?am|day shift|daytime|office hours"),
    _absence(r"on[- ]call(?: duty| rota| rotation)?", r"on[- ]call|out[- ]of[- ]hours|rota\b|pager", r"office hours"),
    _absence(r"overtime", r"overtime", r"office hours"),
    _absence(r"cold[- ]call(?:ing|s)?", r"cold[- ]call|outbound|prospecting", r"inbound only|warm leads"),
    _absence(r"experience", r"\b(?:(?!0 )\d+|one|two|three|four|five|six|seven|eight|nine|ten)\+? (?:or more )?(?:years?|months)[^\n]{0,40}|\bexperience (?:with|in|of|as|using)|experienced|proven|track record", r"\b(?:0|zero) years\b|\bno (?:prior |previous )?experience\b|entry[- ]level|(?:we|you)(?:['’]ll| will)? (?:teach|train|show|learn)|training (?:given|provided)|will train|apprentice|first job|beginner"),
    _absence(r"degree|diploma|qualifications?", r"\bdegree|bachelor|master['’]?s|B\.?Sc|diploma|qualif", r"or equivalent|equivalent experience"),
    _absence(r"(?:driving |driver['’]?s )?licen[cs]e", r"licen[cs]e", r"a^"),
    _absence(r"probation(?:ary)?(?: period)?", r"probation", r"a^"),
    _absence(r"relocation", r"relocat", r"remote|from anywhere|from home"),
    _absence(r"commut(?:e|ing)", r"commut|in the office|on[- ]site|onsite", r"remote|from home|anywhere"),
    _absence(r"deadline", r"deadline|closing date|apply by|applications? (?:close|by)|before \d|by \d", r"rolling|open until"),
    _hurdle(r"drug (?:and alcohol )?(?:screen|test)"),
    _hurdle(r"background (?:check|investigation|screening)|vetting|security clearance"),
    _hurdle(r"cover(?:ing)? letter"),
    _hurdle(r"references"),
    _hurdle(r"medical (?:check|exam(?:ination)?|screening)|(?:written |entrance |civil service )exam(?:ination)?"),
    _hurdle(r"(?:financial|conflict[- ]of[- ]interest) disclosure"),
)  # fmt: skip
THERE_IS_NO = _find(r"\bthere(?:['’]s| is| are|['’]d be| would be| will be) (?=no\b)")
OF_PERSONS = _find(r"\b(?:experience|degree|diploma|qualifications?|licen[cs]es?)\b")
"""What a person may be without as well as a post."""
_SPARED = r"(?:required|needed|necessary|expected|asked(?: for)?|called for|a must)"

_EVENTS = r"(?P<noun>complaints?|accidents?|injur(?:y|ies)|incidents?|errors?|defects?|breakages?|rejections?|findings?|remarks?|near[- ]miss(?:es)?|warnings?|strikes?|reportables?|fines?|recalls?|outages?|breaches|leaks?|resignations?)"
NO_EVENT = _find(
    rf"\b(?:no|not one|not a single|zero|without an?|without any|without a single|never an?|never any|none of|free of|not one \w+ (?:put|made|filed|raised|lodged|sent) an?) (?:[\w-]+ ){{0,4}}?{_EVENTS}\b(?! (?:at|in|with|by) your)"
)
COUNTED = _find(rf"\b(?:[1-9]\d*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:[a-z-]+ ){{0,2}}?{_EVENTS}\b")
FELL_TO = _find(rf"{_EVENTS}\b[^.;\n]{{0,60}}?\bto [1-9]\d*\b(?!%)")
"""Events of which some were left."""
NONE_HELD = _find(r"\b(?:I|you) (?:have|hold|own|can show) none\b|\bnone (?:to|so far|as yet|yet|at all)\b|^none\b")
_LANGUAGE = "|".join(sorted(re.escape(name.capitalize()) for name in LANGUAGES if name.lower() != "english"))
BARE = (
    (_find(r"\bno (?:[\w-]+,? (?:or|and|nor) )?publications?\b(?! (?:yet )?in\b)|\bnever published(?: anything| a paper| an article)?(?=[.,;]|$| or\b)"), _find(r"(?m:^\W*publications?\b)|\bpublished (?:in|by|an?|the|two|\d|\w+ (?:papers|articles))|\bfirst author\b|\bproceedings of\b|\bjournal\b"), "publication"),
    (_find(r"\bno (?:[\w-]+,? (?:or|and|nor) )?(?:awards?|prizes?|hono(?:u)?rs)\b(?! for)|\bnever (?:won|received) (?:anything|(?:an? |any )?(?:award|prize)s?)(?=[.,;]|$)"), _find(r"\b(?:award(?:ed|s)?|(?:first|second|third|1st|2nd|3rd) (?:prize|place)|winner|won the|medal|best paper)\b"), "award"),
    (_find(r"\bno (?:[\w-]+,? (?:or|and|nor) )?(?:certificates?|certifications?)\b(?=[.,;]|$| or| and| at all| to (?:my|your))"), _find(r"\bcertifi(?:ed|cations?|cates?)\b(?![^\n]*in progress)"), "certificate"),
    (_find(r"\b(?:do not|don['’]t|cannot|can['’]t|never learned to) (?:speak|know|read) (?:any )?(?:other|foreign|second|further|additional) languages?\b|\b(?:speak|know|have) no (?:other|foreign|second) languages?\b|\bspeak (?:only|nothing but) English\b|\bonly speak English\b|\bEnglish is (?:the|my|your) only language\b"), _find(rf"\b(?:fluent|native|bilingual|proficient|conversational|professional|intermediate|advanced)\b[^\n.]{{0,20}}\b(?-i:{_LANGUAGE})\b|\b(?-i:{_LANGUAGE})\b[ :(–-]{{1,3}}(?:fluent|native|bilingual|professional|intermediate|advanced|conversational|full|working|B1|B2|C1|C2)\b"), "another language"),
    (_find(r"\b(?:you|I) (?:speak|have|know|read|write) no English\b"), _find(r"\b(?:english|anglais|englisch|ingl[eé]s)\b"), "English"),
)  # fmt: skip
"""Denials of a whole class of things, what shows one of them, and its name."""
BEGUN = _find(r"\b(?:A1|beginner|learning)\b")
LITTLE = _find(r"\b(?:A2|basic|basics|elementary)\b")
"""A listed skill of which there is some: only who denies it altogether says what is not so."""
AT_ALL = _find(
    r"(?:\b(?:do|does|did|can)(?: not|n['’]t)|\bcannot|\bcan['’]t|\b(?:speak|know)) (?:\w+ )?(?:speak|know|no|any)\b|\b(?:never|not|n['’]t)(?: yet| ever)? (?:used|touched|opened|worked with)\b|\bno knowledge of\b"
)
_WHAT = r"[\w+#./&'’-]+(?: [\w+#./&'’-]+){0,3}?"
NOT_NEEDED = _find(
    rf"\b(?:you (?:do not|don['’]t|won['’]t|will not|wouldn['’]t|would not) need(?: to (?:know|have|speak|hold|use))?|we (?:do not|don['’]t) (?:ask for|require|need)|there is no need for|no need for|needs no|requires no|without needing) (?:any |an? |the )?(?P<what>{_WHAT})(?=\s*(?:[.,;!]|$|for\b|to\b|experience\b|as\b|here\b|and\b|but\b))|"
    rf"\bno (?:prior |previous |specific |formal |particular )*(?:experience|background|knowledge|training) (?:with|in|of|on) (?P<of>{_WHAT}) (?:is|are) {_SPARED}\b|"
    rf"\b(?P<item>{_WHAT}) (?:is not|isn['’]t|are not|aren['’]t) (?:needed|required|necessary|a requirement|a must)\b"
)
OPTIONAL = _find(
    r"\b(?:not|no|n['’]t|or|nice|plus|advantage|desirable|ideally|prefer|bonus|optional|willing|able to|learn|teach|train|asset)\b"
)
