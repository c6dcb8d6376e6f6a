"""The queue: which comments a moderator asks for, how many there are, and how an address says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from rashomon_site.accounts.names import look
from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.models import Comment, Kind, State
from rashomon_site.moderation.models import Report
from rashomon_site.spam.models import Check

PAGE = 25
TABS = {
    "waiting": "To read",
    "reported": "Reported",
    "published": "Published",
    "spam": "Spam",
    "removed": "Removed",
}
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TOKEN = re.compile(r"[0-9a-f]{8,64}")
LATEST = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What a moderator looks at. It can be read from an address and written into one."""

    tab: str = "waiting"
    words: str = ""
    reason: str = ""
    case: str = ""
    kind: str = ""
    page: int = 1
    letter: int | None = None  # the comment that stands open beside the list

    @property
    def is_filtered(self) -> bool:
        """Whether less than the whole tab is shown."""
        return bool(self.words or self.reason or self.case or self.kind)

    def address(self, **changes: object) -> str:
        """Return the query of an address that asks for the same, or the same with changes."""
        other = replace(self, **changes)  # type: ignore[arg-type]  # the callers are in this app, and few
        pairs = {
            "tab": other.tab if other.tab != "waiting" else "",
            "q": other.words,
            "reason": other.reason,
            "case": other.case,
            "kind": other.kind,
            "page": other.page if other.page > 1 else "",
            "letter": other.letter or "",
        }
        return "?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists, and how many comments are in it."""

    key: str
    name: str
    count: int
    address: str


def read_asked(values: QueryDict) -> Asked:
    """Read what is asked for; what cannot be is left out."""
    tab, reason, kind = values.get("tab", ""), values.get("reason", ""), values.get("kind", "")
    return Asked(
        tab=tab if tab in TABS else "waiting",
        words=" ".join(values.get("q", "").replace("\x00", "").split())[:200],
        reason=reason if _CODE.fullmatch(reason) else "",
        case=re.sub(r"[^\w-]", "", values.get("case", ""))[:80],
        kind=kind if kind in Kind.values else "",
        page=_number(values.get("page", "")) or 1,
        letter=_number(values.get("letter", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def comments_asked(asked: Asked) -> QuerySet[Comment]:
    """Return the comments in their order: what waits oldest first, the rest newest first."""
    comments = matching(asked).filter(_in_tab(asked.tab)).select_related("case")
    open_reports = Count("reports", filter=Q(reports__settled_at=None))
    return comments.annotate(open_reports=open_reports).order_by(*_order(asked.tab))


def _order(tab: str) -> tuple[str, str]:
    return ("posted_at", "pk") if tab in ("waiting", "reported") else ("-posted_at", "-pk")


def _in_tab(tab: str) -> Q:
    if tab == "reported":
        return Q(Exists(Report.objects.open().filter(comment=OuterRef("pk"))), state=State.PUBLISHED)
    return Q(state=tab)


def matching(asked: Asked) -> QuerySet[Comment]:
    """Return the comments that fit search and filters, in whatever tab."""
    comments: QuerySet[Comment] = Comment.objects.all()
    if asked.words:
        comments = comments.filter(_says(asked.words))
    if asked.case:
        comments = comments.filter(case__slug=asked.case)
    if asked.kind:
        comments = comments.filter(kind=asked.kind)
    return comments.filter(_held_for(asked.reason)) if asked.reason else comments


def _says(words: str) -> Q:
    found = Q(text__icontains=words) | Q(name__icontains=words) | Q(email__icontains=words)
    if len(words) > 2 and look(words):
        found |= Q(name_look__contains=look(words))
    if _TOKEN.fullmatch(words):
        found |= Q(address_token__startswith=words)
    try:
        return found | Q(address_token=address_token(str(ip_address(words))))
    except ValueError:
        return found


def _held_for(reason: str) -> Q:
    """Comments of which some check gave the reason. Both databases write JSON as text in the same way."""
    checks = Check.objects.filter(comment=OuterRef("pk")).annotate(written=Cast("reasons", TextField()))
    return Q(Exists(checks.filter(written__contains=f'"code": "{reason}"')))


def tabs(asked: Asked) -> list[Tab]:
    """Return the lists with their counts, under the same search and filters."""
    fitting = matching(asked).order_by()
    counts = dict(fitting.values_list("state").annotate(Count("pk")))
    counts["reported"] = fitting.filter(_in_tab("reported")).count()
    address = {key: asked.address(tab=key, page=1, letter=None) for key in TABS}
    return [Tab(key, name, counts.get(key, 0), address[key]) for key, name in TABS.items()]


def waiting_count() -> int:
    """Return how many comments need a moderator: those that wait, and published ones with open reports."""
    reported = Q(state=State.PUBLISHED, pk__in=Report.objects.open().values("comment"))
    return Comment.objects.filter(Q(state=State.WAITING) | reported).count()


def reason_codes() -> list[str]:
    """Return the reasons that the latest checks gave, to choose from."""
    latest = Check.objects.order_by("-id").values_list("reasons", flat=True)[:LATEST]
    codes = {str(one.get("code", "")) for reasons in latest for one in reasons if isinstance(one, dict)}
    return sorted(code for code in codes if _CODE.fullmatch(code))
