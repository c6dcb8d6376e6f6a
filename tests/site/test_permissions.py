"""Every address of the site, and who is let in: an address that is not in the table fails.

The case of the table is nobody's own here; what people may do with their own cases stands in workbench/ and api/.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from rashomon_site.accounts.inviting import invite, new_token
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import Author, PublishedCase, SourceEntry
from rashomon_site.comments.services.posting import Connection, Entry, post

pytestmark = pytest.mark.slow

READER = "reader"
EVERYBODY = frozenset({READER, *Role.values})
SIGNED_IN = frozenset(Role.values)
WRITERS = frozenset({Role.CONTRIBUTOR.value, Role.AUTHOR.value, Role.EDITOR.value, Role.ADMINISTRATOR.value})
EDITORS = frozenset({Role.EDITOR.value, Role.ADMINISTRATOR.value})
LOG = EDITORS | {Role.MODERATOR.value}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR.value})
TOKENS: frozenset[str] = frozenset()  # writing over the API takes a token; being signed in is not enough

TABLE: dict[str, tuple[str, str, frozenset[str]]] = {
    "operations:alive": ("GET", "healthz", EVERYBODY),
    "operations:live": ("GET", "live.json", EVERYBODY),
    "operations:ready": ("GET", "readyz", EVERYBODY),
    "syndication:site_feed": ("GET", "feed.atom", EVERYBODY),
    "syndication:changes_feed": ("GET", "changes.atom", EVERYBODY),
    "syndication:sitemap": ("GET", "sitemap.xml", EVERYBODY),
    "syndication:sitemap_part": ("GET", "sitemap-1.xml", EVERYBODY),
    "syndication:robots": ("GET", "robots.txt", EVERYBODY),
    "syndication:oembed": ("GET", "oembed", EVERYBODY),
    "syndication:case_feed": ("GET", "cases/wagner-2023/feed.atom", EVERYBODY),
    "syndication:card": ("GET", "cases/wagner-2023/card/", EVERYBODY),
    "syndication:share": ("GET", "cases/wagner-2023/share/", EVERYBODY),
    "syndication:share_image": ("GET", "cases/wagner-2023/share.png", EVERYBODY),
    "syndication:download": ("GET", "cases/wagner-2023/revisions/2/case.yaml", EVERYBODY),
    "comments:thread": ("GET", "cases/wagner-2023/comments/", EVERYBODY),
    "comments:write": ("GET", "cases/wagner-2023/comments/write/", EVERYBODY),
    "comments:comment": ("GET", "cases/wagner-2023/comments/1/", EVERYBODY),
    "comments:close": ("POST", "cases/wagner-2023/comments/close/", LOG),
    "comments:reopen": ("POST", "cases/wagner-2023/comments/reopen/", LOG),
    "comments:contribute": ("GET", "desk/comments/{comment}/use/", EDITORS),
    "comments:case_feed": ("GET", "cases/wagner-2023/comments.atom", EVERYBODY),
    "comments:site_feed": ("GET", "comments.atom", EVERYBODY),
    "comments:mine": ("GET", "comments/", EVERYBODY),
    "spam:filter": ("GET", "desk/filter/", LOG),
    "moderation:queue": ("GET", "desk/comments/", LOG),
    "moderation:mine": ("GET", "desk/comments/mine/", LOG),
    "moderation:decide_many": ("POST", "desk/comments/decide/", LOG),
    "moderation:undo": ("POST", "desk/comments/undo/7d9a2f0e-5b1c-4c8e-9a55-0123456789ab/", LOG),
    "moderation:one": ("GET", "desk/comments/1/", LOG),
    "moderation:decide": ("POST", "desk/comments/1/decide/", LOG),
    "moderation:erase": ("GET", "desk/comments/1/erase/", LOG),
    "moderation:discussion": ("GET", "desk/comments/cases/wagner-2023/", LOG),
    "moderation:report": ("GET", "cases/wagner-2023/comments/1/report/", EVERYBODY),
    "moderation:by_mail": ("GET", "moderate/no-such-token/", TOKENS),
    "moderation:rules": ("GET", "desk/comments/rules/", LOG),
    "moderation:rules_try": ("GET", "desk/comments/rules/try/", LOG),
    "moderation:rule_new": ("GET", "desk/comments/rules/new/words/", LOG),
    "moderation:rule": ("GET", "desk/comments/rules/links/", LOG),
    "moderation:rule_test": ("GET", "desk/comments/rules/links/test/", LOG),
    "moderation:rule_switch": ("POST", "desk/comments/rules/links/switch/", LOG),
    "moderation:rule_delete": ("POST", "desk/comments/rules/links/delete/", LOG),
    "moderation:rule_restore": ("POST", "desk/comments/rules/links/restore/", LOG),
    "comments:yours": ("GET", "comments/no-such-token/", EVERYBODY),
    "comments:change": ("GET", "comments/no-such-token/change/", EVERYBODY),
    "comments:remove": ("GET", "comments/no-such-token/remove/", EVERYBODY),
    "drafts:index": ("GET", "desk/articles/", WRITERS),
    "drafts:review": ("GET", "desk/articles/1/", WRITERS),
    "drafts:decide": ("POST", "desk/articles/1/decide/", WRITERS),
    "drafts:make": ("POST", "desk/articles/1/make/", WRITERS),
    "drafts:again": ("POST", "desk/articles/1/again/", WRITERS),
    "drafts:delete": ("POST", "desk/articles/1/delete/", WRITERS),
    "drafts:download": ("GET", "desk/articles/1/draft.json", WRITERS),
    "search:search": ("GET", "search/", EVERYBODY),
    "api:documentation": ("GET", "api/", EVERYBODY),
    "api:tokens": ("GET", "api/tokens/", SIGNED_IN),
    "api:new_token": ("POST", "api/tokens/new/", SIGNED_IN),
    "api:revoke_token": ("POST", "api/tokens/{person}/revoke/", SIGNED_IN),
    "api:openapi": ("GET", "api/v1/openapi.json", EVERYBODY),
    "api:v1:get_index": ("GET", "api/v1/", EVERYBODY),
    "api:v1:get_token": ("GET", "api/v1/token", TOKENS),
    "api:v1:list_cases": ("GET", "api/v1/cases", EVERYBODY),
    "api:v1:create_a_case": ("POST", "api/v1/cases", TOKENS),
    "api:v1:get_case": ("GET", "api/v1/cases/wagner-2023", EVERYBODY),
    "api:v1:unpublish_case": ("POST", "api/v1/cases/wagner-2023/unpublish", TOKENS),
    "api:v1:list_revisions": ("GET", "api/v1/cases/wagner-2023/revisions", EVERYBODY),
    "api:v1:create_revision": ("POST", "api/v1/cases/wagner-2023/revisions", TOKENS),
    "api:v1:get_revision": ("GET", "api/v1/cases/wagner-2023/revisions/2", EVERYBODY),
    "api:v1:get_document": ("GET", "api/v1/cases/wagner-2023/revisions/2/document", EVERYBODY),
    "api:v1:get_analysis": ("GET", "api/v1/cases/wagner-2023/revisions/2/analysis", EVERYBODY),
    "api:v1:list_publications": ("GET", "api/v1/cases/wagner-2023/publications", EVERYBODY),
    "api:v1:create_publication": ("POST", "api/v1/cases/wagner-2023/publications", TOKENS),
    "api:v1:cancel_publication": ("DELETE", "api/v1/cases/wagner-2023/publications/1", TOKENS),
    "api:v1:list_comments": ("GET", "api/v1/cases/wagner-2023/comments", EVERYBODY),
    "api:v1:try_numbers": ("POST", "api/v1/cases/wagner-2023/revisions/2/what-if", EVERYBODY),
    "api:v1:check_text": ("POST", "api/v1/check", EVERYBODY),
    "api:v1:list_sources": ("GET", "api/v1/sources", EVERYBODY),
    "api:v1:get_source": ("GET", "api/v1/sources/{source}", EVERYBODY),
    "api:v1:list_predictions": ("GET", "api/v1/predictions", EVERYBODY),
    "api:v1:search_site": ("GET", "api/v1/search", EVERYBODY),
    "api:v1:list_changes": ("GET", "api/v1/changes", EVERYBODY),
    "api:?": ("GET", "api/no-such", EVERYBODY),
    "account_login": ("GET", "accounts/login/", EVERYBODY),
    "account_logout": ("GET", "accounts/logout/", SIGNED_IN),
    "account_inactive": ("GET", "accounts/inactive/", EVERYBODY),
    "account_signup": ("GET", "accounts/signup/", EVERYBODY),
    "account_reauthenticate": ("GET", "accounts/reauthenticate/", SIGNED_IN),
    "account_email": ("GET", "accounts/email/", SIGNED_IN),
    "account_email_verification_sent": ("GET", "accounts/confirm-email/", EVERYBODY),
    "account_change_password": ("GET", "accounts/password/change/", SIGNED_IN),
    "account_set_password": ("GET", "accounts/password/set/", SIGNED_IN),
    "account_reset_password": ("GET", "accounts/password/reset/", EVERYBODY),
    "account_confirm_login_code": (
        "GET",
        "accounts/login/code/confirm/",
        SIGNED_IN,
    ),  # readers go to the sign-in page, as no sign-in is under way
    "account_confirm_email": ("GET", "accounts/confirm-email/key/", EVERYBODY),
    "account_reset_password_from_key_done": ("GET", "accounts/password/reset/key/done/", EVERYBODY),
    "account_reset_password_from_key": ("GET", "accounts/password/reset/key/1-key/", EVERYBODY),
    "account_reset_password_done": ("GET", "accounts/password/reset/done/", EVERYBODY),
    "mfa_index": ("GET", "accounts/2fa/", SIGNED_IN),
    "mfa_authenticate": ("GET", "accounts/2fa/authenticate/", SIGNED_IN),
    "mfa_reauthenticate": ("GET", "accounts/2fa/reauthenticate/", SIGNED_IN),
    "mfa_activate_totp": ("GET", "accounts/2fa/totp/activate/", SIGNED_IN),
    "mfa_deactivate_totp": ("GET", "accounts/2fa/totp/deactivate/", SIGNED_IN),
    "mfa_view_recovery_codes": ("GET", "accounts/2fa/recovery-codes/", SIGNED_IN),
    "mfa_generate_recovery_codes": ("GET", "accounts/2fa/recovery-codes/generate/", SIGNED_IN),
    "mfa_download_recovery_codes": ("GET", "accounts/2fa/recovery-codes/download/", SIGNED_IN),
    "mfa_list_webauthn": ("GET", "accounts/2fa/webauthn/", SIGNED_IN),
    "mfa_add_webauthn": ("GET", "accounts/2fa/webauthn/add/", SIGNED_IN),
    "mfa_reauthenticate_webauthn": ("GET", "accounts/2fa/webauthn/reauthenticate/", SIGNED_IN),
    "mfa_remove_webauthn": ("GET", "accounts/2fa/webauthn/keys/{person}/remove/", SIGNED_IN),
    "mfa_edit_webauthn": ("GET", "accounts/2fa/webauthn/keys/{person}/edit/", SIGNED_IN),
    "mfa_login_webauthn": (
        "GET",
        "accounts/2fa/webauthn/login/",
        SIGNED_IN,
    ),  # readers go to the sign-in page, as no sign-in is under way
    "accounts:people": ("GET", "people/", EDITORS),
    "accounts:change_role": ("POST", "people/{person}/role/", ADMINISTRATORS),
    "accounts:close": ("POST", "people/{person}/close/", ADMINISTRATORS),
    "accounts:reopen": ("POST", "people/{person}/reopen/", ADMINISTRATORS),
    "accounts:profile": ("GET", "people/profile/", SIGNED_IN),
    "accounts:save_name": ("POST", "people/profile/name/", SIGNED_IN),
    "accounts:save_byline": ("POST", "people/profile/byline/", SIGNED_IN),
    "accounts:invitations": ("GET", "people/invitations/", EDITORS),
    "accounts:revoke": ("POST", "people/invitations/{invitation}/revoke/", EDITORS),
    "accounts:accept": ("GET", "people/invitations/accept/{token}/", EVERYBODY),
    "workbench:index": ("GET", "desk/", SIGNED_IN),
    "workbench:new": ("GET", "desk/new/", WRITERS),
    "workbench:new_text": ("GET", "desk/new/text/", WRITERS),
    "workbench:check": ("POST", "desk/check", WRITERS),
    "workbench:schema": ("GET", "desk/schema.json", EVERYBODY),
    "workbench:audit": ("GET", "desk/audit/", LOG),
    "workbench:edit": ("GET", "desk/cases/wagner-2023/", EDITORS),
    "workbench:merge": ("POST", "desk/cases/wagner-2023/merge/", EDITORS),
    "workbench:revisions": ("GET", "desk/cases/wagner-2023/revisions/", EDITORS),
    "workbench:download": ("GET", "desk/cases/wagner-2023/revisions/2/case.yaml", EDITORS),
    "workbench:restore": ("POST", "desk/cases/wagner-2023/revisions/2/restore/", EDITORS),
    "workbench:lines": ("GET", "desk/cases/wagner-2023/lines/1-2/", EDITORS),
    "workbench:publication": ("GET", "desk/cases/wagner-2023/publication/", EDITORS),
    "workbench:publish": ("POST", "desk/cases/wagner-2023/publication/publish/", EDITORS),
    "workbench:schedule": ("POST", "desk/cases/wagner-2023/publication/schedule/", EDITORS),
    "workbench:cancel": ("POST", "desk/cases/wagner-2023/publication/{person}/cancel/", EDITORS),
    "workbench:unpublish": ("POST", "desk/cases/wagner-2023/publication/unpublish/", EDITORS),
    "workbench:settle": ("POST", "desk/cases/wagner-2023/publication/settle/", EDITORS),
    "workbench:reopen": ("POST", "desk/cases/wagner-2023/publication/reopen/", EDITORS),
    "workbench:people": ("GET", "desk/cases/wagner-2023/people/", EDITORS),
    "workbench:add_writer": ("POST", "desk/cases/wagner-2023/people/writers/add/", EDITORS),
    "workbench:remove_writer": ("POST", "desk/cases/wagner-2023/people/writers/{person}/remove/", EDITORS),
    "workbench:add_byline": ("POST", "desk/cases/wagner-2023/people/bylines/add/", EDITORS),
    "workbench:remove_byline": ("POST", "desk/cases/wagner-2023/people/bylines/0/remove/", EDITORS),
    "workbench:case_audit": ("GET", "desk/cases/wagner-2023/audit/", LOG),
    "notifications:follow": ("GET", "mail/follow/wagner-2023/", EVERYBODY),
    "notifications:confirm": ("GET", "mail/no-such-token/confirm/", EVERYBODY),
    "notifications:stop": ("GET", "mail/no-such-token/stop/", EVERYBODY),
    "notifications:stop_digest": ("GET", "mail/no-such-token/stop-digest/", EVERYBODY),
    "notifications:choices": ("GET", "desk/mails/", LOG),
    "privacy:comments_policy": ("GET", "policies/comments/", EVERYBODY),
    "privacy:your_data_policy": ("GET", "policies/your-data/", EVERYBODY),
    "privacy:your_data": ("GET", "your-data/", EVERYBODY),
    "privacy:opening": ("GET", "your-data/no-such-token/", EVERYBODY),
    "privacy:kept": ("GET", "your-data/no-such-token/kept/", EVERYBODY),
    "reading:home": ("GET", "", EVERYBODY),
    "reading:cases": ("GET", "cases/", EVERYBODY),
    "reading:over_time": ("GET", "cases/wagner-2023/over-time/", EVERYBODY),
    "reading:compare": ("GET", "cases/wagner-2023/compare/", EVERYBODY),
    "reading:case": ("GET", "cases/wagner-2023/", EVERYBODY),
    "reading:revision": ("GET", "cases/wagner-2023/revisions/2/", EVERYBODY),
    "reading:history": ("GET", "cases/wagner-2023/revisions/", EVERYBODY),
    "reading:changes": ("GET", "cases/wagner-2023/changes/1-2/", EVERYBODY),
    "reading:authors": ("GET", "authors/", EVERYBODY),
    "reading:author": ("GET", "authors/{author}/", EVERYBODY),
    "reading:subjects": ("GET", "subjects/", EVERYBODY),
    "reading:subject": ("GET", "subjects/{subject}/", EVERYBODY),
    "reading:sources": ("GET", "sources/", EVERYBODY),
    "reading:source": ("GET", "sources/{source}/", EVERYBODY),
    "reading:predictions": ("GET", "predictions/", EVERYBODY),
    "reading:method": ("GET", "method/", EVERYBODY),
    "reading:about": ("GET", "about/", EVERYBODY),
    "reading:policies": ("GET", "policies/", EVERYBODY),
    "spam:verify_key": ("POST", "1.1/verify-key", EVERYBODY),
    "spam:comment_check": ("POST", "1.1/comment-check", EVERYBODY),
    "spam:submit_spam": ("POST", "1.1/submit-spam", EVERYBODY),
    "spam:submit_ham": ("POST", "1.1/submit-ham", EVERYBODY),
    "spam:usage_limit": ("GET", "1.2/usage-limit", EVERYBODY),
    "spam:key_sites": ("GET", "1.2/key-sites", EVERYBODY),
    "spam:keys": ("GET", "desk/filter/keys/", ADMINISTRATORS),
    "spam:revoke_key": ("POST", "desk/filter/keys/1/revoke/", ADMINISTRATORS),
    "spam:dismiss_alert": ("POST", "desk/filter/alerts/1/dismiss/", ADMINISTRATORS),
}


def patterns(of: list[URLPattern | URLResolver], names: tuple[str, ...] = ()) -> Iterator[str]:
    """Return the name of every address, with its namespaces."""
    for pattern in of:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, (*names, *([pattern.namespace] if pattern.namespace else ())))
        else:
            yield ":".join((*names, pattern.name or "?"))


def test_the_table_holds_every_address_and_no_other() -> None:
    named = {name for name in patterns(get_resolver().url_patterns) if not name.startswith("admin:")}
    assert named == set(TABLE)


def is_let_in(answer: HttpResponseBase) -> bool:
    """Whether somebody came past the door; a form without its fields is refused behind it."""
    if answer.status_code in (301, 302):
        return not answer.headers["Location"].startswith("/accounts/login/")
    return answer.status_code in (200, 400, 404, 409, 422)


def ask(client: Client, method: str, address: str) -> HttpResponseBase:
    sent = "{}" if address.startswith("/api/v1/") else "nothing=1"
    kind = "application/json" if address.startswith("/api/v1/") else "application/x-www-form-urlencoded"
    return client.generic(method, address, "" if method == "GET" else sent, kind)


@pytest.fixture
def names(sample_site: None, editor: User) -> dict[str, object]:
    """What stands for the parts of addresses that depend on rows."""
    for cache in caches.all(initialized_only=False):
        cache.clear()  # the limits of the API count what other tests asked
    invitation = invite(editor, Role.AUTHOR)
    remark = post(PublishedCase.objects.get(slug="wagner-2023"), Entry(name="Ada", text="A remark"), Connection())
    return {
        "comment": remark.pk,
        "person": User.objects.get(username="demo-editor").pk,
        "invitation": invitation.pk,
        "token": new_token(invitation),
        "author": Author.objects.values_list("slug", flat=True)[0],
        "source": SourceEntry.objects.values_list("slug", flat=True)[0],
        "subject": PublishedCase.objects.exclude(subject_slug="").values_list("subject_slug", flat=True)[0],
    }


@pytest.mark.parametrize("who", [READER, *Role.values])
def test_everybody_is_let_in_where_the_table_says_and_nowhere_else(
    request: pytest.FixtureRequest, names: dict[str, object], who: str
) -> None:
    client: Client = request.getfixturevalue(f"{who}_client")
    wrong = []
    for name, (method, address, allowed) in TABLE.items():
        if name in ("account_logout", "accounts:close"):  # these would end the session, or the account of the table
            continue
        answer = ask(client, method, "/" + address.format_map(names))
        if is_let_in(answer) != (who in allowed):
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("who", [READER, *Role.values])
def test_administration_pages_are_for_administrators(
    request: pytest.FixtureRequest, sample_site: None, who: str
) -> None:
    client: Client = request.getfixturevalue(f"{who}_client")
    for place in ("", "accounts/user/", "accounts/user/1/change/", "cases/caserevision/", "jsi18n/", "no-such/"):
        status = client.get(f"/admin/{place}").status_code
        assert (status in (200, 404)) == (who in ADMINISTRATORS), place
