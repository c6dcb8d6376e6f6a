from __future__ import annotations

from django.urls import path

from rashomon_site.workbench import (
    audit_log,
    conflict,
    desk_index,
    editor,
    live_check,
    new_case,
    people,
    publication,
    revisions,
)

CASE = "cases/<slug:slug>/"

app_name = "workbench"
urlpatterns = [
    path("", desk_index.index, name="index"),
    path("new/", new_case.start, name="new"),
    path("new/text/", new_case.write, name="new_text"),
    path("check", live_check.check, name="check"),
    path("schema.json", live_check.schema, name="schema"),
    path("audit/", audit_log.of_site, name="audit"),
    path(CASE, editor.edit, name="edit"),
    path(CASE + "merge/", conflict.merge, name="merge"),
    path(CASE + "revisions/", revisions.listing, name="revisions"),
    path(CASE + "revisions/<int:number>/case.yaml", revisions.download, name="download"),
    path(CASE + "revisions/<int:number>/restore/", revisions.restore, name="restore"),
    path(CASE + "lines/<int:before>-<int:after>/", revisions.lines, name="lines"),
    path(CASE + "publication/", publication.panel, name="publication"),
    path(CASE + "publication/publish/", publication.publish_now, name="publish"),
    path(CASE + "publication/schedule/", publication.schedule_one, name="schedule"),
    path(CASE + "publication/<int:pk>/cancel/", publication.cancel_one, name="cancel"),
    path(CASE + "publication/unpublish/", publication.take_down, name="unpublish"),
    path(CASE + "publication/settle/", publication.settle_one, name="settle"),
    path(CASE + "publication/reopen/", publication.reopen_one, name="reopen"),
    path(CASE + "people/", people.panel, name="people"),
    path(CASE + "people/writers/add/", people.add_writer, name="add_writer"),
    path(CASE + "people/writers/<int:pk>/remove/", people.remove_writer, name="remove_writer"),
    path(CASE + "people/bylines/add/", people.add_byline, name="add_byline"),
    path(CASE + "people/bylines/<int:position>/remove/", people.remove_byline, name="remove_byline"),
    path(CASE + "audit/", audit_log.of_case, name="case_audit"),
]
