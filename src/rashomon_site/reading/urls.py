from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.reading.views.case import case, revision
from rashomon_site.reading.views.compare import compare
from rashomon_site.reading.views.history import changes, history
from rashomon_site.reading.views.home import home
from rashomon_site.reading.views.lists import cases, subject, subjects
from rashomon_site.reading.views.over_time import over_time
from rashomon_site.reading.views.pages import about, method, policies
from rashomon_site.reading.views.people import author, authors
from rashomon_site.reading.views.predictions import predictions
from rashomon_site.reading.views.sources import source, sources

app_name = "reading"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("cases/", cases, name="cases"),
    path("cases/<slug:slug>/over-time/", over_time, name="over_time"),
    path("cases/<slug:slug>/compare/", compare, name="compare"),
    path("cases/<slug:slug>/", case, name="case"),
    path("cases/<slug:slug>/revisions/<int:number>/", revision, name="revision"),
    path("cases/<slug:slug>/revisions/", history, name="history"),
    path("cases/<slug:slug>/changes/<int:before>-<int:after>/", changes, name="changes"),
    path("authors/", authors, name="authors"),
    path("authors/<slug:slug>/", author, name="author"),
    path("subjects/", subjects, name="subjects"),
    path("subjects/<slug:slug>/", subject, name="subject"),
    path("sources/", sources, name="sources"),
    path("sources/<slug:slug>/", source, name="source"),
    path("predictions/", predictions, name="predictions"),
    path("method/", method, name="method"),
    path("about/", about, name="about"),
    path("policies/", policies, name="policies"),
]
