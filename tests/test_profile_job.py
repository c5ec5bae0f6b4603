"""What `pipeline.profile.job` reads from postings of the shapes that people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.profile import job
from pipeline.schema import Document

if TYPE_CHECKING:
    from pipeline.schema import Fact, JobFacts

SAAS = """Senior Frontend Engineer
Lumenade · Remote (EU)

About Lumenade
Lumenade helps 4,000 clinics schedule patients. We are a team of 60 spread over nine countries.

What you'll do
- Own our booking widget, used 2M times a month
- Mentor two mid-level engineers

What we're looking for
- 5+ years building web applications, at least 3 with React
- Strong TypeScript
- GraphQL is a plus

Bonus points
- Experience in healthcare

What we offer
- €75,000 – €90,000 a year depending on experience
- 30 days of holiday

Apply with your CV to Nadia Feld at jobs@lumenade.example.
"""


def read(text: str) -> JobFacts:
    return job(Document(kind="job", text=text, source="test.txt", media_type="text/plain", sha256="0"))


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def values(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.value for fact in facts]


def test_a_whole_posting() -> None:
    """Each part of a usual posting goes to its field."""
    facts = read(SAAS)
    assert (value(facts.title), value(facts.company), value(facts.location)) == ("Senior Frontend Engineer", "Lumenade", "Remote (EU)")
    assert value(facts.salary) == "€75,000 – €90,000 a year"
    assert facts.years_required == 5
    assert values(facts.must_have) == ["5+ years building web applications, at least 3 with React", "Strong TypeScript"]
    assert values(facts.nice_to_have) == ["GraphQL is a plus", "Experience in healthcare"]
    assert values(facts.duties) == ["Own our booking widget, used 2M times a month", "Mentor two mid-level engineers"]
    assert values(facts.pitch) == ["Lumenade helps 4,000 clinics schedule patients.", "We are a team of 60 spread over nine countries."]
    assert (value(facts.contact), value(facts.contact_email)) == ("Nadia Feld", "jobs@lumenade.example")


def test_labelled_lines() -> None:
    """The lines that the HTML reader makes of structured data are read as they say."""
    facts = read("""Job title: Machine Operator
Company: The Talbot & Rowe Trust
Location: Hull
Salary: GBP 26000-28500 per year
Employment type: full-time
Contact: Sorcha Buchan, s.buchan@example.org

We make cartons for the food trade.
""")
    assert (value(facts.title), value(facts.company), value(facts.location)) == ("Machine Operator", "The Talbot & Rowe Trust", "Hull")
    assert (value(facts.salary), value(facts.contact)) == ("GBP 26000-28500 per year", "Sorcha Buchan")
    assert value(facts.contact_email) == "s.buchan@example.org"


def test_front_matter() -> None:
    """A markdown page's own title counts, its comments do not."""
    facts = read(
        "---\n# title: Not This Manager\ntitle: Site Reliability Engineer\nsidebar: Careers\n---\nPosthaste "
        "is here to make parcels fast. Posthaste is a young company.\n"
    )
    assert (value(facts.title), value(facts.company)) == ("Site Reliability Engineer", "Posthaste")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Registered Nurse (RN) - Emergency Department\nSt. Brigid's Medical Center, Tucson, AZ\n",
            "Registered Nurse (RN) - Emergency Department",
        ),
        ("Job Description: Front End Engineer (2 Years of Experience)\n", "Front End Engineer"),
        ("# Staff Data Scientist at Quillon\n", "Staff Data Scientist"),
        ("Data Scientist | Quillon | Toronto\n", "Data Scientist"),
        ("Process Engineer\n\nWe make soap.\n", "Process Engineer"),
        ("WORKER FOR VINEYARD AND CELLAR (M/F/D)\n", "WORKER FOR VINEYARD AND CELLAR"),
        ("Pflegefachkraft (m/w/d) für die Intensivstation\n", "Pflegefachkraft (m/w/d) für die Intensivstation"),
        ("Acme Robotics, Inc. is looking for a mechanical engineer to join our hardware team.\n", "mechanical engineer"),
        ("We are seeking a talented and experienced Machine Learning Engineer to join our team.\n", "Machine Learning Engineer"),
        ("We're hiring a pastry chef!\n", "pastry chef"),
        ("Nsuo Solar Pumps Ltd\tVacancy\n\nAccountant\n\nEmployer\tNsuo Solar Pumps Ltd\n", "Accountant"),
        ("CFO – Confidential\n", "CFO"),
        ("Data.gov - Open Data Specialist\nThis job posting has closed.\n\nJob Title: IT Specialist\n", "IT Specialist"),
        ("About us\nWe sail.\n", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    """Headings, first lines, labels and sentences name the vacancy; remarks are left out."""
    assert value(read(text).title) == title


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Cook\n\nAbout Blue Heron\nWe run three cafés.\n", "Blue Heron"),
        ("Cook\n\nAt Blue Heron, we cook for 200 people a day.\n", "Blue Heron"),
        ("Cook\n\nBlue Heron is a café in Ghent. We need you.\n", "Blue Heron"),
        ("Cook\n\nBlue Heron is hiring a cook.\n", "Blue Heron"),
        ("Cook at Blue Heron\n\nYou will cook.\n", "Blue Heron"),
        ("Cook\nBlue Heron, Ghent, Belgium\n\nYou will cook.\n", "Blue Heron"),
        ("Blue Heron\nCook\nGhent, Belgium\n\nBlue Heron serves lunch.\n", "Blue Heron"),
        ("Cook\n\nWe're Blue Heron, a small café.\n", "Blue Heron"),
        ("Cook\n\nJoin the Blue Heron team! Blue Heron values diversity.\n", "Blue Heron"),
        ("Cook\n\nBlue Heron was founded in 1998. Today Blue Heron employs 40 people.\n", "Blue Heron"),
        ("Cook\nBlue Heron · Ghent\n\nBlue Heron Catering Ltd is a caterer with four kitchens.\n", "Blue Heron Catering Ltd"),
    ],
)
def test_hiring_companies(text: str, company: str) -> None:
    """The employer is found by what the posting says of it."""
    assert value(read(text).company) == company


@pytest.mark.parametrize(
    "text",
    [
        "Payroll Manager\n\nOur client, a fast-growing food manufacturer, is seeking a Payroll Manager.\n",
        "Payroll Manager\nBrightwell Recruitment, Leicester\n\nOur client is a food manufacturer. Brightwell Recruitment is an agency.\n",
        "Payroll Manager\nCompany: Brightwell Recruitment\n\nBrightwell Recruitment is acting as an employment agency for this vacancy.\n",
        "Job title: Payroll Manager\nCompany: Confidential\n",
        "We are seeking a Machine Learning Engineer to join our team.\n\nRequirements: Python is a must. "
        "Spark is a plus; React is the front end; SQL is needed.\n",
        "Machine Learning Engineer\n\nThis role is a great opportunity. Experience is a plus. You are a team "
        "player. London is a big city.\n",
    ],
)
def test_undisclosed_companies(text: str) -> None:
    """An agency is not the employer, and neither is a tool, a city or a pronoun."""
    assert read(text).company is None


@pytest.mark.parametrize(
    "text",
    [
        "Payroll Manager\n\nOur client, Fenmarch Foods, is seeking a Payroll Manager.\n",
        "Operative\n\nWe are recruiting on behalf of Fenmarch Foods for operatives in Ely.\n",
        "Operative\n\nCompany:\tFenmarch Foods\nAgency:\tBrightwell Recruitment\n\nBrightwell Recruitment is looking for operatives.\n",
    ],
)
def test_a_client_that_the_agency_names(text: str) -> None:
    """Then the client is the hiring company."""
    assert value(read(text).company) == "Fenmarch Foods"


@pytest.mark.parametrize("phrase", ["our clients", "client base", "our client services team", "client-facing work"])
def test_a_consultancy_is_no_agency(phrase: str) -> None:
    """Who speaks of clients may still hire for itself."""
    assert (
        value(read(f"Consultant\n\nAbout Morrow & Vale\nMorrow & Vale is a consultancy. You will grow {phrase}.\n").company)
        == "Morrow & Vale"
    )


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("5+ years of experience in data science", 5),
        ("Minimum of 5 years of industry experience", 5),
        ("at least three years' experience", 3),
        ("3-5 years of experience", 3),
        ("Between three and five years' experience in public policy", 3),
        ("one (1) year of acute care experience", 1),
        ("4 years of commercial Go", 4),
        ("Bachelor's degree and 5 years of experience", 5),
        ("10-15 years' post-qualification experience", 10),
        ("A year or more in a support team", 1),
        ("Mindestens 2 Jahre Berufserfahrung", 2),
        ("Forklift certification from the last three years", None),
        ("No accident in the last 3 years", None),
        ("You must be 18 years or older", None),
        ("Willing to sign a 2 year contract", None),
        ("Readiness to learn Norwegian within two years", None),
        ("A 3-year degree", None),
        ("Serve a one year trial period", None),
        ("Strong SQL", None),
    ],
)
def test_years_required(line: str, years: int | None) -> None:
    """Digits, words and ranges count; ages, contracts and deadlines do not."""
    assert read(f"Analyst\n\nRequirements\n- {line}\n- Curiosity\n").years_required == years


def test_years_are_not_the_employers() -> None:
    """A company's own history is no requirement."""
    assert (
        read("Cook\n\nAbout Blue Heron\nBlue Heron has 20 years of experience in catering.\n\nRequirements\n- Curiosity\n").years_required
        is None
    )


def test_years_that_are_only_nice_to_have_do_not_count() -> None:
    """Only the main requirement is required."""
    assert read("Cook\n\nRequirements\n- 2 years of experience\n\nNice to have\n- 6 years of experience\n").years_required == 2


def test_the_largest_requirement_is_the_main_one() -> None:
    """Two years of management are part of seven of practice."""
    assert read("Lead\n\nRequirements\n- At least two years managing people\n- Seven or more years of practice\n").years_required == 7


def test_years_in_a_sentence() -> None:
    """Postings without lists say it in prose."""
    assert read("Baker\n\nWe need someone with two or more years in a professional kitchen.\n").years_required == 2


@pytest.mark.parametrize(
    "heading",
    [
        "Requirements",
        "## Qualifications",
        "What you'll bring:",
        "You have",
        "WHO YOU ARE",
        "**Minimum qualifications**",
        "The successful candidate will have:",
        "Essential criteria",
        "Your profile",
    ],
)
def test_headings_of_requirements(heading: str) -> None:
    """However the list is headed, its items are must-have."""
    assert values(read(f"Analyst\n\n{heading}\n- Strong SQL\n- A calm manner\n").must_have) == ["Strong SQL", "A calm manner"]


@pytest.mark.parametrize(
    "heading",
    [
        "Nice to have",
        "Bonus points",
        "Preferred qualifications",
        "Desirable:",
        "It's a plus if you have",
        "Also welcome",
        "Good to have",
        "Even better if",
    ],
)
def test_headings_of_what_is_nice_to_have(heading: str) -> None:
    """What is only welcome is kept apart."""
    facts = read(f"Analyst\n\nRequirements\n- Strong SQL\n\n{heading}\n- Spanish\n")
    assert (values(facts.must_have), values(facts.nice_to_have)) == (["Strong SQL"], ["Spanish"])


def test_requirements_in_one_line() -> None:
    """`Requirements: a; b; c` is a list too."""
    facts = read("CFO\n\nRequirements: ACA qualified; ten years after it; experience of a listed group.\nPreferred: CEN; bilingual.\n")
    assert values(facts.must_have) == ["ACA qualified", "ten years after it", "experience of a listed group."]
    assert values(facts.nice_to_have) == ["CEN", "bilingual."]


def test_an_introduction_and_a_call_are_no_requirements() -> None:
    """Sentences around a list are not its items."""
    text = (
        "Analyst\n\nRequirements\nWe are looking for somebody who fits into a small team:\n- Strong SQL\n- "
        "Please apply\n\nIf you are keen, we invite you to apply today with your full CV.\n"
    )
    assert values(read(text).must_have) == ["Strong SQL"]


def test_items_that_look_like_headings() -> None:
    """`Experience with Java` is an item, `Experience` is a heading."""
    facts = read("Analyst\n\nWho you are\nExperience with Java\nKnowledge of SQL\n\nExperience\n- Two jobs\n")
    assert values(facts.must_have) == ["Experience with Java", "Knowledge of SQL", "Two jobs"]


@pytest.mark.parametrize(
    ("text", "salary"),
    [
        ("Pay rate: £12.60 per hour", "£12.60 per hour"),
        ("Salary: £45k - £50k + benefits", "£45k - £50k + benefits"),
        ("Our salary range for this role is $95,000 to $120,000.", "$95,000 to $120,000"),
        ("$38.50 - $52.00 / hour | Full-Time | Nights", "$38.50 - $52.00 / hour"),
        ("Salary\tGHS 9,500 to 11,500 per month", "GHS 9,500 to 11,500 per month"),
        ("48,000 to 56,000 TRY net per month is what we pay.", "48,000 to 56,000 TRY net per month"),
        ("We raised $18M in our Series A.", None),
        ("A $200/month budget for books.", None),
        ("Salary: competitive", None),
        ("You will own a budget of $2,000,000.", None),
    ],
)
def test_pay(text: str, salary: str | None) -> None:
    """Pay is what is said to be pay; funding and budgets are not."""
    assert value(read(f"Analyst\nAcme Ltd, Leeds\n\n{text}\n").salary) == salary


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Analyst\n\nLocation: Leeds (hybrid)\n", "Leeds (hybrid)"),
        ("Analyst\n\n**Location:** Toronto, ON\n", "Toronto, ON"),
        ("Tech Solutions, San Francisco, CA, USA\nAnalyst\n\nTech Solutions is a firm.\n", "San Francisco, CA, USA"),
        ("Analyst\nQuerrin Foods, Moycullen\n\nQuerrin Foods is a dairy.\n", "Moycullen"),
        ("Analyst\n\nThe role is based in Dublin.\n", "Dublin"),
        ("Analyst\n\nAcme was founded in Oslo in 1990.\n", None),
        ("Analyst\n\nYou will work with teams.\n", None),
    ],
)
def test_places(text: str, location: str | None) -> None:
    """The place of work is labelled, beside the company, or said; a founder's town is not it."""
    assert value(read(text).location) == location


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Questions? Contact Denise Tran at dtran@example.org.", "Denise Tran"),
        ("Send your CV and a short note to Helen Stansfield by 17 April.", "Helen Stansfield"),
        ("Contact: Dr. Siobhán Rafferty, Engineering Manager", "Siobhán Rafferty"),
        ("Questions?\nTess Garraway, Production Manager\ntess@example.net", "Tess Garraway"),
        ("Ansprechpartnerin: Frau Sabine Kolbe, bewerbung@example.de", "Sabine Kolbe"),
        ("Terence Ooi and his sister founded the firm.", None),
        ("Contact us at jobs@example.org.", None),
        ("Send your CV to Human Resources.", None),
    ],
)
def test_contacts(text: str, contact: str | None) -> None:
    """The person to write to, not any person named."""
    assert value(read(f"Analyst\n\nAbout us\nWe count.\n\nHow to apply\n{text}\n").contact) == contact


def test_placeholders_of_an_unfinished_page_are_no_requirements() -> None:
    """An editor's note must not be quoted to a candidate."""
    facts = read("Recruiter\n\nQualifications\n- ENTER SE THAT WILL BE ON JOB ANNOUNCEMENT\n- Recruiting experience\n")
    assert values(facts.must_have) == ["Recruiting experience"]


def test_underlined_headings() -> None:
    """Plain text underlines its headings with dashes."""
    facts = read("ANALYST\nAcme Ltd, Leeds\n\nWhat you bring\n--------------\no Strong SQL\no A calm manner\n")
    assert values(facts.must_have) == ["Strong SQL", "A calm manner"]


def test_an_empty_document() -> None:
    """Nothing is said, so nothing is found."""
    facts = read("")
    assert facts.model_dump(exclude={"warnings"}) == type(facts)().model_dump(exclude={"warnings"})
