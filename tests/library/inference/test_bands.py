"""Bands against plain Monte Carlo with SciPy's distributions, and their laws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logit

from rashomon.inference.compiling import compile_case
from rashomon.inference.draws import Band, bands
from rashomon.inference.inputs import Floats
from rashomon.inference.posterior import base_view
from rashomon.model import Case
from tests.library.exact.random_cases import USUAL, Document, random_document

pytestmark = pytest.mark.slow

Z90 = 1.2815515655446004


def band_of(document: Document, draws: int = 4096, seed: int = 7) -> tuple[Band, Band]:
    model = compile_case(Case.model_validate(document))
    return bands(model, base_view(model), draws, seed)


def ranged(widening: float = 1.0) -> Document:
    return {
        "rashomon": 1,
        "question": "?",
        "widening": widening,
        "hypotheses": [{"id": "a", "name": "A", "prior": "40-70%"}, {"id": "b", "name": "B", "prior": 0.4}],
        "sources": [{"id": "s", "name": "S", "reliability": "30-80%"}],
        "evidence": [
            {"id": "e", "statement": "e", "established": True, "likelihood": {"a": "50-90%", "b": "10-40%"}},
            {
                "id": "f",
                "statement": "f",
                "likelihood": {"a": 0.7, "b": "20-50%"},
                "reports": [{"id": "r", "source": "s"}],
            },
        ],
    }


def plain_monte_carlo(size: int, spread: float) -> Floats:
    """Return draws of P(a), written down again from docs/methods.md section 4."""
    rng = np.random.default_rng(1)

    def draw(low: float, high: float, z: Floats) -> Floats:
        below, above = logit(low), logit(high)
        return np.asarray(expit((below + above) / 2 + spread * (above - below) / (2 * Z90) * z))

    def own(shared: Floats) -> Floats:
        return np.asarray(np.sqrt(0.5) * shared + np.sqrt(0.5) * rng.standard_normal(size))

    row_e, row_f = rng.standard_normal(size), rng.standard_normal(size)
    prior = draw(0.4, 0.7, rng.standard_normal(size))
    prior_a = 0.95 * prior / (prior + 0.4)
    rho = draw(0.3, 0.8, rng.standard_normal(size))
    a = prior_a * draw(0.5, 0.9, own(row_e)) * (rho * 0.7 + (1 - rho) * 0.5)
    b = (0.95 - prior_a) * draw(0.1, 0.4, own(row_e)) * (rho * draw(0.2, 0.5, own(row_f)) + (1 - rho) * 0.5)
    return np.asarray(0.95 * a / (a + b))


def test_both_bands_agree_with_plain_monte_carlo() -> None:
    own, wide = band_of(ranged(), draws=16384)
    for band, spread in ((own, 1.0), (wide, 1.5)):
        expected = np.quantile(plain_monte_carlo(400_000, spread), (0.1, 0.5, 0.9))
        assert [band.low[0], band.median[0], band.high[0]] == pytest.approx(expected, abs=3e-3)


def test_unrated_evidence_leaves_the_catch_all_at_its_prior_in_every_draw() -> None:
    own, _ = band_of(ranged())
    assert [own.low[2], own.high[2]] == pytest.approx([0.05, 0.05], abs=1e-12)


def test_widening_the_case_gives_the_wider_band() -> None:
    _, wide = band_of(ranged())
    own, _ = band_of(ranged(widening=1.5))
    assert own.low == pytest.approx(wide.low, abs=1e-12)
    assert own.high == pytest.approx(wide.high, abs=1e-12)


@pytest.mark.parametrize("seed", range(12))
def test_bands_are_in_order_and_shares_add_up(seed: int) -> None:
    for band in band_of(random_document(seed, USUAL), draws=512):
        assert np.all(band.low <= band.median + 1e-15)
        assert np.all(band.median <= band.high + 1e-15)
        assert band.lead_share.sum() == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_band_and_another_gives_nearly_it() -> None:
    first, again, other = band_of(ranged()), band_of(ranged()), band_of(ranged(), seed=8)
    assert np.array_equal(first[0].low, again[0].low)
    assert first[0].low == pytest.approx(other[0].low, abs=0.01)
    assert not np.array_equal(first[0].low, other[0].low)


def test_points_have_no_band() -> None:
    document = ranged()
    document["hypotheses"][0]["prior"] = 0.5
    document["sources"][0]["reliability"] = 0.5
    document["evidence"] = [document["evidence"][0] | {"likelihood": {"a": 0.7, "b": 0.2}}]
    own, wide = band_of(document, draws=64)
    assert own.low == pytest.approx(own.high, abs=1e-15)
    assert wide.low == pytest.approx(own.low, abs=1e-15)


def test_long_cases_neither_underflow_nor_give_nan() -> None:
    document = ranged()
    row = {"a": "1-2%", "b": "1-3%"}
    document["evidence"] = [
        {"id": f"e{n}", "statement": "e", "established": True, "likelihood": row} for n in range(2000)
    ]
    own, _ = band_of(document, draws=64)
    assert np.isfinite(own.median).all()
    assert own.median.sum() == pytest.approx(1.0, abs=0.05)


def test_reference_classes_are_drawn_from_their_dirichlets() -> None:
    document = ranged()
    for hypothesis in document["hypotheses"]:
        hypothesis.pop("prior")
    document["evidence"] = []
    parallels = [{"event": f"p{n}", "ended": "a" if n < 3 else "b"} for n in range(4)]
    document["reference_classes"] = [{"id": "c", "rule": "x", "parallels": parallels}]
    own, _ = band_of(document, draws=16384)
    # K = 3 with the catch-all, so m = 1.5 and alpha = 1.5 * (0.475, 0.475, 0.05) + (3, 1, 0).
    expected = np.random.default_rng(2).dirichlet([3.7125, 1.7125, 0.075], 400_000)
    assert own.low[:2] == pytest.approx(np.quantile(expected, 0.1, axis=0)[:2], abs=5e-3)
    assert own.high[:2] == pytest.approx(np.quantile(expected, 0.9, axis=0)[:2], abs=5e-3)
