"""The addresses of the site; each part keeps its own."""

from __future__ import annotations

from django.urls import include, path

from rashomon_site.accounts.administration import administration

urlpatterns = [
    path("", include("rashomon_site.operations.urls")),
    path("", include("rashomon_site.syndication.urls")),
    path("", include("rashomon_site.comments.urls")),
    path("", include("rashomon_site.moderation.urls")),
    path("", include("rashomon_site.notifications.urls")),
    path("", include("rashomon_site.privacy.urls")),
    path("", include("rashomon_site.spam.urls")),
    path("search/", include("rashomon_site.search.urls")),
    path("api/", include("rashomon_site.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("people/", include("rashomon_site.accounts.urls")),
    path("", include("rashomon_site.drafts.urls")),
    path("desk/", include("rashomon_site.workbench.urls")),
    path("admin/", administration.urls),
    path("", include("rashomon_site.reading.urls")),
]
