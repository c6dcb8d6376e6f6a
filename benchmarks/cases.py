"""Cases of a given size for the benchmarks: seeded, with every kind of source in fixed proportions."""

from __future__ import annotations

import random
from typing import Any

from rashomon.model import Case

WORDS = ["almost no chance", "very unlikely", "unlikely", "roughly even", "likely", "very likely"]


def sized_case(hypotheses: int, items: int, sources: int, seed: int = 1) -> Case:
    """Return a case of so many named hypotheses, items and sources; a third of the items is established."""
    return Case.model_validate(sized_document(hypotheses, items, sources, seed))


def sized_document(hypotheses: int, items: int, sources: int, seed: int = 1) -> dict[str, Any]:
    """Return the same case as a plain document."""
    rng = random.Random(seed)
    ids = [f"h{k}" for k in range(hypotheses)]
    evidence = [_item(rng, n, ids, sources) for n in range(items)]
    established = [e["id"] for e in evidence if e.get("established")]
    return {
        "rashomon": 1,
        "question": f"A case of {hypotheses} explanations, {items} items and {sources} sources?",
        "hypotheses": [{"id": h, "name": h, "prior": f"{rng.randint(5, 20)}-{rng.randint(25, 60)}%"} for h in ids],
        "sources": [_source(rng, n) for n in range(sources)],
        "evidence": evidence,
        "groups": [{"id": "g0", "items": established[:3], "related": "loosely"}] if len(established) > 2 else [],
        "indicators": [{"id": f"x{n}", "statement": "x", "likelihood": _row(rng, ids)} for n in range(5)],
    }


def _source(rng: random.Random, number: int) -> dict[str, Any]:
    source: dict[str, Any] = {"id": f"s{number}", "name": f"s{number}"}
    if number % 5 == 0:
        return source | {"hit_rate": 0.95, "false_alarm_rate": 0.02, "one_instrument": True}
    if number % 5 == 1:
        return source | {"reliability": "40-80%", "says_regardless": round(rng.uniform(0.1, 0.9), 2)}
    return source | {"grade": rng.choice("ABCDE")}


def _item(rng: random.Random, number: int, ids: list[str], sources: int) -> dict[str, Any]:
    item: dict[str, Any] = {"id": f"e{number}", "statement": f"e{number}", "likelihood": _row(rng, ids)}
    if number % 3 == 0:
        return item | {"established": True}
    # Neighbouring sources report, so that instruments meet on few items and exact sums stay possible.
    first = rng.randrange(sources)
    reports: list[dict[str, Any]] = [
        {"id": f"r{number}a", "source": f"s{first}", "says": rng.choice(["reports", "reports", "denies", "silent"])},
        {"id": f"r{number}b", "source": f"s{(first + 1) % sources}"},
    ]
    if number % 4 == 0:
        reports.append({"id": f"r{number}c", "source": f"s{(first + 2) % sources}", "via": f"r{number}b", "copy": 0.5})
    return item | {"reports": reports}


def _row(rng: random.Random, ids: list[str]) -> dict[str, Any]:
    return {h: rng.choice([rng.choice(WORDS), f"{rng.randint(5, 40)}-{rng.randint(45, 90)}%", 0.5]) for h in ids}
