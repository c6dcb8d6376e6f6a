"""The reports of one evidence item: the origin first, each nearer voice `via` the one that it had it from."""

from __future__ import annotations

from rashomon.drafting.items import Item, ItemKind, Polarity
from rashomon.drafting.review.naming import Ids
from rashomon.drafting.review.sources import Chain, Page, Part, Sources, cited
from rashomon.drafting.review.wording import LONGEST_PROSE, prose

SAYS = {Polarity.DENIED: "denies", Polarity.QUESTIONED: "silent"}
ASKED = "The words ask; they do not say so."


class Reports:
    """The reports on one evidence item. A voice that is heard twice on it, saying the same, is one report."""

    def __init__(self, owner: str, page: Page, sources: Sources, ids: Ids) -> None:
        self._owner, self._page, self._sources, self._ids = owner, page, sources, ids
        self._known: dict[tuple[str, str], Part] = {}

    def add(self, item: Item) -> None:
        """Add what one item gives: a report for each voice of its chain."""
        chain = self._page.chain(item)
        urls = cited(chain, self._page.links_beside(item))
        spoken = speaker(item, chain)
        says = SAYS.get(item.polarity, "reports")
        via: Part | None = None
        for place in reversed(range(len(chain))):
            url = urls.get(place, "" if place else self._page.address(item))
            report = self._report(self._sources.id_of(chain[place], url), says)
            if place <= spoken or place in urls:
                self._see(report, item, says, quote=place == spoken)
            if url:
                report.setdefault("url", url)
            self._date(report, item, place)
            if via is not None:
                self._come_via(report, via)
            via = report

    def parts(self) -> list[Part]:
        """Return the reports as a case lists them."""
        return [_in_order(report) for report in self._known.values()]

    def _report(self, source: str, says: str) -> Part:
        known = self._known.get((source, says))
        if known is None:
            known = {"id": self._ids.make(f"{source} {self._owner}", "report"), "source": source, "seen": False}
            self._known[source, says] = known
        return known

    def _see(self, report: Part, item: Item, says: str, *, quote: bool) -> None:
        report.pop("seen", None)
        if says != "reports":
            report["says"] = says
        if says == "silent":
            report["note"] = ASKED
        words = prose(item.text)
        if quote and words not in report.get("quote", ""):
            joined = "\n".join(filter(None, [report.get("quote"), words]))
            report["quote"] = joined if len(joined) <= LONGEST_PROSE else report.get("quote", words)

    def _date(self, report: Part, item: Item, place: int) -> None:
        day = self._page.day(item)
        if place == 0 and day:
            report.setdefault("on", day.isoformat())
        elif place and (commenter := self._page.commenter(item)):
            report.setdefault("suggested_by", commenter)

    def _come_via(self, report: Part, via: Part) -> None:
        """Note where a report came from, unless it has an origin already or would come from itself."""
        if "via" in report:
            return
        by_id = {known["id"]: known for known in self._known.values()}
        here: Part | None = via
        while here is not None:
            if here is report:
                return
            here = by_id.get(here.get("via"))
        report["via"] = via["id"]


def speaker(item: Item, chain: Chain) -> int:
    """Return the place in the chain of the voice whose words the item's text is.

    Of a quotation it is the farthest voice that the quoted words do not name themselves. Anything else is worded by
    the page's own voice: that somebody else said so is known only through it.
    """
    if item.kind != ItemKind.QUOTATION:
        return 0
    named_within = [v.start is not None and item.start <= v.start < item.end for v in chain]
    return max((place for place, within in enumerate(named_within) if not within), default=0)


def _in_order(report: Part) -> Part:
    order = ("id", "source", "says", "seen", "via", "on", "url", "quote", "note", "suggested_by")
    return {key: report[key] for key in order if key in report}
