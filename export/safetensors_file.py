"""Single tensors of a .safetensors file, read one at a time, and a copy of the file with some of them changed, each byte written once.

The format: 8 bytes length of the header, little-endian; the header as JSON (name -> dtype, shape, offsets); the tensors' bytes
(https://huggingface.co/docs/safetensors). The library writes whole files only. Covers float32, float16 and bfloat16.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MailwrightError

if TYPE_CHECKING:
    import torch

_DTYPES = {"F32": "float32", "F16": "float16", "BF16": "bfloat16"}
_CHUNK = 1 << 18  # bytes copied, compared or written at a time; on ext4 some megabytes in one call take up to five times as long
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
        data = torch.empty(entry.end - entry.start, dtype=torch.uint8)
        with self.path.open("rb", buffering=0) as f:
            f.seek(entry.start)
            _fill(f, data.numpy().data)
        return data.view(getattr(torch, _DTYPES[entry.dtype])).reshape(entry.shape)

    def copy(self, target: Path, changed: Iterable[tuple[str, torch.Tensor]]) -> None:
        """Writes the file once more with other values in the tensors of `changed`, which come in `order` and in the type they have here."""
        import torch

        position = 0
        with self.path.open("rb", buffering=0) as f, target.open("wb", buffering=0) as copy:
            for name, tensor in changed:
                entry = self.entries[name]
                _copy(f, copy, position, entry.start)
                values = tensor.contiguous().view(torch.uint8).numpy()
                assert values.nbytes == entry.end - entry.start
                _write(copy, values.data.cast("B"))
                position = entry.end
            _copy(f, copy, position, self.path.stat().st_size)

    def order(self, names: Iterable[str]) -> list[str]:
        """As the tensors lie in the file."""
        return sorted(names, key=lambda name: self.entries[name].start)

    def same(self, name: str, other: Tensors) -> bool:
        """Whether both files hold the same bytes under `name`."""
        ours, theirs = self.entries[name], other.entries[name]
        return (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape) and all(
            a == b for a, b in zip(_chunks(self.path, ours), _chunks(other.path, theirs), strict=True)
        )


def _fill(file: FileIO, buffer: memoryview) -> None:
    """One call reads 2 GiB at most."""
    done = 0
    while done < len(buffer):
        done += _some(file, file.readinto(buffer[done:]))


def _write(file: FileIO, buffer: memoryview) -> None:
    done = 0
    while done < len(buffer):
        done += file.write(buffer[done : done + _CHUNK]) or 0


def _copy(source: FileIO, target: FileIO, start: int, end: int) -> None:
    source.seek(start)
    while start < end:
        data = source.read(min(_CHUNK, end - start)) or b""
        _write(target, memoryview(data))
        start += _some(source, len(data))


def _some(file: FileIO, read: int | None) -> int:
    """`open` has seen that the file is whole; one that another program cuts off meanwhile must not keep us waiting."""
    if not read:
        msg = f"{file.name!s}: became shorter while it was read; fetch it again"
        raise MailwrightError(msg)
    return read


def _chunks(path: Path, entry: Entry) -> Iterator[bytes]:
    with path.open("rb") as f:
        f.seek(entry.start)
        for position in range(entry.start, entry.end, _CHUNK):
            yield f.read(min(_CHUNK, entry.end - position))
