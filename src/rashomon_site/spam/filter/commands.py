"""`rashomon site spam-report` and `rashomon site train-filter`."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("spam-report")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def spam_report(file: Path, as_json: bool) -> None:
    """Measure the filter on a CSV file of labelled comments: text, label (1 = spam), group.

    Each group is judged by a filter that learnt the others only.
    """
    from rashomon_site.spam.filter.labelled import BadFile, read_labelled
    from rashomon_site.spam.filter.report import report

    try:
        found = report(read_labelled(file))
    except BadFile as error:
        raise click.ClickException(str(error)) from None
    if found.held_out == "folds":
        click.echo("The file names fewer than two groups, so comments are held out in five random parts.", err=True)
    click.echo(json.dumps(found.plain(), ensure_ascii=False, indent=2) if as_json else _table(found))


def _table(found: object) -> str:
    from rashomon_site.spam.filter.report import Figures, Report

    assert isinstance(found, Report)

    def line(one: Figures) -> str:
        shares = (one.fpr_at_95_recall, one.precision, one.recall, one.fpr)
        told = "".join("      none" if share is None else f"{share:>10.1%}" for share in shares)
        auc = "    none" if one.roc_auc is None else f"{one.roc_auc:>8.4f}"
        return f"{one.group[:24]:<24}{one.spam:>7}{one.ham:>7}{auc}{told}"

    head = (
        f"{'held out':<24}{'spam':>7}{'other':>7}{'ROC AUC':>8}{'FPR@95':>10}{'precision':>10}{'recall':>10}{'FPR':>10}"
    )
    return "\n".join(
        [
            head,
            *map(line, found.groups),
            line(found.overall),
            "FPR@95: share of good comments flagged where 95% of spam is found. Precision, recall and FPR: at the",
            "threshold for 1% false positives, chosen on the other groups.",
            f"Scoring takes {found.milliseconds_per_comment:.2f} ms a comment.",
        ]
    )


@click.command("train-filter")
def train_filter() -> None:
    """Learn all decisions of this site anew; needed only after an upgrade that says so."""
    from rashomon_site.operations.commands.setting_up import set_up_existing

    set_up_existing()
    from rashomon_site.spam.filter.learning import thresholds_of, train
    from rashomon_site.spam.models import FilterExample

    state = train()
    limits = thresholds_of(state)
    acts = "It acts." if limits.acts else "It only logs: it has too few decisions to act."
    click.echo(f"Learnt {FilterExample.objects.count()} decisions. {acts}")
