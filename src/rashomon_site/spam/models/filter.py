"""What the learning filter has learnt from, and what came of it."""

from __future__ import annotations

from typing import Any

from django.db import models


class FilterExample(models.Model):
    """One decision that the filter learnt, as numbers made of the comment's words; never the text.

    The rows in the order of `id` are all that the weights follow from, so a decision is unlearnt by removing its row
    and going through the others again.
    """

    source = models.CharField(max_length=200, unique=True)  # `comment:12`, or what another blog calls its comment
    origin = models.CharField(max_length=100, blank=True, db_index=True)  # of another blog; empty: this site
    comment = models.OneToOneField(
        "comments.Comment", null=True, blank=True, on_delete=models.SET_NULL, related_name="filter_example"
    )
    is_spam = models.BooleanField()
    weight = models.FloatField(default=1.0)
    features = models.BinaryField()
    score = models.FloatField(null=True, blank=True)  # chance of spam as the filter saw it before it learnt this
    hold_above = models.FloatField(null=True, blank=True)  # the thresholds that were in force then
    spam_above = models.FloatField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.source}: {'spam' if self.is_spam else 'not spam'}"


class FilterState(models.Model):
    """The weights, up to which example they were learnt, and the thresholds: one row, changed in one transaction."""

    weights = models.BinaryField(default=bytes)
    stamp = models.BigIntegerField(default=0)  # another after every change, so that processes know when to read again
    learnt_up_to = models.PositiveBigIntegerField(default=0)
    thresholds: models.JSONField[Any, Any] = models.JSONField(default=dict)
    words: models.JSONField[Any, Any] = models.JSONField(default=list)  # strongest: [[word, weight, comments]]
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"filter, learnt up to {self.learnt_up_to}"
