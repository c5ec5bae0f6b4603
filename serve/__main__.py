"""The email builder's door: python -m serve write | batch | app | mail | doctor | purge | completion | mcp, also installed as `mailwright`.

Prints the email on stdout and everything else on stderr. Exit codes: 0 done, 1 done and something is left to look at, 2 an error, 130
interrupted. What no option says the user's settings do, see `serve/preferences.py`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import NoReturn

from pipeline.console import add_recipe, run
from pipeline.schema import Direction, Length, Style
from serve.completion import SHELLS
from serve.mail import add_parser as add_mail

EXAMPLES = """examples:
  python -m serve write                                   asks for everything
  python -m serve write --direction application --resume cv.pdf --job posting.html --sender "Ada Mensah"
  python -m serve write --direction outreach --resume cv.pdf --job job.md --sender "Iris Holm" --style friendly --out ada.eml
  python -m serve write --backend ollama --model llama3 --direction application --job job.md --sender "Ada Mensah"
  python -m serve write --backend openai --model gemini-2.0-flash --direction application --job job.md --sender "Ada Mensah"
  python -m serve write --held-out                        base and tuned model on a request that neither has seen
  python -m serve batch --resumes resumes --jobs 'jobs/*.html' --out emails
  python -m serve batch --resumes resumes --jobs https://example.com/jobs/17 --models tuned,ollama:llama3 --out emails
  python -m serve batch --direction outreach --sender "Iris Holm" --resumes resumes --jobs jobs --out emails
  python -m serve batch --pairs pairs.csv --out emails
"""


def main(argv: list[str] | None = None) -> NoReturn:
    run(door, argv)


def door(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    done: int = args.call(args)
    return done


def _write(args: argparse.Namespace) -> int:
    from serve import preferences
    from serve.write import held_out, write

    if args.held_out is not None:  # the recipe's own model and request, whatever a user prefers
        preferences.connect(args)
        args.backend = args.backend or "auto"
        return held_out(args)
    preferences.fill(args, "backend", "model", "sender", "sender_address", "style")
    return write(args)


def _batch(args: argparse.Namespace) -> int:
    from serve import preferences
    from serve.batch import batch

    preferences.fill(args, "backend", "model", "style")
    if args.direction != Direction.APPLICATION:  # its sender is the candidate
        preferences.fill(args, "sender")
    return batch(args)


def _app(args: argparse.Namespace) -> int:
    from serve import preferences
    from serve.app.launch import app

    preferences.fill(args, "backend", "model")
    return app(args)


def _doctor(args: argparse.Namespace) -> int:
    from serve.doctor import doctor

    return doctor(args)


def _purge(args: argparse.Namespace) -> int:
    from serve.purge import purge

    return purge(args)


def _completion(args: argparse.Namespace) -> int:
    from serve.completion import script

    print(script(_parser("mailwright"), args.shell))
    return 0


def _mcp(args: argparse.Namespace) -> int:
    from serve import preferences
    from serve.mcp import serve

    preferences.fill(args, "backend", "model")
    return serve(args)


def _parser(program: str = "") -> argparse.ArgumentParser:
    program = program or ("mailwright" if Path(sys.argv[0]).stem == "mailwright" else "python -m serve")
    parser = argparse.ArgumentParser(program, description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    write = commands.add_parser(
        "write", help="one email; asks for what is not given", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    _add_request(write)
    _add_engine(write)
    _add_guard(write)
    write.add_argument("--json", action="store_true", help="print the whole draft: email, claims, rubric, attempts, tokens, seconds, seed")
    write.add_argument("--out", type=Path, metavar="FILE", help="also save it: .eml opens in a mail program, .txt is plain")
    write.set_defaults(call=_write)
    _add_batch(commands)
    doctor = commands.add_parser("doctor", help="what an email needs on this computer, and how to mend what is missing")
    add_recipe(doctor)
    doctor.set_defaults(call=_doctor)
    _add_app(commands)
    add_mail(commands)
    purge = commands.add_parser("purge", help="removes all that was ever stored outside the folders you chose; lists it and asks first")
    purge.add_argument("--yes", action="store_true", help="without asking")
    purge.set_defaults(call=_purge)
    completion = commands.add_parser("completion", help="prints a script that completes commands and options in a shell")
    completion.add_argument("shell", choices=SHELLS)
    completion.set_defaults(call=_completion)
    mcp = commands.add_parser("mcp", help="write_email and check_email as tools for other programs, over stdin and stdout")
    _add_engine(mcp)
    mcp.set_defaults(call=_mcp)
    return parser


def _add_app(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    app = commands.add_parser("app", help="the email builder as a page in the browser, on this computer alone")
    app.add_argument("--port", type=_positive, help="default: 8501, or any free one")
    app.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="default: 127.0.0.1; another only in a container that publishes the port itself",
    )
    app.add_argument("--no-browser", action="store_false", dest="browser", help="do not open the browser")
    _add_engine(app)
    app.set_defaults(call=_app)


def _add_guard(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-guard", action="store_false", dest="guard", help="the model's first email, with nothing repaired or taken out; still checked"
    )
    parser.add_argument("--strict", action="store_true", help="refuse an email in which anything is left to look at: exit code 1")


def _add_batch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    batch = commands.add_parser(
        "batch", help="emails for every resume with every posting", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sources = "a folder, a glob in quotes, files or addresses"
    batch.add_argument("--resumes", nargs="+", metavar="R", default=[], help=sources)
    batch.add_argument("--jobs", nargs="+", metavar="J", default=[], help=sources)
    batch.add_argument(
        "--pairs",
        type=Path,
        metavar="FILE.csv",
        help="instead: one email a row; columns resume, job, and as wanted direction, sender, recipient, style, length, subject, wishes",
    )
    batch.add_argument("--out", type=Path, metavar="DIR", required=True, help="where .eml, .txt, index.csv and index.html go")
    batch.add_argument("--models", metavar="A,B", help="tuned (the recipe's own, default), ENGINE:NAME, a GGUF file, a name in Ollama")
    batch.add_argument("--direction", choices=[*Direction, "both"], default=Direction.APPLICATION.value, help="default: application")
    batch.add_argument("--sender", type=_words, metavar="NAME", help="the recruiter who signs an outreach; candidates sign applications")
    batch.add_argument("--style", choices=list(Style), help="default: formal")
    batch.add_argument("--length", choices=list(Length), default=Length.STANDARD.value, help="default: standard")
    batch.add_argument("--limit", type=_positive, metavar="N", help="the first N pairs only")
    batch.add_argument(
        "--jobs-at-once",
        type=_positive,
        metavar="N",
        help="emails written at once (default: up to 8 for llama.cpp in this process, else 4); with 1, llama.cpp repeats every word",
    )
    batch.add_argument("--date", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="the day of writing (default: today)")
    _add_guard(batch)
    add_recipe(batch)
    batch.set_defaults(call=_batch, backend=None, model=None)  # where a model is named without its engine, or none is named


def _add_request(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the email")
    group.add_argument("--direction", choices=list(Direction), help="application: candidate to employer; outreach: recruiter to candidate")
    group.add_argument("--resume", metavar="R", help="PDF, DOCX, HTML, markdown or text file, or an address; an application may do without")
    group.add_argument("--job", metavar="J", help="the posting, in any of the same forms")
    group.add_argument("--sender", type=_words, metavar="NAME", help="full name of who signs")
    group.add_argument("--sender-address", type=_address, metavar="A", help="default in an application: the one in the resume")
    group.add_argument("--recipient", type=_words, metavar="NAME", help="who is greeted")
    group.add_argument("--recipient-address", type=_address, metavar="A", help="default: the one in the posting or the resume")
    group.add_argument("--style", choices=list(Style), help="default: formal")
    group.add_argument("--length", choices=list(Length), help="default: standard")
    group.add_argument("--subject", type=_words, metavar="S", help="default: the model finds one")
    group.add_argument("--wishes", type=_words, metavar="TEXT", help="anything the email should say")
    group.add_argument(
        "--held-out", nargs="?", const="", metavar="ID", help="instead: base and tuned model on a test row (default: the first)"
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    from pipeline.engines import NAMES

    group = parser.add_argument_group("the model")
    group.add_argument(
        "--backend",
        choices=NAMES,
        help="auto (default): Ollama if it has the model, else llamacpp, in this process; "
        "openai: an endpoint with OpenAI's protocol, by OPENAI_BASE_URL and OPENAI_API_KEY, or GEMINI_API_KEY",
    )
    group.add_argument(
        "--model", metavar="PATH_OR_NAME", help="a GGUF file, or a name in Ollama or at the endpoint; default: the recipe's tuned model"
    )
    group.add_argument("--verbose", action="store_true", help="llama.cpp's own log on stderr")
    add_recipe(parser)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text!r} is no number from 1"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _words(text: str) -> str:
    """One line: names and subjects become headers."""
    return " ".join(text.split())


def _address(text: str) -> str:
    from serve.drafts.message import check_address

    try:
        return check_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


if __name__ == "__main__":
    main()
