"""Cuts a resume into its sections by the headings, in English, French, German and Spanish.

Covers headings on their own line in any capitalisation, wrapped capitals (`RESEARCH / EXPERIENCE`), `Heading: text` and
`HEADING text` on one line, and headings nobody foresaw when they are printed like the known ones. Does not cover headings in
other languages: then everything stays in the header and the caller warns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.profile.lines import Line, parse
from pipeline.profile.vocabulary import plain

_HEADINGS = {
    "experience": """
        experience|work experience|professional experience|employment|employment history|employment experience|work history|job history|career history|career|
        professional background|relevant experience|relevant work experience|related experience|industry experience|clinical experience|nursing experience|teaching experience|
        other work experience|additional work experience|other experience|additional experience|other employment|previous experience|earlier experience|prior experience|
        further experience|selected experience|internships|internship experience|internship|work|positions held|positions|appointments|academic appointments|
        professional appointments|professional history|military experience|military service|work and experience|jobs|career summary and experience|experience & internships|
        experience and internships|my experience|freelance experience|consulting experience|management experience|technical experience|engineering experience|recent experience|
        experience highlights|current position|current role|previous roles|previous positions|earlier career|employment record|practice experience|legal experience|sales experience|
        experience professionnelle|experiences professionnelles|parcours professionnel|experiences|emplois|stages|
        berufserfahrung|beruflicher werdegang|berufliche erfahrung|berufspraxis|praktische erfahrung|praktika|arbeitserfahrung|berufliche stationen|werdegang|
        experiencia|experiencia profesional|experiencia laboral|trayectoria profesional|historial laboral|esperienza professionale|esperienze lavorative|experiencia profissional|werkervaring
    """,
    "education": """
        education|academic background|academic history|academic qualifications|educational background|education and training|education & training|studies|academic record|schooling|
        education and qualifications|qualifications|education & qualifications|academic education|degrees|education history|training and education|education and certifications|
        education & certifications|education and certification|education and licensure|academics|
        formation|formations|etudes|diplomes|parcours academique|formation academique|scolarite|ausbildung|bildung|studium|bildungsweg|akademische ausbildung|schulbildung|ausbildung und studium|
        educacion|formacion|formacion academica|estudios|estudios academicos|istruzione|istruzione e formazione|formazione|formacao|educacao|opleiding|opleidingen
    """,
    "skills": """
        skills|technical skills|key skills|core skills|core competencies|competencies|skills & tools|skills and tools|tools|tools and technologies|technologies|technology|technical proficiencies|
        technical proficiency|proficiencies|expertise|areas of expertise|professional skills|skills summary|skill set|skillset|skills & expertise|skills and expertise|skills & competencies|
        skills and competencies|skills & technologies|skills and technologies|computer skills|it skills|software skills|software|hard skills|soft skills|clinical skills|tech stack|technical expertise|
        technical knowledge|technical summary|key competencies|core qualifications|programming skills|programming languages|programming|technical competencies|relevant skills|specialties|specialities|
        strengths|key strengths|capabilities|skills & abilities|skills and abilities|abilities|other skills|additional skills|languages and technologies|languages & technologies|toolbox|
        technical skills and tools|skills highlights|core strengths|areas of knowledge|digital skills|teaching skills|
        competences|competences techniques|competences cles|savoir-faire|outils|logiciels|informatique|aptitudes|
        kenntnisse|fahigkeiten|kompetenzen|edv-kenntnisse|it-kenntnisse|fachkenntnisse|kenntnisse und fahigkeiten|fahigkeiten und kenntnisse|edv kenntnisse|it kenntnisse|
        habilidades|competencias|conocimientos|habilidades tecnicas|conocimientos informaticos|conocimientos tecnicos|competenze|vaardigheden
    """,
    "languages": """
        languages|language skills|spoken languages|language|languages spoken|foreign languages|language proficiency|language proficiencies|human languages|linguistic skills|
        langues|langues parlees|langue|sprachen|sprachkenntnisse|fremdsprachen|idiomas|lenguas|lingue|linguas|talen|talenkennis
    """,
    "certifications": """
        certifications|certification|certificates|licenses|licences|licensure|licenses & certifications|licenses and certifications|licences and certifications|licences & certifications|
        certifications and licenses|certifications & licenses|certifications and licences|professional certifications|professional certificates|credentials|accreditations|registrations|
        registration|registrations and certifications|licenses and registrations|courses and certifications|certifications and training|certifications & training|certificates and licences|
        certificates and licenses|licensure and certifications|licensure & certifications|registrations and certificates|certifications and courses|courses & certifications|training & certifications|
        training and certifications|professional qualifications|professional registration|tickets and licences|licences|licences and tickets|
        certificats|zertifikate|zertifizierungen|weiterbildung|weiterbildungen|certificaciones|certificados|cursos y certificaciones|certificazioni|habilitations|permis
    """,
    "summary": """
        summary|professional summary|profile|professional profile|about|about me|objective|career objective|overview|executive summary|career summary|personal statement|personal profile|
        summary of qualifications|introduction|bio|biography|who i am|highlights|career profile|career highlights|professional objective|statement|profile summary|
        profil|resume|a propos|profil professionnel|objectif|kurzprofil|uber mich|zusammenfassung|perfil|perfil profesional|resumen|objetivo|sobre mi|profilo|personlichesprofil|personliches profil
    """,
    "references": "references|referees|reference|professional references|referenzen|references disponibles|referencias|referenze",
    "contact": """
        contact|contact information|contact details|contact info|contact me|personal details|personal information|personal data|links|profiles|social|social links|online|find me online|social media|
        informations de contact|coordonnees|contact et liens|informations personnelles|kontakt|personliche daten|kontaktdaten|contacto|datos personales|datos de contacto|contatti|details|online profiles|web
    """,
    "other": """
        projects|personal projects|selected projects|key projects|side projects|academic projects|project experience|projects experience|open source|open-source|open source projects|open source contributions|
        volunteering|volunteer experience|volunteer work|volunteering experience|community service|community involvement|community|leadership|leadership experience|leadership and activities|
        leadership & activities|extracurricular activities|extracurriculars|extra-curricular activities|activities|activities and interests|research|research experience|research interests|research projects|publications|
        selected publications|patents|awards|honors|honours|honors and awards|honors & awards|honours and awards|awards and honors|awards & honors|awards and honours|awards & scholarships|awards and scholarships|scholarships|
        selected honors|achievements|key achievements|accomplishments|interests|hobbies|hobbies and interests|interests and hobbies|hobbies & interests|interests & hobbies|personal interests|outside work|outside of work|
        invited talks|talks|presentations|conferences|conference presentations|speaking|memberships|professional memberships|affiliations|professional affiliations|professional affiliations & activities|
        professional affiliations and activities|campus activities|professional development|continuing professional development|cpd|training|courses|coursework|relevant coursework|additional information|
        further information|other information|other|miscellaneous|additional|additional experience and awards|teaching|grants|fellowships|service|exhibitions|performances|media|press|portfolio|declaration|availability|
        work authorization|work authorisation|driving licence|test scores|key coursework|selected works|boards|voluntary work|voluntary experience|in my spare time|grants and awards|selected talks|mentoring|
        projets|projets personnels|benevolat|centres d'interet|loisirs|divers|publikationen|projekte|ehrenamt|ehrenamtliches engagement|engagement|interessen|hobbys|auszeichnungen|sonstiges|
        proyectos|voluntariado|publicaciones|intereses|premios|aficiones|otros|otros datos|progetti|interessi|projetos|realisations|distinctions
    """,
}
KNOWN = {name.strip(): kind for kind, names in _HEADINGS.items() for name in names.split("|") if name.strip()}
_KEYWORDS = {  # the last of these words in an unforeseen heading decides its kind
    "experience": "experience", "employment": "experience", "internships": "experience", "education": "education", "skills": "skills", "technologies": "skills",
    "competencies": "skills", "certifications": "certifications", "certificates": "certifications", "licenses": "certifications", "licences": "certifications",
    "languages": "languages", "projects": "other", "publications": "other", "awards": "other", "honors": "other", "honours": "other", "volunteering": "other",
    "activities": "other", "affiliations": "other", "memberships": "other", "interests": "other", "talks": "other", "scholarships": "other",
    "achievements": "other", "presentations": "other", "patents": "other", "hobbies": "other", "references": "references",
}  # fmt: skip
_NOT_JOBS = frozenset(
    "research volunteer volunteering voluntary leadership project projects community extracurricular activities awards honors honours".split()
)
_HEADING_WORDS = 6
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass
class Section:
    """Lines under one heading. `kind` is one of the keys above, "header" for what stands before the first heading."""

    kind: str
    title: str
    lines: list[Line] = field(default_factory=list)


def heading_kind(text: str) -> str | None:
    """The kind of section a text announces, or None when it is no known heading."""
    name = plain(_unspaced(text))
    if not name or len(name.split()) > _HEADING_WORDS:
        return None
    return (
        KNOWN.get(name)
        or KNOWN.get(name.removeprefix("my ").removeprefix("selected ").removeprefix("relevant "))
        or _keyword_kind(name, text)
    )


def _unspaced(text: str) -> str:
    """`S K I L L S` as SKILLS."""
    if re.fullmatch(r"\S(?: \S){3,}(?:  +\S(?: \S)*)*", text.strip()):
        return re.sub(r"(?<=\S) (?=\S)", "", text)
    return text


def _keyword_kind(name: str, text: str) -> str | None:
    """Headings put together from known words, e.g. `Hospitality Experience` or `Certifications & Courses`."""
    words = name.replace("&", " ").replace("/", " ").split()
    kinds = [_KEYWORDS[word] for word in words if word in _KEYWORDS]
    if not kinds or len(words) > _HEADING_WORDS - 1 or not _printed_as_title(text):
        return None
    if kinds[-1] == "experience" and _NOT_JOBS.intersection(words):
        return "other"
    if words[-1] not in _KEYWORDS and not is_capitals(text):
        return None
    return kinds[0] if len(set(kinds)) == 1 or kinds[0] != "experience" else "other"


def _printed_as_title(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return not re.search(r"\d", text) and text.count(",") == 0 and bool(words) and all(word[0].isupper() for word in words)


def is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


@dataclass(frozen=True)
class Printing:
    """How a resume prints its headings, seen from the known ones."""

    capitals: bool
    spaced: bool
    """White space stands above them."""

    @classmethod
    def of(cls, lines: list[Line]) -> Printing:
        """Measured on a document's lines."""
        known = [line for line in lines if plain(line.text) in KNOWN and not line.is_bullet]
        if len(known) < 2:
            return cls(capitals=False, spaced=False)
        return cls(
            sum(is_capitals(line.text) for line in known) > 0.7 * len(known), sum(line.blank_before for line in known) > 0.7 * len(known)
        )


@dataclass(frozen=True)
class Heading:
    """A heading: how many lines it takes, and what follows it on them."""

    kind: str
    title: str
    taken: int = 1
    rest: tuple[Line, ...] = ()


def split(text: str, lines: list[Line]) -> list[Section]:
    """Sections in order; the first is the header, possibly empty."""
    printing = Printing.of(lines)
    sections = [Section("header", "")]
    index = 0
    while index < len(lines):
        heading = _heading(text, lines[index : index + 4], sections[-1], printing)
        if heading:
            sections.append(Section(heading.kind, heading.title, list(heading.rest)))
        else:
            sections[-1].lines.append(lines[index])
        index += heading.taken if heading else 1
    return sections


def _heading(text: str, window: list[Line], section: Section, printing: Printing) -> Heading | None:
    """The heading at the first of the lines, if there is one."""
    line = window[0]
    if margin := _margin(text, window):
        return margin
    if not line.is_bullet or line.mark in "■●▪◆❖":
        kind = _on_its_own(line, section) or _unforeseen(window, section, printing)
        if kind:
            return Heading(kind, line.text)
    return None if line.is_bullet else _labelled(line, section) or _capitals_before_text(line)


def _margin(text: str, window: list[Line]) -> Heading | None:
    """Capitals in a margin of their own, often over several lines: `RESEARCH<tab>Institute` / `EXPERIENCE`."""
    cells = [re.match(r"[^\t]*", line.text) for line in window]
    titles = [cell.group().strip() if cell else "" for cell in cells]
    for taken in (3, 2, 1):
        group = window[:taken]
        if (
            len(group) < taken
            or any(not is_capitals(title) or len(title.split()) > 3 for title in titles[:taken])
            or any(line.is_bullet for line in group)
        ):
            continue
        title = " ".join(titles[:taken])
        kind = heading_kind(title)
        margin = any("\t" in line.text for line in group)
        if kind and (margin or (taken > 1 and not all(heading_kind(one) for one in titles[:taken]))):
            rest = [
                parse(text, line.start + len(cell), line.end)
                for line, cell in zip(group, _first_cells(group), strict=True)
                if "\t" in line.text
            ]
            return Heading(kind, title, taken, tuple(rest))
    return None


def _first_cells(group: list[Line]) -> list[str]:
    return [line.text.split("\t", 1)[0] + "\t" for line in group]


_SKILL_GROUPS = frozenset(
    (
        "tools",
        "software",
        "technologies",
        "programming languages",
        "soft skills",
        "programming",
        "other",
        "other skills",
        "technical",
        "details",
    )
)


def _on_its_own(line: Line, section: Section) -> str | None:
    """A known heading that fills its line."""
    text = line.text
    if len(text) > 60 or text.endswith((",", ";")) or "@" in text or text[0].islower():
        return None
    kind = heading_kind(text)
    in_skills = section.kind == "skills" and not line.blank_before
    if in_skills and (plain(text) in _SKILL_GROUPS or (kind in ("languages", "skills") and text.endswith(":"))):
        return None
    if (
        not kind
        and line.mark == "#"
        and len(line.words) <= _HEADING_WORDS
        and section.kind not in ("experience", "education", "header")
        and not re.search(r"\d", text)
    ):
        return "other"
    return kind


def _unforeseen(window: list[Line], section: Section, printing: Printing) -> str | None:
    """A heading nobody foresaw, known by its print: in capitals like the others, or set off above a list or a text."""
    line, following = window[0], window[1] if len(window) > 1 else None
    text = line.text
    if (
        section.kind in ("header", "experience", "education", "references", "other")
        or len(line.words) > 5
        or re.search(r"[\d,.;|\t@()]", text)
        or not text[:1].isupper()
        or following is None
    ):
        return None
    if printing.capitals and is_capitals(text) and len(text) > 4:
        return "other"
    below = following.is_bullet or len(following.words) > 7 and following.text.count(",") < 0.25 * len(following.words)
    if section.kind in ("languages", "certifications") and following.is_bullet and not line.is_bullet:
        return "other"
    return "other" if printing.spaced and not printing.capitals and line.blank_before and not following.blank_before and below else None


def _labelled(line: Line, section: Section) -> Heading | None:
    """`Profile: text`; inside skills such labels are groups, inside positions only a few are headings."""
    match = re.match(r"([^:|]{3,40}?)\s*:\s+(?=\S)", line.text)
    kind = KNOWN.get(plain(match.group(1))) if match else None
    if not match or kind in (None, "contact") or section.kind == "skills":
        return None
    outside = section.kind not in ("experience", "education", "other") or plain(match.group(1)) in (
        "education",
        "languages",
        "interests",
        "certifications",
        "references",
        "hobbies",
    )
    return Heading(kind, match.group(1), rest=(line.part(match.end(), len(line.text)),)) if kind and outside else None


def _capitals_before_text(line: Line) -> Heading | None:
    """`SKILLS text` on one line."""
    capitals = re.match(r"((?:[A-Z&][A-Z&]+\s+){1,3})(?=\W{0,2}\s?[A-Z][A-Za-z]*[a-z,]|[A-Z]+,)", line.text)
    words = capitals.group(1).split() if capitals else []
    for count in range(len(words), 0, -1):
        title = " ".join(words[:count])
        if len(title) > 4 and (kind := KNOWN.get(plain(title))):
            start = re.match(r"\s+".join(map(re.escape, words[:count])), line.text)
            return Heading(kind, title, rest=(line.part(start.end() if start else 0, len(line.text)),))
    return None
