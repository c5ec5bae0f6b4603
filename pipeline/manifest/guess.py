"""What an email itself tells where no manifest says it: whom it greets, who signs it, and so its direction.

Answers only where it is certain, else None. Does not cover: greetings in other languages than English, French, German and Spanish, and
names in scripts without capitals.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pipeline.manifest.letter import Letter
from pipeline.prompt import WORDS
from pipeline.schema import Direction, Length, Person, ResumeFacts

_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)|bonjour|ch[eè]re?|hallo|guten tag|sehr geehrte[rs]?|liebe[rs]?|"
    r"hola|estimad[oa])(?: there)?[ ,]+(?P<name>[^,:;!\n]+?)\s*(?:[,:;!]|\s[–—-]\s|[.–—-]?$)",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:(?:with |my )*(?:kind|best|warm|kindest|warmest|many|all|sincere|very|yours|most)?[ ]?"
    r"(?:regards|wishes|thanks|thank you|the best|best|sincerely|faithfully|truly|cheers|yours|respectfully|warmly|gratefully|appreciation)"
    r"(?: and (?:kind |best |warm )?(?:regards|wishes|thanks))?|yours (?:very )?(?:sincerely|faithfully|truly)|sincerely yours|"
    r"thank you for your (?:time|consideration)|cordialement|mit freundlichen gr[uü](?:ß|ss)en|viele gr[uü](?:ß|ss)e|saludos|atentamente)"
    r"\s*[,.!–—-]*",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*\.?$")
_PARTICLES: Final = frozenset("de da do dos das del della di la le van der den von zu zur af al bin ibn e y ten ter du and".split())
_NO_NAME: Final = frozenset(
    "hiring manager managers team teams sir madam all recruiter recruiters recruiting recruitment committee everyone colleague colleagues "
    "there selection panel department hr human resources talent acquisition people staff board office sirs whom candidate applicant "
    "folks both future employer director personnel".split()
)
_TITLES: Final = frozenset("mr mrs ms miss mx dr prof herr frau senor senora monsieur madame m mme".split())
_END: Final = 8
"""Lines at the end of an email in which a signature stands."""


def greeted(body: str) -> str | None:
    """The name in the greeting: `Efua Yankson` of `Dear Efua Yankson,`. None for `Dear hiring team`."""
    first = next(filter(None, map(str.strip, body.split("\n"))), "")
    found = _GREETING.match(first)
    return _name(found["name"]) if found else None


def signed(body: str) -> str | None:
    """The name under the email's last words (`Kind regards,`), or at the head of its last paragraph."""
    lines = [line.strip() for line in body.rstrip().split("\n") if not line.startswith(">")]
    said = [line for line in lines if line][-_END:]
    for number, line in reversed(list(enumerate(said[:-1]))):
        if _VALEDICTION.fullmatch(line):
            return _signature(said[number + 1])
    last = lines[max((n for n, line in enumerate(lines) if not line), default=len(lines)) + 1 :]
    return next(filter(None, (_signature(line) for line in last[:2] if not line.endswith(","))), None)


def _signature(line: str) -> str | None:
    """The name of a signature line, without what follows it: a title, an employer, a number."""
    return _name(re.split(r"\s*[,|–—(]|\s-\s|\t", line)[0])


def direction(letter: Letter, resume: ResumeFacts) -> Direction | None:
    """An application where the person of the resume signs or sends, an outreach where that person is greeted or receives it."""
    name = resume.name.value if resume.name else None
    address = resume.email.value.casefold() if resume.email else None
    sender, recipient = letter.sender or Person(), letter.recipient or Person()
    writes = any(_same(name, other) for other in (sender.name, signed(letter.email.body))) or _at(sender, address)
    receives = any(_same(name, other) for other in (recipient.name, greeted(letter.email.body))) or _at(recipient, address)
    if writes == receives:
        return None
    return Direction.APPLICATION if writes else Direction.OUTREACH


def length(body: str, to: Direction) -> Length:
    """Short where the body has fewer words than a standard one should."""
    return Length.SHORT if len(body.split()) < WORDS[to, Length.STANDARD][0] else Length.STANDARD


def _name(text: str) -> str | None:
    """The text as a name: up to five capitalised words, none of them a role."""
    words = text.strip(" .,!-–—").split()
    if not words or len(words) > 5 or _NO_NAME & {word.casefold().strip(".,") for word in words}:
        return None
    if not all(_NAME_WORD.match(word) and (word[0].isupper() or word in _PARTICLES) for word in words):
        return None
    return " ".join(words) if words[0] not in _PARTICLES or len(words) > 1 else None


def _same(full: str | None, other: str | None) -> bool:
    """Whether a name may be short for the full one: all its words are in it, titles left out. Two people may share one word."""
    mine, theirs = _words(full), _words(other) - _TITLES
    return bool(theirs) and theirs <= mine


def _words(name: str | None) -> set[str]:
    """The words of a name without accents and case."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c))
    return {word for word in re.split(r"[^\w]+", plain.casefold()) if word}


def _at(person: Person, address: str | None) -> bool:
    return person.address is not None and person.address.casefold() == address
