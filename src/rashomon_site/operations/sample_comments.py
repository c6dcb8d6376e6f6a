"""A discussion under one sample case, so that every part of it can be seen. Each text says that it is a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import Author, PublishedCase
from rashomon_site.comments.models import Comment, Kind, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.comments.subjects import subjects_of

AUTHOR = "sample-author"
NETWORK = "192.0.2."  # set aside for examples: nobody has such an address


@dataclass(frozen=True, slots=True)
class Sample:
    """One comment, and what became of it."""

    name: str
    text: str
    kind: Kind = Kind.COMMENT
    about: str = ""
    reply_to: int | None = None
    state: State = State.PUBLISHED
    by_author: bool = False


SAMPLES = (
    Sample(
        "Sample reader Ada",
        "A sample comment. The case lists mutiny and theatre and little in between. A quarrel over *contracts*, in "
        "which both sides wanted to keep their income, would also stop as soon as an offer was made.",
        Kind.PROPOSES,
        "hypothesis:inner-circle",
    ),
    Sample(
        "Sample reader Bruno",
        "A sample comment. I would rate this higher under the first explanation:\n\n"
        "> a column that nobody stops\n\nA road can be empty because **nobody had an order**, which takes no plan.",
        Kind.DISAGREES,
        "cell:unopposed-march:bargain",
    ),
    Sample(
        "",
        "A sample reply. The range for that number is wide for this reason; the next revision will say so.",
        reply_to=2,
        by_author=True,
    ),
    Sample(
        "Sample reader Chidi",
        "A sample comment. A place to look for counts of tents over time: https://example.org/pictures. "
        "See also #2, which makes a similar point about orders.",
        Kind.SOURCE,
        "evidence:camp-tents",
    ),
    Sample(
        "Sample reader Dag",
        "A sample comment that waits. Do the dates of the two reports settle which of them came first?",
        Kind.DISAGREES,
        "evidence:surovikin-knew",
        state=State.WAITING,
    ),
    Sample(
        "Sample reader Elif",
        "A sample comment that waits. Three links to read: https://example.org/1 https://example.org/2 "
        "https://example.org/3",
        Kind.SOURCE,
        state=State.WAITING,
    ),
    Sample(
        "Sample shop",
        "A sample of spam. Best watches, best prices, order today: https://example.com/watches",
        state=State.SPAM,
    ),
)


def load_sample_comments(editor: User, slug: str) -> None:
    """Write the samples below a case that has no comment yet."""
    case = PublishedCase.objects.filter(slug=slug).first()
    if case is None or not case.is_published or case.comments.exists():
        return
    with transaction.atomic():
        author = _author_of(case)
        for place, sample in enumerate(SAMPLES, 1):
            _write(case, sample, place, editor, author)


def _author_of(case: PublishedCase) -> User:
    """Return an account for the sample's author, with which nobody can sign in."""
    byline = Author.objects.filter(case_authors__case=case, case_authors__is_byline=True).first()
    if byline and byline.user:
        return byline.user
    person, _ = User.objects.get_or_create(
        username=AUTHOR, defaults={"display_name": byline.name if byline else "Sample author", "role": Role.AUTHOR}
    )
    person.set_unusable_password()
    person.save()
    if byline:
        byline.user = person
        byline.save(update_fields=["user"])
    return person


def _write(case: PublishedCase, sample: Sample, place: int, editor: User, author: User) -> None:
    subject = subjects_of(case).find(sample.about)
    entry = Entry(
        name=author.shown_name if sample.by_author else sample.name,
        text=sample.text,
        kind=sample.kind,
        about=subject.key if subject else "",
        about_words=subject.words if subject else "",
        in_reply_to=Comment.objects.filter(case=case, number=sample.reply_to).first() if sample.reply_to else None,
        stamp=f"sample-{place}",
        stamped_at=timezone.now() - timedelta(minutes=3),
    )
    here = Connection(address=f"{NETWORK}{place}", user_agent="sample")
    comment = post(case, entry, here, author if sample.by_author else None)
    if comment.state != sample.state:
        reason = "A sample of what is refused" if sample.state == State.SPAM else ""
        change_state(comment, sample.state, actor=editor, reason=reason)
