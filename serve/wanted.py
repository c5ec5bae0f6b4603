"""What a user wants written, as the command line gives it, and the request it becomes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import profile
from pipeline.console import console
from pipeline.documents import read
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Document, DocumentKind, EmailRequest, Fact, Length, Person, Style
from serve import uploads


@dataclass(frozen=True)
class Wanted:
    """None is what was not given. Documents are paths or addresses until they are read."""

    direction: str | None = None
    resume: str | Document | None = None
    job: str | Document | None = None
    sender: str | None = None
    sender_address: str | None = None
    recipient: str | None = None
    recipient_address: str | None = None
    style: str | None = None
    length: str | None = None
    subject: str | None = None
    wishes: str | None = None

    def missing(self) -> list[str]:
        """The options without which there is no request. An application may do without a resume, an outreach not."""
        needed = {"--direction": self.direction, "--job": self.job, "--sender": self.sender}
        if self.direction == Direction.OUTREACH:
            needed["--resume"] = self.resume
        return [option for option, value in needed.items() if not value]

    def request(self) -> EmailRequest:
        """Reads the documents and fills in addresses that they give.

        Raises DocumentError where one cannot be read, MailwrightError where something is missing.
        """
        if missing := self.missing():
            msg = f"missing: {', '.join(missing)}; give them, or run this at a terminal to be asked"
            raise MailwrightError(msg)
        direction = Direction(str(self.direction))
        resume = document(self.resume, "resume") if self.resume else None
        job = document(self.job or "", "job")
        if resume is None:
            console.print("no resume: the email will claim nothing about the candidate", style="yellow")
        candidate = profile.resume(resume).email if resume else None
        applying = direction is Direction.APPLICATION
        # The address in a posting is not necessarily the recruiter's own, so an outreach gets no sender's address from it.
        sender, recipient = (candidate, profile.job(job).contact_email) if applying else (None, candidate)
        return EmailRequest(
            direction=direction,
            job=job,
            resume=resume,
            sender=Person(name=self.sender, address=self.sender_address or _value(sender)),
            recipient=Person(name=self.recipient, address=self.recipient_address or _value(recipient)),
            style=Style(self.style or Style.FORMAL),
            length=Length(self.length or Length.STANDARD),
            subject=self.subject,
            wishes=self.wishes,
        )


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def document(source: str | Document, kind: DocumentKind) -> Document:
    """Reads a document, unless it already is one, and says what was taken out of it.

    Raises DocumentError.
    """
    return source if isinstance(source, Document) else _told(read(source, kind))


def pasted(text: str, kind: DocumentKind) -> Document:
    """A document that somebody typed or pasted. As `document`."""
    return _told(uploads.pasted(text, kind))


def _told(found: Document) -> Document:
    for removed in found.removed:
        console.print(f"{found.source}: left out {removed.count} characters, {removed.what} ({removed.why})", style="yellow", markup=False)
    for warning in found.warnings:
        console.print(f"{found.source}: {warning}", style="yellow", markup=False)
    return found
