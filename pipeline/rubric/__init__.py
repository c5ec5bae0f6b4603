"""The rubric of a good email, all of it computed: `judge(email, request, report) -> Rubric`.

    rubric = judge(email, request, grounding.check(email, request))
    rubric.passed, rubric.score, [item.reason for item in rubric.items if not item.passed]

Length, subject, greeting, shape, grounded facts of the candidate, facts of the employer, call to action, reading grade, words copied from
the posting, style, false claims, signature: the table in `docs/truth.md`, one item each. Without a report of the checker claims are left
out. In other languages than English so is what only English words can tell; `left_out` says what and why.
Does not cover taste: an email that passes everything may still be dull.
"""

from pipeline.rubric.asks import call_to_action
from pipeline.rubric.case import Case
from pipeline.rubric.content import candidate_facts, claims, employer_facts
from pipeline.rubric.form import body_words, copied, signature, subject
from pipeline.rubric.greeting import greeting
from pipeline.rubric.shape import shape
from pipeline.rubric.style import reading_grade, style
from pipeline.schema import Email, EmailRequest, Item, Omission, Report, Rubric

__all__ = ["Item", "Omission", "Rubric", "judge"]

_RULES = (
    body_words, subject, greeting, shape, candidate_facts, employer_facts, call_to_action, reading_grade, copied, style, claims, signature,
)  # fmt: skip


def judge(email: Email, request: EmailRequest, report: Report | None = None) -> Rubric:
    """Judges an email under every rule. Takes time linear in its length; the facts of resume and posting are cached per document."""
    case = Case(email, request, report)
    found = [rule(case) for rule in _RULES]
    return Rubric(
        items=tuple(one for one in found if isinstance(one, Item)), left_out=tuple(one for one in found if isinstance(one, Omission))
    )
