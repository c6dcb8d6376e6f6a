"""Print what one article costs, by size: `make bench-draft`. Nothing here fails a build.

The articles are one seed-like text of about 4 kB, repeated with other names, with as many comments as asked for.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks")]

from measuring import growth, least_time, peak_memory

from rashomon.drafting.draft import Draft
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.pipeline import default_reader, draft_page, rules_reader
from rashomon.drafting.propose.found import Reader

SIZES = {"4 kB": (3, 4), "50 kB": (43, 4), "500 comments": (3, 500)}
"""How often the paragraphs stand in the article, and how many comments follow."""
GROWING = (1, 4, 16, 64)
LONGEST_START, LARGEST_PROCESS = 5.0, 400.0
"""Seconds and megabytes for the 4 kB article in a process of its own: the goals."""
MOST_GROWTH = 1.2


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("\n\n")]


PARAGRAPHS = _paragraphs("""
One of the lasting mysteries of the {0} fire is how the flames crossed a river forty metres wide in nine
minutes.

Was the wind to blame? Did the brigade from {0} arrive too late? Dry thatch? A quarrel between two captains that
took some time to settle? A spark from the late train? Bad orders by telegraph?

Hard to know, and probably hard to ever know. So what if the whole thing was set by the owner of the {0} mill?
Such is the theory noted from social media by Morning Dispatch writer Edgar {0}.

{0} writes: “Theories are circulating on social media that the mill had been empty for a week, maybe even
emptied by the owner for some convoluted reason.” The insurer paid because nobody could show the contrary.

He finds parallels with the Lindmoor fire of 1921 (after the strike), and with that of 1950, when a warehouse
burned in the week before its sale. Such fires often lead to new rules, surges in premiums, and sweeping
inspections.

In short, put on your list of possible explanations the one where the owner of {0} set the fire himself. The
council will vote on a second bridge in March, and the mill will be pulled down before that, according to its
surveyor.
""")
REMARKS = _paragraphs("""
or as a smoke screen for moving the machines to {0}, for still unknown purposes.

It feels a little odd to disagree with Edgar {0}, but I don’t think the owner had it in him, strange as it is.

A columnist of the {0} Herald argues that the railway did it. https://herald.example.org/{0} She writes: “With
no rain for six weeks, one spark from the late train was enough for any roof in the valley.”

My grandmother was there and spoke of it all her life.
""")
FIRST = ("Hart", "Pend", "Ash", "Vell", "Torr", "Mad", "Quarl", "Bris", "Cald", "Wick", "Storr", "Fen")
LAST = ("low", "ery", "combe", "inton", "ance", "dock", "esby", "ley", "wold", "ham", "ick", "more")


def name(number: int) -> str:
    """Return one of 144 names, so that no paragraph is like another."""
    return FIRST[number % len(FIRST)] + LAST[number // len(FIRST) % len(LAST)]


def article(repeats: int, comments: int) -> str:
    """Return an article with its comments as plain text."""
    body = [one.format(name(number)) for number in range(repeats) for one in PARAGRAPHS]
    remarks = [f"  {number + 1}. {REMARKS[number % len(REMARKS)].format(name(number))}" for number in range(comments)]
    return "\n\n".join(["Who set the mill on fire?", "By Ada Wren", *body, "", *remarks]) + "\n"


def one_paragraph(repeats: int) -> str:
    """Return an article whose paragraphs are one, as broken pages have it."""
    title, byline, *body = article(repeats, 0).split("\n\n")
    return "\n\n".join([title, byline, " ".join(" ".join(body).split())]) + "\n"


def drafted(text: str, reader: Reader) -> Draft:
    """Go all the way from bytes to a draft."""
    return draft_page(page_of(text.encode(), name="article.txt"), reader)


def line(what: str, *figures: str) -> None:
    """Print one row."""
    print(f"  {what:<24}" + "".join(f"{figure:>14}" for figure in figures))


def verdict(value: float, goal: float) -> str:
    """Return whether a goal is met, in a word."""
    return f"goal {goal:g}: {'met' if value <= goal else 'MISSED'}"


def by_size(what: str, reader: Reader) -> None:
    """Time each size, and set it against the first."""
    print(f"\nOne article, read by {what}")
    line("", "kB", "items", "ms", "times 4 kB", "ms per kB", "peak MB", "peak/bytes")
    first = 0.0
    for size, (repeats, comments) in SIZES.items():
        text = article(repeats, comments)
        took, peak = cost(partial(drafted, text, reader))
        first = first or took
        kilobytes = len(text.encode()) / 1000
        counts = (
            f"{kilobytes:.1f}",
            str(len(drafted(text, reader).items)),
            f"{took * 1000:.1f}",
            f"{took / first:.1f}",
        )
        line(size, *counts, f"{took * 1000 / kilobytes:.2f}", f"{peak / 1e6:.1f}", f"{peak / 1000 / kilobytes:.0f}")


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Return the least time of a call in seconds, and its peak of memory in bytes."""
    return least_time(work, seconds=0.5, times=3), peak_memory(work)


def growing(reader: Reader) -> None:
    """Print how the time grows with the paragraphs and with the comments."""
    print("\nGrowth, read by rules (1 is linear)")
    for what, made in (
        ("with paragraphs", [article(size, 4) for size in GROWING]),
        ("with comments", [article(1, 8 * size) for size in GROWING]),
        ("in one paragraph", [one_paragraph(size) for size in GROWING]),
    ):
        times = [least_time(partial(drafted, text, reader), seconds=0.2, times=3) for text in made]
        found = growth([len(text) for text in made], times)
        line(what, f"{found:.2f}", f"   {verdict(found, MOST_GROWTH)}")


def alone() -> None:
    """Print what the 4 kB article costs in a process of its own, imports and model included."""
    print("\nThe 4 kB article in a process of its own, with the default reader")
    began = time.perf_counter()
    command = [sys.executable, __file__, "--one"]
    megabytes = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    took = time.perf_counter() - began
    line("seconds", f"{took:.2f}", f"   {verdict(took, LONGEST_START)}")
    line("peak resident MB", f"{megabytes:.0f}", f"   {verdict(megabytes, LARGEST_PROCESS)}")


def one() -> None:
    """Draft the 4 kB article, and print the peak of resident memory in megabytes."""
    drafted(article(*SIZES["4 kB"]), default_reader())
    # Not getrusage: what it calls the largest size of a process includes its parent's at the fork.
    status = Path("/proc/self/status").read_text().split()
    print(int(status[status.index("VmHWM:") + 1]) * 1024 / 1e6)


def main() -> None:
    """Measure and print every part."""
    rules, default = rules_reader(), default_reader()
    by_size("rules", rules)
    if default.model is not None:
        by_size("rules with a language model", default)
    growing(rules)
    alone()


if __name__ == "__main__":
    one() if sys.argv[1:] == ["--one"] else main()
