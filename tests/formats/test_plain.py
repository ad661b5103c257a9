"""Plain files: the text comes back exactly as the writer left it."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.errors import MuseError
from muse_desktop.formats import read
from muse_desktop.formats.read import read_text
from muse_desktop.formats.write import plain, write_document
from muse_desktop.text.decode import decode

DRAFT = "“Quotes” -- and --- …\r\n  indented\n\n\n***\n# Chapter *one*\n<tag> &amp; 你好 🙂👩‍👩‍👧\ttab  \n"


@pytest.mark.parametrize("suffix", [".md", ".txt", ".MD"])
def test_a_text_comes_back_exactly(tmp_path, suffix):
    path = tmp_path / f"draft{suffix}"
    write_document(path, "Title", DRAFT, "en", "Someone")
    assert path.read_bytes() == DRAFT.encode()
    assert read_text(path).text == DRAFT


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t")))
@settings(deadline=None)
def test_any_text_of_characters_comes_back_exactly(text):
    assert decode(plain(text)).text == text


@given(st.text(st.characters()))
def test_any_text_at_all_can_be_written(text):
    assert len(plain(text).decode("utf-8").removeprefix("\ufeff")) <= len(text)


def test_a_text_that_begins_with_a_byte_order_mark_keeps_it(tmp_path):
    write_document(tmp_path / "a.txt", "", "\ufeffx", "en")
    assert read_text(tmp_path / "a.txt").text == "\ufeffx"


@pytest.mark.parametrize("name", ["draft.pdf", "draft", "draft.doc", ".md"])
def test_an_unknown_type_is_refused_with_those_that_work(tmp_path, name):
    with pytest.raises(MuseError) as caught:
        write_document(tmp_path / name, "T", "x", "en")
    assert caught.value.code == "formats.unknown_type"
    assert ".docx" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_document_is_an_empty_file(tmp_path):
    write_document(tmp_path / "a.md", "T", "", "zh")
    assert (tmp_path / "a.md").read_bytes() == b""


def reading(path) -> MuseError:
    with pytest.raises(MuseError) as caught:
        read_text(path)
    assert caught.value.code not in str(caught.value)
    return caught.value


def test_reading_says_what_is_wrong(tmp_path, monkeypatch):
    assert reading(tmp_path / "none.txt").code == "formats.not_found"
    assert reading(tmp_path).code == "formats.is_folder"
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    assert reading(tmp_path / "a.txt" / "b").code == "formats.not_found"
    monkeypatch.setattr(read, "SIZE_LIMIT", 10)
    assert reading(tmp_path / "a.txt").code == "formats.too_big"
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02GGUF\x00")
    assert reading(tmp_path / "b.txt").code == "text.binary"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (PermissionError(13, "Permission denied"), "formats.no_permission_to_read"),
        (OSError(5, "Input/output error"), "formats.read_failed"),
    ],
)
def test_a_file_that_may_not_or_cannot_be_read_says_so(tmp_path, monkeypatch, fault, code):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def fail(*_):
        raise fault

    monkeypatch.setattr(type(path), "open", fail)
    assert reading(path).code == code


@pytest.mark.skipif(os.name != "posix", reason="named pipes are made otherwise on Windows")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert reading(tmp_path / "a.txt").code == "formats.not_a_file"
