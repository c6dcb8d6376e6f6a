"""The figures of `make bench`: against the peers, as a whole, as cases grow, and from a cold start."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from cases import sized_case, sized_document
from drawing import drawn_cases
from measuring import growth, least_start, least_time, peak_memory
from peers import Answer, networks_of, time_agrum, time_pgmpy

import rashomon
from rashomon.casefile import read_casefile, write_case
from rashomon.inference import Model, compile_case
from rashomon.inference.draws import bands, draw_posteriors
from rashomon.inference.posterior import base_view
from rashomon.model import Case

ROOT = Path(__file__).resolve().parents[1]
SIZES = ((3, 12, 8), (6, 60, 25), (10, 500, 100))
MANY, USUAL, SEED = 65_536, 4_096, 1
COMPARED = {12: 40, 60: 20, 500: 6}
"""Draws that the peers are given, by number of items."""

AGREEMENT = 1e-9
EXAMPLE = ROOT / "examples" / "mary-celeste-1872.yaml"


def print_all() -> None:
    """Measure and print every part."""
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {os.cpu_count()} cores, one thread")
    against_peers()
    one_weigh()
    growing()
    memory()
    cold_start()
    reading()


def band(model: Model, draws: int) -> object:
    """Draw and answer as `weigh` does: two posteriors for each draw."""
    return bands(model, base_view(model), draws, SEED)


def band_from_case(case: Case) -> object:
    """Do the same from a case that is not compiled yet."""
    return band(compile_case(case), USUAL)


def weigh(case: Case) -> object:
    """Weigh a case without its timeline."""
    return rashomon.weigh(case, document_sha256="-", with_timeline=False)


def line(what: str, figure: str, goal: str = "", met: bool | None = None) -> None:
    """Print one figure."""
    verdict = "" if met is None else f"   goal {goal}: {'met' if met else 'MISSED'}"
    print(f"  {what:<46}{figure:>12}{verdict}")


def against_peers() -> None:
    """Time one posterior after another, each from numbers of its own."""
    print(f"\nOne posterior per draw (hypotheses/items/sources): ours of {2 * MANY:,}, theirs of a few draws")
    for size in SIZES:
        document = sized_document(*size)
        model = compile_case(sized_case(*size))
        ours = least_time(partial(band, model, MANY)) / (2 * MANY)
        bn, networks = networks_of(drawn_cases(document, model, USUAL, SEED, COMPARED[size[1]]))
        agrum, pgmpy = time_agrum(bn, networks), time_pgmpy(networks)
        check_agreement(model, agrum.answers, "pyAgrum")
        check_agreement(model, pgmpy.answers, "pgmpy")
        print(f" {'/'.join(map(str, size))}")
        line("Rashomon, drawing included", f"{ours * 1e6:.2f} us")
        for library, peer in (("pyAgrum", agrum), ("pgmpy", pgmpy)):
            line(f"{library} {peer.name}", f"{peer.seconds * 1e3:.2f} ms")
            if peer.failed:
                line(f"  draws that underflow in it, of {len(peer.answers)}", str(peer.failed))
        line("times pyAgrum", f"{agrum.seconds / ours:,.0f}", "300", agrum.seconds / ours >= 300)
        line("times pgmpy", f"{pgmpy.seconds / ours:,.0f}", "5,000", pgmpy.seconds / ours >= 5000)


def check_agreement(model: Model, answers: list[Answer | None], peer: str) -> None:
    """Stop unless a peer's posteriors are ours, draw by draw, wherever it has an answer."""
    own, _ = draw_posteriors(model, base_view(model), USUAL, SEED)
    if all(answer is None for answer in answers):
        sys.exit(f"{peer} answers no draw: its products underflow")
    for draw, answer in enumerate(answers):
        if answer is None:
            continue
        gap = max(abs(answer[h] - own.posterior[k, draw]) for k, h in enumerate(model.hypotheses))
        if not gap <= AGREEMENT:
            sys.exit(f"{peer} differs by {gap} in draw {draw}: a comparison of speed would mean nothing")


def one_weigh() -> None:
    """Time everything that `weigh` finds in a case of usual size."""
    print(f"\nOne full weigh, {USUAL} draws, without the timeline")
    for size in SIZES:
        case = sized_case(*size)
        seconds = least_time(partial(weigh, case), seconds=3)
        usual = size == SIZES[1]
        line("/".join(map(str, size)), f"{seconds * 1e3:.0f} ms", "150 ms", seconds < 0.15 if usual else None)


def growing() -> None:
    """Fit how time grows with draws and with items."""
    print("\nGrowth (1 is linear)")
    model = compile_case(sized_case(*SIZES[1]))
    draws = [1024 << k for k in range(7)]
    times = [least_time(partial(band, model, n)) for n in draws]
    show_growth("band, with draws 1,024 to 65,536", draws, times)
    items = [60, 120, 240, 480, 960]
    cases = [sized_case(6, n, max(25, n // 3)) for n in items]
    times = [least_time(partial(band_from_case, case)) for case in cases]
    show_growth("band, with items 60 to 960", items, times)
    times = [least_time(partial(weigh, case)) for case in cases]
    show_growth("full weigh, with items 60 to 960", items, times)


def show_growth(what: str, sizes: list[int], times: list[float]) -> None:
    """Print an exponent."""
    exponent = growth(sizes, times)
    line(what, f"{exponent:.2f}", "1.05", exponent <= 1.05)


def memory() -> None:
    """Compare the peak over few and over many draws."""
    print("\nPeak memory of the band, 6/60/25")
    model = compile_case(sized_case(*SIZES[1]))
    few, many = (peak_memory(partial(band, model, n)) for n in (USUAL, MANY))
    # Kept of each draw: its prior and its posterior, for the ranges as given and for the widened ones.
    kept = [4 * (len(model.named) + 1) * 8 * n for n in (USUAL, MANY)]
    line(f"{USUAL:,} draws", f"{few / 1e6:.1f} MB")
    line(f"{MANY:,} draws", f"{many / 1e6:.1f} MB")
    ratio = (many - kept[1]) / (few - kept[0])
    line("ratio, without the posteriors kept", f"{ratio:.2f}")


def cold_start() -> None:
    """Time commands from start to end."""
    print("\nCold start")
    bare = least_start([sys.executable, "-c", "pass"])
    command = [sys.executable, "-m", "rashomon"]
    helping = least_start([*command, "--help"])
    weighing = least_start([*command, "weigh", str(EXAMPLE)])
    line("python -c pass", f"{bare * 1e3:.0f} ms")
    line("rashomon --help", f"{helping * 1e3:.0f} ms", "100 ms", helping < 0.1)
    line(f"rashomon weigh {EXAMPLE.name}", f"{weighing * 1e3:.0f} ms", "400 ms", weighing < 0.4)
    line("times python -c pass", f"{helping / bare:.1f}, {weighing / bare:.1f}")


def reading() -> None:
    """Time reading and checking a long file."""
    print("\nReading a case file")
    items = next(n for n in range(10, 200) if write_case(sized_case(6, n, 25)).count("\n") >= 600)
    text = write_case(sized_case(6, items, 25))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(text, encoding="utf-8")
        seconds = least_time(partial(read_casefile, path))
    count = text.count("\n")
    line(f"{count} lines", f"{seconds * 1e3:.0f} ms")
