"""The model library of an open workspace: what is added, used, deleted, and what a bad file costs."""

from __future__ import annotations

import json
import shutil
import struct
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from muse_desktop.craft.prompt import Materials
from muse_desktop.errors import MuseError
from muse_desktop.models.values import ShelfModel
from muse_desktop.settings import Settings, load_settings, replaced
from muse_desktop.studio.studio import Studio
from tests.engine.remote_servers import speaker
from tests.engine.tiny_bert import write_tiny_bert
from tests.hostile import BLOCKS, HEADER, worded
from tests.models.small import write_small
from tests.threads import together

WAIT = 60.0
SETTINGS = Settings(context_tokens=1024, threads=1)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio.open(tmp_path / "desk", settings=SETTINGS)
    yield made
    made.close()


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the writer's, in a home where no other program has been."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "home" / "away").mkdir(parents=True)
    return tmp_path / "home" / "away"


def refused(future: Future[Any]) -> MuseError:
    return worded(future.exception(WAIT))


def on_shelf(studio: Studio) -> dict[str, ShelfModel]:
    return {one.name: one for one in studio.models.shelf().result(WAIT)}


def in_folder(studio: Studio) -> list[str]:
    kept = ("shelf.json", "downloads.json")
    return sorted(file.name for file in studio.models.folder.rglob("*.*") if file.name not in kept)


def write(studio: Studio) -> None:
    """The model of the settings writes a few words."""
    asked = studio.prepare("continue", {}, Materials(before="The tide came in.", title="Tide"), max_tokens=8)
    studio.generate(asked.result(WAIT), candidates=1, seed=5).future.result(WAIT)


@pytest.mark.real_model
def test_bad_files_have_their_messages_and_leave_nothing(
    studio: Studio, away: Path, starter_model: Path
) -> None:
    head = starter_model.read_bytes()[:HEADER]
    at = head.index(BLOCKS.encode())
    bad_type = BLOCKS.encode() + struct.pack("<II", 99, 30)
    for name, data in {
        "cut.gguf": starter_model.read_bytes()[:50_000_000],
        "poem.gguf": "床前明月光".encode(),
        "hostile.gguf": head[:at] + bad_type + head[at + len(bad_type) :],
        "part-00001-of-00003.gguf": head,
    }.items():
        (away / name).write_bytes(data)
    (away / "loop.gguf").symlink_to(away / "loop.gguf")
    (away / "gone.gguf").symlink_to(away / "nowhere.gguf")
    write_small(away / "lora.gguf", general__type="adapter")
    write_small(away / "no-layers.gguf", llama__block_count=0)
    expected = {
        "cut.gguf": "engine.model_cut_short", "poem.gguf": "engine.model_not_gguf",
        "hostile.gguf": "engine.model_broken", "part-00001-of-00003.gguf": "models.part_missing",
        "loop.gguf": "models.loop", "gone.gguf": "models.missing",
        "lora.gguf": "models.is_adapter",
    }  # fmt: skip
    adding = {name: studio.models.add(away / name, number % 2 == 0) for number, name in enumerate(expected)}
    assert {name: refused(added).code for name, added in adding.items()} == expected
    assert refused(studio.models.add(away / "no-layers.gguf", True)).code in (
        "engine.model_broken", "engine.load_crashed",
    )  # fmt: skip
    assert refused(studio.models.add(away, True)).code == "models.not_a_file"
    assert in_folder(studio) == []
    assert len(on_shelf(studio)) == 1, "the starter"


@pytest.mark.real_model
def test_a_copy_becomes_the_default_writes_and_is_deleted_with_what_depends_on_it(
    studio: Studio, away: Path, starter_model: Path
) -> None:
    path = away / "sha256-" / "mine.gguf"
    path.parent.mkdir()
    shutil.copyfile(starter_model, path)
    changes: list[int] = []
    studio.models.on_change.append(lambda: changes.append(1))
    told: list[tuple[int, int]] = []
    added = studio.models.add(path, True, lambda done, total: told.append((done, total))).result(WAIT)
    assert added.path == studio.models.folder / "mine.gguf"
    assert (added.origin, added.architecture, added.licence) == ("copied", "llama", "apache-2.0")
    assert told[-1] == (added.bytes, added.bytes)
    assert changes
    again = studio.models.add(path, True).result(WAIT)
    assert again.path == added.path, "the same bytes are there once"

    assert studio.models.default("prose") == starter_model
    studio.models.set_default(added.path, "prose")
    studio.models.set_default(added.path, "chinese")
    assert studio.models.default("chinese") == added.path
    assert studio.models.default("embedding") is None
    write(studio)
    used = on_shelf(studio)["mine"]
    assert used.words_per_s > 0
    assert used.last_used
    assert len(used.sha256) == 64, "it was loaded, and is known by its hash"

    depends = studio.models.dependents(added.path).result(WAIT)
    assert (depends.tasks, depends.draft, depends.generations) == (("prose", "chinese"), False, 1)
    assert studio.models.fit(added.path).result(WAIT).context == 1024
    studio.models.delete(added.path).result(WAIT)
    assert not added.path.exists()
    assert path.exists()
    assert studio.models.default("prose") == starter_model
    assert studio.models.default("chinese") is None
    assert studio.settings.task_models == ()
    assert list(on_shelf(studio)) == ["SmolLM2-135M-Instruct.Q4_1"]
    same = studio.models.dependents(starter_model).result(WAIT)
    assert same.generations == 1, "the same bytes under another name"
    assert refused(studio.models.delete(starter_model)).code == "models.starter_stays"


@pytest.mark.real_model
def test_a_file_of_another_program_is_used_where_it_lies_and_stays(
    studio: Studio, away: Path
) -> None:
    ollama, digest = away.parent / ".ollama" / "models", "a" * 64
    blob = ollama / "blobs" / f"sha256-{digest}"
    manifest = ollama / "manifests" / "registry.ollama.ai" / "library" / "smol" / "135m"
    for file in (blob, manifest):
        file.parent.mkdir(parents=True)
    write_tiny_bert(blob)
    layer = {"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{digest}"}
    manifest.write_text(json.dumps({"layers": [layer]}))
    (found,) = studio.models.found().result(WAIT)
    assert (found.tool, found.name, found.path) == ("Ollama", "smol:135m", blob)
    before = blob.stat()
    added = studio.models.add(found.path, False).result(WAIT)
    assert (added.name, added.origin, added.path) == ("smol:135m", "in_place", blob)
    assert (added.tasks, added.code) == (("embedding",), ""), "an encoder is tried as what it is"
    assert studio.models.found().result(WAIT) == ()
    assert in_folder(studio) == []
    studio.models.delete(blob).result(WAIT)
    assert blob.stat().st_mtime_ns == before.st_mtime_ns
    copied = studio.models.add(blob, True).result(WAIT)
    assert copied.path.name == "smol-135m.gguf"


@pytest.mark.real_model
def test_adding_can_be_given_up_during_the_trial_and_during_the_copy(studio: Studio, away: Path) -> None:
    path = away / "mine.gguf"
    write_tiny_bert(path)
    assert refused(studio.models.add(path, True, cancelled=lambda: True)).code == "models.copy_cancelled"
    half = threading.Event()

    def progress(done: int, total: int) -> None:
        if done > total // 2:
            half.set()

    error = refused(studio.models.add(path, True, progress, half.is_set))
    assert error.code == "models.copy_cancelled"
    assert in_folder(studio) == []


@pytest.mark.real_model
def test_closing_the_workspace_ends_a_copy_and_leaves_nothing(tmp_path: Path, away: Path) -> None:
    write_tiny_bert(away / "mine.gguf")
    studio = Studio.open(tmp_path / "desk", settings=SETTINGS)
    begun, closing = threading.Event(), threading.Event()
    studio.models.on_change.append(lambda: None)

    def progress(done: int, total: int) -> None:
        begun.set()
        closing.wait(WAIT)

    adding = studio.models.add(away / "mine.gguf", True, progress)
    assert begun.wait(WAIT)
    closer = threading.Thread(target=studio.close)
    closer.start()
    while studio.models.on_change:  # the first thing that closing does
        time.sleep(0.01)
    time.sleep(0.1)
    closing.set()
    closer.join(WAIT)
    assert refused(adding).code == "models.copy_cancelled"
    assert in_folder(studio) == []


def test_the_settings_own_files_are_on_the_shelf_and_survive_a_restart(tmp_path: Path, away: Path) -> None:
    chosen = write_small(away / "chosen.gguf", general__license="mit")
    studio = Studio.open(tmp_path / "desk", settings=SETTINGS)
    studio.models.set_default(chosen, "prose")
    studio.models.set_default(chosen, "chinese")
    studio.close()
    from muse_desktop.paths import settings_file

    again = Studio.open(tmp_path / "desk", settings=load_settings(settings_file()))
    try:
        assert again.models.default("chinese") == chosen
        assert on_shelf(again)["chosen"].origin == "in_place"
        again.models.delete(chosen).result(WAIT)
        assert chosen.is_file()
        assert again.settings.model_path == ""
        assert list(on_shelf(again)) == ["SmolLM2-135M-Instruct.Q4_1"]
        assert refused(again.models.delete(chosen)).code == "models.not_on_shelf"
    finally:
        again.close()


def test_two_threads_may_ask_for_everything_at_once(studio: Studio, away: Path) -> None:
    paths = [write_small(away / f"{number}.gguf") for number in range(4)]

    def use(mine: list[Path]) -> None:
        for path in mine:
            studio.models.set_default(path, "embedding")
            studio.models.used(path, 3.0)
            studio.models.shelf().result(WAIT)
            studio.models.dependents(path).result(WAIT)
            studio.models.found().result(WAIT)
            assert studio.models.network is studio.models.network
            studio.models.default("prose")

    together(lambda: use(paths[::2]), lambda: use(paths[1::2]))


def test_a_listener_with_a_bug_costs_the_others_nothing(
    studio: Studio, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    heard: list[int] = []
    studio.models.on_change += [lambda: 1 // 0, lambda: heard.append(1)]  # type: ignore[list-item]
    studio.models.used(away / "x.gguf", 1.0)
    assert heard == [1]
    assert len(reported) == 1


@pytest.mark.loopback
def test_connections_to_a_model_elsewhere_are_in_the_log(studio: Studio) -> None:
    with speaker() as server:
        assert studio.models.network.entries() == ()
        studio.model.try_remote(server.url).result(WAIT)
        entries = studio.models.network.entries()
        host = server.url.removeprefix("http://")
    asked = [one for one in entries if one.what == "GET /v1/models"]
    assert [(one.why, one.host, one.status, one.error) for one in asked] == [("remote", host, 200, "")]
    assert all(one.received > 0 for one in entries if one.status == 200)
    refused(studio.model.try_remote(server.url))
    last = studio.models.network.entries()[0]
    assert (last.status, last.received, last.error) == (0, 0, "engine.remote_unreachable")


def test_a_token_is_for_one_hub_alone(studio: Studio) -> None:
    studio.models.token.set("hf_secret")
    hub = studio.models._hub()
    studio.set_settings(replaced(studio.settings, hub_endpoint="https://mirror.example"))
    assert studio.models.token.get() == ""
    assert "authorization" not in studio.models._hub().headers()
    studio.models.token.set("of_the_mirror")
    assert hub.headers()["authorization"] == "Bearer hf_secret", "the hub that was asked before"
    studio.models.sign_out()
    studio.set_settings(replaced(studio.settings, hub_endpoint="https://huggingface.co/"))
    assert studio.models.token.get() == "hf_secret"
    assert refused(studio.models.sign_in("two words")).code == "models.token_unusable"
    assert refused(studio.models.sign_in("a\nb")).code == "models.token_unusable"
    assert studio.models.network.entries() == (), "nobody was asked"
