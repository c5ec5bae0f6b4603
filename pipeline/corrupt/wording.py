"""False names and words in true sentences: employers, titles, people, places, qualifications, skills, and who did how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.corrupt import invented
from pipeline.corrupt.draft import plain, with_article
from pipeline.corrupt.figures import WORDS
from pipeline.corrupt.records import Edit
from pipeline.profile.skill_names import mentions, spellings
from pipeline.schema import Kind

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from pipeline.corrupt.draft import Draft, Sentence

_SENIOR = re.compile(
    r"\b(?:senior|lead|leader|head|chief|director|principal|manager|president|partner|owner|supervisor|master|deputy|consultant|founder)\b",
    re.IGNORECASE,
)
_JUNIOR = re.compile(r"\b(?:junior|assistant|trainee|apprentice|intern|associate)\b ?", re.IGNORECASE)
_HELP = (
    (r"helped (?:to )?(?P<verb>[a-z]{3,})(?= )", ""),
    (r"contributed to", "led"),
    (r"assisted (?:with|in)", "led"),
    (r"supported", "led"),
    (r"(?:took|taken) part in", "led"),
    (r"worked on(?= (?:the|a|an|our|its|their)\b)", "led"),
    (r"(?:was|been) part of", "headed"),
    (r"was involved in", "was in charge of"),
    (r"kept", "founded"),
    (r"joined", "founded"),
    (r"maintained", "designed"),
)
"""Modest wordings and what a model makes of them; of `helped build`, the second verb remains and `led` comes before it."""
_NO_VERBS = frozenset({"with", "patients", "staff", "new", "many", "several", "all", "both", "most", "some", *WORDS})
"""What stands behind `helped` and is no verb: `helped five children to settle`."""
_DEGREES = {
    "BSc": "MSc", "BA": "MA", "B.Sc.": "M.Sc.", "B.A.": "M.A.", "Bachelor": "Master", "bachelor": "master", "MSc": "PhD", "MA": "PhD", "master's degree": "PhD", "Master's degree": "PhD",
    "diploma": "degree", "Diploma": "Degree", "Level 2": "Level 4", "Level 3": "Level 5", "Level 4": "Level 6", "Level 5": "Level 7",
    "certificate in": "degree in", "Certificate in": "Degree in", "undergraduate": "postgraduate", "associate degree": "master's degree", "BEng": "MEng", "MBA": "PhD",
    "Higher Certificate": "Honours Degree", "Foundation": "Advanced",
}  # fmt: skip
_HOLDS = re.compile(r"\b(?:hold|holds|held|holding|have|earned|completed|passed|my|your|with)(?: \w+ed)?(?: (?:an?|the|my|your))? $")
_NO_NAME = re.compile(
    r"(?:I|We|You|The|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|GCSE|UK|EU|US|USA|OK|CV|ID|HR|IT|AM|PM)s?|[A-Z][a-z]+(?:ish|ian|ese|ean|an|ch)"
)
_NO_EMPLOYER = re.compile(r"self-employed|freelance|independent|various|private|own ", re.IGNORECASE)
_SPOKEN = frozenset({"Mandarin", "Portuguese"})
_NO_SKILL = re.compile(
    r"\b(?:I|you) (?P<aux>have|['’]ve|do|did) ?(?P<no>not|n['’]t)\b (?=(?:yet )?(?:used?|worked|run|done|held|driven|taught|sold|know|hold|speak))"
)


def employers(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A past employer exchanged for an invented or the hiring one, and the hiring company for a past or an invented one."""
    hiring = draft.job.company.value if draft.job.company else None
    free = [name for name in invented.COMPANIES if not draft.says(name)]
    past = [name for name in draft.employers if not _NO_EMPLOYER.match(name)]
    for name in past:
        for start, end in _places(draft, name):
            yield _swap(draft, start, end, rng.choice([*free[:1], rng.choice(free), *([hiring] if hiring else [])]), Kind.EMPLOYER)
    if hiring:
        for start, end in _places(draft, hiring):
            yield _swap(draft, start, end, rng.choice([rng.choice(free), *past[:2]]), Kind.EMPLOYER)


def _places(draft: Draft, name: str) -> list[tuple[int, int]]:
    """Where a name stands in the paragraphs, in full or without its last words, but not as a part of a longer name."""
    words = name.replace("’", "'").split()
    for size in range(len(words), 0, -1):
        form = " ".join(words[:size]).rstrip(",.")
        if size < len(words) and (len(form) < 5 or size < min(2, len(words))):
            break
        pattern = re.compile(rf"(?<![\w-])(?<!at the ){re.escape(form)}(?![\w-]|\.\w| [A-Z&])")
        body = draft.email.body.replace("’", "'")
        found = [match.span() for start, end in draft.paragraphs for match in pattern.finditer(body, start, end)]
        if found:
            return found
    return []


def _swap(draft: Draft, start: int, end: int, text: str, kind: Kind) -> Edit:
    original = draft.email.body[start:end]
    begin, before = with_article(draft.email.body, start, text)
    return Edit("body", begin, end, before + text, kind, (len(before), len(before) + len(text)), original)


def titles(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A title that the candidate holds or held, one step up."""
    for position in draft.facts.positions:
        title = position.title.value if position.title else ""
        for sentence in draft.about_candidate:
            for match in re.finditer(rf"\b{re.escape(title)}\b(?!s)", sentence.text, re.IGNORECASE) if len(title) > 3 else ():
                raised = _raised(rng, match.group()) if not re.search(r"[A-Z]\w+ $", sentence.text[: match.start()]) else None
                if raised and not draft.resume_says(raised) and plain(raised) not in draft.job_text:
                    yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), raised, Kind.TITLE)


def _raised(rng: random.Random, title: str) -> str | None:
    """`Junior Baker` to `Senior Baker`, `Baker` to `Head Baker`; what is high already stays."""
    capital = title[0].isupper()
    if _JUNIOR.search(title):
        word = rng.choice(["Senior ", "Lead ", "Chief "])
        new = _JUNIOR.sub(word if capital else word.lower(), title, count=1)
        return new if not new.endswith(" ") else None
    if _SENIOR.search(title):
        grander = re.sub(r"\b[Ss]enior\b", "Principal" if capital else "principal", title, count=1)
        return grander if grander != title else None
    word = rng.choice(["Senior", "Senior", "Lead", "Head", "Principal"])
    return f"{word if capital else word.lower()} {title}"


def scopes(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """`helped to build` becomes `led the team that built`'s short form, and so on, where the resume does not say so."""
    for sentence in draft.about_candidate:
        if re.search(r"\b(?:led|lead|headed|founded|in charge)\b", sentence.text):
            continue
        for pattern, new in _HELP:
            for match in re.finditer(rf"\b{pattern}\b", sentence.text):
                if (edit := _scope_edit(draft, rng, sentence, match, new)) is not None:
                    yield edit


def _scope_edit(draft: Draft, rng: random.Random, sentence: Sentence, match: re.Match[str], new: str) -> Edit | None:
    after = sentence.text[match.end() : match.end() + 60]
    things = re.findall(r"[a-z]{5,}", plain(after))[:4]
    if new in ("founded", "designed"):
        named = draft.employer_in(after[:40])
        if (new == "founded" and not named) or (new == "designed" and not things):
            return None
    lines = [line for line in draft.resume_text.split("\n") if any(thing[:6] in line for thing in things)]
    if any(re.search(r"\b(?:led|leads|lead|head(?:s|ed)?|founded|design(?:s|ed)?|in charge|manag\w+)\b", line) for line in lines):
        return None
    start, end = sentence.start + match.start(), sentence.start + match.end()
    if not new:
        first = match.group().split()[-1]
        if first.endswith(("ed", "ing", "me", "us", "him", "her", "the", "them", "our")) or first in _NO_VERBS:
            return None
        text = f"led the effort to {first}" if rng.random() < 0.7 else f"was in charge of the effort to {first}"
        return Edit("body", start, end, text, Kind.SCOPE, (0, len(text)), draft.email.body[start:end])
    return Edit("body", start, end, new, Kind.SCOPE, (0, len(new)), draft.email.body[start:end])


def people(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """The addressee, the sender or the contact under another name."""
    body = draft.email.body
    for person in (draft.request.recipient, draft.request.sender):
        for word in (person.name or "").split()[:1] + (person.name or "").split()[-1:]:
            pool = invented.FIRST_NAMES if word == (person.name or "").split()[0] else invented.LAST_NAMES
            free = [name for name in pool if not draft.says(name)]
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?![\w-])", body) if len(word) > 2 and word[0].isupper() else ():
                yield Edit("body", *match.span(), (new := rng.choice(free)), Kind.PERSON, (0, len(new)), word)


def places(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A town of either document exchanged for another."""
    free = [city for city in invented.CITIES if not draft.says(city)]
    given = [fact.value for fact in (draft.facts.location, draft.job.location) if fact]
    towns = {part.strip() for value in given for part in re.split(r"[,(;/]", value)[:2]}
    for town in sorted(town for town in towns if re.fullmatch(r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?", town)):
        for start, end in draft.paragraphs:
            for match in re.finditer(
                rf"\b(?:in|from|to|near|outside|around|across) (?P<town>{re.escape(town)})(?![\w-]| [A-Z])", draft.email.body[start:end]
            ):
                at = start + match.start("town")
                yield Edit("body", at, at + len(town), (new := rng.choice(free)), Kind.PLACE, (0, len(new)), town)


def qualifications(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A degree or level raised, an institution or a certificate exchanged."""
    for sentence in draft.about_candidate:
        for low, high in _DEGREES.items():
            for match in re.finditer(rf"(?<![\w-]){re.escape(low)}(?![\w]|['’]s? [a-z]* ?degree)", sentence.text):
                stands = plain(low) in draft.resume_text and not draft.resume_says(high)
                if stands and not re.search(r"(?:birth|death|marriage|gift|tax) $", sentence.text[: match.start()]):
                    yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), high, Kind.QUALIFICATION)
    yield from _other_institutions(draft, rng)
    free = [name for name in invented.CERTIFICATES if not draft.says(name.rsplit(" ", 1)[0])]
    for fact in draft.facts.certifications:
        head = re.split(r"[,(]", fact.value)[0].strip()
        for match in re.finditer(rf"(?<![\w-]){re.escape(head)}(?![\w-])", draft.email.body) if len(head) > 2 else ():
            if _HOLDS.search(draft.email.body[max(0, match.start() - 40) : match.start()]):
                yield _swap(draft, *match.span(), rng.choice(free), Kind.QUALIFICATION)


def _other_institutions(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    free = [name for name in invented.INSTITUTIONS if not draft.says(name.removeprefix("the "))]
    for study in draft.facts.education:
        name = study.institution.value.split(",")[0] if study.institution else ""
        for match in re.finditer(rf"(?:the )?\b{re.escape(name)}(?![\w-])", draft.email.body) if len(name) > 5 else ():
            yield _swap(draft, *match.span(), rng.choice(free), Kind.QUALIFICATION)


def skills(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A skill that the email tells of exchanged for one that the posting asks for, or an invented one."""
    wanted = [name for name in lacking(draft) if name not in _SPOKEN]
    if not wanted:
        return
    for fact in draft.facts.skills:
        name = re.split(r"[(,]", fact.value)[0].strip()
        if not (name[:1].isupper() and len(name) > 2):
            continue
        for sentence in draft.about_candidate:
            if not mentions(sentence.text, name) or re.search(r"\b(?:not|no|never|without|n['’]t)\b", sentence.text):
                continue
            spelled = "|".join(re.escape(spelling) for spelling in spellings(name))
            if match := re.search(rf"(?<![\w-])(?:{spelled})(?![\w-])", sentence.text):
                yield _swap(draft, sentence.start + match.start(), sentence.start + match.end(), rng.choice(wanted), Kind.SKILL)


def lacking(draft: Draft) -> list[str]:
    """Named skills that the posting asks for, and common ones, that the resume has under no name; the posting's count three times."""
    asked = [name for fact in (*draft.job.must_have, *draft.job.nice_to_have) for name in _named(fact.value)]
    asked = [name for name in asked if not draft.resume_says(name) and not _stands_in(draft.resume_text, name)]
    common = [name for name in invented.SKILLS if not draft.says(name) and not draft.resume_says(name)]
    return [*asked * 3, *common]


def _named(requirement: str) -> list[str]:
    """The products and methods of a requirement: words in capitals or with a digit, behind its first word."""
    found = re.findall(
        r"(?<=[a-z,(] )(?:[A-Z][\w+#./-]*[A-Z0-9+#]\w*|[A-Z]{2,6}\b|[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)(?=[\s,;.)]|$)", requirement
    )
    return [name.rstrip(".") for name in found if not _NO_NAME.fullmatch(name)]


def _stands_in(text: str, name: str) -> bool:
    return any(plain(word)[:5] in text for word in name.split() if len(word) > 3)


def admissions(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """`I have not used Epic` without its `not`, where the resume does not name what is denied."""
    _ = rng
    for sentence in draft.about_candidate:
        match = _NO_SKILL.search(sentence.text)
        names = re.findall(r"(?<=[a-z] )[A-Z][\w+#-]{2,}", sentence.text[match.end() :]) if match else []
        if match and names and not any(draft.resume_says(name) or _stands_in(draft.resume_text, name) for name in names):
            yield from _admitted(sentence, match)


def _admitted(sentence: Sentence, match: re.Match[str]) -> Iterator[Edit]:
    verb = re.match(r"(?:yet )?(\w+)", sentence.text[match.end() :])
    if (
        match["aux"] not in ("have", "'ve", "’ve")
        or not verb
        or "yet" in sentence.text[match.end() :]
        or re.search(r"\b(?:so|but|or|either|nor)\b", sentence.text)
    ):
        return
    start = sentence.start + match.start("no")
    end = sentence.start + match.end() + verb.end()
    gap = "" if match["no"] == "not" else " "
    new = gap + verb[1]
    rest = len(sentence.text.rstrip(".!")) - match.end() - verb.end()
    tail = sentence.text[match.end() + verb.end() : match.end() + verb.end() + rest]
    text = new + tail
    yield Edit(
        "body",
        start,
        end + len(tail),
        text,
        Kind.SKILL,
        (len(gap), len(text)),
        sentence.text[match.start("no") : match.end() + verb.end() + len(tail)],
    )
