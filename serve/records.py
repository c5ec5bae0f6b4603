"""What a generation consists of: attempts, the judged email, the draft that comes out.

All records are frozen and become JSON with `model_dump_json()`, as `python -m serve write --json` prints them. Nothing is computed here.
"""

from __future__ import annotations

from pydantic import Field

from pipeline.errors import EmailError
from pipeline.schema import Claim, Email, Item, Record, Report, Rubric

CLAIMS = "claims"
"""The rubric's item about false claims: the report tells the same, claim by claim."""


class Attempt(Record):
    """One answer of the model."""

    text: str = Field(description="of the email so far, what was kept from an earlier answer included")
    kept: int = Field(default=0, description="characters of `text` that an earlier answer wrote: the model went on from there")
    seed: int
    temperature: float
    problem: str | None = Field(default=None, description="why it is no whole email; None where it is one")
    stopped: bool = Field(default=False, description="whether it was ended after a false sentence, to go on from before it")
    repairs: bool = Field(default=False, description="whether the model was asked to mend its email, instead of to write a new one")
    findings: int | None = Field(default=None, description="false claims; None where it is no whole email, or nobody checked")
    blocking: tuple[str, ...] = Field(default=(), description="items of the rubric, false claims aside, that must stop an email")
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = Field(default=0, description="from the question to the end of the answer")


class Judged(Record):
    """An email, its claims, and how it fares under the rubric."""

    email: Email
    report: Report
    rubric: Rubric

    @property
    def false(self) -> tuple[Claim, ...]:
        """The claims that the documents contradict or do not have; what cannot be told from them is not among these."""
        return tuple(claim for claim in self.report.findings if claim.verifiable)

    @property
    def broken(self) -> tuple[Item, ...]:
        """The items of the rubric, false claims aside, that must stop an email."""
        return tuple(item for item in self.rubric.blocking if item.name != CLAIMS)

    @property
    def clean(self) -> bool:
        """Whether nothing is false and nothing blocks: there is nothing to mend."""
        return not (self.false or self.broken)

    @property
    def flagged(self) -> bool:
        """Whether a person has to look: something is false, cannot be verified, or blocks."""
        return bool(self.report.findings or self.broken)


class Cut(Record):
    """What was taken out of an email, and why."""

    text: str
    reasons: tuple[str, ...]
    instead: str = Field(default="", description="the name that stands there now; empty where nothing does")


class Unchecked(Record):
    """An email as a model wrote it, and how it came about. Nobody judged it."""

    email: Email
    attempts: tuple[Attempt, ...]
    prompt_tokens: int = Field(description="of the attempt that became the email, as the engine counted them")
    completion_tokens: int = Field(description="of all attempts together")
    seconds: float = Field(description="from the first question to the end, over all attempts, checks included")
    model: str
    seed: int = Field(description="of the attempt that became the email")
    left_out: tuple[str, ...] = Field(default=(), description="what did not fit the prompt's budget")


class Draft(Unchecked, Judged):
    """An email with all that was found in it. What is false in it is in `report`, never hidden."""

    raw: Judged = Field(description="the first answer that was an email, before anything was mended or cut")
    removed: tuple[Cut, ...] = Field(
        default=(), description="what was taken out because it was false: sentences, wrong names of reader and sender"
    )
    guarded: bool = Field(description="whether false claims were to be mended; if not, the email is the raw one")
    edited: bool = Field(default=False, description="whether a person changed it since; claims and rubric are those of the changed email")
    first_token_seconds: float | None = Field(default=None, description="from the first question to the first piece of an answer")
    checking_seconds: float = Field(default=0, description="of `seconds`, those spent on claims, rubric and cuts")


class NoEmailError(EmailError):
    """The model gave no email; `attempts` are its answers."""

    def __init__(self, message: str, attempts: tuple[Attempt, ...]) -> None:
        super().__init__(message)
        self.attempts = attempts
