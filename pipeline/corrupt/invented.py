"""Names, tools, certificates and perks that stand for what a model makes up. All are checked against the documents before use."""

from __future__ import annotations

COMPANIES = """Google; Amazon; Deloitte; Siemens; Unilever; Accenture; Nestlé; Marriott; Bosch; Halden & Co; Northgate Partners; Brightwell Group;
Corvane Systems; Ashdown Logistics; Kestrel Foods; Meridale Health; Tollgate Media; Ravensworth Consulting; Silverbrook Hotels; Oakhurst Energy;
Pallister Engineering; Lumenfield; Quayside Retail; Thornbury Trust; Verrano Studios; Blackmoor Construction; Harrowby Clinic; Castellan Insurance;
Dunmore Farms; Zephyrline; Orchard Lane Academy; Fairhaven Services""".replace("\n", " ").split("; ")
CITIES = """Berlin; Manchester; Toronto; Lisbon; Singapore; Chicago; Melbourne; Dublin; Copenhagen; Nairobi; Madrid; Vancouver; Glasgow; Boston; Zurich;
Seattle; Edinburgh; Prague; Auckland; Milan; Denver; Leipzig; Cork; Valencia; Ghent; Oslo; Krakow; Tampa; Perth; Lyon""".replace(
    "\n", " "
).split("; ")
FIRST_NAMES = """Monika; Daniel; Priya; Stephen; Laura; Hamid; Catherine; Diego; Yuki; Oliver; Fatima; Grace; Henrik; Amara; Leonard; Sabine; Victor;
Tamsin; Rachel; Kofi; Anselm; Beatrix; Imogen; Rafael""".replace("\n", " ").split("; ")
LAST_NAMES = """Whitlock; Castellanos; Brandt; Okonjo; Fairclough; Marchetti; Lindgren; Haddad; Prescott; Nakagawa; Delacroix; Thornton; Mbeki; Vasquez;
Eastwood; Kowalski; Harrington; Sandoval; Petrov; Ainsworth""".replace("\n", " ").split("; ")
SKILLS = """Tableau; Salesforce; Power BI; AutoCAD; Kubernetes; SAP S/4HANA; HubSpot; Python; Jira; QuickBooks; Adobe InDesign; Terraform; MATLAB; Workday;
Figma; SolidWorks; Snowflake; Oracle NetSuite; Lean Six Sigma; Scrum; Mandarin; Portuguese; Docker; Google Analytics; ServiceNow; Revit; Epic;
Power Automate; Sage 200; Asana""".replace("\n", " ").split("; ")
CERTIFICATES = """PMP certification; NEBOSH General Certificate; Lean Six Sigma Black Belt; PRINCE2 Practitioner certificate; CISSP certification;
AWS Solutions Architect certification; Chartered Manager status; ISO 9001 Lead Auditor certificate; Advanced Food Hygiene certificate; CIPD Level 7 diploma;
Certified Scrum Master credential; ITIL Expert certificate; forklift licence; Mental Health First Aider certificate; CPA licence; Level 4 Assessor award;
commercial pilot licence; IOSH Managing Safely certificate""".replace("\n", " ").split("; ")
DEGREES = """MBA; Master's degree in Business Administration; PhD in Management; Master's degree in Data Science; Master's degree in Public Health;
Bachelor's degree in Economics; doctorate in Applied Sciences; Master's degree in Engineering Management""".replace("\n", " ").split("; ")
INSTITUTIONS = """Harvard University; the London School of Economics; Stanford University; the University of Edinburgh; ETH Zurich; INSEAD; the Sorbonne;
the University of Melbourne; McGill University; Trinity College Dublin; the University of Cape Town; MIT""".replace("\n", " ").split("; ")
AWARDS = """the title of Employee of the Year; a National Excellence Award; the Chairman's Award; a Rising Star award; the Innovation Prize; a Gold Service Award""".split(
    "; "
)
PERKS = """a company car; private medical insurance; unlimited holiday; a free gym membership; stock options; a sign-on bonus; a pet-friendly office;
free childcare; six weeks of paid sabbatical; a four-day week; a 12% annual bonus; private dental cover; a relocation grant of 8,000 euros; an annual training budget of £2,500;
a home office allowance; season-ticket loans""".replace("\n", " ").split("; ")
"""Each with the word by which a posting would speak of it."""
PERK_WORDS = """car; medical|health; holiday|vacation|leave; gym; stock|option|share|equity; bonus|sign; pet|dog; child|nursery|creche; sabbatical; four-day|4-day|four day;
bonus; dental; relocation|move|moving|removal; training|course|development; home|remote|allowance; season|ticket|travel|loan""".replace(
    "\n", " "
).split("; ")
ACHIEVEMENTS = """closed a Series B round; doubled its headcount; opened an office in Singapore; won a national award; launched a mobile app; been bought by a larger group;
been named among the best places to work; reached one million customers; listed on the stock exchange; cut its emissions to net zero""".replace(
    "\n", " "
).split("; ")
ACHIEVEMENT_WORDS = """series|round|funding|raised; double|headcount; singapore; award|won|prize; app|mobile; bought|acqui|group; best place|named; million; stock|listed|exchange;
emission|net zero|carbon""".replace("\n", " ").split("; ")
