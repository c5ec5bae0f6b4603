"""Finds every checkable claim of an email and judges it against the documents.

    report = check(email, request)
    for claim in report.findings:
        print(claim.text, claim.reason)

The resume is the only evidence about the candidate; the posting and the request's fields are the only evidence about the employer,
the role and the sender. Deterministic, no model. Covers English; docs/truth.md tells how well, kind by kind.
"""

from pipeline.grounding.check import check

__all__ = ["check"]
