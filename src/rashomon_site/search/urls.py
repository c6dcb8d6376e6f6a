from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.search.views import search_page

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [path("", search_page, name="search")]
