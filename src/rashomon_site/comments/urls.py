"""The addresses of the discussion."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.comments import feeds
from rashomon_site.comments.views import closing, contributing, thread, writing, yours

app_name = "comments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<slug:slug>/comments/", thread.thread, name="thread"),
    path("cases/<slug:slug>/comments/write/", writing.write, name="write"),
    path("cases/<slug:slug>/comments/<int:number>/", thread.comment, name="comment"),
    path("cases/<slug:slug>/comments/close/", closing.close, name="close"),
    path("cases/<slug:slug>/comments/reopen/", closing.reopen, name="reopen"),
    path("cases/<slug:slug>/comments.atom", feeds.case_feed, name="case_feed"),
    path("desk/comments/<int:pk>/use/", contributing.contribute, name="contribute"),
    path("comments.atom", feeds.site_feed, name="site_feed"),
    path("comments/", yours.mine, name="mine"),
    path("comments/<str:token>/", yours.yours, name="yours"),
    path("comments/<str:token>/change/", yours.change, name="change"),
    path("comments/<str:token>/remove/", yours.remove, name="remove"),
]
