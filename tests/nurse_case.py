"""A nurse's resume, a posting, the true email between them, and a lie to put into it."""

RESUME = """# Jane Doe
jane@example.org

## Experience
Ward nurse, St Agnes Hospital, 2019-03 - present
- Cared for 12 patients a shift
- Trained four new nurses in wound care

## Skills
Wound care, medication rounds
"""
JOB = """# Senior Nurse
Larch Clinic, Leeds

Larch Clinic is a private clinic with 40 beds.

Requirements:
- wound care
- medication rounds
"""
LIE = "I led a team of 60 nurses for 12 years."
SUBJECT = "Senior Nurse at Larch Clinic"
BODY = """Dear hiring team,

I am writing about the post of Senior Nurse at Larch Clinic in Leeds. As a ward nurse at St Agnes Hospital I have cared for 12 patients \
a shift since 2019.{lie} I have also trained four new nurses in wound care, and I know how much a calm hand matters on a full ward.

Your clinic has 40 beds, and you ask for wound care and medication rounds. Both are what I do on every shift, and I would bring the same \
care to your patients.

{ask}

Kind regards,
Jane Doe"""
ASK = "Could we talk for a quarter of an hour next week?"
TRUE = f"Subject: {SUBJECT}\n\n{BODY.format(lie='', ask=ASK)}"
