"""How large a part the candidate had in something: `led` for a resume's `contributed to`, `founded` for `ran`, people led by nobody.

Verbs have tiers: helped < took part < built, ran, owned < led, directed < founded. The email's verb about a piece of work must not stand
above the resume's verb for the same piece. Two passages are about the same piece where they share enough of their telling words, numbers
counting most; of several such lines the highest verb counts, and so does the rank in the title of the position. Verbs of one tier are
free to change, and so is a verb that only says less.

Also: people led (`my team of`, `under my leadership`, `head of`) where nothing in the resume shows a lead; `single-handedly` and `sole`
where nothing says so; `founded` where nothing was begun. Who decided is `authority`, what only the posting has `posting_deeds`.

Not covered: numbers of people (`metric`), titles (`title`), lines of a resume without a verb, verbs that are in no list, and work told
in words that share fewer than two telling words with the resume.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.career import (
    authority,
    bodies_led,
    charge,
    crew,
    functions_led,
    helped,
    line_management,
    own_deeds,
    posting_deeds,
    share,
)
from pipeline.grounding.career import scope_terms as terms
from pipeline.grounding.career.passages import ITEM_END, LINE, has_subject, object_of, only_piece, passages, same_piece, telling
from pipeline.grounding.career.people_terms import PEOPLE_LED
from pipeline.grounding.career.scope_terms import Tier
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import keys, needed_by
from pipeline.grounding.periods import told_of
from pipeline.grounding.words import has_any
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.career.authority import Rule
    from pipeline.grounding.career.passages import Passage
    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Direction, Evidence

_ALONE_NEEDS = ("alone", "single", "sole", "without", "the only", " own", "myself", "yourself", "solo", "unaided", "unassisted", "else")
"""One of these is in every clause that the patterns of work done alone find something in."""
_LONGEST_CLAUSE = 5000
"""Characters of a clause in which verbs are looked for."""
_NAME = re.compile(r"(?<=[ (])[A-Z][\w’'-]{3,}")
_LEADERSHIP = re.compile(r"(?:under )?(?:my|your) (?:\w+ )?(?:leadership|direction|management|supervision|command)(?: of)?$", re.IGNORECASE)
"""What is said of a piece of work as often as of people: of work, the line on it decides."""
_LETTER = re.compile(
    r"(?:writ(?:e|ing)|wrote) (?:to|about|because|regarding|concerning|on behalf|again|for the|as|in (?:response|reply|regard|connection|reference|answer)|with (?:regard|reference|interest))\b",
    re.IGNORECASE,
)
"""What the letter itself does."""
_ITEM = re.compile(r"(?<=[,;:]) (?!(?:I|you|who|which|where|the|and)\b)(?:[\w’'-]+ ){1,4}$")
"""An item of a list before such words, without a verb: who or what was led."""
_OF_A_THING = re.compile(r"^(?:its|their) ", re.IGNORECASE)
_NOT_SO = re.compile(r"(?:\b(?:not|never|nor|would|will|could|can|might|may|hope|want|like)\b|n['’]t\b|['’](?:d|ll)\b)[^,;.]*$")
_WHOLE_OF_IT = re.compile(
    r",? (?:(?:for|across) the (?:whole|entire) |(?:(?:all )?(?:by )?(?:myself|yourself)|(?:all )?on (?:my|your) own)\b|from (?:start|beginning|first [\w-]+|end) to (?:finish|end|last [\w-]+|clos\w+)\b|end[- ]to[- ]end\b|start to finish\b)",
    re.IGNORECASE,
)
"""Behind a thing done, that all of it was one's own: an everyday verb says as much as `ran` then."""
_MOST_NAMES = 8
_WHOLE = 2
"""Words of a thing by which it is known."""
_NEAR = 80
"""Characters beside a name in a resume that tell of its beginning."""
_NAMED = re.compile(r" (?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,3}")
_PLACE = re.compile(r" (?:at|with|for|in) (?:the )?(?=[A-Z])")
"""Behind what was founded: where that was, whose name shows no beginning."""
_NO_OBJECT = re.compile(r"\W*(?:(?:and|but|which|before|with|in (?:19|20)\d\d|together|myself|yourself)\b|$)")
"""Behind what was founded and named before: `Acme, which I co-founded and which has grown`."""
_NEXT = re.compile(r"(?:,|,? and|,? then)(?: also| later| then)? $")
_SUBJECT_AGAIN = re.compile(r"(?:,|\band|\bbut|\bthen) (?:I|you)\b[^,;]*$")
"""Between two deeds, where the second has a subject of its own: `where I helped to test the site, I wrote`."""
_SUBJECT_BETWEEN = re.compile(r"\b(?:you|they|we|he|she|it|who|which|that|where)\b", re.IGNORECASE)
_VERB_AT = re.compile(r"[a-z]+ed\b")
_RELATIVE = re.compile(r"(?:which|that|who|whose|where)\b")


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that say how large a part the candidate had."""
    resume, led = letter.sources.resume, needed_by(*PEOPLE_LED)
    rules, needed = _rules(letter.sources.direction, is_read=resume.is_english and bool(resume.text))
    for clause in letter.clauses:
        if clause.role is not Role.TEXT:
            continue
        frame = letter.frame(clause)
        if frame.mood in (Mood.QUESTION, Mood.ASKED):
            continue
        if Side.CANDIDATE in frame.about:
            yield from _of_candidate(letter, clause, rules, keys(clause.text) & needed)
            continue
        if not led.isdisjoint(keys(clause.text)) and (crew.HAVING.match(clause.text) or crew.positions_named(letter.sources, clause)):
            yield from crew.find(letter, clause)
        yield from share.find(letter, clause)


@cache
def _rules(direction: Direction, *, is_read: bool) -> tuple[tuple[tuple[frozenset[str], Rule], ...], frozenset[str]]:
    """What finds claims in a clause by a pattern, with the words of which a clause must have one; and these words of all rules.

    `is_read`: whether what a resume does not say can be told.
    """
    rules: tuple[tuple[tuple[Pattern, ...], Rule], ...] = (
        ((terms.FOUNDED,), _founded),
        ((terms.OPENED,), _opened),
        ((terms.OPENED_NAME,), _opened_by_name),
        (PEOPLE_LED, crew.find),
        ((line_management.SAID[direction],), line_management.find),
        *(((pattern,), rule) for pattern, rule in authority.rules(is_read=is_read)),
    )
    found = tuple((needed_by(*patterns), rule) for patterns, rule in rules)
    return found, needed_by(*charge.IN_CHARGE).union(*(words for words, _ in found))


def _of_candidate(letter: Letter, clause: Clause, rules: tuple[tuple[frozenset[str], Rule], ...], words: frozenset[str]) -> Iterator[Claim]:
    """The claims of a clause that is about the candidate, and has some words that rules need; of two that overlap, the one that is sure."""
    lines = passages(letter.sources)
    told = list(_alone(letter.sources, clause, lines)) if has_any(clause.text, _ALONE_NEEDS) else []
    for needed, rule in rules if words else ():
        if not needed.isdisjoint(words):
            told += rule(letter, clause)
    verbs = list(_verbs(letter.sources, clause, lines))
    told = [one for one in told if not (_LEADERSHIP.match(one.text) and _overlaps(one, verbs))]
    told += [one for one in verbs if not _overlaps(one, told)]
    found = [one for one in told if one.verdict is not Verdict.SUPPORTED]  # a line may bear out a verb and only help with the deed
    told += [one for one in helped.find(letter, clause) if not _overlaps(one, found)]
    told += [one for one in share.find(letter, clause) if not _overlaps(one, found)]
    if words and not needed_by(*charge.IN_CHARGE).isdisjoint(words):
        told += [one for one in charge.find(letter, clause) if not _overlaps(one, told)]
    found = [one for one in told if one.verdict is not Verdict.SUPPORTED]  # people led elsewhere bear out no office in a body
    told += [one for one in bodies_led.find(letter, clause) if not _overlaps(one, found)]
    told += [one for one in functions_led.find(letter, clause) if not _overlaps(one, told)]
    found = [one for one in told if one.verdict is not Verdict.SUPPORTED]  # whose verb may well be borne out, and the deed not
    told += [one for one in posting_deeds.find(letter, clause) if not _overlaps(one, found)]
    yield from told


def _overlaps(one: Claim, others: list[Claim]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)


def _verbs(sources: Sources, clause: Clause, lines: tuple[Passage, ...]) -> Iterator[Claim]:
    own: list[tuple[re.Match[str], Tier]] = []
    for deed, rank in _deeds(clause.text[:_LONGEST_CLAUSE]):
        last = own[-1][0] if own else None
        if terms.is_own(sources.direction, clause.text, *deed.span()) and (has_subject(clause, deed) or _goes_on(clause, last, deed)):
            own.append((deed, rank))
    for number, (match, tier) in enumerate(own):
        if tier < Tier.BUILT or _LETTER.match(clause.text, match.start()) or own_deeds.is_no_deed(clause.text, match):
            continue
        whole = _WHOLE_OF_IT.search(clause.text, match.end(), match.end() + _NEAR) if tier is Tier.BUILT else None
        if tier is Tier.BUILT and ((terms.WEAK.fullmatch(match.group()) and not whole) or own_deeds.is_joint(clause.text, match)):
            continue
        thing, words = _object(clause, own, number)
        said = words if _RELATIVE.match(clause.text) else telling(clause.text)  # another clause may lend words, but not all of them
        near = [line for line in same_piece(lines, words) if line.tier and said & line.words]
        alone = telling(clause.text[match.end() : whole.start()]) if whole else thing if tier >= Tier.LED else frozenset()
        found = near or only_piece(lines, alone)
        if not found:
            continue
        if len(thing) >= _WHOLE:  # of the lines that share as many words, those that have all of the thing itself
            found = [line for line in found if thing <= line.words] or found
        best = max(found, key=lambda passage: (passage.tier or Tier.HELPED, passage.ranked))
        managed = terms.LEADS.match(match.group()) and thing & best.words and any(map(terms.MANAGED.fullmatch, (best.verb, *best.verbs)))
        if best.tier and not (
            (best.tier < Tier.BUILT <= tier) and (own_deeds.did(lines, clause, match, tier) or own_deeds.is_part(clause.text, own, number))
        ):
            yield _judged(sources, clause, match, Tier.BUILT if managed and tier is Tier.LED else tier, best)


def _object(clause: Clause, own: list[tuple[re.Match[str], Tier]], number: int) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of the thing of a deed, and those by which its line is looked for; in a list both are of its own item."""
    match = own[number][0]
    if _LEADERSHIP.fullmatch(match.group()) and (item := _ITEM.search(clause.text, 0, match.start())):
        led = telling(item.group())  # `four years of nights, apprentices under my supervision`
        return led, led
    thing, words = object_of(clause, match, _next(clause, own, number))
    if len(thing) > 1 and number and _NEXT.search(clause.text[: match.start()]):
        return thing, thing  # what stands before it in the list is another deed's
    if number and _SUBJECT_AGAIN.search(clause.text, own[number - 1][0].end(), match.start()):
        return thing, thing
    return thing, words


def _next(clause: Clause, own: list[tuple[re.Match[str], Tier]], number: int) -> re.Match[str] | None:
    """The verb at which the object of another ends; one right behind it is the thing itself: `led moving the records`."""
    behind = [match for match, _ in own[number + 1 :]]
    at_once = behind and behind[0].group().endswith("ing") and clause.text[own[number][0].end() : behind[0].start()].isspace()
    return next(iter(behind[1:] if at_once else behind), None)


def _goes_on(clause: Clause, last: re.Match[str] | None, match: re.Match[str]) -> bool:
    """Whether a deed is the next one in a list of the candidate's: `I prepared returns, kept the books and led the audits`."""
    between = clause.text[last.end() : match.start()] if last else ""
    return bool(_NEXT.search(between)) and not _SUBJECT_BETWEEN.search(between)


def _deeds(text: str) -> list[tuple[re.Match[str], Tier]]:
    """The verbs of the lists, and any other deed of the candidate as one of the middle tier."""
    listed = terms.verbs(text)
    others: list[tuple[re.Match[str], Tier]] = []
    for match in terms.OWN_DEED.finditer(text):
        verb = _VERB_AT.match(text, match.start("verb"))
        known = any(one.start() <= match.start("verb") < one.end() for one, _ in listed)
        if verb and not known and verb.group() not in terms.NEUTRAL:
            others.append((verb, Tier.BUILT))
    return sorted(listed + others, key=lambda one: one[0].start()) if others else listed


def _judged(sources: Sources, clause: Clause, match: re.Match[str], tier: Tier, best: Passage) -> Claim:
    allowed = best.tier or Tier.BUILT
    if best.ranked and allowed >= Tier.BUILT:
        allowed = max(allowed, Tier.LED)
    evidence = sources.resume.evidence(best.start, best.end)
    if terms.CHARGE.fullmatch(match.group().strip()) and any(map(terms.CHARGE_SHOWN.match, (best.verb, *best.verbs))):
        tier = min(tier, Tier.BUILT)
    if tier <= allowed or (tier is Tier.FOUNDED and (terms.begins(evidence.text) or _of_founder(sources, best))):
        return claim(clause, *match.span(), Kind.SCOPE, Verdict.SUPPORTED, "The resume's own word for this says as much.", evidence)
    reason = f"You wrote '{match.group().strip()}'; for this the resume says '{best.verb}'."
    return claim(clause, *match.span(), Kind.SCOPE, Verdict.CONTRADICTED, reason, evidence)


def _of_founder(sources: Sources, line: Passage) -> bool:
    """Whether a line stands in a position that the candidate holds as its founder."""
    number = sources.position_at(line.start)
    title = sources.positions[number].title if number is not None else None
    return bool(title and terms.FOUNDING_TITLE.search(title.value))


def _alone(sources: Sources, clause: Clause, lines: tuple[Passage, ...]) -> Iterator[Claim]:
    """That it was done by nobody else: the resume must say so, and no line of the same name or work that others took part."""
    for match in islice(terms.BY_ONESELF.finditer(clause.text), _MOST_NAMES):
        denied = _NOT_SO.search(clause.text[: match.start()])
        if (
            not denied
            and terms.is_subject(sources.direction, clause.text)
            and (crowd := _shared_work(sources.resume, clause, match, lines))
        ):
            reason = f"You wrote '{match.group()}'; the resume says '{crowd.text}'."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.CONTRADICTED, reason, crowd)
            return
    for match in islice(terms.ALONE.finditer(clause.text), _MOST_NAMES):
        before = clause.text[max(0, match.start() - 40) : match.start()]
        if terms.NOT_DONE.search(before) or not terms.is_subject(
            sources.direction, _RELATIVE.sub("", before) + _OF_A_THING.sub("", match.group())
        ):
            continue
        if match["one"] and (not terms.BEING.search(before) or terms.NOT_BEING.match(clause.text, match.end())):
            continue
        if crowd := _shared(sources.resume, clause):
            reason = f"You wrote '{match.group()}'; the resume says '{crowd.text}'."
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.CONTRADICTED, reason, crowd)
        elif shown := terms.ALONE_SHOWN.search(sources.resume.text):
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.SUPPORTED, "The resume says so.", sources.resume.evidence(*shown.span()))
        else:
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, f"You wrote '{match.group()}'; the resume does not say that nobody else took part.")  # fmt: skip


def _shared(resume: Source, clause: Clause) -> Evidence | None:
    """The words for others in a line that begins with a name of the clause: `Buddhi, Ziva Software, Team Size: 3-4`."""
    for name in islice(_NAME.finditer(clause.text, 1), _MOST_NAMES):
        for line in LINE.finditer(resume.text):
            if line.group().lstrip("-•* ").startswith(name.group()) and (found := terms.SHARED.search(line.group())):
                return resume.evidence(line.start() + found.start(), line.start() + found.end())
    return None


def _shared_work(resume: Source, clause: Clause, match: re.Match[str], lines: tuple[Passage, ...]) -> Evidence | None:
    """The words for others in the line that tells of the same piece of work: `together with an outside consultant`."""
    said = telling(clause.text[: match.start()] + clause.text[match.end() :])
    found = [line for line in same_piece(lines, said) if len(said & line.words) > _WHOLE]
    for line in found[:1]:
        if crowd := terms.SHARED.search(resume.text, line.start, line.end):
            return resume.evidence(*crowd.span())
    return None


def _founded(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """That something was begun: the resume must say so in the lines that name it."""
    sources = letter.sources
    for match in terms.FOUNDED.finditer(clause.text):
        pronoun = re.match(r"(?:I|you|we)\b[^f]*", match.group(), re.IGNORECASE)
        if not terms.is_own(sources.direction, clause.text, match.start() + (pronoun.end() if pronoun else 0), match.end()):
            continue
        end = ITEM_END.search(clause.text, match.end())
        what = clause.text[match.end() : min(end.start() if end else len(clause.text), match.end() + 60)]
        words = telling(_PLACE.split(what, maxsplit=1)[0])
        named = _NAMED.match(clause.text, match.end())
        sentence, at = clause.sentence.text, clause.start - clause.sentence.start + match.start()
        if house := told_of.named(sources, sentence[:at] if _NO_OBJECT.match(what) else what[:_NEAR]):
            begun = authority.is_begun(house)
        elif match["maker"]:
            begun = _made(sources, clause.text[match.end() :], words)
        elif named and " " in named.group().strip() and sources.resume.find(named.group().strip()):
            begun = _begun(sources, words) and _begun_there(sources.resume, named.group().strip())
        else:
            begun = _begun(sources, words) and (bool(authority.BODY_BEGUN.search(sources.resume.text)) or not authority.is_body(what))
        if not begun:
            yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, f"You wrote '{match.group()}'; nothing in the resume says that you began it.")  # fmt: skip


def _begun_there(resume: Source, name: str) -> bool:
    """Whether a line that has the name, or one beside it, tells of a beginning."""
    text = resume.text.lower()
    for match in islice(re.finditer(re.escape(name.lower()), text), _MOST_NAMES):
        near = resume.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if terms.BEGUN.search(near) or terms.FOUNDING_TITLE.search(near):
            return True
    return name.lower() not in text


def _made(sources: Sources, what: str, words: frozenset[str]) -> bool:
    """Whether somebody may have made a thing: not where the lines that have its name only tell of a hand lent; unnamed, by its words."""
    named = _NAMED.match(what)
    lines = passages(sources)
    if named and sources.resume.find(named.group()):
        tiers = [line.tier for line in lines if named.group().strip().lower() in sources.resume.text[line.start : line.end].lower()]
        return not any(tier in (Tier.HELPED, Tier.JOINED) for tier in tiers) or any(
            tier is not None and tier >= Tier.BUILT for tier in tiers
        )
    return not words or any(words & line.words and (line.tier is None or line.tier >= Tier.BUILT) for line in lines)


def _opened(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """That a place of business was opened: some line of the resume must tell of an opening or found one."""
    sources = letter.sources
    for match in terms.OPENED.finditer(clause.text):
        if not terms.is_own(sources.direction, clause.text, match.start("what"), match.end()):
            continue
        if terms.OPENING_SHOWN.search(sources.resume.text) or _set_up(sources.resume) or _begun(sources, telling(match["noun"])):
            continue
        yield claim(clause, *match.span(), Kind.SCOPE, Verdict.UNSUPPORTED, f"You wrote '{match.group()}'; no line of the resume tells of an opening.")  # fmt: skip


def _opened_by_name(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """That a past employer was opened: a line there must tell of an opening."""
    sources = letter.sources
    for match in terms.OPENED_NAME.finditer(clause.text):
        house = [one for one in sources.positions if one.employer and any(start == match.end() for start, _ in names.mentions(clause.text, one.employer.value))]  # fmt: skip
        begun = authority.is_begun(house) or any(
            terms.OPENING_SHOWN.search(bullet.value) or terms.SET_UP.search(bullet.value) for one in house for bullet in one.bullets
        )
        end = next((end for one in house if one.employer for _, end in names.mentions(clause.text, one.employer.value)), 0)
        if house and not begun and clause.text[end : end + 1] not in ("'", "’"):
            yield claim(clause, match.start(), end, Kind.SCOPE, Verdict.UNSUPPORTED, f"You wrote '{clause.text[match.start() : end]}'; no line there tells of an opening.")  # fmt: skip


def _set_up(resume: Source) -> bool:
    """Whether a line tells that a house of any kind was set up."""
    return any(terms.SET_UP.search(line.group()) and terms.HOUSE.search(line.group()) for line in LINE.finditer(resume.text))


def _begun(sources: Sources, words: frozenset[str]) -> bool:
    """Whether a line of the resume that has one of the words tells of a beginning, or the title at an employer so named."""
    for position in sources.positions:
        named = position.employer and words & telling(position.employer.value)
        if named and position.title and terms.FOUNDING_TITLE.search(position.title.value):
            return True
    return any(
        terms.BEGUN.search(line.group()) and (not words or words & telling(line.group())) for line in LINE.finditer(sources.resume.text)
    )
