"""Who says it: a row of names, from the page's own voice back to the origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.cli.drafting.wording import one_line
from rashomon.cli.reviewing.choices import choose
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, Voice, VoiceKind

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.cli.reviewing.asking import Asking

NOBODY = "-"
BETWEEN = re.compile("[<←]")
KINDS = {kind.value.replace("-", " "): kind for kind in VoiceKind}


def choose_voices(page: Page, asking: Asking, draft: Draft, item: Item) -> tuple[Voice, ...] | None:
    """Ask for the whole row; returns None where nothing is to change. Whoever the draft knows is not asked about."""
    row = " < ".join(voice.name for voice in item.chain)
    page.line(f"Who says it now: {one_line(row) or 'nobody'}")
    answer = asking.line("Who says it (A < B: A has it from B; Enter leaves it, - is nobody)?")
    if not answer:
        return None
    known = _known(draft, item)
    names = [one_line(name)[:300] for name in BETWEEN.split(answer) if answer != NOBODY]
    chain: list[Voice] = []
    for name in filter(None, names):
        voice = known.get(name) or _new(page, asking, name)
        if voice is None:
            return None
        chain.append(voice)
    return tuple(chain)


def _known(draft: Draft, item: Item) -> dict[str, Voice]:
    """Return the voices of the whole draft by name; only those of the item keep the place that names them."""
    elsewhere = [voice.model_copy(update={"start": None, "end": None}) for one in draft.items for voice in one.chain]
    return {voice.name: voice for voice in (*elsewhere, *item.chain)}


def _new(page: Page, asking: Asking, name: str) -> Voice | None:
    """Ask what sort of speaker a new name is; returns None without an answer."""
    kind = choose(page, asking, f"What is “{name}”?", KINDS)
    if kind is None:
        return None
    of = asking.line("Writing for which paper (Enter: none)?") if kind == VoiceKind.PERSON else ""
    return Voice(name=name, kind=kind, of=one_line(of)[:300])
