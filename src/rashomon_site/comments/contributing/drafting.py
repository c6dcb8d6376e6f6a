"""Make a draft revision from a comment, in one step."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from rashomon.casefile import edit_casefile
from rashomon.casefile.editing import plain_document
from rashomon.problems import RashomonError
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.permissions import may_edit
from rashomon_site.cases.services.audit import record
from rashomon_site.cases.services.saving import save_revision
from rashomon_site.comments.contributing.edits import Writing, writing_of
from rashomon_site.comments.contributing.forms import FORMS, ContributionForm, Parts
from rashomon_site.comments.contributing.prefilling import begin, credit_of
from rashomon_site.comments.models import Comment, CommentEvent, Contribution, ContributionKind, EventAction, State

UNREADABLE = "The newest revision cannot be read as a case file. Mend it in the editor first."
GONE = "The part that you chose is no longer in the case. Choose another."
FORBIDDEN_STATES = (State.SPAM, State.REMOVED)


def newest(comment: Comment) -> CaseRevision:
    """Return the revision that a contribution is added to."""
    return comment.case.revisions.get(number=comment.case.latest_number)


def form_for(comment: Comment, kind: ContributionKind, data: object = None) -> ContributionForm:
    """Return the form of a kind for the newest revision; raises ValidationError if that cannot be read."""
    try:
        document = plain_document(newest(comment).text)
    except RashomonError:
        raise ValidationError(UNREADABLE) from None
    if not isinstance(document, dict):
        raise ValidationError(UNREADABLE)
    return FORMS[kind](Parts(document), data, initial=begin(comment))


@transaction.atomic
def contribute(actor: User, comment: Comment, kind: ContributionKind, form: ContributionForm) -> Contribution:
    """Save a draft revision with what a valid form says, crediting the comment's writer.

    Raises PermissionDenied, ValidationError if the text cannot be changed, and saving.SaveConflict if somebody saved
    since the form was read.
    """
    if not may_edit(actor, comment.case):
        raise PermissionDenied("Your account may not edit this case.")
    if comment.state in FORBIDDEN_STATES:
        raise ValidationError("This comment was removed. Bring it back before it becomes part of the case.")
    credit = credit_of(comment)
    base = newest(comment)
    try:
        writing = writing_of(kind, form, credit)
        text = edit_casefile(base.text, writing.edits)
    except KeyError:
        raise ValidationError(GONE) from None
    except RashomonError as error:
        raise ValidationError(str(error)) from None
    message = f"From {credit}: {writing.words}"
    revision = save_revision(actor, comment.case, text, parent_number=base.number, message=message)
    return _link(actor, comment, kind, writing, revision)


def _link(
    actor: User, comment: Comment, kind: ContributionKind, writing: Writing, revision: CaseRevision
) -> Contribution:
    made = Contribution.objects.create(
        comment=comment,
        revision=revision,
        kind=kind,
        item=writing.item[:200],
        item_words=writing.words[:300],
        made_by=actor,
        made_by_name=actor.shown_name,
    )
    detail = {"item": made.item, "words": made.item_words, "revision": revision.number}
    CommentEvent.objects.create(
        comment=comment,
        actor=actor,
        actor_name=actor.shown_name,
        action=EventAction.USED,
        before=comment.state,
        after=comment.state,
        detail=detail,
    )
    record(actor, "comment.used", case=comment.case, revision=revision, comment=comment.pk, item=made.item)
    return made
