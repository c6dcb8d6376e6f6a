"""The pages of the rules, all plain forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.models import Comment
from rashomon_site.moderation.access import moderators_page
from rashomon_site.moderation.models.rule import Rule, RuleKind
from rashomon_site.moderation.queue import Asked, tabs
from rashomon_site.moderation.rules import changing
from rashomon_site.moderation.rules.forms import MODES, RuleForm, read_form, values_of
from rashomon_site.moderation.rules.record import DAYS, RuleRecord, records
from rashomon_site.moderation.rules.rulebook import all_rules
from rashomon_site.moderation.rules.trying import look_back, try_comment
from rashomon_site.workbench.access import person

EARLIER = 20
FIELDS = ("text", "name", "email", "address", "case")


@dataclass(frozen=True, slots=True)
class Line:
    """A rule with what it did."""

    rule: Rule
    record: RuleRecord

    @property
    def mode(self) -> str:
        """Whether it acts."""
        return values_of(self.rule)["mode"]


@moderators_page("GET")
def listing(request: HttpRequest) -> HttpResponse:
    """Show every rule, what it did, and the earlier ones."""
    told = records()
    context = {
        "lines": [Line(rule, told.get(rule.key, RuleRecord())) for rule in all_rules()],
        "kinds": list(RuleKind),
        "days": DAYS,
        "earlier": Rule.objects.exclude(deleted_at=None).select_related("case").order_by("-deleted_at")[:EARLIER],
        "deleted": Rule.objects.exclude(deleted_at=None).filter(key=request.GET.get("deleted", "")[:40]).first(),
        "asked": Asked(),
        "tabs": tabs(Asked()),
        "tab": "rules",
    }
    return render(request, "moderation/rules.html", context)


@moderators_page("GET", "POST")
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Make a rule of one kind."""
    if kind not in RuleKind:
        raise Http404("no such kind of rule")
    if request.method == "GET":
        rule = Rule(kind=kind)
        return _form(request, RuleForm(RuleKind(kind), {"mode": "on", "number": ""}, rule), "")
    form = read_form(RuleKind(kind), request.POST.dict())
    if form.errors or "test" in request.POST:
        return _form(request, form, "")
    rule = changing.create_rule(person(request), form.rule)
    messages.success(request, f"Made the rule “{rule.name}”.")
    return redirect("moderation:rules")


@moderators_page("GET", "POST")
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change a rule."""
    rule = _rule(key)
    if request.method == "GET":
        return _form(request, RuleForm(RuleKind(rule.kind), values_of(rule), rule), key)
    form = read_form(RuleKind(rule.kind), request.POST.dict())
    if form.errors or "test" in request.POST:
        return _form(request, form, key)
    changed = changing.change_rule(person(request), key, form.rule)
    messages.success(request, f"Changed the rule to “{changed.name}”. What it was before stands below.")
    return redirect("moderation:rules")


def _form(request: HttpRequest, form: RuleForm, key: str) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "kept": form.values,
        "key": key,
        "kind": form.kind,
        "cases": PublishedCase.objects.visible().order_by("title").only("slug", "title"),
        "tab": "rules",
    }
    if request.method == "POST" and not form.errors:
        context["test"] = look_back(form.rule)
    return render(request, "moderation/rule_form.html", context, status=400 if form.errors else 200)


@moderators_page("GET")
def test(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a rule finds in the latest comments."""
    rule = _rule(key)
    return render(request, "moderation/rule_test.html", {"rule": rule, "test": look_back(rule), "tab": "rules"})


@moderators_page("POST")
def switch(request: HttpRequest, key: str) -> HttpResponse:
    """Let a rule act, only count, or do nothing."""
    _rule(key)
    mode = request.POST.get("mode", "")
    if mode not in MODES:
        return _refused(request, "Choose on, log only or off.")
    is_on, is_log_only = MODES[mode]
    rule = changing.switch_rule(person(request), key, is_on=is_on, is_log_only=is_log_only)
    words = {"on": "acts now", "log": "only counts now, and decides nothing", "off": "is off now"}[mode]
    messages.success(request, f"“{rule.name}” {words}.")
    return redirect("moderation:rules")


@moderators_page("POST")
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Take a rule away; the next page offers to undo it."""
    _rule(key)
    changing.delete_rule(person(request), key)
    response = redirect("moderation:rules")
    response["Location"] += f"?deleted={key}"
    return response


@moderators_page("POST")
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Use an earlier rule again."""
    get_object_or_404(Rule.objects.exclude(deleted_at=None), key=key)
    rule = changing.restore_rule(person(request), key)
    messages.success(request, f"“{rule.name}” is in use again.")
    return redirect("moderation:rules")


@moderators_page("GET", "POST")
def attempt(request: HttpRequest) -> HttpResponse:
    """Show which rules find something in a text that nobody has sent."""
    values = {name: tidy_note(request.POST.get(name, ""))[:100_000] for name in FIELDS}
    context: dict[str, Any] = {"kept": values, "tab": "rules"}
    context["cases"] = PublishedCase.objects.visible().order_by("title").only("slug", "title")
    if request.method == "POST":
        context["tried"] = try_comment(_draft(values))
    return render(request, "moderation/rules_try.html", context)


def _draft(values: dict[str, str]) -> Comment:
    address = values.get("address", "")[:45]
    comment = Comment(
        name=values.get("name", "")[:80], email=values.get("email", "")[:254], text=values.get("text", "")
    )
    comment.case = PublishedCase.objects.filter(slug=values.get("case", "")).first()  # type: ignore[assignment]  # a draft may have none
    comment.address, comment.address_token = address or None, address_token(address)
    return comment


def _rule(key: str) -> Rule:
    found = next((rule for rule in all_rules() if rule.key == key), None)
    if found is None:
        raise Http404("no such rule")
    return found


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("moderation:rules")
