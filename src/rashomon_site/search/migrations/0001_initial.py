"""The table of what can be found, and the database's own index of its words.

SQLite has a virtual table of FTS5, which a trigger keeps free of entries that are gone; a later migration that remakes
the table `search_searchentry` must make the trigger again. PostgreSQL has a column of type tsvector in the table itself.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MAKE = {
    "sqlite": (
        # The words come in folded and parted by spaces, so that the simplest tokenizer keeps them as they are.
        "CREATE VIRTUAL TABLE search_words USING fts5(title, text, tokenize = 'ascii', prefix = '3')",
        (
            "CREATE TRIGGER search_words_follow AFTER DELETE ON search_searchentry "
            "BEGIN DELETE FROM search_words WHERE rowid = old.id; END"
        ),
    ),
    "postgresql": (
        "ALTER TABLE search_searchentry ADD COLUMN words tsvector",
        "CREATE INDEX search_words ON search_searchentry USING gin (words)",
    ),
}
UNMAKE = {
    "sqlite": ("DROP TRIGGER search_words_follow", "DROP TABLE search_words"),
    "postgresql": ("DROP INDEX search_words", "ALTER TABLE search_searchentry DROP COLUMN words"),
}


def make_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement, params=None)


def unmake_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNMAKE[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = (("cases", "__first__"),)

    operations = (
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("case", "Cases"), ("evidence", "Evidence"), ("source", "Sources")], max_length=10
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("thing", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entries",
                        to="cases.publishedcase",
                    ),
                ),
            ],
            options={"verbose_name_plural": "search entries"},
        ),
        migrations.AddIndex(model_name="searchentry", index=models.Index(fields=["thing"], name="search_thing")),
        migrations.RunPython(make_index, unmake_index),
    )
