"""Cuts a resume into its sections by the headings, in English, French, German and Spanish.

Covers headings on their own line in any capitalisation, wrapped capitals (`RESEARCH / EXPERIENCE`), `Heading: text` and
`HEADING text` on one line, and headings nobody foresaw when they are printed like the known ones. Does not cover headings in
other languages: then everything stays in the header and the caller warns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.profile.lines import Line
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
_NOT_JOBS = frozenset("research volunteer volunteering voluntary leadership project projects community extracurricular activities awards honors honours".split())
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
    return KNOWN.get(name) or KNOWN.get(name.removeprefix("my ").removeprefix("selected ").removeprefix("relevant ")) or _keyword_kind(name, text)


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
    if words[-1] not in _KEYWORDS and not _is_capitals(text):
        return None
    return kinds[0] if len(set(kinds)) == 1 or kinds[0] != "experience" else "other"


def _printed_as_title(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return not re.search(r"\d", text) and text.count(",") == 0 and bool(words) and all(word[0].isupper() for word in words)


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def split(lines: list[Line]) -> list[Section]:
    """Sections in order; the first is the header, possibly empty."""
    capitals = _headings_are_capitals(lines)
    sections = [Section("header", "")]
    index = 0
    while index < len(lines):
        used, kind, title, rest = _heading_at(lines, index, sections[-1], capitals=capitals)
        if kind:
            sections.append(Section(kind, title, [rest] if rest else []))
        else:
            sections[-1].lines.append(lines[index])
        index += used
    return sections


def _headings_are_capitals(lines: list[Line]) -> bool:
    known = [line for line in lines if plain(line.text) in KNOWN]
    return len(known) > 1 and sum(_is_capitals(line.text) for line in known) > 0.7 * len(known)


def _heading_at(lines: list[Line], index: int, section: Section, *, capitals: bool) -> tuple[int, str | None, str, Line | None]:
    """How many lines a heading at `index` takes (1 when there is none), its kind, its text, and what follows it on its last line."""
    line = lines[index]
    if wrapped := _wrapped_capitals(lines, index):
        return wrapped
    if not line.is_bullet or line.mark in "■●▪◆❖*":
        kind = _single(line, section, capitals=capitals)
        if kind:
            return 1, kind, line.text, None
    if inline := _inline(line, section):
        return inline
    return 1, None, "", None


def _wrapped_capitals(lines: list[Line], index: int) -> tuple[int, str | None, str, Line | None] | None:
    """`RESEARCH` / `EXPERIENCE`: a heading set in a narrow column."""
    for count in (3, 2):
        group = lines[index : index + count]
        if len(group) == count and all(_is_capitals(line.text) and len(line.words) <= 3 and not line.is_bullet for line in group):
            title = " ".join(line.text for line in group)
            kind = heading_kind(title)
            if kind and not all(heading_kind(line.text) for line in group):
                return count, kind, title, None
    return None


def _single(line: Line, section: Section, *, capitals: bool) -> str | None:
    text = line.text
    if len(text) > 60 or text.endswith((",", ";")) or "@" in text:
        return None
    kind = heading_kind(text)
    if kind:
        if section.kind == "skills" and kind in ("languages", "skills") and text.rstrip().endswith(":"):
            return None
        if text[0].islower() or (kind == "skills" and section.kind == "skills" and plain(text) in ("tools", "software", "technologies", "programming languages", "soft skills")):
            return None
        return kind
    if line.mark == "#" and len(line.words) <= _HEADING_WORDS and section.kind != "experience" and section.kind != "header":
        return "other" if not re.search(r"\d", text) else None
    if capitals and section.kind not in ("header", "experience", "education") and _is_capitals(text) and 1 <= len(line.words) <= 5 and len(text) > 4:
        return "other"
    return None


def _inline(line: Line, section: Section) -> tuple[int, str | None, str, Line | None] | None:
    """`Profile: text` for a known heading, `SKILLS text` for one in capitals."""
    labelled = re.match(r"([^:|]{3,40}?)\s*:\s+(?=\S)", line.text)
    if labelled and not line.is_bullet and section.kind != "skills":
        kind = KNOWN.get(plain(labelled.group(1)))
        if kind and kind not in ("contact",) and not (kind == "skills" and section.kind in ("experience", "other")) and not (
            section.kind == "experience" and plain(labelled.group(1)) not in ("education", "languages", "interests", "certifications", "references")
        ):
            return 1, kind, labelled.group(1), line.part(labelled.end(), len(line.text))
    capitals = re.match(r"((?:[A-Z&][A-Z&]+\s+){1,3})(?=\W{0,2}\s?[A-Z][A-Za-z]*[a-z,]|[A-Z]+,)", line.text)
    if capitals and not line.is_bullet:
        for words in range(len(capitals.group(1).split()), 0, -1):
            title = " ".join(capitals.group(1).split()[:words])
            if len(title) > 4 and (kind := KNOWN.get(plain(title))):
                start = re.match(r"\s+".join(map(re.escape, title.split())), line.text)
                rest = line.part(start.end() if start else 0, len(line.text))
                return 1, kind, title, rest
    return None
