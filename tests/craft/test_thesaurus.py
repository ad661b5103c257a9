"""Other words for a word, from a file that may come from anywhere."""

import random
from contextlib import suppress

import pytest

from muse_desktop.craft import thesaurus_files
from muse_desktop.craft.spelling_found import Found, found
from muse_desktop.craft.thesaurus import Entry, Sense, Synonym, look_up
from muse_desktop.craft.thesaurus_files import add, added, remove
from muse_desktop.errors import MuseError

WORDS = (
    "UTF-8\n"
    "happy|2\n"
    "(adj)|blessed|contented|unhappy (antonym)\n"
    "(adj)|fortunate (similar term)|feeling (generic term)\n"
    "Éire|1\n"
    "(noun)|Ireland\n"
    "walk|1\n"
    "-|stroll|go on foot (related term)\n"
)


def put(folder, text=WORDS, name="th_en_US_v2", encoding="utf-8"):
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.dat"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def refused(path, to):
    with pytest.raises(MuseError) as caught:
        add(path, to)
    assert added(to) == []
    return caught.value.code


def test_meanings_with_their_words_and_how_these_stand_to_it(tmp_path):
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "README_th.txt").write_text("WordNet")
    assert add(put(tmp_path / "from"), tmp_path / "to") == "th_en_US_v2"
    assert look_up("happy", added(tmp_path / "to")) == Entry(
        "happy",
        (
            Sense("adj", (Synonym("blessed"), Synonym("contented"), Synonym("unhappy", "opposite"))),
            Sense("adj", (Synonym("fortunate", "similar"), Synonym("feeling", "broader"))),
        ),
    )
    assert look_up("sad", added(tmp_path / "to")) is None
    assert (tmp_path / "to" / "th_en_US_v2" / "README_th.txt").read_text() == "WordNet"


def test_capitals_are_found_and_given_back(tmp_path):
    add(put(tmp_path / "from"), tmp_path / "to")
    here = added(tmp_path / "to")
    assert [one.text for one in look_up("Happy", here).senses[0].words][:2] == ["Blessed", "Contented"]
    assert look_up("WALK", here).senses[0].words[0].text == "STROLL"
    assert look_up("éire", here).senses


def test_base_forms_are_looked_up_too_and_named(tmp_path):
    add(put(tmp_path / "from"), tmp_path / "to")
    entry = look_up("walked", added(tmp_path / "to"), lambda _: ["walk"])
    words = (Synonym("stroll"), Synonym("go on foot", "related"))
    assert entry == Entry("walked", (Sense("-", words, "walk"),))


def test_several_thesauri_answer_together(tmp_path):
    add(put(tmp_path / "a"), tmp_path / "to")
    add(put(tmp_path / "b", "ISO8859-1\nwalk|1\n(verb)|amblé\n", "th_mine", "latin-1"), tmp_path / "to")
    senses = look_up("walk", added(tmp_path / "to")).senses
    assert [sense.words[0].text for sense in senses] == ["stroll", "amblé"]


def test_every_word_of_a_large_file_is_found(tmp_path):
    chance = random.Random(5)
    words = sorted({"".join(chance.choices("abcdefgh", k=chance.randint(2, 7))) for _ in range(3000)})
    text = "UTF-8\n" + "".join(f"{word}|1\n(noun)|to {word}\n" for word in words)
    add(put(tmp_path / "from", text), tmp_path / "to")
    here = added(tmp_path / "to")
    assert all(look_up(word, here).senses[0].words[0].text == f"to {word}" for word in words)
    assert not any(here[0].look_up(word + "x") for word in words[::7])


def test_the_idx_may_be_chosen_too_and_the_same_name_replaces(tmp_path):
    put(tmp_path / "from").with_suffix(".idx").write_text("UTF-8\n1\nhappy|999999999999\n")
    add(tmp_path / "from" / "th_en_US_v2.idx", tmp_path / "to")
    add(put(tmp_path / "from", "UTF-8\nnew|1\n|novel\n"), tmp_path / "to")
    (one,) = added(tmp_path / "to")
    assert one.look_up("new").senses[0].part == ""
    assert one.look_up("happy") is None
    remove("th_en_US_v2", tmp_path / "to")
    remove("../from", tmp_path / "to")
    assert added(tmp_path / "to") == []
    assert (tmp_path / "from").exists()
    assert one.look_up("new") is None  # taken away while it was in use


@pytest.mark.parametrize(
    "text",
    [
        "", "UTF-8\n", "no-such-coding\nhappy|1\n(adj)|glad\n", "UTF-8\nhappy\n(adj)|glad\n",
        "UTF-8\nhappy|99999999\n(adj)|glad\n", "UTF-8\nhappy|x\n", b"\x00\x01\x02" * 50,
        "base64\nhappy|1\n-|a\n", "UTF-8\nhappy|-1\n(adj)|glad\n", "x" * 1000,
    ],
)  # fmt: skip
def test_what_is_no_thesaurus_is_refused(tmp_path, text):
    assert refused(put(tmp_path / "from", text), tmp_path / "to") == "thesaurus.not_a_thesaurus"


def test_files_of_other_kinds_and_sizes_are_refused(tmp_path, monkeypatch):
    assert refused(tmp_path / "a.txt", tmp_path / "to") == "thesaurus.not_a_thesaurus"
    assert refused(tmp_path / "no.dat", tmp_path / "to") == "thesaurus.unreadable"
    monkeypatch.setattr(thesaurus_files, "MOST", 20)
    assert refused(put(tmp_path / "from"), tmp_path / "to") == "thesaurus.too_large"


@pytest.mark.parametrize("end", range(0, 110, 7))
def test_a_file_cut_short_never_harms(tmp_path, end):
    path = put(tmp_path / "from", WORDS.encode()[:end])
    with suppress(MuseError):
        add(path, tmp_path / "to")
    for word in ("happy", "walk", "éire"):
        look_up(word, added(tmp_path / "to"))


def test_what_other_programs_have_is_listed(tmp_path):
    (tmp_path / "dict-de").mkdir()
    names = ("de_DE.dic", "de_DE.aff", "hyph_de_DE.dic", "hyph_de_DE.aff", "th_de_DE_v2.dat", "other.dat")
    for name in names:
        (tmp_path / "dict-de" / name).touch()
    (tmp_path / "fr.dic").touch()
    assert found([tmp_path, tmp_path / "none"]) == [
        Found("dictionary", "de_DE", tmp_path / "dict-de" / "de_DE.dic"),
        Found("thesaurus", "th_de_DE_v2", tmp_path / "dict-de" / "th_de_DE_v2.dat"),
    ]
