"""One email: python -m serve write. The email on stdout, everything else on stderr."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING

from pipeline.console import console
from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    from pipeline.engines import Backend
    from pipeline.recipe import Recipe
    from pipeline.schema import EmailRequest
    from serve.generate import Draft, Unchecked


def write(args: argparse.Namespace) -> int:
    """One email for the request that the options describe. Returns the exit code: 1 where something is left for a person to look at."""
    from serve import ask, draft, review
    from serve.chosen import recipe as choose
    from serve.wanted import Wanted

    if args.out:
        draft.check_target(args.out)
    wanted = Wanted(**given(args))
    asking = bool(wanted.missing()) and ask.possible()
    recipe = choose(args.recipe, args.model, args.overrides)
    request = None if asking else wanted.request()
    with contextlib.closing(loaded(args, recipe)) as backend:
        request = request or ask.complete(wanted).request()
        found = _generated(args, request, backend, recipe)
        if _refused(args, found):
            return 1
        _show(args, found, recipe)
        if not args.json and review.possible():
            accepted = review.review(found, request, lambda number: _generated(args, request, backend, recipe, number))
            if accepted is None:
                return 0
            found = accepted
    if _refused(args, found):
        return 1
    if args.out:
        draft.save(args.out, request, found.email)
        console.print(f"saved as {args.out}", markup=False)
    return int(found.flagged)


def held_out(args: argparse.Namespace) -> int:
    """Base and tuned model on a test row. Both as they are: unguarded, and the exit code says nothing of what they wrote."""
    from rich.console import Console

    from pipeline.prompt import Prompt
    from serve import generate, held_out, terminal
    from serve.chosen import recipe as choose
    from serve.settings import ServeSettings

    _refuse_beside_held_out(args)
    recipe = choose(args.recipe, args.model, args.overrides)
    row = held_out.find(recipe, args.held_out)
    with contextlib.closing(loaded(args, recipe)) as backend:
        prompt = Prompt(row.messages, backend.count(row.messages), ())
        console.print(f"{row.id}: resume and posting are not among the training rows", markup=False)
        try:
            tuned: Unchecked | None = terminal.watch(generate.answer(prompt, backend, recipe.section(ServeSettings)))
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


def given(args: argparse.Namespace) -> dict[str, str]:
    """The options that describe an email, as far as they were given."""
    from serve.wanted import Wanted

    return {f.name: value for f in dataclasses.fields(Wanted) if (value := getattr(args, f.name)) is not None}


def loaded(args: argparse.Namespace, recipe: Recipe) -> Backend:
    """The engine that the options name. Raises MailwrightError where it or its model is absent."""
    from pipeline.engines import choose

    with console.status(f"loading {args.model or recipe.model.name}"):
        return choose(args.backend, args.model, recipe, verbose=args.verbose)


def _generated(args: argparse.Namespace, request: EmailRequest, backend: Backend, recipe: Recipe, number: int = 0) -> Draft:
    """The email, or the `number`-th other one."""
    from serve import generate, terminal, variety
    from serve.settings import ServeSettings

    settings = variety.other(recipe.section(ServeSettings), number)
    return terminal.watch(generate.stream(request, backend, settings, recipe.data.prompt_tokens, guard=args.guard))


def _refused(args: argparse.Namespace, draft: Draft) -> bool:
    """Whether --strict holds this email back; then one line says why."""
    from serve import terminal

    if refused := args.strict and draft.flagged:
        console.print(terminal.refusal(draft), style="red", markup=False)
    return bool(refused)


def _show(args: argparse.Namespace, draft: Draft, recipe: Recipe) -> None:
    """The email with all that was found in it."""
    from serve import terminal

    if args.json:
        print(draft.model_dump_json(indent=1))
    else:
        terminal.show(draft)
    terminal.findings(draft)
    terminal.report(draft, recipe.data.prompt_tokens)


def _refuse_beside_held_out(args: argparse.Namespace) -> None:
    flags = {"out": bool(args.out), "strict": args.strict, "no-guard": not args.guard}
    names = [name.replace("_", "-") for name in given(args)] + [name for name, there in flags.items() if there]
    if names:
        msg = f"--held-out takes its request from the dataset; leave out {', '.join(f'--{name}' for name in names)}"
        raise MailwrightError(msg)
