"""Print how fast Rashomon is, in one run and on one thread: `make bench`. Nothing here fails a build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def main() -> None:
    """Hold NumPy and the peers to one thread, then measure."""
    os.environ.update(dict.fromkeys(THREADS, "1"))  # read when NumPy is imported, so before it is
    sys.path[:0] = [str(ROOT)]  # for the reference networks in tests/
    from figures import print_all

    print_all()


if __name__ == "__main__":
    main()
