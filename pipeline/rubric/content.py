"""Items about what an email says: facts of the candidate, facts of the employer, claims that no document supports.

With a report of the checker the candidate's facts are its supported claims; without one they are counted by common words, strictly.
Does not cover truth by itself: without a report false claims are not looked for, and the rubric says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pipeline import profile
from pipeline.rubric import overlap
from pipeline.rubric.anatomy import sentences
from pipeline.rubric.case import Case
from pipeline.rubric.words import keys
from pipeline.schema import Claim, Direction, Document, Item, Kind, Omission, Report, Verdict

CANDIDATE_FACTS: Final = 2
EMPLOYER_FACTS: Final = {Direction.APPLICATION: 1, Direction.OUTREACH: 2}

_ABOUT_CANDIDATE = frozenset(
    {Kind.TENURE, Kind.METRIC, Kind.EMPLOYER, Kind.TITLE, Kind.SCOPE, Kind.QUALIFICATION, Kind.SKILL, Kind.DATE, Kind.PLACE}
)
_STOP = re.compile(r"[.!?]\s|\n")
_NEAR = 400
"""Characters on either side of a claim that may belong to its sentence."""
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|mine|we|our)\b|\bI['’]", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)


def candidate_facts(case: Case) -> Item | Omission:
    """At least two grounded facts of the candidate; in an application each answers what the posting asks for."""
    if case.request.resume is None:
        return Omission(name="candidate_facts", reason="There is no resume, so nothing may be claimed about the candidate.")
    if case.report is None and not case.english:
        return Omission(name="candidate_facts", reason="Without the checker's report facts are found by English words only.")
    count = _supported(case, case.report) if case.report else _restated(case)
    how = "supported by the resume" if case.report else "recognised in the resume"
    aim = "" if case.outreach else " and answer the posting"
    return Item(
        name="candidate_facts",
        value=count,
        threshold=f"at least {CANDIDATE_FACTS}",
        passed=count >= CANDIDATE_FACTS,
        reason=f"{count} facts about the candidate are {how}{aim}; {case.kind} needs at least {CANDIDATE_FACTS}.",
    )


def employer_facts(case: Case) -> Item | Omission:
    """Facts of the posting beyond the employer's name and the title."""
    if not case.english:
        return Omission(name="employer_facts", reason="Facts of the employer are found by English words; the email is in another language.")
    count, least = len(told_of_employer(case)), EMPLOYER_FACTS[case.request.direction]
    return Item(
        name="employer_facts",
        value=count,
        threshold=f"at least {least} beyond the name",
        passed=count >= least,
        reason=f"{count} facts about the employer or the job, beyond name and title, are restated; {case.kind} needs at least {least}.",
    )


def claims(case: Case) -> Item | Omission:
    """No claim that a document contradicts or that none supports. What a document was read too badly to tell does not block."""
    if case.report is None:
        return Omission(name="claims", reason="The checker was not run, so false claims were not looked for.")
    false = [claim for claim in case.report.findings if claim.verifiable]
    unsure = len(case.report.findings) - len(false)
    doubt = f" {unsure} more could not be verified." if unsure else ""
    contradicted = sum(claim.verdict is Verdict.CONTRADICTED for claim in false)
    return Item(
        name="claims",
        value=len(false),
        threshold="0 unsupported or contradicted",
        passed=not false,
        blocking=bool(false),
        reason=f"Of {len(case.report.claims)} claims {contradicted} are contradicted by the documents and {len(false) - contradicted} are "
        f"in none of them.{doubt}",
    )


def told_of_employer(case: Case) -> list[overlap.Match]:
    """The facts of the posting that an email restates.

    What the resume says too may be the candidate's own story: it counts only where an application speaks to the employer, or an outreach
    does not speak to the candidate.
    """
    told = case.parts.sentences
    name = _names(case)
    own = keys(case.request.resume.text) if case.request.resume else frozenset()
    if case.outreach:
        to_candidate = [sentence for sentence in told if _SECOND_PERSON.search(sentence)]
        others = overlap.facts([one for one in told if not _SECOND_PERSON.search(one)], case.request.job, without=name)
        used = frozenset(key for match in others for key in match.shared)
        return others + overlap.facts(to_candidate, case.request.job, without=name | own | used)
    to_employer = [sentence for sentence in told if _SECOND_PERSON.search(sentence) or sentence.endswith("?") or keys(sentence) & name]
    addressed = overlap.facts(to_employer, case.request.job, without=name)
    return addressed or overlap.facts(told, case.request.job, without=name | own)


def told_of_candidate(case: Case) -> list[overlap.Match]:
    """The facts of the resume that an email restates in paragraphs that speak of the candidate."""
    if case.request.resume is None:
        return []
    person = _SECOND_PERSON if case.outreach else _FIRST_PERSON
    paragraphs = [paragraph for paragraph in case.parts.paragraphs if person.search(paragraph)]
    about = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    return overlap.facts(about, case.request.resume, without=keys(case.candidate or ""))


def _names(case: Case) -> frozenset[str]:
    """The words that tell nothing of the employer: its name, the title, the people who write and read."""
    title = case.job.title.value.partition("(")[0] if case.job.title else ""
    return keys(" ".join(filter(None, (case.company, title, case.request.sender.name, case.request.recipient.name))))


def _restated(case: Case) -> int:
    asked = _asked(case.request.job)
    return len([match for match in told_of_candidate(case) if case.outreach or keys(match.sentence) & asked])


def _supported(case: Case, report: Report) -> int:
    """Claims about the candidate that the resume supports, each piece of evidence once; in an application those near to what is asked."""
    found = {
        (claim.evidence.start, claim.evidence.end) if claim.evidence and claim.evidence.start is not None else claim.text
        for claim in report.claims
        if claim.verdict is Verdict.SUPPORTED and _from_resume(claim) and (case.outreach or _answers(claim, case))
    }
    return len(found)


def _from_resume(claim: Claim) -> bool:
    """Whether a claim is about the candidate. A tenure may have no span: it is computed from several dates."""
    if claim.evidence is None:
        return claim.kind is Kind.TENURE
    return claim.evidence.source == "resume" and claim.kind in _ABOUT_CANDIDATE


def _answers(claim: Claim, case: Case) -> bool:
    """Whether a claim, the sentence around it, or its evidence speaks of what the posting asks for."""
    if claim.kind is Kind.TENURE and case.job.years_required:
        return True
    text = case.email.subject if claim.part == "subject" else _around(case.email.body, claim.start, claim.end)
    return bool(keys(f"{text} {claim.evidence.text if claim.evidence else ''}") & _asked(case.request.job))


def _around(body: str, start: int, end: int) -> str:
    """The sentence that holds a span, roughly: from the last full stop before it to the next, as far as that is near."""
    before, after = body[max(0, start - _NEAR) : start], body[end : end + _NEAR]
    return _STOP.split(before)[-1] + body[start:end] + _STOP.split(after, maxsplit=1)[0]


@lru_cache(maxsize=256)
def _asked(document: Document) -> frozenset[str]:
    """What the posting asks for, in stems: title, requirements, wishes, duties; all of it where no such lists were recognised."""
    facts = profile.job(document)
    lists = (*facts.must_have, *facts.nice_to_have, *facts.duties)
    return keys(" ".join(fact.value for fact in (*lists, *filter(None, (facts.title,))))) if lists else keys(document.text)
