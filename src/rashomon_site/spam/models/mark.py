"""Marks by which the text of a comment, and the websites it links to, are known again."""

from __future__ import annotations

from django.db import models


class TextMark(models.Model):
    """One mark of one comment: a number that stands for the whole text, for a part of it, or for a website.

    `spam.local.marks` makes them. They hold nothing that could be read, and go with the comment.
    """

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="text_marks")
    mark = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"mark of comment {self.comment_id}"
