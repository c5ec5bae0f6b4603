"""Whether a piece of a clause is claimed of the candidate, by what stands around it.

    asserted(letter, clause, start, end)    -> Strength.PLAIN for `Kafka` in `I have used Kafka`, NONE in `your Kafka platform`

A frame judges a clause as a whole. Here the place counts: `I believe my Kafka experience fits` claims Kafka though the clause is a
wish, `I use Bromcom rather than Arbor` claims one of two. Also covers `You ask for Kafka; I have used it for years`.
Does not follow a pronoun further than into the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING

from pipeline.grounding import frames, names
from pipeline.grounding.abilities.lacking import behind_list, is_aside, is_listed, is_wanted, lacking, taken_back
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction

if TYPE_CHECKING:
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern


class Strength(IntEnum):
    """How plainly something is claimed of the candidate."""

    NONE = 0
    LOOSE = 1
    """Nobody is named as the subject: the resume or the posting may say it."""
    PLAIN = 2
    """Told of the candidate."""
    ABILITY = 3
    """Told of the candidate as something known, used or held: `experience with`, `proficient in`, `my ... skills`."""


_REACH = 130
"""Characters before and behind a place that decide about it."""
_WINDOW = 600
"""Characters to either side in which the mood of a clause and its subject are looked for."""
_OWN = {
    Direction.APPLICATION: r"I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|mine|[Mm]yself|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]ur|ours|us",
    Direction.OUTREACH: r"[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Yy]ourself",
}
_OTHER = {
    Direction.APPLICATION: r"[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Tt]hey|[Tt]heir",
    Direction.OUTREACH: r"I(?:['’](?:m|ve|d|ll))?|[Mm]y|me|[Ww]e(?:['’](?:re|ve|d|ll))?|[Oo]urs?|us|[Tt]hey|[Tt]heir",
}
_JOB = r"(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+[ -]){0,3}?(?:role|post|position|job|vacancy|posting|advert|advertisement|ad|opening|team|company|client|firm|practice)(?:['’]s)?"
_MARKS = {
    direction: re.compile(rf"\b(?:(?P<own>{_OWN[direction]})|(?P<other>{_OTHER[direction]}|{_JOB}))(?![\w’'])") for direction in Direction
}
_ABILITY = re.compile(
    r"\b(?:experienced?|expertise|background(?! (?:check|investigation|screening))|proficien(?:t|cy)|skill(?:s|ed)?|knowledge|command|mastery|fluen(?:t|cy)|expert|specialist|familiar(?:ity)?|versed|adept|competen(?:t|ce|cy)|comfortable|at home|"
    r"hands[- ]on|trained|qualified|certified|certification|certificate|accredited|licen[sc]ed|training|grounding|track record|years?|months?|decade|specialis(?:ing|ed|e)|specializ(?:ing|ed|e)|strengths?|tools?|toolkit|stack)"
    r"\b(?: \w+){0,4}? (?:in|with|of|on|using|as|includes?|included|including|across|such as|like|at|around)\b|"
    r"\b(?:proficient|skilled|trained|certified|fluent|expert|experienced) (?=[A-Z])",
    re.IGNORECASE,
)
_VERB = compiled(
    r"\b(?:us(?:e[sd]?|ing)|buil[dt]|building|wr(?:ite|ote|itten|iting)|r(?:un|an|unning)|manag(?:e|ed|es|ing)|administer\w*|deploy\w*|maintain\w*|develop(?:ed|s|ing)?|cod(?:e[sd]?|ing)|programm?(?:ed|ing)?|design(?:ed|ing)?|master(?:ed|ing)?|kn[oe]w|"
    r"operat(?:e[sd]?|ing)|implement\w*|configur\w*|automat(?:ed|ing)|migrat\w*|orchestrat\w*|leverag\w*|utili[sz]\w*|employ(?:ed|ing)|hold|held|ha(?:ve|s|d)|bring|brought|possess|offer|own(?:ed)?|earned|obtained|completed|gained|"
    r"perform(?:ed|ing|s)?|handl(?:e[sd]?|ing)|process(?:ed|ing)|t(?:each|aught)|introduc(?:ed|ing)|set up|rolled out|worked (?:with|in|on)|working (?:with|in|on)|learn(?:ed|t)|picked up|passed|driven?|dr(?:ive|ove)) (?:\w+ ){0,5}?$",
    re.IGNORECASE,
)
_AFTER_ABILITY = re.compile(
    r"^(?:[ -][\w-]+)?[ -](?:experience|expertise|skills?|knowledge|background|proficiency|certifications?|certified|certificate|training|fluency|developer|engineer|specialist|expert|user|practitioner|qualification|licen[cs]e|speaker)\b",
    re.IGNORECASE,
)
_WELL = re.compile(r" (?:very |quite )?(?:well|inside out|thoroughly|in depth)\b")
_BREAKS = re.compile(
    r"\b(?:I|you|we|they|he|she|it|which|that|who|is|are|was|were|your|our|will|would|can|could|because|when|while|if)\b", re.IGNORECASE
)
_NO = compiled(
    r"\b(?:not(?! only| just| least)|never|cannot|no(?! fewer| less| doubt| longer|(?: \w+)? (?:stranger|newcomer|novice|worr(?:y|ies)|problems?|trouble|difficult(?:y|ies)|hardship|obstacle|hurdle|burden|terrors?|secret|mystery|surprise|novelty|issue|challenge|joke|bother)\b)|none|nor|neither|without|lack(?:s|ed|ing)?|yet to|unfamiliar|short of|nothing|outside my|rather than|instead of|other than|except|apart from|aside from)\b|n['’]t\b",
    re.IGNORECASE,
)
_AHEAD = compiled(
    r"\b(?:learning(?! (?:about )?(?:and|platform|management))|to learn|studying|study(?: for| towards?)|work(?:ing)? (?:towards?|on (?:my|a|an|the) (?:\w+ )?(?=certif|dipl|degree|exam))|enrol(?:led|ling)|preparing|prepare for|due to|about to|in training|currently (?:taking|completing|pursuing|doing|reading|revising)|"
    r"pursuing|halfway|candidate for|interest(?:s|ed)? (?:me |me most )?(?:in|is|are)|curious|keen|eager|hop(?:e|ing) to|plan(?:ning)? to|intend(?:ing)? to|want(?:ing)? to|aim(?:ing)? to|need(?:ing)? to|willing|ready to|glad to|happy to|prepared to|look(?:ing)? forward|"
    r"read(?:ing)? (?:about|up on)|heard (?:of|about)|booked|registered for|signed up|new to|move (?:in)?to|start(?:ing)? (?:with|on|to)|apply(?:ing)? for|applied for|waiting for|await(?:ing)?|(?:would|will|['’]ll|['’]d|could|might|(?-i:may)|should|shall|going to)(?! (?:have|not) )|(?:deepen|grow|extend|expand|broaden|improve|strengthen|refresh)(?:ing)?)\b",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"^,? (?:not (?:at all|yet|so far)|never|hardly|barely|less so|only (?:by name|a little))\s*(?:[.,;!]|$)|^ (?:\w+ ){0,2}?(?:needs|requires|demands|calls for|asks for)\b|^[^,;]{0,40}?\b(?:(?:is|are|was|would be|will be|remains?|stays?|['’]s) (?:\w+ ){0,3}?(?:required|needed|requested|mandatory|expected|asked(?: for)?|wanted|desired|desirable|preferred|essential|new|ahead|gaps?|unfamiliar|next|missing|beyond|strange|first|weak|rusty|poor|limited|non-?existent|zero|where I(?:['’]d| would| lack| need| still| will| could)|not)\b|\b(?:something|what|thing|part|area) (?:that )?I(?:['’]d|['’]ll| (?:would|will|want|hope|lack|could|need|still|have (?:yet|still|never|not)|(?:am|know) (?:still|learning|keen|least|little|less)))\b|to (?:follow|come|learn)\b|(?:skills? )?(?:needs?|could use|wants?) (?:\w+ )?(?:work|practice|polish\w*|refresh\w*|brushing|improv\w*|attention)\b|I (?:\w+ )?(?:lack|would|will|could|hope|want|am learning|have yet|cannot|can['’]t|don['’]t|do not|have (?:no|not|never)|haven['’]t|am not|never)\b|"
    r"(?:\w+ ){0,3}(?:have|do|does|am|is|are|did|has|was|were)(?:n['’]t| not| never)\b|next (?:year|month|spring|summer|autumn|fall|winter|term)\b|(?:in|by) progress\b)",
    re.IGNORECASE,
)
_SHOWN = re.compile(r" (?:shows?|tells?|proves?|suggests?)(?: (?:me|us|you))? that\b")
"""What is told behind it is of something else: `the arrays you have put in show that you do not stand still`."""
DATIVE = re.compile(r"\b(?:offer|bring|give|provide|promise|show|lend)(?:s|ing)? (?:you|us)(?![\w'’])")
"""To whom something is given, which is not whose it is: `I can offer you Kafka`."""
_LONGEST_VERB = 20
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
_THEIR_OWN = {
    Direction.APPLICATION: re.compile(r" (?:\w+ )?(?:in|of|at|on|across|within|throughout) your\b"),
    Direction.OUTREACH: re.compile(r" (?:\w+ )?(?:in|of|at|on|across|within|throughout) our\b"),
}
"""`the Macs in your fleet`."""
_TRADE_OF = re.compile(
    r"(?:[ -](?!and\b|or\b)[\w-]+){0,2}[ -](?:leader|company|companies|firms?|provider|start-?up|scale-?up|giant|player|vendor|pioneer|specialists?(?= (?:like|such|that|which|with offices)))\b(?! (?:owner|analyst|manager|partner))"
)
"""`the payroll leader`: what somebody else trades in."""
_LIST_OPEN = re.compile(
    r"^(?:(?:, (?:and |or )?| and | or )[A-Za-z][\w+#. -]{0,24}?){0,8} (?:are|is|do|have|were|was)(?:n['’]t| (?:\w+ )?(?:not|new|missing|absent|gaps?|ahead|unfamiliar|never))\b"
)
"""`Kafka, Redis and Kubernetes are not`."""
_NO_DEED = r"(?:would|will|could|can|cannot|might|may|should|shall|must|am|are|was|were|do not|don|did not|didn|have (?:no|not|never|yet|to|seen|read|heard)|had (?:no|not|never|to)|never|want|need|hope|wish|lack|miss|like|love|see|saw|read|hear|heard|notice|understand|gather|know of|expect|plan|seek|find|found|mean|think|thought|believe|guess|ask|mention|list|require|offer|describe|look|still|understood|post|advertise|say|said|not|also|gather|prefer|dream|bring)"
_RELATIVE = {
    direction: re.compile(
        rf"^(?: (?!as\b|like\b|than\b|when\b|if\b|because\b|and\b|but\b|or\b|where\b|while\b|what\b|before\b|since\b|is\b|are\b|was\b|were\b|so\b|for\b)[\w-]+){{0,2}}?,?(?: that| which)? {pronoun}(?:['’]ve| have)? (?:\w+ly )?(?!{_NO_DEED}\b)[a-z]+\b(?! (?:not|to|about))"
    )
    for direction, pronoun in ((Direction.APPLICATION, "I"), (Direction.OUTREACH, "you"))
}
"""`the Kafka jobs you built`."""
_ASIDE = re.compile(r"(?:which|whom?) (?:I|you)\b[^,;]{0,40}, and (?=[a-z]+ )")
"""Behind it the clause before goes on: `we use Docker, which you know, and run it on Kubernetes`."""
_ANOTHER_ASKED = re.compile(r"^which\b[^,;]*, and (?:an? |the |some )?$")
"""Behind an aside, the next thing of a list: `you ask for two years, which I have, and a degree`."""
_DID = {
    Direction.APPLICATION: re.compile(r"(?<![\w'’])I(?:['’]ve)? (?!am\b|was\b|have (?:no|not)\b)\w+"),
    Direction.OUTREACH: re.compile(r"(?<![\w'’])[Yy]ou(?:['’]ve)? (?!are\b|were\b)\w+"),
}
_GOES_ON = re.compile(
    r",| and (?=(?:would|will|could|can|might|may|hope|want|wish|plan|look forward|(?:am|are) (?:keen|eager|happy|glad|ready|willing|looking))\b)"
)
_PRONOUN = re.compile(r"\b(?:I|you|we|it|they)\b")
_MY = re.compile(
    r"\bmy (?:[\w+#.-]+,? (?:and )?){0,5}?(?:(?:experience|expertise|skills?|background|knowledge|work|training|years?|proficiency|fluency|command|certifications?|certificates?|qualifications?|degree|licen[cs]e|time)(?: [\w-]+){0,4}? (?:in|with|of|on|as|using|from)\b)?",
    re.IGNORECASE,
)
_YOUR = re.compile(_MY.pattern.replace(r"\bmy", r"\byour"), re.IGNORECASE)
_APPLIES = re.compile(
    r"\b(?:my|your) (?:\w+ ){0,2}?(?:applications?|candidacy|interest|enthusiasm|motivation|wish|hopes?|goals?|aims?|ambitions?|desire|plans?|dream|curiosity|attention|questions?|next (?:step|move|role|job|post)|letter|e-?mail|note|message|fit|consideration)\b",
    re.IGNORECASE,
)
"""`my application for`, `my interest in`: what follows is the role's."""
_HAVING_DONE = re.compile(
    r"\b[Hh]aving (?!to\b|no\b|not\b|never\b|an?\b|the\b|yet\b|read\b|seen\b|heard\b|found\b|spoken\b)[a-z]+\b(?:(?!\b(?:I|you|we|they|it|he|she|would|will|could|can)\b)[^;])*$|(?:, | and )being [^,;]*$"
)
"""`having moved, split and closed our ledger in`: a deed told beside a wish, up to the subject of the wish."""
_BEHIND_ME = re.compile(
    r"^(?:(?!\b(?:I|you|we|once|when|if|until|before|who|which)\b)[^,;.]){0,90}? (?:now |already |safely |just |firmly ){0,2}(?:behind (?:me|you)|(?:under|in) (?:my|your) (?:belt|pocket|bag))\b"
)
_WITH = re.compile(r"\b[Ww]ith (?:(?!\b(?:I|you|we|who|which|that)\b)[^,;.]){0,80}$")
"""`with the diploma now behind me`: had, whatever the sentence goes on to hope."""
_PREDICATED = {
    direction: re.compile(
        rf"^ ?(?:is|are|was|were|has been|have been|remains?|comes?|lies|sits?)(?: (?:all|both|already|now|also|still|long|safely|firmly|very|much|part of|among|within|under|in|on|at|routine|second nature|daily|everyday|familiar|easy|plain|nothing new|old|bread|work|business|to|for)){{0,5}} (?:{pronoun})\b"
    )
    for direction, pronoun in ((Direction.APPLICATION, "my|mine|me"), (Direction.OUTREACH, "your|yours|you"))
}
"""`... are all in my hands`: whose something is by the predicate, when the pronoun before it stands in another part of the sentence."""
_AT = re.compile(r"(?: (?!and\b|or\b|I\b|we\b|you\b)[a-z][\w-]*){0,3}? (?:at|for|with) (?:the )?(?=[A-Z])")
_PORTRAIT = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|an? (?:[\w-]+ ){0,2}(?:person|man|woman|colleague|hand|[a-z]{3,}(?:er|or|ist|ian|ant|se))|she|he)\b[^.;]*\bwho\b|^(?:Does|Can|Is|Has) (?:she|he)\b"
)
"""`an engineer who has signalled for eight years might have an answer`: the candidate as a third person."""
_BRINGS = re.compile(
    r"\b(?:bring(?:ing|s)?|contribut(?:e|ing)|apply(?:ing)?|offer(?:ing)?|leverag(?:e|ing)|draw(?:ing)? on|combine|share|use|put)\b[^,;.]{0,60}\b(?:experience|expertise|skills?|background|knowledge|years?|proficiency|training|qualifications?)\b|\bas (?:an?|someone|the (?:holder|owner) of)\b",
    re.IGNORECASE,
)
_GROWS = re.compile(
    r"\b(?:deepen|grow|build|extend|expand|develop|broaden|improve|add to|strengthen|start|begin|get|gain|refresh|towards?|finish|take|sit|do|earn|complete|pass|fund|pay for|support|for)(?:ing)? (?:on |up )?$",
    re.IGNORECASE,
)
_BELIEF = re.compile(
    r"\b(?:I(?:['’]m| am)?|we) (?:\w+ )?(?:believe|think|feel|sure|confident|certain|convinced)(?: that)?\b|\bthank(?:s| you)(?: for [^,.;]{0,60})?|\bplease (?:find|note|see)\b|\b(?:proud|pleased|delighted|excited|thrilled|glad|happy) to (?:say|share|report|mention|have|hold|be)\b",
    re.IGNORECASE,
)
_MATCHES = re.compile(
    r"^[^,;.]{0,40}?\b(?:match(?:es)?|mirrors?|fits?|echo(?:es)?|reflects?|lines? up with|aligns?(?: \w+)? with|corresponds? (?:to|with)|is|are) (?:\w+ ){0,2}?(?:my (?:own )?(?:experience|background|skills|expertise|training|record|career|strengths?|daily|everyday|bread)|what I(?:['’]ve| have| do| did| know)\b(?! not| yet| never))|^,? (?:just |much )?(?:as|like|same as) (?:with you|at your|in your|yours)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\b(?:us(?:e[sd]?|ing)|ran|run|know|built (?:with|on|in|things in)|worked with|work with|done|do|did|hold|have(?: had)?|bring|offer|meet|tick|speak|earned|wrote|write|mastered|taught|lived in|led|handled|deployed|managed) (?:exactly |just |precisely )?(?:it|them|that|those|these|both|this|all three|all of (?:it|them|that|those|these))\b|\b(?:that|this|which) (?:is|has been) (?:\w+ )?(?:what|how|my|where) (?:I|daily|everyday|job|work|bread)\b|"
    r"^(?:which|that) I(?:['’]ve)? (?:\w+ ){0,2}(?:used?|hold|held|have|know|ran|run|earned|built|led|did|do|done|speak|managed|mastered|gained|taught|brought|bring)\b",
    re.IGNORECASE,
)


_APPLIED_FOR = re.compile(
    r"\b(?:appl(?:y|ying|ied|ication)|writ(?:e|ing)|interest(?:ed)?|consider(?:ed|ation)?|candida(?:te|cy)|contacting|enquiring|responding|reply(?:ing)?|regard(?:ing)?|reach(?:ing)? out|came across|saw|seen|read|found|noticed)\b[^,.;]{0,30}? (?:the|your|this) (?:[\w&/+.-]+ ){0,5}$|^(?:the|your|this) (?:[\w&/+.-]+ ){0,5}$",
    re.IGNORECASE,
)
_IS_POST = re.compile(
    r"(?:[/-][^\s,;:]*)?(?: (?!(?:in|with|at|for|on|is|are|was|were|to|from|by|that|which|who|where|I|my|your|you)\b)[^\s,;:]+){0,6}? (?:role|post|position|job|vacancy|opening|opportunity)\b(?! (?:that |which |where )?I\b)"
)
"""Behind a word of the name of a post: `about the DevOps and site reliability post`."""


def asserted(letter: Letter, clause: Clause, start: int, end: int) -> Strength:
    """How plainly `clause.text[start:end]` is claimed of the candidate, as something that is so."""
    before, after = clause.text[max(0, start - _REACH) : start], clause.text[end : end + _REACH]
    if clause.role is Role.SUBJECT and letter.sources.direction is Direction.APPLICATION:
        return Strength.ABILITY if ability(before, after) else Strength.NONE
    reported = letter.sources.direction is Direction.APPLICATION and frames.unreported(clause.text) != clause.text
    told_by_other = reported and not frames.names_candidate(clause.text, Direction.APPLICATION)
    if told_by_other or (_IS_POST.match(after) and _APPLIED_FOR.search(before)):
        return Strength.NONE
    after = _SHOWN.split(after)[0]
    mood, whose = letter.frame(clause).mood, "my" if letter.sources.direction is Direction.APPLICATION else "your"
    wanted = mood in (Mood.ASKED, Mood.NEGATIVE) and is_wanted(whose, before, after)
    if letter.sources.direction is Direction.OUTREACH and mood is not Mood.QUESTION and _is_taken_for_granted(clause, start, end):
        return Strength.ABILITY
    if (
        clause.role is not Role.TEXT
        or mood is Mood.QUESTION
        or (not wanted and _STILL_OPEN.match(after))
        or _LIST_OPEN.match(after)
        or _TRADE_OF.match(after)
        or _denied(before)
        or is_aside(before)
        or (
            not wanted
            and lacking(
                clause.text[max(0, start - _WINDOW) : start], clause.text[start:end], _SHOWN.split(clause.text[end : end + _WINDOW])[0]
            )
        )
        or _heads_denial(letter, clause)
        or taken_back(clause.sentence.text[clause.start - clause.sentence.start + end :][:_WINDOW])
        or _is_another_asked(letter, clause, start)
    ):
        return Strength.NONE
    if wanted or _MATCHES.match(after) or (_BEHIND_ME.match(after) and _WITH.search(before)):
        return Strength.ABILITY
    return _told(letter, clause, start, end)


def _told(letter: Letter, clause: Clause, start: int, end: int) -> Strength:
    """The strength of what is neither open nor denied."""
    before, after = clause.text[max(0, start - _REACH) : start], clause.text[end : end + _REACH]
    near = clause.text[max(0, start - _WINDOW) : end + _WINDOW]
    mood = letter.frame(clause).mood
    relative = _RELATIVE[letter.sources.direction]
    if relative.match(after) or relative.match(behind_list(after)):
        return Strength.PLAIN
    presupposed = _presupposed(letter.sources.direction, before)
    if mood is Mood.ASKED and (frames.asks(clause.text[max(0, start - _WINDOW) : end]) or frames.wishes(_BELIEF.sub(" ", near))):
        return Strength.ABILITY if presupposed or _taken_up(letter, clause) else Strength.NONE
    if mood is Mood.WISH and not _still_claims(near) and not _wishes_later(letter, clause, end):
        return Strength.ABILITY if presupposed else Strength.NONE
    own = _side(letter, clause, start, end)
    if own is Side.EMPLOYER or (_ahead(before) and not presupposed):
        return Strength.NONE
    if own is None:
        return Strength.LOOSE
    return Strength.ABILITY if ability(before, after) else Strength.PLAIN


def skilled(clause: Clause, start: int, end: int) -> bool:
    """Whether a place is where skills stand, not only the object of a verb: `experience with ...`, `... certified`."""
    before, after = clause.text[max(0, start - _REACH) : start], clause.text[end : end + _REACH]
    lead = _last(_ABILITY, before)
    return bool(lead and not _BREAKS.search(before, lead.end()) and not re.search(r"\b(?:at|around)$", lead.group())) or bool(
        _AFTER_ABILITY.match(after)
    )


def ability(before: str, after: str) -> bool:
    """Whether the words around a place make it something that somebody knows, uses or holds."""
    if _WELL.match(after):
        return True
    lead = _last(_ABILITY, before)
    if lead and not _BREAKS.search(before, lead.end()):
        return True
    return bool(_AFTER_ABILITY.match(after)) or bool(_VERB.search(_without_list(before)))


def _without_list(before: str) -> str:
    """What stands before the first item of a list that a text ends in: `I use Go, Rust and ` as `I use `."""
    items = re.split(r", (?:and |or )?| and | or | & ", before)
    if len(items) == 1 or any(_BREAKS.search(item) or len(item.split()) > 3 for item in items[1:]):
        return before
    words = items[0].split(" ")
    return " ".join(words[: max(1, len(words) - 1)]) + " "


def _denied(before: str) -> bool:
    found = _last(_NO, before)
    return found is not None and not re.search(r"[,;] (?:but|and|yet) I\b|\bbut\b", before[found.end() :])


def _ahead(before: str) -> bool:
    """Whether what follows is still to come: `I am learning`, `I would take`."""
    found = _last(_AHEAD, before)
    return found is not None and not re.search(
        r"\b(?:I have|I['’]ve|I hold|I use|my|through|using|after|since I|with my)\b|[,;] (?:having|after|using)\b", before[found.end() :]
    )


def _presupposed(direction: Direction, before: str) -> bool:
    """Whether a wish takes it for granted: `my experience with`, `bring ten years of`."""
    if _HAVING_DONE.search(before):
        return True
    for match in (_MY if direction is Direction.APPLICATION else _YOUR).finditer(before):
        rest = before[match.end() :]
        if (
            not _BREAKS.search(rest)
            and len(rest.split()) <= 8
            and not _APPLIES.match(before[match.start() :])
            and not _GROWS.search(before[: match.start()])
            and not _TO_LEARN.search(rest)
        ):
            return True
    brings = _last(_BRINGS, before) if direction is Direction.APPLICATION else None
    return brings is not None and not _BREAKS.search(before, brings.end())


def _still_claims(text: str) -> bool:
    """Whether a wish is one only by `I believe`, `I am confident that` or thanks."""
    rest = _BELIEF.sub(" ", text)
    return rest != text and not frames.wishes(rest) and not frames.denies(rest)


def _is_taken_for_granted(clause: Clause, start: int, end: int) -> bool:
    """Whether a place is in the `As a ...` of which somebody is said to be a fit."""
    if not _FITS[1].match(clause.text[end : end + _WINDOW]):
        return False
    return bool(_FITS[0].search(clause.text[max(0, start - _WINDOW) : start])) and not _denied(clause.text[max(0, start - _REACH) : start])


def _heads_denial(letter: Letter, clause: Clause) -> bool:
    """Whether a clause is the list that `not on my resume:` announces."""
    before = clause.previous
    if before is None or before.sentence is not clause.sentence or not frames.denies(before.text):
        return False
    between = clause.sentence.text[before.end - clause.sentence.start : clause.start - clause.sentence.start]
    return ":" in between and not _PRONOUN.search(clause.text)


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


def _goes_on_before(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place stands behind an aside where the clause before, of the employer, goes on."""
    aside, before = _ASIDE.match(clause.text), clause.previous
    return bool(aside and aside.end() <= start and before and letter.frame(before).employer_only)


def _side(letter: Letter, clause: Clause, start: int, end: int) -> Side | None:
    """Whose it is: by the nearest pronoun before, else behind, else in the clauses before of the same sentence."""
    direction, after = letter.sources.direction, clause.text[end : end + _REACH]
    if (
        _RELATIVE[direction].match(after)
        or is_listed(direction, clause.text[max(0, start - _REACH) : start], after)
        or _at_past_employer(letter, after)
        or _is_portrait(letter, clause, start)
    ):
        return Side.CANDIDATE
    if _goes_on_before(letter, clause, start) or (clause.text.endswith("the ", 0, start) and _THEIR_OWN[direction].match(after)):
        return Side.EMPLOYER
    marks = _MARKS[direction]
    last = _last(marks, clause.text, start)
    if last and (given := DATIVE.search(clause.text, max(0, last.start() - _LONGEST_VERB), last.end())) and given.end() == last.end():
        last = _last(marks, clause.text, given.start()) or last
    if last and last["other"] and re.search(r"[,;:]", clause.text[last.end() : start]) and _PREDICATED[direction].match(behind_list(after)):
        return Side.CANDIDATE
    if last is None:
        last = marks.search(clause.text, end, end + _WINDOW)
    elif last["other"] and last["other"].lower() in ("your", "yours", "our", "ours", "their", "my"):
        return _past_possessive(letter, clause, last.start(), last.end(), start)
    if last is not None:
        return Side.CANDIDATE if last["own"] else Side.EMPLOYER
    about = letter.frame(clause).about
    return next(iter(about)) if len(about) == 1 else None


def _at_past_employer(letter: Letter, after: str) -> bool:
    """Whether what stands at a place is told of a past employer right behind it: `Running the ward at Acme is what ...`."""
    link = _AT.match(after)
    return bool(link) and any(
        link and start == link.end()
        for position in letter.sources.positions
        if position.employer
        for start, _ in names.mentions(after, position.employer.value)
    )


def _is_portrait(letter: Letter, clause: Clause, start: int) -> bool:
    """Whether a place of an outreach is told of somebody who worked where the candidate did."""
    if letter.sources.direction is not Direction.OUTREACH:
        return False
    text, place = clause.sentence.text, clause.start - clause.sentence.start + start
    portrait = _PORTRAIT.search(text, 0, place)
    if portrait is None or _MARKS[Direction.OUTREACH].search(text, portrait.end(), place):
        return False
    return any(position.employer and names.find(text, position.employer.value) for position in letter.sources.positions)


def _past_possessive(letter: Letter, clause: Clause, at: int, after: int, start: int) -> Side:
    """`your Kafka platform` is theirs; `I bring your team ten years of experience with Kafka` is not."""
    between = clause.text[after:start]
    mark = _last(_MARKS[letter.sources.direction], clause.text, at)
    if mark and mark["own"] and _ABILITY.search(between):
        return Side.CANDIDATE
    return Side.EMPLOYER


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


def _last(pattern: Pattern | re.Pattern[str], text: str, end: int | None = None) -> re.Match[str] | None:
    """The last match before a place, not further back than a window."""
    stop = len(text) if end is None else end
    found = deque(pattern.finditer(text, max(0, stop - _WINDOW), stop), maxlen=1)
    return found[0] if found else None
