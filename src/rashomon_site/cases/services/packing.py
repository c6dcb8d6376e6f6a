"""The library's results as compressed JSON that reads back to equal ones, infinities included."""

from __future__ import annotations

import json
import zlib
from typing import Any, TypeVar

from pydantic import TypeAdapter

Result = TypeVar("Result")

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def pack(result: Any) -> bytes:
    """Return a dataclass of the library, with all that it holds, as bytes."""
    plain = _adapter(type(result)).dump_python(result, mode="json")
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode())


def unpack(kind: type[Result], payload: bytes) -> Result:
    """Undo `pack` for a dataclass `kind`; raises ValueError for what `pack` did not make."""
    result: Result = _adapter(kind).validate_json(zlib.decompress(payload))
    return result


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Return the reader and writer of a dataclass, which is slow to make, and so is made once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
