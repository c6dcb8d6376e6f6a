"""The protocol's addresses. They set no cookie, ask for no token, and do not exist while the endpoint is off."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rashomon_site.operations.client_address import client_network
from rashomon_site.spam.endpoint import usage
from rashomon_site.spam.endpoint.asked import Asked, TooLong, read
from rashomon_site.spam.endpoint.judging import judge, teach
from rashomon_site.spam.endpoint.keys import find_key, is_own_site, note_use
from rashomon_site.spam.models import SiteKey

THANKS = "Thanks for making the web a better place."
Answer = Callable[[SiteKey, Asked], HttpResponse]
View = Callable[[HttpRequest], HttpResponse]


def plain(text: str, *, status: int = 200, help_text: str = "", **headers: str) -> HttpResponse:
    """Return a text answer; `help_text` says what is wrong, and goes with errors alone, as clients take it for one."""
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    if help_text:
        response["X-akismet-debug-help"] = help_text
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def addressed(*, needs_blog: bool = True) -> Callable[[Answer], View]:
    """Let in who has a key, for the key's own site."""

    def decorate(answer: Answer) -> View:
        @wraps(answer)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not settings.FILTER_ENDPOINT:
                raise Http404("the endpoint is off")
            try:
                asked = read(request)
            except TooLong:
                return plain("Too long.", status=413, help_text="The body is longer than is read.")
            return _let_in(request, asked, answer, needs_blog)

        return csrf_exempt(never_cache(require_http_methods(["GET", "POST"])(guarded)))

    return decorate


def _let_in(request: HttpRequest, asked: Asked, answer: Answer, needs_blog: bool) -> HttpResponse:
    key = find_key(asked.key)
    if key is None:
        return _no_key(request, asked)
    if usage.is_too_fast(f"key-{key.pk}"):
        return _too_fast()
    if needs_blog and not asked.get("blog"):
        return _missing("blog")
    if needs_blog and not is_own_site(key, asked.get("blog")):
        return plain("invalid", help_text="The key was issued for another site than the one in blog.")
    note_use(key)
    return answer(key, asked)


def _no_key(request: HttpRequest, asked: Asked) -> HttpResponse:
    if usage.is_too_fast(f"wrong-{client_network(request)}", usage.MOST_WRONG_A_MINUTE):
        return _too_fast()
    missing = "We were unable to parse your request: the key is missing."
    return plain("invalid", help_text="The key is not valid." if asked.key else missing)


def _too_fast() -> HttpResponse:
    return plain("Too many requests.", status=429, help_text="Ask less often.", Retry_After=str(usage.WINDOW))


def _missing(name: str) -> HttpResponse:
    return plain(f"Missing required field: {name}.", help_text=f'Empty "{name}" value')


@addressed()
def verify_key(key: SiteKey, asked: Asked) -> HttpResponse:
    """Say whether the key is good for the site: whoever comes this far has shown that it is."""
    return plain("valid")


@addressed()
def comment_check(key: SiteKey, asked: Asked) -> HttpResponse:
    """Say whether a comment is spam."""
    if not asked.get("user_ip"):
        return _missing("user_ip")
    judged = judge(asked)
    usage.add(key, "spam" if judged.is_spam else "ham")
    response = plain("true" if judged.is_spam else "false", X_akismet_guid=uuid4().hex)
    if judged.is_beyond_doubt:
        response["X-akismet-pro-tip"] = "discard"
    if judged.note:  # not X-akismet-debug-help, which @cedx/akismet takes for a failure
        response["X-rashomon-note"] = judged.note
    return response


@addressed()
def submit_spam(key: SiteKey, asked: Asked) -> HttpResponse:
    """Learn that a comment is spam."""
    return _submitted(key, asked, is_spam=True)


@addressed()
def submit_ham(key: SiteKey, asked: Asked) -> HttpResponse:
    """Learn that a comment is not spam."""
    return _submitted(key, asked, is_spam=False)


def _submitted(key: SiteKey, asked: Asked, *, is_spam: bool) -> HttpResponse:
    if not asked.get("user_ip"):
        return _missing("user_ip")
    teach(key, asked, is_spam=is_spam)
    usage.add(key, "missed_spam" if is_spam else "false_positives")
    return plain(THANKS)
