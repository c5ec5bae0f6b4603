"""Completion for a shell: `mailwright completion bash > ~/.local/share/bash-completion/completions/mailwright`, and for zsh
`mailwright completion zsh > FOLDER/_mailwright` with a folder of `$fpath`.

The script holds what the parser knows: commands, options, choices; a new version wants a new script. Completes no names of models.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

SHELLS: Final = ("bash", "zsh")
_FILES: Final = frozenset({"R", "J", "FILE", "FILE.csv", "PATH_OR_NAME"})
_FOLDERS: Final = frozenset({"DIR"})
"""Metavars of the options that take a path."""


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The completion script for the program of `parser`."""
    import shtab

    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # how shtab wants it
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]  # as above
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Those of the program and of every command."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
