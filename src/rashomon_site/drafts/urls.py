"""The addresses of "add from an article" and of the review."""

from __future__ import annotations

from django.urls import URLPattern, path

from rashomon_site.drafts.views import adding, deciding, keeping, review

app_name = "drafts"
DESK = "desk/articles/"

urlpatterns: list[URLPattern] = [
    path(DESK, adding.index, name="index"),
    path(DESK + "<int:pk>/", review.review, name="review"),
    path(DESK + "<int:pk>/decide/", deciding.decide, name="decide"),
    path(DESK + "<int:pk>/make/", keeping.make_case, name="make"),
    path(DESK + "<int:pk>/again/", keeping.again, name="again"),
    path(DESK + "<int:pk>/delete/", keeping.delete, name="delete"),
    path(DESK + "<int:pk>/draft.json", keeping.download, name="download"),
]
