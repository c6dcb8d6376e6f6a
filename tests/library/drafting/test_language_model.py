"""The language model is loaded from the files that we know, or not at all; without it the rules work alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.drafting import pipeline
from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.propose import language_model
from rashomon.drafting.propose.rules.reader import RULES, WITH_MODEL
from tests.library.drafting.articles import article

FOLDER = language_model.installed()
LISTED = [line.split()[-1] for line in language_model.LISTED.read_text(encoding="ascii").splitlines()]
needs_model = pytest.mark.skipif(FOLDER is None, reason="the language model is not installed")
FEW = ("tokenizer", "vocab/strings.json", "config.cfg")


@pytest.fixture(autouse=True)
def _loaded_anew() -> Iterator[None]:
    language_model.load.cache_clear()
    yield
    language_model.load.cache_clear()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    assert FOLDER is not None
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def _use(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    monkeypatch.setattr(language_model, "installed", lambda: folder)


def test_the_list_names_each_file_once() -> None:
    lines = [line.split() for line in language_model.LISTED.read_text(encoding="ascii").splitlines()]
    assert all(len(line) == 2 and len(line[0]) == 64 for line in lines)
    assert len({name for _, name in lines}) == len(lines) > 10
    assert set(FEW) <= {name for _, name in lines}
    assert not any(Path(name).is_absolute() or ".." in Path(name).parts for _, name in lines)


@needs_model
@pytest.mark.slow
def test_the_installed_model_is_genuine_and_reads() -> None:
    assert FOLDER is not None
    language_model.check_files(FOLDER)
    assert [entity.label_ for entity in language_model.load()("Jane Roe left Paris.").ents][:1] == ["PERSON"]


@needs_model
@pytest.mark.slow
@pytest.mark.parametrize("name", LISTED)
def test_one_changed_byte_is_refused_by_name(copy: Path, name: str) -> None:
    path = copy / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ReaderFailure, match=r"not the genuine .*Not loaded") as caught:
        language_model.check_files(copy)
    assert f"{name} differs" in str(caught.value)


@needs_model
@pytest.mark.slow
@pytest.mark.parametrize("name", FEW)
def test_a_missing_file_is_refused_by_name(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ReaderFailure, match=f"{name} is missing") as caught:
        language_model.check_files(copy)
    assert language_model.INSTALL in str(caught.value)


@needs_model
@pytest.mark.slow
def test_a_changed_model_is_not_loaded(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (copy / "tokenizer").open("ab") as file:
        file.write(b" ")
    _use(monkeypatch, copy)
    with pytest.raises(ReaderFailure, match="tokenizer differs"):
        pipeline.model_reader()
    # A model that is not the genuine one is never passed over in silence.
    with pytest.raises(ReaderFailure, match="tokenizer differs"):
        pipeline.default_reader()


@needs_model
@pytest.mark.slow
def test_a_file_of_anothers_own_is_not_read(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy / "meta.json").write_text('{"lang": "xx", "name": "evil", "requirements": ["evil"]}', encoding="utf-8")
    (copy / "__init__.py").write_text("raise AssertionError('this was run')\n", encoding="utf-8")
    _use(monkeypatch, copy)
    if "meta.json" not in LISTED:
        assert language_model.load().meta["name"] == "core_web_sm"


def _package(folder: Path, version: str) -> None:
    inner = folder / language_model.PACKAGES[0] / f"{language_model.PACKAGES[0]}-{version}"
    inner.mkdir(parents=True)
    (inner.parent / "__init__.py").write_text("raise AssertionError('this was run')\n", encoding="utf-8")


@needs_model
@pytest.mark.parametrize("version", ["3.7.0", "3.8.1"])
def test_a_folder_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    _package(tmp_path, version)
    monkeypatch.syspath_prepend(tmp_path)
    assert language_model.installed() == tmp_path / language_model.PACKAGES[0]
    with pytest.raises(ReaderFailure, match=language_model.NAME):
        language_model.load()


@needs_model
def test_the_folder_of_our_version_is_found_without_running_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _package(tmp_path, language_model.VERSION)
    monkeypatch.syspath_prepend(tmp_path)
    package = language_model.PACKAGES[0]
    assert language_model.installed() == tmp_path / package / f"{package}-{language_model.VERSION}"


def test_packages_that_are_not_there_are_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "PACKAGES", ("no_such_package_as_this",))
    assert language_model.installed() is None
    assert pipeline.default_reader() == pipeline.rules_reader()
    assert pipeline.default_reader().read(article("It went.")).read_by == RULES


def test_asking_for_a_model_that_is_not_there_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, None)
    with pytest.raises(ReaderFailure, match="not installed") as caught:
        pipeline.model_reader()
    assert language_model.INSTALL in str(caught.value)


@needs_model
@pytest.mark.slow
def test_the_default_reader_has_the_model_where_there_is_one() -> None:
    assert pipeline.default_reader().read(article("It went.")).read_by == WITH_MODEL
