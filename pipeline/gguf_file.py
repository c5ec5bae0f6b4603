"""The `gguf` package's reader over a plain array: it slices the file for every token, which takes five times as long on a memory map.

    GgufFile(path).get_field("general.architecture").contents()   -> "llama"

The file is opened as the library opens it: for reading, unless another mode is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from gguf import GGUFReader

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray


class GgufFile(GGUFReader):
    """A GGUF's keys and tensors. Raises ValueError and numpy's errors where the file is none or is cut off."""

    @property  # type: ignore[override]  # the bytes of a memory map, as an array
    def data(self) -> NDArray[Any]:
        """The bytes of the file."""
        return self._bytes

    @data.setter
    def data(self, mapped: NDArray[Any]) -> None:
        self._bytes = mapped.view(np.ndarray)
