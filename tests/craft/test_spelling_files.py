"""Dictionaries from anywhere: added when they work, refused in words when they do not."""

import os

import pytest

from muse_desktop.craft import spelling_files
from muse_desktop.craft.spelling import Speller
from muse_desktop.craft.spelling_files import add, added, remove, shipped
from muse_desktop.craft.spelling_words import Known
from muse_desktop.errors import MuseError

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nSFX S Y 1\nSFX S 0 n .\n"


def pair(folder, name="de_XX", aff=AFF, dic="3\nStraße/S\nhaus\nsüß\n", encoding="utf-8"):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.aff").write_bytes(aff.encode(encoding) if isinstance(aff, str) else aff)
    (folder / f"{name}.dic").write_bytes(dic.encode(encoding) if isinstance(dic, str) else dic)
    return folder / f"{name}.dic"


def refused(path, folder):
    with pytest.raises(MuseError) as caught:
        add(path, folder)
    assert added(folder) == []
    assert not folder.exists() or list(folder.iterdir()) == []
    return caught.value.code


def test_a_pair_is_added_with_its_licence_and_judges_words(tmp_path):
    path = pair(tmp_path / "from")
    (tmp_path / "from" / "README_de.txt").write_text("GPL")
    dictionary = add(path.with_suffix(".aff"), tmp_path / "to")
    assert added(tmp_path / "to") == [dictionary]
    assert (dictionary.folder / "README_de.txt").read_text() == "GPL"
    speller = Speller([shipped(), dictionary])
    found = speller.check("Die Straßen süß and the house; Strase", Known(["Die"]))
    assert [one.word for one in found] == ["Strase"]
    assert "Straße" in speller.suggest("Strasse")
    speller.close()


def test_another_encoding_and_another_script(tmp_path):
    aff = "SET microsoft-cp1251\nTRY оеаинтсвлр\n"
    dictionary = add(pair(tmp_path / "ru", "ru_RU", aff, "2\nпривет\nмир\n", "cp1251"), tmp_path / "to")
    speller = Speller([dictionary])
    assert [one.word for one in speller.check("привет, мир и мирр English", Known())] == ["мирр"]
    assert "мир" in speller.suggest("мирр")
    speller.close()


def test_the_same_name_again_replaces_and_remove_takes_away(tmp_path):
    to = tmp_path / "to"
    add(pair(tmp_path / "a"), to)
    add(pair(tmp_path / "b", dic="1\nneu\n"), to)
    assert (to / "de_XX" / "de_XX.dic").read_text() == "1\nneu\n"
    assert len(list(to.iterdir())) == 1
    remove("de_XX", to)
    remove("../a", to)
    assert added(to) == []
    assert (tmp_path / "a").is_dir()


@pytest.mark.parametrize(
    ("aff", "dic"),
    [
        (AFF, "word\n"),
        (AFF, "999999999999\nword\n"),
        (AFF, ""),
        (AFF, b"\x00\x01\x02"),
        (b"PK\x03\x04\x00\x00", "1\nword\n"),
        ("<html><body>Not found</body></html>", "1\nword\n"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path, aff, dic):
    assert refused(pair(tmp_path / "from", "x", aff, dic), tmp_path / "to") == "spelling.not_a_dictionary"


def test_half_a_pair_a_missing_file_a_folder_a_pipe_and_other_endings_are_refused(tmp_path):
    path = pair(tmp_path / "from")
    path.with_suffix(".aff").unlink()
    assert refused(path, tmp_path / "to") == "spelling.half_a_pair"
    assert refused(tmp_path / "no.dic", tmp_path / "to") == "spelling.unreadable"
    assert refused(tmp_path / "a.txt", tmp_path / "to") == "spelling.not_a_dictionary"
    assert refused(tmp_path / "-rf.dic", tmp_path / "to") == "spelling.not_a_dictionary"
    path.with_suffix(".aff").mkdir()
    assert refused(path, tmp_path / "to") == "spelling.not_a_dictionary"
    if hasattr(os, "mkfifo"):
        path.with_suffix(".aff").rmdir()
        os.mkfifo(path.with_suffix(".aff"))
        assert refused(path, tmp_path / "to") == "spelling.not_a_dictionary"


def test_a_file_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(spelling_files, "MOST_DIC", 10)
    assert refused(pair(tmp_path / "from"), tmp_path / "to") == "spelling.dictionary_too_large"


def test_a_dictionary_that_ends_its_process_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("muse_desktop.craft.spelling_process.command", lambda folder, name: ["false"])
    assert refused(pair(tmp_path / "from"), tmp_path / "to") == "spelling.dictionary_broken"


HOSTILE = {
    "rules that name themselves": "SET UTF-8\nCOMPOUNDRULE 1\nCOMPOUNDRULE (A)*(A)*(A)*(A)*(A)*\n",
    "a count without entries": "SET UTF-8\nREP 99999999\nMAP 99999999\nAF 999999999\n",
    "endless affixes": "SET UTF-8\n" + "".join(f"SFX A Y 1\nSFX A 0 {'x' * 500}/A .\n" for _ in range(50)),
    "flags of a kind that is none": "SET \udcff\nFLAG qwxz\nPFX\nSFX A\nSFX A Y\nSFX A Y -5\n",
    "conversion tables in a circle": "SET UTF-8\nICONV 2\nICONV a aaaaaaaa\nICONV aa a\nOCONV 1\nOCONV a\n",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_dictionary_works_or_is_refused_and_never_harms(tmp_path, what):
    aff = HOSTILE[what].encode("utf-8", "surrogateescape")
    path = pair(tmp_path / "from", "bad", aff, "5\na/A\naa/AAAAAA\n" + "x" * 5000 + "/A\n/\n\t\n")
    try:
        dictionary = add(path, tmp_path / "to")
    except MuseError:
        assert added(tmp_path / "to") == []
        return
    speller = Speller([shipped(), dictionary])
    assert "recieve" in [one.word for one in speller.check("I recieve aaaaaaaaaaaaaaaaaaaa", Known())]
    speller.close()
