"""What a model file says of itself: read in a child that can be spared, whatever the file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.engine.client import Engine
from muse_desktop.engine.values import Header
from muse_desktop.errors import MuseError
from tests.engine.tiny_bert import write_tiny_bert
from tests.hostile import BLOCKS, COMMAND, HEADER, worded
from tests.models.small import write_small

pytestmark = pytest.mark.real_model
WAIT = 40.0


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(COMMAND) as made:
        yield made


def refused(engine: Engine, path: Path) -> MuseError:
    return worded(engine.inspect(path).exception(WAIT))


def test_the_starter_says_what_it_is(engine: Engine, starter_model: Path) -> None:
    told = engine.inspect(starter_model).result(WAIT)
    assert told == Header(
        name="Smollm2 135M 8k Lc100K Mix1 Ep2", architecture="llama", quantisation="Q4_1",
        licence="apache-2.0", context_trained=8192, parameters=134_515_008, has_template=True,
        languages=("en",), embedding=False, vision=False,
    )  # fmt: skip
    assert engine.child_pid is None, "the engine's own child was not needed"


def test_encoders_adapters_and_projectors_are_told_apart(engine: Engine, tmp_path: Path) -> None:
    write_tiny_bert(tmp_path / "bert.gguf")
    assert engine.inspect(tmp_path / "bert.gguf").result(WAIT).embedding
    pooled = write_small(tmp_path / "pooled.gguf", llama__pooling_type=3)
    assert engine.inspect(pooled).result(WAIT).embedding
    lora = write_small(tmp_path / "lora.gguf", general__type="adapter")
    assert engine.inspect(lora).result(WAIT).kind == "adapter"
    sees = engine.inspect(write_small(tmp_path / "sees.gguf", general__type="mmproj")).result(WAIT)
    assert sees.kind == "projector"
    assert not sees.has_template
    assert sees.quantisation == "F32", "by the type of its weights, where it does not say"


def test_texts_are_cleaned_and_bounded_and_lists_too(engine: Engine, tmp_path: Path) -> None:
    path = write_small(
        tmp_path / "loud.gguf",
        general__name="x\n\x1b[31m\u202ered" + "y" * 100_000,
        general__languages=["zh", "en"] * 5000,
        general__file_type=15,
        split__no=7,
        split__count=3,
    )
    told = engine.inspect(path).result(WAIT)
    assert told.name.startswith("x [31m red")
    assert len(told.name) == 200
    assert told.languages == ("zh", "en") * 10
    assert told.quantisation == "Q4_K_M"
    assert (told.part, told.parts) == (1, 1), "the eighth of three is no part"


def test_a_part_is_known_by_its_header_or_by_its_name(engine: Engine, tmp_path: Path) -> None:
    headed = write_small(tmp_path / "any.gguf", split__no=1, split__count=3)
    told = engine.inspect(headed).result(WAIT)
    assert (told.part, told.parts) == (2, 3)
    first = write_small(tmp_path / "big-00001-of-00002.gguf", weights=32)
    alone = engine.inspect(first).result(WAIT)
    assert (alone.part, alone.parts, alone.parameters) == (1, 2, 4 * 32)
    write_small(tmp_path / "big-00002-of-00002.gguf", weights=64)
    assert engine.inspect(first).result(WAIT).parameters == 4 * 96


def test_a_file_cut_in_its_weights_says_how_much_is_missing(
    engine: Engine, starter_model: Path, tmp_path: Path
) -> None:
    short = tmp_path / "short.gguf"
    short.write_bytes(starter_model.read_bytes()[:50_000_000])
    error = refused(engine, short)
    assert error.code == "engine.model_cut_short"
    assert "50 MB of 99 MB" in error.text("en")


def test_hostile_headers_cost_that_child_alone(engine: Engine, starter_model: Path, tmp_path: Path) -> None:
    head = starter_model.read_bytes()[:HEADER]
    at = head.index(BLOCKS.encode())
    for name, data in {
        "magic alone": b"GGUF",
        "huge counts": b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60) + head[24:],
        "many values": b"GGUF" + struct.pack("<IQQ", 3, 0, 60_000) + bytes(10_000),
        "long text": b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**40) + bytes(1000),
        "long list": b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"a" + struct.pack("<IIQ", 9, 8, 2**40)
        + bytes(1000),
        "bad type": head[:at] + BLOCKS.encode() + struct.pack("<II", 99, 30) + head[at + len(BLOCKS) + 8 :],
        "big-endian": b"GGUF" + struct.pack(">I", 3) + head[8:],
        "noise": b"GGUF" + bytes(range(256)) * 100,
    }.items():  # fmt: skip
        path = tmp_path / f"{name}.gguf"
        path.write_bytes(data)
        assert refused(engine, path).code in ("engine.model_broken", "engine.load_crashed"), name
    assert engine.inspect(starter_model).result(WAIT).architecture == "llama"


def test_what_is_no_gguf_starts_no_child(engine: Engine, tmp_path: Path) -> None:
    poem = tmp_path / "poem.gguf"
    poem.write_text("海上生明月", "utf-8")
    assert refused(engine, poem).code == "engine.model_not_gguf"
    assert refused(engine, tmp_path / "none.gguf").code == "engine.model_missing"
