"""The marks by which texts are known again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial"), ("spam", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="TextMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField(db_index=True)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text_marks",
                        to="comments.comment",
                    ),
                ),
            ],
        ),
    ]
