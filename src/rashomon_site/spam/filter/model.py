"""The model: one weight a feature, moved a little by every example (logistic regression with AdaGrad, one pass).

benchmarks/spam compares it with others. It is the same whatever the machine, and going through the same examples in
the same order gives the same weights, which is how a decision is unlearnt.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from rashomon_site.spam.filter.features import BITS, SIZE, values

Numbers = NDArray[np.uint32]
RATE = 0.5  # how far one example moves a weight that was never moved; see benchmarks/spam
BIAS_RATE = 0.15
START = 0.01  # keeps the first step of a weight finite
FORMAT = b"R1%c" % BITS
"""Weights of another format or another number of features are learnt anew."""


class OtherFormat(Exception):
    """Stored weights are damaged, or of another version of the model."""


@dataclass(slots=True)
class Model:
    """Weights, and how much each has been moved so far."""

    weights: NDArray[np.float32] = field(default_factory=lambda: np.zeros(SIZE, np.float32))
    moved: NDArray[np.float32] = field(default_factory=lambda: np.full(SIZE, START, np.float32))
    bias: float = 0.0
    bias_moved: float = START

    def margin(self, numbers: Numbers) -> float:
        """Return how far a comment lies on the side of spam: 0 is undecided."""
        return float(self.weights[numbers] @ values(numbers)) + self.bias

    def learn(self, numbers: Numbers, is_spam: bool, weight: float = 1.0) -> None:
        """Move the weights by one example."""
        counted = values(numbers)
        slope = weight * (chance(float(self.weights[numbers] @ counted) + self.bias) - is_spam)
        steps = np.float32(slope) * counted
        self.moved[numbers] += steps * steps
        self.weights[numbers] -= np.float32(RATE) * steps / np.sqrt(self.moved[numbers])
        self.bias_moved += slope * slope
        self.bias -= BIAS_RATE * slope / sqrt(self.bias_moved)


def chance(margin: float) -> float:
    """Return the chance of spam for a margin, between 0 and 1 and neither."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, margin))))


def pack(model: Model) -> bytes:
    """Return a model as bytes: only the weights that were ever moved, exact, and compressed."""
    places = np.flatnonzero((model.moved != np.float32(START)) | (model.weights != 0)).astype(np.uint32)
    parts = (np.array([model.bias, model.bias_moved], np.float64), pack_numbers(places))
    exact = np.concatenate([model.weights[places], model.moved[places]]).astype("<f4")
    planes = exact.view(np.uint8).reshape(-1, 4).T  # the like bytes of all numbers together: a third shorter
    body = parts[0].astype("<f8").tobytes() + len(parts[1]).to_bytes(4, "little") + parts[1] + planes.tobytes()
    return FORMAT + zlib.crc32(body).to_bytes(4, "little") + zlib.compress(body, 6)


def unpack(data: bytes) -> Model:
    """Return the model that `pack` made bytes of."""
    try:
        if not data.startswith(FORMAT):
            raise OtherFormat
        body = zlib.decompress(data[len(FORMAT) + 4 :])
        if zlib.crc32(body).to_bytes(4, "little") != data[len(FORMAT) : len(FORMAT) + 4]:
            raise OtherFormat
        bias, bias_moved = np.frombuffer(body, "<f8", 2)
        end = 20 + int.from_bytes(body[16:20], "little")
        places = unpack_numbers(body[20:end])
        exact = np.frombuffer(body, np.uint8, offset=end).reshape(4, -1).T.copy().view("<f4").ravel()
    except (zlib.error, ValueError) as error:
        raise OtherFormat from error
    model = Model(bias=float(bias), bias_moved=float(bias_moved))
    model.weights[places], model.moved[places] = exact[: len(places)], exact[len(places) :]
    return model


def pack_numbers(numbers: Numbers) -> bytes:
    """Return sorted numbers as bytes: the steps between them, compressed."""
    return zlib.compress(
        np.diff(numbers.astype("<u4"), prepend=np.uint32(0)).astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes(), 6
    )


def unpack_numbers(data: bytes) -> Numbers:
    """Return the numbers that `pack_numbers` made bytes of; raises OtherFormat."""
    try:
        steps = np.frombuffer(zlib.decompress(data), np.uint8).reshape(4, -1).T.copy().view("<u4").ravel()
    except (zlib.error, ValueError) as error:
        raise OtherFormat from error
    numbers = np.cumsum(steps, dtype=np.uint32)
    if len(numbers) and int(numbers.max()) >= SIZE:
        raise OtherFormat
    return numbers
