"""Two tools for programs that speak the Model Context Protocol: `mailwright mcp` serves them over stdin and stdout.

    {"mcpServers": {"mailwright": {"command": "mailwright", "args": ["mcp"]}}}      what such a program wants to be told

`write_email` writes a checked email, `check_email` judges one. Documents come as text, or as paths and addresses that this computer reads.
The engine is loaded by the first email and kept. Needs the extra `[mcp]`. Sends no email, and opens no port.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Document, DocumentKind, EmailRequest, Length, Person, Style
from serve.kept import Asked, Kept

if TYPE_CHECKING:
    import argparse

    from mcp.server import MCPServer

    from serve.records import Judged

_INSTRUCTIONS = (
    "Writes and checks job emails that must be true to a resume and a posting. `resume` and `job` are a path, an http(s) address or the "
    "text. A person reads every email before it is sent; what the documents do not support stands in `findings`."
)


def serve(args: argparse.Namespace) -> int:
    """Serves until the other end closes. Returns the exit code 0.

    Raises MailwrightError where the SDK is not installed.
    """
    with contextlib.closing(Tools(Kept(Asked.of(args)))) as tools:
        server(tools).run("stdio")
    return 0


@dataclass
class Tools:
    """What the tools do, with one engine, which writes one email after the other."""

    engine: Kept
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def write(self, request: EmailRequest) -> dict[str, Any]:
        """An email and what was found in it; cancelling stops the engine. Raises MailwrightError where none can be written."""
        from serve import generate

        async with self._turn:
            chosen = await asyncio.to_thread(self.engine.chosen)
            draft = await generate.email_async(request, chosen.backend, chosen.settings, chosen.tokens)
        changed = {
            "removed": [cut.text for cut in draft.removed if not cut.instead],
            "corrected": {cut.text: cut.instead for cut in draft.removed if cut.instead},
        }
        return {**told(draft), **changed, "left_out": list(draft.left_out), "model": draft.model, "seed": draft.seed}

    def close(self) -> None:
        """Unloads the engine."""
        self.engine.close()


def server(tools: Tools) -> MCPServer:
    """The server with its two tools. Raises MailwrightError where the SDK is not installed."""
    try:
        from mcp.server import MCPServer
    except ImportError:
        msg = "mcp: its SDK is not installed; run `pip install 'mailwright[mcp]'`"
        raise MailwrightError(msg) from None
    found = MCPServer("mailwright", instructions=_INSTRUCTIONS, log_level="ERROR")

    @found.tool()
    async def write_email(
        direction: Direction,
        job: str,
        sender: str,
        resume: str | None = None,
        recipient: str | None = None,
        style: Style = Style.FORMAL,
        length: Length = Length.STANDARD,
        subject: str | None = None,
        wishes: str | None = None,
    ) -> dict[str, Any]:
        """Writes a job email: a candidate's application, or a recruiter's outreach to a candidate, which needs the resume. `sender` signs.
        Claims that the documents do not support are written anew or taken out; those that are left stand in `findings`.
        """
        with _refusals():
            options = {"recipient": recipient, "style": style, "length": length, "subject": subject, "wishes": wishes}
            return await tools.write(await asyncio.to_thread(wanted, direction, job, resume, sender, **options))

    @found.tool()
    def check_email(email: str, direction: Direction, job: str, resume: str | None = None, sender: str | None = None) -> dict[str, Any]:
        """Checks a job email, `Subject: ...`, an empty line, the body: which claims posting and resume do not support, and why."""
        from pipeline.prompt import parse
        from serve.guard import judge

        with _refusals():
            return told(judge(parse(email), checked(direction, job, resume, sender)))

    return found


def wanted(direction: Direction, job: str, resume: str | None, sender: str, **options: str | None) -> EmailRequest:
    """The request for an email. Raises DocumentError where a document cannot be read, MailwrightError where something is missing."""
    from serve.wanted import Wanted

    found = document(resume, "resume") if resume else None
    return Wanted(direction=direction, job=document(job, "job"), resume=found, sender=sender, **options).request()


def checked(direction: Direction, job: str, resume: str | None, sender: str | None) -> EmailRequest:
    """The request that an email answers to; where nobody is named the candidate signs an application. Raises DocumentError."""
    from pipeline import profile

    posting, found = document(job, "job"), document(resume, "resume") if resume else None
    name = profile.resume(found).name if found else None
    candidate = Person(name=name.value if name else None)
    applying = direction is Direction.APPLICATION
    signs = Person(name=sender) if sender else candidate if applying else Person()
    return EmailRequest(direction=direction, job=posting, resume=found, sender=signs, recipient=Person() if applying else candidate)


def document(given: str, kind: DocumentKind) -> Document:
    """A path, an address, or, where it has several lines, the text itself. Raises DocumentError."""
    from serve.wanted import document as read
    from serve.wanted import pasted

    return pasted(given, kind) if "\n" in given.strip() else read(given.strip(), kind)


def told(judged: Judged) -> dict[str, Any]:
    """An email and its verdicts as JSON."""
    findings = [
        {"text": claim.text, "kind": claim.kind, "verdict": claim.verdict, "reason": claim.reason} for claim in judged.report.findings
    ]
    failed = [item.reason for item in judged.rubric.items if not item.passed]
    return {"email": judged.email.text(), "findings": findings, "failed": failed, "clean": judged.clean}


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """What a user must change is an answer for the program that asked, not a failure of the server."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        yield
    except MailwrightError as error:
        raise ToolError(str(error)) from error
