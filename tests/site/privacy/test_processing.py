"""The page says what the settings make the site do."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon_site.privacy.processing import sections

CHANGES: list[tuple[str, object, str, str]] = [
    ("ADDRESS_DAYS", 3, "They are kept for 3 days and then erased.", "kept for 7 days"),
    ("ADDRESS_DAYS", 0, "They are erased within a day.", "kept for 7 days"),
    ("SPAM_DAYS", 1, "Spam is erased for good after 1 day.", "after 30 days.\nCopies"),
    ("SPAM_DAYS", 0, "Spam is kept, so that the filter can be checked against it.", "Spam is erased"),
    ("EDIT_MINUTES", 5, "for 5 minutes; then it ends", "15 minutes"),
    ("EDIT_MINUTES", 0, "No cookie is set, neither by reading nor by writing", "sets one"),
    ("AKISMET_KEY", "k", "Comments are also sent to Akismet: the text, your name", "Nothing of a comment is sent"),
    ("FILTER_ENDPOINT", True, "Other websites may ask this site’s filter", "no such words"),
    ("MAILS", False, "This site sends no mail", "confirmed it by a link"),
]


def words() -> str:
    return "\n".join(sentence for section in sections() for sentence in section.sentences)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value", "then", "before"), CHANGES)
def test_each_setting_changes_its_sentence(settings: object, name: str, value: object, then: str, before: str) -> None:
    settings.MAILS = True  # type: ignore[attr-defined]  # Django's settings know their names at run time
    assert then not in words()
    setattr(settings, name, value)
    assert then in words()
    assert before not in words()


@pytest.mark.django_db
def test_akismet_is_named_only_where_it_is_asked(settings: object) -> None:
    assert "Akismet" not in words()
    settings.AKISMET_KEY = "k"  # type: ignore[attr-defined]  # known at run time
    settings.AKISMET_URL = "https://spam.example.org"  # type: ignore[attr-defined]  # known at run time
    settings.AKISMET_TEST = True  # type: ignore[attr-defined]  # known at run time
    assert "sent to spam.example.org, which speaks the protocol of Akismet" in words()
    assert "It is told that this is a test" in words()


@pytest.mark.django_db
def test_the_pages_lead_to_each_other_and_set_no_cookie(reader_client: Client, settings: object) -> None:
    settings.CONTACT = "privacy@example.org"  # type: ignore[attr-defined]  # known at run time
    settings.MAILS = True  # type: ignore[attr-defined]  # known at run time
    for page, others in {
        "/policies/": ["/policies/comments/", "/policies/your-data/"],
        "/policies/comments/": ["/policies/", "/policies/your-data/", "mailto:privacy@example.org"],
        "/policies/your-data/": ["/policies/", "/policies/comments/", "/your-data/", "mailto:privacy@example.org"],
        "/your-data/": ["/policies/your-data/", "mailto:privacy@example.org"],
    }.items():
        answer = reader_client.get(page)
        assert not answer.cookies
        for other in others:
            assert f'href="{other}"' in answer.content.decode(), (page, other)
        assert reader_client.put(page).status_code == 405


@pytest.mark.django_db
def test_comments_are_their_writers_opinions(reader_client: Client) -> None:
    assert "opinions of those who write them" in reader_client.get("/policies/comments/").content.decode()
