r"""The words that tell which of two posts came first, in a sentence whose posts and studies are cut out.

    relations("Before I joined \1\0\0\0, I worked at \1\0\0\0.")   -> that of the second before the first
    ends("My first employer was \1\0\0\0.")                        -> that it is the first

A mark of one of the characters 1 to 3, with as many zeros as its name has letters more, stands for each post. English word order: what governs a
post stands before it, and what is told of it stands behind, or before a comma.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.grounding.words import any_in

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY = (
    "before", "prior", "after", "follow", "from ", "then", "later", "subsequent", "since ", "left", "leav", "until", "out of", " for ", "first", "began", "start",
    "last", "recent", "latest", "current", "present", "previous", "earlier", "followed", " to ", "now", "ended up", "initial", "originally", " order", "join",
)  # fmt: skip
"""One of these stands in every sentence that tells an order."""
MARK = "[\1-\3]\0*"
_GAP = r"[^,;:\0-\3]"
_WIDE = r"[^;\0-\3]"
_ANY = r"[^\0-\3]"
_WHO = r"(?:I|you|we)(?:['’](?:ve|d|m|re))?"
_ADVERBS = r"(?:(?:had|have|has|was|am|are|been|were|first|then|next|also|soon|later|eventually|initially|originally|\w+ly|went on to) )*"
_MOVED = r"(?:mov|go|went|c[ao]m|join|switch|transfer|chang|jump|cross|progress|step|hired|recruit|poach|head|start|took|work|land|return|end|arriv|walk|grew|rose|promot|advanc|follow)\w*"
_FRONT = r"(?P<front>^|[;:–—] |, (?:and|but) |\b(?:and|but|that|how|see|saw|first|then|now) |, )"
_CLOSE = r"(?:(?:right|straight|shortly|soon|directly|immediately|just|long|even|only|some time|a \w+|[\w-]+ (?:years?|months?)) )?"

_BEFORE_FRONT = re.compile(
    rf"{_FRONT}{_CLOSE}(?:before|prior to|ahead of) (?P<of>(?!that\b|this\b|then\b|it\b){_GAP}{{0,60}}?)(?P<later>{MARK})(?P<on>{_WIDE}{{0,70}}?)(?P<earlier>{MARK})",
    re.IGNORECASE,
)
_AFTER_FRONT = re.compile(
    rf"{_FRONT}{_CLOSE}(?:after|following|(?:since|(?:up)?on|by|when (?:I|you)|once (?:I|you)) (?:had )?(?=leav|left|quit|graduat|finish|complet)|(?:fresh |straight |directly )?out of|(?:coming|arriving|fresh|straight|moving over|having come) from|(?=leaving)|having) ?(?P<of>(?!that\b|this\b|then\b|it\b){_GAP}{{0,60}}?)(?P<earlier>{MARK})(?P<on>{_WIDE}{{0,70}}?)(?P<later>{MARK})",
    re.IGNORECASE,
)
_FROM_FRONT = re.compile(
    rf"{_FRONT}{_CLOSE}from (?P<of>{_GAP}{{0,40}}?)(?P<earlier>{MARK})(?P<on>,? {_WHO} {_ADVERBS}{_MOVED}{_WIDE}{{0,40}}?)(?P<later>{MARK})",
    re.IGNORECASE,
)
_JOB_BEFORE = re.compile(
    rf"\b(?:my|your) (?:last|previous|only) (?:employer|job|post|position|role|company) before (?P<of>{_GAP}{{0,30}}?)(?P<later>{MARK})(?P<on> (?:was|is|had been) (?:at |with |for )?(?:the )?)(?P<earlier>{MARK})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(rf"\b(?:{_WHO}|my|your|there was|came|it was)(?!\w)", re.IGNORECASE)
"""In the words between what stands in front and the main clause."""
_BEFORE = re.compile(
    rf"(?P<earlier>{MARK})(?P<on>{_WIDE}{{0,90}}?)\b(?:before|prior to|ahead of|until(?= (?:I|you) (?:moved|joined|went|came|switched|started)\b))(?P<of> (?!that\b|this\b|then\b|it\b){_GAP}{{0,60}}?)(?P<later>{MARK})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?P<later>{MARK})(?P<on>{_WIDE}{{0,60}}?)\b(?:after|following|straight from|directly from|(?:straight |fresh |directly )?out of|since (?=leaving|graduating)|having (?=left|finished|graduated|completed))(?P<of> (?!that\b|this\b|then\b|it\b|which\b){_GAP}{{0,60}}?)(?P<earlier>{MARK})",
    re.IGNORECASE,
)
_CAME_FROM = re.compile(
    rf"(?P<on>\b(?:join|c[ao]m|mov|arriv|switch|transfer|hired|recruit|poach|brought|went)\w*(?: (?:over|me|you|across))?(?: (?:to|by|at|into))?(?: the| my| your)?(?: {_GAP}{{0,30}} (?:at|with|to))? )(?P<later>{MARK})(?P<of>(?:,? (?:in|as)\b{_GAP}{{1,40}})?,? (?:from|after)(?: {_GAP}{{0,40}}? (?:at|with|in))? (?:the )?)(?P<earlier>{MARK})(?! (?:back )?(?:to|until|till) )",
    re.IGNORECASE,
)
_ON_THE_WAY = r"(?:(?:on|over|straight|directly|away|up|me|you|my chef|then|later|again|in|(?:19|20)\d\d|(?-i:[A-Z][a-z]+)|\w+ly|jobs?|posts?|employers?|firms?) )*"
_FROM_TO = re.compile(
    rf"\b(?:{_MOVED} {_ON_THE_WAY}|(?:path|way|journey|transition|career|shift|leap|moves?|led me|took me|brought me|taken me|led you|took you|brought you|taken you)\b(?:{_GAP}{{0,40}}?) )(?P<of>from {_GAP}{{0,40}}?)(?P<earlier>{MARK})(?P<on>{_GAP}{{0,40}}?) (?:to|into|onto|over to|across to|via|through|by way of) (?:the )?(?:(?:an?|my|your|the) {_GAP}{{1,30}} (?:at|with) (?:the )?)?(?P<later>{MARK})(?!\0| (?:every|each|once|twice|daily|weekly)\b)",
    re.IGNORECASE,
)
_ON_TO = re.compile(
    rf"\bfrom {_WIDE}{{0,40}}?{MARK} (?:to|via|through|by way of) (?P<of>(?:the )?)(?P<earlier>{MARK})(?P<on>,? (?:and )?(?:then |on |finally )*(?:to|via|through) (?:the )?)(?P<later>{MARK})",
    re.IGNORECASE,
)
_TAKEN_FROM = re.compile(
    rf"(?P<later>{MARK})(?P<on>(?: then| later)? (?:hired|recruited|poached|took|lured|tempted|brought|won|called) (?:me|you)(?: over| away)*) (?P<of>from (?:the )?)(?P<earlier>{MARK})",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    rf"(?P<later>{MARK})(?P<on>(?: then| directly| immediately)?) followed (?P<of>(?!by\b){_GAP}{{0,40}}?)(?P<earlier>{MARK})",
    re.IGNORECASE,
)
_LEFT_FOR = re.compile(
    rf"\b(?:left|leave|leaving|quit|quitting|swapped|swapping|traded|trading|exchanged|gave up)(?P<of> {_GAP}{{0,40}}?)(?P<earlier>{MARK})(?P<on>{_GAP}{{0,40}}?) (?:for|to (?:join|go|work|start|move|become|take)\b|and (?:then )?(?:joined|went|moved|came|started|took)\b){_GAP}{{0,40}}?(?P<later>{MARK})",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"(?P<earlier>{MARK})(?P<on>{_ANY}{{0,70}}?)(?:\b(?:then|later|afterwards|subsequently|next|after (?:that|this|which)|from there|followed by|and (?:now|finally|eventually|today)|ended up|went on to|moved on to|moving on to)\b(?! than\b)|→|->)(?P<of>,?(?: {_GAP}{{0,50}}?)? ?)(?P<later>{MARK})",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(
    rf"(?P<later>{MARK})(?P<on>{_ANY}{{0,60}}?)\b(?:before (?:that|then|this)|prior to (?:that|this)|earlier|previously|formerly)\b(?P<of>,?(?: {_GAP}{{0,30}}?)? ?)(?P<earlier>{MARK})",
    re.IGNORECASE,
)
_MIDDLE = (_JOB_BEFORE, _BEFORE, _AFTER, _CAME_FROM, _FROM_TO, _ON_TO, _TAKEN_FROM, _FOLLOWED, _LEFT_FOR, _THEN, _BEFORE_THAT)
_RENAMED = re.compile(
    r"[\s,]*(?:previously|formerly|later|then (?:known|called|named)) ?(?:known as |called |named |as )?(?:the )?|\s*\((?:previously|formerly|later|then) [\w ]*",
    re.IGNORECASE,
)
"""Between a firm's two names: `Acme, formerly Bolt`."""
_CLOSED = re.compile(
    r"\b(?:back|return\w*|re-?join\w*|again|not|never|rather|instead|clients?|customers?|acqui\w+|merg\w+|bought|taken over|both|same|while|during|alongside|parallel|unlike|than|as well as|besides|between|sister|n['’]t|whether|if|would|could|will|like)\b|n['’]t\b|\b[\w’']+['’]d (?:like|love)",
    re.IGNORECASE,
)
"""Words with which the order is another, or none."""
_DENIED = re.compile(r"\b(?:never|not|cannot)\b|n['’]t\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan (?:at |with |for )?(?:the )?$", re.IGNORECASE)
_INNER = re.compile(r"\w (?:I|you|we)\b", re.IGNORECASE)
"""A subject behind other words: `after two years there I joined`, which is told of the place before."""
_LEFT = re.compile(r"\b(?:left|leaving|leave|quit|quitting|resign\w*|retir\w*|ended|finish\w*)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:now|today|currently|presently|these days|am|are)\b", re.IGNORECASE)

_JOB = "(?:employers?|jobs?|posts?|positions?|roles?|company|workplace|firm|stop)(?: (?:after|since|out of|from)(?: my)? (?:[\1-\3]\0*|school))?"
_MINE = r"\b(?:my|your)"
_NEAR = 40
_AS = r"(?:as (?!I\b|you\b)[^,;\0-\3]{1,50}? )?"
_WAS = rf"(?:,? (?:was|is|has been|remains)(?: being)?|,)? {_AS}(?:(?:at|with|for|in) )?(?:the )?"
_WHOSE = rf",? (?:which |who )?(?:was |is |remains |has been )?(?:(?:where (?:I|you) (?:had|have|took|found) )?{_MINE}) "
_FIRST = r"(?:(?:very )?first(?:[- ]ever)?(?: (?:proper|real|full-?time|professional|permanent|paid))?)"
_LAST = r"(?:most recent|latest|newest|last)"
_NOWADAYS = r"(?:current|present)"
_ENDS = re.compile(
    "|".join(
        [
            rf"{_MINE} (?:(?P<first>{_FIRST})|(?P<last>{_LAST})|(?P<now>{_NOWADAYS})|(?P<previous>previous|former)) {_JOB}(?P<rest>{_WAS}(?:as an? )?)(?P<mark>{MARK})",
            rf"(?P<mark_b>{MARK})(?P<rest_b>{_WHOSE})(?:(?P<first_b>{_FIRST})|(?P<last_b>{_LAST})|(?P<now_b>{_NOWADAYS})|(?P<previous_b>previous|former)) {_JOB}(?! (?:as|at|for|in|with|of|where|to)\b)",
            rf"\b(?P<began>(?:began|begun|started|launched|kicked off|beginning|starting) {_MINE[2:]} (?:(?:professional|working) )?(?:career|life|working life)|(?:started|starting|began) out|(?:my|your) (?:(?:professional|working) )?(?:career|life|working life) (?:began|started))(?P<rest_c> {_AS}(?:(?:at|with|in|for|as)(?: an?)? )(?:the )?)(?P<mark_c>{MARK})",
            rf"(?P<mark_d>{MARK})(?P<rest_d> (?:is|was) where )(?P<began_d>(?:I|you|my career|your career) (?:began|started)(?: out| {_MINE[2:]} career| working)?)(?= *[.,;!]|$| and| in (?:19|20))",
            rf"(?P<mark_e>{MARK})(?P<rest_e> (?:gave|offered) (?:me|you) {_MINE[2:]} )(?P<first_e>{_FIRST}) {_JOB}(?! (?:as|in|with|of|where|to)\b)",
            rf"\b(?:I|you)(?:['’](?:m|re))? (?:am |are )?(?P<now_f>currently|presently|now)(?P<rest_f>(?: (?:work|working|employed|serve|serving|based))? {_AS}(?:at|with|for|by) (?:the )?)(?P<mark_f>{MARK})",
        ]
    ),
    re.IGNORECASE,
)  # fmt: skip

_ANY_END = (
    "first",
    "last",
    "recent",
    "latest",
    "newest",
    "current",
    "present",
    "previous",
    "former",
    "began",
    "begin",
    "start",
    "now",
    "launch",
    "kick",
)
_PARTED = re.compile(r",| (?:was|is|has been|remains)\b")
End = Literal["first", "last", "now", "previous"]


class Relation(NamedTuple):
    """That what stands at one mark came before what stands at another."""

    start: int
    end: int
    earlier: int
    later: int


class Extreme(NamedTuple):
    """That what stands at a mark came first, or last, or goes on."""

    start: int
    end: int
    mark: int
    which: End
    began: bool
    """Told of the beginning of all work: `started out as a cook`, where `my career as a cook` may have been the second."""


def relations(shape: str) -> Iterator[Relation]:
    """The orders that a sentence tells, each of two marks."""
    for pattern in (_BEFORE_FRONT, _AFTER_FRONT, _FROM_FRONT):
        for match in pattern.finditer(shape):
            if _is_front(shape, match) and not (pattern is _BEFORE_FRONT and _LEFT.search(match["of"])):
                yield _relation(match)
    for pattern in _MIDDLE:
        for match in pattern.finditer(shape):
            if _is_middle(shape, match, pattern):
                yield _relation(match)


def extremes(shape: str) -> Iterator[Extreme]:
    """What a sentence tells to be the first, the last, the current of the posts."""
    if not any_in(shape.lower(), _ANY_END):
        return
    for match in _ENDS.finditer(shape):
        found = {name.partition("_")[0]: name for name, text in match.groupdict().items() if text is not None}
        which = next((name for name in ("first", "last", "now", "previous") if name in found), "first")
        told_as = " as " in match[found["rest"]]
        if which == "last" and (told_as or (match["last"] or "").lower() == "last") and not _PARTED.match(match[found["rest"]]):
            continue  # `my last post as a buyer`, `my last year at Acme`
        yield Extreme(match.start(), match.end(), match.start(found["mark"]), which, "began" in found and " out " in match.group())  # type: ignore[arg-type]  # a name of the list


def _relation(match: re.Match[str]) -> Relation:
    ends = match.start("earlier"), match.start("later"), match.end("earlier"), match.end("later")
    begins = match.end("front") if "front" in match.re.groupindex else match.start()
    return Relation(min(begins, *ends[:2]), max(ends[2:]), ends[0], ends[1])


def _is_front(shape: str, match: re.Match[str]) -> bool:
    """Whether what stands in front of a main clause is told with it."""
    if match["front"] == ", " and re.search("[\1-\3]", shape[: match.start()]):
        return False
    if _CLOSED.search(match["of"]) or _CLOSED.search(match["on"]) or _INNER.search(match["of"]):
        return False
    if "having" in match.group()[: -len(match["on"])].lower().split()[:2] and not re.search(rf"\b{_MOVED}", match["on"], re.IGNORECASE):
        return False
    return bool(_SUBJECT.search(match["on"])) or (match["on"] == ", " and bool(_SUBJECT.search(match.group()[: -len(match["on"])])))


def _is_middle(shape: str, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether what stands between two marks, or around them, tells the order of the two."""
    on, of = match["on"], match["of"]
    if _DENIED.search(shape[max(0, match.start() - _NEAR) : match.start()]) or _THAN.search(shape, 0, match.start()):
        return False
    if _CLOSED.search(on) or _CLOSED.search(of) or (pattern in (_BEFORE, _AFTER) and _INNER.search(of)) or re.search(r"['’]s? $", on[:3]):
        return False
    between = shape[min(match.end("earlier"), match.end("later")) : max(match.start("earlier"), match.start("later"))]
    if pattern in (_THEN, _BEFORE_THAT) and _RENAMED.fullmatch(between):
        return False
    if pattern is _THEN and _NOW.search(re.sub(r"\b(?:and )?(?:am |are )?(?:now|today)\b[^\0-\3]*$", "", shape[: match.end("on")])):
        return False
    if pattern in (_BEFORE, _AFTER) and re.search(r"(?:[;:–—]|,|, (?:and|but)|\b(?:and|but)) ?$", on):
        return not re.search(rf"^{_WIDE}*?\b(?:I|you|we|my|your)\b{_WIDE}*?[\1-\3]", shape[match.end() :])
    return not (pattern is _AFTER and _LEFT.search(shape[max(0, match.start() - _NEAR) : match.start()]))
