"""Scrambled low-discrepancy points as strata of [0, 1] and as normals, made in place and never stored.

For n = 2^m points every coordinate meets each of n equal strata once, so the normal for a point is a look-up in one
table of n quantiles. The first coordinates, which carry the priors, the sources and what rows share, are a Sobol'
sequence (Sobol' 1967, random initial numbers), scrambled by a random lower-triangular bit matrix and a digital shift
(Matousek 1998). Beyond them two bit matrices would too often agree in their leading rows, and the inputs would be
correlated; those coordinates are columns of a Latin hypercube: random permutations, each read at shifted places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from rashomon.inference.inputs import Floats
from rashomon.problems import UsageError

Integers = NDArray[np.int64]

PRIMITIVE = (
    *(3, 7, 11, 13, 19, 25, 37, 41, 47, 55, 59, 61, 67, 91, 97, 103, 109, 115),
    *(131, 137, 143, 145, 157, 167, 171, 185, 191, 193, 203, 211, 213, 229, 239, 241, 247, 253),
)
"""Primitive polynomials over GF(2) of degree 1 to 7, as bits."""

NEAR = 1 + len(PRIMITIVE)
"""Coordinates that are Sobol's."""

HELD = 2**18
"""Most strata held as permutations, so that memory does not grow with the number of draws."""

MIN_LOG2, MAX_LOG2 = 6, 16


def log2_draws(draws: int) -> int:
    """Return m for `draws` = 2^m; raises UsageError unless it is a power of two from 64 to 65,536."""
    m = max(draws, 1).bit_length() - 1
    if draws != 1 << m or not MIN_LOG2 <= m <= MAX_LOG2:
        raise UsageError(f"draws must be a power of two from 64 to 65536, such as 4096; not {draws}")
    return m


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Some coordinates: those that are Sobol's, and the far ones, counted from 0."""

    near: Integers
    far: Integers

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Coordinates:
        """Part coordinates given in rising order."""
        near = [number for number in numbers if number < NEAR]
        far = [number - NEAR for number in numbers[len(near) :]]
        return cls(np.array(near, np.int64), np.array(far, np.int64))


class Points:
    """n = 2^m points of `dimensions` coordinates, handed out by chunks."""

    def __init__(self, dimensions: int, draws: int, seed: int) -> None:
        self.m = log2_draws(draws)
        generator = np.random.PCG64(seed)
        near = min(dimensions, NEAR)
        matrices = _scramble(_matrices(near, self.m, generator), self.m, generator)
        shift = _random(generator, (near,), self.m)
        self._low_bits = min(6, self.m)
        low, high = 1 << self._low_bits, 1 << (self.m - self._low_bits)
        self._low = _combine(matrices[:, : self._low_bits], low)
        self._high = _combine(matrices[:, self._low_bits :], high) ^ shift[:, None]
        self._permutations = _permutations(dimensions - near, draws, generator)
        # Far coordinate j reads permutation j (in turn) at the point's number, its bits flipped by the shift.
        # Permutations are laid end to end, and their length is a power of two: one flip of bits finds both.
        offsets = np.arange(dimensions - near) % len(self._permutations) * draws
        self._shifts = _random(generator, (dimensions - near,), self.m) | offsets
        self._normal = normal_table(draws)
        self._permuted = self._normal[self._permutations].ravel()

    def strata(self, at: Coordinates, start: int, stop: int) -> Integers:
        """Return strata of coordinates for points start..stop (multiples of 64): shape (coordinates, stop - start)."""
        places = self._places(at.far, start, stop)
        far = self._permutations.ravel()[places].astype(np.int64)
        return np.concatenate([self._sobol(at.near, start, stop), far])

    def normals(self, at: Coordinates, start: int, stop: int) -> Floats:
        """Return the same points as standard normals, at the middle of each stratum."""
        split = len(at.near)
        found = np.empty((split + len(at.far), stop - start))
        if split:
            np.take(self._normal, self._sobol(at.near, start, stop), out=found[:split], mode="wrap")
        if len(at.far):
            np.take(self._permuted, self._places(at.far, start, stop), out=found[split:], mode="wrap")
        return found

    def _sobol(self, coordinates: Integers, start: int, stop: int) -> Integers:
        size = 1 << self._low_bits
        high = self._high[coordinates, start // size : stop // size]
        return (high[:, :, None] ^ self._low[coordinates, None, :]).reshape(-1, stop - start)

    def _places(self, coordinates: Integers, start: int, stop: int) -> Integers:
        """Return where far coordinates, counted from 0, read the permutations laid end to end."""
        return np.arange(start, stop) ^ self._shifts[coordinates, None]


def _permutations(dimensions: int, draws: int, generator: np.random.PCG64) -> NDArray[np.uint16]:
    count = min(dimensions, max(HELD // draws, 4))
    shuffler = np.random.Generator(generator)
    numbers = np.arange(draws, dtype=np.uint16)  # at most 2^16: a quarter of the memory
    return shuffler.permuted(np.tile(numbers, (max(count, 1), 1)), axis=1)


def _random(generator: np.random.PCG64, shape: tuple[int, ...], bits: int) -> Integers:
    raw = generator.random_raw(int(np.prod(shape)))
    return (np.asarray(raw, np.uint64) >> np.uint64(64 - bits)).astype(np.int64).reshape(shape)


def _matrices(dimensions: int, m: int, generator: np.random.PCG64) -> Integers:
    """Return the direction numbers, shape (dimensions, m): column k is what bit k of the point number adds."""
    columns = np.arange(m)
    # An upper unit triangle: column k has its lowest set bit at m - 1 - k and random bits above it.
    lowest = (1 << (m - 1 - columns)).astype(np.int64)
    above = _random(generator, (dimensions, m), m)
    found = np.asarray((above & ~(2 * lowest - 1)) | lowest, np.int64)
    found[0] = lowest
    for j, polynomial in enumerate(PRIMITIVE[: dimensions - 1], start=1):
        _recur(found[j], polynomial, m)
    return found


def _recur(numbers: Integers, polynomial: int, m: int) -> None:
    """Continue Sobol's recurrence from the first `degree` direction numbers."""
    degree = polynomial.bit_length() - 1
    for k in range(degree, m):
        value = int(numbers[k - degree]) ^ (int(numbers[k - degree]) >> degree)
        for step in range(1, degree):
            if polynomial >> (degree - step) & 1:
                value ^= int(numbers[k - step])
        numbers[k] = value


def _scramble(matrices: Integers, m: int, generator: np.random.PCG64) -> Integers:
    """Multiply each coordinate's matrix by a random lower unit triangle: output bit b mixes bits at and above b."""
    found = np.zeros_like(matrices)
    for bit in range(m):
        mask = (_random(generator, (len(matrices), 1), m) & ~((2 << bit) - 1)) | (1 << bit)
        found |= (np.bitwise_count(matrices & mask).astype(np.int64) & 1) << bit
    return found


def _combine(columns: Integers, size: int) -> Integers:
    """Return, for every number below `size`, the exclusive or of the columns that its bits select."""
    found = np.zeros((len(columns), size), np.int64)
    for bit in range(columns.shape[1]):
        step = 1 << bit
        found[:, step : 2 * step] = found[:, :step] ^ columns[:, bit, None]
    return found


def normal_table(draws: int) -> Floats:
    """Return the standard normal's quantile at the middle of each of n equal strata, shape (n,)."""
    inverse = NormalDist().inv_cdf
    half = [inverse((k + 0.5) / draws) for k in range(draws // 2)]
    return np.array(half + [-value for value in reversed(half)])


def uniform_table(draws: int) -> Floats:
    """Return the middle of each of n equal strata of [0, 1], shape (n,)."""
    return (np.arange(draws) + 0.5) / draws
