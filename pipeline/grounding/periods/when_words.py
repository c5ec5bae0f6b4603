"""Words by which `when` tells what a date is the date of. English only."""

from __future__ import annotations

import re

from pipeline.grounding.patterns import compiled

OFFER = re.compile(
    r"\b(?:start|available|availability|free|begin|join you|relocat\w*|mov(?:e|ing)|notice|travel|abroad|away|back in|home in|visit\w*|meet|call|talk|speak|phone|ring|interview\w*|"
    r"conversation|reply|answer|write|send|decide|decision|hear|chat|slot|appointment|will be in|shall be in|due|ready|apply(?:ing)?|leav(?:e|ing)|finish(?:ing)?|ends?|come)\b",
    re.IGNORECASE,
)
"""What a writer proposes: a day to meet, a day to start."""
DEADLINE = re.compile(
    r"\b(?:clos(?:e|es|ing|ed)|deadline|due|applications?|apply|posted|advertised|published|expires?)\b",
    re.IGNORECASE,
)
"""What a day of the posting is the day of."""
STARTS = re.compile(
    r"\b(?:(?:the|our) (?:planned |first )?start(?:ing)? date|(?:post|position|role|job|contract|appointment) (?:starts|begins))\b",
    re.IGNORECASE,
)
"""What says on which day the post begins: the posting must have its month."""
APART = re.compile(r"\b(?:before|after|prior|previous(?:ly)?|then|following|earlier|later|until then|since then|followed)\b", re.IGNORECASE)
"""Words that put an employer and a date into two different times."""
TURN = compiled(
    r"\b(?:joined|joining|left|leaving|started|began|became|hired|promoted|moved|came|took over|founded|retired)\b", re.IGNORECASE
)
"""Verbs of beginnings and ends of work."""
PAST = re.compile(
    r"\b(?:\w{3,}ed|was|were|had|did|began|became|came|took|led|ran|built|won|held|made|went|gave|got|wrote|taught|sold|rose|fell|grew|left|earned|sat|have|has|['’]ve)\b"
)
"""Verbs of what has been."""
TURNED = re.compile(r"\b(?:leaving|joining) (?P<where>[^,;]{3,60}?) (?:in|around|at the end of|in early|in late)\W*$", re.IGNORECASE)
"""An employer that a date follows at once, in spite of such a word: `after leaving Acme in 2019`."""
GRADUATED = re.compile(
    r"\b(?:graduat(?:ed|ing|ion)|(?:earned|completed|finished|obtained|received|gained|got|awarded|took|did)\b[^,;]{0,50}\b(?:degree|bachelor\S*|master\S*|b\.?sc|m\.?sc|b\.?a|m\.?a|ph\.?d|mba|doctorate|b\.?eng|m\.?eng))\b[^,;\d]{0,50}\b(?:in|of|since)\W*$",
    re.IGNORECASE,
)
"""A degree that was earned, right before its date."""
DEGREE = re.compile(r"\b(?:bachelor\w*|master of|master['’]s|b\.?sc|m\.?sc|mba|ph\.? ?d|doctora\w+|diploma|degree)\b", re.IGNORECASE)
"""A course of study, whose single date is its end."""
BESIDE = re.compile(r",?\s*(?:in|during|back in|around)?\s*")
"""What stands between an employer and a date that is surely of it."""
LINK = re.compile(
    r"(?: (?:in|during|since|from|until|till|as of|back|around|about|the|early|late|mid|spring|summer|autumn|fall|winter|of|\()){1,5} ?\W?",
    re.IGNORECASE,
)
"""What stands between an employer and a date that is of that employer and of no other."""
AS_TIME = re.compile(
    r"\b(?:before|after|until|prior to|following|since|leaving|joining|left)(?: (?:at|my time at|the|my|your|joining|leaving))* $",
    re.IGNORECASE,
)
"""What makes of an employer a time, before its name."""
NOW = re.compile(r"\b(?:as of|currently|today|now)\b", re.IGNORECASE)
"""Words for the day of writing."""
ADDRESS = re.compile(r"\b(?:we|our|us|you|your|my)\b", re.IGNORECASE)
"""Words for whoever writes or reads."""
SINCE = re.compile(r"\b(?:since|as of|from (?:\w+ )?\d{4})\b", re.IGNORECASE)
"""A line that says itself from when it holds."""
LEADS_ON = re.compile(r"(?:^|\b(?:and|but|then|or|later)),?\s*$", re.IGNORECASE)
"""What stands before a date that belongs to what follows it."""
SEGMENT = re.compile(r",\s+|\)\s+and\s+|\s+(?:and|then|before|after)\s+(?=(?:since|from|until|in|then|before|after)\b)")
"""Where one date's part of a clause ends and another's begins."""
SEGMENT_ENDS = re.compile(rf"{SEGMENT.pattern}|\s+and\s+(?=(?:I|my|you|your|we|our|he|she|they|it)\b)")
"""Where the part of a clause behind its date ends: also where a new subject begins."""
STUDIED = re.compile(r"\b(?:studied|studying|my studies|your studies)\b", re.IGNORECASE)
"""Tells that a date is one of studies, whatever they were of."""
GAP = re.compile(r"\b(?:gaps?|breaks?|pauses?|interruptions?|time off|out of work|between)\b", re.IGNORECASE)
"""Tells of a time between two posts, which begins where one ends."""
OBTAINED = re.compile(
    r"\b(?:passed|earned|gained|obtained|received|qualified|certified|completed|renewed|took(?! (?:up|on|over|part|care|charge)\b)|did|got|certificates?|certification|licen[cs]es?|course|diploma|dates? (?:from|back)|(?:is|are|was) (?:from|of))\b",
    re.IGNORECASE,
)
"""What tells that a paper was come by."""
PREDICATE = re.compile(
    r",?\s+(?:and|but)\s+(?:(?:then|later|soon|also|straight|since|had|have|\w+ly)\s+){0,2}"
    r"(?:[a-z]{3,}ed|began|became|came|went|took|left|ran|led|built|wrote|taught|won|got|held|found|met|set|spent|stayed|was|were|been)\b"
)
"""Where the next thing begins that the same person did: `in June 2009 and started at`."""
DID = re.compile(
    r"\b(?:I|[Yy]ou)\b[^,;]* (?:[a-z]{3,}ed|began|became|came|went|took|left|ran|led|built|wrote|taught|won|got|held|did|was|were|sat|had|spent)\b"
)
"""A thing that somebody did, told before its date."""
ASIDE = re.compile(r"[\w’'-]*(?:[ -][\w’'-]+){0,5}?[ -]?\b(?:before|after|into|since|following|earlier than|later than|ahead of)\b")
"""How a phrase begins that sets another time beside a date: `In January 2014, a few months before finishing my degree, I ...`."""
POINTING = re.compile(r"\b(?:it|its|this|that|these|those|they|their|there|he|she|one|which)\b", re.IGNORECASE)
"""Words that lean on what was said before."""
OPENING = re.compile(r"(?:At|With|For) [^,;]{3,80}")
"""The phrase before a clause's subject."""
PERSON = re.compile(r"\b(?:I|me|my|you|your|yours)\b", re.IGNORECASE)
"""Whoever writes or reads, as one person."""
SOUTHERN = frozenset(
    """australia|new zealand|south africa|argentina|chile|uruguay|paraguay|brazil|peru|bolivia|zimbabwe|botswana|namibia|zambia|mozambique|
    madagascar|kenya|tanzania|uganda|rwanda|indonesia|fiji|lesotho|malawi|angola|ecuador|mauritius""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Countries of which a part lies in the southern half of the earth."""
