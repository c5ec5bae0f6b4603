"""Finds a named skill in a text under any of its spellings.

Aliases (`k8s` is Kubernetes, `Postgres` is PostgreSQL) count as the same skill. Names that are also plain English (`Go`, `R`, `React`,
`Spark`, `Swift`) count only as whole tokens in their own capitals, and not as the verb that begins a sentence. Does not know that
one skill implies another.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GROUPS = """
Kubernetes = k8s; PostgreSQL = Postgres, Postgre SQL, psql; JavaScript = JS, ECMAScript; TypeScript = TS; Go = Golang; C# = CSharp, C-Sharp; C++ = CPP; .NET = dotnet, .NET Core, ASP.NET;
Node.js = Node, NodeJS; React = React.js, ReactJS; Vue.js = Vue, VueJS; Angular = Angular.js, AngularJS; Next.js = NextJS; Express = Express.js, ExpressJS; Amazon Web Services = AWS;
Google Cloud Platform = GCP, Google Cloud; Microsoft Azure = Azure; machine learning = ML; natural language processing = NLP; artificial intelligence = AI; continuous integration = CI;
CI/CD = CICD, CI / CD; scikit-learn = sklearn, scikit learn; MongoDB = Mongo; Elasticsearch = Elastic Search; Microsoft Excel = Excel, MS Excel; Microsoft Word = MS Word; PowerPoint = Microsoft PowerPoint, MS PowerPoint;
Power BI = PowerBI, Microsoft Power BI; Ruby on Rails = Rails, RoR; REST = RESTful, REST API, REST APIs, RESTful API, RESTful APIs; HTML = HTML5; CSS = CSS3; Objective-C = Objective C, ObjC;
Apache Spark = Spark, PySpark; Apache Kafka = Kafka; Microsoft SQL Server = SQL Server, MSSQL, MS SQL; Adobe Photoshop = Photoshop; Adobe Illustrator = Illustrator; Adobe After Effects = After Effects;
Adobe InDesign = InDesign; Autodesk Maya = Maya; infrastructure as code = IaC; test-driven development = TDD; search engine optimization = SEO, search engine optimisation;
advanced life support = ALS; basic life support = BLS; advanced cardiac life support = ACLS; continuous renal replacement therapy = CRRT; large language models = LLM, LLMs, large language model; Docker = Dockerised, Dockerized
"""
_HOMOGRAPHS = frozenset(
    """
    go r c d react spark swift rust dart julia ruby express flask spring elm crystal rails node less ray chef puppet salt vault nomad consul helm word excel access outlook teams sketch maya
    flash animate unity rest sas notion linear slack zoom oracle looker segment maple ai ci ts js ml als bls
    """.split()
)
_SOFTWARE = re.compile(
    r"[\s,;/)]*(?:$|and\b|or\b|with\b|services?\b|micro|developers?\b|engineers?\b|apps?\b|applications?\b|code\b|components?\b|back-?end|front-?end|scripts?\b|jobs?\b|models?\b|programs?\b|libraries|pipelines?\b|native\b|[A-Z,(/])"
)
_PHRASES = {"go": r"(?! ?-? ?(?:to|live|getter|ahead)\b)", "r": r"(?!\s?&)", "c": r"(?![-\s](?:suite|level)\b|\.\s?[A-Z])"}


def _groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for entry in _GROUPS.replace("\n", " ").split(";"):
        name, _, others = entry.partition("=")
        spelled = tuple(word.strip() for word in [name, *others.split(", ")])
        groups.update((spelling.lower(), spelled) for spelling in spelled)
    return groups


_SPELLINGS = _groups()


def spellings(skill: str) -> tuple[str, ...]:
    """All spellings of a skill, as they are usually written; of an unknown one, the given spelling."""
    return _SPELLINGS.get(skill.lower(), (skill,))


def mentions(text: str, skill: str) -> bool:
    """Whether a text names a skill."""
    return any(not _is_verb(text, match) for match in _pattern(skill).finditer(text))


@lru_cache(maxsize=4096)
def _pattern(skill: str) -> re.Pattern[str]:
    return re.compile("|".join(_spelled(spelling) for spelling in sorted(spellings(skill), key=len, reverse=True)))


def _spelled(spelling: str) -> str:
    """A whole token; of a homograph, with its capitals."""
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", spelling))
    token = rf"(?<![\w+#-])(?<!\w[.])(?<!\w&){words}(?![\w+#])(?!\.\w)"
    if spelling.lower() in _HOMOGRAPHS:
        capitals = spelling if not spelling.islower() else spelling.capitalize()
        return token.replace(words, re.escape(capitals)) + _PHRASES.get(spelling.lower(), "")
    return f"(?i:{token})"


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """A homograph that begins a sentence is a verb (`React to alarms`) unless a word of the trade follows."""
    if match.group().lower() not in _HOMOGRAPHS or len(match.group()) <= 1 or match.group().isupper():
        return False
    begins = match.start() == 0 or text[: match.start()].rstrip()[-1:] in (".", "!", "?", ":")
    return begins and not _SOFTWARE.match(text, match.end())
