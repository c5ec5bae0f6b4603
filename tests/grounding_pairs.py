"""Three invented resumes with a posting each, which the tests of names, titles, people and places share."""

from __future__ import annotations

from typing import Any

ENGINEER = """Maya Lindqvist
Software Engineer
maya.lindqvist@example.com | Denver, CO

EXPERIENCE

Software Engineer, Harborlight Analytics, Denver, CO
Mar 2021 - Present
- Built dashboards for Siemens and two other clients in Python
- Reduced report time by 40%
- Reported to Priya Raman, Director of Engineering

Junior Developer, Quillstone Software Inc., Boulder, CO
Jun 2018 - Feb 2021
- Wrote REST services in Go
- Helped migrate to PostgreSQL

EDUCATION

BSc Computer Science, University of Colorado Boulder, 2018
"""
MAPS_JOB = """Senior Backend Engineer
Northwind Cartography, Seattle, WA (hybrid)

Northwind Cartography makes maps for emergency services. We are 60 people in Seattle.

About the role
You will report to our CTO, Daniel Osei. We use AWS and Kubernetes.

Requirements
- 5 years of backend development
- Go or Rust

Contact: Helen Park, helen.park@northwindcarto.com
"""
NURSE = """Tomasz Wiśniewski
Registered Nurse
Leeds, UK

EMPLOYMENT

Staff Nurse, Emergency Department
St Oswin's Infirmary, Leeds
April 2020 - present
- Triage of up to 30 patients a shift
- Mentor to four student nurses

Assistant Ward Manager
Moorgate Hospital, Bradford
September 2016 - March 2020
- Rotas for 22 staff

Healthcare Assistant
Larch House Care Home, York
2014 - 2016

EDUCATION
BSc Nursing, University of Ainsty, 2016
"""
WARD_JOB = """Ward Manager, Acute Medicine
Calder Vale NHS Trust, Halifax

Calder Vale is a trust of three hospitals in West Yorkshire. The ward has 28 beds.

We ask for
- Registration as a nurse
- Experience of managing a ward

Salary: £46,000
Apply to Ruth Abara, Matron.
"""
COOK = """Lucía Ferrán
Sous Chef
Valencia, Spain

Experience
Sous Chef - Casa Amparo - Valencia - 2021 to present
Runs the fish station, 90 covers a night.
Chef de Partie - Hotel Miramonte - Alicante - 2018 to 2021
Pastry and cold starters.

Training
Diploma in Professional Cookery, Escuela del Turia, 2018
"""
KITCHEN_JOB = """Head Chef
The Gannet, Galway, Ireland

The Gannet is a fish restaurant by the harbour in Galway with 60 seats. The kitchen has seven cooks.
We want a Head Chef to write a menu that changes each week. Salary 52,000 euro.
Write to Aoife Mulcahy.
"""

APPLICATIONS: dict[str, dict[str, Any]] = {
    "engineer": {"resume_text": ENGINEER, "job_text": MAPS_JOB, "sender": "Maya Lindqvist", "recipient": "Helen Park"},
    "nurse": {"resume_text": NURSE, "job_text": WARD_JOB, "sender": "Tomasz Wiśniewski", "recipient": "Ruth Abara"},
    "cook": {"resume_text": COOK, "job_text": KITCHEN_JOB, "sender": "Lucía Ferrán", "recipient": None},
}
"""What `make_request` needs for an application."""
OUTREACHES: dict[str, dict[str, Any]] = {
    f"{name} sought": {**fields, "direction": "outreach", "sender": sender, "recipient": fields["sender"]}
    for (name, fields), sender in zip(APPLICATIONS.items(), ("Helen Park", "Ruth Abara", "Aoife Mulcahy"), strict=True)
}
"""The same with the sides changed."""
CASES = {**APPLICATIONS, **OUTREACHES}


def letter(text: str, sender: str) -> str:
    """A sentence as the body of an email; a text that has lines of its own stays."""
    return text if "\n" in text else f"Hello,\n\n{text}\n\nKind regards,\n{sender}"
