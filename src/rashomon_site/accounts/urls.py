"""The addresses under /people/: people, their roles, invitations, and one's own names."""

from __future__ import annotations

from django.urls import path

from rashomon_site.accounts.views import invitations, people, profile

app_name = "accounts"
urlpatterns = [
    path("", people.index, name="people"),
    path("<int:pk>/role/", people.change_role, name="change_role"),
    path("<int:pk>/close/", people.close, name="close"),
    path("<int:pk>/reopen/", people.reopen, name="reopen"),
    path("profile/", profile.profile, name="profile"),
    path("profile/name/", profile.save_name, name="save_name"),
    path("profile/byline/", profile.save_byline, name="save_byline"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:pk>/revoke/", invitations.revoke, name="revoke"),
    path("invitations/accept/<str:token>/", invitations.accept, name="accept"),
]
