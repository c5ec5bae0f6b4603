"""What an email says the candidate had in his charge, where the resume has no such thing: `I own the month-end close`, `the lodge is my remit`.

The head noun of what was owned, run, supervised or negotiated must stand in the resume under any ending or in one of a few usual other
words. Where it does not, the claim is a finding if the posting has the word, since it was borrowed from there, or if the resume has none
of the words of its phrase. People in charge are `crew`'s. Not covered: a thing that the resume names in another job.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.skill_terms import initials
from pipeline.grounding.abilities.telling_words import is_telling
from pipeline.grounding.career import people_terms
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import metric_moved, numbers
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods import deeds
from pipeline.grounding.words import WORD, folded, has_beginning, stem, stems
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_BEGAN = r"set up(?: and (?:r[au]n|led|managed|headed))?|launched|established|founded|initiated|pioneered|spearheaded|orchestrated"
_FOUNDING = re.compile(_BEGAN, re.IGNORECASE)
"""What somebody began may be in a resume in other words; only of a vague thing of an unknown sort is it certain that it is not."""
_VERB = (
    rf"{_BEGAN}|own(?:ed)?|owning|r[au]n|running|manag(?:e|ed|ing)|led(?! to\b)|lead(?! to\b)|leading|head(?:ed|ing)(?: up)?|direct(?:ed|ing)|supervis(?:e|ed|ing)|overs(?:aw|ee|een|eeing)|chair(?:ed|ing)?|"
    r"negotiat(?:e|ed|ing)|govern(?:ed)?|answer(?:ed|ing)? for|account(?:ed)? for|took charge of|taking charge of|t[ao]ke? over|took responsibility for|taken charge of|had charge of|"
    r"(?:in|with) (?:full |sole |overall |complete )?(?:charge|control|command) of|responsible for|accountable for|(?:hold|held|carr(?:y|ied)|bore|had|have|with) (?:full |overall |sole |budgetary |final |total )*(?:responsibility|accountability|authority) (?:for|over)|"
    r"sign(?:ed|ing)? off(?: on)?|approv(?:e|ed|ing)|control(?:led|ling)?|commission(?:ed|ing)|recruit(?:ed|ing)?|hir(?:e|ed|ing)"
)
_ACTIVE = compiled(rf"\b(?=\w)(?P<verb>{_VERB}) (?P<what>[^.;:!?()]{{3,90}})", re.IGNORECASE)
_PASSIVE = re.compile(
    r"(?<!\w)(?P<what>[^.;:!?(),]{3,70}?),? (?:(?:also|now|all|too|both|there|still|[a-z]+ly) )*(?:falls?|fell|lies|lay|sits?|sat|was|were|is|are|comes?|came|rests?|rested|stands?) (?:(?:also|now|all|too|both|entirely|squarely|wholly|[a-z]+ly) )*"
    r"(?:(?:within|under|in|inside|part of|on) (?:my|your) (?:own |direct |sole |full )*(?:charge|remit|responsibilit(?:y|ies)|care|control|brief|command|purview|hands|shoulders|watch|management|direction|leadership)|(?:my|your) (?:own |sole |full )*(?:responsibility|remit|charge|brief|domain)|(?:mine|yours) to (?:run|hold|lead|manage|spend|decide|direct|account for|answer for|sign off|control|allocate))\b",
    re.IGNORECASE,
)
_CHARGE = compiled(
    r"\b(?:mine|yours) to [a-z]|\b(?:my|your) (?:\w+ )?(?:charge|remit|responsib|care|control|brief|command|purview|hands|shoulders|watch|management|direction|leadership|domain)",
    re.IGNORECASE,
)
"""In every match of `_PASSIVE`."""
_NOUN_END = re.compile(
    r"\b(?:at|in|on|for|with|from|to|by|of|and|or|but|where|when|while|which|that|who|whose|as|after|before|since|until|during|across|through|through?out|over|under|between|so|than|because|if|into|out|up|down|off|there|here|is|are|was|were|has|had|have|will|would|I|you|we|they|he|she|it|including|worth|alone|myself|together|within|without|against|about|per|every|each|last|this|next|beside|besides|along|among|using|via|plus|too|only|not|already|again|now|today|nowadays|anyway|still|currently|[a-z]{3,}(?:ed|ing)(?= (?:the|a|an|by|in|from|to|with)\b))\b|(?:,(?!\d)|[–—])",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:the|a|an|its?|our|my|your|their|his|her|all|both|some|any|this|that|these|those|such|two|three|own|whole|entire|full|new|old|first|last)\b|['’]s\b", re.IGNORECASE)  # fmt: skip
_NO_NOUN = re.compile(
    r"(?:nobody|no one|none|nothing|no|has|have|had|was|were|is|are|goes|both|it|them|that|this|by|from|to|at|into|out|up|on|as|like|well|along|together|jointly|alone|alongside|with|without|within|against|through|during|since|until|before|after|when|where|while|which|who|because|again|too|and|or|but|here|there|off|down|(?:daily|weekly|monthly|regularly|often)(?= (?:in|at|on|for|with|and|to|by)\b|[.,;]|$))\b",
    re.IGNORECASE,
)
"""What begins no name of a thing: `a group that I led together with others`."""
_SORTED = re.compile(r"an? (?:[\w-]+ )*?[\w-]+$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:,| and) (?=(?!(?:the|an?|my|our|your|its|their|two|three|with|in|at|for|on|to|I|you|we|it|then|later|also|which|who|where)\b)(?![a-z]+ed\b))"
)
"""Behind a word that may be the first of two that tell what sort of thing it is: `a larger and more mixed business`."""
IN_CHARGE = (_ACTIVE, _CHARGE)
"""The patterns of which a clause with a thing in charge has one."""
_VAGUE = frozenset(
    """
    everything anything something nothing work works job project projects part parts side sides process processes program programs programme thing things business area areas way matter matters effort efforts initiative task tasks lot
    rest half operation operations activity service services people person others one ones whole range number end line month week year day time place room show course event session change improvement function site level charge account
    kind sort type piece section unit department division office company firm branch group people team crew staff it them this that these those himself herself role duty duties aspect life cycle stage step
    """.split()
)
_OTHER_WORDS = (
    ("budget", "spend", "spending", "cost", "costs", "p&l", "money", "fund", "funds", "treasurer", "finance", "finances", "financial", "purse"),
    ("rota", "roster", "schedule", "scheduling", "shift", "shifts", "timetable"),
    ("stock", "inventory", "store", "stores", "storeroom", "warehouse", "supplies"),
    ("account", "accounts", "book", "books", "ledger", "bookkeeping", "client", "customer"),
    ("shop", "store", "outlet", "branch", "retail"), ("kitchen", "chef", "cook", "restaurant", "section"), ("ward", "unit", "bed", "beds", "floor"),
    ("contract", "contracts", "tender", "deal", "terms", "price", "prices", "rate", "rates"), ("till", "cash", "takings", "cashier"),
    ("committee", "board", "council", "panel", "meeting", "meetings", "group"), ("website", "site", "web", "page"), ("payroll", "pay", "wages", "salaries"),
    ("field", "fields", "acre", "acres", "hectare", "hectares", "land", "farm"), ("school", "class", "classes", "lesson", "lessons", "teaching", "clinic", "workshop", "workshops"),
    ("supplier", "suppliers", "vendor", "vendors", "purchasing", "procurement", "buying"), ("migration", "move", "moved", "migrated", "switch", "change", "transition", "rollout", "introduced"),
    ("audit", "audits", "inspection", "inspections", "auditor"), ("campaign", "campaigns", "appeal", "marketing"), ("library", "librarian", "books"), ("nursery", "seedlings", "plants"),
    ("ceremony", "ceremonies", "ritual", "sprint", "stand-ups", "standups", "retros", "retrospectives", "scrum"), ("overhaul", "rebuild", "rebuilt", "redesign", "rewrite", "rewrote", "renovation", "refit"), ("trial", "trials", "study", "studies", "experiment", "pilot", "test", "testing"),
)  # fmt: skip
_ALSO: dict[str, frozenset[str]] = {}
for _words in _OTHER_WORDS:
    for _word in _words:
        _ALSO[stem(_word)] = _ALSO.get(stem(_word), frozenset()) | frozenset(map(stem, _words))


_BY_CHANCE = 12
"""Up to here a number may stand in any line."""
_MONEY = frozenset(map(stem, "budget purse payroll p&l".split()))
"""What nobody has in charge without saying so."""


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The things in charge that a clause claims and the resume does not have."""
    text = clause.text[:_LONGEST]
    matches = [*_ACTIVE.finditer(text), *(_PASSIVE.finditer(text) if _CHARGE.search(text) else ())]
    for match in matches if letter.sources.resume.is_english and matches and _LOOKS.search(clause.text) else ():
        active = _is_active(match)
        what, start = _phrase(match)
        if active and (_BELONGS.match(match.group()) or (not match.start() and _COMPOUND.match(match.group()))):
            continue
        if active and _is_deed(what.partition(" ")[0]) and _CONTACT.search(text[: match.start()]):
            continue  # `the move I led cut the costs`
        if not what or not _is_told(letter, clause, match) or asserted(letter, clause, start, start + len(what)) is Strength.NONE:
            continue
        founded = active and _FOUNDING.match(match["verb"])
        judge = _sort_missing if founded else _missing
        if (missing := judge(letter.sources, what)) and (not (longer := _longer(match, what)) or judge(letter.sources, longer)):
            end = start + len(what)
            if active and (
                _same_deed(letter.sources.resume, match["verb"], what) or _same_result(letter.sources.resume, match["verb"], text)
            ):
                continue
            first = min(start, match.start()) if active else start
            reason = f"You wrote '{clause.text[first:end]}'; the resume says nothing of '{missing}' in your charge."
            yield claim(clause, first, end, Kind.SCOPE, Verdict.UNSUPPORTED, reason)


def _is_active(match: re.Match[str]) -> bool:
    """Whether a thing stands behind a verb, and not before `is in my charge`."""
    return "verb" in match.re.groupindex


def _is_deed(word: str) -> bool:
    return word.endswith("ed") or word in deeds.IRREGULAR


def _is_told(letter: Letter, clause: Clause, match: re.Match[str]) -> bool:
    """Whether it is told of the candidate as something that is or was so."""
    before = clause.text[max(0, match.start() - 80) : match.start()]
    active = _is_active(match)
    cleft = active and terms.is_cleft(letter.sources.direction, before)
    if cleft or terms.NOT_DONE.search(before):
        return cleft
    if not active:
        return bool(_OWN[letter.sources.direction].search(match.group()[len(match["what"]) :]))
    if not _SUBJECT.search(before) and not (_SUBJECT.search(clause.text) and letter.frame(clause).candidate_only):
        return False
    return bool(_OWN_BEFORE[letter.sources.direction].search(before))


_CHAIN = r"(?:(?:also|now|then|even|later|currently|already|personally|fully|directly|still|always|solely|wholly|both|jointly|have|had|been|was|am|are|were|successfully|once|briefly|previously|and|there|at \w+|[a-z]+ly|set up|built|grew|founded|[a-z]+ed|[a-z]+ed (?:the |a |an |up |out )?[\w-]+,?) ){0,4}"
_EVERY = re.compile(r"(?:-wide|['’]s?)$")
_CONTACT = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|that|my|your|every|each) (?:[\w’'-]+ ){1,4}(?:I|[Yy]ou)(?:['’]ve| have| had)? $")
"""A thing before the one who did it, without a `that`."""
_LONGEST = 1500
"""Characters of a clause that are read."""
_LOOKS = re.compile(r"\b(?:I|[Yy]ou|[Mm]y|[Mm]ine|[Yy]ours?|[Ww]e|[Hh]aving)\b")
_SUBJECT = re.compile(r"\b(?:I|[Yy]ou|[Ww]e)\b")
_OWN = {
    Direction.APPLICATION: re.compile(r"\b(?:my|mine|I)\b", re.IGNORECASE),
    Direction.OUTREACH: re.compile(r"\b(?:yours?|you)\b", re.IGNORECASE),
}
_PARTS = re.compile(r"[,–—] ?|\b(?:and|but|so|where|that|which) ")
"""Between what stands before a thing in charge and the thing."""
_OWN_BEFORE = {
    Direction.APPLICATION: re.compile(rf"(?:\bI|\bI['’](?:ve|m|d)|\bwe|^) {_CHAIN}$|^(?:(?:Having|After|Since|While|By) )?(?:(?:also|successfully) )?$|, (?:having |after )?$|\bas (?:the |an? )?(?:one |person |\w+ )?$"),
    Direction.OUTREACH: re.compile(rf"(?:\b[Yy]ou|\b[Yy]ou['’](?:ve|re|d)|^) {_CHAIN}$|^(?:(?:Having|After|Since|While|By) )?$"),
}  # fmt: skip


def _phrase(match: re.Match[str]) -> tuple[str, int]:
    """The noun phrase of the thing, without what follows it, and where it begins in the clause."""
    text, start = match["what"], match.start("what")
    if not _is_active(match):
        cut = [found.end() for found in _PARTS.finditer(text)]
        offset = max(cut, default=0)
        text, start = text[offset:], start + offset
    end = next((found.start() for found in _NOUN_END.finditer(text) if text[: found.start()].strip()), len(text))
    return text[:end].rstrip(), start


def _longer(match: re.Match[str], what: str) -> str:
    """A phrase with what it goes on with behind a word that only tells the sort: its head may be there."""
    behind = match["what"].partition(what)[2]
    more = _GOES_ON.match(behind) if _is_active(match) and _SORTED.fullmatch(what) else None
    if not more:
        return ""
    rest = behind[more.end() :]
    end = next((found.start() for found in _NOUN_END.finditer(rest) if rest[: found.start()].strip()), len(rest))
    return f"{what} {rest[:end].rstrip()}"


def _missing(sources: Sources, what: str) -> str:
    """The head of a phrase, where the resume lacks it and it was borrowed from the posting, or where it lacks the whole phrase."""
    words = _words_of(what)
    telling = _telling(words)
    if telling and folded(telling[-1]) in _VAGUE:
        return _sort_missing(sources, what)
    if not telling or _NO_NOUN.match(what) or folded(telling[-1]) in terms.IDLE or held(sources.resume, telling[-1]):
        return ""
    if people_terms.is_staff(telling[-1]) or any(_is_name(word) and sources.resume.find(word) for word in words[:-1]):
        return ""
    if sources.job.has_word(telling[-1]) or any(sources.job.has_word(other) for other in other_words(telling[-1])):
        return telling[-1]
    if stem(telling[-1]) in _MONEY:
        return telling[-1]
    own = [word for word in telling if _EVERY.sub("", folded(word)) not in _VAGUE]
    return "" if any(held(sources.resume, _EVERY.sub("", word)) for word in own) else telling[-1]


def _words_of(what: str) -> list[str]:
    return [match.group() for match in WORD.finditer(_DETERMINER.sub(" ", what))]


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 2 and not word[0].isdigit()]


def _sort_missing(sources: Sources, what: str) -> str:
    """A vague head told apart by a word of which the resume has nothing: `overseas branch`, `company-wide reorganisation programme`."""
    resume, telling = sources.resume, _telling(_words_of(what))
    if not telling or folded(telling[-1]) not in _VAGUE or _NO_NOUN.match(what):
        return ""
    sorts = [word for word in telling[:-1] if is_telling(_EVERY.sub("", word))]
    known = [word for word in telling if held(resume, _EVERY.sub("", word)) and folded(word) not in _VAGUE]
    return telling[-1] if sorts and not known and not any(held(resume, word) for word in sorts) else ""


def _is_name(word: str) -> bool:
    """Whether a word before the head names the thing, whatever the head is: `A/B experiments`, `SAP rollout`."""
    return sum(character.isupper() for character in word) > 1


_BELONGS = re.compile(r"own(?:ed|ing)? (?:my|your) ", re.IGNORECASE)
"""`I own my tools`: property, and no charge."""
_COMPOUND = re.compile(
    r"(?:hiring|running|leading|commissioning|recruiting) (?!(?:the|an?|my|our|your|its|their|all|two|three|new)\b)[a-z]", re.IGNORECASE
)
"""`Hiring software is where I`: a sort of thing, and no deed."""


def other_words(word: str) -> frozenset[str]:
    """The stems of the usual other words for a thing in charge."""
    return _ALSO.get(stem(word), frozenset())


def _same_deed(resume: Source, verb: str, what: str) -> bool:
    """Whether a line of the resume has the same verb for another word of the phrase: `runs climate tests` for `run the climate chamber`."""
    wanted = set(stems(_DETERMINER.sub(" ", what)))
    deed = stem(verb)
    return any(deed in (found := stems(line)) and wanted.intersection(found) for line in resume.text.splitlines())


def _same_result(resume: Source, verb: str, text: str) -> bool:
    """Whether a sentence of the resume has the same verb, with a figure that the clause gives: the `31%` that a project it led brought."""
    deed, said = stem(verb), {(number.value, number.unit) for number in numbers.find(text) if number.value > _BY_CHANCE}
    return any(
        (number.value, number.unit) in said and deed in stems(metric_moved.sentence_at(resume, number.start)) for number in resume.numbers
    )


def held(resume: Source, word: str) -> bool:
    """Whether the resume has a word, a part of it, one that begins alike, or another word for it."""
    return initials(resume, word) is not None or any(_has(resume, part) for part in (word, *re.split(r"[-'’/]", word)) if len(part) > 2)


def _has(resume: Source, word: str) -> bool:
    if resume.has_word(word) or any(resume.has_word(other) for other in other_words(word)):
        return True
    return len(word) > 4 and has_beginning(resume.folded, folded(word)[: max(4, len(word) - 3)])
