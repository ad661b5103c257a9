"""A document that is opened again need not be read again; and nothing about its state's file can hurt."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import GenerateRequest, GenerationResult, Prewarmed
from muse_desktop.engine.sampling import Sampling
from tests.engine.conftest import WAIT, Heard, finish

pytestmark = pytest.mark.real_model
WORDS = tuple(range(1_000, 1_400))
REQUEST = GenerateRequest(prompt=WORDS[:260], seeds=(3, 4), max_tokens=5, sampling=Sampling(temperature=1))


def written(
    model: Path, folder: Path | None, request: GenerateRequest = REQUEST, context: int = 512
) -> GenerationResult:
    """What a freshly started app writes; then it is closed."""
    with Engine() as engine:
        engine.load(model, context=context, threads=1, state_dir=folder).result(WAIT)
        return finish(engine, request)


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def fresh(shallow_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GenerationResult]:
    """A folder with the state of REQUEST's prompt, and what was written when it was made."""
    folder = tmp_path_factory.mktemp("made") / "states"
    result = written(shallow_file, folder)
    assert result.layout.reused == 0
    assert len(list(folder.glob("*.kv"))) == 1, "closing keeps what was read"
    return folder, result


@pytest.fixture
def folder(fresh: tuple[Path, GenerationResult], tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh[0], tmp_path / "states"))


def the_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_reopened_document_is_not_read_again_and_says_the_same(
    shallow_file: Path, folder: Path, fresh: tuple[Path, GenerationResult]
) -> None:
    again = written(shallow_file, folder)
    assert again.layout.reused == 260
    assert again.layout.prefill == ()
    assert again.candidates == fresh[1].candidates


def test_a_reopened_document_that_goes_on_is_read_from_the_last_whole_batch(
    shallow_file: Path, folder: Path
) -> None:
    longer = msgspec.structs.replace(REQUEST, prompt=WORDS[:290])
    expected = written(shallow_file, None, longer)
    again = written(shallow_file, folder, longer)
    assert again.layout.reused == 256
    assert again.candidates == expected.candidates


def test_reading_ahead_uses_the_file_and_a_pause_writes_one(shallow_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "states"
    with Engine() as engine:
        engine.load(shallow_file, context=512, threads=1, state_dir=folder).result(WAIT)
        engine.prewarm(WORDS[:257]).future.result(WAIT)
        wait_until(lambda: list(folder.glob("*.kv")))
        finish(engine, msgspec.structs.replace(REQUEST, prompt="Something else."))
        ready = engine.prewarm(WORDS[:257]).future.result(WAIT)
        assert ready == Prewarmed(257, 257)
        assert finish(engine, msgspec.structs.replace(REQUEST, prompt=WORDS[:257])).layout.reused == 257


@pytest.mark.parametrize("damage", ["a changed byte", "cut short", "a folder"])
def test_a_damaged_file_is_removed_and_the_prompt_read_afresh(
    shallow_file: Path, folder: Path, fresh: tuple[Path, GenerationResult], damage: str
) -> None:
    path = the_file(folder)
    data = bytearray(path.read_bytes())
    if damage == "a changed byte":
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    elif damage == "a folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(data[:-1])
    with Engine() as engine:
        engine.load(shallow_file, context=512, threads=1, state_dir=folder).result(WAIT)
        again = finish(engine, REQUEST)
        assert damage == "a folder" or not path.exists()
    assert again.layout.reused == 0
    assert again.candidates == fresh[1].candidates


def test_another_context_size_or_another_model_does_not_read_it(
    shallow_file: Path, folder: Path, tmp_path: Path
) -> None:
    assert written(shallow_file, folder, context=600).layout.reused == 0
    copy = Path(shutil.copy(shallow_file, tmp_path / "other.gguf"))
    assert written(copy, folder).layout.reused == 0
    assert written(shallow_file, folder).layout.reused == 260, "and it is still there for its own"


FULL_DISK = """
import resource
from muse_desktop.engine.child import worker
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
worker.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_a_disk_that_fills_up_costs_the_file_and_nothing_else(
    shallow_file: Path, tmp_path: Path, fresh: tuple[Path, GenerationResult]
) -> None:
    folder = tmp_path / "states"
    with Engine([sys.executable, "-c", FULL_DISK]) as engine:
        engine.load(shallow_file, context=512, threads=1, state_dir=folder).result(WAIT)
        first = finish(engine, REQUEST)
        pid = engine.child_pid
        wait_until(folder.exists)
        wait_until(lambda: not list(folder.iterdir()))
        assert finish(engine, REQUEST).candidates == first.candidates == fresh[1].candidates
        assert engine.child_pid == pid
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("obstacle", ["a file", "a missing drive"])
def test_a_folder_that_cannot_be_made_is_no_reason_not_to_write(
    shallow_file: Path, tmp_path: Path, obstacle: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / "file" if obstacle == "a file" else tmp_path / "file" / "states"
    assert written(shallow_file, folder).candidates[0].tokens
    assert (tmp_path / "file").read_text() == "in the way"


def test_what_a_dead_child_was_trying_is_not_tried_again(shallow_file: Path, folder: Path) -> None:
    path = the_file(folder)
    path.rename(path.with_suffix(".kv-trial"))
    with Engine() as engine:
        engine.load(shallow_file, context=512, threads=1, state_dir=folder).result(WAIT)
        assert list(folder.iterdir()) == []
        assert engine.prewarm(WORDS[:10]).future.result(WAIT).ready == 10


def test_forgetting_leaves_nothing_on_disk_nor_in_memory(shallow_file: Path, folder: Path) -> None:
    with Engine() as engine:
        engine.forget(folder).result(WAIT)
        assert not folder.exists()
        assert engine.child_pid is None, "no child is started to delete files"
        engine.load(shallow_file, context=512, threads=1, state_dir=folder).result(WAIT)
        engine.prewarm(WORDS[:258]).future.result(WAIT)
        engine.forget(folder).result(WAIT)
        heard = Heard()
        finish(engine, msgspec.structs.replace(REQUEST, prompt=WORDS[:100]), heard)
        assert heard.started().reused == 0
    assert not list(folder.glob("*"))
