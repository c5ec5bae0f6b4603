"""Forms of true sentences of applications that are easily taken for a lie, each with a false sentence of the same form."""

from __future__ import annotations

GROWER = """Elif Sonmez
Orchard Manager

EXPERIENCE
Orchard Manager, Harrow Fruit, Kent
March 2012 - present
- Managed 320 hectares of mixed fruit farming and 70 staff in Pomona Park.
- Lost GBP 24 million in the year 2019; surplus of GBP 51 million in 2024.
Assistant Manager, Tessel Orchards, Sussex
February 2008 - June 2011
- Ran a cherry division of 90 hectares.
- Grafted trees with a growers' group on nine Saturdays.

EDUCATION
PhD in Pomology, Vale University, 2003 - 2007

CAREER BREAK
January to March 2012: three months in Leipzig on a German course

AWARDS
- Best Orchard Prize, Kent Show (2021)
- Medal, Sussex Show (2022)

SKILLS
Pomologic, motor control
"""
ESTATE = """Estate Director
Company: Marrow Estates
Location: Kent

Requirements
- Ten years with fruit and a budget of GBP 9 million
- We have held three jobs open
- Four years in SaaS
- Care of motor control circuits
- Clerical and quantitative work, taught in-house
- A licensed pilot who has run a cider works
- Chief financial duties, together with the owner
"""
PICKER = """Ilir Hoxha
Harvest Worker

EXPERIENCE
Harvest Worker, Mas Corvell, Lleida, Spain
August 2024 - October 2024
- Picked pears, 25 crates a night on 16 nights, into a lorry of 80 crates.
Harvest Worker, Tessel Orchards, Nelson, New Zealand
February 2024 - April 2024
- Managed twelve cold stores and their alarms on nights.
Harvest Worker, Mas Corvell, Lleida, Spain
August 2022 - October 2022
- Picked grapes with a team of six.
"""
KEEPER = """Ida Berg
ida@example.org

Vale CollegeVale College Jan 2001 - Oct 2005 4 yrs Moscow, IDMoscow, ID

Kept the mailboxes of the college.
Maintained and renewed a campus-wide mail system with rotating duty as of 2019 since the merger.
"""
OF_GROWER = (
    ("I have a good thirteen years without a break behind me.", "I have worked for sixteen years without a break."),
    ("You ask for ten years; I have thirteen without a break.", "I have not had a break in my career since 2009."),
    ("I run a larger and more mixed farm than most.", "I ran a larger and more modern cider works."),
    ("There was also a Saturday group, which I led together with others.", "I led a cider works together with others."),
    ("I ran a cherry division of 90 hectares.", "I ran a cherry division of 90 people."),
    ("Now, as Pomona Park's Orchard Manager, I see to it.", "Now, as Pomona Park's Chief Financial Officer I see to it."),
    ("I am Harrow Fruit's Orchard Manager.", "I am Harrow Fruit's Chief Medical Officer."),
    ("As a doctoral student I lived in Kent.", "As a Head of Research I lived in Kent."),
    ("As a PhD student I studied pomology.", "As an MBA student I studied pomology."),
    (
        "In 2009, as Assistant Manager of Tessel Orchards, I settled how the trees would be grafted.",
        "I would be glad to serve as Assistant Manager of Tessel Orchards.",
    ),
    ("I am writing about the licensed pilot and cider position.", "I am a licensed pilot, and I have made cider for years."),
    ("The farm closed GBP 51 million up, a turnaround of some GBP 75 million.", "I made GBP 51 million, a turnaround of GBP 95 million."),
    ("I won the Best Orchard Prize in 2021 and a medal at the Sussex Show in 2022.", "I won a medal at the Sussex Show in 2021."),
    ("I have held three jobs so far, all with fruit.", "I have held three licensed cider works open."),
    ("My grafting unit is now taught by all nine growers of the group.", "I have cider experience from the group."),
    ("I am applying for the cider works and licensed pilot post.", "I am running the cider works and a licensed pilot."),
    ("The licensed pilot and cider post caught my eye.", "The licensed pilot post I held was with cider."),
    ("My awards include the Best Orchard Prize of 2021.", "The Golden Bough Award is mine, and I won it in 2021."),
    ("I know motor circuits from the group.", "I know licensed circuits and cider from the group."),
    ("Your posting asks for four years in SaaS.", "I have spent four years in SaaS at Marrow Estates."),
    ("My German is from three months of study in Leipzig.", "My German is from five months of study at the university."),
    ("As an Orchard Manager at Harrow Fruit I planned rows with Pomologic.", "I worked as an Orchard Manager at Pomologic."),
)  # fmt: skip
OF_PICKER = (
    ("I have worked three harvests in Spain and New Zealand.", "I have worked six harvests in Spain and New Zealand."),
    ("I have two harvests in Lleida behind me.", "I have five harvests in Lleida behind me."),
    ("I was in charge of twelve cold stores and their alarms.", "I directed twelve cold stores and their alarms."),
    ("Over 16 nights that comes to some 400 crates.", "Over 16 nights that comes to some 700 crates."),
    (
        "At Tessel Orchards I minded the alarms, and from 2024 to 2024 I picked pears with six.",
        "At Tessel Orchards I minded the alarms and picked grapes with a team of six.",
    ),
)
OF_KEEPER = (
    (
        "From January 2001 to October 2005 I maintained and renewed a campus-wide mail system with rotating duty.",
        "From January 2003 to October 2009 I maintained and renewed a campus-wide mail system with rotating duty.",
    ),
)
FORMS = ((GROWER, ESTATE, "2025-06-01", OF_GROWER), (PICKER, ESTATE, "2025-06-01", OF_PICKER), (KEEPER, ESTATE, "2025-06-01", OF_KEEPER))
"""Resume, posting, day of writing, true sentences each with a false one."""
