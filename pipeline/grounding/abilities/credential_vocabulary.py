"""Names of certificates, licences, registrations and professional bodies, with their other spellings.

Written for this project and not complete: what is not here is still found behind `certified`, `chartered`, `member of` and the like.
Abbreviations count in their own capitals only.
"""

from __future__ import annotations

CREDENTIALS = """
PMP = Project Management Professional; CAPM; PRINCE2 Practitioner = PRINCE2 Foundation; CSM = Certified ScrumMaster, Certified Scrum Master; PSM = Professional Scrum Master; CSPO = Certified Scrum Product Owner; PMI-ACP; TOGAF; CBAP;
CISSP; CISM; CISA; CRISC; CEH = Certified Ethical Hacker; OSCP; GIAC; Security+ = CompTIA Security+; Network+ = CompTIA Network+; CompTIA A+; CCNA; CCNP; CCIE; JNCIA; RHCE; RHCSA; LPIC; CKA = Certified Kubernetes Administrator; CKAD = Certified Kubernetes Application Developer; MCSE; MCSA; MCP; VCP;
AWS Certified = AWS-certified, AWS certification, AWS Certification; AWS Certified Solutions Architect = AWS Solutions Architect; AWS Certified Developer; Azure Administrator; Azure certified = Azure certification; Google Cloud certified = Google Cloud Certified; Salesforce Certified Administrator = Salesforce Administrator certification; Terraform Associate; Tableau Desktop Specialist; ISTQB; ITIL Foundation = ITIL v4 Foundation, ITIL 4;
CPA = Certified Public Accountant; ACCA; CIMA; CGMA; ACA; CMA = Certified Management Accountant; CFA = Chartered Financial Analyst, CFA charter; FRM = Financial Risk Manager; CAIA; CFP = Certified Financial Planner; CIA = Certified Internal Auditor; CFE = Certified Fraud Examiner; CAMS; AAT; ICAEW; ICAS; EA = Enrolled Agent; Series 7; Series 63; Series 65; CeMAP; CPCU; ACII; FCA;
CIPD; SHRM-CP; SHRM-SCP; PHR; SPHR; GPHR; MCIPS = CIPS; CPIM; CSCP; CLTD; APICS; CPSM; CIM; CIPR; Six Sigma Green Belt = Green Belt; Six Sigma Black Belt = Black Belt; Six Sigma Yellow Belt = Yellow Belt; Master Black Belt;
RN = Registered Nurse, registered nurse, RGN, NMC, registered general nurse; LPN = Licensed Practical Nurse; LVN; CNA = Certified Nursing Assistant; CMA certified; CCRN; CEN; OCN; CNOR; FNP; APRN; NMC = Nursing and Midwifery Council; HCPC = Health and Care Professions Council; GMC = General Medical Council; GDC; GPhC; AHPRA; MRCP; MRCS; FRCS; FRCA; USMLE; NCLEX = NCLEX-RN; EMT = NREMT, Emergency Medical Technician; EMT-P; CPhT; RDH; RDMS; ARRT; LCSW; LMFT; LPC; BCBA; RBT; NCTM;
First Aid at Work = FAW, Workplace First Aid; First Aid = first aid, first-aid, first aider, first-aider; CPR; AED; NEBOSH; IOSH; IOSH Managing Safely; OSHA 10; OSHA 30; CSCS; CPCS; SMSTS; SSSTS; IPAF; PASMA; NPORS; CITB; Gas Safe; OFTEC; NICEIC; 18th Edition = BS 7671; City & Guilds = City and Guilds; NVQ; SIA = SIA licence; QTS = Qualified Teacher Status; PGCE = Postgraduate Certificate in Education; PGDip; HND; HNC; CELTA; DELTA; TEFL; DipTESOL; NPQH; NPQSL; EPA 608 = EPA Section 608; NATE; AWS D1.1; CWI; ASE certified = ASE Certified; ServSafe; WSET Level 2; WSET Level 3; Personal Licence; TABC; Cicerone; Certified Sommelier; Level 3 Award; Level 5 Diploma;
PE licence = PE license, Professional Engineer, professional engineer; EIT = FE exam; CEng = Chartered Engineer; IEng; MICE; MIStructE; MIMechE; MIET; MRICS = RICS; FRICS; ARB; RIBA; AIA; NCARB; LEED AP = LEED Green Associate, LEED; BREEAM assessor; AICP; MRTPI; CIBSE; CIOB; AMICE; MCIOB; SRA; TWIC; hazmat endorsement; CDL = commercial driver's license, commercial driving licence; ADR certificate = ADR licence; Driver CPC; notary public; EPA certified; Microsoft Office Specialist; Google Analytics certification = Google Analytics certified; HubSpot certification; CPACC; IATA diploma; STCW; PADI; FAA Part 107 = Part 107; A&P licence = A&P license; ATPL; Mensa; Toastmasters; Phi Beta Kappa; Dean's List = dean's list; Employee of the Month = employee of the month; Employee of the Year = employee of the year; Employee of the Quarter = employee of the quarter; Teacher of the Year = teacher of the year; Nurse of the Year; Chef of the Year; Michelin star; Pulitzer; Fulbright = Fulbright scholar; Rhodes Scholar; Forbes 30 Under 30 = 30 Under 30; valedictorian; salutatorian
"""
FAMILIES = {
    "certified": r"certif|credential|licen[cs]|accredit|qualif|badge|diploma",
    "accredited": r"accredit|certif|licen[cs]|regist",
    "licensed": r"licen[cs]|permit|regist|certif|admitted|board|admission",
    "registered": r"regist|\brn\b|rgn|nmc|hcpc|licen[cs]|certif|member",
    "chartered": r"charter|\b(?:aca|acca|cima|ceng|mice|mrics|rics|mcipd|cipd|cfa|icaew|ca|mciob|cibse)\b",
    "certificated": r"certif|licen[cs]|diploma",
}
"""What in a resume bears out a word before a title."""
