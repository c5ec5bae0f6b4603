"""Where a training can be watched besides metrics.jsonl: Weights & Biases, trackio or TensorBoard, by `training.track`.

Nothing leaves the machine unasked: wandb is online only where the user has logged in or set a key, trackio never makes a Space. Does not
cover servers of one's own; their variables (WANDB_BASE_URL, WANDB_MODE, ...) are left as they are.
"""

from __future__ import annotations

import importlib.util
import netrc
import os
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pipeline.errors import MailwrightError
from pipeline.recipe import Recipe
from training.settings import TrainingSettings

PROJECT: Final = "mailwright"
FOLDER: Final = "tracking"


def prepare(recipe: Recipe) -> None:
    """Sets what the trackers read from the environment; what the user has set stays.

    Raises MailwrightError where the recipe's tracker is not installed.
    """
    tracker = recipe.section(TrainingSettings).track
    if tracker == "none":
        return
    if importlib.util.find_spec(tracker) is None:
        msg = f"training.track {tracker}: not installed; run `pip install {tracker}`, or take it out: metrics.jsonl has the same figures"
        raise MailwrightError(msg)
    folder = recipe.out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in variables(tracker, recipe.name, folder).items():
        os.environ.setdefault(name, value)


def variables(tracker: str, name: str, folder: Path) -> dict[str, str]:
    """Environment variables of a tracker, for a run `name` whose files go to `folder`."""
    if tracker == "wandb":
        mode = "online" if _knows_wandb() else "offline"
        return {"WANDB_MODE": mode, "WANDB_PROJECT": PROJECT, "WANDB_NAME": name, "WANDB_DIR": str(folder), "WANDB_SILENT": "true"}
    if tracker == "trackio":
        return {"TRACKIO_DIR": str(folder.resolve())}
    return {"TENSORBOARD_LOGGING_DIR": str(folder)}


def _knows_wandb() -> bool:
    """Whether the user has set a key, or logged in by `wandb login`, which writes one into the file of network passwords."""
    if os.environ.get("WANDB_API_KEY"):
        return True
    host = urlsplit(os.environ.get("WANDB_BASE_URL", "https://api.wandb.ai")).hostname or ""
    try:
        return netrc.netrc(os.environ.get("NETRC")).authenticators(host) is not None
    except (OSError, netrc.NetrcParseError):
        return False
