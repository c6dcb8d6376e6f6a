"""The settings as a Markdown table, for docs/settings.md."""

from __future__ import annotations

from rashomon_site.settings.environment import Setting
from rashomon_site.settings.variables import VARIABLES


def settings_table() -> str:
    """Return one row for each variable of the environment."""
    rows = [_row(setting) for setting in VARIABLES]
    return "\n".join(["| Variable | What for | Takes | Left out |", "| --- | --- | --- | --- |", *rows])


def _row(setting: Setting) -> str:
    name = f"`{setting.name}`" + (f" or `{setting.name}_FILE`" if setting.secret else "")
    default = f"`{setting.default}`" if setting.default else "nothing"
    return f"| {name} | {setting.purpose} | {setting.accepts} | {default} |"
