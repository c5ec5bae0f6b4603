"""False sentences added where they fit, and names that give way to a gap in a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline import tenure
from pipeline.corrupt import invented, sentences
from pipeline.corrupt.draft import article, plain
from pipeline.corrupt.records import Edit, marked
from pipeline.corrupt.wording import lacking
from pipeline.schema import Kind

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from pipeline.corrupt.draft import Draft, Sentence

_POINTS_BACK = re.compile(
    r"(?:It|This|That|These|Those|They|There|He|She|Both|Each|Such|One|Two|The (?:same|first|second|other|rest)|So|But|And|Also|Then|Of|Nor|What|Earlier|Before|In between|Since then|Nine|In (?:one|two|three|four|five|six|seven|eight|nine|ten)\b|I also)\b|^(?:\S+ ){1,6}(?:there|it|them|these|those|then)\b"
)
_AT_END = 0.7
"""The share of sentences that are added at the end of a paragraph, where most fit."""
_UNPAID = re.compile(r"volunt|unpaid|intern|student|placement|trainee|apprentice|work experience", re.IGNORECASE)
_GUARDS = (
    ("quality group", r"quality|found"), ("overseas branch", r"overseas|branch|abroad"), ("reorganisation", r"reorgani|restructur"),
    ("from scratch", r"built (?:a|the|up) team|recruited"), ("left school", r"left school"), ("in this field", r"since (?:19|20)\d\d"),
)  # fmt: skip
"""Words of a template with what a resume must not say for it to be false."""
_GAPS = (
    "[Your Name]",
    "[Hiring Manager]",
    "[Company Name]",
    "[Name]",
    "[Recipient Name]",
    "<company>",
    "XXX",
    "[COMPANY]",
    "{{first_name}}",
)


def added(draft: Draft, rng: random.Random, kind: Kind) -> Iterator[Edit]:
    """One false sentence of a kind, at a place where it fits; none where no slot can be filled falsely."""
    templates = (sentences.APPLICATION if draft.application else sentences.OUTREACH)[kind].strip().split("\n")
    rng.shuffle(templates)
    slots = _Slots(draft, rng)
    for template in templates:
        place = _place(draft, rng, kind)
        if place and (text := slots.fill(template)):
            new, (start, end) = marked(text)
            yield Edit("body", place.end, place.end, " " + new, kind, (start + 1, end + 1))
            return


def _place(draft: Draft, rng: random.Random, kind: Kind) -> Sentence | None:
    """A sentence behind which another may stand: of the right side, not the closing ask, nothing after it that points back to it."""
    last = len(draft.paragraphs) - 1
    employers = kind is Kind.EMPLOYER_SIDE
    side = [one for one in draft.sentences if one not in draft.about_candidate] if employers else draft.about_candidate
    fitting = [one for one in side if (one.paragraph < last or last == 0) and not _is_followed(draft, one) and not one.text.endswith("?")]
    ends = [one for one in fitting if _is_last(draft, one)]
    if ends and rng.random() < _AT_END:
        return rng.choice(ends)
    others = [
        one for one in draft.sentences if one.paragraph < max(last, 1) and not _is_followed(draft, one) and not one.text.endswith("?")
    ]
    return rng.choice(fitting or others) if fitting or others else None


def _is_last(draft: Draft, sentence: Sentence) -> bool:
    return sentence.end == draft.paragraphs[sentence.paragraph][1]


def _is_followed(draft: Draft, sentence: Sentence) -> bool:
    """Whether the next sentence of the paragraph points back."""
    number = draft.sentences.index(sentence) + 1
    after = draft.sentences[number] if number < len(draft.sentences) else None
    return after is not None and after.paragraph == sentence.paragraph and bool(_POINTS_BACK.match(after.text))


class _Slots:
    """What the slots of a template may be filled with so that it is false."""

    def __init__(self, draft: Draft, rng: random.Random) -> None:
        self.draft, self.rng = draft, rng
        self.fillers: dict[str, Callable[[], str | None]] = {
            "years": self._years, "number": self._number, "people": self._number, "company": self._company, "employer": self._employer,
            "title": self._title, "certificate": self._certificate, "degree": self._degree, "school": self._school, "award": self._award,
            "skill": self._skill, "held": self._held, "language": self._language, "city": self._city, "person": self._person,
            "perk": self._perk, "achievement": self._achievement, "phone": self._phone, "mail": self._mail, "site": self._site,
            "year": self._year,
        }  # fmt: skip

    def fill(self, template: str) -> str | None:
        """The sentence, or None where a slot has no false filling or the resume may say the like."""
        if any(words in template and re.search(guard, self.draft.resume_text) for words, guard in _GUARDS):
            return None
        if "paid position" in template and not self._is_paid():
            return None
        values: dict[str, str] = {}
        for name in dict.fromkeys(re.findall(r"(?<!\{)\{(\w+)\}", template)):
            value = self.fillers[name]()
            if value is None:
                return None
            values[name] = value
        if template.startswith(("My «{degree}", "Your «{degree}")):
            values["degree"] = values["degree"].partition(" ")[2]
        text = template.format_map(values)
        return text[0].upper() + text[1:]

    def _is_paid(self) -> bool:
        titles = [position.title.value for position in self.draft.facts.positions if position.title and position.start]
        return len(titles) > 1 and not any(_UNPAID.search(title) for title in titles)

    def _of(self, names: list[str]) -> str | None:
        free = [name for name in names if not self.draft.says(name)]
        return self.rng.choice(free) if free else None

    def _years(self) -> str | None:
        total = tenure.tenure(self.draft.facts.positions, self.draft.request.date)
        if not total:
            return None
        studied = [s for s in self.draft.facts.education if s.start and s.end]
        years = [int(study.end[:4]) - int(study.start[:4]) for study in studied if study.start and study.end and study.end[0].isdigit()]
        more = max([total.most // 12, *years]) + self.rng.randint(2, 7)
        return str(more) if not self.draft.resume_says(f"{more} years") and not self.draft.says(f"over {more - 1} years") else None

    def _number(self) -> str | None:
        free = [n for n in range(12, 96) if not re.search(rf"(?<![\d.,]){n}(?!\d)", self.draft.known)]
        return str(self.rng.choice(free)) if free else None

    def _company(self) -> str | None:
        hiring = self.draft.job.company
        if hiring and self.rng.random() < 0.15 and not self.draft.resume_says(hiring.value):
            return hiring.value
        return self._of(invented.COMPANIES)

    def _employer(self) -> str | None:
        names = [re.split(r"[,(;]", name)[0].strip() for name in self.draft.employers]
        names = [name for name in names if 2 < len(name) < 45]
        return self.rng.choice(names) if names else None

    def _title(self) -> str | None:
        held = [position.title.value for position in self.draft.facts.positions if position.title]
        base = re.split(r"[,(;–]", self.rng.choice(held))[0].strip() if held else "Project Manager"
        word = self.rng.choice(
            ["Head of Operations", "Regional Director", "Deputy Director", "Managing Director", f"Chief {base}", f"Principal {base}"]
        )
        high = word.rsplit(" ", 1)[0]
        return word if not self.draft.says(word) and not self.draft.resume_says(high) else None

    def _certificate(self) -> str | None:
        free = [name for name in invented.CERTIFICATES if not self.draft.says(name.rsplit(" ", 1)[0])]
        name = self.rng.choice(free)
        return name if name.endswith("status") else f"{article(name)} {name}"

    def _degree(self) -> str | None:
        free = [
            name for name in invented.DEGREES if not self.draft.resume_says(name) and not self.draft.resume_says(name.split(" in ")[-1])
        ]
        name = self.rng.choice(free) if free else None
        return f"{article(name)} {name}" if name else None

    def _school(self) -> str | None:
        return self._of(invented.INSTITUTIONS)

    def _award(self) -> str | None:
        return self.rng.choice(invented.AWARDS) if not re.search(r"award|prize|employee of", self.draft.resume_text) else None

    def _skill(self) -> str | None:
        wanted = [name for name in lacking(self.draft) if not self.draft.resume_says(name)]
        return self.rng.choice(wanted) if wanted else None

    def _held(self) -> str | None:
        names = [re.split(r"[,(]", fact.value)[0].strip() for fact in self.draft.facts.skills]
        known = [
            name for name in names if name[:1].isupper() and 2 < len(name) < 30 and " with " not in name
        ]  # `Patient with elderly people`
        return _in_sentence(self.rng.choice(known)) if known else None

    def _language(self) -> str | None:
        names = [re.split(r"[(,:–-]", fact.value)[0].strip() for fact in self.draft.facts.languages]
        spoken = [name for name in names if re.fullmatch(r"[A-Z]\w{3,}", name) and name != "English"]
        return self.rng.choice(spoken) if spoken else None

    def _city(self) -> str | None:
        return self._of(invented.CITIES)

    def _person(self) -> str | None:
        first, last = self._of(invented.FIRST_NAMES), self._of(invented.LAST_NAMES)
        return f"{first} {last}" if first and last else None

    def _perk(self) -> str | None:
        return self._unspoken(invented.PERKS, invented.PERK_WORDS)

    def _achievement(self) -> str | None:
        return self._unspoken(invented.ACHIEVEMENTS, invented.ACHIEVEMENT_WORDS)

    def _unspoken(self, names: list[str], words: list[str]) -> str | None:
        """A thing of which the posting does not speak at all."""
        free = [name for name, word in zip(names, words, strict=True) if not re.search(word, self.draft.job_text)]
        return self.rng.choice(free) if free else None

    def _phone(self) -> str:
        tail = f"{self.rng.randint(100, 999)} {self.rng.randint(1000, 9999)}"
        return self.rng.choice(
            [f"0{self.rng.randint(20, 99)} {tail}", f"+44 20 {tail}", f"(212) {tail.replace(' ', '-')}", f"+1 415 {tail}"]
        )

    def _mail(self) -> str:
        name = plain(self.draft.request.sender.name or "hello").split()
        return f"{re.sub(r'[^a-z]', '', name[-1])}{self.rng.randint(1, 99)}@{self.rng.choice(['gmail.com', 'outlook.com', 'mailbox.org'])}"

    def _site(self) -> str:
        name = re.sub(r"[^a-z]", "", plain(self.draft.request.sender.name or "hello"))
        return f"{name}{self.rng.randint(1, 99)}.{self.rng.choice(['com', 'net', 'org'])}"

    def _year(self) -> str | None:
        last = self.draft.request.date.year - 2
        free = [year for year in range(last - 14, last) if str(year) not in self.draft.known]
        return str(self.rng.choice(free)) if free else None


def _in_sentence(name: str) -> str:
    """`Court reports` within a sentence is `court reports`; `Power BI` and `Minitab` stay."""
    head, _, rest = name.partition(" ")
    return name[0].lower() + name[1:] if rest and rest == rest.lower() and head[1:] == head[1:].lower() else name


def gaps(draft: Draft, rng: random.Random) -> Iterator[Edit]:
    """A name exchanged for the gap of a form."""
    request, company = draft.request, draft.job.company
    first = (request.recipient.name or "").split()[:1]
    for name in (request.sender.name, company.value if company else None, *first):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", draft.email.body) if name and len(name) > 2 else ():
            new = "[Your Name]" if name == request.sender.name else rng.choice(_GAPS[1:])
            yield Edit("body", *match.span(), new, Kind.PLACEHOLDER, (0, len(new)), match.group())
