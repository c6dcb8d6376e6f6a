"""Read what another blog asks, in all the ways in which programs put it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.http.request import split_domain_port

from rashomon_site.spam.endpoint.keys import KEY_LETTERS

LONGEST_BODY = 256 * 1024
FORM = "application/x-www-form-urlencoded"
CONTEXT = re.compile(r"comment_context(\[\d*\])?")
OLD_CHARSETS = ("iso8859", "cp", "koi8", "shift_jis", "euc", "gb", "big5")
YES = ("1", "true", "yes", "on")


class TooLong(ValueError):
    """More was sent than is read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of a question; what the protocol does not know is left in and never looked at."""

    fields: dict[str, str]
    context: tuple[str, ...]
    host_label: str

    @property
    def key(self) -> str:
        """The key: in the body, the query, or as the first label of the host."""
        return self.get("api_key") or self.get("key") or self.host_label

    @property
    def is_test(self) -> bool:
        """Whether nothing is to be learnt from it."""
        return self.get("is_test").lower() in YES

    @property
    def honeypot(self) -> str:
        """What stood in the field that no person sees, where the blog says which one that is."""
        name = self.get("honeypot_field_name")
        return self.get(name) if name and name not in PROTOCOL_FIELDS else ""

    def get(self, name: str) -> str:
        """Return a field without the space around it, "" if it is not there."""
        return self.fields.get(name, "").strip()


PROTOCOL_FIELDS = frozenset({"api_key", "key", "blog", "user_ip", "user_agent", "comment_content", "comment_author"})


def read(request: HttpRequest) -> Asked:
    """Read a question. Raises TooLong; what is not a form is read as an empty one."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        raise TooLong
    form = _form(request)
    pairs = [(name, value) for sent in (request.GET, form) for name, values in sent.lists() for value in values]
    context = tuple(value for name, value in pairs if CONTEXT.fullmatch(name) and value)
    fields = {name: value.replace("\x00", "") for name, value in pairs}
    return Asked(fields, context, _host_label(request))


def _form(request: HttpRequest) -> QueryDict:
    if request.method != "POST" or request.content_type not in ("", FORM):
        return request.POST if request.content_type == "multipart/form-data" else QueryDict()
    form = QueryDict(request.body)
    charset = str(form.get("blog_charset", "")).strip()[:40]
    return QueryDict(request.body, encoding=charset) if _is_other(charset) else form


def _is_other(charset: str) -> bool:
    """Whether text comes in one of the character sets of old blogs; Python has codecs that are no such sets."""
    try:
        return codecs.lookup(charset).name.startswith(OLD_CHARSETS)
    except (LookupError, ValueError):
        return False


def _host_label(request: HttpRequest) -> str:
    label = split_domain_port(request.get_host())[0].partition(".")[0]
    return label if len(label) == KEY_LETTERS else ""
