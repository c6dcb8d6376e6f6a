"""The addresses where people ask for their data."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.privacy.views import policies, your_data

app_name = "privacy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("policies/comments/", policies.comments, name="comments_policy"),
    path("policies/your-data/", policies.your_data, name="your_data_policy"),
    path("your-data/", your_data.ask, name="your_data"),
    path("your-data/<str:token>/", your_data.opening, name="opening"),
    path("your-data/<str:token>/kept/", your_data.kept, name="kept"),
]
