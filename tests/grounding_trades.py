"""Invented resumes and postings of other trades that several tests share: three with a posting each, and the head of a developer's."""

from __future__ import annotations

from typing import Any

DEVELOPER_WORK = """Maria Lopez
Austin, TX | maria@example.com

EXPERIENCE
Software Engineer II, Brightwave Inc, San Francisco, CA
06/2019 - Present
- Build Java services and React pages.
Backend Developer, Corelight Systems, Dallas, TX
03/2016 - 05/2019
- Wrote Python and SQL jobs.
Junior Programmer, Tiny Mill LLC, Dallas, TX
01/2014 - 02/2016
- Fixed PHP sites.
EDUCATION
B.S. Computer Science, University of Texas at Dallas, 2009 - 2013
"""
WAREHOUSE = """Kofi Danquah
kofi.danquah@example.org | Tema, Ghana

Profile
Shift lead with nine years in cold chain and ambient storage.

Work history
Shift Supervisor, Volta Crest Distribution, Tema (Aug 2020 to present)
- Lead a shift of 14 pickers and two forklift drivers
- Brought picking errors down from 2.1% to 0.6% with a double scan at the dock
- Trained 30 seasonal staff on the handheld scanners

Warehouse Clerk, Adansi Cold Stores Ltd, Kumasi (Feb 2016 to Jul 2020)
- Kept temperature logs for frozen fish and poultry
- Counted stock each Friday with the auditor, Mr Yaw Boadu

Porter, Makola Textiles, Accra (2014 to 2016)
- Unloaded containers and stacked bales

Education
Diploma in Supply Chain Management, Koforidua Technical Institute, 2013
Languages: English, Twi
"""
DEPOT_JOB = """DEPOT MANAGER
Employer: Pra River Beverages
Location: Takoradi

Pra River Beverages bottles mineral water and malt drinks and delivers to 800 shops along the coast.
The Takoradi depot opened in 2019; 45 people work there on two shifts.

You will plan loads, lead two shift supervisors and look after a fleet of 12 trucks.
You need five years in warehousing, a head for figures and a driving licence.
Questions to Efua Mensah-Bonsu, Operations Director.
"""
TEACHER = """Ines Carvalho Pinto
Setúbal, Portugal | ines.pinto@example.com

Secondary school teacher of chemistry and physics; examiner for the regional olympiad.

TEACHING EXPERIENCE
Chemistry Teacher | Escola Secundária do Sado | Setúbal | Sep 2017 - present
* Teach five classes of 24 pupils
* Started a science club that now has 60 members
* Tutor to a class of year 10

Substitute Teacher | Colégio da Arrábida | Palmela | Sep 2015 - Jul 2017
* Covered physics and mathematics in years 7 to 9
* Ran the homework room

Laboratory Technician | Tejo Water Analysis | Lisbon | Oct 2012 - Aug 2015
* Tested drinking water for nitrates with ion chromatography
* Calibrated balances and pipettes

STUDIES
MSc Chemistry Education, University of Évora, 2015
BSc Chemistry, University of Coimbra, 2012
"""
SCHOOL_JOB = """Head of Science
Ashgrove International School, Cascais

Ashgrove is a day school with 640 pupils from 48 nations, aged 3 to 18. We teach the IB programme in English.

The Head of Science leads nine teachers and three technicians, plans the curriculum and teaches half a timetable.
Applicants hold a teaching qualification and have at least five years in a secondary school.
We offer a salary of 42,000 euro and a place at the school for children of staff.
Applications to the principal, Dr Fergus Halloran, by 30 April.
"""
ACCOUNTANT = """Harriet Osei-Lindgren
Assistant Accountant, AAT Level 3
Norwich | harriet.osei@example.co.uk

Experience

Assistant Accountant
Broadfen Housing Association, Norwich
June 2022 - now
Month-end journals, bank reconciliations for 11 accounts and the VAT return.
Helped move the purchase ledger from Sage 50 to Xero.

Accounts Clerk
Yare & Partners, Great Yarmouth
January 2019 - May 2022
Purchase ledger for 40 client firms, among them Lowther Boatyard and Gorse Farm Shop.
Supervised by the practice manager, Delia Frost.

Volunteer Treasurer
Wensum Rowing Club
2020 - 2023
Kept the books and chased subscriptions.
"""
FINANCE_JOB = """Management Accountant (maternity cover)
We are Tollhouse Cider, a maker of still and sparkling cider near Hereford.
Our family pressed its first apples in 1911 and today 70 of us work at the mill.

What you would do: monthly management accounts, stock valuation, cost reports for each blend, audit file.
What you bring: part-qualified CIMA or ACCA, two years in a finance team, good Excel.
Hybrid, two days a week at the mill. 36,000 to 39,000 pounds.
Send your CV to Marcus Penhale, Finance Director.
"""

_APPLICATIONS: dict[str, dict[str, Any]] = {
    "warehouse": {"resume_text": WAREHOUSE, "job_text": DEPOT_JOB, "sender": "Kofi Danquah", "recipient": "Efua Mensah-Bonsu"},
    "teacher": {"resume_text": TEACHER, "job_text": SCHOOL_JOB, "sender": "Ines Carvalho Pinto", "recipient": None},
    "accountant": {"resume_text": ACCOUNTANT, "job_text": FINANCE_JOB, "sender": "Harriet Osei-Lindgren", "recipient": "Marcus Penhale"},
}
_SENDERS = ("Efua Mensah-Bonsu", "Fergus Halloran", "Marcus Penhale")
TRADES: dict[str, dict[str, Any]] = _APPLICATIONS | {
    f"{name} sought": {**fields, "direction": "outreach", "sender": sender, "recipient": fields["sender"]}
    for (name, fields), sender in zip(_APPLICATIONS.items(), _SENDERS, strict=True)
}
"""What `make_request` needs for an application, and `... sought` for the outreach to the same person."""
