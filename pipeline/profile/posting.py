"""Cuts a posting into its sections by the headings: duties, requirements, nice to have, the employer, the rest.

Covers headings on their own line (with or without `#`, `:` or capitals), `Requirements: text` on one line, YAML front matter, and the
commonest French, German and Spanish headings. What stands before the first heading is the lead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.profile import classify
from pipeline.profile.lines import Line, split_lines
from pipeline.profile.vocabulary import plain

_HEADINGS: dict[str, str] = {
    "nice": r"""(?:nice[- ]to[- ]haves?|bonus(?: points| skills)?|preferred|desirables?|desired|(?:it's |even )?better if|good to have|pluses|extra credit|advantageous|would be (?:a )?(?:plus|bonus|nice)|not required|
        great if|we'd love|we would love|even better|brownie points|ideally|would also|also welcome|welcome but|a plus|optional|additional (?:skills|qualifications)|
        atouts?|souhaite|wunschenswert|von vorteil|deseable|valorable)""",
    "benefits": r"""(?:benefits?|perks|what we offer|what we can offer|we offer|our offer|what you(?:'ll| will)? (?:get|receive)|what's in it for you|what is in it for you|in return|compensation|the package|salary|pay|remuneration|why you'll love|
        rewards?|avantages|nous offrons|ce que nous offrons|wir bieten|was wir bieten|das bieten wir|ofrecemos|que ofrecemos|beneficios|what(?:'s| is) on offer|our package)""",
    "apply": r"""(?:how to apply|apply(?: now)?|application(?: process| instructions)?|to apply|applying|hiring process|interview process|recruitment process|what to expect|next steps|contacts?|preparing to apply|
        sold|not sold|interested|closing date|questions|enquiries|your application|for each (?:job|position)|postuler|bewerbung|so bewerben sie sich|como (?:aplicar|postular)|process)""",
    "legal": r"""(?:equal opportunit|eeo|diversity|inclusion|privacy|disclaimer|accommodations?|equal employment|background check|our commitment|legal|physical (?:demands|requirements)|work(?:ing)? environment|working conditions|(?:[\w-]+ ){1,3}statement|note|
        travel(?: requirements?)?|work schedule|security clearance|supervisory status|appointment type)""",
    "must": r"""(?:requirements?|(?:minimum|basic|required|key|essential|core|technical|professional|candidate|job|your|the) (?:requirements?|qualifications?|skills?|criteria|experience|competencies|profile)|qualifications?|
        what you(?:'ll| will)? (?:bring|need|have)|what we(?:'re| are) looking for|what we (?:look for|need|want|require|ask|expect)|who (?:you are|we(?:'re| are) looking for)|you(?:'ll)? (?:have|bring|are|should have|will have|need|must have)|must[- ]haves?|
        essentials?|skills|your (?:profile|background|skills)|about you|(?:the |our )?(?:ideal |successful |right )?(?:candidate|applicant|person)(?: will| should| must)?(?: have| be| bring| possess)?|required|we(?:'re| are) looking for|person specification|knowledge|experience|education|competencies|
        we (?:ask|need|require|expect|want|look for)|looking for|you might be|to succeed|to be successful|your experience|success in this role requires|what makes you|you'd be a (?:great|good) fit|this role may be perfect|who should apply|specialized experience|
        profil|votre profil|profil recherche|competences|ihr profil|dein profil|anforderungen|das bringst du mit|das bringen sie mit|qualifikationen|requisitos|perfil|que buscamos|licenses?|certifications?|what it takes)""",
    "duties": r"""(?:(?:key |main |core |primary |your |job |the |essential )?(?:responsibilit(?:y|ies)|duties|tasks|functions|accountabilities)|what you(?:'ll| will| would)? (?:do|be doing|be working on|work on|own|be responsible)|what the (?:role|job|work) involves|
        here(?:'s| is) what you|in this role|the role involves|you(?:'ll| will)|your (?:role|job|mission|day|work|impact|tasks)|day[- ]to[- ]day|a day in|key objectives?|objective|objectives|how you|the work|essential functions|job duties|what you can expect to do|
        as (?:a|an|our) |your first|responsible for|role and responsibilities|scope|deliverables|
        missions?|vos missions|responsabilites|aufgaben|ihre aufgaben|deine aufgaben|das erwartet (?:sie|dich)|funciones|responsabilidades|tareas)""",
    "role": r"""(?:about the (?:role|job|position|opportunity|work)|(?:role|job|position|opportunity) (?:summary|overview|description|purpose|profile)|the (?:role|opportunity|position|job)|overview|summary|job description|description|purpose|basic information|job details|details|why this role|
        le poste|description du poste|die stelle|stellenbeschreibung|el puesto|descripcion)""",
    "pitch": r"""(?:about|who we are|our (?:company|story|mission|values|culture|team|product|organisation|organization|school|hospital|practice)|company (?:overview|description|profile)|why (?:join |work )?|the (?:company|team|organisation|organization|school|practice|employer|client)|join|
        what we do|meet|life at|working at|welcome|background|a propos|qui sommes|l'entreprise|uber uns|wir sind|das unternehmen|sobre|quienes somos|la empresa|mission|company)""",
}  # fmt: skip
_COMPILED = [(kind, re.compile(re.sub(r"\s*\n\s*", "", pattern) + r"(?!\w)")) for kind, pattern in _HEADINGS.items()]
_INLINE = re.compile(r"([^:\t\n]{4,45})(?::\s+|\t+)(?=\S)")
_INLINE_KINDS = frozenset(("must", "nice", "duties", "benefits"))
_LONGEST_HEADING = 9
_LONG = re.compile(r"(?:essential|desirable|required|preferred|minimum) (?:skills|criteria|experience|qualifications|requirements)\b")
"""Of a heading that begins so and ends with a colon, the rest is an aside: `Desirable skills (used where two candidates are level):`."""
_OPEN = frozenset(("about", "why", "join", "meet", "sobre", "welcome"))
"""Words that a name follows in a heading."""
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass
class Part:
    """Lines of a posting under one heading; `kind` is "lead" before the first."""

    kind: str
    title: Line | None
    lines: list[Line] = field(default_factory=list)


def front_matter(text: str) -> tuple[list[Line], int]:
    """The `key: value` lines of a YAML front matter without its comments, and where the posting proper begins."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return [], 0
    kept = [line for line in split_lines(text[: match.end(1)]) if line.mark != "#" and re.match(r"[\w -]+:", line.text)]
    return kept, match.end()


def body_lines(text: str, start: int) -> list[Line]:
    """The lines of a posting after its front matter."""
    return [Line(line.text, line.start + start, line.end + start, line.mark, line.blank_before) for line in split_lines(text[start:])]


def heading_kind(text: str) -> str | None:
    """The kind of section that a short text announces, or None."""
    name = plain(text)
    name = re.sub(r"^(?:the |your |our )?(?=(?:key |main )?(?:responsibilit|duties|requirements))", "", name)
    if _LONG.match(name) and text.rstrip().endswith(":"):
        name = " ".join(name.split()[:2])
    if not name or len(name.split()) > _LONGEST_HEADING:
        return None
    for kind, pattern in _COMPILED:
        match = pattern.match(name)
        if (match and not _goes_on(match.group(), name[match.end() :])) or (kind == "nice" and pattern.search(name)):
            return kind
    words = name.split()
    last = next((kind for kind, pattern in _COMPILED if kind in ("must", "duties", "benefits") and pattern.fullmatch(words[-1])), None)
    return last if len(words) <= 5 else None


def _goes_on(announced: str, rest: str) -> bool:
    """`Experience with Java` is an item and `Benefits Manager` a title; `Experience and skills` is a heading."""
    return (
        " " not in announced
        and announced not in _OPEN
        and bool(rest.strip())
        and not re.match(r"\s*(?:and|&|/|for|at|we|you|to|required|needed|\d|#)(?: |\d|$)", rest)
    )


def is_running_text(line: Line) -> bool:
    """Whether a line looks like a piece of a paragraph: most of its words are small."""
    words = [word for word in line.words if len(word) > 2 and word[0].isalpha()]
    return len(line.words) > 7 and sum(word[0].islower() for word in words) > 0.5 * len(words)


def split(lines: list[Line]) -> list[Part]:
    """The parts of a posting, in order."""
    parts = [Part("lead", None)]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        kind = None if _is_broken_off(parts[-1], line) else _heading(line, following)
        if kind:
            parts.append(Part(kind, line))
        elif inline := _inline(line):
            parts.append(Part(inline[0], line.part(0, inline[1]), [line.part(inline[1], len(line.text))]))
        elif _ends_list(parts[-1], line):
            parts.append(Part("role", None, [line]))
        else:
            parts[-1].lines.append(line)
    return parts


def _is_broken_off(part: Part, line: Line) -> bool:
    """Whether a line in small letters goes on with the item above: `- Two years in collections care or`, `comparable experience`."""
    above = part.lines[-1] if part.lines else None
    if above is None or line.blank_before or line.text.endswith(":") or above.text.endswith((".", ":", ";", "!")):
        return False
    return line.text[:1].islower()


def _heading(line: Line, following: Line | None) -> str | None:
    """The kind a line announces if it is printed as a heading."""
    text = line.text
    if (
        line.is_bullet
        or (len(text) > 75 and not _LONG.match(plain(text)))
        or "\t" in text
        or (text.endswith((".", ",", ";", "!")) and line.mark != "#")
    ):
        return None
    if text.endswith(")") and "(" not in text:
        return None  # the end of a title that was broken: `Engineer (5 Years of`, `Experience)`
    kind = heading_kind(text)
    if kind and classify.title(text) >= 1.8 and not text.endswith(":"):
        kind = None  # `Process Engineer`
    if line.mark == "#":
        return kind or "role"
    printed = text.endswith((":", "?")) or _is_title(text) or (following is not None and following.is_bullet and len(line.words) <= 6)
    return kind if kind and printed else None


def _is_title(text: str) -> bool:
    """Capitalised throughout, or a bare few words with a capital: no sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text) if len(word) > 3]
    if re.search(r"\d|[:;]\s", text) or not text[:1].isupper():
        return False
    return all(word[0].isupper() for word in words) or (len(text.split()) <= 6 and "," not in text)


def _inline(line: Line) -> tuple[str, int] | None:
    """`Requirements: 4+ years of Python; ...`: the kind, and where the text begins."""
    match = _INLINE.match(line.text)
    if not match or line.is_bullet or len(match.group(1).split()) > 4:
        return None
    kind = heading_kind(match.group(1))
    return (kind, match.end()) if kind in _INLINE_KINDS and len(line.words) > (2 if kind in ("must", "nice") else 6) else None


def _ends_list(part: Part, line: Line) -> bool:
    """A paragraph after white space that follows a list is no longer part of the list."""
    listed = part.kind in ("must", "nice", "duties") and part.lines and all(other.is_bullet for other in part.lines[-2:])
    return bool(listed) and not line.is_bullet and line.blank_before and len(line.words) > 6
