"""People that an email names: who is greeted, who signs, who is mentioned.

The greeting may name the recipient, the posting's contact or another person of the posting; in an outreach the candidate. The signature
must be the sender's. A person whom the text brings in (`my manager, Priya Rao`, `Dr Smith`, `Tom suggested`) must stand in a document or in
the request. First names alone, initials, honorifics, accents, letters behind the name, both orders of the name and the commonest English
short forms (`Bob` for Robert) are the same person.

Not covered: a greeting without capitals, a name alone in the middle of a sentence, and whether an honorific is the right one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.grounding import bystanders, openers, proper
from pipeline.grounding.claim import claim
from pipeline.grounding.letter import Role
from pipeline.grounding.people import founders, officers, person_words, posts_held, same_name
from pipeline.grounding.places import geography
from pipeline.grounding.words import any_in, folded
from pipeline.profile.languages import NAMES as LANGUAGES
from pipeline.profile.vocabulary import DISCIPLINES, ORGANISATION_WORDS, SENIORITY, TITLE_NOUNS
from pipeline.schema import Direction, Evidence, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim

_HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam dame lord lady rev reverend fr father sister brother eng engr adv captain capt pak bapak bu ibu khun encik puan tuan datuk sri shri smt herr frau monsieur "
    "madame mme mlle sr sra srta senor senora senorita don dona doctor doctora san sama matua whaea hon judge chief coach lic ing doutor doutora hanim bey pan pani pane signor signora".split()
)
_BESIDE_NAMES = _HONORIFICS | same_name.AFTER_NAME
_PARTICLES = frozenset("de da do dos das van von der den del della di la le bin binti ibn al el ten y e ap ferch nic ni mac o".split())
"""Small words within a name."""
_NOT_PEOPLE = frozenset(
    """
    team teams hiring recruitment recrutement recrutamento reclutamiento reclutamento recruiting recruiter recruiters recruit talent acquisition committee panel human resources hr people careers career crew department office selection board whanau staff colleagues manager managers
    jobs job search all everyone sirs whom concern it may to and the of at in for from dear hello hi hey hiya greetings good morning afternoon evening day friends folks friend member members there kia ora koe tena annwyl dia duit
    dhuit chara bonjour hola ciao liebe lieber liebes sehr geehrte geehrter ola salam namaste merhaba mabuhay aloha talofa bula shalom salut cara caro chere cher estimado estimada damen herren und korua koutou haere mai
    thanks thank you for your sir madam a u o i s company organisation organization school group leader lead leadership application applications general assalamu alaikum selamat pagi siang sawubona hallo hej hei moi dzien dobry
    szanowna szanowny vazeni vazena querido querida prezado prezada estimados estimadas buongiorno buenos buenas dias tardes gentile egregio sayin kedves tisztelt labas sveiki laba diena labdien ahoj dobry den buna ziua bom dia boa
    tarde goede morgen beste geachte hoi kaere kara hejsan xin chao anh chi again personally
    """.split()
)
_SURNAMES = frozenset(
    "miller cook baker potter mason porter butcher fisher carpenter brewer butler barber shepherd farmer weaver dean judge bishop foreman gardener chandler sargent marshall grant page law price may young major".split()
)
_ORGANISATION = ORGANISATION_WORDS - frozenset("mills church power press".split())
_TOWN_BEFORE = re.compile(r"[A-Z][\w.'’-]+, $")
_GREETS = re.compile(
    r"^\W*(?:(?:dear|hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|kia ora|t[eē]n[aā] koe|annwyl|dia dhuit|a chara|bonjour|hola|ciao|liebe[rs]?|sehr geehrte[rs]?|ol[aá]|salam|namaste|merhaba|mabuhay|aloha|talofa|"
    r"bula|shalom|salut|car[ao]|ch[eè]re?|estimad[oa])\b[ ,]*)+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:regards|wishes|thanks|thank|sincerely|faithfully|respectfully|gratefully|truly|cheers|best|cordially|yours|gratitude|greetings|anticipation|warmly|appreciation|kind|warm|looking forward|take care|talk soon|speak soon)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"-(?:based|born|bred|raised|trained|educated|certified|licen[cs]ed|registered|qualified|led|run|owned|wide|only)\b")
"""A name that is part of a word: `Leeds-based`."""
_ADDRESS = re.compile(r"(?<![\w.-])([a-z]{2,20})[._]([a-z]{2,20})@")
"""`nico.vale@` of an address."""
_CALLED = re.compile(r"[ ,]{0,2}(?:\(|[\"“‘'«])+([^\W\d_a-z][\w-]{1,14})(?:[\"”’'»]|\))+")
"""Behind a name, another in quotes or brackets."""


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that name a person."""
    signature = [clause for clause in letter.clauses if clause.role is Role.SIGNATURE]
    introduced = person_words.OWN.search(letter.email.body) is not None
    for clause in letter.clauses:
        if clause.role is Role.GREETING:
            yield from _greeted(letter.sources, clause)
        elif clause.role is Role.TEXT:
            yield from _mentioned(letter.sources, clause, introduced=introduced)
        elif clause.role is Role.SUBJECT:
            yield from _in_subject(letter.sources, clause)
    yield from _officers(letter)
    yield from _posts(letter)
    yield from founders.find(letter, _is_stranger)
    yield from _signed(letter.sources, signature)


def _greeted(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The name in the greeting against those who may be greeted."""
    opener = _GREETS.match(clause.text)
    if not opener:
        return
    said = [(match.group(), match.start(), match.end()) for match in same_name.WORD.finditer(clause.text, opener.end())]
    names = [word for word in said if word[0][0].isupper() and not _is_form(word[0])]
    if not names:
        return
    start, end = names[0][1], names[-1][2]
    text = clause.text[start:end]
    known, whose = _greetable(sources)
    formal = any(folded(word) in _HONORIFICS for word, _, _ in said)
    groups = _groups(clause.text, names)
    strangers = [
        group
        for group in groups
        if any(not same_name.same(word, known) or (formal and same_name.outgrows(word, known)) for word in group)
        or same_name.misspelt(group, known, [whose])
    ]
    others = _people(sources.job.text)
    beside = len(strangers) < len(groups)  # one is the recipient: the others may be anybody of the posting
    unknown = [group for group in strangers if not (beside and all(same_name.same(word, others) for word in group))]
    if not unknown:
        yield claim(clause, start, end, Kind.PERSON, Verdict.SUPPORTED, "The email is to this person.", sources.given(whose))
    elif any(word in ORGANISATION_WORDS or word in TITLE_NOUNS for word in proper.words_of(text)) or _speaks_to_team(clause.text):
        return  # `employer` reads the company in `Dear Brightwell team`
    elif whose:
        reason = f"You greet '{text}'; the email is to {whose}."
        yield claim(clause, start, end, Kind.PERSON, Verdict.CONTRADICTED, reason, sources.given(whose))
    else:
        yield claim(clause, start, end, Kind.PERSON, Verdict.UNSUPPORTED, f"You greet '{text}'; no document names this person.")


def _groups(text: str, words: list[tuple[str, int, int]]) -> list[list[str]]:
    """The names of a greeting, one for each who is greeted: `Dear Marta, dear Tomas`, `Dear Ms Ollivier and Mr Gill`."""
    groups: list[list[str]] = [[words[0][0]]]
    for (_, _, end), (word, start, _) in pairwise(words):
        if re.search(r",|&|/|\b(?:and|y|et|und|e)\b", text[end:start]):
            groups.append([])
        groups[-1].append(word)
    return groups


def _speaks_to_team(text: str) -> bool:
    return bool(
        re.search(r"\b(?:teams?|committee|panel|department|staff|crew|family|board|folks|people|whānau|whanau)\b", text, re.IGNORECASE)
    )


def _is_form(word: str) -> bool:
    plain = folded(word)
    return plain in _HONORIFICS or plain in _NOT_PEOPLE or plain in TITLE_NOUNS or plain in SENIORITY or plain in DISCIPLINES


def _greetable(sources: Sources) -> tuple[frozenset[str], str | None]:
    """The words of the names that may be greeted, and whom the email is to as far as that is known."""
    request, facts = sources.request, sources.facts
    if sources.direction is Direction.OUTREACH:
        own = [_called(sources), facts.name.value if facts.name else None, request.recipient.name]
        return same_name.all_parts([*own, request.recipient.address]), next((name for name in reversed(own) if name), None)
    contact = sources.job_facts.contact.value if sources.job_facts.contact else None
    company = sources.job_facts.company.value if sources.job_facts.company else None
    recipient = request.recipient.name
    words = same_name.all_parts([recipient, *_namesakes(sources), contact, company, request.recipient.address, request.wishes])
    if not recipient or not _is_person(recipient) or set(proper.words_of(recipient)) <= set(proper.words_of(company or "")):
        words |= _people(sources.job.text)
    return words, recipient or contact


def _namesakes(sources: Sources) -> list[str]:
    """The names of the posting with the recipient's surname: `Genna Anderegg` for Genevieve Anderegg."""
    parts = (sources.request.recipient.name or "").split()
    return re.findall(rf"\b[A-Z][\w'’-]+ {re.escape(parts[-1])}\b", sources.job.text) if len(parts) > 1 else []


def _called(sources: Sources) -> str | None:
    """The name that the candidate goes by, in quotes or brackets behind the one that heads the resume: `Maria Lourdes Bacani ("Malou")`."""
    name = sources.facts.name
    found = name and _CALLED.match(sources.resume.text, name.end)
    return found[1] if found else None


def _is_person(name: str) -> bool:
    return not any(
        word in ORGANISATION_WORDS or word in _NOT_PEOPLE - {"don", "a", "o", "dia", "may", "bom", "den"} for word in proper.words_of(name)
    )


@lru_cache(maxsize=256)
def _people(text: str) -> frozenset[str]:
    """The capitalised words of a document, any of which may be somebody's name, and the names that its addresses are made of."""
    capitals = (part for match in same_name.WORD.finditer(text) if match.group()[0].isupper() for part in same_name.parts(match.group()))
    return frozenset(capitals) | {part for match in _ADDRESS.finditer(text) for part in match.groups()}


def _signed(sources: Sources, lines: list[Clause]) -> Iterator[Claim]:
    """The sender's name below the email."""
    sender = sources.request.sender.name
    own = [sender or sources.request.sender.address]
    if sources.direction is Direction.APPLICATION and sources.facts.name:
        own += [_called(sources), sources.facts.name.value]
    known = same_name.all_parts(own)
    if not known:
        return
    candidates = [found for line in lines if (found := _name_line(line))]
    whose = sender or (own[-1] or "")
    for clause, start, end, words in candidates:
        if any(same_name.same(word, known) and len(word) > 1 for word in words):
            if strange := [word for word in words if not same_name.same(word, known)] or same_name.misspelt(words, known, own):
                reason = f"You sign as '{clause.text[start:end]}'; the sender is {whose} ('{strange[0]}' is no part of that name)."
                yield claim(clause, start, end, Kind.PERSON, Verdict.CONTRADICTED, reason, sources.given(whose))
            else:
                yield claim(clause, start, end, Kind.PERSON, Verdict.SUPPORTED, "The sender's name.", sources.given(whose))
            return
    for clause, start, end, words in candidates:
        if _may_be_name(sources, words):
            reason = f"You sign as '{clause.text[start:end]}'; the sender is {whose}."
            yield claim(clause, start, end, Kind.PERSON, Verdict.CONTRADICTED, reason, sources.given(whose))
            return


def _is_trade(word: str) -> bool:
    """A word of a title that is not also a common surname."""
    return word not in _SURNAMES and (word in TITLE_NOUNS or word in SENIORITY or word in DISCIPLINES)


def _name_line(clause: Clause) -> tuple[Clause, int, int, list[str]] | None:
    """The words of a signature line that can be a name: up to a comma or a bar, all with capitals, no digits."""
    text = clause.text
    if _CLOSING.search(text) and (
        text.rstrip().endswith((",", "!", "."))
        or folded(text.split()[0]) in ("kind", "best", "warm", "yours", "many", "with", "thanks", "thank")
    ):
        tail = re.search(r"[,!.–—-]\s*(?=[^\W\d_])", text)
        if not tail or tail.end() >= len(text) - 2:
            return None
        begin = tail.end()
    else:
        begin = 0
    piece = re.match(r"[^,|·•()\n/–—]+", text[begin:])
    if not piece or re.search(r"[\d@]|https?:|www\.|\w\.\w{2,}", piece.group()):
        return None
    found = [match for match in same_name.WORD.finditer(piece.group()) if folded(match.group()) not in _BESIDE_NAMES]
    words = [match.group() for match in found if match.group() not in _PARTICLES]
    if not words or len(words) > 5 or text.rstrip().endswith(",") or any(not word[0].isupper() for word in words):
        return None
    start = begin + found[0].start()
    return clause, start, begin + found[-1].end(), words


def _may_be_name(sources: Sources, words: list[str]) -> bool:
    """Whether words stand for a person: none of a title, a team, an organisation, a place or a closing phrase of another language."""
    plain = [folded(word) for word in words]
    if any(_is_trade(word) or word in ORGANISATION_WORDS or word in _NOT_PEOPLE for word in plain):
        return False
    if len(words) < 2 or len(words) > 4:
        return False
    company = sources.job_facts.company.value if sources.job_facts.company else ""
    return not set(plain) & set(proper.words_of(company))


def _mentioned(sources: Sources, clause: Clause, *, introduced: bool) -> Iterator[Claim]:
    """People whom the text brings in, and the sender's own name where the email gives it."""
    seen: set[int] = set()
    for start, end in person_words.own(clause.text) if introduced else ():
        text = clause.text[start:end]
        if _can_be_person(text):
            seen.add(start)
            if not _known(sources, text):
                yield _unknown(clause, start, end)
    before = clause.start - clause.sentence.start
    for first, last in person_words.others(clause.sentence.text):
        start, end = first - before, last - before
        if start in seen or not 0 <= start < end <= len(clause.text):
            continue
        seen.add(start)
        text = clause.text[start:end]
        if known := _known(sources, text):
            yield claim(clause, start, end, Kind.PERSON, Verdict.SUPPORTED, "The documents name this person.", known)
        elif (
            _can_be_person(text)
            and not _is_state(clause.sentence.text, first, text)
            and not (first == 0 and " " not in text and openers.is_word(sources, clause.sentence.text, last))
        ):
            yield _unknown(clause, start, end)


def _is_state(sentence: str, start: int, text: str) -> bool:
    """Whether a name is a state or a country behind a town: `a manager in Austin, Texas, and`."""
    places = geography.named_in(text) if _TOWN_BEFORE.search(sentence, 0, start) else ()
    return bool(places and places[0].is_region and places[0].end - places[0].start == len(text))


def _is_stranger(sources: Sources, text: str) -> bool:
    return _can_be_person(text) and not _known(sources, text)


def _officers(letter: Letter) -> Iterator[Claim]:
    """`Our CTO Marta Ollivier`, whom the posting has as another chief."""
    for clause in letter.clauses if officers.chiefs(letter.sources.job) else ():
        for start, end, post in officers.told(clause.text) if clause.role is Role.TEXT else ():
            if found := officers.other_post(letter.sources.job, clause.text[start:end], post):
                reason = f"You name '{clause.text[start:end]}' in this post; the posting says '{' '.join(found.text.split())}'."
                yield claim(clause, start, end, Kind.PERSON, Verdict.CONTRADICTED, reason, found)


def _posts(letter: Letter) -> Iterator[Claim]:
    """`Ann Brook, our estate manager`, where the posting has somebody else in that post."""
    job = letter.sources.job
    held = posts_held.people(job)
    for clause in letter.clauses if any_in(folded(letter.email.body), held) else ():
        if clause.role is Role.TEXT and any_in(folded(clause.sentence.text), held):
            yield from _posts_in(job, clause)


def _posts_in(job: Source, clause: Clause) -> Iterator[Claim]:
    for start, end, post in posts_held.told(clause.sentence.text):
        place = start + clause.sentence.start - clause.start
        if not 0 <= place < len(clause.text):
            continue
        if found := posts_held.held_by_other(job, clause.sentence.text[start:end], post):
            reason = f"You name '{clause.sentence.text[start:end]}' as {post}; the posting says '{' '.join(found.text.split())}'."
            yield claim(clause, place, min(place + end - start, len(clause.text)), Kind.PERSON, Verdict.CONTRADICTED, reason, found)


def _unknown(clause: Clause, start: int, end: int) -> Claim:
    reason = f"You name '{clause.text[start:end]}'; neither the resume, nor the posting, nor the request knows this person."
    return claim(clause, start, end, Kind.PERSON, Verdict.UNSUPPORTED, reason)


def _can_be_person(text: str) -> bool:
    plain = proper.words_of(text)
    return (
        bool(proper.names_in(text))
        and not _COMPOUND.search(text)
        and not (bystanders.is_byword(text) or bystanders.is_site(text))
        and not any(_is_trade(word) or word in _ORGANISATION or word in _NOT_PEOPLE or word in LANGUAGES for word in plain)
    )


def _known(sources: Sources, name: str) -> Evidence | None:
    """Where a person is named: every word of the name in one document, or in one field of the request."""
    words = [
        word for word in (match.group() for match in same_name.WORD.finditer(name)) if folded(word) not in _HONORIFICS and word[0].isupper()
    ]
    if not words or not (sources.resume.is_latin and sources.job.is_latin):
        return sources.given(name)
    request = sources.request
    for text in (
        request.sender.name,
        request.recipient.name,
        request.sender.address,
        request.recipient.address,
        request.wishes,
        request.subject,
    ):
        if text and all(same_name.same(word, same_name.all_parts([text])) for word in words):
            return sources.given(text)
    for source in (sources.resume, sources.job):
        if found := proper.knows(source, " ".join(words)):
            return found
    for source in (sources.resume, sources.job):
        if found := _by_initial(source, words):
            return found
    if all(same_name.same(word, _people(sources.resume.text)) for word in words) or all(
        same_name.same(word, _people(sources.job.text)) for word in words
    ):
        return sources.given(name)
    return None


def _by_initial(source: Source, words: list[str]) -> Evidence | None:
    """`Robert Brandom` where a document has `R. Brandom`."""
    if len(words) < same_name.FULL_NAME:
        return None
    found = re.search(rf"(?<!\w){re.escape(words[0][0])}\.? ?(?:[A-Z]\.? ?)?{re.escape(words[-1])}(?!\w)", source.text)
    return source.evidence(*found.span()) if found else None


def _in_subject(sources: Sources, clause: Clause) -> Iterator[Claim]:
    """The sender's name at the end of a subject, where a part of it is right: `Accountant, Kwabena Mensah`; or any behind `from`."""
    match = person_words.SUBJECT_END.search(clause.text)
    if not match or _known(sources, match["name"]):
        return
    words = [word for word in match["name"].split() if word[0].isupper()]
    own = same_name.all_parts([sources.request.sender.name, sources.facts.name.value if sources.facts.name else None])
    if len(words) > 1 and any(same_name.same(word, own) for word in words) and _can_be_person(match["name"]):
        reason = f"You name '{match['name']}'; the sender is {sources.request.sender.name}."
        yield claim(
            clause,
            match.start("name"),
            match.end("name"),
            Kind.PERSON,
            Verdict.CONTRADICTED,
            reason,
            sources.given(sources.request.sender.name),
        )
