"""The words by which titles, employers, places, degrees and institutions are told apart.

Lists of nouns, not of known companies or people: an unknown employer must be found as well as a famous one. English first; the
commonest French, German and Spanish words follow.
"""

from __future__ import annotations

import re
import unicodedata

TITLE_NOUNS = frozenset(
    """
    accountant accompanist actor actress actuary adjuster administrator advisor adviser advocate agent aide ambassador analyst anchor animator
    apprentice arborist archaeologist architect archivist artist assembler assessor assistant associate astronomer attendant attorney auditor author
    babysitter baker banker barber barista barrister bartender biochemist biologist boatswain bookkeeper botanist brewer bricklayer broker builder
    butcher buyer cabinetmaker caretaker captain carer caregiver carpenter cartographer cashier caterer ceo cfo chair chairman chairperson chairwoman
    chaplain chauffeur chef chemist chief chiropractor cio ciso cleaner clerk clinician cmo co-founder cofounder co-owner coach cobbler
    columnist employee commander commissioner concierge conductor conservator constable consultant contractor controller cook coo coordinator co-ordinator
    copywriter corporal correspondent counsel counsellor counselor courier crewmember cto curator custodian cyclist dancer dba dealer dean decorator
    demonstrator dentist deputy designer detective developer devops dietician dietitian director dispatcher diver docent doctor doula
    draughtsman draftsman drafter driller driver ecologist economist editor educator electrician embryologist engineer entrepreneur epidemiologist
    estimator evangelist examiner executive expert fabricator facilitator farmer fellow fighter filmmaker financier firefighter fisher fishmonger fitter
    florist footballer forecaster foreman forester foundry founder fundraiser gamekeeper gardener geneticist geographer geologist geophysicist
    glazier grader groom groomer groundskeeper guard guide gp ha hairdresser hand handler handyman head headmaster headteacher herbalist historian homemaker
    host hostess housekeeper hydrologist hygienist illustrator imam inspector installer instructor intern internship interpreter interviewer inventor
    investigator investor janitor jeweller jeweler joiner journalist judge keeper laborer labourer landscaper laureate lawyer lead leader lecturer
    liaison librarian lieutenant lifeguard linguist locksmith machinist magistrate maker manager marketer mason masseur mate mathematician matron mechanic
    mechatronician mediator member mentor merchandiser merchant meteorologist metallurgist microbiologist midwife miller miner minister model moderator
    modeler modeller monitor mover musician nanny navigator negotiator neurologist neuroscientist notary nurse nutritionist nursery-nurse officer
    operative operator optician optometrist orderly organiser organizer owner packer painter paralegal paramedic partner pastor pathologist
    pediatrician performer pharmacist phlebotomist photographer physician physicist physiotherapist physiologist pianist picker pilot planner plasterer
    plumber podiatrist porter postdoc potter practitioner preceptor president presenter priest principal printer processor producer professor programmer
    proofreader proprietor prosecutor prosthetist psychiatrist psychologist psychotherapist publicist publisher purchaser radiographer radiologist ranger
    realtor receptionist recruiter referee registrar rep reporter representative researcher resident reviewer rigger roofer sailor saleswoman salesman
    salesperson scaffolder scheduler scientist scholar scrum-master master sculptor seamstress secretary seller sergeant server setter shepherd
    shopkeeper sommelier sonographer soldier solicitor songwriter specialist sre statistician steward stewardess stocker strategist student stylist
    superintendent supervisor supporter surgeon surveyor sweeper sysadmin tailor teacher technician technologist telemarketer teller temp tester therapist
    tiler toolmaker trader trainee trainer transcriber transcriptionist translator treasurer tutor typist umpire underwriter upholsterer usher valet
    valuer vet veterinarian vicar viticulturist volunteer vp vice-president waiter waitress warden weaver webmaster welder winemaker worker writer zookeeper
    zoologist jockey helper generalist hand roofer labeller stocktaker groundsman postman fireman policeman salesclerk bookseller storekeeper gatekeeper beekeeper programme-manager cabin-crew freelancer sde swe mts
    aircrew crew ta ra tl pm em gm md evp svp avp
    """.split()
)
FOREIGN_TITLE_NOUNS = frozenset(
    """
    développeur développeuse developpeur ingénieur ingénieure ingenieur chef cheffe directeur directrice responsable assistant assistante stagiaire
    conseiller conseillère consultant consultante infirmier infirmière professeur professeure enseignant enseignante comptable vendeur vendeuse
    technicien technicienne gestionnaire chargé chargée alternant apprenti analyste architecte concepteur rédacteur serveur cuisinier éducateur
    entwickler entwicklerin leiter leiterin teamleiter abteilungsleiter projektleiter projektleiterin geschäftsführer berater beraterin sachbearbeiter sachbearbeiterin
    werkstudent werkstudentin praktikant praktikantin mitarbeiter mitarbeiterin lehrer lehrerin krankenpfleger krankenschwester pfleger pflegekraft
    pflegefachfrau pflegefachmann verkäufer verkäuferin kaufmann kauffrau buchhalter buchhalterin auszubildender auszubildende ingenieurin
    softwareentwickler softwareentwicklerin referent referentin meister techniker technikerin koch köchin arzt ärztin wissenschaftler systemadministrator
    desarrollador desarrolladora programador programadora ingeniero ingeniera director directora gerente jefe jefa profesor profesora maestra maestro
    enfermero enfermera analista consultor consultora técnico técnica becario becaria asistente vendedor vendedora contable abogado abogada
    administrativo administrativa cocinero camarero coordinador coordinadora diseñador diseñadora encargado encargada
    sviluppatore ingegnere responsabile impiegato infermiere insegnante desenvolvedor engenheiro enfermeiro ontwikkelaar medewerker verpleegkundige
    """.split()
)
SENIORITY = frozenset(
    "senior sr sr. junior jr jr. lead principal staff chief assistant associate deputy vice head trainee graduate interim acting freelance executive mid-level entry-level".split()
)
DEPARTMENT_WORDS = frozenset(
    "department dept office ward unit team division care practice operations projects faculty section branch desk squad platform infrastructure band grade level intern internship".split()
)
DISCIPLINES = frozenset(
    """
    banking lending mortgage brokerage hospitality catering accounting accounts administration analytics animation architecture assembly audit automation backend billing biology branding campaigns cardiology chemistry claims cloud communications community
    compliance construction content controls credit curriculum cybersecurity data database delivery design development devops digital dispensing distribution e-commerce editorial education electronics emergency
    engineering english enterprise events experience facilities finance firmware fitting frontend fundraising geography geriatrics growth hardware health history housekeeping humanities ict identity informatics
    innovation insights integration intelligence investments it law learning legal literature logistics machinery maintenance marketing mathematics maths mechanics media medicine merchandising mobile
    network networks nursing obstetrics oncology orthopaedics paediatrics partnerships payments payroll pediatrics people physics planning policy pricing procurement production products programme programming
    projects psychiatry psychology quality radiology recruitment rehabilitation reliability reporting research residency response retail risk robotics safety sales sanitation scheduling science sciences sculpture
    security services shift shifts social society software sport sports statistics storage strategy studies success supply support surgery sustainability systems tax teaching technology testing theatre
    theory therapy tooling training translation transport treasury underwriting ux verification visualisation visualization warehouse web welding welfare wellbeing writing
    """.split()
)
"""Fields of work: what goes on with a title after a comma, where a place would be a proper name."""
COMMON_WORDS = frozenset(
    """
    acute adult adults advanced applied and at bridge business central child children's client clinical cloud commercial community consumer core corporate critical customer day digital domestic early elderly
    elementary external family field for foreign front general global group head high home hospital human in information inpatient intensive internal international key learning life local major medical mental
    middle modern national night north of on outpatient performance physical primary private product public regional resource resources rural secondary senior small social south special staff strategic student
    surgical technical the urban value visitor water west east women's years young youth
    """.split()
)
"""Words that a department's name is made of, besides its field."""
ORGANISATION_WORDS = frozenset(
    """
    university college school academy institute institution laboratory laboratories labs lab hospital clinic clinics infirmary surgery hospice pharmacy bank bancorp
    group holdings holding partners associates agency consulting consultancy solutions systems technologies technology tech software studio studios media
    games networks industries enterprises services company co corporation council ministry bureau authority trust foundation society
    association charity federation union church nhs museum library gallery theatre theater orchestra airlines airways logistics freight motors
    foods brewery bakery kitchen restaurant cafe café hotel hotels inn resort stores store supermarket supermarkets market markets insurance assurance
    capital ventures investments securities energy power water utilities railways railway rail telecom telecommunications mobile pharmaceuticals pharma
    biotech therapeutics health healthcare dental dentistry medical nursery kindergarten builders construction contractors engineers architects farm farms estate
    estates properties press publishing publications news times herald gazette diario partnership cooperative co-operative collective committee army navy force
    police constabulary service county borough township district firm practice works mill mills foundry yard shipyard port airport international
    universidad université universität hochschule fachhochschule klinikum krankenhaus schule colegio escuela école lycée collège hôpital clinique banque
    société empresa hospital stadt verein stiftung werke research ai
    """.split()
)
COMPANY_SUFFIX = re.compile(
    r"\b(?:inc|ltd|limited|llc|l\.l\.c|llp|plc|corp|corporation|gmbh|ag|kg|gbr|ug|e\.v|s\.a|sa|sas|sarl|s\.l|sl|s\.r\.l|srl|spa|s\.p\.a|bv|b\.v|nv|n\.v|ab|oy|as|a/s|aps|pty|pvt|pte|co|kk|lda|ltda|sp\. z o\.o)\b\.?$",
    re.IGNORECASE,
)
SUFFIX_ALONE = re.compile(rf"(?:{COMPANY_SUFFIX.pattern[2:-1]})(?: ltd\.?)?$", re.IGNORECASE)

_US_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC "
    "ON QC BC AB MB SK NS NB NL PE NSW VIC QLD TAS ACT"
)
STATE_CODES = frozenset(_US_STATES.split())
REGIONS = frozenset(
    name.strip().lower()
    for name in """
    usa, u.s.a., u.s.a, u.s, u.k, us, u.s., united states, united states of america, uk, u.k., united kingdom, great britain, england, scotland, wales, northern ireland, ireland,
    france, germany, deutschland, spain, españa, portugal, italy, italia, netherlands, the netherlands, belgium, belgique, luxembourg, switzerland, schweiz, suisse, austria,
    österreich, denmark, sweden, norway, finland, iceland, poland, czech republic, czechia, slovakia, hungary, romania, bulgaria, greece, turkey, türkiye, ukraine, russia,
    estonia, latvia, lithuania, croatia, serbia, slovenia, bosnia, albania, malta, cyprus, canada, mexico, méxico, brazil, brasil, argentina, chile, colombia, peru, perú, ecuador,
    uruguay, venezuela, bolivia, paraguay, costa rica, panama, guatemala, cuba, jamaica, dominican republic, puerto rico, india, pakistan, bangladesh, sri lanka, nepal, china, hong kong,
    taiwan, japan, south korea, korea, republic of korea, s.korea, s. korea, singapore, malaysia, indonesia, philippines, thailand, vietnam, australia, new zealand, nigeria, ghana, kenya, uganda,
    tanzania, ethiopia, rwanda, south africa, zimbabwe, zambia, egypt, morocco, tunisia, algeria, senegal, cameroon, ivory coast, israel, lebanon, jordan, iraq, iran, syria,
    saudi arabia, uae, u.a.e., united arab emirates, qatar, kuwait, bahrain, oman, afghanistan, kazakhstan, uzbekistan, georgia, armenia, azerbaijan, europe, emea, apac, worldwide,
    alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky,
    louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york,
    north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington state,
    west virginia, wisconsin, wyoming, ontario, quebec, québec, british columbia, alberta, manitoba, nova scotia, new south wales, queensland, victoria, tasmania,
    west yorkshire, yorkshire, kent, essex, surrey, sussex, devon, cornwall, cumbria, lancashire, cheshire, norfolk, suffolk, bavaria, bayern, hessen, sachsen
    """.split(",")
)
CITIES = frozenset(
    name.strip().lower()
    for name in """
    london, manchester, birmingham, leeds, sheffield, liverpool, bristol, newcastle, nottingham, leicester, coventry, bradford, cardiff, swansea, edinburgh, glasgow, aberdeen, dundee,
    hull, derby, stoke-on-trent, wolverhampton, sunderland, middlesbrough, bolton, bournemouth, blackpool, stockport, huddersfield, oldham, rochdale, swindon, northampton, luton, peterborough, ipswich,
    colchester, chelmsford, milton keynes, slough, guildford, cheltenham, gloucester, worcester, hereford, shrewsbury, chester, warrington, preston, lancaster, carlisle, durham, doncaster, rotherham,
    barnsley, wakefield, halifax, harrogate, scarborough, grimsby, lincoln, canterbury, maidstone, croydon, watford, stevenage, salford, gateshead, newport, wrexham, inverness, perth, stirling, paisley, derry,
    belfast, dublin, waterford, cork, galway, limerick, cambridge, oxford, brighton, york, southampton, portsmouth, plymouth, exeter, norwich, reading, bath, paris, lyon, marseille, toulouse, lille,
    bordeaux, nantes, nice, strasbourg, montpellier, rennes, grenoble, berlin, hamburg, münchen, munich, köln, cologne, frankfurt, stuttgart, düsseldorf, leipzig, dresden, hannover,
    nürnberg, nuremberg, bremen, dortmund, essen, karlsruhe, mannheim, freiburg, heidelberg, wien, vienna, graz, salzburg, linz, zürich, zurich, geneva, genève, basel, bern, lausanne,
    madrid, barcelona, valencia, sevilla, seville, bilbao, málaga, zaragoza, lisbon, lisboa, porto, rome, roma, milan, milano, turin, torino, naples, napoli, florence, bologna,
    amsterdam, rotterdam, utrecht, eindhoven, the hague, brussels, bruxelles, antwerp, ghent, copenhagen, aarhus, stockholm, gothenburg, malmö, oslo, bergen, helsinki, tampere,
    warsaw, kraków, krakow, wrocław, gdańsk, prague, brno, budapest, bucharest, sofia, athens, istanbul, ankara, izmir, kyiv, kiev, lviv, tallinn, riga, vilnius, zagreb, belgrade,
    tacoma, spokane, fresno, long beach, anaheim, irvine, santa monica, pasadena, burbank, san mateo, redwood city, fremont, oakland, bakersfield, riverside, boise, reno, scottsdale, tempe, mesa, fort collins,
    colorado springs, tulsa, oklahoma city, wichita, lincoln, des moines, st. paul, saint paul, green bay, grand rapids, toledo, dayton, akron, buffalo, rochester, syracuse, albany, hartford, new haven, stamford,
    providence, newark, jersey city, hoboken, trenton, wilmington, bethesda, norfolk, greensboro, winston-salem, charleston, savannah, jacksonville, tallahassee, gainesville, fort lauderdale, st. petersburg,
    knoxville, chattanooga, louisville, lexington, birmingham, huntsville, little rock, baton rouge, el paso, fort worth, plano, irving, lubbock, corpus christi,
    new york city, nyc, brooklyn, san francisco, los angeles, san diego, san jose, sacramento, oakland, berkeley, palo alto, mountain view, menlo park, cupertino, santa clara,
    sunnyvale, seattle, redmond, bellevue, portland, boston, chicago, houston, dallas, austin, san antonio, phoenix, tucson, denver, boulder, salt lake city, las vegas, minneapolis,
    st. louis, kansas city, detroit, ann arbor, cleveland, columbus, cincinnati, pittsburgh, philadelphia, baltimore, washington, washington d.c., washington dc, arlington, richmond, raleigh, durham, charlotte,
    atlanta, miami, orlando, tampa, nashville, memphis, new orleans, milwaukee, madison, indianapolis, omaha, albuquerque, honolulu, anchorage, toronto, montreal, montréal, vancouver,
    ottawa, calgary, edmonton, winnipeg, halifax, mexico city, ciudad de méxico, guadalajara, monterrey, querétaro, são paulo, rio de janeiro, buenos aires, santiago, bogotá, bogota,
    medellín, lima, quito, montevideo, caracas, mumbai, delhi, new delhi, bangalore, bengaluru, hyderabad, chennai, pune, kolkata, ahmedabad, gurgaon, gurugram, noida, karachi,
    lahore, islamabad, dhaka, colombo, kathmandu, beijing, shanghai, shenzhen, guangzhou, hangzhou, taipei, tokyo, osaka, kyoto, seoul, kuala lumpur, jakarta, manila, bangkok, hanoi,
    ho chi minh city, sydney, melbourne, brisbane, perth, adelaide, canberra, auckland, wellington, christchurch, lagos, abuja, accra, nairobi, kampala, dar es salaam, addis ababa, kigali,
    cape town, johannesburg, pretoria, cairo, casablanca, rabat, tunis, tel aviv, jerusalem, beirut, amman, dubai, abu dhabi, doha, riyadh, kuwait city, tehran, tbilisi, yerevan, baku
    """.split(",")
)
SELF_EMPLOYED = re.compile(
    r"self[- ]employed|freelance|freelancer|independent|own (?:business|account)|selbstst?ändig|freiberuflich|indépendant|autónomo",
    re.IGNORECASE,
)
REMOTE = re.compile(
    r"(?:100 ?% |fully )?(?:remote|hybrid|on-?site|virtual|home ?office|télétravail|anywhere)(?: \(.*\)|,? .{0,20})?$", re.IGNORECASE
)

_DEGREE_ABBREVIATION = (
    r"B\.?B\.?A|B\.?C\.?A|M\.?C\.?A|B\.?S\.?N|M\.?S\.?N|M\.?P\.?H|M\.?P\.?A|M\.?S\.?W|B\.?S\.?W|B\.?\s?Sc|M\.?\s?Sc|B\.?A|M\.?A|B\.?S|M\.?S|B\.?E|M\.?E|B\.?Eng|M\.?Eng|B\.?\s?Tech|M\.?\s?Tech|B\.?Com|M\.?Com|B\.?Ed|M\.?Ed|B\.?F\.?A|M\.?F\.?A|M\.?B\.?A|Ph\.?\s?D|D\.?Phil|M\.?Phil|LL\.?B|LL\.?M|"
    r"M\.?D|MBBS|MBChB|BN|DNP|DDS|DMD|DVM|J\.?D|Ed\.?D|PharmD|BArch|MArch|MRes|MFin|A\.?A\.?S?|A\.?S|HND|HNC|NVQ|PGCE|PGDip|PGCert|GCSEs?|GCE|BTEC|FdSc|FdA|GED|BTS|DUT|Bc|Ing|Dipl\.-Ing|Lic|SVQ"
)
_DEGREE_WORD = (
    r"Bachelor(?:['’]?s)?|Master(?:['’]?s)?(?=\s(?:of|in|degree|\()|$)|Doctor(?:ate)?\s(?:of|in)|Doctorate|Associate(?:['’]?s)?(?=\s(?:of|in|degree))|A[- ]Levels?|(?:Post)?graduate\s(?:Diploma|Certificate)|Diploma|Diplom|Diplôme|"
    r"Certificate|Apprenticeship|(?:High|Secondary|Upper secondary)\sSchool(?:\sDiploma)?|Upper secondary|Matura|Abitur|Matric|Bac|Baccalaur[ée]ate?|Licence|Licentiate|Licenciatura|Grado|Máster|Maestría|Maîtrise|Doctorat|Doctorado|Ausbildung|Staatsexamen|Magister|"
    r"Promotion|Laurea|Técnico|Ingeniería|Bootcamp|Degree|Minor\sin|Postdoc\w*|(?:Vocational |National |Trade )?Qualification|Higher\sTechnician|Speciali[sz]ation|Juris Doctor|(?:Short |Evening |Technical )?Course(?!work)|Training(?=\s*(?:,|\(|$))|(?:Trade|Journeyman)\scertificat\w+|Erasmus"
)
DEGREE = re.compile(rf"(?<![\w.])(?:(?:{_DEGREE_ABBREVIATION})(?![\w])\.?|(?i:{_DEGREE_WORD})(?![a-z]))")
"""Abbreviations count in their own capitals only."""
LEADING_DEGREE = re.compile(rf"(?:{_DEGREE_ABBREVIATION})\.?\s+(?=[^\W\d_a-z])")
TRAILING_DEGREE = re.compile(rf"\s+(?:{_DEGREE_ABBREVIATION})\.?$")
INSTITUTION_WORDS = frozenset(
    """
    university college school academy institute institution polytechnic conservatory conservatoire seminary universidad université universität universitat universita universidade università universiteit universitet
    univerzita uniwersytet yliopisto üniversitesi politeknik polytechnique politechnika hochschule fachhochschule högskola schule gymnasium berufsschule colegio colégio escuela escola école ecole lycée lyceum liceo
    liceu lisesi collège instituto institut istituto scuola skola faculty faculdade facultad faculté campus bootcamp uc mit eth epfl ucl ucla kit tu lmu politecnico politécnica politécnico technische technikum
    sekolah form university's
    """.split()
)
WEAK_INSTITUTION_WORDS = frozenset(
    "center centre training high technical academia education department fachakademie akademie association council".split()
)


def plain(text: str) -> str:
    """Lower case without accents or outer punctuation, for comparing headings and labels."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w&+#/' ]+", " ", letters.replace("’", "'")).split())


def tokens(text: str) -> list[str]:
    """Lower-case words of a fragment; hyphens and dots inside words stay."""
    return [word.strip(".'’") for word in re.findall(r"[\w'’.+#-]+", text.lower()) if word.strip(".'’-")]
