"""Our way to read a GGUF gives what the library's own does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader, GGUFWriter

from pipeline.gguf_file import GgufFile


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    """A number, a text, a list of tokens and a matrix."""
    path = tmp_path / "a.gguf"
    writer = GGUFWriter(path, "llama")
    writer.add_block_count(2)
    writer.add_token_list(["a", "ß", "<|im_end|>", ""])
    writer.add_tensor("output.weight", np.arange(12, dtype=np.float32).reshape(3, 4))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_it_reads_what_the_librarys_reader_reads(gguf: Path) -> None:
    """Keys, values and tensors, over a plain array instead of a memory map."""
    ours, theirs = GgufFile(gguf), GGUFReader(gguf)
    assert type(ours.data) is np.ndarray
    assert {key: field.contents() for key, field in ours.fields.items()} == {key: field.contents() for key, field in theirs.fields.items()}
    (one,), (other,) = ours.tensors, theirs.tensors
    assert (one.name, one.tensor_type, list(one.shape)) == (other.name, other.tensor_type, list(other.shape))
    assert np.array_equal(one.data, np.arange(12, dtype=np.float32).reshape(3, 4))


@pytest.mark.parametrize("size", [0, 2, 30, 100])
def test_a_file_that_is_cut_off_is_refused(gguf: Path, size: int) -> None:
    """With the library's or numpy's error, wherever it ends."""
    gguf.write_bytes(gguf.read_bytes()[:size])
    with pytest.raises((ValueError, IndexError, TypeError)):
        GgufFile(gguf)
