"""Classes of things that an email may deny as a whole, and what shows one of them: `no cloud certification` against an AWS certificate.

Tools, languages of programming, and the like: named members only. Spoken languages are the resume's own list of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOOLS = r"(?: (?:systems?|software|tools?|platforms?|packages?|programs?|suites?|products?|technolog(?:y|ies)|applications?))?"
_CLASSES = (
    (rf"CRMs?{_TOOLS}", "Salesforce, HubSpot, Pipedrive, Zoho CRM, Microsoft Dynamics, Marketo"),
    (rf"ERPs?{_TOOLS}", "SAP, NetSuite, JD Edwards, PeopleSoft, Oracle ERP"),
    (rf"(?:EHRs?|EMRs?|electronic (?:health|medical|patient) records?){_TOOLS}", "Epic, Cerner, Meditech, Allscripts, Athenahealth, SystmOne"),
    (rf"(?:version|source) control{_TOOLS}", "Git, GitHub, GitLab, Bitbucket, Subversion"),
    (r"(?:relational|SQL) databases?", "PostgreSQL, MySQL, SQL Server, Oracle Database, MariaDB, SQLite"),
    (r"(?:NoSQL|document|non-relational) databases?", "MongoDB, Redis, Cassandra, DynamoDB, Couchbase, Elasticsearch"),
    (rf"databases?{_TOOLS}", "SQL, NoSQL, PostgreSQL, MySQL, SQL Server, Oracle, MariaDB, SQLite, MongoDB, Redis, Cassandra, DynamoDB"),
    (r"(?:(?:the|any|either of the|any of the|one of the|big|major|large|public) ){0,3}cloud(?:s| (?:platforms?|providers?|services?|environments?|technolog(?:y|ies)|infrastructure|computing|vendors?|tools?))?", "AWS, Azure, GCP"),
    (rf"(?:containers?|containeri[sz]ation){_TOOLS}", "Docker, Kubernetes, Podman"),
    (rf"container orchestration{_TOOLS}", "Kubernetes, Nomad, OpenShift, ECS"),
    (rf"(?:accounting|bookkeeping){_TOOLS}", "QuickBooks, Xero, Sage 50, NetSuite"),
    (rf"(?:BI|business intelligence|data[- ]visuali[sz]ation|dashboarding){_TOOLS}", "Tableau, Power BI, Looker, Qlik"),
    (rf"CAD{_TOOLS}", "AutoCAD, SolidWorks, Revit, CATIA, Inventor, Fusion 360"),
    (rf"(?:monitoring|observability|alerting){_TOOLS}", "Datadog, Prometheus, Grafana, New Relic, PagerDuty, Nagios, Zabbix, Splunk"),
    (rf"(?:message|messaging|streaming|event|queue)(?:[- ](?:queues?|brokers?|streaming))?{_TOOLS}|event streams?", "Kafka, RabbitMQ, ActiveMQ, NATS"),
    (rf"(?:CI/CD|continuous integration|build automation){_TOOLS}", "Jenkins, GitHub Actions, GitLab CI, CircleCI, TeamCity, Travis CI"),
    (rf"(?:infrastructure as code|IaC|provisioning){_TOOLS}", "Terraform, Ansible, Pulumi, CloudFormation, Puppet"),
    (r"(?:front-?end|JavaScript|JS|UI) (?:frameworks?|librar(?:y|ies))", "React, Angular, Vue.js, Svelte, Ember.js"),
    (r"(?:back-?end|web|Python|PHP) frameworks?", "Django, Flask, FastAPI, Laravel, Symfony, Spring Boot, Ruby on Rails, Express.js"),
    (r"(?:web |software )?frameworks?", "React, Angular, Vue.js, Django, Flask, Laravel, Spring Boot, Ruby on Rails"),
    (r"(?:deep[- ]learning|machine[- ]learning|ML|neural[- ]network) (?:frameworks?|librar(?:y|ies)|tools?)", "PyTorch, TensorFlow, Keras, JAX, scikit-learn"),
    (r"(?:programming|coding|scripting|computer)(?: languages?)?|(?:programming|coding) of any kind", "Python, Java, Go, C++, C#, JavaScript, TypeScript, PHP, Ruby, Rust, Kotlin, Scala, MATLAB, Bash, C, R"),
    (r"(?:unit )?test(?:ing)? (?:frameworks?|tools?)", "JUnit, pytest, Selenium, Cypress, Jest, Playwright, Mocha"),
    (rf"(?:3D|3-D|modell?ing)(?: animation| modell?ing)?{_TOOLS}", "Maya, Blender, Cinema 4D, ZBrush"),
    (rf"(?:graphics?|image|photo)(?: design| editing)?{_TOOLS}|design(?: (?:software|tools?|packages?|programs?|suites?|applications?|platforms?))?", "Photoshop, Illustrator, InDesign, Figma, Sketch, CorelDRAW"),
    (rf"(?:project[- ]management|ticketing|issue[- ]tracking){_TOOLS}", "Jira, Trello, Asana, Basecamp, Monday.com, ClickUp"),
    (rf"(?:office|spreadsheets?){_TOOLS}", "Excel, Google Sheets, Microsoft Office"),
    (rf"(?:statistics|statistical){_TOOLS}", "R, SPSS, Stata, SAS, MATLAB, Minitab"),
    (rf"(?:translation|CAT|terminology){_TOOLS}", "memoQ, Trados, Wordfast"),
    (rf"(?:notation|music notation|scoring){_TOOLS}", "MuseScore, Sibelius, Finale"),
    (rf"(?:payment|payments)(?: (?:services?|gateways?|providers?))?{_TOOLS}", "Stripe, PayPal, Adyen"),
    (r"agile(?: (?:methods?|methodolog(?:y|ies)|ways of working|teams?))?", "Agile, Scrum, Kanban"),
)  # fmt: skip
CLASSES = tuple((re.compile(rf"(?<![\w-])(?:{said})(?![\w-])"), tuple(members.split(", "))) for said, members in _CLASSES)
"""A class of tools, and members that show it."""


@lru_cache(maxsize=1024)
def members(said: str) -> tuple[str, ...]:
    """The members of the class that a whole phrase names; none for anything else."""
    return next((names for pattern, names in CLASSES if pattern.fullmatch(said)), ())
