"""One review: the draft as it stands on disk, where the person is, and what can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, State
from rashomon.drafting.keeping import KeptDraft

MOST_STEPS = 200
"""Decisions that can be taken back."""


@dataclass
class Session:
    """A draft under review. Every decision is on disk before the next question."""

    kept: KeptDraft
    place: int = 0
    before: list[tuple[Draft, int]] = field(default_factory=list)

    @property
    def draft(self) -> Draft:
        """The draft with every decision so far."""
        return self.kept.draft

    @property
    def item(self) -> Item | None:
        """The item that is looked at; None where the draft has none."""
        return self.draft.items[self.place] if self.draft.items else None

    def decide(self, draft: Draft) -> None:
        """Save a newer version of the draft. Raises BadDecision if another program changed the file, and OSError."""
        before = (self.draft, self.place)
        self.kept = self.kept.save(draft)
        self.before = [*self.before, before][-MOST_STEPS:]

    def undo(self) -> bool:
        """Take the last decision back; returns whether there was one. Raises as `decide` does."""
        if not self.before:
            return False
        draft, place = self.before[-1]
        self.kept = self.kept.save(draft)
        self.before.pop()
        self.place = place
        return True

    def move(self, steps: int) -> bool:
        """Look at another item; returns False at either end."""
        place = self.place + steps
        if not 0 <= place < len(self.draft.items):
            return False
        self.place = place
        return True

    def to_waiting(self) -> bool:
        """Look at the next item that waits, from here on and then from the start; returns whether there is one."""
        count = len(self.draft.items)
        for step in range(count):
            place = (self.place + step) % count
            if self.draft.items[place].state == State.PROPOSED:
                self.place = place
                return True
        return False

    def go_to(self, item_id: str) -> bool:
        """Look at an item by its id; returns whether there is one."""
        for place, item in enumerate(self.draft.items):
            if item.id == item_id:
                self.place = place
                return True
        return False
