"""The email builder's door: python -m serve write, also installed as `mailwright write`.

Prints the email on stdout and everything else on stderr. Not covered yet: many emails at once, a web page.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline.console import add_recipe, console, load_recipe, run
from pipeline.errors import MailwrightError
from pipeline.schema import Direction, Length, Style

if TYPE_CHECKING:
    from pipeline.engines import Backend
    from pipeline.recipe import Recipe
    from serve.generate import Draft

EXAMPLES = """examples:
  python -m serve write                                   asks for everything
  python -m serve write --direction application --resume cv.pdf --job posting.html --sender "Ada Mensah"
  python -m serve write --direction outreach --resume cv.pdf --job job.md --sender "Iris Holm" --style friendly --out ada.eml
  python -m serve write --backend ollama --model llama3 --direction application --job job.md --sender "Ada Mensah"
  python -m serve write --backend openai --model gemini-2.0-flash --direction application --job job.md --sender "Ada Mensah"
  python -m serve write --held-out                        base and tuned model on a request that neither has seen
"""


def main(argv: list[str] | None = None) -> NoReturn:
    run(door, argv)


def door(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    return _held_out(args) if args.held_out is not None else _write(args)


def _write(args: argparse.Namespace) -> int:
    from serve import ask, draft, generate, terminal
    from serve.settings import ServeSettings
    from serve.wanted import Wanted

    if args.out:
        draft.check_target(args.out)
    wanted = Wanted(**_given(args))
    asking = bool(wanted.missing()) and ask.possible()
    recipe = _recipe(args)
    request = None if asking else wanted.request()
    with contextlib.closing(_backend(args, recipe)) as backend:
        request = request or ask.complete(wanted).request()
        tokens = recipe.data.prompt_tokens
        found = terminal.watch(generate.stream(request, backend, recipe.section(ServeSettings), tokens))
    print(found.model_dump_json(indent=1) if args.json else found.email.text())
    terminal.report(found, tokens)
    if args.out:
        draft.save(args.out, request, found.email)
        console.print(f"saved as {args.out}", markup=False)
    return 0


def _held_out(args: argparse.Namespace) -> int:
    from rich.console import Console

    from pipeline.prompt import Prompt
    from serve import generate, held_out, terminal
    from serve.settings import ServeSettings

    if given := [f"--{name.replace('_', '-')}" for name in (*_given(args), *(["out"] if args.out else []))]:
        msg = f"--held-out takes its request from the dataset; leave out {', '.join(given)}"
        raise MailwrightError(msg)
    recipe = _recipe(args)
    row = held_out.find(recipe, args.held_out)
    with contextlib.closing(_backend(args, recipe)) as backend:
        prompt = Prompt(row.messages, backend.count(row.messages), ())
        console.print(f"{row.id}: resume and posting are not among the training rows", markup=False)
        try:
            tuned: Draft | None = terminal.watch(generate.answer(prompt, backend, recipe.section(ServeSettings)))
        except generate.NoEmailError as error:
            console.print(str(error), style="yellow", markup=False)
            tuned, text = None, error.attempts[-1].text
    if tuned:
        text = tuned.email.text()
        terminal.report(tuned, recipe.data.prompt_tokens)
    if args.json:
        print(json.dumps({"id": row.id, "base": row.base, "tuned": tuned and tuned.model_dump(mode="json")}, indent=1))
    else:
        held_out.show(row, text, recipe, Console())
    console.print(f"everything lies in {recipe.out}/: dataset, adapter (with loss.png), merged, gguf (with Modelfile)", markup=False)
    console.print("write your own with .venv/bin/mailwright write", markup=False)
    return 0


def _given(args: argparse.Namespace) -> dict[str, str]:
    """The options that describe an email, as far as they were given."""
    from serve.wanted import Wanted

    return {f.name: value for f in dataclasses.fields(Wanted) if (value := getattr(args, f.name)) is not None}


def _recipe(args: argparse.Namespace) -> Recipe:
    """The recipe as the model was made with it, where one lies beside the model; later edits of the file do not change the model."""
    from pipeline import recipe as recipes

    if args.model and args.recipe == "auto" and (beside := Path(args.model).expanduser().with_name(recipes.RESOLVED)).is_file():
        return recipes.load(beside, args.overrides)
    recipe = load_recipe(args)
    resolved = recipe.out / "gguf" / recipes.RESOLVED
    return recipes.load(resolved, args.overrides) if resolved.is_file() else recipe


def _backend(args: argparse.Namespace, recipe: Recipe) -> Backend:
    from pipeline.engines import choose

    with console.status(f"loading {args.model or recipe.model.name}"):
        return choose(args.backend, args.model, recipe, verbose=args.verbose)


def _parser() -> argparse.ArgumentParser:
    program = "mailwright" if Path(sys.argv[0]).stem == "mailwright" else "python -m serve"
    parser = argparse.ArgumentParser(program, description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    write = commands.add_parser(
        "write", help="one email; asks for what is not given", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    _add_request(write)
    _add_engine(write)
    write.add_argument("--json", action="store_true", help="print the whole draft: email, attempts, tokens, seconds, model, seed")
    write.add_argument("--out", type=Path, metavar="FILE", help="also save it: .eml opens in a mail program, .txt is plain")
    return parser


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
        default="auto",
        help="auto (default): Ollama if it has the model, else llamacpp, in this process; "
        "openai: an endpoint with OpenAI's protocol, by OPENAI_BASE_URL and OPENAI_API_KEY, or GEMINI_API_KEY",
    )
    group.add_argument(
        "--model", metavar="PATH_OR_NAME", help="a GGUF file, or a name in Ollama or at the endpoint; default: the recipe's tuned model"
    )
    group.add_argument("--verbose", action="store_true", help="llama.cpp's own log on stderr")
    add_recipe(parser)


def _words(text: str) -> str:
    """One line: names and subjects become headers."""
    return " ".join(text.split())


def _address(text: str) -> str:
    from serve.draft import check_address

    try:
        return check_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


if __name__ == "__main__":
    main()
