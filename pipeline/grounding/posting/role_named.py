"""The post that an email names, where the posting has another: `I am applying for the Submarine Pilot position`, `We are hiring a diver`.

    for claim in find(letter, clause): ...

A title is read before a word for a post (`the ... position`) and behind words of applying, hiring and seeking. People tell a post in words of their own
(`developer` for `Software Engineer`, `the nursing post`), so that one telling word of a title that the posting has anywhere, under any
ending or as another word for the same trade, bears out the whole. Of the near ones two are told: a rank that the posting does not know, and
the post of somebody else, whom the posting names as the one to report to. Not covered: posts told without the noun of a trade, and trades of one head
(`sound engineer` for `software engineer`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.grounding import names
from pipeline.grounding.career import title_words
from pipeline.grounding.claim import claim
from pipeline.grounding.frames import Mood
from pipeline.grounding.letter import Role
from pipeline.grounding.patterns import compiled
from pipeline.grounding.words import STOP_WORDS, WORD, any_in, folded, stem
from pipeline.schema import Direction, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.grounding.claim import Letter
    from pipeline.grounding.letter import Clause
    from pipeline.grounding.sources import Source, Sources
    from pipeline.schema import Claim


class _Named(NamedTuple):
    """A title that is said to be that of the post: `text[start:end]`. `sure` where nothing else can be meant by it."""

    start: int
    end: int
    sure: bool


_NEEDED = (
    *" position| role| post| job|vacanc|opening|opportunit|appl|hiring| hire|recruit|looking for|seek|search| need|advert| join".split("|"),
    *("interest", "our next", "our new", "fill"),
)
_POST = compiled(r" (?:position|role|post|job|vacancy|opening|opportunity|advertisement|advert|posting|application)s?\b", re.IGNORECASE)
_DETERMINERS = frozenset("the your this our a an that my his her their no any".split())
_NOT_THE_POST = frozenset("my his her their no any".split())
_ELSEWHERE = re.compile(
    r"\b(?:into|towards?|from|than|after|before|left|leaving|until|beyond|since|previous|unlike|besides|outgrown)(?: \w+)? $",
    re.IGNORECASE,
)
"""Before a post that is not the advertised one: `grow into a head chef role`."""
_PLAYED = re.compile(r" (?:role|job)s?$", re.IGNORECASE)
_PLAYS = re.compile(r"\b(?:tak(?:e|es|ing|en)|took|play\w*|assum\w+|enjoy\w*|held|had|combin\w+|with|did|do|in) $")
"""`I took the interpreter role between two teams` is no post."""
_HELD = re.compile(
    r"^,? (?:(?:that |which )?(?:I|you)(?:['’]ve| have)? (?:now |currently |once |still )?(?:hold|held|had|have|left|do|did|took|started|began|won|got)\b|where (?:I|you)\b|(?:has|have|had|was|were|taught|gave|made|helped|required|meant|showed|ended|lasted|began)\b)"
)
"""Behind a post that was held: `the Barista job I left`."""
_WHOSE = r"(?:an? |the |our |your |another |one |their |its )"
_ARTICLE = re.compile(_WHOSE, re.IGNORECASE)
_POSTS = r"(?:position|role|post|vacancy|opening|advertisement|advert|posting|job|opportunity)s?"
_OPENERS = compiled(
    rf"\b(?:(?P<sure>appl(?:y|ying|ication)(?: \w+){{0,2}}? (?:for(?: (?:the|your|our|this|a) (?:open |vacant |advertised )?{_POSTS} (?:of|as))?|as|to (?:be|become))"
    rf"|(?:^|(?:for|about|regarding|concerning|interest\w* in|fill(?:ing)?|offer \w+|have|has) )(?:the|your|our|this|an?) (?:\w+ )?{_POSTS} (?:for|of|as|is|is that of)"
    r"|(?:are|is|['’]re|['’]m|am|be) (?:\w+ )?(?:hiring|recruiting)|(?:hope|want|plan|need|like|look|looking) to (?:hire|recruit)|^hiring:?"
    r"|join (?:you|us|your \w+|our \w+) as|(?:be|become) (?:our|your) (?:next|new))"
    r"|(?P<open>(?:are|is|['’]re|am|['’]m) (?:\w+ )?(?:looking for|seeking|searching for|in search of|in need of)|(?:we|client|team|company|they) (?:\w+ )?(?:needs?|seeks?)))"
    rf":? (?={_WHOSE}|[A-Z]|[a-z]+s?\b)",
    re.IGNORECASE,
)
_CANDIDATE_SEEKS = {
    Direction.APPLICATION: re.compile(r"\b(?:I|I['’]m|my \w+)(?: \w+)?$"),
    Direction.OUTREACH: re.compile(r"\b[Yy]ou(?:['’]re)?(?: \w+)?$"),
}
_SUBJECT = compiled(
    r"^(?:re: ?)?(?:application|applying|interest in|regarding|position|role|job|vacancy|opening|opportunity|hiring|now hiring)(?: ?[:–—-]|(?= ))\s*(?:for )?(?:an? |the |our |your )?(?=[A-Z])",
    re.IGNORECASE,
)
PATTERNS = (_POST, _OPENERS, _SUBJECT)
"""One of them stands in any clause with a finding."""
_JOINTS = frozenset("of and for the in".split())
_ENDS = re.compile(r"[,;:.!?()\n–—|]")
_LONGEST, _FARTHEST = 7, 70
_ROOT = 5
_IDLE = frozenset(
    "open new current advertised full-time part-time remote permanent vacant posted listed exciting interesting next other above attached following same right temporary hybrid onsite great good experienced qualified skilled certified "
    "registered licensed licenced professional dedicated motivated full part time further more several two three four five another one position role post job vacancy opening opportunity company team".split()
)
"""Words that tell nothing of a trade."""
_HEADS = frozenset(
    "manager director head chief lead leader officer assistant associate specialist coordinator co-ordinator supervisor executive consultant advisor adviser administrator operator member worker representative agent expert partner "
    "maker keeper trainee intern apprentice helper hand aide deputy president principal employee professional clerk practitioner master owner".split()
)
"""Heads of titles that every house has."""
_FIGURES = frozenset(
    "builder hunter farmer runner fighter maker artist architect detective diver guardian poet storyteller entrepreneur ambassador captain player scout dancer firefighter magician gardener juggler pilot server printer".split()
)
"""What one who is sought is likened to: `we need a hunter`."""
_COMPOUND = re.compile(r"(?:keeper|man|men|woman|person|people|hand|maker|worker|master|smith|minder|tender|setter|writer)s?$")
_TRADES = tuple(
    frozenset(group.split("|"))
    for group in (
        "waiter|waitress|server|serving|restaurant|table",
        "chef|cook|kitchen|culinary|food",
        "physician|doctor|medical|medicine|clinician|gp|practitioner",
        "attorney|lawyer|counsel|solicitor|legal|law|barrister|paralegal",
        "bartender|barman|barmaid|barkeeper|bar|mixologist|drinks|cocktail",
        "hairdresser|stylist|barber|hair|salon|beauty",
        "nanny|childminder|babysitter|child|children|childcare|nursery|kindergarten",
        "carer|caregiver|care|nursing|nurse|rn|lpn|patient",
        "janitor|cleaner|custodian|cleaning|housekeeper|housekeeping|caretaker|maintenance",
        "receptionist|reception|front|desk",
        "salesperson|seller|salesman|sales|selling|retail|shop|store|merchant|cashier|closer",
        "technician|mechanic|fitter|repair|engineer|maintenance|installer|electrician",
        "interpreter|translator|translation|language|linguist|localization|localisation",
        "teacher|instructor|tutor|lecturer|educator|teaching|school|professor|trainer|faculty|academic|pupil|student|coach|classroom",
        "driver|chauffeur|courier|trucker|haulier|truck|driving|delivery|lorry|hgv",
        "secretary|assistant|administrative|pa|clerical|office|admin|clerk",
        "recruiter|recruiting|talent|hr|people|personnel|human",
        "guard|security|watchman|bouncer",
        "labourer|laborer|builder|construction|navvy|site|building",
        "developer|programmer|engineer|coder|software|swe|sde|sre|devops|code|coding|programming|web|backend|frontend|fullstack|full-stack|tech",
        "journalist|reporter|correspondent|editor|writer|author|copywriter|content|editorial|news|writing",
        "accountant|bookkeeper|accounting|accounts|auditor|finance|financial|controller|tax|audit",
        "researcher|scientist|research|science|phd|postdoc|scholar",
        "designer|design|ux|ui|artist|graphic|creative|illustrator|animator",
        "analyst|analytics|data|analysis|statistician|reporting",
        "psychologist|therapist|counsellor|counselor|therapy|psychology|mental",
        "gardener|landscaper|grounds|horticulturist|horticulture|landscape|arborist|plants",
        "farmer|farmhand|farm|agricultural|agronomist|agriculture|herd|milker|dairy|crops",
        "welder|metalworker|fabricator|metal|smith|welding",
        "carpenter|joiner|cabinetmaker|woodworker|wood|timber|carpentry|joinery",
        "librarian|archivist|library|archive|archives|books",
        "photographer|videographer|camera|photo|photography|film|video",
        "musician|conductor|choirmaster|music|choir|organist|singer|orchestra",
        "pilot|captain|skipper|aviator|flight|flying|vessel|mariner|sailor|ship|deckhand",
        "packer|picker|warehouse|storekeeper|stocker|logistics|loader|forklift",
        "curator|museum|gallery|exhibition|collections",
        "fundraiser|fundraising|development|philanthropy|donor|grants",
        "marketer|marketing|brand|growth|seo|communications|publicist|pr|advertising",
        "veterinarian|vet|veterinary|animal|animals",
        "planner|scheduler|planning|organiser|organizer|event|events",
        "policeman|police|constable|officer|detective",
        "estate|realtor|broker|property|letting",
        "architect|architecture|architectural|drafter|draughtsman",
        "surveyor|estimator|surveying|quantity|cost",
    )
)
"""Words that tell of one trade: one bears out another."""
_RANKS = {
    "senior": r"senior|\bsr\b|seniority|experienced professional|expert-level",
    "principal": r"principal",
    "chief": r"chief|c-level|\bc[a-z]o\b",
    "head": r"\bhead",
    "lead": r"\blead",
    "director": r"direct",
    "junior": r"junior|\bjr\b|entry|graduate|trainee|apprenti|\bintern|no experience|first job|beginner|starter|young|early[- ]career|\b[0-2]\+? ?(?:(?:-|–|to) ?[1-3] ?)?years?",
    "trainee": r"train|apprenti|\bintern|learn|student",
    "apprentice": r"apprenti|train|learn",
    "intern": r"\bintern|student|placement|trainee|graduate",
    "deputy": r"deputy|vice|\bassist|second",
    "assistant": r"assist|aide\b|deputy|support|helper",
}
"""Ranks, and what of a posting bears them out."""
_FIRST_STEPS = frozenset("trainee apprentice intern".split())
_LOWERED = re.compile(r"\b(?:assistant|deputy|vice|sous|trainee|apprentice)[ -]", re.IGNORECASE)
_NEAR = 60
_REPORTS = re.compile(
    r"\b(?:report\w*(?: \w+)? to|under|with|assist\w*|support\w*|(?:supervision|direction|guidance|leadership|led|managed|supervised|headed|overseen|instructed|assigned|directed) (?:of|by)|line manager|supervisor|alongside)(?: is|:)?(?: our| the| a| an| your)*[ \t]*(?:\w+ or )?$",
    re.IGNORECASE,
)
_BELOW = re.compile(rf"(?:{_LOWERED.pattern}|{_REPORTS.pattern})$", re.IGNORECASE)


def find(letter: Letter, clause: Clause) -> Iterator[Claim]:
    """The titles of a clause that are said to be the post's and are not."""
    if not any_in(clause.text.lower(), _NEEDED):
        return
    sources, frame = letter.sources, letter.frame(clause)
    job = sources.job
    if (
        frame.mood is Mood.NEGATIVE
        or (frame.mood is Mood.QUESTION and sources.direction is Direction.APPLICATION)
        or not job.is_english
        or job.is_glued
    ):
        return
    seen: set[int] = set()
    for named in (*_before_post(clause, sources.direction), *_behind_words(clause, sources.direction)):
        if named.start in seen:
            continue
        seen.add(named.start)
        if judged := _judged(sources, clause, named):
            yield judged


def _before_post(clause: Clause, direction: Direction) -> Iterator[_Named]:
    """What stands between an article and a word for a post: `the Head Baker position`."""
    text = clause.text
    for post in _POST.finditer(text):
        words: list[re.Match[str]] = []
        article = ""
        for match in reversed(list(WORD.finditer(text, max(0, post.start() - _FARTHEST), post.start()))):
            if _ENDS.search(text[match.end() : words[0].start() if words else post.start()]):
                break
            if match.group().lower() in _DETERMINERS:
                article = match.group().lower()
                break
            if len(words) == _LONGEST:
                break
            words.insert(0, match)
        opens = clause.role is Role.SUBJECT and bool(words) and not text[: words[0].start()].strip()
        if not words or not (article or opens) or article in _NOT_THE_POST:
            continue
        before = text[: words[0].start()][: -len(article) - 1 or None]
        if _ELSEWHERE.search(before) or _HELD.match(text[post.end() :]) or (article in ("a", "an") and not _is_for(before, direction)):
            continue
        if span := _title(text, words[0].start(), post.start(), whole=True):
            played = article == "the" and _PLAYED.search(post.group()) and text[slice(*span)].islower()
            if not (played and _PLAYS.search(before)):
                yield _Named(*span, sure=not played)


def _is_for(before: str, direction: Direction) -> bool:
    """Whether a post with `a` before it is the writer's business: `applying for a ... role`, `we have a ... role`."""
    if direction is Direction.APPLICATION:
        return bool(re.search(r"\bappl\w+ (?:for|to) $|\byou have $", before))
    return bool(
        re.search(
            r"\b(?:we|I|our \w+|client|team)(?: \w+)? (?:have|has|offer|fill|filling) $|\b(?:about|(?<!looking )(?<!searching )for) $",
            before,
        )
    )


def _behind_words(clause: Clause, direction: Direction) -> Iterator[_Named]:
    """What stands behind words of applying, hiring and seeking."""
    text = clause.text
    for opener in _OPENERS.finditer(text):
        if opener["open"] and _CANDIDATE_SEEKS[direction].search(text[: opener.start()].rstrip()):
            continue
        if _ELSEWHERE.search(text[: opener.start()]):
            continue
        article = _ARTICLE.match(text, opener.end())
        begin = article.end() if article else opener.end()
        if span := _title(text, begin, min(len(text), begin + _FARTHEST), whole=False):
            yield _Named(*span, sure=bool(opener["sure"]))
    if clause.role is Role.SUBJECT and (opening := _SUBJECT.match(text)) and (span := _title(text, opening.end(), len(text), whole=False)):
        yield _Named(*span, sure=True)


def _title(text: str, begin: int, end: int, *, whole: bool) -> tuple[int, int] | None:
    """The title that begins at a place and ends before another, or, unless it is `whole`, before what goes on; one that has the noun of a trade."""
    words: list[re.Match[str]] = []
    for match in WORD.finditer(text, begin, end):
        between = text[words[-1].end() : match.start()] if words else ""
        word = match.group()
        joint = word.lower() in _JOINTS
        if _ENDS.search(between) or len(words) == _LONGEST or (not joint and word.lower() in STOP_WORDS):
            break
        if joint and not (words and re.match(r" (?:the )?[A-Z]", text[match.end() :])) and not (joint and word == "the"):
            break
        if not whole and words and words[-1].group()[0].isupper() and word[0].islower() and not joint:
            break
        words.append(match)
    while words and words[0].group().lower() in _IDLE:
        words.pop(0)
    if whole and words and text[words[-1].end() : end].strip():
        return None
    capital = next((number for number, match in enumerate(words) if match.group()[0].isupper()), None)
    if capital is not None:
        words = words[capital:]
    while words and not _is_noun(words[-1].group()):
        if whole and "of" not in [match.group() for match in words]:
            return None
        words.pop()
    return (words[0].start(), words[-1].end()) if words else None


def _is_noun(word: str) -> bool:
    return title_words.is_title_noun(word) or (word.endswith("s") and title_words.is_title_noun(word[:-1]))


def _judged(sources: Sources, clause: Clause, named: _Named) -> Claim | None:
    said = clause.text[named.start : named.end]
    words = [part for match in WORD.finditer(said) for part in match.group().split("-") if len(part) > 1]
    low = [folded(word) for word in words if word.lower() not in STOP_WORDS]
    if not low or _is_given(sources, low) or (said.isupper() and len(low) == 1):
        return None
    if not named.sure and (sources.resume.find(said) or (said.islower() and low[-1] in title_words.SOFT | _HEADS | _FIGURES)):
        return None
    if _is_past(sources, clause.text):
        return None
    title = sources.job_facts.title
    reason = _objection(sources.job, title.value if title else "", said, low, sure=named.sure)
    if reason is None:
        return None
    evidence = sources.job.of(title) if title else None
    verdict = Verdict.CONTRADICTED if title else Verdict.UNSUPPORTED
    return claim(clause, named.start, named.end, Kind.EMPLOYER_SIDE, verdict, f"You wrote '{said}' of the post; {reason}", evidence)


def _objection(job: Source, title: str, said: str, words: list[str], *, sure: bool) -> str | None:
    """Why a post cannot be meant by a title, if so."""
    trades = [word for word in words if word not in _IDLE and word not in title_words.RANKS]
    telling = [word for word in trades if word not in _HEADS and word.rstrip("s") not in _HEADS] or trades
    if telling and not any(_known(job, word) or stem(word) in title_words.initials(title) for word in telling):
        return f"the posting says '{title}'." if title else "the posting does not speak of it."
    if said.islower():
        return None
    rank = words[0] if words[0] in _RANKS else words[-1] if words[-1] in _FIRST_STEPS else ""
    put_before = folded(said) == f"{rank} {folded(title)}"
    if rank and len(words) > 1 and not (job.has_word(rank) if put_before else re.search(rf"(?i){_RANKS[rank]}", job.text)):
        return f"the posting does not say '{rank}'."
    if title and sure and not frozenset(words) <= frozenset(map(folded, WORD.findall(title))) and (other := _of_another(job, said)):
        return f"in the posting it is another's: '{other}'."
    if title and sure and (lower := _LOWERED.search(title)) and folded(title[lower.end() :]).startswith(folded(said)):
        steps = [_BELOW.search(job.text[max(0, at.start() - _NEAR) : at.start()]) for at in _standing(job, said)]
        return f"the posting says '{title}'." if all(steps) else None
    return None


def _of_another(job: Source, said: str) -> str | None:
    """How the posting names a title as that of somebody else, where it never names it otherwise."""
    words = frozenset(folded(match.group()) for match in WORD.finditer(said))
    if not words & (title_words.MANAGERS | title_words.RANKS | {"supervisor", "lead", "leader"}):
        return None
    places = _standing(job, said)
    before = [_REPORTS.search(job.text[max(0, at.start() - _NEAR) : at.start()]) for at in places]
    return f"{before[0].group()}{places[0].group()}" if before and before[0] and all(before) else None


def _standing(job: Source, said: str) -> list[re.Match[str]]:
    """Where a posting has the words of a title."""
    words = r"\s+".join(map(re.escape, said.split()))
    return list(re.finditer(rf"\b{words}\b", job.text, re.IGNORECASE))


def _is_given(sources: Sources, words: list[str]) -> bool:
    """Whether the request has a word of a title."""
    request = sources.request
    given = folded(" ".join(text for text in (request.wishes, request.subject) if text))
    return bool(given) and any(word in given for word in words)


def _is_past(sources: Sources, text: str) -> bool:
    """Whether a past employer is named beside a post."""
    return any(names.find(text, employer) for employer in sources.employers)


@lru_cache(maxsize=4096)
def _known(job: Source, word: str) -> bool:
    if job.has_word(word):
        return True
    root = word[: max(_ROOT, len(word) - 3)]
    if root in job.folded if len(word) > _ROOT else bool(re.search(rf"\b{re.escape(word)}\w?\b", job.folded)):
        return True
    bare = _COMPOUND.sub("", word)
    if bare != word and len(bare) > 2 and bare in job.folded:
        return True
    singular = word.removesuffix("s")
    kin = {other for group in _TRADES if word in group or singular in group for other in group}
    kin |= title_words.kin(stem(word))
    return any(job.has_word(other) for other in kin)
