"""The words that make a name a place, and say whose: patterns for what stands before or behind the name, and names that are more than places."""

from __future__ import annotations

import re

from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.calendar_words import MONTHS
from pipeline.schema import Direction

NEAR = 80
HOMOGRAPHS = frozenset(
    """
    reading bath nice cork essen york jordan georgia victoria chile turkey china lima columbus austin madison charlotte florence sydney paris lincoln washington phoenix orlando durham kent devon norfolk virginia dallas santiago sofia
    perth wellington adelaide cambridge oxford essex columbia houston halifax vancouver derby hull milton richmond arlington porto bergen basel bern linz graz brno kobe riga panama cuba malta cyprus peru oman jersey chester
    bradford nottingham newcastle portland cleveland denver maine montana indiana wales kiel nantes rennes valencia roma ghent antwerp
    """.split()
)
"""Names that people, things or companies have too: places only behind a word such as `in`."""
IN = re.compile(
    r"\b(?:in|to|from|near|around|outside|across|within|into|of|leaving|between|for|through|via|here in) (?:the |central |north |south |east |west |northern |southern |eastern |western |downtown |greater |rural )?$",
    re.IGNORECASE,
)
INSIDE = re.compile(r"\bin (?:the )?$")
"""`In` alone."""
HOME = {
    Direction.APPLICATION: compiled(
        r"\b(?:I (?:\w+ )?(?:live|reside|am (?:\w+ )?(?:based|located|living|settled)|was born|grew up)|I['’]m (?:\w+ )?(?:based|located|living|settled)|(?:based|living|located|born|raised) (?:here )?(?=in\b)|my (?:home|flat|house|family home|base) (?:is |town |city )?|I come|I am from|I['’]m from|(?:I|I['’]ve|I have|have|having) (?:\w+ )?(?:lived|settled|(?:moved|relocated)(?= (?:(?:back|here|home|over|again|up|down|out|house|permanently|recently|there|with (?:my|your) \w+|(?:my|your) \w+) ){0,3}(?:to|from|into|near|in)\b))|(?:an? |lifelong )?(?:resident|native) of|home (?:is|here))\b[^,;]{0,30}$",
        re.IGNORECASE,
    ),
    Direction.OUTREACH: compiled(
        r"\b(?:you (?:\w+ )?(?:live|reside|are (?:\w+ )?(?:based|located|living|settled))|you['’]re (?:\w+ )?(?:based|located|living|settled)|your (?:home|base|house|flat|place)|you are from|you['’]re from|you(?:['’]ve| have)? (?:\w+ )?(?:lived|settled|(?:moved|relocated)(?= (?:(?:back|here|home|over|again|up|down|out|house|permanently|recently|there|with (?:my|your) \w+|(?:my|your) \w+) ){0,3}(?:to|from|into|near|in)\b)))\b[^,;]{0,30}$",
        re.IGNORECASE,
    ),
}
WHERE = re.compile(r",? where (?:the )?")
DONE_THERE = re.compile(
    r"(?:I|you)(?:['’](?:ve|m|re)| have| am| are| was| were)?(?: (?:now|also|still|once|first|\w+ly))* (?:live|lived|living|based|born|raised|grew up|rent|settled|work|worked|working|train(?:ed)?|taught|teach|stay(?:ed)?|run|ran|keep|kept|spent)\b"
)
"""What somebody does in a place: `where I grew up`."""
DWELLS = compiled(
    r" (?:is|was|has been|became|remains) (?:now |also )?(?:my home|your home|home to me|where (?:I|you) (?:now )?(?:live|lived|have lived|grew up|was born|were born|am based|are based))\b|,? where (?:I|you)(?:['’]ve| have)? (?:now |still |also )?(?:live|lived|reside|am based|are based)\b|-(?:based|born|raised|bred|trained)\b"
)
LATER = re.compile(
    rf"\b(?:mov(?:e|ing)|relocat\w+|will|would|could|can|from (?:{'|'.join(MONTHS)})|return\w*|travel\w*|commut\w+|willing|happy|ready|open to|plan\w*|visit\w*|come|drive|meet)\b",
    re.IGNORECASE,
)
THEIRS = {
    Direction.APPLICATION: compiled(
        r"\b(?:your (?!letter|email|message|call|recent|trip|visit|journey|time|stay|holiday)(?:[\w'’-]+ ){0,4}?[\w'’-]+|"
        r"(?:the|this|your) (?:\w+[ -]){0,6}?(?:role|position|post|opening|vacancy|job|opportunity)) (?:is |are |based |located |here )*(?:in|at|near|outside|around|for) (?:the )?$",
        re.IGNORECASE,
    ),
    Direction.OUTREACH: compiled(
        r"\b(?:(?:our|the|this|my client['’]s|their|its) (?:\w+[ -]){0,6}?(?:office|offices|team|site|branch|clinic|shop|store|school|hospital|plant|headquarters|hq|location|studio|practice|warehouse|restaurant|hotel|campus|kitchen|depot|mill|factory|farm|museum|ward|lab|laboratory|yard|garage|bakery|cent(?:re|er)|brewery|library|gallery|college|estate|vineyard|nursery|theatre|theater|role|position|post|"
        r"opening|vacancy|job|opportunity|company|firm)|we(?:['’]re| are)?|I(?:['’]m| am| work| hire| recruit| run)(?: \w+){0,6}) (?:is |are |based |located |here |headquartered )*(?:in|near|outside) (?:the )?$|\bwe(?:['’]re| are) (?:an? )?(?:(?!you)[\w-]+ ){0,6}(?:in|near|outside) (?:the )?$|\bwe (?:\w+ )?(?:make|bottle|brew|bake|build|run|work|sit|live|grow|produce|print|sell|teach|treat|operate|serve|farm|press|roast|design|manufacture|have (?:an? |our )?\w+)(?: (?!you)[\w-]+){0,6} (?:in|near|outside) (?:the )?$",
        re.IGNORECASE,
    ),
}
HEAD = 600
"""Characters at the start of a resume in which it says where the candidate lives."""
LIVES = re.compile(r"\b(?:live|lives|living|reside|residing|home|resident|settled)\b", re.IGNORECASE)
TO_DO = re.compile(r"\bto (?!the\b|a\b|an\b|my\b|our\b)[a-z]+ (?:[\w-]+ ){0,3}in (?:the )?$", re.IGNORECASE)
"""What is to be done, may be done or was come for: `the right to work in`, `allowed to drive in`."""
SEEN = re.compile(
    r"\b(?:lives|works|resides|studies|your|role|position|post|appl(?:y|ied|ying|ication)|read|saw|seen|interest\w*|know|knew|heard|follow\w*|noticed|admire\w*|like|love|family|friends?|wife|husband|partner|mother|father|parents?|sisters?|brothers?|son|daughter|cousins?|uncle|aunt|visa|permit)\b",
    re.IGNORECASE,
)
SAW = re.compile(
    r"\b(?:saw|found|read|came across|noticed|discovered|learned of|heard of|spotted) (?:about |of )?(?:the|your|this) [\w ]{0,30}$",
    re.IGNORECASE,
)
HOUSES = frozenset(
    "shop firm company people office offices team family market stores branch branches business client restaurant winery charity clinic site studio lab labs headquarters city town village campus here".split()
)
CLOSE_TO = compiled(
    r"\b(?:in (?:and|or) (?:around|near)|all (?:over|around)) (?:the )?$|\b(?:move|moving|moved|relocation|commute|train|drive|ride|journey|travel) (?:\w+ )?from (?:the )?$|\b(?:near|outside) (?:the )?$|\b(?:minutes?|miles?|km|kilomet(?:re|er)s|hours?|drive|walk|ride|stone['’]s throw) (?:from|of) (?:the )?$",
    re.IGNORECASE,
)
STEM = 6
"""Letters that a place and the region named after it share."""
DID_IN = re.compile(
    r"\b(?:I|you)(?:['’]ve| have| had)? (?:\w+ly |also |once |first |previously )?(?:\w{2,}ed|ran|run|led|built|taught|kept|cut|drove|driven|sold|grew|grown|made|took|spent|did|done|held|wrote|written)\b[^,;:]{0,50}? in (?:[A-Z][\w'’-]+(?:,| and) )?$"
)
WIDE = re.compile(
    r"\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Middle|Upper|Lower|Greater|New|Africa|Asia|Europe|Americas?|Scandinavia|Balkans?|Baltics?|Caribbean|Nordics?|Pacific|Oceania|Latin|Gulf|Benelux|Alps|Sea|Coast|Valley|Island|Islands|Mountains?|County|Shire|Province|Region|\w+shire|\w+land|\w+ia)\b"
)
PLACED = compiled(
    r"\b(?:based|live|lives|living|located|born|raised|grew up|settled|reside|residing|stationed|headquartered|relocat\w+|moved|move|moving|commut\w+|home|offices?|branch|site|house|flat|headquarters|hq|campus|team|role|position|post|depot|mill|factory|plant|farm|museum|shop|store|school|hospital|clinic|warehouse|restaurant|kitchen|hotel|studio|base|town|village|city|resident|native)"
    r"(?: (?:is|are|was|back|over|here|again|out|up|down|located|based))* (?:in|to|near|outside|around|of) (?:the )?$",
    re.IGNORECASE,
)
DASHED = re.compile(r"^-(?:based|area)\b|^ (?:office|branch|area|campus|site|headquarters|HQ|hub)\b")
OFFICE = re.compile(r" (?:\w+ )?(?:office|offices|branch|campus|site|headquarters|HQ|hub|studio|plant|depot|warehouse|store|clinic)\b")
"""What a place before it is the place of: `our Brisbane office`."""
WHOSE = {
    Direction.APPLICATION: re.compile(r"\byour (?:new |main |lovely |own |local )?$", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:our|the client['’]s|the company['’]s) (?:new |main |lovely )?$", re.IGNORECASE),
}
NO_PLACE = re.compile(
    r"^(?:['’]s)? ?(?:team|project|programme|program|role|department|engineering|development|industry|sector|field|class|position|post|time|hours|zone)\b",
    re.IGNORECASE,
)

NOWHERE = re.compile(
    r"(?:\b(?:not|never|no|nor|neither)\b|n['’]t\b)(?:(?!\b(?:outside|beyond|left|leave|leaving|except|than|only|since|but|far|away)\b)[^,;:])*\b(?:in|to|for|through|around|as far as) (?:the )?$",
    re.IGNORECASE,
)
"""Before a place where somebody has not been: nobody can say that it is not so."""

OPENERS = frozenset(
    "in from to near at for of the and or before after since outside around across between via through leaving based within here".split()
)
WITH_STATES = frozenset({"usa", "uk", "canada", "australia", "germany"})
