"""One form for each thing that a comment can become. They ask for what a case needs and leave numbers to the person."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from rashomon_site.comments.models import ContributionKind

NEW = "(new)"
Choices = list[tuple[str, str]]
RANGE_HELP = "Such as 20-40%. Left empty, the draft says what is missing."
LINE, PROSE, LINK = 1000, 20_000, 2000


class Parts:
    """What a document offers to choose from. `document` may still have problems."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.hypotheses = _choices(document, "hypotheses", "name")
        self.items = _choices(document, "evidence", "title", "statement")
        self.sources = _choices(document, "sources", "name")
        self.classes = _choices(document, "reference_classes", "rule")


def _choices(document: dict[str, Any], section: str, *names: str) -> Choices:
    rows = document.get(section)
    found = [row for row in rows if isinstance(row, dict) and row.get("id")] if isinstance(rows, list) else []
    return [(str(row["id"]), _words(row, names)) for row in found]


def _words(row: dict[str, Any], names: tuple[str, ...]) -> str:
    return str(next((row[name] for name in names if row.get(name)), row["id"]))[:120]


class ContributionForm(forms.Form):
    """What all kinds share."""

    def __init__(self, parts: Parts, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for name, choices in self.choices().items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"

    def full_clean(self) -> None:
        """Check the answers, and mark the fields that have a problem. Not before every kind has added its fields."""
        super().full_clean()
        for name in self.errors.keys() & self.fields.keys():
            self.fields[name].widget.attrs["aria-invalid"] = "true"

    def choices(self) -> dict[str, Choices]:
        """Return what each list offers."""
        return {}

    def clean(self) -> dict[str, Any]:
        """Refuse what no file can hold; raises ValidationError."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, str) and any(not _is_storable(letter) for letter in value):
                self.add_error(name, ValidationError("Remove the signs that cannot be stored."))
        return self.cleaned_data


def _is_storable(letter: str) -> bool:
    return letter in "\n\t" or letter == "\r" or (ord(letter) >= 32 and not "\ud800" <= letter <= "\udfff")


def _line(label: str, *, required: bool = True, help_text: str = "", longest: int = LINE) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


def _prose(label: str, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=PROSE, required=False, help_text=help_text, widget=forms.Textarea)


def _link() -> forms.URLField:
    return forms.URLField(label="Link", max_length=LINK, required=False, assume_scheme="https")


class HypothesisForm(ContributionForm):
    """A new explanation."""

    name = _line("Explanation", help_text="As its believers would name it.")
    description = _prose("What it claims")
    prior = _line("How likely before the evidence", required=False, help_text=RANGE_HELP)
    like = forms.ChoiceField(
        label="Rate the evidence as under",
        required=False,
        help_text="A start, to be changed where the explanations differ. Else the draft lists each missing rating.",
    )

    def choices(self) -> dict[str, Choices]:
        return {"like": [("", "Not rated yet"), *self.parts.hypotheses]}


class ReportForm(ContributionForm):
    """A report on an item that the case has."""

    item = forms.ChoiceField(label="On item")
    source = forms.ChoiceField(label="Source", required=False)
    source_name = _line("Name of the new source", required=False)
    says = forms.ChoiceField(label="It", choices=[("reports", "reports that it happened"), ("denies", "denies it")])
    url = _link()
    quote = _prose("Its own words")

    def choices(self) -> dict[str, Choices]:
        sources = [(NEW, "A new source"), *self.parts.sources]
        return {"source": sources} | ({"item": self.parts.items} if "item" in self.fields else {})

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a new source."""
        found = super().clean()
        if found.get("source") in ("", NEW) and not found.get("source_name"):
            self.add_error("source_name", "Name the source, or choose one that the case has.")
        return found


class EvidenceForm(ReportForm):
    """A new item, with who reports it. One field for each explanation's rating."""

    item = None  # type: ignore[assignment]  # Django's way to leave out a parent's field
    statement = _line("What happened, as a statement that is true or not")
    on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ("statement", "on", "source", "source_name", "says", "url", "quote")

    def __init__(self, parts: Parts, *args: Any, **kwargs: Any) -> None:
        super().__init__(parts, *args, **kwargs)
        for place, (_, name) in enumerate(parts.hypotheses):
            field = _line(f"How likely to see this, if “{name}” is true", required=False, longest=60)
            self.fields[f"rating-{place}"] = field
            field.widget.attrs |= {"class": "in", "placeholder": "such as 20-40%"}

    def ratings(self) -> dict[str, str]:
        """Return the ratings that were given, by explanation."""
        given = {
            id: self.cleaned_data.get(f"rating-{place}", "") for place, (id, _) in enumerate(self.parts.hypotheses)
        }
        return {id: value for id, value in given.items() if value}


class CellForm(ContributionForm):
    """Another number for one item under one explanation."""

    item = forms.ChoiceField(label="Item")
    hypothesis = forms.ChoiceField(label="Under explanation")
    value = _line("How likely to see it, if the explanation is true", help_text="Such as 20-40%.", longest=60)
    why = _prose("Why", help_text="Added to the item's note.")

    def choices(self) -> dict[str, Choices]:
        return {"item": self.parts.items, "hypothesis": self.parts.hypotheses}


class ParallelForm(ContributionForm):
    """A past event that is comparable."""

    event = _line("What happened, where and when")
    ended = forms.ChoiceField(label="It turned out to be", required=False)
    group = forms.ChoiceField(label="Counted among")
    rule = _line(
        "Rule of the new group", required=False, help_text="What is counted in, so that others would count alike."
    )
    url = _link()

    def choices(self) -> dict[str, Choices]:
        return {
            "ended": [("", "Not known"), *self.parts.hypotheses],
            "group": [*self.parts.classes, (NEW, "A new group")],
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the rule of a new group."""
        found = super().clean()
        if found.get("group") == NEW and not found.get("rule"):
            self.add_error("rule", "State the rule of the new group.")
        return found


FORMS: dict[ContributionKind, type[ContributionForm]] = {
    ContributionKind.HYPOTHESIS: HypothesisForm,
    ContributionKind.EVIDENCE: EvidenceForm,
    ContributionKind.REPORT: ReportForm,
    ContributionKind.CELL: CellForm,
    ContributionKind.PARALLEL: ParallelForm,
}
