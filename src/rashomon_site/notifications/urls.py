"""The addresses in mails: confirm, unsubscribe."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.notifications.views import choices, confirm, follow, stop

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mail/follow/<slug:slug>/", follow.follow, name="follow"),
    path("mail/<str:token>/confirm/", confirm.confirm, name="confirm"),
    path("mail/<str:token>/stop/", stop.stop, name="stop"),
    path("mail/<str:token>/stop-digest/", stop.stop_digest, name="stop_digest"),
    path("desk/mails/", choices.choices, name="choices"),
]
