"""The headings of resumes: which words announce which kind of section, in English, French, German and Spanish.

Covers known headings, pairs of them (`Licences and certificates`) and ones put together from known words (`Hospitality Experience`).
Does not look at where a heading stands: that is `sections`.
"""

from __future__ import annotations

import re

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
        academic positions|academic employment|academic experience|faculty positions|faculty appointments|research positions|professional positions|clinical positions|teaching positions|
        positions and employment|positions & employment|work background|career background|employment background|occupational history|career timeline|career path|career to date|experience to date|career progression|professional journey|
        professional career|career overview and experience|professional roles|past roles|past positions|key roles|selected roles|jobs held|positions held and experience|experience summary|
        employment summary|employment details|work summary|career details|industry background|where i've worked|where i have worked|where i worked|places i've worked|places i have worked|
        companies i've worked for|companies i've worked with|what i've done|what i have done|what i've been doing|my journey|my career|my work|my jobs|
        employed|in employment|employed work|posts|posts held|previous posts|positions so far|employment so far|work so far|jobs so far|
        experience professionnelle|experiences professionnelles|parcours professionnel|experiences|emplois|stages|
        berufserfahrung|beruflicher werdegang|berufliche erfahrung|berufspraxis|praktische erfahrung|praktika|arbeitserfahrung|berufliche stationen|werdegang|
        experiencia|experiencia profesional|experiencia laboral|trayectoria profesional|historial laboral|esperienza professionale|esperienze lavorative|experiencia profissional|werkervaring
    """,
    "education": """
        education|academic background|academic history|academic qualifications|educational background|education and training|education & training|studies|academic record|schooling|
        education and qualifications|qualifications|education & qualifications|academic education|degrees|education history|training and education|education and certifications|
        education & certifications|education and certification|education and licensure|academics|
        academic credentials|academic profile|academic details|academic qualification|educational qualifications|educational qualification|education background|education details|schools|
        study|school|school and training|school & training|training and school|studied|learning and qualifications|courses and education|
        where i studied|where i've studied|where i learned|qualifications and education|degrees and certifications|
        formation|formations|etudes|diplomes|parcours academique|formation academique|scolarite|ausbildung|bildung|studium|bildungsweg|akademische ausbildung|schulbildung|ausbildung und studium|
        educacion|formacion|formacion academica|estudios|estudios academicos|istruzione|istruzione e formazione|formazione|formacao|educacao|opleiding|opleidingen
    """,
    "skills": """
        skills|technical skills|key skills|core skills|core competencies|competencies|skills & tools|skills and tools|tools|tools and technologies|technologies|technology|technical proficiencies|
        technical proficiency|proficiencies|expertise|areas of expertise|professional skills|skills summary|skill set|skillset|skills & expertise|skills and expertise|skills & competencies|
        skills and competencies|skills & technologies|skills and technologies|computer skills|it skills|software skills|software|hard skills|soft skills|clinical skills|tech stack|technical expertise|
        technical knowledge|technical summary|key competencies|core qualifications|programming skills|programming languages|programming|technical competencies|relevant skills|specialties|specialities|
        strengths|key strengths|capabilities|skills & abilities|skills and abilities|abilities|other skills|additional skills|languages and technologies|languages & technologies|toolbox|
        what i know|what i can do|what i'm good at|things i know|toolkit|technical toolkit|technical toolbox|technology stack|technical stack|skills matrix|skill summary|core expertise|
        professional competencies|key competences|key expertise|technical strengths|programming languages and tools|
        technical skills and tools|skills highlights|core strengths|areas of knowledge|digital skills|teaching skills|
        computer|computing|computers|it|systems|it systems|systems used|it and systems|stack|techniques|methods|machines|machinery|equipment|apps|programs|
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
        certs|tickets|cards|tickets and cards|certificates and tickets|tickets & licences|licences & tickets|tickets and certificates|
        certificats|zertifikate|zertifizierungen|weiterbildung|weiterbildungen|certificaciones|certificados|cursos y certificaciones|certificazioni|habilitations|permis
    """,
    "summary": """
        summary|professional summary|profile|professional profile|about|about me|objective|career objective|overview|executive summary|career summary|personal statement|personal profile|
        summary of qualifications|introduction|bio|biography|who i am|highlights|career profile|career highlights|professional objective|statement|profile summary|
        at a glance|in brief|in a nutshell|snapshot|career snapshot|who am i|hello|personal summary|value proposition|executive profile|background|career goal|career goals|
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
        board and advisory roles|board & advisory roles|advisory roles|board roles|board memberships|board membership|board positions|board of directors|graduate students advised|students advised|supervision|
        students supervised|courses taught|
        project|side project|personal project|things i've built|things i've made|what i've built|involvement|campus involvement|on campus involvement|extracurricular activity|extracurricular|
        honors/awards|awards/honors|award|honour|publication|professional achievements|committees|industries|writing|writings|articles|articles and talks|speaking engagements|hackathons|fun facts|recognition|
        work authorization|work authorisation|driving licence|test scores|key coursework|selected works|boards|voluntary work|voluntary experience|in my spare time|grants and awards|selected talks|mentoring|
        also|else|otherwise|everything else|anything else|alongside|on the side|practical|practicalities|extras|clients|some clients|selected clients|clients include|my clients|
        competitions|competitions and awards|what clients say|what patients say|what people say|side work|
        projets|projets personnels|benevolat|centres d'interet|loisirs|divers|publikationen|projekte|ehrenamt|ehrenamtliches engagement|engagement|interessen|hobbys|auszeichnungen|sonstiges|
        proyectos|voluntariado|publicaciones|intereses|premios|aficiones|otros|otros datos|progetti|interessi|projetos|realisations|distinctions
    """,
}
KNOWN = {name.strip(): kind for kind, names in _HEADINGS.items() for name in names.split("|") if name.strip()}
_KEYWORDS = {  # the last of these words in an unforeseen heading decides its kind
    "experience": "experience", "employment": "experience", "internships": "experience", "education": "education", "skills": "skills", "technologies": "skills",
    "competencies": "skills", "certifications": "certifications", "certificates": "certifications", "licenses": "certifications", "licences": "certifications",
    "languages": "languages", "projects": "other", "publications": "other", "awards": "other", "honors": "other", "honours": "other", "volunteering": "other",
    "activities": "other", "activity": "other", "involvement": "other", "affiliations": "other", "memberships": "other", "interests": "other", "talks": "other", "scholarships": "other",
    "achievements": "other", "presentations": "other", "patents": "other", "hobbies": "other", "references": "references",
}  # fmt: skip
_SCHOOLS = frozenset("school college university".split())
_TRAINING = frozenset("training courses".split())
_DEEDS = frozenset("accomplishments achievements".split())
_NOT_JOBS = frozenset(
    "research volunteer volunteering voluntary leadership project projects community extracurricular activities awards honors honours".split()
)
WEAK = frozenset(
    "employed study school computer computing computers it systems stack techniques methods machines machinery equipment apps programs cards also else otherwise alongside practical clients".split()
)
"""Words that are headings only where white space stands above them: elsewhere they are labels, or parts of a name."""
LONGEST = 6
_GO_ON = frozenset("and & outside at i that of beyond besides".split())


def heading_kind(text: str) -> str | None:
    """The kind of section a text announces, or None when it is no known heading."""
    name = plain(re.sub(r"\s*\([^()]*\)$", "", _unspaced(text)))
    if not name or len(name.split()) > LONGEST:
        return None
    bare = re.sub(r"^(?:my|selected|relevant|key|other|additional|further|professional|current|recent|past) ", "", name)
    return KNOWN.get(name) or KNOWN.get(bare) or _pair_kind(bare) or _keyword_kind(name, text)


def _pair_kind(name: str) -> str | None:
    """`Licences and certificates`, `Skills / Languages`: two known headings in one."""
    parts = [part.strip() for part in re.split(r" (?:and|und|et|y) |&|/", name)]
    kinds = [KNOWN.get(part) or ("education" if part in _SCHOOLS else None) for part in parts]
    if len(kinds) < 2 or None in kinds:
        return None
    if kinds[0] == "skills" and _DEEDS.intersection(parts):
        return "other"
    if "education" in kinds and parts[0] in _TRAINING:
        return "education"
    return "other" if "experience" in kinds and "other" in kinds else kinds[0]


def _unspaced(text: str) -> str:
    """`S K I L L S` as SKILLS."""
    if re.fullmatch(r"\S(?: \S){3,}(?:  +\S(?: \S)*)*", text.strip()):
        return re.sub(r"(?<=\S) (?=\S)", "", text)
    return text


def _keyword_kind(name: str, text: str) -> str | None:
    """Headings put together from known words, e.g. `Hospitality Experience` or `Certifications & Courses`."""
    words = name.replace("&", " ").replace("/", " ").split()
    kinds = [_KEYWORDS[word] for word in words if word in _KEYWORDS]
    if not kinds or len(words) > LONGEST - 1 or not _printed_as_title(text):
        return None
    if kinds[-1] == "experience" and _NOT_JOBS.intersection(words):
        return "other"
    if words[-1] not in _KEYWORDS and not is_capitals(text):
        return None
    return kinds[0] if len(set(kinds)) == 1 or kinds[0] != "experience" else "other"


def begins_with_kind(text: str) -> str | None:
    """The kind of a heading in running words, `Volunteering and professional life`, known by the first of them."""
    words = plain(text).split()
    if not 3 <= len(words) <= LONGEST or words[1] not in _GO_ON or re.search(r"[\d,.;:|]", text):
        return None
    return _KEYWORDS.get(words[0])


def _printed_as_title(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return not re.search(r"\d", text) and text.count(",") == 0 and bool(words) and all(word[0].isupper() for word in words)


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals, three at least."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)
