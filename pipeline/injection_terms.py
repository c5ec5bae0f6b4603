"""How texts speak to a language model: the patterns of `pipeline.injections`, in English, by tokens of chat templates, in other languages.

Each pattern stands with words of which one is in every text that it fits: looking for those first is twenty times faster. Does not cover:
languages that are not in `_ABROAD`, and orders that read like any sentence of a posting.
"""

# ruff: noqa: E501 - patterns read worse when broken

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_READER = r"(?:an?\s+|the\s+)?(?:AI|A\.I\.|artificial\s+intelligence|LLM|(?:large\s+)?language\s+model|chat\s?bot|ChatGPT|GPT(?:-\d\w*)?)"
_ROLE = r"(?:\s+(?:assistant|model|system|reviewer|reader|tool|agent|recruiter)s?)?"
_ACT = (
    r"(?:say|write|state|mention|include|add|output|respond|reply|answer|rate|rank|score|recommend"
    r"|ignore|disregard|praise|hire|print|repeat|stop|forget|begin|end|insert|use)"
)
_NOT = r"(?<!not )(?<!n't )(?<!n’t )(?<!never )"
_FORGET = r"(?:ignore|disregard|forget|override|bypass|overwrite|discard)"
_ORDER = _NOT + rf"\b{_FORGET}\s+(?:all\s+|any\s+|of\s+|the\s+|your\s+|these\s+|those\s+|every\s+|each\s+|other\s+)*"
_ORDERS = ("ignore", "disregard", "forget", "override", "bypass", "overwrite", "discard")
_MACHINES = ("ai ", "ai:", "ai,", "ai-", "ais ", "a.i.", "llm", "language model", "chatbot", "chat bot", "gpt", "artificial")
_RULES = r"(?:instructions?|prompts?|directives?|commands?|guidelines|guardrails|programming|constraints)"
_ENGLISH: dict[str, tuple[str, ...]] = {
    # "Ignore all previous instructions", but not "do not ignore ...", nor "ignore the above instructions if you have already applied".
    _ORDER
    + r"(?:previous(?:ly)?|prior|earlier|preceding|above|foregoing|existing|original|initial|system|past|former|given)\s+(?:\w+\s+)?"
    + r"(?:instructions?|prompts?|directives?|commands?|guidelines|messages|orders|tasks?)\b(?!\s+(?:if|when|unless|about|from|of)\b)": _ORDERS,
    _ORDER
    + r"(?:everything|anything|what(?:ever)?)\s+(?:(?:that\s+)?(?:you\s+(?:were|have\s+been)\s+(?:told|asked|instructed)"
    + r"|(?:stands\s+|was\s+said\s+|written\s+|came\s+|comes\s+|is\s+)?(?:above|before\s+this|before\s*[.,;:]|so\s+far|up\s+to\s+here)))": _ORDERS,
    _ORDER + r"(?:system\s+|developer\s+)(?:prompt|message)s?": _ORDERS,
    _ORDER + r"(?:instructions|rules|prompts|directives)\s+(?:above|before|so\s+far|you\s+(?:were|have\s+been)\s+given|given\s+to\s+you)\b": _ORDERS,
    rf"(?<!not )(?<!never )\b{_FORGET}\s+(?:all\s+)?(?:of\s+)?your\s+(?:\w+\s+)?"
    r"(?:instructions|guidelines|programming|training|prompt|guardrails)\b": _ORDERS,
    r"\b(?:do\s+not|don['’]t|stop|no\s+longer)\s+(?:follow(?:ing)?|obey(?:ing)?)\s+(?:any\s+of\s+|all\s+|any\s+)?(?:the|your|these|those|previous|prior|any)\s+"
    r"(?:\w+\s+)?(?:instructions|prompt|directives|guidelines|system\s+message)\b": ("follow", "obey"),
    rf"\b(?:previous|prior|earlier|above|original)\s+{_RULES}\s+(?:are|is|were|have\s+been|no\s+longer)\s+(?:\w+\s+)?"
    r"(?:void|outdated|cancell?ed|obsolete|revoked|superseded|overridden|invalid|wrong|appl(?:y|ies)|replaced|lifted)\b": (
        "instruction", "prompt", "directive", "command", "guideline", "guardrail", "programming", "constraints",
    ),
    r"\b(?:reveal|print|repeat|show|output|leak|disclose|quote)\s+(?:\w+\s+)?(?:system|hidden|initial)\s+(?:prompt|instructions?|message)s?\b": (
        "reveal", "print", "repeat", "show", "output", "leak", "disclose", "quote",
    ),
    r"\b(?:you\s+are|act\s+as|pretend\s+to\s+be)\s+(?:now\s+)?" + _READER + r"\b" + _ROLE
    + r"\s*(?:[.;:!]|,\s*(?:and\s+)?(?:you|your|not|always|never|ignore)\b|\s(?:that|who|with\s+no)\b)": (
        "you are", "act as", "pretend to be",
    ),
    r"\b(?:you\s+are|you['’]re)\s+(?:now|no\s+longer)\s+(?:in\s+)?(?:DAN\b|a\s+different|an?\s+(?:un(?:restricted|filtered|censored))|developer\s+mode"
    r"|(?:an?\s+)?(?:helpful\s+)?assistant\b|bound\s+by|the\s+(?:candidate|applicant|recruiter)['’]?s?\s+assistant)": ("you are", "you're", "you’re"),
    r"\bfrom\s+(?:now|this\s+point)\s+on(?:ward)?s?,?\s+(?:you\s+(?:are|will|must|shall|only|always|never)\b|always\s|only\s|every\s+(?:answer|reply|e-?mail))": (
        "from now", "from this point",
    ),
    r"\b(?:your|the)\s+(?:new|real|actual|true|only)\s+(?:task|job|goal|objective|instructions?)\s+(?:is|are)\s+(?:now\s+)?(?:to\s+)?" + _ACT + r"\b": (
        "task is", "job is", "goal is", "objective is", "instruction is", "instructions are", "tasks are", "goals are",
    ),
    r"\b(?:system|developer|admin(?:istrator)?|security|priority|maintenance)\s+(?:override|overwrite)\b(?!s?\s+(?:switch|valve|key))": (
        "override", "overwrite",
    ),
    r"\b(?:end|close)\s+of\s+(?:the\s+)?(?:resume|r[ée]sum[ée]|CV|posting|job\s+description|document|user\s+(?:input|data)|untrusted\s+\w+|system\s+prompt)"
    r"\s*[.\-–—:#=*\]>]*\s*(?:begin|start|new|now|system|instructions?)\b": ("end of", "close of"),
    r"\bif\s+you\s+are\s+" + _READER + _ROLE + r",?\s+(?:(?:that\s+is\s+)?(?:reading|reviewing|processing|screening|evaluating|parsing"
    r"|summari[sz]ing|writing|generating)\b|(?:please\s+|you\s+must\s+|then\s+)?" + _ACT + r"\b)": ("if you are",),
    r"\b(?:when|if|while|as)\s+(?:you\s+(?:are\s+)?|an?\s+(?:AI|LLM|assistant|model)\s+(?:is\s+)?)(?:(?:sum+ari[sz]|writ|generat|draft|evaluat|screen|process|rank|scor|rat|review)"
    r"(?:e|es|ing|s)?)\s+(?:this|the|an?|any|about\s+this)\s+(?:e-?mail|message|letter|candidate|applicant|resume|r[ée]sum[ée]|CV|posting|outreach|reply|application)s?"
    r"\b[^.\n]{0,30}?,\s*(?:please\s+|you\s+must\s+|always\s+|be\s+sure\s+to\s+|make\s+sure\s+)*" + _ACT + r"\b": (
        "when", "if ", "while", "as ",
    ),
    r"\b" + _READER.replace("(?:an?\\s+|the\\s+)?", "(?:any\\s+|an?\\s+|the\\s+|all\\s+)?") + r"s?" + _ROLE
    + r"\s+(?:reading|processing|reviewing|screening|parsing|evaluating|that\s+reads?|who\s+reads?|handling|writing)\s+(?:or\s+\w+\s+)?(?:this|the|these)\b": (
        *_MACHINES,
    ),
    r"\b(?:note|message|instructions?|attention|hint|hello|memo|reminder)\s*(?:to|for|,)?\s*:?\s*(?:all\s+|any\s+)?" + _READER + r"s?\b" + _ROLE
    + r"\s*[:,.\-–—]\s*(?:please\s+|you\s+must\s+|always\s+)?" + _ACT + r"\b": (
        *_MACHINES,
    ),
    r"^\W*(?:dear\s+|hey\s+|attention\s+)?" + _READER + r"(?:\s+(?:assistant|model|system|reviewer|recruiter|agent)s?|s)?\s*[:,]\s*(?:please\s+|you\s+must\s+|always\s+)?" + _ACT + r"\b": (
        *_MACHINES,
    ),
    r"^\W*(?:system|assistant|developer)(?:\s+(?:prompt|message|note|update))?\s*:\s*(?:you\s+(?:are\s+(?:now|an?|the)|must|should)\b|ignore|disregard"
    r"|from\s+now\s+on|new\s+instructions?|the\s+(?:following|previous|above)|" + _ACT + r"\s)": ("system", "assistant", "developer"),
    r"^\W*(?:human|user|assistant|system|ai)\s*:[^\n]*\n+\W*(?:assistant|ai|system|human|user)\s*:\s*(?:subject\s*:|dear\b|sure\b|certainly\b|of\s+course\b|ok(?:ay)?\b|" + _ACT
    + r"\b)": ("human", "user", "assistant", "system"),
    r"^\W*(?:new|updated|important|additional|revised)\s+(?:system\s+)?(?:instructions?|task|directive)\s*(?:(?:to|for)\s+(?:the\s+)?(?:assistant|model|AI|LLM|writer)\b|:\s*" + _ACT
    + r"\b)": ("instruction", "task", "directive"),
    r"^\s*#{2,}\s*(?:instruction|system|response|input|human|assistant|user)s?\s*:": ("##",),
    r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user|developer|tool)[\"']": ("role",),
}  # fmt: skip
_TOKENS: dict[str, tuple[str, ...]] = {
    # Tokens of chat templates: <|im_start|>, <|eot_id|>, <start_of_turn>, [INST], <<SYS>>, <|begin▁of▁sentence|>, [|system|], ]~b].
    r"<\s*[|｜]\s*[^|｜<>\n]{1,40}[|｜]\s*>|<[|｜][\w▁]{2,40}>|\[[|｜]\s*[\w▁]{2,40}\s*[|｜]\]|\[e~\[|\]~!?b\[?\]?": ("|", "｜", "~"),
    r"(?<!\w)\[\s*/?\s*(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|THINK|gMASK|sMASK)\s*\]": (
        "inst", "_prompt", "_tools", "tool_", "think", "mask]",
    ),
    r"<<\s*/?\s*SYS\s*>>": ("sys",),
    r"</?(?:start|end)_of_(?:turn|role|image|text)>|<(?:bos|eos|pad|unk|sop|eop|eoh|eoa|bot|eot|EOT|EOD|mask|s|/s|endoftext|startoftext)>": ("<",),
    r"<\s*/?\s*(?:system|assistant|user|human|think|tool_call|tool_response|function_call|instructions?|prompt|reserved_\w{1,20}|extra_id_\d+)\s*>": (
        "<",
    ),
    # Our own tags, open or closed.
    r"<\s*(resume|posting|facts)\s*>[\s\S]{0,1000}?<\s*/\s*\1\s*>|<\s*/?\s*(?:resume|posting|facts)\s*>": ("resume", "posting", "facts"),
}  # fmt: skip


class _Tongue(NamedTuple):
    """Stems of a language: to forget, previous, instruction."""

    forget: str
    previous: str
    instruction: str


_ABROAD: Final = {
    "de": _Tongue(
        r"ignorier|missacht|vergiss|vergessen sie|verwirf|beachte\w* nicht", r"vorherig|bisherig|obig|früher|vorangeh|vorig|alle",
        r"anweisung|instruktion|vorgabe|prompt|befehl",
    ),
    "fr": _Tongue(r"ignore[rz]?\b|oublie|ne tenez? pas compte", r"précédent|antérieur|ci-dessus|toutes", r"instruction|consigne|directive"),
    "es": _Tongue(r"ignor[ae]|olvid[ae]|haz caso omiso|descart", r"anterior|previa|todas", r"instruccion|indicacion|órdenes|ordenes|directiva"),
    "pt": _Tongue(r"ignor[ea]|esque[cç]|desconsider", r"anterior|prévia|todas", r"instruç|instruc|orientaç|diretriz|comando"),
    "it": _Tongue(r"ignor[ai]|dimentic", r"precedent|sopra|tutte", r"istruzion|indicazion|direttiv"),
    "nl": _Tongue(r"negeer|vergeet", r"vorige|voorgaande|eerdere|bovenstaande|alle", r"instructie|opdracht|aanwijzing"),
    "pl": _Tongue(r"zignoruj|ignoruj|zapomnij|pomiń", r"poprzedni|wcześniejsz|powyższ|wszystki", r"instrukcj|poleceni|wytyczn"),
    "sv, da, no": _Tongue(r"ignorer|glöm|glem|bortse", r"tidigare|föregående|tidligere|forrige|alla|alle", r"instruktion|instruks|anvisning"),
    "fi": _Tongue(r"ohita|unohda|jätä huomiotta", r"aiemm|edellis|kaikki", r"ohjee|ohjeet|käsky"),
    "cs, sk": _Tongue(r"ignoruj|zapomeň|zabudni", r"předchozí|predchádzajúc|všechny|všetky", r"pokyn|instrukc|inštrukc"),
    "hu": _Tongue(r"hagyd figyelmen|felejts|hagyja figyelmen", r"korábbi|előző|összes|minden", r"utasítás|instrukci"),
    "ro": _Tongue(r"ignor[aă]|uită", r"anterioare|precedente|toate", r"instrucțiuni|instructiuni|comenzi"),
    "tr": _Tongue(r"yok say|görmezden gel|unut", r"önceki|yukarıdaki|tüm|bütün", r"talimat|komut|yönerge"),
    "ru": _Tongue(r"игнорируй|проигнорируй|забудь|не обращай", r"предыдущ|прежни|все|выше", r"инструкци|указани|команд"),
    "uk": _Tongue(r"ігноруй|проігноруй|забудь", r"попередн|усі|всі|вище", r"інструкці|вказівк|команд"),
    "el": _Tongue(r"αγνόησε|αγνοήστε|ξέχασε", r"προηγούμεν|όλες", r"οδηγίες|εντολές"),
    "ar": _Tongue(r"تجاهل|انس", r"السابقة|جميع|كل", r"التعليمات|الأوامر|تعليمات"),
    "fa": _Tongue(r"نادیده|فراموش", r"قبلی|همه|تمام", r"دستور"),
    "he": _Tongue(r"התעלם|שכח", r"הקודמות|כל", r"ההוראות|הנחיות"),
    "hi": _Tongue(r"अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल", r"पिछले|सभी|पूर्व", r"निर्देश"),
    "id": _Tongue(r"abaikan|lupakan", r"sebelumnya|semua", r"instruksi|perintah"),
    "vi": _Tongue(r"bỏ qua|quên", r"trước|tất cả|mọi", r"hướng dẫn|chỉ thị|chỉ dẫn|lệnh"),
    "th": _Tongue(r"เพิกเฉย|ละเว้น|ลืม|ไม่ต้องสนใจ", r"ก่อนหน้า|ทั้งหมด", r"คำสั่ง|คำแนะนำ"),
    "zh": _Tongue(r"忽略|忘记|忘掉|无视|忽視|無視|不要理会", r"之前|以上|前面|先前|所有|上述|一切", r"指令|指示|说明|說明|提示"),
    "ja": _Tongue(r"無視|忘れ", r"以前|これまで|上記|前の|すべて|全て", r"指示|命令|プロンプト"),
    "ko": _Tongue(r"무시|잊", r"이전|위의|모든|앞의", r"지시|명령|프롬프트"),
}  # fmt: skip
_TO_A_MACHINE: dict[str, tuple[str, ...]] = {
    r"\b(?:wenn|falls)\s+(?:du|sie)\s+(?:eine?\s+)?(?:KI|künstliche\s+Intelligenz|Sprachmodell)\b": ("ki ", "intelligenz", "sprachmodell"),
    r"\b(?:hinweis|nachricht|anweisung(?:en)?)\s+(?:an|für)\s+(?:die\s+|alle\s+)?(?:KI\b|künstliche|sprachmodell\w*)": (" ki", "künstliche", "sprachmodell"),
    r"\bsi\s+(?:vous\s+êtes|tu\s+es)\s+une?\s+(?:IA|intelligence\s+artificielle|modèle\s+de\s+langage)\b": (" ia", "artificielle", "modèle de"),
    r"\bsi\s+(?:eres|es\s+usted|usted\s+es)\s+una?\s+(?:IA|inteligencia\s+artificial|modelo\s+de\s+lenguaje)\b": (" ia", "artificial", "modelo de"),
    r"\bse\s+(?:você\s+é|és)\s+uma?\s+(?:IA|inteligência\s+artificial|modelo\s+de\s+linguagem)\b": (" ia", "artificial", "modelo de"),
    r"\bse\s+sei\s+un(?:[ao]|['’])?\s*(?:IA|intelligenza\s+artificiale|modello\s+linguistico)\b": (" ia", "artificiale", "modello"),
    r"если\s+(?:ты|вы)\s*[-–—]?\s*(?:ИИ\b|искусственный\s+интеллект|языковая\s+модель)": ("ии", "интеллект", "модель"),
    r"如果(?:你|您)是(?:一个|一個)?(?:AI|人工智能|人工智慧|语言模型|語言模型)": ("如果",),
    r"あなたが(?:AI|人工知能|言語モデル)": ("あなたが",),
}  # fmt: skip
_GAP: Final = r"[^.!?。！？\n]{0,60}?"


def _abroad() -> Iterator[tuple[tuple[str, ...], str]]:
    """To forget, previous and instruction in one sentence, in the orders that languages put them."""
    for tongue in _ABROAD.values():
        forget, previous, instruction = (f"(?:{stems})" for stems in tongue)
        orders = (
            (forget, previous, instruction),
            (forget, instruction, previous),
            (previous, instruction, forget),
            (instruction, previous, forget),
        )
        yield _plain_stems(tongue.instruction), "|".join(_GAP.join(order) for order in orders)


def _plain_stems(stems: str) -> tuple[str, ...]:
    return tuple(stem.lower() for stem in stems.split("|"))


class Patterns(NamedTuple):
    """Patterns, each with its words, and the words of all: many patterns wait for the same ones, which are looked for once."""

    each: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    words: frozenset[str]


def _patterns(given: Iterable[tuple[tuple[str, ...], str]]) -> Patterns:
    each = tuple((words, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for words, pattern in given)
    return Patterns(each, frozenset(word for words, _ in each for word in words))


PLAIN: Final = _patterns((words, pattern) for pattern, words in (_ENGLISH | _TOKENS).items())
"""What is looked for in a text as it stands and in every disguise of it."""
FOREIGN: Final = _patterns([*((words, pattern) for pattern, words in _TO_A_MACHINE.items()), *_abroad()])
"""What is looked for in a text as it stands."""
