"""What a person sees of a dataset: its card (README.md), report.html, and stats.json, with which the next build is compared.

Made by `python -m pipeline build`. Counters are fed row by row, so that memory does not grow with the dataset; no clock is read.
Does not cover: the quality of the emails, which `evaluation` measures.
"""

from pipeline.report.pages import write
from pipeline.report.stats import Stats

__all__ = ["Stats", "write"]
