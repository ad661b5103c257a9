"""The shelf shows what is there, remembers what cannot be seen, and never touches what is not its own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from muse_desktop.engine.values import Header
from muse_desktop.errors import MuseError
from muse_desktop.models.shelf import Shelf
from tests.hostile import worded
from tests.threads import together

HEADER = Header(
    name="Inner", architecture="llama", quantisation="Q4_1", licence="mit", context_trained=8192,
    parameters=135, has_template=True, languages=("en",), embedding=False, vision=False,
)  # fmt: skip


class Inspector:
    """Reads headers that the test wrote down."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: dict[str, Header | MuseError] = {}

    def __call__(self, path: Path) -> Header:
        self.asked.append(path.name)
        told = self.told.get(path.name, HEADER)
        if isinstance(told, MuseError):
            raise told
        return told


def model(path: Path, size: int = 100) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF" + bytes(size - 4))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "models"
    made.mkdir()
    return made


@pytest.fixture
def inspect() -> Inspector:
    return Inspector()


@pytest.fixture
def shelf(folder: Path, tmp_path: Path, inspect: Inspector) -> Shelf:
    return Shelf(folder, model(tmp_path / "app" / "starter.gguf"), inspect)


def names(shelf: Shelf) -> list[str]:
    return [one.name for one in shelf.models()]


def test_the_starter_comes_first_then_all_others_by_name(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    model(folder / "zebra.gguf")
    model(folder / "owner__repo" / "Ant.GGUF")
    shelf.keep(model(tmp_path / "elsewhere" / "moth.gguf"))
    (folder / "notes.txt").write_text("x")
    (folder / "half.gguf.part").write_bytes(b"GGUF")
    found = shelf.models()
    assert [(one.name, one.origin) for one in found] == [
        ("starter", "starter"), ("Ant", "copied"), ("moth", "in_place"), ("zebra", "copied"),
    ]  # fmt: skip
    assert found[0].licence == "mit"
    assert found[0].tasks == ("prose",)


def test_a_header_is_read_once_until_the_file_changes(
    shelf: Shelf, folder: Path, inspect: Inspector
) -> None:
    path = model(folder / "a.gguf")
    shelf.models()
    shelf.models()
    Shelf(folder, None, inspect).models()
    assert inspect.asked.count("a.gguf") == 1
    model(path, 200)
    shelf.models()
    assert inspect.asked.count("a.gguf") == 2


def test_a_broken_file_is_shown_with_its_reason_and_not_tried_again(
    shelf: Shelf, folder: Path, inspect: Inspector
) -> None:
    model(folder / "bad.gguf")
    (folder / "poem.gguf").write_text("海上生明月", "utf-8")
    inspect.told["bad.gguf"] = MuseError("engine.load_crashed", name="bad.gguf", reason="signal 11")
    for _ in range(2):
        told = {one.name: MuseError(one.code, **one.values) for one in shelf.models() if one.code}
        assert {name: error.code for name, error in told.items()} == {
            "bad": "engine.load_crashed", "poem": "engine.model_not_gguf",
        }  # fmt: skip
    for error in told.values():
        worded(error)
    assert inspect.asked.count("bad.gguf") == 1


def test_what_went_wrong_by_the_moment_is_tried_again(
    shelf: Shelf, folder: Path, inspect: Inspector
) -> None:
    model(folder / "a.gguf")
    inspect.told["a.gguf"] = MuseError("engine.closed")
    assert shelf.models()[1].code == "engine.closed"
    del inspect.told["a.gguf"]
    assert shelf.models()[1].code == ""


def test_a_split_model_is_one_and_a_missing_part_is_named(
    shelf: Shelf, folder: Path, inspect: Inspector
) -> None:
    model(folder / "big-00001-of-00003.gguf")
    model(folder / "big-00003-of-00003.gguf")
    big = shelf.models()[1]
    assert (big.name, big.bytes, big.code) == ("big", 200, "models.part_missing")
    assert "big-00002-of-00003.gguf" in worded(MuseError(big.code, **big.values)).text("zh")
    model(folder / "big-00002-of-00003.gguf")
    inspect.told["big-00001-of-00003.gguf"] = Header(
        **{name: getattr(HEADER, name) for name in HEADER.__struct_fields__} | {"parts": 3}
    )
    assert shelf.models()[1].code == ""
    shelf.delete(folder / "big-00001-of-00003.gguf")
    assert [file.name for file in folder.iterdir()] == ["shelf.json"]


def test_a_download_says_where_it_came_from_and_a_hostile_note_says_nothing(
    shelf: Shelf, folder: Path
) -> None:
    path = model(folder / "o__r" / "m.gguf")
    note = path.with_name("m.gguf.muse.json")
    note.write_text(json.dumps({
        "repo": "o/r", "revision": "abc", "licence": "apache-2.0", "sha256": "f" * 64,
        "tasks": ["chinese", "world domination"], "name": "M\n\u202eodel" + "l" * 500, "downloaded_at": "x",
    }))  # fmt: skip
    got = shelf.models()[1]
    assert (got.origin, got.repo, got.licence, got.sha256) == ("downloaded", "o/r", "apache-2.0", "f" * 64)
    assert got.tasks == ("chinese",)
    assert got.name.startswith("M odel")
    assert len(got.name) == 200
    for bad in ('{"repo": ["o/r"]}', "[" * 100_000, "{" + " " * 100_000 + "}", "\ud800"):
        note.write_bytes(bad.encode("utf-8", "surrogatepass"))
        assert (shelf.models()[1].origin, shelf.models()[1].name) == ("copied", "m")


def test_what_a_model_is_for_follows_from_its_header(
    shelf: Shelf, folder: Path, inspect: Inspector
) -> None:
    def told(name: str, **values: object) -> None:
        model(folder / name)
        fields = {one: getattr(HEADER, one) for one in HEADER.__struct_fields__}
        inspect.told[name] = Header(**{**fields, **values})  # type: ignore[arg-type]

    told("a.gguf", languages=("en", "zh"))
    told("b.gguf", architecture="qwen3", languages=())
    told("c.gguf", embedding=True)
    told("d.gguf", kind="projector", vision=True)
    told("e.gguf", kind="adapter")
    told("f.gguf", part=2, parts=3)
    found = {one.name: one for one in shelf.models()}
    assert found["a"].tasks == found["b"].tasks == ("prose", "chinese")
    assert found["c"].tasks == ("embedding",)
    assert [found[name].code for name in "def"] == [
        "models.is_projector", "models.is_adapter", "models.part_renamed",
    ]  # fmt: skip
    for name in "def":
        worded(MuseError(found[name].code, **found[name].values))


def test_the_last_use_and_its_speed_are_remembered(shelf: Shelf, folder: Path) -> None:
    path = model(folder / "a.gguf")
    shelf.used(path, 12.345)
    again = Shelf(folder, None).models()[0]
    assert again.words_per_s == 12.35
    assert again.last_used.endswith("Z")
    shelf.used(path, 0.0)
    assert Shelf(folder, None).models()[0].words_per_s == 12.35


def test_a_file_used_where_it_lies_is_forgotten_but_stays(shelf: Shelf, tmp_path: Path) -> None:
    path = model(tmp_path / "elsewhere" / "moth.gguf")
    before = path.stat()
    shelf.keep(path, "Moth")
    assert names(shelf) == ["starter", "Moth"]
    shelf.delete(path)
    assert names(shelf) == ["starter"]
    assert path.stat() == before or path.stat().st_mtime_ns == before.st_mtime_ns
    shelf.keep(path)
    path.unlink()
    gone = shelf.models()[1]
    assert gone.code == "models.missing"
    shelf.delete(path)
    assert names(shelf) == ["starter"]


def test_nothing_outside_the_folder_is_ever_deleted(shelf: Shelf, folder: Path, tmp_path: Path) -> None:
    theirs = model(tmp_path / "theirs" / "moth.gguf")
    (folder / "link.gguf").symlink_to(theirs)
    (folder / "their-folder").symlink_to(theirs.parent)
    assert [(one.name, one.origin) for one in shelf.models()[1:]] == [("link", "in_place")]
    shelf.delete(folder / "link.gguf")
    assert theirs.is_file()
    assert names(shelf) == ["starter"]
    for path in (theirs, folder / "their-folder" / "moth.gguf", folder / ".." / "theirs" / "moth.gguf"):
        with pytest.raises(MuseError) as refused:
            shelf.delete(path)
        assert worded(refused.value).code == "models.not_on_shelf"
    outside = tmp_path / "outside.gguf"
    outside.symlink_to(theirs)
    shelf.delete(outside, also=[outside])
    assert outside.is_symlink()


def test_the_starter_stays(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(MuseError) as refused:
        shelf.delete(tmp_path / "app" / "starter.gguf")
    assert worded(refused.value).code == "models.starter_stays"


def test_a_downloads_own_folder_goes_with_it_but_the_models_folder_stays(
    shelf: Shelf, folder: Path
) -> None:
    path = model(folder / "o__r" / "m.gguf")
    path.with_name("m.gguf.muse.json").write_text("{}")
    shelf.delete(path)
    assert not path.parent.exists()
    shelf.delete(model(folder / "n.gguf"))
    assert folder.is_dir()


def test_loops_of_links_end(shelf: Shelf, folder: Path) -> None:
    (folder / "a.gguf").symlink_to(folder / "b.gguf")
    (folder / "b.gguf").symlink_to(folder / "a.gguf")
    (folder / "self").symlink_to(folder)
    deep = folder
    for _ in range(12):
        deep = deep / "d"
    model(deep / "too-deep.gguf")
    model(folder / "d" / "good.gguf")
    assert names(shelf) == ["starter", "good"]


def test_a_broken_shelf_file_is_set_aside_and_never_overwritten(
    shelf: Shelf, folder: Path, tmp_path: Path
) -> None:
    file = folder / "shelf.json"
    for number, content in enumerate(('{"places": 1}', "not json")):
        file.write_text(content)
        shelf.keep(model(tmp_path / f"x{number}" / "moth.gguf"))
        assert "moth" in names(shelf)
    assert (folder / "shelf.json.broken").read_text() == '{"places": 1}'
    assert (folder / "shelf.json.broken2").read_text() == "not json"


def test_the_shelf_file_of_a_newer_version_is_left_alone(folder: Path, tmp_path: Path) -> None:
    newer = json.dumps({"version": 2, "places": [], "wonders": True})
    (folder / "shelf.json").write_text(newer)
    shelf = Shelf(folder, None)
    shelf.keep(model(tmp_path / "x" / "moth.gguf"))
    assert names(shelf) == ["moth"], "remembered until the app closes"
    assert (folder / "shelf.json").read_text() == newer


def test_a_shelf_file_that_cannot_be_read_is_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "shelf.json").write_text('{"places": [{"path": "/precious"}]}')

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    shelf = Shelf(folder, None)
    monkeypatch.setattr(Path, "read_bytes", locked)
    shelf.keep(model(tmp_path / "x" / "moth.gguf"))
    assert names(shelf) == ["moth"]
    monkeypatch.undo()
    assert "precious" in (folder / "shelf.json").read_text()
    assert len(list(folder.iterdir())) == 1


def test_two_threads_lose_nothing(shelf: Shelf, tmp_path: Path, inspect: Inspector) -> None:
    paths = [model(tmp_path / "x" / f"{number}.gguf") for number in range(20)]

    def use(some: list[Path]) -> None:
        for path in some:
            shelf.keep(path)
            shelf.used(path, 1.0)
            shelf.models()

    together(lambda: use(paths[::2]), lambda: use(paths[1::2]))
    found = shelf.models()[1:]
    assert len(found) == 20
    assert all(one.last_used for one in found)
    assert len(inspect.asked) == len(set(inspect.asked))


def test_what_a_crash_left_of_a_copy_is_removed_but_a_running_copy_is_not(shelf: Shelf, folder: Path) -> None:
    running = model(folder / f"copy.0.abc.{os.getpid()}.copying")
    left = model(folder / "copy.0.abc.999999999.copying")
    model(folder / "copy.0.abc.99999999999999.copying")
    other = model(folder / "not ours.copying")
    shelf.clean()
    assert running.exists()
    assert other.exists()
    assert not left.exists()
