"""The addresses of the moderators' desk and of reports by readers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from rashomon_site.moderation.rules.urls import urlpatterns as rules
from rashomon_site.moderation.views import by_mail, deciding, discussion, queue, reporting

app_name = "moderation"
DESK = "desk/comments/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(DESK, queue.queue, name="queue"),
    path(DESK + "mine/", queue.mine, name="mine"),
    path(DESK + "decide/", deciding.decide_many, name="decide_many"),
    path(DESK + "undo/<uuid:batch>/", deciding.undo_batch, name="undo"),
    path(DESK + "<int:pk>/", queue.one, name="one"),
    path(DESK + "<int:pk>/decide/", deciding.decide_one, name="decide"),
    path(DESK + "<int:pk>/erase/", deciding.erase_one, name="erase"),
    path(DESK + "cases/<slug:slug>/", discussion.discussion, name="discussion"),
    path("cases/<slug:slug>/comments/<int:number>/report/", reporting.report, name="report"),
    path("moderate/<str:token>/", by_mail.by_mail, name="by_mail"),
    *rules,
]
