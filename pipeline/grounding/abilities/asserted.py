"""Whether a piece of a clause is claimed of the candidate, by what stands around it.

    asserted(letter, clause, start, end)    -> Strength.PLAIN for `Kafka` in `I have used Kafka`, NONE in `your Kafka platform`

A frame judges a clause as a whole. Here the place counts: `I believe my Kafka experience fits` claims Kafka though the clause is a
wish, `I use Bromcom rather than Arbor` claims one of two. Also covers `You ask for Kafka; I have used it for years`.
Does not follow a pronoun further than into the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import IntEnum
from typing import TYPE_CHECKING

from pipeline.grounding import bystanders, frames
from pipeline.grounding.abilities.ability import BREAKS, ability
from pipeline.grounding.abilities.lacking import behind_list, is_aside, is_wanted, lacking, taken_back
from pipeline.grounding.abilities.nearby import REACH, WINDOW, around, last, stands_before
from pipeline.grounding.abilities.whose import is_offered, whose
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.lacked import is_lacked
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause


class Strength(IntEnum):
    """How plainly something is claimed of the candidate."""

    NONE = 0
    LOOSE = 1
    """Nobody is named as the subject: the resume or the posting may say it."""
    PLAIN = 2
    """Told of the candidate."""
    ABILITY = 3
    """Told of the candidate as something known, used or held: `experience with`, `proficient in`, `my ... skills`."""


_NO = compiled(
    r"\b(?:zero(?= (?:[\w-]+ ){0,3}(?:experience|background|knowledge|exposure|training|skills?)\b)|not(?! only| just| least| to mention)|never|cannot|no(?! fewer| less| doubt| longer|(?: \w+)? (?:stranger|newcomer|novice|worr(?:y|ies)|problems?|trouble|difficult(?:y|ies)|hardship|obstacle|hurdle|burden|terrors?|secret|mystery|surprise|novelty|issue|challenge|joke|bother)\b)|none|nor|neither|without|lack(?:s|ed|ing)?|yet to|unfamiliar|short of|nothing|outside my|(?:lies|lie|lay|comes?|came|is|are|was) (?:\w+ly )?outside|rather than|instead of|other than|except|apart from|aside from)\b|n['’]t\b(?! (?:worry|fret|forget|panic))",
    re.IGNORECASE,
)
_AHEAD = compiled(
    r"\b(?:learning(?! (?:about )?(?:and|platform|management))|to learn|(?:to|can|time to|chance to) pick up|studying|study(?: for| towards?)|work(?:ing)? (?:towards?|on (?:my|a|an|the) (?:\w+ )?(?=certif|dipl|degree|exam))|enrol(?:led|ling)|preparing|prepare for|due to|about to|in training|currently (?:taking|completing|pursuing|doing|reading|revising)|"
    r"pursuing|halfway|working (?:my|your) way (?:through|into|towards?)|teaching (?:my|your)self|on (?:my|the) way (?:in)?to(?:wards)?|(?:am|['’]m) after|open to|['’]d have (?:me|you|us)|(?:would|will|could) have (?:me|you|us)|candidate for|interest(?:s|ed)? (?:me |me most )?(?:in|is|are)|curious|keen|eager|hop(?:e|ing) to|plan(?:ning)? to|intend(?:ing)? to|want(?:ing)? to|aim(?:ing)? to|need(?:ing)? to|willing|ready to|glad to|happy to|prepared to|look(?:ing)? forward|"
    r"read(?:ing)? (?:about|up on)|heard (?:\w+ )?(?:\w+ )?(?:of|about)|booked|registered for|signed up|new to|move (?:in)?to|start(?:ing)? (?:with|on|to)|apply(?:ing)? for|applied for|waiting for|await(?:ing)?|(?:would|will|['’]ll|['’]d|could|might|(?-i:may)|should|shall|going to)(?! (?:(?:have|not) |(?:call|consider|describe|count|rate) (?:my|your)self))|(?:deepen|grow|extend|expand|broaden|improve|strengthen|refresh)(?:ing)?)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"[,;] (?:but|and|yet) I\b|\bbut\b|[,;] I(?:['’]ve| have| did| also)(?: also)? (?!not\b|never\b|no\b|yet\b|only\b|little\b|read\b|heard\b|seen\b|used to\b)"
    r"|\b(?:tell|show|say|mention|know)s? (?:you )?(?:about me )?is (?:that|how)\b"
)
"""Behind a negative, where it ends."""
_LITTLE_KNOWN = compiled(
    r"\b(?:what(?:ever)?|all|the little|the bit)(?: little)? (?:that )?(?:I|you) (?:\w+ )?(?:know|understand|have (?:seen|read|heard)) (?:of|about) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
"""Before what somebody has only heard of: `What I know of dialysis comes from ...`."""
_SOME_OF = (
    compiled(
        r"(?:^|[,;:] )of (?!my\b|course\b)[^,;:.]{0,60}(?:, [\w+#. -]{1,30}){0,5}(?:,? (?:and |or )?)?(?:[\w+#.-]+ )?$", re.IGNORECASE
    ),
    re.compile(r"[^;:.]{0,60}?\b(?:I|you) (?:have|know|use|hold|can|see|bring|read|write|speak|find|show|list)\b"),
)
"""`Of Workday, ADP and BambooHR I have the last`: before and behind what somebody has a part of."""
_SET_ASIDE = re.compile(r"(?:rather than|instead of|other than|except|apart from|aside from|without)\Z", re.IGNORECASE)
_THEN_TOLD = re.compile(r", (?:I|[Yy]ou)(?:['’](?:ve|re|m))? (?!(?:do|have|am|are|did|had)(?: not|n['’]t)\b)")
"""Where what is set aside before a statement ends: `Apart from English, I speak`."""
_BY_NOW = re.compile(r"\b(?:I have|I['’]ve|I hold|I use|my|through|using|after|since I|with my)\b|[,;] (?:having|after|using)\b")
"""Behind what is to come, what is had already."""
_STILL_OPEN = compiled(
    r"^,? (?:not (?:at all|yet|so far)|never|hardly|barely|less so|only (?:by name|a little))\s*(?:[.,;!]|$)|^ (?:\w+ ){0,2}?(?:(?:needs|requires|demands|calls for|asks for)\b|takes(?=[.,;]|$))|^[^,;]{0,40}?\b(?:(?:is|are|was|would be|will be|remains?|stays?|['’]s) (?:\w+ ){0,3}?(?:required|needed|requested|mandatory|expected|asked(?: for)?|wanted|desired|desirable|preferred|essential|new|ahead|gaps?|unfamiliar|next|missing|beyond|strange|first|weak|rusty|poor|limited|non-?existent|zero|where I(?:['’]d| would| lack| need| still| will| could)|not)\b|\b(?:something|what|thing|part|area) (?:that )?I(?! (?:would|will) (?:show|bring|offer|point|highlight|name|put|send)\b|['’](?:d|ll) (?:show|bring|offer|point|highlight|name|put|send)\b)(?:['’]d|['’]ll| (?:would|will|want|hope|lack|could|need|still|have (?:yet|still|never|not)|(?:am|know) (?:still|learning|keen|least|little|less)))\b|to (?:learn\b|(?:follow|come)(?=\W*$|[.,;!]| (?:soon|later|shortly|next|in|this|once|when)\b))|(?:skills? )?(?:needs?|could use|wants?) (?:\w+ )?(?:work|practice|polish\w*|refresh\w*|brushing|improv\w*|attention)\b|I(?:['’]m| am) (?:\w+ ){0,2}(?:teaching myself|learning|studying|working (?:on|through|towards?))\b|I (?:\w+ )?(?:lack|(?:would|will)(?! (?:show|bring|offer|point|highlight|name|put|send)\b)|could|hope|want|am learning|have yet|cannot|can['’]t|don['’]t|do not|have (?:no|not|never)|haven['’]t|am not|never)\b|"
    r"(?:\w+ ){0,3}(?:have|do|does|am|is|are|did|has|was|were)(?:n['’]t| not| never)\b(?! (?:hurt|harm|go amiss|go unnoticed)\b)|next (?:year|month|spring|summer|autumn|fall|winter|term)\b|(?:in|by) progress\b)",
    re.IGNORECASE,
)
_TO_COME = compiled(
    r"^[^,;]{0,60}? (?:(?:would|will|could|might) (?:\w+ )?(?:suit|tempt|interest|excite|please|appeal)\b|sounds? (?:\w+ )?(?:like (?!my\b|your\b|what (?:I|you)\b)|fun\b|good\b|great\b|wonderful\b|exciting\b|interesting\b|tempting\b|appealing\b|lovely\b))",
    re.IGNORECASE,
)
"""Behind what is had by nobody yet: `Being a contact for others would suit me`, `kiosks sound like fun`."""
_SHOWN = compiled(r" (?:shows?|tells?|proves?|suggests?|means?)(?: (?:me|us|you))?(?: that\b|(?= (?:I|you|we)\b))")
"""What is told behind it is of something else: `the arrays you have put in show that you do not stand still`."""
_TO_LEARN = re.compile(
    r"\b(?:should|would|will|could|can|may|might|must|to|helps?|lets?) (?:[\w’']+ ){0,3}?(?:learn|pick up|master|grow|study|train|move|understand)\b"
)
"""Behind what is had, what it leads to: `my experience with Java should help me learn`."""
_FITS = (
    re.compile(r"(?:^|[,;(] ?)[Aa]s an? [^,;]*$"),
    re.compile(
        r"^[^,;]*, you(?:['’]d| would| will|['’]ll|['’]re| are)(?: \w+ly)? (?:be |make )?(?:an? |the )?(?:[\w-]+ ){0,4}?(?:fit|match|candidate|asset|choice|addition|person|hire|bring|know|understand|stand|at home|ideal|perfect|welcome|useful|(?:in)?valuable|well[- ](?:placed|suited))\b"
    ),
)
"""`As a certified welder, you would be a great fit`: before and behind what is taken for granted there."""
_TRADE_OF = compiled(
    r"(?:[ -](?!and\b|or\b)[\w-]+){0,2}[ -](?:leader|company|companies|firms?|provider|start-?up|scale-?up|giant|player|vendor|pioneer|specialists?(?= (?:like|such|that|which|with offices)))\b(?! (?:owner|analyst|manager|partner))"
)
"""`the payroll leader`: what somebody else trades in."""
_LIST_OPEN = compiled(
    r"^(?:(?:, (?:and |or )?| and | or )[A-Za-z][\w+#. -]{0,24}?){0,8} (?:are|is|do|have|were|was)(?:n['’]t| (?:\w+ )?(?:not|new|missing|absent|gaps?|ahead|unfamiliar|never))\b"
)
"""`Kafka, Redis and Kubernetes are not`."""
_NO_DEED = r"(?:would|will|could|can|cannot|might|may|should|shall|must|am|are|was|were|do not|don|did not|didn|have (?:no|not|never|yet|to|seen|read|heard)|had (?:no|not|never|to)|never|want|need|hope|wish|lack|miss|like|love|see|saw|read|hear|heard|notice|understand|gather|know of|expect|plan|seek|find|found|mean|think|thought|believe|guess|ask|mention|list|require|offer|describe|look|still|understood|post|advertise|say|said|not|also|gather|prefer|dream|bring|(?:long |always )?(?:followed|admired|enjoyed|wanted))"
_RELATIVE = {
    direction: re.compile(
        rf"^(?: (?!as\b|like\b|than\b|when\b|if\b|because\b|and\b|but\b|or\b|where\b|while\b|what\b|before\b|since\b|is\b|are\b|was\b|were\b|so\b|for\b|will\b|would\b|can\b|could\b|may\b|might\b|should\b|must\b|shall\b)[\w-]+){{0,2}}?,?(?: that| which)? {pronoun}(?:['’]ve| have)? (?:\w+ly )?(?!{_NO_DEED}\b)[a-z]+\b(?! (?:not|about)\b| to (?!report|show|track|check|test|pull|find|build|make|keep)[a-z])"
    )
    for direction, pronoun in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "you"))
}
"""`the Kafka jobs you built`."""
_GIVES = re.compile(r"\b(?:give|show|teach|lend|pay|send|tell|help|let|offer|hand|get|find|make|want|need|train|support)s?$")
"""Before a pronoun, what makes it no subject: `we pay for the course and give you time`."""
_ANOTHER_ASKED = re.compile(r"^which\b[^,;]*, and (?:an? |the |some )?$")
"""Behind an aside, the next thing of a list: `you ask for two years, which I have, and a degree`."""
_DID = {
    Direction.APPLICATION: re.compile(r"(?<![\w'’])I(?:['’]ve)? (?!am\b|was\b|have (?:no|not)\b)\w+"),
    Direction.OUTREACH: re.compile(r"(?<![\w'’])[Yy]ou(?:['’]ve)? (?!are\b|were\b)\w+"),
}
_GOES_ON = compiled(
    r",| and (?=(?:would|will|could|can|might|may|hope|want|wish|plan|look forward|(?:am|are) (?:keen|eager|happy|glad|ready|willing|looking))\b)"
)
_LIKEWISE = re.compile(r"(?:and )?(?:(?:the )?same (?:goes |is true |holds )?for|likewise|ditto(?: for)?|nor)\b")
_PRONOUN = re.compile(r"\b(?:I|you|we|it|they)\b")
_MY = re.compile(
    r"\b(?<!\bbe )my (?:[\w+#.-]+,? (?:and )?){0,5}?(?:(?:experience|expertise|skills?|background|knowledge|work|training|years?|proficiency|fluency|command|certifications?|certificates?|qualifications?|degree|licen[cs]e|time)(?: [\w-]+){0,4}? (?:in|with|of|on|as|using|from)\b)?",
    re.IGNORECASE,
)
_YOUR = re.compile(_MY.pattern.replace(")my ", ")your "), re.IGNORECASE)
_APPLIES = re.compile(
    r"\b(?:my|your) (?:\w+ ){0,2}?(?:applications?|candidacy|interest|enthusiasm|motivation|wish|hopes?|goals?|aims?|ambitions?|desire|plans?|dream|curiosity|attention|questions?|next (?:step|move|role|job|post)|letter|e-?mail|note|message|fit|consideration|r[eé]sum[eé]|cv|cover letter|portfolio|references|availability|way)\b",
    re.IGNORECASE,
)
"""`my application for`, `my interest in`: what follows is the role's."""
_HAVING_DONE = compiled(
    r"\b[Hh]aving (?!to\b|no\b|not\b|never\b|an?\b|the\b|yet\b|read\b|seen\b|heard\b|found\b|spoken\b)[a-z]+\b(?:(?!\b(?:I|you|we|they|it|he|she|would|will|could|can)\b)[^;])*$|(?:, | and )being [^,;]*$"
)
"""`having moved, split and closed our ledger in`: a deed told beside a wish, up to the subject of the wish."""
_GROUND_HAD = {
    direction: compiled(
        rf"(?:^(?:And |But |So )?|[,;] (?:and |so )?)(?:As|as|Since|since|Because|because|Given that|given that) {pronoun}(?:['’]ve| have)? (?:also |already |now |recently |currently |long |previously |once )*(?!have (?:no|not|yet|never)\b)(?:hold|held|have|had|earned|completed|passed|possess|own|obtained|got|gained|used?|ran|run|built|wrote|written|led|managed|worked|trained|taught|done|did|know|known|speak|spoke|handled|designed|maintained|developed)\b(?:(?!\b(?:no|not|never|interest|to learn)\b)[^,;])*$|^(?:Fluent|Certified|Trained|Licen[cs]ed|Admitted|Qualified|Proficient|Versed|Skilled|Schooled|Armed) (?:both )?(?:in|with|as|by|on|to)\b[^;.]*$"
    )
    for direction, pronoun in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "you"))
}
"""What a wish takes as its ground: `As I also hold a forklift licence, I would be at ease`."""
_BEHIND_ME = compiled(
    r"^(?:(?!\b(?:I|you|we|once|when|if|until|before|who|which)\b)[^,;.]){0,90}? (?:now |already |safely |just |firmly ){0,2}(?:behind (?:me|you)|(?:under|in) (?:my|your) (?:belt|pocket|bag))\b"
)
_WITH = re.compile(r"\b[Ww]ith (?:(?!\b(?:I|you|we|who|which|that)\b)[^,;.]){0,80}$")
"""`with the diploma now behind me`: had, whatever the sentence goes on to hope."""
_BRINGS = compiled(
    r"\b(?:bring(?:ing|s)?|contribut(?:e|ing)|apply(?:ing)?|offer(?:ing)?|leverag(?:e|ing)|draw(?:ing)? on|combine|share|use|put)\b[^,;.]{0,60}\b(?:experience|expertise|skills?|background|knowledge|years?|proficiency|training|qualifications?)\b|(?<!serve )(?<!serving )(?<!act )(?<!acting )(?<!start )(?<!join )(?<!role )(?<!post )(?<!work )(?<!certification )(?<!certificate )(?<!license )(?<!licence )\bas (?:an?|someone|the (?:holder|owner) of)\b",
    re.IGNORECASE,
)
_TAKEN_TO = compiled(
    r"\b(?:appl(?:y|ying)|us(?:e|ing)|put(?:ting)?|transfer(?:ring)?|tak(?:e|ing)) (?:[\w-]+ ){1,4}skills? (?:in|to|into|at|within) (?:an?|the|your|this|our) (?:[\w-]+ ){0,4}$"
)
"""Before where skills are taken to: `apply these skills in a laboratory`."""
_ASKED_AS = compiled(
    r"\b(?:years?|months|experience|time|background|record|work(?:ed|ing)?)(?: [\w+-]+){0,3} as an? [^,;.]{0,60}$", re.IGNORECASE
)
"""Before the post in which somebody is asked to have been: `You want five years as an RN`."""
_GROWS = re.compile(
    r"\b(?:deepen|grow|build|extend|expand|develop|broaden|improve|add to|strengthen|start|begin|get|gain|refresh|towards?|finish|take|sit|do|earn|complete|pass|fund|pay for|support|for)(?:ing)? (?:on |up )?$",
    re.IGNORECASE,
)
_BELIEF = re.compile(
    r"\b(?:I(?:['’]m| am)?|we) (?:\w+ )?(?:believe|think|feel|sure|confident|certain|convinced)(?: that)?\b|\bthank(?:s| you)(?: for [^,.;]{0,60})?|\bplease (?:find|note|see)\b|\b(?:proud|pleased|delighted|excited|thrilled|glad|happy) to (?:say|share|report|mention|have|hold|be)\b",
    re.IGNORECASE,
)
_MATCHES = compiled(
    r"^[^,;.]{0,40}?\b(?:match(?:es)?|mirrors?|fits?|echo(?:es)?|reflects?|lines? up with|aligns?(?: \w+)? with|corresponds? (?:to|with)|is|are) (?:\w+ ){0,2}?(?:my (?:own )?(?:experience|background|skills|expertise|training|record|career|strengths?|daily|everyday|bread)|what I(?:['’]ve| have| do| did| know)\b(?! not| yet| never)|(?:(?:already|now|long|by now|quite) )?(?:second nature|old hat|routine|nothing new|no secret|daily bread|home turf) (?:to|for) (?:me|you)\b)|^,? (?:just |much )?(?:as|like|same as) (?:with you|at your|in your|yours)\b",
    re.IGNORECASE,
)
_DONE_BY = {
    direction: compiled(
        rf"^[^,;.]{{0,60}}?\b(?:is|are) (?:also |all |both |just |exactly )*(?:things?|something|tools?|skills?|tasks?|work|what|an? (?:[\w-]+ )?(?:tool|skill|thing|task|method|language|subject))(?: that| which)? {pronoun}(?:['’]ve| have)? (?:already |also |now |regularly |often |currently |long )*(?:do|done|did|used?|know|known|work(?:ed)? with|r[au]n|handled?|written|write|perform(?:ed)?|practi[sc]ed?|taught|teach)\b(?! (?:not|only|about|little|nothing|of|that|too little|by name)\b)"
    )
    for direction, pronoun in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "[Yy]ou"))
}
"""`The dialysis that you list is something I already do`."""
_IT = compiled(
    r"\b(?:us(?:e[sd]?|ing)|ran|run|know|built (?:with|on|in|things in)|worked with|work with|done|do|did|hold|have(?: had)?|bring|offer|meet|tick|speak|earned|wrote|write|mastered|taught|lived in|led|handled|deployed|managed) (?:exactly |just |precisely )?(?:it|them|that|those|these|both|this|all three|all of (?:it|them|that|those|these))\b|\b(?:that|this|which) (?:is|has been) (?:\w+ )?(?:what|how|my|where) (?:I|daily|everyday|job|work|bread)\b|"
    r"^(?:which|that) I(?:['’]ve)? (?:\w+ ){0,2}(?:used?|hold|held|have|know|ran|run|earned|built|led|did|do|done|speak|managed|mastered|gained|taught|brought|bring)\b",
    re.IGNORECASE,
)


_APPLIED_FOR = re.compile(
    r"\b(?:appl(?:y|ying|ied|ication)|writ(?:e|ing)|interest(?:ed)?|consider(?:ed|ation)?|candida(?:te|cy)|contacting|enquiring|responding|reply(?:ing)?|regard(?:ing)?|reach(?:ing)? out|came across|saw|seen|read|found|noticed|spotted|stumbled (?:on|upon|across))\b[^,.;]{0,30}? (?:the|your|this) (?:[\w&/+.-]+ ){0,5}$|\b(?:writ|apply|ask|enquir|inquir)(?:e|ing)? (?:you )?(?:about|for|to) an? (?:[\w&/+.-]+ ){0,5}$|^(?:the|your|this) (?:[\w&/+.-]+ ){0,5}$",
    re.IGNORECASE,
)
_IS_POST = compiled(
    r"(?:[/-][^\s,;:]*)?(?: (?!(?:in|with|at|for|on|is|are|was|were|to|from|by|that|which|who|where|I|my|your|you)\b)[^\s,;:]+){0,6}? (?:role|post|position|job|vacancy|opening|opportunity)\b(?! (?:that |which |where )?I\b)"
)
"""Behind a word of the name of a post: `about the DevOps and site reliability post`."""


def asserted(letter: Letter, clause: Clause, start: int, end: int) -> Strength:
    """How plainly `clause.text[start:end]` is claimed of the candidate, as something that is so."""
    direction = letter.sources.direction
    before, after = around(clause.text, start, end)
    if clause.role is Role.SUBJECT and direction is Direction.APPLICATION:
        return Strength.ABILITY if ability(clause.text, start, end) else Strength.NONE
    reported = direction is Direction.APPLICATION and frames.unreported(clause.text) != clause.text
    told_by_other = reported and not frames.names_candidate(clause.text, Direction.APPLICATION)
    if told_by_other or (_IS_POST.may_stand(clause.text) and _IS_POST.match(after) and _APPLIED_FOR.search(before)):
        return Strength.NONE
    shown = _SHOWN.search(clause.text, end)
    behind = clause.text[end : shown.start() if shown else None]
    after, mood = behind[:REACH], letter.frame(clause).mood
    wanted = mood in (Mood.ASKED, Mood.NEGATIVE) and is_wanted("my" if direction is Direction.APPLICATION else "your", before, after)
    if _is_taken_for_granted(letter, clause, start, end):
        return Strength.ABILITY
    if (
        clause.role is not Role.TEXT
        or mood is Mood.QUESTION
        or _is_denied(letter, clause, start, end, after)
        or (not wanted and (_is_open(clause.text, after) or lacking(clause.text[:start], clause.text[start:end], behind)))
    ):
        return Strength.NONE
    if (
        wanted
        or _is_matched(clause.text, before, after)
        or (_DONE_BY[direction].may_stand(clause.text) and _DONE_BY[direction].match(after))
    ):
        return Strength.ABILITY
    return _told(letter, clause, start, end)


def _is_open(text: str, after: str) -> bool:
    """Whether what follows a name says that it is not had yet, or asked for."""
    return _STILL_OPEN.may_stand(text) and bool(_STILL_OPEN.match(after))


def _is_matched(text: str, before: str, after: str) -> bool:
    """Whether what follows a name says that the candidate's own is like it, or that it is done."""
    if _MATCHES.may_stand(text) and _MATCHES.match(after):
        return True
    return _BEHIND_ME.may_stand(text) and bool(_BEHIND_ME.match(after) and _WITH.search(before))


def _is_denied(letter: Letter, clause: Clause, start: int, end: int, after: str) -> bool:
    """Whether what stands at a place is denied, taken back, or only named beside what is told."""
    return bool(
        (_LIST_OPEN.may_stand(clause.text) and _LIST_OPEN.match(after))
        or (_TRADE_OF.may_stand(clause.text) and _TRADE_OF.match(after))
        or _denied(clause.text, start)
        or bystanders.heads(clause.text[:start])
        or is_aside(clause.text, start, end)
        or stands_before(_LITTLE_KNOWN, clause.text, start)
        or (stands_before(_SOME_OF[0], clause.text, start) and bool(_SOME_OF[1].match(after)))
        or is_lacked(clause, start)
        or _heads_denial(letter, clause)
        or _is_another_asked(letter, clause, start)
        or taken_back(clause.sentence.text[clause.start - clause.sentence.start + end :][:WINDOW])
    )


def _told(letter: Letter, clause: Clause, start: int, end: int) -> Strength:
    """The strength of what is neither open nor denied."""
    after = clause.text[end : end + REACH]
    near = clause.text[max(0, start - WINDOW) : end + WINDOW]
    mood = letter.frame(clause).mood
    relative = _RELATIVE[letter.sources.direction]
    rest = behind_list(after)
    if relative.match(after) or (relative.match(rest) and not _GIVES.search(after, 0, len(after) - len(rest))):
        return Strength.PLAIN
    presupposed = _presupposed(letter.sources.direction, clause.text, start)
    if mood is Mood.ASKED and (frames.asks(clause.text[max(0, start - WINDOW) : end]) or frames.wishes(_BELIEF.sub(" ", near))):
        presupposed = presupposed and not stands_before(_ASKED_AS, clause.text, start)
        return Strength.ABILITY if presupposed or _taken_up(letter, clause) else Strength.NONE
    if mood is Mood.WISH and not _still_claims(near) and not _wishes_later(letter, clause, end):
        return Strength.ABILITY if presupposed else Strength.NONE
    own = whose(letter, clause, start, end)
    if own is Side.EMPLOYER or (not presupposed and (_ahead(clause.text, start, after) or is_offered(letter, clause, start))):
        return Strength.NONE
    if own is None:
        return Strength.LOOSE
    return Strength.ABILITY if ability(clause.text, start, end) else Strength.PLAIN


def _denied(text: str, start: int) -> bool:
    found = last(_NO, text, start)
    if found is None or _BUT.search(text, found.end(), start):
        return False
    return not (_SET_ASIDE.match(found.group()) and _THEN_TOLD.search(text, found.end(), start))


def _ahead(text: str, start: int, after: str) -> bool:
    """Whether what stands at a place is still to come: `I am learning`, `I would take`, `would suit me`."""
    if _TO_COME.may_stand(text) and _TO_COME.match(after):
        return True
    found = last(_AHEAD, text, start)
    return found is not None and not _BY_NOW.search(text, found.end(), start)


def _presupposed(direction: Direction, text: str, start: int) -> bool:
    """Whether a wish takes it for granted: `my experience with`, `bring ten years of`."""
    if stands_before(_HAVING_DONE, text, start):
        return True
    if stands_before(_TAKEN_TO, text, start):
        return False
    got = frames.SOMEONE_GOT.search(text, 0, start) if direction is Direction.APPLICATION else None
    if got:
        return not _AHEAD.search(text, got.end(), start)
    before = text[max(0, start - REACH) : start]
    for match in (_MY if direction is Direction.APPLICATION else _YOUR).finditer(before):
        rest = before[match.end() :]
        if (
            not BREAKS.search(rest)
            and len(rest.split()) <= 8
            and not _APPLIES.match(before[match.start() :])
            and not _GROWS.search(before[: match.start()])
            and not _TO_LEARN.search(rest)
        ):
            return True
    brings = last(_BRINGS, text, start) if direction is Direction.APPLICATION else None
    return brings is not None and not BREAKS.search(text, brings.end(), start)


def _still_claims(text: str) -> bool:
    """Whether a wish is one only by `I believe`, `I am confident that` or thanks."""
    rest = _BELIEF.sub(" ", text)
    return rest != text and not frames.wishes(rest) and not frames.denies(rest)


def _is_taken_for_granted(letter: Letter, clause: Clause, start: int, end: int) -> bool:
    """Whether a place is in the `As a ...` of which somebody is said to be a fit, or in what a wish takes as its ground."""
    direction, mood = letter.sources.direction, letter.frame(clause).mood
    if mood is Mood.WISH and stands_before(_GROUND_HAD[direction], clause.text, start):
        return whose(letter, clause, start, end) is not Side.EMPLOYER
    if direction is not Direction.OUTREACH or mood is Mood.QUESTION or not _FITS[1].match(clause.text[end : end + WINDOW]):
        return False
    return bool(_FITS[0].search(clause.text[max(0, start - WINDOW) : start])) and not _denied(clause.text, start)


def _heads_denial(letter: Letter, clause: Clause) -> bool:
    """Whether a clause is the list that `not on my resume:` announces, or goes on with it: `same for AWS`."""
    before = clause.previous
    if before is None or before.sentence is not clause.sentence or not frames.denies(before.text):
        return False
    between = clause.sentence.text[before.end - clause.sentence.start : clause.start - clause.sentence.start]
    return (":" in between and not _PRONOUN.search(clause.text)) or bool(_LIKEWISE.match(clause.text))


def _is_another_asked(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a thing goes on with the list of what the clause before asks for, behind an aside."""
    before = clause.previous
    if before is None or before.sentence is not clause.sentence or not _ANOTHER_ASKED.match(clause.text[:start]):
        return False
    return letter.frame(before).mood is Mood.ASKED


def _wishes_later(letter: Letter, clause: Clause, end: int) -> bool:
    """Whether the wish comes after what is told: `I negotiate with the union, a task I would take on`, `I write Go and would enjoy more`."""
    parted = _GOES_ON.search(clause.text, end)
    told = clause.text[: parted.start()] if parted else ""
    return bool(parted) and not frames.wishes(told) and bool(_DID[letter.sources.direction].search(clause.text[:end]))


def _taken_up(letter: Letter, clause: Clause) -> bool:
    """Whether the next clause says `I have used it` of what this one says is asked for."""
    following = _following(letter, clause)
    if following is None or following.part != clause.part:
        return False
    mood = letter.frame(following).mood
    return mood is Mood.CLAIM and Side.CANDIDATE in letter.frame(following).about and bool(_IT.search(following.text))


def _following(letter: Letter, clause: Clause) -> Clause | None:
    at = bisect_right(letter.clauses, _place(clause), key=_place)
    return letter.clauses[at] if at < len(letter.clauses) else None


def _place(clause: Clause) -> tuple[bool, int]:
    return clause.part == "body", clause.start
