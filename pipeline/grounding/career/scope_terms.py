"""Verbs and nouns that say how large a part somebody had in something, by tier; what shows a lead, a beginning, work done alone."""

from __future__ import annotations

import re
from enum import IntEnum

from pipeline.grounding.career.people_terms import is_staff
from pipeline.grounding.figures import numbers
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD
from pipeline.schema import Direction


class Tier(IntEnum):
    """From a hand lent to a thing begun."""

    HELPED = 1
    JOINED = 2
    BUILT = 3
    LED = 4
    FOUNDED = 5


_HELPED = (
    r"(?-i:Assist|Help|Shadow|Observe|Support(?= (?:the|an?|in|with|our|all)\b))|(?:(?<=\bI )|(?<=\byou ))(?:assist|help|support|shadow)|help(?:ed|s|ing)?|assist(?:ed|s|ing|ant to)?|support(?:ed|s|ing)|shadow(?:ed|s|ing)?|observ(?:ed|es|ing)|aid(?:ed|ing)|backed up|exposure to|had a (?:small |minor )?(?:part|hand|role) in|involved in|lent a hand|under (?:the )?supervision of|"
    r"cover(?:ed|s|ing)?(?= [^.;\n]{0,60}\b(?:when|while|whenever|during)\b[^.;\n]{0,40}\b(?:leave|absen\w+|away|holidays?|sick\w*|vacation)\b)|stood in(?= for)|fill(?:ed|s|ing) in(?= for)|deputi[sz](?:ed|es|ing)(?= for)|"
    r"sat in on|was exposed to|learn(?:ed|ing|t) (?:about|how)|studied|introduction to"
)
_JOINED = (
    r"(?-i:Contribute|Participate|Collaborate)(?: (?:to|in|on|with))?|(?:(?<=\bI )|(?<=\byou ))(?:contribute|participate|collaborate)(?: (?:to|in|on|with))?|contribut(?:ed|es|ing|or)(?: to)?|accompan(?:y|ies|ied|ying)|participat(?:ed|es|ing|ion)(?: in)?|took part|tak(?:e|es|ing) part|work(?:ed|s|ing) (?:on|with|alongside|in a team|as part)|collaborat(?:ed|es|ing)(?: on| with)?|"
    r"(?:was |am |as )?(?:a )?(?:part|member) of (?:the|a|an) (?:[\w-]+ ){0,3}(?:team|group|crew|committee|project)|one of (?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several)|co-?operated|joined|attend(?:ed|s|ing)|(?:gave|gives|giving) evidence|testified|appeared (?:in|at|as|before)|liais(?:ed|ing)|in a team|"
    r"(?:(?<=\bmy )|(?<=\byour ))(?:part|share|hand|role|involvement) in"
)
_LED = (
    r"(?:(?<=\bI )|(?<=\byou ))(?:head|chair|supervise|direct|command|captain)(?= the| a| up| an| our| its| two| three| four| five)|led(?! to\b)|leads?(?! to\b)|leading(?! to\b| provider| companies| company)|head(?:ed|s|ing)(?: up)?|direct(?:ed|s|ing)|supervis(?:ed|es|ing|ion of)|oversaw|overse(?:es?|eing)|overseen|spearhead(?:ed|s|ing)?|orchestrat(?:ed|ing) (?:the|a|an)|chair(?:ed|s|ing)|command(?:ed|ing)|"
    r"in charge of|at the (?:head|helm) of|leader(?:ship)? of|head of|under (?:my|your) (?:leadership|direction|management|supervision|command|stewardship)|masterminded|captain(?:ed|ing)|principal investigator|project lead|team lead|lead (?:on|for|of)|mastermind of|the driving force behind|"
    r"(?:took|taken|takes?|taking|had|held|assumed) (?:over )?the (?:lead|helm|reins) (?:on|in|of|for)|(?:had|held|took|taken|given|with) (?:(?:sole|full|overall|complete|entire) )?charge of|(?:mine|yours) to (?:lead|run|head|direct)"
)
_FOUNDED = r"(?:co-?)?found(?:ed|er of|ing member of)|(?<!ing\s)established|co-?founder"
_BUILT = (
    r"built|buil(?:d|ds|ding)|r[au]n|runs|running|own(?:ed|s|ing)?|creat(?:ed|es|ing)|wr(?:ote|ites?|itten|iting)|design(?:ed|s|ing)?|develop(?:ed|s|ing)?|implement(?:ed|s|ing)?|deliver(?:ed|s|ing)?|maintain(?:ed|s|ing)?|manag(?:ed|es?|ing)|made|makes?|making|"
    r"set(?:ting|s)? up|introduc(?:ed|es|ing)|launch(?:ed|es|ing)?|(?:start(?:ed|s|ing)?|beg[au]n)(?! (?:in|at|on|there|here|out|off|from|as)\b)|initiat(?:ed|ing)|migrat(?:ed|ing)|mov(?:ed|ing)|rewr(?:ote|itten)|rebuilt|redesign(?:ed|ing)|automat(?:ed|ing)|cut|reduc(?:ed|ing)|brought|brings?|took|rais(?:ed|ing)|won|"
    r"negotiat(?:ed|es|ing)|plan(?:ned|s|ning)|organi[sz](?:ed|es|ing)|coordinat(?:ed|es|ing)|co-ordinat(?:ed|es|ing)|train(?:ed|s|ing)|taught|teach(?:es|ing)?|coach(?:ed|es|ing)?|responsible for|(?:sole|full|overall|complete|entire|ultimate) responsibility for|opened|produc(?:ed|es|ing)|prepar(?:ed|es|ing)|kept|keeps?|"
    r"perform(?:ed|s|ing)?|carried out|did|sold|sells?|handl(?:ed|es|ing)|process(?:ed|es|ing)|deploy(?:ed|ing)|configur(?:ed|ing)|install(?:ed|ing)|replac(?:ed|ing)|improv(?:ed|ing)|increas(?:ed|ing)|grew|planted|drafted|edit(?:ed|s|ing)|publish(?:ed|ing)|"
    r"conducted|analy[sz](?:ed|ing)|tested|architected|engineered|programmed|coded|pioneered|championed|authored|drove|shipped|administered|operat(?:ed|es|ing)|serviced|repaired|treated|cared for|looked after|look(?:s|ing)? after|held|"
    r"closed|found|proposed|worked out|put together|drew up|rolled out|brought in|restored|inspected|audited|reviewed|translated|photographed|cooked|baked|grew|hired|recruited|mentor(?:ed|s|ing)|moderated|convened|arranged|collected|wired|fitted|laid|welded|qualified"
)
VERB = compiled(
    rf"(?<![\w'’-])(?:(?P<helped>{_HELPED})|(?P<joined>{_JOINED})|(?P<founded>{_FOUNDED})|(?P<led>{_LED})|(?P<built>{_BUILT}))(?![\w-])",
    re.IGNORECASE,
)
CHARGE = re.compile(r"(?:\w+ )*charge of", re.IGNORECASE)
CHARGE_SHOWN = re.compile(r"manag|r[au]n|own|responsible|administer|operat|look", re.IGNORECASE)
"""What whoever had charge of a thing may say in other words: `managed the servers`."""
LEADS = re.compile(r"led\b|leads?\b|leading\b|head(?:ed|s|ing)?\b|under (?:my|your) ", re.IGNORECASE)
MANAGED = re.compile(r"manag(?:ed|es|ing)", re.IGNORECASE)
"""The verb of a line whose work is led as well, though not directed or commanded."""
_TIERS = {"helped": Tier.HELPED, "joined": Tier.JOINED, "built": Tier.BUILT, "led": Tier.LED, "founded": Tier.FOUNDED}
_BEGINS = re.compile(r"\b(?:start|beg[au]n|set(?:ting|s)? up|initiat|launch|open|creat|introduc|pioneer|built|establish)", re.IGNORECASE)


def tier_of(match: re.Match[str]) -> Tier:
    """The tier of a verb as `VERB` finds it."""
    return _TIERS[match.lastgroup or "built"]


def verbs(text: str) -> list[tuple[re.Match[str], Tier]]:
    """The verbs of a text with their tiers; one that a lesser verb leads in is no higher: `helped design`, `contributed to building`."""
    found: list[tuple[re.Match[str], Tier]] = []
    for match in VERB.finditer(text):
        if " " not in match.group() and _NAMED_THING.search(text, max(0, match.start() - _DETERMINER_AT_MOST), match.start()):
            continue
        if match.group() == "LED":
            continue  # a lamp
        tier = tier_of(match)
        last = found[-1] if found and found[-1][1] < Tier.BUILT else None
        if last and (
            _LEADS_IN.fullmatch(text, last[0].end(), match.start())
            or _is_helped(text, last[0], match)
            or _is_helped_with(text, last[0], match)
        ):
            tier = min(tier, last[1])
        found.append((match, tier))
    return found


def _is_helped(text: str, last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a verb tells what others were helped to do: `helped a team of ten build`."""
    return bool(_HELP.fullmatch(last.group()) and _BARE.fullmatch(match.group()) and _WHOM.fullmatch(text, last.end(), match.start()))


def _is_helped_with(text: str, last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a form on -s behind a verb without one is a noun of what was helped with: `Assist with the year-end close processes`."""
    return bool(_ON_S.fullmatch(match.group()) and not _ON_S.match(last.group()) and _SAME_DEED.fullmatch(text, last.end(), match.start()))


def is_own(direction: Direction, text: str, start: int, end: int) -> bool:
    """Whether the candidate is the one who did what `text[start:end]` says, and it was done."""
    before = text[max(0, start - 60) : start]
    if ("who" in before or "that" in before) and _CLEFT.search(before):
        return is_cleft(direction, before)
    open_ = NOT_DONE.search(before)
    if open_ and is_duty(direction, before):
        return True
    if (open_ and not _TO_A_THING.fullmatch(open_.group() + text[start:end])) or _OTHERS.search(before):
        return False
    if _is_plural(direction, text[max(0, start - _FAR) : start], text[start:end]):
        return False
    if (NOUN.fullmatch(text, start, end) and not BEFORE_NOUN.search(before)) or _is_of_people(before, text[start:end]):
        return False
    return is_subject(direction, before)


def is_duty(direction: Direction, before: str) -> bool:
    """Whether a text ends with what says that the verb behind it was the candidate's to do: `it falls to me to`, `my job there was to`."""
    return _DUTY[direction].search(before) is not None and not _NO_DUTY.search(before)


def _is_plural(direction: Direction, before: str, deed: str) -> bool:
    """Whether a word is no verb of the third person but a noun: neither `I` nor `you` is the subject of `plans`."""
    if not _ON_S.fullmatch(deed):
        return False
    first = SUBJECTS_OUTREACH if direction is Direction.OUTREACH else SUBJECTS_APPLICATION
    return first.search(before) is not None and not _OF_THIRD.search(before)


def _is_of_people(before: str, deed: str) -> bool:
    """Whether a deed is told of the people right before it: `led a team responsible for delivering`, `guided two engineers building the portal`."""
    if not (deed.lower().startswith("responsible") or deed.lower().split()[0].endswith("ing")) or deed.endswith("to me"):
        return False
    people = _PEOPLE_BEFORE.search(before)
    return people is not None and is_staff(people["who"] or people["of"])


def is_third(before: str) -> bool:
    """Whether a verb of the third person behind a text may be the candidate's: `somebody who`, or nothing before it that could be its subject."""
    return not WORD.search(before) or _OF_THIRD.search(before) is not None


def is_cleft(direction: Direction, before: str) -> bool:
    """Whether a text ends with the candidate set apart: `I was the one who`, `it was you who`."""
    cleft = _CLEFT.search(before)
    return cleft is not None and (cleft["who"] or cleft["it"]).lower().startswith("y") is (direction is Direction.OUTREACH)


def is_subject(direction: Direction, before: str) -> bool:
    """Whether the nearest pronoun of a text is the candidate's, or it has none."""
    subjects = list((SUBJECTS_OUTREACH if direction is Direction.OUTREACH else SUBJECTS_APPLICATION).finditer(before))
    return not subjects or subjects[-1].lastgroup == "own"


def begins(text: str) -> bool:
    """Whether a passage of the resume says that something was begun, which `founded` says as well."""
    return bool(_BEGINS.search(text))


_NAMED_THING = re.compile(r"(?<![\w'’-])(?:the|an?|its|our|their|my|your|his|her|this|these|those|every|each)(?: new)? $", re.IGNORECASE)
"""Before a word that is no verb there: `the training infrastructure`, `a planned move`."""
_DETERMINER_AT_MOST = 12
_LEADS_IN = re.compile(
    r" (?:(?:to|with|in|the|by|me|us|them|others|and|colleagues|on|who|that|(?!and)[\w-]+) ){0,2}|(?: (?!and\b|or\b|while\b|but\b)[\w’'-]+){1,5} (?:in|with|by|to) ",
    re.IGNORECASE,
)
_HELP = re.compile(r"help(?:ed|s|ing)?", re.IGNORECASE)
_ON_S = re.compile(r"[a-z]+[^s\W]s\b", re.IGNORECASE)
_SAME_DEED = re.compile(r"(?:(?!\b(?:who|that|which|it|she|he)\b)[^,;:.()]){1,60}")
_WHOM = re.compile(r"(?: (?!and\b|or\b|but\b|while\b|that\b|which\b|who\b)[\w’'-]+){1,7} ")
_BARE = re.compile(r"(?!\w+ed$)(?:build|run|own|create|write|design|develop|implement|deliver|maintain|manage|make|set up|launch|start|plan|organi[sz]e|coordinate|train|teach|perform|lead|head|direct|supervise|oversee|chair)(?: .*)?", re.IGNORECASE)  # fmt: skip
"""Verbs as they stand behind the one who is helped."""
WEAK = re.compile(
    r"(?:did|made|makes?|making|took|kept|keeps?|brought|brings?|held|found|moved?|moving|runs?|qualified|closed|look(?:s|ing|ed)? after|collected|grew|won|laid|opened|cut)",
    re.IGNORECASE,
)
"""Verbs of an everyday kind, with which nobody raises himself."""
NOUN = re.compile(
    r"(?:head of|leader of|leadership of|principal investigator|project lead|team lead|founder of|founding member of|co-?founder|lead (?:on|for|of)|leads?|mastermind of)",
    re.IGNORECASE,
)
"""Forms that are a person's as often as a deed's: they count after `as`, `am`, `was`, `my` or a subject."""
BEFORE_NOUN = re.compile(
    r"\b(?:as|am|was|were|been|became|being|my|your|I|I['’]m|you|you['’]re)(?: also| now| the| a| an| its| their| project| technical){0,2} $",
    re.IGNORECASE,
)
SUBJECTS_APPLICATION = re.compile(
    r"(?<![\w'’])(?:(?P<own>I|I['’](?:ve|m|d)|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|us|[Ww]hich I|[Ww]here I)|(?P<other>[Yy]ou|[Yy]our|[Yy]ou['’](?:re|ve)|[Tt]hey|[Tt]heir|[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Ww]ho(?:['’](?:ve|s|d))?|[Cc]olleagues?|[Mm]anager|boss|director))(?![\w'’])"
)
SUBJECTS_OUTREACH = re.compile(
    r"(?<![\w'’])(?:(?P<own>[Yy]ou|[Yy]ou['’]ve|[Yy]our|[Yy]ourself)|(?P<other>[Yy]ou['’](?:d|ll)|[Yy]ou (?:would|will|could|can|may|might|should)|I|I['’](?:ve|m|d)|[Mm]y|[Ww]e|[Ww]e['’](?:ve|re)|[Oo]ur|us|[Tt]hey|[Tt]heir|[Hh]e|[Ss]he|[Ww]ho(?:['’](?:ve|s|d))?|role|post|position|job))(?![\w'’])"
)
_FAR = 200
"""Characters before a word in which the subject of its clause is looked for."""
_OF_THIRD = re.compile(
    r"(?:\b(?:who|that|which)|\b(?:[Mm]y|[Yy]our)(?: current| present| daily)? (?:job|role|post|position|work|day))(?: also| now)? $",
    re.IGNORECASE,
)
"""Right before a verb of the third person that tells of the candidate: `somebody who runs`, `my job covers`."""
_PEOPLE_BEFORE = re.compile(
    r"(?:(?<!my )(?<!your )\b(?P<of>team|crew|group|squad|brigade) of (?:[\w-]+ ){0,3}?[\w-]+|\b(?P<who>[\w-]+)) (?:(?:who (?:are|were)|all|now|jointly|mainly|currently) )?(?:(?:responsible|accountable) for |in charge of |(?:tasked|charged|entrusted) with |dedicated to )?$",
    re.IGNORECASE,
)
_AND_SO = r"(?: (?:has|have|had|also|then|first|once|[a-z]+ly))* $"
_CLEFT = re.compile(
    rf"\b(?P<who>I|you)(?:['’](?:m|re|ve)| am| are| was| were| have)?(?: been)?(?: also| always| then| still| \w+ly)? (?:the|an?|one of (?:the|those)) (?:[\w-]+ ){{1,3}}?(?:who|that)(?:['’](?:ve|s|d))?{_AND_SO}"
    rf"|\bit (?:was|is|has been) (?P<it>I|me|you) (?:who|that)(?:['’](?:ve|s|d))?{_AND_SO}",
    re.IGNORECASE,
)
"""`I was the one who`, `it was you who`: the candidate, before a verb."""
_OTHERS = re.compile(
    r"(?:\w[^.;:!?]* (?!I\b)[A-Z][\w&'’-]+|^(?!I\b|My\b|You\b|Your\b|We\b|Then\b|Also\b|Later\b|There\b|Recently\b|Previously\b|Earlier\b|Since\b|Today\b)[A-Z][\w'’]+(?: [A-Z][\w'’]+)+|\b(?:of us|of them|the (?:team|company|firm|department|unit|group|client)|which|that|it))(?: has| have| had| then| also| later)* $"
)
"""Somebody or something else right before a verb."""
NOT_DONE = re.compile(
    r"(?:\b(?:not|never|cannot|without|neither|nor|nobody|no one|yet to|no|to|would|will|could|can|(?-i:may)|might|should|shall|hope|want|like|love|keen on|eager|learn(?:ing)?|instead of|rather than|before|if|ready|someone|somebody|person|people who|anyone)|n['’]t|['’]d|['’]ll)\b(?: \w+){0,2} ?$|\b(?:not|never|\w+n['’]t)(?: yet| ever| so far)? been(?: [\w-]+){0,5} ?$|\b(?:would|will|['’]ll|['’]d) (?:be|become|mark) (?:my|your) (?:very )?first (?:time|experience|job|role|post|chance)(?: [\w-]+){0,2} ?$",
    re.IGNORECASE,
)
_RISEN = r"\b(?:way up|worked up|promot(?:ed|ion)|progress(?:ed|ing|ion)|moved(?: up| on)?|rose|risen|grew|grown|advanced|went on|stepped up|addition|(?:promoted|asked|chose|chosen|picked|trusted|appointed|hired|brought) (?:me|you)(?: in| on| up)?) to"
_DUTY = {
    Direction.APPLICATION: re.compile(
        rf"(?:\b(?:falls?|fell|fallen|(?:is|was) (?:left |up |down )?) ?to me to|\b(?:is|was|it['’]s) [Mm]y (?:job|task|role|duty|responsibility|part|remit|brief) to|\b[Mm]y (?:[\w-]+ )?(?:job|task|role|duty|responsibility|part|remit|brief)(?: (?:at|with|in|there) [^,;.]{{0,40}}?)? (?:is|was|has been) to|\bI (?:get|got|have come|came|had|was (?:asked|trusted|chosen|picked)) to|{_RISEN})(?: \w+ly| also| now)? $"
    ),
    Direction.OUTREACH: re.compile(
        rf"(?:\b(?:fell|fallen|was (?:left |up |down )?) ?to you to|\bwas your (?:job|task|role|duty|responsibility|part|remit|brief) to|\b[Yy]our (?:[\w-]+ )?(?:job|task|role|duty|responsibility|part|remit|brief)(?: (?:at|with|in|there) [^,;.]{{0,40}}?)? (?:was|has been) to|\b[Yy]ou (?:got|came|had|were (?:asked|trusted|chosen|picked)) to|{_RISEN})(?: \w+ly| also| now)? $"
    ),
}
"""Before what was done because it was one's to do, or what somebody rose to: no `to` of what is yet to come."""
_NO_DUTY = re.compile(r"\b(?:not|never|hope|like|want|glad|happy|keen|if|when|until|before|so that|would|will)\b|n['’]t\b")
_TO_A_THING = re.compile(r"to \w+ and (?:\w+ed|led|ran|built|drove|wrote|held|took)\b.*", re.IGNORECASE)
"""Before a past form `to` is no sign of an infinitive: `sold bread to shops and led`, `brought it up to date and led`."""
FUTURE = re.compile(
    r"\byou(?:['’](?:d|ll)| (?:would|will|could|can|may|might|should|to))\b|\b(?:role|post|position|job|we|our|my team|will|would)\b",
    re.IGNORECASE,
)
_ONESELF = r"(?:alone|on my own|by myself|on your own|by yourself)"
ALONE = compiled(
    rf"\b(?:single-?handed(?:ly)?|(?:entirely|completely|all) {_ONESELF}|solely|(?:the|as|was|were|its|their|your|my) sole (?!trader|proprietor|aim|focus|purpose|reason|interest|concern)\w+|(?P<one>the only (?:engineer|developer|designer|person|one|analyst|nurse|teacher|manager|accountant|member|employee|administrator|technician|cook|chef|mechanic|driver|clerk|buyer|author|inventor|founder))|without (?:any )?(?:help|supervision|support|assistance)"
    rf"|(?:built|wr(?:ote|itten)|made|did|done|designed|developed|created|coded|completed|produced|delivered|organi[sz]ed|authored|implemented|planned|managed|handled|ran|shipped|carried out|set up) (?:(?:it|this|that|them|everything|all|all of it|(?:the|a|an|my|our|its|their) (?:[\w’'-]+ ){{0,2}}[\w’'-]+) )?(?:alone|solo|on (?:my|your) own|by (?:myself|yourself)))\b",
    re.IGNORECASE,
)
BY_ONESELF = compiled(
    r"\b(?:single-?handed(?:ly)?|(?<!let )(?<!that )(?<!this )alone(?! (?:the|an?|that|this|it|in)\b)|solo|unaided|unassisted|(?:all )?(?:on (?:my|your) own|by (?:myself|yourself))|without (?:any |outside )?(?:help|assistance|support)|with (?:no|nobody(?:['’]s)?|no one(?:['’]s)?) (?:other |outside |else['’]s )?help|with nobody else|without anyone(?:['’]s help| else)?)\b",
    re.IGNORECASE,
)
"""What is held against the line of the same work alone."""
BEING = re.compile(
    r"(?:\bI (?:was|am)|\b(?:am|was|were|are|be|been|being|as|became|become|remain(?:ed)?)|\b(?:I['’]m|you['’]re)|\bmade (?:me|you))(?: (?:also|often|then|now|still|usually|sometimes|soon|long|always))? $",
    re.IGNORECASE,
)
"""Before `the only one`, where somebody is it."""
NOT_BEING = re.compile(
    r" (?:[\w’'-]+ )?(?:(?:that |whom? )?(?:I|we|can|could|will|would|knows?|may|might|should)\b|on (?:my|our) |for (?:us|me|this|our)\b|left\b|of (?:those|these) I\b)",
    re.IGNORECASE,
)
ALONE_SHOWN = re.compile(
    r"\b(?:sole(?:ly)?|single-?handed(?:ly)?|alone(?! (?:in|of))|on (?:my|his|her|their|your) own|by (?:myself|himself|herself|themselves)|solo|(?:the|as|its|their|was) only \w+|one-(?:person|man|woman)|team size:? 1(?![-–\d])|unassisted|independent(?:ly)?|unsupervised|without (?:any |direct |close )?(?:help|supervision|support|assistance|oversight)|freelance\w*|self-employed|owner|self-directed|autonomous(?:ly)?|personal project|own project)\b",
    re.IGNORECASE,
)
SHARED = re.compile(
    r"\b(?:alongside|(?:helped|assisted|supported) by|in a pair|with (?:an?|the|my|our|one|another) (?:[\w-]+ )?(?:consultant|colleague|partner|contractor|supplier|co-author))\b|\bteam size:? (?:[2-9]|1\d|\d\s?[-–])|\b(?:together|jointly|along) with\b|\bco-?(?:built|wrote|authored|developed|created|led|designed|founded|lead)\b|\b(?:in|of|with) an? (?:[\w-]+ )?(?:team|group) of\b|\bwith (?:two|three|four|five|\d+) (?:[\w-]+ )?(?:colleagues|others|engineers|developers|people|classmates|students)\b",
    re.IGNORECASE,
)
"""In the line of a piece of work that more than one did."""
FOUNDED = compiled(
    r"\b(?:co-?founded|(?:I|you|we)(?: also| have|['’]ve)? (?:also )?founded|founder of|as (?:a |the |its |their )?(?:co-?)?founder)\b|"
    r"\b(?:as|are|am|was|were|I['’]m|you['’]re|being) (?:the |a |an )?(?:original |first |sole )?(?P<maker>creator|inventor|originator|initiator|(?:mind|brains?|man|woman|person) behind)(?: of)?\b",
    re.IGNORECASE,
)
OPENED = compiled(
    r"\b(?:I|you|we)(?:['’]ve| have)?(?: also| then| once| later)? opened (?P<what>(?:up )?(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|our|its|their|the|new|another|second|third|first|[a-z-]+) ){1,4}?(?P<noun>restaurants?|shops?|stores?|branch(?:es)?|offices?|clinics?|sites?|practices?|schools?|locations?|kitchens?|caf[eé]s?|bakery|bakeries|bars?|hotels?|cent(?:re|er)s?|outlets?|salons?|studios?|nurser(?:y|ies)|warehouses?|depots?|factor(?:y|ies)|plants?|wards?|labs?|gyms?|librar(?:y|ies)|markets?))\b",
    re.IGNORECASE,
)
OPENED_NAME = compiled(
    r"\b(?:I|[Yy]ou)(?:['’]ve| have)?(?: also| then| once| later)? opened (?:the )?(?=[A-Z])(?![^.;]{2,60}? (?:each|every|early|at \d|most|daily|in the mornings?|on (?:\w+day|weekend)s?)\b)"
)
OPENING_SHOWN = re.compile(
    r"\bopen(?:ed|ing|ings)\b|\b(?:roll-?out|expan\w+|start-?up of|new (?:site|branch|store|shop|location|office|restaurant|outlet|clinic|plant|school)\w*)\b",
    re.IGNORECASE,
)
SET_UP = re.compile(r"\b(?:launch\w*|establish\w*|set(?:ting)? up)\b", re.IGNORECASE)
"""What shows an opening where the line names a house: no shelf that was set up."""
HOUSE = re.compile(
    r"\b(?:restaurants?|shops?|stores?|branch(?:es)?|offices?|clinics?|sites?|practices?|schools?|locations?|kitchens?|caf[eé]s?|bakery|bakeries|bars?|hotels?|cent(?:re|er)s?|outlets?|salons?|studios?|nurser(?:y|ies)|warehouses?|depots?|factor(?:y|ies)|plants?|wards?|labs?|gyms?|librar(?:y|ies)|markets?|units?|hubs?)\b",
    re.IGNORECASE,
)
FOUNDING_TITLE = re.compile(r"\b(?:co-?)?(?:founder|owner|director|proprietor|partner)\b|self-employed|freelance", re.IGNORECASE)
BEGUN = re.compile(
    r"\b(?:found(?:ed|er|ing)|co-?found\w*|establish\w*|start(?:ed|s|ing)|began|begun|set(?:ting)? up|launch\w*|creat(?:ed|or|ing)|open(?:ed|ing)|initiat\w*|own(?:er|ed)|self-employed|freelance\w*|introduc\w+|built|organi[sz]ed|pioneer\w*|established)\b",
    re.IGNORECASE,
)
OWN_DEED = re.compile(
    r"(?<![\w'’])(?:I|[Yy]ou)(?:['’]ve| have| had)?(?: also| then| once| later| personally| \w+ly)? (?P<verb>(?!need|proceed|succeed|exceed|speed|feed|indeed|seed)[a-z]{3,}ed)(?= )"
)
"""Any deed of the candidate in the past."""
NEUTRAL = frozenset(
    """
    worked joined helped assisted supported contributed participated attended learned studied moved lived wanted decided enjoyed liked loved hoped needed used earned gained received obtained passed completed finished started stayed returned
    applied noticed realised realized looked asked called turned watched listened served spent graduated qualified based employed hired promoted trained interested excited pleased ended belonged shared mentioned wished tried picked shadowed
    observed aided collaborated cooperated liaised exposed involved answered reported followed carried performed handled covered visited travelled traveled trusted guided accompanied experienced saved reached dropped showed offered remained missed discovered
    volunteered interned placed guided accompanied walked talked welcomed met missed counted mastered acquired practised practiced
    """.split()
)
"""Verbs with which nobody raises himself."""
IDLE = frozenset(
    """
    the and for with from into that this their them they your you our its his her was were has had have been being are not but also who which what when where while then than there here over under about after before
    since until during between among through across within without more most less least very just only even still now new first last next one two some any all each every both other others another such same own per year years
    month months week weeks day days time times work works working worked team project projects job role company role use used using now later today well how can could would will may might should able part way lot thing things
    including include included number many much few several main good great high low end start one's itself myself yourself ensure ensuring responsible led lead leading help helped helping support supported built build building
    experience skills career where there's i've you've it's don't at of in on to by an as is it i we my me us or so if up out off no do did does a
    """.split()
)


def digits(word: str) -> str | None:
    """A number word as digits, so that `twelve` and `12` are one."""
    if word[:1].isdigit():
        return word.replace(",", "")
    found = numbers.find(word) if word.lower() in _NUMBER_WORDS else ()
    return str(int(found[0].value)) if found and found[0].value == int(found[0].value) else None


_NUMBER_WORDS = frozenset("three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen".split())  # fmt: skip
