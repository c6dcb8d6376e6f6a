"""Compare the filter with scikit-learn on labelled comments: python benchmarks/spam/compare.py FILE.csv

Columns text, label (1 = spam) and group. Each group is judged by what learnt the others. scikit-learn is no dependency:
install it where this is run; without it only the site's own model is measured.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import django
import numpy as np
from numpy.typing import NDArray

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rashomon_site.settings")
django.setup()

from rashomon_site.spam.filter.features import SIZE, features
from rashomon_site.spam.filter.labelled import read_labelled
from rashomon_site.spam.filter.model import Model
from rashomon_site.spam.filter.report import SEED, fpr_at_recall, roc_auc

Fit = Callable[[NDArray[np.intp], NDArray[np.intp]], "NDArray[np.float64]"]


def main(file: Path) -> None:
    """Print one line a candidate."""
    rows = read_labelled(file)
    truth, names = np.array([row.is_spam for row in rows]), np.array([row.group for row in rows])
    seen = [features(row.text).numbers for row in rows]

    def own(learn: NDArray[np.intp], judge: NDArray[np.intp]) -> NDArray[np.float64]:
        model = Model()
        for place in learn:
            model.learn(seen[place], bool(truth[place]))
        return np.array([model.margin(seen[place]) for place in judge])

    def bayes(learn: NDArray[np.intp], judge: NDArray[np.intp]) -> NDArray[np.float64]:
        counts = np.full((2, SIZE), 0.5)
        for place in learn:
            counts[int(truth[place]), seen[place]] += 1
        spam = truth[learn].sum()
        weights = np.log(counts[1] / (spam + 1)) - np.log(counts[0] / (len(learn) - spam + 1))
        return np.array([weights[seen[place]].mean() if len(seen[place]) else 0.0 for place in judge])

    candidates: dict[str, Fit] = {"own, logistic": own, "own, naive Bayes": bayes}
    candidates |= _library([row.text for row in rows], truth)
    print(f"{'candidate':<28}{'ROC AUC':>9}{'FPR@95':>9}{'seconds':>9}")
    for name, fit in candidates.items():
        _measure(name, fit, truth, names)


def _measure(name: str, fit: Fit, truth: NDArray[np.bool_], names: NDArray[np.str_]) -> None:
    started, scores = perf_counter(), np.zeros(len(truth))
    for group in sorted(set(names)):
        learn = np.random.default_rng(SEED).permutation(np.flatnonzero(names != group))
        judge = np.flatnonzero(names == group)
        scores[judge] = fit(learn, judge)
    took = perf_counter() - started
    print(f"{name:<28}{roc_auc(scores, truth) or 0:>9.4f}{fpr_at_recall(scores, truth) or 0:>9.1%}{took:>9.1f}")


def _library(texts: list[str], truth: NDArray[np.bool_]) -> dict[str, Fit]:
    # Without its types, and by turns there and not there: hence what the type checker is told.
    try:
        from sklearn.feature_extraction.text import HashingVectorizer  # type: ignore[import-untyped,unused-ignore]
        from sklearn.linear_model import LogisticRegression, SGDClassifier  # type: ignore[import-untyped,unused-ignore]
        from sklearn.naive_bayes import ComplementNB  # type: ignore[import-untyped,unused-ignore]
        from sklearn.pipeline import make_union  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return {}
    words = HashingVectorizer(ngram_range=(1, 2), alternate_sign=False)
    runs = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), alternate_sign=False)
    table = make_union(words, runs).fit_transform(texts).tocsr()

    def of(kind: Any) -> Fit:
        def fit(learn: NDArray[np.intp], judge: NDArray[np.intp]) -> NDArray[np.float64]:
            kind.fit(table[learn], truth[learn])
            return np.asarray(kind.predict_log_proba(table[judge]) @ np.array([-1, 1]))

        return fit

    return {
        "scikit-learn, SGD logistic": of(SGDClassifier(loss="log_loss", random_state=1)),
        "scikit-learn, complement NB": of(ComplementNB()),
        "scikit-learn, logistic": of(LogisticRegression(C=10)),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
