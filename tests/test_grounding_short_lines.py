"""Short lines of a letter: what is listed as lacking or asked for, what something is good for, short names of titles and schools."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.grounding.school_names import known
from pipeline.grounding.sources import Source
from pipeline.schema import Claim, EmailRequest

LIBRARIAN = """Miriam Okafor
Children's Librarian
Denver, CO

Experience
Librarian, Larkspur Public Library, Denver, May 2019 - Present
- Ran story hours and a summer reading program for 300 children
- Catalogued new books in Koha
Circulation Clerk, Fernwood Library, Denver, 2016 - 2019

Education
MLIS, University of California, Los Angeles, 2019
BA English, University of Wisconsin-Madison, 2016

Skills: Koha, Excel, Canva
"""
MUSEUM = """Learning Experience Manager
Orrin Museum Group, Denver

The Orrin Museum Group builds exhibits for Halvorsen Energy. Our team values craft and stewardship.

Requirements
- 3+ years as a learning experience manager
- Appreciation of inquiry-based pedagogy
- Curation and storyboarding of exhibits
- Bespoke lesson kits, prototypes and wireframes
- Stewardship of donors, a data-driven mindset
- Agile and Airtable
- Supervision of docents
- Federal grants experience

Responsibilities
- Build interactive kiosks and custom reports for Halvorsen Energy
- Run docent training sessions
- Write curricula and storyboards
"""
MANAGER = """Tomas Ibarra
San Jose, CA

Experience
Product Manager, Stripewell, San Jose, CA, March 2018 - Present
- Owned the roadmap of a payments API used by 400 firms
Software Engineer, Corvane, Seattle, WA, June 2013 - February 2018
- Built billing services in Java

Education
BS Computer Science, University of Washington, 2013

Skills: Java, SQL, Figma
"""
NURSE = """Registered Nurse Informaticist
Fenwick Health, Portland, Oregon

Requirements
- Registered Nurse with five years on a ward
- Epic or Cerner
- HL7 and FHIR interfaces
- Federal reporting

Responsibilities
- Build order sets and flowsheets
"""
PAIRS = {"library": (LIBRARIAN, MUSEUM), "product": (MANAGER, NURSE)}
APPLICATION, OUTREACH = "application", "outreach"
Case = tuple[str, str, str]

LACKS_TRUE = [
    ("library", APPLICATION, "What I lack:\n- Airtable: not on my resume\n- Agile: none\n- Supervision of docents: not in my history"),
    ("library", APPLICATION, "Where I fall short:\n- Airtable\n- Agile\n- Federal grants"),
    ("library", APPLICATION, "What I would have to learn:\n- Airtable\n- managing docents"),
    ("library", APPLICATION, "Boxes I don't tick:\n- Airtable\n- Managing docents"),
    ("library", APPLICATION, "Missing: Airtable, Agile, and any supervision of docents."),
    ("library", APPLICATION, "Airtable: none yet. Agile: no. Excel: yes, daily."),
    ("library", APPLICATION, "Years as a learning experience manager: none."),
    ("product", APPLICATION, "Epic - no. Cerner - no. SQL - yes."),
    ("product", OUTREACH, "Missing on your side: five years as an RN; Epic."),
    ("product", OUTREACH, "Not on your resume:\n- Epic\n- FHIR\n- five years as an RN"),
    ("product", OUTREACH, "Requirements: five years as an RN, Epic, HL7. You have SQL."),
    ("product", OUTREACH, "The must-haves include five years as an RN, plus Epic, and I did not see those."),
    ("product", APPLICATION, "You want five years as an RN, and I have none."),
]  # fmt: skip
LACKS_FALSE = [
    ("library", APPLICATION, "What I bring:\n- Airtable\n- Agile"),
    ("library", APPLICATION, "What I cover:\n- Supervision of docents\n- Federal grants"),
    ("library", APPLICATION, "Boxes I tick:\n- Airtable\n- Managing docents"),
    ("library", APPLICATION, "What I lack:\n- Agile, though I ran Airtable for three years"),
    ("library", APPLICATION, "What I lack:\n- Agile\nWhat I have:\n- Airtable\n- Federal grants"),
    ("product", APPLICATION, "In my history: FHIR, federal reporting, order sets."),
    ("product", APPLICATION, "I was an RN for five years."),
]
GOOD_FOR_TRUE = [
    ("library", APPLICATION, "My cataloguing gives me a base for the custom reports you describe."),
    ("library", APPLICATION, "My story hours prepare me for the storyboards and kiosks your team builds."),
    ("library", APPLICATION, "My work with children fits the bespoke kits that you mention."),
    ("library", APPLICATION, "My background lends itself to the docent sessions your museum runs."),
    ("library", APPLICATION, "I believe that my strengths would transfer to a team supporting Halvorsen Energy exhibits."),
    ("library", OUTREACH, "Your story hours echo the stewardship our donors expect."),
    ("library", APPLICATION, "Working beside teachers deepened my appreciation for pedagogy and good questions."),
    ("library", APPLICATION, "Every story hour taught me the value of pedagogy done well."),
    ("library", APPLICATION, "I bring creativity and data-driven thinking."),
    ("library", APPLICATION, "Storyboards and a museum full of docents sounds like a good year to me."),
    ("library", APPLICATION, "Terms noted: hours, place, pay. All workable. None of it is mercurial."),
    ("library", APPLICATION, "Why I write anyway: storyboards, docent training sessions, and children at the end of it."),
    ("library", OUTREACH, "As part of our Airtable group, twice a winner, you would have docents to train."),
]
GOOD_FOR_FALSE = [
    ("library", APPLICATION, "I have the curation experience that your posting calls for."),
    ("library", APPLICATION, "I bring the storyboarding and wireframes your team needs."),
    ("library", APPLICATION, "My experience with Airtable matches the work you describe."),
    ("library", APPLICATION, "I use Workable and Airtable daily."),
    ("library", APPLICATION, "I supervised docents and ran their training sessions."),
    ("library", OUTREACH, "You have the curation skills that our museum values."),
]
SHORT_TRUE = [
    ("library", APPLICATION, "I am a children's librarian at Larkspur Public Library."),
    ("library", OUTREACH, "I was impressed by your work as a Children's Librarian at Larkspur Public Library."),
    ("library", APPLICATION, "I hold an MLIS from UCLA and a BA from UW-Madison."),
    ("library", APPLICATION, "I hold an MLIS from UC Los Angeles."),
    ("product", APPLICATION, "I studied at UW and stayed in the Northwest."),
    ("product", APPLICATION, "- Stripewell PM since 2018\n- Corvane engineer before that"),
    ("product", OUTREACH, "You're Stripewell's product manager, with a taste for APIs."),
    ("product", APPLICATION, "I was an SWE at Corvane before that."),
]
SHORT_FALSE = [
    ("library", APPLICATION, "As Senior Librarian at Larkspur Public Library, I ran story hours."),
    ("library", OUTREACH, "I was impressed by your work as a Head Librarian at Larkspur Public Library."),
    ("library", OUTREACH, "Larkspur director since 2019: story hours."),
    ("library", APPLICATION, "I hold an MLIS from UC Berkeley."),
    ("product", APPLICATION, "I studied at UC San Diego."),
    ("product", APPLICATION, "I have been a Senior PM at Stripewell since 2018."),
    ("product", OUTREACH, "Stripewell VP since 2018, Corvane engineer before that."),
]


@pytest.fixture
def told(make_request: Callable[..., EmailRequest], findings_of: Callable[..., list[Claim]]) -> Callable[[Case], list[Claim]]:
    """The findings of a letter that holds one passage."""

    def findings(case: Case) -> list[Claim]:
        name, direction, passage = case
        resume, job = PAIRS[name]
        own = resume.partition("\n")[0]
        sender = own if direction == APPLICATION else "Dana Whitlock"
        request = make_request(resume, job, direction=direction, sender=sender)
        return findings_of(
            f"Dear {'team' if direction == APPLICATION else own.split()[0]},\n\n{passage}\n\nKind regards,\n{sender}", request
        )

    return findings


@pytest.mark.parametrize("case", LACKS_TRUE, ids=lambda case: case[2])
def test_what_is_listed_as_lacking_or_asked_for_is_no_claim(told: Callable[[Case], list[Claim]], case: Case) -> None:
    """Items below a heading of lacks or of requirements, and items that deny themselves, are told of nobody."""
    assert not told(case)


@pytest.mark.parametrize("case", LACKS_FALSE, ids=lambda case: case[2])
def test_what_is_listed_as_had_is_a_claim(told: Callable[[Case], list[Claim]], case: Case) -> None:
    """The same items below a heading of what is brought, or behind a turn, are claims."""
    assert told(case)


@pytest.mark.parametrize("case", GOOD_FOR_TRUE, ids=lambda case: case[2])
def test_what_something_is_good_for_is_not_had(told: Callable[[Case], list[Claim]], case: Case) -> None:
    """What work prepares for, is set beside or is felt for is no skill; nor are words of manner and plain words that are also names."""
    assert not told(case)


@pytest.mark.parametrize("case", GOOD_FOR_FALSE, ids=lambda case: case[2])
def test_what_is_had_is_a_claim_though_the_other_side_wants_it(told: Callable[[Case], list[Claim]], case: Case) -> None:
    """`I have the skills that you describe` claims them."""
    assert told(case)


@pytest.mark.parametrize("case", SHORT_TRUE, ids=lambda case: case[2])
def test_titles_and_schools_may_stand_in_short(told: Callable[[Case], list[Claim]], case: Case) -> None:
    """A title may take its field from the headline, its firm before it, and initials; a school may stand by its usual short name."""
    assert not told(case)


@pytest.mark.parametrize("case", SHORT_FALSE, ids=lambda case: case[2])
def test_short_titles_and_schools_must_be_the_ones_held(told: Callable[[Case], list[Claim]], case: Case) -> None:
    """A rank that was not held and another campus are found in the short forms too."""
    assert told(case)


def test_a_short_name_is_looked_for_only_where_schools_stand() -> None:
    """A long resume without a school, and one full of them, are read in time in proportion to their length."""
    for line in ("Built u w u w u w\n", "University of University of "):
        source = Source("resume", line * 4_000)
        start = time.process_time()
        assert known(source, "UC San Diego") is None
        assert time.process_time() - start < 0.5
