"""Mails that the site sends by itself."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from rashomon_site.accounts.inviting import new_token
from rashomon_site.accounts.models import Invitation


@task()
def send_invitation(invitation_id: int) -> bool:
    """Mail an invitation. Its secret is made here, so that no queue and no database ever holds it."""
    invitation = Invitation.objects.open().select_related("invited_by").filter(pk=invitation_id).first()
    if invitation is None or not invitation.email:
        return False
    link = settings.SITE_URL + reverse("accounts:accept", args=[new_token(invitation)])
    context = {"invitation": invitation, "link": link, "site_name": settings.SITE_NAME}
    text = render_to_string("accounts/mail/invitation.txt", context)
    send_mail(f"Invitation to {settings.SITE_NAME}", text, None, [invitation.email])
    return True
