"""Random cases for the exactness tests: valid, typed, rich in all that docs/methods.md section 1 to 5 and 10 name.

`random_case(seed)` depends on its arguments only. Instruments are few, so that an exact solver stays fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from rashomon.model import RELATION_WORDS, Case
from tests.library.exact.random_numbers import Numbers

Document = dict[str, Any]

_FIRST_DAY = date(2023, 1, 1)
_SAYS = ("reports", "reports", "reports", "denies", "silent")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a random case may be (all ends included)."""

    hypotheses: tuple[int, int] = (2, 12)
    items: tuple[int, int] = (1, 60)
    sources: tuple[int, int] = (2, 12)
    instruments: int = 5
    reports: int = 4
    hidden: int = 12  # unseen reports in the whole case
    dated: float = 0.2  # share of cases with an as-of date


USUAL = Limits()
TINY = Limits(hypotheses=(2, 4), items=(1, 5), sources=(1, 4), instruments=2, reports=3, hidden=2, dated=0.3)
SMALL = Limits(hypotheses=(2, 5), items=(1, 8), sources=(1, 5), instruments=2, reports=3, hidden=3, dated=0.0)


def random_case(seed: int, limits: Limits = USUAL) -> Case:
    """Return the case that belongs to `seed`."""
    return Case.model_validate(random_document(seed, limits))


def random_document(seed: int, limits: Limits = USUAL) -> Document:
    """Return the same case as the plain document that `Case` is made from."""
    return _Maker(Random(seed), limits).document()


class _Maker(Numbers):
    """Draws one case; every method adds a part."""

    def __init__(self, rng: Random, limits: Limits) -> None:
        super().__init__(rng)
        self.limits = limits
        count = rng.randint(*limits.hypotheses)
        self.named = [f"h{i}" for i in range(count)]
        self.exhaustive = self.chance(0.35)
        self.rates_other = rng.choice(["all", "some", "none"])
        self.dated = self.chance(limits.dated)
        self.hidden_left = limits.hidden
        self.sources = self.make_sources()
        self.reports_made = 0

    # --- rows and days

    def columns(self, *, rated: bool) -> list[str]:
        return [*self.named, "other"] if rated else list(self.named)

    def row(self, *, rated: bool) -> Document:
        """A row of likelihoods; only the first hypothesis may be excluded by an exact 0 or 1."""
        row = {name: self.probability() for name in self.columns(rated=rated)}
        if len(self.named) > 2 and self.chance(0.04):
            row[self.named[0]] = self.rng.choice([0, 1])
        return row

    def ratio_row(self, *, rated: bool) -> Document:
        row: Document = {name: self.ratio() for name in self.columns(rated=rated)}
        row[self.rng.choice(list(row))] = "1x"
        return row

    def day(self) -> str:
        return (_FIRST_DAY + timedelta(days=self.rng.randrange(200))).isoformat()

    # --- sources -----------------------------------------------------------------------------------

    def make_sources(self) -> list[Document]:
        count = self.rng.randint(*self.limits.sources)
        instruments = self.rng.randint(0, min(self.limits.instruments, count))
        made = [self.source(f"s{i}", instrument=i < instruments) for i in range(count)]
        self.rng.shuffle(made)
        return made

    def source(self, name: str, *, instrument: bool) -> Document:
        source: Document = {"id": name, "name": f"Source {name}"}
        if instrument:
            source["one_instrument"] = True
        kind = self.rng.choice(["grade", "reliability", "rates", "nothing"])
        if kind == "rates":
            return source | self.rates()
        if kind == "grade":
            source["grade"] = self.rng.choice("ABCDEF")
        if kind == "reliability":
            source["reliability"] = self.probability()
        if self.chance(0.4):
            source["says_regardless"] = self.regardless()
        return source

    def rates(self) -> Document:
        """A hit rate that lies above the false-alarm rate, even where both are ranges."""
        return {"hit_rate": self.probability(55, 98), "false_alarm_rate": self.probability(2, 45)}

    def regardless(self) -> Any:
        if self.chance(0.5):
            return self.probability()
        return {name: self.probability() for name in self.columns(rated=not self.exhaustive and self.chance(0.5))}

    # --- evidence ----------------------------------------------------------------------------------

    def is_rated(self) -> bool:
        if self.exhaustive or self.rates_other == "none":
            return False
        return self.rates_other == "all" or self.chance(0.5)

    def make_evidence(self) -> list[Document]:
        items: list[Document] = []
        for index in range(self.rng.randint(*self.limits.items)):
            items.append(self.item(f"e{index}", items))
        return items

    def item(self, name: str, before: list[Document]) -> Document:
        item: Document = {"id": name, "statement": f"Statement {name}."}
        rated = self.is_rated()
        item["established"] = self.rng.choice([True, False, None, None])
        if item["established"] and self.chance(0.3):
            item["likelihood"] = self.ratio_row(rated=rated)
            self.make_dates(item)
            return item | self.reports(name, 0)
        item["likelihood"] = self.row(rated=rated)
        if before and self.chance(0.35):
            self.make_given(item, self.rng.choice(before), rated=rated)
        self.make_dates(item)
        return item | self.reports(name, 1 if item["established"] is None else 0)

    def make_given(self, item: Document, parent: Document, *, rated: bool) -> None:
        item["given"] = parent["id"]
        is_ratio = any(str(cell).endswith("x") for cell in parent["likelihood"].values())
        if not is_ratio and self.chance(0.7 if parent["established"] is None else 0.2):
            item["otherwise"] = self.row(rated=rated)

    def make_dates(self, item: Document) -> None:
        if self.dated and self.chance(0.6):
            item["on"] = self.day()
        if self.dated and self.chance(0.3):
            item["known_on"] = self.day()

    # --- reports -----------------------------------------------------------------------------------

    def reports(self, item: str, least: int) -> Document:
        count = self.rng.randint(least, self.limits.reports)
        made: list[Document] = []
        for index in range(count):
            made += self.report(f"{item}.r{index}", made)
        self.rng.shuffle(made)
        return {"reports": made} if made else {}

    def report(self, name: str, before: list[Document]) -> list[Document]:
        """One seen report, after the unseen ones that it came through, if any."""
        if self.hidden_left >= 2 and self.chance(0.2):
            return self.relayed(name, before)
        seen = [other for other in before if other.get("seen", True)]
        hidden = [other for other in before if not other.get("seen", True)]
        report = self.plain_report(name)
        if hidden and self.chance(0.3):
            report["via"] = self.rng.choice(hidden)["id"]
        elif seen and self.chance(0.45):
            self.make_copy(report, self.rng.choice(seen))
        return [report]

    def plain_report(self, name: str) -> Document:
        source = self.rng.choice(self.sources)
        report: Document = {"id": name, "source": source["id"], "says": self.rng.choice(_SAYS)}
        if self.dated and self.chance(0.8):
            report["on"] = self.day()
        if "hit_rate" not in source:
            if not source.get("one_instrument") and self.chance(0.15):
                report["reliability"] = self.probability()
            if self.chance(0.15):
                report["says_regardless"] = self.regardless()
        return report

    def unseen_report(self, name: str) -> Document:
        report = self.plain_report(name) | {"seen": False}
        del report["says"]  # what it said is summed over
        return report

    def make_copy(self, report: Document, original: Document) -> None:
        report["via"] = original["id"]
        if self.chance(0.5):
            report["copy"] = self.probability()
        else:
            report["says"] = original["says"]

    def relayed(self, name: str, before: list[Document]) -> list[Document]:
        """A report through one unseen report, or through two; the first may partly repeat a seen one."""
        first = self.unseen_report(f"{name}.first")
        seen = [other for other in before if other.get("seen", True)]
        if seen and self.chance(0.15):
            first |= {"via": self.rng.choice(seen)["id"], "copy": self.rng.choice([0.25, "30-60%", 0.9])}
        chain = [first]
        if self.chance(0.4):
            chain.append(self.unseen_report(f"{name}.second") | {"via": first["id"]})
        self.hidden_left -= len(chain)
        return [*chain, self.plain_report(name) | {"via": chain[-1]["id"]}]

    # --- groups, priors, the rest ------------------------------------------------------------------

    def make_groups(self, items: list[Document]) -> list[Document]:
        tied = {item["given"] for item in items if "otherwise" in item}
        free = [item for item in items if "otherwise" not in item and item["id"] not in tied]
        self.rng.shuffle(free)
        groups: list[Document] = []
        while len(free) > 1 and self.chance(0.7):
            members = self.separable(free[: self.rng.randint(2, 4)])
            free = free[4:]
            if len(members) > 1:
                groups.append({"id": f"g{len(groups)}", "items": members, "related": self.related()})
        return groups

    def separable(self, items: list[Document]) -> list[str]:
        """Drop items that are given another of the same group."""
        ids = {item["id"] for item in items}
        return [item["id"] for item in items if item.get("given") not in ids]

    def related(self) -> Any:
        return self.rng.choice([*RELATION_WORDS, 0, 1, round(self.rng.random(), 3)])

    def make_hypotheses(self, *, direct: bool) -> list[Document]:
        made = [{"id": name, "name": f"Explanation {name}"} for name in self.named]
        if direct:
            for hypothesis in made:
                hypothesis["prior"] = self.probability()
            if len(made) > 2 and self.chance(0.1):
                made[0]["prior"] = 0  # type: ignore[assignment] # a prior may be a number or a text
        if not self.exhaustive and self.chance(0.4):
            made.append({"id": "other", "name": "Something else", "prior": self.probability(2, 40)})
        return made

    def make_classes(self) -> list[Document]:
        ends = [*self.columns(rated=not self.exhaustive), None]
        return [self.reference_class(f"c{i}", ends) for i in range(self.rng.randint(1, 3))]

    def reference_class(self, name: str, ends: list[Any]) -> Document:
        parallels = []
        for index in range(self.rng.randint(1, 8)):
            ended = self.rng.choice(ends)
            parallel: Document = {
                "event": f"Event {index}",
                "weight": self.rng.choice([0, 0.25, 0.5, 0.73, 1]),
            }
            parallels.append(parallel if ended is None else parallel | {"ended": ended})
        made: Document = {"id": name, "rule": f"Rule {name}.", "parallels": parallels}
        return made | ({"weight": self.rng.choice([0.5, 2, 3.7])} if self.chance(0.5) else {})

    def make_indicators(self) -> list[Document]:
        made = []
        for index in range(self.rng.choice([0, 0, 0, 1, 2])):
            made.append(
                {
                    "id": f"i{index}",
                    "statement": f"Indicator {index}.",
                    "likelihood": self.row(rated=self.is_rated()),
                }
            )
            if self.chance(0.6):
                outcome = self.rng.choice(["seen", "not-seen", "unclear"])
                made[-1]["resolved"] = {"on": self.day(), "outcome": outcome}
        return made

    def document(self) -> Document:
        items = self.make_evidence()
        direct = self.chance(0.5)
        document: Document = {"rashomon": 1, "question": "Which is it?", "sources": self.sources}
        document["hypotheses"] = self.make_hypotheses(direct=direct)
        document["groups"] = self.make_groups(items)
        document["indicators"] = self.make_indicators()
        self.rng.shuffle(items)
        document["evidence"] = items
        if self.exhaustive:
            document["exhaustive"] = "The list was drawn up to be complete."
        if self.chance(0.5):
            document["reference_classes"] = self.make_classes()
        if self.chance(0.3):
            document["widening"] = self.rng.choice([0.5, 1.3, 2])
        if self.dated:
            document["as_of"] = self.day()
        return document
