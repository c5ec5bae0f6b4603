"""Whether what a clause names it names as lacking, asked for or still to come, though nothing before it denies it.

    lacking("", "Go", " and Python are unknown territory to me")       -> True: `Go` heads the clause
    lacking("", "Go", ", React (PHP I do know) and AWS would be new")  -> True
    lacking("My gaps are ", "Go", ", Kafka and Redis")                 -> True
    lacking("I use ", "Go", " and Python every day")                   -> False

The list that a name belongs to is passed over, to what is said of all of it: `... I must still learn`, `... are a plus`, `... is on my list`.
At the head of a clause a predicate must be one of mastery (`are my daily tools`, `I know well`); elsewhere only words of lack count. Does
not see what a later sentence takes back.
"""

from __future__ import annotations

import re

from pipeline.grounding.abilities.likened import is_beside_theirs
from pipeline.grounding.abilities.nearby import stands_before
from pipeline.grounding.patterns import compiled
from pipeline.schema import Direction

_NO_ITEM = (
    r"(?![a-z]{2,6}n['’]t\b)(?!(?:is|are|was|were|be|been|am|would|will|shall|can|could|may|might|must|should|have|has|had|having|do|does|did|I|you|we|it|they|he|she|this|that|these|those|which|who|what|where|"
    r"remains?|stays?|seems?|feels?|looks?|makes?|means?|matters?|comes?|came|needs?|not|never|but|so|because|since|at|in|on|for|with|to|from|of|as|by|after|before|during|every|each|than|when|while|if|though|although|my|your|our|both|all|none|neither|nor|and|or|plus|the|an?|like|than|such|about|into|via|per|through|over|under)\b)"
)
_WORD = rf"{_NO_ITEM}[^\W_][\w.+#/&'’-]{{0,24}}"
_ITEM = rf"{_WORD}(?: {_WORD}){{0,3}}"
_ASIDE = r"(?: \([^()]{1,60}\))?"
_JOINT = r"(?:, (?:and |or )?| and | or | nor | & | plus )(?:the |an? |(?:your|my|our) (?:own )?)?"
_REST = re.compile(rf"(?:[ -](?!and\b|or\b|nor\b|plus\b){_WORD}){{0,2}}{_ASIDE}(?:{_JOINT}{_ITEM}{_ASIDE}){{0,12}}")
"""The rest of a list behind one of its names."""
_INSERTED = re.compile(r", (?:(?!I (?:know|use|have|work)\b)[\w'’]+ ?){1,5},(?= )|,(?= (?:I|you|we)\b)")
"""`, I confess,` and `, honestly,`."""
_NAMED = rf"{_NO_ITEM}[A-Z0-9.][\w.+#/&'’-]{{0,24}}(?: {_NO_ITEM}[A-Z0-9][\w.+#/&'’-]{{0,24}}){{0,3}}"
_LEAD = re.compile(rf"(?:^|(?<=[\s(:]))(?:both |all (?:of )?)?{_NAMED}{_ASIDE}{_JOINT}(?:{_ITEM}{_ASIDE}{_JOINT}){{0,11}}$")
"""The list before one of its names."""
_HEAD = re.compile(
    r"(?:^|[,;:(—–-] ?|\b(?:[Tt]hough|[Aa]lthough|[Ww]hile|[Ww]hereas|[Bb]ut|[Aa]nd|[Yy]et|[Ww]ith|[Ff]or me|[Ii]f|[Oo]nly|[Bb]oth|[Nn]ow|[Tt]he|[Tt]hen|[Ss]o|[Aa]lso|[Ee]ven|[Aa]n?) )$"
)
_QUALITY = compiled(
    r"(?:^|[,;:(—–-] ?|\b(?:[Tt]hough|[Ww]hile|[Bb]ut|[Aa]nd) )(?:[Aa]ny |[Ss]ome |[Gg]ood |[Ss]ound |[Pp]rior |[Pp]revious |[Ff]irst |[Bb]asic |[Aa]n? )?"
    r"(?:[Kk]nowledge|[Ee]xperience|[Cc]ommand|[Gg]rasp|[Ff]amiliarity|[Uu]nderstanding|[Ss]kills?|[Bb]ackground|[Qq]ualification|[Cc]ertificat(?:e|ion)|[Tt]raining|[Pp]roficiency) (?:of|with|in|on) (?:the )?$"
)
"""Before what nobody is said to know: `Knowledge of`."""
_WELCOMED = re.compile(
    r"\W*(?:\w+ ){0,2}?(?:welcome|plus|advantage|bonus|asset|optional|required|needed|necessary|essential|desirable|desired|preferred|useful|helpful|nice|appreciated|(?:no|not an?) (?:must|condition|requirement|obstacle))\b",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"\b(?P<whose>[Mm]y|[Yy]our) (?:[\w-]+ ){0,2}(?:experience|expertise|skills?|knowledge|command|background|training|work) (?:with|in|of|on) [^,;.]*$"
)
_WANTED = re.compile(
    r"(?: [\w-]+){0,2} (?:is|are) (?:\w+ )?(?:what|something|things?|a thing|the thing) (?:that )?(?:we|you|they|our|your|(?:the|this) \w+)\b"
)
_OWN_LIST = re.compile(r"\b(?:[Mm]y|[Yy]our) (?:[\w-]+ ){1,3}?(?:of|in|with|on|between) (?:(?!\w+ed )[\w-]+ ){1,2}(?:and|or) $")
"""Before the last of what is owned, and no new clause: `your mix of bookkeeping and `."""
_BE = r"(?:is|are|was|were|remains?|stays?|seems?|feels?|looks?|['’]s|(?:would|will|may|might|could|should|must|can) (?:\w+ )?(?:be|remain|feel)|ha(?:s|ve) (?:\w+ )?(?:been|remained))\b"
_SAID_OF = re.compile(
    rf"(?: (?:both|all|themselves|itself|also|still|part|side|stack|language|skills?|experience))? ?(?:{_BE}|(?:comes?|matters?|works?|runs?|helps?|differs?|offers?|goes|stands?|does|do)\b|sits?\b|lies?\b)(?P<what>[^;.!?]{{0,90}})"
)
_FRONTED = re.compile(r",? (?P<what>(?:I|you|we)(?:['’](?:ve|d|ll|m|re))?\b[^;.!?]{0,80})")
_LACK = re.compile(
    r"\b(?:not|never|no(?!(?: \w+)? (?:problems?|stranger|newcomer|novice|news|secret|mystery|worr(?:y|ies)|trouble|difficult(?:y|ies)|hardship|obstacle|hurdle|burden|terrors?|surprise|novelty|issue|challenge|joke|bother)\b)|none|n['’]t|cannot|nothing|neither|hardly|barely|scarcely|merely|unknown|unfamiliar|foreign|alien|uncharted|strange|new(?! (?:version|release|features?))|closed book|mystery|greek|territory|terra|ground to (?:cover|break)|(?:beginner|novice|newcomer)(?!['’]?s['’]? (?:guide|book|course|class|manual|handbook|tutorial|kit|series|workshop))|"
    r"gaps?|lack(?:s|ing)?|miss(?:ing|es)?|absent|ahead|outstanding|beyond|outside|far from|weak(?:est|er|ness)?|rusty|limited|thin|stretch|homework|curve|learning|to learn|to-do|to do|list|agenda|roadmap|radar|horizon|wish|next|future|still to|yet to|in progress|"
    r"must|should|(?:would|will)(?! (?:show|bring|offer|point|highlight)\b)|could|might|(?-i:may)|shall|need(?:s|ed)?|have to|has to|['’]ll(?! (?:show|bring|offer|point|highlight)\b)|['’]d (?!show|bring|offer|point|highlight|used|run|built|worked|done)|hope|want|plan|intend|only (?:read|heard|seen|watched|know|by|in|from|on|a little|dabbled|touched)|(?:know|seen|read|heard)\b[^,;]{0,20} only|"
    r"know (?:\w+ )?(?:from|by)(?! (?:my|years|work|practice|heart|daily|inside|long|experience|the inside))|know (?:\w+ )?that (?:it|they|there)\b|read about|heard (?:of|about)|seen|leave|left|avoid(?:ed)?|skip(?:ped)?|curious|interest\w*)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:plus|bonus|musts?|essential|required|requirements?|needed|requested|mandatory|expected|desirable|desired|preferred|advantage\w*|asset|nice|key|important|crucial|welcome|optional|a matter|part of (?:the|this|our|your|it)|what (?:the|this|our) (?:role|job|post|position)|there|(?<!of )(?<!testament to )yours?|theirs|the tools?|the stack|asked)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:my|mine|me|I|you|your|yours|second nature|familiar|daily|every ?day|strengths?|strong|strongest|bread|home|favou?rite|fluent|comfortable|no (?:problem|stranger|news|secret|mystery)|where|what)\b",
    re.IGNORECASE,
)
_OWN_WORK = re.compile(r"\bmy (?:[\w-]+ ){0,2}(?:work|job|days?|week|trade|routine|life|toolkit|toolbox|bread|hands)\b", re.IGNORECASE)
"""What something is part of that nobody asks for: `part of my daily work there`."""
_MASTERED = re.compile(
    r"\b(?:not (?:only|just|new)|no(?:thing)? new|far from (?:new|strange|unknown|foreign|unfamiliar)|never (?:a problem|far)|anything but|hardly new|no longer new|to-?do list app)\b",
    re.IGNORECASE,
)
_WEAKNESS = compiled(
    r"\b(?:gaps?|weakness(?:es)?|weak(?:est)? (?:spots?|points?|sides?)|blind spots?|homework|what I (?:still |do )?(?:lack|miss)|still to (?:learn|come)|closest (?:thing )?(?:that )?(?:I|you) (?:\w+ )?(?:come|came|get|got|have)|"
    r"beginner|novice|newcomer|read (?:only )?about|heard (?:only )?of|where I (?:would|['’]d|will) need)\b(?: to| in| with| at| here| so far| then| for now| of mine| I see)?(?:,? (?:is|are|was|were|would be|remains?))?:? ?(?:mainly |only |both |chiefly )?$",
    re.IGNORECASE,
)
_LIKENED = compiled(
    r"\b(?:(?:close|closer|closest|similar|akin|comparable|near|nearer|nearest|related|equivalent|next)(?: enough| relatives?)? (?:to|with)|(?:cousins?|relatives?|equivalent|counterpart) (?:of|to)|not far from|a (?:short |small )?step (?:away )?from|much like) (?:the |your |our |an? )?$",
    re.IGNORECASE,
)
_OF_ROLE = compiled(
    r"\bfor (?:an?|the|this|your|our) (?:[\w-]+ ){0,2}?(?:role|post|position|job|career) (?:in|with|as|at|on) (?:the |your |our )?$"
)
"""Before what a role is in: `an unusual background for a role in catering`."""
_IMAGINED = compiled(r"\b(?:idea|thought|prospect|notion) of (?:(?!\b(?:I|you|we)\b)[^,;.]){0,60}$")
_QUOTED = re.compile(r"(?:^|[\s(])[\"“][^\"”]{0,60}$"), re.compile(r"[^\"“”]{0,60}[\"”]")
"""Before and behind what is quoted from the other side: `You had me at "dermestid beetle colony."`."""
_HOLDER = re.compile(r"\b[a-z]+(?:er|or|ate) of (?:an? |the )?$")
"""`As the holder of a`: what follows is somebody's already."""
_ANNOUNCED = compiled(
    r"(?:^|[.;!?] |\b(?:and|but) )(?:[Ww]hat|(?:[Tt]he )?(?:\w+ )?(?:[Tt]hings?|[Pp]arts?|[Tt]ools?|[Tt]opics?|[Pp]oints?|[Ii]tems?|[Ss]kills?)|[Nn]ot|[Nn]ever|[Nn]othing|[Mm]issing|[Ll]acking|[Ss]till|[Oo]ne (?:thing|tool|point)|[Nn]ew)\b(?P<what>[^:;.!?]{0,70})(?::|–|—| -) ?$"
)
"""A heading of a list: `What I could not bring yet: `."""
_READ_THERE = re.compile(r"\b(?:notic|saw|see|read|spot|found|find|gather|understand)\w*\b", re.IGNORECASE)
_THERE = compiled(
    r" (?:in|on|among|from) (?:the|your|its|their) (?:\w+ ){0,2}?(?:posting|post|ad|advert|advertisement|list|requirements?|description|stack|job)\b"
)
_CONDITION = compiled(r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ii]n case|[Pp]rovided|(?:[Oo]nce|[Aa]s soon as) I(?:['’]ve| have))\b[^,;]*$")
_PARTICULAR = re.compile(r"\b(?:[Tt]he|[Tt]hose|[Aa]ny|[Aa]ll) $")
"""`the Kafka work you do`: no object put in front."""
_TOPIC = re.compile(r"\b(?:[Aa]s for|[Aa]s to|[Rr]egarding|[Cc]oncerning|[Ww]hen it comes to) (?:the )?$")
"""Names what is spoken of, which what follows may take up: `as for Kafka, I have run it`."""
_TAKEN_UP = re.compile(r"\b(?:it|them|both|that|these|those|this|years?|months?|daily|here)\b")
_MOVES = re.compile(
    r" (?!taught|teaches|gave|gives|made|makes|brought|brings|took|takes|has|have|is|are|was|were|got|led)\w{3,}(?:s|ed) me\b"
)
"""`CRISPR excites me`."""
_OWNED = re.compile(r"\b(?:my|your|our|I|you)\b", re.IGNORECASE)
_SAME = compiled(
    r"\b(?:the same|likewise|ditto|so too|similarly)\b(?: (?:goes|holds|applies|is true|is so|with|for|of|to)){0,3} ?$", re.IGNORECASE
)
_PAPER = r"(?:your|my|the|his|her) (?:\w+ )?(?:resume|r[ée]sum[ée]|CV|cv|profile|letter|application|page|papers?)"
_QUIET = r"(?:(?:is|are|stays?|remains?|keeps?|was|falls?|goes) (?:\w+ )?(?:silent|quiet|blank|empty|mute|bare)|(?:says?|tells?|shows?|has|have) (?:\w+ )?(?:nothing|little|no word|no trace))"
_SILENT = compiled(rf"\b{_PAPER} {_QUIET} (?:on|of|about|as to|regarding|in|to say (?:of|on|about)) (?:any |the |an? )?$", re.IGNORECASE)
_SILENCE = compiled(rf"s?,? {_PAPER} {_QUIET}\b", re.IGNORECASE)
"""`On driving licences your CV is silent`."""
_NOT_THERE = compiled(
    rf",? (?:(?:but|though|which|that|is|are) ){{0,2}}(?:not|nowhere|missing|absent)(?: \w+)? (?:on|in|from|anywhere (?:on|in)) {_PAPER}\b"
)
"""`Hadoop and Spark, not on my resume`."""
_TAKEN_BACK = re.compile(r",? (?:(?:none|neither) of )?(?:which|that|whom) (?:I|you|we)\b[^,;.]*")
_NOT_DONE = re.compile(r"\b(?:not(?! only| just)|never|none|neither|cannot|lack|yet to)\b|n['’]t\b")
_LONGEST = 240
_LISTED = {
    direction: re.compile(
        rf"(?:(?:, (?:and |or )?| and | or )[\w+#.]+){{0,5}}(?: (?:certificat(?:e|ion)|credential|licen[cs]e|experience|training|degree|award|work)s?)? (?:(?:listed|named|right|also) )?(?:among(?:st)?|in|on|under) {whose} "
        r"(?:[\w-]+ ){0,2}?(?:skills|resume|r[ée]sum[ée]|CV|profile|toolkit|toolbox|stack|languages|certificates|certifications)\b"
    )
    for direction, whose in ((Direction.APPLICATION, "my"), (Direction.OUTREACH, "your"))
}
_HOPED = re.compile(
    r"\b(?:hop(?:e|ed|ing)|expect\w*|wish\w*|want\w*|look(?:ed|ing|s)? for|search\w*|would|could|might|if)\b", re.IGNORECASE
)


def is_listed(direction: Direction, before: str, after: str) -> bool:
    """Whether what follows a name puts it on the candidate's own paper: `I was pleased to see Kafka among your skills`."""
    return bool(_LISTED[direction].match(after)) and not _HOPED.search(before)


def lacking(before: str, named: str, after: str) -> bool:
    """Whether a name between two pieces of text is told as lacking, as asked for, or as still to be learned."""
    text = before + named + after
    before, after = before[-_LONGEST:], after[:_LONGEST]
    lead = before_list(before)
    if _is_announced(text, lead) or _is_silent(text, lead, after):
        return True
    if _TOPIC.search(lead) or (_CONDITION.may_stand(text) and _CONDITION.search(lead)):
        return not _TAKEN_UP.search(after) or _lacks(after)
    if _SAME.may_stand(text) and (same := _SAME.search(lead)):
        return _lacks(lead[: same.start()])
    rest = behind_list(after)
    if _THERE.may_stand(text) and _THERE.match(rest) and _READ_THERE.search(lead):
        return True
    if _QUALITY.may_stand(text) and _is_welcomed(lead, rest):
        return True
    heads = bool(_HEAD.search(lead)) and not (_OWNED.search(named) or _HOLDER.search(lead) or _OWN_LIST.search(lead))
    particular = bool(_PARTICULAR.search(lead))
    pieces = (after,) if rest == after else (after, rest)
    return any(_is_open(piece, heads=heads, particular=particular) for piece in pieces)


def _is_announced(text: str, lead: str) -> bool:
    """Whether what leads to a name is a word of weakness, or the heading of a list of what is lacking."""
    if _WEAKNESS.may_stand(text) and _WEAKNESS.search(lead):
        return True
    heading = _ANNOUNCED.search(lead) if _ANNOUNCED.may_stand(text) else None
    return bool(heading and _lacks(heading.group()))


def _is_silent(text: str, lead: str, after: str) -> bool:
    """Whether a paper is said to have nothing of a name."""
    if _NOT_THERE.may_stand(text) and _NOT_THERE.match(behind_list(after)):
        return True
    if _SILENT.may_stand(text) and _SILENT.search(lead):
        return True
    return _SILENCE.may_stand(text) and bool(_SILENCE.match(rest_of(after)))


def _is_welcomed(lead: str, rest: str) -> bool:
    """Whether it is nobody's knowledge that is said to be welcome: `Knowledge of ... is welcome but no condition`."""
    told = _SAID_OF.match(rest) if _QUALITY.search(lead) else None
    return bool(told and _WELCOMED.match(told["what"]) and not _OWN.search(told["what"]))


def _is_open(rest: str, *, heads: bool, particular: bool) -> bool:
    """Whether what follows a list says that all of it is lacking; at the head of a clause, also that it is asked for or no mastery."""
    if inserted := _INSERTED.match(rest):
        rest = rest[inserted.end() :]
    if heads and _MOVES.match(rest):
        return True
    if told := _SAID_OF.match(rest):
        what = told["what"].split(",")[0]
        return _lacks(what) or (heads and (bool(_ASKED.search(what) and not _OWN_WORK.search(what)) or not _OWN.search(what)))
    fronted = _FRONTED.match(rest)
    return bool(heads and fronted and not particular and _lacks(fronted["what"].split(",")[0]))


def rest_of(after: str) -> str:
    """What follows the list that a name belongs to, where the name stands in the plural too."""
    return behind_list(after.removeprefix("s"))


def taken_back(after: str) -> bool:
    """Whether a relative clause right behind the list that a name belongs to takes it back: `ClearPass, which I have not used`."""
    relative = _TAKEN_BACK.match(behind_list(after))
    return bool(relative and _NOT_DONE.search(relative.group()))


def before_list(before: str) -> str:
    """What precedes the list that a name belongs to, given what precedes the name."""
    found = _LEAD.search(before)
    return before[: found.start()] if found else before


def behind_list(after: str) -> str:
    """What follows the list that a name belongs to, given what follows the name."""
    found = _REST.match(after)
    return after[found.end() :] if found else after


def _lacks(text: str) -> bool:
    return bool(_LACK.search(_MASTERED.sub(" ", text)))


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether a place is only what something is set beside (`SAP ECC, which is close enough to TM`), what a role is in, what is imagined or quoted, or what something of the candidate's is good for."""
    return (
        stands_before(_LIKENED, text, start)
        or stands_before(_OF_ROLE, text, start)
        or stands_before(_IMAGINED, text, start)
        or bool(_QUOTED[1].match(text, end) and _QUOTED[0].search(text, 0, start))
        or is_beside_theirs(text, start, behind_list(text[end:]))
    )


def is_wanted(whose: str, before: str, after: str) -> bool:
    """Whether what is `my` or `your` own is said to be wanted, and so taken for granted: `Your experience with Figma is what we need`."""
    possessed = _POSSESSED.search(before)
    return bool(possessed and possessed["whose"].lower() == whose and _WANTED.match(after))
