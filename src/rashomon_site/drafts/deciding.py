"""Keep decisions: each makes the next version, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from rashomon.drafting.draft import Draft, draft_to_json
from rashomon.drafting.failures import BadDecision
from rashomon_site.accounts.models import User
from rashomon_site.drafts.models import Progress, Step, StoredDraft

MOST_STEPS = 500
Decision = Callable[[Draft], Draft]


class Overtaken(Exception):
    """Somebody decided in between, or the same person in another tab. Nothing was kept."""


@transaction.atomic
def decide(actor: User, pk: int, version: int, words: str, decision: Decision) -> Draft:
    """Apply a decision to the version that the person saw. Raises Overtaken and BadDecision; nothing is kept then."""
    stored = _locked(pk, version)
    before = stored.draft()
    after = decision(before)
    if after.items == before.items:
        return after
    stored.version += 1
    Step.objects.create(
        draft=stored, version=stored.version, words=words[:300], before=_changed(before, after), by=actor
    )
    stored.steps.filter(version__lte=stored.version - MOST_STEPS).delete()
    _keep(stored, after)
    return after


@transaction.atomic
def undo(pk: int, version: int) -> str:
    """Take the last decision back; returns its words. Raises Overtaken, and BadDecision if there is none."""
    stored = _locked(pk, version)
    step = stored.steps.first()
    if step is None:
        raise BadDecision("There is nothing to take back.")
    former = step.before
    items = [
        former.get(item["id"], item) for item in _plain(stored.draft()) if former.get(item["id"], item) is not None
    ]
    draft = stored.draft()
    stored.version += 1  # an undo is a change too: another tab must not decide on what it no longer sees
    _keep(stored, Draft.model_validate({**draft.model_dump(mode="json"), "items": items}))
    words = step.words
    step.delete()
    return words


def _locked(pk: int, version: int) -> StoredDraft:
    stored = StoredDraft.objects.select_for_update().get(pk=pk)
    if stored.state != Progress.READY:
        raise BadDecision("The article is not read yet. Wait for it.")
    if stored.version != version:
        raise Overtaken
    return stored


def _keep(stored: StoredDraft, draft: Draft) -> None:
    stored.text = draft_to_json(draft)
    stored.waiting_items = len(draft.unconfirmed)
    stored.save(update_fields=["text", "waiting_items", "version", "changed_at"])


def _changed(before: Draft, after: Draft) -> dict[str, object]:
    """Return the items that differ, as they were; None for those that are new."""
    former = {item.id: item for item in before.items}
    changed = [item.id for item in after.items if former.get(item.id) != item]
    return {one: former[one].model_dump(mode="json") if one in former else None for one in changed}


def _plain(draft: Draft) -> list[dict[str, object]]:
    return [item.model_dump(mode="json") for item in draft.items]
