"""The catalogue that ships, and what happens when it is not as it should be."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.models.catalogue import Catalogue, load_catalogue
from muse_desktop.models.values import TASKS
from muse_desktop.paths import resource

SHIPPED = resource("catalogue")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))


def changed(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_ships_is_whole(catalogue: Catalogue) -> None:
    assert len(catalogue.entries) >= 12
    assert {task for entry in catalogue.entries for task in entry.tasks} <= set(TASKS)
    for task in ("prose", "chinese", "embedding"):
        assert len(catalogue.by_task(task)) >= 2
    for entry in catalogue.entries:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", entry.repo), entry.id
        assert entry.file.endswith(".gguf")
        assert entry.memory["4096"] >= entry.bytes
        assert CHINESE.search(entry.about["zh"])
        assert not CHINESE.search(entry.about["en"])
        assert entry.estimated  # nobody here has measured one


def test_a_pinned_model_names_its_commit_or_at_least_its_hash(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        pinned = re.fullmatch(r"[0-9a-f]{40}", entry.revision) is not None
        assert pinned or entry.revision == "main", entry.id
        assert not pinned or entry.seen == "hash", entry.id


def test_a_size_that_is_only_about_right_is_not_promised_to_the_download(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        (file,) = entry.wanted.files
        assert (file.bytes, file.sha256) == ((entry.bytes, entry.sha256) if entry.seen == "hash" else (0, ""))
        assert entry.wanted.licence == entry.licence


def test_memory_is_what_the_header_of_the_file_says(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        per_token = (entry.memory["16384"] - entry.memory["4096"]) / (16384 - 4096)
        assert entry.memory["4096"] == entry.bytes + 4096 * per_token + 350 * 2**20, entry.id
    (nemo,) = (entry for entry in catalogue.entries if entry.id == "mistral-nemo-12b-q4")
    assert (nemo.memory["16384"] - nemo.memory["4096"]) / 12288 == 40 * 8 * 128 * 2 * 2


def test_every_licence_says_in_both_languages_what_it_means_for_selling(catalogue: Catalogue) -> None:
    for name, licence in catalogue.licences.items():
        assert name == name.lower()
        assert CHINESE.search(licence.says["zh"])
        assert licence.url.startswith("https://") or licence.commercial == "unknown", name
    for entry in catalogue.entries:
        assert entry.licence in catalogue.licences, entry.id


def test_the_licences_at_hand_are_shipped_word_for_word(catalogue: Catalogue) -> None:
    text = catalogue.licence("Apache-2.0 ").text
    assert "Version 2.0, January 2004" in text
    assert text == (Path(__file__).parents[2] / "LICENSE").read_text("utf-8")
    assert catalogue.licence("gemma").text == ""


def test_a_licence_nobody_has_read_is_unknown_and_says_so(catalogue: Catalogue) -> None:
    found = catalogue.licence("my-own\nlicence" + "x" * 500)
    assert found.commercial == "unknown"
    assert len(found.name) <= 80
    assert "page" in found.says["en"]
    assert catalogue.licence("").commercial == "unknown"
    assert catalogue.licence("other").commercial == "unknown"


def test_other_names_of_a_licence_find_it(catalogue: Catalogue) -> None:
    assert catalogue.licence("apache 2.0") == catalogue.licence("apache-2.0")
    assert catalogue.licence("cc-by-nc-4.0").commercial == "no"


def test_an_entry_is_found_by_its_id(catalogue: Catalogue) -> None:
    first = catalogue.entries[0]
    assert catalogue.entry(first.id) == first
    assert catalogue.entry("no such") is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("models.toml", "[[model]]", "[[model"),
        ("models.toml", "[[model]]", "[[models]]"),
        ("models.toml", 'seen = "hash"', 'seen = "surely"'),
        ("models.toml", 'seen = "hash"', 'seen = "file"'),
        ("models.toml", "0a270ec9", "0A270ec9"),
        ("models.toml", "0a270ec9", "0a270e"),
        ("models.toml", "bytes = 7_121_861_440", "bytes = -1"),
        ("models.toml", "bytes = 7_121_861_440", "bytes = 99_121_861_440"),
        ("models.toml", "bytes = 7_121_861_440", 'bytes = "7"'),
        ("models.toml", "memory = { 4096", "memory = { 2048"),
        ("models.toml", 'id = "mistral-nemo-12b-q4"', 'id = "gemma-4-12b-q4"'),
        ("models.toml", 'zh = "', 'fr = "'),
        ("models.toml", 'tasks = ["prose"]', 'tasks = ["poetry"]'),
        ("models.toml", 'tasks = ["prose"]', "tasks = []"),
        ("licences.toml", 'commercial = "yes"', 'commercial = "surely"'),
        ("licences.toml", 'id = "mit"', 'id = "apache"'),
        ("licences.toml", 'text_file = "apache-2.0.txt"', 'text_file = "../models.toml"'),
        ("licences.toml", 'text_file = "apache-2.0.txt"', 'text_file = "gone.txt"'),
        ("licences.toml", 'text_file = "apache-2.0.txt"', "text_file = 3"),
        ("licences.toml", "zh = ", "de = "),
    ],
)
def test_a_broken_catalogue_says_which_file_and_why(copy: Path, name: str, old: str, new: str) -> None:
    changed(copy, name, old, new)
    with pytest.raises(MuseError) as caught:
        load_catalogue(copy)
    assert caught.value.code == "models.catalogue_broken"
    assert str(copy) in str(caught.value)
    assert caught.value.values["reason"]


def test_a_catalogue_that_is_gone_or_not_text_says_so(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(MuseError, match="could not be read"):
        load_catalogue(tmp_path / "nowhere")
    (copy / "models.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MuseError, match="UTF-8"):
        load_catalogue(copy)
