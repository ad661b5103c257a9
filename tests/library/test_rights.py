from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.library.library import Library
from muse_desktop.library.rights.filling import fill_in
from muse_desktop.library.rights.guess import guess
from muse_desktop.library.rights.values import evidence_of
from muse_desktop.store.store import Store

GUTENBERG = """The Project Gutenberg eBook of Emma, by Jane Austen

This eBook is for the use of anyone anywhere in the United States and
most other parts of the world at no cost and with almost no restrictions
whatsoever.

Title: Emma
Author: Austen, Jane
Release date: August 1, 1994 [eBook #158]

*** START OF THE PROJECT GUTENBERG EBOOK EMMA ***

Emma Woodhouse, handsome, clever, and rich.
"""
BLOG = """# The Salt Road

Copyright © 2019 by Dana Whitlow. All rights reserved.

I walked to the harbour before anybody was up.
"""


def said(text: str, *names: str) -> dict[str, str | int]:
    return {one.field: one.value for one in guess(text, names, this_year=2026)}


def test_a_gutenberg_header_names_title_author_number_and_rights_but_not_the_works_year() -> None:
    assert said(GUTENBERG) == {
        "title": "Emma",
        "author": "Jane Austen",
        "source": "Project Gutenberg #158",
        "licence": "Public domain in the USA",
        "rights": "public_domain",
    }


def test_a_copyrighted_gutenberg_text_is_not_called_free() -> None:
    kept = GUTENBERG.replace("This eBook is for", "This is a COPYRIGHTED Project Gutenberg eBook. It is for")
    assert "rights" not in said(kept)


@pytest.mark.parametrize(
    ("line", "year"),
    [("1904", 1904), ("335 BC", -335), ("公元前500年", -500), ("8 AD", 8), ("2024-11-19T16:42:28", 2024),
     ("民国二十四年三月", 1935), ("c. 1850", 1850)],
)  # fmt: skip
def test_a_year_line_is_read_as_people_write_years(line: str, year: int) -> None:
    assert said(f"Title: A\nYear: {line}\n\nIt was late.")["year"] == year


def test_a_number_that_is_no_year_is_none() -> None:
    assert "year" not in said("Title: A\nYear: 3\n\nIt was late.")


def test_lines_above_a_chinese_text_name_author_source_and_licence() -> None:
    text = "标题：故乡\n作者：鲁迅（1881－1936）\n来源：《新青年》第九卷\n许可：公有领域\n\n我冒了严寒。"
    assert said(text) == {
        "title": "故乡",
        "author": "鲁迅",
        "source": "《新青年》第九卷",
        "licence": "公有领域",
        "rights": "public_domain",
    }


@pytest.mark.parametrize("line", ["〔唐〕李白", "［唐］ 李白", "唐·李白", "李白（唐）", "（唐代）李白"])
def test_a_poet_named_with_a_dynasty_is_free(line: str) -> None:
    found = said(f"静夜思\n{line}\n\n床前明月光，疑是地上霜。")
    assert found == {"author": "李白", "rights": "public_domain"}


def test_an_author_is_free_seventy_years_after_the_year_of_death_that_stands_there() -> None:
    assert said("The Speckled Band\nby Arthur Conan Doyle (1859–1930)\n\nText.")["rights"] == "public_domain"
    assert said("My Book\nby Some Writer (1900–1956)\n\nText.") == {"author": "Some Writer"}
    assert said("My Book\nby Some Writer (1900–1955)\n\nText.")["rights"] == "public_domain"


def test_dates_of_somebody_in_the_story_are_nobodys_rights() -> None:
    text = "We stood before the stone of old Captain Ahab Mercer (1801–1850), and nobody spoke a word.\n"
    assert said(text) == {}


def test_a_copyright_notice_names_holder_and_year_and_leaves_the_rights_unknown() -> None:
    found = said(BLOG)
    assert found["author"] == "Dana Whitlow"
    assert found["year"] == 2019
    assert "All rights reserved" in str(found["licence"])
    assert "rights" not in found


def test_an_editors_notice_beside_an_old_authors_dates_makes_the_rights_unknown() -> None:
    text = "Poems\nby John Keats (1795–1821)\n\nCopyright © 2021 Ellen Marsh. All rights reserved.\n\nText."
    found = said(text)
    assert found["author"] == "John Keats"
    assert "rights" not in found


def test_a_text_by_the_writer_herself_is_hers_however_her_name_is_turned() -> None:
    assert said(BLOG, "Whitlow, Dana")["rights"] == "mine"
    assert said("Author: Dána Whitlow\n\nText.", "Dana Whitlow")["rights"] == "mine"


@pytest.mark.parametrize(
    ("words", "licence", "rights"),
    [
        ("This work is licensed under CC BY-SA 4.0.", "CC-BY-SA-4.0", "licensed"),
        ("See https://creativecommons.org/licenses/by-nc-nd/3.0/ for terms.", "CC-BY-NC-ND-3.0", "licensed"),
        ("Creative Commons Attribution-NonCommercial 4.0 International", "CC-BY-NC-4.0", "licensed"),
        ("本作品采用知识共享署名-相同方式共享 4.0 国际许可协议进行许可。", "CC-BY-SA-4.0", "licensed"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", "public_domain"),
        ("Released under CC0.", "CC0-1.0", "public_domain"),
        ("Released under the GNU Free Documentation License.", "GFDL-1.3-or-later", "licensed"),
        ("This story is in the public domain.", "Public domain", "public_domain"),
        ("本作品已进入公有领域。", "Public domain", "public_domain"),
    ],
)
def test_a_licence_is_named_as_lists_of_licences_name_it(words: str, licence: str, rights: str) -> None:
    found = said(f"The harbour was grey.\n\n{words}\n")
    assert (found["licence"], found["rights"]) == (licence, rights)


@pytest.mark.parametrize(
    "words",
    ["This story is not in the public domain.", "Until 2050 it is in the public domain of nobody.",
     "本作品尚未进入公有领域。", "She spoke of common things, and of the cc of the letter."],
)  # fmt: skip
def test_what_is_denied_is_not_claimed(words: str) -> None:
    assert "rights" not in said(f"The harbour was grey.\n\n{words}\n")


def test_a_colophon_at_the_end_of_a_long_text_is_read() -> None:
    text = "故事。\n" * 5000 + "\n出版社：海风出版社\n1935年3月初版\n"
    assert said(text) == {"year": 1935, "source": "海风出版社"}
    text = "A story.\n" * 3000 + "\nFirst published in The Strand Magazine, 1891.\n"
    assert said(text) == {"year": 1891}


def test_prose_says_nothing_of_itself() -> None:
    text = "She sat by Henry.\nTitle: she had none.\n" + "By morning the rain, it was said, had gone.\n" * 40
    assert set(said(text)) <= {"title"}


def test_every_guess_quotes_the_text_at_its_place() -> None:
    text = "\n\n" + "x " * 9000 + "\n\nCopyright © 2019 by Dana Whitlow. All rights reserved.\n"
    for source in (text, GUTENBERG, BLOG):
        found = guess(source)
        assert found
        for one in found:
            assert one.quote == source[one.start : one.end] != ""


# In the library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "emma.txt").write_text(GUTENBERG, "utf-8")
    (folder / "blog.txt").write_text(BLOG, "utf-8")
    (folder / "plain.txt").write_text("Nobody knows who wrote this down, or why.", "utf-8")
    with Store.open(tmp_path / "workspace") as store:
        made = Library(store, store.paths)
        made.add([folder])
        yield made


def item(library: Library, start: str) -> int:
    return next(one.id for one in library.items() if Path(one.path).stem == start)


def test_guesses_stand_in_the_library_with_what_they_rest_on(library: Library) -> None:
    emma = item(library, "emma")
    filled = fill_in(library, [one.id for one in library.items()], this_year=2026)
    assert emma in filled.items
    assert item(library, "plain") not in filled.items
    info = library.details(emma).info
    assert (info.title, info.author, info.rights) == ("Emma", "Jane Austen", "public_domain")
    evidence = evidence_of(library.details(emma))
    assert "almost no restrictions" in evidence["rights"].quote.replace("\n", " ")
    assert "United States" in evidence["rights"].text("en")
    assert "古登堡" in evidence["rights"].text("zh")


def test_what_the_writer_said_is_never_overwritten(library: Library) -> None:
    emma = item(library, "emma")
    library.set_details([emma], author="A Lady", title="My Emma")
    filled = fill_in(library, [emma])
    info = library.details(emma).info
    assert (info.author, info.title, info.rights) == ("A Lady", "My Emma", "public_domain")
    assert filled.kept == 2
    library.set_details([emma], rights="", licence="mine to know")  # she takes a guess away, and changes one
    fill_in(library, [emma])
    info = library.details(emma).info
    assert (info.rights, info.licence) == ("", "mine to know")
    assert set(evidence_of(library.details(emma))) == {"source"}


def test_guessing_again_changes_nothing(library: Library) -> None:
    everything = [one.id for one in library.items()]
    assert fill_in(library, everything).items
    assert fill_in(library, everything).items == ()


def test_a_new_guess_takes_the_place_of_the_old_one(library: Library) -> None:
    blog = item(library, "blog")
    fill_in(library, [blog])
    assert library.details(blog).info.rights == ""
    fill_in(library, [blog], ["Dana Whitlow"])
    assert library.details(blog).info.rights == "mine"


def test_texts_that_cannot_be_read_are_named(library: Library) -> None:
    gone = max(one.id for one in library.items()) + 7
    assert fill_in(library, [gone]).unread == (gone,)
    with pytest.raises(MuseError):
        library.details(gone)
