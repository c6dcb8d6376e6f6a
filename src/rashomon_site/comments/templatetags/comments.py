"""What templates of the discussion use."""

from __future__ import annotations

from django import template

from rashomon.explain.words import short_percent

register = template.Library()
register.filter("short_percent", short_percent)
