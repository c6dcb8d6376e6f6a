"""Which items can be told apart: blocks tied by `otherwise`, units tied by an instrument, and the order of sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.inference.model import Block, CompiledGroup, CompiledItem, Layout, Unit
from rashomon.problems import TooComplexError

MAX_TABLE = 2**14
"""Largest table, in hypotheses x instrument states, that a sum over instruments may need."""


MOST_TOGETHER = 100
"""Most reports on one item, and most items tied by `otherwise`: beyond, a product of chances may underflow to 0."""

MOST_IN_UNIT = 500
"""Most items that instruments may tie into one unit, and most in one group: their questions cost the square of it."""

MOST_HYPOTHESES = 200
"""Most named hypotheses: questions about single cells cost the square of their number."""


def find_blocks(items: tuple[CompiledItem, ...]) -> tuple[Block, ...]:
    """Return the blocks, each with parents before children; raises TooComplexError if one is too large."""
    for item in items:
        if len(item.reports) > MOST_TOGETHER:
            raise _too_many(f"`{item.id}` has {len(item.reports)} reports", item.id, "keep the independent ones")
    parts = _connected(len(items), [(i.position, i.given) for i in items if i.given is not None])
    for part in parts:
        if len(part) > MOST_TOGETHER:
            first = items[part[0]].id
            raise _too_many(f"{len(part)} items are tied to `{first}` by `otherwise`", first, "drop some `otherwise`")
    return tuple(_block(part, items) for part in parts)


def _too_many(what: str, name: str, fix: str) -> TooComplexError:
    return TooComplexError(f"{what}; at most {MOST_TOGETHER} can be summed exactly: {fix}", [name])


def _block(part: list[int], items: tuple[CompiledItem, ...]) -> Block:
    members = [items[i] for i in part]
    scope = tuple(sorted({s for item in members for s in item.instruments}))
    return Block(_parents_first(members), scope, _layout([("rated" if i.rated else "unrated") for i in members]))


def _parents_first(members: list[CompiledItem]) -> tuple[int, ...]:
    children: dict[int | None, list[int]] = {}
    for item in members:
        children.setdefault(item.given, []).append(item.position)
    ordered: list[int] = list(children.get(None, ()))
    for position in ordered:
        ordered.extend(children.get(position, ()))
    return tuple(ordered)


def _layout(layouts: Iterable[Layout]) -> Layout:
    kinds = set(layouts)
    return kinds.pop() if len(kinds) == 1 else "mixed"


def find_units(
    blocks: tuple[Block, ...], items: tuple[CompiledItem, ...], sources: Sequence[str], hypotheses: int
) -> tuple[Unit, ...]:
    """Return the units; raises TooComplexError if summing over the instruments of one would be too large."""
    first: dict[int, int] = {}
    ties = [(b, first.setdefault(s, b)) for b, block in enumerate(blocks) for s in block.scope]
    return tuple(_unit(part, blocks, sources, hypotheses) for part in _connected(len(blocks), ties))


def _unit(part: list[int], blocks: tuple[Block, ...], sources: Sequence[str], hypotheses: int) -> Unit:
    members = [blocks[b] for b in part]
    instruments = tuple(sorted({s for block in members for s in block.scope}))
    layout = _layout([block.layout for block in members])
    if sum(len(block.items) for block in members) > MOST_IN_UNIT:
        raise _too_complex([sources[s] for s in instruments])
    columns = hypotheses * (2 if layout == "mixed" else 1)
    return Unit(
        blocks=tuple(part),
        items=tuple(sorted(i for block in members for i in block.items)),
        instruments=instruments,
        layout=layout,
        order=_elimination_order([set(b.scope) for b in members], instruments, sources, columns),
    )


def _elimination_order(
    scopes: list[set[int]], instruments: tuple[int, ...], sources: Sequence[str], columns: int
) -> tuple[int, ...]:
    """Sum out first whatever makes the smallest table (the min-weight rule; all tables here are binary)."""
    left, order = set(instruments), []
    while left:
        joined = {s: set().union(*(scope for scope in scopes if s in scope)) for s in left}
        chosen = min(left, key=lambda s: (len(joined[s]), s))
        table = joined[chosen]
        if columns * 2 ** len(table) > MAX_TABLE:
            raise _too_complex([sources[s] for s in sorted(table)])
        scopes = [scope for scope in scopes if chosen not in scope] + [table - {chosen}]
        left.remove(chosen)
        order.append(chosen)
    return tuple(order)


def check_sizes(named: int, groups: Sequence[CompiledGroup]) -> None:
    """Raise TooComplexError for more hypotheses, or more items in a group, than can be handled in reasonable time."""
    if named > MOST_HYPOTHESES:
        raise TooComplexError(f"{named} explanations are too many: at most {MOST_HYPOTHESES} can be weighed", [])
    for group in groups:
        if len(group.items) > MOST_IN_UNIT:
            text = (
                f"`{group.id}` has {len(group.items)} items: a group can hold {MOST_IN_UNIT}; join some into one item"
            )
            raise TooComplexError(text, [group.id])


def _too_complex(sources: list[str]) -> TooComplexError:
    names = ", ".join(f"`{s}`" for s in sources[:20]) + (" and others" if len(sources) > 20 else "")
    return TooComplexError(
        f"too many `one_instrument` sources report on each other's items to sum over exactly: {names}. "
        "Set `one_instrument: false` on some of them, or split the items on which they meet",
        sources,
    )


def _connected(size: int, ties: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected parts of 0..size-1, each in order, by union-find."""
    root = list(range(size))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in ties:
        ends = find(a), find(b)
        root[max(ends)] = min(ends)
    parts: dict[int, list[int]] = {}
    for node in range(size):
        parts.setdefault(find(node), []).append(node)
    return list(parts.values())
