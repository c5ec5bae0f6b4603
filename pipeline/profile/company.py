"""Which company is hiring.

Gathers every name that a posting uses as its employer's (labelled lines, `About X`, `At X, we`, `X is hiring`, the line under the title) with
the weight of each kind of evidence, and takes the best. When an agency writes for a client, only a client it names counts, else None:
the agency is not the employer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.profile import classify
from pipeline.profile.header import EMAIL
from pipeline.profile.lines import TO_VALUE, Line, cut
from pipeline.profile.posting import heading_kind, is_running_text
from pipeline.profile.rows import VERBS
from pipeline.profile.vocabulary import DEPARTMENT_WORDS, DISCIPLINES, STATE_CODES, SUFFIX_ALONE, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.profile.posting import Part

_WORD = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-Þ0-9][\w&.'’+-]*[\w&+]|[A-Z&])"
_NAME = (
    rf"(?P<name>{_WORD}(?:[ ](?:(?:of|and|the|for|de|du|des|la|von|der|für|y|&)[ ]){{0,2}}{_WORD}){{0,5}}(?:, (?:Inc|Ltd|LLC|GmbH)\b\.?)?)"
)
_LABEL = re.compile(
    r"(?:(?:hiring )?(?:company|employer|organi[sz]ation)(?: name)?|hiring organi[sz]ation|unternehmen|firma|arbeitgeber|entreprise|soci[ée]t[ée]|empresa|school|hospital|client)"
    + TO_VALUE,
    re.IGNORECASE,
)
_AGENCY_LABEL = re.compile(r"(?:recruitment |recruiting |staffing )?agency" + TO_VALUE + r"\S", re.IGNORECASE)
_AGENCY = re.compile(
    r"\b(?:our|my) client\b(?! (?:base|service|success|relation|account|team|portfolio|side|facing|list|need|work|project|meeting|engagement|experience|satisfaction|advis|care|manage|support|data|organi[sz]ation|compan|site)|[-'’]|s\b)|\bThe client (?:is|has|are|based|offers|seeks|needs|requires)\b|"
    r"\b(?:recruit\w*|hiring|posted|advertis\w+|acting) on behalf of\b|\bon behalf of (?:(?:our|my|an?|one of (?:our|my)) (?:(?!and )[\w-]+ ){0,2}(?:clients?|company|employer|organi[sz]ation|firm|business)\b(?! and)|an? (?:leading|well-known|established|growing|major|global|confidential)\b)|\bfor (?:one of our clients|a confidential client)\b|\bemployment (?:agency|business)\b|\bconfidential (?:client|employer|company)\b|"
    r"\bclient(?:'s)? name (?:will be|is) (?:disclosed|confidential)|\bname is disclosed\b|\bundisclosed\b|\bacting as an? (?:employment|recruitment)",
    re.IGNORECASE,
)
_NAMED_CLIENT = re.compile(
    rf"\b(?:[Oo]ur|[Mm]y) client,? {_NAME}(?=,| is\b| has\b)|\b(?:on|On) behalf of (?:our client,? )?{_NAME.replace('?P<name>', '?P<behalf>')}"
)
_BE = r"(?:is|are|was|has|have|aims?|strives?|reduces|improves?|offers?|provides?|employs|develops?|makes|builds|runs|operates|helps|serves|delivers?|treats|works|exists|believes|creates|designs|owns|supports?|brings)"
_EVIDENCE: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern.replace("NAME", _NAME + "[®™]?")))
    for weight, pattern in (
        (3.5, r"(?:^|[.!?]\s+|\n)(?:Here )?[Aa]t NAME(?: \([^)]*\))?,\s+(?:we|our|you|every|the|people|I)\b"),
        (2.0, r"\b[Aa]t NAME,? (?:we|our|you)\b"),
        (3.0, r"\b[Ww]e(?:'re|’re| are) (?:The )?NAME(?=,|\.| and )"),
        (
            3.5,
            r"(?:^|[.!?:\"“]\s+|\n)(?:The )?NAME(?: \([^)]*\))?(?: group| team| lab| project)? (?:is|are) (?:currently |now |actively )?(?:hiring|seeking|looking (?:for|to)|recruiting|searching|expanding|growing)\b",
        ),
        (
            3.0,
            r"(?:^|[.!?:\"“]\s+|\n)(?:The )?NAME(?: \([^)]*\)|, [^.,]{3,40},)? (?:is|are) (?!an? (?:big |huge |strong |definite |real |real big )?(?:plus|must|bonus|requirement|advantage|nice|asset|prerequisite))(?:an?|the|one of|on a|here to|part of|proud|committed|building|among|Europe's|America's|where|dedicated)\b",
        ),
        (
            2.5,
            r"(?:^|[.!?:\"“]\s+|\n)(?:The )?NAME(?: \([^)]*\))? (?:was (?:founded|established|started|set up|created|born)|seeks|invites|needs|wants|(?:is|are) \d+)\b",
        ),
        (1.6, rf"(?:^|[.!?:\"“]\s+|\n)NAME {_BE}\b"),
        (2.5, r"\b[Jj]oin(?:ing)? (?:the )?NAME(?='s| team| as| in | and |,|\.|!|\n| family)"),
        (2.0, r"\b(?:[Cc]areers?|[Ww]orking|[Ww]ork|[Ll]ife|[Jj]obs?|[Rr]oles?|position|team|opportunity|employee) (?:at|for|with) NAME"),
        (2.5, r"\b[Ww]elcome to NAME"),
        (2.5, r"©\s?(?:20\d\d )?NAME"),
        (
            1.5,
            r"\bNAME(?:'s|’s) (?:mission|team|platform|product|culture|customers|engineering|office|values|clients|hospital|students|goal)\b",
        ),
        (2.0, r"\bNAME (?:does not discriminate|provides equal|values diversity|participates in)\b"),
        (2.5, r"\b(?:in|of|with|within|by|for) (?:the )?NAME \((?:[A-Z]{2,6})\)"),
        (3.0, r"\bAs an? [^.,;:!?]{3,70}? (?:at|for|with) (?:the )?NAME,\s+(?:you|we)\b"),
        (1.5, r"\bAs an? [^.,;:!?]{3,70}? (?:in|on|within) (?:the )?NAME,\s+(?:you|we)\b"),
        (1.6, r"\b[a-z]+s at NAME (?:are|is|work|have|drive|model|make|build|lead)\b"),
        (1.3, r"\b[Tt]he (?P<name>(?:City|County|State|Borough|Government|University) of [A-Z][\w-]+(?: [A-Z][\w-]+){0,2})(?:'s|’s)? "),
        (
            3.0,
            r"\b(?:En (?:el |la )?|[Cc]hez |Bei (?:der |dem )?)NAME,? (?:nos|creemos|buscamos|somos|trabajamos|tendrás|nous|vous|wir|du|Sie)\b",
        ),
        (2.5, r"(?:^|[.!?:\"“]\s+|\n)NAME (?:es una?|est une?|ist eine?|busca|recrute|recherche|sucht)\b"),
        (2.0, r"\b(?:en (?:el |la )?|chez |bei (?:der |dem )?)NAME,? (?:tendrás|vous|du|Sie)\b"),
        (1.3, r"(?:^|[.!?:\"“]\s+|\n)(?:The )?NAME (?:is|are) (?:[a-z]+ing|tasked|responsible|committed)\b"),
        (1.3, r"\bNAME(?:'s|’s) (?:new|own|growing|[a-z]+) (?:team|platform|product|culture|office)\b"),
    )
)
_ABOUT = re.compile(
    rf"(?:[Aa]bout|ABOUT|[Ww]hy(?: join| work (?:at|for|with))?|[Ww]ho is|[Ll]ife at|[Ww]orking (?:at|for)|[Jj]oin|[Mm]eet|[Ww]hat is|[Aa] propos de|À propos de|[Üü]ber(?: die)?|[Ss]obre) (?:the )?{_NAME}\s*[?:!]*$"
)
_NO_COMPANY = frozenset(
    """we you this our it the they i he she that these those there what who how why when where if as in at on for with role position job team us candidate applicants applicant experience knowledge familiarity ability strong
    responsibilities requirements qualifications benefits salary location remote hybrid full-time part-time please note all any each both must your my their here not no yes to an a and or but about us you me role
    work company department school hospital monday tuesday wednesday thursday friday saturday sunday english french german spanish everyone everything nothing something applications interviews
    nosotros nuestra nuestro empresa python java javascript react kubernetes docker linux sql aws azure gcp kafka excel agile scrum opportunity overview summary description education skills training travel success diversity inclusion federal united states
    candidates proficiency fluency familiarity preference understanding compensation employment duties interested bonus today now duties essential desirable confidential undisclosed vacancy posted back results agency hours type pay place site""".split()
)
_IMPERATIVES = VERBS | frozenset(
    "represent expand understand identify establish define ensure deliver join apply learn see read visit check explore discover become".split()
)
"""A bullet that begins with one of these is a duty, not a sentence about the employer."""
_COMMON_HEADINGS = frozenset(
    "about us|about you|about the role|about the team|about the job|about the company|about this role|about the position|why us|why join us|join us|join our team|meet the team".split(
        "|"
    )
)
_STATE = rf"(?:{'|'.join(sorted(STATE_CODES))})\b"
"""Behind a comma it tells that the name before is a place's."""
_TITLE_PREFIX = re.compile(r"(?P<name>(?:(?! [-–—] )[^:]){2,45}):\s+")
"""`Centers of Excellence: Data Lead`."""
_ABBREVIATED = re.compile(rf"{_NAME} \((?P<short>[A-Z]{{2,6}})\)")
_THRESHOLD = 2.4
_LONGER_FORM = 1.5
_PART_OF_COMPANY = re.compile(
    r"\b(?:team|teams|department|office|division|chapter|board|committee|platform|handbook|programme|program|fellowship|careers)$"
)
_LABELLED = 9.0
_CONNECTORS = frozenset("of and the for de du des la von der für y e".split())
_COMMON_PLACE = re.compile(
    r"(?:full|part)[- ]time.*|.*\b(?:certification|certificate|we|you|our|profile|overview|summary|description|act|law|regulations?|amendment)|[A-Z]{2,5} and [A-Z]{2,5}|remote.*|hybrid.*|[\d\W]+|job (?:ad|post|posting|description|opening)|vacancy.*|careers?|jobs?|home",
    re.IGNORECASE,
)
_HEAD = 8


def find(text: str, lines: list[Line], parts: list[Part], title: Line | None) -> Line | None:
    """The hiring company as printed, or None where the posting does not disclose it."""
    by_agency = any(_AGENCY_LABEL.match(line.text) for line in lines[: 2 * _HEAD])
    if by_agency and (labelled := next(_labelled(lines), None)):
        return labelled if _can_be_company(labelled.text, title) else None
    if by_agency or _AGENCY.search(text):
        return _named_client(text)
    full_names = _full_names(text)
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Line] = {}
    for weight, found in _evidence(text, lines, parts, title):
        name = found.part(4, len(found.text)) if found.text.startswith("The ") and weight < _LABELLED else found
        name = full_names.get(name.text, name)
        key = plain(name.text)
        if _can_be_company(name.text, title):
            weights[key] += weight if weight >= 2.0 or weights[key] < 4.0 else 0.3
            first.setdefault(key, name)
    weights = {key: weight for key, weight in weights.items() if not re.search(rf"{re.escape(first[key].text)},\s+{_STATE}", text)}
    domains = _domains(lines)
    score = {key: weight + _agreement(key, domains) for key, weight in weights.items()}
    best = min(score, key=lambda key: (-score[key], first[key].start), default=None)
    if best and score[best] >= _LABELLED:  # only its legal form may be missing
        return next(
            (first[key] for key in score if SUFFIX_ALONE.match(key.removeprefix(best).strip()) and key.startswith(best)), first[best]
        )
    return first[_fullest(best, score)] if best and score[best] >= _THRESHOLD else None


def _full_names(text: str) -> dict[str, Line]:
    """Names by their abbreviation, as in `Thurle Ledger Office (TLO)`."""
    names: dict[str, Line] = {}
    for match in _ABBREVIATED.finditer(text):
        words = match["name"].split()
        starts = [
            i for i, word in enumerate(words) if "".join(w[0] for w in words[i:] if w[0].isupper()) == match["short"] and word[0].isupper()
        ]
        if starts:
            begin = match.end("name") - len(" ".join(words[starts[0] :]))
            names.setdefault(match["short"], cut(text, begin, match.end("name")))
    return names


def _fullest(best: str, score: dict[str, float]) -> str:
    """Of a name and a longer form of it, the longer one: `Mekkala Bay` is the Mekkala Bay Hotel."""
    longer = [
        key
        for key in score
        if re.search(rf"\b{re.escape(best)}\b", key) and score[key] >= _LONGER_FORM and not _PART_OF_COMPANY.search(key)
    ]
    return max(longer, key=len, default=best)


def _named_client(text: str) -> Line | None:
    for match in _NAMED_CLIENT.finditer(text):
        group = "name" if match["name"] else "behalf"
        if plain(match[group]).split()[0] not in _NO_COMPANY:
            return cut(text, match.start(group), match.end(group))
    return None


def _labelled(lines: list[Line]) -> Iterator[Line]:
    for line in lines[: 2 * _HEAD]:
        if (label := _LABEL.match(line.text)) and label.end() < len(line.text):
            yield line.part(label.end(), len(line.text))


def _evidence(text: str, lines: list[Line], parts: list[Part], title: Line | None) -> Iterator[tuple[float, Line]]:
    yield from ((_LABELLED, name) for name in _labelled(lines))
    for part in parts:
        if part.title and (match := _ABOUT.match(part.title.text)) and plain(part.title.text) not in _COMMON_HEADINGS:
            yield 4.0, part.title.part(match.start("name"), match.end("name"))
    yield from _head_evidence(lines[:_HEAD], title)
    if title and (prefix := _TITLE_PREFIX.match(title.text)) and classify.title(title.text[prefix.end() :]) >= 1.8:
        name = title.part(0, prefix.end("name"))
        yield from [(2.4, name)] if _may_name_employer(name.text) and classify.department(name.text) < 1.0 else []
    for weight, pattern in _EVIDENCE:
        for match in pattern.finditer(text):
            yield weight, cut(text, match.start("name"), match.end("name"))


def _head_evidence(head: list[Line], title: Line | None) -> Iterator[tuple[float, Line]]:
    """Names beside, under or above the title: `X - Title`, `Title at X`, `X, City, ST`."""
    titles = [number for number, line in enumerate(head) if title and plain(line.text).startswith(plain(title.text)[:40])]
    titles += [number for number, line in enumerate(head) if title and line.start <= title.start < line.end]
    for number, line in enumerate(head):
        if (
            line.is_bullet
            or len(line.words) > 16
            or is_running_text(line)
            or line.text.endswith((".", "!", "?"))
            or re.match(r"[\w ]{3,25}:", line.text)
        ):
            continue
        if number in titles:
            yield from _beside_title(line, title)
        elif not heading_kind(line.text) and (name := _split_head(line)[:1]) and _may_name_employer(name[0].text):
            sure = classify.employer(name[0].text) >= 1.5
            below, above = number - 1 in titles, number + 1 in titles
            yield (3.0 if sure else 2.6 if below else 2.0) if below or above else (1.5 if sure else 0.5), name[0]


def _beside_title(line: Line, title: Line | None) -> Iterator[tuple[float, Line]]:
    """The other parts of the title's line; behind a comma only what is surely an organisation."""
    for part in _split_head(line):
        if title and part.start <= title.end and title.start <= part.end:
            continue
        comma = line.text[: part.start - line.start].rstrip().endswith((",", "("))
        if _may_name_employer(part.text) and (not comma or classify.employer(part.text) >= 1.5):
            yield 2.5 if comma else 3.0, part


def _may_name_employer(text: str) -> bool:
    small = [word for word in text.split() if word[0].islower() and word not in _CONNECTORS]
    if len(small) > 1 or text.rsplit(maxsplit=1)[-1] in small:
        return False  # a sentence
    return classify.title(text) < 1.8 and classify.place(text) < 2.0 and not re.search(r"[$£€]|\d{3}|^\W|\)$", text) and text[:1].isupper()


def _split_head(line: Line) -> list[Line]:
    parts, start = [], 0
    for match in [*re.finditer(r"\s*[|•·\t]\s*|\s+[–—-]\s+|\s+(?:at|@)\s+|,\s+(?!Inc|Ltd|LLC)|\s+\(", line.text), None]:
        end = match.start() if match else len(line.text)
        parts.append(line.part(start, end))
        start = match.end() if match else end
    return [part for part in parts if part.text]


def _can_be_company(name: str, title: Line | None) -> bool:
    words = plain(name).removeprefix("the ").split()
    if (
        not words
        or len(name) > 60
        or words[0] in _NO_COMPANY
        or (len(words) > 1 and words[0] in _IMPERATIVES)
        or len(name) < 2
        or name.isdigit()
    ):
        return False
    if (
        re.match(r"(?:ideal|successful|senior|junior|head|lead)\b", words[0])
        or _COMMON_PLACE.fullmatch(name)
        or (len(words) == 1 and words[0] in DISCIPLINES | DEPARTMENT_WORDS)
        or classify.title(name) >= 2.5
        or classify.place(name) >= 2.0
    ):
        return False
    return not (title and plain(name) == plain(title.text))


def _domains(lines: list[Line]) -> str:
    return " ".join(match.group().split("@")[1].lower().rsplit(".", 1)[0] for line in lines for match in EMAIL.finditer(line.text))


def _agreement(key: str, domains: str) -> float:
    squeezed = re.sub(r"\W", "", key)
    return 1.5 if len(squeezed) > 2 and squeezed in re.sub(r"[^\w]", "", domains) else 0.0
