"""The addresses of the endpoint that other blogs ask, and of the desk's pages on spam."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.spam.endpoint import pages, reports, views
from rashomon_site.spam.filter.page import page as filter_page

app_name = "spam"
urlpatterns: list[URLPattern | URLResolver] = [
    path("1.1/verify-key", views.verify_key, name="verify_key"),
    path("1.1/comment-check", views.comment_check, name="comment_check"),
    path("1.1/submit-spam", views.submit_spam, name="submit_spam"),
    path("1.1/submit-ham", views.submit_ham, name="submit_ham"),
    path("1.2/usage-limit", reports.usage_limit, name="usage_limit"),
    path("1.2/key-sites", reports.key_sites, name="key_sites"),
    path("desk/filter/", filter_page, name="filter"),
    path("desk/filter/keys/", pages.keys, name="keys"),
    path("desk/filter/keys/<int:pk>/revoke/", pages.revoke, name="revoke_key"),
    path("desk/filter/alerts/<int:pk>/dismiss/", pages.dismiss, name="dismiss_alert"),
]
