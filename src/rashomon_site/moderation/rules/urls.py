"""The addresses of the rules, under those of the moderators' desk."""

from __future__ import annotations

from django.urls import path

from rashomon_site.moderation.rules import pages

RULES = "desk/comments/rules/"
urlpatterns = [
    path(RULES, pages.listing, name="rules"),
    path(RULES + "try/", pages.attempt, name="rules_try"),
    path(RULES + "new/<slug:kind>/", pages.new, name="rule_new"),
    path(RULES + "<slug:key>/", pages.edit, name="rule"),
    path(RULES + "<slug:key>/test/", pages.test, name="rule_test"),
    path(RULES + "<slug:key>/switch/", pages.switch, name="rule_switch"),
    path(RULES + "<slug:key>/delete/", pages.delete, name="rule_delete"),
    path(RULES + "<slug:key>/restore/", pages.restore, name="rule_restore"),
]
