"""Every way in which English denies the candidate something, and the words for what is denied: `I have yet to`, `would be new to me`.

    denials(clause, direction)   -> Denial(start, end, what="Kubernetes or either of the big clouds", verb="work")

Read are denied deeds (`have never`, `have not had the chance to`, `without ever having`), lacks (`hold no`, `lack`, `am new to`), predicates behind a
thing (`is outside my experience`, `is something I have never done`), the candidate's own papers (`my background includes no`, `is missing from your CV`),
and first times. What is denied ends where the clause takes up something else. Whether it is so, `refuted` decides.
Not read: conditions (`if you have never`), the past of the past (`had never`), hopes, and what a later sentence denies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding.words import any_in
from pipeline.schema import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.letter import Clause


class Denial(NamedTuple):
    """`clause.text[start:end]` denies `what`, with the deed's verb as written before it where there is one."""

    start: int
    end: int
    what: str
    verb: str = ""
    each: bool = False
    """Whether of a list with `and` each is denied: `Docker and Kafka are new to me`."""


_LONGEST = 600
"""Characters of a clause that are read."""
_ADVERBS = r"(?: (?:yet|ever|so far|as yet|even|once|still|also|to date|either|at all|currently|previously|at present|just|[a-z]+ly|myself|yourself|till now|until now))*"
_NOT = r"(?:never|not(?! only| just| merely)|n['’]t)"
_CHANCE = r"(?:(?: (?:had|got|been given|enjoyed|found|seized|have|get|enjoy))?(?: (?:an?|any|the|much|that|enough|my))?(?: (?:real|good|proper|first))? ?(?:chance|opportunity|occasion|pleasure|privilege|reason|cause|need|luck|time|honou?r|fortune|call|joy)(?: yet| so far| myself)*(?: to(?= )| of(?= )))"
_PAPER = r"(?:resume|r[ée]sum[ée]|CV|cv|profile|skills?(?: ?sets?| lists?| section)?|tool ?(?:box|kit|belt|set)|list|background|application|records?|portfolio|repertoire|experience|career|history|languages?|stack|arsenal|past|work|working life|LinkedIn|training|education|knowledge|programming|studies|expertise|qualifications|certificates|certifications|credentials|jobs?|roles?|posts?|positions?|comfort zone|field|trade|duties|daily work|days?|line of work|papers|strengths|research|practice|teaching|projects?|assignments?|code|tools)"
_OF_OWN = rf" (?:own )?(?:[\w-]+ ){{0,2}}?{_PAPER}(?: so far| to date| until now)?"
_OWN_PAPER = rf"(?:(?:[Mm]y|[Yy]our|the) (?:own )?(?:[\w-]+ ){{0,2}}?{_PAPER})"
_CONTAIN = r"(?:includ|cover|extend(?:ed|s)? to|involv|contain|show|mention|list|name|giv|stat|touch|reach|featur|requir|call(?:ed|s)? for|offer|hold|boast|stretch(?:ed|es)? to|bring|brought|taken me|taken you|had|have|encompass|embrac|tak(?:en|e)s? in|made use of|needed|dealt with|concerned|used|gone into|(?:had )?(?:anything )?to do with)(?:es|ed|e|s)?(?: on| upon| near| into| to| anything (?:of|about|like|in))?"
_COPULA = r"(?:is|are|was|were|remains?|stays?|(?:would|will|['’]d|['’]ll|may|might) (?:be|remain)|(?:seems?|appears?|looks?)(?: to (?:me |us )?be)?|ha(?:s|ve) (?:always |so far |long )?(?:been|remained))"
_SOFT = r"(?: (?:all|both|still|entirely|completely|totally|quite|rather|wholly|largely|fairly|very|relatively|pretty|absolutely|also|as yet|so far|something|altogether|apparently|unfortunately|sadly|frankly|an?|the|one|complete|total|entirely|brand|wholly))*"
_THING = r"(?:something|anything|what|an? \w+|one (?:\w+ )?(?:\w+)|the (?:one )?\w+|things?|\w+s|one)"
_NAME = r"[\w+#./&'’-]+"
_ITEM = rf"(?!(?:I|you|we|they|he|she|it|if|whether|who|which|that|what|but|though|although|because|while|is|are|was|were|would|will|there|nothing|none|this|these|those|your|our|not|never|can|could|may|should)\b){_NAME}"
_NP = rf"{_ITEM}(?:,? {_ITEM}){{0,8}}?"
_FROM = r"(?:^(?:[Tt]hat |[Ww]hile |[Tt]hough |[Aa]lthough |[Aa]s |[Aa]nd |[Bb]ut |[Ss]o |[Yy]et |[Ss]ince |[Bb]ecause |[Ww]hereas )?|[,;:(–—] ?(?:and |but |though |while )?|\b(?:and|but|though|although|that|while|whereas|as|since|because|however|yet|so|admittedly|admit|confess|say|see|saw|noticed?|know|think|believe|gather|suppose|realise|realize|understand) )"
_BEGINS = re.compile(rf"{_FROM}$")
_LEVEL_NOUNS = r"(?:experience|knowledge|background|training|practice|expertise|skills?|exposure|familiarity|certificat\w+|licen[cs]es?|qualifications?|credentials?)"
_END = re.compile(
    r"\s*(?:[,;:.!?()–—\"“”]|$|\s-\s|\b(?:but|though|although|while|whereas|because|so(?! far)|as (?:I|you|my|your|we|it|far)|nor (?:have|do|am)|yet|let alone|much less|still less"
    r"|and (?:I|you|we|my|your|it|would|am|will|look|hope|want|can|could|that|this|here|nobody|so|yet|still)|(?:need|needs|is|are|was|were|will|would|should|may|might|must|can|could|does|do|did|has|have)(?:n['’]t)?)\b)"
)
_NARROWED = re.compile(
    r"\s*(?:,|[–—]|\s-\s)? ?(?:\(?(?:not|only|just|at least|except|apart from|other than|unless|beyond|outside|in the sense|though (?:only|not)|save|merely)\b|yet (?:in|at|on|for|with|as|to|by|alone)\b)"
)
_BUT_ONE = re.compile(r"\s*(?:but|save|bar|except) (?!I\b)[A-Z][\w+#.-]*(?:(?:,? and |, | )[A-Z0-9][\w+#.-]*){0,4}[.!]?$")
"""Behind a clause, the one thing that its denial excepts."""
_CONDITION = re.compile(
    r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ii]n case|[Ss]uppose|[Ii]magine|[Hh]ad (?:I|you)|[Ss]hould (?:I|you)|wish(?:es)?|those|people|anyone|someone|candidates|applicants)\b[^,;]*$"
)
_TO_DO = re.compile(
    r"(?:had|have|needed|need|got|get|been able|been asked|been required|been allowed|been trusted|been invited|been told|been made|been tasked|come|tried|try|managed|learn(?:ed|t)?(?: how)?|dared|know how|knew how|set out|happened|chosen|seem(?:ed)?|appear(?:ed)?)(?: \w+)? (?:to|with) (?=[a-z])"
)
_LED_IN = re.compile(
    r"(?:got|gone|come|gotten|get) (?:a?round to|as far as) |(?:looked after|looking after|look after|taken part|took part|participated|been involved|been engaged|been exposed|been part|ha(?:d|ve) (?:any|much|anything)? ?(?:contact|experience|dealings|exposure|practice|training|to do)|gained (?:any )?experience|tried (?:my|your) hand|set foot|dipped into|come (?:across|into contact)|dealt|been (?:an? )?part|been responsible|been in charge|had (?:charge|responsibility)|been (?:trained|certified|employed|active|at home|taught))(?: (?:in|of|to|with|at|on|for|as|by|over))* "
)
_DENIED = re.compile(r"\b(?:never|not|yet to|still to|lack)\b|n['’]t\b")
_PHRASAL = tuple(
    (re.compile(rf"(?:{said})(?:$|[ ,])" if "what" in said else rf"(?:{said})(?: (?P<what>.*))?$", re.DOTALL), verb)
    for said, verb in (
        (
            r"(?:put|plac|t[ao]ke?n?|took|br(?:ing|ought)|mov|push|g[eo]t(?:ten)?|ship|roll|releas)(?:p?ed|e|[pt]?ing)? (?:out )?(?P<what>.+?) (?:live|(?:in|into|to) production)\b.*",
            "deployed",
        ),
        (r"(?:put|roll)(?:t?ing|ed)? (?:out )(?P<what>.+)", "deployed"),
        (r"br(?:ing|ought) (?P<what>.+?) to (?:the )?market\b.*", "launched"),
        (r"carr(?:y|ied) out", "done"),
        (r"put together|dr(?:aw|ew|awn) up", "prepared"),
        (r"s[ai]t down with", "met"),
        (r"worked out", "developed"),
        (r"set up", "set"),
        (r"(?:sat|served) on(?= (?:an?|any|the) )", "joined"),
        (r"buil[dt] up", "grown"),
    )
)
"""Verbs of two words, or with their object between them, and the one that says the same: `put a model into production`."""
_VERB = re.compile(r"(?P<verb>[a-z][a-z'’-]*)(?: (?P<what>.*))?$", re.DOTALL)
_BEING = re.compile(r"\b(?:was|were|am|are)\b|['’](?:m|re)\b")
_HARMLESS = re.compile(r"(?:yet|ever|so far|even|once|still|also|either|actually|really|personally|myself|yourself|previously) ")


class _Shapes:
    """The shapes of a denial for the candidate of one direction."""

    def __init__(self, direction: Direction) -> None:
        applies = direction is Direction.APPLICATION
        me, to_me, my = ("I", "(?:to|for|with) me", "[Mm]y") if applies else ("[Yy]ou", "(?:to|for|with) you", "[Yy]our")
        has = rf"{me}(?:['’]ve| have| did| do| was| were| am| are|['’]m|['’]re)?{_ADVERBS}"
        self.deeds = re.compile(
            rf"\b(?:{has} ?{_NOT}{_ADVERBS}{_CHANCE}? (?=[a-z])|{has} (?:yet|still) to (?=[a-z])|{me}{_ADVERBS} remain to (?=[a-z])|{me} (?:may|might|must|can|could){_ADVERBS} ?not{_ADVERBS} (?=know |have )|{me} (?:may|might)(?: well)? (?:have (?:never|not)|(?:never|not) have)(?: yet| ever)? (?=[a-z])"
            rf"|(?:[Nn]or|[Nn]either|[Nn]ever|[Nn]ot once|[Aa]t no point|[Nn]owhere) (?:have|did|do) {me}(?: ever| yet)? (?=[a-z])|(?:(?:[Nn]ever|[Nn]ot|[Ww]ithout)(?: ever| yet)? having(?: ever| yet| once)?|[Hh]aving (?:never|not)(?: yet| ever)?|[Ww]ithout ever) (?=[a-z])"
            rf"|(?:[Nn]obody|[Nn]o one|[Nn]o employer) (?:has |had |have )?(?:ever |yet |so far )?(?:let|made|asked|allowed|taught|shown|trusted|trained) (?:me|you)(?: how)?(?: to)? (?=[a-z])|{me}(?: am|['’]m| are|['’]re|) (?:unable|not able) to (?=[a-z])|{me} (?:cannot|can['’]t|can not|could not|couldn['’]t){_ADVERBS} (?=offer|show|speak|read|write|drive|claim|program|code|play|sing|point))"
            r"|(?:^|[,;] |\b(?:and|but|or|though|although|yet) )(?:have )?[Nn]ever(?: once| yet)? (?=[a-z]+(?:ed|en|n|t|d|g|k|e|m)\b)"
        )
        self.lacks = re.compile(
            rf"\b(?:{me}(?:['’]ve| have)?{_ADVERBS} (?:(?:have|had|hold|held|own|possess|bring|offer|speak|know|understand|show|got|boast|claim|can (?:show|offer|claim|point to|list|name)|could (?:show|offer|claim)){_ADVERBS} )(?:no|zero|neither|nothing (?:of|about|in)|not an?|not any|not one|not a single|precisely no|absolutely no) "
            rf"|{me}(?:['’]ve)? (?:no|zero) |{me}(?: (?:do|would|may|might|still|also|currently|sadly))* lack(?: any| all)? (?!the patience)|{me}(?:['’]m| am|['’]re| are|['’]d be| would be|['’]ve been| have been)?{_ADVERBS} (?:without (?:any )?|short of |unfamiliar with |unacquainted with |inexperienced (?:in|with|at) |untrained in |unqualified in |ignorant of |(?:not|n['’]t){_ADVERBS}(?: an?)? (?:familiar|acquainted|conversant|versed|trained|certified|qualified|fluent|experienced|skilled|proficient|at home|competent|schooled) (?:in|with|at|on|as)? ?|(?:not|n['’]t) an? (?=[A-Z]\w+[- ]speak)|new to |(?:an? )?(?:complete |total |absolute |relative |mere |utter )?(?:newcomer|beginner|novice|stranger|outsider|layman) (?:to|in|with|at|when it comes to) )"
            rf"|{me} (?:still |first |would |will |also ){{0,2}}(?:have|need|has) (?:still )?(?:to learn|everything to learn about|all to learn about) |[Ww]hat {me}(?:['’]ve| have)? (?:(?:do not|don['’]t|cannot|can['’]t|never|have never|have not|haven['’]t) (?:yet )?[a-z]+(?: with| in)?|lack|miss) (?:is|are) (?:any )?|{me} (?:still |first )?must (?:still |first )?learn "
            rf"|{me}(?:['’]ve| have)(?: always| so far| until now)* (?:done|managed|got by|made do|worked|lived) without (?:any )?"
            rf"|[Tt]here (?:is|are|was|were|has been|have been|seems? to be|appears? to be) (?:as yet |so far )?(?:no|neither|not a|nothing of|nothing about) (?=[^,;]{{2,60}}? (?:on|in|among|anywhere in) {my}\b)|(?:I|[Ww]e) (?:can |could )?(?:see|saw|find|found|notice|noticed|spot|spotted|read) (?:no|neither|nothing (?:of|about|on)) (?=[^,;]{{2,60}}? (?:on|in|among) {my}\b)|(?:I|[Ww]e) (?:did not|didn['’]t|do not|don['’]t|cannot|can['’]t|could not|couldn['’]t|fail(?:ed)? to) (?:\w+ )?(?:see|find|spot|notice) (?:any )?(?=[^,;]{{2,60}}? (?:on|in|among|anywhere) (?:on |in )?{my}\b)|(?:[Yy]ou|[Nn]obody|[Nn]o one|[Oo]ne) (?:will|would|can|could)(?: not|n['’]t)? find (?:no |any )?(?=[^,;]{{2,60}}? (?:on|in|among|anywhere) (?:on |in )?{my}{_OF_OWN}\b)"
            rf"|{my}{_OF_OWN}(?: (?:does|do|did|has|have)(?: not|n['’]t)| never| ha(?:s|ve) never){_ADVERBS} {_CONTAIN} (?:any )?|{my}{_OF_OWN} (?:ha(?:s|ve) )?{_CONTAIN} (?:no|neither|nothing (?:of|about|on|to do with)|not a word (?:on|of|about)|zero) |{my}{_OF_OWN} ha(?:s|ve) nothing to do with |(?:{my}{_OF_OWN}|{me}) (?:ha(?:s|ve)|holds?|includes?|covers?|contains?|shows?) (?:everything|all|anything) (?:but|except|bar|save) (?:for )?|{my}{_OF_OWN} (?:lacks?|(?:is|are) (?:missing|without|short of|silent on|silent about|quiet on|blank on)|stops? short of|sa(?:ys?|id) nothing (?:of|on|about)) (?:any )?"
            rf"|[Nn]one of (?:my|your|the|those|these) (?:[\w-]+ ){{0,2}}?(?:jobs?|roles?|posts?|positions?|projects?|employers?)(?: so far)? (?:has |have |had |did )?(?:ever )?{_CONTAIN} (?:any )?)"
            rf"|(?:(?:^|[,;–—] ?|\b(?:though|although|and|but|still|come|am|are) )(?:[Ww]ith no|[Ww]ithout(?: any)?|[Ll]acking(?: any)?|[Nn]o) |\bwithout any )(?=(?:[\w+#./&'’-]+ ){{0,4}}?{_LEVEL_NOUNS}\b)"
        )
        self.deeds_of_none = re.compile(
            rf"\b{me}(?:['’]ve| have)?(?: so far| also| \w+ly)* (?P<verb>(?!had\b|have\b|been\b|am\b|are\b|was\b|were\b|know\b|see\b|saw\b|found\b|find\b|made\b|make\b|took\b|take\b|taken\b|leave\b|left\b|need\b|want\b|expect\b|said\b)[a-z]{{3,}})(?: with| in| on| for| to)? (?P<none>nobody|no one|none|nothing|no(?! (?:longer|doubt|less|more|fewer|later|sooner|trouble|problems?|difficult\w+|effort|time|stone|secret|later))) ?"
        )
        self.predicates = re.compile(
            rf"{_FROM}(?P<what>{_NP}) ?(?P<said>{_COPULA}{_SOFT} (?:(?:new|unfamiliar|foreign|alien|unknown|strange|Greek|uncharted|virgin|fresh|untrodden)(?: (?:ground|territory|field|terrain|area|subject|thing|waters?|world|land|departure|experience|skill|tool|language))? {to_me}|(?:first|novelty|blank|mystery|closed book|change|new (?:thing|field|world|area|subject|experience|skill|tool|departure)|step into the unknown|blind spot|gap)\b(?: {to_me}| (?:in|on) {my} (?:[\w-]+ ){{0,2}}?{_PAPER})"
            rf"|(?:outside|beyond|not within|not part of|no part of|not in|not among|not one of|absent from|missing from|lacking from|missing in|lacking in|nowhere (?:in|on|to be (?:found|seen) (?:in|on))|not (?:listed|mentioned|found|shown|named|there|included|to be found) (?:on|in|among)) (?:of )?{_OWN_PAPER}\b|{my} (?:one |only |main |biggest |single |chief )*(?:gap|blind spot|hole)\b|non-?existent\b"
            rf"|(?:not )?{_THING}(?: that| which)? {me}(?:['’]ve| have| am|['’]m| are| do| did)?{_ADVERBS} ?(?:{_NOT}|yet to|still to|lack)?{_ADVERBS} (?P<did>(?!to\b)[a-z]+)(?:(?: (?:with|in|on|at|for|of|to|any|work|contact|experience|touched|used|done|learn|do|use|try|contribute|contributed|worked|had)){{0,4}}))|(?:does not|doesn['’]t|do not|don['’]t|did not|fails? to){_ADVERBS} (?:appear|feature|figure|show up|come up|stand|crop up)(?: anywhere)? (?:on|in|among) {_OWN_PAPER}\b|(?:has|have) never been (?:an? )?(?:part of|in|among|on|one of) {_OWN_PAPER}\b)"
        )
        self.no_subject = re.compile(
            rf"\b(?:[Nn]either|[Nn]o|[Nn]one of) (?:of )?(?P<what>{_NP}) (?P<said>(?:{_COPULA}(?: \w+){{0,2}}|appears?|features?|figures?|shows? up|stands?|came up|comes up|can be (?:found|seen))(?: anywhere)? (?:(?:on|in|among|within|part of) {_OWN_PAPER}\b|(?:familiar|known) {to_me}))"
        )
        self.fronted = re.compile(
            rf"{_FROM}(?P<what>{_NP}),? (?P<said>{me}(?:['’]ve| have| do|['’]m| am| are)?{_ADVERBS} ?(?:{_NOT}|yet to){_ADVERBS} (?P<did>[a-z]+)(?: (?:with|in|on|of|to|at))?)(?=\s*(?:[.,;!]|$|\b(?:but|yet|so|before|at all|though)\b))"
        )
        self.first_times = re.compile(
            rf"\b{me}(?:['’](?:d|ll)| would| will| could| can| get to| am going to| are going to)(?: then| also| finally)?(?: be| get to)? (?P<done>(?:{_NAME} ){{1,7}}?)for the (?:very )?first time\b|\b{my} (?:very )?first (?:ever |real |true )?(?:time|experience|attempt|go|brush|contact|encounter|foray|steps?)(?: at| with| in| of| into)? (?P<time>{_NAME}(?: {_NAME}){{0,6}})|(?:would|will|could|might|may|['’]d|['’]ll) (?:be|mark|become|give (?:me|you)|make) {my} (?:very )?first (?:ever )?(?!(?:real |true )?(?:time|experience|attempt|go|brush|contact|encounter|foray|steps?)\b)(?P<thing>{_NAME}(?: {_NAME}){{0,5}})"
        )


_NEGATIONS = ("never", "not ", "n't", "n’t", "yet to", "still", "nor ", "neither", "unable", "without", "cannot", "no ", "no-one", "nobody", "none", "nothing", "lack", "new to", "unfam", "unacq", "inexp", "untrain", "unqual", "ignorant", "short of", "beginner", "novice", "newcomer", "stranger", "learn", "zero", "miss", "silent", "quiet", "blank", "everything", "remain", "fail", "nowhere", "outsider", "anything but", "anything except", "all but", "all except")  # fmt: skip
"""One of them stands in a denial before its thing."""
_PREDICATES = ("new", "unfam", "foreign", "alien", "unknown", "strange", "greek", "uncharted", "virgin", "fresh", "untrodden", "first", "novelty", "blank", "mystery", "closed", "change", "step", "blind", "gap", "outside", "beyond", "not ", "no ", "absent", "missing", "lacking", "nowhere", "hole", "existent", "never", "yet to", "still to", "lack", "n't", "n’t", "fail", "none of", "neither")  # fmt: skip
"""One of them stands in a denial behind its thing."""
_SHAPES = {direction: _Shapes(direction) for direction in Direction}


def denials(clause: Clause, direction: Direction) -> Iterator[Denial]:
    """What a clause denies the candidate, in the order of the shapes."""
    text, shapes = clause.text[:_LONGEST], _SHAPES[direction]
    if _BUT_ONE.match(clause.sentence.text[clause.end - clause.sentence.start :]):
        return
    low = text.lower()
    if any_in(low, _NEGATIONS):
        yield from _before(text, shapes)
    if any_in(low, _PREDICATES):
        yield from _behind(text, shapes)
    for match in shapes.first_times.finditer(text) if "first" in low else ():
        group = next(name for name in ("done", "time", "thing") if match[name])
        start = match.start(group)
        end = min(_ends_at(text, start), start + len(match[group].rstrip()))
        if group == "thing":
            yield Denial(match.start(), end, text[start:end])
        elif deed := _verb(text[start:end]):
            yield Denial(match.start(), match.end(), deed[1], deed[0])


def _before(text: str, shapes: _Shapes) -> Iterator[Denial]:
    """The denials before their thing."""
    for match in shapes.deeds.finditer(text):
        found = None if _CONDITION.search(text[: match.start()]) else _deed(text, match.start(), match.end())
        if found and (found.what or _BEGINS.search(text[: match.start()])):  # `A level I have not taught` denies a level
            yield found
    for match in shapes.lacks.finditer(text):
        if not _CONDITION.search(text[: match.start()]) and (end := _end(text, match.end())):
            yield Denial(match.start(), end, _without_place(text[match.end() : end]))

    for match in shapes.deeds_of_none.finditer(text):
        if not _CONDITION.search(text[: match.start()]) and not _narrowed(text, match.end()):
            end = _ends_at(text, match.end()) if match["none"] == "no" else match.end()
            yield Denial(match.start(), end, text[match.end() : end] if match["none"] == "no" else "anyone", match["verb"])


def _behind(text: str, shapes: _Shapes) -> Iterator[Denial]:
    """The denials behind their thing."""
    for match in shapes.predicates.finditer(text):
        denied = not match["did"] or _DENIED.search(match["said"])
        if denied and not _narrowed(text, match.end()) and not _CONDITION.search(text[: match.start("what")]):
            yield _of_thing(match)
    for match in (*shapes.no_subject.finditer(text), *shapes.fronted.finditer(text)):
        if not _narrowed(text, match.end()):
            yield _of_thing(match)


def _of_thing(match: re.Match[str]) -> Denial:
    """A denial behind its thing: `Supervising others would be new to me`, `Kafka I have never used`."""
    what = match["what"].strip(" ,")
    did = match.groupdict().get("did") or ""
    first = what.split(" ", 1)[0]
    if not did and first.endswith("ing") and " " in what:
        verb, rest = _verb(what[0].lower() + what[1:]) or ("", what)
        return Denial(match.start("what"), match.end(), rest, verb, each=True)
    return Denial(match.start("what"), match.end(), what, did, each=True)


def _deed(text: str, start: int, at: int) -> Denial | None:
    """The denial of what a verb and its object tell, up to where the clause takes up something else."""
    end = _end(text, at)
    being = "been " if _BEING.search(text[start:at]) and not text.startswith("been ", at) else ""
    found = _verb(being + text[at:end]) if end else None
    return Denial(start, end, found[1], found[0]) if found else None


def _verb(said: str) -> tuple[str, str] | None:
    """Verb and object of a predicate, without what only leads in: `had to manage people` as `manage`, `people`."""
    for _ in range(3):
        said = said[len(one.group()) :] if (one := _HARMLESS.match(said)) else said
        if (led := _TO_DO.match(said)) and not _LED_IN.match(said):
            said = said[led.end() :]
    if (led := _LED_IN.match(said)) and said[led.end() :].strip():
        charge = any(word in led.group() for word in ("charge", "responsib", "look"))
        rest = said[led.end() :]
        if rest.split(" ")[0].endswith("ing") and (inner := _VERB.match(rest)):
            return inner["verb"], (inner["what"] or "").strip()
        return ("managed" if charge else "worked"), rest.strip()
    for phrase, verb in _PHRASAL:
        if found := phrase.match(said):
            return verb, (found["what"] or "").strip()
    match = _VERB.match(said.strip())
    return (match["verb"], (match["what"] or "").strip()) if match else None


def _end(text: str, at: int) -> int:
    """Where what is denied ends; 0 where it is narrowed behind: `never used Docker, only Podman`."""
    end = _ends_at(text, at)
    return 0 if end <= at or _narrowed(text, end) else end


def _ends_at(text: str, at: int) -> int:
    """Where the clause takes up something else; a comma within a list of names does not count."""
    for found in _END.finditer(text, at):
        if found.start() == at and (not found.group().strip() or _LED_IN.match(text, at)):
            continue  # `I do not have experience with`
        if found.group().strip() == "," and re.match(r"(?: (?:[A-Z0-9][\w+#.-]*)){1,3}(?:,| or\b| nor\b| and\b)", text[found.end() :]):
            continue
        return found.start()
    return len(text)


def _narrowed(text: str, end: int) -> bool:
    return bool(_NARROWED.match(text, end))


def _without_place(what: str) -> str:
    """Without the paper in which it is not: `Kubernetes on your CV`."""
    return re.sub(rf"(?:,? (?:(?:listed|named|mentioned|anywhere) )?(?:on|in|among|anywhere in|from) {_OWN_PAPER}\b.*)$", "", what)
