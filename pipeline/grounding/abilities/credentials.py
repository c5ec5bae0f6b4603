"""Certificates, licences, registrations, memberships, awards, publications and honours that an email claims.

Known names are looked up; unknown ones are read behind `certified`, `chartered`, `certificate in`, `member of`, `published in`. Each must
stand in the resume under one of its spellings. `studying for`, `willing to obtain` and `do not hold` are no claims.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import names
from pipeline.grounding.abilities import awards, credential_status, honours, paper_words, skill_terms, tool_papers
from pipeline.grounding.abilities.asserted import Strength, asserted
from pipeline.grounding.abilities.credential_vocabulary import CREDENTIALS, FAMILIES
from pipeline.grounding.abilities.paper_words import Mention
from pipeline.grounding.claim import claim
from pipeline.grounding.figures import numbers
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.periods.calendar_words import MONTHS
from pipeline.grounding.places import geography
from pipeline.grounding.sources import Source
from pipeline.grounding.words import WORD, folded, has_beginning, stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.patterns import Pattern
    from pipeline.grounding.sources import Sources
    from pipeline.schema import Claim, Evidence


def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in CREDENTIALS.replace("\n", " ").split(";"):
        name, _, others = entry.partition("=")
        spelled = (name.strip(), *(word.strip() for word in others.split(",") if word.strip()))
        for spelling in spelled:
            found.setdefault(spelling, spelled)
    return found


_SPELLINGS = _groups()
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _spelling in _SPELLINGS:
    _words = tuple(skill_terms.TOKEN.findall(folded(_spelling)))
    _BY_FIRST.setdefault(_words[0], []).append((_spelling, *_words))
for _entries in _BY_FIRST.values():
    _entries.sort(key=len, reverse=True)
_VOCABULARY = skill_terms.vocabulary(entry[1:] for entries in _BY_FIRST.values() for entry in entries)
_TITLED = compiled(
    r"\b(?:(?P<giver>(?-i:[A-Z][\w+#]+) )?(?P<word>certified|accredited|licen[sc]ed|registered|chartered|certificated)(?! (?:to|by|for|with|on|post|letter|office|users?|charit\w+|premises|product\w*|organic|copies|copy|address|company)\b)(?: as)?(?: an?| in| as)?(?P<what>(?: (?!(?:ones?|with|who|and|for|since|by|in|at|to|from|of|on|working|based|I|as|or|but|nor|plus|too|also|which|that|now|today|already|myself|yourself)\b)[^\W\d_][\w+'’-]*){1,4}))",
    re.IGNORECASE,
)
_TOWN = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?, [A-Z]{2}\b")
_SMALL_LETTERS = re.compile(r" (?!(?:of|in|the|for|and) [A-Z])[a-z]")
_BEING = re.compile(
    r"(?:^|[,(]|\b(?:am|as|an?|are|['’]m|['’]re|became|now|fully|also|both|and|been|my|your|is|newly|the|dual|board|state))[ -]?$",
    re.IGNORECASE,
)
_BEFORE_NOUN = compiled(
    rf"(?P<what>\b{paper_words.CAPITALS})(?<!\bI)(?: (?:trainer|developer|administrator|instructor|user|operator|specialist|expert|consultant|architect|engineer|practitioner|professional))?[ -](?i:certification|certificate|certified|accreditation|accredited|registration|registered|credential|qualification|charter|(?-i:diploma))s?\b"
)
_OF_NOUN = compiled(
    rf"\b(?:certificat(?:e|es|ion|ions)|diplomas?|accreditation|qualification|apprenticeship|NVQ|BTEC) (?:in(?! hand\b)|as an?|as(?! (?:needed|required|requested|well|proof|evidence|soon|they|you|I|it)\b)) (?P<what>(?:(?!\w+n['’]t\b|(?:{'|'.join(MONTHS)}|spring|summer|autumn|my|your|our|with|who|which|where|that|and (?:I|a|my|have|am)|for|since|by|at|to|from|on|in|last|this|through|as|speaks?|shows?|gives?|gave|means?|would|will|is|was|are|has|have|makes?|fits?|tells?|helps?|backs?|allows?|covers?|behind|too|also)\b)[^\W\d_][\w+'’&-]*(?![\w+'’&-]| (?:the|my|your|our|you|me|it|us|this|that|an?)\b)[ ]?){{1,5}})",
    re.IGNORECASE,
)
_SMALL_NOUN = compiled(
    r"\b(?:[Mm]y|[Yy]our|[Ww]ith the|[Ww]ith a|[Hh]old(?:ing)?(?: an?| the)?|(?:have|earned|got|gained|obtained|passed|possess|completed)(?: an?| the)?|(?:[Tt]raining|[Qq]ualifications) includes? an?|own) (?:valid |current |full |own |state |national )*(?P<what>(?!your\b|driv|valid|current|full|clean|professional|relevant|required|necessary|further|right|formal|same|other|gift|university|college|school|first|second|new|own|final|higher|national|postgraduate|graduate|advanced|teaching|two|three|vocational|trade|evening|degree|food|health)(?:[a-z]{4,} )?[a-z][a-z-]{4,}) (?:certificate|licen[cs]e|certification|clearance|ticket)\b"
)
_LIKENED = re.compile(r"\b(?:is|was|were|been|becomes?|became|makes?|made) (?:like )?an? (?:[\w-]+ ){0,3}$")
"""`these years were a long apprenticeship in patience`."""
_MEMBER = compiled(
    rf"\b(?i:member|fellow|associate(?! of (?:applied |fine )?(?:science|arts)\b)|membership|fellowship|trustee|chair|belong(?:s|ed)?) (?:of|with|in|to) (?:the )?(?P<what>{paper_words.CAPITALS})"
)
_LEVEL = compiled(
    r"\b(?:hold(?:s|ing)?|ha(?:ve|s)|completed|passed|earned|finished|got|took|taken|gained|with|my|your|an?|the|and|did|at|[A-Z]{2,}) (?P<what>(?:[A-Z][\w&]+ ){0,2}Level (?P<number>\d|[IVX]{1,4})(?: (?:Diploma|Certificate|Award|NVQ|diploma|certificate|award|qualification|(?P<degree>[Dd]egree)))?)(?=[,.;)]|$| (?:in|with|from|and|at)\b)"
)
_ITEM = re.compile(r"[^\n,;|•\t]+")
_CALLED = re.compile(
    r" (?:licen[cs]es?|certifications?|certificates?|credentials?|qualifications?|registrations?|designation|charter|certified)$"
)
_SHORT = re.compile(r"\b[A-Z][A-Z\d+-]{2,}")
"""An abbreviation, which other languages leave as it is."""
_LONG = 6
"""Letters of a word from which another ending is the same word."""
_NEAR_END = 80
_NO_PART_OF_NAME = re.compile(
    r"^(?:(?:(?:You|I|We|They|She|He|It|That|There|Here|What)(?:['’][a-z]+)?|My|As|The|A|An|With|Our|Your|Both|One|Two|Three|Four|Five|Several|First|Second|Third|Another|Each|Further|Also|Plus|Related|Relevant|Professional)\b ?)+"
)
"""What stands in capitals before a paper's name at the beginning of a line."""


_VERB_FORM = re.compile(
    r"[a-z]{2,}(?:s|ed)|took|came|went|cost|led|left|made|gave|brought|taught|got|will|can|did|ran|became|ended|meant|kept"
)
_BEHIND_VERB = re.compile(
    r"(?:(?:back|up|me|out|in|on|at|to|from|with|for|by|my|your|the|an?|only|just|about|nearly|almost|over|two|three|four|five|six|around|during|it|us|\d+)\b|[,.;]|$)"
)
"""What stands behind the verb of a paper: `comes from`, `took me`, `dates back to`."""
_ORIGIN = 5
"""Letters that words of the same origin share."""


_OF_OTHER = re.compile(
    r"\b(?:[A-Z][\w&.’'-]+|(?:the|this|that|an?) [a-z-]+|[a-z]{3,}s|it|they|who|which) (?:(?:has|have|had)(?: \w+)? been|is|are|was|were)(?: \w+ly)? $"
)
"""Before a word such as `named`, somebody or something else that it is told of: `GSA has been named`."""

_HOUSE = re.compile(
    r"\b(?:organi[sz]ation|company|team|agency|firm|employer|workplace|school|hospital|institution|department|office|service|studio|group)s?,?(?: \w+ly| often| once)? $"
)

_FIRST_WORDS = {"C": "Certified|Chartered", "L": "Licensed", "R": "Registered", "A": "Accredited"}
"""What the first letter of a credential's initials stands for."""


def find(letter: Letter) -> Iterator[Claim]:
    """The claims of an email that are credentials of the candidate."""
    resume = letter.sources.resume
    readers = [reader for reader, patterns in _READERS if not patterns or letter.may_have(*patterns)]
    for clause in letter.clauses:
        if clause.role is Role.GREETING or (clause.role is Role.SIGNATURE and letter.sources.direction is Direction.OUTREACH):
            continue
        seen: set[int] = set()
        for reader in readers if clause.role is Role.TEXT else (_known,):
            for mention in reader(resume, clause.text):
                if not seen.isdisjoint(range(mention.start, mention.end)):
                    continue
                seen.update(range(mention.start, mention.end))
                yield from _judged(letter, clause, mention)


def _judged(letter: Letter, clause: Clause, mention: Mention) -> Iterator[Claim]:
    sources = letter.sources
    text = clause.text[mention.start : mention.end]
    if not mention.shown and _is_time(text):
        return
    if clause.role is Role.TEXT:
        strength = asserted(letter, clause, mention.start, mention.end)
        told_of_job = strength is Strength.LOOSE and sources.job.find(text)
        of_other = (strength is Strength.LOOSE and _OF_OTHER.search(clause.text, 0, mention.start)) or _of_house(clause.text, mention.start)
        if strength is Strength.NONE or told_of_job or of_other or _is_post(sources, text) or _is_company(sources, clause.text, mention):
            return
    elif clause.role is Role.SUBJECT and (sources.job.find(text) or _is_post(sources, text)):
        return
    behind = letter.email.body[clause.end : clause.end + _NEAR_END] if clause.part == "body" else ""
    span, told = (mention.start, mention.end), mention.shown if clause.role is Role.TEXT else None
    if told and (other := credential_status.otherwise(sources.resume, told, clause, span, behind)):
        reason = f"You wrote '{text}'; the resume has it {other}."
        end = max(mention.end, credential_status.in_force(clause.text))
        yield claim(clause, mention.start, end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, mention.shown)
        return
    if mention.shown:
        yield _named(sources, clause, mention)
        return
    wishes = sources.request.wishes
    wished = sources.direction is Direction.APPLICATION and wishes and folded(text) in folded(wishes)
    if not wished and (sources.resume.is_english or _SHORT.search(text)):
        reason = f"You wrote '{text}'; the resume does not name it."
        yield claim(clause, mention.start, mention.end, Kind.QUALIFICATION, Verdict.UNSUPPORTED, reason)


def _is_time(text: str) -> bool:
    """Whether what is read as a paper is how long it took: `certifications in fifteen months`."""
    given = numbers.find(text)
    return bool(given) and given[0].unit in ("years", "months", "weeks", "days") and given[0].start == 0 and given[0].end == len(text)


def _named(sources: Sources, clause: Clause, mention: Mention) -> Claim:
    """The claim of a credential whose words the resume has, which may be those of a skill alone."""
    text = clause.text[mention.start : mention.end]
    if mention.of_tool and (skill := tool_papers.of_skill_only(sources, text)):
        reason = f"You wrote '{text}'; the resume has '{skill.value}' as a skill, and no paper of it."
        return claim(clause, mention.start, mention.end, Kind.QUALIFICATION, Verdict.CONTRADICTED, reason, sources.resume.of(skill))
    return claim(clause, mention.start, mention.end, Kind.QUALIFICATION, Verdict.SUPPORTED, "The resume names it.", mention.shown)


def _of_house(text: str, start: int) -> bool:
    """Whether an honour is told of a house of work: `an organization repeatedly named among the best`."""
    return text.startswith(("named", "voted", "ranked", "recogni", "honored", "honoured"), start) and bool(_HOUSE.search(text, 0, start))


def _is_post(sources: Sources, text: str) -> bool:
    """Whether capitals are the initials of the post, of a past employer or a school: `EA` where an executive assistant is wanted."""
    if not (text.isupper() and text.isalpha()):
        return False
    title = sources.job_facts.title
    schools = (study.institution.value for study in sources.facts.education if study.institution)
    return bool(title and text in "".join(re.findall(r"\b[A-Z]", title.value))) or any(
        names.is_short_for(text, house) for house in (*sources.employers, *schools)
    )


def _is_company(sources: Sources, text: str, mention: Mention) -> bool:
    company = sources.job_facts.company
    return company is not None and names.covers(text, mention.start, mention.end, company.value)


def _known(resume: Source, text: str) -> Iterator[Mention]:
    """Names of the vocabulary."""
    if not skill_terms.may_name(_VOCABULARY, text):
        return
    tokens = skill_terms.tokenized(text)
    behind = 0
    for at, (word, start, _) in enumerate(tokens):
        if word not in _BY_FIRST or at < behind:
            continue
        for entry in _BY_FIRST[word]:
            if _stands(text, tokens, at, entry):
                behind = at + len(entry) - 1
                yield Mention(start, tokens[behind - 1][2], held(resume, entry[0]))
                break


def held(resume: Source, spelling: str) -> Evidence | None:
    """Where a resume names a credential of the vocabulary under any of its spellings; initials stand only for what has no spelling of its own."""
    spelled = _SPELLINGS.get(spelling, (spelling,))
    return next((found for other in spelled if (found := _in_resume(resume, other, alone=len(spelled) == 1))), None) or _spelled(
        resume, spelling
    )


def _spelled(resume: Source, letters: str) -> Evidence | None:
    """Where a resume spells initials out in another way than the vocabulary: `CMA` of a Certified Medical Assistant."""
    first = _FIRST_WORDS.get(letters[0])
    if not first or not (letters.isalpha() and letters.isupper() and 2 < len(letters) <= 5):
        return None
    found = re.search(rf"\b(?:{first}){''.join(rf'(?: (?:and|of|in|for))? {letter}[a-z]+' for letter in letters[1:])}\b", resume.text)
    return resume.evidence(*found.span()) if found else None


def named(resume: Source, item: str) -> Evidence | None:
    """Where a resume names, as held, the one credential of the vocabulary that an item is: `CPA license`."""
    spelling = _SPELLINGS.get(_CALLED.sub("", item)) and _CALLED.sub("", item)
    shown = held(resume, spelling) if spelling else None
    return None if not shown or credential_status.unsure(resume, shown) else shown


def is_open(resume: Source, text: str) -> bool:
    """Whether a text names credentials of the vocabulary, all of which the resume has as under way or only in other words than of holding them."""
    shown = [mention.shown for mention in _known(resume, text)]
    return bool(shown) and all(one and credential_status.is_open(resume, one) for one in shown)


def _stands(text: str, tokens: list[tuple[str, int, int]], at: int, entry: tuple[str, ...]) -> bool:
    spelling, *words = entry
    end = at + len(words)
    if words != [word for word, _, _ in tokens[at:end]]:
        return False
    if any(len(text[tokens[i][2] : tokens[i + 1][1]]) > 2 or "," in text[tokens[i][2] : tokens[i + 1][1]] for i in range(at, end - 1)):
        return False
    said = text[tokens[at][1] : tokens[end - 1][2]]
    short = spelling.replace("+", "").replace("-", "").replace(" ", "").isupper() or len(spelling) <= 6
    return not short or said.rstrip("s") == spelling or said == spelling


def _in_resume(resume: Source, spelling: str, *, alone: bool) -> Evidence | None:
    if len(spelling) <= 5 and spelling.isupper():
        found = spelling in resume.text and re.search(rf"(?<![^\W_]){re.escape(spelling)}s?(?![^\W_])", resume.text)
        return resume.evidence(*found.span()) if found else skill_terms.initials(resume, spelling) if alone else None
    return skill_terms.evidence(resume, spelling) or (_in_line(resume, spelling) if len(spelling.split()) > 1 else None)


def _in_line(resume: Source, words: str) -> Evidence | None:
    """Evidence of a phrase all of whose telling words stand in one item of a line of the resume, in capitals as names do."""
    wanted = [folded(match.group()) for match in WORD.finditer(words) if folded(match.group()) not in paper_words.SMALL]
    kept = [(word if len(word) < _LONG else word[: max(5, len(word) - 3)]).capitalize() for word in wanted]
    for item in _ITEM.finditer(resume.text) if kept else ():
        if all(has_beginning(item.group(), word) for word in kept):
            return resume.evidence(*item.span())
    return None


def _titled(resume: Source, text: str) -> Iterator[Mention]:
    """`certified welding inspector`: the word or its like, and the words behind it."""
    for match in _TITLED.finditer(text):
        if not match["word"][0].isupper() and not _BEING.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        word = "licensed" if match["word"].lower().startswith("licen") else match["word"].lower()
        family = re.search(FAMILIES[word], resume.folded)
        what = _title(resume, match["what"], text[match.end() : match.end() + _NEAR_END])
        end = match.start("what") + len(what)
        field = re.match(r" in (?:the )?([A-Z][\w+#.-]*[\w+#])", text[end : end + 40])
        if (
            field
            and not _is_place(resume, text[end + field.start(1) : end + _NEAR_END])
            and family
            and not _beside(resume, FAMILIES[word], field[1])
        ):
            family = None
            end += field.end()
        giver = (match["giver"] or "") if match["word"][0].isupper() else ""
        yield Mention(
            match.start("word"),
            end,
            (paper_words.all_of(resume, giver + what) or skill_terms.initials(resume, what)) if family else None,
            word in ("certified", "accredited"),
        )


def _title(resume: Source, what: str, after: str) -> str:
    """The words behind `certified` up to a verb that the title is the subject of: in capitals, to the first word without one."""
    if what.lstrip()[:1].isupper() and (small := _SMALL_LETTERS.search(what)):
        return what[: small.start()]
    return " " + _before_verb(resume, what, after).strip()


def _is_place(resume: Source, behind: str) -> bool:
    """Whether what follows `in` is where somebody is: a place of the world, or one of the resume with a region behind a comma."""
    return any(found.start == 0 for found in geography.named_in(behind)) or bool(
        (town := _TOWN.match(behind)) and resume.find(town.group())
    )


def _beside(resume: Source, family: str, field: str) -> bool:
    """Whether a line of the resume that has a word of a family has the field too, or gives no field of its own."""
    lines = [line for line in resume.folded.split("\n") if re.search(family, line)]
    return any(folded(field) in line for line in lines) or not any(re.search(r"\b(?:in|on|for)\b", line) for line in lines)


def _papers_of(resume: Source, text: str) -> Iterator[Mention]:
    """`the insemination certificate`: a certificate named in small letters."""
    for match in _SMALL_NOUN.finditer(text):
        yield Mention(match.start("what"), match.end(), paper_words.in_one_line(resume, match["what"]))


def _nouns(resume: Source, text: str) -> Iterator[Mention]:
    """`Cordwainer certificate`, `certificate in soldering`, `member of the Guild of Glovers`."""
    for pattern in (_BEFORE_NOUN, _OF_NOUN, _MEMBER):
        for match in pattern.finditer(text):
            if _LIKENED.search(text[max(0, match.start() - 60) : match.start()]):
                continue
            told = _before_verb(resume, match["what"], text[match.end("what") :]) if pattern is _OF_NOUN else match["what"]
            what = _NO_PART_OF_NAME.sub("", told).strip()
            if any(folded(word.group()) not in paper_words.SMALL for word in WORD.finditer(what)):
                end = match.start("what") + len(told.rstrip())
                found = paper_words.in_one_line(resume, what) or (_abroad(resume, what) if pattern is _OF_NOUN else None)
                is_word = found and _SHORT.fullmatch(what) and found.text.islower()  # `the CEDIS certificate` of someone paid in cedis
                yield Mention(end - len(what), end, None if is_word else found, pattern is _BEFORE_NOUN)


def _before_verb(resume: Source, what: str, after: str) -> str:
    """The words behind `certificate in` up to a verb that the paper is the subject of: `data analysis dates` of `... dates from 2023`."""
    words = what.split()
    for number, word in enumerate(words[1:], 1):
        goes_on = " ".join([*words[number + 1 :], after.strip()])
        if _VERB_FORM.fullmatch(word) and not resume.has_word(word) and _BEHIND_VERB.match(goes_on):
            return " ".join(words[:number])
    return what


def _abroad(resume: Source, what: str) -> Evidence | None:
    """The line of a resume that names a paper in another language by words of the same origin: `event organisation` in `Organización de Eventos`."""
    words = [stem(match.group()) for match in WORD.finditer(what) if folded(match.group()) not in paper_words.SMALL]
    roots = [word[:_ORIGIN] for word in words if len(word) >= _ORIGIN]
    if len(roots) < len(words) or len(roots) < 2:  # one word alone would be any
        return None
    for line in re.finditer(r"[^\n]+", resume.folded):
        if (not line.group().isascii() or " de " in line.group()) and all(has_beginning(line.group(), root) for root in roots):
            return resume.evidence(*line.span())
    return None


def _levels(resume: Source, text: str) -> Iterator[Mention]:
    """`the Level 3 in supervision`: the number must stand behind that word in the resume."""
    for match in _LEVEL.finditer(text):
        what = r"[^\n]{0,60}\bdegree" if match["degree"] else ""
        shown = re.search(rf"(?:level\W{{0,2}}{match['number'].lower()}(?!\w)|\bl{match['number'].lower()}(?!\w)){what}", resume.folded)
        start = match.start("what") + (match["what"].index("Level ") if shown else 0)  # the name before a right level is judged by itself
        yield Mention(start, match.end("what"), resume.evidence(*shown.span()) if shown else None)


_READERS: tuple[tuple[Callable[[Source, str], Iterator[Mention]], tuple[Pattern, ...]], ...] = (
    (_levels, (_LEVEL,)),
    (_known, ()),
    (_titled, (_TITLED,)),
    (_nouns, (_BEFORE_NOUN, _OF_NOUN, _MEMBER)),
    (awards.find, awards.PATTERNS),
    (honours.find, ()),
    (_papers_of, (_SMALL_NOUN,)),
)
"""Readers of a clause, each with the patterns of which it needs one."""
