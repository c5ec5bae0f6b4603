"""The machine at hand, asked without torch: an NVIDIA card through its driver's own program, otherwise this computer's memory and cores.

Covers the first card that CUDA_VISIBLE_DEVICES leaves. Speeds are rough: see `FLOPS`.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import MailwrightError
from training.memory import Kind

FLOPS: Final = {"RTX 3090": 25e12, "RTX 4090": 60e12, "A100": 120e12, "H100": 280e12, "H200": 280e12}
"""What training reaches of a card's bfloat16 speed: 0.35 of the published peak. An estimate, except that for an RTX 4090 torchtune's
published 2,413 tokens/s of compiled QLoRA on Llama-3-8B are 100e12; here nothing is compiled."""
_CORE_BF16: Final = 75e9
"""Per core with bfloat16 instructions; measured: 330 tokens/s of SmolLM2-135M on two idle cores."""
_CORE: Final = 35e9
BF16_SINCE: Final = (8, 0)
"""Compute capability of the first cards with bfloat16 instructions (Ampere: A100, RTX 30xx); older ones emulate it."""
_UNITS: Final = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}


@dataclass(frozen=True)
class Device:
    """Memory in bytes; `flops` is None where nothing is known about its speed."""

    kind: Kind
    name: str
    total: int
    free: int
    flops: float | None
    bf16: bool = True


def here() -> Device:
    """The card, or this computer where there is none."""
    return _card() or _computer()


def of_memory(text: str) -> Device:
    """A card with so much free memory, as `--memory` gives it. Raises MailwrightError for what is no size."""
    match = re.fullmatch(r"([\d.]+)\s*([kmgt]?)(?:i?b)?", text.strip().lower())
    try:
        size = int(float(match[1]) * _UNITS[match[2]]) if match else 0
    except ValueError:
        size = 0
    if size <= 0:
        msg = f"--memory {text}: not a size; write it as 12GiB"
        raise MailwrightError(msg)
    return Device("cuda", f"a card with {text} free", size, size, None)


def cards() -> list[str]:
    """The names of all cards of this computer, in the driver's order."""
    return _asked("name")


def _card() -> Device | None:
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    only = [] if visible is None else [f"--id={visible.partition(',')[0]}"]
    for what in ("name,memory.total,memory.free,compute_cap", "name,memory.total,memory.free"):  # an old driver knows less
        with contextlib.suppress(ValueError, IndexError):  # a driver without a card, a card without figures
            name, total, free, *capability = (part.strip() for part in _asked(what, *only)[0].split(","))
            speed = next((speed for part, speed in FLOPS.items() if part in name), None)
            return Device("cuda", name, int(total) * _UNITS["m"], int(free) * _UNITS["m"], speed, _multiplies_bf16(*capability))
    return None


def _multiplies_bf16(capability: str = "") -> bool:
    """Whether the card does so itself. Taken for granted where the driver cannot tell."""
    match = re.fullmatch(r"(\d+)\.(\d+)", capability)
    return match is None or (int(match[1]), int(match[2])) >= BF16_SINCE


def _asked(what: str, *options: str) -> list[str]:
    """The driver's answer, a line for each card; none where there is no driver or it has no answer."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    command = [program, f"--query-gpu={what}", "--format=csv,noheader,nounits", *options]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.splitlines()
    except (OSError, subprocess.SubprocessError):
        return []


def _computer() -> Device:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    bf16 = knows_bf16()
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0
    available = re.search(r"^MemAvailable:\s+(\d+) kB", _read("/proc/meminfo"), re.MULTILINE)
    free = int(available[1]) * 1024 if available else total
    return Device("cpu", f"{cores} CPU cores", total, min(free, _group_limit() or free), cores * (_CORE_BF16 if bf16 else _CORE), bf16)


def knows_bf16() -> bool:
    """Whether this computer's processor has bfloat16 instructions; asked on Linux, elsewhere False."""
    return "avx512_bf16" in _read("/proc/cpuinfo")


def _group_limit() -> int | None:
    """What a container may still take."""
    root = Path("/sys/fs/cgroup")
    with contextlib.suppress(ValueError):  # "max", or not there
        return int(_read(root / "memory.max")) - int(_read(root / "memory.current"))
    return None


def _read(path: str | Path) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
