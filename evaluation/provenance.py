"""How a comparison can be repeated: command, recipe, date, versions of what decides the figures, and the machine."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluation.results import Provenance

if TYPE_CHECKING:
    from pipeline.recipe import Recipe

_PACKAGES: Final = ("mailwright", "xllamacpp", "ollama", "httpx", "numpy")
_CPU: Final = Path("/proc/cpuinfo")
_MEMORY: Final = Path("/proc/meminfo")
_GPUS: Final = Path("/proc/driver/nvidia/gpus")
_GIB: Final = 2**20
"""In KiB, which the system counts in."""


def of(recipe: Recipe, command: str) -> Provenance:
    """As it is now, on this machine."""
    return Provenance(
        command=command,
        recipe=recipe.name,
        date=dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        versions={"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}},
        hardware=_hardware(),
    )


def _hardware() -> dict[str, str]:
    """What speed depends on; a line that the system does not tell is left out."""
    memory = re.search(r"^MemTotal:\s+(\d+)", _text(_MEMORY), re.MULTILINE)
    gpus = [found[1] for path in _GPUS.glob("*/information") if (found := re.search(r"^Model:\s+(.+)$", _text(path), re.MULTILINE))]
    lines = {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(os.cpu_count() or ""),
        "memory": f"{int(memory[1]) / _GIB:.0f} GiB" if memory else "",
        "graphics": ", ".join(gpus),
    }
    return {name: value for name, value in lines.items() if value}


def _processor() -> str:
    named = re.search(r"^model name\s*:\s*(.+)$", _text(_CPU), re.MULTILINE)
    return named[1].strip() if named else platform.processor()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
