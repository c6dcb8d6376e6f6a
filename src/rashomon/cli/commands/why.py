"""`rashomon why FILE HYPOTHESIS|ITEM`: the arithmetic step by step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.arguments import as_of_option, file_argument

if TYPE_CHECKING:
    from rashomon.model import Case


class PartOfCase(click.ParamType[str]):
    """The id of an explanation or an item; the shell completes it from the file named before it."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from rashomon.cli.completing import part_ids

        return [CompletionItem(id) for id in part_ids(ctx.params.get("file")) if id.startswith(incomplete)]


@click.command("why")
@file_argument()
@click.argument("part", metavar="HYPOTHESIS|ITEM", type=PartOfCase())
@as_of_option
def command(file: str, part: str, as_of: date | None) -> None:
    """Show the arithmetic behind one explanation or one item, to be followed with a pocket calculator."""
    from rashomon.cli.page import open_page
    from rashomon.cli.reading import read_case
    from rashomon.problems import UsageError

    case = read_case(file).case
    hypotheses = [h.id for h in case.hypotheses] + ([] if case.exhaustive else ["other"])
    items = [*(item.id for item in case.evidence), *(indicator.id for indicator in case.indicators)]
    part = _by_mark(part, hypotheses, [item.id for item in case.evidence])
    if part in hypotheses:
        _why_hypothesis(open_page, case, part, as_of)
    elif part in items:
        _why_item(open_page, case, part, as_of)
    else:
        raise UsageError(_unknown(part, hypotheses, items))


def _by_mark(part: str, hypotheses: list[str], items: list[str]) -> str:
    """Take the letter of an explanation or the number of an item, as `rashomon weigh` shows them, for its id."""
    if part in hypotheses or part in items:
        return part
    named = [h for h in hypotheses if h != "other"]
    letters = {chr(ord("A") + place): h for place, h in enumerate(named[:26])} | {"?": "other"}
    numbers = {str(place): item for place, item in enumerate(items, start=1)}
    return letters.get(part.upper(), numbers.get(part, part))


def _why_hypothesis(page: Any, case: Case, id: str, as_of: date | None) -> None:
    from rashomon.arithmetic import explain_hypothesis
    from rashomon.cli.screens.why_hypothesis import show_hypothesis

    found = explain_hypothesis(case, id, as_of=as_of)
    show_hypothesis(page(), case, found)


def _why_item(page: Any, case: Case, id: str, as_of: date | None) -> None:
    from rashomon import compute_posterior
    from rashomon.arithmetic import explain_item
    from rashomon.cli.screens.why_item import show_item

    found = explain_item(case, id, as_of=as_of)
    posterior = compute_posterior(case, as_of=as_of)
    show_item(page(), case, found, (max(posterior, key=lambda h: posterior[h]),))


def _unknown(part: str, hypotheses: list[str], items: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(part, [*hypotheses, *items], n=1)
    hint = f": did you mean `{near[0]}`?" if near else ""
    listed = f"explanations: {', '.join(hypotheses)}; items: {', '.join(items[:40]) or 'none'}"
    return f"there is no explanation or item `{part}`{hint or '.'} ({listed})"
