"""Ask for one's own data: the answer is the same whoever asks, and only the owner of the address gets the link."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from rashomon_site.notifications import limits
from rashomon_site.notifications.kinds import Draft
from rashomon_site.notifications.mail_addresses import mailbox_token, tidy
from rashomon_site.notifications.messages import Message, link
from rashomon_site.notifications.models import LetterKind
from rashomon_site.notifications.sending import put
from rashomon_site.privacy.models import DataRequest
from rashomon_site.privacy.person import Person


def ask(given: str, asked_by: str) -> None:
    """Note that somebody wants the data of an address. Whether anything is known of it is looked up later, by a task,
    so that the answer takes the same time for all."""
    email = tidy(given)
    if email:
        request = DataRequest.objects.create(email=email, asked_by=asked_by)
        consider.enqueue(request.pk)


@task()
def consider(request_id: int) -> bool:
    """Have the mail sent if anything is kept of the address, and the limits allow; say whether it is."""
    with transaction.atomic():
        limits.lock()
        request = DataRequest.objects.filter(pk=request_id, secret_sha256="", used_at=None).exclude(email="").first()
        if request is None:
            return False
        mailbox = mailbox_token(request.email)
        limit = limits.why_not(mailbox, request.asked_by, refusals=False)
        if limit or not Person(request.email).is_known:
            limits.note_dropped(LetterKind.YOUR_DATA, limit or "nothing is kept of that address")
            request.delete()
            return False
        put(LetterKind.YOUR_DATA, request.pk, mailbox, asked_by=request.asked_by)
    return True


def draft(request_id: int) -> Draft | None:
    """Return the mail with the link."""
    request = DataRequest.objects.filter(pk=request_id, used_at=None, opened_at=None).exclude(email="").first()
    if request is None:
        return None
    context = {"link": link("privacy:opening", request.new_secret()), "hours": 24}
    return Draft(Message(request.email, "Your data: see or erase it", "privacy/mail/your_data.txt", context))
