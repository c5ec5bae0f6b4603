"""What never belongs into an email: gaps to fill in, the prompt's own words, a model talking about itself, an order from a document obeyed.

`[Your Name]`, `{company}`, `XX years`, `Lorem ipsum`, `Dear None`; `As an AI`, `Here is the email:`, a second `Subject:` line, notes after
the signature; tags and labels of the prompt and six words in a row of it; tokens of chat templates and markdown fences; what a passage
that speaks to a model ordered to say (`pipeline.injections`). What stands in the documents as well, such as `[sic]` or `vector<int>`,
is no gap. Every claim of this kind is a finding.

Does not cover: a made-up name that looks real, a prompt in other words than ours, an order that reads like any line of a posting.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline import injections
from pipeline.grounding.leaks.leak_terms import LEAKS
from pipeline.grounding.patterns import compiled, keys
from pipeline.grounding.words import WORD, any_in, tokens
from pipeline.schema import Claim, Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Part
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Sources

_PROMPTS = Path(__file__).parents[2] / "prompts"
_FIELD = (
    r"(?:your|my|the|their|his|her|candidate|recipient|hiring|company|employer|organi[sz]ation|job|position|role|team|department|manager|insert|add|enter|fill|include|mention|specific|relevant|date|phone|e-?mail|address|"
    r"city|location|number|name|title|industry|skills?|years?|university|school|degree|link|url|website|linkedin|portfolio|salary|amount|sender|signature|contact)"
)
_GAPS = (
    (("[",), r"\[(?!\.{3}|…|sic\])[^\[\]\n]{0,80}[^\W\d][^\[\]\n]{0,80}\]|\[[ _.…X-]{2,40}\]|\[\]"),
    (("{", "%s", "%d"), r"\$?\{\{?[^{}\n]{1,80}\}?\}|%[sd]\b(?=[ ,.!])"),
    (("<",), r"<(?!https?:|mailto:|www\.)[/|]?[A-Za-z_](?![^<>\n]{0,60}@)[^<>\n]{0,60}>"),
    (("(",), rf"\((?:(?:please )?(?:insert|enter|fill in|add) [^()\n]{{2,60}}|{_FIELD} (?:name|title|here|number|address|email|e-mail|date|company|role)(?: here)?)\)"),
    (("xx",), r"(?<![\w.])(?<!chapter )(?<!part )(?<!volume )(?<!section )(?<!annex )[$£€]?(?-i:X{2,}|xx+)(?:[.,](?-i:X+))?(?: ?%|\+|k\b)?(?!\w)"),
    (("x+", "x%", "x year", "x month"), r"(?<![\w.])(?-i:X)(?:\+ years?|%| years?| months?)(?!\w)"),
    (("xyz", "abc ", "acme"), r"(?-i:\bXYZ\b|\bABC (?:Company|Corp(?:oration)?|Inc|Ltd|LLC|Organi[sz]ation|Firm)\b|\bACME (?:Corp|Inc|Company)\w*)"),
    (("insert", "todo", "fixme", "tbd", "tktk", "placeholder", "here"), r"(?-i:\bINSERT\b(?! INTO\b)|\b(?:TODO|FIXME|TBD|TKTK|PLACEHOLDER)\b)|\binsert (?:your|the|my|their|company|candidate|name|date|job|role|title|relevant|specific)\b[^.\n]{0,40}\bhere\b|\b(?:name|text|link|date|number|address|title) (?:goes|to go) here\b"),
    (("___", "......", "????"), r"_{3,}|\.{7,}|\?{4,}"),
    (("lorem", "dolor"), r"\blorem ipsum\b|\bdolor sit amet\b"),
    (("@", "456", "linkedin.com", "github.com", "www.your"), r"\b(?:your|first|company|candidate|recipient)[._-]?(?:name|email|mail)@|\b(?:email|name|user|someone)@(?:email|example|domain|company)\.com\b|\(?\b123\)?[ -]?456[ -]?7890|\b(?:linkedin\.com/in|github\.com)/(?:your|username|profile)[\w-]*|\bwww\.your\w+"),
    (("none", "null", "undefined", "nan", "n/a", "unknown"), r"(?-i:\b(?:Dear|Hi|Hello|at|At|from|for|with|regards,|Sincerely,)\s+(?:None|null|NULL|undefined|NaN|N/A|nan|Unknown)\b(?! of\b| other\b))|(?-i:^(?:None|null|undefined|NaN|Unknown|N/A)[.,]?$)"),
    (("name",), r"(?-i:\b(?:Your|Recipient|Candidate|Company|Employer|Hiring Manager|Manager|Sender)(?:'s|’s)? (?:Full )?Name\b)|^your name$"),
)  # fmt: skip
_SELF = (
    ((" ai", "a.i.", "artificial", "language model", "chatbot", "chat bot", "assistant"), r"\bas an? (?:AI|A\.I\.|artificial intelligence)(?:(?: language| writing)? (?:model|assistant)\b(?! \w+er\b)|(?=,))|\bas an? (?:large )?language model\b|"
    r"\bI(?:['’]m| am) (?:just |only |merely )?an? (?:AI|artificial intelligence|(?:large )?language model|chat ?bot|virtual assistant)\b(?:(?: language| writing)? (?:model|assistant|system)\b)?(?= ?(?:[.,;!]|and|so|that|who|without|developed|trained|created)\b|[.,;!])"),
    (("sorry", "afraid", "apologi", "cannot", "can't", "can’t", "cant", "can not", "could not", "unable", "not able", "won't", "won’t", "will not"), r"\bI(?:['’]m| am)? ?(?:sorry|afraid|apologi[sz]e),? (?:but )?(?:as an? AI|I (?:cannot|can['’]?t|can not|am unable|am not able|won['’]t))[^.\n]{0,60}\b(?:request|e-?mail|letter|content|assist|comply|fulfil+|generate|information)\b|"
    r"\bI (?:cannot|can['’]?t|can not|could not|am unable to|am not able to|won['’]t|will not) (?:fulfil+\b|comply\b|generate\b|assist (?:you )?with (?:this|that|your)|help (?:you )?with (?:this|that|your) request|"
    r"(?:write|create|produce|draft|provide) (?:this|that|such|the|an?) (?:\w+ )?(?:e-?mail|letter|application|response|content|answer)|(?:complete|process|answer) (?:this|that|your) request)"),
    (("knowledge", "training", "openai", "chatgpt"), r"\b(?:my (?:last |latest )?(?:knowledge (?:cut-?off|update)|training (?:data|cut-?off))|(?:openai|chatgpt)['’]?s? (?:policy|policies|guidelines))\b"),
    (("sure", "certainly", "of course", "absolutely", "okay", "ok", "got it", "understood", "no problem", "great", "happy", "gladly"), r"^\W{0,4}(?:Sure|Certainly|Of course|Absolutely|Okay|OK|Got it|Understood|No problem|Great|Happy to help|Gladly)(?: thing)?[!,.:](?=\s*(?:\n|$|here|below|I(?:['’](?:ve|ll|d|m)| will| have| can| would| wrote| hope| am)\b[^.\n]{0,60}\b(?:writ\w+|draft\w*|creat\w+|generat\w+|compos\w+|help\w*|assist\w*|e-?mail|letter|version|meets|you want\w*|your request)\b|the (?:e-?mail|draft)))"),
    (("mail", "draft", "outreach", "letter", "subject line", "version", "sample", "template"), r"(?:^|(?<=[.!:] ))\W{0,4}(?:Here(?:['’]s|['’]re| is| are)|Below is|Please find below|The following is|This is) (?:the|an?|your|one|another|some)(?: [\w-]+){0,5} (?:e-?mail|draft|outreach|cover letter|outreach message|application letter|subject line|revised version|rewritten version|final version|sample|template)\b(?=[^.\n]{0,80}(?::|$)|,? (?:for you|based on|tailored|that (?:meets|follows|highlights|uses)|written|following|as requested|to [A-Z])|[.!]\s*$)"),
    (("mail", "draft"), r"\b(?:this (?:e-?mail|draft)|the (?:e-?mail|draft) (?:above|below)|the above (?:e-?mail|draft)|the email) (?:is (?:written|based|tailored|designed|intended|structured|crafted|under|within|approximately|about \d|formal|concise|\d+ words)|"
    r"uses (?:only|a|the)|highlights|follows|adheres|emphasi[sz]es|avoids|meets the|maintains|contains (?:only|no|about|\d)|stays (?:within|true)|does not (?:include|mention|contain)|was (?:written|generated|drafted))\b"),
    (("let me know", "feel free", "placeholder", "bracket", "blank"), r"\blet me know if (?:you(?:['’]d| would)? (?:like|want|need|prefer)|there(?:['’]s| is| are))(?: me)?(?: to)? (?:(?:make|have|me to) )?(?:any |some |further )*(?:adjust|chang|revis|edit|modif|tweak|shorten|refin|another version|alter)\w*|"
    r"\bfeel free to (?:adjust|edit|modify|customi[sz]e|replace|personali[sz]e|tweak|adapt)\b|\b(?:replace|fill in|customi[sz]e|remove) the (?:placeholders?|brackets|bracketed|blanks?)|\bplaceholders?\b(?= (?:with|text|in|such|like|for (?:your|the) name))"),
    (("mail", "draft", "word", "instructions"), r"\bI(?:['’]ve| have| tried to)? (?:written|drafted|write|draft|crafted|kept|keep|tailored|tailor|avoided|followed|follow|made|make|ensured|used|highlighted|focused|limited)\b[^.\n]{0,50}\b(?:(?:this|the) (?:e-?mail|draft)(?= (?:within|under|to|concise|short|formal|in a|based|as)\b|[.,\n])|word (?:count|limit)|your instructions|words? limit)"),
    (("the provided", "the given", "the supplied", "the above", "the facts", "the user", "my instructions", "your provided", "your supplied", "only the"), r"\b(?:based on|according to|from|per|in line with|using|given|only) (?:only )?the (?:provided|given|supplied|above) (?:\w+ )?(?:resume|r[ée]sum[ée]|CV|information|facts|details|posting|job description|text|documents?|context)\b|\b(?:the|your) (?:provided|supplied) (?:resume|posting|facts|job description)\b|\baccording to the facts\b|\bthe user(?:['’]s)? (?:request|wants|asked|wishes|has asked|instructions?)\b|\bmy instructions (?:are|say|were)\b"),
    (("prompt", "word count", "words"), r"\b(?:system|user) prompt\b|\bword count ?(?::|is|=)|^\W{0,3}\(?\d{2,3} words(?: total)?\)?\W*$"),
    ((":",), r"^\W{0,4}(?:(?:Subject(?: line)?|Betreff|E-?mail body|Output(?!:\s*\n\W*[-*•] )|Response|Final (?:e-?mail|answer|version))\W{0,3}:|(?:E-?mail|Body|Draft|Answer):\**\s*$)"),
    ((":",), r"^\W{0,4}(?:Word count|Character count|Explanation|Reasoning|Rationale|Disclaimer|Key changes|Changes made|Thought|Thinking|Assistant|Human|User|Instructions?|Prompt)\W{0,3}:"),
    (("note",), r"^\W{0,4}(?:Please )?Note(?: to \w+)?\W{0,3}:(?=[^\n]{0,200}\b(?:e-?mail|draft|resume|r[ée]sum[ée]|CV|posting|placeholders?|adjust|replace|customi[sz]e|words?|facts?|tone|claims?|instructions?|template)\b)|^\W{0,4}\((?:Please )?Note\b[^)\n]{0,200}\)"),
    (("<", "[", "#"), r"<[|｜][^|｜>\n]{1,40}[|｜]>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>|</?s>|<(?:unk|pad|bos|eos)>|<0x[0-9A-F]{2}>|^\W{0,4}#{2,}\s*(?:instruction|input|response|system|human|assistant)s?\b"),
    (("```", "~~~", "#", "**"), r"```|~~~|^[ \t]*#{1,6} (?=\w)|^\*\*[^*\n]{2,40}:?\*\*:?[ \t]*$"),
)  # fmt: skip
_FILLED = tuple((needs, compiled(pattern, re.IGNORECASE | re.MULTILINE)) for needs, pattern in _GAPS)
_SPOKEN = tuple((needs, compiled(pattern, re.IGNORECASE | re.MULTILINE)) for needs, pattern in (*_SELF, *LEAKS))
_ASIDE = re.compile(
    r"^\W{0,4}(?:Note\b|This (?:e-?mail|draft|version|message|letter)\b|The (?:above|e-?mail|draft|tone)\b|I (?:have|['’]ve|hope (?:this|that) (?:e-?mail|draft|helps|meets))\b|I['’]ve\b|Would you like me\b|Do you want me\b|Is there anything else\b|Please (?:replace|note|adjust|let me know)\b|"
    r"Feel free\b|Let me know if\b|Remember to\b|Make sure\b|\(?\d+ words\b)",
    re.IGNORECASE,
)
_CLOSING = compiled(
    r"^(?:(?:best|kind|warm|with)\b[^\n]{0,30}|sincerely|yours[^\n]{0,20}|regards|thanks[^\n]{0,20}|thank you[^\n]{0,30}|respectfully),\s*\n",
    re.IGNORECASE | re.MULTILINE,
)
_PAPER = re.compile(r"the (?:resume|r[ée]sum[ée]|CV)\b", re.IGNORECASE)
_OF_ANY = re.compile(r"\b(?:what(?:ever)?|whichever|how|if|whether|where(?:ver)?|when(?:ever)?)(?: exactly)? $", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"\b(?:your|my) (?:[\w-]+ ){0,2}(?:resume|r[ée]sum[ée]|CV)\b", re.IGNORECASE)
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_BACK = 200
"""Characters of the paragraph before `the resume` that are read."""
_RUN = 6
"""Words in a row of the prompt that are no chance."""
_COPIED = 5
"""Words in a row of an order to a model that are no chance."""
_ORDERED = re.compile(
    r"^\W*(?:and |then |instead,? |also,? |you (?:must|should|will|need to) |please )*(?:say|write|state|reply|respond|answer|output|include|mention|tell|add|rate|rank|end|begin|start|use|print|repeat|recommend|praise|insert|make|put|give|conclude|call|note)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{3,120})[\"”»]|(?<!\w)['‘]([^'‘’\n]{3,120})['’](?!\w)")
_MARK = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w{5,}\b|\b[A-Z]{5,}(?:[ _-][A-Z]{2,})*\b|https?://[^\s\"'<>)]+")
_LABEL = re.compile(r"^(?:\{%-? if [^%]*%\} ?)?\n?([A-Z][a-z]+(?: [a-z]+){1,4}|Style|Wishes|Candidate): ", re.MULTILINE)
_NO_VALUE = compiled(r"\bnone given\b: |\bnot disclosed, do not name")
"""What the templates say in the place of a value."""
_MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)


def find(letter: Letter) -> Iterator[Claim]:
    """Everything in subject and body that was never meant to be read there."""
    parts: tuple[tuple[Part, str], ...] = (("subject", letter.email.subject), ("body", letter.email.body))
    for part, text in parts:
        yield from _gaps(letter.sources, part, text)
        yield from _self_talk(letter.sources, part, text)
        yield from _asides(part, text)
        yield from _prompt(part, text)
        yield from _obeyed(letter.sources, part, text)


def _claim(part: Part, text: str, start: int, end: int, reason: str, verdict: Verdict = Verdict.UNSUPPORTED) -> Claim:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    end -= len(said) - len(said.rstrip())
    return Claim(text=text[start:end], start=start, end=end, part=part, kind=Kind.PLACEHOLDER, verdict=verdict, reason=reason)


def _gaps(sources: Sources, part: Part, text: str) -> Iterator[Claim]:
    for match in _matches(_FILLED, text):
        said = match.group().strip()
        if said and not _in_documents(sources, said) and not _is_label(part, match):
            yield _claim(part, text, *match.span(), f"'{_short(said)}' is a gap that was to be filled in.")


def _self_talk(sources: Sources, part: Part, text: str) -> Iterator[Claim]:
    for match in _matches(_SPOKEN, text):
        said = match.group().strip()
        if said and not _in_documents(sources, said) and not _is_readers_paper(sources, text, match):
            yield _claim(
                part,
                text,
                *match.span(),
                f"'{_short(said)}' is written to the person who asked for the email, or for a machine, not to the reader.",
            )


def _is_readers_paper(sources: Sources, text: str, match: re.Match[str]) -> bool:
    """Whether `the resume` is any candidate's (`the panel scores what the resume says`), one just named (`I attach my CV. The CV lists ...`) or the reader's."""
    if not _PAPER.match(match.group()):
        return False
    before = text[max(0, match.start() - _BACK) : match.start()].rpartition("\n")[2]
    spoken_to = sources.direction is Direction.OUTREACH and _YOU.search(text[text.rfind("\n", 0, match.start()) + 1 : match.start()])
    return bool(spoken_to or _OF_ANY.search(before) or _NAMED_BEFORE.search(before))


def _matches(patterns: tuple[tuple[tuple[str, ...], Pattern], ...], text: str) -> Iterator[re.Match[str]]:
    """What the patterns find; one is only tried where the words and letters stand that it needs."""
    low, words = text.casefold(), keys(text)
    for needs, pattern in patterns:
        if not pattern.needed.isdisjoint(words) and any_in(low, needs):
            yield from pattern.finditer(text)


def _in_documents(sources: Sources, said: str) -> bool:
    """Whether a document or a field of the request has the same characters in a line that does not speak to a model."""
    wanted = said.casefold()
    if len(wanted) < 3 or said.startswith("`"):
        return False
    request = sources.request
    given = (request.subject, request.wishes, request.sender.name, request.recipient.name)
    return any(wanted in text.casefold() for text in given if text) or any(
        wanted in source.text.casefold() and not any(wanted in passage.casefold() for passage in _orders(source.text))
        for source in (sources.resume, sources.job)
    )


def _is_label(part: Part, match: re.Match[str]) -> bool:
    """A subject may begin with `[Application]`."""
    return (
        part == "subject"
        and match.start() == 0
        and bool(re.fullmatch(r"\[[^\]]+\]", match.group()))
        and not re.search(rf"\b{_FIELD}\b", match.group(), re.IGNORECASE)
    )


def _asides(part: Part, text: str) -> Iterator[Claim]:
    """Lines after the closing phrase that go on talking."""
    if part == "subject":
        return
    closing = list(_CLOSING.finditer(text))
    for match in re.finditer(r"[^\n]+", text[closing[-1].end() :] if closing else ""):
        if _ASIDE.match(match.group()):
            start = closing[-1].end() + match.start()
            yield _claim(
                part,
                text,
                start,
                start + len(match.group()),
                "After the signature the text speaks about the email instead of to its reader.",
            )


def _prompt(part: Part, text: str) -> Iterator[Claim]:
    """Words in a row and labels of our own prompt."""
    own = _own_words()
    there = tokens(text)
    if any(letters <= there for letters in own.runs.values()):
        words = list(WORD.finditer(text))
        said = [word.group().casefold() for word in words]
        until = -1
        for at in range(len(said)):
            if at > until and tuple(said[at : at + _RUN]) in own.runs:
                until = at + _RUN
                yield _claim(part, text, words[at].start(), words[until - 1].end(), "These are words of the instructions, not of an email.")
    for match in own.labels.finditer(text) if ":" in text else ():
        yield _claim(part, text, *match.span(), f"'{match.group().strip()}' is a label of the instructions.")
    for match in _NO_VALUE.finditer(text):
        yield _claim(part, text, *match.span(), f"'{match.group().strip()}' is a label of the instructions.")


class _OwnWords(NamedTuple):
    """What the templates say where no value stands between."""

    runs: dict[tuple[str, ...], frozenset[str]]
    """Words in a row, each with what a text that has them has in any order."""
    labels: Pattern
    """The labels at the beginning of a line, each with its colon."""


@cache
def _own_words() -> _OwnWords:
    """Read from the templates."""
    runs: dict[tuple[str, ...], frozenset[str]] = {}
    labels: set[str] = set()
    for path in sorted(_PROMPTS.glob("*.jinja")):
        bare = _MARKUP.sub("\n", path.read_text(encoding="utf-8"))
        labels.update(match[1] for match in _LABEL.finditer(bare))
        for piece in re.split(r"\{\{.*?\}\}|\n", bare):
            words = [match.group().casefold() for match in WORD.finditer(piece)]
            rows = (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
            runs.update((row, tokens(" ".join(row))) for row in rows)
    return _OwnWords(runs, compiled(rf"^\W{{0,4}}(?:{'|'.join(map(re.escape, sorted(labels)))})\W{{0,3}}:", re.MULTILINE))


def _obeyed(sources: Sources, part: Part, text: str) -> Iterator[Claim]:
    """What a document ordered a model to say, and orders themselves."""
    reason = "A line in the documents told the writer to say this; it is no statement about anybody."
    for match in (span for source in (sources.resume, sources.job) for span in _carried(source.text, text)):
        yield _claim(part, text, *match, reason, Verdict.CONTRADICTED)
    for passage in injections.instructions(text):
        at = text.find(passage[:40])
        if at >= 0:
            yield _claim(
                part, text, at, min(len(text), at + len(passage.split("\n")[0])), "This is an order to a machine, not part of an email."
            )


def _carried(document: str, text: str) -> Iterator[tuple[int, int]]:
    low = text.casefold()
    for passage in _orders(document):
        for mark in _marks(passage):
            at = low.find(mark.casefold())
            if at >= 0:
                yield at, at + len(mark)
        own = [match.group().casefold() for match in WORD.finditer(passage)]
        runs = {tuple(own[at : at + _COPIED]) for at in range(len(own) - _COPIED + 1)}
        words = list(WORD.finditer(text))
        said = [word.group().casefold() for word in words]
        until = -1
        for at in range(len(said) - _COPIED + 1):
            if at >= until and tuple(said[at : at + _COPIED]) in runs:
                until = at + _COPIED
                yield words[at].start(), words[until - 1].end()


def _marks(passage: str) -> list[str]:
    quoted = [next(group for group in match.groups() if group) for match in _QUOTED.finditer(passage)]
    return [
        *quoted,
        *(
            match.group()
            for match in _MARK.finditer(passage)
            if match.group() not in ("SYSTEM", "IGNORE", "IMPORTANT", "ASSISTANT", "INSTRUCTIONS", "ATTENTION", "PREVIOUS")
        ),
    ]


@lru_cache(maxsize=256)
def _orders(document: str) -> tuple[str, ...]:
    """The passages of a document that order a model about: the line, and lines that follow as orders."""
    found = []
    for passage in injections.instructions(document):
        first, *rest = passage.split("\n")
        found.append("\n".join([first, *(line for line in rest if _ORDERED.match(line))]))
    return tuple(found)


def _short(said: str) -> str:
    return said if len(said) <= 40 else f"{said[:37]}..."
