"""Single tensors of a .safetensors file, read and overwritten in place, so that no more than one of them is in memory.

The format: 8 bytes length of the header, little-endian; the header as JSON (name -> dtype, shape, offsets); the tensors' bytes
(https://huggingface.co/docs/safetensors). The library writes whole files only. Covers float32, float16 and bfloat16.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_DTYPES = {"F32": "float32", "F16": "float16", "BF16": "bfloat16"}
_CHUNK = 1 << 24  # bytes compared at a time
_LONGEST_HEADER = 100_000_000  # bytes, as in the reference implementation


@dataclass(frozen=True)
class Entry:
    """Where a tensor lies in the file: bytes `start` to `end`."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Tensors:
    """A file's tensors by name."""

    path: Path
    entries: Mapping[str, Entry]

    @classmethod
    def open(cls, path: Path) -> Tensors:
        """Raises ValueError where the file is no .safetensors file or is cut off, FileNotFoundError where there is none."""
        with path.open("rb") as f:
            length = int.from_bytes(f.read(8), "little")
            if length > min(_LONGEST_HEADER, path.stat().st_size):
                msg = f"{path.name} is not a complete .safetensors file"
                raise ValueError(msg)
            header = json.loads(f.read(length))
        header.pop("__metadata__", None)
        data = 8 + length
        entries = {n: Entry(e["dtype"], tuple(e["shape"]), *(data + o for o in e["data_offsets"])) for n, e in header.items()}
        if max((e.end for e in entries.values()), default=data) != path.stat().st_size:
            msg = f"{path.name} is cut off"
            raise ValueError(msg)
        return cls(path, entries)

    def read(self, name: str) -> torch.Tensor:
        """A copy of one tensor. Raises ValueError for a type other than those this module covers."""
        import torch

        entry = self.entries[name]
        if entry.dtype not in _DTYPES:
            msg = f"{name} is {entry.dtype}, not one of {', '.join(_DTYPES)}"
            raise ValueError(msg)
        with self.path.open("rb") as f:
            f.seek(entry.start)
            data = bytearray(f.read(entry.end - entry.start))
        return torch.frombuffer(data, dtype=getattr(torch, _DTYPES[entry.dtype])).reshape(entry.shape)

    def write(self, name: str, tensor: torch.Tensor) -> None:
        """Overwrites one tensor with another of its shape, rounded to the type it has in the file."""
        import torch

        entry = self.entries[name]
        data = tensor.to(getattr(torch, _DTYPES[entry.dtype])).contiguous().view(torch.uint8).numpy()
        assert data.nbytes == entry.end - entry.start
        with self.path.open("r+b") as f:
            f.seek(entry.start)
            f.write(data.data)

    def same(self, name: str, other: Tensors) -> bool:
        """Whether both files hold the same bytes under `name`."""
        ours, theirs = self.entries[name], other.entries[name]
        return (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape) and all(
            a == b for a, b in zip(_chunks(self.path, ours), _chunks(other.path, theirs), strict=True)
        )


def _chunks(path: Path, entry: Entry) -> Iterator[bytes]:
    with path.open("rb") as f:
        f.seek(entry.start)
        for position in range(entry.start, entry.end, _CHUNK):
            yield f.read(min(_CHUNK, entry.end - position))
