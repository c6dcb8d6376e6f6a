"""The points: every coordinate is stratified, pairs are spread, nothing depends on the chunk."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.inference.sampling import PRIMITIVE, Coordinates, Points, normal_table, uniform_table
from rashomon.problems import UsageError


def is_primitive(polynomial: int) -> bool:
    degree, state, steps = polynomial.bit_length() - 1, 1, 0
    while True:
        state <<= 1
        steps += 1
        if state >> degree & 1:
            state ^= polynomial
        if state == 1 or steps > 2**degree:
            return bool(steps == 2**degree - 1)


def test_the_polynomials_are_primitive() -> None:
    assert all(is_primitive(p) for p in PRIMITIVE)
    assert len(set(PRIMITIVE)) == len(PRIMITIVE)


@pytest.mark.parametrize("draws", [64, 256, 4096, 65536])
def test_every_coordinate_meets_every_stratum_once(draws: int) -> None:
    strata = Points(60, draws, seed=3).strata(Coordinates.of(range(60)), 0, draws)
    assert np.array_equal(np.sort(strata, axis=1), np.tile(np.arange(draws), (60, 1)))


def test_the_first_two_coordinates_fill_every_square_of_a_grid() -> None:
    strata = Points(2, 4096, seed=11).strata(Coordinates.of(range(2)), 0, 4096)
    counts = np.zeros((64, 64), int)
    np.add.at(counts, (strata[0] >> 6, strata[1] >> 6), 1)
    assert (counts == 1).all()


def test_chunks_are_parts_of_the_whole() -> None:
    strata = Points(5, 1024, seed=2)
    parts = [strata.strata(Coordinates.of(range(1, 4)), start, start + 256) for start in range(0, 1024, 256)]
    assert np.array_equal(np.concatenate(parts, axis=1), strata.strata(Coordinates.of(range(1, 4)), 0, 1024))


def test_far_coordinates_are_not_correlated() -> None:
    points = Points(400, 4096, seed=5)
    normals = points.normals(Coordinates.of(range(400)), 0, 4096)
    assert np.array_equal(normals, normal_table(4096)[points.strata(Coordinates.of(range(400)), 0, 4096)])
    correlation = np.corrcoef(normals) - np.eye(400)
    # Independent points would give 1/64, and a greatest of 80,000 pairs near 0.08.
    assert np.sqrt((correlation**2).mean()) < 1.1 / 64
    assert np.abs(correlation).max() < 0.12


def test_tables_are_symmetric_and_in_order() -> None:
    assert normal_table(128) == pytest.approx(-normal_table(128)[::-1], abs=0)
    assert np.all(np.diff(normal_table(128)) > 0)
    assert uniform_table(64)[0] == 1 / 128


@pytest.mark.parametrize("draws", [0, 1, 63, 1000, 2**17])
def test_other_numbers_of_draws_are_refused(draws: int) -> None:
    with pytest.raises(UsageError, match="power of two"):
        Points(3, draws, seed=1)
