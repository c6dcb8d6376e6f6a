"""A comment as rules look at it: each thing is worked out once, and only if a rule asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.db.models import Q

from rashomon_site.accounts.names import look
from rashomon_site.comments.models import Comment, State
from rashomon_site.moderation.rules.words import WordText, word_text
from rashomon_site.spam.local.links import Link, host_of, links_in


def is_known(comment: Comment) -> bool:
    """Whether this writer was published before: the same name, from the same e-mail address or the same network.

    A name alone is no proof, since every reader sees it. Nobody but the writer knows the e-mail address under it.
    """
    same = Q()
    if comment.email:
        same |= Q(email__iexact=comment.email)
    if comment.address_token:
        same |= Q(address_token=comment.address_token)
    if not same:
        return False
    earlier = Comment.objects.filter(same, state=State.PUBLISHED, name_look=look(comment.name))
    return earlier.exclude(pk=comment.pk).exists()


class Subject:
    """One comment under the rules."""

    def __init__(self, comment: Comment, known: Callable[[Comment], bool] = is_known) -> None:
        self.comment = comment
        self._known = known

    @cached_property
    def is_known(self) -> bool:
        """Whether the writer was published before."""
        return self._known(self.comment)

    @cached_property
    def words(self) -> WordText:
        """The text, ready to be compared with lists of words."""
        return word_text(self.comment.text)

    @cached_property
    def links(self) -> list[Link]:
        """The links in the text, and the website that the writer gave."""
        found = links_in(self.comment.text)
        host = host_of(self.comment.url) if self.comment.url else ""
        return [*found, Link(self.comment.url, host, 0)] if host else found

    @cached_property
    def name_look(self) -> str:
        """What the name looks like."""
        return look(self.comment.name)

    @cached_property
    def email(self) -> str:
        """The e-mail address in small letters."""
        return self.comment.email.strip().casefold()

    @cached_property
    def email_host(self) -> str:
        """The domain of the e-mail address."""
        return host_of(self.email.rpartition("@")[2]) if "@" in self.email else ""

    @cached_property
    def address(self) -> IPv4Address | IPv6Address | None:
        """The network address, as long as it is kept."""
        try:
            read = ip_address(self.comment.address or "")
        except ValueError:
            return None
        return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read

    @cached_property
    def days(self) -> float:
        """How old what readers see of the case was, in days, when the comment was sent."""
        since = self.comment.case.published_at
        return (self.comment.posted_at - since).total_seconds() / 86400 if since else 0.0
