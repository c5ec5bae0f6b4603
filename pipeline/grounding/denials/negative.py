"""What an email says is not so: `I have no management experience`, `You hold no licence`, `no travel`, `no visa needed`.

Of the candidate, a negative is contradicted where the resume shows the very thing: a named skill, language, certificate or workplace in
the same words, people led, a degree, a driving licence; denials in any other words are `refuted`'s. That no visa or sponsorship is needed
must stand in the resume or in the sender's wishes. Of the role (in both directions), what is said to be absent or not needed is held against
the posting: contradicted where it asks for it, unsupported where a thing like travel or nights is ruled out and the posting is silent.

A negative that the documents cannot decide (`I have not opened a restaurant`, `not one pupil failed`) is no claim, nor is one with
something added to it: `not in production`, `not yet alone`, `paid staff`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import frames, subject
from pipeline.grounding.abilities import credentials
from pipeline.grounding.claim import claim
from pipeline.grounding.denials import denied, exclusive, gaps, graduated, held, none_of, one_employer, refuted, undecided
from pipeline.grounding.denials import negative_terms as terms
from pipeline.grounding.denials import thing_words as things
from pipeline.grounding.frames import Mood, Side
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.posting.conditions import people_led
from pipeline.grounding.words import WORD, has_any, stem, stems
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.denials.negative_terms import Absence
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_ITEM = r"(?:[\w+#./&'’-]+ ){0,4}?[\w+#./&'’-]+"
_OBJECT = rf"(?P<what>{_ITEM}(?:(?:,? or |, | nor ){_ITEM}){{0,3}})"
_STOP = r"(?=\s*(?:[.;!?)]|$|, (?:but|and|so|which|though|yet|as|nor|or)\b|,\s*$| (?:but|and|so|yet|though|as|at all|before|experience|skills?|so far|either|in my|on my|myself|to date)\b))"
_I = r"(?:I|[Yy]ou|[Ww]e)"
_NEVER = rf"{_I}(?:['’]ve| have| had|['’]d)?(?: also| myself)? (?:never|not(?: yet| ever)?|n['’]t|haven['’]t(?: yet| ever)?|have not(?: yet| ever)?|had never|hadn['’]t|hasn['’]t|did not|didn['’]t)"
_DONT = rf"{_I} (?:also |currently |personally |simply )?(?:do not|don['’]t|does not|did not|didn['’]t|cannot|can['’]t|never)"
_LACKING = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b(?:[Nn]o|[Zz]ero|[Ll]ack(?:s|ing)?(?: any)?|without(?: any)?|not? any|n['’]t (?:any|much)|not) (?:prior |previous |real |formal |direct |hands-on |practical |professional |commercial |working |actual )*(?:experience|practice|knowledge|background|training|expertise|skills?|exposure|familiarity) (?:with|in|of|using|to|on) {_OBJECT}{_STOP}",
        rf"\b{_I} (?:have|had|bring|hold|possess) (?:no|zero) {_OBJECT} (?:experience|skills?|knowledge|background|training|expertise)\b",
        rf"\b(?:{_NEVER}|[Nn]ever) (?:worked (?:with|in|on|at|for)|used|touched|written|written any|coded in|programmed in|run|handled|operated|learned|learnt|studied|taught|driven|deployed|administered|held|had|earned|passed|taken|spoken|been certified in|built (?:anything )?(?:with|in)) (?:any |an? |the )?{_OBJECT}{_STOP}",
        rf"\b{_DONT} (?:have|hold|know|speak|use|read|write|possess|own) (?:any |an? |the |my )?{_OBJECT}{_STOP}",
        rf"\b(?:I['’]m|I am|[Yy]ou are|[Yy]ou['’]re) (?:not|un)(?: at all|-)? ?(?:familiar with|certified in|fluent in|trained in|qualified in|versed in|experienced (?:in|with)|proficient in) {_OBJECT}{_STOP}",
        rf"\b(?P<what>{_ITEM}) (?:is|are|would be|will be) (?:entirely |completely |quite |totally )?(?:(?:new|unknown|foreign|strange) to (?:me|you)|unfamiliar|a gap|my gap)\b",
        rf"\b(?:[Ii]|[Ww]e) (?:saw|see|found|find|noticed) no {_OBJECT} (?:on|in|among) your (?:CV|resume|r[ée]sum[ée]|profile|skills|languages)\b",
        rf"\b{_I} (?:have|hold|held|own|had|speak|know) no {_OBJECT}{_STOP}",
    )
)
_VAGUE = frozenset(
    "experience knowledge background people team teams work job role it this that them one any much more same such other others all time yet full paid formal own new skills training a the an of in to for with on at by from your my "
    "company business industry field sector trade list post position title report manager lead team's certificate certification licence license degree gap doubt questions children kids family mentor problem idea plans wish intention reason fear need office".split()
)
_QUALIFIED = re.compile(
    r"\b(?:yet alone|alone|in production|at scale|professionally|commercially|fluently|well|formally|full[- ]time|by myself|on my own|daily|much|enough|many|long|officially|directly|in (?:a|an|the) (?:\w+ )?(?:role|job|team|company|hospital|school|setting))\b",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(
    r"\b(?:unfinished|incomplete|not (?:finished|completed|awarded)|discontinued|withdrew|left (?:after|early|without)|(?:one|two|three|four|\d) of (?:the )?(?:two|three|four|five|\d) years|without (?:a )?degree|dropped out|in progress|broken off|interrupted|no degree|expected)\b",
    re.IGNORECASE,
)
_OF_POST = compiled(
    r"(?:\b(?:it|this|that|which|there|role|position|post|job|opening|vacancy|appointment|contract|one|seat|grade)|['’]s) (?:(?:is|are|has|have|had|carr(?:y|ies)|comes?|involves?|includes?|brings?|holds?|would|will|does|do|asks?|requires?) )(?:\w+ ){0,2}(?:with )?\W*$|\b(?:supervis\w+|management|duties|reports?): \W*$",
    re.IGNORECASE,
)
"""Before a lack that is the post's: `it carries no supervisory duties`."""
_CONDITION = re.compile(
    r"(?:(?:and |but |so |even |or )?|(?:please )?(?:do not|don['’]t|no need to|never) worry |(?:it['’]?s|it is|that['’]s|no) (?:fine|ok(?:ay)?|all right|problem|matter|trouble) )(?:if|unless|whether|had (?:I|you)) ",
    re.IGNORECASE,
)
_OTHER_SIGNS = r"free|miss\w*|un(?:acquainted|broken|certified|charted|interrupted|qualified|trained|versed)|continuous\w*|authori[sz]ed|eligible|entitled|right|permit|citizen of|permanent resident"
_SIGNS = compiled(
    rf"\b(?:{'|'.join((things.SIGNS, exclusive.SIGNS, one_employer.SIGNS, gaps.SIGNS, graduated.SIGNS, _OTHER_SIGNS))})\b", re.IGNORECASE
)
"""One of them stands in every clause that has something negative, or a right to work."""
_LONGEST = 1500
"""Characters of a clause that are read for them."""
_NEW_TO = {
    Direction.APPLICATION: re.compile(r"\b(?:new|unknown|unfamiliar) to me\b"),
    Direction.OUTREACH: re.compile(r"\b(?:new to you|unfamiliar to you)\b|\b[Yy]our (?:CV|resume|r[ée]sum[ée]|profile)\b"),
}
"""What is said of the candidate though its clause is about the role."""
_HOLDS = re.compile(
    r"\b(?:I|[Yy]ou)(?:['’]m|['’]ve|['’]re| am| are| have| hold| do not| don['’]t| will not| won['’]t| would not| wouldn['’]t)\b[^,;]{0,40}$|\b[Ww]ith (?:the |a |full |my |your )*(?:right|work|permit)"
)
_NEAR = 90
"""Characters to either side of a right to work that tell whose it is."""
_OWN_LACK = re.compile(
    r"\b[Yy]ou(?:['’]ve| (?:still |currently )?(?:have|had|hold|held|bring|lack|list|show)) (?:\w+ )?(?:no|any) (?:[\w-]+ ){0,3}(?:degree|diploma|qualifications?|licen[cs]e|experience)$"
)
_SUBJECT_OF = re.compile(r"(?:I|[Yy]ou)\b")
_OF_OTHERS = re.compile(r"(?P<who>[\w’']+) (?:ha[ds]|have|was|were|is|are)(?: \w+ly)? $")
"""`my colleagues had`, before `never used Docker`."""
_NARROWED = re.compile(r"(?:(?<=experience)| experience) (?:in|with|at|on|of|from|outside|beyond|for) (?!my\b|your\b|all\b)")
_EMPLOYERS = compiled(r"\b(?:you|your|the (?:role|post|position|job))\b", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"\s*[(:,–]\s*|\s+-\s+")
"""What parts a listed skill from what is said of it."""
_NO_WORD = re.compile(r"\b(?:no|not|never|without|yet|zero|none|free of)\b", re.IGNORECASE)


def find(letter: Letter) -> Iterator[Claim]:
    """The negative statements of an email that the documents can decide."""
    for clause in letter.clauses:
        if clause.role not in (Role.TEXT, Role.SUBJECT) or not _SIGNS.search(clause.text):
            continue
        if letter.frame(clause).mood is not Mood.QUESTION:
            found = [one for one in _of_candidate(letter, clause) if not undecided.is_so(letter.sources, clause, one)]
            yield from found
            if all(one.verdict is Verdict.SUPPORTED for one in found) and refuted.may_deny(clause.text):
                yield from (one for one in refuted.find(letter, clause) if not undecided.is_so(letter.sources, clause, one))
        yield from _of_role(letter, clause)


def _of_candidate(letter: Letter, clause: Clause) -> Iterator[Claim]:
    frame = letter.frame(clause)
    if _CONDITION.match(clause.text):
        return
    if (frame.employer_only and not _NEW_TO[letter.sources.direction].search(clause.text)) or frame.mood is Mood.ASKED:
        return
    special = [
        *_people(letter, clause), *_papers(letter, clause), *_rights(letter, clause), *gaps.find(letter, clause), *_bare_denials(letter, clause),
        *_events(letter, clause), *one_employer.find(letter, clause),
    ]  # fmt: skip
    special = special or [*graduated.find(letter, clause)]
    yield from special
    if not special:
        things = list(_things(letter, clause))
        yield from things or list(denied.find(letter, clause)) or held.find(letter, clause)


def _people(letter: Letter, clause: Clause) -> Iterator[Claim]:
    match = terms.NO_PEOPLE.search(clause.text)
    of_post = letter.sources.direction is Direction.OUTREACH and people_led.ruled_out(letter.sources.job)
    if match and not of_post and not _OF_POST.search(clause.text[: match.start()]):
        shown = terms.PEOPLE.search(letter.sources.resume.text)
        yield _decided(letter.sources, clause, match.span(), shown, "people led")


def _papers(letter: Letter, clause: Clause) -> Iterator[Claim]:
    for paper in terms.PAPERS:
        match = paper.said.search(clause.text)
        if match:
            shown = next(
                (one for one in paper.given.finditer(letter.sources.resume.text) if not _is_denied(letter.sources.resume, one)), None
            )
            yield _decided(letter.sources, clause, match.span(), shown, paper.name)


def _bare_denials(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """`no publications or awards to my name`, `Certificates: I hold none`."""
    none = terms.NONE_HELD.search(clause.text)
    near = clause.previous and clause.previous.sentence.number >= clause.sentence.number - 1
    before = clause.previous.text.rstrip(" :") if none and clause.previous and near else ""
    for pattern, given, what in terms.BARE:
        match = pattern.search(clause.text)
        if not match and before and re.search(rf"\b{what}s?\b[^.]{{0,20}}$", before, re.IGNORECASE):
            match = none
        shown = match and given.search(letter.sources.resume.text)
        if match and shown:
            yield _decided(letter.sources, clause, match.span(), shown, what)
            return


def _events(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """`not one complaint` where the resume counts some and nowhere says there were none."""
    for match in terms.NO_EVENT.finditer(clause.text[:_LONGEST]):
        noun = stem(match["noun"])
        text = letter.sources.resume.text
        counted = next(
            (found for found in (*terms.COUNTED.finditer(text), *terms.FELL_TO.finditer(text)) if stem(found["noun"]) == noun), None
        )
        if counted and not re.search(
            rf"\b(?:no|zero|without|0|none|free of|not (?:one|a single))\b[^.;\n]{{0,30}}{re.escape(noun[:6])}",
            letter.sources.resume.folded,
        ):
            yield _decided(letter.sources, clause, match.span(), counted, "some")
            return


def _decided(sources: Sources, clause: Clause, span: tuple[int, int], shown: re.Match[str] | None, what: str) -> Claim:
    said = clause.text[slice(*span)]
    if not shown:
        return claim(clause, *span, Kind.NEGATIVE, Verdict.SUPPORTED, "The resume shows nothing else.")
    reason = f"You wrote '{said}'; the resume shows {what}: '{shown.group().strip()}'."
    return claim(clause, *span, Kind.NEGATIVE, Verdict.CONTRADICTED, reason, sources.resume.evidence(*shown.span()))


def _is_denied(source: Source, match: re.Match[str]) -> bool:
    behind = source.text[match.end() : match.end() + 90].partition("\n")[0]
    if _BROKEN_OFF.search(behind):
        return True
    before = source.text[max(0, match.start() - 30) : match.start()].rpartition("\n")[2]
    return bool(re.search(r"\b(?:no|not|without|provisional|learner|studying|pursuing|towards?)\b[^.;]*$", before, re.IGNORECASE))


def _rights(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """That the candidate may work without a visa or sponsor."""
    match = terms.NO_VISA.search(clause.text)
    if not match or not _is_own_right(letter, clause, match):
        return
    sources = letter.sources
    given = terms.MAY_WORK.search(sources.resume.text)
    wishes = sources.request.wishes
    if given:
        yield claim(clause, *match.span(), Kind.NEGATIVE, Verdict.SUPPORTED, "The resume says so.", sources.resume.evidence(*given.span()))
    elif wishes and terms.MAY_WORK.search(wishes):
        yield claim(clause, *match.span(), Kind.NEGATIVE, Verdict.SUPPORTED, "The request says so.", sources.given(wishes))
    else:
        yield claim(clause, *match.span(), Kind.NEGATIVE, Verdict.UNSUPPORTED, f"You wrote '{match.group()}'; the resume says nothing of a right to work.")  # fmt: skip


def _is_own_right(letter: Letter, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a right to work is claimed, not asked for, asked about, wished or denied."""
    before, after = clause.text[max(0, match.start() - _NEAR) : match.start()], clause.text[match.end() : match.end() + _NEAR]
    outreach = letter.sources.direction is Direction.OUTREACH
    if outreach and not re.search(r"\byou\b", clause.text, re.IGNORECASE):
        return False
    if letter.frame(clause).mood in (Mood.WISH, Mood.ASKED) and not _HOLDS.search(before + match.group()):
        return False
    side = None if outreach else subject.nearest(before + match.group())
    if side is Side.EMPLOYER or terms.RIGHT_OF_OTHERS.search(before):
        return False
    return bool(_NO_WORD.match(match.group())) or not (terms.RIGHT_AHEAD.search(before) or terms.RIGHT_ASKED.match(after))


def _things(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """A named thing that the candidate is said not to know, have or have done."""
    for pattern in _LACKING:
        for match in pattern.finditer(clause.text):
            if (
                _QUALIFIED.search(clause.text, match.start("what"), match.end() + 80)
                or _NARROWED.match(clause.text, match.end())
                or not _is_own(letter, clause, match)
            ):
                continue
            start = match.start("what")
            for item in re.split(r",? or |, | nor ", match["what"]):
                at = clause.text.index(item, start)
                start = at + len(item)
                shown = _shown(letter.sources, _bare(item), match.group()) or credentials.named(letter.sources.resume, _bare(item))
                shown = shown or denied.in_title(letter.sources, _bare(item), match.group())
                if shown and not denied.ruled_out(letter.sources.resume, shown):
                    reason = f"You wrote '{match.group()}'; the resume shows '{shown.text}'."
                    yield claim(clause, min(at, match.start()), max(start, match.end()), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, shown)
                    return


def _is_own(letter: Letter, clause: Clause, match: re.Match[str]) -> bool:
    """Whether a denial is the candidate's, not the writer's of an outreach, the employer's or a third person's."""
    said = match.group()
    if found := _SUBJECT_OF.match(said):
        return (found.group().lower() == "you") is (letter.sources.direction is Direction.OUTREACH) or said.startswith(
            ("I saw", "I see", "I find", "I found")
        )
    other = _OF_OTHERS.search(clause.text[max(0, match.start() - 60) : match.start()])
    return other is None or other["who"].lower() in ("i", "you")


def _bare(item: str) -> str:
    return re.sub(
        r"^(?:any|an?|the|my|your|in|with|of|it|some|much|either)\s+|\s+(?:yet|before|either|at all|here|myself|experience|skills?)$",
        "",
        item.strip(" '’.,"),
    )


def _shown(sources: Sources, item: str, said: str) -> Evidence | None:
    """Where the resume has the very thing: a skill, language or certificate it lists, or the words in the lines of a position."""
    telling = [
        word for match in WORD.finditer(item) if ((word := match.group()).lower() not in _VAGUE and len(word) > 1) or word[:1].isupper()
    ]
    facts = sources.facts
    listed = [fact for fact in (*facts.skills, *facts.languages, *facts.certifications) if telling and _is_named(fact.value, item, said)]
    if listed:
        return sources.resume.of(listed[0])
    if not telling or len(telling) < len(item.split()) - 1:
        return None
    if not re.search(
        r"\b(?:worked|used|written|coded|programmed|run|handled|operated|experience|taught|driven|deployed|administered|knowledge|familiar|new to|unknown to|no|have|built)\b",
        said,
    ):
        return None
    found = sources.resume.find_skill(item) if item[:1].isupper() else sources.resume.find(item) if len(item) > 4 else None
    if not found or found.start is None or (sources.position_at(found.start) is None and not denied.is_of_field(sources.resume, found)):
        return None
    exact = found.text == item if item[:1].isupper() and len(item) < 4 else True
    of_verb = found.text.endswith("ed") and not item.endswith(("ed", "ing", "ion", "ment"))  # `Designed` is no design
    return found if exact and not of_verb else None


def _is_named(value: str, item: str, said: str) -> bool:
    """Whether a listed skill is the item, not one that has its word among others, and more of it than a denial leaves open."""
    if stems(_BEHIND_NAME.split(value, maxsplit=1)[0]) != stems(item):
        return False
    return not (terms.BEGUN.search(value) or (terms.LITTLE.search(value) and not terms.AT_ALL.search(said)))


def _of_role(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """What the role is said to do without."""
    frame = letter.frame(clause)
    outreach = letter.sources.direction is Direction.OUTREACH
    there = terms.THERE_IS_NO.search(clause.text) if not outreach else None
    if not outreach and not there and (frame.candidate_only or not _EMPLOYERS.search(clause.text)):
        return
    if frame.mood is Mood.QUESTION and not outreach:
        return
    for absence in terms.ABSENCES if has_any(clause.text, terms.ABSENT) else ():
        match = absence.said.search(clause.text)
        if match and (
            _OWN_LACK.search(clause.text, 0, match.end()) or _is_turned(clause.text, match) or _UNLISTED.match(clause.text, match.end())
        ):
            continue
        if match and (outreach or _is_of_post(clause.text, match, there)):
            judged = _absence(letter.sources, clause, match, absence)
            if judged:
                yield judged
    yield from _not_needed(letter, clause)
    yield from none_of.find(letter, clause)


def _is_turned(text: str, match: re.Match[str]) -> bool:
    """Whether a denial stands behind another: `nobody starts without a background check`."""
    before = text[: match.start()]
    return match.group().lower().startswith("without") and (frames.denies(before) or _NOBODY.search(before) is not None)


def _is_of_post(text: str, match: re.Match[str], there: re.Match[str] | None) -> bool:
    """Whether what an application says to be absent is so of the post: the employer is the nearest subject, or it is only said that `there's no`."""
    nearest = subject.nearest(text[max(0, match.start() - 150) : match.start()])
    bare = there and there.end() == match.start() and not terms.OF_PERSONS.search(match.group())
    return nearest is Side.EMPLOYER or bool(bare)


_UNLISTED = re.compile(r" (?:is |are )?(?:listed|noted|shown|named)[.,;)]*$")
"""Behind what a resume does not have: `No degree listed.`"""
_NOBODY = re.compile(r"\b(?:nobody|no one|few|hardly anyone)\b", re.IGNORECASE)
_NONE = re.compile(r" ?(?:[:–—-]|is|are) ?(?:none|no|n/a|never|nil)\b", re.IGNORECASE)
"""Behind what a posting has none of: `on call: none`."""


def _absence(sources: Sources, clause: Clause, match: re.Match[str], absence: Absence) -> Claim | None:
    text = sources.job.text
    denied = absence.denied.search(text)
    if denied:
        return claim(clause, *match.span(), Kind.NEGATIVE, Verdict.SUPPORTED, "The posting says so.", sources.job.evidence(*denied.span()))
    if sources.request.wishes and absence.denied.search(sources.request.wishes):
        return claim(clause, *match.span(), Kind.NEGATIVE, Verdict.SUPPORTED, "The request says so.", sources.given(sources.request.wishes))
    given = absence.given.search(text)
    if given and _NONE.match(text, given.end()):
        return claim(clause, *match.span(), Kind.NEGATIVE, Verdict.SUPPORTED, "The posting says so.", sources.job.evidence(*given.span()))
    if given:
        reason = f"You wrote '{match.group()}'; the posting asks for it or offers it: '{given.group().strip()}'."
        return claim(clause, *match.span(), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, sources.job.evidence(*given.span()))
    if absence.of_hiring:
        return None
    reason = f"You wrote '{match.group()}'; the posting does not rule it out."
    return claim(clause, *match.span(), Kind.NEGATIVE, Verdict.UNSUPPORTED, reason)


def _not_needed(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """`You don't need Go` against a posting that requires it."""
    sources = letter.sources
    for match in terms.NOT_NEEDED.finditer(clause.text):
        item = _bare(match["what"] or match["of"] or match["item"])
        if len(item) < 2 or item.lower() in _VAGUE:
            continue
        for line in sources.job_facts.must_have:
            found = match["of"] or sources.job.find(item)
            if found and stems(item) and set(stems(item)) <= set(stems(line.value)) and not terms.OPTIONAL.search(line.value):
                reason = f"You wrote '{match.group()}'; the posting requires it."
                yield claim(clause, *match.span(), Kind.NEGATIVE, Verdict.CONTRADICTED, reason, sources.job.of(line))
                return
