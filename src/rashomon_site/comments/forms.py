"""The form of a comment, and what is taken and refused. It keeps whatever was typed."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from rashomon_site.accounts.models import User
from rashomon_site.accounts.names import look
from rashomon_site.accounts.roles import Role
from rashomon_site.accounts.taken import TAKEN, check_name
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.markup import plain_text
from rashomon_site.comments.models import Comment, Kind
from rashomon_site.comments.services.posting import Entry, Wishes
from rashomon_site.comments.subjects import Subjects
from rashomon_site.spam.local.stamps import read_stamp

LONGEST_TEXT = 5000
LONGEST_NAME = 80
WHOLE = "The case as a whole"
OFFICES = (*Role.labels, "Admin", "Editors", "The editors", "Moderators", "Staff", "System")
"""Names that would speak for the publication."""

UNSTORABLE = "Remove the signs that cannot be stored, such as null characters."


class CommentForm(forms.Form):
    """A comment as it is written and as it is changed."""

    name = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        help_text="As it should be printed. A pen name is fine.",
        error_messages={
            "required": "Give a name. A pen name is fine.",
            "max_length": "Shorten the name to %(limit_value)d characters; it has %(show_value)d.",
        },
    )
    kind = forms.ChoiceField(
        label="What does your comment do?",
        choices=Kind.choices,
        initial=Kind.COMMENT,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose what the comment does once more."},
    )
    about = forms.ChoiceField(
        label="About", required=False, error_messages={"invalid_choice": "Choose what the comment is about once more."}
    )
    reply = forms.IntegerField(
        label="In reply to comment number",
        min_value=1,
        max_value=2**31 - 1,
        required=False,
        error_messages={
            "invalid": "Give the number of a comment, such as 3.",
            "min_value": "Give the number of a comment, such as 3.",
            "max_value": "Give the number of a comment, such as 3.",
        },
    )
    text = forms.CharField(
        label="Comment",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text=f"Up to {LONGEST_TEXT:,} characters. Links are welcome when they support a fact.",
        error_messages={
            "required": "Write the comment.",
            "max_length": "Shorten the comment to %(limit_value)d characters; it has %(show_value)d.",
        },
    )

    def __init__(
        self, case: PublishedCase, subjects: Subjects, user: User | None = None, data: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.case, self.subjects, self.user = case, subjects, user
        self.replied: Comment | None = None
        if user:
            del self.fields["name"]
        choices = [(name, [(one.key, one.words) for one in rows]) for name, rows in subjects.offered(self.chosen)]
        cast(forms.ChoiceField, self.fields["about"]).choices = [("", WHOLE), *choices]

    @property
    def chosen(self) -> str:
        """The key of what the comment is about, as it was sent or comes with the address."""
        return str(self.data.get("about", "") if self.is_bound else self.initial.get("about", ""))

    def clean_name(self) -> str:
        """Return the name on one line, if nobody else here goes by it; raises ValidationError."""
        name = " ".join(unicodedata.normalize("NFC", str(self.cleaned_data["name"])).split())
        check_storable(name)
        if len(name) > LONGEST_NAME:  # some signs become several when they are made regular
            raise ValidationError(f"Shorten the name to {LONGEST_NAME} characters; it has {len(name)}.")
        check_name(name)
        if look(name) in {look(office) for office in (*OFFICES, settings.SITE_NAME)}:
            raise ValidationError(TAKEN)
        return name

    def clean_text(self) -> str:
        """Return the text, if there is something to read in it; raises ValidationError."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        check_storable(text)
        if not plain_text(text):
            raise ValidationError("Write the comment.")
        return text

    def clean_kind(self) -> Kind:
        """Return what the writer says the comment does."""
        return Kind(self.cleaned_data["kind"] or Kind.COMMENT)

    def clean_reply(self) -> int | None:
        """Return the number of the comment that is answered; raises ValidationError if readers see none there."""
        number: int | None = self.cleaned_data["reply"]
        if number is not None:
            self.replied = Comment.objects.published().filter(case=self.case, number=number).first()
            if self.replied is None:
                raise ValidationError(f"There is no comment {number} to reply to. Give another number, or none.")
        return number

    def about_words(self) -> str:
        """Return what the comment is about in words."""
        subject = self.subjects.find(str(self.cleaned_data["about"]))
        return subject.words if subject else ""

    def problems(self) -> list[tuple[str, str]]:
        """Return each problem with the id of its field, for the summary at the top."""
        return [
            (self[name].id_for_label if name in self.fields else "", str(error))
            for name, errors in self.errors.items()
            for error in errors
        ]


class NewCommentForm(CommentForm):
    """A comment that is not sent yet: also where to reach its writer, and what tells people from programs."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        help_text="Never shown. Only for the messages you ask for, and to know you again.",
        error_messages={"invalid": "Give an address such as name@example.org, or none."},
    )
    replies = forms.BooleanField(label="Tell me of replies", required=False)
    outcome = forms.BooleanField(label="Tell me what it changes in the case", required=False)
    website = forms.CharField(label="Website", required=False, max_length=10_000)
    stamp = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    field_order = ("name", "kind", "about", "reply", "text", "email", "replies", "outcome", "website", "stamp")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user:
            del self.fields["email"]

    def clean_email(self) -> str:
        """Return the address; raises ValidationError for one that cannot be stored."""
        email = str(self.cleaned_data["email"])
        check_storable(email)
        return email

    def clean(self) -> dict[str, Any]:
        """Ask for an address where one is needed."""
        found = self.cleaned_data
        wants_mail = found.get("replies") or found.get("outcome")
        if wants_mail and "email" in self.fields and not found.get("email") and "email" not in self.errors:
            self.add_error("email", "Give an address for the messages, or ask for none.")
        return found

    def entry(self) -> Entry:
        """Return what was sent, once it is valid."""
        found = self.cleaned_data
        wishes = Wishes(replies=found["replies"], outcome=found["outcome"])
        wants_mail = wishes.replies or wishes.outcome
        return Entry(
            name=self.user.shown_name[:LONGEST_NAME] if self.user else found["name"],
            text=found["text"],
            email=(self.user.email if wants_mail else "") if self.user else found["email"],
            kind=found["kind"],
            about=found["about"],
            about_words=self.about_words(),
            in_reply_to=self.replied,
            honeypot=found["website"],
            stamp=found["stamp"],
            stamped_at=read_stamp(found["stamp"], self.case),
            wishes=wishes,
        )


def check_storable(text: str) -> None:
    """Raise ValidationError for what no database keeps."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationError(UNSTORABLE)
