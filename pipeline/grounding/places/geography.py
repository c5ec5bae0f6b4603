"""Which city lies in which country or state, for the places that `pipeline.profile.vocabulary` lists.

    lies_in("boston")   -> {"massachusetts", "usa"}
    named_in(text)      -> the listed places of a text, with their spans

`Berlin` in a resume bears out `Germany` in an email. Cities that the lists do not have lie nowhere: what is said of them is not judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from pipeline.grounding.words import folded
from pipeline.profile.vocabulary import CITIES, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

_CITIES = """
england: london, manchester, birmingham, leeds, sheffield, liverpool, bristol, newcastle, newcastle upon tyne, nottingham, leicester, coventry, bradford, cambridge, oxford, brighton, york, southampton, portsmouth, plymouth, exeter, norwich, reading, bath, stockport, derby, hull, sunderland, wolverhampton, milton keynes, durham
wales: cardiff, swansea
scotland: edinburgh, glasgow, aberdeen, dundee, inverness
northern ireland: belfast
ireland: dublin, cork, galway, limerick
france: paris, lyon, marseille, toulouse, lille, bordeaux, nantes, nice, strasbourg, montpellier, rennes, grenoble
germany: berlin, hamburg, munchen, munich, koln, cologne, frankfurt, stuttgart, dusseldorf, leipzig, dresden, hannover, nurnberg, nuremberg, bremen, dortmund, essen, karlsruhe, mannheim, freiburg, heidelberg
austria: wien, vienna, graz, salzburg, linz
switzerland: zurich, geneva, geneve, basel, bern, lausanne
spain: madrid, barcelona, valencia, sevilla, seville, bilbao, malaga, zaragoza
portugal: lisbon, lisboa, porto
italy: rome, roma, milan, milano, turin, torino, naples, napoli, florence, bologna
netherlands: amsterdam, rotterdam, utrecht, eindhoven, the hague
belgium: brussels, bruxelles, antwerp, ghent
denmark: copenhagen, aarhus
sweden: stockholm, gothenburg, malmo
norway: oslo, bergen
finland: helsinki, tampere
poland: warsaw, krakow, wroclaw, gdansk
czech republic: prague, brno
hungary: budapest
romania: bucharest, cluj-napoca
bulgaria: sofia
greece: athens
turkey: istanbul, ankara, izmir
ukraine: kyiv, kiev, lviv
estonia: tallinn
latvia: riga
lithuania: vilnius
croatia: zagreb
serbia: belgrade, novi sad
new york: new york city, nyc, brooklyn, new york
california: san francisco, los angeles, san diego, san jose, sacramento, oakland, berkeley, palo alto, mountain view, menlo park, cupertino, santa clara, sunnyvale, fresno, irvine, pasadena
washington state: seattle, redmond, bellevue, tacoma, spokane
oregon: portland
maine: portland
massachusetts: boston, cambridge
illinois: chicago
texas: houston, dallas, austin, san antonio, fort worth, el paso
arizona: phoenix, tucson
colorado: denver, boulder
utah: salt lake city
nevada: las vegas, reno
minnesota: minneapolis
missouri: st. louis, kansas city
michigan: detroit, ann arbor
ohio: cleveland, columbus, cincinnati
pennsylvania: pittsburgh, philadelphia
maryland: baltimore
district of columbia: washington, washington d.c., washington dc
virginia: arlington, richmond
north carolina: raleigh, durham, charlotte
georgia: atlanta
florida: miami, orlando, tampa
tennessee: nashville, memphis
louisiana: new orleans, baton rouge
wisconsin: milwaukee, madison
indiana: indianapolis
nebraska: omaha
new mexico: albuquerque
hawaii: honolulu
alaska: anchorage
ontario: toronto, ottawa
quebec: montreal
british columbia: vancouver
alberta: calgary, edmonton
manitoba: winnipeg
nova scotia: halifax
mexico: mexico city, ciudad de mexico, guadalajara, monterrey, queretaro
brazil: sao paulo, rio de janeiro
argentina: buenos aires
chile: santiago
colombia: bogota, medellin
peru: lima
ecuador: quito
uruguay: montevideo
venezuela: caracas
india: mumbai, delhi, new delhi, bangalore, bengaluru, hyderabad, chennai, pune, kolkata, ahmedabad, gurgaon, gurugram, noida
pakistan: karachi, lahore, islamabad
bangladesh: dhaka
sri lanka: colombo
nepal: kathmandu
china: beijing, shanghai, shenzhen, guangzhou, hangzhou
taiwan: taipei
japan: tokyo, osaka, kyoto, kobe
south korea: seoul, busan
malaysia: kuala lumpur
indonesia: jakarta
philippines: manila
thailand: bangkok
vietnam: hanoi, ho chi minh city
new south wales: sydney
victoria: melbourne
queensland: brisbane
western australia: perth
south australia: adelaide
australia: canberra
new zealand: auckland, wellington, christchurch
nigeria: lagos, abuja
ghana: accra
kenya: nairobi
uganda: kampala
tanzania: dar es salaam
ethiopia: addis ababa
rwanda: kigali
south africa: cape town, johannesburg, pretoria
egypt: cairo
morocco: casablanca, rabat
tunisia: tunis
israel: tel aviv, jerusalem
lebanon: beirut
jordan: amman
uae: dubai, abu dhabi
qatar: doha
saudi arabia: riyadh
kuwait: kuwait city
iran: tehran
armenia: yerevan
azerbaijan: baku
"""
_PARENTS = """
uk: england, wales, scotland, northern ireland, west yorkshire, yorkshire, kent, essex, surrey, sussex, devon, cornwall, cumbria, lancashire, cheshire, norfolk, suffolk
england: west yorkshire, yorkshire, kent, essex, surrey, sussex, devon, cornwall, cumbria, lancashire, cheshire, norfolk, suffolk
usa: alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, district of columbia, florida, georgia, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington state, west virginia, wisconsin, wyoming
canada: ontario, quebec, british columbia, alberta, manitoba, nova scotia, saskatchewan, new brunswick
australia: new south wales, victoria, queensland, tasmania, western australia, south australia
germany: bavaria, bayern, hessen, sachsen
"""
_ALIASES = {
    "us": "usa", "united states": "usa", "united states of america": "usa", "america": "usa", "united kingdom": "uk", "great britain": "uk", "britain": "uk", "deutschland": "germany", "espana": "spain",
    "italia": "italy", "the netherlands": "netherlands", "holland": "netherlands", "belgique": "belgium", "schweiz": "switzerland", "suisse": "switzerland", "osterreich": "austria", "czechia": "czech republic", "turkiye": "turkey",
    "brasil": "brazil", "korea": "south korea", "republic of korea": "south korea", "skorea": "south korea", "s korea": "south korea", "united arab emirates": "uae", "mexico": "mexico", "peru": "peru",
    "munchen": "munich", "koln": "cologne", "nurnberg": "nuremberg", "wien": "vienna", "geneve": "geneva", "sevilla": "seville", "lisboa": "lisbon", "roma": "rome", "milano": "milan", "torino": "turin", "napoli": "naples", "bruxelles": "brussels",
    "kiev": "kyiv", "nyc": "new york city", "washington dc": "washington", "dc": "washington", "ciudad de mexico": "mexico city", "new delhi": "delhi", "bengaluru": "bangalore", "gurugram": "gurgaon",
    "bayern": "bavaria", "saigon": "ho chi minh city", "bombay": "mumbai", "calcutta": "kolkata", "madras": "chennai", "sf": "san francisco", "la": "los angeles", "newcastle upon tyne": "newcastle", "eire": "ireland", "philly": "philadelphia", "vegas": "las vegas", "nola": "new orleans", "cdmx": "mexico city", "the uk": "uk", "the us": "usa", "the usa": "usa",
}  # fmt: skip
_IN_FULL = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
"""The first words of towns that are often shortened."""
CODES = dict(
    zip(
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB NS NSW VIC QLD TAS".split(),
        (
            "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri "
            "montana nebraska nevada new_hampshire new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina south_dakota tennessee texas utah vermont virginia "
            "washington_state west_virginia wisconsin wyoming district_of_columbia ontario quebec british_columbia alberta manitoba nova_scotia new_south_wales victoria queensland tasmania"
        ).split(),
        strict=True,
    )
)
_WIDE = frozenset("europe emea apac worldwide".split())
"""Too wide to be borne out or denied."""
_CODE = re.compile(r", ?([A-Z]{2,3})\b")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_CAPITALISED = re.compile(r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_][.'’].)[^\W\d_]*(?:[.'’][^\W\d_]+)*")
"""A word that begins with a capital, or with a letter of another alphabet."""
_LONGEST = 4


@dataclass(frozen=True)
class Place:
    """A listed place as it stands in a text; `name` is its usual name, folded."""

    name: str
    start: int
    end: int

    @property
    def is_region(self) -> bool:
        """A country, a state or a county, and not a city."""
        return self.name in _REGIONS


def canonical(name: str) -> str:
    """The usual name of a place, folded; `St Louis` is Saint Louis."""
    plain = folded(name).replace(".", "").strip()
    return _ALIASES.get(plain, _in_full(plain))


def _in_full(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{_IN_FULL[first]} {rest}" if rest and first in _IN_FULL else name


def _table(text: str) -> Iterator[tuple[str, str]]:
    for line in text.strip().splitlines():
        parent, _, children = line.partition(":")
        for child in children.split(","):
            yield child.strip(), parent.strip()


def _lies_in() -> dict[str, frozenset[str]]:
    parents: dict[str, set[str]] = {}
    for child, parent in _table(_PARENTS):
        parents.setdefault(child, set()).add(parent)
    for city, region in _table(_CITIES):
        parents.setdefault(canonical(city), set()).update({region} | parents.get(region, set()))
    return {child: frozenset(found - {child}) for child, found in parents.items()}


_REGIONS = (
    frozenset(canonical(name) for name in REGIONS) | {parent for _, parent in _table(_PARENTS)} | {parent for _, parent in _table(_CITIES)}
)
_LIES_IN = _lies_in()
_LISTED = (
    (
        frozenset(canonical(name) for name in CITIES | REGIONS)
        | frozenset(_LIES_IN)
        | frozenset(_ALIASES)
        | frozenset(folded(name).replace(".", "") for name in CITIES | REGIONS)
    )
    - _WIDE
    - {"la", "us", "dc", "sf", "research"}
)

_FIRST_WORDS = frozenset(re.split(r"[ -]", name)[0] for name in _LISTED) | {"us", "usa", "uk"}
"""Of a listed place of several words the first one, where they may be joined by a hyphen."""
_STATES = frozenset(child for child, _ in _table(_PARENTS))
COUNTRIES = (_REGIONS - _STATES) | {"england", "scotland", "wales", "northern ireland"} - {"district of columbia"}
"""The regions that are countries, and not states or counties of one."""


def names_of(name: str) -> tuple[str, ...]:
    """The names under which a listed place may stand where its usual one does not."""
    return (name, "new york") if name == "new york city" else (name,)


def lies_in(name: str) -> frozenset[str]:
    """The regions and countries around a listed place."""
    return _LIES_IN.get(canonical(name), frozenset())


_INITIALS = re.compile(r"[A-Z]{2,4}|(?:[A-Z]\.){1,3}[A-Z]\.?")
_SHORTEST_GLUED = 5
"""Letters of a place that is known within a longer word."""


@lru_cache(maxsize=2048)
def named_in(text: str) -> tuple[Place, ...]:
    """The listed places of a text, the longest names first found; states by their codes (`Houston, TX`) too."""
    found: list[Place] = []
    behind = 0
    for match in _CAPITALISED.finditer(text):
        if match.start() < behind or folded(match.group()).replace(".", "") not in _FIRST_WORDS:
            continue
        words = [(word.group(), word.start(), word.end()) for word in islice(_WORD.finditer(text, match.start()), _LONGEST)]
        size = next((size for size in range(_LONGEST, 0, -1) if _is_listed(text, words[:size], size)), 0)
        if size:
            behind = words[size - 1][2]
            found.append(Place(canonical(_spelled(words[:size])), match.start(), behind))
    found += [Place(CODES[match[1]].replace("_", " "), *match.span(1)) for match in _CODE.finditer(text) if match[1] in CODES]
    return tuple(sorted(found, key=lambda place: place.start))


def written_otherwise(said: str, text: str) -> tuple[int, int] | None:
    """Where a text has a place that an email shortens (`SF` for San Francisco), or glued to another word (`UHelsinki`)."""
    if is_short(said):
        place = shortened(said, text)
        return (place.start, place.end) if place else None
    found = re.search(rf"{re.escape(said)}(?![a-z])", text) if len(said) >= _SHORTEST_GLUED else None
    return found.span() if found else None


def is_short(said: str) -> bool:
    """Whether a name is made of initials, as those of towns often are: `LA`, `D.C.`, `NYC`."""
    return _INITIALS.fullmatch(said) is not None


@lru_cache(maxsize=2048)
def shortened(said: str, text: str) -> Place | None:
    """The place of a text whose initials, or whose other usual letters, an email has."""
    letters = said.replace(".", "").upper()
    usual = _ALIASES.get(letters.lower())
    for place in named_in(text):
        initials = "".join(word[0].upper() for word in text[place.start : place.end].split())
        if place.name == usual or (len(initials) > 1 and letters in (initials, f"{initials}C")):
            return place
    return None


def _spelled(words: list[tuple[str, int, int]]) -> str:
    return " ".join(folded(word) for word, _, _ in words)


def _is_listed(text: str, words: list[tuple[str, int, int]], size: int) -> bool:
    if len(words) < size or not words[0][0][0].isupper() or not words[-1][0][0].isupper():
        return False
    if any(text[a[2] : b[1]] not in (" ", ". ", "-", "\n") for a, b in pairwise(words)):
        return False
    name = _spelled(words).replace(".", "")
    return not {name, name.replace(" ", "-"), _in_full(name)}.isdisjoint(_LISTED) or (
        size == 1 and words[0][0] in ("US", "U.S", "USA", "UK", "U.K")
    )


@lru_cache(maxsize=512)
def covered_by(text: str) -> frozenset[str]:
    """Every listed place that a document names, with the regions around each."""
    names = {place.name for place in named_in(text)}
    return frozenset(names | {region for name in names for region in lies_in(name)})
