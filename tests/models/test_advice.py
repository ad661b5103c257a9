"""Which model suits a machine."""

from __future__ import annotations

import msgspec
import pytest

from muse_desktop.engine.hardware import Device, Hardware
from muse_desktop.models.advice import GIB, is_slow, needed, room, suggest
from muse_desktop.models.catalogue import Catalogue, load_catalogue
from muse_desktop.models.values import Entry
from muse_desktop.paths import resource

PLENTY = 500 * GIB


def machine(ram: int, cores: int = 4, gpu: int = 0) -> Hardware:
    """A machine with so many GiB of memory, and of memory on a graphics card."""
    devices = (Device("GPU0", "a card", gpu * GIB, gpu * GIB, "gpu"),) if gpu else ()
    return Hardware(
        cpu="x", physical_cores=cores, logical_cores=2 * cores, ram_total=ram * GIB, ram_free=GIB,
        devices=(Device("CPU", "x", ram * GIB, GIB, "cpu"), *devices),
    )  # fmt: skip


def entry(id_: str, gigabytes: float, **values: object) -> Entry:
    size = int(gigabytes * GIB)
    made = Entry(
        id=id_, name=id_, repo="a/b", file="c.gguf", revision="main", bytes=size, sha256="0" * 64,
        licence="apache-2.0", languages=("*",), tasks=("prose",), seen="hash",
        memory={"4096": size + GIB, "16384": size + 4 * GIB}, about={"en": "x", "zh": "写"},
    )  # fmt: skip
    return msgspec.structs.replace(made, **values)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue(resource("catalogue"))


def test_memory_between_the_two_contexts_lies_on_the_line_between_them() -> None:
    one = entry("a", 4)
    assert needed(one, 4096) == 5 * GIB
    assert needed(one, 16384) == 8 * GIB
    assert needed(one, 10240) == int(6.5 * GIB)
    assert needed(one, 32768) == 12 * GIB
    assert needed(one, 0) >= one.bytes


def test_a_model_fits_is_tight_or_is_too_big() -> None:
    assert room(9 * GIB, machine(16)) == "fits"
    assert room(12 * GIB, machine(16)) == "tight"
    assert room(15 * GIB, machine(16)) == "too_big"
    assert room(15 * GIB, machine(16, gpu=32)) == "fits"


def test_what_counts_is_the_memory_installed_not_what_is_free_this_moment() -> None:
    busy = msgspec.structs.replace(machine(16), ram_free=GIB // 10)
    assert room(9 * GIB, busy) == "fits"


def test_a_large_model_is_slow_without_a_card_that_holds_it() -> None:
    assert is_slow(entry("a", 7), machine(64))
    assert not is_slow(entry("a", 7), machine(64, gpu=12))
    assert is_slow(entry("a", 7), machine(64, gpu=6))
    assert is_slow(entry("a", 4), machine(64, cores=2))
    assert not is_slow(entry("a", 4), machine(64, cores=8))


def test_the_first_of_the_list_that_suits_is_suggested() -> None:
    catalogue = Catalogue((entry("large", 12), entry("good", 4), entry("small", 1)))
    assert suggest(catalogue, machine(16), "en", PLENTY) == catalogue.entries[1]
    assert suggest(catalogue, machine(4), "en", PLENTY) == catalogue.entries[2]
    assert suggest(catalogue, machine(1), "en", PLENTY) is None
    assert suggest(catalogue, machine(64), "en", PLENTY) == catalogue.entries[1]  # the large one would crawl
    assert suggest(catalogue, machine(64, gpu=24), "en", PLENTY) == catalogue.entries[0]


def test_a_download_must_leave_room_on_the_disk() -> None:
    catalogue = Catalogue((entry("good", 4), entry("small", 1)))
    assert suggest(catalogue, machine(16), "en", int(4.9 * GIB)) == catalogue.entries[1]
    assert suggest(catalogue, machine(16), "en", GIB) is None


def test_for_chinese_comes_what_is_good_at_it_and_else_what_knows_it() -> None:
    english = entry("english", 5, languages=("en",))
    many = entry("many", 4)
    chinese = entry("chinese", 2, tasks=("chinese", "prose"), languages=("zh", "en"))
    assert suggest(Catalogue((english, many, chinese)), machine(16), "zh", PLENTY) == chinese
    assert suggest(Catalogue((english, many)), machine(16), "zh", PLENTY) == many
    assert suggest(Catalogue((english,)), machine(16), "zh", PLENTY) is None
    assert suggest(Catalogue((english, many, chinese)), machine(16), "en", PLENTY) == english


def test_what_cannot_be_verified_is_never_suggested_and_hybrids_come_last() -> None:
    unseen = entry("unseen", 5, seen="file", sha256="")
    hybrid = entry("hybrid", 4, hybrid=True)
    plain = entry("plain", 1)
    assert suggest(Catalogue((unseen, hybrid, plain)), machine(16), "en", PLENTY) == plain
    assert suggest(Catalogue((unseen, hybrid)), machine(16), "en", PLENTY) == hybrid
    assert suggest(Catalogue((unseen,)), machine(16), "en", PLENTY) is None


def test_embedding_models_are_not_for_prose() -> None:
    catalogue = Catalogue((entry("embedding", 1, tasks=("embedding",)),))
    assert suggest(catalogue, machine(16), "en", PLENTY) is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ram", [4, 8, 16, 32])
def test_the_catalogue_that_ships_has_something_for_every_laptop(
    shipped: Catalogue, language: str, ram: int
) -> None:
    found = suggest(shipped, machine(ram), language, PLENTY)  # type: ignore[arg-type]
    assert found is not None
    assert room(needed(found, 4096), machine(ram)) == "fits"
    assert found.sha256
    assert shipped.licence(found.licence).commercial == "yes"
    assert suggest(shipped, machine(ram), language, 0) is None  # type: ignore[arg-type]


