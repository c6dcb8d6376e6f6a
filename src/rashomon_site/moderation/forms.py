"""What moderators and readers send."""

from __future__ import annotations

from typing import Any

from django import forms

from rashomon_site.moderation.deciding import Ruling
from rashomon_site.moderation.models import ReportReason
from rashomon_site.moderation.policy import Breach, Decision


class DecisionForm(forms.Form):
    """A decision on one comment or on several."""

    decision = forms.ChoiceField(choices=Decision.choices, error_messages={"required": "Choose a decision."})
    breach = forms.ChoiceField(choices=[("", "Choose a reason"), *Breach.choices], required=False)
    note = forms.CharField(max_length=200, required=False)
    public_note = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where one is needed."""
        values = super().clean() or {}
        if values.get("decision") == Decision.REMOVE and not values.get("breach") and "breach" not in self.errors:
            self.add_error("breach", "Say which line of the policy it breaks; the writer can read it.")
        return values

    def ruling(self, *, with_public_note: bool) -> Ruling:
        """Return what was decided."""
        values = self.cleaned_data
        decision = Decision(values["decision"])
        breach = values["breach"] if decision == Decision.REMOVE else ""
        return Ruling(decision, breach, values["note"], values["public_note"] if with_public_note else None)


class ReportForm(forms.Form):
    """A reader's report. `website` is a field that no person sees."""

    reason = forms.ChoiceField(choices=ReportReason.choices, error_messages={"required": "Choose what is wrong."})
    words = forms.CharField(max_length=500, required=False)
    website = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason says nothing."""
        values = super().clean() or {}
        if values.get("reason") == ReportReason.OTHER and not values.get("words"):
            self.add_error("words", "Say in a few words what is wrong.")
        return values
