"""Denials of the candidate that the resume refutes, whatever the words of the denial (see `wording`).

    `I hold no cloud certification`        against `AWS Certified Developer`
    `Importing would be new to me`         against `Opened the first direct import from South Korea`

All of what is denied must stand in one sentence of the resume: a named skill or language, a class with a member, a paper, people led, or the roots
of the thing's words with its verb. What narrows a denial is one of its words, and so must stand there too (`heat pumps in schools`); a comparison
or a degree (`more than ten`, `formally`, `on your scale`) leaves the documents nothing to decide.
People led, taught or hired are `guided`'s. Things that the resume has in other words are `worded`'s.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.abilities.degrees import degrees
from pipeline.grounding.abilities.telling_words import is_special
from pipeline.grounding.career import passages as career_passages
from pipeline.grounding.career import people_terms
from pipeline.grounding.claim import claim
from pipeline.grounding.denials import denied, exclusive, guided, named_things, offices, passages, worded, wording
from pipeline.grounding.denials import negative_terms as terms
from pipeline.grounding.denials import thing_words as things
from pipeline.grounding.denials.passages import root, roots_of
from pipeline.grounding.figures import numbers
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import WORD, folded, place_of_whole
from pipeline.schema import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.denials.wording import Denial
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim, Evidence

_OFF_WORK = re.compile(
    r"^\W*(?:interests?|hobbies|free time|leisure|outside (?:of )?work|objective|career goals?)\b[^\n]*(?:\n(?!\s*\n)[^\n]+){0,5}",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that tell of no work."""
_DID = re.compile(r"\W*(?:[A-Z][a-z]+ed|Led|Built|Wrote|Ran|Made|Taught|Won|Gave)\b")
_PLACED = re.compile(r"(?:on|in|at|under|off|to) ")
_OF_OTHERS = re.compile(r"\b(?:other people|others|other \w+|somebody else|someone else|anybody else|anyone else)['’]s? ", re.IGNORECASE)
"""Whose work somebody does something to (`review other people's code`): that it is not the own one goes without saying."""
_DOING = re.compile(
    r"(?:(?:any |much )?(?:experience|practice|training|background) (?:(?:in|of|with) )?)?(?P<verb>[A-Za-z]+ing) (?P<whom>.+)"
)
"""A deed told as a thing: `no experience supervising analysts`."""
_ANYTHING = re.compile(r"(?:anything|something|one|any)(?: (?:yet|before|so far|at all|else))?", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:for|in|on|at|about|under|from|to) ", re.IGNORECASE)
_ALONE = compiled(rf"\b(?:{exclusive.SIGNS})\b", re.IGNORECASE)
_SIGNS = compiled(rf"\b(?:{things.SIGNS}|{exclusive.SIGNS})\b", re.IGNORECASE)
_PRONOUNS = frozenset("it them this that these those one ones any either".split())
_BEHIND = 14
"""Characters behind a denial in which it may be said to be whole: `not at all`."""
_SURE = 3
"""Words of an object from which its verb may be another than the resume's."""
_STRETCH = re.compile(
    r"(?:(?:the|full|whole|over|about|more than|at least) )*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\+?(?: or more| full)? (?:years?|months|decades?)\b",
    re.IGNORECASE,
)
"""How long something was done: `What I cannot offer is five years in the field` denies the years, not the field."""
_LOOSE_END = re.compile(r",? (?:and|or|nor|but)$")
"""What joins the next predicate to a denial."""
_MYSELF = re.compile(r"(?<!\bfor) (?:myself|yourself|personally)(?: (?:yet|so far|before))?$")
_WITH_OTHERS = re.compile(
    r"\b(?:led|leads?|leading|manag\w+|supervis\w+|overs\w+|direct\w+|team\w*|help\w*|assist\w*|support\w*|collaborat\w+|contribut\w+|coordinat\w+|participat\w+|part of|work(?:ed|ing)? with)\b",
    re.IGNORECASE,
)
"""What leaves open who did it, where a denial is of `myself`."""
_UPKEEP = roots_of(
    "repaired fixed mended serviced maintained built designed sold bought loaded unloaded cleaned inspected checked parked planned priced wrote drew bred"
)
"""What is done to a thing beside its use."""
_OF_STAFF = things.LEAD | {root("train")}
"""Verbs that are shown by a line of staff alone."""
_SHORT = 60
"""Characters of a requirement that may be one thing alone."""
_PAST_VERB = re.compile(r"\b[A-Za-z]{2,}ed\b")
_MOST = 4
"""Sentences of the resume with a thing's words that are looked at."""


def may_deny(text: str) -> bool:
    """A quick look whether a clause can deny anything."""
    return bool(_SIGNS.search(text))


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The first denial of a clause that the resume refutes."""
    for denial in wording.denials(clause, letter.sources.direction):
        if shown := _shown(letter.sources, denial, clause.text[denial.start : denial.end + _BEHIND]):
            reason = f"You wrote '{clause.text[denial.start : denial.end]}'; the resume shows '{' '.join(shown.text.split())}'."
            yield claim(clause, denial.start, denial.end, Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)
            return
    if _ALONE.search(clause.sentence.text):
        for span, shown in exclusive.find(letter.sources, clause):
            reason = f"You wrote '{clause.text[slice(*span)]}'; the resume also has '{' '.join(shown.text.split())}'."
            yield claim(clause, *span, Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)
            return


def _shown(sources: Sources, denial: Denial, said: str) -> Evidence | None:
    """Where the resume has what is denied; of alternatives, any of them."""
    what = things.TAIL.sub("", _LOOSE_END.sub("", denial.what.strip(" ,")))
    verb = root(denial.verb) if denial.verb else ""
    if degrees(what) or _STRETCH.match(what) or (verb == _OWN and any(names.find(what, employer) for employer in sources.employers)):
        return None
    if alone := _MYSELF.search(what):
        what = what[: alone.start()]
    parted = re.split(r",? (?:or|nor|such as) |,? and (?:no|not|never) |, (?:and |or |nor )?" + ("| and " if denial.each else ""), what)
    items = [item for item in (part.strip() for part in parted) if item]
    if items and _PRONOUNS.issuperset(map(str.lower, items)):
        return None  # named in an earlier clause
    if not items:
        return _deed(sources, verb, [])
    tail = things.PLACED_BEHIND.search(items[-1]) if len(items) > 1 else None
    narrowed = (item + tail.group() if tail and item is not items[-1] else item for item in items)
    deeds = ((item, verb) if item is items[0] else _own_deed(item, verb) for item in narrowed)
    found = (shown for item, did in deeds if (shown := _item(sources, item, did, said) or worded.shown(sources, item, did)))
    size = min((number.value for number in numbers.find(what)), default=0)
    return next(
        (shown for shown in found if not (alone and _WITH_OTHERS.search(shown.text)) and _reaches(sources.resume, shown, size)), None
    )


def _reaches(resume: Source, shown: Evidence, size: float) -> bool:
    """Whether the line of what is shown has a number as large as the one denied: `I have not led a team of seven` of three that were led."""
    if not size or shown.end is None:
        return True
    return any(number.value >= size for number in numbers.find(resume.text[shown.start : resume.text.find("\n", shown.end)]))


def _own_deed(item: str, verb: str) -> tuple[str, str]:
    """A further alternative with its verb, which may be its own: `managed a budget or hired anyone`."""
    first, _, rest = item.partition(" ")
    return (rest, root(first)) if verb and rest and first.islower() and passages.is_past(first) else (item, verb)


def _item(sources: Sources, item: str, verb: str, said: str) -> Evidence | None:
    """Where the resume has one thing, or the deed that the thing is the object of."""
    if verb == _BE and _PLACED.match(item):
        return _phrase(sources, item)
    doing = None if verb and verb not in things.LIGHT else _DOING.match(item)
    done, to = (root(doing["verb"]), doing["whom"]) if doing else (verb, item)
    if done in guided.VERBS and (whom := guided.object_of(to)):
        shown = (None if whom.kinds or (whom.inside and done not in _OF_STAFF) else _deed(sources, done, ["people"])) or guided.told(
            sources.resume, done, whom
        )
        return shown or (guided.grown(sources, whom) if done in things.LEAD else None)
    item = _OF_OTHERS.sub("the ", item)
    bare = things.bare(item)
    words = [match.group() for match in WORD.finditer(bare)]
    light = not verb or verb in things.LIGHT
    named = named_things.named(sources, bare, said) if light or verb in things.TOOLED else None
    if shown := named or (offices.held(sources, item) if light or verb in offices.VERBS else None):
        return shown
    if not things.LEAVES_OPEN.isdisjoint(WORD.findall(item)):
        return _verbatim(sources.resume, item, verb) if verb else None
    told = _thing if light and verb != _BE and words else _of_verb
    spelled = (words, *worded.initialled(sources.resume, words))
    return next((shown for given in spelled if (shown := told(sources, item, given, verb))), None) or _asked(sources, words, verb)


def _verbatim(resume: Source, item: str, verb: str) -> Evidence | None:
    """A sentence that has the verb and the very words of its object: `Kept my own books`."""
    found = resume.find(item)
    at = found.start or 0 if found else -1
    return next((one for one in passages.telling(resume, [verb]) if (one.start or 0) <= at < (one.end or 0)), None)


def _asked(sources: Sources, words: list[str], verb: str) -> Evidence | None:
    """A requirement that a line without a verb, in a position, shows whatever one does with it: `Dry van and doubles`, for `Doubles`."""
    wanted = frozenset(things.telling(words))
    if not wanted or not verb or verb in things.FAILS or verb in guided.VERBS or verb in _UPKEEP:
        return None
    if wanted not in _told_alone(sources.requirements):
        return None
    verbless = [
        line
        for line in career_passages.passages(sources)
        if line.tier is None and not _PAST_VERB.search(sources.resume.text, line.start, line.end)
    ]
    return next(
        (
            one
            for one in passages.telling(sources.resume, sorted(wanted))
            if sources.position_at(one.start or 0) is not None
            and any(line.start < (one.end or 0) and (one.start or 0) < line.end for line in verbless)
        ),
        None,
    )


@lru_cache(maxsize=256)
def _told_alone(lines: tuple[str, ...]) -> frozenset[frozenset[str]]:
    """The telling words of each of the lines that may name one thing alone."""
    return frozenset(frozenset(things.telling(WORD.findall(line))) for line in lines if len(line) < _SHORT)


def _of_verb(sources: Sources, item: str, words: list[str], verb: str) -> Evidence | None:
    """A deed that is told by its verb, to anything, to something, or only where something is (`written for the web`)."""
    if _ANYTHING.fullmatch(item):
        return _at_work(sources, [verb]) if verb not in things.FAILS and verb not in things.LIGHT else None
    if _PREPOSITION.match(item) and 0 < len(wanted := things.telling(words)) < _SURE:
        return _first(sources, [verb, *wanted])
    return _deed(sources, verb, words)


def _thing(sources: Sources, item: str, words: list[str], verb: str) -> Evidence | None:
    """Where the resume has a thing that is no named skill, or a deed told as a thing: `supervising others`."""
    bare = things.bare(item)
    if any(map(things.ROLE_OF_LEAD.fullmatch, (bare.lower(), item.lower()))) or (verb in things.HAVING and _persons_only(words)):
        return _led(sources, any_size=verb in things.HAVING)
    if field := things.PAPER_IN.match(bare):
        return named_things.paper(sources, field["of"])
    if paper := things.PAPER.search(bare):
        return named_things.paper(sources, bare[: paper.start()])
    if len(words) == 1 and words[0].lower().endswith("ing") and root(words[0]) in things.GUIDE:
        return _guided(sources.resume, root(words[0]))
    shown = _done(sources, verb, things.telling(words)) if verb else None
    if not shown and words[0].lower().endswith("ing") and len(words) > 1:
        shown = _deed(sources, root(words[0]), words[1:])
    return shown or _told(sources, things.telling(words), words)


_BE = root("been")
_OWN = root("owned")
"""Of an employer, who owns it says nothing of having worked there."""


def _deed(sources: Sources, verb: str, words: list[str]) -> Evidence | None:
    """Where the resume tells of a deed: done to people where its object is people alone, else with all the words of the object."""
    if not words or _persons_only(words):
        if verb in things.LEAD and words:
            return _led(sources, any_size=True)
        return _guided(sources.resume, verb) if verb in things.GUIDE else _lone(sources, verb) if not words else None
    wanted = things.telling(words)
    if not wanted:
        return None
    if verb in things.LIGHT or verb == _BE:
        return _told(sources, wanted, words)
    return _done(sources, verb, wanted)


def _done(sources: Sources, verb: str, wanted: list[str]) -> Evidence | None:
    """The sentence with all words of an object and its verb, or one that may stand for it."""
    if len(set(wanted)) >= _SURE and verb not in things.FAILS and verb not in guided.VERBS and (shown := _first(sources, wanted)):
        return shown  # `never sat at an orthopaedic ward desk`: so many words are no chance, whatever the verb
    alike = frozenset({verb}).union(*(group for group in things.ALIKE if verb in group))
    found = (one for verb in sorted(alike) for one in passages.telling(sources.resume, [verb, *wanted])) if wanted else iter(())
    papers = [(fact.start, fact.end) for fact in sources.facts.certifications]  # the name of a paper tells of no deed
    return next((one for one in found if not any(start < (one.end or 0) and (one.start or 0) < end for start, end in papers)), None)


def _told(sources: Sources, wanted: list[str], words: list[str]) -> Evidence | None:
    """Where a sentence has all the words of a thing; of a single common one, only in the lines of a position or as a heading."""
    if not wanted or (len(wanted) == 1 and wanted[0] in things.OF_LIFE):
        return None
    if len(set(wanted)) > 1:
        return _first(sources, wanted)
    if wanted[0] in things.LISTED and (heading := passages.heading(sources.resume, wanted[0])):
        return heading
    if wanted[0] in things.LONE or wanted[0] in things.LISTED:
        return _first(sources, wanted)
    return _of_work(sources, wanted, words)


def _of_work(sources: Sources, wanted: list[str], words: list[str]) -> Evidence | None:
    """Where the resume has a single thing, not among its hobbies; a common noun only where it tells of work."""
    special = any(is_special(word) or any(character.isdigit() or character.isupper() for character in word) for word in words)
    doing = words[0].lower().endswith("ing")
    found = passages.telling(sources.resume, wanted)
    plain = folded(next(word for word in words if word.lower() not in things.VAGUE))
    off = [match.span() for match in _OFF_WORK.finditer(sources.resume.text)]
    for one in found:
        if special and not any(start <= (one.start or 0) < end for start, end in off):
            return one
        if (special or doing or _has_noun(folded(one.text), plain)) and _is_of_work(sources, one):
            return one
    return None


def _has_noun(text: str, word: str) -> bool:
    """Whether a text has a word as it is, in the singular or plural: no `Designed` for `design`."""
    one = word.removesuffix("s")
    return any(place_of_whole(text, form) >= 0 for form in (one, one + "s", word + "es"))


def _lone(sources: Sources, verb: str) -> Evidence | None:
    """A deed without an object, in the lines of a position: `I have never freelanced`."""
    if verb in things.LISTED:
        return passages.heading(sources.resume, verb) or _first(sources, [verb])
    if verb not in things.LONE:
        return None
    return _at_work(sources, [verb])


def _at_work(sources: Sources, wanted: list[str]) -> Evidence | None:
    found = passages.telling(sources.resume, wanted)
    return next((one for one in found if sources.position_at(one.start or 0) is not None), None)


def _first(sources: Sources, wanted: list[str]) -> Evidence | None:
    return next(passages.telling(sources.resume, wanted), None)


def _is_of_work(sources: Sources, found: Evidence) -> bool:
    """Whether a place belongs to a position, or to a headline, skill or certificate that the resume lists."""
    start, end = found.start or 0, found.end or 0
    if sources.position_at(start) is not None:
        return True
    headline = (sources.facts.headline,) if sources.facts.headline else ()
    facts = (
        *headline,
        *sources.facts.skills,
        *sources.facts.certifications,
        *(one for one in sources.facts.other if _DID.match(one.value)),
    )
    return any(fact.start < end and start < fact.end for fact in facts)


def _persons_only(words: list[str]) -> bool:
    return any(root(word) in things.PERSONS for word in words) and all(
        root(word) in things.PERSONS or word.lower() in things.VAGUE for word in words
    )


def _phrase(sources: Sources, item: str) -> Evidence | None:
    """`been on call`: the words as they are, parted or joined."""
    if not things.LEAVES_OPEN.isdisjoint(item.lower().split()) or len(item.split()) > _MOST:
        return None
    found = sources.resume.find(item) or sources.resume.find(item.replace(" ", "-"))
    return None if not found or denied.ruled_out(sources.resume, found) else found


def _led(sources: Sources, *, any_size: bool) -> Evidence | None:
    """Where the resume shows people led; of `any_size` also the few that somebody supervised."""
    text = sources.resume.text
    if shown := terms.PEOPLE.search(text):
        return sources.resume.evidence(*shown.span())
    if any_size and (shown := things.GUIDE[root("supervise")].search(sources.resume.folded)):
        return sources.resume.evidence(*shown.span())
    found = people_terms.people(text) if any_size else None
    return sources.resume.evidence(*found) if found else None


def _guided(resume: Source, verb: str) -> Evidence | None:
    """Where the resume tells that people were taught, mentored or supervised."""
    found = things.GUIDE[verb].search(resume.folded)
    if not found or denied.ruled_out(resume, resume.evidence(*found.span())):
        return None
    return resume.evidence(*found.span())
