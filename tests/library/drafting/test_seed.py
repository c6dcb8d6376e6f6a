"""The first real article: what a person finds in it is found, fast, in little memory, and without a network.

Its figures say nothing about other articles: see docs/drafting.md for those.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.drafting.document import BODY
from rashomon.drafting.draft import Draft, read_draft
from rashomon.drafting.items import Item, ItemKind, Role, VoiceKind
from rashomon.drafting.propose import language_model

SEED = Path(__file__).with_name("tuning") / "00-seed.txt"
EXPLANATIONS = (
    "Was Putin flummoxed?",
    "Did other military leaders assist Prigozhin?",
    "Legendary incompetence by the Russian Army?",
    "Mutiny among the Putin inner circle",
    "An attack of Covid?",
    "Bad cellphone connections with Prigozhin?",
    "Scrambling to find evidence to pin the failed coup on America or NATO?",
    "the whole thing was staged by Putin and his pal-in-arms Prigozhin?",
    "or as a smoke screen to cover the relocation the Wagner Group",
)
AGAIN = (
    "the entire rebellion was a charade from the start",
    "the one where Putin stage-managed the whole coup",
    "Putin is puppet-mastering behind the scenes",
    "whether Prigozhin had support from the upper reaches",
    "A Newsweek columnist also argues that Putin",
)
"""Other words for explanations of the list."""
MOST_FALSE = 4
MOST_SECONDS = 5.0
MOST_MEGABYTES = 400

# Sockets are blocked before anything of Rashomon is imported: a reader that asks the network fails here.
RUN = """
import json, socket, sys, time
def refuse(*args, **kwargs):
    raise AssertionError("a draft asked for the network")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.create_connection = socket.getaddrinfo = refuse
began = time.process_time()
from pathlib import Path
from rashomon.drafting.draft import draft_to_json
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.pipeline import draft_page, model_reader, rules_reader
path = Path(sys.argv[1])
reader = model_reader() if sys.argv[2] == "model" else rules_reader()
draft = draft_page(page_of(path.read_bytes(), name=path.name), reader)
seconds = time.process_time() - began
# Not getrusage: what it calls the largest size of a process includes its parent's at the fork, that is, pytest's.
status = Path("/proc/self/status").read_text().split() if sys.platform == "linux" else ["VmHWM:", "0"]
megabytes = int(status[status.index("VmHWM:") + 1]) * 1024 / 1e6
print(json.dumps({"seconds": seconds, "megabytes": megabytes}), file=sys.stderr)
print(draft_to_json(draft))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["rules", "model"])
def run(request: pytest.FixtureRequest) -> tuple[Draft, dict[str, float]]:
    if request.param == "model" and language_model.installed() is None:
        pytest.skip("the language model is not installed")
    command = [sys.executable, "-c", RUN, str(SEED), request.param]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return read_draft(done.stdout), json.loads(done.stderr.splitlines()[-1])


@pytest.fixture
def draft(run: tuple[Draft, dict[str, float]]) -> Draft:
    return run[0]


def of(draft: Draft, kind: ItemKind) -> list[Item]:
    return [item for item in draft.items if item.kind == kind]


def test_it_takes_little_time_and_memory_and_no_network(run: tuple[Draft, dict[str, float]]) -> None:
    assert run[1]["seconds"] < MOST_SECONDS
    assert run[1]["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize("words", EXPLANATIONS)
def test_all_nine_explanations_are_found(draft: Draft, words: str) -> None:
    assert [item for item in of(draft, ItemKind.EXPLANATION) if words in item.text]


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("Theories are circulating", ["David Brewster", "Serge Schmemann", "social media"]),
        ("Some members of the Russian elite", ["reader’s comment 3", "the Washington Post"]),
        ("With no end in sight", ["reader’s comment 4", "Rebekah Koffler"]),
    ],
)
def test_the_three_quotations_have_their_speakers(draft: Draft, words: str, chain: list[str]) -> None:
    (found,) = [item for item in of(draft, ItemKind.QUOTATION) if item.text.startswith(words)]
    assert [voice.name for voice in found.chain] == chain


def test_the_theory_is_traced_to_social_media(draft: Draft) -> None:
    (staged,) = [item for item in of(draft, ItemKind.EXPLANATION) if "pal-in-arms" in item.text]
    assert [voice.kind for voice in staged.chain] == [VoiceKind.AUTHOR, VoiceKind.PERSON, VoiceKind.SOCIAL_MEDIA]
    assert staged.chain[1].of == "New York Times"


def test_the_four_parallels_are_found(draft: Draft) -> None:
    found = [item.text for item in of(draft, ItemKind.PARALLEL)]
    assert [text.split()[0] for text in found] == ["Stalin", "Recep", "Pushkin’s", "Hitler"]


def test_both_links_are_found(draft: Draft) -> None:
    hosts = [(item.url or "").split("/")[2] for item in of(draft, ItemKind.LINK)]
    assert hosts == ["www.washingtonpost.com", "www.newsweek.com"]


def test_the_four_comments_have_their_roles(draft: Draft) -> None:
    roles = [item.role for item in of(draft, ItemKind.COMMENT)]
    assert roles == [Role.PROPOSES, Role.DISAGREES, Role.ADDS_SOURCE, Role.ADDS_SOURCE]


def test_title_author_and_bio_are_found(draft: Draft) -> None:
    assert [item.text for item in of(draft, ItemKind.TITLE)] == ["Did Putin Stage-Manage the Failed Coup?"]
    assert [item.text for item in of(draft, ItemKind.AUTHOR)] == ["David Brewster"]
    assert of(draft, ItemKind.BIO)[0].text.endswith("Town Hall Seattle and FolioSeattle.")


def test_few_items_are_false(draft: Draft) -> None:
    right = {
        item.id
        for item in of(draft, ItemKind.EXPLANATION)
        if any(words in item.text for words in (*EXPLANATIONS, *AGAIN))
    }
    said = {
        "Such is the imaginative theory",
        "Nothing like a failed coup to provide cover",
        "A Newsweek columnist also argues",
    }
    right |= {item.id for item in of(draft, ItemKind.ATTRIBUTION) if any(words in item.text for words in said)}
    ahead = {"If so — look out, Putin foes", "Here comes the crackdown"}
    right |= {item.id for item in of(draft, ItemKind.PREDICTION) if any(words in item.text for words in ahead)}
    counted = {ItemKind.EXPLANATION, ItemKind.ATTRIBUTION, ItemKind.PREDICTION, ItemKind.EVIDENCE}
    false = [item.text for item in draft.items if item.kind in counted and item.id not in right]
    assert len(of(draft, ItemKind.QUOTATION)) == 3
    assert len(false) <= MOST_FALSE, false


def test_no_comment_is_in_the_article(draft: Draft) -> None:
    body = " ".join(draft.document.text_of(block) for block in draft.document.of_kind(*BODY))
    for words in ("smoke screen", "puppet-mastering", "Here comes the crackdown", "Koffler"):
        assert words not in body


def test_every_item_is_its_span(draft: Draft) -> None:
    assert draft.items
    for item in draft.items:
        assert item.text == draft.document.text[item.start : item.end]
