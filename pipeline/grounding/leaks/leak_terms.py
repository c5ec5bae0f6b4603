"""Sentences that speak of the writing of an email and not of its matter: its tone and length, the task, the papers it was made from.

Each entry: letters of which one must be there, and the pattern. `placeholder` looks for them. A person writes `your posting` and
`my resume`; `the resume you shared`, `the candidate has`, `under 150 words as you asked` are words of somebody who was told to write.
"""

from __future__ import annotations

_PAPERS = r"(?:resume|r[ée]sum[ée]|CV|profile|information|details|facts|job description|posting|text|documents?|data|context)"
_MAIL = r"(?:e-?mail|message|letter|draft|text|application|note|outreach)"
_MANNER = r"(?:professional|formal|informal|friendly|warm|concise|enthusiastic|confident|persuasive|polite|casual|conversational|neutral|natural|respectful|upbeat|direct|requested|specified|desired)"

LEAKS = (
    (("tone", "style", "register"), rf"\b(?:here is|this|the(?: following)?|asked to|as (?:requested|instructed|asked)|{_MAIL})\b[^.\n]{{0,50}}\b(?:{_MAIL} (?:is |was )?(?:written )?|written |write (?:to you )?|kept |worded )(?:in|with) an? (?:{_MANNER}[, ]+(?:and |but |yet )?){{1,3}}(?:tone|style|register)\b"),
    (("as requested", "as instructed", "as specified", "as you asked", "as per", "per your", "per the", "in line with your"), r"\b(?:as (?:requested|instructed|specified|you (?:asked|requested|instructed))|(?:as )?per (?:your|the) (?:request|instructions?|prompt|guidelines|brief)|in line with your (?:request|instructions|word|length|style)[\w ]{0,12}),? (?:(?:the|this) (?:e-?mail|message|letter|draft|tone)|I(?:['’](?:ll|ve)| will| have)? (?:keep|kept|avoid\w*|mention\w*|us(?:e|ed) only|stick|stop|stay\w*|not (?:invent|mention|use)|written|tailored|follow\w*)|below is|here is (?:an?|the) (?:\w+ )?(?:e-?mail|draft|message|letter))|\bas per the prompt\b"),
    (("words",), r"\b(?:ke(?:pt|ep|eping)|stay\w*|held|limited) (?:it|this|things|the (?:e-?mail|letter|message)) (?:under|within|below|to|at) (?:\w+ )?\d{2,3} words\b|\bwords,? as (?:you )?(?:asked|requested|instructed)\b"),
    (("word limit", "word count", "length limit"), r"\b(?:your|the|this) (?:word|length|character) (?:limit|count)\b(?=[^.\n]{0,40}\b(?:I|e-?mail|here|stop|short)\b)|\b(?:within|under|below) (?:your|the) (?:word|length|character) (?:limit|count)\b"),
    (("the candidate",), r"\bthe candidate (?:is an?|has (?:\w+|over \w+|more than \w+) years|holds an?|possesses|demonstrates|appears to|seems to|worked (?:at|for|as))\b|\bthe candidate['’]s (?:resume|r[ée]sum[ée]|CV|years|background|qualifications|first name|name|skills)\b|\b(?:writing|write|speaking) as the candidate\b|\b(?:tailored|addressed|personali[sz]ed|written) (?:to|for) the candidate\b"),
    (("the resume", "the cv", "the résumé", "the candidate profile"), r"\bthe (?:resume|r[ée]sum[ée]|CV|candidate profile) (?:(?:does|did) not|doesn['’]t|didn['’]t|mentions|states|says|shows|lists|indicates|provides|gives)\b"),
    (("left out", "leave out", "left it out", "omitted", "not provided", "not given", "not specified"), rf"\b(?:I|we)(?:['’]ve| have)? (?:left|omitted) (?:it|this|that|the [\w ]{{2,20}}) ?(?:out )?(?:since|because|as) (?:it|they|no|the)\b|\b(?:since|because|as) (?:it|they|this|no [\w ]{{2,20}}) (?:was|were|is|are)(?: not|n['’]t)? (?:given|provided|specified|stated)\b(?! (?:by|to|at))|\bnot (?:given|provided|specified|stated) in the {_PAPERS}\b"),
    (("invent",), r"\b(?:no|not|nothing|never|without|avoided)\b[^.\n]{0,25}\binvent(?:ed|ing)?(?: (?:anything|any|facts|details|numbers|here|for|in this)\b|[.,])|\bno (?:facts|details|numbers|claims) (?:were|was|are|have been) invented\b"),
    (("shared", "provided", "gave", "given", "supplied"), rf"\b(?:based on|according to|per|as per|from|using) (?:the|your) (?:\w+ )?{_PAPERS} (?:that )?(?:you(?:['’]ve| have)? |I was |was |were )?(?:shared|provided|gave|given|supplied)(?! (?:in|on|by|at|to))\b"),
    (("generated", "tailored", "personali", "customi", "drafted", "prepared"), rf"\b(?:this|the(?: following| above)?) (?:\w+ )?{_MAIL} (?:was|is|has been) (?:auto\w* )?(?:generated|tailored|personali[sz]ed|customi[sz]ed|drafted|prepared)\b|\bI have (?:prepared|drafted|generated) (?:this|the|an?) (?:\w+ )?(?:e-?mail|outreach|message|draft|cover letter)\b"),
    (("instructions", "guidelines", "constraints"), r"\bfollow(?:ed|ing)? (?:all |the |your |these |my )+(?:instructions|guidelines|constraints)(?: (?:and|by|to) (?:us(?:e|ed|ing) only|avoid\w*|kept|keep\w*|not)\b|,? (?:using|avoiding|keeping) )"),
    (("assistant", "tool"), r"\bas an? (?:AI|artificial intelligence)[- ](?:powered|based|driven|enabled)? ?(?:writing )?(?:assistant|tool|model|system)\b|\bas (?:a|your) (?:helpful|writing) assistant\b"),
    (("hope",), r"\bhope (?:that )?this (?:draft|version) (?:\w+ )?(?:meets|helps|works|fits|suits|captures)\b|\bhope this (?:e-?mail|letter|message) (?:meets your (?:expectations|needs|requirements)|helps)\b|^hope this helps[!.]*$"),
    (("end of", "end email", "end draft"), r"^\W*end of (?:the )?(?:e-?mail|message|letter|draft|response|output)\W*$"),
    (("tone", "style", "opening", "closing", "introduction", "greeting", "salutation", "sign-off", "call to action", "cta", "paragraph"), r"^\W{0,4}(?:Tone|Style|Opening(?: paragraph| line)?|Closing(?: paragraph| line)?|Introduction|Greeting|Salutation|Sign-off|Call to action|CTA|(?:First |Second |Third |Final )?Paragraph(?: \d+)?)\W{0,3}:(?! ?(?:\d|[A-Z][a-z]{2,8}\.? \d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b))"),
    (("write",), r"^(?:Please )?Write (?:an?|the) (?:[\w-]+,? ){0,3}(?:e-?mail|letter|message|application|outreach|cover letter)\b"),
    (("company", "firm", "client", "university", "school", "hospital", "organi", "product", "project"), r"(?-i:\b(?:at|for|with|from|by|of|to) (?:Company|Firm|Client|University|School|Hospital|Organi[sz]ation|Product|Project) [XYZ]\b(?! [A-Z]))"),
    (("$x", "£x", "€x"), r"(?-i:[$£€]X+\b)"),
    (("(signature", "(name", "(date", "(company"), r"^\W*\((?:signature|name|date|company|title|contact)\)\W*$"),
)  # fmt: skip
