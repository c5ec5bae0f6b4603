"""Reads what a resume or a posting says, as facts with their evidence: `resume(document)`, `job(document)`.

Tried out with `python -m pipeline profile FILE --as resume`. Covers English documents, and French, German and Spanish ones as far as their
headings and months go. Does not guess: what a document does not say is None or empty.
"""

from pipeline.profile.job import job
from pipeline.profile.resume import resume
from pipeline.schema import JobFacts, ResumeFacts

__all__ = ["JobFacts", "ResumeFacts", "job", "resume"]
